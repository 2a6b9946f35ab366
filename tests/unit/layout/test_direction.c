/* Which way documents and paragraphs run. */
#include "waraq/layout/direction.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

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

static void test_letters(void **state)
{
    static const struct {
        const char *text;
        size_t rtl, ltr;
    } rows[] = {
        {"", 0, 0},
        {"abc", 0, 3},
        {"اب", 2, 0},
        {"אב", 2, 0},
        {"a ا 12 ١٢ ۱۲ .,!", 1, 1},
        {"a\u0301", 0, 1},                /* marks are not letters */
        {"ا\u064E\u0651", 1, 0},          /* marks are not letters */
        {"\u200F", 1, 0},                 /* a direction mark is strong */
        {"\u200E", 0, 1},                 /* the same */
        {"\u202Ea\u202C", 0, 1},          /* embeddings are not */
        {"中文\u0915", 0, 3},             /* other scripts run left to right */
        {"\u07C1\u0710\U0001E900", 3, 0}, /* N'Ko, Syriac, Adlam */
        {"\u0870", 1, 0},                 /* an Arabic letter of Unicode 14 */
        {"\U0001F600\U0001FAE8", 0, 0},   /* emoji, also those of Unicode 15 */
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct wq_letters n = {0, 0};
        wq_letters_count(props, rows[i].text, strlen(rows[i].text), &n);
        if (n.rtl != rows[i].rtl || n.ltr != rows[i].ltr)
            fail_msg("'%s' has %zu rtl and %zu ltr", rows[i].text, n.rtl, n.ltr);
    }
}

static void test_letters_add_up(void **state)
{
    struct wq_letters n = {5, 7};

    (void)state;
    wq_letters_count(props, "aب", 3, &n);
    assert_int_equal(n.rtl, 6);
    assert_int_equal(n.ltr, 8);
    wq_letters_count(props, "aب", 1, &n); /* not behind len */
    assert_int_equal(n.rtl, 6);
    assert_int_equal(n.ltr, 9);
}

static void test_document(void **state)
{
    (void)state;
    assert_true(wq_document_rtl((struct wq_letters){3, 2}));
    assert_true(wq_document_rtl((struct wq_letters){2, 2}));
    assert_true(wq_document_rtl((struct wq_letters){0, 0}));
    assert_false(wq_document_rtl((struct wq_letters){2, 3}));
}

static const struct {
    const char *text;
    bool in_rtl, in_ltr; /* how it runs in a document that runs so */
} paragraphs[] = {
    /* No strong letter: the document's. */
    {"", true, false},
    {"   ", true, false},
    {"12 - 34 %", true, false},
    {"١٢ ۱۲", true, false},
    {"\U0001F600", true, false},
    /* All words agree. */
    {"Source: social media", false, false},
    {"روس سامراج", true, true},
    {"שלום 12", true, true},
    {"2023 abc", false, false},
    {"ا", true, true},
    {"a", false, false},
    /* Mixed: the document's. */
    {"KCNA کے مطابق", true, false},
    {"COVID-19 کیا ہے؟", true, false},
    {"ا abc", true, false},
    {"abc ا", true, false},
    /* ... unless the other script has more than three times the words. */
    {"a b c د", true, false},
    {"a b c d د", false, false},
    {"ا ب ج d", true, false},
    {"ا ب ج د e", true, true},
    /* A word is what its first strong letter says. */
    {"abcاب دهو", true, false},
    {"12ab اب", true, false},
    {"\"abc\" (اب)", true, false},
    {"a\u00A0b\u00A0c\u00A0d\u00A0ا", false, false}, /* no-break spaces part words */
    {"a\u2028b\tc\nd ا", false, false},              /* and so does all white space */
    /* Addresses do not count. */
    {"ا http://a.b/c", true, true},
    {"ا http://a.b/c www.a.bc x@y.zw @abc #abc ab.txt", true, true},
    {"http://a.b/c", true, false},
    {"@abc @def ا ب", true, true},
    {"https://a.b/c abc", false, false},
    {"ا a@b a b", true, false},
    {"ا a@b a b c", false, false}, /* no mail address: a word like another */
};

static void test_paragraph(void **state)
{
    size_t bad = 0;

    (void)state;
    for (size_t i = 0; i < sizeof paragraphs / sizeof *paragraphs; i++)
        for (int rtl = 0; rtl < 2; rtl++) {
            bool got = wq_paragraph_rtl(props, paragraphs[i].text, strlen(paragraphs[i].text), rtl);
            if (got == (rtl ? paragraphs[i].in_rtl : paragraphs[i].in_ltr))
                continue;
            bad++;
            print_error("'%s' in a document that runs %s\n", paragraphs[i].text, rtl ? "rtl" : "ltr");
        }
    assert_int_equal(bad, 0);
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_letters),
        cmocka_unit_test(test_letters_add_up),
        cmocka_unit_test(test_document),
        cmocka_unit_test(test_paragraph),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
