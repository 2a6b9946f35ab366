/* Where cells lead (OSC 8), kept beside libvterm, which has no notion of it. */
#include "pty_state.h"

#include "waraq/base/array.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* 8 ; id=1 ; URI */
static int on_osc(const char *command, size_t len, void *user)
{
    struct pty *p = user;
    const char *parameters = len > 2 && !memcmp(command, "8;", 2) ? command + 2 : NULL;
    const char *behind = parameters ? memchr(parameters, ';', len - 2) : NULL;

    if (!behind)
        return 0;
    char *uri = strndup(behind + 1, (size_t)(command + len - behind - 1));
    p->link = 0;
    while (*uri && p->link < p->uris.len && strcmp(p->uris.items[p->link], uri) != 0)
        p->link++;
    if (*uri && p->link == p->uris.len)
        *WQ_PUSH(&p->uris) = strdup(uri);
    p->link += *uri != '\0';
    free(uri);
    return 1;
}

void pty_links_open(struct pty *p)
{
    static const VTermParserCallbacks fallbacks = {.osc = on_osc};

    vterm_screen_set_unrecognised_fallbacks(p->screen, &fallbacks, p);
    pty_links_resize(p);
}

void pty_links_close(struct pty *p)
{
    for (size_t i = 0; i < p->uris.len; i++)
        free(p->uris.items[i]);
    free(p->uris.items);
    free(p->links);
}

void pty_links_resize(struct pty *p)
{
    free(p->links);
    p->links = calloc((size_t)p->columns * (size_t)p->rows, sizeof *p->links);
    assert_non_null(p->links);
}

static size_t *at(struct pty *p, int x, int y)
{
    return &p->links[(size_t)y * (size_t)p->columns + (size_t)x];
}

int pty_links_damage(VTermRect rect, void *user)
{
    struct pty *p = user;
    VTermScreenCell cell;

    for (int y = rect.start_row; y < rect.end_row && y < p->rows; y++)
        for (int x = rect.start_col; x < rect.end_col && x < p->columns; x++) {
            vterm_screen_get_cell(p->screen, (VTermPos){.row = y, .col = x}, &cell);
            *at(p, x, y) = cell.chars[0] ? p->link : 0;
        }
    return 1;
}

int pty_links_move(VTermRect to, VTermRect from, void *user)
{
    struct pty *p = user;
    size_t n = (size_t)p->columns * (size_t)p->rows;
    struct pty before = {.columns = p->columns, .links = malloc(n * sizeof *p->links)};

    assert_non_null(before.links);
    memcpy(before.links, p->links, n * sizeof *p->links);
    for (int y = 0; y < to.end_row - to.start_row; y++)
        for (int x = 0; x < to.end_col - to.start_col; x++)
            *at(p, to.start_col + x, to.start_row + y) = *at(&before, from.start_col + x, from.start_row + y);
    free(before.links);
    return 1;
}

const char *pty_link(struct pty *p, int x, int y)
{
    assert_in_range(x, 0, p->columns - 1);
    assert_in_range(y, 0, p->rows - 1);
    size_t link = *at(p, x, y);
    return link ? p->uris.items[link - 1] : "";
}

bool pty_link_is_open(const struct pty *p)
{
    return p->link != 0;
}
