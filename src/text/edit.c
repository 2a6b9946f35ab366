#include "waraq/text/edit.h"

#include "waraq/base/mem.h"
#include "waraq/text/utf8.h"

#include <stdlib.h>
#include <string.h>

void wq_edit_init(struct wq_edit *e)
{
    wq_buf_init(&e->text);
    wq_buf_reserve(&e->text, 0);
    wq_buf_clear(&e->text);
    e->cursor = 0;
    e->breaker = NULL;
}

void wq_edit_release(struct wq_edit *e)
{
    wq_buf_release(&e->text);
    wq_breaker_free(e->breaker);
    e->breaker = NULL;
    e->cursor = 0;
}

void wq_edit_set(struct wq_edit *e, const char *s, size_t len)
{
    wq_buf_clear(&e->text);
    e->cursor = 0;
    wq_edit_insert(e, s, len);
}

void wq_edit_insert(struct wq_edit *e, const char *s, size_t len)
{
    struct wq_buf clean = WQ_BUF_INIT;

    for (size_t at = 0; at < len;) {
        uint32_t cp = wq_utf8_next(s, &at);
        if (cp == '\n' || cp == '\r' || cp == '\t' || cp == 0x2028 || cp == 0x2029)
            wq_buf_addc(&clean, ' ');
        else if (cp >= 0x20 && !(cp >= 0x7F && cp < 0xA0))
            wq_buf_addcp(&clean, cp);
    }
    wq_buf_reserve(&e->text, clean.len);
    char *here = e->text.data + e->cursor;
    memmove(here + clean.len, here, e->text.len - e->cursor);
    if (clean.len)
        memcpy(here, clean.data, clean.len);
    e->text.len += clean.len;
    e->text.data[e->text.len] = '\0';
    e->cursor += clean.len;
    wq_buf_release(&clean);
}

/* The nearest cluster boundary before (after) the cursor. */
static size_t neighbour(struct wq_edit *e, bool forwards)
{
    size_t n = 0;
    size_t found = forwards ? e->text.len : 0;
    uint32_t *cps = wq_reallocarray(NULL, e->text.len + 1, sizeof *cps);
    size_t *starts = wq_reallocarray(NULL, e->text.len + 1, sizeof *starts);
    uint8_t *marks = wq_malloc(e->text.len + 1);

    for (size_t at = 0; at < e->text.len; n++) {
        starts[n] = at;
        cps[n] = wq_utf8_next(e->text.data, &at);
    }
    if (!e->breaker)
        e->breaker = wq_breaker_new(WQ_SEGMENT_GRAPHEME);
    if (!e->breaker || wq_breaker_run(e->breaker, cps, n, marks) != WQ_OK)
        memset(marks, 1, n + 1);
    for (size_t i = 0; i < n; i++) {
        if (i > 0 && !marks[i])
            continue;
        if (!forwards && starts[i] < e->cursor)
            found = starts[i];
        if (forwards && starts[i] > e->cursor) {
            found = starts[i];
            break;
        }
    }
    free(cps);
    free(starts);
    free(marks);
    return found;
}

static size_t word_left(const struct wq_edit *e)
{
    size_t at = e->cursor;
    while (at > 0 && e->text.data[at - 1] == ' ')
        at--;
    while (at > 0 && e->text.data[at - 1] != ' ')
        at--;
    return at;
}

static size_t word_right(const struct wq_edit *e)
{
    size_t at = e->cursor;
    while (at < e->text.len && e->text.data[at] == ' ')
        at++;
    while (at < e->text.len && e->text.data[at] != ' ')
        at++;
    return at;
}

bool wq_edit_left(struct wq_edit *e, bool word)
{
    if (e->cursor == 0)
        return false;
    e->cursor = word ? word_left(e) : neighbour(e, false);
    return true;
}

bool wq_edit_right(struct wq_edit *e, bool word)
{
    if (e->cursor == e->text.len)
        return false;
    e->cursor = word ? word_right(e) : neighbour(e, true);
    return true;
}

static void cut(struct wq_edit *e, size_t from, size_t to)
{
    memmove(e->text.data + from, e->text.data + to, e->text.len - to);
    e->text.len -= to - from;
    e->text.data[e->text.len] = '\0';
    e->cursor = from;
}

bool wq_edit_delete_left(struct wq_edit *e, bool word)
{
    size_t to = e->cursor;
    if (!wq_edit_left(e, word))
        return false;
    cut(e, e->cursor, to);
    return true;
}

bool wq_edit_delete_right(struct wq_edit *e, bool word)
{
    size_t from = e->cursor;
    if (!wq_edit_right(e, word))
        return false;
    cut(e, from, e->cursor);
    return true;
}

void wq_edit_clear_left(struct wq_edit *e)
{
    cut(e, 0, e->cursor);
}

void wq_edit_clear_right(struct wq_edit *e)
{
    cut(e, e->cursor, e->text.len);
}
