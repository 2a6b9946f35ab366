/* Gazetteer files: the project's own hold no mistakes; a user's are read as far as they are right. */
#include "../../support/scratch.h"
#include "find_in.h"

#include <stdio.h>

/* What was complained of: "FAULT file:line what" a line. */
static struct wq_buf troubles;

static void note(void *data, const struct wq_names_trouble *t)
{
    const char *slash = strrchr(t->file, '/');

    (void)data;
    wq_buf_addf(&troubles, "%s %s:%zu %s\n", wq_names_fault_name(t->fault), slash ? slash + 1 : t->file,
                t->line, t->what);
}

static const struct wq_names_log log_all = {note, NULL};

static struct wq_names *read_folder(const char *folder)
{
    wq_buf_release(&troubles);
    wq_buf_adds(&troubles, "");
    return wq_names_new(folder, &log_all);
}

static void assert_trouble(enum wq_names_fault fault, const char *where)
{
    struct wq_buf line = WQ_BUF_INIT;

    wq_buf_addf(&line, "%s %s", wq_names_fault_name(fault), where);
    if (!strstr(troubles.data, line.data))
        fail_msg("no '%s' in:\n%s", line.data, troubles.data);
    wq_buf_release(&line);
}

static void test_own_files(void **state)
{
    (void)state;
    struct wq_names *n = read_folder(NULL);
    assert_string_equal(troubles.data, "");
    assert_true(wq_names_count(n) > 3000);
    wq_names_free(n);
    n = read_folder(scratch_path("not there"));
    assert_string_equal(troubles.data, "");
    wq_names_free(n);
}

#define ROW(id, ur) id "\t" ur "\t\t\t\tXerxes\n"

static void test_users_file(void **state)
{
    (void)state;
    const char *folder = scratch_subfolder("good");
    scratch_file("good/mine.tsv",
                 "# mine\nid\tur\tfa\tar\the\ten\n" ROW("per:zed_bek", "زڈ بیک شولانی|?شولانی")
                     ROW("loc:pakistan", "پاکستاں گھر") "\r\n");
    struct wq_names *n = read_folder(folder);
    assert_string_equal(troubles.data, "");
    char *found = find_with(n, "ur", "شولانی آیا۔ زڈ بیک شولانی نے کہا", 1U << WQ_PERSON, FIND_IDS);
    assert_string_equal(found, "PERSON شولانی per:zed_bek | PERSON زڈ بیک شولانی per:zed_bek");
    free(found);
    found = find_with(n, "ur", "وہ شولانی ہے", 1U << WQ_PERSON, FIND_IDS);
    assert_string_equal(found, "");
    free(found);
    /* A row for an id that is known adds to it. */
    found = find_with(n, "ur", "وہ پاکستاں گھر میں ہے", 1U << WQ_LOCATION, FIND_IDS);
    assert_string_equal(found, "LOCATION پاکستاں گھر loc:pakistan");
    free(found);
    wq_names_free(n);
}

static void test_every_mistake(void **state)
{
    (void)state;
    const char *folder = scratch_subfolder("bad");
    scratch_file("bad/a.tsv", "id\tclass\tur\tfa\n"            /* 1 */
                              "per:one\t\n"                    /* 2: missing */
                              "per:two\t\tزولبک ہمدار\t\n"     /* 3: fine */
                              "per:two\t\tزولبک دیگر\t\n"      /* 4: duplicate */
                              "xyz:three\t\tزولبک سوم\t\n"     /* 5: bad id */
                              "per:\t\tزولبک\t\n"              /* 6: bad id */
                              "per:four\t\tز|زولبک چہارم\t\n"  /* 7: one letter, the rest used */
                              "per:five\t\t\xFF\xFE زول\t\n"   /* 8: not UTF-8 */
                              "loc:six\tplanet\tزولبکستان\t\n" /* 9: class, used */
                              "per:seven\t\tПутин|...\t\n"     /* 10: no name, twice */
                              "\n# nothing\n"                  /* 11, 12 */
                              "per:eight\t\tزولبک ہشتم\t");    /* 13: fine, no line end */
    scratch_file("bad/b.tsv", "name\tur\nper:nine\tزولبک نہم\n");
    scratch_file("bad/c.txt", "this is not for us");
    scratch_bytes("bad/d.tsv", "", 0);
    scratch_subfolder("bad/e.tsv");
    struct wq_names *n = read_folder(folder);
    assert_trouble(WQ_NAMES_MISSING_FIELD, "a.tsv:2 ");
    assert_trouble(WQ_NAMES_DUPLICATE_ID, "a.tsv:4 per:two");
    assert_trouble(WQ_NAMES_BAD_ID, "a.tsv:5 xyz:three");
    assert_trouble(WQ_NAMES_BAD_ID, "a.tsv:6 per:");
    assert_trouble(WQ_NAMES_ONE_LETTER, "a.tsv:7 ز");
    assert_trouble(WQ_NAMES_NOT_UTF8, "a.tsv:8 ");
    assert_trouble(WQ_NAMES_UNKNOWN_CLASS, "a.tsv:9 planet");
    assert_trouble(WQ_NAMES_NO_NAME, "a.tsv:10 Путин");
    assert_trouble(WQ_NAMES_NO_NAME, "a.tsv:10 ...");
    assert_trouble(WQ_NAMES_NO_HEADER, "b.tsv:1 ");
    assert_trouble(WQ_NAMES_UNREADABLE, "e.tsv:0 ");
    char *found = find_with(n, "ur", "زولبک ہمدار، زولبک چہارم، زولبکستان، زولبک ہشتم", 7, FIND_IDS);
    assert_string_equal(found, "PERSON زولبک ہمدار per:two | PERSON زولبک چہارم per:four | "
                               "LOCATION زولبکستان loc:six | PERSON زولبک ہشتم per:eight");
    free(found);
    wq_names_free(n);
}

/* 50 MB: what is beyond the limit is not read, and the line is named. */
static void test_very_large_file(void **state)
{
    (void)state;
    const char *folder = scratch_subfolder("large");
    struct wq_buf text = WQ_BUF_INIT;

    wq_buf_adds(&text, "id\tur\nper:first\tزولبک اول\n");
    wq_buf_reserve(&text, 51 << 20);
    while (text.len < 50 << 20)
        wq_buf_adds(&text,
                    "# a comment that fills the file up to what nobody would keep by hand, line by line\n");
    scratch_bytes("large/a.tsv", text.data, text.len);
    wq_buf_release(&text);
    struct wq_names *n = read_folder(folder);
    assert_trouble(WQ_NAMES_TOO_LARGE, "a.tsv:");
    char *found = find_with(n, "ur", "زولبک اول آیا", 7, FIND_IDS);
    assert_string_equal(found, "PERSON زولبک اول per:first");
    free(found);
    wq_names_free(n);
}

static void test_looking_up(void **state)
{
    (void)state;
    struct wq_buf name = WQ_BUF_INIT;
    static const char *const spellings[] = {"ولادیمیر پیوٹن", "پوتن", "Vladimir Putin", "vladimir putin"};

    for (size_t i = 0; i < WQ_COUNT(spellings); i++)
        assert_string_equal(wq_names_find(find_names, spellings[i], strlen(spellings[i])),
                            "per:vladimir_putin");
    assert_null(wq_names_find(find_names, "", 0));
    assert_null(wq_names_find(find_names, "...", 3));
    assert_null(wq_names_find(find_names, "نہیں ہے کوئی", strlen("نہیں ہے کوئی")));
    assert_true(wq_names_usual(find_names, "loc:pakistan", "ur", &name));
    assert_string_equal(name.data, "پاکستان");
    assert_false(wq_names_usual(find_names, "loc:nowhere_at_all", "ur", &name));
    wq_buf_release(&name);
}

static void test_version(void **state)
{
    (void)state;
    struct wq_buf a = WQ_BUF_INIT;
    struct wq_buf b = WQ_BUF_INIT;
    const char *folder = scratch_subfolder("other");

    scratch_file("other/a.tsv", "id\tur\nper:first\tزولبک اول\n");
    struct wq_names *n = read_folder(folder);
    wq_names_version(find_names, &a);
    wq_names_version(n, &b);
    assert_string_not_equal(a.data, b.data);
    wq_buf_release(&a);
    wq_buf_release(&b);
    wq_names_free(n);
}

static int open_both(void **state)
{
    return scratch_open(state) || find_open(state);
}

static int close_both(void **state)
{
    wq_buf_release(&troubles);
    return find_close(state) || scratch_close(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_own_files),     cmocka_unit_test(test_users_file),
        cmocka_unit_test(test_every_mistake), cmocka_unit_test(test_very_large_file),
        cmocka_unit_test(test_looking_up),    cmocka_unit_test(test_version),
    };

    return cmocka_run_group_tests(tests, open_both, close_both);
}
