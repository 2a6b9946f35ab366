/*
 * finder.h: the passes over an article's words. Private to entity.
 *
 * Each pass takes words that none before it took, so their order is their rank: names of several words, dates
 * and numbers, bodies, names of one word, persons behind titles, places, weak names, repetitions.
 */
#ifndef WARAQ_SRC_ENTITY_FINDER_H
#define WARAQ_SRC_ENTITY_FINDER_H

#include "names_inner.h"

#include "waraq/intl/names.h"

/* A name that may stand at a word: the longest from there, of the strong and of the weak ones. */
struct wq_candidate {
    uint32_t from, to;   /* words [from, to) */
    uint32_t start, end; /* bytes */
    uint32_t key;
    bool strong;
    bool whole;   /* its blanks and edges are those of the text: nothing glued, nothing stripped */
    bool several; /* the name is of several words */
};

/* A mention at work. */
struct wq_found {
    uint32_t from, to;
    uint32_t start, end; /* bytes */
    uint32_t known;      /* in the gazetteer, or WQ_NO_KEY */
    uint32_t context;    /* of a ministry: the country's entity in the gazetteer, or WQ_NO_KEY */
    uint32_t same;       /* mention that it repeats, or WQ_NO_KEY */
    uint32_t value;      /* of a date or number: where it stands in values; 0: none */
    uint32_t entity;     /* once they are put together */
    uint8_t kind, source, confidence;
};

/* Entities of the gazetteer that the article names, by a hash of their number: there are few of them, and
 * many in the gazetteer. */
struct wq_met {
    uint32_t known;  /* 1 + entity of the gazetteer; 0: free */
    uint32_t entity; /* 1 + that of the article, once they are put together */
    bool strong;     /* it was found by a strong name */
    bool whole;      /* a person, by a name of several words */
};
struct wq_meetings {
    struct wq_met *slots;
    size_t len, size; /* size is a power of two, or 0 */
};

/* What a pass over the words looks for: classes, and flags of tokens above them. */
#define WQ_SIGN(flag) ((uint64_t)(flag) << WQ_CLASSES)
_Static_assert(WQ_CLASSES + 9 <= 64, "the flags stand above the classes");

struct wq_finder {
    const struct wq_names *names;
    const struct wq_article *article;
    unsigned languages; /* whose words are read */
    unsigned own;       /* the article's language, or several where it has no column */
    struct wq_tokens tokens;
    struct {
        uint64_t first[256 / 64];   /* bits by code: one may begin a word */
        uint64_t letters[256 / 64]; /* and these stand behind it */
        uint32_t most;              /* of these */
    } prefixes;
    struct {
        struct wq_candidate *items;
        size_t len, cap;
    } candidates; /* by word */
    uint64_t
        *signs; /* of each word: its flags, its classes and those of the run that it begins, as matched */
    uint64_t *blocks; /* of words that stand together, eight by eight */
    struct {
        struct wq_found *items;
        size_t len, cap;
    } found;
    struct wq_buf values; /* strings, each with its NUL; the first is empty */
    struct wq_meetings met;
    struct wq_calendars calendars;
    uint32_t countries['Z' - 'A' +
                       1]; /* in which it surely names a place: by the first letter, bits by the second */
    uint32_t month_name;   /* the key of a month by which somebody is called here, or WQ_NO_KEY */
};

static inline struct wq_token *wq_word(const struct wq_finder *f, size_t i)
{
    return &f->tokens.list.items[i];
}

static inline size_t wq_words(const struct wq_finder *f)
{
    return f->tokens.list.len;
}

/* True if word i is there and has one of the classes. */
static inline bool wq_has(const struct wq_finder *f, size_t i, uint64_t classes)
{
    return i < wq_words(f) && (wq_word(f, i)->classes & classes) != 0;
}

/* True if word i follows the one before without punctuation between. */
static inline bool wq_follows(const struct wq_finder *f, size_t i)
{
    return i < wq_words(f) && wq_word(f, i)->before <= WQ_BETWEEN_SPACE;
}

static inline bool wq_is_free(const struct wq_finder *f, size_t i)
{
    return wq_word(f, i)->owner == 0;
}

/* True if word i is a postposition of the words before it. */
static inline bool wq_is_case(const struct wq_finder *f, size_t i)
{
    return wq_follows(f, i) && wq_has(f, i, WQ_BIT(WQ_CASE));
}

/* The mention that has word i, or NULL. */
static inline struct wq_found *wq_owner(const struct wq_finder *f, size_t i)
{
    return i < wq_words(f) && wq_word(f, i)->owner ? &f->found.items[wq_word(f, i)->owner - 1] : NULL;
}

/* What is noted of an entity of the gazetteer; it is good until the next is added. */
struct wq_met *wq_meet(struct wq_meetings *m, uint32_t known);
/* True if it was found by a strong name. */
bool wq_is_met(const struct wq_meetings *m, uint32_t known);
/* True if it was found by a name of several words, as far as is noted. */
bool wq_is_met_whole(const struct wq_meetings *m, uint32_t known);

/* Number of word i as one of class c, or missing. */
int wq_word_value(const struct wq_finder *f, size_t i, enum wq_class c, int missing);

/* True for an English word in the article's letters, of which names of bodies and roads are made: ہاؤسنگ. */
bool wq_is_loan(const struct wq_finder *f, size_t i);

/* The byte behind letter n of a word. */
uint32_t wq_byte_behind(const struct wq_finder *f, uint32_t word, uint32_t letters);

/* Where a word begins, without the one-letter words written to it (in Arabic and Hebrew). */
uint32_t wq_begin_of(const struct wq_finder *f, size_t i);

/* Takes words [from, to), which must be free; the mention is good until the next. */
struct wq_found *wq_take(struct wq_finder *f, size_t from, size_t to, enum wq_entity_kind kind,
                         enum wq_entity_source source, int confidence);

/* Takes the name of a candidate for known. */
struct wq_found *wq_take_candidate(struct wq_finder *f, const struct wq_candidate *c, uint32_t known,
                                   int confidence);
/* True if nobody has words [from, to). */
bool wq_are_free(const struct wq_finder *f, size_t from, size_t to);

/* Mentions within words [from, to), which are part of a greater name, are none; wq_take must follow. */
void wq_absorb(struct wq_finder *f, size_t from, size_t to);

/* How many letters of a word may be one-letter words written to it: and, in, to, from, that, the. */
uint32_t wq_prefix_letters(const struct wq_finder *f, const struct wq_token *t);
/* One of these letters in Hebrew. */
bool wq_is_hebrew_prefix(wq_code code);

/* The first word from i on that has one of the signs; as many as there are words: none. */
size_t wq_next_word(const struct wq_finder *f, size_t i, uint64_t signs);

/* Finds classes and candidates of every word. */
void wq_match(struct wq_finder *f);
/* Words without a class that are another form of a common word become common. */
void wq_mark_forms(struct wq_finder *f);
/* The entity that key stands for here; strong: of those that it names strongly. WQ_NO_KEY: none. */
uint32_t wq_known_of(const struct wq_finder *f, uint32_t key, bool strong, bool person);

/* True if key is the usual name of a place. */
bool wq_is_place(const struct wq_finder *f, uint32_t key);
/* True if a name's words are the first of a longer phrase that is none: ہیلی کاپٹر. */
bool wq_is_of_phrase(const struct wq_finder *f, const struct wq_candidate *c);
/* False where a strong name's words mean something else: the evening, a person's first name. */
bool wq_is_meant(const struct wq_finder *f, const struct wq_candidate *c);
/* The place that key names, weakly or not; WQ_NO_KEY: none. */
uint32_t wq_place_of(const struct wq_finder *f, uint32_t key);

/* The newspaper that a name in quotes of its own stands for («الشرق الأوسط», «ایران», ב"הארץ"), or WQ_NO_KEY.
 */
uint32_t wq_quoted_body(const struct wq_finder *f, const struct wq_candidate *c);
/* The agency or newspaper that a weak name stands for where it tells news (به گزارش مهر), or WQ_NO_KEY. */
uint32_t wq_told_body(const struct wq_finder *f, const struct wq_candidate *c);
/* Notes the country of a place that is surely named; of all that were met so far. */
void wq_note_country(struct wq_finder *f, uint32_t known);
void wq_note_countries(struct wq_finder *f);
/* The place that a weak name stands for in or at another of a country that was noted, or WQ_NO_KEY. */
uint32_t wq_place_nearby(const struct wq_finder *f, const struct wq_candidate *c);

/* Languages of the article besides its own, of which it has a dozen words or more. */
unsigned wq_other_languages(const struct wq_finder *f);

/* The passes. */
void wq_take_clubs(struct wq_finder *f);
void wq_take_long_names(struct wq_finder *f);
void wq_take_dates(struct wq_finder *f);
void wq_take_numbers(struct wq_finder *f);
void wq_take_bodies(struct wq_finder *f);
void wq_take_short_names(struct wq_finder *f);
/* Those that are longer than the lists have them: parties with a letter in brackets; first and family names
 * beside persons'. Called by the passes of the names from the lists. */
void wq_widen_parties(struct wq_finder *f);
void wq_widen_persons(struct wq_finder *f);
/* X نامی گاؤں, تنظیم X نے. */
void wq_take_called(struct wq_finder *f);
void wq_take_persons(struct wq_finder *f);
void wq_take_marked_persons(struct wq_finder *f);
void wq_take_unlisted(struct wq_finder *f);
/* Those that a cue announces as a part of another: لاہور کے علاقے X. */
void wq_take_owned_places(struct wq_finder *f);
void wq_take_places(struct wq_finder *f);
void wq_take_english(struct wq_finder *f);
void wq_take_listed_together(struct wq_finder *f);
void wq_take_unknown(struct wq_finder *f);
void wq_take_weak_names(struct wq_finder *f);
void wq_take_repetitions(struct wq_finder *f);

/* Mentions to entities. */
struct wq_entities *wq_resolve(struct wq_finder *f);

#endif
