/* Folded text knows where it came from: the way back goes forwards only, and to whole characters. */
#include "../../support/random_text.h"
#include "waraq/base/array.h"
#include "waraq/text/fold.h"
#include "waraq/text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static bool is_start(const char *s, size_t len, size_t at)
{
    return at == len || ((unsigned char)s[at] & 0xC0) != 0x80;
}

static void check_map(const struct wq_folded *f, const char *s, size_t len)
{
    const struct wq_fold_unit *u = f->units.items;
    size_t at = 0;

    assert_true(wq_utf8_valid(f->text.data, f->text.len));
    for (size_t i = 0; i < f->units.len; i++) {
        assert_int_equal(u[i].at, at);
        (void)wq_utf8_next(f->text.data, &at);
        assert_true(u[i].start < u[i].end && u[i].end <= len);
        assert_true(is_start(s, len, u[i].start) && is_start(s, len, u[i].end));
        /* Of one character, or of one behind it. */
        assert_true(i == 0 || u[i].start >= u[i - 1].end || u[i].start == u[i - 1].start);
    }
    assert_int_equal(at, f->text.len);
}

static void check(const char *s, size_t len)
{
    static const unsigned flags[] = {0, WQ_FOLD_LOOSE, WQ_FOLD_GAPS};
    struct wq_folded f;
    struct wq_buf letters = WQ_BUF_INIT;

    wq_folded_init(&f);
    for (size_t i = 0; i < WQ_COUNT(flags); i++) {
        wq_folded_make(&f, s, len, flags[i]);
        check_map(&f, s, len);
        if (flags[i] == WQ_FOLD_GAPS)
            continue;
        wq_buf_clear(&letters);
        wq_fold_letters(s, len, flags[i] == WQ_FOLD_LOOSE, &letters);
        assert_int_equal(letters.len, f.text.len);
        assert_memory_equal(letters.data, f.text.data, letters.len);
        for (size_t k = 0; k < f.units.len; k++) { /* walking by units ends where the units say */
            const struct wq_fold_unit *u = &f.units.items[k];
            size_t ahead = wq_fold_ahead(s, len, 0, k + 1);
            assert_true(ahead > u->start && ahead <= u->end);
            size_t back = wq_fold_back(s, len, f.units.len - k);
            assert_int_equal(back, u->start);
        }
    }
    wq_folded_release(&f);
    wq_buf_release(&letters);
}

static void test_random(void **state)
{
    struct random r = {27182818};
    struct wq_buf s = WQ_BUF_INIT;
    uint32_t cps[60];

    (void)state;
    for (int i = 0; i < 20000; i++) {
        size_t n = random_below(&r, WQ_COUNT(cps));
        random_text(&r, i % 2 ? RANDOM_REAL : RANDOM_UNIFORM, 0, cps, n);
        wq_buf_clear(&s);
        wq_buf_reserve(&s, 0);
        for (size_t k = 0; k < n; k++)
            wq_buf_addcp(&s, random_below(&r, 30) ? cps[k] : 0xFDF0 + random_below(&r, 12));
        check(s.data, s.len);
    }
    wq_buf_release(&s);
}

/* Every character alone, between letters; a boundary before it and behind it. */
static void test_every_code_point(void **state)
{
    struct wq_buf s = WQ_BUF_INIT;

    (void)state;
    for (uint32_t cp = 0; cp <= 0x10FFFF; cp += cp < 0x30000 ? 1 : 97) {
        wq_buf_clear(&s);
        wq_buf_addcp(&s, 0x0628);
        wq_buf_addcp(&s, cp);
        wq_buf_addcp(&s, 0x0628);
        check(s.data, s.len);
    }
    wq_buf_release(&s);
}

/* With gaps kept: what regular expressions see. */
static void test_gaps(void **state)
{
    static const struct {
        const char *text, *folded;
    } rows[] = {
        {"a  \t b", "a b"},
        {"a \n b", "a \n b"},
        {"a\r\nb\rc\n\nd", "a\nb\nc\n\nd"},
        {"a\xC2\x85"
         "b\u2029c\034d\035e\036f\037g",
         "a\nb\nc\nd\ne\nf\037g"},
        {"a\u2028b\vc\fd\u00A0e", "a b c d e"},
        {"a\u200Cb\u064Ec", "abc"},
        {"\u201Ca\u2019s\u00BB", "\"a's\""},
        {"\u06F1\u0966\uFEFB", "10\u0644\u0627"},
        {"a \u200C b", "a b"},
    };
    struct wq_folded f;

    (void)state;
    wq_folded_init(&f);
    for (size_t i = 0; i < WQ_COUNT(rows); i++) {
        wq_folded_make(&f, rows[i].text, strlen(rows[i].text), WQ_FOLD_GAPS);
        assert_string_equal(f.text.data, rows[i].folded);
    }
    wq_folded_release(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random),
        cmocka_unit_test(test_every_code_point),
        cmocka_unit_test(test_gaps),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
