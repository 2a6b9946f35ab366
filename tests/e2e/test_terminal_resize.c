/* The window changes its size while somebody reads. */
#include "../support/pty.h"
#include "../support/scratch.h"
#include "../support/session.h"

#include "waraq/base/array.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { PLACE = 57 };

struct size {
    int columns, rows;
};

static bool is_drawn(struct pty *p, const void *data)
{
    /* The last row is the status; a window of one row has none. */
    const struct size *size = data;
    (void)size;
    return strstr(pty_row(p, pty_rows(p) - 1), "%") != NULL;
}

static void assert_drawn(struct pty *p, struct size size)
{
    if (size.rows > 1 && size.columns >= 20)
        pty_wait(p, is_drawn, &size, "a status row at the bottom");
    pty_wait_quiet(p);
    for (int y = 0; y < pty_rows(p); y++)
        assert_true(pty_cell(p, 0, y).ch == 0 || pty_cell(p, 0, y).ch == ' ' || size.columns == 1);
}

/* A reader that stands at the beginning of a paragraph in the middle. */
static struct pty *read_in_the_middle(void)
{
    struct pty *p = session_start(NULL);
    int row;

    pty_type(p, "57G");
    session_wait_top(p, PLACE);
    pty_wait_quiet(p);
    assert_int_equal(session_top(p, &row), PLACE);
    assert_int_equal(row, 2);
    return p;
}

/* To a size and back: the same paragraph is at the top in both, and the first screen is there again. */
static void check(struct pty *p, struct size size)
{
    char *before = pty_screen(p);
    int columns = pty_columns(p);
    int rows = pty_rows(p);
    int row;

    pty_resize(p, size.columns, size.rows);
    assert_drawn(p, size);
    /* Below this a paragraph's number is on no screen: its end is cut, or its row too short. */
    if (size.columns >= 10 && size.rows >= 2) {
        session_wait_top(p, PLACE);
        session_top(p, &row);
        assert_int_equal(row, size.rows >= 12 ? 2 : size.rows >= 8 ? 1 : 0);
    }
    pty_resize(p, columns, rows);
    assert_drawn(p, (struct size){columns, rows});
    char *after = pty_screen(p);
    assert_string_equal(after, before);
    free(before);
    free(after);
}

static void test_bigger_and_smaller_keep_the_place(void **state)
{
    (void)state;
    static const struct size sizes[] = {{120, 40}, {200, 60}, {80, 50}, {80, 10}, {60, 24},
                                        {40, 24},  {39, 24},  {20, 5},  {20, 2},  {10, 24}};

    for (size_t i = 0; i < WQ_COUNT(sizes); i++) {
        struct pty *p = read_in_the_middle();
        check(p, sizes[i]);
        session_quit(p);
    }
}

static void test_very_small_windows(void **state)
{
    (void)state;
    static const struct size sizes[] = {{1, 1}, {2, 1}, {1, 2}, {3, 3}, {80, 1}, {1, 24}, {5, 4}, {300, 1}};
    struct pty *p = read_in_the_middle();

    for (size_t i = 0; i < WQ_COUNT(sizes); i++)
        check(p, sizes[i]);
    session_quit(p);
}

/* The place is that of the last movement, however many windows there were in between. */
static void test_many_sizes_one_after_the_other(void **state)
{
    (void)state;
    static const struct size sizes[] = {{120, 40}, {20, 5}, {1, 1}, {200, 60}, {33, 7}, {80, 24}};
    struct pty *p = read_in_the_middle();
    char *before = pty_screen(p);

    for (size_t i = 0; i < WQ_COUNT(sizes); i++) {
        pty_resize(p, sizes[i].columns, sizes[i].rows);
        assert_drawn(p, sizes[i]);
    }
    char *after = pty_screen(p);
    assert_string_equal(after, before);
    free(before);
    free(after);
    session_quit(p);
}

/* Faster than anybody could draw: only the last counts. */
static void test_resizes_in_a_burst(void **state)
{
    (void)state;
    struct pty *p = read_in_the_middle();
    char *before = pty_screen(p);

    for (int i = 0; i < 300; i++)
        pty_resize(p, 1 + (i * 37) % 150, 1 + (i * 17) % 50);
    pty_resize(p, 80, 24);
    assert_drawn(p, (struct size){80, 24});
    char *after = pty_screen(p);
    assert_string_equal(after, before);
    free(before);
    free(after);
    session_quit(p);
}

/* Smaller and back before we looked: the size is as it was, and what was shown is lost. */
static void test_same_size_again(void **state)
{
    (void)state;
    struct pty *p = read_in_the_middle();
    char *before = pty_screen(p);

    session_scribble(p);
    pty_signal(p, SIGWINCH);
    pty_wait_no_text(p, SESSION_SCRIBBLE);
    assert_drawn(p, (struct size){80, 24});
    char *after = pty_screen(p);
    assert_string_equal(after, before);
    free(before);
    free(after);
    session_quit(p);
}

static void test_keys_work_in_a_tiny_window(void **state)
{
    (void)state;
    static const char keys[] = "jk  bdugg}{G3G?jq:\003TElhHzgc+-=gs\tir.J\033[<65;1;1M\033[<0;1;1M";
    static const struct size sizes[] = {{1, 1}, {2, 2}, {20, 5}};

    for (size_t i = 0; i < WQ_COUNT(sizes); i++) {
        struct pty_how how = {.columns = sizes[i].columns, .rows = sizes[i].rows};
        struct pty *p = pty_start(&how, session_article(), NULL);
        pty_wait_quiet(p);
        pty_type(p, keys);
        pty_wait_quiet(p);
        pty_type(p, "Q");
        pty_wait_exit(p, 0);
        assert_given_back(p);
        pty_free(p);
    }
}

static void test_the_list_keeps_its_selection(void **state)
{
    (void)state;
    struct pty *p = pty_start(NULL, "data/samples", NULL);

    pty_wait_text(p, "1 of 16");
    pty_type(p, "12G");
    pty_wait_text(p, "12 of 16");
    pty_resize(p, 40, 6);
    pty_wait_text(p, "12 of 16");
    pty_resize(p, 1, 1);
    pty_wait_quiet(p);
    pty_resize(p, 80, 24);
    pty_wait_text(p, "12 of 16");
    session_quit(p);
}

static void test_resize_in_prompt_and_help(void **state)
{
    (void)state;
    struct pty *p = session_start(NULL);

    pty_type(p, ":wid");
    pty_wait_text(p, "wid Command:"); /* the article's direction is the screen's */
    pty_resize(p, 50, 12);
    pty_wait_text(p, "wid Command:");
    pty_resize(p, 1, 1);
    pty_wait_quiet(p);
    pty_resize(p, 90, 30);
    pty_wait_text(p, "wid Command:");
    pty_type(p, "\003?");
    pty_wait_text(p, "Keys");
    pty_resize(p, 30, 8);
    pty_wait_text(p, "Keys");
    pty_resize(p, 80, 24);
    pty_wait_text(p, "Keys");
    pty_type(p, "q");
    session_wait_top(p, 1);
    session_quit(p);
}

/* The window changes between the terminal's birth and the first screen. */
static void test_resize_while_starting(void **state)
{
    (void)state;
    struct pty *p = pty_start(NULL, session_article(), NULL);

    for (int i = 0; i < 20; i++)
        pty_resize(p, 60 + i, 10 + i);
    pty_resize(p, 100, 30);
    assert_drawn(p, (struct size){100, 30});
    session_wait_top(p, 1);
    session_quit(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(test_bigger_and_smaller_keep_the_place, pty_free_all),
        cmocka_unit_test_teardown(test_very_small_windows, pty_free_all),
        cmocka_unit_test_teardown(test_many_sizes_one_after_the_other, pty_free_all),
        cmocka_unit_test_teardown(test_resizes_in_a_burst, pty_free_all),
        cmocka_unit_test_teardown(test_same_size_again, pty_free_all),
        cmocka_unit_test_teardown(test_keys_work_in_a_tiny_window, pty_free_all),
        cmocka_unit_test_teardown(test_the_list_keeps_its_selection, pty_free_all),
        cmocka_unit_test_teardown(test_resize_in_prompt_and_help, pty_free_all),
        cmocka_unit_test_teardown(test_resize_while_starting, pty_free_all),
    };
    return cmocka_run_group_tests(tests, scratch_open, scratch_close);
}
