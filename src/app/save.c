/* Saving the article's text, or what is selected of it. */
#include "state.h"

#include "waraq/base/file.h"
#include "waraq/layout/cut.h"
#include "waraq/text/utf8.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { MOST_NAME = 120 /* bytes of a proposed name: file systems take 255 */ };

/* A name for the article: its title, without what a path or a terminal would take for something else. */
static void add_name(const struct wq_app *a, struct wq_buf *out)
{
    struct wq_buf name = WQ_BUF_INIT;
    const char *title = a->article->title;

    for (size_t at = 0; title[at];) {
        uint32_t cp = wq_utf8_next(title, &at);
        bool space = cp == ' ' || cp == 0xA0;
        if (space ? name.len && name.data[name.len - 1] != ' ' : cp != '/' && !wq_acts(cp))
            wq_buf_addcp(&name, space ? ' ' : cp);
    }
    const char *s = name.len ? name.data : "";
    size_t len = wq_cut_end(s, name.len, 0, MOST_NAME);
    while (len && (*s == '.' || *s == '-' || *s == '~')) { /* hidden, an option, a home */
        s++;
        len--;
    }
    while (len && s[len - 1] == ' ')
        len--;
    if (len)
        wq_buf_add(out, s, len);
    else
        wq_buf_adds(out, "waraq");
    wq_buf_adds(out, ".txt");
    wq_buf_release(&name);
}

void wq_app_save_begin(struct wq_app *a)
{
    struct wq_buf name = WQ_BUF_INIT;

    wq_buf_clear(&a->reach.replaces);
    add_name(a, &name);
    wq_edit_set(&a->edit, name.data, name.len);
    wq_buf_release(&name);
}

/* What was typed, with ~ for the home; in a folder by the name that was proposed. */
static void find_path(const struct wq_app *a, struct wq_buf *path)
{
    const struct wq_buf *typed = &a->edit.text;
    const char *home = getenv("HOME");
    struct stat st;

    if (home && *home && typed->data[0] == '~' && (typed->len == 1 || typed->data[1] == '/'))
        wq_buf_addf(path, "%s%s", home, typed->data + 1);
    else
        wq_buf_add(path, typed->data, typed->len);
    if (stat(path->data, &st) != 0 || !S_ISDIR(st.st_mode))
        return;
    if (path->data[path->len - 1] != '/')
        wq_buf_addc(path, '/');
    add_name(a, path);
}

/* The prompt again, as it was typed. */
static void ask_again(struct wq_app *a, const struct wq_buf *path)
{
    struct wq_buf typed = WQ_BUF_INIT;

    wq_buf_add(&typed, a->edit.text.data, a->edit.text.len);
    wq_app_prompt_open(a, WQ_PROMPT_SAVE);
    wq_edit_set(&a->edit, typed.data, typed.len);
    wq_buf_add(&a->reach.replaces, path->data, path->len);
    wq_app_say(a, WQ_MSG_SAVE_THERE);
    wq_buf_release(&typed);
}

static void say_saved(struct wq_app *a, const char *path)
{
    struct wq_buf shown = WQ_BUF_INIT;
    char *whole = realpath(path, NULL);

    wq_app_add_path(&shown, whole ? whole : path);
    wq_buf_clear(&a->message);
    wq_message_add1(&a->message, WQ_MSG_SAVED, "path", shown.data);
    wq_buf_release(&shown);
    free(whole);
}

/* Where the name is a link, the file that it leads to is written. */
static void save_to(struct wq_app *a, const char *path, bool replace)
{
    struct wq_buf text = WQ_BUF_INIT;
    struct wq_error err;
    char *real = replace ? realpath(path, NULL) : NULL;

    wq_app_whole_text(a, &text);
    if (wq_file_write(real ? real : path, text.data, text.len, replace ? 0 : WQ_FILE_NEW, &err) == WQ_OK)
        say_saved(a, path);
    else
        wq_app_say_error(a, WQ_MSG_SAVE_FAILED, &err);
    wq_buf_release(&text);
    free(real);
}

void wq_app_save_accept(struct wq_app *a)
{
    struct wq_buf path = WQ_BUF_INIT;
    const struct wq_buf *replaces = &a->reach.replaces;
    struct stat st;

    if (a->edit.text.len == 0)
        return;
    wq_history_add(&a->history[WQ_PROMPT_SAVE], a->edit.text.data, a->edit.text.len);
    find_path(a, &path);
    bool agreed = replaces->len == path.len && !memcmp(replaces->data, path.data, path.len);
    if (lstat(path.data, &st) != 0) {
        save_to(a, path.data, false);
    } else if (stat(path.data, &st) == 0 && !S_ISREG(st.st_mode)) { /* a device, a pipe: not by accident */
        struct wq_error err;
        errno = EEXIST;
        (void)wq_fail(&err, WQ_ESYS, path.data);
        wq_app_say_error(a, WQ_MSG_SAVE_FAILED, &err);
    } else if (agreed) {
        save_to(a, path.data, true);
    } else {
        ask_again(a, &path);
    }
    wq_buf_release(&path);
}
