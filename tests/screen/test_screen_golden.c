/*
 * Whole screens against files in tests/screen/expected, which were looked at by a person before they were
 * kept. A row is two lines there: what stands in its cells from the left, and a letter a column for the
 * styles (screen.h). WARAQ_UPDATE=1 in the environment writes the files anew: look at what changed.
 */
#include "waraq/base/array.h"
#include "waraq/base/buf.h"
#include "waraq/text/decode.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The last: it has the screen that all here means. */
#include "../support/one_screen.h"

static void print_screen(struct wq_buf *out)
{
    wq_buf_addf(out, "%d columns, %d rows, cursor %d %d\n", s.grid.width, s.grid.height, s.grid.cursor_x,
                s.grid.cursor_y);
    for (int y = 0; y < s.grid.height; y++) {
        wq_buf_addf(out, "t|%s\n", screen_row(&s, y));
        wq_buf_addf(out, "s|%s\n", screen_styles(&s, y));
    }
}

static void write_expected(const char *path, const struct wq_buf *screen)
{
    FILE *f = fopen(path, "wb");

    assert_non_null(f);
    assert_int_equal(fwrite(screen->data, 1, screen->len, f), screen->len);
    assert_int_equal(fclose(f), 0);
}

/* The first line that differs is said: a whole screen is too much to find it in. */
static void compare(const char *name, const char *got, const char *expected)
{
    for (int line = 0; *got || *expected; line++) {
        size_t n = strcspn(got, "\n");
        size_t m = strcspn(expected, "\n");
        if (n != m || memcmp(got, expected, n) != 0)
            fail_msg("%s, line %d (row %d):\n%.*s\ninstead of\n%.*s", name, line + 1, (line - 1) / 2, (int)n,
                     got, (int)m, expected);
        got += n + (got[n] == '\n');
        expected += m + (expected[m] == '\n');
    }
}

static void check_screen(const char *name)
{
    struct wq_buf screen = WQ_BUF_INIT;
    struct wq_buf expected = WQ_BUF_INIT;
    struct wq_error err = {0};
    char path[128];

    print_screen(&screen);
    snprintf(path, sizeof path, "tests/screen/expected/%s.txt", name);
    if (getenv("WARAQ_UPDATE"))
        write_expected(path, &screen);
    if (wq_read_path(path, 0, &expected, &err) != WQ_OK)
        fail_msg("%s is missing", path);
    compare(name, screen.data, expected.data);
    wq_buf_release(&screen);
    wq_buf_release(&expected);
}

static void open_at(int width, int height, enum wq_way layout, const char *path)
{
    screen_open(&s,
                &(struct screen_how){.width = width, .height = height, .layout = layout, .paths = {path}});
}

/* Three panes, the drawing of 120 columns: an article half read, one read, the others new. */
static void test_three_panes(void **state)
{
    (void)state;
    open_at(120, 40, WQ_WAY_RTL, "data/samples/");
    screen_keys(&s, "7Gr");
    screen_keys(&s, "8G\r9jq");
    screen_keys(&s, "16G\r11jiq"); /* what is known, for who is known grows with the lists of names */
    check_screen("three-panes");
}

/* One pane, the drawing of 80 columns, with a line of furniture in the middle. */
static void test_one_pane(void **state)
{
    (void)state;
    open_at(80, 24, WQ_WAY_RTL, "ur-railway");
    screen_keys(&s, "4j");
    check_screen("one-pane");
}

/* A paragraph of two thousand letters in the drawing of 60 columns. */
static void test_soft_breaks(void **state)
{
    (void)state;
    open_at(60, 20, WQ_WAY_RTL, "ur-archaeology");
    check_screen("soft-breaks");
}

static void test_list(void **state)
{
    (void)state;
    open_at(80, 24, WQ_WAY_RTL, "data/samples/");
    screen_keys(&s, "jr");
    screen_keys(&s, "3G\r");
    screen_keys(&s, "9jq");
    screen_keys(&s, "10G");
    check_screen("list");
}

static void test_list_of_two_rows(void **state)
{
    (void)state;
    open_at(60, 20, WQ_WAY_RTL, "data/samples/");
    screen_keys(&s, "jrj");
    check_screen("list-two-rows");
}

/* Not mirrored, both directions in the text, the sidebar beside it with the keys. */
static void test_two_panes_left_to_right(void **state)
{
    (void)state;
    open_at(100, 30, WQ_WAY_LTR, "mul-libraries");
    screen_keys(&s, "i");
    check_screen("two-panes-ltr");
}

/* Verse stands together; the window is hardly wider than a line of it. */
static void test_verse(void **state)
{
    (void)state;
    open_at(40, 12, WQ_WAY_RTL, "ur-ghalib");
    screen_keys(&s, "4G");
    check_screen("verse");
}

static void test_help(void **state)
{
    (void)state;
    open_at(80, 24, WQ_WAY_RTL, "ur-names");
    screen_keys(&s, "?");
    check_screen("help");
}

static void test_smallest(void **state)
{
    (void)state;
    open_at(20, 5, WQ_WAY_RTL, "he-genizah");
    screen_keys(&s, "j");
    check_screen("smallest");
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        TEST(test_three_panes),
        TEST(test_one_pane),
        TEST(test_soft_breaks),
        TEST(test_list),
        TEST(test_list_of_two_rows),
        TEST(test_two_panes_left_to_right),
        TEST(test_verse),
        TEST(test_help),
        TEST(test_smallest),
    };
    return cmocka_run_group_tests(tests, articles_open, articles_close);
}
