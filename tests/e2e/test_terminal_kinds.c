/* Terminals of every kind, and what is none. */
#include "../support/output_check.h"
#include "../support/pty.h"
#include "../support/scratch.h"
#include "../support/session.h"

#include "waraq/base/array.h"
#include "waraq/text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define SALAM "\uFE8E\uFBFF\uFEE7\uFEA9 \uFEE1\uFEFC\uFEB3"

struct kind {
    const char *term;
    bool private_modes; /* paste and mouse are switched */
    bool alternate;
    bool plain_lines; /* lines and blocks are drawn with ASCII */
    bool overrides;   /* the terminal may stand before another one that reorders */
};

/* All are in Debian's ncurses-base, so that none can be missing. */
static const struct kind kinds[] = {
    {"vt100", false, false, true, false},         {"vt220", false, false, true, false},
    {"linux", true, false, false, false},         {"xterm", true, true, false, false},
    {"xterm-256color", true, true, false, false}, {"xterm-mono", true, true, false, false},
    {"screen", true, true, false, true},          {"screen-256color", true, true, false, true},
    {"tmux-256color", true, true, false, true},   {"rxvt-unicode-256color", true, true, false, false},
};

/* Letters and the interface's own signs; signs are not letters of any alphabet. */
static bool has_line_characters(struct pty *p)
{
    char *screen = pty_screen(p);
    bool has = false;

    for (size_t at = 0; screen[at];) {
        uint32_t cp = wq_utf8_next(screen, &at);
        has = has || (cp >= 0x2500 && cp < 0x2600);
    }
    free(screen);
    return has;
}

static void check_kind(const struct kind *k)
{
    struct pty_how how = {.term = k->term};
    struct pty *p = session_start(&how);

    pty_wait_quiet(p);
    /* libvterm knows the newer way of the two. */
    assert_int_equal(pty_alternate(p) || pty_mode(p, "?47") == 1, k->alternate);
    assert_int_equal(pty_mode(p, "?2004"), k->private_modes ? 1 : -1);
    assert_int_equal(pty_mode(p, "?1000"), k->private_modes ? 1 : -1);
    assert_int_equal(pty_mode(p, "8"), k->private_modes ? 0 : -1);
    assert_int_equal(has_line_characters(p), !k->plain_lines);
    char *screen = pty_screen(p);
    assert_int_equal(take_overrides(screen) > 0, k->overrides);
    assert_harmless(screen, strlen(screen));
    free(screen);
    /* Both ways in which arrows come, with keypad mode and without. */
    pty_type(p, "10G\033[B");
    session_wait_top(p, 11);
    pty_type(p, "10G\033OB");
    session_wait_top(p, 11);
    /* By the terminal's own scrolling, and by painting whole. */
    pty_type(p, "jjjj");
    pty_wait_quiet(p);
    char *scrolled = pty_screen(p);
    pty_type(p, "\f");
    pty_wait_quiet(p);
    char *painted = pty_screen(p);
    assert_string_equal(scrolled, painted);
    free(scrolled);
    free(painted);
    session_quit(p);
}

static void test_kinds(void **state)
{
    (void)state;
    for (size_t i = 0; i < WQ_COUNT(kinds); i++) {
        print_message("             %s\n", kinds[i].term);
        check_kind(&kinds[i]);
    }
}

static void test_suspend_in_every_kind(void **state)
{
    (void)state;
    for (size_t i = 0; i < WQ_COUNT(kinds); i++) {
        struct pty_how how = {.term = kinds[i].term, .scrambled = true};
        struct pty *p = session_start(&how);
        pty_wait_quiet(p);
        char *before = pty_screen(p);
        session_stop_and_go_on(p);
        char *after = pty_screen(p);
        assert_string_equal(after, before);
        free(before);
        free(after);
        session_quit(p);
    }
}

/* ---- what is no terminal, or unknown ---- */

/* Prints the article, with one line before it that says why. */
static void assert_prints(const struct pty_how *how, const char *why)
{
    const char *path = scratch_file("salam.txt", "سلام دنیا\n\nGood evening\n");
    struct pty *p = pty_start(how, path, NULL);
    size_t len;

    pty_wait_exit(p, 0);
    const char *log = pty_log(p, &len);
    /* Nothing but text: no sequences, where it is not known what they would do. */
    assert_harmless_tty(log, len);
    assert_true(pty_find(p, why) == 0);
    assert_true(pty_find(p, SALAM) == 1);
    assert_true(pty_find(p, "Good evening") == 3);
    assert_true(pty_settings_as_before(p));
    pty_free(p);
}

static void test_dumb_terminal(void **state)
{
    (void)state;
    struct pty_how how = {.term = "dumb"};

    assert_prints(&how, "'dumb' cannot show a screen");
}

static void test_term_is_not_set(void **state)
{
    (void)state;
    struct pty_how how = {.term = ""};
    static const char *const empty[] = {"TERM=", NULL};
    struct pty_how set_to_nothing = {.env = empty};

    assert_prints(&how, "a terminal without TERM cannot show a screen");
    assert_prints(&set_to_nothing, "a terminal without TERM cannot show a screen");
}

static void test_unknown_terminal(void **state)
{
    (void)state;
    struct pty_how how = {.term = "frobnicator-3000"};

    assert_prints(&how, "'frobnicator-3000' cannot show a screen");
}

/* --print to a terminal: its width, at most the measure, and no screen. */
static void test_print_to_a_terminal(void **state)
{
    (void)state;
    static const int columns[] = {30, 80, 200};

    for (size_t i = 0; i < WQ_COUNT(columns); i++) {
        struct pty_how how = {.columns = columns[i]};
        struct pty *p = pty_start(&how, "--print", scratch_file("s.txt", "שלום עולם\n\nעולם\n"), NULL);
        pty_wait_exit(p, 0);
        assert_int_equal(cells_of(pty_row(p, 0)), columns[i] < 80 ? columns[i] : 80);
        assert_int_equal(pty_mode(p, "?1049"), -1);
        pty_free(p);
    }
}

static void test_print_to_a_dumb_terminal(void **state)
{
    (void)state;
    struct pty_how how = {.term = "dumb"};
    struct pty *p = pty_start(&how, "--print", "data/samples/ur-bookfair.txt", NULL);
    size_t len;

    pty_wait_exit(p, 0);
    const char *log = pty_log(p, &len);
    assert_harmless_tty(log, len);
    pty_free(p);
}

/* ---- colour ---- */

/* Sequences `ESC [ ... m` with a number that is a colour's. */
static int colours_sent(struct pty *p)
{
    size_t len;
    int n = 0;

    for (const char *s = pty_log(p, &len); (s = strstr(s, "\033[")); s += 2) {
        size_t end = 2 + strspn(s + 2, "0123456789;");
        if (s[end] != 'm')
            continue;
        for (const char *number = s + 2; number < s + end; number += strcspn(number, ";m") + 1) {
            int code = atoi(number);
            n += (code >= 30 && code <= 49) || (code >= 90 && code <= 107);
        }
    }
    return n;
}

/* Runs the reader, or --print, over an article with a title, marks and furniture. */
static int colours_of(const char *const *env, const char *option, const char *mode)
{
    struct pty_how how = {.env = env};
    struct pty *p = pty_start(&how, option, mode, "data/samples/ur-bookfair.txt", NULL);

    if (!strcmp(mode, "--print")) {
        pty_wait_exit(p, 0);
    } else {
        pty_wait_text(p, "min left");
        pty_type(p, "GH");
        pty_wait_quiet(p);
        pty_type(p, "Q");
        pty_wait_exit(p, 0);
    }
    int n = colours_sent(p);
    pty_free(p);
    return n;
}

static void test_no_colour(void **state)
{
    (void)state;
    static const char *const no_color[] = {"NO_COLOR=1", NULL};
    static const char *const empty[] = {"NO_COLOR=", NULL};

    assert_true(colours_of(NULL, "--color=auto", "--mouse=on") > 0);
    assert_int_equal(colours_of(no_color, "--color=auto", "--mouse=on"), 0);
    assert_int_equal(colours_of(NULL, "--color=never", "--mouse=on"), 0);
    assert_true(colours_of(no_color, "--color=always", "--mouse=on") > 0);
    /* Set to nothing it says nothing (no-color.org). */
    assert_true(colours_of(empty, "--color=auto", "--mouse=on") > 0);
    assert_int_equal(colours_of(no_color, "--color=auto", "--print"), 0);
}

static void test_print_without_attributes(void **state)
{
    (void)state;
    static const char *const no_color[] = {"NO_COLOR=1", NULL};
    struct pty_how how = {.env = no_color};
    struct pty *p = pty_start(&how, "--print", "data/samples/ur-bookfair.txt", NULL);
    size_t len;

    pty_wait_exit(p, 0);
    const char *log = pty_log(p, &len);
    assert_harmless_tty(log, len);
    pty_free(p);
    p = pty_start(NULL, "--print", "data/samples/ur-bookfair.txt", NULL);
    pty_wait_exit(p, 0);
    assert_non_null(strstr(pty_log(p, &len), "\033[2m"));
    assert_true(pty_pen_is_plain(p));
    pty_free(p);
}

static void test_locales(void **state)
{
    (void)state;
    static const char *const locales[][2] = {{"LANG=C", NULL}, {"LC_ALL=POSIX", NULL}, {"LANG", NULL}};
    struct pty *p = session_start(NULL);

    pty_wait_quiet(p);
    char *usual = pty_screen(p);
    session_quit(p);
    for (size_t i = 0; i < WQ_COUNT(locales); i++) {
        struct pty_how how = {.env = locales[i]};
        p = session_start(&how);
        pty_wait_quiet(p);
        char *screen = pty_screen(p);
        assert_string_equal(screen, usual);
        free(screen);
        session_quit(p);
    }
    free(usual);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(test_kinds, pty_free_all),
        cmocka_unit_test_teardown(test_suspend_in_every_kind, pty_free_all),
        cmocka_unit_test_teardown(test_dumb_terminal, pty_free_all),
        cmocka_unit_test_teardown(test_term_is_not_set, pty_free_all),
        cmocka_unit_test_teardown(test_unknown_terminal, pty_free_all),
        cmocka_unit_test_teardown(test_print_to_a_terminal, pty_free_all),
        cmocka_unit_test_teardown(test_print_to_a_dumb_terminal, pty_free_all),
        cmocka_unit_test_teardown(test_no_colour, pty_free_all),
        cmocka_unit_test_teardown(test_print_without_attributes, pty_free_all),
        cmocka_unit_test_teardown(test_locales, pty_free_all),
    };
    return cmocka_run_group_tests(tests, scratch_open, scratch_close);
}
