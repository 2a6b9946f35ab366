#include "waraq/ui/grid.h"

#include "waraq/base/array.h"
#include "waraq/base/hash.h"
#include "waraq/base/mem.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

void wq_grid_init(struct wq_grid *g)
{
    *g = (struct wq_grid){.cursor_x = -1, .cursor_y = -1};
}

static void forget_links(struct wq_grid *g)
{
    for (size_t i = 0; i < g->links.len; i++)
        free(g->links.items[i].uri);
    g->links.len = 0;
}

void wq_grid_release(struct wq_grid *g)
{
    forget_links(g);
    free(g->links.items);
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
    forget_links(g);
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

struct wq_columns wq_grid_changed(const struct wq_grid *a, const struct wq_grid *b, int y)
{
    struct wq_columns c = {0, a->width};

    /* Most rows are the very same, beyond what can be seen. */
    if (memcmp(wq_grid_at(a, 0, y), wq_grid_at(b, 0, y), (size_t)a->width * sizeof *a->cells) == 0)
        c.to = 0;
    while (c.from < c.to && wq_grid_same(wq_grid_at(a, c.from, y), wq_grid_at(b, c.from, y)))
        c.from++;
    while (c.to > c.from && wq_grid_same(wq_grid_at(a, c.to - 1, y), wq_grid_at(b, c.to - 1, y)))
        c.to--;
    return c;
}

bool wq_grid_same_row(const struct wq_grid *a, const struct wq_grid *b, int y)
{
    struct wq_columns c = wq_grid_changed(a, b, y);
    return c.to <= c.from;
}

bool wq_gridcell_is_blank(const struct wq_gridcell *c)
{
    return c->ch == ' ' && c->nmarks == 0 && c->style == WQ_STYLE_TEXT;
}

/* FNV-1a, a cell at a time. */
uint32_t wq_grid_look(const struct wq_grid *g, int x, int w, int y)
{
    uint32_t hash = 0x811C9DC5;

    for (int i = x; i < x + w; i++) {
        const struct wq_gridcell *c = wq_grid_at(g, i, y);
        hash = (hash ^ c->ch ^ (uint32_t)c->style << 24) * 0x01000193;
        for (int k = 0; k < c->nmarks; k++)
            hash = (hash ^ c->mark[k]) * 0x01000193;
    }
    return hash;
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

const char *wq_grid_uri(const struct wq_grid *g, uint32_t link)
{
    for (size_t i = 0; i < g->links.len; i++)
        if (g->links.items[i].link == link)
            return g->links.items[i].uri;
    return NULL;
}

uint32_t wq_grid_link(struct wq_grid *g, const char *uri)
{
    uint32_t link = (uint32_t)wq_hash(uri, strlen(uri), 0);

    link += link == 0;
    const char *known = wq_grid_uri(g, link);
    if (!known)
        *WQ_PUSH(&g->links) = (struct wq_gridlink){link, wq_strdup(uri)};
    return !known || strcmp(known, uri) == 0 ? link : 0;
}
