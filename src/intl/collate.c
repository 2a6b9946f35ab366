#include "waraq/intl/collate.h"

#include "waraq/base/mem.h"

#include <stdlib.h>
#include <unicode/ucol.h>
#include <unicode/ustring.h>

struct wq_collator {
    UCollator *icu; /* NULL: there is none, and bytes decide */
};

struct wq_collator *wq_collator_new(const char *language)
{
    struct wq_collator *c = wq_calloc(1, sizeof *c);
    UErrorCode e = U_ZERO_ERROR;

    c->icu = ucol_open(language, &e);
    if (U_FAILURE(e)) {
        ucol_close(c->icu);
        c->icu = NULL;
    }
    return c;
}

void wq_collator_free(struct wq_collator *c)
{
    if (!c)
        return;
    ucol_close(c->icu);
    free(c);
}

/* ICU's key of text as UTF-16, with its NUL. */
static void add_key(const UCollator *icu, const UChar *s, int32_t len, struct wq_buf *out)
{
    uint8_t few[256];
    int32_t n = ucol_getSortKey(icu, s, len, few, sizeof few);

    if (n <= (int32_t)sizeof few) {
        wq_buf_add(out, few, (size_t)n);
        return;
    }
    wq_buf_reserve(out, (size_t)n);
    ucol_getSortKey(icu, s, len, (uint8_t *)out->data + out->len, n);
    out->len += (size_t)n;
    out->data[out->len] = '\0';
}

void wq_collator_key(const struct wq_collator *c, const char *s, size_t len, struct wq_buf *out)
{
    UChar few[128];
    /* No text is longer in UTF-16 than in UTF-8. */
    UChar *utf16 = len <= sizeof few / sizeof *few ? few : wq_reallocarray(NULL, len, sizeof *utf16);
    UErrorCode e = U_ZERO_ERROR;
    int32_t n = 0;

    u_strFromUTF8WithSub(utf16, (int32_t)len, &n, s, (int32_t)len, 0xFFFD, NULL, &e);
    if (c->icu && U_SUCCESS(e)) {
        add_key(c->icu, utf16, n, out);
    } else {
        wq_buf_add(out, s, len);
        wq_buf_addc(out, '\0');
    }
    if (utf16 != few)
        free(utf16);
}
