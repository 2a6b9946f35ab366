#include "fulltext_scan.h"

#include "waraq/base/bytes.h"

enum { VECTORS = WQ_SCAN_STEP / WQ_BYTES };

/* A bit for each place that was found. */
static inline uint64_t bits_of(const wq_bytes found[VECTORS])
{
    _Static_assert(VECTORS == 4, "all are here");
    return wq_bytes_bits(found[0]) | (uint64_t)wq_bytes_bits(found[1]) << WQ_BYTES |
           (uint64_t)wq_bytes_bits(found[2]) << 2 * WQ_BYTES |
           (uint64_t)wq_bytes_bits(found[3]) << 3 * WQ_BYTES;
}

static inline wq_bytes both(const uint8_t *p, const uint8_t *q, wq_bytes a, wq_bytes b)
{
    return (wq_bytes)(wq_bytes_load(p) == a) & (wq_bytes)(wq_bytes_load(q) == b);
}

/* The places among WQ_SCAN_STEP that have byte a at p and byte b at q, as bits. */
static inline uint64_t step_of_one(const uint8_t *p, const uint8_t *q, wq_bytes a, wq_bytes b)
{
    const wq_bytes found[VECTORS] = {
        both(p, q, a, b),
        both(p + WQ_BYTES, q + WQ_BYTES, a, b),
        both(p + 2 * WQ_BYTES, q + 2 * WQ_BYTES, a, b),
        both(p + 3 * WQ_BYTES, q + 3 * WQ_BYTES, a, b),
    };

    return wq_bytes_any((found[0] | found[1]) | (found[2] | found[3])) ? bits_of(found) : 0;
}

static inline wq_bytes matches(const struct wq_scan_anchor *a, const wq_bytes *variants, const uint8_t *p)
{
    wq_bytes v = wq_bytes_load(p);
    wq_bytes m = (wq_bytes)(v == variants[0]);
    for (size_t k = 1; k < a->n; k++)
        m |= (wq_bytes)(v == variants[k]);
    return m;
}

/* The same for anchors with variants. */
static uint64_t step_of_many(const struct wq_scan_anchor anchors[2], wq_bytes variants[2][WQ_SCAN_VARIANTS],
                             const uint8_t *text)
{
    wq_bytes found[VECTORS];
    wq_bytes any = {0};

    for (size_t k = 0; k < VECTORS; k++) {
        const uint8_t *p = text + k * WQ_BYTES;
        found[k] = matches(&anchors[0], variants[0], p + anchors[0].at) &
                   matches(&anchors[1], variants[1], p + anchors[1].at);
        any |= found[k];
    }
    return wq_bytes_any(any) ? bits_of(found) : 0;
}

size_t wq_scan(const struct wq_scan_anchor anchors[2], const uint8_t *text, size_t from, size_t to,
               uint32_t *places, size_t room, size_t *next)
{
    const uint8_t *p = text + anchors[0].at;
    const uint8_t *q = text + anchors[1].at;
    wq_bytes variants[2][WQ_SCAN_VARIANTS] = {{{0}}};
    bool single = anchors[0].n == 1 && anchors[1].n == 1;
    size_t n = 0;

    for (size_t i = 0; i < 2; i++)
        for (size_t k = 0; k < anchors[i].n; k++)
            variants[i][k] = wq_bytes_of(anchors[i].bytes[k]);
    const wq_bytes a = variants[0][0];
    const wq_bytes b = variants[1][0];
    for (; from < to && n + WQ_SCAN_STEP < room; from += WQ_SCAN_STEP) {
        uint64_t bits =
            single ? step_of_one(p + from, q + from, a, b) : step_of_many(anchors, variants, text + from);
        for (; bits; bits &= bits - 1)
            places[n++] = (uint32_t)from + (uint32_t)__builtin_ctzll(bits);
    }
    while (n > 0 && places[n - 1] >= to)
        n--;
    *next = from < to ? from : to;
    return n;
}
