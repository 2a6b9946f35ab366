/* Dates by their words: days of months, years, what is told from today, how long, named days. */
#include "date.h"
#include "person_name.h"
#include "quantity.h"

#include "waraq/base/array.h"

#include <stdio.h>
#include <string.h>

enum { LATIN_END = 0x7B, SURE = 90, LIKELY = 80, YEAR = 75 };

static bool is_free_run(const struct wq_finder *f, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (i >= wq_words(f) || !wq_is_free(f, i) || (i > from && wq_word(f, i)->before > WQ_BETWEEN_DASH))
            return false;
    return true;
}

size_t wq_date_run(const struct wq_finder *f, size_t i, enum wq_class c, int *value)
{
    if (i >= wq_words(f) || !wq_is_free(f, i))
        return 0;
    const struct wq_token *t = wq_word(f, i);
    bool run = t->runs & WQ_BIT(c) && is_free_run(f, i, i + t->phrases);
    if (!run && !(t->classes & WQ_BIT(c)))
        return 0;
    *value = wq_lexicon_value(&f->names->lexicon, run ? t->phrase : t->key, f->languages, c, 0);
    return run ? t->phrases : 1;
}

/* The era behind a year; *to moves behind it. -1: none. */
static int read_era(const struct wq_finder *f, size_t *to)
{
    int era = -1;
    size_t n = *to < wq_words(f) && wq_follows(f, *to) ? wq_date_run(f, *to, WQ_ERA, &era) : 0;

    /* A letter for an era stands right at the digits, or in brackets of its own. */
    if (n == 1 && wq_word(f, *to)->len == 1 && f->own & WQ_UR && wq_word(f, *to)->before != WQ_BETWEEN_NONE)
        n = 0;
    *to += n;
    return n ? era : -1;
}

/* A year of four digits, or of three with an era; which calendar it is by its era, or by what is usual. */
static bool read_year(const struct wq_finder *f, size_t i, size_t *to, struct wq_date *d)
{
    char digits[8];

    if (i >= wq_words(f) || !wq_is_free(f, i) || !wq_read_digits(f, i, digits, sizeof digits) ||
        strspn(digits, "0123456789") != strlen(digits) || strlen(digits) > 4 || strlen(digits) < 1)
        return false;
    int year = 0;
    for (const char *c = digits; *c; c++)
        year = 10 * year + (*c - '0');
    size_t behind = i + 1;
    int era = read_era(f, &behind);
    if (era < 0 && (strlen(digits) != 4 || year < 1000 || year > 2199))
        return false;
    d->year = year;
    d->before = era == 3;
    if (era == WQ_HIJRI || era == WQ_IRANIAN)
        d->calendar = era;
    else if (era < 0 && d->calendar == WQ_GREGORIAN && f->own == WQ_FA && year >= 1200 && year < 1500 &&
             !d->month)
        d->calendar = WQ_IRANIAN;
    *to = behind;
    return true;
}

/* A year in words: دو ہزار نو. */
static bool read_year_words(const struct wq_finder *f, size_t i, size_t *to, struct wq_date *d)
{
    struct wq_quantity q;

    if (wq_word(f, i)->flags & WQ_TOKEN_DIGITS || !wq_read_quantity(f, i, &q) || q.digits || !q.multiplied ||
        q.value < 1900 || q.value > 2099 || q.value == 2000)
        return false;
    bool ends =
        q.to >= wq_words(f) || !wq_follows(f, q.to) || wq_has(f, q.to, WQ_BIT(WQ_CASE) | WQ_BIT(WQ_UNTIL));
    if (!ends)
        return false;
    d->year = (int)q.value;
    *to = q.to;
    return true;
}

void wq_date_take(struct wq_finder *f, size_t from, size_t to, uint32_t value, int confidence)
{
    struct wq_found *found = wq_take(f, from, to, WQ_DATE, WQ_FROM_LIST, confidence);
    found->value = value;
}

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
static bool is_in_name(const struct wq_finder *f, size_t i, size_t words)
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
static size_t take_month(struct wq_finder *f, size_t i)
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
    if (may_be_year(f, year, &d) && read_year(f, year, &to, &d) && d.year > 31)
        ;
    else
        d.year = 0;
    if (at == i && to == at + n && !d.year && is_in_name(f, i, n))
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

/* "کے آخر": a part of the time before it. */
static size_t skip_part(const struct wq_finder *f, size_t to)
{
    if (wq_date_goes_on(f, to, WQ_LINK) && wq_date_goes_on(f, to + 1, WQ_PART) && f->own & WQ_UR)
        return to + 2;
    return to;
}

/* A date right behind words of a date is one with them: پنجشنبه ۲۰ مهر, گزشتہ سال 12 نومبر. */
size_t wq_date_join_month(struct wq_finder *f, size_t from, size_t to)
{
    if (to >= wq_words(f) || !wq_follows(f, to) || !wq_is_free(f, to))
        return to;
    size_t last = take_month(f, to);
    if (wq_is_free(f, to))
        return to;
    struct wq_found *date = &f->found.items[f->found.len - 1];
    uint32_t value = date->value;
    f->found.len--;
    wq_date_take(f, from, last + 1, value, SURE);
    return last + 1;
}

/* The number of units told from today at i: behind a relative word of n words, or before one. False: none. */
static bool read_offset(const struct wq_finder *f, size_t i, size_t n, struct wq_quantity *q, int *unit,
                        int *sign)
{
    if (n && f->own & WQ_AR) { /* هذا العام */
        *q = (struct wq_quantity){.to = i + n + 1, .value = 1};
        *unit = wq_date_goes_on(f, i + n, WQ_TIME) ? wq_word_value(f, i + n, WQ_TIME, 0) : 0;
        return *unit >= 4 && wq_has_article(f, i + n);
    }
    if (n && f->own & (WQ_UR | WQ_FA)) {
        if (!wq_read_quantity(f, i + n, q))
            *q = (struct wq_quantity){.to = i + n, .value = 1};
        else if (*sign == 0 && f->own & WQ_FA)
            return false; /* این | هفت روز */
        if (!wq_date_goes_on(f, q->to, WQ_TIME))
            return false;
        *unit = wq_word_value(f, q->to, WQ_TIME, 0);
        q->to++;
        return *sign != 0 || *unit >= 4;
    }
    if (!wq_has(f, i, WQ_BIT(WQ_TIME)) || !wq_date_goes_on(f, i + 1, WQ_RELATIVE) || f->own & WQ_UR)
        return false;
    *q = (struct wq_quantity){.to = i + 2, .value = 1};
    *unit = wq_word_value(f, i, WQ_TIME, 0);
    *sign = wq_word_value(f, i + 1, WQ_RELATIVE, 0);
    return true;
}

/* گزشتہ سال, رواں ہفتے, گذشتہ چار برسوں, رواں سال جون; هفته گذشته, الأسبوع الماضي, שבוע שעבר. */
static size_t take_relative(struct wq_finder *f, size_t i)
{
    struct wq_quantity q;
    int sign = 0;
    int unit = 0;
    int month = 0;
    size_t n = wq_date_run(f, i, WQ_RELATIVE, &sign);

    if (n && wq_follows(f, i + n) && wq_date_run(f, i + n, WQ_WEEKDAY, &unit) &&
        !wq_has(f, i + n, WQ_BIT(WQ_TIME))) {
        wq_date_take(f, i, i + n + 1, 0, SURE); /* گزشتہ جمعرات */
        return i + n;
    }
    if (!read_offset(f, i, n, &q, &unit, &sign))
        return i;
    size_t to = q.to;
    uint32_t value = 0;
    if (wq_date_goes_on(f, to, WQ_MONTH)) {
        to += wq_date_run(f, to, WQ_MONTH, &month);
        struct wq_date d = {.month = month % 100, .calendar = month / 100};
        value = wq_date_value(f, &d);
    } else {
        size_t joined = unit == 7 ? wq_date_join_month(f, i, to) : to;
        if (joined > to)
            return joined - 1;
        to = skip_part(f, to);
        value = wq_spell_value(f, q.value, unit, sign);
    }
    wq_date_take(f, i, to, value, SURE);
    return to - 1;
}

/* يومين, שבועיים: two of them in one word; منذ قرن, לפני שנה: one. */
static size_t take_dual(struct wq_finder *f, size_t i)
{
    int unit = 0;

    if (!(f->own & (WQ_AR | WQ_HE)))
        return i;
    if (wq_date_run(f, i, WQ_DUAL, &unit) == 1)
        wq_date_take(f, i, i + 1, wq_spell_value(f, 2, unit, 2), SURE);
    else if (i > 0 && wq_follows(f, i) && wq_has(f, i - 1, WQ_BIT(WQ_MORE)) &&
             wq_has(f, i, WQ_BIT(WQ_TIME)) && wq_begin_of(f, i) == wq_word(f, i)->start &&
             !wq_has_article(f, i) && !wq_date_goes_on(f, i + 1, WQ_RELATIVE) &&
             !(i + 1 < wq_words(f) && wq_word(f, i + 1)->flags & WQ_TOKEN_DIGITS))
        wq_date_take(f, i, i + 1, wq_spell_value(f, 1, wq_word_value(f, i, WQ_TIME, 0), 2), LIKELY);
    return i;
}

/* 10 دن, تین سالہ, ایک یا دو روز; not 9:30, and not what is said of an age in words only. */
static size_t take_spell(struct wq_finder *f, size_t i)
{
    struct wq_quantity q;
    struct wq_quantity more;

    if (!wq_read_quantity(f, i, &q))
        return i;
    bool or = wq_date_goes_on(f, q.to, WQ_OR) || (f->own & WQ_UR && wq_date_goes_on(f, q.to, WQ_UNTIL));
    if (or &&wq_read_quantity(f, q.to + 1, &more))
        q = more;
    if (q.to >= wq_words(f) || !wq_follows(f, q.to))
        return i;
    const struct wq_token *t = wq_word(f, q.to);
    enum wq_class c = t->runs & WQ_BIT(WQ_SPELL) ? WQ_SPELL : WQ_TIME;
    int unit = 0;
    size_t n = wq_date_run(f, q.to, c, &unit);
    if (!n || (unit == 3 && f->own & WQ_FA && q.to + n < wq_words(f) && wq_follows(f, q.to + n) &&
               wq_word(f, q.to + n)->flags & WQ_TOKEN_DIGITS))
        return i; /* ۵.۶ ساعت ۲۳ */
    size_t to = q.to + n;
    if (wq_follows(f, to) && wq_has(f, to, WQ_BIT(WQ_LABEL)) && wq_word_value(f, to, WQ_LABEL, 0) == 1)
        return i;
    wq_date_take(f, i, to, wq_spell_value(f, q.value, unit, 2), SURE);
    return to - 1;
}

/* The 21st century: an ordinal and the word, in either order. */
static size_t take_century(struct wq_finder *f, size_t i)
{
    char text[16];
    int n = 0;
    int unit = 0;
    size_t at = i;
    size_t to = 0;

    if (wq_date_run(f, i, WQ_TIME, &unit) == 1 && wq_word_value(f, i, WQ_TIME, 0) == 9 &&
        wq_follows(f, i + 1))
        at++;
    size_t words = wq_date_run(f, at, WQ_ORDINAL, &n);
    if (!words && (n = wq_read_small(f, at, 1, 30, &to)) && wq_date_goes_on(f, to, WQ_ORDINAL))
        words = to + 1 - at;
    to = at + words;
    if (at == i && words) {
        if (!wq_date_goes_on(f, to, WQ_TIME) || wq_word_value(f, to, WQ_TIME, 0) != 9)
            return i;
        to++;
    }
    if (!words || n < 1)
        return i;
    int era = read_era(f, &to);
    if (era == WQ_HIJRI || era == WQ_IRANIAN || era == 3)
        text[0] = '\0';
    else
        snprintf(text, sizeof text, "%02dXX", n - 1);
    wq_date_take(f, i, to, text[0] ? wq_add_value(f, text) : 0, SURE);
    return to - 1;
}

/* A year alone: 1945, دو ہزار نو, 1352-1353; what is counted may have four digits too. */
static size_t take_year(struct wq_finder *f, size_t i)
{
    struct wq_date d = {0};
    char digits[16];
    size_t to;

    if (wq_read_digits(f, i, digits, sizeof digits) && strlen(digits) == 9 && digits[4] == '-' &&
        sscanf(digits, "%4d-%4d", &d.year, &d.last_year) == 2 && d.year > 1000 && d.last_year > d.year) {
        wq_date_take(f, i, i + 1, wq_date_value(f, &d), YEAR);
        return i;
    }
    d = (struct wq_date){0};
    if (read_year_words(f, i, &to, &d)) {
        wq_date_take(f, i, to, wq_date_value(f, &d), YEAR);
        return to - 1;
    }
    if (!read_year(f, i, &to, &d))
        return i;
    bool announced = i > 0 && wq_follows(f, i) && wq_has(f, i - 1, WQ_BIT(WQ_YEAR));
    if (wq_is_labelled(f, i))
        return i; /* ہیلپ لائن 1122 */
    bool counts = to < wq_words(f) && wq_follows(f, to) && to == i + 1 &&
                  (wq_word(f, to)->runs & (WQ_BIT(WQ_UNIT) | WQ_BIT(WQ_MULTIPLIER)) ||
                   wq_word(f, to)->flags & WQ_TOKEN_SYMBOL ||
                   (d.year % 100 == 0 && !wq_has(f, to, WQ_BIT(WQ_CASE) | WQ_BIT(WQ_STOP))));
    bool glued = i > 0 && wq_word(f, i)->before == WQ_BETWEEN_NONE && wq_word(f, i - 1)->len > 1;
    if ((counts || glued) && !announced)
        return i;
    wq_date_take(f, i, to, wq_date_value(f, &d), YEAR);
    return to - 1;
}

/* یوم پاکستان, یوم فتح; holidays by their names. */
static size_t take_named_day(struct wq_finder *f, size_t i)
{
    int none;
    size_t n = wq_date_run(f, i, WQ_HOLIDAY, &none);

    if (n && !is_in_name(f, i, n)) {
        wq_date_take(f, i, i + n, 0, LIKELY);
        return i + n - 1;
    }
    if (!wq_has(f, i, WQ_BIT(WQ_NAMED_DAY)) || !(f->own & WQ_UR) || i + 1 >= wq_words(f) ||
        !wq_follows(f, i + 1) ||
        (i > 0 && wq_follows(f, i) && (wq_word(f, i - 1)->flags & WQ_TOKEN_DIGITS)) ||
        !wq_is_free(f, i + 1) || wq_has(f, i + 1, WQ_BIT(WQ_CASE) | WQ_BIT(WQ_STOP)))
        return i;
    wq_date_take(f, i, i + 2, 0, LIKELY);
    return i + 1;
}

/* What dates are told by, and the classes of the words that each may begin with. */
struct rule {
    size_t (*take)(struct wq_finder *f, size_t i); /* the last word, or i */
    uint64_t begins;
    bool digits; /* or with digits */
};

static const struct rule rules[] = {
    {take_month, WQ_COUNTS | WQ_BIT(WQ_ORDINAL) | WQ_BIT(WQ_MONTH) | WQ_BIT(WQ_TIME), true},
    {wq_take_numeric, 0, true},
    {wq_take_night, WQ_BIT(WQ_RELATIVE) | WQ_BIT(WQ_DAY), false},
    {take_relative, WQ_BIT(WQ_RELATIVE) | WQ_BIT(WQ_TIME), false},
    {take_century, WQ_COUNTS | WQ_BIT(WQ_ORDINAL) | WQ_BIT(WQ_TIME), true},
    {take_spell, WQ_COUNTS, true},
    {take_dual, WQ_BIT(WQ_DUAL) | WQ_BIT(WQ_TIME), false},
    {take_named_day, WQ_BIT(WQ_HOLIDAY) | WQ_BIT(WQ_NAMED_DAY), false},
    {wq_take_day, WQ_BIT(WQ_DAY) | WQ_BIT(WQ_DAYPART) | WQ_BIT(WQ_DAYWORD) | WQ_BIT(WQ_WEEKDAY), false},
    {wq_take_decade, WQ_BIT(WQ_TIME), true},
    {take_year, WQ_COUNTS, true},
    {wq_take_part, WQ_BIT(WQ_PART), false},
};

/* The date at word i by the first rule that finds one; returns its last word, or i. */
static size_t take_any(struct wq_finder *f, size_t i, uint64_t classes, bool digits)
{
    for (size_t r = 0; r < WQ_COUNT(rules); r++) {
        if (!(classes & rules[r].begins) && !(digits && rules[r].digits))
            continue;
        size_t last = rules[r].take(f, i);
        if (!wq_is_free(f, i))
            return last;
    }
    return i;
}

void wq_take_dates(struct wq_finder *f)
{
    uint64_t begins = WQ_SIGN(WQ_TOKEN_DIGITS);

    for (size_t r = 0; r < WQ_COUNT(rules); r++)
        begins |= rules[r].begins;
    for (size_t i = 0; (i = wq_next_word(f, i, begins)) < wq_words(f); i++) {
        const struct wq_token *t = wq_word(f, i);
        bool given = ((t->runs | t->classes) & WQ_BIT(WQ_GIVEN)) != 0;
        if (!t->owner && !(given && wq_is_somebody(f, i)))
            i = take_any(f, i, t->runs | t->classes, (t->flags & WQ_TOKEN_DIGITS) != 0);
    }
    wq_widen_dates(f);
}
