/* The order of the sidebar's entities. */
#include "state.h"

#include "waraq/base/array.h"
#include "waraq/intl/collate.h"

#include <stdlib.h>
#include <string.h>

struct named {
    const char *key;
    uint32_t entity;
};

static int by_key(const void *left, const void *right)
{
    const struct named *a = left;
    const struct named *b = right;
    return strcmp(a->key, b->key);
}

/* Places in the alphabet of the article's language, the same for names that are one there. */
static uint32_t *alphabetical(const struct wq_entities *found, const char *language)
{
    struct wq_collator *c = wq_collator_new(language);
    struct named *all = wq_reallocarray(NULL, found->nentities + 1, sizeof *all);
    size_t *keys = wq_reallocarray(NULL, found->nentities + 1, sizeof *keys);
    uint32_t *places = wq_reallocarray(NULL, found->nentities + 1, sizeof *places);
    struct wq_buf text = WQ_BUF_INIT;

    for (size_t i = 0; i < found->nentities; i++) {
        keys[i] = text.len;
        wq_collator_key(c, found->entities[i].name, strlen(found->entities[i].name), &text);
    }
    for (size_t i = 0; i < found->nentities; i++)
        all[i] = (struct named){text.data + keys[i], (uint32_t)i};
    qsort(all, found->nentities, sizeof *all, by_key);
    for (size_t i = 0; i < found->nentities; i++) {
        bool same = i > 0 && by_key(&all[i - 1], &all[i]) == 0;
        places[all[i].entity] = same ? places[all[i - 1].entity] : (uint32_t)i;
    }
    free(all);
    free(keys);
    wq_buf_release(&text);
    wq_collator_free(c);
    return places;
}

/* Which comes first? What is told most often, then what is told of first. */
static bool comes_before(const struct wq_inside *in, uint32_t a, uint32_t b)
{
    const struct wq_entity *x = &in->found->entities[a];
    const struct wq_entity *y = &in->found->entities[b];

    if (in->sort == WQ_INSIDE_BY_NAME && in->alphabetical[a] != in->alphabetical[b])
        return in->alphabetical[a] < in->alphabetical[b];
    if (in->sort == WQ_INSIDE_BY_COUNT && x->mentions != y->mentions)
        return x->mentions > y->mentions;
    return x->first < y->first;
}

void wq_app_inside_order(struct wq_app *a, enum wq_entity_kind kind, struct wq_inside_order *out)
{
    struct wq_inside *in = &a->inside;

    if (in->sort == WQ_INSIDE_BY_NAME && !in->alphabetical)
        in->alphabetical = alphabetical(in->found, a->article->language);
    out->len = 0;
    for (uint32_t i = 0; i < in->found->nentities; i++) {
        const struct wq_entity *e = &in->found->entities[i];
        if (e->kind != kind || e->mentions == 0 || !wq_app_inside_passes(a, i))
            continue;
        size_t at;
        WQ_BISECT(at, out->len, k, comes_before(in, out->items[k], i));
        (void)WQ_PUSH(out);
        memmove(&out->items[at + 1], &out->items[at], (out->len - 1 - at) * sizeof *out->items);
        out->items[at] = i;
    }
}
