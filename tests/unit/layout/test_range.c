/* Addresses in running text: what is one, of what kind, and where it ends. */
#include "waraq/layout/range.h"

#include "waraq/base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const char *const kinds[] = {
    [WQ_RANGE_URL] = "url", [WQ_RANGE_MAIL] = "mail", [WQ_RANGE_HANDLE] = "handle",
    [WQ_RANGE_TAG] = "tag", [WQ_RANGE_FILE] = "file",
};

/* All ranges of a text: "url[http://a.b] tag[#c]". */
static void list_ranges(const char *s, struct wq_buf *out)
{
    struct wq_range range;
    size_t len = strlen(s);
    size_t end = 0;

    wq_buf_clear(out);
    wq_buf_adds(out, "");
    for (size_t at = 0; wq_range_next(s, len, &at, &range);) {
        assert_true(range.span.start >= end && range.span.start < range.span.end && range.span.end <= len);
        assert_int_equal(at, range.span.end);
        end = range.span.end;
        wq_buf_addf(out, "%s%s[%.*s]", out->len ? " " : "", kinds[range.kind], (int)wq_span_len(range.span),
                    s + range.span.start);
    }
}

struct range_row {
    const char *text, *ranges;
};

static void check_rows(const struct range_row *rows, size_t n)
{
    struct wq_buf got = WQ_BUF_INIT;
    size_t bad = 0;

    for (size_t i = 0; i < n; i++) {
        list_ranges(rows[i].text, &got);
        if (strcmp(got.data, rows[i].ranges) != 0) {
            bad++;
            print_error("'%s': should be '%s', is '%s'\n", rows[i].text, rows[i].ranges, got.data);
        }
    }
    wq_buf_release(&got);
    assert_int_equal(bad, 0);
}

#define CHECK_ROWS(...)                                                                                      \
    do {                                                                                                     \
        static const struct range_row rows[] = {__VA_ARGS__};                                                \
        check_rows(rows, sizeof rows / sizeof *rows);                                                        \
    } while (0)

static void test_urls(void **state)
{
    (void)state;
    CHECK_ROWS({"http://a.b", "url[http://a.b]"},
               {"see HTTPS://A.B/c?d=e&f#g now", "url[HTTPS://A.B/c?d=e&f#g]"}, {"www.a.b/", "url[www.a.b/]"},
               {"ftp://a.b:21/~c", "url[ftp://a.b:21/~c]"}, {"git+ssh://a.b", "url[git+ssh://a.b]"},
               {"x://1", "url[x://1]"}, {"http://a.b http://c.d", "url[http://a.b] url[http://c.d]"},
               {"دیکھیےhttp://a.bپر", "url[http://a.b]"}, {"http://user:pw@a.b/", "url[http://user:pw@a.b/]"},
               {"http://a.b/اب/c", "url[http://a.b/]"}, {"1http://a.b", "url[http://a.b]"},
               {"+http://a.b", "url[http://a.b]"});
}

static void test_not_urls(void **state)
{
    (void)state;
    CHECK_ROWS({"", ""}, {"http", ""}, {"http:", ""}, {"http:/a.b", ""}, {"http://", ""}, {"http://.", ""},
               {"://a.b", ""}, {"http://اب", ""}, {"1://a", ""}, {"www.", ""}, {"www", ""}, {"www..", ""},
               {"a : // b", ""}, {"10:30", ""}, {"and/or", ""});
}

/* What stands around an address in a sentence is not part of it. */
static void test_url_ends(void **state)
{
    (void)state;
    CHECK_ROWS({"http://a.b.", "url[http://a.b]"}, {"http://a.b,", "url[http://a.b]"},
               {"http://a.b!?", "url[http://a.b]"}, {"(http://a.b)", "url[http://a.b]"},
               {"[http://a.b].", "url[http://a.b]"}, {"<http://a.b>", "url[http://a.b]"},
               {"\"http://a.b\"", "url[http://a.b]"}, {"'http://a.b'", "url[http://a.b]"},
               {"http://a.b/c_(d)", "url[http://a.b/c_(d)]"},
               {"(http://a.b/c_(d))", "url[http://a.b/c_(d))]"}, {"http://a.b/[c]", "url[http://a.b/[c]]"},
               {"http://a.b);", "url[http://a.b]"}, {"*http://a.b*", "url[http://a.b]"},
               {"http://a.b:", "url[http://a.b]"}, {"http://a.b۔", "url[http://a.b]"},
               {"http://a.b\u200F", "url[http://a.b]"}, {"http://a.b/-", "url[http://a.b/-]"});
}

static void test_mails(void **state)
{
    (void)state;
    CHECK_ROWS({"a@b.cd", "mail[a@b.cd]"}, {"a.b+c_d%e-f@g-h.ij.kl", "mail[a.b+c_d%e-f@g-h.ij.kl]"},
               {"mailto:a@b.cd", "mail[a@b.cd]"}, {"(a@b.cd)", "mail[a@b.cd]"}, {"a@b.cd.", "mail[a@b.cd]"},
               {"a@b.cd,e@f.gh", "mail[a@b.cd] mail[e@f.gh]"}, {"رابطہ:a@b.cdہے", "mail[a@b.cd]"},
               {"a@b", ""}, {"a@", ""}, {"@", ""}, {"a@.b", ""}, {"a@b.", ""}, {"a @b.cd", "handle[@b]"});
}

static void test_handles_and_tags(void **state)
{
    (void)state;
    CHECK_ROWS({"@a", "handle[@a]"}, {"@a_1", "handle[@a_1]"}, {"(@a)", "handle[@a]"}, {"@a,", "handle[@a]"},
               {"@a's", "handle[@a]"}, {"@1", "handle[@1]"}, {"@a@b", "handle[@a] handle[@b]"}, {"@", ""},
               {"@-", ""}, {"@اب", ""}, {"کی@ab", "handle[@ab]"}, {"_@ab", ""}, {".@ab", "handle[@ab]"},
               {"#a", "tag[#a]"}, {"#a1", "tag[#a1]"}, {"#1a", "tag[#1a]"}, {"#a-b", "tag[#a]"}, {"#1", ""},
               {"#12", ""}, {"#", ""}, {"#اب", ""}, {"C#", ""}, {"C#a", ""}, {"##a", "tag[#a]"},
               {"#a #b", "tag[#a] tag[#b]"}, {"اب#ab", "tag[#ab]"}, {"&#39;", ""});
}

static void test_files(void **state)
{
    (void)state;
    CHECK_ROWS({"a.txt", "file[a.txt]"}, {"report.final.pdf", "file[report.final.pdf]"},
               {"~/a/b_c-1.tar.gz", "file[~/a/b_c-1.tar.gz]"}, {"(a.png)", "file[a.png]"},
               {"a.pdf.", "file[a.pdf]"}, {"a.mp3", "file[a.mp3]"}, {"/etc/a.conf", "file[/etc/a.conf]"},
               {"a.b", ""}, {".txt", ""}, {"a.", ""}, {"a.toolong", ""}, {"a.123", ""}, {"3.1415", ""},
               {"a b.c", ""}, {"U.S.A.", ""}, {"e.g.", ""}, {"a,b.txt", ""}, {"a.t-t", ""}, {"12.5%", ""});
}

/* A text is not read behind its length, and a search can begin in the middle. */
static void test_bounds(void **state)
{
    struct wq_range range;
    size_t at = 0;

    (void)state;
    assert_true(wq_range_next("http://a.bcd", 10, &at, &range));
    assert_int_equal(range.span.end, 10);
    at = 0;
    assert_false(wq_range_next("http://a", 7, &at, &range));
    assert_int_equal(at, 7);
    at = 5;
    assert_true(wq_range_next("#ab, #cd", 8, &at, &range));
    assert_int_equal(range.span.start, 5);
    at = 0;
    assert_false(wq_range_next("", 0, &at, &range));
    assert_int_equal(at, 0);
    at = 0;
    assert_false(wq_range_next("a\0@b", 2, &at, &range)); /* a NUL ends a run like a blank */
    at = 0;
    assert_true(wq_range_next("a\0@b", 4, &at, &range));
    assert_int_equal(range.span.start, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_urls),
        cmocka_unit_test(test_not_urls),
        cmocka_unit_test(test_url_ends),
        cmocka_unit_test(test_mails),
        cmocka_unit_test(test_handles_and_tags),
        cmocka_unit_test(test_files),
        cmocka_unit_test(test_bounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
