/*
 * mentioned.h: the cache of a library's mentions, and what reading every article anew says instead.
 *
 * Needs articles_open().
 */
#ifndef WARAQ_TESTS_SUPPORT_MENTIONED_H
#define WARAQ_TESTS_SUPPORT_MENTIONED_H

#include "library.h"

#include "waraq/index/mentions.h"

enum { MENTIONED_CONFIDENCE = 50 };

/* The names that are compiled in; made once, freed by mentioned_done. */
struct wq_finding mentioned_finding(void);
void mentioned_done(void);

/* Builds; it must succeed. */
struct wq_cache_built mentioned_build(struct library *l);
/* Opens; it must be there and whole. */
struct wq_mentions *mentioned_open(const struct library *l);

/* How often the articles mention all of those asked for, summed; WQ_MENTIONS_NONE if asking fails. */
uint32_t mentioned_count(struct wq_mentions *m, const struct wq_asked *asked);

/* All articles of a library, read, with their entities as they are corrected; the caller's, by
 * mentioned_free. */
struct mentioned_library {
    const struct library *library;
    struct mentioned_article {
        struct wq_article *article;
        struct wq_entities *e;
    } * items;  /* by path */
    char **ids; /* of all of them */
    size_t nids;
};
struct mentioned_library mentioned_read(const struct library *l, const struct wq_corrections *c);
void mentioned_free(struct mentioned_library *read);

/* Holds what the cache says against the articles: counts, places and who comes together. */
void mentioned_compare(const struct mentioned_library *read, struct wq_mentions *m,
                       const struct wq_asked *asked);

#endif
