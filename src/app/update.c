/* Events to changes of the state. */
#include "state.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { MEASURE_STEP = 2 };

void wq_app_say(struct wq_app *a, enum wq_message id)
{
    wq_buf_clear(&a->message);
    wq_buf_adds(&a->message, wq_message(id));
}

void wq_app_say_key(struct wq_app *a, enum wq_message id, enum wq_action action)
{
    struct wq_buf key = WQ_BUF_INIT;

    if (!wq_keymap_key(&a->keymap, action, &key))
        wq_buf_addf(&key, ":%s", wq_action_info(action)->name);
    wq_buf_clear(&a->message);
    wq_message_add1(&a->message, id, "key", key.data);
    wq_buf_release(&key);
}

/* ---- moving ---- */

static void end_reached(struct wq_app *a, bool forwards)
{
    wq_app_say(a, forwards ? WQ_MSG_READ_END : WQ_MSG_READ_START);
}

static void scroll_reader(struct wq_app *a, enum wq_action action, int n)
{
    bool moved = true;
    bool forwards =
        action == WQ_ACTION_DOWN || action == WQ_ACTION_PAGE_DOWN || action == WQ_ACTION_HALF_DOWN;
    bool half = a->options->slow; /* half of what is read stays, and need not be sent */

    switch (action) {
    case WQ_ACTION_DOWN: moved = wq_reader_scroll(a->reader, n); break;
    case WQ_ACTION_UP: moved = wq_reader_scroll(a->reader, -n); break;
    case WQ_ACTION_PAGE_DOWN: moved = wq_reader_page(a->reader, n, half); break;
    case WQ_ACTION_PAGE_UP: moved = wq_reader_page(a->reader, -n, half); break;
    case WQ_ACTION_HALF_DOWN: moved = wq_reader_page(a->reader, n, true); break;
    case WQ_ACTION_HALF_UP: moved = wq_reader_page(a->reader, -n, true); break;
    default: break;
    }
    if (!moved)
        end_reached(a, forwards);
}

static void move_list(struct wq_app *a, enum wq_action action, long n)
{
    long page = (long)wq_list_fit(&a->list);

    switch (action) {
    case WQ_ACTION_DOWN: wq_list_move(&a->list, n); break;
    case WQ_ACTION_UP: wq_list_move(&a->list, -n); break;
    case WQ_ACTION_PAGE_DOWN: wq_list_move(&a->list, n * page); break;
    case WQ_ACTION_PAGE_UP: wq_list_move(&a->list, -n * page); break;
    case WQ_ACTION_HALF_DOWN: wq_list_move(&a->list, n * ((page + 1) / 2)); break;
    case WQ_ACTION_HALF_UP: wq_list_move(&a->list, -n * ((page + 1) / 2)); break;
    default: break;
    }
}

/* Rows that only scroll: the sidebar and help. */
static int scroll_rows(int top, int rows, int height, enum wq_action action, int n)
{
    switch (action) {
    case WQ_ACTION_DOWN: top += n; break;
    case WQ_ACTION_UP: top -= n; break;
    case WQ_ACTION_PAGE_DOWN: top += n * (height > 1 ? height - 1 : 1); break;
    case WQ_ACTION_PAGE_UP: top -= n * (height > 1 ? height - 1 : 1); break;
    case WQ_ACTION_HALF_DOWN: top += n * (height / 2); break;
    case WQ_ACTION_HALF_UP: top -= n * (height / 2); break;
    case WQ_ACTION_START: top = 0; break;
    case WQ_ACTION_END: top = rows; break;
    default: break;
    }
    if (top > rows - height)
        top = rows - height;
    return top < 0 ? 0 : top;
}

static void move(struct wq_app *a, enum wq_pane pane, enum wq_action action, size_t count)
{
    int n = count ? (int)count : 1;

    if (pane == WQ_PANE_LIST)
        move_list(a, action, n);
    else if (pane == WQ_PANE_SIDEBAR && wq_app_inside_shown(a))
        wq_app_inside_move(a, action, n);
    else if (pane == WQ_PANE_SIDEBAR)
        a->facts_top = (size_t)scroll_rows((int)a->facts_top, (int)a->facts.len, a->panes.rows, action, n);
    else if (a->article)
        scroll_reader(a, action, n);
}

void wq_app_push_jump_from(struct wq_app *a, size_t at)
{
    if (a->njumps == WQ_JUMPS_MAX)
        memmove(a->jumps, a->jumps + 1, --a->njumps * sizeof *a->jumps);
    a->jumps[a->njumps++] = at;
}

void wq_app_push_jump(struct wq_app *a)
{
    wq_app_push_jump_from(a, wq_reader_place(a->reader));
}

static void to_end_or_start(struct wq_app *a, enum wq_action action, size_t count)
{
    bool start = action == WQ_ACTION_START;

    if (a->focus == WQ_PANE_SIDEBAR) {
        move(a, WQ_PANE_SIDEBAR, action, 0);
    } else if (a->focus == WQ_PANE_LIST) {
        size_t last = a->list.count ? a->list.count - 1 : 0;
        size_t item = count ? count - 1 : start ? 0 : last;
        wq_list_select(&a->list, item > last ? last : item);
    } else if (a->article) {
        wq_app_push_jump(a);
        if (count)
            wq_reader_to_paragraph(a->reader, count);
        else if (start)
            wq_reader_to_start(a->reader);
        else
            wq_reader_to_end(a->reader);
    }
}

static void jump_back(struct wq_app *a)
{
    if (!a->njumps) {
        wq_app_say(a, WQ_MSG_BACK_NOWHERE);
        return;
    }
    size_t there = a->jumps[--a->njumps];
    wq_app_push_jump(a); /* so that the same key goes there and back */
    wq_reader_to(a->reader, there, 0);
}

/* ---- articles ---- */

/* What cannot be opened is said and passed over: it must not bar the way. */
static void open_beside(struct wq_app *a, long by)
{
    size_t row = a->article ? wq_app_entry_row(a, a->open) : SIZE_MAX;
    long from = row != SIZE_MAX ? (long)row : (long)a->list.selected - (by > 0);
    long step = by > 0 ? 1 : -1;
    long count = (long)a->list.count;

    long first = from + by;
    if (first >= count && from < count - 1) /* as far as there are any */
        first = count - 1;
    if (first < 0 && from > 0)
        first = 0;
    for (long to = first; to >= 0 && to < count; to += step) {
        if (wq_app_open(a, wq_app_row_entry(a, (size_t)to))) {
            wq_app_focus(a, WQ_PANE_READER);
            return;
        }
    }
    if (!a->message.len)
        wq_app_say(a, by > 0 ? WQ_MSG_LAST_ARTICLE : WQ_MSG_FIRST_ARTICLE);
}

static void open_unread(struct wq_app *a)
{
    size_t count = a->list.count;
    size_t row = a->article ? wq_app_entry_row(a, a->open) : SIZE_MAX;
    size_t from = row != SIZE_MAX ? row : a->list.selected;

    for (size_t i = 1; i <= count; i++) {
        size_t entry = wq_app_row_entry(a, (from + i) % count);
        if (entry == SIZE_MAX || wq_shelf_entry(a->shelf, entry)->seen || (a->article && entry == a->open))
            continue;
        if (!wq_app_open(a, entry))
            continue;
        wq_app_focus(a, WQ_PANE_READER);
        return;
    }
    if (!a->message.len)
        wq_app_say(a, WQ_MSG_NONE_UNREAD);
}

static void toggle_read(struct wq_app *a)
{
    size_t entry = a->focus == WQ_PANE_LIST ? wq_app_selected(a) : a->open;
    if (entry == SIZE_MAX)
        return;
    struct wq_entry *e = wq_shelf_entry(a->shelf, entry);
    e->seen = !e->seen;
    wq_app_keep_seen(a, entry);
}

/* ---- looks ---- */

static void set_measure(struct wq_app *a, int measure)
{
    if (measure < WQ_MEASURE_LEAST)
        measure = WQ_MEASURE_LEAST;
    if (measure > WQ_MEASURE_MOST)
        measure = WQ_MEASURE_MOST;
    a->measure = measure;
    wq_app_place(a);
    wq_buf_clear(&a->message);
    wq_message_addn(&a->message, WQ_MSG_MEASURE, (size_t)a->reading.width);
}

static void toggle_reading(struct wq_app *a, bool *option)
{
    *option = !*option;
    wq_app_place(a);
}

static void act_on_looks(struct wq_app *a, enum wq_action action, int n)
{
    switch (action) {
    case WQ_ACTION_LIST: wq_app_toggle_list(a); break;
    case WQ_ACTION_SIDEBAR: wq_app_toggle_sidebar(a); break;
    case WQ_ACTION_FULL_WIDTH:
        if (!a->article) {
            wq_app_say(a, WQ_MSG_NOTHING_OPEN);
            break;
        }
        a->full_width = !a->full_width;
        wq_app_focus(a, WQ_PANE_READER);
        break;
    case WQ_ACTION_FURNITURE:
        toggle_reading(a, &a->reading.furniture);
        wq_app_find_refresh(a);
        if (a->reading.furniture)
            wq_app_say(a, WQ_MSG_FOLD_SHOWN);
        break;
    case WQ_ACTION_HIDDEN:
        toggle_reading(a, &a->reading.show_hidden);
        wq_app_say(a, a->reading.show_hidden ? WQ_MSG_HIDDEN_ON : WQ_MSG_HIDDEN_OFF);
        break;
    case WQ_ACTION_KINDS: a->inside.colours = !a->inside.colours; break;
    case WQ_ACTION_SORT:
        if (wq_app_inside_shown(a))
            wq_app_inside_sort(a);
        break;
    case WQ_ACTION_SPACING: toggle_reading(a, &a->reading.double_spaced); break;
    case WQ_ACTION_WIDER: set_measure(a, a->reading.width + MEASURE_STEP * n); break;
    case WQ_ACTION_NARROWER: set_measure(a, a->reading.width - MEASURE_STEP * n); break;
    case WQ_ACTION_USUAL_WIDTH: set_measure(a, WQ_MEASURE_USUAL); break;
    case WQ_ACTION_TERMINAL_TEST: wq_app_trial_open(a); break;
    case WQ_ACTION_MOUSE:
        a->mouse = !a->mouse;
        wq_app_say(a, a->mouse ? WQ_MSG_MOUSE_ON : WQ_MSG_MOUSE_OFF);
        break;
    default: break;
    }
}

/* ---- all actions ---- */

static void act_on_help(struct wq_app *a, enum wq_action action, size_t count)
{
    switch (action) {
    case WQ_ACTION_BACK:
    case WQ_ACTION_CLOSE:
    case WQ_ACTION_CANCEL:
    case WQ_ACTION_HELP: a->overlay = WQ_OVER_NOTHING; break;
    case WQ_ACTION_QUIT: a->wants |= WQ_WANTS_QUIT; break;
    case WQ_ACTION_REDRAW: a->wants |= WQ_WANTS_REDRAW; break;
    case WQ_ACTION_SUSPEND: a->wants |= WQ_WANTS_SUSPEND; break;
    default:
        a->help_top =
            scroll_rows(a->help_top, wq_app_help_rows(), a->height - 3, action, count ? (int)count : 1);
        break;
    }
}

static void act_on_moving(struct wq_app *a, enum wq_action action, size_t count)
{
    int n = count ? (int)count : 1;

    switch (action) {
    case WQ_ACTION_START:
    case WQ_ACTION_END: to_end_or_start(a, action, count); break;
    case WQ_ACTION_NEXT_PARAGRAPH:
        if (!wq_reader_paragraph(a->reader, n))
            end_reached(a, true);
        break;
    case WQ_ACTION_PREV_PARAGRAPH:
        if (!wq_reader_paragraph(a->reader, -n))
            end_reached(a, false);
        break;
    case WQ_ACTION_NEXT_SENTENCE:
        if (!wq_reader_sentence(a->reader, n))
            end_reached(a, true);
        break;
    case WQ_ACTION_PREV_SENTENCE:
        if (!wq_reader_sentence(a->reader, -n))
            end_reached(a, false);
        break;
    case WQ_ACTION_JUMP_BACK: jump_back(a); break;
    default: move(a, a->focus, action, count); break;
    }
}

static void act_on_articles(struct wq_app *a, enum wq_action action, size_t count)
{
    long n = count ? (long)count : 1;

    switch (action) {
    case WQ_ACTION_NEXT_ARTICLE: open_beside(a, n); break;
    case WQ_ACTION_PREV_ARTICLE: open_beside(a, -n); break;
    case WQ_ACTION_NEXT_UNREAD: open_unread(a); break;
    case WQ_ACTION_TOGGLE_READ: toggle_read(a); break;
    case WQ_ACTION_INFO: wq_app_show_info(a); break;
    default: break;
    }
}

static void act_on_doing(struct wq_app *a, enum wq_action action, size_t count)
{
    switch (action) {
    case WQ_ACTION_MERGE:
    case WQ_ACTION_SPLIT:
    case WQ_ACTION_RENAME:
    case WQ_ACTION_KIND:
    case WQ_ACTION_IGNORE: wq_app_correct(a, action); break;
    case WQ_ACTION_COPY: wq_app_copy(a, false, count); break;
    case WQ_ACTION_COPY_SOURCE: wq_app_copy(a, true, count); break;
    case WQ_ACTION_LINKS: wq_app_links_open(a); break;
    case WQ_ACTION_PIPE: wq_app_text_prompt(a, WQ_PROMPT_PIPE); break;
    case WQ_ACTION_SAVE: wq_app_text_prompt(a, WQ_PROMPT_SAVE); break;
    case WQ_ACTION_UNDO: wq_app_undo(a, false); break;
    case WQ_ACTION_REDO: wq_app_undo(a, true); break;
    case WQ_ACTION_COMMAND: wq_app_prompt_open(a, WQ_PROMPT_COMMAND); break;
    case WQ_ACTION_HELP:
        a->overlay = WQ_OVER_HELP;
        a->help_top = 0;
        break;
    case WQ_ACTION_REDRAW: a->wants |= WQ_WANTS_REDRAW; break;
    case WQ_ACTION_SUSPEND: a->wants |= WQ_WANTS_SUSPEND; break;
    default: break;
    }
}

static void act_on_finding(struct wq_app *a, enum wq_action action, size_t count)
{
    long n = count ? (long)count : 1;

    switch (action) {
    case WQ_ACTION_MENTIONED: wq_app_results_entity(a); break;
    case WQ_ACTION_FIND_LIBRARY: wq_app_prompt_open(a, WQ_PROMPT_LIBRARY); break;
    case WQ_ACTION_FIND:
        if (a->focus == WQ_PANE_LIST)
            wq_app_prompt_open(a, WQ_PROMPT_FILTER);
        else if (a->focus == WQ_PANE_SIDEBAR && wq_app_inside_shown(a))
            wq_app_prompt_open(a, WQ_PROMPT_INSIDE);
        else if (a->article)
            wq_app_prompt_open(a, WQ_PROMPT_FIND);
        break;
    case WQ_ACTION_NEXT_HIT: wq_app_step(a, n); break;
    case WQ_ACTION_PREV_HIT: wq_app_step(a, -n); break;
    default: break;
    }
}

/* An article is read when the end of the article proper was on the screen. */
static void note_reading(struct wq_app *a)
{
    if (!a->article || a->focus != WQ_PANE_READER || a->panes.text.x < 0)
        return;
    wq_app_remember_place(a);
    if (wq_reader_progress(a->reader).at_end)
        wq_shelf_entry(a->shelf, a->open)->seen = true;
    wq_app_keep_reading(a);
}

/* What means something of its own in the list of results. */
static bool is_for_results(enum wq_action action)
{
    return strchr(wq_action_info(action)->places, 'F') && wq_action_info(action)->group != WQ_GROUP_DOING &&
           action != WQ_ACTION_FIND_LIBRARY;
}

void wq_app_act(struct wq_app *a, enum wq_action action, size_t count)
{
    if (a->overlay == WQ_OVER_HELP) {
        act_on_help(a, action, count);
        return;
    }
    if (a->overlay == WQ_OVER_LINKS) {
        wq_app_links_act(a, action, count);
        return;
    }
    if (a->reach.selection.on && wq_app_select_act(a, action, count))
        return;
    if (a->results.shown && is_for_results(action)) {
        wq_app_results_act(a, action, count);
        return;
    }
    if (a->results.shown && !strchr(wq_action_info(action)->places, 'F')) { /* typed by its name */
        a->results.shown = false;
        wq_app_place(a);
    }
    switch (wq_action_info(action)->group) {
    case WQ_GROUP_MOVING: act_on_moving(a, action, count); break;
    case WQ_GROUP_FINDING: act_on_finding(a, action, count); break;
    case WQ_GROUP_PANES: wq_app_act_on_panes(a, action); break;
    case WQ_GROUP_ARTICLES: act_on_articles(a, action, count); break;
    case WQ_GROUP_LOOKS: act_on_looks(a, action, count ? (int)count : 1); break;
    case WQ_GROUP_SELECTING:
        if (action == WQ_ACTION_SELECT)
            wq_app_select_begin(a);
        break;
    case WQ_GROUP_DOING: act_on_doing(a, action, count); break;
    case WQ_GROUPS: break;
    }
    /* toggle_read must not be undone by what is on the screen. */
    if (action != WQ_ACTION_TOGGLE_READ)
        note_reading(a);
}
