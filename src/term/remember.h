/*
 * remember.h: what was found out about terminals, for the next time. Private to term.
 *
 * A table in the state folder (terminals.tsv; fields parted by tabs): `chosen` or `learnt`, what the
 * environment says of the terminal, what it answers, the way to write, the marks. Another program's hand in
 * it does no harm: lines that are none are left out.
 */
#ifndef WARAQ_SRC_TERM_REMEMBER_H
#define WARAQ_SRC_TERM_REMEMBER_H

#include "waraq/base/status.h"
#include "waraq/term/terminal.h"

/* In the place of answers: it was chosen before any came. */
#define WQ_NO_ANSWERS "-"

/* What is known of a terminal. answers: as wq_answers_identity has them; NULL: not known yet, and what was
 * remembered last of such an environment holds. */
struct wq_remembered wq_remember_find(const char *environment, const char *answers);

/* The same before any answer. Of a terminal that may be anybody only what was chosen for one that did not
 * answer is known: it may be this one, and it will never say. */
struct wq_remembered wq_remember_unasked(const struct wq_environment *env, const char *environment);

/* Remembers r, either of chosen and learnt being set; neither: what was learnt of this environment is
 * forgotten.
 */
enum wq_status wq_remember_store(const char *environment, const char *answers, const struct wq_remembered *r,
                                 struct wq_error *err);

#endif
