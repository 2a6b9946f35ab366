/* Names from files: those that are compiled in, what ICU knows, the user's. */
#include "likeness.h"
#include "names_inner.h"

#include "waraq/base/array.h"
#include "waraq/text/decode.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Made by the makefile from data/gazetteer; ends with a name of NULL. */
struct wq_gazetteer_file {
    const char *name;
    const char *data;
    const size_t *len;
};
extern const struct wq_gazetteer_file wq_gazetteer_files[];

/* More of a user's file than this is not read: no list of names that somebody keeps is as long. */
enum { MOST_FILE = 32 << 20, MOST_FILES = 1000 };

void wq_reading_trouble(const struct wq_reading *r, enum wq_names_fault fault, const char *what, size_t len)
{
    if (!r->log || !r->log->trouble)
        return;
    char *owned = wq_strndup(what, len);
    struct wq_names_trouble trouble = {
        .fault = fault, .file = r->names->files.items[r->file].name, .line = r->line, .what = owned};
    r->log->trouble(r->log->data, &trouble);
    free(owned);
}

/* Puts a file among the others; it is the one at work then. */
static struct wq_names_file *add_file(struct wq_reading *r, struct wq_names_file file)
{
    r->file = (uint32_t)r->names->files.len;
    struct wq_names_file *added = WQ_PUSH(&r->names->files);
    *added = file;
    return added;
}

/* True for the files of words with a class; the others have names of entities. */
static bool has_classes(const char *file)
{
    return !strcmp(file, "cues.tsv") || !strcmp(file, "words.tsv");
}

static void read_cues(struct wq_reading *r)
{
    for (const struct wq_gazetteer_file *f = wq_gazetteer_files; f->name; f++)
        if (has_classes(f->name))
            wq_cues_read(
                r, add_file(r, (struct wq_names_file){.name = f->name, .data = f->data, .len = *f->len}));
}

/* What ICU has is not for the user to mend: nothing is said of it. */
static void read_intl(struct wq_reading *r)
{
    const struct wq_names_log *log = r->log;
    struct wq_buf rows = WQ_BUF_INIT;

    wq_intl_read(r, &rows);
    size_t len = rows.len;
    char *data = wq_buf_detach(&rows);
    r->log = NULL;
    wq_gazetteer_read(
        r, add_file(r, (struct wq_names_file){.name = "ICU", .data = data, .owned = {data}, .len = len}));
    r->log = log;
}

static void read_compiled_in(struct wq_reading *r)
{
    for (const struct wq_gazetteer_file *f = wq_gazetteer_files; f->name; f++)
        if (!has_classes(f->name))
            wq_gazetteer_read(
                r, add_file(r, (struct wq_names_file){.name = f->name, .data = f->data, .len = *f->len}));
    read_cues(r);
    read_intl(r);
}

static void read_users(struct wq_reading *r, const char *folder, const char *name)
{
    struct wq_buf path = WQ_BUF_INIT;
    struct wq_buf bytes = WQ_BUF_INIT;
    struct wq_error err;

    wq_buf_addf(&path, "%s/%s", folder, name);
    enum wq_status status = wq_read_path(path.data, MOST_FILE + 1, &bytes, &err);
    char *owned = wq_buf_detach(&path);
    if (status != WQ_OK) {
        const char *why = err.status == WQ_ESYS ? strerror(err.sys) : wq_status_name(err.status);
        add_file(r, (struct wq_names_file){.name = owned, .data = "", .owned = {owned}});
        r->line = 0;
        wq_reading_trouble(r, WQ_NAMES_UNREADABLE, why, strlen(why));
        wq_buf_release(&bytes);
        return;
    }
    bool larger = bytes.len > MOST_FILE;
    if (larger) { /* up to the last whole line */
        bytes.len = MOST_FILE;
        while (bytes.len > 0 && bytes.data[bytes.len - 1] != '\n')
            bytes.len--;
    }
    size_t len = bytes.len;
    char *data = wq_buf_detach(&bytes);
    wq_gazetteer_read(
        r, add_file(r, (struct wq_names_file){
                           .name = owned, .data = data ? data : "", .owned = {owned, data}, .len = len}));
    if (larger) {
        r->line++;
        wq_reading_trouble(r, WQ_NAMES_TOO_LARGE, "", 0);
    }
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The user's files in the order of their names, so that which row comes first does not change. */
static void read_folder(struct wq_reading *r, const char *folder)
{
    struct {
        char **items;
        size_t len, cap;
    } names = {0};
    DIR *dir = opendir(folder);
    const struct dirent *entry;

    if (!dir)
        return;
    while ((entry = readdir(dir)) && names.len < MOST_FILES) {
        size_t len = strlen(entry->d_name);
        if (len > 4 && entry->d_name[0] != '.' && !strcmp(entry->d_name + len - 4, ".tsv"))
            *WQ_PUSH(&names) = wq_strdup(entry->d_name);
    }
    closedir(dir);
    if (names.len)
        qsort(names.items, names.len, sizeof *names.items, by_name);
    for (size_t i = 0; i < names.len; i++) {
        read_users(r, folder, names.items[i]);
        free(names.items[i]);
    }
    free(names.items);
}

static void begin(struct wq_reading *r, const struct wq_names_tables *base, const struct wq_names_log *log)
{
    static const struct wq_names_tables none;

    *r = (struct wq_reading){.names = wq_calloc(1, sizeof *r->names), .log = log};
    r->names->base = base ? base : &none;
    wq_letters_make(&r->names->letters);
    wq_tokens_init(&r->tokens, &r->names->letters);
}

static struct wq_names *end(struct wq_reading *r)
{
    wq_lexicon_build(&r->names->lexicon, &r->lexicon);
    wq_sounds_make(r->names->sounds);
    wq_tokens_release(&r->tokens);
    return r->names;
}

/* Goes on where the tables end. */
static void take_tables(struct wq_reading *r, const struct wq_names_tables *base)
{
    struct wq_names *n = r->names;

    WQ_RESERVE(&n->files, base->nfiles);
    memcpy(n->files.items, base->files, base->nfiles * sizeof *base->files);
    n->files.len = base->nfiles;
    n->lexicon.base = base->lexicon;
    n->hash = base->hash;
    memcpy(n->countries, base->countries, sizeof n->countries);
}

struct wq_names *wq_names_read(const struct wq_names_tables *base, const char *folder,
                               const struct wq_names_log *log)
{
    struct wq_reading r;

    begin(&r, base, log);
    if (base)
        take_tables(&r, base);
    else
        read_compiled_in(&r);
    if (folder)
        read_folder(&r, folder);
    return end(&r);
}

struct wq_names *wq_names_of(const char *data, size_t len, const struct wq_names_log *log)
{
    struct wq_reading r;

    begin(&r, NULL, log);
    wq_gazetteer_read(&r, add_file(&r, (struct wq_names_file){.name = "data", .data = data, .len = len}));
    read_cues(&r);
    return end(&r);
}
