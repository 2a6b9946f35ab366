/* Names in Arabic, Persian, Hebrew and English: what is one and what is none, where they begin and end. */
#include "find_in.h"

enum { NAMES = 1U << WQ_PERSON | 1U << WQ_ORGANISATION | 1U << WQ_LOCATION };

static const struct {
    const char *language, *text, *expected;
} table[] = {
    /* a town behind a first name is a family name, but not behind a verb */
    {"ar", "وذكر خالد الدرعية ذلك.", "PERSON خالد الدرعية per:خالد_الدرعیہ"},
    {"ar", "وصل هادي الرياض.", "LOCATION الرياض loc:riyadh"},
    {"ar", "التقى محمد فنيش الوفد.", "PERSON محمد فنيش per:محمد_فنیش"},
    {"fa", "به گفته منصور بیجار، راه باز است.", "PERSON منصور بیجار per:منصور_بیجار"},
    {"fa", "منصور بیجار را ترک کرد.", "LOCATION بیجار loc:bijar"},
    /* a first name that is a word as well, and what ends as a nisba does */
    {"ar", "وحضر مراد الزغيدلي الجلسة.", "PERSON مراد الزغيدلي per:مراد_الزغیدلی"},
    {"ar", "وحضر الكمال الأصيلي.", ""},
    /* the one known by her first name alone, and somebody else */
    {"ar", "وغنت يسرا أمس.", "PERSON يسرا per:yousra"},
    {"ar", "وغنت يسرا اللوزاني أمس.", "PERSON يسرا اللوزاني per:یسرا_اللوزانی"},
    /* a town that is a word as well, in or beside another of its country */
    {"ar", "سقطت القذائف في الخرطوم وفي الدبة.",
     "LOCATION الخرطوم loc:khartoum | LOCATION الدبة loc:ad_dabbah"},
    {"ar", "رأى الناس في الدبة صورة.", ""},
    {"he", "האש נראתה בחיפה ובנתיבות.", "LOCATION חיפה loc:haifa | LOCATION נתיבות loc:netivot"},
    {"he", "האש נראתה בחיפה וברחובות.", "LOCATION חיפה loc:haifa"},
    /* roads by number; what is written to the next word parts it */
    {"he", "כביש 6 נחסם", "LOCATION כביש 6 loc:כביש_6"},
    {"he", "כביש 1500 מטר", ""},
    {"he", "הוא עומד ברחוב ובכיכר", ""},
    /* who tells news, and a paper in quotes */
    {"fa", "به گزارش مهر، راه باز است.", "ORGANISATION مهر org:mehr_news"},
    {"fa", "در ماه مهر راه باز است.", ""},
    {"ar", "أفادت سانا بوقوع انفجار.", "ORGANISATION سانا org:sana"},
    {"he", "ב\"הארץ\" נכתב", "ORGANISATION הארץ org:haaretz"},
    {"he", "הארץ רעשה", ""},
    /* where the name of a body begins and ends */
    {"ar", "قرار أوبك+ اليوم", "ORGANISATION أوبك+ org:opec"},
    {"ar", "شركة كوفيستروب الألمانية", "ORGANISATION شركة كوفيستروب org:شرکہ_کوفیستروب"},
    {"ar", "نعت نقابة الفنانين الراحل", "ORGANISATION نقابة الفنانين org:نقابہ_الفنانین"},
    {"he", "מפעל בכרמיאל נסגר", "LOCATION כרמיאל loc:karmiel"},
    {"he", "הם פנו אל הקרן החדשה למחול", "ORGANISATION הקרן החדשה למחול org:הקרן_החדשה_למחול"},
    {"he", "נסע לאיחוד האירופי", "ORGANISATION איחוד האירופי org:european_union"},
    /* units and channels by their number, and other numbers */
    {"ar", "تقدمت الفرقة 98 شمالا", "ORGANISATION الفرقة 98 org:الفرقہ_98"},
    {"ar", "تقدم اللواء 143 مشاة شمالا", "ORGANISATION اللواء 143 مشاة org:اللواء_143_مشاہ"},
    {"ar", "قضت الفرقة السادسة وقتا", ""},
    {"he", "לוחמי חטיבה 401 התקדמו", "ORGANISATION חטיבה 401 org:חטיבה_401"},
    /* what is called so in quotes, and what is only said so */
    {"ar", "كتبت صحيفة \"الخبران\" أمس", "ORGANISATION الخبران org:الخبران"},
    {"ar", "انتهت حملة \"الخبران\" أمس", ""},
    /* a body of somebody, and one with somebody behind */
    {"ar", "نقل إلى مستشفى محمد بوضيافي.", "ORGANISATION مستشفى محمد بوضيافي org:مستشفی_محمد_بوضیافی"},
    {"ar", "وقال نائب كتلة الصادقيون حسن سالم",
     "ORGANISATION كتلة الصادقيون org:کتلہ_الصادقیون | PERSON حسن سالم per:حسن_سالم"},
    {"ar", "أمرت محكمة تحقيق الكوت بذلك", "ORGANISATION محكمة تحقيق الكوت org:محکمہ_تحقیق_الکوت"},
    {"ar", "اندلع حريق في مركز تسوق بالكوت", "LOCATION الكوت loc:kut"},
    {"he", "הוא פונה אל המרכז הרפואי", ""},
    /* two nouns behind some heads; what sort it is behind a place; a body beside another */
    {"ar", "قالت هيئة مكافحة التزوير إنها", "ORGANISATION هيئة مكافحة التزوير org:ہییہ_مکافحہ_التزویر"},
    {"ar", "بدأ برنامج مكافحة التزوير أمس", ""},
    {"ar", "نقل إلى مستشفى صبراتة التعليمي",
     "ORGANISATION مستشفى صبراتة التعليمي org:مستشفی_صبراتہ_التعلیمی"},
    {"ar", "خالفت ميتا وتيك توك القواعد", "ORGANISATION ميتا org:meta | ORGANISATION تيك توك org:tiktok"},
    {"ar", "خالفت ميتا القواعد", ""},
    /* where a person's name ends */
    {"fa", "یاشار سلطانیان روزنامه‌نگار آمد",
     "PERSON یاشار سلطانیان per:یاشار_سلطانیان"},
    {"ar", "وعد أشرف صبحي بالبحث", "PERSON أشرف صبحي per:ashraf_sobhy"},
    {"ar", "أعلن محمد جميل المياحاني الحداد", "PERSON محمد جميل المياحاني per:محمد_جمیل_المیاحانی"},
    {"ar", "وسجل سافينيو وكالوديو هدفين", "PERSON سافينيو per:savinho"},
    {"he", "תא\"ל (מיל') בנצי ברוך אמר", "PERSON בנצי ברוך per:בנצי_ברוך"},
    {"fa", "دادستان فارس گفت", "LOCATION فارس loc:fars_province"},
    {"fa", "غنی‌سازی ادامه دارد", ""},
    /* a club within a longer name */
    {"ar", "مباراة إنتر ميلان في الدوري انتهت بهدف في الملعب", "ORGANISATION إنتر ميلان org:inter_milan"},
    /* a word that begins as one with the article or a preposition does is no second family name */
    {"he", "אמר נדב בן סימון הזמיןן.", "PERSON נדב בן סימון per:נדב_בן_סימון"},
    {"he", "יפתחח באולימפיידה רפפורט", ""},
    /* an article is no part, and what bodies are called cuts no name that the lists have */
    {"en", "The United Nations met, and the United States came.",
     "ORGANISATION United Nations org:united_nations | LOCATION United States loc:usa"},
    {"en", "The Zarqun Times wrote it.", "ORGANISATION Zarqun Times org:zarqun_times"},
};

static void test_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < WQ_COUNT(table); i++)
        find_check(table[i].language, table[i].text, NAMES, FIND_IDS, table[i].expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_table)};

    return cmocka_run_group_tests(tests, find_open, find_close);
}
