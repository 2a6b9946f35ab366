#include "likeness.h"
#include "names_inner.h"

#include "waraq/base/array.h"
#include "waraq/base/folder.h"
#include "waraq/text/decode.h"
#include "waraq/text/version.h"

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

/* Puts a file among the others and reads it. owned: data, or NULL. */
static void read_file(struct wq_reading *r, const char *name, const char *data, size_t len, char *owned)
{
    r->file = (uint32_t)r->names->files.len;
    *WQ_PUSH(&r->names->files) =
        (struct wq_names_file){.name = wq_strdup(name), .data = data, .owned = owned, .len = len};
    /* A copy: rows of it are looked at while files may be added by nobody else. */
    wq_gazetteer_read(r, &r->names->files.items[r->file]);
}

static void read_cues(struct wq_reading *r)
{
    for (const struct wq_gazetteer_file *f = wq_gazetteer_files; f->name; f++)
        if (!strcmp(f->name, "cues.tsv"))
            wq_cues_read(r, f->name, f->data, *f->len);
}

static void read_compiled_in(struct wq_reading *r)
{
    for (const struct wq_gazetteer_file *f = wq_gazetteer_files; f->name; f++)
        if (strcmp(f->name, "cues.tsv") != 0)
            read_file(r, f->name, f->data, *f->len, NULL);
    read_cues(r);
}

static void read_users(struct wq_reading *r, const char *folder, const char *name)
{
    struct wq_buf path = WQ_BUF_INIT;
    struct wq_buf bytes = WQ_BUF_INIT;
    struct wq_error err;

    wq_buf_addf(&path, "%s/%s", folder, name);
    if (wq_read_path(path.data, MOST_FILE + 1, &bytes, &err) != WQ_OK) {
        const char *why = err.status == WQ_ESYS ? strerror(err.sys) : wq_status_name(err.status);
        r->file = (uint32_t)r->names->files.len;
        r->line = 0;
        *WQ_PUSH(&r->names->files) = (struct wq_names_file){.name = wq_buf_detach(&path), .data = ""};
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
    read_file(r, path.data, data ? data : "", len, data);
    if (larger) {
        r->line++;
        wq_reading_trouble(r, WQ_NAMES_TOO_LARGE, "", 0);
    }
    wq_buf_release(&path);
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

enum wq_status wq_names_folder(struct wq_buf *out)
{
    if (wq_folder_add(WQ_FOLDER_DATA, out) != WQ_OK)
        return WQ_ENOTFOUND;
    wq_buf_adds(out, "/gazetteer");
    return WQ_OK;
}

struct wq_names *wq_names_new(const char *folder, const struct wq_names_log *log)
{
    struct wq_names *n = wq_calloc(1, sizeof *n);
    struct wq_reading r = {.names = n, .log = log};
    struct wq_buf intl = WQ_BUF_INIT;

    wq_tokens_init(&r.tokens);
    read_compiled_in(&r);
    wq_intl_read(&r, &intl);
    size_t len = intl.len;
    char *data = wq_buf_detach(&intl);
    r.log = NULL; /* what ICU has is not for the user to mend */
    read_file(&r, "ICU", data, len, data);
    r.log = log;
    if (folder)
        read_folder(&r, folder);
    wq_lexicon_build(&n->lexicon);
    wq_sounds_make(n->sounds);
    wq_tokens_release(&r.tokens);
    return n;
}

struct wq_names *wq_names_of(const char *data, size_t len, const struct wq_names_log *log)
{
    struct wq_names *n = wq_calloc(1, sizeof *n);
    struct wq_reading r = {.names = n, .log = log};

    wq_tokens_init(&r.tokens);
    read_file(&r, "data", data, len, NULL);
    read_cues(&r);
    wq_lexicon_build(&n->lexicon);
    wq_sounds_make(n->sounds);
    wq_tokens_release(&r.tokens);
    return n;
}

void wq_names_free(struct wq_names *n)
{
    if (!n)
        return;
    for (size_t i = 0; i < n->known.len; i++) {
        union {
            const char *borrowed;
            char *owned;
        } id = {n->known.items[i].id};
        free(id.owned);
    }
    for (size_t i = 0; i < n->files.len; i++) {
        free(n->files.items[i].name);
        free(n->files.items[i].owned);
    }
    free(n->known.items);
    free(n->files.items);
    free(n->ids.slots);
    wq_lexicon_release(&n->lexicon);
    free(n);
}

const char *wq_names_fault_name(enum wq_names_fault fault)
{
    switch (fault) {
    case WQ_NAMES_UNREADABLE: return "cannot be read";
    case WQ_NAMES_TOO_LARGE: return "too large: nothing is read from here on";
    case WQ_NAMES_NOT_UTF8: return "not UTF-8";
    case WQ_NAMES_NO_HEADER: return "no column is called id";
    case WQ_NAMES_MISSING_FIELD: return "fewer fields than columns";
    case WQ_NAMES_BAD_ID: return "an id begins with per:, org: or loc:";
    case WQ_NAMES_DUPLICATE_ID: return "this id stands above already";
    case WQ_NAMES_UNKNOWN_CLASS: return "unknown class";
    case WQ_NAMES_ONE_LETTER: return "a name of one letter";
    case WQ_NAMES_NO_NAME: return "no name: no letters, too many, or of another alphabet";
    }
    return "";
}

void wq_names_version(const struct wq_names *n, struct wq_buf *out)
{
    wq_text_version(out);
    wq_buf_addf(out, "/names-%016llx", (unsigned long long)n->hash);
}

size_t wq_names_count(const struct wq_names *n)
{
    return n->known.len;
}

const char *wq_names_find(const struct wq_names *n, const char *s, size_t len)
{
    struct wq_tokens t;
    struct wq_trie_at at = wq_trie_start();
    const char *found = NULL;
    bool on = true;

    wq_tokens_init(&t);
    wq_tokens_add(&t, s, len, 0, WQ_BETWEEN_PARAGRAPH, 0);
    for (size_t i = 0; i < t.codes.len && on; i++)
        on = wq_trie_step(&n->lexicon, &at, t.codes.items[i]);
    uint32_t key = on && t.codes.len ? wq_trie_key(&n->lexicon, at) : WQ_NO_KEY;
    for (uint32_t i = key == WQ_NO_KEY ? key : n->lexicon.keys.items[key].sense; i != WQ_NO_KEY && !found;
         i = n->lexicon.senses.items[i].next)
        if (n->lexicon.senses.items[i].what == WQ_NAME)
            found = n->known.items[n->lexicon.senses.items[i].value].id;
    wq_tokens_release(&t);
    return found;
}

void wq_known_name(const struct wq_names *n, uint32_t known, unsigned languages, struct wq_buf *out)
{
    const struct wq_known *k = &n->known.items[known];

    /* The article's own first, English before other alphabets, then whatever there is. */
    for (int round = 0; round < 3; round++)
        for (unsigned i = 0; i < WQ_LANGUAGES; i++) {
            const char *field;
            const char *name;
            size_t len;
            bool weak;
            bool wanted = round == 2 || (round == 1 ? i == WQ_COLUMN_EN : languages >> i & 1);
            if (!wanted ||
                !wq_row_field(&n->files.items[k->file], k->row, k->len, (enum wq_column)i, &field, &len))
                continue;
            if (wq_field_next(&field, field + len, &name, &len, &weak)) {
                wq_buf_add(out, name, len);
                return;
            }
        }
    wq_buf_adds(out, k->id);
}

int wq_names_usual(const struct wq_names *n, const char *id, const char *language, struct wq_buf *out)
{
    uint32_t known = wq_names_by_id(n, id, strlen(id));

    if (known == WQ_NO_KEY)
        return 0;
    wq_known_name(n, known, wq_language_bit(language, strlen(language)), out);
    return 1;
}
