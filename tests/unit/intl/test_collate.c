/* The order of the alphabets, as they are taught. */
#include "waraq/base/array.h"
#include "waraq/intl/collate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int order_of(const struct wq_collator *c, const char *a, const char *b)
{
    struct wq_buf x = WQ_BUF_INIT;
    struct wq_buf y = WQ_BUF_INIT;

    wq_collator_key(c, a, strlen(a), &x);
    wq_collator_key(c, b, strlen(b), &y);
    assert_int_equal(x.len, strlen(x.data) + 1);
    int order = strcmp(x.data, y.data);
    wq_buf_release(&x);
    wq_buf_release(&y);
    return (order > 0) - (order < 0);
}

/* Words parted by blanks, each behind the one before. */
static void assert_rising(const char *language, const char *words)
{
    struct wq_collator *c = wq_collator_new(language);
    char *all = strdup(words);
    const char *before = NULL;
    char *rest;

    for (const char *word = strtok_r(all, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
        if (before && order_of(c, before, word) >= 0)
            fail_msg("%s: %s is not before %s", language, before, word);
        if (before && order_of(c, word, before) <= 0)
            fail_msg("%s: %s is not behind %s", language, word, before);
        before = word;
    }
    free(all);
    wq_collator_free(c);
}

static void test_alphabets(void **state)
{
    (void)state;
    assert_rising("ur", "ا ب پ ت ٹ ث ج چ ح خ د ڈ ذ ر ڑ ز ژ س ش ص ض ط ظ ع غ ف ق ک گ ل م ن و ہ ھ ء ی ے");
    assert_rising("fa", "آ ا ب پ ت ث ج چ ح خ د ذ ر ز ژ س ش ص ض ط ظ ع غ ف ق ک گ ل م ن و ه ی");
    assert_rising("ar", "ا ب ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ك ل م ن ه و ي");
    assert_rising("he", "א ב ג ד ה ו ז ח ט י כ ל מ נ ס ע פ צ ק ר ש ת");
}

static void test_names(void **state)
{
    (void)state;
    assert_rising("ur",
                  "افغانستان ایران بنگلہ بھارت پاکستان ترکی ٹوکیو چین روس ڑوب کابل کراچی گوادر ہرات یمن");
    assert_rising("fa", "آبادان اصفهان پاریس تهران چین کرمان گیلان ورامین همدان یزد");
    assert_rising("ar", "إيران بغداد تونس دمشق صنعاء قطر كندا لبنان مصر هولندا وهران يافا");
    assert_rising("he", "אילת באר חיפה ירושלים כרמל לוד צפת תל");
}

/* A mark or a capital decides only where nothing else does. */
static void test_marks(void **state)
{
    (void)state;
    assert_rising("ur", "ان اُن انار اُنس");
    assert_rising("he", "מים מָלוֹן");
    assert_rising("en", "alpha Alpha beta Beta");
}

static void test_equal(void **state)
{
    (void)state;
    struct wq_collator *c = wq_collator_new("ur");
    assert_int_equal(order_of(c, "لاہور", "لاہور"), 0);
    assert_int_equal(order_of(c, "آ", "ا\u0653"), 0); /* composed and not */
    assert_int_equal(order_of(c, "", ""), 0);
    assert_int_equal(order_of(c, "", "ا"), -1);
    wq_collator_free(c);
}

/* Of a language that nobody knows, and text that is none. */
static void test_odd(void **state)
{
    (void)state;
    assert_rising("", "a b ا ب");
    assert_rising("xx", "a b");
    assert_rising("this is no language", "a b");
    struct wq_collator *c = wq_collator_new("ur");
    assert_int_equal(order_of(c, "\xFF\xFE", "\xFF\xFE"), 0);
    wq_collator_free(c);
    wq_collator_free(NULL);
}

static void test_long(void **state)
{
    (void)state;
    enum { LETTERS = 5000 };
    struct wq_collator *c = wq_collator_new("ur");
    struct wq_buf a = WQ_BUF_INIT;
    struct wq_buf b = WQ_BUF_INIT;

    for (int i = 0; i < LETTERS; i++)
        wq_buf_adds(&a, "پ");
    wq_buf_add(&b, a.data, a.len);
    wq_buf_adds(&b, "ا");
    assert_int_equal(order_of(c, a.data, b.data), -1);
    wq_buf_release(&a);
    wq_buf_release(&b);
    wq_collator_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_alphabets), cmocka_unit_test(test_names), cmocka_unit_test(test_marks),
        cmocka_unit_test(test_equal),     cmocka_unit_test(test_odd),   cmocka_unit_test(test_long),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
