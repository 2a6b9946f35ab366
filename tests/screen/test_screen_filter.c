/* Filtering the list: by text, title and language, as one types; moving and opening in what is left. */
#include "../../src/app/state.h"
#include "../support/random_text.h"
#include "waraq/base/array.h"
#include "waraq/search/query.h"

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

static void open_samples(int width, int height)
{
    screen_open(&s, &(struct screen_how){.width = width, .height = height, .paths = {"data/samples/"}});
}

static void type(const char *keys)
{
    screen_keys(&s, keys);
    screen_settle(&s);
}

/* A letter an article of the samples: which the list shows, in order. */
static void check_shown(const char *expected)
{
    char shown[32] = "";

    assert_true(s.app->list.count < sizeof shown);
    for (size_t row = 0; row < s.app->list.count; row++)
        shown[row] = (char)('a' + wq_app_row_entry(s.app, row));
    if (strcmp(shown, expected) != 0)
        fail_msg("after '%s': %s, not %s", s.doing, shown, expected);
}

static char selected(void)
{
    size_t entry = wq_app_selected(s.app);
    return entry == SIZE_MAX ? '-' : (char)('a' + entry);
}

/* Which samples have a query, searched one by one. */
static void find_samples(const char *query, enum wq_match match, char *out)
{
    struct wq_query *q = NULL;
    size_t n = 0;

    assert_int_equal(wq_query_new(query, strlen(query), match, false, &q, NULL), WQ_OK);
    for (size_t i = 0; i < nsamples; i++) {
        struct wq_article *a = article_sample(samples[i]);
        struct wq_hits hits = {NULL, 0, 0};
        assert_int_equal(wq_query_find(q, a->text.data, a->text.len, &hits), WQ_OK);
        if (hits.len)
            out[n++] = (char)('a' + i);
        wq_hits_release(&hits);
        wq_article_free(a);
    }
    out[n] = '\0';
    wq_query_free(q);
}

/* ---- what is shown ---- */

static void test_by_text_and_title(void **state)
{
    static const char *const queries[] = {"کم", "غالب", "IMF", "ريل", "1", "גניזה", "ی"};
    char expected[32];

    (void)state;
    open_samples(80, 24);
    for (size_t i = 0; i < WQ_COUNT(queries); i++) {
        find_samples(queries[i], WQ_MATCH_FOLDED, expected);
        type("/");
        type(queries[i]);
        check_shown(expected);
        char said[32];
        snprintf(said, sizeof said, "%zu found", strlen(expected));
        check_status(said);
        screen_keys(&s, "\x1B");
        check_shown("abcdefghijklmnop");
    }
}

static void test_by_language(void **state)
{
    static const struct {
        const char *typed, *shown;
    } cases[] = {
        {"اردو", "hjklmnop"}, {"ur", "hjklmnop"}, {"Urdu", "hjklmnop"}, {"فارسی", "efg"},
        {"fa", "efg"},        {"persian", "efg"}, {"Hebrew", "g"},      {"עברית", "g"},
        {"پښتو", "i"},        {"kurdish", "c"},   {"ckb", "c"},         {"العربية", "ab"},
    };

    (void)state;
    open_samples(80, 24);
    for (size_t i = 0; i < WQ_COUNT(cases); i++) {
        type("/");
        type(cases[i].typed);
        char got[32] = "";
        for (size_t row = 0; row < s.app->list.count; row++)
            got[row] = (char)('a' + wq_app_row_entry(s.app, row));
        /* Those in the language, and those that speak of it. */
        char has[32];
        find_samples(cases[i].typed, WQ_MATCH_FOLDED, has);
        for (char c = 'a'; c <= 'p'; c++) {
            struct wq_head *head = wq_shelf_entry(s.shelf, (size_t)(c - 'a'))->head;
            bool in_it =
                head && !strcmp(head->language,
                                wq_shelf_entry(s.shelf, (size_t)(cases[i].shown[0] - 'a'))->head->language);
            if ((strchr(got, c) != NULL) != (in_it || strchr(has, c) != NULL))
                fail_msg("%s: %s, %c", cases[i].typed, got, c);
        }
        screen_keys(&s, "\x1B");
    }
}

static void test_ways_to_match(void **state)
{
    char expected[32];

    (void)state;
    open_samples(80, 24);
    type("/روسي");
    find_samples("روسي", WQ_MATCH_FOLDED, expected);
    check_shown(expected);
    assert_true(*expected);
    type("\t");
    find_samples("روسي", WQ_MATCH_EXACT, expected);
    check_shown(expected);
    check_status("exact · ");
    type("\t\t");
    find_samples("روسي", WQ_MATCH_REGEX, expected);
    check_shown(expected);
    check_status("regular expression · ");
    type("("); /* what is broken is said, and changes nothing */
    check_status("Broken at character");
    check_shown(expected);
    type("\x7F|نמ"); /* mended */
    check_status("found");
    type("\x1B");
}

static void test_nothing_to_look_for(void **state)
{
    static const char *const queries[] = {" ", "\u064F", "\u064F \u0651"};

    (void)state;
    open_samples(100, 24);
    for (size_t i = 0; i < WQ_COUNT(queries); i++) {
        type("/");
        type(queries[i]);
        check_status("There is nothing to look for in this query");
        check_shown("abcdefghijklmnop");
        type("\r");
        check_shown("abcdefghijklmnop");
    }
}

static void test_none_found(void **state)
{
    (void)state;
    open_samples(80, 24);
    type("5G/ژژژ");
    check_status("0 found");
    check_shown("");
    type("\r");
    screen_keys(&s, "jkGgg \rbdu5G.rJKiTTEzH"); /* nothing to act on */
    assert_false(s.wants & WQ_WANTS_QUIT);
    type("q");
    check_shown("abcdefghijklmnop");
    type("/ژژژ");
    screen_resize(&s, 30, 6);
    screen_resize(&s, 130, 40);
    type("\x1B");
    check_shown("abcdefghijklmnop");
}

/* ---- what is selected ---- */

static void test_selection_is_kept(void **state)
{
    char expected[32];

    (void)state;
    open_samples(80, 24);
    find_samples("کم", WQ_MATCH_FOLDED, expected);
    size_t last = strlen(expected) - 1;
    char keys[16];
    snprintf(keys, sizeof keys, "%dG", expected[last] - 'a' + 1);
    type(keys);
    type("/ک");
    assert_int_equal(selected(), expected[last]);
    type("م");
    assert_int_equal(selected(), expected[last]);
    type("\r");
    assert_int_equal(selected(), expected[last]);
    check_status("Filter: کم");
    screen_resize(&s, 60, 24);
    assert_true(screen_title(&s, "16 unread · 16 in all"));
    screen_resize(&s, 80, 24);
    type("gg");
    assert_int_equal(selected(), expected[0]);
    type("q"); /* all again; it stays where it was */
    assert_int_equal(selected(), expected[0]);
    check_shown("abcdefghijklmnop");
}

static void test_escape_restores(void **state)
{
    static const char *const typed[] = {"غالب", "ژژژ", "کم", "ا", "ژ\x7F", "کم\x15", "("};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(typed) * 2; i++) {
        open_samples(60, i % 2 ? 12 : 24);
        type(i % 2 ? "14Gkk" : "3G");
        char before = selected();
        size_t top = s.app->list.top;
        type("/");
        for (const char *c = typed[i / 2]; *c;) { /* letter by letter */
            char key[8] = "";
            size_t n = 1;
            while ((c[n] & 0xC0) == 0x80)
                n++;
            memcpy(key, c, n);
            c += n;
            type(key);
        }
        type("\x1B");
        assert_int_equal(selected(), before);
        assert_int_equal(s.app->list.top, top);
        check_shown("abcdefghijklmnop");
        screen_close(&s);
    }
}

/* A filter within a filter: Escape brings the first back, and its text is there to go on with. */
static void test_again(void **state)
{
    char first[32];
    char second[32];

    (void)state;
    open_samples(80, 24);
    find_samples("کم", WQ_MATCH_FOLDED, first);
    find_samples("کمر", WQ_MATCH_FOLDED, second);
    assert_string_not_equal(first, second);
    type("/کم\r");
    type("j");
    char before = selected();
    type("/ر");
    check_shown(second);
    type("\x1B");
    check_shown(first);
    assert_int_equal(selected(), before);
    check_status("Filter: کم");
    type("/\x15\r"); /* nothing is no filter */
    check_shown("abcdefghijklmnop");
    type("/\x1B[A");
    check_shown(first);
    type("\r");
    type("\x1B"); /* Escape in the list clears it too */
    check_shown("abcdefghijklmnop");
}

/* ---- in what is left ---- */

static void test_next_and_previous(void **state)
{
    (void)state;
    open_samples(80, 24);
    type("/کم\r");
    char expected[32];
    find_samples("کم", WQ_MATCH_FOLDED, expected);
    size_t n = strlen(expected);
    assert_true(n >= 4 && strcmp(expected, "abcd") != 0);
    screen_keys(&s, "gg\r");
    assert_int_equal(screen_opened(&s), expected[0] - 'a');
    for (size_t i = 1; i < n; i++) {
        screen_keys(&s, "J");
        assert_int_equal(screen_opened(&s), expected[i] - 'a');
        assert_int_equal(selected(), expected[i]);
    }
    screen_keys(&s, "J");
    check_status("This is the last article");
    screen_keys(&s, "2K");
    assert_int_equal(screen_opened(&s), expected[n - 3] - 'a');
    screen_keys_times(&s, "K", 20);
    assert_int_equal(screen_opened(&s), expected[0] - 'a');
    screen_keys(&s, "r.");
    assert_int_equal(screen_opened(&s), expected[1] - 'a');
    for (size_t i = 1; i < n; i++) /* r: read */
        screen_keys(&s, wq_shelf_entry(s.shelf, screen_opened(&s))->seen ? "." : "r.");
    screen_keys(&s, wq_shelf_entry(s.shelf, screen_opened(&s))->seen ? "." : "r.");
    check_status("Nothing unread");
    screen_keys(&s, "q");
    check_shown(expected);
    screen_keys(&s, "q");
    check_shown("abcdefghijklmnop");
}

static void test_opening(void **state)
{
    (void)state;
    open_samples(120, 40);
    type("/غالب\r");
    char expected[32];
    find_samples("غالب", WQ_MATCH_FOLDED, expected);
    for (size_t i = 0; expected[i]; i++) {
        char keys[16];
        snprintf(keys, sizeof keys, "%zuG\r", i + 1);
        screen_keys(&s, keys);
        assert_int_equal(screen_opened(&s), expected[i] - 'a');
        assert_int_equal(screen_focus(&s), WQ_PANE_READER);
        screen_keys(&s, "q");
        assert_int_equal(screen_focus(&s), WQ_PANE_LIST);
        check_shown(expected);
    }
    /* A click on a row, too. */
    screen_click(&s, screen_column(&s, screen_panes(&s)->list.x + 5), screen_panes(&s)->top);
    screen_click(&s, screen_column(&s, screen_panes(&s)->list.x + 5), screen_panes(&s)->top);
    assert_int_equal(screen_opened(&s), expected[0] - 'a');
}

/* Articles outside the filter open from the results, and leave the list as it is. */
static void test_with_results(void **state)
{
    (void)state;
    open_samples(80, 24);
    type("/غالب\r");
    type("g/גניזה\r");
    type("\r");
    assert_int_equal(screen_opened(&s), 6);
    screen_keys(&s, "q");
    screen_keys(&s, "q");
    char expected[32];
    find_samples("غالب", WQ_MATCH_FOLDED, expected);
    check_shown(expected);
    screen_keys(&s, "J"); /* on from what is selected */
    assert_non_null(strchr(expected, (char)('a' + screen_opened(&s))));
}

static void test_random(void **state)
{
    static const char *const keys[] = {"/",  "/",    "ک",    "م", "ا", "ur", "\x7F", "\x15",   "\r",
                                       "\r", "\x1B", "j",    "k", "G", "gg", "J",    "K",      ".",
                                       "q",  "\t",   "\x0F", "r", "T", "g/", "n",    "\x1B[A", " "};
    struct random r = {23};

    (void)state;
    open_samples(80, 24);
    for (int i = 0; i < 1500; i++) {
        screen_keys(&s, keys[random_below(&r, WQ_COUNT(keys))]);
        s.wants = 0;
        if (random_below(&r, 6) == 0)
            screen_settle(&s);
        if (random_below(&r, 50) == 0)
            screen_resize(&s, 1 + (int)random_below(&r, 130), 1 + (int)random_below(&r, 40));
        for (size_t row = 0; row < s.app->list.count; row++)
            assert_int_equal(wq_app_entry_row(s.app, wq_app_row_entry(s.app, row)), row);
        assert_true(s.app->list.selected < s.app->list.count || s.app->list.selected == 0);
    }
}

static int open_all(void **state)
{
    if (scratch_open(state))
        return -1;
    setenv("XDG_CACHE_HOME", scratch_folder(), 1);
    return articles_open(state);
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        TEST(test_by_text_and_title), TEST(test_by_language),
        TEST(test_ways_to_match),     TEST(test_nothing_to_look_for),
        TEST(test_none_found),        TEST(test_selection_is_kept),
        TEST(test_escape_restores),   TEST(test_again),
        TEST(test_next_and_previous), TEST(test_opening),
        TEST(test_with_results),      TEST(test_random),
    };
    return cmocka_run_group_tests(tests, open_all, teardown_group);
}
