/* names_inner.h: what names are made of. Private to entity. */
#ifndef WARAQ_SRC_ENTITY_NAMES_INNER_H
#define WARAQ_SRC_ENTITY_NAMES_INNER_H

#include "lexicon.h"

#include "waraq/entity/entities.h"
#include "waraq/entity/names.h"

#include <stdbool.h>

enum wq_column {
    WQ_COLUMN_UR, /* languages first, in the order of their bits */
    WQ_COLUMN_FA,
    WQ_COLUMN_AR,
    WQ_COLUMN_HE,
    WQ_COLUMN_EN,
    WQ_COLUMN_ID,
    WQ_COLUMN_CLASS,
    WQ_COLUMN_ISO,
    WQ_COLUMNS,
};

/* Classes of places, by which one is preferred where several have a name. */
enum wq_place {
    WQ_PLACE_COUNTRY,
    WQ_PLACE_CITY,
    WQ_PLACE_AREA,
    WQ_PLACE_PROVINCE,
    WQ_PLACE_REGION,
    WQ_PLACE_SEA,
    WQ_PLACE_RIVER,
    WQ_PLACE_MOUNTAIN,
    WQ_PLACE_SITE,
    WQ_PLACE_FORMER,
};

/* An entity known by name: the row it stands in. */
struct wq_known {
    uint32_t row; /* byte of its file */
    uint32_t len; /* bytes of the row, without the line's end */
    uint32_t id;  /* where it stands among the ids */
    uint16_t file;
    uint8_t kind;  /* enum wq_entity_kind */
    uint8_t place; /* enum wq_place */
};

/* A file of rows, in memory as long as the names are. */
struct wq_names_file {
    const char *name;
    const char *data;
    char *owned[2]; /* name and data, or NULL where they are compiled in */
    size_t len;
    int columns[WQ_COLUMNS]; /* place of a column in a row, or -1 */
    int count;               /* of columns */
};

enum { WQ_COUNTRIES = 26 * 26 };

/* Ids to entities. */
struct wq_id_map {
    uint32_t *slots; /* 1 + entity, or 0 */
    size_t size;     /* a power of two */
};

/*
 * All that is compiled in, and what ICU knows, read when waraq was built (tools/make_names.c writes them): in
 * pages of the program that every process shares, and nothing is read or sorted at the start.
 */
struct wq_names_tables {
    const char *version; /* of ICU, by which names were folded and some are: they hold for this one alone */
    struct wq_lexicon_tables lexicon;
    const struct wq_known *known;
    const char *ids;
    const uint32_t *by_id; /* slots of a map of ids */
    const struct wq_names_file *files;
    const uint32_t *countries;
    size_t nknown, nslots, nfiles;
    uint64_t hash;
};
extern const struct wq_names_tables wq_names_compiled_in;

/* Appends the version that names hold for when they are read now. */
void wq_names_holds_for(struct wq_buf *out);
/* True if the tables are of the ICU that runs: with another, names are read anew. */
bool wq_names_hold(const struct wq_names_tables *tables);

struct wq_names {
    const struct wq_names_tables *base; /* what was read when waraq was built, or none: never NULL */
    struct {
        struct wq_known *items;
        size_t len, cap;
    } known;           /* beside those of the base, which come first */
    struct wq_buf ids; /* of those, each with its NUL */
    struct wq_id_map by_id;
    struct {
        struct wq_names_file *items;
        size_t len, cap;
    } files; /* the base's too */
    struct wq_lexicon lexicon;
    uint32_t countries[WQ_COUNTRIES]; /* 1 + entity by ISO code, or 0 */
    struct wq_letters letters;        /* what makes up most words */
    wq_code sounds[256];              /* likeness.h */
    uint64_t hash;                    /* of everything read */
};

static inline size_t wq_knowns(const struct wq_names *n)
{
    return n->base->nknown + n->known.len;
}

static inline const struct wq_known *wq_known(const struct wq_names *n, uint32_t known)
{
    return known < n->base->nknown ? &n->base->known[known] : &n->known.items[known - n->base->nknown];
}

static inline const char *wq_known_id(const struct wq_names *n, uint32_t known)
{
    return (known < n->base->nknown ? n->base->ids : n->ids.data) + wq_known(n, known)->id;
}

static inline const char *wq_known_row(const struct wq_names *n, const struct wq_known *k)
{
    return n->files.items[k->file].data + k->row;
}

/* Names being read. */
struct wq_reading {
    struct wq_names *names;
    const struct wq_names_log *log;
    struct wq_lexicon_making lexicon;
    struct wq_tokens tokens; /* of the name at work */
    uint32_t file;           /* at work */
    size_t line;             /* from 1 */
    uint32_t first;          /* entities from here on come from the file at work */
};

/*
 * The names of base (NULL: what is compiled in and what ICU knows, read now) and those of the user's in a
 * folder, as wq_names_new() has them.
 */
struct wq_names *wq_names_read(const struct wq_names_tables *base, const char *folder,
                               const struct wq_names_log *log);

void wq_reading_trouble(const struct wq_reading *r, enum wq_names_fault fault, const char *what, size_t len);

/* Notes that a file was read: what identifies the names changes with every byte of it. */
void wq_reading_hash(struct wq_reading *r, const struct wq_names_file *file);

/* Reads the rows of a file that was put into names->files. */
void wq_gazetteer_read(struct wq_reading *r, struct wq_names_file *file);
/* The words with a class: data/gazetteer/cues.tsv. */
void wq_cues_read(struct wq_reading *r, const struct wq_names_file *file);
/* Appends rows of what ICU knows to *out, with a header; adds months and weekdays to the lexicon. */
void wq_intl_read(struct wq_reading *r, struct wq_buf *out);

/* Adds what[0, len) as a sense; len 0 or no letters: false. letters: how many it has, may be NULL. */
bool wq_reading_add(struct wq_reading *r, const char *what, size_t len, struct wq_sense sense,
                    size_t *letters);

/* The entity with this id, or WQ_NO_KEY. */
uint32_t wq_names_by_id(const struct wq_names *n, const char *id, size_t len);

/* Field column of a row; false where it has none. */
bool wq_row_field(const struct wq_names_file *f, const char *row, size_t len, enum wq_column column,
                  const char **field, size_t *field_len);
/* The next of a field's names, parted by |, without blanks around it and the mark of weakness (? or !), which
 * goes to *weak. *at moves behind it. False: there are no more. */
bool wq_field_next(const char **at, const char *end, const char **name, size_t *len, bool *weak);

/* The usual name of a known entity in one of languages, or in another; appended to *out. */
void wq_known_name(const struct wq_names *n, uint32_t known, unsigned languages, struct wq_buf *out);

/* The bit of a language with a column, or 0. */
unsigned wq_language_bit(const char *language, size_t len);
/* Those whose names and words are looked for in an article of this language. */
unsigned wq_languages_read(const char *language);

#endif
