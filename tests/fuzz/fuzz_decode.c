/* fuzz_decode: the first byte says which encoding is asked for, the others are the file. */
#include "waraq/base/array.h"
#include "waraq/text/decode.h"
#include "waraq/text/utf8.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

/* Not assert: that may be compiled out. */
#define MUST(x)                                                                                              \
    do {                                                                                                     \
        if (!(x))                                                                                            \
            abort();                                                                                         \
    } while (0)

static const char mark[] = "\xEF\xBB\xBF";

static int begins_with_mark(const char *s, size_t len)
{
    return len >= 3 && memcmp(s, mark, 3) == 0;
}

static size_t count_replacements(const struct wq_text *t)
{
    size_t n = 0;

    for (size_t i = 0; i < t->len;)
        n += wq_utf8_next(t->data, &i) == 0xFFFD;
    return n;
}

static void check_text(const struct wq_text *t)
{
    MUST(t->data[t->len] == '\0');
    MUST(wq_utf8_valid(t->data, t->len));
    MUST(t->replaced <= count_replacements(t));
    MUST(t->bom || !begins_with_mark(t->data, t->len));
    MUST(memchr(t->encoding, 0, sizeof t->encoding));
    MUST(wq_encoding_check(t->encoding) == WQ_OK);
}

/* What has been decoded is UTF-8, and decoding it again changes nothing. */
static void check_again(const struct wq_text *t)
{
    struct wq_text again;

    if (begins_with_mark(t->data, t->len))
        return;
    MUST(wq_decode(t->data, t->len, "UTF-8", &again, NULL) == WQ_OK);
    MUST(again.len == t->len && memcmp(again.data, t->data, t->len) == 0);
    MUST(again.replaced == 0 && !again.bom);
    wq_text_release(&again);
}

static void check_same_from_buf(const uint8_t *data, size_t len, const char *encoding, enum wq_status st,
                                const struct wq_text *t)
{
    struct wq_buf b = WQ_BUF_INIT;
    struct wq_text u;

    wq_buf_add(&b, data, len);
    MUST(wq_decode_buf(&b, encoding, &u, NULL) == st);
    MUST(b.data == NULL && b.len == 0);
    if (st != WQ_OK)
        return;
    MUST(u.len == t->len && memcmp(u.data, t->data, t->len) == 0);
    MUST(u.replaced == t->replaced && u.bom == t->bom && strcmp(u.encoding, t->encoding) == 0);
    wq_text_release(&u);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    static const char *const encodings[] = {
        NULL,         "UTF-8",        "UTF-16",    "UTF-16LE", "UTF-16BE", "UTF-32",        "UTF-32LE",
        "UTF-7",      "SCSU",         "BOCU-1",    "CESU-8",   "GB18030",  "ISO-2022-JP",   "windows-1256",
        "ISO-8859-6", "windows-1255", "Shift_JIS", "HZ",       "Big5",     "x-UTF-16LE-BOM"};
    struct wq_text t = {.data = NULL};

    if (len == 0)
        return 0;
    const char *encoding = encodings[data[0] % WQ_COUNT(encodings)];
    data++;
    len--;
    enum wq_status st = wq_decode(data, len, encoding, &t, NULL);
    MUST(st == WQ_OK || (st == WQ_EBINARY && !encoding));
    if (st == WQ_OK) {
        check_text(&t);
        check_again(&t);
        if (strcmp(t.encoding, "UTF-8") == 0 && wq_utf8_valid((const char *)data, len))
            MUST(t.len == len - (t.bom ? 3 : 0) && memcmp(t.data, data + len - t.len, t.len) == 0);
    } else {
        MUST(t.data == NULL);
    }
    check_same_from_buf(data, len, encoding, st, &t);
    wq_text_release(&t);
    return 0;
}
