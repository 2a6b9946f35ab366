/* Each way of writing on a terminal that answers as the real one does: the bytes that switch it, on entry, on
 * every way out, after a stop; and what is told of it. */
#include "../support/own_state.h"
#include "../support/pty.h"
#include "../support/recorded.h"
#include "../support/run.h"
#include "../support/scratch.h"
#include "../support/session.h"

#include "waraq/base/array.h"
#include "waraq/term/terminal.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

#define KONSOLE_OFF "\033]50;BidiRenderingEnabled=false\a"
#define KONSOLE_ON  "\033]50;BidiRenderingEnabled=true\a"
#define MLTERM_OFF  "\033]5379;use_ctl=false\a"
#define MLTERM_ON   "\033]5379;use_ctl=true\a"
#define MODES_ON    "\033[?2004h\033[?1000h\033[?1006h\033[?1002h"
#define MODES_OFF   "\033[?2004l\033[?1002l\033[?1000h\033[?1006l\033[?1000l"
#define VTE_OFF     "\033[8;2$y\033[>65;7006;1c\033[?65;1;9c"

struct way {
    const char *terminal; /* as recorded */
    const char *enter;    /* with the first paint */
    const char *then;     /* when it has answered; NULL: nothing */
    const char *leave;
    bool logical;
};

static const struct way ways[] = {
    {"xterm", "\033[8l", NULL, "\033[8h", false},
    {"vte", "\033[8l", NULL, "\033[8h", false},
    {"konsole", "\033[8l" KONSOLE_OFF, NULL, KONSOLE_ON "\033[8h", false},
    {"mlterm", "\033[8l" MLTERM_OFF, NULL, MLTERM_ON "\033[8h", false},
    {"kitty", "\033[8l", NULL, "\033[8h", false},
    {"alacritty", "\033[8l", NULL, "\033[8h", false},
    {"putty", "\033[8l", "\033[8h", "", true},
    {"tmux-vte", "\033[8l", NULL, "\033[8h", false},
    {"screen", "\033[8l", NULL, "\033[8h", false},
};

static struct recorded *recorded;
static size_t nrecorded;

static int open_recorded(void **state)
{
    recorded = recorded_load(&nrecorded);
    return scratch_open(state);
}

static int close_recorded(void **state)
{
    recorded_free(recorded, nrecorded);
    return scratch_close(state);
}

/* The terminals whose description may be missing are xterm-256color to the program. */
static struct pty *start_on(const struct way *w, bool scrambled)
{
    const struct recorded *r = recorded_named(recorded, nrecorded, w->terminal);
    static const char *known[] = {"xterm", "xterm-256color", "screen", "tmux-256color"};
    const char *term = recorded_variable(r, "TERM");
    struct pty_how how = {.term = "xterm-256color",
                          .env = (const char *const *)r->env,
                          .answers = r->answers,
                          .scrambled = scrambled};

    for (size_t i = 0; i < WQ_COUNT(known); i++)
        if (strcmp(known[i], term) == 0)
            how.term = known[i];
    /* What stands in the list of the environment comes last. */
    struct {
        const char **items;
        size_t len, cap;
    } env = {NULL, 0, 0};
    for (size_t i = 0; r->env[i]; i++)
        if (strncmp(r->env[i], "TERM=", 5) != 0)
            *WQ_PUSH(&env) = r->env[i];
    *WQ_PUSH(&env) = state_folder;
    *WQ_PUSH(&env) = NULL;
    how.env = env.items;
    struct pty *p = session_start(&how);
    free(env.items);
    pty_wait_quiet(p);
    return p;
}

/* ---- on entry ---- */

static void check_entry(const struct way *w)
{
    struct pty *p = start_on(w, true);
    struct wq_buf burst = WQ_BUF_INIT;
    size_t len;
    const char *log = pty_log(p, &len);

    wq_buf_addf(&burst, "%s%s%s", WQ_QUESTIONS, w->enter, "\033[?2004h");
    const char *at = memmem(log, len, burst.data, burst.len);
    if (!at)
        fail_msg("%s: is not entered as it should be", w->terminal);
    /* Nothing is painted before: some terminals keep the mode with the row. */
    for (const char *s = log; s < at; s++)
        assert_true((unsigned char)*s < 0x80);
    wq_buf_clear(&burst);
    if (w->then) {
        wq_buf_addf(&burst, "%s", w->then);
        const char *then = memmem(at + 1, len - (size_t)(at + 1 - log), w->then, strlen(w->then));
        assert_non_null(then);
        /* And then all is painted anew. */
        assert_non_null(memmem(then, len - (size_t)(then - log), "\033[H\033[2J", 7));
    } else {
        assert_null(memmem(at + 1, len - (size_t)(at + 1 - log), "\033[8h", 4));
    }
    wq_buf_release(&burst);
    pty_free(p);
}

static void test_entry(void **state)
{
    (void)state;
    for (size_t i = 0; i < WQ_COUNT(ways); i++)
        check_entry(&ways[i]);
}

/* ---- on the ways out ---- */

static void assert_left(struct pty *p, const struct way *w, size_t from, const char *how)
{
    struct wq_buf bytes = WQ_BUF_INIT;

    wq_buf_addf(&bytes, "%s%s", w->leave, MODES_OFF);
    if (!pty_wrote(p, from, bytes.data))
        fail_msg("%s, %s: is not left as it should be", w->terminal, how);
    wq_buf_release(&bytes);
    assert_given_back(p);
}

static void test_quit(void **state)
{
    (void)state;
    for (size_t i = 0; i < WQ_COUNT(ways); i++) {
        struct pty *p = start_on(&ways[i], true);
        size_t from = pty_written(p);
        pty_type(p, "q");
        pty_wait_exit(p, 0);
        assert_left(p, &ways[i], from, "quit");
        pty_free(p);
    }
}

/* A sanitizer has its own word on faults, and exits with it. */
static void wait_dead(struct pty *p, int number)
{
    int status = pty_wait_ended(p);

    if (WIFSIGNALED(status))
        assert_int_equal(WTERMSIG(status), number);
    else
        assert_true(number == SIGSEGV && WEXITSTATUS(status) != 0);
}

static void test_signals(void **state)
{
    (void)state;
    static const int numbers[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGSEGV, SIGABRT, SIGUSR1};
    char how[32];

    for (size_t i = 0; i < WQ_COUNT(ways); i++)
        for (size_t k = 0; k < WQ_COUNT(numbers); k++) {
            struct pty *p = start_on(&ways[i], true);
            size_t from = pty_written(p);
            snprintf(how, sizeof how, "signal %d", numbers[k]);
            pty_signal(p, numbers[k]);
            wait_dead(p, numbers[k]);
            assert_left(p, &ways[i], from, how);
            pty_free(p);
        }
}

static void test_suspend_and_resume(void **state)
{
    (void)state;
    for (size_t i = 0; i < WQ_COUNT(ways); i++) {
        const struct way *w = &ways[i];
        struct pty *p = start_on(w, true);
        struct wq_buf enter = WQ_BUF_INIT;
        char *before = session_page(p);
        size_t from = pty_written(p);

        pty_type(p, "\032");
        pty_wait_stopped(p);
        assert_left(p, w, from, "stopped");
        from = pty_written(p);
        pty_foreground(p);
        pty_wait_running(p);
        pty_wait_quiet(p);
        wq_buf_addf(&enter, "%s%s", w->then ? "" : w->enter, MODES_ON);
        assert_true(pty_wrote(p, from, enter.data));
        assert_false(pty_wrote(p, from, "\033[>q")); /* it is known by now */
        session_wait_page(p, before);
        from = pty_written(p);
        pty_type(p, "q");
        pty_wait_exit(p, 0);
        assert_left(p, w, from, "quit after a stop");
        wq_buf_release(&enter);
        pty_free(p);
    }
}

/* Memory that is refused: ncurses' first, then ours. */
static void test_out_of_memory(void **state)
{
    (void)state;
#if !defined __SANITIZE_ADDRESS__ && !defined __SANITIZE_THREAD__
    for (size_t i = 0; i < WQ_COUNT(ways); i++) {
        struct pty *p = start_on(&ways[i], true);
        size_t from = pty_written(p);
        pty_exhaust_memory(p);
        pty_resize(p, 900, 900);
        pty_wait_exit(p, 2);
        assert_left(p, &ways[i], from, "out of memory");
        pty_free(p);
    }
#endif
}

/* Who had switched the mode off before finds it so. */
static void test_mode_that_was_off(void **state)
{
    (void)state;
    static const char *const keys[] = {"q", "\032"};

    for (size_t i = 0; i < WQ_COUNT(keys); i++) {
        struct pty_how how = {.env = state_env, .answers = VTE_OFF};
        struct pty *p = session_start(&how);
        pty_wait_quiet(p);
        size_t from = pty_written(p);
        pty_type(p, keys[i]);
        if (*keys[i] == 'q')
            pty_wait_exit(p, 0);
        else
            pty_wait_stopped(p);
        assert_false(pty_wrote(p, from, "\033[8h"));
        pty_free(p);
    }
}

/* Nothing takes what it writes, and it was asked to end: it does, and what it leaves gives all back. */
static void test_ended_while_blocked(void **state)
{
    (void)state;
    struct pty_how how = {.env = state_env, .columns = 300, .rows = 300, .scrambled = true};
    struct pty *p = session_start(&how);

    pty_wait_quiet(p);
    pty_type(p, "60G");
    session_end_blocked(p);
}

/* ---- at any moment ---- */

static void test_a_hundred_moments(void **state)
{
    (void)state;
    static const int numbers[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGSEGV, SIGABRT};
    static const char *const keys[] = {" ", "j", "?", "\f", "gm", "99G", "gm", "/x", "\002"};
    uint32_t seed = 20;

    for (int i = 0; i < 100; i++) {
        const struct recorded *r =
            recorded_named(recorded, nrecorded, ways[(size_t)i % WQ_COUNT(ways)].terminal);
        struct pty_how how = {.env = state_env, .answers = r->answers, .scrambled = true};
        struct pty *p = pty_start(&how, session_article(), NULL);
        seed = seed * 1103515245 + 12345;
        pty_step(p, PTY_DEADLINE_MS); /* before it writes it may be its shell still, which ignores some */
        /* A moment is so many pieces of what it writes, or keys that it answers with nothing. */
        for (uint32_t n = (seed >> 8) % 50; n > 0 && !pty_has_ended(p); n--) {
            pty_type(p, keys[n % WQ_COUNT(keys)]);
            pty_step(p, 1);
        }
        int number = numbers[(seed >> 24) % WQ_COUNT(numbers)];
        pty_signal(p, number);
        wait_dead(p, number);
        assert_given_back(p);
        pty_free(p);
    }
}

/* ---- told ---- */

/* What the report says of a terminal; its line is as it was afterwards. */
static void check_report(const char *name, const char *way)
{
    const struct recorded *r = recorded_named(recorded, nrecorded, name);
    struct pty_how how = {.env = (const char *const *)r->env, .answers = r->answers, .scrambled = true};
    struct pty *p = pty_start(&how, "--terminal", NULL);

    pty_wait_exit(p, 0);
    if (!pty_shows(p, way) || !pty_shows(p, "it answered so"))
        fail_msg("%s: %s", name, pty_row(p, pty_find(p, "way ") < 0 ? 0 : pty_find(p, "way ")));
    assert_int_equal(pty_mode(p, "8"), -1);
    assert_true(pty_settings_as_before(p));
    pty_free(p);
}

static void test_report(void **state)
{
    (void)state;
    check_report("konsole", "konsole: ");
    check_report("putty", "putty: ");
    check_report("mosh", "override: ");
    check_report("alacritty", "shift");
}

/* Nobody answers, or it cannot be asked: it ends all the same. */
static void test_report_without_answers(void **state)
{
    (void)state;
    struct pty_how silent = {.env = state_env, .answers = ""};
    struct pty_how dumb = {.term = "dumb"};
    struct pty_how unset = {.term = ""};

    struct pty *p = pty_start(&silent, "--terminal", NULL);
    pty_wait_exit(p, 0);
    assert_true(pty_shows(p, "none came"));
    pty_free(p);
    p = pty_start(&dumb, "--terminal", NULL);
    pty_wait_exit(p, 0);
    assert_true(pty_shows(p, "not asked"));
    pty_free(p);
    p = pty_start(&unset, "--terminal", NULL);
    pty_wait_exit(p, 0);
    assert_true(pty_shows(p, "not asked"));
    pty_free(p);
    struct ran *ran = run(NULL, "--terminal", NULL);
    assert_int_equal(ran->status, 0);
    assert_non_null(strstr(ran->out, "there is no terminal"));
    ran_free(ran);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_entry, forget, pty_free_all),
        cmocka_unit_test_setup_teardown(test_quit, forget, pty_free_all),
        cmocka_unit_test_setup_teardown(test_signals, forget, pty_free_all),
        cmocka_unit_test_setup_teardown(test_suspend_and_resume, forget, pty_free_all),
        cmocka_unit_test_setup_teardown(test_out_of_memory, forget, pty_free_all),
        cmocka_unit_test_setup_teardown(test_mode_that_was_off, forget, pty_free_all),
        cmocka_unit_test_setup_teardown(test_ended_while_blocked, forget, pty_free_all),
        cmocka_unit_test_setup_teardown(test_a_hundred_moments, forget, pty_free_all),
        cmocka_unit_test_setup_teardown(test_report, forget, pty_free_all),
        cmocka_unit_test_setup_teardown(test_report_without_answers, forget, pty_free_all),
    };
    return cmocka_run_group_tests(tests, open_recorded, close_recorded);
}
