/*
 * edit.h: the model of a line editor: UTF-8 and a cursor, in logical order. What it looks like is the
 * interface's matter. The cursor stands between grapheme clusters as far as moves go; offsets are bytes.
 */
#ifndef WARAQ_TEXT_EDIT_H
#define WARAQ_TEXT_EDIT_H

#include "waraq/base/buf.h"
#include "waraq/text/segment.h"

#include <stdbool.h>

struct wq_edit {
    struct wq_buf text;
    size_t cursor;              /* bytes */
    struct wq_breaker *breaker; /* graphemes; opened when first needed */
};

void wq_edit_init(struct wq_edit *e);
void wq_edit_release(struct wq_edit *e);
void wq_edit_set(struct wq_edit *e, const char *s, size_t len);

/* Inserts valid UTF-8 at the cursor; line ends and tabs become spaces, other controls are left out. */
void wq_edit_insert(struct wq_edit *e, const char *s, size_t len);
/* By one grapheme cluster; word: to the start (end) of a word. False at the end. */
bool wq_edit_left(struct wq_edit *e, bool word);
bool wq_edit_right(struct wq_edit *e, bool word);
/* Deletes what the same move would pass over. */
bool wq_edit_delete_left(struct wq_edit *e, bool word);
bool wq_edit_delete_right(struct wq_edit *e, bool word);
void wq_edit_clear_left(struct wq_edit *e);
void wq_edit_clear_right(struct wq_edit *e);

#endif
