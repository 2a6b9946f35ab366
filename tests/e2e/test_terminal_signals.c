/* Stopped, continued, ended from outside, the terminal taken away. */
#include "../support/pty.h"
#include "../support/run.h"
#include "../support/scratch.h"
#include "../support/session.h"

#include "waraq/base/array.h"

#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

/* Unusual settings, so that giving the tty back is more than making it usual. */
static struct pty *read_at(int paragraph)
{
    return session_read(&(struct pty_how){.scrambled = true}, paragraph);
}

/* ---- ^Z and fg ---- */

static void stop_and_go_on(struct pty *p, const char *screen)
{
    pty_wait_stopped(p);
    assert_given_back(p);
    session_scribble(p);
    pty_foreground(p);
    pty_wait_running(p);
    session_wait_top(p, 30);
    pty_wait_quiet(p);
    assert_taken_over(p);
    char *again = pty_screen(p);
    assert_string_equal(again, screen);
    free(again);
}

static void test_suspend_and_resume(void **state)
{
    (void)state;
    struct pty *p = read_at(30);
    char *screen = pty_screen(p);

    for (int i = 0; i < 3; i++) {
        pty_type(p, "\032");
        stop_and_go_on(p, screen);
    }
    free(screen);
    session_quit(p);
}

static void test_stopped_by_sigtstp(void **state)
{
    (void)state;
    struct pty *p = read_at(30);
    char *screen = pty_screen(p);

    pty_signal(p, SIGTSTP);
    stop_and_go_on(p, screen);
    free(screen);
    session_quit(p);
}

static void test_suspend_from_prompt_and_help(void **state)
{
    (void)state;
    struct pty *p = read_at(30);

    pty_type(p, ":wid");
    pty_wait_text(p, "wid Command:");
    pty_type(p, "\032");
    pty_wait_stopped(p);
    assert_given_back(p);
    pty_foreground(p);
    pty_wait_text(p, "wid Command:");
    pty_type(p, "\003?");
    pty_wait_text(p, "Keys");
    pty_type(p, "\032");
    pty_wait_stopped(p);
    assert_given_back(p);
    pty_foreground(p);
    pty_wait_text(p, "Keys");
    pty_type(p, "q");
    session_wait_top(p, 30);
    session_quit(p);
}

static void test_window_changes_while_stopped(void **state)
{
    (void)state;
    struct pty *p = read_at(30);

    pty_type(p, "\032");
    pty_wait_stopped(p);
    pty_resize(p, 60, 15);
    pty_foreground(p);
    session_wait_top(p, 30);
    pty_wait_quiet(p);
    assert_non_null(strchr(pty_row(p, 14), '%'));
    assert_taken_over(p);
    session_quit(p);
}

static void test_ended_while_stopped(void **state)
{
    (void)state;
    struct pty *p = read_at(30);

    pty_type(p, "\032");
    pty_wait_stopped(p);
    pty_signal(p, SIGTERM); /* waits until it goes on */
    pty_foreground(p);
    pty_wait_signalled(p, SIGTERM);
    assert_given_back(p);
    pty_free(p);
}

/* Nobody would bring it back: where there is no shell it must not hang or go wrong. */
static void test_suspend_without_a_shell(void **state)
{
    (void)state;
    struct pty_how how = {.no_shell = true};
    struct pty *p = session_start(&how);

    pty_type(p, "\032");
    pty_type(p, "30G");
    session_wait_top(p, 30);
    pty_wait_quiet(p);
    assert_taken_over(p);
    session_quit(p);
}

/* ---- SIGSTOP, which cannot be prepared for ---- */

static void test_sigstop(void **state)
{
    (void)state;
    struct pty *p = read_at(30);
    char *screen = pty_screen(p);

    pty_signal(p, SIGSTOP);
    pty_wait_stopped(p);
    session_scribble(p);
    pty_foreground(p);
    session_wait_top(p, 30);
    pty_wait_no_text(p, SESSION_SCRIBBLE);
    pty_wait_quiet(p);
    assert_taken_over(p);
    char *again = pty_screen(p);
    assert_string_equal(again, screen);
    free(again);
    free(screen);
    session_quit(p);
}

static void test_sigstop_without_a_shell(void **state)
{
    (void)state;
    struct pty_how how = {.no_shell = true};
    struct pty *p = session_start(&how);

    for (int i = 0; i < 3; i++) {
        pty_signal(p, SIGSTOP);
        pty_wait_stopped(p);
        session_scribble(p);
        pty_signal(p, SIGCONT);
        pty_wait_no_text(p, SESSION_SCRIBBLE);
        session_wait_top(p, 1);
    }
    session_quit(p);
}

/* Nothing was stopped: nothing but a repaint happens. */
static void test_sigcont_out_of_the_blue(void **state)
{
    (void)state;
    struct pty *p = read_at(30);
    char *screen = pty_screen(p);

    pty_signal(p, SIGCONT);
    pty_signal(p, SIGCONT);
    pty_wait_quiet(p);
    assert_taken_over(p);
    char *again = pty_screen(p);
    assert_string_equal(again, screen);
    free(again);
    free(screen);
    session_quit(p);
}

/* ---- ended ---- */

static const int ending[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT};

static void test_ended_from_outside(void **state)
{
    (void)state;
    for (size_t i = 0; i < WQ_COUNT(ending); i++) {
        struct pty *p = read_at(30);
        pty_signal(p, ending[i]);
        pty_wait_signalled(p, ending[i]);
        assert_given_back(p);
        pty_free(p);
    }
}

static void test_ended_in_prompt_and_help(void **state)
{
    (void)state;
    for (size_t i = 0; i < WQ_COUNT(ending); i++) {
        struct pty *p = read_at(30);
        pty_type(p, i % 2 ? "?" : ":wid");
        pty_wait_text(p, i % 2 ? "Keys" : "wid Command:");
        pty_signal(p, ending[i]);
        pty_wait_signalled(p, ending[i]);
        assert_given_back(p);
        pty_free(p);
    }
}

/* At any moment of its start: whatever was switched by then is switched back. */
static void test_ended_while_starting(void **state)
{
    (void)state;
    for (int i = 0; i < 60; i++) {
        struct pty_how how = {.scrambled = true};
        struct pty *p = pty_start(&how, "data/samples/ur-ghalib.txt", NULL);
        /* The later the more it has written. */
        size_t len = 0;
        while (len < (size_t)i * 8 && pty_step(p, PTY_DEADLINE_MS))
            pty_log(p, &len);
        pty_signal(p, SIGTERM);
        pty_wait_signalled(p, SIGTERM);
        assert_given_back(p);
        pty_free(p);
    }
}

static void test_keys_are_no_signals(void **state)
{
    (void)state;
    struct pty *p = read_at(30);

    /* ^C cancels, ^\ and ^S and ^Q are keys like any. */
    pty_type(p, "\003\034\023\021\003");
    pty_type(p, "31G");
    session_wait_top(p, 31);
    session_quit(p);
}

/* ---- the terminal goes away ---- */

static void check_hang_up(const struct pty_how *how, const char *keys, const char *shown)
{
    struct pty *p = session_start(how);
    pid_t pid = pty_pid(p);

    pty_type(p, keys);
    pty_wait_text(p, shown);
    pty_hang_up(p);
    int status = pty_wait_ended(p);
    /* By SIGHUP, or because there was nothing more to read. */
    assert_true(WIFEXITED(status) || WTERMSIG(status) == SIGHUP);
    pty_free(p);
    assert_true(kill(pid, 0) != 0 && errno == ESRCH);
}

static void test_window_is_closed(void **state)
{
    (void)state;
    static const struct pty_how hows[] = {{.no_shell = false}, {.no_shell = true}};

    for (size_t i = 0; i < WQ_COUNT(hows); i++) {
        check_hang_up(&hows[i], "", "P001");
        check_hang_up(&hows[i], ":wid", "wid Command:");
        check_hang_up(&hows[i], "?", "Keys");
    }
}

static void test_window_is_closed_while_stopped(void **state)
{
    (void)state;
    struct pty *p = read_at(30);

    pty_type(p, "\032");
    pty_wait_stopped(p);
    pty_hang_up(p);
    pty_foreground(p);
    pty_wait_ended(p);
    pty_free(p);
}

/* The keys come from /dev/tty, which goes away as well. */
static void test_window_is_closed_behind_a_pipe(void **state)
{
    (void)state;
    struct pty_how how = {.input = PTY_INPUT_PIPE, .piped = "good evening\n"};
    struct pty *p = pty_start(&how, NULL);

    pty_wait_text(p, "good evening");
    pty_hang_up(p);
    pty_wait_ended(p);
    pty_free(p);
}

static void test_quitting(void **state)
{
    (void)state;
    static const char *const keys[] = {"q", "Q", "?Q", ":quit\r", ":q\r"};

    for (size_t i = 0; i < WQ_COUNT(keys); i++) {
        struct pty *p = read_at(30);
        pty_type(p, keys[i]);
        pty_wait_exit(p, 0);
        assert_given_back(p);
        pty_free(p);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(test_suspend_and_resume, pty_free_all),
        cmocka_unit_test_teardown(test_stopped_by_sigtstp, pty_free_all),
        cmocka_unit_test_teardown(test_suspend_from_prompt_and_help, pty_free_all),
        cmocka_unit_test_teardown(test_window_changes_while_stopped, pty_free_all),
        cmocka_unit_test_teardown(test_ended_while_stopped, pty_free_all),
        cmocka_unit_test_teardown(test_suspend_without_a_shell, pty_free_all),
        cmocka_unit_test_teardown(test_sigstop, pty_free_all),
        cmocka_unit_test_teardown(test_sigstop_without_a_shell, pty_free_all),
        cmocka_unit_test_teardown(test_sigcont_out_of_the_blue, pty_free_all),
        cmocka_unit_test_teardown(test_ended_from_outside, pty_free_all),
        cmocka_unit_test_teardown(test_ended_in_prompt_and_help, pty_free_all),
        cmocka_unit_test_teardown(test_ended_while_starting, pty_free_all),
        cmocka_unit_test_teardown(test_keys_are_no_signals, pty_free_all),
        cmocka_unit_test_teardown(test_window_is_closed, pty_free_all),
        cmocka_unit_test_teardown(test_window_is_closed_while_stopped, pty_free_all),
        cmocka_unit_test_teardown(test_window_is_closed_behind_a_pipe, pty_free_all),
        cmocka_unit_test_teardown(test_quitting, pty_free_all),
    };
    return cmocka_run_group_tests(tests, scratch_open, scratch_close);
}
