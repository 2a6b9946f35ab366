/*
 * uax9.h: two oracles for embedding levels.
 */
#ifndef WARAQ_TESTS_SUPPORT_UAX9_H
#define WARAQ_TESTS_SUPPORT_UAX9_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * UAX #9 of Unicode 15.0 for one paragraph without explicit formatting, rule by rule and pass by pass, as
 * slow and as plain as its text. classes: enum wq_bidi, BN for what X9 removes; brackets: wq_bracket() or 0.
 * The level of what X9 removes is not written.
 */
void uax9_levels(const uint8_t *classes, const uint32_t *brackets, size_t n, bool rtl, int8_t *levels);

/*
 * ICU's ubidi over the code points themselves. Embeddings, overrides and isolates are taken for BN; so are
 * paragraph separators. strong_left (may be NULL): characters that count as L.
 *
 * Four things ICU 72 does not do as UAX #9 says, all of which uax9_levels() does:
 * - an L paragraph of L and numbers of class AN only is all level 0 (it looks the same); avoided here;
 * - marks on a bracket stay neutral when N0 gives the bracket a direction (as before Unicode 8.0);
 * - U+2329 and U+3008 wait for either of their closing brackets, and go on waiting when one has come;
 * - the stack of opening brackets has no end.
 * It fails 31 of the 91,707 lines of BidiCharacterTest.txt.
 */
void ubidi_levels(const uint32_t *cps, const bool *strong_left, size_t n, bool rtl, int8_t *levels);

/* True if the text has what the last three of those are about. */
bool ubidi_may_err(const uint32_t *cps, size_t n);

/* L2, as it is written: from the highest level down to 1, what is at that level or higher is reversed. */
void uax9_order(const uint8_t *levels, size_t n, uint32_t *order);

#endif
