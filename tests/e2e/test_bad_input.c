/* Wrong options, paths that cannot be read, output that cannot be written. */
#include "../support/output_check.h"
#include "../support/run.h"
#include "../support/scratch.h"

#include "waraq/base/array.h"
#include "waraq/base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* One line that names the program and `about`, and says `why`. */
static void assert_complaint(const char *err, const char *about, const char *why)
{
    if (!is_one_line(err) || strncmp(err, "waraq: ", 7) != 0 || !strstr(err, about) || !strstr(err, why))
        fail_msg("no line about '%s' that says '%s': %s", about, why, err);
    assert_harmless(err, strlen(err));
}

static void assert_refused(struct ran *r, const char *about, const char *why)
{
    assert_int_equal(r->status, 2);
    assert_string_equal(r->out, "");
    assert_complaint(r->err, about, why);
    ran_free(r);
}

/* ---- options ---- */

static void test_bad_widths(void **state)
{
    (void)state;
    static const char *const widths[] = {
        "0", "-1", "", "x", "1x", "+5", " 5", "0x10", "1.5", "1000001", "1e3", "99999999999999999999", "٨٠"};

    for (size_t i = 0; i < WQ_COUNT(widths); i++) {
        assert_refused(run(NULL, "--print", "-w", widths[i], "data/samples", NULL), widths[i], "1000000");
        struct wq_buf equals = WQ_BUF_INIT;
        wq_buf_addf(&equals, "--width=%s", widths[i]);
        assert_refused(run(NULL, equals.data, "data/samples", NULL), widths[i], "1000000");
        wq_buf_release(&equals);
    }
}

static void test_bad_options(void **state)
{
    (void)state;
    static const char *const bad[][2] = {
        {"--frobnicate", "frobnicate"},
        {"-x", "'-x'"},
        {"--format=xml", "xml"},
        {"--bidi=both", "both"},
        {"--direction=up", "up"},
        {"--layout=odd", "odd"},
        {"--color=sometimes", "sometimes"},
        {"--mouse=maybe", "maybe"},
        {"--marks=drop", "drop"},
        {"--shape=no", "no"},
        {"-e", "'-e'"},
        {"--width", "--width"},
        {"--print=yes", "--print"},
        {"--format=", "''"},
    };

    for (size_t i = 0; i < WQ_COUNT(bad); i++)
        assert_refused(run(NULL, bad[i][0], NULL), bad[i][1], "");
}

/* What a wrong value could have been. */
static void test_choices_are_named(void **state)
{
    (void)state;
    assert_refused(run(NULL, "--format=xml", NULL), "--format", "text tsv json");
    assert_refused(run(NULL, "--bidi=x", NULL), "--bidi", "auto visual logical");
    assert_refused(run(NULL, "--direction=x", NULL), "--direction", "auto rtl ltr");
    assert_refused(run(NULL, "--color=x", NULL), "--color", "auto always never");
}

static void test_options_of_later_versions(void **state)
{
    (void)state;
    static const char *const later[][2] = {
        {"--export=x", "--export"},
        {"--import=x", "--import"},
    };

    for (size_t i = 0; i < WQ_COUNT(later); i++)
        assert_refused(run(NULL, later[i][0], "data/samples", NULL), later[i][1], "not in this version");
}

static void test_unknown_encoding(void **state)
{
    (void)state;
    assert_refused(run(NULL, "--print", "-e", "klingon-8", "data/samples", NULL), "klingon-8", "encoding");
    assert_refused(run(NULL, "--print", "--encoding=", "data/samples", NULL), "''", "encoding");
}

/* ---- paths that cannot be read ---- */

/* path is complained of; what can be read is printed all the same. */
static void assert_passed_over(const struct run_how *how, const char *path, const char *why)
{
    const char *good = scratch_file("good", "good\n");
    struct ran *r = run(how, "--print", path, good, NULL);

    assert_int_equal(r->status, 2);
    assert_string_equal(r->out, "good\n");
    assert_complaint(r->err, path, why);
    ran_free(r);
    assert_refused(run(how, "--print", path, NULL), path, why);
}

static void test_missing(void **state)
{
    (void)state;
    assert_passed_over(NULL, scratch_path("missing"), "No such file");
    assert_passed_over(NULL, scratch_path("good/below"), "Not a directory");
}

static void test_dangling_and_looping_links(void **state)
{
    (void)state;
    const char *dangling = scratch_path("dangling");
    const char *loop = scratch_path("loop");

    assert_int_equal(symlink("nowhere", dangling), 0);
    assert_int_equal(symlink("loop", loop), 0);
    assert_passed_over(NULL, dangling, "No such file");
    assert_passed_over(NULL, loop, "symbolic links");
}

static void test_unreadable(void **state)
{
    (void)state;
    struct run_how how = {.obey_permissions = true};
    const char *path = scratch_file("secret", "secret\n");
    const char *folder = scratch_subfolder("secrets");

    assert_int_equal(chmod(path, 0), 0);
    assert_int_equal(chmod(folder, 0), 0);
    assert_passed_over(&how, path, "Permission denied");
    assert_passed_over(&how, folder, "Permission denied");
    assert_int_equal(chmod(folder, 0755), 0);
}

static void test_unreadable_folder_in_a_folder(void **state)
{
    (void)state;
    struct run_how how = {.obey_permissions = true};
    const char *folder = scratch_subfolder("outer");
    const char *inner = scratch_subfolder("outer/inner");

    scratch_file("outer/a", "ay\n");
    assert_int_equal(chmod(inner, 0), 0);
    struct ran *r = run(&how, "--print", folder, NULL);
    assert_int_equal(chmod(inner, 0755), 0);
    assert_int_equal(r->status, 2);
    assert_string_equal(r->out, "ay\n");
    assert_complaint(r->err, "1 folder", "cannot be read");
    ran_free(r);
}

static void test_fifo_and_devices(void **state)
{
    (void)state;
    const char *fifo = scratch_path("fifo");

    assert_int_equal(mkfifo(fifo, 0644), 0);
    assert_passed_over(NULL, fifo, "neither a file nor a folder");
    assert_passed_over(NULL, "/dev/null", "neither a file nor a folder");
    assert_passed_over(NULL, "/dev/zero", "neither a file nor a folder");
}

static void test_fifo_in_a_folder(void **state)
{
    (void)state;
    const char *folder = scratch_subfolder("with-fifo");

    assert_int_equal(mkfifo(scratch_path("with-fifo/fifo"), 0644), 0);
    scratch_file("with-fifo/a", "ay\n");
    struct ran *r = run(NULL, "--print", folder, NULL);
    assert_int_equal(r->status, 0);
    assert_string_equal(r->out, "ay\n");
    assert_string_equal(r->err, "");
    ran_free(r);
}

/* A file by its kind that fails when it is read. */
static void test_error_while_reading(void **state)
{
    (void)state;
    assert_passed_over(NULL, "/proc/self/mem", "Input/output error");
}

static void test_no_standard_input(void **state)
{
    (void)state;
    struct run_how how = {.input_closed = true};

    assert_passed_over(&how, "-", "Bad file descriptor");
}

static void test_several_troubles(void **state)
{
    (void)state;
    const char *one = scratch_path("missing-1");
    const char *two = scratch_path("missing-2");
    struct ran *r = run(NULL, "--print", one, "data/samples/ur-ghalib.txt", two, NULL);
    char *second = strchr(r->err, '\n');

    assert_int_equal(r->status, 2);
    assert_non_null(second);
    *second++ = '\0';
    assert_non_null(strstr(r->err, one));
    assert_complaint(second, two, "No such file");
    assert_true(r->out_len > 1000);
    ran_free(r);
}

static void test_paths_in_complaints_are_harmless(void **state)
{
    (void)state;
    struct ran *r = run(NULL, "--print", "/no\033[31mwhere\n\u202E\xFF", NULL);

    assert_int_equal(r->status, 2);
    assert_complaint(r->err, "/no\\x1B[31mwhere\\x0A", "No such file");
    ran_free(r);
}

/* ---- folders ---- */

static void test_folder_loop(void **state)
{
    (void)state;
    const char *folder = scratch_subfolder("round");
    struct wq_buf expected = WQ_BUF_INIT;

    scratch_subfolder("round/a");
    scratch_file("round/a/one", "one\n");
    scratch_file("round/two", "two\n");
    assert_int_equal(symlink("..", scratch_path("round/a/up")), 0);
    assert_int_equal(symlink(".", scratch_path("round/self")), 0);
    assert_int_equal(symlink("a", scratch_path("round/also-a")), 0);
    struct ran *r = run(NULL, "--print", folder, NULL);
    wq_buf_addf(&expected, "==> %s/a/one <==\none\n\n==> %s/two <==\ntwo\n", folder, folder);
    assert_int_equal(r->status, 0);
    assert_string_equal(r->out, expected.data);
    assert_string_equal(r->err, "");
    wq_buf_release(&expected);
    ran_free(r);
}

static void test_nothing_there(void **state)
{
    (void)state;
    const char *const paths[] = {scratch_subfolder("void"), scratch_file("void.txt", "")};

    for (size_t i = 0; i < WQ_COUNT(paths); i++) {
        struct ran *r = run(NULL, "--print", paths[i], NULL);
        assert_int_equal(r->status, 0);
        assert_string_equal(r->out, "");
        assert_string_equal(r->err, "");
        ran_free(r);
    }
}

/* ---- where it goes ---- */

static void test_full_device(void **state)
{
    (void)state;
    struct run_how how = {.program = "sh"};
    struct ran *r = run(&how, "-c", "\"$0\" --print data/samples > /dev/full", program_under_test(), NULL);

    assert_int_equal(r->status, 2);
    assert_complaint(r->err, "standard output", "No space left");
    ran_free(r);
}

static void test_no_standard_output(void **state)
{
    (void)state;
    struct run_how how = {.output_closed = true};

    assert_refused(run(&how, "--print", "data/samples/ur-ghalib.txt", NULL), "standard output", "Bad file");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bad_widths),
        cmocka_unit_test(test_bad_options),
        cmocka_unit_test(test_choices_are_named),
        cmocka_unit_test(test_options_of_later_versions),
        cmocka_unit_test(test_unknown_encoding),
        cmocka_unit_test(test_missing),
        cmocka_unit_test(test_dangling_and_looping_links),
        cmocka_unit_test(test_unreadable),
        cmocka_unit_test(test_unreadable_folder_in_a_folder),
        cmocka_unit_test(test_fifo_and_devices),
        cmocka_unit_test(test_fifo_in_a_folder),
        cmocka_unit_test(test_error_while_reading),
        cmocka_unit_test(test_no_standard_input),
        cmocka_unit_test(test_several_troubles),
        cmocka_unit_test(test_paths_in_complaints_are_harmless),
        cmocka_unit_test(test_folder_loop),
        cmocka_unit_test(test_nothing_there),
        cmocka_unit_test(test_full_device),
        cmocka_unit_test(test_no_standard_output),
    };
    return cmocka_run_group_tests(tests, scratch_open, scratch_close);
}
