/*
 * mentions_write.h: writing a cache file of mentions, document by document. Private to index.
 */
#ifndef WARAQ_SRC_INDEX_MENTIONS_WRITE_H
#define WARAQ_SRC_INDEX_MENTIONS_WRITE_H

#include "gathered.h"
#include "mentions_file.h"

struct wq_mn_table {
    uint32_t *slots; /* 1 + number, or 0; open addressing */
    size_t size;     /* a power of two, or 0 */
};

struct wq_mn_writer {
    struct wq_cache_sink sink;
    /* The block at work: */
    struct {
        uint32_t *items;
        size_t len, cap;
    } pairs;
    struct wq_buf counts;
    struct wq_buf details;
    struct {
        struct wq_mn_block *items;
        size_t len, cap;
    } blocks;
    struct {
        struct wq_cache_doc *items;
        size_t len, cap;
    } docs;
    /* Ids and forms, by number: */
    struct {
        uint32_t *items;
        size_t len, cap;
    } ids;
    struct {
        struct wq_mn_form *items;
        size_t len, cap;
    } forms;
    struct wq_mn_table id_table, form_table;
    struct wq_buf strings;
};

/* fd: empty, and at its beginning; borrowed. */
void wq_mn_writer_init(struct wq_mn_writer *w, int fd);
void wq_mn_writer_release(struct wq_mn_writer *w);

/* No document may be added any more: numbers would not do. */
bool wq_mn_writer_full(const struct wq_mn_writer *w);

/* Begins a document. unread: it was not looked through. */
void wq_mn_writer_begin(struct wq_mn_writer *w, uint64_t identity, bool unread);
/* What is in it. */
void wq_mn_writer_gathered(struct wq_mn_writer *w, const struct wq_gathered *g);

/* Or, from another file: the number of a form; a form that the document has; and its details. */
uint32_t wq_mn_writer_form(struct wq_mn_writer *w, const char *id, const char *name, const char *spelling);
void wq_mn_writer_pair(struct wq_mn_writer *w, uint32_t form, uint8_t count);
void wq_mn_writer_details(struct wq_mn_writer *w, const void *bytes, size_t len);

/* Writes what is left and the header. */
enum wq_status wq_mn_writer_finish(struct wq_mn_writer *w, uint64_t key, struct wq_error *err) WQ_MUST_CHECK;

#endif
