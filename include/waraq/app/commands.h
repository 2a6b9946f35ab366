/*
 * commands.h: what waraq does without a screen.
 */
#ifndef WARAQ_APP_COMMANDS_H
#define WARAQ_APP_COMMANDS_H

#include "waraq/app/options.h"
#include "waraq/index/shelf.h"
#include "waraq/layout/para.h"

/* --print: every article as lines; returns the exit status. status: what was wrong before. */
int wq_print(const struct wq_options *options, struct wq_layout *layout, struct wq_shelf *shelf, int status);

/* --list: a row an article. */
int wq_list(const struct wq_options *options, struct wq_layout *layout, struct wq_shelf *shelf, int status);

/* --search: a row a hit; exit status as grep's. */
int wq_search(const struct wq_options *options, struct wq_layout *layout, struct wq_shelf *shelf, int status);

/* --entities: a row a mention of a person, a place, an organisation, a date or a number. */
int wq_entities(const struct wq_options *options, struct wq_layout *layout, struct wq_shelf *shelf,
                int status);

/* --terminal: what terminal this is, and how it is written to. */
int wq_report(const struct wq_options *options);

/* The whole program: reads argv, returns the exit status. */
int wq_main(int argc, char **argv);

#endif
