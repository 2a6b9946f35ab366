/*
 * bench_entities: how fast entities are found, for warm.py.
 *
 *     bench_entities FILE...
 *
 * Reads the files, an article each, makes the names once, finds everything in every article and prints the
 * best of some rounds, in time of the processor. Few files stay in its caches from round to round, and are
 * found faster than a library is: warm.py gives it a thousand. One round and no times with -1, for callgrind.
 */
#include "waraq/base/array.h"
#include "waraq/entity/entities.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t); /* others may be at work too */
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

enum { ROUNDS = 20 };

int main(int argc, char **argv)
{
    struct wq_props *props = wq_props_new();
    struct wq_doc *doc = wq_doc_new(props);
    struct {
        struct wq_article **items;
        size_t len, cap;
    } articles = {0};
    bool once = argc > 1 && !strcmp(argv[1], "-1");
    size_t bytes = 0;
    size_t words = 0;
    size_t mentions = 0;
    double best = 1e9;

    double begun = now();
    struct wq_names *names = wq_names_new(NULL, NULL);
    double made = now() - begun;
    for (int i = 1 + once; i < argc; i++) {
        struct wq_buf data = WQ_BUF_INIT;
        struct wq_text text;
        if (wq_read_path(argv[i], 0, &data, NULL) == WQ_OK &&
            wq_decode_buf(&data, NULL, &text, NULL) == WQ_OK) {
            struct wq_article *a = wq_article_new(doc, &text);
            bytes += a->text.len;
            words += a->words;
            *WQ_PUSH(&articles) = a;
        }
        wq_buf_release(&data);
    }
    for (int round = 0; round < (once ? 1 : ROUNDS); round++) {
        begun = now();
        mentions = 0;
        for (size_t i = 0; i < articles.len; i++) {
            struct wq_entities *e = wq_entities_find(names, articles.items[i]);
            mentions += e->nmentions;
            wq_entities_free(e);
        }
        if (now() - begun < best)
            best = now() - begun;
    }
    printf("entities known       %zu, made in %.1f ms\n", wq_names_count(names), made * 1e3);
    printf("entities found       %zu in %zu articles, %zu bytes\n", mentions, articles.len, bytes);
    printf("entities speed       %.1f MB/s, %.3f ms per 1,000 words\n", (double)bytes / 1e6 / best,
           best * 1e3 / ((double)words / 1e3));
    for (size_t i = 0; i < articles.len; i++)
        wq_article_free(articles.items[i]);
    free(articles.items);
    wq_names_free(names);
    wq_doc_free(doc);
    wq_props_free(props);
    return 0;
}
