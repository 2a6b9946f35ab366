/* Keys and the mouse to actions. */
#include "state.h"

#include <string.h>

enum { MOST_COUNT = 1000000, WHEEL_ROWS = 3 };

static char place_letter(const struct wq_app *a)
{
    if (a->overlay == WQ_OVER_HELP)
        return 'H';
    if (a->overlay == WQ_OVER_LINKS)
        return 'O';
    if (a->results.shown)
        return 'F';
    if (a->reach.selection.on)
        return 'V';
    return a->focus == WQ_PANE_LIST ? 'L' : a->focus == WQ_PANE_READER ? 'R' : 'S';
}

/* What the keys typed so far mean, here or in a place that shares its keys with this one. */
static enum wq_action find_action(const struct wq_app *a, bool *more)
{
    char place = place_letter(a);
    enum wq_action action = wq_keymap_find(&a->keymap, a->strokes, a->nstrokes, place, more);

    if (action != WQ_ACTION_NONE || *more)
        return action;
    if (place == 'O')
        return wq_keymap_find(&a->keymap, a->strokes, a->nstrokes, 'H', more);
    if (place != 'V')
        return action;
    action = wq_keymap_find(&a->keymap, a->strokes, a->nstrokes, 'R', more);
    return wq_action_info(action)->group == WQ_GROUP_MOVING ? action : WQ_ACTION_NONE;
}

bool wq_app_means(const struct wq_app *a, enum wq_action action)
{
    const struct wq_action_info *info = wq_action_info(action);
    char place = place_letter(a);

    return strchr(info->places, place) || (place == 'O' && strchr(info->places, 'H')) ||
           (place == 'V' && info->group == WQ_GROUP_MOVING && strchr(info->places, 'R'));
}

static void forget_keys(struct wq_app *a)
{
    a->nstrokes = 0;
    a->count = 0;
}

static void say_unbound(struct wq_app *a)
{
    struct wq_buf keys = WQ_BUF_INIT;
    for (size_t i = 0; i < a->nstrokes; i++)
        wq_stroke_name(a->strokes[i], &keys);
    wq_buf_clear(&a->message);
    wq_message_add1(&a->message, WQ_MSG_KEY_UNBOUND, "key", keys.data);
    wq_buf_release(&keys);
}

static bool is_cancel(const struct wq_event *ev)
{
    return ev->mods == 0 && (ev->key == 27 || ev->key == 3 || ev->key == 7);
}

static void key_event(struct wq_app *a, const struct wq_event *ev)
{
    bool more;

    wq_buf_clear(&a->message);
    if (a->nstrokes == 0 && ev->mods == 0 && ev->key >= '0' && ev->key <= '9' &&
        (a->count || ev->key != '0')) {
        a->count = a->count * 10 + (ev->key - '0');
        if (a->count > MOST_COUNT)
            a->count = MOST_COUNT;
        return;
    }
    if ((a->nstrokes || a->count) && is_cancel(ev)) { /* the innermost thing: what was being typed */
        forget_keys(a);
        return;
    }
    a->strokes[a->nstrokes++] = (struct wq_stroke){ev->key, ev->mods};
    enum wq_action action = find_action(a, &more);
    if (action == WQ_ACTION_NONE && more && a->nstrokes < WQ_STROKES_MAX)
        return;
    if (action == WQ_ACTION_NONE)
        say_unbound(a);
    size_t count = a->count;
    forget_keys(a);
    if (action != WQ_ACTION_NONE)
        wq_app_act(a, action, count);
}

static bool inside(struct wq_strip s, int x)
{
    return s.x >= 0 && x >= s.x && x < s.x + s.w;
}

/* The pane under a column of the frame; text reaches over its margins. */
static enum wq_pane pane_at(const struct wq_app *a, int x)
{
    if (inside(a->panes.list, x))
        return WQ_PANE_LIST;
    if (inside(a->panes.sidebar, x))
        return WQ_PANE_SIDEBAR;
    return WQ_PANE_READER;
}

static void click_list(struct wq_app *a, int row)
{
    if (row < 0 || row >= a->panes.rows || a->list.item_rows <= 0)
        return;
    size_t item = a->list.top + (size_t)(row / a->list.item_rows);
    if (item >= a->list.count)
        return;
    bool again = a->focus == WQ_PANE_LIST && a->list.selected == item;
    wq_app_focus(a, WQ_PANE_LIST);
    wq_list_select(&a->list, item);
    if (again) /* moving does not open; the second click does */
        wq_app_act(a, WQ_ACTION_OPEN, 0);
}

static void mouse_event(struct wq_app *a, const struct wq_event *ev)
{
    struct wq_grid grid = {.width = a->width, .height = a->height};
    struct wq_frame f = {.grid = &grid, .mirrored = a->mirrored};
    enum wq_pane pane = pane_at(a, wq_frame_x(&f, ev->x));
    enum wq_pane focus = a->focus;

    if (wq_app_select_mouse(a, ev, pane == WQ_PANE_READER))
        return;
    if (ev->mouse == WQ_MOUSE_WHEEL_UP || ev->mouse == WQ_MOUSE_WHEEL_DOWN) {
        enum wq_action action = ev->mouse == WQ_MOUSE_WHEEL_UP ? WQ_ACTION_UP : WQ_ACTION_DOWN;
        if (a->overlay == WQ_OVER_NOTHING)
            a->focus = pane; /* the wheel moves what it is over, and leaves the keys where they are */
        wq_app_act(a, action, WHEEL_ROWS);
        a->focus = focus;
        wq_buf_clear(&a->message);
        return;
    }
    if (ev->mouse != WQ_MOUSE_PRESS || ev->button != 1 || a->overlay != WQ_OVER_NOTHING)
        return;
    wq_buf_clear(&a->message);
    if (pane == WQ_PANE_LIST)
        click_list(a, ev->y - a->panes.top);
    else if (pane == WQ_PANE_SIDEBAR && wq_app_inside_shown(a))
        wq_app_inside_click(a, ev->y - a->panes.top);
    else
        wq_app_focus(a, pane);
}

/* The wheel walks what it is over, and leaves the keys where they are; a click selects. */
static void results_mouse(struct wq_app *a, const struct wq_event *ev)
{
    struct wq_grid grid = {.width = a->width, .height = a->height};
    struct wq_frame f = {.grid = &grid, .mirrored = a->mirrored};
    bool together = inside(wq_app_results_panes(a).together, wq_frame_x(&f, ev->x));
    bool focus = a->results.together.focus;

    if (a->overlay == WQ_OVER_PROMPT)
        return;
    if (ev->mouse == WQ_MOUSE_WHEEL_UP || ev->mouse == WQ_MOUSE_WHEEL_DOWN) {
        a->results.together.focus = together;
        wq_app_act(a, ev->mouse == WQ_MOUSE_WHEEL_UP ? WQ_ACTION_UP : WQ_ACTION_DOWN, WHEEL_ROWS);
        a->results.together.focus = focus;
    } else if (ev->mouse == WQ_MOUSE_PRESS && ev->button == 1 && a->overlay == WQ_OVER_NOTHING) {
        wq_app_results_click(a, together, ev->y - a->panes.top);
    }
}

void wq_app_event(struct wq_app *a, const struct wq_event *ev)
{
    if (a->overlay == WQ_OVER_TRIAL && ev->type == WQ_EVENT_KEY)
        wq_app_trial_event(a, ev);
    else if (a->overlay == WQ_OVER_TRIAL)
        return;
    else if (ev->type == WQ_EVENT_MOUSE && a->results.shown)
        results_mouse(a, ev);
    else if (ev->type == WQ_EVENT_MOUSE)
        mouse_event(a, ev);
    else if (a->overlay == WQ_OVER_PROMPT)
        wq_app_prompt_event(a, ev);
    else if (ev->type == WQ_EVENT_KEY)
        key_event(a, ev);
}
