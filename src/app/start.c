/* From argv to what is to be done. */
#include "config.h"
#include "keep.h"
#include "output.h"

#include "waraq/app/commands.h"
#include "waraq/app/loop.h"
#include "waraq/base/mem.h"

#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Widths come from the C library and need a UTF-8 locale; whatever the user's is, text here is UTF-8. */
static bool use_utf8(void)
{
    if (setlocale(LC_CTYPE, "") && !strcmp(nl_langinfo(CODESET), "UTF-8"))
        return true;
    return setlocale(LC_CTYPE, "C.UTF-8") || setlocale(LC_CTYPE, "en_US.UTF-8") ||
           setlocale(LC_CTYPE, "C.utf8");
}

/* A pipe, a socket or a file: somebody gives us something to read. */
static bool input_is_given(void)
{
    struct stat st;
    return fstat(STDIN_FILENO, &st) == 0 &&
           (S_ISFIFO(st.st_mode) || S_ISREG(st.st_mode) || S_ISSOCK(st.st_mode));
}

static int fill_shelf(const struct wq_options *o, struct wq_shelf *shelf)
{
    struct wq_output out = {.options = o, .shelf = shelf};
    struct wq_error err;

    for (size_t i = 0; i < o->npaths; i++)
        if (wq_shelf_add(shelf, o->paths[i], &err) != WQ_OK)
            wq_output_trouble(&out, &err);
    if (o->npaths == 0) {
        const char *path = input_is_given() ? "-" : WQ_DATADIR "/samples";
        if (wq_shelf_add(shelf, path, &err) != WQ_OK) {
            fputs("waraq: nothing to read: give a file or a folder (waraq --help)\n", stderr);
            out.status = WQ_EXIT_TROUBLE;
        }
    }
    return out.status;
}

/* The screen, or --print with a word why where the terminal cannot show one. */
static int read_on_screen(const struct wq_options *o, struct wq_layout *layout, struct wq_shelf *shelf,
                          int status)
{
    struct wq_options plain = *o;
    struct wq_error err;

    if (wq_shelf_count(shelf) == 0) { /* an empty folder: no trouble, but silence would puzzle */
        fputs("waraq: no articles here\n", stderr);
        return wq_print(o, layout, shelf, status);
    }
    int result = wq_loop(o, layout, shelf, &err);
    if (result >= 0) {
        /* What could not be read is said where it can still be seen. */
        struct wq_output out = {
            .options = o, .shelf = shelf, .status = status != WQ_EXIT_OK ? status : result};
        return wq_output_finish(&out);
    }
    const char *term = getenv("TERM");
    struct wq_buf what = WQ_BUF_INIT;
    wq_output_path(&what, err.what);
    if (err.status != WQ_ESYS && (!term || !*term))
        fputs("waraq: a terminal without TERM cannot show a screen: printing instead\n", stderr);
    else if (err.status == WQ_ESYS)
        fprintf(stderr, "waraq: no terminal for keys: %s: %s\n", what.data, strerror(err.sys));
    else
        fprintf(stderr, "waraq: the terminal '%s' cannot show a screen: printing instead\n", what.data);
    wq_buf_release(&what);
    /* What it does with colours is not known either. */
    if (plain.color == WQ_WHEN_AUTO && err.status != WQ_ESYS)
        plain.color = WQ_WHEN_NEVER;
    return wq_print(&plain, layout, shelf, status);
}

static char *library_path(const char *library)
{
    struct wq_buf path = WQ_BUF_INIT;
    const char *home = getenv("HOME");

    wq_buf_addf(&path, "%s%s", library[0] == '~' && home ? home : "", library + (library[0] == '~'));
    return wq_buf_detach(&path);
}

/* Without a path, and where nobody gives us something to read, one goes on where one left off, else with the
 * library that the configuration names. */
static void go_on(struct wq_options *o, struct wq_left_off *l)
{
    *l = (struct wq_left_off){.paths = NULL};
    if (o->npaths > 0 || input_is_given())
        return;
    if ((!o->keep || !wq_left_off_read(l)) && o->library) {
        l->paths = wq_malloc(sizeof *l->paths);
        l->paths[0] = library_path(o->library);
        l->npaths = 1;
    }
    o->paths = l->paths;
    o->npaths = l->npaths;
    o->article = l->article;
}

static int run(struct wq_options *o)
{
    bool on_screen = o->mode == WQ_MODE_READ && isatty(STDOUT_FILENO);
    struct wq_left_off left_off;

    o->keep = on_screen && !o->secure;
    go_on(o, &left_off);
    struct wq_layout *layout = wq_layout_new();
    struct wq_doc *doc = wq_doc_new(wq_layout_props(layout));
    struct wq_shelf *shelf = wq_shelf_new(doc, o->encoding);
    int status = fill_shelf(o, shelf);

    if (wq_shelf_count(shelf) > 0 || status == WQ_EXIT_OK) {
        if (o->mode == WQ_MODE_LIST)
            status = wq_list(o, layout, shelf, status);
        else if (o->mode == WQ_MODE_SEARCH)
            status = wq_search(o, layout, shelf, status);
        else if (o->mode == WQ_MODE_ENTITIES)
            status = wq_entities(o, layout, shelf, status);
        else if (on_screen)
            status = read_on_screen(o, layout, shelf, status);
        else
            status = wq_print(o, layout, shelf, status);
    }
    wq_shelf_free(shelf);
    wq_doc_free(doc);
    wq_layout_free(layout);
    wq_left_off_release(&left_off);
    return status;
}

int wq_main(int argc, char **argv)
{
    struct wq_config config = {.errors = 0};
    struct wq_options o;

    if (!use_utf8()) {
        fputs("waraq: no UTF-8 locale: install one, C.UTF-8 will do\n", stderr);
        return WQ_EXIT_TROUBLE;
    }
    if (!wq_options_read(&o, argc, argv))
        return WQ_EXIT_TROUBLE;
    if (o.mode == WQ_MODE_HELP) {
        wq_options_help();
        return WQ_EXIT_OK;
    }
    if (o.mode == WQ_MODE_VERSION) {
        puts("waraq " WQ_VERSION);
        return WQ_EXIT_OK;
    }
    int status = WQ_EXIT_TROUBLE;
    if (wq_config_read(&config, &o))
        status = o.mode == WQ_MODE_TERMINAL ? wq_report(&o) : run(&o);
    wq_config_release(&config);
    return status;
}
