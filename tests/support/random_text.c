#include "random_text.h"

#include <stdbool.h>

uint32_t random_below(struct random *r, uint32_t n)
{
    r->state ^= r->state << 13;
    r->state ^= r->state >> 7;
    r->state ^= r->state << 17;
    return (uint32_t)((r->state >> 16) % n);
}

struct kind {
    unsigned real;    /* how often in a thousand characters of an article */
    unsigned without; /* the RANDOM_NO_ bit that leaves it out */
    uint32_t cps[24]; /* up to the first 0 */
};

static const struct kind kinds[] = {
    {380, 0, {0x0627, 0x0628, 0x0644, 0x06CC, 0x06A9, 0x06C1, 0x0648, 0x0631, 0x0645, 0x0646, 0x06D2, 0x06BA,
              0x0639, 0x067E, 0x0686, 0x06AF, 0x062F, 0x0647, 0x0626, 0x0622, 0x06D5, 0x06B5, 0x06C2}},
    {60, 0, {0x0644, 0x0627, 0x0622, 0x0623, 0x0625, 0x0653, 0x0654, 0x0655}}, /* lam-alef and its parts */
    {60, 0, {0x05D0, 0x05D1, 0x05E9, 0x05DD}},
    {100, 0, {'a', 'b', 'Z', 'w', 'i', 0xE9, 0x0915, 0x0410}},
    {180, 0, {' '}},
    {30, 0, {'1', '2', '9', 0x06F1, 0x06F9}},
    {15, 0, {0x0661, 0x0669, 0x0600, 0x06DD}},
    {10, 0, {'+', '-', 0x2212}},
    {10, 0, {'%', '$', '#', 0x20AC, 0x066A, 0xB0}},
    {25, 0, {',', '.', ':', '/', 0x060C, 0xA0, 0x202F}},
    {50, 0, {0x064E, 0x0650, 0x0651, 0x0670, 0x05B8, 0x05C1, 0x0301, 0x20DD, 0x0615}},
    {20, 0, {'!', '"', '&', '*', '@', 0x06D4, 0x061F, 0x203C, 0x2019, 0x201C, 0xAB, 0xBB, '<', '>'}},
    {20, 0, {'(', ')'}},
    {10, 0, {'[', ']', '{', '}', 0x2045, 0x2046}},
    {2, RANDOM_NO_ANGLES, {0x2329, 0x232A, 0x3008, 0x3009}},
    {5, 0, {'\t'}},
    {2, 0, {0x1F}},
    {5, RANDOM_NO_LINE_ENDS, {0x2028, 0x0B, 0x0C}},
    {5, 0, {0x4E2D, 0x6587, 0x3000, 0x1F600, 0x2764, 0x1F1F5, 0x1F468}},
    {5, RANDOM_NO_HIDDEN, {0x200C, 0x200D, 0x200E, 0x200F, 0x061C, 0xFEFF, 0xAD, 0x200B, 0xFE0F, 0x2060}},
    {2,
     RANDOM_NO_HIDDEN | RANDOM_NO_EXPLICIT,
     {0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069}},
    {2, RANDOM_NO_HIDDEN, {0x00, 0x1B, 0x7F, 0x90, 0xFFFE, 0x0378, 0xE000, 0x1FAE8, 0x1E08F, 0xFFFD}},
    {2, 0, {0x0640, 0x0E33, 0x0E01, 0x0E34, 0x1100, 0x1161, 0xAC00, 0x05BE, 0x2013, 0x2026}},
};

enum { KINDS = sizeof kinds / sizeof *kinds };

static const struct kind *choose(struct random *r, enum random_mix mix)
{
    if (mix == RANDOM_UNIFORM)
        return &kinds[random_below(r, KINDS)];
    uint32_t at = random_below(r, 1000);
    for (size_t i = 0; i < KINDS; i++) {
        if (at < kinds[i].real)
            return &kinds[i];
        at -= kinds[i].real;
    }
    return &kinds[0];
}

void random_text(struct random *r, enum random_mix mix, unsigned without, uint32_t *cps, size_t n)
{
    for (size_t i = 0; i < n;) {
        const struct kind *kind = choose(r, mix);
        if (kind->without & without)
            continue;
        uint32_t count = 1; /* NUL is a character here, but never the first */
        while (count < 24 && kind->cps[count])
            count++;
        cps[i++] = kind->cps[random_below(r, count)];
    }
}
