/*
 * recorded.h: what real terminals set in the environment and answer to the program's questions, recorded from
 * each (tests/data/terminals.tsv).
 */
#ifndef WARAQ_TESTS_SUPPORT_RECORDED_H
#define WARAQ_TESTS_SUPPORT_RECORDED_H

#include <stddef.h>

struct recorded {
    char *name;
    char **env; /* NAME=VALUE; ends with NULL */
    char *answers;
    const char *writing, *marks, *between; /* what is to come of it */
    char *line;                            /* that these are parts of */
};

/* The caller's, by recorded_free. */
struct recorded *recorded_load(size_t *n);
void recorded_free(struct recorded *r, size_t n);
/* The one of that name; fails the test if there is none. */
const struct recorded *recorded_named(const struct recorded *r, size_t n, const char *name);
/* The value of a variable in its environment, or NULL. */
const char *recorded_variable(const struct recorded *r, const char *name);

#endif
