/*
 * Where the terminal's cursor stands while nothing is typed. It is hidden then, but a screen reader or a
 * braille line follows it, so it goes where the keys act: to the selected row, else where wq_app_reader_draw
 * put it, to the current hit or paragraph.
 */
#include "state.h"

/* The cell of a row's selection that is read first: in text that which stands for its first byte. */
static int first_selected(const struct wq_frame *f, int y)
{
    int width = f->grid->width;
    int first = -1;
    uint32_t least = WQ_GRID_NOWHERE;

    for (int i = 0; i < width; i++) {
        int x = f->mirrored ? width - 1 - i : i;
        const struct wq_gridcell *c = wq_grid_at(f->grid, x, y);
        if (c->style != WQ_STYLE_SELECTED || !c->width)
            continue;
        if (first < 0 || c->at < least) {
            first = x;
            least = c->at;
        }
    }
    return first;
}

void wq_app_cursor(const struct wq_app *a, const struct wq_frame *f)
{
    struct wq_grid *g = f->grid;

    if (g->cursor_shown)
        return;
    for (int y = 0; y < g->height; y++) {
        int x = first_selected(f, y);
        if (x < 0)
            continue;
        g->cursor_x = x;
        g->cursor_y = y;
        return;
    }
    if (g->cursor_y >= 0)
        return;
    bool ours = a->overlay == WQ_OVER_HELP || a->overlay == WQ_OVER_TRIAL; /* in the interface's direction */
    g->cursor_x = ours ? a->panes.title : wq_frame_column(f, 0);
    g->cursor_y = a->panes.top < g->height ? a->panes.top : 0;
}
