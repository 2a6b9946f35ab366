#include "waraq/base/file.h"

#include "waraq/base/buf.h"
#include "waraq/base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_TRIES = 100 };

enum wq_status wq_file_make_folders(const char *path, struct wq_error *err)
{
    char *copy = wq_strdup(path);
    enum wq_status status = WQ_OK;
    struct stat st;

    for (char *slash = strchr(copy + 1, '/'); slash && status == WQ_OK; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        bool there = stat(copy, &st) == 0;
        if (!there && mkdir(copy, 0700) != 0 && errno != EEXIST)
            status = wq_fail(err, WQ_ESYS, copy);
        *slash = '/';
    }
    free(copy);
    return status;
}

static bool write_all(int fd, const char *s, size_t len)
{
    while (len > 0) {
        ssize_t n = write(fd, s, len);
        if (n < 0 && errno != EINTR)
            return false;
        s += n > 0 ? n : 0;
        len -= n > 0 ? (size_t)n : 0;
    }
    return true;
}

/* A new file beside path, its name in *name; -1 and errno. Not mkstemp: the umask is to have its say. */
static int open_beside(const char *path, mode_t mode, struct wq_buf *name)
{
    int fd = -1;

    for (unsigned i = 0; i < MOST_TRIES; i++) {
        wq_buf_clear(name);
        wq_buf_addf(name, "%s.%ld-%u", path, (long)getpid(), i);
        fd = open(name->data, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
        if (fd >= 0 || errno != EEXIST)
            break;
    }
    return fd;
}

/* Writes and closes fd; false and errno. */
static bool fill(int fd, const void *bytes, size_t len)
{
    bool written = write_all(fd, bytes, len) && fsync(fd) == 0;
    int why = errno;

    if (close(fd) != 0 && written)
        return false;
    errno = why;
    return written;
}

/* Where a file system has no links, what is new is only looked for beforehand. */
static bool put_new(const char *from, const char *path)
{
    struct stat st;

    if (link(from, path) == 0)
        return unlink(from) == 0;
    if (errno == EEXIST)
        return false;
    if (lstat(path, &st) == 0) {
        errno = EEXIST;
        return false;
    }
    return rename(from, path) == 0;
}

enum wq_status wq_file_write(const char *path, const void *bytes, size_t len, unsigned flags,
                             struct wq_error *err)
{
    struct wq_buf name = WQ_BUF_INIT;
    struct stat old;
    bool keep = !(flags & WQ_FILE_PRIVATE) && lstat(path, &old) == 0 && S_ISREG(old.st_mode);
    int fd = open_beside(path, flags & WQ_FILE_PRIVATE ? 0600 : 0666, &name);
    bool done = fd >= 0;

    if (done) {
        if (keep)
            (void)fchmod(fd, old.st_mode & 0777); /* the text is worth more than its mode */
        done = fill(fd, bytes, len) &&
               (flags & WQ_FILE_NEW ? put_new(name.data, path) : rename(name.data, path) == 0);
        int why = errno;
        if (!done)
            unlink(name.data);
        errno = why;
    }
    enum wq_status status = done ? WQ_OK : wq_fail(err, WQ_ESYS, path);
    wq_buf_release(&name);
    return status;
}
