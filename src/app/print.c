/* --print: articles as lines. */
#include "output.h"

#include "waraq/app/commands.h"
#include "waraq/layout/cut.h"

#include <stdlib.h>

#define SGR_BOLD  "\033[1m"
#define SGR_DIM   "\033[2m"
#define SGR_RESET "\033[m"

enum { FLUSH_AT = 65536 };

static void add_blanks(struct wq_buf *out, size_t n)
{
    for (size_t i = 0; i < n; i++)
        wq_buf_addc(out, ' ');
}

static bool runs_rtl(const struct wq_output *o, const struct wq_paragraph *p)
{
    return o->options->direction == WQ_WAY_AUTO ? p->rtl : o->options->direction == WQ_WAY_RTL;
}

static void print_line(struct wq_output *o, const char *s, const struct wq_para *p,
                       const struct wq_line *line, bool right)
{
    if (!o->visual) {
        if (line->count) {
            const struct wq_cell *last = &p->cells[line->first + line->count - 1];
            const struct wq_cell *first = &p->cells[line->first];
            wq_output_text(o, s + first->start, last->end - first->start, p->rtl);
        }
    } else if (line->count) {
        if (right && line->width < o->width)
            add_blanks(&o->out, o->width - line->width);
        wq_output_line(&o->out, p, line);
    }
    wq_buf_addc(&o->out, '\n');
    if (o->out.len > FLUSH_AT)
        wq_output_flush(o);
}

/* Long paragraphs go piece by piece. A piece that is not the last gives all its lines but the last, which
 * the next piece begins with: so no line is short because of where we cut. */
static void print_paragraph(struct wq_output *o, const struct wq_article *a, const struct wq_paragraph *para)
{
    const char *s = a->text.data + para->span.start;
    size_t len = wq_span_len(para->span);
    struct wq_layout_opts opts = {.width = o->width, .rtl = runs_rtl(o, para)};
    size_t most = WQ_CUT_BYTES;

    if (most / 8 < o->width) /* some lines must fit in a piece */
        most = 8 * (size_t)o->width;
    for (size_t from = 0; from < len;) {
        size_t end = wq_cut_end(s, len, from, most);
        struct wq_para *p = wq_layout_para(o->layout, s + from, end - from, &opts);
        size_t lines = end < len && p->nlines > 1 ? p->nlines - 1 : p->nlines;
        bool whole = from == 0 && end == len;
        /* A short left-to-right paragraph stands at the side where its article's lines begin. */
        bool right = p->rtl || (whole && p->nlines == 1 && a->rtl && o->options->direction == WQ_WAY_AUTO);
        for (size_t i = 0; i < lines; i++)
            print_line(o, s + from, p, &p->lines[i], right);
        from = lines < p->nlines ? from + p->lines[lines].start : end;
        wq_para_free(p);
    }
}

static void print_article(struct wq_output *o, const struct wq_article *a)
{
    for (size_t i = 0; i < a->nparas; i++) {
        const struct wq_paragraph *p = &a->paras[i];
        const char *style = p->kind == WQ_PARA_TITLE       ? SGR_BOLD
                            : p->kind == WQ_PARA_FURNITURE ? SGR_DIM
                                                           : NULL;
        if (p->kind == WQ_PARA_EMPTY) {
            wq_buf_addc(&o->out, '\n');
            continue;
        }
        if (o->color && style)
            wq_buf_adds(&o->out, style);
        print_paragraph(o, a, p);
        if (o->color && style)
            wq_buf_adds(&o->out, SGR_RESET);
    }
}

static void print_heading(struct wq_output *o, size_t i, bool first)
{
    if (!first)
        wq_buf_addc(&o->out, '\n');
    wq_buf_adds(&o->out, "==> ");
    wq_output_path(&o->out, wq_shelf_entry(o->shelf, i)->path);
    wq_buf_adds(&o->out, " <==\n");
}

int wq_print(const struct wq_options *options, struct wq_layout *layout, struct wq_shelf *shelf, int status)
{
    struct wq_output o = {.layout = layout, .shelf = shelf, .status = status};
    struct wq_article *held = NULL; /* the first, until we know whether it needs a heading */
    size_t held_at = 0;
    size_t printed = 0;

    wq_output_init(&o, options, true);
    for (size_t i = 0; i < wq_shelf_count(shelf); i++) {
        struct wq_article *a = wq_output_open(&o, i);
        if (!a)
            continue;
        if (!held && !printed) {
            held = a;
            held_at = i;
            continue;
        }
        if (held) {
            print_heading(&o, held_at, true);
            print_article(&o, held);
            wq_article_free(held);
            held = NULL;
        }
        print_heading(&o, i, false);
        print_article(&o, a);
        printed++;
        wq_article_free(a);
    }
    if (held)
        print_article(&o, held);
    wq_article_free(held);
    return wq_output_finish(&o);
}
