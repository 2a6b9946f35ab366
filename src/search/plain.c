/* The plain way: everything is folded, a window at a time, so that a file of any size takes the memory of
 * one. A window goes on behind its limit and begins before it, by as many letters as a hit needs there. */
#include "query_inner.h"

#include "waraq/base/array.h"
#include "waraq/text/utf8.h"

#include <string.h>

enum { WINDOW = 1 << 16, TIMES_QUERY = 16 };

/* Where in the source a window lies: hits begin in [from, limit), bytes from base. */
struct window {
    size_t base, from, limit;
    bool last; /* it reaches the text's end */
};

/* The unit that begins at byte at of the folded text. */
static size_t unit_at(const struct wq_folded *t, size_t at)
{
    size_t found;

    WQ_BISECT(found, t->units.len - 1, i, t->units.items[i].at < at);
    return found;
}

/* Appends the window's hits; returns where the last of them ends, from base. */
static size_t find_in_window(struct wq_hunt *h, const struct window *w)
{
    struct wq_query *q = h->q;
    const struct wq_buf *p = &q->pattern.text;
    const struct wq_folded *t = &q->text;
    size_t end = w->from;

    for (size_t at = 0; at + p->len <= t->text.len;) {
        const char *found = memmem(t->text.data + at, t->text.len - at, p->data, p->len);
        if (!found)
            break;
        size_t i = unit_at(t, (size_t)(found - t->text.data));
        const struct wq_fold_unit *u = &t->units.items[i];
        if (u->start >= w->limit)
            break;
        at = (size_t)(found - t->text.data) + 1;
        if (u->start < end || !wq_query_fits(q, t, i, w->base == 0, w->last))
            continue;
        end = t->units.items[i + q->pattern.units.len - 1].end;
        *WQ_PUSH(h->hits) = (struct wq_span){w->base + u->start, w->base + end};
        at += p->len - 1;
    }
    return end;
}

void wq_hunt_plainly(struct wq_hunt *h)
{
    struct wq_query *q = h->q;
    const struct wq_buf *p = &q->pattern.text;
    size_t units = q->pattern.units.len;
    size_t step = TIMES_QUERY * q->raw.len > WINDOW ? TIMES_QUERY * q->raw.len : WINDOW;
    bool loose = q->match == WQ_MATCH_LOOSE;

    while (h->at < h->len) {
        size_t limit = h->len - h->at > step ? wq_utf8_floor(h->s, h->len, h->at + step) : h->len;
        size_t end = wq_fold_ahead(h->s, h->len, limit, units); /* the last: what stands behind a hit */
        /* Mostly there is nothing: a look that does not ask where. */
        wq_buf_clear(&q->letters);
        wq_fold_letters(h->s + h->at, end - h->at, loose, &q->letters);
        if (memmem(q->letters.data, q->letters.len, p->data, p->len)) {
            size_t base = wq_fold_back(h->s, h->at, 1);
            struct window w = {base, h->at - base, limit - base, end == h->len};
            wq_folded_make(&q->text, h->s + base, end - base, loose ? WQ_FOLD_LOOSE : 0);
            size_t last = base + find_in_window(h, &w);
            h->at = last > limit ? last : limit;
        } else {
            h->at = limit;
        }
    }
}
