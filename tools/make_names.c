/*
 * make_names: writes the names that come with waraq as tables in C (names_inner.h: struct wq_names_tables).
 *
 *     make_names >names_tables.c
 *
 * It is linked with what waraq itself reads names by, so there is one way of reading them; a mistake in a
 * file of names ends the build. Run on the machine that builds: where the program will run, another ICU makes
 * it read its names at the start.
 */
#include "../src/entity/names_inner.h"

#include "waraq/base/array.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* There are none yet: everything is read. */
const struct wq_names_tables wq_names_compiled_in;

static void complain(void *data, const struct wq_names_trouble *t)
{
    bool *bad = data;

    *bad = true;
    fprintf(stderr, "data/gazetteer/%s:%zu: %s: %s\n", t->file, t->line, wq_names_fault_name(t->fault),
            t->what);
}

/* Ends a line now and then. */
static void gap(size_t i)
{
    putchar(i % 16 == 15 ? '\n' : ' ');
}

static void put_numbers(const char *type, const char *name, const uint32_t *numbers, size_t n)
{
    printf("static const %s %s[] = {\n", type, name);
    for (size_t i = 0; i < n; i++) {
        printf("%" PRIu32 ",", numbers[i]);
        gap(i);
    }
    puts("};");
}

/* Bytes as one string, which compilers read faster than numbers; its NUL is one more. */
static void put_bytes(const char *name, const void *bytes, size_t n)
{
    const unsigned char *b = bytes;

    printf("static const char %s[] = \"", name);
    for (size_t i = 0; i < n; i++) {
        printf(isalnum(b[i]) ? "%c" : "\\%03o", b[i]);
        if (i % 64 == 63)
            printf("\"\n\"");
    }
    puts("\";");
}

static void put_lexicon(const struct wq_lexicon_tables *x)
{
    puts("static const struct wq_trie_node nodes[] = {");
    for (uint32_t i = 0; i < x->nnodes; i++) {
        const struct wq_trie_node *n = &x->nodes[i];
        printf("{%u,%u,%u,%u,%u},", n->child, n->len, n->first, n->names, n->words);
        gap(i);
    }
    puts("};\nstatic const struct wq_trie_rest rests[] = {");
    for (uint32_t i = 0; i < x->nnodes; i++) {
        printf("{%u,%u},", x->rests[i].label, x->rests[i].key);
        gap(i);
    }
    puts("};\nstatic const struct wq_key keys[] = {");
    for (uint32_t i = 0; i <= x->nkeys; i++) {
        const struct wq_key *k = &x->keys[i];
        printf("{%u,%u,%u,%u,%u},", k->sense, k->blanks, k->len, k->names, k->classes);
        gap(i);
    }
    puts("};\nstatic const struct wq_sense senses[] = {");
    for (uint32_t i = 0; i < x->nsenses; i++) {
        const struct wq_sense *s = &x->senses[i];
        printf("{%d,%u,%u,%u},", s->value, s->languages, s->what, s->weak);
        gap(i);
    }
    puts("};\nstatic const struct wq_key_blanks blanks[] = {");
    for (uint32_t i = 0; i < x->nblanks; i++) {
        const struct wq_key_blanks *b = &x->blanks[i];
        printf("{{%#" PRIx64 ",%#" PRIx64 "},{%#" PRIx64 ",%#" PRIx64 "}},\n", b->name.some, b->name.all,
               b->word.some, b->word.all);
    }
    puts("};");
    put_bytes("labels", x->labels, x->nlabels);
}

static void put_known(const struct wq_names *n)
{
    puts("static const struct wq_known known[] = {");
    for (size_t i = 0; i < n->known.len; i++) {
        const struct wq_known *k = &n->known.items[i];
        printf("{%u,%u,%u,%u,%u,%u},", k->row, k->len, k->id, k->file, k->kind, k->place);
        gap(i);
    }
    puts("};");
    put_bytes("ids", n->ids.data, n->ids.len);
    put_numbers("uint32_t", "by_id", n->by_id.slots, n->by_id.size);
    put_numbers("uint32_t", "countries", n->countries, WQ_COUNTRIES);
}

/* The files' data are the arrays of gazetteer_files.c; what ICU knows has none. */
static void put_files(const struct wq_names *n)
{
    for (size_t i = 0; i < n->files.len; i++) {
        const struct wq_names_file *f = &n->files.items[i];
        if (f->owned[0])
            put_bytes("icu", f->data, f->len);
        else
            printf("extern const char wq_data_gazetteer_%.*s[];\n", (int)strcspn(f->name, "."), f->name);
    }
    puts("static const struct wq_names_file files[] = {");
    for (size_t i = 0; i < n->files.len; i++) {
        const struct wq_names_file *f = &n->files.items[i];
        printf("{.name = \"%s\", .len = %zu, .count = %d, .columns = {", f->name, f->len, f->count);
        for (int c = 0; c < WQ_COLUMNS; c++)
            printf("%d,", f->columns[c]);
        if (f->owned[0])
            puts("}, .data = icu},");
        else
            printf("}, .data = wq_data_gazetteer_%.*s},\n", (int)strcspn(f->name, "."), f->name);
    }
    puts("};");
}

static void put_tables(const struct wq_names *n)
{
    const struct wq_lexicon_tables *x = &n->lexicon.more;
    struct wq_buf version = WQ_BUF_INIT;

    wq_names_holds_for(&version);
    printf("const struct wq_names_tables wq_names_compiled_in = {.version = \"%s\",\n", version.data);
    puts(".lexicon = {.nodes = nodes, .rests = rests, .keys = keys, .senses = senses, .blanks = blanks, "
         ".labels = (const wq_code *)labels,");
    printf(".nnodes = %u, .nkeys = %u, .nsenses = %u, .nblanks = %u, .nlabels = %u},\n", x->nnodes, x->nkeys,
           x->nsenses, x->nblanks, x->nlabels);
    puts(".known = known, .ids = ids, .by_id = by_id, .files = files, .countries = countries,");
    printf(".nknown = %zu, .nslots = %zu, .nfiles = %zu, .hash = UINT64_C(%" PRIu64 ")};\n", n->known.len,
           n->by_id.size, n->files.len, n->hash);
    wq_buf_release(&version);
}

int main(void)
{
    bool bad = false;
    const struct wq_names_log log = {complain, &bad};
    struct wq_names *n = wq_names_new(NULL, &log);

    puts("/* Made by tools/make_names.c: do not edit. */\n#include \"names_inner.h\"");
    put_lexicon(&n->lexicon.more);
    put_known(n);
    put_files(n);
    put_tables(n);
    wq_names_free(n);
    return bad || ferror(stdout) || fclose(stdout) ? 1 : 0;
}
