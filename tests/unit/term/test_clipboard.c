/* The bytes that ask for the clipboard, and which terminals are asked. */
#include "waraq/base/array.h"
#include "waraq/term/clipboard.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- bytes ---- */

static void check(const char *s, enum wq_clipboard_wrap wrap, const char *expected)
{
    struct wq_buf out = WQ_BUF_INIT;

    assert_int_equal(wq_clipboard_request(s, strlen(s), wrap, &out), WQ_OK);
    assert_string_equal(out.data, expected);
    wq_buf_release(&out);
}

static void test_bytes(void **state)
{
    (void)state;
    /* RFC 4648, section 10 */
    check("", WQ_CLIPBOARD_PLAIN, "\033]52;c;\a");
    check("f", WQ_CLIPBOARD_PLAIN, "\033]52;c;Zg==\a");
    check("fo", WQ_CLIPBOARD_PLAIN, "\033]52;c;Zm8=\a");
    check("foo", WQ_CLIPBOARD_PLAIN, "\033]52;c;Zm9v\a");
    check("foobar", WQ_CLIPBOARD_PLAIN, "\033]52;c;Zm9vYmFy\a");
    check("سلام", WQ_CLIPBOARD_PLAIN, "\033]52;c;2LPZhNin2YU=\a");
    check("foo", WQ_CLIPBOARD_TMUX, "\033Ptmux;\033\033]52;c;Zm9v\a\033\\");
    check("foo", WQ_CLIPBOARD_SCREEN, "\033P\033]52;c;Zm9v\a\033\\");
}

/* screen: no string is longer than it takes, and without what wraps them they are the request. */
static void test_pieces(void **state)
{
    struct wq_buf plain = WQ_BUF_INIT;
    struct wq_buf pieces = WQ_BUF_INIT;
    struct wq_buf joined = WQ_BUF_INIT;
    char text[1000];

    (void)state;
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = (char)(i * 7);
    assert_int_equal(wq_clipboard_request(text, sizeof text, WQ_CLIPBOARD_PLAIN, &plain), WQ_OK);
    assert_int_equal(wq_clipboard_request(text, sizeof text, WQ_CLIPBOARD_SCREEN, &pieces), WQ_OK);
    for (const char *at = pieces.data; *at;) {
        assert_memory_equal(at, "\033P", 2);
        const char *end = strstr(at, "\033\\");
        assert_non_null(end);
        assert_true(end - at < 256);
        wq_buf_add(&joined, at + 2, (size_t)(end - at - 2));
        at = end + 2;
    }
    assert_string_equal(joined.data, plain.data);
    wq_buf_release(&plain);
    wq_buf_release(&pieces);
    wq_buf_release(&joined);
}

static void test_too_long(void **state)
{
    struct wq_buf out = WQ_BUF_INIT;
    char *text = calloc(1, WQ_CLIPBOARD_MOST + 1);

    (void)state;
    assert_int_equal(wq_clipboard_request(text, WQ_CLIPBOARD_MOST + 1, WQ_CLIPBOARD_PLAIN, &out), WQ_EUSAGE);
    assert_int_equal(out.len, 0);
    assert_int_equal(wq_clipboard_request(text, WQ_CLIPBOARD_MOST, WQ_CLIPBOARD_PLAIN, &out), WQ_OK);
    assert_int_equal(out.len, 100000);
    wq_buf_release(&out);
    free(text);
}

/* ---- terminals ---- */

static const char *environment; /* NAME=value, parted by blanks */

static const char *get(const char *name)
{
    static char values[4][64]; /* some are kept while others are asked for */
    static size_t next;
    char *value = values[next++ % WQ_COUNT(values)];

    for (const char *at = environment; at; at = strchr(at, ' ')) {
        at += *at == ' ';
        size_t n = strlen(name);
        if (strncmp(at, name, n) != 0 || at[n] != '=')
            continue;
        size_t len = strcspn(at + n + 1, " ");
        memcpy(value, at + n + 1, len);
        value[len] = '\0';
        return value;
    }
    return NULL;
}

static void test_terminals(void **state)
{
    static const struct {
        const char *environment;
        enum wq_clipboard_hope hope;
        enum wq_clipboard_wrap wrap;
        bool command;
    } cases[] = {
        {"", WQ_CLIPBOARD_MAYBE, WQ_CLIPBOARD_PLAIN, false},
        {"TERM=xterm-256color", WQ_CLIPBOARD_MAYBE, WQ_CLIPBOARD_PLAIN, false},
        {"TERM=xterm XTERM_VERSION=XTerm(379)", WQ_CLIPBOARD_MAYBE, WQ_CLIPBOARD_PLAIN, false},
        {"TERM=xterm-256color VTE_VERSION=7006", WQ_CLIPBOARD_NEVER, WQ_CLIPBOARD_PLAIN, false},
        {"TERM=linux", WQ_CLIPBOARD_NEVER, WQ_CLIPBOARD_PLAIN, false},
        {"TERM=rxvt-unicode-256color", WQ_CLIPBOARD_NEVER, WQ_CLIPBOARD_PLAIN, false},
        {"TERM=xterm-kitty", WQ_CLIPBOARD_TAKES, WQ_CLIPBOARD_PLAIN, false},
        {"TERM=foot", WQ_CLIPBOARD_TAKES, WQ_CLIPBOARD_PLAIN, false},
        {"TERM=xterm-256color WT_SESSION=1", WQ_CLIPBOARD_TAKES, WQ_CLIPBOARD_PLAIN, false},
        {"TERM=xterm-256color KONSOLE_VERSION=221203", WQ_CLIPBOARD_NEVER, WQ_CLIPBOARD_PLAIN, false},
        {"TERM=xterm-256color KONSOLE_VERSION=241200", WQ_CLIPBOARD_TAKES, WQ_CLIPBOARD_PLAIN, false},
        {"TERM=screen STY=1.tty", WQ_CLIPBOARD_MAYBE, WQ_CLIPBOARD_SCREEN, false},
        {"TERM=screen TMUX=/tmp/x,1,0", WQ_CLIPBOARD_MAYBE, WQ_CLIPBOARD_TMUX, false},
        {"TERM=screen TMUX=/tmp/x,1,0 VTE_VERSION=7006", WQ_CLIPBOARD_MAYBE, WQ_CLIPBOARD_TMUX, false},
        {"TMUX=x TERM_PROGRAM=tmux TERM_PROGRAM_VERSION=3.2a", WQ_CLIPBOARD_MAYBE, WQ_CLIPBOARD_TMUX, true},
        {"TMUX=x TERM_PROGRAM=tmux TERM_PROGRAM_VERSION=3.3a", WQ_CLIPBOARD_MAYBE, WQ_CLIPBOARD_PLAIN, true},
        {"TMUX=x TERM_PROGRAM=tmux TERM_PROGRAM_VERSION=next-3.4", WQ_CLIPBOARD_MAYBE, WQ_CLIPBOARD_TMUX,
         false},
        {"TMUX=x TERM_PROGRAM=vscode TERM_PROGRAM_VERSION=9.9", WQ_CLIPBOARD_MAYBE, WQ_CLIPBOARD_TMUX, false},
    };

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(cases); i++) {
        environment = cases[i].environment;
        struct wq_clipboard known = wq_clipboard_known(get);
        if (known.hope != cases[i].hope || known.wrap != cases[i].wrap ||
            (known.command != NULL) != cases[i].command)
            fail_msg("%s: %d %d %s", environment, (int)known.hope, (int)known.wrap,
                     known.command ? known.command : "-");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bytes),
        cmocka_unit_test(test_pieces),
        cmocka_unit_test(test_too_long),
        cmocka_unit_test(test_terminals),
    };
    return cmocka_run_group_tests_name("clipboard", tests, NULL, NULL);
}
