/* The shelf: which files paths name, and what is known of each before and after it is read. */
#include "../../support/articles.h"
#include "../../support/scratch.h"
#include "waraq/base/array.h"
#include "waraq/base/buf.h"
#include "waraq/index/shelf.h"

#include <errno.h>
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define TEXT "Title\n\nA paragraph of seven words is here.\n"

static int open_all(void **state)
{
    return articles_open(state) || scratch_open(state);
}

static int close_all(void **state)
{
    return scratch_close(state) || articles_close(state);
}

static struct wq_shelf *shelf_of(const char *path)
{
    struct wq_shelf *s = wq_shelf_new(articles_doc(), NULL);
    assert_int_equal(wq_shelf_add(s, path, NULL), WQ_OK);
    return s;
}

/* The paths of a shelf behind its folder's, joined with blanks. */
static void check_paths(struct wq_shelf *s, const char *folder, const char *expected)
{
    struct wq_buf got = WQ_BUF_INIT;

    wq_buf_adds(&got, "");
    for (size_t i = 0; i < wq_shelf_count(s); i++) {
        const char *path = wq_shelf_entry(s, i)->path;
        assert_memory_equal(path, folder, strlen(folder));
        wq_buf_addf(&got, "%s%s", i ? " " : "", path + strlen(folder) + 1);
    }
    assert_string_equal(got.data ? got.data : "", expected);
    wq_buf_release(&got);
}

static void test_folders(void **state)
{
    const char *root = scratch_subfolder("tree");
    struct wq_shelf *s;

    (void)state;
    scratch_subfolder("tree/b");
    scratch_subfolder("tree/b/deep");
    scratch_subfolder("tree/empty");
    scratch_subfolder("tree/.git");
    scratch_file("tree/c.txt", TEXT);
    scratch_file("tree/a.txt", TEXT);
    scratch_file("tree/.hidden", TEXT);
    scratch_file("tree/.git/config", TEXT);
    scratch_file("tree/b/z", TEXT);
    scratch_file("tree/b/deep/er.txt", TEXT);
    s = shelf_of(root);
    check_paths(s, root, "a.txt b/deep/er.txt b/z c.txt");
    assert_int_equal(wq_shelf_unreadable(s), 0);
    for (size_t i = 0; i < wq_shelf_count(s); i++) {
        assert_int_equal(wq_shelf_entry(s, i)->state, WQ_ENTRY_NEW);
        assert_null(wq_shelf_entry(s, i)->head);
    }
    wq_shelf_free(s);
    /* What is named is taken, hidden or not, and no slash is doubled. */
    s = shelf_of(scratch_path("tree/.git/"));
    check_paths(s, scratch_path("tree/.git"), "config");
    assert_int_equal(wq_shelf_add(s, scratch_path("tree/.hidden"), NULL), WQ_OK);
    assert_int_equal(wq_shelf_add(s, scratch_path("tree/b"), NULL), WQ_OK);
    check_paths(s, root, ".git/config .hidden b/deep/er.txt b/z");
    wq_shelf_free(s);
}

static void test_empty_folder(void **state)
{
    struct wq_shelf *s = shelf_of(scratch_subfolder("nothing"));

    (void)state;
    assert_int_equal(wq_shelf_count(s), 0);
    wq_shelf_free(s);
}

static void test_paths_that_cannot_be_used(void **state)
{
    struct wq_shelf *s = wq_shelf_new(articles_doc(), NULL);
    struct wq_error err = {0};
    const char *fifo = scratch_path("named-fifo");

    (void)state;
    assert_int_equal(wq_shelf_add(s, scratch_path("missing"), &err), WQ_ESYS);
    assert_int_equal(err.sys, ENOENT);
    assert_string_equal(err.what, scratch_path("missing"));
    assert_int_equal(mkfifo(fifo, 0600), 0);
    assert_int_equal(wq_shelf_add(s, fifo, &err), WQ_ETYPE);
    assert_string_equal(err.what, fifo);
    assert_int_equal(wq_shelf_add(s, "/dev/null", &err), WQ_ETYPE);
    assert_int_equal(symlink("nowhere", scratch_path("dangling")), 0);
    assert_int_equal(wq_shelf_add(s, scratch_path("dangling"), &err), WQ_ESYS);
    assert_int_equal(wq_shelf_count(s), 0);
    wq_shelf_free(s);
    unlink(scratch_path("dangling"));
}

/* Links are followed, but no folder is entered twice, whichever way it is reached. */
static void test_links(void **state)
{
    const char *root = scratch_subfolder("links");
    struct wq_shelf *s;

    (void)state;
    scratch_subfolder("links/a");
    scratch_subfolder("outside");
    scratch_file("links/a/one", TEXT);
    scratch_file("outside/two", TEXT);
    assert_int_equal(symlink("..", scratch_path("links/a/up")), 0);
    assert_int_equal(symlink(".", scratch_path("links/self")), 0);
    assert_int_equal(symlink("a", scratch_path("links/b")), 0);
    assert_int_equal(symlink("loop", scratch_path("links/loop")), 0);
    assert_int_equal(symlink("nowhere", scratch_path("links/gone")), 0);
    assert_int_equal(symlink("../outside", scratch_path("links/out")), 0);
    assert_int_equal(symlink("../../outside", scratch_path("links/a/out")), 0);
    assert_int_equal(symlink("a/one", scratch_path("links/z")), 0);
    s = shelf_of(root);
    check_paths(s, root, "a/one a/out/two z");
    assert_int_equal(wq_shelf_unreadable(s), 0);
    wq_shelf_free(s);
}

/* Nothing in a folder is opened that could block. */
static void test_what_is_no_file(void **state)
{
    const char *root = scratch_subfolder("odd");
    struct wq_shelf *s;

    (void)state;
    assert_int_equal(mkfifo(scratch_path("odd/fifo"), 0600), 0);
    assert_int_equal(mknod(scratch_path("odd/socket"), S_IFSOCK | 0600, 0), 0);
    assert_int_equal(symlink("fifo", scratch_path("odd/link-to-fifo")), 0);
    assert_int_equal(symlink("/dev/zero", scratch_path("odd/link-to-device")), 0);
    scratch_file("odd/text", TEXT);
    s = shelf_of(root);
    check_paths(s, root, "text");
    wq_shelf_free(s);
}

/* A folder that cannot be read is counted, and the others are read all the same. Root may read it. */
static void test_unreadable_folder(void **state)
{
    const char *root = scratch_subfolder("closed");
    const char *secret = scratch_subfolder("closed/secret");
    struct wq_shelf *s;

    (void)state;
    scratch_file("closed/secret/file", TEXT);
    scratch_file("closed/z", TEXT);
    assert_int_equal(chmod(secret, 0), 0);
    bool may_read = access(secret, R_OK | X_OK) == 0;
    s = shelf_of(root);
    check_paths(s, root, may_read ? "secret/file z" : "z");
    assert_int_equal(wq_shelf_unreadable(s), !may_read);
    wq_shelf_free(s);
    assert_int_equal(chmod(secret, 0700), 0);
}

/* Too deep for anybody, root too. */
static void test_deep_folders(void **state)
{
    const char *root = scratch_subfolder("well");
    struct wq_buf name = WQ_BUF_INIT;
    struct wq_shelf *s;

    (void)state;
    wq_buf_adds(&name, "well");
    for (int i = 0; i < 80; i++) {
        wq_buf_adds(&name, "/d");
        scratch_subfolder(name.data);
    }
    wq_buf_adds(&name, "/bottom");
    scratch_file(name.data, TEXT);
    scratch_file("well/top", TEXT);
    s = shelf_of(root);
    check_paths(s, root, "top");
    assert_int_equal(wq_shelf_unreadable(s), 1);
    wq_shelf_free(s);
    wq_buf_release(&name);
}

static void test_head_and_article(void **state)
{
    struct wq_shelf *s = shelf_of(scratch_file("one.txt", TEXT));
    struct wq_entry *e = wq_shelf_entry(s, 0);
    struct wq_article *a;

    (void)state;
    assert_int_equal(wq_shelf_head(s, 0, NULL), WQ_OK);
    assert_int_equal(e->state, WQ_ENTRY_READY);
    assert_string_equal(e->head->title, "Title");
    assert_string_equal(e->head->language, "en");
    assert_false(e->head->rtl);
    assert_false(e->head->estimated);
    assert_int_equal(e->head->words, 8);
    assert_int_equal(e->head->minutes, 1);
    assert_false(e->seen);
    assert_int_equal(wq_shelf_open(s, 0, &a, NULL), WQ_OK);
    assert_string_equal(a->title, "Title");
    assert_int_equal(a->words, 8);
    wq_article_free(a);
    wq_shelf_free(s);
}

/* A head that is known is not read again; opening reads the file as it is now. */
static void test_changed_file(void **state)
{
    const char *path = scratch_file("changing", "First\n\nA paragraph, and it is here.\n");
    struct wq_shelf *s = shelf_of(path);
    struct wq_article *a;

    (void)state;
    assert_int_equal(wq_shelf_head(s, 0, NULL), WQ_OK);
    scratch_file("changing", "Second\n\nAnother paragraph, and it is here.\n");
    assert_int_equal(wq_shelf_head(s, 0, NULL), WQ_OK);
    assert_string_equal(wq_shelf_entry(s, 0)->head->title, "First");
    assert_int_equal(wq_shelf_open(s, 0, &a, NULL), WQ_OK);
    assert_string_equal(wq_shelf_entry(s, 0)->head->title, "Second");
    wq_article_free(a);
    wq_shelf_free(s);
}

static void test_empty_file(void **state)
{
    struct wq_shelf *s = shelf_of(scratch_file("empty", ""));
    struct wq_article *a;

    (void)state;
    assert_int_equal(wq_shelf_head(s, 0, NULL), WQ_OK);
    assert_string_equal(wq_shelf_entry(s, 0)->head->title, "");
    assert_int_equal(wq_shelf_entry(s, 0)->head->minutes, 0);
    assert_int_equal(wq_shelf_open(s, 0, &a, NULL), WQ_OK);
    assert_int_equal(a->nparas, 0);
    wq_article_free(a);
    wq_shelf_free(s);
}

/* Of a long file the start is read, and the rest reckoned from its size. */
static void test_long_file(void **state)
{
    static const size_t sizes[] = {60000, 100000, 200000, 1000000, 3000000};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(sizes); i++) {
        size_t len;
        char *text = text_times("یہ دس حروف والے الفاظ ہیں جو بار بار آتے ہیں۔\n\n", sizes[i] / 80, &len);
        struct wq_shelf *s = shelf_of(scratch_bytes("long", text, len));
        struct wq_entry *e = wq_shelf_entry(s, 0);
        struct wq_article *a;
        assert_int_equal(wq_shelf_head(s, 0, NULL), WQ_OK);
        assert_int_equal(e->head->estimated, len > 65536);
        size_t reckoned = e->head->words;
        size_t minutes = e->head->minutes;
        assert_int_equal(wq_shelf_open(s, 0, &a, NULL), WQ_OK);
        assert_false(e->head->estimated);
        assert_int_equal(e->head->words, a->words);
        assert_in_range(reckoned, a->words * 95 / 100, a->words * 105 / 100);
        assert_in_range(minutes, a->minutes * 94 / 100, a->minutes * 106 / 100 + 1);
        wq_article_free(a);
        wq_shelf_free(s);
        free(text);
    }
}

/* Where the start of a long file is cut, a character may be cut in two: nobody is to see that. */
static void test_cut_characters(void **state)
{
    (void)state;
    for (size_t shift = 0; shift < 5; shift++) {
        struct wq_buf text = WQ_BUF_INIT;
        for (size_t i = 0; i < shift; i++)
            wq_buf_addc(&text, 'x');
        wq_buf_adds(&text, "three words with "); /* a title needs some */
        while (text.len < 70000)
            wq_buf_adds(&text, "\U00020000 ");
        struct wq_shelf *s = shelf_of(scratch_bytes("cut", text.data, text.len));
        assert_int_equal(wq_shelf_head(s, 0, NULL), WQ_OK);
        assert_null(strstr(wq_shelf_entry(s, 0)->head->title, "\uFFFD"));
        assert_non_null(strstr(wq_shelf_entry(s, 0)->head->title, "\U00020000"));
        wq_shelf_free(s);
        wq_buf_release(&text);
    }
}

static void test_binary(void **state)
{
    static const char bytes[] = "\x7F"
                                "ELF\0\0\0\1\2\3\4\5\6\0\0\0\0\0\0\0\0\0\0\xFF\xFE\x80\0\0\0\0\0\0\0\0\0\0";
    struct wq_shelf *s = shelf_of(scratch_bytes("program", bytes, sizeof bytes));
    struct wq_error err = {0};
    struct wq_article *a;

    (void)state;
    assert_int_equal(wq_shelf_head(s, 0, &err), WQ_EBINARY);
    assert_int_equal(wq_shelf_entry(s, 0)->state, WQ_ENTRY_BINARY);
    assert_null(wq_shelf_entry(s, 0)->head);
    assert_string_equal(err.what, scratch_path("program"));
    assert_int_equal(wq_shelf_open(s, 0, &a, NULL), WQ_EBINARY);
    wq_shelf_free(s);
    /* An encoding that was asked for makes text of anything. */
    s = wq_shelf_new(articles_doc(), "ISO-8859-6");
    assert_int_equal(wq_shelf_add(s, scratch_path("program"), NULL), WQ_OK);
    assert_int_equal(wq_shelf_open(s, 0, &a, NULL), WQ_OK);
    wq_article_free(a);
    wq_shelf_free(s);
}

/* Between listing and opening a file may go, and another thing may stand in its place. */
static void test_vanishing(void **state)
{
    const char *root = scratch_subfolder("moving");
    struct wq_error err = {0};
    struct wq_article *a;

    (void)state;
    scratch_file("moving/a", TEXT);
    scratch_file("moving/b", TEXT);
    struct wq_shelf *s = shelf_of(root);
    assert_int_equal(wq_shelf_head(s, 0, NULL), WQ_OK);
    assert_int_equal(unlink(scratch_path("moving/a")), 0);
    assert_int_equal(wq_shelf_open(s, 0, &a, &err), WQ_ESYS);
    assert_int_equal(err.sys, ENOENT);
    assert_string_equal(err.what, scratch_path("moving/a"));
    assert_int_equal(wq_shelf_entry(s, 0)->state, WQ_ENTRY_GONE);
    assert_null(wq_shelf_entry(s, 0)->head);
    assert_int_equal(unlink(scratch_path("moving/b")), 0);
    assert_int_equal(mkfifo(scratch_path("moving/b"), 0600), 0);
    assert_int_equal(wq_shelf_head(s, 1, &err), WQ_ETYPE);
    assert_int_equal(wq_shelf_open(s, 1, &a, &err), WQ_ETYPE);
    assert_int_equal(wq_shelf_entry(s, 1)->state, WQ_ENTRY_GONE);
    /* It may come back. */
    scratch_file("moving/a", TEXT);
    assert_int_equal(wq_shelf_open(s, 0, &a, &err), WQ_OK);
    assert_int_equal(wq_shelf_entry(s, 0)->state, WQ_ENTRY_READY);
    wq_article_free(a);
    wq_shelf_free(s);
}

static void test_remove(void **state)
{
    const char *root = scratch_subfolder("five");
    char name[] = "five/a";

    (void)state;
    for (char c = 'a'; c < 'f'; c++) {
        name[5] = c;
        scratch_file(name, TEXT);
    }
    struct wq_shelf *s = shelf_of(root);
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(wq_shelf_head(s, i, NULL), WQ_OK);
    wq_shelf_entry(s, 3)->seen = true;
    wq_shelf_remove(s, 2);
    check_paths(s, root, "a b d e");
    assert_true(wq_shelf_entry(s, 2)->seen);
    wq_shelf_remove(s, 3);
    wq_shelf_remove(s, 0);
    check_paths(s, root, "b d");
    wq_shelf_remove(s, 1);
    wq_shelf_remove(s, 0);
    assert_int_equal(wq_shelf_count(s), 0);
    wq_shelf_free(s);
}

/* File names are bytes: what is not UTF-8 is opened all the same. */
static void test_odd_names(void **state)
{
    const char *root = scratch_subfolder("names");
    struct wq_shelf *s;

    (void)state;
    scratch_file("names/\xFF\xFE", TEXT);
    scratch_file("names/a\nb\x1B[31m", TEXT);
    scratch_file("names/خبر", TEXT);
    scratch_file("names/ ", TEXT);
    s = shelf_of(root);
    check_paths(s, root, "  a\nb\x1B[31m خبر \xFF\xFE");
    for (size_t i = 0; i < wq_shelf_count(s); i++)
        assert_int_equal(wq_shelf_head(s, i, NULL), WQ_OK);
    wq_shelf_free(s);
}

/* Runs with the bytes on standard input. */
static void with_input(const char *bytes, void (*run)(void))
{
    int ends[2];
    int kept = dup(STDIN_FILENO);

    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], bytes, strlen(bytes)), strlen(bytes));
    close(ends[1]);
    assert_int_equal(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
    close(ends[0]);
    run();
    if (kept >= 0)
        assert_int_equal(dup2(kept, STDIN_FILENO), STDIN_FILENO);
    close(kept);
}

static void read_input_twice(void)
{
    struct wq_shelf *s = shelf_of("-");

    assert_int_equal(wq_shelf_count(s), 1);
    assert_string_equal(wq_shelf_entry(s, 0)->path, "-");
    assert_int_equal(wq_shelf_head(s, 0, NULL), WQ_OK);
    assert_string_equal(wq_shelf_entry(s, 0)->head->title, "Title");
    for (int i = 0; i < 2; i++) { /* it is kept: a pipe gives its bytes once */
        struct wq_article *a;
        assert_int_equal(wq_shelf_open(s, 0, &a, NULL), WQ_OK);
        assert_int_equal(a->words, 8);
        wq_article_free(a);
    }
    wq_shelf_free(s);
}

static void test_standard_input(void **state)
{
    (void)state;
    with_input(TEXT, read_input_twice);
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_folders),
        cmocka_unit_test(test_empty_folder),
        cmocka_unit_test(test_paths_that_cannot_be_used),
        cmocka_unit_test(test_links),
        cmocka_unit_test(test_what_is_no_file),
        cmocka_unit_test(test_unreadable_folder),
        cmocka_unit_test(test_deep_folders),
        cmocka_unit_test(test_head_and_article),
        cmocka_unit_test(test_changed_file),
        cmocka_unit_test(test_empty_file),
        cmocka_unit_test(test_long_file),
        cmocka_unit_test(test_cut_characters),
        cmocka_unit_test(test_binary),
        cmocka_unit_test(test_vanishing),
        cmocka_unit_test(test_remove),
        cmocka_unit_test(test_odd_names),
        cmocka_unit_test(test_standard_input),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
