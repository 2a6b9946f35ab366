/*
 * store.h: what lasts from one run to the next, in one SQLite file: where an article was read to, and what
 * was typed into prompts.
 *
 * The file is state.db in the folder for data. It has a rollback journal and no write-ahead log: that would
 * need memory shared by all who have it open, which a home on NFS does not have, and files beside it even to
 * read, which a home that may only be read does not take. A process killed while it writes leaves a journal
 * by which the next one to open undoes what was half done. Everything is written in one transaction, with
 * fsync.
 *
 * An article is known by its absolute path, and where none is known, by a hash of its text: so a file that
 * was moved, or a copy, is known too, and so is one that was edited where it lies. Two copies that were both
 * read have a place each.
 *
 * Nothing here may stop anybody from reading. Any function may fail with WQ_EDAMAGED, WQ_ENEWER (a later
 * version of waraq wrote the file: it is left alone), WQ_EBUSY (somebody held it for longer than our
 * patience) or WQ_ESYS (a full disk, no permission); err names the file. What a damaged file gives is within
 * the bounds said here, whatever it is.
 *
 * Threads: an open store is one thread's; any number may be open at once, in other processes too.
 */
#ifndef WARAQ_STORE_STORE_H
#define WARAQ_STORE_STORE_H

#include "waraq/base/buf.h"
#include "waraq/base/status.h"
#include "waraq/store/bookmark.h"

#include <stdbool.h>

/* What is known of an article. */
struct wq_kept {
    char *path; /* absolute; what has none, standard input, may have any name that is not */
    char
        *library; /* the paths it was opened from, absolute, each with its NUL and one more behind; or NULL */
    uint64_t hash; /* of its text */
    bool placed;   /* the four that follow are known: it was not only marked as read, or unread */
    struct wq_bookmark place;
    unsigned short progress; /* thousandths */
    int64_t opened;          /* when it was last read, in milliseconds since 1970 */
    bool finished;           /* read to its end, or marked so */
};

/* A line that was typed. */
struct wq_typed {
    char *prompt; /* a name for what was asked */
    char *line;
    int64_t when; /* milliseconds since 1970 */
};

/* What is to be written; all strings are owned. Begin with zeros. */
struct wq_store_changes {
    struct {
        struct wq_kept *items;
        size_t len, cap;
    } articles; /* at most one a path */
    struct {
        struct wq_typed *items;
        size_t len, cap;
    } typed;
};

void wq_kept_release(struct wq_kept *k);
void wq_store_changes_release(struct wq_store_changes *c);

/* Appends where the store is kept. WQ_ENOTFOUND: there is no such folder; nothing is appended. */
enum wq_status wq_store_file(struct wq_buf *out) WQ_MUST_CHECK;

/* ---- reading ---- */

struct wq_store;

/* Opens the store for reading; waits patience milliseconds where another writes. WQ_ENOTFOUND: nothing was
 * kept yet. */
enum wq_status wq_store_open(const char *file, int patience, struct wq_store **out,
                             struct wq_error *err) WQ_MUST_CHECK;
void wq_store_close(struct wq_store *s);

/* The article with this path, that with this text which was read last, or that which was read last of all
 * that have a library. *out is the caller's, by wq_kept_release. WQ_ENOTFOUND: there is none. */
enum wq_status wq_store_by_path(struct wq_store *s, const char *path, struct wq_kept *out,
                                struct wq_error *err) WQ_MUST_CHECK;
enum wq_status wq_store_by_hash(struct wq_store *s, uint64_t hash, struct wq_kept *out,
                                struct wq_error *err) WQ_MUST_CHECK;
enum wq_status wq_store_last(struct wq_store *s, struct wq_kept *out, struct wq_error *err) WQ_MUST_CHECK;

/* Gives all articles whose path begins with prefix; what each() gets is good during the call, and has neither
 * a library nor words around its place. */
enum wq_status wq_store_each(struct wq_store *s, const char *prefix,
                             void (*each)(void *data, const struct wq_kept *k), void *data,
                             struct wq_error *err) WQ_MUST_CHECK;

/* Gives the last most lines that were typed into a prompt, the newest last. */
enum wq_status wq_store_typed(struct wq_store *s, const char *prompt, size_t most,
                              void (*each)(void *data, const char *line, size_t len), void *data,
                              struct wq_error *err) WQ_MUST_CHECK;

/* ---- writing ---- */

/* Opens the store, which is made where there is none, writes all of c or nothing, and closes it. Of the lines
 * typed into a prompt the last most are kept. An article that is known by its text under a path where there
 * is no file any more has moved: that path is forgotten. */
enum wq_status wq_store_write(const char *file, int patience, const struct wq_store_changes *c, size_t most,
                              struct wq_error *err) WQ_MUST_CHECK;

#endif
