/* Building the cache file of mentions: what is read again and what is not; files that are broken; stopping.
 */
#include "../../../src/index/mentions_file.h"
#include "../../support/articles.h"
#include "../../support/mentioned.h"
#include "../../support/scratch.h"
#include "waraq/base/array.h"
#include "waraq/base/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include <cmocka.h>

static const struct wq_asked lahore = {.ids = {"loc:lahore"}, .n = 1};
static const struct wq_asked both = {.ids = {"loc:lahore", "loc:karachi"}, .n = 2};

static void write_article(struct library *l, const char *name, const char *text)
{
    library_write(l, name, text, strlen(text));
}

/* An article that mentions Lahore so often, and Karachi once where k is odd. */
static void write_some(struct library *l, int k, int times)
{
    struct wq_buf text = WQ_BUF_INIT;
    char name[32];

    wq_buf_adds(&text, k % 2 ? "کراچی میں بارش ہوئی۔\n" : "بارش ہوئی۔\n");
    for (int i = 0; i < times; i++)
        wq_buf_adds(&text, "یہاں لاہور کا ذکر ہے۔\n\n");
    snprintf(name, sizeof name, "s%03d.txt", k);
    library_write(l, name, text.data, text.len);
    wq_buf_release(&text);
}

static void compare(const struct library *l)
{
    struct wq_mentions *m = mentioned_open(l);
    struct mentioned_library read = mentioned_read(l, NULL);

    mentioned_compare(&read, m, &lahore);
    mentioned_compare(&read, m, &both);
    mentioned_free(&read);
    wq_mentions_free(m);
}

static void check_built(struct library *l, enum wq_cache_outcome outcome, size_t docs, size_t read)
{
    struct wq_cache_built b = mentioned_build(l);

    if (b.outcome != outcome || b.docs != docs || b.read != read)
        fail_msg("%d, %zu documents, %zu read; instead of %d, %zu, %zu", (int)b.outcome, b.docs, b.read,
                 (int)outcome, docs, read);
    compare(l);
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

static void test_changes(void **state)
{
    struct library l;
    struct stat st;

    (void)state;
    library_init(&l, "cache/waraq/changes");
    for (int i = 0; i < 12; i++)
        write_some(&l, i, i);
    check_built(&l, WQ_CACHE_BUILT, 12, 12);
    check_built(&l, WQ_CACHE_CURRENT, 12, 0);
    assert_int_equal(stat(l.file, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    /* Changed, one more, one gone from the shelf, one from the disk. */
    scratch_file("s005.txt", "کراچی اور لاہور، لاہور\n");
    check_built(&l, WQ_CACHE_BUILT, 12, 1);
    write_article(&l, "s100.txt", "نیا: لاہور\n");
    check_built(&l, WQ_CACHE_BUILT, 13, 1);
    forget(&l, 1);
    check_built(&l, WQ_CACHE_BUILT, 12, 0);
    unlink(scratch_path("s000.txt"));
    assert_int_equal(mentioned_build(&l).outcome, WQ_CACHE_BUILT);
    forget(&l, 0);
    check_built(&l, WQ_CACHE_CURRENT, 11, 0);
    library_add(&l, scratch_path("s002.txt")); /* a file twice is no more work */
    check_built(&l, WQ_CACHE_CURRENT, 11, 0);
    l.encoding = "windows-1256"; /* another encoding is another text */
    assert_int_equal(mentioned_build(&l).read, 12);
    library_release(&l);
}

static void test_what_is_no_article(void **state)
{
    struct library l;

    (void)state;
    library_init(&l, "noarticle.cache");
    library_write(&l, "n.bin", "\0\1\2\3\0\0\0\0\0", 9);
    write_article(&l, "n.txt", "لاہور");
    write_article(&l, "n.empty", "");
    library_add(&l, scratch_path("nowhere"));
    library_add(&l, scratch_subfolder("n.folder"));
    assert_int_equal(mentioned_build(&l).docs, 3);
    assert_int_equal(mentioned_build(&l).outcome, WQ_CACHE_CURRENT);
    struct wq_mentions *m = mentioned_open(&l);
    assert_int_equal(mentioned_count(m, &lahore), 1);
    assert_true(wq_mentions_doc(m, scratch_path("nowhere")) == WQ_MENTIONS_NONE);
    wq_mentions_free(m);
    library_release(&l);
}

static void test_nothing(void **state)
{
    struct library l;

    (void)state;
    library_init(&l, "nothing.cache");
    assert_int_equal(mentioned_build(&l).docs, 0);
    struct wq_mentions *m = mentioned_open(&l);
    assert_int_equal(mentioned_count(m, &lahore), 0);
    wq_mentions_free(m);
    library_release(&l);
}

/* A book is noted and not looked through: it is to be read by whoever asks. */
static void test_long_file(void **state)
{
    struct library l;
    size_t len;
    char *book = text_times("ایک لمبی کتاب جس میں لاہور کا ذکر ہے۔\n\n", 80000, &len);
    uint32_t counts[2];

    (void)state;
    library_init(&l, "long.cache");
    library_write(&l, "long.txt", book, len);
    write_article(&l, "short.txt", "لاہور");
    assert_int_equal(mentioned_build(&l).read, 1);
    assert_int_equal(mentioned_build(&l).outcome, WQ_CACHE_CURRENT);
    write_article(&l, "short2.txt", "کراچی"); /* it is copied as what it is */
    assert_int_equal(mentioned_build(&l).read, 1);
    struct wq_mentions *m = mentioned_open(&l);
    struct wq_ask *a = wq_ask_new(m, &lahore);
    uint32_t *all = wq_calloc(wq_mentions_count(m), sizeof *all);
    assert_int_equal(wq_ask_find(a, all, NULL), WQ_OK);
    for (size_t i = 0; i < 2; i++)
        counts[i] = all[wq_mentions_doc(m, l.paths.items[i])];
    assert_true(counts[0] == WQ_MENTIONS_NONE && counts[1] == 1);
    free(all);
    wq_ask_free(a);
    wq_mentions_free(m);
    free(book);
    library_release(&l);
}

/* ---- other names, other versions ---- */

static void test_found_otherwise(void **state)
{
    static const char rows[] = "id\tur\nloc:lahore\tلاہور\n";
    struct wq_finding usual = mentioned_finding();
    struct wq_names *other = wq_names_of(rows, sizeof rows - 1, NULL);
    struct wq_finding surer = {usual.names, usual.least + 1};
    struct wq_finding fewer = {other, usual.least};
    struct wq_mentions *m = NULL;
    struct library l;

    (void)state;
    library_init(&l, "otherwise.cache");
    library_samples(&l);
    mentioned_build(&l);
    assert_int_equal(wq_mentions_open(l.file, NULL, &surer, &m, NULL), WQ_ETYPE);
    assert_int_equal(wq_mentions_open(l.file, NULL, &fewer, &m, NULL), WQ_ETYPE);
    assert_int_equal(wq_mentions_open(l.file, "UTF-8", &usual, &m, NULL), WQ_ETYPE);
    /* And so the file is built anew for them. */
    struct wq_cache_built built;
    struct wq_mentions_how how = {.finding = surer, .paths = &l.list};
    assert_int_equal(wq_mentions_build(l.file, &how, &built, NULL), WQ_OK);
    assert_int_equal(built.read, l.paths.len);
    wq_names_free(other);
    library_release(&l);
}

struct image {
    struct wq_buf bytes;
    struct wq_mn_header *header;
};

static void make_broken(struct library *l, struct image *m)
{
    void *header;

    library_init(l, "whole.cache");
    library_samples(l);
    mentioned_build(l);
    wq_buf_init(&m->bytes);
    assert_int_equal(wq_read_path(l->file, 0, &m->bytes, NULL), WQ_OK);
    header = m->bytes.data;
    m->header = header;
}

static void test_other_version(void **state)
{
    struct wq_finding finding = mentioned_finding();
    struct wq_mentions *opened = NULL;
    struct library l;
    struct image m;

    (void)state;
    make_broken(&l, &m);
    m.header->head.version++;
    m.header->sum = wq_cache_seal(m.header, sizeof *m.header);
    scratch_bytes("whole.cache", m.bytes.data, m.bytes.len);
    assert_int_equal(wq_mentions_open(l.file, NULL, &finding, &opened, NULL), WQ_ETYPE);
    check_built(&l, WQ_CACHE_BUILT, l.paths.len, l.paths.len);
    wq_buf_release(&m.bytes);
    library_release(&l);
}

/* ---- broken files ---- */

/* Asks all there is to ask; must not crash. False: something was damaged. */
static bool ask_all(struct wq_mentions *m, uint32_t *total)
{
    size_t n = wq_mentions_count(m);
    uint32_t *counts = wq_calloc(n + 1, sizeof *counts);
    bool *wanted = wq_calloc(n + 1, sizeof *wanted);
    struct wq_together *t = wq_together_new();
    struct wq_ask *a = wq_ask_new(m, &lahore);
    bool whole = wq_ask_find(a, counts, NULL) == WQ_OK;

    *total = 0;
    for (size_t i = 0; i < n && whole; i++) {
        struct wq_mentioned *at = NULL;
        wanted[i] = true;
        *total += counts[i];
        if (counts[i] && wq_ask_mentioned(a, (uint32_t)i, &at, NULL) == WQ_OK)
            assert_int_equal(at->n, counts[i]);
        else
            whole = whole && !counts[i];
        free(at);
    }
    whole = whole && wq_ask_together(a, wanted, t, NULL) == WQ_OK;
    wq_ask_free(a);
    wq_together_free(t);
    free(counts);
    free(wanted);
    return whole;
}

/* Opens what the image's first len bytes say, and asks it. True: it opened and nothing was damaged. */
static bool is_whole(const struct image *m, size_t len, uint32_t *total)
{
    struct wq_finding finding = mentioned_finding();
    struct wq_mentions *opened = NULL;
    const char *path = scratch_bytes("broken.cache", m->bytes.data, len);
    enum wq_status status = wq_mentions_open(path, NULL, &finding, &opened, NULL);

    if (status != WQ_OK) {
        assert_int_equal(status, WQ_ETYPE);
        return false;
    }
    bool whole = ask_all(opened, total);
    wq_mentions_free(opened);
    return whole;
}

/* A byte in every section: header, pairs, counts, details, and each table of the manifest. */
static void test_flipped(void **state)
{
    struct library l;
    struct image m;
    uint32_t whole;
    uint32_t total;

    (void)state;
    make_broken(&l, &m);
    assert_true(is_whole(&m, m.bytes.len, &whole) && whole > 0);
    size_t manifest = (size_t)m.header->manifest;
    struct wq_mn_block block; /* a file's parts stand at any byte */
    memcpy(&block, m.bytes.data + manifest, sizeof block);
    const size_t sections[] = {
        0, /* header: magic, order, version, key, length, numbers, sums */
        8,
        12,
        16,
        24,
        32,
        40,
        sizeof *m.header - 16,
        sizeof *m.header - 8,
        WQ_CACHE_START,                                                     /* pairs */
        WQ_CACHE_START + 4 * (size_t)block.npairs + 1,                      /* counts */
        WQ_CACHE_START + 5 * (size_t)block.npairs + 1,                      /* details */
        manifest,                                                           /* blocks */
        manifest + (size_t)m.header->nblocks * sizeof block + 8,            /* documents */
        m.bytes.len - 1,                                                    /* the end of the strings */
        m.bytes.len - (size_t)m.header->strings + 1,                        /* strings */
        m.bytes.len - (size_t)m.header->strings - 5,                        /* forms */
        m.bytes.len - (size_t)m.header->strings - 8 * m.header->nforms - 3, /* ids */
    };
    for (size_t i = 0; i < WQ_COUNT(sections); i++) {
        m.bytes.data[sections[i]] ^= 0x10;
        if (is_whole(&m, m.bytes.len, &total))
            fail_msg("a damaged byte %zu was not noticed", sections[i]);
        m.bytes.data[sections[i]] ^= 0x10;
    }
    for (size_t i = 0; i < m.bytes.len; i += i < 128 ? 1 : 499) { /* what is not noticed means nothing */
        m.bytes.data[i] ^= 0x01;
        if (is_whole(&m, m.bytes.len, &total))
            assert_int_equal(total, whole);
        m.bytes.data[i] ^= 0x01;
    }
    wq_buf_release(&m.bytes);
    library_release(&l);
}

static void test_cut_off(void **state)
{
    struct library l;
    struct image m;
    uint32_t total;

    (void)state;
    make_broken(&l, &m);
    for (size_t len = 0; len < m.bytes.len; len += len < 128 ? 1 : len + 512 > m.bytes.len ? 3 : 499)
        assert_false(is_whole(&m, len, &total));
    wq_buf_adds(&m.bytes, "more");
    assert_false(is_whole(&m, m.bytes.len, &total));
    wq_buf_release(&m.bytes);
    library_release(&l);
}

/* Cut off while it is open: an error, no signal. */
static void test_cut_off_while_open(void **state)
{
    struct library l;
    struct image m;
    uint32_t total;

    (void)state;
    make_broken(&l, &m);
    struct wq_mentions *opened = mentioned_open(&l);
    assert_int_equal(truncate(l.file, WQ_CACHE_START + 100), 0);
    assert_false(ask_all(opened, &total));
    wq_mentions_free(opened);
    unlink(l.file);
    wq_buf_release(&m.bytes);
    library_release(&l);
}

/* Damaged where only copying looks: all is read again. */
static void test_damaged_inside(void **state)
{
    struct library l;
    struct image m;

    (void)state;
    make_broken(&l, &m);
    write_article(&l, "more.txt", "لاہور");
    m.bytes.data[m.header->manifest - 3] ^= 1; /* details of the last block */
    scratch_bytes("whole.cache", m.bytes.data, m.bytes.len);
    check_built(&l, WQ_CACHE_BUILT, l.paths.len, l.paths.len);
    wq_buf_release(&m.bytes);
    library_release(&l);
}

static void test_foreign(void **state)
{
    struct wq_finding finding = mentioned_finding();
    struct wq_mentions *m;
    struct wq_buf zeros = WQ_BUF_INIT;

    (void)state;
    for (int i = 0; i < 10000; i++)
        wq_buf_addc(&zeros, '\0');
    assert_int_equal(wq_mentions_open(scratch_path("none"), NULL, &finding, &m, NULL), WQ_ENOTFOUND);
    assert_int_equal(
        wq_mentions_open(scratch_bytes("zeros", zeros.data, zeros.len), NULL, &finding, &m, NULL), WQ_ETYPE);
    assert_int_equal(wq_mentions_open(scratch_file("empty", ""), NULL, &finding, &m, NULL), WQ_ETYPE);
    assert_int_equal(wq_mentions_open(scratch_folder(), NULL, &finding, &m, NULL), WQ_ETYPE);
    wq_buf_release(&zeros);
}

/* ---- folders, other processes, stopping ---- */

static void test_shut_folder(void **state)
{
    struct library l;
    struct wq_cache_built b;
    struct wq_error err = {0};

    (void)state;
    scratch_file("shut", ""); /* shut for root too */
    library_init(&l, "shut/waraq/cache");
    library_add(&l, "data/samples/ur-names.txt");
    struct wq_mentions_how how = {.finding = mentioned_finding(), .paths = &l.list};
    assert_int_equal(wq_mentions_build(l.file, &how, &b, &err), WQ_ESYS);
    assert_int_equal(err.sys, ENOTDIR);
    library_release(&l);
}

static void test_busy(void **state)
{
    struct library l;

    (void)state;
    library_init(&l, "busy.cache");
    library_add(&l, "data/samples/ur-names.txt");
    int fd = open(scratch_file("busy.cache.new", "what was left"), O_RDWR);
    assert_int_equal(flock(fd, LOCK_EX), 0);
    assert_int_equal(mentioned_build(&l).outcome, WQ_CACHE_BUSY);
    close(fd);
    check_built(&l, WQ_CACHE_BUILT, 1, 1);
    assert_int_not_equal(access(scratch_path("busy.cache.new"), F_OK), 0);
    library_release(&l);
}

static bool stop_at(void *data, size_t done, size_t total)
{
    assert_true(done <= total);
    return done < *(size_t *)data;
}

static struct wq_cache_built build_up_to(struct library *l, size_t most)
{
    struct wq_progress progress = {stop_at, &most};
    struct wq_mentions_how how = {.finding = mentioned_finding(), .paths = &l->list, .progress = &progress};
    struct wq_cache_built built;

    assert_int_equal(wq_mentions_build(l->file, &how, &built, NULL), WQ_OK);
    assert_int_not_equal(access(scratch_path("stopped.cache.new"), F_OK), 0);
    return built;
}

/* A little is not kept; much is, and only the rest is read then, wherever it is stopped again. */
static void test_stopped(void **state)
{
    struct library l;

    (void)state;
    library_init(&l, "stopped.cache");
    for (int i = 0; i < 200; i++)
        write_some(&l, i, i % 5);
    struct wq_cache_built built = build_up_to(&l, 10);
    assert_int_equal(built.outcome, WQ_CACHE_CANCELLED);
    assert_int_not_equal(access(l.file, F_OK), 0);
    built = build_up_to(&l, 100);
    assert_int_equal(built.outcome, WQ_CACHE_CANCELLED);
    assert_int_equal(built.docs, 100);
    struct wq_mentions *m = mentioned_open(&l);
    assert_int_equal(wq_mentions_count(m), 100);
    wq_mentions_free(m);
    built = build_up_to(&l, 110); /* the file stays as it was */
    assert_int_equal(built.outcome, WQ_CACHE_CANCELLED);
    m = mentioned_open(&l);
    assert_int_equal(wq_mentions_count(m), 100);
    wq_mentions_free(m);
    scratch_file("s003.txt", "بدلا ہوا لاہور\n"); /* one that was known */
    built = build_up_to(&l, 180);
    assert_int_equal(built.docs, 180);
    check_built(&l, WQ_CACHE_BUILT, 200, 20);
    check_built(&l, WQ_CACHE_CURRENT, 200, 0);
    library_release(&l);
}

/* ---- in the worker, with a reader beside it ---- */

struct building {
    struct library *l;
    struct wq_cache_built built;
    enum wq_status status;
    bool done;
};

static void build_run(struct wq_job *job, void *data)
{
    struct building *b = data;
    struct wq_mentions_how how = {
        .finding = mentioned_finding(), .paths = &b->l->list, .progress = wq_job_progress(job)};
    b->status = wq_mentions_build(b->l->file, &how, &b->built, NULL);
}

static void build_done(void *data, bool cancelled)
{
    struct building *b = data;
    assert_false(cancelled);
    b->done = true;
}

static const struct wq_job_calls build_calls = {.run = build_run, .done = build_done};

static void test_reader_beside_builder(void **state)
{
    struct library l;
    struct wq_worker *w = wq_worker_new();

    (void)state;
    library_init(&l, "beside.cache");
    library_samples(&l);
    mentioned_build(&l);
    struct wq_mentions *old = mentioned_open(&l);
    uint32_t count = mentioned_count(old, &lahore);
    assert_true(count > 0 && count != WQ_MENTIONS_NONE);
    for (int round = 1; round <= 5; round++) {
        char name[32];
        snprintf(name, sizeof name, "beside%d.txt", round);
        write_article(&l, name, "لاہور");
        struct building b = {.l = &l};
        assert_int_equal(wq_worker_submit(w, &build_calls, &b, NULL, NULL), WQ_OK);
        while (!b.done) {
            struct pollfd p = {.fd = wq_worker_fd(w), .events = POLLIN};
            assert_true(poll(&p, 1, 0) >= 0);
            assert_int_equal(mentioned_count(old, &lahore), count);
            wq_worker_take(w);
        }
        assert_true(b.status == WQ_OK && b.built.outcome == WQ_CACHE_BUILT && b.built.read == 1);
        struct wq_mentions *fresh = mentioned_open(&l);
        assert_int_equal(mentioned_count(fresh, &lahore), count + (uint32_t)round);
        wq_mentions_free(fresh);
    }
    wq_mentions_free(old);
    wq_worker_free(w);
    library_release(&l);
}

static int open_all(void **state)
{
    return scratch_open(state) || articles_open(state);
}

static int close_all(void **state)
{
    mentioned_done();
    return articles_close(state) || scratch_close(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_changes),
        cmocka_unit_test(test_what_is_no_article),
        cmocka_unit_test(test_nothing),
        cmocka_unit_test(test_long_file),
        cmocka_unit_test(test_found_otherwise),
        cmocka_unit_test(test_other_version),
        cmocka_unit_test(test_flipped),
        cmocka_unit_test(test_cut_off),
        cmocka_unit_test(test_cut_off_while_open),
        cmocka_unit_test(test_damaged_inside),
        cmocka_unit_test(test_foreign),
        cmocka_unit_test(test_shut_folder),
        cmocka_unit_test(test_busy),
        cmocka_unit_test(test_stopped),
        cmocka_unit_test(test_reader_beside_builder),
    };
    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests(tests, open_all, close_all);
}
