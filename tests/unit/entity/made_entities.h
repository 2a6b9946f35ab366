/*
 * made_entities.h: entities as wq_entities_find might make them, from a line of text; and back.
 */
#ifndef WARAQ_TESTS_UNIT_ENTITY_MADE_ENTITIES_H
#define WARAQ_TESTS_UNIT_ENTITY_MADE_ENTITIES_H

#include "../../support/articles.h"
#include "waraq/base/array.h"
#include "waraq/entity/corrections.h"
#include "waraq/entity/entities.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct made_entities {
    struct wq_article *article;
    struct wq_entities *e;
};

static inline uint8_t made_kind(const char *id)
{
    static const char *const prefixes[] = {"per:", "org:", "loc:", "date:", "num:"};
    uint8_t kind = 0;

    while (strncmp(id, prefixes[kind], strlen(prefixes[kind])) != 0)
        kind++;
    return kind;
}

/* The entity of id, a new one with the name "the ID" and, if a date, the value "of ID". */
static inline uint32_t made_entity(struct wq_entities *e, struct wq_buf *strings, const char *id, size_t len)
{
    uint32_t i = 0;

    for (; i < e->nentities; i++)
        if (!strncmp(e->entities[i].id, id, len) && !e->entities[i].id[len])
            return i;
    /* The strings are in a buffer that was made large enough. */
    char *own = strings->data + strings->len;
    wq_buf_add(strings, id, len);
    wq_buf_addc(strings, '\0');
    char *name = strings->data + strings->len;
    wq_buf_addf(strings, "the %s", own);
    wq_buf_addc(strings, '\0');
    char *value = strings->data + strings->len;
    if (made_kind(own) == WQ_DATE)
        wq_buf_addf(strings, "of %s", own);
    wq_buf_addc(strings, '\0');
    e->entities[e->nentities++] = (struct wq_entity){.id = own,
                                                     .name = name,
                                                     .value = value,
                                                     .kind = made_kind(own),
                                                     .first = (uint32_t)e->nmentions,
                                                     .known = i};
    return i;
}

/* From words ID=SPELLING parted by blanks, a mention each; _ in a spelling is a blank, one that begins with *
 * is furniture. */
static inline struct made_entities made_entities(const char *words)
{
    struct made_entities made = {.e = wq_calloc(1, sizeof *made.e)};
    struct wq_buf text = WQ_BUF_INIT;
    struct wq_buf strings = WQ_BUF_INIT;
    size_t most = strlen(words) + 1;

    made.e->mentions = wq_calloc(most, sizeof *made.e->mentions);
    made.e->entities = wq_calloc(most, sizeof *made.e->entities);
    wq_buf_reserve(&strings, 4 * most + 40 * most);
    for (size_t len; *words; words += len + (words[len] == ' ')) {
        len = strcspn(words, " ");
        size_t id = strcspn(words, "=");
        bool furniture = words[id + 1] == '*';
        size_t start = text.len;
        for (size_t i = id + 1 + furniture; i < len; i++)
            wq_buf_addc(&text, words[i] == '_' ? ' ' : words[i]);
        uint32_t entity = made_entity(made.e, &strings, words, id);
        struct wq_entity *of = &made.e->entities[entity];
        made.e->mentions[made.e->nmentions++] = (struct wq_mention){
            .span = {start, text.len}, .entity = entity, .kind = of->kind, .furniture = furniture};
        *(furniture ? &of->furniture : &of->mentions) += 1;
        wq_buf_adds(&text, ", ");
    }
    wq_buf_adds(&text, ".");
    made.article = article_of(text.data);
    made.e->text = wq_buf_detach(&strings);
    wq_buf_release(&text);
    return made;
}

static inline void made_entities_free(struct made_entities *made)
{
    wq_entities_free(made->e);
    wq_article_free(made->article);
}

/* All that a correction may change, "ID (NAME, KIND, VALUE) MENTIONS+FURNITURE@FIRST; " an entity, then the
 * mentions' spans and entities. Checks that counts and order are those of the mentions. The caller's. */
static inline char *made_entities_tell(const struct wq_entities *e)
{
    struct wq_buf out = WQ_BUF_INIT;
    uint32_t next = 0;

    wq_buf_adds(&out, "");
    for (size_t i = 0; i < e->nentities; i++) {
        const struct wq_entity *of = &e->entities[i];
        uint32_t counts[2] = {0};
        for (size_t m = 0; m < e->nmentions; m++)
            counts[e->mentions[m].furniture] += e->mentions[m].entity == i;
        assert_int_equal(of->mentions, counts[0]);
        assert_int_equal(of->furniture, counts[1]);
        wq_buf_addf(&out, "%s (%s, %s, %s) %u+%u@%u; ", of->id, of->name,
                    wq_entity_kind_name((enum wq_entity_kind)of->kind), of->value, of->mentions,
                    of->furniture, of->first);
    }
    for (size_t m = 0; m < e->nmentions; m++) {
        assert_true(e->mentions[m].entity <= next);
        assert_int_equal(e->mentions[m].kind, e->entities[e->mentions[m].entity].kind);
        if (e->mentions[m].entity == next)
            assert_int_equal(e->entities[next++].first, m);
        wq_buf_addf(&out, " %zu=%u", e->mentions[m].span.start, e->mentions[m].entity);
    }
    assert_int_equal(e->nentities, next);
    return out.data;
}

/* Applies c to the article of words; how it then stands, the caller's. */
static inline char *corrected(const struct wq_corrections *c, const char *words)
{
    struct made_entities made = made_entities(words);

    wq_corrections_apply(c, made.article, made.e);
    char *told = made_entities_tell(made.e);
    made_entities_free(&made);
    return told;
}

#endif
