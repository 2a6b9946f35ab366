#include "library.h"

#include "scratch.h"
#include "waraq/base/array.h"
#include "waraq/text/utf8.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

void library_init(struct library *l, const char *name)
{
    *l = (struct library){.file = scratch_path(name)};
}

void library_release(struct library *l)
{
    for (size_t i = 0; i < l->paths.len; i++)
        free((void *)(uintptr_t)l->paths.items[i]);
    free(l->paths.items);
    wq_buf_release(&l->list);
}

void library_add(struct library *l, const char *path)
{
    *WQ_PUSH(&l->paths) = wq_strdup(path);
    wq_cache_add_path(&l->list, path);
}

void library_write(struct library *l, const char *name, const char *text, size_t len)
{
    library_add(l, scratch_bytes(name, text, len));
}

static int visible(const struct dirent *d)
{
    return d->d_name[0] != '.';
}

void library_samples(struct library *l)
{
    struct dirent **files;
    struct wq_buf path = WQ_BUF_INIT;
    int n = scandir("data/samples", &files, visible, alphasort);

    assert_true(n > 0);
    for (int i = 0; i < n; i++) {
        wq_buf_clear(&path);
        wq_buf_addf(&path, "data/samples/%s", files[i]->d_name);
        library_add(l, path.data);
        free(files[i]);
    }
    free(files);
    wq_buf_release(&path);
}

struct wq_cache_built library_build(struct library *l)
{
    struct wq_cache_built built;
    struct wq_error err;

    enum wq_status status = wq_fulltext_build(l->file, l->encoding, &l->list, NULL, &built, &err);
    if (status != WQ_OK)
        fail_msg("building: %s, %s, %s", wq_status_name(status), err.what, strerror(err.sys));
    return built;
}

struct wq_fulltext *library_open(const struct library *l)
{
    struct wq_fulltext *ft = NULL;

    assert_int_equal(wq_fulltext_open(l->file, l->encoding, &ft, NULL), WQ_OK);
    return ft;
}

void library_text(struct random *r, struct wq_buf *out, size_t n)
{
    static const uint32_t letters[] = {0x627, 0x628, 0x6CC, 0x64A, 0x6A9, 0x643, 0x6BE, 0x62D, 0x6C1,
                                       0x647, 0x646, 0x6BA, 0x631, 0x691, 0x632, 0x630, 0x636, 0x638,
                                       0x633, 0x62B, 0x635, 0x62A, 0x679, 0x637, 0x62F, 0x688, 0x6D2,
                                       0x5D0, 0x5E9, 'a',   'B',   's',   '7',   0x6F7, 0x667};
    static const uint32_t gaps[] = {' ', '\n', 0xA0, 0x200C, '\'', 0x2019, '"', 0xAB, '\t'};
    static const uint32_t odd[] = {0x64F,  0x670,  0x651,    0x640,   0x200F, 0x622, 0x6C2,  0xFDF2, 0xFDFA,
                                   0xFEFB, 0xFB8E, 0xDF,     0xBD,    0x149,  0x410, 0x4E2D, 0x915,  0x1F600,
                                   0x301,  0x60C,  0x6D4,    '`',     '^',    '~',   0,      0x7F,   0x1F,
                                   0xFFFD, 0x2026, 0x10FFFF, 0x1E900, 0x6D0,  0x690, 0x68D,  0x5F0,  '-'};

    for (size_t i = 0; i < n; i++) {
        uint32_t kind = random_below(r, 16);
        uint32_t cp = kind < 11   ? letters[random_below(r, WQ_COUNT(letters))]
                      : kind < 14 ? gaps[random_below(r, WQ_COUNT(gaps))]
                                  : odd[random_below(r, WQ_COUNT(odd))];
        wq_buf_addcp(out, cp);
    }
}

static bool note(void *data, size_t doc, size_t hits)
{
    size_t *counts = data;

    assert_int_equal(counts[doc], 0);
    assert_int_not_equal(hits, 0);
    counts[doc] = hits;
    return true;
}

static void compare_doc(const struct library *l, struct wq_fulltext *ft, struct wq_query *q, size_t i,
                        const size_t *counts)
{
    struct wq_hits hits = {NULL, 0, 0};
    struct wq_text text;
    bool same = false;
    size_t doc = wq_fulltext_doc(ft, l->paths.items[i]);

    if (doc == WQ_FULLTEXT_NONE)
        fail_msg("%s is not in the cache", l->paths.items[i]);
    assert_int_equal(wq_fulltext_spans(ft, doc, l->paths.items[i], q, &text, &hits, &same, NULL), WQ_OK);
    assert_true(same);
    size_t warm = counts[doc];
    bool right = warm == WQ_FULLTEXT_NONE ? wq_query_match(q) == WQ_MATCH_EXACT : warm == hits.len;
    if (!right)
        fail_msg("%s: %zu hits warm, %zu cold, match %d", l->paths.items[i], warm, hits.len,
                 (int)wq_query_match(q));
    wq_hits_release(&hits);
    wq_text_release(&text);
}

/* The same, begun anew every few documents: at any place of the file. */
static void compare_in_slices(struct wq_fulltext *ft, const struct wq_fulltext_search *whole,
                              const size_t *counts)
{
    size_t n = wq_fulltext_count(ft);
    size_t *sliced = wq_calloc(n, sizeof *sliced);
    struct wq_fulltext_search s = *whole;

    s.data = sliced;
    for (size_t from = 0; from < n;) {
        size_t next = from;
        assert_int_equal(wq_fulltext_find(ft, &s, from, from + 3, &next, NULL), WQ_OK);
        assert_true(next > from);
        from = next;
    }
    assert_memory_equal(sliced, counts, n * sizeof *sliced);
    free(sliced);
}

void library_compare(const struct library *l, struct wq_fulltext *ft, const char *query, size_t len,
                     enum wq_match match, bool word)
{
    size_t *counts = wq_calloc(wq_fulltext_count(ft), sizeof *counts);
    struct wq_query *q;
    struct wq_fulltext_search s = {.found = note, .data = counts};
    size_t next = 0;

    if (wq_query_new(query, len, match, word, &q, NULL) == WQ_OK) {
        s.query = q;
        assert_int_equal(wq_fulltext_find(ft, &s, 0, SIZE_MAX, &next, NULL), WQ_OK);
        assert_true(next == SIZE_MAX);
        compare_in_slices(ft, &s, counts);
        for (size_t i = 0; i < l->paths.len; i++)
            compare_doc(l, ft, q, i, counts);
        wq_query_free(q);
    }
    free(counts);
}
