/* Names from the lists that are longer here than the lists have them. */
#include "likeness.h"
#include "person_name.h"

#include <string.h>

enum { MOST_GIVEN = 3 };

#define NAMES     (WQ_BIT(WQ_GIVEN) | WQ_BIT(WQ_NAMEPART))
#define ANNOUNCES (WQ_BIT(WQ_TITLE) | WQ_BIT(WQ_HONORIFIC) | WQ_BIT(WQ_PORTFOLIO))

/* ---- parties ------------------------------------------------------------------------------------- */

/* The byte behind "(ن)", which word i is the letter of, or 0. */
static uint32_t behind_bracketed(const struct wq_finder *f, size_t i)
{
    const char *s = f->article->text.data;
    size_t len = f->article->text.len;
    const struct wq_token *t = wq_word(f, i);

    return t->len == 1 && t->start > 0 && s[t->start - 1] == '(' && t->end < len && s[t->end] == ')'
               ? t->end + 1
               : 0;
}

/* The body that is called by words [from, to] together, or WQ_NO_KEY. */
static uint32_t body_of_words(const struct wq_finder *f, size_t from, size_t to)
{
    struct wq_trie_at at = wq_trie_start(&f->names->lexicon);

    for (size_t i = from; i <= to; i++)
        for (uint32_t k = 0; k < wq_word(f, i)->len; k++)
            if (!wq_trie_step(&f->names->lexicon, &at, f->tokens.codes.items[wq_word(f, i)->code + k]))
                return WQ_NO_KEY;
    uint32_t key = wq_trie_key(&f->names->lexicon, at);
    uint32_t known = key == WQ_NO_KEY ? WQ_NO_KEY : wq_known_of(f, key, true, false);
    return known != WQ_NO_KEY && wq_known(f->names, known)->kind == WQ_ORGANISATION ? known : WQ_NO_KEY;
}

void wq_widen_parties(struct wq_finder *f)
{
    for (size_t k = 0; f->own & WQ_UR && k < f->found.len; k++) {
        struct wq_found *m = &f->found.items[k];
        size_t letter = m->to;
        if (m->kind != WQ_ORGANISATION || letter >= wq_words(f) || !wq_is_free(f, letter) ||
            wq_word(f, letter)->before != WQ_BETWEEN_BREAK || wq_word(f, letter)->start > m->end + 2)
            continue;
        uint32_t end = behind_bracketed(f, letter);
        if (!end)
            continue;
        uint32_t known = body_of_words(f, m->from, letter);
        if (known != m->known && known != WQ_NO_KEY)
            wq_meet(&f->met, known)->strong = true;
        m->known = known;
        m->to = (uint32_t)letter + 1;
        m->end = end;
        wq_word(f, letter)->owner = (uint32_t)k + 1;
    }
}

/* ---- persons ------------------------------------------------------------------------------------- */

/* A mention has words [from, to) now. */
static void stretch(struct wq_finder *f, size_t k, size_t from, size_t to)
{
    struct wq_found *p = &f->found.items[k];

    for (size_t i = from; i < to; i++)
        wq_word(f, i)->owner = (uint32_t)k + 1;
    if (from < p->from)
        p->start = wq_begin_of(f, from);
    if (to > p->to)
        p->end = wq_word(f, to - 1)->end;
    p->from = (uint32_t)from;
    p->to = (uint32_t)to;
}

/* A word before a surname that no list has, where a title announces it: آرمی چیف اولیکسانڈر سرسکی; or which
 * is how the lists' bearer of the surname is called, spelt otherwise. */
static bool is_unlisted_given(const struct wq_finder *f, const struct wq_found *p)
{
    size_t at = p->from - 1;

    if (!(f->own & WQ_UR) || !wq_is_unknown_word(f, at))
        return false;
    return (at > 0 && wq_follows(f, at) && wq_is_free(f, at - 1) &&
            wq_word(f, at - 1)->classes & ANNOUNCES) ||
           (p->known != WQ_NO_KEY && wq_is_called(f, p->known, at));
}

/* A part of names and nothing else. */
static bool is_given(const struct wq_finder *f, size_t i)
{
    return wq_is_free(f, i) && wq_has(f, i, NAMES) && !wq_is_in_title(f, i) &&
           !(wq_word(f, i)->classes & ~(NAMES | WQ_BIT(WQ_SURNAME)));
}

/* A surname that stands for one person takes the first name and the initial before it along: ولادیمیر پیوٹن,
 * ولادیمیر وی پوتن. */
static void take_given_before(struct wq_finder *f, size_t k)
{
    const struct wq_found *p = &f->found.items[k];

    if (p->to != p->from + 1 || p->from == 0 || !wq_follows(f, p->from))
        return;
    size_t at = p->from - 1;
    if (at > 0 && wq_is_free(f, at) && wq_has(f, at, WQ_BIT(WQ_LETTER)) && wq_follows(f, at))
        at--;
    bool listed = wq_is_free(f, p->from - 1) && is_given(f, at);
    while (listed && at > 0 && p->from - at < MOST_GIVEN && wq_follows(f, at) && is_given(f, at - 1))
        at--;
    if (!listed && !(at == p->from - 1 && is_unlisted_given(f, p)))
        return;
    /* ایرک ٹرمپ is another one. */
    bool other = p->known != WQ_NO_KEY && (!listed || wq_has(f, at, WQ_BIT(WQ_GIVEN))) &&
                 !wq_is_called(f, p->known, at);
    stretch(f, k, at, p->to);
    if (other)
        f->found.items[k].known = WQ_NO_KEY;
}

/* True if a name may begin at word i: what stands before it is no part of one. */
static bool may_begin(const struct wq_finder *f, size_t i)
{
    return i == 0 || !wq_follows(f, i) || !wq_is_free(f, i - 1) ||
           wq_has(f, i - 1, WQ_BIT(WQ_CASE) | WQ_BIT(WQ_STOP) | ANNOUNCES);
}

/* Before a whole name: a title that nobody leaves off (رانا ثناء اللہ); how he is called, spelt otherwise
 * than in the lists; a first name before another, which makes it somebody else's (ارشد ایوب خان). */
static void take_more_before(struct wq_finder *f, size_t k)
{
    const struct wq_found *p = &f->found.items[k];
    size_t at = p->from - 1;

    if (p->to < p->from + 2 || p->from == 0 || !wq_follows(f, p->from) || !wq_is_free(f, at))
        return;
    bool title = wq_has(f, at, WQ_BIT(WQ_HONORIFIC)) && wq_word_value(f, at, WQ_HONORIFIC, 0) == 2;
    bool name = may_begin(f, at) && p->known != WQ_NO_KEY && (is_given(f, at) || wq_is_unknown_word(f, at));
    bool called = name && wq_is_called(f, p->known, at);
    bool other = name && !called && is_given(f, at) && wq_has(f, p->from, WQ_BIT(WQ_GIVEN));
    if (!title && !called && !other)
        return;
    stretch(f, k, at, p->to);
    if (other && !title)
        f->found.items[k].known = WQ_NO_KEY;
}

/* A family name, which may be a title elsewhere; or, where a title announces the name and a postposition ends
 * it, any word that nobody knows: رکن پارلیمان ضیاء الرحمان برق نے. */
static bool is_family_behind(const struct wq_finder *f, const struct wq_found *p, size_t i)
{
    uint64_t titles = WQ_BIT(WQ_TITLE) | WQ_BIT(WQ_HONORIFIC);
    bool announced = p->from > 0 && wq_follows(f, p->from) && wq_has(f, p->from - 1, titles);

    if (f->candidates.items[2 * i].end)
        return false;
    if (p->known != WQ_NO_KEY && wq_is_unknown_word(f, i) && wq_is_of_family(f, p->known, i))
        return true;
    if (announced && wq_is_unknown_word(f, i) && wq_has(f, i - 1, WQ_BIT(WQ_GIVEN)))
        return wq_follows(f, i + 1) && wq_has(f, i + 1, WQ_BIT(WQ_CASE));
    return wq_has(f, i, WQ_BIT(WQ_SURNAME)) &&
           !(wq_word(f, i)->classes & ~(WQ_NAME_WORDS | titles | WQ_BIT(WQ_SYLLABLE))) &&
           (!wq_has(f, i, WQ_BIT(WQ_GIVEN) | titles) || wq_is_edge(f, i + 1));
}

/* طارق عزیز سندھو: a family name behind the name of somebody known makes it that of another, unless it is
 * his. */
static void take_family_behind(struct wq_finder *f, size_t k)
{
    const struct wq_found *p = &f->found.items[k];
    size_t i = p->to;

    bool alone = p->to == p->from + 1 && !wq_has(f, p->from, WQ_BIT(WQ_GIVEN));
    if (alone || i >= wq_words(f) || !wq_follows(f, i) || !wq_is_free(f, i) || !is_family_behind(f, p, i))
        return;
    bool same = p->known != WQ_NO_KEY && wq_is_of_family(f, p->known, i);
    stretch(f, k, p->from, i + 1);
    if (!same)
        f->found.items[k].known = WQ_NO_KEY;
}

/* How the one known is called, spelt otherwise than in the lists; or, behind a title, how somebody else of
 * that surname is (المتحدثة كارولاين ليفيت). Not in Urdu, which take_given_before() reads so. True: taken. */
static bool take_unlisted_before(struct wq_finder *f, size_t k)
{
    const struct wq_found *p = &f->found.items[k];
    size_t at = p->from - 1;

    if (f->own & WQ_UR || p->to == p->from || p->from == 0 || !wq_follows(f, p->from))
        return false;
    bool given = p->to > p->from + 1 && wq_is_free(f, at) && wq_has(f, at, WQ_BIT(WQ_GIVEN));
    if ((!wq_is_unknown_word(f, at) && !given) || wq_has_article(f, at))
        return false;
    bool called = p->known != WQ_NO_KEY && wq_is_called(f, p->known, at);
    bool titled = f->own & (WQ_AR | WQ_HE) && p->to == p->from + 1 && at > 0 && wq_follows(f, at) &&
                  wq_is_free(f, at - 1) && wq_has(f, at - 1, WQ_BIT(WQ_TITLE) | WQ_BIT(WQ_HONORIFIC));
    if (!called && !titled)
        return false;
    stretch(f, k, at, p->to);
    if (!called)
        f->found.items[k].known = WQ_NO_KEY;
    return true;
}

void wq_widen_persons(struct wq_finder *f)
{
    for (size_t k = 0; k < f->found.len; k++) {
        if (f->found.items[k].kind != WQ_PERSON || take_unlisted_before(f, k))
            continue;
        take_given_before(f, k);
        if (f->own & WQ_UR) {
            take_more_before(f, k);
            take_more_before(f, k); /* سید امجد علی زیدی: two words */
            take_family_behind(f, k);
        }
    }
}
