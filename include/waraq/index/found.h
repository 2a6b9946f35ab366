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
#include "waraq/entity/corrections.h"
#include "waraq/entity/entities.h"
#include "waraq/search/query.h"
#include "waraq/text/decode.h"
#include "waraq/text/props.h"

#include <stdbool.h>
#include <stddef.h>

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

/* The mentions of the entity with this id outside furniture, as if they were hits. */
enum wq_status wq_found_entity(const char *path, const struct wq_names *names, const char *id,
                               const struct wq_corrections *corrections, const struct wq_found_how *how,
                               struct wq_doc *doc, struct wq_props *props, struct wq_found **out,
                               struct wq_error *err) WQ_MUST_CHECK;

void wq_found_free(struct wq_found *f);

#endif
