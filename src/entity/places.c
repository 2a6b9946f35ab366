/* Places that no list has, by what they are: شہر X, X ضلع, X روڈ, مسجد X, شارع X, רחוב X. */
#include "person_name.h"

enum { BEFORE = 70, BEHIND = 60, LEAST = 3, MOST_LEADING = 4, MOST_FOLLOWING = 3, MOST_DIGITS = 3 };

/* Numbers of the cue words. */
enum { STRICT, LOOSE, INSIDE, DISTRICT, SEVERAL, NUMBERED, LOAN = 3, OF_ONE = 4 };

#define NAMES     (WQ_BIT(WQ_NAMEPART) | WQ_BIT(WQ_PLACE_PART) | WQ_BIT(WQ_SURNAME) | WQ_BIT(WQ_GIVEN))
#define END_WORDS (WQ_BIT(WQ_STOP) | WQ_BIT(WQ_CASE))
#define OTHERS                                                                                               \
    (END_WORDS | WQ_BIT(WQ_TITLE) | WQ_BIT(WQ_HONORIFIC) | WQ_BIT(WQ_NUMBER) | WQ_BIT(WQ_MULTIPLIER) |       \
     WQ_BIT(WQ_ORDINAL) | WQ_BIT(WQ_TIME) | WQ_BIT(WQ_MONTH) | WQ_BIT(WQ_WEEKDAY) | WQ_BIT(WQ_RELATIVE) |    \
     WQ_BIT(WQ_DAY) | WQ_BIT(WQ_UNIT) | WQ_BIT(WQ_PLACE_BEFORE) | WQ_BIT(WQ_PLACE_AFTER))

static int cue_number(const struct wq_finder *f, size_t i, enum wq_class c)
{
    return wq_lexicon_value(&f->names->lexicon, wq_word(f, i)->phrase, f->languages, c, STRICT);
}

static bool is_word(const struct wq_finder *f, size_t i)
{
    return wq_is_free(f, i) && !(wq_word(f, i)->flags & (WQ_TOKEN_DIGITS | WQ_TOKEN_SYMBOL));
}

/* A word that nothing is known of, or only that it stands in names, or is an ordinary one. */
static bool may_be_place(const struct wq_finder *f, size_t i)
{
    const struct wq_token *t = wq_word(f, i);
    return is_word(f, i) && t->len >= LEAST && !(t->classes & ~(NAMES | WQ_BIT(WQ_WORD)));
}

/* A mention that may be part of a place's name: قائد اعظم پل, جہلم روڈ. */
static const struct wq_found *named_at(const struct wq_finder *f, size_t i)
{
    const struct wq_found *owner = wq_owner(f, i);
    return owner && (owner->kind == WQ_PERSON || owner->kind == WQ_LOCATION) ? owner : NULL;
}

/* Takes words that mentions may have already: those are the place's now. */
static void take_with_parts(struct wq_finder *f, size_t from, size_t to, int confidence)
{
    wq_absorb(f, from, to);
    wq_take(f, from, to, WQ_LOCATION, WQ_FROM_CUE, confidence);
}

/* ی, ہ and ے end adjectives (سرحدی ضلع, متاثرہ ضلع). */
static bool may_be_adjective(const struct wq_finder *f, size_t i)
{
    const struct wq_token *t = wq_word(f, i);
    wq_code last = f->tokens.codes.items[t->code + t->len - 1];
    return last == wq_code_of(0x6CC) || last == wq_code_of(0x6C1) || last == wq_code_of(0x6D2);
}

/* ---- behind the cue ------------------------------------------------------------------------------ */

/* میں, سے, پر: a postposition that is no genitive. */
static bool is_where(const struct wq_finder *f, size_t i)
{
    return wq_follows(f, i) && wq_has(f, i, WQ_BIT(WQ_CASE)) && wq_word_value(f, i, WQ_CASE, 0) != 2;
}

/* Where a name that begins at from ends, in a language of postpositions: they say where. */
static size_t read_urdu(const struct wq_finder *f, size_t from, int number)
{
    size_t to = from;

    while (to < wq_words(f) && to - from < 2 && wq_follows(f, to) && wq_is_free(f, to) &&
           wq_has(f, to, WQ_BIT(WQ_PLACE_PART)))
        to++;
    if (to >= wq_words(f) || !wq_follows(f, to) || !may_be_place(f, to))
        return from;
    to++;
    bool owned = number != INSIDE && from > 1 && wq_follows(f, from - 1) && wq_is_owner(f, from - 2);
    while ((number == INSIDE || owned) && to < wq_words(f) && to - from < MOST_FOLLOWING &&
           wq_follows(f, to) && may_be_place(f, to))
        to++;
    /* کے علاقے بڈھ بیر میں: the last may be another word as well. */
    if (owned && to - from == 1 && wq_is_unknown_word(f, from) && is_where(f, to + 1) && is_word(f, to) &&
        wq_follows(f, to) && !wq_has(f, to, OTHERS))
        to++;
    if (owned && number == STRICT && to - from > 1 && !wq_has(f, to, WQ_BIT(WQ_CASE)))
        return from;
    bool loose = number == LOOSE && !(wq_follows(f, to) && wq_has(f, to, WQ_BIT(WQ_CASE)));
    return wq_is_edge(f, to) && !loose ? to : from;
}

/* The same where nothing ends a name: a listed one, or a word and what of names follows it, in Arabic
 * adjectives too. */
static size_t read_other(const struct wq_finder *f, size_t from, int number)
{
    size_t to = from;

    if (from >= wq_words(f) || !wq_follows(f, from) || !is_word(f, from) ||
        (wq_has(f, from, OTHERS) && !wq_has(f, from, WQ_BIT(WQ_TITULAR))))
        return from;
    const struct wq_candidate *c = &f->candidates.items[2 * from];
    size_t titled = number == INSIDE ? wq_read_titled(f, from) : from;
    if (c->end || titled > from) {
        to = titled > from ? titled : c->to;
        while (f->own & WQ_AR && to < wq_words(f) && to - from < MOST_FOLLOWING && wq_follows(f, to) &&
               is_word(f, to) && wq_has_article(f, to) &&
               wq_has(f, to, WQ_BIT(WQ_BODY_PART) | WQ_BIT(WQ_PLACE_PART)))
            to++;
        return number == INSIDE ? to : from;
    }
    if (wq_has(f, from, OTHERS))
        return from;
    while (to < wq_words(f) && to - from < 2 && wq_follows(f, to) && wq_has(f, to, WQ_BIT(WQ_PLACE_PART)) &&
           is_word(f, to))
        to++;
    bool article = to < wq_words(f) && f->own & WQ_AR && wq_has_article(f, to);
    if (to >= wq_words(f) || !wq_follows(f, to) || !is_word(f, to) || wq_has(f, to, OTHERS) ||
        wq_word(f, to)->len < 2)
        return from;
    if (wq_has(f, to, WQ_BIT(WQ_COMMON) | WQ_BIT(WQ_ADJECTIVE)) && !wq_has(f, to, NAMES) &&
        !(number == INSIDE && article))
        return from;
    to++;
    while (number == INSIDE && to < wq_words(f) && to - from < MOST_FOLLOWING && wq_follows(f, to) &&
           is_word(f, to) && !wq_has(f, to, OTHERS) &&
           (wq_is_sure_name_word(f, to) || (article && wq_has_article(f, to))))
        to++;
    return to;
}

/* ומשה, ובנתיבות: and, and another letter of those that are written to a name. */
static bool begins_another(const struct wq_finder *f, size_t i)
{
    const struct wq_token *t = wq_word(f, i);
    const wq_code *codes = f->tokens.codes.items + t->code;
    return f->own & WQ_HE && t->len > 3 && codes[0] == wq_code_of(0x5D5) && wq_is_hebrew_prefix(codes[1]) &&
           !wq_is_sure_name_word(f, i);
}

/* כביש 6 */
static bool is_road_number(const struct wq_finder *f, size_t i)
{
    return i < wq_words(f) && wq_follows(f, i) && wq_is_free(f, i) && wq_word(f, i)->len <= MOST_DIGITS &&
           wq_word(f, i)->flags & WQ_TOKEN_DIGITS;
}

static size_t take_behind_cue(struct wq_finder *f, size_t i)
{
    size_t from = i + wq_word(f, i)->phrases;
    int number = cue_number(f, i, WQ_PLACE_BEFORE);
    if (number == NUMBERED && is_road_number(f, from)) {
        take_with_parts(f, i, from + 1, BEFORE);
        return from;
    }
    if (number == NUMBERED)
        number = INSIDE;
    if (from < wq_words(f) && begins_another(f, from))
        return i;
    const struct wq_found *named = from < wq_words(f) && wq_follows(f, from) ? named_at(f, from) : NULL;
    size_t to;

    if (number == SEVERAL)
        return i; /* a list follows */
    if (from < wq_words(f) && wq_word(f, from)->before == WQ_BETWEEN_JOINER)
        return i; /* دروازه‌بان: half a word */
    /* שדרות ואשקלון: what is written to a name parts it from the cue. */
    if (named && (number != INSIDE || named->from != from || named->start > wq_word(f, from)->start))
        return i;
    /* ملک عاشق کھچی: somebody's name */
    if (f->own & WQ_UR && wq_has(f, i, WQ_BIT(WQ_TITLE)) && wq_has(f, from, WQ_BIT(WQ_GIVEN)))
        return i;
    to = named ? named->to : f->own & WQ_UR ? read_urdu(f, from, number) : read_other(f, from, number);
    if (to <= from)
        return i;
    while (f->own & WQ_FA && to < wq_words(f) && wq_word(f, to)->before == WQ_BETWEEN_JOINER &&
           wq_is_free(f, to))
        to++; /* زندان دیزل‌آباد */
    take_with_parts(f, number == INSIDE ? i : from, to, BEFORE);
    return to - 1;
}

/* ---- before the cue ------------------------------------------------------------------------------ */

static size_t take_district(struct wq_finder *f, size_t i)
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

/* A word before روڈ and its like: part of names, unknown, or an English one (گرین لائن). *proper: it is a
 * name. */
static bool leads(const struct wq_finder *f, size_t i, bool english, bool *proper)
{
    const struct wq_candidate *c = &f->candidates.items[2 * i];

    if (!is_word(f, i) || wq_has(f, i, OTHERS))
        return false;
    if (c->end || wq_has(f, i, NAMES) || (may_be_place(f, i) && (english || !may_be_adjective(f, i)))) {
        *proper = *proper || !wq_has(f, i, WQ_BIT(WQ_COMMON));
        return true;
    }
    return wq_is_loan(f, i) || may_be_place(f, i) || wq_has(f, i, WQ_BIT(WQ_LETTER));
}

/* علاقے مسلم ٹاؤن میں, تھانہ گارڈن ٹاؤن: where a place is announced, any word makes its name. */
static size_t find_announced(const struct wq_finder *f, size_t from, size_t i)
{
    uint64_t other = OTHERS & ~(WQ_BIT(WQ_PLACE_BEFORE) | WQ_BIT(WQ_PLACE_AFTER) | WQ_BIT(WQ_TITLE));
    size_t at = from;

    while (at > 0 && i - at < 2 && wq_follows(f, at) && is_word(f, at - 1) && !wq_has(f, at - 1, other) &&
           !(wq_word(f, at - 1)->runs & WQ_BIT(WQ_PLACE_BEFORE)))
        at--;
    return at < i && at > 0 && wq_follows(f, at) && wq_word(f, at - 1)->runs & WQ_BIT(WQ_PLACE_BEFORE) &&
                   cue_number(f, at - 1, WQ_PLACE_BEFORE) != INSIDE
               ? at
               : i;
}

/* جہلم روڈ, غازی عثمان پاشا مسجد. */
static size_t take_headed(struct wq_finder *f, size_t i, int number)
{
    size_t from = i;
    bool proper = false;

    while (from > 0 && i - from < MOST_LEADING && wq_follows(f, from)) {
        const struct wq_found *named = named_at(f, from - 1);
        if (named && named->to != from)
            break;
        if (!named && !leads(f, from - 1, number == LOAN, &proper))
            break;
        proper = proper || named;
        from = named ? named->from : from - 1;
    }
    const struct wq_found *first = from < i ? named_at(f, from) : NULL;
    if (number == OF_ONE && i - from > 1 && !(first && first->kind == WQ_LOCATION && first->to == i))
        return i;
    size_t to = i + wq_word(f, i)->phrases;
    for (size_t k = i; k < to; k++)
        if (!wq_is_free(f, k))
            return i;
    /* گلستان جوہر بلاک 13: the number is the block's, not the name's. */
    if (wq_has(f, i, WQ_BIT(WQ_LABEL)) && wq_follows(f, to) && wq_word(f, to)->flags & WQ_TOKEN_DIGITS &&
        named_at(f, i - 1))
        return i;
    if (!proper)
        from = find_announced(f, from, i);
    if (from == i || (!proper && !wq_has(f, from - 1, WQ_BIT(WQ_PLACE_BEFORE))))
        return i;
    take_with_parts(f, from, to, BEHIND);
    return to - 1;
}

/* حسن آباد, خلیل‌آباد, زرینه‌رود: a name and what towns are called by. */
static size_t take_suffixed(struct wq_finder *f, size_t i)
{
    size_t to = i + 1;

    if (i == 0 || wq_word(f, i)->before > WQ_BETWEEN_SPACE || !is_word(f, i) || !is_word(f, i - 1) ||
        wq_word(f, i - 1)->len < 2)
        return i;
    bool joined = wq_word(f, i)->before == WQ_BETWEEN_JOINER;
    bool plain = wq_has(f, i - 1, OTHERS | WQ_BIT(WQ_COMMON) | WQ_BIT(WQ_ADJECTIVE)) &&
                 !wq_has(f, i - 1, WQ_BIT(WQ_GIVEN));
    bool verb = wq_follows(f, to) && wq_has(f, to, WQ_BIT(WQ_STOP)) && wq_word_value(f, to, WQ_STOP, 0) == 2;
    if (!joined && (cue_number(f, i, WQ_PLACE_END) != INSIDE || plain || verb))
        return i;
    /* ہیڈ قادر آباد */
    bool inside = f->own & WQ_UR && i > 1 && wq_follows(f, i - 1) && wq_is_free(f, i - 2) &&
                  wq_has(f, i - 2, WQ_BIT(WQ_PLACE_BEFORE)) &&
                  cue_number(f, i - 2, WQ_PLACE_BEFORE) == INSIDE;
    wq_take(f, i - 1 - inside, to, WQ_LOCATION, WQ_FROM_CUE, BEHIND);
    return i;
}

/* ---- without a cue beside it --------------------------------------------------------------------- */

/* سکرنڈ کے رہائشی: what only a place has. */
static void take_owner(struct wq_finder *f, size_t i)
{
    size_t from = i;

    if (i < 1 || !wq_is_owner(f, i) || !wq_follows(f, i + 1) ||
        !(wq_word(f, i + 1)->runs & WQ_BIT(WQ_PLACE_OWNS)))
        return;
    while (from > 0 && i - from < 2 && (from == i || wq_follows(f, from)) && may_be_place(f, from - 1) &&
           !wq_has(f, from - 1, WQ_BIT(WQ_GIVEN) | WQ_BIT(WQ_SURNAME)))
        from--;
    if (from < i && (from == 0 || !wq_follows(f, from) || wq_has(f, from - 1, END_WORDS | WQ_BIT(WQ_COMMON))))
        wq_take(f, from, i, WQ_LOCATION, WQ_FROM_CUE, BEHIND);
}

void wq_take_owned_places(struct wq_finder *f)
{
    if (!(f->own & WQ_UR))
        return;
    for (size_t i = 1; (i = wq_next_word(f, i, WQ_BIT(WQ_PLACE_BEFORE))) < wq_words(f); i++)
        if (wq_is_free(f, i) && wq_word(f, i)->runs & WQ_BIT(WQ_PLACE_BEFORE) && wq_is_owner(f, i - 1) &&
            wq_follows(f, i) && cue_number(f, i, WQ_PLACE_BEFORE) != INSIDE)
            i = take_behind_cue(f, i);
}

/* The place that word i speaks of, a cue behind or before it; returns the last word, or i. */
static size_t take_beside(struct wq_finder *f, size_t i)
{
    size_t last = i;

    if (wq_has(f, i, WQ_BIT(WQ_PLACE_END)))
        take_suffixed(f, i);
    if (wq_is_free(f, i) && wq_word(f, i)->runs & WQ_BIT(WQ_PLACE_AFTER))
        last = cue_number(f, i, WQ_PLACE_AFTER) >= INSIDE
                   ? take_headed(f, i, cue_number(f, i, WQ_PLACE_AFTER))
                   : take_district(f, i);
    if (last == i && wq_is_free(f, i) && wq_word(f, i)->runs & WQ_BIT(WQ_PLACE_BEFORE))
        last = take_behind_cue(f, i);
    return last;
}

void wq_take_places(struct wq_finder *f)
{
    uint64_t cues = WQ_BIT(WQ_PLACE_END) | WQ_BIT(WQ_PLACE_AFTER) | WQ_BIT(WQ_PLACE_BEFORE);

    for (size_t i = 0; (i = wq_next_word(f, i, cues)) < wq_words(f); i++)
        if (wq_is_free(f, i))
            i = take_beside(f, i);
    if (f->own & WQ_UR)
        for (size_t i = 1; (i = wq_next_word(f, i, WQ_BIT(WQ_PLACE_OWNS))) < wq_words(f); i++)
            take_owner(f, i - 1);
}
