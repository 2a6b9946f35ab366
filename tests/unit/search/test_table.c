/*
 * A query, and a text with brackets where it stands: span by span, in all ways of matching. What readers and
 * keyboards do to one word; the rows on spellings alone are in test_query.c.
 */
#include "waraq/base/array.h"
#include "waraq/base/buf.h"
#include "waraq/search/query.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { F = WQ_MATCH_FOLDED, E = WQ_MATCH_EXACT, L = WQ_MATCH_LOOSE, R = WQ_MATCH_REGEX, WORD = 8 };

static const struct row {
    unsigned way; /* of wq_match, with WORD */
    const char *query, *text;
} rows[] = {
    /* ZWNJ and other joiners */
    {F, "کتابخانه", "[کتاب\u200Cخانه] و [کتابخانه]"},
    {F, "کتاب خانه", "[کتاب\u200Cخانه] و [کتاب خانه] و کتابخانه"},
    {F, "کتاب\u200Cخانه", "[کتاب\u200Cخانه] و [کتاب خانه] و [کتابخانه]"},
    {F, "می\u200Cشود", "ن[می\u200C\u200Cشود]"},
    {F, "ها", "کتاب\u200C[ها]"},
    {F | WORD, "ها", "کتاب\u200Cها [ها]"},
    {F | WORD, "کتاب\u200Cها", "[کتاب\u200Cها]، کتاب\u200Cهای"},
    {F, "کتاب ", "[کتاب]\u200Cها"},
    {F, "ab", "[a\u200Db] [a\u2060b] [a\uFEFFb] [a\u00ADb] [a\u200Eb]"},
    {F, "سلام", "\u202B[سلام]\u202C \u2067[س\u2066لام]\u2069"},
    /* tatweel and marks: a hit ends behind those of its last letter */
    {F, "سلام", "[ســـلام] [سـلـاـم]ـ"},
    {F, "ســلام", "[سلام]"},
    {F, "الله", "[اللّٰه] [اللَّهُ] [ٱللَّهِ]"},
    {F, "قران", "[قُرْآنٌ]"},
    {F, "قرآن", "[قُرْآنٌ] [قران]"},
    {F, "مدرسه", "[مَدْرَسَةٌ]"},
    {F, "ا", "[ا\u0653\u064E\u0651]ب"},
    {F, "ب", "ا\u0653\u064E[ب\u0650]"},
    {F, "رحمن", "[رحمٰن] رحمان"},
    {F, "اب", "[ا\u0653\u0654\u0655ب]"},
    {F, "ا", "[ا] \u0653"},
    {F, "ا", "[ا]\u200C\u064E"},
    /* alefs, hamzas */
    {F, "آب", "[آب] [اب] [ا\u0653ب] [أب] [إب] [ٱب]"},
    {F, "ا\u0653ب", "[آب]"},
    {F, "مسئله", "[مسئله] [مسيله] [مسی\u0654له] مسءله"},
    {F, "مؤمن", "[مومن] [مؤمن] [مو\u0654من]"},
    {F, "جزء", "[جزء] جز"},
    /* yeh, kaf, heh of every keyboard */
    {F, "علی", "[علی] [علي] [على] علے"},
    {F, "علي", "[علی] [علي] [على]"},
    {F, "کتاب", "[کتاب] [كتاب] [ڪتاب] گتاب"},
    {F, "ہوا", "[ہوا] [هوا] [ةوا] [ۃوا] [ەوا] [ۀوا] [ۂوا] ھوا"},
    {F, "نائی", "[نائی] [نایی] [نائي] [نا\u06CC\u0654ی]"},
    {F, "پښتو", "[پښتو] پشتو"},
    {F, "زړی", "[زړی] [زړې] [زړۍ] [زړي]"},
    {F, "کورد", "[کورد] [كورد] کوورد"},
    {F, "دهۊک", "[دهۊک] [دەۊك]"},
    {F, "سنڌ", "[سنڌ] سند"},
    {F, "گاۓ", "[گاۓ] [گاے] گائے"},
    /* white space and line ends */
    {F, "a b", "[a b] [a  b] [a\tb] [a\nb] [a\r\nb] [a\n\n b] [a\u00A0b] [a\u2003b] [a\u2028b] ab"},
    {F, "a  b", "[a b]"},
    {F, "ab", "a b a\nb a\u00A0b [ab]"},
    {F, "a b c", "[a b\nc] a bc ab c"},
    {F, "a ", "a. [a] b[a]"},
    {F, " a", "[a] ba"},
    {F, "\na", "[a] ba [a]"},
    {F, "a\u200Bb", "[ab] [a\u200Bb]"},
    {F, "ab", "a\034b [ab]"},
    {F, "a b", "a\034b [a b]"},
    /* quotes */
    {F, "'a'", "a ‘[a]’ '[a]'"},
    {F, "O'Neil", "[O'Neil] [O’Neil] [O`Neil] [O´Neil] ONeil O\"Neil"},
    {F, "oneil", "[O'Neil] [O’Neil] [ONeil] [O\"Neil] O Neil"},
    {F, "a \"b\" c", "[a “b” c] [a «b» c] a ‘b’ c a b c"},
    {F, "a b c", "[a “b” c] [a 'b' c]"},
    {F, "\"a", "“[a] «[a] a"},
    {F, "ابو ظبی", "[ابو “ظبی]"},
    {F, "קג״ב", "[קג״ב] קגב"},
    /* dashes, stops, commas */
    {F, "a-b", "[a-b] [a–b] [a—b] [a‐b] [a‑b] [a−b] a b ab"},
    {F, "a—b", "[a-b] [a–b]"},
    {F, "ہے۔", "[ہے۔] [ہے.] ہے،"},
    {F, "ہے، اور", "[ہے، اور] [ہے, اور] ہے اور"},
    {F, "کیا؟", "[کیا؟] [کیا?] کیا"},
    {F, "...", "[...] [۔۔۔] […]"},
    {F, "…", "[...]"},
    {F, "a…b", "[a...b] [a…b] a..b"},
    /* digits */
    {F, "1947", "[1947] [۱۹۴۷] [١٩٤٧] [１９４７] [१९४७]"},
    {F, "۱۹۴۷", "[1947] [۱۹۴۷] [١٩٤٧]"},
    {F, "47", "19[47] ۱۹[۴۷]"},
    {F | WORD, "47", "1947 [47] ۱۹۴۷ [۴۷]"},
    {F, "1/2", "[1/2] 12"},
    {F, "x2", "[x2] [x²] [x₂]"},
    /* Latin, Greek, Cyrillic */
    {F, "Straße", "[Straße] [STRAßE] strasse"},
    {F, "cafe", "[café] [CAFÉ] [cafe\u0301] [Cafe]"},
    {F, "é", "[e] [é] [È]"},
    {F, "ﬁn", "[fin] [ﬁn]"},
    {F, "fin", "[ﬁn]"},
    {F, "f", "[ﬁ]n"},
    {F, "κοσμος", "[κόσμος] [ΚΌΣΜΟΣ]"},
    {F, "москва", "[Москва] [МОСКВА]"},
    {F, "й", "[й] [и]"},
    {F, "kelvin", "[\u212Aelvin]"},
    {F, "a", "[ａ] [Ａ] [ª] [ᵃ]"},
    /* Hebrew points and presentation forms */
    {F, "שלום", "[שָׁלוֹם] [שלום] [\uFB2Aלום]"},
    {F, "שָׁלוֹם", "[שלום]"},
    {F, "א", "[\uFB2E] [א] [\uFB21]"},
    {F, "אל", "[\uFB4F]"},
    {F, "בית", "[בַּיִת] ב־ית"},
    /* presentation forms, ligatures */
    {F, "سلام", "[\uFEB3\uFEFC\uFEE1] [سلام]"},
    {F, "\uFEB3\uFEFC\uFEE1", "[سلام]"},
    {F, "لا", "[\uFEFB] [\uFEFC] [\uFEF5] [\uFEF7] [\uFEF9] [لا] [لآ]"},
    {F, "ل", "[\uFEFB] [ل]"},
    {F, "ا", "[\uFEFB] [ا]"},
    {F, "لال", "[\uFEFBل]"},
    {F, "اا", "ا\uFEFB ا[\uFEFBا]"},
    {F, "الله", "[\uFDF2] [الله]"},
    {F, "لل", "[\uFDF2]"},
    {F, "محمد", "[\uFDF4]"},
    {F, "صلی الله علیه وسلم", "[\uFDFA]"},
    {F, "علیه", "[\uFDFA]"},
    {F, "ریال", "[\uFDFC]"},
    {F, "ب", "[\U0001EE01] [\U0001EE21]"},
    {F, "پ", "[\uFB56] [\uFB57] [پ]"},
    {F, "ے", "[\uFBAE] [\uFBB0] [ۓ]"},
    /* leftmost, not overlapping */
    {F, "aa", "[aa][aa]a"},
    {F, "ابا", "[ابا]با [ابا]"},
    {F, "a a", "[a a] [a a] a"},
    {F, "abab", "[abab]ab"},
    {F, "تت", "[تت]ت"},
    /* whole words */
    {F | WORD, "ان", "[ان] [اُن] انسان، [ان]۔ ([ان]) «[ان]» مان"},
    {F | WORD, "کم جونگ", "[کم جونگ] کم جونگی حکم جونگ [کم  جونگ]"},
    {F | WORD, "a", "[a] ab ba [a]-[a] a1 _[a]_ [a]'s"},
    {F | WORD, "a-b", "[a-b] xa-b [a-b]."},
    {F | WORD, "-a", "b[-a] [-a] -ab"},
    {F | WORD, "روس", "[روس]، روسی"},
    {F | WORD, "لا", "[\uFEFB] \uFEFBم"},
    {F | WORD, "ل", "\uFEFB [ل]"},
    {F | WORD, "3", "[3] 13 [۳]."},
    /* loose: letters of one sound, spaces for nothing */
    {L, "پوٹن", "[پوٹن] [پوتن] [پوطن] پون"},
    {L, "گزشتہ", "[گزشتہ] [گذشتہ] [گضشتہ] [گظشتہ]"},
    {L, "صدر", "[صدر] [سدر] [ثدر] شدر"},
    {L, "بھارت", "[بھارت] [بہارت] [بحارت] بارت"},
    {L, "میں", "[میں] [مین] [مےن]"},
    {L, "لڑکا", "[لڑکا] [لرکا]"},
    {L, "ڈاکٹر", "[ڈاکٹر] [داکتر] [ڈ اکٹ ر]"},
    {L, "کم جونگ ان", "[کم جونگ ان] [کمجونگان] [کم\nجونگ  اُن]"},
    {L, "ولادیووستوک", "[ولادی ووستوک] [ولادی\u200Cووستوک]"},
    {L, " a ", "b[a]b"},
    {L, "don't", "[don't] [dont] [do nt]"},
    {L | WORD, "طالبان", "[تالبان] تالبانی [طالبان]"},
    {L, "شہر", "[شہر] [شهر] [شھر] سہر"},
    {L, "عراق", "[عراق] اراق"},
    /* exact: the very bytes */
    {E, "ان", "[ان] اُن"},
    {E, "اُن", "ان [اُن]"},
    {E, "ي", "ی [ي] ى"},
    {E, "a  b", "a b [a  b]"},
    {E, "\uFEFB", "لا [\uFEFB]"},
    {E, "\u064E", "ب[\u064E]"},
    {E, "1", "[1] ۱"},
    {E, "A", "a [A]"},
    {E, "آ", "[آ] ا\u0653"},
    {E | WORD, "ان", "[ان] مان انسان"},
    {E | WORD, "a b", "[a b] a bc"},
    /* regular expressions */
    {R, "روس(یہ|ی)?", "[روس] [روسی] [روسیہ] روز"},
    {R, "روسي", "[روسی] [روسي]"},
    {R, "^کم", "[کم] کم\n[کم]\r\n[كم] x کم\u2029[کم] \u2028کم"},
    {R, "ان$", "ان [ان]\n[اُن]\nان x [ان]"},
    {R, "^$", "a\n\nb"},
    {R, "\\d{4}", "سنہ [1947] و [۱۹۴۷] و 12"},
    {R, "[0-9]+", "[۱۲۳] [456]"},
    {R, "a.b", "[a b] [a\u00A0\u00A0b] [axb] a\nb [a\u200C b]"},
    {R, "a\\sb", "[a b] [a  b] [a\nb] a\r\n\nb"},
    {R, "a\\s+b", "[a \r\n\n b]"},
    {R, "[A-C]x", "[ax] [Bx] [cX] dx"},
    {R, "(?<=کم )جونگ", "کم [جونگ] جونگ"},
    {R, "ال(?!له)", "[ال]كتاب الله"},
    {R, "محم+د", "[محمد] [محمّد] [مُحَمَّد] [محممد]"},
    {R, "می\\s?روم", "[می روم] [می\u200Cروم] [میروم]"},
    {R, "\"[^\"]+\"", "[“ان کا”] ‘a’ [«b»]"},
    {R, "it's", "[it's] [it’s]"},
    {R, "کیا؟", "[کیا؟] [کیا?] کی"},
    {R, "\\bان\\b", "[ان] مان [اُن]"},
    {R, "x*", "a[xx]b[x]"},
    {R, "a|ab", "[a]b [a]"},
    {R | WORD, "a|ab", "[ab] [a] abc"},
    {R | WORD, "ان", "[ان] مان [اُن]"},
    {R | WORD, "(?x) روس # a comment", "[روس] روسی"},
    {R, "\\Qa.b\\E", "[a.b] axb"},
    {R, "لا", "[\uFEFB] [لا]"},
    {R, "[آ-ی]+", "[کم] a [جونگ]"},
    {R, "\\p{Arabic}+", "ab [سلام]"},
    {R, "(.)\\1", "[aa]b[cc] c"},
    {R, "é", "[e] [é]"},
};

static void check(const struct row *row)
{
    struct wq_buf plain = WQ_BUF_INIT;
    struct wq_buf got = WQ_BUF_INIT;
    struct wq_hits hits = {NULL, 0, 0};
    struct wq_query *q;
    size_t last = 0;

    wq_buf_adds(&plain, "");
    wq_buf_adds(&got, "");
    for (const char *c = row->text; *c; c++)
        if (*c != '[' && *c != ']')
            wq_buf_addc(&plain, *c);
    assert_int_equal(wq_query_new(row->query, strlen(row->query), (enum wq_match)(row->way & 7),
                                  row->way & WORD, &q, NULL),
                     WQ_OK);
    assert_int_equal(wq_query_find(q, plain.data, plain.len, &hits), WQ_OK);
    for (size_t i = 0; i < hits.len; i++) {
        assert_true(hits.items[i].start >= last && hits.items[i].end <= plain.len);
        wq_buf_add(&got, plain.data + last, hits.items[i].start - last);
        wq_buf_addc(&got, '[');
        wq_buf_add(&got, plain.data + hits.items[i].start, wq_span_len(hits.items[i]));
        wq_buf_addc(&got, ']');
        last = hits.items[i].end;
    }
    wq_buf_add(&got, plain.data + last, plain.len - last);
    if (strcmp(got.data, row->text) != 0)
        print_error("'%s' (way %u): %s instead of %s\n", row->query, row->way, got.data, row->text);
    bool same = strcmp(got.data, row->text) == 0;
    wq_hits_release(&hits);
    wq_query_free(q);
    wq_buf_release(&plain);
    wq_buf_release(&got);
    if (!same)
        fail();
}

static void test_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < WQ_COUNT(rows); i++)
        check(&rows[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
