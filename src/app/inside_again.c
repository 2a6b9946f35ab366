/* What stays in the sidebar when its article is looked through anew, since something was corrected: who is
 * chosen, which of the mentions is the current one, the selected row. A long article is looked through by the
 * worker, so that is kept until it is done. */
#include "state.h"

#include "waraq/base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void wq_app_inside_unkeep(struct wq_app *a)
{
    free(a->inside.kept.chosen);
    free(a->inside.kept.selected);
    a->inside.kept = (struct wq_inside_kept){.current = SIZE_MAX};
}

/* Who is meant by an id now; NULL: nobody any more. The caller's. */
static char *meant_now(const struct wq_app *a, const char *id)
{
    const char *now = a->corrections ? wq_corrections_id(a->corrections, id, "") : id;
    return now ? wq_strdup(now) : NULL;
}

/* The row of the entity, where one of its spellings is selected. */
static size_t selected_row(const struct wq_inside *in)
{
    size_t row = in->selected;

    while (row > 0 && row < in->rows.len && in->rows.items[row].type == WQ_INSIDE_SPELLING)
        row--;
    return row;
}

static void keep(struct wq_app *a)
{
    const struct wq_inside *in = &a->inside;
    struct wq_inside_kept k = {true, NULL, NULL, selected_row(in), in->top, SIZE_MAX, a->walks_mentions};

    if (!in->found) /* what was kept before has not been used yet */
        return;
    wq_app_inside_unkeep(a);
    if (in->chosen != UINT32_MAX)
        k.chosen = meant_now(a, in->found->entities[in->chosen].id);
    if (in->current < in->hits.len)
        k.current = in->hits.items[in->current].start;
    a->inside.kept = k;
}

void wq_app_inside_again(struct wq_app *a, const char *id)
{
    char *selected = id ? meant_now(a, id) : NULL;

    keep(a);
    free(a->inside.kept.selected);
    a->inside.kept.selected = selected;
    if (a->inside.find_job)
        wq_worker_cancel(a->background.worker, a->inside.find_job);
    a->inside.find_job = 0;
    wq_app_inside_drop(a);
    wq_app_inside_prepare(a);
}

/* Of those with mentions; UINT32_MAX: none. */
static uint32_t with_id(const struct wq_inside *in, const char *id)
{
    for (uint32_t i = 0; id && i < in->found->nentities; i++)
        if (in->found->entities[i].mentions && !strcmp(in->found->entities[i].id, id))
            return i;
    return UINT32_MAX;
}

static void choose_again(struct wq_app *a, uint32_t e)
{
    struct wq_inside *in = &a->inside;
    size_t hit;

    wq_app_inside_choose(a, e);
    a->walks_mentions = in->kept.walks && in->hits.len;
    hit = wq_app_first_from(&in->hits, in->kept.current);
    if (hit < in->hits.len && in->hits.items[hit].start == in->kept.current)
        in->current = hit;
}

void wq_app_inside_recall(struct wq_app *a)
{
    struct wq_inside *in = &a->inside;

    if (in->filter.len)
        wq_app_inside_name_all(a);
    if (in->kept.any) {
        uint32_t chosen = with_id(in, in->kept.chosen);
        uint32_t selected = with_id(in, in->kept.selected);
        if (chosen != UINT32_MAX)
            choose_again(a, chosen);
        in->selected = in->kept.row;
        in->top = in->kept.top;
        wq_app_inside_rows(a);
        if (selected != UINT32_MAX)
            wq_app_inside_select(a, selected);
    } else {
        wq_app_inside_rows(a);
    }
    wq_app_inside_unkeep(a);
}
