#include "scroll.h"

#include "waraq/base/mem.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* Fewer rows than these say nothing. */
enum { LEAST_ROWS = 2 };

/* ---- by how much ---- */

/* Of how the area's row y looks; 0: it is blank. */
static uint32_t row_hash(const struct wq_grid *g, struct wq_area a, int y)
{
    for (int x = a.x; x < a.x + a.w; x++)
        if (!wq_gridcell_is_blank(wq_grid_at(g, x, y)))
            return wq_grid_look(g, a.x, a.w, y) | 1;
    return 0;
}

/* Rows with something in them that now stand by rows above where they stood. */
static int agreeing(const uint32_t *old, const uint32_t *new, int h, int by)
{
    int n = 0;

    for (int y = by < 0 ? -by : 0; y < h && y + by < h; y++)
        n += new[y] != 0 && new[y] == old[y + by];
    return n;
}

/* By how many rows most of the area moved; 0: it did not. */
static int moved_by(const struct wq_grid *old, const struct wq_grid *new, struct wq_area a)
{
    uint32_t *was = wq_reallocarray(NULL, 2 * (size_t)a.h, sizeof *was);
    uint32_t *is = was + a.h;
    int best = 0;

    for (int y = 0; y < a.h; y++) {
        was[y] = row_hash(old, a, a.y + y);
        is[y] = row_hash(new, a, a.y + y);
    }
    int most = agreeing(was, is, a.h, 0) + LEAST_ROWS - 1;
    for (int by = 1 - a.h; by < a.h; by++) {
        int n = agreeing(was, is, a.h, by);
        if (n > most) {
            most = n;
            best = by;
        }
    }
    free(was);
    return best;
}

/* ---- what it costs ---- */

/* Bytes: of what moves rows, with margins set or without; of a move of the cursor, a change of style, and of
 * blanks, of which many are erased at once. */
enum { ROWS_COST = 30, PART_COST = 54, MOVE_COST = 6, STYLE_COST = 12, BLANKS_COST = 5 };

/* Where ncurses stands in a row that it writes. */
struct pen {
    bool down; /* the cell before was written */
    uint8_t style;
    int blanks; /* behind each other */
};

static int bytes_of_cell(const struct wq_gridcell *c, struct pen *pen)
{
    int n = pen->down ? 0 : MOVE_COST;

    pen->blanks = c->ch == ' ' && pen->down ? pen->blanks + 1 : 0;
    pen->down = true;
    if (c->style != pen->style)
        n += STYLE_COST;
    pen->style = c->style;
    if (pen->blanks > BLANKS_COST)
        return n;
    return n + (c->ch < 0x80 ? 1 : c->ch < 0x800 ? 2 : 3) + 2 * c->nmarks;
}

/* About how many bytes the area's rows take after the move; more than most, where that is more. */
static int bytes_to_write(const struct wq_grid *old, const struct wq_grid *new, const struct wq_scroll *s,
                          int most)
{
    const struct wq_gridcell blank = wq_grid_blank();
    struct wq_area a = s->area;
    int n = s->by == 0 ? 0 : s->whole ? ROWS_COST : PART_COST;

    for (int y = a.y; y < a.y + a.h && n <= most; y++) {
        int from = wq_scroll_from(s, y - a.y);
        struct pen pen = {.style = WQ_STYLE_TEXT};
        for (int x = 0; x < new->width; x++) {
            bool moves = s->by != 0 && x >= a.x && x < a.x + a.w;
            const struct wq_gridcell *was = !moves      ? wq_grid_at(old, x, y)
                                            : from >= 0 ? wq_grid_at(old, x, a.y + from)
                                                        : &blank;
            if (wq_grid_same(was, wq_grid_at(new, x, y)))
                pen.down = false;
            else
                n += bytes_of_cell(wq_grid_at(new, x, y), &pen);
        }
    }
    return n;
}

static bool fits(const struct wq_grid *g, struct wq_area a)
{
    return a.w > 0 && a.h > LEAST_ROWS && a.x >= 0 && a.y >= 0 && a.x + a.w <= g->width &&
           a.y + a.h <= g->height;
}

/* Most rows of the text have something beside them that does not move with it: ncurses takes such rows for
 * others. */
static bool has_beside(const struct wq_grid *old, const struct wq_grid *new, const struct wq_scroll *whole)
{
    int rows = 0;
    int beside = 0;

    for (int y = 0; y < whole->area.h; y++) {
        int from = wq_scroll_from(whole, y);
        if (from < 0)
            continue;
        rows++;
        for (int x = 0; x < new->width; x++)
            if (!wq_grid_same(wq_grid_at(old, x, whole->area.y + from),
                              wq_grid_at(new, x, whole->area.y + y))) {
                beside++;
                break;
            }
    }
    return beside * 2 > rows;
}

struct wq_scroll wq_scroll_find(const struct wq_grid *old, const struct wq_grid *new, bool margins)
{
    struct wq_area a = new->text;
    const struct wq_scroll stay = {.area = a};

    if (!fits(new, a) || memcmp(&old->text, &a, sizeof a) != 0)
        return stay;
    struct wq_scroll part = {.area = a, .by = moved_by(old, new, a)};
    if (part.by == 0)
        return stay;
    struct wq_scroll whole = {.area = {0, a.y, new->width, a.h}, .by = part.by, .whole = true};
    int least = bytes_to_write(old, new, &whole, INT_MAX);
    struct wq_scroll best = whole;
    if (margins) {
        int bytes = bytes_to_write(old, new, &part, least);
        best = bytes < least ? part : whole;
        least = bytes < least ? bytes : least;
    }
    if (bytes_to_write(old, new, &stay, least) <= least)
        return stay;
    return best.whole && !has_beside(old, new, &whole) ? stay : best;
}

/* ---- doing it ---- */

void wq_scroll_bytes(const struct wq_scroll *s, struct wq_buf *out)
{
    struct wq_area a = s->area;

    /* Setting margins moves the cursor, and lines come in its colours: both are kept and brought back. Lines
     * are deleted or inserted at the top, which all who have margins do alike. */
    wq_buf_adds(out, "\0337\033[m");
    if (!s->whole)
        wq_buf_addf(out, "\033[?69h\033[%d;%ds", a.x + 1, a.x + a.w);
    wq_buf_addf(out, "\033[%d;%dr\033[%d;%dH\033[%d%c\033[r%s\0338", a.y + 1, a.y + a.h, a.y + 1, a.x + 1,
                s->by > 0 ? s->by : -s->by, s->by > 0 ? 'M' : 'L', s->whole ? "" : "\033[?69l");
}

void wq_scroll_move(struct wq_grid *g, const struct wq_scroll *s)
{
    struct wq_area a = s->area;

    for (int i = 0; i < a.h; i++) {
        int y = s->by > 0 ? i : a.h - 1 - i;
        int from = wq_scroll_from(s, y);
        for (int x = a.x; x < a.x + a.w; x++)
            *wq_grid_at(g, x, a.y + y) = from >= 0 ? *wq_grid_at(g, x, a.y + from) : wq_grid_blank();
    }
}
