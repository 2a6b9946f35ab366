#include "foreground.h"

#include "messages.h"

#include "waraq/base/array.h"
#include "waraq/term/tty.h"

#include <signal.h>

/* While a program in front of us has the terminal its keys for signals are for it; that which stops both
 * stops us as it would if we had asked for nothing. */
static const struct {
    int number;
    void (*handler)(int);
} theirs[] = {{SIGINT, SIG_IGN}, {SIGQUIT, SIG_IGN}, {SIGTSTP, SIG_DFL}};

static void set_signals(struct sigaction *before)
{
    for (size_t i = 0; i < WQ_COUNT(theirs); i++) {
        struct sigaction action = {.sa_handler = theirs[i].handler};
        sigemptyset(&action.sa_mask);
        sigaction(theirs[i].number, &action, &before[i]);
    }
}

static void restore_signals(const struct sigaction *before)
{
    for (size_t i = 0; i < WQ_COUNT(theirs); i++)
        sigaction(theirs[i].number, &before[i], NULL);
}

void wq_foreground(struct wq_app *a, struct wq_screen *screen)
{
    int in = wq_screen_input(screen);
    struct sigaction before[WQ_COUNT(theirs)];
    struct wq_tty_spot from;
    struct wq_tty_spot to;

    wq_screen_suspend(screen);
    set_signals(before);
    wq_tty_leave_last_row();
    bool asked = wq_tty_cursor(in, &from);
    wq_app_run(a);
    if (!asked || !wq_tty_cursor(in, &to) || from.row != to.row || from.column != to.column)
        wq_tty_await_key(in, wq_message(WQ_MSG_RUN_KEY));
    restore_signals(before);
    wq_screen_resume(screen);
}
