/*
 * config.h: the configuration, a file of the user's. Private to app.
 *
 * A line is `NAME = VALUE`, with the names of settings.h, or `key ACTION = KEYS`, with those of actions.def.
 * It holds where the command line is silent; of lines for the same the last holds. Nothing in it is fatal:
 * what is wrong is said, a line each, and the rest holds.
 */
#ifndef WARAQ_SRC_APP_CONFIG_H
#define WARAQ_SRC_APP_CONFIG_H

#include "actions.h"

#include "waraq/app/options.h"
#include "waraq/base/buf.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    WQ_CONFIG_MOST = 64 * 1024, /* bytes; a longer file is none of ours */
    WQ_CONFIG_LINE = 4096,      /* bytes of a line */
    WQ_CONFIG_NAMED = 5,        /* errors; more are counted */
    WQ_CONFIG_KEYS = 16,        /* of an action */
};

/* The line for an action's keys. */
struct wq_config_keys {
    const char *spelt; /* in text */
    size_t line;       /* from 1; 0: there is none */
};

/* Zero before use. */
struct wq_config {
    struct wq_buf path;    /* of the file; empty: there is none */
    struct wq_buf text;    /* its bytes, cut in place: options borrow values */
    struct wq_buf trouble; /* what is wrong with it, for standard error */
    size_t errors;
    struct wq_config_keys keys[WQ_ACTIONS];
    struct wq_keymap keymap; /* empty: the usual one */
};

/* Reads the file that *o names, or the usual one where it is, into *o; what is wrong is said on standard
 * error. False: the file that an option names cannot be read. */
bool wq_config_read(struct wq_config *c, struct wq_options *o);
void wq_config_release(struct wq_config *c);

/* What wq_config_read does with c->text. */
void wq_config_parse(struct wq_config *c, struct wq_options *o);

/* config_keys.c: the lines for keys to a keymap. */
void wq_config_bind(struct wq_config *c);

/* Something is wrong; line 0: with all of the file. */
void wq_config_complain(struct wq_config *c, size_t line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
