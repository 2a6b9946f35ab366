/* What a query finds in one article: how many, spelt how, and rows that show it. */
#include "../../support/articles.h"
#include "../../support/scratch.h"
#include "waraq/base/array.h"
#include "waraq/base/mem.h"
#include "waraq/index/found.h"

#include <errno.h>
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

static const struct wq_found_how usual = {.rows = 20, .around = 30};

static struct wq_query *query(const char *s, enum wq_match match)
{
    struct wq_query *q = NULL;

    assert_int_equal(wq_query_new(s, strlen(s), match, false, &q, NULL), WQ_OK);
    return q;
}

static struct wq_found *read_file(const char *path, const char *s, const struct wq_found_how *how)
{
    struct wq_query *q = query(s, WQ_MATCH_FOLDED);
    struct wq_found *f = NULL;

    assert_int_equal(wq_found_read(path, q, how, articles_props(), &f, NULL), WQ_OK);
    wq_query_free(q);
    return f;
}

/* The words of a row that are the hit. */
static void check_hit(const struct wq_found_row *row, const char *expected)
{
    char *hit = strndup(row->text + row->hit.start, wq_span_len(row->hit));

    assert_true(row->hit.end <= strlen(row->text));
    assert_string_equal(hit, expected);
    free(hit);
}

static void test_rows(void **state)
{
    const char *text = "سرخی\n\nپہلا جملہ کم جونگ اُن کے بارے میں ہے۔\nThe name is کم جونگ ان here.\n";
    const char *path = scratch_file("rows", text);
    struct wq_found *f = read_file(path, "کم جونگ ان", &usual);

    (void)state;
    assert_int_equal(f->hits, 2);
    assert_int_equal(f->nrows, 2);
    assert_true(f->exact);
    check_hit(&f->rows[0], "کم جونگ اُن");
    check_hit(&f->rows[1], "کم جونگ ان");
    assert_true(!f->rows[0].exact && f->rows[1].exact);
    assert_true(f->rows[0].rtl);
    assert_string_equal(f->rows[0].text, "پہلا جملہ کم جونگ اُن کے بارے میں ہے۔");
    assert_string_equal(f->rows[1].text, "The name is کم جونگ ان here.");
    for (size_t i = 0; i < f->nrows; i++)
        assert_memory_equal(text + f->rows[i].at.start, f->rows[i].text + f->rows[i].hit.start,
                            wq_span_len(f->rows[i].at));
    wq_found_free(f);
}

/* Which way a row runs is its own paragraph's matter. */
static void test_directions(void **state)
{
    struct wq_found *f = read_file(
        scratch_file("ways", "یہ سطر اردو میں ہے، key کے ساتھ۔\nThis one is English, with key in it.\n"),
        "key", &usual);

    (void)state;
    assert_int_equal(f->nrows, 2);
    assert_true(f->rows[0].rtl);
    assert_false(f->rows[1].rtl);
    wq_found_free(f);
}

/* Fewer rows than hits; no rows; and the words around as many as were asked for. */
static void test_how_many_rows(void **state)
{
    size_t len;
    char *many = text_times("one word and more words\n", 50, &len);
    const char *path = scratch_bytes("many", many, len);

    (void)state;
    for (size_t rows = 0; rows < 4; rows++) {
        struct wq_found *f = read_file(path, "word", &(struct wq_found_how){.rows = rows, .around = 4});
        assert_int_equal(f->hits, 100);
        assert_int_equal(f->nrows, rows);
        for (size_t i = 0; i < rows; i++)
            check_hit(&f->rows[i], "word");
        wq_found_free(f);
    }
    struct wq_found *f = read_file(path, "word", &(struct wq_found_how){.rows = 100, .around = 200});
    assert_int_equal(f->nrows, 100);
    assert_string_equal(f->rows[99].text, "one word and more words");
    assert_int_equal(f->rows[99].hit.start, strlen("one word and more "));
    wq_found_free(f);
    free(many);
}

/* One that is spelt so makes the article exact, wherever it stands: behind the rows too. */
static void test_exact_behind_the_rows(void **state)
{
    struct wq_buf text = WQ_BUF_INIT;

    (void)state;
    for (int i = 0; i < 30; i++)
        wq_buf_adds(&text, "یہاں اُن لکھا ہے\n");
    scratch_bytes("folded", text.data, text.len);
    wq_buf_adds(&text, "یہاں ان لکھا ہے\n");
    struct wq_found *folded = read_file(scratch_path("folded"), "ان", &usual);
    struct wq_found *exact = read_file(scratch_bytes("exact", text.data, text.len), "ان", &usual);
    assert_int_equal(folded->hits, 30);
    assert_int_equal(exact->hits, 31);
    assert_int_equal(exact->nrows, 20);
    assert_false(folded->exact);
    assert_true(exact->exact);
    wq_found_free(folded);
    wq_found_free(exact);
    wq_buf_release(&text);
}

static void test_nothing_found(void **state)
{
    (void)state;
    assert_null(read_file(scratch_file("none", "سلام دنیا\n"), "خدا حافظ", &usual));
    assert_null(read_file(scratch_file("empty", ""), "سلام", &usual));
    wq_found_free(NULL);
}

static void test_cannot_be_read(void **state)
{
    struct wq_query *q = query("word", WQ_MATCH_FOLDED);
    const char *fifo = scratch_path("fifo");
    const struct {
        const char *path;
        enum wq_status status;
    } cases[] = {
        {scratch_path("missing"), WQ_ESYS},
        {scratch_subfolder("folder"), WQ_ETYPE},
        {scratch_bytes("binary", "word\0\1\2\3\0\0\0\0\x7F\0\0\0\0word", 21), WQ_EBINARY},
        {fifo, WQ_ETYPE},
    };

    (void)state;
    assert_int_equal(mkfifo(fifo, 0600), 0);
    for (size_t i = 0; i < WQ_COUNT(cases); i++) {
        struct wq_found *f = (struct wq_found *)q; /* is written whatever comes */
        struct wq_error err = {.status = WQ_OK};
        enum wq_status status = wq_found_read(cases[i].path, q, &usual, articles_props(), &f, &err);
        if (status != cases[i].status)
            fail_msg("%s: %s", cases[i].path, wq_status_name(status));
        assert_int_equal(err.status, status);
        assert_null(f);
    }
    wq_query_free(q);
}

/* Bytes of the article are those of its text as it is decoded. */
static void test_encoding(void **state)
{
    const char *path = scratch_bytes("cp1256", "\xC8\xC7\xC8 \xD3\xE1\xC7\xE3\n", 9);
    struct wq_found_how how = usual;
    struct wq_found *f;

    (void)state;
    how.encoding = "windows-1256";
    f = read_file(path, "سلام", &how);
    assert_non_null(f);
    assert_int_equal(f->rows[0].at.start, strlen("باب "));
    check_hit(&f->rows[0], "سلام");
    wq_found_free(f);
    how.encoding = "ISO-8859-1";
    assert_null(read_file(path, "سلام", &how));
}

/* A hit that goes on in the next paragraph is in its row whole, on one line. */
static void test_over_a_line_end(void **state)
{
    struct wq_found *f = read_file(scratch_file("over", "ابتدا میں کم جونگ\nاُن کا نام\n"), "جونگ ان", &usual);

    (void)state;
    assert_int_equal(f->nrows, 1);
    check_hit(&f->rows[0], "جونگ اُن");
    wq_found_free(f);
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_rows, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(test_directions, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(test_how_many_rows, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(test_exact_behind_the_rows, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(test_nothing_found, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(test_cannot_be_read, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(test_encoding, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(test_over_a_line_end, scratch_open, scratch_close),
    };
    return cmocka_run_group_tests(tests, articles_open, articles_close);
}
