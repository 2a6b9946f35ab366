/*
 * range.h: stretches of text that are addresses rather than language.
 *
 * URLs, @handles and Latin #tags are kept left to right inside right-to-left text: left to the algorithm,
 * `@bbc` shows as `bbc@` and a URL's last slash jumps to its far side. They, mail addresses and file
 * names are left out when the direction of a paragraph is decided. A range is ASCII only, so that the
 * Arabic letters of an internationalised URL still run right to left.
 */
#ifndef WARAQ_LAYOUT_RANGE_H
#define WARAQ_LAYOUT_RANGE_H

#include "waraq/base/span.h"

#include <stdbool.h>

enum wq_range_kind { WQ_RANGE_URL, WQ_RANGE_MAIL, WQ_RANGE_HANDLE, WQ_RANGE_TAG, WQ_RANGE_FILE };

struct wq_range {
    struct wq_span span;
    enum wq_range_kind kind;
};

/* The next range at or after *at, which moves behind it; false when there is none. */
bool wq_range_next(const char *s, size_t len, size_t *at, struct wq_range *out);

#endif
