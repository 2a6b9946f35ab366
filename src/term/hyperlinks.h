/*
 * hyperlinks.h: which terminals let cells lead to an address (OSC 8). Pure. Private to term.
 *
 * Source: "Hyperlinks (a.k.a. HTML-like anchors) in terminal emulators" (Egmont Koblinger) and each
 * terminal's own notes. Only those that are known to have them are sent any: some print what they do not
 * know.
 */
#ifndef WARAQ_SRC_TERM_HYPERLINKS_H
#define WARAQ_SRC_TERM_HYPERLINKS_H

#include "waraq/term/terminal.h"

/* answers: NULL: none yet. */
bool wq_hyperlinks_known(const struct wq_terminal *t, const struct wq_environment *env,
                         const struct wq_answers *answers);

#endif
