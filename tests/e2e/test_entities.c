/* --entities in its three forms, with names of the user's own. */
#include "../support/output_check.h"
#include "../support/run.h"
#include "../support/scratch.h"

#include "waraq/base/buf.h"

#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define HEADER "path\tstart\tend\tsurface\ttype\tentity_id\tname\tvalue\tsource\tconfidence\n"

static const char urdu[] =
    "روس کے صدر ولادیمیر پوٹن نے 13 جون 2000 کو کہا کہ یہ ان کا ملک ہے اور وہ یہاں رہتے ہیں۔\n";

static void test_tsv(void **state)
{
    (void)state;
    const char *path = scratch_file("urdu", urdu);
    struct ran *r = run(NULL, "--entities", "--format=tsv", path, NULL);
    struct wq_buf expected = WQ_BUF_INIT;

    wq_buf_addf(&expected,
                HEADER "%s\t0\t3\tروس\tLOCATION\tloc:russia\tروس\t\tlist\t90\n"
                       "%s\t11\t24\tولادیمیر پوٹن\tPERSON\tper:vladimir_putin\tولادیمیر پوتن\t\tlist\t100\n"
                       "%s\t28\t39\t13 جون 2000\tDATE\tdate:2000-06-13\t13 جون 2000\t2000-06-13\tlist\t90\n",
                path, path, path);
    assert_int_equal(r->status, 0);
    assert_string_equal(r->err, "");
    assert_string_equal(r->out, expected.data);
    wq_buf_release(&expected);
    ran_free(r);
}

static void test_json(void **state)
{
    (void)state;
    const char *path = scratch_file("urdu", urdu);
    struct ran *r = run(NULL, "--entities", "--format=json", path, NULL);
    json_t *row = json_loads(r->out, JSON_DISABLE_EOF_CHECK, NULL);

    assert_non_null(row);
    assert_string_equal(json_string_value(json_object_get(row, "entity_id")), "loc:russia");
    assert_int_equal(json_integer_value(json_object_get(row, "end")), 3);
    assert_int_equal(json_integer_value(json_object_get(row, "confidence")), 90);
    assert_int_equal(json_object_size(row), 10);
    json_decref(row);
    ran_free(r);
}

static void test_confidence(void **state)
{
    (void)state;
    const char *path = scratch_file("urdu", urdu);
    struct ran *r = run(NULL, "--entities", "--confidence", "100", path, NULL);

    assert_int_equal(r->status, 0);
    assert_non_null(strstr(r->out, "per:vladimir_putin"));
    assert_null(strstr(r->out, "loc:russia"));
    assert_harmless(r->out, r->out_len);
    ran_free(r);
}

static void test_names_of_ones_own(void **state)
{
    (void)state;
    const char *path = scratch_file("own", "وہ زولبک ہمدار ہے اور یہ اس کا گھر ہے جو یہاں ہے۔\n");
    struct wq_buf data = WQ_BUF_INIT;

    scratch_subfolder("data");
    scratch_subfolder("data/waraq");
    scratch_subfolder("data/waraq/gazetteer");
    scratch_file("data/waraq/gazetteer/mine.tsv", "id\tur\nper:zed\tزولبک ہمدار\nper:bad\n");
    wq_buf_addf(&data, "XDG_DATA_HOME=%s", scratch_path("data"));
    const char *const env[] = {data.data, NULL};
    struct run_how how = {.env = env};
    struct ran *r = run(&how, "--entities", path, NULL);
    assert_non_null(strstr(r->out, "per:zed"));
    assert_non_null(strstr(r->err, "mine.tsv:3: fewer fields"));
    assert_true(is_one_line(r->err));
    assert_int_equal(r->status, 2);
    wq_buf_release(&data);
    ran_free(r);
}

/* What was corrected in the sidebar holds; what is wrong in that file is named. */
static void test_corrections(void **state)
{
    (void)state;
    const char *path = scratch_file("corrected.txt", urdu);
    struct wq_buf data = WQ_BUF_INIT;

    scratch_subfolder("corrected");
    scratch_subfolder("corrected/waraq");
    scratch_file("corrected/waraq/entities.tsv", "rename\tper:vladimir_putin\tVV\n"
                                                 "merge\tper:a\tper:b\n"
                                                 "merge\tper:b\tper:a\n"
                                                 "ignore\tloc:russia\n");
    wq_buf_addf(&data, "XDG_DATA_HOME=%s", scratch_path("corrected"));
    const char *const env[] = {data.data, NULL};
    struct run_how how = {.env = env};
    struct ran *r = run(&how, "--entities", "--format=tsv", path, NULL);
    assert_non_null(strstr(r->out, "\tper:vladimir_putin\tVV\t"));
    assert_null(strstr(r->out, "loc:russia"));
    assert_non_null(strstr(r->err, "entities.tsv:3: "));
    assert_true(is_one_line(r->err));
    assert_int_equal(r->status, 2);
    wq_buf_release(&data);
    ran_free(r);
}

static void test_bad_value(void **state)
{
    (void)state;
    struct ran *r = run(NULL, "--entities", "--confidence=101", "data/samples", NULL);

    assert_int_equal(r->status, 2);
    assert_non_null(strstr(r->err, "--confidence"));
    assert_true(is_one_line(r->err));
    ran_free(r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tsv),        cmocka_unit_test(test_json),
        cmocka_unit_test(test_confidence), cmocka_unit_test(test_names_of_ones_own),
        cmocka_unit_test(test_bad_value),  cmocka_unit_test(test_corrections),
    };

    return cmocka_run_group_tests(tests, scratch_open, scratch_close);
}
