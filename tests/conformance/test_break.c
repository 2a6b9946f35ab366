/*
 * UAX #29 and #14 as Unicode tests them: GraphemeBreakTest.txt and LineBreakTest.txt, every line of both. And
 * line breaks that are found without ICU against those it finds in the whole text.
 */
#include "../support/random_text.h"
#include "../support/unicode_file.h"
#include "waraq/text/props.h"
#include "waraq/text/segment.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <string.h>

#include <cmocka.h>

enum { MOST = 256, LONGEST = 5000 };

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

/* ---- without ICU ---- */

struct both {
    struct wq_breaker *b;
    struct wq_props *props;
    size_t ran, bad;
};

static void compare(struct both *both, const uint32_t *cps, size_t n)
{
    static uint8_t classes[LONGEST], ours[LONGEST + 1], icu[LONGEST + 1];

    for (size_t i = 0; i < n; i++)
        classes[i] = wq_prop(both->props, cps[i])->line;
    memset(ours, 0xEE, n + 1);
    assert_int_equal(wq_breaker_run(both->b, cps, n, icu), WQ_OK);
    assert_int_equal(wq_breaker_run_lines(both->b, cps, classes, n, ours), WQ_OK);
    both->ran++;
    if (!memcmp(ours, icu, n + 1) || both->bad++ >= 10)
        return;
    for (size_t i = 0; i < n && i < 80; i++)
        print_error("%s%04X ", ours[i] == icu[i] ? "" : icu[i] ? "(no break) " : "(break) ", cps[i]);
    print_error("\n");
}

/* Words of letters, digits and marks that ICU is not asked about, and all that may spoil them. */
static const uint32_t words[] = {
    0x0627, 0x0644, 0x06CC, 0x06A9, 0x05D0, 0x05E9, 'a',    'Z',    0xE9,   0x0915, '1',     '9',
    0x06F1, 0x0661, 0x064E, 0x0651, 0x0301, 0x05B8, 0x200C, ',',    '.',    0x060C, 0x06D4,  0x061F,
    '!',    ':',    ';',    '?',    0x066B, 0x0600, 0x200F, 0x200D, 0xFE0F, 0x0640, 0x10D00, 0x1E900,
};
static const uint32_t spoilers[] = {
    '\t',    '\n',   '\r',   0x0B,   0x0C,   0x85,   0x2028, '"',     '\'',    0x2018,  0x2019,  0x201C,
    0x201D,  0xAB,   0xBB,   '(',    ')',    '[',    ']',    '{',     '}',     '-',     0x2010,  0x2011,
    0x2013,  0x2014, 0xAD,   0x05BE, '/',    '%',    '$',    0xB0,    0x066A,  '+',     '#',     '@',
    0xA0,    0x202F, 0x2060, 0xFEFF, 0x200B, 0x200D, 0x3000, 0x2003,  0x4E2D,  0x3042,  0x30FC,  0x3001,
    0x3002,  0x300C, 0x300D, 0xAC00, 0x1100, 0x1161, 0x11A8, 0x0E01,  0x0E33,  0x0E34,  0x1780,  0xFFFC,
    0x2026,  0xB4,   0xFFFD, 0x0378, 0xE000, 0x2764, 0x261D, 0x1F600, 0x1F466, 0x1F3FB, 0x1F1F5, 0x1F1F0,
    0x1FAFF, 0x17D6, 0x0F0B, 0x1B05, 0x25CC, 0x203C, 0x2E18, 0x1133D,
};

enum { WORDS = sizeof words / sizeof *words, SPOILERS = sizeof spoilers / sizeof *spoilers };

static uint32_t hostile(struct random *r, uint32_t spoiled)
{
    uint32_t at = random_below(r, 100);

    if (at < spoiled)
        return spoilers[random_below(r, SPOILERS)];
    if (at < spoiled + (100 - spoiled) / 4)
        return ' ';
    return words[random_below(r, random_below(r, 3) ? 10 : WORDS)];
}

static void test_lines_hostile(void **state)
{
    static uint32_t cps[LONGEST];
    struct both *both = *state;
    struct random r = {61};

    for (size_t t = 0; t < 300000; t++) {
        size_t n = random_below(&r, t % 5000 == 0 ? LONGEST : t % 10 == 0 ? 200 : 16);
        uint32_t spoiled = random_below(&r, 4) * 10;
        for (size_t i = 0; i < n; i++)
            cps[i] = hostile(&r, spoiled);
        compare(both, cps, n);
    }
    for (size_t t = 0; t < 50000; t++) {
        size_t n = random_below(&r, 100);
        random_text(&r, t % 2 ? RANDOM_UNIFORM : RANDOM_REAL, 0, cps, n);
        compare(both, cps, n);
    }
    assert_int_equal(both->bad, 0);
}

/* Every three of them between two words, with and without spaces. */
static void test_lines_threes(void **state)
{
    struct both *both = *state;
    uint32_t all[WORDS + SPOILERS + 1];
    size_t n = WORDS + SPOILERS + 1;

    memcpy(all, words, sizeof words);
    memcpy(all + WORDS, spoilers, sizeof spoilers);
    all[n - 1] = ' ';
    for (size_t i = 0; i < n * n * n; i++) {
        const uint32_t a = all[i / n / n], b = all[i / n % n], c = all[i % n];
        compare(both, (const uint32_t[]){0x0627, ' ', a, b, c, ' ', 0x0628}, 7);
        if (i % 8 == 0)
            compare(both, (const uint32_t[]){'a', a, ' ', b, 'b', ' ', c, '1', ' ', 'c'}, 10);
    }
    print_message("lines: %zu texts\n", both->ran);
    assert_int_equal(both->bad, 0);
}

/* Every code point there is, beside and between words. */
static void test_lines_all(void **state)
{
    struct both *both = *state;

    for (uint32_t cp = 0; cp <= 0x10FFFF; cp++) {
        if (cp == 0xD800) /* surrogates are no text */
            cp = 0xE000;
        compare(both, (const uint32_t[]){0x0627, cp, ' ', cp, 0x0628, ' ', cp, ' ', 'a', '1'}, 10);
    }
    assert_int_equal(both->bad, 0);
}

static int set_up(void **state)
{
    static struct both both;

    both = (struct both){.b = wq_breaker_new(WQ_SEGMENT_LINE), .props = wq_props_new()};
    *state = &both;
    return both.b ? 0 : -1;
}

static int tear_down(void **state)
{
    struct both *both = *state;

    wq_breaker_free(both->b);
    wq_props_free(both->props);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_grapheme_break),
        cmocka_unit_test(test_line_break),
        cmocka_unit_test_setup_teardown(test_lines_hostile, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_lines_threes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_lines_all, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
