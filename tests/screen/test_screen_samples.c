/* Every sample read from its start to its end by the page, in small and large windows, mirrored or not. */
#include "../support/articles.h"
#include "../support/screen.h"
#include "waraq/base/array.h"
#include "waraq/base/buf.h"
#include "waraq/doc/blocks.h"
#include "waraq/text/utf8.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const int sizes[][2] = {{20, 5}, {40, 10}, {80, 24}, {120, 40}, {200, 60}};
static const enum wq_way ways[] = {WQ_WAY_RTL, WQ_WAY_LTR};

/* The sample and window at work: said when a test fails there. */
static char where[128];

static int say_where(void **state)
{
    (void)state;
    if (where[0])
        print_error("in %s\n", where);
    where[0] = '\0';
    return 0;
}

/* Runs check for every sample in every window. */
static void everywhere(void (*check)(struct screen *s, const char *name))
{
    for (size_t i = 0; i < nsamples; i++)
        for (size_t k = 0; k < WQ_COUNT(sizes) * WQ_COUNT(ways); k++) {
            struct screen s;
            screen_open(&s, &(struct screen_how){.width = sizes[k / 2][0],
                                                 .height = sizes[k / 2][1],
                                                 .layout = ways[k % 2],
                                                 .paths = {samples[i]}});
            snprintf(where, sizeof where, "%s at %dx%d, %s", samples[i], sizes[k / 2][0], sizes[k / 2][1],
                     k % 2 ? "ltr" : "rtl");
            check(&s, samples[i]);
            screen_close(&s);
        }
    where[0] = '\0';
}

/* ---- all of it, and nothing twice ---- */

struct seen {
    unsigned char *bytes; /* 1 where a cell stood for a byte of the article */
    long last;            /* the start of the last line seen */
    struct screen_line rows[64];
    int n;
};

static void see_cells(const struct screen *s, struct seen *seen, int y)
{
    struct wq_strip text = screen_panes(s)->text;

    for (int x = text.x; x < text.x + text.w; x++) {
        const struct wq_gridcell *c = screen_cell(s, screen_column(s, x), y);
        if (c->at != WQ_GRID_NOWHERE)
            memset(seen->bytes + c->at, 1, c->end - c->at);
    }
}

/* Takes in what is on the screen. Between pages one row stays; false where more does. */
static bool see_page(const struct screen *s, struct seen *seen)
{
    const struct wq_panes *p = screen_panes(s);
    struct screen_line kept = seen->n ? seen->rows[seen->n - 1] : (struct screen_line){.empty = true};
    struct screen_line top = screen_line(s, p->top);
    bool one = !seen->n || (top.empty == kept.empty && top.fold == kept.fold &&
                            (kept.empty || kept.fold || top.span.start == kept.span.start));

    seen->n = p->rows;
    for (int y = 0; y < p->rows; y++) {
        struct screen_line line = screen_line(s, p->top + y);
        seen->rows[y] = line;
        if (line.empty || line.fold)
            continue;
        see_cells(s, seen, p->top + y);
        if ((long)line.span.start > seen->last)
            seen->last = (long)line.span.start;
        else
            one &= y == 0;
    }
    return one;
}

/* Every character stood in a cell, but spaces at the ends of lines and what cannot be seen. */
static void check_all_seen(const struct wq_article *a, struct wq_span span, const unsigned char *bytes)
{
    for (size_t at = span.start; at < span.end;) {
        size_t here = at;
        uint32_t cp = wq_utf8_next(a->text.data, &at);
        uint8_t flags = wq_prop(articles_props(), cp)->flags;
        if (!bytes[here] && !(flags & (WQ_PROP_SPACE | WQ_PROP_IGNORABLE)))
            fail_msg("U+%04X at byte %zu was not seen", (unsigned)cp, here);
    }
}

static void check_reading(struct screen *s, const char *name)
{
    const struct wq_article *a = screen_article(s);
    struct seen seen = {.bytes = calloc(a->text.len + 1, 1), .last = -1};
    bool one = true;
    (void)name;

    assert_non_null(seen.bytes);
    for (int pages = 0; !screen_status(s, "End of the article"); pages++) {
        assert_true(one && pages < 1000); /* only the last page shows more of the one before than a row */
        one = see_page(s, &seen);
        screen_keys(s, " ");
    }
    bool titled = screen_title(s, a->title);
    for (size_t i = 0; i < a->nparas; i++)
        if (a->paras[i].kind == WQ_PARA_TEXT || (a->paras[i].kind == WQ_PARA_TITLE && !titled))
            check_all_seen(a, a->paras[i].span, seen.bytes);
    free(seen.bytes);
}

static void test_reading(void **state)
{
    (void)state;
    everywhere(check_reading);
}

/* ---- where it stands ---- */

/* Whether a line at this byte is set in from its side: it continues a paragraph after a break for the eye. */
static bool is_set_in(const struct wq_article *a, size_t at)
{
    struct wq_blocks blocks = wq_blocks_make(a, WQ_BLOCKS_FURNITURE);
    const struct wq_block *b = &blocks.items[wq_blocks_at(&blocks, at)];
    uint32_t soft[64];
    size_t n = wq_block_soft_breaks(a, b, soft, WQ_COUNT(soft));
    bool found = false;

    for (size_t i = 0; i < n; i++)
        found |= b->span.start + soft[i] == at;
    wq_blocks_release(&blocks);
    return found;
}

static void check_line_side(const struct screen *s, const struct screen_line *line)
{
    const struct wq_article *a = screen_article(s);
    const struct wq_paragraph *p = &a->paras[wq_article_para_at(a, line->span.start)];
    int indent = is_set_in(a, line->span.start) ? 3 : 0;

    if (p->rtl)
        assert_int_equal(line->right, indent);
    else /* left to right: at the left, or, if it is one line in such an article, where lines begin */
        assert_true(line->left == indent || line->right == 0);
}

static void check_sides(struct screen *s, const char *name)
{
    const struct wq_panes *p = screen_panes(s);
    (void)name;

    screen_keys(s, "H");
    for (int pages = 0; pages < 12; pages++) {
        for (int y = p->top; y < p->top + p->rows; y++) {
            struct screen_line line = screen_line(s, y);
            if (!line.empty && !line.fold)
                check_line_side(s, &line);
        }
        screen_keys(s, " ");
    }
}

static void test_sides(void **state)
{
    (void)state;
    everywhere(check_sides);
}

/* An empty row parts paragraphs; verse and lists stand together; the first row is no empty one. */
static void check_rows(struct screen *s, const char *name)
{
    const struct wq_article *a = screen_article(s);
    const struct wq_panes *p = screen_panes(s);
    struct screen_line before = screen_line(s, p->top);
    bool gap = false;
    (void)name;

    assert_false(before.empty);
    for (int y = p->top + 1; y < p->top + p->rows; y++) {
        struct screen_line line = screen_line(s, y);
        if (line.fold || before.fold || line.empty) {
            gap = line.empty;
            before = line.empty ? before : line;
            continue;
        }
        size_t from = wq_article_para_at(a, before.span.start);
        size_t to = wq_article_para_at(a, line.span.start);
        bool parts = from != to && !a->paras[to].close && !a->paras[to].joins;
        assert_int_equal(gap, parts);
        before = line;
        gap = false;
    }
}

static void test_rows(void **state)
{
    (void)state;
    everywhere(check_rows);
}

/* ---- title and status ---- */

/* The beginning of a title, up to its second space. */
static const char *two_words(const char *title)
{
    static char words[256];
    const char *space = strchr(title, ' ');

    space = space ? strchr(space + 1, ' ') : NULL;
    snprintf(words, sizeof words, "%.*s", space ? (int)(space - title) : (int)strlen(title), title);
    return words;
}

static const char *language_name(const char *code)
{
    static const char *const names[][2] = {{"ur", "Urdu"},   {"fa", "Persian"}, {"ar", "Arabic"},
                                           {"he", "Hebrew"}, {"ps", "Pashto"},  {"ckb", "Kurdish"}};

    for (size_t i = 0; i < WQ_COUNT(names); i++)
        if (!strcmp(names[i][0], code))
            return names[i][1];
    fail_msg("a sample is in '%s'", code);
    return "";
}

static void check_title(struct screen *s, const char *name)
{
    const struct wq_article *a = screen_article(s);
    char minutes[32];
    char words[64];
    (void)name;

    if (s->grid.height < 8) { /* every row is the text's */
        assert_int_equal(screen_panes(s)->top, 0);
        return;
    }
    assert_true(screen_title(s, s->grid.width > 20 ? two_words(a->title) : ""));
    snprintf(minutes, sizeof minutes, "%zu min", a->minutes);
    assert_int_equal(screen_title(s, minutes), s->grid.width >= 40);
    snprintf(words, sizeof words, a->words < 1000 ? "%zu words" : "%zu,%03zu words",
             a->words < 1000 ? a->words : a->words / 1000, a->words % 1000);
    assert_int_equal(screen_title(s, words), s->grid.width >= 72);
    assert_int_equal(screen_title(s, language_name(a->language)), s->grid.width >= 72);
    /* The title stands at the side where reading begins, its figures dim at the other. */
    int x = screen_panes(s)->title;
    assert_int_equal(screen_cell(s, screen_column(s, x), 0)->style, WQ_STYLE_BOLD);
    assert_int_not_equal(screen_cell(s, screen_column(s, x), 0)->ch, ' ');
}

static void test_title(void **state)
{
    (void)state;
    everywhere(check_title);
}

/* The title is not said twice where the title row shows all of it, and never left out. */
static void check_title_once(struct screen *s, const char *name)
{
    const struct wq_article *a = screen_article(s);
    struct screen_line first = screen_line(s, screen_panes(s)->top);
    (void)name;

    if (a->title_made) {
        assert_int_equal(first.span.start, a->paras[0].span.start);
        return;
    }
    bool shown = a->paras[wq_article_para_at(a, first.span.start)].kind == WQ_PARA_TITLE;
    assert_int_equal(shown, s->grid.height < 8 || !screen_title(s, a->title));
    if (shown)
        assert_int_equal(first.style, WQ_STYLE_BOLD);
}

static void test_title_once(void **state)
{
    (void)state;
    everywhere(check_title_once);
}

static void check_status(struct screen *s, const char *name)
{
    const struct wq_article *a = screen_article(s);
    char left[64];
    (void)name;

    /* A blank row above the status line in high windows. */
    if (s->grid.height >= 30)
        assert_string_equal(screen_row(s, s->grid.height - 2), "");
    snprintf(left, sizeof left, "%zu min left", a->minutes);
    bool fits = screen_percent(s) == 100;
    assert_true(fits || (screen_percent(s) == 0 && screen_status(s, left)));
    assert_true(screen_status(s, "? help") || s->grid.width < 34); /* other keys go before it does */
    screen_keys(s, "G");
    assert_true(screen_percent(s) == 100 && screen_status(s, " 0 min left"));
    screen_keys(s, "gg");
    assert_true(screen_percent(s) == (fits ? 100 : 0));
}

static void test_status(void **state)
{
    (void)state;
    everywhere(check_status);
}

/* Bars: none below 118 columns in one pane of text; else the scroll bar, which begins at the top and ends at
 * the bottom; the current paragraph has its mark. */
static void check_bars(struct screen *s, const char *name)
{
    const struct wq_panes *p = screen_panes(s);
    (void)name;

    if (p->scroll >= 0) {
        int column = screen_column(s, p->scroll);
        assert_int_equal(screen_cell(s, column, p->top)->ch, 0x2503);
        screen_keys(s, "G");
        assert_int_equal(screen_cell(s, column, p->top + p->rows - 1)->ch, 0x2503);
        screen_keys(s, "gg");
        for (int y = p->top; y < p->top + p->rows; y++) {
            uint32_t ch = screen_cell(s, column, y)->ch;
            assert_true(ch == 0x2502 || ch == 0x2503);
        }
    }
    if (p->mark >= 0) {
        const struct wq_gridcell *c = screen_cell(s, screen_column(s, p->mark), p->top);
        assert_true(c->ch == 0x2590 || c->ch == 0x258C);
        assert_int_equal(c->style, WQ_STYLE_ACCENT);
    }
}

static void test_bars(void **state)
{
    (void)state;
    everywhere(check_bars);
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(test_reading, say_where),
        cmocka_unit_test_teardown(test_sides, say_where),
        cmocka_unit_test_teardown(test_rows, say_where),
        cmocka_unit_test_teardown(test_title, say_where),
        cmocka_unit_test_teardown(test_title_once, say_where),
        cmocka_unit_test_teardown(test_status, say_where),
        cmocka_unit_test_teardown(test_bars, say_where),
    };
    return cmocka_run_group_tests(tests, articles_open, articles_close);
}
