/* What is no text, and text made to do harm: in --print. */
#include "../support/output_check.h"
#include "../support/run.h"
#include "../support/scratch.h"

#include "waraq/base/array.h"
#include "waraq/base/buf.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The one line about binary files. */
static void assert_summary(const char *err, const char *many)
{
    if (!is_one_line(err) || strncmp(err, "waraq: ", 7) != 0 || !strstr(err, many) ||
        !strstr(err, "passed over"))
        fail_msg("no line that says '%s passed over': %s", many, err);
}

static uint32_t next_random(uint32_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

static char *random_bytes(uint32_t seed, size_t len)
{
    char *bytes = malloc(len);

    assert_non_null(bytes);
    for (size_t i = 0; i < len; i++)
        bytes[i] = (char)next_random(&seed);
    return bytes;
}

static void test_binary_files(void **state)
{
    (void)state;
    char *bytes = random_bytes(1, 100000);
    const char *random = scratch_bytes("random", bytes, 100000);
    const char *nuls = scratch_bytes("nuls", (char[5000]){0}, 5000);
    const char *text = scratch_file("text", "text\n");
    struct ran *r = run(NULL, "--print", random, text, nuls, program_under_test(), NULL);

    free(bytes);
    assert_int_equal(r->status, 0);
    assert_string_equal(r->out, "text\n");
    assert_summary(r->err, "3 binary files");
    ran_free(r);
    r = run(NULL, "--list", "--format=tsv", random, text, NULL);
    assert_summary(r->err, "1 binary file ");
    assert_non_null(strstr(r->out, text));
    assert_null(strstr(r->out, random));
    ran_free(r);
}

/* Told what they are, bytes are text, whatever they are. */
static void test_random_bytes_as_text(void **state)
{
    (void)state;
    static const char *const encodings[] = {"UTF-8",      "UTF-16LE", "UTF-16BE",     "windows-1256",
                                            "ISO-8859-6", "UTF-32",   "windows-1255", "ISO-2022-JP"};

    for (size_t i = 0; i < WQ_COUNT(encodings); i++) {
        char *bytes = random_bytes((uint32_t)i + 7, 40001);
        const char *path = scratch_bytes("noise", bytes, 40001);
        struct ran *r = run(NULL, "--print", "-e", encodings[i], path, NULL);
        free(bytes);
        assert_int_equal(r->status, 0);
        assert_string_equal(r->err, "");
        assert_true(r->out_len > 1000);
        assert_harmless(r->out, r->out_len);
        assert_laid_out(r->out, r->out_len, 80);
        ran_free(r);
    }
}

static void test_damaged_utf8(void **state)
{
    (void)state;
    size_t len;
    char *good = text_times("یہ ایک اچھی سطر ہے جس میں بہت سے الفاظ ہیں۔\n", 50, &len);
    struct wq_buf bytes = WQ_BUF_INIT;

    wq_buf_add(&bytes, good, len);
    wq_buf_adds(&bytes, "abc \xFF def \xE2\x82 ghi \xED\xA0\x80 jkl\n");
    const char *path = scratch_bytes("damaged", bytes.data, bytes.len);
    struct ran *r = run(NULL, "--print", path, NULL);
    assert_int_equal(r->status, 0);
    assert_non_null(strstr(r->out, "abc \uFFFD def \uFFFD ghi \uFFFD\uFFFD\uFFFD jkl\n"));
    assert_harmless(r->out, r->out_len);
    ran_free(r);
    wq_buf_release(&bytes);
    free(good);
}

static void test_a_nul_in_a_text(void **state)
{
    (void)state;
    size_t len;
    char *text = text_times("یہ ایک اچھی سطر ہے جس میں بہت سے الفاظ ہیں۔\n", 50, &len);

    text[len - 1] = '\0';
    const char *path = scratch_bytes("nul", text, len);
    struct ran *r = run(NULL, "--print", path, NULL);
    assert_int_equal(r->status, 0);
    assert_string_equal(r->err, "");
    assert_harmless(r->out, r->out_len);
    assert_true(r->out_len > len);
    ran_free(r);
    free(text);
}

/* ---- text made to do harm ---- */

static void test_controls_never_come_out(void **state)
{
    (void)state;
    struct wq_buf text = WQ_BUF_INIT;
    static const char *const ways[] = {"--bidi=visual", "--bidi=logical"};

    /* Most of it is letters, or it would be no text. */
    for (int i = 0; i < 200; i++)
        wq_buf_adds(&text, "سلام دنیا and hello to all of you\n");
    for (uint32_t cp = 1; cp < 0xA0; cp++) {
        wq_buf_adds(&text, "لفظ x");
        wq_buf_addcp(&text, cp);
        wq_buf_adds(&text, "y לב\n");
    }
    for (uint32_t cp = 0x2028; cp <= 0x206F; cp++) {
        wq_buf_adds(&text, "لفظ x");
        wq_buf_addcp(&text, cp);
        wq_buf_adds(&text, "y לב\n");
    }
    wq_buf_adds(&text, "\033[2J\033]0;title\a\033P1$r\033\\ \xC2\x9B"
                       "31m \033(0\n");
    const char *path = scratch_bytes("controls", text.data, text.len);
    for (size_t i = 0; i < WQ_COUNT(ways); i++) {
        struct ran *r = run(NULL, "--print", ways[i], path, NULL);
        assert_int_equal(r->status, 0);
        assert_harmless(r->out, r->out_len);
        assert_true(r->out_len > text.len / 2);
        ran_free(r);
    }
    wq_buf_release(&text);
}

/* Trojan Source: bidi controls neither act nor hide. */
static void test_bidi_controls_have_no_effect(void **state)
{
    (void)state;
    const char *with = scratch_file("with", "if \u202E\u2066admin\u2069 \u2066שלום\u2069 then\u202C\n");
    const char *without = scratch_file("without", "if admin שלום then\n");
    struct ran *a = run(NULL, "--print", with, NULL);
    struct ran *b = run(NULL, "--print", without, NULL);

    assert_string_equal(a->out, b->out);
    assert_string_equal(b->out, "if admin םולש then\n");
    ran_free(a);
    ran_free(b);
}

static char *five_megabytes(size_t *len)
{
    return text_times("سلام دنیا ", 5 * 1024 * 1024 / 18, len);
}

static void test_five_megabytes_without_a_line_end(void **state)
{
    (void)state;
    size_t len;
    char *text = five_megabytes(&len);
    const char *path = scratch_bytes("five", text, len);
    struct ran *visual = run(NULL, "--print", path, NULL);
    struct ran *logical = run(NULL, "--print", "--bidi=logical", path, NULL);
    char *before = text_essence(text, len);
    char *after = text_essence(logical->out, logical->out_len);

    assert_int_equal(visual->status, 0);
    assert_laid_out(visual->out, visual->out_len, 80);
    assert_harmless(visual->out, visual->out_len);
    assert_true(!strcmp(before, after));
    free(before);
    free(after);
    free(text);
    ran_free(visual);
    ran_free(logical);
}

/* No place to break at, in one script and in letters of every width. */
static void test_megabytes_without_a_blank(void **state)
{
    (void)state;
    static const char *const letters[] = {"ب", "漢", "x", "(", "👩‍🚀", "א1"};

    for (size_t i = 0; i < WQ_COUNT(letters); i++) {
        size_t len;
        char *text = text_times(letters[i], 200000, &len);
        const char *path = scratch_bytes("solid", text, len);
        struct ran *r = run(NULL, "--print", path, NULL);
        assert_int_equal(r->status, 0);
        assert_harmless(r->out, r->out_len);
        assert_laid_out(r->out, r->out_len, 80);
        ran_free(r);
        free(text);
    }
}

static void test_a_million_marks(void **state)
{
    (void)state;
    static const char *const marks[] = {"\u064E", "\u0301\u0327"};

    for (size_t i = 0; i < WQ_COUNT(marks); i++) {
        struct wq_buf text = WQ_BUF_INIT;
        size_t len;
        char *many = text_times(marks[i], 1000000 / (i + 1), &len);
        wq_buf_adds(&text, "ا");
        wq_buf_add(&text, many, len);
        wq_buf_adds(&text, "\nafter it\n");
        const char *path = scratch_bytes("marks", text.data, text.len);
        struct ran *r = run(NULL, "--print", path, NULL);
        assert_int_equal(r->status, 0);
        assert_harmless(r->out, r->out_len);
        assert_non_null(strstr(r->out, "after it\n"));
        ran_free(r);
        free(many);
        wq_buf_release(&text);
    }
}

static void test_closed_pipe(void **state)
{
    (void)state;
    static const struct run_how hows[] = {{.read_most = 10}, {.read_most = 10, .ignore_sigpipe = true}};
    size_t len;
    char *text = five_megabytes(&len);
    const char *path = scratch_bytes("for-head", text, len);

    free(text);
    for (size_t i = 0; i < WQ_COUNT(hows); i++) {
        struct ran *r = run(&hows[i], "--print", path, NULL);
        assert_string_equal(r->err, "");
        /* Ended by the signal, or where there is none by itself: no trouble either way. */
        assert_true(r->status == 0 || (!hows[i].ignore_sigpipe && r->status == 128 + SIGPIPE));
        ran_free(r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_binary_files),
        cmocka_unit_test(test_random_bytes_as_text),
        cmocka_unit_test(test_damaged_utf8),
        cmocka_unit_test(test_a_nul_in_a_text),
        cmocka_unit_test(test_controls_never_come_out),
        cmocka_unit_test(test_bidi_controls_have_no_effect),
        cmocka_unit_test(test_five_megabytes_without_a_line_end),
        cmocka_unit_test(test_megabytes_without_a_blank),
        cmocka_unit_test(test_a_million_marks),
        cmocka_unit_test(test_closed_pipe),
    };
    return cmocka_run_group_tests(tests, scratch_open, scratch_close);
}
