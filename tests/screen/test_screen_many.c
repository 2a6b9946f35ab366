/* A library of thousands: moving in the results while they come, stopping, the index, filtering meanwhile. */
#include "../../src/app/state.h"
#include "../support/random_text.h"
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

enum { MANY = 3000, BINARIES = 40, TRIES = 100 };

/* Every tenth has the word as it is typed, every seventh otherwise spelt; some are in Persian. */
static void write_article(int i)
{
    char name[64];
    struct wq_buf text = WQ_BUF_INIT;

    snprintf(name, sizeof name, "many/%04d.txt", i);
    wq_buf_addf(&text, "مضمون نمبر %d\n\n", i);
    for (int k = 0; k < 6; k++)
        wq_buf_adds(
            &text,
            i % 50 == 3
                ? "این یک نوشته است که برای آزمایش می‌باشد و چیزی "
                  "ندارد.\n\n"
                : "یہ ایک لمبا پیراگراف ہے جس میں بہت سے الفاظ ہیں، ٹھیک ہے۔\n\n");
    for (int k = 0; k <= i % 3 && i % 10 == 0; k++)
        wq_buf_adds(&text, "اس میں سلام لکھا ہے۔\n\n");
    if (i % 7 == 0)
        wq_buf_adds(&text, "اس میں سَلام لکھا ہے۔\n");
    scratch_bytes(name, text.data, text.len);
    wq_buf_release(&text);
}

static void open_many(int width, int height)
{
    screen_open(&s, &(struct screen_how){.width = width, .height = height, .paths = {scratch_path("many/")}});
}

static size_t articles_found(void)
{
    size_t n = 0;
    for (int i = 0; i < MANY; i++)
        n += i % 10 == 0 || i % 7 == 0;
    return n;
}

static size_t places_found(void)
{
    size_t n = 0;
    for (int i = 0; i < MANY; i++)
        n += (size_t)(i % 10 == 0 ? i % 3 + 1 : 0) + (i % 7 == 0);
    return n;
}

/* ---- results while they come ---- */

struct chosen {
    bool any;
    unsigned id;
    size_t row;
};

static struct chosen chosen(void)
{
    const struct wq_results *r = &s.app->results;

    if (r->list.len == 0)
        return (struct chosen){false, 0, 0};
    assert_true(r->selected.block < r->list.len);
    return (struct chosen){true, r->list.items[r->selected.block].id, r->selected.row};
}

/* What is selected stays so, whatever is put before it; but at the best, where nobody moved. */
static void check_stays(struct chosen before, struct wq_place at, struct wq_place top)
{
    struct chosen now = chosen();

    if (!before.any || (at.block == 0 && at.row == 0 && top.block == 0 && top.row == 0))
        return;
    assert_int_equal(now.id, before.id);
    assert_int_equal(now.row, before.row);
}

static void check_order(void)
{
    const struct wq_results *r = &s.app->results;
    size_t hits = 0;

    for (size_t i = 0; i < r->list.len; i++) {
        const struct wq_result *g = &r->list.items[i];
        hits += g->hits;
        if (i > 0)
            assert_true(g[-1].rank < g->rank || (g[-1].rank == g->rank && g[-1].id < g->id));
    }
    assert_int_equal(r->hits, hits);
}

/* The letters of the selected hit are on the screen. */
static bool selected_is_seen(void)
{
    for (int y = 0; y < s.grid.height; y++)
        if (strchr(screen_styles(&s, y), 'F'))
            return true;
    return false;
}

static void test_moving_while_they_come(void **state)
{
    static const char *const keys[] = {"j", "k", "}", "{", " ", "b", "G", "gg", "d", "u", "5j", "n"};
    struct random r = {5};

    (void)state;
    for (int try = 0; try < 4; try++) {
        open_many(80, 24);
        screen_keys(&s, "g/سلام\r");
        do {
            struct chosen before = chosen();
            struct wq_place at = s.app->results.selected;
            struct wq_place top = s.app->results.top;
            bool more = screen_take(&s);
            check_stays(before, at, top);
            check_order();
            if (!more)
                break;
            screen_keys(&s, keys[random_below(&r, WQ_COUNT(keys))]);
            assert_true(s.app->results.list.len == 0 || selected_is_seen());
        } while (true);
        assert_int_equal(s.app->results.list.len, articles_found());
        assert_int_equal(s.app->results.hits, places_found());
        screen_close(&s);
    }
}

/* Those that are spelt so come first, in the folder's order. */
static void test_ranking(void **state)
{
    (void)state;
    open_many(80, 24);
    screen_keys(&s, "g/سلام\r");
    screen_settle(&s);
    const struct wq_results *r = &s.app->results;
    check_order();
    for (size_t i = 0; i < r->list.len; i++) {
        const char *path = wq_shelf_entry(s.shelf, wq_shelf_with_id(s.shelf, r->list.items[i].id))->path;
        int number = atoi(strrchr(path, '/') + 1);
        assert_int_equal(r->list.items[i].rank, number % 10 == 0 ? WQ_RANK_EXACT : WQ_RANK_FOLDED);
        assert_int_equal(r->list.items[i].hits, (number % 10 == 0 ? number % 3 + 1 : 0) + (number % 7 == 0));
    }
    screen_keys(&s, "G\r"); /* the last, though its snippets may not be kept */
    check_status("1 of 1");
    screen_keys(&s, "q");
    struct wq_buf said = WQ_BUF_INIT;
    wq_number_add(&said, r->hits);
    wq_buf_adds(&said, " of ");
    wq_number_add(&said, r->hits);
    check_status(said.data);
    wq_buf_release(&said);
}

/* ---- stopping ---- */

static void check_stopped(void)
{
    size_t before = s.app->results.list.len;

    screen_keys(&s, "\x1B");
    check_status("Stopped at");
    assert_true(s.app->results.shown);
    screen_settle(&s);
    assert_int_equal(s.app->results.list.len, before);
    screen_keys(&s, "\x0C");
    assert_true(screen_title(&s, "Stopped at")); /* it is not all there is */
    if (before) {
        screen_keys(&s, "j\r"); /* what was found is there */
        assert_int_equal(screen_focus(&s), WQ_PANE_READER);
        screen_keys(&s, "q");
    }
    screen_keys(&s, "\x1B");
    assert_false(s.app->results.shown);
}

static void test_stop_at_once(void **state)
{
    (void)state;
    open_many(80, 24);
    screen_keys(&s, "g/سلام\r");
    assert_true(wq_app_busy(s.app));
    check_stopped();
}

/* Once something was found; where the worker was quicker, it is tried again. */
static void test_stop_on_the_way(void **state)
{
    (void)state;
    for (int i = 0; i < TRIES; i++) {
        open_many(80, 24);
        screen_keys(&s, "g/سلام\r");
        while (s.app->results.list.len == 0)
            assert_true(screen_take(&s));
        if (s.app->background.scan) {
            check_stopped();
            return;
        }
        screen_close(&s);
    }
    fail_msg("it always came to its end at once");
}

/* Another query, another way to match, another filter: the last one counts, and nothing of the others comes.
 */
static void test_one_after_the_other(void **state)
{
    (void)state;
    open_many(80, 24);
    screen_keys(&s, "g/مضمون\r");
    screen_take(&s);
    screen_keys(&s, "g/ژژژ\r");
    screen_keys(&s, "\t\t\t");
    screen_keys(&s, "g/سلام\r");
    screen_take(&s);
    screen_keys(&s, "\t");
    screen_keys(&s, "g/سلام\r");
    screen_settle(&s);
    assert_int_equal(s.app->results.list.len, articles_found());
}

static void test_closed_while_it_runs(void **state)
{
    static const char *const keys[] = {"g/سلام\r", "/سلام", "/سلام\r", "g/پوٹن\r"};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(keys) * 2; i++) {
        open_many(80, 24);
        screen_keys(&s, keys[i / 2]);
        if (i % 2)
            screen_take(&s);
        screen_close(&s);
    }
}

/* Stopped from elsewhere, on purpose or for something else: the results say so. */
static void test_stopped_from_elsewhere(void **state)
{
    static const char *const keys[] = {"\x1B", "T/ا\x15\r"};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(keys); i++) {
        bool stopped = false;
        for (int try = 0; try < TRIES && !stopped; try++) {
            open_many(80, 24);
            screen_keys(&s, "g/سلام\r");
            while (s.app->results.list.len == 0)
                assert_true(screen_take(&s));
            screen_keys(&s, "\r");
            stopped = s.app->background.scan;
            screen_keys(&s, keys[i]);
            if (stopped && i == 0)
                check_status("Stopped at");
            screen_settle(&s);
            screen_keys(&s, "g/\r");
            assert_int_equal(screen_title(&s, "Stopped at"), stopped);
            screen_keys(&s, "\t\t\t\t"); /* looked for anew */
            screen_settle(&s);
            assert_false(screen_title(&s, "Stopped at"));
            screen_close(&s);
        }
        assert_true(stopped);
    }
}

/* Left and come back to while it runs: it goes on. */
static void test_left_while_it_runs(void **state)
{
    (void)state;
    open_many(80, 24);
    screen_keys(&s, "g/سلام\r");
    while (s.app->results.list.len == 0)
        assert_true(screen_take(&s));
    screen_keys(&s, "\r");
    assert_int_equal(screen_focus(&s), WQ_PANE_READER);
    screen_settle(&s);
    screen_keys(&s, "q");
    assert_int_equal(s.app->results.list.len, articles_found());
    assert_true(s.app->results.shown);
}

/* The second time the index is there: the same is found, and the same again when a file was changed. */
static void test_with_the_index(void **state)
{
    (void)state;
    for (int i = 0; i < 3; i++) {
        open_many(80, 24);
        if (i == 2)
            scratch_file("many/0010.txt", "سلام، سلام اور سلام\n");
        screen_keys(&s, "g/سلام\r");
        screen_settle(&s);
        assert_int_equal(s.app->results.list.len, articles_found());
        assert_int_equal(s.app->results.hits, places_found() + (i == 2)); /* there were two */
        screen_close(&s);
    }
    write_article(10);
}

/* ---- the filter ---- */

static void test_filter_as_one_types(void **state)
{
    static const char *const keys[] = {"س", "ل", "ا", "م"};

    (void)state;
    open_many(80, 24);
    screen_keys(&s, "/");
    for (size_t i = 0; i < WQ_COUNT(keys); i++) {
        screen_keys(&s, keys[i]);
        if (i % 2)
            screen_take(&s);
    }
    screen_settle(&s);
    assert_int_equal(s.app->list.count, articles_found());
    screen_keys(&s, "\r");
    assert_int_equal(s.app->list.count, articles_found());
    screen_keys(&s, "q");
    assert_int_equal(s.app->list.count, MANY + BINARIES - s.app->passed_over);
}

/* Enter before all has come, then moving: what comes does not move it back. */
static void test_moving_before_the_end(void **state)
{
    (void)state;
    for (int i = 0; i < TRIES; i++) {
        open_many(80, 24);
        screen_keys(&s, "30G/سلام");
        while (s.app->view.fresh || s.app->list.count < 3)
            assert_true(screen_take(&s));
        if (s.app->background.scan) {
            screen_keys(&s, "\rgg");
            screen_keys(&s, "jj");
            size_t entry = wq_app_selected(s.app);
            assert_true(s.app->background.scan);
            screen_settle(&s);
            assert_int_equal(s.app->list.count, articles_found());
            assert_int_equal(wq_app_selected(s.app), entry);
            return;
        }
        screen_close(&s);
    }
    fail_msg("it always came to its end at once");
}

/* A file that is text when it is found and none when it is looked at, while the next filter is typed. */
static void test_dropped_meanwhile(void **state)
{
    enum { ROW = 40 };

    (void)state;
    open_many(80, 24);
    screen_keys(&s, "/سلام\r");
    screen_settle(&s);
    const char *path = wq_shelf_entry(s.shelf, wq_app_row_entry(s.app, ROW))->path;
    int number = atoi(strrchr(path, '/') + 1);
    char name[64];
    snprintf(name, sizeof name, "many/%04d.txt", number);
    scratch_bytes(name, "\0\1\2\3\0\0\0\0\x7F\0\0\0\0\0\0\0", 16);
    screen_keys(&s, "/");
    screen_wheel(&s, 40, 10, ROW / 3 + 2);
    assert_int_equal(s.app->list.count, articles_found() - 1);
    screen_keys(&s, "\x1B");
    assert_int_equal(s.app->list.count, articles_found() - 1);
    for (size_t row = 0; row < s.app->list.count; row++)
        assert_true(wq_app_row_entry(s.app, row) < wq_shelf_count(s.shelf));
    write_article(number);
}

/* Binary files are found out as they come into view, while the filter runs and when it is given up. */
static void test_binaries_are_dropped(void **state)
{
    (void)state;
    open_many(80, 24);
    for (int i = 0; i < 60; i++) {
        screen_keys(&s, i % 3 == 0 ? "/سلام" : i % 3 == 1 ? "\r" : "qGkk");
        if (i % 2)
            screen_take(&s);
        screen_keys(&s, i % 3 == 2 ? "gg" : " ");
        if (i % 3 == 0 && i % 4 == 0)
            screen_keys(&s, "\x1B");
        for (size_t row = 0; row < s.app->list.count; row += 97)
            assert_true(wq_app_row_entry(s.app, row) < wq_shelf_count(s.shelf));
        assert_true(s.app->list.count == 0 || s.app->list.selected < s.app->list.count);
    }
    screen_keys(&s, "\x1B");
    screen_keys(&s, "\x1B");
    screen_settle(&s);
    assert_true(s.app->passed_over > 0);
}

static void test_every_size(void **state)
{
    (void)state;
    for (int i = 0; i < 2; i++) {
        screen_open(&s,
                    &(struct screen_how){.width = 80,
                                         .height = 24,
                                         .ascii = i,
                                         .layout = i ? WQ_WAY_LTR : WQ_WAY_RTL,
                                         .paths = {"ur-names", "mul-libraries", "he-genizah", "ar-library"}});
        screen_keys(&s, "g/ا\r");
        screen_settle(&s);
        for (int width = 1; width < 40; width++)
            for (int height = 1; height < 12; height += 1 + width / 10) {
                screen_resize(&s, width, height);
                screen_keys(&s, width % 2 ? "j" : "}");
            }
        screen_close(&s);
    }
}

/* Words around a hit are as many as rows have room for: a hit deep in its paragraph stays in view. */
static void test_narrower_and_wider(void **state)
{
    static const int widths[] = {200, 40, 120, 30, 24, 80};

    (void)state;
    screen_open(&s, &(struct screen_how){.width = 200, .height = 40, .paths = {"ur-names", "ur-railway"}});
    screen_keys(&s, "g/نے\r");
    screen_settle(&s);
    for (size_t i = 0; i < WQ_COUNT(widths); i++) {
        screen_resize(&s, widths[i], 40);
        screen_keys(&s, "gg");
        for (int k = 0; k < 25; k++) {
            assert_true(selected_is_seen());
            screen_keys(&s, "j");
        }
        screen_keys(&s, "gg");
        int filled = 0; /* and a wide row has words enough */
        for (int x = 0; x < s.grid.width; x++)
            filled += screen_cell(&s, x, screen_panes(&s)->top + 1)->at != WQ_GRID_NOWHERE;
        assert_true(filled > s.grid.width / 2);
    }
}

/* Of many, only what is looked at is read: as it is then. */
static void test_read_on_demand(void **state)
{
    (void)state;
    open_many(80, 24);
    screen_keys(&s, "g/مضمون\r");
    screen_settle(&s);
    assert_int_equal(s.app->results.list.len, MANY);
    assert_int_equal(s.app->results.hits, MANY);
    scratch_file("many/2999.txt", "مضمون نمبر 2999\n\nاس میں مضمون اور مضمون\n");
    screen_keys(&s, "G");
    assert_true(selected_is_seen());
    check_status("3,000 of 3,002");
    assert_non_null(strchr(screen_row(&s, screen_find(&s, "مضمون نمبر 2999")), '3')); /* its count */
    screen_keys(&s, "jj\r");
    check_status("3 of 3");
    screen_keys(&s, "q");
    screen_keys_times(&s, "b", 10);
    assert_true(selected_is_seen());
    write_article(2999);
}

static int open_all(void **state)
{
    char name[64];

    if (scratch_open(state))
        return -1;
    setenv("XDG_CACHE_HOME", scratch_folder(), 1);
    scratch_subfolder("many");
    for (int i = 0; i < MANY; i++)
        write_article(i);
    for (int i = 0; i < BINARIES; i++) { /* among the first and the last */
        snprintf(name, sizeof name, "many/%04d.bin", i % 2 ? i : MANY - 1 - i);
        scratch_bytes(name, "\0\1\2\3\0\0\0\0\x7F\0\0\0\0\0\0\0", 16);
    }
    return articles_open(state);
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        TEST(test_moving_while_they_come), TEST(test_ranking),
        TEST(test_stop_at_once),           TEST(test_stop_on_the_way),
        TEST(test_one_after_the_other),    TEST(test_closed_while_it_runs),
        TEST(test_stopped_from_elsewhere), TEST(test_left_while_it_runs),
        TEST(test_with_the_index),         TEST(test_filter_as_one_types),
        TEST(test_moving_before_the_end),  TEST(test_dropped_meanwhile),
        TEST(test_binaries_are_dropped),   TEST(test_every_size),
        TEST(test_narrower_and_wider),     TEST(test_read_on_demand),
    };
    return cmocka_run_group_tests(tests, open_all, teardown_group);
}
