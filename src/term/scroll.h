/*
 * scroll.h: text that moved up or down, which the terminal can move by itself. Private to term; pure.
 *
 * ncurses finds rows that moved by itself too, but such only that are alike from edge to edge: where panes
 * stand beside the text it writes most of it anew for every line (6 KB at 200 by 60). Terminals with left and
 * right margins (DECLRMM, DEC STD 070) move what lies between them. In others whole rows are moved, and what
 * stands beside the text is put back: a sidebar is a few names. So we look for what moved, before ncurses
 * compares.
 */
#ifndef WARAQ_SRC_TERM_SCROLL_H
#define WARAQ_SRC_TERM_SCROLL_H

#include "waraq/base/buf.h"
#include "waraq/ui/grid.h"

struct wq_scroll {
    struct wq_area area; /* what moves */
    int by;              /* rows up; negative: down; 0: nothing moves */
    bool whole;          /* rows from edge to edge, for which no margins are needed */
};

/* What is to move so that old becomes like new with fewer bytes written than if nothing did, and what ncurses
 * would not find; both are of one size. margins: the terminal has left and right ones. */
struct wq_scroll wq_scroll_find(const struct wq_grid *old, const struct wq_grid *new, bool margins);

/* Appends what moves it in the terminal; the rows that come are blank, in plain colours. Afterwards the
 * cursor, its attributes and the margins are as before. */
void wq_scroll_bytes(const struct wq_scroll *s, struct wq_buf *out);

/* Moves it in a grid. */
void wq_scroll_move(struct wq_grid *g, const struct wq_scroll *s);

/* The row of the area, counted from its top, that row y of it is shown in after the move comes from; -1: it
 * is a blank one. */
static inline int wq_scroll_from(const struct wq_scroll *s, int y)
{
    int from = y + s->by;
    return from >= 0 && from < s->area.h ? from : -1;
}

#endif
