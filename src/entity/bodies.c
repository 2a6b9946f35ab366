/* Organisations by what they are called after: X یونیورسٹی, وزارت X, letters spelt out. */
#include "finder.h"

enum { STRONG = 80, PLAIN = 70, SPELT = 60, MOST_BEFORE = 4, MOST_BEHIND = 3, LEAST_LETTERS = 3 };

#define END_WORDS (WQ_BIT(WQ_STOP) | WQ_BIT(WQ_CASE))
#define NEVER     (END_WORDS | WQ_BIT(WQ_NUMBER) | WQ_BIT(WQ_ORDINAL) | WQ_BIT(WQ_WEEKDAY) | WQ_BIT(WQ_TITLE))

static int run_value(const struct wq_finder *f, size_t i, enum wq_class c)
{
    return wq_lexicon_value(&f->names->lexicon, wq_word(f, i)->phrase, f->languages, c, 0);
}

/* A word before یونیورسٹی and its like: any that is no ending and no number, a place's name too. */
static bool may_lead(const struct wq_finder *f, size_t i, bool strong)
{
    const struct wq_token *t = wq_word(f, i);
    const struct wq_candidate *c = &f->candidates.items[2 * i];

    if (t->owner || t->flags & (WQ_TOKEN_DIGITS | WQ_TOKEN_SYMBOL) || t->classes & NEVER || t->len < 2)
        return false;
    return strong || c->end || !(t->classes & (WQ_BIT(WQ_COMMON) | WQ_BIT(WQ_ADJECTIVE)));
}

/* خلائی ایجنسی: ی makes an adjective, unless the word is a name. */
static bool is_adjective(const struct wq_finder *f, size_t i)
{
    const struct wq_token *t = wq_word(f, i);
    return f->own & WQ_UR && f->tokens.codes.items[t->code + t->len - 1] == wq_code_of(0x6CC) &&
           !f->candidates.items[2 * i].end && !(t->classes & (WQ_BIT(WQ_SURNAME) | WQ_BIT(WQ_GIVEN)));
}

/* X یونیورسٹی آف Y: the words before i, what follows behind the link. */
static size_t take_headed(struct wq_finder *f, size_t i)
{
    size_t to = i + wq_word(f, i)->phrases;
    bool strong = run_value(f, i, WQ_BODY_AFTER) == 2;
    size_t from = i;

    while (from > 0 && i - from < MOST_BEFORE && wq_follows(f, from) && may_lead(f, from - 1, strong))
        from--;
    while (from < i && wq_has(f, from, WQ_BIT(WQ_ADJECTIVE)))
        from++;
    if (to < wq_words(f) && wq_follows(f, to) && wq_has(f, to, WQ_BIT(WQ_BODY_LINK))) {
        size_t end = to + 1;
        while (end < wq_words(f) && end - to <= MOST_BEHIND && wq_follows(f, end) && may_lead(f, end, true))
            end++;
        if (end > to + 1)
            to = end;
    }
    if (i - from == 1 && !strong && is_adjective(f, from))
        return i;
    if (from == i && to == i + wq_word(f, i)->phrases)
        return to - 1; /* a body of no name: its last word is no head of another */
    for (size_t k = i; k < to; k++)
        if (!wq_is_free(f, k))
            return i;
    wq_take(f, from, to, WQ_ORGANISATION, WQ_FROM_CUE, strong ? STRONG : PLAIN);
    return to - 1;
}

/* The country that stands before a ministry: "جنوبی کوریا کی وزارت دفاع", "روسی وزارت دفاع". */
static uint32_t country_before(const struct wq_finder *f, size_t i)
{
    bool owned = i > 1 && wq_follows(f, i) && wq_has(f, i - 1, WQ_BIT(WQ_CASE)) && wq_follows(f, i - 1);
    size_t at = owned ? i - 2 : i - 1;
    const struct wq_found *owner = i > 0 ? wq_owner(f, at) : NULL;

    if (i == 0)
        return WQ_NO_KEY;
    if (owner && owner->kind == WQ_LOCATION)
        return owner->known;
    if (!owned && !wq_follows(f, i))
        return WQ_NO_KEY;
    const struct wq_candidate *c = &f->candidates.items[2 * at];
    if (owned)
        return c->end && c->to == at + 1 ? wq_known_of(f, c->key, true, false) : WQ_NO_KEY;
    /* The demonym: the country's name and ی, which may stand for its last vowel. */
    const struct wq_token *t = wq_word(f, at);
    const wq_code *codes = f->tokens.codes.items + t->code;
    struct wq_trie_at trie = wq_trie_start(&f->names->lexicon);
    if (t->len < 4 || codes[t->len - 1] != wq_code_of(0x6CC))
        return WQ_NO_KEY;
    for (uint32_t k = 0; k + 1 < t->len; k++)
        if (!wq_trie_step(&f->names->lexicon, &trie, codes[k]))
            return WQ_NO_KEY;
    static const uint32_t endings[] = {0, 0x627, 0x6C1};
    for (int e = 0; e < 3; e++) {
        struct wq_trie_at end = trie;
        if (e > 0 && !wq_trie_step(&f->names->lexicon, &end, wq_code_of(endings[e])))
            continue;
        uint32_t key = wq_trie_key(&f->names->lexicon, end);
        uint32_t known = key != WQ_NO_KEY ? wq_known_of(f, key, true, false) : WQ_NO_KEY;
        if (known != WQ_NO_KEY && wq_known(f->names, known)->kind == WQ_LOCATION)
            return known;
    }
    return WQ_NO_KEY;
}

/* وزارت دفاع, وزارت قانون و انصاف. */
static size_t take_ministry(struct wq_finder *f, size_t i)
{
    size_t to = i + wq_word(f, i)->phrases;
    size_t head = to;

    if (to >= wq_words(f) || !wq_follows(f, to))
        return i;
    if (wq_word(f, to)->runs & WQ_BIT(WQ_PORTFOLIO) && wq_is_free(f, to))
        to += wq_word(f, to)->phrases;
    if (to == head)
        return i;
    uint32_t country = country_before(f, i);
    struct wq_found *found = wq_take(f, i, to, WQ_ORGANISATION, WQ_FROM_CUE, STRONG);
    found->context = country;
    return to - 1;
}

/* موزه هنرهای معاصر اصفهان: up to three words and a place close the name; returns from if none does. */
static size_t find_place(const struct wq_finder *f, size_t from)
{
    for (size_t i = from; i < wq_words(f) && i < from + 4 && wq_follows(f, i) && wq_is_free(f, i) &&
                          !wq_has(f, i, END_WORDS | WQ_BIT(WQ_TITLE));
         i++) {
        const struct wq_candidate *c = &f->candidates.items[2 * i];
        uint32_t known = c->end ? wq_known_of(f, c->key, true, false) : WQ_NO_KEY;
        if (known != WQ_NO_KEY && wq_known(f->names, known)->kind == WQ_LOCATION)
            return c->to;
    }
    return from;
}

/* جامعة الإسكندرية, دانشگاه تهران: a place's name, or words that are nothing else. */
static size_t take_named(struct wq_finder *f, size_t i)
{
    size_t head = i + wq_word(f, i)->phrases;
    size_t to = head;

    if (to >= wq_words(f) || !wq_follows(f, to))
        return i;
    const struct wq_found *owner = wq_owner(f, to);
    const struct wq_candidate *c = &f->candidates.items[2 * to];
    if (owner && (owner->kind == WQ_LOCATION || owner->kind == WQ_PERSON)) {
        to = owner->to;
        uint32_t number = wq_word(f, owner->from)->owner;
        f->found.items[number - 1].to = f->found.items[number - 1].from; /* it is the body's now */
    } else if (c->end && wq_is_free(f, to)) {
        to = c->to;
    } else if (!(f->own & WQ_UR) && (to = find_place(f, head)) > head) {
        ;
    } else {
        to = head;
        while (to < wq_words(f) && to - head < 2 && wq_follows(f, to) && may_lead(f, to, false) &&
               (to == head ||
                wq_word(f, to)->classes & (WQ_BIT(WQ_GIVEN) | WQ_BIT(WQ_SURNAME) | WQ_BIT(WQ_NAMEPART))))
            to++;
    }
    if (to == head)
        return i;
    wq_take(f, i, to, WQ_ORGANISATION, WQ_FROM_CUE, c->end ? STRONG : PLAIN);
    return to - 1;
}

/* Letters by their names, three at least: کے سی این اے. Some are words too, so all of them alone do not do.
 */
static size_t take_spelt(struct wq_finder *f, size_t i)
{
    size_t to = i;
    size_t words = 0;

    while (to < wq_words(f) && wq_is_free(f, to) && wq_has(f, to, WQ_BIT(WQ_LETTER)) &&
           (to == i || wq_word(f, to)->before <= WQ_BETWEEN_DOT)) {
        words += wq_has(f, to, END_WORDS | WQ_BIT(WQ_COMMON));
        to++;
    }
    /* A genitive behind the letters is not one of them. */
    if (to - i > LEAST_LETTERS && wq_has(f, to - 1, WQ_BIT(WQ_CASE))) {
        to--;
        words--;
    }
    if (to - i < LEAST_LETTERS || words + 2 > to - i)
        return i;
    wq_take(f, i, to, WQ_ORGANISATION, WQ_FROM_CUE, SPELT);
    return to - 1;
}

void wq_take_bodies(struct wq_finder *f)
{
    for (size_t i = 0; i < wq_words(f); i++) {
        const struct wq_token *t = wq_word(f, i);
        if (t->owner)
            continue;
        if (t->runs & WQ_BIT(WQ_BODY_BEFORE) && run_value(f, i, WQ_BODY_BEFORE) == 1)
            i = take_ministry(f, i);
        else if (t->runs & WQ_BIT(WQ_BODY_BEFORE))
            i = take_named(f, i);
        else if (t->runs & WQ_BIT(WQ_BODY_AFTER))
            i = take_headed(f, i);
        else if (t->classes & WQ_BIT(WQ_LETTER))
            i = take_spelt(f, i);
    }
}
