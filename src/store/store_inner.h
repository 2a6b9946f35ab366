/*
 * store_inner.h: an open store, for the files of this room. Private to store.
 *
 * A statement is finished as soon as its rows were taken: as long as one is at work it keeps others from
 * writing.
 */
#ifndef WARAQ_SRC_STORE_STORE_INNER_H
#define WARAQ_SRC_STORE_STORE_INNER_H

#include "waraq/store/store.h"

#include <sqlite3.h>

struct wq_store {
    sqlite3 *db;
    char *file;
};

/* What a result code of SQLite's means, which is not OK, ROW or DONE. */
enum wq_status wq_store_fail(const struct wq_store *s, int code, struct wq_error *err);

enum wq_status wq_store_prepare(struct wq_store *s, const char *sql, sqlite3_stmt **out,
                                struct wq_error *err) WQ_MUST_CHECK;
/* Runs a statement that has no rows, and finishes it. */
enum wq_status wq_store_run(struct wq_store *s, sqlite3_stmt *st, struct wq_error *err) WQ_MUST_CHECK;
enum wq_status wq_store_execute(struct wq_store *s, const char *sql, struct wq_error *err) WQ_MUST_CHECK;

/* Bytes as a blob, borrowed until the statement is finished; NULL as SQL's. */
void wq_store_bind(sqlite3_stmt *st, int parameter, const char *bytes, size_t len);

/* schema.c: the version of the file, 0 for one that nothing was written to; fails if it is not one of ours.
 */
enum wq_status wq_schema_version(struct wq_store *s, int *version, struct wq_error *err) WQ_MUST_CHECK;
/* Brings the file to our version, in a transaction that the caller has begun. */
enum wq_status wq_schema_upgrade(struct wq_store *s, struct wq_error *err) WQ_MUST_CHECK;

/* articles.c, typed.c: in a transaction. */
enum wq_status wq_store_put_article(struct wq_store *s, const struct wq_kept *k,
                                    struct wq_error *err) WQ_MUST_CHECK;
enum wq_status wq_store_put_typed(struct wq_store *s, const struct wq_typed *t, size_t most,
                                  struct wq_error *err) WQ_MUST_CHECK;

#endif
