/* A growing run of bytes. */
#include "waraq/base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void check(const struct wq_buf *b, const char *bytes, size_t len)
{
    assert_int_equal(b->len, len);
    assert_true(b->cap > b->len);
    assert_memory_equal(b->data, bytes, len);
    assert_int_equal(b->data[len], '\0');
}

static void test_empty(void **state)
{
    struct wq_buf a = WQ_BUF_INIT;
    struct wq_buf b;

    (void)state;
    wq_buf_init(&b);
    assert_null(b.data);
    assert_int_equal(b.len, 0);
    assert_memory_equal(&a, &b, sizeof a);
    wq_buf_clear(&b); /* nothing there, nothing happens */
    assert_null(b.data);
    wq_buf_release(&b);
    wq_buf_add(&b, NULL, 0);
    check(&b, "", 0);
    wq_buf_adds(&b, "");
    check(&b, "", 0);
    wq_buf_release(&b);
    assert_null(b.data);
    assert_int_equal(b.cap, 0);
}

static void test_add(void **state)
{
    struct wq_buf b = WQ_BUF_INIT;

    (void)state;
    wq_buf_adds(&b, "ab");
    wq_buf_addc(&b, 'c');
    wq_buf_addc(&b, '\0');
    wq_buf_add(&b, "d\0e", 3);
    check(&b, "abc\0d\0e", 7);
    wq_buf_clear(&b);
    check(&b, "", 0);
    wq_buf_adds(&b, "x");
    check(&b, "x", 1);
    wq_buf_release(&b);
}

static void test_grow(void **state)
{
    struct wq_buf b = WQ_BUF_INIT;
    char *expected = malloc(100000);

    (void)state;
    assert_non_null(expected);
    for (size_t i = 0; i < 100000; i++) {
        expected[i] = (char)('a' + i % 26);
        wq_buf_addc(&b, expected[i]);
        assert_true(b.cap > b.len && b.data[b.len] == '\0');
    }
    check(&b, expected, 100000);
    wq_buf_release(&b);
    free(expected);
}

static void test_reserve(void **state)
{
    struct wq_buf b = WQ_BUF_INIT;

    (void)state;
    wq_buf_reserve(&b, 1000);
    assert_true(b.cap >= 1001);
    const char *place = b.data;
    for (size_t i = 0; i < 1000; i++)
        wq_buf_addc(&b, 'x');
    assert_ptr_equal(b.data, place);
    wq_buf_reserve(&b, 0);
    assert_ptr_equal(b.data, place);
    wq_buf_clear(&b);
    assert_ptr_equal(b.data, place); /* keeps its memory */
    wq_buf_release(&b);
}

static void test_code_points(void **state)
{
    static const struct {
        uint32_t cp;
        const char *utf8;
    } rows[] = {
        {'a', "a"},
        {0x7F, "\x7F"},
        {0x80, "\xC2\x80"},
        {0x628, "\xD8\xA8"},
        {0x7FF, "\xDF\xBF"},
        {0x800, "\xE0\xA0\x80"},
        {0xD7FF, "\xED\x9F\xBF"},
        {0xE000, "\xEE\x80\x80"},
        {0xFFFF, "\xEF\xBF\xBF"},
        {0x10000, "\xF0\x90\x80\x80"},
        {0x1F600, "\xF0\x9F\x98\x80"},
        {0x10FFFF, "\xF4\x8F\xBF\xBF"},
        /* No scalar values. */
        {0xD800, "\xEF\xBF\xBD"},
        {0xDFFF, "\xEF\xBF\xBD"},
        {0x110000, "\xEF\xBF\xBD"},
        {UINT32_MAX, "\xEF\xBF\xBD"},
    };
    struct wq_buf b = WQ_BUF_INIT;

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        wq_buf_clear(&b);
        wq_buf_addcp(&b, rows[i].cp);
        check(&b, rows[i].utf8, strlen(rows[i].utf8));
    }
    wq_buf_clear(&b);
    wq_buf_addcp(&b, 0);
    check(&b, "\0", 1);
    wq_buf_release(&b);
}

static void test_format(void **state)
{
    struct wq_buf b = WQ_BUF_INIT;
    char wide[300];

    (void)state;
    wq_buf_addf(&b, "%s", "");
    assert_int_equal(b.len, 0);
    wq_buf_addf(&b, "%d-%s", 12, "ab");
    wq_buf_addf(&b, ":%c", 'x');
    check(&b, "12-ab:x", 7);
    memset(wide, ' ', sizeof wide);
    wide[299] = '7';
    wq_buf_clear(&b);
    wq_buf_addf(&b, "%300d", 7); /* longer than there is room */
    check(&b, wide, sizeof wide);
    wq_buf_release(&b);
}

static void test_detach(void **state)
{
    struct wq_buf b = WQ_BUF_INIT;

    (void)state;
    char *nothing = wq_buf_detach(&b);
    assert_string_equal(nothing, "");
    free(nothing);
    wq_buf_adds(&b, "abc");
    char *text = wq_buf_detach(&b);
    assert_string_equal(text, "abc");
    assert_null(b.data);
    assert_int_equal(b.len, 0);
    wq_buf_adds(&b, "d"); /* good for use again, apart from what was taken */
    check(&b, "d", 1);
    assert_string_equal(text, "abc");
    free(text);
    wq_buf_release(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_empty),   cmocka_unit_test(test_add),         cmocka_unit_test(test_grow),
        cmocka_unit_test(test_reserve), cmocka_unit_test(test_code_points), cmocka_unit_test(test_format),
        cmocka_unit_test(test_detach),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
