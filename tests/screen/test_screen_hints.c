/* The keys that the last row shows: those of the pane that has them, and as many as there is room for; and
 * names that are too long for their column. */
#include "../../src/app/state.h"
#include "../support/one_screen.h"
#include "../support/sidebar.h"

#include "waraq/base/array.h"
#include "waraq/base/buf.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void open_two(int width, int height)
{
    screen_close(&s);
    screen_open(&s, &(struct screen_how){.width = width,
                                         .height = height,
                                         .paths = {sidebar_article(false), sidebar_article(true)}});
    screen_keys(&s, "\r");
}

static void check_no_status(const char *said)
{
    if (screen_status(&s, said))
        fail_msg("'%s' is said: %s", said, screen_row(&s, s.grid.height - 1));
}

static void test_of_the_sidebar(void **state)
{
    static const int widths[] = {60, 80, 100, 120};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(widths); i++) {
        open_two(widths[i], 24);
        sidebar_focus(&s);
        check_status("Enter next mention");
        check_status("? help");
        check_no_status("what is inside"); /* it has the keys */
        if (widths[i] >= 100)
            check_status("/ filter");
        screen_keys(&s, "/zzz\r"); /* nobody */
        check_no_status("Enter");
        screen_keys(&s, "\033");
        screen_keys(&s, "i"); /* what else is known: nothing to choose there */
        check_no_status("Enter");
        check_status("q back");
    }
}

/* A window that was too low for it gets the first heading back. */
static void test_first_heading(void **state)
{
    (void)state;
    open_two(60, 2);
    sidebar_focus(&s);
    assert_int_equal(s.app->inside.top, 1);
    screen_resize(&s, 60, 8);
    assert_int_equal(s.app->inside.top, 0);
}

/* On a heading Enter opens; what it opens comes into view. */
static void test_opened_is_seen(void **state)
{
    struct wq_buf text = WQ_BUF_INIT;

    (void)state;
    wq_buf_adds(&text, "عنوان یہاں ہے\n\nیہ لاہور کی بات ہے جو کل ہوئی۔\n\n");
    for (int i = 10; i < 22; i++)
        wq_buf_addf(&text, "وہاں سے %d کلومیٹر دور ایک گاؤں ہے۔\n\n", i * 13);
    open_file(scratch_bytes("figures.txt", text.data, text.len), 80, 12);
    sidebar_focus(&s);
    screen_keys(&s, "G");
    check_status("Enter open");
    check_no_status("next mention");
    size_t row = s.app->inside.selected;
    assert_int_equal(s.app->inside.rows.items[row].type, WQ_INSIDE_HEADING);
    screen_keys(&s, "\r");
    assert_int_equal(s.app->inside.selected, row);
    assert_true(s.app->inside.rows.len > row + 8);
    assert_int_equal(s.app->inside.top, row);
    assert_true(screen_find(&s, "130 کلومیٹر") >= 0);
    screen_keys(&s, "\r");
    assert_int_equal(s.app->inside.rows.len, row + 1);
    wq_buf_release(&text);
}

static void test_of_the_text(void **state)
{
    (void)state;
    open_two(80, 24);
    check_status("E what is inside");
    check_status("T list");
    screen_keys(&s, "E");
    check_status("Tab what is inside"); /* beside the text: E would hide it */
    sidebar_choose(&s, "لاہور");
    screen_keys(&s, "\t");
    check_status("n next mention");
    screen_keys(&s, "\t"); /* and with who is walked in the last row too */
    check_status("? help");
    open_two(60, 20);
    sidebar_choose(&s, "لاہور"); /* which leads to the text */
    check_status("n next mention");
    check_status("? help");
    check_status("1 of 6");
}

/* Where there is no list, q leads out. */
static void test_one_article(void **state)
{
    (void)state;
    open_file(sidebar_article(false), 120, 40);
    check_status("q quit");
    open_two(120, 40);
    check_status("q back");
}

static void test_what_may_follow_here(void **state)
{
    (void)state;
    open_two(80, 24);
    screen_keys(&s, "e");
    check_status("m merge · s split · r rename · k kind · i ignore");
    screen_keys(&s, "\x07");
    screen_keys(&s, "g/لاہور\r");
    screen_settle(&s);
    screen_keys(&s, "g");
    check_status("g to the start");
    check_no_status("mouse"); /* not in the results */
}

/* Whoever asks for somebody sees whom, be the window narrow. */
static void test_who_is_listed(void **state)
{
    static const int widths[] = {26, 34, 40, 60};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(widths); i++) {
        open_two(widths[i], 14);
        sidebar_focus(&s);
        screen_keys(&s, "a");
        screen_settle(&s);
        assert_true(s.app->results.shown);
        if (!screen_title(&s, s.app->results.listed[0].name))
            fail_msg("%d: %s", widths[i], screen_row(&s, 0));
    }
}

/* A key that can do nothing says so. */
static void test_nothing_to_do(void **state)
{
    (void)state;
    open_file(sidebar_article(false), 60, 20);
    screen_keys(&s, "''");
    check_status("There is nothing to go back to");
    screen_keys(&s, "j");
    check_no_status("nothing");
    screen_keys(&s, "\x7F");
    check_status("There is nothing to go back to");
    screen_keys(&s, "\t");
    check_status("There is no other pane there");
    screen_close(&s);
    open_file(scratch_subfolder("empty"), 60, 20);
    screen_keys(&s, "z");
    check_status("No article is open");
    screen_keys(&s, "jE");
    check_status("No article is open");
}

/* ---- names ---- */

static const char *long_names(void)
{
    static int n;
    char file[32];

    snprintf(file, sizeof file, "names%d.txt", n++);
    return scratch_file(file, "عنوان یہاں ہے\n\nصدر ولادیمیر پوتن نے کہا۔\n\nولادیمیر پیوٹن پھر بولے۔\n\n"
                              "پیوٹن گئے۔ پیوٹن آئے۔\n\n");
}

/* Spellings that begin alike are told apart: they have no bar, and take its columns. */
static void test_long_spellings(void **state)
{
    static const char *const expected[] = {"پیوٹن", "ولادیمیر پوتن", "ولادیمیر پیوٹن"};
    size_t n = 0;

    (void)state;
    open_file(long_names(), 120, 40);
    sidebar_choose(&s, "ولادیمیر پوتن");
    for (size_t i = 0; i < s.app->inside.rows.len && n < WQ_COUNT(expected); i++) {
        if (s.app->inside.rows.items[i].type != WQ_INSIDE_SPELLING) /* the most frequent first */
            continue;
        int y = screen_panes(&s)->top + (int)i;
        if (!screen_says(&s, y, expected[n]))
            fail_msg("%s: %s", expected[n], screen_row(&s, y));
        assert_true(screen_says(&s, y, n == 0 ? "2" : "1"));
        n++;
    }
    assert_int_equal(n, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_of_the_sidebar), TEST(test_opened_is_seen), TEST(test_first_heading),
        TEST(test_of_the_text),    TEST(test_one_article),    TEST(test_what_may_follow_here),
        TEST(test_who_is_listed),  TEST(test_nothing_to_do),  TEST(test_long_spellings),
    };
    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests_name("screen hints", tests, setup_group, teardown_group);
}
