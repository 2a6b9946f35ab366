#include "scroll_believed.h"

#include "waraq/base/mem.h"

#include <curses.h>
#include <stdlib.h>

static void move_rows(WINDOW *w, const struct wq_scroll *m)
{
    scrollok(w, TRUE);
    wsetscrreg(w, m->area.y, m->area.y + m->area.h - 1);
    wscrl(w, m->by);
    wsetscrreg(w, 0, getmaxy(w) - 1);
    scrollok(w, FALSE);
}

static void move_part(const struct wq_scroll *m)
{
    struct wq_area a = m->area;
    cchar_t *cells = wq_reallocarray(NULL, (size_t)a.w + 1, sizeof *cells);
    cchar_t blank;
    int row;
    int column;

    setcchar(&blank, L" ", A_NORMAL, 0, NULL);
    getyx(curscr, row, column);
    for (int i = 0; i < a.h; i++) {
        int y = m->by > 0 ? i : a.h - 1 - i;
        int from = wq_scroll_from(m, y);
        if (from >= 0)
            mvwin_wchnstr(curscr, a.y + from, a.x, cells, a.w);
        for (int x = 0; x < a.w && from < 0; x++)
            cells[x] = blank;
        mvwadd_wchnstr(curscr, a.y + y, a.x, cells, a.w);
    }
    wmove(curscr, row, column);
    free(cells);
}

void wq_scroll_believed(const struct wq_scroll *m)
{
    if (!m->whole) {
        move_part(m);
        return;
    }
    move_rows(curscr, m);
    move_rows(stdscr, m);
}

static void put_first(WINDOW *w, int y, const cchar_t *blank)
{
    int row;
    int column;

    getyx(w, row, column);
    mvwadd_wchnstr(w, y, 0, blank, 1);
    wmove(w, row, column);
}

static void put_first_column(const struct wq_scroll *m, const wchar_t *what)
{
    cchar_t blank;

    setcchar(&blank, what, A_NORMAL, 0, NULL);
    for (int y = m->area.y; y < m->area.y + m->area.h; y++) {
        put_first(stdscr, y, &blank);
        put_first(curscr, y, &blank);
    }
}

void wq_scroll_disguise(const struct wq_scroll *m, bool other)
{
    put_first_column(m, other ? L"\u2002" : L"\u00A0");
}

void wq_scroll_undisguise(const struct wq_scroll *m)
{
    put_first_column(m, L" ");
}
