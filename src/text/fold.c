#include "waraq/text/fold.h"

#include "fold_inner.h"

#include <stdbool.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

/* Letters that readers and keyboards take for each other. A letter that is none of them is itself. */
static UChar32 letter_class(UChar32 c)
{
    switch (c) {
    case 0x0649: /* alef maksura */
    case 0x064A: /* Arabic yeh */
    case 0x0626: /* yeh with hamza */
    case 0x06CD:
    case 0x06D0: return 0x06CC; /* Farsi yeh */
    case 0x0643:                /* Arabic kaf */
    case 0x06AA: return 0x06A9; /* keheh */
    case 0x0647:                /* Arabic heh */
    case 0x0629:                /* teh marbuta */
    case 0x06C3:
    case 0x06C2:
    case 0x06C0:
    case 0x06D5: return 0x06C1; /* heh goal */
    case 0x0671: return 0x0627; /* alef wasla; the other alefs decompose */
    default: return c;
    }
}

static UChar32 punctuation_class(UChar32 c)
{
    switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x0060:
    case 0x00B4: return '\'';
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x00AB:
    case 0x00BB: return '"';
    case 0x2010:
    case 0x2011:
    case 0x2013:
    case 0x2014:
    case 0x2212: return '-';
    case 0x06D4: return '.';
    case 0x060C: return ',';
    case 0x061F: return '?';
    default: return c;
    }
}

static bool is_dropped(UChar32 c)
{
    int8_t category = u_charType(c);
    return category == U_NON_SPACING_MARK || category == U_FORMAT_CHAR || c == 0x0640;
}

/* A code point that does not decompose; false: it is dropped. */
static bool fold_one(UChar32 c, uint32_t *to)
{
    if (is_dropped(c))
        return false;
    if (u_isUWhiteSpace(c)) {
        *to = ' ';
        return true;
    }
    c = punctuation_class(letter_class(c));
    if (u_isdigit(c))
        c = '0' + u_charDigitValue(c);
    *to = (uint32_t)u_foldCase(c, U_FOLD_CASE_DEFAULT);
    return true;
}

size_t wq_fold_slow(uint32_t cp, uint32_t *to)
{
    UErrorCode e = U_ZERO_ERROR;
    const UNormalizer2 *nfkd = unorm2_getNFKDInstance(&e);
    UChar parts[WQ_FOLD_MOST];
    size_t count = 0;

    /* Before it decomposes: an acute accent alone is a space with a mark. */
    UChar32 c = punctuation_class((UChar32)cp);
    int32_t n = c < 0x80 || U_FAILURE(e) ? -1 : unorm2_getDecomposition(nfkd, c, parts, WQ_FOLD_MOST, &e);
    if (n < 0 || U_FAILURE(e))
        return fold_one(c, to);
    for (int32_t i = 0; i < n;) {
        UChar32 part;
        U16_NEXT(parts, i, n, part);
        count += fold_one(part, &to[count]);
    }
    return count;
}

enum wq_fold_kind wq_fold_kind_dropped(uint32_t c)
{
    if (c == 0x200C)
        return WQ_FOLD_JOINER;
    return u_charType((UChar32)c) == U_NON_SPACING_MARK ? WQ_FOLD_MARK : WQ_FOLD_DROPPED;
}

enum wq_fold_kind wq_fold_kind(uint32_t folded)
{
    switch (folded) {
    case ' ': return WQ_FOLD_SPACE;
    case '\'': return WQ_FOLD_APOSTROPHE;
    case '"': return WQ_FOLD_QUOTE;
    default: return u_isalnum((UChar32)folded) ? WQ_FOLD_WORD : WQ_FOLD_OTHER;
    }
}

const uint16_t wq_fold_sounds[0x100] = {
    [0xBE] = 0x06C1, /* heh doachashmee */
    [0x2D] = 0x06C1, /* hah */
    [0xBA] = 0x0646, /* noon ghunna */
    [0xD2] = 0x06CC, /* yeh barree */
    [0x79] = 0x062A, /* tteh */
    [0x37] = 0x062A, /* tah */
    [0x88] = 0x062F, /* ddal */
    [0x91] = 0x0631, /* rreh */
    [0x30] = 0x0632, /* thal */
    [0x36] = 0x0632, /* dad */
    [0x38] = 0x0632, /* zah */
    [0x35] = 0x0633, /* sad */
    [0x2B] = 0x0633, /* theh */
};

/* Room for n bytes more of the source: what stands in the table does not grow. */
static unsigned char *room(struct wq_buf *out, size_t n)
{
    wq_buf_reserve(out, n + 4 * WQ_FOLD_MOST);
    return (unsigned char *)out->data + out->len;
}

static void close_at(struct wq_buf *out, unsigned char *to)
{
    out->len = (size_t)(to - (unsigned char *)out->data);
    *to = '\0';
}

/* One character by ICU, and a space only where none stands. */
static void fold_slowly(uint32_t c, struct wq_buf *out)
{
    uint32_t parts[WQ_FOLD_MOST];
    size_t n = wq_fold_slow(c, parts);

    for (size_t i = 0; i < n; i++)
        if (parts[i] != ' ' || out->len == 0 || out->data[out->len - 1] != ' ')
            wq_buf_addcp(out, parts[i]);
}

void wq_fold(const char *s, size_t len, struct wq_buf *out)
{
    unsigned char *to = room(out, len);
    const unsigned char *start = to - out->len;
    uint32_t c = 0;

    for (size_t at = 0; at < len;) {
        uint32_t e = wq_fold_next(s, &at, &c);
        if (wq_fold_kind_in(e) != WQ_FOLD_SLOW) {
            bool again = (e & 0xFF) == ' ' && to != start && to[-1] == ' ';
            wq_fold_put(to, e);
            to += again ? 0 : e >> WQ_FOLD_GAP_LEN & 3;
        } else {
            close_at(out, to);
            fold_slowly(c, out);
            to = room(out, len - at);
            start = to - out->len;
        }
    }
    close_at(out, to);
}

static void letters_slowly(uint32_t c, bool loose, struct wq_buf *out)
{
    uint32_t parts[WQ_FOLD_MOST];
    size_t n = wq_fold_slow(c, parts);

    for (size_t i = 0; i < n; i++)
        if (wq_fold_kind(parts[i]) < WQ_FOLD_SPACE)
            wq_buf_addcp(out, loose ? wq_fold_loose(parts[i]) : parts[i]);
}

WQ_FOLD_INLINE void fold_letters(const char *s, size_t len, bool loose, struct wq_buf *out)
{
    unsigned char *to = room(out, len);
    uint32_t c = 0;

    for (size_t at = 0; at < len;) {
        uint32_t e = wq_fold_next(s, &at, &c);
        if (wq_fold_kind_in(e) != WQ_FOLD_SLOW) {
            wq_fold_put(to, loose ? wq_fold_loosened(e) : e);
            to += e >> WQ_FOLD_LEN & 3;
        } else {
            close_at(out, to);
            letters_slowly(c, loose, out);
            to = room(out, len - at);
        }
    }
    close_at(out, to);
}

void wq_fold_letters(const char *s, size_t len, bool loose, struct wq_buf *out)
{
    if (loose)
        fold_letters(s, len, true, out);
    else
        fold_letters(s, len, false, out);
}

bool wq_fold_holds(uint32_t c, uint32_t letter, bool loose)
{
    uint32_t e = wq_fold_entry(c);
    uint32_t parts[WQ_FOLD_MOST];

    if (wq_fold_kind_in(e) != WQ_FOLD_SLOW)
        return wq_fold_kind_in(e) < WQ_FOLD_SPACE &&
               (loose ? wq_fold_loose(wq_fold_cp_in(e)) : wq_fold_cp_in(e)) == letter;
    size_t n = wq_fold_slow(c, parts);
    for (size_t i = 0; i < n; i++)
        if (wq_fold_kind(parts[i]) < WQ_FOLD_SPACE && (loose ? wq_fold_loose(parts[i]) : parts[i]) == letter)
            return true;
    return false;
}

enum wq_fold_look wq_fold_look(uint32_t c, bool loose, uint32_t *letter)
{
    uint32_t e = wq_fold_entry(c);

    if (wq_fold_kind_in(e) == WQ_FOLD_SLOW)
        return WQ_LOOK_UNKNOWN;
    *letter = loose ? wq_fold_loose(wq_fold_cp_in(e)) : wq_fold_cp_in(e);
    return wq_fold_kind_in(e) < WQ_FOLD_SPACE ? WQ_LOOK_LETTER : WQ_LOOK_NONE;
}
