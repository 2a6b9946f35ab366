/* Files whose lines were broken at a column flow again; verse, lists and tables do not. */
#include "../../support/articles.h"
#include "waraq/base/array.h"
#include "waraq/base/buf.h"
#include "waraq/doc/blocks.h"
#include "waraq/text/props.h"
#include "waraq/text/utf8.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void test_samples(void **state)
{
    (void)state;
    for (size_t i = 0; i < nsamples; i++) {
        struct wq_article *a = article_sample(samples[i]);
        if (a->hard_wrapped != !strcmp(samples[i], "fa-river"))
            fail_msg("%s", samples[i]);
        for (size_t k = 0; k < a->nparas && !a->hard_wrapped; k++)
            assert_false(a->paras[k].joins);
        wq_article_free(a);
    }
}

/* Its title stands alone and so does each paragraph; every line but a paragraph's first joins. */
static void test_river(void **state)
{
    struct wq_article *a = article_sample("fa-river");

    (void)state;
    for (size_t i = 0; i < a->nparas; i++) {
        bool inside = i > 0 && a->paras[i].kind == WQ_PARA_TEXT && a->paras[i - 1].kind == WQ_PARA_TEXT;
        if (a->paras[i].joins != inside)
            fail_msg("line %zu", i + 1);
    }
    struct wq_blocks blocks = wq_blocks_make(a, 0);
    assert_int_equal(blocks.len, 8);
    for (size_t i = 0; i < blocks.len; i++) {
        assert_int_equal(blocks.items[i].kind, i ? WQ_BLOCK_TEXT : WQ_BLOCK_TITLE);
        assert_int_equal(blocks.items[i].joined, i > 0);
        assert_int_equal(blocks.items[i].gap, i > 0);
    }
    wq_blocks_release(&blocks);
    wq_article_free(a);
}

static size_t columns_of(const char *s, size_t len)
{
    size_t columns = 0;

    for (size_t at = 0; at < len;)
        columns += wq_prop(articles_props(), wq_utf8_next(s, &at))->width;
    return columns;
}

/* How paragraphs are parted in a wrapped file. */
enum parted { BY_EMPTY_LINES, BY_INDENTS };

/* Fills s into lines of at most columns; its runs of white space are taken as spaces. */
static void wrap(const char *s, size_t len, size_t columns, const char *indent, struct wq_buf *out)
{
    size_t used = strlen(indent);
    bool empty = true;

    wq_buf_adds(out, indent);
    for (size_t at = 0; at < len;) {
        size_t end = at;
        while (end < len && s[end] != ' ')
            end++;
        size_t word = columns_of(s + at, end - at);
        if (!empty && used + 1 + word > columns) {
            wq_buf_addc(out, '\n');
            used = 0;
            empty = true;
        }
        if (!empty)
            wq_buf_addc(out, ' ');
        wq_buf_add(out, s + at, end - at);
        used += word + !empty;
        empty = false;
        while (end < len && s[end] == ' ')
            end++;
        at = end;
    }
    wq_buf_addc(out, '\n');
}

/* A block with its line ends as spaces is the paragraph it was made from. */
static void check_block(const struct wq_article *a, const struct wq_block *b, const char *s, size_t len)
{
    size_t at = b->span.start;

    while (a->text.data[at] == ' ')
        at++;
    for (size_t i = 0; i < len; i++, at++) {
        while (s[i] == ' ' && s[i + 1] == ' ')
            i++;
        char c = a->text.data[at] == '\n' ? ' ' : a->text.data[at];
        if (at >= b->span.end || c != s[i])
            fail_msg("differs at byte %zu of the paragraph", i);
    }
    assert_int_equal(at, b->span.end);
}

/* A title is made from a sentence, wherever its lines were broken. */
static void check_title(const struct wq_article *a, const struct wq_article *source, const size_t *used,
                        size_t n)
{
    struct wq_buf text = WQ_BUF_INIT;

    for (size_t i = 0; i < n; i++) {
        struct wq_span span = source->paras[used[i]].span;
        wq_buf_add(&text, source->text.data + span.start, wq_span_len(span));
        wq_buf_adds(&text, "\n\n");
    }
    struct wq_article *flowing = article_of_bytes(text.data, text.len);
    assert_true(flowing->title_made && a->title_made);
    assert_string_equal(a->title, flowing->title);
    assert_int_equal(a->words, flowing->words);
    wq_article_free(flowing);
    wq_buf_release(&text);
}

static void check_wrapped(const struct wq_article *source, size_t columns, enum parted parted)
{
    struct wq_buf text = WQ_BUF_INIT;
    size_t used[64];
    size_t n = 0;

    for (size_t i = 0; i < source->nparas; i++) {
        struct wq_span span = source->paras[i].span;
        if (source->paras[i].kind != WQ_PARA_TEXT || wq_span_len(span) < 400)
            continue;
        if (parted == BY_EMPTY_LINES && n > 0)
            wq_buf_addc(&text, '\n');
        wrap(source->text.data + span.start, wq_span_len(span), columns, parted == BY_INDENTS ? "    " : "",
             &text);
        used[n++] = i;
    }
    struct wq_article *a = article_of_bytes(text.data, text.len);
    struct wq_blocks blocks = wq_blocks_make(a, 0);
    if (!a->hard_wrapped || blocks.len != n)
        fail_msg("column %zu, '%.40s': %zu blocks instead of %zu", columns, text.data, blocks.len, n);
    for (size_t i = 0; i < n; i++) {
        struct wq_span span = source->paras[used[i]].span;
        check_block(a, &blocks.items[i], source->text.data + span.start, wq_span_len(span));
        assert_int_equal(blocks.items[i].gap, i > 0);
    }
    check_title(a, source, used, n);
    wq_blocks_release(&blocks);
    wq_article_free(a);
    wq_buf_release(&text);
}

static void test_any_column(void **state)
{
    static const char *const names[] = {"ur-space-long", "fa-hafez", "he-genizah", "ar-trade", "ps-books"};
    static const size_t columns[] = {50, 60, 65, 72, 76, 80, 100, 120};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(names); i++) {
        struct wq_article *a = article_sample(names[i]);
        for (size_t k = 0; k < WQ_COUNT(columns); k++)
            check_wrapped(a, columns[k], BY_EMPTY_LINES);
        wq_article_free(a);
    }
}

static void test_indented_paragraphs(void **state)
{
    struct wq_article *a = article_sample("ur-space-long");

    (void)state;
    check_wrapped(a, 60, BY_INDENTS);
    check_wrapped(a, 72, BY_INDENTS);
    wq_article_free(a);
}

static const char *const not_wrapped[] = {
    /* A sonnet: its lines are of one length, more or less. */
    "Shall I compare thee to a summer's day?\nThou art more lovely and more temperate:\n"
    "Rough winds do shake the darling buds of May,\nAnd summer's lease hath all too short a date;\n"
    "Sometime too hot the eye of heaven shines,\nAnd often is his gold complexion dimm'd;\n"
    "And every fair from fair sometime declines,\nBy chance or nature's changing course untrimm'd;\n"
    "But thy eternal summer shall not fade,\nNor lose possession of that fair thou ow'st;\n"
    "Nor shall death brag thou wander'st in his shade,\nWhen in eternal lines to time thou grow'st:\n"
    "So long as men can breathe or eyes can see,\nSo long lives this, and this gives life to thee.\n",
    /* A ghazal, a couplet a line. */
    "ہزاروں خواہشیں ایسی کہ ہر خواہش پہ دم نکلے، بہت نکلے مرے ارمان لیکن پھر بھی کم نکلے\n"
    "ڈرے کیوں میرا قاتل کیا رہے گا اس کی گردن پر، وہ خوں جو چشم تر سے عمر بھر یوں دم بدم نکلے\n"
    "نکلنا خلد سے آدم کا سنتے آئے ہیں لیکن، بہت بے آبرو ہو کر ترے کوچے سے ہم نکلے\n"
    "بھرم کھل جائے ظالم تیرے قامت کی درازی کا، اگر اس طرۂ پر پیچ و خم کا پیچ و خم نکلے\n"
    "مگر لکھوائے کوئی اس کو خط تو ہم سے لکھوائے، ہوئی صبح اور گھر سے کان پر رکھ کر قلم نکلے\n"
    "ہوئی اس دور میں منسوب مجھ سے بادہ آشامی، پھر آیا وہ زمانہ جو جہاں میں جام جم نکلے\n"
    "ہوئی جن سے توقع خستگی کی داد پانے کی، وہ ہم سے بھی زیادہ خستۂ تیغ ستم نکلے\n"
    "محبت میں نہیں ہے فرق جینے اور مرنے کا، اسی کو دیکھ کر جیتے ہیں جس کافر پہ دم نکلے\n"
    "کہاں مے خانے کا دروازہ غالبؔ اور کہاں واعظ، پر اتنا جانتے ہیں کل وہ جاتا تھا کہ ہم نکلے\n",
    /* Long lines, most of them within a word of one length: after Poe. */
    "Once upon a midnight dreary, while I pondered, weak and weary,\n"
    "Over many a quaint and curious volume of forgotten lore,\n"
    "While I nodded, nearly napping, suddenly there came a tapping,\n"
    "As of some one gently rapping, rapping at my chamber door.\n"
    "Eagerly I wished the morrow; vainly I had sought to borrow\n"
    "From my books surcease of sorrow, sorrow for the lost Lenore,\n"
    "For the rare and radiant maiden whom the angels name Lenore,\n"
    "Nameless here for evermore, and this it is and nothing more.\n"
    "And the silken, sad, uncertain rustling of each purple curtain\n"
    "Thrilled me, filled me with fantastic terrors never felt before;\n"
    "So that now, to still the beating of my heart, I stood repeating\n"
    "Tis some visitor entreating entrance at my chamber door;\n",
    /* A list of names. */
    "Sindh Madressatul Islam University Karachi\nUniversity of Balochistan, Quetta\nLUMS\n"
    "Quaid-i-Azam University Islamabad\nUniversity of the Punjab\nNED University of Engineering\n"
    "Agha Khan University\nUniversity of Peshawar\nKarakoram International University, Gilgit\n",
    /* Paragraphs of one sentence each, of any length. */
    "The session opened at nine.\nMinisters from twelve countries were present, and two sent deputies.\n"
    "Nothing was signed.\nA second round is planned for the spring, in Tangier or in Dakar.\n"
    "Reporters were let in for ten minutes only.\nThe host thanked them all.\nIt rained.\n"
    "By six in the evening the hall was empty again, but for the cleaners.\n",
};

static void test_not_wrapped(void **state)
{
    (void)state;
    for (size_t i = 0; i < WQ_COUNT(not_wrapped); i++) {
        struct wq_article *a = article_of(not_wrapped[i]);
        if (a->hard_wrapped)
            fail_msg("text %zu was taken for hard-wrapped", i);
        for (size_t k = 0; k < a->nparas; k++)
            assert_false(a->paras[k].joins);
        wq_article_free(a);
    }
}

/* Too little to judge by. */
static void test_few_lines(void **state)
{
    struct wq_article *a = article_of("This is a line that was perhaps broken at a column,\n"
                                      "or perhaps its writer wanted it so; nobody knows it\n");

    (void)state;
    assert_false(a->hard_wrapped);
    wq_article_free(a);
}

/* A title without an empty line, furniture in the middle, and another after it: none is joined to the text.
 */
static void test_kinds_do_not_mix(void **state)
{
    struct wq_buf text = WQ_BUF_INIT;
    struct wq_article *source = article_sample("ur-space-long");
    size_t paras = 0;

    (void)state;
    wq_buf_adds(&text, "ایک لمبا عنوان جو تقریباً پوری سطر کو بھر دیتا ہے اور ختم نہیں\n\n");
    for (size_t i = 0; i < source->nparas && paras < 6; i++) {
        struct wq_span span = source->paras[i].span;
        if (source->paras[i].kind != WQ_PARA_TEXT)
            continue;
        wrap(source->text.data + span.start, wq_span_len(span), 64, "", &text);
        wq_buf_adds(&text,
                    paras++ == 2 ? "مزید پڑھیں: راکٹ کے بارے میں ایک اور خبر جو سطر بھر کی ہے اور\n" : "\n");
    }
    struct wq_article *a = article_of_bytes(text.data, text.len);
    assert_true(a->hard_wrapped);
    for (size_t i = 1; i < a->nparas; i++)
        if (a->paras[i].kind != a->paras[i - 1].kind)
            assert_false(a->paras[i].joins);
    assert_int_equal(a->paras[0].kind, WQ_PARA_TITLE);
    assert_int_equal(a->furniture, 1);
    wq_article_free(a);
    wq_article_free(source);
    wq_buf_release(&text);
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_samples),          cmocka_unit_test(test_river),
        cmocka_unit_test(test_any_column),       cmocka_unit_test(test_indented_paragraphs),
        cmocka_unit_test(test_not_wrapped),      cmocka_unit_test(test_few_lines),
        cmocka_unit_test(test_kinds_do_not_mix),
    };
    return cmocka_run_group_tests(tests, articles_open, articles_close);
}
