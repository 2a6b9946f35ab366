#include "detect.h"

#include "waraq/base/array.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unicode/ucsdet.h>
#include <unicode/utf8.h>

enum {
    BINARY_SAMPLE = 8 * 1024,
    LEGACY_SAMPLE = 64 * 1024,
    LEGACY_LEAD = 64, /* ASCII kept in front of the first other byte, for the words around it */
    /* How sure ICU is of a multi-byte encoding, of 100. It gives 10 to all that are not impossible, and up to
     * 71 was seen for Arabic and Persian in windows-1256. */
    FEW = 8,
    LIKELY_MULTI = 20,
    CERTAIN_MULTI = 80,
};

static const struct mark {
    const char *encoding;
    size_t len;
    unsigned char bytes[4];
} marks[] = {
    /* UTF-32LE begins with the mark of UTF-16LE, so it comes first. */
    {"UTF-32LE", 4, {0xFF, 0xFE, 0x00, 0x00}},
    {"UTF-32BE", 4, {0x00, 0x00, 0xFE, 0xFF}},
    {"UTF-8", 3, {0xEF, 0xBB, 0xBF}},
    {"UTF-16LE", 2, {0xFF, 0xFE}},
    {"UTF-16BE", 2, {0xFE, 0xFF}},
};

static bool begins_with(const void *bytes, size_t len, const struct mark *m)
{
    return len >= m->len && memcmp(bytes, m->bytes, m->len) == 0;
}

size_t wq_detect_mark(const char *encoding, const void *bytes, size_t len)
{
    for (size_t i = 0; i < WQ_COUNT(marks); i++) {
        if (strcmp(marks[i].encoding, encoding) == 0)
            return begins_with(bytes, len, &marks[i]) ? marks[i].len : 0;
    }
    return 0;
}

static const char *any_mark(const void *bytes, size_t len, size_t *mark)
{
    for (size_t i = 0; i < WQ_COUNT(marks); i++) {
        if (!begins_with(bytes, len, &marks[i]))
            continue;
        *mark = marks[i].len;
        return marks[i].encoding;
    }
    *mark = 0;
    return NULL;
}

/*
 * UTF-16 shows in the upper halves: those of Latin, Greek, Cyrillic, Hebrew and Arabic letters and of
 * spaces are 0 to 7, bytes that text in any other encoding does not hold. Nearly one half of all bytes are
 * such, all on one side.
 */
const char *wq_detect_utf16(const void *bytes, size_t len)
{
    const unsigned char *u = bytes;
    size_t upper[2] = {0, 0};
    size_t units = (len < BINARY_SAMPLE ? len : BINARY_SAMPLE) / 2;

    if (units < 2)
        return NULL;
    for (size_t i = 0; i < 2 * units; i++)
        upper[i & 1] += u[i] < 8;
    for (int big = 0; big < 2; big++) {
        size_t high = upper[big ? 0 : 1];
        size_t low = upper[big ? 1 : 0];
        if (high * 10 >= units * 7 && low * 8 <= units)
            return big ? "UTF-16BE" : "UTF-16LE";
    }
    return NULL;
}

/* Backspace and ESC count as text: manual pages overstrike, and colour comes in escapes. */
static bool is_control(uint32_t c)
{
    return c == 0x7F || (c < 0x20 && !(c >= '\b' && c <= '\r') && c != 0x1B);
}

/* Eight bytes at a time: text has one line end in some hundred bytes, and no other control. */
static bool has_control(const unsigned char *u, size_t len)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    size_t i = 0;

    while (i < len) {
        uint64_t eight;
        if (len - i >= sizeof eight) {
            memcpy(&eight, u + i, sizeof eight);
            uint64_t del = eight ^ (ones * 0x7F);
            /* The top bit of a byte stays where it is below 32, or 0x7F; it may be set above such a byte too.
             */
            if (!((((eight - ones * 0x20) & ~eight) | ((del - ones) & ~del)) & (ones << 7))) {
                i += sizeof eight;
                continue;
            }
        }
        if (is_control(u[i++]))
            return true;
    }
    return false;
}

struct census {
    size_t units;
    size_t nuls;
    size_t controls; /* NULs not among them */
};

static struct census count_bytes(const unsigned char *u, size_t len, size_t width, bool big)
{
    struct census n = {0, 0, 0};

    if (width == 1) { /* nearly every file: the loop is kept plain for the compiler */
        for (size_t i = 0; i < len; i++) {
            n.nuls += u[i] == 0;
            n.controls += u[i] != 0 && is_control(u[i]);
        }
        n.units = len;
        return n;
    }
    for (size_t i = 0; i + width <= len; i += width) {
        uint32_t c = 0;
        for (size_t k = 0; k < width; k++)
            c = c << 8 | u[i + (big ? k : width - 1 - k)];
        n.units++;
        n.nuls += c == 0;
        n.controls += (c != 0 && is_control(c)) || c > 0x10FFFF;
    }
    return n;
}

/* At most 1 NUL in 100, and two in any text whose encoding is certain: a stray NUL in a short article is no
 * reason not to show it. Other controls may be one in 10 where the encoding is certain; a legacy code page
 * takes any byte, and random bytes are one control in ten. */
static bool looks_binary(const unsigned char *u, size_t len, const char *name)
{
    size_t n = len < BINARY_SAMPLE ? len : BINARY_SAMPLE;
    size_t width = !name ? 1 : strncmp(name, "UTF-16", 6) == 0 ? 2 : strncmp(name, "UTF-32", 6) == 0 ? 4 : 1;
    struct census c = count_bytes(u, n, width, width > 1 && name[6] == 'B');

    size_t stray = name && c.nuls * 8 <= c.units ? 2 : 0;
    if (c.nuls > stray + c.units / 100)
        return true;
    if (name)
        return c.controls > 1 + c.units / 10;
    return c.controls + c.nuls > 1 + c.units / 100;
}

static bool begins_with_any(const char *s, const char *const *with, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (strncmp(s, with[i], strlen(with[i])) == 0)
            return true;
    }
    return false;
}

/* What is no UTF-8 and starts so is a picture, an archive or a program, whatever its bytes count to. */
static bool has_magic(const unsigned char *u, size_t len)
{
    static const char *const magic[] = {"\x7F"
                                        "ELF",
                                        "\x89PNG",
                                        "\xFF\xD8\xFF",
                                        "GIF8",
                                        "\x1F\x8B",
                                        "BZh",
                                        "\xFD"
                                        "7zXZ",
                                        "\x28\xB5\x2F\xFD",
                                        "PK\x03\x04",
                                        "7z\xBC\xAF",
                                        "Rar!",
                                        "%PDF-",
                                        "OggS",
                                        "ID3"};

    for (size_t i = 0; i < WQ_COUNT(magic); i++) {
        size_t n = strlen(magic[i]);
        if (len >= n && memcmp(u, magic[i], n) == 0)
            return true;
    }
    return false;
}

/* UTF-8 with a few damaged places: well-formed sequences are hardly ever met by chance. */
static bool mostly_utf8(const unsigned char *u, size_t len)
{
    size_t good = 0;
    size_t bad = 0;
    size_t cut = 0;

    for (size_t i = 0; i < len;) {
        UChar32 c;
        U8_NEXT(u, i, len, c);
        good += c >= 0x80;
        bad += c < 0;
        /* A file that was cut inside its last letter is not damaged otherwise. */
        cut = c < 0 && i == len && U8_IS_LEAD(u[len - 1]);
    }
    return good > 0 && (good >= 4 * bad || bad == cut);
}

/* ASCII with a few other bytes strewn in: English with accents or curly quotes. ICU guesses at random
 * there; Windows' Western page is what it nearly always is. */
static bool strewn(const unsigned char *u, size_t len)
{
    size_t letters = 0;
    size_t high = 0;

    for (size_t i = 0; i < len; i++) {
        letters += (u[i] | 0x20) >= 'a' && (u[i] | 0x20) <= 'z';
        high += u[i] >= 0x80;
    }
    return high * 50 <= letters || (high <= FEW && high * 20 <= letters);
}

struct guess {
    const char *single; /* ICU's first single-byte encoding, or NULL */
    const char *multi;  /* and multi-byte */
    int32_t sure;       /* of multi, of 100 */
};

/* EBCDIC and Unicode are settled before ICU is asked, and so are the pages that are read for words. */
static void sort_matches(const UCharsetMatch **list, int32_t n, struct guess *g)
{
    static const char *const never[] = {"IBM42", "UTF-", "ISO-2022", "ISO-8859-6", "windows-1256"};
    static const char *const single[] = {"ISO-8859", "windows-", "KOI8-R"};

    for (int32_t i = 0; i < n; i++) {
        UErrorCode e = U_ZERO_ERROR;
        const char *s = ucsdet_getName(list[i], &e);
        int32_t sure = ucsdet_getConfidence(list[i], &e);
        if (U_FAILURE(e) || begins_with_any(s, never, WQ_COUNT(never)))
            continue;
        bool one = begins_with_any(s, single, WQ_COUNT(single));
        if (one && !g->single) {
            g->single = s;
        } else if (!one && !g->multi) {
            g->multi = s;
            g->sure = sure;
        }
    }
}

/* words: what wq_detect_words() says. */
static const char *choose(const struct guess *g, const char *words)
{
    if (g->multi && g->sure >= CERTAIN_MULTI)
        return g->multi;
    if (words)
        return words;
    if (g->multi && (g->sure >= LIKELY_MULTI || !g->single))
        return g->multi;
    return g->single ? g->single : "windows-1252";
}

static enum wq_status ask_icu(const unsigned char *u, size_t len, const char *words, struct wq_detected *out,
                              struct wq_error *err)
{
    UErrorCode e = U_ZERO_ERROR;
    int32_t n = 0;
    struct guess g = {NULL, NULL, 0};
    UCharsetDetector *d = ucsdet_open(&e);

    if (U_FAILURE(e))
        return wq_fail(err, WQ_ELIBRARY, "ucsdet_open");
    ucsdet_setText(d, (const char *)u, (int32_t)len, &e);
    const UCharsetMatch **list = ucsdet_detectAll(d, &n, &e);
    /* It fails on some texts of three bytes, with U_INVALID_CHAR_FOUND: then it has no opinion. */
    if (U_SUCCESS(e))
        sort_matches(list, n, &g);
    snprintf(out->name, sizeof out->name, "%s", choose(&g, words));
    ucsdet_close(d);
    return WQ_OK;
}

static enum wq_status detect_legacy(const unsigned char *u, size_t len, struct wq_detected *out,
                                    struct wq_error *err)
{
    size_t first = 0;

    /* What comes before the first byte that is no ASCII tells nothing. */
    while (first < len && u[first] < 0x80)
        first++;
    first = first > LEGACY_LEAD ? first - LEGACY_LEAD : 0;
    u += first;
    len = len - first < LEGACY_SAMPLE ? len - first : LEGACY_SAMPLE;
    const char *words = wq_detect_words(u, len);
    if (words || !strewn(u, len))
        return ask_icu(u, len, words, out, err);
    snprintf(out->name, sizeof out->name, "windows-1252");
    return WQ_OK;
}

enum wq_status wq_detect(const void *bytes, size_t len, bool valid, struct wq_detected *out,
                         struct wq_error *err)
{
    const unsigned char *u = bytes;
    const char *name = any_mark(bytes, len, &out->bom);

    /* Nearly every file: UTF-16 shows in bytes that are controls, and so does what is no text. */
    if (!name && valid && !has_control(u, len < BINARY_SAMPLE ? len : BINARY_SAMPLE)) {
        snprintf(out->name, sizeof out->name, "UTF-8");
        return WQ_OK;
    }
    if (!name)
        name = wq_detect_utf16(bytes, len);
    if (!name && (valid || mostly_utf8(u, len)))
        name = "UTF-8";
    if (looks_binary(u + out->bom, len - out->bom, name) || (!valid && !out->bom && has_magic(u, len)))
        return wq_fail(err, WQ_EBINARY, NULL);
    if (!name)
        return detect_legacy(u, len, out, err);
    snprintf(out->name, sizeof out->name, "%s", name);
    return WQ_OK;
}
