/* The configuration as a file of the user's: where it is, what goes before it, and what is said of bad ones.
 */
#include "../support/pty.h"
#include "../support/run.h"
#include "../support/scratch.h"

#include "waraq/base/array.h"
#include "waraq/base/buf.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum { HUGE_FILE = 50 * 1024 * 1024 };

static int open_folders(void **state)
{
    int failed = scratch_open(state);

    scratch_subfolder("config");
    scratch_subfolder("config/waraq");
    scratch_subfolder("state");
    scratch_subfolder("state/waraq");
    return failed;
}

/* An environment where the configuration is what text says; of one test only at a time. */
static const char *const *env_of(const char *text)
{
    static char home[512], state[512];
    static const char *const env[] = {home, state, NULL};

    scratch_file("config/waraq/config", text);
    snprintf(home, sizeof home, "XDG_CONFIG_HOME=%s", scratch_path("config"));
    snprintf(state, sizeof state, "XDG_STATE_HOME=%s", scratch_path("state"));
    return env;
}

static const char *article(void)
{
    return scratch_file("article", "שלום עולם\n");
}

/* Columns before the article's only line, which stands at the right of the width; -1: it is not there. */
static int indent(const struct ran *r)
{
    size_t n = strspn(r->out, " ");
    return r->out[n] ? (int)n : -1;
}

/* Prints the article in a width of the configuration's. */
static void check_width(const char *const *env, const char *option, int expected)
{
    struct run_how how = {.env = env};
    const char *args[] = {"--print", article(), option, NULL};
    struct ran *r = run_list(&how, args);

    if (r->status != 0 || r->err[0] || indent(r) != expected - 9)
        fail_msg("%s: status %d, indented by %d, %s", option ? option : "", r->status, indent(r), r->err);
    ran_free(r);
}

/* ---- where it is ---- */

static void test_places(void **state)
{
    static char other[512], home[512];

    (void)state;
    const char *const *env = env_of("width = 30\n");
    check_width(env, NULL, 30);
    check_width(env, "--width=20", 20);
    check_width(env, "--config=", 80);
    snprintf(other, sizeof other, "--config=%s", scratch_file("other", "width = 40\n"));
    check_width(env, other, 40);
    snprintf(home, sizeof home, "HOME=%s", scratch_subfolder("home"));
    scratch_subfolder("home/.config");
    scratch_subfolder("home/.config/waraq");
    scratch_file("home/.config/waraq/config", "width = 50\n");
    check_width((const char *const[]){home, NULL}, NULL, 50);
    check_width((const char *const[]){home, "XDG_CONFIG_HOME=/nowhere/at/all", NULL}, NULL, 80);
    check_width((const char *const[]){"HOME=/dev/null", NULL}, NULL, 80);
    check_width((const char *const[]){"HOME", NULL}, NULL, 80);
}

/* The command line goes first, and what it says is wrong ends it. */
static void test_named_and_unreadable(void **state)
{
    static const char *const named[] = {"--config=/no/such/file", "--config=/tmp", "--config=-", "--config"};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(named); i++) {
        struct ran *r = run(NULL, named[i], NULL);
        assert_int_equal(r->status, 2);
        assert_string_equal(r->out, "");
        assert_memory_equal(r->err, "waraq: ", 7);
        assert_int_equal(strcspn(r->err, "\n") + 1, r->err_len);
        ran_free(r);
    }
}

/* ---- bad ones ---- */

/* The article is printed all the same, and this is said in one line. */
static void check_said(const struct run_how *how, const char *said)
{
    struct ran *r = run(how, "--print", "-w", "20", article(), NULL);

    if (r->status != 0 || !strstr(r->err, said) || strcspn(r->err, "\n") + 1 != r->err_len || indent(r) != 11)
        fail_msg("status %d, %s", r->status, r->err);
    ran_free(r);
}

static void test_bad_files(void **state)
{
    (void)state;
    const char *const *env = env_of("mouse = maybe\n");
    struct run_how how = {.env = env, .obey_permissions = true};
    const char *path = scratch_path("config/waraq/config");

    check_said(&how, "/config/waraq/config:1: mouse: 'maybe' is none of off on\n");
    assert_int_equal(chmod(path, 0), 0);
    check_said(&how, "/config/waraq/config: Permission denied\n");
    assert_int_equal(chmod(path, 0600), 0);
    assert_int_equal(truncate(path, HUGE_FILE), 0);
    check_said(&how, "/config/waraq/config: longer than 65536 bytes: nothing of it is used\n");
    assert_int_equal(unlink(path), 0);
    assert_int_equal(mkdir(path, 0700), 0);
    check_said(&how, "/config/waraq/config: it is no file\n");
    assert_int_equal(rmdir(path), 0);
    assert_int_equal(mkfifo(path, 0600), 0); /* it is not waited for */
    check_said(&how, "/config/waraq/config: it is no file\n");
    assert_int_equal(unlink(path), 0);
}

static void test_many_errors(void **state)
{
    struct wq_buf text = WQ_BUF_INIT;

    (void)state;
    for (int i = 0; i < 100; i++)
        wq_buf_addf(&text, "theme%d = dark\n", i);
    wq_buf_adds(&text, "width = 30\n");
    struct run_how how = {.env = env_of(text.data)};
    struct ran *r = run(&how, "--print", article(), NULL);
    assert_int_equal(r->status, 0);
    assert_int_equal(indent(r), 21);
    assert_non_null(strstr(r->err, "config:1: unknown setting: 'theme0'\n"));
    assert_non_null(strstr(r->err, "config:5: unknown setting: 'theme4'\n"));
    assert_null(strstr(r->err, "theme5"));
    assert_non_null(strstr(r->err, "config: more errors: 95\n"));
    ran_free(r);
    r = run(&how, "--version", NULL); /* which needs none */
    assert_string_equal(r->err, "");
    ran_free(r);
    wq_buf_release(&text);
}

/* Where standard error cannot be seen the status row says so, and the lines stand there when it is left. */
static void test_said_on_the_screen(void **state)
{
    (void)state;
    struct pty_how how = {.env = env_of("theme = dark\nbidi = both\n"), .columns = 100};
    struct pty *p = pty_start(&how, article(), NULL);

    pty_wait_text(p, "/waraq/config: 2");
    pty_wait_quiet(p);
    assert_true(strstr(pty_row(p, pty_rows(p) - 1), "Errors in ") != NULL);
    pty_type(p, "j");
    pty_wait_no_text(p, "Errors in ");
    pty_type(p, "q");
    pty_wait_exit(p, 0);
    assert_true(pty_shows(p, "unknown setting: 'theme'"));
    assert_true(pty_shows(p, "'both' is none of auto visual logical"));
    pty_free(p);
}

/* ---- the environment and what was remembered ---- */

static void check_reason(const struct run_how *how, const char *option, const char *reason, const char *way)
{
    const char *args[] = {"--terminal", option, NULL};
    struct ran *r = run_list(how, args);

    if (r->status != 0 || !strstr(r->out, reason) || !strstr(r->out, way))
        fail_msg("instead of %s: %s", reason, r->out);
    ran_free(r);
}

static void test_terminal(void **state)
{
    (void)state;
    struct run_how how = {.env = env_of("marks = auto\n")};

    scratch_file("state/waraq/terminals.tsv", "chosen\txterm-256color - - - -\t-\tkitty\tauto\n");
    const char *env[] = {how.env[0], how.env[1], "TERM=xterm-256color", NULL};
    how.env = env;
    check_reason(&how, NULL, "it was chosen for this terminal", " kitty: ");
    scratch_file("config/waraq/config", "bidi = visual\nnonsense\n");
    check_reason(&how, NULL, "the configuration says so", " visual: ");
    check_reason(&how, NULL, "/config/waraq/config, errors: 1\n", "");
    check_reason(&how, "--bidi=auto", "it was chosen for this terminal", " kitty: ");
    check_reason(&how, "--bidi=logical", "an option says so", " logical: ");
    check_reason(&how, "--config=", "it was chosen for this terminal", "configuration         none\n");
    unlink(scratch_path("state/waraq/terminals.tsv"));
}

static bool file_says(struct pty *p, const void *text)
{
    char bytes[64] = "";
    int fd = open(scratch_path("copied-here"), O_RDONLY | O_CLOEXEC);

    (void)p;
    if (fd < 0)
        return false;
    ssize_t n = read(fd, bytes, sizeof bytes - 1);
    close(fd);
    return n > 0 && !strcmp(bytes, text);
}

static void test_copy_command(void **state)
{
    char text[1024];

    (void)state;
    snprintf(text, sizeof text, "copy = sh -c 'cat >\"$0\"' '%s'\n", scratch_path("copied-here"));
    const char *const *env = env_of(text);
    const char *all[] = {env[0], env[1], "WARAQ_COPY=false", NULL};
    struct pty_how how = {.env = all};
    struct pty *p = pty_start(&how, article(), NULL);
    pty_wait_quiet(p);
    pty_type(p, "y");
    pty_wait_text(p, "Given to sh");
    pty_wait(p, file_says, "שלום עולם", "the command has the text");
    pty_type(p, "q");
    pty_wait_exit(p, 0);
    pty_free(p);
}

static void test_color(void **state)
{
    (void)state;
    const char *const *env = env_of("color = always\n");
    const char *all[] = {env[0], env[1], "NO_COLOR=1", NULL};
    struct run_how how = {.env = all};
    struct ran *r = run(&how, "--search", "עולם", article(), NULL);

    assert_non_null(strchr(r->out, '\033'));
    ran_free(r);
    r = run(&how, "--color=never", "--search", "עולם", article(), NULL);
    assert_null(strchr(r->out, '\033'));
    ran_free(r);
}

/* ---- the library ---- */

static void test_library(void **state)
{
    char text[512];

    (void)state;
    scratch_subfolder("news");
    scratch_file("news/a.txt", "First thing\n\nIts text is in English, all of it.\n");
    scratch_file("news/b.txt", "Second thing\n\nIts text is in English, all of it.\n");
    snprintf(text, sizeof text, "library = %s\n", scratch_path("news"));
    struct pty_how how = {.env = env_of(text), .data = scratch_path("library-data")};
    struct pty *p = pty_start(&how, NULL);
    pty_wait_text(p, "First thing");
    pty_wait_text(p, "1 of 2"); /* a folder is a list */
    pty_type(p, "q");
    pty_wait_exit(p, 0);
    pty_free(p);
    p = pty_start(&how, article(), NULL); /* a path goes before it */
    pty_wait_no_text(p, "First thing");
    pty_type(p, "j");
    pty_wait_quiet(p);
    pty_type(p, "q");
    pty_wait_exit(p, 0);
    pty_free(p);
    p = pty_start(&how, NULL); /* and so does where one left off */
    pty_wait_quiet(p);
    assert_false(pty_shows(p, "First thing"));
    pty_type(p, "q");
    pty_wait_exit(p, 0);
    pty_free(p);
}

static void test_library_of_commands(void **state)
{
    (void)state;
    struct run_how how = {.env = env_of("library = ~/mine\n")}; /* HOME is the scratch folder */

    scratch_subfolder("mine");
    scratch_file("mine/c.txt", "Third thing\n\nText.\n");
    struct ran *r = run(&how, "--list", NULL);
    assert_int_equal(r->status, 0);
    assert_non_null(strstr(r->out, "Third thing"));
    ran_free(r);
    how.input = "Fourth thing\n"; /* what is given goes before it */
    r = run(&how, "--list", NULL);
    assert_null(strstr(r->out, "Third thing"));
    ran_free(r);
    how = (struct run_how){.env = env_of("library = /no/such/folder\n")};
    r = run(&how, "--list", NULL);
    assert_int_equal(r->status, 2);
    assert_string_equal(r->err, "waraq: /no/such/folder: No such file or directory\n");
    ran_free(r);
    r = run(&how, "--list", article(), NULL); /* where it is not opened it is not missed */
    assert_int_equal(r->status, 0);
    assert_string_equal(r->err, "");
    ran_free(r);
}

/* ---- keys ---- */

static void test_keys(void **state)
{
    (void)state;
    struct pty_how how = {.env = env_of("key help = <F5>\nkey quit = x\nkey back = none\nkey undo = ^T\n"),
                          .columns = 100,
                          .rows = 50};
    struct pty *p = pty_start(&how, article(), NULL);

    pty_wait_text(p, "F5 help");
    assert_false(pty_shows(p, "q back"));
    pty_type(p, "q");
    pty_wait_text(p, "q does nothing here");
    pty_type(p, "?");
    pty_wait_text(p, "? does nothing here");
    pty_type(p, "\033[15~");
    pty_wait_text(p, "to the pane on the left");
    int y = pty_find(p, "back; quits"); /* this has no key, and that of the row below quits */
    assert_int_equal(strspn(pty_row(p, y), " "), strcspn(pty_row(p, y), "b"));
    y = pty_find(p, "cancel what was begun") + 1;
    const char *row = pty_row(p, y);
    assert_true(row[strspn(row, " ")] == 'x' && strstr(row, " quit"));
    pty_type(p, "\033[15~");
    pty_wait_no_text(p, "to the pane on the left");
    pty_type(p, "x");
    pty_wait_exit(p, 0);
    pty_free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_named_and_unreadable),
        cmocka_unit_test(test_bad_files),
        cmocka_unit_test(test_many_errors),
        cmocka_unit_test_teardown(test_said_on_the_screen, pty_free_all),
        cmocka_unit_test(test_terminal),
        cmocka_unit_test_teardown(test_copy_command, pty_free_all),
        cmocka_unit_test(test_color),
        cmocka_unit_test_teardown(test_library, pty_free_all),
        cmocka_unit_test(test_library_of_commands),
        cmocka_unit_test_teardown(test_keys, pty_free_all),
    };
    return cmocka_run_group_tests(tests, open_folders, scratch_close);
}
