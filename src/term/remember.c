#include "remember.h"

#include "waraq/base/array.h"
#include "waraq/base/file.h"
#include "waraq/base/folder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_ROWS = 100, MOST_LINE = 512 };

struct row {
    bool chosen;
    char *environment, *answers;
    enum wq_writing writing;
    enum wq_marks marks;
};

struct rows {
    struct row *items;
    size_t len, cap;
};

static void row_release(struct row *r)
{
    free(r->environment);
    free(r->answers);
}

static void rows_release(struct rows *rows)
{
    for (size_t i = 0; i < rows->len; i++)
        row_release(&rows->items[i]);
    free(rows->items);
}

/* False: it is no row of ours. The line is cut in place. */
static bool parse(char *line, struct row *r)
{
    char *fields[5];

    line[strcspn(line, "\n")] = '\0';
    for (size_t i = 0; i < WQ_COUNT(fields); i++)
        if (!(fields[i] = strsep(&line, "\t")))
            return false;
    r->writing = wq_writing_named(fields[3], strlen(fields[3]));
    r->marks = WQ_MARKS_AUTO;
    while (r->marks < WQ_MARKS_SHIFT && strcmp(wq_marks_name(r->marks), fields[4]) != 0)
        r->marks++;
    r->chosen = strcmp(fields[0], "chosen") == 0;
    if ((!r->chosen && strcmp(fields[0], "learnt") != 0) || r->writing == WQ_WRITINGS)
        return false;
    r->environment = wq_strdup(fields[1]);
    r->answers = wq_strdup(fields[2]);
    return true;
}

static bool find_path(struct wq_buf *out)
{
    if (wq_folder_add(WQ_FOLDER_STATE, out) != WQ_OK)
        return false;
    wq_buf_adds(out, "/terminals.tsv");
    return true;
}

static void read_rows(const char *path, struct rows *rows)
{
    char line[MOST_LINE];
    struct row row;
    FILE *f = fopen(path, "re");

    while (f && fgets(line, sizeof line, f) && rows->len < MOST_ROWS)
        if (parse(line, &row))
            *WQ_PUSH(rows) = row;
    if (f)
        fclose(f);
}

struct wq_remembered wq_remember_find(const char *environment, const char *answers)
{
    struct wq_remembered found = {0};
    struct wq_buf path = WQ_BUF_INIT;
    struct rows rows = {0};

    if (find_path(&path))
        read_rows(path.data, &rows);
    for (size_t i = 0; i < rows.len; i++) { /* the last one holds, and what was chosen above all */
        const struct row *r = &rows.items[i];
        bool any =
            !answers || strcmp(r->answers, WQ_NO_ANSWERS) == 0; /* it was chosen before an answer came */
        if (strcmp(r->environment, environment) != 0 || (!any && strcmp(r->answers, answers) != 0) ||
            (found.chosen && !r->chosen))
            continue;
        found = (struct wq_remembered){
            .chosen = r->chosen, .learnt = !r->chosen, .writing = r->writing, .marks = r->marks};
    }
    rows_release(&rows);
    wq_buf_release(&path);
    return found;
}

struct wq_remembered wq_remember_unasked(const struct wq_environment *env, const char *environment)
{
    return wq_remember_find(environment, wq_terminal_is_anybody(env) ? WQ_NO_ANSWERS : NULL);
}

/* Takes out what the new row replaces: for what was chosen, what was chosen for these answers; for what was
 * learnt, all that was learnt in this environment. */
static void take_out(struct rows *rows, const char *environment, const char *answers, bool chosen)
{
    struct rows kept = {0};

    for (size_t i = 0; i < rows->len; i++) {
        struct row *r = &rows->items[i];
        bool same = r->chosen == chosen && strcmp(r->environment, environment) == 0 &&
                    (!chosen || strcmp(r->answers, answers) == 0);
        bool too_many = rows->len == MOST_ROWS && i == 0;
        if (same || too_many)
            row_release(r);
        else
            *WQ_PUSH(&kept) = *r;
    }
    free(rows->items);
    *rows = kept;
}

static void format(const struct rows *rows, struct wq_buf *out)
{
    wq_buf_adds(out, "# waraq: terminals and how they are written to (F2)\n");
    for (size_t i = 0; i < rows->len; i++) {
        const struct row *r = &rows->items[i];
        wq_buf_addf(out, "%s\t%s\t%s\t%s\t%s\n", r->chosen ? "chosen" : "learnt", r->environment, r->answers,
                    wq_writing_info(r->writing)->name, wq_marks_name(r->marks));
    }
}

enum wq_status wq_remember_store(const char *environment, const char *answers, const struct wq_remembered *r,
                                 struct wq_error *err)
{
    struct wq_buf path = WQ_BUF_INIT;
    struct wq_buf bytes = WQ_BUF_INIT;
    struct rows rows = {0};
    enum wq_status status = WQ_OK;

    if (!find_path(&path)) {
        wq_buf_release(&path);
        return wq_fail(err, WQ_ENOTFOUND, "HOME");
    }
    read_rows(path.data, &rows);
    size_t before = rows.len;
    take_out(&rows, environment, answers, r->chosen);
    if (r->chosen || r->learnt)
        *WQ_PUSH(&rows) =
            (struct row){r->chosen, wq_strdup(environment), wq_strdup(answers), r->writing, r->marks};
    if (r->chosen || r->learnt || rows.len != before) {
        format(&rows, &bytes);
        status = wq_file_make_folders(path.data, err);
        if (status == WQ_OK)
            status = wq_file_write(path.data, bytes.data, bytes.len, WQ_FILE_PRIVATE, err);
    }
    rows_release(&rows);
    wq_buf_release(&bytes);
    wq_buf_release(&path);
    return status;
}
