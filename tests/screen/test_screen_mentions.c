/* The mentions of who was chosen: walked, highlighted, offered to a query; kinds by colour. */
#include "../../src/app/state.h"
#include "../support/sidebar.h"
#include "waraq/base/array.h"
#include "waraq/base/buf.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

/* The last: it has the screen that all here means. */
#include "../support/one_screen.h"

static struct wq_inside *in(void)
{
    return &s.app->inside;
}

static void check_i_of_n(size_t i, size_t n)
{
    char said[64];

    snprintf(said, sizeof said, "%zu of %zu", i, n);
    check_status(said);
}

static void open_article(int width, int height, bool in_title)
{
    screen_open(&s,
                &(struct screen_how){.width = width, .height = height, .paths = {sidebar_article(in_title)}});
}

static const int sizes[][2] = {{60, 20}, {80, 24}, {100, 30}, {120, 40}, {200, 60}, {30, 9}, {20, 5}};

/* Enter, n all the way round, N back; every one is on the screen as the current one. */
static void check_walk(bool in_title)
{
    for (size_t i = 0; i < WQ_COUNT(sizes); i++) {
        open_article(sizes[i][0], sizes[i][1], in_title);
        sidebar_choose(&s, "لاہور");
        sidebar_chosen(&s, "لاہور");
        size_t n = in()->hits.len;
        assert_int_equal(n, in_title ? 7 : 6);
        for (size_t k = 0; k < n; k++, screen_keys(&s, "n")) {
            assert_int_equal(in()->current, k);
            if (sizes[i][0] >= 60)
                check_i_of_n(k + 1, n);
            assert_int_not_equal(sidebar_highlights(&s), 0);
        }
        assert_int_equal(in()->current, 0);
        if (sizes[i][0] >= 60)
            check_status("End reached");
        screen_keys(&s, "N");
        assert_int_equal(in()->current, n - 1);
        assert_int_not_equal(sidebar_highlights(&s), 0);
        screen_keys(&s, "\x1B");
        assert_int_equal(in()->chosen, UINT32_MAX);
        assert_int_equal(sidebar_highlights(&s), 0);
        screen_close(&s);
    }
}

static void test_walk(void **state)
{
    (void)state;
    check_walk(false);
}

static void test_walk_from_title(void **state)
{
    (void)state;
    check_walk(true);
}

/* From where the reader stands, not from the top. */
static void test_next_from_here(void **state)
{
    (void)state;
    for (size_t i = 0; i < WQ_COUNT(sizes); i++) {
        open_article(sizes[i][0], sizes[i][1], false);
        screen_keys(&s, "12G");
        size_t at = wq_reader_place(s.app->reader);
        if (at == 0) { /* all of it is on the screen */
            screen_close(&s);
            continue;
        }
        sidebar_choose(&s, "لاہور");
        size_t wanted = wq_app_first_from(&in()->hits, at);
        assert_int_equal(in()->current, wanted);
        assert_true(wanted > 0 || sizes[i][1] > 24);
        screen_close(&s);
    }
}

/* The window was another when the sidebar alone was on the screen. */
static void test_chosen_after_resizing(void **state)
{
    (void)state;
    open_article(60, 40, false);
    sidebar_focus(&s);
    screen_resize(&s, 30, 8);
    if (screen_focus(&s) != WQ_PANE_SIDEBAR)
        screen_keys(&s, "E");
    for (int i = 0; i < 3; i++) {
        sidebar_choose(&s, "لاہور");
        assert_int_not_equal(sidebar_highlights(&s), 0);
        screen_resize(&s, 30 + 11 * i, 8 - i);
        assert_int_equal(in()->current, i);
        sidebar_chosen(&s, "لاہور");
    }
}

/* Below the chosen one, dim, each once, and in sum what the entity has. */
static void test_spellings(void **state)
{
    (void)state;
    open_article(120, 40, false);
    sidebar_choose(&s, "ولادیمیر پوتن");
    size_t sum = 0;
    size_t n = 0;
    for (size_t i = 0; i < in()->rows.len; i++) {
        const struct wq_inside_row *row = &in()->rows.items[i];
        if (row->type != WQ_INSIDE_SPELLING)
            continue;
        int y = screen_panes(&s)->top + (int)i;
        struct wq_strip side = screen_panes(&s)->sidebar;
        char name[128];
        snprintf(name, sizeof name, "%.*s", (int)wq_span_len(row->at),
                 screen_article(&s)->text.data + row->at.start);
        assert_true(screen_part_says(&s, side.x + 2, side.w - 10, y, name));
        assert_int_equal(screen_cell(&s, screen_column(&s, side.x + 2), y)->style, WQ_STYLE_DIM);
        assert_int_equal(row->entity, in()->chosen);
        sum += row->count;
        n++;
    }
    assert_int_equal(n, 3);
    assert_int_equal(sum, in()->found->entities[in()->chosen].mentions);
    sidebar_choose(&s, "لاہور"); /* spelt one way: nothing new */
    for (size_t i = 0; i < in()->rows.len; i++)
        assert_int_not_equal(in()->rows.items[i].type, WQ_INSIDE_SPELLING);
}

static int ticks(void)
{
    int n = 0;
    for (int y = 0; y < screen_panes(&s)->rows; y++) {
        uint32_t ch =
            screen_cell(&s, screen_column(&s, screen_panes(&s)->scroll), screen_panes(&s)->top + y)->ch;
        n += ch == 0x2524 || ch == 0x252B || ch == 0x251C || ch == 0x2523;
    }
    return n;
}

static void test_ticks(void **state)
{
    (void)state;
    open_article(120, 40, false);
    sidebar_focus(&s);
    assert_int_equal(ticks(), 0);
    sidebar_choose(&s, "لاہور");
    assert_in_range(ticks(), 4, 6);
    screen_keys(&s, "\x1B");
    assert_int_equal(ticks(), 0);
}

/* What was asked for last. */
static void test_hits_or_mentions(void **state)
{
    (void)state;
    open_article(120, 40, false);
    sidebar_choose(&s, "لاہور");
    check_i_of_n(1, 6);
    screen_keys(&s, "\t\t"); /* no list: back to the text, then here */
    if (screen_focus(&s) != WQ_PANE_READER)
        screen_keys(&s, "\t");
    screen_keys(&s, "/کراچی\x1B");
    screen_keys(&s, "n");
    check_i_of_n(2, 6);
    sidebar_chosen(&s, "لاہور");
    screen_keys(&s, "/کراچی\rn");
    assert_false(s.app->walks_mentions);
    assert_int_equal(s.app->find.current, 1);
    screen_keys(&s, "/بولے\x1B");
    screen_keys(&s, "n");
    assert_int_equal(s.app->find.current, 2);
    sidebar_choose(&s, "لاہور");
    sidebar_chosen(&s, "لاہور");
    screen_keys(&s, "\x1B");
    screen_keys(&s, "n"); /* nobody: the query again */
    assert_false(s.app->walks_mentions);
    assert_int_equal(s.app->find.hits.len, 6);
    screen_keys(&s, "H");
    sidebar_choose(&s, "لاہور");
    screen_keys(&s, "HnH");
    sidebar_chosen(&s, "لاہور");
    sidebar_highlights(&s);
}

static void test_another_article(void **state)
{
    (void)state;
    screen_open(&s, &(struct screen_how){
                        .width = 120,
                        .height = 40,
                        .paths = {sidebar_article(false), sidebar_article(true), sidebar_article(false)}});
    screen_keys(&s, "\r");
    sidebar_choose(&s, "لاہور");
    screen_keys(&s, "/\x15پا\rS");
    screen_keys(&s, "J");
    assert_int_equal(screen_opened(&s), 1);
    assert_int_equal(in()->chosen, UINT32_MAX);
    assert_int_equal(in()->filter.len, 0);
    assert_false(s.app->walks_mentions);
    assert_int_equal(sidebar_highlights(&s), 0);
    screen_keys(&s, "n");
    assert_int_equal(sidebar_highlights(&s), 0);
}

/* ---- offered to a query ---- */

static void check_offer(const char *query, const char *name, int width)
{
    char said[128];

    open_article(width, 24, false);
    screen_keys(&s, "jj/");
    screen_keys(&s, query);
    screen_settle(&s);
    assert_int_not_equal(in()->offered, UINT32_MAX);
    snprintf(said, sizeof said, "%zu mentions (Tab)", (size_t)in()->found->entities[in()->offered].mentions);
    check_status(width < 80 ? "Tab" : said); /* in short, where there is no room */
    enum wq_match match = s.app->match;
    screen_keys(&s, "\t");
    sidebar_chosen(&s, name);
    assert_int_equal(s.app->match, match);
    assert_int_equal(s.app->overlay, WQ_OVER_NOTHING);
    assert_int_not_equal(sidebar_highlights(&s), 0);
    screen_close(&s);
}

static void test_offer(void **state)
{
    static const int widths[] = {48, 60, 80, 120, 200};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(widths); i++) {
        check_offer("پیوٹن", "ولادیمیر پوتن", widths[i]);
        check_offer("Lahore", "لاہور", widths[i]);
        check_offer("لاہور", "لاہور", widths[i]);
    }
}

/* Nothing is offered to what is nobody's name, nor in another prompt; Tab is what it always was. */
static void test_no_offer(void **state)
{
    (void)state;
    open_article(120, 40, false);
    screen_settle(&s);
    screen_keys(&s, "/لاہورژ\t");
    assert_int_equal(s.app->match, WQ_MATCH_EXACT);
    assert_int_equal(s.app->overlay, WQ_OVER_PROMPT);
    screen_keys(&s, "\t\t\t\x15Lahore");
    assert_int_not_equal(in()->offered, UINT32_MAX);
    screen_keys(&s, "\x1B");
    screen_keys(&s, "/\t"); /* not what was offered to the last query */
    assert_int_equal(in()->chosen, UINT32_MAX);
    assert_int_equal(s.app->overlay, WQ_OVER_PROMPT);
    screen_keys(&s, "\x15Lahore\x1B");
    screen_keys(&s, ":\t");
    assert_int_equal(in()->chosen, UINT32_MAX);
    assert_int_equal(s.app->overlay, WQ_OVER_PROMPT);
}

/* Who is taken from an offer has a row, also where the kind is cut short before it. */
static void test_taken_offer_has_a_row(void **state)
{
    static const char text[] =
        "عنوان یہاں\n\nپاکستان، ایران، عراق، ترکی، جاپان، روس، فرانس، جرمنی، مصر، نیپال، کینیا اور لاہور"
        " کا ذکر ہے۔\n";

    (void)state;
    screen_open(&s,
                &(struct screen_how){.width = 120, .height = 40, .paths = {scratch_file("many.txt", text)}});
    sidebar_focus(&s);
    screen_keys(&s, "\t");
    if (screen_focus(&s) != WQ_PANE_READER)
        screen_keys(&s, "\t");
    screen_keys(&s, "/Lahore\t");
    sidebar_chosen(&s, "لاہور");
    assert_int_equal(in()->rows.items[in()->selected].type, WQ_INSIDE_ENTITY);
    assert_int_equal(in()->rows.items[in()->selected].entity, in()->chosen);
}

/* ---- kinds by colour ---- */

static void check_colours(bool on)
{
    static const enum wq_style styles[WQ_ENTITY_KINDS] = {
        [WQ_PERSON] = WQ_STYLE_PERSON,     [WQ_ORGANISATION] = WQ_STYLE_ORGANISATION,
        [WQ_LOCATION] = WQ_STYLE_LOCATION, [WQ_DATE] = WQ_STYLE_DATE,
        [WQ_QUANTITY] = WQ_STYLE_DATE,
    };
    const struct wq_panes *p = screen_panes(&s);
    int coloured = 0;

    for (int y = p->top; y < p->top + p->rows; y++)
        for (int x = p->text.x; !screen_line(&s, y).fold && x < p->text.x + p->text.w; x++) {
            const struct wq_gridcell *c = screen_cell(&s, screen_column(&s, x), y);
            int style = -1;
            for (size_t i = 0; on && i < in()->found->nmentions; i++)
                if (sidebar_lies_in(c, in()->found->mentions[i].span))
                    style = styles[in()->found->mentions[i].kind];
            bool is = c->style >= WQ_STYLE_PERSON && c->style <= WQ_STYLE_DATE;
            assert_int_equal(is, style >= 0);
            if (is)
                assert_int_equal(c->style, style);
            coloured += is;
        }
    assert_int_equal(coloured > 0, on);
}

static void test_colours(void **state)
{
    (void)state;
    for (size_t i = 0; i < WQ_COUNT(sizes); i++) {
        open_article(sizes[i][0], sizes[i][1], false);
        screen_keys(&s, "X");
        screen_settle(&s);
        check_colours(true);
        screen_keys(&s, "jX");
        check_colours(false);
        screen_close(&s);
    }
}

/* The headings tell which colour is which. */
static void test_colours_are_explained(void **state)
{
    static const struct {
        const char *heading;
        enum wq_style style;
    } kinds[] = {{"People", WQ_STYLE_PERSON}, {"Places", WQ_STYLE_LOCATION}};

    (void)state;
    open_article(120, 40, false);
    sidebar_focus(&s);
    for (size_t i = 0; i < WQ_COUNT(kinds); i++) {
        int y = screen_find(&s, kinds[i].heading);
        int x = screen_column(&s, screen_panes(&s)->sidebar.x);
        assert_int_equal(screen_cell(&s, x, y)->style, WQ_STYLE_ACCENT_BOLD);
        screen_keys(&s, "X");
        assert_int_equal(screen_cell(&s, x, y)->style, kinds[i].style);
        screen_keys(&s, "X");
    }
}

/* A date begins with digits; it runs as its article does: its first digits stand rightmost. */
static void test_dates_run_as_the_article(void **state)
{
    (void)state;
    const char *text = "عنوان\n\nوہ 14 اگست 1947 کو آیا۔\n\nاور لاہور گیا۔\n";
    screen_open(&s,
                &(struct screen_how){.width = 60, .height = 20, .paths = {scratch_file("date.txt", text)}});
    sidebar_focus(&s);
    int y = screen_find(&s, "14 اگست 1947");
    assert_int_not_equal(y, -1);
    const char *row = screen_row(&s, y);
    const char *day = strstr(row, "14");
    const char *year = strstr(row, "1947");
    assert_true(year && day && year < day);
}

/* ---- what else is known ---- */

static bool has_facts(void)
{
    return screen_find(&s, "Encoding") >= 0;
}

/* Names of the user's own are read by the worker: until then nothing rather than something else. */
static void test_awaited(void **state)
{
    char *before = strdup(getenv("XDG_DATA_HOME"));

    (void)state;
    mkdir(scratch_path("own"), 0700);
    mkdir(scratch_path("own/waraq"), 0700);
    mkdir(scratch_path("own/waraq/gazetteer"), 0700);
    scratch_file("own/waraq/gazetteer/own.tsv", "id\tur\nloc:kufra\tکفرہ\n");
    setenv("XDG_DATA_HOME", scratch_path("own"), 1);
    screen_open(&s, &(struct screen_how){.width = 120, .height = 40, .paths = {sidebar_article(false)}});
    setenv("XDG_DATA_HOME", before, 1);
    free(before);
    assert_false(has_facts());
    assert_int_equal(screen_find(&s, "Places"), -1);
    screen_settle(&s);
    assert_false(has_facts());
    assert_int_not_equal(screen_find(&s, "Places"), -1);
}

static void test_facts(void **state)
{
    (void)state;
    screen_open(&s, &(struct screen_how){.width = 120, .height = 40, .paths = {sidebar_article(false)}});
    assert_false(has_facts());
    assert_int_not_equal(screen_find(&s, "Places"), -1);
    screen_keys(&s, "i");
    assert_true(has_facts());
    screen_settle(&s);
    assert_true(has_facts());
    screen_keys(&s, "i");
    screen_settle(&s); /* who is not seen is not looked for */
    assert_false(has_facts());
    assert_int_not_equal(screen_find(&s, "Places"), -1);
    screen_keys(&s, "i");
    assert_true(has_facts());
    screen_keys(&s, "Sa\ra"); /* means nothing that is not seen */
    assert_true(s.app->inside.chosen == UINT32_MAX);
    assert_false(s.app->results.shown);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_walk),
        TEST(test_walk_from_title),
        TEST(test_next_from_here),
        TEST(test_chosen_after_resizing),
        TEST(test_spellings),
        TEST(test_ticks),
        TEST(test_hits_or_mentions),
        TEST(test_another_article),
        TEST(test_offer),
        TEST(test_awaited),
        TEST(test_no_offer),
        TEST(test_taken_offer_has_a_row),
        TEST(test_colours),
        TEST(test_colours_are_explained),
        TEST(test_dates_run_as_the_article),
        TEST(test_facts),
    };
    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests_name("screen mentions", tests, setup_group, teardown_group);
}
