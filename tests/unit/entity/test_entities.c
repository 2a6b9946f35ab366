/* Names: lists, cues, repetition, spellings, each with what it must not take. */
#include "find_in.h"

enum { NAMES = 1U << WQ_PERSON | 1U << WQ_ORGANISATION | 1U << WQ_LOCATION };

struct row {
    const char *language, *text, *found;
};

/* Found: kind, words, id of each, parted by " | ". */
static const struct row rows[] = {
    {"ur", "شمالی کوریا کے رہنما کم جونگ اُن نے کہا",
     "LOCATION شمالی کوریا loc:north_korea | PERSON کم جونگ اُن per:kim_jong_un"},
    {"ur", "کم جونگ ان نے کہا۔ کم کا کہنا تھا کہ کم از کم دس سے کم لوگ آئے",
     "PERSON کم جونگ ان per:kim_jong_un | PERSON کم per:kim_jong_un"},
    {"ur", "بارش کم ہوئی اور کم از کم یہ معلوم ہوا", ""},
    {"ur", "کم جونگ ان اور کم جونگ اِل اور کم ال سنگ اور کم جونگ ڈے آئے",
     "PERSON کم جونگ ان per:kim_jong_un | PERSON کم جونگ اِل per:kim_jong_il | PERSON کم ال سنگ "
     "per:kim_il_sung | PERSON کم جونگ ڈے per:kim_jong_dae"},
    {"ur", "سرگئی کے شوئیگو نے کہا", "PERSON سرگئی کے شوئیگو per:sergei_shoigu"},
    {"ur", "روس کے صدر نے کہا", "LOCATION روس loc:russia"},
    {"ur", "سرگئی کے بھائی نے کہا", "PERSON سرگئی per:سرگیی"},
    {"ur", "ولادیمیر پیوٹن، ولادیمیر پوٹن اور پوتن ایک ہیں",
     "PERSON ولادیمیر پیوٹن per:vladimir_putin | PERSON ولادیمیر پوٹن per:vladimir_putin | PERSON پوتن "
     "per:vladimir_putin"},
    {"ur", "ولادیمیر وی پوتن نے کہا", "PERSON ولادیمیر وی پوتن per:vladimir_putin"},
    {"ur", "گذشتہ چار برسوں میں کورونا وائرس پھیلا", ""},
    {"ur", "نیتنیاہو نے کہا", "PERSON نیتنیاہو per:benjamin_netanyahu"},
    {"ur", "اسرائیلی وزیراعظم نیتن یاہو نے کہا", "PERSON نیتن یاہو per:benjamin_netanyahu"},
    {"ur", "سی آئی اے اور کے سی این اے نے کہا",
     "ORGANISATION سی آئی اے org:cia | ORGANISATION کے سی این اے org:kcna"},
    {"ur", "سی۔آئی۔اے نے کہا", "ORGANISATION سی۔آئی۔اے org:cia"},
    {"ur", "جنوبی کوریا کی وزارت دفاع نے کہا",
     "LOCATION جنوبی کوریا loc:south_korea | ORGANISATION وزارت دفاع org:south_korea_وزارت_دفاع"},
    {"ur", "روسی وزارت دفاع اور جنوبی کوریا کی وزارت دفاع نے کہا",
     "ORGANISATION روسی وزارت دفاع org:russian_mod | LOCATION جنوبی کوریا loc:south_korea | ORGANISATION "
     "وزارت دفاع org:south_korea_وزارت_دفاع"},
    {"ur", "وزیر قانون فرحان بشیر تیموری نے کہا", "PERSON فرحان بشیر تیموری per:فرحان_بشیر_تیموری"},
    {"ur", "نیٹو اتحاد کے رکن اور خبر رساں ایجنسیوں نے کہا", "ORGANISATION نیٹو org:nato"},
    {"ur", "مسٹر بیلنگھم نے کہا", "PERSON بیلنگھم per:بیلنگھم"},
    {"ur", "ڈاکٹر نے کہا", ""},
    {"ur", "صدر نے کہا کہ وزیر اعظم ہاؤس بند ہے", "ORGANISATION وزیر اعظم ہاؤس org:pm_house_pk"},
    {"ur", "جاپان کے شہر اوتسوکا میں", "LOCATION جاپان loc:japan | LOCATION اوتسوکا loc:اوتسوکا"},
    {"ur", "شہر میں آگ لگی", ""},
    {"ur", "ہانکوک یونیورسٹی آف فارن اسٹڈیز میں پڑھا",
     "ORGANISATION ہانکوک یونیورسٹی آف فارن اسٹڈیز org:ہانکوک_یونیورسٹی_اف_فارن_اسٹڈیز"},
    {"ur", "یہ یونیورسٹی نئی ہے", ""},
    {"ur", "آج شام کو بارش ہوئی", ""},
    {"ur", "شام کی رکنیت بحال ہوئی", "LOCATION شام loc:syria"},
    {"ur", "مغرب یہ سمجھتا ہے", "LOCATION مغرب loc:the_west"},
    {"ur", "شمال مغرب میں آندھی آئی", ""},
    {"ur", "پاکستانی اور امریکی فوجی آئے", ""},
    {"ur", "جان بیلنگھم نے کہا۔ پھر بیلنگھم نے لکھا",
     "PERSON جان بیلنگھم per:جان_بیلنگھم | PERSON بیلنگھم per:جان_بیلنگھم"},
    {"ur", "صدر لی مون سک اور وزیر لی تائی ہون نے کہا",
     "PERSON لی مون سک per:لی_مون_سک | PERSON لی تائی ہون per:لی_تایی_ہون"},
    {"ur", "ڈاکٹر کم ڈے جنگ نے کہا۔ کم دائے جُنگ نے لکھا",
     "PERSON کم ڈے جنگ per:kim_dae_jung | PERSON کم دائے جُنگ per:kim_dae_jung"},
    {"ur", "شمالی‌کوریا اور شمالیکوریا ایک ہیں",
     "LOCATION شمالی‌کوریا loc:north_korea | LOCATION شمالیکوریا loc:north_korea"},
    {"ur", "کویت اور کوئٹہ میں", "LOCATION کویت loc:kuwait | LOCATION کوئٹہ loc:quetta"},
    {"ur", "پاکستانمیں بارش ہوئی", "LOCATION پاکستان loc:pakistan"},
    {"ur", "روس نے https://www.bbc.com/urdu/Putin-روس پر، www.un.org اور کم جونگ ان سے کہا",
     "LOCATION روس loc:russia | PERSON کم جونگ ان per:kim_jong_un"},
    {"ur", "روس: http، mailto اور www پر", "LOCATION روس loc:russia"},
    {"ar", "وقال الرئيس الأميركي دونالد ترامب في القاهرة",
     "PERSON دونالد ترامب per:donald_trump | LOCATION القاهرة loc:cairo"},
    {"ar", "ذهب إلى مصر وللسعودية وبالقاهرة",
     "LOCATION مصر loc:egypt | LOCATION لسعودية loc:saudi_arabia | LOCATION القاهرة loc:cairo"},
    {"ar", "وزارة الخارجية قالت", "ORGANISATION وزارة الخارجية org:وزارہ_الخارجیہ"},
    {"ar", "قرر الأمم المتحدة وللأمم المتحدة",
     "ORGANISATION الأمم المتحدة org:united_nations | ORGANISATION لأمم المتحدة org:united_nations"},
    {"fa", "دونالد ترامپ در تهران گفت", "PERSON دونالد ترامپ per:donald_trump | LOCATION تهران loc:tehran"},
    {"fa", "آقای رضا محمدی گفت", "PERSON رضا محمدی per:رضا_محمدی"},
    {"fa", "در آمریکای شمالی", "LOCATION آمریکای شمالی loc:north_america"},
    {"he", "בנימין נתניהו אמר בירושלים",
     "PERSON בנימין נתניהו per:benjamin_netanyahu | LOCATION ירושלים loc:jerusalem"},
    {"he", "הוא נסע מתל אביב לחיפה ובירושלים",
     "LOCATION תל אביב loc:tel_aviv | LOCATION חיפה loc:haifa | LOCATION ירושלים loc:jerusalem"},
    {"he", "ד\"ר יעל שטרן אמרה", "PERSON יעל שטרן per:יעל_שטרן"},
    {"he", "תושבי שדרות ואשקלון", "LOCATION שדרות loc:sderot | LOCATION אשקלון loc:ashkelon"},
    {"ar", "بحث مع الشيخ تميم بن حمد آل ثاني تطورات",
     "PERSON تميم بن حمد آل ثاني per:tamim_bin_hamad_al_thani"},
    /* joined surnames again, and no half of one */
    {"fa", "مریم صادقی‌پور گفت. صادقی‌پور رفت",
     "PERSON مریم صادقی‌پور per:مریم_صادقیپور | PERSON صادقی‌پور "
     "per:مریم_صادقیپور"},
    {"he", "ד\"ר נורית כהן-אבידן אמרה. כהן-אבידן חזרה",
     "PERSON נורית כהן-אבידן per:נורית_כהן-אבידן | PERSON כהן-אבידן per:נורית_כהן-אבידן"},
    /* verbs of Persian */
    {"fa", "این کار را می‌کند و باران می‌شود", ""},
    {"fa", "در آب‌های گرم شنا کرد", ""},
    /* a club in an article about sport, a town elsewhere */
    {"ar", "فاز ليفربول في المباراة وسجل اللاعب في مرمى الحارس", "ORGANISATION ليفربول org:liverpool_fc"},
    {"ar", "زار الوزير ليفربول وبرمنغهام",
     "LOCATION ليفربول loc:liverpool | LOCATION برمنغهام loc:birmingham"},
    {"ar", "أقيمت المباراة في ليفربول وسجل اللاعب في مرمى الحارس", "LOCATION ليفربول loc:liverpool"},
    /* named after somebody, and what a body is for */
    {"fa", "بیمارستان امام رضا بسته شد", "ORGANISATION بیمارستان امام رضا org:بیمارستان_امام_رضا"},
    {"ar", "شارع الملك فهد مغلق", "LOCATION شارع الملك فهد loc:شارع_الملک_فہد"},
    {"ar", "قالت جامعة الملك نايف للعلوم والفنون",
     "ORGANISATION جامعة الملك نايف للعلوم والفنون "
     "org:جامعہ_الملک_نایف_للعلوم_والفنون"},
    {"ar", "افتتح مركز للسكري", ""},
    /* a preposition before a tatweel */
    {"ar", "قال لـالجزيرة نت", "ORGANISATION الجزيرة نت org:al_jazeera"},
    /* foreigners */
    {"ar", "قال الحكم الغامبي ياكوري غاساموس.", "PERSON ياكوري غاساموس per:یاکوری_غاساموس"},
    {"ar", "قال الحكم إطلاق مبادرة.", ""},
    {"fa", "توماسلاب اشترکالچ، مهاجم کروات", "PERSON توماسلاب اشترکالچ per:توماسلاب_اشترکالچ"},
    {"he", "המאמן ניסה לעצור.", ""},
    /* rulers, kunyas, kin, the end of a whole name */
    {"ar", "استقبل الملك محمد السادس الوفد", "PERSON محمد السادس per:mohammed_vi_of_morocco"},
    {"ar", "قال مدير المخيم أبو أحمد الحموي.", "PERSON أبو أحمد الحموي per:ابو_احمد_الحموی"},
    {"ar", "وقالت والدته فاطمة، وهي بائعة", "PERSON فاطمة per:فاطمہ"},
    {"ar", "وقالت والدته كريمة، وهي بائعة", "PERSON كريمة per:کریمہ"},
    {"ar", "قال داود عبد السيد. ورد عبد السيد.",
     "PERSON داود عبد السيد per:داود_عبد_السید | PERSON عبد السيد per:داود_عبد_السید"},
    /* a newspaper in quotes, the region without */
    {"ar", "قال لـ«الشرق الأوسط» إنه عاد", "ORGANISATION الشرق الأوسط org:asharq_al_awsat"},
    {"ar", "سافر في الشرق الأوسط", "LOCATION الشرق الأوسط loc:middle_east"},
    /* what a town has, before a town with a weak name */
    {"he", "תושב עומר נעצר", "LOCATION עומר loc:omer"},
    {"he", "הוא ראה עומר גדול", ""},
    {"fa", "در بیمارستان امام رضا آمل بستری شد",
     "ORGANISATION بیمارستان امام رضا org:بیمارستان_امام_رضا | LOCATION آمل loc:amol"},
    {"he", "הוא הושבע לתפקיד", ""},
    {"he", "הדובר מסר שהנסיבות נבדקות.", ""},
    /* a town in a name of people, and people in a name of a town */
    {"he", "עו\"ד יהונתן תדמור אמר", "PERSON יהונתן תדמור per:יהונתן_תדמור"},
    {"fa", "روستای حسین‌آباد ویران شد",
     "LOCATION حسین‌آباد loc:حسیناباد"},
};

static void test_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < WQ_COUNT(rows); i++)
        find_check(rows[i].language, rows[i].text, NAMES, FIND_IDS, rows[i].found);
}

/* Sorted, apart, on characters, and counted right, in every sample. */
static void test_samples_hold_together(void **state)
{
    (void)state;
    for (size_t i = 0; i < nsamples; i++) {
        struct wq_article *a = article_sample(samples[i]);
        struct wq_entities *e = wq_entities_find(find_names, a);
        size_t at = 0;
        size_t counted = 0;
        for (size_t k = 0; k < e->nmentions; k++) {
            const struct wq_mention *m = &e->mentions[k];
            assert_true(m->span.start >= at && m->span.end > m->span.start && m->span.end <= a->text.len);
            assert_true(((unsigned char)a->text.data[m->span.start] & 0xC0) != 0x80);
            assert_true(((unsigned char)a->text.data[m->span.end] & 0xC0) != 0x80);
            assert_true(m->entity < e->nentities && e->entities[m->entity].kind == m->kind);
            assert_true(m->confidence <= 100);
            at = m->span.end;
        }
        for (size_t k = 0; k < e->nentities; k++) {
            assert_true(e->entities[k].first < e->nmentions && e->mentions[e->entities[k].first].entity == k);
            assert_true(*e->entities[k].id && *e->entities[k].name);
            counted += e->entities[k].mentions + e->entities[k].furniture;
        }
        assert_int_equal(counted, e->nmentions);
        wq_entities_free(e);
        wq_article_free(a);
    }
}

/* A name repeated without end takes no longer for it. */
static void test_much_of_the_same(void **state)
{
    (void)state;
    struct wq_buf text = WQ_BUF_INIT;
    for (int i = 0; i < 20000; i++)
        wq_buf_addf(&text, "صدر لی مون سک نے کہا۔ وزیر لی مون %c%d نے کہا۔ سک نے لکھا۔ ", 'a' + i % 26, i);
    struct wq_article *a = article_of_bytes(text.data, text.len);
    strcpy(a->language, "ur");
    struct wq_entities *e = wq_entities_find(find_names, a);
    assert_true(e->nmentions >= 40000);
    wq_entities_free(e);
    wq_article_free(a);
    wq_buf_release(&text);
}

/* What is left is counted as if the rest had not been found. */
static void test_unsure_dropped(void **state)
{
    struct wq_mention mentions[] = {
        {.span = {0, 4}, .entity = 0, .kind = WQ_PERSON, .confidence = 40},
        {.span = {5, 9}, .entity = 1, .kind = WQ_LOCATION, .confidence = 90, .furniture = true},
        {.span = {10, 14}, .entity = 0, .kind = WQ_PERSON, .confidence = 49},
        {.span = {15, 19}, .entity = 2, .kind = WQ_PERSON, .confidence = 50},
        {.span = {20, 24}, .entity = 1, .kind = WQ_LOCATION, .confidence = 60},
        {.span = {25, 29}, .entity = 1, .kind = WQ_LOCATION, .confidence = 10},
    };
    struct wq_entity entities[] = {
        {.id = "per:a", .kind = WQ_PERSON, .confidence = 49, .mentions = 2, .first = 0},
        {.id = "loc:b", .kind = WQ_LOCATION, .confidence = 90, .mentions = 2, .furniture = 1, .first = 1},
        {.id = "per:c", .kind = WQ_PERSON, .confidence = 50, .mentions = 1, .first = 3},
    };
    struct wq_entities *e = wq_calloc(1, sizeof *e);

    (void)state;
    e->mentions = wq_calloc(WQ_COUNT(mentions), sizeof *e->mentions);
    memcpy(e->mentions, mentions, sizeof mentions);
    e->nmentions = WQ_COUNT(mentions);
    e->entities = wq_calloc(WQ_COUNT(entities), sizeof *e->entities);
    memcpy(e->entities, entities, sizeof entities);
    e->nentities = WQ_COUNT(entities);
    wq_entities_drop_unsure(e, 50);
    assert_int_equal(e->nmentions, 3);
    assert_int_equal(e->nentities, 2);
    assert_string_equal(e->entities[0].id, "loc:b");
    assert_int_equal(e->entities[0].mentions, 1);
    assert_int_equal(e->entities[0].furniture, 1);
    assert_int_equal(e->entities[0].first, 0);
    assert_string_equal(e->entities[1].id, "per:c");
    assert_int_equal(e->entities[1].first, 1);
    wq_entities_drop_unsure(e, 70);
    assert_int_equal(e->nmentions, 1);
    assert_int_equal(e->nentities, 1);
    assert_int_equal(e->entities[0].confidence, 90);
    wq_entities_drop_unsure(e, 100);
    assert_int_equal(e->nmentions, 0);
    assert_int_equal(e->nentities, 0);
    wq_entities_free(e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_samples_hold_together),
        cmocka_unit_test(test_much_of_the_same),
        cmocka_unit_test(test_unsure_dropped),
    };

    return cmocka_run_group_tests(tests, find_open, find_close);
}
