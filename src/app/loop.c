#include "waraq/app/loop.h"

#include "foreground.h"
#include "output.h"

#include "waraq/app/app.h"
#include "waraq/base/clock.h"
#include "waraq/term/screen.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What comes from the background is painted this often: enough to be seen coming, and little over ssh. */
enum { STALE_MS = 60 };

/* The signal flag of DESIGN: a handler writes the signal's number to a pipe that the loop polls. */
static int signal_pipe[2] = {-1, -1};

static void on_signal(int number)
{
    int saved = errno;
    unsigned char byte = (unsigned char)number;
    bool ends = number == SIGTERM || number == SIGHUP || number == SIGINT || number == SIGQUIT;

    if (ends)
        wq_screen_ending(number);
    ssize_t ignored = write(signal_pipe[1], &byte, 1);
    (void)ignored;
    errno = saved;
}

static const int watched[] = {SIGWINCH, SIGTSTP, SIGCONT, SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGCHLD};

static void watch_signals(void)
{
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};

    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof watched / sizeof *watched; i++)
        sigaction(watched[i], &action, NULL);
    signal(SIGPIPE, SIG_IGN);
}

static void hold_signals(sigset_t *before)
{
    sigset_t held;

    sigemptyset(&held);
    for (size_t i = 0; i < sizeof watched / sizeof *watched; i++)
        sigaddset(&held, watched[i]);
    sigprocmask(SIG_BLOCK, &held, before);
}

struct loop {
    struct wq_app *app;
    struct wq_screen *screen;
    struct wq_keys *keys;
    struct wq_grid grid;
    bool dirty;   /* something may have changed since the last paint */
    bool stale;   /* the same, by what goes on in the background: it is painted now and then */
    long painted; /* when, in milliseconds of a clock that only goes on */
    bool done;
    int ended_by; /* signal */
};

/* ncurses has handlers of its own while it starts, which know nothing of what else was switched on: so
 * signals wait until ours are there. */
static enum wq_status open_screen(struct loop *l, const struct wq_screen_options *o, struct wq_error *err)
{
    sigset_t before;

    hold_signals(&before);
    enum wq_status status = wq_screen_open(o, &l->screen, err);
    if (status == WQ_OK)
        watch_signals();
    sigprocmask(SIG_SETMASK, &before, NULL);
    return status;
}

static bool open_pipe(void)
{
    if (pipe(signal_pipe) != 0)
        return false;
    for (int i = 0; i < 2; i++) {
        fcntl(signal_pipe[i], F_SETFL, O_NONBLOCK);
        fcntl(signal_pipe[i], F_SETFD, FD_CLOEXEC);
    }
    return true;
}

/* Stops ourselves as the shell expects it, and goes on when it says so. */
static void suspend(struct loop *l)
{
    wq_screen_suspend(l->screen);
    signal(SIGTSTP, SIG_DFL);
    kill(0, SIGTSTP); /* the whole job: a pager in front of us stops too */
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    sigaction(SIGTSTP, &action, NULL);
    wq_screen_resume(l->screen);
    l->dirty = true;
}

static void take_size(struct loop *l)
{
    int width;
    int height;

    wq_screen_resized(l->screen);
    wq_screen_size(l->screen, &width, &height);
    wq_app_resize(l->app, width, height);
    l->dirty = true;
}

/* Another way to write: what is drawn honours it, and all is painted anew. */
static void take_way(struct loop *l)
{
    wq_app_set_terminal(l->app, wq_screen_terminal(l->screen));
    l->dirty = true;
}

/* Terminal test. */
static void try_way(struct loop *l, unsigned wants)
{
    struct wq_trial trial = wq_app_trial(l->app);

    if (wants & WQ_WANTS_TRY)
        wq_screen_try(l->screen, trial.writing, trial.marks);
    if (wants & WQ_WANTS_TRIED)
        wq_app_tried(l->app, wq_screen_try_end(l->screen, trial.keep));
    take_way(l);
}

static void send_request(struct loop *l)
{
    size_t len;
    const char *bytes = wq_app_request(l->app, &len);
    wq_screen_send(l->screen, bytes, len);
}

static void take_wants(struct loop *l)
{
    unsigned wants = wq_app_wants(l->app);

    wq_screen_mouse(l->screen, wants & WQ_WANTS_MOUSE);
    wq_screen_drags(l->screen, wants & WQ_WANTS_DRAGS);
    if (wants & WQ_WANTS_QUIT)
        l->done = true;
    if (wants & WQ_WANTS_REDRAW)
        wq_screen_redraw(l->screen);
    if (wants & (WQ_WANTS_TRY | WQ_WANTS_TRIED))
        try_way(l, wants);
    if (wants & WQ_WANTS_REQUEST)
        send_request(l);
    if (wants & WQ_WANTS_SUSPEND) {
        suspend(l);
        take_size(l);
    }
    if (wants & WQ_WANTS_RUN) {
        wq_foreground(l->app, l->screen);
        take_size(l);
    }
}

static void take_signals(struct loop *l)
{
    unsigned char number;

    while (read(signal_pipe[0], &number, 1) == 1) {
        switch (number) {
        case SIGWINCH: /* also for a window that was another size for a moment, and lost what it showed */
            wq_screen_forget(l->screen);
            take_size(l);
            break;
        case SIGTSTP:
            suspend(l);
            take_size(l);
            break;
        case SIGCONT: /* we were stopped by SIGSTOP, or by our own SIGTSTP and are back already */
            wq_screen_resume(l->screen);
            take_size(l);
            break;
        case SIGCHLD:
            wq_app_children(l->app);
            take_wants(l); /* what a program could not take goes elsewhere */
            l->dirty = true;
            break;
        default:
            l->ended_by = number;
            l->done = true;
            break;
        }
    }
}

static void take_events(struct loop *l)
{
    struct wq_event ev;

    while (!l->done && wq_keys_next(l->keys, &ev)) {
        if (ev.type == WQ_EVENT_REPLY) {
            if (wq_screen_answer(l->screen, &ev))
                take_way(l);
            if (wq_screen_slow(l->screen))
                wq_app_slow_line(l->app);
            wq_app_set_clipboard(l->app, wq_screen_clipboard(l->screen));
            continue;
        }
        wq_app_event(l->app, &ev);
        take_wants(l);
        l->dirty = true;
    }
}

/* False when the terminal is gone. */
static bool read_keys(struct loop *l)
{
    char bytes[4096];
    ssize_t n = read(wq_screen_input(l->screen), bytes, sizeof bytes);

    if (n < 0)
        return errno == EINTR || errno == EAGAIN;
    if (n == 0)
        return false;
    wq_keys_feed(l->keys, bytes, (size_t)n);
    return true;
}

static void paint(struct loop *l)
{
    wq_app_prepare(l->app);
    wq_app_draw(l->app, &l->grid);
    wq_screen_show(l->screen, &l->grid);
    wq_app_rest(l->app);
    l->dirty = l->stale = false;
    l->painted = wq_now_ms();
}

/* How long to wait for something to happen, in milliseconds; -1: for ever. */
static int wait_ms(const struct loop *l)
{
    int keys = wq_keys_wait_ms(l->keys);

    if (l->dirty)
        return 0; /* keys typed ahead are all handled before anything is painted */
    if (!l->stale)
        return keys >= 0 ? keys : wq_app_wait_ms(l->app);
    long left = l->painted + STALE_MS - wq_now_ms();
    int wait = left < 0 ? 0 : (int)left;
    return keys >= 0 && keys < wait ? keys : wait;
}

static void wait_and_take(struct loop *l)
{
    struct pollfd fds[] = {
        {.fd = wq_screen_input(l->screen), .events = POLLIN},
        {.fd = signal_pipe[0], .events = POLLIN},
        {.fd = wq_app_fd(l->app), .events = POLLIN},
    };
    int ready = poll(fds, 3, wait_ms(l));

    if (ready < 0 && errno != EINTR)
        l->done = true;
    bool due = l->stale && wq_now_ms() - l->painted >= STALE_MS;
    if (ready == 0 && !l->dirty && !due && wq_keys_pending(l->keys))
        wq_keys_flush(l->keys);
    else if ((ready == 0 && l->dirty) || due)
        paint(l);
    if (ready > 0 && fds[1].revents)
        take_signals(l);
    if (ready > 0 && fds[0].revents && !l->done && !read_keys(l))
        l->done = true;
    if (ready > 0 && fds[2].revents && wq_app_background(l->app))
        l->stale = true;
    take_events(l);
    wq_app_save(l->app);
}

/* What was read last is not kept: said where it can be seen, but not waited for that. */
static void say_unkept(const struct wq_error *err)
{
    struct pollfd p = {.fd = STDERR_FILENO, .events = POLLOUT};
    struct wq_buf what = WQ_BUF_INIT;

    if (poll(&p, 1, 0) != 1 || !(p.revents & POLLOUT))
        return;
    wq_output_path(&what, err->what);
    fprintf(stderr, "waraq: where you stopped is not remembered: %s: %s\n", what.data ? what.data : "",
            err->status == WQ_ESYS ? strerror(err->sys) : wq_status_name(err->status));
    wq_buf_release(&what);
}

static void end(struct loop *l)
{
    struct wq_error err = {.status = WQ_OK};
    bool kept = true;

    if (l->ended_by) /* first: the terminal may be one that takes nothing any more */
        kept = wq_app_finish(l->app, &err);
    wq_screen_close(l->screen);
    if (!l->ended_by)
        kept = wq_app_finish(l->app, &err);
    if (!kept)
        say_unkept(&err);
    wq_app_free(l->app);
    wq_grid_release(&l->grid);
    if (l->ended_by) {
        signal(l->ended_by, SIG_DFL);
        raise(l->ended_by);
    }
}

int wq_loop(const struct wq_options *options, struct wq_layout *layout, struct wq_shelf *shelf,
            struct wq_error *err)
{
    const char *no_color = getenv("NO_COLOR");
    struct wq_screen_options so = {.color = options->color == WQ_WHEN_ALWAYS ||
                                            (options->color == WQ_WHEN_AUTO && !(no_color && *no_color)),
                                   .wishes = wq_options_wishes(options),
                                   .forgets = options->secure,
                                   .layout = layout};
    struct loop l = {.dirty = true};

    if (!open_pipe()) {
        wq_fail(err, WQ_ESYS, "pipe");
        return -1;
    }
    if (open_screen(&l, &so, err) != WQ_OK)
        return -1;
    l.keys = wq_screen_keys(l.screen);
    l.app = wq_app_new(options, layout, shelf);
    take_way(&l);
    wq_app_set_ascii(l.app, wq_screen_ascii(l.screen));
    wq_app_set_clipboard(l.app, wq_screen_clipboard(l.screen));
    wq_grid_init(&l.grid);
    take_size(&l);
    wq_app_config_trouble(l.app);
    take_wants(&l);
    while (!l.done)
        wait_and_take(&l);
    end(&l);
    return 0;
}
