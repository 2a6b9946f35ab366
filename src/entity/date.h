/* date.h: what a date says, and how that is written. Private to entity. */
#ifndef WARAQ_SRC_ENTITY_DATE_H
#define WARAQ_SRC_ENTITY_DATE_H

#include "finder.h"

/* 0 where nothing is said. */
struct wq_date {
    int calendar; /* enum wq_calendar */
    int year, month, day;
    int last_day;  /* of a range within a month */
    int last_year; /* of a range of years */
    bool before;   /* our era */
};

/* Appends the date in ISO 8601 (entities.h) as a value; 0 where it cannot be told. */
uint32_t wq_date_value(struct wq_finder *f, const struct wq_date *d);
/* A span of n units (class TIME: 1 second to 9 century); sign: -1, 0 or 1 from today, 2: a span. */
uint32_t wq_spell_value(struct wq_finder *f, double n, int unit, int sign);

/* True if word i, which nobody has, follows the one before and has class c. */
bool wq_date_goes_on(const struct wq_finder *f, size_t i, enum wq_class c);
/* The run of words at i, if it has class c: how many; its number in *value. */
size_t wq_date_run(const struct wq_finder *f, size_t i, enum wq_class c, int *value);
/* Words [from, to) are a date of that value. */
void wq_date_take(struct wq_finder *f, size_t from, size_t to, uint32_t value, int confidence);
/* True if the words of a date at i are part of a name. */
bool wq_date_is_in_name(const struct wq_finder *f, size_t i, size_t words);
/* A year at word i, of four digits, or of three with an era: into *d, and *to is its end; false: there is
 * none. */
bool wq_date_read_year(const struct wq_finder *f, size_t i, size_t *to, struct wq_date *d);
/* [weekday] [days] month [year]: takes it at word i; returns the last word, or i. */
size_t wq_take_month(struct wq_finder *f, size_t i);
/* Takes a date of months that stands right behind words [from, to) of a date along; returns its end, or to.
 */
size_t wq_date_join_month(struct wq_finder *f, size_t from, size_t to);

/* آج, منگل, روز جمعه, مساء الخميس: takes it at word i; returns the last word, or i. */
size_t wq_take_day(struct wq_finder *f, size_t i);
/* 15/10/2023, گزشتہ رات, آج صبح: takes them at word i; returns the last word, or i. */
size_t wq_take_numeric(struct wq_finder *f, size_t i);
size_t wq_take_night(struct wq_finder *f, size_t i);
/* The same with 90 کی دہائی. */
size_t wq_take_decade(struct wq_finder *f, size_t i);
/* The same with پایان سال, نهاية العام. */
size_t wq_take_part(struct wq_finder *f, size_t i);
/* True if a word that dates are told by is somebody's name: محمد رمضان, جمعہ خان. */
bool wq_is_somebody(struct wq_finder *f, size_t i);
/* What is said more of the dates that were found: 1980 کی دہائی, مارچ کے پہلے ہفتے, پایان مهر. */
void wq_widen_dates(struct wq_finder *f);

#endif
