/*
 * actions.h: the table of actions, and keys to actions. Private to app.
 */
#ifndef WARAQ_SRC_APP_ACTIONS_H
#define WARAQ_SRC_APP_ACTIONS_H

#include "waraq/base/buf.h"
#include "waraq/term/keys.h"

#include <stdbool.h>
#include <stddef.h>

enum wq_action {
    WQ_ACTION_NONE,
#define ACTION(id, name, keys, places, group, help) WQ_ACTION_##id,
#include "actions.def"
#undef ACTION
    WQ_ACTIONS,
};

enum wq_action_group {
    WQ_GROUP_MOVING,
    WQ_GROUP_FINDING,
    WQ_GROUP_PANES,
    WQ_GROUP_ARTICLES,
    WQ_GROUP_LOOKS,
    WQ_GROUP_SELECTING,
    WQ_GROUP_DOING,
    WQ_GROUPS,
};

struct wq_action_info {
    const char *name;
    const char *keys; /* the usual ones, as in actions.def */
    const char *places;
    enum wq_action_group group;
    const char *help;
};

const struct wq_action_info *wq_action_info(enum wq_action action);
enum wq_action wq_action_named(const char *name, size_t len);

/* One key of a sequence. */
struct wq_stroke {
    uint32_t key;
    unsigned mods;
};

enum { WQ_STROKES_MAX = 3 };

struct wq_binding {
    struct wq_stroke strokes[WQ_STROKES_MAX];
    size_t len;
    enum wq_action action;
};

struct wq_keymap {
    struct wq_binding *items;
    size_t len, cap;
};

/* Reads one key as actions.def spells it, which is what stands at keys[*at] up to a blank or the end; *at
 * moves behind what was read. keys: valid UTF-8. False: there is no such key. */
bool wq_binding_read(struct wq_binding *b, enum wq_action action, const char *keys, size_t *at);
/* Whether both mean something in one place, and one is the other or begins it: they could not be told. */
bool wq_binding_clashes(const struct wq_binding *a, const struct wq_binding *b);
/* Appends it as people read it. */
void wq_binding_name(const struct wq_binding *b, struct wq_buf *out);

/* The keys of actions.def. */
void wq_keymap_init(struct wq_keymap *m);
void wq_keymap_copy(struct wq_keymap *to, const struct wq_keymap *m);
void wq_keymap_release(struct wq_keymap *m);
/* Appends an action's keys of actions.def. */
void wq_keymap_add_usual(struct wq_keymap *m, enum wq_action action);

/* What keys typed so far mean in a place (a letter of actions.def): an action; or NONE with *more, if a
 * longer sequence begins so. */
enum wq_action wq_keymap_find(const struct wq_keymap *m, const struct wq_stroke *strokes, size_t len,
                              char place, bool *more);

/* A stroke as people read it: "j", "^L", "Esc", "F1". */
void wq_stroke_name(struct wq_stroke s, struct wq_buf *out);

/* The keys of an action as people read them: "Space f PgDn". */
void wq_keymap_keys(const struct wq_keymap *m, enum wq_action action, struct wq_buf *out);
/* The first of them; false: it has none. */
bool wq_keymap_key(const struct wq_keymap *m, enum wq_action action, struct wq_buf *out);

#endif
