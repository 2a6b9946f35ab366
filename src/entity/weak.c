/* Weak names: those that are words as well, or that others bear, where something speaks for them. */
#include "person_name.h"

#include "waraq/base/array.h"

#include <string.h>

/* TELLS: number of the words behind which stands who tells news. */
enum { ANNOUNCED = 85, WEAK = 70, TELLS = 2 };

/* True if a closing quote stands at byte at: one of " » ”. */
static bool is_quote(const struct wq_finder *f, size_t at)
{
    static const char *const quotes[] = {"\"", "\u00BB", "\u201D"};
    const char *s = f->article->text.data;

    for (size_t i = 0; i < WQ_COUNT(quotes); i++) {
        size_t len = strlen(quotes[i]);
        if (at + len <= f->article->text.len && !memcmp(s + at, quotes[i], len))
            return true;
    }
    return false;
}

/* The body that a name stands for weakly, or WQ_NO_KEY. */
static uint32_t weak_body(const struct wq_finder *f, const struct wq_candidate *c)
{
    for (struct wq_senses all = wq_lexicon_senses(&f->names->lexicon, c->key); all.at < all.end; all.at++)
        if (all.at->what == WQ_NAME && all.at->languages & f->own && all.at->weak &&
            wq_known(f->names, (uint32_t)all.at->value)->kind == WQ_ORGANISATION)
            return (uint32_t)all.at->value;
    return WQ_NO_KEY;
}

uint32_t wq_quoted_body(const struct wq_finder *f, const struct wq_candidate *c)
{
    bool quoted = wq_word(f, c->from)->flags & WQ_TOKEN_QUOTED ||
                  (c->start > 0 && f->article->text.data[c->start - 1] == '"');
    return f->own & WQ_UR || !quoted || !is_quote(f, c->end) ? WQ_NO_KEY : weak_body(f, c);
}

/* به گزارش مهر, أفادت سانا: who tells news stands behind. */
static bool is_told(const struct wq_finder *f, size_t i)
{
    for (size_t back = 1; back <= 2 && back <= i && wq_follows(f, i - back + 1); back++) {
        const struct wq_token *t = wq_word(f, i - back);
        if (t->phrases == back && t->runs & WQ_BIT(WQ_AGENT))
            return wq_lexicon_value(&f->names->lexicon, t->phrase, f->languages, WQ_AGENT, 0) == TELLS;
    }
    return false;
}

/*
 * Whether a word that also means something else (کم: less) is a name here: a title before it, or a case
 * ending behind it that the other word does not take, with nothing before that would make it a comparison.
 */
static bool is_name_here(const struct wq_finder *f, const struct wq_candidate *c, bool announced)
{
    uint64_t other = WQ_BIT(WQ_STOP) | WQ_BIT(WQ_COMMON);

    /* گواہ کم رہ گئے: a title alone does not make a name of such a word. */
    if (announced && f->own & WQ_UR && wq_has(f, c->from, WQ_BIT(WQ_STOP)) &&
        !wq_has(f, c->from - 1, WQ_BIT(WQ_HONORIFIC)))
        announced = wq_is_case(f, c->to);
    if (announced || c->to > c->from + 1 || !wq_has(f, c->from, other))
        return true;
    bool before = c->from > 0 && wq_follows(f, c->from);
    if (before && wq_has(f, c->from - 1, WQ_BIT(WQ_CASE)) && wq_word_value(f, c->from - 1, WQ_CASE, 0) == 4)
        return wq_is_place(f, c->key);
    if (before &&
        (wq_word(f, c->from - 1)->classes & (WQ_BIT(WQ_CASE) | WQ_BIT(WQ_ADJECTIVE) | WQ_BIT(WQ_NUMBER)) ||
         wq_word(f, c->from - 1)->flags & WQ_TOKEN_DIGITS))
        return false;
    /* case 2: endings that only what acts or owns takes. */
    return wq_is_case(f, c->to) && wq_word_value(f, c->to, WQ_CASE, 0) == 2 &&
           !(c->to + 1 < wq_words(f) && wq_word(f, c->to + 1)->key == wq_word(f, c->from)->key);
}

/* قصور: , مری (نامہ نگار): where a paper says what place it writes from. */
static bool is_dateline(const struct wq_finder *f, const struct wq_candidate *c)
{
    const char *s = f->article->text.data;
    uint32_t at = c->end;

    if (c->from > 0 && wq_word(f, c->from)->before != WQ_BETWEEN_PARAGRAPH)
        return false;
    while (at < f->article->text.len && s[at] == ' ')
        at++;
    return at < f->article->text.len && (s[at] == ':' || s[at] == '(');
}

/* A weak name of a place that is no other word, where a postposition follows; or that ضلع or its like
 * announces, or شہر or its like behind. */
static bool is_place_here(const struct wq_finder *f, const struct wq_candidate *c)
{
    uint64_t other = WQ_BIT(WQ_STOP) | WQ_BIT(WQ_CASE) | WQ_BIT(WQ_COMMON) | WQ_BIT(WQ_ADJECTIVE) |
                     WQ_BIT(WQ_GIVEN) | WQ_BIT(WQ_SURNAME) | WQ_BIT(WQ_NAMEPART) | WQ_BIT(WQ_TITLE) |
                     WQ_BIT(WQ_NUMBER);
    uint32_t known = f->own & WQ_UR ? wq_place_of(f, c->key) : WQ_NO_KEY;

    if (known == WQ_NO_KEY)
        return false;
    if (is_dateline(f, c))
        return true;
    /* چلی میں: no verb and no adjective begins a sentence before a postposition. */
    if ((c->from == 0 || wq_word(f, c->from)->before >= WQ_BETWEEN_DOT) && wq_is_case(f, c->to) &&
        wq_known(f->names, known)->place == WQ_PLACE_COUNTRY && !wq_has(f, c->from, WQ_BIT(WQ_DAYPART)))
        return true;
    if (c->from > 0 && wq_follows(f, c->from) && wq_word(f, c->from - 1)->runs & WQ_BIT(WQ_PLACE_BEFORE))
        return true;
    if (wq_is_case(f, c->to) && c->to + 1 < wq_words(f) && wq_follows(f, c->to + 1) &&
        wq_word_value(f, c->to, WQ_CASE, 0) == 2 && wq_word(f, c->to + 1)->runs & WQ_BIT(WQ_PLACE_OWNS))
        return true;
    /* مالی میں: what a postposition follows is no adjective */
    if (wq_has(f, c->from, WQ_BIT(WQ_ADJECTIVE)))
        other &= ~(WQ_BIT(WQ_ADJECTIVE) | WQ_BIT(WQ_COMMON));
    /* پریس روم میں */
    bool within =
        c->from > 0 && wq_follows(f, c->from) &&
        (wq_has(f, c->from - 1, WQ_BIT(WQ_LETTER) | WQ_BIT(WQ_BODY_PART)) ||
         (wq_has(f, c->from - 1, WQ_BIT(WQ_COMMON)) && wq_word_value(f, c->from - 1, WQ_COMMON, 0) == 1));
    return wq_is_case(f, c->to) && !wq_has(f, c->from, other) && !within;
}

/* مولانا ارشد مدنی: by which somebody is known is a title before a name. */
static bool is_title_before_name(const struct wq_finder *f, const struct wq_candidate *c)
{
    const struct wq_found *owner = wq_follows(f, c->to) ? wq_owner(f, c->to) : NULL;

    return c->to == c->from + 1 && wq_has(f, c->from, WQ_BIT(WQ_HONORIFIC)) &&
           ((owner && owner->kind == WQ_PERSON) ||
            (wq_follows(f, c->to) && wq_has(f, c->to, WQ_BIT(WQ_GIVEN))));
}

/* Words that mean something else are hardly an agency's name in Arabic: أفادت الحركة. */
static bool is_common(const struct wq_finder *f, const struct wq_candidate *c)
{
    return wq_has(f, c->from, WQ_BIT(WQ_COMMON) | WQ_BIT(WQ_STOP));
}

/* ميتا وتيك توك: and another body beside it. */
static bool is_beside_body(const struct wq_finder *f, const struct wq_candidate *c)
{
    const struct wq_found *next = wq_follows(f, c->to) ? wq_owner(f, c->to) : NULL;
    const struct wq_found *last = c->from > 0 && wq_follows(f, c->from) ? wq_owner(f, c->from - 1) : NULL;

    if (!(f->own & (WQ_AR | WQ_HE)) || is_common(f, c))
        return false;
    return (next && next->kind == WQ_ORGANISATION && next->from == c->to &&
            next->start == wq_word(f, c->to)->start + 2) ||
           (last && last->kind == WQ_ORGANISATION && c->start == wq_word(f, c->from)->start + 2);
}

uint32_t wq_told_body(const struct wq_finder *f, const struct wq_candidate *c)
{
    bool told = !(f->own & WQ_UR) && c->end && is_told(f, c->from);
    return told && (!is_common(f, c) || f->own & WQ_FA) ? weak_body(f, c) : WQ_NO_KEY;
}

/* A newspaper or an agency whose name is a word as well, where it is quoted or tells news; or WQ_NO_KEY. */
static uint32_t body_here(const struct wq_finder *f, const struct wq_candidate *c)
{
    uint32_t told = wq_told_body(f, c);
    bool written = f->own & WQ_HE && c->start > wq_word(f, c->from)->start; /* ב"הארץ" */

    if (told != WQ_NO_KEY || f->own & WQ_UR)
        return told;
    if (is_beside_body(f, c))
        return weak_body(f, c);
    return is_common(f, c) && !written ? WQ_NO_KEY : wq_quoted_body(f, c);
}

static void take_weak_names(struct wq_finder *f)
{
    uint64_t titles = WQ_BIT(WQ_TITLE) | WQ_BIT(WQ_HONORIFIC);

    for (size_t i = 0; (i = wq_next_word(f, i, WQ_SIGN(WQ_TOKEN_NAMED))) < wq_words(f); i++) {
        const struct wq_candidate *c = &f->candidates.items[2 * i + 1];
        if (!c->end || !wq_are_free(f, c->from, c->to))
            continue;
        if (is_title_before_name(f, c) || wq_is_of_phrase(f, c))
            continue;
        bool announced = i > 0 && wq_follows(f, i) && wq_has(f, i - 1, titles);
        bool place = is_place_here(f, c);
        uint32_t known = body_here(f, c);
        if (known == WQ_NO_KEY && !place && !is_name_here(f, c, announced))
            continue;
        if (known == WQ_NO_KEY)
            known = wq_known_of(f, c->key, false, false);
        if (known == WQ_NO_KEY && place)
            known = wq_place_of(f, c->key);
        if (known == WQ_NO_KEY && c->from > 0 && wq_word_value(f, c->from - 1, WQ_CASE, 0) == 4)
            known = wq_known_of(f, c->key, true, false);
        if (known == WQ_NO_KEY && announced)
            known = wq_known_of(f, c->key, false, true);
        bool nearby = known == WQ_NO_KEY && (known = wq_place_nearby(f, c)) != WQ_NO_KEY;
        if (known == WQ_NO_KEY)
            continue;
        size_t to = c->to;
        if (nearby || (place && is_dateline(f, c))) {
            wq_meet(&f->met, known)->strong = true;
            wq_note_country(f, known);
        }
        struct wq_found *found = wq_take_candidate(f, c, known, announced ? ANNOUNCED : WEAK);
        found->source =
            nearby || (announced && !wq_is_met(&f->met, known)) ? WQ_FROM_CUE : WQ_FROM_REPETITION;
        i = to - 1;
    }
}

/* תושב עומר, شهردار قدس, سكان البيضاء: who has a town, before it. */
static void take_owned_towns(struct wq_finder *f)
{
    for (size_t i = 0; (i = wq_next_word(f, i, WQ_BIT(WQ_PLACE_OWNS))) < wq_words(f); i++) {
        size_t at = i + wq_word(f, i)->phrases;
        if (!(wq_word(f, i)->runs & WQ_BIT(WQ_PLACE_OWNS)) || !wq_follows(f, at))
            continue;
        const struct wq_candidate *c = &f->candidates.items[2 * at + 1];
        uint32_t known = c->end && wq_are_free(f, c->from, c->to) ? wq_place_of(f, c->key) : WQ_NO_KEY;
        if (known == WQ_NO_KEY)
            continue;
        wq_take_candidate(f, c, known, WEAK)->source = WQ_FROM_CUE;
        wq_meet(&f->met, known)->strong = true;
    }
}

void wq_take_weak_names(struct wq_finder *f)
{
    if (!(f->own & WQ_UR))
        take_owned_towns(f); /* so that they are known where they stand before, too */
    wq_note_countries(f);
    take_weak_names(f);
}
