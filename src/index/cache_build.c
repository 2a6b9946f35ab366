/* Building cache files: what has changed, documents that stand still, one builder at a time. */
#include "cache_inner.h"

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
    /* Where less than this part of a library has changed, the file stays: to read so little when it is asked
     * for costs less than writing everything again. */
    WORTH = 256,
    /* File systems note times in the kernel's ticks, 10 ms at most: what is younger could change again
     * without looking changed. (git calls this "racy": Documentation/technical/racy-git.txt.) */
    SETTLED_NS = 20000000,
};

/* ---- what there is ---- */

void wq_cache_add_path(struct wq_buf *paths, const char *path)
{
    if (strcmp(path, "-") != 0)
        wq_buf_add(paths, path, strlen(path) + 1);
}

const char *wq_cache_next(const struct wq_buf *paths, const char *path)
{
    path = path ? path + strlen(path) + 1 : paths->data;
    return path && path < paths->data + paths->len ? path : NULL;
}

bool wq_cache_plan(struct wq_cache_plan *p, const struct wq_buf *paths, struct wq_cache_docs *old,
                   const struct wq_progress *progress)
{
    struct stat st;
    size_t i = 0;

    *p = (struct wq_cache_plan){0};
    for (const char *path = wq_cache_next(paths, NULL); path; path = wq_cache_next(paths, path))
        p->total++;
    p->docs = wq_calloc(p->total, sizeof *p->docs);
    for (const char *path = wq_cache_next(paths, NULL); path; path = wq_cache_next(paths, path), i++) {
        if (!wq_progress_step(progress, 0, p->total))
            return false;
        if (stat(path, &st) != 0 || !S_ISREG(st.st_mode))
            continue;
        size_t doc = old ? wq_cache_find(old, wq_cache_identity(path, &st)) : WQ_CACHE_NONE;
        if (doc != WQ_CACHE_NONE) {
            p->docs[i] = (uint32_t)doc + 1;
            p->known++;
        } else {
            p->differ++;
            p->bytes += (uint64_t)st.st_size;
        }
    }
    return true;
}

void wq_cache_plan_release(struct wq_cache_plan *p)
{
    free(p->docs);
}

bool wq_cache_is_worth(const struct wq_cache_plan *p, const struct wq_cache_docs *old, uint64_t bytes)
{
    size_t gone = old->n > p->known ? old->n - p->known : 0;

    return p->differ + gone > p->total / WORTH || p->bytes > bytes / WORTH;
}

/* ---- documents ---- */

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

enum wq_cache_reading wq_cache_read_doc(const char *path, const char *encoding, uint64_t *identity,
                                        struct wq_text *text)
{
    struct wq_buf bytes = WQ_BUF_INIT;
    struct stat before;
    struct stat after;

    *text = (struct wq_text){.data = NULL};
    if (stat(path, &before) != 0 || !S_ISREG(before.st_mode) || !settle(&before))
        return WQ_CACHE_LEFT;
    *identity = wq_cache_identity(path, &before);
    enum wq_status status = wq_read_path(path, 0, &bytes, NULL);
    bool barred = status == WQ_ESYS && errno == EACCES;
    bool same = stat(path, &after) == 0 && wq_cache_identity(path, &after) == *identity;
    if (status == WQ_OK && same)
        status = wq_decode_buf(&bytes, encoding, text, NULL);
    wq_buf_release(&bytes);
    if (!same)
        return WQ_CACHE_LEFT;
    return status == WQ_OK                  ? WQ_CACHE_READ
           : barred || status == WQ_EBINARY ? WQ_CACHE_NO_TEXT
                                            : WQ_CACHE_LEFT;
}

/* ---- the new file ---- */

static void make_folders(const char *file)
{
    char *path = wq_strdup(file);

    for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(path, 0700); /* what cannot be made shows when the file is opened */
        *slash = '/';
    }
    free(path);
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

enum wq_status wq_cache_begin(struct wq_cache_fresh *f, const char *file, struct wq_error *err)
{
    wq_buf_init(&f->path);
    make_folders(file);
    wq_buf_addf(&f->path, "%s.new", file);
    enum wq_status status = open_new(f->path.data, &f->fd, err);
    if (status != WQ_OK)
        wq_buf_release(&f->path);
    return status;
}

enum wq_status wq_cache_end(struct wq_cache_fresh *f, const char *file, bool keep, struct wq_error *err)
{
    bool kept = keep && rename(f->path.data, file) == 0;
    enum wq_status status = keep && !kept ? wq_fail(err, WQ_ESYS, file) : WQ_OK;

    if (!kept)
        unlink(f->path.data);
    close(f->fd);
    wq_buf_release(&f->path);
    return status;
}
