/*
 * kept.h: articles and lines to be kept, for the tests of the store.
 */
#ifndef WARAQ_TESTS_UNIT_STORE_KEPT_H
#define WARAQ_TESTS_UNIT_STORE_KEPT_H

#include "waraq/base/array.h"
#include "waraq/store/store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

enum { PATIENCE = 2000, MOST_LINES = 5 };

static const char kept_text[] = "سرخی\n\nایک پیراگراف جس میں کچھ الفاظ ہیں، اور جس کے بیچ میں جگہ ہے۔\n";

/* Placed in the middle of kept_text; opened: also when. */
static inline struct wq_kept *kept_add(struct wq_store_changes *c, const char *path, uint64_t hash,
                                       int64_t opened)
{
    struct wq_kept *k = WQ_PUSH(&c->articles);

    *k = (struct wq_kept){.path = wq_strdup(path),
                          .hash = hash,
                          .placed = true,
                          .progress = (unsigned short)(opened % 1001),
                          .opened = opened};
    wq_bookmark_make(&k->place, kept_text, strlen(kept_text), strlen(kept_text) / 2);
    return k;
}

static inline void typed_add(struct wq_store_changes *c, const char *prompt, const char *line, int64_t when)
{
    *WQ_PUSH(&c->typed) = (struct wq_typed){wq_strdup(prompt), wq_strdup(line), when};
}

static inline enum wq_status kept_try(const char *file, struct wq_store_changes *c, struct wq_error *err)
{
    enum wq_status status = wq_store_write(file, PATIENCE, c, MOST_LINES, err);
    wq_store_changes_release(c);
    return status;
}

static inline void kept_write(const char *file, struct wq_store_changes *c)
{
    struct wq_error err = {.status = WQ_OK};

    if (kept_try(file, c, &err) != WQ_OK)
        fail_msg("writing: %s, %s, %s", wq_status_name(err.status), err.what, strerror(err.sys));
}

static inline struct wq_store *kept_open(const char *file)
{
    struct wq_store *s = NULL;
    struct wq_error err = {.status = WQ_OK};

    if (wq_store_open(file, PATIENCE, &s, &err) != WQ_OK)
        fail_msg("opening: %s, %s, %s", wq_status_name(err.status), err.what, strerror(err.sys));
    return s;
}

#endif
