/* Addresses of the text that lead where they say (OSC 8): in which terminals, and that no cell leads anywhere
 * else, however the screen came about. */
#include "../support/pty.h"
#include "../support/recorded.h"
#include "../support/scratch.h"
#include "../support/session.h"

#include "waraq/base/array.h"
#include "waraq/base/buf.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define LONG                                                                                                 \
    "https://example.org/a/very/long/address/that/goes/over/the/end/of/a/row/because/it/is/so/long/indeed"
#define LETTERS         "https://fa.example.org/خبر_تازه"
#define LETTERS_ENCODED "https://fa.example.org/%D8%AE%D8%A8%D8%B1_%D8%AA%D8%A7%D8%B2%D9%87"
#define END             "\033]8;;\033\\"
#define DA              "\033[?65;1;9c"

/* VTE as it is, and one that moves text between margins by itself. */
#define VTE    "\033[8;1$y\033[?69;4$y\033[?2026;4$y\033[>65;7006;1c" DA
#define MINTTY "\033[?69;2$y\033[?2026;2$y\033P>|mintty 3.6.1\033\\\033[>77;30601;0c" DA
#define OLD    "\033[8;1$y\033[>65;4900;1c" DA /* VTE before it had links */

/* ---- texts ---- */

static const char *plain_article(void)
{
    struct wq_buf text = WQ_BUF_INIT;

    wq_buf_adds(&text, "سادہ متن\n\n");
    for (int i = 1; i <= 60; i++)
        wq_buf_addf(&text, "یہ پیراگراف نمبر %d ہے اور اس میں کوئی پتا نہیں مگر متن ہے۔\n\n", i);
    const char *path = scratch_bytes("plain.txt", text.data, text.len);
    wq_buf_release(&text);
    return path;
}

/* Addresses now and then, on rows of their own, over rows and in lines that run either way. */
static const char *linked_article(void)
{
    struct wq_buf text = WQ_BUF_INIT;

    wq_buf_adds(&text, "پتوں والا متن\n\nSee https://example.org/one, and more.\n\n");
    for (int i = 1; i <= 60; i++) {
        wq_buf_addf(&text, "یہ پیراگراف نمبر %d ہے", i);
        if (i % 3 == 0)
            wq_buf_addf(&text, "، دیکھیے (https://example.org/p/%d) اور " LONG "/%d۔", i, i % 6);
        if (i % 4 == 0)
            wq_buf_adds(&text, " نیز " LETTERS "، پھر www.example.net؟");
        wq_buf_adds(&text, " اس کے بعد متن جاری رہتا ہے۔\n\n");
    }
    const char *path = scratch_bytes("linked.txt", text.data, text.len);
    wq_buf_release(&text);
    return path;
}

/* ---- looking ---- */

static size_t count(const struct pty *p, const char *bytes)
{
    size_t len;
    size_t n = 0;
    const char *log = pty_log(p, &len);

    for (const char *at = log; (at = memmem(at, len - (size_t)(at - log), bytes, strlen(bytes))); at++)
        n++;
    return n;
}

/* Where every cell leads, a line a cell that leads somewhere; the caller's. */
static char *map(struct pty *p)
{
    struct wq_buf out = WQ_BUF_INIT;

    wq_buf_adds(&out, "");
    for (int y = 0; y < pty_rows(p) - 1; y++)
        for (int x = 0; x < pty_columns(p); x++)
            if (*pty_link(p, x, y))
                wq_buf_addf(&out, "%d,%d %s\n", x, y, pty_link(p, x, y));
    return wq_buf_detach(&out);
}

static int cells_to(struct pty *p, const char *uri)
{
    int n = 0;

    for (int y = 0; y < pty_rows(p); y++)
        for (int x = 0; x < pty_columns(p); x++)
            n += !strcmp(pty_link(p, x, y), uri);
    return n;
}

static struct pty *start(const char *answers, int columns, int rows, const char *path)
{
    struct pty_how how = {.answers = answers, .columns = columns, .rows = rows};
    struct pty *p = pty_start(&how, path, NULL);

    pty_wait_text(p, "%");
    pty_wait_quiet(p);
    return p;
}

/* ---- what is sent ---- */

static void test_bytes(void **state)
{
    (void)state;
    const char *path = scratch_file("one.txt", "شہر\n\nSee (https://example.org/a;b?c=%20&d). Then text.\n");
    struct pty *p = start(VTE, 80, 24, path);

    assert_int_equal(
        count(p, "\033]8;id=0;https://example.org/a;b?c=%20&d\033\\https://example.org/a;b?c=%20&d"), 1);
    assert_int_equal(count(p, "\033]8;id="), 1);
    assert_int_equal(count(p, END), 1);
    assert_int_equal(count(p, "\033[48"), 0); /* the colour that stood for it */
    assert_int_equal(cells_to(p, "https://example.org/a;b?c=%20&d"), 31);
    session_quit_at_once(p);
}

/* The address is whole on each of its rows, and its letters are encoded. */
static void test_whole(void **state)
{
    (void)state;
    struct pty *p =
        start(VTE, 60, 24,
              scratch_file("w.txt", "شہر\n\nدیکھیے " LONG "۔ اور «" LETTERS "»، نیز www.example.net۔\n"));

    assert_int_equal(cells_to(p, LONG), sizeof LONG - 1);
    assert_int_equal(count(p, "\033]8;id="),
                     3 + (size_t)(count(p, ";" LONG "\033\\") > 1) * (count(p, ";" LONG "\033\\") - 1));
    assert_int_equal(cells_to(p, LETTERS_ENCODED), 31);
    assert_int_equal(cells_to(p, "http://www.example.net"), 15);
    session_quit_at_once(p);
}

/* No address holds what would end the sequence, or act on the terminal. */
static void test_hostile(void **state)
{
    (void)state;
    struct pty *p =
        start(VTE, 80, 24,
              scratch_file("hostile.txt", "x\n\nhttps://a.example/\033]0;title\a b\n\n"
                                          "https://b.example/\033\\c\n\nhttps://c.example/\u202Ed\n\n"
                                          "https://d.example/\xC2\x9C"
                                          "e javascript:alert(1)\n"));
    size_t links = count(p, "\033]8;id=");

    assert_int_equal(links, 4);
    assert_int_equal(count(p, "https://a.example/\033\\https://a.example/"), 1);
    assert_int_equal(count(p, "https://b.example/\033\\https://b.example/"), 1);
    assert_int_equal(count(p, "https://c.example/\033\\https://c.example/"), 1);
    assert_int_equal(count(p, "https://d.example/\033\\https://d.example/"), 1);
    session_quit_at_once(p);
}

static void check_none(const struct pty_how *how, const char *option)
{
    struct pty *p = pty_start(how, linked_article(), option, NULL);

    pty_wait_text(p, "%");
    pty_wait_quiet(p);
    pty_type(p, "jj ");
    pty_wait_quiet(p);
    assert_int_equal(count(p, "]8;"), 0);
    assert_int_equal(count(p, "\033[48"), 0);
    session_quit_at_once(p);
}

/* Those that have no links, and wherever they are not wanted. */
static void test_none(void **state)
{
    static const char *const without[] = {"xterm", "mlterm",   "putty",  "st",
                                          "urxvt", "tmux-vte", "screen", "mosh"};
    static const char *const no_color[] = {"NO_COLOR=1", NULL};
    struct pty_how how = {.answers = VTE};
    size_t n;
    struct recorded *r = recorded_load(&n);

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(without); i++) {
        struct pty_how other = {.answers = recorded_named(r, n, without[i])->answers};
        check_none(&other, NULL);
    }
    check_none(&how, "--secure");
    check_none(&how, "--linear");
    check_none(&how, "--bidi=logical");
    check_none(&how, "--color=never");
    how.env = no_color;
    check_none(&how, NULL);
    how = (struct pty_how){.answers = VTE, .term = "xterm-mono"};
    check_none(&how, NULL);
    how = (struct pty_how){.answers = OLD};
    check_none(&how, NULL);
    recorded_free(r, n);
}

/* ---- what is shown ---- */

static void test_as_repainted(void **state)
{
    static const struct {
        int columns, rows;
        const char *answers;
    } terminals[] = {{80, 24, VTE}, {40, 12, VTE}, {100, 30, MINTTY}, {120, 40, MINTTY}};
    static const char *const keys[] = {"jjj",  "kj", " b", "jjjku", "3jjkkkk", "}}{", "/example\r", "nnN",
                                       "\033", "G",  "gg", "L",     "\033",    "?",   "q",          "jjjj"};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(terminals); i++) {
        struct pty *p =
            start(terminals[i].answers, terminals[i].columns, terminals[i].rows, linked_article());
        assert_true(cells_to(p, "https://example.org/one") == 23);
        for (size_t k = 0; k < WQ_COUNT(keys); k++) {
            for (const char *key = keys[k]; *key; key++) {
                pty_send(p, key, 1);
                pty_wait_quiet(p);
            }
            session_check_repaint(p, map, keys[k]);
        }
        session_quit_at_once(p);
    }
}

/* A hit in an address looks like one, and still leads there. */
static void test_search(void **state)
{
    (void)state;
    struct pty *p = start(VTE, 80, 24, linked_article());

    pty_type(p, "/example.org/one\r");
    pty_wait_quiet(p);
    int y = pty_find(p, "https://example.org/one");
    assert_true(y > 0);
    int reversed = 0;
    for (int x = 0; x < 80; x++) {
        bool leads = !strcmp(pty_link(p, x, y), "https://example.org/one");
        reversed += pty_cell(p, x, y).reverse;
        assert_true(leads || !pty_cell(p, x, y).reverse);
    }
    assert_int_equal(reversed, 15);
    assert_int_equal(cells_to(p, "https://example.org/one"), 23);
    session_quit_at_once(p);
}

static void test_other_article(void **state)
{
    (void)state;
    const char *linked = linked_article();
    struct pty_how how = {.answers = VTE, .columns = 80};
    struct pty *p = pty_start(&how, linked, plain_article(), NULL);

    pty_wait_text(p, "%");
    pty_wait_quiet(p);
    char *first = map(p);
    assert_true(*first);
    pty_type(p, "J");
    pty_wait_no_text(p, "example.org");
    pty_wait_quiet(p);
    char *none = map(p);
    assert_string_equal(none, "");
    pty_type(p, "K");
    pty_wait_text(p, "example.org/one");
    pty_wait_quiet(p);
    char *again = map(p);
    assert_string_equal(again, first);
    free(first);
    free(none);
    free(again);
    session_quit_at_once(p);
}

static void test_resize(void **state)
{
    static const int sizes[][2] = {{60, 20}, {120, 40}, {30, 8}, {80, 24}};

    (void)state;
    struct pty *p = start(VTE, 80, 24, linked_article());
    for (size_t i = 0; i < WQ_COUNT(sizes); i++) {
        pty_resize(p, sizes[i][0], sizes[i][1]);
        pty_wait_quiet(p);
        char *shown = map(p);
        assert_true(*shown);
        free(shown);
        session_check_repaint(p, map, "resized");
    }
    session_quit_at_once(p);
}

/* Asked again, it has links until it has answered all, and nothing is painted twice. */
static void test_asked_again(void **state)
{
    static const char *const pieces[] = {"\033[8;1$y", "\033[?69;4$y", "\033[?2026;4$y", "\033[>65;7006;1c",
                                         DA};

    (void)state;
    struct pty *p = start("", 80, 24, linked_article());
    assert_int_equal(count(p, "]8;"), 0);
    pty_type(p, VTE);
    pty_wait_quiet(p);
    char *before = map(p);
    assert_true(*before);
    pty_type(p, "\f");
    pty_wait_quiet(p);
    size_t all = pty_written(p);
    for (size_t i = 0; i < WQ_COUNT(pieces); i++) {
        pty_type(p, pieces[i]);
        pty_wait_quiet(p);
    }
    assert_int_equal(pty_written(p), all);
    char *after = map(p);
    assert_string_equal(after, before);
    /* It is another one by now. */
    pty_type(p, "\f");
    pty_wait_quiet(p);
    pty_type(p, OLD);
    pty_wait_quiet(p);
    char *none = map(p);
    assert_string_equal(none, "");
    free(before);
    free(after);
    free(none);
    session_quit_at_once(p);
}

enum { LINES = 12 };

/* The bytes that each line takes, scrolled one by one, and the links among them. */
static void scroll(const char *answers, size_t bytes[LINES], size_t links[LINES])
{
    struct pty *p = start(answers, 80, 24, linked_article());

    for (size_t i = 0; i < LINES; i++) {
        size_t before = pty_written(p);
        size_t known = count(p, "\033]8;id=");
        pty_type(p, "j");
        pty_wait_quiet(p);
        bytes[i] = pty_written(p) - before;
        links[i] = count(p, "\033]8;id=") - known;
    }
    session_quit_at_once(p);
}

/* Links that are on the screen already cost nothing when it scrolls. */
static void test_cost(void **state)
{
    size_t bytes[LINES];
    size_t links[LINES];
    size_t bytes_without[LINES];
    size_t none[LINES];
    int without = 0;

    (void)state;
    scroll(VTE, bytes, links);
    scroll(OLD, bytes_without, none);
    for (size_t i = 0; i < LINES; i++) {
        assert_int_equal(none[i], 0);
        assert_true(links[i] < 4);
        if (links[i] > 0)
            continue;
        assert_int_equal(bytes[i], bytes_without[i]);
        without++;
    }
    assert_in_range(without, 3, LINES - 1);
}

/* ---- on the ways out ---- */

static void test_death(void **state)
{
    static const int numbers[] = {SIGTERM, SIGHUP, SIGUSR1};

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(numbers); i++) {
        struct pty *p = start(VTE, 80, 24, linked_article());
        size_t ends = count(p, END);
        pty_signal(p, numbers[i]);
        pty_wait_signalled(p, numbers[i]);
        /* Who ends it by itself has nothing open; who is killed cannot know. */
        assert_int_equal(count(p, END), ends + (numbers[i] == SIGUSR1));
        assert_given_back(p);
        pty_free(p);
    }
}

/* Killed while it cannot write: what the terminal has of it may end anywhere. */
static void test_death_while_blocked(void **state)
{
    struct wq_buf text = WQ_BUF_INIT;

    (void)state;
    for (int i = 0; i < 3000; i++)
        wq_buf_addf(&text, "https://example.org/%d/%0180d\n\n", i, i);
    const char *path = scratch_bytes("many.txt", text.data, text.len);
    wq_buf_release(&text);
    struct pty *p = start(VTE, 200, 300, path);
    pty_type(p, "1500G");
    session_end_blocked(p);
}

static void test_stop(void **state)
{
    (void)state;
    struct pty *p = start(VTE, 80, 24, linked_article());
    char *before = map(p);

    session_stop_and_go_on(p);
    char *after = map(p);
    assert_string_equal(after, before);
    free(before);
    free(after);
    session_quit_at_once(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(test_bytes, pty_free_all),
        cmocka_unit_test_teardown(test_whole, pty_free_all),
        cmocka_unit_test_teardown(test_hostile, pty_free_all),
        cmocka_unit_test_teardown(test_none, pty_free_all),
        cmocka_unit_test_teardown(test_as_repainted, pty_free_all),
        cmocka_unit_test_teardown(test_search, pty_free_all),
        cmocka_unit_test_teardown(test_other_article, pty_free_all),
        cmocka_unit_test_teardown(test_resize, pty_free_all),
        cmocka_unit_test_teardown(test_asked_again, pty_free_all),
        cmocka_unit_test_teardown(test_cost, pty_free_all),
        cmocka_unit_test_teardown(test_death, pty_free_all),
        cmocka_unit_test_teardown(test_death_while_blocked, pty_free_all),
        cmocka_unit_test_teardown(test_stop, pty_free_all),
    };
    return cmocka_run_group_tests_name("terminal links", tests, scratch_open, scratch_close);
}
