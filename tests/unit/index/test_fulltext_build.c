/* Building the cache file: what is read again and what is not; files that are broken; folders that are shut.
 */
#include "../../support/library.h"
#include "../../support/scratch.h"
#include "waraq/base/array.h"
#include "waraq/base/worker.h"
#include "waraq/index/warm.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static struct wq_query *query_of(const char *s)
{
    struct wq_query *q = NULL;
    assert_int_equal(wq_query_new(s, strlen(s), WQ_MATCH_FOLDED, false, &q, NULL), WQ_OK);
    return q;
}

static bool add_hits(void *data, size_t doc, size_t hits)
{
    (void)doc;
    *(size_t *)data += hits;
    return true;
}

/* Hits of all documents; WQ_FULLTEXT_NONE if the search fails. */
static size_t count_hits(struct wq_fulltext *ft, const char *s)
{
    size_t hits = 0;
    struct wq_query *q = query_of(s);
    struct wq_fulltext_search search = {.query = q, .found = add_hits, .data = &hits};

    enum wq_status status = wq_fulltext_find(ft, &search, 0, SIZE_MAX, NULL, NULL);
    wq_query_free(q);
    if (status != WQ_OK) {
        assert_int_equal(status, WQ_ETYPE);
        return WQ_FULLTEXT_NONE;
    }
    return hits;
}

static void forget(struct library *l, size_t i)
{
    free((void *)(uintptr_t)l->paths.items[i]);
    l->paths.len--;
    memmove(&l->paths.items[i], &l->paths.items[i + 1], (l->paths.len - i) * sizeof *l->paths.items);
    wq_buf_clear(&l->list);
    for (size_t k = 0; k < l->paths.len; k++)
        wq_cache_add_path(&l->list, l->paths.items[k]);
}

static void check_built(struct library *l, enum wq_cache_outcome outcome, size_t docs, size_t read)
{
    struct wq_cache_built b = library_build(l);

    if (b.outcome != outcome || b.docs != docs || b.read != read)
        fail_msg("%d, %zu documents, %zu read; instead of %d, %zu, %zu", (int)b.outcome, b.docs, b.read,
                 (int)outcome, docs, read);
    struct wq_fulltext *ft = library_open(l);
    static const char *const queries[] = {"کتاب", "ان", "new", "ﷲ"};
    for (size_t i = 0; i < WQ_COUNT(queries); i++) {
        library_compare(l, ft, queries[i], strlen(queries[i]), WQ_MATCH_FOLDED, false);
        library_compare(l, ft, queries[i], strlen(queries[i]), WQ_MATCH_LOOSE, true);
    }
    wq_fulltext_free(ft);
}

/* What was copied is what would be folded: a new file is the same, byte for byte. */
static void check_same_as_new(struct library *l)
{
    struct wq_buf old = WQ_BUF_INIT;
    struct wq_buf fresh = WQ_BUF_INIT;

    assert_int_equal(wq_read_path(l->file, 0, &old, NULL), WQ_OK);
    unlink(l->file);
    library_build(l);
    assert_int_equal(wq_read_path(l->file, 0, &fresh, NULL), WQ_OK);
    assert_true(old.len == fresh.len && memcmp(old.data, fresh.data, old.len) == 0);
    wq_buf_release(&old);
    wq_buf_release(&fresh);
}

static void test_changes(void **state)
{
    struct random r = {99};
    struct library l;
    struct stat st;

    (void)state;
    library_init(&l, "cache/waraq/changes");
    l.encoding = "UTF-8";
    for (int i = 0; i < 12; i++) {
        struct wq_buf text = WQ_BUF_INIT;
        char name[32];
        library_text(&r, &text, i == 3 ? 60000 : 3000);
        snprintf(name, sizeof name, "c%02d.txt", i);
        library_write(&l, name, text.data, text.len);
        wq_buf_release(&text);
    }
    check_built(&l, WQ_CACHE_BUILT, 12, 12);
    check_built(&l, WQ_CACHE_CURRENT, 12, 0);
    assert_int_equal(stat(l.file, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_int_equal(stat(scratch_path("cache/waraq"), &st), 0);
    assert_int_equal(st.st_mode & 0777, 0700);
    /* Changed, of the same length: only that is read. */
    scratch_bytes("c05.txt", "new text", 8);
    check_built(&l, WQ_CACHE_BUILT, 12, 1);
    scratch_bytes("c05.txt", "newtexts", 8);
    check_built(&l, WQ_CACHE_BUILT, 12, 1);
    /* One more, one gone from the shelf, one from the disk, the order another. */
    library_write(&l, "c20.txt", "a new کتاب", strlen("a new کتاب"));
    check_built(&l, WQ_CACHE_BUILT, 13, 1);
    forget(&l, 1);
    check_built(&l, WQ_CACHE_BUILT, 12, 0);
    unlink(scratch_path("c00.txt"));
    assert_int_equal(library_build(&l).outcome, WQ_CACHE_BUILT);
    forget(&l, 0);
    check_built(&l, WQ_CACHE_CURRENT, 11, 0);
    check_same_as_new(&l);
    /* A file twice is no more work. */
    library_add(&l, scratch_path("c02.txt"));
    check_built(&l, WQ_CACHE_CURRENT, 11, 0);
    /* The same with another encoding is another text. */
    l.encoding = NULL;
    assert_int_equal(library_build(&l).read, 12); /* twice is read twice */
    l.encoding = "UTF-8";
    struct wq_fulltext *ft;
    assert_int_equal(wq_fulltext_open(l.file, l.encoding, &ft, NULL), WQ_ETYPE);
    library_release(&l);
}

/* What is no text is noted as that; what cannot be read is no error. */
static void test_what_is_no_text(void **state)
{
    struct library l;

    (void)state;
    library_init(&l, "notext.cache");
    library_write(&l, "n.bin", "\0\1\2\3\0\0\0\0\0", 9);
    library_write(&l, "n.txt", "کتاب", strlen("کتاب"));
    library_write(&l, "n.empty", "", 0);
    library_add(&l, "-");
    library_add(&l, scratch_path("nowhere"));
    library_add(&l, scratch_subfolder("n.folder"));
    assert_int_equal(library_build(&l).docs, 3);
    assert_int_equal(library_build(&l).outcome, WQ_CACHE_CURRENT);
    struct wq_fulltext *ft = library_open(&l);
    assert_int_equal(wq_fulltext_count(ft), 3);
    assert_int_equal(count_hits(ft, "کتاب"), 1);
    assert_int_equal(wq_fulltext_doc(ft, l.paths.items[0]), 0);
    assert_true(wq_fulltext_doc(ft, "-") == WQ_FULLTEXT_NONE);
    assert_true(wq_fulltext_doc(ft, scratch_path("nowhere")) == WQ_FULLTEXT_NONE);
    wq_fulltext_free(ft);
    library_release(&l);
}

static void test_nothing(void **state)
{
    struct library l;

    (void)state;
    library_init(&l, "nothing.cache");
    assert_int_equal(library_build(&l).docs, 0);
    struct wq_fulltext *ft = library_open(&l);
    assert_int_equal(wq_fulltext_count(ft), 0);
    assert_int_equal(count_hits(ft, "x"), 0);
    assert_true(wq_fulltext_doc(ft, "data/samples/ur-names.txt") == WQ_FULLTEXT_NONE);
    wq_fulltext_free(ft);
    library_release(&l);
}

/* ---- broken files ---- */

struct image {
    struct wq_buf bytes;
    const char *path;
};

static void read_image(struct image *m, const char *path)
{
    m->path = path;
    wq_buf_init(&m->bytes);
    assert_int_equal(wq_read_path(path, 0, &m->bytes, NULL), WQ_OK);
}

/* Opens what the image's first len bytes say, and searches it; must not crash. True: it opened. */
static bool opens(const struct image *m, size_t len, size_t *hits)
{
    struct wq_fulltext *ft = NULL;
    const char *path = scratch_bytes("broken.cache", m->bytes.data, len);

    enum wq_status status = wq_fulltext_open(path, NULL, &ft, NULL);
    if (status == WQ_OK)
        *hits = count_hits(ft, "کتاب");
    else
        assert_int_equal(status, WQ_ETYPE);
    wq_fulltext_free(ft);
    return status == WQ_OK;
}

static void make_broken(struct library *l, struct image *m)
{
    library_init(l, "whole.cache");
    library_samples(l);
    library_build(l);
    read_image(m, l->file);
}

static void test_flipped(void **state)
{
    struct library l;
    struct image m;
    size_t whole;
    size_t hits;

    (void)state;
    make_broken(&l, &m);
    assert_true(opens(&m, m.bytes.len, &whole) && whole > 0);
    /* The header, the rest of its page in steps, and everything else in larger ones. */
    for (size_t i = 0; i < m.bytes.len; i += i < 128 ? 1 : i + 2048 > m.bytes.len ? 7 : 509) {
        m.bytes.data[i] ^= 0x10;
        if (i < 80)
            assert_false(opens(&m, m.bytes.len, &hits));
        else if (opens(&m, m.bytes.len, &hits) && hits != WQ_FULLTEXT_NONE)
            assert_int_equal(hits, whole);
        m.bytes.data[i] ^= 0x10;
    }
    wq_buf_release(&m.bytes);
    library_release(&l);
}

static void test_cut_off(void **state)
{
    struct library l;
    struct image m;
    size_t hits;

    (void)state;
    make_broken(&l, &m);
    for (size_t len = 0; len < m.bytes.len; len += len < 128 ? 1 : len + 512 > m.bytes.len ? 3 : 1021)
        assert_false(opens(&m, len, &hits));
    wq_buf_adds(&m.bytes, "more");
    assert_false(opens(&m, m.bytes.len, &hits));
    wq_buf_release(&m.bytes);
    library_release(&l);
}

static void test_foreign(void **state)
{
    struct wq_fulltext *ft;
    struct wq_buf zeros = WQ_BUF_INIT;

    (void)state;
    for (int i = 0; i < 10000; i++)
        wq_buf_addc(&zeros, '\0');
    assert_int_equal(wq_fulltext_open(scratch_path("none"), NULL, &ft, NULL), WQ_ENOTFOUND);
    assert_int_equal(wq_fulltext_open(scratch_bytes("zeros", zeros.data, zeros.len), NULL, &ft, NULL),
                     WQ_ETYPE);
    assert_int_equal(wq_fulltext_open(scratch_file("empty", ""), NULL, &ft, NULL), WQ_ETYPE);
    assert_int_equal(wq_fulltext_open(scratch_folder(), NULL, &ft, NULL), WQ_ETYPE);
    const char *fifo = scratch_path("fifo");
    assert_int_equal(mkfifo(fifo, 0600), 0);
    assert_int_equal(wq_fulltext_open(fifo, NULL, &ft, NULL), WQ_ETYPE);
    wq_buf_release(&zeros);
}

/* A cache file that is damaged where only building looks is read from the documents again. */
static void test_damaged_inside(void **state)
{
    struct library l;
    struct image m;

    (void)state;
    make_broken(&l, &m);
    library_add(&l, scratch_file("more.txt", "کتاب"));
    m.bytes.data[5000] ^= 1;
    scratch_bytes("whole.cache", m.bytes.data, m.bytes.len);
    check_built(&l, WQ_CACHE_BUILT, l.paths.len, l.paths.len);
    wq_buf_release(&m.bytes);
    library_release(&l);
}

/* Cut off while it is open: an error, no signal. */
static void test_cut_off_while_open(void **state)
{
    struct library l;
    struct image m;

    (void)state;
    make_broken(&l, &m);
    struct wq_fulltext *ft = library_open(&l);
    assert_int_equal(truncate(l.file, 8192), 0);
    assert_true(count_hits(ft, "کتاب") == WQ_FULLTEXT_NONE);
    wq_fulltext_free(ft);
    unlink(l.file);
    wq_buf_release(&m.bytes);
    library_release(&l);
}

/* ---- folders and other processes ---- */

static void test_shut_folder(void **state)
{
    struct library l;
    struct wq_cache_built b;
    struct wq_error err = {0};

    (void)state;
    /* A file stands where the folder should: shut for root too. */
    scratch_file("shut", "");
    library_init(&l, "shut/waraq/cache");
    library_add(&l, "data/samples/ur-names.txt");
    assert_int_equal(wq_fulltext_build(l.file, NULL, &l.list, NULL, &b, &err), WQ_ESYS);
    assert_int_equal(err.sys, ENOTDIR);
    struct wq_fulltext *ft;
    assert_int_equal(wq_fulltext_open(l.file, NULL, &ft, NULL), WQ_ENOTFOUND);
    library_release(&l);
}

/* While another builds: nothing is touched. What a killed one left is used again. */
static void test_busy(void **state)
{
    struct library l;

    (void)state;
    library_init(&l, "busy.cache");
    library_add(&l, "data/samples/ur-names.txt");
    int fd = open(scratch_file("busy.cache.new", "what was left"), O_RDWR);
    assert_int_equal(flock(fd, LOCK_EX), 0);
    assert_int_equal(library_build(&l).outcome, WQ_CACHE_BUSY);
    close(fd);
    assert_int_equal(library_build(&l).outcome, WQ_CACHE_BUILT);
    assert_int_not_equal(access(scratch_path("busy.cache.new"), F_OK), 0);
    wq_fulltext_free(library_open(&l));
    library_release(&l);
}

static bool stop_at(void *data, size_t done, size_t total)
{
    assert_true(done <= total);
    return done < *(size_t *)data;
}

static void test_cancelled(void **state)
{
    size_t most = 5;
    struct library l;
    struct wq_cache_built b;
    struct wq_progress p = {stop_at, &most};

    (void)state;
    library_init(&l, "cancelled.cache");
    library_samples(&l);
    assert_int_equal(wq_fulltext_build(l.file, NULL, &l.list, &p, &b, NULL), WQ_OK);
    assert_int_equal(b.outcome, WQ_CACHE_CANCELLED);
    assert_int_not_equal(access(l.file, F_OK), 0);
    assert_int_not_equal(access(scratch_path("cancelled.cache.new"), F_OK), 0);
    library_release(&l);
}

static void test_names(void **state)
{
    static const char *const a[] = {"/x/y", "z"};
    static const char *const b[] = {"/x//y/", "./z/."};
    struct wq_buf one = WQ_BUF_INIT;
    struct wq_buf two = WQ_BUF_INIT;

    (void)state;
    setenv("HOME", "/home/somebody", 1);
    unsetenv("XDG_CACHE_HOME");
    assert_int_equal(wq_cache_file(WQ_CACHE_FULLTEXT, a, 2, NULL, &one), WQ_OK);
    assert_memory_equal(one.data, "/home/somebody/.cache/waraq/text-", 33);
    setenv("XDG_CACHE_HOME", "relative", 1);
    assert_int_equal(wq_cache_file(WQ_CACHE_FULLTEXT, b, 2, NULL, &two), WQ_OK);
    assert_string_equal(one.data, two.data);
    wq_buf_clear(&two);
    assert_int_equal(wq_cache_file(WQ_CACHE_FULLTEXT, a, 1, NULL, &two), WQ_OK);
    assert_string_not_equal(one.data, two.data);
    wq_buf_clear(&two);
    assert_int_equal(wq_cache_file(WQ_CACHE_FULLTEXT, a, 2, "windows-1256", &two), WQ_OK);
    assert_string_not_equal(one.data, two.data);
    setenv("XDG_CACHE_HOME", "/caches", 1);
    wq_buf_clear(&two);
    assert_int_equal(wq_cache_file(WQ_CACHE_FULLTEXT, a, 2, NULL, &two), WQ_OK);
    assert_memory_equal(two.data, "/caches/waraq/text-", 19);
    unsetenv("XDG_CACHE_HOME");
    setenv("HOME", "", 1);
    assert_int_equal(wq_cache_file(WQ_CACHE_FULLTEXT, a, 2, NULL, &two), WQ_ENOTFOUND);
    wq_buf_release(&one);
    wq_buf_release(&two);
}

/* What the command line asks: which files need not be read. */
static void test_warm(void **state)
{
    const char *folder = scratch_subfolder("warm");
    struct wq_buf file = WQ_BUF_INIT;
    struct library l;
    struct wq_query *q = query_of("كتاب");

    (void)state;
    setenv("XDG_CACHE_HOME", scratch_path("xdg"), 1);
    assert_int_equal(wq_cache_file(WQ_CACHE_FULLTEXT, &folder, 1, NULL, &file), WQ_OK);
    library_init(&l, "unused");
    l.file = file.data;
    library_write(&l, "warm/a.txt", "ایک کتاب", strlen("ایک کتاب"));
    library_write(&l, "warm/b.txt", "دو", strlen("دو"));
    library_write(&l, "warm/c.bin", "\0\1\2\3\0\0\0\0\0", 9);
    struct wq_warm *w = wq_warm_new(&folder, 1, NULL, q);
    for (size_t i = 0; i < 3; i++) /* there is no cache, and none is made */
        assert_false(wq_warm_none(w, l.paths.items[i]));
    wq_warm_free(w);
    assert_int_not_equal(access(file.data, F_OK), 0);
    library_build(&l);
    scratch_file("warm/d.txt", "تین");
    w = wq_warm_new(&folder, 1, NULL, q);
    assert_false(wq_warm_none(w, l.paths.items[0]));
    assert_true(wq_warm_none(w, l.paths.items[1]));
    assert_false(wq_warm_none(w, l.paths.items[2]));
    assert_false(wq_warm_none(w, scratch_path("warm/d.txt")));
    scratch_file("warm/b.txt", "چار");
    assert_false(wq_warm_none(w, l.paths.items[1]));
    wq_warm_free(w);
    unsetenv("XDG_CACHE_HOME");
    wq_query_free(q);
    wq_buf_release(&file);
    library_release(&l);
}

/* ---- in the worker, with a reader beside it ---- */

struct building {
    struct library *l;
    struct wq_cache_built built;
    enum wq_status status;
    size_t progress;
    bool done;
};

static void build_run(struct wq_job *job, void *data)
{
    struct building *b = data;
    b->status =
        wq_fulltext_build(b->l->file, b->l->encoding, &b->l->list, wq_job_progress(job), &b->built, NULL);
}

static void build_progress(void *data, size_t done, size_t total)
{
    struct building *b = data;
    assert_true(done <= total);
    b->progress = done;
}

static void build_done(void *data, bool cancelled)
{
    struct building *b = data;
    assert_false(cancelled);
    b->done = true;
}

static const struct wq_job_calls build_calls = {
    .run = build_run, .progress = build_progress, .done = build_done};

static void test_reader_beside_builder(void **state)
{
    struct library l;
    struct wq_worker *w = wq_worker_new();

    (void)state;
    library_init(&l, "beside.cache");
    library_samples(&l);
    library_build(&l);
    struct wq_fulltext *old = library_open(&l);
    size_t hits = count_hits(old, "کتاب");
    assert_true(hits > 0 && hits != WQ_FULLTEXT_NONE);
    for (int round = 1; round <= 5; round++) {
        char name[32];
        snprintf(name, sizeof name, "beside%d.txt", round);
        library_write(&l, name, "کتاب", strlen("کتاب"));
        struct building b = {.l = &l};
        assert_int_equal(wq_worker_submit(w, &build_calls, &b, NULL, NULL), WQ_OK);
        while (!b.done) {
            struct pollfd p = {.fd = wq_worker_fd(w), .events = POLLIN};
            assert_true(poll(&p, 1, 0) >= 0);
            assert_int_equal(count_hits(old, "کتاب"), hits);
            wq_worker_take(w);
        }
        assert_true(b.status == WQ_OK && b.built.outcome == WQ_CACHE_BUILT && b.built.read == 1);
        assert_int_equal(b.progress, l.paths.len);
        struct wq_fulltext *fresh = library_open(&l);
        assert_int_equal(count_hits(fresh, "کتاب"), hits + (size_t)round);
        wq_fulltext_free(fresh);
    }
    wq_fulltext_free(old);
    wq_worker_free(w);
    library_release(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_changes),        cmocka_unit_test(test_what_is_no_text),
        cmocka_unit_test(test_nothing),        cmocka_unit_test(test_flipped),
        cmocka_unit_test(test_cut_off),        cmocka_unit_test(test_foreign),
        cmocka_unit_test(test_damaged_inside), cmocka_unit_test(test_cut_off_while_open),
        cmocka_unit_test(test_shut_folder),    cmocka_unit_test(test_busy),
        cmocka_unit_test(test_cancelled),      cmocka_unit_test(test_names),
        cmocka_unit_test(test_warm),           cmocka_unit_test(test_reader_beside_builder),
    };
    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests(tests, scratch_open, scratch_close);
}
