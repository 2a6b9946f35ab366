/* The sidebar in a terminal: who is chosen is seen in the text, the articles on them, and an end while names
 * are being made. */
#include "../support/pty.h"
#include "../support/scratch.h"
#include "../support/session.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char *lahore(void)
{
    return scratch_file("lahore.txt", "شہر کی خبر\n\nیہاں لاہور ہے۔\n\nوہاں لاہور ہے۔\n");
}

/* One row of the right half of the screen, where the text stands, has so many cells in reverse; nothing is
 * underlined anywhere. */
static bool reversed_rows(struct pty *p, const void *data)
{
    int rows = 0;

    for (int y = 2; y < pty_rows(p) - 1; y++) {
        int n = 0;
        for (int x = pty_columns(p) / 2; x < pty_columns(p); x++)
            n += pty_cell(p, x, y).reverse;
        if (n)
            rows = 10 * rows + n;
        for (int x = 0; x < pty_columns(p); x++)
            assert_false(pty_cell(p, x, y).underline);
    }
    return rows == *(const int *)data;
}

static void test_chosen(void **state)
{
    struct pty_how how = {.columns = 80, .rows = 16};
    struct pty *p = pty_start(&how, "--layout=rtl", lahore(), NULL);
    const int letters = 5; /* of لاہور: its lam-alef is one cell */
    const int cells = letters - 1;

    (void)state;
    pty_wait_text(p, "min");
    pty_type(p, "E");
    pty_wait_text(p, "Places");
    pty_type(p, "\t\r");
    pty_wait_text(p, "1 of 2");
    pty_wait(p, reversed_rows, &cells, "the mention in reverse");
    pty_type(p, "n");
    pty_wait_text(p, "2 of 2");
    pty_wait(p, reversed_rows, &cells, "the next one");
    pty_type(p, "X");
    pty_wait_quiet(p);
    pty_wait(p, reversed_rows, &cells, "the same, kinds by colour");
    pty_type(p, "\033");
    pty_wait_no_text(p, "2 of 2");
    pty_type(p, "q"); /* from the sidebar to the text */
    session_quit(p);
}

/* The articles on somebody, with one more, and back. */
static void test_narrowed(void **state)
{
    struct pty_how how = {.columns = 130, .rows = 30};
    const char *folder = scratch_subfolder("narrowed");

    (void)state;
    scratch_file("narrowed/a.txt", "پہلی خبر\n\nلاہور اور کراچی۔\n");
    scratch_file("narrowed/b.txt", "دوسری خبر\n\nلاہور، لاہور۔\n");
    struct pty *p = pty_start(&how, folder, NULL);
    pty_wait_text(p, "Places");
    pty_type(p, "\r\t\r"); /* Lahore, who comes first */
    pty_wait_text(p, "1 of 1");
    pty_type(p, "a");
    pty_wait_text(p, "3 places, 2 articles");
    pty_wait_text(p, "Together with");
    pty_type(p, "aa");
    pty_wait_text(p, "2 places, 1 article");
    pty_wait_text(p, " and ");
    pty_type(p, "q");
    pty_wait_text(p, "3 places, 2 articles");
    pty_type(p, "q");
    pty_wait_text(p, "Places");
    pty_type(p, "Q");
    pty_wait_exit(p, 0);
}

/* The names are made for some time after the first picture: nobody waits for them to leave. */
static void test_quit_at_once(void **state)
{
    struct pty_how how = {.columns = 130, .rows = 30};

    (void)state;
    for (int i = 0; i < 5; i++) {
        struct pty *p = pty_start(&how, lahore(), NULL);
        pty_type(p, i % 2 ? "q" : "EQ");
        pty_wait_exit(p, 0);
        assert_false(pty_alternate(p));
        assert_true(pty_cursor_shown(p));
        assert_true(pty_settings_as_before(p));
        pty_free(p);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(test_chosen, pty_free_all),
        cmocka_unit_test_teardown(test_narrowed, pty_free_all),
        cmocka_unit_test_teardown(test_quit_at_once, pty_free_all),
    };
    return cmocka_run_group_tests_name("terminal inside", tests, scratch_open, scratch_close);
}
