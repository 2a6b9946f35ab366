/* The reading pane, its scroll bar and its marks. */
#include "state.h"

#include "waraq/base/array.h"
#include "waraq/doc/links.h"

#include <string.h>

enum {
    THIN = 0x2502,
    THICK = 0x2503,
    RIGHT_HALF = 0x2590,
    LEFT_HALF = 0x258C,
    DOTS = 0x22EF,
    TICK_LEFT = 0x2524,
    TICK_LEFT_THICK = 0x252B,
    TICK_RIGHT = 0x251C,
    TICK_RIGHT_THICK = 0x2523,
};

struct drawing {
    const struct wq_app *app;
    const struct wq_frame *f;
    size_t current; /* block */
};

static size_t first_ending_behind(const struct wq_hits *hits, size_t at)
{
    size_t found;

    WQ_BISECT(found, hits->len, i, hits->items[i].end <= at);
    return found;
}

static void draw_fold(const struct drawing *d, int y, const struct wq_row *row)
{
    struct wq_buf s = WQ_BUF_INIT;
    struct wq_buf key = WQ_BUF_INIT;
    struct wq_strip text = d->app->panes.text;
    bool right = !d->f->linear && wq_reader_line_right(d->app->reader, row);

    wq_buf_addcp(&s, d->f->ascii ? '~' : DOTS);
    wq_buf_addc(&s, ' ');
    wq_message_addn(&s, WQ_MSG_FOLD, row->block->lines);
    if (wq_keymap_key(&d->app->keymap, WQ_ACTION_FURNITURE, &key)) {
        wq_message_part(&s, d->f->ascii);
        wq_buf_adds(&s, key.data);
    }
    wq_frame_text(d->f, text.x, y, text.w, s.data, s.len, false,
                  right == d->f->mirrored ? WQ_ALIGN_START : WQ_ALIGN_END, WQ_STYLE_DIM);
    wq_buf_release(&key);
    wq_buf_release(&s);
}

/* Hits on a row, the current one above all. They are sorted and do not overlap. */
static void draw_hits(const struct drawing *d, int y, const struct wq_row *row)
{
    struct wq_walk w = wq_app_walk(d->app);
    struct wq_strip text = d->app->panes.text;
    size_t start = row->block->span.start + row->line->start;
    size_t end = row->block->span.start + row->line->end;

    for (size_t i = first_ending_behind(w.hits, start); i < w.hits->len && w.hits->items[i].start < end;
         i++) {
        struct wq_span hit = w.hits->items[i];
        wq_frame_highlight(d->f, text.x, y, text.w, hit,
                           i == w.current ? WQ_STYLE_HIT_CURRENT : WQ_STYLE_HIT);
        if (i == w.current)
            wq_frame_point(d->f, text.x, y, text.w, hit.start);
    }
}

enum wq_style wq_app_kind_style(enum wq_entity_kind kind)
{
    static const enum wq_style styles[WQ_ENTITY_KINDS] = {
        [WQ_PERSON] = WQ_STYLE_PERSON,     [WQ_ORGANISATION] = WQ_STYLE_ORGANISATION,
        [WQ_LOCATION] = WQ_STYLE_LOCATION, [WQ_DATE] = WQ_STYLE_DATE,
        [WQ_QUANTITY] = WQ_STYLE_DATE,
    };
    return styles[kind];
}

/* What is named on a row, its kind told by colour. */
static void draw_kinds(const struct drawing *d, int y, const struct wq_row *row)
{
    const struct wq_entities *e = d->app->inside.found;
    struct wq_strip text = d->app->panes.text;
    size_t start = row->block->span.start + row->line->start;
    size_t end = row->block->span.start + row->line->end;
    size_t i;

    WQ_BISECT(i, e->nmentions, k, e->mentions[k].span.end <= start);
    for (; i < e->nmentions && e->mentions[i].span.start < end; i++)
        wq_frame_highlight(d->f, text.x, y, text.w, e->mentions[i].span,
                           wq_app_kind_style(e->mentions[i].kind));
}

/* The addresses on a row, which may begin above it and go on below, lead where they say. */
static void link_row(const struct drawing *d, int y, const struct wq_row *row)
{
    const char *s = d->app->article->text.data;
    struct wq_strip text = d->app->panes.text;
    struct wq_span whole = row->block->span;
    struct wq_span line = {whole.start + row->line->start, whole.start + row->line->end};
    struct wq_span around = wq_link_around(s, whole, line);
    struct wq_span found;

    for (size_t at = around.start; wq_link_next(s, around.end, &at, &found) && found.start < line.end;)
        wq_frame_link(d->f, text.x, y, text.w, found,
                      wq_app_link(d->f->grid, s + found.start, wq_span_len(found)));
}

static void draw_row(int y, const struct wq_row *row, void *data)
{
    struct drawing *d = data;
    const struct wq_app *a = d->app;

    y += a->panes.top;
    if (row->block_index == d->current && row->block && a->panes.separator >= 0 &&
        row->block->kind != WQ_BLOCK_FOLD)
        wq_frame_put(d->f, a->panes.separator, y, d->f->ascii ? '#' : THICK, WQ_STYLE_ACCENT);
    if (!row->block)
        return;
    if (row->block->kind == WQ_BLOCK_FOLD) {
        draw_fold(d, y, row);
        return;
    }
    if (row->block_index == d->current && row->first && a->panes.mark >= 0)
        wq_frame_put(d->f, a->panes.mark, y,
                     d->f->ascii      ? '>'
                     : d->f->mirrored ? RIGHT_HALF
                                      : LEFT_HALF,
                     WQ_STYLE_ACCENT);
    enum wq_style style = row->block->kind == WQ_BLOCK_FURNITURE ? WQ_STYLE_DIM
                          : row->block->kind == WQ_BLOCK_TITLE   ? WQ_STYLE_BOLD
                                                                 : WQ_STYLE_TEXT;
    bool right = !d->f->linear && wq_reader_line_right(a->reader, row);
    struct wq_strip text = a->panes.text;
    wq_frame_line(d->f, text.x, y, text.w, row->para, row->line, right, row->block->span.start, style);
    if (a->terminal.links)
        link_row(d, y, row);
    if (a->inside.colours && a->inside.found)
        draw_kinds(d, y, row);
    struct wq_span chosen = wq_reader_chosen(a->reader);
    if (wq_span_len(chosen))
        wq_frame_highlight(d->f, text.x, y, text.w, chosen, WQ_STYLE_ACCENT);
    if (row->block_index == d->current && d->f->grid->cursor_y < 0)
        wq_frame_point(d->f, text.x, y, text.w, row->block->span.start + row->line->start);
    draw_hits(d, y, row);
    if (a->reach.selection.on)
        wq_frame_highlight(d->f, text.x, y, text.w, a->reach.selection.span, WQ_STYLE_SELECTED);
}

/* Ticks of the scroll bar point at the text. */
static uint32_t bar(const struct wq_frame *f, bool thick, bool tick)
{
    if (f->ascii)
        return tick ? '+' : thick ? '#' : '|';
    if (!tick)
        return thick ? THICK : THIN;
    if (f->mirrored)
        return thick ? TICK_RIGHT_THICK : TICK_RIGHT;
    return thick ? TICK_LEFT_THICK : TICK_LEFT;
}

/* The row of the bar where a byte of the article stands. */
static int bar_row(const struct wq_app *a, size_t at)
{
    return wq_reader_progress_at(a->reader, at) * a->panes.rows / 1001;
}

/* The first hit that stands in a row of the bar or below. */
static size_t first_in_row(const struct wq_app *a, const struct wq_hits *hits, int row)
{
    size_t found;

    WQ_BISECT(found, hits->len, i, bar_row(a, hits->items[i].start) < row);
    return found;
}

static void draw_ticks(const struct wq_app *a, const struct wq_frame *f, int first, int shown)
{
    struct wq_walk w = wq_app_walk(a);
    int current = w.current < w.hits->len ? bar_row(a, w.hits->items[w.current].start) : -1;

    for (int row = 0; row < a->panes.rows && w.hits->len; row++) {
        size_t hit = first_in_row(a, w.hits, row);
        bool thick = row >= first && row < first + shown;
        if (hit < w.hits->len && bar_row(a, w.hits->items[hit].start) == row)
            wq_frame_put(f, a->panes.scroll, a->panes.top + row, bar(f, thick, true),
                         row == current ? WQ_STYLE_ACCENT_BOLD : WQ_STYLE_ACCENT);
    }
}

static void draw_scroll_bar(const struct wq_app *a, const struct wq_frame *f)
{
    struct wq_reading_progress p = wq_reader_progress(a->reader);
    int rows = a->panes.rows;
    int shown = (int)((long)(p.ends - p.begins) * rows / 1000);
    if (shown < 1)
        shown = 1;
    /* The bar reaches its ends exactly when the text does. */
    int first = (int)((long)p.place * (rows - shown) / 1000);
    if (a->quiet)
        shown = 0;

    for (int i = 0; i < rows; i++) {
        bool thick = i >= first && i < first + shown;
        wq_frame_put(f, a->panes.scroll, a->panes.top + i, bar(f, thick, false),
                     thick ? WQ_STYLE_TEXT : WQ_STYLE_DIM);
    }
    draw_ticks(a, f, first, shown);
}

/* With a blank column on either side, where letters hang over into it. */
static void set_text_area(const struct wq_app *a, const struct wq_frame *f)
{
    struct wq_strip text = a->panes.text;
    int left = wq_frame_column(f, f->mirrored ? text.x + text.w - 1 : text.x) - 1;
    int right = left + text.w + 2;

    left = left < 0 ? 0 : left;
    right = right > f->grid->width ? f->grid->width : right;
    f->grid->text = (struct wq_area){left, a->panes.top, right - left, a->panes.rows};
}

void wq_app_reader_draw(const struct wq_app *a, const struct wq_frame *f)
{
    struct drawing d = {a, f, wq_reader_current(a->reader)};

    if (a->panes.separator >= 0)
        for (int i = 0; i < a->panes.rows; i++)
            wq_frame_put(f, a->panes.separator, a->panes.top + i, f->ascii ? '|' : THIN, WQ_STYLE_DIM);
    set_text_area(a, f);
    if (a->article && a->panes.rows > 0)
        wq_reader_rows(a->reader, draw_row, &d);
    if (a->panes.scroll >= 0)
        draw_scroll_bar(a, f);
    if (a->reach.selection.on && a->overlay == WQ_OVER_NOTHING)
        wq_app_select_cursor(a, f);
}
