/* Selecting a piece of the open article, with keys and with the mouse. */
#include "state.h"

#include "waraq/base/array.h"
#include "waraq/doc/extract.h"
#include "waraq/ui/select.h"

#include <stdint.h>

enum { WHEEL_ROWS = 3 };

static struct wq_span both(struct wq_span a, struct wq_span b)
{
    return (struct wq_span){a.start < b.start ? a.start : b.start, a.end > b.end ? a.end : b.end};
}

static void take_span(struct wq_app *a)
{
    struct wq_selection *s = &a->reach.selection;

    s->span = both(s->anchor, s->head);
    if (s->whole)
        s->span = both(wq_reader_paragraph_at(a->reader, s->span.start),
                       wq_reader_paragraph_at(a->reader, s->span.end - 1));
}

/* What selecting begins with: the chosen sentence, the current hit, else a letter of the current paragraph.
 */
static struct wq_span begin_at(struct wq_app *a)
{
    struct wq_span chosen = wq_reader_chosen(a->reader);
    struct wq_walk w = wq_app_walk(a);
    size_t current = wq_reader_current_byte(a->reader);

    if (wq_span_len(chosen) && wq_reader_shows(a->reader, chosen.start))
        return chosen;
    if (w.current < w.hits->len && wq_reader_shows(a->reader, w.hits->items[w.current].start))
        return w.hits->items[w.current];
    if (!wq_reader_shows(a->reader, current))
        current = wq_reader_place(a->reader);
    return wq_reader_cell(a->reader, current);
}

void wq_app_select_begin(struct wq_app *a)
{
    struct wq_selection *s = &a->reach.selection;

    if (!a->article)
        return;
    wq_app_focus(a, WQ_PANE_READER);
    struct wq_span anchor = begin_at(a);
    if (wq_span_len(anchor) == 0)
        return;
    *s = (struct wq_selection){
        .on = true, .anchor = anchor, .head = wq_reader_cell(a->reader, anchor.end - 1), .column = -1};
    take_span(a);
}

void wq_app_select_end(struct wq_app *a)
{
    a->reach.selection = (struct wq_selection){.on = false};
}

/* ---- keys ---- */

/* Whatever moves, and how often at once; false: it is no step. */
static bool step_for(const struct wq_app *a, enum wq_action action, enum wq_step *step, size_t *times)
{
    static const struct {
        enum wq_action action;
        enum wq_step step;
    } steps[] = {
        {WQ_ACTION_LETTER_LEFT, WQ_STEP_LEFT},
        {WQ_ACTION_LETTER_RIGHT, WQ_STEP_RIGHT},
        {WQ_ACTION_NEXT_WORD, WQ_STEP_WORD_ON},
        {WQ_ACTION_PREV_WORD, WQ_STEP_WORD_BACK},
        {WQ_ACTION_NEXT_SENTENCE, WQ_STEP_SENTENCE_ON},
        {WQ_ACTION_PREV_SENTENCE, WQ_STEP_SENTENCE_BACK},
        {WQ_ACTION_NEXT_PARAGRAPH, WQ_STEP_PARAGRAPH_ON},
        {WQ_ACTION_PREV_PARAGRAPH, WQ_STEP_PARAGRAPH_BACK},
        {WQ_ACTION_DOWN, WQ_STEP_DOWN},
        {WQ_ACTION_UP, WQ_STEP_UP},
        {WQ_ACTION_PAGE_DOWN, WQ_STEP_DOWN},
        {WQ_ACTION_PAGE_UP, WQ_STEP_UP},
        {WQ_ACTION_HALF_DOWN, WQ_STEP_DOWN},
        {WQ_ACTION_HALF_UP, WQ_STEP_UP},
        {WQ_ACTION_END, WQ_STEP_TO_END},
        {WQ_ACTION_START, WQ_STEP_TO_START},
    };
    size_t rows = a->panes.rows > 1 ? (size_t)a->panes.rows - 1 : 1;
    size_t i = 0;

    while (i < WQ_COUNT(steps) && steps[i].action != action)
        i++;
    if (i == WQ_COUNT(steps))
        return false;
    *step = steps[i].step;
    if (action == WQ_ACTION_PAGE_DOWN || action == WQ_ACTION_PAGE_UP)
        *times *= rows;
    if (action == WQ_ACTION_HALF_DOWN || action == WQ_ACTION_HALF_UP)
        *times *= (rows + 1) / 2;
    return true;
}

static void move_head(struct wq_app *a, enum wq_step step, size_t times)
{
    struct wq_selection *s = &a->reach.selection;
    struct wq_span before = s->head;

    for (size_t i = 0; i < times; i++) {
        struct wq_span to = wq_reader_step(a->reader, s->head, step, &s->column);
        if (to.start == s->head.start)
            break;
        s->head = to;
    }
    take_span(a);
    if (!wq_reader_shows(a->reader, s->head.start))
        wq_reader_to(a->reader, s->head.start, s->head.start > before.start ? a->reading.height - 1 : 0);
}

/* The other end moves from here on. */
static void swap_ends(struct wq_app *a)
{
    struct wq_selection *s = &a->reach.selection;
    struct wq_span here = s->head;
    bool forwards = s->head.start >= s->anchor.start;

    s->head = wq_reader_cell(a->reader, forwards ? s->anchor.start : s->anchor.end - 1);
    s->anchor = here;
    s->column = -1;
    move_head(a, WQ_STEP_LEFT, 0);
}

bool wq_app_select_act(struct wq_app *a, enum wq_action action, size_t count)
{
    struct wq_selection *s = &a->reach.selection;
    size_t times = count ? count : 1;
    enum wq_step step;

    if (step_for(a, action, &step, &times)) {
        move_head(a, step, times);
        return true;
    }
    switch (action) {
    case WQ_ACTION_SELECT:
        s->whole = !s->whole;
        take_span(a);
        return true;
    case WQ_ACTION_OTHER_END: swap_ends(a); return true;
    case WQ_ACTION_BACK:
    case WQ_ACTION_CLOSE:
    case WQ_ACTION_CANCEL: wq_app_select_end(a); return true;
    case WQ_ACTION_JUMP_BACK: return true; /* a key for moving, and no way to select */
    default: return false;
    }
}

void wq_app_select_note(const struct wq_app *a, struct wq_buf *out)
{
    struct wq_span span = a->reach.selection.span;
    size_t n =
        wq_letters_in(wq_layout_props(a->layout), a->article->text.data + span.start, wq_span_len(span));

    wq_message_addn(out, WQ_MSG_SELECTED, n);
}

void wq_app_select_cursor(const struct wq_app *a, const struct wq_frame *f)
{
    struct wq_strip text = a->panes.text;
    size_t at = a->reach.selection.head.start;

    for (int y = a->panes.top; y < a->panes.top + a->panes.rows && y < f->grid->height; y++)
        for (int i = 0; i < text.w; i++) {
            int x = wq_frame_column(f, text.x + i);
            if (x < 0 || x >= f->grid->width)
                continue;
            const struct wq_gridcell *c = wq_grid_at(f->grid, x, y);
            if (c->at != WQ_GRID_NOWHERE && c->at <= at && at < c->end && c->width) {
                f->grid->cursor_x = x;
                f->grid->cursor_y = y;
                f->grid->cursor_shown = true;
            }
        }
}

/* ---- the mouse ---- */

/* The cell under the mouse, or the one nearest to it. */
static struct wq_span cell_under(struct wq_app *a, const struct wq_event *ev)
{
    struct wq_grid grid = {.width = a->width, .height = a->height};
    struct wq_frame f = {.grid = &grid, .mirrored = a->mirrored};
    struct wq_strip text = a->panes.text;
    int left = wq_frame_column(&f, a->mirrored ? text.x + text.w - 1 : text.x);

    return wq_reader_cell_at(a->reader, ev->x - left, ev->y - a->panes.top);
}

static void drag(struct wq_app *a, const struct wq_event *ev)
{
    struct wq_selection *s = &a->reach.selection;

    if (ev->y < a->panes.top) /* what is beyond the edge comes in */
        wq_reader_scroll(a->reader, -1);
    else if (ev->y >= a->panes.top + a->panes.rows)
        wq_reader_scroll(a->reader, 1);
    struct wq_span cell = cell_under(a, ev);
    if (wq_span_len(cell) == 0 || (!s->on && cell.start == s->anchor.start))
        return;
    s->on = true;
    s->head = cell;
    s->column = -1;
    take_span(a);
}

static void press(struct wq_app *a, const struct wq_event *ev, bool inside)
{
    struct wq_selection *s = &a->reach.selection;

    wq_app_select_end(a);
    if (!inside || !a->article)
        return;
    s->anchor = cell_under(a, ev);
    s->dragging = wq_span_len(s->anchor) > 0;
}

bool wq_app_select_mouse(struct wq_app *a, const struct wq_event *ev, bool inside)
{
    struct wq_selection *s = &a->reach.selection;

    switch (ev->mouse) {
    case WQ_MOUSE_PRESS:
        if (ev->button == 1 && a->overlay == WQ_OVER_NOTHING)
            press(a, ev, inside);
        return false; /* it gives the keys to a pane besides */
    case WQ_MOUSE_DRAG:
        if (s->dragging && ev->button == 1 && a->overlay == WQ_OVER_NOTHING)
            drag(a, ev);
        return true;
    case WQ_MOUSE_RELEASE: s->dragging = false; return true;
    case WQ_MOUSE_WHEEL_UP:
    case WQ_MOUSE_WHEEL_DOWN:
        if (!s->on || !inside)
            return false;
        wq_reader_scroll(a->reader, ev->mouse == WQ_MOUSE_WHEEL_UP ? -WHEEL_ROWS : WHEEL_ROWS);
        return true;
    }
    return false;
}
