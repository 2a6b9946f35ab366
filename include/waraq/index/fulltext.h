/*
 * fulltext.h: the folded text of a whole library in one file in the cache folder, searched at memory speed.
 *
 * The file holds what wq_folded_make makes of every document, end to end, with a byte for most letters
 * (src/index/fulltext_code.h) and a bit beside each for what stands before it. It is a cache file (cache.h):
 * which library's is looked into can never make a wrong hit.
 *
 * What is found are documents and how many hits they have, exactly as many as wq_query_find has in their
 * text. Where these stand in the source is not kept: wq_fulltext_spans reads the document and looks, which
 * costs no more than reading it for its snippets does.
 *
 * A fulltext is one thread's at a time; any number may be open.
 */
#ifndef WARAQ_INDEX_FULLTEXT_H
#define WARAQ_INDEX_FULLTEXT_H

#include "waraq/base/buf.h"
#include "waraq/base/progress.h"
#include "waraq/base/status.h"
#include "waraq/index/cache.h"
#include "waraq/search/query.h"
#include "waraq/text/decode.h"

#include <stdbool.h>
#include <stddef.h>

struct wq_fulltext;

/* No document; also: hits that were not counted. */
#define WQ_FULLTEXT_NONE ((size_t)-1)

/*
 * Opens a cache file; the caller's, by wq_fulltext_free. encoding: borrowed, as for wq_cache_file.
 * WQ_ENOTFOUND: there is none. WQ_ETYPE: it is none of ours, or damaged, or of another version of waraq, ICU
 * or the tables: to be built anew. WQ_ESYS: it cannot be read.
 */
enum wq_status wq_fulltext_open(const char *file, const char *encoding, struct wq_fulltext **out,
                                struct wq_error *err) WQ_MUST_CHECK;
void wq_fulltext_free(struct wq_fulltext *ft);

size_t wq_fulltext_count(const struct wq_fulltext *ft); /* documents */
size_t wq_fulltext_bytes(const struct wq_fulltext *ft); /* of folded text */

/* The document that is the file at path as it is now (one stat); WQ_FULLTEXT_NONE: changed, new or gone. */
size_t wq_fulltext_doc(struct wq_fulltext *ft, const char *path);

/* What to look for, and who is told. */
struct wq_fulltext_search {
    const struct wq_query *query;
    /*
     * A document and its hits, in the order of documents. hits WQ_FULLTEXT_NONE: they must be looked for in
     * the document itself; so it is with exact queries for each document that may have some, and with
     * regular expressions for all documents. False: enough, stop behind this document.
     */
    bool (*found)(void *data, size_t doc, size_t hits);
    void *data;
    const struct wq_progress *progress; /* in bytes of folded text; may be NULL */
};

/*
 * Searches documents [from, to); to may be more than there are. *next (may be NULL): where to go on, to if
 * it came to the end, also when it was stopped or fails. WQ_ETYPE, WQ_ESYS: the file was damaged, or cannot
 * be read any more: what was found before is right.
 */
enum wq_status wq_fulltext_find(struct wq_fulltext *ft, const struct wq_fulltext_search *s, size_t from,
                                size_t to, size_t *next, struct wq_error *err) WQ_MUST_CHECK;

/*
 * Reads the document at path and finds q's hits in it: *text is the caller's, by wq_text_release, *hits gets
 * the spans in it. *same (may be NULL): it was doc all the while, so the hits are those that were counted;
 * if not, they are right for what is there now. Fails as wq_read_path, wq_decode and wq_query_find do; after
 * WQ_ETIME from the last, *text is there nevertheless.
 */
enum wq_status wq_fulltext_spans(struct wq_fulltext *ft, size_t doc, const char *path, struct wq_query *q,
                                 struct wq_text *text, struct wq_hits *hits, bool *same,
                                 struct wq_error *err) WQ_MUST_CHECK;

/*
 * Makes or renews a cache file, and its folder. paths: as wq_cache_add_path makes them. Documents that the
 * old file has as they are now are copied from it. Files that cannot be read or are no text are left out or
 * are empty documents, without an error. Progress counts documents. WQ_ESYS: the cache cannot be written.
 * For the worker: takes its own memory only, about 100 bytes a document and a few megabytes.
 */
enum wq_status wq_fulltext_build(const char *file, const char *encoding, const struct wq_buf *paths,
                                 const struct wq_progress *progress, struct wq_cache_built *out,
                                 struct wq_error *err) WQ_MUST_CHECK;

#endif
