/* Queries and where they stand: the table of what readers take for one spelling, and the ways of matching. */
#include "waraq/base/array.h"
#include "waraq/base/buf.h"
#include "waraq/search/query.h"
#include "waraq/text/utf8.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The hits as text: each between brackets, one behind the other. */
static char *found(const char *query, const char *text, enum wq_match match, bool word)
{
    struct wq_query *q;
    struct wq_hits hits = {NULL, 0, 0};
    struct wq_buf out = WQ_BUF_INIT;

    wq_buf_adds(&out, "");
    if (wq_query_new(query, strlen(query), match, word, &q, NULL) != WQ_OK) {
        wq_buf_adds(&out, "nothing to look for");
        return wq_buf_detach(&out);
    }
    assert_int_equal(wq_query_find(q, text, strlen(text), &hits), WQ_OK);
    for (size_t i = 0; i < hits.len; i++) {
        struct wq_span s = hits.items[i];
        assert_true(s.start < s.end && s.end <= strlen(text) && (i == 0 || s.start >= hits.items[i - 1].end));
        wq_buf_addc(&out, '[');
        wq_buf_add(&out, text + s.start, wq_span_len(s));
        wq_buf_addc(&out, ']');
    }
    wq_hits_release(&hits);
    wq_query_free(q);
    return wq_buf_detach(&out);
}

static void check(const char *query, const char *text, enum wq_match match, bool word, const char *wanted)
{
    char *got = found(query, text, match, word);
    if (strcmp(got, wanted) != 0)
        fail_msg("'%s' in '%s' (way %d, word %d): %s instead of %s", query, text, (int)match, word, got,
                 wanted);
    free(got);
}

/* Pairs of spellings measured against ICU's collators, and how far apart they are to be taken: found by the
 * default, by loose matching only, or not at all. Both ways round. */
static void test_spellings(void **state)
{
    static const struct {
        const char *a, *b;
        enum { FOLDED, LOOSE, NO } wanted;
    } pairs[] = {
        {"ي", "ی", FOLDED},
        {"ى", "ی", FOLDED},
        {"ى", "ي", FOLDED},
        {"ے", "ی", LOOSE},
        {"ۓ", "ے", FOLDED},
        {"ئ", "ی", FOLDED},
        {"ئ", "ي", FOLDED},
        {"ی\u0654", "ئ", FOLDED},
        {"ك", "ک", FOLDED},
        {"ه", "ہ", FOLDED},
        {"ة", "ہ", FOLDED},
        {"ة", "ه", FOLDED},
        {"ۃ", "ہ", FOLDED},
        {"ۃ", "ة", FOLDED},
        {"ھ", "ہ", LOOSE},
        {"ھ", "ه", LOOSE},
        {"ۂ", "ہ", FOLDED},
        {"ۂ", "ہ\u0654", FOLDED},
        {"ۀ", "ه", FOLDED},
        {"ە", "ہ", FOLDED},
        {"ؤ", "و", FOLDED},
        {"ؤ", "و\u0654", FOLDED},
        {"أ", "ا", FOLDED},
        {"إ", "ا", FOLDED},
        {"آ", "ا", FOLDED},
        {"ٱ", "ا", FOLDED},
        {"آ", "ا\u0653", FOLDED},
        {"ء", "ا", NO},
        {"ں", "ن", LOOSE},
        {"ٹ", "ت", LOOSE},
        {"ڈ", "د", LOOSE},
        {"گ", "ک", NO},
        {"پ", "ب", NO},
        {"ا\u064Fن", "ان", FOLDED},
        {"ک\u0650م", "کم", FOLDED},
        {"پ\u064Eر", "پر", FOLDED},
        {"اعلی\u0670", "اعلی", FOLDED},
        {"تقریبا\u064B", "تقریبا", FOLDED},
        {"محم\u0651د", "محمد", FOLDED},
        {"کـم", "کم", FOLDED},
        {"کم\u200Cجونگ", "کمجونگ", FOLDED},
        {"کم\u200Cجونگ", "کم جونگ", FOLDED},
        {"کم جونگ", "کمجونگ", LOOSE},
        {"ولادی ووستوک", "ولادیووستوک", LOOSE},
        {"کم\u200Fجونگ", "کمجونگ", FOLDED},
        {"1", "۱", FOLDED},
        {"1", "١", FOLDED},
        {"۴", "٤", FOLDED},
        {"9", "۹", FOLDED},
        {"\uFEE2", "م", FOLDED},
        {"\uFEFB", "لا", FOLDED},
        {"\uFDF2", "اللہ", FOLDED},
        {"\uFDF2", "الله", FOLDED},
        {"\uFBA8", "ہ", FOLDED},
        {"\uFBFE", "ی", FOLDED},
        {"۔", ".", FOLDED},
        {"،", ",", FOLDED},
        {"؟", "?", FOLDED},
        {"\u2019", "'", FOLDED},
        {"\u201C", "\"", FOLDED},
        {"-", "\u2013", FOLDED},
        {"DPRK", "dprk", FOLDED},
        {"پوتن", "پوٹن", LOOSE},
        {"پیوٹن", "پوٹن", NO},
        {"امریکہ", "امریکا", NO},
        {"سئول", "سیئول", NO},
        {"گزشتہ", "گذشتہ", LOOSE},
        {"الل\u0651\u0670ہ", "اللہ", FOLDED},
        {"رؤف", "روف", FOLDED},
        {"جرأت", "جرات", FOLDED},
        {"مسئلہ", "مسلہ", NO},
        {"مسئلہ", "مسءلہ", NO},
        {"د\u064Fنیا", "دنيا", FOLDED},
    };

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(pairs); i++) {
        for (int way = 0; way < 2; way++) {
            const char *query = way ? pairs[i].b : pairs[i].a;
            const char *text = way ? pairs[i].a : pairs[i].b;
            char *folded = found(query, text, WQ_MATCH_FOLDED, false);
            char *loose = found(query, text, WQ_MATCH_LOOSE, false);
            if ((*folded != '\0') != (pairs[i].wanted == FOLDED) ||
                (*loose != '\0') != (pairs[i].wanted != NO))
                fail_msg("'%s' in '%s': folded %s, loose %s", query, text, folded, loose);
            free(folded);
            free(loose);
        }
    }
}

struct row {
    const char *query, *text;
    enum wq_match match;
    bool word;
    const char *hits;
};

static void test_table(void **state)
{
    static const struct row rows[] = {
        /* marks, and where a hit ends */
        {"ان", "کم جونگ اُن نے", WQ_MATCH_FOLDED, false, "[اُن]"},
        {"اُن", "کم جونگ ان نے", WQ_MATCH_FOLDED, false, "[ان]"},
        {"تقریبا", "تقریباً 20", WQ_MATCH_FOLDED, false, "[تقریباً]"},
        {"محمد", "مُحَمَّدٌ", WQ_MATCH_FOLDED, false, "[مُحَمَّدٌ]"},
        {"آب", "ا\u0653ب", WQ_MATCH_FOLDED, false, "[ا\u0653ب]"},
        {"کم", "کـــم", WQ_MATCH_FOLDED, false, "[کـــم]"},
        /* leftmost, not overlapping */
        {"اا", "اااا", WQ_MATCH_FOLDED, false, "[اا][اا]"},
        {"aba", "ababa", WQ_MATCH_FOLDED, false, "[aba]"},
        {"ان", "انان ان", WQ_MATCH_FOLDED, false, "[ان][ان][ان]"},
        /* spaces, line ends, joiners */
        {"کم جونگ", "کم  جونگ", WQ_MATCH_FOLDED, false, "[کم  جونگ]"},
        {"کم جونگ", "کم\nجونگ", WQ_MATCH_FOLDED, false, "[کم\nجونگ]"},
        {"کم جونگ", "کم\u00A0جونگ", WQ_MATCH_FOLDED, false, "[کم\u00A0جونگ]"},
        {"کم جونگ", "کم\u200Cجونگ", WQ_MATCH_FOLDED, false, "[کم\u200Cجونگ]"},
        {"کم جونگ", "کمجونگ", WQ_MATCH_FOLDED, false, ""},
        {"کمجونگ", "کم جونگ", WQ_MATCH_FOLDED, false, ""},
        {"کمجونگ", "کم\u200Cجونگ", WQ_MATCH_FOLDED, false, "[کم\u200Cجونگ]"},
        {"می\u200Cروم", "می روم میروم می\u200Cروم", WQ_MATCH_FOLDED, false, "[می روم][میروم][می\u200Cروم]"},
        {"کمجونگ", "کم جونگ", WQ_MATCH_LOOSE, false, "[کم جونگ]"},
        /* spaces at the ends ask for a gap */
        {"کم ", "کمپنی کم جونگ کم", WQ_MATCH_FOLDED, false, "[کم][کم]"},
        {" کم", "حکم کم", WQ_MATCH_FOLDED, false, "[کم]"},
        /* quotes: one of a kind, and crossed where the query has none */
        {"روس کے یوم فتح", "روس کے ’’یوم فتح‘‘ پر", WQ_MATCH_FOLDED, false, "[روس کے ’’یوم فتح]"},
        {"don't", "don’t do not dont", WQ_MATCH_FOLDED, false, "[don’t]"},
        {"quran", "Qur’an", WQ_MATCH_FOLDED, false, "[Qur’an]"},
        {"\"فتح\"", "فتح «فتح»", WQ_MATCH_FOLDED, false, "[فتح]"},
        /* case, digits, punctuation */
        {"dprk", "DPRK Dprk", WQ_MATCH_FOLDED, false, "[DPRK][Dprk]"},
        {"café", "CAFE cafe\u0301", WQ_MATCH_FOLDED, false, "[CAFE][cafe\u0301]"},
        {"۲۰۲۲", "2022 ٢٠٢٢ ۲۰۲۲", WQ_MATCH_FOLDED, false, "[2022][٢٠٢٢][۲۰۲۲]"},
        {"ہے.", "ہے۔", WQ_MATCH_FOLDED, false, "[ہے۔]"},
        {"10-13", "10–13", WQ_MATCH_FOLDED, false, "[10–13]"},
        /* presentation forms, ligatures */
        {"سلام", "\uFEB3\uFEFC\uFEE1", WQ_MATCH_FOLDED, false, "[\uFEB3\uFEFC\uFEE1]"},
        {"لا", "\uFEFB", WQ_MATCH_FOLDED, false, "[\uFEFB]"},
        {"الله", "\uFDF2", WQ_MATCH_FOLDED, false, "[\uFDF2]"},
        /* parts of words, and whole ones */
        {"روس", "روسی روس", WQ_MATCH_FOLDED, false, "[روس][روس]"},
        {"روس", "روسی روس بیروس روس۔", WQ_MATCH_FOLDED, true, "[روس][روس]"},
        {"ان", "اُن انسان ان، ان", WQ_MATCH_FOLDED, true, "[اُن][ان][ان]"},
        {"کم جونگ", "کم جونگل کم جونگ", WQ_MATCH_FOLDED, true, "[کم جونگ]"},
        {"روس", "روس\u200Cها روس", WQ_MATCH_FOLDED, true, "[روس]"},
        /* exact */
        {"ان", "اُن ان", WQ_MATCH_EXACT, false, "[ان]"},
        {"dprk", "DPRK dprk", WQ_MATCH_EXACT, false, "[dprk]"},
        {" ", "a b", WQ_MATCH_EXACT, false, "[ ]"},
        {"روس", "روسی روس", WQ_MATCH_EXACT, true, "[روس]"},
        {"aa", "aaa", WQ_MATCH_EXACT, false, "[aa]"},
        /* loose */
        {"پوٹن", "پوتن", WQ_MATCH_FOLDED, false, ""},
        {"پوٹن", "پوتن", WQ_MATCH_LOOSE, false, "[پوتن]"},
        {"ولادیووستوک", "ولادی ووستوک", WQ_MATCH_LOOSE, false, "[ولادی ووستوک]"},
        {"طالبان", "تالبان", WQ_MATCH_LOOSE, false, "[تالبان]"},
        {"گل", "کل", WQ_MATCH_LOOSE, false, ""},
        /* nothing to look for, nothing found */
        {"", "a", WQ_MATCH_FOLDED, false, "nothing to look for"},
        {"  ", "a  b", WQ_MATCH_FOLDED, false, "nothing to look for"},
        {"\u064E\u0651", "a", WQ_MATCH_FOLDED, false, "nothing to look for"},
        {"", "a", WQ_MATCH_EXACT, false, "nothing to look for"},
        {"a", "", WQ_MATCH_FOLDED, false, ""},
        {"ab", "a", WQ_MATCH_FOLDED, false, ""},
    };

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(rows); i++)
        check(rows[i].query, rows[i].text, rows[i].match, rows[i].word, rows[i].hits);
}

/* Texts of many windows: what crosses from one to the next is found once. */
static void test_windows(void **state)
{
    struct wq_buf text = WQ_BUF_INIT;
    struct wq_query *q;
    size_t planted = 0;

    (void)state;
    while (text.len < 3300000) {
        wq_buf_adds(&text, "\u0631\u0648\u0633 \u06A9\u0650\u0645 \u062C\u0648\u0646\u06AF, ");
        planted++;
    }
    assert_int_equal(wq_query_new("\u06A9\u0645 \u062C\u0648\u0646\u06AF",
                                  strlen("\u06A9\u0645 \u062C\u0648\u0646\u06AF"), WQ_MATCH_FOLDED, true, &q,
                                  NULL),
                     WQ_OK);
    for (size_t shift = 0; shift < 3; shift++) {
        struct wq_hits hits = {NULL, 0, 0};
        assert_int_equal(wq_query_find(q, text.data + shift * 2, text.len - shift * 2, &hits), WQ_OK);
        assert_int_equal(hits.len, planted);
        for (size_t i = 1; i < hits.len; i++)
            assert_true(hits.items[i].start >= hits.items[i - 1].end);
        wq_hits_release(&hits);
    }
    wq_query_free(q);
    wq_buf_release(&text);
}

static enum wq_status made(const char *s, size_t len, enum wq_match match)
{
    struct wq_query *q = NULL;
    struct wq_error err;
    enum wq_status st = wq_query_new(s, len, match, false, &q, &err);

    assert_int_equal(err.status == st || st == WQ_OK, true);
    wq_query_free(q);
    return st;
}

static void test_nothing_to_look_for(void **state)
{
    static const char *const nothing[] = {"",       " ", " \t\n\u00A0",   "\u064E\u0651",      "\u0640\u0640",
                                          "\u200C", "'", "\u201C \u201D", "\u200F\u200E\uFEFF"};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(nothing); i++) {
        assert_int_equal(made(nothing[i], strlen(nothing[i]), WQ_MATCH_FOLDED), WQ_EUSAGE);
        assert_int_equal(made(nothing[i], strlen(nothing[i]), WQ_MATCH_LOOSE), WQ_EUSAGE);
        assert_int_equal(made(nothing[i], strlen(nothing[i]), WQ_MATCH_EXACT), i ? WQ_OK : WQ_EUSAGE);
    }
    assert_int_equal(made("", 0, WQ_MATCH_REGEX), WQ_EUSAGE);
    assert_int_equal(made("\u064E", 2, WQ_MATCH_REGEX), WQ_EUSAGE);
    assert_int_equal(made(" ", 1, WQ_MATCH_REGEX), WQ_OK);
    assert_int_equal(made("(", 1, WQ_MATCH_REGEX), WQ_EPATTERN);
}

/* A query of a megabyte, in a text that nearly has it, and has it. */
static void test_long_query(void **state)
{
    struct wq_buf query = WQ_BUF_INIT;
    struct wq_buf text = WQ_BUF_INIT;

    (void)state;
    while (query.len < 1000000)
        wq_buf_adds(&query, "\u06A9\u0645 \u062C\u0648\u0646\u06AF ");
    wq_buf_add(&text, query.data, query.len / 2);
    wq_buf_adds(&text, "\n");
    wq_buf_add(&text, query.data, query.len);
    for (unsigned match = WQ_MATCH_FOLDED; match <= WQ_MATCH_LOOSE; match++) {
        struct wq_query *q;
        struct wq_hits hits = {NULL, 0, 0};
        assert_int_equal(wq_query_new(query.data, query.len, (enum wq_match)match, true, &q, NULL), WQ_OK);
        assert_int_equal(wq_query_find(q, text.data, text.len, &hits), WQ_OK);
        assert_int_equal(hits.len, 1);
        wq_hits_release(&hits);
        wq_query_free(q);
    }
    wq_buf_release(&query);
    wq_buf_release(&text);
}

static void test_nuls(void **state)
{
    static char nuls[300000];
    static const char *const queries[] = {"a", "\u06A9", " ", "\u0627\u0644"};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(queries); i++) {
        for (unsigned match = WQ_MATCH_FOLDED; match <= WQ_MATCH_REGEX; match++) {
            struct wq_query *q;
            struct wq_hits hits = {NULL, 0, 0};
            if (wq_query_new(queries[i], strlen(queries[i]), (enum wq_match)match, false, &q, NULL) != WQ_OK)
                continue;
            assert_int_equal(wq_query_find(q, nuls, sizeof nuls, &hits), WQ_OK);
            assert_int_equal(hits.len, 0);
            assert_int_equal(wq_query_find(q, nuls, 0, &hits), WQ_OK);
            wq_hits_release(&hits);
            wq_query_free(q);
        }
    }
}

/* Hits up to the place where time ran out are there. */
static void test_time_runs_out(void **state)
{
    static const char text[] = "ab x\nab x\naaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\nab";
    struct wq_query *q;
    struct wq_hits hits = {NULL, 0, 0};

    (void)state;
    assert_int_equal(wq_query_new("(?:(?:a+)+|z)b x?", 17, WQ_MATCH_REGEX, false, &q, NULL), WQ_OK);
    assert_int_equal(wq_query_find(q, text, strlen(text), &hits), WQ_ETIME);
    assert_int_equal(hits.len, 2);
    wq_hits_release(&hits);
    assert_int_equal(wq_query_find(q, "ab", 2, &hits), WQ_OK); /* it can be used again */
    assert_int_equal(hits.len, 0);
    wq_hits_release(&hits);
    wq_query_free(q);
}

/* Regular expressions over windows: what is at a border is found once, and lines begin where they do. */
static void test_regex_windows(void **state)
{
    struct wq_buf text = WQ_BUF_INIT;
    struct wq_query *q;
    size_t planted = 0;

    (void)state;
    while (text.len < 2500000) {
        wq_buf_adds(&text, "\u0643\u0650\u0645 x \u06A9\u0645\n");
        planted++;
    }
    static const char *const patterns[] = {"^\u06A9\u0645", "\u06A9\u0645$", "\u06A9\u0645\n", "^.*$"};
    for (size_t i = 0; i < WQ_COUNT(patterns); i++) {
        struct wq_hits hits = {NULL, 0, 0};
        assert_int_equal(wq_query_new(patterns[i], strlen(patterns[i]), WQ_MATCH_REGEX, false, &q, NULL),
                         WQ_OK);
        assert_int_equal(wq_query_find(q, text.data, text.len, &hits), WQ_OK);
        assert_int_equal(hits.len, planted);
        wq_hits_release(&hits);
        wq_query_free(q);
    }
    wq_buf_release(&text);
}

static void test_exact_at(void **state)
{
    static const char text[] = "\u0627\u0646 \u0627\u064F\u0646 \uFE8D\u0646";
    struct wq_query *q;
    struct wq_hits hits = {NULL, 0, 0};

    (void)state;
    assert_int_equal(wq_query_new(" \u0627\u0646 ", 6, WQ_MATCH_FOLDED, false, &q, NULL), WQ_OK);
    assert_int_equal(wq_query_find(q, text, strlen(text), &hits), WQ_OK);
    assert_int_equal(hits.len, 3);
    assert_true(wq_query_exact_at(q, text, hits.items[0]));
    assert_false(wq_query_exact_at(q, text, hits.items[1]));
    assert_false(wq_query_exact_at(q, text, hits.items[2]));
    wq_hits_release(&hits);
    wq_query_free(q);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spellings),     cmocka_unit_test(test_table),
        cmocka_unit_test(test_windows),       cmocka_unit_test(test_nothing_to_look_for),
        cmocka_unit_test(test_long_query),    cmocka_unit_test(test_nuls),
        cmocka_unit_test(test_time_runs_out), cmocka_unit_test(test_regex_windows),
        cmocka_unit_test(test_exact_at),
    };

    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
