/* scroll_believed.h: what ncurses has to know of scrolling. Private to term. */
#ifndef WARAQ_SRC_TERM_SCROLL_BELIEVED_H
#define WARAQ_SRC_TERM_SCROLL_BELIEVED_H

#include "scroll.h"

/* As wq_scroll_move, in what ncurses takes for what the screen shows; whole rows also in what it is to show
 * next, which costs next to nothing and need not be told anew. */
void wq_scroll_believed(const struct wq_scroll *m);

/*
 * To be called before and after the refresh() that follows, with every row told that may have moved: ncurses
 * finds rows that moved by hashes that it made before, and would move them a second time. So the first
 * column, which is blank on every row, is believed to show another kind of blank while it compares: before
 * and now alike, so that it is never written. other: by turns, since the hashes are those of the last time.
 */
void wq_scroll_disguise(const struct wq_scroll *m, bool other);
void wq_scroll_undisguise(const struct wq_scroll *m);

#endif
