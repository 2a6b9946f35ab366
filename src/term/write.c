#include "write_inner.h"

#include "waraq/base/mem.h"

#include <stdlib.h>
#include <string.h>

enum { LRO = 0x202D, PDF = 0x202C, REPLACEMENT = 0xFFFD };

struct wq_writer *wq_writer_new(struct wq_layout *layout)
{
    struct wq_writer *w = wq_calloc(1, sizeof *w);

    w->layout = layout;
    w->props = wq_layout_props(layout);
    wq_buf_init(&w->text);
    return w;
}

void wq_writer_free(struct wq_writer *w)
{
    if (!w)
        return;
    free(w->cells);
    free(w->sent);
    free(w->column);
    free(w->units);
    free(w->logical);
    free(w->best);
    free(w->order);
    wq_buf_release(&w->text);
    free(w);
}

static void make_room(struct wq_writer *w, int width)
{
    w->width = width;
    if (width <= w->cap)
        return;
    size_t n = (size_t)width;
    w->cap = width;
    w->cells = wq_reallocarray(w->cells, n, sizeof *w->cells);
    w->sent = wq_reallocarray(w->sent, n, sizeof *w->sent);
    w->column = wq_reallocarray(w->column, n, sizeof *w->column);
    w->units = wq_reallocarray(w->units, n, wq_unit_size);
    w->logical = wq_reallocarray(w->logical, n, sizeof *w->logical);
    w->best = wq_reallocarray(w->best, n, sizeof *w->best);
    w->order = wq_reallocarray(w->order, n, sizeof *w->order);
}

/* ---- what terminals disagree on ---- */

/* A sign for a character whose width is one in some terminals and none in others, or that they hide. */
static uint32_t substitute(uint32_t ch)
{
    switch (ch) {
    case 0x0600: return '#';    /* number sign */
    case 0x0601: return 0x00A7; /* year sign: section sign */
    case 0x0602: return 0x2020; /* footnote marker: dagger */
    case 0x0603: return 0x00B6; /* page sign: pilcrow */
    case 0x0604: return 0x00A7; /* samvat sign, a year sign too */
    case 0x0605: return '#';
    case 0x06DD:                /* end of ayah */
    case 0x08E2: return 0x25CB; /* white circle */
    default: return ch;
    }
}

/* What acts on the terminal, or is a cell in one and none in another: joiners, direction marks, isolates, the
 * byte order mark, the soft hyphen. Layout makes no cells of them; this is the last door. */
static bool is_unsafe(uint32_t cp)
{
    return wq_acts(cp) || cp == 0x00AD || cp == 0x061C || (cp >= 0x200B && cp <= 0x200F) ||
           (cp >= 0x2060 && cp <= 0x206F) || cp == 0xFEFF;
}

/* ---- marks ---- */

/* The character composed with what it can be composed with; the other marks remain. */
static void compose(struct wq_sent *c)
{
    uint8_t kept = 0;

    for (uint8_t i = 0; i < c->nmarks; i++) {
        uint32_t whole = wq_compose(c->ch, c->mark[i]);
        if (whole)
            c->ch = whole;
        else
            c->mark[kept++] = c->mark[i];
    }
    c->nmarks = kept;
}

/* To the cell on the left, for who draws them a cell too far to the right. What stands in the first column,
 * or beside a wide character, has no such cell. */
static void shift_marks(struct wq_sent *cells, int width)
{
    for (int x = 1; x < width; x++) {
        if (cells[x - 1].width == 1) {
            memcpy(cells[x - 1].mark, cells[x].mark, sizeof cells[x].mark);
            cells[x - 1].nmarks = cells[x].nmarks;
        }
        cells[x].nmarks = 0;
    }
}

static void treat_marks(struct wq_sent *cells, int width, enum wq_marks marks)
{
    if (marks == WQ_MARKS_ON || marks == WQ_MARKS_AUTO)
        return;
    for (int x = 0; x < width; x++) {
        if (cells[x].nmarks)
            compose(&cells[x]);
        if (marks == WQ_MARKS_OFF)
            cells[x].nmarks = 0;
    }
    if (marks == WQ_MARKS_SHIFT) {
        cells[0].nmarks = 0;
        shift_marks(cells, width);
    }
}

/* ---- direction ---- */

static bool runs_left(const struct wq_writer *w, uint32_t ch)
{
    uint8_t bidi = wq_prop(w->props, ch)->bidi;
    return bidi == WQ_BIDI_R || bidi == WQ_BIDI_AL;
}

/* Whether a terminal that reorders would move anything. */
static bool has_reordering(const struct wq_writer *w)
{
    for (int x = 0; x < w->width; x++)
        if (runs_left(w, w->cells[x].ch) || wq_prop(w->props, w->cells[x].ch)->bidi == WQ_BIDI_AN)
            return true;
    return false;
}

static void add_mark(struct wq_sent *c, uint32_t mark)
{
    if (c->nmarks == WQ_SENT_MARKS)
        c->nmarks--;
    c->mark[c->nmarks++] = mark;
}

/* From behind the blank at the row's left to its last character: blanks behind it are not moved, and can be
 * cleared rather than written. */
static void override(struct wq_writer *w)
{
    int last = w->width - 1;

    if (w->cells[0].ch != ' ' || !has_reordering(w))
        return;
    while (w->cells[last].width == 0 || w->cells[last].ch == ' ')
        last--;
    add_mark(&w->cells[0], LRO);
    add_mark(&w->cells[last], PDF);
}

/* No cell that runs right to left has a neighbour of the same slant: blanks and signs would be reversed with
 * it too. */
static void slant(struct wq_writer *w)
{
    for (int x = 1; x < w->width; x += 2)
        w->cells[x].slanted = runs_left(w, w->cells[x].ch) || runs_left(w, w->cells[x - 1].ch) ||
                              (x + 1 < w->width && runs_left(w, w->cells[x + 1].ch));
}

/* ---- rows ---- */

static void take_cell(struct wq_sent *to, const struct wq_gridcell *c)
{
    *to = (struct wq_sent){.ch = substitute(c->ch), .link = c->link, .width = c->width, .style = c->style};
    if (to->ch != ' ' && is_unsafe(to->ch)) /* most cells are blank */
        to->ch = REPLACEMENT;
    for (uint8_t i = 0; i < c->nmarks; i++)
        if (!is_unsafe(c->mark[i]))
            to->mark[to->nmarks++] = c->mark[i];
}

const struct wq_sent *wq_writer_row(struct wq_writer *w, const struct wq_terminal *t, const struct wq_grid *g,
                                    int y)
{
    const struct wq_writing_info *info = wq_writing_info(t->writing);
    const struct wq_gridcell *row = wq_grid_at(g, 0, y);

    make_room(w, g->width);
    w->wrong = 0;
    for (int x = 0; x < g->width; x++) {
        take_cell(&w->cells[x], &row[x]);
        w->column[x] = x;
    }
    treat_marks(w->cells, g->width, t->marks);
    if (info->order != WQ_ORDER_VISUAL) {
        wq_write_logical(w, info->order);
        return w->sent;
    }
    if (t->override)
        override(w);
    if (info->slanted)
        slant(w);
    return w->cells;
}

int wq_writer_column(const struct wq_writer *w, int x)
{
    return x >= 0 && x < w->width ? w->column[x] : x;
}

int wq_writer_wrong(const struct wq_writer *w)
{
    return w->wrong;
}
