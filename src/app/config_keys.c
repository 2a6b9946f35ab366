/* Keys of the configuration: in place of an action's usual ones, and before those of other actions. */
#include "config.h"
#include "settings.h"

#include "waraq/base/array.h"

#include <string.h>

#define NO_KEY "none"

/* Why it cannot be bound, or NULL. What cancels must be able to in the middle of other keys too. */
static const char *why_reserved(const struct wq_binding *b)
{
    for (size_t i = 0; i < b->len && b->action != WQ_ACTION_CANCEL; i++) {
        uint32_t key = b->strokes[i].key;
        if (!b->strokes[i].mods && (key == 27 || key == 3 || key == 7))
            return "Esc, ^C and ^G cancel";
    }
    bool counts = b->strokes[0].key >= '0' && b->strokes[0].key <= '9' && !b->strokes[0].mods;
    return counts ? "digits are counts" : NULL;
}

/* The keys of an action are those of its last line. */
static const struct wq_config_key *line_of(const struct wq_config *c, enum wq_action action)
{
    for (size_t i = c->keys.len; i > 0; i--)
        if (c->keys.items[i - 1].action == action)
            return &c->keys.items[i - 1];
    return NULL;
}

static void say_taken(struct wq_config *c, const struct wq_config_key *line, const struct wq_binding *taken)
{
    const char *name = wq_action_info(line->action)->name;
    const char *other = wq_action_info(taken->action)->name;
    struct wq_buf key = WQ_BUF_INIT;

    wq_binding_name(taken, &key);
    wq_config_complain(c, line->line, "key %s: takes '%s' from %s: give that other keys, or '%s'", name,
                       key.data, other, NO_KEY);
    wq_buf_release(&key);
}

/* What the configuration binds already, and is in the way; or NULL. */
static const struct wq_binding *find_bound(const struct wq_config *c, const struct wq_binding *b)
{
    for (size_t i = 0; i < c->keymap.len; i++) {
        const struct wq_binding *other = &c->keymap.items[i];
        if (wq_binding_clashes(other, b) && line_of(c, other->action))
            return other;
    }
    return NULL;
}

/* Usual keys that are in the way go. */
static void make_room(struct wq_config *c, const struct wq_config_key *line, const struct wq_binding *b)
{
    struct wq_keymap *m = &c->keymap;
    size_t kept = 0;

    for (size_t i = 0; i < m->len; i++) {
        struct wq_binding other = m->items[i];
        if (wq_binding_clashes(&other, b))
            say_taken(c, line, &other);
        else
            m->items[kept++] = other;
    }
    m->len = kept;
}

static void bind_one(struct wq_config *c, const struct wq_config_key *line, const struct wq_binding *b)
{
    const char *name = wq_action_info(line->action)->name;
    const char *reserved = why_reserved(b);
    const struct wq_binding *bound = find_bound(c, b);
    struct wq_buf key = WQ_BUF_INIT;

    wq_binding_name(b, &key);
    if (reserved) {
        wq_config_complain(c, line->line, "key %s: '%s' cannot be: %s", name, key.data, reserved);
    } else if (bound) {
        wq_config_complain(c, line->line, "key %s: '%s' is a key of %s already", name, key.data,
                           wq_action_info(bound->action)->name);
    } else {
        make_room(c, line, b);
        *WQ_PUSH(&c->keymap) = *b;
    }
    wq_buf_release(&key);
}

static void bind(struct wq_config *c, const struct wq_config_key *line)
{
    const char *name = wq_action_info(line->action)->name;
    const char *keys = line->keys;

    if (!*keys)
        wq_config_complain(c, line->line, "key %s: no key is given ('%s' for none)", name, NO_KEY);
    for (size_t at = 0; keys[at] && strcmp(keys, NO_KEY) != 0; at += strspn(keys + at, " ")) {
        struct wq_binding b;
        size_t start = at;
        bool read = wq_binding_read(&b, line->action, keys, &at);
        if (read) {
            bind_one(c, line, &b);
        } else {
            struct wq_buf quoted = WQ_BUF_INIT;
            wq_add_quoted(&quoted, keys + start);
            wq_config_complain(c, line->line, "key %s: there is no such key: %s", name, quoted.data);
            wq_buf_release(&quoted);
            return;
        }
    }
}

void wq_config_bind(struct wq_config *c)
{
    if (!c->keys.len)
        return;
    for (int i = 1; i < WQ_ACTIONS; i++)
        if (!line_of(c, (enum wq_action)i))
            wq_keymap_add_usual(&c->keymap, (enum wq_action)i);
    for (size_t i = 0; i < c->keys.len; i++) {
        const struct wq_config_key *line = &c->keys.items[i];
        if (line == line_of(c, line->action))
            bind(c, line);
    }
}
