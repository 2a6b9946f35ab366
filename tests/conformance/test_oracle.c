/*
 * Differential tests: our levels against ICU's ubidi and against UAX #9 written out, and whole paragraphs
 * against a slow reference, on random text from fixed seeds.
 */
#include "../../src/layout/levels.h"
#include "../support/layout_reference.h"
#include "../support/random_text.h"
#include "../support/uax9.h"
#include "waraq/base/buf.h"
#include "waraq/layout/range.h"
#include "waraq/text/props.h"
#include "waraq/text/utf8.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utf16.h>

#include <cmocka.h>

enum { LONGEST = 6000, MOST = 400 /* of a whole paragraph, code points */ };

static struct wq_props *props;
static struct wq_levels_scratch scratch;

static int set_up(void **state)
{
    (void)state;
    props = wq_props_new();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    wq_props_free(props);
    wq_levels_release(&scratch);
    return 0;
}

static void show(const uint32_t *cps, size_t n, bool rtl)
{
    print_error("%s:", rtl ? "R" : "L");
    for (size_t i = 0; i < n && i < 60; i++)
        print_error(" %04X", cps[i]);
    print_error("\n");
}

/* ---- levels ---- */

/* What layout hands over: explicit formatting and paragraph separators are BN. */
static void classify(const uint32_t *cps, size_t n, uint8_t *classes, uint32_t *brackets)
{
    for (size_t i = 0; i < n; i++) {
        const struct wq_prop *p = wq_prop(props, cps[i]);
        classes[i] = p->bidi >= WQ_BIDI_LRE || p->bidi == WQ_BIDI_B ? WQ_BIDI_BN : p->bidi;
        brackets[i] = p->flags & WQ_PROP_BRACKET ? wq_bracket(cps[i]) : 0;
    }
}

/* Who disagrees; NULL if nobody does. Characters that X9 removes have no level to agree on. */
static const char *compare_levels(const uint32_t *cps, size_t n, bool rtl)
{
    static uint8_t classes[LONGEST];
    static uint32_t brackets[LONGEST];
    static int8_t ours[LONGEST], icu[LONGEST], rules[LONGEST];
    bool icu_counts = !ubidi_may_err(cps, n);

    classify(cps, n, classes, brackets);
    if (!wq_levels_resolve(&scratch, classes, brackets, n, rtl, ours))
        return "no levels";
    uax9_levels(classes, brackets, n, rtl, rules);
    ubidi_levels(cps, NULL, n, rtl, icu);
    for (size_t i = 0; i < n; i++) {
        if (classes[i] == WQ_BIDI_BN)
            continue;
        if (ours[i] != rules[i])
            return "UAX #9";
        if (icu_counts && ours[i] != icu[i])
            return "ubidi";
    }
    return NULL;
}

/* Texts of which ubidi counts are added to *judged. */
static size_t compare_many(uint64_t seed, unsigned without, size_t texts, size_t longest, size_t *judged)
{
    static uint32_t cps[LONGEST];
    struct random r = {seed};
    size_t bad = 0;

    for (size_t t = 0; t < texts; t++) {
        enum random_mix mix = t % 2 ? RANDOM_UNIFORM : RANDOM_REAL;
        size_t n = 1 + random_below(&r, (uint32_t)longest);
        bool rtl = random_below(&r, 2);
        random_text(&r, mix, without, cps, n);
        const char *other = compare_levels(cps, n, rtl);
        *judged += !ubidi_may_err(cps, n);
        if (other && bad++ < 5) {
            print_error("text %zu of seed %llu: %s says otherwise, ", t, (unsigned long long)seed, other);
            show(cps, n, rtl);
        }
    }
    return bad;
}

static void test_levels(void **state)
{
    size_t judged = 0;
    unsigned without = RANDOM_NO_EXPLICIT | RANDOM_NO_ANGLES;
    size_t bad = compare_many(11, without, 150000, 12, &judged);

    (void)state;
    bad += compare_many(12, without, 120000, 200, &judged);
    bad += compare_many(13, without, 60, LONGEST, &judged);
    print_message("levels: ubidi judged %zu of 270060 texts\n", judged);
    assert_int_equal(bad, 0);
    assert_true(judged >= 200000);
}

static void test_levels_explicit_as_bn(void **state)
{
    size_t judged = 0;
    size_t bad = compare_many(21, RANDOM_NO_ANGLES, 100000, 12, &judged);

    (void)state;
    bad += compare_many(22, RANDOM_NO_ANGLES, 50000, 200, &judged);
    bad += compare_many(23, RANDOM_NO_ANGLES, 40, LONGEST, &judged);
    assert_int_equal(bad, 0);
    assert_true(judged >= 100000);
}

/* Angle brackets that are canonically equivalent: the rules alone judge. */
static void test_levels_angles(void **state)
{
    size_t judged = 0;

    (void)state;
    assert_int_equal(compare_many(31, 0, 50000, 30, &judged), 0);
}

static void test_order(void **state)
{
    struct random r = {41};

    (void)state;
    for (size_t t = 0; t < 50000; t++) {
        uint8_t levels[64];
        uint32_t ours[64], plain[64];
        size_t n = random_below(&r, 65);
        uint32_t highest = 1 + random_below(&r, 7);
        for (size_t i = 0; i < n; i++)
            levels[i] = (uint8_t)(random_below(&r, highest) + (t % 50 == 0 ? 120 : 0));
        wq_levels_order(levels, n, 0, ours);
        uax9_order(levels, n, plain);
        assert_memory_equal(ours, plain, n * sizeof *ours);
    }
}

/*
 * What fribidi 1.0.8 gets wrong in text that people write, and what ICU 72 does: levels by UAX #9, worked
 * out by hand.
 */
static const struct {
    const char *why;
    uint32_t cps[8];
    size_t n;
    bool rtl;
    int8_t levels[8];
} faults[] = {
    {"fribidi: a bracket behind a neutral and its mark (VS16) pairs, L since sos is",
     {'(', 0x0627, 0x2764, 0xFE0F, ')', 0x0627},
     6,
     false,
     {0, 1, 0, 0, 0, 1}},
    {"the same, R paragraph", {'(', 'a', 0x2764, 0xFE0F, ')', 'b'}, 6, true, {1, 2, 1, 1, 1, 2}},
    {"ubidi: a mark on a closing bracket has the bracket's direction",
     {0x05D0, '(', 0x05D1, ')', 0x05B8},
     5,
     false,
     {1, 1, 1, 1, 1}},
    {"ubidi: U+2329 is closed by U+232A once; U+3009 closes nothing",
     {0x0627, 0x2329, 0x232A, 0x0627, '1', 0x3009},
     6,
     false,
     {1, 1, 1, 1, 2, 0}},
    {"ubidi: Arabic numbers in an L paragraph are at level 2", {'a', 0x0661}, 2, false, {0, 2}},
    {"U+3008 and U+232A are a pair", {'a', 0x3008, 0x05D0, 0x232A, 0x05D1}, 5, false, {0, 0, 1, 0, 1}},
};

static void test_known_faults(void **state)
{
    size_t bad = 0;

    (void)state;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        uint8_t classes[8];
        uint32_t brackets[8];
        int8_t got[8];
        classify(faults[i].cps, faults[i].n, classes, brackets);
        assert_true(wq_levels_resolve(&scratch, classes, brackets, faults[i].n, faults[i].rtl, got));
        if (memcmp(got, faults[i].levels, faults[i].n) != 0) {
            bad++;
            print_error("%s\n", faults[i].why);
        }
    }
    assert_int_equal(bad, 0);
}

/* ---- paragraphs ---- */

struct whole {
    uint32_t *cps;
    uint32_t *taken; /* the same as the levels see them */
    size_t n;
    uint32_t *at; /* byte of each code point, and the end */
    bool *left;
    uint8_t *breaks;
    int8_t *levels;
    struct reference_cell *cells;
    size_t ncells;
};

/* Where ICU allows a line to break, asked for each place by itself. */
static void find_breaks(struct whole *w)
{
    UErrorCode e = U_ZERO_ERROR;
    UChar *units = calloc(2 * w->n + 1, sizeof *units);
    int32_t len = 0;

    assert_non_null(units);
    for (size_t i = 0; i < w->n; i++)
        U16_APPEND_UNSAFE(units, len, (UChar32)w->cps[i]);
    static UBreakIterator *lines;
    if (!lines)
        lines = ubrk_open(UBRK_LINE, "", NULL, 0, &e);
    ubrk_setText(lines, units, len, &e);
    assert_true(U_SUCCESS(e));
    len = 0;
    for (size_t i = 0; i < w->n; i++) {
        w->breaks[i] = i > 0 && ubrk_isBoundary(lines, len) && w->cps[i - 1] != 0xAD;
        len += U16_LENGTH(w->cps[i]);
    }
    free(units);
}

static void find_left(struct whole *w, const struct wq_buf *text, unsigned flags)
{
    struct wq_range range;

    memset(w->left, 0, w->n * sizeof *w->left);
    for (size_t at = 0; !(flags & WQ_LAYOUT_NO_RANGES) && wq_range_next(text->data, text->len, &at, &range);)
        for (size_t i = 0; i < w->n; i++)
            w->left[i] |= range.kind != WQ_RANGE_MAIL && range.kind != WQ_RANGE_FILE &&
                          w->at[i] >= range.span.start && w->at[i] < range.span.end;
}

static bool is_kept(uint32_t cp)
{
    UCharDirection class = u_charDirection((UChar32)cp);
    return class != U_BOUNDARY_NEUTRAL && class != U_BLOCK_SEPARATOR && !(cp >= 0x202A && cp <= 0x202E) &&
           !(cp >= 0x2066 && cp <= 0x2069);
}

static const char *compare_cell(const struct whole *w, const struct wq_para *p, const struct wq_cell *ours,
                                const struct reference_cell *want, size_t before,
                                const struct wq_layout_opts *opts)
{
    bool may_break = false;
    bool replaced = ours->ch == 0xFFFD && opts->width == 1; /* too wide for a line */

    if (ours->ch != want->ch && !replaced)
        return "character";
    if (ours->start != w->at[want->start] || ours->end != w->at[want->end])
        return "range";
    if (ours->level != want->level)
        return "level";
    if (!replaced && (ours->nmarks != want->nmarks ||
                      memcmp(p->marks + ours->mark, want->marks, want->nmarks * sizeof *want->marks) != 0))
        return "marks";
    if (((ours->flags & WQ_CELL_SPACE) != 0) != want->space)
        return "space";
    if (((ours->flags & WQ_CELL_FORCED) != 0) != want->forced)
        return "forced line";
    /* Between what the cell before shows and what this one shows. A blank with a mark has its break between
     * the two, which is as good as before it. */
    for (size_t i = before + 1; i <= want->start; i++)
        may_break |= w->breaks[i] && (i == want->start || reference_kind(w->cps[i]) == REFERENCE_NOTHING);
    if (u_isUWhiteSpace((UChar32)w->cps[want->start]) && want->nmarks > 0) {
        size_t mark = want->start + 1;
        while (reference_kind(w->cps[mark]) != REFERENCE_MARK)
            mark++;
        may_break |= w->breaks[mark];
    }
    if (((ours->flags & WQ_CELL_BREAK) != 0) != may_break && 2 * w->n > opts->width) /* else nobody asks */
        return "break";
    return NULL;
}

/* Each line's cells in the order that L2 gives its characters, those that are not seen among them. */
static const char *compare_order(const struct whole *w, const struct wq_para *p)
{
    static uint8_t levels[MOST];
    static uint32_t at[MOST], plain[MOST], ours[MOST];

    for (size_t l = 0; l < p->nlines; l++) {
        const struct wq_line *line = &p->lines[l];
        size_t n = 0;
        size_t seen = 0;
        if (line->count == 0)
            continue;
        uint32_t end = p->cells[line->first + line->count - 1].end;
        for (size_t i = 0; i < w->n; i++) /* the line's characters, but for those that X9 removes */
            if (w->at[i] >= p->cells[line->first].start && w->at[i] < end && is_kept(w->taken[i])) {
                levels[n] = (uint8_t)w->levels[i];
                at[n++] = w->at[i];
            }
        uax9_order(levels, n, plain);
        wq_line_visual(p, line, ours);
        for (size_t i = 0; i < n; i++) {
            size_t cell = line->first;
            while (cell < line->first + line->count && p->cells[cell].start != at[plain[i]])
                cell++;
            if (cell < line->first + line->count && (seen == line->count || ours[seen++] != cell))
                return "order";
        }
    }
    return NULL;
}

static const char *compare_whole(const struct whole *w, const struct wq_para *p,
                                 const struct wq_layout_opts *opts)
{
    size_t k = 0;

    for (size_t i = 0; i < p->ncells; i++) {
        if (p->cells[i].width == 0) /* holds an empty line open */
            continue;
        if (k == w->ncells)
            return "too many cells";
        const char *wrong =
            compare_cell(w, p, &p->cells[i], &w->cells[k], k > 0 ? w->cells[k - 1].start : 0, opts);
        if (wrong)
            return wrong;
        k++;
    }
    return k < w->ncells ? "too few cells" : compare_order(w, p);
}

static size_t compare_texts(struct whole *w, struct wq_layout *layout, uint64_t seed, size_t texts,
                            size_t longest)
{
    struct wq_buf text = WQ_BUF_INIT;
    struct random r = {seed};
    size_t bad = 0;

    for (size_t t = 0; t < texts; t++) {
        struct wq_layout_opts opts = {.width = 1 + random_below(&r, 40), .rtl = random_below(&r, 2)};
        opts.flags = random_below(&r, 2) ? WQ_LAYOUT_NO_RANGES : 0;
        w->n = 1 + random_below(&r, (uint32_t)longest);
        random_text(&r, t % 2 ? RANDOM_UNIFORM : RANDOM_REAL, RANDOM_NO_ANGLES, w->cps, w->n);
        wq_buf_clear(&text);
        for (size_t i = 0; i < w->n; i++) {
            w->at[i] = (uint32_t)text.len;
            wq_buf_addcp(&text, w->cps[i]);
        }
        w->at[w->n] = (uint32_t)text.len;
        find_left(w, &text, opts.flags);
        find_breaks(w);
        /* A noncharacter shows as U+FFFD, and is taken for it. */
        for (size_t i = 0; i < w->n; i++)
            w->taken[i] = w->cps[i] == 0xFFFE ? 0xFFFD : w->cps[i];
        ubidi_levels(w->taken, w->left, w->n, opts.rtl, w->levels);
        w->ncells = reference_cells(w->cps, w->levels, w->n, w->cells);
        struct wq_para *p = wq_layout_para(layout, text.data, text.len, &opts);
        const char *wrong = compare_whole(w, p, &opts);
        if (wrong && bad++ < 10) {
            print_error("text %zu, width %u: %s, ", t, opts.width, wrong);
            show(w->cps, w->n, opts.rtl);
        }
        wq_para_free(p);
    }
    wq_buf_release(&text);
    return bad;
}

static void test_paragraphs(void **state)
{
    struct wq_layout *layout = wq_layout_new();
    struct whole w = {
        .cps = calloc(MOST + 1, sizeof *w.cps),
        .taken = calloc(MOST + 1, sizeof *w.taken),
        .at = calloc(MOST + 1, sizeof *w.at),
        .left = calloc(MOST + 1, sizeof *w.left),
        .breaks = calloc(MOST + 1, 1),
        .levels = calloc(MOST + 1, 1),
        .cells = calloc(MOST + 1, sizeof *w.cells),
    };

    (void)state;
    assert_true(layout && w.cps && w.taken && w.at && w.left && w.breaks && w.levels && w.cells);
    size_t bad = compare_texts(&w, layout, 51, 20000, 8);
    bad += compare_texts(&w, layout, 52, 10000, 60);
    bad += compare_texts(&w, layout, 53, 400, MOST);
    free(w.cps);
    free(w.taken);
    free(w.at);
    free(w.left);
    free(w.breaks);
    free(w.levels);
    free(w.cells);
    wq_layout_free(layout);
    assert_int_equal(bad, 0);
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_levels),        cmocka_unit_test(test_levels_explicit_as_bn),
        cmocka_unit_test(test_levels_angles), cmocka_unit_test(test_order),
        cmocka_unit_test(test_known_faults),  cmocka_unit_test(test_paragraphs),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
