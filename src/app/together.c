/* Who comes together with whom the results list: rows, the one selected, a filter of names. */
#include "state.h"

#include "waraq/base/array.h"
#include "waraq/text/fold.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static struct wq_together_pane *pane(struct wq_app *a)
{
    return &a->results.together;
}

void wq_app_together_clear(struct wq_app *a)
{
    struct wq_together_pane *p = pane(a);

    wq_companions_free(p->all);
    p->all = NULL;
    p->rows.len = 0;
    p->selected = p->top = 0;
    wq_buf_clear(&p->filter);
}

void wq_app_together_release(struct wq_app *a)
{
    wq_app_together_clear(a);
    free(pane(a)->rows.items);
    wq_buf_release(&pane(a)->filter);
}

/* ---- rows ---- */

size_t wq_app_together_height(const struct wq_app *a)
{
    return a->panes.rows > 1 ? (size_t)a->panes.rows - 1 : 1; /* below the heading */
}

void wq_app_together_show_selected(struct wq_app *a)
{
    struct wq_together_pane *p = pane(a);
    size_t height = wq_app_together_height(a);

    if (p->selected < p->top)
        p->top = p->selected;
    if (p->selected >= p->top + height)
        p->top = p->selected - height + 1;
    if (p->rows.len <= height)
        p->top = 0;
    else if (p->top > p->rows.len - height)
        p->top = p->rows.len - height;
}

static void make_rows(struct wq_app *a)
{
    struct wq_together_pane *p = pane(a);
    struct wq_buf filter = WQ_BUF_INIT; /* folded */

    wq_fold(p->filter.data, p->filter.len, &filter);
    p->rows.len = 0;
    for (size_t i = 0; p->all && i < p->all->len; i++) {
        const struct wq_companion *c = &p->all->items[i];
        if (p->filter.len == 0 || wq_app_name_holds(a, c->id, c->name, &filter))
            *WQ_PUSH(&p->rows) = i;
    }
    wq_buf_release(&filter);
    if (p->selected >= p->rows.len)
        p->selected = p->rows.len ? p->rows.len - 1 : 0;
    wq_app_together_show_selected(a);
}

const struct wq_companion *wq_app_together_selected(const struct wq_app *a)
{
    const struct wq_together_pane *p = &a->results.together;
    return p->selected < p->rows.len ? &p->all->items[p->rows.items[p->selected]] : NULL;
}

void wq_app_together_take(struct wq_app *a, struct wq_companions *all)
{
    struct wq_together_pane *p = pane(a);
    const struct wq_companion *selected = wq_app_together_selected(a);
    struct wq_companions *before = p->all;
    bool moved = p->selected > 0;

    p->all = all;
    make_rows(a);
    for (size_t i = 0; moved && selected && i < p->rows.len; i++)
        if (!strcmp(all->items[p->rows.items[i]].id, selected->id))
            p->selected = i;
    wq_companions_free(before);
    wq_app_together_show_selected(a);
}

/* ---- keys ---- */

void wq_app_together_focus(struct wq_app *a, bool focus)
{
    pane(a)->focus = focus;
    wq_app_together_show_selected(a);
}

static void select_by(struct wq_app *a, long n)
{
    struct wq_together_pane *p = pane(a);
    size_t last = p->rows.len ? p->rows.len - 1 : 0;

    if (n < 0)
        p->selected = (size_t)-n > p->selected ? 0 : p->selected - (size_t)-n;
    else
        p->selected = (size_t)n > last - p->selected ? last : p->selected + (size_t)n;
    wq_app_together_show_selected(a);
}

void wq_app_together_move(struct wq_app *a, enum wq_action action, size_t count)
{
    long n = count ? (long)count : 1;
    long page = (long)wq_app_together_height(a);
    long most = (long)pane(a)->rows.len;

    switch (action) {
    case WQ_ACTION_DOWN:
    case WQ_ACTION_NEXT_HIT: select_by(a, n); break;
    case WQ_ACTION_UP:
    case WQ_ACTION_PREV_HIT: select_by(a, -n); break;
    case WQ_ACTION_PAGE_DOWN: select_by(a, n * page); break;
    case WQ_ACTION_PAGE_UP: select_by(a, -n * page); break;
    case WQ_ACTION_HALF_DOWN: select_by(a, n * ((page + 1) / 2)); break;
    case WQ_ACTION_HALF_UP: select_by(a, -n * ((page + 1) / 2)); break;
    case WQ_ACTION_START:
        select_by(a, -most);
        select_by(a, count ? (long)count - 1 : 0);
        break;
    case WQ_ACTION_END:
        select_by(a, count ? -most : most);
        select_by(a, count ? (long)count - 1 : 0);
        break;
    default: break;
    }
}

size_t wq_app_together_at(const struct wq_app *a, int row)
{
    const struct wq_together_pane *p = &a->results.together;
    size_t at = p->top + (size_t)row - 1; /* below the heading */

    return row > 0 && at < p->rows.len ? at : SIZE_MAX;
}

/* ---- the prompt for names ---- */

static void set_filter(struct wq_app *a, const char *s, size_t len)
{
    struct wq_together_pane *p = pane(a);

    wq_buf_clear(&p->filter);
    wq_buf_add(&p->filter, s, len);
    p->selected = 0;
    make_rows(a);
}

void wq_app_together_typed(struct wq_app *a)
{
    pane(a)->focus = true; /* what is found must be seen */
    set_filter(a, a->edit.text.data, a->edit.text.len);
}

void wq_app_together_accept(struct wq_app *a)
{
    bool typed = a->edit.text.len > 0;

    if (!typed) {
        wq_app_together_filter_clear(a);
        return;
    }
    wq_history_add(&a->history[WQ_PROMPT_TOGETHER], a->edit.text.data, a->edit.text.len);
    if (wq_app_together_selected(a))
        wq_app_results_narrow(a, wq_app_together_selected(a));
    else
        wq_app_say(a, WQ_MSG_CORRECTION_NOBODY);
}

void wq_app_together_cancel(struct wq_app *a)
{
    set_filter(a, "", 0);
}

bool wq_app_together_filter_clear(struct wq_app *a)
{
    if (pane(a)->filter.len == 0)
        return false;
    set_filter(a, "", 0);
    return true;
}
