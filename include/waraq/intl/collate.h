/*
 * collate.h: the alphabetical order of names, as a dictionary of the language has it (UTS #10, with what CLDR
 * says of the language): پ behind ب in Urdu and Persian, و before ہ there and behind ه in Arabic; marks and
 * capitals decide only between words that are the same without them.
 */
#ifndef WARAQ_INTL_COLLATE_H
#define WARAQ_INTL_COLLATE_H

#include "waraq/base/buf.h"

struct wq_collator;

/* For a language (ISO 639); of one that ICU does not know, or "", the order that all have in common. Freed by
 * wq_collator_free. */
struct wq_collator *wq_collator_new(const char *language);
void wq_collator_free(struct wq_collator *c);

/* Appends what s[0, len), UTF-8, is sorted by, and its NUL: strcmp() of two keys says which is first, 0 that
 * they are one to a dictionary. */
void wq_collator_key(const struct wq_collator *c, const char *s, size_t len, struct wq_buf *out);

#endif
