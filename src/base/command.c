#include "waraq/base/command.h"

#include "waraq/base/array.h"
#include "waraq/base/buf.h"
#include "waraq/base/nameless.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ; /* NOLINT(readability-redundant-declaration): not every libc declares it */

/* ---- words ---- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

void wq_command_add(struct wq_command *c, const char *word)
{
    c->argv = wq_reallocarray(c->argv, c->n + 2, sizeof *c->argv);
    c->argv[c->n++] = wq_strdup(word);
    c->argv[c->n] = NULL;
}

/* Forgets the words from n on. */
static void cut(struct wq_command *c, size_t n)
{
    while (c->n > n) {
        free(c->argv[--c->n]);
        c->argv[c->n] = NULL;
    }
}

void wq_command_release(struct wq_command *c)
{
    cut(c, 0);
    free(c->argv);
    *c = (struct wq_command){NULL, 0};
}

/* One word from *at on, which moves behind it; false: a quote is not closed. */
static bool read_word(const char *s, size_t len, size_t *at, struct wq_buf *word)
{
    char quote = '\0';

    for (; *at < len && (quote || !is_blank(s[*at])); ++*at) {
        char c = s[*at];
        if (quote ? c == quote : c == '\'' || c == '"')
            quote = quote ? '\0' : c;
        else if (c == '\\' && quote != '\'' && *at + 1 < len)
            wq_buf_addc(word, s[++*at]);
        else
            wq_buf_addc(word, c);
    }
    return quote == '\0';
}

enum wq_status wq_command_split(struct wq_command *out, const char *s, size_t len)
{
    struct wq_buf word = WQ_BUF_INIT;
    size_t before = out->n;
    bool fine = len == 0 || !memchr(s, '\0', len);

    for (size_t at = 0; fine && at < len;) {
        if (is_blank(s[at])) {
            at++;
            continue;
        }
        wq_buf_clear(&word);
        wq_buf_adds(&word, "");
        fine = read_word(s, len, &at, &word);
        if (fine)
            wq_command_add(out, word.data);
    }
    wq_buf_release(&word);
    if (!fine)
        cut(out, before);
    return fine ? WQ_OK : WQ_EUSAGE;
}

/* ---- running ---- */

/* What is to be read, from its beginning; -1 and errno. */
static int hold(const char *in, size_t len)
{
    int fd = wq_nameless_open();

    while (fd >= 0 && len > 0) {
        ssize_t n = write(fd, in, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            int why = errno;
            close(fd);
            errno = why;
            return -1;
        }
        in += n;
        len -= (size_t)n;
    }
    if (fd >= 0)
        lseek(fd, 0, SEEK_SET);
    return fd;
}

/* Handlers are gone with exec by themselves; what is ignored or blocked would stay so. */
static void set_signals(posix_spawnattr_t *attributes, short flags)
{
    static const int ours[] = {SIGINT, SIGQUIT, SIGPIPE, SIGTSTP, SIGTTIN, SIGTTOU, SIGCHLD, SIGWINCH};
    sigset_t usual;
    sigset_t none;

    sigemptyset(&none);
    sigemptyset(&usual);
    for (size_t i = 0; i < WQ_COUNT(ours); i++)
        sigaddset(&usual, ours[i]);
    posix_spawnattr_setsigmask(attributes, &none);
    posix_spawnattr_setsigdefault(attributes, &usual);
    posix_spawnattr_setflags(attributes, (short)(flags | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF));
}

/* Returns errno. */
static int spawn(char *const *argv, int in, enum wq_command_way way, pid_t *pid)
{
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    short flags = 0;

    int why = posix_spawn_file_actions_init(&files);
    if (why)
        return why;
    why = posix_spawnattr_init(&attributes);
    if (why) {
        posix_spawn_file_actions_destroy(&files);
        return why;
    }
    why = posix_spawn_file_actions_adddup2(&files, in, STDIN_FILENO);
    if (way == WQ_COMMAND_QUIET) {
#ifdef POSIX_SPAWN_SETSID
        flags = POSIX_SPAWN_SETSID;
#else
        flags = POSIX_SPAWN_SETPGROUP;
#endif
        if (!why)
            why = posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
        if (!why)
            why = posix_spawn_file_actions_adddup2(&files, STDOUT_FILENO, STDERR_FILENO);
    }
    set_signals(&attributes, flags);
    if (!why)
        why = posix_spawnp(pid, argv[0], &files, &attributes, argv, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    return why;
}

enum wq_status wq_command_start(char *const *argv, const void *in, size_t len, enum wq_command_way way,
                                pid_t *pid, struct wq_error *err)
{
    int fd = hold(in, len);

    errno = fd < 0 ? errno : spawn(argv, fd, way, pid);
    int why = errno;
    if (fd >= 0)
        close(fd);
    errno = why;
    return why ? wq_fail(err, WQ_ESYS, argv[0]) : WQ_OK;
}

bool wq_command_wait(pid_t pid, bool block, struct wq_command_end *end)
{
    int status = 0;
    pid_t got;

    do
        got = waitpid(pid, &status, block ? 0 : WNOHANG);
    while (got < 0 && errno == EINTR);
    if (got == 0)
        return false;
    *end = (struct wq_command_end){
        .exit = got > 0 && WIFEXITED(status) ? WEXITSTATUS(status) : 127,
        .signal = got > 0 && WIFSIGNALED(status) ? WTERMSIG(status) : 0,
    };
    return true;
}
