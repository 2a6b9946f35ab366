/* Where a user's files belong. */
#include "waraq/base/folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void check(enum wq_folder folder, const char *expected)
{
    struct wq_buf out = WQ_BUF_INIT;

    wq_buf_adds(&out, "=");
    assert_int_equal(wq_folder_add(folder, &out), WQ_OK);
    assert_string_equal(out.data + 1, expected);
    wq_buf_release(&out);
}

static void test_below_home(void **state)
{
    (void)state;
    setenv("HOME", "/home/someone", 1);
    unsetenv("XDG_CACHE_HOME");
    setenv("XDG_CONFIG_HOME", "", 1);
    setenv("XDG_DATA_HOME", "relative/is/invalid", 1);
    unsetenv("XDG_STATE_HOME");
    check(WQ_FOLDER_CACHE, "/home/someone/.cache/waraq");
    check(WQ_FOLDER_CONFIG, "/home/someone/.config/waraq");
    check(WQ_FOLDER_DATA, "/home/someone/.local/share/waraq");
    check(WQ_FOLDER_STATE, "/home/someone/.local/state/waraq");
}

static void test_as_set(void **state)
{
    (void)state;
    unsetenv("HOME");
    setenv("XDG_STATE_HOME", "/var/tmp/s", 1);
    check(WQ_FOLDER_STATE, "/var/tmp/s/waraq");
}

static void test_nowhere(void **state)
{
    struct wq_buf out = WQ_BUF_INIT;

    (void)state;
    setenv("HOME", "", 1);
    unsetenv("XDG_CACHE_HOME");
    assert_int_equal(wq_folder_add(WQ_FOLDER_CACHE, &out), WQ_ENOTFOUND);
    assert_int_equal(out.len, 0);
    wq_buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_below_home),
        cmocka_unit_test(test_as_set),
        cmocka_unit_test(test_nowhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
