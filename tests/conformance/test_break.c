/* UAX #29 and #14 as Unicode tests them: GraphemeBreakTest.txt and LineBreakTest.txt, every line of both. */
#include "../support/unicode_file.h"
#include "waraq/text/segment.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <string.h>

#include <cmocka.h>

enum { MOST = 256 };

/*
 * Where ICU's rules differ from the test file by ICU's own choice: UAX #14 allows tailoring here, and the
 * file itself assumes one (section 8.2, example 7). Each must still differ, so that none stays here longer
 * than it is true.
 */
static const char *const tailored[] = {
    /* ICU keeps a hyphen at the start of a word with the letter behind it (`-x`). */
    "× 002D ÷ 0023 ÷",
    "× 002D × 0308 ÷ 0023 ÷",
    "× 002D ÷ 00A7 ÷",
    "× 002D × 0308 ÷ 00A7 ÷",
    "× 002D ÷ 50005 ÷",
    "× 002D × 0308 ÷ 50005 ÷",
    "× 002D ÷ 0E01 ÷",
    "× 002D × 0308 ÷ 0E01 ÷",
    /* ICU keeps a full stop or comma with the digit behind it, whatever stands before (`.35`, `a.2`). */
    "× 002C ÷ 0030 ÷",
    "× 002C × 0308 ÷ 0030 ÷",
    "× 0065 × 0071 × 0075 × 0061 × 006C × 0073 × 0020 × 002E ÷ 0033 × 0035 × 0020 ÷ 0063 × 0065 × 006E × "
    "0074 × 0073 ÷",
    "× 0061 × 002E ÷ 0032 × 0020 ÷",
    "× 0061 × 002E ÷ 0032 × 0020 ÷ 0915 ÷",
    "× 0061 × 002E ÷ 0032 × 0020 ÷ 672C ÷",
    "× 0061 × 002E ÷ 0032 × 3000 ÷ 672C ÷",
    "× 0061 × 002E ÷ 0032 × 3000 ÷ 307E ÷",
    "× 0061 × 002E ÷ 0032 × 3000 ÷ 0033 ÷",
    "× 0041 × 002E ÷ 0031 × 0020 ÷ BABB ÷",
    "× BD24 ÷ C5B4 × 002E × 0020 ÷ 0041 × 002E ÷ 0032 × 0020 ÷ BCFC ÷",
    "× BD10 ÷ C694 × 002E × 0020 ÷ 0041 × 002E ÷ 0033 × 0020 ÷ BABB ÷",
    "× C694 × 002E × 0020 ÷ 0041 × 002E ÷ 0034 × 0020 ÷ BABB ÷",
    "× 0061 × 002E ÷ 0032 × 3000 ÷ 300C ÷",
};

/* "× 0020 ÷ 0061 ÷": code points and where breaks are. */
static size_t read_case(const char *s, uint32_t *cps, bool *breaks)
{
    static const char may[] = "\xC3\xB7";   /* ÷ */
    static const char never[] = "\xC3\x97"; /* × */
    size_t n = 0;

    for (;;) {
        s += strspn(s, " \t");
        if (strncmp(s, may, 2) != 0 && strncmp(s, never, 2) != 0)
            fail_msg("no break mark at '%s'", s);
        breaks[n] = !strncmp(s, may, 2);
        s += 2;
        if (*s == '\0')
            return n;
        assert_true(n + 1 < MOST);
        assert_int_equal(unicode_hex(&s, &cps[n], 1), 1);
        n++;
    }
}

static bool is_tailored(const char *line, bool *met)
{
    for (size_t i = 0; i < sizeof tailored / sizeof *tailored; i++)
        if (!strcmp(tailored[i], line)) {
            met[i] = true;
            return true;
        }
    return false;
}

/* Counts the lines of a file on which the breaker says something else. */
static size_t run_file(const char *name, enum wq_segment kind, size_t *bad, bool *met)
{
    struct wq_breaker *b = wq_breaker_new(kind);
    struct unicode_file u;
    size_t ran = 0;

    assert_non_null(b);
    unicode_open(&u, name);
    while (unicode_next(&u)) {
        uint32_t cps[MOST];
        bool breaks[MOST];
        uint8_t marks[MOST];
        bool wrong = false;
        size_t n = read_case(u.line, cps, breaks);
        assert_int_equal(wq_breaker_run(b, cps, n, marks), WQ_OK);
        for (size_t i = 1; i <= n; i++) /* the start is no place to break */
            wrong |= breaks[i] != ((marks[i] & WQ_BREAK_MAY) != 0);
        ran++;
        bool expected = met && is_tailored(u.line, met);
        if (wrong != expected) {
            (*bad)++;
            print_error("%s:%zu: %s%s\n", u.name, u.number, u.line,
                        expected ? " is as the file says now" : "");
        }
    }
    wq_breaker_free(b);
    return ran;
}

static void test_grapheme_break(void **state)
{
    size_t bad = 0;
    size_t ran = run_file("auxiliary/GraphemeBreakTest.txt", WQ_SEGMENT_GRAPHEME, &bad, NULL);

    (void)state;
    print_message("GraphemeBreakTest.txt: %zu of %zu\n", ran - bad, ran);
    assert_true(ran >= 602);
    assert_int_equal(bad, 0);
}

static void test_line_break(void **state)
{
    bool met[sizeof tailored / sizeof *tailored] = {false};
    size_t bad = 0;
    size_t ran = run_file("auxiliary/LineBreakTest.txt", WQ_SEGMENT_LINE, &bad, met);

    (void)state;
    for (size_t i = 0; i < sizeof tailored / sizeof *tailored; i++)
        if (!met[i]) {
            bad++;
            print_error("not in the file: %s\n", tailored[i]);
        }
    print_message("LineBreakTest.txt: %zu lines, %zu tailored by ICU\n", ran,
                  sizeof tailored / sizeof *tailored);
    assert_true(ran >= 7654);
    assert_int_equal(bad, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_grapheme_break),
        cmocka_unit_test(test_line_break),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
