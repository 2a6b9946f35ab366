/* The bytes that ask for the clipboard, and which terminals are asked. */
#include "waraq/base/array.h"
#include "waraq/term/clipboard.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
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

static void test_terminals(void **state)
{
    static const struct {
        struct wq_environment env;
        const char *answer; /* XTVERSION; NULL: none came */
        enum wq_clipboard_hope hope;
        enum wq_clipboard_wrap wrap;
        bool command;
    } cases[] = {
        {{NULL}, NULL, WQ_CLIPBOARD_MAYBE, WQ_CLIPBOARD_PLAIN, false},
        {{.term = "xterm-256color"}, NULL, WQ_CLIPBOARD_MAYBE, WQ_CLIPBOARD_PLAIN, false},
        {{.term = "xterm-256color"}, "kitty(0.26.5)", WQ_CLIPBOARD_TAKES, WQ_CLIPBOARD_PLAIN, false},
        {{.term = "xterm-256color"}, "VTE(7006)", WQ_CLIPBOARD_NEVER, WQ_CLIPBOARD_PLAIN, false},
        {{.term = "xterm", .xterm = "XTerm(379)"}, NULL, WQ_CLIPBOARD_MAYBE, WQ_CLIPBOARD_PLAIN, false},
        {{.term = "xterm-256color", .vte = "7006"}, NULL, WQ_CLIPBOARD_NEVER, WQ_CLIPBOARD_PLAIN, false},
        {{.term = "linux"}, NULL, WQ_CLIPBOARD_NEVER, WQ_CLIPBOARD_PLAIN, false},
        {{.term = "vt220"}, NULL, WQ_CLIPBOARD_NEVER, WQ_CLIPBOARD_PLAIN, false},
        {{.term = "rxvt-unicode-256color"}, NULL, WQ_CLIPBOARD_NEVER, WQ_CLIPBOARD_PLAIN, false},
        {{.term = "xterm-kitty"}, NULL, WQ_CLIPBOARD_TAKES, WQ_CLIPBOARD_PLAIN, false},
        {{.term = "foot"}, NULL, WQ_CLIPBOARD_TAKES, WQ_CLIPBOARD_PLAIN, false},
        {{.term = "xterm-256color", .windows = "1"}, NULL, WQ_CLIPBOARD_TAKES, WQ_CLIPBOARD_PLAIN, false},
        {{.term = "xterm", .konsole = "221203"}, NULL, WQ_CLIPBOARD_NEVER, WQ_CLIPBOARD_PLAIN, false},
        {{.term = "xterm", .konsole = "241200"}, NULL, WQ_CLIPBOARD_TAKES, WQ_CLIPBOARD_PLAIN, false},
        {{.term = "xterm"}, "Konsole 22.12.3", WQ_CLIPBOARD_NEVER, WQ_CLIPBOARD_PLAIN, false},
        {{.term = "xterm"}, "Konsole 25.04.0", WQ_CLIPBOARD_TAKES, WQ_CLIPBOARD_PLAIN, false},
        {{.term = "screen", .sty = "1.tty"}, NULL, WQ_CLIPBOARD_MAYBE, WQ_CLIPBOARD_SCREEN, false},
        {{.term = "screen", .tmux = "x"}, NULL, WQ_CLIPBOARD_MAYBE, WQ_CLIPBOARD_TMUX, false},
        {{.term = "screen", .tmux = "x", .vte = "7006"}, NULL, WQ_CLIPBOARD_MAYBE, WQ_CLIPBOARD_TMUX, false},
        {{.tmux = "x", .program = "tmux", .program_version = "3.2a"},
         NULL,
         WQ_CLIPBOARD_MAYBE,
         WQ_CLIPBOARD_TMUX,
         true},
        {{.tmux = "x", .program = "tmux", .program_version = "3.3a"},
         NULL,
         WQ_CLIPBOARD_MAYBE,
         WQ_CLIPBOARD_PLAIN,
         true},
        {{.tmux = "x", .program = "tmux", .program_version = "next-3.4"},
         NULL,
         WQ_CLIPBOARD_MAYBE,
         WQ_CLIPBOARD_TMUX,
         false},
        {{.tmux = "x", .program = "vscode", .program_version = "9.9"},
         NULL,
         WQ_CLIPBOARD_MAYBE,
         WQ_CLIPBOARD_TMUX,
         false},
        /* over ssh, from a pane of tmux: it is not beside us */
        {{.term = "screen-256color"}, "tmux 3.3a", WQ_CLIPBOARD_MAYBE, WQ_CLIPBOARD_PLAIN, false},
        {{.term = "tmux-256color"}, NULL, WQ_CLIPBOARD_MAYBE, WQ_CLIPBOARD_TMUX, false},
    };
    const struct wq_wishes wishes = {.shape = true};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(cases); i++) {
        struct wq_answers answers = {.second = {-1, -1, -1}, .first = {-1, -1}};
        snprintf(answers.version, sizeof answers.version, "%s", cases[i].answer ? cases[i].answer : "");
        struct wq_terminal t = wq_terminal_decide(&wishes, &cases[i].env, &answers, NULL);
        struct wq_clipboard known = wq_clipboard_known(&t, &cases[i].env, answers.version);
        if (known.hope != cases[i].hope || known.wrap != cases[i].wrap ||
            (known.command != NULL) != cases[i].command)
            fail_msg("case %zu: %d %d %s", i, (int)known.hope, (int)known.wrap,
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
