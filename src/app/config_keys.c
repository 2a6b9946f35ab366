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

static void say_taken(struct wq_config *c, enum wq_action action, const struct wq_binding *taken)
{
    const char *other = wq_action_info(taken->action)->name;
    struct wq_buf key = WQ_BUF_INIT;

    wq_binding_name(taken, &key);
    wq_config_complain(c, c->keys[action].line, "key %s: takes '%s' from %s: give that other keys, or '%s'",
                       wq_action_info(action)->name, key.data, other, NO_KEY);
    wq_buf_release(&key);
}

/* What the configuration binds already, and is in the way; or NULL. */
static const struct wq_binding *find_bound(const struct wq_config *c, const struct wq_binding *b)
{
    for (size_t i = 0; i < c->keymap.len; i++) {
        const struct wq_binding *other = &c->keymap.items[i];
        if (c->keys[other->action].line && wq_binding_clashes(other, b))
            return other;
    }
    return NULL;
}

/* Usual keys that are in the way go. */
static void make_room(struct wq_config *c, const struct wq_binding *b)
{
    struct wq_keymap *m = &c->keymap;
    size_t kept = 0;

    for (size_t i = 0; i < m->len; i++) {
        struct wq_binding other = m->items[i];
        if (wq_binding_clashes(&other, b))
            say_taken(c, b->action, &other);
        else
            m->items[kept++] = other;
    }
    m->len = kept;
}

static void bind_one(struct wq_config *c, const struct wq_binding *b)
{
    const char *name = wq_action_info(b->action)->name;
    size_t line = c->keys[b->action].line;
    const char *reserved = why_reserved(b);
    const struct wq_binding *bound = find_bound(c, b);
    struct wq_buf key = WQ_BUF_INIT;

    wq_binding_name(b, &key);
    if (reserved) {
        wq_config_complain(c, line, "key %s: '%s' cannot be: %s", name, key.data, reserved);
    } else if (bound) {
        wq_config_complain(c, line, "key %s: '%s' is a key of %s already", name, key.data,
                           wq_action_info(bound->action)->name);
    } else {
        make_room(c, b);
        *WQ_PUSH(&c->keymap) = *b;
    }
    wq_buf_release(&key);
}

static void bind(struct wq_config *c, enum wq_action action)
{
    const char *name = wq_action_info(action)->name;
    const char *spelt = c->keys[action].spelt;
    size_t line = c->keys[action].line;
    struct wq_buf quoted = WQ_BUF_INIT;
    int n = 0;

    if (!*spelt)
        wq_config_complain(c, line, "key %s: no key is given ('%s' for none)", name, NO_KEY);
    for (size_t at = 0; spelt[at] && strcmp(spelt, NO_KEY) != 0; at += strspn(spelt + at, " ")) {
        struct wq_binding b;
        size_t start = at;
        if (++n > WQ_CONFIG_KEYS) {
            wq_config_complain(c, line, "key %s: more than %d keys", name, WQ_CONFIG_KEYS);
            break;
        }
        if (!wq_binding_read(&b, action, spelt, &at)) {
            wq_add_quoted(&quoted, spelt + start);
            wq_config_complain(c, line, "key %s: there is no such key: %s", name, quoted.data);
            break;
        }
        bind_one(c, &b);
    }
    wq_buf_release(&quoted);
}

/* The action whose line comes next behind another; NONE: there is no more. */
static enum wq_action next_bound(const struct wq_config *c, size_t line)
{
    int next = WQ_ACTION_NONE;

    for (int i = 1; i < WQ_ACTIONS; i++)
        if (c->keys[i].line > line && (next == WQ_ACTION_NONE || c->keys[i].line < c->keys[next].line))
            next = i;
    return (enum wq_action)next;
}

void wq_config_bind(struct wq_config *c)
{
    enum wq_action action = next_bound(c, 0);

    for (int i = 1; i < WQ_ACTIONS && action != WQ_ACTION_NONE; i++)
        if (!c->keys[i].line)
            wq_keymap_add_usual(&c->keymap, (enum wq_action)i);
    for (; action != WQ_ACTION_NONE; action = next_bound(c, c->keys[action].line))
        bind(c, action);
}
