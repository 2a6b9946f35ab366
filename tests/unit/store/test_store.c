/* What is kept comes back. */
#include "../../support/scratch.h"
#include "kept.h"

#include "waraq/base/buf.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static struct wq_store_changes changes;

static struct wq_kept by_path(struct wq_store *s, const char *path)
{
    struct wq_kept k;

    assert_int_equal(wq_store_by_path(s, path, &k, NULL), WQ_OK);
    return k;
}

static void check_missing(struct wq_store *s, const char *path)
{
    struct wq_kept k;
    assert_int_equal(wq_store_by_path(s, path, &k, NULL), WQ_ENOTFOUND);
}

static void check_mode(const char *path, mode_t mode)
{
    struct stat st;

    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, mode);
}

/* ---- articles ---- */

static void test_nothing_yet(void **state)
{
    struct wq_store *s;

    (void)state;
    assert_int_equal(wq_store_open(scratch_path("none/state.db"), PATIENCE, &s, NULL), WQ_ENOTFOUND);
    assert_int_equal(access(scratch_path("none"), F_OK), -1); /* looking makes nothing */
    scratch_file("empty.db", "");                             /* whoever made it was killed before it wrote */
    assert_int_equal(wq_store_open(scratch_path("empty.db"), PATIENCE, &s, NULL), WQ_ENOTFOUND);
    kept_add(&changes, "/a", 1, 1);
    kept_write(scratch_path("empty.db"), &changes);
    wq_store_close(kept_open(scratch_path("empty.db")));
}

static void test_roundtrip(void **state)
{
    static const char library[] = "/news\0/more\0";
    const char *file = scratch_path("deep/er/state.db");

    (void)state;
    struct wq_kept *k = kept_add(&changes, "/news/a \xD8\xA7\xFF.txt", UINT64_MAX - 5, 1234567890123);
    k->library = malloc(sizeof library);
    memcpy(k->library, library, sizeof library);
    struct wq_bookmark place = k->place;
    kept_write(file, &changes);
    check_mode(scratch_path("deep"), 0700);
    check_mode(scratch_path("deep/er"), 0700);
    check_mode(file, 0600);

    struct wq_store *s = kept_open(file);
    struct wq_kept got = by_path(s, "/news/a \xD8\xA7\xFF.txt");
    assert_true(got.placed);
    assert_false(got.finished);
    assert_true(got.hash == UINT64_MAX - 5);
    assert_int_equal(got.opened, 1234567890123);
    assert_int_equal(got.progress, 1234567890123 % 1001);
    assert_memory_equal(got.library, library, sizeof library);
    assert_int_equal(got.place.paragraph, place.paragraph);
    assert_int_equal(got.place.offset, place.offset);
    assert_int_equal(wq_bookmark_find(&got.place, kept_text, strlen(kept_text)),
                     place.paragraph + place.offset);
    assert_int_equal(got.place.around.len, place.around.len);
    assert_memory_equal(got.place.around.bytes, place.around.bytes, place.around.len);
    assert_memory_equal(got.place.head.bytes, place.head.bytes, place.head.len);
    wq_kept_release(&got);
    wq_store_close(s);
}

/* A later place takes the earlier's; the library stays where none is said. */
static void test_written_again(void **state)
{
    const char *file = scratch_path("again.db");

    (void)state;
    kept_add(&changes, "/a", 1, 100)->library = memcpy(calloc(1, 4), "/x\0", 4);
    kept_write(file, &changes);
    kept_add(&changes, "/a", 2, 300);
    kept_write(file, &changes);
    struct wq_store *s = kept_open(file);
    struct wq_kept got = by_path(s, "/a");
    assert_int_equal(got.hash, 2);
    assert_int_equal(got.progress, 300);
    assert_string_equal(got.library, "/x");
    wq_kept_release(&got);
    assert_int_equal(wq_store_by_hash(s, 1, &got, NULL), WQ_ENOTFOUND);
    wq_store_close(s);
}

static void test_marks(void **state)
{
    const char *file = scratch_path("marks.db");

    (void)state;
    kept_add(&changes, "/placed", 1, 500);
    *WQ_PUSH(&changes.articles) = (struct wq_kept){.path = wq_strdup("/only"), .finished = true, .opened = 7};
    kept_write(file, &changes);
    *WQ_PUSH(&changes.articles) =
        (struct wq_kept){.path = wq_strdup("/placed"), .finished = true, .opened = 8};
    kept_write(file, &changes);
    struct wq_store *s = kept_open(file);
    struct wq_kept got = by_path(s, "/placed");
    assert_true(got.placed && got.finished);
    assert_int_equal(got.progress, 500);
    assert_int_equal(got.opened, 500);
    wq_kept_release(&got);
    got = by_path(s, "/only");
    assert_true(!got.placed && got.finished);
    wq_kept_release(&got);
    wq_store_close(s);
    *WQ_PUSH(&changes.articles) = (struct wq_kept){.path = wq_strdup("/only"), .opened = 9};
    kept_write(file, &changes);
    s = kept_open(file);
    got = by_path(s, "/only");
    assert_false(got.finished);
    wq_kept_release(&got);
    wq_store_close(s);
}

/* The last one read that can be opened again: what came through a pipe cannot, nor what was only marked. */
static void test_last(void **state)
{
    const char *file = scratch_path("last.db");
    struct wq_kept got;

    (void)state;
    kept_add(&changes, "-0000000000000001", 1, 900);
    kept_write(file, &changes);
    struct wq_store *s = kept_open(file);
    assert_int_equal(wq_store_last(s, &got, NULL), WQ_ENOTFOUND);
    wq_store_close(s);
    for (int i = 0; i < 5; i++) {
        char path[8];
        snprintf(path, sizeof path, "/%d", i);
        kept_add(&changes, path, (uint64_t)i, i == 2 ? 800 : 100 + i)->library = calloc(1, 1);
    }
    *WQ_PUSH(&changes.articles) = (struct wq_kept){.path = wq_strdup("/m"), .finished = true, .opened = 1000};
    kept_write(file, &changes);
    s = kept_open(file);
    assert_int_equal(wq_store_last(s, &got, NULL), WQ_OK);
    assert_string_equal(got.path, "/2");
    wq_kept_release(&got);
    wq_store_close(s);
}

struct seen {
    size_t n;
    struct wq_buf paths;
    size_t progress, finished, placed;
};

static void see(void *data, const struct wq_kept *k)
{
    struct seen *seen = data;

    seen->n++;
    wq_buf_addf(&seen->paths, "%s ", k->path);
    seen->progress += k->progress;
    seen->finished += k->finished;
    seen->placed += k->placed && k->place.paragraph > 0;
}

static void check_each(struct wq_store *s, const char *prefix, const char *paths)
{
    struct seen seen = {.paths = WQ_BUF_INIT};

    wq_buf_adds(&seen.paths, "");
    assert_int_equal(wq_store_each(s, prefix, see, &seen, NULL), WQ_OK);
    assert_string_equal(seen.paths.data ? seen.paths.data : "", paths);
    wq_buf_release(&seen.paths);
}

static void test_each(void **state)
{
    static const char *const paths[] = {"/a/1", "/a/2",        "/a",           "/ab",
                                        "/a0",  "/b/\xFF\xFF", "/b/\xFF\xFFx", "-x"};
    const char *file = scratch_path("each.db");

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(paths); i++)
        kept_add(&changes, paths[i], i, 10)->finished = i % 2;
    kept_write(file, &changes);
    struct wq_store *s = kept_open(file);
    check_each(s, "/a/", "/a/1 /a/2 ");
    check_each(s, "/a/2", "/a/2 ");
    check_each(s, "/b/\xFF", "/b/\xFF\xFF /b/\xFF\xFFx ");
    check_each(s, "/c", "");
    struct seen seen = {.paths = WQ_BUF_INIT};
    assert_int_equal(wq_store_each(s, "", see, &seen, NULL), WQ_OK);
    assert_int_equal(seen.n, WQ_COUNT(paths));
    assert_int_equal(seen.progress, 10 * WQ_COUNT(paths));
    assert_int_equal(seen.finished, WQ_COUNT(paths) / 2);
    assert_int_equal(seen.placed, WQ_COUNT(paths));
    wq_buf_release(&seen.paths);
    wq_store_close(s);
}

/* ---- the same text elsewhere ---- */

static void test_moved_and_copied(void **state)
{
    const char *file = scratch_path("moved.db");
    const char *from = scratch_file("from.txt", "x");
    const char *copy = scratch_file("copy.txt", "x");
    struct wq_kept got;

    (void)state;
    kept_add(&changes, from, 77, 400);
    kept_write(file, &changes);
    struct wq_store *s = kept_open(file);
    check_missing(s, copy);
    assert_int_equal(wq_store_by_hash(s, 77, &got, NULL), WQ_OK);
    assert_string_equal(got.path, from);
    wq_kept_release(&got);
    wq_store_close(s);

    kept_add(&changes, copy, 77, 600); /* both are there: both are kept */
    kept_write(file, &changes);
    s = kept_open(file);
    got = by_path(s, from);
    assert_int_equal(got.progress, 400);
    wq_kept_release(&got);
    assert_int_equal(wq_store_by_hash(s, 77, &got, NULL), WQ_OK); /* the one read last */
    assert_string_equal(got.path, copy);
    wq_kept_release(&got);
    wq_store_close(s);

    assert_int_equal(unlink(from), 0);
    kept_add(&changes, copy, 77, 700);
    kept_write(file, &changes);
    s = kept_open(file);
    check_missing(s, from);
    got = by_path(s, copy);
    wq_kept_release(&got);
    wq_store_close(s);
}

/* ---- what was typed ---- */

static void add_line(void *data, const char *line, size_t len)
{
    struct wq_buf *out = data;

    wq_buf_add(out, line, len);
    wq_buf_adds(out, "|");
}

static void check_typed(const char *file, const char *prompt, size_t most, const char *lines)
{
    struct wq_buf out = WQ_BUF_INIT;
    struct wq_store *s = kept_open(file);

    assert_int_equal(wq_store_typed(s, prompt, most, add_line, &out, NULL), WQ_OK);
    assert_string_equal(out.data ? out.data : "", lines);
    wq_buf_release(&out);
    wq_store_close(s);
}

static void test_typed(void **state)
{
    const char *file = scratch_path("typed.db");

    (void)state;
    typed_add(&changes, "find", "لاہور", 1);
    typed_add(&changes, "find", "پشاور", 2);
    typed_add(&changes, "filter", "کراچی", 3);
    typed_add(&changes, "find", "لاہور", 4); /* typed again: once, and newest */
    kept_write(file, &changes);
    check_typed(file, "find", 100, "پشاور|لاہور|");
    check_typed(file, "filter", 100, "کراچی|");
    check_typed(file, "command", 100, "");
    typed_add(&changes, "find", "پشاور", 1); /* late, from another process */
    kept_write(file, &changes);
    check_typed(file, "find", 100, "پشاور|لاہور|");
    for (int i = 0; i < 2 * MOST_LINES; i++) {
        char line[8];
        snprintf(line, sizeof line, "%d", i);
        typed_add(&changes, "find", line, 10 + i);
    }
    kept_write(file, &changes);
    check_typed(file, "find", 100, "5|6|7|8|9|");
    check_typed(file, "find", 2, "8|9|");
    check_typed(file, "filter", 100, "کراچی|");
}

static int clean(void **state)
{
    (void)state;
    wq_store_changes_release(&changes);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(test_nothing_yet, clean),
        cmocka_unit_test_teardown(test_roundtrip, clean),
        cmocka_unit_test_teardown(test_written_again, clean),
        cmocka_unit_test_teardown(test_marks, clean),
        cmocka_unit_test_teardown(test_last, clean),
        cmocka_unit_test_teardown(test_each, clean),
        cmocka_unit_test_teardown(test_moved_and_copied, clean),
        cmocka_unit_test_teardown(test_typed, clean),
    };
    return cmocka_run_group_tests(tests, scratch_open, scratch_close);
}
