/* Hashes are kept in files: they must be what they were. */
#include "waraq/base/hash.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { MOST = 200 };

static void test_values(void **state)
{
    (void)state;
    assert_int_equal(wq_hash("", 0, 0), UINT64_C(0xB424F03B4D0D91C9));
    assert_int_equal(wq_hash("waraq", 5, 0), UINT64_C(0xF5F95EF27A7E3E34));
    assert_int_equal(wq_hash("waraq", 5, 1), UINT64_C(0x99EB7C2D0353C306));
}

/* Whatever the length: any byte and the length itself count, and where the bytes lie in memory does not. */
static void test_every_byte_counts(void **state)
{
    unsigned char bytes[MOST + 1];
    unsigned char moved[MOST + 2];

    (void)state;
    for (size_t i = 0; i <= MOST; i++)
        bytes[i] = (unsigned char)(i * 7);
    for (size_t len = 1; len <= MOST; len++) {
        uint64_t whole = wq_hash(bytes, len, 0);
        memcpy(moved + 1, bytes, len);
        assert_int_equal(wq_hash(moved + 1, len, 0), whole);
        assert_int_not_equal(wq_hash(bytes, len - 1, 0), whole);
        for (size_t i = 0; i < len; i++) {
            bytes[i] ^= 1;
            assert_int_not_equal(wq_hash(bytes, len, 0), whole);
            bytes[i] ^= 1;
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_every_byte_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
