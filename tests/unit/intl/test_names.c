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

static void assert_same_day(struct wq_day a, struct wq_day b)
{
    assert_int_equal(a.year, b.year);
    assert_int_equal(a.month, b.month);
    assert_int_equal(a.day, b.day);
}

static void test_days(void **state)
{
    (void)state;
    static const struct {
        enum wq_calendar calendar;
        struct wq_day day, is;
    } days[] = {
        {WQ_IRANIAN, {1402, 7, 14}, {2023, 10, 6}}, {WQ_IRANIAN, {1403, 12, 30}, {2025, 3, 20}},
        {WQ_IRANIAN, {1403, 12, 0}, {2025, 3, 20}}, {WQ_HIJRI, {1445, 9, 1}, {2024, 3, 11}},
        {WQ_HIJRI, {1300, 1, 1}, {1882, 11, 12}},   {WQ_HIJRI, {1445, 8, 0}, {2024, 3, 10}},
        {WQ_HIJRI, {1445, 9, 0}, {2024, 4, 9}},     {WQ_GREGORIAN, {2024, 2, 29}, {2024, 2, 29}},
    };
    static const struct {
        enum wq_calendar calendar;
        struct wq_day day;
    } none[] = {
        {WQ_IRANIAN, {1402, 12, 30}}, /* 29 in that year */
        {WQ_IRANIAN, {1402, 13, 1}},  {WQ_IRANIAN, {0, 1, 1}},        {WQ_IRANIAN, {1402, 13, 0}},
        {WQ_HIJRI, {1445, 9, 31}},    {WQ_HIJRI, {2000000000, 1, 1}},
    };
    struct wq_calendars c = {0};
    struct wq_day d;

    for (size_t i = 0; i < WQ_COUNT(days); i++) {
        assert_true(wq_intl_gregorian(&c, days[i].calendar, days[i].day, &d));
        assert_same_day(d, days[i].is);
    }
    for (size_t i = 0; i < WQ_COUNT(none); i++)
        assert_false(wq_intl_gregorian(&c, none[i].calendar, none[i].day, &d));
    /* And what was asked for in vain spoils nothing. */
    assert_true(wq_intl_gregorian(&c, WQ_HIJRI, (struct wq_day){1445, 9, 1}, &d));
    assert_same_day(d, (struct wq_day){2024, 3, 11});
    wq_calendars_release(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_names), cmocka_unit_test(test_days)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
