#include "weave.h"

#include "waraq/base/mem.h"

#include <stdlib.h>
#include <string.h>

void wq_weave_release(struct wq_weave *w)
{
    for (int i = 0; i < WQ_WEAVE_PLACES; i++)
        free(w->places[i].uri);
}

/* ---- places ---- */

int wq_weave_place(const struct wq_weave *w, uint32_t link)
{
    for (int i = 0; link != 0 && i < WQ_WEAVE_PLACES; i++)
        if (w->places[i].link == link && w->places[i].painted == w->paint)
            return i;
    return -1;
}

int wq_weave_places(const struct wq_weave *w)
{
    int n = 0;

    while (n < WQ_WEAVE_PLACES && w->places[n].link)
        n++;
    return n;
}

bool wq_weave_is_needed(const struct wq_weave *w)
{
    for (int i = 0; i < WQ_WEAVE_PLACES; i++)
        if (w->places[i].link && w->places[i].painted + 1 >= w->paint)
            return true;
    return false;
}

/* Where the link was, or else the place that was longest without one; -1: all are in use. */
static int find_place(const struct wq_weave *w, const struct wq_gridlink *l)
{
    int oldest = 0;

    for (int i = 0; i < WQ_WEAVE_PLACES; i++) {
        if (w->places[i].link == l->link)
            return strcmp(w->places[i].uri, l->uri) == 0 ? i : -1;
        if (w->places[i].painted < w->places[oldest].painted)
            oldest = i;
    }
    return w->places[oldest].link == 0 || w->places[oldest].painted + 1 < w->paint ? oldest : -1;
}

void wq_weave_none(struct wq_weave *w)
{
    w->paint++;
}

void wq_weave_take(struct wq_weave *w, const struct wq_grid *g)
{
    w->paint++;
    for (size_t i = 0; i < g->links.len; i++) {
        const struct wq_gridlink *l = &g->links.items[i];
        int place = find_place(w, l);
        if (place < 0)
            continue;
        w->places[place].painted = w->paint;
        if (w->places[place].link == l->link)
            continue;
        free(w->places[place].uri);
        w->places[place].uri = wq_strdup(l->uri);
        w->places[place].link = l->link;
    }
}

/* ---- what ncurses wrote ---- */

enum { MOST_PARAMETERS = 32 };

/* The numbers of a sequence of s, ESC [ 1 ; 2 m; returns how many. */
static int read_numbers(const char *s, size_t len, int *numbers)
{
    int n = 1;

    numbers[0] = 0;
    for (size_t i = 2; i + 1 < len; i++) {
        if (s[i] >= '0' && s[i] <= '9' && numbers[n - 1] < 1000)
            numbers[n - 1] = numbers[n - 1] * 10 + (s[i] - '0');
        else if ((s[i] == ';' || s[i] == ':') && n < MOST_PARAMETERS)
            numbers[n++] = 0;
    }
    return n;
}

int wq_weave_read(const char *s, size_t len)
{
    int numbers[MOST_PARAMETERS];
    int n = read_numbers(s, len, numbers);

    if (n != 3 || numbers[0] != 48 || numbers[1] != 5)
        return -1;
    int place = numbers[2] - WQ_WEAVE_COLOUR;
    return place >= 0 && place < WQ_WEAVE_PLACES ? place : -1;
}

/* Whether it takes a background back. */
static bool resets(const char *s, size_t len)
{
    int numbers[MOST_PARAMETERS];
    int n = read_numbers(s, len, numbers);

    for (int i = 0; i < n; i++) {
        if (numbers[i] == 38 && i + 1 < n) /* the numbers of a colour */
            i += numbers[i + 1] == 5 ? 2 : 4;
        else if (numbers[i] == 0 || numbers[i] == 49)
            return true;
    }
    return false;
}

/* The length of the escape sequence at s. */
static size_t sequence(const char *s, size_t len)
{
    size_t n = 2;

    if (len < 2)
        return len;
    if (s[1] == '(' || s[1] == ')')
        return len < 3 ? len : 3;
    while (s[1] == '[' && n < len && (unsigned char)s[n] < 0x40)
        n++;
    return s[1] == '[' && n < len ? n + 1 : n;
}

static void open_link(const struct wq_weave *w, int place, struct wq_buf *out)
{
    if (place >= 0 && w->places[place].uri)
        /* Rows of one address are one link: they have one id. */
        wq_buf_addf(out, "\033]8;id=%d;%s\033\\", place, w->places[place].uri);
    else
        wq_buf_adds(out, WQ_WEAVE_END);
}

void wq_weave(const struct wq_weave *w, const char *s, size_t len, struct wq_buf *out)
{
    int pen = -1;
    int open = -1;

    for (size_t i = 0, n; i < len; i += n) {
        n = s[i] == '\033' ? sequence(s + i, len - i) : 1;
        bool attributes = n > 2 && s[i + 1] == '[' && s[i + n - 1] == 'm';
        int place = attributes ? wq_weave_read(s + i, n) : -1;
        if (place >= 0) {
            pen = place;
            continue;
        }
        if (attributes && resets(s + i, n))
            pen = -1;
        /* Not before something is written: attributes may be put together out of several sequences. */
        bool writes = (n == 1 && (unsigned char)s[i] >= ' ') || (n > 2 && s[i + 1] == '[' && !attributes);
        if (writes && pen != open) {
            open = pen;
            open_link(w, open, out);
        }
        wq_buf_add(out, s + i, n);
    }
    if (open >= 0)
        wq_buf_adds(out, WQ_WEAVE_END);
}
