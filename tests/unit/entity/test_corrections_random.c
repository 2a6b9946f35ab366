/* Corrections of entities at random, added, taken back and done again, against a slow model. */
#include "../../support/random_text.h"
#include "made_entities.h"
#include "waraq/entity/corrections.h"
#include "waraq/text/fold.h"

#include <stdio.h>

enum { MOST_ROWS = 64, MOST_OBJECTS = 256 };

/* ---- the model ---- */

struct object {
    char id[64], name[64], lent[64];
    int kind; /* -1: by id */
    bool ignored;
};

struct model {
    struct object objects[MOST_OBJECTS];
    struct {
        char id[64];
        int object;
    } ids[MOST_OBJECTS];
    int nobjects, nids;
    const struct made_entities *made;
    int at[64]; /* by mention: object */
};

static int new_object(struct model *m, const char *id)
{
    struct object *o = &m->objects[m->nobjects];

    memset(o, 0, sizeof *o);
    o->kind = -1;
    snprintf(o->id, sizeof o->id, "%s", id);
    return m->nobjects++;
}

static int *object_of(struct model *m, const char *id)
{
    int i = 0;

    while (i < m->nids && strcmp(m->ids[i].id, id) != 0)
        i++;
    if (i == m->nids) {
        snprintf(m->ids[m->nids++].id, sizeof m->ids[0].id, "%s", id);
        m->ids[i].object = new_object(m, id);
    }
    return &m->ids[i].object;
}

static int model_kind(const struct object *o)
{
    return o->kind >= 0 ? o->kind : !strncmp(o->id, "own:", 4) ? -1 : made_kind(o->id);
}

static bool same_spelling(const struct model *m, size_t mention, const char *spelling)
{
    struct wq_buf a = WQ_BUF_INIT;
    struct wq_buf b = WQ_BUF_INIT;
    struct wq_span span = m->made->e->mentions[mention].span;

    wq_fold(m->made->article->text.data + span.start, wq_span_len(span), &a);
    wq_fold(spelling, strlen(spelling), &b);
    bool same = a.len == b.len && !memcmp(a.data, b.data, a.len);
    wq_buf_release(&a);
    wq_buf_release(&b);
    return same;
}

/* What one row does; false: a loop. */
static bool model_row(struct model *m, const struct wq_correction *row)
{
    int o = *object_of(m, row->id);
    struct object *object = &m->objects[o];
    char own[64];

    if (row->op == WQ_CORRECT_MERGE) {
        int to = *object_of(m, row->what);
        if (o == to)
            return false;
        for (int i = 0; i < m->nids; i++)
            m->ids[i].object = m->ids[i].object == o ? to : m->ids[i].object;
        for (size_t i = 0; i < m->made->e->nmentions; i++)
            m->at[i] = m->at[i] == o ? to : m->at[i];
        if (model_kind(&m->objects[to]) < 0)
            m->objects[to].kind = model_kind(object);
        if (!*m->objects[to].lent)
            memcpy(m->objects[to].lent, *object->name ? object->name : object->lent, sizeof object->lent);
    } else if (row->op == WQ_CORRECT_SPLIT) {
        snprintf(own, sizeof own, "own:%s", row->what);
        int *to = object_of(m, own);
        if (*to == o && !strcmp(object->id, own))
            return false;
        if (strcmp(m->objects[*to].id, own) != 0) /* it was merged */
            *to = new_object(m, own);
        struct object *target = &m->objects[*to];
        if (!*target->name)
            snprintf(target->name, sizeof target->name, "%s", row->what);
        target->kind = target->kind < 0 ? model_kind(object) : target->kind;
        for (size_t i = 0; i < m->made->e->nmentions; i++)
            m->at[i] = m->at[i] == o && same_spelling(m, i, row->what) ? *to : m->at[i];
    } else if (row->op == WQ_CORRECT_RENAME) {
        snprintf(object->name, sizeof object->name, "%s", row->what);
    } else if (row->op == WQ_CORRECT_IGNORE) {
        object->ignored = true;
    } else {
        for (int kind = 0; kind < WQ_ENTITY_KINDS; kind++)
            if (!strcmp(row->what, wq_entity_kind_name((enum wq_entity_kind)kind)))
                object->kind = kind;
    }
    return true;
}

/* Puts what the model has back into entities, plainly. */
static char *model_tell(struct model *m)
{
    const struct wq_entities *e = m->made->e;
    struct wq_entities out = {.mentions = wq_calloc(64, sizeof *out.mentions),
                              .entities = wq_calloc(64, sizeof *out.entities)};

    for (size_t i = 0; i < e->nmentions; i++) {
        const struct object *o = &m->objects[m->at[i]];
        uint32_t at = 0;
        if (o->ignored)
            continue;
        while (at < out.nentities && strcmp(out.entities[at].id, o->id) != 0)
            at++;
        struct wq_entity *entity = &out.entities[at];
        if (at == out.nentities) {
            const struct wq_entity *was = NULL;
            for (size_t k = 0; k < e->nentities; k++)
                was = !strcmp(e->entities[k].id, o->id) ? &e->entities[k] : was;
            *entity = (struct wq_entity){.id = o->id, .kind = (uint8_t)model_kind(o), .value = ""};
            entity->name = *o->name   ? o->name
                           : was      ? was->name
                           : *o->lent ? o->lent
                                      : e->entities[e->mentions[i].entity].name;
            entity->value = was && was->kind == entity->kind ? was->value : "";
            entity->first = (uint32_t)out.nmentions;
            out.nentities++;
        }
        *(e->mentions[i].furniture ? &entity->furniture : &entity->mentions) += 1;
        out.mentions[out.nmentions] = e->mentions[i];
        out.mentions[out.nmentions].entity = at;
        out.mentions[out.nmentions++].kind = entity->kind;
    }
    char *told = made_entities_tell(&out);
    free(out.mentions);
    free(out.entities);
    return told;
}

/* Applies rows to the article of words anew; false: the last of them is a loop. *told is the caller's. */
static bool model_apply(const struct wq_correction *rows, size_t n, const char *words, char **told)
{
    struct made_entities made = made_entities(words);
    struct model *m = wq_calloc(1, sizeof *m);
    bool fine = true;

    m->made = &made;
    for (size_t i = 0; i < made.e->nmentions; i++)
        m->at[i] = *object_of(m, made.e->entities[made.e->mentions[i].entity].id);
    for (size_t i = 0; i < n; i++)
        fine = model_row(m, &rows[i]);
    *told = model_tell(m);
    free(m);
    made_entities_free(&made);
    return fine;
}

/* ---- at random ---- */

static const char *const ids[] = {"per:a",  "per:b",    "per:c",   "loc:x",   "org:y",
                                  "date:d", "per:none", "own:Kim", "own:kim", "own:Lee"};
static const char *const spellings[] = {"Kim", "kim", "KIM", "Lee", "Paris", "کیم", "كيم"};
enum { FOUND_IDS = 6 };

#define ONE_OF(r, list) list[random_below(r, WQ_COUNT(list))]

static struct wq_correction random_row(struct random *r)
{
    static const char *const names[] = {"One", "Two", "Three"};
    /* More of what is difficult. */
    static const uint8_t ops[] = {WQ_CORRECT_MERGE, WQ_CORRECT_MERGE,  WQ_CORRECT_MERGE, WQ_CORRECT_SPLIT,
                                  WQ_CORRECT_SPLIT, WQ_CORRECT_RENAME, WQ_CORRECT_KIND,  WQ_CORRECT_IGNORE};
    struct wq_correction row = {
        .op = (enum wq_correction_op)ONE_OF(r, ops), .id = ONE_OF(r, ids), .what = ""};

    switch (row.op) {
    case WQ_CORRECT_MERGE: row.what = ONE_OF(r, ids); break;
    case WQ_CORRECT_SPLIT: row.what = ONE_OF(r, spellings); break;
    case WQ_CORRECT_RENAME: row.what = ONE_OF(r, names); break;
    case WQ_CORRECT_KIND:
        row.what = wq_entity_kind_name((enum wq_entity_kind)random_below(r, WQ_ENTITY_KINDS));
        break;
    default: break;
    }
    return row;
}

static enum wq_status add_row(struct wq_corrections *to, const struct wq_correction *row)
{
    int kind = 0;

    switch (row->op) {
    case WQ_CORRECT_MERGE: return wq_corrections_merge(to, row->id, row->what, NULL);
    case WQ_CORRECT_SPLIT: return wq_corrections_split(to, row->id, row->what, NULL);
    case WQ_CORRECT_RENAME: return wq_corrections_rename(to, row->id, row->what, NULL);
    case WQ_CORRECT_KIND:
        while (strcmp(row->what, wq_entity_kind_name((enum wq_entity_kind)kind)) != 0)
            kind++;
        return wq_corrections_set_kind(to, row->id, (enum wq_entity_kind)kind, NULL);
    default: return wq_corrections_ignore(to, row->id, NULL);
    }
}

static char *random_words(struct random *r)
{
    struct wq_buf words = WQ_BUF_INIT;

    wq_buf_adds(&words, "");
    for (uint32_t n = random_below(r, 30); n > 0; n--)
        wq_buf_addf(&words, "%s%s=%s%s", words.len ? " " : "", ids[random_below(r, FOUND_IDS)],
                    random_below(r, 4) ? "" : "*", ONE_OF(r, spellings));
    return words.data;
}

/* One reader's history: added, taken back and done again, each time as if from the beginning. */
static void play(struct random *r, const char *words)
{
    struct wq_correction rows[MOST_ROWS];
    struct wq_corrections *played = wq_corrections_new(NULL);
    size_t n = 0;   /* rows that hold */
    size_t all = 0; /* and those taken back behind them */

    for (int step = 0; step < MOST_ROWS; step++) {
        uint32_t what = random_below(r, 10);
        char *wanted;
        if (what < 2) {
            assert_int_equal(wq_corrections_undo(played, NULL), n > 0);
            n -= n > 0;
        } else if (what < 3) {
            assert_int_equal(wq_corrections_redo(played, NULL), n < all);
            n += n < all;
        } else {
            struct wq_correction kept = rows[n];
            rows[n] = random_row(r);
            bool fine = model_apply(rows, n + 1, words, &wanted);
            free(wanted);
            assert_int_equal(add_row(played, &rows[n]), fine ? WQ_OK : WQ_EUSAGE);
            if (fine)
                all = ++n;
            else
                rows[n] = kept;
        }
        (void)model_apply(rows, n, words, &wanted);
        char *told = corrected(played, words);
        assert_string_equal(told, wanted);
        assert_int_equal(wq_corrections_count(played), n);
        free(told);
        free(wanted);
    }
    struct wq_corrections *copy = wq_corrections_copy(played);
    char *of_copy = corrected(copy, words);
    wq_corrections_free(played);
    char *again = corrected(copy, words);
    assert_string_equal(of_copy, again);
    wq_corrections_free(copy);
    free(of_copy);
    free(again);
}

static void test_random(void **state)
{
    struct random r = {20260411};

    (void)state;
    for (int round = 0; round < 150; round++) {
        char *words = random_words(&r);
        play(&r, words);
        free(words);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_random)};

    return cmocka_run_group_tests(tests, articles_open, articles_close);
}
