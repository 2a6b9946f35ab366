/* The quick ways find what the slow and obvious one does, on texts and queries made of what goes wrong. */
#include "../../../src/search/query_inner.h"
#include "../../support/random_text.h"
#include "../../support/reference.h"

#include "waraq/base/array.h"
#include "waraq/text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Letters that are many in one, one in many spellings, marks, joiners, gaps of all kinds, and few plain ones,
 * so that they meet often. */
static const uint32_t hostile[] = {
    0x0627,  0x0622,  0x0646,  0x06BA, 0x0644, 0x06C1, 0x0647, 0x06CC, 0x064A, 0x06D2, 0x0648, 0x0633, 0x0635,
    0x0653,  0x064E,  0x0651,  0x0670, 0x0640, 0x200C, 0x200C, 0x200D, 0x200F, 0xFEFB, 0xFEF5, 0xFDF2, 0xFDFA,
    0xFEE2,  0xFE8D,  ' ',     ' ',    ' ',    0x00A0, '\n',   '\r',   '\t',   0x1D,   0x2028, 0x2029, '\'',
    0x2019,  '"',     0x00AB,  0x00B4, 'a',    'A',    'k',    0x212A, 'e',    0x00E9, 0x0301, 'f',    0xFB01,
    'i',     '1',     0x06F1,  0x0967, 0x00BD, 0x2026, '.',    0x06D4, '-',    0x2013, 0x05E9, 0xFB2A, 0x05C1,
    0x1EE0D, 0x1EE00, 0x1F600, 0x0000, 0xFFFD, 0xAC00, 0x0903, 0x093C, 0x0915, 0x0958, 0x0674, 0x0678, 0x02BE,
};

/* Of few letters, so that a query is met. */
static void make(struct random *r, struct wq_buf *out, size_t most, bool plain)
{
    uint32_t some[6];
    size_t n = random_below(r, (uint32_t)most + 1);

    for (size_t i = 0; i < WQ_COUNT(some); i++)
        some[i] = hostile[random_below(r, plain ? 12 : WQ_COUNT(hostile))];
    wq_buf_clear(out);
    wq_buf_reserve(out, 0);
    out->data[0] = '\0';
    while (n--)
        wq_buf_addcp(out, random_below(r, 4) ? some[random_below(r, WQ_COUNT(some))]
                                             : hostile[random_below(r, plain ? 12 : WQ_COUNT(hostile))]);
}

/* A piece of the text, often, and then something else than the text in places. */
static void make_query(struct random *r, const struct wq_buf *text, struct wq_buf *out)
{
    make(r, out, 4, random_below(r, 2));
    if (random_below(r, 3) == 0 || text->len == 0)
        return;
    size_t from = wq_utf8_floor(text->data, text->len, random_below(r, (uint32_t)text->len));
    size_t to = from;
    for (uint32_t n = 1 + random_below(r, 5); n > 0 && to < text->len; n--)
        (void)wq_utf8_next(text->data, &to);
    if (random_below(r, 4))
        wq_buf_clear(out);
    wq_buf_add(out, text->data + from, to - from);
}

static void fail_with(const char *how, const struct reference *r, const struct wq_buf *text, const char *what)
{
    struct wq_buf shown = WQ_BUF_INIT;

    for (size_t at = 0; at < r->len;)
        wq_buf_addf(&shown, " %04X", wq_utf8_next(r->query, &at));
    wq_buf_adds(&shown, " in");
    for (size_t at = 0; at < text->len;)
        wq_buf_addf(&shown, " %04X", wq_utf8_next(text->data, &at));
    fail_msg("%s, way %d, word %d: %s:%s", how, (int)r->match, r->word, what, shown.data);
}

/* Every letter of the query as the anchor of the cold way. */
static void check_cold(struct wq_query *q, const struct reference *r, const struct wq_buf *text,
                       const struct wq_hits *wanted)
{
    for (size_t i = 0; i < q->pattern.units.len; i++) {
        struct wq_hits hits = {NULL, 0, 0};
        struct wq_hunt h = {.q = q, .s = text->data, .len = text->len, .hits = &hits};
        size_t at = q->pattern.units.items[i].at;
        uint32_t letter = wq_utf8_next(q->pattern.text.data, &at);
        if (!wq_anchor_make(&q->anchor, letter, r->match == WQ_MATCH_LOOSE))
            continue;
        q->anchor.unit = i;
        q->bad_anchors = 0;
        if (!wq_hunt_cold(&h))
            wq_hunt_plainly(&h);
        const char *differs = reference_differs(&hits, wanted);
        if (differs)
            fail_with("cold", r, text, differs);
        wq_hits_release(&hits);
    }
}

static void check_plain(struct wq_query *q, const struct reference *r, const struct wq_buf *text,
                        const struct wq_hits *wanted)
{
    struct wq_hits hits = {NULL, 0, 0};
    struct wq_hunt h = {.q = q, .s = text->data, .len = text->len, .hits = &hits};

    wq_hunt_plainly(&h);
    const char *differs = reference_differs(&hits, wanted);
    if (differs)
        fail_with("plain", r, text, differs);
    wq_hits_release(&hits);
}

/* How many hits there were. */
static size_t check(const struct reference *r, const struct wq_buf *text)
{
    struct wq_hits wanted = {NULL, 0, 0};
    struct wq_hits got = {NULL, 0, 0};
    struct wq_query *q;

    if (wq_query_new(r->query, r->len, r->match, r->word, &q, NULL) != WQ_OK)
        return 0;
    reference_find(r, text->data, text->len, &wanted);
    assert_int_equal(wq_query_find(q, text->data, text->len, &got), WQ_OK);
    const char *differs = reference_differs(&got, &wanted);
    if (differs)
        fail_with("find", r, text, differs);
    if (r->match == WQ_MATCH_FOLDED || r->match == WQ_MATCH_LOOSE) {
        check_plain(q, r, text, &wanted);
        check_cold(q, r, text, &wanted);
    }
    size_t n = wanted.len;
    wq_hits_release(&wanted);
    wq_hits_release(&got);
    wq_query_free(q);
    return n;
}

static void test_random(void **state)
{
    struct random r = {31415926};
    struct wq_buf text = WQ_BUF_INIT;
    struct wq_buf query = WQ_BUF_INIT;
    size_t hits = 0;

    (void)state;
    for (int i = 0; i < 10000; i++) {
        make(&r, &text, i % 10 ? 30 : 300, random_below(&r, 4) == 0);
        make_query(&r, &text, &query);
        for (unsigned way = 0; way < 6; way++) {
            struct reference one = {query.data, query.len, (enum wq_match)(way / 2), way & 1};
            hits += check(&one, &text);
        }
    }
    assert_true(hits > 15000); /* or they did not meet */
    wq_buf_release(&text);
    wq_buf_release(&query);
}

/* Regular expressions of letters and spaces alone. */
static void test_random_regex(void **state)
{
    static const uint32_t plain[] = {0x0627, 0x0622, 0x0644, 0x0647, 0x06C1, 'a',
                                     'A',    0x00E9, '1',    ' ',    0x064A};
    struct random r = {2718281};
    struct wq_buf text = WQ_BUF_INIT;
    struct wq_buf query = WQ_BUF_INIT;
    size_t hits = 0;

    (void)state;
    for (int i = 0; i < 10000; i++) {
        make(&r, &text, 30, random_below(&r, 2));
        wq_buf_clear(&query);
        for (uint32_t n = 1 + random_below(&r, 2); n > 0; n--)
            wq_buf_addcp(&query, plain[random_below(&r, WQ_COUNT(plain))]);
        if (strstr(query.data, "  ")) /* there are no two in folded text, where the reference makes one */
            continue;
        hits += check(&(struct reference){query.data, query.len, WQ_MATCH_REGEX, false}, &text);
    }
    assert_true(hits > 2000);
    wq_buf_release(&text);
    wq_buf_release(&query);
}

/* What a window must reach: hits as long as two of them, between marks and spaces without number. */
static void test_far_apart(void **state)
{
    static const char *const between[] = {"\u064E", "\u200C", " ", "\u0640"};
    struct wq_buf text = WQ_BUF_INIT;

    (void)state;
    for (size_t kind = 0; kind < WQ_COUNT(between); kind++) {
        wq_buf_clear(&text);
        for (int hit = 0; hit < 3; hit++) {
            wq_buf_adds(&text, "\u0643\u0645");
            for (size_t n = 0; n < 100000; n++)
                wq_buf_adds(&text, between[kind]);
            wq_buf_adds(&text, "\u062C x ");
        }
        const char *query = kind == 1 || kind == 2 ? "\u06A9\u0645 \u062C" : "\u06A9\u0645\u062C";
        struct reference one = {query, strlen(query), WQ_MATCH_FOLDED, true};
        assert_int_equal(check(&one, &text), 3);
    }
    wq_buf_release(&text);
}

/* A letter that turns out to be everywhere: the cold way leaves it, and nothing is lost or found twice. */
static void test_giving_up(void **state)
{
    struct wq_buf text = WQ_BUF_INIT;

    (void)state;
    for (int i = 0; i < 200000; i++)
        wq_buf_adds(&text, i % 7 == 3 ? "\u0622\u0628\u064E" : i % 11 == 2 ? "\uFEFB" : "\u0627\u0628 ");
    for (unsigned way = 0; way < 6; way += 2) {
        struct reference one = {"\u0627\u0628", 4, (enum wq_match)(way / 2), false};
        assert_true(check(&one, &text) > 1000);
    }
    wq_buf_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random),
        cmocka_unit_test(test_random_regex),
        cmocka_unit_test(test_far_apart),
        cmocka_unit_test(test_giving_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
