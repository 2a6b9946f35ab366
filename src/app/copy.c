/* Copying: to the terminal's clipboard where it may have one, else to a command, else to a file. */
#include "output.h"
#include "state.h"

#include "waraq/base/file.h"
#include "waraq/base/folder.h"
#include "waraq/base/mem.h"
#include "waraq/doc/extract.h"
#include "waraq/ui/select.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* ---- what ---- */

/* The current paragraph and those that follow it, n of them. */
static void add_paragraphs(struct wq_app *a, size_t n, struct wq_buf *out)
{
    struct wq_span span = wq_reader_paragraph_at(a->reader, wq_reader_current_byte(a->reader));
    int column = -1;

    for (; n > 1; n--) {
        struct wq_span last = wq_reader_cell(a->reader, span.end - 1);
        struct wq_span next = wq_reader_step(a->reader, last, WQ_STEP_PARAGRAPH_ON, &column);
        if (next.start == last.start)
            break;
        span.end = wq_reader_paragraph_at(a->reader, next.start).end;
    }
    wq_app_extract(a, span, out);
}

static void add_listed(const struct wq_app *a, size_t entry, struct wq_buf *out)
{
    const struct wq_entry *e = entry != SIZE_MAX ? wq_shelf_entry(a->shelf, entry) : NULL;
    if (e && e->head)
        wq_buf_adds(out, e->head->title);
}

/* The name selected in the sidebar, or the spelling. */
static bool add_entity(const struct wq_app *a, struct wq_buf *out)
{
    const struct wq_inside *in = &a->inside;
    uint32_t entity = a->focus == WQ_PANE_SIDEBAR ? wq_app_inside_meant(a) : UINT32_MAX;

    if (entity == UINT32_MAX)
        return false;
    const struct wq_inside_row *row = in->selected < in->rows.len ? &in->rows.items[in->selected] : NULL;
    if (row && row->type == WQ_INSIDE_SPELLING)
        wq_app_extract(a, row->at, out);
    else
        wq_buf_adds(out, in->found->entities[entity].name);
    return true;
}

/* The words around the hit that is selected in the results. */
static void add_result(const struct wq_app *a, struct wq_buf *out)
{
    struct wq_place at = a->results.selected;
    const struct wq_found *found =
        at.block < a->results.list.len ? a->results.list.items[at.block].found : NULL;
    if (found && at.row < found->nrows)
        wq_buf_adds(out, found->rows[at.row].text);
}

/* The entry that what is copied comes from. */
static size_t source_of(const struct wq_app *a)
{
    if (a->results.shown)
        return a->results.selected.block < a->results.list.len
                   ? wq_shelf_with_id(a->shelf, a->results.list.items[a->results.selected.block].id)
                   : SIZE_MAX;
    return a->focus == WQ_PANE_LIST ? wq_app_selected(a) : a->article ? a->open : SIZE_MAX;
}

static void add_text(struct wq_app *a, size_t count, struct wq_buf *out)
{
    if (a->results.shown)
        add_result(a, out);
    else if (a->focus == WQ_PANE_LIST)
        add_listed(a, wq_app_selected(a), out);
    else if (a->reach.selection.on)
        wq_app_extract(a, a->reach.selection.span, out);
    else if (a->article && !add_entity(a, out))
        add_paragraphs(a, count ? count : 1, out);
}

/* Where the text is from: title and path, a line each. */
static void add_source(const struct wq_app *a, struct wq_buf *out)
{
    size_t entry = source_of(a);

    if (entry >= wq_shelf_count(a->shelf))
        return;
    const struct wq_entry *e = wq_shelf_entry(a->shelf, entry);
    char *path = realpath(e->path, NULL);
    if (a->focus != WQ_PANE_LIST || a->results.shown) { /* there the title is what is copied */
        wq_buf_addc(out, '\n');
        if (e->head && e->head->title[0])
            wq_buf_addf(out, "\n%s", e->head->title);
    }
    if (strcmp(e->path, "-") != 0) {
        wq_buf_addc(out, '\n');
        wq_output_path(out, path ? path : e->path);
    }
    free(path);
}

void wq_app_copy(struct wq_app *a, bool source, size_t count)
{
    struct wq_buf text = WQ_BUF_INIT;

    add_text(a, count, &text);
    if (text.len && source)
        add_source(a, &text);
    if (text.len)
        wq_app_copy_text(a, text.data, text.len);
    else
        wq_app_say(a, WQ_MSG_COPY_NOTHING);
    wq_app_select_end(a);
    wq_buf_release(&text);
}

/* ---- where to ---- */

static void add_amount(const struct wq_app *a, const char *s, size_t len, struct wq_buf *out)
{
    wq_message_addn(out, WQ_MSG_COPY_LETTERS, wq_letters_in(wq_layout_props(a->layout), s, len));
}

static bool ask_terminal(struct wq_app *a, const char *s, size_t len)
{
    struct wq_buf *request = &a->reach.request;

    wq_buf_clear(request);
    if (a->reach.clipboard.hope == WQ_CLIPBOARD_NEVER ||
        wq_clipboard_request(s, len, a->reach.clipboard.wrap, request) != WQ_OK)
        return false;
    a->wants |= WQ_WANTS_REQUEST;
    return true;
}

/* The path of the file that copies go to, if it could be written. */
static bool keep_in_file(struct wq_app *a, const char *s, size_t len, struct wq_buf *path,
                         struct wq_error *err)
{
    if (a->options->secure)
        return false;
    if (wq_folder_add(WQ_FOLDER_STATE, path) != WQ_OK)
        return false;
    wq_buf_adds(path, "/copied.txt");
    return wq_file_make_folders(path->data, err) == WQ_OK &&
           wq_file_write(path->data, s, len, WQ_FILE_PRIVATE, err) == WQ_OK;
}

void wq_app_copy_elsewhere(struct wq_app *a, const char *s, size_t len)
{
    struct wq_buf *m = &a->message;
    struct wq_buf amount = WQ_BUF_INIT;
    struct wq_buf path = WQ_BUF_INIT;
    struct wq_buf shown = WQ_BUF_INIT;
    struct wq_error err = {.status = WQ_OK};

    add_amount(a, s, len, &amount);
    bool sent = ask_terminal(a, s, len);
    bool kept =
        !(sent && a->reach.clipboard.hope == WQ_CLIPBOARD_TAKES) && keep_in_file(a, s, len, &path, &err);
    wq_app_add_path(&shown, path.data);
    struct wq_argument args[] = {{"path", shown.data}, {"what", amount.data}, {NULL, NULL}};
    wq_message_part(m, a->ascii);
    if (sent)
        wq_message_add(m, kept ? WQ_MSG_COPY_SENT_MAYBE : WQ_MSG_COPY_SENT, args);
    else
        wq_buf_adds(m, wq_message(len > WQ_CLIPBOARD_MOST ? WQ_MSG_COPY_LONG : WQ_MSG_COPY_NOWHERE));
    if (!sent && kept) {
        wq_message_part(m, a->ascii);
        wq_message_add(m, WQ_MSG_COPY_FILE, args);
    }
    if (err.status != WQ_OK) {
        wq_message_part(m, a->ascii);
        wq_app_add_error(m, WQ_MSG_SAVE_FAILED, &err);
    }
    wq_buf_release(&amount);
    wq_buf_release(&path);
    wq_buf_release(&shown);
}

/* True if a command took it. */
static bool give_to_command(struct wq_app *a, const char *words, const char *s, size_t len)
{
    struct wq_command command = {NULL, 0};
    struct wq_buf amount = WQ_BUF_INIT;
    struct wq_error err;

    if (wq_command_split(&command, words, strlen(words)) != WQ_OK || command.n == 0) {
        wq_command_release(&command);
        wq_app_say(a, WQ_MSG_RUN_QUOTE);
        return false;
    }
    char *name = wq_strdup(command.argv[0]);
    bool given = wq_app_run_beside(a, &command, s, len, true, &err);
    if (given) {
        add_amount(a, s, len, &amount);
        struct wq_argument args[] = {{"name", name}, {"what", amount.data}, {NULL, NULL}};
        wq_message_add(&a->message, WQ_MSG_GIVEN, args);
    } else {
        wq_app_say_error(a, WQ_MSG_RUN_FAILED, &err);
    }
    free(name);
    wq_buf_release(&amount);
    return given;
}

void wq_app_copy_text(struct wq_app *a, const char *s, size_t len)
{
    const char *command = a->options->copy_command;
    bool surely = a->reach.clipboard.hope == WQ_CLIPBOARD_TAKES && len <= WQ_CLIPBOARD_MOST;

    if (!command || !*command)
        command = a->reach.clipboard.command;
    wq_buf_clear(&a->message);
    if (surely || !command || a->options->secure || !give_to_command(a, command, s, len))
        wq_app_copy_elsewhere(a, s, len);
}
