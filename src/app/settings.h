/*
 * settings.h: the one table of what can be set: by an option, by a line of the configuration, or by both.
 * Private to app.
 */
#ifndef WARAQ_SRC_APP_SETTINGS_H
#define WARAQ_SRC_APP_SETTINGS_H

#include "waraq/app/options.h"
#include "waraq/base/buf.h"

#include <stdbool.h>
#include <stddef.h>

enum wq_setting_id {
    WQ_SET_PRINT,
    WQ_SET_LIST,
    WQ_SET_FORMAT,
    WQ_SET_WIDTH,
    WQ_SET_BIDI,
    WQ_SET_DIRECTION,
    WQ_SET_LAYOUT,
    WQ_SET_ENCODING,
    WQ_SET_COLOR,
    WQ_SET_MOUSE,
    WQ_SET_SEARCH,
    WQ_SET_MATCH,
    WQ_SET_WORD,
    WQ_SET_ENTITIES,
    WQ_SET_CONFIDENCE,
    WQ_SET_SLOW,
    WQ_SET_LINEAR,
    WQ_SET_MARKS,
    WQ_SET_SHAPE,
    WQ_SET_TERMINAL,
    WQ_SET_SECURE,
    WQ_SET_CONFIG,
    WQ_SET_HELP,
    WQ_SET_VERSION,
    WQ_SET_EXPORT,
    WQ_SET_IMPORT,
    WQ_SET_LIBRARY,
    WQ_SET_COPY,
    WQ_SETTINGS,
};

/* What sets it. The look and the terminal are a matter of the configuration; what is done is not, nor what
 * decides what scripts get, which must not depend on who runs them. */
enum {
    WQ_BY_OPTION = 1 << 0,
    WQ_BY_CONFIG = 1 << 1,
    WQ_BY_CONFIG_READING = 1 << 2, /* the configuration, for the reader alone */
};

enum wq_takes {
    WQ_TAKES_NOTHING,
    WQ_TAKES_SWITCH, /* on or off; the option alone means on */
    WQ_TAKES_VALUE,
};

struct wq_setting {
    const char *name; /* of the long option, and in the configuration */
    char letter;      /* of the short option; 0: none */
    unsigned by;      /* WQ_BY_ */
    enum wq_takes takes;
    const char *const *choices; /* the values there are, and a NULL; NULL: others */
};

const struct wq_setting *wq_setting(enum wq_setting_id id);

/* Sets it in *o. value: NULL where there is none; borrowed for o's life. False: o is as it was, and *why has
 * got what is wrong with it. */
bool wq_setting_read(struct wq_options *o, enum wq_setting_id id, const char *value, struct wq_buf *why);

/* Appends what somebody wrote, in quotes, without what would act on a terminal, cut where it is long. */
void wq_add_quoted(struct wq_buf *out, const char *value);

#endif
