/* Correcting in the sidebar: what was said of somebody is told, and the sidebar stays where it was. */
#include "../../src/app/state.h"
#include "../support/one_screen.h"
#include "../support/sidebar.h"

#include "waraq/base/array.h"
#include "waraq/base/buf.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const struct wq_inside *in(void)
{
    return &s.app->inside;
}

static void open_with(const char *path, int width)
{
    static int n;
    char data[32];

    screen_close(&s);
    snprintf(data, sizeof data, "data%d", n++);
    setenv("XDG_DATA_HOME", scratch_path(data), 1); /* nothing is corrected yet */
    open_file(path, width, 40);
}

static void open_article(int width)
{
    open_with(sidebar_article(false), width);
}

static const struct wq_inside_row *selected(void)
{
    return &in()->rows.items[in()->selected];
}

static void check_selected(const char *name)
{
    assert_true(selected()->type == WQ_INSIDE_ENTITY);
    assert_string_equal(in()->found->entities[selected()->entity].name, name);
}

static void select_row(const char *name)
{
    sidebar_focus(&s);
    screen_keys(&s, "gg");
    for (size_t i = 0; i < in()->rows.len; i++) {
        if (selected()->type == WQ_INSIDE_ENTITY &&
            !strcmp(in()->found->entities[selected()->entity].name, name))
            return;
        screen_keys(&s, "j");
    }
    fail_msg("%s has no row", name);
}

/* ---- what was chosen stays so ---- */

static void test_chosen_stays(void **state)
{
    (void)state;
    open_article(120);
    sidebar_choose(&s, "لاہور");
    screen_keys(&s, "nn");
    size_t at = in()->hits.items[in()->current].start;
    screen_keys(&s, "er\x15Lhr\r");
    check_status("لاہور is called Lhr from now on");
    sidebar_chosen(&s, "Lhr");
    check_selected("Lhr");
    assert_int_equal(in()->hits.items[in()->current].start, at);
    screen_keys(&s, "ek");
    check_status("Lhr is found below Organisations from now on");
    sidebar_chosen(&s, "Lhr");
    select_row("کراچی"); /* somebody else: what is walked stays */
    screen_keys(&s, "ei");
    check_status("Ignored from now on");
    sidebar_chosen(&s, "Lhr");
    assert_int_equal(in()->hits.items[in()->current].start, at);
    screen_keys(&s, "n");
    assert_int_equal(in()->current, 3);
    assert_int_not_equal(sidebar_highlights(&s), 0);
}

/* Once the chosen one is ignored nobody is walked; once they are one with another, that one is. */
static void test_chosen_goes(void **state)
{
    (void)state;
    open_article(120);
    sidebar_choose(&s, "لاہور");
    screen_keys(&s, "emKarachi\r");
    check_status("لاہور and کراچی are one from now on");
    sidebar_chosen(&s, "کراچی");
    check_selected("کراچی");
    assert_int_equal(in()->hits.len, 12);
    screen_keys(&s, "ei");
    assert_int_equal(in()->chosen, UINT32_MAX);
    assert_false(s.app->walks_mentions);
    assert_int_equal(sidebar_highlights(&s), 0);
}

/* While a query is walked, correcting does not take that from n and N. */
static void test_query_stays(void **state)
{
    (void)state;
    open_article(120);
    sidebar_choose(&s, "لاہور");
    screen_keys(&s, "\t\t");
    while (screen_focus(&s) != WQ_PANE_READER)
        screen_keys(&s, "\t");
    screen_keys(&s, "/بات\r");
    assert_false(s.app->walks_mentions);
    select_row("کراچی");
    screen_keys(&s, "er\x15Khi\r");
    assert_false(s.app->walks_mentions);
    assert_int_equal(in()->hits.len, 6);
}

/* ---- the sidebar stays where it was ---- */

/* A dozen persons, each mentioned less often than the one before. */
static const char *persons(void)
{
    static const char *const names[] = {"عمران خان",         "نواز شریف",     "شہباز شریف", "آصف زرداری",
                                        "بلاول بھٹو زرداری", "مریم نواز",     "جو بائیڈن",  "ڈونلڈ ٹرمپ",
                                        "نریندر مودی",       "ولادیمیر پوتن", "شی جن پنگ",  "رجب طیب اردوان"};
    static int n;
    char file[32];
    struct wq_buf text = WQ_BUF_INIT;

    wq_buf_adds(&text, "عنوان یہاں ہے\n\n");
    for (size_t i = 0; i < 12; i++)
        for (size_t k = i; k < 13; k++)
            wq_buf_addf(&text, "اس دن %s نے کہا کہ یہ بات ہے۔\n\n", names[i]);
    snprintf(file, sizeof file, "persons%d.txt", n++);
    const char *path = scratch_bytes(file, text.data, text.len);
    wq_buf_release(&text);
    return path;
}

/* Whoever goes through names and takes out what is none stands at the next. */
static void test_row_stays(void **state)
{
    (void)state;
    open_with(persons(), 120);
    sidebar_focus(&s);
    screen_keys(&s, "ggjjjjjjj\r"); /* 5 more… */
    assert_true(in()->open[WQ_PERSON]);
    select_row("نریندر مودی");
    screen_keys(&s, "ei");
    check_selected("ولادیمیر پوتن");
    assert_true(in()->open[WQ_PERSON]);
    screen_keys(&s, "ei");
    check_selected("شی جن پنگ");
    screen_keys(&s, "U");
    check_status("Taken back: ولادیمیر پوتن is not ignored any more");
    check_selected("ولادیمیر پوتن");
    screen_keys(&s, "\x12");
    check_status("Done again: ولادیمیر پوتن is ignored");
    check_selected("شی جن پنگ");
}

/* What was opened for the chosen one is above the next row no more. */
static void test_row_stays_below_spellings(void **state)
{
    (void)state;
    open_article(120);
    sidebar_choose(&s, "ولادیمیر پوتن");
    screen_keys(&s, "jj");
    assert_int_equal(selected()->type, WQ_INSIDE_SPELLING);
    screen_keys(&s, "ei");
    check_selected("لاہور");
}

static void test_filter_stays(void **state)
{
    (void)state;
    open_with(persons(), 120);
    sidebar_focus(&s);
    screen_keys(&s, "/شریف\r");
    size_t rows = in()->rows.len;
    screen_keys(&s, "ei");
    assert_int_equal(in()->rows.len, rows - 1);
    assert_true(in()->filter.len > 0);
    screen_keys(&s, "U");
    assert_int_equal(in()->rows.len, rows);
}

/* Whom somebody was merged into is seen, be they cut short. */
static void test_merged_into_hidden(void **state)
{
    (void)state;
    open_with(persons(), 120);
    select_row("نواز شریف");
    screen_keys(&s, "emاردوان\r");
    check_selected("رجب طیب اردوان");
    screen_keys(&s, "U");
    check_status("Taken back: نواز شریف and رجب طیب اردوان are two again");
    check_selected("نواز شریف");
}

/* On a heading nobody is meant, be somebody chosen: ei must not hit who is not looked at. */
static void test_heading_means_nobody(void **state)
{
    (void)state;
    open_with(persons(), 120);
    sidebar_choose(&s, "عمران خان");
    screen_keys(&s, "ggjjjjjjj");
    while (selected()->type == WQ_INSIDE_ENTITY || selected()->type == WQ_INSIDE_SPELLING)
        screen_keys(&s, "j");
    screen_keys(&s, "ei");
    check_status("Nobody is chosen");
    sidebar_chosen(&s, "عمران خان");
    screen_keys(&s, "a");
    check_status("Nobody is chosen");
}

static void test_prompt_says_who(void **state)
{
    (void)state;
    open_article(120);
    select_row("کراچی");
    screen_keys(&s, "em");
    check_status("کراچی is the same as:");
    screen_keys(&s, "Trump"); /* who is not in this article */
    check_status("ٹرمپ");
    screen_keys(&s, "\x15Karachi"); /* nobody is offered to himself */
    struct wq_buf note = WQ_BUF_INIT;
    wq_app_merge_note(s.app, &note);
    assert_int_equal(note.len, 0);
    screen_keys(&s, "\x1B");
    screen_keys(&s, "er\x15\r");
    check_status("That cannot be");
}

/* What is wrong in the files is counted where one is; --entities has the lines. */
static void test_errors_are_counted(void **state)
{
    static const char *const folders[] = {"wrong", "wrong/waraq", "wrong/waraq/gazetteer"};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(folders); i++)
        scratch_subfolder(folders[i]);
    scratch_file("wrong/waraq/entities.tsv", "merge\tper:a\tper:a\nignore\n");
    setenv("XDG_DATA_HOME", scratch_path("wrong"), 1);
    open_file(sidebar_article(false), 200, 40);
    screen_settle(&s);
    check_status("waraq/entities.tsv: 2");
    screen_close(&s);
    scratch_file("wrong/waraq/gazetteer/mine.tsv", "id\tur\nper:zed\nper:y\n\xFF\n");
    open_file(sidebar_article(false), 200, 40);
    screen_settle(&s);
    check_status("waraq/gazetteer: 3");
    check_status("waraq/entities.tsv: 2");
    screen_keys(&s, "j");
    assert_false(screen_status(&s, "entities.tsv"));
}

/* With --secure a correction holds, and nothing is written. */
static void test_secure(void **state)
{
    struct stat st;

    (void)state;
    setenv("XDG_DATA_HOME", scratch_path("secure"), 1);
    screen_open(&s, &(struct screen_how){
                        .width = 120, .height = 40, .secure = true, .paths = {sidebar_article(false)}});
    select_row("کراچی");
    screen_keys(&s, "er\x15Khi\r");
    check_status("This holds for now only, it cannot be kept: --secure");
    check_selected("Khi");
    screen_keys(&s, "U");
    check_selected("کراچی");
    assert_int_not_equal(stat(scratch_path("secure"), &st), 0);
}

/* ---- an article that the worker looks through ---- */

static const char *long_article(void)
{
    struct wq_buf text = WQ_BUF_INIT;

    wq_buf_adds(&text, "عنوان یہاں ہے\n\n");
    for (int i = 0; text.len < 200 * 1024; i++)
        wq_buf_addf(&text, "یہ بات نمبر %d ہے جو لاہور اور کراچی اور ملتان میں ہوئی تھی۔\n\n", i);
    const char *path = scratch_bytes("long.txt", text.data, text.len);
    wq_buf_release(&text);
    return path;
}

static void test_long_article(void **state)
{
    (void)state;
    open_with(long_article(), 120);
    sidebar_choose(&s, "لاہور");
    screen_keys(&s, "n");
    size_t at = in()->hits.items[in()->current].start;
    screen_keys(&s, "/ا\r");
    select_row("کراچی");
    screen_keys(&s, "er\x15Karaachi\r");
    assert_null(in()->found);
    screen_keys(&s, "nU"); /* while nothing is known */
    screen_settle(&s);
    screen_keys(&s, "\x12");
    screen_settle(&s);
    sidebar_chosen(&s, "لاہور");
    assert_int_equal(in()->hits.items[in()->current].start, at);
    check_selected("Karaachi");
    assert_true(in()->filter.len > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_chosen_stays),
        TEST(test_chosen_goes),
        TEST(test_query_stays),
        TEST(test_row_stays),
        TEST(test_row_stays_below_spellings),
        TEST(test_filter_stays),
        TEST(test_merged_into_hidden),
        TEST(test_heading_means_nobody),
        TEST(test_prompt_says_who),
        TEST(test_errors_are_counted),
        TEST(test_secure),
        TEST(test_long_article),
    };
    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests_name("screen correct", tests, setup_group, teardown_group);
}
