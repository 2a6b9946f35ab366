#include "capture.h"

#include "waraq/base/nameless.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

bool wq_capture_init(struct wq_capture *c)
{
    int fd = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0);

    c->file = -1;
    c->out = fd >= 0 ? fdopen(fd, "w") : NULL;
    if (fd >= 0 && !c->out)
        close(fd);
    return c->out != NULL;
}

void wq_capture_release(struct wq_capture *c)
{
    if (c->out)
        fclose(c->out);
    if (c->file >= 0)
        close(c->file);
}

bool wq_capture_begin(struct wq_capture *c)
{
    if (c->file < 0)
        c->file = wq_nameless_open();
    return c->file >= 0 && dup3(c->file, fileno(c->out), O_CLOEXEC) >= 0;
}

void wq_capture_end(struct wq_capture *c, struct wq_buf *out)
{
    off_t len = lseek(c->file, 0, SEEK_CUR);

    while (dup3(STDOUT_FILENO, fileno(c->out), O_CLOEXEC) < 0 && errno == EINTR) {
    }
    if (len > 0) {
        wq_buf_reserve(out, (size_t)len);
        ssize_t n = pread(c->file, out->data + out->len, (size_t)len, 0);
        out->len += n > 0 ? (size_t)n : 0;
        out->data[out->len] = '\0';
    }
    if (ftruncate(c->file, 0) == 0)
        lseek(c->file, 0, SEEK_SET);
}
