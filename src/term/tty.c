#include "waraq/term/tty.h"

#include "waraq/base/clock.h"

#include <curses.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

#define ASK_CURSOR "\033[6n"

enum { PATIENCE_MS = 1000 /* a slow line's round trip */ };

bool wq_tty_raw(int in, struct termios *before)
{
    if (tcgetattr(in, before) != 0)
        return false;
    struct termios raw = *before;
    raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ISIG | IEXTEN);
    raw.c_iflag &= ~(tcflag_t)(ICRNL | IXON);
    raw.c_cc[VMIN] = 0;
    raw.c_cc[VTIME] = 0;
    return tcsetattr(in, TCSADRAIN, &raw) == 0;
}

/* ESC [ row ; column R, with anything before it. */
static bool read_answer(const char *s, struct wq_tty_spot *spot)
{
    for (const char *at = strstr(s, "\033["); at; at = strstr(at + 1, "\033[")) {
        char *end;
        long row = strtol(at + 2, &end, 10);
        if (*end != ';')
            continue;
        long column = strtol(end + 1, &end, 10);
        if (*end == 'R' && row > 0 && column > 0) {
            *spot = (struct wq_tty_spot){(int)row, (int)column};
            return true;
        }
    }
    return false;
}

bool wq_tty_cursor(int in, struct wq_tty_spot *spot)
{
    const char *asks = tigetstr("u7"); /* the question, as terminals that answer it have it */
    struct termios before;
    char answer[256];
    size_t n = 0;
    bool got = false;

    if (!asks || asks == (const char *)-1 || strcmp(asks, ASK_CURSOR) != 0 || !wq_tty_raw(in, &before))
        return false;
    fputs(ASK_CURSOR, stdout);
    fflush(stdout);
    for (long end = wq_now_ms() + PATIENCE_MS; !got && n + 1 < sizeof answer;) {
        long left = end - wq_now_ms();
        struct pollfd p = {.fd = in, .events = POLLIN};
        if (left <= 0 || poll(&p, 1, (int)left) <= 0)
            break;
        ssize_t bytes = read(in, answer + n, sizeof answer - 1 - n);
        if (bytes <= 0)
            break;
        n += (size_t)bytes;
        answer[n] = '\0';
        got = read_answer(answer, spot);
    }
    tcsetattr(in, TCSADRAIN, &before);
    return got;
}

void wq_tty_leave_last_row(void)
{
    fputs("\n\033[A", stdout);
    fflush(stdout);
}

void wq_tty_await_key(int in, const char *message)
{
    struct termios before;
    char bytes[64]; /* a key may be several */
    sigset_t all;
    sigset_t mask;

    if (!wq_tty_raw(in, &before))
        return;
    tcflush(in, TCIFLUSH); /* what was typed before there was a message is no answer to it */
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, &mask); /* until it waits: else one might come just before that */
    fputs(message, stdout);
    fflush(stdout);
    struct pollfd p = {.fd = in, .events = POLLIN};
    if (ppoll(&p, 1, NULL, &mask) > 0) {
        ssize_t ignored = read(in, bytes, sizeof bytes);
        (void)ignored;
    }
    sigprocmask(SIG_SETMASK, &mask, NULL);
    tcsetattr(in, TCSADRAIN, &before);
    fputs("\n", stdout);
    fflush(stdout);
}
