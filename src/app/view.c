/* Which articles the list shows, and the filter that says so. */
#include "state.h"

#include "waraq/base/array.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* ---- rows and entries ---- */

size_t wq_app_row_entry(const struct wq_app *a, size_t row)
{
    size_t count = wq_shelf_count(a->shelf);

    if (!a->view.filtered)
        return row < count ? row : SIZE_MAX;
    if (row >= a->view.ids.len)
        return SIZE_MAX;
    size_t entry = wq_shelf_with_id(a->shelf, a->view.ids.items[row]);
    return entry < count ? entry : SIZE_MAX;
}

/* The first row whose id is not less. */
static size_t row_of_id(const struct wq_view *v, unsigned id)
{
    size_t found;

    WQ_BISECT(found, v->ids.len, i, v->ids.items[i] < id);
    return found;
}

size_t wq_app_entry_row(const struct wq_app *a, size_t entry)
{
    if (entry >= wq_shelf_count(a->shelf))
        return SIZE_MAX;
    if (!a->view.filtered)
        return entry;
    unsigned id = wq_shelf_entry(a->shelf, entry)->id;
    size_t row = row_of_id(&a->view, id);
    return row < a->view.ids.len && a->view.ids.items[row] == id ? row : SIZE_MAX;
}

size_t wq_app_selected(const struct wq_app *a)
{
    return wq_app_row_entry(a, a->list.selected);
}

static void count_rows(struct wq_app *a)
{
    a->list.count = a->view.filtered ? a->view.ids.len : wq_shelf_count(a->shelf);
    wq_list_fix(&a->list);
}

void wq_app_view_fix(struct wq_app *a)
{
    size_t kept = 0;

    for (size_t i = 0; i < a->view.ids.len; i++) {
        unsigned id = a->view.ids.items[i];
        if (wq_shelf_with_id(a->shelf, id) < wq_shelf_count(a->shelf))
            a->view.ids.items[kept++] = id;
    }
    a->view.ids.len = kept;
    count_rows(a);
}

/* ---- the filter ---- */

static void release(struct wq_view *v)
{
    free(v->ids.items);
    wq_buf_release(&v->text);
    *v = (struct wq_view){.filtered = false};
}

void wq_app_view_release(struct wq_app *a)
{
    release(&a->view);
    release(&a->view_before);
}

/* The selected entry stays selected where it is still shown. */
static void show_again(struct wq_app *a, size_t entry)
{
    size_t row = wq_app_entry_row(a, entry);

    count_rows(a);
    wq_list_select(&a->list, row == SIZE_MAX ? 0 : row);
    wq_app_place(a);
}

void wq_app_filter_begin(struct wq_app *a)
{
    size_t entry = wq_app_selected(a);

    release(&a->view_before);
    a->view.fresh = a->view.fresh && a->background.scan; /* one that was stopped is over */
    a->view_before.filtered = a->view.filtered;
    a->view_before.top = a->list.top;
    if (entry != SIZE_MAX)
        a->view_before.keep = wq_shelf_entry(a->shelf, entry)->id;
    wq_buf_add(&a->view_before.text, a->view.text.data, a->view.text.len);
    for (size_t i = 0; i < a->view.ids.len; i++)
        *WQ_PUSH(&a->view_before.ids) = a->view.ids.items[i];
    wq_edit_set(&a->edit, a->view.text.data, a->view.text.len); /* to go on with */
}

/* What cannot be looked for is said, and changes nothing. */
static bool can_be_found(struct wq_app *a)
{
    struct wq_error err = {.status = WQ_OK};
    struct wq_query *q;

    if (wq_query_new(a->edit.text.data, a->edit.text.len, a->match, a->word, &q, &err) != WQ_OK) {
        wq_app_query_wrong(&err, &a->message);
        return false;
    }
    wq_query_free(q);
    return true;
}

void wq_app_filter_typed(struct wq_app *a)
{
    if (a->edit.text.len == 0) {
        wq_app_scan_stop(a);
        wq_app_filter_clear(a);
        return;
    }
    if (!can_be_found(a))
        return;
    size_t entry = wq_app_selected(a);
    if (!a->view.fresh && entry != SIZE_MAX)
        a->view.keep = wq_shelf_entry(a->shelf, entry)->id;
    wq_buf_clear(&a->view.text);
    wq_buf_add(&a->view.text, a->edit.text.data, a->edit.text.len);
    a->view.fresh = true; /* what is shown stays until the first is found: no flicker at each key */
    const struct wq_scan_what what = {&a->view.text, a->match, a->word, true};
    wq_app_scan(a, &what);
}

void wq_app_filter_accept(struct wq_app *a)
{
    wq_history_add(&a->history[WQ_PROMPT_FILTER], a->edit.text.data, a->edit.text.len);
    release(&a->view_before);
}

void wq_app_filter_cancel(struct wq_app *a)
{
    wq_app_scan_stop(a);
    release(&a->view);
    a->view = a->view_before;
    a->view_before = (struct wq_view){.filtered = false};
    wq_app_view_fix(a); /* files that turned out to be no text went meanwhile */
    size_t row = wq_app_entry_row(a, wq_shelf_with_id(a->shelf, a->view.keep));
    a->list.top = a->view.top;
    a->list.selected = row == SIZE_MAX ? 0 : row;
    wq_app_place(a);
}

bool wq_app_filter_clear(struct wq_app *a)
{
    size_t entry = wq_app_selected(a);
    bool any = a->view.filtered;

    release(&a->view);
    show_again(a, entry);
    return any;
}

static void begin_anew(struct wq_app *a)
{
    if (!a->view.fresh)
        return;
    a->view.fresh = false;
    a->view.filtered = true;
    a->view.ids.len = 0;
    a->list.selected = a->list.top = 0;
}

void wq_app_filter_found(struct wq_app *a, unsigned id)
{
    begin_anew(a);
    size_t row = row_of_id(&a->view, id); /* the last: they come in the shelf's order, but standard input */
    (void)WQ_PUSH(&a->view.ids);
    memmove(&a->view.ids.items[row + 1], &a->view.ids.items[row],
            (a->view.ids.len - 1 - row) * sizeof *a->view.ids.items);
    a->view.ids.items[row] = id;
    count_rows(a);
}

void wq_app_filter_done(struct wq_app *a)
{
    begin_anew(a);
    if (a->list.selected == 0) /* nobody has moved since */
        show_again(a, wq_shelf_with_id(a->shelf, a->view.keep));
}
