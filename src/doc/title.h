/* title.h: the title of an article. Private to doc. */
#ifndef WARAQ_SRC_DOC_TITLE_H
#define WARAQ_SRC_DOC_TITLE_H

#include "waraq/doc/article.h"

/* Marks the paragraph that is the title, if one is, and sets title and title_made. */
void wq_title_find(struct wq_article *a, struct wq_props *props);

#endif
