/* sidebar_model.h: what the sidebar is to show of an article, made from what the engine says of it, and
 * whether it does. For tests of the sidebar. */
#ifndef WARAQ_TESTS_SCREEN_SIDEBAR_MODEL_H
#define WARAQ_TESTS_SCREEN_SIDEBAR_MODEL_H

#include "../../src/app/state.h"
#include "../support/articles.h"
#include "../support/scratch.h"
#include "../support/screen.h"
#include "waraq/base/array.h"
#include "waraq/base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { FEW = 7, COUNT_W = 3, BAR_W = 3 };

static const enum wq_entity_kind order[] = {WQ_PERSON, WQ_LOCATION, WQ_ORGANISATION, WQ_DATE, WQ_QUANTITY};
static const char *const headings[WQ_ENTITY_KINDS] = {
    [WQ_PERSON] = "People", [WQ_LOCATION] = "Places",  [WQ_ORGANISATION] = "Organisations",
    [WQ_DATE] = "Dates",    [WQ_QUANTITY] = "Figures",
};

static struct screen s;
static struct wq_names *names;
static enum wq_inside_sort sort_order; /* as it should be */
static struct wq_entities *found;      /* what the engine says of the article */

static inline int close_it(void **state)
{
    (void)state;
    wq_entities_free(found);
    found = NULL;
    screen_close(&s);
    return 0;
}

/* Opens, shows the sidebar and waits until it has what it is to show; the sidebar has the keys. */
static inline void open_how(const struct screen_how *how)
{
    close_it(NULL);
    sort_order = WQ_INSIDE_BY_COUNT;
    screen_open(&s, how);
    if (screen_panes(&s)->sidebar.x < 0)
        screen_keys(&s, "E");
    for (int i = 0; i < WQ_PANES && screen_focus(&s) != WQ_PANE_SIDEBAR; i++)
        screen_keys(&s, "\t");
    assert_int_equal(screen_focus(&s), WQ_PANE_SIDEBAR);
    screen_settle(&s);
    assert_true(wq_app_inside_shown(s.app));
    found = wq_entities_find(names, screen_article(&s));
}

static inline void open_path(const char *path, int width, int height)
{
    open_how(&(struct screen_how){.width = width, .height = height, .paths = {path}});
}

static inline const char *write_text(const char *text)
{
    static int n;
    char name[32];

    snprintf(name, sizeof name, "inside%d.txt", n++);
    return scratch_file(name, text);
}

/* Sixty countries and more, some of them often; a person; a date; figures; and furniture that speaks of
 * Lahore. */
static inline const char *countries(void)
{
    static const char *const countries[] = {
        "پاکستان", "بھارت", "ایران", "عراق", "ترکی",  "جاپان",
        "روس",     "فرانس", "جرمنی", "مصر",  "نیپال", "کینیا",
    };
    struct wq_buf text = WQ_BUF_INIT;

    wq_buf_adds(
        &text,
        "عنوان یہاں ہے\n\nیہ ایک مضمون ہے جو 14 اگست 1947 کو لکھا گیا اور اس میں 350 کلومیٹر ہیں۔\n\n");
    for (size_t i = 0; i < WQ_COUNT(countries); i++)
        for (size_t k = 0; k <= i % 5; k++)
            wq_buf_addf(&text, "یہاں %s کا ذکر ہے۔\n\n", countries[i]);
    wq_buf_adds(&text, "یہ بھی پڑھیں: لاہور میں میلہ\n");
    const char *path = write_text(text.data);
    wq_buf_release(&text);
    return path;
}

/* ---- what there should be ---- */

/* The first letter's place in the Urdu alphabet, where code points have پ, ٹ, چ, ڈ and گ behind the rest; the
 * names below are told apart by it, and two by the second. */
static inline size_t in_alphabet(const char *name)
{
    static const char *const places[] = {"ایران", "بھارت", "پاکستان", "ترکی",  "جاپان", "جرمنی",
                                         "روس",   "عراق",  "فرانس",   "کینیا", "مصر",   "نیپال"};

    for (size_t i = 0; i < WQ_COUNT(places); i++)
        if (!strcmp(name, places[i]))
            return i;
    return WQ_COUNT(places);
}

static inline int compare(const void *a, const void *b)
{
    const struct wq_entity *x = &found->entities[*(const uint32_t *)a];
    const struct wq_entity *y = &found->entities[*(const uint32_t *)b];

    if (sort_order == WQ_INSIDE_BY_NAME && in_alphabet(x->name) != in_alphabet(y->name))
        return in_alphabet(x->name) < in_alphabet(y->name) ? -1 : 1;
    if (sort_order == WQ_INSIDE_BY_COUNT && x->mentions != y->mentions)
        return x->mentions > y->mentions ? -1 : 1;
    return x->first < y->first ? -1 : 1;
}

struct expected {
    enum wq_inside_type type;
    int kind;
    uint32_t entity;
    size_t count;
};

static struct {
    struct expected *items;
    size_t len, cap;
} rows;

/* Kinds in opened, by bits, are shown in full. */
static inline void expect_kind(enum wq_entity_kind kind, unsigned opened)
{
    uint32_t *of = calloc(found->nentities + 1, sizeof *of);
    size_t n = 0;

    assert_non_null(of);
    for (uint32_t i = 0; i < found->nentities; i++)
        if (found->entities[i].kind == kind && found->entities[i].mentions)
            of[n++] = i;
    qsort(of, n, sizeof *of, compare);
    bool all = opened & 1U << kind;
    size_t shown = all ? n : kind == WQ_QUANTITY ? 0 : n > FEW + 1 ? FEW : n;
    if (n && rows.len)
        *WQ_PUSH(&rows) = (struct expected){.type = WQ_INSIDE_BLANK};
    if (n)
        *WQ_PUSH(&rows) = (struct expected){WQ_INSIDE_HEADING, kind, 0, n};
    for (size_t i = 0; i < shown; i++)
        *WQ_PUSH(&rows) = (struct expected){WQ_INSIDE_ENTITY, kind, of[i], found->entities[of[i]].mentions};
    if (shown < n && kind != WQ_QUANTITY)
        *WQ_PUSH(&rows) = (struct expected){WQ_INSIDE_MORE, kind, 0, n - shown};
    free(of);
}

static inline void expect_rows(unsigned opened)
{
    rows.len = 0;
    for (size_t i = 0; i < WQ_COUNT(order); i++)
        expect_kind(order[i], opened);
}

/* ---- what there is ---- */

/* The selected row's name takes the columns of its bar, if it needs them. */
static inline bool takes_bar(int y, const char *name, size_t count)
{
    struct wq_frame f = {.layout = articles_layout()};
    int room = screen_panes(&s)->sidebar.w - BAR_W - 1 - (count > 999 ? 5 : COUNT_W) - 1;

    return s.app->inside.top + (size_t)(y - screen_panes(&s)->top) == s.app->inside.selected &&
           wq_frame_measure(&f, name, strlen(name), true) > room;
}

/* A name or heading with its count behind it; in narrow sidebars the name alone. */
static inline void check_name(int y, const char *name, size_t count, bool bar)
{
    struct wq_strip side = screen_panes(&s)->sidebar;
    int end = side.w - (bar ? BAR_W + 1 : 0);
    struct wq_buf digits = WQ_BUF_INIT;
    size_t len = strlen(name);
    struct wq_frame f = {.layout = articles_layout()};

    wq_number_add(&digits, count);
    int counted = (int)digits.len > COUNT_W ? (int)digits.len : COUNT_W;
    bool wide = side.w - COUNT_W - BAR_W - 2 >= 4;
    int room = wide ? end - counted - 1 : side.w;
    if (wide && !screen_part_says(&s, side.x + room + 1, counted, y, digits.data))
        fail_msg("%s: not %s on row %d: %s", name, digits.data, y, screen_row(&s, y));
    if (wq_frame_measure(&f, name, len, true) <= room && !screen_part_says(&s, side.x, room, y, name))
        fail_msg("row %d is not %s: %s", y, name, screen_row(&s, y));
    wq_buf_release(&digits);
}

/* The half cells of the bar on a row. */
static inline int bar(int y)
{
    struct wq_strip side = screen_panes(&s)->sidebar;
    int halves = 0;
    bool ended = false;

    for (int i = 0; i < BAR_W; i++) {
        uint32_t ch = screen_cell(&s, screen_column(&s, side.x + side.w - BAR_W + i), y)->ch;
        int n = ch == 0x2501 ? 2 : ch == (s.app->mirrored ? 0x257AU : 0x2578U) ? 1 : ch == '=' ? 2 : 0;
        if (n == 0)
            assert_int_equal(ch, ' ');
        assert_int_equal(ch == '=', n && s.app->ascii);
        assert_false(ended && n); /* no gap, and a half at its end only */
        ended |= n < 2;
        halves += n;
    }
    return halves;
}

static inline void check_bars(void)
{
    const struct wq_panes *p = screen_panes(&s);
    size_t top = s.app->inside.top;
    size_t most = 0;

    if (p->sidebar.w - COUNT_W - BAR_W - 2 < 4)
        return;
    for (size_t i = 0; i < found->nentities; i++)
        most = found->entities[i].mentions > most ? found->entities[i].mentions : most;
    for (int y = 0; y < p->rows && top + (size_t)y < rows.len; y++) {
        const struct expected *x = &rows.items[top + (size_t)y];
        if (x->type == WQ_INSIDE_ENTITY && takes_bar(p->top + y, found->entities[x->entity].name, x->count))
            continue;
        int halves = bar(p->top + y);
        if (x->type != WQ_INSIDE_ENTITY) {
            assert_int_equal(halves, 0);
            continue;
        }
        assert_in_range(halves, 1, 2 * BAR_W);
        assert_true(halves == 2 * BAR_W || x->count < most);
        for (int z = 0; z < y; z++) { /* more often: never shorter */
            const struct expected *o = &rows.items[top + (size_t)z];
            if (takes_bar(p->top + z, o->type == WQ_INSIDE_ENTITY ? found->entities[o->entity].name : "", 0))
                continue;
            if (o->type == WQ_INSIDE_ENTITY && o->count >= x->count)
                assert_true(bar(p->top + z) >= halves);
            else if (o->type == WQ_INSIDE_ENTITY)
                assert_true(bar(p->top + z) <= halves);
        }
    }
}

static inline void check_row(int y, const struct expected *x)
{
    struct wq_strip side = screen_panes(&s)->sidebar;
    char more[64];

    snprintf(more, sizeof more, "%zu more…", x->count);
    switch (x->type) {
    case WQ_INSIDE_BLANK: assert_true(screen_part_says(&s, side.x, side.w, y, "")); break;
    case WQ_INSIDE_HEADING: check_name(y, headings[x->kind], x->count, true); break;
    case WQ_INSIDE_ENTITY: {
        const char *name = found->entities[x->entity].name;
        check_name(y, name, x->count, !takes_bar(y, name, x->count));
        break;
    }
    case WQ_INSIDE_MORE:
        if (side.w >= 12)
            assert_true(screen_part_says(&s, side.x, side.w, y, more));
        break;
    case WQ_INSIDE_SPELLING: fail();
    }
}

/* What is drawn, from the first row to the last as the selection goes down. */
static inline void check_all(unsigned opened)
{
    const struct wq_panes *p = screen_panes(&s);
    const struct wq_inside *in = &s.app->inside;
    size_t seen = 0;

    expect_rows(opened);
    screen_keys(&s, "gg");
    for (size_t i = 0; i < rows.len + 2; i++) {
        assert_in_range(in->selected, in->top, in->top + (size_t)(p->rows > 0 ? p->rows - 1 : 0));
        assert_true(in->top <= seen || p->rows < 4); /* nothing is skipped */
        for (int y = 0; y < p->rows && in->top + (size_t)y < rows.len; y++)
            check_row(p->top + y, &rows.items[in->top + (size_t)y]);
        check_bars();
        if (seen < in->top + (size_t)p->rows)
            seen = in->top + (size_t)p->rows;
        screen_keys(&s, "j");
    }
    assert_true(seen + 1 >= rows.len || p->rows <= 0);
}

static inline int teardown_group(void **state)
{
    wq_names_free(names);
    free(rows.items);
    return articles_close(state) || scratch_close(state);
}

static inline int setup_group(void **state)
{
    if (articles_open(state) || scratch_open(state))
        return -1;
    setenv("XDG_DATA_HOME", scratch_folder(), 1); /* no names of the user's own */
    names = wq_names_new(NULL, NULL);
    return 0;
}

#define TEST(f) cmocka_unit_test_teardown(f, close_it)

#endif
