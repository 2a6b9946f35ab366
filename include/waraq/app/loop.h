/*
 * loop.h: the interactive program on a terminal: waits for keys and signals, and shows what changed.
 */
#ifndef WARAQ_APP_LOOP_H
#define WARAQ_APP_LOOP_H

#include "waraq/app/options.h"
#include "waraq/base/status.h"
#include "waraq/index/shelf.h"
#include "waraq/layout/para.h"

/* Runs until the user quits or a signal ends it; returns the exit status. A signal that asks the program
 * to end does so for good once the terminal is given back: the caller's parent sees it. WQ_ESYS and
 * WQ_ENOTFOUND in *err, with the result -1: this terminal cannot show a screen, nothing was shown. */
int wq_loop(const struct wq_options *options, struct wq_layout *layout, struct wq_shelf *shelf,
            struct wq_error *err);

#endif
