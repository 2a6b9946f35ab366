#include "levels.h"

#include "waraq/base/mem.h"
#include "waraq/text/props.h"

#include <fribidi.h>
#include <stdlib.h>
#include <string.h>

#define BIT(class) (UINT32_C(1) << (class))

static const FriBidiCharType fribidi_types[] = {
    [WQ_BIDI_L] = FRIBIDI_TYPE_LTR,   [WQ_BIDI_R] = FRIBIDI_TYPE_RTL,   [WQ_BIDI_AL] = FRIBIDI_TYPE_AL,
    [WQ_BIDI_EN] = FRIBIDI_TYPE_EN,   [WQ_BIDI_ES] = FRIBIDI_TYPE_ES,   [WQ_BIDI_ET] = FRIBIDI_TYPE_ET,
    [WQ_BIDI_AN] = FRIBIDI_TYPE_AN,   [WQ_BIDI_CS] = FRIBIDI_TYPE_CS,   [WQ_BIDI_NSM] = FRIBIDI_TYPE_NSM,
    [WQ_BIDI_BN] = FRIBIDI_TYPE_BN,   [WQ_BIDI_B] = FRIBIDI_TYPE_BS,    [WQ_BIDI_S] = FRIBIDI_TYPE_SS,
    [WQ_BIDI_WS] = FRIBIDI_TYPE_WS,   [WQ_BIDI_ON] = FRIBIDI_TYPE_ON,   [WQ_BIDI_LRE] = FRIBIDI_TYPE_LRE,
    [WQ_BIDI_LRO] = FRIBIDI_TYPE_LRO, [WQ_BIDI_RLE] = FRIBIDI_TYPE_RLE, [WQ_BIDI_RLO] = FRIBIDI_TYPE_RLO,
    [WQ_BIDI_PDF] = FRIBIDI_TYPE_PDF, [WQ_BIDI_LRI] = FRIBIDI_TYPE_LRI, [WQ_BIDI_RLI] = FRIBIDI_TYPE_RLI,
    [WQ_BIDI_FSI] = FRIBIDI_TYPE_FSI, [WQ_BIDI_PDI] = FRIBIDI_TYPE_PDI,
};

enum {
    /* What resolves to the paragraph's level when nothing else is there: neutrals, and separators and
     * terminators that have no number beside them. */
    NEUTRAL = BIT(WQ_BIDI_ES) | BIT(WQ_BIDI_ET) | BIT(WQ_BIDI_CS) | BIT(WQ_BIDI_NSM) | BIT(WQ_BIDI_BN) |
              BIT(WQ_BIDI_S) | BIT(WQ_BIDI_WS) | BIT(WQ_BIDI_ON),
    ALL_RTL = NEUTRAL | BIT(WQ_BIDI_R) | BIT(WQ_BIDI_AL),
    /* European numbers in an L paragraph without R letters become L (W7). */
    ALL_LTR = NEUTRAL | BIT(WQ_BIDI_L) | BIT(WQ_BIDI_EN),
    EXPLICIT = BIT(WQ_BIDI_LRE) | BIT(WQ_BIDI_LRO) | BIT(WQ_BIDI_RLE) | BIT(WQ_BIDI_RLO) | BIT(WQ_BIDI_PDF) |
               BIT(WQ_BIDI_LRI) | BIT(WQ_BIDI_RLI) | BIT(WQ_BIDI_FSI) | BIT(WQ_BIDI_PDI),
};

void wq_levels_release(struct wq_levels_scratch *scratch)
{
    free(scratch->types);
    memset(scratch, 0, sizeof *scratch);
}

/* L1, part 4: white space at the end of the line. fribidi does this only while it reorders. */
static void reset_tail(const uint8_t *classes, size_t n, int8_t base, int8_t *levels)
{
    const uint32_t blank = BIT(WQ_BIDI_WS) | BIT(WQ_BIDI_BN) | BIT(WQ_BIDI_LRI) | BIT(WQ_BIDI_RLI) |
                           BIT(WQ_BIDI_FSI) | BIT(WQ_BIDI_PDI) | BIT(WQ_BIDI_LRE) | BIT(WQ_BIDI_LRO) |
                           BIT(WQ_BIDI_RLE) | BIT(WQ_BIDI_RLO) | BIT(WQ_BIDI_PDF) | BIT(WQ_BIDI_S);
    while (n > 0 && (BIT(classes[n - 1]) & blank))
        levels[--n] = base;
}

/* W1, done here where there are no isolates: a mark takes the class of what it stands on. fribidi merges a
 * bracket that stands behind a neutral and its mark (`(\u2764\uFE0F)`: VS16 is a mark) into their run while
 * it does W1, and the pair is lost to N0. A mark on white space must not be taken for white space by L1. */
static void resolve_marks(const uint8_t *classes, size_t n, bool rtl, uint32_t *types)
{
    FriBidiCharType before = rtl ? FRIBIDI_TYPE_RTL : FRIBIDI_TYPE_LTR;

    for (size_t i = 0; i < n; i++) {
        if (classes[i] == WQ_BIDI_NSM)
            types[i] = before;
        else if (classes[i] == WQ_BIDI_WS || classes[i] == WQ_BIDI_S)
            before = FRIBIDI_TYPE_ON;
        else if (classes[i] != WQ_BIDI_BN)
            before = types[i];
    }
}

/* The end of N0: marks follow the bracket they stand on. */
static void follow_brackets(const uint8_t *classes, const uint32_t *brackets, size_t n, int8_t *levels)
{
    bool behind = false;

    for (size_t i = 1; i < n; i++) {
        behind = classes[i] == WQ_BIDI_NSM || classes[i] == WQ_BIDI_BN ? behind || brackets[i - 1] : false;
        if (behind)
            levels[i] = levels[i - 1];
    }
}

static bool ask_fribidi(struct wq_levels_scratch *scratch, const uint8_t *classes, const uint32_t *brackets,
                        size_t n, bool rtl, bool explicit, int8_t *levels)
{
    FriBidiParType direction = rtl ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
    int8_t base = rtl ? 1 : 0;

    if (n > scratch->cap) {
        scratch->types = wq_reallocarray(scratch->types, n, sizeof *scratch->types);
        scratch->cap = n;
    }
    for (size_t i = 0; i < n; i++)
        scratch->types[i] = fribidi_types[classes[i]];
    if (!explicit)
        resolve_marks(classes, n, rtl, scratch->types);
    if (!fribidi_get_par_embedding_levels_ex(scratch->types, brackets, (FriBidiStrIndex)n, &direction,
                                             levels)) {
        memset(levels, base, n);
        return false;
    }
    if (!explicit && brackets)
        follow_brackets(classes, brackets, n, levels);
    reset_tail(classes, n, base, levels);
    return true;
}

bool wq_levels_resolve(struct wq_levels_scratch *scratch, const uint8_t *classes, const uint32_t *brackets,
                       size_t n, bool rtl, int8_t *levels)
{
    uint32_t seen = 0;
    int8_t base = rtl ? 1 : 0;

    for (size_t i = 0; i < n; i++)
        seen |= BIT(classes[i]);
    /* Many paragraphs of an article hold one direction only: nothing is left to resolve. */
    if ((seen & ~(uint32_t)(rtl ? ALL_RTL : ALL_LTR)) == 0) {
        memset(levels, base, n);
        return true;
    }
    if (brackets || (seen & EXPLICIT))
        return ask_fribidi(scratch, classes, brackets, n, rtl, seen & EXPLICIT, levels);
    wq_levels_plain(classes, n, rtl, levels);
    reset_tail(classes, n, base, levels);
    return true;
}

static void reverse(uint32_t *order, size_t from, size_t to)
{
    while (from + 1 < to) {
        uint32_t swap = order[from];
        order[from++] = order[--to];
        order[to] = swap;
    }
}

/* L2 reverses down to the lowest odd level; going on to the lowest of all reverses twice what is between. A
 * line whose lowest level is odd is begun in reverse, and what stands on it then lies at the other side. */
void wq_levels_order(const uint8_t *levels, size_t n, uint32_t first, uint32_t *order)
{
    uint8_t highest = 0;
    uint8_t lowest = UINT8_MAX;

    for (size_t i = 0; i < n; i++) {
        highest = levels[i] > highest ? levels[i] : highest;
        lowest = levels[i] < lowest ? levels[i] : lowest;
    }
    bool reversed = lowest & 1;
    uint32_t next = reversed ? first + (uint32_t)n - 1 : first;
    for (size_t i = 0; i < n; i++, next += reversed ? -1U : 1U)
        order[i] = next;
    for (unsigned level = highest; level > lowest; level--) {
        for (size_t i = 0; i < n;) {
            if (levels[i] < level) {
                i++;
                continue;
            }
            size_t from = i;
            while (i < n && levels[i] >= level)
                i++;
            reverse(order, reversed ? n - i : from, reversed ? n - from : i);
        }
    }
}
