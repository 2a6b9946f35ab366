/*
 * pty.h: a program in a terminal of its own, whose screen libvterm keeps as a real terminal would.
 *
 * Between the test and the program stands a shell of ours (a process that does what a shell with job control
 * does): the program is a job in the foreground, can be stopped and brought back. Nothing here waits for time
 * to pass: every wait is for a condition, and fails the test, with the screen in the message, when it does
 * not come true within PTY_DEADLINE_MS.
 *
 * Rows and columns count from 0 at the top left.
 */
#ifndef WARAQ_TESTS_SUPPORT_PTY_H
#define WARAQ_TESTS_SUPPORT_PTY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <termios.h>

enum { PTY_DEADLINE_MS = 20000 };

struct pty;

enum pty_input { PTY_INPUT_TERMINAL, PTY_INPUT_CLOSED, PTY_INPUT_PIPE };

struct pty_how {
    const char *program;    /* NULL: the program under test */
    const char *term;       /* TERM; NULL: xterm-256color; "": it is not set */
    const char *const *env; /* as run_how.env */
    const char *data;       /* XDG_DATA_HOME, where what is read is kept; NULL: a folder of its own, empty */
    int columns, rows;      /* 0: 80, 24 */
    enum pty_input input;
    const char *piped; /* what comes through the pipe */
    /* What the terminal answers to the burst of questions, each time it comes; NULL: libvterm does, "":
     * nothing ever. Borrowed until pty_free. */
    const char *answers;
    bool no_shell;  /* the program is what the terminal runs: it leads the session */
    bool scrambled; /* the terminal's modes are unusual ones (IXON off, another erase key) */
};

/* args end with NULL and do not count the program's name. */
struct pty *pty_start(const struct pty_how *how, ...) __attribute__((sentinel));
/* Ends what still runs. */
void pty_free(struct pty *p);
/* A teardown for cmocka: ends what a failed test left behind. */
int pty_free_all(void **state);

/* ---- to the program ---- */

void pty_send(struct pty *p, const char *bytes, size_t len);
void pty_type(struct pty *p, const char *keys);
void pty_resize(struct pty *p, int columns, int rows);
void pty_signal(struct pty *p, int number);
/* The name of the terminal's device. */
void pty_terminal_name(struct pty *p, char *name, size_t size);
/* What `fg` does in a shell. */
void pty_foreground(struct pty *p);
/* The window is closed: the terminal is gone. */
void pty_hang_up(struct pty *p);

/* ---- waiting ---- */

/* Takes what the program wrote, for at most ms when there is nothing; false when nothing came. */
bool pty_step(struct pty *p, int ms);

typedef bool pty_condition(struct pty *p, const void *data);
/* what: for the message when it does not come true. */
void pty_wait(struct pty *p, pty_condition *condition, const void *data, const char *what);
void pty_wait_text(struct pty *p, const char *text);
void pty_wait_no_text(struct pty *p, const char *text);
/* Until the program has taken all its input, waits for more, and has nothing more to say. */
void pty_wait_quiet(struct pty *p);
/* Until it has taken all its input and cannot go on, because nobody takes what it writes: this does not. */
void pty_wait_blocked(struct pty *p);
void pty_wait_stopped(struct pty *p);
void pty_wait_running(struct pty *p);
/* The status as waitpid gives it. What was written last has been taken. */
int pty_wait_ended(struct pty *p);
/* The same, and takes nothing of what it writes. */
void pty_wait_ended_unread(struct pty *p);
bool pty_has_ended(const struct pty *p);
/* Waits for the end, which must be an exit with this status, or by this signal. */
void pty_wait_exit(struct pty *p, int status);
void pty_wait_signalled(struct pty *p, int number);

/* ---- the screen; strings are good until the next call ---- */

int pty_rows(const struct pty *p);
int pty_columns(const struct pty *p);
/* A row as UTF-8, without the blanks behind it. */
const char *pty_row(struct pty *p, int y);
/* All rows, each with a line end; the caller's, by free. */
char *pty_screen(struct pty *p);
bool pty_shows(struct pty *p, const char *text);
/* The first row that holds text, or -1. */
int pty_find(struct pty *p, const char *text);

struct pty_cell {
    uint32_t ch; /* 0: nothing was written there */
    bool bold, italic, underline, reverse;
    bool coloured; /* in a colour that is not the terminal's own */
};
struct pty_cell pty_cell(struct pty *p, int x, int y);
void pty_cursor(struct pty *p, int *x, int *y);
/* Where a cell leads (OSC 8), "": nowhere; and whether what is written next leads somewhere. */
const char *pty_link(struct pty *p, int x, int y);
bool pty_link_is_open(const struct pty *p);

/* ---- the terminal's modes ---- */

bool pty_alternate(const struct pty *p);
bool pty_cursor_shown(const struct pty *p);
/* What is written next has the terminal's own colours and no attributes. */
bool pty_pen_is_plain(const struct pty *p);
/* A mode by its number, with `?` before it if it is private: 1 on, 0 off, -1 never spoken of. */
int pty_mode(const struct pty *p, const char *mode);
/* Whether the tty's settings are what they were before the program began. */
bool pty_settings_as_before(struct pty *p);

/* ---- what was written, byte by byte, since the start ---- */

const char *pty_log(const struct pty *p, size_t *len);
size_t pty_written(const struct pty *p);
/* Whether all that was written from byte from on has this. */
bool pty_wrote(const struct pty *p, size_t from, const char *bytes);

/* ---- the process ---- */

pid_t pty_pid(const struct pty *p);
/* The next thing it asks of memory is refused. */
void pty_exhaust_memory(struct pty *p);
struct pty_use {
    long ticks; /* of the processor, user and system */
    long wakes; /* times it gave the processor up or was taken off it */
};
struct pty_use pty_use(const struct pty *p);

#endif
