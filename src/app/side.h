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

/* A name with its count and its bar; whole: instead of the bar, if the name needs its columns. */
void wq_side_row(const struct wq_side *d, int y, const char *s, size_t len, size_t count, enum wq_style style,
                 bool whole);

#endif
