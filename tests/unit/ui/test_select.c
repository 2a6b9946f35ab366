/* Stepping from cell to cell: where letters, words and rows lead in text of both directions. */
#include "reader_page.h"

#include "../../support/scratch.h"
#include "waraq/base/buf.h"
#include "waraq/ui/select.h"

#include <locale.h>

static struct wq_article *open_text(const char *text, int width)
{
    struct wq_article *a = article_of(text);
    struct wq_reader_options o = {.width = width, .height = 20};

    wq_reader_set_article(reader, NULL);
    wq_reader_set_options(reader, &o);
    wq_reader_set_article(reader, a);
    return a;
}

/* From the cell at a byte, step after step: what they come to, until one leads nowhere. */
static void check_steps(const struct wq_article *a, size_t from, enum wq_step step, const char *expected)
{
    struct wq_buf got = WQ_BUF_INIT;
    struct wq_span cell = wq_reader_cell(reader, from);
    int column = -1;

    wq_buf_adds(&got, "");
    for (int i = 0; i < 100; i++) {
        struct wq_span to = wq_reader_step(reader, cell, step, &column);
        if (to.start == cell.start)
            break;
        cell = to;
        wq_buf_add(&got, a->text.data + cell.start, wq_span_len(cell));
        wq_buf_addc(&got, '|');
    }
    if (strcmp(got.data, expected) != 0)
        fail_msg("%d: '%s' instead of '%s'", (int)step, got.data, expected);
    wq_buf_release(&got);
}

/* To the sides as one sees it: over a name in Latin letters from its far end. */
static void test_sideways(void **state)
{
    struct wq_article *a = open_text("نام DPRK اور لاکھ\u064Bا ہے", 60);

    (void)state;
    check_steps(a, 0, WQ_STEP_LEFT, "ا|م| |K|R|P|D| |ا|و|ر| |لا|ک|ھ\u064B|ا| |ہ|ے|");
    check_steps(a, 0, WQ_STEP_RIGHT, "");
    check_steps(a, a->text.len, WQ_STEP_RIGHT, "ہ| |ا|ھ\u064B|ک|لا| |ر|و|ا| |D|P|R|K| |م|ا|ن|");
    close_article(a);
}

/* From left to right the same keys go the other way, and on to the next line at the right. */
static void test_sideways_ltr(void **state)
{
    struct wq_article *a = open_text("abc de\n\nfg היא hi", 60);

    (void)state;
    check_steps(a, 0, WQ_STEP_RIGHT, "b|c| |d|e|f|g| |א|י|ה| |h|i|");
    check_steps(a, 0, WQ_STEP_LEFT, "");
    check_steps(a, a->text.len, WQ_STEP_LEFT, "h| |ה|י|א| |g|f|e|d| |c|b|a|");
    close_article(a);
}

static void test_words(void **state)
{
    struct wq_article *a = open_text("روس (DPRK) کے، 20 دن۔ می\u200Cخواهم\n\nاور یہ", 60);

    (void)state;
    check_steps(a, 0, WQ_STEP_WORD_ON, "س|K|ے|0|ن|م|ر|ہ|");
    check_steps(a, a->text.len, WQ_STEP_WORD_BACK, "ی|ا|م|د|2|ک|D|ر|");
    close_article(a);
}

static void test_sentences(void **state)
{
    struct wq_article *a = open_text("پہلا جملہ۔ دوسرا جملہ ہے؟ تیسرا\n\nچوتھا جملہ! پانچواں۔", 60);

    (void)state;
    check_steps(a, 0, WQ_STEP_SENTENCE_ON, "۔|؟|ا|!|۔|");
    check_steps(a, a->text.len, WQ_STEP_SENTENCE_BACK, "پ|چ|ت|د|پ|");
    close_article(a);
}

static void test_paragraphs(void **state)
{
    struct wq_article *a = open_text("پہلا پیراگراف یہاں ہے\n\nSecond one.\n\nتیسرا یہاں بھی۔", 12);

    (void)state;
    check_steps(a, 0, WQ_STEP_PARAGRAPH_ON, "ے|.|۔|");
    check_steps(a, a->text.len, WQ_STEP_PARAGRAPH_BACK, "ت|S|پ|");
    check_steps(a, 0, WQ_STEP_TO_END, "۔|");
    check_steps(a, a->text.len, WQ_STEP_TO_START, "پ|");
    struct wq_span second =
        wq_reader_paragraph_at(reader, (size_t)(strstr(a->text.data, "one") - a->text.data));
    assert_true(span_is(a, second, "Second one."));
    close_article(a);
}

/* A paragraph that is laid out in pieces is one. */
static void test_long_paragraph(void **state)
{
    size_t len;
    char *text = text_times("ایک لمبا جملہ جو چلتا رہتا ہے اور ختم نہیں ہوتا۔ ", 1000, &len);
    struct wq_article *a = open_text(text, 60);
    int column = -1;

    (void)state;
    struct wq_span all = wq_reader_paragraph_at(reader, len / 2);
    assert_int_equal(all.start, a->paras[0].span.start);
    assert_int_equal(all.end, a->paras[0].span.end);
    struct wq_span last = wq_reader_step(reader, wq_reader_cell(reader, 0), WQ_STEP_PARAGRAPH_ON, &column);
    assert_true(span_is(a, last, "۔"));
    assert_int_equal(last.end, len - 1);
    struct wq_span first = wq_reader_step(reader, last, WQ_STEP_PARAGRAPH_BACK, &column);
    assert_int_equal(first.start, 0);
    close_article(a);
    free(text);
}

/* What is folded away is stepped over, both ways. */
static void test_folds(void **state)
{
    struct wq_article *a = open_text("خبر کی سرخی\n\nیہ خبر کا پہلا پیراگراف ہے جو کافی لمبا ہے\n\n"
                                     "مزید پڑھیں: ایک اور خبر\n\nیہ دوسرا پیراگراف ہے جو کافی لمبا ہو",
                                     60);

    (void)state;
    assert_int_equal(a->furniture, 1);
    check_steps(a, 0, WQ_STEP_PARAGRAPH_ON, "ی|ے|و|");
    check_steps(a, a->text.len, WQ_STEP_PARAGRAPH_BACK, "ی|ی|خ|");
    check_steps(a, 0, WQ_STEP_DOWN, "ی|ی|");
    close_article(a);
}

/* ---- anywhere ---- */

static bool all_rtl(const struct wq_article *a)
{
    for (size_t i = 0; i < a->nparas; i++)
        if (a->paras[i].kind != WQ_PARA_EMPTY && !a->paras[i].rtl)
            return false;
    return true;
}

/* Every cell is come to once, and there is a way back. */
static void check_there_and_back(const struct wq_article *a)
{
    struct wq_span cell = wq_reader_cell(reader, 0);
    int column = -1;

    if (!all_rtl(a))
        return;
    for (int i = 0; i < 2000; i++) {
        struct wq_span to = wq_reader_step(reader, cell, WQ_STEP_LEFT, &column);
        if (to.start == cell.start)
            return;
        struct wq_span back = wq_reader_step(reader, to, WQ_STEP_RIGHT, &column);
        assert_int_equal(back.start, cell.start);
        cell = to;
    }
}

/* Steps onwards go onwards until there is nothing more, steps back back. */
static void check_onwards(const struct wq_article *a)
{
    static const enum wq_step steps[][2] = {
        {WQ_STEP_WORD_ON, WQ_STEP_WORD_BACK},
        {WQ_STEP_SENTENCE_ON, WQ_STEP_SENTENCE_BACK},
        {WQ_STEP_PARAGRAPH_ON, WQ_STEP_PARAGRAPH_BACK},
        {WQ_STEP_DOWN, WQ_STEP_UP},
    };
    int column = -1;

    (void)a;
    for (size_t i = 0; i < WQ_COUNT(steps); i++) {
        struct wq_span cell = wq_reader_cell(reader, 0);
        for (int back = 0; back < 2; back++)
            for (int n = 0; n < 300; n++) {
                struct wq_span to = wq_reader_step(reader, cell, steps[i][back], &column);
                if (to.start == cell.start)
                    break;
                assert_true(back ? to.start < cell.start : to.start > cell.start);
                cell = to;
            }
    }
}

/* Rows keep to their column: as many up as down lead back. */
static void check_rows(const struct wq_article *a)
{
    int column = -1;
    struct wq_span from = wq_reader_cell(reader, a->text.len / 3);
    struct wq_span cell = from;
    int n = 0;

    for (; n < 12; n++) {
        struct wq_span to = wq_reader_step(reader, cell, WQ_STEP_DOWN, &column);
        if (to.start == cell.start)
            break;
        cell = to;
    }
    while (n-- > 0)
        cell = wq_reader_step(reader, cell, WQ_STEP_UP, &column);
    assert_int_equal(cell.start, from.start);
}

/* Under every point of the pane is a cell of that row, or of the nearest that has any. */
static void check_points(const struct wq_article *a)
{
    struct page p = page();

    (void)a;
    for (int y = -1; y <= p.n; y++)
        for (int x = -3; x < 90; x += 7) {
            struct wq_span cell = wq_reader_cell_at(reader, x, y);
            assert_true(wq_span_len(cell) > 0);
            if (y >= 0 && y < p.n && p.rows[y].start != NOTHING && !p.rows[y].fold)
                assert_int_equal(row_of(&p, cell.start), y);
        }
}

static void test_there_and_back(void **state)
{
    (void)state;
    everywhere(check_there_and_back);
}

static void test_onwards(void **state)
{
    (void)state;
    everywhere(check_onwards);
}

static void test_rows(void **state)
{
    (void)state;
    everywhere(check_rows);
}

static void test_points(void **state)
{
    (void)state;
    everywhere(check_points);
}

static void test_nothing_there(void **state)
{
    struct wq_article *a = open_text("", 60);
    int column = -1;

    (void)state;
    for (int step = WQ_STEP_LEFT; step <= WQ_STEP_TO_START; step++) {
        struct wq_span cell = wq_reader_step(reader, (struct wq_span){0, 0}, (enum wq_step)step, &column);
        assert_int_equal(wq_span_len(cell), 0);
    }
    assert_int_equal(wq_span_len(wq_reader_cell(reader, 5)), 0);
    assert_int_equal(wq_span_len(wq_reader_cell_at(reader, 5, 5)), 0);
    assert_int_equal(wq_span_len(wq_reader_paragraph_at(reader, 5)), 0);
    close_article(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sideways),   cmocka_unit_test(test_sideways_ltr),
        cmocka_unit_test(test_words),      cmocka_unit_test(test_sentences),
        cmocka_unit_test(test_paragraphs), cmocka_unit_test(test_long_paragraph),
        cmocka_unit_test(test_folds),      cmocka_unit_test(test_there_and_back),
        cmocka_unit_test(test_onwards),    cmocka_unit_test(test_rows),
        cmocka_unit_test(test_points),     cmocka_unit_test(test_nothing_there),
    };
    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests_name("select", tests, open_all, close_all);
}
