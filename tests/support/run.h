/*
 * run.h: runs a command and keeps what it wrote.
 *
 * The command has a session of its own and so no terminal, an environment made from scratch (LANG=C.UTF-8,
 * HOME in the scratch folder), and RUN_DEADLINE_MS to end: what takes longer fails the test.
 */
#ifndef WARAQ_TESTS_SUPPORT_RUN_H
#define WARAQ_TESTS_SUPPORT_RUN_H

#include <stdbool.h>
#include <stddef.h>

enum { RUN_DEADLINE_MS = 20000 };

struct run_how {
    const char *program;    /* NULL: the program under test */
    const char *const *env; /* NAME=VALUE is added, NAME alone is taken out; ends with NULL */
    const char *folder;     /* to run in; NULL: where the test runs */
    const char *input;      /* on standard input through a pipe; NULL: it is /dev/null */
    size_t input_len;       /* 0: input's length as a string */
    bool input_closed;      /* there is no standard input at all */
    bool output_closed;
    size_t read_most; /* not 0: standard output's reader goes away after so many bytes */
    bool ignore_sigpipe;
    bool obey_permissions; /* root too is kept from what it may not read */
};

struct ran {
    char *out, *err; /* with a NUL behind */
    size_t out_len, err_len;
    int status; /* exit status; 128 and more: that signal */
};

/* args end with NULL and do not count the program's name. how NULL: as usual. */
struct ran *run_list(const struct run_how *how, const char *const *args);
struct ran *run(const struct run_how *how, ...) __attribute__((sentinel));
void ran_free(struct ran *r);

/* The absolute path of the program under test: $WARAQ, or build/waraq. */
const char *program_under_test(void);

/* An environment for a program: the usual one with add's changes (as run_how.env). The caller's, by
 * env_free. */
char **env_make(const char *const *add);
void env_free(char **env);

/* Milliseconds of a clock that only goes forwards. */
long clock_ms(void);

#endif
