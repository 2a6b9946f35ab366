/*
 * capture.h: the terminal as ncurses is to see it, and what it writes caught. Private to term.
 *
 * ncurses writes to a file descriptor and to nothing else. It has one of its own, so that a file in memory
 * can stand in the terminal's place while it writes; whoever has to give the terminal back meanwhile has
 * standard output.
 */
#ifndef WARAQ_SRC_TERM_CAPTURE_H
#define WARAQ_SRC_TERM_CAPTURE_H

#include "waraq/base/buf.h"

#include <stdbool.h>
#include <stdio.h>

struct wq_capture {
    FILE *out; /* for ncurses; NULL: there is none */
    int file;  /* -1: none yet */
};

/* False: there are no descriptors left. */
bool wq_capture_init(struct wq_capture *c);
void wq_capture_release(struct wq_capture *c);

/* From now on what ncurses writes is caught; false: it cannot be. */
bool wq_capture_begin(struct wq_capture *c);
/* Appends what it wrote, and gives it the terminal again. */
void wq_capture_end(struct wq_capture *c, struct wq_buf *out);

#endif
