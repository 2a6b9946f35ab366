/* The configuration's lines: what each sets, and what is said of those that set nothing. */
#include "../../../src/app/config.h"
#include "../../../src/app/settings.h"

#include "waraq/base/array.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct wq_config config;
static struct wq_options options;

static void begin(void)
{
    wq_config_release(&config);
    config = (struct wq_config){.errors = 0};
    options = (struct wq_options){.mouse = true, .shape = true, .confidence = WQ_CONFIDENCE_USUAL};
    wq_buf_adds(&config.path, "C");
}

/* Reads it with options as they are. */
static void parse(const void *text, size_t len)
{
    wq_buf_add(&config.text, text, len);
    wq_config_parse(&config, &options);
}

static const char *trouble(void)
{
    return config.trouble.data ? config.trouble.data : "";
}

static void read_text(const char *text)
{
    begin();
    parse(text, strlen(text));
}

/* Reads it, and nothing is wrong. */
static void read_well(const char *text)
{
    read_text(text);
    if (config.errors || trouble()[0])
        fail_msg("'%s': %s", text, trouble());
}

static int release(void **state)
{
    (void)state;
    wq_config_release(&config);
    return 0;
}

/* ---- settings ---- */

static void test_each_setting(void **state)
{
    (void)state;
    read_well("width = 72\nbidi = logical\nmarks = shift\nshape = off\ndirection = rtl\nlayout = ltr\n"
              "color = never\nmouse = off\nlinear = on\nslow = on\nsecure = on\nmatch = loose\nword = on\n"
              "confidence = 80\nlibrary = /news\ncopy = xclip -i\n");
    assert_int_equal(options.width, 72);
    assert_int_equal(options.bidi, WQ_BIDI_LOGICAL);
    assert_int_equal(options.marks, WQ_MARKS_SHIFT);
    assert_false(options.shape || options.mouse);
    assert_int_equal(options.direction, WQ_WAY_RTL);
    assert_int_equal(options.layout, WQ_WAY_LTR);
    assert_int_equal(options.color, WQ_WHEN_NEVER);
    assert_true(options.linear && options.slow && options.secure && options.word);
    assert_int_equal(options.match, WQ_MATCH_LOOSE);
    assert_int_equal(options.confidence, 80);
    assert_string_equal(options.library, "/news");
    assert_string_equal(options.copy_command, "xclip -i");
    assert_null(options.keys);
}

/* Every row of the table that is for the configuration is taken by it, and no other. */
static void test_the_table(void **state)
{
    (void)state;
    for (int i = 0; i < WQ_SETTINGS; i++) {
        const struct wq_setting *s = wq_setting((enum wq_setting_id)i);
        char line[64];
        bool by_config = s->by & (WQ_BY_CONFIG | WQ_BY_CONFIG_READING);
        snprintf(line, sizeof line, "%s = %s", s->name,
                 s->choices  ? s->choices[0]
                 : by_config ? "/50"
                             : "on");
        if (i == WQ_SET_WIDTH || i == WQ_SET_CONFIDENCE)
            snprintf(line, sizeof line, "%s = 50", s->name);
        read_text(line);
        assert_int_equal(config.errors, !by_config);
        if (!by_config)
            assert_non_null(strstr(trouble(), "is an option, and no setting"));
    }
}

static void test_spelling(void **state)
{
    static const char *const same[] = {
        "width=60",
        "  width \t= 60  ",
        "\xEF\xBB\xBFwidth = 60\r\n",
        "# all of this\n\n \t \r\n\twidth = 60 # and this\n#",
        "width = 50\nwidth = 60",
        "width = 60\t#\n  # x = y",
    };
    (void)state;
    for (size_t i = 0; i < WQ_COUNT(same); i++) {
        read_well(same[i]);
        assert_int_equal(options.width, 60);
    }
    read_well("library = ~/my news#1 # old\n");
    assert_string_equal(options.library, "~/my news#1");
    read_well("copy = sh -c 'a = b'\n"); /* the first = counts */
    assert_string_equal(options.copy_command, "sh -c 'a = b'");
    read_well("");
    read_well("\n");
}

/* ---- what goes before what ---- */

static void test_options_go_before(void **state)
{
    static const char text[] = "width = 60\nmouse = off\n";

    (void)state;
    begin();
    options.width = 40;
    options.given = UINT64_C(1) << WQ_SET_WIDTH;
    parse(text, strlen(text));
    assert_int_equal(options.width, 40);
    assert_false(options.mouse);
    begin();
    options.given = UINT64_C(1) << WQ_SET_WIDTH;
    parse("width = x", 9); /* it is wrong all the same */
    assert_int_equal(config.errors, 1);
    assert_int_equal(options.width, 0);
}

/* What scripts get does not depend on who runs them. */
static void test_reader_alone(void **state)
{
    static const char text[] = "match = loose\nword = on\nconfidence = 90\nwidth = 60\n";

    (void)state;
    begin();
    options.mode = WQ_MODE_SEARCH;
    parse(text, strlen(text));
    assert_int_equal(config.errors, 0);
    assert_int_equal(options.match, WQ_MATCH_FOLDED);
    assert_false(options.word);
    assert_int_equal(options.confidence, WQ_CONFIDENCE_USUAL);
    assert_int_equal(options.width, 60);
}

/* Whether an option or the configuration is why the terminal is written to so. */
static void test_whose_wish(void **state)
{
    (void)state;
    read_well("bidi = visual\n");
    options.config = "C";
    assert_true(wq_options_wishes(&options).configured);
    options.given = UINT64_C(1) << WQ_SET_WIDTH;
    assert_true(wq_options_wishes(&options).configured);
    options.given = UINT64_C(1) << WQ_SET_MARKS;
    assert_false(wq_options_wishes(&options).configured);
}

/* ---- what is wrong ---- */

static void test_wrong(void **state)
{
    static const struct {
        const char *line, *said;
    } cases[] = {
        {"theme = dark", "unknown setting: 'theme'"},
        {"= 3", "unknown setting: ''"},
        {"Width = 60", "unknown setting: 'Width'"},
        {"print = on", "'print' is an option, and no setting"},
        {"config = /x", "'config' is an option, and no setting"},
        {"nonsense", "'nonsense' has no ="},
        {"width 60", "'width 60' has no ="},
        {"width = ", "width: '' is no number from 1 to 1000000"},
        {"width = 60 columns", "width: '60 columns' is no number"},
        {"confidence = 101", "confidence: '101' is no number from 0 to 100"},
        {"mouse = yes", "mouse: 'yes' is none of off on"},
        {"slow = ", "slow: '' is none of off on"},
        {"bidi = Visual", "bidi: 'Visual' is none of auto visual logical"},
        {"library = news", "library: 'news' begins with neither"},
        {"library = ~someone/news", "library: '~someone/news' begins with neither"},
        {"library =", "library: '' begins with neither"},
        {"copy = a 'b", "copy: a quote is not closed"},
        {"mouse = \xFF", "not UTF-8"},
        {"mouse = \xED\xA0\x80", "not UTF-8"},
        {"mouse = \033[2J", "'\\x1B[2J'"}, /* nothing acts on the terminal */
        {"mouse = \xE2\x80\xAE", "'\\xE2\\x80\\xAE'"},
        {"key down", "'key down' has no ="},
        {"key = x", "unknown setting: 'key'"},
        {"key sideways = x", "key: there is no action 'sideways'"},
        {"key down =", "key down: no key is given"},
        {"key down = <Nope>", "key down: there is no such key: '<Nope>'"},
        {"key down = j abcd", "key down: there is no such key: 'abcd'"},
        {"key down = \xE2\x80\xAE", "key down: there is no such key: '\\xE2\\x80\\xAE'"},
        {"key down = 5", "key down: '5' cannot be: digits are counts"},
        {"key down = x^C", "key down: 'x^C' cannot be: Esc, ^C and ^G cancel"},
        {"key down = <Esc>", "key down: 'Esc' cannot be"},
        {"key down = ! @ $ % & ~ , ` ; \\ ] [ D F I L M", "key down: more than 16 keys"},
    };
    (void)state;
    for (size_t i = 0; i < WQ_COUNT(cases); i++) {
        char text[256];
        snprintf(text, sizeof text, "# first\n%s\nwidth = 61\n", cases[i].line);
        read_text(text);
        if (config.errors != 1 || !strstr(trouble(), cases[i].said) ||
            strncmp(trouble(), "waraq: C:2: ", 12) != 0)
            fail_msg("'%s': %zu, %s", cases[i].line, config.errors, trouble());
        char *newline = strchr(trouble(), '\n');
        assert_true(newline && !newline[1]);
        assert_int_equal(options.width, 61); /* the rest holds */
        assert_int_equal(options.config_errors, 1);
        assert_true(options.mouse);
    }
}

/* Of many errors the first are said, and all are counted. */
static void test_many(void **state)
{
    (void)state;
    begin();
    for (int i = 0; i < 1000; i++)
        wq_buf_adds(&config.text, "x\n");
    wq_config_parse(&config, &options);
    assert_int_equal(config.errors, 1000);
    assert_non_null(strstr(trouble(), "C:5:"));
    assert_null(strstr(trouble(), "C:6:"));
}

static void test_long_lines(void **state)
{
    (void)state;
    for (int over = 0; over < 2; over++) {
        begin();
        wq_buf_adds(&config.text, "library = /");
        while (config.text.len < WQ_CONFIG_LINE + (size_t)over)
            wq_buf_addc(&config.text, 'x');
        wq_buf_adds(&config.text, "\nwidth = 61");
        wq_config_parse(&config, &options);
        assert_int_equal(config.errors, over);
        assert_int_equal(options.library != NULL, !over);
        assert_int_equal(options.width, 61);
    }
    assert_non_null(strstr(trouble(), "C:1: longer than 4096 bytes"));
    begin(); /* what is quoted is cut, between characters */
    for (int i = 0; i < 300; i++)
        wq_buf_adds(&config.text, "\u0633");
    wq_config_parse(&config, &options);
    assert_non_null(strstr(trouble(), "\u0633...' has no ="));
    assert_true(strlen(trouble()) < 300);
}

static void test_nul(void **state)
{
    static const char text[] = "mouse = off\0 x\nwidth = 61\n";

    (void)state;
    begin();
    parse(text, sizeof text - 1);
    assert_int_equal(config.errors, 1);
    assert_true(options.mouse);
    assert_int_equal(options.width, 61);
}

/* ---- keys ---- */

static enum wq_action action_of(const char *keys, char place)
{
    struct wq_binding b;
    size_t at = 0;
    bool more;

    assert_true(wq_binding_read(&b, WQ_ACTION_NONE, keys, &at));
    return wq_keymap_find(options.keys, b.strokes, b.len, place, &more);
}

static void assert_keys(enum wq_action action, const char *keys)
{
    struct wq_buf out = WQ_BUF_INIT;

    wq_buf_adds(&out, "");
    wq_keymap_keys(options.keys, action, &out);
    assert_string_equal(out.data, keys);
    wq_buf_release(&out);
}

static void test_keys_instead_of_the_usual(void **state)
{
    (void)state;
    read_well("key down = ^N <Down> \u062A\nkey help = <F5>\n");
    assert_keys(WQ_ACTION_DOWN, "^N \u2193 \u062A");
    assert_keys(WQ_ACTION_UP, "k \u2191");
    assert_int_equal(action_of("^N", 'L'), WQ_ACTION_DOWN);
    assert_int_equal(action_of("\u062A", 'R'), WQ_ACTION_DOWN);
    assert_int_equal(action_of("j", 'R'), WQ_ACTION_NONE);
    assert_int_equal(action_of("<F5>", 'R'), WQ_ACTION_HELP);
    assert_int_equal(action_of("<F1>", 'R'), WQ_ACTION_NONE);
    read_well("key down = n\nkey down = ^N\n"); /* the last line holds */
    assert_keys(WQ_ACTION_DOWN, "^N");
    assert_int_equal(action_of("n", 'R'), WQ_ACTION_NEXT_HIT);
    read_well("key down = none\n");
    assert_keys(WQ_ACTION_DOWN, "");
}

/* Keys change hands where the other action is given others, or none, before or behind. */
static void test_keys_change_hands(void **state)
{
    (void)state;
    read_well("key down = k\nkey up = j\n");
    assert_int_equal(action_of("k", 'R'), WQ_ACTION_DOWN);
    assert_int_equal(action_of("j", 'R'), WQ_ACTION_UP);
    read_well("key mentioned = s\nkey save = none\n");
    assert_int_equal(action_of("s", 'R'), WQ_ACTION_MENTIONED);
    read_well("key letter-left = j\n"); /* where the other means nothing */
    assert_int_equal(action_of("j", 'V'), WQ_ACTION_LETTER_LEFT);
    assert_int_equal(action_of("j", 'R'), WQ_ACTION_DOWN);
}

static void test_conflicts(void **state)
{
    (void)state;
    read_text("key mentioned = s\n");
    assert_string_equal(trouble(),
                        "waraq: C:1: key mentioned: takes 's' from save: give that other keys, or 'none'\n");
    assert_int_equal(action_of("s", 'R'), WQ_ACTION_MENTIONED);
    assert_keys(WQ_ACTION_SAVE, "");
    read_text("key mentioned = g\n"); /* g/, gg, gc, gs, gm: nobody could tell */
    assert_int_equal(config.errors, 5);
    assert_non_null(strstr(trouble(), "takes 'gg' from start"));
    assert_keys(WQ_ACTION_START, "Home");
    read_text("key down = zx\n");
    assert_non_null(strstr(trouble(), "takes 'z' from full-width"));
    read_text("key down = x\nkey up = x <Up>\n"); /* both are the configuration's: the first has it */
    assert_string_equal(trouble(), "waraq: C:2: key up: 'x' is a key of down already\n");
    assert_keys(WQ_ACTION_UP, "\u2191");
    assert_keys(WQ_ACTION_DOWN, "x");
    read_text("key up = x <Up>\nkey down = x\n");
    assert_string_equal(trouble(), "waraq: C:2: key down: 'x' is a key of up already\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_setting),
        cmocka_unit_test(test_the_table),
        cmocka_unit_test(test_spelling),
        cmocka_unit_test(test_options_go_before),
        cmocka_unit_test(test_reader_alone),
        cmocka_unit_test(test_whose_wish),
        cmocka_unit_test(test_wrong),
        cmocka_unit_test(test_many),
        cmocka_unit_test(test_long_lines),
        cmocka_unit_test(test_nul),
        cmocka_unit_test(test_keys_instead_of_the_usual),
        cmocka_unit_test(test_keys_change_hands),
        cmocka_unit_test(test_conflicts),
    };
    return cmocka_run_group_tests(tests, NULL, release);
}
