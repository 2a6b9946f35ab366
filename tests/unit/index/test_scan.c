/* A query in all articles, as the worker runs it: order, language, what cannot be read, the cache, the end.
 */
#include "../../support/library.h"
#include "../../support/scratch.h"
#include "scan_run.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

static struct wq_scan *new_scan(const char *query)
{
    struct wq_scan *s = wq_calloc(1, sizeof *s);

    s->query = wq_strdup(query);
    s->around = 20;
    s->rows = 3;
    s->read_at_most = 100;
    return s;
}

/* ---- what comes ---- */

static void test_order_and_counts(void **state)
{
    struct wq_scan *s = new_scan("سلام");
    struct run r;

    (void)state;
    add(s, scratch_file("z", "سلام اور سَلام\n"));
    add(s, scratch_file("m", "کچھ اور\n"));
    add(s, scratch_file("a", "سلام سلام سلام سلام سلام\n"));
    add(s, scratch_path("z")); /* twice in the list: twice in the answer */
    scan(&r, s);
    check(&r, "0:2 2:5 3:2 ");
    assert_int_equal(r.hits.items[0]->found->nrows, 2);
    assert_int_equal(r.hits.items[1]->found->nrows, 3); /* as many as were wanted */
    assert_string_equal(r.hits.items[0]->found->rows[1].text, "سلام اور سَلام");
    assert_int_equal(r.total, 4);
    release(&r);
}

static void test_ways_to_match(void **state)
{
    static const struct {
        const char *query;
        enum wq_match match;
        bool word;
        const char *expected;
    } cases[] = {
        {"سلام", WQ_MATCH_FOLDED, false, "0:1 1:1 2:1 "},
        {"سلام", WQ_MATCH_EXACT, false, "0:1 2:1 "},
        {"سلام", WQ_MATCH_FOLDED, true, "0:1 1:1 "},
        {"پوٹن", WQ_MATCH_FOLDED, false, ""},
        {"پوٹن", WQ_MATCH_LOOSE, false, "3:1 "},
        {"س.ام", WQ_MATCH_REGEX, false, "0:1 1:1 2:1 "},
        {"(", WQ_MATCH_REGEX, false, ""},
        {" \u064F ", WQ_MATCH_FOLDED, false, ""},
    };

    (void)state;
    scratch_file("0", "سلام\n");
    scratch_file("1", "سَلام\n");
    scratch_file("2", "سلامت\n");
    scratch_file("3", "پوتن\n");
    for (size_t i = 0; i < WQ_COUNT(cases); i++) {
        struct wq_scan *s = new_scan(cases[i].query);
        struct run r;
        s->match = cases[i].match;
        s->word = cases[i].word;
        for (int k = 0; k < 4; k++) {
            char name[2] = {(char)('0' + k), '\0'};
            add(s, scratch_path(name));
        }
        scan(&r, s);
        check(&r, cases[i].expected);
        release(&r);
    }
}

/* For a filter: no rows, and articles in a language beside those that have the word. */
static void test_language(void **state)
{
    struct wq_scan *s = new_scan("ur");
    struct run r;

    (void)state;
    s->rows = 0;
    s->around = 0;
    strcpy(s->language, "ur");
    add(s, "data/samples/fa-hafez.txt");
    add(s, "data/samples/ur-ghalib.txt");
    add(s, scratch_file("latin", "The murmur of our Urdu, in English words that are many.\n"));
    add(s, "data/samples/ur-railway.txt");
    add(s, scratch_file("both", "یہ اردو ہے اور اس میں ur لکھا ہے، ٹھیک ہے ناں؟\n"));
    add(s, scratch_path("missing"));
    scan(&r, s);
    check(&r, "1:0 2:4 3:0 4:1 ");
    for (size_t i = 0; i < r.hits.len; i++)
        assert_true(!r.hits.items[i]->found || r.hits.items[i]->found->nrows == 0);
    release(&r);
}

/* Whatever lies there, the others are found. */
static void test_what_cannot_be_read(void **state)
{
    struct wq_scan *s = new_scan("word");
    struct run r;
    const char *fifo = scratch_path("fifo");

    (void)state;
    assert_int_equal(mkfifo(fifo, 0600), 0);
    strcpy(s->language, "ur");
    add(s, scratch_path("missing"));
    add(s, scratch_file("empty", ""));
    add(s, scratch_bytes("binary", "word\0\1\2\3\0\0\0\0\x7F\0\0\0\0word", 21));
    add(s, scratch_subfolder("folder"));
    add(s, fifo); /* that nobody writes to: reading it would wait for ever */
    add(s, scratch_file("good", "a word\n"));
    add(s, "");
    scan(&r, s);
    check(&r, "5:1 ");
    release(&r);
}

static void test_no_entries(void **state)
{
    struct run r;

    (void)state;
    scan(&r, new_scan("word"));
    check(&r, "");
    release(&r);
}

/* ---- the end ---- */

static void test_cancel(void **state)
{
    (void)state;
    const char *path = scratch_file("some", "a word\n");
    for (size_t stop = 1; stop < 6; stop++) {
        struct wq_scan *s = new_scan("word");
        struct run r = {.stop_at = stop};
        for (int i = 0; i < 20000; i++)
            add(s, path);
        begin(&r, s);
        finish(&r);
        assert_true(r.cancelled);
        assert_int_equal(r.hits.len, stop); /* none behind, though many were on their way */
        release(&r);
    }
}

/* The program ends in the midst of it. */
static void test_freed_while_it_runs(void **state)
{
    struct wq_scan *s = new_scan("word");
    struct run r = {.stop_at = 0};
    const char *path = scratch_file("some", "a word\n");

    (void)state;
    for (int i = 0; i < 20000; i++)
        add(s, path);
    begin(&r, s);
    struct pollfd p = {.fd = wq_worker_fd(r.worker), .events = POLLIN};
    assert_true(poll(&p, 1, PATIENCE_MS) > 0);
    wq_worker_free(r.worker);
    assert_int_equal(r.ends, 1);
    assert_true(r.cancelled);
    release(&r);
}

/* ---- the cache ---- */

static void add_all(struct wq_scan *s, const struct library *l)
{
    for (size_t i = 0; i < l->paths.len; i++)
        add(s, l->paths.items[i]);
}

static void check_same(const struct run *a, const struct run *b)
{
    assert_int_equal(a->hits.len, b->hits.len);
    for (size_t i = 0; i < a->hits.len; i++) {
        const struct wq_scan_hit *x = a->hits.items[i];
        const struct wq_scan_hit *y = b->hits.items[i];
        assert_int_equal(x->id, y->id);
        assert_int_equal(x->hits, y->hits);
        assert_int_equal(x->found->nrows, y->found->nrows);
        for (size_t k = 0; k < x->found->nrows; k++) {
            assert_string_equal(x->found->rows[k].text, y->found->rows[k].text);
            assert_int_equal(x->found->rows[k].at.start, y->found->rows[k].at.start);
        }
    }
}

static void compare(const struct library *l, const char *query, enum wq_match match)
{
    struct run cold;
    struct run warm;

    for (int i = 0; i < 2; i++) {
        struct wq_scan *s = new_scan(query);
        s->match = match;
        s->cache = i ? wq_strdup(l->file) : NULL;
        add_all(s, l);
        scan(i ? &warm : &cold, s);
    }
    assert_false(warm.scan->damaged);
    assert_true(cold.hits.len > 0);
    check_same(&cold, &warm);
    release(&cold);
    release(&warm);
}

static void test_cache_gives_the_same(void **state)
{
    static const char *const queries[] = {"کے", "کم", "ا", "1", "ي"};
    struct library l;

    (void)state;
    library_init(&l, "cache");
    library_samples(&l);
    library_build(&l);
    for (size_t i = 0; i < WQ_COUNT(queries); i++)
        for (int match = WQ_MATCH_FOLDED; match <= WQ_MATCH_REGEX; match++)
            if (match != WQ_MATCH_EXACT || strcmp(queries[i], "ي") != 0)
                compare(&l, queries[i], (enum wq_match)match);
    library_release(&l);
}

/* What has changed, come or gone since the cache was made is seen as it is now. */
static void test_cache_is_old(void **state)
{
    struct library l;
    struct wq_scan *s = new_scan("word");
    struct run r;

    (void)state;
    library_init(&l, "cache");
    library_write(&l, "a", "a word\n", 7);
    library_write(&l, "b", "a word\n", 7);
    library_write(&l, "c", "nothing\n", 8);
    library_write(&l, "d", "a word\n", 7);
    library_build(&l);
    scratch_file("a", "nothing here now\n");
    assert_int_equal(remove(scratch_path("b")), 0);
    scratch_file("c", "a word, and a word\n");
    s->cache = wq_strdup(l.file);
    add_all(s, &l);
    add(s, scratch_file("e", "one more word\n"));
    scan(&r, s);
    check(&r, "2:2 3:1 4:1 ");
    release(&r);
    library_release(&l);
}

/* Beyond so many, articles are counted and not read. */
static void test_read_at_most(void **state)
{
    struct library l;

    (void)state;
    library_init(&l, "cache");
    library_samples(&l);
    library_build(&l);
    for (size_t most = 0; most < 4; most++) {
        struct wq_scan *s = new_scan("ا");
        struct run r;
        s->cache = wq_strdup(l.file);
        s->read_at_most = most;
        add_all(s, &l);
        scan(&r, s);
        assert_true(r.hits.len > 4);
        for (size_t i = 0; i < r.hits.len; i++) {
            assert_true(r.hits.items[i]->hits > 0);
            assert_int_equal(r.hits.items[i]->found != NULL, i < most);
        }
        release(&r);
    }
    library_release(&l);
}

static void test_cache_is_damaged(void **state)
{
    const char *article = scratch_file("article", "a word\n");

    (void)state;
    for (int i = 0; i < 2; i++) {
        struct wq_scan *s = new_scan("word");
        struct run r;
        s->cache = wq_strdup(i ? scratch_file("noise", "this is no cache file, but long enough for one\n")
                               : scratch_path("no-cache"));
        add(s, article);
        scan(&r, s);
        check(&r, "0:1 ");
        assert_int_equal(r.scan->damaged, i == 1);
        release(&r);
    }
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
#define TEST(name) cmocka_unit_test_setup_teardown(name, scratch_open, scratch_close)
    const struct CMUnitTest tests[] = {
        TEST(test_order_and_counts),    TEST(test_ways_to_match),        TEST(test_language),
        TEST(test_what_cannot_be_read), TEST(test_no_entries),           TEST(test_cancel),
        TEST(test_freed_while_it_runs), TEST(test_cache_gives_the_same), TEST(test_cache_is_old),
        TEST(test_read_at_most),        TEST(test_cache_is_damaged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
