#include "waraq/ui/panes.h"

enum {
    THREE_FROM = 118,
    TWO_FROM = 92,
    BESIDE_FROM = 76, /* the sidebar beside the text of a single pane */
    MARGINS_FROM = 40,
    LIST_LEAST = 33,
    LIST_MOST = 44,
    SIDEBAR_LEAST = 21,
    SIDEBAR_MOST = 32,
    SIDEBAR_TWO = 22,      /* beside the text alone */
    SIDEBAR_TWO_MOST = 24, /* in a window for two */
    MARGIN = 4,            /* left of the text of a single pane: a mark and blanks */
    TITLE_FROM = 8,        /* lower windows need every row for the text, where the title stands too */
    BLANK_ROWS_FROM = 12,
    BLANK_BELOW_FROM = 30,
};

static int clamp(int n, int least, int most)
{
    return n < least ? least : n > most ? most : n;
}

enum wq_room wq_panes_room(int width)
{
    return width >= THREE_FROM ? WQ_ROOM_THREE : width >= TWO_FROM ? WQ_ROOM_TWO : WQ_ROOM_ONE;
}

static void place_rows(struct wq_panes *p, int height)
{
    p->title_row = height >= TITLE_FROM;
    p->top = !p->title_row ? 0 : height >= BLANK_ROWS_FROM ? 2 : 1;
    p->status = height >= 2 ? height - 1 : -1;
    p->rows = height - p->top - (p->status >= 0) - (height >= BLANK_BELOW_FROM);
    if (p->rows < 0)
        p->rows = 0;
}

/* The text in the middle of the columns from x to end (exclusive). */
static void place_text(struct wq_panes *p, int x, int end, int measure)
{
    int room = end - x;
    p->text.w = clamp(measure, 1, room > 0 ? room : 1);
    p->text.x = x + (room - p->text.w) / 2;
    if (p->text.x < x)
        p->text.x = x;
}

/* List, text and sidebar as they are wanted; frame: columns. */
static void place_beside(struct wq_panes *p, const struct wq_panes_wanted *w, int frame, bool list,
                         bool sidebar)
{
    /* What is not text: separator and scroll bar, each with a blank beside it. */
    int fixed = (list ? 2 : MARGIN) + (sidebar ? 3 : 2);
    int side = !sidebar ? 0 : list ? SIDEBAR_LEAST : SIDEBAR_TWO;
    int lines = list ? LIST_LEAST : 0;
    int spare = frame - fixed - side - lines - w->measure;

    bool two = p->room == WQ_ROOM_TWO; /* what it does not need is margin */

    if (list && spare > 0 && !two) {
        int more = clamp(spare, 0, LIST_MOST - lines);
        lines += more;
        spare -= more;
    }
    if (sidebar && spare > 0)
        side += clamp(spare, 0, (two ? SIDEBAR_TWO_MOST : SIDEBAR_MOST) - side);
    int start = MARGIN;
    if (list) {
        p->list = (struct wq_strip){0, lines};
        p->separator = lines;
        start = lines + 2;
    }
    p->scroll = frame - 1;
    if (sidebar) {
        p->sidebar = (struct wq_strip){frame - side, side};
        p->scroll = frame - side - 2;
    }
    place_text(p, start, p->scroll - 1, w->measure);
    p->mark = list ? -1 : p->text.x - 2;
}

static void place_alone(struct wq_panes *p, const struct wq_panes_wanted *w, int frame, bool margins)
{
    if (w->focus == WQ_PANE_LIST) {
        p->list = (struct wq_strip){0, frame + 1}; /* no blank is needed before a separator */
        return;
    }
    if (w->focus == WQ_PANE_SIDEBAR) {
        p->sidebar = (struct wq_strip){margins ? p->title : 0, frame - (margins ? 2 * p->title : 0)};
        return;
    }
    if (!margins) {
        p->text = (struct wq_strip){0, clamp(w->measure, 1, frame > 0 ? frame : 1)};
        return;
    }
    place_text(p, MARGIN, frame - 1, w->measure);
    p->mark = p->text.x - 2;
    if (w->width >= TWO_FROM)
        p->scroll = p->text.x + p->text.w + 1;
}

struct wq_panes wq_panes_place(const struct wq_panes_wanted *w)
{
    struct wq_panes p = {
        .room = w->alone || w->plain ? WQ_ROOM_ONE : wq_panes_room(w->width),
        .list = {-1, 0},
        .text = {-1, 0},
        .sidebar = {-1, 0},
        .separator = -1,
        .scroll = -1,
        .mark = -1,
        .title = w->plain                   ? 0
                 : w->width >= 72           ? 2
                 : w->width >= MARGINS_FROM ? 1
                                            : 0,
    };
    int frame = w->width > 1 ? w->width - 1 : w->width;
    bool list = w->list;
    bool sidebar = w->sidebar;

    place_rows(&p, w->height);
    if (p.room == WQ_ROOM_TWO && sidebar)
        list = false;
    if (p.room == WQ_ROOM_ONE) {
        list = false;
        sidebar = sidebar && !w->alone && !w->plain && w->width >= BESIDE_FROM && w->focus != WQ_PANE_LIST;
    } else if ((w->focus == WQ_PANE_LIST && !list) || (w->focus == WQ_PANE_SIDEBAR && !sidebar)) {
        list = sidebar = false; /* the pane that has the keys was not asked to stand beside: alone */
    }
    if (list || sidebar)
        place_beside(&p, w, frame, list, sidebar);
    else
        place_alone(&p, w, frame, w->width >= MARGINS_FROM && !w->plain);
    return p;
}
