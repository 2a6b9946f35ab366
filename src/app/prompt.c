/* The prompt: actions by their names, with a number or a word behind. */
#include "state.h"

#include "waraq/layout/direction.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_NUMBER = 1000000, LEAST_ROOM = 8 };

void wq_app_prompt_open(struct wq_app *a)
{
    wq_edit_set(&a->edit, "", 0);
    a->overlay = WQ_OVER_PROMPT;
}

/* 12 goes to paragraph 12; `wider 3` is 3+; else an action's name. */
static void run_command(struct wq_app *a)
{
    const char *s = a->edit.text.data;
    size_t len = a->edit.text.len;
    size_t count = 0;

    while (len && s[len - 1] == ' ')
        len--;
    while (len && *s == ' ') {
        s++;
        len--;
    }
    if (len == 0)
        return;
    size_t name = 0;
    while (name < len && s[name] != ' ')
        name++;
    const char *number = *s >= '0' && *s <= '9' ? s : s + name;
    unsigned long n = strtoul(number, NULL, 10);
    count = n > MOST_NUMBER ? MOST_NUMBER : n;
    enum wq_action action = number == s ? WQ_ACTION_END : wq_action_named(s, name);
    if (len == 1 && *s == 'q') /* what fingers know */
        action = WQ_ACTION_QUIT;
    if (action == WQ_ACTION_NONE) {
        struct wq_buf given = WQ_BUF_INIT;
        wq_buf_add(&given, s, name);
        wq_buf_clear(&a->message);
        wq_message_add1(&a->message, WQ_MSG_COMMAND_UNKNOWN, "name", given.data);
        wq_buf_release(&given);
        return;
    }
    wq_app_act(a, action, count);
}

/* Completes the name to what all that begin so share; shows them if there are several. */
static void complete(struct wq_app *a)
{
    const char *s = a->edit.text.data;
    size_t len = a->edit.text.len;
    const char *first = NULL;
    size_t shared = 0;

    wq_buf_clear(&a->message);
    for (int i = 1; i < WQ_ACTIONS; i++) {
        const char *name = wq_action_info((enum wq_action)i)->name;
        if (strncmp(name, s, len) != 0)
            continue;
        if (!first) {
            first = name;
            shared = strlen(name);
        }
        size_t same = 0;
        while (same < shared && name[same] == first[same])
            same++;
        shared = same;
        wq_buf_addf(&a->message, "%s%s", a->message.len ? "  " : "", name);
    }
    if (first && shared >= len)
        wq_edit_set(&a->edit, first, shared);
    if (first && shared == strlen(first))
        wq_buf_clear(&a->message);
}

static void close_prompt(struct wq_app *a)
{
    a->overlay = WQ_OVER_NOTHING;
}

static void edit_key(struct wq_app *a, const struct wq_event *ev)
{
    bool word = ev->mods & (WQ_MOD_CTRL | WQ_MOD_ALT);
    /* Arrows are visual: in a line that runs right to left, left is onwards. */
    bool rtl = a->edit.text.len && (unsigned char)a->edit.text.data[0] >= 0xD6 &&
               (unsigned char)a->edit.text.data[0] <= 0xDD;

    switch (ev->key) {
    case WQ_KEY_LEFT: rtl ? wq_edit_right(&a->edit, word) : wq_edit_left(&a->edit, word); break;
    case WQ_KEY_RIGHT: rtl ? wq_edit_left(&a->edit, word) : wq_edit_right(&a->edit, word); break;
    case WQ_KEY_HOME:
    case 1: a->edit.cursor = 0; break;
    case WQ_KEY_END:
    case 5: a->edit.cursor = a->edit.text.len; break;
    case WQ_KEY_BACKSPACE:
        if (!wq_edit_delete_left(&a->edit, word))
            close_prompt(a); /* as editors do: backspace in an empty prompt leaves it */
        break;
    case WQ_KEY_DELETE:
    case 4: wq_edit_delete_right(&a->edit, word); break;
    case 23: wq_edit_delete_left(&a->edit, true); break;
    case 21: wq_edit_clear_left(&a->edit); break;
    default:
        if (ev->key >= 0x20 && ev->key < WQ_KEY_BASE && !(ev->mods & (WQ_MOD_ALT | WQ_MOD_CTRL))) {
            struct wq_buf u = WQ_BUF_INIT;
            wq_buf_addcp(&u, ev->key);
            wq_edit_insert(&a->edit, u.data, u.len);
            wq_buf_release(&u);
        }
        break;
    }
}

void wq_app_prompt_event(struct wq_app *a, const struct wq_event *ev)
{
    if (ev->type == WQ_EVENT_PASTE) {
        wq_edit_insert(&a->edit, ev->text, ev->len);
        return;
    }
    if (ev->type != WQ_EVENT_KEY)
        return;
    if (ev->key != '\t')
        wq_buf_clear(&a->message);
    switch (ev->key) {
    case 27:
    case 3:
    case 7: close_prompt(a); break;
    case '\r':
    case '\n':
        close_prompt(a);
        run_command(a);
        break;
    case '\t': complete(a); break;
    case 12: a->wants |= WQ_WANTS_REDRAW; break;
    case 26: a->wants |= WQ_WANTS_SUSPEND; break;
    default: edit_key(a, ev); break;
    }
}

/* The column of the frame's grid where the cursor stands in a line drawn at x. */
static int cursor_column(const struct wq_frame *f, const struct wq_para *p, int left, size_t cursor, bool rtl)
{
    const struct wq_line *line = &p->lines[0];
    (void)f;

    if (line->count == 0)
        return left;
    bool behind = cursor >= p->len;
    size_t cell = behind ? line->first + line->count - 1 : wq_line_cell_at(p, line, cursor);
    int at = left + (int)wq_line_column_of(p, line, cell);
    bool leftwards = p->cells[cell].level & 1;
    if (behind)
        at += leftwards || rtl ? -1 : p->cells[cell].width;
    return at;
}

void wq_app_prompt_draw(struct wq_app *a, const struct wq_frame *f, int x, int w, int y)
{
    const char *label = wq_message(WQ_MSG_PROMPT_COMMAND);
    int used = wq_frame_measure(f, label, strlen(label), false) + 1;
    if (w - used < LEAST_ROOM)
        used = 1; /* what is typed is worth more than the label; the cursor may stand before it */
    else
        wq_frame_text(f, x, y, w, label, strlen(label), false, WQ_ALIGN_START, WQ_STYLE_DIM);
    const char *s = a->edit.text.data;
    size_t len = a->edit.text.len;
    struct wq_layout_opts opts = {.flags = WQ_LAYOUT_KEEP_SPACE};
    struct wq_letters n = {0, 0};

    wq_letters_count(wq_layout_props(f->layout), s, len, &n);
    opts.rtl = n.rtl > n.ltr;
    struct wq_para *p = wq_layout_para(f->layout, s, len, &opts);
    int room = w - used - 1;
    int width = (int)p->lines[0].width;
    if (width < room) {
        wq_frame_line(f, x + used, y, width, p, &p->lines[0], f->mirrored, 0, WQ_STYLE_TEXT);
        int left = f->mirrored ? wq_frame_column(f, x + used + width - 1) : wq_frame_column(f, x + used);
        if (width == 0)
            left = wq_frame_column(f, x + used);
        f->grid->cursor_x = cursor_column(f, p, left, a->edit.cursor, opts.rtl);
    } else {
        wq_frame_text(f, x + used, y, room, s, len, opts.rtl, WQ_ALIGN_START, WQ_STYLE_TEXT);
        f->grid->cursor_x = wq_frame_column(f, x + (w > 0 ? w - 1 : 0));
    }
    f->grid->cursor_y = y;
    wq_para_free(p);
}
