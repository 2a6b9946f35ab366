#include "fulltext_write.h"

#include "waraq/base/array.h"
#include "waraq/text/utf8.h"

#include <stdlib.h>
#include <string.h>

enum {
    WINDOW = 1 << 16, /* bytes folded at a time, since what folding makes takes many times more memory */
    SAMPLE = 4096,    /* bytes of each block that are counted for the histogram */
};

void wq_ft_writer_init(struct wq_ft_writer *w, int fd, const struct wq_code *code)
{
    memset(w, 0, sizeof *w);
    w->sink.fd = fd;
    w->sink.at = WQ_CACHE_START;
    w->code = code;
    w->text = wq_malloc(WQ_FT_BLOCK);
    w->bits = wq_calloc(1, WQ_FT_BITS + WQ_FT_SLACK);
    wq_folded_init(&w->folded);
}

void wq_ft_writer_release(struct wq_ft_writer *w)
{
    free(w->text);
    free(w->bits);
    free(w->exceptions.items);
    free(w->blocks.items);
    free(w->docs.items);
    wq_folded_release(&w->folded);
}

static void end_block(struct wq_ft_writer *w)
{
    uint64_t number = w->blocks.len;
    size_t beside = WQ_FT_BITS + w->exceptions.len * sizeof(uint32_t);
    size_t counted = w->at < SAMPLE ? w->at : SAMPLE;

    for (size_t i = 0; i < counted; i++)
        w->histogram[w->text[i]]++;
    memset(w->text + w->at, WQ_CODE_END, WQ_FT_BLOCK - w->at);
    wq_cache_append(&w->sink, w->text, WQ_FT_BLOCK);
    w->bits = wq_realloc(w->bits, beside + WQ_FT_SLACK);
    if (w->exceptions.len)
        memcpy(w->bits + WQ_FT_BITS, w->exceptions.items, beside - WQ_FT_BITS);
    wq_cache_append(&w->sink, w->bits, beside);
    *WQ_PUSH(&w->blocks) = (struct wq_ft_block){
        .text_sum = wq_hash(w->text, WQ_FT_BLOCK, number),
        .beside_sum = wq_hash(w->bits, beside, number),
        .exceptions = (uint32_t)w->exceptions.len,
    };
    memset(w->bits, 0, WQ_FT_BITS);
    w->exceptions.len = 0;
    w->at = 0;
}

void wq_ft_writer_put(struct wq_ft_writer *w, uint8_t byte, uint8_t flags)
{
    w->text[w->at] = byte;
    if (flags) {
        w->bits[w->at / 8] |= (uint8_t)(1 << w->at % 8);
        if (flags != WQ_GAP_SPACE)
            *WQ_PUSH(&w->exceptions) = w->at | (uint32_t)flags << WQ_FT_EXCEPTION_SHIFT;
    }
    w->text_len++;
    if (++w->at == WQ_FT_BLOCK)
        end_block(w);
}

/* Adds n bits from bit from of bits to those of w from bit at. */
static void copy_bits(struct wq_ft_writer *w, uint32_t at, const uint8_t *bits, uint32_t from, uint32_t n)
{
    for (uint32_t k = 0; k < n; k += 32) {
        const uint8_t *p = bits + (from + k) / 8;
        uint8_t *to = w->bits + (at + k) / 8;
        uint64_t word = 0;
        for (unsigned i = 0; i < 5; i++)
            word |= (uint64_t)p[i] << 8 * i;
        word = word >> (from + k) % 8 & (n - k < 32 ? (UINT64_C(1) << (n - k)) - 1 : UINT32_MAX);
        word <<= (at + k) % 8;
        for (unsigned i = 0; i < 5; i++)
            to[i] |= (uint8_t)(word >> 8 * i);
    }
}

void wq_ft_writer_copy(struct wq_ft_writer *w, const uint8_t *text, const struct wq_ft_beside *b,
                       uint32_t from, uint32_t n)
{
    for (size_t e = wq_ft_exception(b, from); n > 0;) {
        uint32_t some = n < WQ_FT_BLOCK - w->at ? n : WQ_FT_BLOCK - w->at;
        memcpy(w->text + w->at, text + from, some);
        copy_bits(w, w->at, b->bits, from, some);
        for (uint32_t at; e < b->n && (at = b->exceptions[e] & (WQ_FT_BLOCK - 1)) < from + some; e++)
            *WQ_PUSH(&w->exceptions) =
                (b->exceptions[e] & ~(uint32_t)(WQ_FT_BLOCK - 1)) | (at - from + w->at);
        w->at += some;
        w->text_len += some;
        from += some;
        n -= some;
        if (w->at == WQ_FT_BLOCK)
            end_block(w);
    }
}

void wq_ft_writer_begin(struct wq_ft_writer *w, uint64_t identity, bool no_text)
{
    *WQ_PUSH(&w->docs) = (struct wq_cache_doc){identity, w->text_len | (no_text ? WQ_FT_NO_TEXT : 0)};
}

/*
 * Adds units from i on as long as they are letters of the table with nothing or a space before them, of
 * characters of their own, and do not fill the block; returns the first that is not.
 */
static size_t put_plain(struct wq_ft_writer *w, size_t i)
{
    const struct wq_fold_unit *units = w->folded.units.items;
    const unsigned char *from = (const unsigned char *)w->folded.text.data;
    const uint8_t *byte_of = w->code->byte_of;
    size_t n = w->folded.units.len;
    uint8_t *text = w->text;
    uint8_t *bits = w->bits;
    uint32_t at = w->at;

    _Static_assert(WQ_GAP_SPACE == 1, "a gap that is a space is a bit");
    for (; i < n && at < WQ_FT_BLOCK - 1; i++) {
        const struct wq_fold_unit *u = &units[i];
        unsigned lead = from[u->at];
        unsigned cp = lead < 0x80 ? lead : lead < 0xE0 ? (lead & 0x1F) << 6 | (from[u->at + 1] & 0x3F) : 0;
        if (!byte_of[cp] || u->gap > WQ_GAP_SPACE || (i > 0 && u->start == units[i - 1].start))
            break;
        text[at] = byte_of[cp];
        bits[at / 8] |= (uint8_t)(u->gap << at % 8);
        at++;
    }
    w->text_len += at - w->at;
    w->at = at;
    return i;
}

/* Adds what was folded; gap: what stood before it, behind the window before. */
static void put_folded(struct wq_ft_writer *w, uint8_t gap)
{
    const struct wq_folded *f = &w->folded;

    for (size_t i = 0; i < f->units.len; i = put_plain(w, i + 1)) {
        const struct wq_fold_unit *u = &f->units.items[i];
        uint8_t same = i > 0 && u->start == u[-1].start ? WQ_FT_SAME : 0;
        uint8_t bytes[4];
        size_t at = u->at;
        size_t n = wq_code_put(w->code, wq_utf8_next(f->text.data, &at), bytes);
        wq_ft_writer_put(w, bytes[0], u->gap | gap | same);
        for (size_t k = 1; k < n; k++)
            wq_ft_writer_put(w, bytes[k], 0);
        gap = 0;
    }
}

bool wq_ft_writer_text(struct wq_ft_writer *w, const char *s, size_t len, const struct wq_progress *progress,
                       size_t done, size_t total)
{
    uint8_t gap = 0;

    for (size_t at = 0; at < len;) {
        size_t end = len - at > WINDOW ? wq_utf8_floor(s, len, at + WINDOW) : len;
        if (!wq_progress_step(progress, done, total))
            return false;
        wq_folded_make(&w->folded, s + at, end - at, 0);
        put_folded(w, gap);
        gap = w->folded.tail | (w->folded.units.len ? 0 : gap);
        at = end;
    }
    wq_ft_writer_put(w, WQ_CODE_END, gap);
    return true;
}

enum wq_status wq_ft_writer_finish(struct wq_ft_writer *w, uint64_t key, struct wq_error *err)
{
    struct wq_ft_header h = {.text = w->text_len, .ndocs = w->docs.len};
    struct wq_buf manifest = WQ_BUF_INIT;

    if (w->at)
        end_block(w);
    wq_buf_add(&manifest, w->histogram, sizeof w->histogram);
    wq_buf_add(&manifest, w->blocks.items, w->blocks.len * sizeof *w->blocks.items);
    wq_buf_add(&manifest, w->docs.items, w->docs.len * sizeof *w->docs.items);
    h.nblocks = w->blocks.len;
    h.manifest = w->sink.at;
    h.manifest_sum = wq_hash(manifest.data, manifest.len, 0);
    wq_cache_append(&w->sink, manifest.data, manifest.len);
    wq_buf_release(&manifest);
    return wq_cache_finish(&w->sink, &h, sizeof h, WQ_FT_MAGIC, WQ_FT_VERSION, key, err);
}
