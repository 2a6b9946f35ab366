#include "waraq/doc/links.h"

#include "waraq/base/array.h"
#include "waraq/text/props.h"
#include "waraq/text/utf8.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

#define WWW "www."

static const char *const schemes[] = {"http://", "https://", "mailto:"};

static bool is_alnum(uint32_t c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool is_blank(char c)
{
    return (unsigned char)c <= ' ';
}

/* The length of what an address begins with at s, or 0. */
static size_t beginning(const char *s, size_t len)
{
    for (size_t i = 0; i < WQ_COUNT(schemes); i++) {
        size_t n = strlen(schemes[i]);
        if (len >= n && !strncasecmp(s, schemes[i], n))
            return n;
    }
    return len >= strlen(WWW) && !strncasecmp(s, WWW, strlen(WWW)) ? strlen(WWW) : 0;
}

/* What no address holds: blanks, controls, what quotes, and the punctuation of Arabic script. */
static bool ends(uint32_t cp)
{
    static const uint32_t others[] = {
        0xA0,   0xAB,   0xBB,           /* no-break space, guillemets */
        0x60C,  0x61B,  0x61C,  0x61F,  /* Arabic comma, semicolon, letter mark, question mark */
        0x6D4,                          /* Urdu full stop */
        0x1680, 0x200B, 0x200E, 0x200F, /* spaces, marks of direction */
        0x2026, 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF, 0xFFFD,
    };

    if (cp < 0x80)
        return cp <= ' ' || cp == 0x7F || strchr("<>\"`{}|\\^", (int)cp) != NULL;
    if (wq_acts(cp) || (cp >= 0x2000 && cp <= 0x200A) || (cp >= 0x2018 && cp <= 0x201F))
        return true;
    for (size_t i = 0; i < WQ_COUNT(others); i++)
        if (cp == others[i])
            return true;
    return false;
}

static size_t count(const char *s, size_t start, size_t end, char c)
{
    size_t n = 0;
    for (size_t i = start; i < end; i++)
        n += s[i] == c;
    return n;
}

/* Without what belongs to the sentence: stops, and brackets that were not opened inside. */
static size_t trim(const char *s, size_t start, size_t end)
{
    while (end > start) {
        char last = s[end - 1];
        char open = last == ')' ? '(' : last == ']' ? '[' : '\0';
        if (open && count(s, start, end, open) >= count(s, start, end, last))
            break;
        if (!open && !strchr(".,;:!?'*", last)) {
            size_t at = end;
            uint32_t cp = wq_utf8_prev(s, &at);
            if (cp != 0x200C && cp != 0x200D)
                break;
            end = at;
        } else {
            end--;
        }
    }
    return end;
}

static size_t reach(const char *s, size_t len, size_t from)
{
    uint32_t before = '/';
    size_t at = from;

    while (at < len) {
        size_t next = at;
        uint32_t cp = wq_utf8_next(s, &next);
        if (ends(cp) || (cp >= 0x80 && is_alnum(before)))
            break;
        before = cp;
        at = next;
    }
    return at;
}

/* The address whose beginning of n bytes stands at start; false: there is nothing behind it. */
static bool read_link(const char *s, size_t len, size_t start, size_t n, struct wq_span *out)
{
    size_t end = trim(s, start + n, reach(s, len, start + n));
    bool mail = s[start] == 'm' || s[start] == 'M';
    size_t at = start + n;

    *out = (struct wq_span){start, end};
    if (end <= at)
        return false;
    if (mail)
        return memchr(s + at + 1, '@', end - at - 1) != NULL && s[end - 1] != '@' && s[at] != '@';
    unsigned char first = (unsigned char)s[at];
    return is_alnum(first) || first >= 0x80 || first == '[';
}

bool wq_link_next(const char *s, size_t len, size_t *at, struct wq_span *out)
{
    for (size_t i = *at; i < len; i++) {
        size_t n = strchr("hHmMwW", s[i]) && s[i] ? beginning(s + i, len - i) : 0;
        if (n == 0 || (i > 0 && is_alnum((unsigned char)s[i - 1])))
            continue;
        if (read_link(s, len, i, n, out)) {
            *at = out->end;
            return true;
        }
    }
    *at = len;
    return false;
}

/* ---- the text around them ---- */

static bool has_www(const char *s, size_t len, char w)
{
    const char *end = s + len;

    for (const char *at = s; (at = memchr(at, w, (size_t)(end - at))) != NULL; at++)
        if ((size_t)(end - at) >= strlen(WWW) && !strncasecmp(at, WWW, strlen(WWW)))
            return true;
    return false;
}

static bool is_likely(const char *s, size_t len)
{
    static const char mail[] = "mailto";
    const char *end = s + len;

    for (const char *at = s; (at = memchr(at, ':', (size_t)(end - at))) != NULL; at++)
        if ((end - at >= 3 && at[1] == '/' && at[2] == '/') ||
            ((size_t)(at - s) >= strlen(mail) && !strncasecmp(at - strlen(mail), mail, strlen(mail))))
            return true;
    return has_www(s, len, 'w') || has_www(s, len, 'W');
}

struct wq_unlinked wq_unlinked_begin(const char *s, size_t len)
{
    return (struct wq_unlinked){.s = s, .len = len, .likely = is_likely(s, len)};
}

bool wq_unlinked_next(struct wq_unlinked *u, struct wq_span *out)
{
    struct wq_span link;
    size_t from = u->at;

    if (u->over)
        return false;
    u->over = !u->likely || !wq_link_next(u->s, u->len, &u->at, &link);
    *out = (struct wq_span){from, u->over ? u->len : link.start};
    return true;
}

/* ---- opening them ---- */

void wq_link_target(const char *s, size_t len, struct wq_buf *out)
{
    if (len >= strlen(WWW) && !strncasecmp(s, WWW, strlen(WWW)))
        wq_buf_adds(out, "http://");
    wq_buf_add(out, s, len);
}

bool wq_link_may_open(const char *target, size_t len)
{
    size_t n = beginning(target, len);

    if (n <= strlen(WWW) || n == len)
        return false;
    for (size_t at = 0; at < len;)
        if (ends(wq_utf8_next(target, &at)))
            return false;
    return true;
}

static void add_encoded(const struct wq_buf *target, struct wq_buf *uri)
{
    for (size_t i = 0; i < target->len; i++) {
        unsigned char c = (unsigned char)target->data[i];
        if (c > ' ' && c < 0x7F)
            wq_buf_addc(uri, (char)c);
        else
            wq_buf_addf(uri, "%%%02X", c);
    }
}

bool wq_link_uri(const char *s, size_t len, struct wq_buf *out)
{
    struct wq_buf target = WQ_BUF_INIT;
    struct wq_buf uri = WQ_BUF_INIT;

    wq_link_target(s, len, &target);
    if (target.len <= WQ_LINK_MOST && wq_link_may_open(target.data, target.len))
        add_encoded(&target, &uri);
    bool good = uri.len > 0 && uri.len <= WQ_LINK_MOST;
    if (good)
        wq_buf_add(out, uri.data, uri.len);
    wq_buf_release(&target);
    wq_buf_release(&uri);
    return good;
}

struct wq_span wq_link_around(const char *s, struct wq_span whole, struct wq_span part)
{
    struct wq_span around = part;

    while (around.start > whole.start && part.start - around.start <= WQ_LINK_MOST &&
           !is_blank(s[around.start - 1]))
        around.start--;
    while (around.end < whole.end && around.end - part.end <= WQ_LINK_MOST && !is_blank(s[around.end]))
        around.end++;
    around.end = around.end < whole.end ? wq_utf8_floor(s, whole.end, around.end) : around.end;
    return around;
}
