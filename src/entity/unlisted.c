/* Persons of whose names the lists have a part or nothing: a family name behind an unknown word, East Asian
 * names by their syllables, two or three unknown words that say something. */
#include "person_name.h"

#include <string.h>

enum {
    PEN_NAME = 85,
    NAMED = 70,
    SPOKE = 55,
    MOST_UNKNOWN = 3,
    MOST_SYLLABLES = 3,
    VERB_WITHIN = 6,
    ACTED_ON = 3,
    LONGEST = 7,
    TELLS = 2
};

#define END_WORDS (WQ_BIT(WQ_STOP) | WQ_BIT(WQ_CASE))
#define OTHERS    (END_WORDS | WQ_BIT(WQ_COMMON) | WQ_BIT(WQ_NUMBER))

static bool is_syllable(const struct wq_finder *f, size_t i, bool family)
{
    return i < wq_words(f) && wq_is_free(f, i) && wq_has(f, i, WQ_BIT(WQ_SYLLABLE)) &&
           (!family || wq_word_value(f, i, WQ_SYLLABLE, 0) == 1);
}

/* لی سو یون: a family name and one or two syllables more; the last is no other word, or all three own
 * something (کانگ سوک جو نے). */
static size_t take_syllables(struct wq_finder *f, size_t i)
{
    size_t to = i + 1;

    if (!is_syllable(f, i, true))
        return i;
    while (to < wq_words(f) && to - i < MOST_SYLLABLES && wq_word(f, to)->before <= WQ_BETWEEN_DASH &&
           is_syllable(f, to, false))
        to++;
    bool whole = to - i == MOST_SYLLABLES && wq_is_owner(f, to) && !wq_has(f, i + 1, OTHERS);
    while (!whole && to - i > 1 && wq_has(f, to - 1, OTHERS))
        to--;
    whole = whole || (to - i == MOST_SYLLABLES && !wq_has(f, i, OTHERS));
    if (to - i < 2 || !(whole || wq_is_edge(f, to)) || (to - i == 2 && wq_has(f, i, END_WORDS)))
        return i;
    wq_take(f, i, to, WQ_PERSON, WQ_FROM_CUE, NAMED);
    return to - 1;
}

/* באודיטוריום: so long a word that begins as one with a preposition does is no name that no list has. */
static bool is_long_with_prefix(const struct wq_finder *f, size_t i)
{
    const struct wq_token *t = wq_word(f, i);
    return f->own & WQ_HE && t->len > LONGEST && wq_is_hebrew_prefix(f->tokens.codes.items[t->code]);
}

/* An unknown word; in Urdu also one of which no more is known than that somebody in the lists is called so:
 * مشعال یوسفزئی. */
static bool may_be_anybody(const struct wq_finder *f, size_t i)
{
    bool part = f->own & WQ_UR && wq_word(f, i)->classes == WQ_BIT(WQ_NAMEPART) && wq_is_free(f, i);
    return part || wq_is_unknown_word(f, i);
}

/* והוועד: and is written to it. */
static bool has_and(const struct wq_finder *f, size_t i)
{
    return f->own & WQ_HE && f->tokens.codes.items[wq_word(f, i)->code] == wq_code_of(0x5D5);
}

/* قوقان بیگ, راکھال داس بینرجی: unknown words and family names behind them. */
static size_t take_family(struct wq_finder *f, size_t i)
{
    size_t first = i;
    size_t to;

    while (i < wq_words(f) && i - first < 2 && may_be_anybody(f, i) && (i == first || wq_follows(f, i)) &&
           !is_long_with_prefix(f, i) && (i == first || !has_and(f, i)))
        i++;
    to = i;
    while (to < wq_words(f) && to - i < 2 && wq_follows(f, to) && wq_is_free(f, to) &&
           wq_has(f, to, WQ_BIT(WQ_SURNAME)) && wq_is_sure_name_word(f, to) &&
           wq_begin_of(f, to) == wq_word(f, to)->start)
        to++;
    bool other = f->own & WQ_UR && wq_has(f, to, WQ_BIT(WQ_COMMON)); /* اننت سنگھ قتل کیس */
    if (to == i || !(other || wq_is_edge(f, to)))
        return first;
    wq_take(f, first, to, WQ_PERSON, WQ_FROM_CUE, NAMED);
    return to - 1;
}

/* Words that say something soon behind i, in the same sentence. */
static bool is_said(const struct wq_finder *f, size_t i)
{
    for (size_t k = i; k < wq_words(f) && k < i + VERB_WITHIN && wq_word(f, k)->before <= WQ_BETWEEN_DASH;
         k++)
        if (wq_has(f, k, WQ_BIT(WQ_AGENT)) && !wq_has(f, k, WQ_BIT(WQ_CASE)))
            return true;
    return false;
}

/* ہنگری کے X Y نے: a place's or a body's. */
static bool is_of_named(const struct wq_finder *f, size_t i)
{
    const struct wq_found *owner =
        i > 1 && wq_follows(f, i) && wq_is_owner(f, i - 1) ? wq_owner(f, i - 2) : NULL;
    return owner && (owner->kind == WQ_LOCATION || owner->kind == WQ_ORGANISATION);
}

/* ڈائیسوکی کاگییاما نے کہا: as many unknown words as stand together, of which people's names have so many. */
static size_t take_speaker(struct wq_finder *f, size_t i)
{
    size_t to = i;

    while (to < wq_words(f) && (to == i || wq_follows(f, to)) &&
           (may_be_anybody(f, to) || (to > i && wq_is_free(f, to) && wq_is_sure_name_word(f, to))))
        to++;
    bool acts = wq_is_agent(f, to) || (wq_is_case(f, to) && wq_word_value(f, to, WQ_CASE, 0) == ACTED_ON);
    if (to - i >= 2 && to - i <= MOST_UNKNOWN &&
        ((wq_is_owner(f, to) && is_said(f, to)) || wq_says(f, to) || (acts && is_of_named(f, i))))
        wq_take(f, i, to, WQ_PERSON, WQ_FROM_CUE, SPOKE);
    return to > i ? to - 1 : i;
}

/* The sign of a pen name, U+0614, stands over the last word of a poet's name: ابراہیم ذوقؔ. */
static bool is_pen_name(const struct wq_finder *f, size_t i)
{
    const struct wq_token *t = wq_word(f, i);
    return t->flags & WQ_TOKEN_MARKED && t->end >= t->start + 2 &&
           !memcmp(f->article->text.data + t->end - 2, "\xD8\x94", 2);
}

static void take_pen_name(struct wq_finder *f, size_t i)
{
    size_t from = i;

    while (from > 0 && i - from < 4 && wq_follows(f, from) && wq_is_free(f, from - 1) &&
           (wq_is_unknown_word(f, from - 1) || wq_is_name_word(f, from - 1)))
        from--;
    const struct wq_candidate *c = &f->candidates.items[2 * i + 1];
    struct wq_found *found = wq_take(f, from, i + 1, WQ_PERSON, WQ_FROM_CUE, PEN_NAME);
    if (from == i && c->end && c->to == i + 1)
        found->known = wq_known_of(f, c->key, false, true);
}

void wq_take_marked_persons(struct wq_finder *f)
{
    for (size_t i = 0; (i = wq_next_word(f, i, WQ_SIGN(WQ_TOKEN_MARKED))) < wq_words(f); i++)
        if (wq_is_free(f, i) && is_pen_name(f, i))
            take_pen_name(f, i);
    for (size_t i = 0; (i = wq_next_word(f, i, WQ_BIT(WQ_SYLLABLE))) < wq_words(f); i++)
        i = take_syllables(f, i);
}

/* A letter that may be a preposition or an article written to a word of Hebrew; to a name's first word only
 * the article and ו count. */
static bool begins_with_prefix(const struct wq_finder *f, size_t i, bool first)
{
    wq_code code = f->tokens.codes.items[wq_word(f, i)->code];

    if (!(f->own & WQ_HE))
        return false;
    return first ? code == wq_code_of(0x5D4) || code == wq_code_of(0x5D5) : wq_is_hebrew_prefix(code);
}

/* قال جود بيلينغهام: two unknown words behind a word of saying. */
static void take_said(struct wq_finder *f, size_t i)
{
    size_t from = i + wq_word(f, i)->phrases;
    size_t to = from;

    if (wq_lexicon_value(&f->names->lexicon, wq_word(f, i)->phrase, f->languages, WQ_AGENT, 0) == TELLS)
        return; /* أفادت سانا بوقوع */
    while (to < wq_words(f) && to - from < 2 && wq_follows(f, to) && !wq_has_article(f, to) &&
           !(wq_is_unknown_word(f, to) && begins_with_prefix(f, to, false)) &&
           (wq_is_unknown_word(f, to) || (wq_is_free(f, to) && wq_is_sure_name_word(f, to))))
        to++;
    if (to - from == 2)
        wq_take(f, from, to, WQ_PERSON, WQ_FROM_CUE, SPOKE);
}

/* روبرتو پیاتزا سرمربی: two words of which one may be a name, and what somebody is behind them. */
static size_t take_titled_behind(struct wq_finder *f, size_t i)
{
    size_t to = i;
    bool begins = i == 0 || wq_word(f, i)->before > WQ_BETWEEN_DASH || wq_has(f, i - 1, END_WORDS);

    while (begins && to < wq_words(f) && to - i < MOST_UNKNOWN && (to == i || wq_follows(f, to)) &&
           (wq_is_unknown_word(f, to) || (wq_is_free(f, to) && wq_is_sure_name_word(f, to))))
        to++;
    if (to - i < 2 || to >= wq_words(f) || !wq_follows(f, to) || !(wq_word(f, to)->runs & WQ_BIT(WQ_TITLE)))
        return i;
    wq_take(f, i, to, WQ_PERSON, WQ_FROM_CUE, NAMED);
    return to - 1;
}

/* ة and ات: the end of what is done or is many, in Arabic. */
static bool ends_as_noun(const struct wq_finder *f, size_t i)
{
    const struct wq_token *t = wq_word(f, i);
    const wq_code *end = f->tokens.codes.items + t->code + t->len;

    return f->own & WQ_AR && t->len > 3 &&
           (end[-1] == wq_code_of(0x6C1) || (end[-1] == wq_code_of(0x62A) && end[-2] == wq_code_of(0x627)));
}

/* The end of two or three words from i on that may be a foreigner's name; i: they are none. */
static size_t read_foreign(const struct wq_finder *f, size_t i)
{
    size_t to = i;
    size_t unknown = 0;

    while (to < wq_words(f) && to - i < MOST_UNKNOWN && (to == i || wq_follows(f, to)) && wq_is_free(f, to) &&
           !wq_has_article(f, to) && !begins_with_prefix(f, to, to == i) && !ends_as_noun(f, to) &&
           (wq_is_unknown_word(f, to) || wq_is_sure_name_word(f, to))) {
        unknown += wq_is_unknown_word(f, to);
        to++;
    }
    return to - i >= 2 && unknown ? to : i;
}

static bool is_title(const struct wq_finder *f, size_t i)
{
    return i < wq_words(f) && wq_is_free(f, i) &&
           wq_word(f, i)->runs & (WQ_BIT(WQ_TITLE) | WQ_BIT(WQ_HONORIFIC));
}

/* The title at i has the article, and so no adjective without it is behind: الحكم باكاري غاساما. */
static size_t behind_definite(const struct wq_finder *f, size_t i)
{
    const struct wq_token *t = wq_word(f, i);
    bool article =
        f->own & WQ_AR ? wq_has_article(f, i) : f->tokens.codes.items[t->code] == wq_code_of(0x5D4);
    size_t to = i + t->phrases;

    if (!(f->own & (WQ_AR | WQ_HE)) || !article)
        return i;
    while (to < wq_words(f) && wq_follows(f, to) && wq_is_free(f, to) && f->own & WQ_AR &&
           wq_has_article(f, to))
        to++;
    return to < wq_words(f) && wq_follows(f, to) ? to : i;
}

static bool begins_name(const struct wq_finder *f, size_t i)
{
    return i == 0 || wq_word(f, i)->before > WQ_BETWEEN_DASH ||
           wq_has(f, i - 1, END_WORDS | WQ_BIT(WQ_AGENT));
}

static void take_name(struct wq_finder *f, size_t from, size_t to)
{
    wq_take(f, from, to, WQ_PERSON, WQ_FROM_CUE, SPOKE);
}

/* מאמן הצהובים, ז'רקו לאזטיץ', אמר: between commas soon behind the title at i. */
static void take_apposed(struct wq_finder *f, size_t i)
{
    size_t at = i + wq_word(f, i)->phrases;

    while (at < wq_words(f) && at <= i + VERB_WITHIN && wq_word(f, at)->before <= WQ_BETWEEN_DASH)
        at++;
    if (at >= wq_words(f) || wq_word(f, at)->before != WQ_BETWEEN_COMMA)
        return;
    size_t to = read_foreign(f, at);
    if (to > at && to < wq_words(f) && wq_word(f, to)->before == WQ_BETWEEN_COMMA)
        take_name(f, at, to);
}

/* الحكم الغامبي باكاري غاساما; تومیسلاو اشتریکالج، مهاجم کروات: around the title at i. */
static void take_foreign(struct wq_finder *f, size_t i)
{
    size_t behind = behind_definite(f, i);
    size_t to = behind > i ? read_foreign(f, behind) : i;

    if (behind > i && to > behind && wq_is_edge(f, to)) {
        take_name(f, behind, to);
        return;
    }
    for (size_t words = 2; wq_word(f, i)->before == WQ_BETWEEN_COMMA && words <= MOST_UNKNOWN && words <= i;
         words++)
        if (begins_name(f, i - words) && read_foreign(f, i - words) == i) {
            take_name(f, i - words, i);
            return;
        }
    take_apposed(f, i);
}

void wq_take_unlisted(struct wq_finder *f)
{
    if (!(f->own & WQ_UR))
        for (size_t i = 0; (i = wq_next_word(f, i, WQ_BIT(WQ_TITLE) | WQ_BIT(WQ_HONORIFIC))) < wq_words(f);
             i++)
            if (is_title(f, i))
                take_foreign(f, i);
    if (f->own & (WQ_AR | WQ_HE))
        for (size_t i = 0; (i = wq_next_word(f, i, WQ_BIT(WQ_AGENT))) < wq_words(f); i++)
            if (wq_word(f, i)->runs & WQ_BIT(WQ_AGENT))
                take_said(f, i);
    for (size_t i = 0; f->own & WQ_FA && i < wq_words(f); i++)
        if (wq_is_free(f, i))
            i = take_titled_behind(f, i);
    for (size_t i = 0; f->own & WQ_HE && i < wq_words(f); i++)
        if (!wq_word(f, i)->classes && wq_is_unknown_word(f, i))
            i = take_family(f, i);
    for (size_t i = 0; f->own & WQ_UR && i < wq_words(f); i++) {
        if (!may_be_anybody(f, i))
            continue;
        size_t last = take_family(f, i);
        i = last > i ? last : take_speaker(f, i);
    }
}
