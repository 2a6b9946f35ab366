#include "waraq/store/bookmark.h"

#include "waraq/doc/place.h"
#include "waraq/text/utf8.h"

#include <string.h>

enum {
    BEFORE = WQ_BOOKMARK_BYTES / 4, /* the text is read on from the place: what follows matters more */
    FEW = 24,                       /* bytes; fewer stand in many places, unless they are all there is */
};

static void take(struct wq_words *w, const char *s, size_t len, size_t from, size_t to)
{
    from = wq_utf8_floor(s, len, from);
    to = wq_utf8_floor(s, len, to);
    w->len = (uint8_t)(to - from);
    memcpy(w->bytes, s + from, w->len);
}

void wq_bookmark_make(struct wq_bookmark *b, const char *s, size_t len, size_t at)
{
    *b = (struct wq_bookmark){.paragraph = 0};
    at = wq_utf8_floor(s, len, at);
    struct wq_span p = wq_paragraph_at(s, len, at);
    size_t from = at > BEFORE ? wq_utf8_floor(s, len, at - BEFORE) : 0;

    b->paragraph = p.start;
    b->offset = at - p.start;
    b->before = at - from;
    take(&b->around, s, len, from, from + WQ_BOOKMARK_BYTES);
    take(&b->head, s, len, p.start, wq_span_len(p) < WQ_BOOKMARK_BYTES ? p.end : p.start + WQ_BOOKMARK_BYTES);
}

/* Where w stands in s[0, len), nearest to byte near; SIZE_MAX if nowhere. */
static size_t nearest(const char *w, size_t n, const char *s, size_t len, size_t near)
{
    size_t best = SIZE_MAX;
    size_t best_far = SIZE_MAX;

    if (n == 0 || n > len)
        return SIZE_MAX;
    if (near <= len - n && !memcmp(s + near, w, n)) /* most often nothing has changed */
        return near;
    for (const char *p = s; (p = memmem(p, (size_t)(s + len - p), w, n)); p += n) {
        size_t at = (size_t)(p - s);
        size_t far = at > near ? at - near : near - at;
        if (far >= best_far) /* it only gets farther */
            break;
        best = at;
        best_far = far;
    }
    return best;
}

/* The place by the words around it, or by those behind it alone. */
static size_t by_around(const struct wq_bookmark *b, const char *s, size_t len, size_t place)
{
    size_t n = b->around.len <= WQ_BOOKMARK_BYTES ? b->around.len : 0;
    size_t before = b->before <= n ? b->before : n;

    size_t at = nearest(b->around.bytes, n, s, len, place > before ? place - before : 0);
    if (at != SIZE_MAX)
        return at + before;
    return n - before < FEW ? SIZE_MAX : nearest(b->around.bytes + before, n - before, s, len, place);
}

static size_t by_head(const struct wq_bookmark *b, const char *s, size_t len)
{
    size_t n = b->head.len <= WQ_BOOKMARK_BYTES ? b->head.len : 0;
    size_t start = n < FEW ? SIZE_MAX : nearest(b->head.bytes, n, s, len, b->paragraph);

    if (start == SIZE_MAX)
        return SIZE_MAX;
    size_t end = wq_paragraph_at(s, len, start).end;
    return b->offset < end - start ? start + b->offset : start;
}

size_t wq_bookmark_find(const struct wq_bookmark *b, const char *s, size_t len)
{
    size_t place = b->paragraph < len ? b->paragraph : len;

    place += b->offset < len - place ? b->offset : len - place;
    size_t at = by_around(b, s, len, place);
    if (at == SIZE_MAX)
        at = by_head(b, s, len);
    return at == SIZE_MAX ? at : wq_utf8_floor(s, len, at);
}
