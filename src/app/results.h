/*
 * results.h: what was found in all articles, and who comes together there. Private to app; part of state.h.
 */
#ifndef WARAQ_SRC_APP_RESULTS_H
#define WARAQ_SRC_APP_RESULTS_H

#include "actions.h"

#include "waraq/base/buf.h"
#include "waraq/index/found.h"
#include "waraq/index/together.h"
#include "waraq/search/query.h"
#include "waraq/ui/frame.h"
#include "waraq/ui/panes.h"
#include "waraq/ui/reader.h"

#include <stdbool.h>
#include <stddef.h>

struct wq_app;

/* Hits of one article that have a row; where there are more, the article itself shows them. */
enum { WQ_RESULT_ROWS = 20 };

/* How near to the query an article of the results is; the nearest come first. */
enum wq_rank { WQ_RANK_EXACT, WQ_RANK_FOLDED, WQ_RANK_NEAR };

struct wq_result {
    unsigned id; /* of its entry */
    enum wq_rank rank;
    size_t hits;
    struct wq_found *found;         /* NULL: not read yet */
    struct wq_mentioned *mentioned; /* of whom is listed; NULL: not known yet */
};

/* Who is listed: articles that mention them all. */
struct wq_listed {
    char *id, *name;      /* as they are corrected now */
    char *asked, *called; /* as they were asked for */
};

/* Who comes together with whom is listed: a pane of its own, beside the articles or in their place. */
struct wq_together_pane {
    struct wq_companions *all; /* NULL: not known yet */
    struct {
        size_t *items;
        size_t len, cap;
    } rows; /* of all: those that pass the filter */
    size_t selected, top;
    struct wq_buf filter; /* only names that hold this; empty: all */
    bool focus;           /* the keys are its */
};

/* The hits of a query in all articles: a list of articles, each with its hits below. */
struct wq_results {
    bool shown;
    bool opened; /* the open article was opened from here: back leads here */
    struct wq_buf text;
    struct wq_listed listed[WQ_ASKED_MOST]; /* if anybody, mentions are listed, and most come first */
    size_t nlisted;
    char language[WQ_LANGUAGE_MAX]; /* of their names */
    enum wq_match match;
    bool word;
    bool near; /* nothing is spelt so: these are of similar spelling */
    struct {
        struct wq_result *items;
        size_t len, cap;
    } list; /* by rank, then as the shelf has them */
    size_t hits;
    struct wq_place selected; /* block: of list; row: of its hits */
    struct wq_place top;      /* row: of what is drawn of it, its title being row 0 */
    int stopped;              /* percent; -1: it came to its end */
    bool asked;               /* something was looked for */
    bool keep;                /* while it is looked for anew: what to select again, */
    unsigned kept;            /* this entry */
    struct wq_together_pane together;
};

/* Where they stand; x < 0: not shown. */
struct wq_results_panes {
    struct wq_strip list, together;
    int separator; /* x, or -1 */
};

/* results.c: the list and what is read of it. */
void wq_app_listed_release(struct wq_listed *l);
void wq_app_results_release(struct wq_app *a);
/* Nothing is found yet. */
void wq_app_results_clear(struct wq_app *a);
struct wq_results_panes wq_app_results_panes(const struct wq_app *a);
/* From the worker; takes found and mentioned over. */
void wq_app_results_found(struct wq_app *a, struct wq_result result);
void wq_app_results_done(struct wq_app *a, bool cancelled);
/* Reads what is on the screen and not read yet. */
void wq_app_results_fill(struct wq_app *a);
/* Rows have another width, and snippets were as long as these were: they are read anew when looked at. */
void wq_app_results_resized(struct wq_app *a);
/* Rows that an article takes: its title, its hits, what is left out, an empty one. */
size_t wq_app_result_rows(const struct wq_result *r);
/* How many hits of it have a row. */
size_t wq_app_result_hits(const struct wq_result *r);
/* Hits above the selected one. */
size_t wq_app_results_before(const struct wq_app *a);
size_t wq_app_results_height(const struct wq_app *a);
/* Code points that fit on either side of a hit. */
size_t wq_app_around(const struct wq_app *a);
/* Moves a place by drawn rows; stops at either end. */
void wq_app_results_walk(const struct wq_app *a, struct wq_place *at, long rows);
/* The selected hit's row is on the screen, and its article's title where there is room for both. */
void wq_app_results_show_selected(struct wq_app *a);

/* results_ask.c: what is asked for. */
void wq_app_results_accept(struct wq_app *a);
/* The same query, in another way. */
void wq_app_results_look(struct wq_app *a, enum wq_match match, bool word);
/* Lists the articles that speak of the entity selected in the sidebar, or chosen. */
void wq_app_results_entity(struct wq_app *a);
/* Only those that mention another one, too; or one less: false, if there is only one. */
void wq_app_results_narrow(struct wq_app *a, const struct wq_companion *with);
bool wq_app_results_widen(struct wq_app *a);
/* Something was corrected: who is listed may be another. */
void wq_app_results_again(struct wq_app *a);
/* Whom the results list, for the rooms below; borrowed from a. */
struct wq_asked wq_app_results_asked(const struct wq_app *a);

/* results_keys.c */
void wq_app_results_act(struct wq_app *a, enum wq_action action, size_t count);
/* A click on a row of a pane; a second one on the same opens it. */
void wq_app_results_click(struct wq_app *a, bool together, int row);

/* results_draw.c */
void wq_app_results_draw(const struct wq_app *a, const struct wq_frame *f);

/* together.c */
void wq_app_together_clear(struct wq_app *a);
void wq_app_together_release(struct wq_app *a);
/* From the worker, taken over. */
void wq_app_together_take(struct wq_app *a, struct wq_companions *all);
void wq_app_together_focus(struct wq_app *a, bool focus);
/* Which stands in a row of the pane, counted from its heading; SIZE_MAX: none. */
size_t wq_app_together_at(const struct wq_app *a, int row);
void wq_app_together_move(struct wq_app *a, enum wq_action action, size_t count);
/* What is selected; NULL: nothing. */
const struct wq_companion *wq_app_together_selected(const struct wq_app *a);
void wq_app_together_show_selected(struct wq_app *a);
/* Rows of names that fit. */
size_t wq_app_together_height(const struct wq_app *a);
/* The prompt for names. */
void wq_app_together_typed(struct wq_app *a);
void wq_app_together_accept(struct wq_app *a);
void wq_app_together_cancel(struct wq_app *a);
/* All names again; false if all were shown already. */
bool wq_app_together_filter_clear(struct wq_app *a);

/* together_draw.c */
void wq_app_together_draw(const struct wq_app *a, const struct wq_frame *f, struct wq_strip strip);

#endif
