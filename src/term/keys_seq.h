/*
 * keys_seq.h: private to term: the one key, mouse report, answer or control string that stands at the front
 * of some bytes. Pure: a half sequence is looked at anew when there is more of it, so that it cannot matter
 * where it was cut.
 */
#ifndef WARAQ_TERM_KEYS_SEQ_H
#define WARAQ_TERM_KEYS_SEQ_H

#include "waraq/term/keys.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The bytes to look at; last: no more will come behind them. */
struct wq_view {
    const char *s;
    size_t n;
    bool last;
};

/* What of an answer was there when it was cut off for good: what is left of it may still come. */
enum wq_late {
    WQ_LATE_NOTHING,
    WQ_LATE_BRACKET,   /* ESC was there, [ may follow */
    WQ_LATE_MARKER,    /* ESC [ was, ? > or = may follow */
    WQ_LATE_PARAMS,    /* so was the marker */
    WQ_LATE_OSC,       /* to ST or BEL */
    WQ_LATE_STRING,    /* to ST */
    WQ_LATE_BACKSLASH, /* of ST */
};

enum wq_taken {
    WQ_TAKEN_NONE,    /* more bytes are needed; used is 0 */
    WQ_TAKEN_NOTHING, /* to be swallowed */
    WQ_TAKEN_EVENT,   /* *ev is filled */
    WQ_TAKEN_REPLY,   /* the used bytes are an answer */
    WQ_TAKEN_PASTE,   /* the begin of one */
    /* To be swallowed, and what follows too up to its end: longer than WQ_REPLY_MAX. */
    WQ_TAKEN_LONG_CSI,
    WQ_TAKEN_LONG_OSC,
    WQ_TAKEN_LONG_STRING,
};

struct wq_seq {
    enum wq_taken what;
    size_t used; /* bytes */
    enum wq_late late;
};

/* A string of the terminal's own for a key. */
struct wq_key_def {
    char *bytes;
    size_t len;
    uint32_t key;
    unsigned mods;
};

/* v.n > 0. */
struct wq_seq wq_seq_take(struct wq_view v, const struct wq_key_def *defs, size_t ndefs, struct wq_event *ev);

enum wq_string_end {
    WQ_STRING_OPEN,        /* no end in sight; at == v.n */
    WQ_STRING_CUT,         /* ESC is the last byte, at at */
    WQ_STRING_ENDED,       /* by ST or BEL, behind which at is */
    WQ_STRING_INTERRUPTED, /* by ESC, at which at is, or CAN or SUB, behind which it is */
};

/* Looks from s[*at] for the end of a control string. */
enum wq_string_end wq_string_end(struct wq_view v, bool osc, size_t *at);

/* One code point of UTF-8, or U+FFFD for a maximal subpart of one (Unicode 3.9); 0: it is cut off. */
size_t wq_take_utf8(const char *bytes, size_t n, uint32_t *cp);

/* What an answer to CSI begins with. */
static inline bool wq_csi_marks_answer(char c)
{
    return c == '?' || c == '>' || c == '=';
}

/* A CSI is interrupted by what can be no part of one: all but 0x20 to 0x7E. */
static inline bool wq_csi_goes_on(char c)
{
    return c >= 0x20 && c <= 0x3F;
}

static inline bool wq_csi_ends(char c)
{
    return c >= 0x40 && c <= 0x7E;
}

/* CAN and SUB cancel a sequence and are part of it. */
static inline bool wq_cancels(char c)
{
    return c == 0x18 || c == 0x1A;
}

#endif
