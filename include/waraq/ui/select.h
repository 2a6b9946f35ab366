/*
 * select.h: stepping through the reading pane's text from cell to cell, for selecting.
 *
 * A step ends at a cell, which is the smallest thing that can be seen selected: a letter with its marks, lam
 * and alef together. Steps to the sides and between rows are visual, as arrows are; words, sentences and
 * paragraphs are logical: onwards to their last letter, backwards to their first, so that each step onwards
 * takes a whole one more. What is folded away is stepped over. Spans are bytes of the article.
 */
#ifndef WARAQ_UI_SELECT_H
#define WARAQ_UI_SELECT_H

#include "waraq/base/span.h"
#include "waraq/ui/reader.h"

#include <stdbool.h>

enum wq_step {
    WQ_STEP_LEFT,
    WQ_STEP_RIGHT,
    WQ_STEP_UP,
    WQ_STEP_DOWN,
    WQ_STEP_WORD_ON,
    WQ_STEP_WORD_BACK,
    WQ_STEP_SENTENCE_ON,
    WQ_STEP_SENTENCE_BACK,
    WQ_STEP_PARAGRAPH_ON,
    WQ_STEP_PARAGRAPH_BACK,
    WQ_STEP_TO_END, /* of the article */
    WQ_STEP_TO_START,
};

/* The cell that holds byte at, or the nearest; empty where nothing but folds is there. */
struct wq_span wq_reader_cell(struct wq_reader *r, size_t at);
/* The cell at column x from the left of the text in row y of the pane, or the nearest in it; else in the
 * nearest row of the pane that has any; empty if none has. */
struct wq_span wq_reader_cell_at(struct wq_reader *r, int x, int y);

/* From a cell to another; the same where the text ends. *column is the one that steps between rows keep to:
 * -1 before the first of them, and set back by all others. */
struct wq_span wq_reader_step(struct wq_reader *r, struct wq_span cell, enum wq_step step, int *column);

/* The whole paragraph that holds byte at, also where it is laid out in pieces. */
struct wq_span wq_reader_paragraph_at(const struct wq_reader *r, size_t at);

#endif
