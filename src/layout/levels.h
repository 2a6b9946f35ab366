/*
 * levels.h: embedding levels, and the door to fribidi. Private to layout, and to its conformance tests.
 *
 * Only paragraphs with embeddings, overrides or isolates that work (WQ_LAYOUT_CONTROLS) go to fribidi; the
 * rest, and so every article, is resolved by plain.c.
 */
#ifndef WARAQ_SRC_LAYOUT_LEVELS_H
#define WARAQ_SRC_LAYOUT_LEVELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct wq_levels_scratch {
    uint32_t *types; /* for fribidi */
    size_t cap;      /* items */
};

/*
 * Resolves n characters of one paragraph (UAX #9, P2 to L1, taken as a single line): classes holds enum
 * wq_bidi, brackets what wq_bracket() gives and 0 for all else, or is NULL for no pairs. levels has room
 * for n. False when fribidi gave up; the levels are then all the paragraph's.
 *
 * The caller must not pass class B: a separator inside a call is a heap use-after-free in fribidi 1.0.8.
 */
bool wq_levels_resolve(struct wq_levels_scratch *scratch, const uint8_t *classes, const uint32_t *brackets,
                       size_t n, bool rtl, int8_t *levels);

/* The same for text without brackets and without LRE to PDI. For wq_levels_resolve() only. */
void wq_levels_plain(const uint8_t *classes, size_t n, bool rtl, int8_t *levels);

void wq_levels_release(struct wq_levels_scratch *scratch);

/* The visual order of n levels (L2): order[0] is first plus the index of the leftmost. */
void wq_levels_order(const uint8_t *levels, size_t n, uint32_t first, uint32_t *order);

#endif
