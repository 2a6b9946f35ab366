#include "wrapped.h"

#include "waraq/base/array.h"
#include "waraq/text/utf8.h"

#include <stdint.h>
#include <stdlib.h>

enum {
    LEAST_COLUMN = 40,
    MOST_COLUMN = 130,
    LEAST_PAIRS = 5, /* lines that must go on in the next for us to judge */
};

struct measured {
    size_t columns;    /* of the whole line, with what it is indented more than others */
    size_t first_word; /* columns */
    size_t indent;     /* spaces before it */
};

static struct measured measure(const struct wq_article *a, struct wq_props *props,
                               const struct wq_paragraph *p)
{
    struct measured m = {0, 0, 0};
    size_t blanks = 0;
    bool in_first = true;

    for (size_t at = p->span.start; at < p->span.end && m.columns <= MOST_COLUMN;) {
        uint32_t cp = wq_utf8_next(a->text.data, &at);
        const struct wq_prop *prop = wq_prop(props, cp);
        if (prop->flags & WQ_PROP_SPACE) {
            blanks++;
            in_first &= m.columns == 0 || cp == 0xA0; /* nobody breaks a line there */
            continue;
        }
        if (m.columns == 0)
            m.indent = blanks;
        else
            m.columns += blanks;
        blanks = 0;
        m.columns += prop->width;
        if (in_first)
            m.first_word = m.columns;
    }
    return m;
}

static int by_size(const void *a, const void *b)
{
    size_t x = *(const size_t *)a;
    size_t y = *(const size_t *)b;
    return x < y ? -1 : x > y;
}

/* The column lines were broken at: all but the longest fiftieth fit in it. 0: lines are too long or short. */
static size_t find_column(const struct wq_article *a, const struct measured *lines)
{
    size_t *widths = wq_reallocarray(NULL, a->nparas, sizeof *widths);
    size_t n = 0;

    for (size_t i = 0; i < a->nparas; i++)
        if (a->paras[i].kind != WQ_PARA_EMPTY)
            widths[n++] = lines[i].columns;
    size_t column = 0;
    if (n) {
        qsort(widths, n, sizeof *widths, by_size);
        column = widths[n - 1 - n / 50];
    }
    free(widths);
    return column >= LEAST_COLUMN && column <= MOST_COLUMN ? column : 0;
}

static struct measured *measure_all(const struct wq_article *a, struct wq_props *props)
{
    struct measured *lines = wq_reallocarray(NULL, a->nparas, sizeof *lines);
    size_t least = SIZE_MAX;

    for (size_t i = 0; i < a->nparas; i++) {
        lines[i] = measure(a, props, &a->paras[i]);
        if (a->paras[i].kind != WQ_PARA_EMPTY && lines[i].indent < least)
            least = lines[i].indent;
    }
    for (size_t i = 0; i < a->nparas; i++)
        if (a->paras[i].kind != WQ_PARA_EMPTY)
            lines[i].columns += lines[i].indent - least;
    return lines;
}

/* Line i could go on where the one before ended: nothing stands between them, and it is not indented. */
static bool may_go_on(const struct wq_article *a, const struct measured *lines, size_t i)
{
    return a->paras[i].kind != WQ_PARA_EMPTY && a->paras[i - 1].kind != WQ_PARA_EMPTY &&
           lines[i].indent < lines[i - 1].indent + 2;
}

/* The next line's first word would not have fitted: so the break was the column's, not the writer's. */
static bool is_wrap(const struct wq_article *a, const struct measured *lines, size_t i, size_t column)
{
    return may_go_on(a, lines, i) && a->paras[i].kind == a->paras[i - 1].kind &&
           lines[i - 1].columns + 1 + lines[i].first_word > column;
}

void wq_wrapped_mark(struct wq_article *a, struct wq_props *props)
{
    /* Paragraphs of the usual length are on a line each: most articles end here. */
    if (a->nparas < LEAST_PAIRS || a->text.len / a->nparas > 2 * MOST_COLUMN)
        return;
    struct measured *lines = measure_all(a, props);
    size_t column = find_column(a, lines);
    size_t pairs = 0;
    size_t wraps = 0;
    for (size_t i = 1; column && i < a->nparas; i++) {
        if (!may_go_on(a, lines, i))
            continue;
        pairs++;
        wraps += is_wrap(a, lines, i, column);
    }
    a->hard_wrapped = pairs >= LEAST_PAIRS && wraps * 20 >= pairs * 17;
    for (size_t i = 1; a->hard_wrapped && i < a->nparas; i++)
        a->paras[i].joins = is_wrap(a, lines, i, column);
    free(lines);
}
