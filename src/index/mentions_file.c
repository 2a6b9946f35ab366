#include "mentions_file.h"

#include "waraq/base/array.h"
#include "waraq/base/mem.h"
#include "waraq/doc/article.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PAIR = sizeof(uint32_t) + 1 /* bytes */ };

static size_t manifest_len(const struct wq_mn_header *h)
{
    return (size_t)(h->nblocks * sizeof(struct wq_mn_block) + h->ndocs * sizeof(struct wq_cache_doc) +
                    h->nids * sizeof(uint32_t) + h->nforms * sizeof(struct wq_mn_form) + h->strings);
}

/* Whether the numbers agree with each other, so that nothing beyond the file is looked at and no more memory
 * is asked for than the file is long. */
static bool header_adds_up(const struct wq_mn_header *h)
{
    uint64_t most = h->head.length;

    return h->nblocks <= most / sizeof(struct wq_mn_block) &&
           h->ndocs <= most / sizeof(struct wq_cache_doc) && h->nids <= most / sizeof(uint32_t) &&
           h->nforms <= most / sizeof(struct wq_mn_form) && h->nblocks < UINT32_MAX &&
           h->ndocs < UINT32_MAX && h->nids < UINT32_MAX && h->nforms < UINT32_MAX && h->strings <= most &&
           h->strings < UINT32_MAX && h->manifest <= most && most - h->manifest == manifest_len(h);
}

/* The blocks fill what is between header and manifest exactly, and have all documents; sets their offsets. */
static bool blocks_add_up(struct wq_mentions *m)
{
    const struct wq_mn_header *h = &m->header;
    uint64_t at = WQ_CACHE_START;

    m->offsets = wq_calloc((size_t)h->nblocks, sizeof *m->offsets);
    for (size_t i = 0; i < h->nblocks; i++) {
        const struct wq_mn_block *b = &m->blocks[i];
        m->offsets[i] = at;
        at += (uint64_t)b->npairs * PAIR + b->details;
        if (at > h->manifest || (i == 0 ? b->first_doc != 0 : b->first_doc <= b[-1].first_doc) ||
            b->first_doc >= h->ndocs)
            return false;
    }
    return at == h->manifest && (h->nblocks > 0) == (h->ndocs > 0);
}

static uint32_t first_pair(const struct wq_mentions *m, size_t doc)
{
    return (uint32_t)m->docs.items[doc].start;
}

static uint32_t first_detail(const struct wq_mentions *m, size_t doc)
{
    return (uint32_t)((m->docs.items[doc].start & ~WQ_MN_UNREAD) >> WQ_MN_DETAILS);
}

/* The documents of a block follow upon each other, in it. */
static bool docs_add_up(const struct wq_mentions *m)
{
    for (size_t i = 0; i < m->header.nblocks; i++) {
        size_t doc = m->blocks[i].first_doc;
        size_t end = wq_mn_first_doc(m, i + 1);
        uint32_t pair = 0;
        uint32_t detail = 0;
        if (first_pair(m, doc) != 0 || first_detail(m, doc) != 0)
            return false;
        for (; doc < end; doc++) {
            if (first_pair(m, doc) < pair || first_detail(m, doc) < detail)
                return false;
            pair = first_pair(m, doc);
            detail = first_detail(m, doc);
        }
        if (pair > m->blocks[i].npairs || detail > m->blocks[i].details)
            return false;
    }
    return true;
}

/* Every string that is pointed to is there and has its end, and behind an id another has. */
static bool strings_add_up(const struct wq_mentions *m)
{
    const struct wq_mn_header *h = &m->header;
    size_t len = (size_t)h->strings;

    if (h->nids == 0 && h->nforms == 0)
        return true;
    if (len < 2 || m->strings[len - 1] || m->strings[len - 2])
        return false;
    for (size_t i = 0; i < h->nids; i++)
        if (m->ids[i] >= len - 1)
            return false;
    for (size_t i = 0; i < h->nforms; i++)
        if (m->forms[i].id >= h->nids || m->forms[i].spelling >= len)
            return false;
    return true;
}

static enum wq_status read_manifest(struct wq_mentions *m, struct wq_error *err)
{
    const struct wq_mn_header *h = &m->header;
    size_t len = manifest_len(h);

    m->manifest = wq_malloc(len);
    enum wq_status status = wq_cache_read(m->fd, h->manifest, m->manifest, len, err);
    if (status != WQ_OK)
        return status;
    if (wq_hash(m->manifest, len, 0) != h->manifest_sum)
        return wq_fail(err, WQ_ETYPE, "cache file");
    const void *p = m->manifest;
    m->blocks = p;
    p = m->blocks + h->nblocks;
    m->docs = (struct wq_cache_docs){.items = p, .n = (size_t)h->ndocs};
    p = m->docs.items + h->ndocs;
    m->ids = p;
    p = m->ids + h->nids;
    m->forms = p;
    p = m->forms + h->nforms;
    m->strings = p;
    return blocks_add_up(m) && docs_add_up(m) && strings_add_up(m) ? WQ_OK
                                                                   : wq_fail(err, WQ_ETYPE, "cache file");
}

uint64_t wq_mn_key(const char *encoding, const struct wq_finding *finding)
{
    struct wq_buf version = WQ_BUF_INIT;

    wq_names_version(finding->names, &version);
    wq_doc_version(&version);
    wq_buf_addf(&version, " %d", finding->least);
    uint64_t key = wq_hash(version.data, version.len, wq_cache_key(encoding));
    wq_buf_release(&version);
    return key;
}

static enum wq_status read_head(struct wq_mentions *m, uint64_t size, uint64_t key, struct wq_error *err)
{
    struct wq_mn_header *h = &m->header;
    enum wq_status status = wq_cache_read(m->fd, 0, h, sizeof *h, err);

    if (status != WQ_OK)
        return status;
    if (!wq_cache_is_ours(&h->head, WQ_MN_MAGIC, WQ_MN_VERSION, key, size) ||
        h->sum != wq_cache_seal(h, sizeof *h) || !header_adds_up(h))
        return wq_fail(err, WQ_ETYPE, "cache file");
    return read_manifest(m, err);
}

enum wq_status wq_mentions_open(const char *file, const char *encoding, const struct wq_finding *finding,
                                struct wq_mentions **out, struct wq_error *err)
{
    uint64_t size;
    int fd;
    enum wq_status status = wq_cache_open(file, &fd, &size, err);

    if (status != WQ_OK)
        return status;
    struct wq_mentions *m = wq_calloc(1, sizeof *m);
    m->fd = fd;
    m->pairs.block = m->details.block = UINT64_MAX;
    status = read_head(m, size, wq_mn_key(encoding, finding), err);
    if (status == WQ_OK)
        *out = m;
    else
        wq_mentions_free(m);
    return status;
}

void wq_mentions_free(struct wq_mentions *m)
{
    if (!m)
        return;
    close(m->fd);
    wq_cache_docs_release(&m->docs);
    free(m->manifest);
    free(m->offsets);
    free(m->pairs.bytes);
    free(m->details.bytes);
    free(m);
}

size_t wq_mentions_count(const struct wq_mentions *m)
{
    return m->docs.n;
}

uint32_t wq_mentions_doc(struct wq_mentions *m, const char *path)
{
    size_t doc = wq_cache_find_path(&m->docs, path);
    return doc == WQ_CACHE_NONE ? WQ_MENTIONS_NONE : (uint32_t)doc;
}

/* ---- blocks ---- */

size_t wq_mn_first_doc(const struct wq_mentions *m, size_t block)
{
    return block < m->header.nblocks ? m->blocks[block].first_doc : m->docs.n;
}

size_t wq_mn_block_of(const struct wq_mentions *m, size_t doc)
{
    size_t behind;

    WQ_BISECT(behind, (size_t)m->header.nblocks, i, m->blocks[i].first_doc <= doc);
    return behind - 1;
}

/* Reads len bytes at offset of a block, which have a checksum, unless they were read last. */
static enum wq_status read_part(struct wq_mentions *m, struct wq_mn_part *p, size_t block, uint64_t offset,
                                size_t len, uint64_t sum, struct wq_error *err)
{
    if (p->block == block)
        return WQ_OK;
    p->block = UINT64_MAX;
    p->bytes = wq_realloc(p->bytes, len + 1);
    enum wq_status status = wq_cache_read(m->fd, m->offsets[block] + offset, p->bytes, len, err);
    if (status == WQ_OK && wq_hash(p->bytes, len, block) != sum)
        status = wq_fail(err, WQ_ETYPE, "cache file");
    if (status == WQ_OK)
        p->block = block;
    return status;
}

/* Every form there is one. */
static bool forms_add_up(const struct wq_mentions *m, const struct wq_mn_block *b)
{
    const void *bytes = m->pairs.bytes;
    const uint32_t *forms = bytes;
    uint32_t highest = 0;

    for (uint32_t i = 0; i < b->npairs; i++)
        highest = forms[i] > highest ? forms[i] : highest;
    return b->npairs == 0 || highest < m->header.nforms;
}

enum wq_status wq_mn_read_pairs(struct wq_mentions *m, size_t block, struct wq_error *err)
{
    const struct wq_mn_block *b = &m->blocks[block];
    bool there = m->pairs.block == block;
    enum wq_status status = read_part(m, &m->pairs, block, 0, (size_t)b->npairs * PAIR, b->pairs_sum, err);

    if (status == WQ_OK && !there && !forms_add_up(m, b)) {
        m->pairs.block = UINT64_MAX;
        status = wq_fail(err, WQ_ETYPE, "cache file");
    }
    return status;
}

struct wq_mn_pairs wq_mn_pairs(const struct wq_mentions *m, size_t doc)
{
    const struct wq_mn_block *b = &m->blocks[m->pairs.block];
    const void *bytes = m->pairs.bytes;
    const uint32_t *forms = bytes;
    bool last = doc + 1 == wq_mn_first_doc(m, m->pairs.block + 1);
    uint32_t from = first_pair(m, doc);
    uint32_t to = last ? b->npairs : first_pair(m, doc + 1);

    return (struct wq_mn_pairs){forms + from, m->pairs.bytes + b->npairs * sizeof *forms + from, to - from};
}

enum wq_status wq_mn_read_details(struct wq_mentions *m, size_t doc, const uint8_t **at, const uint8_t **end,
                                  struct wq_error *err)
{
    size_t block = wq_mn_block_of(m, doc);
    const struct wq_mn_block *b = &m->blocks[block];
    bool last = doc + 1 == wq_mn_first_doc(m, block + 1);
    enum wq_status status =
        read_part(m, &m->details, block, (uint64_t)b->npairs * PAIR, b->details, b->details_sum, err);

    if (status == WQ_OK) {
        *at = m->details.bytes + first_detail(m, doc);
        *end = m->details.bytes + (last ? b->details : first_detail(m, doc + 1));
    }
    return status;
}

bool wq_mn_number(const uint8_t **at, const uint8_t *end, uint32_t *out)
{
    uint64_t number = 0;

    for (unsigned shift = 0; *at < end && shift < 35; shift += 7) {
        uint8_t byte = *(*at)++;
        number |= (uint64_t)(byte & 0x7F) << shift;
        if (byte < 0x80) {
            *out = (uint32_t)number;
            return number <= UINT32_MAX;
        }
    }
    return false;
}
