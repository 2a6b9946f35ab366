/*
 * detect.h: private to text: what encoding are these bytes in, and are they text at all.
 *
 * Pure functions of their bytes. Every name returned is one that ICU knows, in static storage or in the
 * caller's struct.
 */
#ifndef WARAQ_TEXT_DETECT_H
#define WARAQ_TEXT_DETECT_H

#include "waraq/base/status.h"

#include <stdbool.h>
#include <stddef.h>

struct wq_detected {
    char name[32];
    size_t bom; /* bytes of the byte order mark at the start; 0: there is none */
};

/* The length of the named encoding's byte order mark if it is there; 0: it is not, or there is no such mark.
 */
size_t wq_detect_mark(const char *encoding, const void *bytes, size_t len);

/* UTF-16 without a mark: "UTF-16LE", "UTF-16BE" or NULL. */
const char *wq_detect_utf16(const void *bytes, size_t len);

/* valid: the caller knows that the bytes are well-formed UTF-8. WQ_EBINARY: no text; WQ_ELIBRARY: ICU has
 * no detector. */
enum wq_status wq_detect(const void *bytes, size_t len, bool valid, struct wq_detected *out,
                         struct wq_error *err) WQ_MUST_CHECK;

/* The Arabic, Hebrew, Cyrillic or Greek code page that bytes of an unknown legacy encoding read best in;
 * NULL: they read well in none. */
const char *wq_detect_words(const void *bytes, size_t len);

#endif
