#include "waraq/text/fold.h"

#include "waraq/text/utf8.h"

#include <stdbool.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

/* NFKD can grow one code point 18-fold (U+FDFA). */
enum { MOST_DECOMPOSED = 32 };

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

static void add_space(struct wq_buf *out)
{
    if (out->len == 0 || out->data[out->len - 1] != ' ')
        wq_buf_addc(out, ' ');
}

static void fold_one(UChar32 c, struct wq_buf *out)
{
    if (is_dropped(c))
        return;
    if (u_isUWhiteSpace(c)) {
        add_space(out);
        return;
    }
    c = punctuation_class(letter_class(c));
    if (u_isdigit(c))
        c = '0' + u_charDigitValue(c);
    wq_buf_addcp(out, (uint32_t)u_foldCase(c, U_FOLD_CASE_DEFAULT));
}

/* Nearly all there is: ASCII, and Arabic letters that do not decompose. False: look closer. */
static bool fold_plain(UChar32 c, struct wq_buf *out)
{
    if (c == ' ') {
        add_space(out);
        return true;
    }
    if (c > ' ' && c < 0x7F) {
        bool upper = c >= 'A' && c <= 'Z';
        wq_buf_addc(out, (char)(c == '`' ? '\'' : upper ? c | 32 : c));
        return true;
    }
    bool letter = (c >= 0x0627 && c <= 0x064A && c != 0x0640) || (c >= 0x0679 && c <= 0x06BF) ||
                  c == 0x06C1 || (c >= 0x06C3 && c <= 0x06D2);
    if (letter)
        wq_buf_addcp(out, (uint32_t)letter_class(c));
    return letter;
}

void wq_fold(const char *s, size_t len, struct wq_buf *out)
{
    UErrorCode e = U_ZERO_ERROR;
    const UNormalizer2 *nfkd = unorm2_getNFKDInstance(&e);

    for (size_t at = 0; at < len;) {
        UChar parts[MOST_DECOMPOSED];
        UChar32 c = (UChar32)wq_utf8_next(s, &at);
        UErrorCode status = U_ZERO_ERROR;
        if (fold_plain(c, out))
            continue;
        c = punctuation_class(c); /* before it decomposes: an acute accent alone is a space with a mark */
        int32_t n =
            c < 0x80 || U_FAILURE(e) ? -1 : unorm2_getDecomposition(nfkd, c, parts, MOST_DECOMPOSED, &status);
        if (n < 0 || U_FAILURE(status)) {
            fold_one(c, out);
            continue;
        }
        for (int32_t i = 0; i < n;) {
            UChar32 part;
            U16_NEXT(parts, i, n, part);
            fold_one(part, out);
        }
    }
}
