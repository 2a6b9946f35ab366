/* Persons by their surname or first name, where the whole name stands elsewhere in the article. */
#include "likeness.h"
#include "person_name.h"

#include "waraq/base/array.h"

#include <stdlib.h>
#include <string.h>

/* A slot takes a few parts only: a text that repeats a name without end is searched no slower. */
enum { SURNAME = 75, FIRST = 65, LEAST = 3, MOST_DEEP = 24 };

/* A word of a whole name, or several that are joined, and the mentions that have it, by a hash of the
 * letters of the first. */
struct part {
    uint32_t found; /* 1 + mention; 0: none */
    uint32_t word;  /* the first */
    uint32_t next;  /* 1 + part */
    uint32_t depth; /* parts behind it in its slot */
    bool last;      /* the surname */
};

struct parts {
    struct part *items;
    uint32_t len;
    uint32_t *slots; /* 1 + part, the latest first */
    size_t size;
    uint64_t begun[256 / 64]; /* bits: first letters of those that are here, with their number of letters */
};

/* Most words are none of them, which is seen by this bit. */
static uint8_t beginning(const struct wq_finder *f, size_t word)
{
    const struct wq_token *t = wq_word(f, word);
    return (uint8_t)(f->tokens.codes.items[t->code] + 37 * t->len);
}

static bool may_have(const struct wq_finder *f, const struct parts *p, size_t word)
{
    uint8_t bit = beginning(f, word);
    return p->begun[bit / 64] >> bit % 64 & 1;
}

static size_t hash_of(const struct wq_finder *f, size_t word)
{
    const struct wq_token *t = wq_word(f, word);
    uint32_t hash = 2166136261U;

    for (uint32_t i = 0; i < t->len; i++)
        hash = (hash ^ f->tokens.codes.items[t->code + i]) * 16777619U;
    return hash ^ hash >> 15;
}

static bool is_same(const struct wq_finder *f, size_t a, size_t b)
{
    const struct wq_token *t = wq_word(f, a);
    const struct wq_token *u = wq_word(f, b);
    return t->len == u->len &&
           !memcmp(f->tokens.codes.items + t->code, f->tokens.codes.items + u->code, t->len);
}

/* Joined to the word before: نیک‌بخت, and in Hebrew כהן-אבידן. */
static bool is_joined(const struct wq_finder *f, size_t i)
{
    if (i >= wq_words(f))
        return false;
    unsigned before = wq_word(f, i)->before;
    return before == WQ_BETWEEN_JOINER || (before == WQ_BETWEEN_DASH && f->own & WQ_HE);
}

/* The end of the words that are joined to word i. */
static size_t end_of_joined(const struct wq_finder *f, size_t i)
{
    size_t to = i + 1;

    while (!(f->own & WQ_UR) && is_joined(f, to))
        to++;
    return to;
}

/* The same n words. */
static bool are_same(const struct wq_finder *f, size_t a, size_t b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (b + i >= wq_words(f) || !is_same(f, a + i, b + i))
            return false;
    return true;
}

static void add_to_slot(const struct wq_finder *f, struct parts *p, uint32_t found, uint32_t word, bool last)
{
    size_t slot = hash_of(f, word) & (p->size - 1);
    uint32_t depth = p->slots[slot] ? p->items[p->slots[slot] - 1].depth + 1 : 0;

    if (depth >= MOST_DEEP)
        return;
    p->items[p->len] = (struct part){found + 1, word, p->slots[slot], depth, last};
    p->slots[slot] = ++p->len;
    uint8_t bit = beginning(f, word);
    p->begun[bit / 64] |= UINT64_C(1) << bit % 64;
}

static void add_part(struct wq_finder *f, struct parts *p, uint32_t found, uint32_t word, bool last)
{
    uint64_t never = WQ_BIT(WQ_STOP) | WQ_BIT(WQ_CASE) | WQ_BIT(WQ_COMMON) | WQ_BIT(WQ_TITLE) |
                     WQ_BIT(WQ_NUMBER) | WQ_BIT(WQ_TIME) | WQ_BIT(WQ_PARTICLE);

    if (f->own & WQ_UR) {
        never |= WQ_BIT(WQ_HONORIFIC);
        if (wq_has(f, word, WQ_BIT(WQ_GIVEN)))
            never &= ~WQ_BIT(WQ_COMMON); /* عمر نے: see take_repeated() */
    }
    bool alone = !wq_has(f, word, WQ_BIT(WQ_GIVEN)) || wq_word_value(f, word, WQ_GIVEN, 0) != 1; /* محمد */
    if (end_of_joined(f, word) == word + 1u &&
        (wq_word(f, word)->len < LEAST || wq_word(f, word)->classes & never || !alone))
        return;
    add_to_slot(f, p, found, word, last);
}

/* The mention that words [word, to) repeat: the last before them, or the first behind. */
static const struct part *find_part(const struct wq_finder *f, const struct parts *p, size_t word, size_t to)
{
    const struct part *best = NULL;

    for (uint32_t i = p->slots[hash_of(f, word) & (p->size - 1)]; i; i = p->items[i - 1].next) {
        const struct part *part = &p->items[i - 1];
        if (!are_same(f, part->word, word, to - word) ||
            end_of_joined(f, part->word) != part->word + (to - word))
            continue;
        bool before = part->word < word;
        if (!best || (before && (best->word > word || part->word > best->word)) ||
            (!before && best->word > word && part->word < best->word))
            best = part;
        if (before && best == part)
            break; /* the newest that stands before: parts were added in order */
    }
    return best;
}

/* Words that nobody has, as many as the name whose first word is one. */
static bool is_free_run(const struct wq_finder *f, size_t name, size_t i, size_t words)
{
    bool free = i + words <= wq_words(f) && is_same(f, name, i);

    for (size_t w = i; free && w < i + words; w++)
        free = wq_is_free(f, w) && (w == i || wq_word(f, w)->before <= WQ_BETWEEN_DASH);
    return free;
}

/* A whole name again, spelt as it may be, that no title announces here: its first word leads to it. */
static void take_whole(struct wq_finder *f, const struct parts *heads, size_t i)
{
    for (uint32_t k = heads->slots[hash_of(f, i) & (heads->size - 1)]; k; k = heads->items[k - 1].next) {
        uint32_t number = heads->items[k - 1].found - 1;
        const struct wq_found *m = &f->found.items[number];
        size_t words = m->to - m->from;
        if (!is_free_run(f, m->from, i, words) || !wq_are_like(f, m->from, i, words)) {
            /* صحیفہ جبار of صحیفہ جبار خٹک */
            words--;
            if (words < 2 || !is_free_run(f, m->from, i, words) || !wq_are_like(f, m->from, i, words) ||
                !wq_is_edge(f, i + words))
                continue;
        }
        struct wq_found *found = wq_take(f, i, i + words, WQ_PERSON, WQ_FROM_REPETITION, SURNAME);
        found->known = f->found.items[number].known;
        found->same = found->known == WQ_NO_KEY ? number : WQ_NO_KEY;
        return;
    }
}

static bool is_place_here(const struct wq_finder *f, size_t i)
{
    return i > 0 && wq_follows(f, i) && wq_has(f, i - 1, WQ_BIT(WQ_PLACE_BEFORE));
}

/* פרס נובל: part of words that mean something else together. */
static bool is_in_phrase(const struct wq_finder *f, size_t i)
{
    const struct wq_token *t = wq_word(f, i);
    return (t->phrases > 1 && t->runs & WQ_BIT(WQ_COMMON)) ||
           (i > 0 && wq_follows(f, i) && t[-1].phrases > 1 && t[-1].runs & WQ_BIT(WQ_COMMON));
}

/* What words from i on repeat: all that are joined, or else the first of them; their end goes to *to. */
static const struct part *find_joined(const struct wq_finder *f, const struct parts *p, size_t i, size_t *to)
{
    const struct part *part = NULL;

    *to = end_of_joined(f, i);
    bool free = true;
    for (size_t k = i; k < *to; k++)
        free = free && wq_is_free(f, k);
    if (free)
        part = find_part(f, p, i, *to);
    if (!part && *to > i + 1 && wq_word(f, i + 1)->before == WQ_BETWEEN_DASH) {
        *to = i + 1;
        part = find_part(f, p, i, *to);
    }
    return part;
}

static void take_repeated(struct wq_finder *f, const struct parts *p, size_t i)
{
    const struct wq_token *t = wq_word(f, i);
    size_t to = i + 1;
    bool never = t->flags & WQ_TOKEN_DIGITS || wq_has(f, i, WQ_BIT(WQ_STOP) | WQ_BIT(WQ_CASE)) ||
                 t->before == WQ_BETWEEN_JOINER;
    const struct part *part = never ? NULL : find_joined(f, p, i, &to);

    if (!part || is_place_here(f, i) || is_in_phrase(f, i))
        return;
    if (f->own & WQ_UR && wq_has(f, i, WQ_BIT(WQ_COMMON)) && !wq_is_agent(f, to))
        return; /* what is another word as well must act */
    bool edge = to >= wq_words(f) || wq_word(f, to)->before > WQ_BETWEEN_DASH ||
                wq_has(f, to, WQ_BIT(WQ_CASE) | WQ_BIT(WQ_STOP));
    bool announced = i > 0 && wq_follows(f, i) && wq_has(f, i - 1, WQ_BIT(WQ_TITLE) | WQ_BIT(WQ_HONORIFIC));
    /* A family name and nothing else begins a sentence: شکلا خلا میں */
    bool begins = part->last && (i == 0 || wq_word(f, i)->before >= WQ_BETWEEN_DOT) &&
                  wq_word(f, part->word)->owner && !(t->classes & ~WQ_NAME_WORDS);
    if (!announced && !edge && !begins && f->own & WQ_UR)
        return;
    /* ارسلان بتاتے ہیں: a first name that begins a sentence, and a verb */
    bool first = (i == 0 || wq_word(f, i)->before >= WQ_BETWEEN_DOT) && !(t->classes & ~WQ_NAME_WORDS);
    if (!announced && !part->last && !first && f->own & WQ_UR && !wq_has(f, to, WQ_BIT(WQ_CASE)))
        return;
    uint32_t same = part->found - 1;
    uint32_t known = f->found.items[same].known;
    /* آل ثاني: the particle before a family name goes with it. */
    bool particle = part->last && i > 0 && wq_is_free(f, i - 1) && wq_follows(f, i) &&
                    wq_has(f, i - 1, WQ_BIT(WQ_PARTICLE)) && part->word > 0 &&
                    is_same(f, part->word - 1, i - 1);
    struct wq_found *found =
        wq_take(f, i - particle, to, WQ_PERSON, WQ_FROM_REPETITION, part->last ? SURNAME : FIRST);
    found->known = known;
    if (known == WQ_NO_KEY)
        found->same = same;
}

/* A place that a cue announced once, by its name alone: بریمین شہر, بریمین میں. */
static void take_place_again(struct wq_finder *f, const struct parts *p, size_t i)
{
    for (uint32_t k = p->slots[hash_of(f, i) & (p->size - 1)]; k; k = p->items[k - 1].next) {
        const struct wq_found *m = &f->found.items[p->items[k - 1].found - 1];
        size_t words = m->to - m->from;
        bool same = i + words <= wq_words(f) && wq_is_edge(f, i + words);
        for (size_t w = 0; same && w < words; w++)
            same = wq_is_free(f, i + w) && (w == 0 || wq_follows(f, i + w)) && is_same(f, m->from + w, i + w);
        if (same) {
            wq_take(f, i, i + words, WQ_LOCATION, WQ_FROM_REPETITION, FIRST);
            return;
        }
    }
}

/* عامر بھی: the same first name again, at the beginning of a sentence or before an ending. */
static void take_first_name_again(struct wq_finder *f, const struct parts *p, size_t i)
{
    bool begins = i == 0 || wq_word(f, i)->before >= WQ_BETWEEN_DOT;
    bool acts = wq_follows(f, i + 1) && wq_has(f, i + 1, WQ_BIT(WQ_CASE));

    if (!(begins || acts) || is_place_here(f, i) || is_in_phrase(f, i) ||
        (wq_follows(f, i + 1) && wq_is_name_word(f, i + 1)))
        return;
    for (uint32_t k = p->slots[hash_of(f, i) & (p->size - 1)]; k; k = p->items[k - 1].next)
        if (is_same(f, p->items[k - 1].word, i)) {
            wq_take(f, i, i + 1, WQ_PERSON, WQ_FROM_REPETITION, FIRST);
            return;
        }
}

/* Who was announced by a surname alone is the one who stands there in full; and who has the surname of
 * somebody known that the article names nowhere in full, and of somebody unknown that it does, is that one.
 */
static void join_alone(const struct wq_finder *f, const struct parts *p, struct wq_found *m)
{
    if (m->kind != WQ_PERSON || m->to > end_of_joined(f, m->from) || m->to == m->from ||
        (m->known != WQ_NO_KEY && wq_is_met_whole(&f->met, m->known)))
        return;
    const struct part *part = find_part(f, p, m->from, m->to);
    if (!part)
        return;
    const struct wq_found *whole = &f->found.items[part->found - 1];
    bool announced = m->from > 0 && wq_follows(f, m->from) &&
                     wq_has(f, m->from - 1, WQ_BIT(WQ_TITLE) | WQ_BIT(WQ_HONORIFIC));
    if (m->known != WQ_NO_KEY && (whole->known != WQ_NO_KEY || !part->last || announced))
        return;
    m->known = whole->known;
    m->same = m->known == WQ_NO_KEY ? part->found - 1 : WQ_NO_KEY;
}

/* Who was met by several words that end the whole name of somebody is that one: عبد السيد, بن سلمان. */
static void join_tail(const struct wq_finder *f, const struct parts *p, struct wq_found *m)
{
    size_t words = m->to - m->from;

    if (m->known != WQ_NO_KEY || !wq_has(f, m->from, WQ_BIT(WQ_PARTICLE)) || !may_have(f, p, m->to - 1))
        return;
    for (uint32_t k = p->slots[hash_of(f, m->to - 1) & (p->size - 1)]; k; k = p->items[k - 1].next) {
        const struct part *part = &p->items[k - 1];
        const struct wq_found *whole = &f->found.items[part->found - 1];
        if (!part->last || whole->same != WQ_NO_KEY || whole->to - whole->from <= words ||
            !are_same(f, m->from, whole->to - words, words))
            continue;
        m->known = whole->known;
        m->same = m->known == WQ_NO_KEY ? part->found - 1 : WQ_NO_KEY;
        return;
    }
}

/* What words may repeat. */
struct repeated {
    struct parts heads;  /* whole names of persons by their first words */
    struct parts parts;  /* and by their parts */
    struct parts places; /* that a cue announced, by their first words */
    struct parts alone;  /* first names that stand alone */
};

/* Of more than one word, or what is joined to one. */
static bool is_whole_person(const struct wq_finder *f, const struct wq_found *m)
{
    return m->kind == WQ_PERSON && m->to > m->from + 1 && m->to > end_of_joined(f, m->from);
}

static bool is_announced_place(const struct wq_finder *f, const struct wq_found *m)
{
    uint64_t never = WQ_BIT(WQ_STOP) | WQ_BIT(WQ_CASE) | WQ_BIT(WQ_COMMON);

    return m->kind == WQ_LOCATION && m->source == WQ_FROM_CUE && m->to > m->from &&
           wq_word(f, m->from)->len >= LEAST && !(m->to == m->from + 1 && wq_has(f, m->from, never));
}

/* بیٹا عامر: a first name alone, which is no other word. */
static bool is_first_name_alone(const struct wq_finder *f, const struct wq_found *m)
{
    return f->own & WQ_UR && m->kind == WQ_PERSON && m->source == WQ_FROM_CUE && m->known == WQ_NO_KEY &&
           m->to == m->from + 1 && wq_has(f, m->from, WQ_BIT(WQ_GIVEN)) &&
           !(wq_word(f, m->from)->classes & ~WQ_NAME_WORDS);
}

/* Room for so many. */
static void init_parts(struct parts *p, size_t n)
{
    *p = (struct parts){.size = 16};
    while (p->size < 4 * n)
        p->size *= 2;
    p->items = wq_reallocarray(NULL, n + 1, sizeof *p->items);
    p->slots = wq_calloc(p->size, sizeof *p->slots);
}

static void release_parts(struct parts *p)
{
    free(p->items);
    free(p->slots);
}

/* Persons in the order of their places. */
static void add_persons(struct wq_finder *f, struct repeated *r)
{
    for (size_t i = 0; i < wq_words(f); i++) {
        const struct wq_found *m = wq_owner(f, i);
        if (!m || m->from != i || !is_whole_person(f, m))
            continue;
        uint32_t number = wq_word(f, i)->owner - 1;
        if (m->known != WQ_NO_KEY)
            wq_meet(&f->met, m->known)->whole = true;
        size_t last = m->to - 1;
        while (last > m->from && is_joined(f, last))
            last--;
        add_to_slot(f, &r->heads, number, m->from, false);
        add_part(f, &r->parts, number, (uint32_t)last, true);
        add_part(f, &r->parts, number, m->from, false);
    }
}

static void add_single(struct wq_finder *f, struct repeated *r)
{
    for (size_t i = 0; i < f->found.len; i++) {
        const struct wq_found *m = &f->found.items[i];
        if (is_announced_place(f, m))
            add_to_slot(f, &r->places, (uint32_t)i, m->from, false);
        else if (is_first_name_alone(f, m))
            add_to_slot(f, &r->alone, (uint32_t)i, m->from, false);
    }
}

/* Free words that may be in one of the tables go to words, in their order; returns how many. */
static size_t find_words(const struct wq_finder *f, const struct repeated *r, uint32_t *words)
{
    struct parts any = {.len = 0};
    size_t n = 0;

    for (size_t i = 0; i < WQ_COUNT(any.begun); i++)
        any.begun[i] = r->heads.begun[i] | r->parts.begun[i] | r->places.begun[i] | r->alone.begun[i];
    for (size_t i = 0; i < wq_words(f); i++)
        if (wq_is_free(f, i) && may_have(f, &any, i))
            words[n++] = (uint32_t)i;
    return n;
}

/* Whole names first, then parts of them, then places and first names, each in the order of the words. */
static void take_words(struct wq_finder *f, const struct repeated *r)
{
    uint32_t *words = wq_reallocarray(NULL, wq_words(f), sizeof *words);
    size_t n = find_words(f, r, words);

    for (size_t i = 0; i < n; i++)
        if (wq_is_free(f, words[i]) && may_have(f, &r->heads, words[i]))
            take_whole(f, &r->heads, words[i]);
    for (size_t i = 0; i < n; i++)
        if (wq_is_free(f, words[i]) && may_have(f, &r->parts, words[i]))
            take_repeated(f, &r->parts, words[i]);
    for (size_t i = 0; i < n; i++)
        if (wq_is_free(f, words[i]) && may_have(f, &r->places, words[i]))
            take_place_again(f, &r->places, words[i]);
    for (size_t i = 0; i < n; i++)
        if (wq_is_free(f, words[i]) && may_have(f, &r->alone, words[i]))
            take_first_name_again(f, &r->alone, words[i]);
    free(words);
}

void wq_take_repetitions(struct wq_finder *f)
{
    struct repeated r;
    size_t persons = 0;
    size_t places = 0;
    size_t alone = 0;

    for (size_t i = 0; i < f->found.len; i++) {
        persons += is_whole_person(f, &f->found.items[i]);
        places += is_announced_place(f, &f->found.items[i]);
        alone += is_first_name_alone(f, &f->found.items[i]);
    }
    if (persons + places + alone == 0)
        return;
    init_parts(&r.heads, persons);
    init_parts(&r.parts, 2 * persons);
    init_parts(&r.places, places);
    init_parts(&r.alone, alone);
    if (persons)
        add_persons(f, &r);
    if (places + alone)
        add_single(f, &r);
    for (size_t i = 0; r.parts.len && i < f->found.len; i++)
        join_alone(f, &r.parts, &f->found.items[i]);
    for (size_t i = 0; r.parts.len && !(f->own & WQ_UR) && i < f->found.len; i++)
        if (is_whole_person(f, &f->found.items[i]))
            join_tail(f, &r.parts, &f->found.items[i]);
    take_words(f, &r);
    release_parts(&r.heads);
    release_parts(&r.parts);
    release_parts(&r.places);
    release_parts(&r.alone);
}
