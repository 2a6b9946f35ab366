#include "side.h"

#include "waraq/layout/direction.h"

#include <stdint.h>

enum {
    COUNT_W = 3,
    BAR_W = 3,
    WHOLE = 0x2501,     /* ━ */
    RIGHT_BIT = 0x257A, /* ╺ */
    LEFT_BIT = 0x2578,  /* ╸ */
    LEAST_NAME = 4,     /* columns; where there are fewer, names stand alone */
};

/* How often, in half cells, where there is room: eighth blocks cannot grow leftwards. */
static void draw_bar(const struct wq_side *d, int y, size_t count)
{
    if (d->w - COUNT_W - BAR_W - 2 < LEAST_NAME)
        return;
    size_t halves = d->most && !d->f->linear ? (count * 2 * BAR_W + d->most - 1) / d->most : 0;
    int x = d->x + d->w - BAR_W;

    for (int i = 0; i < BAR_W && halves > 0; i++) {
        uint32_t half = d->f->mirrored ? RIGHT_BIT : LEFT_BIT;
        wq_frame_put(d->f, x + i, y, d->f->ascii ? '=' : halves > 1 ? WHOLE : half, WQ_STYLE_DIM);
        halves -= halves > 1 ? 2 : 1;
    }
}

static void draw_count(const struct wq_side *d, int y, int end, size_t count, enum wq_style style)
{
    struct wq_buf n = WQ_BUF_INIT;

    wq_number_add(&n, count);
    wq_frame_text(d->f, d->x, y, end, n.data, n.len, false, WQ_ALIGN_END, style);
    wq_buf_release(&n);
}

/* A date begins with digits and runs as what is around it does all the same. */
static bool name_rtl(const char *s, size_t len, const struct wq_side *d)
{
    struct wq_letters n = {0, 0};

    wq_letters_count(wq_layout_props(d->app->layout), s, len, &n);
    return n.rtl > (d->rtl ? 0 : n.ltr);
}

/* The columns of a name whose count ends before column end; all of them where there is no room for both. */
static int name_room(const struct wq_side *d, int end, size_t count)
{
    struct wq_buf n = WQ_BUF_INIT;

    if (end - COUNT_W - 1 < LEAST_NAME)
        return d->w;
    wq_number_add(&n, count);
    int used = wq_frame_measure(d->f, n.data, n.len, false);
    wq_buf_release(&n);
    return end - (used > COUNT_W ? used : COUNT_W) - 1;
}

static void draw_name(const struct wq_side *d, int y, int indent, int end, const char *s, size_t len,
                      size_t count, enum wq_style style, enum wq_style count_style)
{
    int room = name_room(d, end, count);

    if (room < d->w)
        draw_count(d, y, end, count, count_style);
    wq_frame_text(d->f, d->x + indent, y, room - indent, s, len, name_rtl(s, len, d), WQ_ALIGN_START, style);
}

/* Where names and counts end that have a bar behind them. */
static int end_before_bar(const struct wq_side *d)
{
    return d->w - BAR_W - 1;
}

void wq_side_name(const struct wq_side *d, int y, int indent, const char *s, size_t len, size_t count,
                  enum wq_style style, enum wq_style count_style)
{
    draw_name(d, y, indent, end_before_bar(d), s, len, count, style, count_style);
}

void wq_side_long_name(const struct wq_side *d, int y, int indent, const char *s, size_t len, size_t count,
                       enum wq_style style, enum wq_style count_style)
{
    draw_name(d, y, indent, d->w, s, len, count, style, count_style);
}

bool wq_side_fits(const struct wq_side *d, int indent, const char *s, size_t len, size_t count)
{
    return wq_frame_measure(d->f, s, len, name_rtl(s, len, d)) <=
           name_room(d, end_before_bar(d), count) - indent;
}

void wq_side_row(const struct wq_side *d, int y, const char *s, size_t len, size_t count, enum wq_style style,
                 bool whole)
{
    if (whole && !wq_side_fits(d, 0, s, len, count)) {
        wq_side_long_name(d, y, 0, s, len, count, style, WQ_STYLE_TEXT);
        return;
    }
    wq_side_name(d, y, 0, s, len, count, style, WQ_STYLE_TEXT);
    draw_bar(d, y, count);
}
