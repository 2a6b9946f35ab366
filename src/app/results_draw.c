/* The list of results: per article its title and count, below it its hits with the words around them. */
#include "state.h"

#include <stdint.h>
#include <string.h>

enum {
    INDENT = 2,
    LEAST_AROUND = 8,
    RIGHT_HALF = 0x2590,
    LEFT_HALF = 0x258C,
    LOWER_EIGHTH = 0x2581, /* of eight that follow each other */
    EIGHTHS = 8,
    LINE = 0x2502,   /* between the articles and who comes together there */
    SPARK_FROM = 48, /* columns: narrower rows have no room for where mentions stand */
    SPARK_SHORT = 8,
    SPARK_LONG_FROM = 72,
    SPARK_LONG = 16,
};

struct drawing {
    const struct wq_app *app;
    const struct wq_frame *f;
    int x, w;
};

size_t wq_app_around(const struct wq_app *a)
{
    int w = a->results.shown ? wq_app_results_panes(a).list.w : 0; /* hidden behind a pane: 0 */
    int room =
        ((w ? w : a->width - 2 * a->panes.title) - INDENT) / 2 - 5; /* half of the row, and half of the hit */
    return room < LEAST_AROUND ? LEAST_AROUND : (size_t)room;
}

static bool is_selected(const struct drawing *d, size_t block, size_t hit)
{
    const struct wq_place *s = &d->app->results.selected;
    return s->block == block && s->row == hit;
}

/* A column for a part of the article, as high as there are many mentions in it; those of a line of its own
 * foot, which is as long as the article. They grow upwards, so that it is the same from both sides. */
static void draw_spark(const struct drawing *d, int x, int y, int w, const struct wq_mentioned *mentioned)
{
    static const char ascii[] = "_.:|";
    enum { LEAST_MOST = 4 }; /* one mention is no summit */
    size_t counts[SPARK_LONG];
    size_t most = LEAST_MOST;

    wq_mentioned_count(mentioned, counts, (size_t)w);
    for (int i = 0; i < w; i++)
        most = counts[i] > most ? counts[i] : most;
    for (int i = 0; i < w; i++) {
        size_t steps = d->f->ascii ? sizeof ascii - 2 : EIGHTHS - 1;
        uint32_t height = (uint32_t)((counts[i] * steps + most - 1) / most);
        uint32_t ch = d->f->ascii ? (unsigned char)ascii[height] : LOWER_EIGHTH + height;
        wq_frame_put(d->f, x + i, y, ch, counts[i] ? WQ_STYLE_ACCENT : WQ_STYLE_DIM);
    }
}

static int number_width(const struct drawing *d, size_t number)
{
    struct wq_buf n = WQ_BUF_INIT;

    wq_number_add(&n, number);
    int width = wq_frame_measure(d->f, n.data, n.len, false);
    wq_buf_release(&n);
    return width;
}

/* How many mentions, and before it where; returns the columns they took. */
static int draw_measure(const struct drawing *d, int y, const struct wq_result *r)
{
    struct wq_buf count = WQ_BUF_INIT;
    int spark = d->w < SPARK_FROM ? 0 : d->w < SPARK_LONG_FROM ? SPARK_SHORT : SPARK_LONG;

    wq_number_add(&count, r->hits);
    int used = wq_frame_text(d->f, d->x, y, d->w, count.data, count.len, false, WQ_ALIGN_END, WQ_STYLE_DIM);
    wq_buf_release(&count);
    if (!d->app->results.nlisted || !spark || d->f->linear)
        return used;
    int most = number_width(d, d->app->results.list.items[0].hits); /* all stand below each other */
    used = used > most ? used : most;
    if (r->mentioned)
        draw_spark(d, d->x + d->w - used - 1 - spark, y, spark, r->mentioned);
    return used + 1 + spark;
}

static void draw_title(const struct drawing *d, int y, const struct wq_result *r)
{
    const struct wq_app *a = d->app;
    size_t entry = wq_shelf_with_id(a->shelf, r->id);

    if (entry >= wq_shelf_count(a->shelf))
        return;
    const struct wq_entry *e = wq_shelf_entry(a->shelf, entry);
    const char *title = e->head && e->head->title[0] ? e->head->title : e->path;
    bool rtl = e->head && e->head->title[0] && e->head->rtl;
    int used = draw_measure(d, y, r);
    wq_frame_text(d->f, d->x, y, d->w - used - 2, title, strlen(title), rtl, WQ_ALIGN_START, WQ_STYLE_BOLD);
}

static void draw_hit(const struct drawing *d, int y, size_t block, size_t hit, const struct wq_result *r)
{
    const struct wq_frame *f = d->f;
    bool selected = is_selected(d, block, hit);
    int x = d->x + INDENT;
    int w = d->w - INDENT;

    if (selected) { /* the terminal's cursor stands there, at the hit where it is known */
        f->grid->cursor_x = wq_frame_column(f, d->x);
        f->grid->cursor_y = y;
    }
    if (selected && d->x > 0)
        wq_frame_put(f, d->x, y, f->ascii ? '>' : f->mirrored ? RIGHT_HALF : LEFT_HALF, WQ_STYLE_ACCENT);
    if (!r->found || hit >= r->found->nrows)
        return;
    const struct wq_found_row *row = &r->found->rows[hit];
    wq_frame_text(f, x, y, w, row->text, strlen(row->text), row->rtl, WQ_ALIGN_START, WQ_STYLE_TEXT);
    wq_frame_highlight(f, x, y, w, row->hit, selected ? WQ_STYLE_HIT_CURRENT : WQ_STYLE_HIT);
    if (selected)
        wq_frame_point(f, x, y, w, row->hit.start);
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

/* What was looked for. */
static void make_heading(const struct wq_app *a, struct wq_buf *out)
{
    const struct wq_results *r = &a->results;

    if (r->nlisted == 0)
        wq_message_add1(out, WQ_MSG_RESULTS_FOR, "q", r->text.data);
    for (size_t i = 0; i < r->nlisted; i++)
        wq_message_add1(out, i ? WQ_MSG_MENTIONED_TOO : WQ_MSG_MENTIONED, "q", r->listed[i].name);
}

static void draw_heading(const struct wq_app *a, const struct wq_frame *f)
{
    struct wq_buf summary = WQ_BUF_INIT;
    struct wq_buf heading = WQ_BUF_INIT;
    int x = a->panes.title;
    int w = wq_frame_width(f) - x - (x > 0);

    make_summary(a, &summary);
    make_heading(a, &heading);
    int used = wq_frame_measure(f, summary.data, summary.len, false) + 2;
    if (used > w / 2 && wq_frame_measure(f, heading.data, heading.len, false) > w - used)
        used = 0; /* how much was found is nothing without of what */
    else
        wq_frame_text(f, x, 0, w, summary.data, summary.len, false, WQ_ALIGN_END, WQ_STYLE_DIM);
    wq_frame_text(f, x, 0, w - used, heading.data, heading.len, false, WQ_ALIGN_START, WQ_STYLE_BOLD);
    wq_buf_release(&summary);
    wq_buf_release(&heading);
}

static void draw_list(const struct wq_app *a, const struct wq_frame *f, struct wq_strip strip)
{
    const struct wq_results *r = &a->results;
    struct drawing d = {a, f, strip.x, strip.w};
    struct wq_place at = r->top;

    if (r->list.len == 0 && !a->background.scan && a->panes.rows > 0) {
        struct wq_buf none = WQ_BUF_INIT;
        wq_message_add1(&none, WQ_MSG_SEARCH_NONE, "q", r->text.data);
        wq_frame_text(f, d.x, a->panes.top, d.w, none.data, none.len, false, WQ_ALIGN_START, WQ_STYLE_DIM);
        wq_buf_release(&none);
    }
    for (int y = 0; y < a->panes.rows && at.block < r->list.len; y++) {
        draw_row(&d, a->panes.top + y, at.block, at.row);
        if (++at.row >= wq_app_result_rows(&r->list.items[at.block]))
            at = (struct wq_place){at.block + 1, 0};
    }
}

void wq_app_results_draw(const struct wq_app *a, const struct wq_frame *f)
{
    struct wq_results_panes p = wq_app_results_panes(a);

    if (a->panes.title_row)
        draw_heading(a, f);
    if (p.list.x >= 0)
        draw_list(a, f, p.list);
    if (p.separator >= 0)
        for (int y = 0; y < a->panes.rows; y++)
            wq_frame_put(f, p.separator, a->panes.top + y, f->ascii ? '|' : LINE, WQ_STYLE_DIM);
    if (p.together.x >= 0)
        wq_app_together_draw(a, f, p.together);
}
