/*
 * terminal.h: which terminal this is, and which way to write follows; pure.
 *
 * Terminals differ in what they do with right-to-left cells: most show them where they are put, some reorder
 * and join by themselves and have a switch against it, each its own, some have none. A table holds the ways;
 * what the environment says, what the terminal answered, what was remembered of it and what the user wishes
 * decide for one. The interface lays out by what is published here and does not know why.
 *
 * Sources: ECMA-48 (BDSM), "BiDi in Terminal Emulators" (terminal-wg.pages.freedesktop.org/bidi), XTerm
 * Control Sequences (DA, XTVERSION, DECRQM), and looking at each terminal.
 */
#ifndef WARAQ_TERM_TERMINAL_H
#define WARAQ_TERM_TERMINAL_H

#include "waraq/base/buf.h"

#include <stdbool.h>
#include <stddef.h>

/* ---- ways to write ---- */

/* The order in which a row's cells are sent. */
enum wq_order {
    WQ_ORDER_VISUAL,  /* as they are to stand, from the left */
    WQ_ORDER_LOGICAL, /* the terminal reorders; it takes a row for a left-to-right line */
    WQ_ORDER_STRONG, /* the same; a row runs as its first strong letter does, and ends at the screen's edge */
};

/* What becomes of marks (vowel signs, accents). What composes with its letter is composed in all but ON. */
enum wq_marks {
    WQ_MARKS_AUTO,  /* a wish: as the terminal needs it */
    WQ_MARKS_ON,    /* in the cell of their letter */
    WQ_MARKS_OFF,   /* left out */
    WQ_MARKS_SHIFT, /* in the cell to the left of it */
};

enum wq_writing {
    WQ_WRITING_VISUAL,
    WQ_WRITING_OVERRIDE,
    WQ_WRITING_KITTY,
    WQ_WRITING_KONSOLE,
    WQ_WRITING_MLTERM,
    WQ_WRITING_PUTTY,
    WQ_WRITING_LOGICAL,
    WQ_WRITINGS,
};

struct wq_writing_info {
    const char *name; /* for files and reports */
    enum wq_order order;
    bool override; /* as in struct wq_terminal */
    bool slanted;  /* every other right-to-left cell in italics, which ends the runs that would be reversed */
    /* The terminal's own switch, beside CSI 8; "" where it has none. */
    const char *enter;
    const char *leave;
};

const struct wq_writing_info *wq_writing_info(enum wq_writing writing);
/* WQ_WRITINGS: there is none of that name. */
enum wq_writing wq_writing_named(const char *name, size_t len);

/* ---- what is known ---- */

/* Variables of the environment; NULL where not set. Borrowed. */
struct wq_environment {
    const char *term;
    const char *program; /* TERM_PROGRAM */
    const char *program_version;
    const char *tmux;
    const char *sty;
    const char *ssh;                                                          /* SSH_CONNECTION */
    const char *vte, *konsole, *xterm, *kitty, *alacritty, *mlterm, *windows; /* each terminal's own */
};

/* From the process's environment. */
void wq_environment_read(struct wq_environment *e);

/* What the terminal answered to WQ_QUESTIONS. Zero: nothing yet. */
struct wq_answers {
    bool complete;    /* the last one came: no more will */
    int support;      /* DECRPM for mode 8: 0 unknown to it, 1 set, 2 reset, 3 and 4 for ever so; if asked */
    bool has_support; /* that came */
    char version[64]; /* XTVERSION, printable ASCII, cut; "": none */
    int second[3];    /* secondary device attributes; -1: not given */
    bool has_second;
    int first[2]; /* the first primary attributes; -1: not given */
    bool margins; /* it has left and right ones (DECLRMM) */
    bool holds;   /* it can hold back what is written until all of a paint is there (mode 2026) */
};

/* One burst: the mode of bidirectional support, whether there are margins and synchronised output, name and
 * version, secondary and primary device attributes.
 * Everything answers the last. None of them prints or moves anything anywhere; other questions do. The mode's
 * number has zeros before it because `CSI 8 $` is a key of urxvt's, where questions are echoed. */
#define WQ_QUESTIONS "\033[008$p\033[?69$p\033[?2026$p\033[>q\033[>c\033[c"

/* Takes what the decoder of keys gave as an answer; false for what is none of ours, or echoed. Those that
 * come after the last one are not taken. */
bool wq_answers_take(struct wq_answers *a, const char *s, size_t len);

/* What an earlier session left about this terminal. */
struct wq_remembered {
    bool chosen; /* by the user, looking at it */
    bool learnt; /* by answers that the environment had not told */
    enum wq_writing writing;
    enum wq_marks marks; /* as wished */
};

/* ---- what was decided ---- */

enum wq_bidi_way { WQ_BIDI_AUTO, WQ_BIDI_VISUAL, WQ_BIDI_LOGICAL };

struct wq_wishes {
    enum wq_bidi_way bidi;
    enum wq_marks marks;
    bool shape;      /* letters are to be joined by us */
    bool links;      /* addresses may lead where they say */
    bool bare;       /* nothing that cannot be seen is to be sent: it would be read aloud */
    bool configured; /* the configuration wishes so, no option does */
};

enum wq_reason {
    WQ_REASON_USUAL, /* nothing is known */
    WQ_REASON_ENVIRONMENT,
    WQ_REASON_LEARNT,
    WQ_REASON_ANSWERS,
    WQ_REASON_CHOSEN,
    WQ_REASON_CONFIG,
    WQ_REASON_OPTION,
};

/* What stands between us and the terminal. */
enum wq_between { WQ_BETWEEN_NOTHING, WQ_BETWEEN_TMUX, WQ_BETWEEN_SCREEN, WQ_BETWEEN_MOSH };

struct wq_terminal {
    enum wq_writing writing;
    enum wq_marks marks; /* not AUTO */
    bool shape;          /* letters are joined by us */
    bool joins;          /* the terminal joins those that are not */
    bool hangs;          /* letters that hang over their cell leave bits, or are cut (overhang.h) */
    bool override;       /* LRO ... PDF around rows, the LRO on the blank cell at their left */
    bool has_links;      /* it knows cells that lead to an address (OSC 8) */
    bool links;          /* and is to be given some */
    bool one_pane;       /* text that the terminal reorders must not share rows with other text */
    enum wq_between between;
    const char *name; /* what terminal it is taken for; NULL: unknown. Static. */
    enum wq_reason reason;
};

/* answers, remembered: what there is by now, or NULL. */
struct wq_terminal wq_terminal_decide(const struct wq_wishes *wishes, const struct wq_environment *env,
                                      const struct wq_answers *answers,
                                      const struct wq_remembered *remembered);
/* The same terminal written to in another way. */
void wq_terminal_try(struct wq_terminal *t, const struct wq_wishes *wishes, enum wq_writing writing,
                     enum wq_marks marks);
/* True if the two are written to alike. */
bool wq_terminal_same(const struct wq_terminal *a, const struct wq_terminal *b);

/* True where asking is of no use: it has nothing to say, and old ones print a part of a question. */
bool wq_terminal_is_mute(const struct wq_terminal *t);

/* Appends the bytes that switch the terminal to the way, and back. was_off: the mode of bidirectional support
 * was reset before we came, and is left so. */
void wq_terminal_enter(const struct wq_terminal *t, struct wq_buf *out);
void wq_terminal_leave(const struct wq_terminal *t, bool was_off, struct wq_buf *out);

/* Appends what tells this terminal from others for remembering: what the environment says of it, without tabs
 * and controls; and what its answers do (answers complete). */
void wq_terminal_identity(const struct wq_environment *env, struct wq_buf *out);
void wq_answers_identity(const struct wq_answers *a, struct wq_buf *out);

/* True where the environment says nothing of the terminal but a name that many go by, and not from where
 * either: what was found out about one of them is not known of the next before that has answered. */
bool wq_terminal_is_anybody(const struct wq_environment *env);

/* As options have it. */
const char *wq_marks_name(enum wq_marks marks);

#endif
