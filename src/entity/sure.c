/* Leaving out what is not sure enough. */
#include "tally.h"

#include "waraq/base/mem.h"

#include <stdlib.h>

void wq_entities_drop_unsure(struct wq_entities *e, int least)
{
    uint32_t *place = wq_calloc(e->nentities + 1, sizeof *place); /* 1 + where an entity stands now */
    struct wq_entity *list = wq_calloc(e->nentities + 1, sizeof *list);
    size_t kept = 0;
    uint32_t n = 0;

    for (size_t i = 0; i < e->nmentions; i++) {
        struct wq_mention m = e->mentions[i];
        if (m.confidence < least)
            continue;
        if (!place[m.entity]) {
            list[n] = e->entities[m.entity];
            wq_tally_clear(&list[n]);
            place[m.entity] = ++n;
        }
        m.entity = place[m.entity] - 1;
        wq_tally(&list[m.entity], &m, kept);
        e->mentions[kept++] = m;
    }
    free(place);
    free(e->entities);
    e->entities = list;
    e->nentities = n;
    e->nmentions = kept;
}
