/* The help screen, made from the table of actions. */
#include "state.h"
#include "trial.h"

#include <string.h>

enum { KEYS_WIDTH = 20, TERMINAL_ROWS = 4 };

static const enum wq_message headings[WQ_GROUPS] = {
    [WQ_GROUP_MOVING] = WQ_MSG_HELP_MOVING,       [WQ_GROUP_FINDING] = WQ_MSG_HELP_FINDING,
    [WQ_GROUP_PANES] = WQ_MSG_HELP_PANES,         [WQ_GROUP_ARTICLES] = WQ_MSG_HELP_ARTICLES,
    [WQ_GROUP_LOOKS] = WQ_MSG_HELP_LOOKS,         [WQ_GROUP_DOING] = WQ_MSG_HELP_DOING,
    [WQ_GROUP_SELECTING] = WQ_MSG_HELP_SELECTING,
};

/* Calls row for each row of the help: a heading (action NONE), an action, or an empty row (group GROUPS). */
static int each_row(void (*row)(int n, enum wq_action action, enum wq_action_group group, void *data),
                    void *data)
{
    int n = 0;

    for (int g = 0; g < WQ_GROUPS; g++) {
        if (g > 0)
            row(n++, WQ_ACTION_NONE, WQ_GROUPS, data);
        row(n++, WQ_ACTION_NONE, (enum wq_action_group)g, data);
        for (int i = 1; i < WQ_ACTIONS; i++)
            if (wq_action_info((enum wq_action)i)->group == (enum wq_action_group)g)
                row(n++, (enum wq_action)i, (enum wq_action_group)g, data);
    }
    return n;
}

static void no_row(int n, enum wq_action action, enum wq_action_group group, void *data)
{
    (void)n;
    (void)action;
    (void)group;
    (void)data;
}

int wq_app_help_rows(void)
{
    return each_row(no_row, NULL) + TERMINAL_ROWS;
}

struct drawing {
    const struct wq_app *app;
    const struct wq_frame *f;
    int x, w, y, rows;
};

/* Two columns; row n of the help, if it is on the screen. */
static void draw_columns(const struct drawing *d, int n, const char *left, const char *right)
{
    int y = n - d->app->help_top;
    int width = d->w < 3 * KEYS_WIDTH ? d->w / 3 : KEYS_WIDTH;

    if (y < 0 || y >= d->rows)
        return;
    y += d->y;
    wq_frame_text(d->f, d->x, y, width, left, strlen(left), false, WQ_ALIGN_START,
                  *right ? WQ_STYLE_ACCENT : WQ_STYLE_BOLD);
    wq_frame_text(d->f, d->x + width + 1, y, d->w - width - 1, right, strlen(right), false, WQ_ALIGN_START,
                  WQ_STYLE_TEXT);
}

/* What terminal this is, how it is written to, and why. */
static void draw_terminal(const struct drawing *d, int n)
{
    const struct wq_terminal *t = &d->app->terminal;

    draw_columns(d, n + 1, wq_message(WQ_MSG_HELP_TERMINAL), "");
    draw_columns(d, n + 2, t->name ? t->name : wq_message(WQ_MSG_HELP_UNKNOWN), wq_writing_text(t->writing));
    draw_columns(d, n + 3, wq_writing_info(t->writing)->name, wq_reason_text(t->reason));
}

static void draw_row(int n, enum wq_action action, enum wq_action_group group, void *data)
{
    struct drawing *d = data;
    int y = n - d->app->help_top;

    if (y < 0 || y >= d->rows || group == WQ_GROUPS)
        return;
    y += d->y;
    if (action == WQ_ACTION_NONE) {
        const char *heading = wq_message(headings[group]);
        wq_frame_text(d->f, d->x, y, d->w, heading, strlen(heading), false, WQ_ALIGN_START, WQ_STYLE_BOLD);
        return;
    }
    struct wq_buf keys = WQ_BUF_INIT;
    wq_buf_reserve(&keys, 0);
    wq_buf_clear(&keys); /* it may have none */
    wq_keymap_keys(&d->app->keymap, action, &keys);
    draw_columns(d, n, keys.data, wq_action_info(action)->help);
    wq_buf_release(&keys);
}

void wq_app_help_draw(const struct wq_app *a, const struct wq_frame *panes)
{
    /* It is all in the interface's language, whichever way the articles run. */
    struct wq_frame unmirrored = *panes;
    unmirrored.mirrored = false;
    const struct wq_frame *f = &unmirrored;
    int title = a->panes.title;
    struct drawing d = {
        .app = a,
        .f = f,
        .x = title,
        .w = wq_frame_width(f) - 2 * title,
        .y = a->height >= 6 ? 2 : 0,
        .rows = a->height - (a->height >= 6 ? 3 : 1),
    };
    const char *heading = wq_message(WQ_MSG_HELP_TITLE);
    if (d.y)
        wq_frame_text(f, d.x, 0, d.w, heading, strlen(heading), false, WQ_ALIGN_START, WQ_STYLE_BOLD);
    draw_terminal(&d, each_row(draw_row, &d));
    struct wq_buf hint = WQ_BUF_INIT;
    wq_app_add_hint(a, &hint, WQ_ACTION_BACK, WQ_MSG_HINT_BACK);
    if (a->height > 1 && hint.len)
        wq_frame_text(f, d.x, a->height - 1, d.w, hint.data, hint.len, false, WQ_ALIGN_END, WQ_STYLE_DIM);
    wq_buf_release(&hint);
}
