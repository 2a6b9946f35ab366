/*
 * tty.h: the terminal while the screen is given back and another program writes on it.
 */
#ifndef WARAQ_TERM_TTY_H
#define WARAQ_TERM_TTY_H

#include <stdbool.h>
#include <termios.h>

/* From now on bytes come as they are typed, unseen, and reading waits for none. *before: as it was. False: it
 * is no terminal. */
bool wq_tty_raw(int in, struct termios *before);

struct wq_tty_spot {
    int row, column; /* from 1 */
};

/* Asks the terminal where its cursor stands (ECMA-48's CPR) and waits for the answer. in: where keys come
 * from; what was typed meanwhile is lost. False: no answer came, or this terminal has none. */
bool wq_tty_cursor(int in, struct wq_tty_spot *spot);

/* Takes the cursor off the last row, where it would not move when the screen scrolls. */
void wq_tty_leave_last_row(void);

/* Writes a message and waits for a key, or a signal. */
void wq_tty_await_key(int in, const char *message);

#endif
