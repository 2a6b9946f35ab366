/* Opening and closing the store, what can go wrong with it, and writing. */
#include "store_inner.h"

#include "waraq/base/file.h"
#include "waraq/base/folder.h"
#include "waraq/base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum wq_status wq_store_file(struct wq_buf *out)
{
    if (wq_folder_add(WQ_FOLDER_DATA, out) != WQ_OK)
        return WQ_ENOTFOUND;
    wq_buf_adds(out, "/state.db");
    return WQ_OK;
}

/* ---- what can go wrong ---- */

static int why_read_only(const char *file)
{
    return access(file, W_OK) != 0 ? errno : EACCES; /* or its folder, where the journal is to be */
}

enum wq_status wq_store_fail(const struct wq_store *s, int code, struct wq_error *err)
{
    int sys = sqlite3_system_errno(s->db);

    switch (code & 0xFF) { /* what is above says more, and nothing we need */
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return wq_fail(err, WQ_EBUSY, s->file);
    case SQLITE_FULL: errno = ENOSPC; break;
    case SQLITE_NOMEM: errno = ENOMEM; break;
    case SQLITE_READONLY: errno = why_read_only(s->file); break;
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR: errno = sys ? sys : EIO; break;
    default: return wq_fail(err, WQ_EDAMAGED, s->file);
    }
    return wq_fail(err, WQ_ESYS, s->file);
}

/* ---- statements ---- */

enum wq_status wq_store_prepare(struct wq_store *s, const char *sql, sqlite3_stmt **out, struct wq_error *err)
{
    int code = sqlite3_prepare_v2(s->db, sql, -1, out, NULL);
    return code == SQLITE_OK ? WQ_OK : wq_store_fail(s, code, err);
}

enum wq_status wq_store_run(struct wq_store *s, sqlite3_stmt *st, struct wq_error *err)
{
    int code = sqlite3_step(st);
    enum wq_status status = code == SQLITE_DONE ? WQ_OK : wq_store_fail(s, code, err);

    sqlite3_finalize(st);
    return status;
}

enum wq_status wq_store_execute(struct wq_store *s, const char *sql, struct wq_error *err)
{
    int code = sqlite3_exec(s->db, sql, NULL, NULL, NULL);
    return code == SQLITE_OK ? WQ_OK : wq_store_fail(s, code, err);
}

void wq_store_bind(sqlite3_stmt *st, int parameter, const char *bytes, size_t len)
{
    if (bytes)
        sqlite3_bind_blob64(st, parameter, bytes, len, SQLITE_STATIC);
}

/* ---- opening ---- */

void wq_store_close(struct wq_store *s)
{
    if (!s)
        return;
    sqlite3_close(s->db);
    free(s->file);
    free(s);
}

/* For reading, too, it is opened to be written: what a killed process left half done is undone by whoever
 * comes next. SQLite opens a file that may only be read nevertheless. NULL: *status says why. */
static struct wq_store *open_file(const char *file, int patience, enum wq_status *status,
                                  struct wq_error *err)
{
    struct wq_store *s = wq_calloc(1, sizeof *s);

    s->file = wq_strdup(file);
    int code = sqlite3_open_v2(file, &s->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (code != SQLITE_OK) {
        *status = wq_store_fail(s, code, err);
        wq_store_close(s);
        return NULL;
    }
    sqlite3_busy_timeout(s->db, patience);
    /* What a damaged file says to do is not done. */
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    *status = WQ_OK;
    return s;
}

enum wq_status wq_store_open(const char *file, int patience, struct wq_store **out, struct wq_error *err)
{
    enum wq_status status;
    int version = 0;

    if (access(file, F_OK) != 0 && (errno == ENOENT || errno == ENOTDIR))
        return wq_fail(err, WQ_ENOTFOUND, file);
    struct wq_store *s = open_file(file, patience, &status, err);
    if (!s)
        return status;
    status = wq_schema_version(s, &version, err);
    if (status == WQ_OK && version == 0) /* whoever made it was killed before it wrote */
        status = wq_fail(err, WQ_ENOTFOUND, file);
    if (status == WQ_OK)
        *out = s;
    else
        wq_store_close(s);
    return status;
}

/* ---- writing ---- */

void wq_kept_release(struct wq_kept *k)
{
    free(k->path);
    free(k->library);
    *k = (struct wq_kept){.path = NULL};
}

void wq_store_changes_release(struct wq_store_changes *c)
{
    for (size_t i = 0; i < c->articles.len; i++)
        wq_kept_release(&c->articles.items[i]);
    for (size_t i = 0; i < c->typed.len; i++) {
        free(c->typed.items[i].prompt);
        free(c->typed.items[i].line);
    }
    free(c->articles.items);
    free(c->typed.items);
    *c = (struct wq_store_changes){.articles = {NULL, 0, 0}};
}

/* SQLite would make a file that others may read. One that is there is not opened here: closing it would give
 * up the locks that this process has on it. */
static enum wq_status make_file(const char *file, struct wq_error *err)
{
    enum wq_status status = wq_file_make_folders(file, err);

    if (status != WQ_OK)
        return status;
    int fd = open(file, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return errno == EEXIST ? WQ_OK : wq_fail(err, WQ_ESYS, file);
    close(fd);
    return WQ_OK;
}

static enum wq_status put(struct wq_store *s, const struct wq_store_changes *c, size_t most,
                          struct wq_error *err)
{
    enum wq_status status = wq_store_execute(s, "BEGIN IMMEDIATE", err);

    if (status == WQ_OK)
        status = wq_schema_upgrade(s, err);
    for (size_t i = 0; i < c->articles.len && status == WQ_OK; i++)
        status = wq_store_put_article(s, &c->articles.items[i], err);
    for (size_t i = 0; i < c->typed.len && status == WQ_OK; i++)
        status = wq_store_put_typed(s, &c->typed.items[i], most, err);
    return status == WQ_OK ? wq_store_execute(s, "COMMIT", err) : status;
}

enum wq_status wq_store_write(const char *file, int patience, const struct wq_store_changes *c, size_t most,
                              struct wq_error *err)
{
    enum wq_status status = make_file(file, err);

    if (status != WQ_OK)
        return status;
    struct wq_store *s = open_file(file, patience, &status, err);
    if (!s)
        return status;
    status = put(s, c, most, err);
    wq_store_close(s); /* and what was not committed is undone */
    return status;
}
