/* Articles of the shelf: opening, remembering, what is known of them. */
#include "output.h"
#include "state.h"

#include "waraq/base/array.h"
#include "waraq/text/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void wq_app_remember_place(struct wq_app *a)
{
    if (!a->article)
        return;
    struct wq_memory *m = &a->memory[a->open];
    if (wq_app_is_resumed(a)) { /* nothing was read since */
        *m = a->keep.stopped;
        return;
    }
    struct wq_reading_progress p = wq_reader_progress(a->reader);
    m->place = p.place == 0 ? 0 : wq_reader_place(a->reader);
    m->progress = (unsigned short)p.place;
}

static void close_article(struct wq_app *a)
{
    wq_app_remember_place(a);
    if (a->article)
        wq_app_keep_leaving(a);
    wq_reader_set_article(a->reader, NULL);
    wq_article_free(a->article);
    a->article = NULL;
    a->njumps = 0;
    a->find.current = SIZE_MAX;
    wq_app_select_end(a);
    wq_app_inside_forget(a);
    a->facts_top = 0;
}

static void drop_entry(struct wq_app *a, size_t i)
{
    wq_shelf_remove(a->shelf, i);
    size_t count = wq_shelf_count(a->shelf);
    memmove(&a->memory[i], &a->memory[i + 1], (count - i) * sizeof *a->memory);
    if (a->article && a->open > i)
        a->open--;
    if (!a->view.filtered && a->list.selected > i)
        a->list.selected--;
    wq_app_view_fix(a);
}

static void complain(struct wq_app *a, const struct wq_error *err)
{
    struct wq_buf path = WQ_BUF_INIT;
    wq_output_path(&path, err->what);
    struct wq_argument args[] = {
        {"path", path.data ? path.data : ""},
        {"why", err->status == WQ_ESYS ? strerror(err->sys) : wq_status_name(err->status)},
        {NULL, NULL},
    };
    wq_buf_clear(&a->message);
    wq_message_add(&a->message, err->status == WQ_EBINARY ? WQ_MSG_ERR_BINARY : WQ_MSG_ERR_OPEN, args);
    wq_buf_release(&path);
}

bool wq_app_open(struct wq_app *a, size_t entry)
{
    struct wq_article *article;
    struct wq_error err;

    if (entry >= wq_shelf_count(a->shelf))
        return false;
    if (wq_shelf_open(a->shelf, entry, &article, &err) != WQ_OK) {
        complain(a, &err);
        return false;
    }
    close_article(a);
    a->article = article;
    a->open = entry;
    a->results.opened = false;
    size_t row = wq_app_entry_row(a, entry);
    if (row != SIZE_MAX)
        wq_list_select(&a->list, row);
    wq_reader_set_article(a->reader, article);
    wq_app_place(a);
    wq_app_find_refresh(a);
    wq_app_resume(a);
    wq_app_facts(a);
    return true;
}

void wq_app_read_heads(struct wq_app *a, size_t first, size_t n)
{
    for (size_t row = first; row < first + n && row < a->list.count;) {
        struct wq_error err;
        size_t entry = wq_app_row_entry(a, row);
        if (entry != SIZE_MAX && wq_shelf_head(a->shelf, entry, &err) == WQ_EBINARY &&
            wq_shelf_count(a->shelf) > 1) {
            drop_entry(a, entry);
            a->passed_over++;
            wq_buf_clear(&a->message);
            wq_message_addn(&a->message, WQ_MSG_PASSED_OVER, a->passed_over);
        } else {
            row++;
        }
    }
}

void wq_app_prepare(struct wq_app *a)
{
    size_t top;

    wq_app_results_fill(a);
    wq_app_inside_prepare(a);
    if (a->results.shown || a->panes.list.x < 0 || a->overlay == WQ_OVER_HELP)
        return;
    do { /* other rows may move in when some go */
        top = a->list.top;
        wq_app_read_heads(a, top, wq_list_fit(&a->list));
    } while (a->list.top != top);
}

void wq_app_facts_release(struct wq_app *a)
{
    for (size_t i = 0; i < a->facts.len; i++) {
        free(a->facts.items[i].label);
        free(a->facts.items[i].value);
    }
    a->facts.len = 0;
}

static void add_fact(struct wq_app *a, enum wq_message label, const char *value)
{
    *WQ_PUSH(&a->facts) =
        (struct wq_fact){wq_strdup(wq_message(label)), value ? wq_strdup(value) : NULL, false};
}

static void add_number(struct wq_app *a, enum wq_message label, size_t n)
{
    struct wq_buf number = WQ_BUF_INIT;
    wq_number_add(&number, n);
    add_fact(a, label, number.data);
    wq_buf_release(&number);
}

/* Characters without a cell that a reader should know of: controls and direction controls. Joiners are
 * part of how words are written and are not counted. */
static size_t count_hidden(struct wq_app *a)
{
    struct wq_props *props = wq_layout_props(a->layout);
    const struct wq_text *t = &a->article->text;
    size_t n = 0;

    for (size_t at = 0; at < t->len;) {
        uint32_t cp = wq_utf8_next(t->data, &at);
        const struct wq_prop *p = wq_prop(props, cp);
        n += (p->flags & WQ_PROP_IGNORABLE) && !(p->flags & WQ_PROP_SPACE) && cp != 0x200C && cp != 0x200D &&
             p->bidi != WQ_BIDI_B && !(cp >= 0xFE00 && cp <= 0xFE0F);
    }
    return n;
}

void wq_app_facts(struct wq_app *a)
{
    const struct wq_article *t = a->article;

    wq_app_facts_release(a);
    if (!t)
        return;
    *WQ_PUSH(&a->facts) = (struct wq_fact){wq_strdup(wq_message(WQ_MSG_PANE_SIDEBAR)), NULL, true};
    if (t->language[0])
        add_fact(a, WQ_MSG_FACT_LANGUAGE, wq_language_name(t->language));
    add_fact(a, WQ_MSG_FACT_DIRECTION, wq_message(t->rtl ? WQ_MSG_FACT_RTL : WQ_MSG_FACT_LTR));
    add_number(a, WQ_MSG_FACT_WORDS, t->words);
    add_number(a, WQ_MSG_FACT_MINUTES, t->minutes);
    add_number(a, WQ_MSG_FACT_PARAGRAPHS, t->non_empty - t->furniture);
    if (t->furniture)
        add_number(a, WQ_MSG_FACT_FURNITURE, t->furniture);
    size_t hidden = count_hidden(a);
    if (hidden)
        add_number(a, WQ_MSG_FACT_HIDDEN, hidden);
    add_fact(a, WQ_MSG_FACT_ENCODING, t->text.encoding);
    if (t->text.replaced)
        add_number(a, WQ_MSG_FACT_REPLACED, t->text.replaced);
    add_number(a, WQ_MSG_FACT_SIZE, t->text.len);
    const char *path = wq_shelf_entry(a->shelf, a->open)->path;
    const char *slash = strrchr(path, '/');
    struct wq_buf name = WQ_BUF_INIT;
    wq_output_path(&name, slash ? slash + 1 : path);
    add_fact(a, WQ_MSG_FACT_FILE, name.data ? name.data : "");
    wq_buf_release(&name);
    if (t->title_made)
        add_fact(a, WQ_MSG_FACT_MADE_TITLE, NULL);
    if (t->hard_wrapped)
        add_fact(a, WQ_MSG_FACT_WRAPPED, NULL);
}
