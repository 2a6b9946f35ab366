/*
 * output_check.h: what the program's output must and must not hold, wherever it goes.
 */
#ifndef WARAQ_TESTS_SUPPORT_OUTPUT_CHECK_H
#define WARAQ_TESTS_SUPPORT_OUTPUT_CHECK_H

#include <stdbool.h>
#include <stddef.h>

/* Valid UTF-8 without C0 (but LF), DEL, C1, and the bidi controls U+202A-202E and U+2066-2069. */
void assert_harmless(const char *s, size_t len);

/* The lines of text that came to a terminal: CR LF is LF, and otherwise as assert_harmless. */
void assert_harmless_tty(const char *s, size_t len);

/* Every line ends with LF, none in a blank, none is wider than width, and one that begins with blanks reaches
 * the right edge: so its blanks are ours, not the source's. */
void assert_laid_out(const char *s, size_t len, int width);

/* How many cells s takes, up to its NUL. */
int cells_of(const char *s);

/* Takes LRO and PDF out of the rows of a screen, in place: a row has both, the first behind its first blank
 * and the second behind its last character, or neither. Returns how many rows have them. */
size_t take_overrides(char *screen);

/* Whether s is one line: it ends with the only LF. */
bool is_one_line(const char *s);

/* Without white space and without what has no cell: what must be the same before and after layout in
 * logical order. The caller's, by free. */
char *text_essence(const char *s, size_t len);

/* s without `ESC [ ... m`; the caller's, by free. */
char *text_without_colour(const char *s);

#endif
