/*
 * lexicon.h: every name and every word with a meaning for the finder, in one trie of letters. Private to
 * entity.
 *
 * A key is the letters of a name, folded, without its blanks; where these stood is kept beside it, so that a
 * name is found glued together or taken apart, and the finder says whether it may be. What a key means is a
 * list of senses: names of entities, classes of words, by language. One walk over a text's letters finds
 * every key that begins at a place: how many keys there are does not show.
 *
 * The tables of the names that come with the program are made when it is built (tables.h); those of a user's
 * own at run time, beside them. A key that stands in both is whole in the second: its senses there begin with
 * those that it has in the first. So letters have one key, wherever what they mean comes from.
 *
 * The children of all nodes stand in one array, each at its letter's distance from a place that is its
 * parent's alone, in the gaps that others leave (Aoe, An Efficient Digital Search Algorithm by Using a
 * Double-Array Structure, 1989): a step is one addition and one comparison, in one line of the cache. As no
 * two parents count from the same place, a node that begins with the letter sought is the child sought.
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
    int32_t value; /* of a name: the entity; of a class: its number, or 0 */
    uint8_t languages;
    uint8_t what; /* enum wq_class, or WQ_NAME */
    bool weak;    /* of a name: it counts only where something else speaks for it */
};

/* Where blanks stand in a key, of its names, and of it as a word with a class. Few keys differ in them. */
struct wq_key_blanks {
    /* Bit i: a blank stands behind letter i in one of the ways to write it; in all of them. */
    struct wq_blanks {
        uint64_t some, all;
    } name, word;
};

struct wq_key {
    uint32_t sense; /* its first; behind its last are those of the next key */
    uint32_t blanks;
    uint8_t len;            /* letters */
    uint8_t names, classes; /* languages in which it has one */
};

/* What every step of a walk looks at, and little: a text's walks are all over the trie. */
struct wq_trie_node {
    uint32_t child; /* its child that begins with letter c stands at child + c, if it has one */
    uint8_t len;    /* letters of its label, the first too */
    uint8_t first;  /* letter of its label; of the root, and where no node stands, WQ_NO_LETTER */
    uint8_t names;  /* languages in which the key that ends here has names */
    uint8_t words;  /* and those in which it is a word with a class */
};

/* The rest of a node. */
struct wq_trie_rest {
    uint32_t label; /* its letters behind the first, among labels */
    uint32_t key;   /* that ends here, or WQ_NO_KEY */
};

/* Constant once made, and so shared between threads. */
struct wq_lexicon_tables {
    const struct wq_trie_node *nodes; /* the first is the root; as many as any child + c comes to */
    const struct wq_trie_rest *rests; /* of the nodes */
    const struct wq_key *keys;        /* and one behind the last, where the senses end */
    const struct wq_sense *senses;
    const struct wq_key_blanks *blanks;
    const wq_code *labels;
    uint32_t nnodes, nkeys, nsenses, nblanks, nlabels;
};

struct wq_lexicon {
    struct wq_lexicon_tables base; /* borrowed, or empty */
    struct wq_lexicon_tables more; /* its own, or empty; its keys are counted on from base's */
    void *owned[6];                /* what more is made of */
};

/* What goes into a lexicon. Zeroed before; wq_lexicon_build() empties it. */
struct wq_lexicon_making {
    struct {
        wq_code *items;
        size_t len, cap;
    } codes;
    struct {
        struct wq_pending_key *items;
        size_t len, cap;
    } keys;
};

/* The longest key, in letters: a name's blanks are bits. */
enum { WQ_KEY_MOST = 63 };

/* The words of a name, taken from tokens [from, to) of t. False: it has no letters, or too many. */
bool wq_lexicon_add(struct wq_lexicon_making *m, const struct wq_tokens *t, size_t from, size_t to,
                    struct wq_sense sense);
/* Makes x->more, empty so far, of what was added. Senses of a key keep the order in which they were. */
void wq_lexicon_build(struct wq_lexicon *x, struct wq_lexicon_making *m);
/* Frees x->more. */
void wq_lexicon_release(struct wq_lexicon *x);

/* A place in the trie: in that of each of the tables. */
struct wq_trie_at {
    struct wq_trie_place {
        uint32_t node;   /* or WQ_NO_KEY: nothing goes on so */
        uint32_t passed; /* letters of its label */
    } base, more;
};

static inline struct wq_trie_at wq_trie_start(const struct wq_lexicon *x)
{
    return (struct wq_trie_at){{x->base.nnodes ? 0 : WQ_NO_KEY, 0}, {x->more.nnodes ? 0 : WQ_NO_KEY, 0}};
}

/* A key that a walk came by. */
struct wq_trie_passed {
    uint32_t key; /* or WQ_NO_KEY */
    uint32_t at;  /* letters before its end */
};

/* wq_trie_walk() in one of the tables, in which *place is; *passed is WQ_NO_KEY before. */
static inline uint32_t wq_trie_walk_in(const struct wq_lexicon_tables *x, struct wq_trie_place *place,
                                       const wq_code *codes, uint32_t from, uint32_t to, unsigned languages,
                                       struct wq_trie_passed *passed)
{
    const struct wq_trie_node *nodes = x->nodes;
    const struct wq_trie_node *node = &nodes[place->node];
    uint32_t letters = place->passed;
    uint32_t i = from;

    for (; i < to; i++) {
        if (letters < node->len) {
            if (x->labels[x->rests[node - nodes].label + letters - 1] != codes[i])
                break;
            letters++;
            continue;
        }
        if (node->names & languages && i > 0)
            *passed = (struct wq_trie_passed){x->rests[node - nodes].key, i};
        const struct wq_trie_node *child = &nodes[node->child + codes[i]];
        if (child->first != codes[i])
            break;
        node = child;
        letters = 1;
    }
    *place = (struct wq_trie_place){i == to ? (uint32_t)(node - nodes) : WQ_NO_KEY, letters};
    return i;
}

/* The same where there is more than the base. */
uint32_t wq_trie_walk_both(const struct wq_lexicon *x, struct wq_trie_at *at, const wq_code *codes,
                           uint32_t from, uint32_t to, unsigned languages, struct wq_trie_passed *passed);

/*
 * Goes on with letters codes[from, to), as far as a key goes on so; returns how far that is. The last key
 * with names in languages that ends before one of them, and not before the first of all, goes to *passed.
 */
static inline uint32_t wq_trie_walk(const struct wq_lexicon *x, struct wq_trie_at *at, const wq_code *codes,
                                    uint32_t from, uint32_t to, unsigned languages,
                                    struct wq_trie_passed *passed)
{
    if (at->more.node != WQ_NO_KEY)
        return wq_trie_walk_both(x, at, codes, from, to, languages, passed);
    *passed = (struct wq_trie_passed){WQ_NO_KEY, 0};
    return at->base.node == WQ_NO_KEY
               ? from
               : wq_trie_walk_in(&x->base, &at->base, codes, from, to, languages, passed);
}

/* wq_trie_goes_on() in one of the tables. */
static inline bool wq_trie_goes_on_in(const struct wq_lexicon_tables *x, struct wq_trie_place place,
                                      wq_code code)
{
    const struct wq_trie_node *node = &x->nodes[place.node];

    return place.passed < node->len ? x->labels[x->rests[place.node].label + place.passed - 1] == code
                                    : x->nodes[node->child + code].first == code;
}

/* True if some key goes on with a letter. */
static inline bool wq_trie_goes_on(const struct wq_lexicon *x, struct wq_trie_at at, wq_code code)
{
    return (at.base.node != WQ_NO_KEY && wq_trie_goes_on_in(&x->base, at.base, code)) ||
           (at.more.node != WQ_NO_KEY && wq_trie_goes_on_in(&x->more, at.more, code));
}

/* wq_trie_step() in one of the tables. */
static inline bool wq_trie_step_in(const struct wq_lexicon_tables *x, struct wq_trie_place *place,
                                   wq_code code)
{
    const struct wq_trie_node *node = &x->nodes[place->node];

    if (!wq_trie_goes_on_in(x, *place, code))
        *place = (struct wq_trie_place){WQ_NO_KEY, 0};
    else if (place->passed < node->len)
        place->passed++;
    else
        *place = (struct wq_trie_place){node->child + code, 1};
    return place->node != WQ_NO_KEY;
}

/* Goes on with a letter. False: no key goes on so. */
static inline bool wq_trie_step(const struct wq_lexicon *x, struct wq_trie_at *at, wq_code code)
{
    bool base = at->base.node != WQ_NO_KEY && wq_trie_step_in(&x->base, &at->base, code);
    bool more = at->more.node != WQ_NO_KEY && wq_trie_step_in(&x->more, &at->more, code);

    return base || more;
}

/* What the key that ends here is, if one does. */
struct wq_trie_end {
    uint8_t names, words; /* languages in which it has some */
};
static inline struct wq_trie_end wq_trie_end(const struct wq_lexicon *x, struct wq_trie_at at)
{
    struct wq_trie_end end = {0, 0};

    if (at.more.node != WQ_NO_KEY && at.more.passed == x->more.nodes[at.more.node].len)
        end = (struct wq_trie_end){x->more.nodes[at.more.node].names, x->more.nodes[at.more.node].words};
    if (at.base.node != WQ_NO_KEY && at.base.passed == x->base.nodes[at.base.node].len) {
        end.names |= x->base.nodes[at.base.node].names;
        end.words |= x->base.nodes[at.base.node].words;
    }
    return end;
}

/* The key that ends here, or WQ_NO_KEY. */
static inline uint32_t wq_trie_key(const struct wq_lexicon *x, struct wq_trie_at at)
{
    if (at.more.node != WQ_NO_KEY && at.more.passed == x->more.nodes[at.more.node].len &&
        x->more.rests[at.more.node].key != WQ_NO_KEY)
        return x->base.nkeys + x->more.rests[at.more.node].key;
    if (at.base.node != WQ_NO_KEY && at.base.passed == x->base.nodes[at.base.node].len)
        return x->base.rests[at.base.node].key;
    return WQ_NO_KEY;
}

/* The tables that have a key. */
static inline const struct wq_lexicon_tables *wq_key_tables(const struct wq_lexicon *x, uint32_t *key)
{
    if (*key < x->base.nkeys)
        return &x->base;
    *key -= x->base.nkeys;
    return &x->more;
}

static inline const struct wq_key *wq_lexicon_key(const struct wq_lexicon *x, uint32_t key)
{
    const struct wq_lexicon_tables *tables = wq_key_tables(x, &key);
    return &tables->keys[key];
}

static inline const struct wq_key_blanks *wq_lexicon_blanks(const struct wq_lexicon *x, uint32_t key)
{
    const struct wq_lexicon_tables *tables = wq_key_tables(x, &key);
    return &tables->blanks[tables->keys[key].blanks];
}

/* The senses of a key; none of WQ_NO_KEY. */
struct wq_senses {
    const struct wq_sense *at, *end;
};
static inline struct wq_senses wq_lexicon_senses(const struct wq_lexicon *x, uint32_t key)
{
    if (key == WQ_NO_KEY)
        return (struct wq_senses){NULL, NULL};
    const struct wq_lexicon_tables *tables = wq_key_tables(x, &key);
    return (struct wq_senses){tables->senses + tables->keys[key].sense,
                              tables->senses + tables->keys[key + 1].sense};
}

/* The classes that key has in any of languages, as bits. */
uint64_t wq_lexicon_classes(const struct wq_lexicon *x, uint32_t key, unsigned languages);
/* The number of key as a word of class c; missing where it is none. */
int wq_lexicon_value(const struct wq_lexicon *x, uint32_t key, unsigned languages, enum wq_class c,
                     int missing);

#endif
