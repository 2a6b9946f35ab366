/* The list of articles: what is selected and shown whatever is done, and how a row looks. */
#include "../../support/articles.h"
#include "../../support/random_text.h"
#include "waraq/base/array.h"
#include "waraq/base/buf.h"
#include "waraq/ui/list.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* ---- which rows ---- */

static void check_list(const struct wq_list *l)
{
    size_t fit = wq_list_fit(l);

    assert_true(fit >= 1);
    assert_true(l->count ? l->selected < l->count : l->selected == 0);
    assert_true(l->top <= l->selected && l->selected < l->top + fit); /* the selected one is seen */
    assert_true(l->top == 0 || l->top + fit <= l->count); /* no empty rows while there are items */
}

static void test_fit(void **state)
{
    static const struct {
        int height, item_rows;
        size_t fit;
    } cases[] = {{21, 1, 21}, {21, 2, 10}, {36, 3, 12}, {2, 3, 1}, {0, 3, 1}, {3, 3, 1}, {7, 0, 7}};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(cases); i++) {
        struct wq_list l = {.height = cases[i].height, .item_rows = cases[i].item_rows};
        assert_int_equal(wq_list_fit(&l), cases[i].fit);
    }
}

/* Moving shows as little else as it must. */
static void test_moves(void **state)
{
    struct wq_list l = {.count = 10, .height = 8, .item_rows = 2};

    (void)state;
    wq_list_fix(&l);
    assert_false(wq_list_move(&l, -1));
    assert_true(wq_list_move(&l, 3));
    assert_true(l.selected == 3 && l.top == 0);
    assert_true(wq_list_move(&l, 1));
    assert_true(l.selected == 4 && l.top == 1);
    assert_true(wq_list_move(&l, -3));
    assert_true(l.selected == 1 && l.top == 1);
    assert_true(wq_list_move(&l, -1));
    assert_true(l.selected == 0 && l.top == 0);
    assert_true(wq_list_move(&l, 1000000));
    assert_true(l.selected == 9 && l.top == 6);
    assert_false(wq_list_move(&l, 1));
    assert_true(wq_list_move(&l, -1000000));
    assert_true(l.selected == 0 && l.top == 0);
    wq_list_select(&l, 5);
    assert_true(l.selected == 5 && l.top == 2);
    assert_false(wq_list_move(&l, 0));
}

static void test_empty(void **state)
{
    struct wq_list l = {.count = 0, .height = 8, .item_rows = 1};

    (void)state;
    assert_false(wq_list_move(&l, 1));
    assert_false(wq_list_move(&l, -1));
    wq_list_select(&l, 0);
    wq_list_fix(&l);
    check_list(&l);
}

static void test_any_order(void **state)
{
    struct random r = {99};
    struct wq_list l = {.count = 5, .height = 10, .item_rows = 1};

    (void)state;
    for (int i = 0; i < 100000; i++) {
        size_t before = l.selected;
        bool moved;
        long by = (long)random_below(&r, 30) - 15;
        switch (random_below(&r, 5)) {
        case 0: l.count = random_below(&r, 40); break;
        case 1:
            l.height = (int)random_below(&r, 45);
            l.item_rows = 1 + (int)random_below(&r, 3);
            break;
        case 2:
            wq_list_select(&l, l.count ? random_below(&r, (uint32_t)l.count) : 0);
            check_list(&l);
            break;
        default:
            wq_list_fix(&l);
            before = l.selected;
            moved = wq_list_move(&l, by);
            assert_int_equal(moved, l.selected != before);
            break;
        }
        wq_list_fix(&l);
        check_list(&l);
    }
}

/* ---- how they look ---- */

static struct wq_grid grid;

static void draw(int width, int rows, bool mirrored, const struct wq_item *item)
{
    wq_grid_resize(&grid, width, rows + 2);
    struct wq_frame f = {.grid = &grid, .layout = articles_layout(), .mirrored = mirrored};
    wq_item_draw(&f, 0, wq_frame_width(&f) + 1, 1, rows, item); /* as the list that stands alone */
}

/* A row of the grid as it stands, without blanks at its right end. */
static void check_row(int y, const char *expected)
{
    struct wq_buf got = WQ_BUF_INIT;

    wq_buf_adds(&got, "");
    for (int x = 0; x < grid.width; x++)
        if (wq_grid_at(&grid, x, y)->width)
            wq_buf_addcp(&got, wq_grid_at(&grid, x, y)->ch);
    while (got.len && got.data[got.len - 1] == ' ')
        got.data[--got.len] = '\0';
    assert_string_equal(got.data ? got.data : "", expected);
    wq_buf_release(&got);
}

static const struct wq_item item = {.title = "A title of nine words that does not fit here",
                                    .meta = "2 min",
                                    .state = WQ_ITEM_UNREAD,
                                    .style = WQ_STYLE_TEXT};

static void test_one_row(void **state)
{
    (void)state;
    draw(40, 1, false, &item);
    check_row(0, "");
    check_row(1, " ● A title of nine words that…     2 min");
    check_row(2, "");
    draw(60, 1, false, &item);
    check_row(1, " ● A title of nine words that does not fit here        2 min");
}

static void test_three_rows(void **state)
{
    struct wq_item open = item;

    (void)state;
    open.state = WQ_ITEM_OPEN;
    draw(24, 3, false, &open);
    check_row(0, "");
    check_row(1, " ▌ A title of nine words");
    check_row(2, " ▌   that does not fit");
    check_row(3, " ▌   here          2 min");
    check_row(4, "");
    open.state = WQ_ITEM_PLAIN;
    open.title = "Short";
    draw(24, 3, false, &open);
    check_row(1, "   Short");
    check_row(2, "");
    check_row(3, "                   2 min");
}

static void test_mirrored(void **state)
{
    struct wq_item hebrew = {.title = "אחת שתים שלוש ארבע חמש",
                             .rtl = true,
                             .meta = "3 min",
                             .state = WQ_ITEM_OPEN,
                             .style = WQ_STYLE_TEXT};

    (void)state;
    draw(24, 2, true, &hebrew);
    check_row(1, "    עברא שולש םיתש תחא ▐");
    check_row(2, " 3 min           שמח   ▐");
    hebrew.state = WQ_ITEM_UNREAD;
    draw(24, 2, true, &hebrew);
    check_row(1, "    עברא שולש םיתש תחא ●");
    assert_int_equal(wq_grid_at(&grid, 23, 1)->style, WQ_STYLE_ACCENT);
}

/* What is known of an article is dim and never reversed; the selected title is, where it has letters. */
static void test_styles(void **state)
{
    struct wq_item selected = item;

    (void)state;
    selected.style = WQ_STYLE_SELECTED;
    draw(40, 2, false, &selected);
    for (int y = 1; y <= 2; y++) {
        int first = -1;
        int last = -1;
        for (int x = 0; x < 40; x++) {
            if (wq_grid_at(&grid, x, y)->style != WQ_STYLE_SELECTED)
                continue;
            first = first < 0 ? x : first;
            last = x;
        }
        assert_int_equal(first, y == 1 ? 3 : 5);
        for (int x = first; x <= last; x++)
            assert_int_equal(wq_grid_at(&grid, x, y)->style, WQ_STYLE_SELECTED);
        assert_int_not_equal(wq_grid_at(&grid, last, y)->ch, ' ');
    }
    for (int x = 35; x < 40; x++)
        assert_int_equal(wq_grid_at(&grid, x, 2)->style, WQ_STYLE_DIM);
}

static void test_ascii(void **state)
{
    static const struct {
        enum wq_item_state state;
        uint32_t ch;
    } cases[] = {{WQ_ITEM_PLAIN, ' '}, {WQ_ITEM_UNREAD, '*'}, {WQ_ITEM_OPEN, '|'}};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(cases); i++) {
        struct wq_item plain = item;
        plain.state = cases[i].state;
        wq_grid_resize(&grid, 40, 1);
        struct wq_frame f = {.grid = &grid, .layout = articles_layout(), .ascii = true};
        wq_item_draw(&f, 0, 39, 0, 1, &plain);
        assert_int_equal(wq_grid_at(&grid, 1, 0)->ch, cases[i].ch);
        for (int x = 0; x < 40; x++)
            assert_in_range(wq_grid_at(&grid, x, 0)->ch, 0x20, 0x7E);
    }
}

/* However narrow the pane: its columns and rows only. */
static void test_narrow(void **state)
{
    (void)state;
    for (int width = 2; width < 60; width++)
        for (int rows = 1; rows <= 3; rows++)
            for (int mirrored = 0; mirrored < 2; mirrored++) {
                wq_grid_resize(&grid, 80, 5);
                struct wq_frame f = {.grid = &grid, .layout = articles_layout(), .mirrored = mirrored};
                wq_item_draw(&f, 10, width, 1, rows, &item);
                for (int y = 0; y < 5; y++)
                    for (int x = 0; x < 79; x++) {
                        bool inside = y >= 1 && y < 1 + rows && x >= 10 && x < 10 + width;
                        int column = wq_frame_column(&f, x);
                        assert_true(inside || wq_grid_at(&grid, column, y)->ch == ' ');
                    }
            }
}

static int open_all(void **state)
{
    wq_grid_init(&grid);
    return articles_open(state);
}

static int close_all(void **state)
{
    wq_grid_release(&grid);
    return articles_close(state);
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fit),       cmocka_unit_test(test_moves),   cmocka_unit_test(test_empty),
        cmocka_unit_test(test_any_order), cmocka_unit_test(test_one_row), cmocka_unit_test(test_three_rows),
        cmocka_unit_test(test_mirrored),  cmocka_unit_test(test_styles),  cmocka_unit_test(test_ascii),
        cmocka_unit_test(test_narrow),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
