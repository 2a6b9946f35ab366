/* Files that are written whole. */
#include "../../support/scratch.h"
#include "waraq/base/buf.h"
#include "waraq/base/file.h"
#include "waraq/text/decode.h"

#include <dirent.h>
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static void check_file(const char *path, const char *text, mode_t mode)
{
    struct wq_buf got = WQ_BUF_INIT;
    struct stat st;

    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, mode);
    assert_int_equal(wq_read_path(path, 0, &got, NULL), WQ_OK);
    assert_int_equal(got.len, strlen(text));
    assert_true(got.len == 0 || !memcmp(got.data, text, got.len));
    wq_buf_release(&got);
}

/* Nothing is left lying about. */
static void check_names(const char *folder, int expected)
{
    DIR *d = opendir(folder);
    int n = 0;

    assert_non_null(d);
    for (struct dirent *e = readdir(d); e; e = readdir(d))
        n += e->d_name[0] != '.';
    closedir(d);
    assert_int_equal(n, expected);
}

static void test_modes(void **state)
{
    const char *folder = scratch_subfolder("modes");
    const char *a = scratch_path("modes/a");
    const char *b = scratch_path("modes/b");

    (void)state;
    umask(027);
    assert_int_equal(wq_file_write(a, "one", 3, 0, NULL), WQ_OK);
    check_file(a, "one", 0640);
    assert_int_equal(chmod(a, 0664), 0);
    assert_int_equal(wq_file_write(a, "two", 3, 0, NULL), WQ_OK);
    check_file(a, "two", 0664);
    assert_int_equal(wq_file_write(b, "", 0, WQ_FILE_PRIVATE, NULL), WQ_OK);
    check_file(b, "", 0600);
    assert_int_equal(chmod(b, 0666), 0);
    assert_int_equal(wq_file_write(b, "own", 3, WQ_FILE_PRIVATE, NULL), WQ_OK);
    check_file(b, "own", 0600);
    check_names(folder, 2);
    umask(022);
}

static void test_new(void **state)
{
    const char *folder = scratch_subfolder("new");
    const char *path = scratch_path("new/a");
    const char *dangling = scratch_path("new/b");
    struct wq_error err;

    (void)state;
    assert_int_equal(wq_file_write(path, "one", 3, WQ_FILE_NEW, &err), WQ_OK);
    assert_int_equal(wq_file_write(path, "two", 3, WQ_FILE_NEW, &err), WQ_ESYS);
    assert_int_equal(err.sys, EEXIST);
    check_file(path, "one", 0644);
    assert_int_equal(symlink("nowhere", dangling), 0);
    assert_int_equal(wq_file_write(dangling, "two", 3, WQ_FILE_NEW, &err), WQ_ESYS);
    assert_int_equal(err.sys, EEXIST);
    check_names(folder, 2);
}

static void test_failures(void **state)
{
    const char *folder = scratch_subfolder("taken");
    struct wq_error err;

    (void)state;
    assert_int_equal(wq_file_write(scratch_path("missing/a"), "x", 1, 0, &err), WQ_ESYS);
    assert_int_equal(err.sys, ENOENT);
    assert_string_equal(err.what, scratch_path("missing/a"));
    assert_int_equal(wq_file_write(scratch_path("taken"), "x", 1, 0, &err), WQ_ESYS);
    assert_int_equal(err.sys, EISDIR);
    check_names(folder, 0);
}

static void test_folders(void **state)
{
    const char *path = scratch_path("deep/er/file");
    struct wq_error err;
    struct stat st;

    (void)state;
    assert_int_equal(wq_file_make_folders(path, &err), WQ_OK);
    assert_int_equal(wq_file_make_folders(path, &err), WQ_OK);
    assert_int_equal(stat(scratch_path("deep/er"), &st), 0);
    assert_int_equal(st.st_mode & 0777, 0700);
    assert_int_not_equal(stat(path, &st), 0);
    assert_int_equal(wq_file_write(path, "", 0, 0, NULL), WQ_OK);
    assert_int_equal(wq_file_make_folders(scratch_path("deep/er/file/more/x"), &err), WQ_ESYS);
    assert_int_equal(err.sys, ENOTDIR);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_modes),
        cmocka_unit_test(test_new),
        cmocka_unit_test(test_failures),
        cmocka_unit_test(test_folders),
    };
    return cmocka_run_group_tests_name("file", tests, scratch_open, scratch_close);
}
