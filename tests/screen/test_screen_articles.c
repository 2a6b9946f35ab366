/* From article to article, and the list: what is new, what is read, and where one was. */
#include "waraq/base/array.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* The last: it has the screen that all here means. */
#include "../support/one_screen.h"

static void open_folder(int width, int height)
{
    screen_open(&s, &(struct screen_how){.width = width, .height = height, .paths = {"data/samples/"}});
}

/* What stands at the edge of item i of a list of one row each: ' ', '*' unread, '|' open. */
static char state_of(int i)
{
    uint32_t ch = screen_cell(&s, screen_column(&s, 0), screen_panes(&s)->top + i)->ch;
    return ch == 0x25CF ? '*' : ch == ' ' ? ' ' : '|';
}

/* ---- next, previous ---- */

static void test_next_and_previous(void **state)
{
    (void)state;
    open_folder(80, 24);
    screen_keys(&s, "\r");
    assert_int_equal(screen_opened(&s), 0);
    screen_keys(&s, "J");
    assert_int_equal(screen_opened(&s), 1);
    assert_int_equal(screen_focus(&s), WQ_PANE_READER);
    screen_keys(&s, "3J");
    assert_int_equal(screen_opened(&s), 4);
    assert_int_equal(screen_selected(&s), 4); /* the list goes along */
    screen_keys(&s, "K");
    assert_int_equal(screen_opened(&s), 3);
    screen_keys_times(&s, "K", 5);
    assert_int_equal(screen_opened(&s), 0);
    screen_keys_times(&s, "J", 20);
    assert_int_equal(screen_opened(&s), 15);
    assert_false(s.wants & WQ_WANTS_QUIT);
}

static void test_next_from_the_list(void **state)
{
    (void)state;
    open_folder(80, 24);
    screen_keys(&s, "jjJ"); /* nothing is open: the next one is the selected */
    assert_int_equal(screen_opened(&s), 2);
    screen_close(&s);
    open_folder(80, 24);
    screen_keys(&s, "jjK");
    assert_int_equal(screen_opened(&s), 1);
}

/* Moving does not open; Enter does. */
static void test_moving_does_not_open(void **state)
{
    (void)state;
    open_folder(120, 40);
    screen_keys(&s, "jjj");
    assert_int_equal(screen_selected(&s), 3);
    assert_int_equal(screen_opened(&s), 0);
    assert_true(screen_title(&s, screen_article(&s)->title));
    screen_keys(&s, "\r");
    assert_int_equal(screen_opened(&s), 3);
    assert_int_equal(screen_focus(&s), WQ_PANE_READER);
}

static void test_list_keys(void **state)
{
    static const struct {
        const char *keys;
        size_t selected;
    } steps[] = {{"j", 1},    {"3j", 4},      {"k", 3},       {"G", 15},     {"gg", 0},     {"12G", 11},
                 {"99G", 15}, {"1G", 0},      {"d", 4},       {"u", 0},      {" ", 8},      {"\x1B[6~", 15},
                 {"b", 7},    {"\x1B[5~", 0}, {"\x1B[F", 15}, {"\x1B[H", 0}, {"\x1B[B", 1}, {"\x1B[A", 0}};

    (void)state;
    open_folder(60, 20); /* 17 rows, two an item: eight are seen */
    for (size_t i = 0; i < WQ_COUNT(steps); i++) {
        screen_keys(&s, steps[i].keys);
        if (screen_selected(&s) != steps[i].selected)
            fail_msg("'%s': %zu", steps[i].keys, screen_selected(&s));
    }
}

/* ---- read and unread ---- */

static void test_read_at_the_end(void **state)
{
    (void)state;
    open_folder(80, 24);
    assert_int_equal(state_of(0), '*');
    screen_keys(&s, "\r");
    screen_keys(&s, "q");
    assert_int_equal(state_of(0), '|'); /* open, and not read yet */
    screen_keys(&s, "\rG");
    screen_keys(&s, "q");
    screen_keys(&s, "j\r");
    screen_keys(&s, "q");
    assert_int_equal(state_of(0), ' '); /* read */
    assert_int_equal(state_of(1), '|');
    assert_int_equal(state_of(2), '*');
}

/* Furniture below the article need not be seen. */
static void test_read_before_the_furniture(void **state)
{
    (void)state;
    screen_open(&s, &(struct screen_how){.width = 60, .height = 20, .paths = {"ur-archaeology", "fa-film"}});
    screen_keys(&s, "HG");
    screen_keys_times(&s, "k", 9);
    assert_int_equal(screen_percent(&s), 100);
    screen_keys(&s, "q");
    assert_true(screen_title(&s, "1 unread"));
}

static void test_toggle_read(void **state)
{
    (void)state;
    open_folder(80, 24);
    screen_keys(&s, "jr");
    assert_int_equal(state_of(1), ' ');
    screen_keys(&s, "r");
    assert_int_equal(state_of(1), '*');
    screen_keys(&s, "r");
    /* In the reader it means the open one, and stays though its end is not on the screen. */
    screen_keys(&s, "\rr");
    screen_keys(&s, "qjr");
    screen_keys(&s, "j\rq");
    assert_int_equal(state_of(1), '*');
    assert_int_equal(state_of(2), ' ');
}

static void test_unread_again_at_the_end(void **state)
{
    (void)state;
    open_folder(60, 20);
    assert_true(screen_title(&s, "16 unread"));
    screen_keys(&s, "\rGr");
    screen_keys(&s, "T");
    assert_true(screen_title(&s, "16 unread")); /* what was asked for is not undone by what is seen */
}

static void test_next_unread(void **state)
{
    (void)state;
    open_folder(80, 24);
    screen_keys(&s, "jrjr"); /* 1 and 2 are read */
    screen_keys(&s, "gg\r.");
    assert_int_equal(screen_opened(&s), 3);
    screen_keys(&s, "T");
    for (int i = 0; i < 16; i++) {
        screen_keys(&s, "gg");
        char keys[16];
        snprintf(keys, sizeof keys, "%dG", i + 1);
        screen_keys(&s, keys);
        if (state_of(i) != ' ' && i != 3 && i != 0)
            screen_keys(&s, "r");
    }
    screen_keys(&s, "4G\r."); /* round to the first */
    assert_int_equal(screen_opened(&s), 0);
    screen_keys(&s, "r.");
    assert_int_equal(screen_opened(&s), 3);
    screen_keys(&s, "r.");
    assert_true(screen_status(&s, "Nothing unread"));
    assert_int_equal(screen_opened(&s), 3);
}

static void test_counts_in_the_title(void **state)
{
    (void)state;
    open_folder(60, 20);
    screen_keys(&s, "rjr");
    assert_true(screen_title(&s, "14 unread · 16 in all"));
}

/* ---- where one was ---- */

static void test_returning(void **state)
{
    (void)state;
    open_folder(80, 24);
    screen_keys(&s, "G\r");
    screen_keys(&s, "33j");
    size_t here = top();
    screen_keys(&s, "KK");
    assert_int_equal(screen_opened(&s), 13);
    screen_keys(&s, "JJ");
    assert_int_equal(top(), here);
    screen_keys(&s, "q");
    screen_keys(&s, "\r"); /* through the list */
    assert_int_equal(top(), here);
}

/* Read to its end, it opens at the top again. */
static void test_returning_to_a_finished_one(void **state)
{
    (void)state;
    open_folder(80, 24);
    screen_keys(&s, "\rG");
    screen_keys(&s, "JK");
    assert_int_equal(screen_percent(&s), 0);
}

/* How far it was read stands in the list instead of the minutes. */
static void test_percent_in_the_list(void **state)
{
    (void)state;
    open_folder(80, 24);
    screen_keys(&s, "G\r");
    screen_keys(&s, "60j");
    const char *status = screen_row(&s, 23);
    char percent[8] = "";
    for (const char *at = strchr(status, '%'); at > status && at[-1] >= '0' && at[-1] <= '9'; at--)
        memmove(percent + 1, percent, 6), percent[0] = at[-1];
    strcat(percent, "%");
    assert_true(strlen(percent) > 1);
    screen_keys(&s, "q");
    assert_true(screen_says(&s, 2 + 15, percent));
    assert_false(screen_says(&s, 2 + 15, "min"));
    assert_true(screen_says(&s, 2 + 14, "min"));
}

/* ---- the mouse ---- */

static void test_click_in_the_list(void **state)
{
    (void)state;
    open_folder(120, 40);
    screen_keys(&s, "\t");
    int x = screen_column(&s, 10);
    screen_click(&s, x, 2 + 3 * 4 + 1); /* any row of the fifth */
    assert_int_equal(screen_focus(&s), WQ_PANE_LIST);
    assert_int_equal(screen_selected(&s), 4);
    assert_int_equal(screen_opened(&s), 0);
    screen_click(&s, x, 2 + 3 * 4);
    assert_int_equal(screen_opened(&s), 4);
    assert_int_equal(screen_focus(&s), WQ_PANE_READER);
}

static void test_click_elsewhere(void **state)
{
    (void)state;
    open_folder(120, 40);
    screen_click(&s, screen_column(&s, 60), 10);
    assert_int_equal(screen_focus(&s), WQ_PANE_READER);
    screen_click(&s, screen_column(&s, 110), 10);
    assert_int_equal(screen_focus(&s), WQ_PANE_SIDEBAR);
    for (int y = 0; y < 40; y++) /* the edges and the corners too */
        for (int x = 0; x < 120; x += 7)
            screen_click(&s, x, y);
    assert_non_null(screen_article(&s));
}

/* The wheel moves what it is over and leaves the keys where they are. */
static void test_wheel_over_panes(void **state)
{
    (void)state;
    open_folder(120, 40);
    size_t before = top();
    screen_wheel(&s, screen_column(&s, 60), 10, 2);
    assert_true(top() > before);
    assert_int_equal(screen_focus(&s), WQ_PANE_LIST);
    assert_int_equal(screen_selected(&s), 0);
    screen_keys(&s, "\t");
    screen_wheel(&s, screen_column(&s, 5), 10, 1);
    assert_int_equal(screen_selected(&s), 3);
    assert_int_equal(screen_focus(&s), WQ_PANE_READER);
}

/* ---- what is no article ---- */

static void test_files_that_are_no_text(void **state)
{
    (void)state;
    scratch_subfolder("mixed");
    scratch_file("mixed/a.txt", "First title\n\nA paragraph, and it says so.\n");
    scratch_bytes("mixed/b.bin", "\0\1\2\3\0\0\0\0\x7F\0\0\0\0\0\0\0", 16);
    scratch_bytes("mixed/c.bin", "\0\1\2\3\0\0\0\0\x7F\0\0\0\0\0\0\0", 16);
    scratch_file("mixed/d.txt", "Second title\n\nA paragraph, and it says so.\n");
    screen_open(&s, &(struct screen_how){.width = 60, .height = 20, .paths = {scratch_path("mixed/")}});
    assert_true(screen_status(&s, "Files that are no text, passed over: 2"));
    screen_keys(&s, "\x1B");
    assert_true(screen_status(&s, "1 of 2"));
    assert_true(screen_find(&s, "First title") > 0 && screen_find(&s, "Second title") > 0);
    screen_keys(&s, "J");
    assert_true(screen_title(&s, "First title"));
    screen_keys(&s, "J");
    assert_true(screen_title(&s, "Second title"));
}

static void test_a_file_that_is_gone(void **state)
{
    (void)state;
    scratch_subfolder("going");
    scratch_file("going/a", "First title\n\nA paragraph, and it says so.\n");
    scratch_file("going/b", "Second title\n\nA paragraph, and it says so.\n");
    screen_open(&s, &(struct screen_how){.width = 80, .height = 24, .paths = {scratch_path("going/")}});
    screen_keys(&s, "\r");
    assert_int_equal(unlink(scratch_path("going/b")), 0);
    screen_keys(&s, "J");
    assert_true(screen_status(&s, "Cannot open"));
    assert_true(screen_status(&s, "No such file"));
    assert_true(screen_title(&s, "First title")); /* what was read stays */
    screen_keys(&s, "q");
    screen_keys(&s, "j\r");
    assert_true(screen_status(&s, "Cannot open"));
}

/* What cannot be opened does not bar the way to what can. */
static void test_past_what_is_gone(void **state)
{
    (void)state;
    scratch_subfolder("row");
    scratch_file("row/a", "First title\n\nA paragraph, and it says so.\n");
    scratch_file("row/b", "Second title\n\nA paragraph, and it says so.\n");
    scratch_file("row/c", "Third title\n\nA paragraph, and it says so.\n");
    screen_open(&s, &(struct screen_how){.width = 80, .height = 24, .paths = {scratch_path("row/")}});
    assert_int_equal(unlink(scratch_path("row/b")), 0);
    screen_keys(&s, "\rJ");
    assert_true(screen_title(&s, "Third title"));
    assert_true(screen_status(&s, "Cannot open"));
    screen_keys(&s, "K");
    assert_true(screen_title(&s, "First title"));
    screen_keys(&s, ".");
    assert_true(screen_status(&s, "Cannot open")); /* both others were read to their ends */
    assert_true(screen_title(&s, "First title"));
}

static void test_empty_article(void **state)
{
    static const char *const texts[] = {"", "\n\n\n", " \xE2\x80\x8B\n"};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(texts); i++) {
        if (i)
            screen_close(&s);
        screen_open(&s, &(struct screen_how){
                            .width = 80, .height = 24, .paths = {scratch_file("nothing", texts[i])}});
        assert_true(screen_title(&s, "(no title)"));
        screen_keys(&s, "j Gggb}{12G''HEgcgs+-=zT\t");
        assert_false(s.wants & WQ_WANTS_QUIT);
    }
}

/* Nothing in a file reaches the terminal, whatever it says. */
static void test_harmful_article(void **state)
{
    static const char text[] =
        "T\x1B]0;title\x07\u202Eeltit\n\n"
        "\x1B[31mred\x1B[0m \xC2\x9B"
        "31m \x08\x08\x7F \u202Egnp.exe\u202C \u2066x\u2069 a\u0301\u0301\u0301\u0301\u0301\u0301"
        " \uFFFE \U000E0001 \uFEFF\r\r\x0B\x0C\x1F end of it.\n";
    (void)state;
    screen_open(&s, &(struct screen_how){.width = 80, .height = 24, .paths = {scratch_file("bad", text)}});
    assert_true(screen_find(&s, "[31mred") >= 0);
    screen_keys(&s, "gcEi\t\tgcHG");
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        TEST(test_next_and_previous),
        TEST(test_next_from_the_list),
        TEST(test_moving_does_not_open),
        TEST(test_list_keys),
        TEST(test_read_at_the_end),
        TEST(test_read_before_the_furniture),
        TEST(test_toggle_read),
        TEST(test_unread_again_at_the_end),
        TEST(test_next_unread),
        TEST(test_counts_in_the_title),
        TEST(test_returning),
        TEST(test_returning_to_a_finished_one),
        TEST(test_percent_in_the_list),
        TEST(test_click_in_the_list),
        TEST(test_click_elsewhere),
        TEST(test_wheel_over_panes),
        TEST(test_files_that_are_no_text),
        TEST(test_a_file_that_is_gone),
        TEST(test_past_what_is_gone),
        TEST(test_empty_article),
        TEST(test_harmful_article),
    };
    return cmocka_run_group_tests(tests, setup_group, teardown_group);
}
