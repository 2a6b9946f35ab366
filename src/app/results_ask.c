/* What the results are asked for: a query, or articles that mention somebody, or several. */
#include "state.h"

#include "waraq/base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void forget_listed(struct wq_results *r, size_t from)
{
    for (size_t i = from; i < r->nlisted; i++)
        wq_app_listed_release(&r->listed[i]);
    r->nlisted = from < r->nlisted ? from : r->nlisted;
}

/* ---- a query ---- */

void wq_app_results_look(struct wq_app *a, enum wq_match match, bool word)
{
    struct wq_results *r = &a->results;
    struct wq_error err = {.status = WQ_OK};
    struct wq_query *q;

    wq_app_scan_stop(a);
    wq_app_results_clear(a);
    forget_listed(r, 0);
    r->match = match;
    r->word = word;
    r->asked = true;
    r->shown = true;
    wq_app_place(a);
    if (wq_query_new(r->text.data, r->text.len, match, word, &q, &err) != WQ_OK) {
        wq_app_query_wrong(&err, &a->message);
        return;
    }
    wq_query_free(q);
    const struct wq_scan_what what = {&r->text, match, word, false};
    wq_app_scan(a, &what);
}

void wq_app_results_accept(struct wq_app *a)
{
    struct wq_results *r = &a->results;
    const struct wq_buf *typed = &a->edit.text;

    if (typed->len == 0) { /* what was found last, where it was left */
        r->shown = r->asked;
        if (!r->asked)
            wq_app_say_key(a, WQ_MSG_SEARCH_NOTHING, WQ_ACTION_FIND);
        return;
    }
    wq_history_add(&a->history[WQ_PROMPT_LIBRARY], typed->data, typed->len);
    wq_buf_clear(&r->text);
    wq_buf_add(&r->text, typed->data, typed->len);
    wq_app_results_look(a, a->match, a->word);
}

/* ---- mentions ---- */

static void add_listed(struct wq_results *r, const char *id, const char *name)
{
    r->listed[r->nlisted++] =
        (struct wq_listed){wq_strdup(id), wq_strdup(name), wq_strdup(id), wq_strdup(name)};
}

struct wq_asked wq_app_results_asked(const struct wq_app *a)
{
    struct wq_asked asked = {.corrections = a->corrections};

    for (size_t i = 0; i < a->results.nlisted; i++) {
        const char *id = a->results.listed[i].id;
        size_t k = 0;
        while (k < asked.n && strcmp(asked.ids[k], id) != 0) /* two of them may be one by now */
            k++;
        asked.ids[k] = id;
        asked.n += k == asked.n;
    }
    return asked;
}

static void name_all(struct wq_results *r)
{
    wq_buf_clear(&r->text);
    for (size_t i = 0; i < r->nlisted; i++) {
        if (i > 0)
            wq_buf_adds(&r->text, ", ");
        wq_buf_adds(&r->text, r->listed[i].name);
    }
}

static void look_for_listed(struct wq_app *a)
{
    struct wq_results *r = &a->results;
    const struct wq_scan_what what = {NULL, WQ_MATCH_FOLDED, false, false};

    wq_app_scan_stop(a);
    wq_app_results_clear(a);
    name_all(r);
    r->match = WQ_MATCH_FOLDED;
    r->word = false;
    r->asked = true;
    wq_app_scan(a, &what);
}

void wq_app_results_entity(struct wq_app *a)
{
    struct wq_results *r = &a->results;
    uint32_t meant = wq_app_inside_meant(a);

    if (meant == UINT32_MAX) {
        wq_app_say(a, WQ_MSG_NOBODY_CHOSEN);
        return;
    }
    const struct wq_entity *e = &a->inside.found->entities[meant];
    forget_listed(r, 0);
    add_listed(r, e->id, e->name);
    memcpy(r->language, a->article->language, sizeof r->language);
    r->together.focus = false;
    r->shown = true;
    wq_app_place(a);
    look_for_listed(a);
}

void wq_app_results_narrow(struct wq_app *a, const struct wq_companion *with)
{
    struct wq_results *r = &a->results;

    if (!with)
        return;
    if (r->nlisted == WQ_ASKED_MOST) {
        wq_app_say(a, WQ_MSG_LISTED_MOST);
        return;
    }
    add_listed(r, with->id, with->name);
    wq_app_together_focus(a, false);
    look_for_listed(a);
}

/* What is selected is selected again when it was found anew. */
static void keep_selected(struct wq_results *r)
{
    bool any = r->selected.block < r->list.len;
    unsigned id = any ? r->list.items[r->selected.block].id : 0;

    r->keep = any;
    r->kept = id;
}

static void look_again(struct wq_app *a)
{
    struct wq_results *r = &a->results;

    keep_selected(r);
    bool keep = r->keep;
    look_for_listed(a);
    r->keep = keep;
}

bool wq_app_results_widen(struct wq_app *a)
{
    if (a->results.nlisted < 2)
        return false;
    forget_listed(&a->results, a->results.nlisted - 1);
    look_again(a);
    return true;
}

/* ---- corrections ---- */

/* What a listed one is called now. */
static char *name_of(const struct wq_app *a, const struct wq_listed *l)
{
    struct wq_corrected corrected = wq_corrections_of(a->corrections, l->id);
    struct wq_buf name = WQ_BUF_INIT;

    if (corrected.name)
        wq_buf_adds(&name, corrected.name);
    else if (!wq_names_usual(a->inside.names, l->id, a->results.language, &name))
        wq_buf_adds(&name, l->called);
    return wq_buf_detach(&name);
}

void wq_app_results_again(struct wq_app *a)
{
    struct wq_results *r = &a->results;

    if (r->nlisted == 0)
        return;
    for (size_t i = 0; i < r->nlisted; i++) {
        struct wq_listed *l = &r->listed[i];
        const char *id = wq_corrections_id(a->corrections, l->asked, "");
        free(l->id);
        free(l->name);
        l->id = wq_strdup(id ? id : l->asked);
        l->name = name_of(a, l);
    }
    look_again(a);
}
