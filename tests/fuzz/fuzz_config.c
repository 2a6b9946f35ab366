/*
 * fuzz_config: any bytes as a configuration. Whatever is in it, options are what they can be, no two keys
 * clash, and what is said of it is text that acts on no terminal.
 */
#include "../../src/app/config.h"

#include "waraq/text/props.h"
#include "waraq/text/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MUST(x)                                                                                              \
    do {                                                                                                     \
        if (!(x))                                                                                            \
            abort();                                                                                         \
    } while (0)

static void check_options(const struct wq_options *o)
{
    MUST(o->width <= WQ_WIDTH_MAX && o->confidence >= 0 && o->confidence <= 100);
    MUST(o->bidi <= WQ_BIDI_LOGICAL && o->marks <= WQ_MARKS_SHIFT && o->match <= WQ_MATCH_REGEX);
    MUST(o->direction <= WQ_WAY_LTR && o->layout <= WQ_WAY_LTR && o->color <= WQ_WHEN_NEVER);
    MUST(o->mode == WQ_MODE_READ && o->format == WQ_FORMAT_TEXT && !o->encoding && !o->query && !o->npaths);
    MUST(!o->library || o->library[0] == '/' || o->library[0] == '~');
}

static void check_keys(const struct wq_keymap *m)
{
    for (size_t i = 0; m && i < m->len; i++) {
        MUST(m->items[i].len >= 1 && m->items[i].len <= WQ_STROKES_MAX);
        MUST(m->items[i].action > WQ_ACTION_NONE && m->items[i].action < WQ_ACTIONS);
        for (size_t k = 0; k < i; k++)
            MUST(!wq_binding_clashes(&m->items[i], &m->items[k]));
    }
}

static void check_trouble(const struct wq_config *c)
{
    size_t lines = 0;

    MUST((c->errors > 0) == (c->trouble.len > 0));
    MUST(wq_utf8_valid(c->trouble.data ? c->trouble.data : "", c->trouble.len));
    for (size_t at = 0; at < c->trouble.len;) {
        uint32_t cp = wq_utf8_next(c->trouble.data, &at);
        lines += cp == '\n';
        MUST(cp == '\n' || !wq_acts(cp));
    }
    MUST(lines == (c->errors < WQ_CONFIG_NAMED ? c->errors : WQ_CONFIG_NAMED));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct wq_config c = {.errors = 0};
    struct wq_options o = {.confidence = WQ_CONFIDENCE_USUAL};

    wq_buf_adds(&c.path, "config");
    wq_buf_add(&c.text, data, size);
    wq_config_parse(&c, &o);
    check_options(&o);
    check_keys(o.keys);
    check_trouble(&c);
    wq_config_release(&c);
    return 0;
}
