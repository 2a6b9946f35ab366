/*
 * screen.h: the interactive program without a terminal: keys in, a grid out.
 *
 *     struct screen s;
 *     screen_open(&s, &(struct screen_how){.width = 80, .height = 24, .paths = {"data/samples"}});
 *     screen_keys(&s, "\rjj");
 *     assert_true(screen_says(&s, 0, "..."));
 *     screen_close(&s);
 *
 * After every event the screen is drawn and what must hold of every grid is checked (grid_check.h), and
 * that nothing was written outside it. Needs articles_open().
 */
#ifndef WARAQ_TESTS_SUPPORT_SCREEN_H
#define WARAQ_TESTS_SUPPORT_SCREEN_H

#include "waraq/app/app.h"
#include "waraq/base/span.h"
#include "waraq/ui/panes.h"

enum { SCREEN_PATHS = 8, SCREEN_DEADLINE_MS = 20000 };

struct screen_how {
    int width, height;
    enum wq_way layout;    /* of the screen */
    enum wq_way direction; /* of paragraphs */
    int measure;           /* --width; 0: none */
    bool ascii, no_mouse, slow, linear, secure;
    bool keep;           /* what is read and typed is kept, in $XDG_DATA_HOME */
    const char *article; /* where one left off: an absolute path */
    const char *copy_command;
    const char *paths[SCREEN_PATHS]; /* files and folders; a name without a slash is a sample */
};

struct screen {
    struct wq_options options;
    struct wq_shelf *shelf;
    struct wq_app *app;
    struct wq_keys *keys;
    struct wq_grid grid; /* as it was drawn last; its cells lie within room */
    struct wq_gridcell *room;
    unsigned wants; /* all since screen_open, or since a test emptied it */
    char *paths[SCREEN_PATHS];
    const char *doing; /* for messages of failure */
};

void screen_open(struct screen *s, const struct screen_how *how);
/* Does nothing where none was opened since. */
void screen_close(struct screen *s);

/* Bytes as the terminal sends them; a lone ESC at the end is the Escape key. */
void screen_keys(struct screen *s, const char *bytes);
/* times of them. */
void screen_keys_times(struct screen *s, const char *bytes, int times);
void screen_resize(struct screen *s, int width, int height);
/* Takes what the worker sends once it sends anything, and draws; false if it has nothing to do. */
bool screen_take(struct screen *s);
/* Until the worker has nothing to do. Both fail when nothing comes for SCREEN_DEADLINE_MS. */
void screen_settle(struct screen *s);
/* The left button, or the wheel by steps (up if negative), at a cell of the screen. */
void screen_click(struct screen *s, int x, int y);
void screen_wheel(struct screen *s, int x, int y, int steps);
/* The left button goes down at one cell, moves to another, and there up again. */
void screen_drag(struct screen *s, int x, int y, int to_x, int to_y);

/* ---- what is seen ---- (screen_look.c) */

const struct wq_panes *screen_panes(const struct screen *s);
enum wq_pane screen_focus(const struct screen *s);
const struct wq_article *screen_article(const struct screen *s);
/* Of the entry that is open, or that is selected in the list. */
size_t screen_opened(const struct screen *s);
size_t screen_selected(const struct screen *s);

/* A row as it stands, from the left, without blanks at its end; kept for some calls. */
const char *screen_row(const struct screen *s, int y);
/* Whether the row's text has this, both in logical order and folded (fold.h): letters without their forms. */
bool screen_says(const struct screen *s, int y, const char *text);
/* Whether the w columns from x of the frame on say this and nothing else. */
bool screen_part_says(const struct screen *s, int x, int w, int y, const char *text);
/* The same as screen_says of the last row, and of the first. */
bool screen_status(const struct screen *s, const char *text);
bool screen_title(const struct screen *s, const char *text);
/* How much was read, by the last row; -1 if it does not say. */
int screen_percent(const struct screen *s);
/* The first row that says so, or -1. */
int screen_find(const struct screen *s, const char *text);

/* The column of the grid for x of the frame. */
int screen_column(const struct screen *s, int x);
const struct wq_gridcell *screen_cell(const struct screen *s, int column, int y);
/* A row's styles, a letter a column: . text, b bold, d dim, a accent, A accent and bold, s selected,
 * c cursor, h hidden, f found, F the current hit, p l o t a person,
 * a place, a body, a time; a blank cell in the style of text is a space. */
const char *screen_styles(const struct screen *s, int y);

/* What row y of the text pane shows of the article. */
struct screen_line {
    bool empty;          /* nothing in it */
    bool fold;           /* stands for hidden furniture */
    struct wq_span span; /* of its cells */
    int left, right;     /* blank columns at either side of the text pane */
    enum wq_style style; /* of its first letter */
};
struct screen_line screen_line(const struct screen *s, int y);
/* The same of the text pane's first row that is not empty; and its number. */
struct screen_line screen_first_line(const struct screen *s, int *y);

#endif
