/*
 * blocks.h: an article as the stack of blocks that a reader shows.
 *
 * A block is laid out as one paragraph. Mostly it is a paragraph of the source; a hard-wrapped paragraph
 * of many lines is one block, a paragraph too long to be laid out at once is several, and a run of page
 * furniture that is hidden is one block without text of its own. Nothing here depends on a width.
 */
#ifndef WARAQ_DOC_BLOCKS_H
#define WARAQ_DOC_BLOCKS_H

#include "waraq/doc/article.h"

enum wq_block_kind {
    WQ_BLOCK_TEXT,
    WQ_BLOCK_TITLE,
    WQ_BLOCK_FURNITURE,
    WQ_BLOCK_FOLD, /* hidden furniture: lines says how many paragraphs */
};

struct wq_block {
    struct wq_span span;
    uint32_t lines; /* FOLD: paragraphs hidden */
    uint8_t kind;   /* enum wq_block_kind */
    bool rtl;
    bool gap;     /* an empty row stands before it */
    bool goes_on; /* continues the paragraph that the block before was cut from */
    bool joined;  /* its text holds line ends that are spaces */
};

struct wq_blocks {
    struct wq_block *items;
    size_t len;
};

enum {
    WQ_BLOCKS_FURNITURE = 1 << 0, /* furniture is shown */
    WQ_BLOCKS_NO_TITLE = 1 << 1,  /* the title's paragraph is left out: it stands elsewhere on the screen */
};

/* The blocks of an article; release with wq_blocks_release. Spans refer to a's text. */
struct wq_blocks wq_blocks_make(const struct wq_article *a, unsigned flags);
void wq_blocks_release(struct wq_blocks *b);

/* Index of the block that holds byte at, or the one before it, or the first. There must be one. */
size_t wq_blocks_at(const struct wq_blocks *b, size_t at);

/* A paragraph over this many code points is broken softly to the eye, after a sentence, in pieces of at
 * least the second number. */
enum { WQ_SOFT_FROM = 900, WQ_SOFT_PIECE = 350 };

/* Where a block is broken for the eye: offsets from its start, at most most of them. Returns how many. */
size_t wq_block_soft_breaks(const struct wq_article *a, const struct wq_block *block, uint32_t *at,
                            size_t most);

#endif
