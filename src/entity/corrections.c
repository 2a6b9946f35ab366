/* Corrections as rows: adding, taking back, doing again. */
#include "corrections_inner.h"

#include "waraq/base/array.h"
#include "waraq/text/utf8.h"

#include <stdlib.h>
#include <string.h>

/* ---- rows ---- */

static const char *const op_names[WQ_CORRECT_OPS] = {"merge", "split", "rename", "kind", "ignore"};

const char *wq_row_op_name(enum wq_correction_op op)
{
    return op_names[op];
}

enum wq_correction_op wq_row_op(const char *name, size_t len)
{
    int op = 0;

    while (op < WQ_CORRECT_OPS && (strlen(op_names[op]) != len || memcmp(op_names[op], name, len) != 0))
        op++;
    return (enum wq_correction_op)op;
}

struct wq_row wq_row_copy(const struct wq_row *row)
{
    struct wq_row copy = *row;

    copy.id = row->op == WQ_ROW_KEPT ? wq_strndup(row->id, row->len) : wq_strdup(row->id);
    copy.what = wq_strdup(row->what);
    return copy;
}

bool wq_row_equal(const struct wq_row *a, const struct wq_row *b)
{
    if (a->op != b->op)
        return false;
    if (a->op == WQ_ROW_KEPT)
        return a->len == b->len && !memcmp(a->id, b->id, a->len);
    return !strcmp(a->id, b->id) && !strcmp(a->what, b->what);
}

void wq_row_release(struct wq_row *row)
{
    free(row->id);
    free(row->what);
}

void wq_rows_release(struct wq_rows *rows)
{
    for (size_t i = 0; i < rows->len; i++)
        wq_row_release(&rows->items[i]);
    free(rows->items);
    memset(rows, 0, sizeof *rows);
}

static enum wq_corrections_fault check_field(const char *s)
{
    if (!*s)
        return WQ_CORRECTIONS_FIELDS;
    if (!wq_utf8_valid(s, strlen(s)))
        return WQ_CORRECTIONS_NOT_UTF8;
    for (; *s; s++)
        if ((unsigned char)*s < 0x20 || *s == 0x7F)
            return WQ_CORRECTIONS_CONTROL;
    return WQ_CORRECTIONS_FINE;
}

static bool is_kind(const char *s)
{
    for (int kind = 0; kind < WQ_ENTITY_KINDS; kind++)
        if (!strcmp(wq_entity_kind_name((enum wq_entity_kind)kind), s))
            return true;
    return false;
}

static bool has_letters(const char *spelling)
{
    struct wq_buf folded = WQ_BUF_INIT;

    wq_corrections_fold(spelling, strlen(spelling), &folded);
    bool has = folded.len > 0;
    wq_buf_release(&folded);
    return has;
}

enum wq_corrections_fault wq_row_check(const struct wq_row *row, const char **what)
{
    enum wq_corrections_fault fault = check_field(row->id);
    bool known;

    *what = "";
    if (fault == WQ_CORRECTIONS_FINE && row->op == WQ_CORRECT_IGNORE)
        fault = *row->what ? WQ_CORRECTIONS_FIELDS : WQ_CORRECTIONS_FINE;
    else if (fault == WQ_CORRECTIONS_FINE)
        fault = check_field(row->what);
    if (fault != WQ_CORRECTIONS_FINE)
        return fault;
    *what = row->id;
    (void)wq_id_kind(row->id, &known);
    if (!known)
        return WQ_CORRECTIONS_BAD_ID;
    *what = row->what;
    if (row->op == WQ_CORRECT_MERGE)
        (void)wq_id_kind(row->what, &known);
    if (!known)
        return WQ_CORRECTIONS_BAD_ID;
    if (row->op == WQ_CORRECT_KIND && !is_kind(row->what))
        return WQ_CORRECTIONS_BAD_KIND;
    if (row->op == WQ_CORRECT_SPLIT && !has_letters(row->what))
        return WQ_CORRECTIONS_NO_LETTERS;
    *what = "";
    return WQ_CORRECTIONS_FINE;
}

/* ---- all of them ---- */

struct wq_corrections *wq_corrections_new(const struct wq_names *names)
{
    struct wq_corrections *c = wq_calloc(1, sizeof *c);

    c->names = names;
    wq_plan_init(&c->plan);
    return c;
}

struct wq_corrections *wq_corrections_copy(const struct wq_corrections *c)
{
    struct wq_corrections *copy = wq_corrections_new(c->names);

    for (size_t i = 0; i < c->rows.len; i++)
        *WQ_PUSH(&copy->rows) = wq_row_copy(&c->rows.items[i]);
    wq_corrections_replan(copy);
    return copy;
}

void wq_corrections_free(struct wq_corrections *c)
{
    if (!c)
        return;
    wq_rows_release(&c->rows);
    wq_rows_release(&c->undone);
    wq_rows_release(&c->saved);
    wq_plan_release(&c->plan);
    free(c->path);
    free(c);
}

void wq_corrections_replan(struct wq_corrections *c)
{
    wq_plan_release(&c->plan);
    for (size_t i = 0; i < c->rows.len; i++)
        (void)wq_plan_add(&c->plan, &c->rows.items[i]); /* loops are no rows any more */
    wq_plan_settle(&c->plan);
}

size_t wq_corrections_count(const struct wq_corrections *c)
{
    return c->plan.rows;
}

/* ---- adding ---- */

/* Takes the row over if it is done. */
static bool append(struct wq_corrections *c, const struct wq_row *row)
{
    bool done = wq_plan_add(&c->plan, row);

    wq_plan_settle(&c->plan); /* also when it was refused: there may be nodes for its ids now */
    if (done)
        *WQ_PUSH(&c->rows) = *row;
    return done;
}

static enum wq_status add(struct wq_corrections *c, enum wq_correction_op op, const char *id,
                          const char *what, enum wq_corrections_fault *fault)
{
    struct wq_row row = {.op = (uint8_t)op, .id = wq_strdup(id), .what = wq_strdup(what)};
    const char *field;
    enum wq_corrections_fault found = wq_row_check(&row, &field);

    if (found == WQ_CORRECTIONS_FINE && !append(c, &row))
        found = WQ_CORRECTIONS_LOOP;
    if (fault)
        *fault = found;
    if (found != WQ_CORRECTIONS_FINE) {
        wq_row_release(&row);
        return WQ_EUSAGE;
    }
    wq_rows_release(&c->undone);
    return WQ_OK;
}

enum wq_status wq_corrections_merge(struct wq_corrections *c, const char *from, const char *to,
                                    enum wq_corrections_fault *fault)
{
    return add(c, WQ_CORRECT_MERGE, from, to, fault);
}

enum wq_status wq_corrections_split(struct wq_corrections *c, const char *id, const char *spelling,
                                    enum wq_corrections_fault *fault)
{
    return add(c, WQ_CORRECT_SPLIT, id, spelling, fault);
}

enum wq_status wq_corrections_rename(struct wq_corrections *c, const char *id, const char *name,
                                     enum wq_corrections_fault *fault)
{
    return add(c, WQ_CORRECT_RENAME, id, name, fault);
}

enum wq_status wq_corrections_set_kind(struct wq_corrections *c, const char *id, enum wq_entity_kind kind,
                                       enum wq_corrections_fault *fault)
{
    bool is_one = (unsigned)kind < WQ_ENTITY_KINDS;
    return add(c, WQ_CORRECT_KIND, id, is_one ? wq_entity_kind_name(kind) : "?", fault);
}

enum wq_status wq_corrections_ignore(struct wq_corrections *c, const char *id,
                                     enum wq_corrections_fault *fault)
{
    return add(c, WQ_CORRECT_IGNORE, id, "", fault);
}

/* ---- taking back ---- */

static void tell(const struct wq_row *row, struct wq_correction *what)
{
    if (what)
        *what = (struct wq_correction){(enum wq_correction_op)row->op, row->id, row->what};
}

bool wq_corrections_undo(struct wq_corrections *c, struct wq_correction *what)
{
    size_t last = c->rows.len;

    while (last > 0 && c->rows.items[last - 1].op == WQ_ROW_KEPT)
        last--;
    if (last == 0)
        return false;
    struct wq_row row = c->rows.items[last - 1];
    memmove(&c->rows.items[last - 1], &c->rows.items[last], (c->rows.len - last) * sizeof row);
    c->rows.len--;
    *WQ_PUSH(&c->undone) = row;
    wq_corrections_replan(c);
    tell(&row, what);
    return true;
}

bool wq_corrections_redo(struct wq_corrections *c, struct wq_correction *what)
{
    while (c->undone.len > 0) {
        struct wq_row row = c->undone.items[--c->undone.len];
        if (append(c, &row)) {
            tell(&row, what);
            return true;
        }
        wq_row_release(&row);
    }
    return false;
}

const char *wq_corrections_fault_name(enum wq_corrections_fault fault)
{
    switch (fault) {
    case WQ_CORRECTIONS_FINE: return "nothing is wrong";
    case WQ_CORRECTIONS_UNREADABLE: return "cannot be read";
    case WQ_CORRECTIONS_TOO_LARGE: return "too large: nothing is read from here on";
    case WQ_CORRECTIONS_NOT_UTF8: return "not UTF-8";
    case WQ_CORRECTIONS_UNKNOWN: return "a row begins with merge, split, rename, kind or ignore";
    case WQ_CORRECTIONS_FIELDS: return "too few fields, too many, or an empty one";
    case WQ_CORRECTIONS_CONTROL: return "a control character";
    case WQ_CORRECTIONS_BAD_ID: return "an id begins with per:, org:, loc:, date:, num: or own:";
    case WQ_CORRECTIONS_BAD_KIND: return "a kind is PERSON, ORGANISATION, LOCATION, DATE or NUMBER";
    case WQ_CORRECTIONS_NO_LETTERS: return "a spelling without letters";
    case WQ_CORRECTIONS_LOOP: return "they are one entity already";
    }
    return "";
}
