/* Slow lines, and the cursor that is followed by those who are read to. */
#include "../../src/app/state.h"
#include "../support/sidebar.h"
#include "waraq/base/array.h"
#include "waraq/base/buf.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The last: it has the screen that all here means. */
#include "../support/one_screen.h"

static void open_sample(int width, int height, bool slow)
{
    screen_open(
        &s, &(struct screen_how){.width = width, .height = height, .slow = slow, .paths = {"ur-space-long"}});
}

/* ---- slow lines ---- */

static void test_full_width(void **state)
{
    (void)state;
    screen_open(&s,
                &(struct screen_how){.width = 120, .height = 40, .slow = true, .paths = {"data/samples"}});
    screen_keys(&s, "\r");
    assert_true(screen_panes(&s)->list.x < 0 && screen_panes(&s)->sidebar.x < 0);
    screen_keys(&s, "T"); /* asked for, it comes */
    assert_true(screen_panes(&s)->list.x >= 0);
}

static void test_half_pages(void **state)
{
    (void)state;
    open_sample(80, 24, true);
    screen_keys(&s, " ");
    size_t paged = top();
    screen_keys(&s, "b");
    assert_int_equal(top(), 0);
    screen_keys(&s, "d");
    assert_int_equal(top(), paged);
    screen_close(&s);
    open_sample(80, 24, false);
    screen_keys(&s, " ");
    assert_true(top() > paged);
}

/* How many of the scroll bar's cells are not as its ends are. */
static int thumb(void)
{
    int column = screen_column(&s, screen_panes(&s)->scroll);
    int n = 0;

    for (int y = screen_panes(&s)->top; y < screen_panes(&s)->top + screen_panes(&s)->rows; y++)
        n += screen_cell(&s, column, y)->style == WQ_STYLE_TEXT;
    return n;
}

static void test_proved_slow(void **state)
{
    (void)state;
    open_sample(100, 24, false);
    struct wq_panes before = *screen_panes(&s);
    assert_true(thumb() > 0);
    wq_app_slow_line(s.app);
    screen_keys(&s, "j");
    assert_int_equal(thumb(), 0);
    assert_memory_equal(screen_panes(&s), &before, sizeof before);
}

/* Nothing moves while a query is typed; Enter looks for it. */
static void test_query_on_enter(void **state)
{
    (void)state;
    open_sample(80, 24, true);
    size_t before = top();
    screen_keys(&s, "G");
    size_t end = top();
    screen_keys(&s, "gg/ہے");
    assert_int_equal(top(), before);
    assert_int_equal(s.app->find.hits.len, 0);
    assert_true(screen_status(&s, "search shows on Enter"));
    screen_keys(&s, "\r");
    assert_true(s.app->find.hits.len > 3);
    assert_int_equal(s.app->find.current, 0);
    screen_keys(&s, "/نہیں ملتا\r");
    assert_true(screen_status(&s, "not found"));
    screen_keys(&s, "/xyz\x1B");
    assert_true(top() <= end);
    assert_int_equal(s.app->find.hits.len, 0);
}

/* ---- text alone ---- */

/* What a row says from its left end on, cell by cell. */
static char *row_from_left(int y)
{
    struct wq_buf out = WQ_BUF_INIT;

    for (int x = 0; x < s.grid.width; x++) {
        const struct wq_gridcell *c = screen_cell(&s, x, y);
        if (c->width)
            wq_buf_addcp(&out, c->ch);
        for (int i = 0; i < c->nmarks; i++)
            wq_buf_addcp(&out, c->mark[i]);
    }
    while (out.len && out.data[out.len - 1] == ' ')
        out.len--;
    wq_buf_addc(&out, '\0');
    return wq_buf_detach(&out);
}

static void check_row(int y, const char *expected)
{
    char *row = row_from_left(y);
    assert_string_equal(row, expected);
    free(row);
}

static void open_linear(const char *path)
{
    const struct wq_terminal plain = {.marks = WQ_MARKS_ON, .shape = false};

    screen_open(&s, &(struct screen_how){.width = 130, .height = 20, .linear = true, .paths = {path}});
    wq_app_set_terminal(s.app, &plain);
    screen_keys(&s, "\f");
}

/* Letters, brackets and digits as they stand in the file; nothing at the edges, however wide the window. */
static void test_linear(void **state)
{
    const char *path =
        scratch_file("linear.txt", "شہر کی خبر\n\nیہ (1953) DPRK ہے، اور «وہ» [نہیں]۔\n\nabc یہ def\n");

    (void)state;
    open_linear(path);
    struct wq_panes p = *screen_panes(&s);
    assert_true(p.list.x < 0 && p.sidebar.x < 0 && p.separator < 0 && p.scroll < 0 && p.mark < 0);
    check_row(p.top, " یہ (1953) DPRK ہے، اور «وہ» [نہیں]۔");
    check_row(p.top + 2, " abc یہ def");
    screen_keys(&s, "/وہ\r");
    assert_int_equal(s.grid.cursor_y, p.top);
    assert_int_equal(screen_cell(&s, s.grid.cursor_x, p.top)->ch, 0x648);
    assert_int_equal(screen_cell(&s, s.grid.cursor_x + 1, p.top)->style, WQ_STYLE_HIT_CURRENT);
}

static void test_linear_list(void **state)
{
    (void)state;
    open_linear("data/samples");
    assert_true(screen_panes(&s)->list.x >= 0 && screen_panes(&s)->text.x < 0);
    for (int y = 0; y < s.grid.height; y++)
        for (int x = 0; x < s.grid.width; x++)
            assert_true(screen_cell(&s, x, y)->level == 0 && screen_cell(&s, x, y)->ch != 0x25CF);
}

/* ---- the cursor ---- */

static const struct wq_gridcell *under_cursor(void)
{
    assert_in_range(s.grid.cursor_y, 0, s.grid.height - 1);
    return screen_cell(&s, s.grid.cursor_x, s.grid.cursor_y);
}

static void test_cursor_in_the_list(void **state)
{
    static const enum wq_way ways[] = {WQ_WAY_LTR, WQ_WAY_RTL};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(ways); i++) {
        screen_open(&s, &(struct screen_how){
                            .width = 80, .height = 24, .layout = ways[i], .paths = {"data/samples"}});
        for (int k = 0; k < 5; k++) {
            assert_int_equal(under_cursor()->style, WQ_STYLE_SELECTED);
            assert_false(s.grid.cursor_shown);
            screen_keys(&s, "j");
        }
        screen_close(&s);
    }
}

/* On the first letter of the current paragraph's first row, or of the current hit. */
static void test_cursor_in_the_text(void **state)
{
    (void)state;
    open_sample(80, 24, false);
    size_t last = 0;
    for (int i = 0; i < 6; i++) {
        const struct wq_gridcell *c = under_cursor();
        assert_int_not_equal(c->at, WQ_GRID_NOWHERE);
        assert_true(c->at == 0 || screen_article(&s)->text.data[c->at - 1] == '\n');
        assert_true(i == 0 || c->at > last);
        last = c->at;
        screen_keys(&s, "}");
    }
    screen_keys(&s, "/ہے\r");
    for (int i = 0; i < 5; i++) {
        assert_int_equal(under_cursor()->style, WQ_STYLE_HIT_CURRENT);
        assert_int_equal(under_cursor()->at, s.app->find.hits.items[s.app->find.current].start);
        screen_keys(&s, "n");
    }
    screen_keys(&s, "/");
    assert_true(s.grid.cursor_shown);
    assert_int_equal(s.grid.cursor_y, s.grid.height - 1);
    screen_keys(&s, "\x1B");
    screen_keys(&s, "?");
    assert_false(s.grid.cursor_shown);
    assert_true(s.grid.cursor_y >= 0);
}

static void test_cursor_in_the_sidebar(void **state)
{
    (void)state;
    screen_open(&s, &(struct screen_how){.width = 120, .height = 40, .paths = {sidebar_article(false)}});
    sidebar_focus(&s);
    int first = s.grid.cursor_y;
    assert_int_equal(under_cursor()->style, WQ_STYLE_SELECTED);
    screen_keys(&s, "j");
    assert_true(s.grid.cursor_y > first);
    assert_int_equal(under_cursor()->style, WQ_STYLE_SELECTED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_full_width),     TEST(test_half_pages),         TEST(test_proved_slow),
        TEST(test_query_on_enter), TEST(test_cursor_in_the_list), TEST(test_linear),
        TEST(test_linear_list),    TEST(test_cursor_in_the_text), TEST(test_cursor_in_the_sidebar),
    };
    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests_name("screen slow", tests, setup_group, teardown_group);
}
