/*
 * fulltext_pattern.h: a query made ready to be looked for in the code of a cache file. Private to index.
 */
#ifndef WARAQ_SRC_INDEX_FULLTEXT_PATTERN_H
#define WARAQ_SRC_INDEX_FULLTEXT_PATTERN_H

#include "fulltext_code.h"
#include "fulltext_scan.h"

#include "waraq/search/query.h"

/* Bits that eight bytes hold from any bit of the first on, and one for what stands before. */
enum { WQ_PATTERN_QUICK = 57 - 1 };

struct wq_pattern {
    const struct wq_query *query; /* borrowed */
    bool loose, exact, word;
    /* Where the text has what want says before each of its code points but the first, that is a hit and needs
     * no closer look (if, with spaced, these are all just spaces). */
    bool plain;
    bool spaced;  /* there is a gap inside */
    bool covered; /* the anchors are all of it: where they stand, it does */
    /* Where nothing stands before its code points inside, that is a hit. A bit a byte, without the first. */
    bool quick;
    uint64_t inside;
    uint8_t *bytes; /* in the code */
    size_t n;
    size_t units;   /* code points */
    uint64_t *want; /* a bit a byte: something stands before this code point of the query */
    struct wq_scan_anchor anchors[2];
};

/* histogram: how often bytes are. The query has letters. */
void wq_pattern_init(struct wq_pattern *p, const struct wq_query *q, const struct wq_code *c,
                     const uint32_t histogram[256]);
void wq_pattern_release(struct wq_pattern *p);

/* Whether its letters stand at s, n bytes. */
bool wq_pattern_is_at(const struct wq_pattern *p, const struct wq_code *c, const uint8_t *s);

#endif
