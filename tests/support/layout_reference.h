/*
 * layout_reference.h: a paragraph's cells, the slow and obvious way.
 *
 * The levels are given (ubidi's); joining as the core specification's 9.2 reads, the forms found at run time
 * among ICU's decompositions of U+FB50..U+FEFC, LAYOUT.md's rules 14 to 21 as they stand there. Everything is
 * on one line but for U+2028, VT and FF.
 */
#ifndef WARAQ_TESTS_SUPPORT_LAYOUT_REFERENCE_H
#define WARAQ_TESTS_SUPPORT_LAYOUT_REFERENCE_H

#include "waraq/layout/para.h"

enum reference_kind {
    REFERENCE_BASE,      /* has a cell */
    REFERENCE_MARK,      /* sits on the cell before */
    REFERENCE_NOTHING,   /* the cell before answers for it */
    REFERENCE_SEPARATOR, /* ends a line */
    REFERENCE_TAB,
};

enum reference_kind reference_kind(uint32_t cp);

struct reference_cell {
    uint32_t ch;
    uint32_t marks[WQ_CELL_MARKS];
    size_t nmarks;
    size_t start, end; /* code points */
    uint8_t level;
    bool forced; /* a line begins here */
    bool space;
};

/* Room for n cells; returns how many there are. levels: of each code point. */
size_t reference_cells(const uint32_t *cps, const int8_t *levels, size_t n, struct reference_cell *cells);

#endif
