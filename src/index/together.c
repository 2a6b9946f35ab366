#include "waraq/index/together.h"

#include "cache_inner.h"

#include "waraq/base/array.h"
#include "waraq/base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct counted {
    size_t id, name; /* strings of text */
    size_t articles;
    size_t last; /* article that was counted */
};

struct wq_together {
    struct {
        struct counted *items;
        size_t len, cap;
    } list;
    uint32_t *slots; /* by id: 1 + its place in list, or 0; open addressing */
    size_t size;     /* a power of two, or 0 */
    size_t article;  /* number, from 1 */
    struct wq_buf text;
};

/* ---- who is asked for ---- */

size_t wq_asked_which(const struct wq_asked *asked, const char *found, const char *spelling, const char **id)
{
    size_t i = 0;

    *id = wq_corrections_id(asked->corrections, found, spelling);
    while (i < asked->n && (!*id || strcmp(*id, asked->ids[i]) != 0))
        i++;
    return i;
}

/* ---- counting ---- */

struct wq_together *wq_together_new(void)
{
    return wq_calloc(1, sizeof(struct wq_together));
}

void wq_together_free(struct wq_together *t)
{
    if (!t)
        return;
    free(t->list.items);
    free(t->slots);
    wq_buf_release(&t->text);
    free(t);
}

void wq_together_article(struct wq_together *t)
{
    t->article++;
}

static uint32_t *slot_of(const struct wq_together *t, const char *id)
{
    size_t at = (size_t)wq_hash(id, strlen(id), 0) & (t->size - 1);

    while (t->slots[at] && strcmp(t->text.data + t->list.items[t->slots[at] - 1].id, id) != 0)
        at = (at + 1) & (t->size - 1);
    return &t->slots[at];
}

static void grow(struct wq_together *t)
{
    free(t->slots);
    t->size = t->size ? 2 * t->size : 256;
    t->slots = wq_calloc(t->size, sizeof *t->slots);
    for (size_t i = 0; i < t->list.len; i++)
        *slot_of(t, t->text.data + t->list.items[i].id) = (uint32_t)i + 1;
}

static size_t add_string(struct wq_together *t, const char *s)
{
    size_t at = t->text.len;

    wq_buf_add(&t->text, s, strlen(s) + 1);
    return at;
}

static struct counted *counted_of(struct wq_together *t, const char *id, const char *name)
{
    if (2 * (t->list.len + 1) > t->size)
        grow(t);
    uint32_t *slot = slot_of(t, id);
    if (!*slot) {
        size_t at = add_string(t, id);
        *WQ_PUSH(&t->list) = (struct counted){.id = at, .name = add_string(t, name)};
        *slot = (uint32_t)t->list.len;
    }
    struct counted *c = &t->list.items[*slot - 1];
    if (*name && !t->text.data[c->name])
        c->name = add_string(t, name);
    return c;
}

static bool counts(const char *id)
{
    enum wq_entity_kind kind = wq_entity_id_kind(id);
    return kind != WQ_DATE && kind != WQ_QUANTITY;
}

void wq_together_add(struct wq_together *t, const char *id, const char *name)
{
    if (!counts(id))
        return;
    struct counted *c = counted_of(t, id, name);
    c->articles += c->last != t->article;
    c->last = t->article;
}

void wq_together_add_many(struct wq_together *t, const char *id, const char *name, size_t articles)
{
    if (counts(id) && articles)
        counted_of(t, id, name)->articles += articles;
}

/* ---- the list ---- */

struct ranked {
    const struct counted *counted;
    const char *id;
};

/* Most articles first; then by id, so that the order does not depend on who came first. */
static int by_articles(const void *a, const void *b)
{
    const struct ranked *x = a;
    const struct ranked *y = b;

    if (x->counted->articles != y->counted->articles)
        return x->counted->articles > y->counted->articles ? -1 : 1;
    return strcmp(x->id, y->id);
}

/* The least number of articles that is counted by no more than about `most`: fewer need not be sorted. */
static size_t least_articles(const struct wq_together *t, size_t most)
{
    enum { LEVELS = 1024 };
    size_t with[LEVELS] = {0};
    size_t n = 0;

    for (size_t i = 0; i < t->list.len; i++)
        with[t->list.items[i].articles < LEVELS ? t->list.items[i].articles : LEVELS - 1]++;
    for (size_t level = LEVELS - 1; level > 1; level--) {
        n += with[level];
        if (n >= most)
            return level;
    }
    return 1;
}

/* What an entity is called: as the reader says, as the gazetteer has it, as it stood first, as whoever was
 * merged into it. */
static char *name_of(const struct ranked *r, const char *stood, const struct wq_corrected *corrected,
                     const char *language, const struct wq_names *names)
{
    struct wq_buf name = WQ_BUF_INIT;

    const char *colon = strchr(r->id, ':');

    if (corrected->name)
        wq_buf_adds(&name, corrected->name);
    else if (!names || !wq_names_usual(names, r->id, language, &name))
        wq_buf_adds(&name, *stood ? stood : corrected->lent ? corrected->lent : colon ? colon + 1 : r->id);
    return wq_buf_detach(&name);
}

struct wq_companions *wq_together_list(const struct wq_together *t, size_t most, const char *language,
                                       const struct wq_names *names, const struct wq_corrections *corrections)
{
    struct wq_companions *c = wq_calloc(1, sizeof *c);
    struct ranked *ranked = wq_calloc(t->list.len + 1, sizeof *ranked);
    size_t least = least_articles(t, most);
    size_t n = 0;

    for (size_t i = 0; i < t->list.len; i++)
        if (t->list.items[i].articles >= least)
            ranked[n++] = (struct ranked){&t->list.items[i], t->text.data + t->list.items[i].id};
    qsort(ranked, n, sizeof *ranked, by_articles);
    c->len = n < most ? n : most;
    c->items = wq_calloc(c->len + 1, sizeof *c->items);
    for (size_t i = 0; i < c->len; i++) {
        const struct ranked *r = &ranked[i];
        struct wq_corrected corrected = wq_corrections_of(corrections, r->id);
        c->items[i] = (struct wq_companion){
            .id = wq_strdup(r->id),
            .name = name_of(r, t->text.data + r->counted->name, &corrected, language, names),
            .kind = corrected.kind != WQ_ENTITY_KINDS ? corrected.kind : wq_entity_id_kind(r->id),
            .articles = r->counted->articles,
        };
    }
    free(ranked);
    return c;
}

void wq_companions_free(struct wq_companions *c)
{
    if (!c)
        return;
    for (size_t i = 0; i < c->len; i++) {
        free(c->items[i].id);
        free(c->items[i].name);
    }
    free(c->items);
    free(c);
}
