/*
 * mem.h: memory that is there or ends the program.
 *
 * A reader that cannot get a few kilobytes has nothing sensible left to do, so these never return
 * NULL: they call the hook (which gives the terminal back), write one line and exit with status 2.
 */
#ifndef WARAQ_BASE_MEM_H
#define WARAQ_BASE_MEM_H

#include <stddef.h>

void *wq_malloc(size_t size);
void *wq_calloc(size_t count, size_t size);
void *wq_realloc(void *old, size_t size);
/* Overflow-checked wq_realloc(old, count * size). */
void *wq_reallocarray(void *old, size_t count, size_t size);
char *wq_strdup(const char *s);
char *wq_strndup(const char *s, size_t len);

/* Gives what was freed back to the system, where the C library would keep it: after work that took much. */
void wq_mem_trim(void);

/* Called once before the program ends for want of memory. NULL: nothing to give back. */
void wq_mem_on_exhaustion(void (*hook)(void));

#endif
