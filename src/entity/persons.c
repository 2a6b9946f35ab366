/* Persons that no list has: behind a title, or begun by a given name. */
#include "person_name.h"

#include "waraq/base/array.h"

#include <string.h>

/* THING: number of the words of what is called by a name. KIN: of the honorifics that are kin: برادرش,
 * والدته, אמו. */
enum {
    SURE = 85,
    NAMED = 75,
    ALONE = 65,
    GUESS = 55,
    MOST_WORDS = 5,
    THING = 4,
    KIN = 3,
    MOST_COMPARED = 512,
    FROM = 1,  /* number of the postpositions that places take as well: سے, میں */
    APART = 2, /* of the ends of towns' names that are words of their own: پور */
};

#define DOUBT (WQ_BIT(WQ_STOP) | WQ_BIT(WQ_CASE))

/* What stands in brackets between a rank and the name: جنرل (ر) باجوہ, תא"ל (מיל') ברוך. */
static bool is_retired(const struct wq_finder *f, size_t i)
{
    bool letter = f->own & WQ_UR && wq_word(f, i)->len == 1;
    return (letter || (f->own & WQ_HE && wq_has(f, i, WQ_BIT(WQ_TITLE)))) &&
           wq_word(f, i)->before == WQ_BETWEEN_BREAK && i + 1 < wq_words(f) &&
           wq_word(f, i + 1)->before == WQ_BETWEEN_BREAK;
}

/* الروائي الجزائري واسيني: what stands between a title and the name in Arabic. */
static bool is_adjective_before_name(const struct wq_finder *f, size_t i)
{
    const struct wq_token *t = wq_word(f, i);
    const wq_code *end = f->tokens.codes.items + t->code + t->len;

    if (!wq_has_article(f, i) || i + 1 >= wq_words(f) || !wq_follows(f, i + 1))
        return false;
    if (wq_is_name_word(f, i + 1))
        return !wq_is_name_word(f, i) || wq_has(f, i + 1, WQ_BIT(WQ_GIVEN));
    return wq_is_unknown_word(f, i + 1) && !wq_has_article(f, i + 1) && !wq_is_name_word(f, i) &&
           (end[-1] == wq_code_of(0x6CC) || (end[-1] == wq_code_of(0x6C1) && end[-2] == wq_code_of(0x6CC)));
}

/* Behind a title: its portfolio, further titles, whose it is; in Arabic the adjective of a country. */
static size_t skip_titles(const struct wq_finder *f, size_t i)
{
    for (size_t before = i + 1; i < wq_words(f) && before != i;) {
        const struct wq_token *t = wq_word(f, i);
        const struct wq_found *owner = wq_owner(f, i);
        before = i;
        if (is_retired(f, i)) {
            i++;
            break;
        }
        if (t->before > WQ_BETWEEN_DASH)
            break;
        if (owner && owner->kind != WQ_PERSON && owner->kind <= WQ_LOCATION)
            i = owner->to;
        else if (!owner && t->phrase != WQ_NO_KEY &&
                 t->runs & (WQ_BIT(WQ_PORTFOLIO) | WQ_BIT(WQ_TITLE) | WQ_BIT(WQ_HONORIFIC)) &&
                 (t->phrases > 1 || !(t->classes & (WQ_BIT(WQ_GIVEN) | WQ_BIT(WQ_SURNAME)))))
            i += t->phrases;
        else if (f->own & WQ_AR && is_adjective_before_name(f, i))
            i++;
    }
    return i;
}

/* What goes on with a verb, so that the word before is its first half and no name: ارمان دب گئے, نفیسہ چھپ
 * کر. */
static bool is_verb(const struct wq_finder *f, size_t i)
{
    static const uint32_t begins[][2] = {{0x6A9, 0x631}, {0x62F, 0x6CC}, {0x644, 0x6CC}, {0x67E, 0x691},
                                         {0x686, 0x6A9}, {0x633, 0x6A9}, {0x62C, 0x627}, {0x631, 0x6C1}};
    const struct wq_token *t = wq_follows(f, i) ? wq_word(f, i) : NULL;
    const wq_code *codes = t ? f->tokens.codes.items + t->code : NULL;

    if (!t || !(t->classes & WQ_BIT(WQ_STOP)) || t->len < 2)
        return false;
    for (size_t k = 0; k < WQ_COUNT(begins); k++)
        if (codes[0] == wq_code_of(begins[k][0]) && codes[1] == wq_code_of(begins[k][1]))
            return true;
    return codes[0] == wq_code_of(0x6AF); /* گیا */
}

/* ہرستوس ستائیکوراس مستعفی: where nobody knows the words of a name and the next one is known, that is no more
 * of it. */
static bool is_sentence(const struct wq_finder *f, const struct wq_name *n)
{
    uint64_t other = WQ_BIT(WQ_CALLED) | WQ_BIT(WQ_BODY_AFTER) | WQ_BIT(WQ_PLACE_AFTER);
    return wq_is_unknown_word(f, n->to - 1) && wq_follows(f, n->to) &&
           wq_has(f, n->to, WQ_BIT(WQ_WORD) | WQ_BIT(WQ_COMMON)) && !wq_has(f, n->to, other);
}

/* بیٹی مومل پانی کے ریلے میں: a first name and nothing else, and the sentence goes on with a word that is no
 * part of names. */
static bool is_first_name_alone(const struct wq_finder *f, const struct wq_name *n)
{
    uint64_t other = WQ_BIT(WQ_BODY_AFTER) | WQ_BIT(WQ_PLACE_AFTER) | WQ_BIT(WQ_HONORIFIC) |
                     WQ_BIT(WQ_BODY_PART) | WQ_NAME_WORDS;
    return f->own & WQ_UR && wq_has(f, n->from, WQ_BIT(WQ_GIVEN)) && !wq_has(f, n->from, WQ_BIT(WQ_WORD)) &&
           wq_is_sure_name_word(f, n->from) && wq_follows(f, n->to) &&
           wq_has(f, n->to, WQ_BIT(WQ_COMMON) | WQ_BIT(WQ_WORD) | WQ_BIT(WQ_CALLED)) &&
           !wq_has(f, n->to, other) && wq_word(f, n->to)->phrases < 2;
}

/* How sure a name behind a title is; 0: it is none. */
static int judge(const struct wq_finder *f, const struct wq_name *n, bool honorific, bool kin)
{
    size_t words = n->to - n->from;
    bool edge = wq_is_edge(f, n->to);

    if (words == 0)
        return 0;
    if (words >= 2)
        return n->known                                                              ? SURE
               : f->own & WQ_UR && words < MOST_WORDS && (edge || is_sentence(f, n)) ? NAMED
                                                                                     : 0;
    if (f->own & WQ_UR && wq_is_unknown_word(f, n->from) &&
        (is_sentence(f, n) || (wq_has(f, n->to, DOUBT) && wq_word_value(f, n->to, WQ_CASE, 0) != FROM)))
        return GUESS; /* ڈرائیور باسط فرار; not ماہرین کورک سے */
    if (is_first_name_alone(f, n))
        return GUESS;
    /* قاری عمر کے: what else the word means, nobody calls so */
    if (f->own & WQ_UR && honorific && !kin && wq_has(f, n->from, WQ_BIT(WQ_GIVEN)) && wq_is_owner(f, n->to))
        return ALONE;
    if (!edge || wq_has(f, n->from, WQ_BIT(WQ_COMMON)))
        return 0;
    if (kin) /* والدته فاطمة */
        return wq_has(f, n->from, WQ_BIT(WQ_GIVEN)) ? ALONE : 0;
    if (honorific)
        return n->known ? NAMED : ALONE;
    if (f->own & WQ_UR && wq_is_sure_name_word(f, n->from) && wq_has(f, n->from, WQ_BIT(WQ_GIVEN)))
        return ALONE; /* بیٹے وقاص اور */
    return n->known && wq_has(f, n->to, WQ_BIT(WQ_CASE)) && !wq_has(f, n->from, WQ_BIT(WQ_STOP)) ? ALONE : 0;
}

/* Titles that nobody leaves off: شیخ, خواجہ. honorific 2 in the lists; and what is a first name too: امیر
 * قلعه‌نویی. Title 2, which is a common word as well, before a whole name: ملک احمد خان.
 */
static bool is_of_the_name(const struct wq_finder *f, size_t i, const struct wq_name *n)
{
    return (wq_has(f, i, WQ_BIT(WQ_HONORIFIC)) && wq_word_value(f, i, WQ_HONORIFIC, 0) == 2) ||
           (wq_has(f, i, WQ_BIT(WQ_TITLE)) && wq_word_value(f, i, WQ_TITLE, 0) == 2 && n->sure >= 2);
}

/* 45 سالہ عبدالستار: an age is said of persons. */
static bool is_of_age(const struct wq_finder *f, size_t i)
{
    const struct wq_found *age =
        i > 0 && wq_follows(f, i) && wq_has(f, i - 1, WQ_BIT(WQ_SPELL)) ? wq_owner(f, i - 1) : NULL;
    return age && age->kind == WQ_DATE && age->to == i;
}

/* 45 سالہ عبدالستار رکشہ چلاتے */
static void take_aged(struct wq_finder *f, size_t i)
{
    struct wq_name n = wq_read_name(f, i);

    if (n.to == n.from || !wq_has(f, i, WQ_BIT(WQ_GIVEN)) || !wq_is_sure_name_word(f, i))
        return;
    while (n.to > n.from + 1 && !wq_is_name_word(f, n.to - 1) && (!wq_is_edge(f, n.to) || is_verb(f, n.to)))
        n.to--; /* the sentence goes on */
    wq_take(f, n.from, n.to, WQ_PERSON, WQ_FROM_CUE, ALONE);
}

/* چرواہے وصیت خان نے: a first name may be any word, before a family name and what ends a name. */
static bool has_family_name(const struct wq_finder *f, size_t i)
{
    return f->own & WQ_UR && wq_is_free(f, i) && !wq_has(f, i, DOUBT) && wq_has(f, i, WQ_BIT(WQ_COMMON)) &&
           i + 2 < wq_words(f) && wq_follows(f, i + 1) && wq_is_free(f, i + 1) &&
           wq_has(f, i + 1, WQ_BIT(WQ_SURNAME)) && wq_is_sure_name_word(f, i + 1) && wq_is_case(f, i + 2);
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
    bool retired = next > 0 && is_retired(f, next - 1);
    if (wq_word(f, next)->before > WQ_BETWEEN_DASH && !apposed && !retired &&
        !(honorific && wq_word(f, next)->before == WQ_BETWEEN_DOT))
        return i;
    struct wq_name n = wq_read_name(f, next);
    /* دادستان فارس: who has a place */
    if (f->own & WQ_FA && n.to == n.from + 1 && next > 0 && wq_word(f, i)->runs & WQ_BIT(WQ_PLACE_OWNS) &&
        wq_place_of(f, f->candidates.items[2 * next + 1].key) != WQ_NO_KEY)
        return i;
    size_t whole = n.to;
    while (f->own & WQ_UR && n.to > n.from + 1 && !wq_is_name_word(f, n.to - 1) && is_verb(f, n.to))
        n.to--;
    /* شاعر انور شعور نے: a pen name may be any word. */
    if (f->own & WQ_UR && n.to > n.from && n.to <= n.from + 2 && n.sure && wq_follows(f, n.to) &&
        wq_is_free(f, n.to) && wq_has(f, n.to, WQ_BIT(WQ_COMMON)) &&
        (wq_is_agent(f, n.to + 1) || wq_says(f, n.to + 1))) {
        n.to++;
        n.known++;
    }
    if (n.to == n.from && has_family_name(f, next)) {
        n.to += 2;
        n.known = n.sure = 1;
    }
    bool kin =
        honorific && wq_lexicon_value(&f->names->lexicon, t->phrase, f->languages, WQ_HONORIFIC, 0) == KIN;
    int confidence = n.to < whole && n.sure ? ALONE : judge(f, &n, honorific || retired, kin);
    if (!confidence)
        return i;
    if (n.from > 0 && wq_follows(f, n.from) && wq_is_free(f, n.from - 1) &&
        (is_of_the_name(f, n.from - 1, &n) ||
         (n.to == n.from + 1 && n.from == i + 1 && wq_has(f, i, WQ_BIT(WQ_GIVEN)) &&
          (honorific || !(f->own & WQ_UR)))))
        n.from--;
    wq_take(f, n.from, n.to, WQ_PERSON, WQ_FROM_CUE, confidence);
    return n.to - 1;
}

/* حسین‌آباد */
static bool is_town(const struct wq_finder *f, size_t i)
{
    return i + 1 < wq_words(f) && wq_word(f, i + 1)->before == WQ_BETWEEN_JOINER &&
           wq_has(f, i + 1, WQ_BIT(WQ_PLACE_END));
}

/* أبو before أحمد الحموي: he is called after his son. */
static bool is_after_son(const struct wq_finder *f, size_t i)
{
    return f->own & (WQ_AR | WQ_HE) && i > 0 && wq_follows(f, i) && wq_is_free(f, i - 1) &&
           wq_has(f, i - 1, WQ_BIT(WQ_PARTICLE)) && !wq_has(f, i - 1, DOUBT) && wq_word(f, i - 1)->len == 3;
}

/* عبدالواحد: nothing else begins so. */
static bool is_servant(const struct wq_finder *f, size_t i)
{
    static const uint32_t letters[] = {0x639, 0x628, 0x62F, 0x627, 0x644};
    const struct wq_token *t = wq_word(f, i);

    for (size_t k = 0; k < WQ_COUNT(letters); k++)
        if (t->len <= WQ_COUNT(letters) || f->tokens.codes.items[t->code + k] != wq_code_of(letters[k]))
            return false;
    return true;
}

/* A given name that stands alone and does or owns something: عرفان کا کہنا ہے. */
static size_t take_alone(struct wq_finder *f, size_t i)
{
    bool joined = i > 0 && wq_follows(f, i);
    bool common = wq_word(f, i)->phrases > 1 && wq_word(f, i)->runs & WQ_BIT(WQ_COMMON); /* جان کی بازی */

    bool place = joined && wq_has(f, i - 1, WQ_BIT(WQ_PLACE_PART) | WQ_BIT(WQ_PLACE_BEFORE));

    if (f->own & WQ_UR && is_servant(f, i) && !place && wq_is_sure_name_word(f, i) && wq_is_edge(f, i + 1)) {
        wq_take(f, i, i + 1, WQ_PERSON, WQ_FROM_CUE, GUESS);
        return i;
    }
    bool acts = wq_has(f, i + 1, WQ_BIT(WQ_CASE)) && wq_word_value(f, i + 1, WQ_CASE, 0) >= 2;
    if (!(f->own & WQ_UR) || common || !wq_is_sure_name_word(f, i) || !wq_follows(f, i + 1) ||
        !(acts || wq_says(f, i + 1)))
        return i;
    if (joined && (!wq_has(f, i - 1, DOUBT | WQ_BIT(WQ_COMMON) | WQ_BIT(WQ_TITLE)) ||
                   wq_has(f, i - 1, WQ_BIT(WQ_BODY_BEFORE))))
        return i;
    /* فارس کے شہر */
    if (f->candidates.items[2 * i + 1].end && wq_follows(f, i + 2) &&
        wq_word(f, i + 2)->runs & WQ_BIT(WQ_PLACE_OWNS))
        return i;
    wq_take(f, i, i + 1, WQ_PERSON, WQ_FROM_CUE, GUESS);
    return i;
}

/* گگن یان مشن, قائد اعظم ٹرافی: what things are that have names as persons have. */
static bool is_thing(const struct wq_finder *f, size_t i)
{
    return wq_word(f, i)->runs & WQ_BIT(WQ_CALLED) &&
           wq_lexicon_value(&f->names->lexicon, wq_word(f, i)->phrase, f->languages, WQ_CALLED, 0) == THING;
}

/* دیپو چندر داس: a word that nobody knows, before which a name may begin. */
static bool has_unknown_before(const struct wq_finder *f, size_t i)
{
    return f->own & WQ_UR && i > 0 && wq_follows(f, i) && wq_is_unknown_word(f, i - 1) &&
           (i == 1 || !wq_follows(f, i - 1) || !wq_is_unknown_word(f, i - 2));
}

/* صلاح التقدم, where somebody is called محمد صلاح: the surname and what he does. */
static bool is_surname_met(const struct wq_finder *f, size_t i)
{
    const struct wq_token *t = wq_word(f, i);
    const wq_code *codes = f->tokens.codes.items;

    if (f->own & WQ_UR)
        return false;
    for (size_t k = 0; k < f->found.len && k < MOST_COMPARED; k++) {
        const struct wq_found *m = &f->found.items[k];
        const struct wq_token *last = m->to > m->from + 1 ? wq_word(f, m->to - 1) : NULL;
        if (m->kind == WQ_PERSON && last && last->len == t->len &&
            !memcmp(codes + last->code, codes + t->code, t->len))
            return true;
    }
    return false;
}

/* דן ביטון: a first name and a family name of the lists, and no more. */
static bool is_pair(const struct wq_finder *f, const struct wq_name *n)
{
    return !(f->own & WQ_UR) && n->to == n->from + 2 && wq_has(f, n->from, WQ_BIT(WQ_GIVEN)) &&
           wq_has(f, n->from + 1, WQ_BIT(WQ_SURNAME));
}

/* مراد الزغيدي: a first name that is a common word as well, and without the article so, has no adjective with
 * it; what ends as one behind it is a family name. */
static bool is_before_nisba(const struct wq_finder *f, size_t i)
{
    const struct wq_token *t = wq_word(f, i + 1);
    const wq_code *end = f->tokens.codes.items + t->code + t->len;

    return f->own & WQ_AR && !wq_has_article(f, i) && wq_has_article(f, i + 1) && t->len > 5 &&
           end[-1] == wq_code_of(0x6CC) &&
           (wq_is_unknown_word(f, i + 1) || (wq_is_free(f, i + 1) && wq_is_sure_name_word(f, i + 1)));
}

/* A given name and more, with no title before. */
static size_t take_given(struct wq_finder *f, size_t i)
{
    const struct wq_token *t = wq_word(f, i);

    if (wq_has(f, i, DOUBT) || wq_is_in_title(f, i) || is_town(f, i) ||
        wq_told_body(f, &f->candidates.items[2 * i + 1]) != WQ_NO_KEY ||
        (t->phrases > 1 && t->runs & (WQ_BIT(WQ_TITLE) | WQ_BIT(WQ_PORTFOLIO) | WQ_BIT(WQ_HONORIFIC) |
                                      (f->own & (WQ_UR | WQ_FA) ? WQ_BIT(WQ_COMMON) : 0))))
        return i;
    uint64_t titles = WQ_BIT(WQ_TITLE) | WQ_BIT(WQ_HONORIFIC);
    struct wq_name n = wq_read_name(f, i);
    while (f->own & WQ_UR && n.to > n.from + 1 && !wq_is_name_word(f, n.to - 1) && is_verb(f, n.to))
        n.to--;
    size_t words = n.to - n.from;
    bool sure = wq_is_sure_name_word(f, i);
    int confidence = 0;
    if (n.sure < 2 && words > 1 && is_surname_met(f, i))
        return i;
    if (words < 2)
        return take_alone(f, i);
    if (n.sure >= 2)
        confidence = sure ? NAMED : ALONE;
    else if (n.sure && n.known >= 2)
        confidence =
            wq_is_edge(f, n.to) || is_pair(f, &n) || (words > 2 && is_before_nisba(f, n.to - 2)) ? GUESS : 0;
    else if (sure && words == 3 && wq_has(f, i + 1, WQ_BIT(WQ_LETTER)))
        confidence = ALONE;
    else if (sure && words <= 3 && (wq_is_owner(f, n.to) || !(f->own & WQ_UR)))
        confidence = wq_is_edge(f, n.to) || wq_has_article(f, i + 1) ? ALONE : GUESS;
    else if (sure && words == 2 && wq_is_edge(f, n.to) && !is_verb(f, n.to) && wq_is_unknown_word(f, i + 1))
        confidence = GUESS; /* عثمان ججہ اور */
    else if (is_before_nisba(f, i))
        confidence = GUESS;
    /* چراغ شیر نے: two words of names that are other words as well, where they act. */
    else if (f->own & WQ_UR && words == 2 && n.known == 2 && wq_is_agent(f, n.to) && !wq_has(f, i, titles))
        confidence = GUESS;
    if (f->own & WQ_UR && wq_follows(f, n.to) && is_thing(f, n.to))
        return i;
    /* محمد پور: a town called after somebody */
    if (f->own & WQ_UR && words == 2 && wq_has(f, i + 1, WQ_BIT(WQ_PLACE_END)) &&
        wq_word_value(f, i + 1, WQ_PLACE_END, 0) == APART)
        return i;
    if (!confidence)
        return i;
    if (is_after_son(f, n.from) || (n.sure >= 2 && has_unknown_before(f, i)))
        n.from--;
    wq_take(f, n.from, n.to, WQ_PERSON, WQ_FROM_CUE, confidence);
    return n.to - 1;
}

/* بیٹے وقاص اور عدیل موقع پر: a first name alone beside somebody else. */
static void take_beside(struct wq_finder *f, size_t i)
{
    size_t last = wq_has(f, i - 1, WQ_BIT(WQ_AND)) && wq_follows(f, i) && wq_follows(f, i - 1) ? i - 1 : i;
    bool comma = wq_word(f, i)->before == WQ_BETWEEN_COMMA;
    const struct wq_found *owner = last > 0 ? wq_owner(f, last - 1) : NULL;

    /* عبدالغفور اور مقبول نے: where both act it may be another word as well. */
    bool acts = owner && owner->to == owner->from + 1 && wq_is_agent(f, i + 1) && !wq_has(f, i, DOUBT);
    if ((last == i && !comma) || !owner || owner->kind != WQ_PERSON ||
        !(acts || wq_is_sure_name_word(f, i)) || !wq_is_edge(f, i + 1))
        return;
    wq_take(f, i, i + 1, WQ_PERSON, WQ_FROM_CUE, GUESS);
}

/* خالد الفيصل بن عبدالعزيز: whose son a listed person is goes with the name. */
static void add_fathers(struct wq_finder *f)
{
    for (size_t k = 0, n = f->found.len; k < n; k++) {
        struct wq_found *found = &f->found.items[k];
        size_t to = found->to;
        if (found->kind != WQ_PERSON || found->to == found->from || to + 1 >= wq_words(f) ||
            !wq_follows(f, to) || !wq_follows(f, to + 1) || !wq_is_free(f, to) ||
            !wq_has(f, to, WQ_BIT(WQ_PARTICLE)) || wq_has(f, to, DOUBT))
            continue;
        if (!wq_is_free(f, to + 1) || !wq_is_sure_name_word(f, to + 1))
            continue;
        found->to = (uint32_t)to + 2;
        found->end = wq_word(f, to + 1)->end;
        wq_word(f, to)->owner = wq_word(f, to + 1)->owner = (uint32_t)k + 1;
    }
}

void wq_take_persons(struct wq_finder *f)
{
    uint64_t titles = WQ_BIT(WQ_TITLE) | WQ_BIT(WQ_HONORIFIC);

    add_fathers(f);

    for (size_t i = 0; (i = wq_next_word(f, i, titles)) < wq_words(f); i++)
        if (wq_is_free(f, i) && wq_word(f, i)->runs & titles)
            i = take_announced(f, i);
    for (size_t i = 0; f->own & WQ_UR && (i = wq_next_word(f, i, WQ_BIT(WQ_SPELL))) + 1 < wq_words(f); i++)
        if (wq_is_free(f, i + 1) && is_of_age(f, i + 1))
            take_aged(f, i + 1);
    for (size_t i = 0; (i = wq_next_word(f, i, WQ_BIT(WQ_GIVEN))) < wq_words(f); i++)
        if (wq_is_free(f, i))
            i = take_given(f, i);
    for (size_t i = 1; f->own & WQ_UR && (i = wq_next_word(f, i, WQ_BIT(WQ_GIVEN))) < wq_words(f); i++)
        if (wq_is_free(f, i) && wq_has(f, i, WQ_BIT(WQ_GIVEN)))
            take_beside(f, i);
}
