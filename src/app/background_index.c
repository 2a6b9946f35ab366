/* What the worker makes when it has nothing else to do: the folded text of all articles, which makes looking
 * in them quick, then who is mentioned in them. */
#include "state.h"

#include "waraq/base/mem.h"
#include "waraq/index/fulltext.h"
#include "waraq/index/mentions.h"

#include <stdlib.h>
#include <string.h>

struct index_job {
    struct wq_app *app;
    bool mentions; /* not the folded text */
    char *file;
    char *encoding;
    struct wq_finding finding;
    struct wq_buf paths;
    enum wq_status status;
    struct wq_error err;
    struct wq_cache_built built;
};

char *wq_app_index_file(const struct wq_app *a, enum wq_cache_kind kind)
{
    const struct wq_options *o = a->options;
    struct wq_buf file = WQ_BUF_INIT;

    if (wq_shelf_count(a->shelf) < WQ_INDEX_FROM ||
        wq_cache_file(kind, (const char *const *)o->paths, o->npaths, o->encoding, &file) != WQ_OK) {
        wq_buf_release(&file);
        return NULL;
    }
    return wq_buf_detach(&file);
}

static void index_run(struct wq_job *job, void *data)
{
    struct index_job *j = data;
    struct wq_mentions_how how = {
        .encoding = j->encoding, .finding = j->finding, .paths = &j->paths, .progress = wq_job_progress(job)};

    if (j->mentions)
        j->status = wq_mentions_build(j->file, &how, &j->built, &j->err);
    else
        j->status = wq_fulltext_build(j->file, j->encoding, &j->paths, how.progress, &j->built, &j->err);
}

static void index_progress(void *data, size_t done, size_t total)
{
    struct index_job *j = data;

    if (j->app->background.scan) /* which counts for itself */
        return;
    j->app->background.done = done;
    j->app->background.total = total;
}

static void say_failed(struct wq_app *a, const struct index_job *j)
{
    const char *why = j->err.status == WQ_ESYS ? strerror(j->err.sys) : wq_status_name(j->status);

    wq_buf_clear(&a->message);
    wq_message_add1(&a->message, WQ_MSG_INDEX_FAILED, "why", why);
}

static void free_job(struct index_job *j)
{
    free(j->file);
    free(j->encoding);
    wq_buf_release(&j->paths);
    free(j);
}

static void index_done(void *data, bool cancelled)
{
    struct index_job *j = data;
    struct wq_app *a = j->app;
    struct wq_background *b = &a->background;

    b->index = 0;
    if (!b->scan)
        b->done = b->total = 0;
    if (!cancelled) {
        *(j->mentions ? &b->gathered : &b->indexed) = true;
        if (j->status != WQ_OK) { /* said once; looking goes on as before, and the other would fail as well */
            say_failed(a, j);
            b->indexed = b->gathered = true;
        }
    }
    free_job(j);
    wq_mem_trim();
}

/* Something is to be done first, or is being done. */
static bool is_at_work(const struct wq_app *a)
{
    const struct wq_background *b = &a->background;
    return b->scan || b->index || a->inside.names_job || a->inside.find_job;
}

void wq_app_index(struct wq_app *a)
{
    static const struct wq_job_calls calls = {
        .run = index_run, .progress = index_progress, .done = index_done};
    struct wq_background *b = &a->background;
    bool mentions = b->indexed;

    if (a->options->secure) /* nothing is left behind */
        return;
    if (is_at_work(a) || (!b->searched && !a->inside.names) ||
        (mentions && (b->gathered || !a->inside.names)))
        return;
    char *file = wq_app_index_file(a, mentions ? WQ_CACHE_MENTIONS : WQ_CACHE_FULLTEXT);
    if (!file)
        return;
    struct index_job *j = wq_calloc(1, sizeof *j);
    j->app = a;
    j->mentions = b->gathering = mentions;
    j->file = file;
    j->encoding = a->options->encoding ? wq_strdup(a->options->encoding) : NULL;
    j->finding = (struct wq_finding){a->inside.names, a->options->confidence};
    j->err.status = WQ_OK;
    for (size_t i = 0; i < wq_shelf_count(a->shelf); i++)
        wq_cache_add_path(&j->paths, wq_shelf_entry(a->shelf, i)->path);
    if (wq_worker_submit(b->worker, &calls, j, &b->index, NULL) != WQ_OK) {
        b->index = 0;
        free_job(j);
    }
}

void wq_app_index_yield(struct wq_app *a)
{
    if (a->background.index)
        wq_worker_cancel(a->background.worker, a->background.index);
}

void wq_app_index_note(const struct wq_app *a, struct wq_buf *out)
{
    const struct wq_background *b = &a->background;

    if (b->index && !b->scan && b->total)
        wq_message_addn(out, b->gathering ? WQ_MSG_GATHERING : WQ_MSG_INDEXING, 100 * b->done / b->total);
}
