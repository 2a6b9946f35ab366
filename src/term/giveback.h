/*
 * giveback.h: the terminal given back by whatever is left of a program that dies. Private to term.
 *
 * Two things bring a terminal back: bytes that switch everything off, and the settings of its line. Both are
 * prepared while all is well, so that a signal handler has nothing to do but two system calls. It happens
 * once.
 */
#ifndef WARAQ_SRC_TERM_GIVEBACK_H
#define WARAQ_SRC_TERM_GIVEBACK_H

#include <stddef.h>
#include <termios.h>

enum { WQ_GIVEBACK_MOST = 512 };

/* From now on these are what gives it back: len <= WQ_GIVEBACK_MOST bytes to fd, and its settings. Copied. */
void wq_giveback_prepare(int fd, const char *bytes, size_t len, const struct termios *line);
/* It is given back already. */
void wq_giveback_drop(void);
/* Gives it back, if it is not. Async-signal-safe; does not wait for a terminal that takes nothing. */
void wq_giveback_now(void);

/* Signals that would end the program give it back before they do. stop: as they were before. */
void wq_giveback_watch(void);
void wq_giveback_unwatch(void);

/* A signal that asks the program to end has come: if it has not ended in some seconds, it does then, by that
 * signal. Async-signal-safe. */
void wq_giveback_ending(int number);

#endif
