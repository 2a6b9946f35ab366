#include "date.h"
#include "quantity.h"

#include <stdio.h>

enum { MOST = 96 };

/* A number that is none below zero, with zeros before it up to so many digits; printf would take longer than
 * all else that is done for a date. */
static void add_number(struct wq_buf *out, int n, int digits)
{
    char text[16];
    size_t at = sizeof text;

    for (; n > 0 || digits > 0; n /= 10, digits--)
        text[--at] = (char)('0' + n % 10);
    wq_buf_add(out, text + at, sizeof text - at);
}

static void add_day(struct wq_buf *out, struct wq_day d)
{
    add_number(out, d.year, 4);
    wq_buf_addc(out, '-');
    add_number(out, d.month, 2);
    wq_buf_addc(out, '-');
    add_number(out, d.day, 2);
}

/* The last day of a month of another calendar, or of the year where month is 0. No month of the moon has 31.
 */
static bool find_last(const struct wq_date *d, int month, struct wq_day *out)
{
    for (int day = d->calendar == WQ_HIJRI ? 30 : 31; day >= 29; day--)
        if (wq_intl_gregorian((enum wq_calendar)d->calendar, d->year, month ? month : 12, day, out))
            return true;
    return false;
}

/* A date of another calendar is a Gregorian day, or all the days from one to another. */
static bool convert(const struct wq_date *d, struct wq_buf *out)
{
    enum wq_calendar calendar = (enum wq_calendar)d->calendar;
    struct wq_day first;
    struct wq_day last;

    if (!d->year ||
        !wq_intl_gregorian(calendar, d->year, d->month ? d->month : 1, d->day ? d->day : 1, &first))
        return false;
    bool one = d->day && !d->last_day;
    bool known = one || (d->last_day ? wq_intl_gregorian(calendar, d->year, d->month, d->last_day, &last)
                                     : find_last(d, d->month, &last));
    if (!known)
        return false;
    add_day(out, first);
    if (!one) {
        wq_buf_addc(out, '/');
        add_day(out, last);
    }
    return true;
}

static void add_year(struct wq_buf *out, const struct wq_date *d)
{
    if (!d->year) {
        wq_buf_adds(out, "XXXX");
        return;
    }
    if (d->before)
        wq_buf_addc(out, '-');
    add_number(out, d->before ? d->year - 1 : d->year, 4); /* ISO's year 0 is the first before our era */
}

static void add_gregorian(struct wq_buf *out, const struct wq_date *d)
{
    add_year(out, d);
    if (d->day || d->month) {
        wq_buf_addc(out, '-');
        add_number(out, d->month, 2);
    }
    if (d->day) {
        wq_buf_addc(out, '-');
        add_number(out, d->day, 2);
    }
    if (d->last_year) {
        wq_buf_addc(out, '/');
        add_number(out, d->last_year, 4);
    } else if (d->last_day) {
        wq_buf_addc(out, '/');
        add_year(out, d);
        wq_buf_addc(out, '-');
        add_number(out, d->month, 2);
        wq_buf_addc(out, '-');
        add_number(out, d->last_day, 2);
    }
}

uint32_t wq_date_value(struct wq_finder *f, const struct wq_date *d)
{
    uint32_t at = (uint32_t)f->values.len;

    if (d->calendar == WQ_GREGORIAN)
        add_gregorian(&f->values, d);
    else if (!convert(d, &f->values))
        return 0;
    wq_buf_addc(&f->values, '\0');
    return at;
}

uint32_t wq_spell_value(struct wq_finder *f, double n, int unit, int sign)
{
    static const struct {
        const char *prefix;
        char letter;
        int times;
    } units[] = {{"", 'D', 0}, {"T", 'S', 1}, {"T", 'M', 1}, {"T", 'H', 1}, {"", 'D', 1},
                 {"", 'W', 1}, {"", 'M', 1},  {"", 'Y', 1},  {"", 'Y', 10}, {"", 'Y', 100}};
    char out[MOST];

    if (unit < 1 || unit > 9)
        return 0;
    snprintf(out, sizeof out, "%sP%s%.6g%c",
             sign == -1  ? "-"
             : sign == 1 ? "+"
                         : "",
             units[unit].prefix, sign == 0 ? 0.0 : n * units[unit].times, units[unit].letter);
    return wq_add_value(f, out);
}
