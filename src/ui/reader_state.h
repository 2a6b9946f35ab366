/*
 * reader_state.h: what the reading pane keeps. Private to ui: reader.c lays out and scrolls,
 * reader_choice.c knows paragraphs, sentences and how far one has come, reader_select.c steps from letter to
 * letter.
 */
#ifndef WARAQ_SRC_UI_READER_STATE_H
#define WARAQ_SRC_UI_READER_STATE_H

#include "waraq/base/span.h"
#include "waraq/ui/reader.h"

enum { MOST_LAID = 256 /* blocks kept laid out */ };

struct wq_reader {
    struct wq_layout *layout;
    const struct wq_article *article;
    struct wq_reader_options o;
    struct wq_blocks blocks;
    struct wq_para **paras; /* a block each; NULL until looked at */
    size_t laid[MOST_LAID]; /* blocks laid out, the oldest at laid_next */
    size_t laid_next;
    size_t nlaid;
    struct wq_place top;
    size_t anchor;  /* the byte that resizing keeps at the top until the reader moves; SIZE_MAX: none */
    size_t current; /* block made current; SIZE_MAX: none */
    struct wq_span sentence; /* chosen; empty: none */
};

/* No paragraph and no sentence is chosen. */
void wq_reader_forget_choice(struct wq_reader *r);
/* The layout of a block, made when it is first looked at, borrowed until some others were; NULL for a fold.
 */
const struct wq_para *wq_reader_para(struct wq_reader *r, size_t block);
/* Empty rows above a block. */
size_t wq_reader_gap(const struct wq_reader *r, size_t block);
/* Moves a place by rows and stops at either end of the article; returns the rows it went. */
int wq_reader_walk(struct wq_reader *r, struct wq_place *at, int rows);
/* The line a place stands in, or the block's first for its empty row; NULL for a fold. */
const struct wq_line *wq_reader_line(struct wq_reader *r, struct wq_place at);
/* The columns left of a row's line in the pane; and the index of the cell at column x of the pane, or of the
 * nearest. The line has cells. */
int wq_reader_line_left(const struct wq_reader *r, const struct wq_row *row);
size_t wq_reader_cell_at_x(const struct wq_reader *r, const struct wq_row *row, int x);
/* The sentence that begins at or holds byte at of a block. */
struct wq_span wq_reader_sentence_at(const struct wq_reader *r, const struct wq_block *b, size_t at);

#endif
