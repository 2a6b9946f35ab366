/*
 * foreground.h: a program that has the terminal for a while. Private to app.
 */
#ifndef WARAQ_SRC_APP_FOREGROUND_H
#define WARAQ_SRC_APP_FOREGROUND_H

#include "waraq/app/app.h"
#include "waraq/term/screen.h"

/* Gives the terminal back, runs what the program was asked to run, and takes the terminal again: at once
 * where the cursor stands as before, else behind a key, since there is something to read. */
void wq_foreground(struct wq_app *a, struct wq_screen *screen);

#endif
