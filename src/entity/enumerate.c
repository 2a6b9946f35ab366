/* Names in a list of names: جیوچوان، شیچانگ، تائی یوان اور وینچانگ, of which some are known; behind شهرهای
 * and its like none need be. */
#include "person_name.h"

enum { CONFIDENCE = 60, MOST_PLACE = 2, MOST_PERSON = 3, LEAST_ITEMS = 3, MOST_ITEMS = 64, SEVERAL = 4 };

#define ENDS (WQ_BIT(WQ_STOP) | WQ_BIT(WQ_CASE) | WQ_BIT(WQ_NUMBER) | WQ_BIT(WQ_PLACE_BEFORE))

/* What a list has so far. */
struct list {
    size_t from[MOST_ITEMS], to[MOST_ITEMS]; /* words of each item */
    bool joined[MOST_ITEMS];                 /* و is written to it */
    size_t len, known, commas;
    int kind;       /* of the known ones, -1: none yet */
    bool announced; /* by the word for several places */
};

/* A place whose name is another word too, or NULL: قصور, زیارت. */
static const struct wq_candidate *weak_place(const struct wq_finder *f, size_t i)
{
    const struct wq_candidate *c = &f->candidates.items[2 * i + 1];
    uint32_t known = c->end && c->to > i ? wq_known_of(f, c->key, false, false) : WQ_NO_KEY;

    if (c->end && known == WQ_NO_KEY)
        known = wq_place_of(f, c->key);
    return known != WQ_NO_KEY && wq_known(f->names, known)->kind == WQ_LOCATION ? c : NULL;
}

/* والجيزة, ושפרעם: and is written to the next item. */
static bool is_joined(const struct wq_finder *f, size_t i)
{
    const struct wq_token *t = wq_word(f, i);
    const struct wq_found *owner = wq_owner(f, i);
    wq_code first = f->tokens.codes.items[t->code];

    if (!(f->own & (WQ_AR | WQ_HE)) || !wq_follows(f, i) ||
        (first != wq_code_of(0x648) && first != wq_code_of(0x5D5)))
        return false;
    return owner ? owner->from == i && owner->start > t->start : wq_is_unknown_word(f, i) && t->len > 3;
}

/* غنی پرواز, عطا شاد: any word may be one, behind a first name and before what ends an item. */
static bool is_pen_name(const struct wq_finder *f, size_t i)
{
    return f->own & WQ_UR && wq_follows(f, i) && wq_is_free(f, i) && wq_has(f, i, WQ_BIT(WQ_COMMON)) &&
           !wq_has(f, i, ENDS) && wq_has(f, i - 1, WQ_BIT(WQ_GIVEN)) && wq_is_sure_name_word(f, i - 1) &&
           (i + 1 >= wq_words(f) || wq_word(f, i + 1)->before == WQ_BETWEEN_COMMA ||
            wq_has(f, i + 1, WQ_BIT(WQ_AND)) || wq_is_agent(f, i + 1));
}

/* The end of an item of unknown words that begins at i; i: there is none. */
static size_t read_unknown(const struct wq_finder *f, size_t i)
{
    size_t to = i;
    const struct wq_candidate *weak = wq_is_free(f, i) ? weak_place(f, i) : NULL;

    if (weak)
        return weak->to;
    /* کرن سادھوانی: a first name that is another word as well, before what is none. */
    if (f->own & WQ_UR && wq_is_free(f, i) && wq_has(f, i, WQ_BIT(WQ_GIVEN)) && !wq_has(f, i, ENDS) &&
        i + 1 < wq_words(f) && wq_follows(f, i + 1) &&
        (wq_is_unknown_word(f, i + 1) ||
         (wq_is_free(f, i + 1) && wq_has(f, i + 1, WQ_BIT(WQ_SURNAME)) && wq_is_sure_name_word(f, i + 1))))
        to++;
    while (to < wq_words(f) && to - i < MOST_PERSON &&
           (to == i || (wq_follows(f, to) && !is_joined(f, to))) &&
           (wq_is_unknown_word(f, to) ||
            (wq_is_free(f, to) && (wq_is_sure_name_word(f, to) || wq_has(f, to, WQ_BIT(WQ_PLACE_PART)))))) {
        to++;
    }
    return to == i + 1 && is_pen_name(f, to) ? to + 1 : to;
}

/* Behind an item: where the next begins, or i if the list ends. */
static size_t pass_separator(const struct wq_finder *f, size_t i, bool *comma, bool *joined)
{
    *joined = i < wq_words(f) && is_joined(f, i);
    *comma = false;
    if (i >= wq_words(f) || *joined)
        return i;
    *comma = wq_word(f, i)->before == WQ_BETWEEN_COMMA;
    if (*comma)
        return wq_has(f, i, WQ_BIT(WQ_AND)) ? i + 1 : i;
    return wq_follows(f, i) && wq_is_free(f, i) && wq_has(f, i, WQ_BIT(WQ_AND)) && i + 1 < wq_words(f) &&
                   wq_follows(f, i + 1)
               ? i + 1
               : i;
}

/* Adds the item at i; returns its end, or i. */
static size_t add_item(const struct wq_finder *f, struct list *list, size_t i)
{
    const struct wq_found *owner = wq_owner(f, i);
    size_t to = owner ? owner->to : i < wq_words(f) ? read_unknown(f, i) : i;

    /* شهرستان‌های شهریار، قدس و پیشوا: whatever else the word means. */
    if (list->announced && to == i && !wq_has(f, i, ENDS) && !(wq_word(f, i)->flags & WQ_TOKEN_DIGITS))
        to++;
    while (list->announced && !owner && to < wq_words(f) && wq_word(f, to)->before == WQ_BETWEEN_JOINER)
        to++;
    if (to == i || (owner && (owner->from != i || owner->kind > WQ_LOCATION)))
        return i;
    if (owner && list->kind >= 0 && list->kind != owner->kind)
        return i;
    if (owner)
        list->kind = owner->kind;
    list->known += owner != NULL;
    list->from[list->len] = i;
    list->to[list->len++] = to;
    return to;
}

/* True if an item of unknown words may be of the list's kind. */
static bool fits(const struct wq_finder *f, const struct list *list, size_t item)
{
    size_t words = list->to[item] - list->from[item];

    if (list->kind == WQ_PERSON)
        return words <= MOST_PERSON &&
               (words >= 2 || (f->own & WQ_UR && wq_has(f, list->from[item], WQ_BIT(WQ_GIVEN)) &&
                               wq_is_sure_name_word(f, list->from[item])));
    return list->kind == WQ_LOCATION && words <= MOST_PLACE && !is_pen_name(f, list->to[item] - 1);
}

static bool is_between(const struct wq_finder *f, size_t i)
{
    return wq_is_owner(f, i) && i + 1 < wq_words(f) && wq_has(f, i + 1, WQ_BIT(WQ_PLACE_OWNS)) &&
           wq_word_value(f, i + 1, WQ_PLACE_OWNS, 0) == 1;
}

/* True if all items that nobody has are weak names of places. */
static bool are_weak(const struct wq_finder *f, const struct list *list)
{
    for (size_t i = 0; i < list->len; i++)
        if (!wq_owner(f, list->from[i]) && !weak_place(f, list->from[i]))
            return false;
    return true;
}

/* A first name alone that is no other word. */
static bool is_first_name(const struct wq_finder *f, size_t from, size_t to)
{
    return f->own & WQ_UR && to == from + 1 && wq_is_free(f, from) && wq_has(f, from, WQ_BIT(WQ_GIVEN)) &&
           !wq_has(f, from, WQ_BIT(WQ_WORD)) && wq_is_sure_name_word(f, from) && !weak_place(f, from);
}

/* عروہ، منال اور حورین: first names and nothing else. */
static bool are_first_names(const struct wq_finder *f, const struct list *list)
{
    for (size_t i = 0; i < list->len; i++)
        if (!is_first_name(f, list->from[i], list->to[i]))
            return false;
    return list->len >= 2;
}

static void take_list(struct wq_finder *f, const struct list *list)
{
    if (are_first_names(f, list)) {
        for (size_t i = 0; i < list->len; i++)
            wq_take(f, list->from[i], list->to[i], WQ_PERSON, WQ_FROM_CUE, CONFIDENCE);
        return;
    }
    if (list->len < 2 || list->known == list->len || (list->known == 0 && !list->announced))
        return;
    /* Two persons do, where both act: امیتابھ بچن اور آیوشمان کھرانہ نے; two places, where something is
     * between them, or the lists know both: ہرک اور مچھ کے درمیان, بیدر اور گولکنڈہ. */
    size_t behind = list->to[list->len - 1];
    bool pair =
        list->len == 2 && ((list->kind == WQ_PERSON && wq_is_owner(f, behind)) ||
                           (list->kind == WQ_LOCATION && (is_between(f, behind) || are_weak(f, list))));
    bool where = list->kind == WQ_LOCATION && f->own & WQ_UR && wq_follows(f, behind) &&
                 wq_has(f, behind, WQ_BIT(WQ_CASE)) && wq_word_value(f, behind, WQ_CASE, 0) == 1;
    bool few = list->known < 2 && list->len - list->known > (where ? 3 : 2);
    if (!list->announced && !pair && (list->len < LEAST_ITEMS || !list->commas || few))
        return;
    for (size_t i = 0; i < list->len; i++)
        if (!wq_owner(f, list->from[i]) && fits(f, list, i)) {
            const struct wq_candidate *weak = list->kind == WQ_LOCATION ? weak_place(f, list->from[i]) : NULL;
            struct wq_found *found = wq_take(f, list->from[i], list->to[i], (enum wq_entity_kind)list->kind,
                                             WQ_FROM_CUE, CONFIDENCE);
            found->known = weak ? wq_place_of(f, weak->key) : WQ_NO_KEY;
            if (list->joined[i] && found->start == wq_word(f, list->from[i])->start)
                found->start = wq_byte_behind(f, (uint32_t)list->from[i], 1);
        }
}

/* The word for several places before i, of one word or two. */
static bool has_word_for_places(const struct wq_finder *f, size_t i)
{
    for (size_t back = 1; back <= 2 && back <= i; back++) {
        const struct wq_token *t = wq_word(f, i - back);
        if (t->runs & WQ_BIT(WQ_PLACE_BEFORE) && t->phrases == back && !t->owner)
            return wq_lexicon_value(&f->names->lexicon, t->phrase, f->languages, WQ_PLACE_BEFORE, 0) ==
                   SEVERAL;
    }
    return false;
}

/* شهرهای X, شهرستان‌های X. */
static inline bool is_announced(const struct wq_finder *f, size_t i)
{
    if (i == 0)
        return false;
    uint64_t before = wq_word(f, i - 1)->runs | wq_word(f, i - (i > 1 ? 2 : 1))->runs;
    return before & WQ_BIT(WQ_PLACE_BEFORE) && wq_follows(f, i) && has_word_for_places(f, i);
}

/* Most words that nobody has are known as something else: only where a list is announced may they be in it.
 */
static bool may_be_item(const struct wq_finder *f, size_t i)
{
    const struct wq_token *t = wq_word(f, i);

    if (t->owner)
        return f->found.items[t->owner - 1].kind <= WQ_LOCATION;
    return !t->classes || wq_has(f, i, WQ_NAME_WORDS | WQ_BIT(WQ_PLACE_PART)) ||
           f->candidates.items[2 * i + 1].end;
}

/* The list that begins with the item at i; returns its end. */
static size_t read_list(struct wq_finder *f, size_t i)
{
    struct list list; /* a kilobyte: not cleared for every word that begins none */
    size_t at = i;
    bool comma = false;
    bool joined = false;

    list.announced = is_announced(f, i);
    list.len = list.known = list.commas = 0;
    list.kind = list.announced ? WQ_LOCATION : -1;
    while (list.len < MOST_ITEMS) {
        size_t end = add_item(f, &list, at);
        if (end == at)
            break;
        list.joined[list.len - 1] = joined;
        size_t next = pass_separator(f, end, &comma, &joined);
        at = end;
        if (next == end && !comma && !joined) {
            if (!list.announced && !wq_is_edge(f, end) && !wq_owner(f, list.from[list.len - 1]) &&
                !(is_first_name(f, list.from[list.len - 1], end) &&
                  wq_has(f, end, WQ_BIT(WQ_WORD) | WQ_BIT(WQ_COMMON))))
                list.len--; /* the words go on: it was no item */
            break;
        }
        list.commas += comma || joined;
        at = next;
    }
    take_list(f, &list);
    return at;
}

/* Behind what parts it from what stands before, which is no name. */
static bool may_begin(const struct wq_finder *f, size_t i)
{
    return i == 0 || wq_word(f, i)->before > WQ_BETWEEN_SPACE || !wq_is_free(f, i) || !wq_is_free(f, i - 1) ||
           wq_has(f, i - 1, WQ_BIT(WQ_STOP) | WQ_BIT(WQ_CASE) | WQ_BIT(WQ_COMMON));
}

void wq_take_listed_together(struct wq_finder *f)
{
    for (size_t i = 0; i < wq_words(f);) {
        bool begins = (may_be_item(f, i) && may_begin(f, i)) || is_announced(f, i);
        size_t end = begins ? read_list(f, i) : i;
        i = end > i ? end : i + 1;
    }
}
