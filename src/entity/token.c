#include "plain.h"

#include "waraq/base/array.h"
#include "waraq/text/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_LETTERS = 65000 };

enum { KIND_LETTER = 1, KIND_DIGIT = 2, KIND_LATIN = 4, KIND_HEBREW = 8 };

static unsigned kind_of(uint32_t c)
{
    if (c - '0' < 10)
        return KIND_DIGIT;
    return c < 0x590 ? KIND_LATIN : c < 0x600 ? KIND_HEBREW : KIND_LETTER;
}

void wq_tokens_init(struct wq_tokens *t, const struct wq_letters *letters)
{
    memset(t, 0, sizeof *t);
    t->letters = letters;
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
    unsigned gap;          /* what the next unit has before it and what is folded does not say */
    struct wq_token *open; /* the word at work, or NULL */
    uint8_t kind;          /* of its last letter */
};

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

/* A word from byte start to end of the stretch. */
static inline struct wq_token *new_token(struct taking *k, size_t start, size_t end, unsigned flags)
{
    struct wq_tokens *t = k->t;
    struct wq_token *token = WQ_PUSH(&t->list);

    *token = (struct wq_token){
        .start = (uint32_t)(k->base + start),
        .end = (uint32_t)(k->base + end),
        .code = (uint32_t)t->codes.len,
        .before = (uint8_t)k->before,
        .flags = (uint16_t)(k->flags | (k->quoted ? WQ_TOKEN_QUOTED : 0) | flags),
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
    struct wq_token *token = new_token(k, u->start, u->end, WQ_TOKEN_CAPS);

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
            k->open = new_token(k, u->start, u->end, WQ_TOKEN_CAPS);
            k->open->flags |= (uint16_t)(upper ? WQ_TOKEN_UPPER : 0);
            k->open->flags |= (uint16_t)(kind == KIND_DIGIT ? WQ_TOKEN_DIGITS : 0);
        }
    }
    if (!upper)
        k->open->flags &= (uint16_t)~WQ_TOKEN_CAPS;
    wq_utf8_next(k->s, &first);
    if (u->end > first && kind == KIND_LETTER)
        k->open->flags |= WQ_TOKEN_MARKED;
    add_code(k->t, k->open, wq_code_of(cp));
    k->open->end = (uint32_t)(k->base + u->end);
    k->kind = (uint8_t)kind;
}

static void pass_sign(struct taking *k, uint32_t c)
{
    raise(k, between_of(c));
    k->passed++;
    k->only = c;
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
        pass_sign(k, cp);
    }
}

/*
 * Words by folding them, of bytes [from, to), which begin and end as the whole does or with a gap (fold.h):
 * nothing of a word reaches beyond.
 */
static void take_folded(struct taking *k, size_t from, size_t to)
{
    struct wq_folded *f = &k->t->folded;
    const char *s = k->s;
    size_t base = k->base;

    wq_folded_make(f, s + from, to - from, 0);
    size_t n = f->units.len;
    if (n > 0)
        f->units.items[0].gap |= (uint8_t)k->gap;
    k->gap = n > 0 ? f->tail : k->gap | f->tail;
    k->s += from; /* what units count from */
    k->base += from;
    for (size_t i = 0; i < n; i++) {
        const struct wq_fold_unit *u = &f->units.items[i];
        size_t at = u->at;
        uint32_t cp = wq_utf8_next(f->text.data, &at);
        if (u->word)
            add_letter(k, u, cp);
        else
            add_other(k, u, cp, i + 1 < n && u[1].word && u[1].gap == 0);
    }
    k->s = s;
    k->base = base;
}

static bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

static unsigned kind_of_code(wq_code code)
{
    if (code >= WQ_ARABIC_CODE)
        return KIND_LETTER;
    return code >= 'a' ? KIND_LATIN : code >= '0' ? KIND_DIGIT : KIND_HEBREW;
}

/* Capitals in a plain word that begins with one. */
static unsigned capitals(const char *s, size_t len)
{
    size_t n = 0;

    while (n < len && is_capital(s[n]))
        n++;
    return WQ_TOKEN_UPPER | (n == len ? WQ_TOKEN_CAPS : 0);
}

static void add_plain(struct taking *k, size_t at, const struct wq_plain *p)
{
    struct wq_tokens *t = k->t;
    unsigned flags = p->digits              ? WQ_TOKEN_DIGITS
                     : is_capital(k->s[at]) ? capitals(k->s + at, p->end - at)
                                            : 0;

    k->kind = (uint8_t)kind_of_code(p->codes[p->len - 1]);
    if (k->gap == WQ_GAP_SPACE)
        raise(k, WQ_BETWEEN_SPACE);
    else
        pass_gap(k, k->gap, k->kind);
    k->gap = p->joined ? WQ_GAP_JOINER : 0;
    k->open = new_token(k, at, p->end, flags);
    k->open->len = (uint16_t)p->len;
    WQ_RESERVE(&t->codes, t->codes.len + WQ_PLAIN_MOST);
    memcpy(t->codes.items + t->codes.len, p->codes, WQ_PLAIN_MOST); /* faster than as many as there are */
    t->codes.len += p->len;
    if (p->sign)
        pass_sign(k, p->sign);
}

void wq_tokens_add(struct wq_tokens *t, const char *s, size_t len, size_t base, enum wq_between before,
                   unsigned flags)
{
    struct taking k = {.t = t, .s = s, .base = base, .first = t->list.len, .flags = flags, .before = before};
    struct wq_plain p;
    size_t from = 0; /* up to here all is taken */

    for (size_t at = 0; t->letters && at < len;) {
        if (wq_is_blank(s[at])) {
            k.gap |= from == at ? WQ_GAP_SPACE : 0;
            from += from == at;
            at++;
        } else if (wq_plain_read(t->letters, s, len, at, &p)) {
            if (from < at)
                take_folded(&k, from, at);
            add_plain(&k, at, &p);
            at = p.next;
            if (at < len && wq_is_blank(s[at])) { /* as most end */
                k.gap |= WQ_GAP_SPACE;
                at++;
            }
            from = at;
        } else {
            while (at < len && !wq_is_blank(s[at]))
                at++;
        }
    }
    if (from < len)
        take_folded(&k, from, len);
}
