#include "waraq/ui/reader.h"

#include "waraq/base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST_SOFT = 64,  /* soft breaks in a block */
    MOST_LAID = 256, /* blocks kept laid out */
    SOFT_INDENT = 3,
    NO_BLOCK = -1,
};

struct wq_reader {
    struct wq_layout *layout;
    const struct wq_article *article;
    struct wq_reader_options o;
    struct wq_blocks blocks;
    struct wq_para **paras; /* a block each; NULL until looked at */
    size_t laid[MOST_LAID]; /* blocks laid out, the oldest at laid_next */
    size_t laid_next;
    size_t nlaid;
    struct wq_place top;
    size_t anchor;  /* the byte that resizing keeps at the top until the reader moves; SIZE_MAX: none */
    size_t current; /* block made current; SIZE_MAX: none */
};

struct wq_reader *wq_reader_new(struct wq_layout *layout)
{
    struct wq_reader *r = wq_calloc(1, sizeof *r);
    r->layout = layout;
    r->o.width = 1;
    r->o.height = 1;
    r->current = r->anchor = SIZE_MAX;
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
    r->current = r->anchor = SIZE_MAX;
    make_blocks(r);
}

const struct wq_article *wq_reader_article(const struct wq_reader *r)
{
    return r->article;
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
static const struct wq_para *para_of(struct wq_reader *r, size_t block)
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
static size_t gap_of(const struct wq_reader *r, size_t block)
{
    return block > 0 && r->blocks.items[block].gap;
}

static size_t rows_a_line(const struct wq_reader *r)
{
    return r->o.double_spaced ? 2 : 1;
}

static size_t rows_of(struct wq_reader *r, size_t block)
{
    const struct wq_para *p = para_of(r, block);
    size_t lines = p ? p->nlines : 1;
    return gap_of(r, block) + lines * rows_a_line(r);
}

/* Moves a place by rows and stops at either end of the article; returns the rows it went. */
static int walk(struct wq_reader *r, struct wq_place *at, int rows)
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

static bool is_empty(const struct wq_reader *r)
{
    return r->blocks.len == 0;
}

/* The last place that may stand at the top: the article's end is then at the bottom. */
static struct wq_place last_top(struct wq_reader *r)
{
    struct wq_place at = {r->blocks.len - 1, 0};
    at.row = rows_of(r, at.block) - 1;
    if (r->o.double_spaced && at.row > 0)
        at.row--;
    walk(r, &at, -(r->o.height - 1));
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
    if (is_empty(r))
        return false;
    struct wq_place before = r->top;
    walk(r, &r->top, rows);
    clamp(r);
    r->current = r->anchor = SIZE_MAX;
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
    r->current = r->anchor = SIZE_MAX;
}

void wq_reader_to_end(struct wq_reader *r)
{
    if (!is_empty(r))
        r->top = last_top(r);
    r->current = r->anchor = SIZE_MAX;
}

static struct wq_place place_of(struct wq_reader *r, size_t at)
{
    struct wq_place place = {wq_blocks_at(&r->blocks, at), 0};
    const struct wq_block *b = &r->blocks.items[place.block];
    const struct wq_para *p = para_of(r, place.block);
    size_t line = p && at > b->span.start ? wq_para_line_at(p, at - b->span.start) : 0;

    place.row = gap_of(r, place.block) + line * rows_a_line(r);
    return place;
}

void wq_reader_to(struct wq_reader *r, size_t at, int row)
{
    if (is_empty(r))
        return;
    r->anchor = SIZE_MAX;
    r->top = place_of(r, at);
    /* An empty row at the very top would only waste one. */
    walk(r, &r->top, -row);
    clamp(r);
}

void wq_reader_show(struct wq_reader *r, size_t at)
{
    if (is_empty(r))
        return;
    struct wq_place place = place_of(r, at);
    struct wq_place bottom = r->top;
    walk(r, &bottom, r->o.height - 1);
    if (is_behind(r->top, place) || is_behind(place, bottom))
        wq_reader_to(r, at, r->o.height / 3);
}

/* The line a place stands in, or the block's first for its empty row. */
static const struct wq_line *line_of(struct wq_reader *r, struct wq_place at)
{
    const struct wq_para *p = para_of(r, at.block);
    if (!p)
        return NULL;
    size_t gap = gap_of(r, at.block);
    size_t line = at.row < gap ? 0 : (at.row - gap) / rows_a_line(r);
    return &p->lines[line < p->nlines ? line : p->nlines - 1];
}

size_t wq_reader_place(struct wq_reader *r)
{
    if (is_empty(r))
        return 0;
    const struct wq_line *line = line_of(r, r->top);
    return r->blocks.items[r->top.block].span.start + (line ? line->start : 0);
}

void wq_reader_set_options(struct wq_reader *r, const struct wq_reader_options *o)
{
    if (!memcmp(&r->o, o, sizeof *o))
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
    if (is_empty(r))
        return;
    r->top = at_start ? (struct wq_place){0, 0} : place_of(r, place);
    r->anchor = at_start ? SIZE_MAX : place;
    clamp(r);
    r->current = current == SIZE_MAX ? SIZE_MAX : wq_blocks_at(&r->blocks, current);
}

static bool begins_paragraph(const struct wq_reader *r, size_t block)
{
    return !r->blocks.items[block].goes_on && r->blocks.items[block].kind != WQ_BLOCK_FOLD;
}

size_t wq_reader_current(struct wq_reader *r)
{
    if (is_empty(r))
        return SIZE_MAX;
    struct wq_place bottom = r->top;
    walk(r, &bottom, r->o.height - 1);
    if (bottom.block > r->top.block && bottom.row < gap_of(r, bottom.block))
        bottom.block--; /* only its empty row is on the screen */
    if (r->current != SIZE_MAX && r->current >= r->top.block && r->current <= bottom.block)
        return r->current;
    size_t block = r->top.block;
    if (r->top.row > gap_of(r, block))
        block++;
    while (block <= bottom.block && block < r->blocks.len && !begins_paragraph(r, block))
        block++;
    return block <= bottom.block && block < r->blocks.len ? block : r->top.block;
}

static void make_current(struct wq_reader *r, size_t block)
{
    wq_reader_to(r, r->blocks.items[block].span.start, 0);
    r->current = block;
}

bool wq_reader_paragraph(struct wq_reader *r, int n)
{
    size_t block = wq_reader_current(r);
    size_t before = block;

    if (block == SIZE_MAX)
        return false;
    for (size_t i = block; n > 0 && i + 1 < r->blocks.len;) {
        if (!begins_paragraph(r, ++i))
            continue;
        block = i;
        n--;
    }
    for (size_t i = block; n < 0 && i > 0;) {
        if (!begins_paragraph(r, --i))
            continue;
        block = i;
        n++;
    }
    if (block != before)
        make_current(r, block);
    return block != before;
}

void wq_reader_to_paragraph(struct wq_reader *r, size_t n)
{
    /* The title counts wherever it stands, so that a number means the same in every window. */
    size_t found = r->article && r->o.no_title && !r->article->title_made;
    size_t last = SIZE_MAX;

    for (size_t i = 0; i < r->blocks.len && found < n; i++) {
        if (!begins_paragraph(r, i) || r->blocks.items[i].kind == WQ_BLOCK_FURNITURE)
            continue;
        found++;
        last = i;
    }
    if (last != SIZE_MAX)
        make_current(r, last);
    else
        wq_reader_to_start(r);
}

static int thousandths(size_t part, size_t whole)
{
    if (whole == 0)
        return 1000;
    double share = (double)part / (double)whole;
    return share >= 1 ? 1000 : (int)(share * 1000);
}

struct wq_progress wq_reader_progress(struct wq_reader *r)
{
    struct wq_progress p = {0, 1000, 0, 1000, true};

    if (is_empty(r))
        return p;
    struct wq_span proper = r->article->proper;
    size_t whole = wq_span_len(proper);
    struct wq_place bottom = r->top;
    walk(r, &bottom, r->o.height - 1);
    const struct wq_line *last = line_of(r, bottom);
    const struct wq_block *b = &r->blocks.items[bottom.block];
    size_t top = wq_reader_place(r);
    size_t end = last ? b->span.start + last->end : b->span.end;
    top = top < proper.start ? 0 : top - proper.start;
    end = end < proper.start ? 0 : end - proper.start;
    if (r->top.block == 0 && r->top.row == 0) /* the title may be left out above */
        top = 0;
    p.at_end = end >= whole;
    p.seen = thousandths(end, whole);
    p.begins = thousandths(top, whole);
    p.ends = p.seen;
    p.place = p.at_end ? 1000 : top == 0 ? 0 : thousandths(top, whole - (end - top < whole ? end - top : 0));
    return p;
}

static struct wq_row row_at(struct wq_reader *r, struct wq_place at)
{
    struct wq_row row = {.block_index = at.block};
    size_t gap = gap_of(r, at.block);

    if (at.row < gap || (at.row - gap) % rows_a_line(r) != 0)
        return row;
    size_t line = (at.row - gap) / rows_a_line(r);
    row.block = &r->blocks.items[at.block];
    row.para = para_of(r, at.block);
    row.line = row.para ? &row.para->lines[line] : NULL;
    row.first = line == 0;
    return row;
}

void wq_reader_rows(struct wq_reader *r, void (*draw)(int y, const struct wq_row *row, void *data),
                    void *data)
{
    struct wq_place at = r->top;

    for (int y = 0; y < r->o.height && !is_empty(r); y++) {
        struct wq_row row = row_at(r, at);
        draw(y, &row, data);
        if (walk(r, &at, 1) < 1)
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

size_t wq_reader_hit(struct wq_reader *r, int x, int y)
{
    struct wq_place at = r->top;

    if (is_empty(r) || y < 0 || walk(r, &at, y) < y)
        return SIZE_MAX;
    struct wq_row row = row_at(r, at);
    if (!row.line || row.line->count == 0)
        return row.block ? row.block->span.start : SIZE_MAX;
    int left = wq_reader_line_right(r, &row) ? r->o.width - (int)row.line->width - (int)row.line->indent
                                             : (int)row.line->indent;
    uint32_t column = x > left ? (uint32_t)(x - left) : 0;
    return row.block->span.start + row.para->cells[wq_line_cell_at_column(row.para, row.line, column)].start;
}
