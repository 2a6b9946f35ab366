/* The grid: cells in memory, and nothing outside it. */
#include "waraq/base/array.h"
#include "waraq/ui/grid.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void check_empty(const struct wq_grid *g)
{
    for (int i = 0; i < g->width * g->height; i++) {
        const struct wq_gridcell *c = &g->cells[i];
        assert_true(c->ch == ' ' && c->width == 1 && c->nmarks == 0 && c->style == WQ_STYLE_TEXT &&
                    c->at == WQ_GRID_NOWHERE && c->level == 0);
    }
    assert_true(g->cursor_x == -1 && g->cursor_y == -1);
}

static void test_sizes(void **state)
{
    static const int sizes[][2] = {{1, 1}, {3, 2}, {80, 24}, {2, 90}, {400, 100},
                                   {1, 1}, {0, 0}, {5, 0},   {4, 4}};
    struct wq_grid g;

    (void)state;
    wq_grid_init(&g);
    assert_true(g.width == 0 && g.height == 0 && g.cells == NULL && g.cursor_x == -1 && g.cursor_y == -1);
    for (size_t i = 0; i < WQ_COUNT(sizes); i++) {
        wq_grid_resize(&g, sizes[i][0], sizes[i][1]);
        assert_true(g.width == sizes[i][0] && g.height == sizes[i][1]);
        check_empty(&g);
        for (int k = 0; k < g.width * g.height; k++)
            memset(&g.cells[k], 0xAB, sizeof g.cells[k]);
        g.cursor_x = g.cursor_y = 1;
    }
    wq_grid_resize(&g, 4, 4); /* the same size empties it too */
    check_empty(&g);
    wq_grid_release(&g);
    assert_true(g.cells == NULL && g.width == 0);
    wq_grid_release(&g);
}

static void test_put(void **state)
{
    struct wq_grid g;

    (void)state;
    wq_grid_init(&g);
    wq_grid_resize(&g, 7, 5);
    for (int y = -3; y < 8; y++)
        for (int x = -3; x < 10; x++)
            wq_grid_put(&g, x, y, 0x600 + (uint32_t)(x + 16 * y), WQ_STYLE_ACCENT);
    for (int y = 0; y < 5; y++)
        for (int x = 0; x < 7; x++) {
            const struct wq_gridcell *c = wq_grid_at(&g, x, y);
            assert_true(c == &g.cells[y * 7 + x]);
            assert_int_equal(c->ch, 0x600 + x + 16 * y);
            assert_true(c->width == 1 && c->style == WQ_STYLE_ACCENT && c->nmarks == 0 &&
                        c->at == WQ_GRID_NOWHERE);
        }
    wq_grid_clear(&g);
    check_empty(&g);
    wq_grid_release(&g);
}

/* A style changes how cells look and not what they show, also where part of it lies outside. */
static void test_style(void **state)
{
    static const struct {
        int x, y, n;
        const char *row; /* of row 1; others stay */
    } cases[] = {
        {0, 1, 6, "ssssss"},   {2, 1, 2, "..ss.."}, {-2, 1, 3, "s....."}, {5, 1, 9, ".....s"},
        {-5, 1, 99, "ssssss"}, {3, 1, 0, "......"}, {3, 1, -2, "......"}, {6, 1, 2, "......"},
        {0, -1, 6, "......"},  {0, 3, 6, "......"},
    };
    struct wq_grid g;

    (void)state;
    wq_grid_init(&g);
    for (size_t i = 0; i < WQ_COUNT(cases); i++) {
        wq_grid_resize(&g, 6, 3);
        wq_grid_put(&g, 2, 1, 'x', WQ_STYLE_TEXT);
        wq_grid_style(&g, cases[i].x, cases[i].y, cases[i].n, WQ_STYLE_SELECTED);
        for (int k = 0; k < 18; k++) {
            bool styled = k / 6 == 1 && cases[i].row[k % 6] == 's';
            assert_int_equal(g.cells[k].style, styled ? WQ_STYLE_SELECTED : WQ_STYLE_TEXT);
            assert_int_equal(g.cells[k].ch, k == 8 ? 'x' : ' ');
        }
    }
    wq_grid_release(&g);
}

/* A place has one number in every paint, and two places have two. */
static void test_links(void **state)
{
    struct wq_grid g;

    (void)state;
    wq_grid_init(&g);
    wq_grid_resize(&g, 6, 3);
    uint32_t one = wq_grid_link(&g, "https://example.org/one");
    uint32_t two = wq_grid_link(&g, "https://example.org/two");
    assert_true(one != 0 && two != 0 && one != two);
    assert_int_equal(wq_grid_link(&g, "https://example.org/one"), one);
    assert_int_equal(g.links.len, 2);
    assert_string_equal(wq_grid_uri(&g, two), "https://example.org/two");
    assert_null(wq_grid_uri(&g, 0));
    struct wq_gridcell a = *wq_grid_at(&g, 0, 0);
    struct wq_gridcell b = a;
    b.link = one;
    assert_false(wq_grid_same(&a, &b));
    wq_grid_clear(&g);
    assert_int_equal(g.links.len, 0);
    assert_null(wq_grid_uri(&g, one));
    assert_int_equal(wq_grid_link(&g, "https://example.org/two"), two);
    /* The number is another one's: it leads nowhere rather than there. */
    free(g.links.items[0].uri);
    g.links.items[0].uri = strdup("https://example.org/other");
    assert_int_equal(wq_grid_link(&g, "https://example.org/two"), 0);
    wq_grid_release(&g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_put),
        cmocka_unit_test(test_style),
        cmocka_unit_test(test_links),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
