/* Articles that mention somebody: where in them, who comes together with them, with one more, and back. */
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

enum { MANY = 60, BASE = 0x2581 /* the lowest of the eighth blocks */ };

static const struct wq_results *list(void)
{
    return &s.app->results;
}

static const struct wq_together_pane *pane(void)
{
    return &s.app->results.together;
}

static const int sizes[][2] = {{60, 20}, {80, 24}, {100, 30}, {120, 40}, {200, 60}, {30, 9}, {20, 5}};

/* ---- a library ---- */

static void add_sentences(struct wq_buf *text, const char *name, int times)
{
    for (int i = 0; i < times; i++)
        wq_buf_addf(text, "یہاں %s کا ذکر ہے جو لکھا گیا۔\n\n", name);
}

/* Lahore at the beginning and Karachi at the end, so often; Multan in every third; and furniture. */
static const char *write_library(const char *name, int files)
{
    static const int times[] = {2, 5, 0, 3, 1};
    char path[96];

    scratch_subfolder(name);
    for (int i = 0; i < files; i++) {
        struct wq_buf text = WQ_BUF_INIT;
        wq_buf_addf(&text, "مضمون نمبر %d\n\n", i);
        add_sentences(&text, "لاہور", times[i % 5]);
        for (int k = 0; k < 20; k++)
            wq_buf_adds(&text, "پھر کچھ اور بات یہاں لکھی ہے جو کسی شہر کی نہیں ہے۔\n\n");
        add_sentences(&text, "ملتان", i % 3 == 0);
        add_sentences(&text, "کراچی", i % 2 ? 1 : 3);
        wq_buf_adds(&text, "یہ بھی پڑھیں: لاہور میں میلہ\n");
        snprintf(path, sizeof path, "%s/%02d.txt", name, i);
        scratch_bytes(path, text.data, text.len);
        wq_buf_release(&text);
    }
    snprintf(path, sizeof path, "%s/", name);
    return scratch_path(path);
}

static void open_at(const char *folder, int width, int height, enum wq_way layout, bool ascii)
{
    screen_open(&s,
                &(struct screen_how){
                    .width = width, .height = height, .layout = layout, .ascii = ascii, .paths = {folder}});
    screen_keys(&s, "\r");
}

/* The articles on Lahore: 1, 3, 0, 4 of five. */
static void open_few(int width, int height, enum wq_way layout)
{
    static int n;
    char name[32];

    snprintf(name, sizeof name, "few%d", n++);
    open_at(write_library(name, 5), width, height, layout, false);
    sidebar_choose(&s, "لاہور");
    screen_keys(&s, "a");
    screen_settle(&s);
    assert_true(list()->shown);
}

static void check_listed(const size_t *hits, size_t n)
{
    assert_int_equal(list()->list.len, n);
    for (size_t i = 0; i < n; i++)
        assert_int_equal(list()->list.items[i].hits, hits[i]);
}

static const size_t on_lahore[] = {5, 3, 2, 1};
/* Lahore with Karachi: five and one, three and one, two and three, one and three. */
static const size_t on_both[] = {6, 5, 4, 4};

static void check_head(const char *one, const char *other, const char *found)
{
    if (s.grid.height < 8 || s.grid.width < 60)
        return;
    assert_true(screen_title(&s, one));
    assert_true(!other || screen_title(&s, other));
    assert_int_equal(other != NULL, screen_title(&s, " and "));
    assert_true(screen_title(&s, found));
}

/* ---- where they are mentioned ---- */

/* The parts of a row's line, from where the article begins, a digit each for how high it is; "" if there is
 * none. */
static const char *spark(int y)
{
    static char parts[64];
    size_t n = 0;

    for (int x = 0; x < s.grid.width - 1; x++) {
        uint32_t ch = screen_cell(&s, screen_column(&s, x), y)->ch;
        if (ch >= BASE && ch < BASE + 8)
            parts[n++] = (char)('0' + ch - BASE);
    }
    parts[n] = '\0';
    return parts;
}

static void test_where(void **state)
{
    static const struct {
        int width;
        const char *parts; /* of the article that has five */
    } cases[] = {{120, "7300000000000000"}, {80, "7300000000000000"}, {60, "70000000"}, {47, ""}, {30, ""}};
    static const enum wq_way layouts[] = {WQ_WAY_RTL, WQ_WAY_LTR};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(cases) * WQ_COUNT(layouts); i++) {
        const char *wanted = cases[i / 2].parts;
        open_few(cases[i / 2].width, 30, layouts[i % 2]);
        check_listed(on_lahore, 4);
        int y = s.app->panes.top;
        assert_int_equal(strlen(spark(y)), strlen(wanted));
        if (*wanted) { /* all at its beginning, whichever side that is; nothing in its second half */
            assert_true(spark(y)[0] > '2');
            assert_string_equal(spark(y) + strlen(wanted) / 2, wanted + strlen(wanted) / 2);
        }
        assert_string_equal(spark(y + 1), "");
        if (s.grid.width >= 60)
            assert_true(screen_says(&s, y, "5"));
        screen_close(&s);
    }
}

static void test_where_in_ascii(void **state)
{
    (void)state;
    open_at(write_library("ascii", 5), 120, 40, WQ_WAY_LTR, true);
    sidebar_choose(&s, "کراچی");
    screen_keys(&s, "a");
    screen_settle(&s);
    const char *row = screen_row(&s, s.app->panes.top);
    if (!strstr(row, "______________") || strstr(row, "_________________"))
        fail_msg("no line of 16 parts: %s", row);
    for (int y = 0; y < s.grid.height; y++)
        assert_string_equal(spark(y), "");
}

/* ---- together ---- */

static void test_together_and_back(void **state)
{
    (void)state;
    for (size_t i = 0; i < WQ_COUNT(sizes) * 2; i++) {
        bool small = sizes[i / 2][1] < 8;
        open_few(sizes[i / 2][0], sizes[i / 2][1], i % 2 ? WQ_WAY_LTR : WQ_WAY_RTL);
        check_listed(on_lahore, 4);
        check_head("لاہور", NULL, "11 places, 4 articles");
        assert_int_equal(pane()->all->len, 2);
        assert_string_equal(pane()->all->items[0].name, "کراچی");
        assert_int_equal(pane()->all->items[0].articles, 4);
        assert_int_equal(pane()->all->items[1].articles, 2);
        screen_keys(&s, "\t");
        assert_true(pane()->focus);
        assert_true(small || screen_find(&s, "Together with") >= 0);
        assert_true(screen_find(&s, "کراچی") >= 0);
        if (s.grid.width >= 60)
            check_status("only with this one");
        screen_keys(&s, "j");
        assert_int_equal(pane()->selected, 1);
        screen_keys(&s, "k\r");
        screen_settle(&s);
        assert_false(pane()->focus);
        check_head("لاہور", "کراچی", "19 places, 4 articles");
        check_listed(on_both, 4);
        assert_int_equal(pane()->all->len, 1);
        screen_keys(&s, "aa"); /* with Multan too */
        screen_settle(&s);
        assert_int_equal(list()->nlisted, 3);
        assert_int_equal(list()->list.len, 2);
        screen_keys(&s, "q");
        screen_settle(&s);
        check_head("لاہور", "کراچی", "19 places, 4 articles");
        screen_keys(&s, "\tqG\x1B"); /* to the pane and back; then one less */
        screen_settle(&s);
        check_head("لاہور", NULL, "11 places, 4 articles");
        check_listed(on_lahore, 4);
        screen_resize(&s, sizes[i / 2][0] + 9, sizes[i / 2][1] + 3);
        assert_true(list()->shown);
        screen_keys(&s, "q");
        assert_false(list()->shown);
        screen_close(&s);
    }
}

/* What is selected stays selected where it is still there. */
static void test_selection_is_kept(void **state)
{
    (void)state;
    open_few(120, 40, WQ_WAY_RTL);
    screen_keys(&s, "\t\r");
    screen_settle(&s);
    screen_keys(&s, "}}");
    assert_int_equal(list()->selected.block, 2);
    unsigned selected = list()->list.items[2].id;
    screen_keys(&s, "q");
    screen_settle(&s);
    assert_int_equal(list()->list.items[list()->selected.block].id, selected);
}

/* Opening goes to the mention that was selected, of whomever it is. */
static void test_opened_at_either(void **state)
{
    (void)state;
    open_few(120, 40, WQ_WAY_RTL);
    screen_keys(&s, "\t\r");
    screen_settle(&s);
    screen_keys(&s, "jjjjj\r"); /* behind five of Lahore */
    sidebar_chosen(&s, "کراچی");
    assert_false(list()->shown);
    screen_keys(&s, "q");
    assert_true(list()->shown);
    assert_int_equal(list()->nlisted, 2);
    screen_keys(&s, "gg\r");
    sidebar_chosen(&s, "لاہور");
}

/* Typed: any part of the name, or of the English one. */
static void test_typed_name(void **state)
{
    static const char *const typed[] = {"multan", "ملت", "لتا"};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(typed); i++) {
        open_few(i == 1 ? 60 : 120, 30, WQ_WAY_AUTO);
        screen_keys(&s, "/");
        screen_keys(&s, typed[i]);
        assert_int_equal(pane()->rows.len, 1);
        assert_true(screen_find(&s, "ملتان") >= 0);
        screen_keys(&s, "\r");
        screen_settle(&s);
        check_head("لاہور", "ملتان", "2 articles");
        assert_int_equal(list()->list.len, 2);
        screen_close(&s);
    }
    open_few(120, 30, WQ_WAY_AUTO);
    screen_keys(&s, "/nobody");
    assert_int_equal(pane()->rows.len, 0);
    assert_true(screen_find(&s, "nobody not found") >= 0);
    screen_keys(&s, "\r");
    check_status("Nobody here is called so");
    screen_keys(&s, "/karachi\x1B");
    assert_int_equal(pane()->rows.len, 2);
    assert_int_equal(list()->nlisted, 1);
    screen_keys(&s, "/kara\r");
    screen_settle(&s);
    assert_int_equal(list()->nlisted, 2);
}

static void test_all_keys_of_the_pane(void **state)
{
    static const char keys[] = "jkGgg d u3G5jbf}{nN'";

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(sizes); i++) {
        open_few(sizes[i][0], sizes[i][1], WQ_WAY_AUTO);
        screen_keys(&s, "\t");
        for (const char *k = keys; *k; k++) {
            screen_keys(&s, (const char[]){*k, '\0'});
            assert_true(pane()->selected < pane()->rows.len);
            assert_true(pane()->focus);
        }
        screen_keys(&s, "ggG");
        assert_int_equal(pane()->selected, 1);
        screen_keys(&s, "\x1B[Z"); /* back by S-Tab */
        assert_false(pane()->focus);
        screen_close(&s);
    }
}

/* h and l, arrows: to the pane on that side of the screen. */
static void test_sides(void **state)
{
    (void)state;
    for (int i = 0; i < 2; i++) {
        open_few(120, 40, i ? WQ_WAY_LTR : WQ_WAY_RTL);
        screen_keys(&s, i ? "l" : "h");
        assert_true(pane()->focus);
        screen_keys(&s, i ? "l" : "h");
        assert_true(pane()->focus);
        screen_keys(&s, i ? "\x1B[D" : "\x1B[C");
        assert_false(pane()->focus);
        screen_close(&s);
    }
}

static void test_mouse(void **state)
{
    (void)state;
    open_few(120, 40, WQ_WAY_LTR);
    struct wq_results_panes p = wq_app_results_panes(s.app);
    int top = s.app->panes.top;
    int x = screen_column(&s, p.together.x + 2);
    int list_x = screen_column(&s, p.list.x + 2);

    screen_wheel(&s, x, top + 2, 1);
    assert_int_equal(pane()->selected, 1);
    assert_false(pane()->focus);
    screen_wheel(&s, list_x, top + 2, 1);
    assert_int_equal(list()->selected.row, 3);
    screen_click(&s, list_x, top + 2);
    assert_int_equal(list()->selected.row, 1);
    screen_click(&s, x, top + 1);
    assert_true(pane()->focus);
    assert_int_equal(pane()->selected, 0);
    screen_click(&s, x, top); /* the heading, and where nothing is */
    screen_click(&s, x, top + 20);
    assert_int_equal(list()->nlisted, 1);
    screen_click(&s, x, top + 1);
    screen_settle(&s);
    assert_int_equal(list()->nlisted, 2);
    screen_click(&s, list_x, top + 1);
    assert_false(list()->shown); /* it was selected */
}

/* ---- corrections ---- */

/* Corrects who is selected in the sidebar of an article that was opened from the list, and goes back. */
static void correct(const char *name, const char *keys)
{
    screen_keys(&s, "gg\r");
    screen_settle(&s);
    sidebar_choose(&s, name);
    screen_keys(&s, keys);
    screen_settle(&s);
    screen_keys(&s, "q");
    screen_settle(&s);
    screen_keys(&s, "q");
    screen_settle(&s);
    assert_true(list()->shown);
}

static void test_corrections_hold_at_once(void **state)
{
    (void)state;
    open_few(120, 40, WQ_WAY_RTL);
    correct("کراچی", "ei");
    assert_int_equal(pane()->all->len, 1);
    assert_string_equal(pane()->all->items[0].name, "ملتان");
    check_listed(on_lahore, 4);
    correct("لاہور", "U");
    assert_string_equal(pane()->all->items[0].name, "کراچی");
    correct("کراچی", "er\x15"
                     "Kraachi\r");
    assert_string_equal(pane()->all->items[0].name, "Kraachi");
    /* Who is listed is somebody else now. */
    correct("لاہور", "emKraachi\r");
    assert_string_equal(list()->listed[0].id, "loc:karachi");
    check_head("Kraachi", NULL, "5 articles");
    correct("Kraachi", "UU");
    check_head("لاہور", NULL, "11 places, 4 articles");
    assert_string_equal(pane()->all->items[0].name, "کراچی");
}

/* Two that are listed are one: articles that mention that one. */
static void test_listed_become_one(void **state)
{
    (void)state;
    open_few(120, 40, WQ_WAY_RTL);
    screen_keys(&s, "\t\r");
    screen_settle(&s);
    correct("لاہور", "emkarachi\r");
    assert_int_equal(list()->list.len, 5);
    assert_int_equal(list()->hits, 11 + 3 + 1 + 3 + 1 + 3);
    assert_int_equal(pane()->all->len, 1);
    correct("کراچی", "U");
    check_listed(on_both, 4);
}

/* ---- many articles: with a cache ---- */

static size_t times_five(size_t i)
{
    return on_lahore[i * 4 / (MANY / 5 * 4)];
}

static void check_many(void)
{
    assert_int_equal(list()->list.len, MANY / 5 * 4);
    for (size_t i = 0; i < list()->list.len; i++)
        assert_int_equal(list()->list.items[i].hits, times_five(i));
    assert_int_equal(pane()->all->items[0].articles, MANY / 5 * 4);
    assert_int_equal(pane()->all->items[1].articles, 16);
}

static const char *index_file(void)
{
    static char path[1024];
    char *file = wq_app_index_file(s.app, WQ_CACHE_MENTIONS);

    snprintf(path, sizeof path, "%s", file);
    free(file);
    return path;
}

static void look_at_lahore(void)
{
    sidebar_choose(&s, "لاہور");
    screen_keys(&s, "a");
    screen_settle(&s);
    check_many();
}

static void test_many(void **state)
{
    bool seen = false;

    (void)state;
    setenv("XDG_CACHE_HOME", scratch_path("cache-many"), 1);
    const char *folder = write_library("many", MANY);
    open_at(folder, 120, 40, WQ_WAY_AUTO, false);
    while (screen_take(&s))
        seen |= screen_status(&s, "Who is mentioned where");
    assert_true(seen || s.app->background.gathered);
    assert_int_equal(access(index_file(), F_OK), 0);
    look_at_lahore();
    screen_keys(&s, "\t\r");
    screen_settle(&s);
    assert_int_equal(list()->list.len, MANY / 5 * 4);
    screen_close(&s);
    /* The next time it is there; one article is gone, one is new. */
    unlink(scratch_path("many/00.txt"));
    scratch_file("many/zz.txt", "نیا مضمون\n\nلاہور، لاہور\n\nکراچی\n\nملتان\n");
    open_at(folder, 120, 40, WQ_WAY_AUTO, false);
    screen_settle(&s);
    look_at_lahore();
    screen_keys(&s, "G\r"); /* what is below the first is read when it is looked at */
    screen_settle(&s);
    sidebar_chosen(&s, "لاہور");
}

static void test_many_damaged(void **state)
{
    char *noise;
    size_t len;

    (void)state;
    setenv("XDG_CACHE_HOME", scratch_path("cache-many-damaged"), 1);
    open_at(write_library("manydamaged", MANY), 120, 40, WQ_WAY_AUTO, false);
    screen_settle(&s);
    noise = text_times("no index ", 1000, &len);
    FILE *f = fopen(index_file(), "wb");
    assert_non_null(f);
    fwrite(noise, 1, len, f);
    fclose(f);
    free(noise);
    sidebar_choose(&s, "لاہور");
    screen_keys(&s, "a");
    bool said = false;
    while (screen_take(&s))
        said |= screen_status(&s, "The index was damaged");
    assert_true(said);
    check_many();
    screen_keys(&s, "qq");
    look_at_lahore(); /* it was made anew */
    assert_false(screen_status(&s, "damaged"));
}

/* Away at any moment: while it is gathered, while it is listed. */
static void test_ends_at_any_time(void **state)
{
    static const char *const keys[] = {"", "\t\t\r", "\t\t\ra", "\t\t\ra\t\r", "\t\t\raq", "\t\t\ra\x1B"};
    const char *folder = write_library("ends", MANY);

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(keys) * 3; i++) {
        char cache[32];
        snprintf(cache, sizeof cache, "cache-ends%zu", i % 3);
        setenv("XDG_CACHE_HOME", scratch_path(cache), 1);
        open_at(folder, 120, 40, WQ_WAY_AUTO, false);
        for (size_t k = 0; k < i % 5; k++)
            screen_take(&s);
        screen_keys(&s, keys[i / 3]);
        screen_close(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_where),
        TEST(test_where_in_ascii),
        TEST(test_together_and_back),
        TEST(test_selection_is_kept),
        TEST(test_opened_at_either),
        TEST(test_typed_name),
        TEST(test_all_keys_of_the_pane),
        TEST(test_sides),
        TEST(test_mouse),
        TEST(test_corrections_hold_at_once),
        TEST(test_listed_become_one),
        TEST(test_many),
        TEST(test_many_damaged),
        TEST(test_ends_at_any_time),
    };
    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests_name("screen together", tests, setup_group, teardown_group);
}
