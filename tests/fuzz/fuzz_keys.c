/*
 * fuzz_keys: the first byte says how the others are cut, and whether keys are defined. Cut or whole, they
 * must give the same events; and with flushes in between nothing must break.
 */
#include "waraq/base/buf.h"
#include "waraq/term/keys.h"
#include "waraq/term/terminal.h"
#include "waraq/text/utf8.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

/* Not assert: that may be compiled out. */
#define MUST(x)                                                                                              \
    do {                                                                                                     \
        if (!(x))                                                                                            \
            abort();                                                                                         \
    } while (0)

static void check_event(const struct wq_event *e)
{
    MUST(e->mods < 8);
    switch (e->type) {
    case WQ_EVENT_KEY:
        MUST(e->key != WQ_KEY_NONE && e->key != WQ_KEY_BASE && e->key <= WQ_KEY_F12);
        MUST(e->key < 0xD800 || e->key > 0xDFFF);
        break;
    case WQ_EVENT_PASTE:
        MUST(e->len > 0 && e->len <= WQ_PASTE_MAX && e->text[e->len] == '\0');
        MUST(wq_utf8_valid(e->text, e->len));
        break;
    case WQ_EVENT_MOUSE:
        MUST(e->x >= 0 && e->y >= 0 && e->button >= 0 && e->button <= 3 && e->mouse <= WQ_MOUSE_WHEEL_DOWN);
        break;
    case WQ_EVENT_FOCUS: MUST(e->key <= 1); break;
    case WQ_EVENT_REPLY: MUST(e->len > 2 && e->len <= WQ_REPLY_MAX && e->text[0] == 27); break;
    }
}

static void drain(struct wq_keys *k, struct wq_buf *out)
{
    struct wq_answers answers = {0};
    struct wq_event e;

    while (wq_keys_next(k, &e)) {
        check_event(&e);
        if (e.type == WQ_EVENT_REPLY)
            wq_answers_take(&answers, e.text, e.len);
        MUST(memchr(answers.version, '\0', sizeof answers.version));
        wq_buf_addf(out, "%d %u %u %d %d %d %d %zu ", (int)e.type, (unsigned)e.key, e.mods, (int)e.mouse,
                    e.button, e.x, e.y, e.len);
        wq_buf_add(out, e.text, e.len);
    }
    MUST(wq_keys_pending(k) == (wq_keys_wait_ms(k) >= 0));
}

static void flush(struct wq_keys *k, struct wq_buf *out)
{
    wq_keys_flush(k);
    drain(k, out);
    MUST(!wq_keys_pending(k));
}

static struct wq_keys *decoder(uint8_t how)
{
    struct wq_keys *k = wq_keys_new();

    if (how & 0x80) {
        wq_keys_define(k, "\033[A", WQ_KEY_UP, 0);
        wq_keys_define(k, "\033[7$", WQ_KEY_HOME, WQ_MOD_SHIFT);
        wq_keys_define(k, "\033[77", WQ_KEY_F1, 0);
        wq_keys_define(k, "\033\033[A", WQ_KEY_UP, WQ_MOD_ALT);
        wq_keys_define(k, "\033OAB", WQ_KEY_F12, 0);
        wq_keys_define(k, "\177", WQ_KEY_BACKSPACE, 0);
    }
    return k;
}

/* most: bytes at a time, at most; flushes: and that often a flush after them, of 256; 0: never. */
static void decode(const uint8_t *data, size_t len, uint8_t how, size_t most, unsigned flushes,
                   struct wq_buf *out)
{
    struct wq_keys *k = decoder(how);
    uint32_t seed = how;

    for (size_t at = 0; at < len;) {
        seed = seed * 1664525 + 1013904223;
        size_t n = 1 + (seed >> 16) % most;
        n = n < len - at ? n : len - at;
        wq_keys_feed(k, (const char *)data + at, n);
        at += n;
        if (flushes && seed >> 24 < flushes)
            flush(k, out);
        else if (seed & 0x1000)
            drain(k, out);
    }
    drain(k, out);
    flush(k, out);
    wq_keys_free(k);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    struct wq_buf whole = WQ_BUF_INIT;
    struct wq_buf cut = WQ_BUF_INIT;

    if (len < 2)
        return 0;
    uint8_t how = data[0];
    data++;
    len--;
    decode(data, len, how, len, 0, &whole);
    for (size_t most = 1; most <= 9; most += 4) {
        wq_buf_clear(&cut);
        decode(data, len, how, most, 0, &cut);
        MUST(cut.len == whole.len && (cut.len == 0 || memcmp(cut.data, whole.data, cut.len) == 0));
    }
    decode(data, len, how, 4, 64, &cut);
    wq_buf_release(&whole);
    wq_buf_release(&cut);
    return 0;
}
