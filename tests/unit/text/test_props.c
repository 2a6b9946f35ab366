/* Properties of code points: against the Unicode Character Database, and widths against the C library. */
#include "waraq/text/props.h"

#include "../../support/unicode_file.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include <cmocka.h>

static struct wq_props *props;

static int set_up(void **state)
{
    (void)state;
    props = wq_props_new();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    wq_props_free(props);
    return 0;
}

/* "0600..0605  ; AN": the range and the value; false for lines of another form. */
static bool read_range(const char *line, uint32_t *first, uint32_t *last, char *value, size_t size)
{
    char *end;
    *first = *last = (uint32_t)strtoul(line, &end, 16);
    if (end == line)
        return false;
    if (!strncmp(end, "..", 2))
        *last = (uint32_t)strtoul(end + 2, &end, 16);
    end += strspn(end, " \t");
    if (*end != ';')
        return false;
    end += 1 + strspn(end + 1, " \t");
    size_t len = strcspn(end, " ;\t");
    if (len >= size)
        return false;
    memcpy(value, end, len);
    value[len] = '\0';
    return true;
}

static const char *const bidi_names[] = {
    [WQ_BIDI_L] = "L",     [WQ_BIDI_R] = "R",     [WQ_BIDI_AL] = "AL",   [WQ_BIDI_EN] = "EN",
    [WQ_BIDI_ES] = "ES",   [WQ_BIDI_ET] = "ET",   [WQ_BIDI_AN] = "AN",   [WQ_BIDI_CS] = "CS",
    [WQ_BIDI_NSM] = "NSM", [WQ_BIDI_BN] = "BN",   [WQ_BIDI_B] = "B",     [WQ_BIDI_S] = "S",
    [WQ_BIDI_WS] = "WS",   [WQ_BIDI_ON] = "ON",   [WQ_BIDI_LRE] = "LRE", [WQ_BIDI_LRO] = "LRO",
    [WQ_BIDI_RLE] = "RLE", [WQ_BIDI_RLO] = "RLO", [WQ_BIDI_PDF] = "PDF", [WQ_BIDI_LRI] = "LRI",
    [WQ_BIDI_RLI] = "RLI", [WQ_BIDI_FSI] = "FSI", [WQ_BIDI_PDI] = "PDI",
};

static void test_bidi_class(void **state)
{
    struct unicode_file u;
    size_t seen = 0;
    size_t bad = 0;

    (void)state;
    unicode_open(&u, "extracted/DerivedBidiClass.txt");
    while (unicode_next(&u)) {
        uint32_t first, last;
        char value[8];
        assert_true(read_range(u.line, &first, &last, value, sizeof value));
        for (uint32_t cp = first; cp <= last; cp++, seen++)
            if (strcmp(bidi_names[wq_prop(props, cp)->bidi], value) != 0 && bad++ < 10)
                print_error("U+%04X is %s, not %s\n", cp, value, bidi_names[wq_prop(props, cp)->bidi]);
    }
    assert_true(seen > 280000);
    assert_int_equal(bad, 0);
}

static void test_joining_type(void **state)
{
    static const char letters[] = "UCDLRT";
    struct unicode_file u;
    size_t seen = 0;
    size_t bad = 0;

    (void)state;
    unicode_open(&u, "extracted/DerivedJoiningType.txt");
    while (unicode_next(&u)) {
        uint32_t first, last;
        char value[8];
        assert_true(read_range(u.line, &first, &last, value, sizeof value));
        for (uint32_t cp = first; cp <= last; cp++, seen++)
            if (letters[wq_prop(props, cp)->joining] != value[0] && bad++ < 10)
                print_error("U+%04X joins as %s\n", cp, value);
    }
    assert_true(seen > 2700);
    assert_int_equal(bad, 0);
    /* What is not in the file does not join. */
    assert_int_equal(wq_prop(props, 0x064E)->joining, WQ_JOIN_T);
    assert_int_equal(wq_prop(props, 0x200B)->joining, WQ_JOIN_T);
    assert_int_equal(wq_prop(props, 0x200C)->joining, WQ_JOIN_U);
    assert_int_equal(wq_prop(props, ' ')->joining, WQ_JOIN_U);
    assert_int_equal(wq_prop(props, 0x2028)->joining, WQ_JOIN_U);
    assert_int_equal(wq_prop(props, 'a')->joining, WQ_JOIN_U);
}

static void test_mirrors(void **state)
{
    static const uint32_t unmirrored[] = {'a',    ' ',    0x2018, 0x2019, 0x201C,
                                          0x201D, 0x2211, 0xFD3E, 0xFD3F, 0x2192};
    struct unicode_file u;
    size_t seen = 0;

    (void)state;
    unicode_open(&u, "BidiMirroring.txt");
    while (unicode_next(&u)) {
        const char *s = u.line;
        uint32_t cp, glyph;
        assert_int_equal(unicode_hex(&s, &cp, 1), 1);
        s += strspn(s, " ;");
        assert_int_equal(unicode_hex(&s, &glyph, 1), 1);
        if (wq_mirror(cp) != glyph || !(wq_prop(props, cp)->flags & WQ_PROP_MIRRORED))
            fail_msg("U+%04X is not mirrored to U+%04X", cp, glyph);
        seen++;
    }
    assert_true(seen > 400);
    for (size_t i = 0; i < sizeof unmirrored / sizeof *unmirrored; i++)
        assert_int_equal(wq_mirror(unmirrored[i]), unmirrored[i]);
    assert_false(wq_prop(props, 0x201C)->flags & WQ_PROP_MIRRORED);
    assert_true(wq_prop(props, 0x2211)->flags & WQ_PROP_MIRRORED); /* a sum: has no mirror image in Unicode */
}

static void test_brackets(void **state)
{
    const uint32_t opening = UINT32_C(0x80000000);
    struct unicode_file u;
    size_t seen = 0;

    (void)state;
    unicode_open(&u, "BidiBrackets.txt");
    while (unicode_next(&u)) {
        const char *s = u.line;
        uint32_t cp, pair;
        assert_int_equal(unicode_hex(&s, &cp, 1), 1);
        s += strspn(s, " ;");
        assert_int_equal(unicode_hex(&s, &pair, 1), 1);
        s += strspn(s, " ;");
        assert_true(wq_prop(props, cp)->flags & WQ_PROP_BRACKET);
        assert_int_equal((wq_bracket(cp) & opening) != 0, *s == 'o');
        assert_int_equal(wq_bracket(cp) ^ opening, wq_bracket(pair));
        assert_true((wq_bracket(cp) & ~opening) != 0);
        seen++;
    }
    assert_true(seen >= 128);
    assert_int_equal(wq_bracket(0x2329), wq_bracket(0x3008)); /* canonically equivalent (BD16) */
    assert_int_equal(wq_bracket(0x232A), wq_bracket(0x3009));
    assert_int_not_equal(wq_bracket('('), wq_bracket('['));
    assert_int_not_equal(wq_bracket('('), wq_bracket(0xFF08)); /* compatibility is not enough */
    assert_false(wq_prop(props, '<')->flags & WQ_PROP_BRACKET);
    assert_false(wq_prop(props, 0xAB)->flags & WQ_PROP_BRACKET);
}

/* For all code points: each is one of cell, mark and ignorable, and a cell's width is the C library's. */
static void test_widths(void **state)
{
    size_t bad = 0;

    (void)state;
    for (uint32_t cp = 0; cp <= 0x10FFFF; cp++) {
        const struct wq_prop *p = wq_prop(props, cp);
        bool mark = p->flags & WQ_PROP_MARK;
        bool ignorable = p->flags & WQ_PROP_IGNORABLE;
        bool unknown = p->flags & WQ_PROP_UNKNOWN;
        bool sign = (cp >= 0x0600 && cp <= 0x0605) || cp == 0x06DD || cp == 0x070F || cp == 0x0890 ||
                    cp == 0x0891 || cp == 0x08E2 || cp == 0x110BD || cp == 0x110CD;
        bool good = mark + ignorable + (p->width > 0) == 1;
        if (mark)
            good &= wcwidth((wchar_t)cp) == 0;
        else if (unknown || sign)
            good &= p->width == 1;
        else if (!ignorable)
            good &= wcwidth((wchar_t)cp) == p->width;
        if (!good && bad++ < 10)
            print_error("U+%04X: width %u, flags %x, C library %d\n", cp, p->width, p->flags,
                        wcwidth((wchar_t)cp));
    }
    assert_int_equal(bad, 0);
}

static const struct {
    uint32_t cp;
    unsigned has, has_not;
} known[] = {
    {'a', WQ_PROP_LETTER, WQ_PROP_DIGIT | WQ_PROP_SPACE | WQ_PROP_IGNORABLE | WQ_PROP_MARK},
    {0x0628, WQ_PROP_LETTER, WQ_PROP_MARK},
    {'7', WQ_PROP_DIGIT, WQ_PROP_LETTER},
    {0x0667, WQ_PROP_DIGIT, WQ_PROP_LETTER},
    {0x06F7, WQ_PROP_DIGIT, WQ_PROP_LETTER},
    {0xBD, 0, WQ_PROP_DIGIT},
    {' ', WQ_PROP_SPACE, WQ_PROP_IGNORABLE},
    {0xA0, WQ_PROP_SPACE, WQ_PROP_IGNORABLE},
    {0x3000, WQ_PROP_SPACE, WQ_PROP_IGNORABLE},
    {'\t', WQ_PROP_SPACE | WQ_PROP_IGNORABLE, 0},
    {0x2028, WQ_PROP_SPACE | WQ_PROP_IGNORABLE, 0},
    {0x2029, WQ_PROP_IGNORABLE, 0},
    {0x200B, WQ_PROP_IGNORABLE, WQ_PROP_SPACE},
    {0x200C, WQ_PROP_IGNORABLE, WQ_PROP_MARK},
    {0x202E, WQ_PROP_IGNORABLE, 0},
    {0x2066, WQ_PROP_IGNORABLE, 0},
    {0xAD, WQ_PROP_IGNORABLE, 0},
    {0xFE0F, WQ_PROP_IGNORABLE, WQ_PROP_MARK},
    {0xFEFF, WQ_PROP_IGNORABLE, 0},
    {0x115F, WQ_PROP_IGNORABLE, 0},
    {0xE0001, WQ_PROP_IGNORABLE, 0},
    {0x00, WQ_PROP_IGNORABLE, WQ_PROP_UNKNOWN},
    {0x1B, WQ_PROP_IGNORABLE, WQ_PROP_UNKNOWN},
    {0x7F, WQ_PROP_IGNORABLE, 0},
    {0x9B, WQ_PROP_IGNORABLE, 0},
    {0xFFF9, WQ_PROP_IGNORABLE, 0},
    {0x064E, WQ_PROP_MARK, WQ_PROP_IGNORABLE | WQ_PROP_LETTER},
    {0x05B8, WQ_PROP_MARK, WQ_PROP_IGNORABLE},
    {0x20DD, WQ_PROP_MARK, WQ_PROP_IGNORABLE},
    {0x0600, 0, WQ_PROP_IGNORABLE | WQ_PROP_MARK | WQ_PROP_UNKNOWN},
    {0x06DD, 0, WQ_PROP_IGNORABLE | WQ_PROP_MARK | WQ_PROP_UNKNOWN},
    {0x0378, WQ_PROP_UNKNOWN, WQ_PROP_IGNORABLE},
    {0xFFFF, WQ_PROP_UNKNOWN, WQ_PROP_IGNORABLE},
    {0x10FFFF, WQ_PROP_UNKNOWN, WQ_PROP_IGNORABLE},
    {0xFFFD, 0, WQ_PROP_UNKNOWN | WQ_PROP_IGNORABLE},
    {0xE000, 0, WQ_PROP_UNKNOWN | WQ_PROP_IGNORABLE},
};

static void test_kinds(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        unsigned flags = wq_prop(props, known[i].cp)->flags;
        if ((flags & known[i].has) != known[i].has || (flags & known[i].has_not))
            fail_msg("U+%04X has %x", known[i].cp, flags);
    }
    assert_int_equal(wq_prop(props, 0x4E2D)->width, 2);
    assert_int_equal(wq_prop(props, 0x1F600)->width, 2);
}

static void test_compose(void **state)
{
    static const uint32_t rows[][3] = {
        {0x0627, 0x0653, 0x0622},
        {0x06C1, 0x0654, 0x06C2},
        {'e', 0x0301, 0xE9},
        {0x05D0, 0x05B7, 0}, /* excluded */
        {'e', 'e', 0},
        {0x06CC, 0x0654, 0},
        {0, 0, 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(wq_compose(rows[i][0], rows[i][1]), rows[i][2]);
    assert_int_equal(wq_combining_class(0x0651), 33);
    assert_int_equal(wq_combining_class(0x0654), 230);
    assert_int_equal(wq_combining_class('a'), 0);
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bidi_class), cmocka_unit_test(test_joining_type),
        cmocka_unit_test(test_mirrors),    cmocka_unit_test(test_brackets),
        cmocka_unit_test(test_widths),     cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_compose),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
