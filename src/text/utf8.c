#include "waraq/text/utf8.h"

#include <stdbool.h>
#include <string.h>

size_t wq_utf8_count(const char *s, size_t len)
{
    /* Sums of bytes, which a compiler adds many at a time, taken up before they overflow. */
    enum { ROW = 32, ROWS = 255 };
    size_t n = 0;
    size_t i = 0;

    while (len - i >= ROW) {
        size_t rows = (len - i) / ROW < ROWS ? (len - i) / ROW : ROWS;
        unsigned char sums[ROW] = {0};
        for (; rows > 0; rows--, i += ROW)
            for (size_t k = 0; k < ROW; k++)
                sums[k] = (unsigned char)(sums[k] + (((unsigned char)s[i + k] & 0xC0) != 0x80));
        for (size_t k = 0; k < ROW; k++)
            n += sums[k];
    }
    for (; i < len; i++)
        n += ((unsigned char)s[i] & 0xC0) != 0x80;
    return n;
}

enum { BLOCK = 64, BEFORE = 3 };

/*
 * Whether any of BLOCK bytes is wrong where it stands, by table 3-7 of Unicode 15: a byte says that up to
 * three behind it go on; and few values are wrong anywhere, or behind another. Comparisons only, so that a
 * compiler makes them for many bytes at a time. u: BEFORE bytes that are only looked back at, and the block.
 */
static bool block_is_wrong(const unsigned char *u)
{
    unsigned char wrong[BLOCK];
    uint64_t eight[BLOCK / 8];
    uint64_t all = 0;

    for (size_t i = 0; i < BLOCK; i++) {
        unsigned char b = u[i + 3];
        unsigned char one = u[i + 2], two = u[i + 1], three = u[i];
        unsigned char wanted = (one >= 0xC0) | (two >= 0xE0) | (three >= 0xF0);
        unsigned char goes_on = (b & 0xC0) == 0x80;
        unsigned char never = (b == 0xC0) | (b == 0xC1) | (b >= 0xF5);
        unsigned char low = ((one == 0xE0) & (b < 0xA0)) | ((one == 0xF0) & (b < 0x90));
        unsigned char high = ((one == 0xED) & (b > 0x9F)) | ((one == 0xF4) & (b > 0x8F));
        wrong[i] = (unsigned char)((wanted ^ goes_on) | never | low | high);
    }
    memcpy(eight, wrong, sizeof eight);
    for (size_t i = 0; i < BLOCK / 8; i++)
        all |= eight[i];
    return all != 0;
}

/* The same for text of one- and two-byte characters alone; true, too, where there are others. */
static bool block_is_wrong_or_rare(const unsigned char *u)
{
    unsigned char found[BLOCK];
    uint64_t eight[BLOCK / 8];
    uint64_t all = u[0] >= 0xE0 || u[1] >= 0xE0;

    for (size_t i = 0; i < BLOCK; i++) {
        unsigned char b = u[i + 3];
        unsigned char wanted = u[i + 2] >= 0xC0;
        unsigned char goes_on = (b & 0xC0) == 0x80;
        found[i] = (unsigned char)((wanted ^ goes_on) | ((b & 0xFE) == 0xC0) | (b >= 0xE0));
    }
    memcpy(eight, found, sizeof eight);
    for (size_t i = 0; i < BLOCK / 8; i++)
        all |= eight[i];
    return all != 0;
}

int wq_utf8_valid(const char *s, size_t len)
{
    const unsigned char *u = (const unsigned char *)s;
    unsigned char edge[BEFORE + BLOCK] = {0};
    size_t i = 0;

    /* The first block and the last have no bytes around them: they are looked at between NULs. */
    if (len >= BLOCK) {
        memcpy(edge + BEFORE, u, BLOCK);
        if (block_is_wrong(edge))
            return 0;
        for (i = BLOCK; len - i >= BLOCK; i += BLOCK)
            if (block_is_wrong_or_rare(u + i - BEFORE) && block_is_wrong(u + i - BEFORE))
                return 0;
    }
    size_t before = i ? BEFORE : 0;
    memset(edge, 0, sizeof edge);
    if (len)
        memcpy(edge + BEFORE - before, u + i - before, len - i + before);
    return !block_is_wrong(edge);
}
