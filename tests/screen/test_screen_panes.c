/* Panes: which are shown, where the keys go, and what windows of other sizes make of them. */
#include "../support/articles.h"
#include "../support/screen.h"
#include "waraq/base/array.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct screen s;

static void open_folder(int width, int height)
{
    screen_open(&s, &(struct screen_how){.width = width, .height = height, .paths = {"data/samples/"}});
}

static void open_file(int width, int height)
{
    screen_open(&s, &(struct screen_how){.width = width, .height = height, .paths = {"ur-railway"}});
}

static int close_it(void **state)
{
    (void)state;
    screen_close(&s);
    return 0;
}

/* The panes that are shown, and in capitals the one that has the keys: list, reader, sidebar. */
static void check_panes(const char *expected)
{
    const struct wq_panes *p = screen_panes(&s);
    const int xs[] = {p->list.x, p->text.x, p->sidebar.x};
    char got[4];
    size_t n = 0;

    for (int i = 0; i < 3; i++)
        if (xs[i] >= 0)
            got[n++] = (screen_focus(&s) == (enum wq_pane)i ? "LRS" : "lrs")[i];
    got[n] = '\0';
    assert_string_equal(got, expected);
}

/* ---- what is opened ---- */

static void test_folder_wide(void **state)
{
    (void)state;
    open_folder(120, 40);
    check_panes("Lrs");
    assert_non_null(screen_article(&s)); /* beside the list there is something to read at once */
    assert_true(screen_title(&s, screen_article(&s)->title));
    assert_true(screen_status(&s, "1 of 16"));
}

static void test_folder_for_two(void **state)
{
    (void)state;
    open_folder(100, 30);
    check_panes("Lr");
}

static void test_folder_narrow(void **state)
{
    (void)state;
    open_folder(60, 20);
    check_panes("L");
    assert_null(screen_article(&s));
    assert_true(screen_title(&s, "Articles"));
    assert_true(screen_title(&s, "16 unread · 16 in all"));
    assert_true(screen_status(&s, "1 of 16"));
    assert_true(screen_status(&s, "Enter open"));
}

/* One row an article: the selected title stands whole on the first row. */
static void test_list_of_one_row_each(void **state)
{
    (void)state;
    open_folder(80, 24);
    check_panes("L");
    for (int i = 0; i < 16; i++) {
        char place[32];
        int y = screen_panes(&s)->top + i;
        snprintf(place, sizeof place, "%d of 16", i + 1);
        assert_true(screen_status(&s, place));
        assert_int_equal(screen_selected(&s), i);
        assert_non_null(strstr(screen_styles(&s, y), "ssssssss"));
        assert_true(strstr(screen_styles(&s, y == 2 ? 3 : 2), "ss") == NULL);
        assert_true(screen_says(&s, y, " min"));
        screen_keys(&s, "j");
    }
    assert_int_equal(screen_selected(&s), 15);
    assert_true(screen_title(&s, "اسلام آباد کی ایک تجربہ گاہ"));
}

static void test_file(void **state)
{
    (void)state;
    open_file(120, 40);
    check_panes("Rs"); /* a list of one would say nothing */
    screen_resize(&s, 100, 30);
    check_panes("R");
    screen_resize(&s, 60, 20);
    check_panes("R");
}

static void test_several_files(void **state)
{
    (void)state;
    screen_open(&s, &(struct screen_how){.width = 120, .height = 40, .paths = {"fa-hafez", "ur-ghalib"}});
    check_panes("lRs");
    assert_int_equal(screen_opened(&s), 0);
    assert_int_equal(screen_column(&s, 0), 119); /* both run right to left */
}

static void test_layouts(void **state)
{
    static const struct {
        enum wq_way layout;
        int list; /* column of the states */
    } cases[] = {{WQ_WAY_AUTO, 119}, {WQ_WAY_RTL, 119}, {WQ_WAY_LTR, 1}};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(cases); i++) {
        if (i)
            screen_close(&s);
        screen_open(&s,
                    &(struct screen_how){
                        .width = 120, .height = 40, .layout = cases[i].layout, .paths = {"data/samples/"}});
        check_panes("Lrs");
        /* The open article's half block and the unread one's dot. */
        const struct wq_gridcell *open = screen_cell(&s, cases[i].list, 2);
        const struct wq_gridcell *unread = screen_cell(&s, cases[i].list, 5);
        assert_int_equal(open->ch, cases[i].list > 1 ? 0x2590 : 0x258C);
        assert_int_equal(open->style, WQ_STYLE_ACCENT);
        assert_int_equal(unread->ch, 0x25CF);
        for (int y = 2; y < 5; y++)
            assert_int_equal(screen_cell(&s, cases[i].list, y)->ch, open->ch);
    }
}

/* ---- keys between panes ---- */

static void test_tab(void **state)
{
    (void)state;
    open_folder(120, 40);
    screen_keys(&s, "\t");
    check_panes("lRs");
    screen_keys(&s, "\t");
    check_panes("lrS");
    screen_keys(&s, "\t");
    check_panes("Lrs");
    screen_keys(&s, "\x1B[Z");
    check_panes("lrS");
    screen_keys(&s, "\x1B[Z");
    check_panes("lRs");
}

/* h and l go by what is seen: the list stands at the right of a mirrored screen. */
static void test_sideways(void **state)
{
    static const struct {
        const char *keys, *panes;
    } steps[] = {{"l", "Lrs"}, {"h", "lRs"}, {"h", "lrS"},      {"h", "lrS"},
                 {"l", "lRs"}, {"l", "Lrs"}, {"\x1B[D", "lRs"}, {"\x1B[C", "Lrs"}};

    (void)state;
    open_folder(120, 40);
    for (size_t i = 0; i < WQ_COUNT(steps); i++) {
        screen_keys(&s, steps[i].keys);
        check_panes(steps[i].panes);
    }
}

static void test_sideways_not_mirrored(void **state)
{
    (void)state;
    screen_open(&s, &(struct screen_how){
                        .width = 120, .height = 40, .layout = WQ_WAY_LTR, .paths = {"data/samples/"}});
    screen_keys(&s, "h");
    check_panes("Lrs");
    screen_keys(&s, "l");
    check_panes("lRs");
    screen_keys(&s, "l");
    check_panes("lrS");
}

/* In one pane the same keys bring the next one. */
static void test_sideways_in_one_pane(void **state)
{
    (void)state;
    open_folder(60, 20);
    screen_keys(&s, "h"); /* nothing is open yet */
    check_panes("L");
    screen_keys(&s, "\r");
    check_panes("R");
    screen_keys(&s, "l");
    check_panes("L");
    screen_keys(&s, "h");
    check_panes("R");
}

/* ---- back ---- */

static void test_back(void **state)
{
    (void)state;
    open_folder(120, 40);
    screen_keys(&s, "\t\t");
    check_panes("lrS");
    screen_keys(&s, "q");
    check_panes("lRs");
    screen_keys(&s, "q");
    check_panes("Lrs");
    assert_false(s.wants & WQ_WANTS_QUIT);
    screen_keys(&s, "q");
    assert_true(s.wants & WQ_WANTS_QUIT);
}

/* Backspace goes back and never quits; Escape does nothing where nothing was begun. */
static void test_close(void **state)
{
    (void)state;
    open_folder(60, 20);
    screen_keys(&s, "\r");
    check_panes("R");
    screen_keys(&s, "\x7F");
    check_panes("L");
    screen_keys_times(&s, "\x7F", 5);
    screen_keys_times(&s, "\x1B", 3);
    screen_keys(&s, "\x03\x07");
    check_panes("L");
    assert_false(s.wants & WQ_WANTS_QUIT);
}

static void test_escape_in_the_reader(void **state)
{
    (void)state;
    open_folder(60, 20);
    screen_keys(&s, "\rjjj");
    struct screen_line before = screen_line(&s, 2);
    screen_keys(&s, "\x1B");
    check_panes("R");
    assert_int_equal(screen_line(&s, 2).span.start, before.span.start);
}

static void test_quit(void **state)
{
    static const char *const ways[] = {"Q", "\rQ", "\r\tQ", "?Q", ":quit\r", ":q\r"};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(ways); i++) {
        if (i)
            screen_close(&s);
        open_folder(120, 40);
        screen_keys(&s, ways[i]);
        assert_true(s.wants & WQ_WANTS_QUIT);
    }
}

static void test_back_in_a_file(void **state)
{
    (void)state;
    open_file(80, 24);
    screen_keys(&s, "\x7F");
    assert_false(s.wants & WQ_WANTS_QUIT);
    check_panes("R");
    screen_keys(&s, "q");
    assert_true(s.wants & WQ_WANTS_QUIT);
}

/* ---- which panes ---- */

static void test_list_pane(void **state)
{
    (void)state;
    open_folder(120, 40);
    screen_keys(&s, "\r");
    check_panes("lRs");
    screen_keys(&s, "T");
    check_panes("Rs");
    screen_keys(&s, "T");
    check_panes("lRs");
    /* With the keys in it, they go to the text when it goes. */
    screen_keys(&s, "qT");
    check_panes("Rs");
}

static void test_list_in_one_pane(void **state)
{
    (void)state;
    open_folder(60, 20);
    screen_keys(&s, "T");
    check_panes("L"); /* nothing to read yet */
    screen_keys(&s, "\rT");
    check_panes("L");
    screen_keys(&s, "T");
    check_panes("R");
}

static void test_sidebar(void **state)
{
    (void)state;
    open_folder(120, 40);
    screen_keys(&s, "\rE");
    check_panes("lR");
    screen_keys(&s, "E");
    check_panes("lRs");
    screen_settle(&s);
    assert_true(screen_find(&s, "Places") >= 0);
    screen_keys(&s, "i"); /* what else is known of the article */
    assert_true(screen_find(&s, "In this article") >= 0);
    assert_true(screen_find(&s, "Language") >= 0);
    screen_keys(&s, "i");
    assert_true(screen_find(&s, "Places") >= 0 && screen_find(&s, "Language") < 0);
}

/* From 76 columns it stands beside a single pane; below it takes the screen, and goes again. */
static void test_sidebar_in_one_pane(void **state)
{
    (void)state;
    open_folder(80, 24);
    screen_keys(&s, "\rE");
    check_panes("Rs");
    screen_keys(&s, "E");
    check_panes("R");
    screen_close(&s);
    open_folder(60, 20);
    screen_keys(&s, "\rE");
    check_panes("S");
    screen_settle(&s);
    assert_true(screen_find(&s, "Places") >= 0);
    screen_keys(&s, "E");
    check_panes("R");
    screen_keys(&s, "Eq");
    check_panes("R");
}

static void test_two_panes_take_turns(void **state)
{
    (void)state;
    open_folder(100, 30);
    screen_keys(&s, "\rE");
    check_panes("Rs");
    screen_keys(&s, "T");
    check_panes("lR");
    screen_keys(&s, "E");
    check_panes("Rs");
    screen_keys(&s, "E");
    assert_true(screen_panes(&s)->sidebar.x < 0);
}

static void test_info(void **state)
{
    (void)state;
    open_folder(60, 20);
    screen_keys(&s, "ji");
    check_panes("S");
    assert_int_equal(screen_opened(&s), 1);
    assert_true(screen_find(&s, "ar-trade.txt") >= 0);
    assert_true(screen_find(&s, "Title made from the first sentence") >= 0);
}

static void test_full_width(void **state)
{
    (void)state;
    open_folder(120, 40);
    screen_keys(&s, "z");
    check_panes("R");
    screen_keys(&s, "z");
    check_panes("lRs");
    /* Asking for a pane ends it. */
    screen_keys(&s, "zE");
    assert_true(screen_panes(&s)->sidebar.x >= 0 && screen_panes(&s)->text.x >= 0);
}

/* ---- other sizes ---- */

/* A narrower window keeps what is read; a wider one brings the rest back. */
static void test_narrow_and_wide(void **state)
{
    (void)state;
    open_folder(120, 40);
    screen_keys(&s, "\r");
    screen_resize(&s, 100, 30);
    check_panes("lR");
    screen_resize(&s, 60, 20);
    check_panes("R");
    screen_resize(&s, 30, 8);
    check_panes("R");
    screen_resize(&s, 120, 40);
    check_panes("lRs");
}

static void test_narrow_from_other_panes(void **state)
{
    (void)state;
    for (int tabs = 0; tabs < 3; tabs++) {
        if (tabs)
            screen_close(&s);
        open_folder(120, 40);
        screen_keys_times(&s, "\t", tabs);
        screen_resize(&s, 60, 20);
        check_panes("R"); /* whichever pane had the keys */
        screen_resize(&s, 120, 40);
        assert_true(screen_panes(&s)->list.x >= 0 && screen_panes(&s)->sidebar.x >= 0);
    }
}

/* The list that stood alone stays the list, and there is something to read when there is room. */
static void test_widening_the_list(void **state)
{
    (void)state;
    open_folder(60, 20);
    screen_keys(&s, "jj");
    screen_resize(&s, 40, 10);
    check_panes("L");
    assert_int_equal(screen_selected(&s), 2);
    screen_resize(&s, 120, 40);
    check_panes("Lrs");
    assert_int_equal(screen_opened(&s), 2);
}

/* What was shown or hidden is remembered for each amount of room by itself. */
static void test_remembered_by_room(void **state)
{
    (void)state;
    open_folder(120, 40);
    screen_keys(&s, "\rE");
    check_panes("lR");
    screen_resize(&s, 80, 24);
    check_panes("R");
    screen_keys(&s, "E");
    check_panes("Rs");
    screen_resize(&s, 120, 40);
    check_panes("lR");
    screen_resize(&s, 80, 24);
    check_panes("Rs");
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
#define TEST(name) cmocka_unit_test_teardown(name, close_it)
    const struct CMUnitTest tests[] = {
        TEST(test_folder_wide),
        TEST(test_folder_for_two),
        TEST(test_folder_narrow),
        TEST(test_list_of_one_row_each),
        TEST(test_file),
        TEST(test_several_files),
        TEST(test_layouts),
        TEST(test_tab),
        TEST(test_sideways),
        TEST(test_sideways_not_mirrored),
        TEST(test_sideways_in_one_pane),
        TEST(test_back),
        TEST(test_close),
        TEST(test_escape_in_the_reader),
        TEST(test_quit),
        TEST(test_back_in_a_file),
        TEST(test_list_pane),
        TEST(test_list_in_one_pane),
        TEST(test_sidebar),
        TEST(test_sidebar_in_one_pane),
        TEST(test_two_panes_take_turns),
        TEST(test_info),
        TEST(test_full_width),
        TEST(test_narrow_and_wide),
        TEST(test_narrow_from_other_panes),
        TEST(test_widening_the_list),
        TEST(test_remembered_by_room),
    };
    return cmocka_run_group_tests(tests, articles_open, articles_close);
}
