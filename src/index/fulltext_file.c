#include "fulltext_file.h"

#include "waraq/base/hash.h"
#include "waraq/base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Reads len bytes at offset, no less. */
static enum wq_status read_at(int fd, uint64_t offset, void *to, size_t len, struct wq_error *err)
{
    size_t done = 0;

    while (done < len) {
        ssize_t n = pread(fd, (char *)to + done, len - done, (off_t)(offset + done));
        if (n == 0)
            return wq_fail(err, WQ_ETYPE, "cache file"); /* cut off */
        if (n < 0 && errno != EINTR)
            return wq_fail(err, WQ_ESYS, "cache file");
        done += n > 0 ? (size_t)n : 0;
    }
    return WQ_OK;
}

static bool header_is_ours(const struct wq_ft_header *h, uint64_t size, uint64_t key)
{
    struct wq_ft_header sealed = *h;

    wq_ft_seal(&sealed);
    return !memcmp(h->magic, WQ_FT_MAGIC, sizeof h->magic) && h->order == WQ_FT_ORDER &&
           h->version == WQ_FT_VERSION && h->sum == sealed.sum && h->key == key && h->length == size;
}

static size_t manifest_len(const struct wq_ft_header *h)
{
    return 256 * sizeof(uint32_t) + (size_t)h->nblocks * sizeof(struct wq_ft_block) +
           (size_t)h->ndocs * sizeof(struct wq_ft_doc);
}

/* Whether the numbers agree with each other, so that whatever else is wrong, nothing beyond the file is
 * looked at and no more memory is asked for than the file is long. */
static bool header_adds_up(const struct wq_ft_header *h)
{
    uint64_t most = h->length;

    return h->length <= INT64_MAX && h->text <= most && h->nblocks <= most / WQ_FT_BLOCK + 1 &&
           h->ndocs <= most / sizeof(struct wq_ft_doc) && h->ndocs < UINT32_MAX &&
           h->nblocks == (h->text + WQ_FT_BLOCK - 1) / WQ_FT_BLOCK && h->manifest <= most &&
           most - h->manifest == manifest_len(h);
}

/* The blocks fill what is between header and manifest exactly; sets their offsets. */
static bool blocks_add_up(struct wq_fulltext *ft)
{
    const struct wq_ft_header *h = &ft->header;
    uint64_t at = WQ_FT_START;

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
    enum wq_status status = read_at(ft->fd, h->manifest, ft->manifest, len, err);
    if (status != WQ_OK)
        return status;
    if (wq_hash(ft->manifest, len, 0) != h->manifest_sum)
        return wq_fail(err, WQ_ETYPE, "cache file");
    const void *p = ft->manifest;
    ft->histogram = p;
    p = ft->manifest + 256 * sizeof(uint32_t);
    ft->blocks = p;
    p = ft->manifest + 256 * sizeof(uint32_t) + (size_t)h->nblocks * sizeof *ft->blocks;
    ft->docs = p;
    return blocks_add_up(ft) && docs_add_up(ft) ? WQ_OK : wq_fail(err, WQ_ETYPE, "cache file");
}

static enum wq_status read_head(struct wq_fulltext *ft, struct wq_error *err)
{
    struct stat st;

    if (fstat(ft->fd, &st) != 0)
        return wq_fail(err, WQ_ESYS, "cache file");
    if (!S_ISREG(st.st_mode) || st.st_uid != geteuid() || st.st_size < WQ_FT_START)
        return wq_fail(err, WQ_ETYPE, "cache file");
    enum wq_status status = read_at(ft->fd, 0, &ft->header, sizeof ft->header, err);
    if (status != WQ_OK)
        return status;
    if (!header_is_ours(&ft->header, (uint64_t)st.st_size, wq_ft_key(ft->encoding)) ||
        !header_adds_up(&ft->header))
        return wq_fail(err, WQ_ETYPE, "cache file");
    return read_manifest(ft, err);
}

enum wq_status wq_fulltext_open(const char *file, const char *encoding, struct wq_fulltext **out,
                                struct wq_error *err)
{
    int fd = open(file, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);

    if (fd < 0)
        return wq_fail(err, errno == ENOENT || errno == ENOTDIR ? WQ_ENOTFOUND : WQ_ESYS, file);
    struct wq_fulltext *ft = wq_calloc(1, sizeof *ft);
    ft->fd = fd;
    ft->encoding = encoding;
    ft->beside[0].block = ft->beside[1].block = UINT64_MAX;
    wq_folded_init(&ft->scratch);
    enum wq_status status = read_head(ft, err);
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
    free(ft->index);
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

static void make_index(struct wq_fulltext *ft)
{
    size_t n = (size_t)ft->header.ndocs;

    ft->slots = 16;
    while (ft->slots < 2 * n)
        ft->slots *= 2;
    ft->index = wq_calloc(ft->slots, sizeof *ft->index);
    for (size_t i = n; i-- > 0;) {
        size_t slot = (size_t)ft->docs[i].identity & (ft->slots - 1);
        while (ft->index[slot])
            slot = (slot + 1) & (ft->slots - 1);
        ft->index[slot] = (uint32_t)i + 1;
    }
}

size_t wq_ft_lookup(struct wq_fulltext *ft, uint64_t identity)
{
    if (!ft->index)
        make_index(ft);
    for (size_t slot = (size_t)identity & (ft->slots - 1); ft->index[slot];
         slot = (slot + 1) & (ft->slots - 1))
        if (ft->docs[ft->index[slot] - 1].identity == identity)
            return ft->index[slot] - 1;
    return WQ_FULLTEXT_NONE;
}

size_t wq_fulltext_doc(struct wq_fulltext *ft, const char *path)
{
    struct stat st;

    if (stat(path, &st) != 0 || !S_ISREG(st.st_mode))
        return WQ_FULLTEXT_NONE;
    return wq_ft_lookup(ft, wq_ft_identity(path, &st));
}

enum wq_status wq_ft_read_text(struct wq_fulltext *ft, uint64_t block, uint8_t *to, struct wq_error *err)
{
    enum wq_status status = read_at(ft->fd, ft->offsets[block], to, WQ_FT_BLOCK, err);

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
    enum wq_status status = read_at(ft->fd, ft->offsets[block] + WQ_FT_BLOCK, b->bits, len, err);
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
