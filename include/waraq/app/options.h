/*
 * options.h: the command line, and what the configuration says where that is silent.
 */
#ifndef WARAQ_APP_OPTIONS_H
#define WARAQ_APP_OPTIONS_H

#include "waraq/search/query.h"
#include "waraq/term/terminal.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct wq_keymap;

enum wq_mode {
    WQ_MODE_READ,
    WQ_MODE_PRINT,
    WQ_MODE_LIST,
    WQ_MODE_SEARCH,
    WQ_MODE_ENTITIES,
    WQ_MODE_TERMINAL,
    WQ_MODE_HELP,
    WQ_MODE_VERSION,
};
enum wq_format { WQ_FORMAT_TEXT, WQ_FORMAT_TSV, WQ_FORMAT_JSON };
enum wq_way { WQ_WAY_AUTO, WQ_WAY_RTL, WQ_WAY_LTR };
enum wq_when { WQ_WHEN_AUTO, WQ_WHEN_ALWAYS, WQ_WHEN_NEVER };

enum { WQ_WIDTH_MAX = 1000000, WQ_CONFIDENCE_USUAL = 50 };

struct wq_options {
    enum wq_mode mode;
    enum wq_format format;
    uint32_t width; /* columns; 0: not given */
    enum wq_bidi_way bidi;
    enum wq_marks marks;
    bool shape; /* letters are joined by us */
    enum wq_way direction;
    enum wq_way layout;
    enum wq_when color;
    bool mouse;
    bool linear; /* for braille lines and screen readers: one pane, text alone, in logical order */
    bool slow;   /* the line to the terminal is: little is painted */
    enum wq_match match;
    bool word;
    int confidence;           /* of entities: mentions with less are left out */
    const char *query;        /* of WQ_MODE_SEARCH */
    const char *encoding;     /* NULL: detect */
    bool secure;              /* no programs are run and no files written */
    const char *copy_command; /* words of one that takes the clipboard's text; NULL: none */
    bool keep;                /* what is read and typed is kept for the next run, and what was is known */
    const char *article;      /* where one left off: to be opened first; NULL: as the paths say */
    const char *library;      /* what is opened where nothing else is; begins with / or ~; NULL: none */
    const char *config; /* as given, "" for none; once that was read: the file's path, NULL: there is none */
    size_t config_errors;         /* lines of it that say nothing, and more that was wrong */
    const struct wq_keymap *keys; /* as the configuration binds them; NULL: the usual ones */
    uint64_t given;               /* what was an option on the command line, a bit each (settings.h) */
    char **paths;                 /* borrowed from argv */
    size_t npaths;
};

/* Reads argv. False: something is wrong with it, and one line on standard error has said what. */
bool wq_options_read(struct wq_options *o, int argc, char **argv);

/* How the terminal is wished to be written to. */
struct wq_wishes wq_options_wishes(const struct wq_options *o);

/* The text of --help, on standard output. */
void wq_options_help(void);

#endif
