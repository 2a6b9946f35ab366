#include "query_inner.h"

#include "waraq/base/array.h"
#include "waraq/text/utf8.h"

#include <stdlib.h>
#include <string.h>

/* What can be looked for: the folded pattern, the raw bytes, or an expression. */
static enum wq_status prepare(struct wq_query *q, struct wq_error *err)
{
    const char *s = q->raw.data ? q->raw.data : "";

    if (q->match == WQ_MATCH_REGEX)
        return q->raw.len ? wq_regex_new(s, q->raw.len, q->word, &q->regex, err)
                          : wq_fail(err, WQ_EUSAGE, "");
    wq_folded_make(&q->pattern, s, q->raw.len, q->match == WQ_MATCH_LOOSE ? WQ_FOLD_LOOSE : 0);
    bool nothing = q->match == WQ_MATCH_EXACT ? q->raw.len == 0 : q->pattern.units.len == 0;
    return nothing ? wq_fail(err, WQ_EUSAGE, "") : WQ_OK;
}

enum wq_status wq_query_new(const char *s, size_t len, enum wq_match match, bool word, struct wq_query **out,
                            struct wq_error *err)
{
    struct wq_query *q = wq_calloc(1, sizeof *q);

    q->match = match;
    q->word = word;
    wq_folded_init(&q->pattern);
    wq_folded_init(&q->text);
    wq_buf_add(&q->raw, s, len);
    enum wq_status st = prepare(q, err);
    if (st == WQ_OK)
        *out = q;
    else
        wq_query_free(q);
    return st;
}

void wq_query_free(struct wq_query *q)
{
    if (!q)
        return;
    wq_regex_free(q->regex);
    wq_buf_release(&q->raw);
    wq_buf_release(&q->letters);
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

bool wq_query_is_edge(const struct wq_folded *t, size_t i)
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

    if (q->word && (!wq_query_is_edge(t, i) || !wq_query_is_edge(t, i + n)))
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

static bool is_whole_word(struct wq_query *q, const char *s, size_t len, size_t at, size_t end)
{
    /* The characters on either side, folded: enough to see whether they are letters. */
    size_t from = at;
    size_t to = end;
    if (from > 0)
        wq_utf8_prev(s, &from);
    if (to < len)
        wq_utf8_next(s, &to);
    wq_folded_make(&q->text, s + from, at - from, 0);
    bool before = q->text.units.len && q->text.units.items[q->text.units.len - 1].word && q->text.tail == 0;
    wq_folded_make(&q->text, s + end, to - end, 0);
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
    struct wq_hunt h = {.q = q, .s = s, .len = len, .hits = hits};

    switch (q->match) {
    case WQ_MATCH_EXACT: find_exact(q, s, len, hits); return WQ_OK;
    case WQ_MATCH_REGEX: return wq_hunt_regex(&h);
    default:
        if (!wq_hunt_cold(&h))
            wq_hunt_plainly(&h);
        return WQ_OK;
    }
}

bool wq_query_exact_at(const struct wq_query *q, const char *s, struct wq_span hit)
{
    const char *from = q->raw.data;
    size_t len = q->raw.len;

    /* Spaces at the query's ends ask for a gap, which is no part of the hit. */
    for (; q->match != WQ_MATCH_EXACT && len > 0 && *from == ' '; len--)
        from++;
    while (q->match != WQ_MATCH_EXACT && len > 0 && from[len - 1] == ' ')
        len--;
    return q->match != WQ_MATCH_REGEX && wq_span_len(hit) == len && memcmp(s + hit.start, from, len) == 0;
}
