/* What hits look like: exactly their cells, whatever the direction; ticks; ways to match, and what is hidden.
 */
#include "waraq/base/array.h"
#include "waraq/base/buf.h"
#include "waraq/search/query.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The last: it has the screen that all here means. */
#include "../support/one_screen.h"

static bool is_hit(const struct wq_gridcell *c)
{
    return c->style == WQ_STYLE_HIT || c->style == WQ_STYLE_HIT_CURRENT;
}

static int highlighted(void)
{
    int n = 0;

    for (int i = 0; i < s.grid.width * s.grid.height; i++)
        n += is_hit(&s.grid.cells[i]);
    return n;
}

/* ---- which cells ---- */

static bool in_text(int x, int y)
{
    const struct wq_panes *p = screen_panes(&s);
    int first = screen_column(&s, p->text.x);
    int last = screen_column(&s, p->text.x + p->text.w - 1);

    return y >= p->top && y < p->top + p->rows && x >= (first < last ? first : last) &&
           x <= (first < last ? last : first) && !screen_line(&s, y).fold;
}

static enum wq_style expected_style(const struct wq_hits *hits, size_t current, const struct wq_gridcell *c)
{
    for (size_t i = 0; i < hits->len && c->at != WQ_GRID_NOWHERE; i++)
        if (c->at < hits->items[i].end && c->end > hits->items[i].start)
            return i == current ? WQ_STYLE_HIT_CURRENT : WQ_STYLE_HIT;
    return WQ_STYLE_TEXT;
}

/* Where a query stands in the open article. */
static struct wq_hits hits_of(const char *query)
{
    struct wq_hits hits = {NULL, 0, 0};
    struct wq_query *q = NULL;
    const struct wq_text *t = &screen_article(&s)->text;

    assert_int_equal(wq_query_new(query, strlen(query), WQ_MATCH_FOLDED, false, &q, NULL), WQ_OK);
    assert_int_equal(wq_query_find(q, t->data, t->len, &hits), WQ_OK);
    wq_query_free(q);
    return hits;
}

/* All cells of the screen: those of hits have their style, and no others. Returns how many have. */
static int check_cells(const struct wq_hits *hits, size_t current)
{
    int n = 0;

    for (int y = 0; y < s.grid.height; y++)
        for (int x = 0; x < s.grid.width; x++) {
            const struct wq_gridcell *c = screen_cell(&s, x, y);
            enum wq_style must = in_text(x, y) ? expected_style(hits, current, c) : WQ_STYLE_TEXT;
            bool right = must == WQ_STYLE_TEXT ? !is_hit(c) : c->style == must;
            if (!right)
                fail_msg("column %d of row %d after '%s': %s\n%s", x, y, s.doing, screen_row(&s, y),
                         screen_styles(&s, y));
            n += must != WQ_STYLE_TEXT;
        }
    return n;
}

/* An article whose hits stand between brackets; how many cells they have. */
static void check_marked(const char *marked, const char *query, int cells)
{
    struct wq_hits hits = {NULL, 0, 0};
    struct wq_buf text = WQ_BUF_INIT;

    for (const char *c = marked; *c; c++) {
        if (*c == '[')
            *WQ_PUSH(&hits) = (struct wq_span){text.len, 0};
        else if (*c == ']')
            hits.items[hits.len - 1].end = text.len;
        else
            wq_buf_addc(&text, *c);
    }
    open_file(scratch_bytes("marked", text.data, text.len), 60, 14);
    screen_keys(&s, "/");
    screen_keys(&s, query);
    for (int i = 0; i < 2; i++) { /* while it is typed, and behind Enter */
        int n = check_cells(&hits, 0);
        if (n != cells)
            fail_msg("'%s' in '%s' has %d cells", query, marked, n);
        screen_keys(&s, "\r");
    }
    screen_close(&s);
    wq_buf_release(&text);
    wq_hits_release(&hits);
}

static void test_mixed_direction(void **state)
{
    static const struct {
        const char *marked, *query;
        int cells;
    } cases[] = {
        {"یہ [NATO کی] بات ہے اور یہ سچ ہے", "nato کی", 7},
        {"[یہ NA]TO کی بات ہے", "یہ na", 5},
        {"یہ NA[TO کی] بات ہے", "to کی", 5},
        {"سال [2001 میں] قرض", "2001 میں", 8},
        {"سال 20[01 م]یں قرض", "01 م", 4},
        {"[سال 2]001 میں", "سال ۲", 5},
        {"The word [سلام and] peace, [سلام and]", "سلام and", 14},
        {"The word سل[ام an]d peace in English", "ام an", 5},
        {"C++ [(سلام)] و", "(سلام)", 5},
    };

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(cases); i++)
        check_marked(cases[i].marked, cases[i].query, cases[i].cells);
}

static void test_cells_of_several(void **state)
{
    static const struct {
        const char *marked, *query;
        int cells;
    } cases[] = {
        {"س[ل]ام دنیہ", "ل", 1}, /* a lam-alef if either letter is hit */
        {"سل[ا]م دنیہ", "ا", 1},         {"س[لا]م دنیہ", "لا", 1},
        {"[سل]ام دنیہ", "سل", 2},        {"سل[ام] دنیہ", "ام", 2},
        {"س[ل]آم دنیہ", "ل", 1},         {"یہ [اُن] کی ہے", "ان", 2}, /* with its marks */
        {"یہ ا\u064F[ن] کی ہے", "ن", 1}, {"[م]ح[مّ\u064E]د", "م", 2},
        {"یہ [کـــت]ب ہے", "کت", 5},     {"او [می\u200Cروم] گفت", "میروم", 5},
        {"یہ 中[文]字 ہے", "文", 2},     {"یہ [中文]字 ہے", "中文", 4},
        {"یہ [e\u0301t]é", "ét", 2},
    };

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(cases); i++)
        check_marked(cases[i].marked, cases[i].query, cases[i].cells);
}

/* How it stands on the screen: the letters of NATO from the left, the words around it from the right. */
static void test_as_it_is_seen(void **state)
{
    (void)state;
    open_file(scratch_file("seen", "یہ NATO کی بات ہے\n"), 60, 14);
    screen_keys(&s, "/یہ na");
    assert_non_null(strstr(screen_styles(&s, screen_panes(&s)->top), " .. ... .. FF..FFF"));
    screen_keys(&s, "\x15کی بات");
    assert_non_null(strstr(screen_styles(&s, screen_panes(&s)->top), " .. FFFFFF .... .."));
}

static void test_over_a_line_end(void **state)
{
    (void)state;
    check_marked("پہلی سطر کم [جونگ\nاُن] دوسری سطر\n", "جونگ ان", 6);
    check_marked("پہلی سطر کم [جونگ\r\n\r\nاُن] دوسری سطر\n", "جونگ ان", 6);
    for (int width = 12; width < 40; width++) { /* wherever the line is broken */
        open_file(scratch_file("wrapped", "یہ سطر ہے جس میں کم جونگ اُن اور IMF کے سربراہ ملے تھے\n"), width,
                  14);
        screen_keys(&s, "/جونگ ان اور imf کے\r");
        struct wq_span hit = {strlen("یہ سطر ہے جس میں کم "),
                              strlen("یہ سطر ہے جس میں کم جونگ اُن اور IMF کے")};
        struct wq_hits hits = {&hit, 1, 1};
        assert_in_range(check_cells(&hits, 0), 14, 18);
        screen_close(&s);
    }
}

/* All articles, some windows, while one pages through: every cell. */
static void check_article(const char *name, const char *query, int width, int height)
{
    int n = 0;

    open_file(name, width, height);
    struct wq_hits hits = hits_of(query);
    screen_keys(&s, "H/");
    screen_keys(&s, query);
    screen_keys(&s, "\r");
    if (hits.len > 0) {
        check_cells(&hits, 0);
        screen_keys(&s, "2n");
        n += check_cells(&hits, 2 % hits.len);
        screen_keys(&s, "gg");
        for (int page = 0; page < 4; page++) {
            check_cells(&hits, 2 % hits.len);
            screen_keys(&s, " ");
        }
        assert_true(n > 0);
    }
    wq_hits_release(&hits);
    screen_close(&s);
}

static void test_all_articles(void **state)
{
    static const char *const queries[] = {"ا", "و ا", "1", "ל", "an", "کے ", "لا"};

    (void)state;
    for (size_t i = 0; i < nsamples; i++)
        for (size_t q = 0; q < WQ_COUNT(queries); q++)
            check_article(samples[i], queries[q], q % 2 ? 60 : 100, q % 3 ? 14 : 40);
}

/* ---- furniture ---- */

static void test_folded_away(void **state)
{
    (void)state;
    open_file("ur-railway", 60, 14);
    size_t start = screen_line(&s, screen_panes(&s)->top).span.start;
    screen_keys(&s, "/بھی پڑھیں");
    check_status("Hits in hidden furniture: 1");
    assert_int_equal(highlighted(), 0);
    screen_keys(&s, "\r");
    check_status("Hits in hidden furniture: 1");
    assert_int_equal(screen_line(&s, screen_panes(&s)->top).span.start, start);
    screen_keys(&s, "n");
    check_status("Hits in hidden furniture: 1");
    screen_keys(&s, "H");
    screen_keys(&s, "n");
    check_status("1 of 1");
    assert_int_equal(highlighted(), 9);
    screen_keys(&s, "H"); /* and away again */
    assert_int_equal(highlighted(), 0);
    screen_keys(&s, "n");
    check_status("Hits in hidden furniture: 1");
}

/* Hits in furniture and others: only the others are counted and walked. */
static void test_folded_among_others(void **state)
{
    char said[32];

    (void)state;
    open_file("ur-railway", 60, 14);
    struct wq_hits hits = hits_of("کی");
    screen_keys(&s, "H/کی\r");
    snprintf(said, sizeof said, "1 of %zu", hits.len);
    check_status(said);
    screen_keys(&s, "2nH");     /* the current one stays the current one */
    size_t left = hits.len - 2; /* the teaser has two */
    snprintf(said, sizeof said, "3 of %zu", left);
    check_status(said);
    for (size_t i = 0; i <= left; i++)
        screen_keys(&s, "n");
    snprintf(said, sizeof said, "4 of %zu", left);
    check_status(said);
    wq_hits_release(&hits);
}

/* ---- the scroll bar ---- */

static void check_ticks(const char *query, bool ascii)
{
    static const uint32_t ticks[] = {0x2524, 0x252B, 0x251C, 0x2523};
    bool wanted[64] = {false};

    screen_open(&s, &(struct screen_how){
                        .width = 120, .height = 40, .ascii = ascii, .paths = {"ur-space-long", "ur-names"}});
    const struct wq_article *a = screen_article(&s);
    const struct wq_panes *p = screen_panes(&s);
    assert_true(p->scroll >= 0 && p->rows < 64);
    struct wq_hits hits = hits_of(query);
    for (size_t i = 0; i < hits.len; i++) {
        double share = (double)(hits.items[i].start - a->proper.start) / (double)wq_span_len(a->proper);
        wanted[(int)(share * 1000) * p->rows / 1001] = true;
    }
    screen_keys(&s, "/");
    screen_keys(&s, query);
    screen_keys(&s, "\r");
    for (int y = 0; y < p->rows; y++) {
        const struct wq_gridcell *c = screen_cell(&s, screen_column(&s, p->scroll), p->top + y);
        bool tick = c->ch == '+';
        for (size_t i = 0; i < WQ_COUNT(ticks); i++)
            tick |= c->ch == ticks[i];
        assert_int_equal(tick, wanted[y]);
        assert_int_equal(c->style == WQ_STYLE_ACCENT || c->style == WQ_STYLE_ACCENT_BOLD, wanted[y]);
        assert_true(!ascii || c->ch < 0x80);
    }
    screen_keys(&s, "\x1B");
    for (int y = 0; y < p->rows; y++) {
        const struct wq_gridcell *c = screen_cell(&s, screen_column(&s, p->scroll), p->top + y);
        assert_true(c->style != WQ_STYLE_ACCENT && c->style != WQ_STYLE_ACCENT_BOLD);
    }
    wq_hits_release(&hits);
    screen_close(&s);
}

static void test_ticks(void **state)
{
    static const char *const queries[] = {"سپوتنک", "خلا", "کے", "1957"};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(queries) * 2; i++)
        check_ticks(queries[i / 2], i % 2);
}

/* ---- ways to match ---- */

static void test_similar_spelling(void **state)
{
    (void)state;
    open_file(scratch_file("near", "روسی صدر پوتن نے کہا\n\nپوتن اور دوسرے\n"), 80, 14);
    screen_keys(&s, "/پوٹن");
    check_status("similar spelling: 2 · 1 of 2");
    assert_int_equal(highlighted(), 8);
    screen_keys(&s, "\r");
    check_status("similar spelling: 2 · 1 of 2");
    screen_keys(&s, "n");
    check_status("similar spelling: 2 · 2 of 2");
    screen_keys(&s, "/\t\x10"); /* only where nothing is asked of the spelling */
    check_status("not found");
    assert_int_equal(highlighted(), 0);
    screen_keys(&s, "\x1B");
    screen_keys(&s, "/پوتن\t\t\t\r");
    assert_false(screen_status(&s, "similar"));
    check_status("1 of 2");
}

static void test_modes(void **state)
{
    static const struct {
        const char *keys, *said;
        int cells;
    } steps[] = {
        {"", "any spelling · Tab", 0},
        {"ان", "1 of 4", 8}, /* اُن, ان, آن, انجم */
        {"\t", "exact · 1 of 2", 4},
        {"\t", "similar spelling · 1 of 4", 8},
        {"\t", "regular expression · 1 of 4", 8},
        {"\t", "1 of 4", 8},
        {"\x0F", "whole words · 1 of 3", 6},
        {"\t", "exact · whole words · 1 of 1", 2},
        {"\x0F", "exact · 1 of 2", 4},
        {"\x0F", "exact · whole words · 1 of 1", 2},
    };

    (void)state;
    open_file(scratch_file("modes", "یہ اُن کی ہے\n\nوہ ان کا آن انجم\n"), 100, 14);
    screen_keys(&s, "/");
    for (size_t i = 0; i < WQ_COUNT(steps); i++) {
        screen_keys(&s, steps[i].keys);
        check_status(steps[i].said);
        assert_int_equal(highlighted(), steps[i].cells);
    }
    screen_keys(&s, "\r/ان"); /* and so it stays */
    check_status("exact · whole words · 1 of 1");
}

static void test_broken_expression(void **state)
{
    (void)state;
    open_file(scratch_file("broken", "یہ اُن کی ہے اور کتاب\n"), 100, 14);
    screen_keys(&s, "/\t\t\t");
    check_status("regular expression");
    screen_keys(&s, "ک(");
    check_status("Broken at character");
    assert_int_equal(highlighted(), 0);
    screen_keys(&s, "ی|ت");
    check_status("Broken at character");
    screen_keys(&s, ")");
    check_status("1 of 2");
    assert_int_equal(highlighted(), 4);
    screen_keys(&s, "[\r");
    check_status("Broken at character");
    screen_keys(&s, "n");
    check_status("Broken at character");
    screen_keys(&s, "/\x10\x7F\r");
    check_status("1 of 2");
    screen_keys(&s, "H"); /* and is not said any more */
    assert_false(screen_status(&s, "Broken"));
}

/* What runs too long is said, in this article and in no other. */
static void test_took_too_long(void **state)
{
    (void)state;
    scratch_subfolder("long");
    scratch_file("long/a", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n");
    scratch_file("long/b", "cab\n");
    screen_open(&s, &(struct screen_how){.width = 120, .height = 14, .paths = {scratch_path("long/")}});
    screen_keys(&s, "\r/\t\t\t");
    screen_keys(&s, "\x1B[200~(a+)+b\x1B[201~"); /* at once, not letter by letter */
    check_status("Took too long, and was stopped");
    screen_keys(&s, "\rH");
    screen_keys(&s, "n");
    check_status("Took too long, and was stopped");
    assert_null(strstr(screen_row(&s, 13), "stoppedTook"));
    screen_keys(&s, "J");
    check_status("1 hit");
    screen_keys(&s, "N");
    check_status("1 of 1");
}

/* From the list n leads to the text; so does a query typed in the sidebar. */
static void test_from_other_panes(void **state)
{
    (void)state;
    screen_open(&s, &(struct screen_how){.width = 150, .height = 30, .paths = {"data/samples/"}});
    screen_keys(&s, "\r/1\r");
    screen_keys(&s, "q");
    assert_int_equal(screen_focus(&s), WQ_PANE_LIST);
    screen_keys(&s, "n");
    assert_int_equal(screen_focus(&s), WQ_PANE_READER);
    screen_keys(&s, "i");
    assert_int_equal(screen_focus(&s), WQ_PANE_SIDEBAR);
    screen_keys(&s, "/2\r");
    assert_int_equal(screen_focus(&s), WQ_PANE_READER);
    assert_true(highlighted() > 0);
}

/* A hit in furniture that was chosen in the results is shown, though it was folded away. */
static void test_furniture_from_the_results(void **state)
{
    (void)state;
    open_file("ur-railway", 80, 24);
    screen_keys(&s, "g/بھی پڑھیں\r");
    screen_settle(&s);
    screen_keys(&s, "\r");
    check_status("1 of 1");
    assert_int_equal(highlighted(), 9);
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        TEST(test_mixed_direction),     TEST(test_cells_of_several),
        TEST(test_as_it_is_seen),       TEST(test_over_a_line_end),
        TEST(test_all_articles),        TEST(test_folded_away),
        TEST(test_folded_among_others), TEST(test_ticks),
        TEST(test_similar_spelling),    TEST(test_modes),
        TEST(test_broken_expression),   TEST(test_took_too_long),
        TEST(test_from_other_panes),    TEST(test_furniture_from_the_results),
    };
    return cmocka_run_group_tests(tests, setup_group, teardown_group);
}
