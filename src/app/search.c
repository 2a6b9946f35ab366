/* --search: a row a hit, as text, TSV or JSON. */
#include "output.h"
#include "rows.h"

#include "waraq/app/commands.h"
#include "waraq/doc/place.h"
#include "waraq/index/warm.h"
#include "waraq/layout/direction.h"
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

/* A text with hits, as far as rows need to know it. No article is made of it: that takes longer than the
 * search, and hits come as soon as their own paragraphs are known. */
struct found {
    struct wq_output *o;
    const char *path;
    const struct wq_text *text;
    struct wq_places places;
    bool counted, rtl; /* which way the text runs, once it was asked */
};

static bool runs_rtl(struct found *f)
{
    struct wq_letters letters = {0, 0};

    if (!f->counted) {
        wq_letters_count(f->places.props, f->text->data, f->text->len, &letters);
        f->rtl = wq_document_rtl(letters);
        f->counted = true;
    }
    return f->rtl;
}

/* As in the article that would be made of it. The whole text has a say only where the paragraph leaves it. */
static bool paragraph_rtl(struct found *f, struct wq_span para)
{
    const char *s = f->text->data + para.start;
    size_t len = wq_span_len(para);
    struct wq_letters own = {0, 0};

    wq_letters_count(f->places.props, s, len, &own);
    if (own.ltr == 0 && own.rtl > 0) /* it is all in an address, perhaps, which is not counted below */
        return true;
    bool either = wq_paragraph_rtl(f->places.props, s, len, true);

    return either == wq_paragraph_rtl(f->places.props, s, len, false) ? either : runs_rtl(f);
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

static void add_json(struct found *f, const struct wq_position *p, size_t end, const char *surface,
                     const char *snippet)
{
    json_t *row = wq_row_new(f->path);

    json_object_set_new(row, "paragraph", json_integer((json_int_t)p->number));
    json_object_set_new(row, "start", json_integer((json_int_t)p->point));
    json_object_set_new(row, "end", json_integer((json_int_t)end));
    json_object_set_new(row, "surface", json_string(surface));
    json_object_set_new(row, "snippet", json_string(snippet));
    wq_row_add(f->o, row);
}

static void add_hit(struct found *f, struct wq_span hit)
{
    struct wq_output *o = f->o;
    const char *s = f->text->data;
    struct wq_buf surface = WQ_BUF_INIT;
    struct wq_buf snippet = WQ_BUF_INIT;
    struct wq_position p = wq_places_at(&f->places, hit.start);
    size_t end = p.point + wq_utf8_count(s + hit.start, wq_span_len(hit));
    struct wq_span inside = wq_snippet(s, p.paragraph, hit, AROUND, AROUND, &snippet);

    wq_buf_add(&surface, snippet.data + inside.start, wq_span_len(inside));
    if (o->options->format == WQ_FORMAT_JSON) {
        add_json(f, &p, end, surface.data, snippet.data);
    } else if (o->options->format == WQ_FORMAT_TSV) {
        wq_output_path(&o->out, f->path);
        wq_buf_addf(&o->out, "\t%zu\t%zu\t%zu\t%s\t%s\n", p.number, p.point, end, surface.data, snippet.data);
    } else {
        wq_output_path(&o->out, f->path);
        wq_buf_addf(&o->out, ":%zu:%zu: ", p.number, p.column);
        add_snippet(o, &snippet, inside, o->visual && paragraph_rtl(f, p.paragraph));
        wq_buf_addc(&o->out, '\n');
    }
    wq_buf_release(&surface);
    wq_buf_release(&snippet);
}

/* How many hits there were. */
static size_t search_text(struct wq_output *o, struct wq_query *q, const char *path,
                          const struct wq_text *text)
{
    struct wq_hits hits = {NULL, 0, 0};
    struct found f = {.o = o, .path = path, .text = text};

    enum wq_status st = wq_query_find(q, text->data, text->len, &hits);
    wq_places_init(&f.places, wq_layout_props(o->layout), text->data, hits.len ? text->len : 0);
    for (size_t i = 0; i < hits.len; i++) {
        add_hit(&f, hits.items[i]);
        if (o->out.len > FLUSH_AT)
            wq_output_flush(o);
    }
    if (st != WQ_OK) {
        struct wq_error err;
        (void)wq_fail(&err, st, path);
        wq_output_trouble(o, &err);
    }
    size_t found = hits.len;
    wq_hits_release(&hits);
    return found;
}

/* NULL, and a line on standard error, if there is nothing that could be looked for. */
static struct wq_query *make_query(const struct wq_options *o)
{
    struct wq_query *q = NULL;
    struct wq_error err = {.status = WQ_OK};
    size_t len = strlen(o->query);

    if (wq_utf8_valid(o->query, len) && wq_query_new(o->query, len, o->match, o->word, &q, &err) == WQ_OK)
        return q;
    if (err.status == WQ_EPATTERN)
        fprintf(stderr, "waraq: --search: broken at character %zu: %s\n", err.at, err.what);
    else
        fputs("waraq: --search: there is nothing to look for in this query\n", stderr);
    return NULL;
}

int wq_search(const struct wq_options *options, struct wq_layout *layout, struct wq_shelf *shelf, int status)
{
    struct wq_output o = {.layout = layout, .shelf = shelf, .status = status};
    struct wq_query *q = make_query(options);
    struct wq_text text;
    size_t found = 0;

    if (!q)
        return WQ_EXIT_TROUBLE;
    wq_output_init(&o, options, false);
    if (options->format == WQ_FORMAT_TSV)
        wq_buf_adds(&o.out, "path\tparagraph\tstart\tend\tsurface\tsnippet\n");
    struct wq_warm *warm =
        wq_warm_new((const char *const *)options->paths, options->npaths, options->encoding, q);
    for (size_t i = 0; i < wq_shelf_count(shelf); i++) {
        if (wq_warm_none(warm, wq_shelf_entry(shelf, i)->path)) /* as the library's index knows */
            continue;
        if (!wq_output_open_text(&o, i, &text))
            continue;
        found += search_text(&o, q, wq_shelf_entry(shelf, i)->path, &text);
        wq_text_release(&text);
    }
    wq_warm_free(warm);
    wq_query_free(q);
    int result = wq_output_finish(&o);
    return result != WQ_EXIT_OK ? result : found ? WQ_EXIT_OK : WQ_EXIT_NONE;
}
