/* The child in the terminal: a shell with job control for one job, or the program itself. */
#include "pty_state.h"

#include "run.h"

#include <errno.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

extern char **environ;

/* What the shell tells the test: which process the job is, or a status from waitpid. */
struct news {
    enum { NEWS_PID, NEWS_STATUS } what;
    int value;
};

_Noreturn static void be_program(const struct pty_how *how, char *const *argv, char **env, int piped)
{
    static const int numbers[] = {SIGINT, SIGQUIT, SIGTSTP, SIGTTIN, SIGTTOU, SIGHUP, SIGPIPE};

    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        signal(numbers[i], SIG_DFL);
    if (how->input == PTY_INPUT_CLOSED)
        close(STDIN_FILENO);
    else if (how->input == PTY_INPUT_PIPE)
        dup2(piped, STDIN_FILENO);
    environ = env;
    execvp(argv[0], argv);
    _exit(127);
}

static void tell(int line, int what, int value)
{
    struct news n = {.what = what, .value = value};
    /* When the test is gone there is nobody to tell. */
    if (write(line, &n, sizeof n) != sizeof n)
        _exit(1);
}

static pid_t start_job(const struct pty_how *how, char *const *argv, char **env, int piped)
{
    pid_t job = fork();

    if (job < 0)
        _exit(1);
    if (job == 0) {
        setpgid(0, 0);
        tcsetpgrp(STDOUT_FILENO, getpid());
        be_program(how, argv, env, piped);
    }
    setpgid(job, job);
    tcsetpgrp(STDOUT_FILENO, job);
    return job;
}

_Noreturn void pty_be_child(const struct pty_how *how, char *const *argv, char **env, int piped, int line)
{
    static const int ignored[] = {SIGINT, SIGQUIT, SIGTSTP, SIGTTIN, SIGTTOU, SIGHUP, SIGPIPE};
    int status;
    char order;

    if (line < 0)
        be_program(how, argv, env, piped);
    for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++)
        signal(ignored[i], SIG_IGN);
    pid_t job = start_job(how, argv, env, piped);
    if (piped >= 0)
        close(piped);
    tell(line, NEWS_PID, job);
    do {
        if (waitpid(job, &status, WUNTRACED) != job)
            _exit(1);
        tcsetpgrp(STDOUT_FILENO, getpgrp());
        tell(line, NEWS_STATUS, status);
        /* The test says when to go on; it may look at the terminal first. */
        if (read(line, &order, 1) != 1)
            _exit(0);
        if (WIFSTOPPED(status)) {
            tcsetpgrp(STDOUT_FILENO, job);
            kill(-job, SIGCONT);
        }
    } while (WIFSTOPPED(status));
    _exit(0);
}

/* ---- in the test ---- */

static void note(struct pty *p, int status)
{
    if (WIFSTOPPED(status)) {
        p->stopped = true;
    } else if (WIFCONTINUED(status)) {
        p->stopped = false;
    } else {
        p->ended = true;
        p->status = status;
    }
}

static bool hear(struct pty *p, int ms)
{
    struct pollfd fd = {.fd = p->shell, .events = POLLIN};
    struct news n;

    if (p->shell < 0 || poll(&fd, 1, ms) <= 0)
        return false;
    if (read(p->shell, &n, sizeof n) != sizeof n)
        fail_msg("the shell between test and program is gone");
    if (n.what == NEWS_PID)
        p->job = n.value;
    else
        note(p, n.value);
    return true;
}

void pty_take_pid(struct pty *p)
{
    if (p->shell < 0)
        p->job = p->leader;
    else if (!hear(p, PTY_DEADLINE_MS) || p->job == 0)
        fail_msg("no job was started");
}

void pty_take_news(struct pty *p)
{
    int status;

    if (p->ended)
        return;
    if (p->shell >= 0)
        hear(p, 0);
    else if (waitpid(p->job, &status, WNOHANG | WUNTRACED | WCONTINUED) == p->job)
        note(p, status);
}

void pty_foreground(struct pty *p)
{
    assert_true(p->stopped);
    p->stopped = false;
    if (p->shell < 0)
        kill(p->job, SIGCONT);
    else
        assert_int_equal(write(p->shell, "f", 1), 1);
}

void pty_signal(struct pty *p, int number)
{
    assert_int_equal(kill(p->job, number), 0);
}

pid_t pty_pid(const struct pty *p)
{
    return p->job;
}

struct pty_use pty_use(const struct pty *p)
{
    struct pty_use use = {0, 0};
    char path[64];
    char line[1024];
    long user;
    long system;
    long n;

    snprintf(path, sizeof path, "/proc/%d/stat", (int)p->job);
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    assert_non_null(fgets(line, sizeof line, f));
    fclose(f);
    /* The fields behind the name, which may hold anything; utime and stime are the 14th and 15th of all. */
    assert_int_equal(sscanf(strrchr(line, ')') + 1, " %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %ld %ld",
                            &user, &system),
                     2);
    use.ticks = user + system;
    snprintf(path, sizeof path, "/proc/%d/status", (int)p->job);
    f = fopen(path, "r");
    assert_non_null(f);
    while (fgets(line, sizeof line, f))
        if (sscanf(line, "voluntary_ctxt_switches: %ld", &n) == 1 ||
            sscanf(line, "nonvoluntary_ctxt_switches: %ld", &n) == 1)
            use.wakes += n;
    fclose(f);
    return use;
}
