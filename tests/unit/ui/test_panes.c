/* Where panes stand, in every window from 1x1 to 400x100. */
#include "waraq/base/array.h"
#include "waraq/ui/panes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct wq_panes place(int width, int height, bool list, bool sidebar, enum wq_pane focus)
{
    struct wq_panes_wanted w = {.width = width,
                                .height = height,
                                .measure = WQ_MEASURE_USUAL,
                                .list = list,
                                .sidebar = sidebar,
                                .focus = focus};
    return wq_panes_place(&w);
}

/* Each column of the frame belongs to one thing at most. */
static void claim(char *columns, int frame, int x, int w)
{
    if (x < 0)
        return;
    assert_true(w > 0);
    for (int i = x; i < x + w; i++) {
        assert_true(i < frame);
        assert_int_equal(columns[i], 0);
        columns[i] = 1;
    }
}

static void check_columns(const struct wq_panes *p, int width)
{
    char columns[400] = {0};
    int frame = width > 1 ? width - 1 : width;

    /* The list alone keeps, by its header, a blank behind its text that is no column of the frame's. */
    bool alone = p->list.x == 0 && p->text.x < 0 && p->sidebar.x < 0;
    claim(columns, frame, p->list.x, p->list.w - alone);
    claim(columns, frame, p->separator, 1);
    claim(columns, frame, p->text.x, p->text.w);
    claim(columns, frame, p->scroll, 1);
    claim(columns, frame, p->mark, 1);
    claim(columns, frame, p->sidebar.x, p->sidebar.w);
    assert_true(p->title >= 0 && (p->title < frame || p->title == 0));
}

static void check_order(const struct wq_panes *p)
{
    if (p->list.x >= 0 && p->text.x >= 0)
        assert_true(p->list.x < p->separator && p->separator < p->text.x);
    if (p->text.x >= 0 && p->mark >= 0)
        assert_true(p->mark < p->text.x);
    if (p->text.x >= 0 && p->scroll >= 0)
        assert_true(p->text.x + p->text.w < p->scroll); /* a blank between them */
    if (p->text.x >= 0 && p->sidebar.x >= 0)
        assert_true(p->scroll >= 0 && p->scroll + 1 < p->sidebar.x);
}

static void check_rows(const struct wq_panes *p, int height)
{
    assert_int_equal(p->title_row, height >= 8);
    assert_true(p->top >= p->title_row && p->rows >= 0 && p->top + p->rows <= height);
    assert_int_equal(p->status, height >= 2 ? height - 1 : -1);
    if (p->status >= 0)
        assert_true(p->top + p->rows <= p->status);
    /* Rows are not given away: all but the title, the status and three blanks are the panes'. */
    assert_true(p->rows >= height - 5 && (p->rows > 0));
}

static bool is_shown(const struct wq_panes *p, enum wq_pane pane)
{
    return (pane == WQ_PANE_LIST ? p->list.x : pane == WQ_PANE_READER ? p->text.x : p->sidebar.x) >= 0;
}

static void check_window(int width, int height)
{
    static const int measures[] = {WQ_MEASURE_LEAST, 54, WQ_MEASURE_USUAL, WQ_MEASURE_MOST};

    for (unsigned i = 0; i < 4 * 3 * WQ_COUNT(measures); i++) {
        struct wq_panes_wanted w = {.width = width,
                                    .height = height,
                                    .measure = measures[i / 12],
                                    .list = i & 1,
                                    .sidebar = i & 2,
                                    .focus = (enum wq_pane)(i / 4 % 3)};
        struct wq_panes p = wq_panes_place(&w);
        assert_int_equal(p.room, wq_panes_room(width));
        assert_true(is_shown(&p, w.focus));
        assert_true(p.text.w <= w.measure || p.text.x < 0 || width < 40);
        check_columns(&p, width);
        check_order(&p);
        check_rows(&p, height);
    }
}

static void test_every_window(void **state)
{
    (void)state;
    for (int width = 1; width <= 400; width++)
        for (int height = 1; height <= 100; height++)
            check_window(width, height);
}

static void test_rooms(void **state)
{
    (void)state;
    for (int width = 1; width <= 400; width++) {
        enum wq_room room = width >= 118 ? WQ_ROOM_THREE : width >= 92 ? WQ_ROOM_TWO : WQ_ROOM_ONE;
        assert_int_equal(wq_panes_room(width), room);
    }
}

static void in_range(int n, int least, int most)
{
    assert_true(n >= least && n <= most);
}

/* The table of the interface, at the usual measure. */
static void test_three_panes(void **state)
{
    (void)state;
    for (int width = 118; width <= 400; width++) {
        struct wq_panes p = place(width, 40, true, true, WQ_PANE_READER);
        in_range(p.list.w, 33, 44);
        in_range(p.text.w, 58, 72);
        in_range(p.sidebar.w, 21, 32);
    }
}

static void test_two_panes(void **state)
{
    (void)state;
    for (int width = 92; width < 118; width++) {
        struct wq_panes p = place(width, 40, true, false, WQ_PANE_READER);
        assert_true(p.sidebar.x < 0 && p.text.x >= 0);
        assert_int_equal(p.list.w, 33);
        p = place(width, 40, false, true, WQ_PANE_READER);
        assert_true(p.list.x < 0 && p.text.x >= 0);
        in_range(p.sidebar.w, 22, 24);
        /* Both wanted: there is room for one. */
        p = place(width, 40, true, true, WQ_PANE_READER);
        assert_true((p.list.x >= 0) + (p.sidebar.x >= 0) == 1);
    }
}

static void test_one_pane(void **state)
{
    (void)state;
    for (int width = 1; width < 92; width++) {
        for (int focus = 0; focus < WQ_PANES; focus++) {
            struct wq_panes p = place(width, 24, true, false, (enum wq_pane)focus);
            assert_int_equal((p.list.x >= 0) + (p.text.x >= 0) + (p.sidebar.x >= 0), 1);
        }
        struct wq_panes p = place(width, 24, false, true, WQ_PANE_READER);
        assert_int_equal(p.sidebar.x >= 0, width >= 76);
        assert_true(p.text.x >= 0 && p.list.x < 0);
        p = place(width, 24, false, false, WQ_PANE_READER);
        if (width < 40)
            assert_true(p.text.x == 0 && p.text.w == (width > 1 ? width - 1 : 1) && p.mark < 0);
        else
            assert_true(p.text.x >= 4 && p.mark == p.text.x - 2);
    }
}

/* The drawings: 120x40 in three panes, 80x24, 60x20, and the list at 60x20. */
static void test_drawings(void **state)
{
    struct wq_panes p = place(120, 40, true, true, WQ_PANE_READER);

    (void)state;
    assert_true(p.list.x == 0 && p.list.w == 33 && p.separator == 33);
    assert_true(p.text.x == 35 && p.text.w == 60 && p.scroll == 96);
    assert_true(p.sidebar.x == 98 && p.sidebar.w == 21 && p.title == 2 && p.mark < 0);
    assert_true(p.top == 2 && p.rows == 36 && p.status == 39);
    p = place(80, 24, false, false, WQ_PANE_READER);
    assert_true(p.text.x == 8 && p.text.w == 66 && p.mark == 6 && p.scroll < 0 && p.title == 2);
    assert_true(p.top == 2 && p.rows == 21 && p.status == 23);
    p = place(60, 20, false, false, WQ_PANE_READER);
    assert_true(p.text.x == 4 && p.text.w == 54 && p.mark == 2 && p.scroll < 0 && p.title == 1);
    assert_true(p.top == 2 && p.rows == 17 && p.status == 19);
    p = place(60, 20, false, false, WQ_PANE_LIST);
    assert_true(p.list.x == 0 && p.text.x < 0 && p.separator < 0);
}

/* A wider window never shows less of anything. */
static void test_wider_is_not_less(void **state)
{
    static const struct {
        bool list, sidebar;
    } wanted[] = {{false, false}, {true, true}, {true, false}, {false, true}};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(wanted); i++) {
        struct wq_panes before = place(118, 40, wanted[i].list, wanted[i].sidebar, WQ_PANE_READER);
        for (int width = 119; width <= 400; width++) {
            struct wq_panes p = place(width, 40, wanted[i].list, wanted[i].sidebar, WQ_PANE_READER);
            assert_true(p.text.w >= before.text.w && p.list.w >= before.list.w &&
                        p.sidebar.w >= before.sidebar.w);
            before = p;
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_window),      cmocka_unit_test(test_rooms),
        cmocka_unit_test(test_three_panes),       cmocka_unit_test(test_two_panes),
        cmocka_unit_test(test_one_pane),          cmocka_unit_test(test_drawings),
        cmocka_unit_test(test_wider_is_not_less),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
