/* Words that need no folding are what folding would make of them. */
#include "../../../src/entity/plain.h"
#include "../../support/random_text.h"
#include "waraq/base/array.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct wq_letters letters;

static void assert_same_token(const struct wq_tokens *a, const struct wq_tokens *b, size_t i,
                              const char *text)
{
    const struct wq_token *x = &a->list.items[i];
    const struct wq_token *y = &b->list.items[i];

    if (x->start != y->start || x->end != y->end || x->len != y->len || x->before != y->before ||
        x->flags != y->flags || memcmp(a->codes.items + x->code, b->codes.items + y->code, x->len) != 0)
        fail_msg("word %zu of '%s': %u-%u len %u before %u flags %u, not %u-%u len %u before %u flags %u", i,
                 text, x->start, x->end, x->len, x->before, x->flags, y->start, y->end, y->len, y->before,
                 y->flags);
}

/* The words of a text, with and without the short way. */
static void check(const char *text, size_t len)
{
    struct wq_tokens quick;
    struct wq_tokens folded;

    wq_tokens_init(&quick, &letters);
    wq_tokens_init(&folded, NULL);
    /* Two stretches, as paragraphs are: the second goes on where the first ends. */
    wq_tokens_add(&quick, text, len, 0, WQ_BETWEEN_PARAGRAPH, 0);
    wq_tokens_add(&quick, text, len, len, WQ_BETWEEN_SPACE, WQ_TOKEN_ASIDE);
    wq_tokens_add(&folded, text, len, 0, WQ_BETWEEN_PARAGRAPH, 0);
    wq_tokens_add(&folded, text, len, len, WQ_BETWEEN_SPACE, WQ_TOKEN_ASIDE);
    assert_int_equal(quick.codes.len, folded.codes.len);
    assert_int_equal(quick.list.len, folded.list.len);
    for (size_t i = 0; i < quick.list.len; i++)
        assert_same_token(&quick, &folded, i, text);
    wq_tokens_release(&quick);
    wq_tokens_release(&folded);
}

static void test_each(void **state)
{
    static const char *const texts[] = {
        "",
        " ",
        "ہے",
        "یہ ایک مضمون ہے۔",
        "یہ، وہ؛ کون؟ کیا! ہاں: نہیں. yes, no; why? so! it:",
        "  دو   بلینک \n\n سطر\r\nاگلی\tٹیب ",
        "سنہ 1947 ۱۳۵۲ ١٩٤٨ 9:30 2023-10-15 1,200 6.4 1204. 12، ۱۰ساله ۱۰\u200Cساله 10ویں 1947ء",
        "می\u200Cشود می\u200C شود \u200Cشود نسخه\u200Cبدل\u200Cها دانش\u200C\u064Bآموزان یک\u200C",
        "اُن ا\u0653 ہے\u0650 \u0650ہے تقریباً غالبؔ \u0640هـ هـ\u0640",
        "«خانه» “یہ” ’کیمرے‘ (ITU) \"پر\" 'x' d'or",
        "צה\"ל ד״ר ג' ג׳ורג׳ שלום, עולם. בן־גוריון",
        "BBC Bbc bBC bbc É é ÉCOLE École Łódź straße İstanbul naïve",
        "Aکتاب کتابA כتاب aא 5G g5 ½ x½ ½x ² x² № %5 5% $10 ۱۰٪",
        "\u200Cا \u200C \u200C\u200Cا ا\u200C\u200Cب ا\u200C.ب ا.ب ا،ب ا۔ب",
        "۔ ، . , : - ا- -ا ا–ب\u00A0ج",
        "حححححححححححححححححححححححححححححح ححححححححححححححححححححححححححححححح "
        "حححححححححححححححححححححححححححححححح ححححححححححححححححححححححححححححححححح",
    };

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(texts); i++)
        check(texts[i], strlen(texts[i]));
}

/* Long enough for words, short enough to read what failed. */
static void test_random(void **state)
{
    enum { ROUNDS = 20000, MOST = 40 };
    struct random r = {20261122};
    struct wq_buf text = WQ_BUF_INIT;
    uint32_t cps[MOST];

    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        size_t n = 1 + random_below(&r, MOST);
        random_text(&r, round % 4 ? RANDOM_REAL : RANDOM_UNIFORM, 0, cps, n);
        wq_buf_clear(&text);
        for (size_t i = 0; i < n; i++) {
            uint32_t other = random_below(&r, 30);
            wq_buf_addcp(&text, other == 0 ? 0x200C : other == 1 ? '\n' : cps[i]);
        }
        check(text.data, text.len);
    }
    wq_buf_release(&text);
}

/* Every character of the short way, alone and within a word, before a mark and behind one. */
static void test_every_letter(void **state)
{
    struct wq_buf text = WQ_BUF_INIT;

    (void)state;
    for (uint32_t c = 1; c < WQ_LETTERS + 0x100; c++) {
        wq_buf_clear(&text);
        for (int i = 0; i < 6; i++) {
            wq_buf_adds(&text, i == 1 || i == 4 ? "ب" : i == 5 ? "\u200C" : " ");
            wq_buf_addcp(&text, c);
            wq_buf_adds(&text, i == 2 || i == 4 ? "ا" : i == 3 ? "\u0650" : "");
        }
        check(text.data, text.len);
    }
    wq_buf_release(&text);
}

static int make_letters(void **state)
{
    (void)state;
    wq_letters_make(&letters);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each),
        cmocka_unit_test(test_every_letter),
        cmocka_unit_test(test_random),
    };

    return cmocka_run_group_tests(tests, make_letters, NULL);
}
