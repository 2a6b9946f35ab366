#include "fulltext_file.h"

#include "waraq/base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static size_t manifest_len(const struct wq_ft_header *h)
{
    return 256 * sizeof(uint32_t) + (size_t)h->nblocks * sizeof(struct wq_ft_block) +
           (size_t)h->ndocs * sizeof(struct wq_cache_doc);
}

/* Whether the numbers agree with each other, so that whatever else is wrong, nothing beyond the file is
 * looked at and no more memory is asked for than the file is long. */
static bool header_adds_up(const struct wq_ft_header *h)
{
    uint64_t most = h->head.length;

    return h->text <= most && h->nblocks <= most / WQ_FT_BLOCK + 1 &&
           h->ndocs <= most / sizeof(struct wq_cache_doc) && h->ndocs < UINT32_MAX &&
           h->nblocks == (h->text + WQ_FT_BLOCK - 1) / WQ_FT_BLOCK && h->manifest <= most &&
           most - h->manifest == manifest_len(h);
}

/* The blocks fill what is between header and manifest exactly; sets their offsets. */
static bool blocks_add_up(struct wq_fulltext *ft)
{
    const struct wq_ft_header *h = &ft->header;
    uint64_t at = WQ_CACHE_START;

    ft->offsets = wq_calloc((size_t)h->nblocks, sizeof *ft->offsets);
    ft->whole = wq_calloc((size_t)h->nblocks, sizeof *ft->whole);
    for (size_t i = 0; i < h->nblocks; i++) {
        ft->offsets[i] = at;
        at += WQ_FT_BLOCK + WQ_FT_BITS + (uint64_t)ft->blocks[i].exceptions * sizeof(uint32_t);
        if (ft->blocks[i].exceptions > WQ_FT_BLOCK || at > h->manifest)
            return false;
    }
    return at == h->manifest;
}

/* Each document has at least its end, and they follow upon each other without a hole. */
static bool docs_add_up(const struct wq_fulltext *ft)
{
    size_t n = (size_t)ft->header.ndocs;

    if (wq_ft_doc_start(ft, 0) != 0)
        return false;
    for (size_t i = 0; i < n; i++)
        if (wq_ft_doc_start(ft, i + 1) <= wq_ft_doc_start(ft, i))
            return false;
    return n > 0 || ft->header.text == 0;
}

static enum wq_status read_manifest(struct wq_fulltext *ft, struct wq_error *err)
{
    const struct wq_ft_header *h = &ft->header;
    size_t len = manifest_len(h);

    ft->manifest = wq_malloc(len);
    enum wq_status status = wq_cache_read(ft->fd, h->manifest, ft->manifest, len, err);
    if (status != WQ_OK)
        return status;
    if (wq_hash(ft->manifest, len, 0) != h->manifest_sum)
        return wq_fail(err, WQ_ETYPE, "cache file");
    const void *p = ft->manifest;
    ft->histogram = p;
    p = ft->manifest + 256 * sizeof(uint32_t);
    ft->blocks = p;
    p = ft->manifest + 256 * sizeof(uint32_t) + (size_t)h->nblocks * sizeof *ft->blocks;
    ft->docs.items = p;
    ft->docs.n = (size_t)h->ndocs;
    return blocks_add_up(ft) && docs_add_up(ft) ? WQ_OK : wq_fail(err, WQ_ETYPE, "cache file");
}

static enum wq_status read_head(struct wq_fulltext *ft, uint64_t size, struct wq_error *err)
{
    struct wq_ft_header *h = &ft->header;
    enum wq_status status = wq_cache_read(ft->fd, 0, h, sizeof *h, err);

    if (status != WQ_OK)
        return status;
    if (!wq_cache_is_ours(&h->head, WQ_FT_MAGIC, WQ_FT_VERSION, wq_cache_key(ft->encoding), size) ||
        h->sum != wq_cache_seal(h, sizeof *h) || !header_adds_up(h))
        return wq_fail(err, WQ_ETYPE, "cache file");
    return read_manifest(ft, err);
}

enum wq_status wq_fulltext_open(const char *file, const char *encoding, struct wq_fulltext **out,
                                struct wq_error *err)
{
    uint64_t size;
    int fd;
    enum wq_status status = wq_cache_open(file, &fd, &size, err);

    if (status != WQ_OK)
        return status;
    struct wq_fulltext *ft = wq_calloc(1, sizeof *ft);
    ft->fd = fd;
    ft->encoding = encoding;
    ft->beside[0].block = ft->beside[1].block = UINT64_MAX;
    wq_folded_init(&ft->scratch);
    status = read_head(ft, size, err);
    if (status != WQ_OK) {
        wq_fulltext_free(ft);
        return status;
    }
    wq_code_init(&ft->code);
    *out = ft;
    return WQ_OK;
}

void wq_fulltext_free(struct wq_fulltext *ft)
{
    if (!ft)
        return;
    close(ft->fd);
    free(ft->manifest);
    free(ft->offsets);
    free(ft->whole);
    wq_cache_docs_release(&ft->docs);
    free(ft->beside[0].bits);
    free(ft->beside[1].bits);
    wq_folded_release(&ft->scratch);
    free(ft);
}

size_t wq_fulltext_count(const struct wq_fulltext *ft)
{
    return (size_t)ft->header.ndocs;
}

size_t wq_fulltext_bytes(const struct wq_fulltext *ft)
{
    return (size_t)ft->header.text;
}

size_t wq_fulltext_doc(struct wq_fulltext *ft, const char *path)
{
    return wq_cache_find_path(&ft->docs, path);
}

enum wq_status wq_ft_read_text(struct wq_fulltext *ft, uint64_t block, uint8_t *to, struct wq_error *err)
{
    enum wq_status status = wq_cache_read(ft->fd, ft->offsets[block], to, WQ_FT_BLOCK, err);

    if (status != WQ_OK || ft->whole[block])
        return status;
    ft->whole[block] = wq_hash(to, WQ_FT_BLOCK, block) == ft->blocks[block].text_sum;
    return ft->whole[block] ? WQ_OK : wq_fail(err, WQ_ETYPE, "cache file");
}

enum wq_status wq_ft_read_beside(struct wq_fulltext *ft, uint64_t block, const struct wq_ft_beside **out,
                                 struct wq_error *err)
{
    struct wq_ft_beside *b = &ft->beside[block & 1];

    *out = b;
    if (b->block == block)
        return WQ_OK;
    const struct wq_ft_block *of = &ft->blocks[block];
    size_t len = WQ_FT_BITS + of->exceptions * sizeof(uint32_t);
    b->block = UINT64_MAX;
    b->bits = wq_realloc(b->bits, len + WQ_FT_SLACK);
    memset(b->bits + len, 0, WQ_FT_SLACK);
    enum wq_status status = wq_cache_read(ft->fd, ft->offsets[block] + WQ_FT_BLOCK, b->bits, len, err);
    if (status == WQ_OK && wq_hash(b->bits, len, block) != of->beside_sum)
        status = wq_fail(err, WQ_ETYPE, "cache file");
    if (status != WQ_OK)
        return status;
    const void *behind = b->bits + WQ_FT_BITS;
    b->exceptions = behind;
    b->n = of->exceptions;
    b->block = block;
    return WQ_OK;
}

size_t wq_ft_exception(const struct wq_ft_beside *b, uint32_t at)
{
    size_t low = 0;
    size_t high = b->n;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if ((b->exceptions[middle] & (WQ_FT_BLOCK - 1)) < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

uint8_t wq_ft_what(const struct wq_ft_beside *b, uint32_t at)
{
    size_t i = wq_ft_exception(b, at);
    bool there = i < b->n && (b->exceptions[i] & (WQ_FT_BLOCK - 1)) == at;
    return there ? (uint8_t)(b->exceptions[i] >> WQ_FT_EXCEPTION_SHIFT) : WQ_GAP_SPACE;
}
