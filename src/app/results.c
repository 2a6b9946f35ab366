/* What was found in all articles: the list, its rows, and what is read of them when they are looked at. */
#include "state.h"

#include "waraq/base/array.h"
#include "waraq/base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST_KEPT = 1000,   /* articles whose snippets are kept from the scan; those of later ones are read when
                         * they   are looked at */
    TOGETHER_WIDE = 32, /* columns of the pane beside */
    TOGETHER_NARROW = 26,
    TOGETHER_ALONE = 48, /* at most: names and how often belong together */
};

static struct wq_result *group(const struct wq_app *a, size_t i)
{
    return &a->results.list.items[i];
}

void wq_app_results_clear(struct wq_app *a)
{
    struct wq_results *r = &a->results;

    for (size_t i = 0; i < r->list.len; i++) {
        wq_found_free(r->list.items[i].found);
        free(r->list.items[i].mentioned);
    }
    r->list.len = 0;
    r->hits = 0;
    r->near = false;
    r->selected = r->top = (struct wq_place){0, 0};
    r->stopped = -1;
    r->keep = false;
    wq_app_together_clear(a);
}

void wq_app_listed_release(struct wq_listed *l)
{
    free(l->id);
    free(l->name);
    free(l->asked);
    free(l->called);
}

void wq_app_results_release(struct wq_app *a)
{
    struct wq_results *r = &a->results;

    wq_app_results_clear(a);
    for (size_t i = 0; i < r->nlisted; i++)
        wq_app_listed_release(&r->listed[i]);
    free(r->list.items);
    wq_buf_release(&r->text);
    wq_app_together_release(a);
}

struct wq_results_panes wq_app_results_panes(const struct wq_app *a)
{
    int frame = a->width > 1 ? a->width - 1 : a->width;
    int x = a->panes.title;
    struct wq_strip all = {x, frame - x - (x > 0)};
    struct wq_results_panes p = {all, {-1, 0}, -1};

    if (a->results.nlisted && a->panes.room != WQ_ROOM_ONE) {
        p.together.w = a->panes.room == WQ_ROOM_THREE ? TOGETHER_WIDE : TOGETHER_NARROW;
        p.together.x = frame - p.together.w;
        p.separator = p.together.x - 2;
        p.list.w = p.separator - 1 - x;
    } else if (a->results.nlisted && a->results.together.focus) {
        p.together = (struct wq_strip){x, all.w < TOGETHER_ALONE ? all.w : TOGETHER_ALONE};
        p.list.x = -1;
    }
    return p;
}

/* ---- rows ---- */

size_t wq_app_result_hits(const struct wq_result *r)
{
    if (r->found)
        return r->found->nrows;
    return r->hits < WQ_RESULT_ROWS ? r->hits : WQ_RESULT_ROWS;
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

void wq_app_results_walk(const struct wq_app *a, struct wq_place *at, long rows)
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

void wq_app_results_show_selected(struct wq_app *a)
{
    struct wq_results *r = &a->results;
    struct wq_place row = {r->selected.block, r->selected.row + 1};
    struct wq_place first = {row.block, r->selected.row == 0 ? 0 : row.row};
    struct wq_place least = row;

    if (r->list.len == 0)
        return;
    if (is_before(first, r->top))
        r->top = first;
    wq_app_results_walk(a, &least, -((long)wq_app_results_height(a) - 1));
    if (is_before(r->top, least))
        r->top = least;
}

size_t wq_app_results_height(const struct wq_app *a)
{
    return a->panes.rows > 0 ? (size_t)a->panes.rows : 1;
}

/* ---- what comes from the worker ---- */

/* Where a result belongs: by rank, or where mentions are listed by how often; then as the shelf has it. */
static bool stands_before(const struct wq_results *r, const struct wq_result *a, const struct wq_result *b)
{
    if (a->rank != b->rank)
        return a->rank < b->rank;
    if (r->nlisted && a->hits != b->hits)
        return a->hits > b->hits;
    return a->id < b->id;
}

static size_t place_for(const struct wq_results *r, const struct wq_result *result)
{
    size_t found;

    WQ_BISECT(found, r->list.len, i, stands_before(r, &r->list.items[i], result));
    return found;
}

void wq_app_results_found(struct wq_app *a, struct wq_result result)
{
    struct wq_results *r = &a->results;
    bool exact = result.found && result.found->exact;
    bool untouched = r->selected.block == 0 && r->selected.row == 0 && r->top.block == 0 && r->top.row == 0;

    if (result.hits == 0)
        return;
    result.rank = r->near ? WQ_RANK_NEAR : exact ? WQ_RANK_EXACT : WQ_RANK_FOLDED;
    size_t at = place_for(r, &result);
    if (r->list.len >= MOST_KEPT) {
        wq_found_free(result.found);
        result.found = NULL;
    }
    (void)WQ_PUSH(&r->list);
    memmove(&r->list.items[at + 1], &r->list.items[at], (r->list.len - 1 - at) * sizeof *r->list.items);
    r->list.items[at] = result;
    r->hits += result.hits;
    if (r->list.len == 1 || untouched)
        return; /* whoever has not moved yet stays at the best */
    r->selected.block += at <= r->selected.block;
    r->top.block += at <= r->top.block;
}

/* Selects again what was selected before it was looked for anew. */
static void select_kept(struct wq_app *a)
{
    struct wq_results *r = &a->results;
    size_t i = 0;

    if (!r->keep)
        return;
    r->keep = false;
    while (i < r->list.len && r->list.items[i].id != r->kept)
        i++;
    if (i == r->list.len || r->selected.block || r->selected.row)
        return;
    r->selected = (struct wq_place){i, 0};
    wq_app_results_show_selected(a);
}

void wq_app_results_done(struct wq_app *a, bool cancelled)
{
    struct wq_results *r = &a->results;

    if (!cancelled)
        select_kept(a);
    if (cancelled || r->nlisted || r->list.len > 0 || r->match != WQ_MATCH_FOLDED)
        return;
    r->near = !r->near; /* nothing is spelt so: what is similar; nothing is similar either: that was all */
    if (r->near) {
        const struct wq_scan_what what = {&r->text, WQ_MATCH_LOOSE, r->word, false};
        wq_app_scan(a, &what);
    }
}

/* ---- what is on the screen ---- */

/* A query of our own for what is read on demand; NULL: it cannot be made. */
static struct wq_query *make_query(const struct wq_results *r)
{
    enum wq_match match = r->near ? WQ_MATCH_LOOSE : r->match;
    struct wq_query *q;

    if (wq_query_new(r->text.data, r->text.len, match, r->word, &q, NULL) != WQ_OK)
        return NULL;
    return q;
}

static enum wq_status read_mentions(struct wq_app *a, const char *path, struct wq_result *g,
                                    const struct wq_found_how *how)
{
    struct wq_finding finding = {a->inside.names, a->options->confidence};
    struct wq_asked asked = wq_app_results_asked(a);
    struct wq_props *props = wq_layout_props(a->layout);
    struct wq_doc *doc = wq_doc_new(props);
    enum wq_status status =
        wq_found_mentions(path, &finding, &asked, &g->mentioned, how, doc, props, &g->found, NULL);

    wq_doc_free(doc);
    return status;
}

/* q: NULL where mentions are listed. */
static void fill(struct wq_app *a, struct wq_result *g, struct wq_query *q)
{
    size_t entry = wq_shelf_with_id(a->shelf, g->id);
    struct wq_found_how how = {a->options->encoding, WQ_RESULT_ROWS, wq_app_around(a)};
    enum wq_status status = WQ_OK;

    if (entry >= wq_shelf_count(a->shelf))
        return;
    const char *path = wq_shelf_entry(a->shelf, entry)->path;
    if (a->results.nlisted)
        status = read_mentions(a, path, g, &how);
    else if (q)
        status = wq_found_read(path, q, &how, wq_layout_props(a->layout), &g->found, NULL);
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
        if (!g->found && !q && !r->nlisted)
            q = make_query(r);
        if (!g->found)
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

    wq_app_together_show_selected(a);
    for (size_t i = 0; i < r->list.len; i++) {
        size_t entry = wq_shelf_with_id(a->shelf, group(a, i)->id);
        if (entry >= wq_shelf_count(a->shelf) || !strcmp(wq_shelf_entry(a->shelf, entry)->path, "-"))
            continue; /* what cannot be read again stays */
        wq_found_free(group(a, i)->found);
        group(a, i)->found = NULL;
    }
}
