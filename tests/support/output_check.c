#include "output_check.h"

#include "waraq/base/buf.h"
#include "waraq/text/utf8.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include <cmocka.h>

static bool acts(uint32_t cp)
{
    return (cp < 0x20 && cp != '\n') || (cp >= 0x7F && cp < 0xA0) || (cp >= 0x202A && cp <= 0x202E) ||
           (cp >= 0x2066 && cp <= 0x2069);
}

static void check(const char *s, size_t len, bool tty)
{
    if (!wq_utf8_valid(s, len))
        fail_msg("the output is no UTF-8");
    for (size_t at = 0; at < len;) {
        size_t from = at;
        uint32_t cp = wq_utf8_next(s, &at);
        if (tty && cp == '\r' && at < len && s[at] == '\n')
            continue;
        if (acts(cp))
            fail_msg("U+%04X in the output, at byte %zu of %zu", cp, from, len);
    }
}

void assert_harmless(const char *s, size_t len)
{
    check(s, len, false);
}

void assert_harmless_tty(const char *s, size_t len)
{
    check(s, len, true);
}

static int cells(const char *s, size_t len)
{
    int n = 0;

    setlocale(LC_CTYPE, "C.UTF-8");
    for (size_t at = 0; at < len;) {
        int w = wcwidth((wchar_t)wq_utf8_next(s, &at));
        if (w < 0)
            fail_msg("a character without a width, at byte %zu of: %.*s", at, (int)len, s);
        n += w;
    }
    return n;
}

int cells_of(const char *s)
{
    return cells(s, strlen(s));
}

/* A blank that carries a mark is none. */
static bool begins_blank(const char *s, size_t len)
{
    size_t second = 1;

    return len && *s == ' ' && (len == 1 || wcwidth((wchar_t)wq_utf8_next(s, &second)) != 0);
}

void assert_laid_out(const char *s, size_t len, int width)
{
    assert_true(len == 0 || s[len - 1] == '\n');
    for (size_t at = 0; at < len;) {
        size_t end = at + strcspn(s + at, "\n");
        int wide = cells(s + at, end - at);
        if (wide > width)
            fail_msg("%d cells where there are %d: %.*s", wide, width, (int)(end - at), s + at);
        if (end > at && s[end - 1] == ' ')
            fail_msg("ends in a blank: %.*s", (int)(end - at), s + at);
        if (begins_blank(s + at, end - at) && wide != width)
            fail_msg("begins with blanks and ends at %d of %d: %.*s", wide, width, (int)(end - at), s + at);
        at = end + 1;
    }
}

size_t take_overrides(char *screen)
{
    static const char lro[] = "\xE2\x80\xAD";
    static const char pdf[] = "\xE2\x80\xAC";
    size_t rows = 0;

    for (char *row = screen; *row;) {
        size_t len = strcspn(row, "\n");
        char *first = memmem(row, len, lro, 3);
        char *last = memmem(row, len, pdf, 3);
        if (!first != !last || (first && (first != row + 1 || *row != ' ' || last != row + len - 3)))
            fail_msg("overrides are not around the row: %.*s", (int)len, row);
        if (first) {
            memmove(last, last + 3, strlen(last + 3) + 1);
            memmove(first, first + 3, strlen(first + 3) + 1);
            len -= 6;
            rows++;
        }
        row += len + (row[len] == '\n');
    }
    return rows;
}

bool is_one_line(const char *s)
{
    size_t len = strlen(s);
    return len > 1 && strchr(s, '\n') == s + len - 1;
}

/* White space, controls, direction marks and joiners: layout may move, drop or make these. */
static bool is_nothing(uint32_t cp)
{
    return cp <= 0x20 || (cp >= 0x7F && cp <= 0xA0) || (cp >= 0x2000 && cp <= 0x200F) || cp == 0x061C ||
           cp == 0xFEFF || cp == 0x202F || (cp >= 0x2028 && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069);
}

char *text_essence(const char *s, size_t len)
{
    struct wq_buf out = WQ_BUF_INIT;

    wq_buf_reserve(&out, len);
    for (size_t at = 0; at < len;) {
        uint32_t cp = wq_utf8_next(s, &at);
        if (!is_nothing(cp))
            wq_buf_addcp(&out, cp);
    }
    wq_buf_addc(&out, '\0');
    return wq_buf_detach(&out);
}

char *text_without_colour(const char *s)
{
    struct wq_buf out = WQ_BUF_INIT;

    wq_buf_reserve(&out, strlen(s));
    while (*s) {
        size_t n = s[0] == '\033' && s[1] == '[' ? 2 + strspn(s + 2, "0123456789;") : 0;
        if (n && s[n] == 'm')
            s += n + 1;
        else
            wq_buf_addc(&out, *s++);
    }
    wq_buf_addc(&out, '\0');
    return wq_buf_detach(&out);
}
