/* Persons that no list has: behind a title, or begun by a given name. */
#include "finder.h"

#include "waraq/base/array.h"

enum { SURE = 85, NAMED = 75, ALONE = 65, GUESS = 55, MOST_WORDS = 5 };

#define NAME_WORDS (WQ_BIT(WQ_GIVEN) | WQ_BIT(WQ_SURNAME) | WQ_BIT(WQ_NAMEPART))
#define OTHER_WORDS                                                                                          \
    (WQ_BIT(WQ_COMMON) | WQ_BIT(WQ_ADJECTIVE) | WQ_BIT(WQ_TITLE) | WQ_BIT(WQ_PORTFOLIO) |                    \
     WQ_BIT(WQ_NUMBER) | WQ_BIT(WQ_MULTIPLIER) | WQ_BIT(WQ_ORDINAL) | WQ_BIT(WQ_UNIT) | WQ_BIT(WQ_MONTH) |   \
     WQ_BIT(WQ_WEEKDAY) | WQ_BIT(WQ_TIME) | WQ_BIT(WQ_RELATIVE) | WQ_BIT(WQ_DAY) | WQ_BIT(WQ_BODY_AFTER) |   \
     WQ_BIT(WQ_BODY_BEFORE) | WQ_BIT(WQ_PLACE_AFTER) | WQ_BIT(WQ_PLACE_BEFORE) | WQ_BIT(WQ_HONORIFIC))
#define END_WORDS (WQ_BIT(WQ_STOP) | WQ_BIT(WQ_CASE))

/* ہونے, بننے: infinitives stand where names do. */
static bool is_infinitive(const struct wq_finder *f, const struct wq_token *t)
{
    const wq_code *last = f->tokens.codes.items + t->code + t->len;
    return f->own & WQ_UR && t->len > 3 && last[-1] == wq_code_of(0x6D2) && last[-2] == wq_code_of(0x646);
}

static bool is_name_word(const struct wq_finder *f, size_t i)
{
    return wq_has(f, i, NAME_WORDS) && !wq_has(f, i, END_WORDS);
}

/* A word that may stand in a name: free, and nothing else that is known. */
static bool may_be_name(const struct wq_finder *f, size_t i)
{
    const struct wq_token *t = wq_word(f, i);

    if (t->owner || t->flags & (WQ_TOKEN_DIGITS | WQ_TOKEN_SYMBOL) || t->classes & END_WORDS)
        return false;
    if (t->classes & NAME_WORDS)
        return true;
    return !(t->classes & OTHER_WORDS) && t->len >= 2 && !is_infinitive(f, t);
}

/* An initial between two names: کے of a letter's name is no genitive where a surname follows and neither is a
 * word of its own. */
static bool is_initial(const struct wq_finder *f, size_t from, size_t i)
{
    const struct wq_token *t = wq_word(f, i);

    if (t->owner || i == from || i + 1 >= wq_words(f) || !wq_follows(f, i) ||
        wq_word(f, i + 1)->before > WQ_BETWEEN_DOT)
        return false;
    if (!wq_has(f, i + 1, WQ_BIT(WQ_SURNAME) | WQ_BIT(WQ_NAMEPART)) ||
        wq_has(f, i + 1, END_WORDS | WQ_BIT(WQ_COMMON) | WQ_BIT(WQ_TITLE) | WQ_BIT(WQ_HONORIFIC)))
        return false;
    return (t->len == 1 && !(t->classes & END_WORDS)) || t->classes & WQ_BIT(WQ_LETTER);
}

/* What a run of words looks like as a name. */
struct name {
    size_t from, to;
    int known; /* words that are parts of names */
};

/* A family name that is another word as well (کم) begins a name where one more word follows. Where the
 * article speaks of somebody of that family by the whole name, what follows must be a part of names: "Mr Kim
 * possibly" is no Kim Possibly. */
static bool is_family_name(const struct wq_finder *f, size_t i)
{
    const struct wq_candidate *c = &f->candidates.items[2 * i + 1];

    if (!wq_is_free(f, i) || !c->end || c->to != i + 1 || i + 1 >= wq_words(f) || !wq_follows(f, i + 1) ||
        !may_be_name(f, i + 1))
        return false;
    uint32_t known = wq_known_of(f, c->key, false, true);
    return known != WQ_NO_KEY && (!wq_is_met(&f->met, known) || is_name_word(f, i + 1));
}

/* As many words from i on as may be one name. */
static struct name read_name(const struct wq_finder *f, size_t i)
{
    struct name n = {i, i, 0};
    size_t unknown = 0;

    for (; n.to < wq_words(f) && n.to - i < MOST_WORDS; n.to++) {
        const struct wq_token *t = wq_word(f, n.to);
        bool after_initial = n.to > i && t->before == WQ_BETWEEN_DOT && wq_word(f, n.to - 1)->len == 1;
        if (n.to > i && t->before > WQ_BETWEEN_SPACE && t->before != WQ_BETWEEN_DASH && !after_initial)
            break;
        if (is_initial(f, i, n.to))
            continue;
        bool particle = wq_has(f, n.to, WQ_BIT(WQ_PARTICLE)) && n.to + 1 < wq_words(f) &&
                        wq_follows(f, n.to + 1) && !t->owner;
        bool family = n.to == i && is_family_name(f, i);
        if (!particle && !family && !may_be_name(f, n.to))
            break;
        bool known = family || is_name_word(f, n.to);
        unknown += !known && !particle;
        /* Where no postposition ends a name, a second unknown word is the sentence going on. */
        if (!(f->own & WQ_UR) && !known && !particle && unknown > 1)
            break;
        n.known += known;
    }
    while (n.to > n.from && wq_has(f, n.to - 1, WQ_BIT(WQ_PARTICLE) | WQ_BIT(WQ_LETTER)) &&
           !is_name_word(f, n.to - 1))
        n.to--;
    return n;
}

/* True where a sentence can end or a postposition follows. */
static bool is_edge(const struct wq_finder *f, size_t i)
{
    return i >= wq_words(f) || wq_word(f, i)->before > WQ_BETWEEN_DASH || wq_has(f, i, END_WORDS);
}

static bool has_article(const struct wq_finder *f, size_t i)
{
    const struct wq_token *t = wq_word(f, i);
    const wq_code *codes = f->tokens.codes.items + t->code;
    return t->len > 4 && codes[0] == wq_code_of(0x627) && codes[1] == wq_code_of(0x644);
}

/* Behind a title: its portfolio, further titles, whose it is; in Arabic the adjective of a country. */
static size_t skip_titles(const struct wq_finder *f, size_t i)
{
    for (size_t before = i + 1; i < wq_words(f) && before != i;) {
        const struct wq_token *t = wq_word(f, i);
        const struct wq_found *owner = wq_owner(f, i);
        before = i;
        if (t->before > WQ_BETWEEN_DASH)
            break;
        if (owner && owner->kind != WQ_PERSON && owner->kind <= WQ_LOCATION)
            i = owner->to;
        else if (!owner && t->phrase != WQ_NO_KEY &&
                 t->runs & (WQ_BIT(WQ_PORTFOLIO) | WQ_BIT(WQ_TITLE) | WQ_BIT(WQ_HONORIFIC)) &&
                 !(t->classes & (WQ_BIT(WQ_GIVEN))))
            i += t->phrases;
        else if (f->own & WQ_AR && has_article(f, i) && i + 1 < wq_words(f) && !is_name_word(f, i) &&
                 is_name_word(f, i + 1))
            i++;
    }
    return i;
}

/* How sure a name behind a title is; 0: it is none. */
static int judge(const struct wq_finder *f, const struct name *n, bool honorific)
{
    size_t words = n->to - n->from;
    bool edge = is_edge(f, n->to);

    if (words == 0)
        return 0;
    if (words >= 2)
        return n->known ? SURE : edge && f->own & WQ_UR && words < MOST_WORDS ? NAMED : 0;
    if (!edge || wq_has(f, n->from, WQ_BIT(WQ_COMMON)))
        return 0;
    if (honorific)
        return n->known ? NAMED : ALONE;
    return n->known && wq_has(f, n->to, WQ_BIT(WQ_CASE)) && !wq_has(f, n->from, WQ_BIT(WQ_STOP)) ? ALONE : 0;
}

/* The person that the title at i announces. */
static size_t take_announced(struct wq_finder *f, size_t i)
{
    const struct wq_token *t = wq_word(f, i);
    bool honorific = (t->runs & WQ_BIT(WQ_HONORIFIC)) != 0;
    size_t next = skip_titles(f, i + t->phrases);

    if (next >= wq_words(f) || !wq_is_free(f, next))
        return i;
    /* An apposition: المتحدث باسم الأمانة، حسن الدغمي، */
    bool apposed = wq_word(f, next)->before == WQ_BETWEEN_COMMA && wq_has(f, next, WQ_BIT(WQ_GIVEN));
    if (wq_word(f, next)->before > WQ_BETWEEN_DASH && !apposed &&
        !(honorific && wq_word(f, next)->before == WQ_BETWEEN_DOT))
        return i;
    struct name n = read_name(f, next);
    int confidence = judge(f, &n, honorific);
    if (!confidence)
        return i;
    wq_take(f, n.from, n.to, WQ_PERSON, WQ_FROM_CUE, confidence);
    return n.to - 1;
}

/* A given name and more, with no title before. */
static size_t take_given(struct wq_finder *f, size_t i)
{
    struct name n = read_name(f, i);
    uint64_t doubt = OTHER_WORDS | END_WORDS;
    size_t words = n.to - n.from;

    if (words < 2 || wq_has(f, i, END_WORDS))
        return i;
    bool second = wq_has(f, i + 1, WQ_BIT(WQ_GIVEN) | WQ_BIT(WQ_SURNAME)) ||
                  (wq_has(f, i + 1, NAME_WORDS) && !wq_has(f, i + 1, WQ_BIT(WQ_COMMON)));
    bool acts = f->own & WQ_UR && wq_has(f, n.to, WQ_BIT(WQ_CASE)) && wq_word_value(f, n.to, WQ_CASE, 0) == 2;
    int confidence = 0;
    if (second || n.known >= 2)
        confidence = wq_has(f, i, doubt) ? GUESS : NAMED;
    else if (!wq_has(f, i, doubt) && words <= 3 && (acts || !(f->own & WQ_UR)))
        confidence = is_edge(f, n.to) || has_article(f, i + 1) ? ALONE : GUESS;
    if (!confidence)
        return i;
    wq_take(f, n.from, n.to, WQ_PERSON, WQ_FROM_CUE, confidence);
    return n.to - 1;
}

void wq_take_persons(struct wq_finder *f)
{
    uint64_t titles = WQ_BIT(WQ_TITLE) | WQ_BIT(WQ_HONORIFIC);

    for (size_t i = 0; i < wq_words(f); i++)
        if (wq_is_free(f, i) && wq_word(f, i)->runs & titles)
            i = take_announced(f, i);
    for (size_t i = 0; i < wq_words(f); i++)
        if (wq_is_free(f, i) && wq_has(f, i, WQ_BIT(WQ_GIVEN)))
            i = take_given(f, i);
}
