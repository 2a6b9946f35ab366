#include "settings.h"

#include "output.h"

#include "waraq/base/command.h"
#include "waraq/base/mem.h"
#include "waraq/text/decode.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_QUOTED = 200 /* bytes */ };

#define OPTION  WQ_BY_OPTION
#define BOTH    (WQ_BY_OPTION | WQ_BY_CONFIG)
#define READING (WQ_BY_OPTION | WQ_BY_CONFIG_READING)
#define ONE_OF(...)                                                                                          \
    (const char *const[])                                                                                    \
    {                                                                                                        \
        __VA_ARGS__, NULL                                                                                    \
    }
/* In the order of the enums that they are read into. */
#define SWITCH ONE_OF("off", "on")
#define WAYS   ONE_OF("auto", "rtl", "ltr")

static const struct wq_setting settings[] = {
    [WQ_SET_PRINT] = {"print", 0, OPTION, WQ_TAKES_NOTHING, NULL},
    [WQ_SET_LIST] = {"list", 0, OPTION, WQ_TAKES_NOTHING, NULL},
    [WQ_SET_FORMAT] = {"format", 0, OPTION, WQ_TAKES_VALUE, ONE_OF("text", "tsv", "json")},
    [WQ_SET_WIDTH] = {"width", 'w', BOTH, WQ_TAKES_VALUE, NULL},
    [WQ_SET_BIDI] = {"bidi", 0, BOTH, WQ_TAKES_VALUE, ONE_OF("auto", "visual", "logical")},
    [WQ_SET_DIRECTION] = {"direction", 0, BOTH, WQ_TAKES_VALUE, WAYS},
    [WQ_SET_LAYOUT] = {"layout", 0, BOTH, WQ_TAKES_VALUE, WAYS},
    [WQ_SET_ENCODING] = {"encoding", 'e', OPTION, WQ_TAKES_VALUE, NULL},
    [WQ_SET_COLOR] = {"color", 0, BOTH, WQ_TAKES_VALUE, ONE_OF("auto", "always", "never")},
    [WQ_SET_MOUSE] = {"mouse", 0, BOTH, WQ_TAKES_VALUE, SWITCH},
    [WQ_SET_SEARCH] = {"search", 0, OPTION, WQ_TAKES_VALUE, NULL},
    [WQ_SET_MATCH] = {"match", 0, READING, WQ_TAKES_VALUE, ONE_OF("folded", "exact", "loose", "regex")},
    [WQ_SET_WORD] = {"word", 0, READING, WQ_TAKES_SWITCH, SWITCH},
    [WQ_SET_ENTITIES] = {"entities", 0, OPTION, WQ_TAKES_NOTHING, NULL},
    [WQ_SET_CONFIDENCE] = {"confidence", 0, READING, WQ_TAKES_VALUE, NULL},
    [WQ_SET_SLOW] = {"slow", 0, BOTH, WQ_TAKES_SWITCH, SWITCH},
    [WQ_SET_LINEAR] = {"linear", 0, BOTH, WQ_TAKES_SWITCH, SWITCH},
    [WQ_SET_MARKS] = {"marks", 0, BOTH, WQ_TAKES_VALUE, ONE_OF("auto", "on", "off", "shift")},
    [WQ_SET_SHAPE] = {"shape", 0, BOTH, WQ_TAKES_VALUE, SWITCH},
    [WQ_SET_TERMINAL] = {"terminal", 0, OPTION, WQ_TAKES_NOTHING, NULL},
    [WQ_SET_SECURE] = {"secure", 0, BOTH, WQ_TAKES_SWITCH, SWITCH},
    [WQ_SET_CONFIG] = {"config", 0, OPTION, WQ_TAKES_VALUE, NULL},
    [WQ_SET_HELP] = {"help", 'h', OPTION, WQ_TAKES_NOTHING, NULL},
    [WQ_SET_VERSION] = {"version", 'V', OPTION, WQ_TAKES_NOTHING, NULL},
    /* What the manual promises for later versions says so, instead of being unknown. */
    [WQ_SET_EXPORT] = {"export", 0, OPTION, WQ_TAKES_VALUE, NULL},
    [WQ_SET_IMPORT] = {"import", 0, OPTION, WQ_TAKES_VALUE, NULL},
    [WQ_SET_LIBRARY] = {"library", 0, WQ_BY_CONFIG, WQ_TAKES_VALUE, NULL},
    [WQ_SET_COPY] = {"copy", 0, WQ_BY_CONFIG, WQ_TAKES_VALUE, NULL},
};

const struct wq_setting *wq_setting(enum wq_setting_id id)
{
    return &settings[id];
}

void wq_add_quoted(struct wq_buf *out, const char *value)
{
    size_t len = strnlen(value, MOST_QUOTED + 1);
    size_t end = len;

    while (len > MOST_QUOTED && end > MOST_QUOTED - 3 && ((unsigned char)value[end] & 0xC0) == 0x80)
        end--;
    char *cut = wq_strndup(value, end);
    wq_buf_addc(out, '\'');
    wq_output_path(out, cut);
    wq_buf_adds(out, len > MOST_QUOTED ? "...'" : "'");
    free(cut);
}

/* ---- kinds of values ---- */

/* The index of value, or -1 and why with those there are. */
static int choose(const char *const *choices, const char *value, struct wq_buf *why)
{
    for (int i = 0; choices[i]; i++)
        if (!strcmp(value, choices[i]))
            return i;
    wq_add_quoted(why, value);
    wq_buf_adds(why, " is none of");
    for (int i = 0; choices[i]; i++)
        wq_buf_addf(why, " %s", choices[i]);
    return -1;
}

/* The number that value is, or -1 and why with what it may be. */
static long read_number(const char *value, unsigned long least, unsigned long most, struct wq_buf *why)
{
    char *end;

    errno = 0;
    unsigned long n = strtoul(value, &end, 10);
    if (!errno && !*end && value[0] >= '0' && value[0] <= '9' && n >= least && n <= most)
        return (long)n;
    wq_add_quoted(why, value);
    wq_buf_addf(why, " is no number from %lu to %lu", least, most);
    return -1;
}

static bool read_width(struct wq_options *o, const char *value, struct wq_buf *why)
{
    long n = read_number(value, 1, WQ_WIDTH_MAX, why);

    if (n > 0)
        o->width = (uint32_t)n;
    return n > 0;
}

static bool read_confidence(struct wq_options *o, const char *value, struct wq_buf *why)
{
    long n = read_number(value, 0, 100, why);

    if (n >= 0)
        o->confidence = (int)n;
    return n >= 0;
}

static bool read_encoding(struct wq_options *o, const char *value, struct wq_buf *why)
{
    if (wq_encoding_check(value) == WQ_OK) {
        o->encoding = value;
        return true;
    }
    wq_buf_adds(why, "unknown encoding: ");
    wq_add_quoted(why, value);
    return false;
}

/* Where the program is started from is no matter of the configuration. */
static bool read_library(struct wq_options *o, const char *value, struct wq_buf *why)
{
    bool below_home = value[0] == '~' && (value[1] == '/' || !value[1]);

    if (value[0] == '/' || (below_home && getenv("HOME"))) {
        o->library = value;
        return true;
    }
    wq_add_quoted(why, value);
    wq_buf_adds(why, below_home ? " cannot be: there is no HOME" : " begins with neither / nor ~/");
    return false;
}

static bool read_copy(struct wq_options *o, const char *value, struct wq_buf *why)
{
    struct wq_command words = {NULL, 0};
    bool closed = wq_command_split(&words, value, strlen(value)) == WQ_OK;

    wq_command_release(&words);
    if (closed) {
        o->copy_command = value;
        return true;
    }
    wq_buf_adds(why, "a quote is not closed: ");
    wq_add_quoted(why, value);
    return false;
}

/* ---- setting ---- */

static void set_choice(struct wq_options *o, enum wq_setting_id id, int i)
{
    switch (id) {
    case WQ_SET_FORMAT: o->format = (enum wq_format)i; break;
    case WQ_SET_BIDI: o->bidi = (enum wq_bidi_way)i; break;
    case WQ_SET_DIRECTION: o->direction = (enum wq_way)i; break;
    case WQ_SET_LAYOUT: o->layout = (enum wq_way)i; break;
    case WQ_SET_COLOR: o->color = (enum wq_when)i; break;
    case WQ_SET_MATCH: o->match = (enum wq_match)i; break;
    case WQ_SET_MARKS: o->marks = (enum wq_marks)i; break;
    case WQ_SET_MOUSE: o->mouse = i == 1; break;
    case WQ_SET_SHAPE: o->shape = i == 1; break;
    case WQ_SET_WORD: o->word = i == 1; break;
    case WQ_SET_SLOW: o->slow = i == 1; break;
    case WQ_SET_LINEAR: o->linear = i == 1; break;
    default: o->secure = i == 1; break;
    }
}

/* What takes no value is what is to be done. */
static void set_mode(struct wq_options *o, enum wq_setting_id id)
{
    switch (id) {
    case WQ_SET_PRINT: o->mode = WQ_MODE_PRINT; break;
    case WQ_SET_LIST: o->mode = WQ_MODE_LIST; break;
    case WQ_SET_ENTITIES: o->mode = WQ_MODE_ENTITIES; break;
    case WQ_SET_TERMINAL: o->mode = WQ_MODE_TERMINAL; break;
    case WQ_SET_HELP: o->mode = WQ_MODE_HELP; break;
    default: o->mode = WQ_MODE_VERSION; break;
    }
}

bool wq_setting_read(struct wq_options *o, enum wq_setting_id id, const char *value, struct wq_buf *why)
{
    const struct wq_setting *s = &settings[id];

    if (s->takes == WQ_TAKES_NOTHING) {
        set_mode(o, id);
        return true;
    }
    if (s->choices) {
        int i = value ? choose(s->choices, value, why) : 1;
        if (i >= 0)
            set_choice(o, id, i);
        return i >= 0;
    }
    switch (id) {
    case WQ_SET_WIDTH: return read_width(o, value, why);
    case WQ_SET_CONFIDENCE: return read_confidence(o, value, why);
    case WQ_SET_ENCODING: return read_encoding(o, value, why);
    case WQ_SET_LIBRARY: return read_library(o, value, why);
    case WQ_SET_COPY: return read_copy(o, value, why);
    case WQ_SET_CONFIG: o->config = value; return true;
    case WQ_SET_SEARCH:
        o->mode = WQ_MODE_SEARCH;
        o->query = value;
        return true;
    default: wq_buf_adds(why, "not in this version yet"); return false;
    }
}
