/* Page furniture: every paragraph of the samples that is some and none that is not, and rule by rule. */
#include "../../support/articles.h"
#include "waraq/base/array.h"
#include "waraq/base/buf.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void check_kinds(const char *what, const struct wq_article *a, const char *expected)
{
    char *kinds = article_kinds(a);
    if (strcmp(kinds, expected) != 0)
        fail_msg("%s:\n  %s\ninstead of\n  %s", what, kinds, expected);
    free(kinds);
}

/* A letter a line of the file. */
static void test_samples(void **state)
{
    static const struct {
        const char *name, *kinds;
    } cases[] = {
        {"ar-library", "T-t-tt-t-t-t-t-tttt-t-t-t-t"},
        {"ar-trade", "tttFFFFttttttFFFFF"},
        {"ckb-citadel", "T-t-t-t-t-t-t-tt-t-t"},
        {"fa-film", "tFFFFFFFF"},
        {"fa-hafez", "T-t-t-t-tt-t-t-t-t-tt-t"},
        {"fa-river", "T-tttt-ttttt-ttttttt-tttttt-ttttt-tttttt-tttt"},
        {"he-genizah", "T-t-t-t-t-t-tt-F-t-t-t"},
        {"mul-libraries", "T-t-t-t-t-t-t-ttttt-tttt-t-t-t"},
        {"ps-books", "T-t-t-t-t-t-tt-t-t-t"},
        {"ur-archaeology", "tFFFFFFFFFF"},
        {"ur-bookfair", "T-t-t-t-t-t-F-F-t-t-t-t-t-t-F-F"},
        {"ur-cricket-numbers", "T-t-t-ttttt-t-t-tttttt-t-t-t"},
        {"ur-ghalib", "T-t-t-tt-t-t-tt-tt-t-t-tt-tt-t-tt-t-t-tt"},
        {"ur-names", "T-t-t-t-t-t-t-t-t"},
        {"ur-railway", "T-tttFttttt"},
        {"ur-space-long", "t-t-t-t-t-t-t-t-t-t-t-t-t-t-t-t-t-t-t---F-F-F-F-F"},
    };
    (void)state;
    assert_int_equal(WQ_COUNT(cases), nsamples);
    size_t bad = 0;
    for (size_t i = 0; i < WQ_COUNT(cases); i++) {
        struct wq_article *a = article_sample(cases[i].name);
        char *kinds = article_kinds(a);
        if (strcmp(kinds, cases[i].kinds) != 0) {
            print_error("%s:\n  %s\ninstead of\n  %s\n", cases[i].name, kinds, cases[i].kinds);
            bad++;
        }
        free(kinds);
        wq_article_free(a);
    }
    assert_int_equal(bad, 0);
}

/* Each line between two paragraphs of text. */
static void check_lines(const char *before, const char *behind, const char *const *lines, size_t n, char kind)
{
    for (size_t i = 0; i < n; i++) {
        struct wq_buf text = WQ_BUF_INIT;
        char expected[] = "t-?-t";
        expected[2] = kind;
        wq_buf_addf(&text, "%s\n\n%s\n\n%s\n", before, lines[i], behind);
        struct wq_article *a = article_of(text.data);
        check_kinds(lines[i], a, expected);
        wq_article_free(a);
        wq_buf_release(&text);
    }
}

#define URDU                                                                                                                                                                            \
    "یہ ایک خبر کا پہلا پیراگراف ہے جس میں بہت سی باتیں لکھی گئی ہیں اور جو کسی صورت عنوان نہیں ہو سکتا، " \
    "کیوں کہ اس کے بعد بھی جملہ جاری رہتا ہے۔"
#define ENGLISH                                                                                              \
    "This is a paragraph of an article, and it is quite long enough not to be taken for its title, which "   \
    "would be much shorter than this is and would not end with a full stop."

static const char *const furniture_in_urdu[] = {
    "یہ بھی پڑھیں : شندور میں پولو میلے کی تیاریاں",
    "یہ بھی پڑھیے: سوات میں سیلاب",
    "مزید پڑھیں",
    "مزید پڑھ",
    "  مزید پڑھ  ",
    "«مزید پڑھ»",
    "اشتہار",
    "شیئر کریں",
    "انتهای پیام/۲۳",
    "کد خبر: ۱۴۰۲",
    "إعلان",
    "اعلان", /* the same folded */
    "جميع الحقوق محفوظة © 2024",
    "שתפו",
    "כל הזכויות שמורות לאתר 2023",
    ">Source link>",
    ">>Join our Telegram Channel and stay with us every day. <<",
    "By khizar",
    "by Ali Reza Khan",
    "JOIN OUR WHATSAPP group",
    "Source: somewhere",
    "whatsapp channel.jpeg",
    "IMG_2034.JPG",
    "Read More",
    "Advertisement",
    "دا هم ولولئ: نور خبرونه",
    "زیاتر بخوێنەوە",
};
static const char *const furniture_in_english[] = {
    "Read more",
    "ADVERTISEMENT",
    "Share this:",
    "banner.png",
    "© 2024 All rights reserved.",
    "Click here to subscribe",
    "Your email address will not be published. Required fields are marked *",
};

static void test_lines_that_are(void **state)
{
    (void)state;
    check_lines(URDU, URDU, furniture_in_urdu, WQ_COUNT(furniture_in_urdu), 'F');
    check_lines(ENGLISH, ENGLISH, furniture_in_english, WQ_COUNT(furniture_in_english), 'F');
}

static void test_lines_that_are_not(void **state)
{
    static const char *const urdu[] = {
        "انہوں نے کہا کہ یہ بھی پڑھیں تو بہتر ہے۔",                         /* not at its start */
        "مزید پڑھنے والے کم ہیں۔",                                          /* not the whole of it */
        "اشتہار دینے والوں کی تعداد کم ہو گئی۔",                            /* the same */
        "یہ تصویر photo.jpg کے نام سے محفوظ ہے۔",                           /* not at its end */
        "اس نے ہم سب کو ایک ایک کر کے یہ تصویر دکھائی جس کا نام تھا a.jpg", /* more than eight words */
        "خلاصہ",
        "دوسرا باب",
    };
    static const char *const english[] = {
        "By khizar", /* a byline only in a text of the other direction */
        "He did not read more.",
        "Sourced from many places.",
        "By all accounts the sea was calm.",
        "Trending upwards, the index closed higher.",
        "Advertisements were banned.",
    };
    (void)state;
    check_lines(URDU, URDU, urdu, WQ_COUNT(urdu), 't');
    check_lines(ENGLISH, ENGLISH, english, WQ_COUNT(english), 't');
}

/* Whatever it begins with or holds, a paragraph over 240 letters is text. */
static void test_long_ones_are_not(void **state)
{
    static const char *const begins[] = {"Read more", "Leave a reply", "All rights reserved", "Also read"};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(begins); i++) {
        for (size_t letters = 240; letters <= 241; letters++) {
            struct wq_buf text = WQ_BUF_INIT;
            wq_buf_addf(&text, "%s\n\n", ENGLISH);
            size_t start = text.len;
            wq_buf_addf(&text, "%s ", begins[i]);
            while (text.len - start < letters)
                wq_buf_addc(&text, 'x');
            struct wq_article *a = article_of(text.data);
            /* "read more" must be the whole of it */
            check_kinds(begins[i], a, letters == 240 && i > 0 ? "t-F" : "t-t");
            wq_article_free(a);
            wq_buf_release(&text);
        }
    }
}

/* The reach of a rule: itself, the headlines behind it, everything behind it. */
static void test_reach(void **state)
{
    static const struct {
        const char *text, *kinds;
    } cases[] = {
        {ENGLISH "\n\nRead more\n\nshort line\n\n" ENGLISH, "t-F-t-t"},
        {ENGLISH "\n\nRelated news\nFirst headline of three\nSecond headline\nA third one\n" ENGLISH
                 "\n" ENGLISH,
         "t-FFFFtt"},
        {ENGLISH "\n\nRelated news\n\nFirst headline of three\n\nSecond headline\n\n" ENGLISH, "t-F-F-F-t"},
        /* One headline by itself that has text behind it is a heading of the article's own. */
        {ENGLISH "\n\nRelated news\n\nWhat happened next\n\n" ENGLISH, "t-F-t-t"},
        {ENGLISH "\n\nRelated news\n\nWhat happened next\n", "t-F-F"},
        {ENGLISH "\n\nRelated news\n" ENGLISH, "t-Ft"},
        {ENGLISH "\n\nLeave a Reply\n\n" ENGLISH "\n\nName\nEmail", "t-F-F-FF"},
        {ENGLISH "\n\nPost Comment\nName", "t-FF"},
        {ENGLISH "\n\nPost comment threads are long.\nName", "t-tt"},
        {URDU "\n\nزیادہ پڑھی جانے والی پاکستان\nایک سرخی\nدوسری سرخی", "t-FFF"},
        {URDU "\n\nنظر شما\nنام\nایمیل", "t-FFF"},
        {URDU "\n\nקראו עוד\nכותרת ראשונה\nכותרת שנייה\n" URDU, "t-FFFt"},
        {URDU "\n\nקראו את עוד\nכותרת ראשונה\n" URDU, "t-ttt"},
    };
    (void)state;
    for (size_t i = 0; i < WQ_COUNT(cases); i++) {
        struct wq_article *a = article_of(cases[i].text);
        check_kinds(cases[i].text, a, cases[i].kinds);
        wq_article_free(a);
    }
}

/* Verse, tables and lists are text, however short their lines. */
static void test_short_lines_are_text(void **state)
{
    struct wq_article *a = article_sample("ur-ghalib");

    (void)state;
    assert_int_equal(a->furniture, 0);
    wq_article_free(a);
    a = article_of(URDU "\n\nنقش فریادی ہے\nکس کی شوخیِ تحریر کا\n\n- ایک\n- دو\n- تین\n\n" URDU);
    check_kinds("list", a, "t-tt-ttt-t");
    wq_article_free(a);
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_samples),
        cmocka_unit_test(test_lines_that_are),
        cmocka_unit_test(test_lines_that_are_not),
        cmocka_unit_test(test_long_ones_are_not),
        cmocka_unit_test(test_reach),
        cmocka_unit_test(test_short_lines_are_text),
    };
    return cmocka_run_group_tests(tests, articles_open, articles_close);
}
