/*
 * names.h: the names and cue words that entities are found by.
 *
 * data/gazetteer/ is compiled in, and so is what ICU names in each language: countries, cities, months and
 * weekdays. Both are read when waraq is built, as tables in which nothing needs making at the start; with an
 * ICU of another version all is read anew, which takes some 50 ms and 6 MB. Files of the user's own, in the
 * same form, add to them: a row whose id is known adds its names to that entity. Constant once made: any
 * number of threads may use one.
 *
 * A gazetteer file is UTF-8, a row a line, fields parted by tabs, # before comments; the first other line
 * names the columns: id, class, iso, ur, fa, ar, he, en, in any order, id at least. An id begins with per:,
 * org: or loc:. A language's field holds names parted by |, the usual one first; ? before a name makes it
 * weak: it counts only where a title announces it or the entity was found by another name.
 */
#ifndef WARAQ_ENTITY_NAMES_H
#define WARAQ_ENTITY_NAMES_H

#include "waraq/base/buf.h"
#include "waraq/base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What can be wrong in a file; what is right in it is used all the same. */
enum wq_names_fault {
    WQ_NAMES_UNREADABLE,    /* what: why */
    WQ_NAMES_TOO_LARGE,     /* from this line on nothing was read */
    WQ_NAMES_NOT_UTF8,      /* the line is left out, as in the next four */
    WQ_NAMES_NO_HEADER,     /* the file is left out: its first line names no column id */
    WQ_NAMES_MISSING_FIELD, /* fewer fields than columns */
    WQ_NAMES_BAD_ID,        /* what: the id, as in the next */
    WQ_NAMES_DUPLICATE_ID,  /* twice in one file */
    WQ_NAMES_UNKNOWN_CLASS, /* what: the class; the row is used */
    WQ_NAMES_ONE_LETTER,    /* what: the name, which is left out, as in the next */
    WQ_NAMES_NO_NAME,       /* it has no letters of the alphabets that names are found in, or too many */
};

struct wq_names_trouble {
    enum wq_names_fault fault;
    const char *file; /* path, or name of a file compiled in; good during the call, as what is */
    size_t line;      /* from 1; 0: the whole file */
    const char *what; /* not from a clean source: not to be shown to a terminal as it is; "" if nothing */
};

struct wq_names_log {
    void (*trouble)(void *data, const struct wq_names_trouble *trouble);
    void *data;
};

struct wq_names;

/* Appends the folder of the user's own files; it need not exist. WQ_ENOTFOUND: as wq_folder_add. */
enum wq_status wq_names_folder(struct wq_buf *out) WQ_MUST_CHECK;

/* folder: whose *.tsv files are the user's, NULL or missing: none. log may be NULL. */
struct wq_names *wq_names_new(const char *folder, const struct wq_names_log *log);
/* The rows of one gazetteer file, data[0, len), which is borrowed, and the cue words; nothing else. For
 * tests. */
struct wq_names *wq_names_of(const char *data, size_t len, const struct wq_names_log *log);
/* True if wq_names_new(folder, …) takes a fraction of a millisecond: nothing is to be read. */
bool wq_names_are_at_hand(const char *folder);
void wq_names_free(struct wq_names *n);

/* English for a fault, for logs and the command line. Static storage. */
const char *wq_names_fault_name(enum wq_names_fault fault);

/* Appends what identifies these names, for what is kept on disk: it changes when any of them does. */
void wq_names_version(const struct wq_names *n, struct wq_buf *out);

/* The number of entities known by name. */
size_t wq_names_count(const struct wq_names *n);

/*
 * The entity that has s[0, len) as one of its names in any language, folded: its id (borrowed from n), or
 * NULL. Of several the first in the files.
 */
const char *wq_names_find(const struct wq_names *n, const char *s, size_t len);

/* Appends the usual name of the entity with this id in language (ISO 639), or in another that has one. False:
 * no such id. */
int wq_names_usual(const struct wq_names *n, const char *id, const char *language, struct wq_buf *out);

#endif
