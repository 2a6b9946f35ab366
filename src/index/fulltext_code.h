/*
 * fulltext_code.h: the code in which folded text stands in a cache file. Private to index.
 *
 * It is UTF-8 in which the letters of our languages have a byte of their own, so that Arabic script takes
 * half the memory and half the time to look through:
 *
 *     01-7F, F5-FE   a code point of the table in fulltext_code.c; ASCII that is in it stands for itself
 *     C2-F4 80-BF..  any other code point, as UTF-8
 *     C0-C1 80-BF    ASCII that is not in the table, in the overlong form that UTF-8 forbids
 *     FF             the end of a document
 *
 * As in UTF-8, no code point's bytes begin inside another's, so that bytes that are found are code points
 * that are found. Letters that loose matching takes for each other all are in the table: they are of one
 * length, and loose text is compared byte by byte through a map.
 */
#ifndef WARAQ_SRC_INDEX_FULLTEXT_CODE_H
#define WARAQ_SRC_INDEX_FULLTEXT_CODE_H

#include "waraq/text/fold.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    WQ_CODE_END = 0xFF,
    WQ_CODE_LIMIT = 0x800, /* the table's code points are below: two bytes of UTF-8 at most */
};

struct wq_code {
    uint8_t byte_of[WQ_CODE_LIMIT]; /* 0: none */
    uint16_t point_of[256];         /* 0: no byte of the table */
    uint8_t loose[256]; /* the byte of the letter that loose matching takes it for; others: itself */
    bool word[256];     /* a letter or digit of the table */
};

void wq_code_init(struct wq_code *c);

/* Writes cp's bytes, at most 4; returns how many. */
size_t wq_code_put(const struct wq_code *c, uint32_t cp, uint8_t *to);

/* True for the bytes that do not begin a code point. */
static inline bool wq_code_is_trail(uint8_t b)
{
    return (b & 0xC0) == 0x80;
}

/* The code point at s[*at], *at < len; moves *at behind it. Any bytes will do: what is not of the code is
 * U+FFFD. */
uint32_t wq_code_next(const struct wq_code *c, const uint8_t *s, size_t len, size_t *at);

/* Whether cp, which is folded, is a letter or a digit. scratch: for folding it. */
bool wq_code_is_word(const struct wq_code *c, uint32_t cp, struct wq_folded *scratch);

#endif
