/*
 * scratch.h: a folder of a test's own, for its files and its HOME; removed with all that is in it.
 */
#ifndef WARAQ_TESTS_SUPPORT_SCRATCH_H
#define WARAQ_TESTS_SUPPORT_SCRATCH_H

#include <stddef.h>

/* Group fixtures for cmocka. */
int scratch_open(void **state);
int scratch_close(void **state);

const char *scratch_folder(void);

/* The path of a name in the folder; kept until scratch_close. */
const char *scratch_path(const char *name);

/* Writes a file and returns its path, as scratch_path does. */
const char *scratch_bytes(const char *name, const void *bytes, size_t len);
const char *scratch_file(const char *name, const char *text);
/* A folder in the folder. */
const char *scratch_subfolder(const char *name);

/* n times text, with its length; the caller's, by free. */
char *text_times(const char *text, size_t n, size_t *len);

#endif
