/*
 * state.h: everything the interactive program knows. Private to app.
 *
 * update.c changes it, draw.c shows it; nothing else does either.
 */
#ifndef WARAQ_SRC_APP_STATE_H
#define WARAQ_SRC_APP_STATE_H

#include "actions.h"
#include "keep.h"
#include "messages.h"
#include "reach.h"
#include "results.h"

#include "waraq/app/app.h"
#include "waraq/base/worker.h"
#include "waraq/entity/corrections.h"
#include "waraq/entity/entities.h"
#include "waraq/index/cache.h"
#include "waraq/search/query.h"
#include "waraq/text/edit.h"
#include "waraq/text/history.h"
#include "waraq/ui/frame.h"
#include "waraq/ui/list.h"
#include "waraq/ui/panes.h"
#include "waraq/ui/reader.h"

/* What lies over the panes. */
enum wq_overlay { WQ_OVER_NOTHING, WQ_OVER_HELP, WQ_OVER_PROMPT, WQ_OVER_LINKS, WQ_OVER_TRIAL };

/* What the prompt asks for. */
enum wq_prompt {
    WQ_PROMPT_COMMAND,
    WQ_PROMPT_FIND,     /* in the open article */
    WQ_PROMPT_FILTER,   /* in the list */
    WQ_PROMPT_LIBRARY,  /* in all articles */
    WQ_PROMPT_INSIDE,   /* in the sidebar */
    WQ_PROMPT_TOGETHER, /* who comes together, in the results */
    WQ_PROMPT_MERGE,    /* who the selected one is */
    WQ_PROMPT_RENAME,   /* how they are called */
    WQ_PROMPT_PIPE,     /* a program to give the text to */
    WQ_PROMPT_SAVE,     /* a file to save it in */
    WQ_PROMPTS
};

enum { WQ_JUMPS_MAX = 32, WQ_PROGRESS_NONE = 0xFFFF };

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

/* What is looked for in the open article, and where it stands there. */
struct wq_find {
    struct wq_query *query; /* NULL: nothing */
    struct wq_buf text;     /* as it was typed */
    enum wq_match match;
    bool word;
    struct wq_hits hits; /* in reading order; without those in furniture that is folded away */
    size_t folded;       /* how many those are */
    size_t current;      /* of hits; SIZE_MAX: none yet */
    bool near;           /* nothing is spelt so: the hits are of similar spelling */
    bool in_title;       /* one of them lies in the title's paragraph */
    struct wq_buf wrong; /* what is wrong with the query; empty: nothing */
};

/* Which articles the list shows: all, or those that a filter found, by their ids. */
struct wq_view {
    bool filtered;
    struct wq_buf text; /* what was typed */
    struct {
        unsigned *items;
        size_t len, cap;
    } ids;
    bool fresh;    /* a new filter runs, and the ids are still the last one's */
    unsigned keep; /* the entry that was selected, to be selected again where it is found */
    size_t top;    /* of the list, before a filter was typed */
};

/* A row of the sidebar. */
enum wq_inside_type {
    WQ_INSIDE_BLANK,
    WQ_INSIDE_HEADING,  /* a kind, and how many there are */
    WQ_INSIDE_ENTITY,   /* and how often */
    WQ_INSIDE_SPELLING, /* of the chosen entity */
    WQ_INSIDE_MORE,     /* so many are not shown */
};

struct wq_inside_row {
    enum wq_inside_type type;
    uint8_t kind;    /* enum wq_entity_kind */
    uint32_t entity; /* of found */
    size_t count;
    struct wq_span at; /* a spelling, in bytes of the article */
};

enum wq_inside_sort { WQ_INSIDE_BY_COUNT, WQ_INSIDE_BY_NAME, WQ_INSIDE_BY_PLACE, WQ_INSIDE_SORTS };

/* What is to be as it was once the article was looked through anew. */
struct wq_inside_kept {
    bool any;
    char *chosen, *selected; /* ids; NULL: none */
    size_t row, top;         /* where nobody is to be selected */
    size_t current;          /* byte of the current mention; SIZE_MAX: none */
    bool walks;              /* n and N walk the mentions */
};

/* Whom and what the open article speaks of. */
struct wq_inside {
    struct wq_names *names;    /* NULL: not made yet */
    bool no_names;             /* they cannot be made */
    unsigned long names_job;   /* 0: they are not being made */
    unsigned long find_job;    /* 0: nothing is looked for in the background */
    struct wq_entities *found; /* NULL: not known yet */
    struct {
        struct wq_inside_row *items;
        size_t len, cap;
    } rows;
    size_t selected, top; /* rows */
    enum wq_inside_sort sort;
    uint32_t *alphabetical; /* places of what was found, made when they are first sorted so; NULL: not yet */
    bool open[WQ_ENTITY_KINDS];  /* all of a kind are shown */
    bool facts;                  /* what else is known of the article is shown instead */
    struct wq_buf filter;        /* only names that have this are shown; empty: all */
    struct wq_buf filtered;      /* the same, folded */
    struct wq_buf named;         /* by what each may be looked for (inside_names.c) */
    size_t *named_at;            /* where that begins in named; NULL: it is not made yet */
    struct wq_buf filter_before; /* while one is typed */
    uint32_t offered;            /* the entity that the query being typed is a name of; UINT32_MAX: none */
    bool colours;                /* kinds are told by colour in the text */
    uint32_t chosen;             /* entity; UINT32_MAX: none */
    struct wq_hits hits;         /* its mentions outside furniture */
    size_t current;
    bool in_title;  /* one of them lies in the title's paragraph */
    size_t goes_to; /* byte of a mention of who is listed in the results, to be chosen; SIZE_MAX: none */
    struct wq_inside_kept kept;
};

/* What the worker does for us. */
struct wq_background {
    struct wq_worker *worker;
    unsigned long scan;  /* job; 0: none */
    unsigned long index; /* the same: of the folded text, or of the mentions */
    bool gathering;      /* it is of the mentions */
    bool filtering;      /* the scan is the filter's, not the results' */
    size_t done, total;  /* of the job that runs */
    bool searched;       /* something was looked for: the index is worth its while */
    bool indexed;        /* the folded text, in this session */
    bool gathered;       /* the mentions, in this session */
};

struct wq_app {
    const struct wq_options *options;
    struct wq_layout *layout;
    struct wq_shelf *shelf;
    struct wq_keymap keymap;
    unsigned wants;
    bool ascii;
    struct wq_terminal terminal;
    bool mouse;

    int width, height;
    bool mirrored;
    struct wq_panes panes;
    enum wq_pane focus;
    bool show_list[WQ_ROOMS]; /* by how much room there is */
    bool show_sidebar[WQ_ROOMS];
    bool full_width;
    bool quiet; /* the line is slow: nothing is painted that was not asked for, as the scroll bar's place and
                 * what a query finds while it is typed */
    int measure;

    struct wq_list list;
    struct wq_reader *reader;
    struct wq_reader_options reading; /* what the reader is to show; size comes from the panes */
    struct wq_article *article;       /* NULL: none is open */
    size_t open;                      /* its entry */
    struct wq_memory *memory;         /* an entry each */
    struct wq_keep keep;              /* of it, and of what is typed, for the next run */
    size_t jumps[WQ_JUMPS_MAX];       /* places in the open article that were jumped from */
    size_t njumps;
    size_t passed_over; /* files that turned out to be no text */

    struct wq_find find;
    struct wq_find before; /* while a query is typed: what was looked for before it */
    struct wq_spot origin; /* and where the screen stood */
    enum wq_match match;   /* how the next query is to match */
    bool word;

    struct wq_view view;
    struct wq_view view_before; /* while a filter is typed */
    struct wq_results results;
    struct wq_background background;

    struct wq_inside inside;
    struct wq_corrections *corrections; /* NULL until there are names */
    struct wq_buf corrected;            /* the id of whom a prompt is about */
    bool walks_mentions;                /* n and N walk the chosen entity's mentions, not a query's hits */
    bool walked_mentions;               /* the same before a query was typed */

    struct wq_facts facts;
    size_t facts_top;

    struct wq_reach reach; /* selecting, copying, and what else leads out of here */

    enum wq_overlay overlay;
    struct wq_trial trial;
    int help_top;
    enum wq_prompt prompt;
    struct wq_edit edit; /* the prompt's line */
    struct wq_history history[WQ_PROMPTS];

    struct wq_stroke strokes[WQ_STROKES_MAX]; /* typed, and not an action yet */
    size_t nstrokes;
    size_t count;          /* digits typed before a key; 0: none */
    struct wq_buf message; /* said until the next key; empty: nothing */
};

/* library.c: articles of the shelf. */
/* False: it cannot be opened, and the message says why; what was open stays. */
bool wq_app_open(struct wq_app *a, size_t entry);
void wq_app_remember_place(struct wq_app *a);
/* Heads of the rows of the list from first on, as many as fit in the list; files that are no text go. */
void wq_app_read_heads(struct wq_app *a, size_t first, size_t n);
void wq_app_facts(struct wq_app *a);
void wq_app_facts_release(struct wq_app *a);

/* view.c: rows of the list to entries of the shelf and back; SIZE_MAX: there is none. */
size_t wq_app_row_entry(const struct wq_app *a, size_t row);
size_t wq_app_entry_row(const struct wq_app *a, size_t entry);
size_t wq_app_selected(const struct wq_app *a);
void wq_app_view_release(struct wq_app *a);
/* The prompt for a filter. */
void wq_app_filter_begin(struct wq_app *a);
void wq_app_filter_typed(struct wq_app *a);
void wq_app_filter_accept(struct wq_app *a);
void wq_app_filter_cancel(struct wq_app *a);
/* All articles again; false if they were shown already. */
bool wq_app_filter_clear(struct wq_app *a);
/* From the worker: an article was found, and that was all. */
void wq_app_filter_found(struct wq_app *a, unsigned id);
void wq_app_filter_done(struct wq_app *a);
/* An entry was taken out of the shelf. */
void wq_app_view_fix(struct wq_app *a);

/* background.c */
void wq_app_background_init(struct wq_app *a);
void wq_app_background_release(struct wq_app *a);
/* Looks in all articles, for the query or for whom the results list; what was looked for before is stopped.
 */
struct wq_scan_what {
    const struct wq_buf *query; /* NULL: whom the results list */
    enum wq_match match;
    bool word;
    bool filter; /* for the list, not for the results */
};
void wq_app_scan(struct wq_app *a, const struct wq_scan_what *what);
/* False: nothing was looked for. */
bool wq_app_scan_stop(struct wq_app *a);
/* The same, and says how far it was. */
bool wq_app_scan_cancel(struct wq_app *a);
/* Appends how far the scan is. */
void wq_app_background_note(const struct wq_app *a, struct wq_buf *out);

/* background_index.c: what makes looking in all articles quick. */
enum { WQ_INDEX_FROM = 50 }; /* articles; fewer are read in no time */
/* Its file for this library, the caller's by free; or NULL: none is kept. */
char *wq_app_index_file(const struct wq_app *a, enum wq_cache_kind kind);
/* Makes what is missing, if it is of use by now and the worker has nothing else to do: the folded text once
 * something was looked for, then the mentions; both once there are names, since the sidebar wants them. */
void wq_app_index(struct wq_app *a);
/* Something else is to go first; wq_app_index goes on where this was. */
void wq_app_index_yield(struct wq_app *a);
/* Appends how far it is. */
void wq_app_index_note(const struct wq_app *a, struct wq_buf *out);

/* update.c */
void wq_app_act(struct wq_app *a, enum wq_action action, size_t count);
void wq_app_say(struct wq_app *a, enum wq_message id);
/* The same with a key of an action, or, if there is none, what is typed for it. */
void wq_app_say_key(struct wq_app *a, enum wq_message id, enum wq_action action);
/* Remembers where the reader stands (or another byte), for the way back. */
void wq_app_push_jump(struct wq_app *a);
void wq_app_push_jump_from(struct wq_app *a, size_t at);

/* focus.c: the panes. */
void wq_app_place(struct wq_app *a);
void wq_app_focus(struct wq_app *a, enum wq_pane pane);
void wq_app_act_on_panes(struct wq_app *a, enum wq_action action);
void wq_app_toggle_list(struct wq_app *a);
void wq_app_toggle_sidebar(struct wq_app *a);
void wq_app_show_info(struct wq_app *a);

/* find.c: in the open article. */
void wq_app_find_init(struct wq_app *a);
void wq_app_find_release(struct wq_app *a);
/* The prompt for a query: begin, every change of what is typed, and its end. */
void wq_app_find_begin(struct wq_app *a);
void wq_app_find_typed(struct wq_app *a);
void wq_app_find_accept(struct wq_app *a);
void wq_app_find_cancel(struct wq_app *a);
/* Says that there is nothing to walk, and why. */
void wq_app_find_say_none(struct wq_app *a);
/* Whether any of these stands in the title's paragraph. */
bool wq_app_meets_title(const struct wq_app *a, const struct wq_hits *hits);
/* Looks for what was found elsewhere, and goes to the hit at a byte. */
void wq_app_find_from(struct wq_app *a, const struct wq_buf *text, enum wq_match match, bool word, size_t at);
/* Nothing is looked for any more; false if nothing was. */
bool wq_app_find_clear(struct wq_app *a);
/* Another article is open, or other parts of it are shown: looks anew. */
void wq_app_find_refresh(struct wq_app *a);
/* Writes why a query cannot be made. */
void wq_app_query_wrong(const struct wq_error *err, struct wq_buf *out);

/* walk.c: what n and N walk. hits: borrowed until it is looked for anew; current: SIZE_MAX: none yet. */
struct wq_walk {
    const struct wq_hits *hits;
    size_t current;
};
struct wq_walk wq_app_walk(const struct wq_app *a);
/* The first hit that begins at a byte or behind it; the number of hits if none does. */
size_t wq_app_first_from(const struct wq_hits *hits, size_t at);
/* Makes a hit the current one, and shows it. */
void wq_app_go_to(struct wq_app *a, size_t hit);
/* The n-th on, or back; goes round at the ends. */
void wq_app_step(struct wq_app *a, long n);
/* Appends how far one is: "3 of 17". */
void wq_app_walk_note(const struct wq_app *a, struct wq_buf *out);

/* inside.c: whom and what the article speaks of. */
void wq_app_inside_init(struct wq_app *a);
void wq_app_inside_release(struct wq_app *a);
/* The entities of the open article, taken over. */
void wq_app_inside_take(struct wq_app *a, struct wq_entities *found);
/* Another article is open. */
void wq_app_inside_forget(struct wq_app *a);
/* The sidebar shows them, not what else is known of the article. */
bool wq_app_inside_shown(const struct wq_app *a);
/* It will, as soon as they are known. */
bool wq_app_inside_awaited(const struct wq_app *a);
/* Nothing is chosen any more; false if nothing was. */
bool wq_app_inside_clear(struct wq_app *a);
/* Enter: chooses the selected one and goes to its next mention; or opens what is folded. */
void wq_app_inside_open(struct wq_app *a);
void wq_app_inside_move(struct wq_app *a, enum wq_action action, int n);
void wq_app_inside_sort(struct wq_app *a);
/* The window is another: what is selected must be on the screen. */
void wq_app_inside_show_selected(struct wq_app *a);

/* inside_prompt.c: the prompt for names in the sidebar, and what is offered to a query. */
void wq_app_inside_filter_begin(struct wq_app *a);
void wq_app_inside_filter_typed(struct wq_app *a);
void wq_app_inside_filter_accept(struct wq_app *a);
void wq_app_inside_filter_cancel(struct wq_app *a);
/* All names again; false if all were shown already. */
bool wq_app_inside_filter_clear(struct wq_app *a);
/* True if the name, or a spelling in the article, holds what is filtered by. */
bool wq_app_inside_passes(const struct wq_app *a, uint32_t entity);
/* Sees whether the query being typed is a name of somebody here; appends the offer to a note. */
void wq_app_inside_offer(struct wq_app *a);
void wq_app_inside_offer_note(const struct wq_app *a, bool in_short, struct wq_buf *out);
/* Takes what is offered: its mentions are walked from here on. False: nothing is. */
bool wq_app_inside_take_offer(struct wq_app *a);
void wq_app_inside_rows(struct wq_app *a);
/* The entities of a kind that are shown, as they are sorted. Mentions in furniture do not count. */
struct wq_inside_order {
    uint32_t *items;
    size_t len, cap;
};
void wq_app_inside_order(struct wq_app *a, enum wq_entity_kind kind, struct wq_inside_order *out);
/* The entity that keys mean: the one selected in the sidebar that has them, else the chosen; UINT32_MAX:
 * none. */
uint32_t wq_app_inside_meant(const struct wq_app *a);
/* Chooses the entity that the results list and goes to its mention at a byte, now or as soon as the article's
 * entities are known. */
void wq_app_inside_from(struct wq_app *a, size_t at);
/* Chooses an entity, or none (UINT32_MAX). */
void wq_app_inside_choose(struct wq_app *a, uint32_t entity);

/* inside_names.c: by what somebody may be looked for; folded: as wq_fold makes it. */
/* True if a name, or the English name of who has this id, holds it. */
bool wq_app_name_holds(const struct wq_app *a, const char *id, const char *name, const struct wq_buf *folded);
/* To be called before wq_app_inside_has(), and when the article's entities are others. */
void wq_app_inside_name_all(struct wq_app *a);
void wq_app_inside_unname(struct wq_app *a);
/* True if the name of an entity, its English name, or a spelling of it in the article holds it. */
bool wq_app_inside_has(const struct wq_app *a, uint32_t entity, const struct wq_buf *folded);
/* The mouse on a row of the sidebar, counted from the top of what is shown. */
void wq_app_inside_click(struct wq_app *a, int row);
/* Selects the row of an entity, for which its kind is opened where it is cut short. */
void wq_app_inside_select(struct wq_app *a, uint32_t entity);
/* What was found is forgotten, not how it was shown. */
void wq_app_inside_drop(struct wq_app *a);

/* inside_again.c */
/* Looks for them anew: something was corrected. What was chosen, filtered and opened stays; the entity with
 * this id is selected, or where it is NULL or nobody's, the row that was. */
void wq_app_inside_again(struct wq_app *a, const char *id);
/* Rows for what was found, with what was kept for them. */
void wq_app_inside_recall(struct wq_app *a);
void wq_app_inside_unkeep(struct wq_app *a);

/* correct.c */
void wq_app_corrections_load(struct wq_app *a);
void wq_app_correct(struct wq_app *a, enum wq_action action);
/* Appends the name of whom a prompt is about. */
void wq_app_corrected_name(const struct wq_app *a, struct wq_buf *out);
void wq_app_undo(struct wq_app *a, bool redo);
void wq_app_correct_begin(struct wq_app *a);
void wq_app_merge_accept(struct wq_app *a);
void wq_app_rename_accept(struct wq_app *a);
/* Appends whom what is typed means. */
void wq_app_merge_note(const struct wq_app *a, struct wq_buf *out);

/* inside_find.c: before drawing, finds what can be found at once. */
void wq_app_inside_prepare(struct wq_app *a);

/* inside_draw.c */
void wq_app_inside_draw(const struct wq_app *a, const struct wq_frame *f);
/* The colour by which a kind is told in the text, and above its entities. */
enum wq_style wq_app_kind_style(enum wq_entity_kind kind);
/* What stands above the entities of a kind. */
const char *wq_app_inside_heading(enum wq_entity_kind kind);

/* prompt.c: the line at the bottom where something is typed. */
void wq_app_prompt_open(struct wq_app *a, enum wq_prompt prompt);
void wq_app_prompt_event(struct wq_app *a, const struct wq_event *ev);
/* The way to match that the key for it leads to. */
enum wq_match wq_app_next_match(enum wq_match match);
/* The name of a way to match, and of whole words where they are asked for; nothing for the usual way. */
void wq_app_match_note(const struct wq_app *a, enum wq_match match, bool word, struct wq_buf *out);
/* Whether the line being typed runs right to left. */
bool wq_app_prompt_rtl(const struct wq_app *a);

/* app.c: says that a file has errors, if it has. */
void wq_app_say_trouble(struct wq_app *a, const char *file, size_t errors);

/* events.c: whether an action means something to whatever has the keys. */
bool wq_app_means(const struct wq_app *a, enum wq_action action);

/* hints.c; room: columns. */
/* Appends a key, and what it does. */
void wq_app_add_hint(const struct wq_app *a, struct wq_buf *out, enum wq_action action, enum wq_message what);
/* The keys that are most use where one is, as many as there is room for. */
void wq_app_hints(const struct wq_app *a, const struct wq_frame *f, int room, struct wq_buf *out);
/* What was typed so far, and what may follow it. */
void wq_app_pending(const struct wq_app *a, const struct wq_frame *f, int room, struct wq_buf *out);

/* prompt_draw.c */
void wq_app_prompt_draw(const struct wq_app *a, const struct wq_frame *f, int x, int w, int y);

/* command.c: what is typed behind a colon. */
void wq_app_command_run(struct wq_app *a);
void wq_app_command_complete(struct wq_app *a);

/* trial.c: ways of writing to the terminal, to be looked at. */
void wq_app_trial_open(struct wq_app *a);
void wq_app_trial_event(struct wq_app *a, const struct wq_event *ev);
void wq_app_trial_draw(const struct wq_app *a, const struct wq_frame *panes);

/* help.c */
int wq_app_help_rows(void);
void wq_app_help_draw(const struct wq_app *a, const struct wq_frame *panes);

/* draw.c: text over as many rows as it needs and there are before end; returns how many it took. */
int wq_app_draw_wrapped(const struct wq_frame *f, struct wq_strip strip, int y, int end, const char *s,
                        enum wq_style style);
/* draw.c: appends what the title row says of the open article beside its title. */
void wq_app_known(const struct wq_app *a, struct wq_buf *known);

/* cursor.c: at the end of drawing. */
void wq_app_cursor(const struct wq_app *a, const struct wq_frame *f);

/* draw_reader.c */
void wq_app_reader_draw(const struct wq_app *a, const struct wq_frame *f);

#endif
