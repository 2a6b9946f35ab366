/* The command line: what --print writes, where it reads from, its options. */
#include "../support/articles.h"
#include "../support/output_check.h"
#include "../support/run.h"
#include "../support/scratch.h"

#include "waraq/base/array.h"
#include "waraq/base/buf.h"
#include "waraq/text/decode.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* سلام دنیا and שלום עולם as they stand in cells from left to right. */
#define SALAM  "\uFE8E\uFBFF\uFEE7\uFEA9 \uFEE1\uFEFC\uFEB3"
#define SHALOM "םלוע םולש"

static void assert_ran(struct ran *r, int status, const char *out, const char *err)
{
    if (r->status != status || (out && strcmp(r->out, out) != 0) || (err && strcmp(r->err, err) != 0))
        fail_msg(
            "status %d instead of %d, wrote:\n%s<end>, to standard error:\n%s<end>\ninstead of:\n%s<end>",
            r->status, status, r->out, r->err, out ? out : "(anything)");
    assert_int_equal(strlen(r->out), r->out_len);
    ran_free(r);
}

/* ---- lines ---- */

static void test_one_article_is_its_lines(void **state)
{
    (void)state;
    const char *path = scratch_file("one", "سلام دنیا\n\nHello, good reader\n");

    assert_ran(run(NULL, "--print", "-w", "20", path, NULL), 0,
               "            " SALAM "\n\nHello, good reader\n", "");
}

static void test_lines_without_their_end(void **state)
{
    (void)state;
    const char *path = scratch_file("no-end", "שלום עולם");

    assert_ran(run(NULL, "--print", "-w", "12", path, NULL), 0, "   " SHALOM "\n", "");
}

static void test_empty_lines_stay(void **state)
{
    (void)state;
    const char *path = scratch_file("empty-lines", "\n\na\n\n\nb\n \t \n\n");

    assert_ran(run(NULL, "--print", path, NULL), 0, "\n\na\n\n\nb\n\n\n", "");
}

static void test_leading_blanks_go(void **state)
{
    (void)state;
    const char *path = scratch_file("blanks", "   שלום   \n\t  good day  \n\u00A0\u00A0שלום\u00A0\n");

    assert_ran(run(NULL, "--print", "-w", "10", path, NULL), 0, "      םולש\n  good day\n      םולש\n", "");
}

static void test_line_ends_of_every_kind(void **state)
{
    (void)state;
    const char *path = scratch_file("ends", "one\r\ntwo\rthree\n\xC2\x85"
                                            "four\xE2\x80\xA9"
                                            "five\xE2\x80\xA8six\n");

    assert_ran(run(NULL, "--print", path, NULL), 0, "one\ntwo\nthree\n\nfour\nfive\nsix\n", "");
}

static void test_words_wrap(void **state)
{
    (void)state;
    const char *latin = scratch_file("wrap", "one two three four\n");
    const char *hebrew = scratch_file("wrap-he", "אבג דהו זחט יכל\n");

    assert_ran(run(NULL, "--print", "-w", "9", latin, NULL), 0, "one two\nthree\nfour\n", "");
    assert_ran(run(NULL, "--print", "-w", "8", hebrew, NULL), 0, " והד גבא\n לכי טחז\n", "");
}

static void test_width_one_and_two(void **state)
{
    (void)state;
    const char *path = scratch_file("narrow", "אב גד\nxy\n");

    assert_ran(run(NULL, "--print", "-w", "1", path, NULL), 0, "א\nב\nג\nד\nx\ny\n", "");
    assert_ran(run(NULL, "--print", "-w", "2", path, NULL), 0, "בא\nדג\nxy\n", "");
    assert_ran(run(NULL, "--print", "-w", "3", path, NULL), 0, " בא\n דג\n xy\n", "");
}

static void test_wide_character_in_one_column(void **state)
{
    (void)state;
    const char *path = scratch_file("wide", "a漢b\n");

    assert_ran(run(NULL, "--print", "-w", "1", path, NULL), 0, "a\n\uFFFD\nb\n", "");
    assert_ran(run(NULL, "--print", "-w", "4", path, NULL), 0, "a漢b\n", "");
}

static void test_default_width_is_eighty(void **state)
{
    (void)state;
    size_t len;
    char *text = text_times("שלום ", 40, &len);
    const char *path = scratch_bytes("long-he", text, len);
    struct ran *plain = run(NULL, "--print", path, NULL);
    struct ran *eighty = run(NULL, "--print", "--width=80", path, NULL);

    free(text);
    assert_laid_out(plain->out, plain->out_len, 80);
    assert_string_equal(plain->out, eighty->out);
    ran_free(plain);
    ran_free(eighty);
    const char *const columns[] = {"COLUMNS=30", NULL}; /* speaks of a terminal; there is none */
    struct run_how how = {.env = columns};
    plain = run(&how, "--print", path, NULL);
    assert_laid_out(plain->out, plain->out_len, 80);
    assert_true(cells_of(strtok(plain->out, "\n")) == 80);
    ran_free(plain);
}

static void test_standard_output_is_no_terminal(void **state)
{
    (void)state;
    const char *path = scratch_file("implied", "שלום עולם\nhello\n");
    struct ran *implied = run(NULL, "-w", "30", path, NULL);
    struct ran *asked = run(NULL, "--print", "-w", "30", path, NULL);

    assert_string_equal(implied->out, asked->out);
    assert_true(implied->out_len > 0);
    assert_int_equal(implied->status, 0);
    ran_free(implied);
    ran_free(asked);
}

/* ---- order and direction ---- */

static void test_logical_order(void **state)
{
    (void)state;
    const char *path = scratch_file("logical", "سلام دنیا\nשלום abc\n");

    assert_ran(run(NULL, "--print", "--bidi=logical", "-w", "40", path, NULL), 0, "سلام دنیا\nשלום abc\n",
               "");
    assert_ran(run(NULL, "--print", "--bidi=visual", "-w", "9", path, NULL), 0, " " SALAM "\n abc םולש\n",
               "");
    assert_ran(run(NULL, "--print", "--bidi=auto", "-w", "9", path, NULL), 0, " " SALAM "\n abc םולש\n", "");
}

static void test_direction(void **state)
{
    (void)state;
    const char *path = scratch_file("direction", "good day\n\nשלום\n");

    assert_ran(run(NULL, "--print", "-w", "10", "--direction=auto", path, NULL), 0,
               "good day\n\n      םולש\n", "");
    assert_ran(run(NULL, "--print", "-w", "10", "--direction=rtl", path, NULL), 0,
               "  good day\n\n      םולש\n", "");
    assert_ran(run(NULL, "--print", "-w", "10", "--direction=ltr", path, NULL), 0, "good day\n\nםולש\n", "");
}

static void test_short_latin_lines_stand_at_their_articles_side(void **state)
{
    (void)state;
    const char *path = scratch_file("side", "שלום לכולם שלום לכולם\nhi\nthis one is too long\n");

    assert_ran(run(NULL, "--print", "-w", "12", path, NULL), 0,
               "  םלוכל םולש\n  םלוכל םולש\n          hi\nthis one is\ntoo long\n", "");
}

static void test_mixed_line(void **state)
{
    (void)state;
    const char *path = scratch_file("mixed", "אבג (def) 123 «ז»\n");

    /* Brackets mirror, Latin and numbers keep their order. */
    assert_ran(run(NULL, "--print", "-w", "20", path, NULL), 0, "   «ז» 123 (def) גבא\n", "");
}

/* ---- samples, whole ---- */

static size_t empty_lines(const char *s, size_t len)
{
    size_t n = 0;

    for (size_t at = 0; at < len;) {
        size_t line = strcspn(s + at, "\n");
        char *text = text_essence(s + at, line);
        n += !*text;
        free(text);
        at += line + 1;
    }
    return n;
}

static void check_sample(const char *path, const struct wq_buf *source, const char *width)
{
    struct ran *visual = run(NULL, "--print", "-w", width, path, NULL);
    struct ran *logical = run(NULL, "--print", "--bidi=logical", "-w", width, path, NULL);
    size_t columns = strtoul(width, NULL, 10);

    assert_int_equal(visual->status, 0);
    assert_string_equal(visual->err, "");
    assert_harmless(visual->out, visual->out_len);
    assert_harmless(logical->out, logical->out_len);
    assert_laid_out(visual->out, visual->out_len, (int)columns);
    assert_int_equal(empty_lines(visual->out, visual->out_len), empty_lines(source->data, source->len));
    /* In one column a wide character is no longer itself. */
    if (columns > 1) {
        char *before = text_essence(source->data, source->len);
        char *after = text_essence(logical->out, logical->out_len);
        assert_string_equal(after, before);
        free(before);
        free(after);
    }
    ran_free(visual);
    ran_free(logical);
}

static void test_samples_in_every_width(void **state)
{
    (void)state;
    static const char *const widths[] = {"1", "2", "3", "20", "80"};

    for (size_t i = 0; i < nsamples; i++) {
        struct wq_buf source = WQ_BUF_INIT;
        struct wq_error err;
        char path[128];
        snprintf(path, sizeof path, "data/samples/%s.txt", samples[i]);
        assert_int_equal(wq_read_path(path, 0, &source, &err), WQ_OK);
        for (size_t k = 0; k < WQ_COUNT(widths); k++)
            check_sample(path, &source, widths[k]);
        wq_buf_release(&source);
    }
}

/* ---- several ---- */

static void test_several_are_headed(void **state)
{
    (void)state;
    const char *b = scratch_file("b", "bee\n");
    const char *a = scratch_file("a", "ay\n");
    struct wq_buf expected = WQ_BUF_INIT;

    wq_buf_addf(&expected, "==> %s <==\nbee\n\n==> %s <==\nay\n\n==> %s <==\nbee\n", b, a, b);
    assert_ran(run(NULL, "--print", b, a, b, NULL), 0, expected.data, "");
    wq_buf_release(&expected);
}

static void test_headings_are_those_of_head(void **state)
{
    (void)state;
    const char *a = scratch_file("head-a", "ay\nbee\n");
    const char *b = scratch_file("head-b", "see\n");
    struct run_how how = {.program = "head"};
    struct ran *head = run(&how, "-n", "5", a, b, NULL);

    assert_int_equal(head->status, 0);
    assert_ran(run(NULL, "--print", a, b, NULL), 0, head->out, "");
    ran_free(head);
}

static void test_folder(void **state)
{
    (void)state;
    const char *folder = scratch_subfolder("folder");
    struct wq_buf expected = WQ_BUF_INIT;

    scratch_subfolder("folder/b");
    scratch_subfolder("folder/.hidden");
    scratch_file("folder/c", "see\n");
    scratch_file("folder/a", "ay\n");
    scratch_file("folder/b/z", "zed\n");
    scratch_file("folder/.hidden/h", "hidden\n");
    scratch_file("folder/.h", "hidden\n");
    wq_buf_addf(&expected, "==> %s/a <==\nay\n\n==> %s/b/z <==\nzed\n\n==> %s/c <==\nsee\n", folder, folder,
                folder);
    assert_ran(run(NULL, "--print", folder, NULL), 0, expected.data, "");
    wq_buf_release(&expected);
}

static void test_headings_are_no_lines_of_the_terminal(void **state)
{
    (void)state;
    const char *evil = scratch_file("e\033[31m\nv\u202Eil", "x\n");
    const char *plain = scratch_file("plain", "y\n");
    struct ran *r = run(NULL, "--print", evil, plain, NULL);

    assert_int_equal(r->status, 0);
    assert_harmless(r->out, r->out_len);
    assert_non_null(strstr(r->out, "e\\x1B[31m\\x0Av"));
    ran_free(r);
}

/* ---- standard input ---- */

static void test_standard_input(void **state)
{
    (void)state;
    struct run_how how = {.input = "שלום\n"};

    assert_ran(run(&how, "--print", "-w", "6", "-", NULL), 0, "  םולש\n", "");
    assert_ran(run(&how, "--print", "-w", "6", NULL), 0, "  םולש\n", "");
    assert_ran(run(&how, "-w", "6", NULL), 0, "  םולש\n", "");
}

static void test_standard_input_among_others(void **state)
{
    (void)state;
    const char *path = scratch_file("beside", "file\n");
    struct run_how how = {.input = "piped\n"};
    struct wq_buf expected = WQ_BUF_INIT;

    wq_buf_addf(&expected, "==> %s <==\nfile\n\n==> - <==\npiped\n", path);
    assert_ran(run(&how, "--print", path, "-", NULL), 0, expected.data, "");
    /* A path is given: what is piped is not asked for. */
    assert_ran(run(&how, "--print", path, NULL), 0, "file\n", "");
    wq_buf_release(&expected);
}

static void test_empty_standard_input(void **state)
{
    (void)state;
    struct run_how how = {.input = ""};

    assert_ran(run(&how, "--print", NULL), 0, "", "");
}

static void test_file_named_like_an_option(void **state)
{
    (void)state;
    struct run_how how = {.folder = scratch_subfolder("dashes")};

    scratch_file("dashes/-w", "dash\n");
    scratch_file("dashes/-", "minus\n");
    assert_ran(run(&how, "--print", "--", "-w", NULL), 0, "dash\n", "");
    assert_ran(run(&how, "--print", "./-", NULL), 0, "minus\n", "");
}

/* ---- looks and languages ---- */

static void test_colour(void **state)
{
    (void)state;
    static const char *const no_colour[] = {"NO_COLOR=1", NULL};
    struct run_how how = {.env = no_colour};
    const char *path = "data/samples/ur-bookfair.txt";
    struct ran *plain = run(NULL, "--print", path, NULL);
    struct ran *coloured = run(&how, "--print", "--color=always", path, NULL);
    struct ran *never = run(NULL, "--print", "--color=never", path, NULL);

    assert_null(strchr(plain->out, '\033'));
    assert_string_equal(never->out, plain->out);
    /* Its title is bold, its furniture dim; asking for colour says more than NO_COLOR. */
    assert_int_equal(strncmp(coloured->out, "\033[1m", 4), 0);
    assert_non_null(strstr(coloured->out, "\033[2m"));
    char *without = text_without_colour(coloured->out);
    assert_string_equal(without, plain->out);
    free(without);
    ran_free(plain);
    ran_free(coloured);
    ran_free(never);
}

static void test_colour_ends_where_it_began(void **state)
{
    (void)state;
    struct ran *r = run(NULL, "--print", "--color=always", "data/samples/ur-bookfair.txt", NULL);
    int depth = 0;

    for (const char *s = r->out; (s = strchr(s, '\033')); s++)
        depth += !strncmp(s, "\033[m", 3) ? -1 : 1;
    assert_int_equal(depth, 0);
    ran_free(r);
}

static void test_locales(void **state)
{
    (void)state;
    static const char *const locales[][3] = {
        {"LANG=C", NULL, NULL},
        {"LC_ALL=POSIX", NULL, NULL},
        {"LC_ALL=C", "LANG=ur_PK.UTF-8", NULL},
        {"LANG", NULL, NULL},
        {"LANG=nowhere.UTF-8", NULL, NULL},
        {"LC_CTYPE=C", NULL, NULL},
        {"LC_ALL=", "LANG=", NULL},
    };
    struct ran *usual = run(NULL, "--print", "data/samples/mul-libraries.txt", NULL);

    assert_int_equal(usual->status, 0);
    for (size_t i = 0; i < WQ_COUNT(locales); i++) {
        struct run_how how = {.env = locales[i]};
        assert_ran(run(&how, "--print", "data/samples/mul-libraries.txt", NULL), 0, usual->out, "");
    }
    ran_free(usual);
}

static void test_help(void **state)
{
    (void)state;
    static const char *const options[] = {"--print",     "--list",   "--format",   "--width", "--bidi",
                                          "--direction", "--layout", "--encoding", "--color", "--version",
                                          "--help",      "-w",       "-e",         "-h",      "-V"};
    struct ran *r = run(NULL, "--help", NULL);

    assert_int_equal(r->status, 0);
    assert_string_equal(r->err, "");
    assert_int_equal(strncmp(r->out, "Usage: waraq ", 13), 0);
    for (size_t i = 0; i < WQ_COUNT(options); i++)
        if (!strstr(r->out, options[i]))
            fail_msg("--help is silent about %s", options[i]);
    assert_ran(run(NULL, "-h", "/nonexistent", NULL), 0, r->out, "");
    ran_free(r);
}

static void test_version(void **state)
{
    (void)state;
    assert_ran(run(NULL, "-V", NULL), 0, "waraq " WQ_VERSION "\n", "");
    assert_ran(run(NULL, "--version", "--print", NULL), 0, "waraq " WQ_VERSION "\n", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_article_is_its_lines),
        cmocka_unit_test(test_lines_without_their_end),
        cmocka_unit_test(test_empty_lines_stay),
        cmocka_unit_test(test_leading_blanks_go),
        cmocka_unit_test(test_line_ends_of_every_kind),
        cmocka_unit_test(test_words_wrap),
        cmocka_unit_test(test_width_one_and_two),
        cmocka_unit_test(test_wide_character_in_one_column),
        cmocka_unit_test(test_default_width_is_eighty),
        cmocka_unit_test(test_standard_output_is_no_terminal),
        cmocka_unit_test(test_logical_order),
        cmocka_unit_test(test_direction),
        cmocka_unit_test(test_short_latin_lines_stand_at_their_articles_side),
        cmocka_unit_test(test_mixed_line),
        cmocka_unit_test(test_samples_in_every_width),
        cmocka_unit_test(test_several_are_headed),
        cmocka_unit_test(test_headings_are_those_of_head),
        cmocka_unit_test(test_folder),
        cmocka_unit_test(test_headings_are_no_lines_of_the_terminal),
        cmocka_unit_test(test_standard_input),
        cmocka_unit_test(test_standard_input_among_others),
        cmocka_unit_test(test_empty_standard_input),
        cmocka_unit_test(test_file_named_like_an_option),
        cmocka_unit_test(test_colour),
        cmocka_unit_test(test_colour_ends_where_it_began),
        cmocka_unit_test(test_locales),
        cmocka_unit_test(test_help),
        cmocka_unit_test(test_version),
    };
    return cmocka_run_group_tests(tests, scratch_open, scratch_close);
}
