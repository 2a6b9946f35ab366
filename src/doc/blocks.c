#include "waraq/doc/blocks.h"

#include "waraq/base/array.h"
#include "waraq/layout/cut.h"
#include "waraq/text/utf8.h"

#include <stdlib.h>

struct growing {
    struct wq_block *items;
    size_t len, cap;
};

struct builder {
    const struct wq_article *a;
    unsigned flags;
    struct growing blocks;
    const struct wq_paragraph *before; /* the paragraph shown last, NULL at the start */
};

/* Furniture stands together, and so do short lines that follow each other; else an empty row parts them. */
static bool needs_gap(const struct builder *b, const struct wq_paragraph *p)
{
    if (!b->before)
        return false;
    if (p->kind == WQ_PARA_FURNITURE && b->before->kind == WQ_PARA_FURNITURE)
        return false;
    return !(p->close && b->before == p - 1);
}

static void add_text(struct builder *b, const struct wq_paragraph *p, struct wq_span span, bool joined)
{
    const char *s = b->a->text.data;
    bool gap = needs_gap(b, p);

    for (size_t from = span.start; from < span.end;) {
        size_t end =
            span.start + wq_cut_end(s + span.start, wq_span_len(span), from - span.start, WQ_CUT_BYTES);
        *WQ_PUSH(&b->blocks) = (struct wq_block){
            .span = {from, end},
            .kind = p->kind == WQ_PARA_TITLE       ? WQ_BLOCK_TITLE
                    : p->kind == WQ_PARA_FURNITURE ? WQ_BLOCK_FURNITURE
                                                   : WQ_BLOCK_TEXT,
            .rtl = p->rtl,
            .gap = gap && from == span.start,
            .goes_on = from > span.start,
            .joined = joined,
        };
        from = end;
    }
}

/* A paragraph with the lines that join it; returns how many paragraphs of the source it took. */
static size_t add_paragraph(struct builder *b, size_t i)
{
    const struct wq_article *a = b->a;
    size_t n = 1;

    while (i + n < a->nparas && a->paras[i + n].joins)
        n++;
    struct wq_span span = {a->paras[i].span.start, a->paras[i + n - 1].span.end};
    add_text(b, &a->paras[i], span, n > 1);
    b->before = &a->paras[i + n - 1];
    return n;
}

/* A run of hidden furniture, with the empty lines inside it; returns how many paragraphs it took. */
static size_t add_fold(struct builder *b, size_t i)
{
    const struct wq_article *a = b->a;
    uint32_t lines = 0;
    size_t last = i;

    for (size_t k = i; k < a->nparas; k++) {
        if (a->paras[k].kind == WQ_PARA_FURNITURE) {
            lines++;
            last = k;
        } else if (a->paras[k].kind != WQ_PARA_EMPTY) {
            break;
        }
    }
    *WQ_PUSH(&b->blocks) = (struct wq_block){
        .span = {a->paras[i].span.start, a->paras[last].span.end},
        .lines = lines,
        .kind = WQ_BLOCK_FOLD,
        .rtl = a->rtl,
        .gap = b->before != NULL,
    };
    b->before = &a->paras[last];
    return last - i + 1;
}

struct wq_blocks wq_blocks_make(const struct wq_article *a, unsigned flags)
{
    struct builder b = {.a = a, .flags = flags};

    for (size_t i = 0; i < a->nparas;) {
        const struct wq_paragraph *p = &a->paras[i];
        if (p->kind == WQ_PARA_EMPTY || (p->kind == WQ_PARA_TITLE && (flags & WQ_BLOCKS_NO_TITLE)))
            i++;
        else if (p->kind == WQ_PARA_FURNITURE && !(flags & WQ_BLOCKS_FURNITURE))
            i += add_fold(&b, i);
        else
            i += add_paragraph(&b, i);
    }
    return (struct wq_blocks){b.blocks.items, b.blocks.len};
}

void wq_blocks_release(struct wq_blocks *b)
{
    free(b->items);
    *b = (struct wq_blocks){NULL, 0};
}

size_t wq_blocks_at(const struct wq_blocks *b, size_t at)
{
    size_t low = 0;
    size_t high = b->len - 1;

    while (low < high) {
        size_t middle = (low + high + 1) / 2;
        if (b->items[middle].span.start <= at)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

/* The byte n code points behind at, or len. */
static size_t skip(const char *s, size_t len, size_t at, size_t n)
{
    while (n-- > 0 && at < len)
        wq_utf8_next(s, &at);
    return at;
}

size_t wq_block_soft_breaks(const struct wq_article *a, const struct wq_block *block, uint32_t *at,
                            size_t most)
{
    const char *s = a->text.data + block->span.start;
    size_t len = wq_span_len(block->span);
    size_t n = 0;

    if (block->kind != WQ_BLOCK_TEXT || len <= WQ_SOFT_FROM || skip(s, len, 0, WQ_SOFT_FROM) == len)
        return 0;
    for (size_t from = 0; n < most;) {
        size_t least = skip(s, len, from, WQ_SOFT_PIECE);
        size_t end = wq_sentence_end(s, len, least);
        /* What would be left is no piece of its own. */
        if (end >= len || skip(s, len, end, WQ_SOFT_PIECE / 2) == len)
            break;
        at[n++] = (uint32_t)end;
        from = end;
    }
    return n;
}
