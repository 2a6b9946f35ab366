/* Corrections made ready: ids to trees of merges, and what is split off them when. */
#include "corrections_inner.h"

#include "waraq/base/array.h"
#include "waraq/text/fold.h"

#include <stdlib.h>
#include <string.h>

void wq_plan_init(struct wq_plan *p)
{
    memset(p, 0, sizeof *p);
}

void wq_plan_release(struct wq_plan *p)
{
    for (size_t i = 0; i < p->nodes.len; i++) {
        free(p->nodes.items[i].id);
        free(p->nodes.items[i].name);
        free(p->nodes.items[i].lent);
    }
    for (size_t i = 0; i < p->splits.len; i++)
        free(p->splits.items[i].spelling);
    free(p->nodes.items);
    free(p->splits.items);
    free(p->ids.slots);
    free(p->spellings.slots);
    wq_buf_release(&p->folded);
    wq_plan_init(p);
}

/* ---- looking things up ---- */

static uint64_t hash_of(const char *s, uint64_t seed)
{
    uint64_t hash = UINT64_C(0xCBF29CE484222325) ^ seed * UINT64_C(0x9E3779B97F4A7C15);

    for (; *s; s++)
        hash = (hash ^ (unsigned char)*s) * UINT64_C(0x100000001B3);
    return hash ^ hash >> 31;
}

static uint32_t *node_slot(const struct wq_plan *p, const char *id, uint64_t hash)
{
    size_t at = hash & (p->ids.size - 1);

    for (; p->ids.slots[at]; at = (at + 1) & (p->ids.size - 1)) {
        const struct wq_plan_node *n = &p->nodes.items[p->ids.slots[at] - 1];
        if (n->hash == hash && !strcmp(n->id, id))
            break;
    }
    return &p->ids.slots[at];
}

static uint32_t *split_slot(const struct wq_plan *p, uint32_t node, const char *folded, uint64_t hash)
{
    size_t at = hash & (p->spellings.size - 1);

    for (; p->spellings.slots[at]; at = (at + 1) & (p->spellings.size - 1)) {
        const struct wq_plan_split *s = &p->splits.items[p->spellings.slots[at] - 1];
        if (s->hash == hash && s->node == node && !strcmp(s->spelling, folded))
            break;
    }
    return &p->spellings.slots[at];
}

/* Makes a table at least twice as large as what is in it; true if it is empty now. */
static bool grow(struct wq_table *t, size_t len)
{
    if (2 * (len + 1) <= t->size)
        return false;
    free(t->slots);
    t->size = t->size ? 2 * t->size : 64;
    t->slots = wq_calloc(t->size, sizeof *t->slots);
    return true;
}

uint32_t wq_plan_find(const struct wq_plan *p, const char *id)
{
    return p->ids.size ? *node_slot(p, id, hash_of(id, 0)) - 1 : WQ_NO_NODE;
}

void wq_corrections_fold(const char *s, size_t len, struct wq_buf *out)
{
    wq_buf_clear(out);
    wq_fold(s, len, out);
    while (out->len > 0 && out->data[out->len - 1] == ' ')
        out->len--;
    size_t blanks = 0;
    while (blanks < out->len && out->data[blanks] == ' ')
        blanks++;
    wq_buf_reserve(out, 0);
    out->len -= blanks;
    memmove(out->data, out->data + blanks, out->len);
    out->data[out->len] = '\0';
}

enum wq_entity_kind wq_id_kind(const char *id, bool *known)
{
    static const struct {
        const char *prefix;
        enum wq_entity_kind kind;
    } prefixes[] = {{"per:", WQ_PERSON}, {"org:", WQ_ORGANISATION}, {"loc:", WQ_LOCATION},
                    {"date:", WQ_DATE},  {"num:", WQ_QUANTITY},     {"own:", WQ_ENTITY_KINDS}};

    for (size_t i = 0; i < WQ_COUNT(prefixes); i++) {
        size_t len = strlen(prefixes[i].prefix);
        if (!strncmp(id, prefixes[i].prefix, len) && id[len]) {
            *known = true;
            return prefixes[i].kind;
        }
    }
    *known = false;
    return WQ_ENTITY_KINDS;
}

/* ---- making it ---- */

/* A new node for an id, which it stands for from now on. */
static uint32_t new_node(struct wq_plan *p, const char *id)
{
    uint32_t node = (uint32_t)p->nodes.len;

    if (grow(&p->ids, p->nodes.len)) /* later nodes of an id take its place again */
        for (size_t i = 0; i < p->nodes.len; i++)
            *node_slot(p, p->nodes.items[i].id, p->nodes.items[i].hash) = (uint32_t)i + 1;
    *WQ_PUSH(&p->nodes) = (struct wq_plan_node){
        .id = wq_strdup(id),
        .hash = hash_of(id, 0),
        .parent = WQ_NO_NODE,
        .top = node,
        .kind = WQ_ENTITY_KINDS,
    };
    *node_slot(p, id, p->nodes.items[node].hash) = node + 1;
    return node;
}

static uint32_t node_of(struct wq_plan *p, const char *id)
{
    uint32_t node = wq_plan_find(p, id);
    return node == WQ_NO_NODE ? new_node(p, id) : node;
}

static uint32_t root_of(struct wq_plan *p, uint32_t node)
{
    struct wq_plan_node *nodes = p->nodes.items;

    for (; nodes[node].top != node; node = nodes[node].top)
        nodes[node].top = nodes[nodes[node].top].top; /* halves the way for the next */
    return node;
}

static uint8_t kind_of(const struct wq_plan_node *n)
{
    bool known;
    return n->kind != WQ_ENTITY_KINDS ? n->kind : (uint8_t)wq_id_kind(n->id, &known);
}

static bool merge(struct wq_plan *p, const struct wq_row *row)
{
    uint32_t from = root_of(p, node_of(p, row->id));
    uint32_t to = root_of(p, node_of(p, row->what));

    if (from == to)
        return false;
    struct wq_plan_node *f = &p->nodes.items[from];
    struct wq_plan_node *t = &p->nodes.items[to];
    f->parent = f->top = to;
    f->linked = p->rows + 1;
    if (kind_of(t) == WQ_ENTITY_KINDS)
        t->kind = kind_of(f);
    const char *lent = f->name ? f->name : f->lent;
    if (!t->lent && lent)
        t->lent = wq_strdup(lent);
    return true;
}

static void add_split(struct wq_plan *p, uint32_t node, uint32_t target)
{
    uint32_t number = (uint32_t)p->splits.len;
    uint64_t hash = hash_of(p->folded.data, node + 1ULL);

    if (grow(&p->spellings, p->splits.len))
        for (size_t i = 0; i < p->splits.len; i++) {
            const struct wq_plan_split *s = &p->splits.items[i];
            uint32_t *slot = split_slot(p, s->node, s->spelling, s->hash);
            *slot = *slot ? *slot : (uint32_t)i + 1; /* the first of a list comes first */
        }
    uint32_t *slot = split_slot(p, node, p->folded.data, hash);
    *WQ_PUSH(&p->splits) = (struct wq_plan_split){
        .spelling = wq_strdup(p->folded.data),
        .hash = hash,
        .node = node,
        .target = target,
        .time = p->rows + 1,
        .next = WQ_NO_NODE,
        .last = number,
    };
    if (*slot) {
        struct wq_plan_split *first = &p->splits.items[*slot - 1];
        p->splits.items[first->last].next = number;
        first->last = number;
    } else {
        *slot = number + 1;
    }
}

static bool split(struct wq_plan *p, const struct wq_row *row)
{
    struct wq_buf id = WQ_BUF_INIT;

    wq_buf_addf(&id, "own:%s", row->what);
    uint32_t node = root_of(p, node_of(p, row->id));
    uint32_t target = wq_plan_find(p, id.data);
    bool off_itself = target == node;
    if (!off_itself) {
        if (target == WQ_NO_NODE || p->nodes.items[target].parent != WQ_NO_NODE)
            target = new_node(p, id.data);
        struct wq_plan_node *t = &p->nodes.items[target];
        if (!t->name)
            t->name = wq_strdup(row->what);
        if (t->kind == WQ_ENTITY_KINDS)
            t->kind = kind_of(&p->nodes.items[node]);
        p->nodes.items[node].splits = true;
        wq_corrections_fold(row->what, strlen(row->what), &p->folded);
        add_split(p, node, target);
    }
    wq_buf_release(&id);
    return !off_itself;
}

bool wq_plan_add(struct wq_plan *p, const struct wq_row *row)
{
    if (row->op == WQ_ROW_KEPT)
        return true;
    if (row->op == WQ_CORRECT_MERGE ? !merge(p, row) : row->op == WQ_CORRECT_SPLIT && !split(p, row))
        return false;
    p->rows++;
    if (row->op == WQ_CORRECT_MERGE || row->op == WQ_CORRECT_SPLIT)
        return true;
    uint32_t root = root_of(p, node_of(p, row->id));
    struct wq_plan_node *n = &p->nodes.items[root];
    if (row->op == WQ_CORRECT_RENAME) {
        free(n->name);
        n->name = wq_strdup(row->what);
    } else if (row->op == WQ_CORRECT_IGNORE) {
        n->ignored = true;
    } else {
        for (int kind = 0; kind < WQ_ENTITY_KINDS; kind++)
            if (!strcmp(wq_entity_kind_name((enum wq_entity_kind)kind), row->what))
                n->kind = (uint8_t)kind;
    }
    return true;
}

/* Finds where the way up from each node first has to stop. Every link is walked once: a node that has its
 * stop serves those below. */
void wq_plan_settle(struct wq_plan *p)
{
    struct wq_plan_node *nodes = p->nodes.items;
    struct {
        uint32_t *items;
        size_t len, cap;
    } way = {0};

    for (size_t i = 0; i < p->nodes.len; i++)
        nodes[i].stop = WQ_NO_NODE;
    for (size_t i = 0; i < p->nodes.len; i++) {
        uint32_t at = (uint32_t)i;
        for (; nodes[at].stop == WQ_NO_NODE && !nodes[at].splits && nodes[at].parent != WQ_NO_NODE;
             at = nodes[at].parent)
            *WQ_PUSH(&way) = at;
        if (nodes[at].stop == WQ_NO_NODE) {
            nodes[at].stop = at;
            nodes[at].stop_linked = 0;
        }
        while (way.len > 0) {
            struct wq_plan_node *n = &nodes[way.items[--way.len]];
            const struct wq_plan_node *up = &nodes[n->parent];
            n->stop = up->stop;
            n->stop_linked = n->linked > up->stop_linked ? n->linked : up->stop_linked;
        }
    }
    free(way.items);
}

uint32_t wq_plan_end(const struct wq_plan *p, uint32_t node, const char *folded)
{
    uint32_t time = 0;

    for (;;) {
        const struct wq_plan_node *n = &p->nodes.items[node];
        uint32_t found = WQ_NO_NODE;
        time = n->stop_linked > time ? n->stop_linked : time;
        node = n->stop;
        n = &p->nodes.items[node];
        if (n->splits && !folded)
            return WQ_NO_NODE;
        if (n->splits)
            found = *split_slot(p, node, folded, hash_of(folded, node + 1ULL)) - 1;
        while (found != WQ_NO_NODE && p->splits.items[found].time <= time)
            found = p->splits.items[found].next;
        if (found != WQ_NO_NODE) {
            time = p->splits.items[found].time;
            node = p->splits.items[found].target;
        } else if (n->parent == WQ_NO_NODE) {
            return node;
        } else {
            time = n->linked > time ? n->linked : time;
            node = n->parent;
        }
    }
}
