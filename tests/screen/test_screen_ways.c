/* Every sample on terminals that reorder, by ICU in their place: what a person sees is the row that was
 * drawn. */
#include "../support/articles.h"
#include "../support/reorder.h"
#include "../support/scratch.h"
#include "../support/screen.h"
#include "../support/sidebar.h"

#include "waraq/base/array.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const int sizes[][2] = {{20, 5}, {40, 10}, {80, 24}, {120, 40}};

struct tally {
    size_t rows, wrong; /* as ICU sees them */
    size_t known;       /* that the writer knows to be wrong */
};

/* A row as it was to be seen, from the grid. */
static uint32_t wanted(const struct wq_gridcell *c)
{
    return c->width ? c->ch : 0;
}

/* A blank of Braille is one. */
static uint32_t blank(uint32_t ch)
{
    return ch == 0x2800 ? ' ' : ch;
}

static void look_at_rows(struct wq_writer *w, const struct wq_terminal *t, enum reorder how,
                         const struct screen *s, struct tally *tally)
{
    const struct wq_grid *g = &s->grid;
    uint32_t *seen = calloc((size_t)g->width, sizeof *seen);

    assert_non_null(seen);
    for (int y = 0; y < g->height; y++) {
        const struct wq_sent *sent = wq_writer_row(w, t, g, y);
        bool right = true;
        reorder_row(how, sent, g->width, seen);
        for (int x = 0; x < g->width; x++)
            right = right && blank(seen[x]) == wanted(wq_grid_at(g, x, y));
        tally->rows++;
        tally->wrong += !right;
        tally->known += wq_writer_wrong(w) > 0;
        if (wq_writer_wrong(w) == 0 && !right && wq_writing_info(t->writing)->order != WQ_ORDER_VISUAL)
            fail_msg("%s, row %d: not seen as it was drawn: %s", s->doing, y, screen_row(s, y));
    }
    free(seen);
}

/* Some pages of every sample, in windows of every size, on a terminal like this. */
static struct tally look(enum wq_writing writing, enum reorder how)
{
    struct wq_layout *layout = wq_layout_new();
    struct wq_writer *w = wq_writer_new(layout);
    struct wq_terminal t = {
        .writing = writing,
        .marks = WQ_MARKS_ON,
        .shape = true,
        .override = writing == WQ_WRITING_OVERRIDE,
        .one_pane = wq_writing_info(writing)->order != WQ_ORDER_VISUAL,
    };
    struct tally tally = {0};

    for (size_t i = 0; i < nsamples; i++)
        for (size_t k = 0; k < WQ_COUNT(sizes); k++) {
            struct screen s;
            screen_open(
                &s, &(struct screen_how){.width = sizes[k][0], .height = sizes[k][1], .paths = {samples[i]}});
            wq_app_set_terminal(s.app, &t);
            screen_resize(&s, sizes[k][0], sizes[k][1]);
            for (int page = 0; page < 6; page++) {
                look_at_rows(w, &t, how, &s, &tally);
                screen_keys(&s, page == 4 ? "E" : " ");
            }
            screen_close(&s);
        }
    wq_writer_free(w);
    wq_layout_free(layout);
    print_message("             %s: %zu rows, %zu wrong\n", wq_writing_info(writing)->name, tally.rows,
                  tally.wrong);
    return tally;
}

/* ---- cells where they are to stand ---- */

static void test_vte_with_its_mode_off(void **state)
{
    (void)state;
    assert_int_equal(look(WQ_WRITING_VISUAL, REORDER_NOT).wrong, 0);
}

/* What CSI 8 l is for: without it most of the page is wrong. */
static void test_vte_with_its_mode_on(void **state)
{
    (void)state;
    struct tally t = look(WQ_WRITING_VISUAL, REORDER_LTR);

    assert_true(t.wrong * 2 > t.rows);
}

static void test_override_through_tmux(void **state)
{
    (void)state;
    assert_int_equal(look(WQ_WRITING_OVERRIDE, REORDER_LTR).wrong, 0);
    /* And where nobody reorders it does no harm. */
    assert_int_equal(look(WQ_WRITING_OVERRIDE, REORDER_NOT).wrong, 0);
}

/* ---- rows in logical order ---- */

static void test_putty(void **state)
{
    (void)state;
    struct tally t = look(WQ_WRITING_PUTTY, REORDER_STRONG);

    assert_int_equal(t.wrong, 0);
}

/* The same while somebody is walked, offered, corrected and listed: numbers stay out of names. */
static void test_names_in_the_interface(void **state)
{
    static const char *const keys[] = {"E",  "j\r", "n",      "E",  "em", "پ", "\033", "U", "/پوتن",
                                       "\t", "n",   "/Putin", "\r", "N",  "E", "a",    "n", "\t"};
    static const enum wq_writing writings[] = {WQ_WRITING_PUTTY, WQ_WRITING_LOGICAL};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(writings); i++) {
        struct wq_layout *layout = wq_layout_new();
        struct wq_writer *w = wq_writer_new(layout);
        struct wq_terminal t = {
            .writing = writings[i], .marks = WQ_MARKS_ON, .shape = true, .one_pane = true};
        enum reorder how = writings[i] == WQ_WRITING_PUTTY ? REORDER_STRONG : REORDER_LTR;
        struct tally tally = {0};
        struct screen s;
        screen_open(&s, &(struct screen_how){.width = 100, .height = 24, .paths = {sidebar_article(false)}});
        wq_app_set_terminal(s.app, &t);
        screen_resize(&s, 101, 24);
        for (size_t k = 0; k < WQ_COUNT(keys); k++) {
            screen_keys(&s, keys[k]);
            screen_settle(&s);
            look_at_rows(w, &t, how, &s, &tally);
            if (tally.wrong)
                fail_msg("%s behind '%s'", screen_row(&s, 23), keys[k]);
        }
        screen_close(&s);
        wq_writer_free(w);
        wq_layout_free(layout);
    }
}

static int open_all(void **state)
{
    return scratch_open(state) || articles_open(state) ? -1 : 0;
}

static int close_all(void **state)
{
    return articles_close(state) || scratch_close(state) ? -1 : 0;
}

/* A line that begins with a number no order makes right where rows run left to right. */
static void test_logical(void **state)
{
    (void)state;
    struct tally t = look(WQ_WRITING_LOGICAL, REORDER_LTR);

    assert_int_equal(t.wrong, t.known);
    assert_true(t.wrong * 50 < t.rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_vte_with_its_mode_off),  cmocka_unit_test(test_vte_with_its_mode_on),
        cmocka_unit_test(test_override_through_tmux),  cmocka_unit_test(test_putty),
        cmocka_unit_test(test_names_in_the_interface), cmocka_unit_test(test_logical),
    };
    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, open_all, close_all);
}
