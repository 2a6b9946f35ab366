/* likeness.h: whether two names are one, spelt differently. Private to entity. */
#ifndef WARAQ_SRC_ENTITY_LIKENESS_H
#define WARAQ_SRC_ENTITY_LIKENESS_H

#include "finder.h"

/* Fills sounds[256]: the code of a letter to that of the one that stands for its sound. */
void wq_sounds_make(wq_code *sounds);

/*
 * True if the mentions have as many words and every word's consonants agree: the same first sound, letters of
 * one sound for each other, vowels left out, and an edit distance of at most a quarter of the consonants.
 * Short words must agree in all consonants and in what they begin with, for one letter is a different man
 * there (کم جونگ اُن, کم جونگ اِل). Names of places are never compared: کویت, کوئٹہ.
 */
bool wq_is_like(const struct wq_finder *f, const struct wq_found *a, const struct wq_found *b);
/* The same of words [a, a + words) and [b, b + words). */
bool wq_are_like(const struct wq_finder *f, size_t a, size_t b, size_t words);

/* True if the first word of one of the entity's names, of those of several words, is like this word. */
bool wq_is_called(const struct wq_finder *f, uint32_t known, size_t word);
/* The same of the last word. */
bool wq_is_of_family(const struct wq_finder *f, uint32_t known, size_t word);

#endif
