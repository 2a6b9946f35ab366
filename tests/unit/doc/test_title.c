/* Titles: found where an article has one, else made from its first sentence and cut at a word. */
#include "../../support/articles.h"
#include "waraq/base/array.h"
#include "waraq/base/buf.h"
#include "waraq/text/props.h"
#include "waraq/text/utf8.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define ELLIPSIS "\u2026"

/* A made title is no longer than this, without its ellipsis: it shall fit a row of 80 columns. */
enum { MOST_MADE = 80 };

static void test_samples_that_have_one(void **state)
{
    static const struct {
        const char *name, *title;
    } cases[] = {
        {"ar-library", "خِزانةُ القَرَوِيّينَ تَفتَحُ رُفوفَها لِلزُّوّار"}, /* shadda stands before its vowel: not NFC */
        {"ckb-citadel", "قەڵای ھەولێر دەبێتە ماڵی ڕۆژنامە کۆنەکان"},
        {"fa-hafez", "نسخه‌های کهن دیوان حافظ از گنجینه بیرون آمد"},
        {"fa-river", "پل‌هایی که چشم به راه آب‌اند"},
        {"he-genizah", "מעליית הגג בקהיר אל המסך: קטעי הגניזה חוזרים לתצוגה"},
        {"mul-libraries", "ایک ٹرمینل، دو سمتیں: گلگت کی لائبریری کا نیا نظام"},
        {"ps-books", "په جلال اباد کې د ختیځ د کتابونو نندارتون پرانیستل شو"},
        {"ur-bookfair", "کراچی کے کتاب میلے میں سندھی اور بلوچی ادب کی دھوم"},
        {"ur-cricket-numbers", "ملتان میں بین الجامعاتی ٹی 20 کپ: وقت، ٹکٹ اور پرانے ریکارڈ"},
        {"ur-ghalib", "بلّی ماراں کی گلی میں غالبؔ کی آواز"},
        {"ur-names", "سئول کی یونیورسٹی میں صدر کم دائے جُنگ کے خطوط کی نمائش"},
        {"ur-railway", "پشاور سے لنڈی کوتل تک ریل کی سیٹی پھر سنائی دے گی"},
    };
    (void)state;
    for (size_t i = 0; i < WQ_COUNT(cases); i++) {
        struct wq_article *a = article_sample(cases[i].name);
        assert_string_equal(a->title, cases[i].title);
        assert_false(a->title_made);
        assert_int_equal(a->paras[0].kind, WQ_PARA_TITLE);
        wq_article_free(a);
    }
}

/* A made title is the start of the text with its white space evened out, and ends before a space. */
static void check_made(const struct wq_article *a)
{
    size_t len = strlen(a->title);
    const char *s = a->text.data;
    size_t at = 0;

    assert_true(a->title_made);
    assert_true(len > 3 && !strcmp(a->title + len - 3, ELLIPSIS));
    len -= 3;
    for (size_t i = 0; i < len; i++, at++) {
        while (a->title[i] == ' ' && (s[at] == ' ' || !strncmp(s + at, "\u00A0", 2)) &&
               (s[at + 1] == ' ' || !strncmp(s + at + 1 + (s[at] != ' '), "\u00A0", 2)))
            at += s[at] == ' ' ? 1 : 2;
        if (!strncmp(s + at, "\u00A0", 2) && a->title[i] == ' ')
            at++;
        else
            assert_int_equal(s[at], a->title[i]);
    }
    assert_true(s[at] == ' ' || !strncmp(s + at, "\u00A0", 2));
    assert_in_range(wq_utf8_count(a->title, len), MOST_MADE / 2, MOST_MADE);
}

static void test_samples_that_have_none(void **state)
{
    static const char *const names[] = {"ar-trade", "fa-film", "ur-archaeology", "ur-space-long"};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(names); i++) {
        struct wq_article *a = article_sample(names[i]);
        check_made(a);
        for (size_t k = 0; k < a->nparas; k++)
            assert_int_not_equal(a->paras[k].kind, WQ_PARA_TITLE);
        wq_article_free(a);
    }
}

#define LONG                                                                                                 \
    "This is the first paragraph of an article, and nobody would take it for a title because of its length " \
    "and because it is a sentence. A second follows it."

struct title_case {
    const char *text, *title;
    bool made;
};

static void check_titles(const struct title_case *cases, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct wq_article *a = article_of(cases[i].text);
        if (strcmp(a->title, cases[i].title) != 0 || a->title_made != cases[i].made)
            fail_msg("case %zu: '%s' (%s) instead of '%s'", i, a->title, a->title_made ? "made" : "found",
                     cases[i].title);
        size_t titles = 0;
        for (size_t k = 0; k < a->nparas; k++)
            titles += a->paras[k].kind == WQ_PARA_TITLE;
        assert_int_equal(titles, !a->title_made);
        wq_article_free(a);
    }
}

static void test_found(void **state)
{
    static const struct title_case cases[] = {
        {"A title\n\n" LONG, "A title", false},
        {"A title\n" LONG, "A title", false},
        {"\n\n   A   title\tof\u00A0words  \n\n" LONG, "A title of words", false},
        {"A title\u200F with \u202Econtrols\x07\n\n" LONG, "A title with controls", false},
        {"نسخه\u200Cهای کهن\n\n" LONG, "نسخه\u200Cهای کهن", false}, /* joiners belong to words */
        {"“Is this a title?”\n\n" LONG, "“Is this a title?”", false},
        /* What stands before it is not of the article. */
        {"whatsapp channel.jpeg\n\nA title\n\n" LONG, "A title", false},
        {"A title\n\nRead more\n\n" LONG, "A title", false},
        {"* * *\n\nA title\n\n-----\n\n" LONG, "A title", false},
        {"A title\n\nroses are red\nviolets are blue", "A title", false},
    };
    (void)state;
    check_titles(cases, WQ_COUNT(cases));
}

static void test_not_a_title(void **state)
{
    static const struct title_case cases[] = {
        {"", "", true},
        {"\n \n", "", true},
        {"Leave a Reply\nName", "", true},
        {"Only one line", "Only one line", true},
        {"It is a sentence.\n\n" LONG, "It is a sentence", true},
        {"یہ ایک جملہ ہے۔\n\n" LONG, "یہ ایک جملہ ہے", true},
        {"A line that goes on,\n\n" LONG, "A line that goes on,", true},
        {"This says:\n\n" LONG, "This says:", true},
        /* Verse: a short line straight above another. */
        {"roses are red\nviolets are blue\nsugar is sweet", "roses are red", true},
        {"***\n\nIt was so, they said. More.", "It was so, they said", true},
        {"***", "", true},                                              /* no words at all */
        {"He came. He saw. He won.\n\n" LONG, "He came. He saw", true}, /* more than two words */
        {"Mr. Haidar went home. He slept.", "Mr. Haidar went home", true},
        {"T. S. Eliot wrote it. It was read.", "T. S. Eliot wrote it", true},
        {". Hello world, my friend. Next.", ". Hello world, my friend", true},
        {"Hello world again .\n\n" LONG, "Hello world again", true},
        {"Really?! Yes, really. No.", "Really?! Yes, really", true},
        {"  spaced \u00A0 out  sentence.  Next", "spaced out sentence", true},
    };
    (void)state;
    check_titles(cases, WQ_COUNT(cases));
}

/* A made title of words of n letters; the cut falls between two of them. */
static void test_cut_at_a_word(void **state)
{
    (void)state;
    for (size_t letters = 1; letters <= 30; letters++) {
        struct wq_buf text = WQ_BUF_INIT;
        for (size_t word = 0; word < 100; word++) {
            for (size_t i = 0; i < letters; i++)
                wq_buf_addcp(&text, 0x633);
            wq_buf_addc(&text, ' ');
        }
        struct wq_article *a = article_of(text.data);
        check_made(a);
        size_t cps = wq_utf8_count(a->title, strlen(a->title) - 3);
        assert_int_equal((cps + 1) % (letters + 1), 0);
        assert_true(cps + letters + 1 > MOST_MADE - 4); /* not a word more would have fitted */
        wq_article_free(a);
        wq_buf_release(&text);
    }
}

/* One endless word is cut between characters. */
static void test_cut_in_a_word(void **state)
{
    struct wq_buf text = WQ_BUF_INIT;

    (void)state;
    for (size_t i = 0; i < 30000; i++)
        wq_buf_addcp(&text, 0x5D0);
    struct wq_article *a = article_of(text.data);
    assert_true(wq_utf8_valid(a->title, strlen(a->title)));
    assert_in_range(wq_utf8_count(a->title, strlen(a->title)), 40, MOST_MADE + 1);
    assert_string_equal(a->title + strlen(a->title) - 3, ELLIPSIS);
    wq_article_free(a);
    wq_buf_release(&text);
}

/* One letter too many, and one word too many, and it is text. */
static void test_longest_title(void **state)
{
    (void)state;
    for (size_t len = 115; len <= 125; len++) {
        struct wq_buf text = WQ_BUF_INIT;
        for (size_t i = 0; i < len; i++)
            wq_buf_addcp(&text, i % 8 == 7 ? ' ' : 0x628);
        wq_buf_addf(&text, "\n\n%s", LONG);
        struct wq_article *a = article_of(text.data);
        assert_int_equal(a->title_made, len - (len % 8 == 0) > 120);
        wq_article_free(a);
        wq_buf_release(&text);
    }
    for (size_t words = 20; words <= 25; words++) {
        struct wq_buf text = WQ_BUF_INIT;
        for (size_t i = 0; i < words; i++)
            wq_buf_adds(&text, "xy ");
        wq_buf_addf(&text, "\n\n%s", LONG);
        struct wq_article *a = article_of(text.data);
        assert_int_equal(a->title_made, words > 22);
        wq_article_free(a);
        wq_buf_release(&text);
    }
}

/* Whatever stands in the source, a title is one line that can be shown. */
static void test_clean(void **state)
{
    struct wq_buf text = WQ_BUF_INIT;

    (void)state;
    wq_buf_adds(&text, "Title ");
    for (uint32_t cp = 1; cp < 0x3000; cp++)
        if ((cp < 0x20 || (cp >= 0x7F && cp < 0xA1) || cp >= 0x2000) && cp != '\n' && cp != '\r' &&
            !(cp >= 0x1C && cp <= 0x1E) && cp != 0x85 && cp != 0x2029 && cp % 7 == 0)
            wq_buf_addcp(&text, cp);
    wq_buf_adds(&text, " end. Next.");
    struct wq_article *a = article_of(text.data);
    for (size_t at = 0; a->title[at];) {
        uint32_t cp = wq_utf8_next(a->title, &at);
        uint8_t flags = wq_prop(articles_props(), cp)->flags;
        assert_true(cp == 0x200C || cp == 0x200D || !(flags & WQ_PROP_IGNORABLE));
        assert_true(cp == ' ' || !(flags & WQ_PROP_SPACE));
    }
    wq_article_free(a);
    wq_buf_release(&text);
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_samples_that_have_one),
        cmocka_unit_test(test_samples_that_have_none),
        cmocka_unit_test(test_found),
        cmocka_unit_test(test_not_a_title),
        cmocka_unit_test(test_cut_at_a_word),
        cmocka_unit_test(test_cut_in_a_word),
        cmocka_unit_test(test_longest_title),
        cmocka_unit_test(test_clean),
    };
    return cmocka_run_group_tests(tests, articles_open, articles_close);
}
