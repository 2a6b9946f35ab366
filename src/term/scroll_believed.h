/* scroll_believed.h: what ncurses has to know of scrolling. Private to term. */
#ifndef WARAQ_SRC_TERM_SCROLL_BELIEVED_H
#define WARAQ_SRC_TERM_SCROLL_BELIEVED_H

#include "scroll.h"

/* As wq_scroll_move, in what ncurses takes for what the screen shows. */
void wq_scroll_believed(const struct wq_scroll *m);

#endif
