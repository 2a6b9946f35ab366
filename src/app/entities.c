/* --entities: a row a mention, as text, TSV or JSON. */
#include "output.h"
#include "rows.h"

#include "waraq/app/commands.h"
#include "waraq/entity/corrections.h"
#include "waraq/entity/entities.h"
#include "waraq/text/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FLUSH_AT = 65536 };

/* A row: a mention with what it stands for, in code points of the text. */
struct row {
    const char *path;
    size_t start, end;
    const char *surface;
    const struct wq_mention *mention;
    const struct wq_entity *entity;
};

static void add_json(struct wq_output *o, const struct row *r)
{
    json_t *row = wq_row_new(r->path);

    json_object_set_new(row, "start", json_integer((json_int_t)r->start));
    json_object_set_new(row, "end", json_integer((json_int_t)r->end));
    json_object_set_new(row, "surface", json_string(r->surface));
    json_object_set_new(row, "type", json_string(wq_entity_kind_name(r->mention->kind)));
    json_object_set_new(row, "entity_id", json_string(r->entity->id));
    json_object_set_new(row, "name", json_string(r->entity->name));
    json_object_set_new(row, "value", json_string(r->entity->value));
    json_object_set_new(row, "source", json_string(wq_entity_source_name(r->mention->source)));
    json_object_set_new(row, "confidence", json_integer(r->mention->confidence));
    wq_row_add(o, row);
}

static void add_tsv(struct wq_output *o, const struct row *r)
{
    wq_output_path(&o->out, r->path);
    wq_buf_addf(&o->out, "\t%zu\t%zu\t%s\t%s\t%s\t%s\t%s\t%s\t%d\n", r->start, r->end, r->surface,
                wq_entity_kind_name(r->mention->kind), r->entity->id, r->entity->name, r->entity->value,
                wq_entity_source_name(r->mention->source), r->mention->confidence);
}

static void add_text(struct wq_output *o, const struct row *r, bool rtl)
{
    wq_output_path(&o->out, r->path);
    wq_buf_addf(&o->out, ":%zu: %s ", r->start, wq_entity_kind_name(r->mention->kind));
    wq_output_text(o, r->surface, strlen(r->surface), rtl);
    wq_buf_addf(&o->out, " (%s)\n", r->entity->id);
}

/* The words of a mention in one line, without what would end a field. */
static void make_surface(struct wq_buf *out, const char *s, size_t len)
{
    wq_buf_clear(out);
    for (size_t i = 0; i < len; i++)
        wq_buf_addc(out, (unsigned char)s[i] < ' ' ? ' ' : s[i]);
}

/* What mentions are found by. */
struct finding {
    struct wq_names *names;
    struct wq_corrections *corrections;
};

static void add_article(struct wq_output *o, const struct finding *by, const char *path,
                        const struct wq_article *a)
{
    struct wq_entities *e = wq_entities_find(by->names, a);
    wq_entities_drop_unsure(e, o->options->confidence);
    wq_corrections_apply(by->corrections, a, e);
    struct wq_buf surface = WQ_BUF_INIT;
    size_t at = 0;
    size_t point = 0;

    for (size_t i = 0; i < e->nmentions; i++) {
        const struct wq_mention *m = &e->mentions[i];
        const char *s = a->text.data;
        point += wq_utf8_count(s + at, m->span.start - at);
        at = m->span.start;
        make_surface(&surface, s + m->span.start, wq_span_len(m->span));
        struct row row = {path,         point, point + wq_utf8_count(s + at, wq_span_len(m->span)),
                          surface.data, m,     &e->entities[m->entity]};
        if (o->options->format == WQ_FORMAT_JSON)
            add_json(o, &row);
        else if (o->options->format == WQ_FORMAT_TSV)
            add_tsv(o, &row);
        else
            add_text(o, &row, a->rtl);
        if (o->out.len > FLUSH_AT)
            wq_output_flush(o);
    }
    wq_buf_release(&surface);
    wq_entities_free(e);
}

/* One line on standard error for what is wrong in a file; line from 1, 0: in all of it. */
static void say(struct wq_output *o, const char *file, size_t number, const char *fault, const char *what)
{
    struct wq_buf line = WQ_BUF_INIT;

    wq_output_path(&line, file);
    if (number)
        wq_buf_addf(&line, ":%zu", number);
    wq_buf_addf(&line, ": %s", fault);
    if (*what) {
        wq_buf_adds(&line, ": ");
        wq_output_path(&line, what);
    }
    fprintf(stderr, "waraq: %s\n", line.data);
    wq_buf_release(&line);
    o->status = WQ_EXIT_TROUBLE;
}

static void say_of_names(void *data, const struct wq_names_trouble *t)
{
    say(data, t->file, t->line, wq_names_fault_name(t->fault), t->what);
}

static void say_of_corrections(void *data, const struct wq_corrections_trouble *t)
{
    say(data, t->file, t->line, wq_corrections_fault_name(t->fault), t->what);
}

/* With names of the user's own, and what they have corrected. */
static struct finding make_finding(struct wq_output *o)
{
    struct wq_names_log names_log = {say_of_names, o};
    struct wq_corrections_log log = {say_of_corrections, o};
    struct wq_buf folder = WQ_BUF_INIT;
    struct wq_buf file = WQ_BUF_INIT;
    bool own = wq_names_folder(&folder) == WQ_OK;
    struct finding by = {.names = wq_names_new(own ? folder.data : NULL, &names_log)};

    by.corrections = wq_corrections_new(by.names);
    if (wq_corrections_file(&file) == WQ_OK)
        wq_corrections_load(by.corrections, file.data, &log);
    wq_buf_release(&folder);
    wq_buf_release(&file);
    return by;
}

int wq_entities(const struct wq_options *options, struct wq_layout *layout, struct wq_shelf *shelf,
                int status)
{
    struct wq_output o = {.layout = layout, .shelf = shelf, .status = status};

    wq_output_init(&o, options, false);
    struct finding by = make_finding(&o);
    if (options->format == WQ_FORMAT_TSV)
        wq_buf_adds(&o.out, "path\tstart\tend\tsurface\ttype\tentity_id\tname\tvalue\tsource\tconfidence\n");
    for (size_t i = 0; i < wq_shelf_count(shelf); i++) {
        struct wq_article *a = wq_output_open(&o, i);
        if (a)
            add_article(&o, &by, wq_shelf_entry(shelf, i)->path, a);
        wq_article_free(a);
    }
    wq_corrections_free(by.corrections);
    wq_names_free(by.names);
    return wq_output_finish(&o);
}
