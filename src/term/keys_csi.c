#include "keys_csi.h"

#include "waraq/base/array.h"

#include <string.h>

enum {
    PARAMS = 8,
    SUBS = 3, /* CSI u has up to three parts between colons */
    NUMBER_MAX = 0x1FFFFF,
    MOD_META = 8, /* xterm's; kitty's Super, which window managers keep to themselves */
    MOD_KITTY_META = 32,
    KITTY_RELEASE = 3,
    KITTY_KEYS = 57344, /* its keys that are no characters; a private use area */
    KITTY_KEYS_END = 63743,
};

struct params {
    char marker; /* < = > ? or NUL */
    char inter;  /* the intermediate byte, or NUL */
    char final;
    bool strange; /* not as the grammar has it, or more than there is room for */
    size_t n;
    uint32_t v[PARAMS][SUBS];
};

static void parse_byte(struct params *p, char c, size_t *sub)
{
    if (p->inter) {
        p->strange = true;
    } else if (c >= '0' && c <= '9') {
        uint32_t *v = &p->v[p->n - 1][*sub];
        *v = *v * 10 + (uint32_t)(c - '0');
        if (*v > NUMBER_MAX)
            *v = NUMBER_MAX;
    } else if (c == ':' && *sub + 1 < SUBS) {
        ++*sub;
    } else if (c == ';' && p->n < PARAMS) {
        p->n++;
        *sub = 0;
    } else if (c >= ' ' && c <= '/') {
        p->inter = c;
    } else {
        p->strange = true;
    }
}

static struct params parse(const char *s, size_t len)
{
    struct params p = {.n = 1, .final = s[len - 1]};
    size_t sub = 0;
    size_t i = 0;

    if (s[0] >= '<' && s[0] <= '?')
        p.marker = s[i++];
    for (; i + 1 < len; i++)
        parse_byte(&p, s[i], &sub);
    return p;
}

/* Of the parameter that holds 1 + a bit a modifier. */
static unsigned mods_of(uint32_t v)
{
    uint32_t bits = v > 0 ? v - 1 : 0;
    unsigned mods = bits & (WQ_MOD_SHIFT | WQ_MOD_ALT | WQ_MOD_CTRL);

    return bits & (MOD_META | MOD_KITTY_META) ? mods | WQ_MOD_ALT : mods;
}

static bool key(struct wq_event *ev, uint32_t k, unsigned mods)
{
    *ev = (struct wq_event){.type = WQ_EVENT_KEY, .key = k, .mods = mods};
    return k != WQ_KEY_NONE;
}

bool wq_key_typed(uint32_t cp, unsigned mods, struct wq_event *ev)
{
    if (cp == 0 || cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
        return false;
    if (mods & WQ_MOD_CTRL && ((cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= '_'))) {
        cp &= 0x1F;
        mods &= ~(unsigned)WQ_MOD_CTRL;
    }
    if (cp == '\t' && mods & WQ_MOD_SHIFT)
        return key(ev, WQ_KEY_BACKTAB, mods & ~(unsigned)WQ_MOD_SHIFT);
    if (cp == 0x7F || cp == '\b')
        return key(ev, WQ_KEY_BACKSPACE, mods);
    if (mods & WQ_MOD_SHIFT && cp > ' ') {
        if (cp >= 'a' && cp <= 'z')
            cp -= 'a' - 'A';
        mods &= ~(unsigned)WQ_MOD_SHIFT;
    }
    return key(ev, cp, mods);
}

/* kitty's numbers for the keypad; its other keys mean nothing to us. */
static uint32_t kitty_key(uint32_t code)
{
    static const uint32_t keypad[] = {
        '0',
        '1',
        '2',
        '3',
        '4',
        '5',
        '6',
        '7',
        '8',
        '9',
        '.',
        '/',
        '*',
        '-',
        '+',
        '\r',
        '=',
        ',',
        WQ_KEY_LEFT,
        WQ_KEY_RIGHT,
        WQ_KEY_UP,
        WQ_KEY_DOWN,
        WQ_KEY_PAGE_UP,
        WQ_KEY_PAGE_DOWN,
        WQ_KEY_HOME,
        WQ_KEY_END,
        WQ_KEY_INSERT,
        WQ_KEY_DELETE,
    };
    const uint32_t first = 57399;

    return code >= first && code - first < WQ_COUNT(keypad) ? keypad[code - first] : WQ_KEY_NONE;
}

/* CSI code:shifted:base ; modifiers:event ; text u */
static bool read_kitty(const struct params *p, struct wq_event *ev)
{
    uint32_t code = p->v[0][0];
    unsigned mods = mods_of(p->v[1][0]);

    if (p->v[1][1] == KITTY_RELEASE)
        return false;
    if (code >= KITTY_KEYS && code <= KITTY_KEYS_END) {
        code = kitty_key(code);
        return code > WQ_KEY_BASE ? key(ev, code, mods) : wq_key_typed(code, mods, ev);
    }
    if (mods & WQ_MOD_SHIFT && p->v[0][1])
        code = p->v[0][1];
    /* Ctrl with a letter of an Arabic or Hebrew keyboard is Ctrl with the Latin letter of that key. */
    if (mods & WQ_MOD_CTRL && code >= 0x80 && p->v[0][2])
        code = p->v[0][2];
    return wq_key_typed(code, mods, ev);
}

/* The number of CSI n ~, and of urxvt's CSI n ^, CSI n $ and CSI n @. */
static uint32_t numbered_key(uint32_t n)
{
    static const struct {
        uint8_t first, last;
        uint32_t key; /* of first; the others follow it */
    } keys[] = {
        {1, 1, WQ_KEY_HOME},    {2, 2, WQ_KEY_INSERT},    {3, 3, WQ_KEY_DELETE},    {4, 4, WQ_KEY_END},
        {5, 5, WQ_KEY_PAGE_UP}, {6, 6, WQ_KEY_PAGE_DOWN}, {7, 7, WQ_KEY_HOME},      {8, 8, WQ_KEY_END},
        {11, 15, WQ_KEY_F1},    {17, 21, WQ_KEY_F1 + 5},  {23, 24, WQ_KEY_F1 + 10},
    };

    for (size_t i = 0; i < WQ_COUNT(keys); i++) {
        if (n >= keys[i].first && n <= keys[i].last)
            return keys[i].key + (n - keys[i].first);
    }
    return WQ_KEY_NONE;
}

static uint32_t lettered_key(char final)
{
    switch (final) {
    case 'A': return WQ_KEY_UP;
    case 'B': return WQ_KEY_DOWN;
    case 'C': return WQ_KEY_RIGHT;
    case 'D': return WQ_KEY_LEFT;
    case 'F': return WQ_KEY_END;
    case 'H': return WQ_KEY_HOME;
    case 'P': return WQ_KEY_F1;
    case 'Q': return WQ_KEY_F1 + 1;
    case 'R': return WQ_KEY_F1 + 2;
    case 'S': return WQ_KEY_F1 + 3;
    case 'Z': return WQ_KEY_BACKTAB;
    default: return WQ_KEY_NONE;
    }
}

/* urxvt: small letters are arrows, with Shift behind CSI and with Ctrl behind SS3. */
static uint32_t small_arrow(char final)
{
    return final >= 'a' && final <= 'd' ? lettered_key((char)(final - 'a' + 'A')) : WQ_KEY_NONE;
}

static bool mouse(struct wq_event *ev, uint32_t b, bool release, uint32_t x, uint32_t y)
{
    enum { BUTTON = 3, SHIFT = 4, META = 8, CTRL = 16, MOTION = 32, WHEEL = 64, MORE = 128 };
    static const struct {
        uint32_t bit;
        unsigned mod;
    } mods[] = {{SHIFT, WQ_MOD_SHIFT}, {META, WQ_MOD_ALT}, {CTRL, WQ_MOD_CTRL}};

    if (x == 0 || y == 0 || b >= MORE)
        return false;
    *ev = (struct wq_event){.type = WQ_EVENT_MOUSE, .x = (int)x - 1, .y = (int)y - 1};
    for (size_t i = 0; i < WQ_COUNT(mods); i++)
        ev->mods |= b & mods[i].bit ? mods[i].mod : 0;
    uint32_t button = b & BUTTON;
    if (b & WHEEL) {
        /* Those to the sides come as 66 and 67. */
        ev->mouse = button == 0 ? WQ_MOUSE_WHEEL_UP : WQ_MOUSE_WHEEL_DOWN;
        return button < 2 && !release;
    }
    ev->button = button == BUTTON ? 0 : (int)button + 1;
    ev->mouse = release ? WQ_MOUSE_RELEASE : b & MOTION ? WQ_MOUSE_DRAG : WQ_MOUSE_PRESS;
    /* Without a button it only moved over us. */
    return ev->button != 0 || release;
}

bool wq_mouse_x10(const char *s, struct wq_event *ev)
{
    const unsigned char *u = (const unsigned char *)s;
    uint32_t b = (uint32_t)u[0] - 32;
    bool release = (b & (64 | 32 | 3)) == 3;

    return mouse(ev, b, release, (uint32_t)u[1] - 32, (uint32_t)u[2] - 32);
}

/* Answers: device attributes, modes, device status, the cursor's place, kitty's flags, the window's size. */
static bool is_reply(const struct params *p)
{
    if (p->marker == '<')
        return false;
    if (p->inter)
        return p->inter == '$' && p->final == 'y';
    if (p->final == 'c' || p->final == 'n')
        return true;
    if (p->marker)
        return p->final == 'u' || p->final == 'R' || p->final == 'S';
    /* xterm's F3 with modifiers is CSI 1 ; m R, the cursor's place CSI row ; column R. */
    return p->final == 't' || (p->final == 'R' && p->n == 2 && (p->v[0][0] != 1 || p->v[1][0] > 16));
}

static enum wq_csi read_tilde(const struct params *p, struct wq_event *ev)
{
    bool got;

    if (p->v[0][0] == 200)
        return WQ_CSI_PASTE;
    if (p->v[0][0] == 27 && p->n == 3) /* xterm's modifyOtherKeys */
        got = wq_key_typed(p->v[2][0], mods_of(p->v[1][0]), ev);
    else
        got = p->v[1][1] != KITTY_RELEASE && key(ev, numbered_key(p->v[0][0]), mods_of(p->v[1][0]));
    return got ? WQ_CSI_EVENT : WQ_CSI_UNKNOWN;
}

/* CSI A, CSI 1 ; m A, and CSI m A of old. */
static bool read_lettered(const struct params *p, struct wq_event *ev)
{
    unsigned mods = mods_of(p->n > 1 ? p->v[1][0] : p->v[0][0]);
    uint32_t k = lettered_key(p->final);

    if (p->v[1][1] == KITTY_RELEASE)
        return false;
    if (k == WQ_KEY_NONE)
        return key(ev, small_arrow(p->final), mods | WQ_MOD_SHIFT);
    return key(ev, k, k == WQ_KEY_BACKTAB ? mods & ~(unsigned)WQ_MOD_SHIFT : mods);
}

static bool read_plain(const struct params *p, struct wq_event *ev)
{
    switch (p->final) {
    case 'I':
    case 'O': *ev = (struct wq_event){.type = WQ_EVENT_FOCUS, .key = p->final == 'I'}; return true;
    case 'u': return read_kitty(p, ev);
    case '^': return key(ev, numbered_key(p->v[0][0]), WQ_MOD_CTRL);
    case '@': return key(ev, numbered_key(p->v[0][0]), WQ_MOD_CTRL | WQ_MOD_SHIFT);
    case '$': return key(ev, numbered_key(p->v[0][0]), WQ_MOD_SHIFT);
    default: return read_lettered(p, ev);
    }
}

enum wq_csi wq_csi_read(const char *s, size_t len, struct wq_event *ev)
{
    struct params p = parse(s, len);
    bool got = false;

    if (is_reply(&p))
        return WQ_CSI_REPLY;
    if (p.strange || p.inter)
        return WQ_CSI_UNKNOWN;
    if (p.marker == '<' && (p.final == 'M' || p.final == 'm'))
        got = p.n == 3 && mouse(ev, p.v[0][0], p.final == 'm', p.v[1][0], p.v[2][0]);
    else if (!p.marker && p.final == '~')
        return read_tilde(&p, ev);
    else if (!p.marker)
        got = read_plain(&p, ev);
    return got ? WQ_CSI_EVENT : WQ_CSI_UNKNOWN;
}

bool wq_ss3_read(const char *s, size_t len, struct wq_event *ev)
{
    static const char keypad[] = "*+,-./0123456789"; /* j to y */
    struct params p = parse(s, len);
    unsigned mods = mods_of(p.n > 1 ? p.v[1][0] : p.v[0][0]);
    uint32_t k = lettered_key(p.final);

    if (p.strange || p.inter || p.marker)
        return false;
    if (k != WQ_KEY_NONE && k != WQ_KEY_BACKTAB)
        return key(ev, k, mods);
    if (small_arrow(p.final))
        return key(ev, small_arrow(p.final), mods | WQ_MOD_CTRL);
    if (p.final >= 'j' && p.final <= 'y')
        return key(ev, (uint32_t)keypad[p.final - 'j'], mods);
    switch (p.final) {
    case 'I': return wq_key_typed('\t', mods, ev);
    case 'M': return key(ev, '\r', mods);
    case 'X': return key(ev, '=', mods);
    default: return false;
    }
}
