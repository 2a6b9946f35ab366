/*
 * array.h: arrays that grow, as three plain members of the struct that owns them.
 *
 *     struct { struct wq_span *items; size_t len, cap; } hits;
 *     *WQ_PUSH(&hits) = span;
 *     free(hits.items);
 */
#ifndef WARAQ_BASE_ARRAY_H
#define WARAQ_BASE_ARRAY_H

#include "waraq/base/mem.h"

/* Makes room for at least need items; *cap is in items. */
void *wq_array_grow(void *items, size_t *cap, size_t need, size_t size);

#define WQ_RESERVE(a, n)                                                                                     \
    ((n) <= (a)->cap ? (void)0                                                                               \
                     : (void)((a)->items = wq_array_grow((a)->items, &(a)->cap, (n), sizeof *(a)->items)))

/* A pointer to a new, uninitialised last item; good until the next push. */
#define WQ_PUSH(a) (WQ_RESERVE((a), (a)->len + 1), &(a)->items[(a)->len++])

/*
 * Sets found to the first i of [0, n) for which `before` does not hold, or to n. It must hold up to some i
 * and not from there on:
 *
 *     WQ_BISECT(found, hits.len, i, hits.items[i].start < at);
 */
#define WQ_BISECT(found, n, i, before)                                                                       \
    do {                                                                                                     \
        size_t high_ = (n);                                                                                  \
        (found) = 0;                                                                                         \
        while ((found) < high_) {                                                                            \
            size_t i = ((found) + high_) / 2;                                                                \
            if (before)                                                                                      \
                (found) = i + 1;                                                                             \
            else                                                                                             \
                high_ = i;                                                                                   \
        }                                                                                                    \
    } while (0)

#define WQ_COUNT(a) (sizeof(a) / sizeof *(a))

#endif
