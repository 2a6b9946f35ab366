/* What is typed for the sidebar: a filter of names; and names that a query for the text happens to be. */
#include "state.h"

#include "waraq/text/fold.h"

#include <stdint.h>
#include <string.h>

bool wq_app_inside_passes(const struct wq_app *a, uint32_t entity)
{
    return a->inside.filter.len == 0 || wq_app_inside_has(a, entity, &a->inside.filtered);
}

/* ---- the filter ---- */

static void set_filter(struct wq_app *a, const char *s, size_t len)
{
    wq_buf_clear(&a->inside.filter);
    wq_buf_add(&a->inside.filter, s, len);
    wq_buf_clear(&a->inside.filtered);
    wq_fold(s, len, &a->inside.filtered);
    wq_app_inside_name_all(a);
    a->inside.selected = a->inside.top = 0;
    wq_app_inside_rows(a);
}

void wq_app_inside_filter_begin(struct wq_app *a)
{
    wq_buf_clear(&a->inside.filter_before);
    wq_buf_add(&a->inside.filter_before, a->inside.filter.data, a->inside.filter.len);
    wq_edit_set(&a->edit, a->inside.filter.data, a->inside.filter.len);
}

void wq_app_inside_filter_typed(struct wq_app *a)
{
    set_filter(a, a->edit.text.data, a->edit.text.len);
}

void wq_app_inside_filter_accept(struct wq_app *a)
{
    wq_history_add(&a->history[WQ_PROMPT_INSIDE], a->edit.text.data, a->edit.text.len);
}

void wq_app_inside_filter_cancel(struct wq_app *a)
{
    struct wq_buf before = a->inside.filter_before;

    a->inside.filter_before = (struct wq_buf)WQ_BUF_INIT;
    set_filter(a, before.data, before.len);
    wq_buf_release(&before);
}

bool wq_app_inside_filter_clear(struct wq_app *a)
{
    if (!wq_app_inside_shown(a) || a->inside.filter.len == 0)
        return false;
    set_filter(a, "", 0);
    return true;
}

/* ---- what is offered to a query ---- */

/* An entity of this article that has the query as one of its names, in any language. */
static uint32_t named(const struct wq_app *a)
{
    const struct wq_inside *in = &a->inside;
    const char *id = wq_names_find(in->names, a->edit.text.data, a->edit.text.len);

    for (uint32_t i = 0; id && i < in->found->nentities; i++)
        if (in->found->entities[i].mentions && !strcmp(in->found->entities[i].id, id))
            return i;
    return UINT32_MAX;
}

/* Or one that is spelt so somewhere in it. */
static uint32_t spelt(const struct wq_app *a)
{
    const struct wq_inside *in = &a->inside;
    const char *s = a->article->text.data;
    struct wq_buf query = WQ_BUF_INIT;
    struct wq_buf spelling = WQ_BUF_INIT;
    uint32_t found = UINT32_MAX;

    wq_fold(a->edit.text.data, a->edit.text.len, &query);
    for (size_t i = 0; i < in->found->nmentions && query.len && found == UINT32_MAX; i++) {
        const struct wq_mention *m = &in->found->mentions[i];
        if (m->furniture || m->kind == WQ_DATE || m->kind == WQ_QUANTITY)
            continue;
        wq_buf_clear(&spelling);
        wq_fold(s + m->span.start, wq_span_len(m->span), &spelling);
        if (spelling.len == query.len && !memcmp(spelling.data, query.data, query.len))
            found = m->entity;
    }
    wq_buf_release(&query);
    wq_buf_release(&spelling);
    return found;
}

void wq_app_inside_offer(struct wq_app *a)
{
    struct wq_inside *in = &a->inside;

    in->offered = UINT32_MAX;
    if (a->prompt != WQ_PROMPT_FIND || !in->found || !in->names || a->edit.text.len == 0)
        return;
    in->offered = spelt(a);
    if (in->offered == UINT32_MAX)
        in->offered = named(a);
}

void wq_app_inside_offer_note(const struct wq_app *a, bool in_short, struct wq_buf *out)
{
    struct wq_buf n = WQ_BUF_INIT;

    if (a->inside.offered == UINT32_MAX)
        return;
    const struct wq_entity *e = &a->inside.found->entities[a->inside.offered];
    wq_number_add(&n, e->mentions);
    struct wq_argument args[] = {{"name", e->name}, {"n", n.data}, {NULL, NULL}};
    /* A terminal that reorders would draw the number into a name before it. */
    enum wq_message whole = a->terminal.one_pane ? WQ_MSG_SEARCH_ENTITY_LAST : WQ_MSG_SEARCH_ENTITY;
    enum wq_message few = a->terminal.one_pane ? WQ_MSG_SEARCH_ENTITY_LAST_SHORT : WQ_MSG_SEARCH_ENTITY_SHORT;
    wq_message_add(out, in_short ? few : whole, args);
    wq_buf_release(&n);
}

bool wq_app_inside_take_offer(struct wq_app *a)
{
    uint32_t e = a->inside.offered;

    if (e == UINT32_MAX)
        return false;
    wq_app_find_cancel(a);
    a->inside.offered = UINT32_MAX;
    wq_app_inside_choose(a, e);
    wq_app_step(a, 1);
    return true;
}
