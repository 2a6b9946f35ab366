/*
 * Any query in any text, in every way: hits are what query.h says, and what the slow reference finds.
 *
 * Input: a byte of the way (wq_match, bit 2 whole words); the query, up to a byte 0xFF; the text. Both are
 * made valid UTF-8.
 */
#include "../support/reference.c" /* fuzzers are linked without the tests' support */

#include "waraq/search/snippet.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { END_OF_QUERY = 0xFF };

static void add_valid(struct wq_buf *text, const char *s, size_t len)
{
    wq_buf_reserve(text, 0);
    text->data[text->len] = '\0';
    for (size_t at = 0; at < len;) {
        size_t n = 1;
        while (n <= 4 && at + n <= len && !wq_utf8_valid(s + at, n))
            n++;
        if (n <= 4 && at + n <= len) {
            wq_buf_add(text, s + at, n);
            at += n;
        } else {
            wq_buf_addcp(text, 0xFFFD);
            at++;
        }
    }
}

static void fail(const char *bad)
{
    fprintf(stderr, "%s\n", bad);
    abort();
}

static void check_hits(const struct wq_query *q, const struct wq_buf *text, const struct wq_hits *hits)
{
    struct wq_buf snippet = WQ_BUF_INIT;
    size_t last = 0;

    for (size_t i = 0; i < hits->len; i++) {
        struct wq_span hit = hits->items[i];
        if (hit.start < last || hit.start >= hit.end || hit.end > text->len)
            fail("a hit is in the wrong place");
        if (wq_utf8_floor(text->data, text->len, hit.start) != hit.start ||
            wq_utf8_floor(text->data, text->len, hit.end) != hit.end)
            fail("a hit cuts a character");
        last = hit.end;
        (void)wq_query_exact_at(q, text->data, hit);
        struct wq_span inside = wq_snippet(text->data, (struct wq_span){0, text->len}, hit, 10, 10, &snippet);
        if (inside.start > inside.end || inside.end > snippet.len ||
            !wq_utf8_valid(snippet.data, snippet.len))
            fail("a snippet is wrong");
    }
    wq_buf_release(&snippet);
}

static void run(const struct reference *r, const struct wq_buf *text)
{
    struct wq_query *q = NULL;
    struct wq_hits hits = {NULL, 0, 0};
    struct wq_hits wanted = {NULL, 0, 0};
    struct wq_error err;

    if (wq_query_new(r->query, r->len, r->match, r->word, &q, &err) != WQ_OK) {
        if (err.status == WQ_EPATTERN && (err.at == 0 || err.at > r->len || !err.what[0]))
            fail("a broken pattern is not explained");
        return;
    }
    enum wq_status st = wq_query_find(q, text->data, text->len, &hits);
    if (st != WQ_OK && (r->match != WQ_MATCH_REGEX || st != WQ_ETIME))
        fail("looking failed");
    check_hits(q, text, &hits);
    if (r->match != WQ_MATCH_REGEX) {
        reference_find(r, text->data, text->len, &wanted);
        const char *differs = reference_differs(&hits, &wanted);
        if (differs)
            fail(differs);
    }
    wq_hits_release(&hits);
    wq_hits_release(&wanted);
    wq_query_free(q);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct wq_buf query = WQ_BUF_INIT;
    struct wq_buf text = WQ_BUF_INIT;

    if (size < 2)
        return 0;
    const uint8_t *end = memchr(data + 1, END_OF_QUERY, size - 1);
    size_t len = end ? (size_t)(end - data) - 1 : size - 1;
    add_valid(&query, (const char *)data + 1, len);
    if (end)
        add_valid(&text, (const char *)end + 1, size - len - 2);
    else
        add_valid(&text, (const char *)data + 1, size - 1);
    run(&(struct reference){query.data, query.len, (enum wq_match)(data[0] & 3), data[0] & 4}, &text);
    wq_buf_release(&query);
    wq_buf_release(&text);
    return 0;
}
