/* tally.h: mentions into what their entity says of them. Private to entity. */
#ifndef WARAQ_SRC_ENTITY_TALLY_H
#define WARAQ_SRC_ENTITY_TALLY_H

#include "waraq/entity/entities.h"

/* Counts mention number i of an article for its entity, of which it is the first if none was counted yet. */
static inline void wq_tally(struct wq_entity *e, const struct wq_mention *m, size_t i)
{
    if (e->mentions + e->furniture == 0)
        e->first = (uint32_t)i;
    *(m->furniture ? &e->furniture : &e->mentions) += 1;
    if (m->confidence > e->confidence)
        e->confidence = m->confidence;
}

/* Forgets what was counted. */
static inline void wq_tally_clear(struct wq_entity *e)
{
    e->mentions = e->furniture = 0;
    e->confidence = 0;
}

#endif
