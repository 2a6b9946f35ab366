/*
 * sidebar.h: an article that speaks of somebody, choosing them in the sidebar, and what is to be seen then.
 */
#ifndef WARAQ_TESTS_SUPPORT_SIDEBAR_H
#define WARAQ_TESTS_SUPPORT_SIDEBAR_H

#include "screen.h"

/* Shows the sidebar, gives it the keys, and waits until it has its rows. */
void sidebar_focus(struct screen *s);
/* Enter on the row of a name. */
void sidebar_choose(struct screen *s, const char *name);

/* Writes an article and returns its path: Lahore six times, or seven with its title, Karachi and Pakistan as
 * often, at its end Putin in three spellings; and furniture. */
const char *sidebar_article(bool in_title);

/* The name is chosen, and what is walked are the engine's mentions outside furniture. */
void sidebar_chosen(const struct screen *s, const char *name);
/* Checks that every cell of the text looks as a mention where it is one of the chosen one's, and nowhere
 * else; returns the cells of the current one. */
int sidebar_highlights(const struct screen *s);
bool sidebar_lies_in(const struct wq_gridcell *c, struct wq_span span);

#endif
