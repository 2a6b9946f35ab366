/* Folded text that knows where each of its code points came from. */
#include "waraq/text/fold.h"

#include "waraq/base/array.h"
#include "waraq/text/utf8.h"

#include <stdlib.h>
#include <unicode/uchar.h>

enum { ZWNJ = 0x200C };

void wq_folded_init(struct wq_folded *f)
{
    *f = (struct wq_folded){.text = WQ_BUF_INIT};
}

void wq_folded_release(struct wq_folded *f)
{
    wq_buf_release(&f->text);
    free(f->units.items);
    wq_folded_init(f);
}

/* Letters of one sound, for names heard and not seen. */
static uint32_t loose_class(uint32_t c)
{
    switch (c) {
    case 0x06BE: /* heh doachashmee */
    case 0x062D: return 0x06C1;
    case 0x06BA: return 0x0646;
    case 0x06D2: return 0x06CC;
    case 0x0679:
    case 0x0637: return 0x062A;
    case 0x0688: return 0x062F;
    case 0x0691: return 0x0631;
    case 0x0630:
    case 0x0636:
    case 0x0638: return 0x0632;
    case 0x0635:
    case 0x062B: return 0x0633;
    default: return c;
    }
}

static uint8_t gap_of(uint32_t folded)
{
    return folded == ' '    ? WQ_GAP_SPACE
           : folded == '\'' ? WQ_GAP_APOSTROPHE
           : folded == '"'  ? WQ_GAP_QUOTE
                            : 0;
}

static bool is_mark(uint32_t c)
{
    return c >= 0x0300 && u_charType((UChar32)c) == U_NON_SPACING_MARK;
}

/* The folded form of one source character, code point by code point. */
static void add_units(struct wq_folded *f, const struct wq_buf *one, uint32_t start, uint32_t end, bool loose)
{
    for (size_t at = 0; at < one->len;) {
        uint32_t c = wq_utf8_next(one->data, &at);
        uint8_t gap = gap_of(c);
        if (gap) {
            f->tail |= gap;
            continue;
        }
        if (loose)
            c = loose_class(c);
        *WQ_PUSH(&f->units) = (struct wq_fold_unit){
            .at = (uint32_t)f->text.len,
            .start = start,
            .end = end,
            .gap = f->tail,
            .word = c < 0x80 ? (c | 32) - 'a' < 26 || c - '0' < 10 : u_isalnum((UChar32)c),
        };
        f->tail = 0;
        wq_buf_addcp(&f->text, c);
    }
}

void wq_folded_make(struct wq_folded *f, const char *s, size_t len, bool loose)
{
    struct wq_buf one = WQ_BUF_INIT;

    wq_buf_clear(&f->text);
    f->units.len = 0;
    f->tail = 0;
    for (size_t at = 0; at < len;) {
        size_t start = at;
        uint32_t c = wq_utf8_next(s, &at);
        if (c == ZWNJ) {
            f->tail |= WQ_GAP_JOINER;
            continue;
        }
        wq_buf_clear(&one);
        wq_fold(s + start, at - start, &one);
        if (one.len == 0) { /* dropped: a mark belongs to the letter before it */
            if (f->units.len && f->tail == 0 && is_mark(c))
                f->units.items[f->units.len - 1].end = (uint32_t)at;
            continue;
        }
        add_units(f, &one, (uint32_t)start, (uint32_t)at, loose);
    }
    wq_buf_release(&one);
}
