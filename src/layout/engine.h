/*
 * engine.h: what the steps of layout hand to each other. Private to layout.
 *
 * characters.c fills the arrays a code point, cells.c makes cells of them, wrap.c makes lines of cells.
 */
#ifndef WARAQ_SRC_LAYOUT_ENGINE_H
#define WARAQ_SRC_LAYOUT_ENGINE_H

#include "levels.h"
#include "waraq/layout/para.h"
#include "waraq/text/props.h"
#include "waraq/text/segment.h"

/* One code point of the paragraph at work. */
struct wq_character {
    uint32_t cp;
    uint32_t at; /* bytes */
    struct wq_prop prop;
    uint8_t form; /* WQ_FORM_ bits */
};

struct wq_layout {
    struct wq_props *props;
    struct wq_breaker *breaker; /* lines */
    struct wq_levels_scratch levels_scratch;
    enum wq_shaping shaping;
    size_t n;   /* code points */
    size_t cap; /* of the arrays a code point; one more than n fits */
    struct wq_character *chars;
    uint32_t *cps;
    uint8_t *classes;      /* enum wq_bidi, after what layout retypes */
    uint8_t *line_classes; /* enum wq_line_class */
    uint32_t *brackets;
    int8_t *levels;
    uint8_t *breaks; /* WQ_BREAK_ bits before each code point */
    struct {
        struct wq_cell *items;
        size_t len, cap;
    } cells;
    struct {
        uint32_t *items;
        size_t len, cap;
    } marks;
    struct {
        struct wq_line *items;
        size_t len, cap;
    } lines;
};

/* Code points, classes, levels, joining and breaks of s[0, len). */
void wq_characters_read(struct wq_layout *l, const char *s, size_t len, const struct wq_layout_opts *opts);

/* l->cells and l->marks from the characters. */
void wq_cells_make(struct wq_layout *l, size_t len, const struct wq_layout_opts *opts);

/* l->lines from the cells. */
void wq_lines_wrap(struct wq_layout *l, size_t len, const struct wq_layout_opts *opts);

/*
 * Unseen characters have levels too: in right-to-left text an RLM or a unit separator between two numbers
 * keeps them two. How far (1 to 3) the lowest level between a cell and the one before it is below the lower
 * of theirs, is kept in the cell's flags.
 */
enum { WQ_APART_SHIFT = 6 };

static inline uint8_t wq_cell_apart(const struct wq_cell *c)
{
    return (c->flags & WQ_CELL_APART) >> WQ_APART_SHIFT;
}

/* U+2028, VT and FF end a line inside a paragraph. */
static inline bool wq_ends_line(uint32_t cp)
{
    return cp == 0x2028 || cp == 0x0B || cp == 0x0C;
}

#endif
