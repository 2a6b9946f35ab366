/* --list: a row an article, as text, TSV or JSON. */
#include "output.h"
#include "rows.h"

#include "waraq/app/commands.h"

#include <stdlib.h>
#include <string.h>

enum { FLUSH_AT = 65536 };

static const char *direction_of(const struct wq_article *a)
{
    return a->rtl ? "rtl" : "ltr";
}

static void add_json(struct wq_output *o, const char *path, const struct wq_article *a)
{
    json_t *row = wq_row_new(path);
    json_object_set_new(row, "title", json_string(a->title));
    json_object_set_new(row, "language", json_string(a->language));
    json_object_set_new(row, "direction", json_string(direction_of(a)));
    json_object_set_new(row, "words", json_integer((json_int_t)a->words));
    json_object_set_new(row, "paragraphs", json_integer((json_int_t)a->non_empty));
    wq_row_add(o, row);
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
