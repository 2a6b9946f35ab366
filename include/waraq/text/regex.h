/*
 * regex.h: regular expressions over folded text; the door to ICU's.
 *
 * The syntax is that of ICU (https://unicode-org.github.io/icu/userguide/strings/regexp.html). Case counts
 * for nothing; ^ and $ stand at the ends of lines, of which LF is the only kind, and . does not cross them.
 * The text to give it is folded with WQ_FOLD_GAPS.
 */
#ifndef WARAQ_TEXT_REGEX_H
#define WARAQ_TEXT_REGEX_H

#include "waraq/base/span.h"
#include "waraq/base/status.h"

#include <stdbool.h>
#include <stddef.h>

struct wq_regex;

/*
 * Compiles s[0, len), valid UTF-8. What is not ASCII in it is folded, character by character (fold.h): what
 * it becomes is meant literally, marks and ZWNJ are gone. ASCII stays what it is, since \S is not \s; but a
 * grave accent is an apostrophe, as in the text. whole_words: no match begins or ends between two letters.
 *
 * The expression is the caller's: wq_regex_free. WQ_EPATTERN: it is broken; err->at says at which of its code
 * points, err->what why, in plain words. WQ_EUSAGE: nothing is left of it. *out is written only on WQ_OK.
 */
enum wq_status wq_regex_new(const char *s, size_t len, bool whole_words, struct wq_regex **out,
                            struct wq_error *err) WQ_MUST_CHECK;
void wq_regex_free(struct wq_regex *r);

/* The text to look in from byte at on; what is before can be looked back at. Borrowed up to the next. */
enum wq_status wq_regex_start(struct wq_regex *r, const char *s, size_t len, size_t at) WQ_MUST_CHECK;

/*
 * The next match in bytes of that text, behind the last one; it may be empty. WQ_ENOTFOUND: there is none any
 * more. WQ_ETIME: since wq_regex_start() it took more steps than are allowed (about half a second'
 * worth of them), or more memory (16 MB).
 */
enum wq_status wq_regex_next(struct wq_regex *r, struct wq_span *match) WQ_MUST_CHECK;

#endif
