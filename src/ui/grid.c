#include "waraq/ui/grid.h"

#include "waraq/base/mem.h"

#include <stddef.h>
#include <stdlib.h>

void wq_grid_init(struct wq_grid *g)
{
    *g = (struct wq_grid){.cursor_x = -1, .cursor_y = -1};
}

void wq_grid_release(struct wq_grid *g)
{
    free(g->cells);
    wq_grid_init(g);
}

struct wq_gridcell wq_grid_blank(void)
{
    return (struct wq_gridcell){.ch = ' ', .width = 1, .at = WQ_GRID_NOWHERE, .end = WQ_GRID_NOWHERE};
}

void wq_grid_clear(struct wq_grid *g)
{
    struct wq_gridcell blank = wq_grid_blank();

    for (int i = 0; i < g->width * g->height; i++)
        g->cells[i] = blank;
    g->text = (struct wq_area){0, 0, 0, 0};
    g->cursor_x = g->cursor_y = -1;
    g->cursor_shown = false;
}

void wq_grid_resize(struct wq_grid *g, int width, int height)
{
    if (width != g->width || height != g->height) {
        g->cells = wq_reallocarray(g->cells, (size_t)width * (size_t)height, sizeof *g->cells);
        g->width = width;
        g->height = height;
    }
    wq_grid_clear(g);
}

bool wq_grid_same_row(const struct wq_grid *a, const struct wq_grid *b, int y)
{
    for (int x = 0; x < a->width; x++)
        if (!wq_grid_same(wq_grid_at(a, x, y), wq_grid_at(b, x, y)))
            return false;
    return true;
}

void wq_grid_put(struct wq_grid *g, int x, int y, uint32_t ch, enum wq_style style)
{
    if (x < 0 || y < 0 || x >= g->width || y >= g->height)
        return;
    *wq_grid_at(g, x, y) = (struct wq_gridcell){
        .ch = ch, .width = 1, .style = (uint8_t)style, .at = WQ_GRID_NOWHERE, .end = WQ_GRID_NOWHERE};
}

void wq_grid_style(struct wq_grid *g, int x, int y, int n, enum wq_style style)
{
    if (y < 0 || y >= g->height)
        return;
    for (int i = x < 0 ? 0 : x; i < x + n && i < g->width; i++)
        wq_grid_at(g, i, y)->style = (uint8_t)style;
}
