/*
 * mentions_file.h: how a cache file of mentions is laid out, and an open one. Private to index.
 *
 *     header     struct wq_mn_header
 *     from 4096  the blocks, one behind the other, each of some documents:
 *                  a form (uint32_t) for each that a document has, document by document
 *                  how often (uint8_t) for each of these; WQ_MN_MANY: more, as the details say
 *                  details, document by document: where the article proper begins and how long it is; for
 *                    each form how often, where that is WQ_MN_MANY or more; for each mention the bytes
 *                    between the one before of the same form and it, and its length: all as LEB128
 *     manifest   struct wq_mn_block a block; struct wq_cache_doc a document; a string (uint32_t) an id, in
 *                order of strcmp; struct wq_mn_form a form; strings, each with its NUL. Behind the id stands
 *                the name of an entity that the gazetteer does not know.
 *
 * There are no lists from entities to documents: to look through the forms of all documents takes a few
 * milliseconds for 100,000 of them, whatever is asked, and a list would have to be made anew with every
 * change. Header, manifest, and the two parts of each block, forms with counts and details, have checksums.
 */
#ifndef WARAQ_SRC_INDEX_MENTIONS_FILE_H
#define WARAQ_SRC_INDEX_MENTIONS_FILE_H

#include "cache_inner.h"

#include "waraq/index/mentions.h"

#include <stdint.h>

enum {
    WQ_MN_VERSION = 1,     /* to be raised, too, when entities are found by other rules */
    WQ_MN_BLOCK = 1 << 16, /* bytes; a block is full from here on */
    WQ_MN_MANY = 255,
};

#define WQ_MN_MAGIC "waraqmn\n"

struct wq_mn_header {
    struct wq_cache_head head;
    uint64_t nblocks;
    uint64_t ndocs; /* below 2^32 - 1, as all that follow */
    uint64_t nids;
    uint64_t nforms;
    uint64_t strings;  /* bytes */
    uint64_t manifest; /* bytes: where it begins */
    uint64_t manifest_sum;
    uint64_t sum; /* of the header before this */
};

struct wq_mn_block {
    uint64_t pairs_sum, details_sum;
    uint32_t first_doc;
    uint32_t npairs;  /* forms of documents */
    uint32_t details; /* bytes */
    uint32_t unused;
};

/* A document's start: its first pair, and behind WQ_MN_DETAILS its details, both in its block. The high bit:
 * it was not looked through, since it is too long. */
#define WQ_MN_UNREAD  (UINT64_C(1) << 63)
#define WQ_MN_DETAILS 32

struct wq_mn_form {
    uint32_t id;       /* number */
    uint32_t spelling; /* string */
};

/* A block in memory: one of its parts, or both. */
struct wq_mn_part {
    uint64_t block; /* UINT64_MAX: none */
    uint8_t *bytes;
};

struct wq_mentions {
    int fd;
    struct wq_mn_header header;
    uint8_t *manifest;
    const struct wq_mn_block *blocks;
    struct wq_cache_docs docs;
    const uint32_t *ids;
    const struct wq_mn_form *forms;
    const char *strings;
    uint64_t *offsets; /* of the blocks in the file */
    struct wq_mn_part pairs, details;
};

/* What identifies mentions found by this program in text of this encoding, with these names. */
uint64_t wq_mn_key(const char *encoding, const struct wq_finding *finding);

/* The forms and counts of a document, good until another block's are asked for. */
struct wq_mn_pairs {
    const uint32_t *forms;
    const uint8_t *counts;
    size_t n;
};

/* The block that a document is in, and the documents of a block. */
size_t wq_mn_block_of(const struct wq_mentions *m, size_t doc);
size_t wq_mn_first_doc(const struct wq_mentions *m, size_t block);

/* Reads the pairs of a block; WQ_ETYPE: it is damaged. */
enum wq_status wq_mn_read_pairs(struct wq_mentions *m, size_t block, struct wq_error *err) WQ_MUST_CHECK;
/* Those of a document of the block that was read last. */
struct wq_mn_pairs wq_mn_pairs(const struct wq_mentions *m, size_t doc);

/* The details of a document, [*at, *end); reads its block. */
enum wq_status wq_mn_read_details(struct wq_mentions *m, size_t doc, const uint8_t **at, const uint8_t **end,
                                  struct wq_error *err) WQ_MUST_CHECK;

/* Takes a number of LEB128 from *at on; false: there is none before end, or it is above UINT32_MAX. */
bool wq_mn_number(const uint8_t **at, const uint8_t *end, uint32_t *out);

static inline const char *wq_mn_id(const struct wq_mentions *m, size_t id)
{
    return m->strings + m->ids[id];
}

static inline const char *wq_mn_spelling(const struct wq_mentions *m, size_t form)
{
    return m->strings + m->forms[form].spelling;
}

#endif
