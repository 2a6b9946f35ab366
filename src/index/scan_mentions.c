/* Who is mentioned where: what the cache knows, most mentions first; then the articles that it does not have,
 * which are read into the cache, or just read where there is none. */
#include "gathered.h"
#include "scan_inner.h"

#include "waraq/base/mem.h"
#include "waraq/index/mentions.h"

#include <stdlib.h>
#include <string.h>

/* Who comes together is told of when so many articles were read, and twice as many each time after it. */
enum { TELL_FROM = 64 };

struct scan {
    struct wq_scan *s;
    struct wq_job *job;
    struct wq_asked asked;
    struct wq_props *props;
    struct wq_doc *doc;
    struct wq_together *together;
    struct wq_gathered gathered;
    bool *seen; /* an entry: it was looked at */
    size_t nseen;
    size_t read; /* articles */
    size_t rows; /* articles whose rows were made */
};

static void post(struct scan *c, struct wq_scan_hit hit)
{
    struct wq_scan_hit *h = wq_malloc(sizeof *h);
    *h = hit;
    wq_job_post(c->job, h);
}

static void tell_together(struct scan *c)
{
    post(c, (struct wq_scan_hit){.together = wq_together_list(c->together, WQ_COMPANIONS_MOST, c->s->names_in,
                                                              c->s->finding.names, c->s->corrections)});
}

static void see(struct scan *c, size_t entry)
{
    c->nseen += !c->seen[entry];
    c->seen[entry] = true;
}

/* In articles that were looked at, whatever counts them: some are left for afterwards. */
static bool step(void *data, size_t done, size_t total)
{
    struct scan *c = data;

    (void)done;
    (void)total;
    return wq_progress_step(wq_job_progress(c->job), c->nseen, c->s->nentries);
}

/* ---- what the cache knows ---- */

struct ranked {
    size_t entry;
    uint32_t doc, count;
};

static int by_count(const void *a, const void *b)
{
    const struct ranked *x = a;
    const struct ranked *y = b;

    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return (x->entry > y->entry) - (x->entry < y->entry);
}

/* The documents of the entries. False: the job was cancelled. */
static bool look_up(struct scan *c, struct wq_mentions *m, uint32_t *docs)
{
    for (size_t i = 0; i < c->s->nentries; i++) {
        if (!step(c, 0, 0))
            return false;
        docs[i] = wq_mentions_doc(m, c->s->entries[i].path);
    }
    return true;
}

/* Posts the articles that mention them. False: the file is damaged, and of some it is not told where. */
static bool tell_ranked(struct scan *c, struct wq_ask *ask, struct ranked *ranked, size_t n)
{
    bool whole = true;

    if (n)
        qsort(ranked, n, sizeof *ranked, by_count);
    for (size_t i = 0; i < n && !wq_job_cancelled(c->job); i++) {
        struct wq_scan_hit hit = {.id = c->s->entries[ranked[i].entry].id, .hits = ranked[i].count};
        if (i < c->s->read_at_most)
            whole &= wq_ask_mentioned(ask, ranked[i].doc, &hit.mentioned, NULL) == WQ_OK;
        post(c, hit);
        see(c, ranked[i].entry);
    }
    return whole;
}

/* counts: by document. */
static bool tell_counted(struct scan *c, struct wq_ask *ask, const uint32_t *docs, const uint32_t *counts,
                         size_t ndocs)
{
    struct ranked *ranked = wq_calloc(c->s->nentries + 1, sizeof *ranked);
    bool *wanted = wq_calloc(ndocs + 1, sizeof *wanted);
    size_t n = 0;

    for (size_t i = 0; i < c->s->nentries; i++) {
        uint32_t count = docs[i] == WQ_MENTIONS_NONE ? WQ_MENTIONS_NONE : counts[docs[i]];
        if (count == 0)
            see(c, i);
        if (count == 0 || count == WQ_MENTIONS_NONE)
            continue;
        ranked[n++] = (struct ranked){i, docs[i], count};
        wanted[docs[i]] = true;
    }
    bool whole = wq_ask_together(ask, wanted, c->together, NULL) == WQ_OK && tell_ranked(c, ask, ranked, n);
    free(wanted);
    free(ranked);
    return whole;
}

/* False: the file is there and cannot be used. */
static bool ask_cache(struct scan *c)
{
    struct wq_mentions *m;
    enum wq_status status = wq_mentions_open(c->s->cache, c->s->encoding, &c->s->finding, &m, NULL);

    if (status != WQ_OK)
        return status != WQ_ETYPE;
    size_t n = wq_mentions_count(m);
    uint32_t *docs = wq_calloc(c->s->nentries + 1, sizeof *docs);
    uint32_t *counts = wq_calloc(n + 1, sizeof *counts);
    struct wq_ask *ask = wq_ask_new(m, &c->asked);
    bool whole = true;
    if (look_up(c, m, docs))
        whole = wq_ask_find(ask, counts, NULL) == WQ_OK && tell_counted(c, ask, docs, counts, n);
    wq_ask_free(ask);
    free(counts);
    free(docs);
    wq_mentions_free(m);
    return whole;
}

/* ---- what must be read ---- */

/* An article that was read: also told of by the building of the cache. */
static void take(void *data, size_t entry, uint64_t identity, const struct wq_article *article,
                 const struct wq_gathered *g)
{
    struct scan *c = data;
    struct wq_found_how how = {c->s->encoding, c->s->rows, c->s->around};
    struct wq_mentioned *mentioned = wq_gathered_mentioned(g, &c->asked, identity);

    if (c->seen[entry])
        free(mentioned);
    else if (mentioned) {
        struct wq_scan_hit hit = {
            .id = c->s->entries[entry].id, .hits = mentioned->n, .mentioned = mentioned};
        if (c->rows++ < c->s->read_at_most)
            hit.found = wq_found_mentioned(&article->text, mentioned, &how, c->props);
        wq_gathered_together(g, &c->asked, c->together);
        post(c, hit);
    }
    see(c, entry);
    c->read++;
    if (c->read >= TELL_FROM && (c->read & (c->read - 1)) == 0)
        tell_together(c);
}

static void read_into_cache(struct scan *c)
{
    const struct wq_progress progress = {step, c};
    struct wq_buf paths = WQ_BUF_INIT;
    struct wq_cache_built built;

    for (size_t i = 0; i < c->s->nentries; i++)
        wq_cache_add_path(&paths, c->s->entries[i].path);
    struct wq_mentions_how how = {.encoding = c->s->encoding,
                                  .finding = c->s->finding,
                                  .paths = &paths,
                                  .progress = &progress,
                                  .read = take,
                                  .data = c};
    enum wq_status status = wq_mentions_build(c->s->cache, &how, &built, NULL);
    (void)status; /* what was not read by that is read below; why there is no cache is said elsewhere */
    wq_buf_release(&paths);
}

static void read_entry(struct scan *c, size_t entry)
{
    struct wq_text text;
    uint64_t identity;

    if (wq_read_known(c->s->entries[entry].path, c->s->encoding, &identity, &text, NULL) != WQ_OK) {
        see(c, entry); /* what cannot be read mentions nobody; it is said when it is opened */
        return;
    }
    struct wq_article *article = wq_article_new(c->doc, &text);
    wq_gather(&c->gathered, &c->s->finding, article);
    take(c, entry, identity, article, &c->gathered);
    wq_article_free(article);
}

static void read_rest(struct scan *c)
{
    for (size_t i = 0; i < c->s->nentries; i++) {
        if (c->seen[i])
            continue;
        if (!step(c, 0, 0))
            return;
        read_entry(c, i);
    }
}

void wq_scan_mentions(struct wq_job *job, struct wq_scan *s)
{
    struct scan c = {.s = s, .job = job, .asked = {.n = s->nentities, .corrections = s->corrections}};

    for (size_t i = 0; i < s->nentities; i++)
        c.asked.ids[i] = s->entities[i];
    c.props = wq_props_new();
    c.doc = wq_doc_new(c.props);
    c.together = wq_together_new();
    c.seen = wq_calloc(s->nentries + 1, sizeof *c.seen);
    if (s->cache)
        s->damaged = !ask_cache(&c);
    if (c.nseen > 0)
        tell_together(&c);
    if (s->cache && c.nseen < s->nentries && !wq_job_cancelled(job))
        read_into_cache(&c);
    read_rest(&c);
    tell_together(&c);
    wq_gathered_release(&c.gathered);
    wq_together_free(c.together);
    free(c.seen);
    wq_doc_free(c.doc);
    wq_props_free(c.props);
}
