#include "rows.h"

#include "waraq/text/props.h"
#include "waraq/text/utf8.h"

#include <stdlib.h>
#include <string.h>

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

/* JSON allows C1 and bidi controls as they are; somebody may look at it in a terminal. */
static void add_escaped(struct wq_buf *out, const char *json)
{
    for (size_t at = 0; json[at];) {
        size_t from = at;
        uint32_t cp = wq_utf8_next(json, &at);
        if (wq_acts(cp))
            wq_buf_addf(out, "\\u%04X", cp);
        else
            wq_buf_add(out, json + from, at - from);
    }
}

json_t *wq_row_new(const char *path)
{
    json_t *row = json_object();
    struct wq_buf text = WQ_BUF_INIT;

    if (wq_utf8_valid(path, strlen(path))) {
        json_object_set_new(row, "path", json_string(path));
        return row;
    }
    wq_output_path(&text, path);
    json_object_set_new(row, "path", json_string(text.data));
    wq_buf_clear(&text);
    base64(path, strlen(path), &text);
    json_object_set_new(row, "path_bytes", json_string(text.data));
    wq_buf_release(&text);
    return row;
}

void wq_row_add(struct wq_output *o, json_t *row)
{
    json_t *bytes = json_object_get(row, "path_bytes");
    if (bytes) { /* last: the keys of the header come first, in its order */
        json_incref(bytes);
        json_object_del(row, "path_bytes");
        json_object_set_new(row, "path_bytes", bytes);
    }
    char *line = json_dumps(row, JSON_COMPACT);
    add_escaped(&o->out, line);
    wq_buf_addc(&o->out, '\n');
    free(line);
    json_decref(row);
}
