/* tally.h: what a paragraph is made of, counted in one go. Private to doc. */
#ifndef WARAQ_SRC_DOC_TALLY_H
#define WARAQ_SRC_DOC_TALLY_H

#include "waraq/layout/direction.h"
#include "waraq/text/props.h"

#include <stddef.h>

struct wq_tally {
    struct wq_letters letters; /* strong ones */
    size_t words;              /* runs between white space that hold a letter or a digit */
};

struct wq_tally wq_tally(struct wq_props *props, const char *s, size_t len);

#endif
