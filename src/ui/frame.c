#include "waraq/ui/frame.h"

#include "waraq/base/buf.h"
#include "waraq/base/mem.h"
#include "waraq/text/props.h"

#include <stdlib.h>
#include <string.h>

enum { ELLIPSIS = 0x2026 };

int wq_frame_width(const struct wq_frame *f)
{
    return f->grid->width > 1 ? f->grid->width - 1 : f->grid->width;
}

int wq_frame_column(const struct wq_frame *f, int x)
{
    int blank = f->grid->width > 1 ? 1 : 0;
    return f->mirrored ? f->grid->width - 1 - x : x + blank;
}

int wq_frame_x(const struct wq_frame *f, int column)
{
    int blank = f->grid->width > 1 ? 1 : 0;
    return f->mirrored ? f->grid->width - 1 - column : column - blank;
}

void wq_frame_put(const struct wq_frame *f, int x, int y, uint32_t ch, enum wq_style style)
{
    if (x >= 0 && x < wq_frame_width(f))
        wq_grid_put(f->grid, wq_frame_column(f, x), y, ch, style);
}

/* The leftmost grid column of the w columns from x on. */
static int leftmost(const struct wq_frame *f, int x, int w)
{
    return f->mirrored ? wq_frame_column(f, x + w - 1) : wq_frame_column(f, x);
}

void wq_frame_style(const struct wq_frame *f, int x, int y, int w, enum wq_style style)
{
    if (w > 0)
        wq_grid_style(f->grid, leftmost(f, x, w), y, w, style);
}

static void put_cell(const struct wq_frame *f, int x, int y, const struct wq_para *p, const struct wq_cell *c,
                     size_t base, enum wq_style style)
{
    struct wq_grid *g = f->grid;
    bool linear = f->linear;

    for (int i = 0; i < c->width; i++) {
        if (x + i < 0 || x + i >= g->width)
            return;
        struct wq_gridcell *cell = wq_grid_at(g, x + i, y);
        *cell = (struct wq_gridcell){
            .ch = linear && c->level % 2 ? wq_mirror(c->ch) : c->ch, /* as it was written */
            .at = (uint32_t)(base + c->start),
            .end = (uint32_t)(base + c->end),
            .width = c->width == 2 && !(c->flags & WQ_CELL_TAB) ? (i == 0 ? 2 : 0) : 1,
            .level = linear ? 0 : c->level,
            .style = (uint8_t)(c->flags & WQ_CELL_HIDDEN ? WQ_STYLE_HIDDEN : style),
        };
        if (i == 0 && c->nmarks) {
            cell->nmarks = c->nmarks;
            memcpy(cell->mark, p->marks + c->mark, c->nmarks * sizeof *cell->mark);
        }
    }
}

static size_t logical_order(const struct wq_line *line, uint32_t *order)
{
    for (uint32_t i = 0; i < line->count; i++)
        order[i] = line->first + i;
    return line->count;
}

void wq_frame_line(const struct wq_frame *f, int x, int y, int w, const struct wq_para *p,
                   const struct wq_line *line, bool right, size_t base, enum wq_style style)
{
    uint32_t few[256];

    if (y < 0 || y >= f->grid->height || line->count == 0)
        return;
    uint32_t *order = line->count <= 256 ? few : wq_reallocarray(NULL, line->count, sizeof *order);
    size_t n = f->linear ? logical_order(line, order) : wq_line_visual(p, line, order);
    int column = leftmost(f, x, w);
    column += right ? w - (int)line->width - (int)line->indent : (int)line->indent;
    for (size_t i = 0; i < n; i++) {
        const struct wq_cell *c = &p->cells[order[i]];
        put_cell(f, column, y, p, c, base, style);
        column += c->width;
    }
    if (order != few)
        free(order);
}

/* The first of the cells that show a part of span, in columns [*i, end) of row y; *i moves behind it. */
static struct wq_gridcell *next_of(const struct wq_frame *f, int *i, int end, int y, struct wq_span span)
{
    while (y >= 0 && y < f->grid->height && *i < end && *i < f->grid->width) {
        struct wq_gridcell *c = wq_grid_at(f->grid, (*i)++, y);
        if (c->at != WQ_GRID_NOWHERE && c->at < span.end && c->end > span.start)
            return c;
    }
    return NULL;
}

void wq_frame_highlight(const struct wq_frame *f, int x, int y, int w, struct wq_span span,
                        enum wq_style style)
{
    int left = leftmost(f, x, w);
    struct wq_gridcell *c;

    for (int i = left < 0 ? 0 : left; (c = next_of(f, &i, left + w, y, span));)
        c->style = (uint8_t)style;
}

void wq_frame_link(const struct wq_frame *f, int x, int y, int w, struct wq_span span, uint32_t link)
{
    int left = leftmost(f, x, w);
    struct wq_gridcell *c;

    for (int i = left < 0 ? 0 : left; (c = next_of(f, &i, left + w, y, span));)
        c->link = link;
}

void wq_frame_point(const struct wq_frame *f, int x, int y, int w, size_t at)
{
    int left = leftmost(f, x, w);

    for (int i = left < 0 ? 0 : left; i < left + w && i < f->grid->width; i++) {
        const struct wq_gridcell *c = wq_grid_at(f->grid, i, y);
        if (c->at == WQ_GRID_NOWHERE || !c->width || at < c->at || at >= c->end)
            continue;
        f->grid->cursor_x = i;
        f->grid->cursor_y = y;
        return;
    }
}

static struct wq_para *one_line(const struct wq_frame *f, const char *s, size_t len, bool rtl)
{
    struct wq_layout_opts opts = {.rtl = rtl, .flags = WQ_LAYOUT_CONTROLS | WQ_LAYOUT_JOIN_LINES};
    return wq_layout_para(f->layout, s, len, &opts);
}

int wq_frame_measure(const struct wq_frame *f, const char *s, size_t len, bool rtl)
{
    struct wq_para *p = one_line(f, s, len, rtl);
    int width = (int)p->lines[0].width;
    wq_para_free(p);
    return width;
}

/* The bytes of s that fit in w columns beside an ellipsis: up to the last space if that is not too early. */
static size_t fitting(const struct wq_para *p, int w)
{
    const struct wq_line *line = &p->lines[0];
    int used = 0;
    size_t end = 0;
    size_t word = 0;

    for (size_t i = line->first; i < line->first + line->count; i++) {
        const struct wq_cell *c = &p->cells[i];
        used += c->width;
        if (used > w - 1)
            break;
        if (c->flags & WQ_CELL_SPACE)
            word = c->start;
        end = c->end;
        if (i + 1 < line->first + line->count && (p->cells[i + 1].flags & WQ_CELL_SPACE))
            word = end;
    }
    return word * 2 > end ? word : end;
}

int wq_frame_text(const struct wq_frame *f, int x, int y, int w, const char *s, size_t len, bool rtl,
                  enum wq_align align, enum wq_style style)
{
    if (w <= 0 || len == 0)
        return 0;
    struct wq_para *p = one_line(f, s, len, rtl);
    if ((int)p->lines[0].width > w) {
        struct wq_buf cut = WQ_BUF_INIT;
        wq_buf_add(&cut, s, fitting(p, w));
        if (f->ascii)
            wq_buf_addc(&cut, '~');
        else
            wq_buf_addcp(&cut, ELLIPSIS);
        wq_para_free(p);
        p = one_line(f, cut.data, cut.len, rtl);
        wq_buf_release(&cut);
    }
    int width = (int)p->lines[0].width;
    bool right = (align == WQ_ALIGN_START) == f->mirrored;
    wq_frame_line(f, x, y, w, p, &p->lines[0], right, 0, style);
    wq_para_free(p);
    return width;
}
