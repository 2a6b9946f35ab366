/*
 * lexicon.h: every name and every word with a meaning for the finder, in one trie of letters. Private to
 * entity.
 *
 * A key is the letters of a name, folded, without its blanks; where these stood is kept beside it, so that a
 * name is found glued together or taken apart, and the finder says whether it may be. What a key means is a
 * list of senses: names of entities, classes of words, by language. Filled, then sorted once; from then on
 * constant and so shared between threads. One walk over a text's letters finds every key that begins at a
 * place: how many keys there are does not show.
 */
#ifndef WARAQ_SRC_ENTITY_LEXICON_H
#define WARAQ_SRC_ENTITY_LEXICON_H

#include "token.h"

#define WQ_NO_KEY UINT32_MAX

enum wq_class {
#define WQ_CLASS(name, constant) WQ_##constant,
#include "classes.def"
#undef WQ_CLASS
    WQ_CLASSES,
    WQ_NAME = 0xFF, /* a sense that is no class: the name of an entity */
};
_Static_assert(WQ_CLASSES <= 64, "a class is a bit");
#define WQ_BIT(c) (UINT64_C(1) << (c))

/* Languages with a column in the gazetteer. */
enum { WQ_UR = 1 << 0, WQ_FA = 1 << 1, WQ_AR = 1 << 2, WQ_HE = 1 << 3, WQ_EN = 1 << 4, WQ_LANGUAGES = 5 };

struct wq_sense {
    uint32_t next; /* sense of the same key, or WQ_NO_KEY */
    uint8_t languages;
    uint8_t what;  /* enum wq_class, or WQ_NAME */
    bool weak;     /* of a name: it counts only where something else speaks for it */
    int32_t value; /* of a name: the entity; of a class: its number, or 0 */
};

struct wq_key {
    /* Bit i: a blank stands behind letter i in one of the ways to write it; in all of them. Of the names, and
     * of the words with a class. */
    struct wq_blanks {
        uint64_t some, all;
    } name, word;
    uint32_t sense;
    uint8_t len;            /* letters */
    uint8_t names, classes; /* languages in which it has one */
};

struct wq_trie_node {
    uint32_t label; /* its letters, among codes */
    uint32_t child; /* the first of its children, which stand together, by their first letters */
    uint32_t key;   /* that ends here, or WQ_NO_KEY */
    uint8_t len;    /* of the label */
    wq_code first;  /* of the label */
    uint16_t children;
};

struct wq_lexicon {
    struct {
        wq_code *items;
        size_t len, cap;
    } codes;
    struct {
        struct wq_key *items;
        size_t len, cap;
    } keys;
    struct {
        struct wq_sense *items;
        size_t len, cap;
    } senses;
    struct {
        struct wq_trie_node *items;
        size_t len, cap;
    } nodes;
    struct {
        struct wq_pending_key *items;
        size_t len, cap;
    } pending;
    uint32_t root[256]; /* node of the root's child by its first letter, or WQ_NO_KEY */
};

/* The longest key, in letters: a name's blanks are bits. */
enum { WQ_KEY_MOST = 63 };

/* Zeroed before; wq_lexicon_release after. */
void wq_lexicon_release(struct wq_lexicon *x);
/* The words of a name, taken from tokens [from, to) of t. False: it has no letters, or too many. */
bool wq_lexicon_add(struct wq_lexicon *x, const struct wq_tokens *t, size_t from, size_t to,
                    struct wq_sense sense);
/* Sorts what was added. */
void wq_lexicon_build(struct wq_lexicon *x);

/* A place in the trie. */
struct wq_trie_at {
    uint32_t node;
    uint32_t passed; /* letters of its label */
};

static inline struct wq_trie_at wq_trie_start(void)
{
    return (struct wq_trie_at){WQ_NO_KEY, 0};
}

/* Goes on with a letter. False: no key goes on so. */
bool wq_trie_step(const struct wq_lexicon *x, struct wq_trie_at *at, wq_code code);

/* The key that ends here, or WQ_NO_KEY. */
static inline uint32_t wq_trie_key(const struct wq_lexicon *x, struct wq_trie_at at)
{
    if (at.node == WQ_NO_KEY || at.passed != x->nodes.items[at.node].len)
        return WQ_NO_KEY;
    return x->nodes.items[at.node].key;
}

/* The classes that key has in any of languages, as bits. */
uint64_t wq_lexicon_classes(const struct wq_lexicon *x, uint32_t key, unsigned languages);
/* The number of key as a word of class c; missing where it is none. */
int wq_lexicon_value(const struct wq_lexicon *x, uint32_t key, unsigned languages, enum wq_class c,
                     int missing);

#endif
