/* The words around a hit. */
#include "waraq/base/array.h"
#include "waraq/search/snippet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* text: one paragraph, or with '|' where it begins and ends; the hit between brackets. */
static char *snippet(const char *text, size_t around)
{
    struct wq_buf plain = WQ_BUF_INIT;
    struct wq_buf out = WQ_BUF_INIT;
    struct wq_buf shown = WQ_BUF_INIT;
    struct wq_span para = {0, SIZE_MAX};
    struct wq_span hit = {0, 0};
    bool begun = false;

    for (const char *c = text; *c; c++) {
        if (*c == '[')
            hit.start = plain.len;
        else if (*c == ']')
            hit.end = plain.len;
        else if (*c == '|')
            *(begun ? &para.end : &para.start) = plain.len;
        else
            wq_buf_addc(&plain, *c);
        begun |= *c == '|';
    }
    if (para.end == SIZE_MAX)
        para.end = plain.len;
    struct wq_span inside = wq_snippet(plain.data, para, hit, around, around, &out);
    wq_buf_add(&shown, out.data, inside.start);
    wq_buf_addc(&shown, '[');
    wq_buf_add(&shown, out.data + inside.start, wq_span_len(inside));
    wq_buf_addc(&shown, ']');
    wq_buf_add(&shown, out.data + inside.end, out.len - inside.end);
    wq_buf_release(&plain);
    wq_buf_release(&out);
    return wq_buf_detach(&shown);
}

static void test_snippets(void **state)
{
    static const struct {
        const char *text;
        size_t around;
        const char *wanted;
    } rows[] = {
        {"[a]", 10, "[a]"},
        {"one [two] three", 10, "one [two] three"},
        {"one [two] three four", 8, "one [two] three…"},
        {"zero one [two] three four", 6, "…one [two] three…"},
        {"zero one[two]three four", 4, "…one[two]thre…"},
        {"one\t\t two  [three]\n\nfour", 20, "one two [three] four"},
        {"before\n|in [the] one|\nbehind", 20, "in [the] one"},
        {"|begins [here|\nand ends] behind", 20, "begins [here and ends]"},
        {"a\033b [c\033d] e\x7F", 9, "ab [cd] e"},
        {"a\u202E[b\u2066c]\u2069 d", 9, "a[bc] d"},
        {"روسی [صدر] ولادیمیر پوتن", 10, "روسی [صدر] ولادیمیر…"},
        {"[\u202E]", 3, "[]"},
    };

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(rows); i++) {
        char *got = snippet(rows[i].text, rows[i].around);
        if (strcmp(got, rows[i].wanted) != 0)
            fail_msg("'%s' around %zu: '%s' instead of '%s'", rows[i].text, rows[i].around, got,
                     rows[i].wanted);
        free(got);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_snippets),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
