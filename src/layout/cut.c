#include "waraq/layout/cut.h"

#include "waraq/text/props.h"
#include "waraq/text/utf8.h"

#include <stdbool.h>

static bool is_space(uint32_t cp)
{
    return cp == ' ' || cp == '\t' || cp == '\n' || cp == '\r' || cp == 0xA0 || cp == 0x3000;
}

/* What ends a sentence in the scripts we read; the Latin full stop only with a space behind it. */
static bool is_stop(uint32_t cp)
{
    switch (cp) {
    case '.':
    case '!':
    case '?':
    case 0x061F: /* Arabic question mark */
    case 0x06D4: /* Urdu full stop */
    case 0x0964: /* danda */
    case 0x2026: /* ellipsis */
    case 0x203D:
    case 0x3002: /* ideographic full stop */ return true;
    default: return false;
    }
}

static bool is_closer(uint32_t cp)
{
    switch (cp) {
    case '"':
    case '\'':
    case ')':
    case ']':
    case 0xAB: /* guillemets, both: Persian closes with one, German with the other */
    case 0xBB:
    case 0x2018:
    case 0x2019:
    case 0x201C:
    case 0x201D: return true;
    default: return false;
    }
}

size_t wq_sentence_end(const char *s, size_t len, size_t from)
{
    size_t at = from;
    bool stopped = false;

    while (at < len) {
        uint32_t cp = wq_utf8_next(s, &at);
        if (is_stop(cp)) {
            stopped = true;
        } else if (stopped && is_space(cp)) {
            while (at < len) {
                size_t here = at;
                if (!is_space(wq_utf8_next(s, &at)))
                    return here;
            }
            return len;
        } else if (!is_closer(cp)) {
            stopped = false;
        }
    }
    return len;
}

/* The last end of a sentence in s[low, high), found backwards; 0 if there is none. */
static size_t last_sentence_end(const char *s, size_t low, size_t high)
{
    for (size_t at = high; at > low;) {
        size_t behind = at;
        if (!is_space(wq_utf8_prev(s, &at)))
            continue;
        size_t before = at;
        while (before > low) {
            uint32_t cp = wq_utf8_prev(s, &before);
            if (is_stop(cp))
                return behind;
            if (!is_closer(cp))
                break;
        }
    }
    return 0;
}

static size_t last_space(const char *s, size_t low, size_t high)
{
    for (size_t at = high; at > low;) {
        size_t behind = at;
        if (is_space(wq_utf8_prev(s, &at)))
            return behind;
    }
    return 0;
}

/* A mark stays with its letter: back to where none follows, but not beyond low. */
static size_t before_marks(const char *s, size_t len, size_t low, size_t high)
{
    for (size_t at = high; at > low; wq_utf8_prev(s, &at)) {
        size_t next = at;
        if (at >= len || wq_combining_class(wq_utf8_next(s, &next)) == 0)
            return at;
    }
    return high; /* nothing but marks: somewhere it must end */
}

size_t wq_cut_end(const char *s, size_t len, size_t from, size_t most)
{
    if (len - from <= most)
        return len;
    size_t high = wq_utf8_floor(s, len, from + most);
    size_t low = wq_utf8_floor(s, len, from + most - most / 4);
    if (high <= from) { /* not even one character fits: take it all the same */
        wq_utf8_next(s, &from);
        return from;
    }
    if (low <= from)
        low = from;
    size_t end = last_sentence_end(s, low, high);
    if (!end)
        end = last_space(s, low, high);
    if (!end)
        return before_marks(s, len, low, high);
    while (end < high) { /* spaces behind it belong to the piece */
        size_t next = end;
        if (!is_space(wq_utf8_next(s, &next)))
            break;
        end = next;
    }
    return end;
}
