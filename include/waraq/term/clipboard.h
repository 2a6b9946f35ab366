/*
 * clipboard.h: a text to the terminal's clipboard: whether that may work, and the bytes that ask for it.
 * Pure.
 *
 * The request is OSC 52 (XTerm Control Sequences, "Manipulate Selection Data"). No terminal answers it, so
 * nobody knows whether it arrived. A multiplexer throws it away or keeps it for itself unless it is wrapped
 * in a sequence that it passes on: tmux in its DCS with every ESC doubled (tmux(1), allow-passthrough), GNU
 * screen in a DCS, in pieces, since it takes no long ones. From 3.3 on tmux passes nothing on unless it is
 * told to, and takes OSC 52 as it is where set-clipboard is on.
 */
#ifndef WARAQ_TERM_CLIPBOARD_H
#define WARAQ_TERM_CLIPBOARD_H

#include "waraq/base/buf.h"
#include "waraq/base/status.h"
#include "waraq/term/terminal.h"

#include <stddef.h>

enum wq_clipboard_hope {
    WQ_CLIPBOARD_NEVER, /* this terminal has nothing of the kind */
    WQ_CLIPBOARD_MAYBE, /* it may be switched off, or is not known */
    WQ_CLIPBOARD_TAKES, /* as it comes out of the box */
};

enum wq_clipboard_wrap { WQ_CLIPBOARD_PLAIN, WQ_CLIPBOARD_TMUX, WQ_CLIPBOARD_SCREEN };

struct wq_clipboard {
    enum wq_clipboard_hope hope;
    enum wq_clipboard_wrap wrap;
    const char *command; /* one that serves better and comes with the multiplexer, or NULL */
};

/* What there is by what is known of the terminal; version: its name and version as it answered, or "". */
struct wq_clipboard wq_clipboard_known(const struct wq_terminal *t, const struct wq_environment *env,
                                       const char *version);

/* Bytes of text: terminals take strings of 100,000 bytes, and base64 makes four of three. */
enum { WQ_CLIPBOARD_MOST = 74994 };

/* Appends the request. WQ_EUSAGE: the text is too long, and nothing is appended. */
enum wq_status wq_clipboard_request(const char *s, size_t len, enum wq_clipboard_wrap wrap,
                                    struct wq_buf *out) WQ_MUST_CHECK;

#endif
