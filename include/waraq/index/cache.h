/*
 * cache.h: the files in which waraq keeps what it made of a library, so that it need not be made again.
 *
 * A library has a file of each kind in the cache folder. A document is known in it by its identity: a hash of
 * its file's name, inode, size, mtime and ctime. So a document is either the file as it is now, or it is not
 * in there. Files are read, not mapped: they may be damaged or cut off under our hands, and then a function
 * returns WQ_ETYPE instead of the program dying of SIGBUS. Writers make a new file and rename it, so that a
 * reader keeps the one it opened.
 */
#ifndef WARAQ_INDEX_CACHE_H
#define WARAQ_INDEX_CACHE_H

#include "waraq/base/buf.h"
#include "waraq/base/status.h"

#include <stddef.h>

enum wq_cache_kind {
    WQ_CACHE_FULLTEXT, /* fulltext.h */
    WQ_CACHE_MENTIONS, /* mentions.h */
};

/*
 * The cache file of the library that paths[0, n) name, as they stand on the command line (relative ones are
 * taken from the current folder), read with encoding (NULL: detected): appended to *out. It need not exist,
 * nor its folder. WQ_ENOTFOUND: there is no cache folder, since neither XDG_CACHE_HOME nor HOME is an
 * absolute path.
 */
enum wq_status wq_cache_file(enum wq_cache_kind kind, const char *const *paths, size_t n,
                             const char *encoding, struct wq_buf *out) WQ_MUST_CHECK;

/* Adds a path to a list of what a cache file is to be made of: each with its NUL, one behind the other. "-"
 * is left out. */
void wq_cache_add_path(struct wq_buf *paths, const char *path);

/* What became of building. */
enum wq_cache_outcome {
    WQ_CACHE_BUILT,
    WQ_CACHE_CURRENT,   /* nothing (or too little to be worth it) has changed: the file is as it was */
    WQ_CACHE_BUSY,      /* another process is building it */
    WQ_CACHE_CANCELLED, /* progress said so */
};

struct wq_cache_built {
    enum wq_cache_outcome outcome;
    size_t docs; /* in the file as it is now */
    size_t read; /* of those, read now, not copied from the old file */
};

#endif
