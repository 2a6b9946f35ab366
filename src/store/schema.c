/* What the tables are, and how an older file comes to have them. */
#include "store_inner.h"

#include "waraq/base/array.h"

/* Says that the file is ours: "WRAQ". */
#define APPLICATION "1465008465"
enum { APPLICATION_ID = 0x57524151 };

/*
 * Step i makes version i + 1 of version i; what is published is never changed, but followed by another. Paths
 * are blobs, since they are bytes in no particular encoding. Columns that are NULL are not known.
 */
static const char *const steps[] = {
    "PRAGMA application_id = " APPLICATION ";"
    "CREATE TABLE articles ("
    " path BLOB NOT NULL PRIMARY KEY,"
    " library BLOB,"         /* paths it was opened from, each with a NUL */
    " hash INTEGER,"         /* of the text */
    " paragraph INTEGER,"    /* struct wq_bookmark */
    " in_paragraph INTEGER," /* its offset */
    " before_place INTEGER,"
    " around BLOB,"
    " head BLOB,"
    " progress INTEGER," /* thousandths */
    " opened INTEGER,"   /* milliseconds since 1970, as all times */
    " finished INTEGER"
    ") WITHOUT ROWID;"
    /* What is read at the start, of all articles of a library, and no more than that. */
    "CREATE INDEX articles_list ON articles (path, progress, finished, paragraph, in_paragraph);"
    "CREATE INDEX articles_hash ON articles (hash);"
    "CREATE INDEX articles_opened ON articles (opened);"
    "CREATE TABLE history ("
    " prompt TEXT NOT NULL,"
    " line TEXT NOT NULL,"
    " typed INTEGER NOT NULL,"
    " PRIMARY KEY (prompt, line)"
    ") WITHOUT ROWID;"
    "PRAGMA user_version = 1;",
};

static enum wq_status number(struct wq_store *s, const char *sql, int *out, struct wq_error *err)
{
    sqlite3_stmt *st;

    enum wq_status status = wq_store_prepare(s, sql, &st, err);
    if (status != WQ_OK)
        return status;
    int code = sqlite3_step(st);
    *out = code == SQLITE_ROW ? sqlite3_column_int(st, 0) : 0;
    if (code != SQLITE_ROW)
        status = wq_store_fail(s, code, err);
    sqlite3_finalize(st);
    return status;
}

enum wq_status wq_schema_version(struct wq_store *s, int *version, struct wq_error *err)
{
    int id = 0;
    enum wq_status status = number(s, "PRAGMA user_version", version, err);

    if (status == WQ_OK)
        status = number(s, "PRAGMA application_id", &id, err);
    if (status != WQ_OK)
        return status;
    if (id != APPLICATION_ID && !(id == 0 && *version == 0))
        return wq_fail(err, WQ_EDAMAGED, s->file);
    if (*version < 0)
        return wq_fail(err, WQ_EDAMAGED, s->file);
    return *version > (int)WQ_COUNT(steps) ? wq_fail(err, WQ_ENEWER, s->file) : WQ_OK;
}

enum wq_status wq_schema_upgrade(struct wq_store *s, struct wq_error *err)
{
    int version = 0;
    enum wq_status status = wq_schema_version(s, &version, err);

    for (size_t i = (size_t)version; i < WQ_COUNT(steps) && status == WQ_OK; i++)
        status = wq_store_execute(s, steps[i], err);
    return status;
}
