/* Reading: moving about in an article, how its lines look, and that its place is never lost. */
#include "waraq/base/array.h"

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

static void open_sample(const char *name, int width, int height)
{
    screen_open(&s, &(struct screen_how){.width = width, .height = height, .paths = {name}});
}

static size_t paragraph_start(size_t para)
{
    return screen_article(&s)->paras[para].span.start;
}

/* The style of the article's byte where it is on the screen; -1 if it is not. */
static int style_of(size_t at)
{
    for (int i = 0; i < s.grid.width * s.grid.height; i++) {
        const struct wq_gridcell *c = &s.grid.cells[i];
        int row = i / s.grid.width - screen_panes(&s)->top;
        if (row >= 0 && row < screen_panes(&s)->rows && c->at <= at && at < c->end)
            return c->style;
    }
    return -1;
}

/* ---- rows and pages ---- */

/* Keys that undo each other, by the row, the half page and the page. */
static void test_there_and_back(void **state)
{
    static const char *const pairs[][2] = {
        {"j", "k"}, {"\x1B[B", "\x1B[A"}, {" ", "b"},  {"f", "b"}, {"\x1B[6~", "\x1B[5~"},
        {"d", "u"}, {"5j", "5k"},         {"3 ", "3b"}};

    (void)state;
    open_sample("ur-space-long", 80, 24);
    for (size_t i = 0; i < WQ_COUNT(pairs); i++) {
        screen_keys(&s, "12j");
        size_t before = top();
        screen_keys(&s, pairs[i][0]);
        assert_true(top() > before);
        screen_keys(&s, pairs[i][1]);
        assert_int_equal(top(), before);
        screen_keys(&s, "gg");
    }
}

static void test_counts(void **state)
{
    (void)state;
    open_sample("ur-space-long", 60, 20);
    screen_keys(&s, "5j");
    size_t five = top();
    screen_keys(&s, "gg");
    screen_keys_times(&s, "j", 5);
    assert_int_equal(top(), five);
    screen_keys(&s, "gg10j5k");
    assert_int_equal(top(), five);
    /* A count that was cancelled is none. */
    screen_keys(&s, "gg99\x1Bj");
    screen_keys(&s, "k");
    assert_int_equal(top(), paragraph_start(0));
    screen_keys(&s, "99999999999999999999j");
    assert_int_equal(screen_percent(&s), 100);
}

static void test_ends(void **state)
{
    static const char *const to_end[] = {"G", "\x1B[F", "1000 ", "1000j", "1000}"};
    static const char *const to_start[] = {"gg", "\x1B[H", "1000b", "1000k", "1000u"};

    (void)state;
    open_sample("ur-names", 80, 24);
    for (size_t i = 0; i < WQ_COUNT(to_end); i++) {
        screen_keys(&s, to_end[i]);
        screen_keys(&s, "\x1B");
        assert_int_equal(screen_percent(&s), 100);
        screen_keys(&s, "j");
        assert_true(screen_status(&s, "End of the article"));
        screen_keys(&s, to_start[i]);
        assert_int_equal(screen_line(&s, 2).empty, false);
        screen_keys(&s, "k");
        assert_true(screen_status(&s, "Start of the article"));
        screen_keys(&s, "\x1B");
        assert_int_equal(screen_percent(&s), 0);
    }
}

/* ---- jumps ---- */

static void test_paragraph_by_number(void **state)
{
    static const struct {
        const char *keys;
        size_t para;
    } cases[] = {{"2G", 2}, {"3G", 3}, {"5G", 6}, {"6G", 7}, {"1G", 0}, {"4\x1B[F", 4}};

    (void)state;
    open_sample("ur-railway", 60, 12);
    for (size_t i = 0; i < WQ_COUNT(cases); i++) {
        screen_keys(&s, cases[i].keys);
        if (cases[i].para > 0)
            assert_int_equal(top(), paragraph_start(cases[i].para));
        else
            assert_int_equal(screen_percent(&s), 0);
    }
    screen_keys(&s, "999G"); /* the last there is */
    assert_true(style_of(paragraph_start(10)) >= 0);
}

/* The same number in every window, whether the title row has all of the title or not. */
static void test_paragraph_numbers_stay(void **state)
{
    static const int widths[] = {30, 50, 60, 80, 120};

    (void)state;
    open_sample("ur-railway", 60, 12);
    for (size_t i = 0; i < WQ_COUNT(widths); i++) {
        screen_resize(&s, widths[i], 9);
        screen_keys(&s, "3G");
        assert_int_equal(top(), paragraph_start(3));
    }
}

static void test_paragraphs(void **state)
{
    size_t before;

    (void)state;
    open_sample("ur-space-long", 60, 20);
    before = top();
    for (size_t para = 2; para < 30; para += 2) {
        screen_keys(&s, "}");
        assert_int_equal(top(), paragraph_start(para));
    }
    screen_keys(&s, "3{");
    assert_int_equal(top(), paragraph_start(22));
    screen_keys(&s, "10{");
    screen_keys(&s, "{");
    assert_int_equal(top(), before);
    screen_keys(&s, "{");
    assert_true(screen_status(&s, "Start of the article"));
}

static void test_jump_back(void **state)
{
    (void)state;
    open_sample("ur-space-long", 80, 24);
    screen_keys(&s, "30j");
    size_t here = top();
    screen_keys(&s, "G");
    size_t end = top();
    screen_keys(&s, "''");
    assert_int_equal(top(), here);
    screen_keys(&s, "''"); /* there and back */
    assert_int_equal(top(), end);
    screen_keys(&s, "5G");
    size_t five = top();
    screen_keys(&s, "''");
    assert_int_equal(top(), end);
    screen_keys(&s, "''");
    assert_int_equal(top(), five);
}

static void test_no_jump_back(void **state)
{
    (void)state;
    open_sample("ur-space-long", 80, 24);
    screen_keys(&s, "10j");
    size_t here = top();
    screen_keys(&s, "''"); /* nothing was jumped from */
    assert_int_equal(top(), here);
}

/* ---- looks ---- */

/* Hidden, furniture is a dim row that says how much; shown, it is dim text. */
static void test_furniture(void **state)
{
    (void)state;
    open_sample("ur-bookfair", 80, 60);
    screen_keys(&s, "G");
    size_t picture = paragraph_start(28); /* karachi book fair banner.jpeg */
    assert_int_equal(style_of(picture), -1);
    int y = screen_find(&s, "Not part of the article: 2 lines hidden");
    assert_true(y > 0);
    assert_true(screen_line(&s, y).fold && screen_line(&s, y - 1).empty);
    assert_int_equal(screen_line(&s, y).right, 0); /* where the article's lines begin */
    screen_keys(&s, "H");
    assert_true(screen_status(&s, "Everything on the page is shown"));
    screen_keys(&s, "G");
    assert_int_equal(style_of(picture), WQ_STYLE_DIM);
    assert_int_equal(style_of(paragraph_start(26)), WQ_STYLE_TEXT);
    assert_int_equal(screen_find(&s, "hidden"), -1);
    screen_keys(&s, "H");
    screen_keys(&s, "G");
    assert_int_equal(style_of(picture), -1);
}

static void test_one_line_of_furniture(void **state)
{
    (void)state;
    open_sample("he-genizah", 80, 60);
    assert_true(screen_find(&s, "Not part of the article: 1 line hidden") > 0);
}

/* The place stays where it was, whether there is more above or less. */
static void test_furniture_keeps_the_place(void **state)
{
    (void)state;
    open_sample("ar-trade", 60, 20);
    screen_keys(&s, "8G");
    size_t here = top();
    screen_keys(&s, "H");
    assert_int_equal(top(), here);
    screen_keys(&s, "H");
    assert_int_equal(top(), here);
}

static void test_measure(void **state)
{
    (void)state;
    open_sample("ur-space-long", 110, 24);
    int usual = screen_panes(&s)->text.w;
    assert_int_equal(usual, 66);
    screen_keys(&s, "+");
    assert_int_equal(screen_panes(&s)->text.w, 68);
    assert_true(screen_status(&s, "Lines of 68 columns"));
    screen_keys(&s, "--");
    assert_int_equal(screen_panes(&s)->text.w, 64);
    screen_keys(&s, "10-");
    assert_int_equal(screen_panes(&s)->text.w, 44);
    screen_keys(&s, "99+");
    assert_int_equal(screen_panes(&s)->text.w, 80); /* at most */
    screen_keys(&s, "99-");
    assert_int_equal(screen_panes(&s)->text.w, 24);
    screen_keys(&s, "=");
    assert_int_equal(screen_panes(&s)->text.w, 66);
}

/* No narrower than it is asked for because the window was narrow for a while. */
static void test_measure_outlives_narrow_windows(void **state)
{
    (void)state;
    open_sample("ur-space-long", 110, 24);
    screen_keys(&s, "++");
    screen_resize(&s, 50, 24);
    assert_true(screen_panes(&s)->text.w < 50);
    screen_resize(&s, 110, 24);
    assert_int_equal(screen_panes(&s)->text.w, 70);
}

static void test_measure_option(void **state)
{
    (void)state;
    screen_open(&s, &(struct screen_how){.width = 110, .height = 24, .measure = 50, .paths = {"ur-names"}});
    assert_int_equal(screen_panes(&s)->text.w, 50);
}

static void test_double_spacing(void **state)
{
    (void)state;
    open_sample("ur-space-long", 80, 24);
    size_t here = top();
    screen_keys(&s, "gs");
    for (int y = 2; y < 22; y++)
        assert_true(screen_line(&s, y).empty || screen_line(&s, y + 1).empty);
    assert_false(screen_line(&s, 4).empty);
    assert_int_equal(top(), here);
    screen_keys(&s, "gs");
    assert_false(screen_line(&s, 3).empty);
}

/* Characters without a cell are shown, and go again. */
static void test_hidden(void **state)
{
    (void)state;
    open_sample("fa-hafez", 80, 24);
    screen_keys(&s, "gc");
    assert_true(screen_status(&s, "Hidden characters are shown"));
    size_t hidden = 0;
    for (int i = 0; i < s.grid.width * s.grid.height; i++)
        hidden += s.grid.cells[i].style == WQ_STYLE_HIDDEN;
    assert_true(hidden > 5); /* ZWNJ */
    screen_keys(&s, "gc");
    for (int i = 0; i < s.grid.width * s.grid.height; i++)
        assert_int_not_equal(s.grid.cells[i].style, WQ_STYLE_HIDDEN);
}

static void test_direction_option(void **state)
{
    (void)state;
    screen_open(
        &s, &(struct screen_how){.width = 80, .height = 24, .direction = WQ_WAY_LTR, .paths = {"ur-names"}});
    for (int y = 2; y < 20; y++)
        if (!screen_line(&s, y).empty)
            assert_int_equal(screen_line(&s, y).left, 0);
}

/* The pieces of a long paragraph begin 3 columns in, and no empty row is between them. */
static void test_soft_breaks(void **state)
{
    int indents = 0;

    (void)state;
    open_sample("ur-archaeology", 60, 20);
    for (int y = 2; y < 19; y++) {
        struct screen_line line = screen_line(&s, y);
        assert_false(line.empty);
        assert_true(line.right == 0 || line.right == 3);
        indents += line.right == 3;
    }
    assert_in_range(indents, 1, 3);
}

static void test_current_paragraph(void **state)
{
    (void)state;
    open_sample("ur-names", 60, 20);
    int mark = screen_column(&s, screen_panes(&s)->mark);
    for (int steps = 0; steps < 30; steps++) {
        int marks = 0;
        int at = -1;
        for (int y = 2; y < 19; y++)
            if (screen_cell(&s, mark, y)->ch != ' ') {
                assert_int_equal(screen_cell(&s, mark, y)->style, WQ_STYLE_ACCENT);
                at = at < 0 ? y : at;
                marks++;
            }
        assert_true(marks <= 1);
        /* Marked is the first that begins here. */
        for (int y = 2; y < at; y++)
            if (!screen_line(&s, y).empty) {
                size_t para = wq_article_para_at(screen_article(&s), screen_line(&s, y).span.start);
                assert_int_not_equal(screen_line(&s, y).span.start, paragraph_start(para));
            }
        screen_keys(&s, "j");
    }
}

/* ---- the mouse ---- */

static void test_wheel(void **state)
{
    (void)state;
    open_sample("ur-space-long", 80, 24);
    screen_keys(&s, "3j");
    size_t three = top();
    screen_keys(&s, "gg");
    screen_wheel(&s, 40, 10, 1);
    assert_int_equal(top(), three);
    screen_wheel(&s, 40, 10, -1);
    assert_int_equal(screen_percent(&s), 0);
    screen_wheel(&s, 40, 10, -1); /* says nothing at the end: it would flicker */
    assert_false(screen_status(&s, "Start of"));
    screen_wheel(&s, 0, 0, 2); /* over any row */
    screen_keys(&s, "3k");
    assert_int_equal(top(), three);
}

static void test_mouse_is_wanted(void **state)
{
    (void)state;
    open_sample("ur-names", 80, 24);
    screen_keys(&s, "j");
    assert_true(s.wants & WQ_WANTS_MOUSE);
    s.wants = 0;
    screen_keys(&s, "gm");
    assert_true(screen_status(&s, "The mouse is the terminal's"));
    s.wants = 0;
    screen_keys(&s, "j");
    assert_false(s.wants & WQ_WANTS_MOUSE);
    screen_keys(&s, "gm");
    assert_true(s.wants & WQ_WANTS_MOUSE);
}

static void test_mouse_off(void **state)
{
    (void)state;
    screen_open(&s, &(struct screen_how){.width = 80, .height = 24, .no_mouse = true, .paths = {"ur-names"}});
    screen_keys(&s, "jjk");
    assert_false(s.wants & WQ_WANTS_MOUSE);
}

/* ---- other sizes ---- */

/* What stands at the top stays there through every size, and comes back exactly with the first. */
static void test_resizing(void **state)
{
    static const int sizes[][2] = {{120, 40}, {60, 20}, {30, 8}, {200, 60}, {100, 12}, {40, 10}, {1, 1}};

    (void)state;
    open_sample("ur-space-long", 80, 24);
    screen_keys(&s, "7G7j");
    size_t here = top();
    for (size_t i = 0; i < WQ_COUNT(sizes); i++) {
        screen_resize(&s, sizes[i][0], sizes[i][1]);
        if (sizes[i][1] < 4)
            continue;
        int y;
        struct screen_line line = screen_first_line(&s, &y);
        assert_true(line.span.start <= here && here < line.span.end);
    }
    screen_resize(&s, 80, 24);
    assert_int_equal(top(), here);
}

/* A window dragged from wide to narrow and back, column by column. */
static void test_dragging(void **state)
{
    (void)state;
    open_sample("ur-names", 120, 40);
    screen_keys(&s, "17j");
    size_t here = top();
    for (int width = 119; width >= 20; width--)
        screen_resize(&s, width, 12 + width / 4);
    for (int width = 20; width <= 120; width++)
        screen_resize(&s, width, 40);
    assert_int_equal(top(), here);
}

static void test_start_stays_start(void **state)
{
    (void)state;
    open_sample("ur-railway", 120, 40);
    for (int width = 120; width >= 20; width -= 5) {
        screen_resize(&s, width, 10);
        assert_int_equal(screen_percent(&s), 0);
    }
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        TEST(test_there_and_back),
        TEST(test_counts),
        TEST(test_ends),
        TEST(test_paragraph_by_number),
        TEST(test_paragraph_numbers_stay),
        TEST(test_paragraphs),
        TEST(test_jump_back),
        TEST(test_no_jump_back),
        TEST(test_furniture),
        TEST(test_one_line_of_furniture),
        TEST(test_furniture_keeps_the_place),
        TEST(test_measure),
        TEST(test_measure_outlives_narrow_windows),
        TEST(test_measure_option),
        TEST(test_double_spacing),
        TEST(test_hidden),
        TEST(test_direction_option),
        TEST(test_soft_breaks),
        TEST(test_current_paragraph),
        TEST(test_wheel),
        TEST(test_mouse_is_wanted),
        TEST(test_mouse_off),
        TEST(test_resizing),
        TEST(test_dragging),
        TEST(test_start_stays_start),
    };
    return cmocka_run_group_tests(tests, articles_open, articles_close);
}
