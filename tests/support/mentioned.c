#include "mentioned.h"

#include "articles.h"
#include "waraq/base/array.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct wq_names *names;

struct wq_finding mentioned_finding(void)
{
    if (!names)
        names = wq_names_new(NULL, NULL);
    return (struct wq_finding){names, MENTIONED_CONFIDENCE};
}

void mentioned_done(void)
{
    wq_names_free(names);
    names = NULL;
}

struct wq_cache_built mentioned_build(struct library *l)
{
    struct wq_cache_built built;
    struct wq_error err;
    struct wq_mentions_how how = {.encoding = l->encoding, .finding = mentioned_finding(), .paths = &l->list};

    enum wq_status status = wq_mentions_build(l->file, &how, &built, &err);
    if (status != WQ_OK)
        fail_msg("building: %s, %s, %s", wq_status_name(status), err.what, strerror(err.sys));
    return built;
}

struct wq_mentions *mentioned_open(const struct library *l)
{
    struct wq_finding finding = mentioned_finding();
    struct wq_mentions *m = NULL;

    assert_int_equal(wq_mentions_open(l->file, l->encoding, &finding, &m, NULL), WQ_OK);
    return m;
}

uint32_t mentioned_count(struct wq_mentions *m, const struct wq_asked *asked)
{
    size_t n = wq_mentions_count(m);
    uint32_t *counts = wq_calloc(n + 1, sizeof *counts);
    struct wq_ask *ask = wq_ask_new(m, asked);
    uint32_t sum = 0;

    enum wq_status status = wq_ask_find(ask, counts, NULL);
    for (size_t i = 0; i < n; i++)
        sum += counts[i];
    wq_ask_free(ask);
    free(counts);
    return status == WQ_OK ? sum : WQ_MENTIONS_NONE;
}

/* ---- the articles ---- */

static struct mentioned_article read_article(const struct library *l, const char *path,
                                             const struct wq_corrections *c)
{
    struct wq_finding finding = mentioned_finding();
    struct wq_buf bytes = WQ_BUF_INIT;
    struct wq_text text;

    assert_int_equal(wq_read_path(path, 0, &bytes, NULL), WQ_OK);
    assert_int_equal(wq_decode_buf(&bytes, l->encoding, &text, NULL), WQ_OK);
    struct mentioned_article r = {.article = wq_article_new(articles_doc(), &text)};
    r.e = wq_entities_find(finding.names, r.article);
    wq_entities_drop_unsure(r.e, finding.least);
    wq_corrections_apply(c, r.article, r.e);
    wq_buf_release(&bytes);
    return r;
}

static void add_id(struct mentioned_library *read, const char *id)
{
    for (size_t i = 0; i < read->nids; i++)
        if (!strcmp(read->ids[i], id))
            return;
    read->ids = wq_reallocarray(read->ids, read->nids + 1, sizeof *read->ids);
    read->ids[read->nids++] = wq_strdup(id);
}

struct mentioned_library mentioned_read(const struct library *l, const struct wq_corrections *c)
{
    struct mentioned_library read = {.library = l, .items = wq_calloc(l->paths.len + 1, sizeof *read.items)};

    for (size_t i = 0; i < l->paths.len; i++) {
        read.items[i] = read_article(l, l->paths.items[i], c);
        for (size_t k = 0; k < read.items[i].e->nentities; k++)
            add_id(&read, read.items[i].e->entities[k].id);
    }
    return read;
}

void mentioned_free(struct mentioned_library *read)
{
    for (size_t i = 0; i < read->library->paths.len; i++) {
        wq_entities_free(read->items[i].e);
        wq_article_free(read->items[i].article);
    }
    for (size_t i = 0; i < read->nids; i++)
        free(read->ids[i]);
    free(read->items);
    free(read->ids);
}

/* ---- holding one against the other ---- */

static bool is_asked(const struct wq_asked *asked, const char *id)
{
    for (size_t i = 0; i < asked->n; i++)
        if (!strcmp(asked->ids[i], id))
            return true;
    return false;
}

/* How many mentions there are of those asked for, if there are any of each. */
static size_t count_read(const struct mentioned_article *r, const struct wq_asked *asked)
{
    size_t total = 0;

    for (size_t i = 0; i < asked->n; i++) {
        size_t n = 0;
        for (size_t k = 0; k < r->e->nentities; k++)
            n += strcmp(r->e->entities[k].id, asked->ids[i]) ? 0 : r->e->entities[k].mentions;
        if (n == 0)
            return 0;
        total += n;
    }
    return total;
}

static void compare_places(struct wq_ask *ask, uint32_t doc, const struct mentioned_article *r,
                           const struct wq_asked *asked)
{
    struct wq_mentioned *at = NULL;
    size_t n = 0;

    assert_int_equal(wq_ask_mentioned(ask, doc, &at, NULL), WQ_OK);
    assert_int_equal(at->proper.start, r->article->proper.start);
    assert_int_equal(at->proper.end, r->article->proper.end);
    for (size_t i = 0; i < r->e->nmentions; i++) {
        const struct wq_mention *m = &r->e->mentions[i];
        if (m->furniture || !is_asked(asked, r->e->entities[m->entity].id))
            continue;
        assert_true(n < at->n);
        assert_int_equal(at->items[n].start, m->span.start);
        assert_int_equal(at->items[n++].end, m->span.end);
    }
    assert_int_equal(n, at->n);
    free(at);
}

static void add_together(struct wq_together *t, const struct mentioned_article *r,
                         const struct wq_asked *asked)
{
    wq_together_article(t);
    for (size_t i = 0; i < r->e->nentities; i++)
        if (r->e->entities[i].mentions && !is_asked(asked, r->e->entities[i].id))
            wq_together_add(t, r->e->entities[i].id, "");
}

static void compare_together(const struct wq_together *got, const struct wq_together *wanted,
                             const struct wq_corrections *c)
{
    struct wq_finding finding = mentioned_finding();
    struct wq_companions *a = wq_together_list(got, SIZE_MAX, "ur", finding.names, c);
    struct wq_companions *b = wq_together_list(wanted, SIZE_MAX, "ur", finding.names, c);

    assert_int_equal(a->len, b->len);
    for (size_t i = 0; i < a->len; i++) {
        assert_string_equal(a->items[i].id, b->items[i].id);
        assert_int_equal(a->items[i].articles, b->items[i].articles);
        assert_int_equal(a->items[i].kind, b->items[i].kind);
        assert_true(*a->items[i].name);
    }
    wq_companions_free(a);
    wq_companions_free(b);
}

void mentioned_compare(const struct mentioned_library *read, struct wq_mentions *m,
                       const struct wq_asked *asked)
{
    size_t n = wq_mentions_count(m);
    uint32_t *counts = wq_calloc(n + 1, sizeof *counts);
    bool *wanted = wq_calloc(n + 1, sizeof *wanted);
    struct wq_together *got = wq_together_new();
    struct wq_together *by_reading = wq_together_new();
    struct wq_ask *ask = wq_ask_new(m, asked);

    assert_int_equal(wq_ask_find(ask, counts, NULL), WQ_OK);
    for (size_t i = 0; i < read->library->paths.len; i++) {
        uint32_t doc = wq_mentions_doc(m, read->library->paths.items[i]);
        const struct mentioned_article *r = &read->items[i];
        assert_true(doc != WQ_MENTIONS_NONE);
        assert_int_equal(counts[doc], count_read(r, asked));
        if (counts[doc]) {
            compare_places(ask, doc, r, asked);
            wanted[doc] = true;
            add_together(by_reading, r, asked);
        }
    }
    assert_int_equal(wq_ask_together(ask, wanted, got, NULL), WQ_OK);
    compare_together(got, by_reading, asked->corrections);
    wq_ask_free(ask);
    wq_together_free(got);
    wq_together_free(by_reading);
    free(counts);
    free(wanted);
}
