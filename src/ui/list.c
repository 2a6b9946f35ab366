#include "waraq/ui/list.h"

#include <string.h>

enum { RIGHT_HALF = 0x2590, LEFT_HALF = 0x258C, DOT = 0x25CF, HANG = 2 };

size_t wq_list_fit(const struct wq_list *l)
{
    int fit = l->item_rows > 0 ? l->height / l->item_rows : l->height;
    return fit > 0 ? (size_t)fit : 1;
}

void wq_list_fix(struct wq_list *l)
{
    size_t fit = wq_list_fit(l);

    if (l->selected >= l->count)
        l->selected = l->count ? l->count - 1 : 0;
    if (l->top > l->selected)
        l->top = l->selected;
    if (l->selected >= l->top + fit)
        l->top = l->selected - fit + 1;
    if (l->top + fit > l->count)
        l->top = l->count > fit ? l->count - fit : 0;
}

void wq_list_select(struct wq_list *l, size_t item)
{
    l->selected = item;
    wq_list_fix(l);
}

bool wq_list_move(struct wq_list *l, long by)
{
    size_t before = l->selected;
    size_t last = l->count ? l->count - 1 : 0;

    if (by < 0)
        l->selected = (size_t)-by > before ? 0 : before - (size_t)-by;
    else
        l->selected = (size_t)by > last - before ? last : before + (size_t)by;
    wq_list_fix(l);
    return l->selected != before;
}

static void draw_state(const struct wq_frame *f, int x, int y, int rows, enum wq_item_state state)
{
    if (state == WQ_ITEM_UNREAD)
        wq_frame_put(f, x, y, f->ascii ? '*' : DOT, WQ_STYLE_ACCENT);
    if (state == WQ_ITEM_OPEN)
        for (int i = 0; i < rows; i++)
            wq_frame_put(f, x, y + i, f->ascii ? '|' : f->mirrored ? RIGHT_HALF : LEFT_HALF, WQ_STYLE_ACCENT);
}

/* The title over all rows but the last, which it shares with what is known of the article. */
static void draw_title(const struct wq_frame *f, int x, int w, int y, int rows, int meta,
                       const struct wq_item *item)
{
    size_t len = strlen(item->title);
    struct wq_layout_opts opts = {.width = (uint32_t)w, .rtl = item->rtl, .indent_rest = HANG};
    struct wq_para *p = wq_layout_para(f->layout, item->title, len, &opts);
    size_t whole = rows > 0 ? (size_t)rows - 1 : 0;

    for (size_t i = 0; i < p->nlines && i < whole; i++)
        wq_frame_line(f, x, y + (int)i, w, p, &p->lines[i], f->mirrored, 0, item->style);
    if (p->nlines > whole) {
        size_t from = p->lines[whole].start;
        int hang = whole ? HANG : 0;
        wq_frame_text(f, x + hang, y + (int)whole, w - hang - (meta ? meta + 1 : 0), item->title + from,
                      len - from, item->rtl, WQ_ALIGN_START, item->style);
    }
    wq_para_free(p);
}

/* A selected row is reversed where it has letters, and the blanks between them. */
static void fill_selected(const struct wq_frame *f, int x, int w, int y, enum wq_style style)
{
    int first = -1;
    int last = -1;

    for (int i = 0; i < w; i++) {
        const struct wq_gridcell *c = wq_grid_at(f->grid, wq_frame_column(f, x + i), y);
        if (c->ch == ' ' && c->nmarks == 0 && c->width == 1)
            continue;
        if (first < 0)
            first = i;
        last = i;
    }
    if (first >= 0)
        wq_frame_style(f, x + first, y, last - first + 1, style);
}

void wq_item_draw(const struct wq_frame *f, int x, int w, int y, int rows, const struct wq_item *item)
{
    int text = x + 2;
    int room = w - 3;
    if (room < 8 || f->linear) { /* no room for states, or nothing to see them with */
        text = x;
        room = w - 1; /* the last is the blank before a separator, or no column at all */
    } else {
        draw_state(f, x, y, rows, item->state);
    }
    size_t len = strlen(item->meta);
    int meta = len ? wq_frame_measure(f, item->meta, len, false) : 0;
    if (meta * 3 > room)
        meta = 0;
    draw_title(f, text, room, y, rows, meta, item);
    if (item->style == WQ_STYLE_SELECTED || item->style == WQ_STYLE_CURSOR)
        for (int i = 0; i < rows; i++)
            fill_selected(f, text, room, y + i, item->style);
    if (meta)
        wq_frame_text(f, text, y + rows - 1, room, item->meta, len, false, WQ_ALIGN_END, WQ_STYLE_DIM);
}
