/* Places that no list has: شہر X, X ضلع. */
#include "finder.h"

enum { BEFORE = 70, BEHIND = 55, LEAST = 3 };

#define NAMES     (WQ_BIT(WQ_NAMEPART) | WQ_BIT(WQ_PLACE_PART) | WQ_BIT(WQ_SURNAME) | WQ_BIT(WQ_GIVEN))
#define END_WORDS (WQ_BIT(WQ_STOP) | WQ_BIT(WQ_CASE))

/* A word that nothing is known of, or only that it stands in names. */
static bool may_be_place(const struct wq_finder *f, size_t i)
{
    const struct wq_token *t = wq_word(f, i);

    return !t->owner && t->len >= LEAST && !(t->flags & (WQ_TOKEN_DIGITS | WQ_TOKEN_SYMBOL)) &&
           !(t->classes & ~NAMES);
}

static bool is_edge(const struct wq_finder *f, size_t i)
{
    return i >= wq_words(f) || wq_word(f, i)->before > WQ_BETWEEN_DASH || wq_has(f, i, END_WORDS);
}

static size_t take_behind_cue(struct wq_finder *f, size_t i)
{
    size_t from = i + wq_word(f, i)->phrases;
    size_t to = from;

    while (to < wq_words(f) && to - from < 2 && wq_follows(f, to) && wq_is_free(f, to) &&
           wq_has(f, to, WQ_BIT(WQ_PLACE_PART)))
        to++;
    if (to >= wq_words(f) || !wq_follows(f, to) || !may_be_place(f, to))
        return i;
    to++;
    /* Without postpositions nothing says that the name has ended: one word then. */
    bool loose =
        wq_lexicon_value(&f->names->lexicon, wq_word(f, i)->phrase, f->languages, WQ_PLACE_BEFORE, 0) == 1;
    if (f->own & WQ_UR &&
        (!is_edge(f, to) || (loose && !(wq_follows(f, to) && wq_has(f, to, WQ_BIT(WQ_CASE))))))
        return i;
    bool inside =
        wq_lexicon_value(&f->names->lexicon, wq_word(f, i)->phrase, f->languages, WQ_PLACE_BEFORE, 0) == 2;
    wq_take(f, inside ? i : from, to, WQ_LOCATION, WQ_FROM_CUE, BEFORE);
    return to - 1;
}

/* ی and ہ end adjectives (سرحدی ضلع, متاثرہ ضلع). */
static bool may_be_adjective(const struct wq_finder *f, size_t i)
{
    const struct wq_token *t = wq_word(f, i);
    wq_code last = f->tokens.codes.items[t->code + t->len - 1];
    return last == wq_code_of(0x6CC) || last == wq_code_of(0x6C1) || last == wq_code_of(0x6D2);
}

static size_t take_before_cue(struct wq_finder *f, size_t i)
{
    size_t from = i;

    if (i == 0 || !wq_follows(f, i) || !may_be_place(f, i - 1) || may_be_adjective(f, i - 1))
        return i;
    from--;
    while (from > 0 && i - from < 3 && wq_follows(f, from) && wq_is_free(f, from - 1) &&
           wq_has(f, from - 1, WQ_BIT(WQ_PLACE_PART)))
        from--;
    wq_take(f, from, i, WQ_LOCATION, WQ_FROM_CUE, BEHIND);
    return i;
}

void wq_take_places(struct wq_finder *f)
{
    for (size_t i = 0; i < wq_words(f); i++) {
        const struct wq_token *t = wq_word(f, i);
        if (t->owner)
            continue;
        if (t->runs & WQ_BIT(WQ_PLACE_AFTER))
            take_before_cue(f, i);
        if (t->runs & WQ_BIT(WQ_PLACE_BEFORE))
            i = take_behind_cue(f, i);
    }
}
