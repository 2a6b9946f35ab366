/* From one run to the next: where articles open, what the list says of them, what prompts remember. */
#include "../../src/app/state.h"
#include "waraq/base/array.h"
#include "waraq/base/buf.h"

#include <errno.h>
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* The last: it has the screen that all here means. */
#include "../support/kept_articles.h"

/* ---- one article ---- */

static void test_resumed(void **state)
{
    const char *path = in(library("resumed"), "b.txt");

    (void)state;
    size_t place = read_to(path, "  ");
    assert_true(place > 500);
    open_it(path);
    check_resumed(place);
    check_status("You stopped here");
    screen_keys(&s, "j");
    check_silent("You stopped here");
}

/* Opened again and again, but not read: the place does not wander. */
static void test_not_moved(void **state)
{
    const char *path = in(library("unmoved"), "b.txt");

    (void)state;
    size_t place = read_to(path, "   ");
    for (int i = 0; i < 4; i++) {
        open_at(path, 80 - 6 * i, 24 + i);
        check_resumed(place);
        screen_keys(&s, i % 2 ? "jk" : "?q");
        screen_close(&s);
    }
    open_it(path);
    check_resumed(place);
    screen_keys(&s, "G");
    screen_close(&s);
    open_it(path);
    assert_true(is_at_the_start());
}

/* The window is another than it was taken for at first, and may become another. */
static void test_in_other_windows(void **state)
{
    static const struct {
        int width, height;
    } sizes[] = {{120, 40}, {100, 30}, {60, 20}, {40, 12}, {24, 9}, {80, 24}};
    const char *path = in(library("windows"), "b.txt");

    (void)state;
    size_t place = read_to(path, "  ");
    for (size_t i = 0; i < WQ_COUNT(sizes); i++) {
        open_at(path, sizes[i].width, sizes[i].height);
        check_resumed(place);
        for (size_t k = 0; k < WQ_COUNT(sizes); k++) {
            screen_resize(&s, sizes[k].width, sizes[k].height);
            check_resumed(place);
        }
        screen_close(&s);
    }
}

static void test_finished(void **state)
{
    const char *path = in(library("finished"), "b.txt");

    (void)state;
    read_to(path, "Gbb"); /* looked back, but it was read */
    open_it(path);
    assert_true(is_at_the_start());
    check_silent("You stopped here");
}

static void test_at_the_top(void **state)
{
    const char *path = in(library("top"), "b.txt");

    (void)state;
    read_to(path, "  gg");
    open_it(path);
    assert_true(is_at_the_start());
    check_silent("You stopped here");
}

/* ---- other files ---- */

static void rewrite(const char *name, const char *before, int from, int to)
{
    struct wq_buf text = WQ_BUF_INIT;

    wq_buf_adds(&text, before);
    add_paragraphs(&text, from, to);
    scratch_bytes(name, text.data, text.len);
    wq_buf_release(&text);
}

static void check_words(size_t place, const char *words)
{
    const struct wq_text *t = &screen_article(&s)->text;

    assert_true(place < t->len);
    if (strncmp(t->data + place, words, strlen(words)) != 0)
        fail_msg("'%.60s' stands there instead of '%s'", t->data + place, words);
}

/* Where it was resumed. */
static size_t resumed(void)
{
    assert_true(s.app->keep.stopped.place != SIZE_MAX);
    check_resumed(s.app->keep.stopped.place);
    return s.app->keep.stopped.place;
}

static void test_edited(void **state)
{
    const char *path = in(library("edited"), "b.txt");

    (void)state;
    open_it(path);
    screen_keys(&s, "21G");
    check_words(top(), "پیراگراف 20 ");
    screen_close(&s);
    rewrite("edited/b.txt", "نئی سرخی\n\nایک نیا ابتدائیہ جو پہلے نہ تھا۔\n\n", 3, PARAGRAPHS + 5);
    open_it(path);
    check_words(resumed(), "پیراگراف 20 ");
    check_status("You stopped here");
}

static void test_another_text(void **state)
{
    const char *path = in(library("another"), "b.txt");

    (void)state;
    read_to(path, "21G");
    rewrite("another/b.txt", "کچھ اور\n\n", 100, 130);
    open_it(path);
    assert_true(is_at_the_start());
    check_status("The file has changed since");
    screen_close(&s);
    open_it(path); /* from now on it is this one that is known */
    check_silent("The file has changed since");
    screen_keys(&s, "21G");
    screen_close(&s);
    open_it(path);
    check_words(resumed(), "پیراگراف 119 ");
}

/* What was finished is unread when it is another text. */
static void test_another_text_is_unread(void **state)
{
    const char *folder = library("replaced");
    char path[1024];

    (void)state;
    snprintf(path, sizeof path, "%s", in(folder, "b.txt"));
    read_to(path, "G");
    open_at(folder, 60, 24);
    assert_true(screen_title(&s, "3 unread · 4 in all"));
    screen_close(&s);
    rewrite("replaced/b.txt", "کچھ اور\n\n", 100, 130);
    open_it(path);
    assert_false(wq_shelf_entry(s.shelf, 0)->seen);
}

static void test_moved(void **state)
{
    const char *folder = library("moved");
    char from[1024];
    char to[1024];

    (void)state;
    snprintf(from, sizeof from, "%s", in(folder, "b.txt"));
    snprintf(to, sizeof to, "%s/elsewhere.txt", scratch_folder());
    rewrite("moved/b.txt", "اس کا متن کسی اور کا نہیں\n\n", 50, 90);
    size_t place = read_to(from, "  ");
    assert_int_equal(rename(from, to), 0);
    open_it(to);
    check_resumed(place);
    check_status("You stopped here");
}

/* ---- the list ---- */

static char state_of(int i)
{
    uint32_t ch = screen_cell(&s, screen_column(&s, 0), screen_panes(&s)->top + i)->ch;
    return ch == 0x25CF ? '*' : ch == ' ' ? ' ' : '|';
}

static void test_states_in_the_list(void **state)
{
    const char *folder = library("states");

    (void)state;
    rewrite("states/a.txt", "پہلا عنوان\n\n", 200, 240); /* texts of their own */
    rewrite("states/c.txt", "تیسرا عنوان\n\n", 300, 340);
    open_it(folder);
    screen_keys(&s, "\rG");     /* a: read to its end */
    screen_keys(&s, "qjj\r  "); /* c: some of it */
    screen_keys(&s, "qjr");     /* d: only marked */
    int percent = s.app->memory[2].progress / 10;
    assert_true(percent > 5 && percent < 95);
    screen_close(&s);

    open_it(folder);
    char said[16];
    snprintf(said, sizeof said, "%d%%", percent);
    assert_int_equal(state_of(0), ' ');
    assert_int_equal(state_of(1), '*');
    assert_int_equal(state_of(2), '*');
    assert_int_equal(state_of(3), ' ');
    assert_true(screen_says(&s, screen_panes(&s)->top + 2, said));
    screen_keys(&s, "."); /* the next unread one */
    assert_int_equal(screen_opened(&s), 1);
    screen_keys(&s, "q3Gjr"); /* d is unread again */
    screen_close(&s);
    open_it(folder);
    assert_int_equal(state_of(3), '*');
    assert_int_equal(state_of(0), ' ');
}

/* By whatever path it is opened, it is the same article. */
static void test_other_paths_to_it(void **state)
{
    const char *folder = library("paths");
    char link[1024];
    char here[1024];

    (void)state;
    size_t place = read_to(in(folder, "b.txt"), "  ");
    snprintf(link, sizeof link, "%s/paths-link", scratch_folder());
    assert_int_equal(symlink(folder, link), 0);
    strcat(link, "/b.txt");
    open_it(link);
    check_resumed(place);
    screen_close(&s);
    assert_non_null(getcwd(here, sizeof here));
    assert_int_equal(chdir(folder), 0);
    open_it("./b.txt");
    assert_int_equal(chdir(here), 0);
    check_resumed(place);
}

/* A text beside the list was not asked for: it is not what was read last. */
static void test_shown_beside_the_list(void **state)
{
    const char *folder = library("beside");

    (void)state;
    open_at(folder, 120, 30);
    assert_non_null(screen_article(&s));
    screen_close(&s);
    char path[1024];
    snprintf(path, sizeof path, "%s/waraq/state.db", getenv("XDG_DATA_HOME"));
    assert_int_equal(access(path, F_OK), -1);
    open_at(folder, 120, 30);
    screen_keys(&s, "\r  ");
    screen_close(&s);
    open_at(folder, 120, 30);
    assert_true(resumed() > 0);
    check_silent("You stopped here"); /* the list's own row is more use there */
}

/* From the results one goes to a hit, not to where one stopped. */
static void test_opened_at_a_hit(void **state)
{
    const char *folder = library("hit");

    (void)state;
    read_to(in(folder, "b.txt"), "30G");
    open_it(folder);
    screen_keys(&s, "g/پیراگراف 3 میں\r");
    screen_settle(&s);
    screen_keys(&s, "}\r");
    assert_int_equal(screen_opened(&s), 1);
    check_silent("You stopped here");
    assert_true(screen_find(&s, "پیراگراف 3 میں") >= 0);
}

/* ---- in one run ---- */

static void test_returning_in_the_same_run(void **state)
{
    const char *folder = library("same");

    (void)state;
    size_t place = read_to(in(folder, "b.txt"), "  ");
    open_it(folder);
    screen_keys(&s, "j\r");
    check_resumed(place);
    screen_keys(&s, "JK"); /* not read since: it stands as before */
    check_resumed(place);
    check_status("You stopped here");
    screen_keys(&s, "5j");
    size_t here = top();
    screen_keys(&s, "JK"); /* left a moment ago: the screen is as it was */
    assert_int_equal(top(), here);
    check_silent("You stopped here");
}

/* ---- where one left off ---- */

static void left_off(const char *folder, const char *article)
{
    char *real = realpath(article, NULL);

    assert_non_null(real);
    screen_open(&s, &(struct screen_how){
                        .width = 80, .height = 24, .keep = true, .paths = {folder}, .article = real});
    free(real);
}

static void test_left_off(void **state)
{
    const char *folder = library("left");
    struct wq_left_off l;
    char path[1024];

    (void)state;
    snprintf(path, sizeof path, "%s", in(folder, "c.txt"));
    assert_false(wq_left_off_read(&l));
    open_it(folder);
    screen_keys(&s, "\r qj\rJ  ");
    size_t place = top();
    assert_int_equal(screen_opened(&s), 2);
    screen_close(&s);
    assert_true(wq_left_off_read(&l));
    assert_int_equal(l.npaths, 1);
    assert_string_equal(l.article, path);
    left_off(l.paths[0], l.article);
    assert_int_equal(screen_opened(&s), 2);
    assert_int_equal(screen_focus(&s), WQ_PANE_READER);
    assert_int_equal(screen_selected(&s), 2);
    check_resumed(place);
    screen_keys(&s, "G"); /* read to its end: next time the list, at it */
    screen_close(&s);
    left_off(l.paths[0], l.article);
    assert_int_equal(screen_focus(&s), WQ_PANE_LIST);
    assert_int_equal(screen_selected(&s), 2);
    screen_close(&s);
    wq_left_off_release(&l);

    assert_int_equal(unlink(path), 0); /* the article is gone, and then all is */
    assert_true(wq_left_off_read(&l));
    assert_null(l.article);
    assert_int_equal(l.npaths, 1);
    wq_left_off_release(&l);
    for (char c = 'a'; c <= 'd'; c++)
        unlink(in(folder, (char[]){c, '.', 't', 'x', 't', 0}));
    assert_int_equal(rmdir(folder), 0);
    assert_false(wq_left_off_read(&l));
}

/* More files than can be kept: their folder stands for them. */
static void test_left_off_among_many(void **state)
{
    const char *folder = library("many");
    struct wq_left_off l;

    (void)state;
    open_it(in(folder, "b.txt"));
    wq_buf_clear(&s.app->keep.library); /* as for a list that is too long */
    screen_keys(&s, " ");
    screen_close(&s);
    assert_true(wq_left_off_read(&l));
    assert_string_equal(l.paths[0], folder);
    wq_left_off_release(&l);
}

/* ---- what was typed ---- */

static const char *line(void)
{
    return s.app->edit.text.len ? s.app->edit.text.data : "";
}

static void test_history(void **state)
{
    const char *folder = library("typed");

    (void)state;
    open_it(folder);
    screen_keys(&s, "\r/لاہور\r/پشاور\r/لاہور\r:wider\r");
    screen_keys(&s, "q/الفاظ\r");
    screen_settle(&s);
    screen_keys(&s, "g/پیراگراف 3\r");
    screen_settle(&s);
    screen_close(&s);
    open_it(folder);
    screen_keys(&s, "/\x1B[A"); /* in the list: a filter */
    assert_string_equal(line(), "الفاظ");
    screen_keys(&s, "\x1B");
    screen_keys(&s, "g/\x1B[A");
    assert_string_equal(line(), "پیراگراف 3");
    screen_keys(&s, "\x1B");
    screen_keys(&s, "\r/\x1B[A");
    assert_string_equal(line(), "لاہور");
    screen_keys(&s, "\x1B[A");
    assert_string_equal(line(), "پشاور");
    screen_keys(&s, "\x1B[A"); /* no more: none twice */
    assert_string_equal(line(), "پشاور");
    screen_keys(&s, "\x1B");
    screen_keys(&s, ":\x1B[A");
    assert_string_equal(line(), "wider");
}

/* What was given up is not kept. */
static void test_history_of_what_was_accepted(void **state)
{
    const char *folder = library("given-up");

    (void)state;
    open_it(folder);
    screen_keys(&s, "\r/لاہور\x1B");
    screen_keys(&s, "/\r");
    screen_close(&s);
    open_it(folder);
    screen_keys(&s, "\r/\x1B[A");
    assert_string_equal(line(), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_resumed),
        TEST(test_not_moved),
        TEST(test_in_other_windows),
        TEST(test_finished),
        TEST(test_at_the_top),
        TEST(test_edited),
        TEST(test_another_text),
        TEST(test_another_text_is_unread),
        TEST(test_moved),
        TEST(test_states_in_the_list),
        TEST(test_other_paths_to_it),
        TEST(test_shown_beside_the_list),
        TEST(test_opened_at_a_hit),
        TEST(test_returning_in_the_same_run),
        TEST(test_left_off),
        TEST(test_left_off_among_many),
        TEST(test_history),
        TEST(test_history_of_what_was_accepted),
    };
    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests(tests, setup_group, teardown_group);
}
