/*
 * span.h: a half-open range of bytes [start, end) in an article's UTF-8.
 *
 * This is the common currency of waraq: a paragraph, a hit, an entity, a selection and a cursor are
 * spans. Both ends lie on code point boundaries of the decoded text.
 */
#ifndef WARAQ_BASE_SPAN_H
#define WARAQ_BASE_SPAN_H

#include <stdbool.h>
#include <stddef.h>

struct wq_span {
    size_t start; /* bytes */
    size_t end;   /* bytes, exclusive */
};

static inline size_t wq_span_len(struct wq_span s)
{
    return s.end - s.start;
}

static inline bool wq_span_has(struct wq_span s, size_t at)
{
    return at >= s.start && at < s.end;
}

static inline bool wq_span_meets(struct wq_span a, struct wq_span b)
{
    return a.start < b.end && b.start < a.end;
}

#endif
