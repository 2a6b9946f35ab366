/* What is typed: the prompt, help, keys that are begun and keys that mean nothing. */
#include "../../src/app/actions.h"
#include "waraq/base/array.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The last: it has the screen that all here means. */
#include "../support/one_screen.h"

static void open_folder(int width, int height)
{
    screen_open(&s, &(struct screen_how){.width = width, .height = height, .paths = {"data/samples/"}});
}

/* ---- keys that are begun ---- */

static void test_count_is_shown(void **state)
{
    (void)state;
    open_folder(80, 24);
    screen_keys(&s, "1");
    assert_true(screen_status(&s, "1"));
    assert_false(screen_status(&s, "of 16"));
    screen_keys(&s, "2");
    assert_true(screen_status(&s, "12"));
    screen_keys(&s, "\x1B");
    assert_true(screen_status(&s, "1 of 16"));
    screen_keys(&s, "0"); /* no count begins with it */
    assert_true(screen_status(&s, "0 does nothing here"));
}

/* What may follow is shown, all of it: there is no timer. */
static void test_prefix_shows_what_follows(void **state)
{
    (void)state;
    open_folder(200, 40);
    screen_keys(&s, "g");
    assert_true(screen_status(&s, "g to the start"));
    screen_close(&s);
    open_folder(80, 24);
    screen_keys(&s, "g");
    assert_true(screen_status(&s, "g start"));
    assert_true(screen_status(&s, "m mouse"));
    screen_keys(&s, "g");
    assert_true(screen_status(&s, "1 of 16"));
    screen_keys(&s, "\r3'");
    assert_true(screen_status(&s, "3'"));
    assert_true(screen_status(&s, "' back to where a jump was made from"));
    screen_keys(&s, "\x07");
    assert_int_equal(screen_percent(&s), 0);
}

/* Only what may follow here: '' is no key of the list. */
static void test_prefix_by_place(void **state)
{
    (void)state;
    open_folder(80, 24);
    screen_keys(&s, "'");
    assert_true(screen_status(&s, "' does nothing here"));
}

static void test_cancelled(void **state)
{
    static const char *const cancels[] = {"\x1B", "\x03", "\x07"};

    (void)state;
    open_folder(80, 24);
    for (size_t i = 0; i < WQ_COUNT(cancels); i++) {
        screen_keys(&s, "5g");
        screen_keys(&s, cancels[i]);
        assert_true(screen_status(&s, "1 of 16"));
        screen_keys(&s, "g"); /* a new beginning */
        screen_keys(&s, "g");
        assert_int_equal(screen_selected(&s), 0);
    }
}

static void test_unbound(void **state)
{
    static const struct {
        const char *keys, *said;
    } cases[] = {
        {"~", "~ does nothing here"},         {"gq", "gq does nothing here"},
        {"\x0F", "^O does nothing here"},     {"\x1BOS", "F4 does nothing here"},
        {"\x1Bx", "Alt-x does nothing here"}, {"ی", "ی does nothing here"},
        {"]", "] does nothing here"},         {"}", "} does nothing here"},
    };
    (void)state;
    open_folder(80, 24);
    for (size_t i = 0; i < WQ_COUNT(cases); i++) {
        screen_keys(&s, cases[i].keys);
        if (!screen_status(&s, cases[i].said))
            fail_msg("'%s': %s", cases[i].keys, screen_row(&s, 23));
    }
    screen_keys(&s, "j"); /* said until the next key */
    assert_true(screen_status(&s, "2 of 16"));
}

/* A bracket in a sentence stays as it was typed, mirrored screen or not. */
static void test_unbound_bracket(void **state)
{
    (void)state;
    for (int i = 0; i < 2; i++) {
        if (i)
            screen_close(&s);
        screen_open(&s, &(struct screen_how){.width = 80,
                                             .height = 24,
                                             .layout = i ? WQ_WAY_LTR : WQ_WAY_RTL,
                                             .paths = {"data/samples/"}});
        screen_keys(&s, "]");
        assert_non_null(strstr(screen_row(&s, 23), "] does nothing here"));
    }
}

/* ---- the prompt ---- */

static void test_prompt(void **state)
{
    (void)state;
    open_folder(80, 24);
    screen_keys(&s, ":");
    assert_true(screen_status(&s, "Command:"));
    assert_true(s.grid.cursor_y == 23 && s.grid.cursor_x >= 0);
    screen_keys(&s, "down 4");
    assert_true(screen_status(&s, "down 4"));
    screen_keys(&s, "\r");
    assert_int_equal(screen_selected(&s), 4);
    assert_false(s.grid.cursor_shown);
    screen_keys(&s, ":open\r");
    assert_int_equal(screen_focus(&s), WQ_PANE_READER);
}

static void test_prompt_numbers(void **state)
{
    (void)state;
    open_folder(80, 24);
    screen_keys(&s, ":12\r");
    assert_int_equal(screen_selected(&s), 11);
    screen_keys(&s, ": 3 \r");
    assert_int_equal(screen_selected(&s), 2);
    screen_keys(&s, ":end\r");
    assert_int_equal(screen_selected(&s), 15);
    screen_keys(&s, ":start\r");
    assert_int_equal(screen_selected(&s), 0);
}

static void test_prompt_is_left(void **state)
{
    static const char *const ways[] = {"\x1B", "\x03", "\x07", "\r", "x\x15\x7F", "\x7F", "   \r"};

    (void)state;
    open_folder(80, 24);
    for (size_t i = 0; i < WQ_COUNT(ways); i++) {
        screen_keys(&s, ":");
        screen_keys(&s, ways[i]);
        assert_true(screen_status(&s, "1 of 16"));
        screen_keys(&s, "jk"); /* keys are keys again */
        assert_int_equal(screen_selected(&s), 0);
    }
}

static void test_prompt_editing(void **state)
{
    (void)state;
    open_folder(80, 24);
    screen_keys(&s, ":dwn");
    screen_keys(&s, "\x1B[D");
    screen_keys(&s, "\x1B[D");
    screen_keys(&s, "o");
    screen_keys(&s, "\x1B[F 2x\x7F\r");
    assert_int_equal(screen_selected(&s), 2);
    screen_keys(&s, ":nonsense up\x1B[H\x1B[3;5~\x04\r"); /* deletes a word and a blank */
    assert_int_equal(screen_selected(&s), 1);
    screen_keys(&s, ":up nonsense\x17\r");
    assert_int_equal(screen_selected(&s), 0);
}

static void test_prompt_unknown(void **state)
{
    static const struct {
        const char *keys, *said;
    } cases[] = {
        {":frobnicate 3\r", "There is no command frobnicate"},
        {":پوٹن\r", "There is no command پوٹن"},
        {":Down\r", "There is no command Down"},
        {":none\r", "There is no command none"},
    };
    (void)state;
    open_folder(80, 24);
    for (size_t i = 0; i < WQ_COUNT(cases); i++) {
        screen_keys(&s, cases[i].keys);
        assert_true(screen_status(&s, cases[i].said));
    }
}

static void test_completion(void **state)
{
    (void)state;
    open_folder(80, 24);
    screen_keys(&s, ":dow\t");
    assert_true(screen_status(&s, "Command: down") || screen_status(&s, "down"));
    screen_keys(&s, "\r");
    assert_int_equal(screen_selected(&s), 1);
    screen_keys(&s, ":fu\t"); /* furniture, full-width */
    assert_true(screen_status(&s, "furniture") && screen_status(&s, "full-width"));
    screen_keys(&s, "r\t\r");
    assert_true(screen_status(&s, "Everything on the page is shown"));
    screen_keys(&s, ":zzz\t"); /* nothing begins so: what was typed stays */
    assert_true(screen_status(&s, "zzz"));
    screen_keys(&s, "\x1B");
}

/* Every action can be typed by its name. */
static void test_every_name(void **state)
{
    (void)state;
    open_folder(120, 40);
    screen_keys(&s, "\r");
    for (int i = 1; i < WQ_ACTIONS; i++) {
        screen_keys(&s, ":");
        screen_keys(&s, wq_action_info((enum wq_action)i)->name);
        screen_keys(&s, "\r");
        assert_false(screen_status(&s, "There is no command"));
        screen_keys(&s, "\x1B"); /* some ask for more, and would take the next name for it */
    }
}

/* A line that runs right to left, and one longer than the window. */
static void test_long_and_rtl_prompt(void **state)
{
    (void)state;
    for (int width = 2; width < 90; width++) {
        if (width > 2)
            screen_close(&s);
        open_folder(width, 6);
        screen_keys(&s, ":");
        for (int i = 0; i < 50; i++) {
            screen_keys(&s, i % 3 ? "ش" : i % 2 ? " " : "a");
            assert_true(s.grid.cursor_y == 5 && s.grid.cursor_x >= 0 && s.grid.cursor_x < width);
        }
        for (int i = 0; i < 50; i++)
            screen_keys(&s, "\x1B[D");
        screen_keys(&s, "\x1B");
    }
}

/* Where there is no room for both, what is typed is seen rather than the label. */
static void test_narrow_prompt(void **state)
{
    (void)state;
    for (int width = 7; width < 30; width++) {
        if (width > 7)
            screen_close(&s);
        open_folder(width, 6);
        screen_keys(&s, ":down");
        assert_true(screen_status(&s, "down"));
    }
}

static void test_paste_in_the_prompt(void **state)
{
    (void)state;
    open_folder(80, 24);
    screen_keys(&s, ":\x1B[200~do\nwn\x1B[201~"); /* a line end in it runs nothing */
    assert_true(screen_status(&s, "do wn"));
    screen_keys(&s, "\x1B");
    screen_keys(&s, "\x1B[200~jjjQ\x1B[201~"); /* nor is a paste keys */
    assert_int_equal(screen_selected(&s), 0);
    assert_false(s.wants & WQ_WANTS_QUIT);
}

/* ---- help ---- */

static void test_help(void **state)
{
    (void)state;
    open_folder(80, 24);
    screen_keys(&s, "?");
    assert_true(screen_title(&s, "Keys"));
    assert_true(screen_find(&s, "Moving") >= 0);
    assert_true(screen_status(&s, "q back"));
    screen_keys(&s, "q");
    assert_true(screen_status(&s, "1 of 16"));
    assert_false(s.wants & WQ_WANTS_QUIT);
}

static void test_help_is_left(void **state)
{
    static const char *const ways[] = {"q", "\x7F", "\x1B", "\x03", "?", "\x1BOP"};

    (void)state;
    open_folder(80, 24);
    for (size_t i = 0; i < WQ_COUNT(ways); i++) {
        screen_keys(&s, "\x1BOP"); /* F1 */
        assert_true(screen_title(&s, "Keys"));
        screen_keys(&s, ways[i]);
        assert_true(screen_status(&s, "1 of 16"));
    }
}

/* Every action with its keys, by scrolling to the end, in windows that hold all of it or little. */
static void check_help(int width, int height)
{
    bool seen[WQ_ACTIONS] = {false};

    open_folder(width, height);
    screen_keys(&s, "?");
    for (int rows = 0; rows < 100; rows++) {
        for (int i = 1; i < WQ_ACTIONS; i++)
            seen[i] |= screen_find(&s, wq_action_info((enum wq_action)i)->help) >= 0;
        screen_keys(&s, "j");
    }
    for (int i = 1; i < WQ_ACTIONS; i++)
        if (!seen[i])
            fail_msg("%dx%d: %s", width, height, wq_action_info((enum wq_action)i)->name);
    screen_keys(&s, "gg");
    assert_true(screen_find(&s, "Moving") >= 0);
    screen_keys(&s, "G");
    assert_true(screen_find(&s, "Moving") < 0 || height > 90);
    screen_keys(&s, "QQ");
    assert_true(s.wants & WQ_WANTS_QUIT);
}

static void test_all_of_help(void **state)
{
    static const int sizes[][2] = {{80, 24}, {120, 40}, {75, 10}, {200, 70}, {90, 7}};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(sizes); i++) {
        if (i)
            screen_close(&s);
        check_help(sizes[i][0], sizes[i][1]);
    }
}

static void test_redraw_and_suspend(void **state)
{
    static const char *const places[] = {"", "\r", "?", ":"};

    (void)state;
    open_folder(80, 24);
    for (size_t i = 0; i < WQ_COUNT(places); i++) {
        screen_keys(&s, places[i]);
        s.wants = 0;
        screen_keys(&s, "\x0C");
        assert_true(s.wants & WQ_WANTS_REDRAW);
        screen_keys(&s, "\x1A");
        assert_true(s.wants & WQ_WANTS_SUSPEND);
        screen_keys(&s, "\x1B");
    }
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        TEST(test_count_is_shown),
        TEST(test_prefix_shows_what_follows),
        TEST(test_prefix_by_place),
        TEST(test_cancelled),
        TEST(test_unbound),
        TEST(test_unbound_bracket),
        TEST(test_prompt),
        TEST(test_prompt_numbers),
        TEST(test_prompt_is_left),
        TEST(test_prompt_editing),
        TEST(test_prompt_unknown),
        TEST(test_completion),
        TEST(test_every_name),
        TEST(test_long_and_rtl_prompt),
        TEST(test_narrow_prompt),
        TEST(test_paste_in_the_prompt),
        TEST(test_help),
        TEST(test_help_is_left),
        TEST(test_all_of_help),
        TEST(test_redraw_and_suspend),
    };
    return cmocka_run_group_tests(tests, articles_open, articles_close);
}
