/* Sentences of the interface: arguments stand by themselves in them and bring nothing harmful. */
#include "../../../src/app/messages.h"
#include "waraq/base/array.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define FSI "\u2068"
#define PDI "\u2069"

enum {
#define MESSAGE(id, key, english) ROW_##id,
#include "../../../src/app/messages.def"
#undef MESSAGE
    MESSAGES,
};

static const char *const keys[] = {
#define MESSAGE(id, key, english) key,
#include "../../../src/app/messages.def"
#undef MESSAGE
};

static void test_table(void **state)
{
    (void)state;
    for (int i = 0; i < MESSAGES; i++) {
        const char *s = wq_message((enum wq_message)i);
        assert_true(s && *s);
        assert_int_equal(strspn(keys[i], "abcdefghijklmnopqrstuvwxyz._"), strlen(keys[i]));
        for (int k = 0; k < i; k++)
            assert_string_not_equal(keys[i], keys[k]);
        for (const char *open = strchr(s, '{'); open; open = strchr(open + 1, '{')) {
            size_t name = strspn(open + 1, "abcdefghijklmnopqrstuvwxyz");
            const char *end = open + 1 + name;
            const char *close = strchr(end, '}');
            const char *many = *end == '|' ? strchr(end + 1, '|') : NULL;
            assert_true(name > 0 && close && (end == close || (many && many < close)));
        }
    }
}

static void test_counted(void **state)
{
    static const struct {
        const char *n, *m, *expected;
    } cases[] = {
        {"1", "1", FSI "1" PDI " place, " FSI "1" PDI " article"},
        {"11", "1", FSI "11" PDI " places, " FSI "1" PDI " article"},
        {"0", "2", FSI "0" PDI " places, " FSI "2" PDI " articles"},
    };

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(cases); i++) {
        struct wq_argument args[] = {{"n", cases[i].n}, {"m", cases[i].m}, {NULL, NULL}};
        struct wq_buf out = WQ_BUF_INIT;
        wq_message_add(&out, WQ_MSG_IN_ARTICLES, args);
        assert_string_equal(out.data, cases[i].expected);
        wq_buf_release(&out);
    }
}

static void check_path(const char *path, const char *why, const char *expected)
{
    struct wq_buf out = WQ_BUF_INIT;
    struct wq_argument args[] = {{"path", path}, {"why", why}, {NULL, NULL}};

    wq_message_add(&out, WQ_MSG_ERR_OPEN, args);
    assert_string_equal(out.data, expected);
    wq_buf_release(&out);
}

static void test_arguments(void **state)
{
    (void)state;
    check_path("~/news", "No such file", "Cannot open " FSI "~/news" PDI ": " FSI "No such file" PDI);
    check_path("اخبار/خبر", "", "Cannot open " FSI "اخبار/خبر" PDI ": " FSI PDI);
    check_path("{why}", "{path}", "Cannot open " FSI "{why}" PDI ": " FSI "{path}" PDI);
    check_path("100%s %n", "x", "Cannot open " FSI "100%s %n" PDI ": " FSI "x" PDI);
}

/* What would end its isolate, reorder it, or do something to a terminal is left out. */
static void test_arguments_are_cleaned(void **state)
{
    static const char *const bad[] = {
        "\u2066", "\u2067", "\u2068", "\u2069", "\u202A", "\u202B", "\u202C",   "\u202D",   "\u202E",
        "\x1B",   "\n",     "\t",     "\x7F",   "\x01",   "\r",     "\xC2\x80", "\xC2\x9B", "\xC2\x85",
    };
    (void)state;
    for (size_t i = 0; i < WQ_COUNT(bad); i++) {
        struct wq_buf given = WQ_BUF_INIT;
        wq_buf_addf(&given, "a%sb%s", bad[i], bad[i]);
        struct wq_buf out = WQ_BUF_INIT;
        wq_message_add1(&out, WQ_MSG_KEY_UNBOUND, "key", given.data);
        if (strcmp(out.data, FSI "ab" PDI " does nothing here") != 0)
            fail_msg("%zu: '%s'", i, out.data);
        wq_buf_release(&given);
        wq_buf_release(&out);
    }
}

/* Its neighbours in the code table are letters, marks and punctuation, and stay. */
static void test_arguments_keep_the_rest(void **state)
{
    static const char *const good[] = {"\u2065", "\u206A", "\u202F",       "\u2026", "\u00A0",
                                       "é",      "اُن",     "نسخه\u200Cها", "北京",   "\u200F"};
    (void)state;
    for (size_t i = 0; i < WQ_COUNT(good); i++) {
        struct wq_buf expected = WQ_BUF_INIT;
        struct wq_buf out = WQ_BUF_INIT;
        wq_buf_addf(&expected, FSI "%s" PDI " does nothing here", good[i]);
        wq_message_add1(&out, WQ_MSG_KEY_UNBOUND, "key", good[i]);
        assert_string_equal(out.data, expected.data);
        wq_buf_release(&expected);
        wq_buf_release(&out);
    }
}

/* An argument that is not given leaves its place to be seen; what stood in the buffer stays. */
static void test_missing_argument(void **state)
{
    struct wq_buf out = WQ_BUF_INIT;

    (void)state;
    wq_buf_adds(&out, "before ");
    wq_message_add1(&out, WQ_MSG_KEY_UNBOUND, "other", "x");
    assert_string_equal(out.data, "before {key} does nothing here");
    wq_buf_release(&out);
}

static void test_numbers(void **state)
{
    static const struct {
        size_t n;
        const char *shown;
    } cases[] = {{0, "0"},
                 {7, "7"},
                 {99, "99"},
                 {999, "999"},
                 {1000, "1,000"},
                 {1781, "1,781"},
                 {65536, "65,536"},
                 {1234567, "1,234,567"},
                 {4294967295U, "4,294,967,295"}};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(cases); i++) {
        struct wq_buf out = WQ_BUF_INIT;
        wq_number_add(&out, cases[i].n);
        assert_string_equal(out.data, cases[i].shown);
        wq_buf_clear(&out);
        wq_message_addn(&out, WQ_MSG_META_WORDS, cases[i].n);
        assert_memory_equal(out.data, FSI, 3);
        assert_memory_equal(out.data + 3, cases[i].shown, strlen(cases[i].shown));
        assert_string_equal(out.data + 3 + strlen(cases[i].shown), PDI " words");
        wq_buf_release(&out);
    }
}

static void test_languages(void **state)
{
    static const char *const codes[][2] = {
        {"ur", "Urdu"},   {"fa", "Persian"},  {"ar", "Arabic"},  {"he", "Hebrew"}, {"ps", "Pashto"},
        {"sd", "Sindhi"}, {"ckb", "Kurdish"}, {"en", "English"}, {"xx", "xx"},     {"", ""}};
    (void)state;
    for (size_t i = 0; i < WQ_COUNT(codes); i++)
        assert_string_equal(wq_language_name(codes[i][0]), codes[i][1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_counted),
        cmocka_unit_test(test_arguments),
        cmocka_unit_test(test_arguments_are_cleaned),
        cmocka_unit_test(test_arguments_keep_the_rest),
        cmocka_unit_test(test_missing_argument),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_languages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
