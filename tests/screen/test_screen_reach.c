/* Copying, links, piping and saving, without a terminal: what is asked of it, what is said, what is written.
 */
#include "../../src/app/state.h"
#include "../support/articles.h"
#include "../support/scratch.h"
#include "../support/screen.h"
#include "../support/sidebar.h"
#include "waraq/base/array.h"
#include "waraq/text/decode.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static struct screen s;

#define FIRST  "پہلا پیراگراف یہاں ہے، اور https://example.org/a پر مزید ہے۔"
#define SECOND "دوسرا پیراگراف www.example.org/خبر۔ پھر https://example.org/a اور mailto:a@example.org بھی۔"
#define TITLE  "سرخی: ایک/دو"

static const char *article(void)
{
    return scratch_file("reach.txt",
                        TITLE "\n\n" FIRST "\n\n" SECOND "\n\nمزید پڑھیں: http://other.example/\n");
}

static void open_how(struct screen_how how, enum wq_clipboard_hope hope)
{
    how.width = 100;
    how.height = 24;
    if (!how.paths[0])
        how.paths[0] = article();
    screen_open(&s, &how);
    wq_app_set_clipboard(s.app, (struct wq_clipboard){.hope = hope});
}

static void open_it(enum wq_clipboard_hope hope)
{
    open_how((struct screen_how){.secure = false}, hope);
}

static int close_it(void **state)
{
    (void)state;
    screen_close(&s);
    unsetenv("BROWSER");
    unsetenv("DISPLAY");
    unsetenv("WAYLAND_DISPLAY");
    return 0;
}

static void check_status(const char *said)
{
    if (!screen_status(&s, said))
        fail_msg("'%s' is not said after '%s': %s", said, s.doing, screen_row(&s, s.grid.height - 1));
}

static void check_file(const char *path, const char *text)
{
    struct wq_buf got = WQ_BUF_INIT;

    if (wq_read_path(path, 0, &got, NULL) != WQ_OK)
        fail_msg("%s is not there", path);
    if (got.len != strlen(text) || memcmp(got.data, text, got.len) != 0)
        fail_msg("%s: '%.*s' instead of '%s'", path, (int)got.len, got.data, text);
    wq_buf_release(&got);
}

static bool is_there(const char *path)
{
    struct stat st;
    return lstat(path, &st) == 0;
}

static const char *copied_file(void)
{
    return scratch_path("state/waraq/copied.txt");
}

/* Keys that copy; the terminal is asked to take text, or nothing where it is NULL. */
static void check_copy(const char *keys, const char *text)
{
    struct wq_buf expected = WQ_BUF_INIT;
    size_t len;

    s.wants = 0;
    unlink(copied_file());
    screen_keys(&s, keys);
    if (!(s.wants & WQ_WANTS_REQUEST) != !text)
        fail_msg("'%s': %s", keys, text ? "nothing is copied" : "something is copied");
    if (!text)
        return;
    const char *got = wq_app_request(s.app, &len);
    assert_int_equal(wq_clipboard_request(text, strlen(text), WQ_CLIPBOARD_PLAIN, &expected), WQ_OK);
    if (len != expected.len || memcmp(got, expected.data, len) != 0)
        fail_msg("'%s': not '%s'", keys, text);
    wq_buf_release(&expected);
}

/* ---- what is copied ---- */

static void test_paragraphs(void **state)
{
    struct wq_buf source = WQ_BUF_INIT;

    (void)state;
    open_it(WQ_CLIPBOARD_TAKES);
    check_copy("gg}{y", FIRST); /* the title stands above */
    check_status("Sent to the clipboard: 60 letters");
    assert_false(is_there(copied_file()));
    check_copy("2y", FIRST "\n\n" SECOND);
    check_copy("9y", FIRST "\n\n" SECOND);
    check_copy("}y", SECOND);
    wq_buf_addf(&source, "%s\n\n%s\n%s", SECOND, TITLE, article());
    check_copy("Y", source.data);
    wq_buf_release(&source);
}

/* Furniture is left out as long as it is not shown. */
static void test_furniture(void **state)
{
    (void)state;
    open_it(WQ_CLIPBOARD_TAKES);
    check_copy("gg}{v9}y", FIRST "\n\n" SECOND);
    check_copy("Hgg}{v9}y", FIRST "\n\n" SECOND "\n\nمزید پڑھیں: http://other.example/");
}

static void test_elsewhere(void **state)
{
    (void)state;
    open_how((struct screen_how){.paths = {sidebar_article(false), article()}}, WQ_CLIPBOARD_TAKES);
    check_copy("qy", "شہر کی خبر"); /* in the list: the title */
    screen_keys(&s, "\r");
    sidebar_choose(&s, "ولادیمیر پوتن");
    check_copy("y", "ولادیمیر پوتن");
    screen_keys(&s, "jj");
    check_copy("y", "پیوٹن"); /* one of the spellings */
    screen_keys(&s, "g/DPRK\r");
    screen_settle(&s);
    check_copy("y", NULL);
    check_status("There is nothing to copy here");
    screen_keys(&s, "g/کراچی\r");
    screen_settle(&s);
    screen_keys(&s, "y");
    check_status("Sent to the clipboard");
}

/* ---- where to ---- */

static void test_uncertain_terminal(void **state)
{
    struct stat st;

    (void)state;
    open_it(WQ_CLIPBOARD_MAYBE);
    check_copy("gg}{y", FIRST);
    check_status("Sent, may be refused: 60 letters; also in");
    check_file(copied_file(), FIRST);
    assert_int_equal(stat(copied_file(), &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
}

static void test_no_clipboard(void **state)
{
    (void)state;
    open_it(WQ_CLIPBOARD_NEVER);
    check_copy("gg}{y", NULL);
    check_status("no clipboard for us");
    check_status("60 letters in");
    check_file(copied_file(), FIRST);
}

static void test_too_long(void **state)
{
    size_t len;
    char *text = text_times("ایک لمبی سطر جو چلتی رہتی ہے۔ ", 2000, &len);
    const char *path = scratch_bytes("long.txt", text, len);

    (void)state;
    assert_true(len > WQ_CLIPBOARD_MOST);
    open_how((struct screen_how){.paths = {path}}, WQ_CLIPBOARD_TAKES);
    check_copy("y", NULL);
    check_status("Too long for a terminal");
    text[len - 1] = '\0'; /* without the space at its end */
    check_file(copied_file(), text);
    free(text);
}

/* Waits until a program that was started has ended, and tells the reader. */
static void wait_for_child(void)
{
    siginfo_t info;

    assert_int_equal(waitid(P_ALL, 0, &info, WEXITED | WNOWAIT), 0);
    wq_app_children(s.app);
    screen_resize(&s, s.grid.width, s.grid.height);
    assert_int_equal(s.app->reach.children.len, 0);
}

static void test_command(void **state)
{
    struct wq_buf command = WQ_BUF_INIT;

    (void)state;
    wq_buf_addf(&command, "sh -c 'cat >\"$0\"' '%s'", scratch_path("given"));
    open_how((struct screen_how){.copy_command = command.data}, WQ_CLIPBOARD_MAYBE);
    check_copy("gg}{y", NULL);
    check_status("Given to sh: 60 letters");
    wait_for_child();
    check_file(scratch_path("given"), FIRST);
    assert_false(is_there(copied_file()));
    wq_buf_release(&command);
}

/* A terminal that takes it is asked first; a command that fails leaves it to the terminal and the file. */
static void test_command_that_fails(void **state)
{
    (void)state;
    open_how((struct screen_how){.copy_command = "sh -c 'exit 3'"}, WQ_CLIPBOARD_TAKES);
    check_copy("gg}{y", FIRST);
    screen_close(&s);
    open_how((struct screen_how){.copy_command = "sh -c 'exit 3'"}, WQ_CLIPBOARD_MAYBE);
    check_copy("gg}{y", NULL);
    wait_for_child();
    check_status("sh ended with status 3");
    check_status("Sent, may be refused");
    check_file(copied_file(), FIRST);
    screen_close(&s);
    open_how((struct screen_how){.copy_command = "no-such-program"}, WQ_CLIPBOARD_NEVER);
    check_copy("gg}{y", NULL);
    check_status("no-such-program cannot be run");
    check_file(copied_file(), FIRST);
    screen_close(&s);
    open_how((struct screen_how){.copy_command = "a 'b"}, WQ_CLIPBOARD_MAYBE);
    check_copy("gg}{y", FIRST);
    check_status("A quote is not closed");
}

/* ---- links ---- */

static void test_links(void **state)
{
    (void)state;
    open_it(WQ_CLIPBOARD_TAKES);
    screen_keys(&s, "o");
    assert_true(screen_title(&s, "Links"));
    assert_true(screen_says(&s, 2, "https://example.org/a"));
    assert_true(screen_says(&s, 3, "www.example.org/خبر"));
    assert_true(screen_says(&s, 4, "mailto:a@example.org"));
    assert_int_equal(screen_find(&s, "other.example"), -1);
    check_status("1 of 3");
    screen_keys(&s, "jj");
    check_status("3 of 3");
    screen_keys(&s, "jk");
    check_status("2 of 3");
    check_copy("y", "http://www.example.org/خبر");
    assert_false(screen_title(&s, "Links"));
    for (const char *keys[] = {"o\x1B", "oq", "oo"}, **k = keys; k < keys + 3; k++) {
        screen_keys(&s, *k);
        assert_false(screen_title(&s, "Links"));
    }
    screen_keys(&s, "Ho");
    check_status("1 of 4");
    assert_int_equal(s.wants & WQ_WANTS_QUIT, 0);
}

static void test_nothing_open(void **state)
{
    (void)state;
    screen_open(&s, &(struct screen_how){.width = 60, .height = 20, .paths = {"data/samples"}});
    for (const char *keys[] = {"o", "|", "s"}, **k = keys; k < keys + 3; k++) {
        screen_keys(&s, *k);
        check_status("No article is open");
    }
    screen_keys(&s, "v");
    assert_false(s.app->reach.selection.on);
}

static void test_no_links(void **state)
{
    (void)state;
    open_how((struct screen_how){.paths = {"ur-ghalib"}}, WQ_CLIPBOARD_TAKES);
    screen_keys(&s, "o");
    check_status("There are no links in this article");
}

/* On a desktop the browser gets the address, wherever its words have a place for it, and no shell sees it. */
static void test_opening(void **state)
{
    struct wq_buf browser = WQ_BUF_INIT;

    (void)state;
    wq_buf_addf(&browser, "sh -c 'echo \"$1\" >\"$0\"' '%s' <%%s>:other", scratch_path("opened"));
    setenv("BROWSER", browser.data, 1);
    setenv("DISPLAY", ":0", 1);
    open_it(WQ_CLIPBOARD_TAKES);
    screen_keys(&s, "o2\r");
    check_status("Given to sh: http://www.example.org/خبر");
    wait_for_child();
    check_file(scratch_path("opened"), "<http://www.example.org/خبر>\n");
    assert_int_equal(s.wants & WQ_WANTS_RUN, 0);
    wq_buf_release(&browser);
}

/* Without one it has the terminal; and where there is none at all the address is copied. */
static void test_opening_without_a_desktop(void **state)
{
    (void)state;
    open_it(WQ_CLIPBOARD_TAKES);
    check_copy("o\r", "https://example.org/a");
    check_status("There is no browser here");
    setenv("BROWSER", "test %s = %s", 1);
    screen_keys(&s, "o\r");
    assert_true(s.wants & WQ_WANTS_RUN);
    wq_app_run(s.app);
    assert_string_equal(s.app->message.data, "\u2068test\u2069 is done");
    setenv("DISPLAY", ":0", 1);
    setenv("BROWSER", "no-such-program", 1);
    check_copy("o\r", "https://example.org/a");
    check_status("no-such-program cannot be run");
}

/* ---- pipe ---- */

static void pipe_to(const char *command)
{
    s.wants = 0;
    screen_keys(&s, "|");
    screen_keys(&s, command);
    screen_keys(&s, "\r");
}

static void run(void)
{
    assert_true(s.wants & WQ_WANTS_RUN);
    wq_app_run(s.app);
    screen_resize(&s, s.grid.width, s.grid.height);
}

static void test_pipe(void **state)
{
    struct wq_buf command = WQ_BUF_INIT;

    (void)state;
    open_it(WQ_CLIPBOARD_TAKES);
    wq_buf_addf(&command, "sh -c 'cat >\"$0\"' '%s'", scratch_path("piped"));
    pipe_to(command.data);
    run();
    check_status("sh is done");
    check_file(scratch_path("piped"), TITLE "\n\n" FIRST "\n\n" SECOND "\n");
    screen_keys(&s, "gg}{vw");
    pipe_to(command.data);
    run();
    check_file(scratch_path("piped"), "پہلا\n");
    assert_false(s.app->reach.selection.on);
    pipe_to("sh -c 'exit 4'");
    run();
    check_status("sh ended with status 4");
    pipe_to("sh -c 'kill -TERM $$'");
    run();
    check_status("sh was ended by signal 15");
    pipe_to("no-such-program");
    run();
    check_status("no-such-program cannot be run");
    wq_buf_release(&command);
}

static void test_no_pipe(void **state)
{
    static const char *const commands[] = {"", "  ", "cat 'x"};

    (void)state;
    open_it(WQ_CLIPBOARD_TAKES);
    for (size_t i = 0; i < WQ_COUNT(commands); i++) {
        pipe_to(commands[i]);
        assert_int_equal(s.wants & WQ_WANTS_RUN, 0);
    }
    check_status("A quote is not closed");
    screen_keys(&s, "|wc\x1B");
    assert_int_equal(s.wants & WQ_WANTS_RUN, 0);
    screen_keys(&s, "|\x1B[A"); /* what was typed before comes back */
    check_status("cat 'x");
}

/* ---- save ---- */

static void save_as(const char *path)
{
    screen_keys(&s, "s\x15");
    screen_keys(&s, path);
    screen_keys(&s, "\r");
}

static void test_save(void **state)
{
    const char *whole = TITLE "\n\n" FIRST "\n\n" SECOND "\n";
    const char *path = scratch_path("saved.txt");

    (void)state;
    open_it(WQ_CLIPBOARD_TAKES);
    save_as(path);
    check_status("Saved:");
    check_file(path, whole);
    screen_keys(&s, "gg}{vw");
    save_as(path);
    check_status("Enter again replaces what is there");
    check_file(path, whole);
    screen_keys(&s, "\r");
    check_status("Saved:");
    check_file(path, "پہلا\n");
    save_as(path);
    screen_keys(&s, "\x1B"); /* no */
    check_file(path, "پہلا\n");
    save_as(path);
    screen_keys(&s, "x\r"); /* another name */
    check_file(scratch_path("saved.txtx"), whole);
    check_file(path, "پہلا\n");
}

/* A name is proposed; ~ is the home, a folder gets the name. */
static void test_save_names(void **state)
{
    const char *folder = scratch_subfolder("home");

    (void)state;
    open_it(WQ_CLIPBOARD_TAKES);
    screen_keys(&s, "s");
    check_status("سرخی: ایکدو.txt");
    screen_keys(&s, "\x1B");
    setenv("HOME", folder, 1);
    save_as("~");
    assert_true(is_there(scratch_path("home/سرخی: ایکدو.txt")));
    save_as("~/a.txt");
    assert_true(is_there(scratch_path("home/a.txt")));
    save_as("~/no/such/folder/a.txt");
    check_status("No such file or directory");
    save_as("~/no/such/folder/where/a/name/may/be/so/long/that/nothing/behind/it/is/seen/a.txt");
    check_status("No such file or directory");
    assert_false(screen_status(&s, "such/folder"));
    save_as("/dev/null");
    check_status("Cannot write /dev/null: File exists");
    save_as("");
    assert_int_equal(symlink("b.txt", scratch_path("home/link")), 0);
    save_as("~/link");
    check_status("Enter again replaces what is there");
    screen_keys(&s, "\x1B");
    scratch_file("home/b.txt", "old");
    save_as("~/link");
    screen_keys(&s, "\r");
    check_file(scratch_path("home/b.txt"), TITLE "\n\n" FIRST "\n\n" SECOND "\n");
    assert_int_equal(readlink(scratch_path("home/link"), (char[16]){0}, 16), 5);
}

/* ---- --secure ---- */

static void test_secure(void **state)
{
    (void)state;
    setenv("BROWSER", "true", 1);
    setenv("DISPLAY", ":0", 1);
    open_how((struct screen_how){.secure = true, .copy_command = "true"}, WQ_CLIPBOARD_MAYBE);
    for (const char *keys[] = {"|", "s", "o\r"}, **k = keys; k < keys + 3; k++) {
        screen_keys(&s, *k);
        check_status("--secure has switched this off");
        assert_int_equal(s.app->overlay, WQ_OVER_NOTHING);
    }
    check_copy("gg}{y", FIRST); /* by the terminal alone */
    check_status("Sent to the clipboard: 60 letters");
    assert_false(is_there(copied_file()));
    wq_app_set_clipboard(s.app, (struct wq_clipboard){.hope = WQ_CLIPBOARD_NEVER, .command = "true"});
    check_copy("y", NULL);
    check_status("no clipboard for us");
    assert_false(is_there(copied_file()));
    assert_int_equal(s.app->reach.children.len, 0);
    assert_int_equal(s.wants & WQ_WANTS_RUN, 0);
}

#define TEST(f) cmocka_unit_test_teardown(f, close_it)

static int open_all(void **state)
{
    if (articles_open(state) || scratch_open(state))
        return -1;
    return setenv("XDG_STATE_HOME", scratch_path("state"), 1) ||
           setenv("XDG_DATA_HOME", scratch_path("data"), 1);
}

static int close_all(void **state)
{
    return scratch_close(state) || articles_close(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_paragraphs),
        TEST(test_furniture),
        TEST(test_elsewhere),
        TEST(test_uncertain_terminal),
        TEST(test_no_clipboard),
        TEST(test_too_long),
        TEST(test_command),
        TEST(test_command_that_fails),
        TEST(test_links),
        TEST(test_no_links),
        TEST(test_nothing_open),
        TEST(test_opening),
        TEST(test_opening_without_a_desktop),
        TEST(test_pipe),
        TEST(test_no_pipe),
        TEST(test_save),
        TEST(test_save_names),
        TEST(test_secure),
    };
    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests_name("reach", tests, open_all, close_all);
}
