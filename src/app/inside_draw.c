/* The sidebar: kinds with their count, entities with count and a bar, the chosen one with its spellings. */
#include "state.h"

#include "waraq/layout/direction.h"

#include <stdint.h>
#include <string.h>

enum {
    COUNT_W = 3,
    BAR_W = 3,
    WHOLE = 0x2501,     /* ━ */
    RIGHT_BIT = 0x257A, /* ╺ */
    LEFT_BIT = 0x2578,  /* ╸ */
    HANG = 2,
    LEAST_NAME = 4, /* columns; where there are fewer, names stand alone */
    SURE = 70,      /* confidence; what is less sure is dim */
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

/* Returns the columns it took. */
static int draw_count(const struct drawing *d, int y, int end, size_t count, enum wq_style style)
{
    struct wq_buf n = WQ_BUF_INIT;

    wq_number_add(&n, count);
    int used = wq_frame_text(d->f, d->x, y, end, n.data, n.len, false, WQ_ALIGN_END, style);
    wq_buf_release(&n);
    return used;
}

/* A date begins with digits and runs as the article does all the same. */
static bool name_rtl(const char *s, size_t len, const struct wq_app *a)
{
    struct wq_letters n = {0, 0};

    wq_letters_count(wq_layout_props(a->layout), s, len, &n);
    return n.rtl > (a->article->rtl ? 0 : n.ltr);
}

/* A name and how often, where there is room for both; the count goes before the name's end. */
static void draw_name(const struct drawing *d, int y, int indent, const char *s, size_t len, size_t count,
                      enum wq_style style, enum wq_style count_style)
{
    int end = d->w - BAR_W - 1;
    int room = d->w;

    if (end - COUNT_W - 1 >= LEAST_NAME) {
        int used = draw_count(d, y, end, count, count_style);
        room = end - (used > COUNT_W ? used : COUNT_W) - 1;
    }
    wq_frame_text(d->f, d->x + indent, y, room - indent, s, len, name_rtl(s, len, d->app), WQ_ALIGN_START,
                  style);
}

static void draw_entity(const struct drawing *d, int y, const struct wq_inside_row *row, bool selected)
{
    const struct wq_entity *e = &d->app->inside.found->entities[row->entity];
    bool chosen = row->entity == d->app->inside.chosen;
    enum wq_style style = selected               ? WQ_STYLE_SELECTED
                          : chosen               ? WQ_STYLE_BOLD
                          : e->confidence < SURE ? WQ_STYLE_DIM
                                                 : WQ_STYLE_TEXT;

    draw_name(d, y, 0, e->name, strlen(e->name), row->count, style, WQ_STYLE_TEXT);
    if (d->w - COUNT_W - BAR_W - 2 >= LEAST_NAME)
        draw_bar(d, y, row->count);
}

static void draw_spelling(const struct drawing *d, int y, const struct wq_inside_row *row, bool selected)
{
    const char *s = d->app->article->text.data + row->at.start;

    draw_name(d, y, HANG, s, wq_span_len(row->at), row->count, selected ? WQ_STYLE_SELECTED : WQ_STYLE_DIM,
              WQ_STYLE_DIM);
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

    draw_name(d, y, 0, heading, strlen(heading), row->count, style, WQ_STYLE_DIM);
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

    if (in->rows.len == 0 && a->panes.rows > 0) { /* the filter left none */
        struct wq_buf none = WQ_BUF_INIT;
        wq_message_add1(&none, WQ_MSG_SEARCH_NONE, "q", in->filter.data);
        wq_frame_text(f, d.x, a->panes.top, d.w, none.data, none.len, false, WQ_ALIGN_START, WQ_STYLE_DIM);
        wq_buf_release(&none);
    }
    for (int y = 0; y < a->panes.rows && in->top + (size_t)y < in->rows.len; y++) {
        const struct wq_inside_row *row = &in->rows.items[in->top + (size_t)y];
        bool selected = in->top + (size_t)y == in->selected && a->focus == WQ_PANE_SIDEBAR;
        int at = a->panes.top + y;
        switch (row->type) {
        case WQ_INSIDE_HEADING: draw_heading(&d, at, row, selected); break;
        case WQ_INSIDE_ENTITY: draw_entity(&d, at, row, selected); break;
        case WQ_INSIDE_SPELLING: draw_spelling(&d, at, row, selected); break;
        case WQ_INSIDE_MORE: draw_more(&d, at, row, selected); break;
        case WQ_INSIDE_BLANK: break;
        }
    }
}
