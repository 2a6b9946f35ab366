/* The worker: order, messages, progress, cancelling, the end. Nothing here sleeps to be right: it polls. */
#include "waraq/base/array.h"
#include "waraq/base/worker.h"

#include <poll.h>
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum { PATIENCE_MS = 20000 };

/* A job of these tests and what came of it. */
struct work {
    int posts;         /* so many messages, numbered from 0 */
    bool until_told;   /* then waits to be cancelled */
    bool steps;        /* reports progress while it posts */
    atomic_int ran;    /* times */
    atomic_int living; /* messages not freed */
    int got, ends;
    bool cancelled;
    size_t at, total;
    int order;    /* the how manieth job ended */
    int *counter; /* jobs that ended */
    sigset_t blocked;
};

struct note {
    struct work *work;
    int number;
};

static void drop(void *message)
{
    struct note *n = message;
    atomic_fetch_sub(&n->work->living, 1);
    free(n);
}

static void run(struct wq_job *job, void *data)
{
    struct work *w = data;
    const struct wq_progress *p = wq_job_progress(job);

    atomic_fetch_add(&w->ran, 1);
    pthread_sigmask(SIG_SETMASK, NULL, &w->blocked);
    for (int i = 0; i < w->posts; i++) {
        struct note *n = malloc(sizeof *n);
        *n = (struct note){w, i};
        atomic_fetch_add(&w->living, 1);
        wq_job_post(job, n);
        if (w->steps && !wq_progress_step(p, (size_t)i + 1, (size_t)w->posts))
            return;
    }
    while (w->until_told && !wq_job_cancelled(job))
        sched_yield();
}

static void message(void *data, void *m)
{
    struct work *w = data;
    struct note *n = m;

    assert_ptr_equal(n->work, w);
    assert_int_equal(n->number, w->got);
    assert_int_equal(w->ends, 0);
    w->got++;
    drop(m);
}

static void progress(void *data, size_t at, size_t total)
{
    struct work *w = data;

    assert_true(at >= w->at && at <= total);
    w->at = at;
    w->total = total;
}

static void done(void *data, bool cancelled)
{
    struct work *w = data;

    w->ends++;
    w->cancelled = cancelled;
    if (w->counter)
        w->order = ++*w->counter;
}

static const struct wq_job_calls calls = {run, message, progress, done, drop};

static bool wait_for_news(struct wq_worker *w)
{
    struct pollfd p = {.fd = wq_worker_fd(w), .events = POLLIN};
    return poll(&p, 1, PATIENCE_MS) > 0;
}

static void take_until_end(struct wq_worker *w, const struct work *work)
{
    while (!work->ends) {
        assert_true(wait_for_news(w));
        wq_worker_take(w);
    }
}

static void submit(struct wq_worker *w, struct work *work, unsigned long *id)
{
    assert_int_equal(wq_worker_submit(w, &calls, work, id, NULL), WQ_OK);
}

static void test_nothing(void **state)
{
    struct wq_worker *w = wq_worker_new();

    (void)state;
    assert_int_equal(wq_worker_fd(w), -1);
    assert_false(wq_worker_take(w));
    wq_worker_cancel(w, 1);
    wq_worker_free(w);
    wq_worker_free(NULL);
}

static void test_in_order(void **state)
{
    struct wq_worker *w = wq_worker_new();
    struct work works[20];
    int counter = 0;

    (void)state;
    memset(works, 0, sizeof works);
    for (size_t i = 0; i < WQ_COUNT(works); i++) {
        works[i].posts = (int)i * 10;
        works[i].counter = &counter;
        submit(w, &works[i], NULL);
    }
    take_until_end(w, &works[WQ_COUNT(works) - 1]);
    for (size_t i = 0; i < WQ_COUNT(works); i++) {
        assert_int_equal(works[i].got, i * 10);
        assert_int_equal(works[i].order, i + 1);
        assert_int_equal(works[i].ran, 1);
        assert_int_equal(works[i].living, 0);
        assert_false(works[i].cancelled);
    }
    /* Nothing is left to hand out, and the descriptor is quiet. */
    assert_false(wq_worker_take(w));
    struct pollfd p = {.fd = wq_worker_fd(w), .events = POLLIN};
    assert_int_equal(poll(&p, 1, 0), 0);
    wq_worker_free(w);
}

/* Two jobs: while a message of the first is handed out both come to their end. */
struct pair {
    atomic_bool go, over;
    int ends, first, second; /* which came as the how manieth */
};

static void run_first(struct wq_job *job, void *data)
{
    struct pair *p = data;

    wq_job_post(job, p);
    while (!atomic_load(&p->go))
        sched_yield();
}

static void message_of_first(void *data, void *m)
{
    struct pair *p = data;

    assert_ptr_equal(m, p);
    atomic_store(&p->go, true);
    for (time_t end = time(NULL) + PATIENCE_MS / 1000; !atomic_load(&p->over);) {
        assert_true(time(NULL) <= end);
        sched_yield();
    }
}

static void end_first(void *data, bool cancelled)
{
    struct pair *p = data;
    (void)cancelled;
    p->first = ++p->ends;
}

static void run_second(struct wq_job *job, void *data)
{
    struct pair *p = data;
    wq_job_post(job, p);
    atomic_store(&p->over, true);
}

static void end_second(void *data, bool cancelled)
{
    struct pair *p = data;
    (void)cancelled;
    p->second = ++p->ends;
}

static void test_ends_meanwhile(void **state)
{
    static const struct wq_job_calls first = {run_first, message_of_first, NULL, end_first, NULL};
    static const struct wq_job_calls second = {run_second, NULL, NULL, end_second, NULL};
    struct wq_worker *w = wq_worker_new();
    struct pair pair = {.ends = 0};

    (void)state;
    assert_int_equal(wq_worker_submit(w, &first, &pair, NULL, NULL), WQ_OK);
    assert_int_equal(wq_worker_submit(w, &second, &pair, NULL, NULL), WQ_OK);
    while (pair.ends < 2) {
        assert_true(wait_for_news(w));
        wq_worker_take(w);
    }
    assert_int_equal(pair.first, 1);
    assert_int_equal(pair.second, 2);
    wq_worker_free(w);
}

static void test_progress(void **state)
{
    struct wq_worker *w = wq_worker_new();
    struct work work = {.posts = 1000, .steps = true};

    (void)state;
    submit(w, &work, NULL);
    take_until_end(w, &work);
    assert_int_equal(work.at, 1000);
    assert_int_equal(work.total, 1000);
    wq_worker_free(w);
}

static void test_cancel(void **state)
{
    struct wq_worker *w = wq_worker_new();
    struct work first = {.posts = 5, .until_told = true};
    struct work waits = {.posts = 5};
    struct work last = {.posts = 3};
    unsigned long id;
    unsigned long waiting;

    (void)state;
    submit(w, &first, &id);
    submit(w, &waits, &waiting);
    submit(w, &last, NULL);
    assert_true(id != 0 && waiting != id);
    while (first.got < 5) {
        assert_true(wait_for_news(w));
        wq_worker_take(w);
    }
    wq_worker_cancel(w, waiting); /* before it began: it never runs */
    wq_worker_cancel(w, id);
    take_until_end(w, &last);
    assert_true(first.cancelled && first.ends == 1);
    assert_true(waits.cancelled && waits.ends == 1 && waits.ran == 0 && waits.got == 0);
    assert_true(!last.cancelled && last.got == 3);
    wq_worker_cancel(w, id); /* long gone */
    wq_worker_free(w);
}

/* Messages on their way when a job is cancelled are freed, and none comes any more. */
static void test_cancel_drops(void **state)
{
    struct wq_worker *w = wq_worker_new();
    struct work work = {.posts = 5000, .until_told = true};
    unsigned long id;

    (void)state;
    submit(w, &work, &id);
    assert_true(wait_for_news(w));
    wq_worker_cancel(w, id);
    take_until_end(w, &work);
    assert_int_equal(work.got, 0);
    assert_int_equal(work.living, 0);
    wq_worker_free(w);
}

/* The end: what runs is stopped, what waits never runs, everything is done once. */
static void test_the_end(void **state)
{
    struct wq_worker *w = wq_worker_new();
    struct work runs = {.posts = 100, .until_told = true};
    struct work waits = {.posts = 1};

    (void)state;
    submit(w, &runs, NULL);
    submit(w, &waits, NULL);
    assert_true(wait_for_news(w));
    wq_worker_free(w);
    assert_true(runs.ends == 1 && runs.cancelled && runs.living == 0);
    assert_true(waits.ends == 1 && waits.cancelled && waits.ran == 0);
}

static void test_signals_are_blocked(void **state)
{
    static const int some[] = {SIGINT, SIGTERM, SIGWINCH, SIGTSTP, SIGCHLD, SIGALRM};
    struct wq_worker *w = wq_worker_new();
    struct work work = {.posts = 0};
    sigset_t mine;

    (void)state;
    submit(w, &work, NULL);
    take_until_end(w, &work);
    for (size_t i = 0; i < WQ_COUNT(some); i++)
        assert_true(sigismember(&work.blocked, some[i]));
    pthread_sigmask(SIG_SETMASK, NULL, &mine);
    assert_false(sigismember(&mine, SIGINT));
    wq_worker_free(w);
}

/* An idle worker uses no processor time. */
static void test_idle(void **state)
{
    struct wq_worker *w = wq_worker_new();
    struct work work = {.posts = 1};
    struct timespec before;
    struct timespec after;

    (void)state;
    submit(w, &work, NULL);
    take_until_end(w, &work);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &before);
    struct pollfd p = {.fd = wq_worker_fd(w), .events = POLLIN};
    assert_int_equal(poll(&p, 1, 200), 0);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &after);
    assert_true((after.tv_sec - before.tv_sec) * 1000000000LL + after.tv_nsec - before.tv_nsec < 20000000);
    wq_worker_free(w);
}

/* A job may be followed by another from its own end. */
struct chain {
    struct wq_worker *worker;
    int left;
};

static void chain_run(struct wq_job *job, void *data)
{
    (void)job;
    (void)data;
}

static void chain_done(void *data, bool cancelled);
static const struct wq_job_calls chain_calls = {.run = chain_run, .done = chain_done};

static void chain_done(void *data, bool cancelled)
{
    struct chain *c = data;

    if (!cancelled && --c->left > 0)
        assert_int_equal(wq_worker_submit(c->worker, &chain_calls, c, NULL, NULL), WQ_OK);
}

static void test_submit_from_done(void **state)
{
    struct chain c = {wq_worker_new(), 100};

    (void)state;
    assert_int_equal(wq_worker_submit(c.worker, &chain_calls, &c, NULL, NULL), WQ_OK);
    while (c.left > 0) {
        assert_true(wait_for_news(c.worker));
        wq_worker_take(c.worker);
    }
    wq_worker_free(c.worker);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing),        cmocka_unit_test(test_in_order),
        cmocka_unit_test(test_ends_meanwhile), cmocka_unit_test(test_progress),
        cmocka_unit_test(test_cancel),         cmocka_unit_test(test_cancel_drops),
        cmocka_unit_test(test_the_end),        cmocka_unit_test(test_signals_are_blocked),
        cmocka_unit_test(test_idle),           cmocka_unit_test(test_submit_from_done),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
