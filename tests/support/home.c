/* No test may read or write what belongs to whoever runs it: before main() the folders of XDG are set to one
 * of this process's own, which goes with it. Tests that want others set them; programs under test get an
 * environment of their own (run.h, pty.h). */
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

static char home[256];
static pid_t owner;

static int take_away(const char *path, const struct stat *st, int kind, struct FTW *at)
{
    (void)st;
    (void)at;
    return kind == FTW_DP ? rmdir(path) : unlink(path);
}

static void leave(void)
{
    if (getpid() == owner) /* not a child of it */
        nftw(home, take_away, 16, FTW_DEPTH | FTW_PHYS);
}

__attribute__((constructor)) static void move_in(void)
{
    static const char *const names[] = {"XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME",
                                        "XDG_CONFIG_HOME"};
    const char *under = getenv("TMPDIR");

    snprintf(home, sizeof home, "%s/waraq-home-XXXXXX", under && *under ? under : "/tmp");
    if (!mkdtemp(home)) {
        perror(home);
        _exit(1);
    }
    owner = getpid();
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char path[sizeof home + 32];
        snprintf(path, sizeof path, "%s/%s", home, names[i]);
        setenv(names[i], path, 1);
    }
    atexit(leave);
}
