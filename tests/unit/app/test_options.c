/* The command line: what each option sets, and the one line that says what is wrong. */
#include "waraq/app/options.h"
#include "waraq/base/array.h"

#include <fcntl.h>
#include <getopt.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

enum { MOST_ARGS = 16 };

/* What was read, and what was written meanwhile. */
struct outcome {
    bool ok;
    struct wq_options o;
    char *argv[MOST_ARGS + 1];
    char wrote[2048];
};

/* Runs with a descriptor going to memory, and gives what was written there. */
static void keep_output(int fd, FILE *stream, void (*run)(void *), void *data, char *wrote, size_t size)
{
    int file = memfd_create("output", 0);
    fflush(stream);
    int kept = dup(fd);

    assert_true(file >= 0 && kept >= 0 && dup2(file, fd) == fd);
    run(data);
    fflush(stream);
    assert_int_equal(dup2(kept, fd), fd);
    ssize_t n = pread(file, wrote, size - 1, 0);
    assert_true(n >= 0);
    wrote[n] = '\0';
    close(file);
    close(kept);
}

static void read_options(void *data)
{
    struct outcome *out = data;
    int argc = 0;

    while (out->argv[argc])
        argc++;
    optind = 0; /* getopt begins anew */
    out->ok = wq_options_read(&out->o, argc, out->argv);
}

/* args is one string of words between blanks. */
static struct outcome *options_of(const char *args)
{
    static struct outcome out;
    static char words[512];
    size_t n = 0;

    memset(&out, 0, sizeof out);
    snprintf(words, sizeof words, "waraq %s", args);
    for (char *word = strtok(words, " "); word; word = strtok(NULL, " ")) {
        assert_true(n < MOST_ARGS);
        out.argv[n++] = word;
    }
    keep_output(STDERR_FILENO, stderr, read_options, &out, out.wrote, sizeof out.wrote);
    return &out;
}

static void test_nothing(void **state)
{
    struct outcome *out = options_of("");

    (void)state;
    assert_true(out->ok);
    assert_string_equal(out->wrote, "");
    assert_int_equal(out->o.mode, WQ_MODE_READ);
    assert_int_equal(out->o.format, WQ_FORMAT_TEXT);
    assert_int_equal(out->o.width, 0);
    assert_int_equal(out->o.bidi, WQ_BIDI_AUTO);
    assert_int_equal(out->o.direction, WQ_WAY_AUTO);
    assert_int_equal(out->o.layout, WQ_WAY_AUTO);
    assert_int_equal(out->o.color, WQ_WHEN_AUTO);
    assert_true(out->o.mouse);
    assert_int_equal(out->o.marks, WQ_MARKS_AUTO);
    assert_true(out->o.shape);
    assert_null(out->o.encoding);
    assert_int_equal(out->o.npaths, 0);
}

/* Options as numbers, in the order of struct wq_options. */
static void check_numbers(const char *args, const int *expected)
{
    struct outcome *out = options_of(args);
    int got[] = {(int)out->o.mode,      (int)out->o.format, (int)out->o.width, (int)out->o.bidi,
                 (int)out->o.direction, (int)out->o.layout, (int)out->o.color, out->o.mouse};

    if (!out->ok || out->wrote[0])
        fail_msg("%s: %s", args, out->wrote);
    for (size_t i = 0; i < WQ_COUNT(got); i++)
        if (got[i] != expected[i])
            fail_msg("%s: option %zu is %d", args, i, got[i]);
}

static void test_each(void **state)
{
    static const struct {
        const char *args;
        int expected[8];
    } cases[] = {
        {"--print", {WQ_MODE_PRINT, 0, 0, 0, 0, 0, 0, 1}},
        {"--list", {WQ_MODE_LIST, 0, 0, 0, 0, 0, 0, 1}},
        {"--list --format=tsv", {WQ_MODE_LIST, WQ_FORMAT_TSV, 0, 0, 0, 0, 0, 1}},
        {"--list --format json", {WQ_MODE_LIST, WQ_FORMAT_JSON, 0, 0, 0, 0, 0, 1}},
        {"--format=text", {0, WQ_FORMAT_TEXT, 0, 0, 0, 0, 0, 1}},
        {"-w 1", {0, 0, 1, 0, 0, 0, 0, 1}},
        {"-w72", {0, 0, 72, 0, 0, 0, 0, 1}},
        {"--width=1000000", {0, 0, 1000000, 0, 0, 0, 0, 1}},
        {"-w 40 -w 50", {0, 0, 50, 0, 0, 0, 0, 1}},
        {"--bidi=visual", {0, 0, 0, WQ_BIDI_VISUAL, 0, 0, 0, 1}},
        {"--bidi=logical", {0, 0, 0, WQ_BIDI_LOGICAL, 0, 0, 0, 1}},
        {"--bidi=auto", {0, 0, 0, WQ_BIDI_AUTO, 0, 0, 0, 1}},
        {"--direction=rtl", {0, 0, 0, 0, WQ_WAY_RTL, 0, 0, 1}},
        {"--direction=ltr", {0, 0, 0, 0, WQ_WAY_LTR, 0, 0, 1}},
        {"--layout=rtl", {0, 0, 0, 0, 0, WQ_WAY_RTL, 0, 1}},
        {"--layout=ltr --layout=auto", {0, 0, 0, 0, 0, WQ_WAY_AUTO, 0, 1}},
        {"--color=always", {0, 0, 0, 0, 0, 0, WQ_WHEN_ALWAYS, 1}},
        {"--color=never", {0, 0, 0, 0, 0, 0, WQ_WHEN_NEVER, 1}},
        {"--mouse=off", {0, 0, 0, 0, 0, 0, 0, 0}},
        {"--mouse=off --mouse=on", {0, 0, 0, 0, 0, 0, 0, 1}},
        {"-h", {WQ_MODE_HELP, 0, 0, 0, 0, 0, 0, 1}},
        {"--help --width=no", {WQ_MODE_HELP, 0, 0, 0, 0, 0, 0, 1}}, /* help is given at once */
        {"-V", {WQ_MODE_VERSION, 0, 0, 0, 0, 0, 0, 1}},
        {"--version", {WQ_MODE_VERSION, 0, 0, 0, 0, 0, 0, 1}},
    };
    (void)state;
    for (size_t i = 0; i < WQ_COUNT(cases); i++)
        check_numbers(cases[i].args, cases[i].expected);
}

static void test_paths(void **state)
{
    static const struct {
        const char *args;
        const char *paths[4];
    } cases[] = {
        {"a b", {"a", "b"}},
        {"-", {"-"}},
        {"--print a -w 40 b", {"a", "b"}},
        {"-- --print -w", {"--print", "-w"}},
        {"a - b", {"a", "-", "b"}},
    };
    (void)state;
    for (size_t i = 0; i < WQ_COUNT(cases); i++) {
        struct outcome *out = options_of(cases[i].args);
        size_t n = 0;
        assert_true(out->ok);
        for (; cases[i].paths[n]; n++)
            assert_string_equal(out->o.paths[n], cases[i].paths[n]);
        assert_int_equal(out->o.npaths, n);
    }
}

static void test_encoding(void **state)
{
    (void)state;
    assert_string_equal(options_of("-e windows-1256")->o.encoding, "windows-1256");
    assert_string_equal(options_of("--encoding=UTF-16LE")->o.encoding, "UTF-16LE");
    assert_string_equal(options_of("--encoding latin1")->o.encoding, "latin1");
}

/* One line on standard error that names the option and what was given. */
static void test_ways_of_writing(void **state)
{
    (void)state;
    struct outcome *out = options_of("--marks=shift --shape=off --bidi=logical");

    assert_int_equal(out->o.marks, WQ_MARKS_SHIFT);
    assert_false(out->o.shape);
    struct wq_wishes w = wq_options_wishes(&out->o);
    assert_int_equal(w.bidi, WQ_BIDI_LOGICAL);
    assert_int_equal(w.marks, WQ_MARKS_SHIFT);
    assert_false(w.shape);
    assert_int_equal(options_of("--marks=off")->o.marks, WQ_MARKS_OFF);
    assert_int_equal(options_of("--marks=on --marks=auto")->o.marks, WQ_MARKS_AUTO);
    assert_true(options_of("--shape=off --shape=on")->o.shape);
    assert_int_equal(options_of("--terminal")->o.mode, WQ_MODE_TERMINAL);
}

static void test_wrong(void **state)
{
    static const struct {
        const char *args, *names, *value;
    } cases[] = {
        {"-w 0", "--width", "'0'"},
        {"-w -1", "--width", "'-1'"},
        {"-w +5", "--width", "'+5'"},
        {"-w 12x", "--width", "'12x'"},
        {"-w 0x20", "--width", "'0x20'"},
        {"-w 1000001", "--width", "'1000001'"},
        {"-w 99999999999999999999", "--width", "'99999999999999999999'"},
        {"--width=", "--width", "''"},
        {"--format=xml", "--format", "'xml'"},
        {"--format=TSV", "--format", "'TSV'"},
        {"--bidi=both", "--bidi", "'both'"},
        {"--direction=up", "--direction", "'up'"},
        {"--layout=left", "--layout", "'left'"},
        {"--color=maybe", "--color", "'maybe'"},
        {"--mouse=maybe", "--mouse", "'maybe'"},
        {"-e klingon", "--encoding", "'klingon'"},
        {"--nonsense", "nonsense", ""},
        {"-x", "x", ""},
        {"--width", "width", ""},
        {"-w", "w", ""},
        {"--print=yes", "print", ""},
        {"--confidence=101", "--confidence", "'101'"},
        {"--confidence=-1", "--confidence", "'-1'"},
        {"--confidence=high", "--confidence", "'high'"},
        {"--marks=drop", "--marks", "'drop'"},
        {"--shape=maybe", "--shape", "'maybe'"},
        {"--terminal=x", "--terminal", "no value"},
        {"a b --export=x", "--export", "version"},
        {"--format=json --format=", "--format", "''"},
    };
    (void)state;
    for (size_t i = 0; i < WQ_COUNT(cases); i++) {
        struct outcome *out = options_of(cases[i].args);
        if (out->ok || !strstr(out->wrote, cases[i].names) || !strstr(out->wrote, cases[i].value))
            fail_msg("%s: '%s'", cases[i].args, out->wrote);
        assert_memory_equal(out->wrote, "waraq: ", 7);
        char *newline = strchr(out->wrote, '\n');
        assert_true(newline && newline[1] == '\0');
        assert_string_equal(out->argv[0], "waraq");
    }
}

static void test_choices_are_listed(void **state)
{
    (void)state;
    assert_non_null(strstr(options_of("--format=x")->wrote, "text tsv json"));
    assert_non_null(strstr(options_of("--layout=x")->wrote, "auto rtl ltr"));
}

/* Whatever the program is called, the messages' name is waraq; and no arguments at all are none. */
static void test_called(void **state)
{
    struct wq_options o;
    char name[] = "/usr/bin/pager";
    char *argv[] = {name, NULL};

    (void)state;
    optind = 0;
    assert_true(wq_options_read(&o, 1, argv));
    assert_ptr_equal(argv[0], name);
    assert_true(wq_options_read(&o, 0, argv + 1));
    assert_int_equal(o.npaths, 0);
}

static void show_help(void *data)
{
    (void)data;
    wq_options_help();
}

static void test_help(void **state)
{
    static const char *const options[] = {"--print",        "--list",      "--format",   "-w, --width",
                                          "--bidi",         "--direction", "--layout",   "--color",
                                          "-e, --encoding", "--mouse",     "-h, --help", "-V, --version"};
    static char wrote[8192];

    (void)state;
    keep_output(STDOUT_FILENO, stdout, show_help, NULL, wrote, sizeof wrote);
    for (size_t i = 0; i < WQ_COUNT(options); i++)
        if (!strstr(wrote, options[i]))
            fail_msg("%s is missing", options[i]);
    for (char *line = strtok(wrote, "\n"); line; line = strtok(NULL, "\n"))
        if (strlen(line) > 120)
            fail_msg("too long: %s", line);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing),
        cmocka_unit_test(test_each),
        cmocka_unit_test(test_paths),
        cmocka_unit_test(test_encoding),
        cmocka_unit_test(test_ways_of_writing),
        cmocka_unit_test(test_wrong),
        cmocka_unit_test(test_choices_are_listed),
        cmocka_unit_test(test_called),
        cmocka_unit_test(test_help),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
