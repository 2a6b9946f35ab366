/* Keys in the list of results: moving, opening, narrowing, and back. */
#include "state.h"

#include <stdint.h>

static struct wq_result *group(const struct wq_app *a, size_t i)
{
    return &a->results.list.items[i];
}

static bool is_before(struct wq_place a, struct wq_place b)
{
    return a.block < b.block || (a.block == b.block && a.row < b.row);
}

/* Not beyond the end: the last row at the bottom. */
static void fix_top(struct wq_app *a)
{
    struct wq_results *r = &a->results;

    if (r->list.len == 0)
        return;
    struct wq_place last = {r->list.len - 1, wq_app_result_rows(group(a, r->list.len - 1)) - 2};
    wq_app_results_walk(a, &last, -((long)wq_app_results_height(a) - 1));
    if (is_before(last, r->top))
        r->top = last;
}

static void select_by(struct wq_app *a, long n)
{
    struct wq_results *r = &a->results;

    for (; n > 0; n--) {
        if (r->selected.row + 1 < wq_app_result_hits(group(a, r->selected.block)))
            r->selected.row++;
        else if (r->selected.block + 1 < r->list.len)
            r->selected = (struct wq_place){r->selected.block + 1, 0};
        else
            return;
    }
    for (; n < 0; n++) {
        if (r->selected.row > 0) {
            r->selected.row--;
        } else if (r->selected.block > 0) {
            size_t hits = wq_app_result_hits(group(a, --r->selected.block));
            r->selected.row = hits ? hits - 1 : 0;
        } else {
            return;
        }
    }
}

static void select_article(struct wq_app *a, long n)
{
    struct wq_place *s = &a->results.selected;

    if (n < 0 && s->row > 0) /* first to the beginning of this one */
        n++;
    s->row = 0;
    if (n < 0)
        s->block = (size_t)-n > s->block ? 0 : s->block - (size_t)-n;
    else
        s->block =
            s->block + (size_t)n < a->results.list.len ? s->block + (size_t)n : a->results.list.len - 1;
}

/* By pages: the view moves, and what is selected with it. */
static void page(struct wq_app *a, long rows)
{
    struct wq_results *r = &a->results;
    struct wq_place before = r->selected;
    struct wq_place to = {before.block, before.row + 1};

    wq_app_results_walk(a, &to, rows);
    wq_app_results_walk(a, &r->top, rows);
    size_t hits = wq_app_result_hits(group(a, to.block));
    size_t hit = to.row > 0 ? to.row - 1 : 0;
    r->selected = (struct wq_place){to.block, hit < hits ? hit : hits ? hits - 1 : 0};
    if (r->selected.block == before.block && r->selected.row == before.row)
        select_by(a, rows > 0 ? 1 : -1); /* a page may be no higher than what lies between two articles */
    fix_top(a);
}

static void open_selected(struct wq_app *a)
{
    struct wq_results *r = &a->results;
    const struct wq_result *g = group(a, r->selected.block);
    size_t entry = wq_shelf_with_id(a->shelf, g->id);
    size_t at = g->found && r->selected.row < g->found->nrows ? g->found->rows[r->selected.row].at.start : 0;

    if (entry >= wq_shelf_count(a->shelf)) {
        wq_app_say(a, WQ_MSG_RESULT_GONE);
        return;
    }
    if (a->article && a->open == entry)
        wq_app_push_jump(a);
    else if (!wq_app_open(a, entry))
        return;
    wq_buf_clear(&a->message); /* it stands at a hit, not where one stopped */
    r->shown = false;
    r->opened = true;
    wq_app_focus(a, WQ_PANE_READER);
    if (r->nlisted)
        wq_app_inside_from(a, at);
    else
        wq_app_find_from(a, &r->text, r->match, r->word, at); /* which offers what is similar, as here */
}

static void leave(struct wq_app *a)
{
    wq_app_scan_stop(a);
    a->results.shown = false;
    a->results.opened = false;
    wq_app_place(a);
}

/* One step out of what was gone into last. */
static void go_back(struct wq_app *a)
{
    if (a->results.together.focus)
        wq_app_together_focus(a, false);
    else if (!wq_app_results_widen(a))
        leave(a);
}

static void cancel(struct wq_app *a)
{
    if (!wq_app_scan_cancel(a) && !(a->results.together.focus && wq_app_together_filter_clear(a)))
        go_back(a);
}

/* To the last hit, to the first, or to the n-th of those that have a row. */
static void to_hit(struct wq_app *a, enum wq_action action, size_t n)
{
    struct wq_results *r = &a->results;

    if (n > 0 || action == WQ_ACTION_START) {
        r->selected = r->top = (struct wq_place){0, 0};
        select_by(a, n > 0 ? (long)n - 1 : 0);
    } else {
        size_t hits = wq_app_result_hits(group(a, r->list.len - 1));
        r->selected = (struct wq_place){r->list.len - 1, hits ? hits - 1 : 0};
    }
}

static void move(struct wq_app *a, enum wq_action action, size_t count)
{
    struct wq_results *r = &a->results;
    long height = (long)wq_app_results_height(a);
    long rows = height > 1 ? height - 1 : 1;
    long n = count ? (long)count : 1;

    if (r->list.len == 0)
        return;
    switch (action) {
    case WQ_ACTION_DOWN:
    case WQ_ACTION_NEXT_HIT: select_by(a, n); break;
    case WQ_ACTION_UP:
    case WQ_ACTION_PREV_HIT: select_by(a, -n); break;
    case WQ_ACTION_PAGE_DOWN: page(a, n * rows); break;
    case WQ_ACTION_PAGE_UP: page(a, -n * rows); break;
    case WQ_ACTION_HALF_DOWN: page(a, n * ((height + 1) / 2)); break;
    case WQ_ACTION_HALF_UP: page(a, -n * ((height + 1) / 2)); break;
    case WQ_ACTION_NEXT_PARAGRAPH: select_article(a, n); break;
    case WQ_ACTION_PREV_PARAGRAPH: select_article(a, -n); break;
    case WQ_ACTION_START:
    case WQ_ACTION_END: to_hit(a, action, count); break;
    default: break;
    }
    wq_app_results_show_selected(a);
}

static void look_otherwise(struct wq_app *a, enum wq_action action)
{
    struct wq_results *r = &a->results;
    bool words = action == WQ_ACTION_WHOLE_WORDS;

    wq_app_results_look(a, words ? r->match : wq_app_next_match(r->match), words ? !r->word : r->word);
}

/* Between the articles and who comes together there. */
static void change_pane(struct wq_app *a, enum wq_action action)
{
    bool focus = !a->results.together.focus;

    if (action == WQ_ACTION_LEFT || action == WQ_ACTION_RIGHT)
        focus = (action == WQ_ACTION_LEFT) == a->mirrored;
    if (a->results.nlisted)
        wq_app_together_focus(a, focus);
}

static void open_or_narrow(struct wq_app *a)
{
    struct wq_results *r = &a->results;

    if (!r->together.focus && r->list.len)
        open_selected(a);
    else if (r->together.focus)
        wq_app_results_narrow(a, wq_app_together_selected(a));
}

/* Keys that mean something of their own where mentions are listed; false: it is none of them. */
static bool act_on_mentions(struct wq_app *a, enum wq_action action)
{
    switch (action) {
    case WQ_ACTION_MATCH:
    case WQ_ACTION_PREV_PANE:
    case WQ_ACTION_LEFT:
    case WQ_ACTION_RIGHT: change_pane(a, action); return true;
    case WQ_ACTION_MENTIONED:
        if (a->results.together.focus)
            open_or_narrow(a);
        else
            wq_app_together_focus(a, true);
        return true;
    case WQ_ACTION_FIND: wq_app_prompt_open(a, WQ_PROMPT_TOGETHER); return true;
    case WQ_ACTION_WHOLE_WORDS: return true;
    default: return false;
    }
}

void wq_app_results_act(struct wq_app *a, enum wq_action action, size_t count)
{
    struct wq_results *r = &a->results;

    if (r->nlisted && act_on_mentions(a, action))
        return;
    switch (action) {
    case WQ_ACTION_OPEN: open_or_narrow(a); break;
    case WQ_ACTION_BACK:
    case WQ_ACTION_CLOSE: go_back(a); break;
    case WQ_ACTION_CANCEL: cancel(a); break;
    case WQ_ACTION_MATCH:
    case WQ_ACTION_WHOLE_WORDS: look_otherwise(a, action); break;
    case WQ_ACTION_FIND: wq_app_prompt_open(a, WQ_PROMPT_LIBRARY); break;
    case WQ_ACTION_MENTIONED: wq_app_say(a, WQ_MSG_NOBODY_CHOSEN); break;
    case WQ_ACTION_QUIT: a->wants |= WQ_WANTS_QUIT; break;
    default:
        if (r->together.focus)
            wq_app_together_move(a, action, count);
        else
            move(a, action, count);
        break;
    }
}

/* ---- the mouse ---- */

static void click_together(struct wq_app *a, int row)
{
    struct wq_together_pane *p = &a->results.together;
    size_t at = wq_app_together_at(a, row);
    bool again = p->focus && p->selected == at;

    p->selected = at == SIZE_MAX ? p->selected : at;
    wq_app_together_focus(a, true);
    if (again)
        open_or_narrow(a);
}

static void click_list(struct wq_app *a, int row)
{
    struct wq_results *r = &a->results;
    struct wq_place at = r->top;
    bool again = !r->together.focus;

    wq_app_together_focus(a, false);
    if (r->list.len == 0)
        return;
    wq_app_results_walk(a, &at, row);
    size_t hit = at.row > 0 ? at.row - 1 : 0;
    if (hit >= wq_app_result_hits(group(a, at.block)))
        return;
    again = again && r->selected.block == at.block && r->selected.row == hit;
    r->selected = (struct wq_place){at.block, hit};
    if (again)
        open_selected(a);
}

void wq_app_results_click(struct wq_app *a, bool together, int row)
{
    wq_buf_clear(&a->message);
    if (row < 0 || row >= a->panes.rows)
        return;
    if (together)
        click_together(a, row);
    else
        click_list(a, row);
}
