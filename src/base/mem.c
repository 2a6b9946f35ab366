#include "waraq/base/mem.h"

#include "waraq/base/array.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

/* DESIGN allows no mutable globals outside term and the signal flag; this one hook is the exception,
 * because an allocation has no way to be handed a context. It is set once, before threads start. */
static void (*exhausted)(void);

void wq_mem_on_exhaustion(void (*hook)(void))
{
    exhausted = hook;
}

static _Noreturn void out_of_memory(void)
{
    static const char words[] = "waraq: out of memory\n";

    if (exhausted)
        exhausted();
    ssize_t ignored = write(STDERR_FILENO, words, sizeof words - 1);
    (void)ignored;
    _exit(2);
}

void *wq_malloc(size_t size)
{
    return wq_realloc(NULL, size);
}

void *wq_calloc(size_t count, size_t size)
{
    void *p = calloc(count ? count : 1, size ? size : 1);
    if (!p)
        out_of_memory();
    return p;
}

void *wq_realloc(void *old, size_t size)
{
    void *p = realloc(old, size ? size : 1);
    if (!p)
        out_of_memory();
    return p;
}

void *wq_reallocarray(void *old, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        out_of_memory();
    return wq_realloc(old, count * size);
}

char *wq_strdup(const char *s)
{
    return wq_strndup(s, strlen(s));
}

char *wq_strndup(const char *s, size_t len)
{
    char *copy = wq_malloc(len + 1);
    memcpy(copy, s, len);
    copy[len] = '\0';
    return copy;
}

void *wq_array_grow(void *items, size_t *cap, size_t need, size_t size)
{
    size_t bigger = *cap ? *cap : 8;
    while (bigger < need)
        bigger += bigger / 2 + 1;
    items = wq_reallocarray(items, bigger, size);
    *cap = bigger;
    return items;
}

void wq_mem_trim(void)
{
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}
