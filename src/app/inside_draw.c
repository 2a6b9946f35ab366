/* The sidebar: kinds with their count, entities with count and a bar, the chosen one with its spellings. */
#include "side.h"

#include <stdint.h>
#include <string.h>

enum {
    HANG = 2,
    SURE = 70, /* confidence; what is less sure is dim */
};

static const enum wq_message headings[WQ_ENTITY_KINDS] = {
    [WQ_PERSON] = WQ_MSG_KIND_PERSON,
    [WQ_LOCATION] = WQ_MSG_KIND_LOCATION,
    [WQ_ORGANISATION] = WQ_MSG_KIND_ORGANISATION,
    [WQ_DATE] = WQ_MSG_KIND_DATE,
    [WQ_QUANTITY] = WQ_MSG_KIND_NUMBER,
};

const char *wq_app_inside_heading(enum wq_entity_kind kind)
{
    return wq_message(headings[kind]);
}

static void draw_entity(const struct wq_side *d, int y, const struct wq_inside_row *row, bool selected)
{
    const struct wq_entity *e = &d->app->inside.found->entities[row->entity];
    bool chosen = row->entity == d->app->inside.chosen;
    enum wq_style style = selected               ? WQ_STYLE_SELECTED
                          : chosen               ? WQ_STYLE_BOLD
                          : e->confidence < SURE ? WQ_STYLE_DIM
                                                 : WQ_STYLE_TEXT;

    wq_side_row(d, y, e->name, strlen(e->name), row->count, style, selected || chosen);
}

/* Whether all spellings have room beside the bar's columns: their counts stand below each other. */
static bool spellings_fit(const struct wq_side *d)
{
    const struct wq_inside *in = &d->app->inside;

    for (size_t i = 0; i < in->rows.len; i++) {
        const struct wq_inside_row *row = &in->rows.items[i];
        if (row->type == WQ_INSIDE_SPELLING &&
            !wq_side_fits(d, HANG, d->app->article->text.data + row->at.start, wq_span_len(row->at),
                          row->count))
            return false;
    }
    return true;
}

static void draw_spelling(const struct wq_side *d, int y, const struct wq_inside_row *row, bool selected,
                          bool fit)
{
    const char *s = d->app->article->text.data + row->at.start;
    enum wq_style style = selected ? WQ_STYLE_SELECTED : WQ_STYLE_DIM;

    if (fit)
        wq_side_name(d, y, HANG, s, wq_span_len(row->at), row->count, style, WQ_STYLE_DIM);
    else
        wq_side_long_name(d, y, HANG, s, wq_span_len(row->at), row->count, style, WQ_STYLE_DIM);
}

static void draw_more(const struct wq_side *d, int y, const struct wq_inside_row *row, bool selected)
{
    struct wq_buf more = WQ_BUF_INIT;

    wq_message_addn(&more, WQ_MSG_SIDEBAR_MORE, row->count);
    wq_frame_text(d->f, d->x, y, d->w, more.data, more.len, false, WQ_ALIGN_START,
                  selected ? WQ_STYLE_SELECTED : WQ_STYLE_DIM);
    wq_buf_release(&more);
}

static void draw_heading(const struct wq_side *d, int y, const struct wq_inside_row *row, bool selected)
{
    const char *heading = wq_app_inside_heading(row->kind);
    enum wq_style style = selected                           ? WQ_STYLE_SELECTED
                          : d->app->inside.colours           ? wq_app_kind_style(row->kind)
                          : d->app->focus == WQ_PANE_SIDEBAR ? WQ_STYLE_ACCENT_BOLD
                                                             : WQ_STYLE_BOLD;

    wq_side_name(d, y, 0, heading, strlen(heading), row->count, style, WQ_STYLE_DIM);
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
    struct wq_side d = {a, f, a->panes.sidebar.x, a->panes.sidebar.w, most_mentions(in), a->article->rtl};

    if (in->rows.len == 0 && a->panes.rows > 0) { /* the filter left none */
        struct wq_buf none = WQ_BUF_INIT;
        wq_message_add1(&none, WQ_MSG_SEARCH_NONE, "q", in->filter.data);
        wq_frame_text(f, d.x, a->panes.top, d.w, none.data, none.len, false, WQ_ALIGN_START, WQ_STYLE_DIM);
        wq_buf_release(&none);
    }
    bool fit = spellings_fit(&d);
    for (int y = 0; y < a->panes.rows && in->top + (size_t)y < in->rows.len; y++) {
        const struct wq_inside_row *row = &in->rows.items[in->top + (size_t)y];
        bool selected = in->top + (size_t)y == in->selected && a->focus == WQ_PANE_SIDEBAR;
        int at = a->panes.top + y;
        switch (row->type) {
        case WQ_INSIDE_HEADING: draw_heading(&d, at, row, selected); break;
        case WQ_INSIDE_ENTITY: draw_entity(&d, at, row, selected); break;
        case WQ_INSIDE_SPELLING: draw_spelling(&d, at, row, selected, fit); break;
        case WQ_INSIDE_MORE: draw_more(&d, at, row, selected); break;
        case WQ_INSIDE_BLANK: break;
        }
    }
}
