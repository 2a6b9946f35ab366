/*
 * anchor.h: looking in raw UTF-8 for one letter in all its spellings. Private to search.
 */
#ifndef WARAQ_SRC_SEARCH_ANCHOR_H
#define WARAQ_SRC_SEARCH_ANCHOR_H

#include "waraq/base/bytes.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a spelling begins with: a byte, and the next one under a mask that is 0 where any will do. */
struct wq_needle {
    unsigned char first, second, mask;
};

enum { WQ_NEEDLES = 16, WQ_BLOCK = 64 };

/* A letter of the query, and how it may be spelt. */
struct wq_anchor {
    size_t unit;     /* which of the query's */
    uint32_t letter; /* folded */
    bool loose;
    size_t n; /* 0: none was chosen */
    struct wq_needle needles[WQ_NEEDLES];
};

/*
 * Finds the needles of a folded letter: every character that folds to it, alone or with others, begins with
 * one of them (others may too). False: there would be too many.
 *
 * For characters below U+0800 they are made from the table of folding. What stands higher and folds to a
 * letter below is a matter of few first bytes: presentation forms, mathematical and enclosed letters, digits
 * of other scripts; tests/unit/search/test_anchor.c holds that against every code point there is.
 */
bool wq_anchor_make(struct wq_anchor *a, uint32_t letter, bool loose);

/* True if the character at s[at] folds to the anchor's letter, alone or with others. */
bool wq_anchor_stands(const struct wq_anchor *a, const char *s, size_t at);

/* A walk from needle to needle through s[0, len), valid UTF-8. */
struct wq_anchor_walk {
    const char *s;
    size_t len;
    size_t block; /* where the block at work begins */
    size_t n;
    wq_bytes first[WQ_NEEDLES], second[WQ_NEEDLES], mask[WQ_NEEDLES]; /* each byte sixteen times */
};

void wq_anchor_walk_init(struct wq_anchor_walk *w, const struct wq_anchor *a, const char *s, size_t len);

/* Goes on to the first block from here on in which there are needles; returns where they stand in it, as the
 * bits of a number. 0: there are none any more. The next block is the caller's to go to. */
uint64_t wq_anchor_walk_next(struct wq_anchor_walk *w);

#endif
