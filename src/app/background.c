/* What the worker does: looking in all articles. */
#include "state.h"

#include "waraq/base/mem.h"
#include "waraq/doc/language.h"
#include "waraq/index/scan.h"

#include <stdlib.h>
#include <string.h>

enum {
    READ_AT_MOST =
        2000 /* articles whose hits are ranked by how they are spelt, or where they stand is told */
};

/* A scan as it was submitted. */
struct scan_job {
    struct wq_app *app;
    struct wq_scan *scan;
    unsigned long id;
    bool filter;
};

void wq_app_background_init(struct wq_app *a)
{
    a->background.worker = wq_worker_new();
}

void wq_app_background_release(struct wq_app *a)
{
    wq_worker_free(a->background.worker);
    a->background.worker = NULL;
}

int wq_app_fd(const struct wq_app *a)
{
    return wq_worker_fd(a->background.worker);
}

bool wq_app_background(struct wq_app *a)
{
    return wq_worker_take(a->background.worker);
}

bool wq_app_busy(const struct wq_app *a)
{
    return a->background.scan || a->background.index || a->inside.names_job || a->inside.find_job;
}

/* ---- looking in all articles ---- */

static bool is_current(const struct scan_job *j)
{
    return j->app->background.scan == j->id;
}

static void scan_run(struct wq_job *job, void *data)
{
    struct scan_job *j = data;
    wq_scan_run(job, j->scan);
}

static void scan_message(void *data, void *message)
{
    struct scan_job *j = data;
    struct wq_scan_hit *hit = message;

    if (is_current(j) && hit->together) {
        wq_app_together_take(j->app, hit->together);
        hit->together = NULL;
    } else if (is_current(j) && j->filter) {
        wq_app_filter_found(j->app, hit->id);
    } else if (is_current(j)) {
        wq_app_results_found(
            j->app, (struct wq_result){
                        .id = hit->id, .hits = hit->hits, .found = hit->found, .mentioned = hit->mentioned});
        hit->found = NULL;
        hit->mentioned = NULL;
    }
    wq_scan_hit_free(hit);
}

static void scan_progress(void *data, size_t done, size_t total)
{
    struct scan_job *j = data;
    if (is_current(j)) {
        j->app->background.done = done;
        j->app->background.total = total;
    }
}

static void scan_done(void *data, bool cancelled)
{
    struct scan_job *j = data;
    struct wq_app *a = j->app;
    bool current = is_current(j);

    if (current) {
        a->background.scan = 0;
        a->background.done = a->background.total = 0;
        if (j->scan->damaged)
            wq_app_say(a, WQ_MSG_INDEX_DAMAGED);
        if (j->filter && !cancelled)
            wq_app_filter_done(a);
        else if (!j->filter)
            wq_app_results_done(a, cancelled);
    }
    bool took_much = j->scan->nentities && j->scan->cache;
    wq_scan_free(j->scan);
    free(j);
    if (took_much)
        wq_mem_trim();
    a->background.searched = true;
}

static size_t percent(const struct wq_background *b)
{
    return b->total ? 100 * b->done / b->total : 0;
}

bool wq_app_scan_stop(struct wq_app *a)
{
    struct wq_background *b = &a->background;
    unsigned long id = b->scan;

    b->scan = 0;
    if (id && !b->filtering)
        a->results.stopped = (int)percent(b);
    if (id)
        wq_worker_cancel(b->worker, id);
    return id != 0;
}

bool wq_app_scan_cancel(struct wq_app *a)
{
    size_t at = percent(&a->background);

    if (!wq_app_scan_stop(a))
        return false;
    wq_buf_clear(&a->message);
    wq_message_addn(&a->message, WQ_MSG_SEARCH_STOPPED, at);
    return true;
}

/* Standard input can be read once only, and was: what it gave is looked through here. */
static void scan_input(struct wq_app *a, struct scan_job *j, size_t entry)
{
    struct wq_found_how how = {NULL, j->filter ? 0 : WQ_RESULT_ROWS, wq_app_around(a)};
    const struct wq_scan *s = j->scan;
    struct wq_article *article;
    struct wq_found *found = NULL;
    struct wq_query *q;

    if (wq_query_new(s->query, strlen(s->query), s->match, s->word, &q, NULL) != WQ_OK)
        return;
    bool language = false;
    if (wq_shelf_open(a->shelf, entry, &article, NULL) == WQ_OK) {
        enum wq_status status = wq_found_in(&article->text, q, &how, wq_layout_props(a->layout), &found);
        (void)status; /* what was found before it took too long is there */
        language = s->language[0] && !strcmp(article->language, s->language);
        wq_article_free(article);
    }
    wq_query_free(q);
    if (found || language) {
        struct wq_scan_hit *hit = wq_malloc(sizeof *hit);
        *hit = (struct wq_scan_hit){
            .id = wq_shelf_entry(a->shelf, entry)->id, .hits = found ? found->hits : 0, .found = found};
        scan_message(j, hit);
    }
}

static void ask_for_listed(struct wq_app *a, struct wq_scan *s)
{
    struct wq_asked asked = wq_app_results_asked(a);

    s->query = wq_strdup("");
    for (; s->nentities < asked.n; s->nentities++)
        s->entities[s->nentities] = wq_strdup(asked.ids[s->nentities]);
    s->finding = (struct wq_finding){a->inside.names, a->options->confidence};
    s->corrections = wq_corrections_copy(a->corrections);
    memcpy(s->names_in, a->results.language, sizeof s->names_in);
}

static struct wq_scan *make_scan(struct wq_app *a, const struct wq_scan_what *what)
{
    struct wq_scan *s = wq_calloc(1, sizeof *s);
    size_t count = wq_shelf_count(a->shelf);

    if (what->query)
        s->query = wq_strdup(what->query->data);
    else
        ask_for_listed(a, s);
    s->match = what->match;
    s->word = what->word;
    s->encoding = a->options->encoding ? wq_strdup(a->options->encoding) : NULL;
    s->cache = wq_app_index_file(a, what->query ? WQ_CACHE_FULLTEXT : WQ_CACHE_MENTIONS);
    s->entries = wq_calloc(count, sizeof *s->entries);
    for (size_t i = 0; i < count; i++) {
        const struct wq_entry *e = wq_shelf_entry(a->shelf, i);
        if (strcmp(e->path, "-") != 0)
            s->entries[s->nentries++] = (struct wq_scan_entry){e->id, wq_strdup(e->path)};
    }
    s->around = what->filter ? 0 : wq_app_around(a);
    s->rows = what->filter ? 0 : WQ_RESULT_ROWS;
    s->read_at_most = READ_AT_MOST;
    if (what->filter && what->query)
        wq_language_named(what->query->data, what->query->len, s->language, sizeof s->language);
    return s;
}

void wq_app_scan(struct wq_app *a, const struct wq_scan_what *what)
{
    static const struct wq_job_calls calls = {
        .run = scan_run,
        .message = scan_message,
        .progress = scan_progress,
        .done = scan_done,
        .drop = wq_scan_hit_free,
    };
    struct wq_background *b = &a->background;
    struct scan_job *j = wq_calloc(1, sizeof *j);

    wq_app_scan_stop(a);
    wq_app_index_yield(a);
    j->app = a;
    j->scan = make_scan(a, what);
    j->filter = what->filter;
    b->filtering = what->filter;
    b->done = 0;
    b->total = j->scan->nentries;
    if (wq_worker_submit(b->worker, &calls, j, &b->scan, NULL) != WQ_OK) {
        wq_scan_free(j->scan);
        free(j);
        return;
    }
    j->id = b->scan;
    for (size_t i = 0; i < wq_shelf_count(a->shelf); i++)
        if (what->query && !strcmp(wq_shelf_entry(a->shelf, i)->path, "-"))
            scan_input(a, j, i);
}

void wq_app_background_note(const struct wq_app *a, struct wq_buf *out)
{
    wq_message_addn(out, WQ_MSG_SEARCH_RUNNING, percent(&a->background));
}
