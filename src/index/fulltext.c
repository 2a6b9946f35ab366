/* Stands in for the cached folded text until it is written: there is no cache, and every search reads. */
#include "waraq/index/fulltext.h"
enum wq_status wq_fulltext_file(const char *const *paths, size_t n, const char *encoding, struct wq_buf *out)
{
    (void)paths;
    (void)n;
    (void)encoding;
    (void)out;
    return WQ_ENOTFOUND;
}
enum wq_status wq_fulltext_open(const char *file, const char *encoding, struct wq_fulltext **out,
                                struct wq_error *err)
{
    (void)file;
    (void)encoding;
    (void)out;
    (void)err;
    return WQ_ENOTFOUND;
}
void wq_fulltext_free(struct wq_fulltext *ft)
{
    (void)ft;
}
size_t wq_fulltext_count(const struct wq_fulltext *ft)
{
    (void)ft;
    return 0;
}
size_t wq_fulltext_doc(struct wq_fulltext *ft, const char *path)
{
    (void)ft;
    (void)path;
    return WQ_FULLTEXT_NONE;
}
enum wq_status wq_fulltext_find(struct wq_fulltext *ft, const struct wq_fulltext_search *s, size_t from,
                                size_t to, size_t *next, struct wq_error *err)
{
    (void)ft;
    (void)s;
    (void)from;
    (void)to;
    (void)next;
    (void)err;
    return WQ_ETYPE;
}
enum wq_status wq_fulltext_build(const char *file, const char *encoding, const struct wq_buf *paths,
                                 const struct wq_progress *progress, struct wq_fulltext_built *out,
                                 struct wq_error *err)
{
    (void)file;
    (void)encoding;
    (void)paths;
    (void)progress;
    (void)out;
    (void)err;
    return WQ_ENOTFOUND;
}
void wq_fulltext_add_path(struct wq_buf *paths, const char *path)
{
    (void)paths;
    (void)path;
}
