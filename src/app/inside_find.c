/* Finding whom and what the open article speaks of. The names are made once, when they are first wanted, by
 * the worker where some are to be read; an article of usual length is then looked through in less than a
 * millisecond, a long one by the worker, in a copy of its text. */
#include "state.h"

#include "waraq/base/mem.h"
#include "waraq/text/props.h"

#include <stdlib.h>
#include <string.h>

enum { SHORT = 128 * 1024 /* bytes */ };

struct names_job {
    struct wq_app *app;
    char *folder;
    struct wq_names *names;
    size_t errors; /* in the user's own */
};

struct find_job {
    struct wq_app *app;
    const struct wq_names *names;
    struct wq_corrections *corrections; /* its own */
    struct wq_text text;
    int least; /* confidence */
    struct wq_entities *found;
    unsigned long id;
};

static void count_trouble(void *data, const struct wq_names_trouble *t)
{
    struct names_job *j = data;
    (void)t;
    j->errors++;
}

static void names_run(struct wq_job *job, void *data)
{
    struct names_job *j = data;
    struct wq_names_log log = {count_trouble, j};
    (void)job;
    j->names = wq_names_new(j->folder, &log);
}

static void take_names(struct wq_app *a, struct wq_names *names)
{
    a->inside.names = names;
    wq_app_corrections_load(a);
}

static void names_done(void *data, bool cancelled)
{
    struct names_job *j = data;

    if (cancelled) {
        wq_names_free(j->names);
    } else {
        wq_app_say_trouble(j->app, j->folder, j->errors);
        take_names(j->app, j->names);
    }
    j->app->inside.names_job = 0;
    free(j->folder);
    free(j);
}

/* Of the user's own names; NULL: there is no such place. The caller's. */
static char *folder_of_names(void)
{
    struct wq_buf folder = WQ_BUF_INIT;
    return wq_names_folder(&folder) == WQ_OK ? wq_buf_detach(&folder) : NULL;
}

/* So that the sidebar is there with the first paint. */
static void make_names_at_once(struct wq_app *a)
{
    char *folder = folder_of_names();

    if (wq_names_are_at_hand(folder))
        take_names(a, wq_names_new(folder, NULL));
    free(folder);
}

static void make_names(struct wq_app *a)
{
    static const struct wq_job_calls calls = {.run = names_run, .done = names_done};
    struct names_job *j = wq_calloc(1, sizeof *j);

    j->app = a;
    j->folder = folder_of_names();
    wq_app_index_yield(a);
    if (wq_worker_submit(a->background.worker, &calls, j, &a->inside.names_job, NULL) != WQ_OK) {
        a->inside.no_names = true;
        free(j->folder);
        free(j);
    }
}

static void find_run(struct wq_job *job, void *data)
{
    struct find_job *j = data;
    struct wq_props *props = wq_props_new();
    struct wq_doc *doc = wq_doc_new(props);
    struct wq_article *article = wq_article_new(doc, &j->text);

    if (!wq_job_cancelled(job)) {
        j->found = wq_entities_find(j->names, article);
        wq_entities_drop_unsure(j->found, j->least);
        wq_corrections_apply(j->corrections, article, j->found);
    }
    wq_article_free(article);
    wq_doc_free(doc);
    wq_props_free(props);
}

static void find_done(void *data, bool cancelled)
{
    struct find_job *j = data;
    struct wq_app *a = j->app;

    if (!cancelled && a->inside.find_job == j->id)
        wq_app_inside_take(a, j->found);
    else
        wq_entities_free(j->found);
    if (a->inside.find_job == j->id)
        a->inside.find_job = 0;
    wq_text_release(&j->text);
    wq_corrections_free(j->corrections);
    free(j);
}

static void find_in_background(struct wq_app *a)
{
    static const struct wq_job_calls calls = {.run = find_run, .done = find_done};
    struct find_job *j = wq_calloc(1, sizeof *j);
    const struct wq_text *t = &a->article->text;

    j->app = a;
    j->names = a->inside.names;
    j->corrections = wq_corrections_copy(a->corrections);
    j->least = a->options->confidence;
    j->text = *t;
    j->text.data = wq_malloc(t->len + 1);
    memcpy(j->text.data, t->data, t->len);
    j->text.data[t->len] = '\0';
    wq_app_index_yield(a);
    if (wq_worker_submit(a->background.worker, &calls, j, &a->inside.find_job, NULL) != WQ_OK) {
        wq_text_release(&j->text);
        wq_corrections_free(j->corrections);
        free(j);
        return;
    }
    j->id = a->inside.find_job;
}

bool wq_app_inside_awaited(const struct wq_app *a)
{
    return a->article && !a->inside.found && !a->inside.no_names && !a->inside.facts;
}

/* A query is being typed, and may be somebody's name. */
static bool is_offering(const struct wq_app *a)
{
    return a->overlay == WQ_OVER_PROMPT && a->prompt == WQ_PROMPT_FIND;
}

/* They are looked for when they can be seen. */
static bool wanted(const struct wq_app *a)
{
    return a->article && !a->inside.found && !a->inside.find_job && !a->inside.no_names &&
           (a->inside.kept.chosen || (a->panes.sidebar.x >= 0 && !a->inside.facts) || a->inside.colours ||
            is_offering(a) || (a->results.opened && a->results.nlisted));
}

void wq_app_inside_prepare(struct wq_app *a)
{
    if (!wanted(a))
        return;
    if (!a->inside.names && !a->inside.names_job)
        make_names_at_once(a);
    if (!a->inside.names || a->article->text.len > SHORT)
        return;
    struct wq_entities *found = wq_entities_find(a->inside.names, a->article);
    wq_entities_drop_unsure(found, a->options->confidence);
    wq_corrections_apply(a->corrections, a->article, found);
    wq_app_inside_take(a, found);
}

void wq_app_rest(struct wq_app *a)
{
    bool find = wanted(a);

    if (find && !a->inside.names && !a->inside.names_job)
        make_names(a);
    else if (find && a->inside.names && a->article->text.len > SHORT)
        find_in_background(a);
    wq_app_index(a);
}
