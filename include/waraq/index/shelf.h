/*
 * shelf.h: which articles there are: the files that the given paths name, and what is known of each.
 *
 * Names come first and cost no reading; a file is opened only when somebody asks for its head or its
 * article. Folders are read recursively, sorted by name, hidden files skipped, symbolic links followed
 * but no folder entered twice. FIFOs, sockets and devices in folders are passed over.
 */
#ifndef WARAQ_INDEX_SHELF_H
#define WARAQ_INDEX_SHELF_H

#include "waraq/base/buf.h"
#include "waraq/base/status.h"
#include "waraq/doc/article.h"

#include <stdbool.h>
#include <stddef.h>

/* What a row of the list shows of an article. */
struct wq_head {
    char *title; /* "" when it has none */
    char language[WQ_LANGUAGE_MAX];
    bool rtl;
    bool estimated; /* words and minutes were reckoned from the file's start */
    size_t words;
    size_t minutes;
};

enum wq_entry_state {
    WQ_ENTRY_NEW,    /* only its name is known */
    WQ_ENTRY_READY,  /* its head is */
    WQ_ENTRY_BINARY, /* it is no text */
    WQ_ENTRY_GONE,   /* it cannot be read */
};

struct wq_entry {
    char *path;
    unsigned id;          /* stays the same when others are taken out; ascending */
    struct wq_head *head; /* NULL unless READY */
    unsigned char state;  /* enum wq_entry_state */
    bool seen;            /* read to its end, or marked so */
};

struct wq_shelf;

/* encoding: of every file, or NULL to detect; borrowed for the shelf's life, as d is. */
struct wq_shelf *wq_shelf_new(struct wq_doc *d, const char *encoding);
void wq_shelf_free(struct wq_shelf *s);

/* Adds what path names: a file, a folder's files, or "-". Fails with WQ_ESYS or WQ_ETYPE for a path that
 * cannot be used; subfolders that cannot be read are counted in wq_shelf_unreadable(). */
enum wq_status wq_shelf_add(struct wq_shelf *s, const char *path, struct wq_error *err) WQ_MUST_CHECK;

size_t wq_shelf_count(const struct wq_shelf *s);
size_t wq_shelf_unreadable(const struct wq_shelf *s);
struct wq_entry *wq_shelf_entry(struct wq_shelf *s, size_t i);

/* The entry that has an id, or the number of entries if it was taken out. */
size_t wq_shelf_with_id(const struct wq_shelf *s, unsigned id);

/* Takes entry i out (a file that turned out to be no text). */
void wq_shelf_remove(struct wq_shelf *s, size_t i);

/* Reads entry i's head if it is not known yet; long files are read from their start only. */
enum wq_status wq_shelf_head(struct wq_shelf *s, size_t i, struct wq_error *err);

/* Reads the whole article of entry i: the caller's, by wq_article_free. Sets the entry's state and head. */
enum wq_status wq_shelf_open(struct wq_shelf *s, size_t i, struct wq_article **out,
                             struct wq_error *err) WQ_MUST_CHECK;

/* Reads the text of entry i and no more: the caller's, by wq_text_release. The entry's head is not made; its
 * state is set where the text cannot be read. */
enum wq_status wq_shelf_text(struct wq_shelf *s, size_t i, struct wq_text *out,
                             struct wq_error *err) WQ_MUST_CHECK;

#endif
