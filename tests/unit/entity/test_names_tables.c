/* The names that were read when waraq was built are those that are read now; a user's beside them are as if
 * all were read at once. */
#include "../../../src/entity/names_inner.h"
#include "../../support/scratch.h"
#include "waraq/base/array.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void fail_on_trouble(void *data, const struct wq_names_trouble *t)
{
    (void)data;
    fail_msg("%s:%zu: %s: %s", t->file, t->line, wq_names_fault_name(t->fault), t->what);
}

static const struct wq_names_log no_trouble = {fail_on_trouble, NULL};

static void assert_same_senses(struct wq_senses a, struct wq_senses b)
{
    assert_int_equal(a.end - a.at, b.end - b.at);
    for (; a.at < a.end; a.at++, b.at++) {
        assert_int_equal(a.at->value, b.at->value);
        assert_int_equal(a.at->languages, b.at->languages);
        assert_int_equal(a.at->what, b.at->what);
        assert_int_equal(a.at->weak, b.at->weak);
    }
}

/* Key a of x and key b of y mean the same. */
static void assert_same_key(const struct wq_lexicon *x, uint32_t a, const struct wq_lexicon *y, uint32_t b)
{
    assert_int_not_equal(b, WQ_NO_KEY);
    assert_int_equal(wq_lexicon_key(x, a)->len, wq_lexicon_key(y, b)->len);
    assert_int_equal(wq_lexicon_key(x, a)->names, wq_lexicon_key(y, b)->names);
    assert_int_equal(wq_lexicon_key(x, a)->classes, wq_lexicon_key(y, b)->classes);
    assert_memory_equal(wq_lexicon_blanks(x, a), wq_lexicon_blanks(y, b), sizeof(struct wq_key_blanks));
    assert_same_senses(wq_lexicon_senses(x, a), wq_lexicon_senses(y, b));
}

/* The key of letters, or WQ_NO_KEY. */
static uint32_t key_of(const struct wq_lexicon *x, const wq_code *letters, size_t len)
{
    struct wq_trie_at at = wq_trie_start(x);

    for (size_t i = 0; i < len; i++)
        if (!wq_trie_step(x, &at, letters[i]))
            return WQ_NO_KEY;
    return wq_trie_key(x, at);
}

/* Calls each for every key of x's own tables below a node, of which the way there has spelt len letters. */
struct each {
    const struct wq_lexicon *x;
    const struct wq_lexicon *other;
    void (*key)(struct each *e, uint32_t key, uint32_t other);
    size_t count;
    wq_code letters[WQ_KEY_MOST];
};

static void each_key(struct each *e, uint32_t node, size_t len)
{
    const struct wq_trie_node *n = &e->x->more.nodes[node];
    const struct wq_trie_rest *rest = &e->x->more.rests[node];

    if (n->len > 0) {
        e->letters[len++] = n->first;
        memcpy(e->letters + len, e->x->more.labels + rest->label, n->len - 1U);
        len += n->len - 1U;
    }
    assert_int_equal(n->names, rest->key == WQ_NO_KEY ? 0 : e->x->more.keys[rest->key].names);
    assert_int_equal(n->words, rest->key == WQ_NO_KEY ? 0 : e->x->more.keys[rest->key].classes);
    if (rest->key != WQ_NO_KEY)
        e->key(e, e->x->base.nkeys + rest->key, key_of(e->other, e->letters, len));
    for (uint32_t c = 0; c < 256; c++)
        if (c != WQ_NO_LETTER && e->x->more.nodes[n->child + c].first == c)
            each_key(e, n->child + c, len);
}

static void compare_key(struct each *e, uint32_t key, uint32_t other)
{
    assert_same_key(e->x, key, e->other, other);
    e->count++;
}

static void count_if_common(struct each *e, uint32_t key, uint32_t other)
{
    (void)key;
    e->count += other != WQ_NO_KEY;
}

static void assert_same_keys(const struct wq_lexicon *whole, const struct wq_lexicon *beside)
{
    const struct wq_lexicon base = {.base = beside->base};
    struct each all = {.x = whole, .other = beside, .key = compare_key};
    struct each common = {.x = beside, .other = &base, .key = count_if_common};

    each_key(&all, 0, 0);
    assert_int_equal(all.count, whole->more.nkeys);
    if (beside->more.nnodes)
        each_key(&common, 0, 0);
    assert_int_equal(all.count, beside->base.nkeys + beside->more.nkeys - common.count);
}

static void assert_same_known(const struct wq_names *a, const struct wq_names *b)
{
    assert_int_equal(wq_knowns(a), wq_knowns(b));
    for (uint32_t i = 0; i < wq_knowns(a); i++) {
        const struct wq_known *x = wq_known(a, i);
        const struct wq_known *y = wq_known(b, i);
        assert_string_equal(wq_known_id(a, i), wq_known_id(b, i));
        assert_int_equal(x->kind, y->kind);
        assert_int_equal(x->place, y->place);
        assert_int_equal(x->len, y->len);
        assert_memory_equal(wq_known_row(a, x), wq_known_row(b, y), x->len);
        assert_string_equal(a->files.items[x->file].name, b->files.items[y->file].name);
        assert_int_equal(wq_names_by_id(a, wq_known_id(a, i), strlen(wq_known_id(a, i))), i);
        assert_int_equal(wq_names_by_id(b, wq_known_id(b, i), strlen(wq_known_id(b, i))), i);
    }
    assert_memory_equal(a->countries, b->countries, sizeof a->countries);
}

/* What is in folder, read beside the tables and with everything else anew. */
static void assert_same_names(const char *folder)
{
    struct wq_names *whole = wq_names_read(NULL, folder, &no_trouble);
    struct wq_names *beside = wq_names_read(&wq_names_compiled_in, folder, &no_trouble);

    assert_same_known(whole, beside);
    assert_same_keys(&whole->lexicon, &beside->lexicon);
    assert_true(whole->hash == beside->hash);
    wq_names_free(whole);
    wq_names_free(beside);
}

static void test_compiled_in(void **state)
{
    (void)state;
    assert_true(wq_names_hold(&wq_names_compiled_in));
    assert_same_names(NULL);
    struct wq_names *n = wq_names_new(NULL, &no_trouble);
    assert_ptr_equal(n->base, &wq_names_compiled_in);
    assert_int_equal(n->lexicon.more.nkeys, 0);
    wq_names_free(n);
}

static void test_with_users_files(void **state)
{
    (void)state;
    const char *folder = scratch_subfolder("mine");
    /* New ones, names that others have, an id that is known, a country by its code, words that are cues. */
    scratch_file("mine/a.tsv", "id\tclass\tiso\tur\ten\n"
                               "per:zed_bek\t\t\tزڈ بیک شولانی|?شولانی\tZed Bek\n"
                               "loc:iranland\tcountry\tIR\tایران زمین|وطن\tIranland\n"
                               "per:putin_b\t\t\tپوتن|?پیوٹن|صدر\tPutin\n"
                               "loc:pakistan\tcountry\tPK\tپاک وطن\tPakland\n"
                               "loc:nowhere\tcountry\tQQ\tناکجا\tErewhon\n");
    scratch_file("mine/b.tsv", "id\tar\nper:zed_bek\tزيد بك\nper:vladimir_putin\tولاد\nloc:qq\tصدر\n");
    assert_same_names(folder);
    struct wq_names *n = wq_names_new(folder, &no_trouble);
    assert_int_equal(wq_names_count(n), wq_names_compiled_in.nknown + 4);
    assert_string_equal(wq_names_find(n, "پوتن", strlen("پوتن")), "per:vladimir_putin");
    assert_string_equal(wq_names_find(n, "ایران زمین", strlen("ایران زمین")), "loc:iran");
    assert_string_equal(wq_names_find(n, "وطن", strlen("وطن")), "loc:iran");
    wq_names_free(n);
}

/* With an ICU of another version, names are read anew. */
static void test_other_version(void **state)
{
    (void)state;
    struct wq_names_tables other = wq_names_compiled_in;

    other.version = "0.0.0.0";
    assert_false(wq_names_hold(&other));
    other.version = NULL;
    assert_false(wq_names_hold(&other));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_compiled_in),
        cmocka_unit_test(test_with_users_files),
        cmocka_unit_test(test_other_version),
    };

    return cmocka_run_group_tests(tests, scratch_open, scratch_close);
}
