/* Organisations whose name begins with what they are: دانشگاه X, جامعة X, אוניברסיטת X. */
#include "bodies.h"
#include "person_name.h"

#include <string.h>

enum { STRONG = 80, PLAIN = 70, MOST_WORDS = 5 };

#define NAMES     (WQ_BIT(WQ_GIVEN) | WQ_BIT(WQ_SURNAME) | WQ_BIT(WQ_NAMEPART))
#define END_WORDS (WQ_BIT(WQ_STOP) | WQ_BIT(WQ_CASE))
#define NEVER                                                                                                \
    (END_WORDS | WQ_BIT(WQ_NUMBER) | WQ_BIT(WQ_ORDINAL) | WQ_BIT(WQ_WEEKDAY) | WQ_BIT(WQ_TITLE) |            \
     WQ_BIT(WQ_HONORIFIC) | WQ_BIT(WQ_TIME) | WQ_BIT(WQ_MONTH) | WQ_BIT(WQ_RELATIVE) | WQ_BIT(WQ_AGENT))

static bool may_follow(const struct wq_finder *f, size_t i)
{
    return i < wq_words(f) && wq_follows(f, i) && wq_is_free(f, i) && !wq_has(f, i, NEVER) &&
           !(wq_word(f, i)->flags & (WQ_TOKEN_DIGITS | WQ_TOKEN_SYMBOL));
}

static bool is_place(const struct wq_finder *f, size_t i)
{
    const struct wq_candidate *c = &f->candidates.items[2 * i];
    uint32_t known = c->end ? wq_known_of(f, c->key, true, false) : WQ_NO_KEY;
    return known != WQ_NO_KEY && wq_known(f->names, known)->kind == WQ_LOCATION;
}

static bool is_common(const struct wq_finder *f, size_t i)
{
    return wq_has(f, i, WQ_BIT(WQ_COMMON) | WQ_BIT(WQ_ADJECTIVE)) && !wq_is_sure_name_word(f, i);
}

/* ملی, الوطني: adjectives that names of bodies have. */
static bool is_national(const struct wq_finder *f, size_t i)
{
    return wq_has(f, i, WQ_BIT(WQ_BODY_PART));
}

/* موزه هنرهای معاصر اصفهان: up to three words and a place close the name; returns from if none does. apart:
 * the place behind a name does not belong to it (بیمارستان نمازی | شیراز). */
static size_t find_place(const struct wq_finder *f, size_t from, bool apart)
{
    for (size_t i = from; i < from + 5 && i < wq_words(f) && wq_follows(f, i); i++) {
        const struct wq_found *owner = wq_owner(f, i);
        if (owner && owner->kind == WQ_LOCATION)
            return apart && i > from ? i : owner->to;
        if (!may_follow(f, i) && !(i > from && wq_has(f, i, WQ_BIT(WQ_AND)) && wq_word(f, i)->len == 1))
            break;
        if (i == from && wq_has(f, i, WQ_BIT(WQ_ADJECTIVE)) && !is_national(f, i))
            break;
        if (is_place(f, i))
            return apart && i > from ? i : f->candidates.items[2 * i].to;
    }
    return from;
}

/* التونسية, المصري: an adjective of a country. */
static bool is_demonym(const struct wq_finder *f, size_t i)
{
    const struct wq_token *t = wq_word(f, i);
    const wq_code *end = f->tokens.codes.items + t->code + t->len;

    return wq_has_article(f, i) && t->len > 5 &&
           (end[-1] == wq_code_of(0x6CC) || (end[-1] == wq_code_of(0x6C1) && end[-2] == wq_code_of(0x6CC)));
}

/* للكتاب: for and the article. */
static bool begins_for(const struct wq_finder *f, size_t i)
{
    const struct wq_token *t = wq_word(f, i);
    const wq_code *codes = f->tokens.codes.items + t->code;
    return t->len > 3 && codes[0] == wq_code_of(0x644) && codes[1] == wq_code_of(0x644);
}

/* والتقنية, والمعادن: and, and the article. */
static bool begins_and(const struct wq_finder *f, size_t i)
{
    const struct wq_token *t = wq_word(f, i);
    const wq_code *codes = f->tokens.codes.items + t->code;
    return t->len > 5 && codes[0] == wq_code_of(0x648) && codes[1] == wq_code_of(0x627) &&
           codes[2] == wq_code_of(0x644);
}

/* What a body is for, behind its name: هيئة الشارقة للكتاب, مدينة الملك عبد العزيز للعلوم والتقنية, الاتحاد
 * الدولي لكرة القدم. */
static size_t read_purpose(const struct wq_finder *f, size_t from)
{
    size_t to = from;

    while (to - from < MOST_WORDS && may_follow(f, to)) {
        size_t link = wq_word(f, to)->runs & WQ_BIT(WQ_BODY_LINK) ? to + wq_word(f, to)->phrases : to;
        if (link > to && may_follow(f, link) && wq_has_article(f, link))
            to = link + 1;
        else if (begins_for(f, to) || (to > from && !wq_has(f, to, WQ_BIT(WQ_BODY_BEFORE)) &&
                                       (begins_and(f, to) || wq_has_article(f, to))))
            to++;
        else
            break;
    }
    return to;
}

/* مجلس النواب الأميركي القانون: behind an adjective of a name only further ones belong to it. */
static bool is_behind_nisba(const struct wq_finder *f, size_t from, size_t i)
{
    return i > from + 1 && is_demonym(f, i - 1) && !is_demonym(f, i) && !is_national(f, i);
}

/* شركة كوفيسترو الألمانية: whose a body with a foreign name is, which is none of the name. */
static bool is_whose(const struct wq_finder *f, size_t from, size_t i)
{
    return i == from + 1 && wq_is_unknown_word(f, from) && !wq_has_article(f, from) && is_demonym(f, i) &&
           !is_national(f, i);
}

/* معهد المخطوطات العربية: words with the article; one alone must be no common word, but behind some heads
 * (any): نقابة الفنانين. */
static size_t read_arabic(const struct wq_finder *f, size_t from, bool any, bool two)
{
    size_t to = from;
    /* كتلة الصادقون حسن سالم: who has a body by a word with the article is another name */
    bool may_be_somebody = from < wq_words(f) && (!wq_has_article(f, from) || wq_has(f, from, NAMES));
    bool proper = false;

    if (may_follow(f, from) && begins_for(f, from))
        return from; /* مركز للسكري */
    if (any && from < wq_words(f) && wq_follows(f, from) && wq_is_free(f, from) && wq_has_article(f, from) &&
        wq_has(f, from, WQ_BIT(WQ_TITLE)))
        to++; /* نقابة الصحفيين */
    if (two && may_follow(f, from) && !wq_has_article(f, from) && is_common(f, from) &&
        may_follow(f, from + 1) && wq_has_article(f, from + 1))
        to = from + 2; /* محكمة أمن الدولة */
    while (to - from < MOST_WORDS && may_follow(f, to) && !is_behind_nisba(f, from, to) &&
           (wq_has_article(f, to) || !is_common(f, to)) &&
           (to == from || wq_has_article(f, to) ||
            (wq_has(f, to, NAMES | WQ_BIT(WQ_PARTICLE)) && may_be_somebody)) &&
           !is_whose(f, from, to)) {
        proper = proper || !is_common(f, to);
        to++;
    }
    while (to > from && wq_has(f, to - 1, WQ_BIT(WQ_PARTICLE)) && !wq_has(f, to - 1, NAMES))
        to--;
    /* ائتلاف الإعمار والتنمية */
    while (to == from + 1 && wq_has_article(f, from) && may_follow(f, to) && begins_and(f, to) &&
           !wq_has(f, to, WQ_BIT(WQ_BODY_BEFORE)))
        to++;
    to += to == from + 2 && begins_and(f, from + 1) && may_follow(f, to) && is_demonym(f, to);
    if (!proper && to - from < 2 && !any)
        return from;
    /* مستشفى محمد بوضياف */
    if (to == from + 1 && wq_has(f, from, WQ_BIT(WQ_GIVEN)) && may_follow(f, to) &&
        wq_is_unknown_word(f, to) && !wq_has_article(f, to) && wq_is_edge(f, to + 1))
        to++;
    return to;
}

/* المركز الوطني للأرصاد: a head with the article is a name where an adjective of such follows. */
static size_t read_definite(const struct wq_finder *f, size_t from)
{
    size_t to = from;

    if (!may_follow(f, from))
        return from;
    if (!is_national(f, from))
        return is_demonym(f, from) && read_purpose(f, from + 1) > from + 1 ? from + 1 : from;
    while (to - from < MOST_WORDS && may_follow(f, to) && (wq_has_article(f, to) || begins_for(f, to)))
        to++;
    return to;
}

/* محكمة جنايات القاهرة, شركة نفط البصرة: a word without the article and a place that nothing parts from it.
 */
static size_t read_of_place(const struct wq_finder *f, size_t from)
{
    size_t at = from + 1;

    if (!may_follow(f, from) || wq_has_article(f, from) || at >= wq_words(f) || !wq_follows(f, at))
        return from;
    const struct wq_found *owner = wq_owner(f, at);
    const struct wq_candidate *c = &f->candidates.items[2 * at];
    if (owner)
        return owner->kind == WQ_LOCATION && owner->from == at && owner->start == wq_word(f, at)->start
                   ? owner->to
                   : from;
    return c->end && c->start == wq_word(f, at)->start && is_place(f, at) ? c->to : from;
}

/* Words that are nothing else, and parts of persons' names behind them. */
static size_t read_unknown(const struct wq_finder *f, size_t from)
{
    size_t to = from;

    while (to - from < 3 && may_follow(f, to) && !is_common(f, to) &&
           (to == from || wq_has(f, to, NAMES | WQ_BIT(WQ_PARTICLE))))
        to++;
    return to;
}

/* موزه سینما: a head that any word may stand behind. */
static bool is_of_anything(const struct wq_finder *f, size_t i)
{
    return wq_lexicon_value(&f->names->lexicon, wq_word(f, i)->phrase, f->languages, WQ_BODY_BEFORE, 0) == 3;
}

/* هيئة: a head that two nouns may stand behind: هيئة مكافحة الفساد. */
static bool is_of_two(const struct wq_finder *f, size_t i)
{
    return wq_lexicon_value(&f->names->lexicon, wq_word(f, i)->phrase, f->languages, WQ_BODY_BEFORE, 0) == 8;
}

/* بیمارستان: a head of names that are not a place's. */
static bool is_at_place(const struct wq_finder *f, size_t i)
{
    return wq_lexicon_value(&f->names->lexicon, wq_word(f, i)->phrase, f->languages, WQ_BODY_BEFORE, 0) == 5;
}

static bool begins_with(const struct wq_finder *f, size_t i, uint32_t letter)
{
    return f->tokens.codes.items[wq_word(f, i)->code] == wq_code_of(letter);
}

/* In Hebrew the word that a construct form rests on, behind some heads whatever it means (any): בנק הפועלים.
 */
static size_t read_hebrew(const struct wq_finder *f, size_t from, bool any)
{
    size_t to = read_unknown(f, from);
    const struct wq_token *t = from < wq_words(f) ? wq_word(f, from) : NULL;

    if (to == from && any && may_follow(f, from) && t->len > 3 && begins_with(f, from, 0x5D4))
        to++;
    /* האקדמיה הלאומית למדעים: a head with the article, adjectives with it, what the body is for. */
    if (from > 0 && begins_with(f, from - 1, 0x5D4)) {
        while (to - from < MOST_WORDS && may_follow(f, to) && wq_word(f, to)->len > 3 &&
               begins_with(f, to, 0x5D4) && (to == from || is_national(f, to)))
            to++;
        size_t adjectives = to - from;
        to += to > from && may_follow(f, to) && wq_word(f, to)->len > 3 && begins_with(f, to, 0x5DC);
        if (to - from == 1 && adjectives == 1 && !is_national(f, from))
            to = from; /* המרכז הרפואי */
    }
    return to;
}

/* מפעל בכרמיאל: a preposition is written to what stands behind the head. */
static bool is_parted(const struct wq_finder *f, size_t i, uint32_t start)
{
    return f->own & WQ_HE && start >= wq_word(f, i)->start + 2 &&
           memcmp(f->article->text.data + start - 2, "\u05D4", 2) != 0;
}

/* הקרן החדשה: the article before a head that has one. */
static void take_article(struct wq_finder *f, struct wq_found *found)
{
    const struct wq_token *t = wq_word(f, found->from);
    if (f->own & WQ_HE && found->start >= t->start + 2 &&
        !memcmp(f->article->text.data + found->start - 2, "\u05D4", 2))
        found->start -= 2;
}

/* A head that has the article. */
static bool is_definite(const struct wq_finder *f, size_t i)
{
    return wq_lexicon_value(&f->names->lexicon, wq_word(f, i)->phrase, f->languages, WQ_BODY_BEFORE, 0) == 4;
}

/* The same in Persian, and in Urdu, where few heads stand before. */
static size_t read_other(const struct wq_finder *f, size_t i, size_t head, bool *listed)
{
    size_t to = f->own & WQ_FA ? find_place(f, head, is_at_place(f, i)) : head;

    if (to > head) {
        *listed = true;
        return to;
    }
    if (f->own & WQ_FA && wq_word(f, head)->runs & WQ_BIT(WQ_PORTFOLIO) && wq_is_free(f, head))
        return head + wq_word(f, head)->phrases; /* اداره آموزش و پرورش */
    to = read_unknown(f, head);
    if (to == head && f->own & WQ_FA && is_of_anything(f, i) && may_follow(f, head) &&
        !wq_has(f, head, WQ_BIT(WQ_ADJECTIVE)) &&
        (wq_is_edge(f, head + 1) || wq_has(f, head + 1, WQ_BIT(WQ_BODY_BEFORE))))
        to++;
    return to;
}

/* Where the name of the body whose head ends before word head goes to; head: it has none. *listed: what
 * stands there is known. */
static size_t read_behind(const struct wq_finder *f, size_t i, size_t head, bool *listed)
{
    const struct wq_found *owner = wq_owner(f, head);
    const struct wq_candidate *c = &f->candidates.items[2 * head];

    if (owner && owner->from == head &&
        (owner->kind == WQ_LOCATION || (owner->kind == WQ_PERSON && !(f->own & WQ_UR)))) {
        *listed = owner->kind == WQ_LOCATION;
        size_t to = owner->to;
        while (f->own & WQ_AR && may_follow(f, to) && wq_has_article(f, to) && is_national(f, to))
            to++; /* مستشفى صبراتة التعليمي */
        return to;
    }
    if (c->end && wq_is_free(f, head)) {
        uint32_t known = wq_known_of(f, c->key, true, false);
        if (known != WQ_NO_KEY && wq_known(f->names, known)->kind == WQ_ORGANISATION &&
            (!is_of_anything(f, i) || f->own & WQ_AR))
            return head; /* منظمة اليونسكو: it is called so without */
        size_t more = f->own & WQ_AR ? read_arabic(f, head, false, false) : c->to;
        *listed = true;
        return more > c->to ? more : c->to;
    }
    if (f->own & WQ_AR) {
        size_t to = read_of_place(f, head);
        *listed = to > head;
        return *listed ? to
               : is_definite(f, i)
                   ? read_definite(f, head)
                   : read_arabic(f, head, is_of_anything(f, i), is_of_anything(f, i) || is_of_two(f, i));
    }
    if (f->own & WQ_HE)
        return read_hebrew(f, head, is_of_anything(f, i));
    return read_other(f, i, head, listed);
}

size_t wq_take_named_body(struct wq_finder *f, size_t i)
{
    size_t head = i + wq_word(f, i)->phrases;
    bool listed = false;

    if (head >= wq_words(f) || wq_is_in_title(f, i))
        return i;
    if (!wq_follows(f, head))
        return wq_take_quoted_body(f, i);
    size_t titled = wq_read_titled(f, head);
    const struct wq_found *owner = wq_owner(f, head);
    const struct wq_candidate *c = &f->candidates.items[2 * head];
    if ((owner && is_parted(f, head, owner->start)) || (c->end && is_parted(f, head, c->start)))
        return i;
    size_t to = titled > head ? titled : read_behind(f, i, head, &listed);
    if (to == head)
        return i;
    while (to < wq_words(f) && wq_word(f, to)->before == WQ_BETWEEN_JOINER && wq_is_free(f, to))
        to++; /* هه‌نگاو */
    if (f->own & WQ_AR)
        to = read_purpose(f, to);
    wq_absorb(f, head, to);
    take_article(f, wq_take(f, i, to, WQ_ORGANISATION, WQ_FROM_CUE, listed ? STRONG : PLAIN));
    return to - 1;
}
