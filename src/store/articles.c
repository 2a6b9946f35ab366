/* Articles: a row each. */
#include "store_inner.h"

#include "waraq/base/mem.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* In the order in which take_state and take_row take them. */
#define STATE   "path, progress, finished IS NOT NULL, paragraph, in_paragraph"
#define COLUMNS STATE ", hash, opened, library, before_place, around, head"

/* ---- reading ---- */

static char *take_string(sqlite3_stmt *st, int column)
{
    const char *bytes = sqlite3_column_blob(st, column);
    size_t len = bytes ? (size_t)sqlite3_column_bytes(st, column) : 0;
    char *s = wq_malloc(len + 2); /* a NUL for a path, two for a list of them */

    if (len)
        memcpy(s, bytes, len);
    s[len] = s[len + 1] = '\0';
    return s;
}

/* A number of bytes. */
static size_t take_size(sqlite3_stmt *st, int column)
{
    sqlite3_int64 n = sqlite3_column_int64(st, column);
    return n < 0 ? 0 : n > PTRDIFF_MAX / 2 ? PTRDIFF_MAX / 2 : (size_t)n;
}

static void take_words(sqlite3_stmt *st, int column, struct wq_words *w)
{
    const char *bytes = sqlite3_column_blob(st, column);
    int len = bytes ? sqlite3_column_bytes(st, column) : 0;

    w->len = (uint8_t)(len < WQ_BOOKMARK_BYTES ? len : WQ_BOOKMARK_BYTES);
    if (w->len)
        memcpy(w->bytes, bytes, w->len);
}

/* What the list shows. */
static void take_state(sqlite3_stmt *st, struct wq_kept *out)
{
    int progress = sqlite3_column_int(st, 1);

    *out = (struct wq_kept){.placed = sqlite3_column_type(st, 1) != SQLITE_NULL,
                            .progress = (unsigned short)(progress < 0      ? 0
                                                         : progress > 1000 ? 1000
                                                                           : progress),
                            .finished = sqlite3_column_int(st, 2) != 0};
    out->place.paragraph = take_size(st, 3);
    out->place.offset = take_size(st, 4);
}

static void take_row(sqlite3_stmt *st, struct wq_kept *out)
{
    take_state(st, out);
    out->path = take_string(st, 0);
    out->hash = (uint64_t)sqlite3_column_int64(st, 5);
    out->opened = sqlite3_column_int64(st, 6);
    if (sqlite3_column_type(st, 7) != SQLITE_NULL)
        out->library = take_string(st, 7);
    out->place.before = take_size(st, 8);
    take_words(st, 9, &out->place.around);
    take_words(st, 10, &out->place.head);
}

/* The one row of a statement, which is finished. */
static enum wq_status one_row(struct wq_store *s, sqlite3_stmt *st, struct wq_kept *out, struct wq_error *err)
{
    enum wq_status status = WQ_OK;
    int code = sqlite3_step(st);

    if (code == SQLITE_ROW)
        take_row(st, out);
    else if (code == SQLITE_DONE)
        status = wq_fail(err, WQ_ENOTFOUND, s->file);
    else
        status = wq_store_fail(s, code, err);
    sqlite3_finalize(st);
    return status;
}

enum wq_status wq_store_by_path(struct wq_store *s, const char *path, struct wq_kept *out,
                                struct wq_error *err)
{
    sqlite3_stmt *st;
    enum wq_status status = wq_store_prepare(s, "SELECT " COLUMNS " FROM articles WHERE path = ?", &st, err);

    if (status != WQ_OK)
        return status;
    wq_store_bind(st, 1, path, strlen(path));
    return one_row(s, st, out, err);
}

enum wq_status wq_store_by_hash(struct wq_store *s, uint64_t hash, struct wq_kept *out, struct wq_error *err)
{
    sqlite3_stmt *st;
    enum wq_status status = wq_store_prepare(
        s, "SELECT " COLUMNS " FROM articles WHERE hash = ? ORDER BY opened DESC LIMIT 1", &st, err);

    if (status != WQ_OK)
        return status;
    sqlite3_bind_int64(st, 1, (sqlite3_int64)hash);
    return one_row(s, st, out, err);
}

enum wq_status wq_store_last(struct wq_store *s, struct wq_kept *out, struct wq_error *err)
{
    sqlite3_stmt *st;
    enum wq_status status = wq_store_prepare(s,
                                             "SELECT " COLUMNS " FROM articles"
                                             " WHERE opened IS NOT NULL AND library IS NOT NULL"
                                             " ORDER BY opened DESC LIMIT 1",
                                             &st, err);

    return status == WQ_OK ? one_row(s, st, out, err) : status;
}

/* What no string that begins with prefix reaches: it with its last byte one higher. */
static void add_bound(struct wq_buf *out, const char *prefix)
{
    wq_buf_adds(out, prefix);
    while (out->len && (unsigned char)out->data[out->len - 1] == 0xFF)
        out->len--;
    if (out->len)
        out->data[out->len - 1]++;
}

enum wq_status wq_store_each(struct wq_store *s, const char *prefix,
                             void (*each)(void *data, const struct wq_kept *k), void *data,
                             struct wq_error *err)
{
    sqlite3_stmt *st;
    struct wq_buf bound = WQ_BUF_INIT;
    struct wq_buf path = WQ_BUF_INIT;
    struct wq_kept k;
    int code;

    add_bound(&bound, prefix);
    enum wq_status status =
        wq_store_prepare(s,
                         bound.len ? "SELECT " STATE " FROM articles WHERE path >= ? AND path < ?"
                                   : "SELECT " STATE " FROM articles",
                         &st, err);
    if (status == WQ_OK && bound.len) {
        wq_store_bind(st, 1, prefix, strlen(prefix));
        wq_store_bind(st, 2, bound.data, bound.len);
    }
    while (status == WQ_OK && (code = sqlite3_step(st)) != SQLITE_DONE) {
        if (code != SQLITE_ROW) {
            status = wq_store_fail(s, code, err);
            break;
        }
        const char *bytes = sqlite3_column_blob(st, 0);
        if (!bytes) /* one without a name: it is damaged */
            continue;
        take_state(st, &k);
        wq_buf_clear(&path);
        wq_buf_add(&path, bytes, (size_t)sqlite3_column_bytes(st, 0));
        k.path = path.data;
        each(data, &k);
    }
    sqlite3_finalize(st);
    sqlite3_db_release_memory(s->db); /* they are not read again */
    wq_buf_release(&bound);
    wq_buf_release(&path);
    return status;
}

/* ---- writing ---- */

static enum wq_status put_mark(struct wq_store *s, const struct wq_kept *k, struct wq_error *err)
{
    sqlite3_stmt *st;
    enum wq_status status =
        wq_store_prepare(s,
                         "INSERT INTO articles (path, finished) VALUES (?1, CASE WHEN ?2 THEN ?3 END)"
                         " ON CONFLICT (path) DO UPDATE SET"
                         " finished = CASE WHEN ?2 THEN coalesce(finished, ?3) END",
                         &st, err);

    if (status != WQ_OK)
        return status;
    wq_store_bind(st, 1, k->path, strlen(k->path));
    sqlite3_bind_int(st, 2, k->finished);
    sqlite3_bind_int64(st, 3, k->opened);
    return wq_store_run(s, st, err);
}

/* With the NUL of each. */
static size_t length_of(const char *library)
{
    size_t len = 0;

    while (library && library[len])
        len += strlen(library + len) + 1;
    return len;
}

static enum wq_status put_place(struct wq_store *s, const struct wq_kept *k, struct wq_error *err)
{
    sqlite3_stmt *st;
    const struct wq_bookmark *b = &k->place;
    enum wq_status status = wq_store_prepare(
        s,
        "INSERT INTO articles (path, library, hash, paragraph, in_paragraph, before_place, around, head,"
        " progress, opened, finished)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, CASE WHEN ?11 THEN ?10 END)"
        " ON CONFLICT (path) DO UPDATE SET library = coalesce(excluded.library, library), hash = "
        "excluded.hash,"
        " paragraph = excluded.paragraph, in_paragraph = excluded.in_paragraph,"
        " before_place = excluded.before_place, around = excluded.around, head = excluded.head,"
        " progress = excluded.progress, opened = excluded.opened,"
        " finished = CASE WHEN ?11 THEN coalesce(finished, ?10) END",
        &st, err);

    if (status != WQ_OK)
        return status;
    wq_store_bind(st, 1, k->path, strlen(k->path));
    wq_store_bind(st, 2, k->library, length_of(k->library));
    sqlite3_bind_int64(st, 3, (sqlite3_int64)k->hash);
    sqlite3_bind_int64(st, 4, (sqlite3_int64)b->paragraph);
    sqlite3_bind_int64(st, 5, (sqlite3_int64)b->offset);
    sqlite3_bind_int64(st, 6, (sqlite3_int64)b->before);
    wq_store_bind(st, 7, b->around.bytes, b->around.len);
    wq_store_bind(st, 8, b->head.bytes, b->head.len);
    sqlite3_bind_int(st, 9, k->progress);
    sqlite3_bind_int64(st, 10, k->opened);
    sqlite3_bind_int(st, 11, k->finished);
    return wq_store_run(s, st, err);
}

static bool is_gone(const char *path)
{
    return path[0] == '/' && access(path, F_OK) != 0 && (errno == ENOENT || errno == ENOTDIR);
}

/* The paths of the same text where there is no file any more, each with its NUL. */
static enum wq_status find_moved(struct wq_store *s, const struct wq_kept *k, struct wq_buf *out,
                                 struct wq_error *err)
{
    sqlite3_stmt *st;
    enum wq_status status =
        wq_store_prepare(s, "SELECT path FROM articles WHERE hash = ? AND path <> ?", &st, err);
    int code;

    if (status != WQ_OK)
        return status;
    sqlite3_bind_int64(st, 1, (sqlite3_int64)k->hash);
    wq_store_bind(st, 2, k->path, strlen(k->path));
    while ((code = sqlite3_step(st)) == SQLITE_ROW) {
        char *path = take_string(st, 0);
        if (is_gone(path))
            wq_buf_add(out, path, strlen(path) + 1);
        free(path);
    }
    if (code != SQLITE_DONE)
        status = wq_store_fail(s, code, err);
    sqlite3_finalize(st);
    return status;
}

static enum wq_status forget_moved(struct wq_store *s, const struct wq_kept *k, struct wq_error *err)
{
    struct wq_buf moved = WQ_BUF_INIT;
    sqlite3_stmt *st;
    enum wq_status status = find_moved(s, k, &moved, err);

    for (size_t at = 0; at < moved.len && status == WQ_OK; at += strlen(moved.data + at) + 1) {
        status = wq_store_prepare(s, "DELETE FROM articles WHERE path = ?", &st, err);
        if (status != WQ_OK)
            break;
        wq_store_bind(st, 1, moved.data + at, strlen(moved.data + at));
        status = wq_store_run(s, st, err);
    }
    wq_buf_release(&moved);
    return status;
}

enum wq_status wq_store_put_article(struct wq_store *s, const struct wq_kept *k, struct wq_error *err)
{
    if (!k->placed)
        return put_mark(s, k, err);
    enum wq_status status = put_place(s, k, err);
    return status == WQ_OK ? forget_moved(s, k, err) : status;
}
