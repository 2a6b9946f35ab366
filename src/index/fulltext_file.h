/*
 * fulltext_file.h: how a cache file of folded text is laid out, and an open one. Private to index.
 *
 *     header     struct wq_ft_header
 *     from 4096  the blocks, one behind the other, each:
 *                  WQ_FT_BLOCK bytes of text in the code of fulltext_code.h; the last is filled with FF
 *                  WQ_FT_BLOCK bits, the lowest of a byte first: something stands before the code point that
 *                    begins at this byte; before a document's end (FF) that is the gap behind its last letter
 *                  an exception (uint32_t) for each bit that does not mean just WQ_GAP_SPACE, ascending: the
 *                    offset in the block, and shifted by 16 what stands there: WQ_GAP_ bits and WQ_FT_SAME
 *     manifest   how often each byte occurs in a sample of the text (uint32_t[256]); struct wq_ft_block a
 *                block; struct wq_cache_doc a document
 *
 * Header, manifest, and the two parts of each block have checksums.
 */
#ifndef WARAQ_SRC_INDEX_FULLTEXT_FILE_H
#define WARAQ_SRC_INDEX_FULLTEXT_FILE_H

#include "cache_inner.h"
#include "fulltext_code.h"

#include "waraq/index/fulltext.h"

#include <stdint.h>

enum {
    WQ_FT_VERSION = 1,
    WQ_FT_BLOCK = 1 << 16,
    WQ_FT_BITS = WQ_FT_BLOCK / 8, /* bytes */
    WQ_FT_SLACK = 8,              /* bytes in memory behind bits, so that they are read in words */
    WQ_FT_SAME = 1 << 4, /* beside the WQ_GAP_ bits: of the same source character as the unit before */
    WQ_FT_EXCEPTION_SHIFT = 16,
};

#define WQ_FT_MAGIC "waraqft\n"

struct wq_ft_header {
    struct wq_cache_head head;
    uint64_t text;     /* bytes: the code of all documents with their ends */
    uint64_t nblocks;  /* text / WQ_FT_BLOCK, rounded up */
    uint64_t ndocs;    /* below 2^32 - 1 */
    uint64_t manifest; /* bytes: where it begins */
    uint64_t manifest_sum;
    uint64_t sum; /* of the header before this */
};

struct wq_ft_block {
    uint64_t text_sum, beside_sum; /* of the text; of bits and exceptions */
    uint32_t exceptions, unused;
};

/* A document's start is where it stands in the text; it ends before the next one's start, or text's end, with
 * an FF. The high bit of start: the file is no text, or cannot be read; nothing is known of what is in it. */
#define WQ_FT_NO_TEXT (UINT64_C(1) << 63)

/* Bits and exceptions of a block. */
struct wq_ft_beside {
    uint64_t block; /* UINT64_MAX: none */
    uint8_t *bits;  /* and behind them the exceptions */
    const uint32_t *exceptions;
    size_t n;
};

struct wq_fulltext {
    int fd;
    const char *encoding;
    struct wq_ft_header header;
    uint8_t *manifest;
    const uint32_t *histogram;
    const struct wq_ft_block *blocks;
    struct wq_cache_docs docs;
    uint64_t *offsets;             /* of the blocks in the file */
    bool *whole;                   /* a block: its text's checksum was right */
    struct wq_ft_beside beside[2]; /* of two neighbouring blocks, since a match may lie in both */
    struct wq_code code;
    struct wq_folded scratch;
};

static inline uint64_t wq_ft_doc_start(const struct wq_fulltext *ft, size_t doc)
{
    return doc < ft->header.ndocs ? ft->docs.items[doc].start & ~WQ_FT_NO_TEXT : ft->header.text;
}

/* Reads a block's text: WQ_FT_BLOCK bytes. WQ_ETYPE: it is damaged, or was when it was first read. */
enum wq_status wq_ft_read_text(struct wq_fulltext *ft, uint64_t block, uint8_t *to,
                               struct wq_error *err) WQ_MUST_CHECK;

/* What stands beside a block's text; *out is good until another block of the same parity is asked for. */
enum wq_status wq_ft_read_beside(struct wq_fulltext *ft, uint64_t block, const struct wq_ft_beside **out,
                                 struct wq_error *err) WQ_MUST_CHECK;

/* wq_ft_flags where there is a bit. */
uint8_t wq_ft_what(const struct wq_ft_beside *b, uint32_t at);

/* Whether something stands before the code point at this offset of the block. */
static inline bool wq_ft_bit(const struct wq_ft_beside *b, uint32_t at)
{
    return b->bits[at / 8] >> at % 8 & 1;
}

/* What stands before the code point at this offset of the block: WQ_GAP_ bits and WQ_FT_SAME. */
static inline uint8_t wq_ft_flags(const struct wq_ft_beside *b, uint32_t at)
{
    return wq_ft_bit(b, at) ? wq_ft_what(b, at) : 0;
}

/* The first exception at or behind this offset, as an index; n if there is none. */
size_t wq_ft_exception(const struct wq_ft_beside *b, uint32_t at);

#endif
