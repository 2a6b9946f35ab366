/*
 * scan_run.h: a scan in a worker, and what came of it.
 */
#ifndef WARAQ_TESTS_UNIT_INDEX_SCAN_RUN_H
#define WARAQ_TESTS_UNIT_INDEX_SCAN_RUN_H

#include "waraq/base/array.h"
#include "waraq/base/mem.h"
#include "waraq/index/scan.h"

#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

enum { PATIENCE_MS = 20000 };

/* A scan, and what came of it. */
struct run {
    struct wq_worker *worker;
    unsigned long job;
    struct wq_scan *scan;
    size_t stop_at; /* cancels itself when that many have come; 0: never */
    struct {
        struct wq_scan_hit **items;
        size_t len, cap;
    } hits;
    size_t at, total;
    int ends;
    bool cancelled;
};

/* Ids that are no positions. */
static inline unsigned id_of(size_t i)
{
    return (unsigned)(7 + 3 * i);
}

static inline void add(struct wq_scan *s, const char *path)
{
    s->entries = wq_reallocarray(s->entries, s->nentries + 1, sizeof *s->entries);
    s->entries[s->nentries] = (struct wq_scan_entry){id_of(s->nentries), wq_strdup(path)};
    s->nentries++;
}

static inline void message(void *data, void *m)
{
    struct run *r = data;

    assert_int_equal(r->ends, 0);
    *WQ_PUSH(&r->hits) = m;
    if (r->stop_at && r->hits.len == r->stop_at)
        wq_worker_cancel(r->worker, r->job);
}

static inline void progress(void *data, size_t at, size_t total)
{
    struct run *r = data;

    assert_true(at >= r->at && at <= total);
    r->at = at;
    r->total = total;
}

static inline void done(void *data, bool cancelled)
{
    struct run *r = data;

    r->ends++;
    r->cancelled = cancelled;
}

static inline void run(struct wq_job *job, void *data)
{
    const struct run *r = data;
    wq_scan_run(job, r->scan);
}

static const struct wq_job_calls calls = {run, message, progress, done, wq_scan_hit_free};

static inline void begin(struct run *r, struct wq_scan *s)
{
    *r = (struct run){.worker = wq_worker_new(), .scan = s, .stop_at = r->stop_at};
    assert_int_equal(wq_worker_submit(r->worker, &calls, r, &r->job, NULL), WQ_OK);
}

static inline void finish(struct run *r)
{
    while (!r->ends) {
        struct pollfd p = {.fd = wq_worker_fd(r->worker), .events = POLLIN};
        assert_true(poll(&p, 1, PATIENCE_MS) > 0);
        wq_worker_take(r->worker);
    }
    wq_worker_free(r->worker);
    assert_int_equal(r->ends, 1);
}

static inline void release(struct run *r)
{
    for (size_t i = 0; i < r->hits.len; i++)
        wq_scan_hit_free(r->hits.items[i]);
    free(r->hits.items);
    wq_scan_free(r->scan);
}

static inline void scan(struct run *r, struct wq_scan *s)
{
    *r = (struct run){.stop_at = 0};
    begin(r, s);
    finish(r);
    assert_false(r->cancelled);
}

/* expected: "position:hits " each article. */
static inline void check(const struct run *r, const char *expected)
{
    struct wq_buf got = WQ_BUF_INIT;

    wq_buf_adds(&got, "");
    wq_buf_reserve(&got, 0);
    got.data[0] = '\0';
    for (size_t i = 0; i < r->hits.len; i++) {
        const struct wq_scan_hit *h = r->hits.items[i];
        if (h->together)
            continue;
        assert_int_equal((h->id - 7) % 3, 0);
        wq_buf_addf(&got, "%u:%zu ", (h->id - 7) / 3, h->hits);
    }
    assert_string_equal(got.data, expected);
    wq_buf_release(&got);
}

#endif
