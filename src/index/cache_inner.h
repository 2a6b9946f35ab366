/*
 * cache_inner.h: what the cache files of a library have in common. Private to index.
 *
 * A file begins with a header, which begins with struct wq_cache_head and ends with a checksum of what is
 * before it; from WQ_CACHE_START on it is each kind's own. Numbers are the machine's; the header says which
 * order that is. Everything has a checksum: without them a power cut could leave a file that looks whole and
 * says less.
 */
#ifndef WARAQ_SRC_INDEX_CACHE_INNER_H
#define WARAQ_SRC_INDEX_CACHE_INNER_H

#include "waraq/base/hash.h"
#include "waraq/base/progress.h"
#include "waraq/base/status.h"
#include "waraq/index/cache.h"
#include "waraq/text/decode.h"

#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>

enum { WQ_CACHE_START = 4096 };

#define WQ_CACHE_ORDER UINT32_C(0x01020304)
#define WQ_CACHE_NONE  ((size_t)-1)

struct wq_cache_head {
    char magic[8];
    uint32_t order, version;
    uint64_t key;    /* of what all in the file depends on */
    uint64_t length; /* bytes: the whole file */
};

/* ---- identities ---- (cache_hash.c; checksums are base/hash.h) */

/* Of the file at path: never 0. */
uint64_t wq_cache_identity(const char *path, const struct stat *st);

/* What identifies text decoded and folded by this program with this encoding. */
uint64_t wq_cache_key(const char *encoding);

/* ---- reading ---- (cache_file.c) */

/* WQ_ENOTFOUND, WQ_ESYS as open says. WQ_ETYPE: nobody can have written it but others. */
enum wq_status wq_cache_open(const char *file, int *fd, uint64_t *size, struct wq_error *err) WQ_MUST_CHECK;

/* Reads len bytes at offset, no less. WQ_ETYPE: they are not there. */
enum wq_status wq_cache_read(int fd, uint64_t offset, void *to, size_t len,
                             struct wq_error *err) WQ_MUST_CHECK;

bool wq_cache_is_ours(const struct wq_cache_head *h, const char *magic, uint32_t version, uint64_t key,
                      uint64_t size);

/* ---- documents ---- */

struct wq_cache_doc {
    uint64_t identity;
    uint64_t start; /* where it is: each kind's own */
};

struct wq_cache_docs {
    const struct wq_cache_doc *items; /* borrowed */
    size_t n;                         /* below 2^32 - 1 */
    uint32_t *index;                  /* by identity: document + 1, open addressing; NULL: not made yet */
    size_t slots;                     /* of index, a power of two */
};

void wq_cache_docs_release(struct wq_cache_docs *docs);

/* The document with this identity, or WQ_CACHE_NONE. */
size_t wq_cache_find(struct wq_cache_docs *docs, uint64_t identity);
/* That of the file at path as it is now (one stat). */
size_t wq_cache_find_path(struct wq_cache_docs *docs, const char *path);

/* ---- writing ---- */

/* Whatever goes wrong is kept in status until the end; after that nothing is written any more. */
struct wq_cache_sink {
    int fd; /* borrowed; empty, and at its beginning */
    enum wq_status status;
    int sys;     /* errno, when that is WQ_ESYS */
    uint64_t at; /* where the next bytes go */
};

void wq_cache_append(struct wq_cache_sink *s, const void *bytes, size_t len);
/* Writes the header, whose checksum is its last eight bytes, at the beginning: the end of it. */
enum wq_status wq_cache_finish(struct wq_cache_sink *s, void *header, size_t len, const char *magic,
                               uint32_t version, uint64_t key, struct wq_error *err) WQ_MUST_CHECK;
/* The checksum of a header of that length. */
uint64_t wq_cache_seal(const void *header, size_t len);

/* ---- building ---- (cache_build.c) */

/* The path behind this one in a list, or the first (NULL); NULL: there is none. */
const char *wq_cache_next(const struct wq_buf *paths, const char *path);

/* What of a library an old file has. */
struct wq_cache_plan {
    size_t total;   /* paths */
    uint32_t *docs; /* a path: its document in the old file + 1, or 0 */
    size_t known;   /* of those */
    size_t differ;  /* files that are there and not in the old file */
    uint64_t bytes; /* of those */
};

/* Looks every path up; old may be NULL. False: progress said stop. */
bool wq_cache_plan(struct wq_cache_plan *p, const struct wq_buf *paths, struct wq_cache_docs *old,
                   const struct wq_progress *progress);
void wq_cache_plan_release(struct wq_cache_plan *p);
/* Whether enough has changed to write a file of bytes again. */
bool wq_cache_is_worth(const struct wq_cache_plan *p, const struct wq_cache_docs *old, uint64_t bytes);

/* What became of a document. */
enum wq_cache_reading {
    WQ_CACHE_READ,    /* *text is the caller's */
    WQ_CACHE_NO_TEXT, /* it is none, or not ours to read: to be noted, and looked at again when it changes */
    WQ_CACHE_LEFT,    /* it cannot be read, or changes under our hands: not to be in the file */
};

enum wq_cache_reading wq_cache_read_doc(const char *path, const char *encoding, uint64_t *identity,
                                        struct wq_text *text);

/* A file that is to become the cache file, locked: one process at a time builds it, and what a killed one
 * left behind is used again. */
struct wq_cache_fresh {
    struct wq_buf path;
    int fd;
};

/* Makes the folder too. WQ_ETYPE: another process has it; then, as after WQ_ESYS, nothing is to be dropped.
 */
enum wq_status wq_cache_begin(struct wq_cache_fresh *f, const char *file, struct wq_error *err) WQ_MUST_CHECK;
/* keep: it becomes the cache file, else it goes. */
enum wq_status wq_cache_end(struct wq_cache_fresh *f, const char *file, bool keep,
                            struct wq_error *err) WQ_MUST_CHECK;

#endif
