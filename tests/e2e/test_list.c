/* --list in its three forms. */
#include "../support/output_check.h"
#include "../support/run.h"
#include "../support/scratch.h"

#include "waraq/base/array.h"
#include "waraq/base/buf.h"

#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define HEADER "path\ttitle\tlanguage\tdirection\twords\tparagraphs\n"

static const char urdu[] = "بلّی ماراں کی گلی\n\nیہ شہر کی پرانی گلی ہے اور یہاں بہت سے لوگ رہتے ہیں۔\n"
                           "اس کی کہانی لمبی ہے۔\n";
static const char english[] = "The harbour\n\nShips come to the harbour in the morning and leave at night.\n";

/* Line n of a text, from 0; the caller's, by free. */
static char *line_of(const char *text, size_t n)
{
    while (n-- > 0) {
        text = strchr(text, '\n');
        assert_non_null(text);
        text++;
    }
    return strndup(text, strcspn(text, "\n"));
}

static size_t lines_of(const char *text)
{
    size_t n = 0;
    for (; *text; text++)
        n += *text == '\n';
    return n;
}

static void test_tsv(void **state)
{
    (void)state;
    const char *a = scratch_file("urdu", urdu);
    const char *b = scratch_file("english", english);
    struct ran *r = run(NULL, "--list", "--format=tsv", b, a, NULL);
    struct wq_buf expected = WQ_BUF_INIT;

    wq_buf_addf(&expected, HEADER "%s\tThe harbour\ten\tltr\t14\t2\n%s\tبلّی ماراں کی گلی\tur\trtl\t22\t3\n",
                b, a);
    assert_int_equal(r->status, 0);
    assert_string_equal(r->err, "");
    assert_string_equal(r->out, expected.data);
    wq_buf_release(&expected);
    ran_free(r);
}

static void assert_row(const char *json, const char *path, const char *title, const char *language,
                       const char *direction, int words, int paragraphs)
{
    json_t *row = json_loads(json, 0, NULL);
    json_t *expected = json_pack("{s:s, s:s, s:s, s:s, s:i, s:i}", "path", path, "title", title, "language",
                                 language, "direction", direction, "words", words, "paragraphs", paragraphs);

    assert_non_null(row);
    assert_non_null(expected);
    /* These keys, with these values, and no others. */
    if (!json_equal(row, expected))
        fail_msg("%s", json);
    json_decref(row);
    json_decref(expected);
}

static void test_json(void **state)
{
    (void)state;
    const char *a = scratch_file("urdu.json", urdu);
    const char *b = scratch_file("english.json", english);
    struct ran *r = run(NULL, "--list", "--format=json", a, b, NULL);
    char *first = line_of(r->out, 0);
    char *second = line_of(r->out, 1);

    assert_int_equal(r->status, 0);
    assert_int_equal(lines_of(r->out), 2);
    assert_row(first, a, "بلّی ماراں کی گلی", "ur", "rtl", 22, 3);
    assert_row(second, b, "The harbour", "en", "ltr", 14, 2);
    free(first);
    free(second);
    ran_free(r);
}

static void test_text(void **state)
{
    (void)state;
    const char *a = scratch_file("urdu.text", urdu);
    struct ran *plain = run(NULL, "--list", a, NULL);
    struct ran *asked = run(NULL, "--list", "--format=text", a, NULL);
    struct ran *visual = run(NULL, "--list", "--bidi=visual", a, NULL);

    assert_string_equal(plain->out, asked->out);
    assert_int_equal(strncmp(plain->out, a, strlen(a)), 0);
    assert_int_equal(lines_of(plain->out), 1);
    /* To a pipe the title is in logical order, unless visual order is asked for. */
    assert_non_null(strstr(plain->out, "بلّی ماراں کی گلی"));
    assert_null(strstr(visual->out, "ماراں"));
    assert_non_null(strstr(visual->out, "\uFB9E\uFE8D\uFEAD\uFE8E\uFEE3"));
    ran_free(plain);
    ran_free(asked);
    ran_free(visual);
}

static void test_tsv_is_logical_always(void **state)
{
    (void)state;
    const char *a = scratch_file("urdu.order", urdu);
    struct ran *plain = run(NULL, "--list", "--format=tsv", a, NULL);
    struct ran *visual = run(NULL, "--list", "--format=tsv", "--bidi=visual", a, NULL);

    assert_string_equal(plain->out, visual->out);
    ran_free(plain);
    ran_free(visual);
}

static void test_samples_agree(void **state)
{
    (void)state;
    struct ran *tsv = run(NULL, "--list", "--format=tsv", "data/samples", NULL);
    struct ran *json = run(NULL, "--list", "--format=json", "data/samples", NULL);
    struct wq_buf again = WQ_BUF_INIT;

    wq_buf_adds(&again, HEADER);
    for (char *line = strtok(json->out, "\n"); line; line = strtok(NULL, "\n")) {
        json_t *row = json_loads(line, 0, NULL);
        const char *path, *title, *language, *direction;
        json_int_t words, paragraphs;
        /* "!": no key is left over. */
        assert_int_equal(json_unpack(row, "{s:s, s:s, s:s, s:s, s:I, s:I !}", "path", &path, "title", &title,
                                     "language", &language, "direction", &direction, "words", &words,
                                     "paragraphs", &paragraphs),
                         0);
        wq_buf_addf(&again, "%s\t%s\t%s\t%s\t%lld\t%lld\n", path, title, language, direction,
                    (long long)words, (long long)paragraphs);
        json_decref(row);
    }
    assert_string_equal(again.data, tsv->out);
    assert_int_equal(lines_of(tsv->out), 1 + 16);
    wq_buf_release(&again);
    ran_free(tsv);
    ran_free(json);
}

/* ---- what a field may hold ---- */

static size_t tabs_of(const char *line)
{
    size_t n = 0;
    for (; *line; line++)
        n += *line == '\t';
    return n;
}

static void test_fields_hold_no_tabs_and_line_ends(void **state)
{
    (void)state;
    const char *path = scratch_file("t\ta\nb", "A title\twith a tab\v and\fmore\n\nBut a text\tas well.\n");
    struct ran *r = run(NULL, "--list", "--format=tsv", path, NULL);

    assert_int_equal(lines_of(r->out), 2);
    for (size_t i = 0; i < 2; i++) {
        char *line = line_of(r->out, i);
        assert_int_equal(tabs_of(line), 5);
        free(line);
    }
    assert_non_null(strstr(r->out, "t\\x09a\\x0Ab\tA title with a tab and more\t"));
    ran_free(r);
}

static void test_json_path_can_be_opened(void **state)
{
    (void)state;
    const char *path = scratch_file("t\ta\nb\\x\u202Ec\xC2\x85\"", "x\n");
    struct ran *r = run(NULL, "--list", "--format=json", path, NULL);
    json_t *row = json_loads(r->out, 0, NULL);

    assert_non_null(row);
    assert_string_equal(json_string_value(json_object_get(row, "path")), path);
    assert_null(json_object_get(row, "path_bytes"));
    assert_harmless(r->out, r->out_len);
    json_decref(row);
    ran_free(r);
}

static unsigned value_of(char digit)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *at = strchr(digits, digit);
    assert_non_null(at);
    return (unsigned)(at - digits);
}

/* RFC 4648; the caller's, by free. */
static char *from_base64(const char *s)
{
    struct wq_buf out = WQ_BUF_INIT;

    assert_int_equal(strlen(s) % 4, 0);
    for (; *s; s += 4) {
        unsigned n = s[3] == '=' ? s[2] == '=' ? 1 : 2 : 3;
        unsigned three = value_of(s[0]) << 18 | value_of(s[1]) << 12 | (n > 1 ? value_of(s[2]) << 6 : 0) |
                         (n > 2 ? value_of(s[3]) : 0);
        for (unsigned i = 0; i < n; i++)
            wq_buf_addc(&out, (char)(three >> (16 - 8 * i) & 0xFF));
    }
    return wq_buf_detach(&out);
}

static void test_path_that_is_no_utf8(void **state)
{
    (void)state;
    /* All lengths modulo three. */
    static const char *const names[] = {"bad\xFF", "bad\xFF\xD8", "b\xC3\xA9\x80 d", "\xED\xA0\x80"};

    for (size_t i = 0; i < WQ_COUNT(names); i++) {
        const char *path = scratch_file(names[i], "x\n");
        struct ran *r = run(NULL, "--list", "--format=json", path, NULL);
        json_t *row = json_loads(r->out, 0, NULL);
        assert_non_null(row);
        assert_int_equal(json_object_size(row), 7);
        char *bytes = from_base64(json_string_value(json_object_get(row, "path_bytes")));
        assert_string_equal(bytes, path);
        const char *shown = json_string_value(json_object_get(row, "path"));
        assert_non_null(strstr(shown, "\\x"));
        assert_harmless(shown, strlen(shown));
        free(bytes);
        json_decref(row);
        ran_free(r);
    }
}

static void test_escapes_elsewhere(void **state)
{
    (void)state;
    const char *path = scratch_file("tsv\xFF", "x\n");
    struct ran *tsv = run(NULL, "--list", "--format=tsv", path, NULL);
    struct ran *text = run(NULL, "--list", path, NULL);

    assert_non_null(strstr(tsv->out, "/tsv\\xFF\t"));
    assert_non_null(strstr(text->out, "/tsv\\xFF: "));
    ran_free(tsv);
    ran_free(text);
}

static void assert_harmless_rows(struct ran *r)
{
    /* Tabs stand between the fields; what is in them is counted elsewhere. */
    for (size_t i = 0; i < r->out_len; i++)
        if (r->out[i] == '\t')
            r->out[i] = ' ';
    assert_int_equal(r->status, 0);
    assert_harmless(r->out, r->out_len);
    ran_free(r);
}

/* Controls in titles, texts and paths. */
static void test_harmless(void **state)
{
    (void)state;
    static const char text[] = "Ti\033[31mtle\u202E \u2066x\u2069\xC2\x85\n\nText\xC2\x9B"
                               "31m \a\b and\u202A more.\n";
    static const char *const forms[] = {"--format=text", "--format=tsv", "--format=json"};
    const char *path = scratch_file("e\033]0;x\a\u202E\u2067\xC2\x9B", text);

    for (size_t i = 0; i < WQ_COUNT(forms); i++) {
        assert_harmless_rows(run(NULL, "--list", forms[i], path, NULL));
        assert_harmless_rows(run(NULL, "--list", "--bidi=visual", forms[i], path, NULL));
    }
}

static void test_nothing_to_list(void **state)
{
    (void)state;
    const char *folder = scratch_subfolder("nothing");
    const char *empty = scratch_file("empty", "");
    struct ran *tsv = run(NULL, "--list", "--format=tsv", folder, NULL);
    struct ran *json = run(NULL, "--list", "--format=json", folder, NULL);

    assert_int_equal(tsv->status, 0);
    assert_string_equal(tsv->out, HEADER);
    assert_string_equal(json->out, "");
    ran_free(tsv);
    ran_free(json);
    json = run(NULL, "--list", "--format=json", empty, NULL);
    json_t *row = json_loads(json->out, 0, NULL);
    assert_non_null(row);
    assert_string_equal(json_string_value(json_object_get(row, "title")), "");
    assert_int_equal(json_integer_value(json_object_get(row, "words")), 0);
    json_decref(row);
    ran_free(json);
}

static void test_standard_input(void **state)
{
    (void)state;
    struct run_how how = {.input = english};
    struct ran *r = run(&how, "--list", "--format=tsv", NULL);

    assert_int_equal(r->status, 0);
    assert_string_equal(r->out, HEADER "-\tThe harbour\ten\tltr\t14\t2\n");
    ran_free(r);
}

static void test_trouble_beside_rows(void **state)
{
    (void)state;
    const char *good = scratch_file("good", english);
    const char *missing = scratch_path("missing");
    struct ran *r = run(NULL, "--list", "--format=tsv", missing, good, NULL);

    assert_int_equal(r->status, 2);
    assert_true(is_one_line(r->err));
    assert_non_null(strstr(r->err, missing));
    assert_int_equal(lines_of(r->out), 2);
    ran_free(r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tsv),
        cmocka_unit_test(test_json),
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_tsv_is_logical_always),
        cmocka_unit_test(test_samples_agree),
        cmocka_unit_test(test_fields_hold_no_tabs_and_line_ends),
        cmocka_unit_test(test_json_path_can_be_opened),
        cmocka_unit_test(test_path_that_is_no_utf8),
        cmocka_unit_test(test_escapes_elsewhere),
        cmocka_unit_test(test_harmless),
        cmocka_unit_test(test_nothing_to_list),
        cmocka_unit_test(test_standard_input),
        cmocka_unit_test(test_trouble_beside_rows),
    };
    return cmocka_run_group_tests(tests, scratch_open, scratch_close);
}
