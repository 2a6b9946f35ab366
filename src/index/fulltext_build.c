/* Building the cache file: what is unchanged is copied from the old one, the rest is read and folded. */
#include "fulltext_write.h"

#include "waraq/base/folder.h"
#include "waraq/base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

enum {
    /* Where less than this part of a library has changed, the file stays: cold search of so little costs
     * less than writing everything again. */
    WORTH = 256,
    /* File systems note times in the kernel's ticks, 10 ms at most: what is younger could change again
     * without looking changed. (git calls this "racy": Documentation/technical/racy-git.txt.) */
    SETTLED_NS = 20000000,
};

struct build {
    const char *encoding;
    const struct wq_buf *paths;
    size_t total; /* paths */
    const struct wq_progress *progress;
    struct wq_fulltext *old; /* NULL: none that is of use */
    uint32_t *plan;          /* a path: its document in old + 1, or 0 */
    uint8_t *old_text;       /* a block of old, */
    uint64_t old_block;      /* this one */
    struct wq_code code;
    struct wq_ft_writer writer;
    struct wq_fulltext_built *built;
};

void wq_fulltext_add_path(struct wq_buf *paths, const char *path)
{
    if (strcmp(path, "-") != 0)
        wq_buf_add(paths, path, strlen(path) + 1);
}

static const char *path_after(const struct build *b, const char *path)
{
    path += strlen(path) + 1;
    return path < b->paths->data + b->paths->len ? path : NULL;
}

static const char *first_path(const struct build *b)
{
    return b->paths->len ? b->paths->data : NULL;
}

/* Looks every path up in the old file. True if it is to be built; false also when it was stopped. */
static bool make_plan(struct build *b)
{
    struct stat st;
    size_t i = 0;
    size_t known = 0;
    size_t differ = 0;
    uint64_t bytes = 0; /* of files that differ */

    for (const char *p = first_path(b); p; p = path_after(b, p), i++) {
        if (!wq_progress_step(b->progress, 0, b->total)) {
            b->built->outcome = WQ_FULLTEXT_CANCELLED;
            return false;
        }
        if (stat(p, &st) != 0 || !S_ISREG(st.st_mode))
            continue;
        size_t doc = b->old ? wq_ft_lookup(b->old, wq_ft_identity(p, &st)) : WQ_FULLTEXT_NONE;
        if (doc != WQ_FULLTEXT_NONE) {
            b->plan[i] = (uint32_t)doc + 1;
            known++;
        } else {
            differ++;
            bytes += (uint64_t)st.st_size;
        }
    }
    b->built->outcome = WQ_FULLTEXT_CURRENT;
    if (!b->old)
        return true;
    b->built->docs = wq_fulltext_count(b->old);
    if (wq_fulltext_count(b->old) > known)
        differ += wq_fulltext_count(b->old) - known;
    return differ > b->total / WORTH || bytes > b->old->header.text / WORTH;
}

/* Copies document doc of the old file. WQ_ETYPE: that is damaged. */
static enum wq_status copy_doc(struct build *b, size_t doc, struct wq_error *err)
{
    struct wq_fulltext *old = b->old;
    uint64_t end = wq_ft_doc_start(old, doc + 1);

    wq_ft_writer_begin(&b->writer, old->docs[doc].identity, old->docs[doc].start & WQ_FT_NO_TEXT);
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

/* Waits until a file's time of change is long enough ago. False: it is in the future. */
static bool settle(const struct stat *st)
{
    for (int tries = 0; tries < 3; tries++) {
        struct timespec now;
        clock_gettime(CLOCK_REALTIME, &now);
        long long age = (now.tv_sec - st->st_ctim.tv_sec) * 1000000000LL + now.tv_nsec - st->st_ctim.tv_nsec;
        if (age >= SETTLED_NS)
            return true;
        if (age < 0)
            return false;
        nanosleep(&(struct timespec){0, SETTLED_NS - age}, NULL);
    }
    return false;
}

/* Reads a file and folds it. What cannot be read or changes meanwhile is left out, and so searched cold; what
 * is no text, or is not ours to read, is noted as that, and looked at again when it changes. */
static bool read_doc(struct build *b, const char *path, size_t done)
{
    struct wq_buf bytes = WQ_BUF_INIT;
    struct wq_text text = {.data = NULL};
    struct stat before;
    struct stat after;

    if (stat(path, &before) != 0 || !S_ISREG(before.st_mode) || !settle(&before))
        return true;
    uint64_t identity = wq_ft_identity(path, &before);
    enum wq_status status = wq_read_path(path, 0, &bytes, NULL);
    bool barred = status == WQ_ESYS && errno == EACCES;
    bool same = stat(path, &after) == 0 && wq_ft_identity(path, &after) == identity;
    if (status == WQ_OK && same)
        status = wq_decode_buf(&bytes, b->encoding, &text, NULL);
    wq_buf_release(&bytes);
    bool no_text = barred || status == WQ_EBINARY;
    bool on = true;
    if (same && (status == WQ_OK || no_text)) {
        wq_ft_writer_begin(&b->writer, identity, no_text);
        on = wq_ft_writer_text(&b->writer, text.data, text.len, b->progress, done, b->total);
        b->built->read++;
    }
    wq_text_release(&text);
    return on;
}

static enum wq_status write_docs(struct build *b, struct wq_error *err)
{
    size_t i = 0;

    b->built->outcome = WQ_FULLTEXT_BUILT;
    for (const char *p = first_path(b); p && b->writer.status == WQ_OK; p = path_after(b, p), i++) {
        bool on = wq_progress_step(b->progress, i, b->total);
        if (on && b->old && b->plan[i]) {
            enum wq_status status = copy_doc(b, b->plan[i] - 1, err);
            if (status != WQ_OK)
                return status;
        } else if (on) {
            on = read_doc(b, p, i);
        }
        if (!on) {
            b->built->outcome = WQ_FULLTEXT_CANCELLED;
            return WQ_OK;
        }
    }
    b->built->docs = b->writer.docs.len;
    return wq_ft_writer_finish(&b->writer, wq_ft_key(b->encoding), err);
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
        again = status != WQ_OK && b->old && b->writer.status == WQ_OK;
        if (again) {
            wq_fulltext_free(b->old);
            b->old = NULL;
        }
    }
    wq_progress_step(b->progress, b->total, b->total);
    free(b->old_text);
    return status;
}

/*
 * Opens the file that is to become the cache file, and locks it, so that one process at a time builds it and
 * what a killed one left behind is used again. WQ_ETYPE: another has it.
 */
static enum wq_status open_new(const char *path, int *fd, struct wq_error *err)
{
    struct stat mine;
    struct stat there;

    for (int tries = 0; tries < 10; tries++) {
        *fd = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
        if (*fd < 0)
            return wq_fail(err, WQ_ESYS, path);
        if (flock(*fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
            break;
        /* Another may have finished and renamed it between these two calls. */
        if (fstat(*fd, &mine) == 0 && stat(path, &there) == 0 && mine.st_ino == there.st_ino &&
            mine.st_dev == there.st_dev)
            return WQ_OK;
        close(*fd);
        *fd = -1;
    }
    if (*fd >= 0)
        close(*fd);
    return WQ_ETYPE;
}

static enum wq_status build_into(struct build *b, const char *file, const char *fresh, int fd,
                                 struct wq_error *err)
{
    enum wq_status status = WQ_OK;

    if (wq_fulltext_open(file, b->encoding, &b->old, NULL) != WQ_OK)
        b->old = NULL;
    if (make_plan(b))
        status = write_file(b, fd, err);
    if (status == WQ_OK && b->built->outcome == WQ_FULLTEXT_BUILT && rename(fresh, file) != 0)
        status = wq_fail(err, WQ_ESYS, file);
    if (status != WQ_OK || b->built->outcome != WQ_FULLTEXT_BUILT)
        unlink(fresh);
    wq_fulltext_free(b->old);
    return status;
}

enum wq_status wq_fulltext_build(const char *file, const char *encoding, const struct wq_buf *paths,
                                 const struct wq_progress *progress, struct wq_fulltext_built *out,
                                 struct wq_error *err)
{
    struct build b = {.encoding = encoding, .paths = paths, .progress = progress, .built = out};
    struct wq_buf fresh = WQ_BUF_INIT;
    int fd;

    *out = (struct wq_fulltext_built){.outcome = WQ_FULLTEXT_BUSY};
    wq_buf_addf(&fresh, "%s.new", file);
    enum wq_status status = wq_folder_make(file, err);
    if (status == WQ_OK)
        status = open_new(fresh.data, &fd, err);
    if (status == WQ_OK) {
        for (const char *p = first_path(&b); p; p = path_after(&b, p))
            b.total++;
        b.plan = wq_calloc(b.total, sizeof *b.plan);
        status = build_into(&b, file, fresh.data, fd, err);
        free(b.plan);
        close(fd);
    } else if (status == WQ_ETYPE) {
        status = WQ_OK;
    }
    wq_buf_release(&fresh);
    return status;
}
