/* Corrections to an article's entities. */
#include "corrections_inner.h"
#include "names_inner.h"
#include "tally.h"

#include "waraq/base/array.h"

#include <stdlib.h>
#include <string.h>

#define NONE UINT32_MAX

/* A node that this article has something of. */
struct seat {
    uint32_t node;
    uint32_t old; /* the entity of that id as it was found, or NONE */
    uint32_t new; /* the entity that its mentions go to, or NONE */
};

/* An entity of the new list. */
struct made {
    struct wq_entity entity;
    size_t id, name; /* where they stand in own; SIZE_MAX: the entity has them */
};

struct applying {
    const struct wq_corrections *c;
    const struct wq_article *article;
    struct wq_entities *e;
    struct {
        struct seat *items; /* by hash of the node; node WQ_NO_NODE: free */
        size_t size;        /* a power of two, more than twice what it may hold */
    } seats;
    uint32_t *node;  /* by old entity: what it is in the plan, or WQ_NO_NODE */
    uint32_t *end;   /* by old entity: where all of its mentions end, or WQ_NO_NODE */
    uint32_t *fresh; /* by old entity that is not in the plan: the new one, or NONE */
    struct {
        struct made *items;
        size_t len, cap;
    } made;
    struct wq_buf own;
    struct wq_buf folded;
};

static struct seat *seat_of(struct applying *a, uint32_t node)
{
    size_t at = (node * UINT32_C(0x9E3779B1)) & (a->seats.size - 1);

    while (a->seats.items[at].node != WQ_NO_NODE && a->seats.items[at].node != node)
        at = (at + 1) & (a->seats.size - 1);
    a->seats.items[at].node = node;
    return &a->seats.items[at];
}

/* Looks every entity up; false: the plan has none of them. */
static bool look_up(struct applying *a)
{
    const struct wq_entities *e = a->e;
    bool any = false;

    for (size_t i = 0; i < e->nentities; i++) {
        a->fresh[i] = NONE;
        a->node[i] = wq_plan_find(&a->c->plan, e->entities[i].id);
        any |= a->node[i] != WQ_NO_NODE;
    }
    if (!any)
        return false;
    for (a->seats.size = 16; a->seats.size < 2 * (e->nentities + e->nmentions);)
        a->seats.size *= 2;
    a->seats.items = wq_calloc(a->seats.size, sizeof *a->seats.items);
    for (size_t i = 0; i < a->seats.size; i++)
        a->seats.items[i] = (struct seat){WQ_NO_NODE, NONE, NONE};
    for (size_t i = 0; i < e->nentities; i++)
        if (a->node[i] != WQ_NO_NODE) {
            seat_of(a, a->node[i])->old = (uint32_t)i;
            a->end[i] = wq_plan_end(&a->c->plan, a->node[i], NULL);
        }
    return true;
}

/* ---- new entities ---- */

static size_t keep(struct applying *a, const char *s)
{
    size_t at = a->own.len;

    wq_buf_add(&a->own, s, strlen(s) + 1);
    return at;
}

/* The name of an entity that the article does not have itself and nobody named. */
static size_t borrow_name(struct applying *a, const struct wq_plan_node *n, const char *first)
{
    size_t at = a->own.len;

    if (!a->c->names || !wq_names_usual(a->c->names, n->id, a->article->language, &a->own))
        return keep(a, n->lent ? n->lent : first);
    wq_buf_addc(&a->own, '\0');
    return at;
}

/* Makes the entity of a root; from: the old one of the first mention that goes to it. */
static uint32_t make(struct applying *a, uint32_t root, uint32_t old, uint32_t from)
{
    const struct wq_plan_node *n = &a->c->plan.nodes.items[root];
    const struct wq_entity *was = &a->e->entities[old != NONE ? old : from];
    struct made *m = WQ_PUSH(&a->made);
    bool known;

    *m = (struct made){.entity = *was, .id = SIZE_MAX, .name = SIZE_MAX};
    if (old == NONE) {
        enum wq_entity_kind kind = wq_id_kind(n->id, &known);
        m->entity.kind = kind != WQ_ENTITY_KINDS ? (uint8_t)kind : was->kind;
        m->entity.value = "";
        m->entity.known = a->c->names ? wq_names_by_id(a->c->names, n->id, strlen(n->id)) : UINT32_MAX;
        m->id = keep(a, n->id);
    }
    if (n->name)
        m->name = keep(a, n->name);
    else if (old == NONE)
        m->name = borrow_name(a, n, was->name);
    if (n->kind != WQ_ENTITY_KINDS && n->kind != m->entity.kind) {
        m->entity.kind = n->kind;
        m->entity.value = "";
    }
    return (uint32_t)a->made.len - 1;
}

/* ---- mentions ---- */

/* Where a mention goes in the new list, or NONE: it goes altogether. */
static uint32_t place(struct applying *a, const struct wq_mention *m)
{
    uint32_t old = m->entity;
    uint32_t end = a->end[old];

    if (a->node[old] == WQ_NO_NODE) {
        if (a->fresh[old] == NONE) {
            a->fresh[old] = (uint32_t)a->made.len;
            *WQ_PUSH(&a->made) = (struct made){a->e->entities[old], SIZE_MAX, SIZE_MAX};
        }
        return a->fresh[old];
    }
    if (end == WQ_NO_NODE) {
        wq_corrections_fold(a->article->text.data + m->span.start, wq_span_len(m->span), &a->folded);
        end = wq_plan_end(&a->c->plan, a->node[old], a->folded.data);
    }
    if (a->c->plan.nodes.items[end].ignored)
        return NONE;
    struct seat *seat = seat_of(a, end);
    if (seat->new == NONE)
        seat->new = make(a, end, seat->old, old);
    return seat->new;
}

static void move_mentions(struct applying *a)
{
    struct wq_entities *e = a->e;
    size_t kept = 0;

    for (size_t i = 0; i < e->nmentions; i++) {
        struct wq_mention m = e->mentions[i];
        size_t had = a->made.len;
        uint32_t to = place(a, &m);
        if (to == NONE)
            continue;
        struct wq_entity *entity = &a->made.items[to].entity;
        if (to == had)
            wq_tally_clear(entity);
        wq_tally(entity, &m, kept);
        if (a->node[m.entity] != WQ_NO_NODE)
            m.kind = entity->kind;
        m.entity = to;
        e->mentions[kept++] = m;
    }
    e->nmentions = kept;
}

static void hand_over(struct applying *a)
{
    struct wq_entities *e = a->e;
    struct wq_entity *list = wq_calloc(a->made.len + 1, sizeof *list);

    e->own = a->own.len ? wq_buf_detach(&a->own) : NULL;
    for (size_t i = 0; i < a->made.len; i++) {
        const struct made *m = &a->made.items[i];
        list[i] = m->entity;
        if (m->id != SIZE_MAX)
            list[i].id = e->own + m->id;
        if (m->name != SIZE_MAX)
            list[i].name = e->own + m->name;
    }
    free(e->entities);
    e->entities = list;
    e->nentities = a->made.len;
}

void wq_corrections_apply(const struct wq_corrections *c, const struct wq_article *article,
                          struct wq_entities *e)
{
    struct applying a = {.c = c, .article = article, .e = e};
    size_t n = e->nentities;

    if (!c || c->plan.rows == 0 || n == 0)
        return;
    a.node = wq_calloc(3 * n, sizeof *a.node);
    a.end = a.node + n;
    a.fresh = a.end + n;
    if (look_up(&a)) {
        move_mentions(&a);
        hand_over(&a);
    }
    free(a.made.items);
    free(a.seats.items);
    free(a.node);
    wq_buf_release(&a.own);
    wq_buf_release(&a.folded);
}

/* ---- mentions that were found before ---- */

bool wq_corrections_touch(const struct wq_corrections *c, const char *id)
{
    return c && wq_plan_find(&c->plan, id) != WQ_NO_NODE;
}

const char *wq_corrections_id(const struct wq_corrections *c, const char *id, const char *spelling)
{
    uint32_t node = c ? wq_plan_find(&c->plan, id) : WQ_NO_NODE;

    if (node == WQ_NO_NODE)
        return id;
    const struct wq_plan_node *end = &c->plan.nodes.items[wq_plan_end(&c->plan, node, spelling)];
    return end->ignored ? NULL : end->id;
}

struct wq_corrected wq_corrections_of(const struct wq_corrections *c, const char *id)
{
    uint32_t node = c ? wq_plan_find(&c->plan, id) : WQ_NO_NODE;

    if (node == WQ_NO_NODE)
        return (struct wq_corrected){NULL, NULL, WQ_ENTITY_KINDS};
    const struct wq_plan_node *n = &c->plan.nodes.items[node];
    return (struct wq_corrected){n->name, n->lent, (enum wq_entity_kind)n->kind};
}

enum wq_entity_kind wq_entity_id_kind(const char *id)
{
    bool known;
    return wq_id_kind(id, &known);
}
