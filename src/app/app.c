/* The state's life. */
#include "state.h"

#include "waraq/base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>

/* Heads that are read to find out which way most of the articles run. */
enum { HEADS_FOR_DIRECTION = 12 };

static bool most_run_rtl(struct wq_app *a)
{
    size_t rtl = 0;
    size_t ltr = 0;

    for (size_t i = 0; i < HEADS_FOR_DIRECTION && i < wq_shelf_count(a->shelf); i++) {
        const struct wq_entry *e = wq_shelf_entry(a->shelf, i);
        rtl += e->head && e->head->rtl;
        ltr += e->head && !e->head->rtl;
    }
    return rtl > ltr;
}

static bool is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* A file opens in the reader, a folder in the list; the list shows beside the text if there is one. */
static void open_first(struct wq_app *a)
{
    bool folder = a->options->npaths > 0 && is_folder(a->options->paths[0]);
    size_t count = wq_shelf_count(a->shelf);
    size_t left_off = wq_app_left_off(a);

    if (a->options->npaths == 0)
        folder = count > 1;
    if (left_off == SIZE_MAX)
        left_off = 0;
    else /* what was read to its end is left behind */
        folder = folder && wq_shelf_entry(a->shelf, left_off)->seen;
    a->focus = folder ? WQ_PANE_LIST : WQ_PANE_READER;
    for (int room = 0; room < WQ_ROOMS; room++)
        a->show_list[room] = room != WQ_ROOM_ONE && count > 1;
    a->show_sidebar[WQ_ROOM_THREE] = true;
    if (folder)
        wq_list_select(&a->list, left_off);
    else
        wq_app_open(a, left_off);
    if (!a->article) {
        a->focus = WQ_PANE_LIST;
        return;
    }
    wq_app_remember_place(a);
    wq_app_keep_reading(a);
}

struct wq_app *wq_app_new(const struct wq_options *options, struct wq_layout *layout, struct wq_shelf *shelf)
{
    struct wq_app *a = wq_calloc(1, sizeof *a);
    size_t count = wq_shelf_count(shelf);

    a->options = options;
    a->layout = layout;
    a->shelf = shelf;
    a->mouse = options->mouse;
    a->full_width = a->quiet = options->slow;
    a->ascii = options->linear;
    a->measure = options->width ? (int)options->width : WQ_MEASURE_USUAL;
    a->width = 80;
    a->height = 24;
    a->list.count = count;
    a->results.stopped = -1;
    wq_app_background_init(a);
    a->memory = wq_calloc(count, sizeof *a->memory);
    for (size_t i = 0; i < count; i++)
        a->memory[i].progress = WQ_PROGRESS_NONE;
    wq_app_keep_init(a);
    a->reader = wq_reader_new(layout);
    a->reading.direction = options->direction == WQ_WAY_RTL ? 1 : options->direction == WQ_WAY_LTR ? -1 : 0;
    if (options->keys)
        wq_keymap_copy(&a->keymap, options->keys);
    else
        wq_keymap_init(&a->keymap);
    wq_edit_init(&a->edit);
    for (int i = 0; i < WQ_PROMPTS; i++)
        wq_history_init(&a->history[i]);
    wq_app_find_init(a);
    wq_app_inside_init(a);
    a->match = options->match;
    a->word = options->word;
    wq_app_read_heads(a, 0, HEADS_FOR_DIRECTION);
    a->mirrored = !options->linear &&
                  (options->layout == WQ_WAY_RTL || (options->layout == WQ_WAY_AUTO && most_run_rtl(a)));
    open_first(a);
    return a;
}

void wq_app_free(struct wq_app *a)
{
    if (!a)
        return;
    (void)wq_app_finish(a, NULL); /* the worker ends before what its jobs tell */
    wq_app_keep_release(a);
    wq_app_view_release(a);
    wq_app_results_release(a);
    wq_reader_free(a->reader);
    wq_article_free(a->article);
    wq_app_facts_release(a);
    free(a->facts.items);
    free(a->memory);
    wq_keymap_release(&a->keymap);
    wq_edit_release(&a->edit);
    for (int i = 0; i < WQ_PROMPTS; i++)
        wq_history_release(&a->history[i]);
    wq_app_find_release(a);
    wq_app_inside_release(a);
    wq_app_reach_release(a);
    wq_buf_release(&a->message);
    free(a);
}

void wq_app_set_ascii(struct wq_app *a, bool ascii)
{
    a->ascii = ascii || a->options->linear;
}

void wq_app_set_clipboard(struct wq_app *a, struct wq_clipboard clipboard)
{
    a->reach.clipboard = clipboard;
}

const char *wq_app_request(const struct wq_app *a, size_t *len)
{
    *len = a->reach.request.len;
    return a->reach.request.data;
}

void wq_app_set_terminal(struct wq_app *a, const struct wq_terminal *t)
{
    a->terminal = *t;
    a->reading.shaping = t->shape ? WQ_SHAPING_ALL : t->joins ? WQ_SHAPING_JOINERS : WQ_SHAPING_NONE;
    wq_layout_shape(a->layout, a->reading.shaping);
    wq_app_resize(a, a->width, a->height);
}

void wq_app_say_trouble(struct wq_app *a, const char *file, size_t errors)
{
    struct wq_buf path = WQ_BUF_INIT;
    struct wq_buf n = WQ_BUF_INIT;

    if (!errors)
        return;
    wq_app_add_path(&path, file);
    wq_number_add(&n, errors);
    struct wq_argument args[] = {{"path", path.data}, {"n", n.data}, {NULL, NULL}};
    wq_message_part(&a->message, a->ascii);
    wq_message_add(&a->message, WQ_MSG_CONFIG_WRONG, args);
    wq_buf_release(&path);
    wq_buf_release(&n);
}

void wq_app_config_trouble(struct wq_app *a)
{
    wq_app_say_trouble(a, a->options->config, a->options->config_errors);
}

void wq_app_slow_line(struct wq_app *a)
{
    a->quiet = true;
}

void wq_app_resize(struct wq_app *a, int width, int height)
{
    bool reading = a->article && a->panes.text.x >= 0;
    bool other_width = a->width != width;

    a->width = width;
    a->height = height;
    wq_app_place(a);
    if (reading && a->panes.text.x < 0) /* a narrower window keeps what is read */
        wq_app_focus(a, WQ_PANE_READER);
    /* Where the text stands beside the list there is something to read at once. */
    if (!a->article && a->panes.text.x >= 0 && a->list.count && wq_app_open(a, wq_app_selected(a)))
        wq_buf_clear(&a->message); /* nobody asked for it: it does not say where it stands */
    if (other_width)
        wq_app_results_resized(a);
}

unsigned wq_app_wants(struct wq_app *a)
{
    bool reads = a->article && a->panes.text.x >= 0 && a->overlay == WQ_OVER_NOTHING && !a->results.shown;
    unsigned wants = a->wants | (a->mouse ? WQ_WANTS_MOUSE : 0) | (a->mouse && reads ? WQ_WANTS_DRAGS : 0);
    a->wants = 0;
    return wants;
}
