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
};

/* Must be called after curses has started. */
void wq_style_table_init(struct wq_style_table *t, bool color);
void wq_style_get(const struct wq_style_table *t, unsigned style, attr_t *attributes, short *pair);

#endif
