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

#include <string.h>

/* What a cell counts as. */
enum kind { LEFT, RIGHT, NUMBER, NEUTRAL };

struct wq_unit {
    int x; /* its column in the grid */
    uint8_t kind;
    uint8_t drawn; /* its level in the text that it was drawn from; 0 for what was not drawn from text */
    uint8_t level; /* for the terminal */
};

const size_t wq_unit_size = sizeof(struct wq_unit);

static enum kind kind_of(const struct wq_writer *w, uint32_t ch)
{
    switch (wq_prop(w->props, ch)->bidi) {
    case WQ_BIDI_L: return LEFT;
    case WQ_BIDI_R:
    case WQ_BIDI_AL: return RIGHT;
    case WQ_BIDI_EN:
    case WQ_BIDI_AN: return NUMBER;
    default: return NEUTRAL;
    }
}

static int take_units(struct wq_writer *w, const struct wq_gridcell *row)
{
    int n = 0;

    for (int x = 0; x < w->width; x++)
        if (w->cells[x].width > 0)
            w->units[n++] = (struct wq_unit){
                .x = x,
                .kind = (uint8_t)kind_of(w, w->cells[x].ch),
                .drawn = row[x].at == WQ_GRID_NOWHERE ? 0 : row[x].level,
            };
    return n;
}

/* Numbers, and what stands within them, belong to left-to-right words beside them or stand for themselves. */
static void settle_numbers(struct wq_unit *u, int n)
{
    for (int from = 0; from < n;) {
        int end = from;
        bool left = u[from].drawn == 0;
        bool number = false;
        while (end < n && (u[end].drawn == 0) == (u[from].drawn == 0) && u[end].drawn % 2 == 0) {
            left = left || u[end].kind == LEFT;
            number = number || u[end].kind == NUMBER;
            end++;
        }
        if (end == from) {
            from++;
            continue;
        }
        for (int i = from; i < end; i++) {
            if (u[i].kind == NUMBER && left)
                u[i].kind = LEFT;
            else if (u[i].kind == NEUTRAL && number && !left)
                u[i].kind = NUMBER;
        }
        from = end;
    }
}

/* Levels in a row that runs as base says; neutrals as UAX #9's N1 and N2 have it. */
static void set_levels(struct wq_unit *u, int n, uint8_t base)
{
    enum kind edge = base ? RIGHT : LEFT;
    enum kind before = edge;

    for (int i = 0; i < n; i++) {
        if (u[i].kind != NEUTRAL) {
            u[i].level = u[i].kind == RIGHT ? 1 : u[i].kind == NUMBER ? 2 : base ? 2 : 0;
            before = u[i].kind == LEFT ? LEFT : RIGHT;
            continue;
        }
        int end = i;
        while (end < n && u[end].kind == NEUTRAL)
            end++;
        enum kind after = end == n ? edge : u[end].kind == LEFT ? LEFT : RIGHT;
        uint8_t level = before != after ? base : after == RIGHT ? 1 : base ? 2 : 0;
        for (; i < end; i++)
            u[i].level = level;
        i--;
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
static bool runs_right(const struct wq_writer *w, int n, enum wq_order order, const int *logical)
{
    for (int i = 0; i < n && order == WQ_ORDER_STRONG; i++) {
        enum kind kind = kind_of(w, w->cells[w->units[logical[i]].x].ch);
        if (kind == LEFT || kind == RIGHT)
            return kind == RIGHT;
    }
    return false;
}

/* Cells that the terminal would show elsewhere, or mirrored the other way round. */
static int count_wrong(struct wq_writer *w, int n, enum wq_order order, const int *logical)
{
    struct wq_layout_opts opts = {
        .rtl = runs_right(w, n, order, logical),
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

void wq_write_logical(struct wq_writer *w, enum wq_order order, const struct wq_gridcell *row)
{
    int n = take_units(w, row);
    uint8_t best = 0;

    settle_numbers(w->units, n);
    for (uint8_t base = 0; base <= (order == WQ_ORDER_STRONG); base++) {
        set_levels(w->units, n, base);
        undo_reordering(w->units, n, w->logical);
        int wrong = count_wrong(w, n, order, w->logical);
        if (base == 0 || wrong < w->wrong) {
            best = base;
            w->wrong = wrong;
            memcpy(w->best, w->logical, (size_t)n * sizeof *w->best);
        }
    }
    set_levels(w->units, n, best);
    put(w, n, w->best);
}
