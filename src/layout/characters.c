/* The steps that look at code points: classes, levels, joining, break opportunities. */
#include "engine.h"
#include "forms.h"

#include "waraq/base/mem.h"
#include "waraq/layout/range.h"
#include "waraq/text/utf8.h"

#include <string.h>

/* N0's sort recurses in fribidi: the stack overflows from about 50,000 pairs on, and it is quadratic. */
enum { MOST_BRACKETS = 1024 };

enum { SOFT_HYPHEN = 0x00AD, WORD_JOINER = 0x2060 };

static void reserve(struct wq_layout *l, size_t n)
{
    if (n < l->cap)
        return;
    size_t cap = n + n / 4 + 64;
    l->chars = wq_reallocarray(l->chars, cap, sizeof *l->chars);
    l->cps = wq_reallocarray(l->cps, cap, sizeof *l->cps);
    l->classes = wq_reallocarray(l->classes, cap, sizeof *l->classes);
    l->line_classes = wq_reallocarray(l->line_classes, cap, sizeof *l->line_classes);
    l->brackets = wq_reallocarray(l->brackets, cap, sizeof *l->brackets);
    l->levels = wq_reallocarray(l->levels, cap, sizeof *l->levels);
    l->breaks = wq_reallocarray(l->breaks, cap, sizeof *l->breaks);
    l->cap = cap;
}

/* An article's embeddings, overrides and isolates are retyped to BN: they can hide what a text says
 * (Trojan Source), and fribidi's isolates have faults. Paragraph separators must never reach fribidi. */
static inline uint8_t class_of(const struct wq_prop *p, unsigned flags)
{
    if (p->bidi < WQ_BIDI_BN)
        return p->bidi;
    if (p->bidi >= WQ_BIDI_LRE && !(flags & WQ_LAYOUT_CONTROLS))
        return WQ_BIDI_BN;
    /* A noncharacter shows as U+FFFD, so it is one. */
    if (p->bidi == WQ_BIDI_BN && (p->flags & WQ_PROP_UNKNOWN))
        return WQ_BIDI_ON;
    if (p->bidi == WQ_BIDI_B)
        return flags & WQ_LAYOUT_JOIN_LINES ? WQ_BIDI_WS : WQ_BIDI_BN;
    return p->bidi;
}

/* Fills the arrays; returns all the WQ_PROP_ flags there are. */
static unsigned decode(struct wq_layout *l, const char *s, size_t len, unsigned flags)
{
    unsigned any = 0;
    size_t n = 0;

    reserve(l, len);
    for (size_t at = 0; at < len;) {
        struct wq_character *c = &l->chars[n];
        c->at = (uint32_t)at;
        c->cp = wq_utf8_next(s, &at);
        bool crlf = c->cp == '\r' && at < len && s[at] == '\n';
        if ((c->cp == '\n' || c->cp == '\r') && (flags & WQ_LAYOUT_JOIN_LINES) && !crlf)
            c->cp = ' ';
        c->prop = *wq_prop(l->props, c->cp);
        c->form = 0;
        /* The CR of a CRLF is no second space, and no line end for the breaker. */
        l->cps[n] = crlf ? WORD_JOINER : c->cp;
        l->line_classes[n] = crlf ? WQ_LINE_OTHER : c->prop.line;
        l->classes[n] = class_of(&c->prop, flags);
        any |= c->prop.flags;
        n++;
    }
    l->n = n;
    return any;
}

/* False for a text without what the addresses that are retyped cannot do without. */
static bool may_hold_ranges(const char *s, size_t len)
{
    return memchr(s, '@', len) || memchr(s, '#', len) || memchr(s, ':', len) || memchr(s, 'w', len);
}

/* Addresses are strong L, whatever they are made of. */
static void retype_ranges(struct wq_layout *l, const char *s, size_t len)
{
    struct wq_range range;
    size_t i = 0;

    if (len == 0 || !may_hold_ranges(s, len))
        return;
    for (size_t at = 0; wq_range_next(s, len, &at, &range);) {
        if (range.kind == WQ_RANGE_MAIL || range.kind == WQ_RANGE_FILE)
            continue;
        while (i < l->n && l->chars[i].at < range.span.start)
            i++;
        for (; i < l->n && l->chars[i].at < range.span.end; i++)
            l->classes[i] = WQ_BIDI_L;
    }
}

/* NULL when there are none, or too many for fribidi. */
static const uint32_t *find_brackets(struct wq_layout *l)
{
    size_t found = 0;
    for (size_t i = 0; i < l->n; i++) {
        l->brackets[i] = 0;
        if ((l->chars[i].prop.flags & WQ_PROP_BRACKET) && l->classes[i] == WQ_BIDI_ON) {
            l->brackets[i] = wq_bracket(l->cps[i]);
            found++;
        }
    }
    return found > 0 && found <= MOST_BRACKETS ? l->brackets : NULL;
}

static bool joins_after(uint8_t joining)
{
    return joining == WQ_JOIN_D || joining == WQ_JOIN_L || joining == WQ_JOIN_C;
}

static bool joins_before(uint8_t joining)
{
    return joining == WQ_JOIN_D || joining == WQ_JOIN_R || joining == WQ_JOIN_C;
}

/* Rules R1 to R7 of the core specification's 9.2, by what each letter is joined to. */
static void join(struct wq_layout *l)
{
    struct wq_character *before = NULL;

    for (size_t i = 0; i < l->n; i++) {
        struct wq_character *c = &l->chars[i];
        if (c->prop.joining == WQ_JOIN_T)
            continue;
        if (before && joins_after(before->prop.joining) && joins_before(c->prop.joining)) {
            before->form |= WQ_FORM_AFTER;
            c->form |= WQ_FORM_BEFORE;
        }
        before = c;
    }
}

/* True if there is no need of breaks. A code point is two columns at most, but for a tab. */
static bool fits_one_line(const struct wq_layout *l, const char *s, size_t len,
                          const struct wq_layout_opts *opts)
{
    size_t most = 2 * l->n;

    if (opts->width == 0)
        return true;
    return most + opts->indent_first <= opts->width && most + opts->indent_rest <= opts->width &&
           most + opts->indent_soft <= opts->width && (len == 0 || !memchr(s, '\t', len));
}

/* No hyphen is drawn, so no line is broken there. */
static void forbid_soft_hyphens(struct wq_layout *l)
{
    for (size_t i = 0; i + 1 < l->n; i++)
        if (l->cps[i] == SOFT_HYPHEN)
            l->breaks[i + 1] = 0;
}

void wq_characters_read(struct wq_layout *l, const char *s, size_t len, const struct wq_layout_opts *opts)
{
    unsigned any = decode(l, s, len, opts->flags);
    const uint32_t *brackets = NULL;

    if (!(opts->flags & WQ_LAYOUT_NO_RANGES))
        retype_ranges(l, s, len);
    if (any & WQ_PROP_BRACKET)
        brackets = find_brackets(l);
    wq_levels_resolve(&l->levels_scratch, l->classes, brackets, l->n, opts->rtl, l->levels);
    join(l);
    /* Without ICU's rules, lines are broken between cells. */
    if (fits_one_line(l, s, len, opts) || !l->breaker ||
        wq_breaker_run_lines(l->breaker, l->cps, l->line_classes, l->n, l->breaks) != WQ_OK)
        memset(l->breaks, 0, l->n + 1);
    if (any & WQ_PROP_IGNORABLE)
        forbid_soft_hyphens(l);
}
