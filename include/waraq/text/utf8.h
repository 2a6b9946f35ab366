/*
 * utf8.h: walking valid UTF-8.
 *
 * Everything above wq_decode() sees valid UTF-8 only, so these do not check: they must not be given
 * bytes from outside. Offsets are bytes.
 */
#ifndef WARAQ_TEXT_UTF8_H
#define WARAQ_TEXT_UTF8_H

#include <stddef.h>
#include <stdint.h>

/* The code point at s[*at]; moves *at behind it. */
static inline uint32_t wq_utf8_next(const char *s, size_t *at)
{
    const unsigned char *u = (const unsigned char *)s + *at;

    if (u[0] < 0x80) {
        *at += 1;
        return u[0];
    }
    if (u[0] < 0xE0) {
        *at += 2;
        return (uint32_t)(u[0] & 0x1F) << 6 | (u[1] & 0x3F);
    }
    if (u[0] < 0xF0) {
        *at += 3;
        return (uint32_t)(u[0] & 0x0F) << 12 | (uint32_t)(u[1] & 0x3F) << 6 | (u[2] & 0x3F);
    }
    *at += 4;
    return (uint32_t)(u[0] & 0x07) << 18 | (uint32_t)(u[1] & 0x3F) << 12 | (uint32_t)(u[2] & 0x3F) << 6 |
           (u[3] & 0x3F);
}

/* The code point that ends at *at (> 0); moves *at to its first byte. */
static inline uint32_t wq_utf8_prev(const char *s, size_t *at)
{
    size_t i = *at - 1;
    while (i > 0 && ((unsigned char)s[i] & 0xC0) == 0x80)
        i--;
    *at = i;
    return wq_utf8_next(s, &i);
}

/* The start of the code point that the byte at belongs to; len where at is beyond it. */
static inline size_t wq_utf8_floor(const char *s, size_t len, size_t at)
{
    if (at >= len)
        return len;
    while (at > 0 && ((unsigned char)s[at] & 0xC0) == 0x80)
        at--;
    return at;
}

/* Code points in s[0, len). */
size_t wq_utf8_count(const char *s, size_t len);

/* True if there are at most most code points in s[0, len); looks at no more than it must. */
static inline int wq_utf8_at_most(const char *s, size_t len, size_t most)
{
    return len <= most || (len <= 4 * most && wq_utf8_count(s, len) <= most);
}

/* True if s[0, len) is well-formed UTF-8 (Unicode 15, table 3-7). */
int wq_utf8_valid(const char *s, size_t len);

#endif
