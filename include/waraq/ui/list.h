/*
 * list.h: a list of articles: which is selected, which are on the screen, and how a row is drawn.
 */
#ifndef WARAQ_UI_LIST_H
#define WARAQ_UI_LIST_H

#include "waraq/ui/frame.h"

#include <stdbool.h>
#include <stddef.h>

struct wq_list {
    size_t count;
    size_t selected;
    size_t top;
    int height;    /* rows of the pane */
    int item_rows; /* rows an item */
};

/* How many items the pane holds, at least 1. */
size_t wq_list_fit(const struct wq_list *l);
/* Moves the selection, and what is shown as little as needed. False: it stood already. */
bool wq_list_move(struct wq_list *l, long by);
void wq_list_select(struct wq_list *l, size_t item);
/* Brings the invariants back after count, height or item_rows changed. */
void wq_list_fix(struct wq_list *l);

enum wq_item_state { WQ_ITEM_PLAIN, WQ_ITEM_UNREAD, WQ_ITEM_OPEN };

struct wq_item {
    const char *title;
    bool rtl;
    const char *meta; /* minutes, or how far it was read */
    enum wq_item_state state;
    enum wq_style style; /* of the title */
};

/* Draws an item in rows of the strip that begins at x: state, blank, text. */
void wq_item_draw(const struct wq_frame *f, int x, int w, int y, int rows, const struct wq_item *item);

#endif
