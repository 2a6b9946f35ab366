/* What reaching out has in common: texts, programs beside us, and what --secure forbids. */
#include "output.h"
#include "state.h"

#include "waraq/base/array.h"
#include "waraq/base/mem.h"
#include "waraq/doc/extract.h"
#include "waraq/text/utf8.h"

#include <stdlib.h>
#include <string.h>

static void child_release(struct wq_child *c)
{
    free(c->name);
    wq_buf_release(&c->text);
}

void wq_app_reach_release(struct wq_app *a)
{
    struct wq_reach *r = &a->reach;

    for (size_t i = 0; i < r->children.len; i++)
        child_release(&r->children.items[i]);
    free(r->children.items);
    free(r->links.items);
    wq_buf_release(&r->request);
    wq_command_release(&r->command);
    wq_buf_release(&r->input);
    wq_buf_release(&r->replaces);
}

void wq_app_extract(const struct wq_app *a, struct wq_span span, struct wq_buf *out)
{
    wq_article_extract(a->article, span, a->reading.furniture, out);
}

void wq_app_whole_text(struct wq_app *a, struct wq_buf *out)
{
    if (a->reach.selection.on)
        wq_app_extract(a, a->reach.selection.span, out);
    else
        wq_app_extract(a, (struct wq_span){0, a->article->text.len}, out);
    wq_app_select_end(a);
    if (out->len)
        wq_buf_addc(out, '\n');
}

bool wq_app_forbidden(struct wq_app *a)
{
    if (!a->options->secure)
        return false;
    wq_buf_clear(&a->message);
    wq_message_add1(&a->message, WQ_MSG_SECURE, "option", "--secure");
    return true;
}

void wq_app_text_prompt(struct wq_app *a, int kind)
{
    if (!a->article)
        wq_app_say(a, WQ_MSG_NOTHING_OPEN);
    else if (!wq_app_forbidden(a))
        wq_app_prompt_open(a, (enum wq_prompt)kind);
}

void wq_app_add_path(struct wq_buf *out, const char *path)
{
    const char *home = getenv("HOME");
    size_t n = home ? strlen(home) : 0;
    bool below = path && n > 1 && !strncmp(path, home, n) && path[n] == '/';

    wq_buf_adds(out, below ? "~" : "");
    if (path)
        wq_output_path(out, below ? path + n : path);
}

/* Its end alone where it is long: what is said behind it must be seen. */
static const char *cut_path(struct wq_buf *path)
{
    enum { MOST = 32 /* code points */ };
    size_t n = path->len ? wq_utf8_count(path->data, path->len) : 0;
    struct wq_buf end = WQ_BUF_INIT;
    size_t at = 0;

    if (n <= MOST)
        return path->data;
    for (size_t skip = n - MOST; skip > 0; skip--)
        wq_utf8_next(path->data, &at);
    wq_buf_adds(&end, "...");
    wq_buf_add(&end, path->data + at, path->len - at);
    wq_buf_release(path);
    *path = end;
    return path->data;
}

void wq_app_add_error(struct wq_buf *out, enum wq_message id, const struct wq_error *err)
{
    struct wq_buf what = WQ_BUF_INIT;

    wq_app_add_path(&what, err->what);
    struct wq_argument args[] = {
        {"path", cut_path(&what)},
        {"why", err->status == WQ_ESYS ? strerror(err->sys) : wq_status_name(err->status)},
        {NULL, NULL},
    };
    wq_message_add(out, id, args);
    wq_buf_release(&what);
}

void wq_app_say_error(struct wq_app *a, enum wq_message id, const struct wq_error *err)
{
    wq_buf_clear(&a->message);
    wq_app_add_error(&a->message, id, err);
}

/* ---- programs beside us ---- */

bool wq_app_run_beside(struct wq_app *a, struct wq_command *command, const char *input, size_t len,
                       bool copies, struct wq_error *err)
{
    pid_t pid;
    bool started = wq_command_start(command->argv, input, len, WQ_COMMAND_QUIET, &pid, err) == WQ_OK;

    if (started) {
        struct wq_child *c = WQ_PUSH(&a->reach.children);
        *c = (struct wq_child){.pid = pid, .name = wq_strdup(command->argv[0]), .copies = copies};
        wq_buf_add(&c->text, input, len);
    }
    wq_command_release(command);
    return started;
}

void wq_app_add_end(struct wq_buf *out, const char *name, struct wq_command_end end)
{
    struct wq_buf n = WQ_BUF_INIT;

    wq_buf_addf(&n, "%d", end.signal ? end.signal : end.exit);
    struct wq_argument args[] = {{"name", name}, {"n", n.data}, {NULL, NULL}};
    wq_message_add(out,
                   end.signal ? WQ_MSG_RUN_KILLED
                   : end.exit ? WQ_MSG_RUN_STATUS
                              : WQ_MSG_RUN_DONE,
                   args);
    wq_buf_release(&n);
}

void wq_app_children(struct wq_app *a)
{
    struct wq_command_end end;

    for (size_t i = a->reach.children.len; i-- > 0;) {
        struct wq_child ended = a->reach.children.items[i];
        if (!wq_command_wait(ended.pid, false, &end))
            continue;
        a->reach.children.items[i] = a->reach.children.items[--a->reach.children.len];
        if (end.exit || end.signal) {
            wq_buf_clear(&a->message);
            wq_app_add_end(&a->message, ended.name, end);
            if (ended.copies)
                wq_app_copy_elsewhere(a, ended.text.data, ended.text.len);
        }
        child_release(&ended);
    }
}
