#include "date.h"
#include "quantity.h"

/* What %.6g writes as a whole number. */
enum { MOST_WHOLE = 1000000 };

/* printf would take longer than all else that is done for a date. */
void wq_add_number(struct wq_buf *out, int64_t n, int digits)
{
    char text[24];
    size_t at = sizeof text;

    for (; n > 0 || digits > 0; n /= 10, digits--)
        text[--at] = (char)('0' + n % 10);
    wq_buf_add(out, text + at, sizeof text - at);
}

static void add_day(struct wq_buf *out, struct wq_day d)
{
    wq_add_number(out, d.year, 4);
    wq_buf_addc(out, '-');
    wq_add_number(out, d.month, 2);
    wq_buf_addc(out, '-');
    wq_add_number(out, d.day, 2);
}

/* A date of another calendar is a Gregorian day, or all the days from one to another. */
static bool convert(struct wq_finder *f, const struct wq_date *d)
{
    enum wq_calendar calendar = (enum wq_calendar)d->calendar;
    bool one = d->day && !d->last_day;
    const struct wq_day from = {d->year, d->month ? d->month : 1, d->day ? d->day : 1};
    const struct wq_day to = {d->year, d->month ? d->month : 12, d->last_day};
    struct wq_day first;
    struct wq_day last;

    if (!d->year || !wq_intl_gregorian(&f->calendars, calendar, from, &first) ||
        (!one && !wq_intl_gregorian(&f->calendars, calendar, to, &last)))
        return false;
    add_day(&f->values, first);
    if (!one) {
        wq_buf_addc(&f->values, '/');
        add_day(&f->values, last);
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
    wq_add_number(out, d->before ? d->year - 1 : d->year, 4); /* ISO's year 0 is the first before our era */
}

static void add_gregorian(struct wq_buf *out, const struct wq_date *d)
{
    add_year(out, d);
    if (d->day || d->month) {
        wq_buf_addc(out, '-');
        wq_add_number(out, d->month, 2);
    }
    if (d->day) {
        wq_buf_addc(out, '-');
        wq_add_number(out, d->day, 2);
    }
    if (d->last_year) {
        wq_buf_addc(out, '/');
        wq_add_number(out, d->last_year, 4);
    } else if (d->last_day) {
        wq_buf_addc(out, '/');
        add_year(out, d);
        wq_buf_addc(out, '-');
        wq_add_number(out, d->month, 2);
        wq_buf_addc(out, '-');
        wq_add_number(out, d->last_day, 2);
    }
}

uint32_t wq_date_value(struct wq_finder *f, const struct wq_date *d)
{
    uint32_t at = (uint32_t)f->values.len;

    if (d->calendar == WQ_GREGORIAN)
        add_gregorian(&f->values, d);
    else if (!convert(f, d))
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
    uint32_t at = (uint32_t)f->values.len;

    if (unit < 1 || unit > 9)
        return 0;
    double value = sign == 0 ? 0.0 : n * units[unit].times;
    bool whole = value >= 0 && value < MOST_WHOLE && value == (double)(int64_t)value;
    wq_buf_adds(&f->values, sign == -1 ? "-P" : sign == 1 ? "+P" : "P");
    wq_buf_adds(&f->values, units[unit].prefix);
    if (whole)
        wq_add_number(&f->values, (int64_t)value, 1);
    else
        wq_buf_addf(&f->values, "%.6g", value);
    wq_buf_addc(&f->values, units[unit].letter);
    wq_buf_addc(&f->values, '\0');
    return at;
}
