#include "waraq/text/segment.h"

#include "waraq/base/array.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/utf16.h>

struct wq_breaker {
    UBreakIterator *it;
    int lines; /* only lines have breaks that must be made: the other kinds use the same numbers otherwise */
    struct {
        UChar *items;
        size_t len, cap;
    } u16;
};

static UBreakIteratorType type_of(enum wq_segment kind)
{
    switch (kind) {
    case WQ_SEGMENT_LINE: return UBRK_LINE;
    case WQ_SEGMENT_WORD: return UBRK_WORD;
    case WQ_SEGMENT_SENTENCE: return UBRK_SENTENCE;
    case WQ_SEGMENT_GRAPHEME: break;
    }
    return UBRK_CHARACTER;
}

struct wq_breaker *wq_breaker_new(enum wq_segment kind)
{
    UErrorCode e = U_ZERO_ERROR;
    UBreakIterator *it = ubrk_open(type_of(kind), "", NULL, 0, &e);
    if (U_FAILURE(e))
        return NULL;
    struct wq_breaker *b = wq_calloc(1, sizeof *b);
    b->it = it;
    b->lines = kind == WQ_SEGMENT_LINE;
    return b;
}

void wq_breaker_free(struct wq_breaker *b)
{
    if (!b)
        return;
    ubrk_close(b->it);
    free(b->u16.items);
    free(b);
}

/* UTF-16 of the code points; returns true when every one of them took one unit. */
static int to_utf16(struct wq_breaker *b, const uint32_t *cps, size_t n)
{
    int plain = 1;

    WQ_RESERVE(&b->u16, 2 * n + 1);
    UChar *out = b->u16.items;
    for (size_t i = 0; i < n; i++) {
        if (cps[i] < 0x10000) {
            *out++ = (UChar)cps[i];
        } else {
            *out++ = U16_LEAD(cps[i]);
            *out++ = U16_TRAIL(cps[i]);
            plain = 0;
        }
    }
    b->u16.len = (size_t)(out - b->u16.items);
    return plain;
}

static uint8_t mark_of(const struct wq_breaker *b)
{
    int32_t status = b->lines ? ubrk_getRuleStatus(b->it) : 0;
    return status >= UBRK_LINE_HARD && status < UBRK_LINE_HARD_LIMIT ? WQ_BREAK_MAY | WQ_BREAK_MUST
                                                                     : WQ_BREAK_MAY;
}

enum wq_status wq_breaker_run(struct wq_breaker *b, const uint32_t *cps, size_t n, uint8_t *marks)
{
    UErrorCode e = U_ZERO_ERROR;

    memset(marks, 0, n + 1);
    if (n == 0)
        return WQ_OK;
    if (n > INT32_MAX / 2)
        return WQ_EUSAGE;
    int plain = to_utf16(b, cps, n);
    ubrk_setText(b->it, b->u16.items, (int32_t)b->u16.len, &e);
    if (U_FAILURE(e))
        return WQ_ELIBRARY;
    size_t unit = 0;
    size_t cp = 0;
    for (int32_t at = ubrk_next(b->it); at != UBRK_DONE; at = ubrk_next(b->it)) {
        if (plain) {
            marks[at] = mark_of(b);
            continue;
        }
        while (unit < (size_t)at)
            unit += cps[cp++] < 0x10000 ? 1 : 2;
        marks[cp] = mark_of(b);
    }
    return WQ_OK;
}
