/*
 * A row in logical order, for a terminal that reorders: such that what it makes of it is the row that is to
 * be seen.
 *
 * The row was put in visual order paragraph by paragraph, but the terminal sees the row alone and takes it
 * for a line of its own. So each cell gets the level that the terminal has reason to give it, the reordering
 * of UAX #9 (L2) is undone by these levels, and layout, as a terminal that knows UAX #9, tells whether it
 * comes out right.
 */
#include "write_inner.h"

#include "waraq/base/array.h"

#include <string.h>

/* A blank of Braille: a letter to UAX #9, and nothing to see. */
enum { ANCHOR = 0x2800 };

struct wq_unit {
    int x;         /* its column in the grid */
    uint8_t bidi;  /* enum wq_bidi; all that is neither strong nor of a number is ON */
    uint8_t now;   /* the same, resolved for a base */
    uint8_t level; /* for the terminal */
};

const size_t wq_unit_size = sizeof(struct wq_unit);

static uint8_t bidi_of(const struct wq_writer *w, uint32_t ch)
{
    uint8_t bidi = wq_prop(w->props, ch)->bidi;
    return bidi <= WQ_BIDI_CS ? bidi : WQ_BIDI_ON;
}

static int take_units(struct wq_writer *w)
{
    int n = 0;

    for (int x = 0; x < w->width; x++)
        if (w->cells[x].width > 0)
            w->units[n++] = (struct wq_unit){.x = x, .bidi = bidi_of(w, w->cells[x].ch)};
    return n;
}

static bool is_strong(uint8_t bidi)
{
    return bidi == WQ_BIDI_L || bidi == WQ_BIDI_R || bidi == WQ_BIDI_AL;
}

/* The nearest strong one on a side (by: -1 left, 1 right), or that of the base. */
static uint8_t strong_beside(const struct wq_unit *u, int n, int i, int by, uint8_t base)
{
    for (i += by; i >= 0 && i < n; i += by)
        if (is_strong(u[i].bidi))
            return u[i].bidi;
    return base ? WQ_BIDI_R : WQ_BIDI_L;
}

/* The strong one that the terminal meets before a number: in a right-to-left run it comes from the right. */
static uint8_t strong_before(const struct wq_unit *u, int n, int i, uint8_t base)
{
    bool in_run = base || strong_beside(u, n, i, -1, base) != WQ_BIDI_L;
    return in_run ? strong_beside(u, n, i, 1, base) : WQ_BIDI_L;
}

/* UAX #9, W2 and W4 to W7, as far as they can be told from the row as it is to be seen. */
static void resolve_numbers(struct wq_unit *u, int n, uint8_t base)
{
    for (int i = 0; i < n; i++) {
        u[i].now = u[i].bidi;
        if (u[i].bidi == WQ_BIDI_EN && strong_before(u, n, i, base) == WQ_BIDI_AL)
            u[i].now = WQ_BIDI_AN;
    }
    for (int i = 1; i + 1 < n; i++) {
        uint8_t number = u[i - 1].now;
        if (number == u[i + 1].now &&
            ((number == WQ_BIDI_EN && u[i].bidi == WQ_BIDI_ES) ||
             ((number == WQ_BIDI_EN || number == WQ_BIDI_AN) && u[i].bidi == WQ_BIDI_CS)))
            u[i].now = number;
    }
    for (int i = 1; i < n; i++)
        if (u[i].now == WQ_BIDI_ET && u[i - 1].now == WQ_BIDI_EN)
            u[i].now = WQ_BIDI_EN;
    for (int i = n - 2; i >= 0; i--)
        if (u[i].now == WQ_BIDI_ET && u[i + 1].now == WQ_BIDI_EN)
            u[i].now = WQ_BIDI_EN;
    for (int i = 0; i < n; i++)
        if (u[i].now == WQ_BIDI_EN && strong_before(u, n, i, base) == WQ_BIDI_L)
            u[i].now = WQ_BIDI_L;
}

/* Numbers count as right to left here. */
static bool is_left(const struct wq_unit *u)
{
    return u->now == WQ_BIDI_L;
}

static bool is_neutral(const struct wq_unit *u)
{
    return !is_strong(u->now) && u->now != WQ_BIDI_EN && u->now != WQ_BIDI_AN;
}

/* Levels in a row that runs as base says: N1, N2, I1 and I2. */
static void set_levels(struct wq_unit *u, int n, uint8_t base)
{
    bool before = !base; /* left */
    uint8_t left = base ? 2 : 0;

    resolve_numbers(u, n, base);
    for (int i = 0; i < n; i++) {
        int end = i;
        while (end < n && is_neutral(&u[end]))
            end++;
        bool after = end == n ? !base : is_left(&u[end]);
        uint8_t level = before != after ? base : after ? left : 1;
        for (; i < end; i++)
            u[i].level = level;
        if (i == n)
            return;
        before = is_left(&u[i]);
        u[i].level = before ? left : u[i].now == WQ_BIDI_R || u[i].now == WQ_BIDI_AL ? 1 : 2;
    }
}

static void reverse(int *a, int from, int end)
{
    for (; from + 1 < end; from++, end--) {
        int kept = a[from];
        a[from] = a[end - 1];
        a[end - 1] = kept;
    }
}

/* L2 undone: its reversals, the last first. */
static void undo_reordering(const struct wq_unit *u, int n, int *logical)
{
    for (int i = 0; i < n; i++)
        logical[i] = i;
    for (uint8_t level = 1; level <= 2; level++) {
        for (int i = 0; i < n; i++) {
            int end = i;
            while (end < n && u[logical[end]].level >= level)
                end++;
            reverse(logical, i, end);
            i = end > i ? end - 1 : i;
        }
    }
}

/* What is sent for a unit: the terminal mirrors it again. */
static uint32_t glyph(const struct wq_writer *w, const struct wq_unit *u)
{
    uint32_t ch = w->cells[u->x].ch;
    return u->level % 2 ? wq_mirror(ch) : ch;
}

/* Whether the terminal takes the row for a right-to-left one. */
static bool runs_left(const struct wq_writer *w, int n, enum wq_order order, const int *logical)
{
    for (int i = 0; i < n && order == WQ_ORDER_STRONG; i++) {
        uint8_t bidi = w->units[logical[i]].bidi;
        if (is_strong(bidi))
            return bidi != WQ_BIDI_L;
    }
    return false;
}

/* Cells that the terminal would show elsewhere, or mirrored the other way round. */
static int count_wrong(struct wq_writer *w, int n, enum wq_order order, const int *logical)
{
    struct wq_layout_opts opts = {
        .rtl = runs_left(w, n, order, logical),
        .flags = WQ_LAYOUT_NO_RANGES | WQ_LAYOUT_KEEP_SPACE,
    };
    int wrong = 0;

    wq_buf_clear(&w->text);
    for (int i = 0; i < n; i++)
        wq_buf_addcp(&w->text, glyph(w, &w->units[logical[i]]));
    struct wq_para *p = wq_layout_para(w->layout, w->text.data, w->text.len, &opts);
    if (p->ncells == (size_t)n && p->lines[0].count == (size_t)n) {
        wq_line_visual(p, &p->lines[0], w->order);
        for (int i = 0; i < n; i++) {
            const struct wq_unit *u = &w->units[i];
            wrong += logical[w->order[i]] != i || p->cells[w->order[i]].level % 2 != u->level % 2;
        }
    } else {
        wrong = n;
    }
    wq_para_free(p);
    return wrong;
}

static void put(struct wq_writer *w, int n, const int *logical)
{
    int column = 0;

    for (int i = 0; i < n; i++) {
        const struct wq_unit *u = &w->units[logical[i]];
        struct wq_sent *to = &w->sent[column];
        *to = w->cells[u->x];
        to->ch = glyph(w, u);
        w->column[u->x] = column++;
        if (to->width == 2) {
            w->sent[column] = w->cells[u->x + 1];
            w->column[u->x + 1] = column++;
        }
    }
}

/* How a row may be tried. */
static const struct {
    uint8_t base;
    bool anchored;
} tries[] = {{0, false}, {1, false}, {0, true}};

/* A row may begin with a right-to-left letter at its left and a left-to-right one at its right: then the
 * first letter that is sent is always of the other direction than the row, unless there is one that nobody
 * sees. */
static bool put_anchor(struct wq_writer *w, bool anchored)
{
    struct wq_unit *u = &w->units[0];

    if (anchored && w->cells[u->x].ch != ' ')
        return false;
    if (anchored) {
        w->cells[u->x].ch = ANCHOR;
        u->bidi = WQ_BIDI_L;
    }
    return true;
}

void wq_write_logical(struct wq_writer *w, enum wq_order order)
{
    size_t most = order == WQ_ORDER_STRONG ? WQ_COUNT(tries) : 1;
    int n = take_units(w);
    size_t best = 0;

    w->wrong = n;
    for (size_t i = 0; i < most && w->wrong > 0 && put_anchor(w, tries[i].anchored); i++) {
        set_levels(w->units, n, tries[i].base);
        undo_reordering(w->units, n, w->logical);
        int wrong = count_wrong(w, n, order, w->logical);
        if (i == 0 || wrong < w->wrong) {
            best = i;
            w->wrong = wrong;
            memcpy(w->best, w->logical, (size_t)n * sizeof *w->best);
        }
    }
    if (!tries[best].anchored && w->cells[w->units[0].x].ch == ANCHOR) {
        w->cells[w->units[0].x].ch = ' ';
        w->units[0].bidi = WQ_BIDI_ON;
    }
    set_levels(w->units, n, tries[best].base);
    put(w, n, w->best);
}
