/* What the program in the terminal is doing, as the kernel tells it. */
#include "pty_state.h"

#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Nothing stands in its terminal for it to read. What was typed is handed on by a thread of the kernel, which
 * under load takes its time; poll, other than FIONREAD, has that done before it answers. */
static bool has_taken_all(const struct pty *p)
{
    char name[64];

    if (ptsname_r(p->master, name, sizeof name) != 0)
        return false;
    struct pollfd slave = {.fd = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC), .events = POLLIN};
    bool taken = slave.fd >= 0 && poll(&slave, 1, 0) == 0;
    if (slave.fd >= 0)
        close(slave.fd);
    return taken;
}

/* The first line of a file of /proc about the program; false: there is none. */
static bool read_line(const struct pty *p, const char *name, char *line, int size)
{
    char path[64];

    snprintf(path, sizeof path, "/proc/%d/%s", (int)p->job, name);
    FILE *f = fopen(path, "r");
    bool known = f && fgets(line, size, f);
    if (f)
        fclose(f);
    return known;
}

/* Its state is S. */
static bool is_asleep(const struct pty *p)
{
    char line[1024];
    const char *behind = read_line(p, "stat", line, sizeof line) ? strrchr(line, ')') : NULL;
    return behind && behind[2] == 'S';
}

bool pty_is_waiting(const struct pty *p)
{
    return has_taken_all(p) && is_asleep(p);
}

/* A call that waits has its number and its arguments there, in hexadecimal; the third of poll are
 * milliseconds, -1 for ever. Where the machine has no poll, or does not tell, nothing is known. */
bool pty_wakes_soon(const struct pty *p)
{
    enum { SOON_MS = 100 };
    long number;
    unsigned long ms;
    char line[1024];

    if (!read_line(p, "syscall", line, sizeof line) || sscanf(line, "%ld %*s %*s %lx", &number, &ms) != 2)
        return false;
#ifdef SYS_poll
    return number == SYS_poll && (int)ms >= 0 && (int)ms <= SOON_MS;
#else
    return false;
#endif
}
