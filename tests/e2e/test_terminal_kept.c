/* What is kept when a run ends, however it ends, and found by the next. */
#include "../support/pty.h"
#include "../support/run.h"
#include "../support/scratch.h"
#include "../support/session.h"

#include "waraq/base/array.h"
#include "waraq/base/buf.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum { READ_TO = 60 };

/* A folder for data that nothing was kept in yet. */
static const char *data_folder(void)
{
    static int n;
    char name[32];

    snprintf(name, sizeof name, "kept-%d", n++);
    return scratch_path(name);
}

static struct pty *start(const char *data, const char *path)
{
    struct pty_how how = {.data = data};
    return pty_start(&how, path, NULL);
}

/* The row where a paragraph of session_article() begins, or -1. */
static int row_of(struct pty *p, int paragraph)
{
    char name[16];

    snprintf(name, sizeof name, "P%03d", paragraph);
    for (int y = 1; y < pty_rows(p); y++)
        if (strstr(pty_row(p, y), name))
            return y;
    return -1;
}

static void check_resumed(struct pty *p)
{
    pty_wait_text(p, "You stopped here");
    pty_wait_quiet(p);
    int rows = pty_rows(p) - 3; /* title, an empty one, status */
    int y = row_of(p, READ_TO);
    if (y < 2 + rows / 3 - 1 || y > 2 + rows / 3 + 1)
        fail_msg("paragraph %d stands in row %d of %d", READ_TO, y, pty_rows(p));
}

static void check_kept(const char *data)
{
    struct pty *p = start(data, session_article());

    check_resumed(p);
    pty_type(p, "q");
    pty_wait_exit(p, 0);
    pty_free(p);
}

/* ---- how it ends ---- */

static void test_quit(void **state)
{
    (void)state;
    struct pty_how how = {.data = data_folder()};
    struct pty *p = session_read(&how, READ_TO);

    pty_type(p, "q");
    pty_wait_exit(p, 0);
    pty_free(p);
    check_kept(how.data);
    check_kept(how.data); /* and looking changed nothing */
}

static void test_signalled(void **state)
{
    static const int ending[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(ending); i++) {
        struct pty_how how = {.data = data_folder()};
        struct pty *p = session_read(&how, READ_TO);
        pty_signal(p, ending[i]);
        pty_wait_signalled(p, ending[i]);
        assert_given_back(p);
        pty_free(p);
        check_kept(how.data);
    }
}

/* The connection is lost: there is no terminal any more. */
static void test_hung_up(void **state)
{
    (void)state;
    for (int alone = 0; alone < 2; alone++) {
        struct pty_how how = {.data = data_folder(), .no_shell = alone};
        struct pty *p = session_read(&how, READ_TO);
        pty_hang_up(p);
        pty_wait_ended(p);
        pty_free(p);
        check_kept(how.data);
    }
}

/* It is lost while the program is stopped. */
static void test_hung_up_while_stopped(void **state)
{
    (void)state;
    struct pty_how how = {.data = data_folder()};
    struct pty *p = session_read(&how, READ_TO);

    pty_signal(p, SIGSTOP);
    pty_wait_stopped(p);
    pty_hang_up(p);
    pty_signal(p, SIGHUP);
    pty_foreground(p);
    pty_wait_ended(p);
    pty_free(p);
    check_kept(how.data);
}

/* By a signal that nobody can catch: what was read some seconds ago is there. */
static void test_killed(void **state)
{
    (void)state;
    struct pty_how how = {.data = data_folder()};
    struct pty *p = session_read(&how, READ_TO);

    session_wait_kept(p, how.data, 100);
    pty_signal(p, SIGKILL);
    pty_wait_signalled(p, SIGKILL);
    pty_free(p);
    check_kept(how.data);
}

/* ---- without a path ---- */

static void test_without_a_path(void **state)
{
    (void)state;
    const char *folder = scratch_subfolder("news");
    struct pty_how how = {.data = data_folder()};

    scratch_file("news/a.txt", "First thing\n\nIts text is in English, all of it.\n");
    rename(session_article(), scratch_path("news/numbered.txt"));
    struct pty *p = pty_start(&how, folder, NULL);
    pty_wait_text(p, "First thing");
    pty_type(p, "j\r60G");
    session_wait_top(p, READ_TO);
    pty_wait_quiet(p);
    pty_hang_up(p);
    pty_wait_ended(p);
    pty_free(p);

    p = pty_start(&how, NULL);
    check_resumed(p);
    pty_type(p, "q"); /* its library is there */
    pty_wait_text(p, "First thing");
    pty_type(p, "q");
    pty_wait_exit(p, 0);
    pty_free(p);
}

/* Standard input goes before what was kept. */
static void test_pipe(void **state)
{
    (void)state;
    struct pty_how how = {.data = data_folder()};
    struct pty *p = session_read(&how, READ_TO);

    session_quit(p);
    how.input = PTY_INPUT_PIPE;
    how.piped = "good evening\n";
    p = pty_start(&how, NULL);
    pty_wait_text(p, "good evening");
    session_quit(p);
}

/* ---- what does not read ---- */

static void test_commands_keep_nothing(void **state)
{
    static const char *const commands[] = {"--print", "--list", "--entities", "--search=P001"};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(commands); i++) {
        const char *data = data_folder();
        struct wq_buf env = WQ_BUF_INIT;
        wq_buf_addf(&env, "XDG_DATA_HOME=%s", data);
        struct run_how how = {.env = (const char *const[]){env.data, NULL}};
        struct ran *r = run(&how, commands[i], session_article(), NULL);
        assert_int_equal(r->status, 0);
        ran_free(r);
        struct pty_how in_terminal = {.data = data};
        struct pty *p = pty_start(&in_terminal, commands[i], session_article(), NULL);
        pty_wait_exit(p, 0);
        pty_free(p);
        assert_int_equal(access(data, F_OK), -1);
        wq_buf_release(&env);
    }
}

static void test_secure(void **state)
{
    (void)state;
    struct pty_how how = {.data = data_folder()};
    struct pty *p = pty_start(&how, "--secure", session_article(), NULL);

    session_wait_top(p, 1);
    pty_type(p, "60G/P070\r");
    pty_wait_text(p, "P070");
    session_quit(p);
    assert_int_equal(access(how.data, F_OK), -1);
}

/* ---- what cannot be written ---- */

/* There is no folder for it any more: that is said where the screen was, and all else is well. */
static void test_last_write_fails(void **state)
{
    static const int ending[] = {0, SIGTERM};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(ending); i++) {
        struct pty_how how = {.data = data_folder(), .columns = 200};
        struct wq_buf path = WQ_BUF_INIT;
        struct pty *p = session_read(&how, READ_TO);
        session_wait_kept(p, how.data, 100);
        wq_buf_addf(&path, "%s/waraq/state.db", how.data);
        assert_int_equal(unlink(path.data), 0);
        assert_int_equal(mkdir(path.data, 0700), 0);
        pty_type(p, "70G");
        session_wait_top(p, 70);
        if (ending[i])
            pty_signal(p, ending[i]);
        else
            pty_type(p, "q");
        if (ending[i])
            pty_wait_signalled(p, ending[i]);
        else
            pty_wait_exit(p, 0);
        assert_true(pty_shows(p, "waraq: where you stopped is not remembered: "));
        assert_given_back(p);
        pty_free(p);
        assert_int_equal(rmdir(path.data), 0);
        wq_buf_release(&path);
    }
}

/* ---- more than one at a time ---- */

static void test_two_at_once(void **state)
{
    (void)state;
    struct pty_how how = {.data = data_folder()};
    struct pty *one = session_read(&how, READ_TO);
    struct pty *two = start(how.data, "data/samples/ur-ghalib.txt");

    pty_wait_text(two, "%");
    pty_type(two, "  ");
    pty_type(one, "q");
    pty_wait_exit(one, 0);
    pty_type(two, "q");
    pty_wait_exit(two, 0);
    pty_free(one);
    pty_free(two);
    check_kept(how.data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(test_quit, pty_free_all),
        cmocka_unit_test_teardown(test_signalled, pty_free_all),
        cmocka_unit_test_teardown(test_hung_up, pty_free_all),
        cmocka_unit_test_teardown(test_hung_up_while_stopped, pty_free_all),
        cmocka_unit_test_teardown(test_killed, pty_free_all),
        cmocka_unit_test_teardown(test_without_a_path, pty_free_all),
        cmocka_unit_test_teardown(test_pipe, pty_free_all),
        cmocka_unit_test_teardown(test_commands_keep_nothing, pty_free_all),
        cmocka_unit_test_teardown(test_secure, pty_free_all),
        cmocka_unit_test_teardown(test_last_write_fails, pty_free_all),
        cmocka_unit_test_teardown(test_two_at_once, pty_free_all),
    };
    return cmocka_run_group_tests(tests, scratch_open, scratch_close);
}
