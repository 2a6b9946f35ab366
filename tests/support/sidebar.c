#include "sidebar.h"

#include "scratch.h"

#include "../../src/app/state.h"

#include "waraq/base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* The sidebar is shown, with the keys, and has its rows. */
void sidebar_focus(struct screen *s)
{
    if (screen_panes(s)->sidebar.x < 0)
        screen_keys(s, "E");
    for (int i = 0; i < WQ_PANES && screen_focus(s) != WQ_PANE_SIDEBAR; i++)
        screen_keys(s, "\t");
    screen_settle(s);
    assert_int_equal(screen_focus(s), WQ_PANE_SIDEBAR);
    assert_true(wq_app_inside_shown(s->app));
}

static const char *name_of(const struct screen *s, uint32_t entity)
{
    return s->app->inside.found->entities[entity].name;
}

/* Enter on the row of a name. */
void sidebar_choose(struct screen *s, const char *name)
{
    sidebar_focus(s);
    screen_keys(s, "gg");
    for (size_t i = 0; i < s->app->inside.rows.len; i++) {
        const struct wq_inside_row *row = &s->app->inside.rows.items[s->app->inside.selected];
        if (row->type == WQ_INSIDE_ENTITY && !strcmp(name_of(s, row->entity), name)) {
            screen_keys(s, "\r");
            return;
        }
        screen_keys(s, "j");
    }
    fail_msg("%s has no row", name);
}

/* Lahore seven times, each some paragraphs from the last, spelt the same; Karachi between; Putin in two
 * spellings; furniture. */
const char *sidebar_article(bool in_title)
{
    struct wq_buf text = WQ_BUF_INIT;
    static int n;
    char file[32];

    wq_buf_addf(&text, "%s کی خبر\n\n", in_title ? "لاہور" : "شہر");
    for (int i = 0; i < 6; i++) {
        wq_buf_adds(&text, "یہ پہلی بات لاہور کی ہے جو لکھی گئی۔\n\nپھر کچھ اور بات یہاں ہے۔\n\n");
        wq_buf_adds(&text, "اس کے بعد کراچی اور پاکستان کی بات ہے۔\n\nاور یہاں کسی کی بات نہیں ہے۔\n\n");
    }
    wq_buf_adds(
        &text,
        "صدر ولادیمیر پوتن نے کہا۔\n\nپیوٹن پھر بولے، اور پوتن گئے۔\n\nیہ بھی پڑھیں: لاہور میں میلہ\n");
    snprintf(file, sizeof file, "mentions%d.txt", n++);
    const char *path = scratch_bytes(file, text.data, text.len);
    wq_buf_release(&text);
    return path;
}

bool sidebar_lies_in(const struct wq_gridcell *c, struct wq_span span)
{
    return c->at != WQ_GRID_NOWHERE && c->at < span.end && c->end > span.start;
}

/* Every cell of the text: as a mention where it is one of the chosen one's, and nowhere else. */
int sidebar_highlights(const struct screen *s)
{
    const struct wq_panes *p = screen_panes(s);
    int current = 0;

    for (int y = p->top; y < p->top + p->rows; y++)
        for (int x = p->text.x; !screen_line(s, y).fold && x < p->text.x + p->text.w; x++) {
            const struct wq_gridcell *c = screen_cell(s, screen_column(s, x), y);
            enum wq_style style = WQ_STYLE_TEXT;
            for (size_t i = 0; i < s->app->inside.hits.len; i++)
                if (sidebar_lies_in(c, s->app->inside.hits.items[i]))
                    style = i == s->app->inside.current ? WQ_STYLE_HIT_CURRENT : WQ_STYLE_HIT;
            bool hit = c->style == WQ_STYLE_HIT || c->style == WQ_STYLE_HIT_CURRENT;
            assert_int_equal(hit, style != WQ_STYLE_TEXT);
            if (hit)
                assert_int_equal(c->style, style);
            current += c->style == WQ_STYLE_HIT_CURRENT;
        }
    return current;
}

/* The hits are the engine's mentions outside furniture. */
void sidebar_chosen(const struct screen *s, const char *name)
{
    size_t n = 0;

    assert_int_not_equal(s->app->inside.chosen, UINT32_MAX);
    assert_string_equal(name_of(s, s->app->inside.chosen), name);
    for (size_t i = 0; i < s->app->inside.found->nmentions; i++) {
        const struct wq_mention *m = &s->app->inside.found->mentions[i];
        if (m->entity != s->app->inside.chosen || m->furniture)
            continue;
        assert_true(n < s->app->inside.hits.len);
        assert_int_equal(s->app->inside.hits.items[n].start, m->span.start);
        assert_int_equal(s->app->inside.hits.items[n++].end, m->span.end);
    }
    assert_int_equal(n, s->app->inside.hits.len);
    assert_int_equal(n, s->app->inside.found->entities[s->app->inside.chosen].mentions);
    assert_true(s->app->walks_mentions);
}
