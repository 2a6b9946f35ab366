/* fuzz_article: the first byte says how often the rest is repeated and how it is decoded, the rest is a file.
 */
#include "waraq/base/buf.h"
#include "waraq/doc/article.h"
#include "waraq/doc/blocks.h"
#include "waraq/text/utf8.h"

#include <locale.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

/* Not assert: that may be compiled out. */
#define MUST(x)                                                                                              \
    do {                                                                                                     \
        if (!(x))                                                                                            \
            abort();                                                                                         \
    } while (0)

static struct wq_props *props;
static struct wq_doc *doc;

static void open_once(void)
{
    if (doc)
        return;
    setlocale(LC_CTYPE, "C.UTF-8");
    props = wq_props_new();
    doc = wq_doc_new(props);
}

static bool on_boundary(const struct wq_article *a, size_t at)
{
    return wq_utf8_floor(a->text.data, a->text.len, at) == at;
}

static void check_paragraphs(const struct wq_article *a)
{
    size_t at = 0;
    size_t empty = 0;
    size_t furniture = 0;
    size_t titles = 0;

    for (size_t i = 0; i < a->nparas; i++) {
        const struct wq_paragraph *p = &a->paras[i];
        MUST(p->span.start >= at && p->span.end >= p->span.start && p->span.end <= a->text.len);
        MUST(on_boundary(a, p->span.start) && on_boundary(a, p->span.end));
        /* Between two stands one separator, of three bytes at most. */
        MUST(p->span.start - at <= 3 && (i == 0) == (p->span.start == 0));
        at = p->span.end;
        empty += p->kind == WQ_PARA_EMPTY;
        furniture += p->kind == WQ_PARA_FURNITURE;
        titles += p->kind == WQ_PARA_TITLE;
        MUST(!p->joins || (i > 0 && a->hard_wrapped && p->kind != WQ_PARA_EMPTY && p[-1].kind == p->kind));
        MUST(!p->close || (i > 0 && p->kind != WQ_PARA_EMPTY && p[-1].kind != WQ_PARA_EMPTY));
        MUST(wq_article_para_at(a, p->span.start) == i);
        MUST(wq_article_para_at(a, p->span.end) == i);
    }
    MUST(a->text.len - at <= 3);
    MUST(a->non_empty == a->nparas - empty && a->furniture == furniture);
    MUST(titles == !a->title_made);
}

static void check_title(const struct wq_article *a)
{
    size_t len = strlen(a->title);

    MUST(wq_utf8_valid(a->title, len));
    MUST(wq_utf8_count(a->title, len) <= 121);
    for (size_t at = 0; at < len;) {
        uint32_t cp = wq_utf8_next(a->title, &at);
        uint8_t flags = wq_prop(props, cp)->flags;
        MUST(cp == 0x200C || cp == 0x200D || !(flags & WQ_PROP_IGNORABLE));
        MUST(cp == ' ' || !(flags & WQ_PROP_SPACE));
    }
    MUST(len == 0 || (a->title[0] != ' ' && a->title[len - 1] != ' '));
}

static void check_counts(const struct wq_article *a)
{
    MUST(a->words <= (a->text.len + 1) / 2);
    MUST(!a->words == !a->minutes && a->minutes <= a->words);
    MUST(a->proper.start <= a->proper.end && a->proper.end <= a->text.len);
    MUST(strlen(a->language) < WQ_LANGUAGE_MAX);
    MUST(a->words == 0 || a->title[0]);
}

static void check_soft_breaks(const struct wq_article *a, const struct wq_block *b)
{
    uint32_t at[32];
    size_t n = wq_block_soft_breaks(a, b, at, 32);

    for (size_t i = 0; i < n; i++) {
        MUST(at[i] > (i ? at[i - 1] : 0) && at[i] < wq_span_len(b->span));
        MUST(on_boundary(a, b->span.start + at[i]));
    }
}

static bool is_shown(const struct wq_paragraph *p, unsigned flags)
{
    return p->kind != WQ_PARA_EMPTY && !(p->kind == WQ_PARA_TITLE && (flags & WQ_BLOCKS_NO_TITLE));
}

/* Blocks are in order, and each paragraph that is shown begins in exactly one, from its first byte on. */
static void check_blocks(const struct wq_article *a, unsigned flags)
{
    struct wq_blocks blocks = wq_blocks_make(a, flags);
    size_t para = 0;
    size_t at = 0;

    for (size_t i = 0; i < blocks.len; i++) {
        const struct wq_block *b = &blocks.items[i];
        MUST(b->span.start >= at && b->span.end > b->span.start && b->span.end <= a->text.len);
        MUST(on_boundary(a, b->span.start) && on_boundary(a, b->span.end));
        MUST(!b->goes_on || (i > 0 && b->span.start == at && !b->gap));
        MUST(wq_blocks_at(&blocks, b->span.start) == i && wq_blocks_at(&blocks, b->span.end - 1) == i);
        while (para < a->nparas && a->paras[para].span.start < b->span.end) {
            bool inside = a->paras[para].span.start >= b->span.start;
            MUST(inside || !is_shown(&a->paras[para], flags));
            MUST(inside == is_shown(&a->paras[para], flags) || b->kind == WQ_BLOCK_FOLD);
            para++;
        }
        at = b->span.end;
        check_soft_breaks(a, b);
    }
    for (; para < a->nparas; para++)
        MUST(!is_shown(&a->paras[para], flags));
    wq_blocks_release(&blocks);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    struct wq_buf bytes = WQ_BUF_INIT;
    struct wq_text text;

    open_once();
    if (len == 0)
        return 0;
    for (int i = 0; i <= (data[0] & 7); i++)
        wq_buf_add(&bytes, data + 1, len - 1);
    if (wq_decode_buf(&bytes, data[0] & 8 ? NULL : "UTF-8", &text, NULL) == WQ_OK) {
        struct wq_article *a = wq_article_new(doc, &text);
        MUST(text.data == NULL);
        check_paragraphs(a);
        check_title(a);
        check_counts(a);
        for (unsigned flags = 0; flags < 4; flags++)
            check_blocks(a, flags);
        wq_article_free(a);
    }
    wq_buf_release(&bytes);
    return 0;
}
