/*
 * fold.h: spellings of one word to one form.
 *
 * No collator fits (see the table of letters in fold.c): so NFKD, marks and format characters dropped,
 * letters of one sound and shape to one class, digits to ASCII, any run of white space to one space, one
 * apostrophe, one quote, one dash, Arabic punctuation to ASCII, case folded. Folding is idempotent.
 */
#ifndef WARAQ_TEXT_FOLD_H
#define WARAQ_TEXT_FOLD_H

#include "waraq/base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Appends the folded s[0, len) to *out. A run of white space at either end becomes one space too. */
void wq_fold(const char *s, size_t len, struct wq_buf *out);

/*
 * Appends the letters of the folded s[0, len) to *out: what is no gap (below), the very bytes that
 * wq_folded_make() makes, without their way back and so faster. loose: as WQ_FOLD_LOOSE there.
 */
void wq_fold_letters(const char *s, size_t len, bool loose, struct wq_buf *out);

/* True if c folds to this letter, alone or with others. loose: as above, and so is the letter. */
bool wq_fold_holds(uint32_t c, uint32_t letter, bool loose);

/* A quick look at a character: a letter, which goes to *letter folded; nothing of folded text's letters; or
 * what would need a slower one. */
enum wq_fold_look { WQ_LOOK_LETTER, WQ_LOOK_NONE, WQ_LOOK_UNKNOWN };
enum wq_fold_look wq_fold_look(uint32_t c, bool loose, uint32_t *letter);

/* What stands between two letters and is not one: it is kept beside the text instead of in it, so that a
 * match may cross it, and the matcher says whether it may. */
enum {
    WQ_GAP_SPACE = 1 << 0,      /* white space, line ends too */
    WQ_GAP_JOINER = 1 << 1,     /* ZWNJ: a space to some writers, nothing to others */
    WQ_GAP_APOSTROPHE = 1 << 2, /* any of them */
    WQ_GAP_QUOTE = 1 << 3,
};

/* A code point of folded text and where it came from. */
struct wq_fold_unit {
    uint32_t at;    /* bytes: where it stands in the folded text */
    uint32_t start; /* bytes of the source: the character it came from */
    uint32_t end;   /* behind that and the marks on it */
    uint8_t gap;    /* WQ_GAP_ bits of what stands before it */
    bool word;      /* a letter or a digit */
};

/* Folded text with its way back. Embedded; wq_folded_init, wq_folded_release; clear by folding anew. */
struct wq_folded {
    struct wq_buf text; /* without what is a gap */
    struct {
        struct wq_fold_unit *items;
        size_t len, cap;
    } units;
    uint8_t tail; /* the gap behind the last unit */
};

void wq_folded_init(struct wq_folded *f);
void wq_folded_release(struct wq_folded *f);

enum {
    /* Also letters of one sound are one: ھ/ہ, ں/ن, ے/ی, ٹ/ت, ڈ/د, ڑ/ر, ذ ض ظ/ز, ص ث/س, ط/ت, ح/ہ. */
    WQ_FOLD_LOOSE = 1 << 0,
    /* Gaps stay in the text, each a unit: a run of blanks as one space, each end of a paragraph (article.h)
     * as LF, apostrophes and quotes as one kind. ZWNJ is left out. No unit has a gap before it. */
    WQ_FOLD_GAPS = 1 << 1,
};

/* Folds s[0, len), len < 2^32, into *f, which is emptied first. flags: one of WQ_FOLD_, or 0. */
void wq_folded_make(struct wq_folded *f, const char *s, size_t len, unsigned flags);

/* Walks from byte at of s[0, len), where a character begins, over n units forward (the end of the character
 * that holds the last of them, or len) or back (where the character of the first begins, or 0). */
size_t wq_fold_ahead(const char *s, size_t len, size_t at, size_t n);
size_t wq_fold_back(const char *s, size_t at, size_t n);

#endif
