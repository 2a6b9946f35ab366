/* A lexicon's tables, made of keys in any order. */
#include "lexicon.h"

#include "waraq/base/array.h"

#include <stdlib.h>
#include <string.h>

/* A key that was added, before they are sorted. */
struct wq_pending_key {
    uint64_t head; /* its first letters, for sorting */
    uint64_t blanks;
    uint32_t code, len;
    struct wq_sense sense;
};

bool wq_lexicon_add(struct wq_lexicon_making *m, const struct wq_tokens *t, size_t from, size_t to,
                    struct wq_sense sense)
{
    struct wq_pending_key k = {.code = (uint32_t)m->codes.len, .sense = sense};

    for (size_t i = from; i < to; i++) {
        const struct wq_token *token = &t->list.items[i];
        const wq_code *codes = t->codes.items + token->code;
        if (k.len + token->len > WQ_KEY_MOST || memchr(codes, WQ_CODE_OTHER, token->len)) {
            m->codes.len = k.code;
            return false;
        }
        if (i > from && token->before != WQ_BETWEEN_NONE)
            k.blanks |= UINT64_C(1) << (k.len - 1);
        WQ_RESERVE(&m->codes, m->codes.len + token->len);
        memcpy(m->codes.items + m->codes.len, codes, token->len);
        m->codes.len += token->len;
        k.len += token->len;
    }
    if (k.len == 0)
        return false;
    for (uint32_t i = 0; i < 8; i++)
        k.head = k.head << 8 | (i < k.len ? m->codes.items[k.code + i] : 0);
    *WQ_PUSH(&m->keys) = k;
    return true;
}

/* qsort_r of glibc and the BSDs' differ, so the letters are found through the keys themselves. */
struct sorted {
    const struct wq_pending_key *k;
    const wq_code *codes;
};

static int compare(const void *left, const void *right)
{
    const struct sorted *a = left;
    const struct sorted *b = right;
    uint32_t shorter = a->k->len < b->k->len ? a->k->len : b->k->len;

    if (a->k->head != b->k->head)
        return a->k->head < b->k->head ? -1 : 1;
    int order = shorter > 8 ? memcmp(a->codes + 8, b->codes + 8, shorter - 8) : 0;
    if (!order)
        order = (a->k->len > b->k->len) - (a->k->len < b->k->len);
    return order ? order : (a->k > b->k) - (a->k < b->k);
}

static bool is_same(const struct sorted *a, const struct sorted *b)
{
    return a->k->len == b->k->len && !memcmp(a->codes, b->codes, a->k->len);
}

/* Tables at work, and blanks by their hash. */
struct building {
    const struct wq_lexicon *x; /* its base */
    struct {
        struct wq_key *items;
        size_t len, cap;
    } keys;
    struct {
        struct wq_sense *items;
        size_t len, cap;
    } senses;
    struct {
        struct wq_key_blanks *items;
        size_t len, cap;
    } blanks;
    struct {
        struct wq_trie_node *items;
        size_t len, cap;
    } nodes;
    struct {
        struct wq_trie_rest *items;
        size_t len, cap;
    } rests; /* of the nodes */
    struct {
        wq_code *items;
        size_t len, cap;
    } labels;
    struct {
        bool *items;
        size_t len, cap;
    } counted;       /* from which places a node counts its children */
    uint32_t free;   /* before it no place is looked for */
    uint32_t *slots; /* 1 + blanks */
    size_t nslots;   /* a power of two */
};

static uint32_t *slot_of(const struct building *b, const struct wq_key_blanks *blanks)
{
    const uint64_t parts[] = {blanks->name.some, blanks->name.all, blanks->word.some, blanks->word.all};
    uint64_t hash = 0;

    for (size_t i = 0; i < WQ_COUNT(parts); i++)
        hash = (hash ^ parts[i] ^ parts[i] >> 32) * UINT64_C(0x9E3779B97F4A7C15);
    size_t at = hash >> 32 & (b->nslots - 1);
    while (b->slots[at] && memcmp(&b->blanks.items[b->slots[at] - 1], blanks, sizeof *blanks) != 0)
        at = (at + 1) & (b->nslots - 1);
    return &b->slots[at];
}

static uint32_t add_blanks(struct building *b, const struct wq_key_blanks *blanks)
{
    if (2 * b->blanks.len >= b->nslots) {
        free(b->slots);
        b->nslots = b->nslots ? 2 * b->nslots : 1024;
        b->slots = wq_calloc(b->nslots, sizeof *b->slots);
        for (size_t i = 0; i < b->blanks.len; i++)
            *slot_of(b, &b->blanks.items[i]) = (uint32_t)i + 1;
    }
    uint32_t *slot = slot_of(b, blanks);
    if (!*slot) {
        *WQ_PUSH(&b->blanks) = *blanks;
        *slot = (uint32_t)b->blanks.len;
    }
    return *slot - 1;
}

enum { MOST_LOOKED_AT = 8 };

/*
 * What says nothing that a sense of the key from first on does not say is left out: a class with the number
 * that the one before it of this class has needs but its languages, and most words of persons' names are in
 * several.
 */
static void add_sense(struct building *b, size_t first, const struct wq_sense *sense)
{
    for (size_t i = b->senses.len; i-- > first && i + MOST_LOOKED_AT >= b->senses.len;) {
        struct wq_sense *s = &b->senses.items[i];
        if (s->what != sense->what)
            continue;
        bool same = s->value == sense->value && s->weak == sense->weak;
        if (same && (s->languages == sense->languages || s->what != WQ_NAME)) {
            s->languages |= sense->languages;
            return;
        }
        if (s->what != WQ_NAME)
            break;
    }
    *WQ_PUSH(&b->senses) = *sense;
}

/* The key of these letters in the base, or WQ_NO_KEY. */
static uint32_t base_key(const struct wq_lexicon *x, const struct sorted *s)
{
    struct wq_trie_at at = wq_trie_start(x);

    for (uint32_t i = 0; i < s->k->len; i++)
        if (!wq_trie_step(x, &at, s->codes[i]))
            return WQ_NO_KEY;
    return wq_trie_key(x, at);
}

/* The key of all[0, n), which have the same letters. */
static void add_key(struct building *b, const struct sorted *all, size_t n)
{
    struct wq_key_blanks blanks = {{0, UINT64_MAX}, {0, UINT64_MAX}};
    struct wq_key key = {.len = (uint8_t)all->k->len, .sense = (uint32_t)b->senses.len};
    uint32_t old = base_key(b->x, all);

    if (old != WQ_NO_KEY) {
        key.names = wq_lexicon_key(b->x, old)->names;
        key.classes = wq_lexicon_key(b->x, old)->classes;
        blanks = *wq_lexicon_blanks(b->x, old);
        for (struct wq_senses s = wq_lexicon_senses(b->x, old); s.at < s.end; s.at++)
            *WQ_PUSH(&b->senses) = *s.at;
    }
    for (size_t i = 0; i < n; i++) {
        const struct wq_sense *s = &all[i].k->sense;
        struct wq_blanks *where = s->what == WQ_NAME ? &blanks.name : &blanks.word;
        where->some |= all[i].k->blanks;
        where->all &= all[i].k->blanks;
        *(s->what == WQ_NAME ? &key.names : &key.classes) |= s->languages;
        add_sense(b, key.sense, s);
    }
    key.blanks = add_blanks(b, &blanks);
    *WQ_PUSH(&b->keys) = key;
}

/* Keys of the same letters become one. How many there are then; the first of each is kept. */
static size_t merge(struct building *b, struct sorted *all, size_t n)
{
    size_t kept = 0;

    for (size_t i = 0, j = 0; i < n; i = j) {
        while (j < n && is_same(&all[i], &all[j]))
            j++;
        add_key(b, &all[i], j - i);
        all[kept++] = all[i];
    }
    *WQ_PUSH(&b->keys) = (struct wq_key){.sense = (uint32_t)b->senses.len};
    return kept;
}

/* Places up to n are there, the new ones free. */
static void add_places(struct building *b, size_t n)
{
    size_t from = b->nodes.len;

    if (n <= from)
        return;
    WQ_RESERVE(&b->nodes, n);
    WQ_RESERVE(&b->rests, n);
    WQ_RESERVE(&b->counted, n);
    for (size_t i = from; i < n; i++) {
        b->nodes.items[i] = (struct wq_trie_node){.first = WQ_NO_LETTER};
        b->rests.items[i] = (struct wq_trie_rest){0, WQ_NO_KEY};
        b->counted.items[i] = false;
    }
    b->nodes.len = b->rests.len = b->counted.len = n;
}

static bool is_free(const struct building *b, uint32_t place)
{
    return b->nodes.items[place].first == WQ_NO_LETTER;
}

enum { LETTERS = 256, MOST_BEHIND = 256 };

/* The first letters of a node's children, in their order. */
struct letters {
    wq_code items[LETTERS];
    uint32_t len;
};

static bool are_free(const struct building *b, uint32_t place, const struct letters *letters)
{
    for (uint32_t i = 0; i < letters->len; i++)
        if (!is_free(b, place + letters->items[i]))
            return false;
    return true;
}

/*
 * The first place from which no other node counts and where all of the letters' are free. Gaps far behind the
 * others are given up: few letters fit there, and looking for them takes time.
 */
static uint32_t find_place(struct building *b, const struct letters *letters)
{
    for (uint32_t at = b->free;; at++) { /* the first child's */
        add_places(b, at + 2 * LETTERS);
        if (!is_free(b, at)) {
            b->free += at == b->free;
            continue;
        }
        if (at > b->free + MOST_BEHIND)
            b->free = at - MOST_BEHIND;
        uint32_t place = at - letters->items[0];
        if (!b->counted.items[place] && are_free(b, place, letters))
            return place;
    }
}

/* A node at a place, for keys [lo, hi) of all, which agree in depth letters and go on with the same one;
 * returns how many they agree in. */
static uint32_t make_node(struct building *b, uint32_t at, const struct sorted *all, size_t lo, size_t hi,
                          uint32_t depth)
{
    /* The label is what all of them share: the first and the last do, so all between do. */
    uint32_t same = depth + 1;

    while (same < all[lo].k->len && all[lo].codes[same] == all[hi - 1].codes[same])
        same++;
    b->nodes.items[at].len = (uint8_t)(same - depth);
    b->rests.items[at].label = (uint32_t)b->labels.len;
    for (uint32_t i = depth + 1; i < same; i++)
        *WQ_PUSH(&b->labels) = all[lo].codes[i];
    return same;
}

/* Takes places for the children of the node at one: keys [lo, hi) of all go on with their letters. */
static uint32_t take_places(struct building *b, uint32_t at, const struct sorted *all, size_t lo, size_t hi,
                            uint32_t depth)
{
    struct letters letters;

    letters.len = 0;
    for (size_t k = lo; k < hi; k++)
        if (k == lo || all[k].codes[depth] != all[k - 1].codes[depth])
            letters.items[letters.len++] = all[k].codes[depth];
    uint32_t place = find_place(b, &letters);
    b->counted.items[place] = true;
    b->nodes.items[at].child = place;
    for (uint32_t i = 0; i < letters.len; i++)
        b->nodes.items[place + letters.items[i]].first = letters.items[i];
    return place;
}

/* The nodes below the one at a place: keys [lo, hi) of all, which agree in depth letters. */
static void add_children(struct building *b, const struct sorted *all, uint32_t at, size_t lo, size_t hi,
                         uint32_t depth)
{
    size_t i = lo;

    if (all[lo].k->len == depth) {
        b->rests.items[at].key = (uint32_t)lo;
        b->nodes.items[at].names = b->keys.items[lo].names;
        b->nodes.items[at].words = b->keys.items[lo].classes;
        i++;
    }
    if (i == hi)
        return; /* it counts from 0, as no node with children does */
    uint32_t place = take_places(b, at, all, i, hi, depth);
    while (i < hi) {
        size_t end = i + 1;
        while (end < hi && all[end].codes[depth] == all[i].codes[depth])
            end++;
        uint32_t child = place + all[i].codes[depth];
        add_children(b, all, child, i, end, make_node(b, child, all, i, end, depth));
        i = end;
    }
}

static void make_trie(struct building *b, const struct sorted *all, size_t n)
{
    add_places(b, 2 * LETTERS);
    b->free = LETTERS; /* so that what is counted from is behind the root, at 0 */
    add_children(b, all, 0, 0, n, 0);
}

/* What was built is the lexicon's from here on. */
static void hand_over(struct building *b, struct wq_lexicon *x)
{
    void *const owned[] = {b->nodes.items,  b->rests.items,  b->keys.items,
                           b->senses.items, b->blanks.items, b->labels.items};

    _Static_assert(sizeof owned == sizeof x->owned, "all are freed");

    memcpy(x->owned, owned, sizeof owned);
    x->more = (struct wq_lexicon_tables){
        .nodes = b->nodes.items,
        .rests = b->rests.items,
        .keys = b->keys.items,
        .senses = b->senses.items,
        .blanks = b->blanks.items,
        .labels = b->labels.items,
        .nnodes = (uint32_t)b->nodes.len,
        .nkeys = (uint32_t)b->keys.len - 1,
        .nsenses = (uint32_t)b->senses.len,
        .nblanks = (uint32_t)b->blanks.len,
        .nlabels = (uint32_t)b->labels.len,
    };
}

void wq_lexicon_build(struct wq_lexicon *x, struct wq_lexicon_making *m)
{
    struct building b = {.x = x};
    size_t n = m->keys.len;
    struct sorted *all = wq_reallocarray(NULL, n ? n : 1, sizeof *all);

    for (size_t i = 0; i < n; i++)
        all[i] = (struct sorted){&m->keys.items[i], m->codes.items + m->keys.items[i].code};
    if (n) {
        qsort(all, n, sizeof *all, compare);
        n = merge(&b, all, n);
        make_trie(&b, all, n);
        hand_over(&b, x);
    }
    free(all);
    free(b.slots);
    free(b.counted.items);
    free(m->codes.items);
    free(m->keys.items);
    memset(m, 0, sizeof *m);
}

void wq_lexicon_release(struct wq_lexicon *x)
{
    for (size_t i = 0; i < WQ_COUNT(x->owned); i++)
        free(x->owned[i]);
    memset(x, 0, sizeof *x);
}
