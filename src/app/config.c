#include "config.h"

#include "output.h"
#include "settings.h"

#include "waraq/base/folder.h"
#include "waraq/text/decode.h"
#include "waraq/text/utf8.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define BLANKS       " \t"
#define MARK_OF_UTF8 "\xEF\xBB\xBF" /* some editors begin UTF-8 with it */

void wq_config_complain(struct wq_config *c, size_t line, const char *format, ...)
{
    struct wq_buf *out = &c->trouble;
    va_list args;

    if (++c->errors > WQ_CONFIG_NAMED)
        return;
    wq_buf_adds(out, "waraq: ");
    wq_output_path(out, c->path.data ? c->path.data : "");
    if (line)
        wq_buf_addf(out, ":%zu", line);
    wq_buf_adds(out, ": ");
    va_start(args, format);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    size_t room = len > 0 ? (size_t)len : 0;
    wq_buf_reserve(out, room);
    va_start(args, format);
    vsnprintf(out->data + out->len, room + 1, format, args);
    va_end(args);
    out->len += room;
    wq_buf_addc(out, '\n');
}

/* ---- lines ---- */

/* Without blanks around; cut in place. */
static char *trim(char *s)
{
    s += strspn(s, BLANKS);
    size_t len = strlen(s);
    while (len && strchr(BLANKS, s[len - 1]))
        len--;
    s[len] = '\0';
    return s;
}

/* A comment begins at the start of a line, or behind a blank: a#b is none. */
static void cut_comment(char *s)
{
    for (char *hash = strchr(s, '#'); hash; hash = strchr(hash + 1, '#')) {
        if (hash == s || strchr(BLANKS, hash[-1])) {
            *hash = '\0';
            return;
        }
    }
}

static void take_setting(struct wq_config *c, struct wq_options *o, size_t line, const char *name,
                         const char *value)
{
    struct wq_buf why = WQ_BUF_INIT;
    struct wq_options unheeded = *o;
    int i = 0;

    while (i < WQ_SETTINGS && strcmp(wq_setting((enum wq_setting_id)i)->name, name) != 0)
        i++;
    enum wq_setting_id id = (enum wq_setting_id)i;
    unsigned by = i < WQ_SETTINGS ? wq_setting(id)->by : 0;
    bool reads = o->mode == WQ_MODE_READ;
    bool heeded = !(o->given >> id & 1) && (by & WQ_BY_CONFIG || reads);

    if (!(by & (WQ_BY_CONFIG | WQ_BY_CONFIG_READING))) {
        wq_add_quoted(&why, name);
        wq_config_complain(c, line, by ? "%s is an option, and no setting" : "unknown setting: %s", why.data);
    } else if (!wq_setting_read(heeded ? o : &unheeded, id, value, &why)) {
        wq_config_complain(c, line, "%s: %s", name, why.data);
    }
    wq_buf_release(&why);
}

static void take_key(struct wq_config *c, size_t line, const char *name, const char *value)
{
    enum wq_action action = wq_action_named(name, strlen(name));
    struct wq_buf quoted = WQ_BUF_INIT;

    if (action != WQ_ACTION_NONE) {
        c->keys[action] = (struct wq_config_keys){value, line};
        return;
    }
    wq_add_quoted(&quoted, name);
    wq_config_complain(c, line, "key: there is no action %s", quoted.data);
    wq_buf_release(&quoted);
}

/* s ends with a NUL, which len does not count. */
static void take_line(struct wq_config *c, struct wq_options *o, size_t line, char *s, size_t len)
{
    if (len > WQ_CONFIG_LINE) {
        wq_config_complain(c, line, "longer than %d bytes", WQ_CONFIG_LINE);
        return;
    }
    if (memchr(s, '\0', len) || !wq_utf8_valid(s, len)) {
        wq_config_complain(c, line, "not UTF-8");
        return;
    }
    cut_comment(s);
    char *name = trim(s);
    char *value = strchr(name, '=');
    if (value) {
        *value++ = '\0';
        name = trim(name);
        value = trim(value);
        if (!strncmp(name, "key", 3) && name[3] && strchr(BLANKS, name[3]))
            take_key(c, line, trim(name + 3), value);
        else
            take_setting(c, o, line, name, value);
    } else if (*name) {
        struct wq_buf quoted = WQ_BUF_INIT;
        wq_add_quoted(&quoted, name);
        wq_config_complain(c, line, "%s has no =", quoted.data);
        wq_buf_release(&quoted);
    }
}

void wq_config_parse(struct wq_config *c, struct wq_options *o)
{
    wq_buf_reserve(&c->text, 0);
    char *s = c->text.data;
    char *end = s + c->text.len;

    *end = '\0';
    if (end - s >= 3 && !memcmp(s, MARK_OF_UTF8, 3))
        s += 3;
    for (size_t line = 1; s < end; line++) {
        char *newline = memchr(s, '\n', (size_t)(end - s));
        char *next = newline ? newline + 1 : end;
        size_t len = (size_t)((newline ? newline : end) - s);
        if (len && s[len - 1] == '\r')
            len--;
        s[len] = '\0';
        take_line(c, o, line, s, len);
        s = next;
    }
    wq_config_bind(c);
    o->keys = c->keymap.len ? &c->keymap : NULL;
    o->config_errors = c->errors;
}

/* ---- the file ---- */

/* False: there is none to be read. */
static bool find_path(const struct wq_options *o, struct wq_buf *path)
{
    if (!o->config) {
        if (wq_folder_add(WQ_FOLDER_CONFIG, path) != WQ_OK)
            return false;
        wq_buf_adds(path, "/config");
    } else {
        wq_buf_adds(path, strcmp(o->config, "-") != 0 ? o->config : "./-"); /* not standard input */
    }
    return path->len > 0;
}

static const char *why_unread(const struct wq_error *err)
{
    return err->status == WQ_ESYS ? strerror(err->sys) : "it is no file";
}

/* Where the usual file is not, nothing is wrong. */
static bool is_missing(const struct wq_error *err)
{
    return err->status == WQ_ESYS && (err->sys == ENOENT || err->sys == ENOTDIR);
}

static void say(const struct wq_config *c)
{
    struct wq_buf path = WQ_BUF_INIT;

    if (!c->errors)
        return;
    fputs(c->trouble.data, stderr);
    wq_output_path(&path, c->path.data);
    if (c->errors > WQ_CONFIG_NAMED)
        fprintf(stderr, "waraq: %s: more errors: %zu\n", path.data, c->errors - WQ_CONFIG_NAMED);
    wq_buf_release(&path);
}

bool wq_config_read(struct wq_config *c, struct wq_options *o)
{
    bool named = o->config;
    struct wq_error err = {.status = WQ_OK};
    bool read =
        find_path(o, &c->path) && wq_read_path(c->path.data, WQ_CONFIG_MOST + 1, &c->text, &err) == WQ_OK;

    if (named && err.status != WQ_OK) {
        struct wq_buf path = WQ_BUF_INIT;
        wq_add_quoted(&path, o->config);
        fprintf(stderr, "waraq: --config: %s: %s\n", path.data, why_unread(&err));
        wq_buf_release(&path);
        return false;
    }
    bool there = read || (err.status != WQ_OK && !is_missing(&err));
    o->config = there ? c->path.data : NULL;
    if (!read && there)
        wq_config_complain(c, 0, "%s", why_unread(&err));
    else if (read && c->text.len > WQ_CONFIG_MOST)
        wq_config_complain(c, 0, "longer than %d bytes: nothing of it is used", WQ_CONFIG_MOST);
    else if (read)
        wq_config_parse(c, o);
    o->config_errors = c->errors;
    say(c);
    return true;
}

void wq_config_release(struct wq_config *c)
{
    wq_buf_release(&c->path);
    wq_buf_release(&c->text);
    wq_buf_release(&c->trouble);
    wq_keymap_release(&c->keymap);
}
