/*
 * reader.h: the reading pane: an article's blocks, laid out as far as they are looked at.
 *
 * A place on the screen is a block and a row of it (its empty row first, if it has one), so that nothing
 * above or below must be laid out to stand somewhere. A place to remember is a byte of the article, which
 * outlives a change of width. Rows are counted from 0, bytes are the article's.
 */
#ifndef WARAQ_UI_READER_H
#define WARAQ_UI_READER_H

#include "waraq/doc/blocks.h"
#include "waraq/layout/para.h"

#include <stdbool.h>

struct wq_place {
    size_t block;
    size_t row;
};

struct wq_reader_options {
    int width;  /* columns of text */
    int height; /* rows */
    bool furniture;
    bool no_title;           /* the title stands elsewhere */
    bool double_spaced;      /* an empty row behind every line */
    bool show_hidden;        /* characters without a cell are shown */
    int direction;           /* 0: as the text says; 1: right to left; -1: left to right */
    enum wq_shaping shaping; /* as the engine is set: what it laid out before is good no more */
};

struct wq_reader;

/* layout is borrowed for its life. */
struct wq_reader *wq_reader_new(struct wq_layout *layout);
void wq_reader_free(struct wq_reader *r);

/* Shows an article from its beginning; borrowed until the next call. NULL shows nothing. */
void wq_reader_set_article(struct wq_reader *r, const struct wq_article *a);

/* New size or way to show; what stood at the top stays there. */
void wq_reader_set_options(struct wq_reader *r, const struct wq_reader_options *o);
const struct wq_reader_options *wq_reader_options(const struct wq_reader *r);

/* Moves by rows, forwards if positive; never beyond the last row at the bottom. False: it stood already. */
bool wq_reader_scroll(struct wq_reader *r, int rows);
/* A page, keeping a line of what was seen; half: half a page. */
bool wq_reader_page(struct wq_reader *r, int pages, bool half);
void wq_reader_to_start(struct wq_reader *r);
void wq_reader_to_end(struct wq_reader *r);

/* Brings the line that holds byte at to row (from the top), as far as the ends allow. */
void wq_reader_to(struct wq_reader *r, size_t at, int row);
/* As wq_reader_to with a third of the height, but only if the line is not on the screen. */
void wq_reader_show(struct wq_reader *r, size_t at);

/* True if the line that holds byte at is on the screen. */
bool wq_reader_shows(struct wq_reader *r, size_t at);
/* As wq_reader_show; the paragraph that holds byte at becomes the current one. */
void wq_reader_show_current(struct wq_reader *r, size_t at);
/* True if byte at lies in furniture that is folded away. */
bool wq_reader_folds(const struct wq_reader *r, size_t at);

/* The byte at the start of the topmost line: the place to remember. */
size_t wq_reader_place(struct wq_reader *r);

/* Where the screen stands to the row, for going back there in this article. */
struct wq_spot {
    size_t at;               /* the byte of wq_reader_place */
    int row;                 /* where its line stands: 0, or 1 below an empty row, or -1 above the top */
    bool start;              /* at the very beginning, though a title may be left out above */
    size_t current;          /* the byte where the current paragraph begins; SIZE_MAX: none was set */
    struct wq_span sentence; /* the chosen one */
};
struct wq_spot wq_reader_spot(struct wq_reader *r);
void wq_reader_to_spot(struct wq_reader *r, struct wq_spot spot);

/* The current paragraph: the one set last, while it is on the screen, else the first that begins there. */
size_t wq_reader_current(struct wq_reader *r);
/* The byte of the article where it begins; 0 if there is none. */
size_t wq_reader_current_byte(struct wq_reader *r);
/* Makes the next (previous) paragraph current and shows it; n times. False at the end. */
bool wq_reader_paragraph(struct wq_reader *r, int n);
/* Chooses the sentence n further on (back) and shows it; the first time, the first that begins on the
 * screen. Moving otherwise chooses none. False at the end. */
bool wq_reader_sentence(struct wq_reader *r, int n);
/* The chosen sentence, in bytes of the article; empty if none is. */
struct wq_span wq_reader_chosen(const struct wq_reader *r);
/* Paragraph n of those that are not furniture, from 1; the title is one, shown or not. */
void wq_reader_to_paragraph(struct wq_reader *r, size_t n);

/* How far on in the article proper a byte lies, in thousandths. */
int wq_reader_progress_at(const struct wq_reader *r, size_t at);

/* How much of the article proper lies above the bottom of the screen, and where the screen stands:
 * thousandths. at_end: its last line is on the screen. */
struct wq_reading_progress {
    int place;  /* 0 at the start, 1000 at the end */
    int seen;   /* of the text, up to the last line shown */
    int begins; /* the part on the screen, for a scroll bar */
    int ends;
    bool at_end;
};
struct wq_reading_progress wq_reader_progress(struct wq_reader *r);

/* What stands in row y of the pane. para NULL: nothing (line is NULL too) or a fold. */
struct wq_row {
    const struct wq_block *block; /* NULL: an empty row, or none */
    const struct wq_para *para;
    const struct wq_line *line;
    size_t block_index;
    bool first; /* the first line of its block */
};

/* Calls draw for each row of the pane from the top. */
void wq_reader_rows(struct wq_reader *r, void (*draw)(int y, const struct wq_row *row, void *data),
                    void *data);

/* The byte of the article at a column of row y, counted from the left of the text; SIZE_MAX if nothing. */
size_t wq_reader_hit(struct wq_reader *r, int x, int y);

/* True if this line is drawn at the right end of the text's columns. */
bool wq_reader_line_right(const struct wq_reader *r, const struct wq_row *row);

#endif
