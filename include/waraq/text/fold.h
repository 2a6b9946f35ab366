/*
 * fold.h: spellings of one word to one form.
 *
 * No collator fits (see the table of letters in fold.c): so NFKD, marks and format characters dropped,
 * letters of one sound and shape to one class, digits to ASCII, any run of white space to one space, one
 * apostrophe, one quote, one dash, Arabic punctuation to ASCII, case folded. Folding is idempotent.
 */
#ifndef WARAQ_TEXT_FOLD_H
#define WARAQ_TEXT_FOLD_H

#include "waraq/base/buf.h"

#include <stddef.h>

/* Appends the folded s[0, len) to *out. A run of white space at either end becomes one space too. */
void wq_fold(const char *s, size_t len, struct wq_buf *out);

#endif
