/*
 * cut.h: paragraphs too long to be laid out in one go.
 *
 * fribidi takes 2.3 s for a paragraph of 5 MB, and nobody looks at more than a screen of it. A paragraph
 * longer than WQ_CUT_BYTES is laid out in pieces that end after a sentence, else after a space, else
 * anywhere between characters. Each piece is resolved by itself, with the direction of the whole: what
 * this changes is neutrals and brackets whose partner lies beyond the cut.
 */
#ifndef WARAQ_LAYOUT_CUT_H
#define WARAQ_LAYOUT_CUT_H

#include <stddef.h>

enum { WQ_CUT_BYTES = 16384 };

/* Where the piece of s[0, len) that begins at from ends: at most from + most bytes, and more than from
 * unless from == len. Trailing spaces belong to the piece. Looks back over a quarter of it at most. */
size_t wq_cut_end(const char *s, size_t len, size_t from, size_t most);

/* The end of the sentence that holds from: behind its closing mark, quotes and spaces; len if none ends. */
size_t wq_sentence_end(const char *s, size_t len, size_t from);

#endif
