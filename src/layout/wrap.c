/* Cells to lines, in logical order. */
#include "engine.h"

#include "waraq/base/array.h"

enum { TAB_STOP = 8, REPLACEMENT = 0xFFFD };

struct wrapper {
    struct wq_layout *l;
    const struct wq_layout_opts *opts;
    size_t first;      /* first cell of the line at work */
    size_t last_break; /* the last cell of it that a line may begin with; first if there is none */
    uint32_t indent;
    uint32_t x;       /* columns used, without the indent */
    size_t next_soft; /* index in opts->soft */
};

static uint32_t available(const struct wrapper *w)
{
    if (w->opts->width == 0)
        return UINT32_MAX;
    return w->opts->width > w->indent ? w->opts->width - w->indent : 1;
}

static void begin_line(struct wrapper *w, size_t cell, uint32_t indent)
{
    /* An indent that leaves no room is none. */
    w->indent = w->opts->width && indent >= w->opts->width ? 0 : indent;
    w->first = w->last_break = cell;
    w->x = 0;
}

/* Closes the line before cell end, where the next one begins. */
static void emit_line(struct wrapper *w, size_t end, size_t len)
{
    struct wq_layout *l = w->l;
    size_t lines = l->lines.len;
    size_t last = end;
    uint32_t width = 0;
    bool keep = w->opts->flags & WQ_LAYOUT_KEEP_SPACE;

    /* A cell of no width holds an empty line open and never shows. */
    while (last > w->first && (l->cells.items[last - 1].flags & WQ_CELL_SPACE) &&
           (!keep || l->cells.items[last - 1].width == 0))
        last--;
    for (size_t i = w->first; i < last; i++)
        width += l->cells.items[i].width;
    uint32_t start = lines ? l->lines.items[lines - 1].end : 0;
    *WQ_PUSH(&l->lines) = (struct wq_line){
        .first = (uint32_t)w->first,
        .count = (uint32_t)(last - w->first),
        .start = start,
        .end = end < l->cells.len ? l->cells.items[end].start : (uint32_t)len,
        .width = width,
        .indent = w->indent,
    };
}

/* True if the source or the caller wants a new line at this cell; *indent is what it begins with. */
static bool begins_line(struct wrapper *w, size_t i, uint32_t *indent)
{
    const struct wq_cell *c = &w->l->cells.items[i];
    bool soft = false;

    while (w->next_soft < w->opts->nsoft && c->start >= w->opts->soft[w->next_soft]) {
        w->next_soft++;
        soft = true;
    }
    *indent = soft ? w->opts->indent_soft : w->opts->indent_rest;
    /* Not again where only blanks stand between this and the line's start. */
    return (soft && i > w->first) || (i > 0 && (c->flags & WQ_CELL_FORCED));
}

/* The width of a cell where it stands. What the narrowest line cannot hold is replaced, and only when a
 * line begins with it: until then there may be more room on the next. */
static uint32_t fit_cell(struct wrapper *w, size_t i, struct wq_cell *c)
{
    if (c->flags & WQ_CELL_TAB) {
        c->width = (uint8_t)(TAB_STOP - w->x % TAB_STOP);
    } else if (i == w->first && c->width > available(w)) {
        w->indent = 0;
        if (c->width > available(w)) {
            c->ch = c->flags & WQ_CELL_SPACE ? ' ' : REPLACEMENT;
            c->nmarks = 0;
            c->width = 1;
        }
    }
    return c->width;
}

/* Most cells only take their place: goes on until one needs a closer look. */
static size_t run_on(struct wrapper *w, size_t i)
{
    const struct wq_layout *l = w->l;
    uint32_t room = available(w);
    uint32_t soft = w->next_soft < w->opts->nsoft ? w->opts->soft[w->next_soft] : UINT32_MAX;

    for (; i < l->cells.len; i++) {
        const struct wq_cell *c = &l->cells.items[i];
        if ((c->flags & (WQ_CELL_TAB | WQ_CELL_FORCED)) || c->start >= soft)
            break;
        if (!(c->flags & WQ_CELL_HANGS) && (uint64_t)w->x + c->width > room)
            break;
        if (c->flags & WQ_CELL_BREAK)
            w->last_break = i;
        w->x += c->width;
    }
    return i;
}

void wq_lines_wrap(struct wq_layout *l, size_t len, const struct wq_layout_opts *opts)
{
    struct wrapper w = {.l = l, .opts = opts};
    bool keep = opts->flags & WQ_LAYOUT_KEEP_SPACE;

    l->lines.len = 0;
    begin_line(&w, 0, opts->indent_first);
    for (size_t i = 0; i < l->cells.len;) {
        struct wq_cell *c = &l->cells.items[i];
        uint32_t indent;
        if (begins_line(&w, i, &indent)) {
            emit_line(&w, i, len);
            begin_line(&w, i, indent);
        }
        if (i == w.first && (c->flags & WQ_CELL_SPACE) && !keep) { /* lines begin with what can be read */
            w.first = w.last_break = ++i;
            continue;
        }
        uint32_t width = fit_cell(&w, i, c);
        if (c->flags & WQ_CELL_BREAK)
            w.last_break = i;
        if (!(c->flags & WQ_CELL_HANGS) && i > w.first && (uint64_t)w.x + width > available(&w)) {
            size_t at = w.last_break > w.first ? w.last_break : i;
            emit_line(&w, at, len);
            begin_line(&w, at, opts->indent_rest);
            i = at;
            continue;
        }
        w.x += width;
        i = run_on(&w, i + 1);
    }
    emit_line(&w, l->cells.len, len);
}
