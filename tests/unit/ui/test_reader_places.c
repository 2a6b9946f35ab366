/* The reading pane: the eye never loses its place. */
#include "reader_page.h"

#include "../../support/random_text.h"

#include <locale.h>

/* ---- places ---- */

static void check_places(const struct wq_article *a)
{
    int height = wq_reader_options(reader)->height;
    struct random r = {3};

    for (int i = 0; i < 60; i++) {
        size_t para = random_below(&r, (uint32_t)a->nparas);
        struct wq_span span = a->paras[para].span;
        if (a->paras[para].kind == WQ_PARA_EMPTY || a->paras[para].kind == WQ_PARA_FURNITURE)
            continue;
        size_t at = span.start + random_below(&r, (uint32_t)wq_span_len(span));
        int row = (int)random_below(&r, (uint32_t)height);
        wq_reader_to(reader, at, row);
        struct page p = page();
        int found = row_of(&p, at);
        assert_true(found != NOTHING);
        if (found < row) /* nothing above the start */
            assert_true(!wq_reader_scroll(reader, -1));
        if (found > row) /* nothing below the end */
            assert_true(!wq_reader_scroll(reader, 1));
        /* What is seen is not moved. */
        p = page();
        found = row_of(&p, at);
        assert_true(found != NOTHING || height == 1);
        if (found != NOTHING) {
            wq_reader_show(reader, at);
            struct page same = page();
            assert_true(same_page(&p, &same));
        }
    }
}

static void test_places(void **state)
{
    (void)state;
    everywhere(check_places);
}

/* What is not seen is brought a third down. */
static void test_show(void **state)
{
    struct wq_article *a = open_sample("ur-space-long", 60, 30);
    size_t at = a->paras[20].span.start + 300;

    (void)state;
    wq_reader_show(reader, at);
    struct page p = page();
    assert_int_equal(row_of(&p, at), 10);
    wq_reader_to_end(reader);
    wq_reader_show(reader, at);
    p = page();
    assert_int_equal(row_of(&p, at), 10);
    close_article(a);
}

/* A place is the start of the topmost line, and leads back to it. */
static void check_remembering(const struct wq_article *a)
{
    (void)a;
    for (int i = 0; i < 50 && wq_reader_scroll(reader, 3); i++) {
        struct page before = page();
        size_t place = wq_reader_place(reader);
        if (before.rows[0].start != NOTHING)
            assert_int_equal(place, before.rows[0].start);
        wq_reader_to_start(reader);
        wq_reader_to(reader, place, 0);
        struct page after = page();
        if (before.rows[0].start != NOTHING)
            assert_true(same_page(&before, &after));
        else /* an empty row at the top is not worth remembering */
            assert_true(after.rows[0].start == (long)place || !wq_reader_scroll(reader, 1));
    }
}

static void test_remembering(void **state)
{
    (void)state;
    everywhere(check_remembering);
}

/* Whatever the window becomes, what stood at its top stays there; the start stays the start. */
static void check_resizing(const struct wq_article *a)
{
    struct wq_reader_options o = *wq_reader_options(reader);
    (void)a;

    for (int step = 0; step < 12; step++) {
        for (size_t k = 0; k < WQ_COUNT(windows); k++) {
            size(o.width, o.height);
            wq_reader_to_start(reader);
            if (step > 0)
                wq_reader_scroll(reader, step * 7);
            struct page before = page();
            size_t place = wq_reader_place(reader);
            size(windows[k][0], windows[k][1]);
            struct page after = page();
            if (step == 0) {
                assert_int_equal(after.rows[0].start, before.rows[0].start);
                continue;
            }
            if (same_page(&before, &after)) /* it may begin with an empty row */
                continue;
            int row = row_of(&after, place);
            assert_true(row != NOTHING);
            /* Further down only where the end would else leave rows empty. */
            if (row > 0)
                assert_false(wq_reader_scroll(reader, 1));
        }
    }
}

static void test_resizing(void **state)
{
    (void)state;
    everywhere(check_resizing);
}

/* A window that is dragged takes a hundred sizes: what was read comes back with the first one. */
static void check_dragging(const struct wq_article *a)
{
    struct wq_reader_options o = *wq_reader_options(reader);
    (void)a;

    for (int step = 1; step < 12; step++) {
        wq_reader_to_start(reader);
        wq_reader_scroll(reader, step * 5);
        struct page before = page();
        if (before.rows[0].start == NOTHING)
            continue;
        for (int width = 100; width > 0; width -= 3)
            size(width, 1 + width / 3);
        for (int width = 1; width < 100; width += 2)
            size(width, 30);
        size(o.width, o.height);
        struct page after = page();
        assert_true(same_page(&before, &after));
    }
}

static void test_dragging(void **state)
{
    (void)state;
    everywhere(check_dragging);
}

/* Showing furniture and leaving out the title move nothing either. */
static void test_options_keep_the_place(void **state)
{
    struct wq_article *a = open_sample("ur-bookfair", 66, 21);

    (void)state;
    wq_reader_scroll(reader, 20);
    size_t place = wq_reader_place(reader);
    for (unsigned i = 0; i < 16; i++) {
        struct wq_reader_options o = {.width = 66,
                                      .height = 21,
                                      .furniture = i & 1,
                                      .no_title = i & 2,
                                      .double_spaced = i & 4,
                                      .show_hidden = i & 8};
        wq_reader_set_options(reader, &o);
        struct page p = page();
        assert_int_equal(row_of(&p, place), 0);
    }
    close_article(a);
}

/* ---- progress ---- */

static void check_progress(const struct wq_article *a)
{
    struct wq_reading_progress before = wq_reader_progress(reader);
    (void)a;

    assert_int_equal(before.begins, 0);
    assert_true(before.place == 0 || before.at_end);
    for (int i = 0; i < 20000; i++) {
        bool moved = wq_reader_scroll(reader, 1);
        struct wq_reading_progress p = wq_reader_progress(reader);
        assert_true(p.place >= before.place && p.seen >= before.seen && p.begins >= before.begins &&
                    p.ends >= before.ends);
        assert_true(p.place <= 1000 && p.seen <= 1000 && p.begins <= p.ends && p.ends <= 1000);
        assert_int_equal(p.at_end, p.place == 1000);
        before = p;
        if (!moved)
            break;
    }
    assert_true(before.at_end && before.seen == 1000 && before.ends == 1000);
}

static void test_progress(void **state)
{
    (void)state;
    everywhere(check_progress);
}

/* The end of the article proper is what counts: comments below need not be seen. */
static void test_progress_without_furniture(void **state)
{
    struct wq_article *a = open_sample("ur-space-long", 60, 20);
    struct wq_reader_options o = *wq_reader_options(reader);

    (void)state;
    o.furniture = true;
    wq_reader_set_options(reader, &o);
    wq_reader_to_end(reader);
    wq_reader_scroll(reader, -4);
    assert_true(wq_reader_progress(reader).at_end);
    wq_reader_scroll(reader, -30);
    assert_false(wq_reader_progress(reader).at_end);
    close_article(a);
}

/* ---- the current paragraph ---- */

static void check_current(const struct wq_article *a)
{
    (void)a;
    for (int i = 0; i < 60; i++) {
        struct page p = page();
        size_t current = wq_reader_current(reader);
        size_t first = p.rows[0].block;
        bool begins = false;
        for (int y = 0; y < p.n && !begins; y++)
            if (p.rows[y].start != NOTHING && p.rows[y].first && !p.rows[y].fold) {
                first = p.rows[y].block;
                begins = true;
            }
        assert_int_equal(current, first); /* the first that begins here, else the one that fills the screen */
        if (!wq_reader_scroll(reader, 2))
            break;
    }
}

static void test_current(void **state)
{
    (void)state;
    everywhere(check_current);
}

/* From paragraph to paragraph: each is made current and stands at the top as far as the end allows. */
static void check_paragraphs(const struct wq_article *a)
{
    size_t steps = 0;
    size_t before = wq_reader_current(reader);
    (void)a;

    while (wq_reader_paragraph(reader, 1)) {
        size_t current = wq_reader_current(reader);
        struct page p = page();
        assert_true(current > before);
        int y = 0;
        while (y < p.n && !(p.rows[y].block == current && p.rows[y].start != NOTHING))
            y++;
        assert_true(y < p.n && p.rows[y].first);
        if (y > 0)
            assert_true(wq_reader_progress(reader).at_end);
        before = current;
        assert_true(++steps < 100);
    }
    while (wq_reader_paragraph(reader, -1)) {
        assert_true(wq_reader_current(reader) < before);
        before = wq_reader_current(reader);
        assert_true(steps-- > 0);
    }
    assert_int_equal(steps, 0);
}

static void test_paragraphs(void **state)
{
    (void)state;
    everywhere(check_paragraphs);
}

/* ---- sentences ---- */

/* Between two that follow each other is nothing to be read but hidden furniture. */
static void check_between(const struct wq_article *a, size_t from, size_t to)
{
    for (; from < to; from++) {
        const struct wq_paragraph *p = &a->paras[wq_article_para_at(a, from)];
        assert_true(p->kind == WQ_PARA_FURNITURE || strchr(" \n\t\xC2\xA0", a->text.data[from]));
    }
}

/* From the first to the last, each on the screen when it is chosen, and all the way back. */
static void check_sentences(const struct wq_article *a)
{
    static size_t starts[512];
    struct wq_span before = {0, 0};
    size_t n = 0;

    assert_int_equal(wq_span_len(wq_reader_chosen(reader)), 0);
    while (wq_reader_sentence(reader, 1)) {
        struct wq_span chosen = wq_reader_chosen(reader);
        struct page p = page();
        assert_true(wq_span_len(chosen) > 0 && chosen.start >= before.end);
        check_between(a, before.end, chosen.start);
        assert_true(row_of(&p, chosen.start) != NOTHING);
        assert_true(n < WQ_COUNT(starts));
        starts[n++] = chosen.start;
        before = chosen;
    }
    assert_true(n > 10);
    assert_int_equal(wq_reader_chosen(reader).start, starts[n - 1]); /* at the end it stays */
    for (size_t i = n - 1; i-- > 0;) {
        assert_true(wq_reader_sentence(reader, -1));
        assert_int_equal(wq_reader_chosen(reader).start, starts[i]);
    }
    assert_false(wq_reader_sentence(reader, -1));
    assert_true(wq_reader_sentence(reader, 5));
    assert_int_equal(wq_reader_chosen(reader).start, starts[5]);
    wq_reader_scroll(reader, 1); /* moving otherwise chooses none */
    assert_int_equal(wq_span_len(wq_reader_chosen(reader)), 0);
}

static void test_sentences(void **state)
{
    (void)state;
    everywhere(check_sentences);
}

static void test_paragraphs_by_number(void **state)
{
    struct wq_article *a = open_sample("ur-railway", 60, 12);

    (void)state;
    for (size_t n = 1; n <= 9; n++) { /* a title and eight of text; the teaser does not count */
        wq_reader_to_paragraph(reader, n);
        struct page p = page();
        size_t para = n == 1 ? 0 : n < 5 ? n : n + 1;
        assert_true(row_of(&p, a->paras[para].span.start) != NOTHING);
        if (n < 8)
            assert_int_equal(row_of(&p, a->paras[para].span.start), 0);
    }
    struct page last = page();
    wq_reader_to_paragraph(reader, 1000);
    struct page beyond = page();
    assert_true(same_page(&last, &beyond));
    /* With the teaser shown, the numbers stay. */
    struct wq_reader_options o = *wq_reader_options(reader);
    o.furniture = true;
    wq_reader_set_options(reader, &o);
    wq_reader_to_paragraph(reader, 5);
    struct page p = page();
    assert_int_equal(row_of(&p, a->paras[6].span.start), 0);
    /* And with the title left out: it is paragraph 1 wherever it stands. */
    o.no_title = true;
    wq_reader_set_options(reader, &o);
    wq_reader_to_paragraph(reader, 5);
    p = page();
    assert_int_equal(row_of(&p, a->paras[6].span.start), 0);
    wq_reader_to_paragraph(reader, 1);
    p = page();
    assert_int_equal(row_of(&p, a->paras[2].span.start), 0);
    close_article(a);
}

/* ---- the mouse ---- */

static size_t clicks;

static void click_row(int y, const struct wq_row *row, void *data)
{
    int width = wq_reader_options(reader)->width;
    (void)data;

    if (!row->line || row->line->count == 0)
        return;
    int left = wq_reader_line_right(reader, row) ? width - (int)row->line->width - (int)row->line->indent
                                                 : (int)row->line->indent;
    for (size_t i = row->line->first; i < row->line->first + row->line->count; i++) {
        int x = left + (int)wq_line_column_of(row->para, row->line, i);
        for (int k = 0; k < row->para->cells[i].width; k++) {
            size_t at = wq_reader_hit(reader, x + k, y);
            assert_int_equal(at, row->block->span.start + row->para->cells[i].start);
            clicks++;
        }
    }
}

static void check_clicks(const struct wq_article *a)
{
    (void)a;
    clicks = 0;
    for (int i = 0; i < 4; i++) {
        wq_reader_rows(reader, click_row, NULL);
        wq_reader_page(reader, 1, false);
    }
    assert_true(clicks > 0);
    int height = wq_reader_options(reader)->height;
    assert_true(wq_reader_hit(reader, 0, -1) == SIZE_MAX);
    wq_reader_to_end(reader);
    assert_true(wq_reader_hit(reader, 0, height) == SIZE_MAX);
}

static void test_clicks(void **state)
{
    (void)state;
    everywhere(check_clicks);
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_places),      cmocka_unit_test(test_show),
        cmocka_unit_test(test_remembering), cmocka_unit_test(test_resizing),
        cmocka_unit_test(test_dragging),    cmocka_unit_test(test_options_keep_the_place),
        cmocka_unit_test(test_progress),    cmocka_unit_test(test_progress_without_furniture),
        cmocka_unit_test(test_current),     cmocka_unit_test(test_paragraphs),
        cmocka_unit_test(test_sentences),   cmocka_unit_test(test_paragraphs_by_number),
        cmocka_unit_test(test_clicks),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
