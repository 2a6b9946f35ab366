/* --list: a row an article, as text, TSV or JSON. */
#include "output.h"

#include "waraq/app/commands.h"
#include "waraq/text/utf8.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

enum { FLUSH_AT = 65536 };

static void base64(const char *bytes, size_t len, struct wq_buf *out)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    for (size_t i = 0; i < len; i += 3) {
        uint32_t three = 0;
        size_t n = len - i < 3 ? len - i : 3;
        for (size_t k = 0; k < 3; k++)
            three = three << 8 | (k < n ? (unsigned char)bytes[i + k] : 0);
        for (size_t k = 0; k < 4; k++)
            wq_buf_addc(out, k <= n ? digits[three >> (18 - 6 * k) & 63] : '=');
    }
}

static const char *direction_of(const struct wq_article *a)
{
    return a->rtl ? "rtl" : "ltr";
}

/* JSON allows C1 and bidi controls as they are; somebody may look at it in a terminal. */
static void add_escaped(struct wq_buf *out, const char *json)
{
    for (size_t at = 0; json[at];) {
        size_t from = at;
        uint32_t cp = wq_utf8_next(json, &at);
        if (wq_output_acts(cp))
            wq_buf_addf(out, "\\u%04X", cp);
        else
            wq_buf_add(out, json + from, at - from);
    }
}

static void add_json(struct wq_output *o, const char *path, const struct wq_article *a)
{
    struct wq_buf shown = WQ_BUF_INIT;
    struct wq_buf bytes = WQ_BUF_INIT;
    bool is_utf8 = wq_utf8_valid(path, strlen(path));

    if (is_utf8)
        wq_buf_adds(&shown, path); /* as it is, so that it can be opened */
    else
        wq_output_path(&shown, path);
    json_t *row = json_pack("{s:s, s:s, s:s, s:s, s:I, s:I}", "path", shown.data, "title", a->title,
                            "language", a->language, "direction", direction_of(a), "words",
                            (json_int_t)a->words, "paragraphs", (json_int_t)a->non_empty);
    if (!is_utf8) {
        base64(path, strlen(path), &bytes);
        json_object_set_new(row, "path_bytes", json_string(bytes.data));
    }
    char *line = json_dumps(row, JSON_COMPACT);
    add_escaped(&o->out, line);
    wq_buf_addc(&o->out, '\n');
    free(line);
    json_decref(row);
    wq_buf_release(&shown);
    wq_buf_release(&bytes);
}

static void add_tsv(struct wq_output *o, const char *path, const struct wq_article *a)
{
    /* Titles hold no tabs and no line ends; a path's are escaped. */
    wq_output_path(&o->out, path);
    wq_buf_addf(&o->out, "\t%s\t%s\t%s\t%zu\t%zu\n", a->title, a->language, direction_of(a), a->words,
                a->non_empty);
}

static void add_text(struct wq_output *o, const char *path, const struct wq_article *a)
{
    wq_output_path(&o->out, path);
    wq_buf_adds(&o->out, ": ");
    wq_output_text(o, a->title, strlen(a->title), a->rtl);
    wq_buf_addf(&o->out, " (%s%s%zu words)\n", a->language, a->language[0] ? ", " : "", a->words);
}

int wq_list(const struct wq_options *options, struct wq_layout *layout, struct wq_shelf *shelf, int status)
{
    struct wq_output o = {.layout = layout, .shelf = shelf, .status = status};

    wq_output_init(&o, options, false);
    if (options->format == WQ_FORMAT_TSV)
        wq_buf_adds(&o.out, "path\ttitle\tlanguage\tdirection\twords\tparagraphs\n");
    for (size_t i = 0; i < wq_shelf_count(shelf); i++) {
        struct wq_article *a = wq_output_open(&o, i);
        if (!a)
            continue;
        const char *path = wq_shelf_entry(shelf, i)->path;
        if (options->format == WQ_FORMAT_JSON)
            add_json(&o, path, a);
        else if (options->format == WQ_FORMAT_TSV)
            add_tsv(&o, path, a);
        else
            add_text(&o, path, a);
        wq_article_free(a);
        if (o.out.len > FLUSH_AT)
            wq_output_flush(&o);
    }
    return wq_output_finish(&o);
}
