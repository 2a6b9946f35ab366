#include "waraq/text/decode.h"

#include "detect.h"
#include "waraq/base/array.h"
#include "waraq/text/utf8.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

enum {
    UNITS = 4096,       /* UTF-16 units converted at a time */
    PIECE = 1024 * 1024 /* bytes: ICU counts in 32 bits */
};

/* ICU opens the default converter for an empty name and files by path: neither is a name. */
static UConverter *open_converter(const char *name)
{
    UErrorCode e = U_ZERO_ERROR;

    if (!name || !isalnum((unsigned char)name[0]) || strchr(name, '/'))
        return NULL;
    UConverter *c = ucnv_open(name, &e);
    if (U_SUCCESS(e))
        return c;
    ucnv_close(c);
    return NULL;
}

enum wq_status wq_encoding_check(const char *encoding)
{
    UConverter *c = open_converter(encoding);

    if (!c)
        return WQ_EENCODING;
    ucnv_close(c);
    return WQ_OK;
}

static void add_utf8(struct wq_buf *b, size_t *replaced, const unsigned char *u, size_t len)
{
    size_t clean = 0; /* what lies between here and i is well-formed */

    for (size_t i = 0; i < len;) {
        size_t start = i;
        UChar32 c;
        U8_NEXT(u, i, len, c);
        if (c >= 0)
            continue;
        wq_buf_add(b, u + clean, start - clean);
        wq_buf_addcp(b, 0xFFFD);
        ++*replaced;
        clean = i;
    }
    wq_buf_add(b, u + clean, len - clean);
}

struct converting {
    struct wq_buf *out;
    size_t replaced;
    UChar lead; /* the first half of a pair whose second has not come yet, or 0 */
};

/* Instead of ICU's own substitution, which cannot count. */
static void replace(const void *context, UConverterToUnicodeArgs *args, const char *bytes, int32_t len,
                    UConverterCallbackReason reason, UErrorCode *e)
{
    static const UChar substitute = 0xFFFD;
    /* ICU hands the context back as const; it is ours. */
    struct converting *c;

    (void)bytes;
    (void)len;
    memcpy(&c, &context, sizeof c);
    if (reason > UCNV_IRREGULAR)
        return;
    *e = U_ZERO_ERROR;
    ucnv_cbToUWriteUChars(args, &substitute, 1, 0, e);
    c->replaced++;
}

/* Some converters (UTF-7, SCSU) let half a surrogate pair through. */
static void add_utf16(struct converting *c, const UChar *units, size_t n)
{
    wq_buf_reserve(c->out, 3 * (n + 1));
    unsigned char *to = (unsigned char *)c->out->data;
    size_t at = c->out->len;

    for (size_t i = 0; i < n; i++) {
        UChar u = units[i];
        UChar32 cp = u;
        if (c->lead && !U16_IS_TRAIL(u)) {
            U8_APPEND_UNSAFE(to, at, 0xFFFD);
            c->replaced++;
        } else if (c->lead) {
            cp = U16_GET_SUPPLEMENTARY(c->lead, u);
        } else if (U16_IS_TRAIL(u)) {
            cp = 0xFFFD;
            c->replaced++;
        }
        c->lead = U16_IS_LEAD(u) ? u : 0;
        if (!c->lead)
            U8_APPEND_UNSAFE(to, at, cp);
    }
    to[at] = '\0';
    c->out->len = at;
}

static enum wq_status convert(UConverter *from, const char *bytes, size_t len, struct converting *c)
{
    UChar units[UNITS] = {0};
    UErrorCode e = U_ZERO_ERROR;
    const char *end = bytes + len;

    ucnv_setToUCallBack(from, replace, c, NULL, NULL, &e);
    if (U_FAILURE(e))
        return WQ_ELIBRARY;
    do {
        UChar *to = units;
        const char *stop = end - bytes > PIECE ? bytes + PIECE : end;
        e = U_ZERO_ERROR;
        ucnv_toUnicode(from, &to, units + UNITS, &bytes, stop, NULL, stop == end, &e);
        if (U_FAILURE(e) && e != U_BUFFER_OVERFLOW_ERROR)
            return WQ_ELIBRARY;
        add_utf16(c, units, (size_t)(to - units));
    } while (bytes < end || e == U_BUFFER_OVERFLOW_ERROR);
    if (c->lead) {
        wq_buf_addcp(c->out, 0xFFFD);
        c->replaced++;
    }
    return WQ_OK;
}

/* How some bytes are to be read. */
struct plan {
    struct wq_detected as;
    const char *converter; /* borrowed, or static, or as.name */
    bool utf8;
    bool valid;  /* as UTF-8, so that nothing needs to be done */
    bool marked; /* a mark was looked for in the bytes: a U+FEFF that comes out is text */
};

/* What the reader asked for, with the order of bytes settled where the name leaves it open. */
static void settle(struct plan *p, UConverterType type, const char *bytes, size_t len)
{
    static const struct {
        UConverterType type;
        const char *name;
    } unicode[] = {
        {UCNV_UTF8, "UTF-8"},
        {UCNV_UTF16, "UTF-16LE"},
        {UCNV_UTF16, "UTF-16BE"},
        {UCNV_UTF16_LittleEndian, "UTF-16LE"},
        {UCNV_UTF16_BigEndian, "UTF-16BE"},
        {UCNV_UTF32, "UTF-32LE"},
        {UCNV_UTF32, "UTF-32BE"},
        {UCNV_UTF32_LittleEndian, "UTF-32LE"},
        {UCNV_UTF32_BigEndian, "UTF-32BE"},
    };

    for (size_t i = 0; i < WQ_COUNT(unicode) && !p->as.bom; i++) {
        if (unicode[i].type != type)
            continue;
        /* Where none has its mark the last one stays: big-endian, as Unicode wants it. */
        p->converter = unicode[i].name;
        p->as.bom = wq_detect_mark(p->converter, bytes, len);
        p->marked = true;
    }
    const char *guess = type == UCNV_UTF16 && !p->as.bom ? wq_detect_utf16(bytes, len) : NULL;
    if (guess)
        p->converter = guess;
    p->utf8 = type == UCNV_UTF8;
}

static enum wq_status plan_as_told(const char *bytes, size_t len, const char *encoding, struct plan *p,
                                   struct wq_error *err)
{
    UConverter *c = open_converter(encoding);

    if (!c)
        return wq_fail(err, WQ_EENCODING, encoding);
    p->converter = encoding;
    snprintf(p->as.name, sizeof p->as.name, "%.31s", encoding);
    settle(p, ucnv_getType(c), bytes, len);
    ucnv_close(c);
    p->valid = p->utf8 && wq_utf8_valid(bytes, len);
    return WQ_OK;
}

static enum wq_status make_plan(const char *bytes, size_t len, const char *encoding, struct plan *p,
                                struct wq_error *err)
{
    if (encoding)
        return plan_as_told(bytes, len, encoding, p, err);
    p->converter = p->as.name;
    p->valid = wq_utf8_valid(bytes, len);
    enum wq_status st = wq_detect(bytes, len, p->valid, &p->as, err);
    if (st != WQ_OK)
        return st;
    p->utf8 = strcmp(p->as.name, "UTF-8") == 0;
    p->marked = strncmp(p->as.name, "UTF-", 4) == 0;
    return WQ_OK;
}

/* Takes the memory of b over. */
static void hand_over(struct wq_buf *b, const struct plan *p, size_t replaced, struct wq_text *out)
{
    *out = (struct wq_text){.len = b->len, .replaced = replaced, .bom = p->as.bom > 0};
    snprintf(out->encoding, sizeof out->encoding, "%s", p->as.name);
    out->data = wq_buf_detach(b);
}

static void drop_front(struct wq_buf *b, size_t n)
{
    if (n == 0)
        return;
    memmove(b->data, b->data + n, b->len - n + 1);
    b->len -= n;
}

static enum wq_status carry_out(const char *bytes, size_t len, struct plan *p, struct wq_text *out,
                                struct wq_error *err)
{
    struct wq_buf b = WQ_BUF_INIT;
    struct converting c = {.out = &b};

    bytes += p->as.bom;
    len -= p->as.bom;
    if (p->utf8) {
        wq_buf_reserve(&b, len);
        add_utf8(&b, &c.replaced, (const unsigned char *)bytes, len);
    } else {
        UConverter *from = open_converter(p->converter);
        enum wq_status st = from ? convert(from, bytes, len, &c) : WQ_ELIBRARY;
        if (from)
            ucnv_close(from);
        if (st != WQ_OK) {
            wq_buf_release(&b);
            return wq_fail(err, st, p->converter);
        }
    }
    if (!p->marked && b.len >= 3 && memcmp(b.data, "\xEF\xBB\xBF", 3) == 0) {
        p->as.bom = 3;
        drop_front(&b, 3);
    }
    hand_over(&b, p, c.replaced, out);
    return WQ_OK;
}

enum wq_status wq_decode(const void *bytes, size_t len, const char *encoding, struct wq_text *out,
                         struct wq_error *err)
{
    struct plan p = {.converter = NULL};
    if (!bytes)
        bytes = "";
    enum wq_status st = make_plan(bytes, len, encoding, &p, err);
    return st == WQ_OK ? carry_out(bytes, len, &p, out, err) : st;
}

enum wq_status wq_decode_buf(struct wq_buf *bytes, const char *encoding, struct wq_text *out,
                             struct wq_error *err)
{
    struct plan p = {.converter = NULL};
    wq_buf_reserve(bytes, 0);
    enum wq_status st = make_plan(bytes->data, bytes->len, encoding, &p, err);

    if (st == WQ_OK && p.utf8 && p.valid) {
        drop_front(bytes, p.as.bom);
        hand_over(bytes, &p, 0, out);
        return WQ_OK;
    }
    if (st == WQ_OK)
        st = carry_out(bytes->data, bytes->len, &p, out, err);
    wq_buf_release(bytes);
    return st;
}

void wq_text_release(struct wq_text *t)
{
    free(t->data);
    *t = (struct wq_text){.data = NULL};
}
