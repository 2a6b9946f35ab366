/*
 * state.h: everything the interactive program knows. Private to app.
 *
 * update.c changes it, draw.c shows it; nothing else does either.
 */
#ifndef WARAQ_SRC_APP_STATE_H
#define WARAQ_SRC_APP_STATE_H

#include "actions.h"
#include "messages.h"

#include "waraq/app/app.h"
#include "waraq/text/edit.h"
#include "waraq/ui/frame.h"
#include "waraq/ui/list.h"
#include "waraq/ui/panes.h"
#include "waraq/ui/reader.h"

/* What lies over the panes. */
enum wq_overlay { WQ_OVER_NOTHING, WQ_OVER_HELP, WQ_OVER_PROMPT };

enum { WQ_JUMPS_MAX = 32, WQ_PROGRESS_NONE = 0xFFFF };

/* What this session remembers of an article. */
struct wq_memory {
    size_t place;            /* bytes */
    unsigned short progress; /* thousandths, WQ_PROGRESS_NONE if it was not opened */
};

/* A line of the sidebar. */
struct wq_fact {
    char *label;
    char *value; /* NULL: a heading, or a note that stands alone */
    bool heading;
};

struct wq_facts {
    struct wq_fact *items;
    size_t len, cap;
};

struct wq_app {
    const struct wq_options *options;
    struct wq_layout *layout;
    struct wq_shelf *shelf;
    struct wq_keymap keymap;
    unsigned wants;
    bool ascii;
    bool mouse;

    int width, height;
    bool mirrored;
    struct wq_panes panes;
    enum wq_pane focus;
    bool show_list[WQ_ROOMS]; /* by how much room there is */
    bool show_sidebar[WQ_ROOMS];
    bool full_width;
    int measure;

    struct wq_list list;
    struct wq_reader *reader;
    struct wq_reader_options reading; /* what the reader is to show; size comes from the panes */
    struct wq_article *article;       /* NULL: none is open */
    size_t open;                      /* its entry */
    struct wq_memory *memory;         /* an entry each */
    size_t jumps[WQ_JUMPS_MAX];       /* places in the open article that were jumped from */
    size_t njumps;
    size_t passed_over; /* files that turned out to be no text */

    struct wq_facts facts;
    size_t facts_top;

    enum wq_overlay overlay;
    int help_top;
    struct wq_edit edit; /* the prompt's line */

    struct wq_stroke strokes[WQ_STROKES_MAX]; /* typed, and not an action yet */
    size_t nstrokes;
    size_t count;          /* digits typed before a key; 0: none */
    struct wq_buf message; /* said until the next key; empty: nothing */
};

/* library.c: articles of the shelf. */
/* False: it cannot be opened, and the message says why; what was open stays. */
bool wq_app_open(struct wq_app *a, size_t entry);
void wq_app_remember_place(struct wq_app *a);
/* Heads of the entries from first on, as many as fit in the list; files that are no text go. */
void wq_app_read_heads(struct wq_app *a, size_t first, size_t n);
void wq_app_facts(struct wq_app *a);
void wq_app_facts_release(struct wq_app *a);

/* update.c */
void wq_app_act(struct wq_app *a, enum wq_action action, size_t count);
void wq_app_say(struct wq_app *a, enum wq_message id);

/* focus.c: the panes. */
void wq_app_place(struct wq_app *a);
void wq_app_focus(struct wq_app *a, enum wq_pane pane);
void wq_app_act_on_panes(struct wq_app *a, enum wq_action action);
void wq_app_toggle_list(struct wq_app *a);
void wq_app_toggle_sidebar(struct wq_app *a);
void wq_app_show_info(struct wq_app *a);

/* prompt.c: the line at the bottom where commands are typed. */
void wq_app_prompt_open(struct wq_app *a);
void wq_app_prompt_event(struct wq_app *a, const struct wq_event *ev);
void wq_app_prompt_draw(struct wq_app *a, const struct wq_frame *f, int x, int w, int y);

/* help.c */
int wq_app_help_rows(void);
void wq_app_help_draw(const struct wq_app *a, const struct wq_frame *panes);

/* draw.c: appends what the title row says of the open article beside its title. */
void wq_app_known(const struct wq_app *a, struct wq_buf *known);

/* draw_reader.c */
void wq_app_reader_draw(const struct wq_app *a, const struct wq_frame *f);

#endif
