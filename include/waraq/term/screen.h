/*
 * screen.h: a grid on a real terminal: the only door to ncurses.
 *
 * There is one screen a process, as there is one terminal. Everything that is switched on is switched off
 * again by wq_screen_close, by wq_screen_suspend, and when the program dies: for want of memory, by a fault
 * or by a signal that nobody takes.
 */
#ifndef WARAQ_TERM_SCREEN_H
#define WARAQ_TERM_SCREEN_H

#include "waraq/base/status.h"
#include "waraq/layout/para.h"
#include "waraq/term/clipboard.h"
#include "waraq/term/keys.h"
#include "waraq/term/terminal.h"
#include "waraq/ui/grid.h"

#include <stdbool.h>

struct wq_screen;

struct wq_screen_options {
    bool color; /* false: attributes only */
    struct wq_wishes wishes;
    bool forgets;             /* nothing is remembered of the terminal */
    struct wq_layout *layout; /* borrowed for its life */
};

/* Takes over the terminal: standard output for writing, standard input or else /dev/tty for keys.
 * WQ_ESYS: there is none; WQ_ENOTFOUND: TERM is not set, unknown, or cannot move the cursor. */
enum wq_status wq_screen_open(const struct wq_screen_options *o, struct wq_screen **out,
                              struct wq_error *err) WQ_MUST_CHECK;

/* Gives the terminal back as it was. */
void wq_screen_close(struct wq_screen *s);

/* The file descriptor that keys come from. */
int wq_screen_input(const struct wq_screen *s);
/* A decoder that knows this terminal's keys; the screen's. */
struct wq_keys *wq_screen_keys(struct wq_screen *s);

void wq_screen_size(const struct wq_screen *s, int *width, int *height);
/* Asks the terminal how large it is now; true if that has changed. */
bool wq_screen_resized(struct wq_screen *s);

/* The way it is written to, which what is drawn must honour (terminal.h); another one when one of the next
 * three says so, and then all is painted anew. Borrowed. */
const struct wq_terminal *wq_screen_terminal(const struct wq_screen *s);
/* The line to the terminal has proved slow: over the network, it took long to answer what was asked with the
 * first paint. */
bool wq_screen_slow(const struct wq_screen *s);
/* What tells the time for that, in milliseconds, from the next question on; NULL: the system's clock. */
void wq_screen_set_clock(long (*now_ms)(void));

/* Takes an answer from the decoder of keys; true if the way, or what is known of it, is another now. */
bool wq_screen_answer(struct wq_screen *s, const struct wq_event *ev);
/* Writes another way, to be looked at. */
void wq_screen_try(struct wq_screen *s, enum wq_writing writing, enum wq_marks marks);
/* Goes back to what was decided, or keeps what was tried and remembers it for this terminal; false if it
 * cannot be remembered. */
bool wq_screen_try_end(struct wq_screen *s, bool keep);

/* A signal that asks the program to end has come: should it not have ended in some seconds, it gives the
 * terminal back and does. Async-signal-safe. */
void wq_screen_ending(int number);

/* True where box and block characters cannot be trusted. */
bool wq_screen_ascii(const struct wq_screen *s);

/* Mouse reports on or off, where the terminal has them. */
void wq_screen_mouse(struct wq_screen *s, bool on);

/* The same for where the mouse goes while its button is down; needs the reports. */
void wq_screen_drags(struct wq_screen *s, bool on);

/* What it has of a clipboard, as far as that is known by now. */
struct wq_clipboard wq_screen_clipboard(const struct wq_screen *s);
/* Bytes that the terminal is to get as they are. */
void wq_screen_send(struct wq_screen *s, const char *bytes, size_t len);

/* Shows the grid; writes what differs from what was shown last. */
void wq_screen_show(struct wq_screen *s, const struct wq_grid *g);
/* Everything is written anew by the next wq_screen_show. */
void wq_screen_forget(struct wq_screen *s);

/* The same; and what was switched is switched again and asked anew, since the terminal behind tmux may be
 * another one by now. */
void wq_screen_redraw(struct wq_screen *s);

/* Gives the terminal back for a while, and takes it again. */
void wq_screen_suspend(struct wq_screen *s);
void wq_screen_resume(struct wq_screen *s);

#endif
