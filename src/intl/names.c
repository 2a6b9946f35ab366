#include "waraq/intl/names.h"

#include "waraq/base/array.h"

#include <unicode/ucal.h>
#include <unicode/udat.h>
#include <unicode/uloc.h>
#include <unicode/ures.h>
#include <unicode/ustring.h>

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { MOST = 256 };

struct giving {
    const char *language;
    void (*each)(void *data, const struct wq_intl_name *name);
    void *data;
};

static void give(const struct giving *g, enum wq_intl_kind kind, const char *code, int number, const UChar *s,
                 int32_t len)
{
    char utf8[MOST];
    int32_t bytes = 0;
    UErrorCode e = U_ZERO_ERROR;

    u_strToUTF8(utf8, sizeof utf8, &bytes, s, len, &e);
    if (U_FAILURE(e) || e == U_STRING_NOT_TERMINATED_WARNING || bytes == 0)
        return;
    struct wq_intl_name name = {
        .kind = kind, .code = code, .number = number, .name = utf8, .len = (size_t)bytes};
    g->each(g->data, &name);
}

static void give_countries(const struct giving *g)
{
    const char *const *codes = uloc_getISOCountries();

    for (; *codes; codes++) {
        char locale[16];
        UChar name[MOST];
        UErrorCode e = U_ZERO_ERROR;
        snprintf(locale, sizeof locale, "und_%s", *codes);
        int32_t len = uloc_getDisplayCountry(locale, g->language, name, MOST, &e);
        if (U_SUCCESS(e) && e != U_USING_DEFAULT_WARNING && len > 2)
            give(g, WQ_INTL_COUNTRY, *codes, 0, name, len);
    }
}

/*
 * Exemplar cities stand in the resources of time zones under keys such as "Asia:Karachi". A formatter for
 * each zone (pattern VVV) gives the same and takes a hundred times as long.
 */
static void give_cities(const struct giving *g)
{
    UErrorCode e = U_ZERO_ERROR;
    UResourceBundle *bundle = ures_openDirect(U_ICUDATA_NAME "-zone", g->language, &e);
    UResourceBundle *zones = ures_getByKey(bundle, "zoneStrings", NULL, &e);
    UResourceBundle *zone = NULL;

    while (U_SUCCESS(e) && ures_hasNext(zones)) {
        UErrorCode none = U_ZERO_ERROR;
        int32_t len = 0;
        zone = ures_getNextResource(zones, zone, &e);
        if (U_FAILURE(e) || ures_getType(zone) != URES_TABLE)
            continue;
        const UChar *city = ures_getStringByKey(zone, "ec", &len, &none);
        const char *key = ures_getKey(zone);
        char code[64];
        size_t keys = strlen(key);
        if (U_FAILURE(none) || keys >= sizeof code || !strncmp(key, "meta:", 5) || !strncmp(key, "Etc:", 4))
            continue;
        memcpy(code, key, keys + 1);
        for (char *colon = code; (colon = strchr(colon, ':'));)
            *colon = '/';
        give(g, WQ_INTL_CITY, code, 0, city, len);
    }
    ures_close(zone);
    ures_close(zones);
    ures_close(bundle);
}

static void give_symbols(const struct giving *g, const UDateFormat *format, UDateFormatSymbolType type,
                         enum wq_intl_kind kind, int base)
{
    int32_t n = udat_countSymbols(format, type);

    for (int32_t i = 0; i < n; i++) {
        UChar name[MOST];
        UErrorCode e = U_ZERO_ERROR;
        int32_t len = udat_getSymbols(format, type, i, name, MOST, &e);
        /* ICU counts days from Sunday at 1 and leaves 0 empty; ISO 8601 from Monday. */
        int number = kind == WQ_INTL_WEEKDAY ? (i == 1 ? 7 : i - 1) : base + i + 1;
        if (U_SUCCESS(e) && len > 0 && name[0] >= 0x80)
            give(g, kind, "", number, name, len);
    }
}

static void give_dates(const struct giving *g)
{
    static const char *const calendars[] = {"gregorian", "islamic-umalqura", "persian"};

    for (int i = 0; i < (int)WQ_COUNT(calendars); i++) {
        char locale[64];
        UErrorCode e = U_ZERO_ERROR;
        snprintf(locale, sizeof locale, "%s@calendar=%s", g->language, calendars[i]);
        UDateFormat *format = udat_open(UDAT_FULL, UDAT_FULL, locale, NULL, 0, NULL, 0, &e);
        if (U_FAILURE(e))
            continue;
        give_symbols(g, format, UDAT_MONTHS, WQ_INTL_MONTH, i * 100);
        give_symbols(g, format, UDAT_STANDALONE_MONTHS, WQ_INTL_MONTH, i * 100);
        if (i == 0)
            give_symbols(g, format, UDAT_WEEKDAYS, WQ_INTL_WEEKDAY, 0);
        udat_close(format);
    }
}

void wq_intl_names(const char *language, void (*each)(void *data, const struct wq_intl_name *name),
                   void *data)
{
    struct giving g = {language, each, data};

    give_countries(&g);
    give_cities(&g);
    give_dates(&g);
}

/* Days before the first of a month of the Iranian year: six months have 31, five 30. */
static int days_before(int month)
{
    return month <= 7 ? 31 * (month - 1) : 186 + 30 * (month - 7);
}

/* The rule of 33 years that ICU uses too (8 of them have a day more), without a calendar opened for each. */
static bool is_long_year(int year)
{
    return (25 * year + 11) % 33 < 8;
}

enum { IRANIAN_EPOCH = 1948320, UNIX_EPOCH = 2440588, MOST_YEARS = 3000 };

/* The Julian day number of a day. */
static bool iranian_day(struct wq_day d, int *out)
{
    int longest = d.month <= 6 ? 31 : d.month <= 11 || is_long_year(d.year) ? 30 : 29;
    int day = d.day ? d.day : longest;

    if (d.year < 1 || d.year > MOST_YEARS || d.month < 1 || d.month > 12 || day < 1 || day > longest)
        return false;
    *out = IRANIAN_EPOCH - 1 + 365 * (d.year - 1) + (8 * d.year + 21) / 33 + days_before(d.month) + day;
    return true;
}

static UCalendar *open_hijri(void)
{
    static const UChar utc[] = {'U', 'T', 'C', 0};
    UErrorCode e = U_ZERO_ERROR;
    UCalendar *c = ucal_open(utc, -1, "@calendar=islamic-umalqura", UCAL_DEFAULT, &e);

    if (U_SUCCESS(e))
        ucal_setAttribute(c, UCAL_LENIENT, 0);
    return U_SUCCESS(e) ? c : NULL;
}

static bool hijri_day(struct wq_calendars *c, struct wq_day d, int *out)
{
    UErrorCode e = U_ZERO_ERROR;

    if (d.year > MOST_YEARS)
        return false;
    if (d.day == 0) /* months have 30 days or 29 */
        return hijri_day(c, (struct wq_day){d.year, d.month, 30}, out) ||
               hijri_day(c, (struct wq_day){d.year, d.month, 29}, out);
    if (!c->hijri)
        c->hijri = open_hijri();
    if (!c->hijri)
        return false;
    ucal_clear(c->hijri);
    ucal_setDate(c->hijri, d.year, d.month - 1, d.day, &e);
    *out = UNIX_EPOCH + (int)((int64_t)ucal_getMillis(c->hijri, &e) / 86400000);
    return U_SUCCESS(e);
}

/* The Gregorian day of a Julian day number: Fliegel and Van Flandern, CACM 11 (1968), p. 657. */
static struct wq_day civil_day(int number)
{
    int l = number + 68569;
    int n = 4 * l / 146097;
    l -= (146097 * n + 3) / 4;
    int i = 4000 * (l + 1) / 1461001;
    l -= 1461 * i / 4 - 31;
    int j = 80 * l / 2447;
    int k = j / 11;
    return (struct wq_day){100 * (n - 49) + i + k, j + 2 - 12 * k, l - 2447 * j / 80};
}

bool wq_intl_gregorian(struct wq_calendars *c, enum wq_calendar calendar, struct wq_day day,
                       struct wq_day *out)
{
    int number = 0;
    bool known = calendar == WQ_HIJRI ? hijri_day(c, day, &number)
                                      : calendar == WQ_IRANIAN && iranian_day(day, &number);

    if (known)
        *out = civil_day(number);
    else if (calendar == WQ_GREGORIAN)
        *out = day;
    return known || calendar == WQ_GREGORIAN;
}

void wq_calendars_release(struct wq_calendars *c)
{
    if (c->hijri)
        ucal_close(c->hijri);
    c->hijri = NULL;
}
