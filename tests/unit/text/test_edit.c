/* The line editor's model: what is inserted, where moves stop, what deleting takes. */
#include "../../support/random_text.h"
#include "waraq/base/array.h"
#include "waraq/text/edit.h"
#include "waraq/text/utf8.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define FAMILY "\U0001F468\u200D\U0001F469\u200D\U0001F467"

/* The text with '|' where the cursor stands. */
static void check(const struct wq_edit *e, const char *expected)
{
    struct wq_buf got = WQ_BUF_INIT;

    wq_buf_add(&got, e->text.data, e->cursor);
    wq_buf_addc(&got, '|');
    wq_buf_add(&got, e->text.data + e->cursor, e->text.len - e->cursor);
    assert_string_equal(got.data, expected);
    assert_int_equal(e->text.data[e->text.len], 0);
    wq_buf_release(&got);
}

static void start(struct wq_edit *e, const char *s)
{
    wq_edit_init(e);
    wq_edit_set(e, s, strlen(s));
}

static void test_empty(void **state)
{
    struct wq_edit e;

    (void)state;
    wq_edit_init(&e);
    check(&e, "|");
    for (int word = 0; word < 2; word++) {
        assert_false(wq_edit_left(&e, word));
        assert_false(wq_edit_right(&e, word));
        assert_false(wq_edit_delete_left(&e, word));
        assert_false(wq_edit_delete_right(&e, word));
    }
    wq_edit_clear_left(&e);
    wq_edit_clear_right(&e);
    wq_edit_insert(&e, "", 0);
    check(&e, "|");
    wq_edit_release(&e);
}

static void test_insert(void **state)
{
    struct wq_edit e;

    (void)state;
    start(&e, "ab");
    check(&e, "ab|");
    assert_true(wq_edit_left(&e, false));
    wq_edit_insert(&e, "سلام", strlen("سلام"));
    check(&e, "aسلام|b");
    wq_edit_set(&e, "x", 1);
    check(&e, "x|");
    wq_edit_release(&e);
}

/* Line ends and tabs are spaces; other controls are left out; joiners and marks stay. */
static void test_insert_cleans(void **state)
{
    static const struct {
        const char *given, *kept;
    } cases[] = {
        {"a\nb\tc\r\nd", "a b c  d"},
        {"a\x1B[31mb\x07", "a[31mb"},
        {"a\u2028b\u2029c", "a b c"},
        {"a\xC2\x9B"
         "b\x7F",
         "ab"},
        {"نسخه\u200Cها", "نسخه\u200Cها"},
        {"اُن", "اُن"},
    };
    struct wq_edit e;

    (void)state;
    wq_edit_init(&e);
    for (size_t i = 0; i < WQ_COUNT(cases); i++) {
        wq_edit_set(&e, cases[i].given, strlen(cases[i].given));
        assert_string_equal(e.text.data, cases[i].kept);
        assert_int_equal(e.cursor, e.text.len);
    }
    wq_edit_release(&e);
}

/* Where the cursor stops on its way from the end to the start, and back. */
static void check_stops(const char *s, bool word, const char *const *left, size_t n)
{
    struct wq_edit e;

    start(&e, s);
    for (size_t i = 0; i < n; i++) {
        check(&e, left[i]);
        assert_int_equal(wq_edit_left(&e, word), i + 1 < n);
    }
    for (size_t i = n; i-- > 0 && !word;) {
        check(&e, left[i]);
        assert_int_equal(wq_edit_right(&e, word), i > 0);
    }
    wq_edit_release(&e);
}

#define STOPS(s, word, ...)                                                                                  \
    check_stops(s, word, (const char *const[]){__VA_ARGS__}, WQ_COUNT(((const char *const[]){__VA_ARGS__})))

static void test_moves(void **state)
{
    (void)state;
    STOPS("abc", false, "abc|", "ab|c", "a|bc", "|abc");
    STOPS("اُن", false, "اُن|", "اُ|ن", "|اُن");
    STOPS("a" FAMILY "b", false, "a" FAMILY "b|", "a" FAMILY "|b", "a|" FAMILY "b", "|a" FAMILY "b");
    STOPS("\u0301a", false, "\u0301a|", "\u0301|a", "|\u0301a");
    STOPS("ab  cd", true, "ab  cd|", "ab  |cd", "|ab  cd");
    STOPS("کم جونگ اُن ", true, "کم جونگ اُن |", "کم جونگ |اُن ", "کم |جونگ اُن ", "|کم جونگ اُن ");
}

static void test_words_rightwards(void **state)
{
    struct wq_edit e;

    (void)state;
    start(&e, " ab  cd ");
    e.cursor = 0;
    assert_true(wq_edit_right(&e, true));
    check(&e, " ab|  cd ");
    assert_true(wq_edit_right(&e, true));
    check(&e, " ab  cd| ");
    assert_true(wq_edit_right(&e, true));
    check(&e, " ab  cd |");
    assert_false(wq_edit_right(&e, true));
    wq_edit_release(&e);
}

static void test_deletes(void **state)
{
    struct wq_edit e;

    (void)state;
    start(&e, "کم اُن " FAMILY);
    assert_true(wq_edit_delete_left(&e, false));
    check(&e, "کم اُن |");
    assert_true(wq_edit_left(&e, false));
    assert_true(wq_edit_left(&e, false));
    check(&e, "کم اُ|ن ");
    assert_true(wq_edit_delete_left(&e, false)); /* the letter with its mark */
    check(&e, "کم |ن ");
    assert_true(wq_edit_delete_right(&e, true));
    check(&e, "کم | ");
    assert_true(wq_edit_delete_left(&e, true));
    check(&e, "| ");
    assert_true(wq_edit_delete_right(&e, false));
    check(&e, "|");
    wq_edit_release(&e);
}

static void test_clear_left(void **state)
{
    struct wq_edit e;

    (void)state;
    start(&e, "abc def");
    wq_edit_left(&e, true);
    wq_edit_clear_left(&e);
    check(&e, "|def");
    wq_edit_clear_left(&e);
    check(&e, "|def");
    wq_edit_release(&e);
}

static void test_clear_right(void **state)
{
    struct wq_edit e;

    (void)state;
    start(&e, "سلام دنیا");
    wq_edit_clear_right(&e); /* nothing is there */
    check(&e, "سلام دنیا|");
    wq_edit_left(&e, true);
    wq_edit_clear_right(&e);
    check(&e, "سلام |");
    wq_edit_insert(&e, "x", 1);
    check(&e, "سلام x|");
    e.cursor = 0;
    wq_edit_clear_right(&e);
    check(&e, "|");
    wq_edit_clear_right(&e);
    check(&e, "|");
    wq_edit_release(&e);
}

static void act(struct wq_edit *e, struct random *r)
{
    uint32_t cps[6];
    struct wq_buf s = WQ_BUF_INIT;
    bool word = random_below(r, 2);

    switch (random_below(r, 9)) {
    case 0:
    case 1: wq_edit_left(e, word); break;
    case 2: wq_edit_right(e, word); break;
    case 3: wq_edit_delete_left(e, word); break;
    case 4: wq_edit_delete_right(e, word); break;
    case 5: random_below(r, 8) ? (void)0 : wq_edit_clear_left(e); break;
    case 6: random_below(r, 8) ? (void)0 : wq_edit_clear_right(e); break;
    default:
        random_text(r, RANDOM_UNIFORM, 0, cps, WQ_COUNT(cps));
        for (size_t i = 0; i < WQ_COUNT(cps); i++)
            wq_buf_addcp(&s, cps[i]);
        wq_edit_insert(e, s.data, s.len);
        break;
    }
    wq_buf_release(&s);
}

/* Whatever is done: valid text without controls, and a cursor between characters. */
static void test_random_keys(void **state)
{
    struct random r = {7};
    struct wq_edit e;

    (void)state;
    wq_edit_init(&e);
    for (int i = 0; i < 20000; i++) {
        act(&e, &r);
        assert_true(wq_utf8_valid(e.text.data, e.text.len));
        assert_true(e.cursor <= e.text.len);
        assert_int_equal(wq_utf8_floor(e.text.data, e.text.len, e.cursor), e.cursor);
        for (size_t k = 0; k < e.text.len; k++)
            assert_true((unsigned char)e.text.data[k] >= 0x20 && e.text.data[k] != 0x7F);
        if (e.text.len > 400)
            wq_edit_set(&e, "", 0);
    }
    wq_edit_release(&e);
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_empty),
        cmocka_unit_test(test_insert),
        cmocka_unit_test(test_insert_cleans),
        cmocka_unit_test(test_moves),
        cmocka_unit_test(test_words_rightwards),
        cmocka_unit_test(test_deletes),
        cmocka_unit_test(test_clear_left),
        cmocka_unit_test(test_clear_right),
        cmocka_unit_test(test_random_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
