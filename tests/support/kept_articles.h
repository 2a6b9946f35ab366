/*
 * kept_articles.h: articles that are opened, left and opened again, on the screen of one_screen.h. Included
 * once, by the test itself, instead of that.
 */
#ifndef WARAQ_TESTS_SUPPORT_KEPT_ARTICLES_H
#define WARAQ_TESTS_SUPPORT_KEPT_ARTICLES_H

#include "one_screen.h"

#include "waraq/base/buf.h"

#include <stdio.h>
#include <stdlib.h>

enum { PARAGRAPHS = 40 };

static inline void add_paragraphs(struct wq_buf *text, int from, int to)
{
    for (int i = from; i <= to; i++)
        wq_buf_addf(
            text,
            "پیراگراف %d میں کچھ الفاظ ہیں جو کسی اور میں نہیں، %d کے سوا، تاکہ جگہ پہچانی جائے اور یہ دو "
            "سطروں تک جائے۔\n\n",
            i, i);
}

static inline const char *article(const char *name, const char *title)
{
    struct wq_buf text = WQ_BUF_INIT;

    wq_buf_addf(&text, "%s\n\n", title);
    add_paragraphs(&text, 1, PARAGRAPHS);
    const char *path = scratch_bytes(name, text.data, text.len);
    wq_buf_release(&text);
    return path;
}

/* A folder with articles of its own, and nothing kept yet. */
static inline const char *library(const char *name)
{
    char path[64];
    static char folder[512];

    scratch_subfolder(name);
    for (char c = 'a'; c <= 'd'; c++) {
        snprintf(path, sizeof path, "%s/%c.txt", name, c);
        article(path, "مضمون کا عنوان یہاں ہے");
    }
    snprintf(path, sizeof path, "%s-data", name);
    setenv("XDG_DATA_HOME", scratch_path(path), 1);
    snprintf(folder, sizeof folder, "%s/%s/", scratch_folder(), name);
    return folder;
}

static inline const char *in(const char *folder, const char *name)
{
    static char path[1024];
    snprintf(path, sizeof path, "%s%s", folder, name);
    return path;
}

static inline void open_at(const char *path, int width, int height)
{
    screen_open(&s, &(struct screen_how){.width = width, .height = height, .keep = true, .paths = {path}});
}

static inline void open_it(const char *path)
{
    open_at(path, 80, 24);
}

static inline void check_silent(const char *not_said)
{
    if (screen_status(&s, not_said))
        fail_msg("'%s' is said after '%s'", not_said, s.doing);
}

static inline bool is_at_the_start(void)
{
    int y;
    return screen_first_line(&s, &y).span.start < 200 && screen_percent(&s) <= 0;
}

/* The row of the text pane that holds a byte, counted from its top; -1: none. */
static inline int row_of(size_t at)
{
    const struct wq_panes *p = screen_panes(&s);

    for (int y = 0; y < p->rows; y++) {
        struct screen_line line = screen_line(&s, p->top + y);
        if (!line.empty && line.span.start <= at && at < line.span.end)
            return y;
    }
    return -1;
}

static inline void check_resumed(size_t place)
{
    assert_int_equal(row_of(place), screen_panes(&s)->rows / 3);
}

/* Reads on, and leaves; where it stood then. */
static inline size_t read_to(const char *path, const char *keys)
{
    open_it(path);
    screen_keys(&s, keys);
    size_t place = top();
    screen_close(&s);
    return place;
}

#endif
