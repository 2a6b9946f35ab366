/*
 * panes.h: which panes a window has room for, and where they stand.
 *
 * x counts in a frame (frame.h), from the side where reading starts: the list comes first, then the text,
 * then the sidebar. The numbers are the interface's: three panes from 118 columns, two from 92, else one,
 * beside which the sidebar can stand from 76; below 40 columns there are no margins.
 */
#ifndef WARAQ_UI_PANES_H
#define WARAQ_UI_PANES_H

#include <stdbool.h>

enum wq_pane { WQ_PANE_LIST, WQ_PANE_READER, WQ_PANE_SIDEBAR, WQ_PANES };

/* How much a window holds. */
enum wq_room { WQ_ROOM_ONE, WQ_ROOM_TWO, WQ_ROOM_THREE, WQ_ROOMS };

enum { WQ_MEASURE_USUAL = 66, WQ_MEASURE_LEAST = 24, WQ_MEASURE_MOST = 80 };

struct wq_panes_wanted {
    int width, height; /* of the window */
    int measure;       /* columns of text wanted */
    bool list;         /* the panes beside the text that are wanted */
    bool sidebar;
    bool alone;         /* one pane at a time, however wide the window is */
    bool plain;         /* and nothing beside it: no margins, marks, scroll bar */
    enum wq_pane focus; /* the pane that is shown when there is room for one */
};

/* x < 0: the pane is not shown. */
struct wq_strip {
    int x, w;
};

struct wq_panes {
    enum wq_room room;
    struct wq_strip list; /* with the column of its states at x and its text from x + 2 */
    struct wq_strip text; /* the measure */
    struct wq_strip sidebar;
    int separator; /* x between list and text, or -1 */
    int scroll;    /* x of the scroll bar, or -1 */
    int mark;      /* x of the current paragraph's mark where there is no separator, or -1 */
    int title;     /* x of the title and the status */
    int top;       /* first row of the panes */
    int rows;      /* rows of the panes, at least 0 */
    int status;    /* row of the status line, or -1 */
    bool title_row;
};

enum wq_room wq_panes_room(int width);
struct wq_panes wq_panes_place(const struct wq_panes_wanted *w);

#endif
