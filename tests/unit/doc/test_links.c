/* Addresses in a text: where they begin and end, and what is opened for them. */
#include "waraq/base/array.h"
#include "waraq/doc/links.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* The addresses of a text, each with a blank behind it. */
static void check(const char *text, const char *expected)
{
    struct wq_buf found = WQ_BUF_INIT;
    struct wq_span span;
    struct wq_span before;
    size_t len = strlen(text);
    struct wq_unlinked around = wq_unlinked_begin(text, len);

    wq_buf_adds(&found, "");
    for (size_t at = 0; wq_link_next(text, len, &at, &span);) {
        assert_true(span.start < span.end && span.end <= len && at == span.end);
        wq_buf_add(&found, text + span.start, wq_span_len(span));
        wq_buf_addc(&found, ' ');
        assert_true(wq_unlinked_next(&around, &before) && before.end == span.start);
    }
    assert_true(wq_unlinked_next(&around, &before) && before.end == len);
    assert_false(wq_unlinked_next(&around, &before));
    if (strcmp(found.data, expected) != 0)
        fail_msg("'%s': '%s' instead of '%s'", text, found.data, expected);
    wq_buf_release(&found);
}

/* A text without its addresses, a bar where each was. */
static void test_text_around(void **state)
{
    static const struct {
        const char *text, *around;
    } cases[] = {
        {"", ""},
        {"یہ خبر: ہے", "یہ خبر: ہے"},
        {"://", "://"},
        {"mailto", "mailto"},
        {"WWW. ww. wwW", "WWW. ww. wwW"},
        {"https://example.org", "|"},
        {"دیکھیے MailTo:a@example.org اور Www.example.org، پھر", "دیکھیے | اور |، پھر"},
        {"a://b www.c.de://", "a://b |"},
    };

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(cases); i++) {
        struct wq_unlinked u = wq_unlinked_begin(cases[i].text, strlen(cases[i].text));
        struct wq_buf around = WQ_BUF_INIT;
        struct wq_span part;
        for (size_t n = 0; wq_unlinked_next(&u, &part); n++) {
            wq_buf_adds(&around, n ? "|" : "");
            wq_buf_add(&around, cases[i].text + part.start, wq_span_len(part));
        }
        assert_string_equal(around.data, cases[i].around);
        assert_false(wq_unlinked_next(&u, &part));
        wq_buf_release(&around);
    }
}

static void test_ends(void **state)
{
    static const struct {
        const char *text, *found;
    } cases[] = {
        {"", ""},
        {"https://example.org", "https://example.org "},
        {"http://example.org/a?b=c&d=%20#e", "http://example.org/a?b=c&d=%20#e "},
        {"HTTPS://Example.ORG/", "HTTPS://Example.ORG/ "},
        {"دیکھیے https://example.org/خبر۔ اور", "https://example.org/خبر "},
        {"دیکھیے https://example.org، پھر", "https://example.org "},
        {"کیا https://example.org/a؟", "https://example.org/a "},
        {"(https://example.org/a)", "https://example.org/a "},
        {"https://example.org/a_(b)", "https://example.org/a_(b) "},
        {"(https://example.org/a_(b)).", "https://example.org/a_(b) "},
        {"[https://example.org]", "https://example.org "},
        {"«https://example.org»", "https://example.org "},
        {"“https://example.org/x”", "https://example.org/x "},
        {"<https://example.org/x>", "https://example.org/x "},
        {"https://example.org/x, https://example.org/y.", "https://example.org/x https://example.org/y "},
        {"https://example.org/wiki/کراچی_شہر", "https://example.org/wiki/کراچی_شہر "},
        {"https://fa.example.org/می‌خواهم", "https://fa.example.org/می‌خواهم "},
        {"https://example.org/abcاور یہ", "https://example.org/abc "},
        {"https://مثال.پاکستان/صفحہ", "https://مثال.پاکستان/صفحہ "},
        {"خبرhttps://example.org", "https://example.org "},
        {"xhttps://example.org", ""},
        {"https://", ""},
        {"https://.", ""},
        {"https:// example", ""},
        {"http://[2001:db8::1]/x", "http://[2001:db8::1]/x "},
        {"www.example.org/a", "www.example.org/a "},
        {"awww.example", ""},
        {"www.", ""},
        {"mailto:a@example.org.", "mailto:a@example.org "},
        {"mailto:nobody", ""},
        {"mailto:@b", ""},
        {"ftp://example.org javascript:alert(1) file:///etc/passwd data:x", ""},
        {"https://example.org\u200Fاور", "https://example.org "},
        {"https://example.org\u2066x", "https://example.org "},
        {"https://a.example\thttps://b.example\nhttps://c.example",
         "https://a.example https://b.example https://c.example "},
        {"https://example.org\u00A0x", "https://example.org "},
        {"https://example.org/…", "https://example.org/ "},
        {"h m w H M W http mailto www", ""},
    };

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(cases); i++)
        check(cases[i].text, cases[i].found);
}

static void check_target(const char *link, const char *target)
{
    struct wq_buf out = WQ_BUF_INIT;

    wq_link_target(link, strlen(link), &out);
    assert_string_equal(out.data, target);
    assert_true(wq_link_may_open(out.data, out.len));
    wq_buf_release(&out);
}

static void test_targets(void **state)
{
    static const char *const never[] = {
        "",
        "ftp://example.org",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "www.example.org",
        "-x",
        "http://",
        "mailto:",
        "https://a b",
        "https://a\nb",
        "https://a\u202Eb",
        "xdg-open https://a",
        " https://a",
    };

    (void)state;
    check_target("https://example.org", "https://example.org");
    check_target("www.example.org/خبر", "http://www.example.org/خبر");
    check_target("WWW.example.org", "http://WWW.example.org");
    check_target("mailto:a@example.org", "mailto:a@example.org");
    for (size_t i = 0; i < WQ_COUNT(never); i++)
        if (wq_link_may_open(never[i], strlen(never[i])))
            fail_msg("'%s'", never[i]);
}

/* ---- for a terminal ---- */

static void check_uri(const char *link, const char *uri)
{
    struct wq_buf out = WQ_BUF_INIT;

    assert_true(wq_link_uri(link, strlen(link), &out));
    assert_string_equal(out.data, uri);
    wq_buf_release(&out);
}

static void test_uris(void **state)
{
    static const char *const never[] = {
        "",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://a/\033]8;;\033\\b",
        "https://a/\ab",
        "https://a/b c",
        "https://a/b\nc",
        "https://a/\u202Eb",
        "https://a/\u200Eb",
        "https://a/\u2067b",
        "https://a/\xC2\x9C",
        "https://a/\x7F",
    };
    struct wq_buf out = WQ_BUF_INIT;

    (void)state;
    check_uri("https://example.org/a;b?c=%20&d#e", "https://example.org/a;b?c=%20&d#e");
    check_uri("www.example.org", "http://www.example.org");
    check_uri("mailto:a@example.org", "mailto:a@example.org");
    check_uri("https://example.org/خبر", "https://example.org/%D8%AE%D8%A8%D8%B1");
    check_uri("https://example.org/می\u200Cخ", "https://example.org/%D9%85%DB%8C%E2%80%8C%D8%AE");
    wq_buf_adds(&out, "before");
    for (size_t i = 0; i < WQ_COUNT(never); i++) {
        if (wq_link_uri(never[i], strlen(never[i]), &out))
            fail_msg("'%s'", never[i]);
        assert_string_equal(out.data, "before");
    }
    wq_buf_release(&out);
}

/* So long when encoded, and a byte more. */
static void test_longest(void **state)
{
    struct wq_buf link = WQ_BUF_INIT;
    struct wq_buf out = WQ_BUF_INIT;

    (void)state;
    wq_buf_adds(&link, "https://a/ه");
    while (link.len < WQ_LINK_MOST - 4)
        wq_buf_addc(&link, 'x');
    assert_true(wq_link_uri(link.data, link.len, &out));
    assert_int_equal(out.len, WQ_LINK_MOST);
    wq_buf_addc(&link, 'x');
    assert_false(wq_link_uri(link.data, link.len, &out));
    wq_buf_release(&link);
    wq_buf_release(&out);
}

/* Every part of a text is enough to find what touches it, and all of that. */
static void test_around(void **state)
{
    static const char text[] = "شہر (https://example.org/خبر)، اور www.example.net؛ "
                               "خبرhttps://a.example\nhttp://b.example/x_(y) ے mailto:c@example.org۔";
    size_t len = sizeof text - 1;
    struct wq_span whole = {0, len};
    struct wq_span found;
    struct wq_span part;

    (void)state;
    for (part.start = 0; part.start < len; part.start++)
        for (part.end = part.start + 1; part.end <= len; part.end++) {
            struct wq_span around = wq_link_around(text, whole, part);
            size_t near = around.start;
            assert_true(around.start <= part.start && around.end >= part.end);
            for (size_t at = 0; wq_link_next(text, len, &at, &found);) {
                if (found.end <= part.start || found.start >= part.end)
                    continue;
                struct wq_span same;
                do
                    assert_true(wq_link_next(text, around.end, &near, &same));
                while (same.end <= part.start);
                assert_memory_equal(&same, &found, sizeof found);
            }
        }
}

/* However long a text without blanks is, little of it is looked at; what is cut is too long to be a link. */
static void test_around_without_blanks(void **state)
{
    struct wq_buf text = WQ_BUF_INIT;
    struct wq_span found;
    struct wq_span part = {5, 10};

    (void)state;
    wq_buf_adds(&text, "https://a/");
    for (int i = 0; i < 20000; i++)
        wq_buf_adds(&text, "ه");
    struct wq_span around = wq_link_around(text.data, (struct wq_span){0, text.len}, part);
    assert_true(around.start == 0 && around.end < 2 * WQ_LINK_MOST);
    size_t at = 0;
    struct wq_buf uri = WQ_BUF_INIT;
    assert_true(wq_link_next(text.data, around.end, &at, &found));
    assert_false(wq_link_uri(text.data + found.start, wq_span_len(found), &uri));
    part = (struct wq_span){20000, 20040};
    around = wq_link_around(text.data, (struct wq_span){0, text.len}, part);
    assert_true(wq_span_len(around) < 3 * WQ_LINK_MOST);
    wq_buf_release(&text);
    wq_buf_release(&uri);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ends),
        cmocka_unit_test(test_text_around),
        cmocka_unit_test(test_targets),
        cmocka_unit_test(test_uris),
        cmocka_unit_test(test_longest),
        cmocka_unit_test(test_around),
        cmocka_unit_test(test_around_without_blanks),
    };
    return cmocka_run_group_tests_name("links", tests, NULL, NULL);
}
