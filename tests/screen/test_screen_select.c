/* Selecting with keys and with the mouse: what is painted, and what is copied. */
#include "../../src/app/state.h"
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

#define FIRST  "حکام نے DPRK (شمالی) کے بارے میں بتایا۔ دوسرا جملہ یہاں ہے۔"
#define SECOND "Officials said اردو words here."
#define THIRD  "تیسرے پیراگراف میں ہدف ہے اور کچھ باقی بھی ہے۔"

static void open_text(int width, int height)
{
    const char *path =
        scratch_file("select.txt", "سرخی کی سطر یہاں ہے\n\n" FIRST "\n\n" SECOND "\n\n" THIRD "\n");

    screen_open(
        &s, &(struct screen_how){.width = width, .height = height, .layout = WQ_WAY_RTL, .paths = {path}});
    wq_app_set_clipboard(s.app, (struct wq_clipboard){.hope = WQ_CLIPBOARD_TAKES});
}

static const struct wq_selection *selection(void)
{
    return &s.app->reach.selection;
}

/* Every cell of the text that is selected is painted so, and no other; returns how many. */
static int check_painted(void)
{
    const struct wq_panes *p = screen_panes(&s);
    int n = 0;

    for (int y = p->top; y < p->top + p->rows; y++)
        for (int i = 0; i < p->text.w; i++) {
            const struct wq_gridcell *c = screen_cell(&s, screen_column(&s, p->text.x + i), y);
            bool in = selection()->on && c->at != WQ_GRID_NOWHERE && c->at < selection()->span.end &&
                      c->end > selection()->span.start;
            if (in != (c->style == WQ_STYLE_SELECTED))
                fail_msg("'%s': column %d of row %d", s.doing, i, y);
            n += in;
        }
    return n;
}

/* What is selected is this, painted so, and the cursor stands in it. */
static void check_selected(const char *text)
{
    const struct wq_article *a = screen_article(&s);
    struct wq_span span = selection()->span;

    assert_true(selection()->on);
    if (!span_is(a, span, text))
        fail_msg("'%s': '%.*s' instead of '%s'", s.doing, (int)wq_span_len(span), a->text.data + span.start,
                 text);
    assert_int_not_equal(check_painted(), 0);
    assert_true(s.grid.cursor_shown && s.grid.cursor_y >= 0);
    assert_int_equal(screen_cell(&s, s.grid.cursor_x, s.grid.cursor_y)->style, WQ_STYLE_SELECTED);
}

/* y copies it and ends it. */
static void check_copied(const char *text)
{
    struct wq_buf expected = WQ_BUF_INIT;
    size_t len;

    s.wants = 0;
    screen_keys(&s, "y");
    assert_true(s.wants & WQ_WANTS_REQUEST);
    assert_int_equal(wq_clipboard_request(text, strlen(text), WQ_CLIPBOARD_PLAIN, &expected), WQ_OK);
    const char *got = wq_app_request(s.app, &len);
    assert_int_equal(len, expected.len);
    assert_memory_equal(got, expected.data, len);
    assert_false(selection()->on);
    assert_int_equal(check_painted(), 0);
    assert_true(screen_status(&s, "Sent to the clipboard"));
    wq_buf_release(&expected);
}

/* To the paragraph that begins so, which becomes the current one. */
static void go_to(const char *begin)
{
    screen_keys(&s, "gg");
    for (int i = 0; i < 8; i++) {
        size_t at = wq_reader_current_byte(s.app->reader);
        if (!strncmp(screen_article(&s)->text.data + at, begin, strlen(begin)))
            return;
        screen_keys(&s, "}");
    }
    fail_msg("no paragraph begins with %s", begin);
}

/* ---- keys ---- */

static void test_letters_across_directions(void **state)
{
    (void)state;
    open_text(80, 24);
    go_to(FIRST);
    screen_keys(&s, "v");
    check_selected("ح");
    screen_keys(&s, "7h"); /* visual: the seventh to the left is the space before DPRK */
    check_selected("حکام نے ");
    screen_keys(&s, "h"); /* the next one to the left is its last letter, and all of it is taken */
    check_selected("حکام نے DPRK");
    screen_keys(&s, "2h");
    check_selected("حکام نے DP");
    screen_keys(&s, "l");
    check_selected("حکام نے DPR");
    check_copied("حکام نے DPR");
}

static void test_words_and_ends(void **state)
{
    (void)state;
    open_text(80, 24);
    go_to(FIRST);
    screen_keys(&s, "v3w");
    check_selected("حکام نے DPRK");
    screen_keys(&s, "w");
    check_selected("حکام نے DPRK (شمالی");
    screen_keys(&s, "b");
    check_selected("حکام نے DPRK (ش");
    screen_keys(&s, ")");
    check_selected("حکام نے DPRK (شمالی) کے بارے میں بتایا۔");
    screen_keys(&s, "ow"); /* the other end moves */
    check_selected("م نے DPRK (شمالی) کے بارے میں بتایا۔");
    screen_keys(&s, "ob");
    check_selected("م نے DPRK (شمالی) کے بارے میں ب");
    screen_keys(&s, "\x1B");
    assert_false(selection()->on);
    assert_int_equal(check_painted(), 0);
    assert_false(s.grid.cursor_shown);
}

static void test_whole_paragraphs(void **state)
{
    (void)state;
    open_text(80, 24);
    go_to(FIRST);
    screen_keys(&s, "vv");
    check_selected(FIRST);
    screen_keys(&s, "v");
    check_selected("ح");
    screen_keys(&s, "v}");
    check_selected(FIRST);
    screen_keys(&s, "}");
    check_selected(FIRST "\n\n" SECOND);
    check_copied(FIRST "\n\n" SECOND);
}

/* It begins with the current hit; y alone gives the paragraph of that. */
static void test_begins_with_the_hit(void **state)
{
    (void)state;
    open_text(80, 24);
    screen_keys(&s, "/ہدف\r");
    check_copied(THIRD);
    screen_keys(&s, "v");
    check_selected("ہدف");
    check_copied("ہدف");
    screen_keys(&s, "vb");
    check_selected("ہدف");
    screen_keys(&s, "b");
    check_selected("میں ہدف");
}

static void test_begins_with_the_sentence(void **state)
{
    (void)state;
    open_text(80, 24);
    go_to(FIRST);
    screen_keys(&s, "))v");
    check_selected("دوسرا جملہ یہاں ہے۔");
}

/* Rows, pages, the ends of the article: the end that moves is always on the screen. */
static void test_far(void **state)
{
    static const char *const keys[] = {"j", "5j", " ", "d", "k", "u", "\x1B[5~", "G", "gg", "}", "3)", "{"};

    (void)state;
    screen_open(&s, &(struct screen_how){.width = 60, .height = 12, .paths = {"ur-space-long"}});
    screen_keys(&s, "9jv");
    for (size_t i = 0; i < WQ_COUNT(keys); i++) {
        screen_keys(&s, keys[i]);
        assert_true(selection()->on);
        check_painted();
        if (!s.grid.cursor_shown)
            fail_msg("'%s': the cursor is not on the screen", keys[i]);
    }
    screen_resize(&s, 90, 30);
    assert_true(selection()->on);
    check_painted();
}

/* What keys do elsewhere they do not do here; help and its way back do. */
static void test_other_keys(void **state)
{
    (void)state;
    open_text(80, 24);
    go_to(SECOND);
    screen_keys(&s, "vw");
    check_selected("Officials");
    screen_keys(&s, "J");
    assert_true(screen_status(&s, "does nothing here"));
    screen_keys(&s, "''");
    check_selected("Officials");
    screen_keys(&s, "q");
    assert_false(selection()->on);
    assert_int_equal(s.wants & WQ_WANTS_QUIT, 0);
    screen_keys(&s, "v2l"); /* from left to right here */
    check_selected("Off");
}

/* ---- the mouse ---- */

/* The column and row of a byte's cell. */
static void find_cell(size_t at, int *x, int *y)
{
    const struct wq_panes *p = screen_panes(&s);

    for (*y = p->top; *y < p->top + p->rows; ++*y)
        for (int i = 0; i < p->text.w; i++) {
            *x = screen_column(&s, p->text.x + i);
            const struct wq_gridcell *c = screen_cell(&s, *x, *y);
            if (c->at != WQ_GRID_NOWHERE && c->at <= at && at < c->end)
                return;
        }
    fail_msg("byte %zu is not on the screen", at);
}

static void drag(const char *from, const char *to)
{
    const char *text = screen_article(&s)->text.data;
    int x[2];
    int y[2];

    find_cell((size_t)(strstr(text, from) - text), &x[0], &y[0]);
    find_cell((size_t)(strstr(text, to) - text), &x[1], &y[1]);
    screen_drag(&s, x[0], y[0], x[1], y[1]);
}

static void test_dragging(void **state)
{
    (void)state;
    open_text(80, 24);
    assert_true(wq_app_wants(s.app) & WQ_WANTS_DRAGS);
    drag("نے DPRK", "K (");
    check_selected("نے DPRK");
    screen_keys(&s, "w"); /* keys go on from there */
    check_selected("نے DPRK (شمالی");
    drag("ے بارے", "نے DPRK"); /* backwards */
    check_selected("نے DPRK (شمالی) کے");
    check_copied("نے DPRK (شمالی) کے");
}

/* A click selects nothing, and ends what is selected; the wheel leaves it. */
static void test_clicking(void **state)
{
    int x = 0;
    int y = 0;

    (void)state;
    open_text(80, 10);
    go_to(FIRST);
    find_cell(wq_reader_current_byte(s.app->reader), &x, &y);
    screen_click(&s, x, y);
    assert_false(selection()->on);
    screen_keys(&s, "v3w");
    screen_wheel(&s, x, y, 1);
    assert_true(selection()->on);
    check_painted();
    screen_wheel(&s, x, y, -3);
    check_selected("حکام نے DPRK");
    screen_click(&s, x, y);
    assert_false(selection()->on);
}

/* Beyond the edge of the pane the text comes in row by row. */
static void test_dragging_beyond(void **state)
{
    const struct wq_panes *p;
    char bytes[64];

    (void)state;
    screen_open(&s, &(struct screen_how){.width = 60, .height = 12, .paths = {"ur-space-long"}});
    p = screen_panes(&s);
    int x = screen_column(&s, p->text.x + 5);
    snprintf(bytes, sizeof bytes, "\x1B[<0;%d;%dM", x + 1, p->top + 3);
    screen_keys(&s, bytes);
    size_t before = wq_reader_place(s.app->reader);
    snprintf(bytes, sizeof bytes, "\x1B[<32;%d;%dM", x + 1, p->top + p->rows + 1);
    screen_keys_times(&s, bytes, 8);
    assert_true(wq_reader_place(s.app->reader) > before);
    assert_true(wq_span_len(selection()->span) > 0);
    check_painted();
    snprintf(bytes, sizeof bytes, "\x1B[<32;%d;%dM", x + 1, 1);
    screen_keys_times(&s, bytes, 8);
    assert_int_equal(wq_reader_place(s.app->reader), before);
    check_painted();
}

/* Another article has nothing of it. */
static void test_other_article(void **state)
{
    (void)state;
    screen_open(&s, &(struct screen_how){.width = 100, .height = 24, .paths = {"ur-ghalib", "fa-hafez"}});
    screen_keys(&s, "v3w");
    assert_true(selection()->on);
    int x = screen_column(&s, screen_panes(&s)->list.x + 4);
    screen_click(&s, x, screen_panes(&s)->top + 3);
    screen_click(&s, x, screen_panes(&s)->top + 3);
    assert_int_equal(screen_opened(&s), 1);
    assert_false(selection()->on);
    check_painted();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_letters_across_directions),
        TEST(test_words_and_ends),
        TEST(test_whole_paragraphs),
        TEST(test_begins_with_the_hit),
        TEST(test_begins_with_the_sentence),
        TEST(test_far),
        TEST(test_other_keys),
        TEST(test_dragging),
        TEST(test_clicking),
        TEST(test_dragging_beyond),
        TEST(test_other_article),
    };
    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests_name("select", tests, setup_group, teardown_group);
}
