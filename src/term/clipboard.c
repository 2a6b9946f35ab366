#include "waraq/term/clipboard.h"

#include "waraq/base/array.h"
#include "waraq/base/base64.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define OSC_52 "\033]52;c;"
#define BEL    "\a" /* ends it: of the two ends the one without an ESC, which wrapping would change */
#define DCS    "\033P"
#define ST     "\033\\"

enum {
    SCREEN_PIECE = 200,   /* bytes; screen 4 keeps strings of 256 */
    KONSOLE_FROM = 241200 /* 24.12 */
};

static bool is_set(const char *(*get)(const char *), const char *name)
{
    const char *value = get(name);
    return value && *value;
}

/* Terminals by a variable of their own, and then by TERM; the first that fits. */
static enum wq_clipboard_hope by_name(const char *(*get)(const char *))
{
    static const struct {
        const char *variable;
        enum wq_clipboard_hope hope;
    } variables[] = {
        {"VTE_VERSION", WQ_CLIPBOARD_NEVER},         {"KITTY_WINDOW_ID", WQ_CLIPBOARD_TAKES},
        {"WEZTERM_EXECUTABLE", WQ_CLIPBOARD_TAKES},  {"WT_SESSION", WQ_CLIPBOARD_TAKES},
        {"ALACRITTY_WINDOW_ID", WQ_CLIPBOARD_TAKES}, {"GHOSTTY_RESOURCES_DIR", WQ_CLIPBOARD_TAKES},
        {"XTERM_VERSION", WQ_CLIPBOARD_MAYBE},
    };
    static const struct {
        const char *term; /* what it begins with */
        enum wq_clipboard_hope hope;
    } terms[] = {
        {"xterm-kitty", WQ_CLIPBOARD_TAKES}, {"xterm-ghostty", WQ_CLIPBOARD_TAKES},
        {"foot", WQ_CLIPBOARD_TAKES},        {"alacritty", WQ_CLIPBOARD_TAKES},
        {"wezterm", WQ_CLIPBOARD_TAKES},     {"contour", WQ_CLIPBOARD_TAKES},
        {"mlterm", WQ_CLIPBOARD_TAKES},      {"linux", WQ_CLIPBOARD_NEVER},
        {"rxvt", WQ_CLIPBOARD_NEVER},        {"vt", WQ_CLIPBOARD_NEVER},
        {"dumb", WQ_CLIPBOARD_NEVER},        {"ansi", WQ_CLIPBOARD_NEVER},
    };
    const char *term = get("TERM");
    const char *konsole = get("KONSOLE_VERSION");

    for (size_t i = 0; i < WQ_COUNT(variables); i++)
        if (is_set(get, variables[i].variable))
            return variables[i].hope;
    if (konsole && *konsole)
        return atol(konsole) >= KONSOLE_FROM ? WQ_CLIPBOARD_TAKES : WQ_CLIPBOARD_NEVER;
    for (size_t i = 0; term && i < WQ_COUNT(terms); i++)
        if (!strncmp(term, terms[i].term, strlen(terms[i].term)))
            return terms[i].hope;
    return WQ_CLIPBOARD_MAYBE;
}

/* tmux says since 3.2 which one it is. 0: it is older, or does not say. */
static int tmux_version(const char *(*get)(const char *))
{
    const char *program = get("TERM_PROGRAM");
    const char *version = get("TERM_PROGRAM_VERSION");
    char *end;

    if (!program || strcmp(program, "tmux") != 0 || !version)
        return 0;
    long major = strtol(version, &end, 10);
    long minor = *end == '.' ? strtol(end + 1, NULL, 10) : 0;
    return major > 0 && major < 100 && minor >= 0 && minor < 100 ? (int)(major * 100 + minor) : 0;
}

struct wq_clipboard wq_clipboard_known(const char *(*get)(const char *name))
{
    if (is_set(get, "TMUX")) {
        int version = tmux_version(get);
        return (struct wq_clipboard){
            .hope = WQ_CLIPBOARD_MAYBE,
            .wrap = version >= 303 ? WQ_CLIPBOARD_PLAIN : WQ_CLIPBOARD_TMUX,
            .command = version >= 302 ? "tmux load-buffer -w -" : NULL,
        };
    }
    if (is_set(get, "STY"))
        return (struct wq_clipboard){.hope = WQ_CLIPBOARD_MAYBE, .wrap = WQ_CLIPBOARD_SCREEN};
    return (struct wq_clipboard){.hope = by_name(get)};
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
