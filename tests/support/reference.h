/*
 * reference.h: searching as slowly and as plainly as query.h describes it, to hold the quick ways against.
 */
#ifndef WARAQ_TESTS_SUPPORT_REFERENCE_H
#define WARAQ_TESTS_SUPPORT_REFERENCE_H

#include "waraq/search/query.h"

struct reference {
    const char *query;
    size_t len;
    enum wq_match
        match; /* WQ_MATCH_REGEX: the query must be letters, digits and spaces, and is meant literally */
    bool word;
};

/* Appends the hits in s[0, len). */
void reference_find(const struct reference *r, const char *s, size_t len, struct wq_hits *hits);

/* What differs between two lists of hits, or NULL. Static storage. */
const char *reference_differs(const struct wq_hits *got, const struct wq_hits *wanted);

#endif
