/* Lines typed before: what is remembered, and walking from the line being typed and back. */
#include "waraq/base/array.h"
#include "waraq/text/history.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct wq_history h;
static struct wq_edit e;

static int open_both(void **state)
{
    (void)state;
    wq_history_init(&h);
    wq_edit_init(&e);
    return 0;
}

static int close_both(void **state)
{
    (void)state;
    wq_history_release(&h);
    wq_edit_release(&e);
    return 0;
}

static void add(const char *s)
{
    wq_history_add(&h, s, strlen(s));
}

static void type(const char *s)
{
    wq_edit_set(&e, s, strlen(s));
}

static void check_older(const char *expected)
{
    assert_true(wq_history_older(&h, &e));
    assert_string_equal(e.text.data, expected);
    assert_int_equal(e.cursor, e.text.len); /* to go on typing */
}

static void check_newer(const char *expected)
{
    assert_true(wq_history_newer(&h, &e));
    assert_string_equal(e.text.data, expected);
    assert_int_equal(e.cursor, e.text.len);
}

static void test_nothing_remembered(void **state)
{
    (void)state;
    type("سلام");
    wq_history_begin(&h);
    assert_false(wq_history_older(&h, &e));
    assert_false(wq_history_newer(&h, &e));
    assert_string_equal(e.text.data, "سلام");
    add(""); /* is none */
    assert_int_equal(h.len, 0);
    assert_false(wq_history_older(&h, &e));
}

static void test_there_and_back(void **state)
{
    (void)state;
    add("first");
    add("دوسرا");
    add("third");
    type("being typed");
    wq_history_begin(&h);
    check_older("third");
    check_older("دوسرا");
    check_older("first");
    assert_false(wq_history_older(&h, &e)); /* and stays */
    assert_string_equal(e.text.data, "first");
    check_newer("دوسرا");
    check_newer("third");
    check_newer("being typed");
    assert_false(wq_history_newer(&h, &e));
    assert_string_equal(e.text.data, "being typed");
}

/* An empty line comes back as one, whatever was shown meanwhile. */
static void test_back_to_an_empty_line(void **state)
{
    (void)state;
    add("one");
    wq_history_begin(&h);
    check_older("one");
    check_newer("");
    type("other");
    check_older("one");
    check_newer("other");
    type("");
    check_older("one");
    check_newer("");
}

/* What is changed in a line from the history is not what was typed before. */
static void test_edited_on_the_way(void **state)
{
    (void)state;
    add("one");
    add("two");
    type("mine");
    wq_history_begin(&h);
    check_older("two");
    wq_edit_insert(&e, "!", 1);
    check_older("one");
    check_newer("two"); /* the history keeps what was accepted */
    check_newer("mine");
}

static void test_again_is_the_newest(void **state)
{
    static const char *const left[] = {"one", "three", "two"};

    (void)state;
    add("one");
    add("two");
    add("three");
    add("two");
    assert_int_equal(h.len, WQ_COUNT(left));
    for (size_t i = 0; i < h.len; i++)
        assert_string_equal(h.items[i], left[i]);
    add("tw"); /* the beginning of one is another */
    assert_int_equal(h.len, 4);
}

/* Not all of what is given need be taken. */
static void test_length_counts(void **state)
{
    (void)state;
    wq_history_add(&h, "سلام دنیا", strlen("سلام"));
    type("");
    check_older("سلام");
}

static void test_adding_ends_the_walk(void **state)
{
    (void)state;
    add("one");
    add("two");
    check_older("two");
    check_older("one");
    add("three");
    type("");
    check_older("three");
}

static void test_the_oldest_goes(void **state)
{
    char line[32];

    (void)state;
    for (int i = 0; i < WQ_HISTORY_MOST + 10; i++) {
        snprintf(line, sizeof line, "line %d", i);
        add(line);
    }
    assert_int_equal(h.len, WQ_HISTORY_MOST);
    assert_string_equal(h.items[0], "line 10");
    add("line 15"); /* one that is there drops no other */
    assert_int_equal(h.len, WQ_HISTORY_MOST);
    assert_string_equal(h.items[0], "line 10");
    assert_string_equal(h.items[WQ_HISTORY_MOST - 1], "line 15");
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_both, close_both)
    const struct CMUnitTest tests[] = {
        TEST(test_nothing_remembered),   TEST(test_there_and_back),      TEST(test_back_to_an_empty_line),
        TEST(test_edited_on_the_way),    TEST(test_again_is_the_newest), TEST(test_length_counts),
        TEST(test_adding_ends_the_walk), TEST(test_the_oldest_goes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
