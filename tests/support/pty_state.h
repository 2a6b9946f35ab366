/*
 * pty_state.h: what the files pty*.c share. Private to them.
 */
#ifndef WARAQ_TESTS_SUPPORT_PTY_STATE_H
#define WARAQ_TESTS_SUPPORT_PTY_STATE_H

#include "pty.h"

#include "waraq/base/buf.h"

#include <vterm.h>

struct pty {
    struct pty *next; /* of all there are */
    int master;       /* -1: hung up */
    int shell;        /* the line to our shell; -1: none */
    pid_t leader;     /* of the session: our child */
    pid_t job;
    bool stopped;
    bool ended;
    int status; /* as waitpid gives it, once it has ended */
    struct termios before;
    const char *term;
    const char *answers; /* as in struct pty_how */
    size_t asked;        /* bytes of the log where questions were looked for */

    struct wq_buf log;    /* all that was written */
    struct wq_buf coming; /* the start of a sequence that the terminal does not show yet */
    struct wq_buf send;   /* what the program has not taken yet */
    struct wq_buf text;   /* the last string handed out */

    VTerm *vt;
    VTermScreen *screen;
    int columns, rows;
    bool alternate;
    bool cursor_shown;

    struct {
        char **items;
        size_t len, cap;
    } uris;
    size_t *links; /* a cell each: 0, or one more than its place in uris */
    size_t link;   /* of what is written next */
};

/* pty_job.c: what the child does, and what its shell tells. */

/* In the child, whose standard streams are the terminal. line: to the test, or -1 for no shell. */
_Noreturn void pty_be_child(const struct pty_how *how, char *const *argv, char **env, int piped, int line);
/* Takes what is known of the job's state; does not wait. */
void pty_take_news(struct pty *p);
/* Waits for the shell to say which process the job is. */
void pty_take_pid(struct pty *p);

/* pty_asleep.c: what the program is doing. */

/* It has taken all its input, and sleeps. */
bool pty_is_waiting(const struct pty *p);
/* It will wake by itself, and do what it waits with: a lone ESC may yet begin a key. */
bool pty_wakes_soon(const struct pty *p);

/* pty_screen.c */
void pty_screen_open(struct pty *p);
void pty_screen_close(struct pty *p);
void pty_screen_resize(struct pty *p);
void pty_screen_write(struct pty *p, const char *bytes, size_t len);

/* pty_links.c: libvterm knows no links. */
void pty_links_open(struct pty *p);
void pty_links_close(struct pty *p);
void pty_links_resize(struct pty *p);
/* What libvterm tells of cells that were written or erased, and that moved. */
int pty_links_damage(VTermRect rect, void *user);
int pty_links_move(VTermRect to, VTermRect from, void *user);

#endif
