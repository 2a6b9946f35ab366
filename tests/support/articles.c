#include "articles.h"

#include "waraq/base/array.h"
#include "waraq/base/buf.h"
#include "waraq/text/decode.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct wq_layout *layout;
static struct wq_doc *doc;

const char *const samples[] = {
    "ar-library", "ar-trade",      "ckb-citadel", "fa-film",        "fa-hafez",    "fa-river",
    "he-genizah", "mul-libraries", "ps-books",    "ur-archaeology", "ur-bookfair", "ur-cricket-numbers",
    "ur-ghalib",  "ur-names",      "ur-railway",  "ur-space-long",
};
const size_t nsamples = WQ_COUNT(samples);

int articles_open(void **state)
{
    (void)state;
    layout = wq_layout_new();
    if (!layout)
        return -1;
    doc = wq_doc_new(wq_layout_props(layout));
    return 0;
}

int articles_close(void **state)
{
    (void)state;
    wq_doc_free(doc);
    wq_layout_free(layout);
    return 0;
}

struct wq_layout *articles_layout(void)
{
    return layout;
}

struct wq_doc *articles_doc(void)
{
    return doc;
}

struct wq_props *articles_props(void)
{
    return wq_layout_props(layout);
}

struct wq_article *article_of_bytes(const char *text, size_t len)
{
    struct wq_text decoded;

    assert_int_equal(wq_decode(text, len, "UTF-8", &decoded, NULL), WQ_OK);
    return wq_article_new(doc, &decoded);
}

struct wq_article *article_of(const char *text)
{
    return article_of_bytes(text, strlen(text));
}

struct wq_article *article_sample(const char *name)
{
    struct wq_buf bytes = WQ_BUF_INIT;
    struct wq_error err = {0};
    char path[128];

    snprintf(path, sizeof path, "data/samples/%s.txt", name);
    if (wq_read_path(path, 0, &bytes, &err) != WQ_OK)
        fail_msg("%s: %s", path, wq_status_name(err.status));
    struct wq_article *a = article_of_bytes(bytes.data, bytes.len);
    wq_buf_release(&bytes);
    return a;
}

char *article_kinds(const struct wq_article *a)
{
    static const char letters[] = {
        [WQ_PARA_TEXT] = 't', [WQ_PARA_EMPTY] = '-', [WQ_PARA_TITLE] = 'T', [WQ_PARA_FURNITURE] = 'F'};
    char *kinds = calloc(a->nparas + 1, 1);

    assert_non_null(kinds);
    for (size_t i = 0; i < a->nparas; i++)
        kinds[i] = letters[a->paras[i].kind];
    return kinds;
}

int span_is(const struct wq_article *a, struct wq_span span, const char *s)
{
    return wq_span_len(span) == strlen(s) && !memcmp(a->text.data + span.start, s, strlen(s));
}
