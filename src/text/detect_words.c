/*
 * Telling legacy code pages apart by reading the bytes in each and looking which gives words. ICU's detector
 * counts trigrams of Modern Standard Arabic and of Hebrew, knows no Persian and no Urdu, and is lost on a
 * sentence or two: of five Urdu words in windows-1256 it knows one in six, this 99 in a hundred.
 * Cyrillic and Greek pages are read too, because in a Hebrew page their letters are all Hebrew letters.
 */
#include "detect.h"

#include "waraq/base/array.h"
#include "waraq/text/utf8.h"

#include <stdint.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/uscript.h>

enum kind {
    KIND_NONE, /* spaces, digits, punctuation */
    KIND_LETTER,
    KIND_FINAL,   /* a letter that ends words */
    KIND_INNER,   /* a letter that begins no word */
    KIND_CAPITAL, /* a letter that follows no small one */
    KIND_MARK,
    KIND_FOREIGN, /* a letter of another script */
    KIND_BAD,     /* no character, or a control */
};

/* How much more (or less) often than one in 32 a letter comes, in bits: of Arabic, Persian and Urdu, which
 * share a code page, of Hebrew, of Russian, Bulgarian and Ukrainian, and of Greek. */
static const struct {
    int weight;
    const char *letters;
} frequency[] = {
    {2, "ايی"
        "יו"
        "оаеи"
        "αοι"},
    {1, "لنمروت"
        "תהלמרא"
        "нтрсвлі"
        "ετνσκρ"},
    {0, "هہکكدبسعةے"
        "נבשקפד"
        "кмдпу"
        "ηπυςλμ"},
    {-1, "فقشجپحٹگںئخأإىصطز"
         "סעחגםטכןצ"
         "яыьгзбч"
         "άέήίόύωδγ"},
    {-2, "ڈھچغضءؤآذ"
         "ז"
         "йхжшюцъїє"
         "θχώφβ"},
    {-3, "ثظڑژ"
         "ךץף"
         "щэфёґ"
         "ξζψϊϋΐΰ"},
};

static const struct {
    enum kind kind;
    const char *letters;
} places[] = {
    {KIND_FINAL, "ةں"
                 "םןךףץ"
                 "ς"},
    {KIND_INNER, "ئؤءىے"
                 "ыьъ"},
};

/* What a reader of the page would stumble over, in the same bits. */
enum {
    COST_RARE = -4,  /* a letter of the script that its languages do not use */
    COST_MIXED = -5, /* two scripts in one word */
    COST_PLACE = -4, /* a letter where it cannot stand */
    COST_CAPITAL = -1,
    COST_FOREIGN = -3,
    COST_BAD = -10,
};

struct page {
    const char *name;
    UScriptCode script;
    uint8_t kind[256]; /* enum kind */
    int weight[256];
};

static bool has(const char *letters, uint32_t cp)
{
    for (size_t i = 0; letters[i];) {
        if (wq_utf8_next(letters, &i) == cp)
            return true;
    }
    return false;
}

static void describe(struct page *p, unsigned byte, UChar32 cp)
{
    UErrorCode e = U_ZERO_ERROR;
    uint32_t small = (uint32_t)u_tolower(cp);
    uint8_t kind = KIND_NONE;
    int weight = 0;

    if (cp == 0xFFFD || (byte >= 0x80 && u_iscntrl(cp) && u_charType(cp) != U_FORMAT_CHAR)) {
        kind = KIND_BAD;
    } else if (u_charType(cp) == U_NON_SPACING_MARK) {
        kind = KIND_MARK;
    } else if (u_isalpha(cp) && cp != 0x640) {
        kind = uscript_getScript(cp, &e) == p->script ? KIND_LETTER : KIND_FOREIGN;
        weight = COST_RARE;
    }
    for (size_t i = 0; kind == KIND_LETTER && i < WQ_COUNT(frequency); i++) {
        if (has(frequency[i].letters, small))
            weight = frequency[i].weight;
    }
    for (size_t i = 0; kind == KIND_LETTER && i < WQ_COUNT(places); i++) {
        if (has(places[i].letters, small))
            kind = (uint8_t)places[i].kind;
    }
    if (kind >= KIND_LETTER && kind <= KIND_INNER && small != (uint32_t)cp)
        kind = KIND_CAPITAL;
    p->kind[byte] = kind;
    p->weight[byte] = weight;
}
static bool read_page(struct page *p)
{
    char bytes[256];
    UChar units[256 + 1];
    UErrorCode e = U_ZERO_ERROR;
    UConverter *c = ucnv_open(p->name, &e);

    for (unsigned i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)i;
    int32_t n = U_SUCCESS(e) ? ucnv_toUChars(c, units, WQ_COUNT(units), bytes, sizeof bytes, &e) : 0;
    if (c)
        ucnv_close(c);
    if (U_FAILURE(e) || n != sizeof bytes)
        return false;
    for (unsigned i = 0; i < sizeof bytes; i++)
        describe(p, i, units[i]);
    return true;
}

static bool is_letter(enum kind k)
{
    return k >= KIND_LETTER && k <= KIND_CAPITAL;
}

struct tally {
    long letters;
    long score;
};

/* One byte that is a letter of the script, between those beside it. */
static int judge_letter(const struct page *p, enum kind before, unsigned char byte, enum kind after)
{
    int score = p->weight[byte];

    if (before == KIND_FOREIGN)
        score += COST_MIXED;
    switch ((enum kind)p->kind[byte]) {
    case KIND_FINAL: return is_letter(after) ? score + COST_PLACE : score;
    case KIND_INNER: return before == KIND_NONE ? score + COST_PLACE : score;
    case KIND_CAPITAL:
        return score + (before >= KIND_LETTER && before <= KIND_INNER ? COST_PLACE : COST_CAPITAL);
    default: return score;
    }
}

static struct tally judge(const struct page *p, const unsigned char *u, size_t len)
{
    struct tally t = {0, 0};
    enum kind before = KIND_NONE;

    for (size_t i = 0; i < len; i++) {
        enum kind k = p->kind[u[i]];
        enum kind after = i + 1 < len ? (enum kind)p->kind[u[i + 1]] : KIND_NONE;
        /* A letter by itself may as well be a quote mark of another page. */
        bool alone = is_letter(k) && before == KIND_NONE && after == KIND_NONE;
        t.letters += u[i] >= 0x80 && k != KIND_NONE && k != KIND_MARK && !alone;
        if (is_letter(k) && !alone)
            t.score += judge_letter(p, before, u[i], after);
        else if (k == KIND_MARK)
            t.score += is_letter(before) || before == KIND_MARK ? 0 : COST_PLACE;
        else if (k == KIND_FOREIGN)
            t.score += (u[i] >= 0x80 ? COST_FOREIGN : 0) + (is_letter(before) ? COST_MIXED : 0);
        else if (k == KIND_BAD)
            t.score += COST_BAD;
        before = k;
    }
    return t;
}

const char *wq_detect_words(const void *bytes, size_t len)
{
    static const struct {
        const char *name;
        UScriptCode script;
        int favour; /* quarter bits a letter: waraq is for readers of these scripts */
    } pages[] = {
        {"windows-1256", USCRIPT_ARABIC, 4}, {"ISO-8859-6", USCRIPT_ARABIC, 3},
        {"windows-1255", USCRIPT_HEBREW, 3}, {"windows-1251", USCRIPT_CYRILLIC, 0},
        {"ISO-8859-5", USCRIPT_CYRILLIC, 0}, {"KOI8-U", USCRIPT_CYRILLIC, 0},
        {"IBM866", USCRIPT_CYRILLIC, 0},     {"windows-1253", USCRIPT_GREEK, 0},
    };
    const char *best = NULL;
    long most = 0;

    for (size_t i = 0; i < WQ_COUNT(pages); i++) {
        struct page p = {.name = pages[i].name, .script = pages[i].script};
        if (!read_page(&p))
            continue;
        struct tally t = judge(&p, bytes, len);
        long score = t.score * 4 + t.letters * pages[i].favour;
        if (t.letters < 2 || score <= most)
            continue;
        best = pages[i].name;
        most = score;
    }
    return best;
}
