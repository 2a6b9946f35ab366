/* Spellings of one word have one form, other words another; folding what is folded changes nothing. */
#include "../../support/random_text.h"
#include "waraq/base/array.h"
#include "waraq/base/buf.h"
#include "waraq/text/fold.h"
#include "waraq/text/utf8.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static char *folded(const char *s, size_t len)
{
    struct wq_buf out = WQ_BUF_INIT;

    wq_buf_adds(&out, "");
    wq_fold(s, len, &out);
    assert_true(wq_utf8_valid(out.data ? out.data : "", out.len));
    char *result = wq_buf_detach(&out);
    return result ? result : strdup("");
}

static char *folded_string(const char *s)
{
    return folded(s, strlen(s));
}

struct pair {
    const char *a, *b;
};

static void check_pairs(const struct pair *pairs, size_t n, bool equal)
{
    for (size_t i = 0; i < n; i++) {
        char *a = folded_string(pairs[i].a);
        char *b = folded_string(pairs[i].b);
        if (!strcmp(a, b) != equal)
            fail_msg("'%s' is '%s', '%s' is '%s'", pairs[i].a, a, pairs[i].b, b);
        free(a);
        free(b);
    }
}

/* The project's table of what readers take for one spelling. */
static const struct pair equal[] = {
    {"ي", "ی"},
    {"ى", "ی"},
    {"ى", "ي"},
    {"ۓ", "ے"},
    {"ئ", "ی"},
    {"ئ", "ي"},
    {"\u06CC\u0654", "\u0626"},
    {"ۍ", "ی"},
    {"ې", "ی"},
    {"ك", "ک"},
    {"ڪ", "ک"},
    {"ه", "ہ"},
    {"ة", "ہ"},
    {"ۃ", "ہ"},
    {"ۂ", "ہ"},
    {"\u06C1\u0654", "\u06C2"},
    {"ۀ", "ه"},
    {"ە", "ہ"},
    {"ؤ", "و"},
    {"\u0648\u0654", "\u0624"},
    {"أ", "ا"},
    {"إ", "ا"},
    {"آ", "ا"},
    {"\u0627\u0653", "\u0622"},
    {"ٱ", "ا"},
    {"اُن", "ان"},
    {"کِم", "کم"},
    {"پَر", "پر"},
    {"اعلیٰ", "اعلی"},
    {"تقریباً", "تقریبا"},
    {"محمّد", "محمد"},
    {"کـم", "کم"},
    {"کم\u200Cجونگ", "کمجونگ"},
    {"کم\u200Fجونگ", "کمجونگ"},
    {"کم \u00A0\t\nجونگ", "کم جونگ"},
    {"کم\u2028جونگ", "کم جونگ"},
    {"1", "۱"},
    {"1", "١"},
    {"۴", "٤"},
    {"९", "9"},
    {"\uFEE2", "م"},
    {"\uFEFB", "لا"},
    {"\uFDF2", "اللہ"},
    {"\uFDF2", "الله"},
    {"\uFBA8", "ہ"},
    {"\uFBFE", "ی"},
    {"۔", "."},
    {"،", ","},
    {"؟", "?"},
    {"’", "'"},
    {"‘`‚‛", "''''"},
    {"“”„«»", "\"\"\"\"\""},
    {"‐‑–—−", "-----"},
    {"DPRK", "dprk"},
    {"ÉCOLE", "ecole"},
    {"ﬁn", "fin"},
    {"ΣΟΦΙΑΣ", "σοφιας"},
    {"اللّٰہ", "اللہ"},
    {"رؤف", "روف"},
    {"جرأت", "جرات"},
    {"دُنیا", "دنيا"},
    {"שָׁלוֹם", "שלום"},
    {"2×3", "2×3"},
};

static void test_equal(void **state)
{
    (void)state;
    check_pairs(equal, WQ_COUNT(equal), true);
}

/* It is an apostrophe to those who type it, and not the space with a mark that NFKD makes of it. */
static void test_acute_accent(void **state)
{
    static const struct pair pairs[] = {{"l´eau", "l'eau"}};
    (void)state;
    check_pairs(pairs, WQ_COUNT(pairs), true);
}

static void test_different(void **state)
{
    static const struct pair pairs[] = {
        {"ے", "ی"},       {"ھ", "ہ"},           {"ھ", "ه"},         {"ء", "ا"},        {"ں", "ن"},
        {"ٹ", "ت"},       {"ڈ", "د"},           {"گ", "ک"},         {"پ", "ب"},        {"کم جونگ", "کمجونگ"},
        {"پوتن", "پوٹن"}, {"امریکہ", "امریکا"}, {"گزشتہ", "گذشتہ"}, {"مسئلہ", "مسلہ"}, {"ש", "ס"},
        {"a", "b"},       {"1", "2"},           {"a b", "ab"},
    };
    (void)state;
    check_pairs(pairs, WQ_COUNT(pairs), false);
}

static void test_exactly(void **state)
{
    static const struct pair pairs[] = {
        {"", ""},
        {" ", " "},
        {"  a \t\n b  ", " a b "},
        {"\u200C\u064E\u0640", ""},
        {"آئی ایس ٹی", "ایی ایس ٹی"},
        {"«سلام»، ۱۲٫۵٪", "\"سلام\", 12٫5٪"},
    };
    (void)state;
    for (size_t i = 0; i < WQ_COUNT(pairs); i++) {
        char *a = folded_string(pairs[i].a);
        assert_string_equal(a, pairs[i].b);
        free(a);
    }
}

/* What stands in the buffer already stays, and decides whether a space is one too many. */
static void test_appends(void **state)
{
    struct wq_buf out = WQ_BUF_INIT;

    (void)state;
    wq_buf_adds(&out, "X ");
    wq_fold(" Y", 2, &out);
    assert_string_equal(out.data, "X y");
    wq_buf_release(&out);
}

static void check_idempotent(const char *s, size_t len)
{
    char *once = folded(s, len);
    char *twice = folded_string(once);

    if (strcmp(once, twice) != 0)
        fail_msg("'%.*s' is '%s', then '%s'", (int)len, s, once, twice);
    free(once);
    free(twice);
}

static void test_every_code_point(void **state)
{
    struct wq_buf s = WQ_BUF_INIT;

    (void)state;
    for (uint32_t cp = 1; cp <= 0x10FFFF; cp++) {
        if (cp >= 0xD800 && cp <= 0xDFFF)
            continue;
        wq_buf_clear(&s);
        wq_buf_addcp(&s, cp);
        check_idempotent(s.data, s.len);
    }
    wq_buf_release(&s);
}

static void test_random_text(void **state)
{
    struct random r = {20240501};
    struct wq_buf s = WQ_BUF_INIT;
    uint32_t cps[40];

    (void)state;
    for (int i = 0; i < 20000; i++) {
        size_t n = 1 + random_below(&r, WQ_COUNT(cps));
        random_text(&r, i % 2 ? RANDOM_REAL : RANDOM_UNIFORM, 0, cps, n);
        wq_buf_clear(&s);
        for (size_t k = 0; k < n; k++)
            wq_buf_addcp(&s, cps[k] ? cps[k] : ' '); /* a NUL would end the comparison */
        check_idempotent(s.data, s.len);
    }
    wq_buf_release(&s);
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_equal),       cmocka_unit_test(test_acute_accent),
        cmocka_unit_test(test_different),   cmocka_unit_test(test_exactly),
        cmocka_unit_test(test_appends),     cmocka_unit_test(test_every_code_point),
        cmocka_unit_test(test_random_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
