/*
 * direction.h: which way text runs.
 *
 * Not the first strong letter of UAX #9's P2, which lays `KCNA کے مطابق` out backwards: a document runs as
 * most of its letters do; a paragraph as its words do when they agree, else as the document, unless the
 * other script has more than three times the words. Ties run right to left.
 */
#ifndef WARAQ_LAYOUT_DIRECTION_H
#define WARAQ_LAYOUT_DIRECTION_H

#include "waraq/text/props.h"

#include <stdbool.h>
#include <stddef.h>

struct wq_letters {
    size_t rtl, ltr;
};

/* Adds the strong letters of s[0, len) to *n. */
void wq_letters_count(struct wq_props *props, const char *s, size_t len, struct wq_letters *n);

/* True: right to left. */
static inline bool wq_document_rtl(struct wq_letters n)
{
    return n.rtl >= n.ltr;
}

/* True if the paragraph s[0, len) of a document that runs document_rtl runs right to left. */
bool wq_paragraph_rtl(struct wq_props *props, const char *s, size_t len, bool document_rtl);

#endif
