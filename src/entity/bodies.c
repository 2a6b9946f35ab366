/* Organisations by what they are called after: X یونیورسٹی, وزارت X, letters spelt out. */
#include "bodies.h"
#include "person_name.h"

enum { STRONG = 80, PLAIN = 70, SPELT = 60, MOST_BEFORE = 4, MOST_BEHIND = 4, LEAST_LETTERS = 3 };

/* Numbers of body_after: behind a name, behind any words, only before a link. */
enum { NAMED = 1, ANY, LINKED, KIND_OF_BODY };

#define END_WORDS (WQ_BIT(WQ_STOP) | WQ_BIT(WQ_CASE))
#define LISTED    (WQ_BIT(WQ_GIVEN) | WQ_BIT(WQ_SURNAME))
#define NEVER                                                                                                \
    (END_WORDS | WQ_BIT(WQ_NUMBER) | WQ_BIT(WQ_ORDINAL) | WQ_BIT(WQ_WEEKDAY) | WQ_BIT(WQ_TITLE) |            \
     WQ_BIT(WQ_TIME) | WQ_BIT(WQ_MONTH) | WQ_BIT(WQ_RELATIVE) | WQ_BIT(WQ_DAYWORD) | WQ_BIT(WQ_AGENT))

static int run_value(const struct wq_finder *f, size_t i, enum wq_class c)
{
    return wq_lexicon_value(&f->names->lexicon, wq_word(f, i)->phrase, f->languages, c, 0);
}

/* A word before یونیورسٹی and its like: any that is no ending and no number, a place's name too. */
static bool may_lead(const struct wq_finder *f, size_t i)
{
    const struct wq_token *t = wq_word(f, i);
    uint64_t never = t->classes & LISTED ? NEVER & ~WQ_BIT(WQ_TITLE) : NEVER; /* شاہ */
    return !t->owner && !(t->flags & (WQ_TOKEN_DIGITS | WQ_TOKEN_SYMBOL)) && !(t->classes & never) &&
           t->len >= 2;
}

/* خلائی ایجنسی: ی makes an adjective, unless the word is a name. */
static bool is_adjective(const struct wq_finder *f, size_t i)
{
    const struct wq_token *t = wq_word(f, i);
    return f->own & WQ_UR && f->tokens.codes.items[t->code + t->len - 1] == wq_code_of(0x6CC) &&
           !f->candidates.items[2 * i].end && !(t->classes & (WQ_BIT(WQ_SURNAME) | WQ_BIT(WQ_GIVEN)));
}

/* Part of a name: of places and persons, of bodies (نیشنل), unknown or ordinary. */
static bool is_proper(const struct wq_finder *f, size_t i, bool strong)
{
    const struct wq_token *t = wq_word(f, i);

    if (f->candidates.items[2 * i].end || t->classes & (WQ_BIT(WQ_BODY_PART) | WQ_BIT(WQ_LETTER)))
        return true;
    if (f->own & WQ_UR && t->classes & WQ_BIT(WQ_PARTICLE) && wq_has(f, i + 1, LISTED))
        return true; /* ابو کبیر انسٹیٹیوٹ */
    return t->classes & LISTED ||
           ((wq_is_unknown_word(f, i) || t->classes == WQ_BIT(WQ_WORD)) && (strong || !is_adjective(f, i)));
}

/* An English word, of which names of bodies are made: ہاؤسنگ سوسائٹی. */
static bool is_loan(const struct wq_finder *f, size_t i)
{
    return wq_is_loan(f, i) || wq_has(f, i, WQ_BIT(WQ_PLACE_AFTER) | WQ_BIT(WQ_BODY_AFTER));
}

/* وزیر ریلوے: somebody's title. */
static bool is_of_title(const struct wq_finder *f, size_t i, size_t head)
{
    return i + 1 == head && wq_has(f, i, WQ_BIT(WQ_TITLE)) && wq_has(f, head, WQ_BIT(WQ_PORTFOLIO));
}

/* The place whose name ends before word i, in Urdu; i: none does. */
static size_t place_before(const struct wq_finder *f, size_t i)
{
    const struct wq_candidate *c = i > 0 ? &f->candidates.items[2 * (i - 1)] : NULL;
    return c && f->own & WQ_UR && c->end && c->to == i && wq_is_place(f, c->key) ? i - 1 : i;
}

/*
 * The first of the words before head i that are of its name. Letters begin a name. A body that anything may
 * stand before takes common words that stand next to it along; others what is proper, and English words.
 * Common words before the first proper one are the sentence's, unless what the body is for follows (linked).
 */
static size_t find_lead(const struct wq_finder *f, size_t i, bool any, bool linked)
{
    size_t from = i;
    size_t proper = i;

    while (from > 0 && i - from < MOST_BEFORE && wq_follows(f, from)) {
        const struct wq_found *place = wq_owner(f, from - 1);
        /* گلگت بلتستان ڈیزاسٹر مینجمنٹ اتھارٹی, آغا خان یونیورسٹی */
        if (place && place->to == from && (place->kind == WQ_LOCATION || (place->kind == WQ_PERSON && any)))
            return place->from;
        if (!may_lead(f, from - 1) || is_of_title(f, from - 1, i))
            break;
        bool own = is_proper(f, from - 1, any);
        if (from < i && wq_has(f, from, WQ_BIT(WQ_LETTER)) && !wq_has(f, from - 1, WQ_BIT(WQ_LETTER)))
            return place_before(f, from); /* پنجاب آئی ٹی بورڈ */
        if (!any && !own && !is_loan(f, from - 1) && !(linked && wq_has(f, from - 1, WQ_BIT(WQ_ADJECTIVE))))
            break;
        from--;
        if (own)
            proper = from;
    }
    /* پوتے دانیال ایچی سن کالج میں: somebody's name, which his title announces. */
    if (f->own & WQ_UR && proper + 1 < i && proper > 0 && wq_follows(f, proper) &&
        wq_has(f, proper, WQ_BIT(WQ_GIVEN)) && wq_has(f, proper - 1, WQ_BIT(WQ_TITLE) | WQ_BIT(WQ_SPELL)))
        while (proper < i && wq_has(f, proper, LISTED))
            proper++;
    /* یہ بات پاک انسٹیٹیوٹ فار پیس سٹڈیز نے کہی */
    while (f->own & WQ_UR && linked && from < proper && proper < i && wq_has(f, from, WQ_BIT(WQ_COMMON)) &&
           !is_loan(f, from))
        from++;
    if (proper < i || linked)
        return linked ? from : proper;
    while (from < i && wq_has(f, from, WQ_BIT(WQ_ADJECTIVE)))
        from++;
    return any && i - from > 1 ? from : i;
}

/* و and اِن within a name: زراعت و خوراک, آف ایکسیلنس ان جیالوجی. */
static bool joins(const struct wq_finder *f, size_t i)
{
    bool within = i > 0 && i + 1 < wq_words(f) && wq_follows(f, i + 1) && may_lead(f, i + 1) &&
                  may_lead(f, i - 1) && !wq_has(f, i - 1, WQ_BIT(WQ_BODY_LINK));
    bool english = within && (is_loan(f, i - 1) || wq_is_unknown_word(f, i - 1)) &&
                   (is_loan(f, i + 1) || wq_is_unknown_word(f, i + 1));
    return (within && wq_has(f, i, WQ_BIT(WQ_AND)) && wq_word(f, i)->len == 1) ||
           (english && wq_word_value(f, i, WQ_STOP, 0) == 1);
}

/* The end of what goes on behind a head: یونیورسٹی آف Y, مرکز برائے Y; to where nothing does. */
static size_t find_linked(const struct wq_finder *f, size_t to)
{
    size_t end = to + 1;

    if (to >= wq_words(f) || !wq_follows(f, to) || !wq_has(f, to, WQ_BIT(WQ_BODY_LINK)))
        return to;
    while (end < wq_words(f) && end - to <= MOST_BEHIND && wq_follows(f, end) &&
           (may_lead(f, end) || joins(f, end)))
        end++;
    return end > to + 1 ? end : to;
}

/* Words [from, to) are the name of a body that is known: نیٹو. */
static bool is_known_body(const struct wq_finder *f, size_t from, size_t to)
{
    const struct wq_candidate *c = &f->candidates.items[2 * from];
    uint32_t known = c->end && c->to == to ? wq_known_of(f, c->key, true, false) : WQ_NO_KEY;

    return known != WQ_NO_KEY && wq_known(f->names, known)->kind == WQ_ORGANISATION;
}

/* شمالی کوریا اتحاد: whose alliance, not how it is called. */
static bool is_place_alone(const struct wq_finder *f, size_t from, size_t to)
{
    const struct wq_found *owner = from < to ? wq_owner(f, from) : NULL;
    const struct wq_candidate *c = &f->candidates.items[2 * from];
    return (owner && owner->kind == WQ_LOCATION && owner->to == to) ||
           (c->end && c->to == to && wq_place_of(f, c->key) != WQ_NO_KEY);
}

/* X یونیورسٹی آف Y: the words before i, what follows behind the link. */
static size_t take_headed(struct wq_finder *f, size_t i)
{
    size_t head = i;
    int number = run_value(f, i, WQ_BODY_AFTER);
    size_t to = i + wq_word(f, i)->phrases;

    /* گورنمنٹ کالج یونیورسٹی: the last of several heads is it. */
    while (to < wq_words(f) && wq_follows(f, to) && wq_is_free(f, to) &&
           wq_word(f, to)->runs & WQ_BIT(WQ_BODY_AFTER)) {
        head = to;
        number = run_value(f, head, WQ_BODY_AFTER) > number ? run_value(f, head, WQ_BODY_AFTER) : number;
        to += wq_word(f, head)->phrases;
    }
    size_t end = find_linked(f, to);
    /* یونیورسٹی آف ٹورنٹو: what a place is named behind is whole. */
    bool whole = number == LINKED || (number == ANY && end > to + 1 && f->candidates.items[2 * (to + 1)].end);
    size_t from = whole ? i : find_lead(f, i, number == ANY, end > to);
    while (whole && number != LINKED && from > 0 && wq_follows(f, from) && wq_is_free(f, from - 1) &&
           (wq_has(f, from - 1, WQ_BIT(WQ_BODY_PART)) ||
            (f->own & WQ_UR && i - from < MOST_BEFORE && !wq_has(f, from - 1, NEVER) &&
             (is_loan(f, from - 1) || (wq_is_unknown_word(f, from - 1) && !is_adjective(f, from - 1))))))
        from--; /* ایکسچینج کمپنیز ایسوسی ایشن آف پاکستان */
    if (to < wq_words(f) && wq_follows(f, to) && wq_has(f, to, WQ_BIT(WQ_PLACE_AFTER)) && end == to &&
        number != ANY)
        return to - 1; /* a road of that name */
    if (number == KIND_OF_BODY && end == to && (is_known_body(f, from, i) || is_place_alone(f, from, i)))
        return to - 1;                                             /* what it is, not how it is called */
    bool named = from < i || (head > i && is_proper(f, i, false)); /* یونائیٹڈ بینک */
    if (!named && end == to)
        return to - 1; /* a body of no name: its last word is no head of another */
    for (size_t k = i; k < end; k++)
        if (!wq_is_free(f, k))
            return i;
    wq_absorb(f, from, i);
    wq_take(f, from, end, WQ_ORGANISATION, WQ_FROM_CUE, number == ANY ? STRONG : PLAIN);
    return end - 1;
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

/* المغربية: an adjective of a country. */
static bool is_demonym(const struct wq_finder *f, size_t i)
{
    const struct wq_token *t = wq_word(f, i);
    const wq_code *end = f->tokens.codes.items + t->code + t->len;
    return wq_has_article(f, i) && t->len > 6 && end[-1] == wq_code_of(0x6C1) &&
           end[-2] == wq_code_of(0x6CC) && !wq_has(f, i, END_WORDS | WQ_BIT(WQ_PORTFOLIO));
}

/* وزارت دفاع, وزارت قانون و انصاف. */
static size_t take_ministry(struct wq_finder *f, size_t i)
{
    size_t to = i + (wq_word(f, i)->runs & WQ_BIT(WQ_BODY_BEFORE) ? wq_word(f, i)->phrases : 1);
    size_t head = to;

    if (to >= wq_words(f) || !wq_follows(f, to))
        return i;
    if (wq_word(f, to)->runs & WQ_BIT(WQ_PORTFOLIO) && wq_is_free(f, to))
        to += wq_word(f, to)->phrases;
    if (to == head)
        return i;
    if (f->own & WQ_AR && to < wq_words(f) && wq_follows(f, to) && wq_is_free(f, to) && is_demonym(f, to))
        to++;
    uint32_t country = country_before(f, i);
    struct wq_found *found = wq_take(f, i, to, WQ_ORGANISATION, WQ_FROM_CUE, STRONG);
    found->context = country;
    return to - 1;
}

/* Letters that stand for no body: ڈی این اے, ایم این اے. */
static bool is_abbreviation(const struct wq_finder *f, size_t i)
{
    const struct wq_token *t = wq_word(f, i);
    return t->phrases > 1 && t->runs & (WQ_BIT(WQ_COMMON) | WQ_BIT(WQ_TITLE) | WQ_BIT(WQ_UNIT));
}

/* Letters by their names, three at least: کے سی این اے. Some are words too, so all of them alone do not do.
 */
static size_t take_spelt(struct wq_finder *f, size_t i)
{
    size_t to = i;
    size_t words = 0;

    if (is_abbreviation(f, i))
        return i + wq_word(f, i)->phrases - 1;
    /* ڈویژن کے ڈی ایس: a genitive behind what owns */
    if (f->own & WQ_UR && i > 0 && wq_is_case(f, i) && !wq_has(f, i - 1, END_WORDS))
        return i;
    while (to < wq_words(f) && wq_is_free(f, to) && wq_has(f, to, WQ_BIT(WQ_LETTER)) &&
           !is_abbreviation(f, to) && (to == i || wq_word(f, to)->before <= WQ_BETWEEN_DOT)) {
        words += wq_has(f, to, END_WORDS | WQ_BIT(WQ_COMMON));
        to++;
    }
    /* A genitive behind the letters is not one of them. */
    if (to - i >= LEAST_LETTERS && wq_has(f, to - 1, WQ_BIT(WQ_CASE))) {
        to--;
        words--;
    }
    if (to - i < LEAST_LETTERS || words + 2 > to - i)
        return i;
    if (f->own & WQ_UR && to - i <= MOST_BEFORE && wq_follows(f, to) && wq_is_free(f, to) &&
        wq_word(f, to)->runs & WQ_BIT(WQ_BODY_AFTER))
        return to - 1; /* آر سی ڈی کونسل: the head takes them along */
    wq_take(f, i, to, WQ_ORGANISATION, WQ_FROM_CUE, SPELT);
    return to - 1;
}

void wq_take_bodies(struct wq_finder *f)
{
    uint64_t begins = WQ_BIT(WQ_BODY_BEFORE) | WQ_BIT(WQ_BODY_AFTER) | WQ_BIT(WQ_LETTER);

    for (size_t i = 0; (i = wq_next_word(f, i, begins)) < wq_words(f); i++) {
        const struct wq_token *t = wq_word(f, i);
        if (t->owner)
            continue;
        bool ministry = t->runs & WQ_BIT(WQ_BODY_BEFORE) ? run_value(f, i, WQ_BODY_BEFORE) == 1
                                                         : wq_has(f, i, WQ_BIT(WQ_BODY_BEFORE)) &&
                                                               wq_word_value(f, i, WQ_BODY_BEFORE, 0) == 1;
        if (ministry)
            i = take_ministry(f, i);
        else if (t->runs & WQ_BIT(WQ_BODY_BEFORE) && wq_is_numbered_body(f, i))
            i = wq_take_numbered_body(f, i);
        else if (t->runs & WQ_BIT(WQ_BODY_BEFORE))
            i = wq_take_named_body(f, i);
        else if (t->runs & WQ_BIT(WQ_BODY_AFTER))
            i = take_headed(f, i);
        else if (t->classes & WQ_BIT(WQ_LETTER))
            i = take_spelt(f, i);
    }
}
