#include "walk.h"

#include "waraq/base/array.h"
#include "waraq/base/buf.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Deeper nesting is passed over as unreadable: nobody keeps articles there, and file descriptors end. */
enum { MOST_DEPTH = 64 };

struct visited {
    dev_t dev;
    ino_t ino;
};

struct walk {
    void (*found)(const char *path, void *data);
    void *data;
    size_t *unreadable;
    struct {
        struct visited *items;
        size_t len, cap;
    } visited;
};

/* The names in a folder, together in one piece of memory: there may be a hundred thousand. Each has a byte
 * before it that says what it is a name of. */
enum { IS_FILE = 'f', IS_FOLDER = 'd' };

struct names {
    struct wq_buf text; /* a NUL behind each */
    const char **items; /* in order of name, without what they are */
    size_t len;
};

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* 1: a folder, 0: a regular file, -1: anything else, or a link that leads nowhere. */
static int kind_of(int dir, const struct dirent *d)
{
    struct stat st;

    if (d->d_type == DT_REG)
        return 0;
    if (d->d_type == DT_DIR)
        return 1;
    if (d->d_type != DT_LNK && d->d_type != DT_UNKNOWN)
        return -1;
    if (fstatat(dir, d->d_name, &st, 0) != 0)
        return -1;
    return S_ISDIR(st.st_mode) ? 1 : S_ISREG(st.st_mode) ? 0 : -1;
}

static void sort_names(struct names *names)
{
    const char *at = names->text.data;

    names->items = wq_reallocarray(NULL, names->len, sizeof *names->items);
    for (size_t i = 0; i < names->len; i++) {
        names->items[i] = at + 1;
        at += strlen(at) + 1;
    }
    qsort(names->items, names->len, sizeof *names->items, by_name);
}

static void read_names(DIR *dir, struct names *names)
{
    for (struct dirent *d; (d = readdir(dir));) {
        if (d->d_name[0] == '.')
            continue;
        int kind = kind_of(dirfd(dir), d);
        if (kind < 0)
            continue;
        wq_buf_addc(&names->text, kind == 1 ? IS_FOLDER : IS_FILE);
        wq_buf_add(&names->text, d->d_name, strlen(d->d_name) + 1);
        names->len++;
    }
    if (names->len)
        sort_names(names);
}

/* False if this folder was entered before: links can make loops. */
static bool enter(struct walk *w, int fd)
{
    struct stat st;

    if (fstat(fd, &st) != 0)
        return false;
    for (size_t i = 0; i < w->visited.len; i++)
        if (w->visited.items[i].dev == st.st_dev && w->visited.items[i].ino == st.st_ino)
            return false;
    *WQ_PUSH(&w->visited) = (struct visited){st.st_dev, st.st_ino};
    return true;
}

static enum wq_status walk_folder(struct walk *w, int at, const char *name, struct wq_buf *path, int depth)
{
    struct names names = {.text = WQ_BUF_INIT};
    int fd = depth < MOST_DEPTH ? openat(at, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    if (fd < 0)
        return WQ_ESYS;
    DIR *dir = fdopendir(fd);
    if (!dir) {
        close(fd);
        return WQ_ESYS;
    }
    if (enter(w, fd))
        read_names(dir, &names);
    size_t base = path->len;
    for (size_t i = 0; i < names.len; i++) {
        if (base && path->data[base - 1] != '/')
            wq_buf_addc(path, '/');
        const char *entry = names.items[i];
        wq_buf_adds(path, entry);
        if (entry[-1] == IS_FILE)
            w->found(path->data, w->data);
        else if (walk_folder(w, fd, entry, path, depth + 1) != WQ_OK)
            ++*w->unreadable;
        path->len = base;
        path->data[base] = '\0';
    }
    free(names.items);
    wq_buf_release(&names.text);
    closedir(dir);
    return WQ_OK;
}

enum wq_status wq_walk(const char *folder, void (*found)(const char *path, void *data), void *data,
                       size_t *unreadable, struct wq_error *err)
{
    struct walk w = {.found = found, .data = data, .unreadable = unreadable};
    struct wq_buf path = WQ_BUF_INIT;

    wq_buf_adds(&path, folder);
    enum wq_status status = walk_folder(&w, AT_FDCWD, folder, &path, 0);
    if (status != WQ_OK)
        wq_fail(err, status, folder);
    wq_buf_release(&path);
    free(w.visited.items);
    return status;
}
