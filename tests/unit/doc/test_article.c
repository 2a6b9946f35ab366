/* Articles: paragraphs, directions, counts, and that nothing of a text is lost. */
#include "../../support/articles.h"
#include "waraq/base/array.h"
#include "waraq/text/utf8.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The paragraphs of a text, which may hold NULs, joined with '|'. */
static void check_split(const char *text, size_t len, const char *expected)
{
    struct wq_article *a = article_of_bytes(text, len);
    struct wq_buf got = WQ_BUF_INIT;

    wq_buf_adds(&got, "");
    for (size_t i = 0; i < a->nparas; i++) {
        if (i)
            wq_buf_addc(&got, '|');
        wq_buf_add(&got, a->text.data + a->paras[i].span.start, wq_span_len(a->paras[i].span));
    }
    assert_string_equal(got.data ? got.data : "", expected);
    wq_buf_release(&got);
    wq_article_free(a);
}

#define SPLIT(text, expected) check_split(text, sizeof(text) - 1, expected)

static void test_separators(void **state)
{
    (void)state;
    SPLIT("a\nb", "a|b");
    SPLIT("a\rb", "a|b");
    SPLIT("a\r\nb", "a|b");
    SPLIT("a\n\rb", "a||b");
    SPLIT("a\r\r\nb", "a||b");
    SPLIT("a\x1C"
          "b\x1D"
          "c\x1E"
          "d",
          "a|b|c|d");
    SPLIT("a\xC2\x85"
          "b\u2029c",
          "a|b|c");
    SPLIT("a\n\nb\n", "a||b");
    SPLIT("\n\na", "||a");
    SPLIT("a\n\n", "a|");
    SPLIT("", "");
}

/* A line separator, a form feed, a vertical tab and a unit separator part lines or words, not paragraphs; and
 * letters whose bytes begin as a separator's do are letters. */
static void test_no_separators(void **state)
{
    (void)state;
    SPLIT("a\u2028b", "a\u2028b");
    SPLIT("a\fb\vc\x1F"
          "d",
          "a\fb\vc\x1F"
          "d");
    SPLIT("a\xC2\x84"
          "b\xC2\x86"
          "c",
          "a\xC2\x84"
          "b\xC2\x86"
          "c");
    SPLIT("a\u2027b\u202Ac", "a\u2027b\u202Ac");
    SPLIT("\xC3\xA2\xC2\x80\xC2\xA9", "\xC3\xA2\xC2\x80\xC2\xA9"); /* E2 80 A9 as letters */
}

static void test_kinds(void **state)
{
    static const struct {
        const char *text, *kinds;
    } cases[] = {
        {"", ""},
        {"\n \n\t\n\u00A0\n\u3000\n", "-----"},
        {"\u200B\n\u200F\u200E\n\uFEFF\nx", "---t"}, /* nothing to be seen */
        {"\u00AD \u200C", "-"},
        {".", "t"},
        {"Title\n\nText. And more.", "T-t"},
        {"Title\n\nText. And more.\n\nLeave a Reply\nName", "T-t-FF"},
    };
    (void)state;
    for (size_t i = 0; i < WQ_COUNT(cases); i++) {
        struct wq_article *a = article_of(cases[i].text);
        char *kinds = article_kinds(a);
        assert_string_equal(kinds, cases[i].kinds);
        free(kinds);
        wq_article_free(a);
    }
}

/* A document runs as most of its letters do, a paragraph as its words do when they agree. */
static void test_directions(void **state)
{
    static const struct {
        const char *text;
        bool rtl;
        const char *paras; /* r or l each */
    } cases[] = {
        {"", true, ""}, /* no letters: a tie, which runs right to left */
        {"123\n***", true, "rr"},
        {"Hello there.\n123", false, "ll"},
        {"سلام دنیا۔\n123", true, "rr"},
        {"ایک جملہ اردو میں جو کافی لمبا لکھا گیا ہے۔\nAn English sentence here.\nKCNA کے مطابق", true,
         "rlr"},
        {"An English article of many words about something.\nשלום לכולם\nAnd so on.", false, "lrl"},
        {"یہ ایک لمبا اردو جملہ ہے جس میں بہت سے الفاظ ہیں۔\nhttps://example.org/a/b/c ملاحظہ", true, "rr"},
    };
    (void)state;
    for (size_t i = 0; i < WQ_COUNT(cases); i++) {
        struct wq_article *a = article_of(cases[i].text);
        if (a->rtl != cases[i].rtl)
            fail_msg("'%s'", cases[i].text);
        assert_int_equal(a->nparas, strlen(cases[i].paras));
        for (size_t k = 0; k < a->nparas; k++)
            if (a->paras[k].rtl != (cases[i].paras[k] == 'r'))
                fail_msg("paragraph %zu of '%s'", k, cases[i].text);
        wq_article_free(a);
    }
}

static void test_counts(void **state)
{
    struct wq_article *a = article_of("A short title\n\n"
                                      "One two, three — four; 5 C++ #six.\n\n\n"
                                      "Leave a Reply\n\nYour name\n");

    (void)state;
    assert_int_equal(a->non_empty, 4);
    assert_int_equal(a->furniture, 2);
    assert_int_equal(a->words, 3 + 7); /* a dash between spaces is no word */
    assert_int_equal(a->minutes, 1);
    assert_true(span_is(a, a->proper, "A short title\n\nOne two, three — four; 5 C++ #six."));
    wq_article_free(a);
}

/* Furniture in the middle lies within the article proper; before and behind it does not. */
static void test_proper(void **state)
{
    struct wq_article *a = article_of("Read more\n\nFirst sentence.\n\nRead more\n\nLast one.\n\nRead more");

    (void)state;
    assert_true(span_is(a, a->proper, "First sentence.\n\nRead more\n\nLast one."));
    wq_article_free(a);
    a = article_of("Read more\n\nLeave a reply");
    assert_int_equal(wq_span_len(a->proper), 0);
    assert_int_equal(a->words, 0);
    assert_int_equal(a->minutes, 0);
    wq_article_free(a);
}

static size_t minutes_of(size_t words)
{
    struct wq_buf text = WQ_BUF_INIT;

    for (size_t i = 0; i < words; i++)
        wq_buf_adds(&text, "word ");
    struct wq_article *a = article_of_bytes(text.len ? text.data : "", text.len);
    size_t minutes = a->minutes;
    assert_int_equal(a->words, words);
    wq_article_free(a);
    wq_buf_release(&text);
    return minutes;
}

static void test_minutes(void **state)
{
    (void)state;
    assert_int_equal(minutes_of(0), 0);
    assert_int_equal(minutes_of(1), 1);
    assert_int_equal(minutes_of(200), 1);
    assert_int_equal(minutes_of(299), 1);
    assert_int_equal(minutes_of(300), 2);
    assert_int_equal(minutes_of(1781), 9); /* as in the drawing of the interface */
    assert_int_equal(minutes_of(441), 2);
}

static void test_para_at(void **state)
{
    struct wq_article *a = article_of("ab\n\ncd\r\nef");
    static const size_t expected[] = {0, 0, 0, 1, 2, 2, 2, 2, 3, 3, 3};

    (void)state;
    for (size_t at = 0; at < WQ_COUNT(expected); at++)
        assert_int_equal(wq_article_para_at(a, at), expected[at]);
    assert_int_equal(wq_article_para_at(a, 1000), 3);
    wq_article_free(a);
}

/* Spans in order, between them separators only, and the text byte for byte as it was. */
static void check_spans(const struct wq_article *a)
{
    size_t at = 0;

    for (size_t i = 0; i < a->nparas; i++) {
        struct wq_span s = a->paras[i].span;
        assert_true(s.start >= at && s.end >= s.start && s.end <= a->text.len);
        for (; at < s.start; at++)
            assert_non_null(strchr("\n\r\x1C\x1D\x1E\xC2\x85\xE2\x80\xA9", a->text.data[at]));
        at = s.end;
    }
    size_t empty = 0;
    for (size_t i = 0; i < a->nparas; i++)
        empty += a->paras[i].kind == WQ_PARA_EMPTY;
    assert_int_equal(a->nparas - empty, a->non_empty);
}

static void test_samples(void **state)
{
    (void)state;
    for (size_t i = 0; i < nsamples; i++) {
        struct wq_article *a = article_sample(samples[i]);
        check_spans(a);
        assert_true(a->rtl);
        assert_int_equal(a->text.replaced, 0);
        assert_true(a->words > 300 && a->minutes >= 2);
        assert_true(a->title[0]);
        for (size_t k = 0; k < a->nparas; k++)
            assert_int_equal(wq_article_para_at(a, a->paras[k].span.start), k);
        wq_article_free(a);
    }
}

/* Lines that are short and follow each other stand together. */
static void test_close(void **state)
{
    static const struct {
        const char *text, *close; /* c: close to the one before */
    } cases[] = {
        {"Long paragraph that has much to say, and says it in more words than a line of verse would ever "
         "hold.\nroses are red\nviolets are blue\nand so on",
         "..cc"},
        /* Nor is a line short because what stands above it ends without a stop. */
        {"Long paragraph that has much to say, and says it in more words than a line of verse would ever "
         "hold\nroses are red\nviolets are blue",
         "..c"},
        /* An empty line parts. */
        {"roses are red\nviolets are blue\n\nsugar is sweet\nand so are you", ".c..c"},
        /* Whole sentences that are short paragraphs do not stand together. */
        {"This is a sentence that is long enough to be a paragraph by itself, I say.\n"
         "And this is another one, which is not verse at all, though it is short.",
         ".."},
        /* Nothing stands close under a title. */
        {"A title of some words\nA first paragraph that is a good deal longer than the title which stands "
         "above it, and ends so.\nshort\nshort",
         "...c"},
    };
    (void)state;
    for (size_t i = 0; i < WQ_COUNT(cases); i++) {
        struct wq_article *a = article_of(cases[i].text);
        assert_int_equal(a->nparas, strlen(cases[i].close));
        for (size_t k = 0; k < a->nparas; k++)
            if (a->paras[k].close != (cases[i].close[k] == 'c'))
                fail_msg("case %zu, paragraph %zu", i, k);
        wq_article_free(a);
    }
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_separators), cmocka_unit_test(test_no_separators),
        cmocka_unit_test(test_kinds),      cmocka_unit_test(test_directions),
        cmocka_unit_test(test_counts),     cmocka_unit_test(test_proper),
        cmocka_unit_test(test_minutes),    cmocka_unit_test(test_para_at),
        cmocka_unit_test(test_samples),    cmocka_unit_test(test_close),
    };
    return cmocka_run_group_tests(tests, articles_open, articles_close);
}
