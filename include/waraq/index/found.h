/*
 * found.h: what a query finds in one article, ready to be shown in a list of results.
 *
 * A file is read, decoded and searched; nothing of the article's model is made, since most of what is found
 * is never looked at. Any thread may do it, with a query and props of its own.
 */
#ifndef WARAQ_INDEX_FOUND_H
#define WARAQ_INDEX_FOUND_H

#include "waraq/base/span.h"
#include "waraq/base/status.h"
#include "waraq/doc/article.h"
#include "waraq/index/together.h"
#include "waraq/search/query.h"
#include "waraq/text/decode.h"
#include "waraq/text/props.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A hit and the words around it. */
struct wq_found_row {
    struct wq_span at;  /* bytes of the article */
    char *text;         /* one line */
    struct wq_span hit; /* bytes of text */
    bool rtl;           /* its paragraph runs right to left */
    bool exact;         /* it is spelt as the query is */
};

struct wq_found {
    size_t hits; /* all there are */
    bool exact;  /* one of them is spelt as the query is */
    struct wq_found_row *rows;
    size_t nrows; /* the first of them, up to what was asked for */
};

/* How rows are to be made. */
struct wq_found_how {
    const char *encoding; /* as wq_decode wants it */
    size_t rows;          /* at most */
    size_t
        around; /* code points of snippets before a hit; behind it twice that, since many begin a paragraph */
};

/*
 * *out is the caller's, by wq_found_free; one without hits is not made (NULL). Fails as wq_read_path and
 * wq_decode do; a regular expression that ran too long gives what it found (WQ_ETIME, and *out).
 */
enum wq_status wq_found_read(const char *path, struct wq_query *q, const struct wq_found_how *how,
                             struct wq_props *props, struct wq_found **out,
                             struct wq_error *err) WQ_MUST_CHECK;

/* The same in a text that is there already. */
enum wq_status wq_found_in(const struct wq_text *t, struct wq_query *q, const struct wq_found_how *how,
                           struct wq_props *props, struct wq_found **out) WQ_MUST_CHECK;

/* A span of an article, which entities are looked for in up to its first 2^31 bytes. */
struct wq_span32 {
    uint32_t start, end;
};

/* Where mentions stand in a file. */
struct wq_mentioned {
    uint64_t identity;     /* of the file then; 0: it is not known */
    struct wq_span proper; /* from the article's beginning to its end, without the furniture around it */
    size_t n;
    struct wq_span32 items[]; /* ascending */
};

/* How often the article proper has one in each of n parts of equal length. */
void wq_mentioned_count(const struct wq_mentioned *p, size_t *counts, size_t n);

/* Rows for them in the text that they stand in; places that cannot be in it are left out. */
struct wq_found *wq_found_mentioned(const struct wq_text *t, const struct wq_mentioned *at,
                                    const struct wq_found_how *how, struct wq_props *props);

/*
 * The mentions outside furniture of those asked for, if there are all of them, as if they were hits.
 * *mentioned (the caller's, by free; may be NULL before) says where they stand; the file is looked through
 * only if it is not known or the file has changed since, and *mentioned is made anew then.
 */
enum wq_status wq_found_mentions(const char *path, const struct wq_finding *finding,
                                 const struct wq_asked *asked, struct wq_mentioned **mentioned,
                                 const struct wq_found_how *how, struct wq_doc *doc, struct wq_props *props,
                                 struct wq_found **out, struct wq_error *err) WQ_MUST_CHECK;

void wq_found_free(struct wq_found *f);

#endif
