#include "giveback.h"

#include "waraq/base/array.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ENDING_SECONDS = 3, STACK_BYTES = 1 << 16 };

struct prepared {
    int fd;
    size_t len;
    char bytes[WQ_GIVEBACK_MOST];
    struct termios line;
};

/* Two, so that there is always one that nobody writes to. */
static struct prepared slots[2];
static _Atomic(struct prepared *) ready;

static volatile sig_atomic_t ending; /* the signal that asked us to end; 0: none */

/* What ends a program, but for those that the loop takes as messages. */
static const int deadly[] = {SIGSEGV, SIGBUS,  SIGFPE,  SIGILL,  SIGABRT, SIGSYS,
                             SIGTRAP, SIGXCPU, SIGXFSZ, SIGALRM, SIGUSR1, SIGUSR2};
static struct sigaction before[WQ_COUNT(deadly)];
static bool watching;
static char stack[STACK_BYTES]; /* for a stack that has run over */

void wq_giveback_prepare(int fd, const char *bytes, size_t len, const struct termios *line)
{
    struct prepared *p = atomic_load(&ready) == &slots[0] ? &slots[1] : &slots[0];

    p->fd = fd;
    p->len = len < sizeof p->bytes ? len : sizeof p->bytes;
    memcpy(p->bytes, bytes, p->len);
    p->line = *line;
    atomic_store(&ready, p);
}

void wq_giveback_drop(void)
{
    atomic_store(&ready, NULL);
}

static bool write_all(const struct prepared *p)
{
    size_t done = 0;

    while (done < p->len) {
        ssize_t n = write(p->fd, p->bytes + done, p->len - done);
        if (n < 0 && errno != EINTR)
            return false;
        done += n > 0 ? (size_t)n : 0;
    }
    return true;
}

void wq_giveback_now(void)
{
    struct prepared *p = atomic_exchange(&ready, NULL);
    int saved = errno;

    if (!p)
        return;
    int flags = fcntl(p->fd, F_GETFL);
    fcntl(p->fd, F_SETFL, flags | O_NONBLOCK);
    /* A terminal that was told to wait has its queue full: what is there is of no use any more. */
    if (!write_all(p) && errno == EAGAIN && tcflush(p->fd, TCOFLUSH) == 0)
        write_all(p);
    fcntl(p->fd, F_SETFL, flags);
    tcsetattr(p->fd, TCSANOW, &p->line);
    errno = saved;
}

static void die(int number)
{
    wq_giveback_now();
    if (number == SIGALRM && ending)
        number = ending;
    for (size_t i = 0; i < WQ_COUNT(deadly); i++)
        if (deadly[i] == number)
            sigaction(number, &before[i], NULL);
    if (number == ending)
        signal(number, SIG_DFL);
    raise(number); /* once we have returned, if it is the one at work */
}

void wq_giveback_watch(void)
{
    static bool registered;
    stack_t alternate = {.ss_sp = stack, .ss_size = sizeof stack};
    struct sigaction action = {.sa_handler = die, .sa_flags = SA_ONSTACK};

    sigemptyset(&action.sa_mask);
    sigaltstack(&alternate, NULL);
    for (size_t i = 0; i < WQ_COUNT(deadly); i++)
        sigaction(deadly[i], &action, &before[i]);
    watching = true;
    if (!registered)
        atexit(wq_giveback_now); /* a library that gives up */
    registered = true;
}

void wq_giveback_unwatch(void)
{
    for (size_t i = 0; i < WQ_COUNT(deadly) && watching; i++)
        if (deadly[i] != SIGALRM || !ending)
            sigaction(deadly[i], &before[i], NULL);
    watching = false;
}

void wq_giveback_ending(int number)
{
    ending = number;
    alarm(ENDING_SECONDS);
}
