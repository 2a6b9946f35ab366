/* Dates by their words: years, what is told from today, how long, named days. */
#include "date.h"
#include "person_name.h"
#include "quantity.h"

#include "waraq/base/array.h"

#include <stdio.h>
#include <string.h>

enum { SURE = 90, LIKELY = 80, YEAR = 75 };

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
bool wq_date_read_year(const struct wq_finder *f, size_t i, size_t *to, struct wq_date *d)
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

/* "کے آخر": a part of the time before it. */
static size_t skip_part(const struct wq_finder *f, size_t to)
{
    if (wq_date_goes_on(f, to, WQ_LINK) && wq_date_goes_on(f, to + 1, WQ_PART) && f->own & WQ_UR)
        return to + 2;
    return to;
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
    bool either = wq_date_goes_on(f, q.to, WQ_OR) || (f->own & WQ_UR && wq_date_goes_on(f, q.to, WQ_UNTIL));
    if (either && wq_read_quantity(f, q.to + 1, &more))
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
    if (!wq_date_read_year(f, i, &to, &d))
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

    if (n && !wq_date_is_in_name(f, i, n)) {
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
    {wq_take_month, WQ_COUNTS | WQ_BIT(WQ_ORDINAL) | WQ_BIT(WQ_MONTH) | WQ_BIT(WQ_TIME), true},
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
