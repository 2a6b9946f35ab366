/* Keeping what is read and typed: noting what changed, and writing it in time. */
#include "state.h"

#include "waraq/base/array.h"
#include "waraq/base/clock.h"
#include "waraq/base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    REST_MS = 2000,     /* after the last change */
    LATEST_MS = 20000,  /* after the first, if it goes on and on */
    PATIENCE_MS = 2000, /* the worker waits so long where another process writes */
    END_PATIENCE_MS = 500,
};

/* Milliseconds since 1970. */
static int64_t date_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* ---- what changed ---- */

static void touch(struct wq_keep *k)
{
    k->last = wq_now_ms();
    if (!k->waiting)
        k->first = k->last;
    k->waiting = true;
}

static void touch_at_once(struct wq_keep *k)
{
    touch(k);
    k->first = k->last - LATEST_MS;
}

/* What is to be written of a path already, or NULL. */
static struct wq_kept *find_change(struct wq_keep *k, const char *path)
{
    for (size_t i = 0; i < k->changes.articles.len; i++)
        if (!strcmp(k->changes.articles.items[i].path, path))
            return &k->changes.articles.items[i];
    return NULL;
}

static struct wq_kept *change_of(struct wq_keep *k, const char *path)
{
    struct wq_kept *kept = find_change(k, path);

    if (!kept) {
        kept = WQ_PUSH(&k->changes.articles);
        *kept = (struct wq_kept){.path = wq_strdup(path)};
    }
    return kept;
}

/* The paths that were opened, as struct wq_kept has them, or the folder of an article of very many; NULL:
 * they cannot be opened again. */
static char *library_of(const struct wq_keep *k)
{
    struct wq_buf out = WQ_BUF_INIT;

    if (k->key.data[0] != '/')
        return NULL;
    if (k->library.len)
        wq_buf_add(&out, k->library.data, k->library.len);
    else
        wq_buf_add(&out, k->key.data, (size_t)(strrchr(k->key.data, '/') - k->key.data) + 1);
    wq_buf_addc(&out, '\0');
    return wq_buf_detach(&out);
}

/* What is to be written of the open article, if anything is. */
static void note_place(struct wq_app *a)
{
    struct wq_keep *k = &a->keep;

    if (!a->article || !k->changed)
        return;
    const struct wq_text *t = &a->article->text;
    struct wq_kept *kept = change_of(k, k->key.data);

    free(kept->library);
    kept->library = library_of(k);
    kept->hash = k->hash;
    kept->placed = true;
    wq_bookmark_make(&kept->place, t->data, t->len, k->noted.place);
    kept->progress = k->noted.progress;
    kept->finished = k->noted_seen;
    kept->opened = date_ms();
    k->changed = false;
}

void wq_app_keep_reading(struct wq_app *a)
{
    struct wq_keep *k = &a->keep;
    const struct wq_memory *m = &a->memory[a->open];
    bool seen = wq_shelf_entry(a->shelf, a->open)->seen;

    if (!k->file || (k->reading && k->noted.place == m->place && k->noted.progress == m->progress &&
                     k->noted_seen == seen))
        return;
    k->reading = k->changed = true;
    k->noted = *m;
    k->noted_seen = seen;
    touch(k);
}

void wq_app_keep_leaving(struct wq_app *a)
{
    struct wq_keep *k = &a->keep;

    if (wq_app_is_resumed(a)) /* nothing was read: it is to be resumed again */
        a->memory[a->open].here = false;
    k->stopped.place = SIZE_MAX;
    if (k->reading) /* something other than an action may have moved it */
        wq_app_keep_reading(a);
    if (!k->changed)
        return;
    note_place(a);
    touch_at_once(k);
}

void wq_app_keep_seen(struct wq_app *a, size_t entry)
{
    struct wq_keep *k = &a->keep;
    const struct wq_entry *e = wq_shelf_entry(a->shelf, entry);
    struct wq_buf key = WQ_BUF_INIT;

    if (a->article && entry == a->open && k->reading) {
        wq_app_keep_reading(a);
    } else if (k->file && strcmp(e->path, "-") != 0 && wq_app_key(e->path, &key)) {
        struct wq_kept *kept = change_of(k, key.data);
        kept->finished = e->seen;
        if (!kept->placed)
            kept->opened = date_ms();
        touch(k);
    }
    wq_buf_release(&key);
}

void wq_app_keep_typed(struct wq_app *a, unsigned prompt, const struct wq_buf *line)
{
    struct wq_keep *k = &a->keep;
    const char *name = wq_app_prompt_name(prompt);

    if (!k->file || !name || line->len == 0)
        return;
    *WQ_PUSH(&k->changes.typed) =
        (struct wq_typed){wq_strdup(name), wq_strndup(line->data, line->len), date_ms()};
    touch(k);
}

/* ---- writing it ---- */

struct write_job {
    struct wq_app *app;
    char *file;
    struct wq_store_changes changes;
    bool ran;
    enum wq_status status;
    struct wq_error err;
};

static void write_run(struct wq_job *job, void *data)
{
    struct write_job *j = data;

    (void)job;
    j->ran = true;
    j->status = wq_store_write(j->file, PATIENCE_MS, &j->changes, WQ_HISTORY_MOST, &j->err);
}

/* What was not written is to be again; what was noted since is newer. */
static void put_back(struct wq_keep *k, struct wq_store_changes *c)
{
    for (size_t i = 0; i < c->articles.len; i++) {
        struct wq_kept *old = &c->articles.items[i];
        struct wq_kept *now = find_change(k, old->path);
        if (now && (now->placed || !old->placed))
            continue;
        if (now) { /* it was only marked since */
            old->finished = now->finished;
            wq_kept_release(now);
        } else {
            now = WQ_PUSH(&k->changes.articles);
        }
        *now = *old;
        *old = (struct wq_kept){.path = NULL};
    }
    for (size_t i = 0; i < c->typed.len; i++) {
        *WQ_PUSH(&k->changes.typed) = c->typed.items[i];
        c->typed.items[i] = (struct wq_typed){NULL, NULL, 0};
    }
}

static void write_done(void *data, bool cancelled)
{
    struct write_job *j = data;
    struct wq_keep *k = &j->app->keep;

    (void)cancelled;
    k->job = 0;
    if (!j->ran || j->status != WQ_OK) /* it is tried again with what changes next, or in the end */
        put_back(k, &j->changes);
    if (j->ran && j->status != WQ_OK)
        wq_app_keep_trouble(j->app, &j->err);
    wq_store_changes_release(&j->changes);
    free(j->file);
    free(j);
}

static void submit(struct wq_app *a)
{
    static const struct wq_job_calls calls = {.run = write_run, .done = write_done};
    struct wq_keep *k = &a->keep;
    struct write_job *j = wq_calloc(1, sizeof *j);

    note_place(a);
    j->app = a;
    j->file = wq_strdup(k->file);
    j->changes = k->changes;
    k->changes = (struct wq_store_changes){.articles = {NULL, 0, 0}};
    k->waiting = false;
    struct wq_error err;
    enum wq_status status = wq_worker_submit(a->background.worker, &calls, j, &k->job, &err);
    if (status != WQ_OK) { /* from here on j is the worker's, unless it was not taken */
        j->ran = true;
        j->status = status;
        j->err = err;
        write_done(j, false);
    }
}

int wq_app_wait_ms(const struct wq_app *a)
{
    const struct wq_keep *k = &a->keep;

    if (!k->waiting || k->job || !k->file)
        return -1;
    long due = k->last + REST_MS < k->first + LATEST_MS ? k->last + REST_MS : k->first + LATEST_MS;
    long left = due - wq_now_ms();
    return left < 0 ? 0 : (int)left;
}

void wq_app_save(struct wq_app *a)
{
    if (wq_app_wait_ms(a) == 0)
        submit(a);
}

bool wq_app_finish(struct wq_app *a, struct wq_error *err)
{
    struct wq_keep *k = &a->keep;
    enum wq_status status = WQ_OK;

    wq_app_background_release(a); /* what it had not begun to write is back in changes */
    if (!k->file)
        return true;
    if (a->article && k->reading && a->overlay != WQ_OVER_PROMPT) { /* a query being typed moves the text */
        wq_app_remember_place(a);
        wq_app_keep_reading(a);
    }
    note_place(a);
    if (k->changes.articles.len || k->changes.typed.len)
        status = wq_store_write(k->file, END_PATIENCE_MS, &k->changes, WQ_HISTORY_MOST, err);
    wq_store_changes_release(&k->changes);
    k->waiting = false;
    return status == WQ_OK;
}
