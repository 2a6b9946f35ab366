/* Asking a cache file of mentions: which forms are whom, and a walk over the forms of all documents. */
#include "gathered.h"
#include "mentions_file.h"

#include "waraq/base/array.h"
#include "waraq/base/mem.h"

#include <stdlib.h>
#include <string.h>

#define NONE UINT32_MAX

/*
 * Whom forms are of is a number: of an id of the file, or behind these of one that only corrections know.
 * Where nothing is corrected the file says it.
 */
struct wq_ask {
    struct wq_mentions *m;
    struct wq_asked asked;
    char *ids[WQ_ASKED_MOST]; /* of asked, owned */
    uint32_t *of;             /* by form, or NONE: ignored; NULL: as in the file */
    struct {
        const char **items;
        size_t len, cap;
    } more;        /* ids that the file does not have; the corrections' */
    uint8_t *mask; /* by form: a bit for each of those asked for that it is of */
};

/* ---- whom forms are of ---- */

/* The number of an id; NONE: the file does not have it. */
static uint32_t number_of(const struct wq_mentions *m, const char *id)
{
    size_t n = (size_t)m->header.nids;
    size_t at;

    WQ_BISECT(at, n, i, strcmp(wq_mn_id(m, i), id) < 0);
    return at < n && !strcmp(wq_mn_id(m, at), id) ? (uint32_t)at : NONE;
}

/* The same with those that only corrections know; they are few. */
static uint32_t corrected_number(struct wq_ask *a, const char *id)
{
    uint32_t number = number_of(a->m, id);
    size_t i = 0;

    if (number != NONE)
        return number;
    while (i < a->more.len && strcmp(a->more.items[i], id) != 0)
        i++;
    if (i == a->more.len)
        *WQ_PUSH(&a->more) = id;
    return (uint32_t)(a->m->header.nids + i);
}

/* Which ids corrections say something of; NULL: none. */
static bool *corrected_ids(const struct wq_ask *a)
{
    const struct wq_mentions *m = a->m;
    bool *corrected = wq_calloc((size_t)m->header.nids + 1, sizeof *corrected);
    bool any = false;

    for (size_t i = 0; i < m->header.nids; i++) {
        corrected[i] = wq_corrections_touch(a->asked.corrections, wq_mn_id(m, i));
        any |= corrected[i];
    }
    if (any)
        return corrected;
    free(corrected);
    return NULL;
}

static void correct(struct wq_ask *a)
{
    const struct wq_mentions *m = a->m;
    size_t n = (size_t)m->header.nforms;

    if (!a->asked.corrections || wq_corrections_count(a->asked.corrections) == 0)
        return;
    bool *corrected = corrected_ids(a);
    if (!corrected)
        return;
    a->of = wq_calloc(n + 1, sizeof *a->of);
    for (size_t i = 0; i < n; i++) {
        uint32_t id = m->forms[i].id;
        a->of[i] = id;
        if (!corrected[id])
            continue;
        const char *is = wq_corrections_id(a->asked.corrections, wq_mn_id(m, id), wq_mn_spelling(m, i));
        a->of[i] = is ? corrected_number(a, is) : NONE;
    }
    free(corrected);
}

static uint32_t form_of(const struct wq_ask *a, size_t form)
{
    return a->of ? a->of[form] : a->m->forms[form].id;
}

struct wq_ask *wq_ask_new(struct wq_mentions *m, const struct wq_asked *asked)
{
    struct wq_ask *a = wq_calloc(1, sizeof *a);
    size_t nforms = (size_t)m->header.nforms;

    a->m = m;
    a->asked = *asked;
    correct(a);
    a->mask = wq_calloc(nforms + 1, 1);
    for (size_t k = 0; k < asked->n; k++) {
        a->asked.ids[k] = a->ids[k] = wq_strdup(asked->ids[k]);
        uint32_t number = corrected_number(a, a->ids[k]);
        for (size_t i = 0; i < nforms; i++)
            a->mask[i] |= (uint8_t)((form_of(a, i) == number) << k);
    }
    return a;
}

void wq_ask_free(struct wq_ask *a)
{
    if (!a)
        return;
    for (size_t k = 0; k < a->asked.n; k++)
        free(a->ids[k]);
    free(a->of);
    free(a->more.items);
    free(a->mask);
    free(a);
}

/* ---- details ---- */

/* The places of a document's mentions, form by form. */
struct details {
    const uint8_t *at, *end;
    struct wq_mn_pairs pairs;
    struct wq_span proper;
};

static enum wq_status damaged(struct wq_error *err)
{
    return wq_fail(err, WQ_ETYPE, "cache file");
}

static enum wq_status begin_details(struct wq_ask *a, size_t doc, struct details *d, struct wq_error *err)
{
    uint32_t start;
    uint32_t len;
    enum wq_status status = wq_mn_read_pairs(a->m, wq_mn_block_of(a->m, doc), err);

    if (status == WQ_OK)
        status = wq_mn_read_details(a->m, doc, &d->at, &d->end, err);
    if (status != WQ_OK)
        return status;
    d->pairs = wq_mn_pairs(a->m, doc);
    if (!wq_mn_number(&d->at, d->end, &start) || !wq_mn_number(&d->at, d->end, &len))
        return damaged(err);
    d->proper = (struct wq_span){start, (size_t)start + len};
    return WQ_OK;
}

/* How often the next form is there. */
static bool next_count(struct details *d, size_t pair, uint32_t *n)
{
    *n = d->pairs.counts[pair];
    return *n < WQ_MN_MANY || (wq_mn_number(&d->at, d->end, n) && *n <= (size_t)(d->end - d->at));
}

/* Its next mention; *at: where the one before ends. */
static bool next_place(struct details *d, uint32_t *at, struct wq_span32 *out)
{
    uint32_t gap;
    uint32_t len;

    if (!wq_mn_number(&d->at, d->end, &gap) || !wq_mn_number(&d->at, d->end, &len) ||
        gap > UINT32_MAX - *at || len > UINT32_MAX - *at - gap)
        return false;
    *out = (struct wq_span32){*at + gap, *at + gap + len};
    *at = out->end;
    return true;
}

/* Puts the places of what is asked for into *out (NULL: only counts them). */
static bool take_places(struct wq_ask *a, struct details d, struct wq_mentioned *out, size_t *total)
{
    *total = 0;
    for (size_t i = 0; i < d.pairs.n; i++) {
        bool wanted = a->mask[d.pairs.forms[i]] != 0;
        struct wq_span32 place;
        uint32_t at = 0;
        uint32_t n;
        if (!next_count(&d, i, &n))
            return false;
        for (; n > 0; n--) {
            if (!next_place(&d, &at, &place))
                return false;
            if (wanted && out)
                out->items[*total] = place;
            *total += wanted;
        }
    }
    return true;
}

enum wq_status wq_ask_mentioned(struct wq_ask *a, uint32_t doc, struct wq_mentioned **out,
                                struct wq_error *err)
{
    struct details d;
    size_t n;
    enum wq_status status = begin_details(a, doc, &d, err);

    if (status != WQ_OK)
        return status;
    if (!take_places(a, d, NULL, &n))
        return damaged(err);
    *out = wq_mentioned_new(n, d.proper, a->m->docs.items[doc].identity);
    take_places(a, d, *out, &n);
    wq_mentioned_sort(*out);
    return WQ_OK;
}

/* ---- all documents ---- */

/* How often a document of the block at hand mentions them, where there are all of them; *many: more often. */
static uint32_t count_in(const struct wq_ask *a, const struct wq_mn_pairs *p, bool *many)
{
    unsigned all = (1U << a->asked.n) - 1;
    unsigned there = 0;
    uint32_t n = 0;

    *many = false;
    for (size_t i = 0; i < p->n; i++) {
        uint8_t mask = a->mask[p->forms[i]];
        there |= mask;
        if (mask) {
            n += p->counts[i];
            *many |= p->counts[i] == WQ_MN_MANY;
        }
    }
    return there == all ? n : 0;
}

static enum wq_status count_many(struct wq_ask *a, size_t doc, uint32_t *count, struct wq_error *err)
{
    struct details d;
    size_t n;
    enum wq_status status = begin_details(a, doc, &d, err);

    if (status == WQ_OK && !take_places(a, d, NULL, &n))
        status = damaged(err);
    if (status == WQ_OK)
        *count = (uint32_t)n;
    return status;
}

enum wq_status wq_ask_find(struct wq_ask *a, uint32_t *counts, struct wq_error *err)
{
    struct wq_mentions *m = a->m;

    for (size_t block = 0; block < m->header.nblocks; block++) {
        enum wq_status status = wq_mn_read_pairs(m, block, err);
        size_t end = wq_mn_first_doc(m, block + 1);
        for (size_t doc = wq_mn_first_doc(m, block); status == WQ_OK && doc < end; doc++) {
            struct wq_mn_pairs pairs = wq_mn_pairs(m, doc);
            bool many;
            counts[doc] = count_in(a, &pairs, &many);
            if (m->docs.items[doc].start & WQ_MN_UNREAD)
                counts[doc] = WQ_MENTIONS_NONE;
            else if (many && counts[doc])
                status = count_many(a, doc, &counts[doc], err);
        }
        if (status != WQ_OK)
            return status;
    }
    return WQ_OK;
}

enum wq_status wq_ask_together(struct wq_ask *a, const bool *wanted, struct wq_together *t,
                               struct wq_error *err)
{
    struct wq_mentions *m = a->m;
    size_t nids = (size_t)m->header.nids;
    size_t n = nids + a->more.len;
    uint32_t *articles = wq_calloc(n + 1, sizeof *articles);
    uint32_t *last = wq_calloc(n + 1, sizeof *last); /* document that was counted + 1 */
    enum wq_status status = WQ_OK;

    for (size_t doc = 0; doc < m->docs.n && status == WQ_OK; doc++) {
        if (!wanted[doc])
            continue;
        status = wq_mn_read_pairs(m, wq_mn_block_of(m, doc), err);
        struct wq_mn_pairs pairs = status == WQ_OK ? wq_mn_pairs(m, doc) : (struct wq_mn_pairs){.n = 0};
        for (size_t i = 0; i < pairs.n; i++) {
            uint32_t of = form_of(a, pairs.forms[i]);
            if (of == NONE || a->mask[pairs.forms[i]] || last[of] == doc + 1)
                continue;
            articles[of]++;
            last[of] = (uint32_t)doc + 1;
        }
    }
    for (size_t i = 0; i < nids && status == WQ_OK; i++)
        wq_together_add_many(t, wq_mn_id(m, i), wq_mn_id(m, i) + strlen(wq_mn_id(m, i)) + 1, articles[i]);
    for (size_t i = 0; i < a->more.len && status == WQ_OK; i++)
        wq_together_add_many(t, a->more.items[i], "", articles[nids + i]);
    free(articles);
    free(last);
    return status;
}
