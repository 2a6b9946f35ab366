#include "waraq/index/found.h"

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

enum wq_status wq_found_entity(const char *path, const struct wq_names *names, const char *id,
                               const struct wq_corrections *corrections, const struct wq_found_how *how,
                               struct wq_doc *doc, struct wq_props *props, struct wq_found **out,
                               struct wq_error *err)
{
    struct wq_hits hits = {NULL, 0, 0};
    struct wq_text text;

    *out = NULL;
    enum wq_status status = read_text(path, how->encoding, &text, err);
    if (status != WQ_OK)
        return status;
    struct wq_article *article = wq_article_new(doc, &text);
    struct wq_entities *e = wq_entities_find(names, article);
    wq_corrections_apply(corrections, article, e);
    for (size_t i = 0; i < e->nmentions; i++)
        if (!e->mentions[i].furniture && !strcmp(e->entities[e->mentions[i].entity].id, id))
            *WQ_PUSH(&hits) = e->mentions[i].span;
    *out = make(&article->text, &hits, NULL, how, props);
    wq_hits_release(&hits);
    wq_entities_free(e);
    wq_article_free(article);
    return WQ_OK;
}
