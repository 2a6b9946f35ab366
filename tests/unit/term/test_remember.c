/* What is kept of terminals: found again, replaced, forgotten; files that are none of ours. */
#include "../../../src/term/remember.h"
#include "../../support/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char path[512];

static int fresh(void **state)
{
    static int n;
    char folder[400];

    (void)state;
    snprintf(folder, sizeof folder, "%s/state%d", scratch_folder(), n++);
    setenv("XDG_STATE_HOME", folder, 1);
    snprintf(path, sizeof path, "%s/waraq/terminals.tsv", folder);
    return 0;
}

static const struct wq_remembered konsole = {
    .learnt = true, .writing = WQ_WRITING_KONSOLE, .marks = WQ_MARKS_ON};
static const struct wq_remembered kitty = {
    .chosen = true, .writing = WQ_WRITING_KITTY, .marks = WQ_MARKS_OFF};
static const struct wq_remembered nothing;

static void store(const char *environment, const char *answers, const struct wq_remembered *r)
{
    assert_int_equal(wq_remember_store(environment, answers, r, NULL), WQ_OK);
}

static void assert_found(const char *environment, const char *answers, const struct wq_remembered *r)
{
    struct wq_remembered found = wq_remember_find(environment, answers);

    assert_int_equal(found.chosen, r->chosen);
    assert_int_equal(found.learnt, r->learnt);
    assert_int_equal(found.writing, r->writing);
    assert_int_equal(found.marks, r->marks);
}

static void test_found_again(void **state)
{
    (void)state;
    assert_found("xterm - - - -", NULL, &nothing);
    store("xterm - - - -", "Konsole", &konsole);
    store("tmux - - tmux -", "tmux", &kitty);
    assert_found("xterm - - - -", NULL, &konsole);
    assert_found("xterm - - - -", "Konsole", &konsole);
    assert_found("xterm - - - -", "2:41", &nothing);
    assert_found("tmux - - tmux -", NULL, &kitty);
    assert_found("xterm", NULL, &nothing);
}

static void test_replaced(void **state)
{
    (void)state;
    struct wq_remembered mlterm = {.learnt = true, .writing = WQ_WRITING_MLTERM, .marks = WQ_MARKS_ON};
    struct wq_remembered visual = {.chosen = true, .writing = WQ_WRITING_VISUAL, .marks = WQ_MARKS_SHIFT};

    store("a", "Konsole", &konsole);
    store("a", "2:24", &mlterm); /* one thing is learnt of an environment */
    assert_found("a", NULL, &mlterm);
    assert_found("a", "Konsole", &nothing);
    store("a", "2:24", &kitty); /* what was chosen stands above what was learnt */
    assert_found("a", NULL, &kitty);
    assert_found("a", "2:24", &kitty);
    store("a", "2:24", &visual);
    assert_found("a", "2:24", &visual);
    store("a", "", &nothing);
    assert_found("a", NULL, &visual);
}

static void test_forgotten(void **state)
{
    (void)state;
    store("a", "Konsole", &konsole);
    store("b", "Konsole", &konsole);
    store("a", "", &nothing);
    assert_found("a", NULL, &nothing);
    assert_found("b", NULL, &konsole);
}

static void test_chosen_before_answers(void **state)
{
    (void)state;
    store("a", "-", &kitty);
    assert_found("a", NULL, &kitty);
    assert_found("a", "Konsole", &kitty);
}

/* Nothing to forget makes no file. */
static void test_no_file_for_nothing(void **state)
{
    (void)state;
    store("a", "", &nothing);
    assert_int_not_equal(access(path, F_OK), 0);
}

static void test_for_nobody_else(void **state)
{
    (void)state;
    struct stat st;

    store("a", "b", &kitty);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    *strrchr(path, '/') = '\0';
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0700);
}

static void test_nowhere(void **state)
{
    (void)state;
    unsetenv("XDG_STATE_HOME");
    char *home = getenv("HOME") ? strdup(getenv("HOME")) : NULL;
    setenv("HOME", "", 1);
    assert_found("a", NULL, &nothing);
    assert_int_equal(wq_remember_store("a", "b", &kitty, NULL), WQ_ENOTFOUND);
    setenv("HOME", home ? home : "/", 1);
    free(home);
}

static void write_file(const char *text, size_t len)
{
    store("x", "y", &kitty); /* makes the folder */
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_int_equal(fwrite(text, 1, len, f), len);
    fclose(f);
}

static void test_strange_lines(void **state)
{
    (void)state;
    static const char text[] = "# waraq: a comment\n\n\t\t\t\t\nchosen\tonly\n"
                               "chosen\ta\tb\tno-such-way\ton\n"
                               "guessed\ta\tb\tkitty\ton\n"
                               "chosen\tm\tn\tkitty\tno-such-marks\n"
                               "chosen\ta\0\tb\tkitty\ton\n"
                               "learnt\tp\tq\tkonsole\ton\tmore\n"
                               "learnt\tlast\tq\tkonsole\ton";

    write_file(text, sizeof text - 1);
    assert_found("a", NULL, &nothing);
    assert_found("last", "q", &konsole);
    assert_found("only", NULL, &nothing);
    /* What cannot be read is not written again; what can be is. */
    store("x", "y", &kitty);
    assert_found("last", "q", &konsole);
    assert_found("x", "y", &kitty);
}

/* The oldest go. */
static void test_many(void **state)
{
    (void)state;
    char name[32];

    for (int i = 0; i < 250; i++) {
        snprintf(name, sizeof name, "t%d", i);
        store(name, "a", &kitty);
    }
    assert_found("t0", NULL, &nothing);
    assert_found("t249", NULL, &kitty);
    assert_found("t200", NULL, &kitty);
    FILE *f = fopen(path, "r");
    int lines = 0;
    assert_non_null(f);
    for (int c = fgetc(f); c != EOF; c = fgetc(f))
        lines += c == '\n';
    fclose(f);
    assert_in_range(lines, 50, 110);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_found_again, fresh),
        cmocka_unit_test_setup(test_replaced, fresh),
        cmocka_unit_test_setup(test_forgotten, fresh),
        cmocka_unit_test_setup(test_chosen_before_answers, fresh),
        cmocka_unit_test_setup(test_no_file_for_nothing, fresh),
        cmocka_unit_test_setup(test_for_nobody_else, fresh),
        cmocka_unit_test_setup(test_nowhere, fresh),
        cmocka_unit_test_setup(test_strange_lines, fresh),
        cmocka_unit_test_setup(test_many, fresh),
    };
    return cmocka_run_group_tests(tests, scratch_open, scratch_close);
}
