/* The state to a grid. */
#include "state.h"

#include "waraq/text/utf8.h"

#include <stdint.h>
#include <string.h>

#define FSI "\xE2\x81\xA8" /* U+2068: what is quoted keeps its own direction */
#define PDI "\xE2\x81\xA9"

enum { MOST_QUERY = 40 /* bytes in the status row */ };

static bool is_wide(const struct wq_app *a)
{
    return a->width >= 72;
}

/* Title row: the article's title, or the list's name; and what is known. */
static void draw_title(const struct wq_app *a, const struct wq_frame *f, const char *title, bool rtl,
                       const struct wq_buf *known)
{
    int x = a->panes.title;
    int w = wq_frame_width(f) - x - (x > 0);
    int used = 0;

    if (known->len)
        used = wq_frame_text(f, x, 0, w, known->data, known->len, false, WQ_ALIGN_END, WQ_STYLE_DIM);
    if (used * 2 > w)
        return;
    wq_frame_text(f, x, 0, w - (used ? used + 2 : 0), title, strlen(title), rtl, WQ_ALIGN_START,
                  WQ_STYLE_BOLD);
}

void wq_app_known(const struct wq_app *a, struct wq_buf *known)
{
    const struct wq_frame f = {.ascii = a->ascii};
    const struct wq_article *t = a->article;

    if (a->width < 40)
        return;
    if (is_wide(a) && t->language[0])
        wq_buf_adds(known, wq_language_name(t->language));
    if (is_wide(a)) {
        wq_message_part(known, f.ascii);
        wq_message_addn(known, WQ_MSG_META_WORDS, t->words);
    }
    wq_message_part(known, f.ascii);
    wq_message_addn(known, WQ_MSG_META_MINUTES, t->minutes);
}

static void draw_article_title(const struct wq_app *a, const struct wq_frame *f)
{
    struct wq_buf known = WQ_BUF_INIT;
    const struct wq_article *t = a->article;

    wq_app_known(a, &known);
    draw_title(a, f, t->title[0] ? t->title : wq_message(WQ_MSG_TITLE_NONE), t->title[0] && t->rtl, &known);
    wq_buf_release(&known);
}

static size_t count_unread(const struct wq_app *a)
{
    size_t n = 0;
    for (size_t i = 0; i < wq_shelf_count(a->shelf); i++)
        n += !wq_shelf_entry(a->shelf, i)->seen;
    return n;
}

static void draw_list_title(const struct wq_app *a, const struct wq_frame *f)
{
    struct wq_buf known = WQ_BUF_INIT;

    wq_message_addn(&known, WQ_MSG_UNREAD, count_unread(a));
    wq_message_part(&known, f->ascii);
    wq_message_addn(&known, WQ_MSG_TOTAL, wq_shelf_count(a->shelf)); /* filtered or not */
    if (a->width < 40)
        wq_buf_clear(&known);
    /* Rows of one line cut long titles: the selected one stands whole at the top. */
    size_t selected = wq_app_selected(a);
    const struct wq_entry *e = selected != SIZE_MAX ? wq_shelf_entry(a->shelf, selected) : NULL;
    if (e && e->head && e->head->title[0] && a->list.item_rows == 1) {
        wq_buf_clear(&known);
        draw_title(a, f, e->head->title, e->head->rtl, &known);
    } else {
        draw_title(a, f, wq_message(WQ_MSG_PANE_LIST), false, &known);
    }
    wq_buf_release(&known);
}

static void draw_item(const struct wq_app *a, const struct wq_frame *f, size_t row, int y)
{
    size_t i = wq_app_row_entry(a, row);
    if (i == SIZE_MAX)
        return;
    const struct wq_entry *e = wq_shelf_entry(a->shelf, i);
    const struct wq_memory *m = &a->memory[i];
    struct wq_buf meta = WQ_BUF_INIT;
    bool selected = row == a->list.selected;
    bool open = a->article && a->open == i;
    struct wq_item item = {
        .title = e->head && e->head->title[0] ? e->head->title
                 : e->head                    ? wq_message(WQ_MSG_TITLE_NONE)
                                              : e->path,
        .rtl = e->head && e->head->title[0] && e->head->rtl,
        .state = open      ? WQ_ITEM_OPEN
                 : e->seen ? WQ_ITEM_PLAIN
                           : WQ_ITEM_UNREAD,
        .style = selected && a->focus == WQ_PANE_LIST ? WQ_STYLE_SELECTED
                 : open                               ? WQ_STYLE_BOLD
                 : selected                           ? WQ_STYLE_CURSOR
                                                      : WQ_STYLE_TEXT,
    };

    wq_buf_reserve(&meta, 0);
    wq_buf_clear(&meta);
    if (m->progress != WQ_PROGRESS_NONE && m->progress > 0 && m->progress < 1000 && !e->seen)
        wq_message_addn(&meta, WQ_MSG_META_PERCENT, m->progress / 10);
    else if (e->head)
        wq_message_addn(&meta, WQ_MSG_META_MINUTES, e->head->minutes);
    item.meta = meta.data;
    wq_item_draw(f, a->panes.list.x, a->panes.list.w, y, a->list.item_rows, &item);
    wq_buf_release(&meta);
}

static void draw_list(const struct wq_app *a, const struct wq_frame *f)
{
    size_t fit = wq_list_fit(&a->list);

    for (size_t i = 0; i < fit && a->list.top + i < a->list.count && a->panes.rows >= a->list.item_rows; i++)
        draw_item(a, f, a->list.top + i, a->panes.top + (int)i * a->list.item_rows);
}

int wq_app_draw_wrapped(const struct wq_frame *f, struct wq_strip strip, int y, int end, const char *s,
                        enum wq_style style)
{
    struct wq_layout_opts opts = {.width = (uint32_t)strip.w};
    if (strip.w < 1)
        return 0;
    struct wq_para *p = wq_layout_para(f->layout, s, strlen(s), &opts);
    int rows = 0;

    for (size_t i = 0; i < p->nlines && y + rows < end; i++, rows++)
        wq_frame_line(f, strip.x, y + rows, strip.w, p, &p->lines[i], f->mirrored, 0, style);
    wq_para_free(p);
    return rows;
}

/* A label and its value; a value too long for the row stands below, indented. */
static int draw_fact(const struct wq_app *a, const struct wq_frame *f, const struct wq_fact *fact, int y,
                     int end)
{
    struct wq_strip all = a->panes.sidebar;

    if (!fact->value) {
        enum wq_style heading = a->focus == WQ_PANE_SIDEBAR ? WQ_STYLE_ACCENT_BOLD : WQ_STYLE_BOLD;
        int rows = wq_app_draw_wrapped(f, all, y, end, fact->label, fact->heading ? heading : WQ_STYLE_DIM);
        return rows + (fact->heading && end - y > 8);
    }
    size_t len = strlen(fact->value);
    int label = wq_frame_measure(f, fact->label, strlen(fact->label), false);
    int value = wq_frame_measure(f, fact->value, len, false);
    wq_frame_text(f, all.x, y, all.w, fact->label, strlen(fact->label), false, WQ_ALIGN_START, WQ_STYLE_DIM);
    if (label + 1 + value <= all.w) {
        wq_frame_text(f, all.x, y, all.w, fact->value, len, false, WQ_ALIGN_END, WQ_STYLE_TEXT);
        return 1;
    }
    struct wq_strip hung = {all.x + 2, all.w - 2};
    return 1 + wq_app_draw_wrapped(f, hung, y + 1, end, fact->value, WQ_STYLE_TEXT);
}

static void draw_sidebar(const struct wq_app *a, const struct wq_frame *f)
{
    int y = a->panes.top;
    int end = a->panes.top + a->panes.rows;

    if (wq_app_inside_shown(a))
        wq_app_inside_draw(a, f);
    if (wq_app_inside_shown(a) || wq_app_inside_awaited(a)) /* what comes at once need not replace anything */
        return;
    for (size_t i = a->facts_top; i < a->facts.len && y < end; i++)
        y += draw_fact(a, f, &a->facts.items[i], y, end);
}

/* ---- the status row ---- */

/* What n and N walk, cut where it is long. */
static void add_walked(const struct wq_app *a, const struct wq_frame *f, struct wq_buf *out)
{
    const struct wq_inside *in = &a->inside;
    const char *s = a->walks_mentions ? in->found->entities[in->chosen].name : a->find.text.data;
    size_t len = strlen(s);
    size_t end = wq_utf8_floor(s, len, len < MOST_QUERY ? len : MOST_QUERY);

    wq_buf_adds(out, FSI);
    wq_buf_add(out, s, end);
    if (end < len)
        wq_buf_adds(out, f->ascii ? "~" : "\xE2\x80\xA6");
    wq_buf_adds(out, PDI);
}

/* Whom or what, and how far. A terminal that reorders would draw the number into a name before it. */
static void add_walk(const struct wq_app *a, const struct wq_frame *f, struct wq_buf *out)
{
    bool before = is_wide(a) && !a->terminal.one_pane;

    if (before) {
        add_walked(a, f, out);
        wq_buf_adds(out, ": ");
    }
    wq_app_walk_note(a, out);
    if (is_wide(a) && !before) {
        wq_message_part(out, f->ascii);
        add_walked(a, f, out);
    }
}

static void add_reader_place(const struct wq_app *a, const struct wq_frame *f, struct wq_buf *out)
{
    struct wq_reading_progress p = wq_reader_progress(a->reader);
    size_t left = a->article->minutes * (size_t)(1000 - p.place);

    wq_message_addn(out, WQ_MSG_META_PERCENT, (size_t)p.place / 10);
    wq_message_part(out, f->ascii);
    wq_message_addn(out, WQ_MSG_MINUTES_LEFT, (left + 999) / 1000); /* some is left until the end */
    if (wq_app_walk(a).hits->len) {
        wq_message_part(out, f->ascii);
        add_walk(a, f, out);
    }
    if (a->panes.sidebar.x >= 0 && wq_app_inside_shown(a) && a->inside.filter.len) {
        wq_message_part(out, f->ascii);
        wq_message_add1(out, WQ_MSG_FILTERED_BY, "q", a->inside.filter.data);
    }
}

static void add_i_of_n(size_t at, size_t count, struct wq_buf *out)
{
    struct wq_buf i = WQ_BUF_INIT;
    struct wq_buf n = WQ_BUF_INIT;

    if (count == 0)
        return;
    wq_number_add(&i, at);
    wq_number_add(&n, count);
    struct wq_argument args[] = {{"i", i.data}, {"n", n.data}, {NULL, NULL}};
    wq_message_add(out, WQ_MSG_I_OF_N, args);
    wq_buf_release(&i);
    wq_buf_release(&n);
}

static void add_list_place(const struct wq_app *a, const struct wq_frame *f, struct wq_buf *out)
{
    add_i_of_n(a->list.selected + 1, a->list.count, out);
    if (!a->view.filtered)
        return;
    wq_message_part(out, f->ascii);
    wq_message_add1(out, WQ_MSG_FILTERED_BY, "q", a->view.text.data);
}

/* Where one stands. */
static void add_place(const struct wq_app *a, const struct wq_frame *f, struct wq_buf *out)
{
    const struct wq_results *r = &a->results;

    if (a->overlay == WQ_OVER_LINKS)
        add_i_of_n(a->reach.links.selected + 1, a->reach.links.len, out);
    else if (a->reach.selection.on)
        wq_app_select_note(a, out);
    else if (r->shown && r->together.focus)
        add_i_of_n(r->together.selected + 1, r->together.rows.len, out);
    else if (r->shown)
        add_i_of_n(r->list.len ? wq_app_results_before(a) + 1 : 0, r->hits, out);
    else if (a->focus == WQ_PANE_LIST || !a->article)
        add_list_place(a, f, out);
    else
        add_reader_place(a, f, out);
}

/* How far the index is, behind where one stands, or where there is no room for both in its place. */
static void add_index_note(const struct wq_app *a, const struct wq_frame *f, int room, struct wq_buf *out)
{
    struct wq_buf both = WQ_BUF_INIT;
    struct wq_buf note = WQ_BUF_INIT;

    wq_app_index_note(a, &note);
    if (note.len) {
        wq_buf_add(&both, out->data, out->len);
        wq_message_part(&both, f->ascii);
        wq_buf_add(&both, note.data, note.len);
        const struct wq_buf *shown = wq_frame_measure(f, both.data, both.len, false) <= room ? &both : &note;
        wq_buf_clear(out);
        wq_buf_add(out, shown->data, shown->len);
    }
    wq_buf_release(&both);
    wq_buf_release(&note);
}

static void draw_status(const struct wq_app *a, const struct wq_frame *f)
{
    int y = a->panes.status;
    int x = a->panes.title;
    int w = wq_frame_width(f) - x - (x > 0);
    struct wq_buf left = WQ_BUF_INIT;
    struct wq_buf right = WQ_BUF_INIT;
    bool said = true;

    if (a->overlay == WQ_OVER_PROMPT) {
        wq_app_prompt_draw(a, f, x, w, y);
        return;
    }
    if (a->nstrokes || a->count) {
        wq_app_pending(a, f, w, &left);
    } else if (a->message.len) {
        wq_buf_add(&left, a->message.data, a->message.len);
    } else {
        said = false;
        add_place(a, f, &left);
        int place = wq_frame_measure(f, left.data, left.len, false);
        wq_app_hints(a, f, w - 3 - place, &right);
        add_index_note(a, f, w - 3 - wq_frame_measure(f, right.data, right.len, false), &left);
    }
    int used = left.len ? wq_frame_text(f, x, y, w, left.data, left.len, false, WQ_ALIGN_START,
                                        said ? WQ_STYLE_TEXT : WQ_STYLE_DIM)
                        : 0;
    int hints = right.len ? wq_frame_measure(f, right.data, right.len, false) : 0;
    if (hints && used + hints + 3 <= w)
        wq_frame_text(f, x, y, w, right.data, right.len, false, WQ_ALIGN_END, WQ_STYLE_DIM);
    wq_buf_release(&left);
    wq_buf_release(&right);
}

static void draw_panes(const struct wq_app *a, const struct wq_frame *f)
{
    if (a->panes.title_row) {
        if (a->article && (a->panes.text.x >= 0 || a->panes.list.x < 0))
            draw_article_title(a, f);
        else
            draw_list_title(a, f);
    }
    if (a->panes.list.x >= 0)
        draw_list(a, f);
    if (a->panes.text.x >= 0)
        wq_app_reader_draw(a, f);
    if (a->panes.sidebar.x >= 0)
        draw_sidebar(a, f);
}

void wq_app_draw(const struct wq_app *a, struct wq_grid *g)
{
    struct wq_frame f = {.grid = g,
                         .layout = a->layout,
                         .mirrored = a->mirrored,
                         .ascii = a->ascii,
                         .linear = a->options->linear};

    wq_grid_resize(g, a->width, a->height);
    if (a->width < 1 || a->height < 1)
        return;
    if (a->overlay == WQ_OVER_HELP)
        wq_app_help_draw(a, &f);
    else if (a->overlay == WQ_OVER_TRIAL)
        wq_app_trial_draw(a, &f);
    else if (a->overlay == WQ_OVER_LINKS)
        wq_app_links_draw(a, &f);
    else if (a->results.shown)
        wq_app_results_draw(a, &f);
    else
        draw_panes(a, &f);
    if (a->panes.status >= 0 && a->overlay != WQ_OVER_HELP && a->overlay != WQ_OVER_TRIAL)
        draw_status(a, &f);
    wq_app_cursor(a, &f);
}
