/* Blocks: all of an article and nothing twice; folds, gaps, pieces of long paragraphs, breaks for the eye. */
#include "../../support/articles.h"
#include "waraq/base/array.h"
#include "waraq/base/buf.h"
#include "waraq/doc/blocks.h"
#include "waraq/layout/cut.h"
#include "waraq/text/utf8.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { EVERY_FLAG = WQ_BLOCKS_FURNITURE | WQ_BLOCKS_NO_TITLE };

/* Whether the flags show a paragraph; a fold stands for one that they do not show. */
static bool is_shown(const struct wq_paragraph *p, unsigned flags)
{
    return p->kind != WQ_PARA_EMPTY && !(p->kind == WQ_PARA_TITLE && (flags & WQ_BLOCKS_NO_TITLE));
}

/* The paragraphs that a block covers are counted in seen. */
static void check_block(const struct wq_article *a, const struct wq_block *b, unsigned flags, unsigned *seen)
{
    uint32_t furniture = 0;

    assert_true(b->span.start < b->span.end && b->span.end <= a->text.len);
    for (size_t k = 0; k < a->nparas; k++) {
        const struct wq_paragraph *p = &a->paras[k];
        if (!wq_span_meets(p->span, b->span))
            continue;
        if (p->span.start >= b->span.start)
            seen[k]++;
        furniture += p->kind == WQ_PARA_FURNITURE;
        switch (b->kind) {
        case WQ_BLOCK_TITLE: assert_int_equal(p->kind, WQ_PARA_TITLE); break;
        case WQ_BLOCK_TEXT: assert_int_equal(p->kind, WQ_PARA_TEXT); break;
        case WQ_BLOCK_FURNITURE: assert_int_equal(p->kind, WQ_PARA_FURNITURE); break;
        case WQ_BLOCK_FOLD: assert_true(p->kind == WQ_PARA_FURNITURE || p->kind == WQ_PARA_EMPTY); break;
        default: fail();
        }
    }
    if (b->kind == WQ_BLOCK_FOLD) {
        assert_false(flags & WQ_BLOCKS_FURNITURE);
        assert_int_equal(b->lines, furniture);
    }
}

static void check_blocks(const struct wq_article *a, unsigned flags)
{
    struct wq_blocks blocks = wq_blocks_make(a, flags);
    unsigned *seen = calloc(a->nparas + 1, sizeof *seen);
    size_t at = 0;

    assert_non_null(seen);
    for (size_t i = 0; i < blocks.len; i++) {
        const struct wq_block *b = &blocks.items[i];
        assert_true(b->span.start >= at);
        if (b->goes_on) {
            assert_int_equal(b->span.start, at);
            assert_false(b->gap);
        }
        at = b->span.end;
        check_block(a, b, flags, seen);
        assert_int_equal(wq_blocks_at(&blocks, b->span.start), i);
        assert_int_equal(wq_blocks_at(&blocks, b->span.end - 1), i);
    }
    for (size_t k = 0; k < a->nparas; k++)
        if (a->paras[k].kind != WQ_PARA_EMPTY)
            assert_int_equal(seen[k], is_shown(&a->paras[k], flags));
    free(seen);
    wq_blocks_release(&blocks);
    assert_null(blocks.items);
    assert_int_equal(blocks.len, 0);
}

static void test_samples(void **state)
{
    (void)state;
    for (size_t i = 0; i < nsamples; i++) {
        struct wq_article *a = article_sample(samples[i]);
        for (unsigned flags = 0; flags <= EVERY_FLAG; flags++)
            check_blocks(a, flags);
        wq_article_free(a);
    }
}

/* Blocks as letters: T title, t text, F furniture, digits a fold of so many, before it '/' for a gap and '+'
 * for a piece that goes on. */
static void check_shape(const char *text, unsigned flags, const char *expected)
{
    struct wq_article *a = article_of(text);
    struct wq_blocks blocks = wq_blocks_make(a, flags);
    struct wq_buf got = WQ_BUF_INIT;

    wq_buf_adds(&got, "");
    for (size_t i = 0; i < blocks.len; i++) {
        const struct wq_block *b = &blocks.items[i];
        wq_buf_adds(&got, b->gap ? "/" : "");
        wq_buf_adds(&got, b->goes_on ? "+" : "");
        if (b->kind == WQ_BLOCK_FOLD)
            wq_buf_addf(&got, "%u", (unsigned)b->lines);
        else
            wq_buf_addc(&got, b->kind == WQ_BLOCK_TITLE ? 'T' : b->kind == WQ_BLOCK_TEXT ? 't' : 'F');
    }
    assert_string_equal(got.data ? got.data : "", expected);
    check_blocks(a, flags);
    wq_buf_release(&got);
    wq_blocks_release(&blocks);
    wq_article_free(a);
}

#define LONG                                                                                                 \
    "This is a paragraph of an article, and it is quite long enough not to be taken for its title, which "   \
    "would be much shorter than this is and would not end with a full stop."

static void test_shapes(void **state)
{
    static const struct {
        const char *text;
        const char *folded, *shown, *untitled;
    } cases[] = {
        {"", "", "", ""},
        {"\n\n \n", "", "", ""},
        {LONG, "t", "t", "t"},
        {"Title\n\n" LONG "\n" LONG, "T/t/t", "T/t/t", "t/t"},
        {"Title\n\nRead more\n\n" LONG, "T/1/t", "T/F/t", "1/t"},
        {LONG "\n\nRead more\nAdvertisement\n\n\nShare this\n" LONG, "t/3/t", "t/FFF/t", "t/3/t"},
        {LONG "\n\nroses are red\nviolets are blue\n\n" LONG, "t/tt/t", "t/tt/t", "t/tt/t"},
        {"Leave a reply\nName\nMail", "3", "FFF", "3"},
        {"Read more\n\n" LONG "\n\nLeave a reply\nName\nMail", "1/t/3", "F/t/FFF", "1/t/3"},
        {"Title\n", "t", "t", "t"}, /* alone, a title is the text */
    };
    (void)state;
    for (size_t i = 0; i < WQ_COUNT(cases); i++) {
        check_shape(cases[i].text, 0, cases[i].folded);
        check_shape(cases[i].text, WQ_BLOCKS_FURNITURE, cases[i].shown);
        check_shape(cases[i].text, WQ_BLOCKS_NO_TITLE, cases[i].untitled);
    }
}

/* A paragraph too long to be laid out at once is several blocks, each the start of a sentence. */
static void test_long_paragraph(void **state)
{
    struct wq_buf text = WQ_BUF_INIT;

    (void)state;
    wq_buf_adds(&text, "Title\n\n");
    while (text.len < (size_t)WQ_CUT_BYTES * 5)
        wq_buf_adds(&text, "یہ ایک جملہ ہے جو بہت لمبے پیراگراف میں بار بار آتا ہے۔ ");
    wq_buf_adds(&text, "\n\nlast");
    struct wq_article *a = article_of_bytes(text.data, text.len);
    struct wq_blocks blocks = wq_blocks_make(a, 0);
    assert_in_range(blocks.len, 7, 10);
    for (size_t i = 1; i + 1 < blocks.len; i++) {
        const struct wq_block *b = &blocks.items[i];
        assert_int_equal(b->goes_on, i > 1);
        assert_int_equal(b->gap, i == 1);
        assert_true(wq_span_len(b->span) <= WQ_CUT_BYTES);
        assert_memory_equal(a->text.data + b->span.start, "یہ ایک", strlen("یہ ایک"));
    }
    check_blocks(a, 0);
    wq_blocks_release(&blocks);
    wq_article_free(a);
    wq_buf_release(&text);
}

static void test_endless_word(void **state)
{
    struct wq_buf text = WQ_BUF_INIT;

    (void)state;
    for (size_t i = 0; i < 100001; i++)
        wq_buf_addcp(&text, 0x4E00);
    struct wq_article *a = article_of_bytes(text.data, text.len);
    struct wq_blocks blocks = wq_blocks_make(a, 0);
    check_blocks(a, 0);
    assert_true(blocks.len >= 100001 * 3 / WQ_CUT_BYTES);
    for (size_t i = 0; i < blocks.len; i++)
        assert_int_equal(blocks.items[i].span.start % 3, 0);
    wq_blocks_release(&blocks);
    wq_article_free(a);
    wq_buf_release(&text);
}

static void test_blocks_at(void **state)
{
    struct wq_article *a = article_of("\n\nTitle\n\n" LONG "\n\nRead more\n\nAdvertisement\n\n" LONG "\n\n");
    struct wq_blocks blocks = wq_blocks_make(a, 0);

    (void)state;
    assert_int_equal(blocks.len, 4);
    for (size_t at = 0; at < a->text.len + 3; at++) {
        size_t expected = 0;
        for (size_t i = 0; i < blocks.len; i++)
            if (blocks.items[i].span.start <= at)
                expected = i;
        assert_int_equal(wq_blocks_at(&blocks, at), expected);
    }
    wq_blocks_release(&blocks);
    wq_article_free(a);
}

/* ---- breaks for the eye ---- */

static bool ends_sentence(const char *s, size_t at)
{
    static const char *const stops[] = {".", "۔", "؟", "?", "!", "…"};
    size_t end = at;

    while (end > 0 && (s[end - 1] == ' ' || s[end - 1] == '"' || s[end - 1] == ')' || s[end - 1] == '\''))
        end--;
    for (size_t i = 0; i < WQ_COUNT(stops); i++) {
        size_t n = strlen(stops[i]);
        if (end >= n && !memcmp(s + end - n, stops[i], n))
            return true;
    }
    /* A closing quote of more than a byte: look before it. */
    return end >= 3 && (!memcmp(s + end - 3, "\u201D", 3) || !memcmp(s + end - 3, "\u2019", 3)) &&
           ends_sentence(s, end - 3);
}

static size_t check_soft(const struct wq_article *a, const struct wq_block *b)
{
    const char *s = a->text.data + b->span.start;
    size_t len = wq_span_len(b->span);
    size_t cps = wq_utf8_count(s, len);
    uint32_t at[64];
    size_t n = wq_block_soft_breaks(a, b, at, WQ_COUNT(at));
    size_t from = 0;

    if (n > 0)
        assert_true(cps > WQ_SOFT_FROM && b->kind == WQ_BLOCK_TEXT);
    for (size_t i = 0; i < n; i++) {
        assert_true(at[i] > from && at[i] < len);
        assert_true(wq_utf8_count(s + from, at[i] - from) >= WQ_SOFT_PIECE);
        assert_int_not_equal(s[at[i]], ' ');
        assert_true(ends_sentence(s, at[i]));
        from = at[i];
    }
    if (n > 0) { /* fewer are the same ones */
        uint32_t few[64];
        assert_int_equal(wq_block_soft_breaks(a, b, few, n - 1), n - 1);
        assert_memory_equal(few, at, (n - 1) * sizeof *at);
        assert_true(wq_utf8_count(s + from, len - from) >= WQ_SOFT_PIECE / 2);
    }
    return n;
}

static void test_soft_breaks_of_samples(void **state)
{
    (void)state;
    for (size_t i = 0; i < nsamples; i++) {
        struct wq_article *a = article_sample(samples[i]);
        struct wq_blocks blocks = wq_blocks_make(a, WQ_BLOCKS_FURNITURE);
        size_t breaks = 0;
        for (size_t k = 0; k < blocks.len; k++)
            breaks += check_soft(a, &blocks.items[k]);
        /* The two that are one paragraph of 2,000 letters are broken several times. */
        if (!strcmp(samples[i], "ur-archaeology") || !strcmp(samples[i], "fa-film"))
            assert_in_range(breaks, 3, 6);
        wq_blocks_release(&blocks);
        wq_article_free(a);
    }
}

static size_t soft_breaks_of(const char *sentence, size_t times, const char *end)
{
    struct wq_buf text = WQ_BUF_INIT;

    for (size_t i = 0; i < times; i++)
        wq_buf_adds(&text, sentence);
    wq_buf_adds(&text, end);
    struct wq_article *a = article_of_bytes(text.data, text.len);
    struct wq_blocks blocks = wq_blocks_make(a, 0);
    assert_int_equal(blocks.len, 1);
    size_t n = check_soft(a, &blocks.items[0]);
    wq_blocks_release(&blocks);
    wq_article_free(a);
    wq_buf_release(&text);
    return n;
}

static void test_soft_breaks(void **state)
{
    (void)state;
    /* 10 letters a sentence, its space included. */
    assert_int_equal(soft_breaks_of("abc defg. ", 90, ""), 0);
    assert_int_equal(soft_breaks_of("abc defg. ", 90, "x"), 2);
    assert_int_equal(soft_breaks_of("آبج دهوز۔ ", 89, "آبج دهوز۔"), 0);
    assert_int_equal(soft_breaks_of("آبج دهوز۔ ", 91, ""), 2);
    /* Nothing is broken where no sentence ends; a point in a number ends none. */
    assert_int_equal(soft_breaks_of("abcdefg hi ", 200, ""), 0);
    assert_int_equal(soft_breaks_of("abc 3.14159 ", 200, ""), 0);
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_samples),        cmocka_unit_test(test_shapes),
        cmocka_unit_test(test_long_paragraph), cmocka_unit_test(test_endless_word),
        cmocka_unit_test(test_blocks_at),      cmocka_unit_test(test_soft_breaks_of_samples),
        cmocka_unit_test(test_soft_breaks),
    };
    return cmocka_run_group_tests(tests, articles_open, articles_close);
}
