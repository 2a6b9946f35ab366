/*
 * fuzz_app: the interactive program without a terminal.
 *
 *     WIDTH HEIGHT OPTIONS KEYS... 0xF5 TEXT... [0xF5 TEXT...]
 *
 * A byte each for the first three. KEYS are bytes of a terminal, but 0xF6 W H resizes, 0xF7 lets a lone
 * ESC be the Escape key, and 0xF8 waits for the worker: what it finds is taken there and at the end of KEYS,
 * and nowhere else, so that every run is the same. Each TEXT is an article (0xF5 to 0xF8 are never in UTF-8).
 * The names that the sidebar finds people by are made once, for all runs, so that it has its rows at once.
 * After every event the screen is drawn and what must hold of every grid is checked.
 */
#include "../../src/app/state.h"
#include "../support/grid_check.c"
#include "waraq/app/app.h"
#include "waraq/text/decode.h"

#include <locale.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

enum { TEXT = 0xF5, RESIZE = 0xF6, FLUSH = 0xF7, SETTLE = 0xF8, MOST_TEXTS = 4, MOST_EVENTS = 150 };

enum { MIRRORED = 1, NOT_MIRRORED = 2, ASCII = 4, MEASURE = 8, DIRECTION = 16, NO_MOUSE = 32 };

struct run {
    struct wq_app *app;
    struct wq_keys *keys;
    struct wq_grid grid;
    int events;
};

static struct wq_layout *layout;
static struct wq_doc *doc;
static struct wq_names *names;

static void open_once(void)
{
    if (doc)
        return;
    setlocale(LC_CTYPE, "C.UTF-8");
    layout = wq_layout_new();
    doc = wq_doc_new(wq_layout_props(layout));
    names = wq_names_new(NULL, NULL);
    setenv("XDG_DATA_HOME", "/dev/null", 1); /* corrections are made, and kept nowhere */
}

static void draw(struct run *r)
{
    int x;
    int y;

    wq_app_prepare(r->app);
    wq_app_draw(r->app, &r->grid);
    wq_app_rest(r->app);
    const char *bad = grid_check(&r->grid, wq_layout_props(layout), &x, &y);
    if (bad) {
        fprintf(stderr, "%dx%d, column %d, row %d: %s\n", r->grid.width, r->grid.height, x, y, bad);
        abort();
    }
}

static void resize(struct run *r, uint8_t width, uint8_t height)
{
    wq_app_resize(r->app, 1 + width % 200, 1 + height % 60);
    draw(r);
}

/* Until the worker has nothing to do. */
static void settle(struct run *r)
{
    while (wq_app_busy(r->app)) {
        struct pollfd p = {.fd = wq_app_fd(r->app), .events = POLLIN};
        if (poll(&p, 1, -1) > 0 && wq_app_background(r->app))
            (void)wq_app_wants(r->app);
    }
    draw(r);
}

static void take_events(struct run *r)
{
    struct wq_event ev;

    while (r->events < MOST_EVENTS && wq_keys_next(r->keys, &ev)) {
        wq_app_event(r->app, &ev);
        (void)wq_app_wants(r->app);
        r->events++;
        draw(r);
    }
}

static void play(struct run *r, const uint8_t *keys, size_t len)
{
    for (size_t i = 0; i < len && r->events < MOST_EVENTS; i++) {
        if (keys[i] == RESIZE && i + 2 < len) {
            resize(r, keys[i + 1], keys[i + 2]);
            i += 2;
            r->events++;
        } else if (keys[i] == FLUSH) {
            wq_keys_flush(r->keys);
            take_events(r);
        } else if (keys[i] == SETTLE) {
            settle(r);
        } else {
            char byte = (char)keys[i];
            wq_keys_feed(r->keys, &byte, 1);
            take_events(r);
        }
    }
    wq_keys_flush(r->keys);
    take_events(r);
    settle(r);
}

/* An article in memory, with a path of its own. */
static int make_file(const uint8_t *text, size_t len)
{
    int fd = memfd_create("article", 0);

    if (fd < 0 || write(fd, text, len) != (ssize_t)len)
        abort();
    return fd;
}

static size_t add_texts(struct wq_shelf *shelf, const uint8_t *data, size_t len, int *fds)
{
    size_t n = 0;

    while (n < MOST_TEXTS) {
        const uint8_t *end = len ? memchr(data, TEXT, len) : NULL;
        size_t own = end ? (size_t)(end - data) : len;
        char path[64];
        fds[n] = make_file(data, own);
        snprintf(path, sizeof path, "/proc/self/fd/%d", fds[n]);
        if (wq_shelf_add(shelf, path, NULL) != WQ_OK)
            abort();
        n++;
        if (!end)
            break;
        data = end + 1;
        len -= own + 1;
    }
    return n;
}

static struct wq_options read_options(uint8_t bits)
{
    return (struct wq_options){
        .layout = bits & MIRRORED       ? WQ_WAY_RTL
                  : bits & NOT_MIRRORED ? WQ_WAY_LTR
                                        : WQ_WAY_AUTO,
        .direction = bits & DIRECTION ? WQ_WAY_LTR : WQ_WAY_AUTO,
        .width = bits & MEASURE ? 17 : 0,
        .mouse = !(bits & NO_MOUSE),
        .secure = true, /* keys are anything: they must not run programs or write files */
    };
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    int fds[MOST_TEXTS];

    open_once();
    if (len < 4)
        return 0;
    const uint8_t *keys = data + 3;
    const uint8_t *text = memchr(keys, TEXT, len - 3);
    if (!text)
        return 0;
    size_t nkeys = (size_t)(text - keys);
    struct wq_options options = read_options(data[2]);
    struct wq_shelf *shelf = wq_shelf_new(doc, NULL);
    size_t n = add_texts(shelf, text + 1, len - 3 - nkeys - 1, fds);
    struct run r = {.app = wq_app_new(&options, layout, shelf), .keys = wq_keys_new()};
    r.app->inside.names = names;
    r.app->corrections = wq_corrections_new(names); /* none of the user's own */
    wq_grid_init(&r.grid);
    wq_app_set_ascii(r.app, data[2] & ASCII);
    resize(&r, data[0], data[1]);
    play(&r, keys, nkeys);
    wq_grid_release(&r.grid);
    r.app->inside.names = NULL; /* ours; the worker has nothing to do any more */
    wq_app_free(r.app);
    wq_keys_free(r.keys);
    wq_shelf_free(shelf);
    for (size_t i = 0; i < n; i++)
        close(fds[i]);
    return 0;
}
