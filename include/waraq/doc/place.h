/*
 * place.h: paragraphs of a text, and where a byte stands among them, without an article being made of it.
 *
 * Paragraphs are those of article.h. A counter goes forwards only, from place to place, so that a text is
 * counted once, as far as it is asked about.
 */
#ifndef WARAQ_DOC_PLACE_H
#define WARAQ_DOC_PLACE_H

#include "waraq/base/span.h"
#include "waraq/text/props.h"

#include <stdbool.h>
#include <stddef.h>

/* The length in bytes of the paragraph separator at s[i], or 0. */
size_t wq_paragraph_separator(const char *s, size_t len, size_t i);

/* The first separator at byte from of s[0, len) or behind; len if there is none. */
size_t wq_paragraph_end(const char *s, size_t len, size_t from);

/* The paragraph that holds byte at of s[0, len), without its separator; at may be len. */
struct wq_span wq_paragraph_at(const char *s, size_t len, size_t at);

/* True if there is nothing but white space and what is not seen. */
bool wq_paragraph_is_blank(struct wq_props *props, const char *s, struct wq_span span);

/* As rows of output give it. */
struct wq_position {
    struct wq_span paragraph; /* bytes, without its separator */
    size_t number;            /* of the paragraph, of those that are not empty, from 1 */
    size_t column;            /* code points in it, from 1 */
    size_t point;             /* code points in the text, from 0 */
};

struct wq_places {
    struct wq_props *props;
    const char *s;
    size_t len;
    struct wq_span paragraph; /* the one at work */
    size_t filled;            /* those before it that are not empty */
    size_t at, point;         /* bytes counted, and the code points of them */
    size_t begin_point;       /* code points before the paragraph */
};

/* s[0, len): valid UTF-8, borrowed as long as places are asked for; props too. Nothing to release. */
void wq_places_init(struct wq_places *p, struct wq_props *props, const char *s, size_t len);

/* Where byte at stands: the beginning of a character, no less than the last one asked for. A place inside a
 * separator belongs to the paragraph before it. */
struct wq_position wq_places_at(struct wq_places *p, size_t at);

#endif
