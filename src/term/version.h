/*
 * version.h: which version of a program stands behind us, by what it answered or says in the environment:
 * major and minor as one number, 3.3a as 303; 0: it does not say. Private to term.
 */
#ifndef WARAQ_SRC_TERM_VERSION_H
#define WARAQ_SRC_TERM_VERSION_H

#include "waraq/term/terminal.h"

/* answered: its name and version (XTVERSION), or "". */
long wq_version_tmux(const struct wq_environment *env, const char *answered);
long wq_version_konsole(const struct wq_environment *env, const char *answered);

#endif
