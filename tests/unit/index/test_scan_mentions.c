/* Who is mentioned where, as the worker looks for it: with a cache, without, and while one is made. */
#include "../../support/articles.h"
#include "../../support/mentioned.h"
#include "../../support/scratch.h"
#include "scan_run.h"

#include <fcntl.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILES = 90 };

static struct wq_scan *new_scan(const char *cache, const char *a, const char *b)
{
    struct wq_scan *s = wq_calloc(1, sizeof *s);

    s->query = wq_strdup("");
    s->entities[s->nentities++] = wq_strdup(a);
    if (b)
        s->entities[s->nentities++] = wq_strdup(b);
    s->finding = mentioned_finding();
    s->cache = cache ? wq_strdup(cache) : NULL;
    snprintf(s->names_in, sizeof s->names_in, "ur");
    s->around = 20;
    s->rows = 3;
    s->read_at_most = 100;
    return s;
}

/* Files that mention Lahore, Karachi or Multan so often. */
static void write_file(const char *name, int lahore, int karachi, int multan)
{
    static const char *const sentences[] = {"یہاں لاہور کا ذکر ہے۔\n\n", "یہاں کراچی کا ذکر ہے۔\n\n",
                                            "یہاں ملتان کا ذکر ہے۔\n\n"};
    const int times[] = {lahore, karachi, multan};
    struct wq_buf text = WQ_BUF_INIT;

    wq_buf_adds(&text, "ایک مضمون\n\n");
    for (int k = 0; k < 3; k++)
        for (int i = 0; i < times[k]; i++)
            wq_buf_adds(&text, sentences[k]);
    scratch_bytes(name, text.data, text.len);
    wq_buf_release(&text);
}

static void write_few(void)
{
    write_file("f0", 1, 0, 2);
    write_file("f1", 3, 1, 0);
    write_file("f2", 0, 5, 1);
    write_file("f3", 3, 2, 1);
    scratch_bytes("f4", "\0\1\2", 3);
}

static void add_few(struct wq_scan *s)
{
    for (int i = 0; i < 6; i++) { /* the last is not there */
        char name[8];
        snprintf(name, sizeof name, "f%d", i);
        add(s, scratch_path(name));
    }
}

/* The last that was told of who comes together: "id:articles " each. */
static void check_together(const struct run *r, const char *expected)
{
    struct wq_buf got = WQ_BUF_INIT;
    const struct wq_companions *c = NULL;

    for (size_t i = 0; i < r->hits.len; i++)
        c = r->hits.items[i]->together ? r->hits.items[i]->together : c;
    assert_non_null(c);
    wq_buf_adds(&got, "");
    for (size_t i = 0; i < c->len; i++)
        wq_buf_addf(&got, "%s:%zu ", c->items[i].id, c->items[i].articles);
    assert_string_equal(got.data ? got.data : "", expected);
    wq_buf_release(&got);
}

static void check_one(const char *cache, const char *a, const char *b, const char *articles,
                      const char *together)
{
    struct run r;
    struct wq_scan *s = new_scan(cache, a, b);

    add_few(s);
    scan(&r, s);
    check(&r, articles);
    check_together(&r, together);
    assert_false(s->damaged);
    for (size_t i = 0; i < r.hits.len; i++) {
        const struct wq_scan_hit *h = r.hits.items[i];
        if (h->together)
            continue;
        assert_int_equal(h->mentioned->n, h->hits);
        for (size_t k = 1; k < h->mentioned->n; k++)
            assert_true(h->mentioned->items[k - 1].end <= h->mentioned->items[k].start);
    }
    release(&r);
}

/* Without a cache in the order of the list, with one the most mentions first. */
static void test_order(void **state)
{
    const char *cache = scratch_path("order.cache");

    (void)state;
    write_few();
    check_one(NULL, "loc:lahore", NULL, "0:1 1:3 3:3 ", "loc:karachi:2 loc:multan:2 ");
    check_one(cache, "loc:lahore", NULL, "0:1 1:3 3:3 ", "loc:karachi:2 loc:multan:2 "); /* makes it */
    assert_int_equal(access(cache, F_OK), 0);
    check_one(cache, "loc:lahore", NULL, "1:3 3:3 0:1 ", "loc:karachi:2 loc:multan:2 ");
    check_one(cache, "loc:lahore", "loc:karachi", "3:5 1:4 ", "loc:multan:1 ");
    check_one(NULL, "loc:lahore", "loc:karachi", "1:4 3:5 ", "loc:multan:1 ");
    check_one(cache, "loc:karachi", "loc:nowhere", "", "");
    /* What has changed since is read, behind what is known. */
    write_file("f2", 9, 0, 1);
    check_one(cache, "loc:lahore", NULL, "1:3 3:3 0:1 2:9 ", "loc:multan:3 loc:karachi:2 ");
    check_one(cache, "loc:lahore", NULL, "2:9 1:3 3:3 0:1 ", "loc:multan:3 loc:karachi:2 ");
}

static void test_corrections(void **state)
{
    const char *cache = scratch_path("corrections.cache");
    struct wq_corrections *c = wq_corrections_new(NULL);

    (void)state;
    write_few();
    assert_int_equal(wq_corrections_merge(c, "loc:multan", "loc:lahore", NULL), WQ_OK);
    for (int i = 0; i < 3; i++) { /* read, read into the cache, from the cache */
        struct wq_scan *s = new_scan(i ? cache : NULL, "loc:lahore", NULL);
        struct run r;
        s->corrections = wq_corrections_copy(c);
        add_few(s);
        scan(&r, s);
        check(&r, i == 2 ? "3:4 0:3 1:3 2:1 " : "0:3 1:3 2:1 3:4 ");
        check_together(&r, "loc:karachi:3 ");
        release(&r);
    }
    wq_corrections_free(c);
}

/* Rows are made where an article is read; with a cache it is told where they are, of the first few. */
static void test_rows_and_places(void **state)
{
    const char *cache = scratch_path("rows.cache");
    struct run r;

    (void)state;
    write_few();
    for (int i = 0; i < 2; i++) {
        struct wq_scan *s = new_scan(cache, "loc:lahore", NULL);
        s->read_at_most = 1;
        add_few(s);
        scan(&r, s);
        size_t rows = 0;
        size_t places = 0;
        for (size_t k = 0; k < r.hits.len; k++) {
            rows += r.hits.items[k]->found != NULL;
            places += r.hits.items[k]->mentioned != NULL;
        }
        assert_int_equal(rows, i ? 0 : 1);
        assert_int_equal(places, i ? 1 : 3);
        release(&r);
    }
}

static void add_many(struct wq_scan *s)
{
    for (int i = 0; i < FILES; i++) {
        char name[16];
        snprintf(name, sizeof name, "m%02d", i);
        add(s, scratch_path(name));
    }
}

static void write_many(void)
{
    for (int i = 0; i < FILES; i++) {
        char name[16];
        snprintf(name, sizeof name, "m%02d", i);
        write_file(name, 1 + i % 7, i % 2, i % 3 == 0);
    }
}

static size_t articles(const struct run *r)
{
    size_t n = 0;

    for (size_t i = 0; i < r->hits.len; i++)
        n += !r->hits.items[i]->together;
    return n;
}

/* Stopped at any time; what was read before is kept, and all is found by the next. */
static void test_stopped(void **state)
{
    const char *cache = scratch_path("stopped.cache");

    (void)state;
    write_many();
    for (size_t stop = 1; stop < 3 * FILES; stop += 17) {
        struct run r = {.stop_at = stop};
        struct wq_scan *s = new_scan(cache, "loc:lahore", NULL);
        add_many(s);
        begin(&r, s);
        finish(&r);
        assert_true(articles(&r) <= FILES);
        release(&r);
    }
    struct run r;
    struct wq_scan *s = new_scan(cache, "loc:lahore", NULL);
    add_many(s);
    scan(&r, s);
    assert_int_equal(articles(&r), FILES);
    assert_int_equal(r.hits.items[1]->hits, 7); /* behind who comes together */
    check_together(&r, "loc:karachi:45 loc:multan:30 ");
    release(&r);
}

/* A cache that is damaged, in the hands of another, or that cannot be: the answer is the same. */
static void test_cache_that_is_of_no_use(void **state)
{
    const char *cache = scratch_file("useless.cache", "this is no cache, and shorter than one");
    struct run r;

    (void)state;
    write_few();
    struct wq_scan *s = new_scan(cache, "loc:lahore", NULL);
    add_few(s);
    scan(&r, s);
    assert_true(s->damaged);
    check(&r, "0:1 1:3 3:3 ");
    release(&r);
    check_one(cache, "loc:lahore", NULL, "1:3 3:3 0:1 ", "loc:karachi:2 loc:multan:2 ");

    int fd = open(scratch_file("held.cache.new", ""), O_RDWR);
    assert_int_equal(flock(fd, LOCK_EX), 0);
    check_one(scratch_path("held.cache"), "loc:lahore", NULL, "0:1 1:3 3:3 ", "loc:karachi:2 loc:multan:2 ");
    close(fd);
    assert_int_not_equal(access(scratch_path("held.cache"), F_OK), 0);

    scratch_file("nofolder", "");
    check_one(scratch_path("nofolder/cache"), "loc:lahore", NULL, "0:1 1:3 3:3 ",
              "loc:karachi:2 loc:multan:2 ");
}

static int open_all(void **state)
{
    if (scratch_open(state) || articles_open(state))
        return -1;
    mentioned_finding(); /* before there is a worker */
    return 0;
}

static int close_all(void **state)
{
    mentioned_done();
    return articles_close(state) || scratch_close(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_corrections),
        cmocka_unit_test(test_rows_and_places),
        cmocka_unit_test(test_stopped),
        cmocka_unit_test(test_cache_that_is_of_no_use),
    };
    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests(tests, open_all, close_all);
}
