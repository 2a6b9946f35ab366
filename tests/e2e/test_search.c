/* --search as a user of the command line sees it. */
#include "../support/run.h"
#include "../support/scratch.h"

#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char text[] = "عنوان یہاں\n\nپہلا پیرا: کم جونگ اُن نے کہا۔\nدوسرا  کم\tجونگ ان، KCNA.\n";

static void assert_ran(struct ran *r, int status, const char *out)
{
    assert_int_equal(r->status, status);
    assert_string_equal(r->out, out);
    ran_free(r);
}

/* To a pipe: logical order, nothing marked. */
static void test_text(void **state)
{
    (void)state;
    const char *path = scratch_file("a", text);
    char wanted[4096];

    snprintf(wanted, sizeof wanted,
             "%s:2:12: پہلا پیرا: کم جونگ اُن نے کہا۔\n%s:3:8: دوسرا کم جونگ ان، KCNA.\n", path, path);
    assert_ran(run(NULL, "--search", "کم جونگ ان", path, NULL), 0, wanted);
    assert_ran(run(NULL, "--search", "كم جونگ ان", path, NULL), 0, wanted);
    snprintf(wanted, sizeof wanted, "%s:2:12: پہلا پیرا: \033[1;7mکم جونگ اُن\033[m نے کہا۔\n", path);
    assert_ran(run(NULL, "--color=always", "--match=exact", "--search=کم جونگ اُن", path, NULL), 0, wanted);
}

/* Offsets are code points of the decoded file, paragraphs those that are not empty. */
static void test_tsv(void **state)
{
    (void)state;
    const char *path = scratch_file("b", "\u0627\u0628\n\nkcna\tKC\u200DNA\n");
    char wanted[1024];

    snprintf(wanted, sizeof wanted,
             "path\tparagraph\tstart\tend\tsurface\tsnippet\n"
             "%s\t2\t4\t8\tkcna\tkcna KC\u200DNA\n%s\t2\t9\t14\tKC\u200DNA\tkcna KC\u200DNA\n",
             path, path);
    assert_ran(run(NULL, "--format=tsv", "--search", "KCNA", path, NULL), 0, wanted);
}

static void test_json(void **state)
{
    (void)state;
    const char *path = scratch_file("c", "\u0627\u0628\n\nkcna \"x\"\n");
    struct ran *r = run(NULL, "--format=json", "--search", "kcna", path, NULL);
    static const char *const keys[] = {"path", "paragraph", "start", "end", "surface", "snippet"};
    const char *key;
    json_t *value;
    size_t n = 0;

    assert_int_equal(r->status, 0);
    json_t *row = json_loads(r->out, 0, NULL);
    assert_non_null(row);
    json_object_foreach(row, key, value)
    {
        assert_true(n < 6);
        assert_string_equal(key, keys[n++]);
    }
    assert_int_equal(n, 6);
    assert_string_equal(json_string_value(json_object_get(row, "path")), path);
    assert_int_equal(json_integer_value(json_object_get(row, "paragraph")), 2);
    assert_int_equal(json_integer_value(json_object_get(row, "start")), 4);
    assert_int_equal(json_integer_value(json_object_get(row, "end")), 8);
    assert_string_equal(json_string_value(json_object_get(row, "surface")), "kcna");
    assert_string_equal(json_string_value(json_object_get(row, "snippet")), "kcna \"x\"");
    json_decref(row);
    ran_free(r);
}

/* As grep: found, none, trouble. */
static void test_status(void **state)
{
    (void)state;
    const char *path = scratch_file("a", text);

    assert_ran(run(NULL, "--search", "ولادیمیر", path, NULL), 1, "");
    assert_ran(run(NULL, "--search", "جونک", path, NULL), 1, "");
    assert_ran(run(NULL, "--search", "", path, NULL), 2, "");
    assert_ran(run(NULL, "--search", "  ", path, NULL), 2, "");
    assert_ran(run(NULL, "--search", "ولادیمیر", path, "/nonexistent/article", NULL), 2, "");
}

/* Whole words, and ways to match. */
static void test_ways(void **state)
{
    (void)state;
    const char *path =
        scratch_file("d", "\u0631\u0648\u0633\u06CC \u0631\u0648\u0633 \u067E\u0648\u062A\u0646\n");
    struct ran *r = run(NULL, "--word", "--format=tsv", "--search", "\u0631\u0648\u0633", path, NULL);

    assert_int_equal(r->status, 0);
    assert_non_null(strstr(r->out, "\t1\t5\t8\t"));
    assert_null(strstr(r->out, "\t1\t0\t3\t"));
    ran_free(r);
    assert_ran(run(NULL, "--search", "\u067E\u0648\u0679\u0646", path, NULL), 1, "");
    r = run(NULL, "--match=loose", "--search", "\u067E\u0648\u0679\u0646", path, NULL);
    assert_int_equal(r->status, 0);
    ran_free(r);
}

static void assert_refused(struct ran *r, const char *err)
{
    assert_int_equal(r->status, 2);
    assert_string_equal(r->out, "");
    assert_string_equal(r->err, err);
    ran_free(r);
}

static void test_regex(void **state)
{
    (void)state;
    const char *path = scratch_file("e", "\u06A9\u0645 12\n\nx \u0643\u0650\u0645 \u06F1\u06F2\u06F3.\n");
    char wanted[1024];

    snprintf(wanted, sizeof wanted, "%s:1:1: \u06A9\u0645 12\n", path);
    assert_ran(run(NULL, "--match=regex", "--search", "^\u0643\u0645\\s\\d+$", path, NULL), 0, wanted);
    snprintf(wanted, sizeof wanted,
             "path\tparagraph\tstart\tend\tsurface\tsnippet\n%s\t2\t13\t16\t\u06F1\u06F2\u06F3\t"
             "x \u0643\u0650\u0645 \u06F1\u06F2\u06F3.\n",
             path);
    assert_ran(run(NULL, "--match=regex", "--format=tsv", "--search", "\\d{3}", path, NULL), 0, wanted);
    assert_ran(run(NULL, "--match=regex", "--word", "--search", "1", path, NULL), 1, "");
    assert_ran(run(NULL, "--match=regex", "--search", "x*y*", scratch_file("f", "abc\n"), NULL), 1, "");
}

/* Which character, of those that were typed, and why. */
static void test_broken_regex(void **state)
{
    (void)state;
    const char *path = scratch_file("g", "a\n");

    assert_refused(run(NULL, "--match=regex", "--search", "\u06A9(\u0645", path, NULL),
                   "waraq: --search: broken at character 3: parentheses do not match\n");
    assert_refused(run(NULL, "--match=regex", "--search", "[a", path, NULL),
                   "waraq: --search: broken at character 2: a closing bracket is missing\n");
    assert_refused(run(NULL, "--match=regex", "--search", "", path, NULL),
                   "waraq: --search: there is nothing to look for in this query\n");
    assert_refused(run(NULL, "--match=regexp", "--search", "a", path, NULL),
                   "waraq: --match: 'regexp' is none of folded exact loose regex\n");
}

/* One that never ends in one article is given up there; the others are searched. */
static void test_endless_regex(void **state)
{
    (void)state;
    const char *bad = scratch_file("h", "ab\naaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\nab\n");
    const char *good = scratch_file("i", "ab\n");
    char wanted[1024];

    snprintf(wanted, sizeof wanted, "%s:1:1: ab\n%s:1:1: ab\n", bad, good);
    struct ran *r = run(NULL, "--match=regex", "--search", "(a+)+b$", bad, good, NULL);
    assert_int_equal(r->status, 2);
    assert_string_equal(r->out, wanted);
    assert_non_null(strstr(r->err, "took too long"));
    ran_free(r);
}

/* Places are those of the decoded text, whatever the file is in. */
static void test_encodings(void **state)
{
    static const char utf16[] = "\xFF\xFE\x28\x06\n\0\n\0\x27\x06\x28\x06\x45\x06\n";
    static const char marked[] = "\xEF\xBB\xBF\u0628\n\n\u0627\u0628\u0645\n";
    char wanted[1024];

    (void)state;
    const char *one = scratch_bytes("j", utf16, sizeof utf16);
    const char *two = scratch_bytes("k", marked, sizeof marked - 1);
    snprintf(wanted, sizeof wanted,
             "path\tparagraph\tstart\tend\tsurface\tsnippet\n%s\t2\t4\t6\t\u0628\u0645\t"
             "\u0627\u0628\u0645\n%s\t2\t4\t6\t\u0628\u0645\t\u0627\u0628\u0645\n",
             one, two);
    assert_ran(run(NULL, "--format=tsv", "--search", "\u0628\u0645", one, two, NULL), 0, wanted);
}

/* A query of a megabyte is only long; nothing is found, and nothing breaks. */
static void test_long_query(void **state)
{
    size_t len;
    char *query = text_times("\u06A9\u0645 ", 20000, &len);

    (void)state;
    assert_ran(run(NULL, "--search", query, scratch_file("a", text), NULL), 1, "");
    free(query);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text),         cmocka_unit_test(test_tsv),
        cmocka_unit_test(test_json),         cmocka_unit_test(test_status),
        cmocka_unit_test(test_ways),         cmocka_unit_test(test_regex),
        cmocka_unit_test(test_broken_regex), cmocka_unit_test(test_endless_regex),
        cmocka_unit_test(test_encodings),    cmocka_unit_test(test_long_query),
    };

    return cmocka_run_group_tests(tests, scratch_open, scratch_close);
}
