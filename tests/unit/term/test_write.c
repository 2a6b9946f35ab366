/* Rows as terminals want them: what is never sent, marks, overrides, slants; rows that are reordered are in
 * tests/screen/test_screen_ways.c. */
#include "../../../src/term/write.h"

#include "waraq/base/array.h"
#include "waraq/base/buf.h"
#include "waraq/ui/frame.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct wq_layout *layout;
static struct wq_writer *writer;
static struct wq_grid grid;

static int open_writer(void **state)
{
    (void)state;
    setlocale(LC_ALL, "C.UTF-8");
    layout = wq_layout_new();
    writer = wq_writer_new(layout);
    wq_grid_init(&grid);
    return 0;
}

static int close_writer(void **state)
{
    (void)state;
    wq_grid_release(&grid);
    wq_writer_free(writer);
    wq_layout_free(layout);
    return 0;
}

static struct wq_terminal terminal(enum wq_writing writing, enum wq_marks marks)
{
    struct wq_wishes wishes = {.shape = true};
    struct wq_terminal t = {.marks = WQ_MARKS_ON};

    wq_terminal_try(&t, &wishes, writing, marks);
    return t;
}

/* Text on a row of its own, behind the blank at the left. */
static const struct wq_sent *row_of(const char *text, int width, bool rtl, const struct wq_terminal *t)
{
    struct wq_frame f = {.grid = &grid, .layout = layout};

    wq_grid_resize(&grid, width, 1);
    wq_frame_text(&f, 0, 0, width - 1, text, strlen(text), rtl, WQ_ALIGN_START, WQ_STYLE_TEXT);
    return wq_writer_row(writer, t, &grid, 0);
}

/* Characters and marks as they are sent, without the blanks behind them. */
static char *sent_text(const struct wq_sent *s, int width)
{
    struct wq_buf out = WQ_BUF_INIT;

    while (width > 0 && s[width - 1].ch == ' ' && s[width - 1].nmarks == 0)
        width--;
    for (int x = 0; x < width; x++) {
        if (s[x].width)
            wq_buf_addcp(&out, s[x].ch);
        for (int i = 0; i < s[x].nmarks; i++)
            wq_buf_addcp(&out, s[x].mark[i]);
    }
    wq_buf_addc(&out, '\0');
    return wq_buf_detach(&out);
}

static void assert_sent(const char *text, bool rtl, enum wq_writing writing, enum wq_marks marks,
                        const char *wanted)
{
    struct wq_terminal t = terminal(writing, marks);
    char *sent = sent_text(row_of(text, 40, rtl, &t), 40);

    assert_string_equal(sent, wanted);
    free(sent);
}

/* ---- marks ---- */

static void test_marks(void **state)
{
    (void)state;
    /* A composite is one whether marks are wanted or not; what has none is left out, or shifted. */
    static const char text[] = "abe\u0301x\u0332y";

    assert_sent(text, false, WQ_WRITING_VISUAL, WQ_MARKS_ON, " abe\u0301x\u0332y");
    assert_sent(text, false, WQ_WRITING_VISUAL, WQ_MARKS_OFF, " ab\u00E9xy");
    assert_sent(text, false, WQ_WRITING_VISUAL, WQ_MARKS_SHIFT, " ab\u00E9\u0332xy");
    /* seen from the left: hah, beh with fatha */
    assert_sent("\u0628\u064E\u062D", true, WQ_WRITING_VISUAL, WQ_MARKS_ON, " \uFEA2\uFE91\u064E");
    assert_sent("\u0628\u064E\u062D", true, WQ_WRITING_VISUAL, WQ_MARKS_OFF, " \uFEA2\uFE91");
    assert_sent("\u0628\u064E\u062D", true, WQ_WRITING_VISUAL, WQ_MARKS_SHIFT, " \uFEA2\u064E\uFE91");
}

/* A mark on the first letter goes to the blank before it, one beside a wide character goes nowhere. */
static void test_marks_at_edges(void **state)
{
    (void)state;
    assert_sent("x\u0332y", false, WQ_WRITING_VISUAL, WQ_MARKS_SHIFT, " \u0332xy");
    assert_sent("\u4E2Dx\u0332", false, WQ_WRITING_VISUAL, WQ_MARKS_SHIFT, " \u4E2Dx");
}

/* ---- overrides and slants ---- */

static void test_overrides(void **state)
{
    (void)state;
    assert_sent("\u05D0b \u05D1", true, WQ_WRITING_OVERRIDE, WQ_MARKS_ON, " \u202D\u05D1 b\u05D0\u202C");
    /* Nothing there that would be moved. */
    assert_sent("plain (1)", false, WQ_WRITING_OVERRIDE, WQ_MARKS_ON, " plain (1)");
    /* Arabic digits and what stands between them are. */
    assert_sent("\u0661 - \u0662", false, WQ_WRITING_OVERRIDE, WQ_MARKS_ON, " \u202D\u0662 - \u0661\u202C");
}

static void test_override_in_small_rows(void **state)
{
    (void)state;
    struct wq_terminal t = terminal(WQ_WRITING_OVERRIDE, WQ_MARKS_ON);

    for (int width = 1; width < 5; width++) {
        const struct wq_sent *s = row_of("\u05D0\u05D1\u05D2\u05D3", width, true, &t);
        for (int x = 0; x < width; x++)
            assert_in_range(s[x].nmarks, 0, 1);
    }
    /* As many marks as a cell holds: the override takes the place of the last. */
    const struct wq_sent *s = row_of("\u05D0\u05D1\u05B0\u05B1\u05B2\u05B3", 3, true, &t);
    assert_int_equal(s[1].nmarks, WQ_SENT_MARKS);
    s = row_of("\u05D1\u05B0\u05B1\u05B2\u05B3", 2, true, &t);
    assert_int_equal(s[1].mark[WQ_SENT_MARKS - 1], 0x202C);
}

static void test_slants(void **state)
{
    (void)state;
    struct wq_terminal t = terminal(WQ_WRITING_KITTY, WQ_MARKS_ON);
    const struct wq_sent *s = row_of("abcd. \u05D0\u05D1\u05D2 \u05D3.ef", 20, false, &t);
    int slanted = 0;

    for (int x = 1; x < 20; x++) {
        if (s[x].ch >= 0x5D0 || s[x - 1].ch >= 0x5D0)
            assert_int_not_equal(s[x].slanted, s[x - 1].slanted);
        else if (s[x].slanted)
            assert_true(s[x + 1].ch >= 0x5D0);
        slanted += s[x].slanted;
    }
    assert_true(slanted > 1 && slanted < 8);
}

/* ---- reordering terminals ---- */

static void test_logical_order(void **state)
{
    (void)state;
    /* The row ends at the screen's edge where the terminal takes it for a right-to-left one. */
    struct wq_terminal putty = terminal(WQ_WRITING_PUTTY, WQ_MARKS_ON);
    struct wq_frame f = {.grid = &grid, .layout = layout, .mirrored = true};

    wq_grid_resize(&grid, 12, 1);
    wq_frame_text(&f, 0, 0, 11, "\u05D0(b)\u05D1 1", 9, true, WQ_ALIGN_START, WQ_STYLE_TEXT);
    char *sent = sent_text(wq_writer_row(writer, &putty, &grid, 0), 12);
    assert_string_equal(sent, "\u05D0(b)\u05D1 1");
    free(sent);
    assert_int_equal(wq_writer_wrong(writer), 0);
    /* The cursor on what is seen at the right edge stands where it was sent. */
    assert_int_equal(wq_writer_column(writer, 11), 0);
    assert_int_equal(wq_writer_column(writer, 10), 1);
    assert_int_equal(wq_writer_column(writer, 12), 12);
    /* Left-to-right rows: a right-to-left run is sent from its right end. */
    assert_sent("ab \u05D0\u05D1 (c)", false, WQ_WRITING_LOGICAL, WQ_MARKS_ON, " ab \u05D0\u05D1 (c)");
    assert_sent("\u05D0\u05D1", true, WQ_WRITING_LOGICAL, WQ_MARKS_ON, " \u05D0\u05D1");
}

/* Marks go with their letter, wide characters with their second column. */
static void test_logical_cells(void **state)
{
    (void)state;
    assert_sent("\u05D0\u05B8\u4E2D\u05D1", true, WQ_WRITING_LOGICAL, WQ_MARKS_ON,
                " \u05D1\u4E2D\u05D0\u05B8");
    struct wq_terminal t = terminal(WQ_WRITING_LOGICAL, WQ_MARKS_ON);
    const struct wq_sent *s = row_of("\u05D0\u4E2D\u05D1", 8, true, &t);
    int columns = 0;
    for (int x = 0; x < 8; x++) {
        assert_true(s[x].width != 2 || s[x + 1].width == 0);
        columns += s[x].width;
    }
    assert_int_equal(columns, 8);
}

/* A row whose first letter runs the other way than it does has an anchor at its left. */
static void test_anchor(void **state)
{
    (void)state;
    struct wq_terminal putty = terminal(WQ_WRITING_PUTTY, WQ_MARKS_ON);
    const struct wq_sent *s = row_of("Baltit \u05D0\u05D1", 20, true, &putty);

    assert_int_equal(s[0].ch, 0x2800);
    assert_int_equal(wq_writer_wrong(writer), 0);
    s = row_of("\u05D0\u05D1 Baltit", 20, true, &putty);
    for (int x = 0; x < 20; x++)
        assert_int_not_equal(s[x].ch, 0x2800);
}

/* ---- what is never sent ---- */

static bool is_disagreed_on(uint32_t cp)
{
    return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp == 0xAD || (cp >= 0x600 && cp <= 0x605) ||
           cp == 0x61C || cp == 0x6DD || cp == 0x8E2 || (cp >= 0x200B && cp <= 0x200F) ||
           (cp >= 0x2028 && cp <= 0x202E) || (cp >= 0x2060 && cp <= 0x206F) || cp == 0xFEFF;
}

static void check_row(const struct wq_sent *s, int width, bool overrides)
{
    for (int x = 0; x < width; x++) {
        if (s[x].width && is_disagreed_on(s[x].ch))
            fail_msg("U+%04X is sent", s[x].ch);
        for (int i = 0; i < s[x].nmarks; i++)
            if (is_disagreed_on(s[x].mark[i]) &&
                !(overrides && (s[x].mark[i] == 0x202D || s[x].mark[i] == 0x202C)))
                fail_msg("U+%04X is sent as a mark", s[x].mark[i]);
    }
}

/* Every code point there is, some in a row. */
static void test_all_code_points(void **state)
{
    (void)state;
    enum { A_ROW = 40 };
    static const enum wq_writing writings[] = {WQ_WRITING_VISUAL, WQ_WRITING_OVERRIDE, WQ_WRITING_KITTY};

    for (uint32_t from = 1; from < 0x110000; from += A_ROW) {
        struct wq_buf text = WQ_BUF_INIT;
        struct wq_terminal t = terminal(writings[from / A_ROW % WQ_COUNT(writings)], WQ_MARKS_ON);
        for (uint32_t cp = from; cp < from + A_ROW && cp < 0x110000; cp++)
            if (cp != '\n' && (cp < 0xD800 || cp > 0xDFFF))
                wq_buf_addcp(&text, cp);
        wq_buf_addc(&text, '.');
        check_row(row_of(text.data, 3 * A_ROW, false, &t), 3 * A_ROW, t.override);
        wq_buf_release(&text);
    }
}

/* Nor where a grid has what no layout makes. */
static void test_last_door(void **state)
{
    (void)state;
    static const uint32_t cps[] = {0x1B, 0x9B, 0xAD, 0x200B, 0x200F, 0x202E, 0x2066, 0xFEFF};
    struct wq_terminal t = terminal(WQ_WRITING_VISUAL, WQ_MARKS_ON);

    wq_grid_resize(&grid, (int)WQ_COUNT(cps) + 1, 1);
    for (int x = 0; x < (int)WQ_COUNT(cps); x++) {
        wq_grid_put(&grid, x, 0, cps[x], WQ_STYLE_TEXT);
        wq_grid_at(&grid, x, 0)->mark[0] = cps[x];
        wq_grid_at(&grid, x, 0)->nmarks = 1;
    }
    check_row(wq_writer_row(writer, &t, &grid, 0), grid.width, false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_marks),           cmocka_unit_test(test_marks_at_edges),
        cmocka_unit_test(test_overrides),       cmocka_unit_test(test_override_in_small_rows),
        cmocka_unit_test(test_slants),          cmocka_unit_test(test_logical_order),
        cmocka_unit_test(test_logical_cells),   cmocka_unit_test(test_anchor),
        cmocka_unit_test(test_all_code_points), cmocka_unit_test(test_last_door),
    };
    return cmocka_run_group_tests(tests, open_writer, close_writer);
}
