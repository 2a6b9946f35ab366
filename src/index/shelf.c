#include "waraq/index/shelf.h"

#include "walk.h"

#include "waraq/base/array.h"
#include "waraq/text/utf8.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* A file up to this size is read whole for its head, so that its words are counted, not reckoned. */
enum { HEAD_BYTES = 65536 };

struct wq_shelf {
    struct wq_doc *doc;
    const char *encoding;
    struct {
        struct wq_entry *items;
        size_t len, cap;
    } entries;
    unsigned next_id;
    size_t unreadable;
    struct wq_buf input; /* standard input can be read once only */
    bool input_read;
};

struct wq_shelf *wq_shelf_new(struct wq_doc *d, const char *encoding)
{
    struct wq_shelf *s = wq_calloc(1, sizeof *s);
    s->doc = d;
    s->encoding = encoding;
    return s;
}

static void forget_head(struct wq_entry *e)
{
    if (e->head)
        free(e->head->title);
    free(e->head);
    e->head = NULL;
}

static void release_entry(struct wq_entry *e)
{
    free(e->path);
    forget_head(e);
}

void wq_shelf_free(struct wq_shelf *s)
{
    if (!s)
        return;
    for (size_t i = 0; i < s->entries.len; i++)
        release_entry(&s->entries.items[i]);
    free(s->entries.items);
    wq_buf_release(&s->input);
    free(s);
}

static void add_file(const char *path, void *data)
{
    struct wq_shelf *s = data;
    *WQ_PUSH(&s->entries) = (struct wq_entry){.path = wq_strdup(path), .id = s->next_id++};
}

enum wq_status wq_shelf_add(struct wq_shelf *s, const char *path, struct wq_error *err)
{
    struct stat st;

    if (!strcmp(path, "-")) {
        add_file(path, s);
        return WQ_OK;
    }
    if (stat(path, &st) != 0)
        return wq_fail(err, WQ_ESYS, path);
    if (S_ISDIR(st.st_mode))
        return wq_walk(path, add_file, s, &s->unreadable, err);
    if (!S_ISREG(st.st_mode))
        return wq_fail(err, WQ_ETYPE, path);
    add_file(path, s);
    return WQ_OK;
}

size_t wq_shelf_count(const struct wq_shelf *s)
{
    return s->entries.len;
}

size_t wq_shelf_unreadable(const struct wq_shelf *s)
{
    return s->unreadable;
}

struct wq_entry *wq_shelf_entry(struct wq_shelf *s, size_t i)
{
    return &s->entries.items[i];
}

size_t wq_shelf_with_id(const struct wq_shelf *s, unsigned id)
{
    size_t found;

    WQ_BISECT(found, s->entries.len, i, s->entries.items[i].id < id);
    return found < s->entries.len && s->entries.items[found].id == id ? found : s->entries.len;
}

void wq_shelf_remove(struct wq_shelf *s, size_t i)
{
    release_entry(&s->entries.items[i]);
    s->entries.len--;
    memmove(&s->entries.items[i], &s->entries.items[i + 1], (s->entries.len - i) * sizeof *s->entries.items);
}

/* The bytes of entry i, at most most of them if it is not 0. */
static enum wq_status read_entry(struct wq_shelf *s, size_t i, size_t most, struct wq_buf *bytes,
                                 struct wq_error *err)
{
    const char *path = s->entries.items[i].path;

    if (strcmp(path, "-") != 0)
        return wq_read_path(path, most, bytes, err);
    if (!s->input_read) {
        enum wq_status status = wq_read_path(path, 0, &s->input, err);
        if (status != WQ_OK)
            return status;
        s->input_read = true;
    }
    wq_buf_add(bytes, s->input.data ? s->input.data : "", s->input.len);
    return WQ_OK;
}

static void keep_head(struct wq_entry *e, const struct wq_article *a)
{
    if (!e->head)
        e->head = wq_calloc(1, sizeof *e->head);
    free(e->head->title);
    e->head->title = wq_strdup(a->title);
    memcpy(e->head->language, a->language, sizeof e->head->language);
    e->head->rtl = a->rtl;
    e->head->words = a->words;
    e->head->minutes = a->minutes;
    e->head->estimated = false;
    e->state = WQ_ENTRY_READY;
}

static enum wq_status read_text(struct wq_shelf *s, size_t i, size_t most, struct wq_text *out,
                                struct wq_error *err)
{
    struct wq_entry *e = &s->entries.items[i];
    struct wq_buf bytes = WQ_BUF_INIT;

    enum wq_status status = read_entry(s, i, most, &bytes, err);
    if (status == WQ_OK) {
        if (most && bytes.len == most) /* no character cut in two at the end of what was read */
            bytes.len = wq_utf8_floor(bytes.data, bytes.len, bytes.len - 1);
        status = wq_decode_buf(&bytes, s->encoding, out, err);
        if (status != WQ_OK && err)
            wq_fail(err, status, e->path);
    }
    wq_buf_release(&bytes);
    if (status != WQ_OK) {
        e->state = status == WQ_EBINARY ? WQ_ENTRY_BINARY : WQ_ENTRY_GONE;
        forget_head(e);
    }
    return status;
}

static enum wq_status read_article(struct wq_shelf *s, size_t i, size_t most, struct wq_article **out,
                                   struct wq_error *err)
{
    struct wq_text text;
    enum wq_status status = read_text(s, i, most, &text, err);

    if (status != WQ_OK)
        return status;
    *out = wq_article_new(s->doc, &text);
    keep_head(&s->entries.items[i], *out);
    return WQ_OK;
}

enum wq_status wq_shelf_head(struct wq_shelf *s, size_t i, struct wq_error *err)
{
    struct wq_entry *e = &s->entries.items[i];
    struct wq_article *a;
    struct stat st;

    if (e->state == WQ_ENTRY_READY)
        return WQ_OK;
    enum wq_status status = read_article(s, i, HEAD_BYTES, &a, err);
    if (status != WQ_OK)
        return status;
    wq_article_free(a);
    if (strcmp(e->path, "-") != 0 && stat(e->path, &st) == 0 && st.st_size > HEAD_BYTES) {
        e->head->words = (size_t)((double)e->head->words * (double)st.st_size / HEAD_BYTES);
        e->head->minutes = (e->head->words + WQ_WORDS_A_MINUTE / 2) / WQ_WORDS_A_MINUTE;
        if (e->head->words && !e->head->minutes)
            e->head->minutes = 1;
        e->head->estimated = true;
    }
    return WQ_OK;
}

enum wq_status wq_shelf_open(struct wq_shelf *s, size_t i, struct wq_article **out, struct wq_error *err)
{
    return read_article(s, i, 0, out, err);
}

enum wq_status wq_shelf_text(struct wq_shelf *s, size_t i, struct wq_text *out, struct wq_error *err)
{
    return read_text(s, i, 0, out, err);
}
