/*
 * keys_play.h: for the tests of the decoder of keys: events as text, and streams cut in pieces.
 */
#ifndef WARAQ_TESTS_KEYS_PLAY_H
#define WARAQ_TESTS_KEYS_PLAY_H

#include "waraq/base/array.h"
#include "waraq/base/buf.h"
#include "waraq/term/keys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Events are compared as text: "K41" is the key 0x41, "K41+A" with Alt, "M0 1 2,3" the mouse, "F1" the focus,
 * "P[..]" a piece of a paste, "R[..]" an answer; a space between them. Pieces of text as they are. */
static inline void print_event(struct wq_buf *b, const struct wq_event *e)
{
    static const char *const mods[] = {"", "+S", "+A", "+SA", "+C", "+SC", "+AC", "+SAC"};

    assert_true(e->mods < WQ_COUNT(mods));
    if (b->len)
        wq_buf_addc(b, ' ');
    switch (e->type) {
    case WQ_EVENT_KEY: wq_buf_addf(b, "K%X%s", (unsigned)e->key, mods[e->mods]); break;
    case WQ_EVENT_MOUSE:
        wq_buf_addf(b, "M%d %d %d,%d%s", (int)e->mouse, e->button, e->x, e->y, mods[e->mods]);
        break;
    case WQ_EVENT_FOCUS: wq_buf_addf(b, "F%u", (unsigned)e->key); break;
    case WQ_EVENT_PASTE:
    case WQ_EVENT_REPLY:
        wq_buf_addc(b, e->type == WQ_EVENT_PASTE ? 'P' : 'R');
        wq_buf_addc(b, '[');
        wq_buf_add(b, e->text, e->len);
        wq_buf_addc(b, ']');
        assert_int_equal(e->text[e->len], 0);
        break;
    }
}

static inline void drain(struct wq_keys *k, struct wq_buf *out)
{
    struct wq_event e;

    while (wq_keys_next(k, &e))
        print_event(out, &e);
}

static inline void feed(struct wq_keys *k, const char *s, struct wq_buf *out)
{
    wq_keys_feed(k, s, strlen(s));
    drain(k, out);
}

static inline struct wq_keys *decoder(void)
{
    struct wq_keys *k = wq_keys_new();

    wq_keys_define(k, "\033[7$", WQ_KEY_HOME, WQ_MOD_SHIFT);
    wq_keys_define(k, "\033OZZ", WQ_KEY_F1 + 8, 0);
    wq_keys_define(k, "\033OZ", WQ_KEY_F1 + 7, 0);
    wq_keys_define(k, "\033[77", WQ_KEY_F1 + 6, WQ_MOD_CTRL);
    return k;
}

/* Everything in, whole or cut in three, then flushed. */
static inline char *decode_cut(const char *s, size_t len, size_t first, size_t second)
{
    struct wq_keys *k = decoder();
    struct wq_buf out = WQ_BUF_INIT;

    wq_buf_reserve(&out, 1);
    out.data[0] = '\0';
    wq_keys_feed(k, s, first);
    drain(k, &out);
    wq_keys_feed(k, s + first, second - first);
    drain(k, &out);
    wq_keys_feed(k, s + second, len - second);
    drain(k, &out);
    wq_keys_flush(k);
    drain(k, &out);
    assert_false(wq_keys_pending(k));
    assert_int_equal(wq_keys_wait_ms(k), -1);
    wq_keys_free(k);
    return wq_buf_detach(&out);
}

#endif
