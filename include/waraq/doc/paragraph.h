/*
 * paragraph.h: where paragraphs end: at line ends and at what Unicode calls paragraph separators.
 */
#ifndef WARAQ_DOC_PARAGRAPH_H
#define WARAQ_DOC_PARAGRAPH_H

#include "waraq/base/span.h"

#include <stddef.h>

/* As below, for a byte that may begin one. */
size_t wq_paragraph_separator_at(const char *s, size_t len, size_t i);

/* The length in bytes of the paragraph separator at s[i], or 0. i < len. (Bidi class B, and CR LF as one.) */
static inline size_t wq_paragraph_separator(const char *s, size_t len, size_t i)
{
    unsigned char c = (unsigned char)s[i];
    if (c >= 0x20 && c != 0xC2 && c != 0xE2) /* nearly all of them */
        return 0;
    return wq_paragraph_separator_at(s, len, i);
}

/* The paragraph that holds byte at of s[0, len), without its separator; at may be len. */
struct wq_span wq_paragraph_at(const char *s, size_t len, size_t at);

#endif
