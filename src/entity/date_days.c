/* Days by their names, or told from today. */
#include "date.h"
#include "person_name.h"
#include "quantity.h"

#include <stdio.h>

enum { LIKELY = 80, ALONE = 70 };

/* What follows a weekday and is said of it: کے روز. */
static size_t skip_day_words(const struct wq_finder *f, size_t to)
{
    if (f->own & WQ_UR && wq_date_goes_on(f, to, WQ_LINK) &&
        (wq_date_goes_on(f, to + 1, WQ_DAYWORD) || wq_date_goes_on(f, to + 1, WQ_DAYPART)))
        return to + 2;
    return to;
}

/* רביעי is the fourth and Wednesday: a day in brackets (אתמול (רביעי)), behind a day, or with ב before it. */
static bool is_hebrew_day(const struct wq_finder *f, size_t i, bool more)
{
    const struct wq_token *t = wq_word(f, i);
    bool closed = i + 1 >= wq_words(f) || wq_word(f, i + 1)->before >= WQ_BETWEEN_BREAK;

    return more || (t->before == WQ_BETWEEN_BREAK && closed) ||
           (wq_begin_of(f, i) > t->start && f->tokens.codes.items[t->code] == wq_code_of(0x5D1));
}

/* امام جمعه: a title, or another word of several. */
static bool is_within_words(const struct wq_finder *f, size_t i)
{
    return i > 0 && wq_follows(f, i) && wq_word(f, i - 1)->phrases > 1 &&
           wq_word(f, i - 1)->runs & (WQ_BIT(WQ_TITLE) | WQ_BIT(WQ_COMMON));
}

/* Weekdays that are other words as well: ہفتہ, پیر, منگل need what says that a day is meant. */
static bool is_day_here(const struct wq_finder *f, size_t i, size_t to, bool more)
{
    if (f->own & WQ_HE && wq_has(f, i, WQ_BIT(WQ_ORDINAL) | WQ_BIT(WQ_NUMBER) | WQ_BIT(WQ_COMMON)))
        return is_hebrew_day(f, i, more);
    if (f->own & WQ_AR && wq_has_article(f, i))
        return true; /* الأحد */
    if (more || !wq_has(f, i, WQ_BIT(WQ_TIME) | WQ_BIT(WQ_HONORIFIC) | WQ_BIT(WQ_STOP) | WQ_BIT(WQ_COMMON)))
        return true;
    return wq_date_goes_on(f, to, WQ_CASE) && wq_word_value(f, to, WQ_CASE, 0) == 3;
}

/* آج, آج ہفتے کے روز, منگل, روز جمعه, يوم الخميس. */
size_t wq_take_day(struct wq_finder *f, size_t i)
{
    char text[32];
    int offset = 0;
    int weekday = 0;
    size_t at = i;
    size_t days = wq_date_run(f, i, WQ_DAY, &offset);

    at += days;
    if (is_within_words(f, i))
        return i;
    if (at == i && wq_has(f, at, WQ_BIT(WQ_DAYPART)) && f->own & (WQ_AR | WQ_FA) && wq_follows(f, at + 1)) {
        at++; /* مساء الخميس, صبح امروز */
        days = wq_date_run(f, at, WQ_DAY, &offset);
        at += days;
        days += days > 0;
    }
    bool word =
        wq_date_goes_on(f, at, WQ_DAYWORD) || (wq_has(f, at, WQ_BIT(WQ_DAYWORD)) && wq_is_free(f, at));
    if (word && !(f->own & WQ_UR) && at + 1 < wq_words(f) &&
        (wq_word(f, at + 1)->runs | wq_word(f, at + 1)->classes) & WQ_BIT(WQ_WEEKDAY))
        at++;
    size_t n = at == i || wq_follows(f, at) ? wq_date_run(f, at, WQ_WEEKDAY, &weekday) : 0;
    if (!n && !days)
        return i;
    size_t to = n ? skip_day_words(f, at + n) : i + days;
    if (n && !is_day_here(f, at, to, days > 0 || to > at + n || at > i || n > 1)) {
        if (!days)
            return i;
        to = i + days;
        n = 0;
    }
    size_t joined = n ? wq_date_join_month(f, i, to) : to;
    if (joined > to)
        return joined - 1;
    if (n && !(f->own & WQ_UR) && wq_date_goes_on(f, to, WQ_RELATIVE))
        to++; /* الجمعة المقبل, جمعه گذشته */
    if (n && to < wq_words(f) && wq_word(f, to)->before == WQ_BETWEEN_JOINER &&
        wq_date_goes_on(f, to, WQ_DAYPART))
        to++; /* شنبه‌شب */
    if (n)
        snprintf(text, sizeof text, "XXXX-WXX-%d", weekday);
    else
        snprintf(text, sizeof text, "%sP%dD",
                 offset < 0   ? "-"
                 : offset > 0 ? "+"
                              : "",
                 offset < 0 ? -offset : offset);
    wq_date_take(f, i, to, wq_add_value(f, text), days || n ? LIKELY : ALONE);
    return to - 1;
}
