/* Languages told from letters and commonest words. */
#include "../../support/articles.h"
#include "waraq/base/array.h"
#include "waraq/base/buf.h"
#include "waraq/doc/language.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void test_samples(void **state)
{
    (void)state;
    for (size_t i = 0; i < nsamples; i++) {
        /* A sample's name begins with its language; the one in several is mostly Urdu. */
        char expected[8] = "";
        strncpy(expected, samples[i], strcspn(samples[i], "-"));
        if (!strcmp(expected, "mul"))
            strcpy(expected, "ur");
        struct wq_article *a = article_sample(samples[i]);
        if (strcmp(a->language, expected) != 0)
            fail_msg("%s: '%s'", samples[i], a->language);
        wq_article_free(a);
    }
}

/* Every paragraph of more than a line is long enough to tell. */
static void test_paragraphs_of_samples(void **state)
{
    (void)state;
    for (size_t i = 0; i < nsamples; i++) {
        struct wq_article *a = article_sample(samples[i]);
        for (size_t k = 0; k < a->nparas && strncmp(samples[i], "mul", 3) != 0; k++) {
            struct wq_span span = a->paras[k].span;
            if (wq_span_len(span) < 300)
                continue;
            const char *language = wq_language_of(a->text.data + span.start, wq_span_len(span));
            if (strcmp(language, a->language) != 0)
                fail_msg("%s, paragraph %zu: '%s'", samples[i], k, language);
        }
        wq_article_free(a);
    }
}

static void test_sentences(void **state)
{
    static const struct {
        const char *text, *language;
    } cases[] = {
        {"", ""},
        {"123 + 4 = … ۱۲۳ ٪", ""},
        {"😀 🎉", ""},
        {"یہ کتاب میری ہے اور وہ لڑکا میرا بھائی ہے۔", "ur"},
        {"پاکستان کے وزیراعظم نے کہا ہے کہ ملک میں بجلی کا بحران ختم ہو جائے گا۔", "ur"},
        {"این کتاب از کتابخانهٔ ملی است و چاپ نخست آن در تهران بود.", "fa"},
        {"اين كتاب از كتابخانه ملي است و چاپ نخست آن پيش از جنگ بود.", "fa"}, /* on an Arabic keyboard */
        {"هذا الكتاب من المكتبة الوطنية وقد طبع في القاهرة سنة ألف.", "ar"},
        {"هٰذَا كِتَابٌ جَمِيلٌ", "ar"},
        {"دا کتاب زما دی او هغه هلک زما ورور دی چې په ښوونځي کې لولي.", "ps"},
        {"هي ڪتاب منهنجو آهي ۽ اهو ڇوڪرو منهنجو ڀاءُ آهي جيڪو اسڪول ۾ پڙهي ٿو.", "sd"},
        {"ئەم کتێبە هی منە و ئەو کوڕە برای منە کە لە قوتابخانە دەخوێنێت.", "ckb"},
        {"دیکھیے https://www.example.org/news/articles/this-is-the-page-of-the-day یہ ہے", "ur"},
        {"دیکھیے this is the news of the day یہ ہے", "en"},
        {"בראשית ברא אלהים את השמים ואת הארץ", "he"},
        {"The quick brown fox jumps over the lazy dog and runs to the river.", "en"},
        {"Le renard brun saute par-dessus le chien et court dans la forêt avec une poule.", "fr"},
        {"Der schnelle Fuchs springt über den Hund und das ist nicht gut für ihn.", "de"},
        {"Vatandaşlar bu yıl için çok daha iyi bir plan ve program bekliyor.", "tr"},
        {"Съешь же ещё этих мягких французских булок", "ru"},
        {"Ξεσκεπάζω την ψυχοφθόρα βδελυγμία", "el"},
        {"यह किताब मेरी है", "hi"},
        {"这是一本关于图书馆的书", "zh"},
        {"これは図書館についての本です", "ja"},
        {"이것은 도서관에 관한 책입니다", "ko"},
        /* What there is most of decides. */
        {"یہ کتاب میری ہے اور وہ لڑکا میرا بھائی ہے۔ The UN said.", "ur"},
        {"The book was printed in the city of Lahore (لاہور) and sold by the dealers of Delhi.", "en"},
        {"xyzzy plugh", ""}, /* Latin letters that are no language's */
    };
    (void)state;
    for (size_t i = 0; i < WQ_COUNT(cases); i++) {
        const char *language = wq_language_of(cases[i].text, strlen(cases[i].text));
        if (strcmp(language, cases[i].language) != 0)
            fail_msg("'%s': '%s' instead of '%s'", cases[i].text, language, cases[i].language);
        assert_true(strlen(language) < WQ_LANGUAGE_MAX);
    }
}

/* Only the first 32 KiB are looked at, and a character that lies across that end does no harm. */
static void test_long_text(void **state)
{
    struct wq_buf text = WQ_BUF_INIT;

    (void)state;
    for (size_t shift = 0; shift < 4; shift++) {
        wq_buf_clear(&text);
        for (size_t i = 0; i < shift; i++)
            wq_buf_addc(&text, '.');
        while (text.len < 32768)
            wq_buf_adds(&text, "یہ کتاب میری ہے اور وہ لڑکا میرا بھائی ہے۔ ");
        for (size_t i = 0; i < 20000; i++)
            wq_buf_adds(&text, "the and of to ");
        assert_string_equal(wq_language_of(text.data, text.len), "ur");
    }
    wq_buf_release(&text);
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_samples),
        cmocka_unit_test(test_paragraphs_of_samples),
        cmocka_unit_test(test_sentences),
        cmocka_unit_test(test_long_text),
    };
    return cmocka_run_group_tests(tests, articles_open, articles_close);
}
