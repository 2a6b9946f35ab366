#include "waraq/search/query.h"

#include "waraq/base/array.h"
#include "waraq/text/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Text is folded a window at a time, so that a file of any size takes the memory of one. Behind a window
 * some more is folded, for hits that begin in it, and before it a little, for what stands before them. */
enum { WINDOW = 1 << 20, BEYOND = 1 << 16, BEFORE = 256 };

struct wq_query {
    enum wq_match match;
    bool word;
    struct wq_buf raw;
    struct wq_folded pattern;
    struct wq_folded text; /* the window at work */
};

enum wq_status wq_query_new(const char *s, size_t len, enum wq_match match, bool word, struct wq_query **out,
                            struct wq_error *err)
{
    if (match == WQ_MATCH_REGEX)
        return wq_fail(err, WQ_EPATTERN, "not in this version yet");
    struct wq_query *q = wq_calloc(1, sizeof *q);

    q->match = match;
    q->word = word;
    wq_folded_init(&q->pattern);
    wq_folded_init(&q->text);
    wq_buf_add(&q->raw, s, len);
    wq_folded_make(&q->pattern, s, len, match == WQ_MATCH_LOOSE);
    if (match == WQ_MATCH_EXACT ? len == 0 : q->pattern.units.len == 0) {
        wq_query_free(q);
        return wq_fail(err, WQ_EUSAGE, "");
    }
    *out = q;
    return WQ_OK;
}

void wq_query_free(struct wq_query *q)
{
    if (!q)
        return;
    wq_buf_release(&q->raw);
    wq_folded_release(&q->pattern);
    wq_folded_release(&q->text);
    free(q);
}

void wq_hits_release(struct wq_hits *hits)
{
    free(hits->items);
    *hits = (struct wq_hits){NULL, 0, 0};
}

/* Does this gap of the text hold what the query wants before its first letter or behind its last? */
static bool asked(uint8_t wanted, uint8_t there)
{
    const uint8_t quotes = WQ_GAP_APOSTROPHE | WQ_GAP_QUOTE;

    return !((wanted & quotes) & ~there) &&
           (!(wanted & WQ_GAP_SPACE) || (there & (WQ_GAP_SPACE | WQ_GAP_JOINER)));
}

/* May a match cross this gap of the text where the query has that one? */
static bool gap_fits(uint8_t wanted, uint8_t there)
{
    return asked(wanted, there) && ((wanted & (WQ_GAP_SPACE | WQ_GAP_JOINER)) || !(there & WQ_GAP_SPACE));
}

/* The gap before unit i of the window; the ends of the text are as good as a space. */
static uint8_t gap_before(const struct wq_folded *t, size_t i, bool first, bool last)
{
    if (i == t->units.len)
        return t->tail | (last ? WQ_GAP_SPACE : 0);
    return t->units.items[i].gap | (i == 0 && first ? WQ_GAP_SPACE : 0);
}

/* True if a word begins or ends before unit i. */
static bool is_edge(const struct wq_folded *t, size_t i)
{
    const struct wq_fold_unit *u = t->units.items;

    if (i == 0 || i == t->units.len)
        return true;
    return (u[i].gap & ~WQ_GAP_JOINER) || !u[i].word || !u[i - 1].word;
}

const struct wq_folded *wq_query_pattern(const struct wq_query *q)
{
    return &q->pattern;
}

enum wq_match wq_query_match(const struct wq_query *q)
{
    return q->match;
}

bool wq_query_word(const struct wq_query *q)
{
    return q->word;
}

bool wq_query_fits(const struct wq_query *q, const struct wq_folded *t, size_t i, bool first, bool last)
{
    const struct wq_folded *p = &q->pattern;
    size_t n = p->units.len;

    if (q->word && (!is_edge(t, i) || !is_edge(t, i + n)))
        return false;
    if (q->match == WQ_MATCH_LOOSE)
        return true;
    for (size_t k = 1; k < n; k++)
        if (!gap_fits(p->units.items[k].gap, t->units.items[i + k].gap))
            return false;
    /* What is typed before the first letter and behind the last only asks; it forbids nothing. */
    return asked(p->units.items[0].gap, gap_before(t, i, first, last)) &&
           asked(p->tail, gap_before(t, i + n, first, last));
}

/* The unit that begins at byte at of the folded text. */
static size_t unit_at(const struct wq_folded *t, size_t at)
{
    size_t low = 0;
    size_t high = t->units.len - 1;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (t->units.items[middle].at < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Where in the source a window lies: hits begin in [from, limit), bytes from base. */
struct window {
    size_t base, from, limit;
    bool last; /* it reaches the text's end */
};

/* Appends the window's hits; returns where the last of them ends, from base. */
static size_t find_in_window(struct wq_query *q, const struct window *w, struct wq_hits *hits)
{
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
        *WQ_PUSH(hits) = (struct wq_span){w->base + u->start, w->base + end};
        at += p->len - 1;
    }
    return end;
}

static bool is_whole_word(struct wq_query *q, const char *s, size_t len, size_t at, size_t end)
{
    /* The characters on either side, folded: enough to see whether they are letters. */
    size_t from = at;
    size_t to = end;
    if (from > 0)
        wq_utf8_prev(s, &from);
    if (to < len)
        wq_utf8_next(s, &to);
    wq_folded_make(&q->text, s + from, at - from, false);
    bool before = q->text.units.len && q->text.units.items[q->text.units.len - 1].word && q->text.tail == 0;
    wq_folded_make(&q->text, s + end, to - end, false);
    bool behind = q->text.units.len && q->text.units.items[0].word && q->text.units.items[0].gap == 0;
    return !before && !behind;
}

static void find_exact(struct wq_query *q, const char *s, size_t len, struct wq_hits *hits)
{
    for (size_t at = 0; at + q->raw.len <= len;) {
        const char *found = memmem(s + at, len - at, q->raw.data, q->raw.len);
        if (!found)
            return;
        size_t start = (size_t)(found - s);
        size_t end = start + q->raw.len;
        if (!q->word || is_whole_word(q, s, len, start, end)) {
            *WQ_PUSH(hits) = (struct wq_span){start, end};
            at = end;
        } else {
            at = start + 1;
        }
    }
}

enum wq_status wq_query_find(struct wq_query *q, const char *s, size_t len, struct wq_hits *hits)
{
    if (q->match == WQ_MATCH_EXACT) {
        find_exact(q, s, len, hits);
        return WQ_OK;
    }
    size_t beyond = BEYOND + 8 * q->raw.len;
    for (size_t at = 0; at < len;) {
        size_t base = wq_utf8_floor(s, len, at > BEFORE ? at - BEFORE : 0);
        size_t limit = wq_utf8_floor(s, len, len - at > WINDOW ? at + WINDOW : len);
        size_t end = wq_utf8_floor(s, len, len - limit > beyond ? limit + beyond : len);
        struct window w = {base, at - base, limit - base, end == len};
        wq_folded_make(&q->text, s + base, end - base, q->match == WQ_MATCH_LOOSE);
        size_t last = base + find_in_window(q, &w, hits);
        at = last > limit ? last : limit;
    }
    return WQ_OK;
}

bool wq_query_exact_at(const struct wq_query *q, const char *s, struct wq_span span)
{
    return wq_span_len(span) == q->raw.len && !memcmp(s + span.start, q->raw.data, q->raw.len);
}
