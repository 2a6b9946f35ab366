/*
 * trial.h: what ways of writing are called. Private to app.
 */
#ifndef WARAQ_SRC_APP_TRIAL_H
#define WARAQ_SRC_APP_TRIAL_H

#include "waraq/term/terminal.h"

/* Static storage. */
const char *wq_writing_text(enum wq_writing writing);
const char *wq_reason_text(enum wq_reason reason);

#endif
