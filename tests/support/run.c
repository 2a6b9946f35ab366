#include "run.h"

#include "scratch.h"

#include "waraq/base/array.h"
#include "waraq/base/buf.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <linux/capability.h>
#include <sys/prctl.h>
#endif

#include <cmocka.h>

extern char **environ;

long clock_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

const char *program_under_test(void)
{
    static char path[PATH_MAX];
    const char *named = getenv("WARAQ");

    if (!path[0] && !realpath(named && *named ? named : "build/waraq", path))
        fail_msg("no program to test: %s: %s", path, strerror(errno));
    return path;
}

/* ---- the environment ---- */

struct strings {
    char **items;
    size_t len, cap;
};

static bool names(const char *entry, const char *name, size_t len)
{
    return !strncmp(entry, name, len) && entry[len] == '=';
}

static void set(struct strings *env, const char *entry)
{
    size_t len = strcspn(entry, "=");

    for (size_t i = 0; i < env->len; i++)
        if (names(env->items[i], entry, len)) {
            free(env->items[i]);
            env->items[i--] = env->items[--env->len];
        }
    if (entry[len])
        *WQ_PUSH(env) = wq_strdup(entry);
}

char **env_make(const char *const *add)
{
    /* What the sanitizers and the search for programs need is handed on, all else is ours. */
    static const char *const kept[] = {"PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "TMPDIR"};
    struct strings env = {NULL, 0, 0};
    struct wq_buf home = WQ_BUF_INIT;

    for (size_t i = 0; environ[i]; i++)
        for (size_t k = 0; k < WQ_COUNT(kept); k++)
            if (names(environ[i], kept[k], strlen(kept[k])))
                *WQ_PUSH(&env) = wq_strdup(environ[i]);
    wq_buf_addf(&home, "HOME=%s", scratch_folder());
    set(&env, home.data);
    set(&env, "LANG=C.UTF-8");
    wq_buf_release(&home);
    for (size_t i = 0; add && add[i]; i++)
        set(&env, add[i]);
    *WQ_PUSH(&env) = NULL;
    return env.items;
}

void env_free(char **env)
{
    for (size_t i = 0; env[i]; i++)
        free(env[i]);
    free(env);
}

/* ---- the child ---- */

/* Root reads what nobody may read, unless it gives up the right to. */
static void give_up_rights(void)
{
#ifdef __linux__
    prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0);
    prctl(PR_CAPBSET_DROP, CAP_DAC_READ_SEARCH, 0, 0, 0);
#endif
}

struct pipes {
    int in[2], out[2], err[2];
};

static void put_at(int fd, int at, bool closed)
{
    if (closed)
        close(at);
    else
        dup2(fd, at);
}

_Noreturn static void be_child(const struct run_how *how, const char *const *args, char **env,
                               const struct pipes *p)
{
    struct strings argv = {NULL, 0, 0};
    const char *program = how->program ? how->program : program_under_test();

    setsid();
    put_at(how->input ? p->in[0] : open("/dev/null", O_RDONLY | O_CLOEXEC), STDIN_FILENO, how->input_closed);
    put_at(p->out[1], STDOUT_FILENO, how->output_closed);
    put_at(p->err[1], STDERR_FILENO, false);
    signal(SIGPIPE, how->ignore_sigpipe ? SIG_IGN : SIG_DFL);
    if (how->obey_permissions)
        give_up_rights();
    *WQ_PUSH(&argv) = wq_strdup(program);
    for (size_t i = 0; args[i]; i++)
        *WQ_PUSH(&argv) = wq_strdup(args[i]);
    *WQ_PUSH(&argv) = NULL;
    if (how->folder && chdir(how->folder) != 0)
        _exit(126);
    environ = env;
    execvp(program, argv.items);
    _exit(127);
}

/* ---- the parent ---- */

/* Takes what is there; closes *fd at its end. */
static void take(int *fd, struct wq_buf *out)
{
    wq_buf_reserve(out, 65536);
    ssize_t n = read(*fd, out->data + out->len, 65536);

    if (n > 0) {
        out->len += (size_t)n;
    } else if (n == 0 || (errno != EINTR && errno != EAGAIN)) {
        close(*fd);
        *fd = -1;
    }
}

/* Hands on what goes; closes *fd when all is given, or nobody wants it. */
static void give(int *fd, const char *bytes, size_t len, size_t *given)
{
    ssize_t n = *given < len ? write(*fd, bytes + *given, len - *given) : 0;

    if (n > 0)
        *given += (size_t)n;
    if (*given == len || (n < 0 && errno != EINTR && errno != EAGAIN)) {
        close(*fd);
        *fd = -1;
    }
}

/* Until both ends are closed; false when that takes too long. */
static bool exchange(const struct run_how *how, int in, int out, int err, struct wq_buf bytes[2])
{
    size_t given = 0;
    size_t len = how->input_len || !how->input ? how->input_len : strlen(how->input);
    long deadline = clock_ms() + RUN_DEADLINE_MS;
    struct pollfd fds[] = {
        {.fd = in, .events = POLLOUT}, {.fd = out, .events = POLLIN}, {.fd = err, .events = POLLIN}};

    while (fds[0].fd >= 0 || fds[1].fd >= 0 || fds[2].fd >= 0) {
        long left = deadline - clock_ms();
        if (left <= 0)
            break;
        if (poll(fds, 3, (int)left) <= 0)
            continue;
        if (fds[0].fd >= 0 && fds[0].revents)
            give(&fds[0].fd, how->input, len, &given);
        for (int i = 1; i < 3; i++)
            if (fds[i].fd >= 0 && fds[i].revents)
                take(&fds[i].fd, &bytes[i - 1]);
        if (how->read_most && fds[1].fd >= 0 && bytes[0].len >= how->read_most) {
            close(fds[1].fd);
            fds[1].fd = -1;
        }
    }
    bool ended = fds[1].fd < 0 && fds[2].fd < 0;
    for (int i = 0; i < 3; i++)
        if (fds[i].fd >= 0)
            close(fds[i].fd);
    return ended;
}

static void open_pipes(struct pipes *p, bool input)
{
    p->in[0] = p->in[1] = -1;
    if (input)
        assert_int_equal(pipe2(p->in, O_CLOEXEC), 0);
    assert_int_equal(pipe2(p->out, O_CLOEXEC), 0);
    assert_int_equal(pipe2(p->err, O_CLOEXEC), 0);
}

struct ran *run_list(const struct run_how *how, const char *const *args)
{
    static const struct run_how usual;
    struct wq_buf bytes[2] = {WQ_BUF_INIT, WQ_BUF_INIT};
    struct ran *r = calloc(1, sizeof *r);
    struct pipes p;
    int status;

    assert_non_null(r);
    how = how ? how : &usual;
    open_pipes(&p, how->input);
    signal(SIGPIPE, SIG_IGN);
    char **env = env_make(how->env);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0)
        be_child(how, args, env, &p);
    env_free(env);
    if (how->input) {
        close(p.in[0]);
        fcntl(p.in[1], F_SETFL, O_NONBLOCK);
    }
    close(p.out[1]);
    close(p.err[1]);
    bool ended = exchange(how, p.in[1], p.out[0], p.err[0], bytes);
    if (!ended)
        kill(-pid, SIGKILL);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    for (int i = 0; i < 2; i++)
        wq_buf_addc(&bytes[i], '\0');
    *r = (struct ran){bytes[0].data, bytes[1].data, bytes[0].len - 1, bytes[1].len - 1,
                      WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status)};
    if (!ended)
        fail_msg("%s %s ... did not end; it wrote %zu bytes, and: %s", how->program ? how->program : "waraq",
                 args[0] ? args[0] : "", r->out_len, r->err);
    return r;
}

struct ran *run(const struct run_how *how, ...)
{
    struct {
        const char **items;
        size_t len, cap;
    } args = {NULL, 0, 0};
    va_list list;

    va_start(list, how);
    do
        *WQ_PUSH(&args) = va_arg(list, const char *);
    while (args.items[args.len - 1]);
    va_end(list);
    struct ran *r = run_list(how, args.items);
    free(args.items);
    return r;
}

void ran_free(struct ran *r)
{
    free(r->out);
    free(r->err);
    free(r);
}
