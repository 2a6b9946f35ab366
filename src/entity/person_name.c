/* Which words may be one person's name. */
#include "person_name.h"

#include <string.h>

/* GOES_ON: number of the stop words that the sentence goes on with: verbs, adverbs. SAYS: of the agents that
 * are verbs, before which a name stands with no ending: X کہتی ہیں. ACTED_ON: of the endings: کو. */
enum { MOST_WORDS = 5, UNKNOWN_LEAST = 3, GOES_ON = 2, SAYS = 1, ACTED_ON = 3 };

#define LIST_WORDS (WQ_BIT(WQ_GIVEN) | WQ_BIT(WQ_SURNAME))
#define OTHER_WORDS                                                                                          \
    (WQ_BIT(WQ_COMMON) | WQ_BIT(WQ_ADJECTIVE) | WQ_BIT(WQ_TITLE) | WQ_BIT(WQ_PORTFOLIO) |                    \
     WQ_BIT(WQ_NUMBER) | WQ_BIT(WQ_MULTIPLIER) | WQ_BIT(WQ_ORDINAL) | WQ_BIT(WQ_UNIT) | WQ_BIT(WQ_MONTH) |   \
     WQ_BIT(WQ_WEEKDAY) | WQ_BIT(WQ_TIME) | WQ_BIT(WQ_RELATIVE) | WQ_BIT(WQ_DAY) | WQ_BIT(WQ_BODY_AFTER) |   \
     WQ_BIT(WQ_BODY_BEFORE) | WQ_BIT(WQ_PLACE_AFTER) | WQ_BIT(WQ_PLACE_BEFORE) | WQ_BIT(WQ_HONORIFIC) |      \
     WQ_BIT(WQ_AGENT) | WQ_BIT(WQ_SPORT))
#define END_WORDS (WQ_BIT(WQ_STOP) | WQ_BIT(WQ_CASE))

bool wq_is_name_word(const struct wq_finder *f, size_t i)
{
    return wq_has(f, i, WQ_NAME_WORDS) && !wq_has(f, i, END_WORDS);
}

/* ہونے, بننے: infinitives stand where names do. */
static bool is_infinitive(const struct wq_finder *f, const struct wq_token *t)
{
    const wq_code *last = f->tokens.codes.items + t->code + t->len;
    return f->own & WQ_UR && t->len > 3 && last[-1] == wq_code_of(0x6D2) && last[-2] == wq_code_of(0x646);
}

bool wq_is_unknown_word(const struct wq_finder *f, size_t i)
{
    const struct wq_token *t = wq_word(f, i);

    return !t->owner && !t->classes && !(t->flags & (WQ_TOKEN_DIGITS | WQ_TOKEN_SYMBOL)) &&
           t->len >= UNKNOWN_LEAST;
}

bool wq_is_ordinary(const struct wq_finder *f, size_t i)
{
    return i < wq_words(f) && wq_is_free(f, i) && wq_word(f, i)->classes == WQ_BIT(WQ_WORD);
}

bool wq_is_sure_name_word(const struct wq_finder *f, size_t i)
{
    uint64_t other = END_WORDS | OTHER_WORDS;

    /* Behind a name a title is a family name: امراؤ بیگم. */
    if (wq_has(f, i, WQ_BIT(WQ_SURNAME)) && i > 0 && wq_follows(f, i) && wq_is_free(f, i - 1) &&
        (wq_has(f, i - 1, LIST_WORDS) || wq_is_unknown_word(f, i - 1)))
        other &= ~(WQ_BIT(WQ_TITLE) | WQ_BIT(WQ_HONORIFIC));
    return wq_has(f, i, WQ_NAME_WORDS) && !wq_has(f, i, other);
}

/* Nothing of a name follows: a sign, or an ending. */
static bool is_end(const struct wq_finder *f, size_t i)
{
    return i >= wq_words(f) || wq_word(f, i)->before > WQ_BETWEEN_DASH || wq_has(f, i, END_WORDS);
}

/* بالبحث, للسفر: a preposition and the article. */
static bool is_behind_article(const struct wq_finder *f, size_t i)
{
    const struct wq_token *t = wq_word(f, i);
    const wq_code *codes = f->tokens.codes.items + t->code;

    if (!(f->own & WQ_AR) || t->len < 5)
        return false;
    if (codes[0] == wq_code_of(0x644))
        return codes[1] == wq_code_of(0x644);
    return (codes[0] == wq_code_of(0x628) || codes[0] == wq_code_of(0x643) ||
            codes[0] == wq_code_of(0x641)) &&
           codes[1] == wq_code_of(0x627) && codes[2] == wq_code_of(0x644);
}

/* A word that may stand in a name: free, and nothing else that is known. */
static bool may_be_name(const struct wq_finder *f, size_t i)
{
    const struct wq_token *t = wq_word(f, i);

    if (t->owner || t->flags & (WQ_TOKEN_DIGITS | WQ_TOKEN_SYMBOL) || t->classes & END_WORDS)
        return false;
    /* A word that is in the lists only because somebody is called by it counts as what else it is. */
    if (t->classes & LIST_WORDS || (t->classes & WQ_BIT(WQ_NAMEPART) && !(t->classes & OTHER_WORDS)))
        return true;
    /* طارق متري: a family name may be a form of a word. */
    if (t->flags & WQ_TOKEN_FORM && f->own & WQ_AR && i > 0 && wq_has(f, i - 1, WQ_BIT(WQ_GIVEN)))
        return !wq_has_article(f, i);
    /* يوحنا العاشر; نور الدين البابا, */
    if (f->own & WQ_AR && i > 0 && wq_has(f, i - 1, WQ_BIT(WQ_GIVEN)) &&
        !wq_has(f, i - 1, WQ_BIT(WQ_COMMON)) && wq_has_article(f, i) &&
        (t->classes & WQ_BIT(WQ_ORDINAL) ||
         (t->classes & (WQ_BIT(WQ_TITLE) | WQ_BIT(WQ_HONORIFIC)) &&
          (is_end(f, i + 1) || (t->classes & LIST_WORDS && wq_has(f, i + 1, LIST_WORDS))))))
        return true;
    if (f->own & WQ_AR && i > 0 && t->len > 3 && !memcmp(f->article->text.data + t->start + 2, "\xD9\x80", 2))
        return false; /* بـأوبرا: a preposition is written to it */
    /* سنتوش نیوپانے نے: what acts is no infinitive */
    if (i > 0 && !t->classes && is_behind_article(f, i))
        return false;
    return !(t->classes & OTHER_WORDS) && t->len >= 2 && (!is_infinitive(f, t) || wq_is_agent(f, i + 1));
}

/* An initial between two names: کے of a letter's name is no genitive where a surname follows and neither is a
 * word of its own. */
static bool is_initial(const struct wq_finder *f, size_t from, size_t i)
{
    const struct wq_token *t = wq_word(f, i);

    if (t->owner || i == from || i + 1 >= wq_words(f) || !wq_follows(f, i) ||
        wq_word(f, i + 1)->before > WQ_BETWEEN_DOT)
        return false;
    /* فاروق ایچ نائیک */
    if (f->own & WQ_UR && i == from + 1 && wq_has(f, from, WQ_BIT(WQ_GIVEN)) &&
        t->classes & WQ_BIT(WQ_LETTER) && !(t->classes & END_WORDS) && wq_is_unknown_word(f, i + 1))
        return true;
    if (!wq_has(f, i + 1, WQ_BIT(WQ_SURNAME) | WQ_BIT(WQ_NAMEPART)) ||
        wq_has(f, i + 1, END_WORDS | WQ_BIT(WQ_COMMON) | WQ_BIT(WQ_TITLE) | WQ_BIT(WQ_HONORIFIC)))
        return false;
    return (t->len == 1 && !(t->classes & END_WORDS)) || t->classes & WQ_BIT(WQ_LETTER);
}

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
    return known != WQ_NO_KEY && (!wq_is_met(&f->met, known) || wq_is_name_word(f, i + 1));
}

/* והחלפתו, שבחבל: hardly a family name begins with ו, with שב or שה, and those are in the lists. */
static bool is_and_unknown(const struct wq_finder *f, size_t i)
{
    const struct wq_token *t = wq_word(f, i);
    const wq_code *codes = f->tokens.codes.items + t->code;

    /* مالكوم وكاليدو */
    if (f->own & WQ_AR)
        return !t->classes && t->len > 4 && codes[0] == wq_code_of(0x648);
    if (!(f->own & WQ_HE) || t->classes)
        return false;
    return codes[0] == wq_code_of(0x5D5) ||
           (t->len > 4 && codes[0] == wq_code_of(0x5E9) &&
            (codes[1] == wq_code_of(0x5D1) || codes[1] == wq_code_of(0x5D4)));
}

/* לשר: a preposition is written to it. */
static bool is_behind_prefix(const struct wq_finder *f, size_t i)
{
    const struct wq_token *t = wq_word(f, i);
    return f->own & WQ_HE &&
           ((t->key != WQ_NO_KEY && wq_lexicon_key(&f->names->lexicon, t->key)->len < t->len) ||
            is_and_unknown(f, i));
}

bool wq_is_edge(const struct wq_finder *f, size_t i)
{
    return i >= wq_words(f) || wq_word(f, i)->before > WQ_BETWEEN_DASH || wq_has(f, i, END_WORDS) ||
           !wq_is_free(f, i) || is_behind_prefix(f, i);
}

/* True if word i is within a title of several words: المتحدث باسم. */
bool wq_is_in_title(const struct wq_finder *f, size_t i)
{
    for (size_t back = 1; back < 4 && back <= i; back++)
        if (wq_word(f, i - back)->phrases > back && wq_word(f, i - back)->runs & WQ_BIT(WQ_TITLE))
            return true;
    return false;
}

bool wq_is_owner(const struct wq_finder *f, size_t i)
{
    return wq_follows(f, i) && wq_has(f, i, WQ_BIT(WQ_CASE)) && wq_word_value(f, i, WQ_CASE, 0) == 2;
}

bool wq_is_agent(const struct wq_finder *f, size_t i)
{
    return wq_is_owner(f, i) && wq_has(f, i, WQ_BIT(WQ_AGENT));
}

bool wq_says(const struct wq_finder *f, size_t i)
{
    return f->own & WQ_UR && wq_follows(f, i) && wq_has(f, i, WQ_BIT(WQ_AGENT)) &&
           wq_word_value(f, i, WQ_AGENT, 0) == SAYS;
}

bool wq_has_article(const struct wq_finder *f, size_t i)
{
    const struct wq_token *t = wq_word(f, i);
    const wq_code *codes = f->tokens.codes.items + t->code;
    return t->len > 4 && codes[0] == wq_code_of(0x627) && codes[1] == wq_code_of(0x644);
}

/* المياحي: the article and the ending of what belongs to a place or a tribe. */
static bool is_nisba(const struct wq_finder *f, size_t i)
{
    const struct wq_token *t = wq_word(f, i);
    return wq_has_article(f, i) && t->len > 5 &&
           f->tokens.codes.items[t->code + t->len - 1] == wq_code_of(0x6CC);
}

/* نصر اللہ: a given name of several words. */
static bool is_given_phrase(const struct wq_finder *f, size_t i)
{
    const struct wq_token *t = wq_word(f, i);

    if (t->phrases < 2 || !(t->runs & LIST_WORDS))
        return false;
    for (size_t k = i; k < i + t->phrases; k++)
        if (!wq_is_free(f, k))
            return false;
    return true;
}

/* What cannot end a name: particles, letters; and a word that also means something else, where the sentence
 * goes on: عارف علوی ملک سے. */
static bool is_no_end(const struct wq_finder *f, const struct wq_name *n)
{
    size_t last = n->to - 1;

    if (wq_word(f, last)->before == WQ_BETWEEN_JOINER && last > n->from)
        return false; /* نبی‌پور */
    /* تمجید کرد: a word and a verb. */
    if (f->own & WQ_FA && n->to - n->from > 2 && wq_is_unknown_word(f, last) &&
        wq_has(f, n->to, WQ_BIT(WQ_STOP)) && !wq_has(f, n->to, WQ_BIT(WQ_AGENT)))
        return true;
    if (last > n->from && is_given_phrase(f, last - 1) && wq_word(f, last - 1)->phrases == 2)
        return false; /* منور بی بی */
    if (wq_has(f, last, WQ_BIT(WQ_PARTICLE) | WQ_BIT(WQ_LETTER)) &&
        (!wq_is_name_word(f, last) || (f->own & (WQ_AR | WQ_HE) && !wq_has(f, last, LIST_WORDS))))
        return true; /* סאמי אבו */
    if (!(f->own & WQ_UR) || n->to - n->from < 2)
        return false;
    if (!wq_has(f, last, OTHER_WORDS) || wq_is_sure_name_word(f, last))
        return false;
    /* محمد علی انجم کو */
    bool acted_on = wq_has(f, n->to, WQ_BIT(WQ_CASE)) && wq_word_value(f, n->to, WQ_CASE, 0) == ACTED_ON &&
                    wq_has(f, last, LIST_WORDS);
    return wq_follows(f, n->to) && wq_is_free(f, n->to) && !wq_is_owner(f, n->to) && !acted_on &&
           !wq_says(f, n->to) &&
           !(wq_has(f, n->to, WQ_BIT(WQ_STOP)) && wq_word_value(f, n->to, WQ_STOP, 0) != GOES_ON);
}

/* ומשה, ومحمد: a one-letter word is written to it, so that another name begins. */
static bool has_prefix(const struct wq_finder *f, size_t i)
{
    const struct wq_token *t = wq_word(f, i);
    wq_code first = f->tokens.codes.items[t->code];

    if (first != wq_code_of(0x648) && first != wq_code_of(0x5D5))
        return false;
    return f->own & (WQ_AR | WQ_HE) && t->key != WQ_NO_KEY &&
           wq_lexicon_key(&f->names->lexicon, t->key)->len < t->len;
}

/* امير منطقة: what would be a name is a title where a place is named behind. */
static bool is_title_of_place(const struct wq_finder *f, size_t i)
{
    const struct wq_found *owner = wq_follows(f, i + 1) ? wq_owner(f, i + 1) : NULL;
    return wq_has(f, i, WQ_BIT(WQ_TITLE) | WQ_BIT(WQ_HONORIFIC)) &&
           ((owner && owner->kind == WQ_LOCATION) ||
            (wq_follows(f, i + 1) && wq_has(f, i + 1, WQ_BIT(WQ_PLACE_BEFORE) | WQ_BIT(WQ_PORTFOLIO))));
}

/* True if a name that began at i is over before word k, whatever k is. */
static bool is_over(const struct wq_finder *f, size_t i, size_t k)
{
    const struct wq_token *t = wq_word(f, k);
    bool after_initial = t->before == WQ_BETWEEN_DOT && wq_word(f, k - 1)->len == 1;

    if (t->before > WQ_BETWEEN_SPACE && t->before != WQ_BETWEEN_DASH && !after_initial)
        return true;
    if (t->before == WQ_BETWEEN_JOINER && !t->owner)
        return false; /* the other half of a word */
    if (has_prefix(f, k) || is_and_unknown(f, k) || is_title_of_place(f, k))
        return true;
    /* سوفیا مینڈس ریشمی چغے: behind two words, an ordinary one that no ending follows is the sentence's. */
    if (f->own & WQ_UR && k - i >= 2 && wq_is_ordinary(f, k) && !wq_is_owner(f, k + 1))
        return true;
    /* یاشار سلطانی روزنامه‌نگار */
    if (f->own & WQ_FA && k > i && t->phrases > 1 && t->runs & WQ_BIT(WQ_TITLE))
        return true;
    /* رہف جان کی بازی ہار گئی; پیش‌بینی */
    if (t->phrases > 1 && t->runs & WQ_BIT(WQ_COMMON) && (f->own & WQ_UR || !(t->runs & LIST_WORDS)))
        return true;
    /* میتھلی ٹھاکر علی نگر سے */
    return f->own & WQ_UR && k > i + 1 && wq_follows(f, k + 1) && wq_has(f, k + 1, WQ_BIT(WQ_PLACE_END));
}

/* How many words of a name are parts of names, and how many of these no other word. */
static void count_known(const struct wq_finder *f, struct wq_name *n)
{
    for (size_t k = n->from; k < n->to; k++) {
        if (is_given_phrase(f, k) && k + wq_word(f, k)->phrases <= n->to) {
            n->known += (int)wq_word(f, k)->phrases;
            n->sure += (int)wq_word(f, k)->phrases;
            k += wq_word(f, k)->phrases - 1;
            continue;
        }
        n->known += wq_is_name_word(f, k) || (k == n->from && is_family_name(f, k));
        n->sure += wq_is_sure_name_word(f, k);
    }
}

/* True if a third word or a later one, a part of names or not (known), is no more of a name that is whole. */
static bool is_beyond(const struct wq_finder *f, size_t to, bool known)
{
    /* In Hebrew a verb may follow, and what has the article: נדב בן סימון הזמין. */
    if (f->own & WQ_HE && !known &&
        ((wq_word(f, to)->before != WQ_BETWEEN_DASH && wq_has(f, to - 1, LIST_WORDS) &&
          !wq_has(f, to - 1, WQ_BIT(WQ_PARTICLE))) ||
         f->tokens.codes.items[wq_word(f, to)->code] == wq_code_of(0x5D4)))
        return true;
    if (!(f->own & WQ_AR))
        return false;
    /* Behind what ends as a nisba another word with the article: محمد جميل المياحي الحداد. */
    if (wq_has_article(f, to) && is_nisba(f, to - 1))
        return true;
    /* Another word behind a first name and a family name. */
    return !known && wq_has(f, to - 1, WQ_BIT(WQ_SURNAME)) &&
           wq_has(f, to - 2, WQ_BIT(WQ_GIVEN) | WQ_BIT(WQ_ORDINAL));
}

struct wq_name wq_read_name(const struct wq_finder *f, size_t i)
{
    struct wq_name n = {i, i, 0, 0};
    size_t unknown = 0;

    for (; n.to < wq_words(f) && n.to - i < MOST_WORDS; n.to++) {
        const struct wq_token *t = wq_word(f, n.to);
        if (n.to > i && is_over(f, i, n.to))
            break;
        if (n.to > i && t->before == WQ_BETWEEN_JOINER && !t->owner)
            continue;
        if (is_given_phrase(f, n.to)) {
            n.to += t->phrases - 1;
            continue;
        }
        if (is_initial(f, i, n.to))
            continue;
        bool particle = wq_has(f, n.to, WQ_BIT(WQ_PARTICLE)) && n.to + 1 < wq_words(f) &&
                        wq_follows(f, n.to + 1) && !t->owner;
        bool family = n.to == i && is_family_name(f, i);
        /* شیشه‌فروش: the first half of a word says nothing of the whole. */
        bool half = n.to > i && !t->owner && n.to + 1 < wq_words(f) &&
                    wq_word(f, n.to + 1)->before == WQ_BETWEEN_JOINER && wq_is_name_word(f, n.to - 1);
        if (!particle && !family && !half && !may_be_name(f, n.to))
            break;
        bool known = family || wq_is_name_word(f, n.to);
        unknown += !known && !particle;
        if (!particle && n.to - i >= 2 && is_beyond(f, n.to, known))
            break;
        /* Where no postposition ends a name, a second unknown word is the sentence going on. */
        if (!(f->own & WQ_UR) && !known && !particle && unknown > 1)
            break;
    }
    while (n.to > n.from && is_no_end(f, &n))
        n.to--;
    count_known(f, &n);
    return n;
}

size_t wq_read_titled(const struct wq_finder *f, size_t i)
{
    if (!wq_has(f, i, WQ_BIT(WQ_TITULAR)) || !wq_is_free(f, i) || !wq_follows(f, i + 1))
        return i;
    const struct wq_found *owner = wq_owner(f, i + 1);
    if (owner)
        return owner->kind == WQ_PERSON && owner->from == i + 1 ? owner->to : i;
    const struct wq_candidate *c = &f->candidates.items[2 * i + 2];
    uint32_t known = c->end ? wq_known_of(f, c->key, true, true) : WQ_NO_KEY;
    if (known != WQ_NO_KEY)
        return c->to;
    struct wq_name n = wq_read_name(f, i + 1);
    while (n.to > n.from && (!wq_is_sure_name_word(f, n.to - 1) || f->candidates.items[2 * (n.to - 1)].end))
        n.to--; /* بیمارستان امام رضا | آمل */
    return n.to > n.from ? n.to : i;
}
