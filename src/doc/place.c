#include "waraq/doc/place.h"

#include "waraq/base/bytes.h"
#include "waraq/text/utf8.h"

#include <string.h>

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

/* False: no separator begins in these sixteen bytes. Few comparisons: they also find a tab, and what else
 * differs in a bit or two. */
static bool may_separate(const char *s)
{
    wq_bytes v = wq_bytes_load(s);
    wq_bytes line = (wq_bytes)((v & 0xF8) == 0x08);
    wq_bytes control = (wq_bytes)((v & 0xFC) == 0x1C);
    wq_bytes lead = (wq_bytes)((v & 0xDF) == 0xC2);

    return wq_bytes_any(line | control | lead);
}

size_t wq_paragraph_end(const char *s, size_t len, size_t from)
{
    while (from < len) {
        size_t stop = len - from < WQ_BYTES ? len : from + WQ_BYTES;
        if (stop - from < WQ_BYTES || may_separate(s + from))
            for (size_t i = from; i < stop; i++)
                if (wq_paragraph_separator(s, len, i))
                    return i;
        from = stop;
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
