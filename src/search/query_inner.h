/*
 * query_inner.h: what a query is made of, and the ways to look for it. Private to search.
 */
#ifndef WARAQ_SRC_SEARCH_QUERY_INNER_H
#define WARAQ_SRC_SEARCH_QUERY_INNER_H

#include "anchor.h"

#include "waraq/search/query.h"
#include "waraq/text/regex.h"

struct wq_query {
    enum wq_match match;
    bool word;
    struct wq_buf raw;
    struct wq_folded pattern;
    struct wq_folded text;  /* the window at work */
    struct wq_buf letters;  /* the same for a first look */
    struct wq_regex *regex; /* of WQ_MATCH_REGEX */
    struct wq_anchor anchor;
    size_t bad_anchors; /* how often the anchor stood in too many places */
};

/* A text at work. */
struct wq_hunt {
    struct wq_query *q;
    const char *s;
    size_t len;
    size_t at; /* hits begin here or behind: no hit before reaches further */
    struct wq_hits *hits;
};

/*
 * Two ways to the same hits: hits that begin in [h->at, len) are appended, and h->at moves.
 *
 * Plainly: everything is folded, in windows.
 * Cold: a letter of the query is looked for in the text as it is, and only what stands around it is folded.
 * False: the letter is too common here; hits up to h->at are there, the rest is better sought plainly.
 */
void wq_hunt_plainly(struct wq_hunt *h);
bool wq_hunt_cold(struct wq_hunt *h);

/* By regular expression: in windows that end where paragraphs do. */
enum wq_status wq_hunt_regex(struct wq_hunt *h);

/* True if a word begins or ends before unit i. */
bool wq_query_is_edge(const struct wq_folded *t, size_t i);

#endif
