/*
 * history.h: lines that were typed before, for the up and down keys of a line editor.
 *
 * The newest is last; a line that is typed again moves there. Walking starts from the line being typed,
 * which comes back when one walks past the newest.
 */
#ifndef WARAQ_TEXT_HISTORY_H
#define WARAQ_TEXT_HISTORY_H

#include "waraq/text/edit.h"

#include <stdbool.h>
#include <stddef.h>

struct wq_history {
    char **items; /* owned, NUL-terminated */
    size_t len, cap;
    size_t at; /* the one shown; len: the line being typed */
    struct wq_buf typed;
};

void wq_history_init(struct wq_history *h);
void wq_history_release(struct wq_history *h);

/* Remembers a line; an empty one is none. The oldest goes when there are WQ_HISTORY_MOST. */
enum { WQ_HISTORY_MOST = 200 };
void wq_history_add(struct wq_history *h, const char *s, size_t len);

/* Before walking: the line being typed is the editor's. */
void wq_history_begin(struct wq_history *h);
/* Puts the next older (newer) line into the editor. False: there is none. */
bool wq_history_older(struct wq_history *h, struct wq_edit *e);
bool wq_history_newer(struct wq_history *h, struct wq_edit *e);

#endif
