#include "uax9.h"

#include "waraq/text/props.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unicode/ubidi.h>
#include <unicode/uchar.h>
#include <unicode/utf16.h>

#include <cmocka.h>

/* What is left of a paragraph after X9. */
struct sequence {
    size_t n;
    size_t *at;        /* index in the paragraph */
    uint8_t *original; /* class as it was */
    uint8_t *type;     /* as the rules change it */
    uint32_t *bracket;
    size_t *partner; /* of an opening bracket of a pair; else 0 */
    uint8_t embedding;
};

static bool is_strong(uint8_t type)
{
    return type == WQ_BIDI_L || type == WQ_BIDI_R || type == WQ_BIDI_AL;
}

/* L or R: "within this scope, EN and AN are treated as R". ON for what is neither. */
static uint8_t direction(uint8_t type)
{
    if (type == WQ_BIDI_L)
        return WQ_BIDI_L;
    return type == WQ_BIDI_R || type == WQ_BIDI_EN || type == WQ_BIDI_AN ? WQ_BIDI_R : WQ_BIDI_ON;
}

/* The last strong type before i, or sos. */
static uint8_t strong_before(const struct sequence *s, size_t i)
{
    while (i-- > 0)
        if (is_strong(s->type[i]))
            return s->type[i];
    return s->embedding;
}

static void w1_to_w3(struct sequence *s)
{
    for (size_t i = 0; i < s->n; i++) /* W1 */
        if (s->type[i] == WQ_BIDI_NSM)
            s->type[i] = i > 0 ? s->type[i - 1] : s->embedding;
    for (size_t i = 0; i < s->n; i++) /* W2 */
        if (s->type[i] == WQ_BIDI_EN && strong_before(s, i) == WQ_BIDI_AL)
            s->type[i] = WQ_BIDI_AN;
    for (size_t i = 0; i < s->n; i++) /* W3 */
        if (s->type[i] == WQ_BIDI_AL)
            s->type[i] = WQ_BIDI_R;
}

static void w4(struct sequence *s)
{
    for (size_t i = 1; i + 1 < s->n; i++) {
        uint8_t before = s->type[i - 1];
        uint8_t after = s->type[i + 1];
        if (before != after)
            continue;
        if (before == WQ_BIDI_EN && (s->type[i] == WQ_BIDI_ES || s->type[i] == WQ_BIDI_CS))
            s->type[i] = WQ_BIDI_EN;
        else if (before == WQ_BIDI_AN && s->type[i] == WQ_BIDI_CS)
            s->type[i] = WQ_BIDI_AN;
    }
}

static void w5_to_w7(struct sequence *s)
{
    for (size_t i = 0; i < s->n; i++) { /* W5 */
        size_t end = i;
        while (end < s->n && s->type[end] == WQ_BIDI_ET)
            end++;
        bool beside = end > i &&
                      ((i > 0 && s->type[i - 1] == WQ_BIDI_EN) || (end < s->n && s->type[end] == WQ_BIDI_EN));
        for (; beside && i < end; i++)
            s->type[i] = WQ_BIDI_EN;
    }
    for (size_t i = 0; i < s->n; i++) /* W6 */
        if (s->type[i] == WQ_BIDI_ES || s->type[i] == WQ_BIDI_ET || s->type[i] == WQ_BIDI_CS)
            s->type[i] = WQ_BIDI_ON;
    for (size_t i = 0; i < s->n; i++) /* W7 */
        if (s->type[i] == WQ_BIDI_EN && strong_before(s, i) == WQ_BIDI_L)
            s->type[i] = WQ_BIDI_L;
}

static void bd16(struct sequence *s)
{
    size_t stack[63];
    size_t depth = 0;

    for (size_t i = 0; i < s->n; i++) {
        if (!s->bracket[i] || s->type[i] != WQ_BIDI_ON)
            continue;
        if (s->bracket[i] & UINT32_C(0x80000000)) {
            if (depth == 63)
                return;
            stack[depth++] = i;
            continue;
        }
        for (size_t k = depth; k-- > 0;)
            if ((s->bracket[stack[k]] & UINT32_C(0x7FFFFFFF)) == s->bracket[i]) {
                s->partner[stack[k]] = i;
                depth = k;
                break;
            }
    }
}

static void set_bracket(struct sequence *s, size_t at, uint8_t type)
{
    s->type[at] = type;
    for (size_t i = at + 1; i < s->n && s->original[i] == WQ_BIDI_NSM; i++)
        s->type[i] = type;
}

static void n0(struct sequence *s)
{
    bd16(s);
    for (size_t open = 0; open < s->n; open++) {
        bool same = false;
        bool other = false;
        for (size_t i = open + 1; i < s->partner[open]; i++) {
            uint8_t way = direction(s->type[i]);
            same |= way == s->embedding;
            other |= way != WQ_BIDI_ON && way != s->embedding;
        }
        if (!same && !other)
            continue;
        uint8_t type = s->embedding; /* b */
        if (!same) {                 /* c */
            size_t i = open;
            while (i > 0 && direction(s->type[i - 1]) == WQ_BIDI_ON)
                i--;
            type = i > 0 ? direction(s->type[i - 1]) : s->embedding;
        }
        set_bracket(s, open, type);
        set_bracket(s, s->partner[open], type);
    }
}

static void n1_and_n2(struct sequence *s)
{
    for (size_t i = 0; i < s->n; i++) {
        size_t end = i;
        while (end < s->n && direction(s->type[end]) == WQ_BIDI_ON)
            end++;
        uint8_t before = i > 0 ? direction(s->type[i - 1]) : s->embedding;
        uint8_t after = end < s->n ? direction(s->type[end]) : s->embedding;
        for (; i < end; i++)
            s->type[i] = before == after ? before : s->embedding;
    }
}

static void i1_to_l1(const struct sequence *s, bool rtl, int8_t *levels)
{
    bool blank = true; /* nothing but white space follows, up to a separator or the end */

    for (size_t i = s->n; i-- > 0;) {
        int8_t *level = &levels[s->at[i]];
        if (rtl)
            *level = s->type[i] == WQ_BIDI_R ? 1 : 2;
        else
            *level = s->type[i] == WQ_BIDI_L ? 0 : s->type[i] == WQ_BIDI_R ? 1 : 2;
        if (s->original[i] == WQ_BIDI_S)
            blank = true;
        else if (s->original[i] != WQ_BIDI_WS)
            blank = false;
        if (blank)
            *level = rtl;
    }
}

void uax9_levels(const uint8_t *classes, const uint32_t *brackets, size_t n, bool rtl, int8_t *levels)
{
    struct sequence s = {
        .at = calloc(n + 1, sizeof *s.at),
        .original = calloc(n + 1, 1),
        .type = calloc(n + 1, 1),
        .bracket = calloc(n + 1, sizeof *s.bracket),
        .partner = calloc(n + 1, sizeof *s.partner),
        .embedding = rtl ? WQ_BIDI_R : WQ_BIDI_L,
    };

    assert_true(s.at && s.original && s.type && s.bracket && s.partner);
    for (size_t i = 0; i < n; i++) {
        if (classes[i] == WQ_BIDI_BN)
            continue;
        s.at[s.n] = i;
        s.original[s.n] = s.type[s.n] = classes[i];
        s.bracket[s.n++] = brackets ? brackets[i] : 0;
    }
    w1_to_w3(&s);
    w4(&s);
    w5_to_w7(&s);
    n0(&s);
    n1_and_n2(&s);
    i1_to_l1(&s, rtl, levels);
    free(s.at);
    free(s.original);
    free(s.type);
    free(s.bracket);
    free(s.partner);
}

static bool is_explicit(uint32_t cp)
{
    return (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069);
}

void ubidi_levels(const uint32_t *cps, const bool *strong_left, size_t n, bool rtl, int8_t *levels)
{
    UErrorCode e = U_ZERO_ERROR;
    UChar *units = calloc(2 * n + 1, sizeof *units);
    UBiDi *bidi = ubidi_open();
    int32_t len = 0;

    assert_true(units && bidi);
    for (size_t i = 0; i < n; i++) {
        UCharDirection class = u_charDirection((UChar32)cps[i]);
        UChar32 c = (UChar32)cps[i];
        bool removed = class == U_BLOCK_SEPARATOR || is_explicit(cps[i]);
        if (removed)
            c = 0x200B; /* BN */
        if (strong_left && strong_left[i])
            c = 'x';
        U16_APPEND_UNSAFE(units, len, c);
    }
    units[len++] = ' '; /* changes nothing before it, and keeps ICU from its short cut */
    ubidi_setPara(bidi, units, len, rtl, NULL, &e);
    const UBiDiLevel *got = ubidi_getLevels(bidi, &e);
    assert_true(U_SUCCESS(e));
    len = 0;
    for (size_t i = 0; i < n; i++) {
        levels[i] = (int8_t)got[len];
        len += U16_LENGTH((strong_left && strong_left[i]) ? 'x' : cps[i]);
    }
    ubidi_close(bidi);
    free(units);
}

bool ubidi_may_err(const uint32_t *cps, size_t n)
{
    size_t open = 0;
    bool after_bracket = false;

    for (size_t i = 0; i < n; i++) {
        UCharDirection class = u_charDirection((UChar32)cps[i]);
        int type = u_getIntPropertyValue((UChar32)cps[i], UCHAR_BIDI_PAIRED_BRACKET_TYPE);
        uint32_t cp = cps[i];
        if (cp == 0x2329 || cp == 0x232A || cp == 0x3008 || cp == 0x3009)
            return true;
        open += type == U_BPT_OPEN;
        if (class == U_DIR_NON_SPACING_MARK && after_bracket)
            return true;
        bool removed = class == U_BOUNDARY_NEUTRAL || class == U_BLOCK_SEPARATOR || is_explicit(cp);
        if (!removed)
            after_bracket = type != U_BPT_NONE;
    }
    return open > 63;
}

void uax9_order(const uint8_t *levels, size_t n, uint32_t *order)
{
    for (size_t i = 0; i < n; i++)
        order[i] = (uint32_t)i;
    for (unsigned level = 127; level > 0; level--)
        for (size_t i = 0; i < n; i++) {
            size_t end = i;
            while (end < n && levels[end] >= level)
                end++;
            for (size_t a = i, b = end; b > a + 1; a++, b--) {
                uint32_t swap = order[a];
                order[a] = order[b - 1];
                order[b - 1] = swap;
            }
            i = end > i ? end - 1 : i;
        }
}
