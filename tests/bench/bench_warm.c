/*
 * bench_warm: times of the warm search, for warm.py. Milliseconds, one line a thing: NAME VALUE...
 *
 *     bench_warm build CACHE FOLDER          build MS DOCUMENTS READ BYTES_OF_TEXT MS_OF_PROCESSOR
 *     bench_warm find CACHE FOLDER QUERY...  open MS; check MS; read MS; and a query, the best of five (a
 *                                            busy machine says little otherwise):
 *                                            find MS_ALL HITS DOCUMENTS MS_FIRST_50 MS_LOOSE HITS_LOOSE
 *
 * build gives its processor time as well, behind everything else.
 */
#include "waraq/base/mem.h"
#include "waraq/index/fulltext.h"
#include "waraq/index/shelf.h"
#include "waraq/layout/para.h"

#include <fcntl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { ROUNDS = 5, FIRST = 50, PIECE = 65536 };

static double clock_of(clockid_t clock)
{
    struct timespec t;

    clock_gettime(clock, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static double now(void)
{
    return clock_of(CLOCK_MONOTONIC);
}

struct sum {
    size_t hits, docs, most;
};

static bool add(void *data, size_t doc, size_t hits)
{
    struct sum *s = data;

    (void)doc;
    s->hits += hits;
    s->docs++;
    return s->hits < s->most;
}

static double find(struct wq_fulltext *ft, const char *text, enum wq_match match, size_t most,
                   struct sum *sum)
{
    double best = 1e9;

    for (int i = 0; i < ROUNDS; i++) {
        struct wq_query *q;
        *sum = (struct sum){.most = most};
        double since = now();
        if (wq_query_new(text, strlen(text), match, false, &q, NULL) != WQ_OK)
            exit(2);
        struct wq_fulltext_search s = {.query = q, .found = add, .data = sum};
        if (wq_fulltext_find(ft, &s, 0, SIZE_MAX, NULL, NULL) != WQ_OK)
            exit(2);
        wq_query_free(q);
        double ms = now() - since;
        best = ms < best ? ms : best;
    }
    return best;
}

/* How long it takes to read the file and do nothing with it: no search of what is read can be quicker. */
static double read_all(const char *file)
{
    double best = 1e9;
    char *piece = wq_malloc(PIECE);
    int fd = open(file, O_RDONLY);

    for (int i = 0; i < ROUNDS && fd >= 0; i++) {
        double since = now();
        for (off_t at = 0; pread(fd, piece, PIECE, at) > 0;)
            at += PIECE;
        double ms = now() - since;
        best = ms < best ? ms : best;
    }
    close(fd);
    free(piece);
    return best;
}

static int find_all(const char *file, struct wq_shelf *shelf, char **queries, int n)
{
    struct wq_fulltext *ft;
    double since = now();

    if (wq_fulltext_open(file, NULL, &ft, NULL) != WQ_OK)
        return 2;
    double opened = now();
    size_t fresh = 0;
    for (size_t i = 0; i < wq_shelf_count(shelf); i++)
        fresh += wq_fulltext_doc(ft, wq_shelf_entry(shelf, i)->path) != WQ_FULLTEXT_NONE;
    printf("open %.3f\ncheck %.3f %zu\n", opened - since, now() - opened, fresh);
    printf("read %.3f\n", read_all(file));
    for (int i = 0; i < n; i++) {
        struct sum all;
        struct sum first;
        struct sum loose;
        double ms = find(ft, queries[i], WQ_MATCH_FOLDED, SIZE_MAX, &all);
        double ms_first = find(ft, queries[i], WQ_MATCH_FOLDED, FIRST, &first);
        double ms_loose = find(ft, queries[i], WQ_MATCH_LOOSE, SIZE_MAX, &loose);
        printf("find %.3f %zu %zu %.3f %.3f %zu\n", ms, all.hits, all.docs, ms_first, ms_loose, loose.hits);
    }
    wq_fulltext_free(ft);
    return 0;
}

static int build(const char *file, struct wq_shelf *shelf)
{
    struct wq_buf paths = WQ_BUF_INIT;
    struct wq_cache_built b;
    struct wq_fulltext *ft = NULL;

    for (size_t i = 0; i < wq_shelf_count(shelf); i++)
        wq_cache_add_path(&paths, wq_shelf_entry(shelf, i)->path);
    double since = now();
    double used = clock_of(CLOCK_PROCESS_CPUTIME_ID);
    if (wq_fulltext_build(file, NULL, &paths, NULL, &b, NULL) != WQ_OK)
        return 2;
    double ms = now() - since;
    used = clock_of(CLOCK_PROCESS_CPUTIME_ID) - used;
    wq_buf_release(&paths);
    if (wq_fulltext_open(file, NULL, &ft, NULL) != WQ_OK)
        return 2;
    printf("build %.1f %zu %zu %zu %.1f\n", ms, b.docs, b.read, wq_fulltext_bytes(ft), used);
    wq_fulltext_free(ft);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc < 4 || !setlocale(LC_CTYPE, "C.UTF-8"))
        return 2;
    struct wq_layout *layout = wq_layout_new();
    struct wq_doc *doc = wq_doc_new(wq_layout_props(layout));
    struct wq_shelf *shelf = wq_shelf_new(doc, NULL);
    int result = wq_shelf_add(shelf, argv[3], NULL) != WQ_OK ? 2
                 : strcmp(argv[1], "build") == 0             ? build(argv[2], shelf)
                                                             : find_all(argv[2], shelf, argv + 4, argc - 4);
    wq_shelf_free(shelf);
    wq_doc_free(doc);
    wq_layout_free(layout);
    return result;
}
