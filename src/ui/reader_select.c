/* Stepping from cell to cell in the reading pane. */
#include "waraq/ui/select.h"

#include "reader_state.h"

#include "waraq/base/array.h"
#include "waraq/text/props.h"
#include "waraq/text/segment.h"
#include "waraq/text/utf8.h"

#include <stdint.h>
#include <stdlib.h>

/* A line that has cells. */
struct at_line {
    size_t block;
    size_t line;
    const struct wq_para *para;
};

static const struct wq_line *line_of(const struct at_line *l)
{
    return &l->para->lines[l->line];
}

static size_t base_of(const struct wq_reader *r, const struct at_line *l)
{
    return r->blocks.items[l->block].span.start;
}

static struct wq_span cell_span(const struct wq_reader *r, const struct at_line *l, size_t cell)
{
    size_t base = base_of(r, l);
    return (struct wq_span){base + l->para->cells[cell].start, base + l->para->cells[cell].end};
}

/* The next line (by: 1 or -1) that has cells; false and unchanged at the end. */
static bool step_line(struct wq_reader *r, struct at_line *l, int by)
{
    struct at_line to = *l;

    for (;;) {
        if (to.para && (by > 0 ? to.line + 1 < to.para->nlines : to.line > 0)) {
            to.line += by > 0 ? 1 : (size_t)-1;
        } else {
            if (by > 0 ? to.block + 1 >= r->blocks.len : to.block == 0)
                return false;
            to.block += by > 0 ? 1 : (size_t)-1;
            to.para = wq_reader_para(r, to.block);
            to.line = to.para && by < 0 ? to.para->nlines - 1 : 0;
        }
        if (to.para && line_of(&to)->count) {
            *l = to;
            return true;
        }
    }
}

/* The line that holds byte at, or the nearest with cells; false: there is none. */
static bool find_line(struct wq_reader *r, size_t at, struct at_line *l)
{
    if (r->blocks.len == 0)
        return false;
    *l = (struct at_line){.block = wq_blocks_at(&r->blocks, at)};
    l->para = wq_reader_para(r, l->block);
    size_t base = base_of(r, l);
    if (l->para)
        l->line = wq_para_line_at(l->para, at > base ? at - base : 0);
    return (l->para && line_of(l)->count) || step_line(r, l, 1) || step_line(r, l, -1);
}

static size_t cell_in(const struct wq_reader *r, const struct at_line *l, size_t at)
{
    size_t base = base_of(r, l);
    return wq_line_cell_at(l->para, line_of(l), at > base ? at - base : 0);
}

struct wq_span wq_reader_cell(struct wq_reader *r, size_t at)
{
    struct at_line l;

    if (!find_line(r, at, &l))
        return (struct wq_span){0, 0};
    return cell_span(r, &l, cell_in(r, &l, at));
}

struct wq_span wq_reader_cell_at(struct wq_reader *r, int x, int y)
{
    size_t at = SIZE_MAX;

    y = y < 0 ? 0 : y >= r->o.height ? r->o.height - 1 : y;
    for (int by = 0; by < r->o.height && at == SIZE_MAX; by++) {
        at = wq_reader_hit(r, x, y + by);
        if (at == SIZE_MAX && y >= by)
            at = wq_reader_hit(r, x, y - by);
    }
    return at == SIZE_MAX ? (struct wq_span){0, 0} : wq_reader_cell(r, at);
}

struct wq_span wq_reader_paragraph_at(const struct wq_reader *r, size_t at)
{
    if (r->blocks.len == 0)
        return (struct wq_span){0, 0};
    size_t first = wq_blocks_at(&r->blocks, at);
    size_t last = first;
    while (first > 0 && r->blocks.items[first].goes_on)
        first--;
    while (last + 1 < r->blocks.len && r->blocks.items[last + 1].goes_on)
        last++;
    return (struct wq_span){r->blocks.items[first].span.start, r->blocks.items[last].span.end};
}

/* ---- to the sides, between rows ---- */

/* The index of the cell that stands leftmost or rightmost of a line, or beside a cell; UINT32_MAX: none. */
static uint32_t beside(const struct at_line *l, size_t cell, bool left)
{
    const struct wq_line *line = line_of(l);
    uint32_t *order = wq_reallocarray(NULL, line->count, sizeof *order);
    size_t n = wq_line_visual(l->para, line, order);
    uint32_t found = UINT32_MAX;
    size_t i = 0;

    if (cell == SIZE_MAX) { /* from outside: to the right end when going left */
        found = left ? order[n - 1] : order[0];
    } else {
        while (i + 1 < n && order[i] != cell)
            i++;
        if (left ? i > 0 : i + 1 < n)
            found = order[left ? i - 1 : i + 1];
    }
    free(order);
    return found;
}

static struct wq_span step_sideways(struct wq_reader *r, struct wq_span from, bool left)
{
    struct at_line l;

    if (!find_line(r, from.start, &l))
        return from;
    uint32_t to = beside(&l, cell_in(r, &l, from.start), left);
    if (to == UINT32_MAX) { /* beyond the end of a line that runs right to left, left is onwards */
        if (!step_line(r, &l, left == l.para->rtl ? 1 : -1))
            return from;
        to = beside(&l, SIZE_MAX, left);
    }
    return cell_span(r, &l, to);
}

static struct wq_row row_of(const struct wq_reader *r, const struct at_line *l)
{
    return (struct wq_row){.block = &r->blocks.items[l->block], .para = l->para, .line = line_of(l)};
}

static struct wq_span step_row(struct wq_reader *r, struct wq_span from, bool down, int *column)
{
    struct at_line l;

    if (!find_line(r, from.start, &l))
        return from;
    struct wq_row row = row_of(r, &l);
    if (*column < 0)
        *column = wq_reader_line_left(r, &row) +
                  (int)wq_line_column_of(l.para, row.line, cell_in(r, &l, from.start));
    if (!step_line(r, &l, down ? 1 : -1))
        return from;
    row = row_of(r, &l);
    return cell_span(r, &l, wq_reader_cell_at_x(r, &row, *column));
}

/* ---- words ---- */

/* Words of a block: spans that hold a letter or a digit. */
struct words {
    struct wq_span *items;
    size_t len, cap;
};

static void add_word(struct words *words, struct wq_span span, bool any)
{
    if (any)
        *WQ_PUSH(words) = span;
}

static void find_words(const struct wq_reader *r, size_t block, struct words *words)
{
    struct wq_span span = r->blocks.items[block].span;
    const char *s = r->article->text.data;
    struct wq_props *props = wq_layout_props(r->layout);
    uint32_t *cps = wq_reallocarray(NULL, wq_span_len(span) + 1, sizeof *cps);
    uint8_t *marks = wq_malloc(wq_span_len(span) + 1);
    struct wq_breaker *breaker = wq_breaker_new(WQ_SEGMENT_WORD);
    size_t n = 0;

    for (size_t at = span.start; at < span.end;)
        cps[n++] = wq_utf8_next(s, &at);
    if (breaker && wq_breaker_run(breaker, cps, n, marks) == WQ_OK) {
        struct wq_span word = {span.start, span.start};
        bool any = false;
        for (size_t i = 0, at = span.start; i < n; i++) {
            if (i > 0 && marks[i]) {
                add_word(words, word, any);
                word.start = at;
                any = false;
            }
            any |= (wq_prop(props, wq_utf8_next(s, &at))->flags & (WQ_PROP_LETTER | WQ_PROP_DIGIT)) != 0;
            word.end = at;
        }
        add_word(words, word, any);
    }
    wq_breaker_free(breaker);
    free(marks);
    free(cps);
}

/* ---- what has ends: words, sentences, paragraphs ---- */

/* Behind the last character of a span that is no white space. */
static size_t text_end(const struct wq_reader *r, struct wq_span span)
{
    struct wq_props *props = wq_layout_props(r->layout);
    size_t end = span.end;

    for (size_t at = end; at > span.start; end = at)
        if (!(wq_prop(props, wq_utf8_prev(r->article->text.data, &at))->flags & WQ_PROP_SPACE))
            break;
    return end;
}

/* The cell at the end that a step goes to; empty if that is not further on than from. */
static struct wq_span goal(struct wq_reader *r, struct wq_span unit, struct wq_span from, bool on)
{
    size_t end = text_end(r, unit);
    struct wq_span cell = {0, 0};

    if (end == unit.start)
        return cell;
    cell = wq_reader_cell(r, on ? end - 1 : unit.start);
    bool further = on ? cell.start > from.start : cell.start < from.start;
    return further ? cell : (struct wq_span){0, 0};
}

static struct wq_span goal_in_words(struct wq_reader *r, size_t block, struct wq_span from, bool on)
{
    struct words words = {NULL, 0, 0};
    struct wq_span found = {0, 0};

    find_words(r, block, &words);
    for (size_t i = 0; i < words.len && wq_span_len(found) == 0; i++)
        found = goal(r, words.items[on ? i : words.len - 1 - i], from, on);
    free(words.items);
    return found;
}

static struct wq_span goal_in_sentences(struct wq_reader *r, size_t block, struct wq_span from, bool on)
{
    const struct wq_block *b = &r->blocks.items[block];
    struct wq_span found = {0, 0};
    size_t at = on ? b->span.start : b->span.end;

    if (wq_span_has(b->span, from.start))
        at = on ? from.start : from.end;
    while (wq_span_len(found) == 0 && (on ? at < b->span.end : at > b->span.start)) {
        struct wq_span sentence = wq_reader_sentence_at(r, b, on ? at : at - 1);
        found = goal(r, sentence, from, on);
        at = on ? sentence.end : sentence.start;
    }
    return found;
}

/* The first goal further on, in this block or in those that follow. */
static struct wq_span step_unit(struct wq_reader *r, struct wq_span from, enum wq_step step, bool on)
{
    size_t block = wq_blocks_at(&r->blocks, from.start);

    for (;;) {
        struct wq_span found = {0, 0};
        if (r->blocks.items[block].kind == WQ_BLOCK_FOLD)
            found = (struct wq_span){0, 0};
        else if (step == WQ_STEP_WORD_ON || step == WQ_STEP_WORD_BACK)
            found = goal_in_words(r, block, from, on);
        else if (step == WQ_STEP_SENTENCE_ON || step == WQ_STEP_SENTENCE_BACK)
            found = goal_in_sentences(r, block, from, on);
        else
            found = goal(r, wq_reader_paragraph_at(r, r->blocks.items[block].span.start), from, on);
        if (wq_span_len(found))
            return found;
        if (on ? block + 1 >= r->blocks.len : block == 0)
            return from;
        block += on ? 1 : (size_t)-1;
    }
}

/* ---- all steps ---- */

struct wq_span wq_reader_step(struct wq_reader *r, struct wq_span cell, enum wq_step step, int *column)
{
    if (r->blocks.len == 0)
        return cell;
    if (step != WQ_STEP_UP && step != WQ_STEP_DOWN)
        *column = -1;
    switch (step) {
    case WQ_STEP_LEFT: return step_sideways(r, cell, true);
    case WQ_STEP_RIGHT: return step_sideways(r, cell, false);
    case WQ_STEP_UP: return step_row(r, cell, false, column);
    case WQ_STEP_DOWN: return step_row(r, cell, true, column);
    case WQ_STEP_WORD_ON:
    case WQ_STEP_SENTENCE_ON:
    case WQ_STEP_PARAGRAPH_ON: return step_unit(r, cell, step, true);
    case WQ_STEP_WORD_BACK:
    case WQ_STEP_SENTENCE_BACK:
    case WQ_STEP_PARAGRAPH_BACK: return step_unit(r, cell, step, false);
    case WQ_STEP_TO_END: return wq_reader_cell(r, r->blocks.items[r->blocks.len - 1].span.end);
    case WQ_STEP_TO_START: return wq_reader_cell(r, r->blocks.items[0].span.start);
    }
    return cell;
}
