#include "waraq/text/utf8.h"

#include <string.h>
#include <unicode/utf8.h>

size_t wq_utf8_count(const char *s, size_t len)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    size_t more = 0; /* bytes that continue a code point: the top bits are 10 */
    size_t i = 0;

    for (uint64_t eight; len - i >= sizeof eight; i += sizeof eight) {
        memcpy(&eight, s + i, sizeof eight);
        more += ((eight >> 7 & ~eight >> 6 & ones) * ones) >> 56;
    }
    for (; i < len; i++)
        more += ((unsigned char)s[i] & 0xC0) == 0x80;
    return len - more;
}

int wq_utf8_valid(const char *s, size_t len)
{
    const uint8_t *u = (const uint8_t *)s;
    size_t i = 0;
    while (i < len) {
        if (u[i] < 0x80) {
            /* Eight ASCII bytes at a time: English furniture and markup come in long runs. */
            uint64_t eight = ~UINT64_C(0);
            if (len - i >= sizeof eight)
                memcpy(&eight, s + i, sizeof eight);
            i += eight & UINT64_C(0x8080808080808080) ? 1 : sizeof eight;
            continue;
        }
        /* Two bytes: what Arabic and Hebrew are made of. */
        if (len - i >= 2 && u[i] >= 0xC2 && u[i] <= 0xDF && U8_IS_TRAIL(u[i + 1])) {
            i += 2;
            continue;
        }
        UChar32 c;
        U8_NEXT(u, i, len, c);
        if (c < 0)
            return 0;
    }
    return 1;
}
