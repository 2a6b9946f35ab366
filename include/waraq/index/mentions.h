/*
 * mentions.h: whom and what the articles of a library mention, in one file in the cache folder.
 *
 * The file (cache.h) holds of every document which entities it mentions outside furniture, how they are
 * spelt, how often and where: as wq_entities_find has them, before any correction. Corrections are applied
 * when it is asked, so that they hold at once.
 *
 * A mentions is one thread's at a time; any number may be open.
 */
#ifndef WARAQ_INDEX_MENTIONS_H
#define WARAQ_INDEX_MENTIONS_H

#include "waraq/base/progress.h"
#include "waraq/base/status.h"
#include "waraq/index/cache.h"
#include "waraq/index/found.h"
#include "waraq/index/together.h"

#include <stddef.h>
#include <stdint.h>

struct wq_mentions;

/* No document; also: mentions that are not known. */
#define WQ_MENTIONS_NONE UINT32_MAX

/*
 * Opens a cache file; the caller's, by wq_mentions_free. WQ_ENOTFOUND: there is none. WQ_ETYPE: it is none of
 * ours, or damaged, or of another version of waraq, ICU, the tables or the names, or found otherwise: to be
 * built anew. WQ_ESYS: it cannot be read.
 */
enum wq_status wq_mentions_open(const char *file, const char *encoding, const struct wq_finding *finding,
                                struct wq_mentions **out, struct wq_error *err) WQ_MUST_CHECK;
void wq_mentions_free(struct wq_mentions *m);

size_t wq_mentions_count(const struct wq_mentions *m); /* documents */

/* The document that is the file at path as it is now (one stat); WQ_MENTIONS_NONE: changed, new or gone. */
uint32_t wq_mentions_doc(struct wq_mentions *m, const char *path);

/* ---- asking ---- */

/* Who is asked for, made ready for a file; the caller's, by wq_ask_free. m and what asked borrows are
 * borrowed for its life; what asked itself holds is copied. */
struct wq_ask;
struct wq_ask *wq_ask_new(struct wq_mentions *m, const struct wq_asked *asked);
void wq_ask_free(struct wq_ask *a);

/*
 * Sets counts[0, wq_mentions_count) to how often each document mentions those asked for all together; 0: not
 * all of them are; WQ_MENTIONS_NONE: it must be read. WQ_ETYPE, WQ_ESYS: the file was damaged, or cannot be
 * read any more.
 */
enum wq_status wq_ask_find(struct wq_ask *a, uint32_t *counts, struct wq_error *err) WQ_MUST_CHECK;

/* Adds to t who else is in the documents where wanted is set. */
enum wq_status wq_ask_together(struct wq_ask *a, const bool *wanted, struct wq_together *t,
                               struct wq_error *err) WQ_MUST_CHECK;

/* Where they stand in a document: the caller's, by free. */
enum wq_status wq_ask_mentioned(struct wq_ask *a, uint32_t doc, struct wq_mentioned **out,
                                struct wq_error *err) WQ_MUST_CHECK;

/* ---- building ---- */

struct wq_gathered;

struct wq_mentions_how {
    const char *encoding; /* NULL: detected */
    struct wq_finding finding;
    const struct wq_buf *paths;         /* as wq_cache_add_path makes them */
    const struct wq_progress *progress; /* in documents; may be NULL */
    /* Is told of each article that was read now, of which path: may be NULL. */
    void (*read)(void *data, size_t path, uint64_t identity, const struct wq_article *article,
                 const struct wq_gathered *gathered);
    void *data;
};

/*
 * Makes or renews a cache file, and its folder. Documents that the old file has as they are now are copied
 * from it. When progress says stop, what was found till then is kept, if that is not just a little: the
 * outcome is WQ_CACHE_CANCELLED all the same. Files that cannot be read are left out, without an error.
 * WQ_ESYS: the cache cannot be written. For the worker: takes memory by what there is of different names, and
 * about 20 bytes a document.
 */
enum wq_status wq_mentions_build(const char *file, const struct wq_mentions_how *how,
                                 struct wq_cache_built *out, struct wq_error *err) WQ_MUST_CHECK;

#endif
