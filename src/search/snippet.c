#include "waraq/search/snippet.h"

#include "waraq/text/props.h"
#include "waraq/text/utf8.h"

#define ELLIPSIS "\xE2\x80\xA6"

static void add_clean(const char *s, size_t len, struct wq_buf *out)
{
    for (size_t at = 0; at < len;) {
        uint32_t cp = wq_utf8_next(s, &at);
        if (cp == ' ' || (cp >= '\t' && cp <= '\r')) {
            if (out->len && out->data[out->len - 1] != ' ')
                wq_buf_addc(out, ' ');
        } else if (!wq_acts(cp)) {
            wq_buf_addcp(out, cp);
        }
    }
}

/* The byte about so many code points before (behind) at, at a word's edge, no further than end. */
static size_t edge(const char *s, size_t at, size_t end, size_t around, bool back)
{
    size_t space = at;
    size_t here = at;

    for (size_t n = 0; here != end; n++) {
        if (n == around)
            return space == at ? here : space; /* a word without an end is cut */
        size_t next = here;
        uint32_t cp = back ? wq_utf8_prev(s, &next) : wq_utf8_next(s, &next);
        if (cp == ' ')
            space = here;
        here = next;
    }
    return end;
}

struct wq_span wq_snippet(const char *s, struct wq_span para, struct wq_span hit, size_t before,
                          size_t behind, struct wq_buf *out)
{
    size_t stop = para.end > hit.end ? para.end : hit.end;
    size_t from = edge(s, hit.start, para.start, before, true);
    size_t to = edge(s, hit.end, stop, behind, false);
    struct wq_span inside;

    wq_buf_clear(out);
    wq_buf_reserve(out, 0);
    out->data[0] = '\0';
    if (from > para.start)
        wq_buf_adds(out, ELLIPSIS);
    add_clean(s + from, hit.start - from, out);
    inside.start = out->len;
    add_clean(s + hit.start, wq_span_len(hit), out);
    inside.end = out->len;
    add_clean(s + hit.end, to - hit.end, out);
    if (to < stop)
        wq_buf_adds(out, ELLIPSIS);
    return inside;
}
