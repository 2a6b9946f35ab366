/* --search: a row a hit, as text, TSV or JSON. */
#include "output.h"
#include "rows.h"

#include "waraq/app/commands.h"
#include "waraq/base/mem.h"
#include "waraq/search/query.h"
#include "waraq/search/snippet.h"
#include "waraq/text/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SGR_HIT   "\033[1;7m"
#define SGR_RESET "\033[m"

enum {
    FLUSH_AT = 65536,
    AROUND = 40, /* code points of a snippet on either side of the hit */
};

/* Where a hit stands, as rows give it. */
struct place {
    size_t paragraph;  /* of those that are not empty, from 1 */
    size_t column;     /* code points in it, from 1 */
    size_t start, end; /* code points in the article */
    const struct wq_paragraph *in;
};

/* Counts on from hit to hit, so that an article is counted once. */
struct counter {
    const struct wq_article *a;
    size_t at;     /* bytes counted */
    size_t points; /* code points before at */
    size_t para;   /* index of the paragraph that at is in */
    size_t filled; /* paragraphs before it that are not empty */
};

static size_t count_to(struct counter *c, size_t at)
{
    c->points += wq_utf8_count(c->a->text.data + c->at, at - c->at);
    c->at = at;
    return c->points;
}

static struct place place_of(struct counter *c, struct wq_span hit)
{
    struct place p;

    while (c->para + 1 < c->a->nparas && c->a->paras[c->para + 1].span.start <= hit.start)
        c->filled += c->a->paras[c->para++].kind != WQ_PARA_EMPTY;
    p.in = &c->a->paras[c->para];
    p.paragraph = c->filled + 1;
    p.start = count_to(c, hit.start);
    p.column = wq_utf8_count(c->a->text.data + p.in->span.start, hit.start - p.in->span.start) + 1;
    p.end = p.start + wq_utf8_count(c->a->text.data + hit.start, wq_span_len(hit));
    return p;
}

/* The snippet in the order that standard output wants, the hit marked if colours are wanted. */
static void add_snippet(struct wq_output *o, const struct wq_buf *snippet, struct wq_span hit, bool rtl)
{
    if (!o->color) {
        wq_output_text(o, snippet->data, snippet->len, rtl);
    } else if (o->visual) {
        struct wq_layout_opts opts = {.rtl = rtl};
        struct wq_para *para = wq_layout_para(o->layout, snippet->data, snippet->len, &opts);
        wq_output_marked(&o->out, para, &para->lines[0], hit, SGR_HIT, SGR_RESET);
        wq_para_free(para);
    } else {
        wq_output_text(o, snippet->data, hit.start, rtl);
        wq_buf_adds(&o->out, SGR_HIT);
        wq_output_text(o, snippet->data + hit.start, wq_span_len(hit), rtl);
        wq_buf_adds(&o->out, SGR_RESET);
        wq_output_text(o, snippet->data + hit.end, snippet->len - hit.end, rtl);
    }
}

static void add_hit(struct wq_output *o, const char *path, const struct wq_article *a, const struct place *p,
                    struct wq_span hit)
{
    struct wq_buf surface = WQ_BUF_INIT;
    struct wq_buf snippet = WQ_BUF_INIT;
    struct wq_span inside = wq_snippet(a->text.data, p->in->span, hit, AROUND, AROUND, &snippet);

    wq_buf_add(&surface, snippet.data + inside.start, wq_span_len(inside));
    if (o->options->format == WQ_FORMAT_JSON) {
        json_t *row = wq_row_new(path);
        json_object_set_new(row, "paragraph", json_integer((json_int_t)p->paragraph));
        json_object_set_new(row, "start", json_integer((json_int_t)p->start));
        json_object_set_new(row, "end", json_integer((json_int_t)p->end));
        json_object_set_new(row, "surface", json_string(surface.data));
        json_object_set_new(row, "snippet", json_string(snippet.data));
        wq_row_add(o, row);
    } else if (o->options->format == WQ_FORMAT_TSV) {
        wq_output_path(&o->out, path);
        wq_buf_addf(&o->out, "\t%zu\t%zu\t%zu\t%s\t%s\n", p->paragraph, p->start, p->end, surface.data,
                    snippet.data);
    } else {
        wq_output_path(&o->out, path);
        wq_buf_addf(&o->out, ":%zu:%zu: ", p->paragraph, p->column);
        add_snippet(o, &snippet, inside, p->in->rtl);
        wq_buf_addc(&o->out, '\n');
    }
    wq_buf_release(&surface);
    wq_buf_release(&snippet);
}

static size_t search_article(struct wq_output *o, struct wq_query *q, const char *path,
                             const struct wq_article *a)
{
    struct wq_hits hits = {NULL, 0, 0};
    struct counter c = {.a = a};

    enum wq_status st = wq_query_find(q, a->text.data, a->text.len, &hits);
    for (size_t i = 0; i < hits.len; i++) {
        struct place p = place_of(&c, hits.items[i]);
        add_hit(o, path, a, &p, hits.items[i]);
        if (o->out.len > FLUSH_AT)
            wq_output_flush(o);
    }
    size_t found = hits.len;
    wq_hits_release(&hits);
    if (st != WQ_OK) {
        struct wq_error err;
        (void)wq_fail(&err, st, path);
        wq_output_trouble(o, &err);
    }
    return found;
}

int wq_search(const struct wq_options *options, struct wq_layout *layout, struct wq_shelf *shelf, int status)
{
    struct wq_output o = {.layout = layout, .shelf = shelf, .status = status};
    struct wq_query *q;
    size_t found = 0;

    if (!wq_utf8_valid(options->query, strlen(options->query)) ||
        wq_query_new(options->query, strlen(options->query), options->match, options->word, &q, NULL) !=
            WQ_OK) {
        fputs("waraq: --search: there is nothing to look for in this query\n", stderr);
        return WQ_EXIT_TROUBLE;
    }
    wq_output_init(&o, options, false);
    if (options->format == WQ_FORMAT_TSV)
        wq_buf_adds(&o.out, "path\tparagraph\tstart\tend\tsurface\tsnippet\n");
    for (size_t i = 0; i < wq_shelf_count(shelf); i++) {
        struct wq_article *a = wq_output_open(&o, i);
        if (a)
            found += search_article(&o, q, wq_shelf_entry(shelf, i)->path, a);
        wq_article_free(a);
    }
    wq_query_free(q);
    int result = wq_output_finish(&o);
    return result != WQ_EXIT_OK ? result : found ? WQ_EXIT_OK : WQ_EXIT_NONE;
}
