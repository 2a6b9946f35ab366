/* A line that proves slow: over the network, the answers to what was asked with the first paint come late.
 * The program is this one, by a clock of its own: each look at it takes as long as its first argument says.
 */
#include "../support/pty.h"
#include "../support/scratch.h"
#include "../support/session.h"

#include "waraq/app/commands.h"
#include "waraq/base/array.h"
#include "waraq/term/screen.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define CLOCK   "--milliseconds="
#define ANSWERS "\033[8;0$y\033[?69;0$y\033[>41;379;0c\033[?64;1;2c"
#define SSH     "SSH_CONNECTION=192.0.2.1 50000 192.0.2.2 22"
#define THIN    "\u2502"
#define THICK   "\u2503"

/* ---- the program ---- */

static long step_ms;

static long stepping_clock(void)
{
    static long now;

    return now += step_ms;
}

static int be_program(int argc, char **argv)
{
    step_ms = atol(argv[1] + strlen(CLOCK));
    argv[1] = argv[0];
    wq_screen_set_clock(stepping_clock);
    return wq_main(argc - 1, argv + 1);
}

static struct pty *start(long ms, const char *connection, int columns, const char *path)
{
    static char clock[64];
    const char *const env[] = {connection, NULL};
    struct pty_how how = {
        .program = "/proc/self/exe", .env = env, .columns = columns, .rows = 40, .answers = ""};

    snprintf(clock, sizeof clock, CLOCK "%ld", ms);
    struct pty *p = pty_start(&how, clock, path, NULL);
    pty_wait_text(p, " of ");
    pty_type(p, "G\r"); /* the longest */
    pty_wait_text(p, "%");
    pty_wait_quiet(p);
    return p;
}

/* ---- what it shows ---- */

/* The screen without its last row, and without what the bar and the current paragraph's mark say; the
 * caller's. */
static char *page(struct pty *p)
{
    char *screen = pty_screen(p);
    char *last = screen + strlen(screen) - 1;

    while (last > screen && last[-1] != '\n')
        last--;
    *last = '\0';
    for (char *at = screen; (at = strstr(at, THICK));)
        memcpy(at, THIN, sizeof THIN - 1);
    return screen;
}

/* Rows of the bar that say what is shown: thick, and not in the colour of the current paragraph's mark. */
static int thumb(struct pty *p)
{
    int n = 0;

    for (int y = 0; y < pty_rows(p); y++)
        for (int x = 0; x < pty_columns(p); x++)
            n += pty_cell(p, x, y).ch == 0x2503 && !pty_cell(p, x, y).coloured;
    return n;
}

static void answer(struct pty *p)
{
    pty_type(p, ANSWERS);
    pty_wait_quiet(p);
}

/* What is looked for is shown while it is typed, or when Enter says so. */
static void check_preview(struct pty *p, bool shown)
{
    char *before = page(p);

    pty_type(p, "/ہے");
    pty_wait_quiet(p);
    char *typed = page(p);
    assert_int_equal(pty_shows(p, "search shows on Enter"), !shown);
    int hits = 0;
    for (int y = 0; y < pty_rows(p) - 1; y++)
        for (int x = 0; x < pty_columns(p); x++)
            hits += pty_cell(p, x, y).reverse;
    assert_int_equal(hits > 0, shown);
    if (!shown)
        assert_string_equal(typed, before);
    pty_type(p, "\r");
    pty_wait_text(p, "1 of ");
    free(before);
    free(typed);
}

static void go_and_come_back(struct pty *p)
{
    pty_type(p, "j");
    pty_wait_quiet(p);
    pty_type(p, "k");
    pty_wait_quiet(p);
}

static void check_slow(struct pty *p)
{
    char *before = page(p);
    int bar = thumb(p);

    assert_true(bar > 0);
    answer(p);
    char *proved = page(p);
    assert_string_equal(proved, before);
    assert_true(thumb(p) == bar || thumb(p) == 0);
    go_and_come_back(p);
    char *after = page(p);
    assert_string_equal(after, before);
    assert_int_equal(thumb(p), 0);
    check_preview(p, false);
    free(before);
    free(proved);
    free(after);
}

static void check_quick(struct pty *p)
{
    char *before = page(p);

    answer(p);
    go_and_come_back(p);
    char *after = page(p);
    assert_string_equal(after, before);
    assert_true(thumb(p) > 0);
    check_preview(p, true);
    free(before);
    free(after);
}

/* ---- the tests ---- */

/* Half a second is what an answer may take. */
enum { QUICK_MS = 500, SLOW_MS = 501 };

/* One pane, two and three: what stands somewhere stays there. */
static void test_slow(void **state)
{
    static const int columns[] = {100, 120, 160};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(columns); i++) {
        struct pty *p = start(SLOW_MS, SSH, columns[i], "data/samples");
        check_slow(p);
        session_quit_at_once(p);
    }
}

static void test_quick(void **state)
{
    static const long takes[] = {0, QUICK_MS};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(takes); i++) {
        struct pty *p = start(takes[i], SSH, 120, "data/samples");
        check_quick(p);
        session_quit_at_once(p);
    }
}

/* A terminal on the same machine may be busy, but is not far. */
static void test_late_without_ssh(void **state)
{
    (void)state;
    struct pty *p = start(60000, "SSH_CONNECTION", 120, "data/samples");
    check_quick(p);
    session_quit_at_once(p);
}

/* Who never answers has proved nothing. */
static void test_silent(void **state)
{
    (void)state;
    struct pty *p = start(60000, SSH, 120, "data/samples");
    pty_type(p, "j");
    pty_wait_quiet(p);
    assert_true(thumb(p) > 0);
    check_preview(p, true);
    session_quit_at_once(p);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(test_slow, pty_free_all),
        cmocka_unit_test_teardown(test_quick, pty_free_all),
        cmocka_unit_test_teardown(test_late_without_ssh, pty_free_all),
        cmocka_unit_test_teardown(test_silent, pty_free_all),
    };

    if (argc > 1 && strncmp(argv[1], CLOCK, strlen(CLOCK)) == 0)
        return be_program(argc, argv);
    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests_name("terminal line", tests, scratch_open, scratch_close);
}
