/* Days of months, months, and what makes a month of a word that may be another one. */
#include "date.h"
#include "quantity.h"

#include <stdio.h>
#include <string.h>

enum { LATIN_END = 0x7B, SURE = 90 };

/* The days before a month: 13, 10 سے 13, 10-13. *at moves behind them. */
static void read_days(const struct wq_finder *f, size_t *at, struct wq_date *d)
{
    char digits[8];
    size_t to = *at;

    if (wq_read_digits(f, *at, digits, sizeof digits) && strchr(digits, '-') &&
        sscanf(digits, "%2d-%2d", &d->day, &d->last_day) == 2 && d->day >= 1 && d->day < d->last_day &&
        d->last_day <= 31) {
        ++*at;
        return;
    }
    d->last_day = 0;
    d->day = wq_read_small(f, *at, 1, 31, &to);
    size_t ordinal = d->day || f->own & WQ_UR ? 0 : wq_date_run(f, *at, WQ_ORDINAL, &d->day); /* بیستم مهر */
    if (ordinal)
        to = *at + ordinal;
    if (d->day < 1 || d->day > 31) {
        d->day = 0;
        return;
    }
    *at = to;
    /* Ordinals: 13ویں; of the month: 13 من يناير is not met. */
    if (wq_date_goes_on(f, *at, WQ_ORDINAL) && wq_word_value(f, *at, WQ_ORDINAL, 1) == 0)
        ++*at;
    bool until = wq_date_goes_on(f, *at, WQ_UNTIL) || wq_date_goes_on(f, *at, WQ_AND);
    int last = until ? wq_read_small(f, *at + 1, 1, 31, &to) : 0;
    if (last > d->day) {
        d->last_day = last;
        *at = to;
    }
}

/* 26؍مئی: the date separator, U+060D, stands before word i. */
static bool has_date_sign(const struct wq_finder *f, size_t i)
{
    const struct wq_token *t = wq_word(f, i);
    return t->start - t[-1].end == 2 && !memcmp(f->article->text.data + t[-1].end, "\xD8\x8D", 2);
}

/* The year behind a month, perhaps behind a comma where the day is told: 26 مئی، 2021. */
static bool may_be_year(const struct wq_finder *f, size_t i, const struct wq_date *d)
{
    return i < wq_words(f) &&
           (wq_follows(f, i) || (d->day && wq_word(f, i)->before == WQ_BETWEEN_COMMA &&
                                 wq_word(f, i)->flags & WQ_TOKEN_DIGITS && wq_word(f, i)->len == 4));
}

/* ١٥ من أبريل, الأول من نوفمبر: where the month begins. */
static size_t skip_of(const struct wq_finder *f, size_t i, size_t at, struct wq_date *d)
{
    static const uint32_t letters[] = {0x645, 0x646}; /* من */
    int month = 0;

    if (!(f->own & WQ_AR))
        return at;
    if (at == i && wq_has(f, i, WQ_BIT(WQ_ORDINAL)))
        d->day = wq_word_value(f, i, WQ_ORDINAL, 0);
    size_t of = at == i ? at + 1 : at;
    if (!d->day || d->day > 31 || of + 1 >= wq_words(f) || !wq_follows(f, of) || !wq_follows(f, of + 1) ||
        wq_word(f, of)->len != 2 || !wq_date_run(f, of + 1, WQ_MONTH, &month)) {
        d->day = at == i ? 0 : d->day;
        return at;
    }
    const wq_code *codes = f->tokens.codes.items + wq_word(f, of)->code;
    bool is_of = codes[0] == wq_code_of(letters[0]) && codes[1] == wq_code_of(letters[1]);
    d->day = is_of || at > i ? d->day : 0;
    return is_of ? of + 1 : at;
}

static bool is_latin(wq_code code)
{
    return code >= 'a' && code < LATIN_END;
}

/* أبريل/نيسان: the month by its other name. */
static size_t pass_same_month(const struct wq_finder *f, size_t to, int month)
{
    int same = 0;

    if (!(f->own & WQ_AR) || to >= wq_words(f) || wq_word(f, to)->before != WQ_BETWEEN_DASH)
        return to;
    size_t n = wq_date_run(f, to, WQ_MONTH, &same);
    return n && same == month ? to + n : to;
}

/* איתי פסח, محرم نویدکیا: a holiday that somebody is called by. */
bool wq_date_is_in_name(const struct wq_finder *f, size_t i, size_t words)
{
    uint64_t names = WQ_BIT(WQ_GIVEN) | WQ_BIT(WQ_SURNAME);

    if (words > 1 || f->own & WQ_UR)
        return false;
    bool family = f->own & WQ_HE && i > 0 && wq_follows(f, i) && wq_begin_of(f, i) == wq_word(f, i)->start &&
                  wq_has(f, i - 1, WQ_BIT(WQ_GIVEN)) && wq_has(f, i, WQ_BIT(WQ_SURNAME));
    return family || (wq_has(f, i, WQ_BIT(WQ_GIVEN)) && wq_follows(f, i + 1) && wq_has(f, i + 1, names));
}

/* شهر مارس, ماه مهر: the word for month, and what is then a month. */
static bool is_month_word(const struct wq_finder *f, size_t i)
{
    return f->own & (WQ_AR | WQ_FA) && wq_has(f, i, WQ_BIT(WQ_TIME)) &&
           wq_word_value(f, i, WQ_TIME, 0) == 6 && wq_date_goes_on(f, i + 1, WQ_MONTH);
}

/* مهرماه, مهر‌ماه: the month's name, of n words, ends in the word for month. */
static bool ends_in_month(const struct wq_finder *f, size_t i, size_t n)
{
    const struct wq_token *t = wq_word(f, i + n - 1);
    const wq_code *end = f->tokens.codes.items + t->code + t->len;

    return f->own & WQ_FA && t->len >= (n > 1 ? 3 : 5) && end[-3] == wq_code_of(0x645) &&
           end[-2] == wq_code_of(0x627) && end[-1] == wq_code_of(0x6C1);
}

/* في مارس: what may be a month is one there. */
static bool is_when(const struct wq_finder *f, size_t i)
{
    return f->own & WQ_AR && i > 0 && wq_follows(f, i) && wq_has(f, i - 1, WQ_BIT(WQ_CASE)) &&
           wq_word_value(f, i - 1, WQ_CASE, 0) == 4;
}

/* [weekday] [days] month [year]; a month alone only where it is nothing else. */
size_t wq_take_month(struct wq_finder *f, size_t i)
{
    struct wq_date d = {0};
    size_t at = i;
    int month = 0;

    read_days(f, &at, &d);
    if (at > i && at < wq_words(f) && wq_word(f, at)->before > WQ_BETWEEN_DASH && !has_date_sign(f, at))
        return i;
    at = skip_of(f, i, at, &d);
    bool announced = is_month_word(f, at);
    at += announced;
    size_t n = wq_date_run(f, at, WQ_MONTH, &month);
    if (!n)
        return i;
    d.month = month % 100;
    d.calendar = month / 100;
    size_t to = pass_same_month(f, at + n, month);
    size_t year = to;
    if (wq_date_goes_on(f, to, WQ_TIME) && f->own & WQ_FA && wq_word_value(f, to, WQ_TIME, 0) == 6)
        year = ++to; /* آبان ماه */
    if (wq_date_goes_on(f, year, WQ_YEAR))
        year++;
    if (may_be_year(f, year, &d) && wq_date_read_year(f, year, &to, &d) && d.year > 31)
        ;
    else
        d.year = 0;
    if (at == i && to == at + n && !d.year && wq_date_is_in_name(f, i, n))
        return i;
    bool prefixed = f->own & WQ_HE && wq_begin_of(f, at) > wq_word(f, at)->start; /* ביולי */
    bool doubt =
        !prefixed && !announced && !ends_in_month(f, at, n) &&
        (wq_has(f, at, WQ_BIT(WQ_STOP) | WQ_BIT(WQ_COMMON) | WQ_BIT(WQ_GIVEN) | WQ_BIT(WQ_SURNAME)) ||
         wq_word(f, at)->len < 3 || d.calendar != WQ_GREGORIAN ||
         is_latin(f->tokens.codes.items[wq_word(f, at)->code])) &&
        !(d.calendar == WQ_GREGORIAN && is_when(f, i));
    bool part = i > 0 && wq_follows(f, i) && wq_has(f, i - 1, WQ_BIT(WQ_PART)); /* پایان مهر */
    if (doubt && !part && !d.day && !d.year && d.calendar != WQ_HIJRI && to == at + n)
        return i;
    uint32_t value = wq_date_value(f, &d);
    wq_date_take(f, i, to, value, SURE);
    return to - 1;
}

/* A date right behind words of a date is one with them: پنجشنبه ۲۰ مهر, گزشتہ سال 12 نومبر. */
size_t wq_date_join_month(struct wq_finder *f, size_t from, size_t to)
{
    if (to >= wq_words(f) || !wq_follows(f, to) || !wq_is_free(f, to))
        return to;
    size_t last = wq_take_month(f, to);
    if (wq_is_free(f, to))
        return to;
    struct wq_found *date = &f->found.items[f->found.len - 1];
    uint32_t value = date->value;
    f->found.len--;
    wq_date_take(f, from, last + 1, value, SURE);
    return last + 1;
}
