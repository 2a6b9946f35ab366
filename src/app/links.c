/* The addresses of the open article: listed, opened, copied. */
#include "state.h"

#include "waraq/base/array.h"
#include "waraq/base/mem.h"
#include "waraq/doc/links.h"

#include <stdlib.h>
#include <string.h>

enum {
    MOST_LINKS = 10000, /* each is compared with all before it */
    ROWS_AROUND = 3,    /* heading, status, and an empty row */
    LEAST_TITLE = 6,    /* rows of a window that has a heading */
};

/* ---- finding them ---- */

static bool is_same(const char *s, struct wq_span a, struct wq_span b)
{
    return wq_span_len(a) == wq_span_len(b) && !memcmp(s + a.start, s + b.start, wq_span_len(a));
}

/* Once each, in the order of the text; not in furniture that is folded away. */
static void find_links(struct wq_app *a)
{
    struct wq_links *l = &a->reach.links;
    const struct wq_text *t = &a->article->text;
    struct wq_span found;

    l->len = l->selected = l->top = 0;
    for (size_t at = 0; l->len < MOST_LINKS && wq_link_next(t->data, t->len, &at, &found);) {
        bool known = wq_reader_folds(a->reader, found.start);
        for (size_t i = 0; i < l->len && !known; i++)
            known = is_same(t->data, l->items[i], found);
        if (!known)
            *WQ_PUSH(l) = found;
    }
}

void wq_app_links_open(struct wq_app *a)
{
    if (!a->article) {
        wq_app_say(a, WQ_MSG_NOTHING_OPEN);
        return;
    }
    find_links(a);
    if (a->reach.links.len)
        a->overlay = WQ_OVER_LINKS;
    else
        wq_app_say(a, WQ_MSG_LINKS_NONE);
}

static void target_of(const struct wq_app *a, size_t link, struct wq_buf *out)
{
    struct wq_span span = a->reach.links.items[link];
    wq_link_target(a->article->text.data + span.start, wq_span_len(span), out);
}

/* ---- that the terminal opens ---- */

uint32_t wq_app_link(struct wq_grid *g, const char *s, size_t len)
{
    struct wq_buf uri = WQ_BUF_INIT;
    uint32_t link = wq_link_uri(s, len, &uri) ? wq_grid_link(g, uri.data) : 0;

    wq_buf_release(&uri);
    return link;
}

/* ---- opening ---- */

/* A program's words with the address where they say %s, or else behind them. */
static void add_words(struct wq_command *command, const struct wq_command *words, const char *target)
{
    bool placed = false;

    for (size_t i = 0; i < words->n; i++) {
        struct wq_buf word = WQ_BUF_INIT;
        const char *from = words->argv[i];
        for (const char *sign = strstr(from, "%s"); sign; sign = strstr(from, "%s")) {
            wq_buf_add(&word, from, (size_t)(sign - from));
            wq_buf_adds(&word, target);
            from = sign + 2;
            placed = true;
        }
        wq_buf_adds(&word, from);
        wq_command_add(command, word.data);
        wq_buf_release(&word);
    }
    if (!placed)
        wq_command_add(command, target);
}

/* $BROWSER: programs parted by colons, of which the first is taken. False: it names none. */
static bool browser_words(const char *target, struct wq_command *command)
{
    const char *browser = getenv("BROWSER");
    struct wq_command words = {NULL, 0};

    bool named = browser && wq_command_split(&words, browser, strcspn(browser, ":")) == WQ_OK && words.n;
    if (named)
        add_words(command, &words, target);
    wq_command_release(&words);
    return named;
}

static bool is_set(const char *name)
{
    const char *value = getenv(name);
    return value && *value;
}

static void say_given(struct wq_app *a, const char *name, const char *what)
{
    struct wq_argument args[] = {{"name", name}, {"what", what}, {NULL, NULL}};

    wq_buf_clear(&a->message);
    wq_message_add(&a->message, WQ_MSG_GIVEN, args);
}

/* On a desktop beside us; else the program may want the terminal, if there is any; else it is copied. */
static void open_target(struct wq_app *a, const struct wq_buf *target)
{
    bool desktop = is_set("DISPLAY") || is_set("WAYLAND_DISPLAY");
    struct wq_command command = {NULL, 0};
    struct wq_buf nothing = WQ_BUF_INIT;
    struct wq_error err = {.status = WQ_OK};

    if (!browser_words(target->data, &command) && desktop) {
        wq_command_add(&command, "xdg-open");
        wq_command_add(&command, target->data);
    }
    if (command.n && !desktop) {
        wq_app_run_alone(a, &command, &nothing);
        return;
    }
    if (command.n) {
        char *name = wq_strdup(command.argv[0]);
        if (wq_app_run_beside(a, &command, NULL, 0, false, &err))
            say_given(a, name, target->data);
        free(name);
        if (err.status == WQ_OK)
            return;
    }
    wq_app_copy_text(a, target->data, target->len);
    struct wq_buf copied = a->message;
    a->message = (struct wq_buf)WQ_BUF_INIT;
    if (err.status != WQ_OK)
        wq_app_add_error(&a->message, WQ_MSG_RUN_FAILED, &err);
    else
        wq_buf_adds(&a->message, wq_message(WQ_MSG_LINKS_NOWHERE));
    wq_message_part(&a->message, a->ascii);
    wq_buf_add(&a->message, copied.data, copied.len);
    wq_buf_release(&copied);
}

static void open_link(struct wq_app *a, size_t link)
{
    struct wq_buf target = WQ_BUF_INIT;

    target_of(a, link, &target);
    if (!wq_app_forbidden(a) && wq_link_may_open(target.data, target.len))
        open_target(a, &target);
    wq_buf_release(&target);
}

static void copy_link(struct wq_app *a)
{
    struct wq_buf target = WQ_BUF_INIT;

    target_of(a, a->reach.links.selected, &target);
    wq_app_copy_text(a, target.data, target.len);
    wq_buf_release(&target);
}

/* ---- the list of them ---- */

static int rows_for_links(const struct wq_app *a)
{
    int rows = a->height - (a->height >= LEAST_TITLE ? ROWS_AROUND : 1);
    return rows > 0 ? rows : 1;
}

static void select_link(struct wq_app *a, long to)
{
    struct wq_links *l = &a->reach.links;
    size_t rows = (size_t)rows_for_links(a);

    l->selected = to < 0 ? 0 : (size_t)to >= l->len ? l->len - 1 : (size_t)to;
    if (l->top > l->selected)
        l->top = l->selected;
    if (l->selected - l->top >= rows)
        l->top = l->selected - rows + 1;
}

void wq_app_links_act(struct wq_app *a, enum wq_action action, size_t count)
{
    struct wq_links *l = &a->reach.links;
    long n = count ? (long)count : 1;
    long page = rows_for_links(a);

    switch (action) {
    case WQ_ACTION_DOWN: select_link(a, (long)l->selected + n); break;
    case WQ_ACTION_UP: select_link(a, (long)l->selected - n); break;
    case WQ_ACTION_PAGE_DOWN: select_link(a, (long)l->selected + n * page); break;
    case WQ_ACTION_PAGE_UP: select_link(a, (long)l->selected - n * page); break;
    case WQ_ACTION_HALF_DOWN: select_link(a, (long)l->selected + n * ((page + 1) / 2)); break;
    case WQ_ACTION_HALF_UP: select_link(a, (long)l->selected - n * ((page + 1) / 2)); break;
    case WQ_ACTION_START: select_link(a, count ? n - 1 : 0); break;
    case WQ_ACTION_END: select_link(a, count ? n - 1 : (long)l->len - 1); break;
    case WQ_ACTION_OPEN:
        if (count)
            select_link(a, n - 1);
        a->overlay = WQ_OVER_NOTHING;
        open_link(a, l->selected);
        break;
    case WQ_ACTION_COPY:
        a->overlay = WQ_OVER_NOTHING;
        copy_link(a);
        break;
    case WQ_ACTION_LINKS:
    case WQ_ACTION_BACK:
    case WQ_ACTION_CLOSE:
    case WQ_ACTION_CANCEL: a->overlay = WQ_OVER_NOTHING; break;
    case WQ_ACTION_QUIT: a->wants |= WQ_WANTS_QUIT; break;
    case WQ_ACTION_REDRAW: a->wants |= WQ_WANTS_REDRAW; break;
    case WQ_ACTION_SUSPEND: a->wants |= WQ_WANTS_SUSPEND; break;
    default: break;
    }
}

static void draw_link(const struct wq_app *a, const struct wq_frame *f, size_t link, int x, int w, int y)
{
    struct wq_span span = a->reach.links.items[link];
    enum wq_style style = link == a->reach.links.selected ? WQ_STYLE_SELECTED : WQ_STYLE_TEXT;
    struct wq_buf n = WQ_BUF_INIT;

    wq_number_add(&n, a->reach.links.len);
    int numbers = wq_frame_measure(f, n.data, n.len, false);
    wq_buf_clear(&n);
    wq_number_add(&n, link + 1);
    wq_frame_text(f, x, y, numbers, n.data, n.len, false, WQ_ALIGN_END, WQ_STYLE_DIM);
    wq_frame_text(f, x + numbers + 2, y, w - numbers - 2, a->article->text.data + span.start,
                  wq_span_len(span), false, WQ_ALIGN_START, style);
    if (a->terminal.links)
        wq_frame_link(f, x + numbers + 2, y, w - numbers - 2, (struct wq_span){0, wq_span_len(span)},
                      wq_app_link(f->grid, a->article->text.data + span.start, wq_span_len(span)));
    wq_buf_release(&n);
}

void wq_app_links_draw(const struct wq_app *a, const struct wq_frame *panes)
{
    /* Addresses run left to right, whichever way the article runs. */
    struct wq_frame f = *panes;
    f.mirrored = false;
    int x = a->panes.title;
    int w = wq_frame_width(&f) - 2 * x;
    int top = a->height >= LEAST_TITLE ? 2 : 0;
    const char *heading = wq_message(WQ_MSG_LINKS_TITLE);

    if (top)
        wq_frame_text(&f, x, 0, w, heading, strlen(heading), false, WQ_ALIGN_START, WQ_STYLE_BOLD);
    for (int i = 0; i < rows_for_links(a) && a->reach.links.top + (size_t)i < a->reach.links.len; i++)
        draw_link(a, &f, a->reach.links.top + (size_t)i, x, w, top + i);
}
