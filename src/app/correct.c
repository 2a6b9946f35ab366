/* What the reader says about whom an article names: who is the same, who is not, what they are called. */
#include "state.h"

#include "waraq/text/fold.h"

#include <stdint.h>
#include <string.h>

void wq_app_corrections_load(struct wq_app *a)
{
    struct wq_buf file = WQ_BUF_INIT;

    a->corrections = wq_corrections_new(a->inside.names);
    if (wq_corrections_file(&file) == WQ_OK)
        wq_corrections_load(a->corrections, file.data, NULL);
    wq_buf_release(&file);
}

static const struct wq_entity *meant(const struct wq_app *a)
{
    uint32_t e = wq_app_inside_meant(a);
    return e == UINT32_MAX ? NULL : &a->inside.found->entities[e];
}

/* Looks at the article anew, with what was corrected; the entity with this id is selected again. */
static void again(struct wq_app *a, const char *id)
{
    struct wq_buf keep = WQ_BUF_INIT;

    wq_buf_adds(&keep, id ? id : "");
    wq_app_inside_again(a);
    wq_app_results_again(a);
    wq_app_inside_select(a, keep.data);
    wq_buf_release(&keep);
}

static void say_failed(struct wq_app *a, const struct wq_error *err)
{
    wq_buf_clear(&a->message);
    const char *why = err->status == WQ_ESYS ? strerror(err->sys) : wq_status_name(err->status);
    wq_message_add1(&a->message, WQ_MSG_CORRECTION_UNSAVED, "why", why);
}

/* Keeps what was corrected; where that fails it holds until the program ends, and that is said. */
static void keep(struct wq_app *a)
{
    struct wq_error err = {.status = WQ_OK};
    enum wq_status status = wq_corrections_save(a->corrections, &err);

    if (status != WQ_OK && status != WQ_ENOTFOUND)
        say_failed(a, &err);
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

void wq_app_merge_note(const struct wq_app *a, struct wq_buf *out)
{
    uint32_t to = candidate(a);
    if (to != UINT32_MAX)
        wq_buf_adds(out, a->inside.found->entities[to].name);
}

void wq_app_merge_accept(struct wq_app *a)
{
    enum wq_corrections_fault fault;
    struct wq_buf id = WQ_BUF_INIT;
    uint32_t to = candidate(a);
    const char *known = to == UINT32_MAX ? wq_names_find(a->inside.names, a->edit.text.data, a->edit.text.len)
                                         : a->inside.found->entities[to].id;

    if (!known || !a->corrected.len) {
        wq_app_say(a, WQ_MSG_CORRECTION_NOBODY);
        return;
    }
    wq_buf_adds(&id, known);
    if (wq_corrections_merge(a->corrections, a->corrected.data, id.data, &fault) == WQ_OK) {
        keep(a);
        again(a, id.data);
    } else {
        say_refused(a, fault);
    }
    wq_buf_release(&id);
}

void wq_app_rename_accept(struct wq_app *a)
{
    enum wq_corrections_fault fault;

    if (!a->corrected.len || !a->edit.text.len)
        return;
    if (wq_corrections_rename(a->corrections, a->corrected.data, a->edit.text.data, &fault) == WQ_OK) {
        keep(a);
        again(a, a->corrected.data);
    } else {
        say_refused(a, fault);
    }
}

/* ---- at once ---- */

static void split(struct wq_app *a, const struct wq_entity *e)
{
    const struct wq_inside *in = &a->inside;
    const struct wq_inside_row *row = &in->rows.items[in->selected];
    enum wq_corrections_fault fault;
    struct wq_buf spelling = WQ_BUF_INIT;

    if (a->focus != WQ_PANE_SIDEBAR || row->type != WQ_INSIDE_SPELLING) {
        wq_app_say(a, WQ_MSG_CORRECTION_SPELLING);
        return;
    }
    wq_buf_add(&spelling, a->article->text.data + row->at.start, wq_span_len(row->at));
    if (wq_corrections_split(a->corrections, e->id, spelling.data, &fault) == WQ_OK) {
        keep(a);
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
        keep(a);
        again(a, e->id);
    } else {
        say_refused(a, fault);
    }
}

static void ignore(struct wq_app *a, const struct wq_entity *e)
{
    enum wq_corrections_fault fault;

    if (wq_corrections_ignore(a->corrections, e->id, &fault) == WQ_OK) {
        wq_app_say_key(a, WQ_MSG_CORRECTION_IGNORED, WQ_ACTION_UNDO);
        keep(a); /* which says so where it cannot */
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

void wq_app_undo(struct wq_app *a, bool redo)
{
    struct wq_correction what;
    const struct wq_entity *e = meant(a);

    if (!a->corrections ||
        !(redo ? wq_corrections_redo(a->corrections, &what) : wq_corrections_undo(a->corrections, &what))) {
        wq_app_say(a, redo ? WQ_MSG_REDO_NOTHING : WQ_MSG_UNDO_NOTHING);
        return;
    }
    static const enum wq_message said[2][WQ_CORRECT_OPS] = {
        {WQ_MSG_UNDONE_MERGE, WQ_MSG_UNDONE_SPLIT, WQ_MSG_UNDONE_RENAME, WQ_MSG_UNDONE_KIND,
         WQ_MSG_UNDONE_IGNORE},
        {WQ_MSG_REDONE_MERGE, WQ_MSG_REDONE_SPLIT, WQ_MSG_REDONE_RENAME, WQ_MSG_REDONE_KIND,
         WQ_MSG_REDONE_IGNORE},
    };
    wq_app_say(a, said[redo][what.op]);
    keep(a);
    again(a, e ? e->id : NULL);
}
