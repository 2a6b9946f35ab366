/* An article's text for others. */
#include "../../support/articles.h"
#include "waraq/base/array.h"
#include "waraq/doc/extract.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void check_span(const struct wq_article *a, struct wq_span span, bool furniture, const char *expected)
{
    struct wq_buf out = WQ_BUF_INIT;

    wq_buf_adds(&out, "=");
    wq_article_extract(a, span, furniture, &out);
    assert_string_equal(out.data, expected[0] ? expected : "=");
    wq_buf_release(&out);
}

static void check(const char *text, const char *expected)
{
    struct wq_article *a = article_of(text);
    check_span(a, (struct wq_span){0, a->text.len}, true, expected);
    wq_article_free(a);
}

/* Paragraphs stay apart as they were; what would act on a terminal is gone, what belongs to writing is not.
 */
static void test_whole(void **state)
{
    (void)state;
    check("", "");
    check("\n\n", "");
    check("ایک\n\n\n\nدو\nتین\n\n", "=ایک\n\nدو\nتین");
    check("   ایک\r\n\r\n\tدو", "=ایک\n\nدو");
    check("a\033[31mb\x07\x7F\tc\302\204"
          "d",
          "=a[31mb\tcd");
    check("می\u200Cخواهم \u200F(x)\u200E", "=می\u200Cخواهم \u200F(x)\u200E");
}

static void test_parts(void **state)
{
    struct wq_article *a = article_of("سرخی کی سطر\n\nپہلا پیراگراف یہاں ہے۔\n\nدوسرا پیراگراف یہاں ہے۔\n");
    const char *s = a->text.data;
    size_t from = (size_t)(strstr(s, "یہاں") - s);
    size_t to = (size_t)(strstr(s, "دوسرا") - s);

    (void)state;
    check_span(a, (struct wq_span){from, from + strlen("یہاں")}, false, "=یہاں");
    check_span(a, (struct wq_span){from, to + strlen("دوسرا")}, false, "=یہاں ہے۔\n\nدوسرا");
    check_span(a, (struct wq_span){to - 1, to}, false, "");
    check_span(a, (struct wq_span){from, from}, false, "");
    wq_article_free(a);
}

/* The sample with comment forms and headlines of others: with and without them. */
static void test_furniture(void **state)
{
    struct wq_article *a =
        article_of("خبر کی سرخی\n\nیہ خبر کا پہلا پیراگراف ہے جو کافی لمبا ہے۔\n\n"
                   "مزید پڑھیں: ایک اور خبر\n\nیہ خبر کا دوسرا پیراگراف ہے جو کافی لمبا ہے۔\n");
    struct wq_buf out = WQ_BUF_INIT;

    (void)state;
    assert_int_equal(a->furniture, 1);
    wq_article_extract(a, (struct wq_span){0, a->text.len}, true, &out);
    assert_non_null(strstr(out.data, "مزید پڑھیں"));
    wq_buf_clear(&out);
    wq_article_extract(a, (struct wq_span){0, a->text.len}, false, &out);
    assert_null(strstr(out.data, "مزید پڑھیں"));
    assert_non_null(strstr(out.data, "لمبا ہے۔\n\nیہ خبر کا دوسرا"));
    wq_buf_release(&out);
    wq_article_free(a);
}

/* Lines broken at a column are one line again, as words are parted: by one space. */
static void test_wrapped(void **state)
{
    struct wq_article *a = article_sample("fa-river");
    struct wq_buf out = WQ_BUF_INIT;
    size_t lines = 1;
    size_t paragraphs = 1;

    (void)state;
    for (size_t i = 0; i < a->nparas; i++)
        paragraphs += i > 0 && a->paras[i].kind != WQ_PARA_EMPTY && !a->paras[i].joins;
    wq_article_extract(a, (struct wq_span){0, a->text.len}, true, &out);
    for (size_t i = 0; i < out.len; i++)
        lines += out.data[i] == '\n' && out.data[i - 1] != '\n';
    assert_int_equal(lines, paragraphs);
    assert_null(strstr(out.data, "  "));
    wq_buf_release(&out);
    wq_article_free(a);
}

static void test_letters(void **state)
{
    static const struct {
        const char *text;
        size_t n;
    } cases[] = {{"", 0}, {"abc", 3}, {"سلام", 4}, {"سَلام", 4}, {"می\u200Cخواهم", 7}, {"a b\n", 3}};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(cases); i++)
        assert_int_equal(wq_letters_in(articles_props(), cases[i].text, strlen(cases[i].text)), cases[i].n);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole),   cmocka_unit_test(test_parts),   cmocka_unit_test(test_furniture),
        cmocka_unit_test(test_wrapped), cmocka_unit_test(test_letters),
    };
    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests_name("extract", tests, articles_open, articles_close);
}
