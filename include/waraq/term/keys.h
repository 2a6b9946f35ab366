/*
 * keys.h: bytes from the terminal to events; pure, so that it can be fuzzed.
 *
 * The decoder is fed what read() gave and hands out events one by one. It knows terminfo's key strings
 * (given to it as a table), the CSI and SS3 forms that most terminals share with their modifiers
 * (xterm's `CSI 1 ; 5 C`, `CSI 3 ~`, `CSI u`), SGR mouse reports (`CSI < b ; x ; y M/m`), bracketed paste,
 * focus reports, UTF-8, Alt as a leading ESC, and answers to questions (CSI ... c, CSI ? ... $ y, DCS and
 * OSC strings), which never become keys however late they come or wherever they are cut.
 *
 * A lone ESC cannot be told from the start of a sequence: when wq_keys_pending() is true the caller
 * waits a little (wq_keys_wait_ms) for more and then calls wq_keys_flush().
 */
#ifndef WARAQ_TERM_KEYS_H
#define WARAQ_TERM_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum wq_key {
    WQ_KEY_NONE = 0,
    /* 1 .. 0x10FFFF: a character, as typed; ^A is 1, ^Z 26, Tab 9, Enter 13 (10 is ^J), Esc 27. */
    WQ_KEY_BASE = 0x110000,
    WQ_KEY_UP,
    WQ_KEY_DOWN,
    WQ_KEY_LEFT,
    WQ_KEY_RIGHT,
    WQ_KEY_HOME,
    WQ_KEY_END,
    WQ_KEY_PAGE_UP,
    WQ_KEY_PAGE_DOWN,
    WQ_KEY_INSERT,
    WQ_KEY_DELETE,
    WQ_KEY_BACKSPACE, /* ^? and ^H both */
    WQ_KEY_BACKTAB,
    WQ_KEY_F1, /* F1 .. F12 follow each other */
    WQ_KEY_F12 = WQ_KEY_F1 + 11,
};

enum { WQ_MOD_SHIFT = 1, WQ_MOD_ALT = 2, WQ_MOD_CTRL = 4 };

enum wq_event_type {
    WQ_EVENT_KEY,   /* key, mods */
    WQ_EVENT_PASTE, /* text, len: at most WQ_PASTE_MAX bytes at a time, valid UTF-8; more may follow */
    WQ_EVENT_MOUSE, /* mouse, x, y, mods */
    WQ_EVENT_FOCUS, /* key: 1 got, 0 lost */
    WQ_EVENT_REPLY, /* text, len: the whole answer of the terminal, from ESC to its last byte */
};

enum wq_mouse { WQ_MOUSE_PRESS, WQ_MOUSE_RELEASE, WQ_MOUSE_DRAG, WQ_MOUSE_WHEEL_UP, WQ_MOUSE_WHEEL_DOWN };

enum { WQ_PASTE_MAX = 4096, WQ_REPLY_MAX = 4096 };

struct wq_event {
    enum wq_event_type type;
    uint32_t key;
    unsigned mods;
    enum wq_mouse mouse;
    int button;       /* 1 left, 2 middle, 3 right; 0 for the wheel */
    int x, y;         /* cells, from 0 at the top left of the screen */
    const char *text; /* borrowed until the next call on the decoder; for paste and reply */
    size_t len;       /* bytes */
};

struct wq_keys;

struct wq_keys *wq_keys_new(void);
void wq_keys_free(struct wq_keys *k);

/* A string that the terminal sends for a key (terminfo); copied. Longer strings win over shorter. */
void wq_keys_define(struct wq_keys *k, const char *bytes, uint32_t key, unsigned mods);

/* Appends bytes to what is not decoded yet. */
void wq_keys_feed(struct wq_keys *k, const char *bytes, size_t len);

/* The next whole event; false when there is none (yet). Malformed UTF-8 gives U+FFFD keys, unknown
 * sequences are swallowed whole. */
bool wq_keys_next(struct wq_keys *k, struct wq_event *ev);

/* True when bytes wait that may be the start of something longer. */
bool wq_keys_pending(const struct wq_keys *k);

/* How long to wait for the rest before wq_keys_flush: short for a lone ESC, long inside an answer or a
 * paste, which end by themselves. -1 when nothing is pending. */
int wq_keys_wait_ms(const struct wq_keys *k);

/* No more will come: a lone ESC is the Esc key, ESC and a character is Alt with it; a sequence that was
 * cut off is dropped. A paste that was begun goes on. */
void wq_keys_flush(struct wq_keys *k);

#endif
