/*
 * The cold way. Folding the whole of a text to find a word in it takes ten times as long as looking for one
 * of the word's letters in the text as it is: as all the bytes that the letter's spellings begin with
 * (scan.h). The rarest letter of the query is taken, by a sample of the text; around each place where it
 * stands, as much is folded as the query needs, and the hit is judged as the plain way judges it.
 */
#include "query_inner.h"

#include "waraq/base/array.h"
#include "waraq/text/utf8.h"

#include <string.h>

enum {
    MOST_UNITS = 64, /* of a query; longer ones would have to be compared again and again */
    SAMPLE = 4096,   /* bytes, at so many places of the text */
    PLACES = 8,
    TOO_COMMON = 24,   /* a letter that stands in one of so many bytes is sought plainly */
    FREE_TRIES = 1024, /* and a hit looked for in more places than this, and */
    TRY_IN = 48,       /* more than one in so many bytes, gives up */
    MOST_BAD = 4,
    MOST_BETWEEN = 8, /* marks and gaps that are passed over in a quick look */
};

/* How often the anchor may stand in the sampled parts; up to enough. */
static size_t count_in_sample(const struct wq_anchor *a, const char *s, size_t len, size_t enough)
{
    size_t step = len > SAMPLE * PLACES ? len / PLACES : SAMPLE;
    struct wq_anchor_walk scan;
    size_t n = 0;

    for (size_t from = 0; from < len && n < enough; from += step) {
        wq_anchor_walk_init(&scan, a, s + from, len - from < SAMPLE ? len - from : SAMPLE);
        for (uint64_t bits; (bits = wq_anchor_walk_next(&scan)) != 0; scan.block += WQ_BLOCK)
            n += (size_t)__builtin_popcountll(bits);
    }
    return n;
}

/* Chooses the letter of the query that is rarest in this text. False: none will do. */
static bool choose(struct wq_query *q, const char *s, size_t len)
{
    size_t sampled = len < SAMPLE * PLACES ? len : SAMPLE * PLACES;
    size_t least = sampled / TOO_COMMON + 1;

    q->anchor.n = 0;
    for (size_t i = 0; i < q->pattern.units.len; i++) {
        struct wq_anchor a;
        size_t at = q->pattern.units.items[i].at;
        uint32_t letter = wq_utf8_next(q->pattern.text.data, &at);
        if (!wq_anchor_make(&a, letter, q->match == WQ_MATCH_LOOSE))
            continue;
        a.unit = i;
        size_t n = count_in_sample(&a, s, len, least);
        if (n < least) {
            q->anchor = a;
            least = n;
        }
    }
    return q->anchor.n > 0;
}

/* A quick look: may the letter behind (before) the one at at be the query's? True where it cannot be told. */
static bool neighbour_fits(const struct wq_hunt *h, size_t at, bool back)
{
    const struct wq_folded *p = &h->q->pattern;
    size_t unit = h->q->anchor.unit;

    if (back ? unit == 0 : unit + 1 == p->units.len)
        return true;
    size_t there = p->units.items[back ? unit - 1 : unit + 1].at;
    uint32_t wanted = wq_utf8_next(p->text.data, &there);
    for (int i = 0; i < MOST_BETWEEN; i++) {
        if (back ? at == 0 : at == h->len)
            return false;
        uint32_t c = back ? wq_utf8_prev(h->s, &at) : wq_utf8_next(h->s, &at);
        uint32_t letter;
        enum wq_fold_look kind = wq_fold_look(c, h->q->anchor.loose, &letter);
        if (kind == WQ_LOOK_LETTER)
            return letter == wanted;
        if (kind == WQ_LOOK_UNKNOWN)
            return true;
    }
    return true;
}

/* Appends the hits in which the query's letter stands at this place: more than one if it is a ligature. */
static void judge(struct wq_hunt *h, size_t place, size_t behind)
{
    struct wq_query *q = h->q;
    const struct wq_folded *p = &q->pattern;
    const struct wq_folded *t = &q->text;
    size_t unit = q->anchor.unit;
    size_t n = p->units.len;
    /* A letter more on either side: what stands before a hit, and behind it, has a say. */
    size_t from = wq_fold_back(h->s, place, unit + 1);
    size_t to = wq_fold_ahead(h->s, h->len, behind, n - unit);

    wq_folded_make(&q->text, h->s + from, to - from, q->anchor.loose ? WQ_FOLD_LOOSE : 0);
    for (size_t i = 0; i + n <= t->units.len; i++) {
        const struct wq_fold_unit *u = &t->units.items[i];
        if (from + u[unit].start > place)
            break;
        if (from + u[unit].start < place || from + u->start < h->at || t->text.len - u->at < p->text.len ||
            memcmp(t->text.data + u->at, p->text.data, p->text.len) != 0 ||
            !wq_query_fits(q, t, i, from == 0, to == h->len))
            continue;
        *WQ_PUSH(h->hits) = (struct wq_span){from + u->start, from + u[n - 1].end};
        h->at = from + u[n - 1].end;
    }
}

/* A ligature has the query's next letters within itself: beside it there may be anything. */
static bool may_be_hit(const struct wq_hunt *h, size_t place, size_t behind)
{
    const struct wq_anchor *a = &h->q->anchor;
    size_t at = place;
    uint32_t letter;

    switch (wq_fold_look(wq_utf8_next(h->s, &at), a->loose, &letter)) {
    case WQ_LOOK_LETTER:
        return letter == a->letter && neighbour_fits(h, behind, false) && neighbour_fits(h, place, true);
    case WQ_LOOK_NONE: return false;
    default: return wq_anchor_stands(a, h->s, place);
    }
}

/* The rest is for the plain way: a hit that was not tried yet has the anchor at byte behind or later. */
static void give_up(struct wq_hunt *h, size_t behind)
{
    size_t next = wq_fold_back(h->s, behind, h->q->anchor.unit + 1);

    h->at = h->at > next ? h->at : next;
    h->q->bad_anchors++;
    h->q->anchor.n = 0;
}

bool wq_hunt_cold(struct wq_hunt *h)
{
    struct wq_query *q = h->q;
    struct wq_anchor_walk scan;
    size_t tries = 0;

    if (q->pattern.units.len > MOST_UNITS || q->bad_anchors >= MOST_BAD)
        return false;
    if (q->anchor.n == 0 && !choose(q, h->s, h->len))
        return false;
    wq_anchor_walk_init(&scan, &q->anchor, h->s, h->len);
    for (uint64_t bits; (bits = wq_anchor_walk_next(&scan)) != 0; scan.block += WQ_BLOCK) {
        for (; bits; bits &= bits - 1) {
            size_t place = scan.block + (size_t)__builtin_ctzll(bits);
            size_t behind = place;
            (void)wq_utf8_next(h->s, &behind);
            if (!may_be_hit(h, place, behind))
                continue;
            judge(h, place, behind);
            if (++tries > FREE_TRIES && tries > place / TRY_IN) {
                give_up(h, behind);
                return false;
            }
        }
    }
    return true;
}
