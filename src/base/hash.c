#include "waraq/base/hash.h"

#include <string.h>

enum { LANES = 8 };

/* Odd, with half its bits set: the golden ratio's (Knuth, TAOCP 3, 6.4). */
#define MULTIPLIER UINT64_C(0x9E3779B97F4A7C15)

/* The finalizer of splitmix64 (Steele, Lea, Flood 2014). */
static uint64_t mix(uint64_t x)
{
    x = (x ^ x >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    x = (x ^ x >> 27) * UINT64_C(0x94D049BB133111EB);
    return x ^ x >> 31;
}

static uint64_t word_at(const uint8_t *p)
{
    uint64_t w;
    memcpy(&w, p, sizeof w);
    return w;
}

/* Eight lanes, so that the processor multiplies while it multiplies: it keeps up with memory. */
uint64_t wq_hash(const void *bytes, size_t len, uint64_t seed)
{
    const uint8_t *p = bytes;
    uint64_t lane[LANES];
    uint8_t rest[8 * LANES] = {0};
    size_t at = 0;

    for (size_t k = 0; k < LANES; k++)
        lane[k] = seed + k;
    for (; len - at >= sizeof rest; at += sizeof rest)
        for (size_t k = 0; k < LANES; k++) {
            uint64_t x = (lane[k] ^ word_at(p + at + 8 * k)) * MULTIPLIER;
            lane[k] = x ^ x >> 32;
        }
    if (len > at)
        memcpy(rest, p + at, len - at);
    uint64_t sum = mix(len ^ seed);
    for (size_t k = 0; k < LANES; k++)
        sum = mix(sum ^ lane[k] ^ mix(word_at(rest + 8 * k) + k));
    return sum;
}
