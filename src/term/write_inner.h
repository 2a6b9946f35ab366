/*
 * write_inner.h: what write.c and write_logical.c share. Private to them.
 */
#ifndef WARAQ_SRC_TERM_WRITE_INNER_H
#define WARAQ_SRC_TERM_WRITE_INNER_H

#include "write.h"

#include "waraq/base/buf.h"
#include "waraq/text/props.h"

struct wq_unit;

struct wq_writer {
    struct wq_layout *layout;
    struct wq_props *props;
    int width, cap;        /* columns of the row, and that there is room for */
    struct wq_sent *cells; /* in visual order */
    struct wq_sent *sent;  /* in the order of sending, where that is another */
    int *column;           /* of sent, a column of the grid */
    struct wq_unit *units; /* write_logical.c's */
    int *logical, *best;   /* units in the order of sending */
    uint32_t *order;       /* what the terminal makes of them */
    struct wq_buf text;
    int wrong;
};

/* Fills sent and column from cells. */
void wq_write_logical(struct wq_writer *w, enum wq_order order);

/* The size of a unit, for whoever makes room. */
extern const size_t wq_unit_size;

#endif
