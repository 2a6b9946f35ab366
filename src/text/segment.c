#include "waraq/text/segment.h"

#include "waraq/base/array.h"
#include "waraq/text/props.h"

#include <limits.h>
#include <stdbool.h>
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
    } u16; /* what ICU is asked */
    struct {
        uint32_t *items;
        size_t len, cap;
    } from; /* the code point that each unit is of, and that the end stands before */
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
    free(b->from.items);
    free(b);
}

/* Adds the code points [at, end) to what ICU is asked. */
static void add_question(struct wq_breaker *b, const uint32_t *cps, size_t at, size_t end)
{
    WQ_RESERVE(&b->u16, b->u16.len + 2 * (end - at));
    WQ_RESERVE(&b->from, b->u16.len + 2 * (end - at) + 1);
    UChar *unit = b->u16.items + b->u16.len;
    uint32_t *from = b->from.items + b->u16.len;

    for (; at < end; at++) {
        *from++ = (uint32_t)at;
        if (cps[at] < 0x10000) {
            *unit++ = (UChar)cps[at];
        } else {
            *unit++ = U16_LEAD(cps[at]);
            *unit++ = U16_TRAIL(cps[at]);
            *from++ = (uint32_t)at;
        }
    }
    *from = (uint32_t)end;
    b->u16.len = (size_t)(unit - b->u16.items);
}

static uint8_t mark_of(const struct wq_breaker *b)
{
    int32_t status = b->lines ? ubrk_getRuleStatus(b->it) : 0;
    return status >= UBRK_LINE_HARD && status < UBRK_LINE_HARD_LIMIT ? WQ_BREAK_MAY | WQ_BREAK_MUST
                                                                     : WQ_BREAK_MAY;
}

static enum wq_status ask(struct wq_breaker *b, uint8_t *marks)
{
    UErrorCode e = U_ZERO_ERROR;

    ubrk_setText(b->it, b->u16.items, (int32_t)b->u16.len, &e);
    if (U_FAILURE(e))
        return WQ_ELIBRARY;
    for (int32_t at = ubrk_next(b->it); at != UBRK_DONE; at = ubrk_next(b->it))
        marks[b->from.items[at]] = mark_of(b);
    return WQ_OK;
}

enum wq_status wq_breaker_run(struct wq_breaker *b, const uint32_t *cps, size_t n, uint8_t *marks)
{
    memset(marks, 0, n + 1);
    if (n == 0)
        return WQ_OK;
    if (n > INT32_MAX / 2)
        return WQ_EUSAGE;
    b->u16.len = 0;
    add_question(b, cps, 0, n);
    return ask(b, marks);
}

/*
 * Reads on from a letter at *at: letters with their marks, what closes the word, spaces. True if the next
 * word begins with a letter, or there is none: then a break is certain here, and before it there is none.
 *
 * LB28, LB25 and LB23 keep letters and digits together, LB9 marks, LB13 what closes, LB7 spaces; LB18 breaks
 * after them, since what comes before LB18 and looks across spaces (LB14 to LB17) begins with other classes,
 * and what forbids a break even after them (LB11, LB13) ends with other classes.
 */
static bool read_word(const uint8_t *classes, size_t n, size_t *at)
{
    size_t i = *at;

    while (i < n && classes[i] <= WQ_LINE_MARK)
        i++;
    while (i < n && classes[i] == WQ_LINE_CLOSE)
        i++;
    size_t spaces = i;
    while (i < n && classes[i] == WQ_LINE_SPACE)
        i++;
    *at = i;
    return i == n || (i > spaces && classes[i] == WQ_LINE_LETTER);
}

/* Marks the breaks of the words from *at on as long as they are certain, and moves *at behind them. */
static void mark_certain(const uint8_t *classes, size_t n, size_t *at, uint8_t *marks)
{
    size_t i = *at;

    while (i < n && classes[i] == WQ_LINE_LETTER && read_word(classes, n, &i)) {
        marks[i] = WQ_BREAK_MAY;
        *at = i;
    }
}

/* Where a break is certain again: the end of the first word behind at that can be told. */
static size_t find_certain(const uint8_t *classes, size_t n, size_t at)
{
    while (at < n) {
        if (classes[at] != WQ_LINE_LETTER)
            at++;
        else if (read_word(classes, n, &at))
            break;
    }
    return at;
}

/* What ICU is asked is one text of the stretches that are left: where two of them meet the break is certain
 * as well, and ICU's rules look back no further than the last break. */
enum wq_status wq_breaker_run_lines(struct wq_breaker *b, const uint32_t *cps, const uint8_t *classes,
                                    size_t n, uint8_t *marks)
{
    size_t at = 0;

    memset(marks, 0, n + 1);
    if (n > INT32_MAX / 2)
        return WQ_EUSAGE;
    b->u16.len = 0;
    for (mark_certain(classes, n, &at, marks); at < n; mark_certain(classes, n, &at, marks)) {
        size_t end = find_certain(classes, n, at);
        add_question(b, cps, at, end);
        marks[end] = WQ_BREAK_MAY;
        at = end;
    }
    return b->u16.len > 0 ? ask(b, marks) : WQ_OK;
}
