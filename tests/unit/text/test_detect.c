/* Texts in code pages, without a word of what they are in, down to a few words. */
#include "waraq/base/array.h"
#include "waraq/base/buf.h"
#include "waraq/text/decode.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ustring.h>

#include <cmocka.h>

static struct wq_buf encode(const char *text, size_t len, const char *encoding)
{
    UErrorCode e = U_ZERO_ERROR;
    struct wq_buf b = WQ_BUF_INIT;
    UChar units[4096];
    char bytes[8192];
    int32_t n;

    u_strFromUTF8(units, WQ_COUNT(units), &n, text, (int32_t)len, &e);
    UConverter *c = ucnv_open(encoding, &e);
    ucnv_setFromUCallBack(c, UCNV_FROM_U_CALLBACK_STOP, NULL, NULL, NULL, &e);
    n = ucnv_fromUChars(c, bytes, sizeof bytes, units, n, &e);
    if (U_FAILURE(e))
        print_error("%s: %s: %s\n", encoding, u_errorName(e), text);
    assert_true(U_SUCCESS(e));
    ucnv_close(c);
    wq_buf_add(&b, bytes, (size_t)n);
    return b;
}

/* Reads text back out of its bytes; says what it was taken for where that went wrong. */
static void assert_reads_back(const char *text, size_t len, const char *encoding, const char *name)
{
    struct wq_buf b = encode(text, len, encoding);
    struct wq_text t;

    assert_int_equal(wq_decode(b.data, b.len, NULL, &t, NULL), WQ_OK);
    if (t.len != len || memcmp(t.data, text, len) != 0 || (name && strcmp(t.encoding, name) != 0))
        print_error("%s taken for %s: %.*s\n", encoding, t.encoding, (int)len, text);
    assert_int_equal(t.len, len);
    assert_memory_equal(t.data, text, len);
    assert_int_equal(t.replaced, 0);
    if (name)
        assert_string_equal(t.encoding, name);
    wq_text_release(&t);
    wq_buf_release(&b);
}

/* The first n words; the whole if there are fewer. */
static size_t words(const char *text, int n)
{
    size_t i = 0;

    for (; text[i]; i++) {
        if (text[i] == ' ' && --n == 0)
            break;
    }
    return i;
}

/* windows-1256 has no U+06CC and no U+06D4: there Persian and Urdu are written with U+064A and a full stop.
 */
static const char *const arabic_pages[] = {
    /* Urdu */
    "صدر مملکت نے کہا کہ ملک ميں امن و امان کا قيام حکومت کي پہلي ترجيح ہے.",
    "کراچي ميں آج صبح سے ہلکي بارش ہو رہي ہے اور لوگ گھروں ميں ہيں.",
    "يہ کتاب ميرے دادا نے مجھے اس وقت دي تھي جب ميں دس برس کا تھا.",
    "وزير خارجہ کل پيرس روانہ ہوں گے جہاں وہ اپنے ہم منصب سے ملاقات کريں گے.",
    "پڑھنے والوں کے ليے ڈاکٹر صاحب کا نيا کالم ہر جمعے کو شائع ہوتا ہے.",
    "اختيارات بيان کرنے ميں غلطي ہوئي", /* ICU thinks it is Korean */
    /* Persian */
    "رييس جمهور ديروز در سخنراني خود گفت که دولت براي حل اين مشکل برنامه دارد.",
    "کتابخانه ملي ايران هزاران نسخه خطي را براي پژوهشگران آماده کرده است.",
    "هواي تهران فردا سرد و باراني خواهد بود و در کوه ها برف مي بارد.",
    "گزارش تازه نشان مي دهد که قيمت نان در ماه گذشته چند برابر شده است.",
    /* Arabic */
    "أعلنت وزارة الصحة اليوم عن افتتاح مستشفى جديد في مدينة حلب القديمة.",
    "قال الرئيس إن الانتخابات المقبلة ستجرى في موعدها ولن تؤجل مهما حدث.",
    "كان الكاتب يجلس كل صباح في المقهى القريب من بيته ويقرأ الجريدة.",
    "ارتفعت أسعار النفط في الأسواق العالمية بعد تراجع الإنتاج في الخليج.",
    "سَافَرَ الطَّالِبُ إِلى المَدِينَةِ لِيَدْرُسَ الطِّبَّ",
};

static const char *const hebrew_pages[] = {
    "ראש הממשלה אמר היום כי הבחירות יתקיימו במועדן ולא יידחו.",
    "הספרייה הלאומית בירושלים פתחה תערוכה חדשה של כתבי יד עתיקים.",
    "מזג האוויר מחר יהיה קר וגשום ברוב אזורי הארץ.",
    "הסופר ישב כל בוקר בבית הקפה שליד ביתו וקרא עיתון.",
    "שר החוץ ייצא בשבוע הבא לפריז ויפגוש שם את עמיתו הצרפתי.",
};

static void test_arabic_pages(void **state)
{
    (void)state;
    for (size_t i = 0; i < WQ_COUNT(arabic_pages); i++) {
        const char *s = arabic_pages[i];
        for (int n = 2; n < 30; n++)
            assert_reads_back(s, words(s, n), "windows-1256", "windows-1256");
    }
}

static void test_iso_arabic(void **state)
{
    (void)state;
    /* Those that are Arabic: the page has no letters for the others. */
    for (size_t i = 10; i < 15; i++) {
        const char *s = arabic_pages[i];
        for (int n = 5; n < 30; n++)
            assert_reads_back(s, words(s, n), "ISO-8859-6", "ISO-8859-6");
    }
}

static void test_hebrew_pages(void **state)
{
    (void)state;
    for (size_t i = 0; i < WQ_COUNT(hebrew_pages); i++) {
        const char *s = hebrew_pages[i];
        for (int n = 3; n < 30; n++) {
            assert_reads_back(s, words(s, n), "windows-1255", "windows-1255");
            /* The same bytes. */
            assert_reads_back(s, words(s, n), "ISO-8859-8", NULL);
        }
    }
    assert_reads_back("בְּרֵאשִׁית בָּרָא אֱלֹהִים", strlen("בְּרֵאשִׁית בָּרָא אֱלֹהִים"), "windows-1255", "windows-1255");
}

/* An English page with a little of it, and the reverse. */
static void test_mixed(void **state)
{
    static const char *const texts[] = {
        "The word for paper is ورق and the word for a book is کتاب in all of them, he wrote from Lahore.",
        "نئي GNU/Linux distribution ميں Firefox اور LibreOffice پہلے سے موجود ہيں.",
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit. سلام",
        "* * *\n\n1. ورق\n2. کتاب\n\n(2024) 12:30",
    };

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(texts); i++)
        assert_reads_back(texts[i], strlen(texts[i]), "windows-1256", "windows-1256");
}

/* Behind more ASCII than the detector looks at. */
static void test_late(void **state)
{
    struct wq_buf text = encode(arabic_pages[0], strlen(arabic_pages[0]), "windows-1256");
    struct wq_buf b = WQ_BUF_INIT;
    struct wq_text t;

    (void)state;
    while (b.len < 100 * 1024)
        wq_buf_adds(&b, "Line after line of plain English\n");
    size_t before = b.len;
    wq_buf_add(&b, text.data, text.len);
    assert_int_equal(wq_decode_buf(&b, NULL, &t, NULL), WQ_OK);
    assert_string_equal(t.encoding, "windows-1256");
    assert_string_equal(t.data + before, arabic_pages[0]);
    wq_text_release(&t);
    wq_buf_release(&text);
}

/* What is neither Arabic nor Hebrew is not taken for it. */
static void test_others(void **state)
{
    static const struct {
        const char *encoding, *text;
    } others[] = {
        {"windows-1251", "Президент заявил, что выборы пройдут в срок и не будут перенесены."},
        {"KOI8-R", "Президент заявил, что выборы пройдут в срок и не будут перенесены."},
        {"ISO-8859-5", "Президент заявил, что выборы пройдут в срок и не будут перенесены."},
        {"windows-1251", "Завтра в столице ожидается дождь, а в горах снег."},
        {"windows-1251", "Файлът не може да бъде отворен за писане."},
        {"windows-1253", "Ο πρόεδρος δήλωσε ότι οι εκλογές θα γίνουν στην ώρα τους."},
        {"windows-1252", "Le café était fermé, où l’élève espérait déjeuner à côté de sa sœur aînée."},
        {"windows-1252", "Über den Dächern hängt spät am Abend noch der Föhn, und die Vögel schweigen früh."},
        {"windows-1252", "El niño soñó con un pingüino que vivía más allá de la montaña."},
        {"Shift_JIS", "首相は、選挙は予定どおり行われると述べた。明日は雨が降るでしょう。"},
        {"EUC-JP", "首相は、選挙は予定どおり行われると述べた。明日は雨が降るでしょう。"},
        {"EUC-JP", "このページはカタカナでできている。"},
        {"GB18030", "总统说，选举将按时举行，不会推迟。明天北方大部分地区将有小雨。"},
        {"Big5", "總統說，選舉將按時舉行，不會延後。明天北部大部分地區會有小雨。"},
        {"EUC-KR", "대통령은 선거가 예정대로 치러질 것이며 미뤄지지 않을 것이라고 말했다."},
    };

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(others); i++)
        assert_reads_back(others[i].text, strlen(others[i].text), others[i].encoding, NULL);
}

static void test_utf16(void **state)
{
    (void)state;
    for (size_t i = 0; i < WQ_COUNT(arabic_pages); i++) {
        const char *s = arabic_pages[i];
        for (int n = 1; n < 30; n++) {
            assert_reads_back(s, words(s, n), "UTF-16LE", "UTF-16LE");
            assert_reads_back(s, words(s, n), "UTF-16BE", "UTF-16BE");
            assert_reads_back(s, words(s, n), "UTF-8", "UTF-8");
        }
    }
}

/* Controls are looked for eight bytes at a time: two in eight are too many, wherever they stand. */
static void test_controls(void **state)
{
    (void)state;
    for (unsigned c = 1; c < 0x80; c++) { /* NULs have rules of their own */
        bool text = (c >= '\b' && c <= '\r') || c == 0x1B || (c >= 0x20 && c != 0x7F);
        for (size_t first = 0; first < 8; first++) {
            for (size_t second = first + 1; second < 8; second++) {
                char s[] = "news and";
                struct wq_text t;
                s[first] = s[second] = (char)c;
                enum wq_status status = wq_decode(s, 8, NULL, &t, NULL);
                assert_int_equal(status, text ? WQ_OK : WQ_EBINARY);
                if (status == WQ_OK)
                    wq_text_release(&t);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_arabic_pages), cmocka_unit_test(test_iso_arabic),
        cmocka_unit_test(test_hebrew_pages), cmocka_unit_test(test_mixed),
        cmocka_unit_test(test_late),         cmocka_unit_test(test_others),
        cmocka_unit_test(test_utf16),        cmocka_unit_test(test_controls),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
