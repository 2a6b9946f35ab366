/* What n and N walk: the hits of a query or the mentions of an entity, whichever was asked for last. */
#include "state.h"

#include "waraq/base/array.h"

#include <stdint.h>

struct wq_walk wq_app_walk(const struct wq_app *a)
{
    if (a->walks_mentions)
        return (struct wq_walk){&a->inside.hits, a->inside.current};
    return (struct wq_walk){&a->find.hits, a->find.current};
}

size_t wq_app_first_from(const struct wq_hits *hits, size_t at)
{
    size_t found;

    WQ_BISECT(found, hits->len, i, hits->items[i].start < at);
    return found;
}

void wq_app_go_to(struct wq_app *a, size_t hit)
{
    struct wq_walk w = wq_app_walk(a);

    if (a->walks_mentions)
        a->inside.current = hit;
    else
        a->find.current = hit;
    wq_reader_show_current(a->reader, w.hits->items[hit].start);
}

static void say_wrapped(struct wq_app *a, enum wq_message how)
{
    wq_app_say(a, how);
    wq_message_part(&a->message, a->ascii);
    wq_app_walk_note(a, &a->message);
}

void wq_app_step(struct wq_app *a, long n)
{
    struct wq_walk w = wq_app_walk(a);
    long count = (long)w.hits->len;
    long from;

    if (!a->article || count == 0) {
        wq_app_find_say_none(a);
        return;
    }
    /* From the sidebar one goes on choosing, where the text stands beside it. */
    if (a->focus == WQ_PANE_LIST || a->panes.text.x < 0)
        wq_app_focus(a, WQ_PANE_READER); /* first: the text may have been laid out for another window */
    if (w.current < w.hits->len && wq_reader_shows(a->reader, w.hits->items[w.current].start)) {
        from = (long)w.current;
    } else { /* whoever scrolled away goes on from where they are */
        from = (long)wq_app_first_from(w.hits, wq_reader_place(a->reader)) - (n > 0);
        wq_app_push_jump(a);
    }
    long to = from + n;
    bool round = to < 0 || to >= count;
    to %= count;
    wq_app_go_to(a, (size_t)(to < 0 ? to + count : to));
    if (round && count > 1)
        say_wrapped(a, n > 0 ? WQ_MSG_SEARCH_WRAPPED : WQ_MSG_SEARCH_WRAPPED_BACK);
}

void wq_app_walk_note(const struct wq_app *a, struct wq_buf *out)
{
    struct wq_walk w = wq_app_walk(a);
    struct wq_buf i = WQ_BUF_INIT;
    struct wq_buf n = WQ_BUF_INIT;
    bool near = !a->walks_mentions && a->find.near;

    wq_number_add(&n, w.hits->len);
    if (near)
        wq_message_add1(out, WQ_MSG_SEARCH_NEAR, "n", n.data);
    else if (w.current == SIZE_MAX)
        wq_message_add1(out, WQ_MSG_SEARCH_HITS, "n", n.data);
    if (w.current != SIZE_MAX) {
        wq_number_add(&i, w.current + 1);
        struct wq_argument args[] = {{"i", i.data}, {"n", n.data}, {NULL, NULL}};
        if (near)
            wq_message_part(out, a->ascii);
        wq_message_add(out, WQ_MSG_I_OF_N, args);
    }
    wq_buf_release(&i);
    wq_buf_release(&n);
}
