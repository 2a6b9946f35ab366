/* What a terminal answers: late, twice, in pieces, mixed with keys, or never; what is learnt from it, and
 * what was chosen instead. */
#include "../support/own_state.h"
#include "../support/pty.h"
#include "../support/scratch.h"
#include "../support/session.h"

#include "waraq/base/array.h"
#include "waraq/term/terminal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define KONSOLE_OFF "\033]50;BidiRenderingEnabled=false\a"
#define KONSOLE_ON  "\033]50;BidiRenderingEnabled=true\a"
#define KONSOLE     "\033P>|Konsole 22.12.3\033\\\033[>1;115;0c\033[?62;1;4c"

/* ---- as they come ---- */

/* An environment by which the terminal is known by where it is, if by nothing else. */
static const char *remote_env[] = {state_folder, "SSH_CONNECTION=192.0.2.7 50000 192.0.2.1 22", NULL};

static bool has_written(struct pty *p, const void *bytes)
{
    return pty_wrote(p, 0, bytes);
}

static struct pty *start_silent_in(const char *const *env)
{
    return session_read(&(struct pty_how){.env = env, .answers = "", .scrambled = true}, 30);
}

static struct pty *start_silent(void)
{
    return start_silent_in(state_env);
}

static void wait_konsole(struct pty *p)
{
    pty_wait(p, has_written, KONSOLE_OFF, "Konsole's switch");
    pty_wait_quiet(p);
}

static void test_never(void **state)
{
    (void)state;
    struct pty *p = start_silent();

    assert_taken_over(p);
    session_quit(p);
}

/* The switch goes out, and all is painted anew where one stood. */
static void test_late(void **state)
{
    (void)state;
    struct pty *p = start_silent();
    char *before = session_page(p);
    size_t from = pty_written(p);

    pty_type(p, KONSOLE);
    wait_konsole(p);
    assert_true(pty_wrote(p, from, "\033[8h\033[8l" KONSOLE_OFF));
    assert_true(pty_wrote(p, from, "\033[H\033[2J"));
    session_wait_page(p, before);
    session_quit(p);
}

static void test_twice(void **state)
{
    (void)state;
    struct pty *p = start_silent();

    pty_type(p, KONSOLE KONSOLE);
    wait_konsole(p);
    size_t from = pty_written(p);
    pty_type(p, KONSOLE "\033[>0;136;0c\033[?6c");
    pty_wait_quiet(p);
    assert_int_equal(pty_written(p), from);
    session_quit(p);
}

static void test_in_pieces(void **state)
{
    (void)state;
    struct pty *p = start_silent();

    for (const char *s = KONSOLE; *s; s++) {
        pty_send(p, s, 1);
        pty_step(p, 0);
    }
    wait_konsole(p);
    session_wait_top(p, 30);
    session_quit(p);
}

static void test_among_keys(void **state)
{
    (void)state;
    struct pty *p = start_silent();

    pty_type(p, "4\033P>|Konsole 22.12.3\033\\0\033[>1;115;0cG\033[?62;1;4c");
    wait_konsole(p);
    session_wait_top(p, 40);
    session_quit(p);
}

static void test_cut_off(void **state)
{
    (void)state;
    static const char *const cut[] = {"\033P>|Konsole 2", "\033[>1;115", "\033[?62;", "\033[8;1"};

    for (size_t i = 0; i < WQ_COUNT(cut); i++) {
        struct pty *p = start_silent();
        pty_type(p, cut[i]);
        pty_wait_quiet(p); /* given up by then */
        pty_type(p, "\033[B");
        pty_wait_quiet(p);
        pty_type(p, "50G");
        session_wait_top(p, 50);
        session_quit(p);
    }
}

/* A line that sends back what it is sent. */
static void test_echo(void **state)
{
    (void)state;
    struct pty *p = start_silent();
    char *before = session_page(p);

    pty_type(p, WQ_QUESTIONS);
    session_wait_page(p, before);
    pty_type(p, KONSOLE); /* and its answers still count */
    wait_konsole(p);
    session_quit(p);
}

static void test_resize_meanwhile(void **state)
{
    (void)state;
    struct pty *p = start_silent();

    pty_type(p, "\033P>|Konsole 22.12.3");
    pty_resize(p, 60, 15);
    pty_type(p, "\033\\\033[>1;115;0c\033[?62;1;4c");
    wait_konsole(p);
    session_wait_top(p, 30);
    pty_wait_quiet(p);
    assert_non_null(strchr(pty_row(p, 14), '%'));
    session_quit(p);
}

/* What was learnt decides the next first paint. */
static void test_learnt(void **state)
{
    (void)state;
    struct pty *p = start_silent_in(remote_env);

    pty_type(p, KONSOLE);
    wait_konsole(p);
    session_quit(p);
    struct pty_how how = {.env = remote_env, .answers = KONSOLE};
    p = session_start(&how);
    pty_wait_quiet(p);
    assert_true(pty_wrote(p, 0, WQ_QUESTIONS "\033[8l" KONSOLE_OFF "\033[?2004h"));
    session_quit(p);
    /* Another terminal of that name puts it right, for the next one too. */
    how.answers = "\033[?1;2c";
    p = session_start(&how);
    pty_wait(p, has_written, KONSOLE_ON, "what was learnt to be undone");
    pty_wait_quiet(p);
    session_quit(p);
    p = session_start(&how);
    pty_wait_quiet(p);
    assert_false(pty_wrote(p, 0, "BidiRendering"));
    session_quit(p);
}

/* One that may be anybody by its name is not taken for the last of that name. */
static void test_anybody(void **state)
{
    (void)state;
    struct pty_how how = {.env = state_env, .answers = KONSOLE};

    for (int i = 0; i < 2; i++) {
        struct pty *p = session_start(&how);
        wait_konsole(p);
        assert_false(pty_wrote(p, 0, WQ_QUESTIONS "\033[8l" KONSOLE_OFF));
        session_quit(p);
    }
    how.answers = "\033[?1;2c";
    struct pty *p = session_start(&how);
    pty_wait_quiet(p);
    assert_false(pty_wrote(p, 0, "BidiRendering"));
    session_quit(p);
}

/* ---- chosen ---- */

#define F2 "\033OQ"

static void test_chosen(void **state)
{
    (void)state;
    struct pty_how how = {.env = remote_env, .answers = "\033[?1;2c"};
    struct pty *p = session_start(&how);

    pty_wait_quiet(p);
    pty_type(p, F2);
    pty_wait_text(p, "1 of 7");
    size_t from = pty_written(p);
    pty_type(p, F2 F2 F2);
    pty_wait_text(p, "4 of 7");
    assert_true(pty_wrote(p, from, "\033[8h\033[8l" KONSOLE_OFF));
    pty_type(p, "q"); /* as before */
    pty_wait_text(p, "P001");
    pty_wait_quiet(p);
    assert_true(pty_wrote(p, from, KONSOLE_ON "\033[8h\033[8l"));
    pty_type(p, F2 F2 F2 F2 "\r");
    pty_wait_text(p, "Kept for this terminal");
    session_quit(p);
    p = session_start(&how);
    pty_wait_quiet(p);
    assert_true(pty_wrote(p, 0, WQ_QUESTIONS "\033[8l" KONSOLE_OFF "\033[?2004h"));
    assert_false(pty_wrote(p, 0, KONSOLE_ON));
    pty_type(p, "?G");
    pty_wait_text(p, "it was chosen for this terminal");
    pty_type(p, "q");
    session_quit(p);
}

/* The same where one was chosen: that is known once it has answered as it did, or at once of those that do
 * not. */
static void test_anybody_chosen(void **state)
{
    static const char first[] = WQ_QUESTIONS "\033[8l" KONSOLE_OFF;

    (void)state;
    for (int silent = 0; silent < 2; silent++) {
        struct pty_how how = {.env = state_env, .answers = silent ? "" : "\033[?1;2c"};
        struct pty *p = session_start(&how);
        pty_wait_quiet(p);
        pty_type(p, F2 F2 F2 F2 "\r");
        pty_wait_text(p, "Kept for this terminal");
        session_quit(p);
        p = session_start(&how);
        wait_konsole(p);
        assert_int_equal(pty_wrote(p, 0, first), silent);
        session_quit(p);
        how.answers =
            "\033[>65;7006;1c\033[?65;1;9c"; /* another: what says nothing stands for all of the name */
        p = session_start(&how);
        pty_wait_quiet(p);
        assert_int_equal(pty_wrote(p, 0, "BidiRendering"), silent);
        session_quit(p);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_never, forget, pty_free_all),
        cmocka_unit_test_setup_teardown(test_late, forget, pty_free_all),
        cmocka_unit_test_setup_teardown(test_twice, forget, pty_free_all),
        cmocka_unit_test_setup_teardown(test_in_pieces, forget, pty_free_all),
        cmocka_unit_test_setup_teardown(test_among_keys, forget, pty_free_all),
        cmocka_unit_test_setup_teardown(test_cut_off, forget, pty_free_all),
        cmocka_unit_test_setup_teardown(test_echo, forget, pty_free_all),
        cmocka_unit_test_setup_teardown(test_resize_meanwhile, forget, pty_free_all),
        cmocka_unit_test_setup_teardown(test_learnt, forget, pty_free_all),
        cmocka_unit_test_setup_teardown(test_anybody, forget, pty_free_all),
        cmocka_unit_test_setup_teardown(test_anybody_chosen, forget, pty_free_all),
        cmocka_unit_test_setup_teardown(test_chosen, forget, pty_free_all),
    };
    return cmocka_run_group_tests(tests, scratch_open, scratch_close);
}
