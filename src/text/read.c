#include "waraq/text/decode.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    STEP = 64 * 1024,
    LARGE = 8 * 1024 * 1024,
    RESERVE = 64 * 1024 * 1024, /* a file may claim any size: more is taken as it comes */
};

/* The kernel gives the memory of a large file in large pages, if it can: it takes half the time. Of no harm
 * where the pages are shared with others, or where it is not heeded. */
static void want_large_pages(const struct wq_buf *b)
{
#ifdef MADV_HUGEPAGE
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    uintptr_t start = (uintptr_t)b->data / page * page;
    uintptr_t end = ((uintptr_t)b->data + b->cap + page - 1) / page * page;

    if (b->cap >= LARGE)
        (void)madvise((char *)b->data - ((uintptr_t)b->data - start), end - start, MADV_HUGEPAGE);
#else
    (void)b;
#endif
}

/* Sets *fd, or fails without having opened what could block. */
static enum wq_status open_regular(const char *path, int *fd, struct stat *st)
{
    if (stat(path, st) != 0)
        return WQ_ESYS;
    if (!S_ISREG(st->st_mode))
        return WQ_ETYPE;
    do
        *fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    while (*fd < 0 && errno == EINTR);
    if (*fd < 0)
        return WQ_ESYS;
    /* Another may stand in its place by now. */
    enum wq_status s = fstat(*fd, st) != 0 ? WQ_ESYS : S_ISREG(st->st_mode) ? WQ_OK : WQ_ETYPE;
    if (s != WQ_OK) {
        int kept = errno;
        close(*fd);
        errno = kept;
    }
    return s;
}

/* Standard input may have been left non-blocking by another program. */
static bool wait_for(int fd)
{
    struct pollfd p = {.fd = fd, .events = POLLIN};

    return poll(&p, 1, -1) >= 0 || errno == EINTR;
}

static enum wq_status read_all(int fd, size_t most, struct wq_buf *out)
{
    size_t start = out->len;

    while (!most || out->len - start < most) {
        size_t want = most && most - (out->len - start) < STEP ? most - (out->len - start) : STEP;
        wq_buf_reserve(out, want);
        ssize_t n = read(fd, out->data + out->len, want);
        if (n == 0)
            break;
        if (n > 0) {
            out->len += (size_t)n;
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            if (!wait_for(fd))
                return WQ_ESYS;
        } else if (errno != EINTR) {
            return errno == EISDIR ? WQ_ETYPE : WQ_ESYS;
        }
    }
    return WQ_OK;
}

enum wq_status wq_read_path(const char *path, size_t most, struct wq_buf *out, struct wq_error *err)
{
    bool input = strcmp(path, "-") == 0;
    int fd = STDIN_FILENO;
    struct stat st = {.st_size = 0};
    size_t start = out->len;
    enum wq_status s = input ? WQ_OK : open_regular(path, &fd, &st);

    if (s != WQ_OK)
        return wq_fail(err, s, path);
    if (st.st_size > 0) {
        size_t size = st.st_size < RESERVE ? (size_t)st.st_size : RESERVE;
        /* One more than there should be, so that its end is met without growing. */
        wq_buf_reserve(out, most && most < size ? most : size + STEP);
        want_large_pages(out);
    }
    s = read_all(fd, most, out);
    if (s != WQ_OK) {
        (void)wq_fail(err, s, path);
        out->len = start;
    }
    if (!input)
        close(fd);
    wq_buf_reserve(out, 0);
    out->data[out->len] = '\0';
    return s;
}
