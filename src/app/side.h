/* side.h: rows of names with how often and a bar, as the panes at the side have them. Private to app. */
#ifndef WARAQ_SRC_APP_SIDE_H
#define WARAQ_SRC_APP_SIDE_H

#include "state.h"

struct wq_side {
    const struct wq_app *app;
    const struct wq_frame *f;
    int x, w;
    size_t most; /* how often what is most often is: the longest bar */
    bool rtl;    /* what has no letters runs so */
};

/* A name and how often, where there is room for both; the count goes before the name's end. */
void wq_side_name(const struct wq_side *d, int y, int indent, const char *s, size_t len, size_t count,
                  enum wq_style style, enum wq_style count_style);
/* The same of a row that has no bar, or can do without, whose name may take its columns. */
void wq_side_long_name(const struct wq_side *d, int y, int indent, const char *s, size_t len, size_t count,
                       enum wq_style style, enum wq_style count_style);
/* Whether the name has room beside the bar's columns. */
bool wq_side_fits(const struct wq_side *d, int indent, const char *s, size_t len, size_t count);

/* The row of a name that is selected or chosen: whole, if it takes the bar's columns, or else with its bar.
 */
void wq_side_chosen_name(const struct wq_side *d, int y, const char *s, size_t len, size_t count,
                         enum wq_style style, enum wq_style count_style);

/* How often, in half cells, where there is room: eighth blocks cannot grow leftwards. */
void wq_side_bar(const struct wq_side *d, int y, size_t count);

#endif
