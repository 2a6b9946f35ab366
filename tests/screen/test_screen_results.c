/* Finding in all articles: the list of hits, moving in it while it grows, opening, coming back. */
#include "../../src/app/state.h"
#include "waraq/base/array.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The last: it has the screen that all here means. */
#include "../support/one_screen.h"

static void check_title(const char *said)
{
    if (!screen_title(&s, said))
        fail_msg("'%s' does not stand above after '%s': %s", said, s.doing, screen_row(&s, 0));
}

static void look(const char *query)
{
    screen_keys(&s, "g/");
    screen_keys(&s, query);
    screen_keys(&s, "\r");
    screen_settle(&s);
}

/* سلام as it is typed in a, d and e, with a mark only in b; not at all in c. */
static void open_few(int width, int height)
{
    struct wq_buf many = WQ_BUF_INIT;
    static int folders;
    char name[32];
    char path[64];
    static const char *const texts[] = {
        "پہلا مضمون\n\nیہاں سَلام لکھا ہے۔\n\nاور یہاں IMF سلام دو (2) بار سلام لکھا ہے۔\n",
        "دوسرا مضمون\n\nیہاں صرف سَلام لکھا ہے۔\n",
        "تیسرا مضمون\n\nیہاں کچھ نہیں، روسی صدر پوتن کے سوا۔\n",
        "چوتھا مضمون\n\nسلام\n",
    };

    snprintf(name, sizeof name, "few%d", folders++);
    scratch_subfolder(name);
    for (int i = 0; i < 4; i++) {
        snprintf(path, sizeof path, "%s/%c.txt", name, 'a' + i);
        scratch_file(path, texts[i]);
    }
    wq_buf_adds(&many, "پانچواں مضمون\n\n");
    for (int i = 0; i < 30; i++)
        wq_buf_adds(&many, "سلام بار بار۔\n\n");
    snprintf(path, sizeof path, "%s/e.txt", name);
    scratch_bytes(path, many.data, many.len);
    wq_buf_release(&many);
    snprintf(path, sizeof path, "%s/", name);
    screen_open(&s, &(struct screen_how){.width = width, .height = height, .paths = {scratch_path(path)}});
}

/* A file of the folder that open_few made last. */
static const char *few_path(char letter)
{
    static char path[512];
    snprintf(path, sizeof path, "%s%c.txt", s.paths[0], letter);
    return path;
}

/* The hit that is selected: the highlighted letters of its row, from the left; its row on the screen, or -1.
 */
static int selected_row(void)
{
    int row = -1;

    for (int y = 0; y < s.grid.height; y++)
        if (strchr(screen_styles(&s, y), 'F')) {
            assert_int_equal(row, -1); /* one only */
            row = y;
        }
    return row;
}

static struct wq_gridcell *picture(void)
{
    size_t n = (size_t)s.grid.width * (size_t)s.grid.height;
    struct wq_gridcell *cells = malloc(n * sizeof *cells);

    assert_non_null(cells);
    memcpy(cells, s.grid.cells, n * sizeof *cells);
    return cells;
}

static void check_picture(struct wq_gridcell *cells, bool done)
{
    for (int i = 0; i < s.grid.width * s.grid.height; i++)
        if (cells[i].ch != s.grid.cells[i].ch || cells[i].style != s.grid.cells[i].style)
            fail_msg("after '%s', row %d: %s", s.doing, i / s.grid.width, screen_row(&s, i / s.grid.width));
    if (done)
        free(cells);
}

/* ---- the list ---- */

static void test_list(void **state)
{
    static const struct {
        const char *says, *count;
    } rows[] = {
        {"پہلا مضمون", "3"},
        {"یہاں سَلام لکھا ہے۔", ""},
        {"سلام دو (2) بار سلام لکھا", ""},
        {"سلام دو (2) بار سلام لکھا", ""},
        {NULL, NULL},
        {"چوتھا مضمون", "1"},
        {"سلام", ""},
        {NULL, NULL},
        {"پانچواں مضمون", "30"},
        {"سلام بار بار۔", ""},
    };

    (void)state;
    open_few(80, 24);
    look("سلام");
    check_title("Search: سلام");
    check_title("35 places, 4 articles");
    check_status("1 of 35");
    int top = screen_panes(&s)->top;
    for (int y = 0; y < (int)WQ_COUNT(rows); y++) {
        const char *styles = screen_styles(&s, top + y);
        if (!rows[y].says) {
            assert_string_equal(screen_row(&s, top + y), "");
            continue;
        }
        if (!screen_says(&s, top + y, rows[y].says) || !screen_says(&s, top + y, rows[y].count))
            fail_msg("row %d: %s", y, screen_row(&s, top + y));
        bool hit = !*rows[y].count;
        const char *letters = y == 1 ? "FFF" : "fff"; /* a lam-alef */
        assert_int_equal(strstr(styles, letters) != NULL, hit);
        assert_int_equal(strspn(strpbrk(styles, hit ? "fF" : "b"), "fF") == 3, hit);
    }
    screen_keys(&s, "G");
    check_status("35 of 35");
    assert_true(screen_find(&s, "دوسرا مضمون") > 0); /* the least exact one last */
    screen_keys(&s, "k");
    check_status("24 of 35"); /* those without a row were passed over */
    assert_true(screen_find(&s, "and 10 more") > 0);
}

/* Which of two hits in one row is selected is seen. */
static void test_two_in_a_row(void **state)
{
    (void)state;
    open_few(80, 24);
    look("سلام");
    int top = screen_panes(&s)->top;
    screen_keys(&s, "j");
    assert_int_equal(selected_row(), top + 2);
    screen_keys(&s, "j");
    assert_int_equal(selected_row(), top + 3);
    for (int y = 2; y < 4; y++) {
        int n = 0;
        for (const char *c = screen_styles(&s, top + y); *c; c++)
            n += *c == 'f' || *c == 'F';
        assert_int_equal(n, 3);
    }
}

static void test_moving(void **state)
{
    static const struct {
        const char *keys, *said;
    } steps[] = {
        {"", "1 of 35"},   {"k", "1 of 35"},   {"j", "2 of 35"},      {"3j", "5 of 35"},
        {"k", "4 of 35"},  {"gg", "1 of 35"},  {"}", "4 of 35"},      {"}", "5 of 35"},
        {"}", "35 of 35"}, {"}", "35 of 35"},  {"{", "5 of 35"},      {"jj", "7 of 35"},
        {"{", "5 of 35"},  {"2{", "1 of 35"},  {"3}", "35 of 35"},    {"gg", "1 of 35"},
        {"G", "35 of 35"}, {"99k", "1 of 35"}, {"999j", "35 of 35"},  {"\x1B[H", "1 of 35"},
        {"n", "2 of 35"},  {"N", "1 of 35"},   {"\x1B[B", "2 of 35"}, {"\x1B[A", "1 of 35"},
        {"5G", "5 of 35"}, {"1G", "1 of 35"},  {"900G", "35 of 35"},
    };

    (void)state;
    open_few(80, 24);
    look("سلام");
    for (size_t i = 0; i < WQ_COUNT(steps); i++) {
        screen_keys(&s, steps[i].keys);
        check_status(steps[i].said);
        assert_true(selected_row() > 0);
    }
}

/* Pages go from end to end and back, and what is selected is always seen. */
static void test_pages(void **state)
{
    static const char *const ways[][2] = {{" ", "b"}, {"\x1B[6~", "\x1B[5~"}, {"d", "u"}};
    static const int sizes[][2] = {{80, 24}, {60, 10}, {40, 5}, {40, 3}, {120, 50}};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(sizes) * WQ_COUNT(ways); i++) {
        open_few(sizes[i / 3][0], sizes[i / 3][1]);
        look("سلام");
        for (int back = 0; back < 2; back++) {
            const struct wq_place *at = &s.app->results.selected;
            for (int n = 0; n < 60; n++) {
                struct wq_place before = *at;
                screen_keys(&s, ways[i % 3][back]);
                if (before.block == at->block && before.row == at->row)
                    break;
                assert_true(selected_row() >= 0);
            }
            check_status(back ? "1 of 35" : "35 of 35");
        }
        screen_close(&s);
    }
}

static void test_wheel(void **state)
{
    (void)state;
    open_few(80, 24);
    look("سلام");
    screen_wheel(&s, 40, 10, 2);
    check_status("7 of 35");
    screen_wheel(&s, 40, 10, -1);
    check_status("4 of 35");
    screen_click(&s, 40, 3); /* selects what it is on; a second one opens it */
    check_status("1 of 35");
    screen_click(&s, 40, 3);
    assert_false(s.app->results.shown);
}

/* ---- opening and coming back ---- */

static void test_open_and_back(void **state)
{
    static const char *const keys[] = {"", "j", "jj", "3j", "9j", "G", "Gk"};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(keys); i++) {
        open_few(80, 24);
        struct wq_gridcell *list = picture();
        look("سلام");
        screen_keys(&s, keys[i]);
        const struct wq_results *r = &s.app->results;
        const struct wq_result *g = &r->list.items[r->selected.block];
        struct wq_span hit = g->found->rows[r->selected.row].at;
        unsigned id = g->id;
        struct wq_gridcell *before = picture();
        for (int again = 0; again < 2; again++) {
            screen_keys(&s, "\r");
            assert_int_equal(wq_shelf_entry(s.shelf, screen_opened(&s))->id, id);
            assert_int_equal(screen_focus(&s), WQ_PANE_READER);
            int y = selected_row();
            assert_true(y >= 0);
            const struct wq_gridcell *c = screen_cell(&s, (int)strcspn(screen_styles(&s, y), "F"), y);
            assert_true(c->at < hit.end && c->end > hit.start);
            screen_keys(&s, "n"); /* walking there does not move here */
            screen_keys(&s, again ? "\x7F" : "q");
            check_picture(before, again);
        }
        screen_keys(&s, "q");
        assert_false(s.app->results.shown);
        assert_false(s.wants & WQ_WANTS_QUIT);
        screen_keys(&s, "q"); /* from the article to the list */
        screen_keys(&s, "\x1B");
        assert_int_equal(screen_focus(&s), WQ_PANE_LIST);
        free(list);
        screen_close(&s);
    }
}

/* Without opening anything, q leads to where one was. */
static void test_left_again(void **state)
{
    (void)state;
    for (int reader = 0; reader < 2; reader++) {
        open_few(80, 24);
        screen_keys(&s, reader ? "\r" : "j");
        struct wq_gridcell *before = picture();
        look("سلام");
        screen_keys(&s, "jj");
        screen_keys(&s, "q");
        check_picture(before, false);
        screen_keys(&s, "g/\r"); /* what was found last, where it was left */
        check_status("3 of 35");
        screen_keys(&s, "\x1B"); /* nothing runs: leaves */
        check_picture(before, true);
        screen_close(&s);
    }
}

static void test_other_article_ends_it(void **state)
{
    (void)state;
    open_few(80, 24);
    look("سلام");
    screen_keys(&s, "\rJ"); /* from here on one is not in the results any more */
    screen_keys(&s, "q");
    assert_false(s.app->results.shown);
    assert_int_equal(screen_focus(&s), WQ_PANE_LIST);
}

/* ---- what is found ---- */

static void test_nothing_yet(void **state)
{
    (void)state;
    open_few(80, 24);
    screen_keys(&s, "g/\r");
    check_status("Nothing is looked for yet");
    screen_keys(&s, "g/");
    screen_keys(&s, "\x1B");
    check_status("1 of 5");
}

static void test_nothing_found(void **state)
{
    (void)state;
    open_few(80, 24);
    look("ژژژ");
    check_title("0 places, 0 articles");
    assert_true(screen_find(&s, "ژژژ not found") > 0);
    screen_keys(&s, "jk{}G gg\rnN5Gdub");
    assert_true(s.app->results.shown);
    screen_resize(&s, 30, 5);
    screen_keys(&s, "q");
    check_status("1 of 5");
}

static void test_similar_spelling(void **state)
{
    (void)state;
    open_few(100, 24);
    look("پوٹن");
    check_title("similar spelling");
    check_title("1 place, 1 article");
    screen_keys(&s, "\r");
    assert_true(selected_row() > 0);
    check_status("similar spelling");
    screen_keys(&s, "q");
    check_title("similar spelling");
    screen_resize(&s, 90, 24);
    assert_true(selected_row() > 0);
    screen_keys(&s, "\t"); /* exactly so, nothing is offered */
    screen_settle(&s);
    check_title("exact");
    check_title("0 places, 0 articles");
    assert_false(screen_title(&s, "similar"));
}

static void test_ways_to_match(void **state)
{
    static const struct {
        const char *keys, *said;
    } steps[] = {
        {"\t", "exact · 33 places, 3 articles"},  {"\t", "similar spelling · 35 places"},
        {"\t", "regular expression · 35 places"}, {"\t", "35 places, 4 articles"},
        {"\x0F", "whole words · 35 places"},
    };

    (void)state;
    open_few(100, 24);
    look("سلام");
    for (size_t i = 0; i < WQ_COUNT(steps); i++) {
        screen_keys(&s, steps[i].keys);
        screen_settle(&s);
        check_title(steps[i].said);
        check_status("1 of 3");
    }
    screen_keys(&s, "q");
    screen_keys(&s, "g/\t\t\t(\r");
    check_status("Broken at character");
    screen_settle(&s);
    screen_keys(&s, "\r");
    assert_true(s.app->results.shown);
}

/* ---- articles that are another thing when they are opened ---- */

static void test_vanished(void **state)
{
    (void)state;
    open_few(80, 24);
    look("سلام");
    assert_int_equal(remove(few_path('a')), 0);
    screen_keys(&s, "j\r");
    check_status("Cannot open");
    assert_true(s.app->results.shown);
    screen_resize(&s, 70, 24); /* its rows cannot be read any more */
    screen_keys(&s, "jk\r");
    check_status("Cannot open");
    screen_keys(&s, "}\r"); /* the others are there */
    assert_false(s.app->results.shown);
    assert_true(selected_row() > 0);
}

static void write_few(char letter, const void *bytes, size_t len)
{
    FILE *f = fopen(few_path(letter), "wb");

    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, len, f), len);
    assert_int_equal(fclose(f), 0);
}

static void test_changed(void **state)
{
    static const char moved[] = "یہ پہلے سے لمبا مضمون ہے\n\nاور سلام اب یہاں ہے، ایک بار\n";
    static const char none[] = "یہاں کچھ نہیں\n";

    (void)state;
    open_few(80, 24);
    look("سلام");
    write_few('a', moved, sizeof moved - 1);
    write_few('d', none, sizeof none - 1);
    write_few('e', "\0\1\2\3\0\0\0\0\x7F\0\0\0\0\0\0\0", 16);
    screen_keys(&s, "2j\r"); /* the third of what is one now */
    check_status("1 of 1");
    assert_true(selected_row() > 0);
    screen_keys(&s, "q}\r");
    assert_false(s.app->results.shown);
    check_status("سلام not found");
    screen_keys(&s, "q}\r");
    check_status("is no text");
    assert_true(s.app->results.shown);
    screen_keys(&s, "qq");
}

/* Whoever is read to hears the hit that is selected: the terminal's cursor stands on it. */
static void test_cursor(void **state)
{
    static const char *const keys[] = {"j", "j", "}", "k", "G", "gg"};

    (void)state;
    open_few(80, 24);
    look("سلام");
    for (size_t i = 0; i < WQ_COUNT(keys); i++) {
        screen_keys(&s, keys[i]);
        assert_int_equal(s.grid.cursor_y, selected_row());
        assert_int_equal(screen_cell(&s, s.grid.cursor_x, s.grid.cursor_y)->style, WQ_STYLE_HIT_CURRENT);
    }
    screen_keys(&s, "?"); /* from the left, as it is read */
    assert_int_equal(s.grid.cursor_y, 2);
    assert_in_range(s.grid.cursor_x, 0, 3);
}

/* ---- windows ---- */

static void test_window_changes(void **state)
{
    static const int sizes[][2] = {{80, 24}, {30, 8}, {200, 60}, {24, 24}, {2, 2},  {1, 1},  {120, 40},
                                   {1, 9},   {40, 2}, {3, 3},    {60, 5},  {91, 7}, {9, 30}, {150, 12}};
    static const char *const keys[] = {"j", "3j", "}", "G", "gg", "{", " "};

    (void)state;
    open_few(200, 24);
    look("سلام");
    for (int i = 0; i < 100; i++) {
        const int *size = sizes[(size_t)i % WQ_COUNT(sizes)];
        struct wq_place at = s.app->results.selected;
        screen_resize(&s, size[0], size[1]);
        assert_int_equal(s.app->results.selected.block, at.block);
        assert_int_equal(s.app->results.selected.row, at.row);
        screen_keys(&s, keys[(size_t)i % WQ_COUNT(keys)]);
        if (size[0] >= 24 && size[1] >= 3) /* the words before a hit leave room for it */
            assert_true(selected_row() >= 0);
    }
}

static int open_all(void **state)
{
    if (scratch_open(state))
        return -1;
    setenv("XDG_CACHE_HOME", scratch_folder(), 1);
    return articles_open(state);
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        TEST(test_list),
        TEST(test_two_in_a_row),
        TEST(test_moving),
        TEST(test_pages),
        TEST(test_wheel),
        TEST(test_open_and_back),
        TEST(test_left_again),
        TEST(test_other_article_ends_it),
        TEST(test_nothing_yet),
        TEST(test_nothing_found),
        TEST(test_similar_spelling),
        TEST(test_ways_to_match),
        TEST(test_vanished),
        TEST(test_changed),
        TEST(test_cursor),
        TEST(test_window_changes),
    };
    return cmocka_run_group_tests(tests, open_all, teardown_group);
}
