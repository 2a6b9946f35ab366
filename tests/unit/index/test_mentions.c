/* What the cache of mentions says is what the articles say, corrected or not. */
#include "../../support/articles.h"
#include "../../support/mentioned.h"
#include "../../support/scratch.h"
#include "waraq/base/array.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct wq_asked ask(const char *a, const char *b, const struct wq_corrections *c)
{
    return (struct wq_asked){.ids = {a, b}, .n = b ? 2 : 1, .corrections = c};
}

static void test_everybody_in_the_samples(void **state)
{
    struct library l;

    (void)state;
    library_init(&l, "samples.cache");
    library_samples(&l);
    struct wq_cache_built built = mentioned_build(&l);
    assert_int_equal(built.outcome, WQ_CACHE_BUILT);
    assert_int_equal(built.docs, l.paths.len);
    assert_int_equal(built.read, l.paths.len);
    struct wq_mentions *m = mentioned_open(&l);
    assert_int_equal(wq_mentions_count(m), l.paths.len);
    struct mentioned_library read = mentioned_read(&l, NULL);
    assert_true(read.nids > 100);
    struct wq_asked nobody = ask("per:nobody_at_all", NULL, NULL);
    mentioned_compare(&read, m, &nobody);
    for (size_t i = 0; i < read.nids; i++) {
        struct wq_asked one = ask(read.ids[i], NULL, NULL);
        size_t other = (i * 7 + 1) % read.nids;
        mentioned_compare(&read, m, &one);
        if (other == i)
            continue;
        struct wq_asked two = ask(read.ids[i], read.ids[other], NULL);
        mentioned_compare(&read, m, &two);
    }
    mentioned_free(&read);
    wq_mentions_free(m);
    library_release(&l);
}

/* A spelling of somebody: where they first stand. */
static char *spelling_of(const struct library *l, struct wq_mentions *m, const char *id)
{
    struct wq_asked asked = ask(id, NULL, NULL);
    struct wq_ask *a = wq_ask_new(m, &asked);
    uint32_t *counts = wq_calloc(wq_mentions_count(m) + 1, sizeof *counts);
    struct wq_mentioned *at = NULL;
    struct wq_buf bytes = WQ_BUF_INIT;
    char *spelling = NULL;

    assert_int_equal(wq_ask_find(a, counts, NULL), WQ_OK);
    for (size_t i = 0; i < l->paths.len && !spelling; i++) {
        uint32_t doc = wq_mentions_doc(m, l->paths.items[i]);
        if (!counts[doc])
            continue;
        assert_int_equal(wq_ask_mentioned(a, doc, &at, NULL), WQ_OK);
        assert_int_equal(wq_read_path(l->paths.items[i], 0, &bytes, NULL), WQ_OK);
        size_t bom = bytes.len > 3 && !memcmp(bytes.data, "\xEF\xBB\xBF", 3) ? 3 : 0;
        spelling = wq_strndup(bytes.data + bom + at->items[0].start, at->items[0].end - at->items[0].start);
        for (char *c = spelling; *c; c++)
            *c = (unsigned char)*c < ' ' ? ' ' : *c;
    }
    free(at);
    free(counts);
    wq_buf_release(&bytes);
    wq_ask_free(a);
    return spelling;
}

/* A correction of somebody at random; refused ones do nothing. */
static void correct(struct wq_corrections *c, struct random *r, const struct library *l,
                    struct wq_mentions *m, const struct mentioned_library *found)
{
    const char *id = found->ids[random_below(r, (uint32_t)found->nids)];
    const char *to = found->ids[random_below(r, (uint32_t)found->nids)];
    char *spelling = spelling_of(l, m, id);
    enum wq_status status = WQ_OK;

    switch (random_below(r, 6)) {
    case 0:
    case 1: status = wq_corrections_merge(c, id, to, NULL); break;
    case 2:
        if (spelling)
            status = wq_corrections_split(c, id, spelling, NULL);
        break;
    case 3: status = wq_corrections_rename(c, id, "somebody", NULL); break;
    case 4: status = wq_corrections_set_kind(c, id, WQ_ORGANISATION, NULL); break;
    case 5: status = wq_corrections_ignore(c, id, NULL); break;
    default: break;
    }
    assert_true(status == WQ_OK || status == WQ_EUSAGE);
    free(spelling);
}

static void test_corrected(void **state)
{
    struct random r = {20250101};
    struct wq_finding finding = mentioned_finding();
    struct library l;

    (void)state;
    library_init(&l, "corrected.cache");
    library_samples(&l);
    mentioned_build(&l);
    struct wq_mentions *m = mentioned_open(&l);
    struct mentioned_library found = mentioned_read(&l, NULL);
    for (int round = 0; round < 8; round++) {
        struct wq_corrections *c = wq_corrections_new(finding.names);
        for (int i = 0; i < 8 * round; i++)
            correct(c, &r, &l, m, &found);
        struct mentioned_library read = mentioned_read(&l, c);
        for (size_t i = 0; i < 60; i++) {
            const char *one = read.ids[random_below(&r, (uint32_t)read.nids)];
            const char *other = read.ids[random_below(&r, (uint32_t)read.nids)];
            struct wq_asked asked = ask(one, i % 3 && strcmp(one, other) != 0 ? other : NULL, c);
            mentioned_compare(&read, m, &asked);
        }
        /* And those that were corrected. */
        for (size_t i = 0; i < found.nids; i += 2) {
            const char *now = wq_corrections_id(c, found.ids[i], "");
            struct wq_asked asked = ask(now ? now : found.ids[i], NULL, c);
            mentioned_compare(&read, m, &asked);
        }
        mentioned_free(&read);
        wq_corrections_free(c);
    }
    mentioned_free(&found);
    wq_mentions_free(m);
    library_release(&l);
}

/* Who is what after a correction, by an example that can be read. */
static void test_merged_split_named(void **state)
{
    struct wq_finding finding = mentioned_finding();
    struct wq_corrections *c = wq_corrections_new(finding.names);
    struct library l;

    (void)state;
    library_init(&l, "named.cache");
    library_write(&l, "named1.txt", "لاہور اور کراچی۔\n\nلاہور\n", strlen("لاہور اور کراچی۔\n\nلاہور\n"));
    library_write(&l, "named2.txt", "کراچی میں بارش۔\n", strlen("کراچی میں بارش۔\n"));
    mentioned_build(&l);
    struct wq_mentions *m = mentioned_open(&l);
    struct wq_asked lahore = ask("loc:lahore", NULL, c);
    struct wq_asked karachi = ask("loc:karachi", NULL, c);
    assert_int_equal(mentioned_count(m, &lahore), 2);
    assert_int_equal(mentioned_count(m, &karachi), 2);
    assert_int_equal(wq_corrections_merge(c, "loc:lahore", "loc:karachi", NULL), WQ_OK);
    assert_int_equal(mentioned_count(m, &lahore), 0);
    assert_int_equal(mentioned_count(m, &karachi), 4);
    assert_int_equal(wq_corrections_split(c, "loc:karachi", "لاہور", NULL), WQ_OK);
    struct wq_asked own = ask("own:لاہور", NULL, c);
    assert_int_equal(mentioned_count(m, &karachi), 2);
    assert_int_equal(mentioned_count(m, &own), 2);
    struct wq_asked both = ask("loc:karachi", "own:لاہور", c);
    assert_int_equal(mentioned_count(m, &both), 3); /* in the one article with both */
    assert_int_equal(wq_corrections_ignore(c, "loc:karachi", NULL), WQ_OK);
    assert_int_equal(mentioned_count(m, &karachi), 0);
    assert_int_equal(mentioned_count(m, &both), 0);
    while (wq_corrections_undo(c, NULL))
        continue;
    assert_int_equal(mentioned_count(m, &lahore), 2);
    wq_mentions_free(m);
    wq_corrections_free(c);
    library_release(&l);
}

/* More often than a byte can say, in several blocks. */
static void test_very_often(void **state)
{
    struct library l;
    struct wq_asked lahore = ask("loc:lahore", NULL, NULL);
    struct wq_asked both = ask("loc:lahore", "loc:karachi", NULL);

    (void)state;
    library_init(&l, "often.cache");
    for (size_t n = 253; n < 258; n++) {
        struct wq_buf text = WQ_BUF_INIT;
        char name[32];
        for (size_t i = 0; i < n; i++)
            wq_buf_adds(&text, "یہاں لاہور لکھا ہے، اور وہاں نہیں۔\n\n");
        wq_buf_adds(&text, "کراچی\n");
        for (int i = 0; i < 12000 && n % 2; i++) /* so that blocks end */
            wq_buf_addf(&text, "وہ %d کلومیٹر چلا۔ ", 100 + i);
        snprintf(name, sizeof name, "often%zu.txt", n);
        library_write(&l, name, text.data, text.len);
        wq_buf_release(&text);
    }
    mentioned_build(&l);
    struct wq_mentions *m = mentioned_open(&l);
    struct mentioned_library read = mentioned_read(&l, NULL);
    mentioned_compare(&read, m, &lahore);
    mentioned_compare(&read, m, &both);
    mentioned_free(&read);
    assert_int_equal(mentioned_count(m, &lahore), 253 + 254 + 255 + 256 + 257);
    wq_mentions_free(m);
    library_release(&l);
}

/* Where mentions stand, in parts of the article. */
static void test_parts(void **state)
{
    struct wq_mentioned *m = wq_calloc(1, sizeof *m + 6 * sizeof m->items[0]);
    static const uint32_t starts[] = {90, 100, 149, 150, 199, 300};
    size_t counts[4];

    (void)state;
    m->proper = (struct wq_span){100, 200};
    m->n = 6;
    for (size_t i = 0; i < 6; i++)
        m->items[i] = (struct wq_span32){starts[i], starts[i] + 1};
    wq_mentioned_count(m, counts, 2);
    assert_true(counts[0] == 3 && counts[1] == 3);
    wq_mentioned_count(m, counts, 4);
    assert_true(counts[0] == 2 && counts[1] == 1 && counts[2] == 1 && counts[3] == 2);
    m->proper.end = 100;
    wq_mentioned_count(m, counts, 1);
    assert_int_equal(counts[0], 6);
    free(m);
}

/* The most articles first; cut where it is asked for; figures and dates do not count. */
static void test_together(void **state)
{
    struct wq_together *t = wq_together_new();
    char id[32];

    (void)state;
    for (int article = 0; article < 40; article++) {
        wq_together_article(t);
        for (int k = 0; k <= article; k++) {
            snprintf(id, sizeof id, "per:%02d", k);
            wq_together_add(t, id, k == 3 ? "Three" : "");
            wq_together_add(t, id, "later"); /* twice in an article is once */
        }
        wq_together_add(t, "num:5", "five");
        wq_together_add(t, "date:2020", "2020");
    }
    wq_together_add_many(t, "loc:somewhere", "", 100);
    struct wq_companions *c = wq_together_list(t, 5, "en", NULL, NULL);
    assert_int_equal(c->len, 5);
    assert_string_equal(c->items[0].name, "somewhere");
    assert_int_equal(c->items[0].kind, WQ_LOCATION);
    assert_int_equal(c->items[1].articles, 40);
    assert_string_equal(c->items[1].id, "per:00");
    assert_string_equal(c->items[4].name, "Three");
    wq_companions_free(c);
    c = wq_together_list(t, 1000, "en", NULL, NULL);
    assert_int_equal(c->len, 41);
    assert_int_equal(c->items[40].articles, 1);
    wq_companions_free(c);
    wq_together_free(t);
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
        cmocka_unit_test(test_everybody_in_the_samples),
        cmocka_unit_test(test_corrected),
        cmocka_unit_test(test_merged_split_named),
        cmocka_unit_test(test_very_often),
        cmocka_unit_test(test_parts),
        cmocka_unit_test(test_together),
    };
    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests(tests, open_all, close_all);
}
