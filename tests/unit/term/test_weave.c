/* Links woven into what ncurses writes: what becomes of its colours, and who has which. */
#include "../../../src/term/weave.h"
#include "waraq/base/array.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Links 0 to 2 of the paint. */
#define A    "\033]8;id=0;https://a\033\\"
#define B    "\033]8;id=1;https://b\033\\"
#define END  WQ_WEAVE_END
#define IN_A "\033[48;5;16m"
#define IN_B "\033[48:5:17m" /* as foot is told */

static struct wq_weave weave;
static struct wq_grid grid;

static int setup(void **state)
{
    (void)state;
    weave = (struct wq_weave){.paint = 0};
    wq_grid_init(&grid);
    wq_grid_resize(&grid, 1, 1);
    return 0;
}

static int release(void **state)
{
    (void)state;
    wq_weave_release(&weave);
    wq_grid_release(&grid);
    return 0;
}

/* A paint with links n to n + count of some site; returns the first. */
static uint32_t paint(int n, int count)
{
    char uri[64];
    uint32_t first = 0;

    wq_grid_clear(&grid);
    for (int i = 0; i < count; i++) {
        snprintf(uri, sizeof uri, "https://example.org/%d", n + i);
        uint32_t link = wq_grid_link(&grid, uri);
        first = i == 0 ? link : first;
    }
    wq_weave_take(&weave, &grid);
    return first;
}

static void test_weave(void **state)
{
    static const struct {
        const char *written, *woven;
    } cases[] = {
        {"", ""},
        {"plain\033[1;1H\033[K\033(B\033[0;1mbold", "plain\033[1;1H\033[K\033(B\033[0;1mbold"},
        {IN_A "x"
              "\033[49m"
              "y",
         A "x"
           "\033[49m" END "y"},
        {IN_A "x"
              "\033[39;49m"
              "y",
         A "x"
           "\033[39;49m" END "y"},
        {IN_A "x"
              "\033(B\033[m"
              "\033[2;2H"
              "y",
         A "x"
           "\033(B\033[m" END "\033[2;2H"
           "y"},
        {IN_A "x", A "x" END},
        {IN_A "x" IN_B "y"
              "\033[m\017z",
         A "x" B "y"
           "\033[m\017" END "z"},
        /* Rows of one address. */
        {IN_A "x"
              "\033[2;3H"
              "y\033[m",
         A "x"
           "\033[2;3H"
           "y\033[m" END},
        /* Other attributes are put on, by way of none. */
        {IN_A "x"
              "\033(B\033[0;7m"
              "\033[38;5;31m" IN_A "y",
         A "x"
           "\033(B\033[0;7m"
           "\033[38;5;31m"
           "y" END},
        {IN_A "x"
              "\033[38;5;49m"
              "y"
              "\033[38;2;0;0;49m"
              "z",
         A "x"
           "\033[38;5;49m"
           "y"
           "\033[38;2;0;0;49m"
           "z" END},
        {"\033[38;5;31m" IN_B "\xD8\xA7\033[3b\033[m", "\033[38;5;31m" B "\xD8\xA7\033[3b\033[m" END},
        /* Colours nobody writes in, and a place that has no link. */
        {IN_A "\033[m"
              "x",
         "\033[m"
         "x"},
        {"\033[48;5;15m"
         "x",
         "\033[48;5;15m"
         "x"},
        {"\033[48;5;216m"
         "x",
         "\033[48;5;216m"
         "x"},
        {"\033[48;5;215m"
         "x",
         END "x" END},
        /* Cut off. */
        {IN_A "x\033[4", A "x\033[4" END},
        {"x\033", "x\033"},
    };

    (void)state;
    assert_true(wq_grid_link(&grid, "https://a"));
    assert_true(wq_grid_link(&grid, "https://b"));
    wq_weave_take(&weave, &grid);
    for (size_t i = 0; i < WQ_COUNT(cases); i++) {
        struct wq_buf out = WQ_BUF_INIT;
        wq_buf_adds(&out, "");
        wq_weave(&weave, cases[i].written, strlen(cases[i].written), &out);
        if (strcmp(out.data, cases[i].woven) != 0)
            fail_msg("%zu: %s", i, out.data);
        wq_buf_release(&out);
    }
}

/* A link keeps its place from paint to paint; nobody has that of what was painted last. */
static void test_places(void **state)
{
    (void)state;
    assert_false(wq_weave_is_needed(&weave));
    uint32_t one = paint(1, 3);
    int place = wq_weave_place(&weave, one);
    assert_in_range(place, 0, WQ_WEAVE_PLACES - 1);
    assert_int_equal(wq_weave_place(&weave, 0), -1);
    assert_true(wq_weave_is_needed(&weave));
    assert_int_equal(wq_weave_places(&weave), 3);
    paint(100, WQ_WEAVE_PLACES); /* more than there is room for beside the last ones */
    assert_int_equal(wq_weave_place(&weave, one), -1);
    int places = 0;
    for (size_t i = 0; i < grid.links.len; i++) {
        int at = wq_weave_place(&weave, grid.links.items[i].link);
        assert_true(at < 0 || at > 2);
        assert_true(at < 0 || !strcmp(weave.places[at].uri, grid.links.items[i].uri));
        places += at >= 0;
    }
    assert_int_equal(places, WQ_WEAVE_PLACES - 3);
    uint32_t kept = paint(110, 5);
    place = wq_weave_place(&weave, kept);
    assert_true(place >= 0);
    paint(105, 20);
    assert_int_equal(wq_weave_place(&weave, kept), place);
    wq_weave_none(&weave);
    assert_int_equal(wq_weave_place(&weave, kept), -1);
    assert_true(wq_weave_is_needed(&weave)); /* to take it from the screen */
    wq_weave_none(&weave);
    assert_false(wq_weave_is_needed(&weave));
    /* All of them are free by now. */
    paint(1000, WQ_WEAVE_PLACES);
    for (size_t i = 0; i < grid.links.len; i++)
        assert_true(wq_weave_place(&weave, grid.links.items[i].link) >= 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_weave, setup, release),
        cmocka_unit_test_setup_teardown(test_places, setup, release),
    };
    return cmocka_run_group_tests_name("weave", tests, NULL, NULL);
}
