/* The sidebar's rows: whom and what the article speaks of, as the engine has it; sorted, cut short. */
#include "sidebar_model.h"

#include <locale.h>

/* ---- rows ---- */

static void test_samples(void **state)
{
    (void)state;
    size_t furniture = 0;
    for (size_t i = 0; i < nsamples; i++) {
        close_it(NULL);
        screen_open(&s, &(struct screen_how){.width = 120, .height = 40, .paths = {samples[i]}});
        screen_settle(&s);
        struct wq_entities *e = wq_entities_find(names, screen_article(&s));
        size_t n = e->nentities;
        wq_entities_free(e);
        screen_close(&s);
        if (n == 0)
            continue;
        open_path(samples[i], 120, 40);
        check_all(0);
        for (size_t k = 0; k < found->nentities; k++)
            furniture += found->entities[k].furniture;
    }
    assert_true(furniture > 0);
}

static void test_sizes(void **state)
{
    static const int sizes[][2] = {{60, 20}, {80, 24}, {100, 30}, {120, 40}, {200, 60}, {40, 12},
                                   {20, 5},  {12, 4},  {10, 3},   {2, 2},    {1, 1}};
    const char *path = countries();

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(sizes); i++)
        for (int how = 0; how < 4; how++) {
            open_how(&(struct screen_how){.width = sizes[i][0],
                                          .height = sizes[i][1],
                                          .ascii = how & 1,
                                          .layout = how & 2 ? WQ_WAY_LTR : WQ_WAY_RTL,
                                          .paths = {path}});
            check_all(0);
        }
}

static void test_furniture_does_not_count(void **state)
{
    (void)state;
    open_path(countries(), 120, 40);
    bool any = false;
    for (size_t i = 0; i < found->nentities; i++)
        any |= found->entities[i].mentions == 0 && found->entities[i].furniture > 0;
    assert_true(any); /* Lahore */
    check_all(0);
    assert_int_equal(screen_find(&s, "لاہور"), -1);
    screen_keys(&s, "H");
    check_all(0);
}

static const struct wq_inside_row *selected(void)
{
    return &s.app->inside.rows.items[s.app->inside.selected];
}

static void go_to_row(enum wq_inside_type type, int kind)
{
    screen_keys(&s, "gg");
    for (size_t i = 0; i < s.app->inside.rows.len; i++) {
        if (selected()->type == type && selected()->kind == kind)
            return;
        screen_keys(&s, "j");
    }
    fail_msg("no row of type %d, kind %d", (int)type, kind);
}

/* "5 more…" and figures, opened by Enter, and closed again on the heading. */
static void test_opened_and_closed(void **state)
{
    static const int sizes[][2] = {{60, 20}, {80, 24}, {120, 40}, {20, 5}};
    const char *path = countries();

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(sizes); i++) {
        open_path(path, sizes[i][0], sizes[i][1]);
        go_to_row(WQ_INSIDE_MORE, WQ_LOCATION);
        assert_true(selected()->count >= 4);
        screen_keys(&s, "\r");
        assert_int_equal(selected()->type, WQ_INSIDE_ENTITY); /* the first that was not shown */
        check_all(1U << WQ_LOCATION);
        go_to_row(WQ_INSIDE_HEADING, WQ_QUANTITY);
        screen_keys(&s, "\r");
        check_all(1U << WQ_LOCATION | 1U << WQ_QUANTITY);
        go_to_row(WQ_INSIDE_HEADING, WQ_LOCATION);
        screen_keys(&s, "\r");
        check_all(1U << WQ_QUANTITY);
        go_to_row(WQ_INSIDE_HEADING, WQ_QUANTITY);
        screen_keys(&s, "\r");
        check_all(0);
    }
}

static void test_sorted(void **state)
{
    static const char *const says[] = {"Sorted by name", "Sorted by first mention", "Sorted by how often"};

    (void)state;
    open_path(countries(), 120, 40);
    go_to_row(WQ_INSIDE_MORE, WQ_LOCATION);
    screen_keys(&s, "\r");
    uint32_t who = selected()->entity;
    for (int i = 0; i < 4; i++) {
        sort_order = (enum wq_inside_sort)((i + 1) % WQ_INSIDE_SORTS);
        screen_keys(&s, "S");
        if (!screen_status(&s, says[i % 3]))
            fail_msg("%d: '%s' is not said: %s", i, says[i % 3], screen_row(&s, s.grid.height - 1));
        assert_int_equal(selected()->type, WQ_INSIDE_ENTITY);
        assert_int_equal(selected()->entity, who);
        check_all(1U << WQ_LOCATION);
        screen_keys(&s, "gg");
        while (selected()->type != WQ_INSIDE_ENTITY || selected()->entity != who)
            screen_keys(&s, "j");
    }
    sort_order = WQ_INSIDE_BY_COUNT;
}

/* The row of the screen that shows row i of the sidebar. */
static int row_of(size_t i)
{
    return screen_panes(&s)->top + (int)(i - s.app->inside.top);
}

/* A click selects, the second opens; on a heading it only brings the keys. */
static void test_clicked(void **state)
{
    static const enum wq_way layouts[] = {WQ_WAY_LTR, WQ_WAY_RTL};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(layouts); i++) {
        open_how(
            &(struct screen_how){.width = 120, .height = 40, .layout = layouts[i], .paths = {countries()}});
        int x = screen_column(&s, screen_panes(&s)->sidebar.x + 3);
        size_t before = s.app->inside.selected;
        screen_keys(&s, "\t");
        screen_click(&s, x, row_of(0));
        assert_int_equal(screen_focus(&s), WQ_PANE_SIDEBAR);
        assert_int_equal(s.app->inside.selected, before);
        screen_click(&s, x, row_of(before + 2));
        assert_int_equal(s.app->inside.selected, before + 2);
        assert_int_equal(s.app->inside.chosen, UINT32_MAX);
        screen_click(&s, x, row_of(before + 2));
        assert_int_equal(s.app->inside.chosen, selected()->entity);
        screen_click(&s, x, s.grid.height - 1);
        assert_int_equal(selected()->entity, s.app->inside.chosen);
    }
}

/* What may as well be something else is dim. */
static void test_unsure(void **state)
{
    (void)state;
    open_path(countries(), 120, 40);
    size_t i = s.app->inside.selected + 1;
    int column = screen_column(&s, screen_panes(&s)->sidebar.x);
    assert_int_equal(s.app->inside.rows.items[i].type, WQ_INSIDE_ENTITY);
    assert_int_equal(screen_cell(&s, column, row_of(i))->style, WQ_STYLE_TEXT);
    s.app->inside.found->entities[s.app->inside.rows.items[i].entity].confidence = 55;
    screen_keys(&s, "\f");
    assert_int_equal(screen_cell(&s, column, row_of(i))->style, WQ_STYLE_DIM);
}

/* What is selected and is no name stays where it is. */
static void test_sorting_at_more(void **state)
{
    (void)state;
    open_path(countries(), 120, 40);
    go_to_row(WQ_INSIDE_MORE, WQ_LOCATION);
    screen_keys(&s, "S");
    assert_int_equal(selected()->type, WQ_INSIDE_MORE);
}

/* More digits than there is room for take it from the name. */
static void test_large_counts(void **state)
{
    struct wq_buf text = WQ_BUF_INIT;

    (void)state;
    wq_buf_adds(&text, "عنوان یہاں ہے\n\n");
    for (int i = 0; i < 1234; i++)
        wq_buf_adds(&text, "یہاں لاہور ہے۔\n\n");
    for (int i = 0; i < 3; i++)
        wq_buf_adds(&text, "یہاں کراچی ہے۔\n\n");
    open_path(write_text(text.data), 120, 40);
    check_all(0);
    assert_int_equal(rows.items[1].count, 1234);
    open_path(write_text(text.data), 60, 20);
    check_all(0);
    wq_buf_release(&text);
}

/* ---- the window ---- */

static void test_resized(void **state)
{
    static const int sizes[][2] = {{120, 20}, {120, 60}, {200, 12}, {118, 9}, {1, 1}, {100, 30}, {120, 40}};

    (void)state;
    open_path(countries(), 120, 40);
    go_to_row(WQ_INSIDE_MORE, WQ_LOCATION);
    screen_keys(&s, "\rG");
    for (size_t i = 0; i < WQ_COUNT(sizes); i++) {
        screen_resize(&s, sizes[i][0], sizes[i][1]);
        const struct wq_inside *in = &s.app->inside;
        size_t height = screen_panes(&s)->rows > 0 ? (size_t)screen_panes(&s)->rows : 1;
        assert_in_range(in->selected, in->top, in->top + height - 1);
        assert_true(in->top == 0 || in->top + height <= in->rows.len);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_samples),
        TEST(test_sizes),
        TEST(test_furniture_does_not_count),
        TEST(test_opened_and_closed),
        TEST(test_sorted),
        TEST(test_sorting_at_more),
        TEST(test_large_counts),
        TEST(test_resized),
        TEST(test_clicked),
        TEST(test_unsure),
    };
    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests_name("screen inside", tests, setup_group, teardown_group);
}
