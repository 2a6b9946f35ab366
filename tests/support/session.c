#include "session.h"

#include "scratch.h"

#include "waraq/base/array.h"
#include "waraq/base/buf.h"
#include "waraq/store/store.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

const char *session_article(void)
{
    struct wq_buf text = WQ_BUF_INIT;

    for (int i = 1; i <= SESSION_PARAGRAPHS; i++)
        wq_buf_addf(&text,
                    "P%03d یہ ایک لمبا پیراگراف ہے جس میں بہت سے الفاظ ہیں تاکہ وہ کئی سطروں تک جائے اور "
                    "پڑھنے والا دیکھ سکے کہ صفحہ بدلنے پر جگہ قائم رہتی ہے یا نہیں رہتی۔\n\n",
                    i);
    const char *path = scratch_bytes("numbered.txt", text.data, text.len);
    wq_buf_release(&text);
    return path;
}

struct pty *session_start(const struct pty_how *how)
{
    struct pty *p = pty_start(how, session_article(), NULL);

    session_wait_top(p, 1);
    return p;
}

int session_top(struct pty *p, int *row)
{
    /* The title row quotes the first paragraph. */
    for (int y = pty_rows(p) >= 8; y < pty_rows(p); y++) {
        const char *at = strstr(pty_row(p, y), "P");
        int n = at ? atoi(at + 1) : 0;
        if (n > 0 && row)
            *row = y;
        if (n > 0)
            return n;
    }
    return 0;
}

static bool top_is(struct pty *p, const void *data)
{
    return session_top(p, NULL) == *(const int *)data;
}

void session_wait_top(struct pty *p, int n)
{
    char what[64];

    snprintf(what, sizeof what, "paragraph %d at the top", n);
    pty_wait(p, top_is, &n, what);
}

struct pty *session_read(const struct pty_how *how, int n)
{
    struct pty *p = session_start(how);
    char keys[16];

    snprintf(keys, sizeof keys, "%dG", n);
    pty_type(p, keys);
    session_wait_top(p, n);
    pty_wait_quiet(p);
    return p;
}

struct kept {
    const char *file;
    int progress;
};

static bool is_kept(struct pty *p, const void *data)
{
    const struct kept *wanted = data;
    struct wq_store *s;
    struct wq_kept k;
    bool kept = false;

    (void)p;
    if (wq_store_open(wanted->file, 100, &s, NULL) != WQ_OK)
        return false;
    if (wq_store_last(s, &k, NULL) == WQ_OK) {
        kept = k.progress >= wanted->progress;
        wq_kept_release(&k);
    }
    wq_store_close(s);
    return kept;
}

void session_wait_kept(struct pty *p, const char *data, int progress)
{
    struct wq_buf file = WQ_BUF_INIT;

    wq_buf_addf(&file, "%s/waraq/state.db", data);
    pty_wait(p, is_kept, &(struct kept){file.data, progress}, "what was read to be kept");
    wq_buf_release(&file);
}

void session_scribble(struct pty *p)
{
    char name[64];

    pty_terminal_name(p, name, sizeof name);
    FILE *f = fopen(name, "w");
    assert_non_null(f);
    fputs("\r\nsomebody@somewhere$ ls\r\n" SESSION_SCRIBBLE "\r\n", f);
    fclose(f);
    pty_wait_text(p, SESSION_SCRIBBLE);
}

char *session_page(struct pty *p)
{
    char *screen = pty_screen(p);
    char *last = screen + strlen(screen) - 1;

    while (last > screen && last[-1] != '\n')
        last--;
    *last = '\0';
    return screen;
}

static bool is_page(struct pty *p, const void *wanted)
{
    char *now = session_page(p);
    bool same = strcmp(now, wanted) == 0;

    free(now);
    return same;
}

void session_wait_page(struct pty *p, char *wanted)
{
    pty_wait(p, is_page, wanted, "the screen as it was");
    pty_wait_quiet(p);
    assert_true(is_page(p, wanted));
    free(wanted);
}

void session_check_repaint(struct pty *p, char *(*look)(struct pty *p), const char *what)
{
    char *before = look(p);

    pty_type(p, "\f");
    pty_wait_quiet(p);
    char *after = look(p);
    size_t line = 0; /* where they differ first */
    for (size_t i = 0; before[i] == after[i] && before[i]; i++)
        line = before[i] == '\n' ? i + 1 : line;
    if (strcmp(before, after) != 0)
        fail_msg("%dx%d, '%s':\n%.*s\nand repainted:\n%.*s", pty_columns(p), pty_rows(p), what,
                 (int)strcspn(before + line, "\n"), before + line, (int)strcspn(after + line, "\n"),
                 after + line);
    free(before);
    free(after);
}

void session_stop_and_go_on(struct pty *p)
{
    pty_type(p, "\032");
    pty_wait_stopped(p);
    assert_given_back(p);
    pty_foreground(p);
    pty_wait_running(p);
    pty_wait_quiet(p);
}

void session_end_blocked(struct pty *p)
{
    pty_wait_blocked(p);
    pty_signal(p, SIGTERM);
    pty_wait_ended_unread(p);
    pty_wait_signalled(p, SIGTERM);
    assert_given_back(p);
    pty_free(p);
}

static void quit_by(struct pty *p, const char *key)
{
    pty_type(p, key);
    pty_wait_exit(p, 0);
    assert_given_back(p);
    pty_free(p);
}

void session_quit(struct pty *p)
{
    quit_by(p, "q");
}

void session_quit_at_once(struct pty *p)
{
    quit_by(p, "Q");
}

/* Modes that nobody may find on when we are gone. */
static const char *const modes[] = {"?1",    "?9",    "?47",   "?1000", "?1002", "?1003", "?1004",
                                    "?1006", "?1015", "?1049", "?2004", "?2026", "?5"};

void assert_given_back(struct pty *p)
{
    for (size_t i = 0; i < WQ_COUNT(modes); i++)
        if (pty_mode(p, modes[i]) == 1)
            fail_msg("mode %s is still on", modes[i]);
    if (pty_mode(p, "8") == 0)
        fail_msg("the terminal no longer reorders: CSI 8 h is missing");
    if (pty_mode(p, "?7") == 0)
        fail_msg("the terminal no longer wraps");
    assert_false(pty_alternate(p));
    if (!pty_cursor_shown(p))
        fail_msg("the cursor is hidden");
    if (!pty_pen_is_plain(p))
        fail_msg("colours or attributes are still on");
    if (pty_link_is_open(p))
        fail_msg("what is written still leads somewhere");
    if (!pty_settings_as_before(p))
        fail_msg("the tty is not as it was");
}

void assert_taken_over(struct pty *p)
{
    assert_int_equal(pty_mode(p, "?2004"), 1);
    assert_int_equal(pty_mode(p, "?1000"), 1);
    assert_int_equal(pty_mode(p, "?1006"), 1);
    assert_int_equal(pty_mode(p, "8"), 0);
    assert_true(pty_alternate(p));
    assert_false(pty_cursor_shown(p));
    assert_false(pty_settings_as_before(p));
}
