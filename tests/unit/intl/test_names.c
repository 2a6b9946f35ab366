/* What ICU knows by name, and days of other calendars. */
#include "waraq/base/array.h"
#include "waraq/intl/names.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct counts {
    int kinds[4];
    bool pakistan, karachi, monday;
};

static void count(void *data, const struct wq_intl_name *n)
{
    struct counts *c = data;

    assert_true(n->len > 0 && strlen(n->name) == n->len);
    c->kinds[n->kind]++;
    c->pakistan |= n->kind == WQ_INTL_COUNTRY && !strcmp(n->code, "PK") && !strcmp(n->name, "پاکستان");
    c->karachi |= n->kind == WQ_INTL_CITY && !strcmp(n->code, "Asia/Karachi") && !strcmp(n->name, "کراچی");
    c->monday |= n->kind == WQ_INTL_WEEKDAY && n->number == 1 && !strcmp(n->name, "پیر");
}

static void test_names(void **state)
{
    (void)state;
    static const char *const languages[] = {"fa", "ar", "he", "ur"};
    struct counts c;

    for (size_t i = 0; i < WQ_COUNT(languages); i++) {
        c = (struct counts){0};
        wq_intl_names(languages[i], count, &c);
        assert_true(c.kinds[WQ_INTL_COUNTRY] > 200 && c.kinds[WQ_INTL_CITY] > 300);
        assert_true(c.kinds[WQ_INTL_MONTH] >= 36 && c.kinds[WQ_INTL_WEEKDAY] == 7);
    }
    assert_true(c.pakistan && c.karachi && c.monday);
}

static void test_days(void **state)
{
    (void)state;
    static const struct {
        enum wq_calendar calendar;
        int year, month, day;
        struct wq_day is;
    } days[] = {
        {WQ_IRANIAN, 1402, 7, 14, {2023, 10, 6}},   {WQ_IRANIAN, 1403, 12, 30, {2025, 3, 20}},
        {WQ_HIJRI, 1445, 9, 1, {2024, 3, 11}},      {WQ_HIJRI, 1300, 1, 1, {1882, 11, 12}},
        {WQ_GREGORIAN, 2024, 2, 29, {2024, 2, 29}},
    };
    struct wq_day d;

    for (size_t i = 0; i < WQ_COUNT(days); i++) {
        assert_true(wq_intl_gregorian(days[i].calendar, days[i].year, days[i].month, days[i].day, &d));
        assert_int_equal(d.year, days[i].is.year);
        assert_int_equal(d.month, days[i].is.month);
        assert_int_equal(d.day, days[i].is.day);
    }
    assert_false(wq_intl_gregorian(WQ_IRANIAN, 1402, 12, 30, &d)); /* 29 in that year */
    assert_false(wq_intl_gregorian(WQ_IRANIAN, 1402, 13, 1, &d));
    assert_false(wq_intl_gregorian(WQ_IRANIAN, 0, 1, 1, &d));
    assert_false(wq_intl_gregorian(WQ_HIJRI, 1445, 9, 31, &d));
    assert_false(wq_intl_gregorian(WQ_HIJRI, 2000000000, 1, 1, &d));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_names), cmocka_unit_test(test_days)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
