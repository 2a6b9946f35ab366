#include "screen.h"

#include "articles.h"
#include "grid_check.h"

#include "waraq/base/array.h"

#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Cells before and behind the grid's own, which nobody may write. */
enum { GUARD = 1024, GUARD_BYTE = 0x5A };

static void make_room(struct screen *s, int width, int height)
{
    size_t cells = (size_t)width * (size_t)height + 2 * (size_t)GUARD;

    free(s->room);
    s->room = malloc(cells * sizeof *s->room);
    assert_non_null(s->room);
    memset(s->room, GUARD_BYTE, cells * sizeof *s->room);
    s->grid.cells = NULL; /* the room's */
    wq_grid_release(&s->grid);
    /* The size is right, so drawing will not ask for other cells. */
    s->grid = (struct wq_grid){.width = width, .height = height, .cells = s->room + GUARD};
}

static bool is_untouched(const struct wq_gridcell *cells)
{
    const unsigned char *bytes = (const unsigned char *)cells;

    for (size_t i = 0; i < GUARD * sizeof *cells; i++)
        if (bytes[i] != GUARD_BYTE)
            return false;
    return true;
}

static void draw(struct screen *s)
{
    size_t n = (size_t)s->grid.width * (size_t)s->grid.height;
    int x;
    int y;

    wq_app_prepare(s->app);
    wq_app_draw(s->app, &s->grid);
    wq_app_rest(s->app);
    assert_ptr_equal(s->grid.cells, s->room + GUARD);
    if (!is_untouched(s->room) || !is_untouched(s->room + GUARD + n))
        fail_msg("%dx%d, %s: drawn outside the grid", s->grid.width, s->grid.height, s->doing);
    const char *bad = grid_check(&s->grid, articles_props(), &x, &y);
    if (bad)
        fail_msg("%dx%d, '%s', column %d, row %d: %s", s->grid.width, s->grid.height, s->doing, x, y, bad);
}

static void add_path(struct screen *s, size_t i, const char *path)
{
    char buffer[512];

    snprintf(buffer, sizeof buffer, strchr(path, '/') ? "%s" : "data/samples/%s.txt", path);
    s->paths[i] = strdup(buffer);
    assert_non_null(s->paths[i]);
    assert_int_equal(wq_shelf_add(s->shelf, s->paths[i], NULL), WQ_OK);
}

void screen_open(struct screen *s, const struct screen_how *how)
{
    *s = (struct screen){.doing = "open"};
    s->options = (struct wq_options){.width = (uint32_t)how->measure,
                                     .direction = how->direction,
                                     .layout = how->layout,
                                     .mouse = !how->no_mouse,
                                     .secure = how->secure,
                                     .copy_command = how->copy_command,
                                     .slow = how->slow,
                                     .keep = how->keep,
                                     .article = how->article,
                                     .linear = how->linear,
                                     .paths = s->paths};
    s->shelf = wq_shelf_new(articles_doc(), NULL);
    for (size_t i = 0; i < SCREEN_PATHS && how->paths[i]; i++) {
        add_path(s, i, how->paths[i]);
        s->options.npaths++;
    }
    s->keys = wq_keys_new();
    s->app = wq_app_new(&s->options, articles_layout(), s->shelf);
    wq_app_set_ascii(s->app, how->ascii);
    screen_resize(s, how->width, how->height);
    s->wants = 0;
}

void screen_close(struct screen *s)
{
    if (!s->app) /* a test failed before it opened one */
        return;
    wq_app_free(s->app);
    wq_keys_free(s->keys);
    wq_shelf_free(s->shelf);
    s->grid.cells = NULL;
    wq_grid_release(&s->grid);
    free(s->room);
    for (size_t i = 0; i < SCREEN_PATHS; i++)
        free(s->paths[i]);
    *s = (struct screen){.app = NULL};
}

static void take_events(struct screen *s)
{
    struct wq_event ev;

    while (wq_keys_next(s->keys, &ev)) {
        wq_app_event(s->app, &ev);
        s->wants |= wq_app_wants(s->app);
        draw(s);
    }
}

void screen_keys(struct screen *s, const char *bytes)
{
    s->doing = bytes;
    wq_keys_feed(s->keys, bytes, strlen(bytes));
    take_events(s);
    if (wq_keys_pending(s->keys)) {
        wq_keys_flush(s->keys);
        take_events(s);
    }
}

void screen_keys_times(struct screen *s, const char *bytes, int times)
{
    while (times-- > 0)
        screen_keys(s, bytes);
}

void screen_resize(struct screen *s, int width, int height)
{
    make_room(s, width, height);
    wq_app_resize(s->app, width, height);
    s->wants |= wq_app_wants(s->app);
    draw(s);
}

bool screen_take(struct screen *s)
{
    struct pollfd p = {.fd = wq_app_fd(s->app), .events = POLLIN};

    if (!wq_app_busy(s->app))
        return false;
    if (poll(&p, 1, SCREEN_DEADLINE_MS) <= 0)
        fail_msg("'%s': nothing came from the worker", s->doing);
    wq_app_background(s->app);
    s->wants |= wq_app_wants(s->app);
    draw(s);
    return true;
}

void screen_settle(struct screen *s)
{
    while (screen_take(s))
        continue;
}

static void report(struct screen *s, int button, int x, int y, char final)
{
    char bytes[64];

    snprintf(bytes, sizeof bytes, "\x1B[<%d;%d;%d%c", button, x + 1, y + 1, final);
    screen_keys(s, bytes);
    s->doing = "mouse";
}

static void report_mouse(struct screen *s, int button, int x, int y)
{
    report(s, button, x, y, 'M');
}

void screen_click(struct screen *s, int x, int y)
{
    report_mouse(s, 0, x, y);
    report(s, 0, x, y, 'm');
}

void screen_drag(struct screen *s, int x, int y, int to_x, int to_y)
{
    report_mouse(s, 0, x, y);
    report_mouse(s, 32, to_x, to_y);
    report(s, 0, to_x, to_y, 'm');
}

void screen_wheel(struct screen *s, int x, int y, int steps)
{
    for (; steps > 0; steps--)
        report_mouse(s, 65, x, y);
    for (; steps < 0; steps++)
        report_mouse(s, 64, x, y);
}
