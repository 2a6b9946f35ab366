/* What keys do, for the last row: those that are most use where one is, and those that may follow one that
 * was typed. Where there is no room for all, the last of them, help or the way back, stays the longest. */
#include "state.h"

#include <stdint.h>
#include <string.h>

#define FSI "\xE2\x81\xA8" /* U+2068: a key keeps its own direction */
#define PDI "\xE2\x81\xA9"

enum { MOST_HINTS = 8 };

struct hints {
    struct {
        enum wq_action action;
        enum wq_message what;
    } items[MOST_HINTS];
    size_t len;
};

void wq_app_add_hint(const struct wq_app *a, struct wq_buf *out, enum wq_action action, enum wq_message what)
{
    struct wq_buf key = WQ_BUF_INIT;

    if (wq_keymap_key(&a->keymap, action, &key)) {
        wq_message_part(out, a->ascii);
        wq_buf_addf(out, FSI "%s" PDI, key.data);
        wq_buf_addf(out, " %s", wq_message(what));
    }
    wq_buf_release(&key);
}

static void add(struct hints *h, enum wq_action action, enum wq_message what)
{
    h->items[h->len].action = action;
    h->items[h->len++].what = what;
}

static void add_results(const struct wq_app *a, struct hints *h)
{
    const struct wq_results *r = &a->results;

    if (r->together.focus && wq_app_together_selected(a))
        add(h, WQ_ACTION_OPEN, WQ_MSG_HINT_NARROW);
    else if (!r->together.focus && r->list.len)
        add(h, WQ_ACTION_OPEN, WQ_MSG_HINT_OPEN);
    if (r->together.focus)
        add(h, WQ_ACTION_FIND, WQ_MSG_HINT_FILTER);
    if (a->background.scan)
        add(h, WQ_ACTION_CANCEL, WQ_MSG_HINT_STOP);
    else if (!r->together.focus)
        add(h, WQ_ACTION_MATCH, r->nlisted ? WQ_MSG_HINT_TOGETHER : WQ_MSG_HINT_MATCH);
    add(h, WQ_ACTION_BACK, r->nlisted > 1 && !r->together.focus ? WQ_MSG_HINT_WIDEN : WQ_MSG_HINT_BACK);
}

static void add_reach(const struct wq_app *a, struct hints *h)
{
    if (a->overlay == WQ_OVER_LINKS)
        add(h, WQ_ACTION_OPEN, WQ_MSG_HINT_OPEN);
    add(h, WQ_ACTION_COPY, WQ_MSG_HINT_COPY);
    add(h, WQ_ACTION_CANCEL, WQ_MSG_HINT_END);
}

static bool has_list(const struct wq_app *a)
{
    return wq_shelf_count(a->shelf) > 1;
}

static void add_sidebar(const struct wq_app *a, struct hints *h)
{
    bool somebody = wq_app_inside_meant(a) != UINT32_MAX;

    if (wq_app_inside_shown(a)) {
        if (a->inside.rows.len) /* a filter may leave none */
            add(h, WQ_ACTION_OPEN, somebody ? WQ_MSG_HINT_NEXT_MENTION : WQ_MSG_HINT_OPEN);
        if (somebody && has_list(a))
            add(h, WQ_ACTION_MENTIONED, WQ_MSG_HINT_MENTIONED);
        add(h, WQ_ACTION_FIND, WQ_MSG_HINT_FILTER);
    }
    add(h, WQ_ACTION_BACK, WQ_MSG_HINT_BACK);
}

static void add_reader(const struct wq_app *a, struct hints *h)
{
    bool alone = a->panes.room == WQ_ROOM_ONE;

    if (wq_app_walk(a).hits->len)
        add(h, WQ_ACTION_NEXT_HIT, a->walks_mentions ? WQ_MSG_HINT_NEXT_MENTION : WQ_MSG_HINT_NEXT_HIT);
    if (a->walks_mentions && has_list(a))
        add(h, WQ_ACTION_MENTIONED, WQ_MSG_HINT_MENTIONED);
    if (!alone || a->results.opened)
        add(h, WQ_ACTION_BACK, has_list(a) || a->results.opened ? WQ_MSG_HINT_BACK : WQ_MSG_HINT_QUIT);
    else if (has_list(a))
        add(h, WQ_ACTION_LIST, WQ_MSG_HINT_LIST);
    if (alone) /* it can stand beside the text all the same */
        add(h, a->panes.sidebar.x >= 0 ? WQ_ACTION_NEXT_PANE : WQ_ACTION_SIDEBAR, WQ_MSG_HINT_INSIDE);
}

static void add_panes(const struct wq_app *a, struct hints *h)
{
    if (a->focus == WQ_PANE_LIST) {
        add(h, WQ_ACTION_OPEN, WQ_MSG_HINT_OPEN);
        add(h, WQ_ACTION_FIND, WQ_MSG_HINT_FILTER);
    } else if (a->focus == WQ_PANE_SIDEBAR) {
        add_sidebar(a, h);
    } else {
        add_reader(a, h);
    }
    add(h, WQ_ACTION_HELP, WQ_MSG_HINT_HELP);
}

void wq_app_hints(const struct wq_app *a, const struct wq_frame *f, int room, struct wq_buf *out)
{
    struct hints h = {.len = 0};

    if (a->overlay == WQ_OVER_LINKS || a->reach.selection.on)
        add_reach(a, &h);
    else if (a->results.shown)
        add_results(a, &h);
    else
        add_panes(a, &h);
    for (size_t n = h.len; n-- > 0;) { /* the first n and the last */
        wq_buf_clear(out);
        for (size_t i = 0; i < n; i++)
            wq_app_add_hint(a, out, h.items[i].action, h.items[i].what);
        wq_app_add_hint(a, out, h.items[h.len - 1].action, h.items[h.len - 1].what);
        if (wq_frame_measure(f, out->data, out->len, false) <= room)
            return;
    }
    wq_buf_clear(out);
}

/* With what actions do, or in short by their names. */
static void add_pending(const struct wq_app *a, const struct wq_frame *f, bool in_short, struct wq_buf *out)
{
    wq_buf_clear(out);
    if (a->count)
        wq_buf_addf(out, "%zu", a->count);
    for (size_t i = 0; i < a->nstrokes; i++)
        wq_stroke_name(a->strokes[i], out);
    for (size_t i = 0; i < a->keymap.len && a->nstrokes; i++) {
        const struct wq_binding *b = &a->keymap.items[i];
        const struct wq_action_info *info = wq_action_info(b->action);
        if (b->len <= a->nstrokes || memcmp(b->strokes, a->strokes, a->nstrokes * sizeof *b->strokes) != 0 ||
            !wq_app_means(a, b->action))
            continue;
        wq_message_part(out, f->ascii);
        for (size_t k = a->nstrokes; k < b->len; k++)
            wq_stroke_name(b->strokes[k], out);
        wq_buf_addf(out, " %s", in_short ? info->name : info->help);
    }
}

void wq_app_pending(const struct wq_app *a, const struct wq_frame *f, int room, struct wq_buf *out)
{
    add_pending(a, f, false, out);
    if (wq_frame_measure(f, out->data, out->len, false) > room)
        add_pending(a, f, true, out);
}
