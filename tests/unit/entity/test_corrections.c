/* Corrections of entities: what each does, and taking them back. */
#include "made_entities.h"
#include "waraq/entity/corrections.h"

static const char article[] =
    "per:a=Kim loc:x=Paris per:b=Lee per:a=*KIM per:a=Kim_Jong per:b=kim date:d=May";

/* Whether c makes the entities wanted, up to the mentions, of the article above. */
static void check(const struct wq_corrections *c, const char *wanted)
{
    char *told = corrected(c, article);
    char *mentions = strstr(told, ";  ");

    if (mentions)
        mentions[1] = '\0';
    assert_string_equal(told, wanted);
    free(told);
}

#define A "per:a (the per:a, PERSON, ) 2+1@0; "
#define X "loc:x (the loc:x, LOCATION, ) 1+0@1; "
#define B "per:b (the per:b, PERSON, ) 2+0@2; "
#define D "date:d (the date:d, DATE, of date:d) 1+0@6;"

/* The rows of a test: MERGE(FROM, TO) and so on; each must be taken. */
#define MERGE(from, to)  assert_int_equal(wq_corrections_merge(c, from, to, NULL), WQ_OK)
#define SPLIT(id, as)    assert_int_equal(wq_corrections_split(c, id, as, NULL), WQ_OK)
#define RENAME(id, name) assert_int_equal(wq_corrections_rename(c, id, name, NULL), WQ_OK)
#define KIND(id, kind)   assert_int_equal(wq_corrections_set_kind(c, id, kind, NULL), WQ_OK)
#define IGNORE(id)       assert_int_equal(wq_corrections_ignore(c, id, NULL), WQ_OK)

static struct wq_corrections *c;

static int open_corrections(void **state)
{
    (void)state;
    c = wq_corrections_new(NULL);
    return 0;
}

static int close_corrections(void **state)
{
    (void)state;
    wq_corrections_free(c);
    return 0;
}

static void test_nothing(void **state)
{
    (void)state;
    check(c, A X B D);
    RENAME("per:elsewhere", "Nobody");
    check(c, A X B D);
    wq_corrections_free(NULL);
    char *told = corrected(c, "");
    assert_string_equal(told, "");
    free(told);
}

static void test_merge(void **state)
{
    (void)state;
    MERGE("per:b", "per:a");
    check(c, "per:a (the per:a, PERSON, ) 4+1@0; " X D);
    MERGE("per:a", "loc:x"); /* chains are followed; the target's kind is taken */
    check(c, "loc:x (the loc:x, LOCATION, ) 5+1@0; " D);
    MERGE("loc:x", "date:d"); /* and its value */
    check(c, "date:d (the date:d, DATE, of date:d) 6+1@0;");
}

/* A chain that is not written in the order in which it is followed. */
static void test_chain(void **state)
{
    (void)state;
    MERGE("per:b", "loc:x");
    MERGE("per:a", "per:b");
    check(c, "loc:x (the loc:x, LOCATION, ) 5+1@0; " D);
    RENAME("per:a", "Paris"); /* what was merged means what it was merged into */
    check(c, "loc:x (Paris, LOCATION, ) 5+1@0; " D);
    MERGE("per:a", "org:z"); /* that the article does not have */
    check(c, "org:z (Paris, ORGANISATION, ) 5+1@0; " D);
    RENAME("org:z", "Z");
    check(c, "org:z (Z, ORGANISATION, ) 5+1@0; " D);
}

static void test_merge_elsewhere(void **state)
{
    (void)state;
    MERGE("per:b", "org:z");
    check(c, A X "org:z (the per:b, ORGANISATION, ) 2+0@2; " D);
    IGNORE("org:z");
    check(c, A X "date:d (the date:d, DATE, of date:d) 1+0@4;");
}

/* The name of what an article does not have is the usual one in its language. */
static void test_usual_name(void **state)
{
    struct wq_names *names = wq_names_new(NULL, NULL);
    struct wq_corrections *with = wq_corrections_new(names);
    struct made_entities made = made_entities("per:nobody=Islamistan");
    struct wq_buf usual = WQ_BUF_INIT;
    const char *id = wq_names_find(names, "pakistan", 8);

    (void)state;
    assert_non_null(id);
    assert_int_equal(wq_corrections_merge(with, "per:nobody", id, NULL), WQ_OK);
    wq_corrections_apply(with, made.article, made.e);
    assert_true(wq_names_usual(names, id, made.article->language, &usual));
    assert_string_equal(made.e->entities[0].name, usual.data);
    assert_string_equal(made.e->entities[0].id, id);
    assert_int_equal(made.e->entities[0].kind, WQ_LOCATION);
    assert_int_not_equal(made.e->entities[0].known, UINT32_MAX);
    wq_buf_release(&usual);
    made_entities_free(&made);
    wq_corrections_free(with);
    wq_names_free(names);
}

static void test_split(void **state)
{
    (void)state;
    SPLIT("per:a", " kim "); /* folded, in furniture too, and not those of others */
    check(c, "own: kim  ( kim , PERSON, ) 1+1@0; " X B "per:a (the per:a, PERSON, ) 1+0@4; " D);
    wq_corrections_undo(c, NULL);
    SPLIT("per:a", "Kim");
    SPLIT("per:b", "Kim"); /* one entity a spelling */
    check(c, "own:Kim (Kim, PERSON, ) 2+1@0; " X "per:b (the per:b, PERSON, ) 1+0@2; "
             "per:a (the per:a, PERSON, ) 1+0@4; " D);
    KIND("own:Kim", WQ_ORGANISATION);
    RENAME("own:Kim", "Kim & Co.");
    MERGE("loc:x", "own:Kim");
    check(c, "own:Kim (Kim & Co., ORGANISATION, ) 3+1@0; per:b (the per:b, PERSON, ) 1+0@2; "
             "per:a (the per:a, PERSON, ) 1+0@4; " D);
    SPLIT("date:d", "MAY");
    check(c, "own:Kim (Kim & Co., ORGANISATION, ) 3+1@0; per:b (the per:b, PERSON, ) 1+0@2; "
             "per:a (the per:a, PERSON, ) 1+0@4; own:MAY (MAY, DATE, ) 1+0@6;");
}

static void test_split_and_back(void **state)
{
    (void)state;
    for (int round = 0; round < 3; round++) {
        SPLIT("per:a", "Kim");
        check(c, "own:Kim (Kim, PERSON, ) 1+1@0; " X B "per:a (the per:a, PERSON, ) 1+0@4; " D);
        MERGE("own:Kim", "per:a");
        check(c, A X B D);
    }
    MERGE("per:b", "per:a");
    SPLIT("per:b", "Kim"); /* what is split off is what came before it */
    check(c, "own:Kim (Kim, PERSON, ) 2+1@0; " X "per:a (the per:a, PERSON, ) 2+0@2; " D);
}

/* What comes to an entity after a spelling was split off it stays there. */
static void test_split_then_merge(void **state)
{
    (void)state;
    SPLIT("per:a", "Kim");
    MERGE("per:b", "per:a");
    check(c, "own:Kim (Kim, PERSON, ) 1+1@0; " X "per:a (the per:a, PERSON, ) 3+0@2; " D);
}

static void test_kind(void **state)
{
    (void)state;
    KIND("date:d", WQ_QUANTITY);
    KIND("per:a", WQ_LOCATION);
    check(c, "per:a (the per:a, LOCATION, ) 2+1@0; " X B "date:d (the date:d, NUMBER, ) 1+0@6;");
    KIND("date:d", WQ_DATE); /* as it was */
    check(c, "per:a (the per:a, LOCATION, ) 2+1@0; " X B D);
    MERGE("per:b", "per:a");
    check(c, "per:a (the per:a, LOCATION, ) 4+1@0; " X D);
}

static void test_ignore(void **state)
{
    (void)state;
    IGNORE("per:a");
    check(c, "loc:x (the loc:x, LOCATION, ) 1+0@0; per:b (the per:b, PERSON, ) 2+0@1; "
             "date:d (the date:d, DATE, of date:d) 1+0@3;");
    SPLIT("per:a", "Kim Jong"); /* out of the ignored */
    check(c, "loc:x (the loc:x, LOCATION, ) 1+0@0; per:b (the per:b, PERSON, ) 2+0@1; "
             "own:Kim Jong (Kim Jong, PERSON, ) 1+0@2; date:d (the date:d, DATE, of date:d) 1+0@4;");
    MERGE("per:b", "per:a"); /* into the ignored */
    check(c, "loc:x (the loc:x, LOCATION, ) 1+0@0; own:Kim Jong (Kim Jong, PERSON, ) 1+0@1; "
             "date:d (the date:d, DATE, of date:d) 1+0@2;");
    MERGE("per:a", "loc:x"); /* and all of it out */
    check(c, "loc:x (the loc:x, LOCATION, ) 4+1@0; own:Kim Jong (Kim Jong, PERSON, ) 1+0@4; " D);
    IGNORE("loc:x");
    IGNORE("own:Kim Jong");
    IGNORE("date:d");
    check(c, "");
}

static void test_refused(void **state)
{
    static const struct {
        int op;
        const char *id, *what;
        enum wq_corrections_fault fault;
    } rows[] = {
        {'m', "per:a", "per:a", WQ_CORRECTIONS_LOOP},    {'m', "per:2", "per:1", WQ_CORRECTIONS_LOOP},
        {'m', "per:3", "per:1", WQ_CORRECTIONS_LOOP},    {'m', "per:1", "per:3", WQ_CORRECTIONS_LOOP},
        {'s', "own:Kim", "Kim", WQ_CORRECTIONS_LOOP},    {'m', "nobody", "per:a", WQ_CORRECTIONS_BAD_ID},
        {'m', "per:a", "per:", WQ_CORRECTIONS_BAD_ID},   {'r', "Kim", "Lee", WQ_CORRECTIONS_BAD_ID},
        {'r', "per:a", "", WQ_CORRECTIONS_FIELDS},       {'r', "", "x", WQ_CORRECTIONS_FIELDS},
        {'r', "per:a", "a\tb", WQ_CORRECTIONS_CONTROL},  {'r', "per:a", "a\nb", WQ_CORRECTIONS_CONTROL},
        {'r', "per:\ra", "b", WQ_CORRECTIONS_CONTROL},   {'r', "per:a", "a\x1b[", WQ_CORRECTIONS_CONTROL},
        {'r', "per:a", "\xff", WQ_CORRECTIONS_NOT_UTF8}, {'i', "per:\xd9", "", WQ_CORRECTIONS_NOT_UTF8},
        {'s', "per:a", " ", WQ_CORRECTIONS_NO_LETTERS},  {'s', "per:a", "\u200F", WQ_CORRECTIONS_NO_LETTERS},
        {'k', "per:a", "", WQ_CORRECTIONS_BAD_KIND},     {'i', "per:", "", WQ_CORRECTIONS_BAD_ID},
    };

    (void)state;
    MERGE("per:1", "per:2");
    MERGE("per:2", "per:3");
    RENAME("per:3", "Three");
    wq_corrections_undo(c, NULL);
    for (size_t i = 0; i < WQ_COUNT(rows); i++) {
        enum wq_corrections_fault fault;
        const char *id = rows[i].id;
        const char *what = rows[i].what;
        enum wq_status status = rows[i].op == 'm'   ? wq_corrections_merge(c, id, what, &fault)
                                : rows[i].op == 's' ? wq_corrections_split(c, id, what, &fault)
                                : rows[i].op == 'r' ? wq_corrections_rename(c, id, what, &fault)
                                : rows[i].op == 'k' ? wq_corrections_set_kind(c, id, WQ_ENTITY_KINDS, &fault)
                                                    : wq_corrections_ignore(c, id, &fault);
        assert_int_equal(status, WQ_EUSAGE);
        assert_int_equal(fault, rows[i].fault);
        assert_string_not_equal(wq_corrections_fault_name(fault), "");
        assert_int_equal(wq_corrections_count(c), 2);
    }
    check(c, A X B D);
    assert_true(wq_corrections_redo(c, NULL)); /* what was refused did not take that away */
}

static void test_undo(void **state)
{
    struct wq_correction what;

    (void)state;
    assert_false(wq_corrections_undo(c, &what));
    assert_false(wq_corrections_redo(c, &what));
    MERGE("per:b", "per:a");
    RENAME("per:a", "A");
    assert_true(wq_corrections_undo(c, &what));
    assert_int_equal(what.op, WQ_CORRECT_RENAME);
    assert_string_equal(what.id, "per:a");
    assert_string_equal(what.what, "A");
    check(c, "per:a (the per:a, PERSON, ) 4+1@0; " X D);
    assert_true(wq_corrections_undo(c, NULL));
    check(c, A X B D);
    assert_true(wq_corrections_redo(c, &what));
    assert_int_equal(what.op, WQ_CORRECT_MERGE);
    check(c, "per:a (the per:a, PERSON, ) 4+1@0; " X D);
    IGNORE("per:a");
    assert_false(wq_corrections_redo(c, NULL));
    assert_int_equal(wq_corrections_count(c), 2);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_corrections, close_corrections)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_nothing),    TEST(test_merge),  TEST(test_chain),          TEST(test_merge_elsewhere),
        TEST(test_usual_name), TEST(test_split),  TEST(test_split_and_back), TEST(test_split_then_merge),
        TEST(test_kind),       TEST(test_ignore), TEST(test_refused),        TEST(test_undo)};

    return cmocka_run_group_tests(tests, articles_open, articles_close);
}
