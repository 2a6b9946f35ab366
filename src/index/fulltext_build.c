/* Building the cache file: what is unchanged is copied from the old one, the rest is read and folded. */
#include "fulltext_write.h"

#include "waraq/base/mem.h"

#include <stdlib.h>
#include <unistd.h>

struct build {
    const char *encoding;
    const struct wq_buf *paths;
    const struct wq_progress *progress;
    struct wq_fulltext *old; /* NULL: none that is of use */
    struct wq_cache_plan plan;
    uint8_t *old_text;  /* a block of old, */
    uint64_t old_block; /* this one */
    struct wq_code code;
    struct wq_ft_writer writer;
    struct wq_cache_built *built;
};

/* Copies document doc of the old file. WQ_ETYPE: that is damaged. */
static enum wq_status copy_doc(struct build *b, size_t doc, struct wq_error *err)
{
    struct wq_fulltext *old = b->old;
    uint64_t end = wq_ft_doc_start(old, doc + 1);

    wq_ft_writer_begin(&b->writer, old->docs.items[doc].identity, old->docs.items[doc].start & WQ_FT_NO_TEXT);
    for (uint64_t at = wq_ft_doc_start(old, doc); at < end;) {
        uint64_t block = at / WQ_FT_BLOCK;
        uint64_t base = block * WQ_FT_BLOCK;
        uint32_t stop = (uint32_t)(end - base < WQ_FT_BLOCK ? end - base : WQ_FT_BLOCK);
        const struct wq_ft_beside *beside;
        enum wq_status status = wq_ft_read_beside(old, block, &beside, err);
        if (status == WQ_OK && block != b->old_block) {
            b->old_block = block;
            status = wq_ft_read_text(old, block, b->old_text, err);
        }
        if (status != WQ_OK)
            return status;
        wq_ft_writer_copy(&b->writer, b->old_text, beside, (uint32_t)(at - base),
                          stop - (uint32_t)(at - base));
        at = base + stop;
    }
    return WQ_OK;
}

/* Reads a file and folds it. What is left out is searched cold. False: progress said stop. */
static bool read_doc(struct build *b, const char *path, size_t done)
{
    struct wq_text text;
    uint64_t identity;
    enum wq_cache_reading reading = wq_cache_read_doc(path, b->encoding, &identity, &text);
    bool on = true;

    if (reading != WQ_CACHE_LEFT) {
        wq_ft_writer_begin(&b->writer, identity, reading == WQ_CACHE_NO_TEXT);
        on = wq_ft_writer_text(&b->writer, text.data, text.len, b->progress, done, b->plan.total);
        b->built->read++;
    }
    wq_text_release(&text);
    return on;
}

static enum wq_status write_docs(struct build *b, struct wq_error *err)
{
    size_t i = 0;

    b->built->outcome = WQ_CACHE_BUILT;
    for (const char *p = wq_cache_next(b->paths, NULL); p && b->writer.sink.status == WQ_OK;
         p = wq_cache_next(b->paths, p), i++) {
        bool on = wq_progress_step(b->progress, i, b->plan.total);
        if (on && b->old && b->plan.docs[i]) {
            enum wq_status status = copy_doc(b, b->plan.docs[i] - 1, err);
            if (status != WQ_OK)
                return status;
        } else if (on) {
            on = read_doc(b, p, i);
        }
        if (!on) {
            b->built->outcome = WQ_CACHE_CANCELLED;
            return WQ_OK;
        }
    }
    b->built->docs = b->writer.docs.len;
    return wq_ft_writer_finish(&b->writer, wq_cache_key(b->encoding), err);
}

/* Writes the file fd, once more without the old one if that turns out to be damaged. */
static enum wq_status write_file(struct build *b, int fd, struct wq_error *err)
{
    enum wq_status status;

    b->old_text = wq_malloc(WQ_FT_BLOCK);
    wq_code_init(&b->code);
    for (bool again = true; again;) {
        b->old_block = UINT64_MAX;
        b->built->read = 0;
        wq_ft_writer_init(&b->writer, fd, &b->code);
        status = ftruncate(fd, 0) == 0 ? write_docs(b, err) : wq_fail(err, WQ_ESYS, "cache file");
        wq_ft_writer_release(&b->writer);
        again = status != WQ_OK && b->old && b->writer.sink.status == WQ_OK;
        if (again) {
            wq_fulltext_free(b->old);
            b->old = NULL;
        }
    }
    wq_progress_step(b->progress, b->plan.total, b->plan.total);
    free(b->old_text);
    return status;
}

static enum wq_status build_into(struct build *b, const char *file, int fd, struct wq_error *err)
{
    enum wq_status status = WQ_OK;

    if (wq_fulltext_open(file, b->encoding, &b->old, NULL) != WQ_OK)
        b->old = NULL;
    bool on = wq_cache_plan(&b->plan, b->paths, b->old ? &b->old->docs : NULL, b->progress);
    b->built->outcome = on ? WQ_CACHE_CURRENT : WQ_CACHE_CANCELLED;
    b->built->docs = b->old ? b->old->docs.n : 0;
    if (on && (!b->old || wq_cache_is_worth(&b->plan, &b->old->docs, b->old->header.text)))
        status = write_file(b, fd, err);
    wq_cache_plan_release(&b->plan);
    wq_fulltext_free(b->old);
    return status;
}

enum wq_status wq_fulltext_build(const char *file, const char *encoding, const struct wq_buf *paths,
                                 const struct wq_progress *progress, struct wq_cache_built *out,
                                 struct wq_error *err)
{
    struct build b = {.encoding = encoding, .paths = paths, .progress = progress, .built = out};
    struct wq_cache_fresh fresh;

    *out = (struct wq_cache_built){.outcome = WQ_CACHE_BUSY};
    enum wq_status status = wq_cache_begin(&fresh, file, err);
    if (status != WQ_OK)
        return status == WQ_ETYPE ? WQ_OK : status;
    status = build_into(&b, file, fresh.fd, err);
    bool keep = status == WQ_OK && out->outcome == WQ_CACHE_BUILT;
    enum wq_status ended = wq_cache_end(&fresh, file, keep, err);
    return status != WQ_OK ? status : ended;
}
