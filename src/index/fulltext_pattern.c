#include "fulltext_pattern.h"

#include "waraq/base/array.h"
#include "waraq/text/utf8.h"

#include <stdlib.h>
#include <string.h>

static void encode(struct wq_pattern *p, const struct wq_code *c)
{
    const struct wq_folded *f = wq_query_pattern(p->query);
    uint32_t start = UINT32_MAX;

    p->units = f->units.len;
    p->bytes = wq_malloc(4 * p->units);
    p->want = wq_calloc(p->units / 16 + 2, sizeof *p->want); /* 4 bytes a unit, 64 bits a word, and one */
    for (size_t i = 0; i < p->units; i++) {
        const struct wq_fold_unit *u = &f->units.items[i];
        size_t at = u->at;
        /* What is one character in an exact query is one in the text. */
        bool something = u->gap || (p->exact && u->start == start);
        if (something && i > 0) {
            p->want[p->n / 64] |= UINT64_C(1) << p->n % 64;
            p->spaced = true;
        }
        if (u->gap && (u->gap != WQ_GAP_SPACE || i == 0))
            p->plain = false;
        p->n += wq_code_put(c, wq_utf8_next(f->text.data, &at), p->bytes + p->n);
        start = u->start;
    }
}

static void make_anchor(const struct wq_pattern *p, const struct wq_code *c, size_t at,
                        struct wq_scan_anchor *a)
{
    *a = (struct wq_scan_anchor){.at = at};
    if (!p->loose) {
        a->bytes[a->n++] = p->bytes[at];
        return;
    }
    for (unsigned b = 0; b < 256; b++)
        if (c->loose[b] == p->bytes[at] && a->n < WQ_SCAN_VARIANTS)
            a->bytes[a->n++] = (uint8_t)b;
}

/* Words with nothing inside that stands before a letter are found at a glance; loosely, whatever is inside.
 */
static void find_inside(struct wq_pattern *p)
{
    bool anything = p->loose && !p->word;

    p->quick = anything || (p->plain && !p->spaced && p->n <= WQ_PATTERN_QUICK);
    p->inside = p->quick && !anything ? ((UINT64_C(1) << p->n) - 1) & ~UINT64_C(1) : 0;
}

/* The two rarest bytes; for a pattern of one, that twice. */
static void choose_anchors(struct wq_pattern *p, const struct wq_code *c, const uint32_t histogram[256])
{
    uint64_t best[2] = {UINT64_MAX, UINT64_MAX};

    for (size_t i = 0; i < p->n; i++) {
        struct wq_scan_anchor a;
        uint64_t often = 0;
        make_anchor(p, c, i, &a);
        for (size_t k = 0; k < a.n; k++)
            often += histogram[a.bytes[k]];
        bool first = often < best[0];
        if (!first && often >= best[1])
            continue;
        if (first) {
            p->anchors[1] = p->anchors[0];
            best[1] = best[0];
        }
        p->anchors[!first] = a;
        best[!first] = often;
    }
    if (p->n == 1)
        p->anchors[1] = p->anchors[0];
}

void wq_pattern_init(struct wq_pattern *p, const struct wq_query *q, const struct wq_code *c,
                     const uint32_t histogram[256])
{
    enum wq_match match = wq_query_match(q);

    *p = (struct wq_pattern){.query = q,
                             .loose = match == WQ_MATCH_LOOSE,
                             .exact = match == WQ_MATCH_EXACT,
                             .word = wq_query_word(q)};
    p->plain = !p->loose && !p->exact && !p->word && wq_query_pattern(q)->tail == 0;
    encode(p, c);
    choose_anchors(p, c, histogram);
    find_inside(p);
    p->covered = p->n <= WQ_COUNT(p->anchors) && !p->loose;
}

void wq_pattern_release(struct wq_pattern *p)
{
    free(p->bytes);
    free(p->want);
}

bool wq_pattern_is_at(const struct wq_pattern *p, const struct wq_code *c, const uint8_t *s)
{
    if (!p->loose)
        return memcmp(p->bytes, s, p->n) == 0;
    for (size_t i = 0; i < p->n; i++)
        if (c->loose[s[i]] != p->bytes[i])
            return false;
    return true;
}
