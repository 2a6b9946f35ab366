#include "rows.h"

#include "waraq/base/base64.h"
#include "waraq/text/props.h"
#include "waraq/text/utf8.h"

#include <stdlib.h>
#include <string.h>

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
    wq_base64_add(&text, path, strlen(path));
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
