/* Warm search: the same hits as the cold search, for every way of matching, wherever blocks end. */
#include "../../support/library.h"
#include "../../support/scratch.h"
#include "waraq/base/array.h"
#include "waraq/text/utf8.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static const enum wq_match ways[] = {WQ_MATCH_FOLDED, WQ_MATCH_EXACT, WQ_MATCH_LOOSE};

static void compare_all_ways(const struct library *l, struct wq_fulltext *ft, const char *query, size_t len)
{
    for (size_t w = 0; w < WQ_COUNT(ways); w++) {
        library_compare(l, ft, query, len, ways[w], false);
        library_compare(l, ft, query, len, ways[w], true);
    }
}

static void test_samples(void **state)
{
    static const char *const queries[] = {"پشاور",  "کتاب", "كتاب",          "ان",       "ا",    "کی",
                                          "ایران",  "של",   "library",       "2024",     "نہیں", "کے لیے",
                                          "نے کہا", " کی ", "می‌شود", "\"",       "۔",    "قرآن",
                                          "اللہ",   "Ж",    "\u064F",        "پھر سنائی"};
    struct library l;

    (void)state;
    library_init(&l, "samples.cache");
    library_samples(&l);
    struct wq_cache_built built = library_build(&l);
    assert_int_equal(built.outcome, WQ_CACHE_BUILT);
    assert_int_equal(built.docs, l.paths.len);
    struct wq_fulltext *ft = library_open(&l);
    for (size_t i = 0; i < WQ_COUNT(queries); i++)
        compare_all_ways(&l, ft, queries[i], strlen(queries[i]));
    wq_fulltext_free(ft);
    library_release(&l);
}

/* A stretch of a text, so that queries are found; sometimes with something changed at its ends. */
static void random_query(struct random *r, const struct wq_buf *text, struct wq_buf *out)
{
    size_t points = 1 + random_below(r, random_below(r, 8) ? 6 : 40);
    size_t at = wq_utf8_floor(text->data, text->len, random_below(r, (uint32_t)text->len));
    size_t end = at;

    wq_buf_clear(out);
    if (random_below(r, 6) == 0)
        wq_buf_addc(out, ' ');
    while (points-- && end < text->len)
        wq_utf8_next(text->data, &end);
    wq_buf_add(out, text->data + at, end - at);
    if (random_below(r, 6) == 0)
        wq_buf_addc(out, ' ');
}

static void test_random(void **state)
{
    struct random r = {20240521};
    struct library l;
    struct wq_buf all = WQ_BUF_INIT;
    struct wq_buf query = WQ_BUF_INIT;

    (void)state;
    library_init(&l, "random.cache");
    for (int i = 0; i < 30; i++) {
        struct wq_buf text = WQ_BUF_INIT;
        char name[32];
        library_text(&r, &text, i == 7 ? 110000 : random_below(&r, i % 3 ? 40 : 4000));
        snprintf(name, sizeof name, "r%02d.txt", i);
        library_write(&l, name, text.data ? text.data : "", text.len);
        wq_buf_add(&all, text.data, text.len);
        wq_buf_release(&text);
    }
    l.encoding = "UTF-8"; /* what is random would be taken for no text */
    assert_int_equal(library_build(&l).docs, 30);
    struct wq_fulltext *ft = library_open(&l);
    assert_true(wq_fulltext_bytes(ft) > 65536); /* more blocks than one */
    for (int i = 0; i < 60; i++) {
        random_query(&r, &all, &query);
        compare_all_ways(&l, ft, query.data ? query.data : "", query.len);
    }
    wq_fulltext_free(ft);
    wq_buf_release(&all);
    wq_buf_release(&query);
    library_release(&l);
}

/* Everything that can stand before, in and behind a match, in queries as in texts. */
static void test_gaps(void **state)
{
    static const char *const gaps[] = {"", " ", "'", "\u200C", " \""};
    enum { N = WQ_COUNT(gaps), ALL = N * N * N };
    struct wq_buf pairs[ALL];
    struct library l;

    (void)state;
    library_init(&l, "gaps.cache");
    for (size_t i = 0; i < ALL; i++) {
        char name[32];
        wq_buf_init(&pairs[i]);
        wq_buf_addf(&pairs[i], "%sا%sب%s", gaps[i / N / N], gaps[i / N % N], gaps[i % N]);
        snprintf(name, sizeof name, "g%03zu.txt", i);
        library_write(&l, name, pairs[i].data, pairs[i].len);
    }
    library_build(&l);
    struct wq_fulltext *ft = library_open(&l);
    for (size_t i = 0; i < ALL; i++)
        for (size_t w = 0; w < WQ_COUNT(ways); w++)
            library_compare(&l, ft, pairs[i].data, pairs[i].len, ways[w], i % 3 == w);
    for (size_t i = 0; i < ALL; i++)
        wq_buf_release(&pairs[i]);
    wq_fulltext_free(ft);
    library_release(&l);
}

/* A match that lies across the end of a block is found wherever exactly that end is in it. */
static void test_block_ends(void **state)
{
    static const char needle[] = "کم\u200Cجونگ \"ان\" ﷲ";
    struct library l;

    (void)state;
    library_init(&l, "ends.cache");
    l.encoding = "UTF-8";
    for (size_t before = 65536 - 24; before < 65536 + 4; before++) {
        struct wq_buf text = WQ_BUF_INIT;
        char name[32];
        for (size_t i = 0; i < before; i++)
            wq_buf_addc(&text, 'x');
        wq_buf_adds(&text, needle);
        snprintf(name, sizeof name, "e%05zu.txt", before);
        /* One in a file, so that offsets in the file are those in its cache. */
        library_init(&l, "ends.cache");
        l.encoding = "UTF-8";
        library_write(&l, name, text.data, text.len);
        unlink(l.file);
        library_build(&l);
        struct wq_fulltext *ft = library_open(&l);
        compare_all_ways(&l, ft, needle, strlen(needle));
        library_compare(&l, ft, "ان", strlen("ان"), WQ_MATCH_FOLDED, true);
        library_compare(&l, ft, "\"ان\"", strlen("\"ان\""), WQ_MATCH_FOLDED, false);
        library_compare(&l, ft, "للہ", strlen("للہ"), WQ_MATCH_FOLDED, false);
        library_compare(&l, ft, "گان", strlen("گان"), WQ_MATCH_FOLDED, false);
        wq_fulltext_free(ft);
        wq_buf_release(&text);
        library_release(&l);
    }
}

/* What one character folds to has one hit in it, however often it has what is looked for. */
static void test_one_character(void **state)
{
    static const char *const texts[] = {"ﬀ", "ﬀﬀ", "x ﬀ", "ﷺ", "ﷲ ﷲ", "⅒", "1⅒1", "∭", "⅒⅒ ا"};
    static const char *const queries[] = {"f", "ff", "ل", "1", "10", "∫", "ا"};
    struct library l;

    (void)state;
    library_init(&l, "one.cache");
    l.encoding = "UTF-8";
    for (size_t i = 0; i < WQ_COUNT(texts); i++) {
        char name[16];
        snprintf(name, sizeof name, "c%zu.txt", i);
        library_write(&l, name, texts[i], strlen(texts[i]));
    }
    library_build(&l);
    struct wq_fulltext *ft = library_open(&l);
    for (size_t i = 0; i < WQ_COUNT(queries); i++)
        compare_all_ways(&l, ft, queries[i], strlen(queries[i]));
    wq_fulltext_free(ft);
    library_release(&l);
}

/* A query longer than blocks are. */
static void test_long_query(void **state)
{
    struct random r = {7};
    struct wq_buf text = WQ_BUF_INIT;
    struct library l;

    (void)state;
    library_init(&l, "long.cache");
    l.encoding = "UTF-8";
    library_text(&r, &text, 200000);
    library_write(&l, "long.txt", text.data, text.len);
    library_write(&l, "short.txt", "short", 5);
    library_build(&l);
    struct wq_fulltext *ft = library_open(&l);
    /* Cold windows end a hit's length behind them: what is compared is shorter than these are. */
    size_t from = wq_utf8_floor(text.data, text.len, 1000);
    size_t to = wq_utf8_floor(text.data, text.len, text.len - 1000);
    library_compare(&l, ft, text.data + from, to - from, WQ_MATCH_FOLDED, false);
    library_compare(&l, ft, text.data + from, to - from, WQ_MATCH_LOOSE, false);
    library_compare(&l, ft, text.data, text.len, WQ_MATCH_FOLDED, false);
    wq_fulltext_free(ft);
    wq_buf_release(&text);
    library_release(&l);
}

struct some {
    size_t docs[8];
    size_t n, most;
};

static bool take_some(void *data, size_t doc, size_t hits)
{
    struct some *s = data;

    assert_int_equal(hits, 2);
    s->docs[s->n++] = doc;
    return s->n < s->most;
}

/* Stopping, going on, and ranges. */
static void test_a_few_at_a_time(void **state)
{
    struct library l;
    struct wq_query *q;
    struct some some = {.most = 2};
    size_t next = 0;

    (void)state;
    library_init(&l, "few.cache");
    for (int i = 0; i < 10; i++) {
        char name[32];
        snprintf(name, sizeof name, "f%d.txt", i);
        library_write(&l, name, i % 2 ? "ایک کتاب اور کتابیں" : "ایک",
                      strlen(i % 2 ? "ایک کتاب اور کتابیں" : "ایک"));
    }
    library_build(&l);
    struct wq_fulltext *ft = library_open(&l);
    assert_int_equal(wq_query_new("كتاب", strlen("كتاب"), WQ_MATCH_FOLDED, false, &q, NULL), WQ_OK);
    struct wq_fulltext_search s = {.query = q, .found = take_some, .data = &some};
    assert_int_equal(wq_fulltext_find(ft, &s, 0, 10, &next, NULL), WQ_OK);
    assert_true(some.n == 2 && some.docs[0] == 1 && some.docs[1] == 3 && next == 4);
    some = (struct some){.most = 8};
    assert_int_equal(wq_fulltext_find(ft, &s, next, 8, &next, NULL), WQ_OK);
    assert_true(some.n == 2 && some.docs[0] == 5 && some.docs[1] == 7 && next == 8);
    assert_int_equal(wq_fulltext_find(ft, &s, next, 20, &next, NULL), WQ_OK);
    assert_true(some.n == 3 && some.docs[2] == 9 && next == 20);
    assert_int_equal(wq_fulltext_find(ft, &s, 20, 30, &next, NULL), WQ_OK);
    assert_true(some.n == 3 && next == 30);
    wq_query_free(q);
    wq_fulltext_free(ft);
    library_release(&l);
}

static bool note_all(void *data, size_t doc, size_t hits)
{
    assert_true(hits == WQ_FULLTEXT_NONE);
    ((bool *)data)[doc] = true;
    return true;
}

/* Of regular expressions the cache knows nothing: every document must be looked at. */
static void test_regex(void **state)
{
    bool named[3] = {false};
    struct library l;
    struct wq_query *q;
    struct wq_fulltext_search s = {.found = note_all, .data = named};

    (void)state;
    library_init(&l, "regex.cache");
    library_write(&l, "x1.txt", "one", 3);
    library_write(&l, "x2.txt", "two", 3);
    library_write(&l, "x3.bin", "\0\1\2\3\0\0\0\0\0", 9);
    library_build(&l);
    struct wq_fulltext *ft = library_open(&l);
    if (wq_query_new("o.e", 3, WQ_MATCH_REGEX, false, &q, NULL) == WQ_OK) {
        s.query = q;
        assert_int_equal(wq_fulltext_find(ft, &s, 0, 3, NULL, NULL), WQ_OK);
        assert_true(named[0] && named[1] && !named[2]);
        wq_query_free(q);
    }
    wq_fulltext_free(ft);
    library_release(&l);
}

/* Letters that loose matching takes for each other all have one byte of the code: the text is found. */
static void test_every_loose_letter(void **state)
{
    struct library l;
    struct wq_buf text = WQ_BUF_INIT;
    struct wq_folded folded;
    struct wq_folded loose;

    (void)state;
    wq_folded_init(&folded);
    wq_folded_init(&loose);
    library_init(&l, "letters.cache");
    l.encoding = "UTF-8";
    for (uint32_t cp = 0x80; cp < 0x30000; cp++) {
        struct wq_buf one = WQ_BUF_INIT;
        wq_buf_addcp(&one, cp);
        wq_folded_make(&folded, one.data, one.len, 0);
        wq_folded_make(&loose, one.data, one.len, WQ_FOLD_LOOSE);
        if (folded.text.len != loose.text.len ||
            memcmp(folded.text.data ? folded.text.data : "", loose.text.data ? loose.text.data : "",
                   loose.text.len) != 0) {
            wq_buf_addc(&text, ' ');
            wq_buf_add(&text, one.data, one.len);
        }
        wq_buf_release(&one);
    }
    library_write(&l, "letters.txt", text.data, text.len);
    library_build(&l);
    struct wq_fulltext *ft = library_open(&l);
    for (size_t at = 0; at < text.len;) {
        size_t from = at;
        wq_utf8_next(text.data, &at);
        library_compare(&l, ft, text.data + from, at - from, WQ_MATCH_LOOSE, false);
    }
    wq_fulltext_free(ft);
    wq_folded_release(&folded);
    wq_folded_release(&loose);
    wq_buf_release(&text);
    library_release(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_samples),       cmocka_unit_test(test_random),
        cmocka_unit_test(test_gaps),          cmocka_unit_test(test_block_ends),
        cmocka_unit_test(test_long_query),    cmocka_unit_test(test_a_few_at_a_time),
        cmocka_unit_test(test_regex),         cmocka_unit_test(test_every_loose_letter),
        cmocka_unit_test(test_one_character),
    };
    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests(tests, scratch_open, scratch_close);
}
