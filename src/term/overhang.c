#include "overhang.h"

#include "waraq/base/mem.h"

#include <curses.h>
#include <stdlib.h>

/* The same and blank in both. */
static bool stays_blank(const struct wq_grid *old, const struct wq_grid *new, int x, int y)
{
    return x < 0 || x >= new->width ||
           (wq_gridcell_is_blank(wq_grid_at(old, x, y)) && wq_gridcell_is_blank(wq_grid_at(new, x, y)));
}

/* Of rows that differ and have the same one a blank more or less is painted. */
static uint32_t row_hash(const struct wq_grid *g, int y)
{
    return wq_grid_look(g, 0, g->width, y);
}

/* True if most of the rows that changed are other rows that were shown: ncurses will scroll them, and what
 * hangs over moves with them. */
static bool has_scrolled(const struct wq_grid *old, const struct wq_grid *new)
{
    uint32_t *was = wq_reallocarray(NULL, (size_t)old->height, sizeof *was);
    int changed = 0;
    int moved = 0;

    for (int y = 0; y < old->height; y++)
        was[y] = row_hash(old, y);
    for (int y = 0; y < new->height; y++) {
        if (wq_grid_same_row(old, new, y))
            continue;
        uint32_t is = row_hash(new, y);
        changed++;
        int from = 0;
        while (from < old->height && was[from] != is)
            from++;
        moved += from < old->height;
    }
    free(was);
    return moved * 2 > changed;
}

/* Stretches are parted where two blanks stand in both. */
static bool is_parted(const struct wq_grid *old, const struct wq_grid *new, int x, int y)
{
    return stays_blank(old, new, x - 1, y) && stays_blank(old, new, x, y);
}

/* Where the stretch begins that x belongs to. */
static int start_of_stretch(const struct wq_grid *old, const struct wq_grid *new, int x, int y)
{
    while (x > 0 && !is_parted(old, new, x, y))
        x--;
    return x;
}

/* Behind the stretch that begins at x. */
static int end_of_stretch(const struct wq_grid *old, const struct wq_grid *new, int x, int y)
{
    for (x++; x < new->width && !is_parted(old, new, x, y);)
        x++;
    return x;
}

/* Makes ncurses believe that cells [x, end) show something else, where it would leave them alone. */
static void forget(const struct wq_grid *old, const struct wq_grid *new, int x, int end, int y,
                   const cchar_t *other)
{
    for (; x < end; x++) {
        const struct wq_gridcell *c = wq_grid_at(new, x, y);
        if (c->width == 1 && wq_grid_at(old, x, y)->width == 1 && wq_grid_same(c, wq_grid_at(old, x, y)))
            mvwadd_wch(curscr, y, x, other);
    }
}

/* Not ASCII or Latin, nor lines and blocks. */
static bool may_hang(uint32_t ch)
{
    return ch >= 0x300 && (ch < 0x2000 || ch > 0x2BFF);
}

/* Something that may hang over changes in cells [x, end). */
static bool has_changed(const struct wq_grid *old, const struct wq_grid *new, int x, int end, int y)
{
    for (; x < end; x++) {
        const struct wq_gridcell *p = wq_grid_at(old, x, y);
        const struct wq_gridcell *q = wq_grid_at(new, x, y);
        if ((may_hang(p->ch) || may_hang(q->ch)) && !wq_grid_same(p, q))
            return true;
    }
    return false;
}

void wq_overhang_repaint(const struct wq_grid *old, const struct wq_grid *new)
{
    cchar_t other;
    int row;
    int column;

    if (setcchar(&other, L"\u00A0", A_NORMAL, 0, NULL) != OK || has_scrolled(old, new))
        return;
    getyx(curscr, row, column);
    for (int y = 0; y < new->height; y++) {
        struct wq_columns changed = wq_grid_changed(old, new, y);
        if (changed.to <= changed.from)
            continue;
        for (int x = start_of_stretch(old, new, changed.from, y), end; x < changed.to; x = end) {
            end = end_of_stretch(old, new, x, y);
            if (has_changed(old, new, x, end, y))
                forget(old, new, x, end, y, &other);
        }
    }
    wmove(curscr, row, column);
}
