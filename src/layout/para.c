/* The engine's life, and what a finished paragraph answers. */
#include "waraq/layout/para.h"

#include "engine.h"

#include "waraq/base/mem.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct wq_layout *wq_layout_new(void)
{
    struct wq_layout *l = wq_calloc(1, sizeof *l);
    l->props = wq_props_new();
    l->breaker = wq_breaker_new(WQ_SEGMENT_LINE);
    return l;
}

void wq_layout_free(struct wq_layout *l)
{
    if (!l)
        return;
    wq_props_free(l->props);
    wq_breaker_free(l->breaker);
    wq_levels_release(&l->levels_scratch);
    free(l->chars);
    free(l->cps);
    free(l->classes);
    free(l->line_classes);
    free(l->brackets);
    free(l->levels);
    free(l->breaks);
    free(l->cells.items);
    free(l->marks.items);
    free(l->lines.items);
    free(l);
}

void wq_layout_shape(struct wq_layout *l, enum wq_shaping shaping)
{
    l->shaping = shaping;
}

struct wq_props *wq_layout_props(struct wq_layout *l)
{
    return l->props;
}

/* Copies n items behind what is there already; alignment is given by the order of the three. */
static void *place(char **at, const void *items, size_t n, size_t size)
{
    void *here = *at;
    if (n)
        memcpy(here, items, n * size);
    *at += n * size;
    return here;
}

/* One block holds the paragraph and its arrays, as long as they need to be. */
static struct wq_para *pack(const struct wq_layout *l, size_t len, bool rtl)
{
    size_t bytes = sizeof(struct wq_para) + l->lines.len * sizeof(struct wq_line) +
                   l->cells.len * sizeof(struct wq_cell) + l->marks.len * sizeof(uint32_t);
    struct wq_para *p = wq_malloc(bytes);
    char *at = (char *)(p + 1);

    p->rtl = rtl;
    p->len = len;
    p->nlines = l->lines.len;
    p->ncells = l->cells.len;
    p->nmarks = l->marks.len;
    p->lines = place(&at, l->lines.items, p->nlines, sizeof *p->lines);
    p->cells = place(&at, l->cells.items, p->ncells, sizeof *p->cells);
    p->marks = place(&at, l->marks.items, p->nmarks, sizeof *p->marks);
    return p;
}

struct wq_para *wq_layout_para(struct wq_layout *l, const char *s, size_t len,
                               const struct wq_layout_opts *opts)
{
    assert(len < INT32_MAX);
    wq_characters_read(l, s, len, opts);
    wq_cells_make(l, len, opts);
    wq_lines_wrap(l, len, opts);
    return pack(l, len, opts->rtl);
}

void wq_para_free(struct wq_para *p)
{
    free(p);
}

/* Levels of a line's cells, with a stand-in for what is unseen between two of them; room for twice as many.
 * cells[i] becomes the cell of levels[i], or UINT32_MAX. Returns how many there are. */
static size_t line_levels(const struct wq_para *p, const struct wq_line *line, uint8_t *levels,
                          uint32_t *cells)
{
    size_t n = 0;

    for (uint32_t i = line->first; i < line->first + line->count; i++) {
        uint8_t apart = wq_cell_apart(&p->cells[i]);
        if (apart && i > line->first) {
            uint8_t before = p->cells[i - 1].level;
            levels[n] = (uint8_t)((before < p->cells[i].level ? before : p->cells[i].level) - apart);
            cells[n++] = UINT32_MAX;
        }
        levels[n] = p->cells[i].level;
        cells[n++] = i;
    }
    /* L1, part 4, for lines whose trailing spaces were kept. */
    for (size_t i = n;
         i > 0 && (cells[i - 1] == UINT32_MAX || (p->cells[cells[i - 1]].flags & WQ_CELL_SPACE));)
        levels[--i] = p->rtl ? 1 : 0;
    return n;
}

/* The visual order where levels of unseen characters count. It is rare, so it may allocate. */
static void order_with_unseen(const struct wq_para *p, const struct wq_line *line, uint32_t *order)
{
    size_t most = 2 * (size_t)line->count;
    uint8_t *levels = wq_malloc(most);
    uint32_t *cells = wq_calloc(most, sizeof *cells);
    uint32_t *all = wq_calloc(most, sizeof *all);
    size_t n = line_levels(p, line, levels, cells);
    size_t seen = 0;

    wq_levels_order(levels, n, 0, all);
    for (size_t i = 0; i < n; i++)
        if (cells[all[i]] != UINT32_MAX)
            order[seen++] = cells[all[i]];
    free(levels);
    free(cells);
    free(all);
}

size_t wq_line_visual(const struct wq_para *p, const struct wq_line *line, uint32_t *order)
{
    uint8_t few[256];
    uint8_t *levels = line->count <= sizeof few ? few : wq_malloc(line->count);
    const struct wq_cell *cells = p->cells + line->first;
    size_t tail = line->count;
    uint8_t any = 0;

    for (size_t i = 0; i < line->count; i++) {
        levels[i] = cells[i].level;
        any |= cells[i].flags;
    }
    /* L1, part 4, for lines whose trailing spaces were kept. */
    while (tail > 0 && (cells[tail - 1].flags & WQ_CELL_SPACE))
        levels[--tail] = p->rtl ? 1 : 0;
    if (any & WQ_CELL_APART)
        order_with_unseen(p, line, order);
    else
        wq_levels_order(levels, line->count, line->first, order);
    if (levels != few)
        free(levels);
    return line->count;
}

size_t wq_para_line_at(const struct wq_para *p, size_t at)
{
    size_t low = 0;
    size_t high = p->nlines - 1;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (at < p->lines[middle].end)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

size_t wq_line_cell_at(const struct wq_para *p, const struct wq_line *line, size_t at)
{
    size_t low = line->first;
    size_t high = line->first + line->count - 1;

    while (low < high) { /* the last cell that starts at or before at */
        size_t middle = (low + high + 1) / 2;
        if (p->cells[middle].start <= at)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

/* Calls for each cell from the left until it finds the one asked for. */
static size_t walk(const struct wq_para *p, const struct wq_line *line, size_t cell, uint32_t column,
                   uint32_t *x)
{
    uint32_t few[256] = {0};
    uint32_t *order = line->count <= 256 ? few : wq_reallocarray(NULL, line->count, sizeof *order);
    size_t found = line->first;
    size_t n = wq_line_visual(p, line, order);

    *x = 0;
    for (size_t i = 0; i < n; i++) {
        found = order[i];
        uint32_t width = p->cells[found].width;
        if (found == cell || column < *x + width)
            break;
        *x += width;
    }
    if (order != few)
        free(order);
    return found;
}

uint32_t wq_line_column_of(const struct wq_para *p, const struct wq_line *line, size_t cell)
{
    uint32_t x;
    walk(p, line, cell, UINT32_MAX, &x);
    return x;
}

size_t wq_line_cell_at_column(const struct wq_para *p, const struct wq_line *line, uint32_t column)
{
    uint32_t x;
    return walk(p, line, SIZE_MAX, column, &x);
}
