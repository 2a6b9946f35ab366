/*
 * report.h: all that can be found out about the terminal, asked of it without a screen.
 */
#ifndef WARAQ_TERM_REPORT_H
#define WARAQ_TERM_REPORT_H

#include "waraq/term/terminal.h"

#include <stdbool.h>

struct wq_terminal_report {
    struct wq_environment env;
    bool present;      /* there is a terminal; if not, only the environment speaks */
    int width, height; /* columns, rows */
    bool described;    /* TERM is known */
    int colors;        /* by that description; at most 0: none */
    bool asked;        /* such a terminal can be asked */
    struct wq_answers answers;
    struct wq_buf said; /* the answers as they came */
    struct wq_terminal terminal;
};

/* Asks the process's terminal and waits for its answers, though not for ever; what is typed meanwhile is
 * lost. The report is to be released. */
void wq_terminal_report(const struct wq_wishes *wishes, struct wq_terminal_report *report);
void wq_terminal_report_release(struct wq_terminal_report *report);

#endif
