/* Where cache files are, and where their hits are in the documents. */
#include "fulltext_file.h"

#include "waraq/base/folder.h"
#include "waraq/base/hash.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

enum wq_status wq_fulltext_file(const char *const *paths, size_t n, const char *encoding, struct wq_buf *out)
{
    struct wq_buf names = WQ_BUF_INIT;

    if (wq_folder_add(WQ_FOLDER_CACHE, out) != WQ_OK)
        return WQ_ENOTFOUND;
    for (size_t i = 0; i < n; i++) {
        if (strcmp(paths[i], "-") != 0)
            add_absolute(&names, paths[i]);
        wq_buf_addc(&names, '\0');
    }
    wq_buf_adds(&names, encoding ? encoding : "");
    wq_buf_addf(out, "/text-%016llx", (unsigned long long)wq_hash(names.data, names.len, 1));
    wq_buf_release(&names);
    return WQ_OK;
}

enum wq_status wq_fulltext_spans(struct wq_fulltext *ft, size_t doc, const char *path, struct wq_query *q,
                                 struct wq_text *text, struct wq_hits *hits, bool *same, struct wq_error *err)
{
    struct wq_buf bytes = WQ_BUF_INIT;
    bool before = wq_fulltext_doc(ft, path) == doc;

    enum wq_status status = wq_read_path(path, 0, &bytes, err);
    if (same)
        *same = before && wq_fulltext_doc(ft, path) == doc;
    if (status == WQ_OK)
        status = wq_decode_buf(&bytes, ft->encoding, text, err);
    wq_buf_release(&bytes);
    return status == WQ_OK ? wq_query_find(q, text->data, text->len, hits) : status;
}
