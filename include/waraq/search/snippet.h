/*
 * snippet.h: the words around a hit, as one line.
 */
#ifndef WARAQ_SEARCH_SNIPPET_H
#define WARAQ_SEARCH_SNIPPET_H

#include "waraq/base/buf.h"
#include "waraq/base/span.h"

/*
 * Writes to *out, which is emptied first, the hit with up to before code points of its paragraph before it
 * and up to behind of them behind it, cut between words where there is a space, U+2026 where it is cut. Line
 * ends, tabs and runs of spaces are one space; what acts on a terminal (wq_acts) is left out.
 *
 * s: valid UTF-8 that para and hit are spans of. The hit begins in the paragraph and may go on behind it: it
 * is there whole. Returns where it stands in *out.
 */
struct wq_span wq_snippet(const char *s, struct wq_span para, struct wq_span hit, size_t before,
                          size_t behind, struct wq_buf *out);

#endif
