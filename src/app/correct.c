/* What the reader says about whom an article names: who is the same, who is not, what they are called. */
#include "state.h"

#include "waraq/text/fold.h"

#include <stdint.h>
#include <string.h>

static void count_trouble(void *data, const struct wq_corrections_trouble *t)
{
    size_t *errors = data;
    (void)t;
    ++*errors;
}

void wq_app_corrections_load(struct wq_app *a)
{
    struct wq_buf file = WQ_BUF_INIT;
    size_t errors = 0;
    struct wq_corrections_log log = {count_trouble, &errors};

    a->corrections = wq_corrections_new(a->inside.names);
    if (wq_corrections_file(&file) == WQ_OK)
        wq_corrections_load(a->corrections, file.data, &log);
    wq_app_say_trouble(a, file.data, errors);
    wq_buf_release(&file);
}

static const struct wq_entity *meant(const struct wq_app *a)
{
    uint32_t e = wq_app_inside_meant(a);
    return e == UINT32_MAX ? NULL : &a->inside.found->entities[e];
}

/* Looks at the article anew, with what was corrected; the entity with this id is selected. */
static void again(struct wq_app *a, const char *id)
{
    wq_app_inside_again(a, id);
    wq_app_results_again(a);
}

/* What somebody is called: as the sidebar has it, or where they are not in this article, as it would. */
static void add_name(const struct wq_app *a, const char *id, struct wq_buf *out)
{
    const struct wq_entities *found = a->inside.found;
    struct wq_corrected corrected = wq_corrections_of(a->corrections, id);
    const char *language = a->article ? a->article->language : "";

    for (size_t i = 0; found && i < found->nentities; i++) {
        if (!strcmp(found->entities[i].id, id)) {
            wq_buf_adds(out, found->entities[i].name);
            return;
        }
    }
    if (corrected.name)
        wq_buf_adds(out, corrected.name);
    else if (!wq_names_usual(a->inside.names, id, language, out))
        wq_buf_adds(out, strchr(id, ':') ? strchr(id, ':') + 1 : id);
}

/* Says what became of somebody, and of who or what else; other may be NULL. */
static void say_of(struct wq_app *a, enum wq_message id, const char *name, const char *other)
{
    struct wq_argument args[] = {{"a", name}, {"b", other}, {NULL, NULL}};

    wq_buf_clear(&a->message);
    wq_message_add(&a->message, id, args);
}

static void say_failed(struct wq_app *a, const struct wq_error *err)
{
    wq_buf_clear(&a->message);
    const char *why = err->status == WQ_ESYS ? strerror(err->sys) : wq_status_name(err->status);
    wq_message_add1(&a->message, WQ_MSG_CORRECTION_UNSAVED, "why", why);
}

/* Keeps what was corrected; where that fails it holds until the program ends, and that is said: false. */
static bool keep(struct wq_app *a)
{
    struct wq_error err = {.status = WQ_OK};

    if (a->options->secure) {
        wq_buf_clear(&a->message);
        wq_message_add1(&a->message, WQ_MSG_CORRECTION_UNSAVED, "why", "--secure");
        return false;
    }
    enum wq_status status = wq_corrections_save(a->corrections, &err);
    bool failed = status != WQ_OK && status != WQ_ENOTFOUND;

    if (failed)
        say_failed(a, &err);
    return !failed;
}

static void say_refused(struct wq_app *a, enum wq_corrections_fault fault)
{
    wq_app_say(a, fault == WQ_CORRECTIONS_LOOP ? WQ_MSG_CORRECTION_SAME : WQ_MSG_CORRECTION_REFUSED);
}

/* ---- with a prompt ---- */

/* Whom what is typed means: somebody here whose name holds it, the most often named first; UINT32_MAX:
 * nobody. */
static uint32_t candidate(const struct wq_app *a)
{
    const struct wq_inside *in = &a->inside;
    uint32_t best = UINT32_MAX;
    struct wq_buf folded = WQ_BUF_INIT;

    wq_fold(a->edit.text.data, a->edit.text.len, &folded);
    for (uint32_t i = 0; in->found && i < in->found->nentities && a->edit.text.len; i++) {
        const struct wq_entity *e = &in->found->entities[i];
        if (!strcmp(e->id, a->corrected.data) || e->mentions == 0 || !wq_app_inside_has(a, i, &folded))
            continue;
        if (best == UINT32_MAX || e->mentions > in->found->entities[best].mentions)
            best = i;
    }
    wq_buf_release(&folded);
    return best;
}

void wq_app_corrected_name(const struct wq_app *a, struct wq_buf *out)
{
    if (a->corrected.len)
        add_name(a, a->corrected.data, out);
}

void wq_app_correct_begin(struct wq_app *a)
{
    const struct wq_entity *e = meant(a);

    wq_buf_clear(&a->corrected);
    wq_buf_adds(&a->corrected, e ? e->id : "");
    if (a->prompt == WQ_PROMPT_MERGE)
        wq_app_inside_name_all(a);
    if (a->prompt == WQ_PROMPT_RENAME && e)
        wq_edit_set(&a->edit, e->name, strlen(e->name));
}

/* The id of whom what is typed means, be they named in other articles alone; NULL: nobody. */
static const char *typed_id(const struct wq_app *a)
{
    uint32_t to = candidate(a);
    return to == UINT32_MAX ? wq_names_find(a->inside.names, a->edit.text.data, a->edit.text.len)
                            : a->inside.found->entities[to].id;
}

void wq_app_merge_note(const struct wq_app *a, struct wq_buf *out)
{
    const char *id = typed_id(a);
    if (id && strcmp(id, a->corrected.data) != 0)
        add_name(a, id, out);
}

static void merge(struct wq_app *a, const char *to)
{
    enum wq_corrections_fault fault;
    struct wq_buf from_name = WQ_BUF_INIT;
    struct wq_buf to_name = WQ_BUF_INIT;

    add_name(a, a->corrected.data, &from_name);
    add_name(a, to, &to_name);
    if (wq_corrections_merge(a->corrections, a->corrected.data, to, &fault) == WQ_OK) {
        bool kept = keep(a);
        again(a, to);
        if (kept)
            say_of(a, WQ_MSG_CORRECTION_MERGED, from_name.data, to_name.data);
    } else {
        say_refused(a, fault);
    }
    wq_buf_release(&from_name);
    wq_buf_release(&to_name);
}

void wq_app_merge_accept(struct wq_app *a)
{
    struct wq_buf id = WQ_BUF_INIT;
    const char *known = typed_id(a);

    if (!known || !a->corrected.len) {
        wq_app_say(a, WQ_MSG_CORRECTION_NOBODY);
        return;
    }
    wq_buf_adds(&id, known);
    merge(a, id.data);
    wq_buf_release(&id);
}

void wq_app_rename_accept(struct wq_app *a)
{
    enum wq_corrections_fault fault;
    struct wq_buf before = WQ_BUF_INIT;

    if (!a->corrected.len || !a->edit.text.len) {
        wq_app_say(a, WQ_MSG_CORRECTION_REFUSED);
        return;
    }
    add_name(a, a->corrected.data, &before);
    if (wq_corrections_rename(a->corrections, a->corrected.data, a->edit.text.data, &fault) == WQ_OK) {
        if (keep(a))
            say_of(a, WQ_MSG_CORRECTION_RENAMED, before.data, a->edit.text.data);
        again(a, a->corrected.data);
    } else {
        say_refused(a, fault);
    }
    wq_buf_release(&before);
}

/* ---- at once ---- */

static void split(struct wq_app *a, const struct wq_entity *e)
{
    const struct wq_inside *in = &a->inside;
    const struct wq_inside_row *row = in->selected < in->rows.len ? &in->rows.items[in->selected] : NULL;
    enum wq_corrections_fault fault;
    struct wq_buf spelling = WQ_BUF_INIT;

    if (a->focus != WQ_PANE_SIDEBAR || !row || row->type != WQ_INSIDE_SPELLING) {
        wq_app_say(a, WQ_MSG_CORRECTION_SPELLING);
        return;
    }
    wq_buf_add(&spelling, a->article->text.data + row->at.start, wq_span_len(row->at));
    if (wq_corrections_split(a->corrections, e->id, spelling.data, &fault) == WQ_OK) {
        if (keep(a))
            say_of(a, WQ_MSG_CORRECTION_SPLIT, e->name, spelling.data);
        again(a, e->id);
    } else {
        say_refused(a, fault);
    }
    wq_buf_release(&spelling);
}

static void change_kind(struct wq_app *a, const struct wq_entity *e)
{
    static const enum wq_entity_kind next[WQ_ENTITY_KINDS] = {
        [WQ_PERSON] = WQ_LOCATION, [WQ_LOCATION] = WQ_ORGANISATION, [WQ_ORGANISATION] = WQ_PERSON,
        [WQ_DATE] = WQ_PERSON,     [WQ_QUANTITY] = WQ_PERSON,
    };
    enum wq_corrections_fault fault;

    if (wq_corrections_set_kind(a->corrections, e->id, next[e->kind], &fault) == WQ_OK) {
        if (keep(a))
            say_of(a, WQ_MSG_CORRECTION_KIND, e->name, wq_app_inside_heading(next[e->kind]));
        again(a, e->id);
    } else {
        say_refused(a, fault);
    }
}

static void ignore(struct wq_app *a, const struct wq_entity *e)
{
    enum wq_corrections_fault fault;

    if (wq_corrections_ignore(a->corrections, e->id, &fault) == WQ_OK) {
        if (keep(a))
            wq_app_say_key(a, WQ_MSG_CORRECTION_IGNORED, WQ_ACTION_UNDO);
        again(a, NULL);
    } else {
        say_refused(a, fault);
    }
}

void wq_app_correct(struct wq_app *a, enum wq_action action)
{
    const struct wq_entity *e = meant(a);

    if (!e || !a->corrections) {
        wq_app_say(a, WQ_MSG_NOBODY_CHOSEN);
        return;
    }
    switch (action) {
    case WQ_ACTION_MERGE: wq_app_prompt_open(a, WQ_PROMPT_MERGE); break;
    case WQ_ACTION_RENAME: wq_app_prompt_open(a, WQ_PROMPT_RENAME); break;
    case WQ_ACTION_SPLIT: split(a, e); break;
    case WQ_ACTION_KIND: change_kind(a, e); break;
    case WQ_ACTION_IGNORE: ignore(a, e); break;
    default: break;
    }
}

/* What was undone or done again, which may be about somebody of another article. */
static void say_undone(struct wq_app *a, bool redo, enum wq_correction_op op, const char *id,
                       const char *what)
{
    static const enum wq_message said[2][WQ_CORRECT_OPS] = {
        {WQ_MSG_UNDONE_MERGE, WQ_MSG_UNDONE_SPLIT, WQ_MSG_UNDONE_RENAME, WQ_MSG_UNDONE_KIND,
         WQ_MSG_UNDONE_IGNORE},
        {WQ_MSG_REDONE_MERGE, WQ_MSG_REDONE_SPLIT, WQ_MSG_REDONE_RENAME, WQ_MSG_REDONE_KIND,
         WQ_MSG_REDONE_IGNORE},
    };
    struct wq_buf name = WQ_BUF_INIT;
    struct wq_buf other = WQ_BUF_INIT;

    add_name(a, id, &name);
    if (op == WQ_CORRECT_MERGE)
        add_name(a, what, &other);
    else
        wq_buf_adds(&other, what);
    say_of(a, said[redo][op], name.data, other.data);
    wq_buf_release(&name);
    wq_buf_release(&other);
}

void wq_app_undo(struct wq_app *a, bool redo)
{
    struct wq_correction what;
    struct wq_buf id = WQ_BUF_INIT;
    struct wq_buf with = WQ_BUF_INIT;

    if (!a->corrections ||
        !(redo ? wq_corrections_redo(a->corrections, &what) : wq_corrections_undo(a->corrections, &what))) {
        wq_app_say(a, redo ? WQ_MSG_REDO_NOTHING : WQ_MSG_UNDO_NOTHING);
        return;
    }
    wq_buf_adds(&id, what.id);
    wq_buf_adds(&with, what.what);
    bool kept = keep(a);
    again(a, id.data);
    if (kept)
        say_undone(a, redo, what.op, id.data, with.data);
    wq_buf_release(&id);
    wq_buf_release(&with);
}
