/* What was typed into prompts. */
#include "store_inner.h"

#include "waraq/text/utf8.h"

#include <string.h>

enum wq_status wq_store_typed(struct wq_store *s, const char *prompt, size_t most,
                              void (*each)(void *data, const char *line, size_t len), void *data,
                              struct wq_error *err)
{
    sqlite3_stmt *st;
    enum wq_status status = wq_store_prepare(
        s,
        "SELECT line FROM (SELECT line, typed FROM history WHERE prompt = ? ORDER BY typed DESC LIMIT ?)"
        " ORDER BY typed",
        &st, err);

    if (status != WQ_OK)
        return status;
    sqlite3_bind_text(st, 1, prompt, -1, SQLITE_STATIC);
    sqlite3_bind_int64(st, 2, (sqlite3_int64)most);
    int code;
    while ((code = sqlite3_step(st)) == SQLITE_ROW) {
        const char *line = (const char *)sqlite3_column_text(st, 0);
        size_t len = line ? strlen(line) : 0;
        if (len && wq_utf8_valid(line, len))
            each(data, line, len);
    }
    if (code != SQLITE_DONE)
        status = wq_store_fail(s, code, err);
    sqlite3_finalize(st);
    return status;
}

static enum wq_status forget_old(struct wq_store *s, const char *prompt, size_t most, struct wq_error *err)
{
    sqlite3_stmt *st;
    enum wq_status status =
        wq_store_prepare(s,
                         "DELETE FROM history WHERE prompt = ?1 AND typed <= (SELECT typed FROM history"
                         " WHERE prompt = ?1 ORDER BY typed DESC LIMIT 1 OFFSET ?2)",
                         &st, err);

    if (status != WQ_OK)
        return status;
    sqlite3_bind_text(st, 1, prompt, -1, SQLITE_STATIC);
    sqlite3_bind_int64(st, 2, (sqlite3_int64)most);
    return wq_store_run(s, st, err);
}

enum wq_status wq_store_put_typed(struct wq_store *s, const struct wq_typed *t, size_t most,
                                  struct wq_error *err)
{
    sqlite3_stmt *st;
    enum wq_status status =
        wq_store_prepare(s,
                         "INSERT INTO history (prompt, line, typed) VALUES (?, ?, ?)"
                         " ON CONFLICT (prompt, line) DO UPDATE SET typed = max(typed, excluded.typed)",
                         &st, err);

    if (status != WQ_OK)
        return status;
    sqlite3_bind_text(st, 1, t->prompt, -1, SQLITE_STATIC);
    sqlite3_bind_text(st, 2, t->line, -1, SQLITE_STATIC);
    sqlite3_bind_int64(st, 3, t->when);
    status = wq_store_run(s, st, err);
    return status == WQ_OK ? forget_old(s, t->prompt, most, err) : status;
}
