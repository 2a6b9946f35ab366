#include "pty_state.h"

#include "run.h"
#include "scratch.h"

#include "waraq/base/array.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utmp.h>

#include <cmocka.h>

static struct pty *all;

struct words {
    char **items;
    size_t len, cap;
};

/* ---- starting ---- */

static char **environment(const struct pty_how *how)
{
    struct {
        const char **items;
        size_t len, cap;
    } add = {NULL, 0, 0};
    struct wq_buf term = WQ_BUF_INIT;
    struct wq_buf data = WQ_BUF_INIT;
    static unsigned runs;

    wq_buf_addf(&term, "TERM=%s", how->term ? how->term : "xterm-256color");
    if (how->data)
        wq_buf_addf(&data, "XDG_DATA_HOME=%s", how->data);
    else
        wq_buf_addf(&data, "XDG_DATA_HOME=%s/data-%u", scratch_folder(), runs++);
    /* A name alone takes it out. */
    *WQ_PUSH(&add) = how->term && !how->term[0] ? "TERM" : term.data;
    *WQ_PUSH(&add) = data.data;
    for (size_t i = 0; how->env && how->env[i]; i++)
        *WQ_PUSH(&add) = how->env[i];
    *WQ_PUSH(&add) = NULL;
    char **env = env_make(add.items);
    free(add.items);
    wq_buf_release(&term);
    wq_buf_release(&data);
    return env;
}

/* What somebody may have set by stty, so that giving back is more than setting to what is usual. */
static void scramble(struct termios *t)
{
    t->c_iflag &= ~(tcflag_t)IXON;
    t->c_lflag &= ~(tcflag_t)(ECHOK | ECHOE);
    t->c_cc[VERASE] = 'H' - '@';
    t->c_cc[VKILL] = 'X' - '@';
}

/* The reading end of a pipe that holds text and is closed behind it; -1 without text. */
static int pipe_of(const char *text)
{
    int ends[2];

    if (!text)
        return -1;
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    assert_int_equal(write(ends[1], text, strlen(text)), (ssize_t)strlen(text));
    close(ends[1]);
    return ends[0];
}

static void fork_in_terminal(struct pty *p, const struct pty_how *how, char *const *argv)
{
    int line[2] = {-1, -1};
    struct winsize size = {.ws_row = (unsigned short)p->rows, .ws_col = (unsigned short)p->columns};
    int piped = pipe_of(how->piped);
    char **env = environment(how);
    int slave;

    if (!how->no_shell)
        assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, line), 0);
    assert_int_equal(openpty(&p->master, &slave, NULL, NULL, &size), 0);
    fcntl(p->master, F_SETFD, FD_CLOEXEC);
    tcgetattr(slave, &p->before);
    if (how->scrambled) {
        scramble(&p->before);
        tcsetattr(slave, TCSANOW, &p->before);
    }
    p->leader = fork();
    assert_true(p->leader >= 0);
    if (p->leader == 0) {
        close(p->master);
        if (line[0] >= 0)
            close(line[0]);
        login_tty(slave);
        pty_be_child(how, argv, env, piped, line[1]);
    }
    close(slave);
    if (piped >= 0)
        close(piped);
    if (line[1] >= 0)
        close(line[1]);
    p->shell = line[0];
    fcntl(p->master, F_SETFL, O_NONBLOCK);
    env_free(env);
}

struct pty *pty_start(const struct pty_how *how, ...)
{
    static const struct pty_how usual;
    struct pty *p = calloc(1, sizeof *p);
    struct words argv = {NULL, 0, 0};
    va_list list;

    assert_non_null(p);
    va_start(list, how);
    how = how ? how : &usual;
    *WQ_PUSH(&argv) = wq_strdup(how->program ? how->program : program_under_test());
    for (const char *word; (word = va_arg(list, const char *));)
        *WQ_PUSH(&argv) = wq_strdup(word);
    va_end(list);
    *WQ_PUSH(&argv) = NULL;
    p->columns = how->columns ? how->columns : 80;
    p->rows = how->rows ? how->rows : 24;
    p->term = how->term;
    p->answers = how->answers;
    p->next = all;
    all = p;
    pty_screen_open(p);
    wq_buf_reserve(&p->log, 65536);
    p->log.data[0] = '\0';
    signal(SIGPIPE, SIG_IGN);
    fork_in_terminal(p, how, argv.items);
    pty_take_pid(p);
    for (size_t i = 0; argv.items[i]; i++)
        free(argv.items[i]);
    free(argv.items);
    return p;
}

void pty_free(struct pty *p)
{
    struct pty **link = &all;

    while (*link != p)
        link = &(*link)->next;
    *link = p->next;
    /* A process that is a zombie of the shell's, or ours, still has its id. */
    if (p->job > 0 && !p->ended)
        kill(p->job, SIGKILL);
    if (p->shell >= 0)
        close(p->shell);
    if (p->leader > 0 && p->leader != p->job)
        kill(p->leader, SIGKILL);
    if (p->leader > 0 && !(p->leader == p->job && p->ended))
        waitpid(p->leader, NULL, 0);
    if (p->master >= 0)
        close(p->master);
    pty_screen_close(p);
    wq_buf_release(&p->log);
    wq_buf_release(&p->coming);
    wq_buf_release(&p->send);
    wq_buf_release(&p->text);
    free(p);
}

int pty_free_all(void **state)
{
    (void)state;
    while (all)
        pty_free(all);
    return 0;
}

/* ---- to and fro ---- */

static void write_some(struct pty *p)
{
    ssize_t n = write(p->master, p->send.data, p->send.len);

    if (n <= 0)
        return;
    p->send.len -= (size_t)n;
    memmove(p->send.data, p->send.data + n, p->send.len);
}

/* Answers the burst of questions wherever its last one stands in what was written since. */
static void answer(struct pty *p)
{
    static const char last[] = "\033[>c\033[c";
    char *at;

    while (p->answers &&
           (at = memmem(p->log.data + p->asked, p->log.len - p->asked, last, sizeof last - 1))) {
        p->asked = (size_t)(at - p->log.data) + sizeof last - 1;
        pty_send(p, p->answers, strlen(p->answers));
    }
}

/* False when nothing came. */
static bool read_some(struct pty *p)
{
    char bytes[65536];
    ssize_t n = read(p->master, bytes, sizeof bytes);

    if (n <= 0)
        return false;
    wq_buf_add(&p->log, bytes, (size_t)n);
    pty_screen_write(p, bytes, (size_t)n);
    answer(p);
    return true;
}

bool pty_step(struct pty *p, int ms)
{
    struct pollfd fds[] = {
        {.fd = p->master, .events = (short)(POLLIN | (p->send.len ? POLLOUT : 0))},
        {.fd = p->ended ? -1 : p->shell, .events = POLLIN},
    };
    bool came = false;

    if (poll(fds, 2, ms) > 0) {
        if (fds[0].revents & POLLOUT)
            write_some(p);
        if (fds[0].revents & (POLLIN | POLLHUP))
            came = read_some(p);
    }
    pty_take_news(p);
    return came;
}

void pty_send(struct pty *p, const char *bytes, size_t len)
{
    wq_buf_add(&p->send, bytes, len);
    write_some(p);
}

void pty_type(struct pty *p, const char *keys)
{
    pty_send(p, keys, strlen(keys));
}

void pty_resize(struct pty *p, int columns, int rows)
{
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};

    p->columns = columns;
    p->rows = rows;
    pty_screen_resize(p);
    assert_int_equal(ioctl(p->master, TIOCSWINSZ, &size), 0);
}

void pty_exhaust_memory(struct pty *p)
{
    struct rlimit limit = {1 << 20, 1 << 20}; /* less than it has */

    assert_int_equal(prlimit(p->job, RLIMIT_AS, &limit, NULL), 0);
}

void pty_terminal_name(struct pty *p, char *name, size_t size)
{
    assert_int_equal(ptsname_r(p->master, name, size), 0);
}

void pty_hang_up(struct pty *p)
{
    close(p->master);
    p->master = -1;
}

const char *pty_log(const struct pty *p, size_t *len)
{
    *len = p->log.len;
    return p->log.data;
}

size_t pty_written(const struct pty *p)
{
    size_t len;

    pty_log(p, &len);
    return len;
}

bool pty_wrote(const struct pty *p, size_t from, const char *bytes)
{
    size_t len;
    const char *log = pty_log(p, &len);

    return memmem(log + from, len - from, bytes, strlen(bytes)) != NULL;
}

bool pty_settings_as_before(struct pty *p)
{
    struct termios now;

    assert_int_equal(tcgetattr(p->master, &now), 0);
    return now.c_iflag == p->before.c_iflag && now.c_oflag == p->before.c_oflag &&
           now.c_cflag == p->before.c_cflag && now.c_lflag == p->before.c_lflag &&
           !memcmp(now.c_cc, p->before.c_cc, sizeof now.c_cc);
}

/* ---- waiting ---- */

enum { TICK_MS = 20, QUIET_TICKS = 3 };

/* Row by row: cmocka cuts what is long. */
static void print_screen(struct pty *p)
{
    for (int y = 0; y < p->rows; y++)
        print_error("|%s\n", pty_row(p, y));
}

void pty_wait(struct pty *p, pty_condition *condition, const void *data, const char *what)
{
    long deadline = clock_ms() + PTY_DEADLINE_MS;

    while (!condition(p, data)) {
        if (clock_ms() > deadline) {
            print_screen(p);
            fail_msg("waited in vain for: %s%s", what, p->ended ? " (the program has ended)" : "");
        }
        pty_step(p, TICK_MS);
    }
}

static bool shows(struct pty *p, const void *text)
{
    return pty_shows(p, text);
}

static bool shows_not(struct pty *p, const void *text)
{
    return !pty_shows(p, text);
}

void pty_wait_text(struct pty *p, const char *text)
{
    pty_wait(p, shows, text, text);
}

void pty_wait_no_text(struct pty *p, const char *text)
{
    pty_wait(p, shows_not, text, "text to go away");
}

static bool is_quiet(struct pty *p, const void *data)
{
    (void)data;
    for (int i = 0; i < QUIET_TICKS; i++)
        if (p->send.len || !pty_is_waiting(p) || pty_wakes_soon(p) || pty_step(p, TICK_MS) || p->ended)
            return p->ended;
    return true;
}

void pty_wait_quiet(struct pty *p)
{
    pty_wait(p, is_quiet, NULL, "the program to be quiet");
}

void pty_wait_blocked(struct pty *p)
{
    long deadline = clock_ms() + PTY_DEADLINE_MS;
    struct pollfd fd = {.fd = p->master, .events = POLLIN};

    while (p->send.len || !pty_is_waiting(p) || poll(&fd, 1, TICK_MS) != 1 || !pty_is_waiting(p)) {
        if (p->send.len)
            write_some(p);
        if (clock_ms() > deadline)
            fail_msg("waited in vain for the program to be blocked");
    }
}

static bool has_stopped(struct pty *p, const void *data)
{
    (void)data;
    return p->stopped;
}

static bool is_running(struct pty *p, const void *data)
{
    (void)data;
    return !p->stopped && pty_is_waiting(p);
}

static bool has_ended(struct pty *p, const void *data)
{
    (void)data;
    return p->ended;
}

void pty_wait_stopped(struct pty *p)
{
    pty_wait(p, has_stopped, NULL, "the program to stop");
    while (pty_step(p, 0)) {
    }
}

void pty_wait_running(struct pty *p)
{
    pty_wait(p, is_running, NULL, "the program to run");
}

int pty_wait_ended(struct pty *p)
{
    pty_wait(p, has_ended, NULL, "the program to end");
    while (p->master >= 0 && pty_step(p, 0)) {
    }
    return p->status;
}

bool pty_has_ended(const struct pty *p)
{
    return p->ended;
}

void pty_wait_ended_unread(struct pty *p)
{
    long deadline = clock_ms() + PTY_DEADLINE_MS;
    struct pollfd news = {.fd = p->shell, .events = POLLIN};

    while (!p->ended) {
        poll(&news, 1, TICK_MS);
        pty_take_news(p);
        if (clock_ms() > deadline)
            fail_msg("waited in vain for the program to end");
    }
}

void pty_wait_exit(struct pty *p, int status)
{
    int how = pty_wait_ended(p);

    if (!WIFEXITED(how) || WEXITSTATUS(how) != status) {
        print_screen(p);
        fail_msg("ended with %s %d instead of status %d", WIFEXITED(how) ? "status" : "signal",
                 WIFEXITED(how) ? WEXITSTATUS(how) : WTERMSIG(how), status);
    }
}

void pty_wait_signalled(struct pty *p, int number)
{
    int how = pty_wait_ended(p);

    if (!WIFSIGNALED(how) || WTERMSIG(how) != number)
        fail_msg("ended with %s %d instead of signal %d; it wrote: %s", WIFEXITED(how) ? "status" : "signal",
                 WIFEXITED(how) ? WEXITSTATUS(how) : WTERMSIG(how), number, p->log.data);
}
