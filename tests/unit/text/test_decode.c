#include "waraq/base/array.h"
#include "waraq/base/buf.h"
#include "waraq/text/decode.h"
#include "waraq/text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define X(s) (s), sizeof(s) - 1
#define FFFD "\xEF\xBF\xBD"

struct sample {
    const char *bytes;
    size_t len;
    const char *encoding; /* asked for */
    const char *text;
    size_t text_len;
    const char *name; /* reported */
    size_t replaced;
    bool bom;
};

static const struct sample samples[] = {
    {X(""), NULL, X(""), "UTF-8", 0, false},
    {X("plain\r\n"), NULL, X("plain\r\n"), "UTF-8", 0, false},
    {X("ورق"), NULL, X("ورق"), "UTF-8", 0, false},
    {X("\xEF\xBB\xBFورق"), NULL, X("ورق"), "UTF-8", 0, true},
    {X("\xEF\xBB\xBF"), NULL, X(""), "UTF-8", 0, true},
    /* Only the first is a mark; a second one, and one inside, is text. */
    {X("\xEF\xBB\xBF\xEF\xBB\xBFx\xEF\xBB\xBF"), NULL, X("\xEF\xBB\xBFx\xEF\xBB\xBF"), "UTF-8", 0, true},
    {X("\xEF\xBB\xBF\xFF"), NULL, X(FFFD), "UTF-8", 1, true},
    {X("\xE2\x80\x8F\xE2\x81\xA7\x1B[1mb\b\v\f\xC2\x85"), NULL,
     X("\xE2\x80\x8F\xE2\x81\xA7\x1B[1mb\b\v\f\xC2\x85"), "UTF-8", 0, false},
    {X("\xEF\xBF\xBD"), NULL, X(FFFD), "UTF-8", 0, false},
    /* Malformed UTF-8: the examples of the standard's tables 3-8 to 3-11. */
    {X("\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41"), "UTF-8", X(FFFD FFFD FFFD FFFD FFFD FFFD FFFD FFFD "A"),
     "UTF-8", 8, false},
    {X("\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41"), "utf8", X(FFFD FFFD FFFD FFFD FFFD FFFD FFFD FFFD "A"),
     "utf8", 8, false},
    {X("\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42"), "UTF-8", X(FFFD FFFD FFFD FFFD FFFD "A" FFFD FFFD "B"),
     "UTF-8", 7, false},
    {X("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41"), "UTF-8", X(FFFD FFFD FFFD FFFD "A"), "UTF-8", 4, false},
    {X("a\xD9"), "UTF-8", X("a" FFFD), "UTF-8", 1, false},
    /* Damaged UTF-8 is UTF-8. */
    {X("ورق\xD9 پر"), NULL, X("ورق" FFFD " پر"), "UTF-8", 1, false},
    {X("caf\xC3\xA9 and then \xD9"), NULL, X("café and then " FFFD), "UTF-8", 1, false},
    {X("\xEF\xBB\xBF\xD9\xD9\xD9"), NULL, X(FFFD FFFD FFFD), "UTF-8", 3, true},
    /* Bytes strewn into ASCII are Western. */
    {X("The caf\xE9 na\xEFvely sold \x93tea\x94 to all who came in out of the rain that day."), NULL,
     X("The café naïvely sold “tea” to all who came in out of the rain that day."), "windows-1252", 0, false},
    /* UTF-16 and UTF-32. */
    {X("\xFF\xFE\x48\x06\x3D\xD8\x00\xDE"), NULL, X("و😀"), "UTF-16LE", 0, true},
    {X("\xFE\xFF\x06\x48\xD8\x3D\xDE\x00"), NULL, X("و😀"), "UTF-16BE", 0, true},
    {X("\xFF\xFE\x3D\xD8\x41\x00\x00\xDE\x42"), NULL, X(FFFD "A" FFFD FFFD), "UTF-16LE", 3, true},
    {X("\xFF\xFE"), NULL, X(""), "UTF-16LE", 0, true},
    {X("\xFF\xFE\x00\x00\x48\x06\x00\x00\x00\xF6\x01\x00"), NULL, X("و😀"), "UTF-32LE", 0, true},
    {X("\x00\x00\xFE\xFF\x00\x00\x06\x48\x00\x01\xF6\x00"), NULL, X("و😀"), "UTF-32BE", 0, true},
    {X("\x00\x00\xFE\xFF\x00\x11\x00\x00\x00\x00\xD8\x00"), "UTF-32BE", X(FFFD FFFD), "UTF-32BE", 2, true},
    {X("h\0e\0l\0l\0o\0\n\0"), NULL, X("hello\n"), "UTF-16LE", 0, false},
    {X("\0h\0e\0l\0l\0o\0\n"), NULL, X("hello\n"), "UTF-16BE", 0, false},
    {X("\x48\x06\x31\x06\x42\x06\x20\x00\x41\x00"), NULL, X("ورق A"), "UTF-16LE", 0, false},
    {X("\x06\x48\x06\x31\x06\x42\x00\x20\x00\x41"), NULL, X("ورق A"), "UTF-16BE", 0, false},
    {X("\xE9\x05\xDC\x05\xD5\x05\xDD\x05"), NULL, X("שלום"), "UTF-16LE", 0, false},
    /* Asked for. */
    {X("\xE9"), "ISO-8859-1", X("é"), "ISO-8859-1", 0, false},
    {X("\xE6\xD1\xDE"), "cp1256", X("ورق"), "cp1256", 0, false},
    {X("\xE6\xD1\xDE"), "Windows-1256", X("ورق"), "Windows-1256", 0, false},
    {X("\xEF\xBB\xBFx"), "utf-8", X("x"), "utf-8", 0, true},
    {X("\xEF\xBB\xBFx"), "latin1", X("ï»¿x"), "latin1", 0, false},
    {X("\xFF\xFEx\0"), "UTF-16", X("x"), "UTF-16", 0, true},
    {X("\xFE\xFF\0x"), "UTF-16", X("x"), "UTF-16", 0, true},
    {X("\xFF\xFE\xFF\xFEx\0"), "UTF-16", X("\xEF\xBB\xBFx"), "UTF-16", 0, true},
    {X("\xFF\xFEx\0"), "UTF-16LE", X("x"), "UTF-16LE", 0, true},
    {X("\xFF\xFE\0\0"), "UTF-16LE", X("\0"), "UTF-16LE", 0, true},
    {X("\xFF\xFEx\0"), "x-UTF-16LE-BOM", X("x"), "x-UTF-16LE-BOM", 0, true},
    {X("\xFE\xFF\0x"), "UTF-16LE", X("\xEF\xBF\xBE\xE7\xA0\x80"), "UTF-16LE", 0, false},
    {X("\0x\0y"), "UTF-16", X("xy"), "UTF-16", 0, false},
    {X("x\0y\0"), "UTF-16", X("xy"), "UTF-16", 0, false},
    {X("\x4E\x2D"), "UTF-16", X("中"), "UTF-16", 0, false},
    {X("\0\0\0x"), "UTF-32", X("x"), "UTF-32", 0, false},
    {X("\xFF\xFE\0\0x\0\0\0"), "UTF-32", X("x"), "UTF-32", 0, true},
    {X("\x84\x31\x95\x33\xD6\xD0"), "GB18030", X("中"), "GB18030", 0, true},
    {X("+BkgGMQ-"), "UTF-7", X("ور"), "UTF-7", 0, false},
    {X("+2D0-x+3gA-"), "UTF-7", X(FFFD "x" FFFD), "UTF-7", 2, false},
    {X("\x1B$BCf\x1B(Bx"), "ISO-2022-JP", X("中x"), "ISO-2022-JP", 0, false},
    {X("\x81"), "windows-1252", X("\xC2\x81"), "windows-1252", 0, false},
    {X("\xFF"), "windows-1255", X(FFFD), "windows-1255", 1, false},
    {X("\0\0\0\x7F\x45LF"), "UTF-8", X("\0\0\0\x7F\x45LF"), "UTF-8", 0, false},
};

static void check(const struct sample *s, const struct wq_text *t)
{
    assert_int_equal(t->len, s->text_len);
    assert_memory_equal(t->data, s->text, s->text_len);
    assert_int_equal(t->data[t->len], 0);
    assert_string_equal(t->encoding, s->name);
    assert_int_equal(t->replaced, s->replaced);
    assert_int_equal(t->bom, s->bom);
}

static void test_samples(void **state)
{
    (void)state;
    for (size_t i = 0; i < WQ_COUNT(samples); i++) {
        const struct sample *s = &samples[i];
        struct wq_text t;
        struct wq_error err = {.what = ""};
        struct wq_buf b = WQ_BUF_INIT;
        enum wq_status st = wq_decode(s->bytes, s->len, s->encoding, &t, &err);
        if (st != WQ_OK || strcmp(t.encoding, s->name) != 0 || t.len != s->text_len)
            print_error("sample %zu: %s\n", i, st == WQ_OK ? t.encoding : wq_status_name(st));
        assert_int_equal(st, WQ_OK);
        check(s, &t);
        wq_text_release(&t);
        assert_null(t.data);
        wq_buf_add(&b, s->bytes, s->len);
        assert_int_equal(wq_decode_buf(&b, s->encoding, &t, NULL), WQ_OK);
        check(s, &t);
        assert_null(b.data);
        assert_int_equal(b.len, 0);
        wq_text_release(&t);
    }
}

static void test_not_copied(void **state)
{
    struct wq_text t;
    struct wq_buf b = WQ_BUF_INIT;

    (void)state;
    wq_buf_adds(&b, "\xEF\xBB\xBFورق");
    char *data = b.data;
    assert_int_equal(wq_decode_buf(&b, NULL, &t, NULL), WQ_OK);
    assert_ptr_equal(t.data, data);
    assert_string_equal(t.data, "ورق");
    wq_text_release(&t);
    assert_int_equal(wq_decode(NULL, 0, NULL, &t, NULL), WQ_OK);
    assert_string_equal(t.data, "");
    wq_text_release(&t);
    /* A buffer that never held anything. */
    assert_int_equal(wq_decode_buf(&b, NULL, &t, NULL), WQ_OK);
    assert_int_equal(t.len, 0);
    assert_string_equal(t.data, "");
    wq_text_release(&t);
}

static void test_names(void **state)
{
    static const char *const good[] = {"UTF-8",  "utf8",   "windows-1256", "CP1255", "iso-8859-6",
                                       "latin1", "KOI8-R", "Shift_JIS",    "UTF-16"};
    static const char *const bad[] = {
        "",         "x",         "utf-9",
        "../utf-8", "/dev/zero", ",version=1",
        " ",        "-",         "a name that is longer than any that ICU has room for, or knows of anyway"};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(good); i++)
        assert_int_equal(wq_encoding_check(good[i]), WQ_OK);
    assert_int_equal(wq_encoding_check(NULL), WQ_EENCODING);
    for (size_t i = 0; i < WQ_COUNT(bad); i++) {
        struct wq_text t = {.data = NULL, .len = 77};
        struct wq_error err;
        struct wq_buf b = WQ_BUF_INIT;
        assert_int_equal(wq_encoding_check(bad[i]), WQ_EENCODING);
        assert_int_equal(wq_decode("", 0, bad[i], &t, &err), WQ_EENCODING);
        assert_int_equal(err.status, WQ_EENCODING);
        assert_string_equal(err.what, bad[i]);
        wq_buf_adds(&b, "bytes");
        assert_int_equal(wq_decode_buf(&b, bad[i], &t, NULL), WQ_EENCODING);
        assert_int_equal(t.len, 77);
        assert_null(b.data);
    }
}

static enum wq_status detect(const void *bytes, size_t len)
{
    struct wq_text t = {.len = 77};
    enum wq_status st = wq_decode(bytes, len, NULL, &t, NULL);

    if (st == WQ_OK) {
        assert_true(wq_utf8_valid(t.data, t.len));
        wq_text_release(&t);
    } else {
        assert_int_equal(t.len, 77);
    }
    return st;
}

static void test_binary(void **state)
{
    static const struct {
        const char *bytes;
        size_t len;
    } files[] = {
        {X("\x7F"
           "ELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3E\0\x01\0\0\0")},
        {X("\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\x02\x80")},
        {X("\xFF\xD8\xFF\xE0\0\x10JFIF\0\x01\x01\x01\0H")},
        {X("\xFF\xD8\xFF and a comment that is all in English, with hardly any control at all")},
        {X("\x1F\x8B\x08\x08\x9D\x5F\x12\x66\x02\x03words.txt")},
        {X("PK\x03\x04\x14\0\0\0\x08\0")},
        {X("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj\n")},
        {X("\0")},
        {X("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0")},
        {X("\x01\0\x02\0\x03\0\x04\0\x05\0\x06\0\x07\0\x01\0")},
        {X("\x2A\0\0\0\x17\0\0\0\x41\0\0\0\x42\0\0\0")},
        {X("\xFF\xFE\0\0\0\0\0\0\0\0\0\0\0\0\0\0")},
        {X("\x10\x02\x11\x04\x05\x12\x06\x0E\x0F\x10 ab")},
        {X("\xD5\x01\x02\x03\x04\x05\x06\x0E\x0F\x10")},
    };

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(files); i++) {
        if (detect(files[i].bytes, files[i].len) != WQ_EBINARY)
            print_error("file %zu\n", i);
        assert_int_equal(detect(files[i].bytes, files[i].len), WQ_EBINARY);
        struct wq_text t;
        assert_int_equal(wq_decode(files[i].bytes, files[i].len, "windows-1252", &t, NULL), WQ_OK);
        wq_text_release(&t);
    }
    /* An article that begins with such words is none. */
    assert_int_equal(detect(X("%PDF-1.7 is a format; ورق")), WQ_OK);
    assert_int_equal(detect(X("BZh, PK and GIF8")), WQ_OK);
}

static void test_random_is_binary(void **state)
{
    uint32_t seed = 7;
    size_t missed = 0;
    size_t rounds = 0;
    unsigned char bytes[16384];

    (void)state;
    for (size_t len = 100; len <= sizeof bytes; len += len / 8) {
        for (int i = 0; i < 10; i++, rounds++) {
            for (size_t k = 0; k < len; k++) {
                seed = seed * 1664525 + 1013904223;
                bytes[k] = (unsigned char)(seed >> 24);
            }
            missed += detect(bytes, len) != WQ_EBINARY;
        }
    }
    assert_true(missed * 100 <= rounds);
}

/* Up to one NUL in a hundred bytes is a blemish, in the first 8 KiB; what comes later is not looked at. */
static void test_nuls(void **state)
{
    char text[20000];

    (void)state;
    memset(text, 'a', sizeof text);
    for (size_t i = 0; i < 84; i++)
        text[i * 97] = '\0';
    assert_int_equal(detect(text, 8192), WQ_EBINARY);
    text[0] = 'a';
    assert_int_equal(detect(text, 8192), WQ_OK);
    assert_int_equal(detect(text, sizeof text), WQ_OK);
    memset(text + 8192, 0, sizeof text - 8192);
    assert_int_equal(detect(text, sizeof text), WQ_OK);
    memset(text, 'a', 4096);
    memcpy(text + 300, "\xE6\xD1\xDE", 3);
    assert_int_equal(detect(text, 4096), WQ_OK);
    /* A stray one in a short article. */
    assert_int_equal(detect(X("\xD8\xB3\xD9\x84\xD8\xA7\xD9\x85\0\xD8\xAF\xD9\x86")), WQ_OK);
    /* Half a screen of colours, and a manual page. */
    assert_int_equal(detect(X("\x1B[1m\x1B[31mred\x1B[0m N\bNA\bAM\bME\bE _\bx")), WQ_OK);
}

/* Across the pieces that the converter works in. */
static void test_long(void **state)
{
    struct wq_buf in = WQ_BUF_INIT;
    struct wq_buf want = WQ_BUF_INIT;
    struct wq_text t;

    (void)state;
    wq_buf_addc(&in, 'x');
    wq_buf_addc(&want, 'x');
    while (in.len < 3 * 1024 * 1024) {
        wq_buf_adds(&in, "\xD6\xD0\x94\x39\xFC\x36"); /* U+4E2D, U+1F600 */
        wq_buf_adds(&want, "中😀");
    }
    assert_int_equal(wq_decode(in.data, in.len, "GB18030", &t, NULL), WQ_OK);
    assert_int_equal(t.replaced, 0);
    assert_int_equal(t.len, want.len);
    assert_memory_equal(t.data, want.data, want.len);
    wq_text_release(&t);
    assert_int_equal(wq_decode(in.data, in.len - 1, "GB18030", &t, NULL), WQ_OK);
    assert_int_equal(t.replaced, 1);
    wq_text_release(&t);
    /* Valid but for the last megabyte. */
    wq_buf_addc(&want, (char)0xFF);
    wq_buf_adds(&want, "ورق");
    assert_int_equal(wq_decode(want.data, want.len, NULL, &t, NULL), WQ_OK);
    assert_string_equal(t.encoding, "UTF-8");
    assert_int_equal(t.replaced, 1);
    assert_int_equal(t.len, want.len + 2);
    wq_text_release(&t);
    wq_buf_release(&in);
    wq_buf_release(&want);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_samples), cmocka_unit_test(test_not_copied),       cmocka_unit_test(test_names),
        cmocka_unit_test(test_binary),  cmocka_unit_test(test_random_is_binary), cmocka_unit_test(test_nuls),
        cmocka_unit_test(test_long),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
