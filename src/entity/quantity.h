/* quantity.h: numbers in digits and words. Private to entity. */
#ifndef WARAQ_SRC_ENTITY_QUANTITY_H
#define WARAQ_SRC_ENTITY_QUANTITY_H

#include "finder.h"

struct wq_quantity {
    size_t to; /* the word behind it */
    double value;
    double least;    /* of a range; 0: it is none */
    bool digits;     /* begun by digits */
    bool plain;      /* digits alone: no sign in them, no word behind */
    bool multiplied; /* thousand, million... */
};

/* Classes of the words that it may begin with, or with digits. */
#define WQ_COUNTS (WQ_BIT(WQ_NUMBER) | WQ_BIT(WQ_FRACTION))

/* The number that begins at word i: ۱۲, 1,200, 6.4, دو ہزار نو, 10 ہزار, سی و پنج. False: there is none.
 * Clock times and numbers of other forms in digits (9:30, 2023-10-15, 3-1) are none. */
bool wq_read_quantity(const struct wq_finder *f, size_t i, struct wq_quantity *q);

/* A number from least, above 0, to most, of two digits, that begins at word i, in digits alone or in words
 * without a multiplier; the word behind it goes to *to. 0: there is none. */
int wq_read_small(const struct wq_finder *f, size_t i, int least, int most, size_t *to);

/* The digits of word i and what is between them, as ASCII; false: it is none of digits, or longer. */
bool wq_read_digits(const struct wq_finder *f, size_t i, char *out, size_t size);

/* True if a word stands before i that a number follows as a label: نمبر 1, ہیلپ لائن 1122. */
bool wq_is_labelled(const struct wq_finder *f, size_t i);

/* Appends a number that is none below zero, with zeros before it up to so many digits. */
void wq_add_number(struct wq_buf *out, int64_t n, int digits);

/* Appends a string to what values point into; returns where it begins. */
uint32_t wq_add_value(struct wq_finder *f, const char *value);

#endif
