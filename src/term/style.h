/* style.h: styles to attributes and colours. Private to term. */
#ifndef WARAQ_SRC_TERM_STYLE_H
#define WARAQ_SRC_TERM_STYLE_H

#include "waraq/ui/grid.h"

#include <curses.h>
#include <stdbool.h>

struct wq_style_table {
    struct {
        attr_t attributes;
        short pair;
    } styles[WQ_STYLES];
    bool weaves; /* there are colours to weave with (weave.h) */
    int woven;   /* places that have pairs by now */
};

/* Must be called after curses has started. */
void wq_style_table_init(struct wq_style_table *t, bool color);
/* Makes pairs for the first places, which weaves must allow, before one is given to wq_style_get. */
void wq_style_weave(struct wq_style_table *t, int places);
/* place: of weave.h, or -1. */
void wq_style_get(const struct wq_style_table *t, unsigned style, int place, attr_t *attributes, short *pair);

#endif
