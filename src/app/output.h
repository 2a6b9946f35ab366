/*
 * output.h: what --print and --list share: standard output, errors in one line, text for a terminal.
 * Private to app.
 */
#ifndef WARAQ_SRC_APP_OUTPUT_H
#define WARAQ_SRC_APP_OUTPUT_H

#include "waraq/app/options.h"
#include "waraq/base/buf.h"
#include "waraq/base/status.h"
#include "waraq/index/shelf.h"
#include "waraq/layout/para.h"

#include <stdbool.h>
#include <stdint.h>

/* Exit statuses of the command. */
enum { WQ_EXIT_OK = 0, WQ_EXIT_NONE = 1, WQ_EXIT_TROUBLE = 2 };

struct wq_output {
    const struct wq_options *options;
    struct wq_layout *layout;
    struct wq_shelf *shelf;
    bool terminal;  /* standard output is one */
    bool color;     /* SGR sequences are wanted */
    bool visual;    /* text is put in visual order by us */
    uint32_t width; /* columns */
    size_t binary;  /* files passed over */
    int status;     /* WQ_EXIT_ */
    struct wq_buf out;
};

/* Decides colour, order and width from the options and what standard output is. print: for --print. */
void wq_output_init(struct wq_output *o, const struct wq_options *options, bool print);

/* Writes o->out to standard output and empties it. A closed pipe ends the program quietly. */
void wq_output_flush(struct wq_output *o);

/* One line on standard error for an error with a path; sets o->status. */
void wq_output_trouble(struct wq_output *o, const struct wq_error *err);

/* Opens article i, or says why not; NULL for what is passed over. */
struct wq_article *wq_output_open(struct wq_output *o, size_t i);

/* The same for its text alone, which is the caller's: wq_text_release. */
bool wq_output_open_text(struct wq_output *o, size_t i, struct wq_text *text);

/* The last words: what was passed over. Flushes, and returns the exit status. */
int wq_output_finish(struct wq_output *o);

/* The cells of a line in visual order as UTF-8. */
void wq_output_line(struct wq_buf *out, const struct wq_para *p, const struct wq_line *line);

/* The same, with on and off around what shows any part of the bytes in span. */
void wq_output_marked(struct wq_buf *out, const struct wq_para *p, const struct wq_line *line,
                      struct wq_span span, const char *on, const char *off);

/* s in the order that standard output wants, without what would act on a terminal. */
void wq_output_text(struct wq_output *o, const char *s, size_t len, bool rtl);

/* A path: valid UTF-8 as it is; other bytes, controls and bidi controls as \xNN. */
void wq_output_path(struct wq_buf *out, const char *path);

#endif
