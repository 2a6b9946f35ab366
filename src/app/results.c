/* The hits of a query in all articles: what was found, the place in it, and opening one. */
#include "state.h"

#include "waraq/base/array.h"
#include "waraq/base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Hits of one article that have a row; where there are more, the article itself shows them. */
enum { MOST_ROWS = 20 };

/* Articles whose snippets are kept from the scan; those of later ones are read when they are looked at. */
enum { MOST_KEPT = 1000 };

static struct wq_result *group(const struct wq_app *a, size_t i)
{
    return &a->results.list.items[i];
}

static void forget(struct wq_results *r)
{
    free(r->entity);
    r->entity = NULL;
    for (size_t i = 0; i < r->list.len; i++)
        wq_found_free(r->list.items[i].found);
    r->list.len = 0;
    r->hits = 0;
    r->near = false;
    r->selected = r->top = (struct wq_place){0, 0};
    r->stopped = -1;
}

void wq_app_results_release(struct wq_app *a)
{
    forget(&a->results);
    free(a->results.list.items);
    wq_buf_release(&a->results.text);
}

/* ---- rows ---- */

size_t wq_app_result_hits(const struct wq_result *r)
{
    if (r->found)
        return r->found->nrows;
    return r->hits < MOST_ROWS ? r->hits : MOST_ROWS;
}

size_t wq_app_result_rows(const struct wq_result *r)
{
    size_t hits = wq_app_result_hits(r);
    return 1 + hits + (hits < r->hits) + 1;
}

size_t wq_app_results_before(const struct wq_app *a)
{
    size_t n = a->results.selected.row;
    for (size_t i = 0; i < a->results.selected.block; i++)
        n += group(a, i)->hits;
    return n;
}

/* Moves a place by drawn rows; stops at either end. */
static void walk(const struct wq_app *a, struct wq_place *at, long rows)
{
    while (rows > 0 && a->results.list.len) {
        size_t left = wq_app_result_rows(group(a, at->block)) - 1 - at->row;
        if ((size_t)rows <= left || at->block + 1 == a->results.list.len) {
            at->row += (size_t)rows <= left ? (size_t)rows : left;
            return;
        }
        rows -= (long)left + 1;
        *at = (struct wq_place){at->block + 1, 0};
    }
    while (rows < 0) {
        if ((size_t)-rows <= at->row) {
            at->row -= (size_t)-rows;
            return;
        }
        if (at->block == 0) {
            at->row = 0;
            return;
        }
        rows += (long)at->row + 1;
        at->block--;
        at->row = wq_app_result_rows(group(a, at->block)) - 1;
    }
}

static bool is_before(struct wq_place a, struct wq_place b)
{
    return a.block < b.block || (a.block == b.block && a.row < b.row);
}

/* The selected hit's row is on the screen, and its article's title where there is room for both. */
static void show_selected(struct wq_app *a)
{
    struct wq_results *r = &a->results;
    struct wq_place row = {r->selected.block, r->selected.row + 1};
    struct wq_place first = {row.block, r->selected.row == 0 ? 0 : row.row};
    struct wq_place least = row;

    if (r->list.len == 0)
        return;
    if (is_before(first, r->top))
        r->top = first;
    walk(a, &least, -((long)wq_app_results_height(a) - 1));
    if (is_before(r->top, least))
        r->top = least;
}

/* Not beyond the end: the last row at the bottom. */
static void fix_top(struct wq_app *a)
{
    struct wq_results *r = &a->results;

    if (r->list.len == 0)
        return;
    struct wq_place last = {r->list.len - 1, wq_app_result_rows(group(a, r->list.len - 1)) - 2};
    walk(a, &last, -((long)wq_app_results_height(a) - 1));
    if (is_before(last, r->top))
        r->top = last;
}

size_t wq_app_results_height(const struct wq_app *a)
{
    return a->panes.rows > 0 ? (size_t)a->panes.rows : 1;
}

/* ---- what comes from the worker ---- */

/* Where a result belongs: by rank, or where an entity is listed by how often; then as the shelf has it. */
static bool stands_before(const struct wq_results *r, const struct wq_result *a, const struct wq_result *b)
{
    if (a->rank != b->rank)
        return a->rank < b->rank;
    if (r->entity && a->hits != b->hits)
        return a->hits > b->hits;
    return a->id < b->id;
}

static size_t place_for(const struct wq_results *r, const struct wq_result *result)
{
    size_t found;

    WQ_BISECT(found, r->list.len, i, stands_before(r, &r->list.items[i], result));
    return found;
}

void wq_app_results_found(struct wq_app *a, unsigned id, size_t hits, struct wq_found *found)
{
    struct wq_results *r = &a->results;
    bool exact = found && found->exact;
    enum wq_rank rank = r->near ? WQ_RANK_NEAR : exact ? WQ_RANK_EXACT : WQ_RANK_FOLDED;
    struct wq_result result = {id, rank, hits, found};
    size_t at = place_for(r, &result);
    bool untouched = r->selected.block == 0 && r->selected.row == 0 && r->top.block == 0 && r->top.row == 0;

    if (hits == 0)
        return;
    if (r->list.len >= MOST_KEPT) {
        wq_found_free(found);
        result.found = NULL;
    }
    (void)WQ_PUSH(&r->list);
    memmove(&r->list.items[at + 1], &r->list.items[at], (r->list.len - 1 - at) * sizeof *r->list.items);
    r->list.items[at] = result;
    r->hits += hits;
    if (r->list.len == 1 || untouched)
        return; /* whoever has not moved yet stays at the best */
    r->selected.block += at <= r->selected.block;
    r->top.block += at <= r->top.block;
}

void wq_app_results_done(struct wq_app *a, bool cancelled)
{
    struct wq_results *r = &a->results;

    if (cancelled || r->entity || r->list.len > 0 || r->match != WQ_MATCH_FOLDED)
        return;
    r->near = !r->near; /* nothing is spelt so: what is similar; nothing is similar either: that was all */
    if (r->near) {
        const struct wq_scan_what what = {&r->text, NULL, WQ_MATCH_LOOSE, r->word, false};
        wq_app_scan(a, &what);
    }
}

static enum wq_match match_of(const struct wq_results *r)
{
    return r->near ? WQ_MATCH_LOOSE : r->match;
}

/* A query of our own for what is read on demand; NULL: it cannot be made. */
static struct wq_query *make_query(const struct wq_results *r)
{
    struct wq_query *q;
    if (wq_query_new(r->text.data, r->text.len, match_of(r), r->word, &q, NULL) != WQ_OK)
        return NULL;
    return q;
}

static void fill(struct wq_app *a, struct wq_result *g, struct wq_query *q)
{
    size_t entry = wq_shelf_with_id(a->shelf, g->id);
    struct wq_found_how how = {a->options->encoding, MOST_ROWS, wq_app_around(a)};

    if (entry >= wq_shelf_count(a->shelf))
        return;
    const char *path = wq_shelf_entry(a->shelf, entry)->path;
    struct wq_props *props = wq_layout_props(a->layout);
    enum wq_status status;
    if (a->results.entity) {
        struct wq_doc *doc = wq_doc_new(props);
        status = wq_found_entity(path, a->inside.names, a->results.entity, a->corrections, &how, doc, props,
                                 &g->found, NULL);
        wq_doc_free(doc);
    } else {
        status = wq_found_read(path, q, &how, props, &g->found, NULL);
    }
    (void)status; /* gone meanwhile: its rows stay empty, and opening it says why */
    if (g->found && g->found->hits != g->hits) {
        a->results.hits += g->found->hits - g->hits;
        g->hits = g->found->hits;
    }
}

void wq_app_results_fill(struct wq_app *a)
{
    struct wq_results *r = &a->results;
    struct wq_query *q = NULL;
    size_t rows = 0;

    for (size_t i = r->top.block; r->shown && i < r->list.len && rows < wq_app_results_height(a) + r->top.row;
         i++) {
        struct wq_result *g = group(a, i);
        size_t entry = wq_shelf_with_id(a->shelf, g->id);
        if (entry < wq_shelf_count(a->shelf))
            (void)wq_shelf_head(a->shelf, entry, NULL); /* where it fails the path stands for the title */
        if (!g->found && !q)
            q = make_query(r);
        if (!g->found && q)
            fill(a, g, q);
        rows += wq_app_result_rows(g);
    }
    wq_query_free(q);
    if (r->list.len && r->selected.row >= wq_app_result_hits(group(a, r->selected.block)))
        r->selected.row = 0;
}

void wq_app_results_resized(struct wq_app *a)
{
    struct wq_results *r = &a->results;

    for (size_t i = 0; i < r->list.len; i++) {
        size_t entry = wq_shelf_with_id(a->shelf, group(a, i)->id);
        if (entry >= wq_shelf_count(a->shelf) || !strcmp(wq_shelf_entry(a->shelf, entry)->path, "-"))
            continue; /* what cannot be read again stays */
        wq_found_free(group(a, i)->found);
        group(a, i)->found = NULL;
    }
}

/* ---- the query ---- */

static void look(struct wq_app *a, enum wq_match match, bool word)
{
    struct wq_results *r = &a->results;
    struct wq_error err = {.status = WQ_OK};
    struct wq_query *q;

    wq_app_scan_stop(a);
    forget(r);
    r->match = match;
    r->word = word;
    r->asked = true;
    r->shown = true;
    wq_app_place(a);
    if (wq_query_new(r->text.data, r->text.len, match, word, &q, &err) != WQ_OK) {
        wq_app_query_wrong(&err, &a->message);
        return;
    }
    wq_query_free(q);
    const struct wq_scan_what what = {&r->text, NULL, match, word, false};
    wq_app_scan(a, &what);
}

void wq_app_results_accept(struct wq_app *a)
{
    struct wq_results *r = &a->results;
    const struct wq_buf *typed = &a->edit.text;

    if (typed->len == 0) { /* what was found last, where it was left */
        r->shown = r->asked;
        if (!r->asked)
            wq_app_say(a, WQ_MSG_SEARCH_NOTHING);
        return;
    }
    wq_history_add(&a->history[WQ_PROMPT_LIBRARY], typed->data, typed->len);
    wq_buf_clear(&r->text);
    wq_buf_add(&r->text, typed->data, typed->len);
    look(a, a->match, a->word);
}

void wq_app_results_entity(struct wq_app *a)
{
    struct wq_results *r = &a->results;
    uint32_t meant = wq_app_inside_meant(a);

    if (meant == UINT32_MAX) {
        wq_app_say(a, WQ_MSG_NOBODY_CHOSEN);
        return;
    }
    const struct wq_entity *e = &a->inside.found->entities[meant];
    wq_app_scan_stop(a);
    forget(r);
    r->entity = wq_strdup(e->id);
    wq_buf_clear(&r->text);
    wq_buf_adds(&r->text, e->name);
    r->match = WQ_MATCH_FOLDED;
    r->word = false;
    r->asked = r->shown = true;
    wq_app_place(a);
    const struct wq_scan_what what = {&r->text, r->entity, WQ_MATCH_FOLDED, false, false};
    wq_app_scan(a, &what);
}

/* ---- keys ---- */

static void select_by(struct wq_app *a, long n)
{
    struct wq_results *r = &a->results;

    for (; n > 0; n--) {
        if (r->selected.row + 1 < wq_app_result_hits(group(a, r->selected.block)))
            r->selected.row++;
        else if (r->selected.block + 1 < r->list.len)
            r->selected = (struct wq_place){r->selected.block + 1, 0};
        else
            return;
    }
    for (; n < 0; n++) {
        if (r->selected.row > 0) {
            r->selected.row--;
        } else if (r->selected.block > 0) {
            size_t hits = wq_app_result_hits(group(a, --r->selected.block));
            r->selected.row = hits ? hits - 1 : 0;
        } else {
            return;
        }
    }
}

static void select_article(struct wq_app *a, long n)
{
    struct wq_place *s = &a->results.selected;

    if (n < 0 && s->row > 0) /* first to the beginning of this one */
        n++;
    s->row = 0;
    if (n < 0)
        s->block = (size_t)-n > s->block ? 0 : s->block - (size_t)-n;
    else
        s->block =
            s->block + (size_t)n < a->results.list.len ? s->block + (size_t)n : a->results.list.len - 1;
}

/* By pages: the view moves, and what is selected with it. */
static void page(struct wq_app *a, long rows)
{
    struct wq_results *r = &a->results;
    struct wq_place before = r->selected;
    struct wq_place to = {before.block, before.row + 1};

    walk(a, &to, rows);
    walk(a, &r->top, rows);
    size_t hits = wq_app_result_hits(group(a, to.block));
    size_t hit = to.row > 0 ? to.row - 1 : 0;
    r->selected = (struct wq_place){to.block, hit < hits ? hit : hits ? hits - 1 : 0};
    if (r->selected.block == before.block && r->selected.row == before.row)
        select_by(a, rows > 0 ? 1 : -1); /* a page may be no higher than what lies between two articles */
    fix_top(a);
}

static void open_selected(struct wq_app *a)
{
    struct wq_results *r = &a->results;
    const struct wq_result *g = group(a, r->selected.block);
    size_t entry = wq_shelf_with_id(a->shelf, g->id);
    size_t at = g->found && r->selected.row < g->found->nrows ? g->found->rows[r->selected.row].at.start : 0;

    if (entry >= wq_shelf_count(a->shelf))
        return;
    if (a->article && a->open == entry)
        wq_app_push_jump(a);
    else if (!wq_app_open(a, entry))
        return;
    wq_buf_clear(&a->message); /* it stands at a hit, not where one stopped */
    r->shown = false;
    r->opened = true;
    wq_app_focus(a, WQ_PANE_READER);
    if (r->entity)
        wq_app_inside_from(a, at);
    else
        wq_app_find_from(a, &r->text, r->match, r->word, at); /* which offers what is similar, as here */
}

static void leave(struct wq_app *a)
{
    wq_app_scan_stop(a);
    a->results.shown = false;
    a->results.opened = false;
    wq_app_place(a);
}

static void cancel(struct wq_app *a)
{
    if (!wq_app_scan_cancel(a))
        leave(a);
}

/* To the last hit, to the first, or to the n-th of those that have a row. */
static void to_hit(struct wq_app *a, enum wq_action action, size_t n)
{
    struct wq_results *r = &a->results;

    if (n > 0 || action == WQ_ACTION_START) {
        r->selected = r->top = (struct wq_place){0, 0};
        select_by(a, n > 0 ? (long)n - 1 : 0);
    } else {
        size_t hits = wq_app_result_hits(group(a, r->list.len - 1));
        r->selected = (struct wq_place){r->list.len - 1, hits ? hits - 1 : 0};
    }
}

static void move(struct wq_app *a, enum wq_action action, size_t count)
{
    struct wq_results *r = &a->results;
    long height = (long)wq_app_results_height(a);
    long rows = height > 1 ? height - 1 : 1;
    long n = count ? (long)count : 1;

    if (r->list.len == 0)
        return;
    switch (action) {
    case WQ_ACTION_DOWN:
    case WQ_ACTION_NEXT_HIT: select_by(a, n); break;
    case WQ_ACTION_UP:
    case WQ_ACTION_PREV_HIT: select_by(a, -n); break;
    case WQ_ACTION_PAGE_DOWN: page(a, n * rows); break;
    case WQ_ACTION_PAGE_UP: page(a, -n * rows); break;
    case WQ_ACTION_HALF_DOWN: page(a, n * ((height + 1) / 2)); break;
    case WQ_ACTION_HALF_UP: page(a, -n * ((height + 1) / 2)); break;
    case WQ_ACTION_NEXT_PARAGRAPH: select_article(a, n); break;
    case WQ_ACTION_PREV_PARAGRAPH: select_article(a, -n); break;
    case WQ_ACTION_START:
    case WQ_ACTION_END: to_hit(a, action, count); break;
    default: break;
    }
    show_selected(a);
}

static void look_otherwise(struct wq_app *a, enum wq_action action)
{
    struct wq_results *r = &a->results;
    bool words = action == WQ_ACTION_WHOLE_WORDS;

    look(a, words ? r->match : wq_app_next_match(r->match), words ? !r->word : r->word);
}

void wq_app_results_act(struct wq_app *a, enum wq_action action, size_t count)
{
    struct wq_results *r = &a->results;

    switch (action) {
    case WQ_ACTION_OPEN:
        if (r->list.len)
            open_selected(a);
        break;
    case WQ_ACTION_BACK:
    case WQ_ACTION_CLOSE: leave(a); break;
    case WQ_ACTION_CANCEL: cancel(a); break;
    case WQ_ACTION_MATCH:
    case WQ_ACTION_WHOLE_WORDS:
        if (!r->entity)
            look_otherwise(a, action);
        break;
    case WQ_ACTION_QUIT: a->wants |= WQ_WANTS_QUIT; break;
    default: move(a, action, count); break;
    }
}
