/*
 * grid_check.h: what every grid must hold, whatever is on the screen.
 *
 * For the screen tests and the fuzzer alike, so it says what is wrong instead of failing.
 */
#ifndef WARAQ_TESTS_SUPPORT_GRID_CHECK_H
#define WARAQ_TESTS_SUPPORT_GRID_CHECK_H

#include "waraq/text/props.h"
#include "waraq/ui/grid.h"

/* NULL if all holds; else what does not, in static storage; *x and *y say where. */
const char *grid_check(const struct wq_grid *g, struct wq_props *props, int *x, int *y);

#endif
