/*
 * fold_inner.h: one character folded. Private to text.
 *
 * Nearly all characters of the scripts that are read here stand in a table (fold_table.c) that was made by
 * wq_fold_slow(), which works with ICU; tests/unit/text/test_fold_table.c holds the two together.
 */
#ifndef WARAQ_SRC_TEXT_FOLD_INNER_H
#define WARAQ_SRC_TEXT_FOLD_INNER_H

#include "waraq/text/utf8.h"

#include <stddef.h>
#include <stdint.h>

/* What a character is to folded text. */
enum wq_fold_kind {
    WQ_FOLD_OTHER,
    WQ_FOLD_WORD,      /* a letter or a digit */
    WQ_FOLD_SEPARATOR, /* a control that ends a paragraph (U+001C to U+001E): no white space */
    WQ_FOLD_SPACE,     /* from here on: nothing that stands in folded text by itself */
    WQ_FOLD_LINE,      /* white space that ends a paragraph */
    WQ_FOLD_APOSTROPHE,
    WQ_FOLD_QUOTE,
    WQ_FOLD_JOINER, /* ZWNJ */
    WQ_FOLD_MARK,   /* dropped; it belongs to the letter before it */
    WQ_FOLD_DROPPED,
    WQ_FOLD_SLOW, /* it is not in the table */
};

/*
 * An entry of the table, so laid out that text is folded without a decision where there need be none: the
 * folded character's bytes (one or two) at bits 0 and 8; how many they are at bit 16, 0 if the character is
 * none of the letters of folded text; the same with gaps counted at bit 18; the kind at bit 24.
 */
enum { WQ_FOLD_LEN = 16, WQ_FOLD_GAP_LEN = 18, WQ_FOLD_KIND = 24 };

static inline unsigned wq_fold_kind_in(uint32_t entry)
{
    return entry >> WQ_FOLD_KIND;
}

static inline uint32_t wq_fold_cp_in(uint32_t entry)
{
    uint32_t first = entry & 0xFF;
    return first < 0x80 ? first : (first & 0x1F) << 6 | (entry >> 8 & 0x3F);
}

/* Code points [first, end) with their entries from at on. The first run begins at 0. */
struct wq_fold_run {
    uint32_t first, end, at;
};
enum { WQ_FOLD_RUNS = 4 };
extern const struct wq_fold_run wq_fold_runs[WQ_FOLD_RUNS];
extern const uint32_t wq_fold_table[];

/* The most code points that one can become: NFKD grows U+FDFA 18-fold. */
enum { WQ_FOLD_MOST = 32 };

/* Writes the folded code points of c to to[0, WQ_FOLD_MOST), white space of any kind as U+0020; returns how
 * many. None: it is dropped. */
size_t wq_fold_slow(uint32_t c, uint32_t *to);

/* The kind of a character that wq_fold_slow() drops, or of a code point of its result. */
enum wq_fold_kind wq_fold_kind_dropped(uint32_t c);
enum wq_fold_kind wq_fold_kind(uint32_t folded);

/* Letters of one sound, for names heard and not seen: of U+0600 + i; 0: it is its own. */
extern const uint16_t wq_fold_sounds[0x100];

static inline uint32_t wq_fold_loose(uint32_t folded)
{
    uint32_t to = folded - 0x600 < 0x100 ? wq_fold_sounds[folded - 0x600] : 0;
    return to ? to : folded;
}

static inline uint32_t wq_fold_entry(uint32_t c)
{
    if (c < 0x800)
        return wq_fold_table[c];
    for (int i = 1; i < WQ_FOLD_RUNS; i++)
        if (c - wq_fold_runs[i].first < wq_fold_runs[i].end - wq_fold_runs[i].first)
            return wq_fold_table[wq_fold_runs[i].at + (c - wq_fold_runs[i].first)];
    return (uint32_t)WQ_FOLD_SLOW << WQ_FOLD_KIND;
}

/* For loops in which it counts whether what is behind a pointer is kept in a register. */
#define WQ_FOLD_INLINE static inline __attribute__((always_inline))

/* The entry of the character at s[*at], which goes to *c; moves *at behind it. */
WQ_FOLD_INLINE uint32_t wq_fold_next(const char *s, size_t *at, uint32_t *c)
{
    const unsigned char *u = (const unsigned char *)s + *at;

    if (u[0] < 0x80) {
        *c = u[0];
        *at += 1;
        return wq_fold_table[*c];
    }
    if (u[0] < 0xE0) {
        *c = (uint32_t)(u[0] & 0x1F) << 6 | (u[1] & 0x3F);
        *at += 2;
        return wq_fold_table[*c];
    }
    *c = wq_utf8_next(s, at);
    return wq_fold_entry(*c);
}

/* The entry whose letter is the loose form of e's letter. */
WQ_FOLD_INLINE uint32_t wq_fold_loosened(uint32_t e)
{
    uint32_t cp = wq_fold_cp_in(e);
    uint32_t to = cp - 0x600 < 0x100 ? wq_fold_sounds[cp - 0x600] : 0;
    return to ? (e & ~(uint32_t)0xFFFF) | 0xC0 | to >> 6 | (0x80 | (to & 0x3F)) << 8 : e;
}

/* Writes the two bytes of an entry, of which one may be too many. */
WQ_FOLD_INLINE void wq_fold_put(unsigned char *to, uint32_t e)
{
    to[0] = (unsigned char)e;
    to[1] = (unsigned char)(e >> 8);
}

#endif
