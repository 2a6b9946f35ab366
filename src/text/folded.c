/* Folded text that knows where each of its code points came from. */
#include "waraq/text/fold.h"

#include "fold_inner.h"

#include "waraq/base/array.h"
#include "waraq/text/utf8.h"

#include <stdlib.h>

void wq_folded_init(struct wq_folded *f)
{
    *f = (struct wq_folded){.text = WQ_BUF_INIT};
}

void wq_folded_release(struct wq_folded *f)
{
    wq_buf_release(&f->text);
    free(f->units.items);
    wq_folded_init(f);
}

/* The source character at work. */
struct source {
    const char *s;
    uint32_t c;
    uint32_t start, end; /* bytes */
    unsigned flags;
};

/* Needs room for a unit. */
static void add_unit(struct wq_folded *f, const struct source *from, uint32_t cp, bool word)
{
    f->units.items[f->units.len++] = (struct wq_fold_unit){
        .at = (uint32_t)f->text.len,
        .start = from->start,
        .end = from->end,
        .gap = f->tail,
        .word = word,
    };
    f->tail = 0;
    wq_buf_addcp(&f->text, cp);
}

static void make_room(struct wq_folded *f, size_t bytes)
{
    wq_buf_reserve(&f->text, bytes + 4 * WQ_FOLD_MOST);
    WQ_RESERVE(&f->units, f->units.len + bytes + WQ_FOLD_MOST);
}

static struct wq_fold_unit *last_unit(struct wq_folded *f)
{
    return f->units.len ? &f->units.items[f->units.len - 1] : NULL;
}

/* A gap that stays: a blank behind a blank, and LF behind CR, are one with it. */
static void add_gap(struct wq_folded *f, const struct source *from, unsigned kind)
{
    struct wq_fold_unit *last = last_unit(f);
    char before = last ? f->text.data[last->at] : '\0';
    bool crlf = from->c == '\n' && from->start > 0 && from->s[from->start - 1] == '\r';

    if (kind == WQ_FOLD_APOSTROPHE || kind == WQ_FOLD_QUOTE)
        add_unit(f, from, kind == WQ_FOLD_QUOTE ? '"' : '\'', false);
    else if (last && (crlf || (kind == WQ_FOLD_SPACE && before == ' ')))
        last->end = from->end;
    else
        add_unit(f, from, kind == WQ_FOLD_SPACE ? ' ' : '\n', false);
}

/* The gap that a character of each kind is. */
static const uint8_t gaps[] = {
    [WQ_FOLD_SPACE] = WQ_GAP_SPACE,           [WQ_FOLD_LINE] = WQ_GAP_SPACE,
    [WQ_FOLD_APOSTROPHE] = WQ_GAP_APOSTROPHE, [WQ_FOLD_QUOTE] = WQ_GAP_QUOTE,
    [WQ_FOLD_JOINER] = WQ_GAP_JOINER,         [WQ_FOLD_SLOW] = 0,
};

/* What is none of the letters in the table. */
static void add_special(struct wq_folded *f, const struct source *from, unsigned kind)
{
    struct wq_fold_unit *last = last_unit(f);

    if (kind == WQ_FOLD_MARK && last && f->tail == 0)
        last->end = from->end;
    else if (kind >= WQ_FOLD_MARK)
        return;
    else if (!(from->flags & WQ_FOLD_GAPS))
        f->tail |= gaps[kind];
    else if (kind != WQ_FOLD_JOINER)
        add_gap(f, from, kind);
}

static void add_slow(struct wq_folded *f, const struct source *from)
{
    uint32_t parts[WQ_FOLD_MOST];
    size_t n = wq_fold_slow(from->c, parts);

    if (n == 0)
        add_special(f, from, wq_fold_kind_dropped(from->c));
    for (size_t i = 0; i < n; i++) {
        enum wq_fold_kind kind = wq_fold_kind(parts[i]);
        uint32_t cp = from->flags & WQ_FOLD_LOOSE ? wq_fold_loose(parts[i]) : parts[i];
        if (kind >= WQ_FOLD_SPACE)
            add_special(f, from, kind);
        else
            add_unit(f, from, cp, kind == WQ_FOLD_WORD);
    }
}

/*
 * Characters of the table, from byte *at of the source on, up to one that needs more thought, which is left
 * to the caller in *from; returns its kind. Everything is in variables here: bytes are written, which for the
 * compiler may be anywhere.
 */
WQ_FOLD_INLINE unsigned add_plain(struct wq_folded *f, size_t len, size_t *at, struct source *from,
                                  unsigned special, bool loose)
{
    const char *s = from->s;
    unsigned char *text = (unsigned char *)f->text.data;
    unsigned char *to = text + f->text.len;
    struct wq_fold_unit *unit = f->units.items + f->units.len;
    unsigned tail = f->tail;
    unsigned kind = WQ_FOLD_DROPPED;
    uint32_t c = 0;
    size_t start = *at;
    size_t i = *at;

    while (i < len) {
        start = i;
        uint32_t e = wq_fold_next(s, &i, &c);
        kind = wq_fold_kind_in(e);
        if (kind >= special)
            break;
        unsigned n = e >> WQ_FOLD_LEN & 3;
        *unit = (struct wq_fold_unit){
            .at = (uint32_t)(to - text),
            .start = (uint32_t)start,
            .end = (uint32_t)i,
            .gap = (uint8_t)tail,
            .word = kind == WQ_FOLD_WORD,
        };
        wq_fold_put(to, loose ? wq_fold_loosened(e) : e);
        tail = (tail & ((n != 0) - 1U)) | gaps[kind];
        to += n;
        unit += n != 0;
        kind = WQ_FOLD_DROPPED;
    }
    from->c = c;
    from->start = (uint32_t)start;
    from->end = (uint32_t)i;
    f->text.len = (size_t)(to - text);
    f->units.len = (size_t)(unit - f->units.items);
    f->tail = (uint8_t)tail;
    *at = i;
    return kind;
}

void wq_folded_make(struct wq_folded *f, const char *s, size_t len, unsigned flags)
{
    struct source from = {.s = s, .flags = flags};

    wq_buf_clear(&f->text);
    f->units.len = 0;
    f->tail = 0;
    make_room(f, len);
    for (size_t at = 0; at < len;) {
        unsigned kind = flags & WQ_FOLD_GAPS    ? add_plain(f, len, &at, &from, WQ_FOLD_SEPARATOR, false)
                        : flags & WQ_FOLD_LOOSE ? add_plain(f, len, &at, &from, WQ_FOLD_MARK, true)
                                                : add_plain(f, len, &at, &from, WQ_FOLD_MARK, false);
        if (kind == WQ_FOLD_SLOW) {
            add_slow(f, &from);
            make_room(f, len - at);
        } else {
            add_special(f, &from, kind == WQ_FOLD_SEPARATOR ? WQ_FOLD_LINE : kind);
        }
    }
    f->text.data[f->text.len] = '\0';
}

/* How many units a character becomes. */
static size_t count_units(uint32_t c)
{
    unsigned kind = wq_fold_kind_in(wq_fold_entry(c));
    uint32_t parts[WQ_FOLD_MOST];
    size_t count = 0;

    if (kind != WQ_FOLD_SLOW)
        return kind < WQ_FOLD_SPACE;
    for (size_t n = wq_fold_slow(c, parts); n > 0; n--)
        count += wq_fold_kind(parts[n - 1]) < WQ_FOLD_SPACE;
    return count;
}

size_t wq_fold_ahead(const char *s, size_t len, size_t at, size_t n)
{
    while (n > 0 && at < len) {
        size_t units = count_units(wq_utf8_next(s, &at));
        n -= units < n ? units : n;
    }
    return at;
}

size_t wq_fold_back(const char *s, size_t at, size_t n)
{
    while (n > 0 && at > 0) {
        size_t units = count_units(wq_utf8_prev(s, &at));
        n -= units < n ? units : n;
    }
    return at;
}
