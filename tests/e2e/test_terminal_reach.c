/* Reaching out of the reader in a terminal: what is written for the clipboard, programs that get the
 * terminal. */
#include "../support/pty.h"
#include "../support/scratch.h"
#include "../support/session.h"

#include "waraq/base/array.h"
#include "waraq/base/buf.h"
#include "waraq/term/clipboard.h"
#include "waraq/text/decode.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define PARAGRAPH "خبر DPRK سے ہے۔"

static const char *article(void)
{
    return scratch_file("reach.txt",
                        "سرخی یہاں\n\n" PARAGRAPH "\n\nLook at https://example.org/a here.\n\nآخری پیراگراف "
                        "جس میں کچھ اور لفظ بھی ہیں تاکہ زبان پہچانی جائے۔\n");
}

static struct pty *start(const char *const *env, const char *option)
{
    struct pty_how how = {.env = env};
    struct pty *p = pty_start(&how, option, "--layout=rtl", article(), NULL);

    pty_wait_text(p, "min left");
    return p;
}

/* ---- conditions ---- */

static bool log_has(struct pty *p, const void *data)
{
    const struct wq_buf *bytes = data;
    size_t len;
    const char *log = pty_log(p, &len);

    return memmem(log, len, bytes->data, bytes->len) != NULL;
}

static bool file_is(struct pty *p, const void *data)
{
    const char *const *file = data; /* its path, and what is in it */
    struct wq_buf got = WQ_BUF_INIT;

    (void)p;
    bool same = wq_read_path(file[0], 0, &got, NULL) == WQ_OK && got.len == strlen(file[1]) &&
                (got.len == 0 || !memcmp(got.data, file[1], got.len));
    wq_buf_release(&got);
    return same;
}

static void wait_file(struct pty *p, const char *path, const char *text)
{
    const char *const file[] = {path, text};
    pty_wait(p, file_is, file, "a file with what was given");
}

/* ---- the clipboard ---- */

static void check_request(const char *const *env, enum wq_clipboard_wrap wrap)
{
    struct wq_buf request = WQ_BUF_INIT;
    struct pty *p = start(env, "--mouse=on");
    size_t before;

    assert_int_equal(wq_clipboard_request(PARAGRAPH, strlen(PARAGRAPH), wrap, &request), WQ_OK);
    pty_log(p, &before);
    pty_type(p, "y");
    pty_wait_text(p, ": 15 letters");
    assert_int_not_equal(pty_shows(p, "Sent to the clipboard"),
                         pty_shows(p, "also in ~/.local/state/waraq/copied.txt"));
    assert_true(log_has(p, &request));
    size_t len;
    const char *log = pty_log(p, &len) + before;
    const char *first = memmem(log, len - before, "]52;", 4);
    assert_null(memmem(first + 1, len - before - (size_t)(first + 1 - log), "]52;", 4)); /* once */
    wq_buf_release(&request);
    session_quit(p);
}

static void test_clipboard(void **state)
{
    (void)state;
    check_request((const char *const[]){NULL}, WQ_CLIPBOARD_PLAIN);
    check_request((const char *const[]){"TMUX=/tmp/none,1,0", NULL}, WQ_CLIPBOARD_TMUX);
    check_request((const char *const[]){"STY=1.none", NULL}, WQ_CLIPBOARD_SCREEN);
    check_request((const char *const[]){"KITTY_WINDOW_ID=1", NULL}, WQ_CLIPBOARD_PLAIN);
}

/* What a person selects with the mouse is in the order of the text. */
static void test_dragging(void **state)
{
    const char *const env[] = {"KITTY_WINDOW_ID=1", NULL};
    struct wq_buf request = WQ_BUF_INIT;
    struct pty *p = start(env, "--mouse=on");
    char bytes[128];
    int x = pty_columns(p) - 1;

    (void)state;
    assert_int_equal(pty_mode(p, "?1002"), 1);
    int y = pty_find(p, "DPRK");
    assert_true(y > 0);
    while (pty_cell(p, x, y).ch != 'P')
        x--;
    assert_int_equal(pty_cell(p, x - 1, y).ch, 'D');
    /* from the gap right of the name, which comes before it, to its second letter */
    snprintf(bytes, sizeof bytes, "\033[<0;%d;%dM\033[<32;%d;%dM\033[<0;%d;%dm", x + 4, y + 1, x + 1, y + 1,
             x + 1, y + 1);
    pty_type(p, bytes);
    pty_wait_text(p, "Selected: 3");
    assert_true(pty_cell(p, x, y).reverse && pty_cell(p, x - 1, y).reverse && pty_cell(p, x + 3, y).reverse);
    assert_false(pty_cell(p, x + 1, y).reverse);
    assert_false(pty_cell(p, x + 2, y).reverse);
    pty_type(p, "y");
    pty_wait_text(p, "Sent to the clipboard: 3 letters");
    assert_int_equal(wq_clipboard_request(" DP", 3, WQ_CLIPBOARD_PLAIN, &request), WQ_OK);
    assert_true(log_has(p, &request));
    pty_type(p, "o"); /* a list of links wants none */
    pty_wait_text(p, "Links");
    assert_int_equal(pty_mode(p, "?1002"), 0);
    assert_int_equal(pty_mode(p, "?1000"), 1);
    pty_type(p, "q");
    pty_wait_no_text(p, "Links");
    assert_int_equal(pty_mode(p, "?1002"), 1);
    wq_buf_release(&request);
    session_quit(p);
}

/* A command that cannot take the text says so when it ends, and the text goes elsewhere. */
static void test_copy_command(void **state)
{
    struct wq_buf command = WQ_BUF_INIT;
    struct wq_buf request = WQ_BUF_INIT;

    (void)state;
    wq_buf_addf(&command, "WARAQ_COPY=sh -c 'cat >\"$0\"' '%s'", scratch_path("given"));
    struct pty *p = start((const char *const[]){command.data, NULL}, "--mouse=on");
    pty_type(p, "y");
    pty_wait_text(p, "Given to sh: 15 letters");
    wait_file(p, scratch_path("given"), PARAGRAPH);
    session_quit(p);
    p = start((const char *const[]){"WARAQ_COPY=false", NULL}, "--mouse=on");
    pty_type(p, "y");
    pty_wait_text(p, "false ended with status 1");
    pty_wait_text(p, "Sent, may be refused: 15 letters");
    assert_int_equal(wq_clipboard_request(PARAGRAPH, strlen(PARAGRAPH), WQ_CLIPBOARD_PLAIN, &request), WQ_OK);
    assert_true(log_has(p, &request));
    wq_buf_release(&command);
    wq_buf_release(&request);
    session_quit(p);
}

/* ---- programs that get the terminal ---- */

static bool is_asked_for_key(struct pty *p, const void *data)
{
    static const char question[] = "[A key leads back]";
    size_t len;
    const char *at = pty_log(p, &len);
    const char *end = at + len;
    int n = 0;

    while ((at = memmem(at, (size_t)(end - at), question, strlen(question)))) {
        at++;
        n++;
    }
    return n == *(const int *)data;
}

/* Waits until one is asked for a key the nth time, since what was asked before may still be seen, and presses
 * it. */
static void press_key(struct pty *p, int nth, const char *key)
{
    pty_wait(p, is_asked_for_key, &nth, "a question for a key");
    pty_type(p, key);
}

static void pipe_to(struct pty *p, const char *command)
{
    pty_type(p, "|");
    pty_wait_text(p, "Give the text to:");
    pty_type(p, command);
    pty_type(p, "\r");
}

/* What says nothing is come back from at once; what wrote something, behind a key. */
static void test_pipe(void **state)
{
    struct wq_buf command = WQ_BUF_INIT;
    struct pty *p = start(NULL, "--mouse=on");

    (void)state;
    wq_buf_addf(&command, "sh -c 'cat >\"$0\"; stty -a <&2 >>\"$0\"' '%s'", scratch_path("piped"));
    pipe_to(p, command.data);
    pty_wait_text(p, "sh is done");
    struct wq_buf got = WQ_BUF_INIT;
    assert_int_equal(wq_read_path(scratch_path("piped"), 0, &got, NULL), WQ_OK);
    assert_memory_equal(got.data, "سرخی یہاں\n\n" PARAGRAPH "\n\nLook",
                        strlen("سرخی یہاں\n\n" PARAGRAPH "\n\nLook"));
    assert_non_null(strstr(got.data, " icanon")); /* not -icanon */
    assert_non_null(strstr(got.data, " echo "));
    pty_wait_quiet(p);
    assert_taken_over(p);
    pipe_to(p, "wc -l");
    pty_wait_text(p, "A key leads back");
    assert_int_not_equal(pty_find(p, "7"), -1);
    assert_false(pty_alternate(p));
    assert_int_equal(pty_mode(p, "?1002"), 0);
    assert_int_equal(pty_mode(p, "?2004"), 0);
    assert_int_equal(pty_mode(p, "8"), 1);
    pty_type(p, "\033[A");
    pty_wait_text(p, "wc is done");
    pty_wait_text(p, "DPRK");
    pty_wait_quiet(p);
    assert_taken_over(p);
    wq_buf_release(&got);
    wq_buf_release(&command);
    session_quit(p);
}

/* At the bottom of the screen the cursor stays where it is while lines come. */
static void test_pipe_that_scrolls(void **state)
{
    static const char *const commands[] = {"seq 1 40", "seq 2 50", "seq 3 60"};
    struct pty *p = start(NULL, "--mouse=on");

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(commands); i++) { /* each time it begins further down */
        pipe_to(p, commands[i]);
        press_key(p, (int)i + 1, " ");
        pty_wait_text(p, "seq is done");
    }
    session_quit(p);
}

/* A text that no pipe holds, and programs that do not read it. */
static void test_pipe_of_much(void **state)
{
    size_t len;
    char *text = text_times("ایک لمبی سطر جو کسی نلکے میں نہیں سماتی\n\n", 20000, &len);
    const char *path = scratch_bytes("much.txt", text, len);
    struct pty *p = pty_start(NULL, path, NULL);

    (void)state;
    pty_wait_text(p, "min left");
    pipe_to(p, "true");
    pty_wait_text(p, "true is done");
    pipe_to(p, "head -c 20");
    press_key(p, 1, "\r");
    pty_wait_text(p, "head is done");
    free(text);
    session_quit(p);
}

/* Writes what says that it runs: not as it is typed, for that would be on the screen before. */
#define SAY_READY "printf rea%s dy"
#define SAY_AGAIN "printf aga%%s in"

/* ^C is for the program; ^Z stops both, and both go on. */
static void test_signals(void **state)
{
    struct wq_buf command = WQ_BUF_INIT;
    struct pty *p = start(NULL, "--mouse=on");

    (void)state;
    pipe_to(p, "sh -c '" SAY_READY "; read x <&2'");
    pty_wait_text(p, "ready");
    pty_type(p, "\003");
    press_key(p, 1, " ");
    pty_wait_text(p, "sh was ended by signal 2");
    wq_buf_addf(&command, "sh -c '" SAY_AGAIN "; read x <&2; echo \"$x\" >\"$0\"' '%s'",
                scratch_path("typed"));
    pipe_to(p, command.data);
    pty_wait_text(p, "again");
    pty_type(p, "\032");
    pty_wait_stopped(p);
    assert_given_back(p);
    pty_foreground(p);
    pty_type(p, "typed\n");
    press_key(p, 2, " ");
    wait_file(p, scratch_path("typed"), "typed\n");
    pty_wait_text(p, "sh is done");
    wq_buf_release(&command);
    session_quit(p);
}

/* The window changes its size meanwhile. */
static void test_resized_meanwhile(void **state)
{
    struct pty *p = start(NULL, "--mouse=on");

    (void)state;
    pipe_to(p, "sh -c '" SAY_READY "; read x <&2'");
    pty_wait_text(p, "ready");
    pty_resize(p, 60, 15);
    pty_type(p, "\n");
    press_key(p, 1, "x");
    pty_wait_text(p, "sh is done");
    assert_int_equal(pty_find(p, "sh is done"), 14);
    session_quit(p);
}

static void test_program_is_missing(void **state)
{
    struct pty *p = start(NULL, "--mouse=on");

    (void)state;
    pipe_to(p, "no-such-program");
    pty_wait_text(p, "no-such-program cannot be run: No such file");
    pipe_to(p, "sh -c 'exit 3'");
    pty_wait_text(p, "sh ended with status 3");
    session_quit(p);
}

/* It waits for a key, and is told to end. */
static void test_ended_meanwhile(void **state)
{
    struct pty *p = start(NULL, "--mouse=on");

    (void)state;
    pipe_to(p, "wc");
    pty_wait_text(p, "A key leads back");
    pty_signal(p, SIGTERM);
    pty_wait_signalled(p, SIGTERM);
    assert_given_back(p);
    pty_free(p);
}

/* ---- saving, and what --secure forbids ---- */

static void test_save(void **state)
{
    struct pty *p = start(NULL, "--mouse=on");
    const char *path = scratch_path("saved.txt");

    (void)state;
    pty_type(p, "vvs");
    pty_wait_text(p, "Save as:");
    pty_type(p, "\025");
    pty_type(p, path);
    pty_type(p, "\r");
    pty_wait_text(p, "Saved:");
    wait_file(p, path, PARAGRAPH "\n");
    session_quit(p);
}

static void test_secure(void **state)
{
    const char *const env[] = {"WARAQ_COPY=touch secure-copy", "DISPLAY=:9", "BROWSER=touch", NULL};
    static const char *const keys[] = {"|", "s", "o\r"};
    struct pty *p = start(env, "--secure");
    struct stat st;

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(keys); i++) {
        pty_type(p, keys[i]);
        pty_wait_text(p, "--secure has switched this off");
        pty_type(p, "j");
        pty_wait_no_text(p, "--secure");
        pty_type(p, "k");
    }
    unlink(scratch_path(".local/state/waraq/copied.txt"));
    pty_type(p, "y");
    pty_wait_text(p, "Sent to the clipboard: 15 letters");
    assert_false(pty_shows(p, "also in"));
    assert_int_not_equal(stat(scratch_path(".local/state/waraq/copied.txt"), &st), 0);
    session_quit(p);
}

#define TEST(f) cmocka_unit_test_teardown(f, pty_free_all)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_clipboard),
        TEST(test_dragging),
        TEST(test_copy_command),
        TEST(test_pipe),
        TEST(test_pipe_that_scrolls),
        TEST(test_pipe_of_much),
        TEST(test_signals),
        TEST(test_resized_meanwhile),
        TEST(test_program_is_missing),
        TEST(test_ended_meanwhile),
        TEST(test_save),
        TEST(test_secure),
    };
    return cmocka_run_group_tests_name("terminal reach", tests, scratch_open, scratch_close);
}
