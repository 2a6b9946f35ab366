/* The file of corrections: its rows, what may be wrong with them, and several who write it. */
#include "../../support/scratch.h"
#include "made_entities.h"
#include "waraq/entity/corrections.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const char article[] = "per:a=Kim per:b=Lee per:c=Park loc:x=Paris loc:y=Rom";

static int open_all(void **state)
{
    return scratch_open(state) || articles_open(state);
}

static int close_all(void **state)
{
    return scratch_close(state) || articles_close(state);
}

/* ---- what is logged ---- */

struct logged {
    struct wq_buf text; /* "LINE NUMBER WHAT\n" each */
    const char *file;
};

static void take_trouble(void *data, const struct wq_corrections_trouble *t)
{
    struct logged *l = data;

    assert_string_equal(t->file, l->file);
    wq_buf_addf(&l->text, "%zu %d %s\n", t->line, t->fault, t->what);
}

/* Corrections of the file at path; what is logged must be logged. */
static struct wq_corrections *load(const char *path, const char *logged)
{
    struct logged l = {.file = path};
    struct wq_corrections *c = wq_corrections_new(NULL);

    wq_buf_adds(&l.text, "");
    wq_corrections_load(c, path, &(struct wq_corrections_log){take_trouble, &l});
    assert_string_equal(l.text.data, logged);
    wq_buf_release(&l.text);
    return c;
}

static void save(struct wq_corrections *c)
{
    struct wq_error err = {.status = WQ_OK};

    assert_int_equal(wq_corrections_save(c, &err), WQ_OK);
}

/* The file without its first line, which is a comment. The caller's. */
static char *rows_of(const char *path)
{
    struct wq_buf bytes = WQ_BUF_INIT;

    assert_int_equal(wq_read_path(path, 0, &bytes, NULL), WQ_OK);
    assert_memory_equal(bytes.data, "# waraq: ", 9);
    char *rows = wq_strdup(strchr(bytes.data, '\n') + 1);
    wq_buf_release(&bytes);
    return rows;
}

static void check_rows(const char *path, const char *wanted)
{
    char *rows = rows_of(path);

    assert_string_equal(rows, wanted);
    free(rows);
}

static void rename_it(struct wq_corrections *c, const char *id, const char *name)
{
    assert_int_equal(wq_corrections_rename(c, id, name, NULL), WQ_OK);
}

static void merge_it(struct wq_corrections *c, const char *from, const char *to)
{
    assert_int_equal(wq_corrections_merge(c, from, to, NULL), WQ_OK);
}

/* ---- one writer ---- */

static void test_place(void **state)
{
    struct wq_buf path = WQ_BUF_INIT;

    (void)state;
    char *home = wq_strdup(getenv("HOME") ? getenv("HOME") : "");
    setenv("XDG_DATA_HOME", "/data", 1);
    setenv("HOME", "/me", 1);
    assert_int_equal(wq_corrections_file(&path), WQ_OK);
    assert_string_equal(path.data, "/data/waraq/entities.tsv");
    wq_buf_clear(&path);
    setenv("XDG_DATA_HOME", "relative", 1);
    assert_int_equal(wq_corrections_file(&path), WQ_OK);
    assert_string_equal(path.data, "/me/.local/share/waraq/entities.tsv");
    wq_buf_clear(&path);
    setenv("HOME", "me", 1);
    assert_int_equal(wq_corrections_file(&path), WQ_ENOTFOUND);
    assert_int_equal(path.len, 0);
    unsetenv("XDG_DATA_HOME");
    unsetenv("HOME");
    assert_int_equal(wq_corrections_file(&path), WQ_ENOTFOUND);
    setenv("HOME", home, 1);
    free(home);
    wq_buf_release(&path);
}

static void test_round_trip(void **state)
{
    const char *path = scratch_path("new/share/waraq/entities.tsv");
    struct wq_corrections *c = load(path, "");
    struct stat st;

    (void)state;
    save(c); /* of nothing: no file is made */
    assert_int_equal(access(path, F_OK), -1);
    merge_it(c, "per:a", "per:b");
    assert_int_equal(wq_corrections_split(c, "per:b", "كيم جونگ", NULL), WQ_OK);
    rename_it(c, "per:b", " # not a comment ");
    assert_int_equal(wq_corrections_set_kind(c, "per:b", WQ_QUANTITY, NULL), WQ_OK);
    assert_int_equal(wq_corrections_ignore(c, "loc:x", NULL), WQ_OK);
    save(c);
    check_rows(path, "merge\tper:a\tper:b\nsplit\tper:b\tكيم جونگ\nrename\tper:b\t # not a comment \n"
                     "kind\tper:b\tNUMBER\nignore\tloc:x\n");
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0600);
    assert_int_equal(stat(scratch_path("new/share"), &st), 0);
    assert_int_equal(st.st_mode & 07777, 0700);
    assert_int_equal(stat(scratch_path("new/share/waraq"), &st), 0);
    assert_int_equal(st.st_mode & 07777, 0700);

    struct wq_corrections *again = load(path, "");
    char *told = corrected(c, article);
    char *told_again = corrected(again, article);
    assert_string_equal(told, told_again);
    assert_int_equal(wq_corrections_count(again), 5);
    for (int i = 0; i < 5; i++) /* what the file has is taken back as well */
        assert_true(wq_corrections_undo(again, NULL));
    assert_false(wq_corrections_undo(again, NULL));
    save(again);
    check_rows(path, "");
    assert_true(wq_corrections_redo(again, NULL)); /* across a save */
    save(again);
    check_rows(path, "merge\tper:a\tper:b\n");
    free(told);
    free(told_again);
    wq_corrections_free(again);
    wq_corrections_free(c);
}

#define BOM "\xEF\xBB\xBF"

/* What may be wrong with a row, and how it is kept. */
static const char bad[] = BOM "# a comment\n"
                              "\n"
                              "merge\tper:a\tper:b\r\n"
                              "merge\tper:a\n"
                              "ignore\tper:a\tper:b\n"
                              "rename\tper:a\tx\ty\n"
                              "rename\tper:a\t\n"
                              "forget\tper:a\n"
                              "merge\tper:b\tper:a\n"
                              "merge\tkim\tper:a\n"
                              "merge\tper:a\tkim\n"
                              "kind\tper:a\tCITY\n"
                              "split\tper:a\t \n"
                              "rename\tper:a\tA\xff\n"
                              "rename\tper:a\tA\x1b[2J\n"
                              "rename\tper:a\tA\0B\n"
                              "rename\tper:b\tB";
/* With loc:y ignored, instead of per:b renamed. */
static const char kept[] = "# a comment\n\nmerge\tper:a\tper:b\nmerge\tper:a\nignore\tper:a\tper:b\n"
                           "rename\tper:a\tx\ty\nrename\tper:a\t\nforget\tper:a\n"
                           "# a loop: merge\tper:b\tper:a\nmerge\tkim\tper:a\nmerge\tper:a\tkim\n"
                           "kind\tper:a\tCITY\nsplit\tper:a\t \nrename\tper:a\tA\xff\n"
                           "rename\tper:a\tA\x1b[2J\nrename\tper:a\tA\0B\nignore\tloc:y\n";

static void test_bad_rows(void **state)
{
    struct wq_buf wanted = WQ_BUF_INIT;
    struct wq_buf bytes = WQ_BUF_INIT;

    (void)state;
    wq_buf_addf(&wanted, "4 %d \n5 %d \n6 %d \n7 %d \n8 %d forget\n9 %d per:b\n10 %d kim\n11 %d kim\n",
                WQ_CORRECTIONS_FIELDS, WQ_CORRECTIONS_FIELDS, WQ_CORRECTIONS_FIELDS, WQ_CORRECTIONS_FIELDS,
                WQ_CORRECTIONS_UNKNOWN, WQ_CORRECTIONS_LOOP, WQ_CORRECTIONS_BAD_ID, WQ_CORRECTIONS_BAD_ID);
    wq_buf_addf(&wanted, "12 %d CITY\n13 %d  \n14 %d \n15 %d \n16 %d \n", WQ_CORRECTIONS_BAD_KIND,
                WQ_CORRECTIONS_NO_LETTERS, WQ_CORRECTIONS_NOT_UTF8, WQ_CORRECTIONS_CONTROL,
                WQ_CORRECTIONS_CONTROL);
    const char *path = scratch_bytes("bad.tsv", bad, sizeof bad - 1);
    struct wq_corrections *c = load(path, wanted.data);
    assert_int_equal(wq_corrections_count(c), 2);
    char *told = corrected(c, "per:a=Kim");
    assert_string_equal(told, "per:b (B, PERSON, ) 1+0@0;  0=0");
    free(told);

    /* What is bad is kept, but a loop must not come to life when what it loops with is taken back. */
    assert_true(wq_corrections_undo(c, NULL));
    assert_int_equal(wq_corrections_ignore(c, "loc:y", NULL), WQ_OK);
    save(c);
    assert_int_equal(wq_read_path(path, 0, &bytes, NULL), WQ_OK);
    size_t first = strcspn(bytes.data, "\n") + 1;
    assert_int_equal(bytes.len - first, sizeof kept - 1);
    assert_memory_equal(bytes.data + first, kept, sizeof kept - 1);
    wq_buf_release(&bytes);
    wq_buf_release(&wanted);
    wq_corrections_free(c);
}

static void test_loops(void **state)
{
    struct wq_buf wanted = WQ_BUF_INIT;

    (void)state;
    wq_buf_addf(&wanted, "4 %d per:c\n5 %d per:a\n6 %d loc:x\n", WQ_CORRECTIONS_LOOP, WQ_CORRECTIONS_LOOP,
                WQ_CORRECTIONS_LOOP);
    struct wq_corrections *c =
        load(scratch_file("loops.tsv", "# waraq: old\nmerge\tper:a\tper:b\nmerge\tper:b\tper:c\n"
                                       "merge\tper:c\tper:a\nmerge\tper:a\tper:c\nmerge\tloc:x\tloc:x\n"),
             wanted.data);
    char *told = corrected(c, article);
    assert_ptr_equal(strstr(told, "per:c (the per:c, PERSON, ) 3+0@0; "), told);
    free(told);
    wq_corrections_free(c);
    wq_buf_release(&wanted);
}

/* A file of some 50 MB: what is read of it is used, and saving does not cut it. */
static void test_large(void **state)
{
    size_t len;
    char *text = text_times("rename\tper:a\tA\nrename\tper:b\tB\n", 1700000, &len);
    struct logged l = {.file = scratch_bytes("large.tsv", text, len)};
    struct wq_corrections *c = wq_corrections_new(NULL);
    struct stat st;

    (void)state;
    free(text);
    wq_buf_adds(&l.text, "");
    wq_corrections_load(c, l.file, &(struct wq_corrections_log){take_trouble, &l});
    assert_non_null(strstr(l.text.data, " 2 \n"));
    assert_ptr_equal(strchr(l.text.data, '\n') + 1, l.text.data + l.text.len);
    assert_true(wq_corrections_count(c) > 250000);
    rename_it(c, "per:a", "C");
    assert_int_equal(wq_corrections_save(c, NULL), WQ_EUSAGE);
    assert_int_equal(stat(l.file, &st), 0);
    assert_int_equal(st.st_size, len);
    wq_buf_release(&l.text);
    wq_corrections_free(c);
}

/* ---- where it cannot be written ---- */

/* c cannot be saved, for this reason, and is as it was. */
static void check_refused(struct wq_corrections *c, int reason)
{
    struct wq_error err = {.status = WQ_OK};
    uid_t me = geteuid();

    char *before = corrected(c, article);
    assert_int_equal(seteuid(me ? me : 65534), 0); /* root may write everywhere */
    enum wq_status status = wq_corrections_save(c, &err);
    assert_int_equal(seteuid(me), 0);
    assert_int_equal(status, WQ_ESYS);
    assert_int_equal(err.sys, reason);
    assert_string_not_equal(err.what, "");
    char *after = corrected(c, article);
    assert_string_equal(before, after);
    free(before);
    free(after);
}

static void test_unwritable(void **state)
{
    const char *folder = scratch_subfolder("shut");
    struct wq_corrections *c = load(scratch_path("shut/entities.tsv"), "");
    struct wq_corrections *deeper = load(scratch_path("shut/new/entities.tsv"), "");
    struct wq_corrections *odd = load(scratch_path("file/entities.tsv"), "");
    struct wq_corrections *nowhere = wq_corrections_new(NULL);

    (void)state;
    assert_int_equal(chmod(scratch_folder(), 0755), 0);
    assert_int_equal(chmod(folder, 0555), 0);
    rename_it(c, "per:a", "A");
    rename_it(deeper, "per:a", "A");
    rename_it(odd, "per:a", "A");
    rename_it(nowhere, "per:a", "A");
    check_refused(c, EACCES);
    check_refused(deeper, EACCES);
    const char *file = scratch_file("file", "");
    check_refused(odd, ENOTDIR);
    assert_int_equal(wq_corrections_save(nowhere, NULL), WQ_ENOTFOUND);
    assert_int_equal(chmod(folder, 0755), 0);
    assert_int_equal(unlink(file), 0);
    save(c); /* once it can be */
    save(odd);
    check_rows(scratch_path("shut/entities.tsv"), "rename\tper:a\tA\n");
    wq_corrections_free(c);
    wq_corrections_free(deeper);
    wq_corrections_free(odd);
    wq_corrections_free(nowhere);
}

/* A file that cannot be read is not written over. */
static void test_unreadable(void **state)
{
    struct wq_buf wanted = WQ_BUF_INIT;
    const char *path = scratch_subfolder("folder.tsv");

    (void)state;
    wq_buf_addf(&wanted, "0 %d %s\n", WQ_CORRECTIONS_UNREADABLE, wq_status_name(WQ_ETYPE));
    struct wq_corrections *c = load(path, wanted.data);
    rename_it(c, "per:a", "A");
    assert_int_equal(wq_corrections_save(c, NULL), WQ_ETYPE);
    wq_corrections_free(c);
    wq_buf_release(&wanted);
}

/* A file that is a link stays one. */
static void test_link(void **state)
{
    const char *path = scratch_path("link.tsv");
    const char *target = scratch_file("target.tsv", "rename\tper:a\tA\n");
    struct stat st;

    (void)state;
    assert_int_equal(symlink("target.tsv", path), 0);
    struct wq_corrections *c = load(path, "");
    rename_it(c, "per:b", "B");
    save(c);
    assert_int_equal(lstat(path, &st), 0);
    assert_true(S_ISLNK(st.st_mode));
    check_rows(target, "rename\tper:a\tA\nrename\tper:b\tB\n");
    wq_corrections_free(c);
}

/* ---- two writers ---- */

static void test_two(void **state)
{
    const char *path = scratch_file("two.tsv", "rename\tper:a\t1\nrename\tper:a\t2\n");
    struct wq_corrections *a = load(path, "");
    struct wq_corrections *b = load(path, "");

    (void)state;
    rename_it(a, "per:b", "a");
    rename_it(b, "per:b", "b");
    save(a);
    save(b);
    check_rows(path, "rename\tper:a\t1\nrename\tper:a\t2\nrename\tper:b\ta\nrename\tper:b\tb\n");
    assert_int_equal(wq_corrections_count(b), 4);

    /* One takes back, the other adds; then what was taken back is gone for both. */
    assert_true(wq_corrections_undo(b, NULL));
    assert_true(wq_corrections_undo(b, NULL));
    assert_true(wq_corrections_undo(b, NULL));
    save(b);
    rename_it(a, "per:c", "a");
    save(a);
    check_rows(path, "rename\tper:a\t1\nrename\tper:c\ta\n");
    assert_true(wq_corrections_redo(b, NULL)); /* of b, whose file has grown since */
    save(b);
    check_rows(path, "rename\tper:a\t1\nrename\tper:c\ta\nrename\tper:a\t2\n");
    assert_int_equal(unlink(path), 0);
    assert_true(wq_corrections_undo(a, NULL));
    save(a);
    check_rows(path, "");
    wq_corrections_free(a);
    wq_corrections_free(b);
}

/* Both take the same back: the comment behind it is there once. */
static void test_two_undo(void **state)
{
    const char *path = scratch_file("comment.tsv", "rename\tper:a\t1\nrename\tper:a\t2\n# mine\n");
    struct wq_corrections *a = load(path, "");
    struct wq_corrections *b = load(path, "");

    (void)state;
    assert_true(wq_corrections_undo(a, NULL));
    assert_true(wq_corrections_undo(b, NULL));
    save(a);
    save(b);
    check_rows(path, "rename\tper:a\t1\n# mine\n");
    wq_corrections_free(a);
    wq_corrections_free(b);
}

/* Of two merges that make a loop together the one that was saved first holds. */
static void test_two_loop(void **state)
{
    const char *path = scratch_path("loop.tsv");
    struct wq_corrections *a = load(path, "");
    struct wq_corrections *b = load(path, "");

    (void)state;
    merge_it(a, "per:a", "per:b");
    merge_it(b, "per:b", "per:a");
    rename_it(b, "per:b", "B");
    assert_true(wq_corrections_undo(b, NULL));
    save(a);
    save(b);
    check_rows(path, "merge\tper:a\tper:b\n");
    assert_true(wq_corrections_redo(b, NULL));
    save(b);
    wq_corrections_free(a);
    wq_corrections_free(b);
    a = load(path, "");
    char *told = corrected(a, "per:a=Kim");
    assert_string_equal(told, "per:b (B, PERSON, ) 1+0@0;  0=0");
    free(told);
    wq_corrections_free(a);
}

enum { WRITERS = 4, EACH = 20 };

static void write_many(const char *path, int writer)
{
    struct wq_corrections *c = wq_corrections_new(NULL);
    char name[32];

    wq_corrections_load(c, path, NULL);
    for (int i = 0; i < EACH; i++) {
        snprintf(name, sizeof name, "%d", writer * EACH + i);
        if (wq_corrections_rename(c, "per:a", name, NULL) != WQ_OK || wq_corrections_save(c, NULL) != WQ_OK)
            _exit(1);
    }
    wq_corrections_free(c);
    _exit(0);
}

static void test_many_at_once(void **state)
{
    const char *path = scratch_path("many/entities.tsv");
    pid_t pids[WRITERS];
    bool seen[WRITERS * EACH] = {false};

    (void)state;
    for (int i = 0; i < WRITERS; i++) {
        pids[i] = fork();
        assert_true(pids[i] >= 0);
        if (pids[i] == 0)
            write_many(path, i);
    }
    for (int i = 0; i < WRITERS; i++) {
        int status;
        assert_int_equal(waitpid(pids[i], &status, 0), pids[i]);
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }
    char *rows = rows_of(path);
    size_t n = 0;
    for (char *row = rows; *row; row = strchr(row, '\n') + 1, n++) {
        long number = strtol(row + strlen("rename\tper:a\t"), NULL, 10);
        assert_false(seen[number]);
        seen[number] = true;
    }
    assert_int_equal(n, WRITERS * EACH);
    free(rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_place),      cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_bad_rows),   cmocka_unit_test(test_loops),
        cmocka_unit_test(test_large),      cmocka_unit_test(test_unwritable),
        cmocka_unit_test(test_unreadable), cmocka_unit_test(test_link),
        cmocka_unit_test(test_two),        cmocka_unit_test(test_two_undo),
        cmocka_unit_test(test_two_loop),   cmocka_unit_test(test_many_at_once),
    };

    return cmocka_run_group_tests(tests, open_all, close_all);
}
