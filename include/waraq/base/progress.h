/*
 * progress.h: how work that takes long says how far it is, and hears that it is to stop.
 *
 * Handed down as a pointer that may be NULL: nobody wants to know, and nothing stops the work.
 */
#ifndef WARAQ_BASE_PROGRESS_H
#define WARAQ_BASE_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

struct wq_progress {
    /* done of total (in what unit, the work's header says); total 0: not known yet. False: stop. Called
     * often, from the thread that works: it must be cheap. */
    bool (*step)(void *data, size_t done, size_t total);
    void *data;
};

/* False: the work is to end as soon as it can. */
static inline bool wq_progress_step(const struct wq_progress *p, size_t done, size_t total)
{
    return !p || p->step(p->data, done, total);
}

#endif
