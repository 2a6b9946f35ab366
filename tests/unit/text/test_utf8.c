/* Counting and checking eight bytes at a time: against one at a time, at every length and alignment. */
#include "waraq/text/utf8.h"

#include "../../support/random_text.h"

#include "waraq/base/array.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <unicode/utf8.h>

#include <cmocka.h>

enum { MOST = 40, ROUNDS = 200000 };

static size_t count(const char *s, size_t len)
{
    size_t n = 0;
    for (size_t i = 0; i < len; i++)
        n += !U8_IS_TRAIL(s[i]);
    return n;
}

static bool valid(const char *s, size_t len)
{
    for (size_t i = 0; i < len;) {
        UChar32 c;
        U8_NEXT((const uint8_t *)s, i, len, c);
        if (c < 0)
            return false;
    }
    return true;
}

static void assert_as_slowly(const char *s, size_t len)
{
    size_t n = count(s, len);

    assert_int_equal(wq_utf8_count(s, len), n);
    assert_int_equal(wq_utf8_valid(s, len), valid(s, len));
    for (size_t most = n > 2 ? n - 2 : 0; most < n + 2 && valid(s, len); most++)
        assert_int_equal(wq_utf8_at_most(s, len, most), n <= most);
}

/* Whole sequences, now and then one that is cut or wrong. */
static void test_sequences(void **state)
{
    static const char *const parts[] = {
        "a", " ",    "words of", "\n",           "ا",       "ש", "“", "\xE2\x80\x8C", "😀", "\0", "\xC2\x85",
        "é", "\xC1", "\xE0\x80", "\xED\xA0\x80", "\xF4\x90"};
    struct random r = {77};
    (void)state;

    for (int round = 0; round < ROUNDS; round++) {
        char s[MOST + 16];
        size_t len = 0;
        uint32_t kinds = random_below(&r, 4) ? 12 : WQ_COUNT(parts);
        while (len < MOST && random_below(&r, 12)) {
            const char *part = parts[random_below(&r, kinds)];
            memcpy(s + len, part, strlen(part));
            len += strlen(part);
        }
        size_t from = random_below(&r, 9) < len ? random_below(&r, 9) % (len + 1) : 0;
        assert_as_slowly(s + from, len - from);
    }
}

static void test_bytes(void **state)
{
    struct random r = {78};
    (void)state;

    for (int round = 0; round < ROUNDS; round++) {
        char s[MOST];
        size_t len = random_below(&r, MOST + 1);
        for (size_t i = 0; i < len; i++)
            s[i] = (char)(random_below(&r, 3) ? random_below(&r, 128) : random_below(&r, 256));
        assert_as_slowly(s, len);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_sequences), cmocka_unit_test(test_bytes)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
