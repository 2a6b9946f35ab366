#include "waraq/index/warm.h"

#include "fulltext_file.h"

#include "waraq/base/mem.h"

#include <stdlib.h>
#include <string.h>

struct wq_warm {
    struct wq_fulltext *ft; /* NULL: there is none */
    bool *none;             /* a document */
};

static bool note(void *data, size_t doc, size_t hits)
{
    struct wq_warm *w = data;

    (void)hits;
    w->none[doc] = false;
    return true;
}

struct wq_warm *wq_warm_new(const char *const *paths, size_t n, const char *encoding,
                            const struct wq_query *q)
{
    struct wq_warm *w = wq_calloc(1, sizeof *w);
    struct wq_fulltext_search s = {.query = q, .found = note, .data = w};
    struct wq_buf file = WQ_BUF_INIT;
    size_t seen = 0;

    if (wq_query_match(q) != WQ_MATCH_REGEX &&
        wq_cache_file(WQ_CACHE_FULLTEXT, paths, n, encoding, &file) == WQ_OK &&
        wq_fulltext_open(file.data, encoding, &w->ft, NULL) == WQ_OK) {
        size_t count = wq_fulltext_count(w->ft);
        w->none = wq_calloc(count, sizeof *w->none);
        for (size_t i = 0; i < count; i++)
            w->none[i] = !(w->ft->docs.items[i].start & WQ_FT_NO_TEXT);
        enum wq_status status = wq_fulltext_find(w->ft, &s, 0, count, &seen, NULL);
        if (status != WQ_OK) /* what was not searched may have anything */
            memset(w->none + seen, 0, (count - seen) * sizeof *w->none);
    }
    wq_buf_release(&file);
    return w;
}

void wq_warm_free(struct wq_warm *w)
{
    if (!w)
        return;
    wq_fulltext_free(w->ft);
    free(w->none);
    free(w);
}

bool wq_warm_none(struct wq_warm *w, const char *path)
{
    size_t doc = w->ft ? wq_fulltext_doc(w->ft, path) : WQ_FULLTEXT_NONE;
    return doc != WQ_FULLTEXT_NONE && w->none[doc];
}
