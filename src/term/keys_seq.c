#include "keys_seq.h"

#include "keys_csi.h"

#include <string.h>

enum {
    ESC = 0x1B,
    BEL = 0x07,
    DEL = 0x7F,
    SS3_MAX = 2 + 16,    /* bytes before the final one */
    URXVT_DOLLAR_MAX = 4 /* where the $ of CSI 23 $ stands */
};

static const struct wq_seq more = {WQ_TAKEN_NONE, 0, WQ_LATE_NOTHING};

static struct wq_seq taken(enum wq_taken what, size_t used)
{
    return (struct wq_seq){what, used, WQ_LATE_NOTHING};
}

/* A sequence that is not whole yet, or never will be. */
static struct wq_seq incomplete(struct wq_view v, enum wq_late late)
{
    return v.last ? (struct wq_seq){WQ_TAKEN_NOTHING, v.n, late} : more;
}

/* A sequence that ends at s[at], because that byte is none of its. */
static struct wq_seq interrupted(struct wq_view v, size_t at)
{
    return taken(WQ_TAKEN_NOTHING, wq_cancels(v.s[at]) ? at + 1 : at);
}

size_t wq_take_utf8(const char *bytes, size_t n, uint32_t *cp)
{
    const unsigned char *s = (const unsigned char *)bytes;
    size_t len = s[0] < 0x80 ? 1 : s[0] < 0xC2 ? 0 : s[0] < 0xE0 ? 2 : s[0] < 0xF0 ? 3 : s[0] < 0xF5 ? 4 : 0;
    unsigned char least = s[0] == 0xE0 ? 0xA0 : s[0] == 0xF0 ? 0x90 : 0x80;
    unsigned char most = s[0] == 0xED ? 0x9F : s[0] == 0xF4 ? 0x8F : 0xBF;

    *cp = len == 0 ? 0xFFFD : len == 1 ? s[0] : s[0] & (0x7FU >> len);
    for (size_t i = 1; i < len; i++) {
        if (i == n)
            return 0;
        if (s[i] < least || s[i] > most) {
            *cp = 0xFFFD;
            return i;
        }
        *cp = *cp << 6 | (s[i] & 0x3F);
        least = 0x80;
        most = 0xBF;
    }
    return len ? len : 1;
}

/* What is typed at s[at], with ESC before it where at is 1. */
static struct wq_seq take_char(struct wq_view v, size_t at, struct wq_event *ev)
{
    uint32_t cp;
    size_t len = wq_take_utf8(v.s + at, v.n - at, &cp);

    if (len == 0 && !v.last)
        return more;
    if (len == 0)
        cp = 0xFFFD;
    *ev = (struct wq_event){.type = WQ_EVENT_KEY, .key = cp, .mods = at ? WQ_MOD_ALT : 0};
    if (cp == 0) {
        ev->key = ' ';
        ev->mods |= WQ_MOD_CTRL;
    } else if (cp == '\b' || cp == DEL) {
        ev->key = WQ_KEY_BACKSPACE;
    }
    return taken(WQ_TAKEN_EVENT, len ? at + len : v.n);
}

/* ESC and what could have begun a sequence, but did not. */
static struct wq_seq alt(struct wq_view v, enum wq_late late, struct wq_event *ev)
{
    struct wq_seq q = take_char(v, 1, ev);

    q.late = late;
    return q;
}

static struct wq_seq lone_esc(enum wq_late late, struct wq_event *ev)
{
    *ev = (struct wq_event){.type = WQ_EVENT_KEY, .key = ESC};
    return (struct wq_seq){WQ_TAKEN_EVENT, 1, late};
}

enum wq_string_end wq_string_end(struct wq_view v, bool osc, size_t *at)
{
    for (size_t i = *at; i < v.n; i++) {
        char c = v.s[i];
        if (c == ESC && i + 1 == v.n) {
            *at = i;
            return WQ_STRING_CUT;
        }
        if ((c == ESC && v.s[i + 1] == '\\') || (c == BEL && osc)) {
            *at = c == ESC ? i + 2 : i + 1;
            return WQ_STRING_ENDED;
        }
        if (c == ESC || wq_cancels(c)) {
            *at = c == ESC ? i : i + 1;
            return WQ_STRING_INTERRUPTED;
        }
    }
    *at = v.n;
    return WQ_STRING_OPEN;
}

/* ESC and a letter that opens strings, and then a control: it was Alt and the letter, because answers begin
 * with no control. Or else it is an empty string. */
static struct wq_seq take_empty(struct wq_view v, bool osc, struct wq_event *ev)
{
    if (v.s[2] == BEL && osc)
        return taken(WQ_TAKEN_NOTHING, 3);
    if (v.s[2] == ESC && v.n == 3 && !v.last)
        return more;
    if (v.s[2] == ESC && v.n > 3 && v.s[3] == '\\')
        return taken(WQ_TAKEN_NOTHING, 4);
    return alt(v, WQ_LATE_NOTHING, ev);
}

/* DCS, OSC, and what nobody has a use for: APC, PM and SOS. */
static struct wq_seq take_string(struct wq_view v, struct wq_event *ev)
{
    size_t at = 2;
    bool osc = v.s[1] == ']';
    bool answer = osc || v.s[1] == 'P';

    if (v.n == 2)
        return v.last ? alt(v, WQ_LATE_NOTHING, ev) : more;
    if ((unsigned char)v.s[2] < 0x20)
        return take_empty(v, osc, ev);
    switch (wq_string_end(v, osc, &at)) {
    case WQ_STRING_ENDED: return taken(answer && at <= WQ_REPLY_MAX ? WQ_TAKEN_REPLY : WQ_TAKEN_NOTHING, at);
    case WQ_STRING_INTERRUPTED: return taken(WQ_TAKEN_NOTHING, at);
    case WQ_STRING_CUT:
        if (v.last)
            return incomplete(v, WQ_LATE_BACKSLASH);
        break;
    case WQ_STRING_OPEN:
        if (v.last)
            return incomplete(v, osc ? WQ_LATE_OSC : WQ_LATE_STRING);
        break;
    }
    if (v.n <= WQ_REPLY_MAX)
        return more;
    return taken(osc ? WQ_TAKEN_LONG_OSC : WQ_TAKEN_LONG_STRING, at);
}

/* ESC [ [ A to E: the Linux console's F1 to F5. */
static struct wq_seq take_console(struct wq_view v, struct wq_event *ev)
{
    if (v.n == 3)
        return incomplete(v, WQ_LATE_NOTHING);
    char c = v.s[3];
    if (!wq_csi_goes_on(c) && !wq_csi_ends(c))
        return interrupted(v, 3);
    if (c < 'A' || c > 'E')
        return taken(WQ_TAKEN_NOTHING, 4);
    *ev = (struct wq_event){.type = WQ_EVENT_KEY, .key = (uint32_t)(WQ_KEY_F1 + (c - 'A'))};
    return taken(WQ_TAKEN_EVENT, 4);
}

/* CSI M and three bytes: the mouse as X10 had it. */
static struct wq_seq take_x10(struct wq_view v, struct wq_event *ev)
{
    for (size_t i = 3; i < 6; i++) {
        if (i == v.n)
            return incomplete(v, WQ_LATE_NOTHING);
        if ((unsigned char)v.s[i] < 0x20)
            return interrupted(v, i);
    }
    return taken(wq_mouse_x10(v.s + 3, ev) ? WQ_TAKEN_EVENT : WQ_TAKEN_NOTHING, 6);
}

/* The $ of urxvt's Shift-Home, CSI 7 $, is no intermediate byte: nothing else that a terminal sends has one
 * behind a single number. */
static bool is_urxvt_dollar(struct wq_view v, size_t at)
{
    if (v.s[at] != '$' || at < 3 || at > URXVT_DOLLAR_MAX)
        return false;
    for (size_t i = 2; i < at; i++) {
        if (v.s[i] < '0' || v.s[i] > '9')
            return false;
    }
    return true;
}

static struct wq_seq csi(struct wq_view v, size_t len, struct wq_event *ev)
{
    if (len > WQ_REPLY_MAX)
        return taken(WQ_TAKEN_NOTHING, len);
    switch (wq_csi_read(v.s + 2, len - 2, ev)) {
    case WQ_CSI_EVENT: return taken(WQ_TAKEN_EVENT, len);
    case WQ_CSI_REPLY: return taken(WQ_TAKEN_REPLY, len);
    case WQ_CSI_PASTE: return taken(WQ_TAKEN_PASTE, len);
    case WQ_CSI_UNKNOWN: break;
    }
    return taken(WQ_TAKEN_NOTHING, len);
}

static struct wq_seq take_csi(struct wq_view v, struct wq_event *ev)
{
    size_t i = 2;

    if (v.n == 2)
        return v.last ? alt(v, WQ_LATE_MARKER, ev) : more;
    if (v.s[2] == '[')
        return take_console(v, ev);
    if (v.s[2] == 'M')
        return take_x10(v, ev);
    while (i < v.n && wq_csi_goes_on(v.s[i]) && !is_urxvt_dollar(v, i))
        i++;
    if (i < v.n)
        return wq_csi_ends(v.s[i]) || v.s[i] == '$' ? csi(v, i + 1, ev) : interrupted(v, i);
    if (!v.last && v.n > WQ_REPLY_MAX)
        return taken(WQ_TAKEN_LONG_CSI, v.n);
    /* `CSI 8 ; 1 $ y` is an answer too: about the mode of bidirectional support. */
    return incomplete(v, wq_csi_marks_answer(v.s[2]) || v.s[2] == '8' ? WQ_LATE_PARAMS : WQ_LATE_NOTHING);
}

static struct wq_seq take_ss3(struct wq_view v, struct wq_event *ev)
{
    size_t i = 2;

    while (i < v.n && i < SS3_MAX && ((v.s[i] >= '0' && v.s[i] <= '9') || v.s[i] == ';'))
        i++;
    if (i == v.n)
        return i > 2 ? incomplete(v, WQ_LATE_NOTHING) : v.last ? alt(v, WQ_LATE_NOTHING, ev) : more;
    if (wq_csi_ends(v.s[i]))
        return taken(wq_ss3_read(v.s + 2, i + 1 - 2, ev) ? WQ_TAKEN_EVENT : WQ_TAKEN_NOTHING, i + 1);
    return i == 2 ? alt(v, WQ_LATE_NOTHING, ev) : interrupted(v, i);
}

/* ESC ESC: either the Esc key and then something, or Alt and a key that sends a sequence. Answers, pastes and
 * reports of the mouse come by themselves, so before them it was the Esc key. */
static struct wq_seq take_double(struct wq_view v, const struct wq_key_def *defs, size_t ndefs,
                                 struct wq_event *ev)
{
    struct wq_view rest = {v.s + 1, v.n - 1, v.last};

    if (v.n == 2)
        return v.last ? lone_esc(WQ_LATE_NOTHING, ev) : more;
    if (v.s[2] != '[' && v.s[2] != 'O')
        return lone_esc(WQ_LATE_NOTHING, ev);
    if (v.n == 3 && !v.last)
        return more;
    if (v.n > 3 && v.s[2] == '[' && v.s[3] >= '<' && v.s[3] <= '?')
        return lone_esc(WQ_LATE_NOTHING, ev);
    struct wq_seq q = wq_seq_take(rest, defs, ndefs, ev);
    if (q.what == WQ_TAKEN_NONE)
        return more;
    bool is_key = q.what == WQ_TAKEN_EVENT && ev->type == WQ_EVENT_KEY && q.used > 2;
    if (!is_key && q.what != WQ_TAKEN_NOTHING && q.what != WQ_TAKEN_LONG_CSI)
        return lone_esc(WQ_LATE_NOTHING, ev);
    if (is_key)
        ev->mods |= WQ_MOD_ALT;
    q.used++;
    return q;
}

static struct wq_seq take_escape(struct wq_view v, const struct wq_key_def *defs, size_t ndefs,
                                 struct wq_event *ev)
{
    if (v.n == 1)
        return v.last ? lone_esc(WQ_LATE_BRACKET, ev) : more;
    switch (v.s[1]) {
    case '[': return take_csi(v, ev);
    case 'O': return take_ss3(v, ev);
    case 'P':
    case ']':
    case '_':
    case '^':
    case 'X': return take_string(v, ev);
    case ESC: return take_double(v, defs, ndefs, ev);
    default: return take_char(v, 1, ev);
    }
}

/* The longest definition that v begins with; *maybe: a longer one may still come out. */
static const struct wq_key_def *find_def(struct wq_view v, const struct wq_key_def *defs, size_t ndefs,
                                         bool *maybe)
{
    const struct wq_key_def *best = NULL;

    *maybe = false;
    for (size_t i = 0; i < ndefs; i++) {
        const struct wq_key_def *d = &defs[i];
        if (memcmp(d->bytes, v.s, d->len < v.n ? d->len : v.n) != 0)
            continue;
        if (d->len > v.n)
            *maybe = !v.last;
        else if (!best || d->len >= best->len)
            best = d;
    }
    return best;
}

struct wq_seq wq_seq_take(struct wq_view v, const struct wq_key_def *defs, size_t ndefs, struct wq_event *ev)
{
    bool maybe;
    const struct wq_key_def *d = find_def(v, defs, ndefs, &maybe);

    if (maybe)
        return more;
    if (d) {
        *ev = (struct wq_event){.type = WQ_EVENT_KEY, .key = d->key, .mods = d->mods};
        return taken(WQ_TAKEN_EVENT, d->len);
    }
    return v.s[0] == ESC ? take_escape(v, defs, ndefs, ev) : take_char(v, 0, ev);
}
