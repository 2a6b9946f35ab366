/* The reading pane: moving by rows and pages, how it looks, and any of it in any order. */
#include "reader_page.h"

#include "../../support/random_text.h"

#include <locale.h>

static void check_scrolling(const struct wq_article *a)
{
    (void)a;
    assert_false(wq_reader_scroll(reader, -1));
    for (int rows = 0; rows < 400; rows++) {
        struct page here = page();
        if (!wq_reader_scroll(reader, 1))
            break;
        struct page there = page();
        /* All moved up by one row. */
        for (int i = 0; i + 1 < here.n; i++)
            assert_true(same_row(&here.rows[i + 1], &there.rows[i]));
        assert_true(wq_reader_scroll(reader, -1));
        struct page again = page();
        assert_true(same_page(&here, &again));
        assert_true(wq_reader_scroll(reader, 1));
    }
}

static void test_scrolling(void **state)
{
    (void)state;
    everywhere(check_scrolling);
}

/* Many rows at once are as many times one. */
static void test_scrolling_far(void **state)
{
    struct wq_article *a = open_sample("ur-space-long", 54, 17);
    struct random r = {5};
    int at = 0;

    (void)state;
    for (int i = 0; i < 200; i++) {
        int by = (int)random_below(&r, 41) - 20;
        if (at + by < 0)
            by = -at;
        wq_reader_scroll(reader, by);
        at += by;
        if (at > 120) { /* not so far that the end would stop us */
            wq_reader_scroll(reader, -100);
            at -= 100;
        }
        struct page there = page();
        wq_reader_to_start(reader);
        for (int k = 0; k < at; k++)
            assert_true(wq_reader_scroll(reader, 1));
        struct page steps = page();
        assert_true(same_page(&there, &steps));
    }
    close_article(a);
}

static void check_paging(const struct wq_article *a)
{
    int height = wq_reader_options(reader)->height;
    (void)a;

    for (int pages = 0; pages < 20000; pages++) {
        struct page here = page();
        bool moved = wq_reader_page(reader, 1, false);
        struct page there = page();
        if (!moved) { /* the end: its last row is at the bottom, or all fits */
            assert_true(same_page(&here, &there));
            return;
        }
        assert_int_equal(there.n, height);
        /* A row of what was seen is kept, unless the end came first and more is. */
        int kept = height > 1 ? 1 : 0;
        int first = height - kept;
        while (first > 0 && !same_row(&here.rows[first % height], &there.rows[0]))
            first--;
        bool at_end = !wq_reader_scroll(reader, 1);
        if (!at_end)
            wq_reader_scroll(reader, -1);
        if (kept && !at_end)
            assert_true(same_row(&here.rows[height - 1], &there.rows[0]));
        if (kept)
            assert_true(same_row(&here.rows[first], &there.rows[0]));
    }
    fail_msg("the end was not reached");
}

static void test_paging(void **state)
{
    (void)state;
    everywhere(check_paging);
}

static void check_page_back(const struct wq_article *a)
{
    (void)a;
    wq_reader_scroll(reader, 23);
    struct page here = page();
    if (!wq_reader_page(reader, 1, false))
        return;
    struct page there = page();
    assert_true(wq_reader_page(reader, -1, false));
    struct page back = page();
    if (same_row(&here.rows[here.n - 1], &there.rows[0])) /* a whole page, so the way back is one too */
        assert_true(same_page(&here, &back));
    wq_reader_to_start(reader);
    assert_false(wq_reader_page(reader, -1, false));
    assert_false(wq_reader_page(reader, -1, true));
}

static void test_page_back(void **state)
{
    (void)state;
    everywhere(check_page_back);
}

static void test_half_pages(void **state)
{
    struct wq_article *a = open_sample("ur-space-long", 60, 36);
    struct page start = page();

    (void)state;
    assert_true(wq_reader_page(reader, 1, true));
    struct page half = page();
    assert_true(same_row(&half.rows[0], &start.rows[18]));
    assert_true(wq_reader_page(reader, 2, true));
    assert_true(wq_reader_page(reader, -3, true));
    struct page back = page();
    assert_true(same_page(&start, &back));
    close_article(a);
}

/* The end stands at the bottom, and nothing goes beyond it. */
static void check_end(const struct wq_article *a)
{
    int height = wq_reader_options(reader)->height;
    size_t last = a->nparas;

    while (a->paras[--last].kind == WQ_PARA_EMPTY)
        ;
    wq_reader_to_end(reader);
    struct page end = page();
    assert_true(end.n <= height);
    assert_int_equal(end.rows[end.n - 1].end, a->paras[last].span.end);
    assert_false(wq_reader_scroll(reader, 1));
    assert_false(wq_reader_page(reader, 1, false));
    struct page again = page();
    assert_true(same_page(&end, &again));
    wq_reader_to_start(reader);
    wq_reader_scroll(reader, 1000000);
    again = page();
    assert_true(same_page(&end, &again));
    assert_true(wq_reader_progress(reader).at_end);
    assert_int_equal(wq_reader_progress(reader).place, 1000);
}

static void test_end(void **state)
{
    (void)state;
    everywhere(check_end);
}

static void test_short_article(void **state)
{
    struct wq_article *a = article_of("A title\n\nOne line of text.\n");

    (void)state;
    wq_reader_set_options(reader, &(struct wq_reader_options){.width = 40, .height = 10});
    wq_reader_set_article(reader, a);
    struct page p = page();
    assert_int_equal(p.n, 3);
    assert_int_equal(p.rows[1].start, NOTHING);
    wq_reader_to_end(reader);
    struct page end = page();
    assert_true(same_page(&p, &end));
    assert_false(wq_reader_scroll(reader, 1));
    assert_false(wq_reader_page(reader, 1, false));
    close_article(a);
}

static void test_nothing(void **state)
{
    struct wq_article *a = article_of("\n \n\n");

    (void)state;
    for (int i = 0; i < 2; i++) {
        wq_reader_set_article(reader, i ? a : NULL);
        size(20, 5);
        assert_int_equal(page().n, 0);
        assert_false(wq_reader_scroll(reader, 1));
        assert_false(wq_reader_page(reader, -1, true));
        assert_false(wq_reader_paragraph(reader, 1));
        wq_reader_to_start(reader);
        wq_reader_to_end(reader);
        wq_reader_to(reader, 7, 2);
        wq_reader_show(reader, 7);
        wq_reader_to_paragraph(reader, 3);
        assert_int_equal(wq_reader_place(reader), 0);
        assert_true(wq_reader_current(reader) == SIZE_MAX);
        assert_true(wq_reader_hit(reader, 0, 0) == SIZE_MAX);
        assert_true(wq_reader_progress(reader).at_end);
    }
    close_article(a);
}

/* ---- looks ---- */

static void test_double_spacing(void **state)
{
    struct wq_article *a = open_sample("ur-railway", 60, 100);
    struct page single = page();
    struct wq_reader_options o = *wq_reader_options(reader);

    (void)state;
    o.double_spaced = true;
    wq_reader_set_options(reader, &o);
    struct page twice = page();
    int y = 0;
    for (int i = 0; i < single.n && y < twice.n; i++) {
        assert_true(same_row(&single.rows[i], &twice.rows[y]));
        y++;
        if (single.rows[i].start != NOTHING && y < twice.n)
            assert_int_equal(twice.rows[y++].start, NOTHING);
    }
    wq_reader_to_end(reader);
    o.height = 9;
    wq_reader_set_options(reader, &o);
    wq_reader_to_end(reader);
    struct page end = page();
    assert_true(end.rows[end.n - 1].start != NOTHING); /* no row is wasted on an empty one */
    close_article(a);
}

/* The pieces that a long paragraph is broken into for the eye begin 3 columns in, without an empty row. */
static void test_soft_breaks(void **state)
{
    struct wq_article *a = open_sample("ur-archaeology", 54, 120);
    struct wq_blocks blocks = wq_blocks_make(a, 0);
    uint32_t soft[16];
    size_t n = wq_block_soft_breaks(a, &blocks.items[0], soft, WQ_COUNT(soft));
    struct page p = page();
    size_t indented = 0;

    (void)state;
    assert_true(n > 2);
    for (int i = 0; i < p.n && p.rows[i].block == 0; i++) {
        assert_true(p.rows[i].start != NOTHING);
        if (p.rows[i].indent) {
            assert_int_equal(p.rows[i].indent, 3);
            assert_int_equal(p.rows[i].start - (long)blocks.items[0].span.start, soft[indented]);
            indented++;
        }
        assert_true(p.rows[i].width + p.rows[i].indent <= 54);
    }
    assert_int_equal(indented, n);
    wq_blocks_release(&blocks);
    close_article(a);
}

static void check_sides(const struct wq_article *a)
{
    (void)a;
    for (int i = 0; i < 20; i++) {
        struct page p = page();
        for (int y = 0; y < p.n; y++)
            if (p.rows[y].start != NOTHING && !p.rows[y].fold) {
                size_t para = wq_article_para_at(a, (size_t)p.rows[y].start);
                if (a->paras[para].rtl)
                    assert_true(p.rows[y].right);
                else if (!p.rows[y].first) /* of several lines: at the left, where its lines begin */
                    assert_false(p.rows[y].right);
            }
        if (!wq_reader_page(reader, 1, false))
            break;
    }
}

static void test_sides(void **state)
{
    (void)state;
    everywhere(check_sides);
}

static void test_forced_direction(void **state)
{
    struct wq_article *a = open_sample("mul-libraries", 60, 100);
    struct wq_reader_options o = *wq_reader_options(reader);

    (void)state;
    for (int direction = -1; direction <= 1; direction += 2) {
        o.direction = direction;
        wq_reader_set_options(reader, &o);
        struct page p = page();
        for (int y = 0; y < p.n; y++)
            if (p.rows[y].start != NOTHING)
                assert_int_equal(p.rows[y].right, direction > 0);
    }
    close_article(a);
}

/* ---- any order ---- */

static void act(struct random *r, size_t len)
{
    struct wq_reader_options o = *wq_reader_options(reader);

    switch (random_below(r, 10)) {
    case 0: wq_reader_scroll(reader, (int)random_below(r, 100) - 50); break;
    case 1: wq_reader_page(reader, (int)random_below(r, 7) - 3, random_below(r, 2)); break;
    case 2: wq_reader_to(reader, random_below(r, (uint32_t)len + 50), (int)random_below(r, 60)); break;
    case 3: wq_reader_show(reader, random_below(r, (uint32_t)len + 50)); break;
    case 4: wq_reader_paragraph(reader, (int)random_below(r, 9) - 4); break;
    case 5: wq_reader_to_paragraph(reader, random_below(r, 40)); break;
    case 6: random_below(r, 2) ? wq_reader_to_end(reader) : wq_reader_to_start(reader); break;
    case 7: wq_reader_hit(reader, (int)random_below(r, 200) - 50, (int)random_below(r, 90) - 10); break;
    default:
        o.width = 1 + (int)random_below(r, 90);
        o.height = 1 + (int)random_below(r, 60);
        o.furniture ^= !random_below(r, 4);
        o.no_title ^= !random_below(r, 4);
        o.double_spaced ^= !random_below(r, 4);
        o.show_hidden ^= !random_below(r, 4);
        wq_reader_set_options(reader, &o);
        break;
    }
}

/* Rows in order, none but the last empty while there is more above, and a place on the page. */
static void check_page(const struct wq_article *a)
{
    struct page p = page();
    long before = -1;

    assert_true(p.n >= 1 && p.n <= wq_reader_options(reader)->height);
    for (int i = 0; i < p.n; i++) {
        if (p.rows[i].start == NOTHING)
            continue;
        assert_true(p.rows[i].start >= before && p.rows[i].end <= a->text.len);
        before = p.rows[i].start;
    }
    if (p.n < wq_reader_options(reader)->height)
        assert_false(wq_reader_scroll(reader, -1));
    size_t current = wq_reader_current(reader);
    assert_true(current >= p.rows[0].block && current <= p.rows[p.n - 1].block);
}

static void test_any_order(void **state)
{
    struct random r = {11};

    (void)state;
    for (size_t i = 0; i < nsamples; i++) {
        struct wq_article *a = open_sample(samples[i], 60, 20);
        for (int k = 0; k < 400; k++) {
            act(&r, a->text.len);
            check_page(a);
        }
        close_article(a);
    }
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_scrolling),      cmocka_unit_test(test_scrolling_far),
        cmocka_unit_test(test_paging),         cmocka_unit_test(test_page_back),
        cmocka_unit_test(test_half_pages),     cmocka_unit_test(test_end),
        cmocka_unit_test(test_short_article),  cmocka_unit_test(test_nothing),
        cmocka_unit_test(test_double_spacing), cmocka_unit_test(test_soft_breaks),
        cmocka_unit_test(test_sides),          cmocka_unit_test(test_forced_direction),
        cmocka_unit_test(test_any_order),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
