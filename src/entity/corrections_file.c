/* The file of corrections: where it is, reading it, and writing it beside others who do. */
#include "corrections_inner.h"

#include "waraq/base/array.h"
#include "waraq/base/file.h"
#include "waraq/base/folder.h"
#include "waraq/text/decode.h"
#include "waraq/text/utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* More than this is not read: nobody corrects as much. */
enum { MOST_FILE = 4 << 20 };

/* What the first line begins with that we write, and all of it. */
#define OURS "# waraq: "
static const char header[] =
    OURS "corrections of entities, applied in this order, fields parted by tabs: merge FROM TO; split ID "
         "SPELLING; "
         "rename ID NAME; kind ID PERSON|ORGANISATION|LOCATION|DATE|NUMBER; ignore ID\n";

enum wq_status wq_corrections_file(struct wq_buf *out)
{
    if (wq_folder_add(WQ_FOLDER_DATA, out) != WQ_OK)
        return WQ_ENOTFOUND;
    wq_buf_adds(out, "/entities.tsv");
    return WQ_OK;
}

/* ---- reading ---- */

/* A file being read. */
struct reading {
    const struct wq_corrections_log *log; /* may be NULL */
    const char *path;
    size_t line; /* from 1 */
    struct wq_rows *rows;
    struct wq_plan plan; /* of rows so far, to meet loops */
};

static void trouble(const struct reading *r, size_t line, enum wq_corrections_fault fault, const char *what)
{
    struct wq_corrections_trouble t = {.fault = fault, .file = r->path, .line = line, .what = what};

    if (r->log && r->log->trouble)
        r->log->trouble(r->log->data, &t);
}

static void keep_line(struct wq_rows *rows, const char *before, const char *line, size_t len)
{
    struct wq_buf bytes = WQ_BUF_INIT;

    wq_buf_adds(&bytes, before);
    wq_buf_add(&bytes, line, len);
    len = bytes.len;
    *WQ_PUSH(rows) = (struct wq_row){WQ_ROW_KEPT, wq_buf_detach(&bytes), wq_strdup(""), len};
}

static struct wq_row parse(const char *line, size_t len)
{
    const char *fields[3] = {line, line + len, line + len};
    size_t lens[3] = {len, 0, 0};

    for (int i = 0; i < 2; i++) { /* what is left is the last: a tab in it is a control character */
        const char *tab = memchr(fields[i], '\t', lens[i]);
        if (!tab)
            break;
        lens[i + 1] = lens[i] - (size_t)(tab + 1 - fields[i]);
        lens[i] = (size_t)(tab - fields[i]);
        fields[i + 1] = tab + 1;
    }
    return (struct wq_row){
        .op = (uint8_t)wq_row_op(fields[0], lens[0]),
        .id = wq_strndup(fields[1], lens[1]),
        .what = wq_strndup(fields[2], lens[2]),
    };
}

static enum wq_corrections_fault read_row(struct reading *r, const char *line, size_t len,
                                          struct wq_buf *what)
{
    const char *field = "";
    enum wq_corrections_fault fault = WQ_CORRECTIONS_FINE;

    if (!wq_utf8_valid(line, len))
        return WQ_CORRECTIONS_NOT_UTF8;
    if (memchr(line, '\0', len))
        return WQ_CORRECTIONS_CONTROL;
    struct wq_row row = parse(line, len);
    if (row.op == WQ_CORRECT_OPS) {
        wq_buf_add(what, line, strcspn(line, "\t\r\n"));
        fault = WQ_CORRECTIONS_UNKNOWN;
    } else {
        fault = wq_row_check(&row, &field);
        if (fault == WQ_CORRECTIONS_CONTROL && strchr(row.what, '\t'))
            fault = WQ_CORRECTIONS_FIELDS;
        if (fault == WQ_CORRECTIONS_FINE && !wq_plan_add(&r->plan, &row)) {
            fault = WQ_CORRECTIONS_LOOP;
            field = row.id;
        }
        wq_buf_adds(what, field);
    }
    if (fault == WQ_CORRECTIONS_FINE)
        *WQ_PUSH(r->rows) = row;
    else
        wq_row_release(&row);
    return fault;
}

static void read_line(struct reading *r, const char *line, size_t len)
{
    struct wq_buf what = WQ_BUF_INIT;
    enum wq_corrections_fault fault = WQ_CORRECTIONS_FINE;

    if (r->line == 1 && len >= strlen(OURS) && !memcmp(line, OURS, strlen(OURS)))
        return; /* it is written anew */
    if (len == 0 || *line == '#') {
        keep_line(r->rows, "", line, len);
        return;
    }
    wq_buf_adds(&what, "");
    fault = read_row(r, line, len, &what);
    if (fault != WQ_CORRECTIONS_FINE) {
        trouble(r, r->line, fault, what.data);
        /* A loop as a comment: it must not come to life when what it loops with is taken back. */
        keep_line(r->rows, fault == WQ_CORRECTIONS_LOOP ? "# a loop: " : "", line, len);
    }
    wq_buf_release(&what);
}

static void read_lines(struct reading *r, const char *s, size_t len)
{
    const char *end = s + len;

    if (len >= 3 && !memcmp(s, "\xEF\xBB\xBF", 3))
        s += 3;
    while (s < end) {
        const char *newline = memchr(s, '\n', (size_t)(end - s));
        const char *next = newline ? newline + 1 : end;
        size_t line = (size_t)((newline ? newline : end) - s);
        if (line > 0 && s[line - 1] == '\r')
            line--;
        r->line++;
        read_line(r, s, line);
        s = next;
    }
}

/* Appends the rows of a file to *rows; WQ_EUSAGE: it is too large, and they are not all. */
static enum wq_status read_file(const char *path, const struct wq_corrections_log *log, struct wq_rows *rows,
                                struct wq_error *err)
{
    struct wq_buf bytes = WQ_BUF_INIT;
    struct reading r = {.log = log, .path = path, .rows = rows};
    struct wq_error why;
    enum wq_status status = wq_read_path(path, MOST_FILE + 1, &bytes, &why);

    wq_plan_init(&r.plan);
    if (status == WQ_ESYS && why.sys == ENOENT) {
        status = WQ_OK;
    } else if (status != WQ_OK) {
        trouble(&r, 0, WQ_CORRECTIONS_UNREADABLE,
                status == WQ_ESYS ? strerror(why.sys) : wq_status_name(status));
        if (err)
            *err = why;
    } else {
        bool larger = bytes.len > MOST_FILE;
        if (larger)
            for (bytes.len = MOST_FILE; bytes.len > 0 && bytes.data[bytes.len - 1] != '\n';)
                bytes.len--; /* up to the last whole line */
        read_lines(&r, bytes.data, bytes.len);
        if (larger) {
            trouble(&r, r.line + 1, WQ_CORRECTIONS_TOO_LARGE, "");
            status = wq_fail(err, WQ_EUSAGE, path);
        }
    }
    wq_plan_release(&r.plan);
    wq_buf_release(&bytes);
    return status;
}

static void copy_rows(struct wq_rows *to, const struct wq_rows *from)
{
    for (size_t i = 0; i < from->len; i++)
        *WQ_PUSH(to) = wq_row_copy(&from->items[i]);
}

void wq_corrections_load(struct wq_corrections *c, const char *path, const struct wq_corrections_log *log)
{
    char *copy = wq_strdup(path); /* it may be ours */

    free(c->path);
    c->path = copy;
    wq_rows_release(&c->rows);
    wq_rows_release(&c->undone);
    wq_rows_release(&c->saved);
    /* What was wrong the log knows, and saving finds out again. */
    (void)read_file(path, log, &c->rows, NULL);
    copy_rows(&c->saved, &c->rows);
    wq_corrections_replan(c);
}

/* ---- writing ---- */

/* Locks the folder of path until the descriptor is closed: the file itself is another after each rename. A
 * file system that has no locks does without. */
static enum wq_status lock_folder(const char *path, int *fd, struct wq_error *err)
{
    const char *slash = strrchr(path, '/');
    char *folder = slash ? wq_strndup(path, (size_t)(slash - path) + 1) : wq_strdup(".");
    int locked;

    *fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    enum wq_status status = *fd < 0 ? wq_fail(err, WQ_ESYS, folder) : WQ_OK;
    free(folder);
    if (status != WQ_OK)
        return status;
    do
        locked = flock(*fd, LOCK_EX);
    while (locked != 0 && errno == EINTR);
    return WQ_OK;
}

static void format_rows(const struct wq_rows *rows, struct wq_buf *out)
{
    wq_buf_adds(out, header);
    for (size_t i = 0; i < rows->len; i++) {
        const struct wq_row *row = &rows->items[i];
        if (row->op == WQ_ROW_KEPT) {
            wq_buf_add(out, row->id, row->len);
        } else {
            wq_buf_addf(out, "%s\t%s", wq_row_op_name((enum wq_correction_op)row->op), row->id);
            if (*row->what)
                wq_buf_addf(out, "\t%s", row->what);
        }
        wq_buf_addc(out, '\n');
    }
}

/* ---- what others did meanwhile ---- */

static size_t common(const struct wq_rows *a, const struct wq_rows *b)
{
    size_t n = 0;

    while (n < a->len && n < b->len && wq_row_equal(&a->items[n], &b->items[n]))
        n++;
    return n;
}

static bool equal(const struct wq_rows *a, const struct wq_rows *b)
{
    return a->len == b->len && common(a, b) == a->len;
}

/*
 * The rows of the file, without those that we took back, and with ours behind. Those that are the beginning
 * of all three are as they are; what follows there in saved was taken back by whoever does not have it.
 */
static void combine(const struct wq_corrections *c, const struct wq_rows *theirs, struct wq_rows *out)
{
    size_t ours_from = common(&c->rows, &c->saved);
    size_t theirs_from = common(theirs, &c->saved);
    size_t both = ours_from < theirs_from ? ours_from : theirs_from;
    bool same = equal(&c->rows, theirs); /* both took back the same: what follows is not to be there twice */
    struct wq_plan plan;

    wq_plan_init(&plan);
    for (size_t i = 0; i < both + (same ? 0 : theirs->len - theirs_from) + c->rows.len - ours_from; i++) {
        size_t k = i - both;
        size_t n = same ? 0 : theirs->len - theirs_from;
        const struct wq_row *row = i < both ? &c->saved.items[i]
                                   : k < n  ? &theirs->items[theirs_from + k]
                                            : &c->rows.items[ours_from + k - n];
        if (wq_plan_add(&plan, row)) /* theirs came first: ours are left out where they loop now */
            *WQ_PUSH(out) = wq_row_copy(row);
    }
    wq_plan_release(&plan);
}

/* Writes rows that are made of ours and theirs, and has them from then on. */
static enum wq_status save_to(struct wq_corrections *c, const char *path, struct wq_error *err)
{
    struct wq_rows theirs = {0};
    struct wq_rows all = {0};
    struct wq_buf bytes = WQ_BUF_INIT;
    int lock = -1;
    enum wq_status status = lock_folder(path, &lock, err);

    if (status == WQ_OK)
        status = read_file(path, NULL, &theirs, err);
    if (status == WQ_OK) {
        combine(c, &theirs, &all);
        format_rows(&all, &bytes);
        status = bytes.len > MOST_FILE ? wq_fail(err, WQ_EUSAGE, path)
                                       : wq_file_write(path, bytes.data, bytes.len, WQ_FILE_PRIVATE, err);
    }
    if (lock >= 0)
        close(lock);
    if (status == WQ_OK) {
        wq_rows_release(&c->rows);
        wq_rows_release(&c->saved);
        c->rows = all;
        copy_rows(&c->saved, &c->rows);
        wq_corrections_replan(c);
    } else {
        wq_rows_release(&all);
    }
    wq_rows_release(&theirs);
    wq_buf_release(&bytes);
    return status;
}

enum wq_status wq_corrections_save(struct wq_corrections *c, struct wq_error *err)
{
    if (!c->path)
        return wq_fail(err, WQ_ENOTFOUND, "");
    if (equal(&c->rows, &c->saved))
        return WQ_OK;
    enum wq_status status = wq_file_make_folders(c->path, err);
    if (status != WQ_OK)
        return status;
    /* Where the file is a link to one kept elsewhere, that is written and the link stays. */
    char *real = realpath(c->path, NULL);
    status = save_to(c, real ? real : c->path, err);
    free(real);
    return status;
}
