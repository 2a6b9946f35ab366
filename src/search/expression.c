/* Looking for a regular expression. A window begins and ends where paragraphs do, so that ^ and $ are right;
 * only paragraphs of more than a megabyte are no window's whole. */
#include "query_inner.h"

#include "waraq/base/array.h"
#include "waraq/text/utf8.h"

#include <string.h>

enum { WINDOW = 1 << 20, BEYOND = 1 << 16, BEFORE = 256 };

/* Behind the line end at at or later; the text's end if there is none within reach. */
static size_t line_end(const struct wq_hunt *h, size_t at)
{
    size_t most = h->len - at > 8 * WINDOW ? 8 * WINDOW : h->len - at;
    const char *end = memchr(h->s + at, '\n', most);

    return end ? (size_t)(end - h->s) + 1 : wq_utf8_floor(h->s, h->len, at + most);
}

/* The first unit that begins at byte start of the window, or behind. */
static size_t unit_from(const struct wq_folded *t, size_t start)
{
    size_t found;

    WQ_BISECT(found, t->units.len, i, t->units.items[i].start < start);
    return found;
}

/* The unit that stands at byte at of the folded text, or how many there are. */
static size_t unit_at(const struct wq_folded *t, size_t at)
{
    size_t found;

    WQ_BISECT(found, t->units.len, i, t->units.items[i].at < at);
    return found;
}

/* Appends the hits that begin in [h->at, limit); the window begins at base. */
static enum wq_status find_in_window(struct wq_hunt *h, size_t base, size_t limit)
{
    const struct wq_folded *t = &h->q->text;
    size_t from = unit_from(t, h->at - base);
    size_t start = from < t->units.len ? t->units.items[from].at : t->text.len;
    struct wq_span match;

    enum wq_status st = wq_regex_start(h->q->regex, t->text.data, t->text.len, start);
    while (st == WQ_OK && (st = wq_regex_next(h->q->regex, &match)) == WQ_OK) {
        size_t first = unit_at(t, match.start);
        size_t behind = unit_at(t, match.end);
        if (first < t->units.len && base + t->units.items[first].start >= limit)
            break;
        if (first == behind)
            continue;
        struct wq_span hit = {base + t->units.items[first].start, base + t->units.items[behind - 1].end};
        /* Two letters may be of one character, and then in two matches. */
        bool whole = !h->q->word || (wq_query_is_edge(t, first) && wq_query_is_edge(t, behind));
        if (hit.start < h->at || !whole)
            continue;
        *WQ_PUSH(h->hits) = hit;
        h->at = hit.end;
    }
    return st == WQ_ENOTFOUND ? WQ_OK : st;
}

enum wq_status wq_hunt_regex(struct wq_hunt *h)
{
    while (h->at < h->len) {
        size_t limit = h->len - h->at > WINDOW ? line_end(h, h->at + WINDOW) : h->len;
        size_t end = h->len - limit > BEYOND ? line_end(h, limit + BEYOND) : h->len;
        size_t base = wq_utf8_floor(h->s, h->len, h->at > BEFORE ? h->at - BEFORE : 0);
        wq_folded_make(&h->q->text, h->s + base, end - base, WQ_FOLD_GAPS);
        enum wq_status st = find_in_window(h, base, limit);
        if (st != WQ_OK)
            return st;
        if (h->at < limit)
            h->at = limit;
    }
    return WQ_OK;
}
