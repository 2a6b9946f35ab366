/* What is seen on a screen: rows as text, in the order of sight and of speech; styles; lines of the article.
 */
#include "screen.h"

#include "articles.h"

#include "../../src/app/state.h"

#include "waraq/base/buf.h"
#include "waraq/text/fold.h"
#include "waraq/text/props.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MOST_COLUMNS = 1024, KEPT = 8, DOTS = 0x22EF };

const struct wq_panes *screen_panes(const struct screen *s)
{
    return &s->app->panes;
}

enum wq_pane screen_focus(const struct screen *s)
{
    return s->app->focus;
}

const struct wq_article *screen_article(const struct screen *s)
{
    return s->app->article;
}

size_t screen_opened(const struct screen *s)
{
    return s->app->open;
}

size_t screen_selected(const struct screen *s)
{
    return s->app->list.selected;
}

/* A buffer that stays good for some calls. */
static struct wq_buf *kept(void)
{
    static struct wq_buf buffers[KEPT];
    static size_t next;
    struct wq_buf *b = &buffers[next++ % KEPT];

    wq_buf_clear(b);
    wq_buf_adds(b, "");
    wq_buf_reserve(b, 1);
    b->data[0] = '\0';
    return b;
}

static void add_cell(struct wq_buf *out, const struct wq_gridcell *c)
{
    if (c->width == 0)
        return;
    wq_buf_addcp(out, c->ch);
    for (int i = 0; i < c->nmarks; i++)
        wq_buf_addcp(out, c->mark[i]);
}

static void trim(struct wq_buf *b)
{
    while (b->len && b->data[b->len - 1] == ' ')
        b->data[--b->len] = '\0';
}

const struct wq_gridcell *screen_cell(const struct screen *s, int column, int y)
{
    assert_true(column >= 0 && column < s->grid.width && y >= 0 && y < s->grid.height);
    return wq_grid_at(&s->grid, column, y);
}

const char *screen_row(const struct screen *s, int y)
{
    struct wq_buf *out = kept();

    for (int x = 0; x < s->grid.width; x++)
        add_cell(out, screen_cell(s, x, y));
    trim(out);
    return out->data;
}

const char *screen_styles(const struct screen *s, int y)
{
    static const char letters[WQ_STYLES] = ".bdaAschfFplot";
    struct wq_buf *out = kept();

    for (int x = 0; x < s->grid.width; x++) {
        const struct wq_gridcell *c = screen_cell(s, x, y);
        wq_buf_addc(out, c->style == WQ_STYLE_TEXT && c->ch == ' ' ? ' ' : letters[c->style]);
    }
    trim(out);
    return out->data;
}

int screen_column(const struct screen *s, int x)
{
    struct wq_grid g = {.width = s->grid.width, .height = 1};
    struct wq_frame f = {.grid = &g, .mirrored = s->app->mirrored};
    return wq_frame_column(&f, x);
}

/* ---- logical order ---- */

static int by_place(const void *a, const void *b)
{
    const struct wq_gridcell *x = *(const struct wq_gridcell *const *)a;
    const struct wq_gridcell *y = *(const struct wq_gridcell *const *)b;

    if (x->at != y->at)
        return x->at < y->at ? -1 : 1;
    return x < y ? -1 : x > y;
}

/* The end of the piece of text that begins at column x of row y. */
static int piece_end(const struct screen *s, int x, int y)
{
    while (x < s->grid.width && screen_cell(s, x, y)->at != WQ_GRID_NOWHERE)
        x++;
    return x;
}

/* A bracket as it is in the text, whichever way it is turned on the screen. */
static uint32_t unmirrored(uint32_t ch, uint8_t level)
{
    return level & 1 ? wq_mirror(ch) : ch;
}

/* The piece in the order of its text, folded. */
static void add_piece(const struct screen *s, int from, int to, int y, struct wq_buf *out)
{
    const struct wq_gridcell *cells[MOST_COLUMNS];
    struct wq_buf text = WQ_BUF_INIT;
    size_t n = 0;

    for (int x = from; x < to && n < MOST_COLUMNS; x++)
        cells[n++] = screen_cell(s, x, y);
    qsort(cells, n, sizeof *cells, by_place);
    for (size_t i = 0; i < n; i++) {
        struct wq_gridcell c = *cells[i];
        c.ch = unmirrored(c.ch, c.level);
        add_cell(&text, &c);
    }
    if (text.len)
        wq_fold(text.data, text.len, out);
    wq_buf_addc(out, '\n');
    wq_buf_release(&text);
}

/* Text as cells show it: some letters have no form and are drawn as another with a mark. */
static void add_as_shown(const char *text, struct wq_buf *out)
{
    struct wq_layout_opts opts = {.rtl = true, .flags = WQ_LAYOUT_CONTROLS | WQ_LAYOUT_KEEP_SPACE};
    struct wq_para *p = wq_layout_para(articles_layout(), text, strlen(text), &opts);
    struct wq_buf shown = WQ_BUF_INIT;

    wq_buf_adds(&shown, "");
    for (size_t i = 0; i < p->ncells; i++) {
        wq_buf_addcp(&shown, unmirrored(p->cells[i].ch, p->cells[i].level));
        for (unsigned k = 0; k < p->cells[i].nmarks; k++)
            wq_buf_addcp(&shown, p->marks[p->cells[i].mark + k]);
    }
    if (shown.len)
        wq_fold(shown.data, shown.len, out);
    wq_buf_release(&shown);
    wq_para_free(p);
}

bool screen_says(const struct screen *s, int y, const char *text)
{
    struct wq_buf row = WQ_BUF_INIT;
    struct wq_buf wanted = WQ_BUF_INIT;

    add_as_shown(text, &wanted);
    for (int x = 0; x < s->grid.width;) {
        int end = piece_end(s, x, y);
        if (end > x)
            add_piece(s, x, end, y, &row);
        x = end > x ? end : x + 1;
    }
    bool found = wanted.len == 0 || (row.len && memmem(row.data, row.len, wanted.data, wanted.len));
    wq_buf_release(&row);
    wq_buf_release(&wanted);
    return found;
}

/* Folded text may have a blank at its ends, and pieces end with a line end. */
static void trim_folded(struct wq_buf *b)
{
    while (b->len && (b->data[b->len - 1] == ' ' || b->data[b->len - 1] == '\n'))
        b->len--;
}

bool screen_part_says(const struct screen *s, int x, int w, int y, const char *text)
{
    struct wq_buf part = WQ_BUF_INIT;
    struct wq_buf wanted = WQ_BUF_INIT;
    int from = screen_column(s, s->app->mirrored ? x + w - 1 : x);
    int to = from + w;

    while (from < to && screen_cell(s, from, y)->at == WQ_GRID_NOWHERE)
        from++;
    while (to > from && screen_cell(s, to - 1, y)->at == WQ_GRID_NOWHERE)
        to--;
    if (to > from)
        add_piece(s, from, to, y, &part);
    add_as_shown(text, &wanted);
    trim_folded(&part);
    trim_folded(&wanted);
    bool same = part.len == wanted.len && (part.len == 0 || !memcmp(part.data, wanted.data, part.len));
    wq_buf_release(&part);
    wq_buf_release(&wanted);
    return same;
}

bool screen_status(const struct screen *s, const char *text)
{
    return screen_says(s, s->grid.height - 1, text);
}

int screen_percent(const struct screen *s)
{
    const char *row = screen_row(s, s->grid.height - 1);
    const char *at = strchr(row, '%');

    if (!at || at == row)
        return -1;
    while (at > row && at[-1] >= '0' && at[-1] <= '9')
        at--;
    return atoi(at);
}

bool screen_title(const struct screen *s, const char *text)
{
    return screen_says(s, 0, text);
}

int screen_find(const struct screen *s, const char *text)
{
    for (int y = 0; y < s->grid.height; y++)
        if (screen_says(s, y, text))
            return y;
    return -1;
}

/* ---- lines of the article ---- */

struct screen_line screen_line(const struct screen *s, int y)
{
    struct wq_strip text = s->app->panes.text;
    struct screen_line line = {.empty = true};
    int first = screen_column(s, s->app->mirrored ? text.x + text.w - 1 : text.x);

    for (int i = 0; i < text.w; i++) {
        const struct wq_gridcell *c = screen_cell(s, first + i, y);
        if (c->at == WQ_GRID_NOWHERE)
            continue;
        line.fold |= c->ch == DOTS && c->style == WQ_STYLE_DIM;
        if (line.empty)
            line.left = i;
        line.right = text.w - 1 - i;
        if (line.empty || c->at < line.span.start) {
            line.span.start = c->at;
            line.style = (enum wq_style)c->style;
        }
        if (c->end > line.span.end)
            line.span.end = c->end;
        line.empty = false;
    }
    return line;
}

struct screen_line screen_first_line(const struct screen *s, int *y)
{
    const struct wq_panes *p = &s->app->panes;

    for (*y = p->top; *y < p->top + p->rows; ++*y) {
        struct screen_line line = screen_line(s, *y);
        if (!line.empty)
            return line;
    }
    fail_msg("there is no text on the screen");
    return screen_line(s, p->top);
}
