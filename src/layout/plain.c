/*
 * UAX #9 for paragraphs without brackets, embeddings, overrides and isolates.
 *
 * Controls of an article were retyped to BN before they get here, so its paragraphs are one isolating run
 * sequence at the paragraph's own level. Where there are no bracket pairs either, three passes over two
 * arrays give what fribidi gives with lists of runs, at a fifth of the instructions; and most paragraphs
 * of an article are so. All others are fribidi's (levels.c); the tests hold both to UAX #9.
 */
#include "levels.h"

#include "waraq/text/props.h"

#include <string.h>

/* What the weak rules leave. For the neutral rules a number is R, whether European or Arabic. */
enum { LEFT, RIGHT, NUMBER, NEUTRAL, REMOVED, OTHER };

/* The weak rules' state between two characters. */
struct weak {
    uint8_t before;      /* class of the character before, after W1 and W2 */
    uint8_t strong;      /* the last L, R or AL, else that of the start */
    uint8_t number;      /* EN or AN: what a separator must find on its other side; ON: none */
    uint8_t waiting;     /* class of what waits at `from` for the next character; ON: nothing does */
    bool after_european; /* the character before is EN by W4 or W5 */
    size_t from;
};

static int8_t european(const struct weak *w)
{
    return w->strong == WQ_BIDI_L ? LEFT : NUMBER; /* W7 */
}

/* A number: it decides on the separator (W4) or the terminators (W5) that wait. */
static void put_number(struct weak *w, uint8_t class, size_t i, int8_t *kinds)
{
    int8_t kind = class == WQ_BIDI_EN ? european(w) : NUMBER;

    if (w->waiting == WQ_BIDI_ET) {
        for (size_t k = w->from; k < i && class == WQ_BIDI_EN; k++)
            if (kinds[k] == NEUTRAL)
                kinds[k] = kind;
    } else if (w->waiting != WQ_BIDI_ON && w->number == class &&
               (class == WQ_BIDI_EN || w->waiting == WQ_BIDI_CS)) {
        kinds[w->from] = kind;
    }
    kinds[i] = kind;
    w->number = class;
    w->after_european = class == WQ_BIDI_EN;
    w->waiting = WQ_BIDI_ON;
}

/* A separator or terminator: neutral (W6) unless a number makes it one of its own. */
static void put_separator(struct weak *w, uint8_t class, size_t i, int8_t *kinds)
{
    kinds[i] = NEUTRAL;
    if (class == WQ_BIDI_ET) {
        w->number = WQ_BIDI_ON;
        if (w->after_european) {
            kinds[i] = european(w);
        } else if (w->waiting != WQ_BIDI_ET) {
            w->waiting = WQ_BIDI_ET;
            w->from = i;
        }
        return;
    }
    bool alone = w->number != WQ_BIDI_ON && w->waiting == WQ_BIDI_ON;
    w->waiting = alone ? class : WQ_BIDI_ON;
    w->number = alone ? w->number : WQ_BIDI_ON;
    w->from = i;
    w->after_european = false;
}

/* What no number waits for: a strong character or a neutral. */
static inline void put_other(struct weak *w, uint8_t class, size_t i, int8_t *kinds)
{
    kinds[i] = class == WQ_BIDI_L ? LEFT : class <= WQ_BIDI_AL ? RIGHT : NEUTRAL;
    if (class <= WQ_BIDI_AL)
        w->strong = class;
    w->number = w->waiting = WQ_BIDI_ON;
    w->after_european = false;
}

/* Letters and neutrals are most of a text, and need no more than a look. Returns where they end. */
static size_t put_plain(struct weak *w, const uint8_t *classes, size_t i, size_t n, int8_t *kinds)
{
    static const int8_t kind_of[] = {
        [WQ_BIDI_R] = RIGHT,  [WQ_BIDI_AL] = RIGHT,  [WQ_BIDI_EN] = OTHER,   [WQ_BIDI_ES] = OTHER,
        [WQ_BIDI_ET] = OTHER, [WQ_BIDI_AN] = OTHER,  [WQ_BIDI_CS] = OTHER,   [WQ_BIDI_NSM] = OTHER,
        [WQ_BIDI_BN] = OTHER, [WQ_BIDI_S] = NEUTRAL, [WQ_BIDI_WS] = NEUTRAL, [WQ_BIDI_ON] = NEUTRAL,
    };
    size_t from = i;

    for (; i < n && kind_of[classes[i]] != OTHER; i++) {
        kinds[i] = kind_of[classes[i]];
        if (classes[i] <= WQ_BIDI_AL)
            w->strong = classes[i];
    }
    if (i > from) {
        w->before = classes[i - 1];
        w->number = w->waiting = WQ_BIDI_ON;
        w->after_european = false;
    }
    return i;
}

/* W1 to W7. */
static void resolve_weak(const uint8_t *classes, size_t n, bool rtl, int8_t *kinds)
{
    uint8_t start = rtl ? WQ_BIDI_R : WQ_BIDI_L;
    struct weak w = {.before = start, .strong = start, .number = WQ_BIDI_ON, .waiting = WQ_BIDI_ON};

    for (size_t i = 0; (i = put_plain(&w, classes, i, n, kinds)) < n; i++) {
        uint8_t class = classes[i];
        if (class == WQ_BIDI_BN) { /* X9 */
            kinds[i] = REMOVED;
            continue;
        }
        if (class == WQ_BIDI_NSM)
            class = w.before;
        else if (class == WQ_BIDI_EN && w.strong == WQ_BIDI_AL)
            class = WQ_BIDI_AN;
        w.before = class;
        if (class == WQ_BIDI_EN || class == WQ_BIDI_AN)
            put_number(&w, class, i, kinds);
        else if (class == WQ_BIDI_ES || class == WQ_BIDI_ET || class == WQ_BIDI_CS)
            put_separator(&w, class, i, kinds);
        else
            put_other(&w, class, i, kinds);
    }
}

/* N1 to I2. levels holds the kinds and becomes the levels, from the left: what is ahead is still a kind. */
static void resolve_neutral(size_t n, bool rtl, int8_t *levels)
{
    const int8_t level_of[] = {[LEFT] = rtl ? 2 : 0, [RIGHT] = 1, [NUMBER] = 2};
    const int8_t direction_of[] = {[LEFT] = LEFT, [RIGHT] = RIGHT, [NUMBER] = RIGHT};
    int8_t base = rtl ? 1 : 0;
    int8_t last = rtl ? RIGHT : LEFT; /* kind of the last one that is no neutral */

    for (size_t i = 0; i < n;) {
        for (; i < n && levels[i] != NEUTRAL; i++) {
            if (levels[i] == REMOVED) { /* as the character before */
                levels[i] = i ? levels[i - 1] : base;
            } else {
                last = levels[i];
                levels[i] = level_of[last];
            }
        }
        size_t run = i;
        while (i < n && levels[i] >= NEUTRAL)
            i++;
        bool enclosed = i < n && direction_of[last] == direction_of[levels[i]];
        memset(levels + run, enclosed ? level_of[direction_of[last]] : base, i - run);
    }
}

/* L1, parts 1 and 3: separators, and white space before them. */
static void reset_separators(const uint8_t *classes, size_t n, int8_t base, int8_t *levels)
{
    size_t blank = 0; /* start of the white space before i */

    if (!memchr(classes, WQ_BIDI_S, n))
        return;
    for (size_t i = 0; i < n; i++) {
        if (classes[i] == WQ_BIDI_S) {
            memset(levels + blank, base, i + 1 - blank);
            blank = i + 1;
        } else if (classes[i] != WQ_BIDI_WS && classes[i] != WQ_BIDI_BN) {
            blank = i + 1;
        }
    }
}

void wq_levels_plain(const uint8_t *classes, size_t n, bool rtl, int8_t *levels)
{
    resolve_weak(classes, n, rtl, levels);
    resolve_neutral(n, rtl, levels);
    reset_separators(classes, n, rtl ? 1 : 0, levels);
}
