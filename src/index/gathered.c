#include "gathered.h"

#include "waraq/base/array.h"
#include "waraq/base/mem.h"

#include <stdlib.h>
#include <string.h>

#define NONE UINT32_MAX

/* Forms of the entities at work. */
struct gathering {
    struct wq_gathered *g;
    const struct wq_article *article;
    const struct wq_entities *e;
    uint32_t *first; /* by entity: its first form, or NONE */
    uint32_t *form;  /* by mention, or NONE */
    struct {
        uint32_t *items;
        size_t len, cap;
    } next; /* by form: the entity's next, or NONE */
    struct wq_buf folded;
};

static size_t add_string(struct wq_gathered *g, const char *s, size_t len)
{
    size_t at = g->text.len;

    wq_buf_add(&g->text, s, len);
    wq_buf_addc(&g->text, '\0');
    return at;
}

static uint32_t new_form(struct gathering *w, uint32_t entity)
{
    const struct wq_entity *e = &w->e->entities[entity];
    struct wq_form *f = WQ_PUSH(&w->g->forms);
    uint32_t sibling = w->first[entity];

    *f = (struct wq_form){.n = 0};
    if (sibling != NONE) {
        f->id = w->g->forms.items[sibling].id;
        f->name = w->g->forms.items[sibling].name;
    } else {
        f->id = add_string(w->g, e->id, strlen(e->id));
        f->name = add_string(w->g, e->name, e->known == UINT32_MAX ? strlen(e->name) : 0);
    }
    f->spelling = add_string(w->g, w->folded.data, w->folded.len);
    *WQ_PUSH(&w->next) = sibling;
    w->first[entity] = (uint32_t)w->g->forms.len - 1;
    return w->first[entity];
}

/* The form of a mention. */
static uint32_t form_of(struct gathering *w, const struct wq_mention *m)
{
    uint32_t form = w->first[m->entity];

    wq_corrections_fold(w->article->text.data + m->span.start, wq_span_len(m->span), &w->folded);
    while (form != NONE &&
           strcmp(wq_gathered_text(w->g, w->g->forms.items[form].spelling), w->folded.data) != 0)
        form = w->next.items[form];
    return form != NONE ? form : new_form(w, m->entity);
}

/* Puts the mentions below their forms. */
static void order(struct gathering *w)
{
    struct wq_gathered *g = w->g;
    uint32_t at = 0;

    for (size_t i = 0; i < g->forms.len; i++) {
        g->forms.items[i].first = at;
        at += g->forms.items[i].n;
        g->forms.items[i].n = 0;
    }
    WQ_RESERVE(&g->mentions, at);
    g->mentions.len = at;
    for (size_t i = 0; i < w->e->nmentions; i++) {
        struct wq_span span = w->e->mentions[i].span;
        if (w->form[i] == NONE)
            continue;
        struct wq_form *f = &g->forms.items[w->form[i]];
        g->mentions.items[f->first + f->n++] = (struct wq_span32){(uint32_t)span.start, (uint32_t)span.end};
    }
}

void wq_gather(struct wq_gathered *g, const struct wq_finding *finding, const struct wq_article *article)
{
    struct wq_entities *e = wq_entities_find(finding->names, article);
    struct gathering w = {.g = g, .article = article, .e = e};

    wq_entities_drop_unsure(e, finding->least);
    g->proper = article->proper;
    g->forms.len = g->mentions.len = 0;
    wq_buf_clear(&g->text);
    w.first = wq_malloc((e->nentities + 1) * sizeof *w.first);
    w.form = wq_malloc((e->nmentions + 1) * sizeof *w.form);
    for (size_t i = 0; i < e->nentities; i++)
        w.first[i] = NONE;
    for (size_t i = 0; i < e->nmentions; i++) {
        w.form[i] = e->mentions[i].furniture ? NONE : form_of(&w, &e->mentions[i]);
        if (w.form[i] != NONE)
            g->forms.items[w.form[i]].n++;
    }
    order(&w);
    free(w.first);
    free(w.form);
    free(w.next.items);
    wq_buf_release(&w.folded);
    wq_entities_free(e);
}

void wq_gathered_release(struct wq_gathered *g)
{
    free(g->forms.items);
    free(g->mentions.items);
    wq_buf_release(&g->text);
}

/* ---- who is asked for ---- */

struct wq_mentioned *wq_mentioned_new(size_t n, struct wq_span proper, uint64_t identity)
{
    struct wq_mentioned *p = wq_malloc(sizeof *p + n * sizeof p->items[0]);

    *p = (struct wq_mentioned){.identity = identity, .proper = proper, .n = n};
    return p;
}

static int by_start(const void *a, const void *b)
{
    const struct wq_span32 *x = a;
    const struct wq_span32 *y = b;

    return (x->start > y->start) - (x->start < y->start);
}

void wq_mentioned_sort(struct wq_mentioned *p)
{
    if (p->n)
        qsort(p->items, p->n, sizeof p->items[0], by_start);
}

/* Of a form: which of those asked for it is; asked->n: another. */
static size_t which(const struct wq_gathered *g, const struct wq_asked *asked, const struct wq_form *f,
                    const char **id)
{
    return wq_asked_which(asked, wq_gathered_text(g, f->id), wq_gathered_text(g, f->spelling), id);
}

struct wq_mentioned *wq_gathered_mentioned(const struct wq_gathered *g, const struct wq_asked *asked,
                                           uint64_t identity)
{
    uint8_t *asked_for = wq_calloc(g->forms.len + 1, 1);
    unsigned there = 0;
    size_t n = 0;
    const char *id;
    struct wq_mentioned *p = NULL;

    for (size_t i = 0; i < g->forms.len; i++) {
        size_t k = which(g, asked, &g->forms.items[i], &id);
        if (k == asked->n)
            continue;
        asked_for[i] = 1;
        there |= 1U << k;
        n += g->forms.items[i].n;
    }
    if (there == (1U << asked->n) - 1 && n > 0) {
        p = wq_mentioned_new(n, g->proper, identity);
        n = 0;
        for (size_t i = 0; i < g->forms.len; i++)
            for (uint32_t k = 0; asked_for[i] && k < g->forms.items[i].n; k++)
                p->items[n++] = g->mentions.items[g->forms.items[i].first + k];
        wq_mentioned_sort(p);
    }
    free(asked_for);
    return p;
}

void wq_gathered_together(const struct wq_gathered *g, const struct wq_asked *asked, struct wq_together *t)
{
    const char *id;

    wq_together_article(t);
    for (size_t i = 0; i < g->forms.len; i++) {
        const struct wq_form *f = &g->forms.items[i];
        if (which(g, asked, f, &id) == asked->n && id)
            wq_together_add(t, id,
                            !strcmp(id, wq_gathered_text(g, f->id)) ? wq_gathered_text(g, f->name) : "");
    }
}
