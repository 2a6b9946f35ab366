/*
 * fuzz_mentions: a cache file of mentions that somebody else wrote.
 *
 * The first byte's lowest bit says how: 0, the rest is the file as it is. 1, a file is made that passes the
 * checksums, with the rest as what is in it, so that asking itself meets forms and strings that are not
 * there, numbers that never end and documents out of order:
 *
 *     blocks (1 to 3), documents a block, pairs a block, ids, forms, bytes of details and of strings, then
 *     bytes that are used round and round
 */
#include "../../src/index/mentions_file.h"
#include "waraq/base/mem.h"

#include <stddef.h>
#include <stdint.h>
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

static const char rows[] = "id\tur\nloc:a\tلاہور\nper:b\tکم جونگ\n";

struct source {
    const uint8_t *data;
    size_t len, at;
};

static uint8_t next(struct source *s)
{
    return s->len ? s->data[s->at++ % s->len] : 0;
}

static void add_bytes(struct wq_buf *b, struct source *s, size_t n)
{
    while (n--)
        wq_buf_addc(b, (char)next(s));
}

/* Small numbers, mostly: a large one is refused at once. */
static void add_u32(struct wq_buf *b, struct source *s)
{
    uint8_t byte = next(s);
    uint32_t n = byte == 0xFF ? UINT32_C(0x1000000) * next(s) : byte;

    wq_buf_add(b, &n, sizeof n);
}

struct plan {
    size_t blocks, docs, pairs, ids, forms, details, strings;
};

static void add_blocks(struct wq_buf *b, struct wq_buf *table, struct source *s, const struct plan *p)
{
    for (size_t i = 0; i < p->blocks; i++) {
        size_t start = b->len;
        for (size_t k = 0; k < p->pairs; k++)
            add_u32(b, s);
        add_bytes(b, s, p->pairs + p->details);
        size_t middle = start + 5 * p->pairs;
        struct wq_mn_block block = {
            .pairs_sum = wq_hash(b->data + start, middle - start, i),
            .details_sum = wq_hash(b->data + middle, b->len - middle, i),
            .first_doc = (uint32_t)(i * p->docs),
            .npairs = (uint32_t)p->pairs,
            .details = (uint32_t)p->details,
        };
        wq_buf_add(table, &block, sizeof block);
    }
}

/* Mostly one behind the other, as they must be. */
static void add_docs(struct wq_buf *b, struct source *s, const struct plan *p)
{
    for (size_t i = 0; i < p->blocks; i++) {
        uint64_t pair = 0;
        uint64_t detail = 0;
        for (size_t k = 0; k < p->docs; k++) {
            uint8_t flags = next(s);
            struct wq_cache_doc doc = {i * p->docs + k + 1, pair | detail << WQ_MN_DETAILS};
            if (flags == 0xFE)
                doc.start |= WQ_MN_UNREAD;
            wq_buf_add(b, &doc, sizeof doc);
            pair += flags % 4;
            detail += flags / 4 % 16;
        }
    }
}

static void make_file(struct wq_buf *b, const uint8_t *data, size_t len, uint64_t key)
{
    struct source s = {data + 7, len - 7, 0};
    struct wq_buf table = WQ_BUF_INIT;
    struct plan p = {1 + data[0] % 3U, 1 + data[1] % 16U, data[2], data[3], data[4], data[5], data[6]};
    struct wq_mn_header h = {.head = {.order = WQ_CACHE_ORDER, .version = WQ_MN_VERSION, .key = key},
                             .nblocks = p.blocks,
                             .ndocs = p.blocks * p.docs,
                             .nids = p.ids,
                             .nforms = p.forms,
                             .strings = p.strings + 2};

    memcpy(h.head.magic, WQ_MN_MAGIC, sizeof h.head.magic);
    for (size_t i = 0; i < WQ_CACHE_START; i++)
        wq_buf_addc(b, 0);
    add_blocks(b, &table, &s, &p);
    h.manifest = b->len;
    wq_buf_add(b, table.data, table.len);
    add_docs(b, &s, &p);
    for (size_t i = 0; i < p.ids + 2 * p.forms; i++)
        add_u32(b, &s);
    add_bytes(b, &s, p.strings);
    wq_buf_add(b, "\0", 2);
    h.manifest_sum = wq_hash(b->data + h.manifest, b->len - h.manifest, 0);
    h.head.length = b->len;
    h.sum = wq_cache_seal(&h, sizeof h);
    memcpy(b->data, &h, sizeof h);
    wq_buf_release(&table);
}

static void ask(struct wq_mentions *m, const struct wq_asked *asked, const struct wq_names *names)
{
    size_t n = wq_mentions_count(m);
    uint32_t *counts = wq_calloc(n + 1, sizeof *counts);
    bool *wanted = wq_calloc(n + 1, sizeof *wanted);
    struct wq_together *t = wq_together_new();
    struct wq_ask *a = wq_ask_new(m, asked);

    if (wq_ask_find(a, counts, NULL) == WQ_OK) {
        for (size_t i = 0; i < n; i++) {
            struct wq_mentioned *at = NULL;
            wanted[i] = true;
            if (wq_ask_mentioned(a, (uint32_t)i, &at, NULL) != WQ_OK)
                continue;
            for (size_t k = 1; k < at->n; k++)
                MUST(at->items[k - 1].start <= at->items[k].start);
            free(at);
        }
    }
    if (wq_ask_together(a, wanted, t, NULL) == WQ_OK) {
        struct wq_companions *c = wq_together_list(t, 10, "ur", names, asked->corrections);
        for (size_t i = 0; i < c->len; i++)
            MUST(c->items[i].articles > 0);
        wq_companions_free(c);
    }
    wq_ask_free(a);
    wq_together_free(t);
    free(counts);
    free(wanted);
}

static void ask_all(struct wq_mentions *m, const struct wq_names *names, const char *some)
{
    struct wq_corrections *c = wq_corrections_new(names);
    struct wq_asked one = {.ids = {some}, .n = 1};
    struct wq_asked two = {.ids = {"loc:a", "per:b"}, .n = 2, .corrections = c};

    ask(m, &one, names);
    ask(m, &two, names);
    (void)!wq_corrections_merge(c, "per:b", "loc:a", NULL);
    (void)!wq_corrections_split(c, "loc:a", "کم جونگ", NULL);
    (void)!wq_corrections_merge(c, "loc:x", "loc:a", NULL);
    ask(m, &two, names);
    wq_corrections_free(c);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    static struct wq_names *names; /* made once: that takes longer than all else */
    struct wq_buf file = WQ_BUF_INIT;
    struct wq_mentions *m;
    char path[] = "/tmp/waraq-fuzz-XXXXXX";

    if (!names)
        names = wq_names_of(rows, sizeof rows - 1, NULL);
    struct wq_finding finding = {.names = names, .least = 50};
    if (len >= 10) {
        if (data[0] & 1)
            make_file(&file, data + 1, len - 1, wq_mn_key(NULL, &finding));
        else
            wq_buf_add(&file, data + 1, len - 1);
        int fd = mkstemp(path);
        MUST(fd >= 0 && write(fd, file.data, file.len) == (ssize_t)file.len);
        close(fd);
        if (wq_mentions_open(path, NULL, &finding, &m, NULL) == WQ_OK) {
            ask_all(m, finding.names, m->header.nids ? wq_mn_id(m, data[1] % m->header.nids) : "loc:a");
            wq_mentions_doc(m, "README.md");
            wq_mentions_free(m);
        }
        unlink(path);
    }
    wq_buf_release(&file);
    return 0;
}
