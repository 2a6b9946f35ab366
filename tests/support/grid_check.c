#include "grid_check.h"

#include <stddef.h>

static const char *check_mark(uint32_t mark, struct wq_props *props)
{
    if (mark == 0 || mark > 0x10FFFF)
        return "a mark is no character";
    const struct wq_prop *p = wq_prop(props, mark);
    if (p->flags & WQ_PROP_IGNORABLE)
        return "a mark is a control or ignorable";
    return p->flags & WQ_PROP_MARK ? NULL : "a mark is none";
}

/* Before: the cell to the left, or NULL. */
static const char *check_cell(const struct wq_gridcell *c, const struct wq_gridcell *before,
                              struct wq_props *props)
{
    if (c->ch < ' ' || c->ch > 0x10FFFF)
        return "a cell shows a control or no character";
    const struct wq_prop *p = wq_prop(props, c->ch);
    if (p->flags & WQ_PROP_IGNORABLE)
        return "a cell shows a control or an ignorable character";
    if ((p->flags & WQ_PROP_MARK) && p->width == 0)
        return "a cell shows a mark without its base";
    if ((p->flags & WQ_PROP_UNKNOWN) && c->ch != 0xFFFD)
        return "a cell shows what no terminal knows";
    if (c->width > 2 || (c->width > 0 && c->width != p->width))
        return "a cell is not as wide as its character";
    if ((c->width == 0) != (before && before->width == 2))
        return "a wide character has lost its other half";
    if (c->style >= WQ_STYLES)
        return "a cell has no style";
    if (c->at == WQ_GRID_NOWHERE ? c->end != WQ_GRID_NOWHERE : c->at >= c->end)
        return "a cell stands for no text and for some";
    if (c->nmarks > WQ_GRID_MARKS)
        return "a cell has too many marks";
    for (int i = 0; i < c->nmarks; i++) {
        const char *bad = check_mark(c->mark[i], props);
        if (bad)
            return bad;
    }
    return NULL;
}

static const char *check_row(const struct wq_grid *g, struct wq_props *props, int *x, int y)
{
    const struct wq_gridcell *row = wq_grid_at(g, 0, y);

    if (g->width > 1 && (row->ch != ' ' || row->nmarks || row->style != WQ_STYLE_TEXT || row->width != 1)) {
        *x = 0;
        return "the leftmost column is not blank";
    }
    for (*x = 0; *x < g->width; ++*x) {
        const char *bad = check_cell(&row[*x], *x ? &row[*x - 1] : NULL, props);
        if (bad)
            return bad;
    }
    *x = g->width - 1;
    return row[g->width - 1].width == 2 ? "a wide character is cut by the edge" : NULL;
}

const char *grid_check(const struct wq_grid *g, struct wq_props *props, int *x, int *y)
{
    for (*y = 0; *y < g->height; ++*y) {
        const char *bad = check_row(g, props, x, *y);
        if (bad)
            return bad;
    }
    *x = g->cursor_x;
    *y = g->cursor_y;
    if ((*x < 0) != (*y < 0) || *x < -1 || *y < -1 || *x >= g->width || *y >= g->height)
        return "the cursor stands outside";
    return NULL;
}
