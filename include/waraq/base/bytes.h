/*
 * bytes.h: sixteen bytes at a time.
 *
 * A type of gcc's and clang's that every processor has instructions for, or is given loops: expressions work
 * on all sixteen bytes, and a comparison is 0xFF where it holds and 0 elsewhere.
 */
#ifndef WARAQ_BASE_BYTES_H
#define WARAQ_BASE_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { WQ_BYTES = 16 };

typedef unsigned char wq_bytes __attribute__((vector_size(WQ_BYTES)));

static inline wq_bytes wq_bytes_load(const void *from)
{
    wq_bytes v;

    memcpy(&v, from, WQ_BYTES);
    return v;
}

static inline wq_bytes wq_bytes_of(unsigned char c)
{
    wq_bytes none = {0};

    return none + c;
}

/* A bit for each byte of the result of a comparison that is not 0, the first byte's the lowest. Without an
 * instruction for it: multiplying brings the lowest bits of eight bytes together in the highest byte (Warren,
 * Hacker's Delight, on gathering bits). */
static inline unsigned wq_bytes_bits(wq_bytes v)
{
#ifdef __SSE2__
    return (unsigned)_mm_movemask_epi8((__m128i)v);
#else
    uint64_t half[2];
    unsigned bits = 0;

    memcpy(half, &v, WQ_BYTES);
    for (unsigned i = 0; i < 2; i++) {
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
        half[i] = __builtin_bswap64(half[i]);
#endif
        uint64_t lowest = half[i] & UINT64_C(0x0101010101010101);
        bits |= (unsigned)(lowest * UINT64_C(0x0102040810204080) >> 56) << 8 * i;
    }
    return bits;
#endif
}

static inline bool wq_bytes_any(wq_bytes v)
{
#ifdef __SSE2__
    return wq_bytes_bits(v) != 0;
#else
    uint64_t half[2];

    memcpy(half, &v, WQ_BYTES);
    return (half[0] | half[1]) != 0;
#endif
}

#endif
