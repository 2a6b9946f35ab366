/*
 * reader_page.h: for the tests of the reading pane: what it shows, kept; articles opened in it; windows.
 */
#ifndef WARAQ_TESTS_READER_PAGE_H
#define WARAQ_TESTS_READER_PAGE_H

#include "../../support/articles.h"
#include "waraq/base/array.h"
#include "waraq/ui/reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MOST_ROWS = 128, NOTHING = -1 };

/* What a row shows, kept: pointers into the reader do not last. */
struct row {
    long start; /* first byte of its line in the article; NOTHING for an empty row */
    size_t end;
    size_t block;
    uint32_t indent, width;
    bool fold, first, right;
};

struct page {
    struct row rows[MOST_ROWS];
    int n;
};

static struct wq_reader *reader;

static inline void keep_row(int y, const struct wq_row *row, void *data)
{
    struct page *p = data;
    struct row *r = &p->rows[y];

    assert_int_equal(y, p->n);
    assert_true(p->n < MOST_ROWS);
    p->n++;
    *r = (struct row){.start = NOTHING, .block = row->block_index, .first = row->first};
    if (!row->block) {
        assert_true(row->para == NULL && row->line == NULL);
        return;
    }
    r->fold = row->block->kind == WQ_BLOCK_FOLD;
    assert_int_equal(r->fold, row->line == NULL);
    r->start = (long)(row->block->span.start + (row->line ? row->line->start : 0));
    r->end = row->line ? row->block->span.start + row->line->end : row->block->span.end;
    r->indent = row->line ? row->line->indent : 0;
    r->width = row->line ? row->line->width : 0;
    r->right = wq_reader_line_right(reader, row);
}

static inline struct page page(void)
{
    struct page p = {.n = 0};
    wq_reader_rows(reader, keep_row, &p);
    return p;
}

static inline bool same_row(const struct row *a, const struct row *b)
{
    return a->start == b->start && a->block == b->block && a->first == b->first;
}

static inline bool same_page(const struct page *a, const struct page *b)
{
    if (a->n != b->n)
        return false;
    for (int i = 0; i < a->n; i++)
        if (!same_row(&a->rows[i], &b->rows[i]))
            return false;
    return true;
}

static inline void size(int width, int height)
{
    struct wq_reader_options o = *wq_reader_options(reader);
    o.width = width;
    o.height = height;
    wq_reader_set_options(reader, &o);
}

static inline struct wq_article *open_sample(const char *name, int width, int height)
{
    struct wq_article *a = article_sample(name);
    struct wq_reader_options o = {.width = width, .height = height};

    wq_reader_set_article(reader, NULL);
    wq_reader_set_options(reader, &o);
    wq_reader_set_article(reader, a);
    return a;
}

static inline void close_article(struct wq_article *a)
{
    wq_reader_set_article(reader, NULL);
    wq_article_free(a);
}

static const int windows[][2] = {{19, 3}, {39, 8}, {54, 17}, {66, 21}, {60, 36}, {72, 57}, {1, 1}, {7, 2}};

/* Runs check in several windows over several articles, from the start. */
static inline void everywhere(void (*check)(const struct wq_article *a))
{
    static const char *const names[] = {"ur-archaeology", "ur-ghalib", "fa-river", "mul-libraries",
                                        "ur-space-long"};

    for (size_t i = 0; i < WQ_COUNT(names); i++)
        for (size_t k = 0; k < WQ_COUNT(windows); k++) {
            struct wq_article *a = open_sample(names[i], windows[k][0], windows[k][1]);
            check(a);
            close_article(a);
        }
}

/* The line that holds the byte is on the page, at row if it could be. */
static inline int row_of(const struct page *p, size_t at)
{
    for (int i = 0; i < p->n; i++)
        if (p->rows[i].start != NOTHING && (size_t)p->rows[i].start <= at && at < p->rows[i].end)
            return i;
    return NOTHING;
}

static inline int open_all(void **state)
{
    if (articles_open(state))
        return -1;
    reader = wq_reader_new(articles_layout());
    return 0;
}

static inline int close_all(void **state)
{
    wq_reader_free(reader);
    return articles_close(state);
}

#endif
