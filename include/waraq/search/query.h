/*
 * query.h: a query, and where it stands in a text.
 *
 * Hits are spans of the text's bytes, leftmost first and not overlapping. A folded or loose hit begins at a
 * character and ends behind the marks that follow its last letter; it may cross line ends, runs of spaces,
 * ZWNJ, tatweel and quotes. A space in a folded query wants white space or a ZWNJ in the text; where the
 * query has none, the text must have no white space. A space at the query's end wants a gap or the text's
 * end. In loose matches spaces count for nothing.
 *
 * A regular expression (text/regex.h) looks in folded text that keeps its white space and quotes: ^ and $
 * stand at the ends of paragraphs. Matches of nothing are no hits, and none reaches further than 64 KB behind
 * the megabyte that it begins in.
 */
#ifndef WARAQ_SEARCH_QUERY_H
#define WARAQ_SEARCH_QUERY_H

#include "waraq/base/span.h"
#include "waraq/base/status.h"
#include "waraq/text/fold.h"

#include <stdbool.h>
#include <stddef.h>

enum wq_match { WQ_MATCH_FOLDED, WQ_MATCH_EXACT, WQ_MATCH_LOOSE, WQ_MATCH_REGEX };

struct wq_hits {
    struct wq_span *items;
    size_t len, cap;
};

struct wq_query;

/* s[0, len): valid UTF-8. word: only whole words. The query is the caller's: wq_query_free. WQ_EUSAGE: there
 * is nothing in it to look for (it is empty, or only marks or spaces). WQ_EPATTERN: a regular expression
 * that is none; err (may be NULL) has where and why. *out is written only on WQ_OK. */
enum wq_status wq_query_new(const char *s, size_t len, enum wq_match match, bool word, struct wq_query **out,
                            struct wq_error *err) WQ_MUST_CHECK;
void wq_query_free(struct wq_query *q);

/* Appends the hits in s[0, len) to *hits. WQ_ETIME: a regular expression ran too long and was stopped; the
 * hits before that place are there. */
enum wq_status wq_query_find(struct wq_query *q, const char *s, size_t len,
                             struct wq_hits *hits) WQ_MUST_CHECK;

/* True if the hit, a span of s that wq_query_find() gave, is spelt as the query is, byte by byte: lists show
 * it before the others. In a regular expression no spelling is the query's own: false. */
bool wq_query_exact_at(const struct wq_query *q, const char *s, struct wq_span hit);

/*
 * For those who keep folded text themselves: the query folded (borrowed; empty units in an exact query of
 * marks alone), and whether it fits where its letters were found, at unit i of t: gaps and word edges are
 * as the query wants them. first, last: t begins (ends) where the whole text does.
 */
const struct wq_folded *wq_query_pattern(const struct wq_query *q);
bool wq_query_fits(const struct wq_query *q, const struct wq_folded *t, size_t i, bool first, bool last);

/* As it was made. */
enum wq_match wq_query_match(const struct wq_query *q);
bool wq_query_word(const struct wq_query *q);

void wq_hits_release(struct wq_hits *hits);

#endif
