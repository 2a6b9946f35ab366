/* scan_inner.h: the two kinds of scan. Private to index. */
#ifndef WARAQ_SRC_INDEX_SCAN_INNER_H
#define WARAQ_SRC_INDEX_SCAN_INNER_H

#include "waraq/index/scan.h"

/* Looks for the articles that mention all of the entities. (scan_mentions.c) */
void wq_scan_mentions(struct wq_job *job, struct wq_scan *s);

#endif
