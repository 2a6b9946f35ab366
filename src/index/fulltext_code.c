#include "fulltext_code.h"

#include "waraq/base/array.h"
#include "waraq/base/buf.h"
#include "waraq/text/utf8.h"

#include <string.h>

/* Folded ASCII that is frequent enough for a byte of its own. */
static const char plain[] = "abcdefghijklmnopqrstuvwxyz0123456789.,?-:;!()/%@_&+*#=[]";

/* And letters as folding leaves them. What is missing here is found as well, and takes two bytes. */
static const uint16_t letters[] = {
    /* Arabic, with Persian's and Urdu's */
    0x0627, 0x06CC, 0x0631, 0x0646, 0x0648, 0x06A9, 0x0645, 0x062A, 0x06C1, 0x0644, 0x062F, 0x0633, 0x0628,
    0x062C, 0x0634, 0x0639, 0x0642, 0x0641, 0x062D, 0x062E, 0x0635, 0x0632, 0x0637, 0x0636, 0x0638, 0x063A,
    0x062B, 0x0630, 0x0621, 0x067E, 0x0686, 0x0698, 0x06AF, 0x0679, 0x0688, 0x0691, 0x06BA, 0x06BE, 0x06D2,
    /* Pashto */
    0x067C, 0x0681, 0x0685, 0x0689, 0x0693, 0x0696, 0x069A, 0x06AB, 0x06BC,
    /* Kurdish, and the most frequent of Sindhi's */
    0x0695, 0x06B5, 0x06C6, 0x06CE, 0x06A4, 0x067B,
    /* Hebrew */
    0x05D0, 0x05D1, 0x05D2, 0x05D3, 0x05D4, 0x05D5, 0x05D6, 0x05D7, 0x05D8, 0x05D9, 0x05DA, 0x05DB, 0x05DC,
    0x05DD, 0x05DE, 0x05DF, 0x05E0, 0x05E1, 0x05E2, 0x05E3, 0x05E4, 0x05E5, 0x05E6, 0x05E7, 0x05E8, 0x05E9,
    0x05EA};

/* 01 to 7F and F5 to FE. */
enum { FREE_BYTES = 0x7F + 10 };
_Static_assert(sizeof plain - 1 + WQ_COUNT(letters) <= FREE_BYTES, "more letters than bytes");

static void set(struct wq_code *c, uint8_t byte, uint16_t point)
{
    c->byte_of[point] = byte;
    c->point_of[byte] = point;
}

/* The unit that a letter folds to; NULL if it is not just one. */
static const struct wq_fold_unit *fold(struct wq_folded *f, uint32_t cp, bool loose)
{
    struct wq_buf one = WQ_BUF_INIT;

    wq_buf_addcp(&one, cp);
    wq_folded_make(f, one.data, one.len, loose ? WQ_FOLD_LOOSE : 0);
    wq_buf_release(&one);
    return f->units.len == 1 ? &f->units.items[0] : NULL;
}

/* What folding knows of the table's letters is asked of it, so that there is one place where it stands. */
static void ask(struct wq_code *c, uint8_t byte, struct wq_folded *f)
{
    size_t at = 0;
    const struct wq_fold_unit *u = fold(f, c->point_of[byte], true);

    if (!u)
        return;
    c->word[byte] = u->word;
    uint32_t cp = wq_utf8_next(f->text.data, &at);
    if (cp < WQ_CODE_LIMIT && c->byte_of[cp])
        c->loose[byte] = c->byte_of[cp];
}

void wq_code_init(struct wq_code *c)
{
    struct wq_folded f;
    unsigned byte = 0;

    memset(c, 0, sizeof *c);
    for (size_t i = 0; i < sizeof plain - 1; i++)
        set(c, (uint8_t)plain[i], (uint16_t)plain[i]);
    for (size_t i = 0; i < WQ_COUNT(letters); i++) {
        do
            byte = byte == 0x7F ? 0xF5 : byte + 1;
        while (c->point_of[byte]);
        set(c, (uint8_t)byte, letters[i]);
    }
    for (unsigned i = 0; i < 256; i++)
        c->loose[i] = (uint8_t)i;
    wq_folded_init(&f);
    for (unsigned i = 0; i < 256; i++)
        if (c->point_of[i])
            ask(c, (uint8_t)i, &f);
    wq_folded_release(&f);
}

size_t wq_code_put(const struct wq_code *c, uint32_t cp, uint8_t *to)
{
    if (cp < WQ_CODE_LIMIT && c->byte_of[cp]) {
        to[0] = c->byte_of[cp];
        return 1;
    }
    if (cp < 0x800) {
        to[0] = (uint8_t)(0xC0 | cp >> 6);
        to[1] = (uint8_t)(0x80 | (cp & 0x3F));
        return 2;
    }
    if (cp < 0x10000) {
        to[0] = (uint8_t)(0xE0 | cp >> 12);
        to[1] = (uint8_t)(0x80 | (cp >> 6 & 0x3F));
        to[2] = (uint8_t)(0x80 | (cp & 0x3F));
        return 3;
    }
    to[0] = (uint8_t)(0xF0 | cp >> 18);
    to[1] = (uint8_t)(0x80 | (cp >> 12 & 0x3F));
    to[2] = (uint8_t)(0x80 | (cp >> 6 & 0x3F));
    to[3] = (uint8_t)(0x80 | (cp & 0x3F));
    return 4;
}

uint32_t wq_code_next(const struct wq_code *c, const uint8_t *s, size_t len, size_t *at)
{
    uint8_t lead = s[(*at)++];
    size_t more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;

    if (c->point_of[lead])
        return c->point_of[lead];
    if (lead < 0xC0 || lead > 0xF4)
        return 0xFFFD;
    uint32_t cp = lead & (0x3FU >> more);
    while (more && *at < len && wq_code_is_trail(s[*at])) {
        cp = cp << 6 | (s[(*at)++] & 0x3F);
        more--;
    }
    return more || cp > 0x10FFFF ? 0xFFFD : cp;
}

bool wq_code_is_word(const struct wq_code *c, uint32_t cp, struct wq_folded *scratch)
{
    if (cp < WQ_CODE_LIMIT && c->byte_of[cp])
        return c->word[c->byte_of[cp]];
    const struct wq_fold_unit *u = fold(scratch, cp, false);
    return u && u->word;
}
