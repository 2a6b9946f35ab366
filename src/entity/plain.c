#include "plain.h"

#include <string.h>

static const char joiner[] = "\u200C";
enum { JOINER = sizeof joiner - 1 };

/* What the two bytes of a character, the first times 64, come to beside its code point. */
enum { PAIRS = (0xC0 << 6) + 0x80 };

/* Code points that are looked up and fold to no letter of ours: between Latin and Hebrew. */
enum { GAP_FIRST = 0x250, GAP_END = 0x5D0 };

void wq_letters_make(struct wq_letters *letters)
{
    memset(letters, 0, sizeof *letters);
    for (uint32_t c = '0'; c < WQ_LETTERS; c = c + 1 == GAP_FIRST ? GAP_END : c + 1) {
        uint32_t folded;
        if (wq_fold_look(c, false, &folded) == WQ_LOOK_LETTER)
            *(folded - '0' < 10 ? &letters->digits[c] : &letters->codes[c]) = wq_code_of(folded);
    }
}

/* The letters from byte *at of s[0, len) on that have a code, up to as many as there is room for, go to
 * codes; returns how many. */
static uint32_t read_run(const wq_code *known, const char *s, size_t len, size_t *at, wq_code *codes)
{
    const unsigned char *u = (const unsigned char *)s;
    uint32_t n = 0;
    size_t i = *at;

    while (i < len && n < WQ_PLAIN_MOST) {
        uint32_t c = u[i];
        size_t bytes = 1;
        if (c >= 0x80) {
            if (c >= (0xC0 | WQ_LETTERS >> 6))
                break;
            c = (c << 6) + u[i + 1] - PAIRS;
            bytes = 2;
        }
        if (known[c] == WQ_CODE_OTHER)
            break;
        codes[n++] = known[c];
        i += bytes;
    }
    *at = i;
    return n;
}

/* The sign at s[0, left), as folded; its bytes go to *bytes. 0: another character. */
static uint32_t read_sign(const char *s, size_t left, size_t *bytes)
{
    static const struct {
        char letter[3];
        uint32_t folded;
    } signs[] = {{"\u06D4", '.'}, {"\u060C", ','}, {"\u061B", 0x61B}, {"\u061F", '?'}};

    *bytes = 1;
    if (strchr(".,:;!?", *s) && *s)
        return (uint32_t)*s;
    *bytes = 2;
    for (size_t i = 0; i < sizeof signs / sizeof *signs && left >= 2; i++)
        if (!memcmp(s, signs[i].letter, 2))
            return signs[i].folded;
    return 0;
}

static bool is_end(const char *s, size_t len, size_t at)
{
    return at == len || wq_is_blank(s[at]);
}

bool wq_plain_read(const struct wq_letters *letters, const char *s, size_t len, size_t at, struct wq_plain *p)
{
    size_t bytes;

    p->end = at;
    p->sign = 0;
    p->joined = false;
    p->len = read_run(letters->codes, s, len, &p->end, p->codes);
    p->digits = p->len == 0;
    if (p->digits)
        p->len = read_run(letters->digits, s, len, &p->end, p->codes);
    p->next = p->end;
    if (p->len == 0 || is_end(s, len, p->end))
        return p->len > 0;
    if (len - p->end >= JOINER && !memcmp(s + p->end, joiner, JOINER)) {
        p->next += JOINER;
        p->joined = true;
        return true;
    }
    p->sign = read_sign(s + p->end, len - p->end, &bytes);
    p->next += bytes;
    return p->sign && is_end(s, len, p->next);
}
