/* Scrolling: what the terminal moved by itself is what a repaint shows, and it costs few bytes. */
#include "../support/pty.h"
#include "../support/recorded.h"
#include "../support/scratch.h"
#include "../support/session.h"
#include "waraq/base/array.h"
#include "waraq/base/buf.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A list, a text and a sidebar with something in every row, on a terminal that answers as it is told, or as
 * libvterm does. */
static struct pty *start(int columns, int rows, const char *answers)
{
    struct pty_how how = {.columns = columns, .rows = rows, .answers = answers};
    struct pty *p = pty_start(&how, "data/samples", NULL);

    pty_wait_text(p, " of ");
    pty_type(p, "G\r"); /* the longest */
    pty_wait_text(p, "%");
    pty_wait_quiet(p);
    return p;
}

/* Types keys one by one; returns the bytes that the costliest took. */
static size_t type_each(struct pty *p, const char *keys)
{
    size_t most = 0;

    for (; *keys; keys++) {
        size_t before = pty_written(p);
        pty_send(p, keys, 1);
        pty_wait_quiet(p);
        most = pty_written(p) - before > most ? pty_written(p) - before : most;
    }
    return most;
}

/* What is seen, row by row: the letters, and behind them the columns of those that are slanted; but for the
 * status row, where a message goes with the next key. The caller's. */
static char *looks(struct pty *p)
{
    struct wq_buf out = WQ_BUF_INIT;

    for (int y = 0; y < pty_rows(p) - 1; y++) {
        wq_buf_addf(&out, "%s ", pty_row(p, y));
        for (int x = 0; x < pty_columns(p); x++)
            /* libvterm leaves the second half of a wide letter as it was. */
            if (pty_cell(p, x, y).italic && pty_cell(p, x, y).ch != (uint32_t)-1)
                wq_buf_addf(&out, "%d,", x);
        wq_buf_adds(&out, "\n");
    }
    return wq_buf_detach(&out);
}

static void test_as_repainted(void **state)
{
    static const int sizes[][2] = {{80, 24}, {100, 30}, {120, 40}, {200, 60}, {120, 12}};
    static const char *const keys[] = {"jjj",  "kj",  "dj",     "jjjku", "3jjkkkk", "}}{",
                                       "Jjjj", "Kjd", "zjjkzj", "Tjj",   "Gkkk"};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(sizes); i++) {
        struct pty *p = start(sizes[i][0], sizes[i][1], NULL);
        for (size_t k = 0; k < WQ_COUNT(keys); k++) {
            type_each(p, keys[k]);
            session_check_repaint(p, looks, keys[k]);
        }
        pty_type(p, "Q");
        pty_wait_exit(p, 0);
        assert_given_back(p);
        pty_free(p);
    }
}

/* Letters of two columns, with marks, and of either direction, at every column of every row. */
static const char *mixed_article(void)
{
    static const char *const words[] = {"漢字", "کِتاب", "אָב", "word", "한글", "😀", "مُدَرِّس", "e\u0301"};
    struct wq_buf text = WQ_BUF_INIT;
    unsigned seed = 1;

    wq_buf_adds(&text, "ملا جلا متن\n\n");
    for (int i = 0; i < 400; i++) {
        seed = seed * 1103515245 + 12345;
        wq_buf_adds(&text, words[seed >> 16 & 7]);
        wq_buf_adds(&text, i % 20 == 19 ? "۔\n\n" : seed >> 20 & 3 ? " " : "");
    }
    for (int i = 0; i < 40; i++) /* what changes stands behind a letter of two columns */
        wq_buf_addf(&text, "漢字%d\n", i);
    const char *path = scratch_bytes("mixed.txt", text.data, text.len);
    wq_buf_release(&text);
    return path;
}

/* Whatever is sent for a cell, and beside it. */
static void test_ways(void **state)
{
    static const struct {
        const char *terminal, *option;
    } ways[] = {{"xterm", NULL}, {"vte", NULL},      {"vte", "--marks=shift"}, {"xterm", "--marks=off"},
                {"kitty", NULL}, {"tmux-vte", NULL}, {"putty", NULL},          {"vte", "--bidi=logical"}};
    static const char *const keys[] = {"jjj",     "5j", " ", "kk",   "}j{", "Gkk",
                                       "/word\r", "nn", "N", "\033", "T",   "jT"};
    size_t n;
    struct recorded *r = recorded_load(&n);

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(ways); i++) {
        struct pty_how how = {
            .answers = recorded_named(r, n, ways[i].terminal)->answers, .columns = 120, .rows = 20};
        struct pty *p =
            pty_start(&how, mixed_article(), "data/samples/ur-space-long.txt", ways[i].option, NULL);
        pty_wait_text(p, "%");
        pty_wait_quiet(p);
        for (size_t k = 0; k < WQ_COUNT(keys); k++) {
            type_each(p, keys[k]);
            session_check_repaint(p, looks, keys[k]);
        }
        session_quit_at_once(p);
    }
    recorded_free(r, n);
}

/* A line as it is, the place, the scroll bar, the mark of the paragraph; no other line, and nothing of the
 * panes beside, where the terminal can move what lies between them. Where it has no margins, as VTE, either
 * these are put back or the text is written anew, whatever is less. */
static void test_bytes(void **state)
{
    static const struct {
        const char *terminal; /* as recorded; NULL: with margins */
        int columns, rows;
        size_t line; /* bytes at most */
    } budgets[] = {{NULL, 80, 24, 450},    {NULL, 100, 30, 1300}, {NULL, 120, 40, 1300},
                   {NULL, 200, 60, 1600},  {"vte", 80, 24, 450},  {"vte", 100, 30, 3000},
                   {"vte", 120, 40, 5500}, {"vte", 200, 60, 7000}};
    size_t n;
    struct recorded *r = recorded_load(&n);

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(budgets); i++) {
        const char *terminal = budgets[i].terminal;
        struct pty *p = start(budgets[i].columns, budgets[i].rows,
                              terminal ? recorded_named(r, n, terminal)->answers : NULL);
        type_each(p, "J");
        size_t line = type_each(p, "jjjjjkkk");
        if (line > budgets[i].line)
            fail_msg("%s %dx%d: a line takes %zu bytes", terminal ? terminal : "margins", budgets[i].columns,
                     budgets[i].rows, line);
        assert_true(line > 20);
        pty_type(p, "Q");
        pty_wait_exit(p, 0);
        pty_free(p);
    }
    recorded_free(r, n);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(test_as_repainted, pty_free_all),
        cmocka_unit_test_teardown(test_ways, pty_free_all),
        cmocka_unit_test_teardown(test_bytes, pty_free_all),
    };
    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests_name("terminal scroll", tests, scratch_open, scratch_close);
}
