/* Finding in the article: the screen follows what is typed, Escape goes back, n and N walk. */
#include "waraq/base/array.h"
#include "waraq/base/buf.h"
#include "waraq/search/query.h"
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

/* Where a query stands in the open article. */
static struct wq_hits hits_of(const char *query, size_t len)
{
    struct wq_hits hits = {NULL, 0, 0};
    struct wq_query *q = NULL;
    const struct wq_text *t = &screen_article(&s)->text;

    if (wq_query_new(query, len, WQ_MATCH_FOLDED, false, &q, NULL) != WQ_OK)
        return hits;
    assert_int_equal(wq_query_find(q, t->data, t->len, &hits), WQ_OK);
    wq_query_free(q);
    return hits;
}

/* The first byte of the current hit's cells on the screen; SIZE_MAX: it is not there. */
static size_t current(void)
{
    size_t at = SIZE_MAX;

    for (int y = 0; y < s.grid.height; y++)
        for (int x = 0; x < s.grid.width; x++) {
            const struct wq_gridcell *c = screen_cell(&s, x, y);
            if (c->style == WQ_STYLE_HIT_CURRENT && c->at < at)
                at = c->at;
        }
    return at;
}

static int count_styles(enum wq_style a, enum wq_style b)
{
    int n = 0;

    for (int i = 0; i < s.grid.width * s.grid.height; i++)
        n += s.grid.cells[i].style == a || s.grid.cells[i].style == b;
    return n;
}

static int highlighted(void)
{
    return count_styles(WQ_STYLE_HIT, WQ_STYLE_HIT_CURRENT);
}

static void check_i_of_n(size_t i, size_t n)
{
    char said[64];

    snprintf(said, sizeof said, "%zu of %zu", i, n);
    check_status(said);
}

/* ---- as one types ---- */

/* After every key the current hit is the first from the place where one stood, or from the top: the title is
 * at the top, also where the title row stands for it. */
static void check_follows(const char *query, const char *go, int width)
{
    open_file("ur-names", width, 14);
    screen_keys(&s, go);
    size_t from = *go ? top() : 0;
    screen_keys(&s, "/");
    for (size_t at = 0; query[at];) {
        char key[8] = "";
        size_t next = at;
        wq_utf8_next(query, &next);
        memcpy(key, query + at, next - at);
        at = next;
        screen_keys(&s, key);
        struct wq_hits hits = hits_of(query, at);
        assert_true(hits.len > 0);
        size_t i = 0;
        while (i < hits.len && hits.items[i].start < from)
            i++;
        i %= hits.len;
        check_i_of_n(i + 1, hits.len);
        assert_int_equal(current(), hits.items[i].start);
        wq_hits_release(&hits);
    }
    screen_close(&s);
}

static void test_follows(void **state)
{
    static const char *const queries[] = {"روہ مو ہیون",     "کم دائے جنگ", "120 خطوط",
                                          "IAEA) کے معائنہ", "کم",          "سئول"};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(queries); i++) {
        check_follows(queries[i], "", 60);
        check_follows(queries[i], "", 130);
        check_follows(queries[i], "d", 60);
        check_follows(queries[i], "G", 60);
    }
}

/* Where a longer query has no hit near, the screen comes back; where it has none at all, to where it was. */
static void test_nothing_found(void **state)
{
    (void)state;
    open_file("ur-names", 60, 14);
    screen_keys(&s, "jjj");
    size_t before = top();
    screen_keys(&s, "/روہ مو");
    assert_int_not_equal(top(), before);
    screen_keys(&s, "ژژژ");
    assert_int_equal(top(), before);
    check_status("not found");
    assert_int_equal(highlighted(), 0);
    screen_keys(&s, "\x7F\x7F\x7F");
    assert_int_not_equal(top(), before);
    screen_keys(&s, "ژژژ\r");
    assert_int_equal(top(), before);
    check_status("روہ موژژژ not found");
    screen_keys(&s, "n");
    check_status("روہ موژژژ not found");
    assert_int_equal(top(), before);
}

/* ---- Escape ---- */

static struct wq_gridcell *picture(void)
{
    size_t n = (size_t)s.grid.width * (size_t)s.grid.height;
    struct wq_gridcell *cells = malloc(n * sizeof *cells);

    assert_non_null(cells);
    memcpy(cells, s.grid.cells, n * sizeof *cells);
    return cells;
}

static void check_picture(const struct wq_gridcell *cells, const char *what)
{
    for (int i = 0; i < s.grid.width * s.grid.height; i++)
        if (cells[i].ch != s.grid.cells[i].ch || cells[i].style != s.grid.cells[i].style)
            fail_msg("%s: row %d, column %d: %s", what, i / s.grid.width, i % s.grid.width,
                     screen_row(&s, i / s.grid.width));
}

static void check_escape(const char *query)
{
    static const char *const ways[] = {"\x1B", "\x03", "\x07"};

    for (size_t i = 0; i < WQ_COUNT(ways); i++) {
        struct wq_gridcell *before = picture();
        screen_keys(&s, "/");
        screen_keys(&s, query);
        screen_keys(&s, ways[i]);
        assert_false(s.grid.cursor_shown);
        check_picture(before, query);
        free(before);
    }
}

/* To the very row: from each of many rows, empty ones among them, with double spacing or without; a hit in
 * the title brings the title into the text and takes it out again. */
static void test_escape_goes_back(void **state)
{
    static const int sizes[][2] = {{80, 24}, {60, 14}, {34, 9}, {130, 40}, {20, 5}};
    static const char *const queries[] = {"نمائش", "موکپو میں", "ژژژ", "کم", "\x7F"};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(sizes) * 2; i++) {
        open_file("ur-names", sizes[i / 2][0], sizes[i / 2][1]);
        screen_keys(&s, i % 2 ? "gs" : "");
        for (int row = 0; row < 18; row++) {
            check_escape(queries[row % 5]);
            check_escape(queries[(row + 3) % 5]);
            screen_keys(&s, "j");
        }
        screen_keys(&s, "G");
        for (size_t q = 0; q < WQ_COUNT(queries); q++)
            check_escape(queries[q]);
        screen_close(&s);
    }
}

/* What was looked for before is looked for again, its current hit too. */
static void test_escape_brings_the_last_query_back(void **state)
{
    static const char *const queries[] = {"نمائش", "موکپو میں", "ژژژ", "کم"};

    (void)state;
    for (size_t first = 0; first < WQ_COUNT(queries); first++) {
        open_file("ur-names", 60, 14);
        screen_keys(&s, "/");
        screen_keys(&s, queries[first]);
        screen_keys(&s, "\rn\x0C"); /* ^L: what is said is gone */
        for (size_t i = 0; i < WQ_COUNT(queries); i++)
            check_escape(queries[i]);
        screen_close(&s);
    }
}

/* The paragraph and the sentence that were chosen are chosen again. */
static void test_escape_keeps_the_choice(void **state)
{
    static const char *const choices[] = {"}}", ")))", "}})", "3G"};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(choices); i++) {
        open_file("ur-names", 60, 14);
        screen_keys(&s, choices[i]);
        check_escape("موکپو میں");
        check_escape("نمائش");
        check_escape("ژژژ");
        screen_close(&s);
    }
}

static void test_enter_keeps(void **state)
{
    (void)state;
    open_file("ur-names", 60, 14);
    screen_keys(&s, "jj");
    size_t before = top();
    screen_keys(&s, "/موکپو میں");
    size_t there = top();
    size_t hit = current();
    assert_int_not_equal(there, before);
    screen_keys(&s, "\r");
    assert_int_equal(top(), there);
    assert_int_equal(current(), hit);
    check_i_of_n(1, 1);
    screen_keys(&s, "''");
    assert_int_equal(top(), before);
    screen_keys(&s, "''"); /* there and back */
    assert_int_equal(top(), there);
}

/* ---- walking ---- */

static void test_walking(void **state)
{
    (void)state;
    open_file("ur-names", 60, 14);
    screen_keys(&s, "/کم\r");
    struct wq_hits hits = hits_of("کم", strlen("کم"));
    assert_true(hits.len > 10);
    for (size_t i = 0; i < hits.len; i++) {
        check_i_of_n(i + 1, hits.len);
        assert_int_equal(current(), hits.items[i].start);
        assert_false(screen_status(&s, "reached"));
        screen_keys(&s, "n");
    }
    check_status("End reached, on from the top");
    check_i_of_n(1, hits.len);
    assert_int_equal(current(), hits.items[0].start);
    screen_keys(&s, "N");
    check_status("Top reached, on from the end");
    check_i_of_n(hits.len, hits.len);
    assert_int_equal(current(), hits.items[hits.len - 1].start);
    screen_keys(&s, "j"); /* said until the next key */
    assert_false(screen_status(&s, "reached"));
    for (size_t i = hits.len; i-- > 1;) {
        screen_keys(&s, "N");
        check_i_of_n(i, hits.len);
        assert_int_equal(current(), hits.items[i - 1].start);
    }
    wq_hits_release(&hits);
}

static void test_counts(void **state)
{
    (void)state;
    open_file("ur-names", 60, 14);
    screen_keys(&s, "/کم\r");
    struct wq_hits hits = hits_of("کم", strlen("کم"));
    char keys[32];
    screen_keys(&s, "5n");
    check_i_of_n(6, hits.len);
    assert_int_equal(current(), hits.items[5].start);
    screen_keys(&s, "3N");
    check_i_of_n(3, hits.len);
    snprintf(keys, sizeof keys, "%zun", hits.len); /* all the way round */
    screen_keys(&s, keys);
    check_i_of_n(3, hits.len);
    check_status("End reached");
    snprintf(keys, sizeof keys, "%zuN", 10 * hits.len + 1);
    screen_keys(&s, keys);
    check_i_of_n(2, hits.len);
    screen_keys(&s, "999999n");
    check_i_of_n((2 - 1 + 999999) % hits.len + 1, hits.len);
    wq_hits_release(&hits);
}

/* From what is on the screen, not from the hit that was left behind. */
static void test_on_from_the_screen(void **state)
{
    (void)state;
    open_file("ur-names", 60, 14);
    screen_keys(&s, "/کم\r");
    struct wq_hits hits = hits_of("کم", strlen("کم"));
    for (int paragraph = 4; paragraph < 9; paragraph++) {
        char keys[16];
        snprintf(keys, sizeof keys, "%dG", paragraph);
        for (int back = 0; back < 2; back++) {
            screen_keys(&s, "gg\x1B");
            screen_keys(&s, "/کم\r"); /* the current one is at the top */
            screen_keys(&s, keys);
            size_t from = top();
            size_t i = 0;
            while (i < hits.len && hits.items[i].start < from)
                i++;
            assert_int_equal(current(), SIZE_MAX);
            screen_keys(&s, back ? "N" : "n");
            i = back ? (i + hits.len - 1) % hits.len : i % hits.len;
            check_i_of_n(i + 1, hits.len);
            assert_int_equal(current(), hits.items[i].start);
            screen_keys(&s, "''");
            assert_int_equal(top(), from);
        }
    }
    wq_hits_release(&hits);
}

static void test_nothing_to_walk(void **state)
{
    (void)state;
    open_file("ur-names", 60, 14);
    screen_keys(&s, "n");
    check_status("Nothing is looked for yet");
    screen_keys(&s, "/\r"); /* nor with nothing typed */
    check_status("Nothing is looked for yet");
    screen_keys(&s, "/   \r");
    check_status("not found");
}

/* ---- again, and no more ---- */

static void test_empty_enter_repeats(void **state)
{
    (void)state;
    open_file("ur-names", 60, 14);
    screen_keys(&s, "/کم\r");
    struct wq_hits hits = hits_of("کم", strlen("کم"));
    screen_keys(&s, "/\r");
    check_i_of_n(2, hits.len);
    assert_int_equal(current(), hits.items[1].start);
    screen_keys(&s, "/موک\x15\r"); /* typed and deleted */
    check_i_of_n(3, hits.len);
    wq_hits_release(&hits);
}

static void test_history(void **state)
{
    static const char up[] = "\x1B[A";
    static const char down[] = "\x1B[B";

    (void)state;
    open_file("ur-names", 80, 24);
    screen_keys(&s, "/موکپو\r/نوبیل\r/کم\r/نوبیل\r/");
    screen_keys(&s, "سئو");
    screen_keys(&s, up);
    check_status("نوبیل");
    assert_int_not_equal(current(), SIZE_MAX); /* it is looked for as if it were typed */
    screen_keys(&s, up);
    check_status("کم");
    screen_keys(&s, "\x10"); /* ^P */
    check_status("موکپو");
    screen_keys(&s, up);
    check_status("موکپو");
    screen_keys(&s, down);
    screen_keys(&s, "\x0E");
    check_status("نوبیل");
    screen_keys(&s, down);
    check_status("سئو");
    screen_keys(&s, up);
    screen_keys(&s, up);
    screen_keys(&s, "\r");
    struct wq_hits hits = hits_of("کم", strlen("کم"));
    char said[32];
    snprintf(said, sizeof said, "of %zu", hits.len);
    check_status(said);
    wq_hits_release(&hits);
    screen_keys(&s, ":"); /* commands remember for themselves */
    screen_keys(&s, up);
    assert_false(screen_status(&s, "کم"));
    screen_keys(&s, "\x1B");
}

static void test_escape_clears(void **state)
{
    static const char *const queries[] = {"کم", "نمائش"}; /* the last in the title too */

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(queries); i++) {
        open_file("ur-names", 80, 24);
        struct wq_gridcell *before = picture();
        screen_keys(&s, "/");
        screen_keys(&s, queries[i]);
        screen_keys(&s, "\rgg");
        assert_true(highlighted() > 0);
        screen_keys(&s, "\x1B");
        assert_int_equal(highlighted(), 0);
        check_picture(before, queries[i]);
        free(before);
        screen_keys(&s, "n");
        check_status("Nothing is looked for yet");
        screen_keys(&s, "/\x10\r"); /* but remembered */
        assert_true(highlighted() > 0);
        screen_close(&s);
    }
}

static void test_next_article_is_searched(void **state)
{
    (void)state;
    screen_open(&s, &(struct screen_how){.width = 80, .height = 24, .paths = {"data/samples/"}});
    screen_keys(&s, "15G\r");
    screen_keys(&s, "/کے\r");
    for (const char *key = "KKKJJ"; *key; key++) {
        screen_keys(&s, *key == 'J' ? "J" : "K");
        struct wq_hits hits = hits_of("کے", strlen("کے"));
        struct wq_hits shown = {NULL, 0, 0};
        for (size_t i = 0; i < hits.len; i++) { /* without those in furniture */
            const struct wq_article *a = screen_article(&s);
            size_t p = 0;
            while (a->paras[p].span.end < hits.items[i].start)
                p++;
            if (a->paras[p].kind != WQ_PARA_FURNITURE)
                *WQ_PUSH(&shown) = hits.items[i];
        }
        char said[32];
        snprintf(said, sizeof said, "%zu hits", shown.len);
        check_status(said);
        assert_true(highlighted() > 0);
        assert_int_equal(current(), SIZE_MAX);
        screen_keys(&s, "n");
        check_i_of_n(1, shown.len);
        assert_int_equal(current(), shown.items[0].start);
        wq_hits_release(&hits);
        wq_hits_release(&shown);
    }
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        TEST(test_follows),
        TEST(test_nothing_found),
        TEST(test_escape_goes_back),
        TEST(test_escape_brings_the_last_query_back),
        TEST(test_escape_keeps_the_choice),
        TEST(test_enter_keeps),
        TEST(test_walking),
        TEST(test_counts),
        TEST(test_on_from_the_screen),
        TEST(test_nothing_to_walk),
        TEST(test_empty_enter_repeats),
        TEST(test_history),
        TEST(test_escape_clears),
        TEST(test_next_article_is_searched),
    };
    return cmocka_run_group_tests(tests, setup_group, teardown_group);
}
