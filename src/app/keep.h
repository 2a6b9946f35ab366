/*
 * keep.h: what this run keeps for the next: where articles were read to, which were read, what was typed.
 * Private to app.
 *
 * The worker writes, a little after the last change, and when an article is left; what is left when the
 * program ends is written once the worker has ended. Where it cannot be kept that is said once, and reading
 * goes on.
 */
#ifndef WARAQ_SRC_APP_KEEP_H
#define WARAQ_SRC_APP_KEEP_H

#include "waraq/store/store.h"

#include <stdbool.h>

struct wq_app;

/* What this session remembers of an article. */
struct wq_memory {
    size_t place;            /* bytes */
    unsigned short progress; /* thousandths, WQ_PROGRESS_NONE if it was not opened */
    bool here; /* it was opened in this session, and place is one in the text that it had then */
};

struct wq_keep {
    char *file;             /* NULL: nothing is kept */
    struct wq_store *store; /* for reading; NULL: there is none yet */
    struct wq_buf library;  /* what was opened, for where one left off */
    unsigned left_off;      /* the id of the entry that was read last of all; UINT_MAX: none is */
    unsigned loaded;        /* prompts whose history was read, a bit each */
    bool said;              /* that it cannot be kept */

    struct wq_store_changes changes; /* to be written */
    unsigned long job;               /* 0: nothing is being written */
    bool waiting;                    /* something is to be written, in changes or of the open article: */
    long first, last;                /* since when, and when it changed last; ms */

    /* Of the open article: */
    struct wq_buf key;      /* its path in the store */
    uint64_t hash;          /* of its text */
    bool reading;           /* it is read, not just shown beside the list */
    bool changed;           /* what follows was not written */
    struct wq_memory noted; /* as it was when it changed last */
    bool noted_seen;
    struct wq_memory stopped; /* where it was resumed; place SIZE_MAX: it was not */
    size_t top;               /* and what stood at the top then */
};

/* ---- resume.c: what was kept ---- */

/* Reads what is known of the articles of the shelf, once its memory is there. */
void wq_app_keep_init(struct wq_app *a);
void wq_app_keep_release(struct wq_app *a);
/* The entry where one left off, where the command line asks for that; SIZE_MAX: there is none. */
size_t wq_app_left_off(const struct wq_app *a);
/* The article that was opened stands where it was left, and that is said. */
void wq_app_resume(struct wq_app *a);
/* True as long as it stands there. */
bool wq_app_is_resumed(const struct wq_app *a);
/* Makes it stand there again, in another window. */
void wq_app_stand(struct wq_app *a);
/* What was typed into a prompt in earlier runs, when it is first opened. */
void wq_app_history_load(struct wq_app *a, unsigned prompt);
/* Says once that nothing can be kept, and why. */
void wq_app_keep_trouble(struct wq_app *a, const struct wq_error *err);
/* The name of a prompt in the store; NULL: what is typed there is not kept. */
const char *wq_app_prompt_name(unsigned prompt);
/* Appends the path by which the store knows a file; false if there is none. */
bool wq_app_key(const char *path, struct wq_buf *out);

/* Where one left off: for when no path was given. */
struct wq_left_off {
    char **paths; /* what was opened, as far as it is there */
    size_t npaths;
    char *article; /* and which of it was read; NULL: it is not there any more */
};
/* False: there is nothing to go back to, and nothing to release. */
bool wq_left_off_read(struct wq_left_off *l);
void wq_left_off_release(struct wq_left_off *l);

/* ---- keep.c: what is to be kept ---- */

/* The open article is read, and its memory is up to date. */
void wq_app_keep_reading(struct wq_app *a);
/* It is about to be closed; its memory is up to date. */
void wq_app_keep_leaving(struct wq_app *a);
/* An article was marked as read, or unread. */
void wq_app_keep_seen(struct wq_app *a, size_t entry);
/* This was typed, and accepted. */
void wq_app_keep_typed(struct wq_app *a, unsigned prompt, const struct wq_buf *line);

#endif
