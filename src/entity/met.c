/* What an article has met so far: entities of the gazetteer. */
#include "finder.h"

#include "waraq/base/mem.h"

#include <stdlib.h>

/* The slot of an entity, or the free one where it belongs. */
static struct wq_met *slot_of(const struct wq_meetings *m, uint32_t known)
{
    size_t at = (known * UINT32_C(0x9E3779B1) >> 8) & (m->size - 1);

    while (m->slots[at].known && m->slots[at].known != known + 1)
        at = (at + 1) & (m->size - 1);
    return &m->slots[at];
}

static void grow(struct wq_meetings *m)
{
    struct wq_meetings larger = {.len = m->len, .size = m->size ? 2 * m->size : 64};

    larger.slots = wq_calloc(larger.size, sizeof *larger.slots);
    for (size_t i = 0; i < m->size; i++)
        if (m->slots[i].known)
            *slot_of(&larger, m->slots[i].known - 1) = m->slots[i];
    free(m->slots);
    *m = larger;
}

struct wq_met *wq_meet(struct wq_meetings *m, uint32_t known)
{
    if (2 * m->len >= m->size)
        grow(m);
    struct wq_met *met = slot_of(m, known);
    if (!met->known) {
        met->known = known + 1;
        m->len++;
    }
    return met;
}

bool wq_is_met_whole(const struct wq_meetings *m, uint32_t known)
{
    return m->size && slot_of(m, known)->whole;
}

bool wq_is_met(const struct wq_meetings *m, uint32_t known)
{
    return m->size && slot_of(m, known)->strong;
}
