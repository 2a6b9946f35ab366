/* Text in other encodings than UTF-8, found out and told by -e. */
#include "../support/run.h"
#include "../support/scratch.h"

#include "waraq/base/array.h"
#include "waraq/base/buf.h"

#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Only letters that the code page in question has. */
static const char arabic[] =
    "افتتحت المكتبة الوطنية معرضا جديدا للكتب القديمة، يضم مئات المخطوطات النادرة.\n\n"
    "وقال مدير المكتبة إن المعرض سيستمر شهرا كاملا، وإن الدخول إليه مجاني لجميع الزوار.\n"
    "وأضاف أن عددا من المدارس قد طلب زيارات خاصة للتلاميذ في الأسبوع القادم.\n";
static const char hebrew[] = "הספרייה הלאומית פתחה תערוכה חדשה של ספרים עתיקים ובה מאות כתבי יד נדירים.\n\n"
                             "מנהל הספרייה אמר כי התערוכה תימשך חודש שלם וכי הכניסה אליה חופשית לכל.\n"
                             "הוא הוסיף כי בתי ספר רבים כבר ביקשו לבוא לביקור בשבוע הבא.\n";

/* text in another encoding, as glibc's iconv has it: not the converter that is tested. */
static struct wq_buf in_encoding(const char *text, const char *encoding)
{
    struct wq_buf out = WQ_BUF_INIT;
    iconv_t cd = iconv_open(encoding, "UTF-8");
    size_t left = strlen(text);
    char *from = strdup(text);
    char *in = from;

    assert_true(cd != (iconv_t)-1);
    wq_buf_reserve(&out, left * 4 + 16);
    char *to = out.data;
    size_t room = left * 4 + 16;
    if (iconv(cd, &in, &left, &to, &room) == (size_t)-1)
        fail_msg("%s lacks a letter, at: %.20s", encoding, in);
    out.len = (size_t)(to - out.data);
    iconv_close(cd);
    free(from);
    return out;
}

/* The output for text is the same when it comes as these bytes. */
static void assert_same(const char *text, const struct wq_buf *bytes, const char *encoding, const char *name)
{
    const char *plain = scratch_file("plain", text);
    const char *coded = scratch_bytes("coded", bytes->data, bytes->len);
    struct ran *expected = run(NULL, "--print", plain, NULL);
    struct ran *r =
        encoding ? run(NULL, "--print", "-e", encoding, coded, NULL) : run(NULL, "--print", coded, NULL);

    if (r->status != 0 || strcmp(r->out, expected->out) != 0)
        fail_msg("%s: %s\n%s\ninstead of:\n%s", name, r->err, r->out, expected->out);
    assert_string_equal(r->err, "");
    assert_true(r->out_len > 100);
    ran_free(expected);
    ran_free(r);
}

static void check(const char *text, const char *encoding, const char *mark, const char *tell)
{
    struct wq_buf bytes = WQ_BUF_INIT;
    struct wq_buf coded = in_encoding(text, encoding);

    /* The mark is at most four bytes and may hold NULs: its first byte is its length. */
    wq_buf_add(&bytes, mark + 1, (size_t)mark[0]);
    wq_buf_add(&bytes, coded.data, coded.len);
    assert_same(text, &bytes, tell, encoding);
    wq_buf_release(&bytes);
    wq_buf_release(&coded);
}

#define NO_MARK "\0"
#define MARK_LE "\2\xFF\xFE"
#define MARK_BE "\2\xFE\xFF"
#define MARK_8  "\3\xEF\xBB\xBF"

static void test_byte_order_marks(void **state)
{
    (void)state;
    check(arabic, "UTF-8", MARK_8, NULL);
    check(arabic, "UTF-16LE", MARK_LE, NULL);
    check(arabic, "UTF-16BE", MARK_BE, NULL);
    check(hebrew, "UTF-16LE", MARK_LE, NULL);
    check(hebrew, "UTF-16BE", MARK_BE, NULL);
}

static void test_detected(void **state)
{
    (void)state;
    check(arabic, "WINDOWS-1256", NO_MARK, NULL);
    check(arabic, "ISO-8859-6", NO_MARK, NULL);
    check(hebrew, "WINDOWS-1255", NO_MARK, NULL);
}

static void test_told(void **state)
{
    (void)state;
    check(arabic, "WINDOWS-1256", NO_MARK, "windows-1256");
    check(arabic, "ISO-8859-6", NO_MARK, "ISO-8859-6");
    check(hebrew, "WINDOWS-1255", NO_MARK, "windows-1255");
    check(hebrew, "ISO-8859-8", NO_MARK, "ISO-8859-8");
    check(arabic, "UTF-16LE", NO_MARK, "UTF-16LE");
    check(arabic, "UTF-16BE", NO_MARK, "UTF-16BE");
    check(arabic, "UTF-16LE", MARK_LE, "UTF-16LE");
    check(arabic, "UTF-8", MARK_8, "UTF-8");
    check(hebrew, "UTF-16BE", NO_MARK, "utf-16be");
}

/* Byte for byte by hand: سلام in windows-1256, שלום in windows-1255. */
static void test_code_pages_by_hand(void **state)
{
    (void)state;
    const char *arabic_file = scratch_file("arabic", "\xD3\xE1\xC7\xE3\n");
    const char *hebrew_file = scratch_file("hebrew", "\xF9\xEC\xE5\xED\n");
    struct ran *r = run(NULL, "--print", "-w", "4", "-e", "windows-1256", arabic_file, NULL);

    assert_string_equal(r->out, " \uFEE1\uFEFC\uFEB3\n");
    ran_free(r);
    r = run(NULL, "--print", "-w", "5", "--encoding=windows-1255", hebrew_file, NULL);
    assert_string_equal(r->out, " םולש\n");
    ran_free(r);
}

static void test_wrong_encoding_is_obeyed(void **state)
{
    (void)state;
    const char *path = scratch_file("utf8", "שלום\n");
    struct ran *r = run(NULL, "--print", "-e", "ISO-8859-1", path, NULL);

    /* What was asked for, however silly; the control that it makes of a letter's byte is gone. */
    assert_int_equal(r->status, 0);
    assert_non_null(strstr(r->out, "×"));
    assert_null(strstr(r->out, "ם"));
    ran_free(r);
}

static void test_standard_input_is_decoded_too(void **state)
{
    (void)state;
    struct wq_buf bytes = in_encoding(hebrew, "WINDOWS-1255");
    struct run_how coded = {.input = bytes.data, .input_len = bytes.len};
    struct run_how plain = {.input = hebrew};
    struct ran *expected = run(&plain, "--print", NULL);
    struct ran *r = run(&coded, "--print", NULL);

    assert_string_equal(r->out, expected->out);
    assert_true(r->out_len > 100);
    ran_free(expected);
    ran_free(r);
    wq_buf_release(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_byte_order_marks),
        cmocka_unit_test(test_detected),
        cmocka_unit_test(test_told),
        cmocka_unit_test(test_code_pages_by_hand),
        cmocka_unit_test(test_wrong_encoding_is_obeyed),
        cmocka_unit_test(test_standard_input_is_decoded_too),
    };
    return cmocka_run_group_tests(tests, scratch_open, scratch_close);
}
