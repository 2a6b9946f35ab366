#include "actions.h"

#include "waraq/base/array.h"
#include "waraq/text/props.h"
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
    {"Ins", "Ins", {WQ_KEY_INSERT, 0}},
    {"Del", "Del", {WQ_KEY_DELETE, 0}},
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

/* ---- spellings to keys ---- */

/* What stands between < and >. False: it is no name. */
static bool read_name(const char *name, size_t len, struct wq_stroke *s)
{
    size_t after = 0;

    if (len > 4 && !memcmp(name, "Alt-", 4)) {
        bool read = read_name(name + 4, len - 4, s);
        s->mods |= WQ_MOD_ALT;
        return read;
    }
    for (size_t i = 0; i < WQ_COUNT(named); i++) {
        if (strlen(named[i].name) == len && !memcmp(named[i].name, name, len)) {
            *s = named[i].stroke;
            return true;
        }
    }
    unsigned number = 0;
    for (size_t i = 1; i < len && i < 3 && name[i] >= '0' && name[i] <= '9'; i++)
        number = number * 10 + (unsigned)(name[i] - '0');
    if (name[0] == 'F' && name[1] != '0' && number >= 1 && number <= 12 && len == (number < 10 ? 2 : 3)) {
        *s = (struct wq_stroke){WQ_KEY_F1 + number - 1, 0};
        return true;
    }
    *s = (struct wq_stroke){wq_utf8_next(name, &after), 0}; /* <#> is # */
    return after == len && !wq_acts(s->key);
}

/* One stroke of a key's spelling; moves *at behind it. False: there is no such key. */
static bool read_stroke(const char *keys, size_t *at, struct wq_stroke *s)
{
    const char *k = keys + *at;
    size_t name = k[0] == '<' && k[1] ? strcspn(k + 2, "> ") + 1 : 0;

    if (name && k[name + 1] == '>') {
        *at += name + 2;
        return read_name(k + 1, name, s);
    }
    char control = k[0] == '^' && k[1] >= 'a' && k[1] <= 'z' ? (char)(k[1] - 'a' + 'A') : k[1];
    if (k[0] == '^' && control >= '@' && control <= '_') {
        *at += 2;
        *s = (struct wq_stroke){control == 'H' ? WQ_KEY_BACKSPACE : (uint32_t)control & 31, 0};
        return true;
    }
    *s = (struct wq_stroke){wq_utf8_next(keys, at), 0};
    return !wq_acts(s->key);
}

bool wq_binding_read(struct wq_binding *b, enum wq_action action, const char *keys, size_t *at)
{
    bool read = true;

    *b = (struct wq_binding){.action = action};
    while (read && keys[*at] && keys[*at] != ' ' && b->len < WQ_STROKES_MAX)
        read = read_stroke(keys, at, &b->strokes[b->len++]);
    return read && (!keys[*at] || keys[*at] == ' ');
}

void wq_keymap_add_usual(struct wq_keymap *m, enum wq_action action)
{
    const char *keys = infos[action].keys;

    for (size_t at = 0; keys[at]; at += strspn(keys + at, " "))
        if (!wq_binding_read(WQ_PUSH(m), action, keys, &at))
            break; /* a test sees to it that there is none such */
}

void wq_keymap_init(struct wq_keymap *m)
{
    *m = (struct wq_keymap){NULL, 0, 0};
    for (int i = 1; i < WQ_ACTIONS; i++)
        wq_keymap_add_usual(m, (enum wq_action)i);
}

void wq_keymap_copy(struct wq_keymap *to, const struct wq_keymap *m)
{
    *to = (struct wq_keymap){NULL, 0, 0};
    for (size_t i = 0; i < m->len; i++)
        *WQ_PUSH(to) = m->items[i];
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

bool wq_binding_clashes(const struct wq_binding *a, const struct wq_binding *b)
{
    return same(a->strokes, b->strokes, a->len < b->len ? a->len : b->len) &&
           strpbrk(infos[a->action].places, infos[b->action].places);
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

void wq_binding_name(const struct wq_binding *b, struct wq_buf *out)
{
    for (size_t i = 0; i < b->len; i++)
        wq_stroke_name(b->strokes[i], out);
}

void wq_keymap_keys(const struct wq_keymap *m, enum wq_action action, struct wq_buf *out)
{
    for (size_t i = 0, n = 0; i < m->len; i++) {
        if (m->items[i].action != action)
            continue;
        if (n++)
            wq_buf_addc(out, ' ');
        wq_binding_name(&m->items[i], out);
    }
}

bool wq_keymap_key(const struct wq_keymap *m, enum wq_action action, struct wq_buf *out)
{
    size_t i = 0;

    while (i < m->len && m->items[i].action != action)
        i++;
    if (i < m->len)
        wq_binding_name(&m->items[i], out);
    return i < m->len;
}
