/* Paragraphs: what holds for every one of them, over random text and the sample articles; and the options. */
#include "../../support/para_check.h"
#include "../../support/random_text.h"
#include "waraq/base/buf.h"
#include "waraq/layout/para.h"

#include <glob.h>
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct wq_layout *layout;

static int open_layout(void **state)
{
    (void)state;
    layout = wq_layout_new();
    return layout ? 0 : -1;
}

static int close_layout(void **state)
{
    (void)state;
    wq_layout_free(layout);
    return 0;
}

/* ---- properties ---- */

static void check_one(const char *name, const char *s, size_t len, const struct wq_layout_opts *opts)
{
    struct wq_para *p = wq_layout_para(layout, s, len, opts);
    const char *bad = para_check(&(struct para_case){s, len, opts, p});

    if (bad) {
        print_error("%s, width %u, %s, flags %x, indents %u %u %u: %s\n", name, opts->width,
                    opts->rtl ? "rtl" : "ltr", opts->flags, opts->indent_first, opts->indent_rest,
                    opts->indent_soft, bad);
        for (size_t i = 0; i < len && i < 400; i++)
            print_error("\\x%02x", (unsigned char)s[i]);
        print_error("\n");
    }
    wq_para_free(p);
    assert_null(bad);
}

static void random_options(struct random *r, size_t len, uint32_t *soft, struct wq_layout_opts *o)
{
    *o = (struct wq_layout_opts){.rtl = random_below(r, 2), .soft = soft};
    if (random_below(r, 8))
        o->width = 1 + random_below(r, 120);
    if (random_below(r, 2))
        o->width %= 20;
    if (!random_below(r, 2))
        o->flags = random_below(r, 32);
    if (!random_below(r, 3)) {
        o->indent_first = random_below(r, 12);
        o->indent_rest = random_below(r, 12);
        o->indent_soft = random_below(r, 12);
    }
    for (uint32_t at = 0; o->nsoft < 8 && random_below(r, 3) == 0;) {
        at += 1 + random_below(r, (uint32_t)len / 4 + 1);
        soft[o->nsoft++] = at;
    }
}

static void random_holds(enum random_mix mix, uint64_t seed, size_t texts, size_t longest)
{
    struct random r = {seed};
    struct wq_buf text = WQ_BUF_INIT;
    uint32_t *cps = calloc(longest + 1, sizeof *cps);
    uint32_t soft[8];

    assert_non_null(cps);
    for (size_t i = 0; i < texts; i++) {
        size_t n = random_below(&r, (uint32_t)longest + 1);
        struct wq_layout_opts opts;
        random_text(&r, mix, 0, cps, n);
        wq_buf_clear(&text);
        for (size_t k = 0; k < n; k++)
            wq_buf_addcp(&text, cps[k]);
        random_options(&r, text.len, soft, &opts);
        for (size_t k = 0; k < text.len && (opts.flags & WQ_LAYOUT_JOIN_LINES); k++)
            if (text.data[k] == '!' || text.data[k] == '&')
                text.data[k] = text.data[k] == '!' ? '\n' : '\r';
        check_one("random", text.len ? text.data : "", text.len, &opts);
    }
    free(cps);
    wq_buf_release(&text);
}

static void test_random_like_articles(void **state)
{
    (void)state;
    random_holds(RANDOM_REAL, 1, 20000, 60);
    random_holds(RANDOM_REAL, 2, 300, 3000);
}

static void test_random_uniform(void **state)
{
    (void)state;
    random_holds(RANDOM_UNIFORM, 3, 20000, 60);
    random_holds(RANDOM_UNIFORM, 4, 300, 3000);
}

static void check_sample(const char *path)
{
    FILE *f = fopen(path, "rb");
    char line[16384];

    assert_non_null(f);
    while (fgets(line, sizeof line, f)) {
        size_t len = strcspn(line, "\r\n");
        for (uint32_t width = 0; width <= 120; width++)
            check_one(path, line, len, &(struct wq_layout_opts){.width = width, .rtl = true});
        check_one(path, line, len,
                  &(struct wq_layout_opts){.width = 40, .indent_first = 2, .indent_rest = 4});
    }
    fclose(f);
}

static void test_samples(void **state)
{
    glob_t found;

    (void)state;
    assert_int_equal(glob("data/samples/*.txt", 0, NULL, &found), 0);
    assert_true(found.gl_pathc >= 16);
    for (size_t i = 0; i < found.gl_pathc; i++)
        check_sample(found.gl_pathv[i]);
    globfree(&found);
}

/* ---- options ---- */

/* Lines as they are seen: indents as '>', cells from left to right, '|' between lines. */
static void see(const char *s, const struct wq_layout_opts *opts, struct wq_buf *out)
{
    struct wq_para *p = wq_layout_para(layout, s, strlen(s), opts);
    uint32_t order[256];

    wq_buf_clear(out);
    for (size_t n = 0; n < p->nlines; n++) {
        const struct wq_line *line = &p->lines[n];
        if (n > 0)
            wq_buf_addc(out, '|');
        for (uint32_t i = 0; i < line->indent; i++)
            wq_buf_addc(out, '>');
        assert_true(line->count <= 256);
        for (size_t i = 0; i < wq_line_visual(p, line, order); i++) {
            const struct wq_cell *cell = &p->cells[order[i]];
            wq_buf_addcp(out, cell->ch);
            for (size_t m = 0; m < cell->nmarks; m++)
                wq_buf_addcp(out, p->marks[cell->mark + m]);
        }
    }
    const char *bad = para_check(&(struct para_case){s, strlen(s), opts, p});
    wq_para_free(p);
    wq_buf_adds(out, bad ? bad : "");
}

struct option_row {
    const char *text;
    const char *seen;
    struct wq_layout_opts opts;
};

static void check_rows(const struct option_row *rows, size_t n)
{
    struct wq_buf seen = WQ_BUF_INIT;
    size_t bad = 0;

    for (size_t i = 0; i < n; i++) {
        see(rows[i].text, &rows[i].opts, &seen);
        if (strcmp(seen.data, rows[i].seen) != 0) {
            print_error("row %zu: '%s' should look '%s', looks '%s'\n", i, rows[i].text, rows[i].seen,
                        seen.data);
            bad++;
        }
    }
    wq_buf_release(&seen);
    assert_int_equal(bad, 0);
}

#define CHECK_ROWS(...)                                                                                      \
    do {                                                                                                     \
        static const struct option_row rows[] = {__VA_ARGS__};                                               \
        check_rows(rows, sizeof rows / sizeof *rows);                                                        \
    } while (0)

static void test_wrapping(void **state)
{
    (void)state;
    CHECK_ROWS({"", "", {.width = 5}}, {"   ", "", {.width = 5}}, {"ab cd", "ab cd", {.width = 0}},
               {"ab cd ef", "ab cd|ef", {.width = 5}}, {"ab cd ef", "ab cd|ef", {.width = 7}},
               {"ab cd ef", "ab cd ef", {.width = 8}}, {"abcdefg", "abc|def|g", {.width = 3}},
               {"ab abcdefg", "ab|abcd|efg", {.width = 4}}, {"abcde fgh ijk", "abcde|fgh|ijk", {.width = 5}},
               {"  ab    cd  ", "ab|cd", {.width = 4}}, {"a b", "a|b", {.width = 1}},
               {"abcde   ", "abcde", {.width = 5}}, {"ab\u00A0cd ef", "ab cd|ef", {.width = 6}},
               {"ab cd\u00A0", "ab cd", {.width = 5}}, {"abcde\u00A0", "abcde", {.width = 5}},
               {"abc\u00A0def", "abc|def", {.width = 3}}, {"ab cde\u00A0 fg", "ab cde|fg", {.width = 6}},
               {"ab-cd", "ab-|cd", {.width = 3}}, {"ab\u200Bcd", "ab|cd", {.width = 3}},
               {"ab\u00ADcd", "abc|d", {.width = 3}}, {"ab\u2060cd", "abc|d", {.width = 3}},
               {"ab \u200Fcd", "ab|cd", {.width = 4}}, {"ab \u202Bcd\u202C", "ab|cd", {.width = 4}},
               {"中文字", "中文|字", {.width = 5}}, {"中文字", "\uFFFD|\uFFFD|\uFFFD", {.width = 1}},
               {"a中b", "a|\uFFFD|b", {.width = 1}}, {"1 000 000", "1|000|000", {.width = 4}});
}

static void test_forced_lines(void **state)
{
    (void)state;
    CHECK_ROWS({"ab\u2028cd", "ab|cd", {.width = 9}}, {"ab\vcd\fef", "ab|cd|ef", {.width = 0}},
               {"ab\u2028", "ab", {.width = 9}}, {"ab\u2028\u2028cd", "ab||cd", {.width = 9}},
               {"\u2028ab", "|ab", {.width = 9}}, {"\f\fab", "||ab", {.width = 9}},
               {"ab \u2028 cd", "ab|cd", {.width = 9}}, {"ab\u2028 \u2028cd", "ab||cd", {.width = 9}},
               {"abc\u00A0\u2028d", "abc|d", {.width = 3}},
               {"ab\u2028\u2028cd", "ab||cd", {.width = 9, .flags = WQ_LAYOUT_KEEP_SPACE}},
               {"\u2028ab", "|ab", {.width = 9, .flags = WQ_LAYOUT_KEEP_SPACE}},
               {"ab\u2028\u064Ecd", "ab|\u25CC\u064Ecd", {.width = 9}},
               {"\u0644\u2028\u0627", "\uFEDD|\uFE8D", {.width = 9, .rtl = true}});
}

static void test_indents(void **state)
{
    (void)state;
    CHECK_ROWS({"ab cd ef", ">>ab|cd ef", {.width = 5, .indent_first = 2}},
               {"ab cd ef", "ab cd|>>ef", {.width = 5, .indent_rest = 2}},
               {"ab cd ef", "ab cd|>>>ef", {.width = 5, .indent_first = 5, .indent_rest = 3}},
               {"ab cd", "ab cd", {.width = 5, .indent_first = 9, .indent_rest = 9}},
               {"abcd", ">>>>a|bcd", {.width = 5, .indent_first = 4}},
               /* Room counts without the indent, short as the text may be. */
               {"abc def", ">>>>>>>>>>abc|def", {.width = 14, .indent_first = 10}},
               {"abc def", ">>>>>>>>>>abc|>>def", {.width = 14, .indent_first = 10, .indent_rest = 2}},
               {"ab cde fg", ">>>>>>>>>>>>>ab|cde fg", {.width = 18, .indent_first = 13}},
               {"a\u2028ab cde fg",
                "a|>>>>>>>>>>>>>>>>>ab|>>>>>>>>>>>>>>>>>cde|>>>>>>>>>>>>>>>>>fg",
                {.width = 22, .indent_rest = 17}},
               {"a\u2028b", ">a|>>b", {.width = 9, .indent_first = 1, .indent_rest = 2}},
               /* A wide character needs two columns, and the next line may have them. */
               {"a中", ">>>>a|中", {.width = 5, .indent_first = 4}},
               {"中a", "中a", {.width = 5, .indent_first = 4}},
               {"a中b", "a|中|>b", {.width = 2, .indent_rest = 1}});
}

static void test_soft(void **state)
{
    static const uint32_t three[] = {0, 4, 8};
    static const uint32_t spaces[] = {3, 4};
    static const uint32_t far[] = {80};
    static const uint32_t inside[] = {2};
    static const uint32_t second[] = {2};

    (void)state;
    CHECK_ROWS(
        {"ab. cd. ef", "ab.|>>cd.|>>ef", {.width = 20, .soft = three, .nsoft = 3, .indent_soft = 2}},
        {"ab. cd. ef", "ab.|cd.|ef", {.width = 0, .soft = three, .nsoft = 3}},
        {"ab. cd", "ab.|>cd", {.width = 9, .soft = spaces, .nsoft = 2, .indent_soft = 1}},
        {"ab. cd", "ab. cd", {.width = 9, .soft = far, .nsoft = 1, .indent_soft = 1}},
        {"ab. cd efg",
         "ab.|>cd|>>efg",
         {.width = 5, .soft = three, .nsoft = 2, .indent_soft = 1, .indent_rest = 2}},
        {"a ab cde fg",
         "a|>>>>>>>>>>>>>>>>>ab|cde fg",
         {.width = 22, .soft = second, .nsoft = 1, .indent_soft = 17}},
        /* Never inside a cell: lam and alef. */
        {"\u0644\u0627\u0628", "\uFEFB|\uFE8F", {.width = 9, .rtl = true, .soft = inside, .nsoft = 1}});
}

static void test_keep_space(void **state)
{
    (void)state;
    CHECK_ROWS({"  ab  ", "  ab  ", {.flags = WQ_LAYOUT_KEEP_SPACE}},
               {"  ab  ", "  ab  ", {.flags = WQ_LAYOUT_KEEP_SPACE, .rtl = true}},
               {"ab cd", "ab |cd", {.width = 2, .flags = WQ_LAYOUT_KEEP_SPACE}},
               {"   ", "   ", {.width = 2, .flags = WQ_LAYOUT_KEEP_SPACE}},
               {"\u3000a", "\u3000a", {.width = 3, .flags = WQ_LAYOUT_KEEP_SPACE}},
               {"\u3000a", " |a", {.width = 1, .flags = WQ_LAYOUT_KEEP_SPACE}},
               /* L1: blanks at the end run as the paragraph does. */
               {"\u05D0\u05D1  ", "\u05D1\u05D0  ", {.flags = WQ_LAYOUT_KEEP_SPACE}},
               {"\u05D0\u05D1  ", "  \u05D1\u05D0", {.flags = WQ_LAYOUT_KEEP_SPACE, .rtl = true}},
               {"\u05D0\u05D1  \u05D2\u05D3",
                "\u05D1\u05D0  |\u05D3\u05D2",
                {.width = 4, .flags = WQ_LAYOUT_KEEP_SPACE}},
               {"\u05D0\u200E\u05D1  \u05D2\u05D3",
                "\u05D0\u05D1  |\u05D3\u05D2",
                {.width = 4, .flags = WQ_LAYOUT_KEEP_SPACE}},
               {"ab  \u05D0", "ab  |\u05D0", {.width = 3, .flags = WQ_LAYOUT_KEEP_SPACE}},
               {"\u05D0  ab", "  \u05D0|ab", {.width = 3, .flags = WQ_LAYOUT_KEEP_SPACE, .rtl = true}});
}

static void test_join_lines(void **state)
{
    (void)state;
    CHECK_ROWS({"ab\ncd\r\nef\rgh\n", "ab cd ef gh", {.width = 20, .flags = WQ_LAYOUT_JOIN_LINES}},
               {"ab\r\ncd", "ab|cd", {.width = 3, .flags = WQ_LAYOUT_JOIN_LINES}},
               {"ab\ncd", "ab|cd", {.width = 4, .flags = WQ_LAYOUT_JOIN_LINES}},
               {"xx ab\r\n)", "xx|ab )", {.width = 5, .flags = WQ_LAYOUT_JOIN_LINES}},
               {"\r\nab", "ab", {.width = 4, .flags = WQ_LAYOUT_JOIN_LINES}},
               {"ab\r\n", "ab ", {.flags = WQ_LAYOUT_JOIN_LINES | WQ_LAYOUT_KEEP_SPACE}},
               {"\u05D0\n\u05D1", "\u05D1 \u05D0", {.flags = WQ_LAYOUT_JOIN_LINES, .rtl = true}},
               {"\u0628\n\u0628", "\uFE8F \uFE8F", {.flags = WQ_LAYOUT_JOIN_LINES, .rtl = true}},
               {"\u0628\r\n\u0628", "\uFE8F \uFE8F", {.flags = WQ_LAYOUT_JOIN_LINES, .rtl = true}});
}

static void test_show_hidden(void **state)
{
    (void)state;
    CHECK_ROWS({"a\u200Db\u200C", "a+b\u00A6", {.flags = WQ_LAYOUT_SHOW_HIDDEN}},
               {"\u200Ea\u200F\u061C", "\u2020a\u2020\u2020", {.flags = WQ_LAYOUT_SHOW_HIDDEN}},
               {"a\u202Eb\u2069", "a\u2021b\u2021", {.flags = WQ_LAYOUT_SHOW_HIDDEN}},
               {"a\x1B\x7F\u00AD\u200B", "a\u241B\u2421\u00B7\u00B7", {.flags = WQ_LAYOUT_SHOW_HIDDEN}},
               {"\uFEFFa", "\u00B7a", {.flags = WQ_LAYOUT_SHOW_HIDDEN}},
               {"a\u200D\u0301", "a+\u25CC\u0301", {.flags = WQ_LAYOUT_SHOW_HIDDEN}},
               /* Letters join as they do when nothing is shown, and numbers stay whole. */
               {"\u0645\u06CC\u200C\u0631",
                "\uFEAD\u00A6\uFBFD\uFEE3",
                {.flags = WQ_LAYOUT_SHOW_HIDDEN, .rtl = true}},
               {"\u062F12\u200D34", "12+34\uFEA9", {.flags = WQ_LAYOUT_SHOW_HIDDEN, .rtl = true}},
               {"a\u200Db", "ab", {.flags = 0}});
}

/* The letters of the cells, logically; the caller's. */
static char *letters(enum wq_shaping shaping, unsigned flags, const char *text)
{
    struct wq_layout_opts opts = {.rtl = true, .flags = flags};
    struct wq_buf out = WQ_BUF_INIT;

    wq_layout_shape(layout, shaping);
    struct wq_para *p = wq_layout_para(layout, text, strlen(text), &opts);
    for (size_t i = 0; i < p->ncells; i++)
        wq_buf_addcp(&out, p->cells[i].ch);
    wq_para_free(p);
    wq_layout_shape(layout, WQ_SHAPING_ALL);
    return wq_buf_detach(&out);
}

/* Words with a joiner are joined for a terminal that joins the others and is never told of it. */
static void test_joiners(void **state)
{
    static const char text[] = "می رود می\u200Cرود، «ه\u200D» لا";
    static const struct {
        enum wq_shaping shaping;
        unsigned flags;
        const char *cells;
    } cases[] = {
        {WQ_SHAPING_ALL, 0,
         "\uFEE3\uFBFD \uFEAD\uFEED\uFEA9 \uFEE3\uFBFD\uFEAD\uFEED\uFEA9، »\uFEEB« \uFEFB"},
        {WQ_SHAPING_JOINERS, 0, "می رود \uFEE3\uFBFD\uFEAD\uFEED\uFEA9، »\uFEEB« لا"},
        {WQ_SHAPING_NONE, 0, "می رود میرود، »ه« لا"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *got = letters(cases[i].shaping, cases[i].flags, text);
        assert_string_equal(got, cases[i].cells);
        free(got);
    }
}

static void test_controls(void **state)
{
    (void)state;
    CHECK_ROWS({"\u202Eabc\u202C", "abc", {.flags = 0}},
               {"\u202Eabc\u202C", "cba", {.flags = WQ_LAYOUT_CONTROLS}},
               {"\u202D\u05D0\u05D1\u202C", "\u05D1\u05D0", {.flags = 0, .rtl = true}},
               {"\u202D\u05D0\u05D1\u202C", "\u05D0\u05D1", {.flags = WQ_LAYOUT_CONTROLS, .rtl = true}},
               {"a \u2067\u05D0 b\u2069 c", "a b \u05D0 c", {.flags = WQ_LAYOUT_CONTROLS}},
               {"a \u2067\u05D0 b\u2069 c", "a \u05D0 b c", {.flags = 0}},
               {"a \u2068\u05D0 1\u2069 2", "a 1 \u05D0 2", {.flags = WQ_LAYOUT_CONTROLS}},
               {"\u202Ea(b\u202C", "b)a", {.flags = WQ_LAYOUT_CONTROLS}});
}

static void test_tabs(void **state)
{
    struct wq_layout_opts opts = {.width = 20};
    struct wq_para *p = wq_layout_para(layout, "a\tb\tc", 5, &opts);

    (void)state;
    assert_int_equal(p->lines[0].width, 17);
    assert_int_equal(p->cells[1].width, 7);
    assert_int_equal(p->cells[3].width, 7);
    wq_para_free(p);
    /* Short as it is, it does not fit, and is broken at the tab. */
    CHECK_ROWS({"\ta\tb\tcd ef", "a b cd|ef", {.width = 20}}, {"ab\tcd", "ab|cd", {.width = 9}},
               {"ab\tcd", "ab cd", {.width = 10}}, {"ab\tcd", "ab|cd", {.width = 3}});
}

/* More marks than a cell takes, than are looked at, and than a paragraph should have. */
static void test_many_marks(void **state)
{
    struct wq_buf text = WQ_BUF_INIT;
    struct wq_layout_opts opts = {.width = 9, .rtl = true};

    (void)state;
    for (size_t n = 0; n <= 100000; n = n ? n * 10 : 1) {
        wq_buf_clear(&text);
        wq_buf_addcp(&text, 0x0627);
        for (size_t i = 0; i < n; i++)
            wq_buf_addcp(&text, i % 2 ? 0x0651 : 0x064E);
        wq_buf_addcp(&text, 0x0654); /* composes if it comes early enough */
        struct wq_para *p = wq_layout_para(layout, text.data, text.len, &opts);
        assert_int_equal(p->ncells, 1);
        assert_int_equal(p->cells[0].end, text.len);
        assert_int_equal(p->cells[0].ch, n <= 10 ? 0xFE83 : 0xFE8D);
        assert_int_equal(p->cells[0].nmarks, n < 4 ? n : 4);
        wq_para_free(p);
    }
    wq_buf_release(&text);
}

/* LAYOUT.md, rule 5: up to 1,024 brackets are paired, and any number does no harm. */
static void test_many_brackets(void **state)
{
    static const size_t counts[] = {0, 511, 512, 100000};
    struct wq_buf text = WQ_BUF_INIT;
    struct wq_layout_opts opts = {.width = 80};

    (void)state;
    for (size_t t = 0; t < sizeof counts / sizeof *counts; t++) {
        wq_buf_clear(&text);
        for (size_t i = 0; i < counts[t]; i++)
            wq_buf_adds(&text, "()");
        wq_buf_adds(&text, "(\u05D0!)\u05D1");
        struct wq_para *p = wq_layout_para(layout, text.data, text.len, &opts);
        const struct wq_cell *last = &p->cells[p->ncells - 2];
        assert_int_equal(last->level, counts[t] < 512 ? 0 : 1); /* paired, it runs as the paragraph does */
        assert_int_equal(last->ch, counts[t] < 512 ? ')' : '(');
        wq_para_free(p);
    }
    wq_buf_release(&text);
}

/* The last cell of a line answers for the columns behind it, and an offset beyond the end is in the last
 * line. */
static void test_hits(void **state)
{
    struct wq_layout_opts opts = {.width = 6, .rtl = true};
    const char *s = "\u05D0\u05D1 12 \u05D2"; /* reads 12 first: aleph bet space 1 2 | gimel */
    struct wq_para *p = wq_layout_para(layout, s, strlen(s), &opts);

    (void)state;
    assert_int_equal(p->nlines, 2);
    assert_int_equal(wq_para_line_at(p, 0), 0);
    assert_int_equal(wq_para_line_at(p, 8), 1);
    assert_int_equal(wq_para_line_at(p, 99), 1);
    assert_int_equal(wq_line_column_of(p, &p->lines[0], 0), 4);
    assert_int_equal(wq_line_column_of(p, &p->lines[0], 3), 0);
    assert_int_equal(wq_line_cell_at_column(p, &p->lines[0], 1), 4);
    assert_int_equal(wq_line_cell_at_column(p, &p->lines[0], 2), 2);
    assert_int_equal(wq_line_cell_at_column(p, &p->lines[0], 99), 0);
    assert_int_equal(wq_line_cell_at(p, &p->lines[0], 1), 0);
    assert_int_equal(wq_line_cell_at(p, &p->lines[0], 7), 4);
    wq_para_free(p);
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_wrapping),
        cmocka_unit_test(test_forced_lines),
        cmocka_unit_test(test_indents),
        cmocka_unit_test(test_soft),
        cmocka_unit_test(test_keep_space),
        cmocka_unit_test(test_join_lines),
        cmocka_unit_test(test_show_hidden),
        cmocka_unit_test(test_joiners),
        cmocka_unit_test(test_controls),
        cmocka_unit_test(test_tabs),
        cmocka_unit_test(test_many_marks),
        cmocka_unit_test(test_many_brackets),
        cmocka_unit_test(test_hits),
        cmocka_unit_test(test_samples),
        cmocka_unit_test(test_random_like_articles),
        cmocka_unit_test(test_random_uniform),
    };
    return cmocka_run_group_tests(tests, open_layout, close_layout);
}
