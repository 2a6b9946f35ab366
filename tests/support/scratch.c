#include "scratch.h"

#include "waraq/base/array.h"
#include "waraq/base/buf.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[256];

static struct {
    char **items;
    size_t len, cap;
} paths;

int scratch_open(void **state)
{
    const char *under = getenv("TMPDIR");

    (void)state;
    snprintf(folder, sizeof folder, "%s/waraq-test-XXXXXX", under && *under ? under : "/tmp");
    return mkdtemp(folder) ? 0 : -1;
}

static int take_away(const char *path, const struct stat *st, int kind, struct FTW *at)
{
    (void)st;
    (void)at;
    /* A folder that nobody may read was walked as one that is empty. */
    return kind == FTW_DP || kind == FTW_DNR ? rmdir(path) : unlink(path);
}

int scratch_close(void **state)
{
    (void)state;
    for (size_t i = 0; i < paths.len; i++)
        free(paths.items[i]);
    free(paths.items);
    memset(&paths, 0, sizeof paths);
    return nftw(folder, take_away, 16, FTW_DEPTH | FTW_PHYS);
}

const char *scratch_folder(void)
{
    return folder;
}

const char *scratch_path(const char *name)
{
    struct wq_buf path = WQ_BUF_INIT;

    wq_buf_addf(&path, "%s/%s", folder, name);
    *WQ_PUSH(&paths) = path.data;
    return path.data;
}

const char *scratch_bytes(const char *name, const void *bytes, size_t len)
{
    const char *path = scratch_path(name);
    FILE *f = fopen(path, "wb");

    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, len, f), len);
    assert_int_equal(fclose(f), 0);
    return path;
}

const char *scratch_file(const char *name, const char *text)
{
    return scratch_bytes(name, text, strlen(text));
}

const char *scratch_subfolder(const char *name)
{
    const char *path = scratch_path(name);

    assert_int_equal(mkdir(path, 0755), 0);
    return path;
}

char *text_times(const char *text, size_t n, size_t *len)
{
    size_t one = strlen(text);
    char *all = malloc(one * n + 1);

    assert_non_null(all);
    for (size_t i = 0; i < n; i++)
        memcpy(all + i * one, text, one);
    all[one * n] = '\0';
    *len = one * n;
    return all;
}
