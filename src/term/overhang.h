/*
 * overhang.h: letters that hang over into the next cell. Private to term.
 */
#ifndef WARAQ_SRC_TERM_OVERHANG_H
#define WARAQ_SRC_TERM_OVERHANG_H

#include "waraq/ui/grid.h"

/*
 * Letters of joined scripts hang over into the next cell. xterm and rxvt-unicode paint cells alone: the bit
 * that hangs over stays where its own cell changes and the next one does not, and is cut off where the next
 * one changes and its own does not. So ncurses is made to believe that whatever stands in one stretch with a
 * cell that changes shows something else, and paints all of it.
 *
 * To be called before refresh(); old is what the terminal shows, of new's size.
 */
void wq_overhang_repaint(const struct wq_grid *old, const struct wq_grid *new);

#endif
