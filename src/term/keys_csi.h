/*
 * keys_csi.h: private to term: what a whole CSI or SS3 sequence means. Pure functions.
 *
 * Sources: XTerm Control Sequences (CSI, SS3, modifyOtherKeys, SGR mouse), the kitty keyboard protocol
 * (CSI u), console_codes(4) (CSI [ A), urxvt(7) (CSI a, CSI 7 ^).
 */
#ifndef WARAQ_TERM_KEYS_CSI_H
#define WARAQ_TERM_KEYS_CSI_H

#include "waraq/term/keys.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum wq_csi {
    WQ_CSI_UNKNOWN, /* swallow it */
    WQ_CSI_EVENT,   /* *ev is filled: a key, the mouse or the focus */
    WQ_CSI_REPLY,
    WQ_CSI_PASTE, /* the begin of one */
};

/* s[0, len): what stands behind ESC [, to the final byte. */
enum wq_csi wq_csi_read(const char *s, size_t len, struct wq_event *ev);

/* s[0, len): what stands behind ESC O, to the final byte. False: unknown. */
bool wq_ss3_read(const char *s, size_t len, struct wq_event *ev);

/* The three bytes behind CSI M. False: nothing to tell. */
bool wq_mouse_x10(const char *s, struct wq_event *ev);

/* A character that came with modifiers, as what it would be if it were typed: Ctrl and a letter is 1 to 26,
 * Shift is in the character itself. False: it is no character. */
bool wq_key_typed(uint32_t cp, unsigned mods, struct wq_event *ev);

#endif
