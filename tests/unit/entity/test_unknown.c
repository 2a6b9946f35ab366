/* Names of which no list has a word, in Urdu; ordinary words, in all their forms, are none. */
#include "find_in.h"

#include <stdio.h>

enum { NAMES = 1U << WQ_PERSON | 1U << WQ_ORGANISATION | 1U << WQ_LOCATION };

/* Found: kind, words, id of each, parted by " | ". The names are made up. */
static const struct row {
    const char *text, *found;
} rows[] = {
    /* What acts, owns, is acted on; a sentence that goes on with a verb. */
    {"میچ کے بعد زوبرک تمیشو نے کہا کہ بارش ہوئی", "PERSON زوبرک تمیشو per:زوبرک_تمیشو"},
    {"زوبرک تمیشو کا کہنا ہے", "PERSON زوبرک تمیشو per:زوبرک_تمیشو"},
    {"پولیس نے زوبرک تمیشو کو پکڑا", "PERSON زوبرک تمیشو per:زوبرک_تمیشو"},
    {"قرار پانے والے زوبرک تمیشو ہار گئے", "PERSON زوبرک تمیشو per:زوبرک_تمیشو"},
    {"بارش ہوئی۔ زوبرک نے کہا", "PERSON زوبرک per:زوبرک"},
    {"نئی زوبرک نے", ""},
    {"زوبرک تمیشو شلوگن دمیرخ گزوبل نے کہا", ""},
    /* The last word of what acts may be an ordinary one. */
    {"کل زوبرک تھیلا نے کہا", "PERSON زوبرک تھیلا per:زوبرک_تھیلا"},
    /* Lists. */
    {"ان میں زوبرک تمیشو، شلوگن دمیرخ اور گزوبل ہنکاش شامل ہیں",
     "PERSON زوبرک تمیشو per:زوبرک_تمیشو | PERSON شلوگن دمیرخ per:شلوگن_دمیرخ | PERSON گزوبل ہنکاش "
     "per:گزوبل_ہنکاش"},
    {"ان میں زوبرک، شلوگن اور گزوبل شامل ہیں",
     "PERSON زوبرک per:زوبرک | PERSON شلوگن per:شلوگن | PERSON گزوبل per:گزوبل"},
    {"وہ زوبرک اور شلوگن کے پہاڑی علاقوں میں رہے", "LOCATION زوبرک loc:زوبرک | LOCATION شلوگن loc:شلوگن"},
    {"ان میں سیب، انگور اور انار شامل ہیں", ""},
    /* Kin, ولد, titles. */
    {"مقتول کے بھائی زوبرک دو ماہ سے بیمار ہیں", "PERSON زوبرک per:زوبرک"},
    {"مقتول کے بھائی دو ماہ سے بیمار ہیں", ""},
    {"ملزم زوبرک ولد تمیشو نے", "PERSON زوبرک per:زوبرک | PERSON تمیشو per:تمیشو"},
    {"ڈرائیور زوبرک فرار ہو گیا", "PERSON زوبرک per:زوبرک"},
    {"ڈرائیور فرار ہو گیا", ""},
    {"ڈرائیور زوبرک سے آیا", ""},
    {"وزیر دفاع زوبرک تمیشو مستعفی ہو گئے", "PERSON زوبرک تمیشو per:زوبرک_تمیشو"},
    {"ڈیزائنر زوبرک تمیشو ریشمی چغے پہن کر آئے", "PERSON زوبرک تمیشو per:زوبرک_تمیشو"},
    /* Where. */
    {"اگلا مقابلہ زوبرک میں ہوگا", "LOCATION زوبرک loc:زوبرک"},
    {"اگلا مقابلہ بازار میں ہوگا", ""},
    /* What else has names. */
    {"نغمہ زوبرک تمیشو نے دھوم مچا دی", ""},
    {"بحری جہاز زوبرک تمیشو کو نقصان پہنچا", ""},
    {"سیارے زوبرک میں پانی نہیں", ""},
    /* Titles of honour and bodies have the Arabic article. */
    {"اور النزوبک نے کہا", ""},
    {"اور zobrak، tamisho اور shlogan شامل ہیں", ""},
};

static void test_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < WQ_COUNT(rows); i++)
        find_check("ur", rows[i].text, NAMES, FIND_IDS, rows[i].found);
}

/* Forms of words in the lists, each where an unknown word would be somebody. */
static void test_forms(void **state)
{
    static const char *const forms[] = {
        "صلاحیتیں", "پابندیاں",  "شکایتوں",   "ملاحوں",    "بچیوں",  "شہزادے",   "لاکھوں",
        "دریاؤں",   "نمائندگان", "آلودگیوں",  "مجرمانہ",   "پائلٹس", "سرحدیں",   "بنوائی",
        "کھلوائے",  "نکلوایا",   "دکھاتیں",   "چھپائیں",   "دیکھیے", "پگھل",     "نکال",
        "سمجھاکر",  "بدلوں",     "فلسطینیوں", "یوکرینیوں", "طوفانی", "خاندانوں", "چوریاں",
    };

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(forms); i++) {
        char text[128];
        snprintf(text, sizeof text, "بارش ہوئی۔ %s نے کہا", forms[i]);
        char *found = find_in("ur", text, NAMES, FIND_IDS);
        if (*found)
            fail_msg("%s: '%s'", text, found);
        free(found);
    }
}

/* A name's word that is an ordinary one too stays what it is. */
static void test_names_stay(void **state)
{
    (void)state;
    char *found =
        find_in("ur", "ساغر صدیقی اور سوئی میں گیس کی بات ہوئی۔ وزیر فرحان کشمیری نے کہا", NAMES, FIND_IDS);
    assert_non_null(strstr(found, "PERSON ساغر صدیقی"));
    assert_non_null(strstr(found, "PERSON فرحان کشمیری"));
    free(found);
}

/* In other languages, and in texts of which most is unknown, nothing is guessed so. */
static void test_where_not(void **state)
{
    (void)state;
    char *found = find_in("sd", "میچ کے بعد زوبرک تمیشو نے کہا", NAMES, FIND_IDS);
    assert_string_equal(found, "PERSON زوبرک تمیشو per:زوبرک_تمیشو"); /* by what it says */
    free(found);
    found = find_in("sd", "پولیس نے زوبرک تمیشو کو پکڑا", NAMES, FIND_IDS);
    assert_string_equal(found, "");
    free(found);
    struct wq_buf text = WQ_BUF_INIT;
    for (int i = 0; i < 20; i++)
        wq_buf_adds(&text, "گلذشم بروخت نزگام ہلوشا۔ ");
    wq_buf_adds(&text, "پولیس نے زوبرک تمیشو کو پکڑا");
    found = find_in("ur", text.data, NAMES, FIND_IDS);
    assert_string_equal(found, "");
    free(found);
    wq_buf_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_forms),
        cmocka_unit_test(test_names_stay),
        cmocka_unit_test(test_where_not),
    };

    return cmocka_run_group_tests(tests, find_open, find_close);
}
