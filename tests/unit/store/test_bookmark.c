/* Places in texts that are edited. */
#include "waraq/base/array.h"
#include "waraq/base/buf.h"
#include "waraq/store/bookmark.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define FIRST "یہ پہلا پیراگراف ہے جس میں کچھ الفاظ لکھے ہیں۔\n\n"
#define SECOND                                                                                                                                                                              \
    "دوسرے پیراگراف میں اور الفاظ ہیں، اور یہ اتنا لمبا ہے کہ کئی سطروں تک جاتا ہے، تاکہ جگہ اس کے بیچ میں " \
    "ہو "                                                                                                                                                                                 \
    "اور شروع کے الفاظ سے بہت دور، جہاں سے پڑھنے والا آگے پڑھتا رہے گا جب وہ واپس آئے گا۔\n\n"
#define THIRD "تیسرا پیراگراف آخری ہے اور اس کے بعد کچھ بھی نہیں آتا۔\n"

static const char text[] = FIRST SECOND THIRD;
static const char here[] = "جہاں سے پڑھنے والا";

static size_t place_of(const char *s, const char *words)
{
    const char *at = strstr(s, words);

    assert_non_null(at);
    return (size_t)(at - s);
}

static struct wq_bookmark mark(const char *s, size_t at)
{
    struct wq_bookmark b;

    wq_bookmark_make(&b, s, strlen(s), at);
    return b;
}

static size_t find(const struct wq_bookmark *b, const char *s)
{
    return wq_bookmark_find(b, s, strlen(s));
}

/* At every character, and behind the last. */
static void test_nothing_changed(void **state)
{
    (void)state;
    for (size_t at = 0; at <= strlen(text); at++) {
        if (((unsigned char)text[at] & 0xC0) == 0x80)
            continue;
        struct wq_bookmark b = mark(text, at);
        assert_int_equal(b.paragraph + b.offset, at);
        assert_int_equal(find(&b, text), at);
    }
}

static void test_edited_elsewhere(void **state)
{
    static const char *const edited[] = {
        SECOND THIRD,
        "ایک نیا پیراگراف جو پہلے نہیں تھا۔\n\n" FIRST SECOND THIRD,
        "سرخی\n\n" SECOND,
        FIRST SECOND,
    };

    (void)state;
    struct wq_bookmark b = mark(text, place_of(text, here));
    for (size_t i = 0; i < WQ_COUNT(edited); i++)
        assert_int_equal(find(&b, edited[i]), place_of(edited[i], here));
}

/* The words before the place are other ones, but not those behind it. */
static void test_edited_before_the_place(void **state)
{
    (void)state;
    struct wq_bookmark b = mark(SECOND THIRD, place_of(SECOND, here));
    static const char edited[] =
        FIRST "کچھ اور ہی لکھا ہے یہاں، جہاں سے پڑھنے والا آگے پڑھتا رہے گا جب وہ واپس آئے گا۔\n";
    assert_int_equal(find(&b, edited), place_of(edited, here));
}

/* The words at the place are other ones: the paragraph's beginning says where it was. */
static void test_edited_at_the_place(void **state)
{
    static const char edited[] =
        FIRST "دوسرے پیراگراف میں اور الفاظ ہیں، اور یہ اتنا لمبا ہے کہ کئی سطروں تک جاتا ہے، تاکہ جگہ اس کے "
              "بیچ میں ہو "
              "اور یہاں سب کچھ بدل گیا ہے، ایک بھی لفظ پہلے جیسا نہیں رہا، مگر پیراگراف وہی ہے۔\n";

    (void)state;
    struct wq_bookmark b = mark(SECOND THIRD, place_of(SECOND, here));
    size_t at = find(&b, edited);
    assert_true(at >= strlen(FIRST) + b.offset - 4 && at <= strlen(FIRST) + b.offset);
    assert_true(((unsigned char)edited[at] & 0xC0) != 0x80);
    /* It is shorter now than the place was far. */
    static const char shorter[] =
        FIRST "دوسرے پیراگراف میں اور الفاظ ہیں، اور یہ اتنا لمبا ہے کہ کئی سطروں تک جاتا ہے، ت۔\n";
    assert_int_equal(find(&b, shorter), strlen(FIRST));
}

static void test_another_text(void **state)
{
    (void)state;
    struct wq_bookmark b = mark(text, place_of(text, here));
    assert_true(find(&b, "کوئی اور مضمون جس کا اس سے کوئی تعلق نہیں۔\n") == SIZE_MAX);
    assert_true(find(&b, "") == SIZE_MAX);
    assert_true(find(&b, FIRST THIRD) == SIZE_MAX);
}

/* The same words in many places: the nearest to where it was. */
static void test_the_nearest(void **state)
{
    struct wq_buf all = WQ_BUF_INIT;
    struct wq_buf moved = WQ_BUF_INIT;
    size_t length = strlen(SECOND);

    (void)state;
    wq_buf_adds(&moved, "سرخی\n");
    for (int i = 0; i < 9; i++) {
        wq_buf_adds(&all, SECOND);
        wq_buf_adds(&moved, SECOND);
    }
    for (size_t i = 0; i < 9; i++) {
        size_t place = i * length + place_of(SECOND, here);
        struct wq_bookmark b = mark(all.data, place);
        assert_int_equal(find(&b, all.data), place);
        assert_int_equal(find(&b, moved.data), place + strlen("سرخی\n"));
    }
    wq_buf_release(&all);
    wq_buf_release(&moved);
}

static void test_short_texts(void **state)
{
    static const char *const texts[] = {"", "ا", "\n", "ab", "سلام\n\nدنیا\n"};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(texts); i++) {
        struct wq_bookmark b = mark(texts[i], strlen(texts[i]) / 2);
        size_t at = b.paragraph + b.offset;
        assert_true(find(&b, texts[i]) == (*texts[i] ? at : SIZE_MAX));
    }
}

/* What a damaged file holds is nowhere in the text, or a place in it. */
static void test_any_bytes(void **state)
{
    uint32_t seed = 1;

    (void)state;
    for (int i = 0; i < 20000; i++) {
        struct wq_bookmark b;
        unsigned char *bytes = (unsigned char *)&b;
        b = mark(text, place_of(text, here));
        for (int k = 0; k < 4; k++) {
            seed = seed * 1664525 + 1013904223;
            bytes[(seed >> 8) % sizeof b] = (unsigned char)(seed >> 24);
        }
        size_t at = find(&b, text);
        assert_true(at == SIZE_MAX || at <= strlen(text));
        assert_true(at == SIZE_MAX || ((unsigned char)text[at] & 0xC0) != 0x80);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_changed),
        cmocka_unit_test(test_edited_elsewhere),
        cmocka_unit_test(test_edited_before_the_place),
        cmocka_unit_test(test_edited_at_the_place),
        cmocka_unit_test(test_another_text),
        cmocka_unit_test(test_the_nearest),
        cmocka_unit_test(test_short_texts),
        cmocka_unit_test(test_any_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
