#include "waraq/term/keys.h"

#include "keys_seq.h"
#include "waraq/base/array.h"
#include "waraq/base/buf.h"

#include <stdlib.h>
#include <string.h>

/* Sequences are taken whole, off the front of what has come; only pastes and strings too long to keep need a
 * mode. */
enum mode {
    MODE_KEYS,
    MODE_PASTE,
    MODE_DROP_CSI, /* to the final byte */
    MODE_DROP_OSC, /* to ST or BEL */
    MODE_DROP_STRING,
};

enum {
    ESC = 0x1B,
    BEL = 0x07,
    LATE_MAX = 64, /* bytes of a late answer to CSI */
    /* Milliseconds. A terminal writes a sequence at once, so that what is cut was cut on its way. */
    WAIT_ESC = 50,
    WAIT_KEY = 250,
    WAIT_ANSWER = 2000,
};

struct wq_keys {
    struct wq_buf in;
    size_t head;     /* in.data[head]: the first byte not taken yet */
    size_t flush_to; /* while flushing: nothing comes behind in.data[flush_to] */
    bool flushing;
    bool stale;         /* what is left was flushed, and can only wait on */
    struct wq_buf text; /* a paste that grows; what was handed out last */
    bool handed;        /* text is in the caller's hands until the next call */
    enum mode mode;
    enum wq_late late;
    struct {
        struct wq_key_def *items;
        size_t len, cap;
    } defs;
};

struct wq_keys *wq_keys_new(void)
{
    return wq_calloc(1, sizeof(struct wq_keys));
}

void wq_keys_free(struct wq_keys *k)
{
    if (!k)
        return;
    for (size_t i = 0; i < k->defs.len; i++)
        free(k->defs.items[i].bytes);
    free(k->defs.items);
    wq_buf_release(&k->in);
    wq_buf_release(&k->text);
    free(k);
}

void wq_keys_define(struct wq_keys *k, const char *bytes, uint32_t key, unsigned mods)
{
    static const char *const openings[] = {"", "\033", "\033[", "\033O"};

    /* As keys these would hide all that begins with them. */
    for (size_t i = 0; i < WQ_COUNT(openings); i++) {
        if (strcmp(bytes, openings[i]) == 0)
            return;
    }
    *WQ_PUSH(&k->defs) = (struct wq_key_def){wq_strdup(bytes), strlen(bytes), key, mods};
}

/* Ends the loan of the text that was handed out. */
static void take_back(struct wq_keys *k)
{
    if (k->handed)
        wq_buf_clear(&k->text);
    k->handed = false;
}

static enum wq_taken hand_out(struct wq_keys *k, enum wq_event_type type, struct wq_event *ev)
{
    *ev = (struct wq_event){.type = type, .text = k->text.data, .len = k->text.len};
    k->handed = true;
    return WQ_TAKEN_EVENT;
}

/* Adds what fits to the text. A piece ends when the next letter does not fit, or with the paste, wherever
 * read() cut it. */
static enum wq_taken take_paste(struct wq_keys *k, struct wq_view v, struct wq_event *ev)
{
    static const char end[] = {ESC, '[', '2', '0', '1', '~'};
    size_t at = 0;

    while (at < v.n) {
        size_t left = v.n - at;
        uint32_t cp;
        if (memcmp(v.s + at, end, left < sizeof end ? left : sizeof end) == 0) {
            if (left < sizeof end)
                break;
            k->head += at + sizeof end;
            k->mode = MODE_KEYS;
            return k->text.len ? hand_out(k, WQ_EVENT_PASTE, ev) : WQ_TAKEN_NOTHING;
        }
        size_t len = wq_take_utf8(v.s + at, left, &cp);
        if (len == 0)
            break;
        size_t add = cp == 0xFFFD ? 3 : len;
        if (k->text.len + add > WQ_PASTE_MAX) {
            k->head += at;
            return hand_out(k, WQ_EVENT_PASTE, ev);
        }
        wq_buf_addcp(&k->text, cp);
        at += len;
    }
    k->head += at;
    return v.last && k->text.len ? hand_out(k, WQ_EVENT_PASTE, ev) : WQ_TAKEN_NONE;
}

static enum wq_taken drop_csi(struct wq_keys *k, struct wq_view v)
{
    size_t at = 0;

    while (at < v.n && wq_csi_goes_on(v.s[at]))
        at++;
    k->head += at;
    if (at == v.n && !v.last)
        return WQ_TAKEN_NONE;
    k->mode = MODE_KEYS;
    if (at == v.n)
        k->late = WQ_LATE_PARAMS;
    else if (wq_csi_ends(v.s[at]) || wq_cancels(v.s[at]))
        k->head++;
    return WQ_TAKEN_NOTHING;
}

static enum wq_taken drop_string(struct wq_keys *k, struct wq_view v)
{
    size_t at = 0;
    bool osc = k->mode == MODE_DROP_OSC;
    enum wq_string_end end = wq_string_end(v, osc, &at);

    if (end == WQ_STRING_ENDED || end == WQ_STRING_INTERRUPTED) {
        k->mode = MODE_KEYS;
    } else if (v.last) {
        k->mode = MODE_KEYS;
        k->late = end == WQ_STRING_CUT ? WQ_LATE_BACKSLASH : osc ? WQ_LATE_OSC : WQ_LATE_STRING;
        at = v.n;
    }
    k->head += at;
    return k->mode == MODE_KEYS ? WQ_TAKEN_NOTHING : WQ_TAKEN_NONE;
}

static bool is_one_of(char c, const char *set)
{
    return c && strchr(set, c);
}

/* The same as below for `8 ; 1 $ y` from v.s[at] on, whose CSI is gone. */
static int late_support(struct wq_view v, size_t at)
{
    static const char *const may_follow[] = {"8", ";", "01234", "$", "y"};
    size_t i = 0;

    while (i < WQ_COUNT(may_follow) && at < v.n && is_one_of(v.s[at], may_follow[i])) {
        i++;
        at++;
    }
    return i == WQ_COUNT(may_follow) ? (int)at : at == v.n ? -1 : 0;
}

/* The length of the rest of an answer to CSI at the front, 0: it is none, -1: it may become one. */
static int late_csi(enum wq_late late, struct wq_view v)
{
    size_t at = 0;

    if (late == WQ_LATE_BRACKET && v.s[at++] != '[')
        return 0;
    if (late != WQ_LATE_PARAMS && at < v.n && !wq_csi_marks_answer(v.s[at++]))
        return late_support(v, at - 1);
    while (at < v.n && at < LATE_MAX && is_one_of(v.s[at], "0123456789;:$"))
        at++;
    if (at == v.n)
        return -1;
    return is_one_of(v.s[at], "cynuRS") ? (int)at + 1 : 0;
}

/* The same for a string. */
static int late_string(enum wq_late late, struct wq_view v)
{
    size_t at = 0;

    if (late == WQ_LATE_BACKSLASH)
        return v.s[0] == '\\';
    while (at < v.n && at < WQ_REPLY_MAX && (unsigned char)v.s[at] >= 0x20)
        at++;
    if (at == v.n)
        return -1;
    if (late == WQ_LATE_OSC && v.s[at] == BEL)
        return (int)at + 1;
    if (v.s[at] != ESC)
        return 0;
    return at + 1 == v.n ? -1 : v.s[at + 1] == '\\' ? (int)at + 2 : 0;
}

/* What follows an answer that a flush cut in two is held back till it shows whether it is the other part. If
 * so it is swallowed, else it is keys: none is lost. */
static enum wq_taken take_late(struct wq_keys *k, struct wq_view v)
{
    if (v.n == 0)
        return WQ_TAKEN_NONE;
    int len = k->late >= WQ_LATE_OSC ? late_string(k->late, v) : late_csi(k->late, v);
    if (len < 0 && !v.last)
        return WQ_TAKEN_NONE;
    k->late = WQ_LATE_NOTHING;
    k->head += len > 0 ? (size_t)len : 0;
    return WQ_TAKEN_NOTHING;
}

static enum wq_taken take_key(struct wq_keys *k, struct wq_view v, struct wq_event *ev)
{
    if (v.n == 0)
        return WQ_TAKEN_NONE;
    struct wq_seq q = wq_seq_take(v, k->defs.items, k->defs.len, ev);
    k->late = q.late;
    k->head += q.used;
    switch (q.what) {
    case WQ_TAKEN_REPLY:
        wq_buf_clear(&k->text);
        wq_buf_add(&k->text, v.s, q.used);
        return hand_out(k, WQ_EVENT_REPLY, ev);
    case WQ_TAKEN_PASTE: k->mode = MODE_PASTE; break;
    case WQ_TAKEN_LONG_CSI: k->mode = MODE_DROP_CSI; break;
    case WQ_TAKEN_LONG_OSC: k->mode = MODE_DROP_OSC; break;
    case WQ_TAKEN_LONG_STRING: k->mode = MODE_DROP_STRING; break;
    case WQ_TAKEN_NONE:
    case WQ_TAKEN_NOTHING:
    case WQ_TAKEN_EVENT: return q.what;
    }
    return WQ_TAKEN_NOTHING;
}

static enum wq_taken take(struct wq_keys *k, struct wq_event *ev)
{
    struct wq_view v = {k->in.data + k->head, (k->flushing ? k->flush_to : k->in.len) - k->head, k->flushing};

    switch (k->mode) {
    case MODE_PASTE: return take_paste(k, v, ev);
    case MODE_DROP_CSI: return drop_csi(k, v);
    case MODE_DROP_OSC:
    case MODE_DROP_STRING: return drop_string(k, v);
    case MODE_KEYS: break;
    }
    return k->late ? take_late(k, v) : take_key(k, v, ev);
}

bool wq_keys_next(struct wq_keys *k, struct wq_event *ev)
{
    take_back(k);
    for (;;) {
        enum wq_taken t = k->in.data ? take(k, ev) : WQ_TAKEN_NONE;
        if (t == WQ_TAKEN_EVENT)
            return true;
        if (t == WQ_TAKEN_NOTHING)
            continue;
        if (!k->flushing)
            return false;
        /* What was flushed is done with; what came after it is not. */
        k->flushing = false;
        k->stale = k->flush_to == k->in.len;
    }
}

void wq_keys_feed(struct wq_keys *k, const char *bytes, size_t len)
{
    take_back(k);
    if (len == 0)
        return;
    if (k->head > 0) {
        k->in.len -= k->head;
        memmove(k->in.data, k->in.data + k->head, k->in.len);
        k->flush_to -= k->flushing ? k->head : 0;
        k->head = 0;
    }
    wq_buf_add(&k->in, bytes, len);
    k->stale = false;
}

bool wq_keys_pending(const struct wq_keys *k)
{
    if (k->head < k->in.len)
        return !k->stale;
    return k->mode == MODE_PASTE ? k->text.len > 0 && !k->handed : k->mode != MODE_KEYS;
}

int wq_keys_wait_ms(const struct wq_keys *k)
{
    const char *s = k->in.data ? k->in.data + k->head : "";
    size_t n = k->in.len - k->head;

    if (!wq_keys_pending(k))
        return -1;
    if (k->mode != MODE_KEYS)
        return WAIT_ANSWER;
    if (k->late || s[0] != ESC)
        return WAIT_KEY;
    if (n == 1 || (n == 2 && s[1] == ESC))
        return WAIT_ESC;
    /* ESC ] alone is rather Alt and a bracket. */
    bool answer = n > 2 && (s[1] == '[' ? wq_csi_marks_answer(s[2]) : is_one_of(s[1], "P]_^X"));
    return answer ? WAIT_ANSWER : WAIT_KEY;
}

void wq_keys_flush(struct wq_keys *k)
{
    if (!wq_keys_pending(k))
        return;
    k->flushing = true;
    k->flush_to = k->in.len;
}
