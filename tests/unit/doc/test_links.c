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
    size_t len = strlen(text);

    wq_buf_adds(&found, "");
    for (size_t at = 0; wq_link_next(text, len, &at, &span);) {
        assert_true(span.start < span.end && span.end <= len && at == span.end);
        wq_buf_add(&found, text + span.start, wq_span_len(span));
        wq_buf_addc(&found, ' ');
    }
    if (strcmp(found.data, expected) != 0)
        fail_msg("'%s': '%s' instead of '%s'", text, found.data, expected);
    wq_buf_release(&found);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ends),
        cmocka_unit_test(test_targets),
    };
    return cmocka_run_group_tests_name("links", tests, NULL, NULL);
}
