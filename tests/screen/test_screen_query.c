/* The line in which a query is typed: where its cursor stands, keys, pastes, windows of any size. */
#include "../../src/app/state.h"
#include "../support/random_text.h"
#include "waraq/base/array.h"
#include "waraq/text/utf8.h"

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

#define UP         "\x1B[A"
#define RIGHT      "\x1B[C"
#define LEFT       "\x1B[D"
#define HOME       "\x1B[H"
#define END        "\x1B[F"
#define CTRL_RIGHT "\x1B[1;5C"
#define CTRL_LEFT  "\x1B[1;5D"

static void open_names(int width, int height)
{
    screen_open(&s, &(struct screen_how){.width = width, .height = height, .paths = {"ur-names"}});
}

/* ---- the cursor ---- */

/* The columns of what is typed on the last row; what stands beside it is dim. */
struct typed {
    int left, right; /* -1: nothing of it is seen */
};

static bool is_typed(const struct wq_gridcell *c)
{
    return c->at != WQ_GRID_NOWHERE && c->style == WQ_STYLE_TEXT;
}

static struct typed typed_columns(void)
{
    struct typed t = {-1, -1};

    for (int x = 0; x < s.grid.width; x++) {
        if (!is_typed(screen_cell(&s, x, s.grid.height - 1)))
            continue;
        t.left = t.left < 0 ? x : t.left;
        t.right = x;
    }
    return t;
}

/* Behind the text: beside the outermost cell of the whole line, at the side where it ends. */
static void check_behind(const struct wq_edit *e, bool rtl)
{
    struct wq_layout_opts opts = {.rtl = rtl, .flags = WQ_LAYOUT_KEEP_SPACE};
    struct wq_para *p = wq_layout_para(articles_layout(), e->text.data, e->text.len, &opts);
    uint32_t *order = malloc((p->lines[0].count + 1) * sizeof *order);
    size_t n = wq_line_visual(p, &p->lines[0], order);
    const struct wq_cell *last = &p->cells[order[rtl ? 0 : n - 1]];
    struct typed t = typed_columns();

    if (t.left < 0) { /* so narrow that only the cursor fits */
        assert_true(s.grid.width < 12);
    } else {
        int outer = rtl ? t.left : t.right;
        assert_int_equal(screen_cell(&s, outer, s.grid.height - 1)->at, last->start);
        assert_int_equal(s.grid.cursor_x, rtl ? outer - 1 : outer + 1);
    }
    free(order);
    wq_para_free(p);
}

/* The cursor stands on the cell that the next letter would come before, and that cell is seen. */
static void check_cursor(void)
{
    const struct wq_edit *e = &s.app->edit;
    bool rtl = wq_app_prompt_rtl(s.app);

    if (s.grid.height < 2) /* there is no row for it */
        return;
    assert_int_equal(s.grid.cursor_y, s.grid.height - 1);
    assert_in_range(s.grid.cursor_x, 0, s.grid.width - 1);
    if (e->text.len == 0)
        return;
    if (e->cursor == e->text.len) {
        check_behind(e, rtl);
        return;
    }
    const struct wq_gridcell *c = screen_cell(&s, s.grid.cursor_x, s.grid.cursor_y);
    if (!is_typed(c) || c->at > e->cursor || c->end <= e->cursor)
        fail_msg("%dx%d, '%s', byte %zu: the cursor is at column %d: %s", s.grid.width, s.grid.height,
                 e->text.data, e->cursor, s.grid.cursor_x, screen_row(&s, s.grid.height - 1));
}

/* From end to end and back; at every place the window may take another size. */
static void check_moves(void)
{
    static const char *const moves[] = {END, LEFT, CTRL_LEFT, CTRL_RIGHT, RIGHT, HOME};

    for (size_t m = 0; m < WQ_COUNT(moves); m++)
        for (int i = 0; i < 12; i++) {
            screen_keys(&s, moves[m]);
            check_cursor();
        }
    screen_keys(&s, END);
    for (size_t n = 0; s.app->edit.cursor > 0; n++) {
        screen_keys(&s, wq_app_prompt_rtl(s.app) ? RIGHT : LEFT);
        check_cursor();
        assert_true(n < 1000);
    }
}

static const char *const lines[] = {
    "کم جونگ اُن",
    "والا سلام 2001 میں",
    "سلام abc",
    "abc سلام",
    "plain English words",
    "یہ NATO (IMF) کی C++ بات، 123-456 تک",
    "کم جونگ اُن اور NATO کے (IAEA) معائنہ کار 1994 میں Kim Dae-jung سے ملے تھے، والا سلام اور لاہور بھی",
    "می\u200Cروم   ",
    "12",
};

static void test_cursor(void **state)
{
    static const int widths[] = {200, 120, 92, 80, 60, 34, 20, 12, 8, 5};

    (void)state;
    for (size_t w = 0; w < WQ_COUNT(widths); w++) {
        open_names(widths[w], 14);
        for (size_t i = 0; i < WQ_COUNT(lines); i++) {
            screen_keys(&s, "/");
            screen_keys(&s, lines[i]);
            check_cursor();
            check_moves();
            screen_keys(&s, "\x1B");
        }
        screen_close(&s);
    }
}

static void test_cursor_on_a_left_to_right_screen(void **state)
{
    (void)state;
    for (int width = 10; width < 100; width += 30) {
        screen_open(&s, &(struct screen_how){.width = width,
                                             .height = 10,
                                             .layout = WQ_WAY_LTR,
                                             .ascii = width > 50,
                                             .paths = {"ur-names"}});
        for (size_t i = 0; i < WQ_COUNT(lines); i++) {
            screen_keys(&s, "/");
            screen_keys(&s, lines[i]);
            check_moves();
            screen_keys(&s, "\x1B");
        }
        screen_close(&s);
    }
}

static void test_window_changes(void **state)
{
    static const int sizes[][2] = {{2, 2},   {200, 60}, {3, 9},    {80, 24}, {1, 1},   {20, 5},
                                   {92, 24}, {1, 2},    {120, 40}, {7, 3},   {60, 14}, {5, 60},
                                   {150, 8}, {10, 4},   {91, 20},  {34, 9},  {200, 2}, {2, 2}};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(lines); i++) {
        open_names(80, 24);
        screen_keys(&s, "/");
        screen_keys(&s, lines[i]);
        size_t len = s.app->edit.text.len;
        for (size_t k = 0; k < WQ_COUNT(sizes); k++) {
            screen_resize(&s, sizes[k][0], sizes[k][1]);
            check_cursor();
            screen_keys(&s, k % 5 == 4 ? END : k % 2 ? CTRL_RIGHT : LEFT);
            check_cursor();
            assert_int_equal(s.app->edit.text.len, len);
        }
        screen_resize(&s, 200, 24);
        screen_keys(&s, END);
        check_cursor();
        check_status(lines[i]);
        screen_close(&s);
    }
}

/* Arrows go where they point: in a line that runs right to left, the cursor moves to the left by one. */
static void test_arrows_are_visual(void **state)
{
    (void)state;
    open_names(80, 14);
    screen_keys(&s, "/کتب خانے" HOME);
    for (int i = 0; i < 8; i++) {
        int before = s.grid.cursor_x;
        screen_keys(&s, LEFT);
        assert_int_equal(s.grid.cursor_x, before - 1);
    }
    for (int i = 0; i < 8; i++) {
        int before = s.grid.cursor_x;
        screen_keys(&s, RIGHT);
        assert_int_equal(s.grid.cursor_x, before + 1);
    }
    screen_keys(&s, "\x15\x0Bnobel" HOME);
    for (int i = 0; i < 5; i++) {
        int before = s.grid.cursor_x;
        screen_keys(&s, RIGHT);
        assert_int_equal(s.grid.cursor_x, before + 1);
    }
}

/* ---- keys ---- */

static void test_editing(void **state)
{
    static const struct {
        const char *keys, *left;
        size_t cursor;
    } steps[] = {
        {"ab cd ef", "ab cd ef", 8},
        {"\x1B"
         "b",
         "ab cd ef", 6},
        {"\x17", "ab ef", 3},
        {"\x0B", "ab ", 3},
        {"\x01", "ab ", 0},
        {"x", "xab ", 1},
        {"\x05", "xab ", 4},
        {"\x1B"
         "b\x1B"
         "d",
         " ", 0},
        {"yz", "yz ", 2},
        {"\x15", " ", 0},
        {"\x04", "", 0},
        {"\x04", "", 0},
        {"q n N g/ :", "q n N g/ :", 10},
        {HOME "\x1B[3~", " n N g/ :", 0},
        {"\x1B[3;5~", " N g/ :", 0},
        {END "\x08", " N g/ ", 6},
    };

    (void)state;
    open_names(80, 14);
    screen_keys(&s, "/");
    for (size_t i = 0; i < WQ_COUNT(steps); i++) {
        screen_keys(&s, steps[i].keys);
        if (strcmp(s.app->edit.text.data, steps[i].left) != 0 || s.app->edit.cursor != steps[i].cursor)
            fail_msg("%zu: '%s', %zu", i, s.app->edit.text.data, s.app->edit.cursor);
        check_cursor();
    }
}

static void test_backspace_leaves(void **state)
{
    static const char *const prompts[] = {"/", "g/", ":"};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(prompts); i++) {
        open_names(80, 14);
        screen_keys(&s, prompts[i]);
        screen_keys(&s, "ab\x7F\x7F");
        assert_true(s.grid.cursor_shown);
        screen_keys(&s, "\x7F");
        assert_false(s.grid.cursor_shown);
        screen_close(&s);
    }
}

static void test_redraw_and_suspend(void **state)
{
    (void)state;
    open_names(80, 14);
    screen_keys(&s, "/کم");
    screen_keys(&s, "\x0C");
    assert_true(s.wants & WQ_WANTS_REDRAW);
    screen_keys(&s, "\x1A");
    assert_true(s.wants & WQ_WANTS_SUSPEND);
    assert_string_equal(s.app->edit.text.data, "کم");
}

/* Keys that mean something elsewhere, or nothing, leave the line alone. */
static void test_other_keys(void **state)
{
    static const char *const keys[] = {"\x1B[5~",
                                       "\x1B[6~",
                                       "\x1B[2~",
                                       "\x1BOP",
                                       "\x1B[15~",
                                       "\x1Bx",
                                       "\x1Bq",
                                       "\x1B[Z",
                                       "\x1B[1;2A2",
                                       "\x02",
                                       "\x06",
                                       "\x14",
                                       "\x19",
                                       "\x1D",
                                       "\x1B[I",
                                       "\x1B[O",
                                       "\x1B[<64;10;5M",
                                       "\x1B[<65;10;5M",
                                       "\x1B[<0;10;5M",
                                       "\x1F",
                                       "\x11",
                                       "\x13",
                                       "\x1B[200~\x1B[201~",
                                       "\x1B[99;99;99q",
                                       "\x1B]0;x\x07",
                                       "\x1BP1$r0m\x1B\\",
                                       "\x18"};

    (void)state;
    open_names(80, 14);
    screen_keys(&s, "/کم");
    for (size_t i = 0; i < WQ_COUNT(keys); i++) {
        screen_keys(&s, keys[i]);
        if (strncmp(s.app->edit.text.data, "کم", 4) != 0 || s.app->overlay != WQ_OVER_PROMPT)
            fail_msg("key %zu: '%s'", i, s.app->edit.text.data);
        assert_false(s.wants & WQ_WANTS_QUIT);
    }
}

/* Whatever is typed, in every prompt and window: the checks of every grid hold, and the cursor's. */
static void test_random_keys(void **state)
{
    static const char *const keys[] = {
        "ک",        "م",      " ",
        "ا",        "ل",      "ُ",
        "n",        "A",      "1",
        "(",        "*",      "\\",
        "\t",       "\x0F",   UP,
        "\x1B[B",   LEFT,     RIGHT,
        HOME,       END,      CTRL_LEFT,
        CTRL_RIGHT, "\x7F",   "\x1B[3~",
        "\x17",     "\x0B",   "\x15",
        "\x04",     "\r",     "\x1B",
        "/",        "g/",     "n",
        "N",        "H",      "gs",
        "J",        "T",      "\x1B[200~چند words\x1B[201~",
        "中",       "\u200C", "\U0001F600",
        "\xFF",     "\x80",   "\xE2\x80",
    };
    struct random r = {11};

    (void)state;
    screen_open(&s, &(struct screen_how){.width = 80, .height = 14, .paths = {"ur-names", "ur-railway"}});
    for (int i = 0; i < 6000; i++) {
        screen_keys(&s, keys[random_below(&r, WQ_COUNT(keys))]);
        if (random_below(&r, 40) == 0)
            screen_resize(&s, 1 + (int)random_below(&r, 130), 1 + (int)random_below(&r, 40));
        if (random_below(&r, 10) == 0)
            screen_settle(&s);
        assert_int_equal(s.app->overlay == WQ_OVER_PROMPT && s.grid.height >= 2, s.grid.cursor_shown);
        assert_true(wq_utf8_valid(s.app->edit.text.data, s.app->edit.text.len));
        assert_false(s.wants & WQ_WANTS_QUIT);
    }
}

/* ---- pastes ---- */

static void test_paste(void **state)
{
    (void)state;
    open_names(80, 24);
    screen_keys(&s, "/\x1B[200~کم دائے\nجُنگ\tکے\x1B[31m\x1B[201~");
    assert_string_equal(s.app->edit.text.data, "کم دائے جُنگ کے[31m");
    screen_keys(&s, "\x7F\x7F\x7F\x7F");
    check_status("1 of ");
    assert_true(s.app->find.hits.len > 1); /* a line end runs nothing, and is a space */
    check_cursor();
}

static void paste_bytes(const char *text, size_t len)
{
    struct wq_buf keys = WQ_BUF_INIT;

    wq_buf_adds(&keys, "\x1B[200~");
    wq_buf_add(&keys, text, len);
    wq_buf_adds(&keys, "\x1B[201~");
    wq_buf_addc(&keys, '\0');
    screen_keys(&s, keys.data);
    s.doing = "paste";
    wq_buf_release(&keys);
}

static void test_long_paste(void **state)
{
    static const char *const texts[] = {"کم جونگ ", "abcdefg", "یہ\n", "\u0301\u064F", "   "};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(texts); i++) {
        size_t len;
        char *text = text_times(texts[i], 10000 / strlen(texts[i]), &len);
        open_names(80, 24);
        screen_keys(&s, "/ی");
        paste_bytes(text, len);
        check_status("too long: cut");
        assert_in_range(s.app->edit.text.len, 4080, 4096);
        assert_true(wq_utf8_valid(s.app->edit.text.data, s.app->edit.text.len));
        check_cursor();
        screen_keys(&s, "\x0C"); /* said until the next key */
        assert_false(screen_status(&s, "too long"));
        paste_bytes(text, 300);
        assert_in_range(s.app->edit.text.len, 4080, 4096);
        check_status("too long: cut");
        screen_resize(&s, 3, 3);
        screen_keys(&s, HOME);
        check_cursor();
        screen_keys(&s, "\r");
        screen_close(&s);
        free(text);
    }
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        TEST(test_cursor),
        TEST(test_cursor_on_a_left_to_right_screen),
        TEST(test_window_changes),
        TEST(test_arrows_are_visual),
        TEST(test_editing),
        TEST(test_backspace_leaves),
        TEST(test_redraw_and_suspend),
        TEST(test_other_keys),
        TEST(test_random_keys),
        TEST(test_paste),
        TEST(test_long_paste),
    };
    return cmocka_run_group_tests(tests, setup_group, teardown_group);
}
