/*
 * screen_inner.h: the screen's state. Private to screen.c, which paints, and screen_way.c, which knows what
 * terminal it is and switches it.
 */
#ifndef WARAQ_SRC_TERM_SCREEN_INNER_H
#define WARAQ_SRC_TERM_SCREEN_INNER_H

#include "capture.h"
#include "style.h"
#include "weave.h"
#include "write.h"

#include "waraq/term/screen.h"

#include <curses.h>
#include <stdio.h>
#include <termios.h>

struct wq_screen {
    SCREEN *curses;
    FILE *in;
    bool own_in; /* /dev/tty, opened by us */
    struct wq_keys *keys;
    struct wq_style_table styles;
    struct wq_writer *writer;
    struct wq_capture capture;
    struct wq_weave weave;
    struct wq_grid shown;
    bool disguised;  /* which way it was the last time (scroll_believed.h) */
    bool forgotten;  /* shown says nothing of what the terminal shows */
    bool xterm_like; /* understands the private modes that we switch */
    bool moves_rows; /* as most do, by the sequences that most have */
    bool mouse, drags;
    int width, height;
    struct termios line; /* as it was before us */

    struct wq_wishes wishes;
    struct wq_environment env;
    struct wq_buf identity; /* what the environment says of the terminal */
    struct wq_answers answers;
    bool asked, asked_again;
    long asked_at; /* in milliseconds of the clock */
    bool slow;     /* the answers took long */
    bool was_off;  /* the mode of bidirectional support was reset before us */
    bool forgets;  /* nothing is written down */
    struct wq_remembered remembered;
    struct wq_terminal decided;
    struct wq_terminal terminal; /* as it is written to: another one while ways are tried */
    bool trying;
};

/* The string of a capability, or NULL. */
const char *wq_screen_capability(const char *name);

/* Decides by what is known before a word was said. */
void wq_screen_meet(struct wq_screen *s, const struct wq_wishes *wishes);
void wq_screen_part(struct wq_screen *s);
/* From now on, whatever ends the program gives the terminal back. Needs its description (setupterm). */
void wq_screen_prepare_giveback(const struct wq_screen *s);
/* Cells lead nowhere, whatever the terminal has. */
void wq_screen_unlink(struct wq_screen *s);
/* Switches the terminal to us, the first time with the questions; and back. */
void wq_screen_switch_on(struct wq_screen *s);
void wq_screen_switch_off(struct wq_screen *s);
/* Synchronised output: what is written from on to off is shown at once. */
void wq_screen_hold(bool on);

#endif
