/* The list of results: per article its title and count, below it its hits with the words around them. */
#include "state.h"

#include <stdint.h>
#include <string.h>

enum { INDENT = 2, LEAST_AROUND = 8, RIGHT_HALF = 0x2590, LEFT_HALF = 0x258C };

struct drawing {
    const struct wq_app *app;
    const struct wq_frame *f;
    int x, w;
};

size_t wq_app_around(const struct wq_app *a)
{
    int room = (a->width - 2 * a->panes.title - INDENT) / 2 - 5; /* half of the row, and half of the hit */
    return room < LEAST_AROUND ? LEAST_AROUND : (size_t)room;
}

static bool is_selected(const struct drawing *d, size_t block, size_t hit)
{
    const struct wq_place *s = &d->app->results.selected;
    return s->block == block && s->row == hit;
}

static void draw_title(const struct drawing *d, int y, const struct wq_result *r)
{
    const struct wq_app *a = d->app;
    size_t entry = wq_shelf_with_id(a->shelf, r->id);
    struct wq_buf count = WQ_BUF_INIT;

    if (entry >= wq_shelf_count(a->shelf))
        return;
    const struct wq_entry *e = wq_shelf_entry(a->shelf, entry);
    const char *title = e->head && e->head->title[0] ? e->head->title : e->path;
    bool rtl = e->head && e->head->title[0] && e->head->rtl;
    wq_number_add(&count, r->hits);
    int used = wq_frame_text(d->f, d->x, y, d->w, count.data, count.len, false, WQ_ALIGN_END, WQ_STYLE_DIM);
    wq_frame_text(d->f, d->x, y, d->w - used - 2, title, strlen(title), rtl, WQ_ALIGN_START, WQ_STYLE_BOLD);
    wq_buf_release(&count);
}

static void draw_hit(const struct drawing *d, int y, size_t block, size_t hit, const struct wq_result *r)
{
    const struct wq_frame *f = d->f;
    bool selected = is_selected(d, block, hit);
    int x = d->x + INDENT;
    int w = d->w - INDENT;

    if (selected && d->x > 0)
        wq_frame_put(f, d->x, y, f->ascii ? '>' : f->mirrored ? RIGHT_HALF : LEFT_HALF, WQ_STYLE_ACCENT);
    if (!r->found || hit >= r->found->nrows)
        return;
    const struct wq_found_row *row = &r->found->rows[hit];
    wq_frame_text(f, x, y, w, row->text, strlen(row->text), row->rtl, WQ_ALIGN_START, WQ_STYLE_TEXT);
    wq_frame_highlight(f, x, y, w, row->hit, selected ? WQ_STYLE_HIT_CURRENT : WQ_STYLE_HIT);
}

static void draw_more(const struct drawing *d, int y, const struct wq_result *r)
{
    struct wq_buf more = WQ_BUF_INIT;

    wq_message_addn(&more, WQ_MSG_MORE_HITS, r->hits - wq_app_result_hits(r));
    wq_frame_text(d->f, d->x + INDENT, y, d->w - INDENT, more.data, more.len, false, WQ_ALIGN_START,
                  WQ_STYLE_DIM);
    wq_buf_release(&more);
}

static void draw_row(const struct drawing *d, int y, size_t block, size_t row)
{
    const struct wq_result *r = &d->app->results.list.items[block];
    size_t hits = wq_app_result_hits(r);

    if (row == 0)
        draw_title(d, y, r);
    else if (row <= hits)
        draw_hit(d, y, block, row - 1, r);
    else if (row == hits + 1 && hits < r->hits)
        draw_more(d, y, r);
}

/* How it matched, how much it found, and how far it is. */
static void make_summary(const struct wq_app *a, struct wq_buf *out)
{
    const struct wq_results *r = &a->results;
    struct wq_buf n = WQ_BUF_INIT;
    struct wq_buf m = WQ_BUF_INIT;

    wq_app_match_note(a, r->near ? WQ_MATCH_LOOSE : r->match, r->word, out);
    wq_number_add(&n, r->hits);
    wq_number_add(&m, r->list.len);
    struct wq_argument args[] = {{"n", n.data}, {"m", m.data}, {NULL, NULL}};
    wq_message_part(out, a->ascii);
    wq_message_add(out, WQ_MSG_IN_ARTICLES, args);
    if (a->background.scan && !a->background.filtering) {
        wq_message_part(out, a->ascii);
        wq_app_background_note(a, out);
    } else if (r->stopped >= 0) {
        wq_message_part(out, a->ascii);
        wq_message_addn(out, WQ_MSG_SEARCH_STOPPED, (size_t)r->stopped);
    }
    wq_buf_release(&n);
    wq_buf_release(&m);
}

static void draw_heading(const struct drawing *d)
{
    const struct wq_app *a = d->app;
    struct wq_buf summary = WQ_BUF_INIT;
    struct wq_buf heading = WQ_BUF_INIT;
    int used;

    make_summary(a, &summary);
    used = wq_frame_text(d->f, d->x, 0, d->w, summary.data, summary.len, false, WQ_ALIGN_END, WQ_STYLE_DIM);
    wq_message_add1(&heading, a->results.entity ? WQ_MSG_MENTIONED : WQ_MSG_RESULTS_FOR, "q",
                    a->results.text.data);
    wq_frame_text(d->f, d->x, 0, d->w - used - 2, heading.data, heading.len, false, WQ_ALIGN_START,
                  WQ_STYLE_BOLD);
    wq_buf_release(&summary);
    wq_buf_release(&heading);
}

void wq_app_results_draw(const struct wq_app *a, const struct wq_frame *f)
{
    const struct wq_results *r = &a->results;
    int x = a->panes.title;
    struct drawing d = {a, f, x, wq_frame_width(f) - x - (x > 0)};
    struct wq_place at = r->top;

    if (a->panes.title_row)
        draw_heading(&d);
    if (r->list.len == 0 && !a->background.scan && a->panes.rows > 0) {
        struct wq_buf none = WQ_BUF_INIT;
        wq_message_add1(&none, WQ_MSG_SEARCH_NONE, "q", r->text.data);
        wq_frame_text(f, x, a->panes.top, d.w, none.data, none.len, false, WQ_ALIGN_START, WQ_STYLE_DIM);
        wq_buf_release(&none);
    }
    for (int y = 0; y < a->panes.rows && at.block < r->list.len; y++) {
        draw_row(&d, a->panes.top + y, at.block, at.row);
        if (++at.row >= wq_app_result_rows(&r->list.items[at.block]))
            at = (struct wq_place){at.block + 1, 0};
    }
}
