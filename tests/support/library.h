/*
 * library.h: a library of text files in the scratch folder, its cache file, and cold search to compare with.
 */
#ifndef WARAQ_TESTS_SUPPORT_LIBRARY_H
#define WARAQ_TESTS_SUPPORT_LIBRARY_H

#include "random_text.h"
#include "waraq/base/buf.h"
#include "waraq/index/fulltext.h"

#include <stddef.h>

struct library {
    const char *file;   /* of the cache */
    struct wq_buf list; /* for wq_fulltext_build */
    struct {
        const char **items;
        size_t len, cap;
    } paths;
    const char *encoding;
};

/* name: of the cache file, in the scratch folder. */
void library_init(struct library *l, const char *name);
void library_release(struct library *l);

void library_add(struct library *l, const char *path);
/* A file of the scratch folder that is added. */
void library_write(struct library *l, const char *name, const char *text, size_t len);
void library_samples(struct library *l);

/* Builds; it must succeed. Returns what became of it. */
struct wq_cache_built library_build(struct library *l);
/* Opens; it must be there and whole. */
struct wq_fulltext *library_open(const struct library *l);

/* Appends n code points of everything that folding treats in a way of its own. */
void library_text(struct random *r, struct wq_buf *out, size_t n);

/* Holds the warm search against the cold one, for one query and all documents. The cache is fresh. */
void library_compare(const struct library *l, struct wq_fulltext *ft, const char *query, size_t len,
                     enum wq_match match, bool word);

#endif
