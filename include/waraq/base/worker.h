/*
 * worker.h: one thread for what takes long, so that keys never wait.
 *
 * The interface thread submits jobs; they run one at a time, in order, in a thread that is started with the
 * first of them. What a job finds it posts as messages; the interface thread polls wq_worker_fd() and hands
 * out with wq_worker_take() what came. When there is nothing to do both threads sleep.
 *
 * Threads: everything is for the interface thread but the three wq_job_ functions, which are for the job's
 * run() in the worker. All signals are blocked in the worker. A job's data is its own while run() runs: the
 * interface thread leaves it alone until done() was called, but for what the two share with locks or atomics.
 */
#ifndef WARAQ_BASE_WORKER_H
#define WARAQ_BASE_WORKER_H

#include "waraq/base/progress.h"
#include "waraq/base/status.h"

#include <stdbool.h>
#include <stddef.h>

struct wq_worker;
struct wq_job;

/* What a job consists of. All but run and done may be NULL. */
struct wq_job_calls {
    /* In the worker. Looks at wq_job_cancelled() (or its progress record) every few milliseconds. */
    void (*run)(struct wq_job *job, void *data);
    /* On the interface thread, from wq_worker_take(): */
    void (*message)(void *data, void *message); /* what run() posted, in order; the message is theirs now */
    void (*progress)(void *data, size_t done, size_t total); /* the newest only */
    /* The job's end; called exactly once, also for a job that never ran, from wq_worker_take() or
     * wq_worker_free(). cancelled: it was told to stop, though it may have come to its end. */
    void (*done)(void *data, bool cancelled);
    /* Frees a message that nobody gets any more, because the job was cancelled. From any thread. */
    void (*drop)(void *message);
};

/* Costs nothing yet: no thread, no descriptors. */
struct wq_worker *wq_worker_new(void);

/* Cancels everything, waits for the job that runs, calls done() of all. NULL is fine. */
void wq_worker_free(struct wq_worker *w);

/* Queues a job; *id (may be NULL) is for wq_worker_cancel, never 0. calls is borrowed until done() was
 * called. WQ_ESYS: the thread or its pipe cannot be made; then nothing is queued and done() not called. */
enum wq_status wq_worker_submit(struct wq_worker *w, const struct wq_job_calls *calls, void *data,
                                unsigned long *id, struct wq_error *err) WQ_MUST_CHECK;

/* From now on the job posts into the void, its messages waiting are dropped, and it ends soon; done() still
 * comes. An id whose job has ended does nothing. */
void wq_worker_cancel(struct wq_worker *w, unsigned long id);

/* Readable when wq_worker_take() has something to hand out; -1 before the first job. */
int wq_worker_fd(const struct wq_worker *w);

/* Hands out what came since. True if there was anything. The callbacks may submit and cancel, but not call
 * wq_worker_take or wq_worker_free. */
bool wq_worker_take(struct wq_worker *w);

bool wq_job_cancelled(const struct wq_job *job);

/* The message is the interface thread's from here on. */
void wq_job_post(struct wq_job *job, void *message);

/* A record for functions that want one: it passes progress on (not more often than can be painted) and says
 * when the job was cancelled. Good while run() runs. */
const struct wq_progress *wq_job_progress(struct wq_job *job);

#endif
