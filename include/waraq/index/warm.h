/*
 * warm.h: for those who go through a library once: which files need not be read, since a query certainly has
 * no hit in them. Uses the cache file that is there; never makes one.
 */
#ifndef WARAQ_INDEX_WARM_H
#define WARAQ_INDEX_WARM_H

#include "waraq/search/query.h"

#include <stdbool.h>
#include <stddef.h>

struct wq_warm;

/* paths[0, n), encoding: as for wq_cache_file. q: borrowed for this call. Never fails: without a cache
 * file that can be used every file needs reading. The caller's, by wq_warm_free. */
struct wq_warm *wq_warm_new(const char *const *paths, size_t n, const char *encoding,
                            const struct wq_query *q);
void wq_warm_free(struct wq_warm *w);

/* True: the file at path is as it was when it was folded (one stat), and has no hit. */
bool wq_warm_none(struct wq_warm *w, const char *path);

#endif
