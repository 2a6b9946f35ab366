/*
 * fulltext_write.h: writing a cache file of folded text, document by document. Private to index.
 */
#ifndef WARAQ_SRC_INDEX_FULLTEXT_WRITE_H
#define WARAQ_SRC_INDEX_FULLTEXT_WRITE_H

#include "fulltext_file.h"

struct wq_ft_writer {
    struct wq_cache_sink sink;
    uint64_t text_len; /* bytes of text, those of the block at work too */
    uint32_t at;       /* in the block at work */
    uint8_t *text;     /* WQ_FT_BLOCK bytes */
    uint8_t *bits;     /* WQ_FT_BITS bytes and WQ_FT_SLACK */
    uint32_t histogram[256];
    struct {
        uint32_t *items;
        size_t len, cap;
    } exceptions;
    struct {
        struct wq_ft_block *items;
        size_t len, cap;
    } blocks;
    struct {
        struct wq_cache_doc *items;
        size_t len, cap;
    } docs;
    const struct wq_code *code; /* borrowed */
    struct wq_folded folded;
};

void wq_ft_writer_init(struct wq_ft_writer *w, int fd, const struct wq_code *code);
void wq_ft_writer_release(struct wq_ft_writer *w);

/* Begins a document; it ends where the next one begins or the file is finished. */
void wq_ft_writer_begin(struct wq_ft_writer *w, uint64_t identity, bool no_text);

/* Adds a byte of the code, and what stands before the code point that it begins. */
void wq_ft_writer_put(struct wq_ft_writer *w, uint8_t byte, uint8_t flags);

/* Adds n bytes from offset from on of another file's block, and what stands beside them. */
void wq_ft_writer_copy(struct wq_ft_writer *w, const uint8_t *text, const struct wq_ft_beside *b,
                       uint32_t from, uint32_t n);

/* Adds the document's text, s[0, len), valid UTF-8, and its end. False: progress said stop. */
bool wq_ft_writer_text(struct wq_ft_writer *w, const char *s, size_t len, const struct wq_progress *progress,
                       size_t done, size_t total);

/* Writes what is left and the header. */
enum wq_status wq_ft_writer_finish(struct wq_ft_writer *w, uint64_t key, struct wq_error *err) WQ_MUST_CHECK;

#endif
