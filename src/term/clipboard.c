#include "waraq/term/clipboard.h"

#include "version.h"

#include "waraq/base/array.h"
#include "waraq/base/base64.h"

#include <stdbool.h>
#include <string.h>

#define OSC_52 "\033]52;c;"
#define BEL    "\a" /* ends it: of the two ends the one without an ESC, which wrapping would change */
#define DCS    "\033P"
#define ST     "\033\\"

enum {
    SCREEN_PIECE = 200, /* bytes; screen 4 keeps strings of 256 */
    /* Major and minor version, as version.h has them. */
    KONSOLE_TAKES = 2412,
    TMUX_HAS_COMMAND = 302,
    TMUX_HOLDS_BACK = 303,
};

/* As they come out of the box. */
static const struct {
    const char *name; /* of struct wq_terminal */
    enum wq_clipboard_hope hope;
} hopes[] = {
    {"mlterm", WQ_CLIPBOARD_TAKES},
    {"kitty", WQ_CLIPBOARD_TAKES},
    {"foot", WQ_CLIPBOARD_TAKES},
    {"Alacritty", WQ_CLIPBOARD_TAKES},
    {"Windows Terminal", WQ_CLIPBOARD_TAKES},
    {"WezTerm", WQ_CLIPBOARD_TAKES},
    {"Ghostty", WQ_CLIPBOARD_TAKES},
    {"Konsole", WQ_CLIPBOARD_NEVER}, /* before that version */
    {"VTE", WQ_CLIPBOARD_NEVER},
    {"PuTTY", WQ_CLIPBOARD_NEVER},
    {"rxvt-unicode", WQ_CLIPBOARD_NEVER},
    {"Apple Terminal", WQ_CLIPBOARD_NEVER},
    {"the Linux console", WQ_CLIPBOARD_NEVER},
};

/* Descriptions of terminals that have nothing of the kind. */
static const char *const plain[] = {"vt", "dumb", "ansi"};

static enum wq_clipboard_hope hope_for(const struct wq_terminal *t, const struct wq_environment *env,
                                       const char *version)
{
    if (t->name && strcmp(t->name, "Konsole") == 0 && wq_version_konsole(env, version) >= KONSOLE_TAKES)
        return WQ_CLIPBOARD_TAKES;
    for (size_t i = 0; t->name && i < WQ_COUNT(hopes); i++)
        if (strcmp(t->name, hopes[i].name) == 0)
            return hopes[i].hope;
    for (size_t i = 0; !t->name && env->term && i < WQ_COUNT(plain); i++)
        if (strncmp(env->term, plain[i], strlen(plain[i])) == 0)
            return WQ_CLIPBOARD_NEVER;
    return WQ_CLIPBOARD_MAYBE;
}

/* It has its own way out to the terminal where we are beside it. */
static struct wq_clipboard in_tmux(const struct wq_environment *env, const char *version)
{
    long n = wq_version_tmux(env, version);

    return (struct wq_clipboard){
        .hope = WQ_CLIPBOARD_MAYBE,
        .wrap = n >= TMUX_HOLDS_BACK ? WQ_CLIPBOARD_PLAIN : WQ_CLIPBOARD_TMUX,
        .command = env->tmux && n >= TMUX_HAS_COMMAND ? "tmux load-buffer -w -" : NULL,
    };
}

struct wq_clipboard wq_clipboard_known(const struct wq_terminal *t, const struct wq_environment *env,
                                       const char *version)
{
    switch (t->between) {
    case WQ_BETWEEN_TMUX: return in_tmux(env, version);
    case WQ_BETWEEN_SCREEN:
        return (struct wq_clipboard){.hope = WQ_CLIPBOARD_MAYBE, .wrap = WQ_CLIPBOARD_SCREEN};
    case WQ_BETWEEN_MOSH: return (struct wq_clipboard){.hope = WQ_CLIPBOARD_MAYBE};
    case WQ_BETWEEN_NOTHING: break;
    }
    return (struct wq_clipboard){.hope = hope_for(t, env, version)};
}

static void add_pieces(struct wq_buf *out, const struct wq_buf *request)
{
    for (size_t at = 0; at < request->len; at += SCREEN_PIECE) {
        size_t left = request->len - at;
        wq_buf_adds(out, DCS);
        wq_buf_add(out, request->data + at, left < SCREEN_PIECE ? left : SCREEN_PIECE);
        wq_buf_adds(out, ST);
    }
}

enum wq_status wq_clipboard_request(const char *s, size_t len, enum wq_clipboard_wrap wrap,
                                    struct wq_buf *out)
{
    struct wq_buf request = WQ_BUF_INIT;

    if (len > WQ_CLIPBOARD_MOST)
        return WQ_EUSAGE;
    wq_buf_adds(&request, OSC_52);
    wq_base64_add(&request, s, len);
    wq_buf_adds(&request, BEL);
    switch (wrap) {
    case WQ_CLIPBOARD_PLAIN: wq_buf_add(out, request.data, request.len); break;
    case WQ_CLIPBOARD_TMUX:
        wq_buf_adds(out, DCS "tmux;\033"); /* its first ESC is the only one */
        wq_buf_add(out, request.data, request.len);
        wq_buf_adds(out, ST);
        break;
    case WQ_CLIPBOARD_SCREEN: add_pieces(out, &request); break;
    }
    wq_buf_release(&request);
    return WQ_OK;
}
