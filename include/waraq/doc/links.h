/*
 * links.h: the addresses in a text that can be opened: http, https, mailto, and what begins with www.
 *
 * They are found as people write them: letters of any script and percent signs are kept; the punctuation of
 * the sentence around, Arabic too, is not, nor a bracket that the address did not open. A letter that is not
 * ASCII goes on only behind a sign (/wiki/...) or another such letter: where it follows an ASCII letter, a
 * space has been forgotten.
 */
#ifndef WARAQ_DOC_LINKS_H
#define WARAQ_DOC_LINKS_H

#include "waraq/base/buf.h"
#include "waraq/base/span.h"

#include <stdbool.h>
#include <stddef.h>

/* The next one at or behind *at of s[0, len), which moves behind it; false when there is none. Valid UTF-8.
 */
bool wq_link_next(const char *s, size_t len, size_t *at, struct wq_span *out);

/* Appends what is to be opened for it: an address that begins with www. gets its scheme. */
void wq_link_target(const char *s, size_t len, struct wq_buf *out);

/* True for an http, https or mailto address without blanks and controls. */
bool wq_link_may_open(const char *target, size_t len);

#endif
