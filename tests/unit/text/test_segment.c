/* Where ICU breaks lines, words, sentences and clusters, put on code points. */
#include "waraq/text/segment.h"

#include "waraq/base/buf.h"
#include "waraq/text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MOST = 64 };

/* The text with '|' where a break may be and '!' where one must be, the start and the end left out. */
static void mark_breaks(struct wq_breaker *b, const char *s, struct wq_buf *out)
{
    uint32_t cps[MOST] = {0};
    uint8_t marks[MOST + 1];
    size_t n = 0;
    size_t len = strlen(s);

    for (size_t at = 0; at < len;) {
        assert_true(n < MOST);
        cps[n++] = wq_utf8_next(s, &at);
    }
    memset(marks, 0xEE, sizeof marks);
    assert_int_equal(wq_breaker_run(b, cps, n, marks), WQ_OK);
    assert_int_equal(marks[0], 0);
    if (n > 0)
        assert_true(marks[n] & WQ_BREAK_MAY);
    wq_buf_clear(out);
    wq_buf_adds(out, "");
    for (size_t i = 0; i < n; i++) {
        if (marks[i])
            wq_buf_addc(out, marks[i] & WQ_BREAK_MUST ? '!' : '|');
        wq_buf_addcp(out, cps[i]);
    }
}

struct break_row {
    const char *text, *broken;
};

static void check_rows(enum wq_segment kind, const struct break_row *rows, size_t n)
{
    struct wq_breaker *b = wq_breaker_new(kind);
    struct wq_buf got = WQ_BUF_INIT;
    size_t bad = 0;

    assert_non_null(b);
    for (size_t i = 0; i < n; i++) { /* one breaker, text after text */
        mark_breaks(b, rows[i].text, &got);
        if (strcmp(got.data, rows[i].broken) != 0) {
            bad++;
            print_error("should be '%s', is '%s'\n", rows[i].broken, got.data);
        }
    }
    wq_buf_release(&got);
    wq_breaker_free(b);
    assert_int_equal(bad, 0);
}

static void test_lines(void **state)
{
    static const struct break_row rows[] = {
        {"", ""},
        {"a", "a"},
        {"ab cd", "ab |cd"},
        {"ab  cd", "ab  |cd"},
        {" ab", " |ab"},
        {"ab ", "ab "},
        {"ab-cd", "ab-|cd"},
        {"ab\u00A0cd", "ab\u00A0cd"},
        {"ab\u200Bcd", "ab\u200B|cd"},
        {"ab\u2060cd", "ab\u2060cd"},
        {"ab\u2028cd", "ab\u2028!cd"},
        {"ab\vcd\fef", "ab\v!cd\f!ef"},
        {"ab\r\ncd", "ab\r\n!cd"},
        {"\u06C1\u06D2\u06D4 \u0627", "\u06C1\u06D2\u06D4 |\u0627"},
        {"\u0627 \u06D4", "\u0627 \u06D4"}, /* no line begins with a full stop */
        {"\u0627 (\u0628) \u062C", "\u0627 |(\u0628) |\u062C"},
        {"1.5 %", "1.5 |%"},
        {"13/09/2023", "13/09/2023"},
        {"\u4E2D\u6587", "\u4E2D|\u6587"},
        {"\U0001F600\U0001F600a", "\U0001F600|\U0001F600|a"}, /* two UTF-16 units each */
        {"a\u0301b c", "a\u0301b |c"},
        {"\U0001F468\u200D\U0001F469", "\U0001F468\u200D\U0001F469"},
    };

    (void)state;
    check_rows(WQ_SEGMENT_LINE, rows, sizeof rows / sizeof *rows);
}

static void test_graphemes(void **state)
{
    static const struct break_row rows[] = {
        {"ab", "a|b"},
        {"a\u0301b", "a\u0301|b"},
        {"\u0628\u0651\u064E\u0627", "\u0628\u0651\u064E|\u0627"},
        {"\r\n", "\r\n"},
        {"\U0001F1F5\U0001F1F0\U0001F1F5", "\U0001F1F5\U0001F1F0|\U0001F1F5"},
        {"\U0001F468\u200D\U0001F469a", "\U0001F468\u200D\U0001F469|a"},
        {"\u2764\uFE0F!", "\u2764\uFE0F|!"},
        {"\u1100\u1161\u11A8", "\u1100\u1161\u11A8"},
    };

    (void)state;
    check_rows(WQ_SEGMENT_GRAPHEME, rows, sizeof rows / sizeof *rows);
}

static void test_sentences(void **state)
{
    static const struct break_row rows[] = {
        {"Ab cd. Ef gh.", "Ab cd. |Ef gh."},
        {"\u0627\u06D4 \u0628\u06D4", "\u0627\u06D4 |\u0628\u06D4"},
        {"3.5 is. It", "3.5 is. |It"},
        {"Ab cd", "Ab cd"},
    };

    (void)state;
    check_rows(WQ_SEGMENT_SENTENCE, rows, sizeof rows / sizeof *rows);
}

static void test_words(void **state)
{
    static const struct break_row rows[] = {
        {"ab cd", "ab| |cd"},
        {"ab 12 cd", "ab| |12| |cd"},
        {"\u0645\u06CC\u200C\u0631\u0648\u0645 \u06A9", "\u0645\u06CC\u200C\u0631\u0648\u0645| |\u06A9"},
        {"don't.", "don't|."},
        {"\u05E6\u05D4\"\u05DC", "\u05E6\u05D4\"\u05DC"},
    };

    (void)state;
    check_rows(WQ_SEGMENT_WORD, rows, sizeof rows / sizeof *rows);
}

/* A long text, and a short one after it: nothing is left of the first. */
static void test_reuse(void **state)
{
    enum { LONG = 100000 };
    struct wq_breaker *b = wq_breaker_new(WQ_SEGMENT_LINE);
    uint32_t *cps = calloc(LONG, sizeof *cps);
    uint8_t *marks = malloc(LONG + 1);
    uint8_t few[3];

    (void)state;
    assert_true(b && cps && marks);
    for (size_t i = 0; i < LONG; i++)
        cps[i] = i % 2 ? ' ' : 0x1F600;
    assert_int_equal(wq_breaker_run(b, cps, LONG, marks), WQ_OK);
    for (size_t i = 1; i < LONG; i++)
        assert_int_equal(marks[i], i % 2 ? 0 : WQ_BREAK_MAY);
    assert_true(marks[LONG] & WQ_BREAK_MAY);
    assert_int_equal(wq_breaker_run(b, (const uint32_t[]){'a', 'b'}, 2, few), WQ_OK);
    assert_int_equal(few[1], 0);
    assert_int_equal(wq_breaker_run(b, cps, 0, few), WQ_OK);
    assert_int_equal(few[0], 0);
    free(cps);
    free(marks);
    wq_breaker_free(b);
    wq_breaker_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines), cmocka_unit_test(test_graphemes), cmocka_unit_test(test_sentences),
        cmocka_unit_test(test_words), cmocka_unit_test(test_reuse),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
