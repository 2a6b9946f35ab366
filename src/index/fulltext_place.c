/* Where the hits in a cache file are in the documents. */
#include "fulltext_file.h"

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
