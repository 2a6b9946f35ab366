/* Names by what is said of them, in Urdu: X نامی گاؤں, تنظیم X نے. */
#include "person_name.h"

enum { SAID = 70, ANNOUNCED = 55, MOST_WORDS = 3, MOST_OF_BODY = 5, MOST_BETWEEN = 2 };

/* Numbers of the cue words: by the name of; who; what body is called so; what body's name may follow too;
 * what else; kin. */
enum { BY_NAME, SOMEBODY, BODY, BODY_BEFORE, THING, KIN };

#define END_WORDS (WQ_BIT(WQ_STOP) | WQ_BIT(WQ_CASE))
#define PLACES    (WQ_BIT(WQ_PLACE_BEFORE) | WQ_BIT(WQ_PLACE_AFTER) | WQ_BIT(WQ_PLACE_OWNS))

static int number_of(const struct wq_finder *f, size_t i)
{
    return wq_lexicon_value(&f->names->lexicon, wq_word(f, i)->phrase, f->languages, WQ_CALLED, BY_NAME);
}

/* What is called so: the first word behind نامی that says it; WQ_ENTITY_KINDS: none does. */
static enum wq_entity_kind kind_behind(const struct wq_finder *f, size_t i)
{
    for (size_t k = i + 1; k <= i + 1 + MOST_BETWEEN && wq_follows(f, k); k++) {
        int number = wq_word(f, k)->runs & WQ_BIT(WQ_CALLED) ? number_of(f, k) : THING;
        if (number == SOMEBODY || number == KIN)
            return WQ_PERSON;
        if (number == BODY || number == BODY_BEFORE)
            return WQ_ORGANISATION;
        if (wq_word(f, k)->runs & PLACES)
            return WQ_LOCATION;
        if (wq_has(f, k, WQ_BIT(WQ_CASE)))
            break;
    }
    return WQ_ENTITY_KINDS;
}

static bool is_loan(const struct wq_finder *f, size_t i)
{
    return wq_is_loan(f, i) ||
           wq_has(f, i,
                  WQ_BIT(WQ_BODY_PART) | WQ_BIT(WQ_LETTER) | WQ_BIT(WQ_BODY_AFTER) | WQ_BIT(WQ_BODY_LINK));
}

/* A word that may be in a name of the kind. */
static bool may_be_in(const struct wq_finder *f, size_t i, enum wq_entity_kind kind)
{
    if (!wq_is_free(f, i) || wq_has(f, i, END_WORDS))
        return false;
    return wq_is_unknown_word(f, i) || wq_is_sure_name_word(f, i) ||
           (kind == WQ_PERSON && wq_has(f, i, WQ_BIT(WQ_HONORIFIC)) &&
            wq_word_value(f, i, WQ_HONORIFIC, 0) == 2) ||
           (kind == WQ_ORGANISATION && is_loan(f, i)) ||
           (kind == WQ_LOCATION && wq_has(f, i, WQ_BIT(WQ_PLACE_PART)));
}

/* The words before نامی. */
static void take_called(struct wq_finder *f, size_t i)
{
    enum wq_entity_kind kind = kind_behind(f, i);
    size_t from = i;

    if (kind == WQ_ENTITY_KINDS)
        return;
    size_t most = kind == WQ_ORGANISATION ? MOST_OF_BODY : MOST_WORDS;
    while (from > 0 && i - from < most && wq_follows(f, from) && may_be_in(f, from - 1, kind))
        from--;
    if (from < i && (from == 0 || !wq_follows(f, from) || !wq_is_unknown_word(f, from - 1)))
        wq_take(f, from, i, kind, WQ_FROM_CUE, SAID);
}

/* ملازمین, مالکان: several of something. */
static bool is_plural(const struct wq_finder *f, size_t i)
{
    const struct wq_token *t = wq_word(f, i);
    wq_code last = f->tokens.codes.items[t->code + t->len - 1];
    return last == wq_code_of(0x646) || last == wq_code_of(0x6BA) || last == wq_code_of(0x62A) ||
           last == wq_code_of(0x6CC);
}

/* تنظیم X نے: a word that nobody knows, and English words beside it, of what acts or owns. */
static size_t take_announced(struct wq_finder *f, size_t i)
{
    size_t from = i + wq_word(f, i)->phrases;
    size_t to = from;
    size_t spelt = 0;
    bool unknown = false;

    while (to < wq_words(f) && to - from < (spelt == to - from ? MOST_OF_BODY : MOST_WORDS) &&
           wq_follows(f, to) && wq_is_free(f, to) && !wq_has(f, to, END_WORDS) &&
           (wq_is_unknown_word(f, to) || is_loan(f, to))) {
        unknown = unknown || wq_is_unknown_word(f, to);
        spelt += wq_has(f, to, WQ_BIT(WQ_LETTER));
        to++;
    }
    /* تنظیم آئی ٹی ایل ایف نے; not کمپنی سی ای او نے */
    bool letters = spelt >= 2 && spelt == to - from && !(wq_word(f, from)->runs & WQ_BIT(WQ_TITLE));
    if (!(unknown || letters) || !wq_is_owner(f, to) || (to == from + 1 && is_plural(f, from)))
        return i;
    wq_take(f, from, to, WQ_ORGANISATION, WQ_FROM_CUE, ANNOUNCED);
    return to - 1;
}

void wq_take_called(struct wq_finder *f)
{
    if (!(f->own & WQ_UR))
        return;
    for (size_t i = 0; (i = wq_next_word(f, i, WQ_BIT(WQ_CALLED))) < wq_words(f); i++) {
        if (!wq_is_free(f, i) || !(wq_word(f, i)->runs & WQ_BIT(WQ_CALLED)))
            continue;
        int number = number_of(f, i);
        if (number == BY_NAME)
            take_called(f, i);
        else if (number == BODY_BEFORE)
            i = take_announced(f, i);
    }
}
