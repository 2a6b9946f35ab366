/*
 * fuzz_entity: up to the first NUL a gazetteer file of a user's, from there on an article.
 */
#include "waraq/entity/entities.h"

#include <locale.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

/* Not assert: that may be compiled out. */
#define MUST(x)                                                                                              \
    do {                                                                                                     \
        if (!(x))                                                                                            \
            abort();                                                                                         \
    } while (0)

static struct wq_doc *doc;
static struct wq_names *plain;
static void clean_up(void)
{
    wq_names_free(plain);
}

static void open_once(void)
{
    if (doc)
        return;
    setlocale(LC_CTYPE, "C.UTF-8");
    doc = wq_doc_new(wq_props_new());
    plain = wq_names_new(NULL, NULL);
    atexit(clean_up);
}

static bool on_boundary(const struct wq_article *a, size_t at)
{
    return at <= a->text.len && (at == a->text.len || ((unsigned char)a->text.data[at] & 0xC0) != 0x80);
}

static void check(const struct wq_names *names, const struct wq_article *a)
{
    struct wq_entities *e = wq_entities_find(names, a);
    size_t at = 0;
    size_t counted = 0;

    for (size_t i = 0; i < e->nmentions; i++) {
        const struct wq_mention *m = &e->mentions[i];
        MUST(m->span.start >= at && m->span.end > m->span.start);
        MUST(on_boundary(a, m->span.start) && on_boundary(a, m->span.end));
        MUST(m->entity < e->nentities && e->entities[m->entity].kind == m->kind && m->confidence <= 100);
        at = m->span.end;
    }
    for (size_t i = 0; i < e->nentities; i++) {
        MUST(e->entities[i].first < e->nmentions && e->mentions[e->entities[i].first].entity == i);
        MUST(*e->entities[i].id);
        counted += e->entities[i].mentions + e->entities[i].furniture;
    }
    MUST(counted == e->nmentions);
    wq_entities_free(e);
}

static void trouble(void *data, const struct wq_names_trouble *t)
{
    (void)data;
    MUST(t->file && t->what && *wq_names_fault_name(t->fault));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    static const char *const languages[] = {"ur", "fa", "ar", "he", "en", ""};
    const uint8_t *nul = len ? memchr(data, '\0', len) : NULL;
    const struct wq_names_log log = {trouble, NULL};
    struct wq_names *names = plain;
    struct wq_text text;

    open_once();
    names = plain;
    if (nul && nul > data)
        names = wq_names_of((const char *)data, (size_t)(nul - data), &log);
    const uint8_t *from = nul ? nul + 1 : data;
    if (from < data + len && wq_decode(from, len - (size_t)(from - data), "UTF-8", &text, NULL) == WQ_OK) {
        struct wq_article *a = wq_article_new(doc, &text);
        check(names, a);
        strcpy(a->language, languages[len % (sizeof languages / sizeof *languages)]);
        check(names, a);
        wq_article_free(a);
    }
    if (names != plain)
        wq_names_free(names);
    return 0;
}
