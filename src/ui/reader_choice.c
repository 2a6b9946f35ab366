/* Paragraphs and sentences of the reading pane, and how far one has come. */
#include "reader_state.h"

#include "waraq/layout/cut.h"

#include <stdint.h>

static bool begins_paragraph(const struct wq_reader *r, size_t block)
{
    return !r->blocks.items[block].goes_on && r->blocks.items[block].kind != WQ_BLOCK_FOLD;
}

size_t wq_reader_current(struct wq_reader *r)
{
    if (r->blocks.len == 0)
        return SIZE_MAX;
    struct wq_place bottom = r->top;
    wq_reader_walk(r, &bottom, r->o.height - 1);
    if (bottom.block > r->top.block && bottom.row < wq_reader_gap(r, bottom.block))
        bottom.block--; /* only its empty row is on the screen */
    if (r->current != SIZE_MAX && r->current >= r->top.block && r->current <= bottom.block)
        return r->current;
    size_t block = r->top.block;
    if (r->top.row > wq_reader_gap(r, block))
        block++;
    while (block <= bottom.block && block < r->blocks.len && !begins_paragraph(r, block))
        block++;
    return block <= bottom.block && block < r->blocks.len ? block : r->top.block;
}

size_t wq_reader_current_byte(struct wq_reader *r)
{
    size_t block = wq_reader_current(r);
    return block < r->blocks.len ? r->blocks.items[block].span.start : 0;
}

static void make_current(struct wq_reader *r, size_t block)
{
    wq_reader_forget_choice(r);
    wq_reader_to(r, r->blocks.items[block].span.start, 0);
    r->current = block;
}

void wq_reader_show_current(struct wq_reader *r, size_t at)
{
    if (r->blocks.len == 0)
        return;
    wq_reader_forget_choice(r);
    wq_reader_show(r, at);
    r->current = wq_blocks_at(&r->blocks, at);
}

bool wq_reader_folds(const struct wq_reader *r, size_t at)
{
    if (r->blocks.len == 0)
        return false;
    const struct wq_block *b = &r->blocks.items[wq_blocks_at(&r->blocks, at)];
    return b->kind == WQ_BLOCK_FOLD && at >= b->span.start && at < b->span.end;
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

struct wq_span wq_reader_sentence_at(const struct wq_reader *r, const struct wq_block *b, size_t at)
{
    const char *s = r->article->text.data;
    size_t start = b->span.start;

    for (;;) {
        size_t end =
            b->span.start + wq_sentence_end(s + b->span.start, wq_span_len(b->span), start - b->span.start);
        if (end > at || end >= b->span.end)
            return (struct wq_span){start, end};
        start = end;
    }
}

/* The next block (by: 1 or -1) that has sentences, or SIZE_MAX. */
static size_t next_text(const struct wq_reader *r, size_t block, int by)
{
    for (;;) {
        if (by < 0 ? block == 0 : block + 1 >= r->blocks.len)
            return SIZE_MAX;
        block = by < 0 ? block - 1 : block + 1;
        if (r->blocks.items[block].kind != WQ_BLOCK_FOLD)
            return block;
    }
}

static bool step_sentence(struct wq_reader *r, int by)
{
    struct wq_span now = r->sentence;
    size_t block = wq_blocks_at(&r->blocks, now.start);
    const struct wq_block *b = &r->blocks.items[block];

    if (by > 0 ? now.end < b->span.end : now.start > b->span.start) {
        r->sentence = wq_reader_sentence_at(r, b, by > 0 ? now.end : now.start - 1);
        return true;
    }
    block = next_text(r, block, by);
    if (block == SIZE_MAX)
        return false;
    b = &r->blocks.items[block];
    r->sentence = wq_reader_sentence_at(r, b, by > 0 ? b->span.start : b->span.end - 1);
    return true;
}

bool wq_reader_sentence(struct wq_reader *r, int n)
{
    size_t current = wq_reader_current(r);
    bool moved = false;

    if (current == SIZE_MAX)
        return false;
    if (wq_span_len(r->sentence) == 0) {
        const struct wq_block *b = &r->blocks.items[current];
        if (b->kind == WQ_BLOCK_FOLD)
            return false;
        r->sentence = wq_reader_sentence_at(r, b, b->span.start);
        moved = true;
        n -= n > 0 ? 1 : n < 0 ? -1 : 0;
    }
    for (; n > 0 && step_sentence(r, 1); n--)
        moved = true;
    for (; n < 0 && step_sentence(r, -1); n++)
        moved = true;
    wq_reader_show(r, r->sentence.start);
    return moved;
}

struct wq_span wq_reader_chosen(const struct wq_reader *r)
{
    return r->sentence;
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

int wq_reader_progress_at(const struct wq_reader *r, size_t at)
{
    struct wq_span proper = r->article ? r->article->proper : (struct wq_span){0, 0};
    return at < proper.start ? 0 : thousandths(at - proper.start, wq_span_len(proper));
}

struct wq_reading_progress wq_reader_progress(struct wq_reader *r)
{
    struct wq_reading_progress p = {0, 1000, 0, 1000, true};

    if (r->blocks.len == 0)
        return p;
    struct wq_span proper = r->article->proper;
    size_t whole = wq_span_len(proper);
    struct wq_place bottom = r->top;
    wq_reader_walk(r, &bottom, r->o.height - 1);
    const struct wq_line *last = wq_reader_line(r, bottom);
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
