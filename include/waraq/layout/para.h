/*
 * para.h: one paragraph of logical text to lines of cells.
 *
 * The way is always: code points -> levels over the whole paragraph -> joining over the whole paragraph
 * -> cells in logical order -> line breaks in logical order -> per line, cells reordered by level. Text
 * is never wrapped after it was reordered.
 *
 * A cell is what one spacing character shows: a shaped and mirrored character with its marks, and the
 * range of bytes it stands for. Marks, ZWNJ and other characters without a cell of their own extend the
 * range of the cell before; lam and alef share one cell. The lines of a paragraph divide its bytes
 * among them without gap or overlap; bytes of a line that are in none of its cells were dropped: spaces
 * at the ends of a line, line separators, and characters without a cell at the very start.
 *
 * Rules: UAX #9 (on ICU's classes), the Unicode core specification 9.2 (joining),
 * UAX #14 (ICU). Units: bytes of the paragraph's UTF-8 from its start; columns of the terminal.
 */
#ifndef WARAQ_LAYOUT_PARA_H
#define WARAQ_LAYOUT_PARA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The engine: ICU's iterators, property tables and scratch memory. One thread, any number of
 * paragraphs; a struct wq_para does not depend on it once made. */
struct wq_layout;
struct wq_props;

struct wq_layout *wq_layout_new(void);
void wq_layout_free(struct wq_layout *l);
/* The engine's property table, borrowed. */
struct wq_props *wq_layout_props(struct wq_layout *l);
/* Which letters are joined: all to begin with. The others stay as they are written, each in a cell of its
 * own, for whoever joins them later; to whom no cell can say that a joiner (U+200C, U+200D) stands between
 * two, so that words with one are joined here where it matters. */
enum wq_shaping { WQ_SHAPING_ALL, WQ_SHAPING_JOINERS, WQ_SHAPING_NONE };
/* What was laid out before stays as it is. */
void wq_layout_shape(struct wq_layout *l, enum wq_shaping shaping);

enum {
    WQ_CELL_SPACE = 1 << 0,  /* white space */
    WQ_CELL_TAB = 1 << 1,    /* its width fills up to the next multiple of 8 columns of the line */
    WQ_CELL_BREAK = 1 << 2,  /* a line may begin here */
    WQ_CELL_FORCED = 1 << 3, /* a line begins here: a line separator stood before */
    WQ_CELL_HIDDEN = 1 << 4, /* shows a character that has no cell (WQ_LAYOUT_SHOW_HIDDEN) */
    WQ_CELL_HANGS = 1 << 5,  /* a space that may stick out at the end of a line */
    WQ_CELL_APART = 3 << 6,  /* layout's own, for wq_line_visual() */
};

struct wq_cell {
    uint32_t ch;    /* code point to draw: never a control, never default-ignorable */
    uint32_t start; /* bytes */
    uint32_t end;
    uint32_t mark;  /* first of its marks in wq_para.marks */
    uint8_t nmarks; /* at most WQ_CELL_MARKS */
    uint8_t level;  /* embedding level: odd runs right to left */
    uint8_t width;  /* columns: 1 or 2; a tab up to 8 */
    uint8_t flags;
};

enum { WQ_CELL_MARKS = 4 };

struct wq_line {
    uint32_t first, count; /* cells that show, in logical order */
    uint32_t start, end;   /* bytes, with what was dropped */
    uint32_t width;        /* columns of its cells, without the indent */
    uint32_t indent;       /* empty columns at the side where reading starts */
};

struct wq_para {
    bool rtl; /* the direction it was laid out with */
    size_t len;
    size_t nlines, ncells, nmarks;
    struct wq_line *lines; /* at least one */
    struct wq_cell *cells;
    uint32_t *marks; /* code points */
};

enum {
    /* URL, @handle and Latin #tag ranges are left to the algorithm instead of being kept left to right. */
    WQ_LAYOUT_NO_RANGES = 1 << 0,
    /* U+202A-202E and U+2066-2069 work. For the interface's own sentences only: an article's have no
     * effect, since they can make text read as what it is not. */
    WQ_LAYOUT_CONTROLS = 1 << 1,
    /* Characters that have no cell get one, so that one can see where they are. */
    WQ_LAYOUT_SHOW_HIDDEN = 1 << 2,
    /* Spaces at the start and end stay (line editor). */
    WQ_LAYOUT_KEEP_SPACE = 1 << 3,
    /* LF and CR in the text are spaces: lines of a hard-wrapped file that flow again. */
    WQ_LAYOUT_JOIN_LINES = 1 << 4,
};

struct wq_layout_opts {
    uint32_t width; /* columns of a line with its indent; 0: no limit, one line unless forced */
    bool rtl;       /* paragraph direction */
    unsigned flags;
    uint32_t indent_first; /* columns, first line */
    uint32_t indent_rest;  /* columns, the others */
    /* Offsets (ascending) where a new line begins for the eye, indented by indent_soft. */
    const uint32_t *soft;
    size_t nsoft;
    uint32_t indent_soft;
};

/* Lays out s[0, len): valid UTF-8 without paragraph separators (unless WQ_LAYOUT_JOIN_LINES). Cost grows with
 * len: cut long paragraphs first (cut.h). len < 2^31. The result is the caller's: wq_para_free. */
struct wq_para *wq_layout_para(struct wq_layout *l, const char *s, size_t len,
                               const struct wq_layout_opts *opts);
void wq_para_free(struct wq_para *p);

/* Visual order of a line: order[0] is the index in p->cells of the leftmost cell. Room for
 * line->count; returns that (UAX #9, L2). */
size_t wq_line_visual(const struct wq_para *p, const struct wq_line *line, uint32_t *order);

/* The line that holds byte at; the last one for at >= len. */
size_t wq_para_line_at(const struct wq_para *p, size_t at);

/* The index in p->cells of the cell of this line that holds byte at; else of the nearest one before, else
 * the line's first. line->count must not be 0. */
size_t wq_line_cell_at(const struct wq_para *p, const struct wq_line *line, size_t at);

/* Columns left of a cell within its line's own columns (0 .. line->width), in visual order. */
uint32_t wq_line_column_of(const struct wq_para *p, const struct wq_line *line, size_t cell);

/* The inverse: the index in p->cells of what covers that column; the nearest at the ends. */
size_t wq_line_cell_at_column(const struct wq_para *p, const struct wq_line *line, uint32_t column);

#endif
