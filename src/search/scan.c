#include "scan.h"

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

/* Compilers make of these loops what their processor has for many bytes at a time. s[WQ_BLOCK] is read too.
 */
static void mark_block(const struct wq_anchor *a, const unsigned char *restrict s,
                       unsigned char *restrict marks)
{
    memset(marks, 0, WQ_BLOCK);
    for (size_t n = 0; n < a->n; n++) {
        struct wq_needle needle = a->needles[n];
        if (needle.mask)
            for (size_t i = 0; i < WQ_BLOCK; i++)
                marks[i] |= (unsigned char)((s[i] == needle.first) & (s[i + 1] == needle.second));
        else
            for (size_t i = 0; i < WQ_BLOCK; i++)
                marks[i] |= (unsigned char)(s[i] == needle.first);
    }
}

uint64_t wq_anchor_scan(const struct wq_anchor *a, const char *s, size_t len, size_t at)
{
    unsigned char marks[WQ_BLOCK];
    unsigned char last[WQ_BLOCK + 1] = {0};
    const unsigned char *block = (const unsigned char *)s + at;
    uint64_t bits = 0;

    if (len - at <= WQ_BLOCK) {
        memcpy(last, block, len - at);
        block = last;
    }
    mark_block(a, block, marks);
    for (size_t i = 0; i < WQ_BLOCK; i += 8) {
        uint64_t eight;
        memcpy(&eight, marks + i, 8);
        if (eight) /* a bit of each byte, the first byte's lowest */
            for (size_t k = 0; k < 8; k++)
                bits |= (uint64_t)marks[i + k] << (i + k);
    }
    return bits;
}
