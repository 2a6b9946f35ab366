#include "output.h"

#include "waraq/base/mem.h"
#include "waraq/text/utf8.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { USUAL_WIDTH = 80, MOST_MEASURE = 80 };

static uint32_t terminal_width(void)
{
    struct winsize size;
    const char *columns = getenv("COLUMNS");

    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    if (isatty(STDOUT_FILENO) && columns && atoi(columns) > 0)
        return (uint32_t)atoi(columns);
    return USUAL_WIDTH;
}

/* NO_COLOR is for programs that were not asked; a dumb terminal would show the sequences. */
static bool color_by_itself(bool terminal)
{
    const char *no_color = getenv("NO_COLOR");
    const char *term = getenv("TERM");

    return terminal && !(no_color && *no_color) && term && *term && strcmp(term, "dumb") != 0;
}

void wq_output_init(struct wq_output *o, const struct wq_options *options, bool print)
{
    o->options = options;
    o->terminal = isatty(STDOUT_FILENO);
    o->color =
        options->color == WQ_WHEN_ALWAYS || (options->color == WQ_WHEN_AUTO && color_by_itself(o->terminal));
    o->visual = options->bidi == WQ_BIDI_VISUAL || (options->bidi == WQ_BIDI_AUTO && (o->terminal || print));
    o->width = options->width;
    if (!o->width) {
        o->width = terminal_width();
        if (o->width > MOST_MEASURE)
            o->width = MOST_MEASURE;
    }
    wq_buf_init(&o->out);
}

void wq_output_flush(struct wq_output *o)
{
    size_t done = 0;

    while (done < o->out.len) {
        ssize_t n = write(STDOUT_FILENO, o->out.data + done, o->out.len - done);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            if (errno != EPIPE)
                fprintf(stderr, "waraq: standard output: %s\n", strerror(errno));
            exit(errno == EPIPE ? WQ_EXIT_OK : WQ_EXIT_TROUBLE);
        }
        done += (size_t)n;
    }
    wq_buf_clear(&o->out);
}

void wq_output_trouble(struct wq_output *o, const struct wq_error *err)
{
    struct wq_buf path = WQ_BUF_INIT;

    wq_output_path(&path, err->what);
    wq_output_flush(o);
    fprintf(stderr, "waraq: %s: %s\n", path.data ? path.data : "",
            err->status == WQ_ESYS ? strerror(err->sys) : wq_status_name(err->status));
    wq_buf_release(&path);
    o->status = WQ_EXIT_TROUBLE;
}

/* Says what went wrong, unless it is only that there is no text. */
static bool is_opened(struct wq_output *o, enum wq_status status, const struct wq_error *err)
{
    if (status == WQ_EBINARY)
        o->binary++;
    else if (status != WQ_OK)
        wq_output_trouble(o, err);
    return status == WQ_OK;
}

struct wq_article *wq_output_open(struct wq_output *o, size_t i)
{
    struct wq_article *a = NULL;
    struct wq_error err;
    enum wq_status status = wq_shelf_open(o->shelf, i, &a, &err);

    return is_opened(o, status, &err) ? a : NULL;
}

bool wq_output_open_text(struct wq_output *o, size_t i, struct wq_text *text)
{
    struct wq_error err;
    enum wq_status status = wq_shelf_text(o->shelf, i, text, &err);

    return is_opened(o, status, &err);
}

int wq_output_finish(struct wq_output *o)
{
    wq_output_flush(o);
    if (o->binary)
        fprintf(stderr, "waraq: %zu binary file%s passed over\n", o->binary, o->binary == 1 ? "" : "s");
    size_t unreadable = wq_shelf_unreadable(o->shelf);
    if (unreadable) {
        fprintf(stderr, "waraq: %zu folder%s cannot be read\n", unreadable, unreadable == 1 ? "" : "s");
        o->status = WQ_EXIT_TROUBLE;
    }
    wq_buf_release(&o->out);
    return o->status;
}

static void add_cell(struct wq_buf *out, const struct wq_para *p, const struct wq_cell *c)
{
    if (c->flags & WQ_CELL_TAB)
        for (unsigned k = 1; k < c->width; k++)
            wq_buf_addc(out, ' ');
    if (c->width)
        wq_buf_addcp(out, c->ch);
    for (unsigned k = 0; k < c->nmarks; k++)
        wq_buf_addcp(out, p->marks[c->mark + k]);
}

void wq_output_marked(struct wq_buf *out, const struct wq_para *p, const struct wq_line *line,
                      struct wq_span span, const char *on, const char *off)
{
    uint32_t few[256];
    uint32_t *order = line->count <= 256 ? few : wq_reallocarray(NULL, line->count, sizeof *order);
    size_t n = wq_line_visual(p, line, order);
    bool marked = false;

    for (size_t i = 0; i < n; i++) {
        const struct wq_cell *c = &p->cells[order[i]];
        bool inside = c->start < span.end && c->end > span.start;
        if (inside != marked)
            wq_buf_adds(out, inside ? on : off);
        marked = inside;
        add_cell(out, p, c);
    }
    if (marked)
        wq_buf_adds(out, off);
    if (order != few)
        free(order);
}

void wq_output_line(struct wq_buf *out, const struct wq_para *p, const struct wq_line *line)
{
    wq_output_marked(out, p, line, (struct wq_span){0, 0}, "", "");
}

void wq_output_text(struct wq_output *o, const char *s, size_t len, bool rtl)
{
    if (o->visual) {
        struct wq_layout_opts opts = {.rtl = rtl};
        struct wq_para *p = wq_layout_para(o->layout, s, len, &opts);
        wq_output_line(&o->out, p, &p->lines[0]);
        wq_para_free(p);
        return;
    }
    struct wq_props *props = wq_layout_props(o->layout);
    for (size_t at = 0; at < len;) {
        size_t from = at;
        uint32_t cp = wq_utf8_next(s, &at);
        const struct wq_prop *prop = wq_prop(props, cp);
        /* Joiners and direction marks serve whoever reorders; controls and embeddings reach nobody. */
        bool harmless = prop->bidi < WQ_BIDI_LRE && !(cp < 0x20 || (cp >= 0x7F && cp < 0xA0));
        if (harmless && !(cp == 0x2028 || cp == 0x2029))
            wq_buf_add(&o->out, s + from, at - from);
        else if (cp == '\t')
            wq_buf_addc(&o->out, ' ');
    }
}

void wq_output_path(struct wq_buf *out, const char *path)
{
    size_t len = strlen(path);

    for (size_t i = 0; i < len;) {
        size_t n = 1;
        size_t at = i;
        while (n < 4 && i + n < len && ((unsigned char)path[i + n] & 0xC0) == 0x80)
            n++;
        if (wq_utf8_valid(path + i, n) && !wq_acts(wq_utf8_next(path, &at))) {
            wq_buf_add(out, path + i, n);
            i += n;
        } else {
            wq_buf_addf(out, "\\x%02X", (unsigned char)path[i]);
            i++;
        }
    }
}
