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
    const char *row; /* borrowed from its file, without the line's end */
    const char *id;  /* owned */
    uint32_t len;    /* bytes of the row */
    uint16_t file;
    uint8_t kind;  /* enum wq_entity_kind */
    uint8_t place; /* enum wq_place */
};

/* A file of rows, in memory as long as the names are. */
struct wq_names_file {
    char *name;
    const char *data;
    char *owned; /* data, or NULL where it is compiled in */
    size_t len;
    int columns[WQ_COLUMNS]; /* place of a column in a row, or -1 */
    int count;               /* of columns */
};

/* Ids to entities. */
struct wq_id_map {
    uint32_t *slots; /* 1 + entity, or 0 */
    size_t size;     /* a power of two */
};

struct wq_names {
    struct {
        struct wq_known *items;
        size_t len, cap;
    } known;
    struct {
        struct wq_names_file *items;
        size_t len, cap;
    } files;
    struct wq_id_map ids;
    uint32_t countries[26 * 26]; /* 1 + entity by ISO code, or 0 */
    struct wq_lexicon lexicon;
    wq_code sounds[256]; /* likeness.h */
    uint64_t hash;       /* of everything read */
};

/* Names being read. */
struct wq_reading {
    struct wq_names *names;
    const struct wq_names_log *log;
    struct wq_tokens tokens; /* of the name at work */
    uint32_t file;           /* at work */
    size_t line;             /* from 1 */
    uint32_t first;          /* entities from here on come from the file at work */
};

void wq_reading_trouble(const struct wq_reading *r, enum wq_names_fault fault, const char *what, size_t len);

/* Reads the rows of a file that was put into names->files. */
void wq_gazetteer_read(struct wq_reading *r, struct wq_names_file *file);
/* The words with a class: data/gazetteer/cues.tsv. */
void wq_cues_read(struct wq_reading *r, const char *name, const char *data, size_t len);
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
/* The next of a field's names, parted by |, without blanks around it and the mark of weakness, which goes to
 * *weak. *at moves behind it. False: there are no more. */
bool wq_field_next(const char **at, const char *end, const char **name, size_t *len, bool *weak);

/* The usual name of a known entity in one of languages, or in another; appended to *out. */
void wq_known_name(const struct wq_names *n, uint32_t known, unsigned languages, struct wq_buf *out);

/* The bit of a language with a column, or 0. */
unsigned wq_language_bit(const char *language, size_t len);
/* Those whose names and words are looked for in an article of this language. */
unsigned wq_languages_read(const char *language);

#endif
