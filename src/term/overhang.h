/*
 * overhang.h: letters that hang over into the next cell. Private to term.
 */
#ifndef WARAQ_SRC_TERM_OVERHANG_H
#define WARAQ_SRC_TERM_OVERHANG_H

#include "waraq/ui/grid.h"

/*
 * Letters of joined scripts hang over into the next cell, and xterm leaves that bit standing when their own
 * cell changes and the next one does not. So ncurses is made to believe that a blank beside a letter that
 * goes shows something else, and paints it.
 *
 * To be called before refresh(); old is what the terminal shows, of new's size.
 */
void wq_overhang_repaint(const struct wq_grid *old, const struct wq_grid *new);

#endif
