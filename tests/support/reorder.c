#include "reorder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ubidi.h>
#include <unicode/uchar.h>
#include <unicode/utf16.h>

#include <cmocka.h>

/* A row as ICU takes it: its characters, and the embeddings among its marks. */
struct text {
    UChar *units;
    int32_t len;
    int32_t *width; /* of the character that begins at a unit; 0: an embedding, or a second half */
};

static void add(struct text *t, uint32_t cp, int32_t width)
{
    t->width[t->len] = width;
    if (cp > 0xFFFF) {
        t->units[t->len++] = U16_LEAD(cp);
        t->width[t->len] = 0;
        t->units[t->len++] = U16_TRAIL(cp);
    } else {
        t->units[t->len++] = (UChar)cp;
    }
}

static void take(struct text *t, const struct wq_sent *sent, int width)
{
    size_t most = (size_t)width * 2 * (1 + WQ_SENT_MARKS);

    t->units = calloc(most, sizeof *t->units);
    t->width = calloc(most, sizeof *t->width);
    assert_true(t->units && t->width);
    for (int x = 0; x < width; x++) {
        if (sent[x].width == 0)
            continue;
        add(t, sent[x].ch, sent[x].width);
        for (int i = 0; i < sent[x].nmarks; i++)
            if (sent[x].mark[i] >= 0x202A && sent[x].mark[i] <= 0x202E)
                add(t, sent[x].mark[i], 0);
    }
}

static uint32_t shown(const struct text *t, UBiDi *bidi, int32_t at)
{
    UChar32 c;

    U16_GET(t->units, 0, at, t->len, c);
    return (uint32_t)(ubidi_getLevelAt(bidi, at) % 2 ? u_charMirror(c) : c);
}

void reorder_row(enum reorder how, const struct wq_sent *sent, int width, uint32_t *seen)
{
    struct text t = {0};
    UErrorCode e = U_ZERO_ERROR;
    UBiDi *bidi = ubidi_open();
    int column = 0;

    memset(seen, 0, (size_t)width * sizeof *seen);
    for (int x = 0; x < width && how == REORDER_NOT; x++)
        seen[x] = sent[x].width ? sent[x].ch : 0;
    if (how != REORDER_NOT) {
        take(&t, sent, width);
        ubidi_setPara(bidi, t.units, t.len, how == REORDER_STRONG ? UBIDI_DEFAULT_LTR : UBIDI_LTR, NULL, &e);
        int32_t *order = calloc((size_t)t.len, sizeof *order);
        ubidi_getVisualMap(bidi, order, &e);
        assert_true(U_SUCCESS(e));
        for (int32_t i = 0; i < t.len; i++) {
            if (t.width[order[i]] == 0)
                continue;
            assert_true(column < width);
            seen[column] = shown(&t, bidi, order[i]);
            column += t.width[order[i]];
        }
        free(order);
        assert_int_equal(column, width);
    }
    free(t.units);
    free(t.width);
    ubidi_close(bidi);
}
