#include "reader_state.h"

#include "waraq/base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST_SOFT = 64, /* soft breaks in a block */
    SOFT_INDENT = 3,
};

struct wq_reader *wq_reader_new(struct wq_layout *layout)
{
    struct wq_reader *r = wq_calloc(1, sizeof *r);
    r->layout = layout;
    r->o.width = 1;
    r->o.height = 1;
    wq_reader_forget_choice(r);
    r->anchor = SIZE_MAX;
    return r;
}

static void forget_layout(struct wq_reader *r)
{
    for (size_t i = 0; i < r->nlaid; i++) {
        wq_para_free(r->paras[r->laid[i]]);
        r->paras[r->laid[i]] = NULL;
    }
    r->nlaid = r->laid_next = 0;
}

static void forget_blocks(struct wq_reader *r)
{
    forget_layout(r);
    free(r->paras);
    r->paras = NULL;
    wq_blocks_release(&r->blocks);
}

void wq_reader_free(struct wq_reader *r)
{
    if (!r)
        return;
    forget_blocks(r);
    free(r);
}

void wq_reader_forget_choice(struct wq_reader *r)
{
    r->current = SIZE_MAX;
    r->sentence = (struct wq_span){0, 0};
}

static void make_blocks(struct wq_reader *r)
{
    forget_blocks(r);
    if (!r->article)
        return;
    unsigned flags = (r->o.furniture ? WQ_BLOCKS_FURNITURE : 0) | (r->o.no_title ? WQ_BLOCKS_NO_TITLE : 0);
    r->blocks = wq_blocks_make(r->article, flags);
    r->paras = wq_calloc(r->blocks.len, sizeof(struct wq_para *));
}

void wq_reader_set_article(struct wq_reader *r, const struct wq_article *a)
{
    r->article = a;
    r->top = (struct wq_place){0, 0};
    wq_reader_forget_choice(r);
    r->anchor = SIZE_MAX;
    make_blocks(r);
}

const struct wq_reader_options *wq_reader_options(const struct wq_reader *r)
{
    return &r->o;
}

static bool runs_rtl(const struct wq_reader *r, const struct wq_block *b)
{
    return r->o.direction ? r->o.direction > 0 : b->rtl;
}

static struct wq_para *lay_out(struct wq_reader *r, const struct wq_block *b)
{
    uint32_t soft[MOST_SOFT];
    struct wq_layout_opts opts = {
        .width = (uint32_t)r->o.width,
        .rtl = runs_rtl(r, b),
        .flags = (b->joined ? WQ_LAYOUT_JOIN_LINES : 0) | (r->o.show_hidden ? WQ_LAYOUT_SHOW_HIDDEN : 0),
        .soft = soft,
        .nsoft = wq_block_soft_breaks(r->article, b, soft, MOST_SOFT),
        .indent_soft = SOFT_INDENT,
        .indent_first = b->goes_on ? SOFT_INDENT : 0,
    };
    return wq_layout_para(r->layout, r->article->text.data + b->span.start, wq_span_len(b->span), &opts);
}

/* The layout of a block, made when it is first looked at; the oldest goes when there are too many. */
const struct wq_para *wq_reader_para(struct wq_reader *r, size_t block)
{
    if (r->blocks.items[block].kind == WQ_BLOCK_FOLD)
        return NULL;
    if (!r->paras[block]) {
        r->paras[block] = lay_out(r, &r->blocks.items[block]);
        if (r->nlaid < MOST_LAID) {
            r->laid[r->nlaid++] = block;
        } else {
            size_t oldest = r->laid[r->laid_next];
            wq_para_free(r->paras[oldest]);
            r->paras[oldest] = NULL;
            r->laid[r->laid_next] = block;
            r->laid_next = (r->laid_next + 1) % MOST_LAID;
        }
    }
    return r->paras[block];
}

/* The first block has no empty row above it. */
size_t wq_reader_gap(const struct wq_reader *r, size_t block)
{
    return block > 0 && r->blocks.items[block].gap;
}

static size_t rows_a_line(const struct wq_reader *r)
{
    return r->o.double_spaced ? 2 : 1;
}

static size_t rows_of(struct wq_reader *r, size_t block)
{
    const struct wq_para *p = wq_reader_para(r, block);
    size_t lines = p ? p->nlines : 1;
    return wq_reader_gap(r, block) + lines * rows_a_line(r);
}

/* Moves a place by rows and stops at either end of the article; returns the rows it went. */
int wq_reader_walk(struct wq_reader *r, struct wq_place *at, int rows)
{
    int went = 0;

    while (went < rows) {
        size_t left = rows_of(r, at->block) - 1 - at->row;
        size_t want = (size_t)(rows - went);
        if (want <= left) {
            at->row += want;
            return rows;
        }
        if (at->block + 1 >= r->blocks.len) {
            at->row += left;
            return went + (int)left;
        }
        went += (int)left + 1;
        at->block++;
        at->row = 0;
    }
    while (went > rows) {
        size_t want = (size_t)(went - rows);
        if (want <= at->row) {
            at->row -= want;
            return rows;
        }
        went -= (int)at->row;
        at->row = 0;
        if (at->block == 0)
            return went;
        went--;
        at->block--;
        at->row = rows_of(r, at->block) - 1;
    }
    return went;
}

/* The last place that may stand at the top: the article's end is then at the bottom. */
static struct wq_place last_top(struct wq_reader *r)
{
    struct wq_place at = {r->blocks.len - 1, 0};
    at.row = rows_of(r, at.block) - 1;
    if (r->o.double_spaced && at.row > 0)
        at.row--;
    wq_reader_walk(r, &at, -(r->o.height - 1));
    return at;
}

static bool is_behind(struct wq_place a, struct wq_place b)
{
    return a.block > b.block || (a.block == b.block && a.row > b.row);
}

static void clamp(struct wq_reader *r)
{
    /* Only near the end can the end matter: a block has a row at least. */
    if (r->blocks.len - r->top.block > (size_t)r->o.height)
        return;
    struct wq_place last = last_top(r);
    if (is_behind(r->top, last))
        r->top = last;
}

bool wq_reader_scroll(struct wq_reader *r, int rows)
{
    if (r->blocks.len == 0)
        return false;
    struct wq_place before = r->top;
    wq_reader_walk(r, &r->top, rows);
    clamp(r);
    wq_reader_forget_choice(r);
    r->anchor = SIZE_MAX;
    return before.block != r->top.block || before.row != r->top.row;
}

bool wq_reader_page(struct wq_reader *r, int pages, bool half)
{
    int rows = half ? r->o.height / 2 : r->o.height - 1;
    return wq_reader_scroll(r, pages * (rows > 0 ? rows : 1));
}

void wq_reader_to_start(struct wq_reader *r)
{
    r->top = (struct wq_place){0, 0};
    wq_reader_forget_choice(r);
    r->anchor = SIZE_MAX;
}

void wq_reader_to_end(struct wq_reader *r)
{
    if (r->blocks.len > 0)
        r->top = last_top(r);
    wq_reader_forget_choice(r);
    r->anchor = SIZE_MAX;
}

static struct wq_place place_of(struct wq_reader *r, size_t at)
{
    struct wq_place place = {wq_blocks_at(&r->blocks, at), 0};
    const struct wq_block *b = &r->blocks.items[place.block];
    const struct wq_para *p = wq_reader_para(r, place.block);
    size_t line = p && at > b->span.start ? wq_para_line_at(p, at - b->span.start) : 0;

    place.row = wq_reader_gap(r, place.block) + line * rows_a_line(r);
    return place;
}

void wq_reader_to(struct wq_reader *r, size_t at, int row)
{
    if (r->blocks.len == 0)
        return;
    r->anchor = SIZE_MAX;
    r->top = place_of(r, at);
    /* An empty row at the very top would only waste one. */
    wq_reader_walk(r, &r->top, -row);
    clamp(r);
}

bool wq_reader_shows(struct wq_reader *r, size_t at)
{
    if (r->blocks.len == 0)
        return false;
    struct wq_place place = place_of(r, at);
    struct wq_place bottom = r->top;
    wq_reader_walk(r, &bottom, r->o.height - 1);
    return !is_behind(r->top, place) && !is_behind(place, bottom);
}

void wq_reader_show(struct wq_reader *r, size_t at)
{
    if (!wq_reader_shows(r, at))
        wq_reader_to(r, at, r->o.height / 3);
}

/* The line a place stands in, or the block's first for its empty row. */
const struct wq_line *wq_reader_line(struct wq_reader *r, struct wq_place at)
{
    const struct wq_para *p = wq_reader_para(r, at.block);
    if (!p)
        return NULL;
    size_t gap = wq_reader_gap(r, at.block);
    size_t line = at.row < gap ? 0 : (at.row - gap) / rows_a_line(r);
    return &p->lines[line < p->nlines ? line : p->nlines - 1];
}

size_t wq_reader_place(struct wq_reader *r)
{
    if (r->blocks.len == 0)
        return 0;
    const struct wq_line *line = wq_reader_line(r, r->top);
    return r->blocks.items[r->top.block].span.start + (line ? line->start : 0);
}

struct wq_spot wq_reader_spot(struct wq_reader *r)
{
    struct wq_spot spot = {.at = wq_reader_place(r), .current = SIZE_MAX, .sentence = r->sentence};

    if (r->blocks.len == 0)
        return spot;
    spot.start = r->top.block == 0 && r->top.row == 0;
    if (r->current < r->blocks.len)
        spot.current = r->blocks.items[r->current].span.start;
    size_t gap = wq_reader_gap(r, r->top.block);
    if (r->top.row < gap)
        spot.row = (int)(gap - r->top.row);
    else
        spot.row = -(int)((r->top.row - gap) % rows_a_line(r));
    return spot;
}

void wq_reader_to_spot(struct wq_reader *r, struct wq_spot spot)
{
    wq_reader_to(r, spot.at, spot.row);
    if (r->blocks.len == 0)
        return;
    r->current = spot.current == SIZE_MAX ? SIZE_MAX : wq_blocks_at(&r->blocks, spot.current);
    r->sentence = spot.sentence;
}

static bool is_same(const struct wq_reader_options *a, const struct wq_reader_options *b)
{
    return a->width == b->width && a->height == b->height && a->furniture == b->furniture &&
           a->no_title == b->no_title && a->double_spaced == b->double_spaced &&
           a->show_hidden == b->show_hidden && a->shaping == b->shaping && a->direction == b->direction;
}

void wq_reader_set_options(struct wq_reader *r, const struct wq_reader_options *o)
{
    if (is_same(&r->o, o))
        return;
    bool other_blocks = r->o.furniture != o->furniture || r->o.no_title != o->no_title;
    bool at_start = r->anchor == SIZE_MAX && r->top.block == 0 && r->top.row == 0;
    /* Not the line's start anew each time: many small steps would wander upwards. */
    size_t place = r->anchor == SIZE_MAX ? wq_reader_place(r) : r->anchor;
    size_t current = r->current < r->blocks.len ? r->blocks.items[r->current].span.start : SIZE_MAX;

    r->o = *o;
    if (other_blocks)
        make_blocks(r);
    else
        forget_layout(r);
    if (r->blocks.len == 0)
        return;
    r->top = at_start ? (struct wq_place){0, 0} : place_of(r, place);
    r->anchor = at_start ? SIZE_MAX : place;
    clamp(r);
    r->current = current == SIZE_MAX ? SIZE_MAX : wq_blocks_at(&r->blocks, current);
}

static struct wq_row row_at(struct wq_reader *r, struct wq_place at)
{
    struct wq_row row = {.block_index = at.block};
    size_t gap = wq_reader_gap(r, at.block);

    if (at.row < gap || (at.row - gap) % rows_a_line(r) != 0)
        return row;
    size_t line = (at.row - gap) / rows_a_line(r);
    row.block = &r->blocks.items[at.block];
    row.para = wq_reader_para(r, at.block);
    row.line = row.para ? &row.para->lines[line] : NULL;
    row.first = line == 0;
    return row;
}

void wq_reader_rows(struct wq_reader *r, void (*draw)(int y, const struct wq_row *row, void *data),
                    void *data)
{
    struct wq_place at = r->top;

    for (int y = 0; y < r->o.height && r->blocks.len > 0; y++) {
        struct wq_row row = row_at(r, at);
        draw(y, &row, data);
        if (wq_reader_walk(r, &at, 1) < 1)
            return;
    }
}

bool wq_reader_line_right(const struct wq_reader *r, const struct wq_row *row)
{
    if (row->para && row->para->rtl)
        return true;
    /* A short left-to-right paragraph keeps to the side where its article's lines begin. */
    return r->o.direction == 0 && r->article->rtl && (!row->para || row->para->nlines == 1);
}

int wq_reader_line_left(const struct wq_reader *r, const struct wq_row *row)
{
    return wq_reader_line_right(r, row) ? r->o.width - (int)row->line->width - (int)row->line->indent
                                        : (int)row->line->indent;
}

size_t wq_reader_cell_at_x(const struct wq_reader *r, const struct wq_row *row, int x)
{
    int left = wq_reader_line_left(r, row);
    return wq_line_cell_at_column(row->para, row->line, x > left ? (uint32_t)(x - left) : 0);
}

size_t wq_reader_hit(struct wq_reader *r, int x, int y)
{
    struct wq_place at = r->top;

    if ((r->blocks.len == 0) || y < 0 || wq_reader_walk(r, &at, y) < y)
        return SIZE_MAX;
    struct wq_row row = row_at(r, at);
    if (!row.line || row.line->count == 0)
        return row.block ? row.block->span.start : SIZE_MAX;
    return row.block->span.start + row.para->cells[wq_reader_cell_at_x(r, &row, x)].start;
}
