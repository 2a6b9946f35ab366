/*
 * entities.h: who, where, which organisation, when and how many: typed spans over an article.
 *
 * Mentions do not overlap and are in order of place. Several are of one entity however they are spelt: those
 * of a row in the gazetteer, those found whole once and by surname or initials elsewhere, those whose
 * consonants agree. What is furniture (article.h) is searched too, and its mentions say so.
 *
 * How sure a mention is: 100 a name of several words in the lists; 90 a name of one; 70 to 85 what a cue or a
 * repetition found; below 50 what may as well be something else.
 */
#ifndef WARAQ_ENTITY_ENTITIES_H
#define WARAQ_ENTITY_ENTITIES_H

#include "waraq/base/span.h"
#include "waraq/doc/article.h"
#include "waraq/entity/names.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum wq_entity_kind {
    WQ_PERSON,
    WQ_ORGANISATION,
    WQ_LOCATION,
    WQ_DATE,
    WQ_QUANTITY, /* NUMBER: what counts something, with its unit */
    WQ_ENTITY_KINDS,
};

enum wq_entity_source {
    WQ_FROM_LIST,       /* a name in the gazetteer, or a date or number by its words */
    WQ_FROM_CUE,        /* a title or a word such as "city" announced it */
    WQ_FROM_REPETITION, /* part of a name that stands in full elsewhere in the article */
};

struct wq_mention {
    struct wq_span span; /* bytes of the article */
    uint32_t entity;     /* index */
    uint8_t kind;        /* enum wq_entity_kind */
    uint8_t source;      /* enum wq_entity_source */
    uint8_t confidence;  /* 0 to 100 */
    bool furniture;
};

struct wq_entity {
    const char *id;   /* "per:", "org:", "loc:" and a name, "date:" or "num:" and a value; UTF-8 */
    const char *name; /* the usual one in the article's language, or as it first stands there */
    /* A date: ISO 8601, unknown digits X (XXXX-06-13), intervals with /, durations as P10D, what is told from
     * today as a signed duration (-P1Y: last year, P0D: today, P0W: this week) and a day of the week as
     * XXXX-WXX-6; a number: digits, of a range both ends with / between. "" for the other kinds and where it
     * cannot be told. */
    const char *value;
    uint8_t kind;
    uint8_t confidence; /* of its surest mention */
    uint32_t mentions;  /* outside furniture */
    uint32_t furniture; /* mentions in furniture */
    uint32_t first;     /* mention */
    uint32_t known; /* of the gazetteer: a number that lasts as the names do; UINT32_MAX: it is not there */
};

struct wq_entities {
    struct wq_mention *mentions;
    size_t nmentions;
    struct wq_entity *entities; /* by their first mention */
    size_t nentities;
    char *text; /* what the strings of entities stand in */
    char *own;  /* and those that a reader corrected (corrections.h); NULL: none */
};

/* The entities of an article, the caller's: wq_entities_free. names is constant: any thread may ask. An
 * article is looked at up to its first 2^31 bytes. */
struct wq_entities *wq_entities_find(const struct wq_names *names, const struct wq_article *article);
/* Takes out mentions that are less sure than least, and entities that have none left. */
void wq_entities_drop_unsure(struct wq_entities *e, int least);
void wq_entities_free(struct wq_entities *e);

/* "PERSON", "ORGANISATION", "LOCATION", "DATE", "NUMBER"; "list", "cue", "repetition". Static storage. */
const char *wq_entity_kind_name(enum wq_entity_kind kind);
const char *wq_entity_source_name(enum wq_entity_source source);

#endif
