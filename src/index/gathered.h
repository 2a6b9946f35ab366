/*
 * gathered.h: what is kept of the entities of one article: those that wq_entities_find finds outside
 * furniture, before any correction. Private to index.
 *
 * A form is an entity spelt in one way. Corrections are about ids and spellings, so that they can be applied
 * to forms without the article.
 */
#ifndef WARAQ_SRC_INDEX_GATHERED_H
#define WARAQ_SRC_INDEX_GATHERED_H

#include "waraq/doc/article.h"
#include "waraq/index/found.h"

#include <stdint.h>

struct wq_form {
    size_t id;         /* strings of text */
    size_t name;       /* as it first stands; empty where the gazetteer has names for it */
    size_t spelling;   /* folded, by wq_corrections_fold */
    uint32_t first, n; /* mentions */
};

struct wq_gathered {
    struct wq_span proper; /* the article's, bytes */
    struct {
        struct wq_form *items;
        size_t len, cap;
    } forms;
    struct {
        struct wq_span32 *items;
        size_t len, cap;
    } mentions; /* by form, then by place */
    struct wq_buf text;
};

/* g: zeroes, or used before. */
void wq_gather(struct wq_gathered *g, const struct wq_finding *finding, const struct wq_article *article);
void wq_gathered_release(struct wq_gathered *g);

/* Reads and decodes a file; *identity: as the file is, or 0 where it changed meanwhile. (found.c) */
enum wq_status wq_read_known(const char *path, const char *encoding, uint64_t *identity, struct wq_text *text,
                             struct wq_error *err) WQ_MUST_CHECK;

/* Where those asked for stand; NULL: they are not all there. The caller's, by free. */
struct wq_mentioned *wq_gathered_mentioned(const struct wq_gathered *g, const struct wq_asked *asked,
                                           uint64_t identity);
/* Room for n places that are to be filled in and sorted. */
struct wq_mentioned *wq_mentioned_new(size_t n, struct wq_span proper, uint64_t identity);
void wq_mentioned_sort(struct wq_mentioned *p);

/* Counts the article for who is in it and not asked for. */
void wq_gathered_together(const struct wq_gathered *g, const struct wq_asked *asked, struct wq_together *t);

static inline const char *wq_gathered_text(const struct wq_gathered *g, size_t string)
{
    return g->text.data + string;
}

#endif
