#include "fulltext_scan.h"

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

static inline bytes16 matches(const struct wq_scan_anchor *a, const bytes16 *variants, const uint8_t *p)
{
    bytes16 v = load(p);
    bytes16 m = (bytes16)(v == variants[0]);
    for (size_t k = 1; k < a->n; k++)
        m |= (bytes16)(v == variants[k]);
    return m;
}

/* Notes the places at which mask has a byte that is not 0. */
static size_t note(const uint8_t *mask, size_t from, size_t to, uint32_t *places, size_t n)
{
    for (size_t i = 0; i < WQ_SCAN_STEP && from + i < to; i += sizeof(uint64_t)) {
        uint64_t word;
        memcpy(&word, mask + i, sizeof word);
        if (!word)
            continue;
        for (size_t k = i; k < i + sizeof word; k++) {
            places[n] = (uint32_t)(from + k);
            n += mask[k] && from + k < to;
        }
    }
    return n;
}

/* The loop for anchors with na and nb variants: a compiler that knows them to be 1 leaves the inner loops
 * out. */
static inline size_t scan(const struct wq_scan_anchor anchors[2], const uint8_t *text, size_t *at, size_t to,
                          uint32_t *places, size_t room)
{
    bytes16 variants[2][WQ_SCAN_VARIANTS] = {{{0}}};
    size_t n = 0;

    for (size_t i = 0; i < 2; i++)
        for (size_t k = 0; k < anchors[i].n; k++)
            variants[i][k] = all(anchors[i].bytes[k]);
    for (; *at < to && n + WQ_SCAN_STEP < room; *at += WQ_SCAN_STEP) {
        bytes16 found[VECTORS];
        bytes16 any = {0};
        for (size_t k = 0; k < VECTORS; k++) {
            const uint8_t *p = text + *at + k * LANES;
            found[k] = matches(&anchors[0], variants[0], p + anchors[0].at) &
                       matches(&anchors[1], variants[1], p + anchors[1].at);
            any |= found[k];
        }
        words2 some = (words2)any;
        if (some[0] | some[1]) {
            uint8_t mask[WQ_SCAN_STEP];
            memcpy(mask, found, sizeof mask);
            n = note(mask, *at, to, places, n);
        }
    }
    return n;
}

size_t wq_scan(const struct wq_scan_anchor anchors[2], const uint8_t *text, size_t from, size_t to,
               uint32_t *places, size_t room, size_t *next)
{
    size_t n;

    if (anchors[0].n == 1 && anchors[1].n == 1) {
        const struct wq_scan_anchor single[2] = {{anchors[0].at, 1, {anchors[0].bytes[0]}},
                                                 {anchors[1].at, 1, {anchors[1].bytes[0]}}};
        n = scan(single, text, &from, to, places, room);
    } else {
        n = scan(anchors, text, &from, to, places, room);
    }
    *next = from < to ? from : to;
    return n;
}
