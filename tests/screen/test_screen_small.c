/* Windows of any size, the smallest too, and terminals that have no lines and blocks. */
#include "../support/random_text.h"
#include "waraq/base/array.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The last: it has the screen that all here means. */
#include "../support/one_screen.h"

/* Everything that can be typed, with the keys of the table: in the list, in the reader, in the sidebar. */
static const char *const tour[] = {
    "j",  "k",      " ",    "b",  "d", "u",      "G",    "gg",      "5j",      "3G", "~",  "g",  "\x1B",
    "7",  "\x1B",   "\r",   "j",  "k", " ",      "b",    "d",       "u",       "G",  "gg", "}",  "{",
    "2G", "''",     ")",    "(",  "H", "G",      "H",    "gc",      "gc",      "gs", "G",  "gs", "+",
    "-",  "=",      "z",    "z",  "E", "j",      "G",    "E",       "T",       "T",  "h",  "l",  "\t",
    "\t", "\x1B[Z", "J",    "J",  "K", ".",      "r",    "i",       "j",       "q",  "?",  "j",  " ",
    "G",  "gg",     "q",    ":",  "a", "fu\t",   "\x7F", "\x15",    "xyz\r",   "~",  "gm", "gm", "q",
    "q",  "Q",      "\x0C", "\r", "]", "99999j", "\x7F", "\x1B[6~", "\x1B[5~",
};

static void check_tour(int width, int height, enum wq_way layout, const char *path)
{
    screen_open(&s,
                &(struct screen_how){.width = width, .height = height, .layout = layout, .paths = {path}});
    for (size_t i = 0; i < WQ_COUNT(tour); i++)
        screen_keys(&s, tour[i]);
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x += 5) {
            screen_click(&s, x, y);
            screen_wheel(&s, x, y, 1);
        }
}

static void test_smallest_windows(void **state)
{
    (void)state;
    screen_open(&s, &(struct screen_how){.width = 1, .height = 1, .paths = {"ur-names"}});
    for (int height = 1; height <= 6; height++)
        for (int width = 1; width <= 9; width++)
            for (int way = 0; way < 2; way++) {
                screen_close(&s);
                check_tour(width, height, way ? WQ_WAY_LTR : WQ_WAY_RTL, "data/samples/");
            }
}

static void test_around_the_limits(void **state)
{
    static const int widths[] = {10, 12, 20, 39, 40, 41, 71, 72, 75, 76, 91, 92, 117, 118};
    static const int heights[] = {3, 5, 11, 12, 29, 30};

    (void)state;
    screen_open(&s, &(struct screen_how){.width = 1, .height = 1, .paths = {"ur-names"}});
    for (size_t i = 0; i < WQ_COUNT(widths); i++) {
        screen_close(&s);
        check_tour(widths[i], heights[i % WQ_COUNT(heights)], i % 2 ? WQ_WAY_LTR : WQ_WAY_RTL,
                   "data/samples/");
    }
}

/* With wide characters, tabs, marks and long words, which are the hardest to fit. */
static void test_hard_text(void **state)
{
    static const char text[] = "北京大学图书馆\tقرآن\tab\n\n"
                               "👨‍👩‍👧 e\u0301\u0302\u0303 北京 اللّٰہ "
                               "http://example.org/a/very/long/address/that/does/not/fit "
                               "\tx\t\ty 한국어 ไทย \u0301 שָׁלוֹם.\n\n"
                               "🇵🇰🇮🇷 ❤️ ㊗️ ｆｕｌｌ　ｗｉｄｔｈ\n";
    (void)state;
    const char *path = scratch_file("hard", text);
    screen_open(&s, &(struct screen_how){.width = 1, .height = 1, .paths = {path}});
    for (int width = 1; width <= 30; width++) {
        screen_close(&s);
        check_tour(width, 4 + width % 5, width % 3 ? WQ_WAY_RTL : WQ_WAY_LTR, path);
    }
}

/* From any size to any other, with keys between. */
static void test_any_sizes(void **state)
{
    struct random r = {31};

    (void)state;
    screen_open(&s, &(struct screen_how){.width = 80, .height = 24, .paths = {"data/samples/"}});
    for (int i = 0; i < 1500; i++) {
        if (random_below(&r, 3) == 0)
            screen_resize(&s, 1 + (int)random_below(&r, 160), 1 + (int)random_below(&r, 50));
        screen_keys(&s, tour[random_below(&r, WQ_COUNT(tour))]);
    }
}

/* There is text to read in every window of at least three rows. */
static void test_text_in_every_window(void **state)
{
    (void)state;
    screen_open(&s, &(struct screen_how){.width = 80, .height = 24, .paths = {"ur-names"}});
    for (int height = 1; height <= 30; height++)
        for (int width = 2; width <= 130; width += 3) {
            int y;
            screen_resize(&s, width, height);
            assert_false(screen_first_line(&s, &y).empty);
        }
}

/* ---- terminals without lines and blocks ---- */

static void check_ascii(const char *doing)
{
    for (int i = 0; i < s.grid.width * s.grid.height; i++) {
        uint32_t ch = s.grid.cells[i].ch;
        if ((ch >= 0x2500 && ch <= 0x25FF) || ch == 0x22EF || ch == 0xB7)
            fail_msg("after '%s': U+%04X in row %d", doing, (unsigned)ch, i / s.grid.width);
    }
}

static void test_ascii(void **state)
{
    static const int sizes[][2] = {{120, 40}, {80, 24}, {60, 20}, {100, 30}};

    (void)state;
    screen_open(&s, &(struct screen_how){.width = 1, .height = 1, .paths = {"ur-names"}});
    for (size_t i = 0; i < WQ_COUNT(sizes); i++) {
        screen_close(&s);
        screen_open(
            &s, &(struct screen_how){
                    .width = sizes[i][0], .height = sizes[i][1], .ascii = true, .paths = {"data/samples/"}});
        check_ascii("open");
        for (size_t k = 0; k < WQ_COUNT(tour); k++) {
            screen_keys(&s, tour[k]);
            check_ascii(tour[k]);
        }
    }
}

/* The stand-ins are there. */
static void test_ascii_stand_ins(void **state)
{
    (void)state;
    screen_open(&s,
                &(struct screen_how){.width = 120, .height = 40, .ascii = true, .paths = {"data/samples/"}});
    const struct wq_panes *p = screen_panes(&s);
    assert_int_equal(screen_cell(&s, screen_column(&s, 0), 2)->ch, '|'); /* open */
    assert_int_equal(screen_cell(&s, screen_column(&s, 0), 5)->ch, '*'); /* unread */
    assert_int_equal(screen_cell(&s, screen_column(&s, p->separator), 30)->ch, '|');
    assert_int_equal(screen_cell(&s, screen_column(&s, p->separator), 2)->ch, '#'); /* current paragraph */
    assert_int_equal(screen_cell(&s, screen_column(&s, p->scroll), 2)->ch, '#');
    screen_resize(&s, 80, 24);
    screen_keys(&s, "\r");
    p = screen_panes(&s);
    assert_int_equal(screen_cell(&s, screen_column(&s, p->mark), 2)->ch, '>');
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        TEST(test_smallest_windows), TEST(test_around_the_limits),    TEST(test_hard_text),
        TEST(test_any_sizes),        TEST(test_text_in_every_window), TEST(test_ascii),
        TEST(test_ascii_stand_ins),
    };
    return cmocka_run_group_tests(tests, setup_group, teardown_group);
}
