/*
 * names.h: what ICU knows by name in a language: countries, cities, months, days of the week.
 *
 * Read at run time, so that nobody types them; which names there are depends on ICU's version.
 */
#ifndef WARAQ_INTL_NAMES_H
#define WARAQ_INTL_NAMES_H

#include <stdbool.h>
#include <stddef.h>

enum wq_calendar { WQ_GREGORIAN, WQ_HIJRI, WQ_IRANIAN };

enum wq_intl_kind {
    WQ_INTL_COUNTRY, /* code: ISO 3166, two letters */
    WQ_INTL_CITY,    /* code: of the zone, "Asia/Karachi" */
    WQ_INTL_MONTH,   /* number: enum wq_calendar * 100 + month, from 1 */
    WQ_INTL_WEEKDAY, /* number: from 1, Monday, as ISO 8601 counts */
};

struct wq_intl_name {
    enum wq_intl_kind kind;
    const char *code;
    int number;
    const char *name; /* UTF-8, len bytes and a NUL; good during the call */
    size_t len;
};

/* Calls each for every name that ICU has in language (ISO 639), and only in it: no stand-ins. */
void wq_intl_names(const char *language, void (*each)(void *data, const struct wq_intl_name *name),
                   void *data);

struct wq_day {
    int year, month, day; /* month and day from 1; Gregorian also before 1582, as ISO 8601 counts */
};

/* Calendars that were opened, which takes longer than to ask them: keep them as long as there may be more
 * days to ask for. Zeroed before; for one thread. */
struct wq_calendars {
    void *hijri;
};

/*
 * The Gregorian day of a day in another calendar (the Umm al-Qura one for WQ_HIJRI, from which what was seen
 * in the sky may differ by one); its day 0 is the last of its month. False: there is no such day, or ICU has
 * no such calendar.
 */
bool wq_intl_gregorian(struct wq_calendars *c, enum wq_calendar calendar, struct wq_day day,
                       struct wq_day *out);
void wq_calendars_release(struct wq_calendars *c);

#endif
