/*
 * command.h: running other programs, without a shell in between.
 *
 * A program gets its text on standard input, whole from the start: nothing has to be fed to it while it runs,
 * so that neither can wait for the other, and one that reads none of it does no harm. Signals are for it as
 * they were for us before we changed anything. Other threads may go on meanwhile (posix_spawn, not fork).
 */
#ifndef WARAQ_BASE_COMMAND_H
#define WARAQ_BASE_COMMAND_H

#include "waraq/base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* Words of a command line; argv ends with NULL. Release with wq_command_release. */
struct wq_command {
    char **argv;
    size_t n;
};

/*
 * s[0, len) to words: blanks part them, '...' keeps all, "..." and a backslash keep what follows, as in a
 * shell. Nothing else means anything: no variables, no patterns, no | and no >. Appends to *out.
 * WQ_EUSAGE: a quote is not closed, or there is a NUL; *out is as it was.
 */
enum wq_status wq_command_split(struct wq_command *out, const char *s, size_t len) WQ_MUST_CHECK;
/* Appends a word as it is. */
void wq_command_add(struct wq_command *c, const char *word);
void wq_command_release(struct wq_command *c);

enum wq_command_way {
    WQ_COMMAND_FOREGROUND, /* it writes where we do, and has the terminal to itself */
    WQ_COMMAND_QUIET,      /* what it writes is thrown away; it outlives us and the terminal */
};

/* Starts argv[0], looked for in PATH, with in[0, len) as its standard input. The process is the caller's, by
 * wq_command_wait. WQ_ESYS: it cannot be started, and err->what is its name. */
enum wq_status wq_command_start(char *const *argv, const void *in, size_t len, enum wq_command_way way,
                                pid_t *pid, struct wq_error *err) WQ_MUST_CHECK;

struct wq_command_end {
    int exit;   /* its exit status, if signal is 0 */
    int signal; /* what killed it, or 0 */
};

/* Waits for the end; block false: only looks, and returns false where it still runs. */
bool wq_command_wait(pid_t pid, bool block, struct wq_command_end *end);

#endif
