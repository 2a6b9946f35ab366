/* The table of presentation forms against ICU's decompositions of U+FB50..U+FEFC, both ways. */
#include "../../../src/layout/forms.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include <cmocka.h>

enum { FIRST = 0xFB50, LAST = 0xFEFC, LAM = 0x0644 };

/* What a form is a form of; returns how many letters, 0 if it is no form. */
static int decompose(UChar32 form, UChar *letters, unsigned *bits)
{
    UErrorCode e = U_ZERO_ERROR;
    int kind = u_getIntPropertyValue(form, UCHAR_DECOMPOSITION_TYPE);

    if (kind == U_DT_ISOLATED)
        *bits = 0;
    else if (kind == U_DT_FINAL)
        *bits = WQ_FORM_BEFORE;
    else if (kind == U_DT_INITIAL)
        *bits = WQ_FORM_AFTER;
    else if (kind == U_DT_MEDIAL)
        *bits = WQ_FORM_BEFORE | WQ_FORM_AFTER;
    else
        return 0;
    int32_t n = unorm2_getRawDecomposition(unorm2_getNFKCInstance(&e), form, letters, 4, &e);
    return U_SUCCESS(e) ? n : 0;
}

/* Every form of one letter is what the table gives. U+FBE8 and U+FBE9 come twice, for U+06BA too. */
static void test_forms_of_unicode(void **state)
{
    size_t seen = 0;
    size_t bad = 0;

    (void)state;
    for (UChar32 form = FIRST; form <= LAST; form++) {
        UChar letters[4];
        unsigned bits;
        if (decompose(form, letters, &bits) != 1)
            continue;
        seen++;
        uint32_t got = wq_form_of(letters[0], bits);
        if (got == (uint32_t)form)
            continue;
        bad++;
        print_error("U+%04X, form %u: should be U+%04X, is U+%04X\n", letters[0], bits, form, got);
    }
    assert_true(seen > 240);
    assert_int_equal(bad, 0);
}

static bool has_form(uint32_t letter, unsigned want)
{
    for (UChar32 form = FIRST; form <= LAST; form++) {
        UChar letters[4];
        unsigned bits;
        if (decompose(form, letters, &bits) == 1 && letters[0] == letter && bits == want)
            return true;
    }
    return false;
}

/* What has no such form in Unicode gets none, but for those that LAYOUT.md names. */
static void test_letters_without_forms(void **state)
{
    size_t bad = 0;

    (void)state;
    for (uint32_t letter = 0x0600; letter < 0x0780; letter++)
        for (unsigned bits = 0; bits < 4; bits++) {
            uint32_t got = wq_form_of(letter, bits);
            bool borrowed = letter == 0x06D5 || letter == 0x06BA;
            if (has_form(letter, bits) || borrowed || got == letter)
                continue;
            /* A letter that does not join so keeps the nearest of its own forms. */
            if (got == wq_form_of(letter, bits & WQ_FORM_BEFORE) || got == wq_form_of(letter, 0))
                continue;
            bad++;
            print_error("U+%04X, form %u: U+%04X\n", letter, bits, got);
        }
    assert_int_equal(bad, 0);
}

static void test_named_fallbacks(void **state)
{
    static const struct {
        uint32_t letter;
        unsigned form;
        uint32_t want;
    } rows[] = {
        {0x06BA, 0, 0xFB9E},
        {0x06BA, WQ_FORM_BEFORE, 0xFB9F},
        {0x06BA, WQ_FORM_AFTER, 0xFBE8},
        {0x06BA, WQ_FORM_BEFORE | WQ_FORM_AFTER, 0xFBE9},
        {0x06D5, 0, 0xFEE9},
        {0x06D5, WQ_FORM_BEFORE, 0xFEEA},
        {0x0649, WQ_FORM_AFTER, 0xFBE8},
        {0x0649, WQ_FORM_BEFORE, 0xFEF0},
        {0x0621, WQ_FORM_BEFORE, 0xFE80},
        {0x0627, WQ_FORM_BEFORE | WQ_FORM_AFTER, 0xFE8E}, /* joins on one side only */
        /* Rule 17: none at all. */
        {0x067C, WQ_FORM_BEFORE, 0x067C},
        {0x0681, 0, 0x0681},
        {0x0693, WQ_FORM_BEFORE, 0x0693},
        {0x06AB, WQ_FORM_AFTER, 0x06AB},
        {0x06CD, 0, 0x06CD},
        {0x0672, 0, 0x0672},
        /* No Arabic letters. */
        {'a', WQ_FORM_BEFORE, 'a'},
        {0x05D0, WQ_FORM_AFTER, 0x05D0},
        {0x0640, WQ_FORM_BEFORE, 0x0640},
        {0x06D6, 0, 0x06D6},
        {0x0620, WQ_FORM_AFTER, 0x0620},
        {0x10FFFF, 3, 0x10FFFF},
        {0, 0, 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (wq_form_of(rows[i].letter, rows[i].form) != rows[i].want)
            fail_msg("U+%04X, form %u: U+%04X", rows[i].letter, rows[i].form,
                     wq_form_of(rows[i].letter, rows[i].form));
}

static void test_substitutes(void **state)
{
    static const uint32_t rows[][3] = {
        {0x06B5, 0x0644, 0x065A},
        {0x06C2, 0x06C1, 0x0654},
        {0x06CE, 0x0649, 0x065A},
        {0x0768, 0x0646, 0x0615},
        {0x0644, 0x0644, 0},
        {0x06C0, 0x06C0, 0},
        {'a', 'a', 0},
        {0, 0, 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        uint32_t mark = 1;
        assert_int_equal(wq_form_substitute(rows[i][0], &mark), rows[i][1]);
        assert_int_equal(mark, rows[i][2]);
    }
}

/* Drawing is substituting and shaping. */
static void test_draw(void **state)
{
    (void)state;
    for (uint32_t letter = 0x0600; letter <= 0x0780; letter++)
        for (unsigned form = 0; form < 4; form++) {
            uint32_t mark, other;
            uint32_t want = wq_form_of(wq_form_substitute(letter, &other), form);
            assert_int_equal(wq_form_draw(letter, form, &mark), want);
            assert_int_equal(mark, other);
        }
}

/* U+FEF5..U+FEFC, and no other letter makes one. */
static void test_lam_alef(void **state)
{
    size_t seen = 0;

    (void)state;
    for (UChar32 form = FIRST; form <= LAST; form++) {
        UChar letters[4];
        unsigned bits;
        if (form < 0xFEF5 || decompose(form, letters, &bits) != 2)
            continue;
        seen++;
        assert_int_equal(letters[0], LAM);
        assert_int_equal(wq_form_lam_alef(letters[1], bits | WQ_FORM_AFTER), form);
    }
    assert_int_equal(seen, 8);
    seen = 0;
    for (uint32_t cp = 0; cp < 0x800; cp++)
        seen += wq_form_lam_alef(cp, WQ_FORM_AFTER) != 0;
    assert_int_equal(seen, 4);
}

static void test_compose(void **state)
{
    static const uint32_t rows[][3] = {
        {0x0627, 0x0653, 0x0622}, {0x0627, 0x0654, 0x0623},
        {0x0627, 0x0655, 0x0625}, {0x0648, 0x0654, 0x0624},
        {0x064A, 0x0654, 0x0626}, {0x06CC, 0x0654, 0x0626},
        {0x06D2, 0x0654, 0x06D3}, {0x06D5, 0x0654, 0x06C0},
        {0x06C1, 0x0654, 0}, /* rule 15: U+06C2 has no forms */
        {0x0647, 0x0654, 0},      {0x0628, 0x0653, 0},
        {0x0627, 0x064E, 0},      {0x0622, 0x0653, 0},
        {0x0627, 0x0656, 0},      {0x0627, 0x0652, 0},
        {'e', 0x0301, 0},         {0x0649, 0x0654, 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (wq_form_compose(rows[i][0], rows[i][1]) != rows[i][2])
            fail_msg("U+%04X U+%04X", rows[i][0], rows[i][1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_forms_of_unicode),
        cmocka_unit_test(test_letters_without_forms),
        cmocka_unit_test(test_named_fallbacks),
        cmocka_unit_test(test_substitutes),
        cmocka_unit_test(test_draw),
        cmocka_unit_test(test_lam_alef),
        cmocka_unit_test(test_compose),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
