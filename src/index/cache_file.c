/* Cache files: where they are, reading and writing them, finding a document in one. */
#include "cache_inner.h"

#include "waraq/base/folder.h"
#include "waraq/base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- where they are ---- */

/* Appends path, absolute and without ".", doubled slashes or one at its end: two ways to write a path are one
 * library, mostly. Two libraries never are one in a way that matters, since documents have an identity. */
static void add_absolute(struct wq_buf *out, const char *path)
{
    if (path[0] != '/') {
        char *here = getcwd(NULL, 0);
        wq_buf_adds(out, here && strcmp(here, "/") != 0 ? here : "");
        free(here);
    }
    while (*path) {
        size_t len = strcspn(path, "/");
        if (len > 0 && !(len == 1 && path[0] == '.')) {
            wq_buf_addc(out, '/');
            wq_buf_add(out, path, len);
        }
        path += len;
        path += *path == '/';
    }
}

enum wq_status wq_cache_file(enum wq_cache_kind kind, const char *const *paths, size_t n,
                             const char *encoding, struct wq_buf *out)
{
    static const char *const kinds[] = {[WQ_CACHE_FULLTEXT] = "text", [WQ_CACHE_MENTIONS] = "mentions"};
    struct wq_buf names = WQ_BUF_INIT;

    if (wq_folder_add(WQ_FOLDER_CACHE, out) != WQ_OK)
        return WQ_ENOTFOUND;
    for (size_t i = 0; i < n; i++) {
        if (strcmp(paths[i], "-") != 0)
            add_absolute(&names, paths[i]);
        wq_buf_addc(&names, '\0');
    }
    wq_buf_adds(&names, encoding ? encoding : "");
    wq_buf_addf(out, "/%s-%016llx", kinds[kind], (unsigned long long)wq_hash(names.data, names.len, 1));
    wq_buf_release(&names);
    return WQ_OK;
}

/* ---- reading ---- */

enum wq_status wq_cache_read(int fd, uint64_t offset, void *to, size_t len, struct wq_error *err)
{
    size_t done = 0;

    while (done < len) {
        ssize_t n = pread(fd, (char *)to + done, len - done, (off_t)(offset + done));
        if (n == 0)
            return wq_fail(err, WQ_ETYPE, "cache file"); /* cut off */
        if (n < 0 && errno != EINTR)
            return wq_fail(err, WQ_ESYS, "cache file");
        done += n > 0 ? (size_t)n : 0;
    }
    return WQ_OK;
}

enum wq_status wq_cache_open(const char *file, int *fd, uint64_t *size, struct wq_error *err)
{
    struct stat st;

    *fd = open(file, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (*fd < 0)
        return wq_fail(err, errno == ENOENT || errno == ENOTDIR ? WQ_ENOTFOUND : WQ_ESYS, file);
    enum wq_status status = WQ_OK;
    if (fstat(*fd, &st) != 0)
        status = wq_fail(err, WQ_ESYS, "cache file");
    else if (!S_ISREG(st.st_mode) || st.st_uid != geteuid() || st.st_size < WQ_CACHE_START)
        status = wq_fail(err, WQ_ETYPE, "cache file");
    if (status == WQ_OK)
        *size = (uint64_t)st.st_size;
    else
        close(*fd);
    return status;
}

bool wq_cache_is_ours(const struct wq_cache_head *h, const char *magic, uint32_t version, uint64_t key,
                      uint64_t size)
{
    return !memcmp(h->magic, magic, sizeof h->magic) && h->order == WQ_CACHE_ORDER && h->version == version &&
           h->key == key && h->length == size && size <= INT64_MAX;
}

/* ---- documents ---- */

static void make_index(struct wq_cache_docs *docs)
{
    docs->slots = 16;
    while (docs->slots < 2 * docs->n)
        docs->slots *= 2;
    docs->index = wq_calloc(docs->slots, sizeof *docs->index);
    for (size_t i = docs->n; i-- > 0;) {
        size_t slot = (size_t)docs->items[i].identity & (docs->slots - 1);
        while (docs->index[slot])
            slot = (slot + 1) & (docs->slots - 1);
        docs->index[slot] = (uint32_t)i + 1;
    }
}

void wq_cache_docs_release(struct wq_cache_docs *docs)
{
    free(docs->index);
    docs->index = NULL;
}

size_t wq_cache_find(struct wq_cache_docs *docs, uint64_t identity)
{
    if (!docs->index)
        make_index(docs);
    for (size_t slot = (size_t)identity & (docs->slots - 1); docs->index[slot];
         slot = (slot + 1) & (docs->slots - 1))
        if (docs->items[docs->index[slot] - 1].identity == identity)
            return docs->index[slot] - 1;
    return WQ_CACHE_NONE;
}

size_t wq_cache_find_path(struct wq_cache_docs *docs, const char *path)
{
    struct stat st;

    if (stat(path, &st) != 0 || !S_ISREG(st.st_mode))
        return WQ_CACHE_NONE;
    return wq_cache_find(docs, wq_cache_identity(path, &st));
}

/* ---- writing ---- */

static void write_at(struct wq_cache_sink *s, uint64_t offset, const void *bytes, size_t len)
{
    size_t done = 0;

    while (s->status == WQ_OK && done < len) {
        ssize_t n = pwrite(s->fd, (const char *)bytes + done, len - done, (off_t)(offset + done));
        if (n < 0 && errno != EINTR) {
            s->status = WQ_ESYS;
            s->sys = errno;
        }
        done += n > 0 ? (size_t)n : 0;
    }
}

void wq_cache_append(struct wq_cache_sink *s, const void *bytes, size_t len)
{
    write_at(s, s->at, bytes, len);
    s->at += len;
}

uint64_t wq_cache_seal(const void *header, size_t len)
{
    return wq_hash(header, len - sizeof(uint64_t), len);
}

enum wq_status wq_cache_finish(struct wq_cache_sink *s, void *header, size_t len, const char *magic,
                               uint32_t version, uint64_t key, struct wq_error *err)
{
    struct wq_cache_head *h = header;

    memcpy(h->magic, magic, sizeof h->magic);
    h->order = WQ_CACHE_ORDER;
    h->version = version;
    h->key = key;
    h->length = s->at;
    uint64_t sum = wq_cache_seal(header, len);
    memcpy((char *)header + len - sizeof sum, &sum, sizeof sum);
    write_at(s, 0, header, len);
    errno = s->sys;
    return s->status == WQ_OK ? WQ_OK : wq_fail(err, s->status, "cache file");
}
