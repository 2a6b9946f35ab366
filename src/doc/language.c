#include "waraq/doc/language.h"

#include "waraq/base/array.h"
#include "waraq/doc/links.h"
#include "waraq/text/utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { LOOK_AT = 16384 };

enum script { ARABIC, HEBREW, LATIN, CYRILLIC, GREEK, DEVANAGARI, HAN, KANA, HANGUL, SCRIPTS };

/* The blocks beyond ASCII and the Arabic block itself, which are counted without looking them up. */
static const struct {
    uint32_t from, to;
    enum script script;
} blocks[] = {
    {0xC0, 0x24F, LATIN},   {0x370, 0x3FF, GREEK},    {0x400, 0x52F, CYRILLIC},   {0x590, 0x5FF, HEBREW},
    {0x750, 0x77F, ARABIC}, {0x8A0, 0x8C7, ARABIC},   {0x900, 0x97F, DEVANAGARI}, {0x3040, 0x30FF, KANA},
    {0x4E00, 0x9FFF, HAN},  {0xAC00, 0xD7A3, HANGUL}, {0xFB50, 0xFDFB, ARABIC},   {0xFE70, 0xFEFC, ARABIC},
};

/* Letters that only one language of Arabic script uses much, or a few of them do. */
enum { UR = 1, FA = 2, AR = 4, PS = 8, SD = 16, CKB = 32, UG = 64 };

static unsigned letter_languages(uint32_t cp)
{
    switch (cp) {
    case 0x0679:
    case 0x0688:
    case 0x0691:
    case 0x06BA:
    case 0x06D2:
    case 0x06BE:
    case 0x06C1: return UR;
    case 0x067C:
    case 0x0681:
    case 0x0685:
    case 0x0689:
    case 0x0693:
    case 0x0696:
    case 0x069A:
    case 0x06AB:
    case 0x06BC:
    case 0x06CD: return PS;
    case 0x067A:
    case 0x067B:
    case 0x067D:
    case 0x067F:
    case 0x0680:
    case 0x0683:
    case 0x0684:
    case 0x068A:
    case 0x068C:
    case 0x068D:
    case 0x068F:
    case 0x0699:
    case 0x06A6:
    case 0x06AA:
    case 0x06B1:
    case 0x06B3:
    case 0x06BB:
    case 0x06FD:
    case 0x06FE: return SD;
    case 0x0695:
    case 0x06B5:
    case 0x06CE: return CKB;
    case 0x06D5:
    case 0x06C6: return CKB | UG;
    case 0x06C8:
    case 0x06CB:
    case 0x06AD:
    case 0x06C7: return UG;
    case 0x0629:
    case 0x0643:
    case 0x0649:
    case 0x064A: return AR;
    case 0x067E:
    case 0x0686:
    case 0x0698:
    case 0x06AF:
    case 0x06A9:
    case 0x06CC: return FA;
    default: return 0;
    }
}

/* Counts of the letters above; in the order of the bits. */
struct counts {
    size_t script[SCRIPTS];
    size_t letter[7];
};

static void count_other(uint32_t cp, size_t times, struct counts *n)
{
    for (size_t b = 0; b < WQ_COUNT(blocks); b++)
        if (cp >= blocks[b].from && cp <= blocks[b].to)
            n->script[blocks[b].script] += times;
}

static void count_arabic(uint32_t cp, size_t times, struct counts *n)
{
    if (cp <= 0x064A || (cp >= 0x066E && cp <= 0x06D5 && cp != 0x06D4) || cp == 0x06EE || cp == 0x06EF ||
        cp >= 0x06FA)
        n->script[ARABIC] += times;
    unsigned which = letter_languages(cp);
    for (unsigned i = 0; which; i++, which >>= 1)
        n->letter[i] += which & 1 ? times : 0;
}

/* Letters of one and two bytes, by how often they come, so that each is looked up once. */
enum { SHORT = 0x800 };

static void count_each(const char *s, size_t len, uint16_t *times, struct counts *n)
{
    for (size_t at = 0; at < len;) {
        uint32_t cp = wq_utf8_next(s, &at);
        if (cp < SHORT)
            times[cp]++;
        else
            count_other(cp, 1, n);
    }
}

/* Addresses are in no language. */
static void count(const char *s, size_t len, struct counts *n)
{
    uint16_t times[SHORT] = {0};
    _Static_assert(LOOK_AT <= UINT16_MAX, "they may all be the same");
    struct wq_unlinked text = wq_unlinked_begin(s, len);
    struct wq_span part;

    while (wq_unlinked_next(&text, &part))
        count_each(s + part.start, wq_span_len(part), times, n);
    for (uint32_t cp = 'A'; cp <= 'z'; cp++)
        n->script[LATIN] += (cp | 32) >= 'a' && (cp | 32) <= 'z' ? times[cp] : 0;
    for (uint32_t cp = 0x80; cp < SHORT; cp++) {
        if (times[cp] && cp >= 0x0620 && cp <= 0x06FF)
            count_arabic(cp, times[cp], n);
        else if (times[cp])
            count_other(cp, times[cp], n);
    }
}

/* One letter in this many must be a language's own for it to be that language. */
static bool has(size_t own, size_t all, size_t one_in)
{
    return own > 0 && own * one_in >= all;
}

static const char *of_arabic_script(const struct counts *n)
{
    size_t all = n->script[ARABIC];
    size_t ur = n->letter[0];
    size_t fa = n->letter[1];
    size_t ar = n->letter[2];
    size_t ps = n->letter[3];
    size_t sd = n->letter[4];
    size_t ckb = n->letter[5];
    size_t ug = n->letter[6];

    if (has(sd, all, 25) && sd > ps)
        return "sd";
    if (has(ps, all, 50) && ps * 4 > ur)
        return "ps";
    if (has(ckb, all, 20) && ckb >= ug)
        return "ckb";
    if (has(ug, all, 15))
        return "ug";
    if (has(ur, all, 40))
        return "ur";
    /* Persian typed on an Arabic keyboard still has its own letters. */
    if (has(fa, all, 30) && fa * 3 > ar)
        return "fa";
    return "ar";
}

static const struct {
    const char *language;
    const char *words; /* each between spaces */
} common[] = {
    {"en", " the of and to in is that for was with on are by as at from this not "},
    {"fr", " le la les des et est une dans que pour qui sur par avec pas du "},
    {"de", " der die das und ist nicht mit von den ein eine auf für zu im "},
    {"es", " el los las que del por con una para en se como más es y "},
    {"it", " il che di per una con del della non sono è gli nel anche "},
    {"pt", " os que do da em para uma com não dos das por mais é "},
    {"tr", " ve bir bu için ile olarak çok daha olan gibi ne de da "},
    {"id", " yang dan di dengan untuk pada dari ini itu dalam tidak akan "},
    {"nl", " de het een van en is dat op te met voor zijn niet "},
};

static const char *of_latin_script(const char *s, size_t len)
{
    size_t score[WQ_COUNT(common)] = {0};
    size_t best = 0;

    for (size_t at = 0; at < len;) {
        size_t end = at;
        char word[16] = " ";
        size_t n = 1;
        while (end < len && ((unsigned char)s[end] >= 0x80 || (s[end] | 32) >= 'a') && (s[end] | 32) != 127) {
            if (n < sizeof word - 2)
                word[n++] = (char)(s[end] >= 'A' && s[end] <= 'Z' ? s[end] | 32 : s[end]);
            end++;
        }
        word[n++] = ' ';
        word[n] = '\0';
        for (size_t i = 0; n > 2 && i < WQ_COUNT(common); i++)
            score[i] += strstr(common[i].words, word) != NULL;
        at = end + 1;
    }
    for (size_t i = 1; i < WQ_COUNT(common); i++)
        if (score[i] > score[best])
            best = i;
    return score[best] > 0 ? common[best].language : "";
}

const char *wq_language_of(const char *s, size_t len)
{
    struct counts n = {{0}, {0}};
    enum script most = ARABIC;

    len = wq_utf8_floor(s, len, len < LOOK_AT ? len : LOOK_AT);
    count(s, len, &n);
    for (enum script i = ARABIC; i < SCRIPTS; i++)
        if (n.script[i] > n.script[most])
            most = i;
    if (n.script[most] == 0)
        return "";
    switch (most) {
    case ARABIC: return of_arabic_script(&n);
    case HEBREW: return "he";
    case LATIN: return of_latin_script(s, len);
    case CYRILLIC: return "ru";
    case GREEK: return "el";
    case DEVANAGARI: return "hi";
    case HAN: return n.script[KANA] * 10 > n.script[HAN] ? "ja" : "zh";
    case KANA: return "ja";
    case HANGUL: return "ko";
    case SCRIPTS: break;
    }
    return "";
}
