/*
 * By what somebody in the sidebar may be looked for: their name, its English form, every spelling in the
 * article, folded. Made once an article, when it is first asked for, so that a key typed into a filter costs
 * a look through that and not through the article.
 */
#include "state.h"

#include "waraq/base/mem.h"
#include "waraq/text/fold.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Mentions by their entity: those of entity e are at items[from[e]] to items[from[e + 1]]. */
struct by_entity {
    uint32_t *from;
    uint32_t *items;
};

static struct by_entity sort_mentions(const struct wq_entities *found)
{
    struct by_entity b = {wq_calloc(found->nentities + 1, sizeof *b.from),
                          wq_calloc(found->nmentions + 1, sizeof *b.items)};
    uint32_t *next = wq_calloc(found->nentities + 1, sizeof *next);

    for (size_t i = 0; i < found->nmentions; i++)
        b.from[found->mentions[i].entity + 1]++;
    for (size_t e = 0; e < found->nentities; e++)
        b.from[e + 1] += b.from[e];
    memcpy(next, b.from, found->nentities * sizeof *next);
    for (size_t i = 0; i < found->nmentions; i++)
        b.items[next[found->mentions[i].entity]++] = (uint32_t)i;
    free(next);
    return b;
}

/* Each name on a line of its own: nothing that is typed has a line's end in it. */
static void add_name(struct wq_buf *out, const char *s, size_t len)
{
    struct wq_buf folded = WQ_BUF_INIT;

    wq_fold(s, len, &folded);
    wq_buf_add(out, folded.data, folded.len);
    wq_buf_addc(out, '\n');
    wq_buf_release(&folded);
}

/* Spellings that follow each other mostly are the same: of each run one is kept. */
static void add_spellings(const struct wq_app *a, const uint32_t *mentions, size_t n, struct wq_buf *out)
{
    const char *s = a->article->text.data;
    struct wq_span last = {0, 0};

    for (size_t i = 0; i < n; i++) {
        struct wq_span at = a->inside.found->mentions[mentions[i]].span;
        if (wq_span_len(at) == wq_span_len(last) && !memcmp(s + at.start, s + last.start, wq_span_len(at)))
            continue;
        add_name(out, s + at.start, wq_span_len(at));
        last = at;
    }
}

/* Its name, and the one in English, which those know who cannot type the other. */
static void add_names(const struct wq_app *a, const char *id, const char *name, struct wq_buf *out)
{
    const struct wq_names *names = a->inside.names;
    struct wq_buf english = WQ_BUF_INIT;

    add_name(out, name, strlen(name));
    if (names && wq_names_usual(names, id, "en", &english))
        add_name(out, english.data, english.len);
    wq_buf_release(&english);
}

void wq_app_inside_name_all(struct wq_app *a)
{
    struct wq_inside *in = &a->inside;
    const struct wq_entities *found = in->found;

    if (!found || in->named_at)
        return;
    struct by_entity b = sort_mentions(found);
    in->named_at = wq_calloc(found->nentities + 1, sizeof *in->named_at);
    wq_buf_clear(&in->named);
    for (size_t e = 0; e < found->nentities; e++) {
        in->named_at[e] = in->named.len;
        add_names(a, found->entities[e].id, found->entities[e].name, &in->named);
        add_spellings(a, b.items + b.from[e], b.from[e + 1] - b.from[e], &in->named);
    }
    in->named_at[found->nentities] = in->named.len;
    free(b.from);
    free(b.items);
}

void wq_app_inside_unname(struct wq_app *a)
{
    free(a->inside.named_at);
    a->inside.named_at = NULL;
    wq_buf_clear(&a->inside.named);
}

bool wq_app_inside_has(const struct wq_app *a, uint32_t entity, const struct wq_buf *folded)
{
    const struct wq_inside *in = &a->inside;

    if (!in->named_at)
        return false;
    size_t from = in->named_at[entity];
    size_t len = in->named_at[entity + 1] - from;
    return folded->len <= len && memmem(in->named.data + from, len, folded->data, folded->len) != NULL;
}

bool wq_app_name_holds(const struct wq_app *a, const char *id, const char *name, const struct wq_buf *folded)
{
    struct wq_buf names = WQ_BUF_INIT;

    add_names(a, id, name, &names);
    bool has = folded->len <= names.len && memmem(names.data, names.len, folded->data, folded->len) != NULL;
    wq_buf_release(&names);
    return has;
}
