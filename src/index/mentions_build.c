/* Building the cache file of mentions: what is unchanged is copied from the old one, the rest is read. What
 * was copied comes first, so that whatever was read when the work is stopped can be kept. */
#include "mentions_write.h"

#include "waraq/base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    /* Bytes of a file that is looked through; in a longer one entities are looked for when somebody asks,
     * since nothing stops that before its end. */
    MOST_BYTES = 4 << 20,
    /* Bytes that were read for one of the file, about. */
    TEXT_A_BYTE = 16,
    /* Documents read that are worth being kept when the work is stopped. */
    KEEP_FROM = 64,
};

struct build {
    const struct wq_mentions_how *how;
    struct wq_mentions *old; /* NULL: none that is of use */
    struct wq_cache_plan plan;
    size_t done; /* paths */
    struct wq_mn_writer writer;
    struct wq_props *props;
    struct wq_doc *doc;
    struct wq_gathered gathered;
    struct wq_cache_built *built;
};

static bool step(struct build *b)
{
    return wq_progress_step(b->how->progress, b->done, b->plan.total);
}

/* ---- what is known ---- */

/* map: an old form's number + 1, or 0: it was not met yet. */
static enum wq_status copy_doc(struct build *b, size_t doc, uint32_t *map, struct wq_error *err)
{
    struct wq_mentions *old = b->old;
    const uint8_t *at;
    const uint8_t *end;
    enum wq_status status = wq_mn_read_pairs(old, wq_mn_block_of(old, doc), err);

    if (status == WQ_OK)
        status = wq_mn_read_details(old, doc, &at, &end, err);
    if (status != WQ_OK)
        return status;
    struct wq_mn_pairs pairs = wq_mn_pairs(old, doc);
    wq_mn_writer_begin(&b->writer, old->docs.items[doc].identity, old->docs.items[doc].start & WQ_MN_UNREAD);
    for (size_t i = 0; i < pairs.n; i++) {
        uint32_t form = pairs.forms[i];
        if (!map[form]) {
            const char *id = wq_mn_id(old, old->forms[form].id);
            map[form] = wq_mn_writer_form(&b->writer, id, id + strlen(id) + 1, wq_mn_spelling(old, form)) + 1;
        }
        wq_mn_writer_pair(&b->writer, map[form] - 1, pairs.counts[i]);
    }
    wq_mn_writer_details(&b->writer, at, (size_t)(end - at));
    return WQ_OK;
}

/* Copies what the plan has; stops when progress says so. */
static enum wq_status copy_docs(struct build *b, struct wq_error *err)
{
    bool *wanted = wq_calloc(b->old->docs.n, sizeof *wanted);
    uint32_t *map = wq_calloc((size_t)b->old->header.nforms, sizeof *map);
    enum wq_status status = WQ_OK;

    for (size_t i = 0; i < b->plan.total; i++) {
        if (b->plan.docs[i])
            wanted[b->plan.docs[i] - 1] = true;
        b->done += b->plan.docs[i] != 0;
    }
    for (size_t i = 0; i < b->old->docs.n && status == WQ_OK; i++) {
        if (!step(b)) {
            b->built->outcome = WQ_CACHE_CANCELLED;
            break;
        }
        if (wanted[i])
            status = copy_doc(b, i, map, err);
    }
    free(wanted);
    free(map);
    return status;
}

/* ---- what is new ---- */

static bool is_long(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && st.st_size > MOST_BYTES;
}

/* A file that is noted without being read. */
static void pass_over(struct build *b, const char *path)
{
    struct stat st;

    if (stat(path, &st) == 0 && S_ISREG(st.st_mode))
        wq_mn_writer_begin(&b->writer, wq_cache_identity(path, &st), true);
}

static void read_doc(struct build *b, const char *path, size_t number)
{
    struct wq_text text;
    uint64_t identity;
    enum wq_cache_reading reading = wq_cache_read_doc(path, b->how->encoding, &identity, &text);

    if (reading == WQ_CACHE_LEFT)
        return;
    wq_mn_writer_begin(&b->writer, identity, false);
    b->built->read++;
    if (reading == WQ_CACHE_NO_TEXT) {
        wq_mn_writer_gathered(&b->writer, &(struct wq_gathered){.proper = {0, 0}});
        return;
    }
    struct wq_article *article = wq_article_new(b->doc, &text);
    wq_gather(&b->gathered, &b->how->finding, article);
    wq_mn_writer_gathered(&b->writer, &b->gathered);
    if (b->how->read)
        b->how->read(b->how->data, number, identity, article, &b->gathered);
    wq_article_free(article);
}

static void read_docs(struct build *b)
{
    size_t i = 0;

    for (const char *p = wq_cache_next(b->how->paths, NULL);
         p && b->writer.sink.status == WQ_OK && !wq_mn_writer_full(&b->writer);
         p = wq_cache_next(b->how->paths, p), i++) {
        if (b->plan.docs[i])
            continue;
        if (!step(b)) {
            b->built->outcome = WQ_CACHE_CANCELLED;
            return;
        }
        if (is_long(p))
            pass_over(b, p);
        else
            read_doc(b, p, i);
        b->done++;
    }
}

/* ---- all of it ---- */

/* *keep: the file is whole, and to become the cache file. */
static enum wq_status write_docs(struct build *b, bool *keep, struct wq_error *err)
{
    enum wq_status status = WQ_OK;

    b->built->outcome = WQ_CACHE_BUILT;
    b->done = b->built->read = 0;
    if (b->old)
        status = copy_docs(b, err);
    if (status != WQ_OK || b->built->outcome == WQ_CACHE_CANCELLED)
        return status;
    read_docs(b);
    *keep = b->built->outcome == WQ_CACHE_BUILT || b->built->read >= KEEP_FROM;
    if (!*keep)
        return WQ_OK;
    b->built->docs = b->writer.docs.len;
    return wq_mn_writer_finish(&b->writer, wq_mn_key(b->how->encoding, &b->how->finding), err);
}

/* Forgets the old file, which turned out to be damaged. */
static void drop_old(struct build *b)
{
    wq_mentions_free(b->old);
    b->old = NULL;
    memset(b->plan.docs, 0, b->plan.total * sizeof *b->plan.docs);
}

/* Writes the file fd, once more without the old one if that turns out to be damaged. */
static enum wq_status write_file(struct build *b, int fd, bool *keep, struct wq_error *err)
{
    enum wq_status status;

    b->props = wq_props_new();
    b->doc = wq_doc_new(b->props);
    for (bool again = true; again;) {
        wq_mn_writer_init(&b->writer, fd);
        status = ftruncate(fd, 0) == 0 ? write_docs(b, keep, err) : wq_fail(err, WQ_ESYS, "cache file");
        again = status != WQ_OK && b->old && b->writer.sink.status == WQ_OK;
        wq_mn_writer_release(&b->writer);
        if (again)
            drop_old(b);
    }
    wq_progress_step(b->how->progress, b->plan.total, b->plan.total);
    wq_gathered_release(&b->gathered);
    wq_doc_free(b->doc);
    wq_props_free(b->props);
    return status;
}

static enum wq_status build_into(struct build *b, const char *file, int fd, bool *keep, struct wq_error *err)
{
    enum wq_status status = WQ_OK;

    if (wq_mentions_open(file, b->how->encoding, &b->how->finding, &b->old, NULL) != WQ_OK)
        b->old = NULL;
    bool on = wq_cache_plan(&b->plan, b->how->paths, b->old ? &b->old->docs : NULL, b->how->progress);
    b->built->outcome = on ? WQ_CACHE_CURRENT : WQ_CACHE_CANCELLED;
    b->built->docs = b->old ? b->old->docs.n : 0;
    if (on &&
        (!b->old || wq_cache_is_worth(&b->plan, &b->old->docs, b->old->header.head.length * TEXT_A_BYTE)))
        status = write_file(b, fd, keep, err);
    wq_cache_plan_release(&b->plan);
    wq_mentions_free(b->old);
    return status;
}

enum wq_status wq_mentions_build(const char *file, const struct wq_mentions_how *how,
                                 struct wq_cache_built *out, struct wq_error *err)
{
    struct build b = {.how = how, .built = out};
    struct wq_cache_fresh fresh;
    bool keep = false;

    *out = (struct wq_cache_built){.outcome = WQ_CACHE_BUSY};
    enum wq_status status = wq_cache_begin(&fresh, file, err);
    if (status != WQ_OK)
        return status == WQ_ETYPE ? WQ_OK : status;
    status = build_into(&b, file, fresh.fd, &keep, err);
    enum wq_status ended = wq_cache_end(&fresh, file, keep && status == WQ_OK, err);
    return status != WQ_OK ? status : ended;
}
