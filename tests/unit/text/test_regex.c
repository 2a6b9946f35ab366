/* Regular expressions: what is broken and where, what is folded in them, and that they end. */
#include "waraq/base/array.h"
#include "waraq/base/buf.h"
#include "waraq/text/regex.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void test_broken(void **state)
{
    static const struct {
        const char *pattern;
        size_t at;
        const char *why;
    } rows[] = {
        {"(", 1, "parentheses do not match"},
        {"a)b", 2, "parentheses do not match"},
        {"ایک(دو", 6, "parentheses do not match"},
        {"[a", 2, "a closing bracket is missing"},
        {"*a", 1, "this is no regular expression"},
        {"a\\", 2, "no such escape"},
        {"\\p{Foo}", 7, "no such property"},
        {"a{3,1}", 6, "in {n,m} the second number is the smaller one"},
        {"[ب-ا]", 4, "the range runs backwards"},
        {"(?<=a+)b", 7, "looking back must have a limit"},
        {"\\1", 2, "there is no such group to refer to"},
        {"a\nb\nc)", 6, "parentheses do not match"},
        {"\u064E\u064E\u064E(", 4, "parentheses do not match"}, /* marks that fold away are counted */
        {"\uFDF2)", 2, "parentheses do not match"},             /* and what grows is one */
    };

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(rows); i++) {
        struct wq_regex *r = NULL;
        struct wq_error err;
        assert_int_equal(wq_regex_new(rows[i].pattern, strlen(rows[i].pattern), i & 1, &r, &err),
                         WQ_EPATTERN);
        assert_null(r);
        if (err.at != rows[i].at || strcmp(err.what, rows[i].why) != 0)
            fail_msg("'%s': %zu, %s", rows[i].pattern, err.at, err.what);
        assert_int_equal(wq_regex_new(rows[i].pattern, strlen(rows[i].pattern), false, &r, NULL),
                         WQ_EPATTERN);
    }
}

/* The matches of a folded text, each with a bar behind it; "!" if it took too long. */
static char *matches(const char *pattern, const char *text, size_t from)
{
    struct wq_regex *r;
    struct wq_buf out = WQ_BUF_INIT;
    struct wq_span m;
    enum wq_status st;

    wq_buf_adds(&out, "");
    assert_int_equal(wq_regex_new(pattern, strlen(pattern), false, &r, NULL), WQ_OK);
    assert_int_equal(wq_regex_start(r, text, strlen(text), from), WQ_OK);
    while ((st = wq_regex_next(r, &m)) == WQ_OK) {
        wq_buf_add(&out, text + m.start, m.end - m.start);
        wq_buf_addc(&out, '|');
    }
    wq_buf_adds(&out, st == WQ_ENOTFOUND ? "" : st == WQ_ETIME ? "!" : "?");
    wq_regex_free(r);
    return wq_buf_detach(&out);
}

static void test_matches(void **state)
{
    static const struct {
        const char *pattern, *text;
        size_t from;
        const char *wanted;
    } rows[] = {
        {"ي", "ی ی", 0, "ی|ی|"},        {"[آأ]", "ا", 0, "ا|"},
        {"؟", "x?", 0, "?|"},           {"۔", "x.", 0, ".|"},
        {"a\u2013b", "a-b", 0, "a-b|"}, {"[a\u2013c]", "-b", 0, "-|"},
        {"\\Q؟\\E", "a?", 0, "?|"},     {"\\\u061F", "a?", 0, "?|"},
        {"\\S", "a ", 0, "a|"},         {"\\s", "a ", 0, " |"},
        {"`a´", "'a'", 0, "'a'|"},      {"É", "e", 0, "e|"},
        {"[A-Z]+", "ab", 0, "ab|"},     {"^b$", "a\nb\nc", 0, "b|"},
        {"a.b", "a\nb axb", 0, "axb|"}, {"x*", "axx", 0, "|xx||"},
        {"(?<=a)b", "ab", 1, "b|"},     {"^b", "ab", 1, ""},
        {"a", "aaa", 1, "a|a|"},        {"\uFDF2", "اللہ", 0, "اللہ|"},
        {"ک\u0650م", "کم", 0, "کم|"},   {"می\u200Cروم", "میروم", 0, "میروم|"},
        {"a\u00A0b", "a b", 0, "a b|"},
    };

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(rows); i++) {
        char *got = matches(rows[i].pattern, rows[i].text, rows[i].from);
        if (strcmp(got, rows[i].wanted) != 0)
            fail_msg("'%s' in '%s': %s", rows[i].pattern, rows[i].text, got);
        free(got);
    }
}

/* Expressions that would run for ever, or remember without end. */
static void test_limits(void **state)
{
    static const char *const endless[] = {"(a+)+$", "(a|aa)+$", "(.*)*x", "(a*)*b", "(?:a|a)*c"};
    struct wq_buf text = WQ_BUF_INIT;

    (void)state;
    wq_buf_adds(&text, "ab ");
    for (int i = 0; i < 60; i++)
        wq_buf_addc(&text, 'a');
    wq_buf_addc(&text, '!');
    for (size_t i = 0; i < WQ_COUNT(endless); i++) {
        char *got = matches(endless[i], text.data, 0);
        if (got[0] == '\0' || got[strlen(got) - 1] != '!')
            fail_msg("%s ended with %s", endless[i], got);
        free(got);
    }
    wq_buf_clear(&text);
    for (int i = 0; i < 1000000; i++)
        wq_buf_addc(&text, i % 2 ? 'a' : 'b');
    char *got = matches("(a|b)*c", text.data, 0);
    assert_string_equal(got, "!");
    free(got);
    got = matches("ab", text.data, 0);
    assert_int_equal(strlen(got), 3 * 499999);
    free(got);
    wq_buf_release(&text);
}

static void test_nothing(void **state)
{
    struct wq_regex *r;

    (void)state;
    assert_int_equal(wq_regex_new("", 0, false, &r, NULL), WQ_EUSAGE);
    assert_int_equal(wq_regex_new("\u064E\u200C", 5, true, &r, NULL), WQ_EUSAGE);
}

/* A large expression is one, or is refused in words. */
static void test_large(void **state)
{
    struct wq_buf pattern = WQ_BUF_INIT;
    struct wq_regex *r;
    struct wq_error err;

    (void)state;
    for (int i = 0; i < 1000000; i++)
        wq_buf_addc(&pattern, '(');
    assert_int_equal(wq_regex_new(pattern.data, pattern.len, false, &r, &err), WQ_EPATTERN);
    wq_buf_clear(&pattern);
    for (int i = 0; i < 200000; i++)
        wq_buf_adds(&pattern, "a|");
    if (wq_regex_new(pattern.data, pattern.len, true, &r, &err) == WQ_OK)
        wq_regex_free(r);
    wq_buf_release(&pattern);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_broken),  cmocka_unit_test(test_matches), cmocka_unit_test(test_limits),
        cmocka_unit_test(test_nothing), cmocka_unit_test(test_large),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
