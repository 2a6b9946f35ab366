#include "waraq/layout/direction.h"

#include "waraq/layout/range.h"
#include "waraq/text/utf8.h"

/* 1: right to left, -1: left to right, 0: not strong. */
static int strength(struct wq_props *props, uint32_t cp)
{
    switch (wq_prop(props, cp)->bidi) {
    case WQ_BIDI_R:
    case WQ_BIDI_AL: return 1;
    case WQ_BIDI_L: return -1;
    default: return 0;
    }
}

void wq_letters_count(struct wq_props *props, const char *s, size_t len, struct wq_letters *n)
{
    for (size_t at = 0; at < len;) {
        const struct wq_prop *p = wq_prop(props, wq_utf8_next(s, &at));
        n->rtl += p->bidi == WQ_BIDI_R || p->bidi == WQ_BIDI_AL;
        n->ltr += p->bidi == WQ_BIDI_L;
    }
}

/* Words by their first strong letter, addresses left out. */
static struct wq_letters count_words(struct wq_props *props, const char *s, size_t len)
{
    struct wq_letters words = {0, 0};
    struct wq_range range;
    size_t scan = 0;
    bool more = wq_range_next(s, len, &scan, &range);
    bool counted = false;

    for (size_t at = 0; at < len;) {
        while (more && at >= range.span.end)
            more = wq_range_next(s, len, &scan, &range);
        if (more && at >= range.span.start) {
            at = range.span.end;
            continue;
        }
        uint32_t cp = wq_utf8_next(s, &at);
        if (wq_prop(props, cp)->flags & WQ_PROP_SPACE) {
            counted = false;
        } else if (!counted) {
            int way = strength(props, cp);
            words.rtl += way > 0;
            words.ltr += way < 0;
            counted = way != 0;
        }
    }
    return words;
}

bool wq_paragraph_rtl(struct wq_props *props, const char *s, size_t len, bool document_rtl)
{
    struct wq_letters words = count_words(props, s, len);

    if (words.rtl == 0 && words.ltr == 0)
        return document_rtl;
    if (words.rtl == 0)
        return false;
    if (words.ltr == 0)
        return true;
    size_t own = document_rtl ? words.rtl : words.ltr;
    size_t other = document_rtl ? words.ltr : words.rtl;
    return other > 3 * own ? !document_rtl : document_rtl;
}
