/* Clubs whose names are those of towns or other words: they count in articles about sport. */
#include "finder.h"

enum { LIKELY = 80, LEAST_WORDS = 3, LEAST_PERCENT = 1, BEFORE_PLACE = 4, MOST_NAME = 4 };

/* True if enough of the words are spoken on playing fields. */
static bool is_about_sport(const struct wq_finder *f)
{
    size_t n = 0;

    for (size_t i = 0; (i = wq_next_word(f, i, WQ_BIT(WQ_SPORT))) < wq_words(f); i++)
        n += (wq_word(f, i)->classes & WQ_BIT(WQ_SPORT)) != 0;
    return n >= LEAST_WORDS && 100 * n >= LEAST_PERCENT * wq_words(f);
}

/* في ليفربول, מדריד with ב before it: where something happens is a town. */
static bool is_where(const struct wq_finder *f, const struct wq_candidate *c)
{
    const struct wq_token *t = wq_word(f, c->from);
    const wq_code *codes = f->tokens.codes.items;

    if (wq_place_of(f, c->key) == WQ_NO_KEY)
        return false;
    if (f->own & WQ_HE && c->start > t->start && codes[t->code] == wq_code_of(0x5D1))
        return true;
    if (c->from == 0 || !wq_follows(f, c->from))
        return false;
    bool in = f->own & WQ_FA && t[-1].len == 2 && codes[t[-1].code] == wq_code_of(0x62F) &&
              codes[t[-1].code + 1] == wq_code_of(0x631); /* در */
    return in || t[-1].runs & WQ_BIT(WQ_PLACE_BEFORE) ||
           (wq_has(f, c->from - 1, WQ_BIT(WQ_CASE)) &&
            wq_word_value(f, c->from - 1, WQ_CASE, 0) == BEFORE_PLACE);
}

/* ميلان of إنتر ميلان: a longer name has the word. */
static bool is_of_longer(const struct wq_finder *f, size_t i)
{
    for (size_t back = 1; back < MOST_NAME && back <= i; back++) {
        const struct wq_candidate *c = &f->candidates.items[2 * (i - back)];
        if (c->end && c->to > i)
            return true;
    }
    return false;
}

void wq_take_clubs(struct wq_finder *f)
{
    if (!is_about_sport(f))
        return;
    for (size_t i = 0; (i = wq_next_word(f, i, WQ_SIGN(WQ_TOKEN_NAMED))) < wq_words(f); i++) {
        const struct wq_candidate *c = &f->candidates.items[2 * i + 1];
        const struct wq_candidate *strong = &f->candidates.items[2 * i];
        if (!c->end || (strong->end && strong->to > c->to) || is_of_longer(f, i))
            continue;
        int known = wq_lexicon_value(&f->names->lexicon, c->key, f->languages, WQ_CLUB, -1);
        if (known < 0 || is_where(f, c) || wq_has(f, c->to, WQ_BIT(WQ_PLACE_AFTER)))
            continue;
        size_t to = c->to;
        struct wq_found *found = wq_take(f, i, to, WQ_ORGANISATION, WQ_FROM_LIST, LIKELY);
        found->known = (uint32_t)known;
        found->start = c->start;
        wq_meet(&f->met, found->known)->strong = true;
        i = to - 1;
    }
}
