#include "anchor.h"

#include "waraq/base/array.h"
#include "waraq/text/fold.h"
#include "waraq/text/utf8.h"

#include <string.h>

/* First bytes of the characters from U+0800 on that fold to a letter in [first, last]. */
static const struct {
    uint32_t first, last;
    struct wq_needle needles[8]; /* up to the first 0 */
} higher[] = {
    {0x0030, 0x0039, {{0xE0, 0, 0}}},
    {0x0000, 0x058F, {{0xE1, 0, 0}, {0xE2, 0, 0}, {0xE3, 0, 0}, {0xEA, 0, 0}, {0xEF, 0, 0}, {0xF0, 0, 0}}},
    {0x0590, 0x05FF, {{0xE2, 0, 0}, {0xEF, 0, 0}}},
    {0x0600, 0x077F, {{0xEF, 0, 0}, {0xF0, 0x9E, 0xFF}}},
};

/* Adds a needle. Where a first byte has too many second ones already, it takes all of them. */
static bool add(struct wq_anchor *a, struct wq_needle needle)
{
    size_t most = needle.first < 0xD6 ? 2 : 6; /* it is Hebrew and Arabic that must be told apart */
    size_t same = 0;

    for (size_t i = 0; i < a->n; i++) {
        if (a->needles[i].first != needle.first)
            continue;
        if (!a->needles[i].mask)
            return true;
        same++;
    }
    if (same == most) {
        size_t kept = 0;
        for (size_t i = 0; i < a->n; i++)
            if (a->needles[i].first != needle.first)
                a->needles[kept++] = a->needles[i];
        a->n = kept;
        needle = (struct wq_needle){needle.first, 0, 0};
    }
    if (a->n == WQ_NEEDLES)
        return false;
    a->needles[a->n++] = needle;
    return true;
}

bool wq_anchor_make(struct wq_anchor *a, uint32_t letter, bool loose)
{
    *a = (struct wq_anchor){.letter = letter, .loose = loose};
    if (letter >= 0x800)
        return false;
    for (uint32_t c = 0; c < 0x800; c++) {
        if (!wq_fold_holds(c, letter, loose))
            continue;
        struct wq_needle needle = {(unsigned char)c, 0, 0};
        if (c >= 0x80)
            needle =
                (struct wq_needle){(unsigned char)(0xC0 | c >> 6), (unsigned char)(0x80 | (c & 0x3F)), 0xFF};
        if (!add(a, needle))
            return false;
    }
    for (size_t i = 0; i < WQ_COUNT(higher); i++)
        for (const struct wq_needle *n = higher[i].needles; n->first; n++)
            if (letter >= higher[i].first && letter <= higher[i].last && !add(a, *n))
                return false;
    return true;
}

bool wq_anchor_stands(const struct wq_anchor *a, const char *s, size_t at)
{
    return wq_fold_holds(wq_utf8_next(s, &at), a->letter, a->loose);
}

static inline wq_bytes mark(const struct wq_anchor_walk *w, const char *s)
{
    wq_bytes here = wq_bytes_load(s);
    wq_bytes next = wq_bytes_load(s + 1);
    wq_bytes marks = {0};

    for (size_t i = 0; i < w->n; i++)
        marks |= (wq_bytes)(here == w->first[i]) & (wq_bytes)((next & w->mask[i]) == w->second[i]);
    return marks;
}

/* Of a block and the byte behind it. */
static uint64_t scan_block(const struct wq_anchor_walk *w, const char *s)
{
    wq_bytes marks[WQ_BLOCK / WQ_BYTES];
    uint64_t bits = 0;
    wq_bytes all = {0};

    for (size_t i = 0; i < WQ_BLOCK / WQ_BYTES; i++)
        all |= marks[i] = mark(w, s + i * WQ_BYTES);
    if (!wq_bytes_any(all))
        return 0;
    for (size_t i = 0; i < WQ_BLOCK / WQ_BYTES; i++)
        bits |= (uint64_t)wq_bytes_bits(marks[i]) << (i * WQ_BYTES);
    return bits;
}

void wq_anchor_walk_init(struct wq_anchor_walk *w, const struct wq_anchor *a, const char *s, size_t len)
{
    w->s = s;
    w->len = len;
    w->block = 0;
    w->n = a->n;
    for (size_t i = 0; i < a->n; i++) {
        w->first[i] = wq_bytes_of(a->needles[i].first);
        w->second[i] = wq_bytes_of(a->needles[i].second);
        w->mask[i] = wq_bytes_of(a->needles[i].mask);
    }
}

uint64_t wq_anchor_walk_next(struct wq_anchor_walk *w)
{
    char last[WQ_BLOCK + 1] = {0};

    for (; w->block < w->len; w->block += WQ_BLOCK) {
        const char *block = w->s + w->block;
        size_t left = w->len - w->block;
        if (left <= WQ_BLOCK)
            block = memcpy(last, block, left);
        uint64_t bits = scan_block(w, block);
        if (left < WQ_BLOCK) /* a NUL may be what is looked for, but not these */
            bits &= (UINT64_C(1) << left) - 1;
        if (bits)
            return bits;
    }
    return 0;
}
