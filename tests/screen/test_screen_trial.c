/* The terminal test (F2) and what the help says of the terminal. */
#include "../support/articles.h"
#include "../support/screen.h"

#include "waraq/base/array.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define F2 "\033OQ"

static void open_at(struct screen *s, int width, int height)
{
    screen_open(s, &(struct screen_how){.width = width, .height = height, .paths = {"ur-ghalib"}});
    s->wants = 0;
}

/* A way and no other is wanted of the loop, which then says that it is there. */
static void assert_tried(struct screen *s, enum wq_writing writing)
{
    assert_true(s->wants & WQ_WANTS_TRY);
    assert_int_equal(wq_app_trial(s->app).writing, writing);
    s->wants = 0;
    struct wq_terminal t = {
        .writing = writing,
        .marks = wq_app_trial(s->app).marks,
        .shape = true,
        .one_pane = wq_writing_info(writing)->order != WQ_ORDER_VISUAL,
    };
    wq_app_set_terminal(s->app, &t);
}

static void test_goes_round(void **state)
{
    (void)state;
    struct screen s;

    open_at(&s, 80, 24);
    screen_keys(&s, F2);
    assert_true(screen_find(&s, "یہ (1953) DPRK ہے") >= 0);
    assert_true(screen_says(&s, 0, "1 of 7"));
    assert_false(s.wants & WQ_WANTS_TRY); /* it begins with what is */
    for (int i = 1; i <= WQ_WRITINGS; i++) {
        screen_keys(&s, F2);
        assert_tried(&s, (enum wq_writing)(i % WQ_WRITINGS));
        assert_true(screen_find(&s, "یہ (1953) DPRK ہے") >= 0);
    }
    screen_keys(&s, "\033[Z");
    assert_tried(&s, WQ_WRITINGS - 1);
    assert_true(screen_says(&s, 0, "7 of 7"));
    screen_close(&s);
}

/* How one gets on and out of it is told in any window, of each way that wraps. */
static void test_keys_are_told(void **state)
{
    static const struct {
        int width, height;
        const char *said;
    } sizes[] = {{120, 40, "Esc back"}, {80, 24, "Esc back"}, {60, 20, "Esc back"},
                 {34, 14, "Esc back"},  {30, 10, "Esc back"}, {20, 5, "F2 next way"}};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(sizes); i++) {
        struct screen s;
        open_at(&s, sizes[i].width, sizes[i].height);
        screen_keys(&s, F2);
        for (int k = 0; k < WQ_WRITINGS; k++) {
            if (screen_find(&s, sizes[i].said) < 0)
                fail_msg("%d columns, way %d", sizes[i].width, k + 1);
            assert_true(screen_find(&s, "DPRK (1953)") >= 0 || screen_find(&s, "یہ (1953) DPRK ہے") >= 0);
            screen_keys(&s, F2);
            s.wants = 0;
        }
        if (sizes[i].height > 10)
            assert_true(screen_find(&s, "Which way reads right?") >= 0);
        screen_close(&s);
    }
}

static void test_back(void **state)
{
    (void)state;
    static const char *const keys[] = {"\033", "\003", "\007", "q", "\177"};

    for (size_t i = 0; i < WQ_COUNT(keys); i++) {
        struct screen s;
        open_at(&s, 80, 24);
        char *before = strdup(screen_row(&s, 5));
        screen_keys(&s, F2 F2);
        screen_keys(&s, keys[i]);
        assert_true(s.wants & WQ_WANTS_TRIED);
        assert_false(wq_app_trial(s.app).keep);
        assert_false(s.wants & WQ_WANTS_QUIT);
        assert_string_equal(screen_row(&s, 5), before);
        free(before);
        screen_close(&s);
    }
}

static void test_kept(void **state)
{
    (void)state;
    static const char *const said[] = {"cannot be remembered", "Kept for this terminal"};

    for (int remembered = 0; remembered < 2; remembered++) {
        struct screen s;
        open_at(&s, 80, 24);
        screen_keys(&s, F2 F2 "\r");
        assert_true(s.wants & WQ_WANTS_TRIED);
        assert_true(wq_app_trial(s.app).keep);
        wq_app_tried(s.app, remembered);
        screen_resize(&s, 80, 24);
        assert_true(screen_status(&s, said[remembered]));
        screen_close(&s);
    }
}

static void test_marks(void **state)
{
    (void)state;
    struct screen s;
    static const enum wq_marks round[] = {WQ_MARKS_OFF, WQ_MARKS_SHIFT, WQ_MARKS_ON};
    struct wq_terminal t = {.marks = WQ_MARKS_ON, .shape = true};

    open_at(&s, 80, 24);
    wq_app_set_terminal(s.app, &t);
    screen_keys(&s, F2);
    for (size_t i = 0; i < WQ_COUNT(round); i++) {
        screen_keys(&s, "m");
        assert_int_equal(wq_app_trial(s.app).marks, round[i]);
        assert_tried(&s, WQ_WRITING_VISUAL);
    }
    screen_close(&s);
}

/* Other keys and the mouse do nothing; the shell and a new paint are there. */
static void test_other_keys(void **state)
{
    (void)state;
    struct screen s;

    open_at(&s, 80, 24);
    screen_keys(&s, F2);
    char *before = strdup(screen_row(&s, 0));
    screen_keys(&s, "xJ/:?12");
    screen_wheel(&s, 10, 10, 3);
    screen_click(&s, 10, 10);
    assert_string_equal(screen_row(&s, 0), before);
    screen_keys(&s, "\032");
    assert_true(s.wants & WQ_WANTS_SUSPEND);
    screen_keys(&s, "\f");
    assert_true(s.wants & WQ_WANTS_REDRAW);
    free(before);
    screen_close(&s);
}

static void test_every_size(void **state)
{
    (void)state;
    static const int sizes[][2] = {{1, 1}, {2, 2}, {20, 5}, {40, 10}, {80, 24}, {400, 120}};

    for (size_t i = 0; i < WQ_COUNT(sizes); i++) {
        struct screen s;
        open_at(&s, sizes[i][0], sizes[i][1]);
        for (int k = 0; k < WQ_WRITINGS; k++) {
            screen_keys(&s, F2);
            if (sizes[i][0] >= 20)
                assert_true(screen_find(&s, "DPRK") >= 0);
        }
        screen_close(&s);
    }
}

/* From the list and from results too. */
static void test_from_elsewhere(void **state)
{
    (void)state;
    struct screen s;

    screen_open(&s, &(struct screen_how){.width = 80, .height = 24, .paths = {"data/samples"}});
    screen_keys(&s, F2);
    assert_true(screen_find(&s, "DPRK") >= 0);
    screen_keys(&s, "q");
    screen_keys(&s, ":terminal-test\r");
    assert_true(screen_find(&s, "DPRK") >= 0);
    screen_close(&s);
}

/* ---- what is published is honoured ---- */

static void test_one_pane(void **state)
{
    (void)state;
    struct wq_terminal t = {
        .writing = WQ_WRITING_PUTTY, .marks = WQ_MARKS_ON, .shape = true, .one_pane = true};
    struct screen s;

    open_at(&s, 160, 40);
    assert_true(screen_panes(&s)->sidebar.x >= 0);
    wq_app_set_terminal(s.app, &t);
    screen_resize(&s, 160, 40);
    assert_true(screen_panes(&s)->text.x >= 0);
    assert_int_equal(screen_panes(&s)->list.x, -1);
    assert_int_equal(screen_panes(&s)->sidebar.x, -1);
    screen_keys(&s, "E"); /* alone, as in a narrow window */
    assert_true(screen_panes(&s)->sidebar.x >= 0);
    assert_int_equal(screen_panes(&s)->text.x, -1);
    t.one_pane = false;
    wq_app_set_terminal(s.app, &t);
    screen_resize(&s, 160, 40);
    assert_true(screen_panes(&s)->text.x >= 0);
    assert_true(screen_panes(&s)->sidebar.x >= 0);
    screen_close(&s);
}

static size_t count_forms(const struct screen *s)
{
    size_t n = 0;

    for (int i = 0; i < s->grid.width * s->grid.height; i++)
        n += s->grid.cells[i].ch >= 0xFB50 && s->grid.cells[i].ch <= 0xFEFC;
    return n;
}

/* Letters that the terminal joins; and back. */
static void test_letters_as_they_are(void **state)
{
    (void)state;
    struct wq_terminal t = {.marks = WQ_MARKS_ON, .shape = false};
    struct screen s;

    open_at(&s, 80, 24);
    assert_true(count_forms(&s) > 100);
    wq_app_set_terminal(s.app, &t);
    screen_resize(&s, 80, 24);
    assert_int_equal(count_forms(&s), 0);
    t.shape = true;
    wq_app_set_terminal(s.app, &t);
    screen_resize(&s, 80, 24);
    assert_true(count_forms(&s) > 100);
    screen_close(&s);
}

static void test_help_says(void **state)
{
    (void)state;
    struct wq_terminal t = {.writing = WQ_WRITING_KONSOLE,
                            .marks = WQ_MARKS_ON,
                            .shape = true,
                            .name = "Konsole",
                            .reason = WQ_REASON_ANSWERS};
    struct screen s;

    open_at(&s, 80, 24);
    wq_app_set_terminal(s.app, &t);
    screen_keys(&s, "?G");
    assert_true(screen_find(&s, "Terminal") >= 0);
    assert_true(screen_find(&s, "Konsole's own reordering") >= 0);
    assert_true(screen_find(&s, "it answered so") >= 0);
    screen_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_keys_are_told), cmocka_unit_test(test_goes_round),
        cmocka_unit_test(test_back),          cmocka_unit_test(test_kept),
        cmocka_unit_test(test_marks),         cmocka_unit_test(test_other_keys),
        cmocka_unit_test(test_every_size),    cmocka_unit_test(test_from_elsewhere),
        cmocka_unit_test(test_one_pane),      cmocka_unit_test(test_letters_as_they_are),
        cmocka_unit_test(test_help_says),
    };
    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, articles_open, articles_close);
}
