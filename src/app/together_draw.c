/* The pane beside the results: who comes together with whom they list, in how many articles. */
#include "side.h"

#include <string.h>

static void draw_row(const struct wq_side *d, int y, const struct wq_companion *c, bool selected)
{
    wq_side_row(d, y, c->name, strlen(c->name), c->articles, selected ? WQ_STYLE_SELECTED : WQ_STYLE_TEXT,
                selected);
}

static void draw_none(const struct wq_side *d, int y, const struct wq_together_pane *p)
{
    struct wq_buf none = WQ_BUF_INIT;

    if (p->filter.len)
        wq_message_add1(&none, WQ_MSG_SEARCH_NONE, "q", p->filter.data);
    else
        wq_buf_adds(&none, wq_message(WQ_MSG_TOGETHER_NOBODY));
    wq_frame_text(d->f, d->x, y, d->w, none.data, none.len, false, WQ_ALIGN_START, WQ_STYLE_DIM);
    wq_buf_release(&none);
}

void wq_app_together_draw(const struct wq_app *a, const struct wq_frame *f, struct wq_strip strip)
{
    const struct wq_together_pane *p = &a->results.together;
    size_t most = p->all && p->all->len ? p->all->items[0].articles : 0;
    struct wq_side d = {a, f, strip.x, strip.w, most, f->mirrored};
    const char *heading = wq_message(WQ_MSG_TOGETHER);
    int y = a->panes.top;

    if (a->panes.rows < 2)
        y--; /* the one row is a name's */
    else
        wq_frame_text(f, d.x, y, d.w, heading, strlen(heading), false, WQ_ALIGN_START,
                      p->focus ? WQ_STYLE_ACCENT_BOLD : WQ_STYLE_BOLD);
    if (p->all && p->rows.len == 0 && a->panes.rows > 1)
        draw_none(&d, y + 1, p);
    for (size_t i = p->top; p->all && i < p->rows.len && i - p->top < wq_app_together_height(a); i++)
        if (a->panes.rows > 0)
            draw_row(&d, y + 1 + (int)(i - p->top), &p->all->items[p->rows.items[i]],
                     p->focus && i == p->selected);
}
