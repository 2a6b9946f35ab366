/* Where paragraphs end: the quick walk from a byte against reading the text from its start. */
#include "../../support/random_text.h"
#include "waraq/base/array.h"
#include "waraq/base/buf.h"
#include "waraq/doc/place.h"
#include "waraq/text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define NEL "\xC2\x85"
#define PS  "\u2029"
#define LS  "\u2028"

/* Reads on from the start: the paragraph whose separator ends behind at, or the last. */
static struct wq_span slow(const char *s, size_t len, size_t at)
{
    size_t start = 0;
    size_t i = 0;

    while (i < len) {
        size_t n = s[i] == '\r' && i + 1 < len && s[i + 1] == '\n' ? 2 : 0;
        if (n == 0) {
            static const char *const separators[] = {"\n", "\r", "\x1C", "\x1D", "\x1E", NEL, PS};
            for (size_t k = 0; k < WQ_COUNT(separators) && n == 0; k++)
                if (strlen(separators[k]) <= len - i && !memcmp(s + i, separators[k], strlen(separators[k])))
                    n = strlen(separators[k]);
        }
        if (n && at < i + n)
            return (struct wq_span){start, i};
        i += n ? n : 1;
        if (n)
            start = i;
    }
    return (struct wq_span){start, len};
}

static void check_all(const char *s, size_t len)
{
    for (size_t at = 0; at <= len; at++) {
        if (wq_utf8_floor(s, len, at) != at) /* nothing begins inside a character */
            continue;
        if (at > 0 && at < len && s[at - 1] == '\r' && s[at] == '\n') /* nor inside CR LF */
            continue;
        struct wq_span is = wq_paragraph_at(s, len, at);
        struct wq_span must = slow(s, len, at);
        if (is.start != must.start || is.end != must.end)
            fail_msg("byte %zu of '%.*s': [%zu, %zu), not [%zu, %zu)", at, (int)len, s, is.start, is.end,
                     must.start, must.end);
    }
}

static void test_cases(void **state)
{
    static const char *const cases[] = {
        "",
        "\n",
        "a",
        "a\n",
        "\na",
        "a\nb",
        "a\n\nb",
        "\r\n",
        "\r\r\n\n",
        "a\r\nb\rc",
        "a\n\rb",
        "a" NEL "b",
        NEL NEL,
        "سلام" PS "دنیا" PS,
        PS PS PS,
        "a" PS "\n" PS "b",
        "\x1C\x1D\x1E",
        "a\x1E\r\n" NEL PS "b",
        "é" NEL "é" PS "é",
        "\r",
        "a\r",
    };

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(cases); i++)
        check_all(cases[i], strlen(cases[i]));
}

/* Bytes like those of separators, and what ends a line only. */
static void test_what_is_none(void **state)
{
    static const char *const cases[] = {"a" LS "b", "\xC2\xA0\xC2\x84", "\u2028\u202A", "a\x1F\x0B\x0C\tb"};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(cases); i++) {
        struct wq_span is = wq_paragraph_at(cases[i], strlen(cases[i]), 0);
        assert_int_equal(is.start, 0);
        assert_int_equal(is.end, strlen(cases[i]));
        check_all(cases[i], strlen(cases[i]));
    }
}

/* A separator that is cut off by the text's end is none, and nothing behind it is read. */
static void test_cut_off(void **state)
{
    static const char *const cases[] = {"a\xC2\x85", "a\xE2\x80\xA9", "a\r\n"};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(cases); i++) {
        size_t len = strlen(cases[i]) - 1;
        char *s = malloc(len);
        assert_non_null(s);
        memcpy(s, cases[i], len);
        struct wq_span is = wq_paragraph_at(s, len, 0);
        assert_int_equal(is.start, 0);
        assert_int_equal(is.end, s[1] == '\r' ? 1 : len);
        free(s);
    }
}

static void test_random(void **state)
{
    static const char *const separators[] = {"\n", "\r\n", "\r", PS, NEL, "\x1C", "\x1D", "\x1E", "\n\n", LS};
    struct random r = {41};
    uint32_t cps[8];

    (void)state;
    for (int i = 0; i < 3000; i++) {
        struct wq_buf s = WQ_BUF_INIT;
        for (uint32_t k = random_below(&r, 8); k > 0; k--) {
            size_t n = random_below(&r, WQ_COUNT(cps));
            random_text(&r, RANDOM_UNIFORM, 0, cps, n);
            for (size_t c = 0; c < n; c++)
                wq_buf_addcp(&s, cps[c]);
            wq_buf_adds(&s, separators[random_below(&r, WQ_COUNT(separators))]);
        }
        wq_buf_reserve(&s, 0);
        check_all(s.data, s.len);
        wq_buf_release(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_what_is_none),
        cmocka_unit_test(test_cut_off),
        cmocka_unit_test(test_random),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
