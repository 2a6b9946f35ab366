/*
 * write.h: a row of the grid as the terminal wants it. Private to term; pure.
 *
 * The grid says what is to be seen. What is sent instead is in the terminal's order, with its marks where it
 * draws them well, and without what terminals disagree on: nothing that has no cell and may get one.
 */
#ifndef WARAQ_SRC_TERM_WRITE_H
#define WARAQ_SRC_TERM_WRITE_H

#include "waraq/layout/para.h"
#include "waraq/term/terminal.h"
#include "waraq/ui/grid.h"

enum { WQ_SENT_MARKS = WQ_GRID_MARKS }; /* with the character, as many as curses takes in a cell */

struct wq_sent {
    uint32_t ch;
    uint32_t mark[WQ_SENT_MARKS];
    uint32_t link; /* as in the grid */
    uint8_t nmarks;
    uint8_t width; /* 1, 2, or 0 behind a wide one */
    uint8_t style; /* enum wq_style */
    bool slanted;
};

struct wq_writer;

/* layout is borrowed for its life, and tells what a terminal that reorders makes of a row. */
struct wq_writer *wq_writer_new(struct wq_layout *layout);
void wq_writer_free(struct wq_writer *w);

/* Row y of g as it is to be sent, g->width cells from the left; borrowed until the next call. */
const struct wq_sent *wq_writer_row(struct wq_writer *w, const struct wq_terminal *t, const struct wq_grid *g,
                                    int y);

/* The column where what stands at column x of the last row went: where the cursor is to be put to be seen
 * there. */
int wq_writer_column(const struct wq_writer *w, int x);

/* How many cells of the last row the terminal will show elsewhere, where it reorders: some rows no order of
 * sending makes right. For tests. */
int wq_writer_wrong(const struct wq_writer *w);

#endif
