/* The sidebar's list of who and what an article speaks of: its rows, choosing one, walking its mentions. */
#include "state.h"

#include "waraq/base/array.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Entities of a kind that are shown before "and 7 more…". */
enum { FEW = 7 };

/* As the sidebar has them, one below the other. */
static const enum wq_entity_kind order[WQ_ENTITY_KINDS] = {WQ_PERSON, WQ_LOCATION, WQ_ORGANISATION, WQ_DATE,
                                                           WQ_QUANTITY};

void wq_app_inside_init(struct wq_app *a)
{
    a->inside.chosen = a->inside.offered = UINT32_MAX;
    a->inside.current = a->inside.goes_to = SIZE_MAX;
}

void wq_app_inside_drop(struct wq_app *a)
{
    struct wq_inside *in = &a->inside;

    wq_entities_free(in->found);
    in->found = NULL;
    free(in->alphabetical);
    in->alphabetical = NULL;
    in->rows.len = 0;
    in->chosen = in->offered = UINT32_MAX;
    in->hits.len = 0;
    in->current = SIZE_MAX;
    in->in_title = false;
    wq_app_inside_unname(a);
    a->walks_mentions = false;
}

static void forget(struct wq_app *a)
{
    struct wq_inside *in = &a->inside;

    wq_app_inside_drop(a);
    wq_app_inside_unkeep(a);
    in->selected = in->top = 0;
    in->goes_to = SIZE_MAX;
    wq_buf_clear(&in->filter);
    memset(in->open, 0, sizeof in->open);
}

void wq_app_inside_release(struct wq_app *a)
{
    forget(a);
    free(a->inside.rows.items);
    wq_hits_release(&a->inside.hits);
    wq_buf_release(&a->inside.filter);
    wq_buf_release(&a->inside.filter_before);
    wq_buf_release(&a->inside.filtered);
    wq_buf_release(&a->inside.named);
    wq_corrections_free(a->corrections);
    wq_buf_release(&a->corrected);
    wq_names_free(a->inside.names);
}

/* ---- rows ---- */

static const struct wq_entity *entity(const struct wq_inside *in, uint32_t i)
{
    return &in->found->entities[i];
}

static void add_row(struct wq_inside *in, struct wq_inside_row row)
{
    *WQ_PUSH(&in->rows) = row;
}

/* The most frequent first, those that are as frequent as they were met. */
static void sort_spellings(struct wq_inside_row *rows, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        struct wq_inside_row row = rows[i];
        size_t k = i;
        for (; k > 0 && rows[k - 1].count < row.count; k--)
            rows[k] = rows[k - 1];
        rows[k] = row;
    }
}

/* The spellings of the chosen entity, each once, with how often it stands so. */
static void add_spellings(struct wq_app *a, uint32_t chosen)
{
    struct wq_inside *in = &a->inside;
    const char *s = a->article->text.data;
    size_t first = in->rows.len;

    for (size_t i = 0; i < in->found->nmentions; i++) {
        const struct wq_mention *m = &in->found->mentions[i];
        size_t len = wq_span_len(m->span);
        size_t k = first;
        if (m->entity != chosen || m->furniture)
            continue;
        while (k < in->rows.len && (wq_span_len(in->rows.items[k].at) != len ||
                                    memcmp(s + in->rows.items[k].at.start, s + m->span.start, len) != 0))
            k++;
        if (k < in->rows.len)
            in->rows.items[k].count++;
        else
            add_row(in, (struct wq_inside_row){WQ_INSIDE_SPELLING, (uint8_t)m->kind, chosen, 1, m->span});
    }
    if (in->rows.len == first + 1 && !strncmp(entity(in, chosen)->name, s + in->rows.items[first].at.start,
                                              wq_span_len(in->rows.items[first].at)))
        in->rows.len = first; /* as it is named: that says nothing new */
    if (in->sort == WQ_INSIDE_BY_COUNT)
        sort_spellings(in->rows.items + first, in->rows.len - first);
}

static void add_kind(struct wq_app *a, enum wq_entity_kind kind, const struct wq_inside_order *entities)
{
    struct wq_inside *in = &a->inside;
    size_t few = kind == WQ_QUANTITY ? 0 : FEW; /* figures are folded to their heading */
    bool all = in->open[kind] || in->filter.len > 0;
    size_t shown = all || entities->len <= few + 1 ? entities->len : few;

    if (in->rows.len)
        add_row(in, (struct wq_inside_row){.type = WQ_INSIDE_BLANK});
    add_row(in,
            (struct wq_inside_row){.type = WQ_INSIDE_HEADING, .kind = (uint8_t)kind, .count = entities->len});
    if (kind == WQ_QUANTITY && !all)
        shown = 0;
    for (size_t i = 0; i < shown; i++) {
        uint32_t e = entities->items[i];
        add_row(in,
                (struct wq_inside_row){WQ_INSIDE_ENTITY, (uint8_t)kind, e, entity(in, e)->mentions, {0, 0}});
        if (e == in->chosen)
            add_spellings(a, e);
    }
    if (shown < entities->len && kind != WQ_QUANTITY)
        add_row(in, (struct wq_inside_row){
                        .type = WQ_INSIDE_MORE, .kind = (uint8_t)kind, .count = entities->len - shown});
}

/* Headings where Enter opens or closes something: figures, and what was opened. */
static bool can_be_selected(const struct wq_inside *in, const struct wq_inside_row *row)
{
    return row->type == WQ_INSIDE_ENTITY || row->type == WQ_INSIDE_MORE || row->type == WQ_INSIDE_SPELLING ||
           (row->type == WQ_INSIDE_HEADING && (row->kind == WQ_QUANTITY || in->open[row->kind]));
}

void wq_app_inside_show_selected(struct wq_app *a)
{
    struct wq_inside *in = &a->inside;
    size_t height = a->panes.rows > 0 ? (size_t)a->panes.rows : 1;

    if (in->selected < in->top)
        in->top = in->selected;
    if (in->selected == 1 && in->top == 1 && height > 1)
        in->top = 0; /* with the first heading */
    if (in->selected >= in->top + height)
        in->top = in->selected - height + 1;
    if (in->rows.len <= height)
        in->top = 0;
    else if (in->top > in->rows.len - height)
        in->top = in->rows.len - height;
}

void wq_app_inside_rows(struct wq_app *a)
{
    struct wq_inside *in = &a->inside;
    struct wq_inside_order entities = {NULL, 0, 0};

    in->rows.len = 0;
    for (int i = 0; i < WQ_ENTITY_KINDS && in->found; i++) {
        wq_app_inside_order(a, order[i], &entities);
        if (entities.len)
            add_kind(a, order[i], &entities);
    }
    free(entities.items);
    if (in->selected >= in->rows.len)
        in->selected = 0;
    while (in->selected + 1 < in->rows.len && !can_be_selected(in, &in->rows.items[in->selected]))
        in->selected++;
    wq_app_inside_show_selected(a);
}

/* ---- what was found ---- */

void wq_app_inside_forget(struct wq_app *a)
{
    if (a->inside.find_job)
        wq_worker_cancel(a->background.worker, a->inside.find_job);
    a->inside.find_job = 0;
    forget(a);
}

bool wq_app_inside_shown(const struct wq_app *a)
{
    return !a->inside.facts && a->inside.found && (a->inside.rows.len > 0 || a->inside.filter.len > 0);
}

/* ---- choosing and walking ---- */

/* False: it has no row. */
static bool select_entity(struct wq_app *a, uint32_t e)
{
    struct wq_inside *in = &a->inside;
    size_t i = 0;

    while (i < in->rows.len && (in->rows.items[i].type != WQ_INSIDE_ENTITY || in->rows.items[i].entity != e))
        i++;
    if (i < in->rows.len)
        in->selected = i;
    wq_app_inside_show_selected(a);
    return i < in->rows.len;
}

void wq_app_inside_select(struct wq_app *a, uint32_t e)
{
    struct wq_inside *in = &a->inside;

    if (select_entity(a, e) || in->filter.len)
        return;
    in->open[entity(in, e)->kind] = true; /* it was cut short */
    wq_app_inside_rows(a);
    select_entity(a, e);
}

void wq_app_inside_choose(struct wq_app *a, uint32_t e)
{
    struct wq_inside *in = &a->inside;

    in->chosen = e;
    in->hits.len = 0;
    in->current = SIZE_MAX;
    for (size_t i = 0; i < in->found->nmentions && e != UINT32_MAX; i++)
        if (in->found->mentions[i].entity == e && !in->found->mentions[i].furniture)
            *WQ_PUSH(&in->hits) = in->found->mentions[i].span;
    a->walks_mentions = in->hits.len > 0;
    bool in_title = wq_app_meets_title(a, &in->hits);
    if (in_title != in->in_title) { /* a title with a mention stands in the text, where it can be shown */
        in->in_title = in_title;
        wq_app_place(a);
    }
    wq_app_inside_rows(a);
    if (e != UINT32_MAX)
        wq_app_inside_select(a, e);
}

bool wq_app_inside_clear(struct wq_app *a)
{
    bool any = a->inside.chosen != UINT32_MAX;

    if (any)
        wq_app_inside_choose(a, UINT32_MAX);
    return any;
}

/* To the next mention that is spelt so. */
static void go_to_spelling(struct wq_app *a, const struct wq_inside_row *row)
{
    const struct wq_hits *hits = &a->inside.hits;
    const char *s = a->article->text.data;
    size_t len = wq_span_len(row->at);
    size_t from = a->inside.current == SIZE_MAX ? 0 : a->inside.current + 1;

    a->walks_mentions = true;
    for (size_t i = 0; i < hits->len; i++) {
        size_t hit = (from + i) % hits->len;
        if (wq_span_len(hits->items[hit]) == len &&
            !memcmp(s + hits->items[hit].start, s + row->at.start, len)) {
            wq_app_push_jump(a);
            wq_app_go_to(a, hit);
            return;
        }
    }
}

/* What was opened comes into view, as much of it as fits below the selected row. */
static void show_opened(struct wq_app *a)
{
    struct wq_inside *in = &a->inside;
    size_t height = a->panes.rows > 0 ? (size_t)a->panes.rows : 1;
    size_t end = in->selected;

    while (end < in->rows.len && in->rows.items[end].type != WQ_INSIDE_BLANK)
        end++;
    if (end > in->top + height)
        in->top = end - height < in->selected ? end - height : in->selected;
}

void wq_app_inside_open(struct wq_app *a)
{
    struct wq_inside *in = &a->inside;

    if (in->selected >= in->rows.len)
        return;
    const struct wq_inside_row *row = &in->rows.items[in->selected];
    switch (row->type) {
    case WQ_INSIDE_ENTITY:
        if (row->entity != in->chosen)
            wq_app_inside_choose(a, row->entity);
        a->walks_mentions = true;
        wq_app_step(a, 1);
        break;
    case WQ_INSIDE_MORE:
    case WQ_INSIDE_HEADING:
        in->open[row->kind] = !in->open[row->kind];
        wq_app_inside_rows(a);
        show_opened(a);
        break;
    case WQ_INSIDE_SPELLING: go_to_spelling(a, row); break;
    case WQ_INSIDE_BLANK: break;
    }
}

static void select_by(struct wq_app *a, long n)
{
    struct wq_inside *in = &a->inside;
    long step = n < 0 ? -1 : 1;
    long at = (long)in->selected;

    while (n != 0) {
        long to = at + step;
        while (to >= 0 && to < (long)in->rows.len && !can_be_selected(in, &in->rows.items[to]))
            to += step;
        if (to < 0 || to >= (long)in->rows.len)
            break;
        at = to;
        n -= step;
    }
    in->selected = (size_t)at;
    if (step < 0 && at <= 1)
        in->top = 0;
    wq_app_inside_show_selected(a);
}

void wq_app_inside_move(struct wq_app *a, enum wq_action action, int n)
{
    int page = a->panes.rows > 1 ? a->panes.rows - 1 : 1;

    switch (action) {
    case WQ_ACTION_DOWN: select_by(a, n); break;
    case WQ_ACTION_UP: select_by(a, -n); break;
    case WQ_ACTION_PAGE_DOWN: select_by(a, (long)n * page); break;
    case WQ_ACTION_PAGE_UP: select_by(a, -(long)n * page); break;
    case WQ_ACTION_HALF_DOWN: select_by(a, (long)n * (page + 1) / 2); break;
    case WQ_ACTION_HALF_UP: select_by(a, -(long)n * (page + 1) / 2); break;
    case WQ_ACTION_START: select_by(a, -(long)a->inside.rows.len); break;
    case WQ_ACTION_END: select_by(a, (long)a->inside.rows.len); break;
    default: break;
    }
}

void wq_app_inside_click(struct wq_app *a, int row)
{
    struct wq_inside *in = &a->inside;
    size_t at = in->top + (size_t)(row < 0 ? 0 : row);
    bool again = a->focus == WQ_PANE_SIDEBAR && in->selected == at;

    wq_app_focus(a, WQ_PANE_SIDEBAR);
    if (row < 0 || row >= a->panes.rows || at >= in->rows.len || !can_be_selected(in, &in->rows.items[at]))
        return;
    in->selected = at;
    if (again) /* as in the list */
        wq_app_inside_open(a);
}

void wq_app_inside_sort(struct wq_app *a)
{
    static const enum wq_message names[] = {
        [WQ_INSIDE_BY_COUNT] = WQ_MSG_SORT_COUNT,
        [WQ_INSIDE_BY_NAME] = WQ_MSG_SORT_NAME,
        [WQ_INSIDE_BY_PLACE] = WQ_MSG_SORT_FIRST,
    };
    struct wq_inside *in = &a->inside;
    const struct wq_inside_row *row = in->selected < in->rows.len ? &in->rows.items[in->selected] : NULL;
    uint32_t selected = row && row->type == WQ_INSIDE_ENTITY ? row->entity : UINT32_MAX;

    in->sort = (enum wq_inside_sort)((in->sort + 1) % WQ_INSIDE_SORTS);
    wq_app_inside_rows(a);
    select_entity(a, selected);
    wq_buf_clear(&a->message);
    wq_message_add1(&a->message, WQ_MSG_SORTED_BY, "how", wq_message(names[in->sort]));
}

uint32_t wq_app_inside_meant(const struct wq_app *a)
{
    const struct wq_inside *in = &a->inside;

    if (!in->found)
        return UINT32_MAX;
    if (a->focus != WQ_PANE_SIDEBAR || !wq_app_inside_shown(a))
        return in->chosen;
    if (in->selected < in->rows.len && (in->rows.items[in->selected].type == WQ_INSIDE_ENTITY ||
                                        in->rows.items[in->selected].type == WQ_INSIDE_SPELLING))
        return in->rows.items[in->selected].entity;
    return UINT32_MAX; /* on a heading: not somebody who stands elsewhere */
}

static bool is_listed(const struct wq_app *a, uint32_t e)
{
    const struct wq_results *r = &a->results;

    for (size_t i = 0; i < r->nlisted && entity(&a->inside, e)->mentions > 0; i++)
        if (!strcmp(entity(&a->inside, e)->id, r->listed[i].id))
            return true;
    return false;
}

/* Of those whom the results list the one that is mentioned at a byte, else the first; UINT32_MAX: none. */
static uint32_t listed_at(const struct wq_app *a, size_t at)
{
    const struct wq_entities *found = a->inside.found;
    uint32_t first = 0;

    for (size_t i = 0; i < found->nmentions; i++)
        if (found->mentions[i].span.start == at && is_listed(a, found->mentions[i].entity))
            return found->mentions[i].entity;
    while (first < found->nentities && !is_listed(a, first))
        first++;
    return first < found->nentities ? first : UINT32_MAX;
}

/* Chooses who is listed in the results. */
static void choose_listed(struct wq_app *a, size_t at)
{
    struct wq_inside *in = &a->inside;
    uint32_t e = listed_at(a, at);

    if (e == UINT32_MAX) { /* the article has changed since it was listed */
        wq_buf_clear(&a->message);
        wq_message_add1(&a->message, WQ_MSG_SEARCH_NONE, "q", a->results.text.data);
        return;
    }
    wq_app_inside_choose(a, e);
    size_t hit = wq_app_first_from(&in->hits, at);
    wq_app_go_to(a, hit < in->hits.len ? hit : in->hits.len - 1);
}

void wq_app_inside_from(struct wq_app *a, size_t at)
{
    wq_app_inside_prepare(a);
    if (a->inside.found) {
        choose_listed(a, at);
        return;
    }
    a->inside.goes_to = at;
    wq_reader_show_current(a->reader, at); /* until it is known what the words there are */
}

void wq_app_inside_take(struct wq_app *a, struct wq_entities *found)
{
    size_t at = a->inside.goes_to;

    wq_app_inside_drop(a);
    a->inside.goes_to = SIZE_MAX;
    a->inside.found = found;
    wq_app_inside_recall(a);
    if (at != SIZE_MAX && a->results.opened && a->results.nlisted)
        choose_listed(a, at);
    if (a->overlay == WQ_OVER_PROMPT)
        wq_app_inside_offer(a);
    if (a->overlay == WQ_OVER_PROMPT && a->prompt == WQ_PROMPT_MERGE)
        wq_app_inside_name_all(a);
}
