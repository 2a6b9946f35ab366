/*
 * bodies.h: organisations whose name begins with what they are. Private to entity.
 */
#ifndef WARAQ_SRC_ENTITY_BODIES_H
#define WARAQ_SRC_ENTITY_BODIES_H

#include "finder.h"

/* دانشگاه تهران, جامعة الإسكندرية, בנק הפועלים: the body whose head stands at word i; returns its last word,
 * or i. */
size_t wq_take_named_body(struct wq_finder *f, size_t i);

#endif
