/*
 * weave.h: cells that lead to an address, woven into what ncurses writes. Private to term.
 *
 * ncurses knows nothing of links (OSC 8), and writes a cell only when it has changed. So a cell that leads
 * somewhere has a background colour, which nothing else of ours has: ncurses then never takes it for a cell
 * without a link, or with another one, also where it scrolls, inserts or writes a cell again on the way to
 * another. What it writes is caught (capture.h), and each of these colours becomes the beginning of its link
 * and the next one the end: they are written once, with their links, and no terminal sees the colours.
 *
 * A place is one of the colours: each address that is shown has one, and keeps it while it is.
 */
#ifndef WARAQ_SRC_TERM_WEAVE_H
#define WARAQ_SRC_TERM_WEAVE_H

#include "waraq/base/buf.h"
#include "waraq/ui/grid.h"

#include <stdbool.h>

enum {
    WQ_WEAVE_PLACES = 200,
    WQ_WEAVE_COLOUR = 16, /* of place 0: below are those that have sequences of their own */
};

#define WQ_WEAVE_END "\033]8;;\033\\"

struct wq_weave {
    struct {
        uint32_t link;         /* 0: none yet */
        unsigned long painted; /* the last paint that had it */
        char *uri;
    } places[WQ_WEAVE_PLACES];
    unsigned long paint;
};

void wq_weave_release(struct wq_weave *w);

/* Another paint: gives each of the grid's links a place, as long as there are some. A place goes to another
 * link only when neither this paint nor the last one has it: what ncurses believes to be shown is the last.
 */
void wq_weave_take(struct wq_weave *w, const struct wq_grid *g);
/* The same without links. */
void wq_weave_none(struct wq_weave *w);
/* Whether this paint or the last one has links. */
bool wq_weave_is_needed(const struct wq_weave *w);
/* How many places were ever given: the first ones. */
int wq_weave_places(const struct wq_weave *w);
/* A link's place, or -1. */
int wq_weave_place(const struct wq_weave *w, uint32_t link);

/* The place that a sequence, ESC [ ... m, has as its background; -1: none. */
int wq_weave_read(const char *s, size_t len);
/* Appends what ncurses wrote with links instead of colours. */
void wq_weave(const struct wq_weave *w, const char *s, size_t len, struct wq_buf *out);

#endif
