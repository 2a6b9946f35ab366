/* Names in Urdu news by what stands beside them, each rule with what it must not take. */
#include "find_in.h"

enum { NAMES = 1U << WQ_PERSON | 1U << WQ_ORGANISATION | 1U << WQ_LOCATION };

/* Found: kind, words, id of each, parted by " | ". */
static const struct row {
    const char *text, *found;
} rows[] = {
    /* parties with their letter in brackets; a letter that is no part of the name */
    {"مسلم لیگ (ن) نے کہا", "ORGANISATION مسلم لیگ (ن) org:pml_n"},
    {"مسلم لیگ (ن اور دیگر) نے کہا", "ORGANISATION مسلم لیگ org:pml_n"},
    /* first names alone behind kin and beside others; words that are no names */
    {"اس کے بیٹے وقاص اور عدیل موقع پر دم توڑ گئے", "PERSON وقاص per:وقاص | PERSON عدیل per:عدیل"},
    {"اس کے بیٹے اور بھائی موقع پر پہنچے", ""},
    /* months and weekdays that are names */
    {"محمد رمضان نے کہا۔ پھر رمضان کو ہسپتال لایا گیا",
     "PERSON محمد رمضان per:محمد_رمضان | PERSON رمضان per:محمد_رمضان"},
    {"رمضان میں اوقات بدل گئے", ""},
    {"پڑوسی جمعہ خان نے کہا", "PERSON جمعہ خان per:جمعہ_خان"},
    {"جمعہ کو بارش ہوئی", ""},
    /* papers' datelines */
    {"قصور: بارش ہوئی", "LOCATION قصور loc:kasur"},
    {"یہ اس کا قصور: بارش", ""},
    /* whose name is longer than that of somebody known */
    {"ڈی پی او طارق عزیز سندھو نے کہا", "PERSON طارق عزیز سندھو per:طارق_عزیز_سندھو"},
    {"صوبائی وزیر ارشد ایوب خان نے کہا", "PERSON ارشد ایوب خان per:ارشد_ایوب_خان"},
    {"وزیر اعظم شہباز شریف نے کہا", "PERSON شہباز شریف per:shehbaz_sharif"},
    {"رکن قومی اسمبلی ملک احمد سعید خان نے کہا",
     "ORGANISATION قومی اسمبلی org:national_assembly_pk | PERSON ملک احمد سعید خان per:ملک_احمد_سعید_خان"},
    {"اس ملک میں بارش ہوئی", ""},
    {"آرمی چیف اولیکسندر سرسکی نے کہا", "PERSON اولیکسندر سرسکی per:oleksandr_syrskyi"},
    /* initials before names that no list has */
    {"وکیل فاروق ایچ بروہانی نے کہا", "PERSON فاروق ایچ بروہانی per:فاروق_ایچ_بروہانی"},
    /* somebody known by a name that is a city's */
    {"جے ڈی وینس نے کہا۔ وینس نے لکھا", "PERSON جے ڈی وینس per:j_d_vance | PERSON وینس per:j_d_vance"},
    {"وینس میں بارش ہوئی", "LOCATION وینس loc:venice"},
    {"محمد کیف نے کہا", "PERSON محمد کیف per:محمد_کیف"},
    {"کیف میں بارش ہوئی", "LOCATION کیف loc:kyiv"},
    /* what is called so */
    {"کرانبوشہ نامی گاؤں میں آگ لگی", "LOCATION کرانبوشہ loc:کرانبوشہ"},
    {"زنوبرا نامی تنظیم نے کہا", "ORGANISATION زنوبرا org:زنوبرا"},
    {"تنظیم زنوبرا کے مطابق", "ORGANISATION زنوبرا org:زنوبرا"},
    {"ثاقب نامی لڑکے نے کہا", "PERSON ثاقب per:ثاقب"},
    {"یہ تنظیم ملک میں کام کرتی ہے", ""},
    {"گگن شکلا مشن خلا میں گیا", ""},
    /* jails are called after one word */
    {"وہ ہدمنج جیل میں ہیں", "LOCATION ہدمنج جیل loc:ہدمنج_جیل"},
    {"رہنما ٹنڈو لیسوم جیل میں ہیں", "PERSON ٹنڈو لیسوم per:ٹنڈو_لیسوم"},
    /* ages; verbs behind names */
    {"تعلق رکھنے والے 45 سالہ عبدالستار رکشہ چلاتے ہیں", "PERSON عبدالستار per:عبدالستار"},
    {"45 سالہ خاتون رکشہ چلاتی ہیں", ""},
    {"حادثے میں عثمان ججمہ اور دیگر", "PERSON عثمان ججمہ per:عثمان_ججمہ"},
    {"پوتا ارمان دب گیا", "PERSON ارمان per:ارمان"},
    /* women's بی بی; honorifics are no names */
    {"بہو نسرین بی بی کو لایا گیا", "PERSON نسرین بی بی per:نسرین_بی_بی"},
    {"آیت اللہ علی سیستانی نے کہا", "PERSON علی سیستانی per:ali_al_sistani"},
    {"مولانا ارشد مدنی نے کہا", "PERSON ارشد مدنی per:arshad_madani"},
    /* a town called after somebody */
    {"انہوں نے محمد پور میں کہا", "LOCATION محمد پور loc:محمد_پور"},
    {"ایرانی وکیل نادر نبی پور نے کہا", "PERSON نادر نبی پور per:نادر_نبی_پور"},
    /* a block's number is no name */
    {"گلستان جوہر بلاک 13 میں", "LOCATION گلستان جوہر loc:gulistan_e_johar"},
    {"وہ گلستان جوہر بلاک میں رہتے ہیں", "LOCATION گلستان جوہر بلاک loc:گلستان_جوہر_بلاک"},
    /* a region and a place within it; a place that a word announces */
    {"لاہور کے علاقے ووسٹونچی کاسموڈروم میں",
     "LOCATION لاہور loc:lahore | LOCATION ووسٹونچی کاسموڈروم loc:ووسٹونچی_کاسموڈروم"},
    {"شمالی کوریا اتحاد ٹوٹ گیا", "LOCATION شمالی کوریا loc:north_korea"},
    /* letters of a longer name; what a longer phrase begins with */
    {"کے پی ٹی کے ملازم", "ORGANISATION کے پی ٹی org:kpt"},
    {"کے پی میں بارش ہوئی", "LOCATION کے پی loc:khyber_pakhtunkhwa"},
    {"امدادی کارکن ہیلی کاپٹروں سے آئے", ""},
    {"اے پی کے مطابق بارش ہوئی", "ORGANISATION اے پی org:ap"},
    /* a country that is a verb as well begins a sentence */
    {"بارش ہوئی۔ چلی میں دھوپ نکلی", "LOCATION چلی loc:chile"},
    {"گاڑی چلی میں نے دیکھا", ""},
    /* cities as second names */
    {"افسر شعیب ریاض پر مقدمہ ہوا", "PERSON شعیب ریاض per:شعیب_ریاض"},
    {"وہ ریاض پر اترے", "LOCATION ریاض loc:riyadh"},
    {"حلیمہ عدن نے کہا", "PERSON حلیمہ عدن per:حلیمہ_عدن"},
    {"اداکارہ زنوبرا برکسٹن نے کہا", "PERSON زنوبرا برکسٹن per:زنوبرا_برکسٹن"},
    {"اداکارہ زنوبرا برکسٹن میں رہتی ہیں", "LOCATION برکسٹن loc:brixton"},
    {"صحافی نصراللہ گڈانی کے قتل پر", "PERSON نصراللہ گڈانی per:نصراللہ_گڈانی"},
    {"پھر گڈانی کے لوگ آئے", "LOCATION گڈانی loc:gadani"},
    {"شاعر ولی اللہ معروف نے کہا", "PERSON ولی اللہ معروف per:ولی_اللہ_معروف"},
    {"شاعر ولی اللہ معروف ہیں", "PERSON ولی اللہ per:ولی_اللہ"},
    {"باغیوں نے عدن میں حملہ کیا", "LOCATION عدن loc:aden"},
    /* a title alone makes no name of a word like less */
    {"اب گواہ کم رہ گئے", ""},
    /* letters and a head; common words before a long name; somebody before a body of no name */
    {"گوادر میں آر سی ٹی کونسل نے کہا",
     "LOCATION گوادر loc:gwadar | ORGANISATION آر سی ٹی کونسل org:ار_سی_ٹی_کونسل"},
    {"یہ بات زنوبرا انسٹیٹیوٹ فار پیس نے کہی",
     "ORGANISATION زنوبرا انسٹیٹیوٹ فار پیس org:زنوبرا_انسٹیٹیوٹ_فار_پیس"},
    {"جبکہ 24 سالہ نوید افتخار ہسپتال میں ہے", "PERSON نوید افتخار per:نوید_افتخار"},
    /* fathers and villages */
    {"ملزم قیصر عباس ولد فدا حسین سکنہ کھڈرانہ کو پکڑا",
     "PERSON قیصر عباس per:قیصر_عباس | PERSON فدا حسین per:فدا_حسین | LOCATION کھڈرانہ loc:کھڈرانہ"},
    {"ملزم ولد اور سکنہ کو پکڑا", ""},
    /* a surname that begins a sentence */
    {"شبھانشو شکلا نے کہا۔ شکلا خلا میں گئے",
     "PERSON شبھانشو شکلا per:shubhanshu_shukla | PERSON شکلا per:shubhanshu_shukla"},
    /* verbs of saying end a name as نے does */
    {"تجزیہ کار خلود خیر کہتی ہیں", "PERSON خلود خیر per:خلود_خیر"},
    {"پھر نادرہ کہتی ہیں", "PERSON نادرہ per:نادرہ"},
    {"پھر نادرہ کرتی ہیں", ""},
    {"لوگ کہتے ہیں", ""},
    /* first names alone beside each other; words that are names as well */
    {"زخمیوں میں عروہ، منال اور حورین شامل ہیں",
     "PERSON عروہ per:عروہ | PERSON منال per:منال | PERSON حورین per:حورین"},
    {"یہ محبت، صداقت اور امن کی بات ہے", ""},
    /* what acts is no infinitive */
    {"سنتوش نیوپانے نے کہا", "PERSON سنتوش نیوپانے per:سنتوش_نیوپانے"},
    {"سنتوش پکانے لگا", ""},
    /* a first name that is any word: behind a title and before a family name, or in a list */
    {"چرواہے وصیت خان نے کہا", "PERSON وصیت خان per:وصیت_خان"},
    {"چرواہے وصیت کر گئے", ""},
    {"نصرت بجیر، کرن سادھوانی اور ریما کولھی نے کہا", "PERSON نصرت بجیر per:نصرت_بجیر | PERSON کرن سادھوانی "
                                                      "per:کرن_سادھوانی | PERSON ریما کولھی per:ریما_کولھی"},
    {"ہر کرن روشن ہے", ""},
    {"مالک محمد علی انجم کو فکر ہے", "PERSON محمد علی انجم per:محمد_علی_انجم"},
    /* words that are others as well, where both are names and act */
    {"پھر چراغ شیر نے کہا", "PERSON چراغ شیر per:چراغ_شیر"},
    {"پھر چراغ شیر کو دیکھا", ""},
    {"پھر تسنیم کوثر نے کہا", "PERSON تسنیم کوثر per:تسنیم_کوثر"},
    {"پھر تسنیم نے کہا", "ORGANISATION تسنیم org:tasnim"},
    {"مدرسے کے قاری عمر کے خلاف", "PERSON عمر per:عمر"},
    {"اس کی عمر کے لوگ", ""},
    {"تنظیم ایچ ٹی جی ایف نے کہا", "ORGANISATION ایچ ٹی جی ایف org:ایچ_ٹی_جی_ایف"},
    {"کمپنی سی ای او نے کہا", ""},
    /* a word that only somebody in the lists is called by, before a family name */
    {"جس پر مشعال یوسفزئی نے شور مچایا", "PERSON مشعال یوسفزئی per:مشعال_یوسفزیی"},
    {"جس پر مشعال ریڈیو نے کہا", "ORGANISATION مشعال ریڈیو org:mashaal_radio"},
    /* behind a title or kin a first name alone, and the sentence goes on */
    {"ان کی بیٹی مومل پانی میں بہہ گئی", "PERSON مومل per:مومل"},
    {"ان کی بیٹی روشن پانی میں بہہ گئی", ""},
    {"ان کی والدہ شہانہ بیٹے کی تصویر لائیں", "PERSON شہانہ per:شہانہ"},
    {"اس کا بیٹا عامر گیا۔ عامر بھی گاتا ہے", "PERSON عامر per:عامر | PERSON عامر per:عامر"},
    {"اس کا بیٹا گیا۔ عامر بھی گاتا ہے", ""},
    {"بھائیوں عبدالغفور اور مقبول نے کہا", "PERSON عبدالغفور per:عبدالغفور | PERSON مقبول per:مقبول"},
    {"عبدالغفور اور مقبول فیصلے", "PERSON عبدالغفور per:عبدالغفور"},
    /* bodies of more words than people's names have */
    {"پریسٹیج کنسٹرکشن اینڈ انجینیئرنگ نامی کمپنی نے کہا",
     "ORGANISATION پریسٹیج کنسٹرکشن اینڈ انجینیئرنگ org:پریسٹیج_کنسٹرکشن_اینڈ_انجینییرنگ"},
    /* who lives somewhere is no place */
    {"ارجن داس نامی رہائشی نے کہا", "PERSON ارجن داس per:ارجن_داس"},
};

static void test_rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < WQ_COUNT(rows); i++)
        find_check("ur", rows[i].text, NAMES, FIND_IDS, rows[i].found);
}

/* A letter more than the city has, where a university's name goes on so. */
static void test_longer_names(void **state)
{
    (void)state;
    find_check("fa", "در بولونیای ایتالیا", NAMES, FIND_IDS,
               "LOCATION بولونیا loc:bologna | LOCATION ایتالیا loc:italy");
    find_check("ur", "وہ بولونیا یونیورسٹی گئے", NAMES, FIND_IDS,
               "ORGANISATION بولونیا یونیورسٹی org:bologna_university");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows), cmocka_unit_test(test_longer_names)};

    return cmocka_run_group_tests(tests, find_open, find_close);
}
