/*
 * segment.h: where text may be broken, by ICU's rules (UAX #14 lines, UAX #29 the rest).
 *
 * An iterator costs 11 us to open, so a breaker is kept and given text after text. Each text is read
 * once, forwards: asking backwards in a long text took ICU minutes where one pass took 0.2 s.
 */
#ifndef WARAQ_TEXT_SEGMENT_H
#define WARAQ_TEXT_SEGMENT_H

#include "waraq/base/status.h"

#include <stddef.h>
#include <stdint.h>

enum wq_segment { WQ_SEGMENT_LINE, WQ_SEGMENT_GRAPHEME, WQ_SEGMENT_WORD, WQ_SEGMENT_SENTENCE };

/* What wq_breaker_run() leaves at an offset. */
enum {
    WQ_BREAK_MAY = 1 << 0,  /* a break is allowed before this code point */
    WQ_BREAK_MUST = 1 << 1, /* lines: one is required */
};

struct wq_breaker;

/* NULL when ICU cannot open its rules (its data is missing). */
struct wq_breaker *wq_breaker_new(enum wq_segment kind);
void wq_breaker_free(struct wq_breaker *b);

/* Writes for each of the n code points, and for the end, which breaks stand before it: marks has
 * n + 1 places. marks[0] is 0; marks[n] is WQ_BREAK_MAY if n > 0. */
enum wq_status wq_breaker_run(struct wq_breaker *b, const uint32_t *cps, size_t n, uint8_t *marks);

/* The same marks from a breaker of lines, mostly without asking ICU: in words of letters and digits they are
 * certain. classes has each code point's enum wq_line_class, or WQ_LINE_OTHER, which makes nothing certain.
 */
enum wq_status wq_breaker_run_lines(struct wq_breaker *b, const uint32_t *cps, const uint8_t *classes,
                                    size_t n, uint8_t *marks);

#endif
