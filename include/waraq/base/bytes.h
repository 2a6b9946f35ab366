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

/* The number of the first byte that is not 0, or WQ_BYTES. */
static inline unsigned wq_bytes_first(wq_bytes v)
{
    uint64_t half[2];

    memcpy(half, &v, WQ_BYTES);
    if (!(half[0] | half[1]))
        return WQ_BYTES;
    unsigned second = half[0] == 0;
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    return 8 * second + (unsigned)__builtin_clzll(half[second]) / 8;
#else
    return 8 * second + (unsigned)__builtin_ctzll(half[second]) / 8;
#endif
}

#endif
