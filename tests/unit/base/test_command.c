/* Words of a command line, and programs with a text to read. */
#include "../../support/scratch.h"
#include "waraq/base/array.h"
#include "waraq/base/command.h"
#include "waraq/text/decode.h"

#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* ---- words ---- */

static void check_words(const char *line, const char *const *words)
{
    struct wq_command c = {NULL, 0};
    size_t n = 0;

    assert_int_equal(wq_command_split(&c, line, strlen(line)), WQ_OK);
    for (; words[n]; n++) {
        if (n >= c.n)
            fail_msg("'%s': there is no word %zu", line, n + 1);
        assert_string_equal(c.argv[n], words[n]);
    }
    assert_int_equal(c.n, n);
    assert_true(!c.argv || !c.argv[n]);
    wq_command_release(&c);
}

static void test_words(void **state)
{
    static const struct {
        const char *line;
        const char *words[6];
    } cases[] = {
        {"", {NULL}},
        {" \t\n", {NULL}},
        {"wc", {"wc", NULL}},
        {"  wc  -l\t-c ", {"wc", "-l", "-c", NULL}},
        {"grep 'a b' c", {"grep", "a b", "c", NULL}},
        {"grep \"a 'b\" c", {"grep", "a 'b", "c", NULL}},
        {"a'b c'd\"e f\"g", {"ab cde fg", NULL}},
        {"a\\ b \\'c", {"a b", "'c", NULL}},
        {"\"a\\\"b\" 'a\\b'", {"a\"b", "a\\b", NULL}},
        {"x '' \"\"", {"x", "", "", NULL}},
        {"x\\", {"x\\", NULL}},
        {"a* |b > $c", {"a*", "|b", ">", "$c", NULL}},
        {"پڑھو 'دو لفظ'", {"پڑھو", "دو لفظ", NULL}},
    };

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(cases); i++)
        check_words(cases[i].line, cases[i].words);
}

static void test_open_quotes(void **state)
{
    static const char *const lines[] = {"'", "a 'b", "a \"b c", "a \"b\\\""};
    struct wq_command c = {NULL, 0};

    (void)state;
    wq_command_add(&c, "first");
    for (size_t i = 0; i < WQ_COUNT(lines); i++) {
        assert_int_equal(wq_command_split(&c, lines[i], strlen(lines[i])), WQ_EUSAGE);
        assert_int_equal(c.n, 1);
        assert_null(c.argv[1]);
    }
    assert_int_equal(wq_command_split(&c, "a\0b", 3), WQ_EUSAGE);
    assert_int_equal(wq_command_split(&c, "second 'third one'", 18), WQ_OK);
    assert_int_equal(c.n, 3);
    assert_string_equal(c.argv[2], "third one");
    wq_command_release(&c);
}

/* ---- running ---- */

static struct wq_command_end run_words(const struct wq_command *c, const void *in, size_t len)
{
    struct wq_command_end end = {-1, -1};
    pid_t pid;

    assert_int_equal(wq_command_start(c->argv, in, len, WQ_COMMAND_QUIET, &pid, NULL), WQ_OK);
    assert_true(wq_command_wait(pid, true, &end));
    return end;
}

static struct wq_command_end run(const char *line)
{
    struct wq_command c = {NULL, 0};

    assert_int_equal(wq_command_split(&c, line, strlen(line)), WQ_OK);
    struct wq_command_end end = run_words(&c, NULL, 0);
    wq_command_release(&c);
    return end;
}

/* Gives a shell's words a text to read, and compares what they write into $0. */
static void check_output(const char *words, const void *in, size_t len, const void *out, size_t outlen)
{
    const char *path = scratch_path("output");
    struct wq_command c = {NULL, 0};
    struct wq_buf got = WQ_BUF_INIT;

    wq_command_add(&c, "sh");
    wq_command_add(&c, "-c");
    wq_command_add(&c, words);
    wq_command_add(&c, path);
    struct wq_command_end end = run_words(&c, in, len);
    assert_int_equal(end.exit, 0);
    assert_int_equal(end.signal, 0);
    assert_int_equal(wq_read_path(path, 0, &got, NULL), WQ_OK);
    assert_int_equal(got.len, outlen);
    assert_true(outlen == 0 || !memcmp(got.data, out, outlen));
    wq_buf_release(&got);
    wq_command_release(&c);
}

static void test_input(void **state)
{
    size_t len;
    char *large = text_times("ایک لمبی سطر جو کسی نلکے میں نہیں سماتی\n", 100000, &len);

    (void)state;
    check_output("cat >\"$0\"", "سلام\n", strlen("سلام\n"), "سلام\n", strlen("سلام\n"));
    check_output("cat >\"$0\"", NULL, 0, "", 0);
    check_output("cat >\"$0\"", large, len, large, len);
    check_output("echo no >\"$0\"", large, len, "no\n", 3); /* nobody reads it, and nobody waits */
    check_output("head -c 3 >\"$0\"", large, len, large, 3);
    free(large);
}

static void test_ends(void **state)
{
    (void)state;
    struct wq_command_end end = run("sh -c 'exit 7'");
    assert_int_equal(end.exit, 7);
    assert_int_equal(end.signal, 0);
    assert_int_equal(run("true").exit, 0);
    assert_int_equal(run("sh -c 'kill -9 $$'").signal, SIGKILL);
}

static void test_not_there(void **state)
{
    struct wq_command c = {NULL, 0};
    struct wq_error err;
    pid_t pid;

    (void)state;
    wq_command_add(&c, "no-such-program-anywhere");
    assert_int_equal(wq_command_start(c.argv, "x", 1, WQ_COMMAND_QUIET, &pid, &err), WQ_ESYS);
    assert_int_equal(err.sys, ENOENT);
    assert_string_equal(err.what, c.argv[0]);
    wq_command_release(&c);
}

/* What we ignore or block is not so for them; a pattern is no pattern. */
static void test_clean_start(void **state)
{
    sigset_t held;
    sigset_t before;

    (void)state;
    signal(SIGPIPE, SIG_IGN);
    assert_int_equal(run("sh -c 'kill -PIPE $$; exit 3'").signal, SIGPIPE);
    signal(SIGPIPE, SIG_DFL);
    sigemptyset(&held);
    sigaddset(&held, SIGTERM);
    sigprocmask(SIG_BLOCK, &held, &before);
    assert_int_equal(run("sh -c 'kill -TERM $$; exit 3'").signal, SIGTERM);
    sigprocmask(SIG_SETMASK, &before, NULL);
    assert_int_equal(run("test * = '*'").exit, 0);
}

/* It can be looked at while it runs: it reads a pipe that nobody writes to. */
static void test_looking(void **state)
{
    struct wq_command c = {NULL, 0};
    struct wq_command_end end;
    char name[32];
    int ends[2];
    pid_t pid;

    (void)state;
    assert_int_equal(pipe(ends), 0);
    snprintf(name, sizeof name, "/dev/fd/%d", ends[0]);
    wq_command_add(&c, "cat");
    wq_command_add(&c, name);
    assert_int_equal(wq_command_start(c.argv, NULL, 0, WQ_COMMAND_QUIET, &pid, NULL), WQ_OK);
    assert_false(wq_command_wait(pid, false, &end));
    kill(pid, SIGTERM);
    assert_true(wq_command_wait(pid, true, &end));
    assert_int_equal(end.signal, SIGTERM);
    close(ends[0]);
    close(ends[1]);
    wq_command_release(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),     cmocka_unit_test(test_open_quotes),
        cmocka_unit_test(test_input),     cmocka_unit_test(test_ends),
        cmocka_unit_test(test_not_there), cmocka_unit_test(test_clean_start),
        cmocka_unit_test(test_looking),
    };
    return cmocka_run_group_tests_name("command", tests, scratch_open, scratch_close);
}
