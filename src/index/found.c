#include "waraq/index/found.h"

#include "cache_inner.h"
#include "gathered.h"

#include "waraq/base/array.h"
#include "waraq/base/buf.h"
#include "waraq/base/mem.h"
#include "waraq/doc/place.h"
#include "waraq/layout/direction.h"
#include "waraq/search/snippet.h"
#include "waraq/text/utf8.h"

#include <stdlib.h>
#include <string.h>

/* Which way a document runs is seen from its first bytes: exactly is what its article says when it is read.
 */
enum { DIRECTION_BYTES = 8192, PARAGRAPH_BYTES = 4096 };

void wq_found_free(struct wq_found *f)
{
    if (!f)
        return;
    for (size_t i = 0; i < f->nrows; i++)
        free(f->rows[i].text);
    free(f->rows);
    free(f);
}

static bool document_rtl(const struct wq_text *t, struct wq_props *props)
{
    struct wq_letters n = {0, 0};
    wq_letters_count(props, t->data, wq_utf8_floor(t->data, t->len, DIRECTION_BYTES), &n);
    return wq_document_rtl(n);
}

static void make_row(const struct wq_text *t, const struct wq_query *q, struct wq_span hit, size_t around,
                     struct wq_props *props, bool rtl, struct wq_found_row *row)
{
    struct wq_buf line = WQ_BUF_INIT;
    struct wq_span para = wq_paragraph_at(t->data, t->len, hit.start);
    size_t looked = wq_utf8_floor(t->data + para.start, wq_span_len(para), PARAGRAPH_BYTES);

    row->at = hit;
    row->hit = wq_snippet(t->data, para, hit, around, 2 * around, &line);
    row->rtl = wq_paragraph_rtl(props, t->data + para.start, looked, rtl);
    row->exact = q && wq_query_exact_at(q, t->data, hit);
    row->text = wq_buf_detach(&line);
}

/* q NULL: nothing is spelt as the query is. NULL if there are no hits. */
static struct wq_found *make(const struct wq_text *t, const struct wq_hits *hits, const struct wq_query *q,
                             const struct wq_found_how *how, struct wq_props *props)
{
    if (hits->len == 0)
        return NULL;
    struct wq_found *f = wq_calloc(1, sizeof *f);
    bool rtl = document_rtl(t, props);
    f->hits = hits->len;
    f->nrows = hits->len < how->rows ? hits->len : how->rows;
    f->rows = wq_calloc(f->nrows, sizeof *f->rows);
    for (size_t i = 0; i < f->nrows; i++)
        make_row(t, q, hits->items[i], how->around, props, rtl, &f->rows[i]);
    for (size_t i = 0; i < hits->len && !f->exact && q; i++)
        f->exact = wq_query_exact_at(q, t->data, hits->items[i]);
    return f;
}

enum wq_status wq_found_in(const struct wq_text *t, struct wq_query *q, const struct wq_found_how *how,
                           struct wq_props *props, struct wq_found **out)
{
    struct wq_hits hits = {NULL, 0, 0};
    enum wq_status status = wq_query_find(q, t->data, t->len, &hits);

    *out = make(t, &hits, q, how, props);
    wq_hits_release(&hits);
    return status;
}

static enum wq_status read_text(const char *path, const char *encoding, struct wq_text *text,
                                struct wq_error *err)
{
    struct wq_buf bytes = WQ_BUF_INIT;
    enum wq_status status = wq_read_path(path, 0, &bytes, err);

    if (status == WQ_OK)
        return wq_decode_buf(&bytes, encoding, text, err);
    wq_buf_release(&bytes);
    return status;
}

enum wq_status wq_found_read(const char *path, struct wq_query *q, const struct wq_found_how *how,
                             struct wq_props *props, struct wq_found **out, struct wq_error *err)
{
    struct wq_text text;

    *out = NULL;
    enum wq_status status = read_text(path, how->encoding, &text, err);
    if (status != WQ_OK)
        return status;
    status = wq_found_in(&text, q, how, props, out);
    wq_text_release(&text);
    return status;
}

/* ---- mentions ---- */

void wq_mentioned_count(const struct wq_mentioned *p, size_t *counts, size_t n)
{
    size_t len = wq_span_len(p->proper);

    memset(counts, 0, n * sizeof *counts);
    for (size_t i = 0; i < p->n && n > 0; i++) {
        size_t at = p->items[i].start;
        at = at < p->proper.start ? 0 : at - p->proper.start;
        size_t part = len ? (size_t)((double)at / (double)len * (double)n) : 0;
        counts[part < n ? part : n - 1]++;
    }
}

static bool begins_letter(const struct wq_text *t, size_t at)
{
    return at == t->len || ((unsigned char)t->data[at] & 0xC0) != 0x80;
}

struct wq_found *wq_found_mentioned(const struct wq_text *t, const struct wq_mentioned *at,
                                    const struct wq_found_how *how, struct wq_props *props)
{
    struct wq_hits hits = {NULL, 0, 0};

    for (size_t i = 0; i < at->n; i++) {
        struct wq_span span = {at->items[i].start, at->items[i].end};
        if (span.start < span.end && span.end <= t->len && begins_letter(t, span.start) &&
            begins_letter(t, span.end))
            *WQ_PUSH(&hits) = span;
    }
    struct wq_found *f = make(t, &hits, NULL, how, props);
    wq_hits_release(&hits);
    return f;
}

static uint64_t identity_of(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 ? wq_cache_identity(path, &st) : 0;
}

enum wq_status wq_read_known(const char *path, const char *encoding, uint64_t *identity, struct wq_text *text,
                             struct wq_error *err)
{
    *identity = identity_of(path);
    enum wq_status status = read_text(path, encoding, text, err);
    if (*identity != identity_of(path))
        *identity = 0;
    return status;
}

enum wq_status wq_found_mentions(const char *path, const struct wq_finding *finding,
                                 const struct wq_asked *asked, struct wq_mentioned **mentioned,
                                 const struct wq_found_how *how, struct wq_doc *doc, struct wq_props *props,
                                 struct wq_found **out, struct wq_error *err)
{
    struct wq_text text;
    uint64_t identity;

    *out = NULL;
    enum wq_status status = wq_read_known(path, how->encoding, &identity, &text, err);
    if (status != WQ_OK)
        return status;
    if (*mentioned && identity && (*mentioned)->identity == identity) {
        *out = wq_found_mentioned(&text, *mentioned, how, props);
        wq_text_release(&text);
        return WQ_OK;
    }
    struct wq_article *article = wq_article_new(doc, &text);
    struct wq_gathered g = {.proper = {0, 0}};
    wq_gather(&g, finding, article);
    free(*mentioned);
    *mentioned = wq_gathered_mentioned(&g, asked, identity);
    if (*mentioned)
        *out = wq_found_mentioned(&article->text, *mentioned, how, props);
    wq_gathered_release(&g);
    wq_article_free(article);
    return WQ_OK;
}
