/*
 * unicode_file.h: the conformance files of the Unicode Character Database, line by line.
 */
#ifndef WARAQ_TESTS_SUPPORT_UNICODE_FILE_H
#define WARAQ_TESTS_SUPPORT_UNICODE_FILE_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct unicode_file {
    FILE *f;
    const char *name;
    char line[16384]; /* without its comment and line end; never empty */
    size_t number;    /* of the line, from 1 */
};

/* Opens /usr/share/unicode/NAME; the test fails, and says what to install, when it is not there. */
void unicode_open(struct unicode_file *u, const char *name);
/* The next line that holds more than a comment; closes the file and returns 0 after the last. */
int unicode_next(struct unicode_file *u);

/* Reads hexadecimal code points at *s up to what is none; *s moves behind them. Returns how many. */
size_t unicode_hex(const char **s, uint32_t *cps, size_t most);

#endif
