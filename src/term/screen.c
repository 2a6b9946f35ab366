#include "waraq/term/screen.h"

#include "giveback.h"
#include "overhang.h"
#include "screen_inner.h"
#include "scroll_believed.h"

#include "waraq/base/mem.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <unistd.h>

static const struct {
    const char *capability;
    uint32_t key;
    unsigned mods;
} capabilities[] = {
    {"kcuu1", WQ_KEY_UP, 0},     {"kcud1", WQ_KEY_DOWN, 0},    {"kcub1", WQ_KEY_LEFT, 0},
    {"kcuf1", WQ_KEY_RIGHT, 0},  {"khome", WQ_KEY_HOME, 0},    {"kend", WQ_KEY_END, 0},
    {"kpp", WQ_KEY_PAGE_UP, 0},  {"knp", WQ_KEY_PAGE_DOWN, 0}, {"kich1", WQ_KEY_INSERT, 0},
    {"kdch1", WQ_KEY_DELETE, 0}, {"kbs", WQ_KEY_BACKSPACE, 0}, {"kcbt", WQ_KEY_BACKTAB, 0},
    {"kf1", WQ_KEY_F1, 0},       {"kf2", WQ_KEY_F1 + 1, 0},    {"kf3", WQ_KEY_F1 + 2, 0},
    {"kf4", WQ_KEY_F1 + 3, 0},   {"kf5", WQ_KEY_F1 + 4, 0},    {"kf6", WQ_KEY_F1 + 5, 0},
    {"kf7", WQ_KEY_F1 + 6, 0},   {"kf8", WQ_KEY_F1 + 7, 0},    {"kf9", WQ_KEY_F1 + 8, 0},
    {"kf10", WQ_KEY_F1 + 9, 0},  {"kf11", WQ_KEY_F1 + 10, 0},  {"kf12", WQ_KEY_F1 + 11, 0},
};

const char *wq_screen_capability(const char *name)
{
    const char *s = tigetstr(name);
    return s && s != (const char *)-1 ? s : NULL;
}

/* What wq_scroll_bytes sends means there what it means to most. */
static bool moves_rows(void)
{
    static const char *const as_usual[][2] = {{"csr", "\033[%i%p1%d;%p2%dr"},
                                              {"dl", "\033[%p1%dM"},
                                              {"il", "\033[%p1%dL"},
                                              {"sc", "\0337"},
                                              {"rc", "\0338"}};

    for (size_t i = 0; i < sizeof as_usual / sizeof *as_usual; i++) {
        const char *bytes = wq_screen_capability(as_usual[i][0]);
        if (!bytes || strcmp(bytes, as_usual[i][1]) != 0)
            return false;
    }
    return true;
}

static void define_keys(struct wq_screen *s)
{
    for (size_t i = 0; i < sizeof capabilities / sizeof *capabilities; i++) {
        const char *bytes = wq_screen_capability(capabilities[i].capability);
        /* A single byte is a character (^H, ^?), which the decoder knows. */
        if (bytes && bytes[0] && bytes[1])
            wq_keys_define(s->keys, bytes, capabilities[i].key, capabilities[i].mods);
    }
}

/* ncurses has switched the cursor on before it left the alternate screen. Terminals made with libvterm bring
 * back what the cursor was when its place was last saved, which ncurses does where it scrolls. */
static void show_cursor(void)
{
    const char *on = wq_screen_capability("cnorm");

    if (on)
        putp(on);
    fflush(stdout);
}

static void set_tty_modes(void)
{
    raw();
    noecho();
    nonl();
    intrflush(NULL, FALSE);
}

static FILE *open_input(bool *own)
{
    *own = false;
    if (isatty(STDIN_FILENO))
        return stdin;
    int fd = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return NULL;
    *own = true;
    return fdopen(fd, "r+");
}

/* Terminals that call themselves plain xterm have had 256 colours for twenty years; those that say who they
 * are besides can be believed. */
static const char *better_term(const char *term)
{
    static const char *const witnesses[] = {"XTERM_VERSION", "VTE_VERSION", "KONSOLE_VERSION", "COLORTERM"};
    bool witnessed = false;
    int status;

    if (strcmp(term, "xterm") != 0)
        return term;
    for (size_t i = 0; i < sizeof witnesses / sizeof *witnesses; i++)
        witnessed = witnessed || getenv(witnesses[i]);
    if (!witnessed || setupterm("xterm-256color", STDOUT_FILENO, &status) != OK)
        return term;
    del_curterm(cur_term); /* it was only to see whether it is there */
    return "xterm-256color";
}

/* Until ncurses has come back from endwin() once it writes after every movement of the cursor, as for a
 * program that only moves it: a paint would be fifty writes, each shown, or sent over the network, by
 * itself. So we go there and come back before anything is on the screen. */
static void start_buffering(void)
{
    endwin();
    set_tty_modes();
    refresh();
}

static void stop_giving_back(void)
{
    wq_mem_on_exhaustion(NULL);
    wq_giveback_drop();
    wq_giveback_unwatch();
}

static enum wq_status start_curses(struct wq_screen *s, const char *term, struct wq_error *err)
{
    int status = 0;

    bool able = setupterm(term, STDOUT_FILENO, &status) == OK && wq_screen_capability("cup");
    if (able) { /* from here on the terminal is not as it was */
        s->xterm_like = wq_screen_capability("kmous") != NULL;
        s->height = tigetnum("lines");
        wq_screen_prepare_giveback(s);
        wq_giveback_watch();
        wq_mem_on_exhaustion(wq_giveback_now);
    }
    if (cur_term) /* newterm reads the description again, and frees only its own */
        del_curterm(cur_term);
    if (!able)
        return wq_fail(err, WQ_ENOTFOUND, term ? term : "TERM");
    s->curses = newterm(term, s->capture.out, s->in);
    if (!s->curses) {
        stop_giving_back();
        return wq_fail(err, WQ_ENOTFOUND, term ? term : "TERM");
    }
    start_buffering();
    return WQ_OK;
}

enum wq_status wq_screen_open(const struct wq_screen_options *o, struct wq_screen **out, struct wq_error *err)
{
    struct wq_screen *s = wq_calloc(1, sizeof *s);
    const char *term = getenv("TERM");

    tcgetattr(STDOUT_FILENO, &s->line);
    s->forgets = o->forgets;
    wq_screen_meet(s, &o->wishes);
    s->in = open_input(&s->own_in);
    enum wq_status status = s->in ? WQ_OK : wq_fail(err, WQ_ESYS, "/dev/tty");
    if (!wq_capture_init(&s->capture) && status == WQ_OK)
        status = wq_fail(err, WQ_ESYS, "/dev/tty");
    if (status == WQ_OK)
        status = start_curses(s, better_term(term && *term ? term : "dumb"), err);
    if (status != WQ_OK) {
        if (s->own_in && s->in)
            fclose(s->in);
        wq_capture_release(&s->capture);
        wq_screen_part(s);
        free(s);
        return status;
    }
    /* Scrolled text moves by the terminal's own means where whole rows move. */
    idlok(stdscr, TRUE);
    leaveok(stdscr, FALSE);
    keypad(stdscr, TRUE);
    wq_style_table_init(&s->styles, o->color);
    if (!s->styles.weaves)
        wq_screen_unlink(s);
    s->keys = wq_keys_new();
    define_keys(s);
    s->moves_rows = moves_rows();
    wq_grid_init(&s->shown);
    s->forgotten = true;
    getmaxyx(stdscr, s->height, s->width);
    s->writer = wq_writer_new(o->layout);
    wq_screen_switch_on(s);
    *out = s;
    return WQ_OK;
}

void wq_screen_close(struct wq_screen *s)
{
    if (!s)
        return;
    wq_screen_switch_off(s);
    endwin();
    show_cursor();
    stop_giving_back();
    delscreen(s->curses);
    wq_capture_release(&s->capture);
    wq_weave_release(&s->weave);
    wq_writer_free(s->writer);
    wq_screen_part(s);
    wq_keys_free(s->keys);
    wq_grid_release(&s->shown);
    if (s->own_in)
        fclose(s->in);
    free(s);
}

int wq_screen_input(const struct wq_screen *s)
{
    return fileno(s->in);
}

struct wq_keys *wq_screen_keys(struct wq_screen *s)
{
    return s->keys;
}

void wq_screen_size(const struct wq_screen *s, int *width, int *height)
{
    *width = s->width;
    *height = s->height;
}

bool wq_screen_resized(struct wq_screen *s)
{
    struct winsize size;

    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0)
        return false;
    if (size.ws_col == s->width && size.ws_row == s->height)
        return false;
    s->width = size.ws_col;
    s->height = size.ws_row;
    resizeterm(s->height, s->width);
    s->forgotten = true;
    return true;
}

bool wq_screen_ascii(const struct wq_screen *s)
{
    const char *term = getenv("TERM");
    (void)s;
    return term && (!strncmp(term, "vt1", 3) || !strncmp(term, "vt2", 3));
}

/* What curses cannot hold is a character that the C library does not know as we do. */
static void add_cell(const struct wq_screen *s, const struct wq_sent *c, cchar_t *out)
{
    wchar_t chars[CCHARW_MAX + 1];
    int n = 0;

    chars[n++] = (wchar_t)c->ch;
    for (int i = 0; i < c->nmarks && n < CCHARW_MAX; i++)
        chars[n++] = (wchar_t)c->mark[i];
    chars[n] = L'\0';
    attr_t attributes;
    short pair;
    wq_style_get(&s->styles, c->style, wq_weave_place(&s->weave, c->link), &attributes, &pair);
    attributes |= c->slanted ? A_ITALIC : 0;
    if (setcchar(out, chars, attributes, pair, NULL) != OK) {
        chars[0] = 0xFFFD;
        chars[1] = L'\0';
        setcchar(out, chars, attributes, pair, NULL);
    }
}

/* What of row y curses is to be told of where it shows otherwise than the shown one in columns c: whole
 * characters. What marks and slants a cell may lie beside it; a row that is sent in another order, or between
 * signs of its own, is sent whole. */
static struct wq_columns columns_to_send(const struct wq_screen *s, const struct wq_grid *g,
                                         struct wq_columns c, int y)
{
    if (s->terminal.one_pane || s->terminal.override || s->shown.width != g->width)
        return (struct wq_columns){0, g->width};
    c.from -= c.from > 0;
    c.to += c.to < g->width;
    while (c.from > 0 && (!wq_grid_at(g, c.from, y)->width || !wq_grid_at(&s->shown, c.from, y)->width))
        c.from--;
    while (c.to < g->width && (!wq_grid_at(g, c.to, y)->width || !wq_grid_at(&s->shown, c.to, y)->width))
        c.to++;
    return c;
}

/* cells: room for a row. */
static void put_row(const struct wq_screen *s, const struct wq_grid *g, struct wq_columns changed, int y,
                    cchar_t *cells)
{
    struct wq_columns c = columns_to_send(s, g, changed, y);
    const struct wq_sent *sent = wq_writer_row(s->writer, &s->terminal, g, y);
    int n = 0;

    for (int x = c.from; x < c.to; x++)
        if (sent[x].width)
            add_cell(s, &sent[x], &cells[n++]);
    mvadd_wchnstr(y, c.from, cells, n);
}

/* Tells curses what the grid shows; moved: what the terminal moved by itself meanwhile, of which curses has
 * yet to be told but where whole rows moved. */
static void put_rows(const struct wq_screen *s, const struct wq_grid *g, const struct wq_scroll *moved,
                     bool all)
{
    cchar_t *cells = wq_reallocarray(NULL, (size_t)g->width, sizeof *cells);

    for (int y = 0; y < g->height; y++) {
        struct wq_columns c = {0, g->width};
        if (!all)
            c = wq_grid_changed(g, &s->shown, y);
        if (moved->by && !moved->whole && y >= moved->area.y && y < moved->area.y + moved->area.h) {
            int end = moved->area.x + moved->area.w;
            bool same = c.to <= c.from;
            c.from = same || moved->area.x < c.from ? moved->area.x : c.from;
            c.to = same || end > c.to ? end : c.to;
        }
        if (c.from < c.to)
            put_row(s, g, c, y, cells);
    }
    free(cells);
}

/* Where the terminal reorders, the cursor is where the character was sent. */
static void put_cursor(const struct wq_screen *s, const struct wq_grid *g)
{
    curs_set(g->cursor_shown ? 1 : 0);
    if (g->cursor_y < 0)
        return;
    int x = g->cursor_x < 0 ? 0 : g->cursor_x;
    if (s->terminal.one_pane) {
        wq_writer_row(s->writer, &s->terminal, g, g->cursor_y);
        x = wq_writer_column(s->writer, x);
    }
    move(g->cursor_y, x);
}

static void keep(struct wq_screen *s, const struct wq_grid *g)
{
    wq_grid_resize(&s->shown, g->width, g->height);
    memcpy(s->shown.cells, g->cells, (size_t)g->width * (size_t)g->height * sizeof *g->cells);
    s->shown.text = g->text;
}

/* Lets the terminal move the text where it stands beside panes; by 0: it does not move. */
static struct wq_scroll move_text(struct wq_screen *s, const struct wq_grid *g)
{
    const struct wq_scroll none = {.by = 0};
    struct wq_buf bytes = WQ_BUF_INIT;

    /* Rows that are written in another order than they stand in have no columns of their own, nor a blank at
     * their edge. */
    if (!s->moves_rows || s->terminal.one_pane || s->terminal.override)
        return none;
    struct wq_scroll m = wq_scroll_find(&s->shown, g, s->answers.margins);
    if (m.by == 0)
        return none;
    wq_scroll_bytes(&m, &bytes);
    fwrite(bytes.data, 1, bytes.len, stdout);
    fflush(stdout);
    wq_scroll_move(&s->shown, &m);
    wq_scroll_believed(&m);
    wq_buf_release(&bytes);
    return m;
}

/* The grid's links find their places, and what ncurses writes is caught where it has any. */
static bool begin_weaving(struct wq_screen *s, const struct wq_grid *g)
{
    if (s->terminal.links && g->links.len)
        wq_weave_take(&s->weave, g);
    else
        wq_weave_none(&s->weave);
    if (!wq_weave_is_needed(&s->weave))
        return false;
    if (!wq_capture_begin(&s->capture)) {
        wq_weave_none(&s->weave);
        wq_screen_unlink(s);
        return false;
    }
    wq_style_weave(&s->styles, wq_weave_places(&s->weave));
    typeahead(-1); /* it is written at once, and to the end */
    return true;
}

static void end_weaving(struct wq_screen *s)
{
    struct wq_buf caught = WQ_BUF_INIT;
    struct wq_buf woven = WQ_BUF_INIT;

    wq_capture_end(&s->capture, &caught);
    typeahead(fileno(s->in));
    wq_weave(&s->weave, caught.data, caught.len, &woven);
    if (woven.len)
        wq_screen_send(s, woven.data, woven.len);
    wq_buf_release(&caught);
    wq_buf_release(&woven);
}

/* Rows from which a paint is held back until all of it is there: fewer come at once anyhow. */
enum { HOLD_FROM = 4 };

static bool is_worth_holding(const struct wq_screen *s, const struct wq_grid *g, bool all)
{
    int rows = 0;

    if (!s->answers.holds)
        return false;
    for (int y = 0; y < g->height && !all && rows < HOLD_FROM; y++)
        rows += !wq_grid_same_row(g, &s->shown, y);
    return all || rows >= HOLD_FROM;
}

void wq_screen_show(struct wq_screen *s, const struct wq_grid *g)
{
    if (g->width != s->width || g->height != s->height)
        return;
    bool all = s->forgotten || s->shown.width != g->width || s->shown.height != g->height;

    if (s->forgotten)
        clearok(stdscr, TRUE);
    bool hold = is_worth_holding(s, g, all);
    if (hold)
        wq_screen_hold(true);
    struct wq_scroll moved = {.by = 0};
    if (!all)
        moved = move_text(s, g);
    bool weaving = begin_weaving(s, g);
    put_rows(s, g, &moved, all);
    if (!all && s->terminal.hangs && !s->terminal.one_pane)
        wq_overhang_repaint(&s->shown, g);
    put_cursor(s, g);
    if (moved.by)
        wq_scroll_disguise(&moved, s->disguised = !s->disguised);
    refresh();
    if (weaving)
        end_weaving(s);
    if (moved.by)
        wq_scroll_undisguise(&moved);
    if (hold)
        wq_screen_hold(false);
    keep(s, g);
    s->forgotten = false;
}

void wq_screen_forget(struct wq_screen *s)
{
    s->forgotten = true;
}

void wq_screen_suspend(struct wq_screen *s)
{
    wq_screen_switch_off(s);
    def_prog_mode();
    endwin();
    show_cursor();
    wq_giveback_drop();
}

void wq_screen_resume(struct wq_screen *s)
{
    reset_prog_mode();
    set_tty_modes();
    refresh();
    wq_screen_switch_on(s);
    wq_screen_resized(s);
    s->forgotten = true;
}
