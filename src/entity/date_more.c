/* Dates of more words: a part of a day or of a year, decades. */
#include "date.h"
#include "person_name.h"
#include "quantity.h"

#include <stdio.h>
#include <string.h>

/* DECADE: number of a decade among units of time, DAY of a day. */
enum { SURE = 90, DAY = 4, DECADE = 8, YEAR_DIGITS = 4, LEAST_NUMERIC = sizeof "1/1/2000" - 1 };

bool wq_date_goes_on(const struct wq_finder *f, size_t i, enum wq_class c)
{
    return i < wq_words(f) && wq_follows(f, i) && wq_is_free(f, i) && wq_has(f, i, WQ_BIT(c));
}

/* 2023-10-15, 15/10/2023. */
size_t wq_take_numeric(struct wq_finder *f, size_t i)
{
    struct wq_date d = {0};
    char digits[16];

    if (!wq_read_digits(f, i, digits, sizeof digits) || strlen(digits) < LEAST_NUMERIC ||
        !strpbrk(digits, "-/."))
        return i;
    bool year_first =
        sscanf(digits, "%4d%*[-/.]%2d%*[-/.]%2d", &d.year, &d.month, &d.day) == 3 && d.year > 1000;
    if (!year_first &&
        !(sscanf(digits, "%2d%*[-/.]%2d%*[-/.]%4d", &d.day, &d.month, &d.year) == 3 && d.year > 1000))
        return i;
    if (d.month < 1 || d.month > 12 || d.day < 1 || d.day > 31)
        return i;
    if (f->own == WQ_FA && d.year < 1500)
        d.calendar = WQ_IRANIAN;
    wq_take(f, i, i + 1, WQ_DATE, WQ_FROM_LIST, SURE)->value = wq_date_value(f, &d);
    return i;
}

size_t wq_take_night(struct wq_finder *f, size_t i)
{
    if (!(f->own & WQ_UR) || !wq_has(f, i, WQ_BIT(WQ_RELATIVE) | WQ_BIT(WQ_DAY)) ||
        !wq_date_goes_on(f, i + 1, WQ_DAYPART))
        return i;
    wq_take(f, i, i + 2, WQ_DATE, WQ_FROM_LIST, SURE);
    return i + 1;
}

static bool is_decade(const struct wq_finder *f, size_t i)
{
    return wq_has(f, i, WQ_BIT(WQ_TIME)) && wq_word_value(f, i, WQ_TIME, 0) == DECADE;
}

/* دهه ۴۰, שנות ה-70: the word before two digits. */
static size_t take_decade_before(struct wq_finder *f, size_t i)
{
    size_t at = i + 1;

    if (!wq_has(f, i, WQ_BIT(WQ_TIME)) || (!is_decade(f, i) && !(f->own & WQ_HE)))
        return i;
    if (f->own & WQ_HE && at < wq_words(f) && wq_follows(f, at) && wq_word(f, at)->len == 1)
        at++;
    if (at >= wq_words(f) || wq_word(f, at)->before > WQ_BETWEEN_DASH || !wq_is_free(f, at) ||
        !(wq_word(f, at)->flags & WQ_TOKEN_DIGITS) || wq_word(f, at)->len != 2 ||
        (f->own & WQ_HE && at == i + 1))
        return i;
    wq_take(f, i, at + 1, WQ_DATE, WQ_FROM_LIST, SURE);
    return at;
}

/* 90 کی دہائی: its century is not said. */
size_t wq_take_decade(struct wq_finder *f, size_t i)
{
    const struct wq_token *t = wq_word(f, i);

    if (!(f->own & WQ_UR))
        return take_decade_before(f, i);
    if (!(t->flags & WQ_TOKEN_DIGITS) || t->len != 2 || !wq_date_goes_on(f, i + 1, WQ_LINK) ||
        !wq_date_goes_on(f, i + 2, WQ_TIME) || wq_word_value(f, i + 2, WQ_TIME, 0) != DECADE)
        return i;
    wq_take(f, i, i + 3, WQ_DATE, WQ_FROM_LIST, SURE);
    return i + 2;
}

/* پایان سال, نهاية العام, תחילת השנה: a part of this one. */
size_t wq_take_part(struct wq_finder *f, size_t i)
{
    if (f->own & WQ_UR || !wq_has(f, i, WQ_BIT(WQ_PART)) || !wq_date_goes_on(f, i + 1, WQ_TIME) ||
        wq_date_goes_on(f, i + 2, WQ_RELATIVE))
        return i;
    int unit = wq_word_value(f, i + 1, WQ_TIME, 0);
    const struct wq_token *t = wq_word(f, i + 1);
    wq_code first = f->tokens.codes.items[t->code];
    bool known = f->own & WQ_FA || wq_has_article(f, i + 1) || (f->own & WQ_HE && first == wq_code_of(0x5D4));
    if (!known || unit <= DAY || unit >= DECADE ||
        (i + 2 < wq_words(f) && wq_follows(f, i + 2) && wq_word(f, i + 2)->flags & WQ_TOKEN_DIGITS))
        return i;
    wq_take(f, i, i + 2, WQ_DATE, WQ_FROM_LIST, SURE);
    return i + 1;
}

/* Words [from, to) are the mention's now; those that it had are among them. */
static void widen(struct wq_finder *f, size_t number, size_t from, size_t to)
{
    struct wq_found *m = &f->found.items[number];

    for (size_t i = from; i < to; i++)
        wq_word(f, i)->owner = (uint32_t)number + 1;
    if (from < m->from)
        m->start = wq_begin_of(f, from);
    if (to > m->to)
        m->end = wq_word(f, to - 1)->end;
    m->from = (uint32_t)from;
    m->to = (uint32_t)to;
}

/* The decade of a year of four digits that is all of the mention; 0: it is none. */
static uint32_t decade_of(struct wq_finder *f, const struct wq_found *m)
{
    const struct wq_token *t = wq_word(f, m->from);
    char text[8];

    if (m->to != m->from + 1 || !(t->flags & WQ_TOKEN_DIGITS) || t->len != YEAR_DIGITS)
        return 0;
    const wq_code *c = f->tokens.codes.items + t->code;
    snprintf(text, sizeof text, "%c%c%cX", c[0], c[1], c[2]);
    return wq_add_value(f, text);
}

/* 1980 کی دہائی, مارچ کے پہلے ہفتے, جون کے آخر. */
static void widen_behind(struct wq_finder *f, size_t number)
{
    const struct wq_found *m = &f->found.items[number];
    size_t to = m->to;

    if (!wq_date_goes_on(f, to, WQ_LINK) || to + 1 >= wq_words(f) || !wq_follows(f, to + 1) ||
        !wq_is_free(f, to + 1))
        return;
    if (is_decade(f, to + 1)) {
        uint32_t value = decade_of(f, m);
        if (!value)
            return;
        widen(f, number, m->from, to + 2);
        f->found.items[number].value = value;
        return;
    }
    if (!wq_has(f, to - 1, WQ_BIT(WQ_MONTH)) && !wq_has(f, to - 1, WQ_BIT(WQ_TIME)))
        return;
    bool part = wq_date_goes_on(f, to + 1, WQ_PART);
    if (!part && !wq_date_goes_on(f, to + 1, WQ_ORDINAL))
        return;
    bool week = wq_date_goes_on(f, to + 2, WQ_TIME) && wq_word_value(f, to + 2, WQ_TIME, 0) >= DAY;
    if (week)
        widen(f, number, m->from, to + 3);
    else if (part && wq_word_value(f, to + 1, WQ_PART, 0) == 0)
        widen(f, number, m->from, to + 2);
}

/* پایان مهر, دهه ۱۳۱۰, نهاية العام الماضي. */
static void widen_before(struct wq_finder *f, size_t number)
{
    const struct wq_found *m = &f->found.items[number];

    if (m->from == 0 || !wq_follows(f, m->from) || !wq_is_free(f, m->from - 1))
        return;
    if (is_decade(f, m->from - 1) && m->to == m->from + 1) {
        uint32_t value = f->own & WQ_FA ? 0 : decade_of(f, m);
        widen(f, number, m->from - 1, m->to);
        f->found.items[number].value = value;
        m = &f->found.items[number];
    }
    if (m->from > 0 && wq_follows(f, m->from) && wq_date_goes_on(f, m->from - 1, WQ_PART))
        widen(f, number, m->from - 1, m->to);
}

void wq_widen_dates(struct wq_finder *f)
{
    for (size_t i = 0; i < f->found.len; i++) {
        if (f->found.items[i].kind != WQ_DATE)
            continue;
        if (f->own & WQ_UR)
            widen_behind(f, i);
        else
            widen_before(f, i);
    }
}

/* محمد رمضان, and رمضان from there on: somebody's name. */
bool wq_is_somebody(struct wq_finder *f, size_t i)
{
    if (!(f->own & WQ_UR) || !((wq_word(f, i)->classes | wq_word(f, i)->runs) & WQ_BIT(WQ_GIVEN)) ||
        !wq_has(f, i, WQ_BIT(WQ_MONTH) | WQ_BIT(WQ_HOLIDAY) | WQ_BIT(WQ_WEEKDAY)))
        return false;
    bool before = i > 0 && wq_follows(f, i) && wq_has(f, i - 1, WQ_BIT(WQ_GIVEN) | WQ_BIT(WQ_HONORIFIC));
    bool behind = wq_follows(f, i + 1) && wq_has(f, i + 1, WQ_BIT(WQ_SURNAME)) &&
                  !wq_has(f, i + 1, WQ_BIT(WQ_STOP) | WQ_BIT(WQ_CASE) | WQ_BIT(WQ_COMMON));
    if (wq_word(f, i)->phrases > 1 && wq_word(f, i)->runs & WQ_BIT(WQ_GIVEN))
        return true; /* جمعہ خان */
    if (before || behind)
        f->month_name = wq_word(f, i)->key;
    return f->month_name != WQ_NO_KEY && wq_word(f, i)->key == f->month_name;
}
