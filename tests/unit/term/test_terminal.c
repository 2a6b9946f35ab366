/* Which terminal it is, and the way that follows: recorded answers, and what contradicts, is cut or echoed.
 */
#include "../../support/recorded.h"

#include "waraq/base/array.h"
#include "waraq/term/keys.h"
#include "waraq/term/terminal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct wq_wishes none = {.shape = true};

static struct wq_environment environment_of(const struct recorded *r)
{
    return (struct wq_environment){
        .term = recorded_variable(r, "TERM"),
        .program = recorded_variable(r, "TERM_PROGRAM"),
        .tmux = recorded_variable(r, "TMUX"),
        .sty = recorded_variable(r, "STY"),
        .vte = recorded_variable(r, "VTE_VERSION"),
        .konsole = recorded_variable(r, "KONSOLE_VERSION"),
        .xterm = recorded_variable(r, "XTERM_VERSION"),
        .kitty = recorded_variable(r, "KITTY_WINDOW_ID"),
        .alacritty = recorded_variable(r, "ALACRITTY_WINDOW_ID"),
        .mlterm = recorded_variable(r, "MLTERM"),
        .windows = recorded_variable(r, "WT_SESSION"),
    };
}

/* By way of the decoder, as the program takes them. */
static struct wq_answers answers_of(const char *bytes)
{
    struct wq_keys *k = wq_keys_new();
    struct wq_answers a = {0};
    struct wq_event ev;

    wq_keys_feed(k, bytes, strlen(bytes));
    wq_keys_flush(k);
    while (wq_keys_next(k, &ev)) {
        assert_int_equal(ev.type, WQ_EVENT_REPLY);
        wq_answers_take(&a, ev.text, ev.len);
    }
    wq_keys_free(k);
    return a;
}

static enum wq_between between_named(const char *name)
{
    return !strcmp(name, "tmux")     ? WQ_BETWEEN_TMUX
           : !strcmp(name, "screen") ? WQ_BETWEEN_SCREEN
           : !strcmp(name, "mosh")   ? WQ_BETWEEN_MOSH
                                     : WQ_BETWEEN_NOTHING;
}

static void assert_way(const struct wq_terminal *t, const struct recorded *r)
{
    if (strcmp(wq_writing_info(t->writing)->name, r->writing) != 0 ||
        strcmp(wq_marks_name(t->marks), r->marks) != 0 || t->between != between_named(r->between))
        fail_msg("%s: %s, marks %s, between %d", r->name, wq_writing_info(t->writing)->name,
                 wq_marks_name(t->marks), (int)t->between);
}

/* ---- recorded ---- */

static void test_recorded_answers(void **state)
{
    (void)state;
    size_t n;
    struct recorded *r = recorded_load(&n);

    for (size_t i = 0; i < n; i++) {
        struct wq_environment env = environment_of(&r[i]);
        struct wq_environment nowhere = {.term = "xterm-256color"};
        struct wq_answers a = answers_of(r[i].answers);
        assert_true(a.complete);
        struct wq_terminal t = wq_terminal_decide(&none, &env, &a, NULL);
        assert_way(&t, &r[i]);
        assert_int_equal(t.reason, WQ_REASON_ANSWERS);
        /* Over ssh the environment knows nothing, and the answers alone must do. */
        t = wq_terminal_decide(&none, &nowhere, &a, NULL);
        assert_way(&t, &r[i]);
    }
    recorded_free(r, n);
}

/* The first paint is right wherever the environment tells. */
static void test_environment_alone(void **state)
{
    (void)state;
    size_t n;
    struct recorded *r = recorded_load(&n);

    for (size_t i = 0; i < n; i++) {
        struct wq_environment env = environment_of(&r[i]);
        struct wq_terminal t = wq_terminal_decide(&none, &env, NULL, NULL);
        bool told = strcmp(r[i].name, "putty") != 0 && strcmp(r[i].name, "mosh") != 0;
        if (told)
            assert_way(&t, &r[i]);
        assert_int_equal(t.reason, told ? WQ_REASON_ENVIRONMENT : WQ_REASON_USUAL);
    }
    recorded_free(r, n);
}

/* What is not joined by us is joined by some. */
static void test_joins(void **state)
{
    struct wq_environment vte = {.term = "xterm-256color", .vte = "7006"};
    struct wq_environment kitty = {.term = "xterm-kitty"};
    struct wq_wishes w = {.shape = false};

    (void)state;
    assert_true(wq_terminal_decide(&w, &vte, NULL, NULL).joins);
    assert_false(wq_terminal_decide(&w, &kitty, NULL, NULL).joins);
    w.bidi = WQ_BIDI_LOGICAL;
    assert_true(wq_terminal_decide(&w, &kitty, NULL, NULL).joins);
    w = (struct wq_wishes){.bidi = WQ_BIDI_VISUAL, .bare = true};
    assert_false(wq_terminal_decide(&w, &vte, NULL, NULL).joins);
}

/* ---- cells that lead to an address ---- */

static bool has_links(const struct wq_environment *env, const char *bytes)
{
    struct wq_wishes wishes = {.shape = true, .links = true};
    struct wq_answers a = answers_of(bytes);

    return wq_terminal_decide(&wishes, env, *bytes ? &a : NULL, NULL).links;
}

static void test_links(void **state)
{
    static const struct {
        const char *answers;
        bool links;
    } cases[] = {
        {"\033[>65;7006;1c\033[?65;1;9c", true},
        {"\033[>65;4900;1c\033[?65;1;9c", false},
        {"\033P>|Konsole 22.12.3\033\\\033[>1;115;0c\033[?62;1;4c", true},
        {"\033P>|Konsole 20.08.1\033\\\033[>1;115;0c\033[?62;1;4c", false},
        {"\033[>0;115;0c\033[?62;1;4c", false},
        {"\033P>|kitty(0.26.5)\033\\\033[>1;4000;26c\033[?62;c", true},
        {"\033P>|foot(1.13.1)\033\\\033[>1;011301;0c\033[?62;4;22c", true},
        {"\033P>|iTerm2 3.5.0\033\\\033[?62;c", true},
        {"\033[>0;1700;1c\033[?6c", true},
        {"\033[>0;1600;1c\033[?6c", false},
        {"\033P>|tmux 3.4\033\\\033[>84;0;0c\033[?1;2c", true},
        {"\033P>|tmux 3.3a\033\\\033[>84;0;0c\033[?1;2c", false},
        {"\033[>83;40900;0c\033[?1;2c", false},
        {"\033P>|XTerm(379)\033\\\033[>41;379;0c\033[?64;1;2c", false},
        {"\033[>0;136;0c\033[?6c", false},
        {"\033[?6c", false},
    };
    struct wq_environment env = {.term = "xterm-256color"};

    (void)state;
    assert_false(has_links(&env, ""));
    for (size_t i = 0; i < WQ_COUNT(cases); i++)
        if (has_links(&env, cases[i].answers) != cases[i].links)
            fail_msg("%s", cases[i].answers + 1);
    env = (struct wq_environment){.term = "xterm-256color", .vte = "7006"};
    assert_true(has_links(&env, ""));
    env.sty = "1.pts-0.host";
    assert_false(has_links(&env, ""));
    env = (struct wq_environment){
        .term = "tmux-256color", .tmux = "/tmp/tmux", .program = "tmux", .program_version = "3.4"};
    assert_true(has_links(&env, ""));
    env.program_version = "3.3a";
    assert_false(has_links(&env, ""));
}

/* Not against a wish, nor where rows are not written as they stand. */
static void test_links_unwanted(void **state)
{
    struct wq_environment env = {.term = "foot"};
    struct wq_wishes w = {.shape = true, .links = true};

    (void)state;
    assert_true(wq_terminal_decide(&w, &env, NULL, NULL).links);
    assert_false(wq_terminal_decide(&none, &env, NULL, NULL).links);
    w.bare = true;
    assert_false(wq_terminal_decide(&w, &env, NULL, NULL).links);
    w = (struct wq_wishes){.shape = true, .links = true, .bidi = WQ_BIDI_LOGICAL};
    struct wq_terminal t = wq_terminal_decide(&w, &env, NULL, NULL);
    assert_false(t.links);
    w.bidi = WQ_BIDI_AUTO;
    wq_terminal_try(&t, &w, WQ_WRITING_VISUAL, WQ_MARKS_ON);
    assert_true(t.links);
    wq_terminal_try(&t, &w, WQ_WRITING_PUTTY, WQ_MARKS_ON);
    assert_false(t.links);
}

static void test_nothing_is_known(void **state)
{
    (void)state;
    struct wq_environment env = {0};
    struct wq_answers a = answers_of("\033[?1;2c");

    struct wq_terminal t = wq_terminal_decide(&none, &env, NULL, NULL);
    assert_int_equal(t.writing, WQ_WRITING_VISUAL);
    assert_int_equal(t.marks, WQ_MARKS_ON);
    assert_true(t.shape && !t.one_pane && !t.name);
    t = wq_terminal_decide(&none, &env, &a, NULL);
    assert_int_equal(t.writing, WQ_WRITING_VISUAL);
    assert_int_equal(t.reason, WQ_REASON_USUAL);
}

/* ---- contradictions ---- */

/* A terminal opened from another one's shell has the variables of both. */
static void test_two_variables_say_nothing(void **state)
{
    (void)state;
    struct wq_environment env = {.term = "xterm", .xterm = "XTerm(379)", .konsole = "221203"};

    struct wq_terminal t = wq_terminal_decide(&none, &env, NULL, NULL);
    assert_int_equal(t.writing, WQ_WRITING_VISUAL);
    assert_int_equal(t.reason, WQ_REASON_USUAL);
    env.term = "xterm-kitty"; /* TERM is of the terminal itself */
    t = wq_terminal_decide(&none, &env, NULL, NULL);
    assert_int_equal(t.writing, WQ_WRITING_KITTY);
}

static void test_answers_overrule_the_environment(void **state)
{
    (void)state;
    struct wq_environment env = {.term = "xterm-256color", .konsole = "221203", .tmux = "/tmp/tmux"};
    struct wq_answers a = answers_of("\033[8;0$y\033P>|XTerm(379)\033\\\033[>41;379;0c\033[?64;1c");

    struct wq_terminal t = wq_terminal_decide(&none, &env, NULL, NULL);
    assert_int_equal(t.writing, WQ_WRITING_KONSOLE);
    assert_int_equal(t.between, WQ_BETWEEN_TMUX);
    t = wq_terminal_decide(&none, &env, &a, NULL);
    assert_int_equal(t.writing, WQ_WRITING_VISUAL);
    assert_int_equal(t.between, WQ_BETWEEN_NOTHING);
    assert_string_equal(t.name, "xterm");
}

static void test_names_are_whole_words(void **state)
{
    (void)state;
    struct wq_environment env = {.term = "stterm"};

    struct wq_terminal t = wq_terminal_decide(&none, &env, NULL, NULL);
    assert_int_equal(t.marks, WQ_MARKS_ON);
    env.term = "st";
    t = wq_terminal_decide(&none, &env, NULL, NULL);
    assert_int_equal(t.marks, WQ_MARKS_OFF);
    env = (struct wq_environment){.term = "xterm-256color", .program = "Apple_Terminal"};
    t = wq_terminal_decide(&none, &env, NULL, NULL);
    assert_int_equal(t.writing, WQ_WRITING_LOGICAL);
    assert_true(t.one_pane && t.shape);
}

/* ---- what stands between ---- */

static void test_switch_goes_through(void **state)
{
    (void)state;
    static const struct {
        const char *tmux, *sty;
        const char *enter, *leave;
    } rows[] = {
        {NULL, NULL, "\033[8l\033]50;BidiRenderingEnabled=false\a",
         "\033]50;BidiRenderingEnabled=true\a\033[8h"},
        {"x", NULL, "\033[8l\033Ptmux;\033\033]50;BidiRenderingEnabled=false\a\033\\",
         "\033Ptmux;\033\033]50;BidiRenderingEnabled=true\a\033\\\033[8h"},
        {NULL, "x", "\033[8l\033P\033]50;BidiRenderingEnabled=false\a\033\\",
         "\033P\033]50;BidiRenderingEnabled=true\a\033\\\033[8h"},
    };

    for (size_t i = 0; i < WQ_COUNT(rows); i++) {
        struct wq_environment env = {
            .term = "xterm-256color", .tmux = rows[i].tmux, .sty = rows[i].sty, .konsole = "221203"};
        struct wq_terminal t = wq_terminal_decide(&none, &env, NULL, NULL);
        struct wq_buf out = WQ_BUF_INIT;
        assert_int_equal(t.override, rows[i].tmux != NULL); /* which may swallow the switch */
        wq_terminal_enter(&t, &out);
        assert_string_equal(out.data, rows[i].enter);
        wq_buf_clear(&out);
        wq_terminal_leave(&t, false, &out);
        assert_string_equal(out.data, rows[i].leave);
        wq_buf_clear(&out);
        wq_terminal_leave(&t, true, &out);
        assert_null(strstr(out.data, "\033[8h"));
        wq_buf_release(&out);
    }
}

/* mosh hands nothing through. */
static void test_behind_mosh(void **state)
{
    (void)state;
    struct wq_environment env = {.term = "xterm-256color", .konsole = "221203"};
    struct wq_answers a = answers_of("\033[>1;10;0c\033[?62c");

    struct wq_terminal t = wq_terminal_decide(&none, &env, &a, NULL);
    assert_int_equal(t.between, WQ_BETWEEN_MOSH);
    assert_int_equal(t.writing, WQ_WRITING_OVERRIDE);
}

/* ---- wishes and memory ---- */

static void test_wishes(void **state)
{
    (void)state;
    struct wq_environment kitty = {.term = "xterm-kitty"};
    struct wq_environment konsole = {.term = "xterm-256color", .konsole = "221203"};
    struct wq_answers putty = answers_of("\033[>0;136;0c\033[?6c");
    struct wq_wishes w = {.bidi = WQ_BIDI_VISUAL, .shape = true};

    struct wq_terminal t = wq_terminal_decide(&w, &kitty, NULL, NULL);
    assert_int_equal(t.writing, WQ_WRITING_VISUAL);
    assert_int_equal(t.reason, WQ_REASON_OPTION);
    t = wq_terminal_decide(&w, &konsole, NULL, NULL);
    assert_int_equal(t.writing, WQ_WRITING_KONSOLE); /* that is how it is visual there */
    t = wq_terminal_decide(&w, &konsole, &putty, NULL);
    assert_int_equal(t.writing, WQ_WRITING_VISUAL);
    w.bidi = WQ_BIDI_LOGICAL;
    t = wq_terminal_decide(&w, &konsole, NULL, NULL);
    assert_int_equal(t.writing, WQ_WRITING_LOGICAL);
    assert_true(t.one_pane && t.shape);
    t = wq_terminal_decide(&w, &konsole, &putty, NULL);
    assert_int_equal(t.writing, WQ_WRITING_PUTTY);
    assert_true(t.one_pane && t.shape);
    w = (struct wq_wishes){.marks = WQ_MARKS_SHIFT, .shape = false};
    t = wq_terminal_decide(&w, &konsole, NULL, NULL);
    assert_int_equal(t.marks, WQ_MARKS_SHIFT);
    assert_false(t.shape);
    t = wq_terminal_decide(&w, &konsole, &putty, NULL);
    assert_int_equal(t.marks, WQ_MARKS_ON); /* where the terminal reorders nothing can be shifted */
}

static void test_remembered(void **state)
{
    (void)state;
    struct wq_environment env = {.term = "xterm-256color"};
    struct wq_answers vte = answers_of("\033[8;1$y\033[>65;7006;1c\033[?65;1;9c");
    struct wq_answers nobody = answers_of("\033[?1;2c");
    struct wq_remembered learnt = {.learnt = true, .writing = WQ_WRITING_KONSOLE};
    struct wq_remembered chosen = {.chosen = true, .writing = WQ_WRITING_KITTY, .marks = WQ_MARKS_OFF};

    struct wq_terminal t = wq_terminal_decide(&none, &env, NULL, &learnt);
    assert_int_equal(t.writing, WQ_WRITING_KONSOLE);
    assert_int_equal(t.reason, WQ_REASON_LEARNT);
    /* What answers now is another one. */
    t = wq_terminal_decide(&none, &env, &vte, &learnt);
    assert_int_equal(t.writing, WQ_WRITING_VISUAL);
    t = wq_terminal_decide(&none, &env, &nobody, &learnt);
    assert_int_equal(t.writing, WQ_WRITING_VISUAL);
    /* What was chosen stays, but an option is stronger. */
    t = wq_terminal_decide(&none, &env, &vte, &chosen);
    assert_int_equal(t.writing, WQ_WRITING_KITTY);
    assert_int_equal(t.marks, WQ_MARKS_OFF);
    assert_int_equal(t.reason, WQ_REASON_CHOSEN);
    struct wq_wishes w = {.bidi = WQ_BIDI_VISUAL, .marks = WQ_MARKS_ON, .shape = true};
    t = wq_terminal_decide(&w, &env, &vte, &chosen);
    assert_int_equal(t.writing, WQ_WRITING_VISUAL);
    assert_int_equal(t.marks, WQ_MARKS_ON);
}

/* ---- answers ---- */

static void test_partial_answers(void **state)
{
    (void)state;
    struct wq_environment env = {.term = "xterm-256color"};
    struct wq_answers a = answers_of("\033[8;1$y");

    assert_true(a.has_support && a.support == 1 && !a.complete);
    /* st answers the last one alone: before it came, silence says nothing. */
    struct wq_answers silent = {0};
    struct wq_terminal t = wq_terminal_decide(&none, &env, &silent, NULL);
    assert_int_equal(t.reason, WQ_REASON_USUAL);
    a = answers_of("\033P>|Konsole 22.12.3\033\\");
    t = wq_terminal_decide(&none, &env, &a, NULL);
    assert_int_equal(t.writing, WQ_WRITING_KONSOLE);
}

static void test_questions_that_are_echoed(void **state)
{
    (void)state;
    struct wq_keys *k = wq_keys_new();
    struct wq_answers a = {0};
    struct wq_event ev;

    wq_keys_feed(k, WQ_QUESTIONS, strlen(WQ_QUESTIONS));
    wq_keys_flush(k);
    while (wq_keys_next(k, &ev)) {
        assert_int_not_equal(ev.type, WQ_EVENT_KEY);
        if (ev.type == WQ_EVENT_REPLY)
            assert_false(wq_answers_take(&a, ev.text, ev.len));
    }
    wq_keys_free(k);
    assert_false(a.complete || a.has_second || a.has_support || a.version[0]);
}

static void test_answers_that_are_none(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "\033[c",       "\033[>c",         "\033[?c",    "\033[?;c", "\033[8;$y", "\033[9;1$y",
        "\033[?8;1$y",  "\033P>|\033",     "\033[?1;2n", "\033[0n",  "\033[1;1R", "\033]11;rgb:0/0/0\a",
        "\033[>1;2;3d", "\033P1$r0m\033\\"};

    for (size_t i = 0; i < WQ_COUNT(rows); i++) {
        struct wq_answers a = {0};
        assert_false(wq_answers_take(&a, rows[i], strlen(rows[i])));
        assert_false(a.complete || a.has_second || a.has_support || a.version[0]);
    }
}

/* Numbers beyond all measure, names beyond all length, controls in them. */
static void test_strange_answers(void **state)
{
    (void)state;
    struct wq_answers a = {0};
    struct wq_buf long_name = WQ_BUF_INIT;

    assert_true(wq_answers_take(&a, "\033[>99999999999999999999;;c", 26));
    assert_true(a.second[0] > 0 && a.second[1] == -1 && a.second[2] == -1);
    wq_buf_adds(&long_name, "\033P>|\t\377");
    for (int i = 0; i < 3000; i++)
        wq_buf_addc(&long_name, 'x');
    wq_buf_adds(&long_name, "\033\\");
    assert_true(wq_answers_take(&a, long_name.data, long_name.len));
    assert_int_equal(strlen(a.version), sizeof a.version - 1);
    assert_memory_equal(a.version, "??xx", 4);
    wq_buf_release(&long_name);
    assert_true(wq_answers_take(&a, "\033[?62c", 6));
    /* What comes later is not of this burst. */
    assert_false(wq_answers_take(&a, "\033[>1;115;0c", 11));
    assert_true(a.second[0] > 1000);
}

/* ---- identity ---- */

static void test_identity(void **state)
{
    (void)state;
    struct wq_environment here = {.term = "xterm-256color", .vte = "7006"};
    struct wq_environment there = {.term = "xterm-256color", .ssh = "192.0.2.7 5 192.0.2.9 22"};
    struct wq_environment rude = {.term = "x\ty\nz \033[c"};
    struct wq_buf out = WQ_BUF_INIT;

    wq_terminal_identity(&here, &out);
    assert_string_equal(out.data, "xterm-256color - VTE - -");
    wq_buf_clear(&out);
    wq_terminal_identity(&there, &out);
    assert_string_equal(out.data, "xterm-256color - - - 192.0.2.7");
    wq_buf_clear(&out);
    wq_terminal_identity(&rude, &out);
    assert_string_equal(out.data, "x?y?z??[c - - - -");
    wq_buf_clear(&out);
    struct wq_answers a = answers_of("\033P>|Konsole 22.12.3\033\\\033[>1;115;0c\033[?62;1;4c");
    wq_answers_identity(&a, &out);
    assert_string_equal(out.data, "Konsole");
    wq_buf_release(&out);
}

/* Nothing but a name that many go by. */
static void test_anybody(void **state)
{
    static const struct wq_environment anybody[] = {
        {.term = NULL},
        {.term = ""},
        {.term = "xterm"},
        {.term = "xterm-256color"},
        {.term = "vt100"},
        {.term = "xterm-256color", .vte = "7006", .konsole = "221203"}, /* one was started from the other */
    };
    static const struct wq_environment somebody[] = {
        {.term = "xterm", .ssh = "192.0.2.7 5 192.0.2.9 22"},
        {.term = "xterm", .vte = "7006"},
        {.term = "xterm", .program = "some"},
        {.term = "xterm", .tmux = "/tmp/tmux,1,0"},
        {.term = "xterm-kitty"},
        {.term = "putty"},
        {.term = "eterm-color"}, /* we do not know it, but it has a name of its own */
        {.term = "screen-256color"},
    };
    (void)state;
    for (size_t i = 0; i < WQ_COUNT(anybody); i++)
        assert_true(wq_terminal_is_anybody(&anybody[i]));
    for (size_t i = 0; i < WQ_COUNT(somebody); i++)
        assert_false(wq_terminal_is_anybody(&somebody[i]));
}

static void test_names_of_ways(void **state)
{
    (void)state;
    for (int i = 0; i < WQ_WRITINGS; i++) {
        const struct wq_writing_info *info = wq_writing_info((enum wq_writing)i);
        assert_int_equal(wq_writing_named(info->name, strlen(info->name)), i);
        assert_true(info->enter && info->leave);
        assert_int_equal(*info->enter != '\0', *info->leave != '\0');
    }
    assert_int_equal(wq_writing_named("visua", 5), WQ_WRITINGS);
    assert_int_equal(wq_writing_named("", 0), WQ_WRITINGS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_recorded_answers),
        cmocka_unit_test(test_environment_alone),
        cmocka_unit_test(test_nothing_is_known),
        cmocka_unit_test(test_joins),
        cmocka_unit_test(test_links),
        cmocka_unit_test(test_links_unwanted),
        cmocka_unit_test(test_two_variables_say_nothing),
        cmocka_unit_test(test_answers_overrule_the_environment),
        cmocka_unit_test(test_names_are_whole_words),
        cmocka_unit_test(test_switch_goes_through),
        cmocka_unit_test(test_behind_mosh),
        cmocka_unit_test(test_wishes),
        cmocka_unit_test(test_remembered),
        cmocka_unit_test(test_partial_answers),
        cmocka_unit_test(test_questions_that_are_echoed),
        cmocka_unit_test(test_answers_that_are_none),
        cmocka_unit_test(test_strange_answers),
        cmocka_unit_test(test_identity),
        cmocka_unit_test(test_anybody),
        cmocka_unit_test(test_names_of_ways),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
