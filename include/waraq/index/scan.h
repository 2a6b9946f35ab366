/*
 * scan.h: a query in all articles of a library, as a job for the worker.
 *
 * Articles come in the order of the list they are given in, and each as soon as it is known, with what was
 * found there. Where the library's folded text is in the cache (fulltext.h) and an article is in it as it is
 * now, only what has hits is read; everything else is read and searched. The answer is the same.
 *
 * Articles that mention somebody come with the most mentions first as far as the library's mentions are in
 * the cache (mentions.h); the others are read, in the order of the list, and the cache is renewed by that.
 */
#ifndef WARAQ_INDEX_SCAN_H
#define WARAQ_INDEX_SCAN_H

#include "waraq/base/worker.h"
#include "waraq/index/found.h"

#include <stdbool.h>
#include <stddef.h>

/* What is looked for, and where. Owned by whoever made it; borrowed by the scan until its end. */
struct wq_scan {
    char *query; /* valid UTF-8 */
    enum wq_match match;
    bool word;
    char *entities[WQ_ASKED_MOST]; /* if there are any, articles are looked for that mention these ids, not
                                    * the query */
    size_t nentities;
    struct wq_finding finding;          /* then; its names outlive the scan */
    struct wq_corrections *corrections; /* of the scan's own */
    char names_in[WQ_LANGUAGE_MAX];     /* language of the names of those who come together */
    char language[8]; /* articles in this language are found too, whatever they say; "": none */
    char *encoding;   /* NULL: detected */
    char *cache;      /* file of the folded text, or of the mentions; NULL: none is used */
    struct wq_scan_entry {
        unsigned id;
        char *path;
    } * entries;
    size_t nentries;
    size_t around;       /* code points, for snippets; 0: no rows are wanted */
    size_t rows;         /* an article, at most */
    size_t read_at_most; /* articles in the cache that are read for their rows; of later ones only how many
                          * hits they have is told. Of mentions: whose places are told */
    bool damaged;        /* set by the scan: the cache file is there and cannot be used */
};

/* A message of the job: one article. The receiver's, by wq_scan_hit_free. */
struct wq_scan_hit {
    unsigned id;
    size_t hits;                    /* 0: found by its language */
    struct wq_found *found;         /* NULL: not read */
    struct wq_mentioned *mentioned; /* where; NULL: it was not looked up */
    /* Not NULL: no article, but who else is mentioned in those that came till now. */
    struct wq_companions *together;
};
void wq_scan_hit_free(void *hit);

/* As many of them are told of. */
enum { WQ_COMPANIONS_MOST = 1000 };

/* The run() of the job: data is a struct wq_scan. Progress counts articles. */
void wq_scan_run(struct wq_job *job, void *data);

void wq_scan_free(struct wq_scan *s);

#endif
