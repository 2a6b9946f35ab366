/*
 * props.h: what layout must know of a code point, from ICU and wcwidth, remembered by page.
 *
 * The width is the C library's, because that is what ncurses counts with (the locale's LC_CTYPE must
 * be a UTF-8 one when the first code point is asked for); all else is ICU's, so that one Unicode
 * version decides. A table belongs to one thread.
 */
#ifndef WARAQ_TEXT_PROPS_H
#define WARAQ_TEXT_PROPS_H

#include <stdbool.h>
#include <stdint.h>

/* Bidi_Class, UAX #9 table 4. */
enum wq_bidi {
    WQ_BIDI_L,
    WQ_BIDI_R,
    WQ_BIDI_AL,
    WQ_BIDI_EN,
    WQ_BIDI_ES,
    WQ_BIDI_ET,
    WQ_BIDI_AN,
    WQ_BIDI_CS,
    WQ_BIDI_NSM,
    WQ_BIDI_BN,
    WQ_BIDI_B,
    WQ_BIDI_S,
    WQ_BIDI_WS,
    WQ_BIDI_ON,
    WQ_BIDI_LRE,
    WQ_BIDI_LRO,
    WQ_BIDI_RLE,
    WQ_BIDI_RLO,
    WQ_BIDI_PDF,
    WQ_BIDI_LRI,
    WQ_BIDI_RLI,
    WQ_BIDI_FSI,
    WQ_BIDI_PDI,
};

/* Joining_Type, the Unicode core specification 9.2. */
enum wq_joining {
    WQ_JOIN_U, /* non-joining */
    WQ_JOIN_C, /* join-causing: tatweel, ZWJ */
    WQ_JOIN_D, /* dual */
    WQ_JOIN_L, /* left-joining */
    WQ_JOIN_R, /* right-joining */
    WQ_JOIN_T, /* transparent */
};

/* Line_Break (UAX #14), as much of it as says where breaks are certain without ICU; segment.c compares by
 * order. */
enum wq_line_class {
    WQ_LINE_LETTER, /* AL, HL, NU */
    WQ_LINE_MARK,   /* CM */
    WQ_LINE_CLOSE,  /* EX, IS: what may close a word */
    WQ_LINE_SPACE,  /* SP */
    WQ_LINE_OTHER,
};

enum {
    WQ_PROP_MARK = 1 << 0,      /* takes no column of its own: it sits on the cell before */
    WQ_PROP_IGNORABLE = 1 << 1, /* no cell: default-ignorable, or a control */
    WQ_PROP_SPACE = 1 << 2,     /* White_Space */
    WQ_PROP_MIRRORED = 1 << 3,  /* Bidi_Mirrored */
    WQ_PROP_BRACKET = 1 << 4,   /* Bidi_Paired_Bracket_Type is not None */
    WQ_PROP_LETTER = 1 << 5,    /* general category L* */
    WQ_PROP_DIGIT = 1 << 6,     /* general category Nd */
    WQ_PROP_UNKNOWN = 1 << 7,   /* shown as U+FFFD: unassigned, noncharacter, or unknown to the C library */
};

struct wq_prop {
    uint8_t bidi;    /* enum wq_bidi */
    uint8_t joining; /* enum wq_joining */
    uint8_t width;   /* columns: 1 or 2, and 0 for marks and ignorables */
    uint8_t flags;
    uint8_t line; /* enum wq_line_class */
};

enum { WQ_PROPS_PAGE = 64 }; /* code points: an article has letters from a few places */

struct wq_props {
    struct wq_prop *page[0x110000 / WQ_PROPS_PAGE]; /* NULL until asked for */
};

struct wq_props *wq_props_new(void);
void wq_props_free(struct wq_props *t);

/* Fills the page of cp; only wq_prop() calls it. */
const struct wq_prop *wq_props_load(struct wq_props *t, uint32_t cp);

/* cp <= 0x10FFFF. Good for the life of the table. */
static inline const struct wq_prop *wq_prop(struct wq_props *t, uint32_t cp)
{
    const struct wq_prop *page = t->page[cp / WQ_PROPS_PAGE];
    return page ? &page[cp % WQ_PROPS_PAGE] : wq_props_load(t, cp);
}

/* True for what acts on a terminal when it is written there: controls, and what would reorder or break the
 * line that it stands in. */
static inline bool wq_acts(uint32_t cp)
{
    return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || (cp >= 0x2028 && cp <= 0x202E) ||
           (cp >= 0x2066 && cp <= 0x2069);
}

/* Bidi_Mirroring_Glyph, or cp itself. */
uint32_t wq_mirror(uint32_t cp);

/* For a code point with WQ_PROP_BRACKET: an id shared by the two of a pair and their canonical
 * equivalents, with bit 31 set for the opening one (UAX #9, BD14 to BD16). */
uint32_t wq_bracket(uint32_t cp);

/* The primary composite of base and mark (Unicode normalisation, D114), or 0. */
uint32_t wq_compose(uint32_t base, uint32_t mark);

/* Canonical_Combining_Class. */
uint8_t wq_combining_class(uint32_t cp);

#endif
