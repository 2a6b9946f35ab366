/* Where the text and the keys come from, and articles that are no pleasure to show. */
#include "../support/output_check.h"
#include "../support/pty.h"
#include "../support/run.h"
#include "../support/scratch.h"
#include "../support/session.h"

#include "waraq/base/array.h"
#include "waraq/base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define SALAM "\uFE8E\uFBFF\uFEE7\uFEA9 \uFEE1\uFEFC\uFEB3"

/* ---- standard input ---- */

static void test_text_from_a_pipe_keys_from_the_terminal(void **state)
{
    (void)state;
    struct pty_how how = {.input = PTY_INPUT_PIPE, .piped = "سلام دنیا\n\nGood evening to you all.\n"};
    struct pty *p = pty_start(&how, NULL);

    pty_wait_text(p, SALAM);
    pty_wait_quiet(p);
    assert_taken_over(p);
    pty_type(p, "?");
    pty_wait_text(p, "Keys");
    pty_type(p, "q");
    pty_wait_text(p, "Good evening");
    pty_type(p, "\032");
    pty_wait_stopped(p);
    assert_given_back(p);
    pty_foreground(p);
    pty_wait_text(p, "Good evening");
    session_quit(p);
}

static void test_dash_is_the_pipe(void **state)
{
    (void)state;
    struct pty_how how = {.input = PTY_INPUT_PIPE, .piped = "Good evening to you all.\n"};
    struct pty *p = pty_start(&how, "-", NULL);

    pty_wait_text(p, "Good evening");
    session_quit(p);
}

/* A pipe that is there but was not asked for: `while read f; do waraq "$f"; done`. */
static void test_pipe_beside_a_path(void **state)
{
    (void)state;
    struct pty_how how = {.input = PTY_INPUT_PIPE, .piped = "not me\n"};
    struct pty *p = session_start(&how);

    assert_false(pty_shows(p, "not me"));
    pty_type(p, "9G");
    session_wait_top(p, 9);
    session_quit(p);
}

static void test_standard_input_is_closed(void **state)
{
    (void)state;
    struct pty_how how = {.input = PTY_INPUT_CLOSED};
    struct pty *p = session_start(&how);

    pty_type(p, "9G");
    session_wait_top(p, 9);
    session_quit(p);
}

static void test_nothing_through_the_pipe(void **state)
{
    (void)state;
    struct pty_how how = {.input = PTY_INPUT_PIPE, .piped = ""};
    struct pty *p = pty_start(&how, NULL);

    pty_wait_text(p, "no title");
    session_quit(p);
}

/* A terminal to write to, and none to read from: it prints, and says why. */
static void test_no_terminal_for_keys(void **state)
{
    (void)state;
    struct pty_how how = {
        .program = "setsid", .input = PTY_INPUT_PIPE, .piped = "Good evening to you all.\n"};
    struct pty *p = pty_start(&how, "-w", program_under_test(), NULL);

    pty_wait_exit(p, 0);
    assert_int_equal(pty_find(p, "no terminal for keys"), 0);
    assert_int_equal(pty_find(p, "Good evening"), 1);
    assert_int_equal(pty_mode(p, "?1049"), -1);
    pty_free(p);
}

/* ---- what there is to open ---- */

static void test_empty_file(void **state)
{
    (void)state;
    struct pty *p = pty_start(NULL, scratch_file("empty", ""), NULL);

    pty_wait_text(p, "no title");
    pty_type(p, "jk  bGgg}{''HzE");
    pty_wait_quiet(p);
    pty_type(p, "Q");
    pty_wait_exit(p, 0);
    assert_given_back(p);
    pty_free(p);
}

static void test_empty_folder(void **state)
{
    (void)state;
    const char *folder = scratch_subfolder("void");
    struct pty *p = pty_start(NULL, folder, NULL);

    /* Nothing to show is said, not shown. */
    pty_wait_ended(p);
    assert_true(pty_shows(p, "no articles"));
    assert_int_equal(pty_mode(p, "?1049"), -1);
    pty_free(p);
}

static void test_missing_beside_a_file(void **state)
{
    (void)state;
    const char *missing = scratch_path("missing");
    struct pty *p = pty_start(NULL, missing, scratch_file("there", "Good evening to you all.\n"), NULL);

    pty_wait_text(p, "Good evening");
    pty_type(p, "Q");
    pty_wait_exit(p, 2);
    /* Said before the screen was taken, and there when it is given back. */
    assert_true(pty_shows(p, "No such file"));
    assert_given_back(p);
    pty_free(p);
}

static void test_missing_alone(void **state)
{
    (void)state;
    struct pty *p = pty_start(NULL, scratch_path("missing"), NULL);

    pty_wait_exit(p, 2);
    assert_true(pty_shows(p, "No such file"));
    assert_int_equal(pty_mode(p, "?1049"), -1);
    pty_free(p);
}

static void test_binary_file(void **state)
{
    (void)state;
    const char *path = scratch_bytes("noise.bin", (char[4000]){0}, 4000);
    struct pty *p = pty_start(NULL, path, NULL);

    pty_wait_text(p, "is no text");
    pty_type(p, "\r");
    pty_wait_text(p, "is no text");
    pty_type(p, "Q");
    pty_wait_exit(p, 0);
    pty_free(p);
}

static void test_binary_files_in_a_folder(void **state)
{
    (void)state;
    const char *folder = scratch_subfolder("mixed");

    scratch_bytes("mixed/a", (char[4000]){0}, 4000);
    scratch_file("mixed/b", "The second\n\nGood evening to you all.\n");
    scratch_bytes("mixed/c", (char[4000]){0}, 4000);
    struct pty *p = pty_start(NULL, folder, NULL);
    pty_wait_text(p, "The second");
    pty_wait_quiet(p);
    assert_false(pty_shows(p, "mixed/a"));
    pty_type(p, "\r");
    pty_wait_text(p, "Good evening");
    pty_type(p, "Q");
    pty_wait_exit(p, 0);
    pty_free(p);
}

/* Between the list and opening, a file can go, shrink, or become what cannot be opened. */
static void test_files_that_change(void **state)
{
    (void)state;
    const char *folder = scratch_subfolder("changing");
    const char *gone = scratch_file("changing/a", "The first\n\nGood morning.\n");
    const char *shrunk = scratch_file("changing/b", "The second\n\nGood evening to you all.\n");
    const char *fifo = scratch_file("changing/c", "The third\n\nGood night.\n");

    struct pty *p = pty_start(NULL, folder, NULL);
    pty_wait_text(p, "The third");
    assert_int_equal(unlink(gone), 0);
    assert_int_equal(truncate(shrunk, 4), 0);
    assert_int_equal(unlink(fifo), 0);
    assert_int_equal(mkfifo(fifo, 0644), 0);
    pty_type(p, "\r");
    pty_wait_text(p, "No such file");
    pty_type(p, "j\r");
    pty_wait_text(p, "min left");
    pty_type(p, "qj\r");
    pty_wait_text(p, "neither a file nor a folder");
    pty_type(p, "Q");
    pty_wait_exit(p, 0);
    assert_given_back(p);
    pty_free(p);
}

/* ---- what is hard to show ---- */

static void check_hard(const char *name, const char *text, size_t len)
{
    struct pty *p = pty_start(NULL, scratch_bytes(name, text, len), NULL);

    pty_wait_text(p, "min left");
    pty_type(p, "jjj   du");
    pty_wait_text(p, "min left");
    pty_type(p, "G");
    pty_wait_text(p, "100%");
    pty_resize(p, 33, 10);
    pty_wait_quiet(p);
    pty_resize(p, 120, 40);
    pty_wait_quiet(p);
    char *screen = pty_screen(p);
    assert_harmless(screen, strlen(screen));
    free(screen);
    pty_type(p, "gg");
    pty_wait_text(p, "0%");
    pty_type(p, "Q");
    pty_wait_exit(p, 0);
    assert_given_back(p);
    pty_free(p);
}

static void test_five_megabytes_without_a_line_end(void **state)
{
    (void)state;
    size_t len;
    char *text = text_times("سلام دنیا ", 5 * 1024 * 1024 / 18, &len);

    check_hard("five", text, len);
    free(text);
}

static void test_a_million_marks(void **state)
{
    (void)state;
    size_t len;
    char *text = text_times("\u064E", 1000000, &len);

    check_hard("marks", text, len);
    free(text);
}

static void test_a_megabyte_of_empty_lines(void **state)
{
    (void)state;
    struct wq_buf text = WQ_BUF_INIT;
    size_t len;
    char *lines = text_times("\n", 1000000, &len);

    wq_buf_adds(&text, "The start of it is here.\n");
    wq_buf_add(&text, lines, len);
    for (int i = 0; i < 60; i++)
        wq_buf_adds(&text, "And here is a line of the end.\n\n");
    check_hard("lines", text.data, text.len);
    free(lines);
    wq_buf_release(&text);
}

/* ---- slow terminals ---- */

/* An article of which no two lines are alike, so that nothing can be scrolled into place. */
static const char *motley_article(void)
{
    struct wq_buf text = WQ_BUF_INIT;
    uint32_t seed = 1;

    for (int i = 1; i <= 200; i++) {
        wq_buf_addf(&text, "P%03d", i);
        for (int k = 0; k < 400; k++) {
            seed = seed * 1103515245 + 12345;
            unsigned letter = seed >> 16 & 31;
            wq_buf_addcp(&text, letter < 5 ? ' ' : 0x627 + letter - 5);
        }
        wq_buf_adds(&text, "\n\n");
    }
    const char *path = scratch_bytes("motley.txt", text.data, text.len);
    wq_buf_release(&text);
    return path;
}

/* The terminal takes nothing for a while, and meanwhile bytes come that are no keys: what was being painted
 * must be painted to its end all the same. */
static void test_bytes_that_are_no_keys_while_painting(void **state)
{
    (void)state;
    struct pty_how how = {.columns = 90, .rows = 250};
    struct pty *p = pty_start(&how, motley_article(), NULL);

    session_wait_top(p, 1);
    pty_wait_quiet(p);
    pty_type(p, "99G");
    pty_wait_blocked(p);
    pty_type(p, "\033[99~");
    pty_wait_quiet(p);
    char *painted = pty_screen(p);
    pty_type(p, "\f");
    pty_wait_quiet(p);
    char *again = pty_screen(p);
    assert_string_equal(painted, again);
    free(painted);
    free(again);
    session_quit(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(test_text_from_a_pipe_keys_from_the_terminal, pty_free_all),
        cmocka_unit_test_teardown(test_dash_is_the_pipe, pty_free_all),
        cmocka_unit_test_teardown(test_pipe_beside_a_path, pty_free_all),
        cmocka_unit_test_teardown(test_standard_input_is_closed, pty_free_all),
        cmocka_unit_test_teardown(test_nothing_through_the_pipe, pty_free_all),
        cmocka_unit_test_teardown(test_no_terminal_for_keys, pty_free_all),
        cmocka_unit_test_teardown(test_empty_file, pty_free_all),
        cmocka_unit_test_teardown(test_empty_folder, pty_free_all),
        cmocka_unit_test_teardown(test_missing_beside_a_file, pty_free_all),
        cmocka_unit_test_teardown(test_missing_alone, pty_free_all),
        cmocka_unit_test_teardown(test_binary_file, pty_free_all),
        cmocka_unit_test_teardown(test_binary_files_in_a_folder, pty_free_all),
        cmocka_unit_test_teardown(test_files_that_change, pty_free_all),
        cmocka_unit_test_teardown(test_five_megabytes_without_a_line_end, pty_free_all),
        cmocka_unit_test_teardown(test_a_million_marks, pty_free_all),
        cmocka_unit_test_teardown(test_a_megabyte_of_empty_lines, pty_free_all),
        cmocka_unit_test_teardown(test_bytes_that_are_no_keys_while_painting, pty_free_all),
    };
    return cmocka_run_group_tests(tests, scratch_open, scratch_close);
}
