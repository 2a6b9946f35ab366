/* find_in.h: what is found in a sentence, as one string. For tests of entity. */
#ifndef WARAQ_TESTS_UNIT_ENTITY_FIND_IN_H
#define WARAQ_TESTS_UNIT_ENTITY_FIND_IN_H

#include "../../support/articles.h"
#include "waraq/base/array.h"
#include "waraq/base/buf.h"
#include "waraq/entity/entities.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct wq_names *find_names;

static int find_open(void **state)
{
    find_names = wq_names_new(NULL, NULL);
    return articles_open(state);
}

static int find_close(void **state)
{
    wq_names_free(find_names);
    return articles_close(state);
}

enum find_what { FIND_VALUES, FIND_IDS };

/* Mentions of the kinds (bits) in text of a language: kind, words, value or id, parted by " | ". By free. */
static inline char *find_with(const struct wq_names *names, const char *language, const char *text,
                              unsigned kinds, enum find_what what)
{
    struct wq_article *a = article_of(text);
    struct wq_buf out = WQ_BUF_INIT;

    strcpy(a->language, language); /* a sentence is too short to tell */
    struct wq_entities *e = wq_entities_find(names, a);
    wq_buf_adds(&out, "");
    for (size_t i = 0; i < e->nmentions; i++) {
        const struct wq_mention *m = &e->mentions[i];
        const struct wq_entity *entity = &e->entities[m->entity];
        const char *last = what == FIND_VALUES ? entity->value : entity->id;
        if (!(kinds >> m->kind & 1))
            continue;
        wq_buf_addf(&out, "%s%s %.*s%s%s", out.len ? " | " : "", wq_entity_kind_name(m->kind),
                    (int)wq_span_len(m->span), a->text.data + m->span.start, *last ? " " : "", last);
    }
    wq_entities_free(e);
    wq_article_free(a);
    return wq_buf_detach(&out);
}

static inline char *find_in(const char *language, const char *text, unsigned kinds, enum find_what what)
{
    return find_with(find_names, language, text, kinds, what);
}

static inline void find_check(const char *language, const char *text, unsigned kinds, enum find_what what,
                              const char *expected)
{
    char *found = find_in(language, text, kinds, what);

    if (strcmp(found, expected) != 0)
        fail_msg("%s: '%s' instead of '%s'", text, found, expected);
    free(found);
}

#endif
