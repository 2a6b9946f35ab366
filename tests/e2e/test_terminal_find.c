/* Finding in a terminal: letters that come in pieces, hits as they are seen, and ends while a scan runs. */
#include "../support/pty.h"
#include "../support/scratch.h"
#include "../support/session.h"

#include "waraq/base/array.h"
#include "waraq/base/buf.h"

#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

/* ---- hits on the screen ---- */

static const char *mixed_article(void)
{
    return scratch_file("mixed.txt", "یہ NATO کی بات ہے۔\n\nپھر یہ NATO کی بات ہے۔\n");
}

/* A row's attributes, a letter a column: R reversed, b bold, . neither; blanks at the end left out. */
static const char *attributes(struct pty *p, int y)
{
    static char row[512];
    int end = 0;

    for (int x = 0; x < pty_columns(p) && x < (int)sizeof row - 1; x++) {
        struct pty_cell c = pty_cell(p, x, y);
        row[x] = c.reverse ? 'R' : c.bold ? 'b' : c.ch == 0 || c.ch == ' ' ? ' ' : '.';
        if (row[x] != ' ')
            end = x + 1;
    }
    row[end] = '\0';
    return row;
}

static bool has_attributes(struct pty *p, const void *data)
{
    const char *const *rows = data;
    int y = 2; /* below the title */

    for (; *rows; rows++, y += 2)
        if (!strstr(attributes(p, y), *rows))
            return false;
    return true;
}

/* The rows of the two paragraphs. */
static void wait_attributes(struct pty *p, const char *first, const char *second)
{
    const char *const rows[] = {first, second, NULL};

    pty_wait(p, has_attributes, rows, first);
}

/* Half a letter is none: nothing is looked for that was not typed. */
static void test_letters_in_pieces(void **state)
{
    static const char query[] = "/یہ na";
    struct pty_how how = {.rows = 12};
    struct pty *p = pty_start(&how, mixed_article(), NULL);

    (void)state;
    pty_wait_text(p, "NATO");
    for (size_t i = 0; query[i]; i++) {
        pty_send(p, &query[i], 1);
        pty_wait_quiet(p);
        assert_false(pty_shows(p, "\uFFFD"));
        assert_false(pty_shows(p, "not found"));
    }
    pty_wait_text(p, "1 of 2");
    wait_attributes(p, ".. ... .. RR..RRR", ".. ... .. bb..bbb");
    pty_type(p, "\r");
    session_quit(p);
}

/* Hits, the current one, n, Escape; in colours, without them, and on a terminal that has none. */
static void check_highlights(const struct pty_how *how, bool colours)
{
    struct pty *p = pty_start(how, mixed_article(), NULL);

    pty_wait_text(p, "NATO");
    pty_type(p, "/nato کی\r");
    wait_attributes(p, ".. ... RRRRRRR ..", ".. ... bbbbbbb .. ...");
    for (int x = 0; x < pty_columns(p); x++) {
        struct pty_cell c = pty_cell(p, x, 4);
        assert_int_equal(c.bold && c.coloured, c.bold && colours);
    }
    pty_type(p, "n");
    wait_attributes(p, ".. ... bbbbbbb ..", ".. ... RRRRRRR .. ...");
    pty_type(p, "\033");
    wait_attributes(p, ".. ... .. .... ..", ".. ... .. .... .. ...");
    session_quit(p);
}

static void test_highlights(void **state)
{
    static const char *const no_color[] = {"NO_COLOR=1", NULL};

    (void)state;
    check_highlights(&(struct pty_how){.rows = 12}, true);
    check_highlights(&(struct pty_how){.rows = 12, .env = no_color}, false);
    check_highlights(&(struct pty_how){.rows = 12, .term = "vt220"}, false);
}

/* The terminal's own cursor stands where the next letter goes. */
static void test_cursor(void **state)
{
    struct pty_how how = {.rows = 12};
    struct pty *p = pty_start(&how, mixed_article(), NULL);
    int x;
    int y;

    (void)state;
    pty_wait_text(p, "NATO");
    pty_type(p, "/کتب abc");
    pty_wait_text(p, "abc");
    pty_wait_quiet(p);
    pty_cursor(p, &x, &y);
    assert_true(pty_cursor_shown(p));
    assert_int_equal(y, 11);
    assert_int_equal(pty_cell(p, x + 1, y).ch, 'a'); /* the line ends on the left */
    assert_true(pty_cell(p, x, y).ch == 0 || pty_cell(p, x, y).ch == ' ');
    pty_type(p, "\033[H");
    pty_wait_quiet(p);
    pty_cursor(p, &x, &y);
    assert_int_equal(pty_cell(p, x, y).ch, 0xFB90); /* keheh, the first letter */
    pty_type(p, "\003");
    session_quit(p);
}

/* ---- all articles ---- */

static const char *make_library(const char *name, int files, const char *text)
{
    const char *folder = scratch_subfolder(name);
    char path[64];

    for (int i = 0; i < files; i++) {
        snprintf(path, sizeof path, "%s/%04d.txt", name, i);
        scratch_file(path, text);
    }
    return folder;
}

static void test_results(void **state)
{
    const char *folder = make_library("library", 400, "A title\n\nHere is one word, and a longer word.\n");
    struct pty *p = pty_start(NULL, folder, NULL);

    (void)state;
    pty_wait_text(p, "1 of 400");
    pty_type(p, "g/word\r");
    pty_wait_text(p, "800 places, 400 articles");
    pty_wait_text(p, "1 of 800");
    pty_type(p, "3j\r");
    pty_wait_text(p, "2 of 2");
    pty_type(p, "q");
    pty_wait_text(p, "4 of 800");
    pty_type(p, "q");
    pty_wait_no_text(p, "800 places");
    pty_type(p, "Q");
    pty_wait_exit(p, 0);
    assert_given_back(p);
    pty_free(p);
}

/* What came through a pipe is read once: it is searched and filtered as the files are. */
static void test_text_from_a_pipe(void **state)
{
    struct pty_how how = {.input = PTY_INPUT_PIPE, .piped = "یہ ٹھیک ہے، word اردو میں لکھا گیا ہے\n"};
    const char *first = scratch_file("first", "First\n\nA word here.\n");
    const char *last = scratch_file("last", "Last\n\nA word there.\n");
    struct pty *p = pty_start(&how, first, "-", last, NULL);

    (void)state;
    pty_wait_text(p, "A word here");
    pty_type(p, "g/word\r");
    pty_wait_text(p, "3 places, 3 articles");
    pty_resize(p, 60, 20); /* snippets are made anew where they can be */
    pty_type(p, "j");
    pty_wait_text(p, "2 of 3");
    pty_type(p, "\r");
    pty_wait_text(p, "1 of 1");
    pty_type(p, "qqq/urdu");
    pty_wait_text(p, "1 found");
    pty_type(p, "\025word");
    pty_wait_text(p, "3 found");
    pty_type(p, "\rgg");
    pty_wait_text(p, "1 of 3");
    pty_type(p, "jj");
    pty_wait_text(p, "3 of 3");
    pty_type(p, "\r");
    pty_wait_text(p, "A word there");
    pty_type(p, "Q");
    pty_wait_exit(p, 0);
    pty_free(p);
}

/* ---- the end of a scan that would take minutes ---- */

/* An expression that goes astray in every file of many, until ICU gives it up. */
static struct pty *start_scan(const struct pty_how *how)
{
    static int libraries;
    char name[32];

    snprintf(name, sizeof name, "slow%d", libraries++);
    const char *folder =
        make_library(name, 300, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n");
    struct pty *p = pty_start(how, folder, NULL);

    pty_wait_text(p, "1 of 300");
    pty_type(p, "g/\t\t\t(a+)+b\r");
    pty_wait_text(p, "Esc stop");
    return p;
}

static void test_stop(void **state)
{
    struct pty *p = start_scan(NULL);

    (void)state;
    pty_type(p, "\033");
    pty_wait_text(p, "Stopped at");
    pty_type(p, "\033");
    pty_wait_text(p, "1 of 300");
    pty_type(p, "q");
    pty_wait_exit(p, 0);
    assert_given_back(p);
    pty_free(p);
}

static void test_quit_while_it_runs(void **state)
{
    static const char *const keys[] = {"Q", "qq", ":quit\r", "qjkQ"};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(keys); i++) {
        struct pty_how how = {.scrambled = true};
        struct pty *p = start_scan(&how);
        pty_type(p, keys[i]);
        pty_wait_exit(p, 0);
        assert_given_back(p);
        pty_free(p);
    }
}

static void test_ended_while_it_runs(void **state)
{
    static const int ending[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(ending); i++) {
        struct pty_how how = {.scrambled = true, .no_shell = i % 2};
        struct pty *p = start_scan(&how);
        pty_signal(p, ending[i]);
        pty_wait_signalled(p, ending[i]);
        assert_given_back(p);
        pty_free(p);
    }
}

static void test_window_is_closed_while_it_runs(void **state)
{
    (void)state;
    for (int i = 0; i < 2; i++) {
        struct pty_how how = {.no_shell = i};
        struct pty *p = start_scan(&how);
        pid_t pid = pty_pid(p);
        pty_hang_up(p);
        int status = pty_wait_ended(p);
        assert_true(WIFEXITED(status) || WTERMSIG(status) == SIGHUP);
        pty_free(p);
        assert_true(kill(pid, 0) != 0 && errno == ESRCH);
    }
}

/* Keys are taken as ever, the window may change, and it can be stopped and go on. */
static void test_in_use_while_it_runs(void **state)
{
    struct pty *p = start_scan(NULL);

    (void)state;
    pty_resize(p, 100, 30);
    pty_wait_text(p, "Esc stop");
    pty_type(p, "?");
    pty_wait_text(p, "Keys");
    pty_type(p, "q\032");
    pty_wait_stopped(p);
    assert_given_back(p);
    pty_foreground(p);
    pty_wait_text(p, "Esc stop");
    pty_type(p, "g/title\r"); /* the other one ends, and this begins */
    pty_wait_text(p, "not found");
    pty_type(p, "Q");
    pty_wait_exit(p, 0);
    assert_given_back(p);
    pty_free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(test_letters_in_pieces, pty_free_all),
        cmocka_unit_test_teardown(test_highlights, pty_free_all),
        cmocka_unit_test_teardown(test_cursor, pty_free_all),
        cmocka_unit_test_teardown(test_results, pty_free_all),
        cmocka_unit_test_teardown(test_text_from_a_pipe, pty_free_all),
        cmocka_unit_test_teardown(test_stop, pty_free_all),
        cmocka_unit_test_teardown(test_quit_while_it_runs, pty_free_all),
        cmocka_unit_test_teardown(test_ended_while_it_runs, pty_free_all),
        cmocka_unit_test_teardown(test_window_is_closed_while_it_runs, pty_free_all),
        cmocka_unit_test_teardown(test_in_use_while_it_runs, pty_free_all),
    };
    return cmocka_run_group_tests(tests, scratch_open, scratch_close);
}
