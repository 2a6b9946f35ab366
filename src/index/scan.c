#include "scan_inner.h"

#include "waraq/base/mem.h"
#include "waraq/doc/language.h"
#include "waraq/index/fulltext.h"

#include <stdlib.h>
#include <string.h>

enum {
    SLICE = 512, /* documents of the cache searched at a time, so that the first hits come at once */
    LANGUAGE_BYTES = 16384 /* enough to see the language */
};

struct scan {
    struct wq_scan *s;
    struct wq_job *job;
    struct wq_query *query;
    struct wq_props *props;
    struct wq_fulltext *fulltext; /* NULL: none */
    size_t *counts;               /* hits a document of it */
    size_t searched;              /* documents that have a count */
    size_t read;                  /* of them, articles read for their rows */
};

void wq_scan_hit_free(void *hit)
{
    struct wq_scan_hit *h = hit;
    if (!h)
        return;
    wq_found_free(h->found);
    free(h->mentioned);
    wq_companions_free(h->together);
    free(h);
}

void wq_scan_free(struct wq_scan *s)
{
    if (!s)
        return;
    for (size_t i = 0; i < s->nentries; i++)
        free(s->entries[i].path);
    free(s->entries);
    free(s->query);
    for (size_t i = 0; i < s->nentities; i++)
        free(s->entities[i]);
    wq_corrections_free(s->corrections);
    free(s->encoding);
    free(s->cache);
    free(s);
}

static void post(struct scan *c, unsigned id, size_t hits, struct wq_found *found)
{
    struct wq_scan_hit *h = wq_malloc(sizeof *h);
    *h = (struct wq_scan_hit){.id = id, .hits = hits, .found = found};
    wq_job_post(c->job, h);
}

static bool keep_count(void *data, size_t doc, size_t hits)
{
    struct scan *c = data;
    c->counts[doc] = hits;
    return !wq_job_cancelled(c->job);
}

/* The hits of a document of the cache, searched as far as that; WQ_FULLTEXT_NONE: it must be read. */
static size_t count_of(struct scan *c, size_t doc)
{
    while (c->searched <= doc && c->fulltext) {
        struct wq_fulltext_search how = {.query = c->query, .found = keep_count, .data = c};
        size_t next = c->searched;
        if (wq_fulltext_find(c->fulltext, &how, c->searched, c->searched + SLICE, &next, NULL) != WQ_OK ||
            next <= c->searched) {
            wq_fulltext_free(c->fulltext); /* damaged: what is left is read */
            c->fulltext = NULL;
            return WQ_FULLTEXT_NONE;
        }
        c->searched = next;
    }
    return c->searched > doc ? c->counts[doc] : WQ_FULLTEXT_NONE;
}

static bool has_language(struct scan *c, const char *path)
{
    struct wq_buf bytes = WQ_BUF_INIT;
    struct wq_text text;
    bool same = false;

    if (!c->s->language[0])
        return false;
    if (wq_read_path(path, LANGUAGE_BYTES, &bytes, NULL) == WQ_OK &&
        wq_decode(bytes.data, bytes.len, c->s->encoding, &text, NULL) == WQ_OK) {
        same = !strcmp(wq_language_of(text.data, text.len), c->s->language);
        wq_text_release(&text);
    }
    wq_buf_release(&bytes);
    return same;
}

static void scan_entry(struct scan *c, const struct wq_scan_entry *e)
{
    struct wq_found_how how = {c->s->encoding, c->s->rows, c->s->around};
    size_t doc = c->fulltext ? wq_fulltext_doc(c->fulltext, e->path) : WQ_FULLTEXT_NONE;
    size_t count = doc == WQ_FULLTEXT_NONE ? WQ_FULLTEXT_NONE : count_of(c, doc);
    struct wq_found *found = NULL;

    if (count != WQ_FULLTEXT_NONE && count > 0 && (how.rows == 0 || c->read >= c->s->read_at_most)) {
        post(c, e->id, count, NULL);
        return;
    }
    if (count != 0) {
        c->read += count != WQ_FULLTEXT_NONE;
        enum wq_status status = wq_found_read(e->path, c->query, &how, c->props, &found, NULL);
        (void)status; /* what cannot be read has no hits; it is said when it is opened */
    }
    if (found)
        post(c, e->id, found->hits, found);
    else if (has_language(c, e->path))
        post(c, e->id, 0, NULL);
}

static void open_cache(struct scan *c)
{
    if (!c->s->cache)
        return;
    enum wq_status status = wq_fulltext_open(c->s->cache, c->s->encoding, &c->fulltext, NULL);
    if (status == WQ_OK)
        c->counts = wq_calloc(wq_fulltext_count(c->fulltext), sizeof *c->counts);
    else
        c->fulltext = NULL;
    c->s->damaged = status == WQ_ETYPE;
}

void wq_scan_run(struct wq_job *job, void *data)
{
    struct wq_scan *s = data;
    if (s->nentities) {
        wq_scan_mentions(job, s);
        return;
    }
    struct scan c = {.s = s, .job = job};
    const struct wq_progress *progress = wq_job_progress(job);

    if (wq_query_new(s->query, strlen(s->query), s->match, s->word, &c.query, NULL) != WQ_OK)
        return;
    c.props = wq_props_new();
    open_cache(&c);
    for (size_t i = 0; i < s->nentries; i++) {
        if (!wq_progress_step(progress, i, s->nentries))
            break;
        scan_entry(&c, &s->entries[i]);
    }
    wq_fulltext_free(c.fulltext);
    free(c.counts);
    wq_props_free(c.props);
    wq_query_free(c.query);
}
