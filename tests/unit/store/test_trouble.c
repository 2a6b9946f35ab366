/* What can happen to the store's file: nothing of it may do more than make a function fail. */
#include "../../support/random_text.h"
#include "../../support/scratch.h"
#include "kept.h"

#include "waraq/base/buf.h"

#include <errno.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MANY = 300 };

static struct wq_store_changes changes;

static int clean(void **state)
{
    (void)state;
    wq_store_changes_release(&changes);
    return 0;
}

static const char *make(const char *name, int articles)
{
    const char *file = scratch_path(name);
    char path[32];

    for (int i = 0; i < articles; i++) {
        snprintf(path, sizeof path, "/news/%03d.txt", i);
        kept_add(&changes, path, (uint64_t)i, i + 1)->library = calloc(1, 1);
        typed_add(&changes, "find", path, i);
    }
    kept_write(file, &changes);
    return file;
}

static sqlite3 *open_raw(const char *file)
{
    sqlite3 *db = NULL;

    assert_int_equal(sqlite3_open(file, &db), SQLITE_OK);
    return db;
}

static void execute(sqlite3 *db, const char *sql)
{
    char *why = NULL;

    if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK)
        fail_msg("%s: %s", sql, why);
}

/* ---- all that can be read ---- */

static void see(void *data, const struct wq_kept *k)
{
    assert_true(k->progress <= 1000);
    assert_non_null(k->path);
    ++*(size_t *)data;
}

static void see_line(void *data, const char *line, size_t len)
{
    assert_true(len > 0 && strlen(line) == len);
    ++*(size_t *)data;
}

static void check_kept(struct wq_kept *k)
{
    assert_true(k->progress <= 1000);
    size_t at = wq_bookmark_find(&k->place, kept_text, strlen(kept_text));
    assert_true(at == SIZE_MAX || at <= strlen(kept_text));
    wq_kept_release(k);
}

/* Reads everything; the first thing that went wrong. *n: articles and lines. */
static enum wq_status read_all(const char *file, size_t *n, struct wq_error *err)
{
    struct wq_store *s;
    struct wq_kept k;
    enum wq_status status = wq_store_open(file, PATIENCE, &s, err);

    *n = 0;
    if (status != WQ_OK)
        return status;
    status = wq_store_each(s, "/news/", see, n, err);
    if (status == WQ_OK)
        status = wq_store_typed(s, "find", 1000, see_line, n, err);
    if (wq_store_by_path(s, "/news/007.txt", &k, NULL) == WQ_OK)
        check_kept(&k);
    if (wq_store_by_hash(s, 9, &k, NULL) == WQ_OK)
        check_kept(&k);
    if (wq_store_last(s, &k, NULL) == WQ_OK)
        check_kept(&k);
    wq_store_close(s);
    return status;
}

static enum wq_status write_one(const char *file, struct wq_error *err)
{
    kept_add(&changes, "/news/007.txt", 1000, 5);
    typed_add(&changes, "find", "one more", 5000);
    return kept_try(file, &changes, err);
}

static void check_all(const char *file, size_t n)
{
    struct wq_error err = {.status = WQ_OK};
    size_t got;

    if (read_all(file, &got, &err) != WQ_OK)
        fail_msg("%s: %s", wq_status_name(err.status), strerror(err.sys));
    assert_int_equal(got, n);
}

/* ---- damaged ---- */

static struct wq_buf bytes_of(const char *file)
{
    struct wq_buf bytes = WQ_BUF_INIT;
    char some[4096];
    size_t n;
    FILE *f = fopen(file, "rb");

    assert_non_null(f);
    while ((n = fread(some, 1, sizeof some, f)) > 0)
        wq_buf_add(&bytes, some, n);
    fclose(f);
    return bytes;
}

static bool is_expected(enum wq_status status)
{
    return status == WQ_OK || status == WQ_EDAMAGED || status == WQ_ENEWER || status == WQ_ENOTFOUND ||
           status == WQ_ESYS;
}

static void check_survives(const char *file)
{
    struct wq_error err = {.status = WQ_OK};
    size_t n;

    enum wq_status status = read_all(file, &n, &err);
    if (!is_expected(status))
        fail_msg("reading: %s", wq_status_name(status));
    status = write_one(file, &err);
    if (!is_expected(status))
        fail_msg("writing: %s", wq_status_name(status));
}

/* A few bytes of each page, of the header all. */
static void test_damaged_anywhere(void **state)
{
    struct wq_buf whole = bytes_of(make("whole.db", 60));
    struct random r = {.state = 1};

    (void)state;
    for (size_t at = 0; at < whole.len; at += at < 120 ? 1 : 60 + random_below(&r, 120)) {
        struct wq_buf damaged = WQ_BUF_INIT;
        wq_buf_add(&damaged, whole.data, whole.len);
        for (size_t i = at; i < at + 4 && i < whole.len; i++)
            damaged.data[i] = (char)(damaged.data[i] ^ (1 + random_below(&r, 255)));
        check_survives(scratch_bytes("damaged.db", damaged.data, damaged.len));
        wq_buf_release(&damaged);
    }
    wq_buf_release(&whole);
}

static void test_cut_off(void **state)
{
    struct wq_buf whole = bytes_of(make("long.db", 60));

    (void)state;
    for (size_t len = 1; len < whole.len; len += len < 110 ? 1 : 1021)
        check_survives(scratch_bytes("cut.db", whole.data, len));
    wq_buf_release(&whole);
}

static void check_damaged(const char *file, enum wq_status expected)
{
    struct wq_buf before = bytes_of(file);
    struct wq_error err = {.status = WQ_OK};
    size_t n;

    assert_int_equal(read_all(file, &n, &err), expected);
    assert_string_equal(err.what, file);
    assert_int_equal(write_one(file, &err), expected);
    struct wq_buf after = bytes_of(file);
    assert_int_equal(after.len, before.len); /* it is left as it is: somebody may want to save it */
    assert_memory_equal(after.data, before.data, before.len);
    wq_buf_release(&before);
    wq_buf_release(&after);
}

static void test_no_database(void **state)
{
    size_t len;
    char *text = text_times("this is no database, but it is long enough\n", 300, &len);

    (void)state;
    check_damaged(scratch_bytes("text.db", text, len), WQ_EDAMAGED);
    free(text);
    const char *other = scratch_path("other.db"); /* some other program's */
    sqlite3 *db = open_raw(other);
    execute(db, "PRAGMA application_id = 5; CREATE TABLE articles (x)");
    sqlite3_close(db);
    check_damaged(other, WQ_EDAMAGED);
    const char *bare = make("bare.db", 3);
    db = open_raw(bare);
    execute(db, "DROP TABLE articles; DROP TABLE history");
    sqlite3_close(db);
    check_damaged(bare, WQ_EDAMAGED);
    struct wq_error err;
    size_t n;
    const char *folder = scratch_subfolder("folder.db");
    assert_int_equal(read_all(folder, &n, &err), WQ_ESYS);
    assert_int_equal(write_one(folder, &err), WQ_ESYS);
}

/* Columns of other types than ours, and values out of all bounds. */
static void test_odd_values(void **state)
{
    const char *file = make("odd.db", 20);
    sqlite3 *db = open_raw(file);
    size_t n;

    (void)state;
    execute(db, "UPDATE articles SET progress = -5, paragraph = -1, in_paragraph = 9223372036854775807,"
                " before_place = -9223372036854775808, around = zeroblob(100000), head = 3.5, opened = 'x',"
                " library = x'2F61'");
    execute(db, "UPDATE articles SET progress = 70000, around = NULL, hash = 9, before_place = 1 << 40"
                " WHERE path < '/news/010'");
    execute(db, "INSERT INTO articles (path) VALUES (x''), (x'2F6E6577732F0000')");
    execute(db, "UPDATE history SET line = x'FF' || typed, typed = 'y'");
    sqlite3_close(db);
    assert_int_equal(read_all(file, &n, NULL), WQ_OK);
    assert_int_equal(write_one(file, NULL), WQ_OK);
}

static void test_newer(void **state)
{
    const char *file = make("newer.db", 3);
    sqlite3 *db = open_raw(file);

    (void)state;
    execute(db, "PRAGMA user_version = 1000");
    sqlite3_close(db);
    check_damaged(file, WQ_ENEWER);
}

/* ---- killed ---- */

/* Runs in a process of its own, which ends in the middle. */
static void in_child(void (*what)(const char *file), const char *file)
{
    int status;
    pid_t child = fork();

    assert_true(child >= 0);
    if (child == 0) {
        what(file);
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

/* With so little memory allowed that pages are written before the end. */
static void write_half(const char *file)
{
    sqlite3 *db = NULL;

    if (sqlite3_open(file, &db) != SQLITE_OK ||
        sqlite3_exec(
            db,
            "PRAGMA cache_size = 1; BEGIN IMMEDIATE; UPDATE articles SET progress = 999, head = zeroblob(9);"
            "DELETE FROM history",
            NULL, NULL, NULL) != SQLITE_OK)
        _exit(1);
}

static void test_killed_while_writing(void **state)
{
    const char *file = make("killed.db", MANY);
    struct wq_kept k;

    (void)state;
    struct wq_buf before = bytes_of(file);
    in_child(write_half, file);
    struct wq_buf half = bytes_of(file);
    assert_true(half.len != before.len || memcmp(half.data, before.data, half.len) != 0);
    assert_int_equal(access(scratch_path("killed.db-journal"), F_OK), 0);
    check_all(file, MANY + MOST_LINES); /* whoever reads first undoes it */
    struct wq_store *s = kept_open(file);
    assert_int_equal(wq_store_by_path(s, "/news/007.txt", &k, NULL), WQ_OK);
    assert_int_equal(k.progress, 8);
    wq_kept_release(&k);
    wq_store_close(s);
    assert_int_equal(write_one(file, NULL), WQ_OK);
    wq_buf_release(&before);
    wq_buf_release(&half);
}

/* ---- more than one ---- */

static void test_two_open(void **state)
{
    const char *file = make("two.db", 3);
    struct wq_store *one = kept_open(file);
    struct wq_store *two = kept_open(file);
    struct wq_kept k;

    (void)state;
    kept_add(&changes, "/new", 50, 50);
    kept_write(file, &changes); /* readers do not stand in the way once they have read */
    assert_int_equal(wq_store_by_path(one, "/new", &k, NULL), WQ_OK);
    wq_kept_release(&k);
    assert_int_equal(wq_store_by_path(two, "/new", &k, NULL), WQ_OK);
    wq_kept_release(&k);
    wq_store_close(one);
    wq_store_close(two);
}

/* Somebody holds it for long: we give up soon, and can go on when it is free. */
static void test_held(void **state)
{
    static const char *const holds[] = {"BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"};
    const char *file = make("held.db", 3);
    struct wq_error err;
    size_t n;

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(holds); i++) {
        sqlite3 *db = open_raw(file);
        struct wq_store *s = kept_open(file);
        struct wq_store *other = NULL;
        execute(db, holds[i]);
        enum wq_status expected =
            i == 0 ? WQ_OK : WQ_EBUSY; /* one that only writes soon can be read beside */
        assert_int_equal(wq_store_open(file, 0, &other, &err), expected);
        wq_store_close(i == 0 ? other : NULL);
        kept_add(&changes, "/late", 60, 60);
        assert_int_equal(wq_store_write(file, 0, &changes, MOST_LINES, &err), WQ_EBUSY);
        wq_store_changes_release(&changes);
        execute(db, "COMMIT");
        sqlite3_close(db);
        wq_store_close(s);
        assert_int_equal(read_all(file, &n, NULL), WQ_OK);
        assert_int_equal(n, 6);
    }
    assert_int_equal(write_one(file, NULL), WQ_OK);
}

/* Many processes write, each what is its own: all of it is there. */
static void write_many(const char *file)
{
    char path[64];

    for (int i = 0; i < 20; i++) {
        snprintf(path, sizeof path, "/news/%d/%d", (int)getpid(), i);
        kept_add(&changes, path, (uint64_t)getpid() * 1000 + (uint64_t)i, i);
        if (wq_store_write(file, 20000, &changes, MOST_LINES, NULL) != WQ_OK)
            _exit(1);
        wq_store_changes_release(&changes);
    }
}

static void test_many_write(void **state)
{
    enum { WRITERS = 4 };
    const char *file = scratch_path("many/state.db"); /* not even its folder is there */
    pid_t children[WRITERS];

    (void)state;
    for (int i = 0; i < WRITERS; i++) {
        children[i] = fork();
        assert_true(children[i] >= 0);
        if (children[i] == 0) {
            write_many(file);
            _exit(0);
        }
    }
    for (int i = 0; i < WRITERS; i++) {
        int status;
        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_int_equal(status, 0);
    }
    check_all(file, (size_t)WRITERS * 20);
}

/* ---- where it cannot be written ---- */

/* As somebody who is not root. */
static enum wq_status as_user(enum wq_status (*what)(const char *, struct wq_error *), const char *file,
                              struct wq_error *err)
{
    uid_t me = geteuid();

    assert_int_equal(seteuid(me ? me : 65534), 0);
    enum wq_status status = what(file, err);
    assert_int_equal(seteuid(me), 0);
    return status;
}

static size_t found;

static enum wq_status read_some(const char *file, struct wq_error *err)
{
    return read_all(file, &found, err);
}

static void test_read_only(void **state)
{
    struct wq_error err;

    (void)state;
    const char *folder = scratch_subfolder("shut");
    const char *file = make("shut/state.db", 4);
    assert_int_equal(chmod(scratch_folder(), 0755), 0);
    assert_int_equal(chmod(file, 0444), 0);
    assert_int_equal(chmod(folder, 0555), 0);
    assert_int_equal(as_user(read_some, file, &err), WQ_OK);
    assert_int_equal(found, 8);
    assert_int_equal(as_user(write_one, file, &err), WQ_ESYS);
    assert_int_equal(err.sys, EACCES);
    assert_int_equal(as_user(write_one, scratch_path("shut/new/state.db"), &err), WQ_ESYS);
    assert_int_equal(err.sys, EACCES);
    assert_int_equal(as_user(write_one, scratch_path("shut/new.db"), &err), WQ_ESYS);
    assert_int_equal(err.sys, EACCES);
    assert_int_equal(chmod(file, 0000), 0);
    assert_int_equal(as_user(read_some, file, &err), WQ_ESYS);
    assert_int_equal(err.sys, EACCES);
    assert_int_equal(chmod(folder, 0755), 0);
    assert_int_equal(write_one("/dev/null/waraq/state.db", &err), WQ_ESYS);
    assert_int_equal(err.sys, ENOTDIR);
    assert_int_equal(read_some("/dev/null/waraq/state.db", &err), WQ_ENOTFOUND);
}

/* A file that may not grow stands for a disk that is full: what was there stays. */
static void write_with_no_room(const char *file)
{
    struct rlimit most = {.rlim_cur = 0, .rlim_max = RLIM_INFINITY};
    struct wq_error err;
    struct stat st;
    char path[32];

    signal(SIGXFSZ, SIG_IGN);
    if (stat(file, &st) != 0)
        _exit(1);
    most.rlim_cur = (rlim_t)st.st_size + 1024;
    if (setrlimit(RLIMIT_FSIZE, &most) != 0)
        _exit(2);
    for (int i = 0; i < MANY; i++) {
        snprintf(path, sizeof path, "/more/%03d.txt", i);
        kept_add(&changes, path, (uint64_t)i + MANY, i + 1);
    }
    if (wq_store_write(file, 0, &changes, MOST_LINES, &err) != WQ_ESYS || err.sys == 0)
        _exit(3);
    wq_store_changes_release(&changes);
}

static void test_full(void **state)
{
    const char *file = make("full.db", 20);

    (void)state;
    in_child(write_with_no_room, file);
    check_all(file, 20 + MOST_LINES);
    assert_int_equal(write_one(file, NULL), WQ_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(test_damaged_anywhere, clean),
        cmocka_unit_test_teardown(test_cut_off, clean),
        cmocka_unit_test_teardown(test_no_database, clean),
        cmocka_unit_test_teardown(test_odd_values, clean),
        cmocka_unit_test_teardown(test_newer, clean),
        cmocka_unit_test_teardown(test_killed_while_writing, clean),
        cmocka_unit_test_teardown(test_two_open, clean),
        cmocka_unit_test_teardown(test_held, clean),
        cmocka_unit_test_teardown(test_many_write, clean),
        cmocka_unit_test_teardown(test_read_only, clean),
        cmocka_unit_test_teardown(test_full, clean),
    };
    return cmocka_run_group_tests(tests, scratch_open, scratch_close);
}
