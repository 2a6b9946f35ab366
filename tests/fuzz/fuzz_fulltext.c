/*
 * fuzz_fulltext: a cache file that somebody else wrote.
 *
 * The first byte's lowest bit says how: 0, the rest is the file as it is. 1, a file is made that passes the
 * checksums, with the rest as what is in it, so that the search itself meets bytes that are no code,
 * documents that end nowhere and exceptions out of order:
 *
 *     blocks (1 to 3), documents, shift of the header's numbers, exceptions a block, then bytes that are used
 *     round and round for text, bits, exceptions and documents
 */
#include "../../src/index/fulltext_file.h"
#include "waraq/base/array.h"
#include "waraq/search/query.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

/* Not assert: that may be compiled out. */
#define MUST(x)                                                                                              \
    do {                                                                                                     \
        if (!(x))                                                                                            \
            abort();                                                                                         \
    } while (0)

struct source {
    const uint8_t *data;
    size_t len, at;
};

static uint8_t next(struct source *s)
{
    return s->len ? s->data[s->at++ % s->len] : 0;
}

static void add_number(struct wq_buf *b, uint64_t n, size_t size)
{
    uint32_t small = (uint32_t)n;

    wq_buf_add(b, size == sizeof n ? (const void *)&n : &small, size);
}

static void add_text(struct wq_buf *b, struct source *s)
{
    for (size_t i = 0; i < WQ_FT_BLOCK; i++)
        wq_buf_addc(b, (char)next(s));
}

static void add_beside(struct wq_buf *b, struct source *s, uint32_t exceptions)
{
    for (size_t i = 0; i < WQ_FT_BITS; i++)
        wq_buf_addc(b, (char)next(s));
    for (uint32_t i = 0; i < exceptions; i++) {
        uint32_t at = (uint32_t)next(s) << 8 | next(s);
        add_number(b, at | (uint32_t)next(s) << WQ_FT_EXCEPTION_SHIFT, sizeof at);
    }
}

static void add_blocks(struct wq_buf *b, struct wq_buf *blocks, struct source *s, size_t n,
                       uint32_t exceptions)
{
    for (size_t i = 0; i < n; i++) {
        size_t start = b->len;
        add_text(b, s);
        add_beside(b, s, exceptions);
        size_t beside = start + WQ_FT_BLOCK;
        add_number(blocks, wq_hash(b->data + start, WQ_FT_BLOCK, i), 8);
        add_number(blocks, wq_hash(b->data + beside, b->len - beside, i), 8);
        add_number(blocks, exceptions, 4);
        add_number(blocks, 0, 4);
    }
}

static void make_file(struct wq_buf *b, const uint8_t *data, size_t len)
{
    struct source s = {data + 4, len - 4, 0};
    struct wq_buf blocks = WQ_BUF_INIT;
    size_t n = 1 + data[0] % 3;
    size_t docs = data[1];
    struct wq_ft_header h = {
        .head = {.order = WQ_CACHE_ORDER, .version = WQ_FT_VERSION, .key = wq_cache_key(NULL)}};

    memcpy(h.head.magic, WQ_FT_MAGIC, sizeof h.head.magic);
    for (size_t i = 0; i < WQ_CACHE_START; i++)
        wq_buf_addc(b, 0);
    add_blocks(b, &blocks, &s, n, data[3]);
    h.text = n * WQ_FT_BLOCK - data[2];
    h.nblocks = n;
    h.ndocs = docs;
    h.manifest = b->len;
    for (size_t i = 0; i < 256; i++)
        add_number(b, next(&s), 4);
    wq_buf_add(b, blocks.data, blocks.len);
    for (uint64_t i = 0, at = 0; i < docs; i++) {
        add_number(b, i + 1, 8);
        add_number(b, at | (next(&s) == 0 ? WQ_FT_NO_TEXT : 0), 8);
        at += (uint64_t)next(&s) << (i % 9) | 1;
    }
    h.manifest_sum = wq_hash(b->data + h.manifest, b->len - h.manifest, 0);
    h.head.length = b->len;
    h.sum = wq_cache_seal(&h, sizeof h);
    memcpy(b->data, &h, sizeof h);
    wq_buf_release(&blocks);
}

struct told {
    size_t n, last, docs;
};

static bool found(void *data, size_t doc, size_t hits)
{
    struct told *t = data;

    MUST(hits > 0 && doc < t->docs && (t->n == 0 || doc > t->last));
    t->last = doc;
    t->n++;
    return t->n % 7 != 0;
}

static void search(struct wq_fulltext *ft, const char *text, enum wq_match match, bool word)
{
    struct told told = {.docs = wq_fulltext_count(ft)};
    struct wq_query *q;
    size_t from = 0;

    if (wq_query_new(text, strlen(text), match, word, &q, NULL) != WQ_OK)
        return;
    struct wq_fulltext_search s = {.query = q, .found = found, .data = &told};
    while (from < told.docs) {
        size_t next_doc = from;
        enum wq_status status = wq_fulltext_find(ft, &s, from, told.docs, &next_doc, NULL);
        MUST(next_doc >= from && next_doc <= told.docs);
        if (status != WQ_OK)
            break;
        MUST(next_doc > from);
        from = next_doc;
    }
    wq_query_free(q);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    static const char *const queries[] = {"ا",    "ان",   "کم جونگ",    "a b", "ж",
                                          " x\"", "ہہہہ", "e\u0301 中", "ﷲ"};
    struct wq_buf file = WQ_BUF_INIT;
    struct wq_fulltext *ft;
    char path[] = "/tmp/waraq-fuzz-XXXXXX";

    if (len < 6)
        return 0;
    if (data[0] & 1)
        make_file(&file, data + 1, len - 1);
    else
        wq_buf_add(&file, data + 1, len - 1);
    int fd = mkstemp(path);
    MUST(fd >= 0 && write(fd, file.data, file.len) == (ssize_t)file.len);
    close(fd);
    if (wq_fulltext_open(path, NULL, &ft, NULL) == WQ_OK) {
        for (size_t i = 0; i < 2; i++)
            for (int way = 0; way < 6; way++)
                search(ft, queries[(data[len - 1] + i) % WQ_COUNT(queries)], (enum wq_match)(way / 2),
                       way % 2);
        wq_fulltext_doc(ft, "README.md");
        wq_fulltext_free(ft);
    }
    unlink(path);
    wq_buf_release(&file);
    return 0;
}
