#include "date.h"
#include "quantity.h"

#include <stdio.h>

enum { MOST = 96 };

static void write_day(char *out, size_t size, struct wq_day d)
{
    snprintf(out, size, "%04d-%02d-%02d", d.year, d.month, d.day);
}

/* The last day of a month of another calendar, or of the year where month is 0. */
static bool find_last(const struct wq_date *d, int month, struct wq_day *out)
{
    for (int day = 31; day >= 29; day--)
        if (wq_intl_gregorian((enum wq_calendar)d->calendar, d->year, month ? month : 12, day, out))
            return true;
    return false;
}

/* A date of another calendar is a Gregorian day, or all the days from one to another. */
static bool convert(const struct wq_date *d, char *out, size_t size)
{
    enum wq_calendar calendar = (enum wq_calendar)d->calendar;
    struct wq_day first;
    struct wq_day last;
    char from[MOST];
    char to[MOST];

    if (!d->year ||
        !wq_intl_gregorian(calendar, d->year, d->month ? d->month : 1, d->day ? d->day : 1, &first))
        return false;
    write_day(from, sizeof from, first);
    if (d->day && !d->last_day) {
        snprintf(out, size, "%s", from);
        return true;
    }
    bool known = d->last_day ? wq_intl_gregorian(calendar, d->year, d->month, d->last_day, &last)
                             : find_last(d, d->month, &last);
    if (!known)
        return false;
    write_day(to, sizeof to, last);
    snprintf(out, size, "%s/%s", from, to);
    return true;
}

static void write_gregorian(const struct wq_date *d, char *out, size_t size)
{
    char year[16] = "XXXX";
    char to[MOST] = "";

    if (d->year) /* ISO's year 0 is the first before our era */
        snprintf(year, sizeof year, d->before ? "-%04d" : "%04d", d->before ? d->year - 1 : d->year);
    if (d->last_year)
        snprintf(to, sizeof to, "/%04d", d->last_year);
    else if (d->last_day)
        snprintf(to, sizeof to, "/%s-%02d-%02d", year, d->month, d->last_day);
    if (d->day)
        snprintf(out, size, "%s-%02d-%02d%s", year, d->month, d->day, to);
    else if (d->month)
        snprintf(out, size, "%s-%02d%s", year, d->month, to);
    else
        snprintf(out, size, "%s%s", year, to);
}

uint32_t wq_date_value(struct wq_finder *f, const struct wq_date *d)
{
    char out[3 * MOST] = "";

    if (d->calendar == WQ_GREGORIAN)
        write_gregorian(d, out, sizeof out);
    else if (!convert(d, out, sizeof out))
        return 0;
    return wq_add_value(f, out);
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
