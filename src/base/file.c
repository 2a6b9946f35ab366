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

enum wq_status wq_file_replace(const char *path, const char *bytes, size_t len, struct wq_error *err)
{
    struct wq_buf name = WQ_BUF_INIT;
    enum wq_status status = WQ_OK;

    wq_buf_addf(&name, "%s.XXXXXX", path);
    int fd = mkostemp(name.data, O_CLOEXEC); /* 0600 */
    if (fd < 0) {
        status = wq_fail(err, WQ_ESYS, path);
    } else {
        bool written = write_all(fd, bytes, len) && fsync(fd) == 0;
        int why = errno;
        if (close(fd) != 0 && written) {
            written = false;
            why = errno;
        }
        if (written && rename(name.data, path) != 0) {
            written = false;
            why = errno;
        }
        if (!written) {
            unlink(name.data);
            errno = why;
            status = wq_fail(err, WQ_ESYS, path);
        }
    }
    wq_buf_release(&name);
    return status;
}
