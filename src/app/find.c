/* Looking for something in the open article: the hits, and walking them. */
#include "state.h"

#include "waraq/base/array.h"

#include <stdint.h>
#include <string.h>

static void reset(struct wq_find *f)
{
    *f = (struct wq_find){.current = SIZE_MAX};
}

static void release(struct wq_find *f)
{
    wq_query_free(f->query);
    wq_hits_release(&f->hits);
    wq_buf_release(&f->text);
    wq_buf_release(&f->wrong);
    reset(f);
}

void wq_app_find_init(struct wq_app *a)
{
    reset(&a->find);
    reset(&a->before);
}

void wq_app_find_release(struct wq_app *a)
{
    release(&a->find);
    release(&a->before);
}

/* ---- the hits ---- */

void wq_app_query_wrong(const struct wq_error *err, struct wq_buf *out)
{
    struct wq_buf n = WQ_BUF_INIT;

    wq_buf_clear(out);
    if (err->status == WQ_EPATTERN) {
        wq_number_add(&n, err->at);
        struct wq_argument args[] = {{"n", n.data}, {"why", err->what}, {NULL, NULL}};
        wq_message_add(out, WQ_MSG_SEARCH_BROKEN, args);
    } else {
        wq_buf_adds(out, wq_message(WQ_MSG_SEARCH_EMPTY));
    }
    wq_buf_release(&n);
}

/* What cannot be made finds nothing; why is said where it is a pattern that is broken. */
static void make_query(struct wq_find *f, enum wq_match match)
{
    struct wq_error err = {.status = WQ_OK};

    wq_query_free(f->query);
    f->query = NULL;
    wq_buf_clear(&f->wrong);
    if (wq_query_new(f->text.data, f->text.len, match, f->word, &f->query, &err) == WQ_OK)
        return;
    f->query = NULL;
    if (err.status == WQ_EPATTERN)
        wq_app_query_wrong(&err, &f->wrong);
}

static void find_all(struct wq_app *a)
{
    struct wq_find *f = &a->find;

    f->hits.len = 0;
    if (!f->query)
        return;
    wq_buf_clear(&f->wrong); /* of another article */
    if (wq_query_find(f->query, a->article->text.data, a->article->text.len, &f->hits) == WQ_ETIME)
        wq_buf_adds(&f->wrong, wq_message(WQ_MSG_SEARCH_TOO_LONG));
}

/* Where nothing is spelt so, similar spellings are offered. */
static void find_near(struct wq_app *a)
{
    struct wq_find *f = &a->find;

    make_query(f, WQ_MATCH_LOOSE);
    find_all(a);
    f->near = f->hits.len > 0;
    if (!f->near)
        make_query(f, f->match);
}

bool wq_app_meets_title(const struct wq_app *a, const struct wq_hits *hits)
{
    const struct wq_article *t = a->article;

    for (size_t i = 0; i < t->nparas; i++) {
        if (t->paras[i].kind != WQ_PARA_TITLE)
            continue;
        for (size_t h = 0; h < hits->len && hits->items[h].start < t->paras[i].span.end; h++)
            if (hits->items[h].end > t->paras[i].span.start)
                return true;
    }
    return false;
}

static void leave_out_folded(struct wq_app *a)
{
    struct wq_find *f = &a->find;
    size_t kept = 0;

    for (size_t i = 0; i < f->hits.len; i++)
        if (!wq_reader_folds(a->reader, f->hits.items[i].start))
            f->hits.items[kept++] = f->hits.items[i];
    f->folded = f->hits.len - kept;
    f->hits.len = kept;
}

void wq_app_find_refresh(struct wq_app *a)
{
    struct wq_find *f = &a->find;
    bool in_title = f->in_title;
    size_t at = f->current < f->hits.len ? f->hits.items[f->current].start : SIZE_MAX;

    f->hits.len = 0;
    f->folded = 0;
    f->current = SIZE_MAX;
    f->in_title = false;
    if (a->article && f->text.len) {
        if (f->near || !f->query)
            make_query(f, f->match);
        f->near = false;
        find_all(a);
        if (f->hits.len == 0 && f->match == WQ_MATCH_FOLDED)
            find_near(a);
        f->in_title = wq_app_meets_title(a, &f->hits);
    }
    if (in_title != f->in_title) /* a title with a hit stands in the text, where it can be shown */
        wq_app_place(a);
    if (a->article)
        leave_out_folded(a);
    size_t same = wq_app_first_from(&f->hits, at);
    if (same < f->hits.len && f->hits.items[same].start == at)
        f->current = same;
}

/* ---- from outside ---- */

void wq_app_find_say_none(struct wq_app *a)
{
    wq_buf_clear(&a->message);
    if (a->find.wrong.len)
        wq_buf_add(&a->message, a->find.wrong.data, a->find.wrong.len);
    else if (a->find.folded)
        wq_message_addn(&a->message, WQ_MSG_HITS_FOLDED, a->find.folded);
    else if (a->find.text.len)
        wq_message_add1(&a->message, WQ_MSG_SEARCH_NONE, "q", a->find.text.data);
    else
        wq_app_say_key(a, WQ_MSG_SEARCH_NOTHING, WQ_ACTION_FIND);
}

void wq_app_find_from(struct wq_app *a, const struct wq_buf *text, enum wq_match match, bool word, size_t at)
{
    struct wq_find *f = &a->find;
    bool in_title = f->in_title;

    release(f);
    a->walks_mentions = false;
    f->in_title = in_title;
    f->match = match;
    f->word = word;
    wq_buf_add(&f->text, text->data, text->len);
    wq_app_find_refresh(a);
    if (f->folded && wq_reader_folds(a->reader, at)) { /* it was chosen: it must be seen */
        a->reading.furniture = true;
        wq_app_place(a);
        wq_app_find_refresh(a);
    }
    size_t hit = wq_app_first_from(&f->hits, at);
    if (f->hits.len)
        wq_app_go_to(a, hit < f->hits.len ? hit : f->hits.len - 1);
    else /* it has changed since it was found */
        wq_app_find_say_none(a);
}

bool wq_app_find_clear(struct wq_app *a)
{
    bool any = a->find.text.len > 0;
    bool in_title = a->find.in_title;

    release(&a->find);
    if (in_title)
        wq_app_place(a);
    return any;
}

/* ---- while a query is typed ---- */

void wq_app_find_begin(struct wq_app *a)
{
    release(&a->before);
    a->before = a->find;
    reset(&a->find);
    a->walked_mentions = a->walks_mentions;
    a->origin = wq_reader_spot(a->reader);
    if (a->before.in_title)
        wq_app_place(a);
}

void wq_app_find_typed(struct wq_app *a)
{
    struct wq_find *f = &a->find;
    bool in_title = f->in_title;

    release(f);
    a->walks_mentions = false;
    f->in_title = in_title;
    f->match = a->match;
    f->word = a->word;
    wq_buf_add(&f->text, a->edit.text.data, a->edit.text.len);
    wq_app_find_refresh(a);
    size_t hit =
        wq_app_first_from(&f->hits, a->origin.start ? 0 : a->origin.at); /* the title is where the start is */
    if (f->hits.len == 0)
        wq_reader_to_spot(a->reader, a->origin);
    else
        wq_app_go_to(a, hit < f->hits.len ? hit : 0);
}

void wq_app_find_cancel(struct wq_app *a)
{
    bool in_title = a->find.in_title;

    release(&a->find);
    a->find = a->before;
    reset(&a->before);
    a->walks_mentions = a->walked_mentions;
    if (in_title != a->find.in_title)
        wq_app_place(a);
    wq_reader_to_spot(a->reader, a->origin);
}

void wq_app_find_accept(struct wq_app *a)
{
    if (a->edit.text.len == 0) { /* as elsewhere: what was looked for last, once more */
        wq_app_find_cancel(a);
        wq_app_step(a, 1);
        return;
    }
    wq_history_add(&a->history[WQ_PROMPT_FIND], a->edit.text.data, a->edit.text.len);
    release(&a->before);
    if (a->find.hits.len == 0)
        wq_app_find_say_none(a);
    else
        wq_app_push_jump_from(a, a->origin.at);
    if (a->find.hits.len && a->focus != WQ_PANE_READER)
        wq_app_focus(a, WQ_PANE_READER);
}
