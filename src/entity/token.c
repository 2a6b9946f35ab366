#include "token.h"

#include "waraq/base/array.h"
#include "waraq/text/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_LETTERS = 65000 };

/* The blocks that names are written in, and where their codes begin. */
enum {
    ARABIC_FIRST = 0x621,
    ARABIC_END = 0x64B,
    ARABIC_CODE = 0x7B,
    MORE_FIRST = 0x679,
    MORE_END = 0x6D4,
    MORE_CODE = ARABIC_CODE + (ARABIC_END - ARABIC_FIRST),
    HEBREW_FIRST = 0x5D0,
    HEBREW_END = 0x5EB,
    HEBREW_CODE = 1, /* where ASCII has controls */
};

_Static_assert(MORE_CODE + (MORE_END - MORE_FIRST) <= 0x100, "a code is a byte");

wq_code wq_code_of(uint32_t folded)
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
    if (c - ARABIC_FIRST < ARABIC_END - ARABIC_FIRST)
        return (wq_code)(c - ARABIC_FIRST + ARABIC_CODE);
    if (c - MORE_FIRST < MORE_END - MORE_FIRST)
        return (wq_code)(c - MORE_FIRST + MORE_CODE);
    if (c - HEBREW_FIRST < HEBREW_END - HEBREW_FIRST)
        return (wq_code)(c - HEBREW_FIRST + HEBREW_CODE);
    return WQ_CODE_OTHER;
}

void wq_tokens_init(struct wq_tokens *t)
{
    memset(t, 0, sizeof *t);
    wq_folded_init(&t->folded);
}

void wq_tokens_release(struct wq_tokens *t)
{
    free(t->list.items);
    free(t->codes.items);
    wq_folded_release(&t->folded);
    memset(t, 0, sizeof *t);
}

/* A stretch being taken apart. */
struct taking {
    struct wq_tokens *t;
    const char *s;
    size_t base;
    size_t first; /* words before this stretch */
    unsigned flags;
    unsigned before;       /* what has been passed since the last word */
    bool quoted;           /* a quote was among it */
    uint32_t passed;       /* characters of it that are neither letters nor blanks */
    uint32_t only;         /* the last of these */
    struct wq_token *open; /* the word at work, or NULL */
    uint8_t kind;          /* of its last letter */
};

enum { KIND_LETTER = 1, KIND_DIGIT = 2, KIND_LATIN = 4, KIND_HEBREW = 8 };

static unsigned kind_of(uint32_t c)
{
    if (c - '0' < 10)
        return KIND_DIGIT;
    return c < 0x590 ? KIND_LATIN : c < 0x600 ? KIND_HEBREW : KIND_LETTER;
}

static unsigned between_of(uint32_t c)
{
    switch (c) {
    case '.': return WQ_BETWEEN_DOT;
    case ',': return WQ_BETWEEN_COMMA;
    case '-':
    case '_':
    case '/':
    case 0x5BE: return WQ_BETWEEN_DASH;
    default: return WQ_BETWEEN_BREAK;
    }
}

static void raise(struct taking *k, unsigned before)
{
    if (before > k->before)
        k->before = before;
}

/* What the gap before a unit is; quotes and apostrophes within a word are of the word (צה"ל, ج'): none. */
static void pass_gap(struct taking *k, unsigned gap, unsigned kind)
{
    bool inside = k->open && k->before == WQ_BETWEEN_NONE && !(gap & WQ_GAP_SPACE);

    if (gap & WQ_GAP_SPACE)
        raise(k, WQ_BETWEEN_SPACE);
    if (gap & WQ_GAP_JOINER)
        raise(k, WQ_BETWEEN_JOINER);
    if ((gap & WQ_GAP_QUOTE) && !(inside && kind == KIND_HEBREW && k->kind == KIND_HEBREW)) {
        raise(k, WQ_BETWEEN_BREAK);
        k->quoted = true;
    }
    if ((gap & WQ_GAP_APOSTROPHE) && !(inside && (kind | k->kind) & (KIND_HEBREW | KIND_LATIN)))
        raise(k, WQ_BETWEEN_BREAK);
}

static void add_code(struct wq_tokens *t, struct wq_token *token, wq_code code)
{
    if (token->len >= MOST_LETTERS)
        return;
    *WQ_PUSH(&t->codes) = code;
    token->len++;
}

/* What parts digits of one number: 0x66B and 0x66C are the Arabic point and comma. */
static bool is_in_numbers(uint32_t c)
{
    return c == '.' || c == ',' || c == ':' || c == '/' || c == '-' || c == 0x66B || c == 0x66C;
}

/* Digits go on behind one of these. */
static bool is_number_going_on(const struct taking *k, unsigned kind, unsigned gap)
{
    return k->open && kind == KIND_DIGIT && k->kind == KIND_DIGIT && k->passed == 1 && gap == 0 &&
           k->before != WQ_BETWEEN_SPACE && k->before != WQ_BETWEEN_JOINER && is_in_numbers(k->only);
}

static struct wq_token *new_token(struct taking *k, const struct wq_fold_unit *u)
{
    struct wq_tokens *t = k->t;
    struct wq_token *token = WQ_PUSH(&t->list);

    *token = (struct wq_token){
        .start = (uint32_t)(k->base + u->start),
        .end = (uint32_t)(k->base + u->end),
        .code = (uint32_t)t->codes.len,
        .before = (uint8_t)k->before,
        .flags = (uint8_t)(k->flags | (k->quoted ? WQ_TOKEN_QUOTED : 0) | WQ_TOKEN_CAPS),
        .key = UINT32_MAX,
        .phrase = UINT32_MAX,
    };
    k->before = WQ_BETWEEN_NONE;
    k->quoted = false;
    k->passed = 0;
    return token;
}

static void add_symbol(struct taking *k, const struct wq_fold_unit *u, uint32_t c)
{
    struct wq_token *token = new_token(k, u);

    token->flags |= WQ_TOKEN_SYMBOL;
    add_code(k->t, token, c == '%' || c == 0x66A ? '%' : '$');
    k->open = NULL;
}

/* ½ folds to three characters: what is behind the first belongs to its word, and makes it none of ours. */
static bool is_same_character(const struct taking *k, const struct wq_fold_unit *u)
{
    const struct wq_tokens *t = k->t;
    return t->list.len > k->first && k->base + u->start < t->list.items[t->list.len - 1].end;
}

/* A letter or a digit, cp, which belongs to the word at work or begins another. */
static void add_letter(struct taking *k, const struct wq_fold_unit *u, uint32_t cp)
{
    unsigned kind = kind_of(cp);
    /* Most are one more of a word. */
    if (k->open && kind == KIND_LETTER && k->kind == kind && u->gap == 0 && k->before == WQ_BETWEEN_NONE &&
        k->base + u->start == k->open->end && u->end - u->start == 2) {
        add_code(k->t, k->open, wq_code_of(cp));
        k->open->end = (uint32_t)(k->base + u->end);
        return;
    }
    const char *source = k->s + u->start;
    bool upper = *source >= 'A' && *source <= 'Z';
    size_t first = u->start;

    if (is_same_character(k, u)) {
        add_code(k->t, &k->t->list.items[k->t->list.len - 1], WQ_CODE_OTHER);
        return;
    }
    if (is_number_going_on(k, kind, u->gap)) {
        add_code(k->t, k->open, k->only == 0x66B ? '.' : k->only == 0x66C ? ',' : (wq_code)k->only);
        k->before = WQ_BETWEEN_NONE;
        k->passed = 0;
    } else {
        pass_gap(k, u->gap, kind);
        bool apart = (kind == KIND_DIGIT) != (k->kind == KIND_DIGIT) || k->before != WQ_BETWEEN_NONE;
        if (!k->open || apart) {
            k->open = new_token(k, u);
            k->open->flags |= (uint8_t)(upper ? WQ_TOKEN_UPPER : 0);
            k->open->flags |= (uint8_t)(kind == KIND_DIGIT ? WQ_TOKEN_DIGITS : 0);
        }
    }
    if (!upper)
        k->open->flags &= (uint8_t)~WQ_TOKEN_CAPS;
    wq_utf8_next(k->s, &first);
    if (u->end > first && kind == KIND_LETTER)
        k->open->flags |= WQ_TOKEN_MARKED;
    add_code(k->t, k->open, wq_code_of(cp));
    k->open->end = (uint32_t)(k->base + u->end);
    k->kind = (uint8_t)kind;
}

/* What is neither: it parts words, unless it is a Hebrew geresh or gershayim within one. */
static void add_other(struct taking *k, const struct wq_fold_unit *u, uint32_t cp, bool letter_next)
{
    bool geresh = cp == 0x5F3 || cp == 0x5F4;

    pass_gap(k, u->gap, 0);
    if (cp == '%' || cp == 0x66A || cp == '$' || (cp >= 0x20A0 && cp <= 0x20CF) || cp == 0xA3) {
        add_symbol(k, u, cp);
    } else if (geresh && k->open && k->before == WQ_BETWEEN_NONE && (letter_next || cp == 0x5F3)) {
        k->open->end = (uint32_t)(k->base + u->end);
    } else {
        raise(k, between_of(cp));
        k->passed++;
        k->only = cp;
    }
}

void wq_tokens_add(struct wq_tokens *t, const char *s, size_t len, size_t base, enum wq_between before,
                   unsigned flags)
{
    struct taking k = {.t = t, .s = s, .base = base, .first = t->list.len, .flags = flags, .before = before};

    wq_folded_make(&t->folded, s, len, 0);
    const struct wq_fold_unit *units = t->folded.units.items;
    size_t n = t->folded.units.len;
    for (size_t i = 0; i < n; i++) {
        size_t at = units[i].at;
        uint32_t cp = wq_utf8_next(t->folded.text.data, &at);
        if (units[i].word)
            add_letter(&k, &units[i], cp);
        else
            add_other(&k, &units[i], cp, i + 1 < n && units[i + 1].word && units[i + 1].gap == 0);
    }
}
