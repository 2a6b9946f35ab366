/* Mentions to entities: sorted, counted, with ids and names. */
#include "finder.h"
#include "likeness.h"
#include "tally.h"

#include "waraq/base/array.h"

#include <stdlib.h>
#include <string.h>

/* An entity being put together. */
struct making {
    size_t id, name, value; /* where they begin in text; 0: an empty one */
    struct wq_entity entity;
};

struct resolving {
    struct wq_finder *f;
    struct {
        struct making *items;
        size_t len, cap;
    } made;
    struct wq_buf text; /* begins with an empty string */
    struct {
        uint32_t *slots; /* 1 + mention that stands for its surface */
        size_t size;
    } surfaces;
};

/* Letters of a mention, folded, hashed: what tells it from others that are not in the gazetteer. */
static uint64_t hash_of(const struct resolving *r, const struct wq_found *m)
{
    uint64_t hash = m->kind + UINT64_C(0x9E3779B97F4A7C15) * (m->context + 1ULL);

    if (m->value)
        for (const char *c = r->f->values.data + m->value; *c; c++)
            hash = (hash ^ (unsigned char)*c) * UINT64_C(0x100000001B3);
    else
        for (size_t i = m->from; i < m->to; i++) {
            const struct wq_token *t = wq_word(r->f, i);
            for (uint32_t k = 0; k < t->len; k++)
                hash = (hash ^ r->f->tokens.codes.items[t->code + k]) * UINT64_C(0x100000001B3);
        }
    return hash ^ hash >> 29;
}

static size_t letters_of(const struct wq_finder *f, const struct wq_found *m, const wq_code **codes)
{
    const struct wq_token *last = wq_word(f, m->to - 1);
    *codes = f->tokens.codes.items + wq_word(f, m->from)->code;
    return last->code + last->len - wq_word(f, m->from)->code;
}

static bool is_same_surface(const struct resolving *r, const struct wq_found *a, const struct wq_found *b)
{
    const wq_code *x;
    const wq_code *y;

    if (a->kind != b->kind || a->context != b->context || !a->value != !b->value)
        return false;
    if (a->value)
        return !strcmp(r->f->values.data + a->value, r->f->values.data + b->value);
    size_t n = letters_of(r->f, a, &x);
    return n == letters_of(r->f, b, &y) && !memcmp(x, y, n);
}

static void add_id(struct resolving *r, const struct wq_found *m)
{
    static const char *const prefixes[] = {"per:", "org:", "loc:", "date:", "num:"};
    const char *s = r->f->article->text.data;

    wq_buf_adds(&r->text, prefixes[m->kind]);
    if (m->value) {
        wq_buf_adds(&r->text, r->f->values.data + m->value);
        return;
    }
    if (m->context != WQ_NO_KEY)
        wq_buf_addf(&r->text, "%s_", wq_known_id(r->f->names, m->context) + 4);
    size_t from = r->text.len;
    wq_fold(s + m->start, m->end - m->start, &r->text);
    for (size_t i = from; i < r->text.len; i++)
        if (r->text.data[i] == ' ')
            r->text.data[i] = '_';
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* The words of a mention as they stand, runs of blanks and line ends as one. */
static void add_surface(struct resolving *r, const struct wq_found *m)
{
    const char *s = r->f->article->text.data;

    for (size_t i = m->start; i < m->end;) {
        size_t from = i;
        while (i < m->end && !is_blank(s[i]))
            i++;
        wq_buf_add(&r->text, s + from, i - from);
        if (i < m->end && r->text.data[r->text.len - 1] != ' ')
            wq_buf_addc(&r->text, ' ');
        i += i < m->end;
    }
}

/* Appends a string with its NUL; returns where it begins. */
static size_t add_string(struct wq_buf *out, const char *s)
{
    size_t at = out->len;

    wq_buf_add(out, s, strlen(s) + 1);
    return at;
}

/* An entity of no list, by a mention. */
static void describe_new(struct resolving *r, const struct wq_found *m, struct making *e)
{
    e->id = r->text.len;
    add_id(r, m);
    wq_buf_addc(&r->text, '\0');
    e->name = r->text.len;
    add_surface(r, m);
    wq_buf_addc(&r->text, '\0');
}

static void describe_known(struct resolving *r, uint32_t known, struct making *e)
{
    e->id = add_string(&r->text, wq_known_id(r->f->names, known));
    e->name = r->text.len;
    wq_known_name(r->f->names, known, r->f->own, &r->text);
    wq_buf_addc(&r->text, '\0');
}

static uint32_t new_entity(struct resolving *r, const struct wq_found *m)
{
    struct making *e = WQ_PUSH(&r->made);

    *e = (struct making){.entity = {.kind = m->kind, .known = m->known}};
    if (m->known != WQ_NO_KEY)
        describe_known(r, m->known, e);
    else
        describe_new(r, m, e);
    if (m->value)
        e->value = add_string(&r->text, r->f->values.data + m->value);
    return (uint32_t)r->made.len - 1;
}

/* The entity of one in the gazetteer. */
static uint32_t known_entity(struct resolving *r, const struct wq_found *m)
{
    struct wq_met *met = wq_meet(&r->f->met, m->known);

    if (!met->entity)
        met->entity = new_entity(r, m) + 1;
    return met->entity - 1;
}

enum { MOST_COMPARED = 512 };

/*
 * The entity of a mention whose surface is new: one that is spelt likely enough, or a new one. Only the first
 * few hundred surfaces are compared, so that a book does not take the square of its names.
 */
static uint32_t like_entity(struct resolving *r, const struct wq_found *m, const uint32_t *firsts, size_t n)
{
    if (m->kind == WQ_PERSON || (m->kind == WQ_ORGANISATION && m->known == WQ_NO_KEY))
        for (size_t i = 0; i < n && i < MOST_COMPARED; i++) {
            const struct wq_found *other = &r->f->found.items[firsts[i]];
            if (other->kind == m->kind && other->context == m->context && wq_is_like(r->f, other, m))
                return other->entity;
        }
    return new_entity(r, m);
}

static void resolve_all(struct resolving *r)
{
    struct {
        uint32_t *items;
        size_t len, cap;
    } firsts = {0};
    struct wq_finder *f = r->f;

    while (r->surfaces.size < 2 * f->found.len + 16)
        r->surfaces.size = r->surfaces.size ? 2 * r->surfaces.size : 64;
    r->surfaces.slots = wq_calloc(r->surfaces.size, sizeof *r->surfaces.slots);
    /* Those of the gazetteer first: what is like one of them is it, though it stands before. */
    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < f->found.len; i++) {
            struct wq_found *m = &f->found.items[i];
            bool known = m->known != WQ_NO_KEY;
            if (known != (round == 0) || m->same != WQ_NO_KEY)
                continue;
            size_t at = hash_of(r, m) & (r->surfaces.size - 1);
            while (r->surfaces.slots[at] &&
                   !is_same_surface(r, m, &f->found.items[r->surfaces.slots[at] - 1]))
                at = (at + 1) & (r->surfaces.size - 1);
            bool new_surface = !r->surfaces.slots[at];
            if (known)
                m->entity = known_entity(r, m);
            else if (!new_surface)
                m->entity = f->found.items[r->surfaces.slots[at] - 1].entity;
            else
                m->entity = like_entity(r, m, firsts.items, firsts.len);
            if (new_surface) {
                r->surfaces.slots[at] = (uint32_t)i + 1;
                if (m->kind <= WQ_ORGANISATION)
                    *WQ_PUSH(&firsts) = (uint32_t)i;
            }
        }
    for (size_t i = 0; i < f->found.len; i++)
        if (f->found.items[i].same != WQ_NO_KEY)
            f->found.items[i].entity = f->found.items[f->found.items[i].same].entity;
    free(firsts.items);
    free(r->surfaces.slots);
}

/* Entities in the order of their first mention, with their counts. */
static void hand_over(struct resolving *r, struct wq_entities *e)
{
    uint32_t *order = wq_calloc(r->made.len + 1, sizeof *order);
    uint32_t next = 0;

    e->nmentions = r->f->found.len;
    e->mentions = wq_reallocarray(NULL, e->nmentions + 1, sizeof *e->mentions);
    e->nentities = r->made.len;
    e->entities = wq_reallocarray(NULL, e->nentities + 1, sizeof *e->entities);
    for (size_t i = 0; i < r->f->found.len; i++) {
        const struct wq_found *m = &r->f->found.items[i];
        const struct making *made = &r->made.items[m->entity];
        bool furniture = (wq_word(r->f, m->from)->flags & WQ_TOKEN_ASIDE) != 0;
        if (!order[m->entity]) {
            order[m->entity] = ++next;
            e->entities[next - 1] = made->entity;
            e->entities[next - 1].id = r->text.data + made->id;
            e->entities[next - 1].name = r->text.data + made->name;
            e->entities[next - 1].value = r->text.data + made->value;
        }
        e->mentions[i] = (struct wq_mention){
            .span = {m->start, m->end},
            .entity = order[m->entity] - 1,
            .kind = m->kind,
            .source = m->source,
            .confidence = m->confidence,
            .furniture = furniture,
        };
        wq_tally(&e->entities[order[m->entity] - 1], &e->mentions[i], i);
    }
    e->nentities = next;
    e->text = wq_buf_detach(&r->text);
    free(order);
}

/* Mentions in the order of their places, without those that became part of a body's name and have no words
 * left: each has its first word. What repeats another points to it by its number, which changes. */
static void sort_mentions(struct wq_finder *f)
{
    size_t n = f->found.len;
    uint32_t *place = wq_reallocarray(NULL, n + 1, sizeof *place);
    struct wq_found *sorted = wq_reallocarray(NULL, n + 1, sizeof *sorted);
    uint32_t kept = 0;

    for (size_t i = 0; i < wq_words(f); i++) {
        const struct wq_found *m = wq_owner(f, i);
        if (!m || m->from != i || m->to == m->from)
            continue;
        place[m - f->found.items] = kept;
        sorted[kept++] = *m;
    }
    for (uint32_t i = 0; i < kept; i++)
        if (sorted[i].same != WQ_NO_KEY)
            sorted[i].same = place[sorted[i].same];
    free(f->found.items);
    f->found.items = sorted;
    f->found.len = kept;
    f->found.cap = n + 1;
    free(place);
}

/* Of its strings, so that they are seldom moved as they grow. */
enum { BYTES_AN_ENTITY = 48 };

struct wq_entities *wq_resolve(struct wq_finder *f)
{
    struct wq_entities *e = wq_calloc(1, sizeof *e);
    struct resolving r = {.f = f};

    sort_mentions(f);
    WQ_RESERVE(&r.made, f->found.len);
    wq_buf_reserve(&r.text, f->found.len * BYTES_AN_ENTITY);
    wq_buf_addc(&r.text, '\0');
    resolve_all(&r);
    hand_over(&r, e);
    free(r.made.items);
    return e;
}

void wq_entities_free(struct wq_entities *e)
{
    if (!e)
        return;
    free(e->mentions);
    free(e->entities);
    free(e->text);
    free(e->own);
    free(e);
}

const char *wq_entity_kind_name(enum wq_entity_kind kind)
{
    static const char *const names[WQ_ENTITY_KINDS] = {"PERSON", "ORGANISATION", "LOCATION", "DATE",
                                                       "NUMBER"};
    return names[kind];
}

const char *wq_entity_source_name(enum wq_entity_source source)
{
    static const char *const names[] = {"list", "cue", "repetition"};
    return names[source];
}
