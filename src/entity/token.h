/*
 * token.h: an article's words as the finder reads them: folded once, a byte a letter. Private to entity.
 */
#ifndef WARAQ_SRC_ENTITY_TOKEN_H
#define WARAQ_SRC_ENTITY_TOKEN_H

#include "waraq/base/span.h"
#include "waraq/text/fold.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * Letters of folded text as one byte each: Latin letters and digits as in ASCII, and what numbers are
 * written with; the Arabic and the Hebrew alphabets above. No other letter stands in a name.
 */
typedef uint8_t wq_code;
enum { WQ_CODE_OTHER = 0, WQ_NO_LETTER = 0x1C /* no letter has this code */ };

/* The blocks that names are written in, and where their codes begin. */
enum {
    WQ_ARABIC_FIRST = 0x621,
    WQ_ARABIC_END = 0x64B,
    WQ_ARABIC_CODE = 0x7B,
    WQ_MORE_FIRST = 0x679,
    WQ_MORE_END = 0x6D4,
    WQ_MORE_CODE = WQ_ARABIC_CODE + (WQ_ARABIC_END - WQ_ARABIC_FIRST),
    WQ_HEBREW_FIRST = 0x5D0,
    WQ_HEBREW_END = 0x5EB,
    WQ_HEBREW_CODE = 1, /* where ASCII has controls */
};

_Static_assert(WQ_HEBREW_CODE + (WQ_HEBREW_END - WQ_HEBREW_FIRST) <= WQ_NO_LETTER, "it is nobody's code");
_Static_assert(WQ_MORE_CODE + (WQ_MORE_END - WQ_MORE_FIRST) <= 0x100, "a code is a byte");

static inline wq_code wq_code_of(uint32_t folded)
{
    uint32_t c = folded;

    if (c - 'a' < 26 || c - '0' < 10)
        return (wq_code)c;
    switch (c) { /* Latin letters that are none with a mark, as English papers write them */
    case 0x131: return 'i';
    case 0xF8: return 'o';
    case 0x142: return 'l';
    case 0x111: return 'd';
    default: break;
    }
    if (c - WQ_ARABIC_FIRST < WQ_ARABIC_END - WQ_ARABIC_FIRST)
        return (wq_code)(c - WQ_ARABIC_FIRST + WQ_ARABIC_CODE);
    if (c - WQ_MORE_FIRST < WQ_MORE_END - WQ_MORE_FIRST)
        return (wq_code)(c - WQ_MORE_FIRST + WQ_MORE_CODE);
    if (c - WQ_HEBREW_FIRST < WQ_HEBREW_END - WQ_HEBREW_FIRST)
        return (wq_code)(c - WQ_HEBREW_FIRST + WQ_HEBREW_CODE);
    return WQ_CODE_OTHER;
}

/* Characters of one or two bytes that are one letter, or one digit, whatever stands before them: their codes
 * by code point, 0 for all others. */
enum { WQ_LETTERS = 0x700 };
struct wq_letters {
    wq_code codes[WQ_LETTERS], digits[WQ_LETTERS];
};
void wq_letters_make(struct wq_letters *letters);

/* What stands before a word, from what parts it least. */
enum wq_between {
    WQ_BETWEEN_NONE, /* a digit beside a letter */
    WQ_BETWEEN_JOINER,
    WQ_BETWEEN_SPACE,
    WQ_BETWEEN_DASH,
    WQ_BETWEEN_DOT,
    WQ_BETWEEN_COMMA,
    WQ_BETWEEN_BREAK, /* quotes, brackets, colons... */
    WQ_BETWEEN_PARAGRAPH,
};

enum {
    WQ_TOKEN_MARKED = 1 << 0, /* harakat were on it */
    WQ_TOKEN_DIGITS = 1 << 1, /* a number in digits, perhaps with points, commas, colons, dashes */
    WQ_TOKEN_SYMBOL = 1 << 2, /* a percent or currency sign */
    WQ_TOKEN_CAPS = 1 << 3,   /* Latin, all of it capitals */
    WQ_TOKEN_UPPER = 1 << 4,  /* Latin, the first letter a capital */
    WQ_TOKEN_QUOTED = 1 << 5, /* what stands before it has a quote in it */
    WQ_TOKEN_ASIDE = 1 << 6,  /* in furniture */
    WQ_TOKEN_FORM = 1 << 7,   /* common only as another form of a common word */
    WQ_TOKEN_NAMED = 1 << 8,  /* a name of the lists may begin with it */
};

struct wq_token {
    uint32_t start, end; /* bytes of the article */
    uint32_t code;       /* its first letter among wq_tokens.codes */
    uint32_t key;        /* of the word alone, or WQ_NO_KEY */
    uint32_t phrase;     /* key of the longest run of words from here that has a class, or WQ_NO_KEY */
    uint32_t owner;      /* 1 + the mention that has it; 0: free */
    uint16_t len;        /* letters */
    uint16_t flags;
    uint8_t before;   /* enum wq_between */
    uint8_t phrases;  /* words of that run */
    uint64_t classes; /* of the word alone: bits by enum wq_class */
    uint64_t runs;    /* of the run */
};

struct wq_tokens {
    struct {
        struct wq_token *items;
        size_t len, cap;
    } list;
    struct {
        wq_code *items;
        size_t len, cap;
    } codes;
    const struct wq_letters *letters; /* borrowed */
    struct wq_folded folded;          /* of the stretch at work */
};

/* Embedded: wq_tokens_init, wq_tokens_release; wq_tokens_add appends. letters must last as long; of none, all
 * is folded. */
void wq_tokens_init(struct wq_tokens *t, const struct wq_letters *letters);
void wq_tokens_release(struct wq_tokens *t);
/* The words of s[0, len), whose first byte is byte base of the article. before: what stands before the first.
 * flags: for all of them. Longer words than 65535 letters are cut. */
void wq_tokens_add(struct wq_tokens *t, const char *s, size_t len, size_t base, enum wq_between before,
                   unsigned flags);

#endif
