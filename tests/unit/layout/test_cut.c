/* Where long paragraphs are cut, and where sentences end. */
#include "waraq/layout/cut.h"

#include "../../support/random_text.h"
#include "waraq/base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <string.h>

#include <cmocka.h>

static const struct {
    const char *text;
    size_t from, most;
    size_t end; /* bytes */
} cuts[] = {
    {"", 0, 8, 0},
    {"abc", 0, 8, 3},                             /* short enough */
    {"abcdefgh", 0, 8, 8},                        /* just */
    {"abcdefgh", 3, 8, 8},                        /* the rest is short enough */
    {"abcdefghij", 0, 8, 8},                      /* nothing to cut at */
    {"abcdefg ij", 0, 8, 8},                      /* behind the space */
    {"abcdef hij", 0, 8, 7},                      /* behind the space */
    {"abc efghijk", 0, 8, 8},                     /* further back than a quarter: not looked for */
    {"abc. ef hijklmnopqrst", 0, 20, 20},         /* the same */
    {"abcdefghijkl. nopq stuvw", 0, 20, 19},      /* sentence too far back: the last space */
    {"abcdefghijklmno. q stuvw", 0, 20, 17},      /* a sentence's end before a later space */
    {"abcdefghijklmnopqr.\") s tuvw", 0, 24, 22}, /* with its quotes and brackets */
    {"abcdefghijklmno.  s tuvw", 0, 20, 18},      /* and its spaces */
    {"abcdefghijklmn.      vw", 0, 20, 20},       /* as many as there is room for */
    {"abcdefghijklmno   qrstu", 0, 20, 18},       /* spaces belong to the piece */
    {"abcdefghijklmn.pq stuvw", 0, 20, 18},       /* a full stop inside a word is none */
    {"abcdefghijklmn\u06D4 stuvw", 0, 20, 17},
    {"abcdefghijklmn\u061F\u00BB stuvw", 0, 20, 19},
    {"abcdefghijklmnopqr\u0628\u0628", 0, 19, 18}, /* never inside a character */
    {"\u0628\u0628", 0, 1, 2},                     /* one is taken, even if it does not fit */
    {"\U0001F600\U0001F600", 0, 3, 4},
    {"\u0628\u0628\u0628", 2, 3, 4},
    {"abcdefghijklmnopqrst", 8, 4, 12},
    {"abcdefghijklmnopq\u0628\u064E\u0651xy", 0, 21, 17},    /* a letter keeps its marks */
    {"abcdefghijklmnopq\u0628\u064E\u0651xy", 0, 23, 23},    /* where all of them fit */
    {"\u0628\u064E\u064E\u064E\u064E\u064E\u064E", 0, 8, 8}, /* nothing but marks */
};

static void test_cuts(void **state)
{
    size_t bad = 0;

    (void)state;
    for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
        size_t end = wq_cut_end(cuts[i].text, strlen(cuts[i].text), cuts[i].from, cuts[i].most);
        if (end == cuts[i].end)
            continue;
        bad++;
        print_error("'%s' from %zu, at most %zu: should end at %zu, ends at %zu\n", cuts[i].text,
                    cuts[i].from, cuts[i].most, cuts[i].end, end);
    }
    assert_int_equal(bad, 0);
}

/* Pieces follow each other to the end, none is empty or too long, and each ends between characters. */
static void test_pieces(void **state)
{
    struct random r = {71};
    struct wq_buf text = WQ_BUF_INIT;
    uint32_t cps[400];

    (void)state;
    for (size_t t = 0; t < 5000; t++) {
        size_t n = random_below(&r, 400);
        size_t most = 4 + random_below(&r, 200);
        random_text(&r, t % 2 ? RANDOM_REAL : RANDOM_UNIFORM, 0, cps, n);
        wq_buf_clear(&text);
        for (size_t i = 0; i < n; i++)
            wq_buf_addcp(&text, cps[i]);
        for (size_t from = 0; from < text.len;) {
            size_t end = wq_cut_end(text.data, text.len, from, most);
            assert_true(end > from && end <= text.len && end - from <= most);
            assert_true(end == text.len || ((unsigned char)text.data[end] & 0xC0) != 0x80);
            from = end;
        }
    }
    wq_buf_release(&text);
}

static const struct {
    const char *text;
    size_t from;
    size_t end;
} sentences[] = {
    {"", 0, 0},
    {"abc", 0, 3},
    {"abc. def", 0, 5},
    {"abc. def", 5, 8},
    {"abc.   def", 0, 7},
    {"abc.", 0, 4},
    {"abc. ", 0, 5},
    {"3.5 a. b", 0, 7},
    {"a!? b", 0, 4},
    {"(a.) b", 0, 5},
    {"\"a.\" b", 0, 5},
    {"a.b c", 0, 5},
    {"a . b", 0, 4},
    {"\u0628\u06D4 \u0628", 0, 5},
    {"\u0628\u061F \u0628", 0, 5},
    {"\u0628\u06D4\u0628", 0, 6}, /* without a space it may be a slip of the pen */
    {"\u00AB\u0628.\u00BB \u0628", 0, 8},
    {"a\u2026 b", 0, 5},
    {"a\u0964 b", 0, 5},
    {"a.\u00A0b", 0, 4},
    {"\u4E2D\u3002\u3000\u6587", 0, 9},
    {"a\u060C b", 0, 5},
    {". a. b", 1, 5},
    {"a.\n\tb", 0, 4},
};

static void test_sentences(void **state)
{
    size_t bad = 0;

    (void)state;
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++) {
        size_t end = wq_sentence_end(sentences[i].text, strlen(sentences[i].text), sentences[i].from);
        if (end == sentences[i].end)
            continue;
        bad++;
        print_error("'%s' from %zu: should end at %zu, ends at %zu\n", sentences[i].text, sentences[i].from,
                    sentences[i].end, end);
    }
    assert_int_equal(bad, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cuts),
        cmocka_unit_test(test_pieces),
        cmocka_unit_test(test_sentences),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
