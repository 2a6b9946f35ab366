#include "actions.h"

#include "waraq/base/array.h"
#include "waraq/text/utf8.h"

#include <stdlib.h>
#include <string.h>

static const struct wq_action_info infos[] = {
    [WQ_ACTION_NONE] = {"", "", "", WQ_GROUP_DOING, ""},
#define ACTION(id, name, keys, places, group, help)                                                          \
    [WQ_ACTION_##id] = {name, keys, places, WQ_GROUP_##group, help},
#include "actions.def"
#undef ACTION
};

static const struct {
    const char *name;  /* between < and > */
    const char *shown; /* to people */
    struct wq_stroke stroke;
} named[] = {
    {"Space", "Space", {' ', 0}},
    {"Enter", "Enter", {'\r', 0}},
    {"Tab", "Tab", {'\t', 0}},
    {"S-Tab", "S-Tab", {WQ_KEY_BACKTAB, 0}},
    {"Esc", "Esc", {27, 0}},
    {"BS", "Backspace", {WQ_KEY_BACKSPACE, 0}},
    {"Up", "\xE2\x86\x91", {WQ_KEY_UP, 0}},
    {"Down", "\xE2\x86\x93", {WQ_KEY_DOWN, 0}},
    {"Left", "\xE2\x86\x90", {WQ_KEY_LEFT, 0}},
    {"Right", "\xE2\x86\x92", {WQ_KEY_RIGHT, 0}},
    {"Home", "Home", {WQ_KEY_HOME, 0}},
    {"End", "End", {WQ_KEY_END, 0}},
    {"PgUp", "PgUp", {WQ_KEY_PAGE_UP, 0}},
    {"PgDn", "PgDn", {WQ_KEY_PAGE_DOWN, 0}},
    {"F1", "F1", {WQ_KEY_F1, 0}},
    {"F2", "F2", {WQ_KEY_F1 + 1, 0}},
};

const struct wq_action_info *wq_action_info(enum wq_action action)
{
    return &infos[action];
}

enum wq_action wq_action_named(const char *name, size_t len)
{
    for (int i = 1; i < WQ_ACTIONS; i++)
        if (strlen(infos[i].name) == len && !memcmp(infos[i].name, name, len))
            return (enum wq_action)i;
    return WQ_ACTION_NONE;
}

/* One stroke of a key's spelling in actions.def; moves *at behind it. */
static struct wq_stroke read_stroke(const char *keys, size_t *at)
{
    const char *k = keys + *at;

    if (k[0] == '<') {
        for (size_t i = 0; i < WQ_COUNT(named); i++) {
            size_t n = strlen(named[i].name);
            if (!strncmp(k + 1, named[i].name, n) && k[n + 1] == '>') {
                *at += n + 2;
                return named[i].stroke;
            }
        }
    }
    if (k[0] == '^' && k[1] >= '@' && k[1] <= '_') {
        *at += 2;
        return (struct wq_stroke){(uint32_t)k[1] & 31, 0};
    }
    return (struct wq_stroke){wq_utf8_next(keys, at), 0};
}

void wq_keymap_init(struct wq_keymap *m)
{
    *m = (struct wq_keymap){NULL, 0, 0};
    for (int i = 1; i < WQ_ACTIONS; i++) {
        const char *keys = infos[i].keys;
        for (size_t at = 0; keys[at];) {
            struct wq_binding *b = WQ_PUSH(m);
            *b = (struct wq_binding){.action = (enum wq_action)i};
            while (keys[at] && keys[at] != ' ' && b->len < WQ_STROKES_MAX)
                b->strokes[b->len++] = read_stroke(keys, &at);
            while (keys[at] == ' ')
                at++;
        }
    }
}

void wq_keymap_release(struct wq_keymap *m)
{
    free(m->items);
    *m = (struct wq_keymap){NULL, 0, 0};
}

static bool same(const struct wq_stroke *a, const struct wq_stroke *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (a[i].key != b[i].key || a[i].mods != b[i].mods)
            return false;
    return true;
}

enum wq_action wq_keymap_find(const struct wq_keymap *m, const struct wq_stroke *strokes, size_t len,
                              char place, bool *more)
{
    *more = false;
    for (size_t i = 0; i < m->len; i++) {
        const struct wq_binding *b = &m->items[i];
        if (b->len < len || !strchr(infos[b->action].places, place) || !same(b->strokes, strokes, len))
            continue;
        if (b->len == len)
            return b->action;
        *more = true;
    }
    return WQ_ACTION_NONE;
}

void wq_stroke_name(struct wq_stroke s, struct wq_buf *out)
{
    if (s.mods & WQ_MOD_ALT)
        wq_buf_adds(out, "Alt-");
    for (size_t i = 0; i < WQ_COUNT(named); i++) {
        if (named[i].stroke.key == s.key) {
            wq_buf_adds(out, named[i].shown);
            return;
        }
    }
    if (s.key >= WQ_KEY_F1 && s.key <= WQ_KEY_F12)
        wq_buf_addf(out, "F%u", (unsigned)(s.key - WQ_KEY_F1 + 1));
    else if (s.key < 32)
        wq_buf_addf(out, "^%c", (char)(s.key + '@'));
    else if (s.key >= WQ_KEY_BASE)
        wq_buf_adds(out, "?");
    else
        wq_buf_addcp(out, s.key);
}

void wq_action_keys(enum wq_action action, struct wq_buf *out)
{
    const char *keys = infos[action].keys;

    for (size_t at = 0; keys[at];) {
        if (keys[at] == ' ') {
            wq_buf_addc(out, ' ');
            at++;
        } else {
            wq_stroke_name(read_stroke(keys, &at), out);
        }
    }
}
