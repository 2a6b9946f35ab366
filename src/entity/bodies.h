/*
 * bodies.h: organisations whose name begins with what they are. Private to entity.
 */
#ifndef WARAQ_SRC_ENTITY_BODIES_H
#define WARAQ_SRC_ENTITY_BODIES_H

#include "finder.h"

/* دانشگاه تهران, جامعة الإسكندرية, בנק הפועלים: the body whose head stands at word i; returns its last word,
 * or i. */
size_t wq_take_named_body(struct wq_finder *f, size_t i);

/* X behind which a number stands as its name: الفرقة 98; what that is called in quotes: صحيفة "الخبر". The
 * last word of what was taken, or i. */
bool wq_is_numbered_body(const struct wq_finder *f, size_t i);
size_t wq_take_numbered_body(struct wq_finder *f, size_t i);
size_t wq_take_quoted_body(struct wq_finder *f, size_t i);

#endif
