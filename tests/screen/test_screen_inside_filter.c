/* The sidebar's filter: by name, by a spelling of the text, by the English name; and back. */
#include "sidebar_model.h"

#include <locale.h>

static size_t shown_entities(void)
{
    size_t n = 0;
    for (size_t i = 0; i < s.app->inside.rows.len; i++)
        n += s.app->inside.rows.items[i].type == WQ_INSIDE_ENTITY;
    return n;
}

static void check_only(const char *name)
{
    const struct wq_inside *in = &s.app->inside;

    assert_int_equal(shown_entities(), 1);
    assert_int_equal(in->rows.len, 2);
    assert_string_equal(in->found->entities[in->rows.items[1].entity].name, name);
    assert_int_equal(in->selected, 1);
    assert_true(screen_part_says(&s, screen_panes(&s)->sidebar.x, 12, screen_panes(&s)->top + 1, name));
}

static void test_filter(void **state)
{
    static const int sizes[][2] = {{60, 20}, {80, 24}, {120, 40}, {200, 60}};
    const char *path = countries();

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(sizes); i++) {
        open_path(path, sizes[i][0], sizes[i][1]);
        screen_keys(&s, "G/نیپا"); /* is cut off where all are shown */
        check_only("نیپال");
        screen_keys(&s, "\x1B");
        check_all(0);
        screen_keys(&s, "/japan");
        check_only("جاپان");
        screen_keys(&s, "\r");
        check_only("جاپان");
        assert_int_equal(screen_focus(&s), WQ_PANE_SIDEBAR);
        assert_true(screen_status(&s, "Filter: japan"));
        screen_keys(&s, "/ژژ");
        assert_int_equal(shown_entities(), 0);
        if (sizes[i][0] >= 80)
            assert_int_not_equal(screen_find(&s, "not found"), -1);
        screen_keys(&s, "\r\rjkGgg a"); /* nothing to choose */
        screen_keys(&s, "/\x15\r");
        check_all(0);
        screen_keys(&s, "/کینیا\r");
        check_only("کینیا");
        screen_keys(&s, "\x1B");
        check_all(0);
    }
}

/* Also by how it is spelt in the text, and cancelled to what was filtered before. */
static void test_filter_by_spelling(void **state)
{
    (void)state;
    open_path(write_text("عنوان\n\nصدر ولادیمیر پوتن آئے۔\n\nپھر پیوٹن گئے۔\n\nلاہور اور کراچی میں۔\n"), 120,
              40);
    uint32_t who = found->mentions[0].entity;
    assert_int_equal(found->entities[who].kind, WQ_PERSON);
    assert_true(found->entities[who].mentions >= 2);
    screen_keys(&s, "/پیوٹن");
    check_only(found->entities[who].name);
    screen_keys(&s, "\r/\x15لاہو");
    check_only("لاہور");
    screen_keys(&s, "\x1B");
    check_only(found->entities[who].name);
    screen_keys(&s, "/\x15vladimir");
    screen_keys(&s, "\x1B\x1B");
    check_all(0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(test_filter), TEST(test_filter_by_spelling)};

    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests_name("screen inside filter", tests, setup_group, teardown_group);
}
