/* A queue of jobs one way and of their messages the other, under one lock; a pipe wakes the interface thread.
 * A pipe and not an eventfd: it is the same everywhere, and it never holds more than one byte. */
#include "waraq/base/worker.h"

#include "waraq/base/clock.h"
#include "waraq/base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

/* Progress is passed on no more often than a screen is painted. */
enum { STEP_MS = 40 };

struct message {
    struct message *next;
    void *data;
};

/* Owned by the interface thread, which alone makes and frees it. */
struct wq_job {
    struct wq_job *next;
    struct wq_worker *worker;
    const struct wq_job_calls *calls;
    void *data;
    unsigned long id;
    atomic_bool cancelled;
    struct wq_progress progress;
    long stepped; /* ms: when progress was last passed on; the worker's */
    /* Under the worker's lock: */
    struct message *first, **last;
    size_t at, total; /* progress */
    bool moved;       /* it was not handed out yet */
    bool ended;
};

struct wq_worker {
    pthread_mutex_t lock;
    pthread_cond_t wanted; /* there is a job to run, or the end */
    pthread_t thread;
    bool started;
    unsigned long ids;
    int pipe[2];
    /* Under the lock: */
    struct wq_job *jobs; /* in order, the one that runs too, until done() was called */
    bool closing;
    bool woken; /* a byte is in the pipe */
};

struct wq_worker *wq_worker_new(void)
{
    struct wq_worker *w = wq_calloc(1, sizeof *w);

    pthread_mutex_init(&w->lock, NULL);
    pthread_cond_init(&w->wanted, NULL);
    w->pipe[0] = w->pipe[1] = -1;
    return w;
}

/* With the lock held. */
static void wake(struct wq_worker *w)
{
    ssize_t n;

    if (w->woken)
        return;
    do
        n = write(w->pipe[1], "", 1);
    while (n < 0 && errno == EINTR);
    w->woken = true;
}

/* The next job that has not run; with the lock held. */
static struct wq_job *next_job(struct wq_worker *w)
{
    struct wq_job *j = w->jobs;
    while (j && j->ended)
        j = j->next;
    return j;
}

static void *work(void *data)
{
    struct wq_worker *w = data;

    pthread_mutex_lock(&w->lock);
    for (;;) {
        struct wq_job *j = next_job(w);
        if (!j && w->closing)
            break;
        if (!j) {
            pthread_cond_wait(&w->wanted, &w->lock);
            continue;
        }
        pthread_mutex_unlock(&w->lock);
        if (!atomic_load(&j->cancelled))
            j->calls->run(j, j->data);
        pthread_mutex_lock(&w->lock);
        j->ended = true;
        wake(w);
    }
    pthread_mutex_unlock(&w->lock);
    return NULL;
}

static bool open_pipe(int ends[2])
{
    if (pipe(ends) != 0)
        return false;
    for (int i = 0; i < 2; i++) {
        fcntl(ends[i], F_SETFL, O_NONBLOCK);
        fcntl(ends[i], F_SETFD, FD_CLOEXEC);
    }
    return true;
}

/* Signals are the interface thread's business: the worker inherits that they are blocked. */
static bool start(struct wq_worker *w)
{
    sigset_t all;
    sigset_t before;

    if (w->started)
        return true;
    if (w->pipe[0] < 0 && !open_pipe(w->pipe))
        return false;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int failed = pthread_create(&w->thread, NULL, work, w);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    w->started = failed == 0;
    errno = failed;
    return w->started;
}

static bool step(void *data, size_t done, size_t total);

enum wq_status wq_worker_submit(struct wq_worker *w, const struct wq_job_calls *calls, void *data,
                                unsigned long *id, struct wq_error *err)
{
    if (!start(w))
        return wq_fail(err, WQ_ESYS, "worker");
    struct wq_job *j = wq_calloc(1, sizeof *j);
    j->worker = w;
    j->calls = calls;
    j->data = data;
    j->id = ++w->ids;
    j->last = &j->first;
    j->progress = (struct wq_progress){step, j};
    atomic_init(&j->cancelled, false);
    if (id)
        *id = j->id;
    pthread_mutex_lock(&w->lock);
    struct wq_job **end = &w->jobs;
    while (*end)
        end = &(*end)->next;
    *end = j;
    pthread_cond_signal(&w->wanted);
    pthread_mutex_unlock(&w->lock);
    return WQ_OK;
}

static void drop_messages(const struct wq_job_calls *calls, struct message *m)
{
    while (m) {
        struct message *next = m->next;
        if (calls->drop)
            calls->drop(m->data);
        free(m);
        m = next;
    }
}

/* The messages a job has posted; with the lock held. */
static struct message *take_messages(struct wq_job *j)
{
    struct message *m = j->first;
    j->first = NULL;
    j->last = &j->first;
    return m;
}

void wq_worker_cancel(struct wq_worker *w, unsigned long id)
{
    pthread_mutex_lock(&w->lock);
    struct wq_job *j = w->jobs;
    while (j && j->id != id)
        j = j->next;
    struct message *m = NULL;
    if (j) {
        atomic_store(&j->cancelled, true);
        m = take_messages(j);
    }
    pthread_mutex_unlock(&w->lock);
    if (m)
        drop_messages(j->calls, m);
}

int wq_worker_fd(const struct wq_worker *w)
{
    return w->pipe[0];
}

/* What a job has to be handed out at one moment. */
struct news {
    struct message *messages;
    size_t at, total;
    bool moved, ended;
};

static struct news news_of(struct wq_worker *w, struct wq_job *j)
{
    pthread_mutex_lock(&w->lock);
    struct news n = {take_messages(j), j->at, j->total, j->moved, j->ended};
    j->moved = false;
    pthread_mutex_unlock(&w->lock);
    return n;
}

/* Hands a job's news out; any callback may cancel it. True if it has ended, and is gone; *any: there were
 * some.
 */
static bool hand_out(struct wq_worker *w, struct wq_job *j, bool *any)
{
    const struct wq_job_calls *calls = j->calls;
    struct news n = news_of(w, j);
    *any = *any || n.messages || n.moved || n.ended;

    while (n.messages && calls->message && !atomic_load(&j->cancelled)) {
        struct message *m = n.messages;
        n.messages = m->next;
        calls->message(j->data, m->data);
        free(m);
    }
    drop_messages(calls, n.messages);
    if (n.moved && calls->progress && !atomic_load(&j->cancelled))
        calls->progress(j->data, n.at, n.total);
    if (n.ended) {
        pthread_mutex_lock(&w->lock);
        struct wq_job **link = &w->jobs;
        while (*link != j)
            link = &(*link)->next;
        *link = j->next;
        pthread_mutex_unlock(&w->lock);
        calls->done(j->data, atomic_load(&j->cancelled));
        free(j);
    }
    return n.ended;
}

/* The first job whose number is above id; jobs are only ever added behind. */
static struct wq_job *job_after(struct wq_worker *w, unsigned long id)
{
    pthread_mutex_lock(&w->lock);
    struct wq_job *j = w->jobs;
    while (j && j->id <= id)
        j = j->next;
    pthread_mutex_unlock(&w->lock);
    return j;
}

bool wq_worker_take(struct wq_worker *w)
{
    bool any = false;
    unsigned long id = 0;
    char byte;

    if (!w->started)
        return false;
    pthread_mutex_lock(&w->lock);
    while (w->woken && read(w->pipe[0], &byte, 1) < 0 && errno == EINTR)
        continue;
    w->woken = false;
    pthread_mutex_unlock(&w->lock);
    /* Behind one that runs there is no news yet: what comes meanwhile is for the next time, in its order. */
    for (struct wq_job *j; (j = job_after(w, id));) {
        id = j->id;
        if (!hand_out(w, j, &any))
            break;
    }
    return any;
}

void wq_worker_free(struct wq_worker *w)
{
    if (!w)
        return;
    pthread_mutex_lock(&w->lock);
    w->closing = true;
    for (struct wq_job *j = w->jobs; j; j = j->next)
        atomic_store(&j->cancelled, true);
    pthread_cond_signal(&w->wanted);
    pthread_mutex_unlock(&w->lock);
    if (w->started)
        pthread_join(w->thread, NULL);
    bool any = false;
    for (struct wq_job *j; (j = w->jobs);)
        hand_out(w, j, &any);
    for (int i = 0; i < 2; i++)
        if (w->pipe[i] >= 0)
            close(w->pipe[i]);
    pthread_cond_destroy(&w->wanted);
    pthread_mutex_destroy(&w->lock);
    free(w);
}

bool wq_job_cancelled(const struct wq_job *job)
{
    return atomic_load_explicit(&job->cancelled, memory_order_relaxed);
}

void wq_job_post(struct wq_job *job, void *message)
{
    struct wq_worker *w = job->worker;
    struct message *m = wq_malloc(sizeof *m);

    *m = (struct message){NULL, message};
    pthread_mutex_lock(&w->lock);
    bool wanted = !atomic_load(&job->cancelled);
    if (wanted) {
        *job->last = m;
        job->last = &m->next;
        wake(w);
    }
    pthread_mutex_unlock(&w->lock);
    if (!wanted)
        drop_messages(job->calls, m);
}

static bool step(void *data, size_t done, size_t total)
{
    struct wq_job *j = data;

    if (wq_job_cancelled(j))
        return false;
    long now = wq_now_ms();
    if (now - j->stepped < STEP_MS && done != total)
        return true;
    j->stepped = now;
    pthread_mutex_lock(&j->worker->lock);
    j->at = done;
    j->total = total;
    j->moved = true;
    wake(j->worker);
    pthread_mutex_unlock(&j->worker->lock);
    return true;
}

const struct wq_progress *wq_job_progress(struct wq_job *job)
{
    return &job->progress;
}
