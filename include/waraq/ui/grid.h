/*
 * grid.h: the screen as plain data, before any terminal.
 *
 * Rows and columns count from 0 at the top left of the screen, also when the screen is mirrored. A wide
 * character has a cell of width 2 and behind it one of width 0. Nothing here knows what a terminal does:
 * styles are names, and term turns them into colours and attributes.
 */
#ifndef WARAQ_UI_GRID_H
#define WARAQ_UI_GRID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum wq_style {
    WQ_STYLE_TEXT,
    WQ_STYLE_BOLD,
    WQ_STYLE_DIM,
    WQ_STYLE_ACCENT,
    WQ_STYLE_ACCENT_BOLD,
    WQ_STYLE_SELECTED,    /* the row that keys act on, in the pane that has them */
    WQ_STYLE_CURSOR,      /* the same in a pane that has not */
    WQ_STYLE_HIDDEN,      /* stands for a character that has no cell */
    WQ_STYLE_HIT,         /* what was looked for */
    WQ_STYLE_HIT_CURRENT, /* the one that keys act on */
    WQ_STYLE_PERSON,      /* kinds of entities, where they are told by colour */
    WQ_STYLE_LOCATION,
    WQ_STYLE_ORGANISATION,
    WQ_STYLE_DATE,
    WQ_STYLES,
};

enum { WQ_GRID_MARKS = 4 };

#define WQ_GRID_NOWHERE UINT32_MAX

struct wq_gridcell {
    uint32_t ch; /* ' ' where nothing is */
    uint32_t mark[WQ_GRID_MARKS];
    uint32_t at;   /* what it stands for, in bytes of the text it was drawn from, or WQ_GRID_NOWHERE */
    uint32_t end;  /* exclusive */
    uint32_t link; /* of wq_grid_link; 0: it leads nowhere */
    uint8_t nmarks;
    uint8_t width; /* 1, 2, or 0 behind a wide one */
    uint8_t level; /* embedding level */
    uint8_t style; /* enum wq_style */
};

/* Where cells lead. */
struct wq_gridlink {
    uint32_t link;
    char *uri; /* owned by the grid, until it is emptied */
};

/* A part of the screen; w 0: none. */
struct wq_area {
    int x, y, w, h;
};

/* Columns [from, to) of a row; none where to <= from. */
struct wq_columns {
    int from, to;
};

struct wq_grid {
    int width, height;
    struct wq_gridcell *cells; /* row by row */
    int cursor_x, cursor_y;    /* where the terminal's cursor stands; -1: nowhere in particular */
    struct wq_area text;       /* where lines of a text stand, which mostly move together */
    bool cursor_shown;         /* it can be seen; those who are read to follow it also where it is not */
    struct {
        struct wq_gridlink *items;
        size_t len, cap;
    } links; /* of this paint */
};

void wq_grid_init(struct wq_grid *g);
void wq_grid_release(struct wq_grid *g);
/* Sets the size and empties it. */
void wq_grid_resize(struct wq_grid *g, int width, int height);
void wq_grid_clear(struct wq_grid *g);
/* A cell with nothing in it. */
struct wq_gridcell wq_grid_blank(void);

/* The cell at column x of row y, which must be inside. */
static inline struct wq_gridcell *wq_grid_at(const struct wq_grid *g, int x, int y)
{
    return &g->cells[y * g->width + x];
}

/* True if both look the same, and lead to the same place. */
static inline bool wq_grid_same(const struct wq_gridcell *a, const struct wq_gridcell *b)
{
    return a->ch == b->ch && a->style == b->style && a->nmarks == b->nmarks && a->width == b->width &&
           a->link == b->link &&
           (a->nmarks == 0 || memcmp(a->mark, b->mark, a->nmarks * sizeof *a->mark) == 0);
}

/* True if row y of both, which are of one width, looks the same. */
bool wq_grid_same_row(const struct wq_grid *a, const struct wq_grid *b, int y);
/* From the first column of row y to behind the last in which the two, which are of one width, differ; none:
 * they look the same. */
struct wq_columns wq_grid_changed(const struct wq_grid *a, const struct wq_grid *b, int y);
/* A blank in the terminal's own colours. */
bool wq_gridcell_is_blank(const struct wq_gridcell *c);
/* Of how columns [x, x + w) of row y look: different looks have the same one once in 2^32. */
uint32_t wq_grid_look(const struct wq_grid *g, int x, int w, int y);

/* Puts a character of width 1; outside the grid nothing happens. */
void wq_grid_put(struct wq_grid *g, int x, int y, uint32_t ch, enum wq_style style);
/* Gives n cells from x on a style and leaves what they show. */
void wq_grid_style(struct wq_grid *g, int x, int y, int n, enum wq_style style);

/* What the cells that lead to uri are given as their link: the same number in every paint. 0: there is
 * another one of that number, once in 2^32. */
uint32_t wq_grid_link(struct wq_grid *g, const char *uri);
/* The uri of a link, or NULL; borrowed until the grid is emptied. */
const char *wq_grid_uri(const struct wq_grid *g, uint32_t link);

#endif
