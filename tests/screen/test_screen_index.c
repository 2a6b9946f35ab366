/* The index that is made in the background: it comes and goes unseen, and says what is wrong with it. */
#include "../../src/app/state.h"
#include "waraq/base/array.h"
#include "waraq/index/fulltext.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

/* The last: it has the screen that all here means. */
#include "../support/one_screen.h"

enum { FILES = 60 };

static const char *make_library(const char *name)
{
    char path[64];

    scratch_subfolder(name);
    for (int i = 0; i < FILES; i++) {
        snprintf(path, sizeof path, "%s/%02d.txt", name, i);
        scratch_file(path, i % 2 ? "ایک مضمون\n\nیہاں سلام لکھا ہے۔\n" : "ایک مضمون\n\nیہاں کچھ نہیں ہے۔\n");
    }
    snprintf(path, sizeof path, "%s/", name);
    return scratch_path(path);
}

static void open_library(const char *folder)
{
    screen_open(&s, &(struct screen_how){.width = 80, .height = 24, .paths = {folder}});
}

static void look(void)
{
    screen_keys(&s, "g/سلام\r");
    screen_settle(&s);
    assert_int_equal(s.app->results.list.len, FILES / 2);
    assert_int_equal(s.app->results.hits, FILES / 2);
}

/* Where the index of the open library is kept. */
static const char *index_file(void)
{
    static char path[1024];
    struct wq_buf file = WQ_BUF_INIT;

    assert_int_equal(wq_cache_file(WQ_CACHE_FULLTEXT, (const char *const *)s.paths, 1, NULL, &file), WQ_OK);
    snprintf(path, sizeof path, "%.*s", (int)file.len, file.data);
    wq_buf_release(&file);
    return path;
}

static bool is_there(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0;
}

static void use_cache(const char *folder)
{
    setenv("XDG_CACHE_HOME", folder, 1);
}

/* Made behind the first search, seen while it is made, and used by the next. */
static void test_it_is_made(void **state)
{
    bool seen = false;

    (void)state;
    use_cache(scratch_path("cache-made"));
    open_library(make_library("made"));
    assert_false(is_there(index_file()));
    screen_keys(&s, "g/سلام\r");
    while (screen_take(&s))
        seen |= screen_status(&s, "Making the index");
    assert_true(is_there(index_file()));
    assert_true(seen || s.app->background.indexed);
    assert_false(screen_status(&s, "index"));
    look();
    screen_close(&s);
    open_library(scratch_path("made/"));
    look();
    screen_keys(&s, "G\r"); /* snippets and hits are those of the files */
    check_status("1 of 1");
}

/* Another search, or a filter, goes before it; it is made when they are done. */
static void test_others_go_first(void **state)
{
    static const char *const keys[] = {"g/سلام\r", "q/سلام", "q/س"};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(keys); i++) {
        char name[32];
        snprintf(name, sizeof name, "cache-first%zu", i);
        use_cache(scratch_path(name));
        snprintf(name, sizeof name, "first%zu", i);
        open_library(make_library(name));
        screen_keys(&s, "g/مضمون\r");
        while (s.app->background.scan)
            assert_true(screen_take(&s));
        assert_true(s.app->background.index);
        screen_keys(&s, keys[i]);
        screen_settle(&s);
        assert_true(is_there(index_file()));
        screen_keys(&s, "\x1B");
        screen_close(&s);
    }
}

/* The program ends while it is made: nothing half made is left in its place. */
static void test_closed_while_it_is_made(void **state)
{
    (void)state;
    use_cache(scratch_path("cache-closed"));
    open_library(make_library("closed"));
    screen_keys(&s, "g/سلام\r");
    while (s.app->background.scan)
        assert_true(screen_take(&s));
    screen_close(&s);
    open_library(scratch_path("closed/"));
    look();
    assert_false(screen_status(&s, "damaged"));
}

static void test_damaged(void **state)
{
    char *noise;
    size_t len;

    (void)state;
    use_cache(scratch_path("cache-damaged"));
    open_library(make_library("damaged"));
    look();
    char *path = strdup(index_file());
    screen_close(&s);
    noise = text_times("this is no index ", 400, &len);
    for (int i = 0; i < 2; i++) {
        FILE *f = fopen(path, "wb");
        assert_non_null(f);
        fwrite(noise, 1, i ? 0 : len, f);
        fclose(f);
        open_library(scratch_path("damaged/"));
        screen_keys(&s, "g/سلام\r");
        bool said = false;
        while (screen_take(&s))
            said |= screen_status(&s, "The index was damaged");
        assert_true(said);
        look(); /* it was made anew */
        assert_false(screen_status(&s, "damaged"));
        screen_close(&s);
        open_library(scratch_path("damaged/"));
        look();
        assert_false(screen_status(&s, "damaged"));
        screen_close(&s);
    }
    free(noise);
    free(path);
}

/* Searching goes on as before; why there is no index is said once. */
static void test_it_cannot_be_kept(void **state)
{
    (void)state;
    use_cache(scratch_file("no-folder", "a file\n"));
    open_library(make_library("kept"));
    look();
    check_status("The index cannot be kept: ");
    screen_keys(&s, "j");
    look();
    assert_false(screen_status(&s, "cannot be kept"));
}

static void test_no_place_for_it(void **state)
{
    char *home = strdup(getenv("HOME") ? getenv("HOME") : "/");

    (void)state;
    unsetenv("XDG_CACHE_HOME");
    unsetenv("HOME");
    open_library(make_library("nowhere"));
    look();
    check_status("1 of 30");
    look();
    setenv("HOME", home, 1);
    free(home);
}

/* Few files are read in no time: nothing is written for them. */
static void test_few(void **state)
{
    const char *cache = scratch_path("cache-few");

    (void)state;
    use_cache(cache);
    open_library("data/samples/");
    screen_keys(&s, "g/سلام\r");
    screen_settle(&s);
    screen_keys(&s, "q/کم\r");
    screen_settle(&s);
    assert_false(is_there(cache));
}

/* With --secure nothing is left behind. */
static void test_secure(void **state)
{
    const char *cache = scratch_path("cache-secure");

    (void)state;
    use_cache(cache);
    screen_open(&s, &(struct screen_how){
                        .width = 80, .height = 24, .secure = true, .paths = {make_library("secure")}});
    look();
    screen_settle(&s);
    assert_false(is_there(cache));
}

static int open_all(void **state)
{
    return scratch_open(state) || articles_open(state);
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        TEST(test_it_is_made),
        TEST(test_others_go_first),
        TEST(test_closed_while_it_is_made),
        TEST(test_damaged),
        TEST(test_it_cannot_be_kept),
        TEST(test_no_place_for_it),
        TEST(test_few),
        TEST(test_secure),
    };
    return cmocka_run_group_tests(tests, open_all, teardown_group);
}
