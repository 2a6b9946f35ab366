/*
 * In tmux, with a shell that has job control: what a person sees and does.
 *
 * The server is private to the test: its socket lies in the scratch folder. What is waited for is looked at
 * again and again by capture-pane, until it is there or the deadline is over.
 */
#include "../support/output_check.h"
#include "../support/run.h"
#include "../support/scratch.h"
#include "../support/session.h"

#include "waraq/base/array.h"
#include "waraq/base/buf.h"

#include <errno.h>
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { DEADLINE_MS = 20000 };

static char socket_name[64];
static char socket_folder[512];
static char data_folder[512]; /* what one server's programs keep is not another's */

static struct run_how tmux_how(void)
{
    static const char *env[] = {socket_folder, data_folder, "TERM=xterm-256color", "ENV", NULL};

    return (struct run_how){.program = "tmux", .env = env};
}

/* Runs `tmux` with these words, up to NULL; true if it was content. */
static bool tmux(const char *first, ...)
{
    struct {
        const char **items;
        size_t len, cap;
    } args = {NULL, 0, 0};
    struct run_how how = tmux_how();
    va_list list;

    *WQ_PUSH(&args) = "-u";
    *WQ_PUSH(&args) = "-L";
    *WQ_PUSH(&args) = socket_name;
    *WQ_PUSH(&args) = "-f";
    *WQ_PUSH(&args) = "/dev/null";
    *WQ_PUSH(&args) = first;
    va_start(list, first);
    do
        *WQ_PUSH(&args) = va_arg(list, const char *);
    while (args.items[args.len - 1]);
    va_end(list);
    struct ran *r = run_list(&how, args.items);
    bool content = r->status == 0;
    free(args.items);
    ran_free(r);
    return content;
}

/* What a command of tmux writes; the caller's, by ran_free. */
static struct ran *ask(const char *a, const char *b, const char *c)
{
    struct run_how how = tmux_how();

    return run(&how, "-u", "-L", socket_name, "-f", "/dev/null", a, b, c, NULL);
}

static void keys(const char *names)
{
    assert_true(tmux("send-keys", "-t", "0", names, NULL));
}

static void type(const char *text)
{
    assert_true(tmux("send-keys", "-t", "0", "-l", text, NULL));
}

static void command(const char *line)
{
    type(line);
    keys("Enter");
}

static bool pane_shows(const char *text)
{
    struct ran *r = ask("capture-pane", "-p", NULL);
    bool shows = strstr(r->out, text) != NULL;
    ran_free(r);
    return shows;
}

static void wait_for(const char *text, bool shown)
{
    long deadline = clock_ms() + DEADLINE_MS;

    while (pane_shows(text) != shown)
        if (clock_ms() > deadline) {
            struct ran *r = ask("capture-pane", "-p", NULL);
            for (char *line = strtok(r->out, "\n"); line; line = strtok(NULL, "\n"))
                print_error("|%s\n", line);
            ran_free(r);
            fail_msg("waited in vain for '%s' to %s", text, shown ? "come" : "go");
        }
}

static void wait_text(const char *text)
{
    wait_for(text, true);
}

/* ---- fixtures ---- */

static int set_up(void **state)
{
    int status = scratch_open(state);

    snprintf(socket_folder, sizeof socket_folder, "TMUX_TMPDIR=%s", scratch_folder());
    return status;
}

/* Something of a session, whose number is that of its first process, still runs. */
static bool session_lives(const char *session)
{
    struct run_how how = {.program = "pgrep"};
    struct ran *r = run(&how, "-s", session, NULL);
    bool lives = r->status == 0;

    ran_free(r);
    return lives;
}

/* And everything in it, which may have something to write before it ends. */
static int stop_server(void **state)
{
    long deadline = clock_ms() + DEADLINE_MS;
    struct ran *r = ask("list-panes", "-aF", "#{pane_pid}");

    (void)state;
    tmux("kill-server", NULL);
    for (char *session = strtok(r->out, "\n"); session; session = strtok(NULL, "\n"))
        while (session_lives(session) && clock_ms() < deadline)
            sched_yield();
    ran_free(r);
    return clock_ms() < deadline ? 0 : -1;
}

static void start_server(const char *columns, const char *rows, const char *what)
{
    static int servers;

    /* One that was killed may still be going: each has a name of its own. */
    snprintf(socket_name, sizeof socket_name, "waraq-test-%d-%d", (int)getpid(), servers++);
    snprintf(data_folder, sizeof data_folder, "XDG_DATA_HOME=%s/data-%d", scratch_folder(), servers);
    assert_true(tmux("new-session", "-d", "-x", columns, "-y", rows, what, NULL));
}

/* A session in which the program itself runs, with one argument. */
static void start_reader(const char *columns, const char *rows, const char *path)
{
    struct wq_buf line = WQ_BUF_INIT;

    wq_buf_addf(&line, "exec '%s' '%s'", program_under_test(), path);
    start_server(columns, rows, line.data);
    wq_buf_release(&line);
}

/* An interactive shell, which has written down what its tty is like. */
static void start_shell(void)
{
    start_server("80", "24", "cd \"$HOME\" && exec sh -i");
    /* What is typed holds its answer in two pieces, so that its echo is not taken for it. */
    command("stty -a > before && echo sa''ved");
    wait_text("saved");
}

static pid_t pane_pid(void)
{
    struct ran *r = ask("list-panes", "-F", "#{pane_pid}");
    pid_t pid = atoi(r->out);

    assert_true(pid > 1);
    ran_free(r);
    return pid;
}

/* ---- what is seen ---- */

/* The sample's text in visual order, as --print has it, stands on the screen line by line. */
static void check_sample(const char *columns, const char *rows, int least)
{
    const char *path = "data/samples/ur-ghalib.txt";
    struct ran *printed = run(NULL, "--print", "-w", "66", path, NULL);
    int found = 0;

    start_reader(columns, rows, path);
    wait_text("min left");
    struct ran *pane = ask("capture-pane", "-p", NULL);
    assert_in_range(take_overrides(pane->out), least, 1000);
    assert_harmless(pane->out, strlen(pane->out));
    for (char *line = strtok(printed->out, "\n"); line; line = strtok(NULL, "\n"))
        found += strstr(pane->out, line + strspn(line, " ")) != NULL;
    assert_in_range(found, least, 1000);
    ran_free(pane);
    ran_free(printed);
    keys("q");
}

static void test_visual_order(void **state)
{
    (void)state;
    check_sample("80", "24", 15);
}

static void test_visual_order_in_a_wide_window(void **state)
{
    (void)state;
    check_sample("120", "40", 25);
}

static void test_one_line_by_hand(void **state)
{
    (void)state;
    start_reader("80", "24", scratch_file("hand.txt", "سلام دنیا (abc) 123\n\nשלום עולם\n"));
    wait_text("123 (abc) \uFE8E\uFBFF\uFEE7\uFEA9 \uFEE1\uFEFC\uFEB3");
    wait_text("םלוע םולש");
    keys("q");
}

static void test_three_panes(void **state)
{
    (void)state;
    start_reader("120", "40", "data/samples");
    wait_text("Places");
    keys("i");
    wait_text("ar-library.txt");
    keys("Q");
}

/* ---- resizing ---- */

static void test_resizing(void **state)
{
    (void)state;
    static const char *const sizes[][2] = {
        {"120", "40"}, {"40", "10"}, {"20", "5"}, {"200", "50"}, {"80", "24"}};

    start_reader("80", "24", session_article());
    wait_text("P003");
    type("57G");
    wait_text("P057");
    for (size_t i = 0; i < WQ_COUNT(sizes); i++) {
        assert_true(tmux("resize-window", "-x", sizes[i][0], "-y", sizes[i][1], NULL));
        wait_text("P057");
        wait_for("P056", false);
    }
    wait_text("P058");
    keys("q");
}

/* ---- job control ---- */

static void start_in_shell(void)
{
    struct wq_buf line = WQ_BUF_INIT;

    start_shell();
    wq_buf_addf(&line, "'%s' '%s'", program_under_test(), session_article());
    command(line.data);
    wait_text("P003");
    type("57G");
    wait_text("P057");
    wq_buf_release(&line);
}

/* The shell answers, and what the tty is like has not changed. */
static void assert_shell_is_well(void)
{
    command("stty -a > after; cmp before after && echo sa''me");
    wait_text("same");
    assert_false(pane_shows("P057"));
    command("rm -f after; clear");
    wait_for("same", false);
}

static void test_suspend_and_resume_in_a_shell(void **state)
{
    (void)state;
    start_in_shell();
    for (int i = 0; i < 2; i++) {
        keys("C-z");
        wait_text("Stopped");
        assert_shell_is_well();
        command("fg");
        wait_text("P057");
        wait_for("Stopped", false);
    }
    keys("q");
    wait_for("P057", false);
    assert_shell_is_well();
}

/* In the background it may not touch the terminal; it waits there, and the shell is not disturbed. */
static void test_sent_to_the_background(void **state)
{
    (void)state;
    start_in_shell();
    keys("C-z");
    wait_text("Stopped");
    command("clear; bg; wait %1; jobs");
    wait_text("tty output");
    assert_shell_is_well();
    command("fg");
    wait_text("P057");
    type("58G");
    wait_for("P057", false);
    keys("q");
    wait_for("P058", false);
    assert_shell_is_well();
}

static void test_started_in_the_background(void **state)
{
    (void)state;
    struct wq_buf line = WQ_BUF_INIT;

    start_shell();
    wq_buf_addf(&line, "'%s' '%s' &", program_under_test(), session_article());
    command(line.data);
    command("wait %1; jobs");
    wait_text("tty output");
    assert_shell_is_well();
    command("fg");
    wait_text("P003");
    keys("q");
    wait_for("P003", false);
    assert_shell_is_well();
    wq_buf_release(&line);
}

static void test_killed_in_a_shell(void **state)
{
    (void)state;
    start_in_shell();
    keys("C-z");
    wait_text("Stopped");
    command("kill %1; fg");
    wait_text("Terminated");
    assert_shell_is_well();
}

/* From another terminal, while it is in the foreground. */
static void test_killed_from_elsewhere(void **state)
{
    (void)state;
    start_in_shell();
    struct wq_buf shell = WQ_BUF_INIT;
    struct run_how how = {.program = "pkill"};

    wq_buf_addf(&shell, "%d", (int)pane_pid());
    struct ran *r = run(&how, "-TERM", "-P", shell.data, NULL);
    assert_int_equal(r->status, 0);
    ran_free(r);
    wq_buf_release(&shell);
    wait_text("Terminated");
    assert_shell_is_well();
}

/* What is piped is shown, and keys come from the terminal. */
static void test_pipe_in_a_shell(void **state)
{
    (void)state;
    struct wq_buf line = WQ_BUF_INIT;

    start_shell();
    wq_buf_addf(&line, "cat '%s' | '%s'", session_article(), program_under_test());
    command(line.data);
    wait_text("P003");
    type("57G");
    wait_text("P057");
    keys("C-z");
    wait_text("Stopped");
    assert_shell_is_well();
    command("fg");
    wait_text("P057");
    keys("q");
    wait_for("P057", false);
    assert_shell_is_well();
    wq_buf_release(&line);
}

/* ---- the server goes ---- */

/* Gone, or dead and waiting for somebody to take notice. */
static bool is_gone(pid_t pid)
{
    char path[64];
    char line[512] = "";

    snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
    FILE *f = fopen(path, "r");
    if (!f)
        return true;
    bool read = fgets(line, sizeof line, f) != NULL;
    fclose(f);
    const char *behind = read ? strrchr(line, ')') : NULL;
    return !behind || behind[2] == 'Z';
}

static void wait_gone(pid_t pid)
{
    long deadline = clock_ms() + DEADLINE_MS;

    while (!is_gone(pid))
        if (clock_ms() > deadline)
            fail_msg("process %d outlives its terminal", (int)pid);
}

static void test_server_is_killed(void **state)
{
    (void)state;
    start_reader("80", "24", session_article());
    wait_text("P003");
    pid_t pid = pane_pid();

    assert_false(is_gone(pid));
    assert_true(tmux("kill-server", NULL));
    wait_gone(pid);
}

/* It takes the text into its buffer, and passes it on to the terminal outside as far as that can be. */
static void test_copying(void **state)
{
    (void)state;
    start_reader("80", "24", scratch_file("copy.txt", "عنوان یہاں\n\nایک پیراگراف یہاں ہے۔\n\nدوسرا۔\n"));
    wait_text("min left");
    type("y");
    wait_text("Given to tmux: 21 letters");
    long deadline = clock_ms() + DEADLINE_MS;
    for (bool there = false; !there;) {
        struct ran *r = ask("show-buffer", NULL, NULL);
        there = strcmp(r->out, "ایک پیراگراف یہاں ہے۔") == 0;
        ran_free(r);
        if (clock_ms() > deadline)
            fail_msg("the buffer has something else");
    }
    pid_t pid = pane_pid();
    assert_true(tmux("kill-server", NULL));
    wait_gone(pid); /* and has written what it keeps, before its folder goes */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(test_visual_order, stop_server),
        cmocka_unit_test_teardown(test_visual_order_in_a_wide_window, stop_server),
        cmocka_unit_test_teardown(test_one_line_by_hand, stop_server),
        cmocka_unit_test_teardown(test_three_panes, stop_server),
        cmocka_unit_test_teardown(test_resizing, stop_server),
        cmocka_unit_test_teardown(test_suspend_and_resume_in_a_shell, stop_server),
        cmocka_unit_test_teardown(test_sent_to_the_background, stop_server),
        cmocka_unit_test_teardown(test_started_in_the_background, stop_server),
        cmocka_unit_test_teardown(test_killed_in_a_shell, stop_server),
        cmocka_unit_test_teardown(test_killed_from_elsewhere, stop_server),
        cmocka_unit_test_teardown(test_pipe_in_a_shell, stop_server),
        cmocka_unit_test_teardown(test_server_is_killed, stop_server),
        cmocka_unit_test_teardown(test_copying, stop_server),
    };
    return cmocka_run_group_tests(tests, set_up, scratch_close);
}
