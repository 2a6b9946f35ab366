/* wrapped.h: files whose lines were broken at a column. Private to doc. */
#ifndef WARAQ_SRC_DOC_WRAPPED_H
#define WARAQ_SRC_DOC_WRAPPED_H

#include "waraq/doc/article.h"

/* Finds out whether a was hard-wrapped, and sets hard_wrapped and which paragraphs join the one before. */
void wq_wrapped_mark(struct wq_article *a, struct wq_props *props);

#endif
