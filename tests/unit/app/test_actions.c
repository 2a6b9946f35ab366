/* The table of actions and the keys that lead to them. */
#include "../../../src/app/actions.h"
#include "waraq/base/array.h"
#include "waraq/text/utf8.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct wq_keymap keymap;

static int open_keymap(void **state)
{
    (void)state;
    wq_keymap_init(&keymap);
    return 0;
}

static int close_keymap(void **state)
{
    (void)state;
    wq_keymap_release(&keymap);
    return 0;
}

static const struct wq_action_info *info(int action)
{
    return wq_action_info((enum wq_action)action);
}

/* ---- the table ---- */

static void test_rows(void **state)
{
    (void)state;
    for (int i = 1; i < WQ_ACTIONS; i++) {
        const struct wq_action_info *a = info(i);
        assert_true(a->name[0] && a->keys[0] && a->places[0] && a->help[0]);
        assert_int_equal(strspn(a->name, "abcdefghijklmnopqrstuvwxyz-"), strlen(a->name));
        assert_int_equal(strspn(a->places, "LRSHFVO"), strlen(a->places));
        assert_true(a->group < WQ_GROUPS);
        assert_true(strlen(a->help) < 50 && a->help[strlen(a->help) - 1] != '.');
        assert_int_equal(wq_action_named(a->name, strlen(a->name)), i); /* so no name is there twice */
    }
}

static void test_names(void **state)
{
    static const char *const none[] = {"", "dow", "downn", "Down", "j", "no-such-action"};

    (void)state;
    assert_int_equal(wq_action_named("down", 4), WQ_ACTION_DOWN);
    assert_int_equal(wq_action_named("downhill", 4), WQ_ACTION_DOWN); /* of its length */
    for (size_t i = 0; i < WQ_COUNT(none); i++)
        assert_int_equal(wq_action_named(none[i], strlen(none[i])), WQ_ACTION_NONE);
}

/* ---- the keys ---- */

static bool same_strokes(const struct wq_binding *a, const struct wq_binding *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (a->strokes[i].key != b->strokes[i].key || a->strokes[i].mods != b->strokes[i].mods)
            return false;
    return true;
}

/* Every key of every action leads to it, in each of its places and only there. */
static void test_every_action_is_reached(void **state)
{
    bool reached[WQ_ACTIONS] = {false};

    (void)state;
    for (size_t i = 0; i < keymap.len; i++) {
        const struct wq_binding *b = &keymap.items[i];
        assert_in_range(b->len, 1, WQ_STROKES_MAX);
        for (const char *place = "LRSHFVO"; *place; place++) {
            bool more;
            enum wq_action found = wq_keymap_find(&keymap, b->strokes, b->len, *place, &more);
            if (strchr(info((int)b->action)->places, *place)) {
                assert_int_equal(found, b->action);
                assert_false(more);
            } else {
                assert_int_not_equal(found, b->action);
            }
        }
        reached[b->action] = true;
    }
    for (int i = 1; i < WQ_ACTIONS; i++)
        assert_true(reached[i]);
}

static bool share_a_place(const struct wq_binding *a, const struct wq_binding *b)
{
    return strpbrk(info((int)a->action)->places, info((int)b->action)->places) != NULL;
}

/* No two keys are the same in one place, and none begins another: without timers that could not be told. */
static void test_no_clashes(void **state)
{
    (void)state;
    for (size_t i = 0; i < keymap.len; i++)
        for (size_t k = 0; k < keymap.len; k++) {
            const struct wq_binding *a = &keymap.items[i];
            const struct wq_binding *b = &keymap.items[k];
            if (i == k || a->len > b->len || !share_a_place(a, b))
                continue;
            if (same_strokes(a, b, a->len))
                fail_msg("%s and %s", info((int)a->action)->name, info((int)b->action)->name);
        }
}

/* Counts are digits, and Escape, ^C and ^G cancel what is being typed: no key may begin with them. */
static void test_reserved_keys(void **state)
{
    (void)state;
    for (size_t i = 0; i < keymap.len; i++) {
        const struct wq_binding *b = &keymap.items[i];
        uint32_t key = b->strokes[0].key;
        assert_false(key >= '0' && key <= '9');
        if (b->action != WQ_ACTION_CANCEL)
            for (size_t k = 0; k < b->len; k++)
                assert_true(b->strokes[k].key != 27 && b->strokes[k].key != 3 && b->strokes[k].key != 7);
    }
}

static enum wq_action find(const char *keys, char place, bool *more)
{
    struct wq_stroke strokes[8];
    size_t n = 0;

    for (size_t at = 0; keys[at];)
        strokes[n++] = (struct wq_stroke){wq_utf8_next(keys, &at), 0};
    return wq_keymap_find(&keymap, strokes, n, place, more);
}

/* The keys of the interface's own table. */
static void test_keys_of_the_interface(void **state)
{
    static const struct {
        const char *keys, *places;
        enum wq_action action;
    } cases[] = {
        {"j", "LRSH", WQ_ACTION_DOWN},        {"k", "LRSH", WQ_ACTION_UP},
        {" ", "LRSH", WQ_ACTION_PAGE_DOWN},   {"f", "LRSH", WQ_ACTION_PAGE_DOWN},
        {"b", "LRSH", WQ_ACTION_PAGE_UP},     {"d", "LRSH", WQ_ACTION_HALF_DOWN},
        {"u", "LRSH", WQ_ACTION_HALF_UP},     {"gg", "LRSH", WQ_ACTION_START},
        {"G", "LRSH", WQ_ACTION_END},         {"}", "R", WQ_ACTION_NEXT_PARAGRAPH},
        {"{", "R", WQ_ACTION_PREV_PARAGRAPH}, {"''", "R", WQ_ACTION_JUMP_BACK},
        {"h", "LRS", WQ_ACTION_LEFT},         {"l", "LRS", WQ_ACTION_RIGHT},
        {"\t", "LRS", WQ_ACTION_NEXT_PANE},   {"\r", "LRS", WQ_ACTION_OPEN},
        {"q", "LRSH", WQ_ACTION_BACK},        {"Q", "LRSH", WQ_ACTION_QUIT},
        {"\x1B", "LRSH", WQ_ACTION_CANCEL},   {"\x03", "LRSH", WQ_ACTION_CANCEL},
        {"\x07", "LRSH", WQ_ACTION_CANCEL},   {"J", "LRS", WQ_ACTION_NEXT_ARTICLE},
        {"K", "LRS", WQ_ACTION_PREV_ARTICLE}, {".", "LRS", WQ_ACTION_NEXT_UNREAD},
        {"r", "LRS", WQ_ACTION_TOGGLE_READ},  {"i", "LRS", WQ_ACTION_INFO},
        {"T", "LRS", WQ_ACTION_LIST},         {"E", "LRS", WQ_ACTION_SIDEBAR},
        {"z", "LRS", WQ_ACTION_FULL_WIDTH},   {"H", "LRS", WQ_ACTION_FURNITURE},
        {"+", "LRS", WQ_ACTION_WIDER},        {"-", "LRS", WQ_ACTION_NARROWER},
        {"=", "LRS", WQ_ACTION_USUAL_WIDTH},  {":", "LRS", WQ_ACTION_COMMAND},
        {"?", "LRSH", WQ_ACTION_HELP},        {"\x0C", "LRSH", WQ_ACTION_REDRAW},
        {"\x1A", "LRSH", WQ_ACTION_SUSPEND},
    };
    bool more;

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(cases); i++)
        for (const char *place = cases[i].places; *place; place++)
            if (find(cases[i].keys, *place, &more) != cases[i].action)
                fail_msg("'%s' in %c", cases[i].keys, *place);
}

static void test_named_keys(void **state)
{
    static const struct {
        uint32_t key;
        enum wq_action action;
    } cases[] = {
        {WQ_KEY_DOWN, WQ_ACTION_DOWN},
        {WQ_KEY_UP, WQ_ACTION_UP},
        {WQ_KEY_LEFT, WQ_ACTION_LEFT},
        {WQ_KEY_RIGHT, WQ_ACTION_RIGHT},
        {WQ_KEY_HOME, WQ_ACTION_START},
        {WQ_KEY_END, WQ_ACTION_END},
        {WQ_KEY_PAGE_DOWN, WQ_ACTION_PAGE_DOWN},
        {WQ_KEY_PAGE_UP, WQ_ACTION_PAGE_UP},
        {WQ_KEY_BACKSPACE, WQ_ACTION_CLOSE},
        {WQ_KEY_BACKTAB, WQ_ACTION_PREV_PANE},
        {WQ_KEY_F1, WQ_ACTION_HELP},
    };
    bool more;

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(cases); i++) {
        struct wq_stroke stroke = {cases[i].key, 0};
        assert_int_equal(wq_keymap_find(&keymap, &stroke, 1, 'R', &more), cases[i].action);
        stroke.mods = WQ_MOD_ALT; /* another key */
        assert_int_equal(wq_keymap_find(&keymap, &stroke, 1, 'R', &more), WQ_ACTION_NONE);
    }
}

static void test_prefixes(void **state)
{
    bool more;

    (void)state;
    for (const char *place = "LRSH"; *place; place++) {
        assert_int_equal(find("g", *place, &more), WQ_ACTION_NONE);
        assert_true(more);
        assert_int_equal(find("gq", *place, &more), WQ_ACTION_NONE);
        assert_false(more);
    }
    assert_int_equal(find("'", 'R', &more), WQ_ACTION_NONE);
    assert_true(more);
    assert_int_equal(find("'", 'H', &more), WQ_ACTION_NONE);
    assert_false(more);
    assert_int_equal(find("ggg", 'R', &more), WQ_ACTION_NONE);
    assert_false(more);
    assert_int_equal(find("~", 'R', &more), WQ_ACTION_NONE);
    assert_false(more);
}

/* ---- how keys are written ---- */

static void test_stroke_names(void **state)
{
    static const struct {
        struct wq_stroke stroke;
        const char *name;
    } cases[] = {
        {{'j', 0}, "j"},
        {{' ', 0}, "Space"},
        {{'\r', 0}, "Enter"},
        {{'\t', 0}, "Tab"},
        {{27, 0}, "Esc"},
        {{12, 0}, "^L"},
        {{0, 0}, "^@"},
        {{WQ_KEY_UP, 0}, "\u2191"},
        {{WQ_KEY_F1, 0}, "F1"},
        {{WQ_KEY_F12, 0}, "F12"},
        {{WQ_KEY_BACKSPACE, 0}, "Backspace"},
        {{'x', WQ_MOD_ALT}, "Alt-x"},
        {{0x6CC, 0}, "\u06CC"},
        {{WQ_KEY_BACKTAB, 0}, "S-Tab"},
        {{WQ_KEY_INSERT, 0}, "Ins"},
        {{WQ_KEY_DELETE, WQ_MOD_ALT}, "Alt-Del"},
        {{WQ_KEY_F12 + 1, 0}, "?"},
    };
    (void)state;
    for (size_t i = 0; i < WQ_COUNT(cases); i++) {
        struct wq_buf out = WQ_BUF_INIT;
        wq_stroke_name(cases[i].stroke, &out);
        assert_string_equal(out.data, cases[i].name);
        wq_buf_release(&out);
    }
}

static void test_keys_as_read(void **state)
{
    static const struct {
        enum wq_action action;
        const char *keys;
    } cases[] = {{WQ_ACTION_PAGE_DOWN, "Space f PgDn"}, {WQ_ACTION_START, "gg Home"},
                 {WQ_ACTION_CANCEL, "Esc ^C ^G"},       {WQ_ACTION_DOWN, "j \u2193"},
                 {WQ_ACTION_JUMP_BACK, "''"},           {WQ_ACTION_HELP, "? F1"}};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(cases); i++) {
        struct wq_buf out = WQ_BUF_INIT;
        wq_keymap_keys(&keymap, cases[i].action, &out);
        assert_string_equal(out.data, cases[i].keys);
        wq_buf_release(&out);
    }
}

/* What stands in the configuration is somebody's: every spelling is a key or none. */
static void test_spellings(void **state)
{
    static const struct {
        const char *spelt, *shown; /* NULL: it is none */
    } cases[] = {
        {"j", "j"},
        {"gg", "gg"},
        {"<Space>", "Space"},
        {"g<Enter>", "gEnter"},
        {"^r", "^R"},
        {"^H", "Backspace"},
        {"^", "^"},
        {"<F1>", "F1"},
        {"<F12>", "F12"},
        {"<Alt-x>", "Alt-x"},
        {"<Alt-F3>", "Alt-F3"},
        {"<#>", "#"},
        {"<<>", "<"},
        {"<", "<"},
        {">", ">"},
        {"<>", "<>"},
        {"\u06CC", "\u06CC"},
        {"<\u06CC>", "\u06CC"},
        {"<F0>", NULL},
        {"<F01>", NULL},
        {"<F13>", NULL},
        {"<F1x>", NULL},
        {"<Nothing>", NULL},
        {"<Alt->", NULL},
        {"abcd", NULL}, /* too many */
        {"a\tb", NULL},
    };
    (void)state;
    for (size_t i = 0; i < WQ_COUNT(cases); i++) {
        struct wq_binding b;
        struct wq_buf out = WQ_BUF_INIT;
        size_t at = 0;
        if (wq_binding_read(&b, WQ_ACTION_QUIT, cases[i].spelt, &at) != (cases[i].shown != NULL))
            fail_msg("%s", cases[i].spelt);
        if (cases[i].shown) {
            wq_binding_name(&b, &out);
            assert_string_equal(out.data, cases[i].shown);
            assert_int_equal(at, strlen(cases[i].spelt));
        }
        wq_buf_release(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_every_action_is_reached),
        cmocka_unit_test(test_no_clashes),
        cmocka_unit_test(test_reserved_keys),
        cmocka_unit_test(test_keys_of_the_interface),
        cmocka_unit_test(test_named_keys),
        cmocka_unit_test(test_prefixes),
        cmocka_unit_test(test_stroke_names),
        cmocka_unit_test(test_keys_as_read),
        cmocka_unit_test(test_spellings),
    };
    return cmocka_run_group_tests(tests, open_keymap, close_keymap);
}
