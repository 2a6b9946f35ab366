/* Where the panes stand, which of them has the keys, and which are shown. */
#include "state.h"

#include <string.h>

enum { LIST_ITEM_ROWS_BESIDE = 3, ONE_ROW_FROM = 72 };

static int item_rows(const struct wq_app *a)
{
    if (a->panes.separator >= 0)
        return LIST_ITEM_ROWS_BESIDE;
    if (a->panes.rows < 8)
        return 1;
    return a->width >= ONE_ROW_FROM ? 1 : 2;
}

/* The title's own paragraph is left out of the text where the title line shows all of it. */
static bool title_fits(const struct wq_app *a)
{
    if (!a->article || a->article->title_made || a->find.in_title || a->inside.in_title ||
        !a->panes.title_row || a->panes.text.x < 0)
        return false;
    struct wq_frame f = {.layout = a->layout};
    const char *title = a->article->title;
    int room = (a->width > 1 ? a->width - 1 : a->width) - a->panes.title - (a->panes.title > 0);
    struct wq_buf known = WQ_BUF_INIT;

    wq_app_known(a, &known);
    if (known.len) /* it stands behind the title */
        room -= wq_frame_measure(&f, known.data, known.len, false) + 2;
    wq_buf_release(&known);
    return wq_frame_measure(&f, title, strlen(title), a->article->rtl) <= room;
}

static enum wq_room room_of(const struct wq_app *a)
{
    return a->terminal.one_pane || a->options->linear ? WQ_ROOM_ONE : wq_panes_room(a->width);
}

void wq_app_place(struct wq_app *a)
{
    enum wq_room room = room_of(a);
    struct wq_panes_wanted w = {
        .width = a->width,
        .height = a->height,
        .measure = a->measure,
        .list = a->show_list[room] && !a->full_width,
        .sidebar = a->show_sidebar[room] && !a->full_width,
        .alone = a->terminal.one_pane,
        .plain = a->options->linear,
        .focus = a->focus,
    };

    a->panes = wq_panes_place(&w);
    a->list.height = a->panes.rows;
    a->list.item_rows = item_rows(a);
    wq_list_fix(&a->list);
    wq_app_inside_show_selected(a);
    if (a->panes.text.x < 0)
        return;
    a->reading.width = a->panes.text.w;
    a->reading.height = a->panes.rows > 0 ? a->panes.rows : 1;
    a->reading.no_title = title_fits(a);
    bool resumed = wq_app_is_resumed(a);
    wq_reader_set_options(a->reader, &a->reading);
    if (resumed)
        wq_app_stand(a);
}

void wq_app_focus(struct wq_app *a, enum wq_pane pane)
{
    if (pane == WQ_PANE_READER && !a->article)
        return;
    a->focus = pane;
    wq_app_place(a);
}

static bool is_shown(const struct wq_app *a, enum wq_pane pane)
{
    switch (pane) {
    case WQ_PANE_LIST: return a->panes.list.x >= 0;
    case WQ_PANE_READER: return a->panes.text.x >= 0 && a->article;
    case WQ_PANE_SIDEBAR: return a->panes.sidebar.x >= 0;
    case WQ_PANES: break;
    }
    return false;
}

/* by: 1 towards the sidebar, -1 towards the list, among the panes that are shown. */
static void step_pane(struct wq_app *a, int by, bool round)
{
    int pane = (int)a->focus;
    for (int i = 0; i < WQ_PANES; i++) {
        pane += by;
        if (!round && (pane < 0 || pane >= WQ_PANES))
            return;
        pane = (pane + WQ_PANES) % WQ_PANES;
        if (is_shown(a, (enum wq_pane)pane)) {
            wq_app_focus(a, (enum wq_pane)pane);
            return;
        }
    }
}

static void sideways(struct wq_app *a, bool left)
{
    int by = left == a->mirrored ? 1 : -1;
    bool alone = is_shown(a, WQ_PANE_LIST) + is_shown(a, WQ_PANE_READER) + is_shown(a, WQ_PANE_SIDEBAR) < 2;

    if (alone && by > 0 && a->focus == WQ_PANE_LIST)
        wq_app_focus(a, WQ_PANE_READER);
    else if (alone && by < 0 && a->focus != WQ_PANE_LIST)
        wq_app_focus(a, a->focus == WQ_PANE_SIDEBAR ? WQ_PANE_READER : WQ_PANE_LIST);
    else
        step_pane(a, by, false);
}

static bool has_list(const struct wq_app *a)
{
    return wq_shelf_count(a->shelf) > 1;
}

static void open_selected(struct wq_app *a)
{
    if (a->focus == WQ_PANE_SIDEBAR && wq_app_inside_shown(a)) {
        wq_app_inside_open(a);
        return;
    }
    if (a->focus != WQ_PANE_LIST) {
        wq_app_focus(a, WQ_PANE_READER);
        return;
    }
    size_t entry = wq_app_selected(a);
    if (!a->article || a->open != entry)
        wq_app_open(a, entry);
    if (a->article && a->open == entry)
        wq_app_focus(a, WQ_PANE_READER);
}

/* From the sidebar to the text, from the text to the list; false at the root. */
static bool go_back(struct wq_app *a)
{
    if (a->focus == WQ_PANE_SIDEBAR && a->article) {
        wq_app_focus(a, WQ_PANE_READER);
        return true;
    }
    if (a->focus == WQ_PANE_READER && a->results.opened) {
        a->results.shown = true;
        return true;
    }
    if (a->focus == WQ_PANE_LIST && wq_app_filter_clear(a))
        return true;
    if (a->focus == WQ_PANE_READER && has_list(a)) {
        wq_app_focus(a, WQ_PANE_LIST);
        return true;
    }
    return false;
}

void wq_app_toggle_list(struct wq_app *a)
{
    enum wq_room room = room_of(a);

    if (room == WQ_ROOM_ONE) {
        wq_app_focus(a, a->focus == WQ_PANE_LIST ? WQ_PANE_READER : WQ_PANE_LIST);
        return;
    }
    bool hidden = a->panes.list.x < 0;
    a->full_width = a->full_width && !hidden;
    a->show_list[room] = hidden;
    if (room == WQ_ROOM_TWO && hidden)
        a->show_sidebar[room] = false;
    if (!hidden && a->focus == WQ_PANE_LIST && a->article)
        a->focus = WQ_PANE_READER;
    wq_app_place(a);
}

void wq_app_toggle_sidebar(struct wq_app *a)
{
    enum wq_room room = room_of(a);
    bool hidden = a->panes.sidebar.x < 0;

    if (!a->article) {
        wq_app_say(a, WQ_MSG_NOTHING_OPEN);
        return;
    }
    a->full_width = a->full_width && !hidden;
    a->show_sidebar[room] = hidden;
    if (!hidden && a->focus == WQ_PANE_SIDEBAR)
        a->focus = WQ_PANE_READER;
    if (hidden && room == WQ_ROOM_ONE && a->focus == WQ_PANE_LIST)
        a->focus = WQ_PANE_READER;
    wq_app_place(a);
    if (hidden && a->panes.sidebar.x < 0) /* no room beside the text: it takes the screen */
        wq_app_focus(a, WQ_PANE_SIDEBAR);
}

void wq_app_show_info(struct wq_app *a)
{
    size_t entry = wq_app_selected(a);
    if (a->focus == WQ_PANE_LIST && (!a->article || a->open != entry))
        wq_app_open(a, entry);
    bool there = a->panes.sidebar.x >= 0 && a->focus == WQ_PANE_SIDEBAR;
    if (a->article && a->panes.sidebar.x < 0)
        wq_app_toggle_sidebar(a);
    a->inside.facts = !(there && a->inside.facts); /* once more: back to who is in it */
    if (a->article)
        wq_app_focus(a, WQ_PANE_SIDEBAR);
}

/* The innermost thing: what runs, what filters, what n and N walk. */
static void cancel(struct wq_app *a)
{
    if (wq_app_scan_cancel(a) || (a->focus == WQ_PANE_LIST && wq_app_filter_clear(a)) ||
        (a->focus == WQ_PANE_SIDEBAR && wq_app_inside_filter_clear(a)))
        return;
    if (a->walks_mentions || !wq_app_find_clear(a))
        wq_app_inside_clear(a);
}

static void to_pane(struct wq_app *a, enum wq_action action)
{
    enum wq_pane before = a->focus;

    switch (action) {
    case WQ_ACTION_LEFT: sideways(a, true); break;
    case WQ_ACTION_RIGHT: sideways(a, false); break;
    case WQ_ACTION_NEXT_PANE: step_pane(a, 1, true); break;
    case WQ_ACTION_PREV_PANE: step_pane(a, -1, true); break;
    default: break;
    }
    if (a->focus == before)
        wq_app_say(a, WQ_MSG_PANE_NONE);
}

void wq_app_act_on_panes(struct wq_app *a, enum wq_action action)
{
    switch (action) {
    case WQ_ACTION_LEFT:
    case WQ_ACTION_RIGHT:
    case WQ_ACTION_NEXT_PANE:
    case WQ_ACTION_PREV_PANE: to_pane(a, action); break;
    case WQ_ACTION_OPEN: open_selected(a); break;
    case WQ_ACTION_CLOSE:
        if (!go_back(a))
            wq_app_say(a, WQ_MSG_BACK_NOWHERE);
        break;
    case WQ_ACTION_BACK:
        if (!go_back(a))
            a->wants |= WQ_WANTS_QUIT;
        break;
    case WQ_ACTION_CANCEL: cancel(a); break;
    case WQ_ACTION_QUIT: a->wants |= WQ_WANTS_QUIT; break;
    default: break;
    }
}
