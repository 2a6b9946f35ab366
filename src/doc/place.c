#include "waraq/doc/place.h"

#include "waraq/text/utf8.h"

#include <string.h>

enum { BLOCK = 64 };

size_t wq_paragraph_separator(const char *s, size_t len, size_t i)
{
    unsigned char c = (unsigned char)s[i];

    if (c == '\n' || (c >= 0x1C && c <= 0x1E))
        return 1;
    if (c == '\r')
        return i + 1 < len && s[i + 1] == '\n' ? 2 : 1;
    if (c == 0xC2)
        return i + 1 < len && (unsigned char)s[i + 1] == 0x85 ? 2 : 0;
    if (c == 0xE2)
        return i + 2 < len && !memcmp(s + i, "\xE2\x80\xA9", 3) ? 3 : 0;
    return 0;
}

/* The first of the eighths of BLOCK bytes in which a separator may begin; 8 if there is none. Compilers make
 * of the first loop what their processor has for many bytes at a time. */
static size_t find_eighth(const char *s)
{
    const unsigned char *u = (const unsigned char *)s;
    static const unsigned char firsts[] = {'\n', '\r', 0x1C, 0x1D, 0x1E, 0xC2, 0xE2};
    unsigned char any[BLOCK] = {0};
    uint64_t eight[8];
    size_t i = 0;

    for (size_t n = 0; n < sizeof firsts; n++)
        for (size_t k = 0; k < BLOCK; k++)
            any[k] |= (unsigned char)(u[k] == firsts[n]);
    memcpy(eight, any, sizeof eight);
    while (i < 8 && eight[i] == 0)
        i++;
    return i;
}

size_t wq_paragraph_end(const char *s, size_t len, size_t from)
{
    while (from < len) {
        size_t stop = len;
        if (len - from >= BLOCK) {
            size_t i = find_eighth(s + from);
            from += i * (BLOCK / 8);
            stop = i < 8 ? from + BLOCK / 8 : from;
        }
        for (; from < stop; from++)
            if (wq_paragraph_separator(s, len, from))
                return from;
    }
    return len;
}

struct wq_span wq_paragraph_at(const char *s, size_t len, size_t at)
{
    size_t start = at;
    size_t end = at;

    /* Back to behind a separator that ends at or before at. */
    while (start > 0) {
        size_t n = wq_paragraph_separator(s, len, start - 1);
        if (n == 1 || (n == 2 && start + 1 <= at) || (n == 3 && start + 2 <= at)) {
            start += n - 1;
            break;
        }
        start--;
    }
    while (end < len && wq_paragraph_separator(s, len, end) == 0)
        end++;
    return (struct wq_span){start, end < start ? start : end};
}

bool wq_paragraph_is_blank(struct wq_props *props, const char *s, struct wq_span span)
{
    for (size_t at = span.start; at < span.end;) {
        uint8_t flags = wq_prop(props, wq_utf8_next(s, &at))->flags;
        if (!(flags & (WQ_PROP_SPACE | WQ_PROP_IGNORABLE)))
            return false;
    }
    return true;
}

void wq_places_init(struct wq_places *p, struct wq_props *props, const char *s, size_t len)
{
    *p = (struct wq_places){.props = props, .s = s, .len = len};
    p->paragraph.end = wq_paragraph_end(s, len, 0);
}

static size_t count_to(struct wq_places *p, size_t at)
{
    p->point += wq_utf8_count(p->s + p->at, at - p->at);
    p->at = at;
    return p->point;
}

struct wq_position wq_places_at(struct wq_places *p, size_t at)
{
    while (p->paragraph.end < p->len) {
        size_t next = p->paragraph.end + wq_paragraph_separator(p->s, p->len, p->paragraph.end);
        if (next > at)
            break;
        p->filled += !wq_paragraph_is_blank(p->props, p->s, p->paragraph);
        p->paragraph = (struct wq_span){next, wq_paragraph_end(p->s, p->len, next)};
        p->begin_point = count_to(p, next);
    }
    size_t point = count_to(p, at);
    return (struct wq_position){p->paragraph, p->filled + 1, point - p->begin_point + 1, point};
}
