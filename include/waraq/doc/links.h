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

/* A text without its addresses, stretch by stretch, of which some may be empty; false when there are no more.
 * That a text has no address is soon known. */
struct wq_unlinked {
    const char *s; /* borrowed */
    size_t len;
    size_t at;   /* where the next begins */
    bool likely; /* there may be an address */
    bool over;
};
struct wq_unlinked wq_unlinked_begin(const char *s, size_t len);
bool wq_unlinked_next(struct wq_unlinked *u, struct wq_span *out);

/* Appends what is to be opened for it: an address that begins with www. gets its scheme. */
void wq_link_target(const char *s, size_t len, struct wq_buf *out);

/* True for an http, https or mailto address without blanks and controls. */
bool wq_link_may_open(const char *target, size_t len);

/* Bytes of an address that a terminal is given: VTE passes longer ones over. */
enum { WQ_LINK_MOST = 2083 };

/* Appends what is to be opened as a URI: what is not printable ASCII as a percent sign and digits (RFC
 * 3986, 2.1). False, with nothing appended: it may not be opened, or is longer than WQ_LINK_MOST. */
bool wq_link_uri(const char *s, size_t len, struct wq_buf *out);

/* Where to look for addresses that touch a part of s within the bounds of whole: no address has a blank. One
 * that is cut there is longer than WQ_LINK_MOST. */
struct wq_span wq_link_around(const char *s, struct wq_span whole, struct wq_span part);

#endif
