/* When what is read is written down, and what is said where nothing can be kept. */
#include "../../src/app/state.h"
#include "waraq/store/store.h"

#include <errno.h>
#include <locale.h>
#include <poll.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The last: it has the screen that all here means. */
#include "../support/kept_articles.h"

/* ---- when it is written ---- */

static const char *store_file(void)
{
    static char path[1024];
    snprintf(path, sizeof path, "%s/waraq/state.db", getenv("XDG_DATA_HOME"));
    return path;
}

/* The progress that is kept of a file, in thousandths; -1: none. */
static int kept_progress(const char *path)
{
    struct wq_store *store;
    struct wq_kept kept;
    int progress = -1;

    if (wq_store_open(store_file(), 1000, &store, NULL) != WQ_OK)
        return -1;
    if (wq_store_by_path(store, path, &kept, NULL) == WQ_OK) {
        progress = kept.progress;
        wq_kept_release(&kept);
    }
    wq_store_close(store);
    return progress;
}

/* As when time has gone by. */
static void wait_till_due(void)
{
    s.app->keep.first -= 100000;
    assert_int_equal(wq_app_wait_ms(s.app), 0);
}

/* Until the worker has written. */
static void wait_till_written(void)
{
    while (s.app->keep.job) {
        struct pollfd p = {.fd = wq_app_fd(s.app), .events = POLLIN};
        assert_int_equal(poll(&p, 1, SCREEN_DEADLINE_MS), 1);
        wq_app_background(s.app);
    }
}

static void test_written_while_reading(void **state)
{
    const char *folder = library("while");
    char path[1024];

    (void)state;
    snprintf(path, sizeof path, "%s", in(folder, "b.txt"));
    open_it(folder);
    assert_int_equal(wq_app_wait_ms(s.app), -1); /* nothing is to be written, and nobody wakes */
    screen_keys(&s, "jk?q");
    assert_int_equal(wq_app_wait_ms(s.app), -1);
    screen_keys(&s, "j\r ");
    int wait = wq_app_wait_ms(s.app);
    assert_true(wait > 0 && wait <= 2000);
    wq_app_save(s.app); /* not yet */
    assert_int_equal(s.app->keep.job, 0);
    wait_till_due();
    wq_app_save(s.app);
    assert_int_not_equal(s.app->keep.job, 0);
    assert_int_equal(wq_app_wait_ms(s.app), -1);
    wait_till_written();
    assert_int_equal(kept_progress(path), s.app->memory[1].progress);
    assert_int_equal(wq_app_wait_ms(s.app), -1);
    screen_keys(&s, "?q"); /* which moves nothing */
    assert_int_equal(wq_app_wait_ms(s.app), -1);
    screen_keys(&s, "jk");
    assert_true(wq_app_wait_ms(s.app) > 0);
}

static void test_written_when_left(void **state)
{
    const char *folder = library("leaving");
    char path[1024];

    (void)state;
    snprintf(path, sizeof path, "%s", in(folder, "b.txt"));
    open_it(folder);
    screen_keys(&s, "j\r ");
    int progress = s.app->memory[1].progress;
    screen_keys(&s, "J");
    assert_int_equal(wq_app_wait_ms(s.app), 0);
    wq_app_save(s.app);
    screen_keys(&s, "JJK"); /* what comes meanwhile waits for its turn */
    assert_int_equal(wq_app_wait_ms(s.app), -1);
    wait_till_written();
    assert_int_equal(kept_progress(path), progress);
    assert_int_equal(wq_app_wait_ms(s.app), 0);
}

/* Jobs that the worker had not come to, and what is not even one yet. */
static void test_written_at_the_end(void **state)
{
    const char *folder = library("end");
    char paths[3][1024];
    int progress[3];

    (void)state;
    open_it(folder);
    for (int i = 0; i < 3; i++) {
        snprintf(paths[i], sizeof paths[i], "%s%c.txt", folder, 'a' + i);
        screen_keys(&s, i ? "J" : "\r");
        screen_keys(&s, " ");
        screen_keys_times(&s, "j", i);
        progress[i] = s.app->memory[i].progress;
        if (i < 2)
            wq_app_save(s.app);
    }
    assert_true(wq_app_finish(s.app, NULL));
    for (int i = 0; i < 3; i++)
        assert_int_equal(kept_progress(paths[i]), progress[i]);
    screen_close(&s);
}

/* A query being typed moves the text; where one is torn away, the place is the one before. */
static void test_ended_in_a_prompt(void **state)
{
    const char *path = in(library("torn"), "b.txt");

    (void)state;
    open_it(path);
    screen_keys(&s, " ");
    size_t place = top();
    screen_keys(&s, "/پیراگراف 35");
    assert_int_not_equal(top(), place);
    screen_close(&s);
    open_it(path);
    check_resumed(place);
}

static void test_not_kept(void **state)
{
    const char *path = in(library("off"), "b.txt");

    (void)state;
    screen_open(&s, &(struct screen_how){.width = 80, .height = 24, .paths = {path}});
    screen_keys(&s, "  /لاہور\r");
    assert_int_equal(wq_app_wait_ms(s.app), -1);
    screen_close(&s);
    assert_int_equal(access(store_file(), F_OK), -1);
}

/* ---- where nothing can be kept ---- */

static void damage(const char *sql)
{
    sqlite3 *db = NULL;

    assert_int_equal(sqlite3_open(store_file(), &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static struct stat stat_of(const char *path)
{
    struct stat st;
    assert_int_equal(stat(path, &st), 0);
    return st;
}

/* Reading goes on, it was said once, and the file is left alone. */
static void check_without(const char *path, const char *why)
{
    struct stat before = stat_of(store_file());

    open_it(path);
    check_status("Nothing will be remembered");
    check_status(why);
    assert_true(screen_find(&s, "پیراگراف 1 میں") >= 0);
    screen_keys(&s, "  ");
    check_silent("Nothing will be remembered");
    screen_keys(&s, "/پیراگراف 12\r");
    check_silent("Nothing will be remembered");
    assert_true(screen_find(&s, "پیراگراف 12 میں") >= 0);
    assert_int_equal(wq_app_wait_ms(s.app), -1);
    screen_close(&s);
    struct stat after = stat_of(store_file());
    assert_int_equal(after.st_mtim.tv_sec, before.st_mtim.tv_sec);
    assert_int_equal(after.st_mtim.tv_nsec, before.st_mtim.tv_nsec);
    assert_int_equal(after.st_size, before.st_size);
}

static void test_damaged(void **state)
{
    const char *path = in(library("damaged"), "b.txt");

    (void)state;
    read_to(path, " ");
    damage("DROP TABLE articles");
    check_without(path, "damaged");
    FILE *f = fopen(store_file(), "w");
    assert_non_null(f);
    for (int i = 0; i < 500; i++)
        fputs("this is no database\n", f);
    fclose(f);
    check_without(path, "damaged");
}

static void test_newer(void **state)
{
    const char *path = in(library("newer"), "b.txt");

    (void)state;
    read_to(path, " ");
    damage("PRAGMA user_version = 99");
    check_without(path, "later version");
}

static void test_held_at_the_start(void **state)
{
    const char *path = in(library("held"), "b.txt");
    sqlite3 *db = NULL;

    (void)state;
    size_t place = read_to(path, "  ");
    assert_int_equal(sqlite3_open(store_file(), &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "BEGIN EXCLUSIVE", NULL, NULL, NULL), SQLITE_OK);
    check_without(path, "another program");
    sqlite3_close(db);
    open_it(path); /* what was kept before is as it was */
    check_resumed(place);
}

/* Found out only when it is to be written: said then, and tried again with what comes next. */
static void test_cannot_be_written(void **state)
{
    const char *path = in(library("unwritable"), "b.txt");

    (void)state;
    setenv("XDG_DATA_HOME", scratch_file("a-file", ""), 1);
    open_it(path);
    check_silent("Nothing will be remembered");
    screen_keys(&s, " ");
    wait_till_due();
    wq_app_save(s.app);
    wait_till_written();
    screen_resize(&s, 80, 24);
    check_status("Nothing will be remembered");
    check_status(strerror(ENOTDIR));
    assert_int_equal(wq_app_wait_ms(s.app), -1); /* it is not tried again and again */
    screen_keys(&s, " ");
    check_silent("Nothing will be remembered");
    assert_true(wq_app_wait_ms(s.app) > 0);
    wait_till_due();
    wq_app_save(s.app);
    wait_till_written();
    screen_resize(&s, 80, 24);
    check_silent("Nothing will be remembered"); /* it was said */
    assert_int_equal(unlink(scratch_path("a-file")), 0);
    size_t place = top();
    screen_close(&s);
    open_it(path); /* in the end it could be */
    check_resumed(place);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_written_while_reading),
        TEST(test_written_when_left),
        TEST(test_written_at_the_end),
        TEST(test_ended_in_a_prompt),
        TEST(test_not_kept),
        TEST(test_damaged),
        TEST(test_newer),
        TEST(test_held_at_the_start),
        TEST(test_cannot_be_written),
    };
    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests(tests, setup_group, teardown_group);
}
