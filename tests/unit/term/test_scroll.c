/* Text that moves between panes. */
#include "../../../src/term/scroll.h"
#include "waraq/base/array.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { WIDTH = 40, HEIGHT = 12 };

static const struct wq_area area = {10, 1, 20, 10};

static struct wq_grid old, new;

static int release(void **state)
{
    (void)state;
    wq_grid_release(&old);
    wq_grid_release(&new);
    return 0;
}

/* Rows of text in the area, the first of them a line of a text; and panes beside it, if wanted. */
static void fill(struct wq_grid *g, int line, bool beside)
{
    wq_grid_resize(g, WIDTH, HEIGHT);
    g->text = area;
    for (int y = 0; y < area.h; y++) {
        for (int x = 0; x < area.w && (line + y) % 5 != 4; x++) /* an empty one now and then */
            wq_grid_put(g, area.x + x, area.y + y, 0xFE80 + (uint32_t)(line + y) % 26, WQ_STYLE_TEXT);
        for (int x = 0; x < 9 && beside; x++)
            wq_grid_put(g, x, area.y + y, 'A' + (uint32_t)y, WQ_STYLE_DIM);
    }
}

static void test_moved(void **state)
{
    static const int steps[] = {1, -1, 3, -3, 5, -5};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(steps); i++) {
        fill(&old, 10, true);
        fill(&new, 10 + steps[i], true);
        struct wq_scroll s = wq_scroll_find(&old, &new, true);
        assert_int_equal(s.by, steps[i]);
        assert_memory_equal(&s.area, &area, sizeof area);
        wq_scroll_move(&old, &s);
        for (int y = 0; y < area.h; y++) {
            bool came = steps[i] > 0 ? y >= area.h - steps[i] : y < -steps[i];
            assert_int_equal(wq_grid_at(&old, 0, area.y + y)->ch, 'A' + y);
            if (came)
                assert_int_equal(wq_grid_at(&old, area.x, area.y + y)->ch, ' ');
            else
                assert_true(wq_grid_same_row(&old, &new, area.y + y));
        }
    }
}

static void expect_none(void)
{
    assert_int_equal(wq_scroll_find(&old, &new, true).by, 0);
}

static void test_not_moved(void **state)
{
    (void)state;
    fill(&old, 10, true);
    fill(&new, 10, true);
    expect_none();
    fill(&old, 10, false);
    fill(&new, 11, false);
    expect_none(); /* nothing beside it: whole rows move */
    fill(&old, 10, true);
    fill(&new, 19, true);
    expect_none(); /* so little stays that it is not worth it */
    fill(&new, 11, true);
    assert_int_equal(wq_scroll_find(&old, &new, true).by, 1);
    new.text.x--;
    expect_none(); /* stands elsewhere */
    new.text = old.text = (struct wq_area){area.x, 1, WIDTH, 10};
    expect_none(); /* no place on the screen */
    new.text = old.text = (struct wq_area){0, 0, 0, 0};
    expect_none();
}

/* Without margins whole rows move, where ncurses would not see that they did, and little is to be put back.
 */
static void test_whole_rows(void **state)
{
    (void)state;
    fill(&old, 10, true);
    fill(&new, 11, true);
    struct wq_scroll s = wq_scroll_find(&old, &new, false);
    assert_true(s.by == 1 && s.whole);
    assert_true(s.area.x == 0 && s.area.w == WIDTH && s.area.y == area.y && s.area.h == area.h);
    wq_scroll_move(&old, &s);
    assert_int_equal(wq_grid_at(&old, 0, area.y)->ch, 'B'); /* what stands beside it moves too */
    fill(&old, 10, true);
    for (int y = 0; y < area.h; y++)
        for (int x = area.x + area.w; x < WIDTH; x++) { /* as much beside the text as in it */
            wq_grid_put(&old, x, area.y + y, 0xFE80 + (uint32_t)(x + y), WQ_STYLE_TEXT);
            wq_grid_put(&new, x, area.y + y, 0xFE80 + (uint32_t)(x + y), WQ_STYLE_TEXT);
        }
    assert_int_equal(wq_scroll_find(&old, &new, false).by, 0);
    assert_int_equal(wq_scroll_find(&old, &new, true).by, 1);
    fill(&old, 10, false);
    fill(&new, 11, false);
    assert_int_equal(wq_scroll_find(&old, &new, false).by, 0); /* ncurses finds it */
}

/* A style is part of how a row looks. */
static void test_styles(void **state)
{
    (void)state;
    fill(&old, 10, true);
    fill(&new, 11, true);
    for (int y = 0; y < area.h; y++)
        wq_grid_style(&new, area.x, area.y + y, 3, WQ_STYLE_HIT);
    expect_none();
}

static void test_bytes(void **state)
{
    struct wq_buf out = WQ_BUF_INIT;
    const struct wq_scroll up = {.area = area, .by = 2};
    const struct wq_scroll down = {.area = area, .by = -1};
    const struct wq_scroll rows = {.area = {0, 1, WIDTH, 10}, .by = 1, .whole = true};

    (void)state;
    wq_scroll_bytes(&up, &out);
    assert_string_equal(out.data,
                        "\0337\033[m\033[?69h\033[11;30s\033[2;11r\033[2;11H\033[2M\033[r\033[?69l\0338");
    wq_buf_clear(&out);
    wq_scroll_bytes(&down, &out);
    assert_string_equal(out.data,
                        "\0337\033[m\033[?69h\033[11;30s\033[2;11r\033[2;11H\033[1L\033[r\033[?69l\0338");
    wq_buf_clear(&out);
    wq_scroll_bytes(&rows, &out);
    assert_string_equal(out.data, "\0337\033[m\033[2;11r\033[2;1H\033[1M\033[r\0338");
    wq_buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(test_moved, release),
        cmocka_unit_test_teardown(test_not_moved, release),
        cmocka_unit_test_teardown(test_whole_rows, release),
        cmocka_unit_test_teardown(test_styles, release),
        cmocka_unit_test(test_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
