/*
 * reach.h: reaching out of the reader: selecting, copying, links, piping, saving. Private to app; part of
 * state.h, which includes it.
 */
#ifndef WARAQ_SRC_APP_REACH_H
#define WARAQ_SRC_APP_REACH_H

#include "actions.h"
#include "messages.h"

#include "waraq/base/buf.h"
#include "waraq/base/command.h"
#include "waraq/base/span.h"
#include "waraq/base/status.h"
#include "waraq/term/clipboard.h"
#include "waraq/term/keys.h"
#include "waraq/ui/frame.h"

#include <stdbool.h>
#include <stddef.h>

struct wq_app;

/* What is selected in the open article: from where it was begun to where it was taken, both included. */
struct wq_selection {
    bool on;
    bool whole;    /* whole paragraphs */
    bool dragging; /* the mouse's button is down */
    struct wq_span anchor;
    struct wq_span head; /* the cell that moves */
    struct wq_span span;
    int column; /* of wq_reader_step */
};

/* The addresses of the open article, while they are listed. */
struct wq_links {
    struct wq_span *items;
    size_t len, cap;
    size_t selected, top;
};

/* A program that runs beside us. */
struct wq_child {
    pid_t pid;
    char *name;
    bool copies;        /* text was given to it for the clipboard */
    struct wq_buf text; /* that, or the address */
};

struct wq_reach {
    struct wq_selection selection;
    struct wq_links links;
    struct wq_clipboard clipboard; /* what the terminal has */
    struct wq_buf request;         /* bytes for the terminal */
    struct {
        struct wq_child *items;
        size_t len, cap;
    } children;
    struct wq_command command; /* to be run while the terminal is given back; none if it has no words */
    struct wq_buf input;       /* its standard input */
    struct wq_buf replaces;    /* the file that the next Enter replaces */
};

/* reach.c */
void wq_app_reach_release(struct wq_app *a);
/* Appends the text of a span of the open article, furniture where it is shown. */
void wq_app_extract(const struct wq_app *a, struct wq_span span, struct wq_buf *out);
/* Appends what is selected, else the whole article, with a line end; ends the selection. */
void wq_app_whole_text(struct wq_app *a, struct wq_buf *out);
/* The prompt for what is to become of the text, unless there is none or --secure forbids it; kind: enum
 * wq_prompt. */
void wq_app_text_prompt(struct wq_app *a, int kind);
/* True if --secure forbids it, and says so. */
bool wq_app_forbidden(struct wq_app *a);
/* Says why something failed; or appends it to what is said. */
void wq_app_say_error(struct wq_app *a, enum wq_message id, const struct wq_error *err);
void wq_app_add_error(struct wq_buf *out, enum wq_message id, const struct wq_error *err);
/* Appends a path as people read it, with ~ for the home; nothing for NULL. */
void wq_app_add_path(struct wq_buf *out, const char *path);
/* Starts a program that runs beside us, and takes *command over. copies: the input is for the clipboard.
 * False: it cannot be started, and err says why. */
bool wq_app_run_beside(struct wq_app *a, struct wq_command *command, const char *input, size_t len,
                       bool copies, struct wq_error *err);
/* Appends how a program ended. */
void wq_app_add_end(struct wq_buf *out, const char *name, struct wq_command_end end);

/* select.c */
void wq_app_select_begin(struct wq_app *a);
void wq_app_select_end(struct wq_app *a);
/* A key's action while something is selected. False: it means what it always means. */
bool wq_app_select_act(struct wq_app *a, enum wq_action action, size_t count);
/* True if the mouse meant selecting. inside: it is over the text. */
bool wq_app_select_mouse(struct wq_app *a, const struct wq_event *ev, bool inside);
/* Appends how much is selected. */
void wq_app_select_note(const struct wq_app *a, struct wq_buf *out);
/* The terminal's cursor where the end that moves is, in the text that was drawn. */
void wq_app_select_cursor(const struct wq_app *a, const struct wq_frame *f);

/* copy.c */
void wq_app_copy(struct wq_app *a, bool source, size_t count);
/* Gives a text to the clipboard, or whatever there is instead, and says so. */
void wq_app_copy_text(struct wq_app *a, const char *s, size_t len);
/* The same without a command; appends to what is said. */
void wq_app_copy_elsewhere(struct wq_app *a, const char *s, size_t len);

/* links.c */
void wq_app_links_open(struct wq_app *a);
void wq_app_links_act(struct wq_app *a, enum wq_action action, size_t count);
void wq_app_links_draw(const struct wq_app *a, const struct wq_frame *panes);
/* What cells of the grid that lead to an address of a text have as their link; 0 if it is none to open. */
uint32_t wq_app_link(struct wq_grid *g, const char *s, size_t len);

/* pipe.c */
void wq_app_pipe_accept(struct wq_app *a);
/* A program that is to have the terminal, soon; takes both over. */
void wq_app_run_alone(struct wq_app *a, struct wq_command *command, struct wq_buf *input);

/* save.c */
void wq_app_save_begin(struct wq_app *a);
void wq_app_save_accept(struct wq_app *a);

#endif
