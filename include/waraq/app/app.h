/*
 * app.h: the interactive program as a state: events go in, a grid comes out; no terminal is needed.
 *
 *     keys -> wq_app_event() -> state -> wq_app_prepare(), wq_app_draw() -> grid
 *
 * The loop (loop.c) feeds it and shows its grid; the screen tests do the same without a terminal.
 */
#ifndef WARAQ_APP_APP_H
#define WARAQ_APP_APP_H

#include "waraq/app/options.h"
#include "waraq/base/status.h"
#include "waraq/index/shelf.h"
#include "waraq/layout/para.h"
#include "waraq/term/clipboard.h"
#include "waraq/term/keys.h"
#include "waraq/term/terminal.h"
#include "waraq/ui/grid.h"

#include <stdbool.h>

struct wq_app;

/* What the state wants of the loop beside being drawn. */
enum {
    WQ_WANTS_QUIT = 1 << 0,
    WQ_WANTS_REDRAW = 1 << 1,  /* everything anew: the terminal may show anything */
    WQ_WANTS_SUSPEND = 1 << 2, /* back to the shell */
    WQ_WANTS_MOUSE = 1 << 3,   /* the mouse is ours (a lasting state) */
    WQ_WANTS_DRAGS = 1 << 4,   /* and so is where it goes while its button is down (the same) */
    WQ_WANTS_REQUEST = 1 << 5, /* wq_app_request() is for the terminal */
    WQ_WANTS_RUN = 1 << 6,     /* the terminal given back, and wq_app_run() called */
    WQ_WANTS_TRY = 1 << 7,     /* to be written to as wq_app_trial() says */
    WQ_WANTS_TRIED = 1 << 8,   /* to be written to as before, or so from now on; then wq_app_tried() */
};

/* All are borrowed for its life. The shelf is not empty. */
struct wq_app *wq_app_new(const struct wq_options *options, struct wq_layout *layout, struct wq_shelf *shelf);
void wq_app_free(struct wq_app *a);

/* The terminal cannot show lines and blocks: ASCII stands for them. */
void wq_app_set_ascii(struct wq_app *a, bool ascii);

/* What the terminal has of a clipboard; nothing, until it is told. */
void wq_app_set_clipboard(struct wq_app *a, struct wq_clipboard clipboard);

/* Bytes that the terminal is to get as they are; borrowed until the next event. */
const char *wq_app_request(const struct wq_app *a, size_t *len);

/* Runs the program that the text is to be given to, and waits for its end. */
void wq_app_run(struct wq_app *a);

/* A child process may have ended (SIGCHLD). */
void wq_app_children(struct wq_app *a);

/* How the terminal is written to, which layout and panes have to honour. Copied. */
void wq_app_set_terminal(struct wq_app *a, const struct wq_terminal *t);

/* A way of writing that is being looked at. */
struct wq_trial {
    enum wq_writing writing;
    enum wq_marks marks;
    bool keep; /* once it has ended: it is the one */
};
struct wq_trial wq_app_trial(const struct wq_app *a);
void wq_app_tried(struct wq_app *a, bool remembered);

/* The line to the terminal proved slow: from here on less is painted, but nothing moves to another place. */
void wq_app_slow_line(struct wq_app *a);

/* Says that there are errors in the configuration, if there are: standard error cannot be seen now. */
void wq_app_config_trouble(struct wq_app *a);

/* The window has this size; call it before the first draw and whenever it changes. */
void wq_app_resize(struct wq_app *a, int width, int height);

void wq_app_event(struct wq_app *a, const struct wq_event *ev);

/* Background work. Readable when wq_app_background() has something to do; -1: none was begun yet. */
int wq_app_fd(const struct wq_app *a);
/* Takes what came. True: the screen may be another now. */
bool wq_app_background(struct wq_app *a);
/* Begins what can wait until the screen is painted. To be called after each paint. */
void wq_app_rest(struct wq_app *a);
/* True while something runs or waits that can be seen when it is done. */
bool wq_app_busy(const struct wq_app *a);

/* What is kept for the next run: milliseconds until wq_app_save() is to be called; -1: there is nothing. */
int wq_app_wait_ms(const struct wq_app *a);
/* Has it written if it is time to. */
void wq_app_save(struct wq_app *a);
/* Ends the background work and writes what is left, without drawing or saying anything. wq_app_free() does so
 * too; behind it only that may be called. False: it could not be written. */
bool wq_app_finish(struct wq_app *a, struct wq_error *err);

/* Wants since the last call, WQ_WANTS_ bits. */
unsigned wq_app_wants(struct wq_app *a);

/* Reads what is to be drawn and was not read yet, the heads of the rows in the list: files that are no text
 * leave it. To be called before wq_app_draw(), once for many events. */
void wq_app_prepare(struct wq_app *a);

/* Draws the state into *g, which gets the window's size. */
void wq_app_draw(const struct wq_app *a, struct wq_grid *g);

#endif
