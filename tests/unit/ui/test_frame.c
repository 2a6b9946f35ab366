/* Frames: mirroring, text cut at a word, isolates, lines of paragraphs at either side. */
#include "../../support/articles.h"
#include "waraq/base/array.h"
#include "waraq/base/buf.h"
#include "waraq/ui/frame.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { WIDTH = 40, HEIGHT = 3 };

static struct wq_grid grid;

static struct wq_frame frame(bool mirrored)
{
    wq_grid_resize(&grid, WIDTH, HEIGHT);
    return (struct wq_frame){.grid = &grid, .layout = articles_layout(), .mirrored = mirrored};
}

/* What columns from to to of row 0 show, from the left, with their marks. */
static void check_columns(int from, int to, const char *expected)
{
    struct wq_buf got = WQ_BUF_INIT;

    wq_buf_adds(&got, "");
    for (int x = from; x < to; x++) {
        const struct wq_gridcell *c = wq_grid_at(&grid, x, 0);
        if (c->width)
            wq_buf_addcp(&got, c->ch);
        for (int i = 0; i < c->nmarks; i++)
            wq_buf_addcp(&got, c->mark[i]);
    }
    assert_string_equal(got.data ? got.data : "", expected);
    wq_buf_release(&got);
}

static void check_blank(int from, int to)
{
    for (int y = 0; y < HEIGHT; y++)
        for (int x = from; x < to; x++)
            assert_int_equal(wq_grid_at(&grid, x, y)->ch, ' ');
}

static void test_columns(void **state)
{
    (void)state;
    for (int mirrored = 0; mirrored < 2; mirrored++) {
        for (int width = 1; width < 100; width++) {
            struct wq_grid g = {.width = width, .height = 1};
            struct wq_frame f = {.grid = &g, .mirrored = mirrored};
            int n = wq_frame_width(&f);
            assert_int_equal(n, width > 1 ? width - 1 : 1); /* the leftmost stays blank */
            for (int x = 0; x < n; x++) {
                int column = wq_frame_column(&f, x);
                assert_true(column >= width - n && column < width);
                assert_int_equal(column, mirrored ? width - 1 - x : x + width - n);
                assert_int_equal(wq_frame_x(&f, column), x);
            }
        }
    }
}

static void test_put_and_style(void **state)
{
    (void)state;
    for (int mirrored = 0; mirrored < 2; mirrored++) {
        struct wq_frame f = frame(mirrored);
        for (int x = -5; x < WIDTH + 5; x++)
            wq_frame_put(&f, x, 0, 'a', WQ_STYLE_TEXT);
        check_blank(0, 1);
        for (int x = 1; x < WIDTH; x++)
            assert_int_equal(wq_grid_at(&grid, x, 0)->ch, 'a');
        wq_frame_style(&f, 3, 1, 4, WQ_STYLE_DIM);
        for (int x = 0; x < WIDTH; x++) {
            int at = wq_frame_x(&f, x);
            assert_int_equal(wq_grid_at(&grid, x, 1)->style,
                             at >= 3 && at < 7 ? WQ_STYLE_DIM : WQ_STYLE_TEXT);
        }
    }
}

struct text_case {
    const char *s;
    bool rtl;
    int w;
    const char *shown; /* from the left */
};

static void check_text(const struct text_case *c, bool mirrored, enum wq_align align)
{
    struct wq_frame f = frame(mirrored);
    int used = wq_frame_text(&f, 5, 0, c->w, c->s, strlen(c->s), c->rtl, align, WQ_STYLE_BOLD);
    int left = mirrored ? WIDTH - 5 - c->w : 6;
    int first = (align == WQ_ALIGN_START) == mirrored ? left + c->w - used : left;

    assert_true(used <= c->w);
    check_columns(first, first + used, c->shown);
    for (int x = 0; x < WIDTH; x++) {
        const struct wq_gridcell *cell = wq_grid_at(&grid, x, 0);
        bool inside = x >= first && x < first + used;
        assert_true(inside || (cell->ch == ' ' && cell->style == WQ_STYLE_TEXT));
        assert_true(!inside || cell->style == WQ_STYLE_BOLD);
    }
}

static void check_texts(const struct text_case *cases, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (int mirrored = 0; mirrored < 2; mirrored++) {
            check_text(&cases[i], mirrored, WQ_ALIGN_START);
            check_text(&cases[i], mirrored, WQ_ALIGN_END);
        }
}

static void test_text(void **state)
{
    static const struct text_case cases[] = {
        {"", false, 10, ""},
        {"abc", false, 10, "abc"},
        {"abc", false, 3, "abc"},
        {"abc", true, 10, "abc"},
        {"אבג", true, 10, "גבא"},
        {"אבג 12", true, 10, "12 גבא"},
        {"אבג 12", false, 10, "12 גבא"},
        {"aב", false, 10, "aב"},
        {"北京", false, 4, "北京"},
        {"e\u0301x", false, 5, "e\u0301x"},
        {"x\u0323\u0304", false, 5, "x\u0323\u0304"},
    };
    (void)state;
    check_texts(cases, WQ_COUNT(cases));
}

/* What does not fit is cut behind a word, if that is not too early, and ends in an ellipsis. */
static void test_cut(void **state)
{
    static const struct text_case cases[] = {
        {"one two three", false, 13, "one two three"},
        {"one two three", false, 12, "one two…"},
        {"one two three", false, 8, "one two…"},
        {"one two three", false, 4, "one…"},
        {"one two three", false, 3, "on…"},
        {"one two three", false, 2, "o…"},
        {"one two three", false, 1, "…"},
        {"a bcdefghijkl", false, 9, "a bcdefg…"}, /* the word's end would be too early */
        {"אחת שתים שלוש", true, 12, "…םיתש תחא"},
        {"אחת שתים שלוש", true, 5, "…תחא"},
        {"北京大学", false, 6, "北京…"},
        {"北京大学", false, 2, "…"},
        {"ab北", false, 3, "ab…"},
    };
    (void)state;
    check_texts(cases, WQ_COUNT(cases));
}

/* Wherever it is cut: not more than there is room for, and what is left is the text's beginning. */
static void test_cut_anywhere(void **state)
{
    static const char s[] = "اُن کے Tokyo (東京) میں 12 https://example.org/a/b گزارے ہوئے دن";
    struct wq_frame f = frame(true);
    int whole = wq_frame_measure(&f, s, strlen(s), true);

    (void)state;
    assert_true(whole < WIDTH * 2);
    for (int w = 1; w <= 34; w++) {
        f = frame(true);
        int used = wq_frame_text(&f, 2, 0, w, s, strlen(s), true, WQ_ALIGN_START, WQ_STYLE_TEXT);
        assert_in_range(used, 1, w);
        check_blank(0, WIDTH - 2 - w);
        check_blank(WIDTH - 2, WIDTH);
        size_t dots = 0;
        for (int x = 0; x < WIDTH; x++)
            dots += wq_grid_at(&grid, x, 0)->ch == 0x2026;
        assert_int_equal(dots, 1);
    }
}

static void test_cut_in_ascii(void **state)
{
    struct wq_frame f = frame(false);

    (void)state;
    f.ascii = true;
    assert_int_equal(wq_frame_text(&f, 0, 0, 6, "one two", 7, false, WQ_ALIGN_START, WQ_STYLE_TEXT), 4);
    check_columns(1, 6, "one~ ");
}

/* A key or a path in a sentence of the other direction stays as it is. */
static void test_isolates(void **state)
{
    static const struct text_case cases[] = {
        {"\u2068]e\u2069 אבג", true, 20, "גבא ]e"},
        {"\u2068~/news\u2069 אבג", true, 20, "גבא ~/news"},
        {"אבג \u20686\u2069 דה 13", true, 20, "13 הד 6 גבא"},
        {"a \u2068אבג\u2069, \u2068דה\u2069 b", false, 20, "a גבא, הד b"},
        {"a אבג, דה b", false, 20, "a הד ,גבא b"}, /* without them */
    };
    (void)state;
    check_texts(cases, WQ_COUNT(cases));
}

static void test_measure(void **state)
{
    static const struct {
        const char *s;
        int width;
    } cases[] = {{"", 0},         {"abc", 3},       {"اُن", 2}, {"لا", 1}, {"北京", 4}, {"\u2068ab\u2069", 2},
                 {"כ\u200Cם", 2}, {"\U0001F600", 2}};
    struct wq_frame f = frame(false);

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(cases); i++)
        for (int rtl = 0; rtl < 2; rtl++)
            assert_int_equal(wq_frame_measure(&f, cases[i].s, strlen(cases[i].s), rtl), cases[i].width);
}

/* A paragraph's line at the right or left of its columns, with its indent and the article's offsets. */
static void test_line(void **state)
{
    struct wq_layout_opts opts = {.width = 20, .rtl = true, .indent_first = 3};
    static const char s[] = "אב 東 ג";
    struct wq_para *p = wq_layout_para(articles_layout(), s, strlen(s), &opts);

    (void)state;
    for (int mirrored = 0; mirrored < 2; mirrored++) {
        struct wq_frame f = frame(mirrored);
        int right = mirrored ? WIDTH - 4 : 4 + 1 + 20; /* behind the last column */
        wq_frame_line(&f, 4, 0, 20, p, &p->lines[0], true, 1000, WQ_STYLE_DIM);
        assert_int_equal(wq_grid_at(&grid, right - 4, 0)->ch, 0x5D0);
        assert_int_equal(wq_grid_at(&grid, right - 4, 0)->at, 1000);
        assert_int_equal(wq_grid_at(&grid, right - 4, 0)->level, 1);
        assert_int_equal(wq_grid_at(&grid, right - 5, 0)->at, 1002);
        assert_int_equal(wq_grid_at(&grid, right - 8, 0)->ch, 0x6771); /* wide: its left half is the cell */
        assert_int_equal(wq_grid_at(&grid, right - 8, 0)->width, 2);
        assert_int_equal(wq_grid_at(&grid, right - 7, 0)->width, 0);
        assert_int_equal(wq_grid_at(&grid, right - 7, 0)->at, 1005);
        check_blank(right, WIDTH);
        for (int x = right - 3; x < right; x++)
            assert_int_equal(wq_grid_at(&grid, x, 0)->style, WQ_STYLE_TEXT);
        f = frame(mirrored);
        wq_frame_line(&f, 4, 0, 20, p, &p->lines[0], false, 1000, WQ_STYLE_DIM);
        int left = right - 20 + 3;
        check_blank(0, left);
        assert_int_equal(wq_grid_at(&grid, left, 0)->style, WQ_STYLE_DIM);
    }
    wq_para_free(p);
}

/* Rows above and below the grid, and columns beside it, are left alone. */
static void test_line_outside(void **state)
{
    struct wq_para *p = wq_layout_para(articles_layout(), "abcdef 北京", 13, &(struct wq_layout_opts){0});

    (void)state;
    for (int mirrored = 0; mirrored < 2; mirrored++) {
        struct wq_frame f = frame(mirrored);
        wq_frame_line(&f, 0, -1, 10, p, &p->lines[0], false, 0, WQ_STYLE_TEXT);
        wq_frame_line(&f, 0, HEIGHT, 10, p, &p->lines[0], false, 0, WQ_STYLE_TEXT);
        check_blank(0, WIDTH);
        for (int x = -30; x < WIDTH + 30; x++)
            wq_frame_line(&f, x, 1, 5, p, &p->lines[0], x & 1, 0, WQ_STYLE_TEXT);
        for (int y = 0; y < HEIGHT; y += 2)
            for (int x = 0; x < WIDTH; x++)
                assert_int_equal(wq_grid_at(&grid, x, y)->ch, ' ');
    }
    wq_para_free(p);
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
        cmocka_unit_test(test_columns),      cmocka_unit_test(test_put_and_style),
        cmocka_unit_test(test_text),         cmocka_unit_test(test_cut),
        cmocka_unit_test(test_cut_anywhere), cmocka_unit_test(test_cut_in_ascii),
        cmocka_unit_test(test_isolates),     cmocka_unit_test(test_measure),
        cmocka_unit_test(test_line),         cmocka_unit_test(test_line_outside),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
