#include "waraq/text/history.h"

#include "waraq/base/array.h"
#include "waraq/base/mem.h"

#include <stdlib.h>
#include <string.h>

void wq_history_init(struct wq_history *h)
{
    *h = (struct wq_history){.typed = WQ_BUF_INIT};
}

void wq_history_release(struct wq_history *h)
{
    for (size_t i = 0; i < h->len; i++)
        free(h->items[i]);
    free(h->items);
    wq_buf_release(&h->typed);
    wq_history_init(h);
}

static void drop(struct wq_history *h, size_t i)
{
    free(h->items[i]);
    memmove(&h->items[i], &h->items[i + 1], (--h->len - i) * sizeof *h->items);
}

void wq_history_add(struct wq_history *h, const char *s, size_t len)
{
    if (len == 0)
        return;
    for (size_t i = 0; i < h->len; i++) {
        if (strlen(h->items[i]) == len && !memcmp(h->items[i], s, len)) {
            drop(h, i);
            break;
        }
    }
    if (h->len == WQ_HISTORY_MOST)
        drop(h, 0);
    char *line = wq_malloc(len + 1);
    memcpy(line, s, len);
    line[len] = '\0';
    *WQ_PUSH(h) = line;
    wq_history_begin(h);
}

void wq_history_begin(struct wq_history *h)
{
    h->at = h->len;
}

static void show(struct wq_history *h, struct wq_edit *e)
{
    if (h->at < h->len)
        wq_edit_set(e, h->items[h->at], strlen(h->items[h->at]));
    else
        wq_edit_set(e, h->typed.data, h->typed.len);
}

bool wq_history_older(struct wq_history *h, struct wq_edit *e)
{
    if (h->at == 0)
        return false;
    if (h->at == h->len) {
        wq_buf_clear(&h->typed);
        wq_buf_add(&h->typed, e->text.data, e->text.len);
    }
    h->at--;
    show(h, e);
    return true;
}

bool wq_history_newer(struct wq_history *h, struct wq_edit *e)
{
    if (h->at >= h->len)
        return false;
    h->at++;
    show(h, e);
    return true;
}
