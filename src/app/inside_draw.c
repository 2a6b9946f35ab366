/* The sidebar: kinds with their count, entities with count and a bar, the chosen one with its spellings. */
#include "state.h"

#include <stdint.h>
#include <string.h>

enum {
    COUNT_W = 3,
    BAR_W = 3,
    WHOLE = 0x2501,     /* ━ */
    RIGHT_BIT = 0x257A, /* ╺ */
    LEFT_BIT = 0x2578,  /* ╸ */
    HANG = 2,
};

static const enum wq_message headings[WQ_ENTITY_KINDS] = {
    [WQ_PERSON] = WQ_MSG_KIND_PERSON,
    [WQ_LOCATION] = WQ_MSG_KIND_LOCATION,
    [WQ_ORGANISATION] = WQ_MSG_KIND_ORGANISATION,
    [WQ_DATE] = WQ_MSG_KIND_DATE,
    [WQ_QUANTITY] = WQ_MSG_KIND_NUMBER,
};

struct drawing {
    const struct wq_app *app;
    const struct wq_frame *f;
    int x, w;
    size_t most; /* mentions of the entity that has the most */
};

/* How often, in half cells: eighth blocks cannot grow leftwards. */
static void draw_bar(const struct drawing *d, int y, size_t count)
{
    size_t halves = d->most ? (count * 2 * BAR_W + d->most - 1) / d->most : 0;
    int x = d->x + d->w - BAR_W;

    for (int i = 0; i < BAR_W && halves > 0; i++) {
        uint32_t half = d->f->mirrored ? RIGHT_BIT : LEFT_BIT;
        wq_frame_put(d->f, x + i, y, d->f->ascii ? '=' : halves > 1 ? WHOLE : half, WQ_STYLE_DIM);
        halves -= halves > 1 ? 2 : 1;
    }
}

static void draw_count(const struct drawing *d, int y, int end, size_t count, enum wq_style style)
{
    struct wq_buf n = WQ_BUF_INIT;

    wq_number_add(&n, count);
    wq_frame_text(d->f, d->x, y, end, n.data, n.len, false, WQ_ALIGN_END, style);
    wq_buf_release(&n);
}

static bool name_rtl(const char *s, const struct wq_app *a)
{
    return (unsigned char)s[0] >= 0x80 && a->article->rtl;
}

static void draw_entity(const struct drawing *d, int y, const struct wq_inside_row *row, bool selected)
{
    const struct wq_entity *e = &d->app->inside.found->entities[row->entity];
    bool chosen = row->entity == d->app->inside.chosen;
    int name = d->w - COUNT_W - BAR_W - 2;
    enum wq_style style = selected ? WQ_STYLE_SELECTED : chosen ? WQ_STYLE_BOLD : WQ_STYLE_TEXT;

    if (name < 4) { /* no room for bars */
        wq_frame_text(d->f, d->x, y, d->w, e->name, strlen(e->name), name_rtl(e->name, d->app),
                      WQ_ALIGN_START, style);
        return;
    }
    wq_frame_text(d->f, d->x, y, name, e->name, strlen(e->name), name_rtl(e->name, d->app), WQ_ALIGN_START,
                  style);
    draw_count(d, y, name + 1 + COUNT_W, row->count, WQ_STYLE_TEXT);
    draw_bar(d, y, row->count);
}

static void draw_spelling(const struct drawing *d, int y, const struct wq_inside_row *row)
{
    const char *s = d->app->article->text.data + row->at.start;
    int name = d->w - COUNT_W - BAR_W - 2;

    wq_frame_text(d->f, d->x + HANG, y, name - HANG, s, wq_span_len(row->at), name_rtl(s, d->app),
                  WQ_ALIGN_START, WQ_STYLE_DIM);
    draw_count(d, y, name + 1 + COUNT_W, row->count, WQ_STYLE_DIM);
}

static void draw_more(const struct drawing *d, int y, const struct wq_inside_row *row, bool selected)
{
    struct wq_buf more = WQ_BUF_INIT;

    wq_message_addn(&more, WQ_MSG_SIDEBAR_MORE, row->count);
    wq_frame_text(d->f, d->x, y, d->w, more.data, more.len, false, WQ_ALIGN_START,
                  selected ? WQ_STYLE_SELECTED : WQ_STYLE_DIM);
    wq_buf_release(&more);
}

static void draw_heading(const struct drawing *d, int y, const struct wq_inside_row *row, bool selected)
{
    const char *heading = wq_message(headings[row->kind]);
    enum wq_style style = selected                           ? WQ_STYLE_SELECTED
                          : d->app->focus == WQ_PANE_SIDEBAR ? WQ_STYLE_ACCENT_BOLD
                                                             : WQ_STYLE_BOLD;

    wq_frame_text(d->f, d->x, y, d->w, heading, strlen(heading), false, WQ_ALIGN_START, style);
    draw_count(d, y, d->w - COUNT_W - BAR_W - 2 + 1 + COUNT_W, row->count, WQ_STYLE_DIM);
}

static size_t most_mentions(const struct wq_inside *in)
{
    size_t most = 0;
    for (size_t i = 0; i < in->found->nentities; i++)
        most = in->found->entities[i].mentions > most ? in->found->entities[i].mentions : most;
    return most;
}

void wq_app_inside_draw(const struct wq_app *a, const struct wq_frame *f)
{
    const struct wq_inside *in = &a->inside;
    struct drawing d = {a, f, a->panes.sidebar.x, a->panes.sidebar.w, most_mentions(in)};

    for (int y = 0; y < a->panes.rows && in->top + (size_t)y < in->rows.len; y++) {
        const struct wq_inside_row *row = &in->rows.items[in->top + (size_t)y];
        bool selected = in->top + (size_t)y == in->selected && a->focus == WQ_PANE_SIDEBAR;
        int at = a->panes.top + y;
        switch (row->type) {
        case WQ_INSIDE_HEADING: draw_heading(&d, at, row, selected); break;
        case WQ_INSIDE_ENTITY: draw_entity(&d, at, row, selected); break;
        case WQ_INSIDE_SPELLING: draw_spelling(&d, at, row); break;
        case WQ_INSIDE_MORE: draw_more(&d, at, row, selected); break;
        case WQ_INSIDE_BLANK: break;
        }
    }
}
