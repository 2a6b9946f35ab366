/* Whether a strong name is meant where its words stand. */
#include "person_name.h"

/* شام is Syria and the evening: the evening stands beside a day, an hour, or کو. */
static bool is_daypart(const struct wq_finder *f, size_t i)
{
    uint64_t days =
        WQ_BIT(WQ_DAY) | WQ_BIT(WQ_WEEKDAY) | WQ_BIT(WQ_RELATIVE) | WQ_BIT(WQ_TIME) | WQ_BIT(WQ_DAYPART);
    bool joined = i > 0 && wq_follows(f, i);
    bool next = wq_follows(f, i + 1);

    if (joined && wq_has(f, i - 1, days))
        return true;
    if (joined && i > 1 && wq_has(f, i - 1, WQ_BIT(WQ_LINK)) && wq_has(f, i - 2, days))
        return true;
    return next && (wq_word(f, i + 1)->flags & WQ_TOKEN_DIGITS ||
                    wq_has(f, i + 1, WQ_BIT(WQ_NUMBER) | WQ_BIT(WQ_FRACTION) | WQ_BIT(WQ_DAYPART)) ||
                    (wq_has(f, i + 1, WQ_BIT(WQ_CASE)) && wq_word_value(f, i + 1, WQ_CASE, 0) == 3) ||
                    (wq_has(f, i + 1, WQ_BIT(WQ_LINK)) && wq_has(f, i + 2, WQ_BIT(WQ_TIME))));
}

/* مغرب is the West where it acts or owns; what lies in it, from it or beside another direction is the west.
 */
static bool is_direction(const struct wq_finder *f, size_t i)
{
    bool joined = i > 0 && wq_follows(f, i);

    if (joined && wq_has(f, i - 1, WQ_BIT(WQ_COMMON) | WQ_BIT(WQ_COMPASS)))
        return true;
    return wq_follows(f, i + 1) &&
           ((wq_has(f, i + 1, WQ_BIT(WQ_CASE)) && wq_word_value(f, i + 1, WQ_CASE, 0) == 1) ||
            wq_has(f, i + 2, WQ_BIT(WQ_COMPASS)));
}

/* العاصمة السعودية, الحكومة السعودية: an adjective that is the country's name too. */
static bool is_adjective_here(const struct wq_finder *f, const struct wq_candidate *c)
{
    const struct wq_token *t = wq_word(f, c->from);
    const wq_code *codes = f->tokens.codes.items + t->code;

    if (!(f->own & WQ_AR) || c->to != c->from + 1 || c->from == 0 || !wq_follows(f, c->from) || t->len < 6)
        return false;
    const struct wq_token *before = t - 1;
    return codes[t->len - 1] == wq_code_of(0x6C1) && codes[t->len - 2] == wq_code_of(0x6CC) &&
           wq_has_article(f, c->from) && wq_has_article(f, c->from - 1) && !before->owner &&
           f->tokens.codes.items[before->code + before->len - 1] == wq_code_of(0x6C1);
}

/* ریاض پیرزادہ: a place's name that is a first name too, before a family name. */
static bool is_first_name(const struct wq_finder *f, const struct wq_candidate *c)
{
    uint32_t known = wq_place_of(f, c->key);

    if (known == WQ_NO_KEY || !wq_follows(f, c->to))
        return false;
    /* ورجینیا جفرے کی */
    if (f->own & WQ_UR && wq_has(f, c->from, WQ_BIT(WQ_GIVEN)) && wq_is_unknown_word(f, c->to) &&
        wq_is_owner(f, c->to + 1))
        return true;
    if (!wq_is_sure_name_word(f, c->to) || f->candidates.items[2 * c->to].end)
        return false;
    /* ریاض مسرور, on a line of its own */
    if (!wq_has(f, c->to, WQ_BIT(WQ_SURNAME)))
        return wq_has(f, c->from, WQ_BIT(WQ_GIVEN)) && f->own & WQ_UR && wq_is_edge(f, c->to + 1);
    return wq_has(f, c->from, WQ_BIT(WQ_GIVEN)) ||
           (f->own & WQ_UR && wq_known(f->names, known)->place != WQ_PLACE_COUNTRY &&
            wq_is_edge(f, c->to + 1));
}

/* رباط‌کریم: half of a compound, and no plural's ending behind. */
static bool is_half(const struct wq_finder *f, const struct wq_candidate *c)
{
    return f->own & WQ_FA && c->to < wq_words(f) && wq_word(f, c->to)->before == WQ_BETWEEN_JOINER &&
           wq_word(f, c->to)->len > 2 && !wq_has(f, c->to, WQ_BIT(WQ_STOP));
}

/* محمد کیف: a name that never stands alone goes on with what is no country's. */
static bool is_second_name(const struct wq_finder *f, const struct wq_candidate *c)
{
    /* محمد ابو سلمیہ */
    if (f->own & WQ_UR && c->from > 1 && wq_follows(f, c->from) && wq_follows(f, c->from - 1) &&
        wq_has(f, c->from - 1, WQ_BIT(WQ_PARTICLE)) &&
        !wq_has(f, c->from - 1, WQ_BIT(WQ_STOP) | WQ_BIT(WQ_CASE)) &&
        wq_has(f, c->from - 2, WQ_BIT(WQ_GIVEN)))
        return wq_is_place(f, c->key);
    /* اداکارہ سیانا برکسٹن نے: nor does one behind a title and a word that nobody knows. */
    if (f->own & WQ_UR && c->from > 1 && wq_follows(f, c->from) && wq_is_unknown_word(f, c->from - 1) &&
        wq_follows(f, c->from - 1) && wq_has(f, c->from - 2, WQ_BIT(WQ_TITLE) | WQ_BIT(WQ_HONORIFIC)) &&
        (wq_is_agent(f, c->to) || wq_says(f, c->to)))
        return wq_is_place(f, c->key);
    if (c->from == 0 || !wq_follows(f, c->from) || !wq_has(f, c->from - 1, WQ_BIT(WQ_GIVEN)) ||
        !wq_is_free(f, c->from - 1))
        return false;
    /* شعیب ریاض: two first names. حلیمہ عدن نے: a city hardly acts, least behind a first name. صحافی نصراللہ
     * گڈانی کے: behind a title nor does it own. */
    bool titled = c->from > 1 && wq_follows(f, c->from - 1) &&
                  wq_has(f, c->from - 2, WQ_BIT(WQ_TITLE) | WQ_BIT(WQ_HONORIFIC));
    bool both = f->own & WQ_UR && wq_is_sure_name_word(f, c->from - 1) &&
                (wq_is_agent(f, c->to) || (titled && wq_is_owner(f, c->to)) ||
                 (wq_has(f, c->from, WQ_BIT(WQ_GIVEN)) && wq_is_edge(f, c->to)));
    if (!both && wq_word_value(f, c->from - 1, WQ_GIVEN, 0) != 1)
        return false;
    uint32_t known = wq_known_of(f, c->key, true, false);
    return known != WQ_NO_KEY && wq_known(f->names, known)->kind == WQ_LOCATION &&
           wq_known(f->names, known)->place != WQ_PLACE_COUNTRY;
}

/* وصل هادي الرياض: a verb of which the lists say no more, in Arabic; he goes there. */
static bool is_verb_before(const struct wq_finder *f, size_t i)
{
    return i > 0 && wq_follows(f, i) && wq_has(f, i - 1, WQ_BIT(WQ_STOP)) &&
           !wq_has(f, i - 1, WQ_BIT(WQ_AGENT));
}

/* יהונתן תדמור, خليل صويلح: right behind a first name a town is a family name: in Hebrew a preposition would
 * be written to it, in Arabic one would stand before, but for a few verbs; منصور
 * بیجار، in Persian where a sign follows. */
static bool is_family_name(const struct wq_finder *f, const struct wq_candidate *c)
{
    const struct wq_token *t = wq_word(f, c->from);
    bool so = c->start != t->start && f->tokens.codes.items[t->code] == wq_code_of(0x641); /* محمد فنيش */

    if (!(f->own & (WQ_HE | WQ_AR | WQ_FA)) || c->from == 0 || (c->start != t->start && !so) ||
        !wq_follows(f, c->from) || !wq_is_free(f, c->from - 1) || !wq_is_sure_name_word(f, c->from - 1) ||
        !wq_has(f, c->from - 1, WQ_BIT(WQ_GIVEN)) || f->candidates.items[2 * c->from - 2].end)
        return false;
    if (f->own & WQ_HE)
        return wq_is_place(f, c->key);
    if (f->own & WQ_FA && c->to < wq_words(f) && wq_word(f, c->to)->before <= WQ_BETWEEN_DASH)
        return false; /* the sentence goes on with a place */
    uint32_t known = wq_place_of(f, c->key);
    bool first = c->from < 2 || !wq_follows(f, c->from - 1) || !wq_is_name_word(f, c->from - 2);
    return known != WQ_NO_KEY && wq_known(f->names, known)->place != WQ_PLACE_COUNTRY && first &&
           !is_verb_before(f, c->from - 1);
}

/* کے پی ٹی: the letters of a longer name. */
static bool goes_on_spelt(const struct wq_finder *f, const struct wq_candidate *c)
{
    return wq_has(f, c->to - 1, WQ_BIT(WQ_LETTER)) && wq_has(f, c->from, WQ_BIT(WQ_LETTER)) &&
           wq_follows(f, c->to) && wq_has(f, c->to, WQ_BIT(WQ_LETTER)) &&
           !wq_has(f, c->to, WQ_BIT(WQ_CASE) | WQ_BIT(WQ_STOP));
}

/* يسرا اللوزي: the one who is known by her first name alone has no family name. */
static bool is_somebody_else(const struct wq_finder *f, const struct wq_candidate *c)
{
    if (!(f->own & WQ_AR) || c->to != c->from + 1 || !wq_has(f, c->from, WQ_BIT(WQ_GIVEN)) ||
        !wq_follows(f, c->to) || !wq_is_free(f, c->to) || f->candidates.items[2 * c->to].end ||
        !wq_has_article(f, c->to) || wq_is_place(f, c->key))
        return false;
    const struct wq_token *t = wq_word(f, c->to);
    return wq_is_sure_name_word(f, c->to) ||
           (wq_is_unknown_word(f, c->to) && f->tokens.codes.items[t->code + t->len - 1] == wq_code_of(0x6CC));
}

bool wq_is_of_phrase(const struct wq_finder *f, const struct wq_candidate *c)
{
    const struct wq_token *t = wq_word(f, c->from);
    return f->own & WQ_UR && t->phrases > c->to - c->from && t->runs & WQ_BIT(WQ_COMMON);
}

/* تسنیم کوثر نے: a body's name that is a first name too, before a family name and what acts. */
static bool is_somebodys(const struct wq_finder *f, const struct wq_candidate *c)
{
    if (!(f->own & WQ_UR) || !wq_has(f, c->from, WQ_BIT(WQ_GIVEN)) || !wq_follows(f, c->to) ||
        !wq_has(f, c->to, WQ_BIT(WQ_SURNAME) | WQ_BIT(WQ_GIVEN)) || !wq_is_agent(f, c->to + 1))
        return false;
    uint32_t known = wq_known_of(f, c->key, true, false);
    return known != WQ_NO_KEY && wq_known(f->names, known)->kind == WQ_ORGANISATION;
}

bool wq_is_meant(const struct wq_finder *f, const struct wq_candidate *c)
{
    if (is_somebody_else(f, c) || is_half(f, c) || wq_is_of_phrase(f, c) ||
        (c->to == c->from + 1 && is_family_name(f, c)))
        return false;
    if (f->own & WQ_UR && goes_on_spelt(f, c))
        return false;
    if (c->to != c->from + 1)
        return !(f->own & WQ_UR && is_first_name(f, c) && wq_is_place(f, c->key)); /* رشی کیش مکھرجی */
    if ((is_first_name(f, c) || is_adjective_here(f, c)) && wq_is_place(f, c->key))
        return false;
    if (is_second_name(f, c) || is_somebodys(f, c))
        return false;
    return !(wq_has(f, c->from, WQ_BIT(WQ_DAYPART)) && is_daypart(f, c->from)) &&
           !(wq_has(f, c->from, WQ_BIT(WQ_COMPASS)) && is_direction(f, c->from));
}
