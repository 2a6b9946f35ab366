/*
 * random_text.h: text from a fixed seed, the same on every machine.
 */
#ifndef WARAQ_TESTS_SUPPORT_RANDOM_TEXT_H
#define WARAQ_TESTS_SUPPORT_RANDOM_TEXT_H

#include <stddef.h>
#include <stdint.h>

struct random {
    uint64_t state; /* not 0 */
};

/* A number below n (> 0). */
uint32_t random_below(struct random *r, uint32_t n);

enum random_mix {
    RANDOM_REAL,    /* kinds of characters as often as in articles */
    RANDOM_UNIFORM, /* each kind as often as the next */
};

/* Kinds to leave out of random_text(). */
enum {
    RANDOM_NO_HIDDEN = 1 << 0,    /* controls, joiners, direction marks, embeddings, U+FFFD material */
    RANDOM_NO_LINE_ENDS = 1 << 1, /* U+2028, VT, FF */
    RANDOM_NO_ANGLES = 1 << 2,    /* U+2329, U+232A, U+3008, U+3009: canonically equivalent brackets */
    RANDOM_NO_EXPLICIT = 1 << 3,  /* U+202A-202E, U+2066-2069 */
};

/* n code points, none of them a paragraph separator. */
void random_text(struct random *r, enum random_mix mix, unsigned without, uint32_t *cps, size_t n);

#endif
