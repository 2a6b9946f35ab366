#include "fulltext_scan.h"

#include <stdbool.h>
#include <string.h>

enum { LANES = 16, VECTORS = WQ_SCAN_STEP / LANES };

/* GCC's and clang's vectors: compiled to what the machine has, or to words. */
typedef uint8_t bytes16 __attribute__((vector_size(LANES)));
typedef uint64_t words2 __attribute__((vector_size(LANES)));

static inline bytes16 load(const uint8_t *p)
{
    bytes16 v;
    memcpy(&v, p, sizeof v);
    return v;
}

static inline bytes16 all(uint8_t byte)
{
    return (bytes16){0} + byte;
}

/* A bit for each byte of a mask, the first byte's the lowest. Multiplying brings the lowest bits of eight
 * bytes together in the highest byte (Warren, Hacker's Delight, on gathering bits). */
static inline uint64_t bits_of(const bytes16 found[VECTORS])
{
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    const uint64_t gather = UINT64_C(0x8040201008040201);
#else
    const uint64_t gather = UINT64_C(0x0102040810204080);
#endif
    uint64_t bits = 0;

    for (unsigned i = 0; i < VECTORS; i++) {
        words2 words = (words2)found[i] & UINT64_C(0x0101010101010101);
        bits |= (words[0] * gather >> 56) << 16 * i;
        bits |= (words[1] * gather >> 56) << (16 * i + 8);
    }
    return bits;
}

/* The places among WQ_SCAN_STEP that have byte a at p and byte b at q, as bits. */
static inline uint64_t step_of_one(const uint8_t *p, const uint8_t *q, bytes16 a, bytes16 b)
{
    bytes16 found[VECTORS] = {
        (bytes16)(load(p) == a) & (bytes16)(load(q) == b),
        (bytes16)(load(p + LANES) == a) & (bytes16)(load(q + LANES) == b),
        (bytes16)(load(p + 2 * LANES) == a) & (bytes16)(load(q + 2 * LANES) == b),
        (bytes16)(load(p + 3 * LANES) == a) & (bytes16)(load(q + 3 * LANES) == b),
    };
    words2 any = (words2)((found[0] | found[1]) | (found[2] | found[3]));

    return any[0] | any[1] ? bits_of(found) : 0;
}

static inline bytes16 matches(const struct wq_scan_anchor *a, const bytes16 *variants, const uint8_t *p)
{
    bytes16 v = load(p);
    bytes16 m = (bytes16)(v == variants[0]);
    for (size_t k = 1; k < a->n; k++)
        m |= (bytes16)(v == variants[k]);
    return m;
}

/* The same for anchors with variants. */
static uint64_t step_of_many(const struct wq_scan_anchor anchors[2], bytes16 variants[2][WQ_SCAN_VARIANTS],
                             const uint8_t *text)
{
    bytes16 found[VECTORS];
    bytes16 any = {0};

    for (size_t k = 0; k < VECTORS; k++) {
        const uint8_t *p = text + k * LANES;
        found[k] = matches(&anchors[0], variants[0], p + anchors[0].at) &
                   matches(&anchors[1], variants[1], p + anchors[1].at);
        any |= found[k];
    }
    words2 some = (words2)any;
    return some[0] | some[1] ? bits_of(found) : 0;
}

size_t wq_scan(const struct wq_scan_anchor anchors[2], const uint8_t *text, size_t from, size_t to,
               uint32_t *places, size_t room, size_t *next)
{
    const uint8_t *p = text + anchors[0].at;
    const uint8_t *q = text + anchors[1].at;
    bytes16 variants[2][WQ_SCAN_VARIANTS] = {{{0}}};
    bool single = anchors[0].n == 1 && anchors[1].n == 1;
    size_t n = 0;

    for (size_t i = 0; i < 2; i++)
        for (size_t k = 0; k < anchors[i].n; k++)
            variants[i][k] = all(anchors[i].bytes[k]);
    const bytes16 a = variants[0][0];
    const bytes16 b = variants[1][0];
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
