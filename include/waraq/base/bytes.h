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

static inline bool wq_bytes_any(wq_bytes v)
{
    uint64_t half[2];

    memcpy(half, &v, WQ_BYTES);
    return (half[0] | half[1]) != 0;
}

/* The number of the first byte that is not 0 in the result of a comparison, or WQ_BYTES. */
static inline unsigned wq_bytes_first(wq_bytes v)
{
#ifdef __SSE2__
    unsigned bits = (unsigned)_mm_movemask_epi8((__m128i)v);
    return bits ? (unsigned)__builtin_ctz(bits) : WQ_BYTES;
#else
    for (unsigned i = 0; i < WQ_BYTES; i++)
        if (v[i])
            return i;
    return WQ_BYTES;
#endif
}

#endif
