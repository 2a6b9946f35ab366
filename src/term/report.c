#include "waraq/term/report.h"

#include "remember.h"

#include "waraq/base/clock.h"
#include "waraq/term/keys.h"
#include "waraq/term/tty.h"

#include <curses.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

enum { PATIENCE_MS = 2000 /* a slow line's round trip, and to spare */ };

static void take_answers(struct wq_keys *keys, struct wq_terminal_report *r)
{
    struct wq_event ev;

    while (wq_keys_next(keys, &ev))
        if (ev.type == WQ_EVENT_REPLY && wq_answers_take(&r->answers, ev.text, ev.len))
            wq_buf_add(&r->said, ev.text, ev.len);
}

static void await_answers(int fd, struct wq_terminal_report *r)
{
    struct wq_keys *keys = wq_keys_new();
    long end = wq_now_ms() + PATIENCE_MS;
    char bytes[512];

    while (!r->answers.complete) {
        long left = end - wq_now_ms();
        struct pollfd p = {.fd = fd, .events = POLLIN};
        if (left <= 0 || poll(&p, 1, (int)left) <= 0)
            break;
        ssize_t n = read(fd, bytes, sizeof bytes);
        if (n <= 0)
            break;
        wq_keys_feed(keys, bytes, (size_t)n);
        take_answers(keys, r);
    }
    wq_keys_free(keys);
}

/* Signals wait until the line is as it was. */
static void ask(int fd, struct wq_terminal_report *r)
{
    struct termios before;
    sigset_t all;
    sigset_t mask;

    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, &mask);
    if (wq_tty_raw(fd, &before)) {
        if (write(fd, WQ_QUESTIONS, strlen(WQ_QUESTIONS)) > 0)
            await_answers(fd, r);
        tcsetattr(fd, TCSADRAIN, &before);
    }
    sigprocmask(SIG_SETMASK, &mask, NULL);
}

/* As far as its description tells. A terminal without a mouse is none that could be asked. */
static void describe(int fd, struct wq_terminal_report *r)
{
    int status;

    if (!r->env.term || !*r->env.term || setupterm(r->env.term, fd, &status) != OK)
        return;
    const char *mouse = tigetstr("kmous");
    r->described = true;
    r->colors = tigetnum("colors");
    r->asked = mouse && mouse != (const char *)-1 && !wq_terminal_is_mute(&r->terminal);
    del_curterm(cur_term);
}

static void decide(const struct wq_wishes *wishes, struct wq_terminal_report *r)
{
    struct wq_buf environment = WQ_BUF_INIT;
    struct wq_buf answers = WQ_BUF_INIT;

    wq_terminal_identity(&r->env, &environment);
    if (r->answers.complete)
        wq_answers_identity(&r->answers, &answers);
    struct wq_remembered remembered = r->answers.complete ? wq_remember_find(environment.data, answers.data)
                                                          : wq_remember_unasked(&r->env, environment.data);
    r->terminal = wq_terminal_decide(wishes, &r->env, &r->answers, &remembered);
    wq_buf_release(&environment);
    wq_buf_release(&answers);
}

void wq_terminal_report(const struct wq_wishes *wishes, struct wq_terminal_report *report)
{
    struct winsize size;
    int fd = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);

    *report = (struct wq_terminal_report){.present = fd >= 0};
    wq_environment_read(&report->env);
    decide(wishes, report);
    if (fd < 0)
        return;
    describe(fd, report);
    if (ioctl(fd, TIOCGWINSZ, &size) == 0) {
        report->width = size.ws_col;
        report->height = size.ws_row;
    }
    if (report->asked)
        ask(fd, report);
    close(fd);
    decide(wishes, report);
}

void wq_terminal_report_release(struct wq_terminal_report *report)
{
    wq_buf_release(&report->said);
}
