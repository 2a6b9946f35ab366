/* furniture.h: which paragraphs are page furniture. Private to doc. */
#ifndef WARAQ_SRC_DOC_FURNITURE_H
#define WARAQ_SRC_DOC_FURNITURE_H

#include "waraq/doc/article.h"

struct wq_furniture;

/* The rules of data/furniture.tsv, folded. */
struct wq_furniture *wq_furniture_new(void);
void wq_furniture_free(struct wq_furniture *f);

/* Marks the furniture among a's paragraphs, whose spans and directions are known. */
void wq_furniture_mark(const struct wq_furniture *f, struct wq_article *a);

/* True if s[0, len) could be a headline: one short line that does not end as a sentence does. */
bool wq_is_headline(const char *s, size_t len);

#endif
