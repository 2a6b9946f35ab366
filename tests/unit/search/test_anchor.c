/* The bytes that a letter's spellings begin with: none is left out. */
#include "../../../src/search/anchor.h"
#include "waraq/base/array.h"
#include "waraq/base/buf.h"
#include "waraq/text/fold.h"
#include "waraq/text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { LETTERS = 0x800 };

/* Every code point begins with a needle of every letter that it folds to. */
static void check_all(bool loose)
{
    struct wq_anchor *anchors = calloc(LETTERS, sizeof *anchors);
    struct wq_folded f;
    struct wq_buf s = WQ_BUF_INIT;

    assert_non_null(anchors);
    for (uint32_t letter = 1; letter < LETTERS; letter++)
        if (!wq_anchor_make(&anchors[letter], letter, loose))
            anchors[letter].n = 0;
    wq_folded_init(&f);
    for (uint32_t c = 1; c <= 0x10FFFF; c++) {
        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        wq_buf_clear(&s);
        wq_buf_addcp(&s, c);
        wq_folded_make(&f, s.data, s.len, loose ? WQ_FOLD_LOOSE : 0);
        for (size_t i = 0; i < f.units.len; i++) {
            size_t at = f.units.items[i].at;
            uint32_t letter = wq_utf8_next(f.text.data, &at);
            struct wq_anchor_walk scan;
            if (letter >= LETTERS || anchors[letter].n == 0)
                continue;
            wq_anchor_walk_init(&scan, &anchors[letter], s.data, s.len);
            if (!(wq_anchor_walk_next(&scan) & 1) || !wq_anchor_stands(&anchors[letter], s.data, 0))
                fail_msg("U+%04X folds to U+%04X, and nobody would look for it there", c, letter);
        }
    }
    wq_folded_release(&f);
    wq_buf_release(&s);
    free(anchors);
}

static void test_all_folded(void **state)
{
    (void)state;
    check_all(false);
}

static void test_all_loose(void **state)
{
    (void)state;
    check_all(true);
}

/* The letters of the scripts that are read here can be looked for. */
static void test_letters_have_anchors(void **state)
{
    static const char letters[] =
        "ابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھءیے۱אבגדהוזחטיכלמנסעפצקרשתabcdefghijklmnopqrstuvwxyz";
    struct wq_anchor a;

    (void)state;
    for (size_t at = 0; at + 1 < sizeof letters;) {
        size_t from = at;
        struct wq_buf folded = WQ_BUF_INIT;
        (void)wq_utf8_next(letters, &at);
        wq_fold(letters + from, at - from, &folded);
        size_t i = 0;
        if (!wq_anchor_make(&a, wq_utf8_next(folded.data, &i), false))
            fail_msg("%.*s has too many needles", (int)(at - from), letters + from);
        wq_buf_release(&folded);
    }
}

/* Needles at every place of a block and over its end; nothing behind the text. */
static void test_every_place(void **state)
{
    struct wq_anchor a;
    char text[3 * WQ_BLOCK];

    (void)state;
    assert_true(wq_anchor_make(&a, 0x062C, false));
    for (size_t len = 2; len < sizeof text; len++) {
        for (size_t at = 0; at + 2 <= len; at++) {
            struct wq_anchor_walk scan;
            size_t n = 0;
            memset(text, 'x', sizeof text);
            memcpy(text + at, "\xD8\xAC", 2);
            wq_anchor_walk_init(&scan, &a, text, len);
            for (uint64_t bits; (bits = wq_anchor_walk_next(&scan)) != 0; scan.block += WQ_BLOCK, n++) {
                assert_int_equal(scan.block, at / WQ_BLOCK * WQ_BLOCK);
                assert_true(bits == UINT64_C(1) << at % WQ_BLOCK);
            }
            assert_int_equal(n, 1);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_folded),
        cmocka_unit_test(test_all_loose),
        cmocka_unit_test(test_letters_have_anchors),
        cmocka_unit_test(test_every_place),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
