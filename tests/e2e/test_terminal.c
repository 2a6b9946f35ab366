/* Reading in a terminal: what is on the screen, keys, the mouse. */
#include "../support/output_check.h"
#include "../support/pty.h"
#include "../support/run.h"
#include "../support/scratch.h"
#include "../support/session.h"

#include "waraq/base/array.h"
#include "waraq/base/buf.h"
#include "waraq/text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define SALAM "\uFE8E\uFBFF\uFEE7\uFEA9 \uFEE1\uFEFC\uFEB3"

/* ---- what is shown ---- */

static void test_file_opens_in_the_reader(void **state)
{
    (void)state;
    const char *path = scratch_file("salam.txt", "سلام دنیا\n");
    struct pty *p = pty_start(NULL, path, NULL);

    pty_wait_text(p, SALAM);
    pty_wait_quiet(p);
    assert_taken_over(p);
    /* It stands to the right, and the leftmost column stays blank. */
    int row = pty_find(p, SALAM);
    assert_true(cells_of(pty_row(p, row)) > 40);
    for (int y = 0; y < pty_rows(p); y++)
        assert_true(pty_cell(p, 0, y).ch == 0 || pty_cell(p, 0, y).ch == ' ');
    session_quit(p);
}

static void test_folder_opens_in_the_list(void **state)
{
    (void)state;
    const char *folder = scratch_subfolder("two");

    scratch_file("two/a.txt", "שלום עולם\n\nטקסט ארוך יותר שעומד בפסקה הראשונה.\n");
    scratch_file("two/b.txt", "Second thing\n\nIts text is in English, all of it.\n");
    struct pty *p = pty_start(NULL, folder, NULL);
    pty_wait_text(p, "םלוע םולש");
    pty_wait_text(p, "Second thing");
    assert_false(pty_shows(p, "Its text"));
    pty_type(p, "j\r");
    pty_wait_text(p, "Its text");
    pty_type(p, "q");
    pty_wait_no_text(p, "Its text");
    pty_wait_text(p, "םלוע םולש");
    session_quit(p);
}

/* Three panes: the list, the text and who is in it, at once; what else is known of it is a key away. */
static void test_wide_window(void **state)
{
    (void)state;
    struct pty_how how = {.columns = 120, .rows = 40};
    struct pty *p = pty_start(&how, "data/samples", NULL);

    pty_wait_text(p, "Places");
    pty_type(p, "i");
    pty_wait_text(p, "In this article");
    pty_wait_text(p, "ar-library.txt");
    pty_wait_text(p, "Language");
    pty_type(p, "q"); /* from the sidebar to the text, then to the list */
    pty_type(p, "q");
    session_quit(p);
}

/* The lines that --print makes are the lines on the screen. */
static void test_screen_agrees_with_print(void **state)
{
    (void)state;
    const char *path = "data/samples/ur-railway.txt";
    struct pty_how how = {.rows = 100};
    struct pty *p = pty_start(&how, "-w", "60", path, NULL);
    struct ran *r = run(NULL, "--print", "-w", "60", path, NULL);
    int seen = 0;

    pty_type(p, "H"); /* what is no part of the article is folded at first */
    pty_wait_text(p, "Everything on the page is shown");
    pty_wait_quiet(p);
    for (char *line = strtok(r->out, "\n"); line; line = strtok(NULL, "\n")) {
        line += strspn(line, " ");
        if (!pty_shows(p, line))
            fail_msg("not on the screen: %s", line);
        seen++;
    }
    assert_true(seen > 40);
    ran_free(r);
    session_quit(p);
}

static void test_attributes(void **state)
{
    (void)state;
    struct pty_how how = {.columns = 100, .rows = 60};
    struct pty *p = pty_start(&how, "data/samples/ur-bookfair.txt", NULL);
    bool bold = false;
    bool coloured = false;

    pty_wait_quiet(p);
    for (int y = 0; y < pty_rows(p); y++)
        for (int x = 0; x < pty_columns(p); x++) {
            struct pty_cell c = pty_cell(p, x, y);
            /* A line under Arabic script takes its dots away. */
            assert_false(c.underline);
            bold = bold || c.bold;
            coloured = coloured || c.coloured;
        }
    assert_true(bold);
    assert_true(coloured);
    session_quit(p);
}

/* What terminals disagree on is never sent, in any sample. */
static void assert_never_sent(struct pty *p)
{
    size_t len;
    const char *log = pty_log(p, &len);

    assert_true(wq_utf8_valid(log, len));
    for (size_t at = 0; at < len;) {
        uint32_t cp = wq_utf8_next(log, &at);
        if ((cp >= 0x7F && cp < 0xA0) || cp == 0xAD || cp == 0x061C || (cp >= 0x200B && cp <= 0x200F) ||
            (cp >= 0x2028 && cp <= 0x202E) || (cp >= 0x2060 && cp <= 0x206F) || cp == 0xFEFF)
            fail_msg("U+%04X was sent, at byte %zu of %zu", cp, at, len);
    }
}

static bool shows_article(struct pty *p, const void *data)
{
    (void)data;
    return pty_shows(p, "min left") || pty_shows(p, "End of");
}

static void test_samples_send_what_terminals_agree_on(void **state)
{
    (void)state;
    struct pty_how how = {.columns = 90, .rows = 200};
    struct pty *p = pty_start(&how, "data/samples", NULL);

    pty_wait_text(p, "1 of 16");
    for (int i = 0; i < 16; i++) {
        pty_type(p, i ? "J" : "\r");
        pty_wait(p, shows_article, NULL, "an article");
        pty_wait_quiet(p);
        char *screen = pty_screen(p);
        assert_harmless(screen, strlen(screen));
        free(screen);
    }
    assert_never_sent(p);
    pty_type(p, "Q");
    pty_wait_exit(p, 0);
    pty_free(p);
}

static void test_controls_in_a_text_do_nothing(void **state)
{
    (void)state;
    const char *path = scratch_file(
        "evil\033[31m\u202E.txt",
        "Good \033]0;owned\a\033[2J\033[?1049l\xC2\x9B"
        "31mevening \u202Eback\u202C \u2066a\u2069\r\033c\n\n"
        "\033[8h\033[?2004l\033[?25h and \033P+q\033\\ \033(0 \016 more \b\b of it, all of it is text.\n");
    struct pty *p = pty_start(NULL, path, NULL);
    size_t len;

    pty_wait_text(p, "of it, all of it is text");
    pty_wait_quiet(p);
    assert_taken_over(p);
    pty_type(p, "i"); /* the sidebar has the file's name */
    pty_wait_text(p, "evil\\x1B[31m");
    assert_never_sent(p);
    assert_null(strstr(pty_log(p, &len), "\033]0;"));
    assert_null(strstr(pty_log(p, &len), "\033c"));
    pty_type(p, "Q");
    pty_wait_exit(p, 0);
    assert_given_back(p);
    pty_free(p);
}

/* ---- keys ---- */

static void test_moving(void **state)
{
    (void)state;
    struct pty *p = session_start(NULL);
    static const struct {
        const char *keys;
        int top;
    } steps[] = {
        {"40G", 40},   {"}", 41},       {"5}", 46},       {"{", 45},      {"G", 0},
        {"gg", 1},     {"\033[F", 0},   {"\033[H", 1},    {"12G", 12},    {"''", 1},
        {":80\r", 80}, {":start\r", 1}, {"3G\033[4~", 0}, {"\033[1~", 1},
    };

    for (size_t i = 0; i < WQ_COUNT(steps); i++) {
        pty_type(p, steps[i].keys);
        if (steps[i].top)
            session_wait_top(p, steps[i].top);
        else
            pty_wait_text(p, "P120");
    }
    session_quit(p);
}

static void test_paging_keeps_a_line(void **state)
{
    (void)state;
    struct pty *p = session_start(NULL);

    pty_wait_quiet(p);
    char *last = strdup(pty_row(p, pty_rows(p) - 2));
    assert_true(strlen(last) > 10);
    pty_type(p, " ");
    pty_wait_no_text(p, "P002");
    pty_wait_quiet(p);
    assert_int_equal(strncmp(pty_row(p, 2), last, strlen(last)), 0); /* and the mark of where one is */
    pty_type(p, "b");
    session_wait_top(p, 1);
    free(last);
    session_quit(p);
}

/* The screen after keys were typed in one go, on a fresh start; the caller's, by free. */
static char *screen_after(const char *keys)
{
    struct pty *p = session_start(NULL);

    pty_type(p, keys);
    pty_wait_quiet(p);
    char *screen = pty_screen(p);
    session_quit(p);
    return screen;
}

static void test_typed_ahead_keys_are_all_handled(void **state)
{
    (void)state;
    size_t len;
    char *keys = text_times("j", 300, &len);
    char *typed = screen_after(keys);
    char *counted = screen_after("300j");
    char *arrows = text_times("\033[B", 300, &len);
    char *arrowed = screen_after(arrows);
    char *nowhere = screen_after("");

    assert_string_equal(typed, counted);
    assert_string_equal(arrowed, counted);
    assert_string_not_equal(counted, nowhere);
    free(keys);
    free(typed);
    free(counted);
    free(arrows);
    free(arrowed);
    free(nowhere);
}

/* Keys typed before the program reads any. */
static void test_keys_before_the_first_screen(void **state)
{
    (void)state;
    struct pty *p = pty_start(NULL, session_article(), NULL);

    pty_type(p, "50Gj");
    pty_wait_quiet(p);
    session_wait_top(p, 51);
    session_quit(p);
}

static void test_unfinished_and_unknown_keys(void **state)
{
    (void)state;
    struct pty *p = session_start(NULL);

    /* Answers, reports and sequences of nobody: none is a key, and none eats the one behind it. */
    pty_type(p, "\033[?64;1;2c\033[>41;379;0c\033P>|XTerm(379)\033\\\033]11;rgb:0/0/0\a\033[I\033[O\033[99~"
                "\033[?8;1$y\033[24;80R7G");
    session_wait_top(p, 7);
    pty_type(p, "\033"); /* alone: Esc, which cancels nothing here */
    pty_wait_quiet(p);
    pty_type(p, "9\0339G"); /* Alt-9 is no digit of a count */
    pty_type(p, "11G");
    session_wait_top(p, 11);
    pty_type(p, "Z");
    pty_wait_text(p, "Z does nothing here");
    session_quit(p);
}

static void test_help(void **state)
{
    (void)state;
    struct pty *p = session_start(NULL);

    pty_type(p, "?");
    pty_wait_text(p, "Keys");
    pty_wait_text(p, "Space");
    pty_wait_no_text(p, "P002");
    pty_type(p, "q");
    session_wait_top(p, 1);
    pty_type(p, "\033OP");
    pty_wait_text(p, "Keys");
    pty_type(p, "Q");
    pty_wait_exit(p, 0);
    pty_free(p);
}

/* ---- the prompt ---- */

static void test_cursor_in_the_prompt(void **state)
{
    (void)state;
    struct pty *p = session_start(NULL);
    int x, y;

    assert_false(pty_cursor_shown(p));
    pty_type(p, ":abc");
    pty_wait_text(p, "abc Command:");
    pty_wait_quiet(p);
    assert_true(pty_cursor_shown(p));
    pty_cursor(p, &x, &y);
    assert_int_equal(y, pty_rows(p) - 1);
    assert_int_equal(pty_cell(p, x - 1, y).ch, 'c');
    pty_type(p, "\033[D\033[D");
    pty_wait_quiet(p);
    pty_cursor(p, &x, &y);
    assert_int_equal(pty_cell(p, x, y).ch, 'b');
    pty_type(p, "\003");
    pty_wait_no_text(p, "Command:");
    pty_wait_quiet(p);
    assert_false(pty_cursor_shown(p));
    session_quit(p);
}

static void test_paste_into_the_prompt(void **state)
{
    (void)state;
    struct pty *p = session_start(NULL);
    size_t len;
    char *text = text_times("quit\r\n ا\033[31m more", 100 * 1024 / 18, &len);

    pty_type(p, ":");
    pty_wait_text(p, "Command:");
    pty_type(p, "\033[200~");
    pty_send(p, text, len);
    pty_type(p, "\033[201~");
    pty_wait_quiet(p);
    /* Nothing of it was obeyed, and nothing of it reached the terminal as it is. */
    assert_true(pty_shows(p, "Command:"));
    assert_true(pty_alternate(p));
    assert_never_sent(p);
    assert_null(strstr(pty_log(p, &len), "\033[31m more"));
    pty_type(p, "\003");
    pty_wait_no_text(p, "Command:");
    pty_type(p, "33G");
    session_wait_top(p, 33);
    free(text);
    session_quit(p);
}

/* Outside a prompt there is nowhere to paste to: its letters are not keys. */
static void test_paste_into_the_text(void **state)
{
    (void)state;
    struct pty *p = session_start(NULL);

    pty_type(p, "\033[200~GQ:quit\r\033[201~22G");
    session_wait_top(p, 22);
    session_quit(p);
}

/* ---- the mouse ---- */

static void test_wheel(void **state)
{
    (void)state;
    char *wheel = screen_after("\033[<65;40;10M\033[<65;40;10M\033[<64;40;10M");
    char *keys = screen_after("3j");

    assert_string_equal(wheel, keys);
    free(wheel);
    free(keys);
}

/* It moves what it is over, and the keys stay where they were. */
static void test_wheel_over_another_pane(void **state)
{
    (void)state;
    struct pty_how how = {.columns = 120, .rows = 40};
    struct pty *p = pty_start(&how, "data/samples", NULL);

    pty_wait_text(p, "1 of 16");
    pty_wait_quiet(p);
    char *before = pty_screen(p);
    pty_type(p, "\033[<65;50;20M");
    pty_wait_quiet(p);
    char *after = pty_screen(p);
    assert_string_not_equal(before, after);
    assert_true(pty_shows(p, "1 of 16"));
    pty_type(p, "j");
    pty_wait_text(p, "2 of 16");
    free(before);
    free(after);
    session_quit(p);
}

static void test_click(void **state)
{
    (void)state;
    struct pty *p = pty_start(NULL, "data/samples", NULL);

    pty_wait_text(p, "1 of 16");
    pty_type(p, "\033[<0;40;7M\033[<0;40;7m"); /* row 7 of the screen is the list's fifth */
    pty_wait_text(p, "5 of 16");
    pty_type(p, "\033[<0;40;7M\033[<0;40;7m");
    pty_wait_text(p, "min left");
    pty_type(p, "Q");
    pty_wait_exit(p, 0);
    assert_given_back(p);
    pty_free(p);
}

static void test_mouse_off(void **state)
{
    (void)state;
    static const char *const modes[] = {"?9", "?1000", "?1002", "?1003", "?1005", "?1006", "?1015"};
    struct pty *p = pty_start(NULL, "--mouse=off", session_article(), NULL);

    session_wait_top(p, 1);
    pty_wait_quiet(p);
    for (size_t i = 0; i < WQ_COUNT(modes); i++)
        assert_int_equal(pty_mode(p, modes[i]), -1);
    pty_type(p, "gm");
    pty_wait_text(p, "The mouse is ours");
    assert_int_equal(pty_mode(p, "?1000"), 1);
    pty_type(p, "gm");
    pty_wait_text(p, "The mouse is the terminal");
    assert_int_equal(pty_mode(p, "?1000"), 0);
    assert_int_equal(pty_mode(p, "?1006"), 0);
    session_quit(p);
}

/* ---- nothing to do ---- */

static void test_idle(void **state)
{
    (void)state;
    struct pty_how how = {.data = scratch_path("idle")};
    struct pty *p = session_start(&how);
    size_t before, after;

    session_wait_kept(p, how.data, 0); /* behind which there is nothing to do */
    pty_wait_quiet(p);
    struct pty_use use = pty_use(p);
    pty_log(p, &before);
    /* Each waits a tenth of a second for bytes, ten ticks of the clock that counts the processor's time. */
    for (int i = 0; i < 5; i++)
        assert_false(pty_step(p, 100));
    struct pty_use later = pty_use(p);
    pty_log(p, &after);
    assert_int_equal(after, before);
    assert_int_equal(later.ticks, use.ticks);
    assert_int_equal(later.wakes, use.wakes);
    session_quit(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(test_file_opens_in_the_reader, pty_free_all),
        cmocka_unit_test_teardown(test_folder_opens_in_the_list, pty_free_all),
        cmocka_unit_test_teardown(test_wide_window, pty_free_all),
        cmocka_unit_test_teardown(test_screen_agrees_with_print, pty_free_all),
        cmocka_unit_test_teardown(test_attributes, pty_free_all),
        cmocka_unit_test_teardown(test_samples_send_what_terminals_agree_on, pty_free_all),
        cmocka_unit_test_teardown(test_controls_in_a_text_do_nothing, pty_free_all),
        cmocka_unit_test_teardown(test_moving, pty_free_all),
        cmocka_unit_test_teardown(test_paging_keeps_a_line, pty_free_all),
        cmocka_unit_test_teardown(test_typed_ahead_keys_are_all_handled, pty_free_all),
        cmocka_unit_test_teardown(test_keys_before_the_first_screen, pty_free_all),
        cmocka_unit_test_teardown(test_unfinished_and_unknown_keys, pty_free_all),
        cmocka_unit_test_teardown(test_help, pty_free_all),
        cmocka_unit_test_teardown(test_cursor_in_the_prompt, pty_free_all),
        cmocka_unit_test_teardown(test_paste_into_the_prompt, pty_free_all),
        cmocka_unit_test_teardown(test_paste_into_the_text, pty_free_all),
        cmocka_unit_test_teardown(test_wheel, pty_free_all),
        cmocka_unit_test_teardown(test_wheel_over_another_pane, pty_free_all),
        cmocka_unit_test_teardown(test_click, pty_free_all),
        cmocka_unit_test_teardown(test_mouse_off, pty_free_all),
        cmocka_unit_test_teardown(test_idle, pty_free_all),
    };
    return cmocka_run_group_tests(tests, scratch_open, scratch_close);
}
