/*
 * bench_mentions: times of the library's mentions, for warm.py. Milliseconds, one line a thing: NAME VALUE...
 *
 *     bench_mentions build CACHE FOLDER      build MS DOCUMENTS READ MS_OF_PROCESSOR KB_OF_MEMORY
 *     bench_mentions ask CACHE FOLDER ID...  open MS; check MS; and for each id, together with those before
 * it, the best of five: ask MS_READY MS_FIND ARTICLES MENTIONS MS_TOGETHER COMPANIONS
 *
 * Memory is what the process took at most.
 */
#include "waraq/base/mem.h"
#include "waraq/index/mentions.h"
#include "waraq/index/shelf.h"
#include "waraq/layout/para.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum { ROUNDS = 5, CONFIDENCE = 50 };

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

/* What asking once takes. */
struct times {
    double ready, find, together;
};

static void least(double *best, double ms)
{
    *best = ms < *best ? ms : *best;
}

static void ask_once(struct wq_mentions *m, const struct wq_asked *asked, const struct wq_names *names,
                     struct times *t, size_t told[3])
{
    size_t n = wq_mentions_count(m);
    uint32_t *counts = wq_calloc(n + 1, sizeof *counts);
    bool *wanted = wq_calloc(n + 1, sizeof *wanted);
    struct wq_together *together = wq_together_new();
    double since = now();

    struct wq_ask *a = wq_ask_new(m, asked);
    least(&t->ready, now() - since);
    since = now();
    if (wq_ask_find(a, counts, NULL) != WQ_OK)
        exit(2);
    least(&t->find, now() - since);
    told[0] = told[1] = 0;
    for (size_t i = 0; i < n; i++) {
        wanted[i] = counts[i] != 0;
        told[0] += wanted[i];
        told[1] += counts[i];
    }
    since = now();
    if (wq_ask_together(a, wanted, together, NULL) != WQ_OK)
        exit(2);
    struct wq_companions *c = wq_together_list(together, 1000, "ur", names, NULL);
    least(&t->together, now() - since);
    told[2] = c->len;
    wq_companions_free(c);
    wq_together_free(together);
    wq_ask_free(a);
    free(counts);
    free(wanted);
}

static int ask_all(const char *file, struct wq_shelf *shelf, const struct wq_names *names, char **ids, int n)
{
    struct wq_mentions *m;
    struct wq_asked asked = {.n = 0};
    double since = now();

    if (wq_mentions_open(file, NULL, &(struct wq_finding){names, CONFIDENCE}, &m, NULL) != WQ_OK)
        return 2;
    double opened = now();
    size_t fresh = 0;
    for (size_t i = 0; i < wq_shelf_count(shelf); i++)
        fresh += wq_mentions_doc(m, wq_shelf_entry(shelf, i)->path) != WQ_MENTIONS_NONE;
    printf("open %.3f\ncheck %.3f %zu\n", opened - since, now() - opened, fresh);
    for (int i = 0; i < n && i < WQ_ASKED_MOST; i++) {
        struct times t = {1e9, 1e9, 1e9};
        size_t told[3];
        asked.ids[asked.n++] = ids[i];
        for (int k = 0; k < ROUNDS; k++)
            ask_once(m, &asked, names, &t, told);
        printf("ask %.3f %.3f %zu %zu %.3f %zu\n", t.ready, t.find, told[0], told[1], t.together, told[2]);
    }
    wq_mentions_free(m);
    return 0;
}

static int build(const char *file, struct wq_shelf *shelf, const struct wq_names *names)
{
    struct wq_buf paths = WQ_BUF_INIT;
    struct wq_cache_built b;
    struct rusage usage;

    for (size_t i = 0; i < wq_shelf_count(shelf); i++)
        wq_cache_add_path(&paths, wq_shelf_entry(shelf, i)->path);
    struct wq_mentions_how how = {.finding = {names, CONFIDENCE}, .paths = &paths};
    double since = now();
    double used = clock_of(CLOCK_PROCESS_CPUTIME_ID);
    if (wq_mentions_build(file, &how, &b, NULL) != WQ_OK)
        return 2;
    double ms = now() - since;
    used = clock_of(CLOCK_PROCESS_CPUTIME_ID) - used;
    wq_buf_release(&paths);
    getrusage(RUSAGE_SELF, &usage);
    printf("build %.1f %zu %zu %.1f %ld\n", ms, b.docs, b.read, used, usage.ru_maxrss);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc < 4 || !setlocale(LC_CTYPE, "C.UTF-8"))
        return 2;
    struct wq_layout *layout = wq_layout_new();
    struct wq_doc *doc = wq_doc_new(wq_layout_props(layout));
    struct wq_shelf *shelf = wq_shelf_new(doc, NULL);
    struct wq_names *names = wq_names_new(NULL, NULL);
    int result = wq_shelf_add(shelf, argv[3], NULL) != WQ_OK ? 2
                 : strcmp(argv[1], "build") == 0             ? build(argv[2], shelf, names)
                                                 : ask_all(argv[2], shelf, names, argv + 4, argc - 4);
    wq_names_free(names);
    wq_shelf_free(shelf);
    wq_doc_free(doc);
    wq_layout_free(layout);
    return result;
}
