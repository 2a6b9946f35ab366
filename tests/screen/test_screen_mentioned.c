/* The articles that speak of somebody, from the sidebar; articles that the worker looks through. */
#include "../../src/app/state.h"
#include "../support/sidebar.h"
#include "waraq/base/array.h"
#include "waraq/base/buf.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* The last: it has the screen that all here means. */
#include "../support/one_screen.h"

static struct wq_inside *in(void)
{
    return &s.app->inside;
}

static const int sizes[][2] = {{60, 20}, {80, 24}, {100, 30}, {120, 40}, {200, 60}, {30, 9}, {20, 5}};

/* ---- the articles that speak of somebody ---- */

static void open_library(int width, int height)
{
    static int n;
    char name[64];
    char path[96];
    static const int times[] = {2, 5, 0, 3};

    snprintf(name, sizeof name, "speak%d", n++);
    scratch_subfolder(name);
    for (int i = 0; i < 4; i++) {
        struct wq_buf text = WQ_BUF_INIT;
        wq_buf_addf(&text, "مضمون نمبر %d\n\nیہاں کراچی کا ذکر ہے۔\n\n", i);
        for (int k = 0; k < times[i]; k++)
            wq_buf_adds(&text, "یہاں لاہور لکھا ہے۔\n\nیہاں نہیں۔\n\n");
        wq_buf_adds(&text, "یہ بھی پڑھیں: لاہور میں میلہ\n");
        snprintf(path, sizeof path, "%s/%d.txt", name, i);
        scratch_bytes(path, text.data, text.len);
        wq_buf_release(&text);
    }
    snprintf(path, sizeof path, "%s/", name);
    screen_open(&s, &(struct screen_how){.width = width, .height = height, .paths = {scratch_path(path)}});
    screen_keys(&s, "\r");
}

static const struct wq_results *list(void)
{
    return &s.app->results;
}

static void check_listed(void)
{
    static const size_t hits[] = {5, 3, 2};

    assert_true(list()->shown);
    assert_int_equal(list()->list.len, 3);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(list()->list.items[i].hits, hits[i]);
}

static void test_mentioned(void **state)
{
    (void)state;
    for (size_t i = 0; i < WQ_COUNT(sizes); i++) {
        open_library(sizes[i][0], sizes[i][1]);
        sidebar_choose(&s, "لاہور");
        screen_keys(&s, "a");
        assert_true(list()->shown);
        screen_settle(&s);
        check_listed();
        screen_resize(&s, sizes[i][0] + 7, sizes[i][1] + 2);
        check_listed();
        screen_keys(&s, "jjj\r"); /* the fourth of the first */
        assert_false(list()->shown);
        assert_int_equal(screen_opened(&s), 1);
        sidebar_chosen(&s, "لاہور");
        assert_int_equal(in()->current, 3);
        assert_int_not_equal(sidebar_highlights(&s), 0);
        screen_keys(&s, "q");
        check_listed();
        screen_keys(&s, "q");
        assert_false(list()->shown);
        screen_close(&s);
    }
}

static void test_mentioned_by_nobody(void **state)
{
    (void)state;
    open_library(60, 20);
    screen_keys(&s, "a");
    check_status("Nobody is chosen");
    screen_keys(&s, "qa");
    check_status("Nobody is chosen");
    assert_false(list()->shown);
}

/* While the scan runs, and again before it ended; an article that is gone. */
static void test_mentioned_while_it_runs(void **state)
{
    (void)state;
    open_library(120, 40);
    sidebar_choose(&s, "لاہور");
    screen_keys(&s, "ajkG\x1B"); /* stopped */
    screen_keys(&s, "qaqa");
    screen_settle(&s);
    screen_keys(&s, "q");
    sidebar_choose(&s, "لاہور");
    screen_keys(&s, "a");
    screen_settle(&s);
    check_listed();
    size_t entry = wq_shelf_with_id(s.app->shelf, list()->list.items[0].id);
    assert_int_equal(unlink(wq_shelf_entry(s.app->shelf, entry)->path), 0);
    screen_keys(&s, "gg\r");
    assert_true(list()->shown);
    check_status("No such file");
    screen_keys(&s, "}\r");
    sidebar_chosen(&s, "لاہور");
}

/* ---- long articles, and ends ---- */

static const char *long_article(const char *name)
{
    struct wq_buf text = WQ_BUF_INIT;

    wq_buf_adds(&text, "عنوان یہاں ہے\n\n");
    while (text.len < 200 * 1024)
        wq_buf_adds(&text, "یہاں لاہور کی بات ہے، اور کچھ اور بھی لکھا ہے تاکہ مضمون لمبا ہو۔\n\n");
    const char *path = scratch_bytes(name, text.data, text.len);
    wq_buf_release(&text);
    return path;
}

static void test_long_article(void **state)
{
    (void)state;
    const char *path = long_article("long.txt");
    screen_open(
        &s, &(struct screen_how){.width = 120, .height = 40, .paths = {path, sidebar_article(false), path}});
    screen_keys(&s, "\r");
    while (!s.app->inside.find_job)
        assert_true(screen_take(&s));
    assert_int_equal(in()->rows.len, 0);
    screen_keys(&s, "J"); /* away while it is looked through: what comes is not this one's */
    screen_settle(&s);
    sidebar_focus(&s);
    assert_true(in()->found->nentities > 1);
    screen_keys(&s, "K");
    screen_settle(&s);
    sidebar_choose(&s, "لاہور");
    sidebar_chosen(&s, "لاہور");
    assert_true(in()->hits.len > 1000);
    screen_keys(&s, "a");
    screen_settle(&s);
    assert_int_equal(list()->list.len, 3);
    screen_keys(&s, "}\r"); /* another long one, from the list: chosen when it was looked through */
    assert_int_equal(in()->chosen, UINT32_MAX);
    screen_settle(&s);
    sidebar_chosen(&s, "لاہور");
    assert_int_equal(in()->current, 0);
}

static void test_ends_at_once(void **state)
{
    static const char *const keys[] = {"", "E", "i", "X", "/Lahore", "EE", "\tq", "J"};
    const char *path = long_article("long2.txt");

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(keys) * 2; i++) {
        screen_open(&s, &(struct screen_how){.width = i % 2 ? 60 : 120,
                                             .height = 40,
                                             .paths = {path, sidebar_article(false)}});
        screen_keys(&s, keys[i / 2]);
        if (i % 3 == 0)
            screen_take(&s);
        screen_close(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_mentioned),    TEST(test_mentioned_by_nobody), TEST(test_mentioned_while_it_runs),
        TEST(test_long_article), TEST(test_ends_at_once),
    };
    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests_name("screen mentioned", tests, setup_group, teardown_group);
}
