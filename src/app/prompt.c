/* The prompt: one line editor for commands and for what is looked for. */
#include "state.h"

#include "waraq/layout/direction.h"
#include "waraq/text/utf8.h"

#include <stdint.h>
#include <string.h>

/* Nobody types more; a paste may have more, and laying it out anew at each key must not be felt. */
enum { MOST_BYTES = 4096 };

/* What the kinds of prompt do; NULL: nothing. */
static const struct {
    void (*begin)(struct wq_app *a);
    void (*typed)(struct wq_app *a); /* after every change; on a slow line once, before it is accepted */
    void (*accept)(struct wq_app *a);
    void (*cancel)(struct wq_app *a);
} kinds[WQ_PROMPTS] = {
    [WQ_PROMPT_COMMAND] = {.accept = wq_app_command_run},
    [WQ_PROMPT_FIND] = {wq_app_find_begin, wq_app_find_typed, wq_app_find_accept, wq_app_find_cancel},
    [WQ_PROMPT_FILTER] = {wq_app_filter_begin, wq_app_filter_typed, wq_app_filter_accept,
                          wq_app_filter_cancel},
    [WQ_PROMPT_INSIDE] = {wq_app_inside_filter_begin, wq_app_inside_filter_typed, wq_app_inside_filter_accept,
                          wq_app_inside_filter_cancel},
    [WQ_PROMPT_TOGETHER] = {NULL, wq_app_together_typed, wq_app_together_accept, wq_app_together_cancel},
    [WQ_PROMPT_MERGE] = {.begin = wq_app_correct_begin, .accept = wq_app_merge_accept},
    [WQ_PROMPT_RENAME] = {.begin = wq_app_correct_begin, .accept = wq_app_rename_accept},
    [WQ_PROMPT_PIPE] = {.accept = wq_app_pipe_accept},
    [WQ_PROMPT_SAVE] = {.begin = wq_app_save_begin, .accept = wq_app_save_accept},
    [WQ_PROMPT_LIBRARY] = {.accept = wq_app_results_accept},
};

static bool is_search(const struct wq_app *a)
{
    return a->prompt == WQ_PROMPT_FIND || a->prompt == WQ_PROMPT_FILTER || a->prompt == WQ_PROMPT_LIBRARY;
}

void wq_app_prompt_open(struct wq_app *a, enum wq_prompt prompt)
{
    a->prompt = prompt;
    a->overlay = WQ_OVER_PROMPT;
    a->inside.offered = UINT32_MAX; /* to the last query */
    wq_edit_set(&a->edit, "", 0);
    wq_app_history_load(a, prompt);
    wq_history_begin(&a->history[prompt]);
    if (kinds[prompt].begin)
        kinds[prompt].begin(a);
}

/* ---- the end of it ---- */

static void cancel(struct wq_app *a)
{
    a->overlay = WQ_OVER_NOTHING;
    wq_buf_clear(&a->message);
    if (kinds[a->prompt].cancel)
        kinds[a->prompt].cancel(a);
}

static void accept(struct wq_app *a)
{
    a->overlay = WQ_OVER_NOTHING;
    wq_app_keep_typed(a, a->prompt, &a->edit.text);
    if (a->quiet && kinds[a->prompt].typed)
        kinds[a->prompt].typed(a);
    kinds[a->prompt].accept(a);
}

/* ---- editing ---- */

static void insert(struct wq_app *a, const char *s, size_t len)
{
    size_t room = a->edit.text.len < MOST_BYTES ? MOST_BYTES - a->edit.text.len : 0;

    if (len > room) {
        len = wq_utf8_floor(s, len, room);
        wq_app_say(a, WQ_MSG_PROMPT_FULL);
    }
    wq_edit_insert(&a->edit, s, len);
}

/* A query with any letter that runs so is a piece of such a text; commands and paths have words of their own.
 */
bool wq_app_prompt_rtl(const struct wq_app *a)
{
    struct wq_letters n = {0, 0};
    wq_letters_count(wq_layout_props(a->layout), a->edit.text.data, a->edit.text.len, &n);
    bool command =
        a->prompt == WQ_PROMPT_COMMAND || a->prompt == WQ_PROMPT_PIPE || a->prompt == WQ_PROMPT_SAVE;
    return n.rtl > (command ? n.ltr : 0);
}

/* Arrows are visual: in a line that runs right to left, left is onwards. */
static void move_cursor(struct wq_app *a, bool left, bool word)
{
    if (left == wq_app_prompt_rtl(a))
        wq_edit_right(&a->edit, word);
    else
        wq_edit_left(&a->edit, word);
}

static void type(struct wq_app *a, const struct wq_event *ev)
{
    struct wq_buf u = WQ_BUF_INIT;

    if (ev->key < 0x20 || ev->key >= WQ_KEY_BASE || (ev->mods & (WQ_MOD_ALT | WQ_MOD_CTRL)))
        return;
    wq_buf_addcp(&u, ev->key);
    insert(a, u.data, u.len);
    wq_buf_release(&u);
}

static void edit_key(struct wq_app *a, const struct wq_event *ev)
{
    bool word = ev->mods & (WQ_MOD_CTRL | WQ_MOD_ALT);
    bool letter = ev->mods == WQ_MOD_ALT; /* Alt-b and Alt-f, as shells have them */

    switch (ev->key) {
    case WQ_KEY_LEFT: move_cursor(a, true, word); break;
    case WQ_KEY_RIGHT: move_cursor(a, false, word); break;
    case WQ_KEY_HOME:
    case 1: a->edit.cursor = 0; break;
    case WQ_KEY_END:
    case 5: a->edit.cursor = a->edit.text.len; break;
    case WQ_KEY_BACKSPACE:
        if (!wq_edit_delete_left(&a->edit, word) && a->edit.text.len == 0)
            cancel(a); /* as editors do: backspace in an empty prompt leaves it */
        break;
    case WQ_KEY_DELETE:
    case 4: wq_edit_delete_right(&a->edit, word); break;
    case 11: wq_edit_clear_right(&a->edit); break;
    case 23: wq_edit_delete_left(&a->edit, true); break;
    case 21: wq_edit_clear_left(&a->edit); break;
    case 'b': letter ? (void)wq_edit_left(&a->edit, true) : type(a, ev); break;
    case 'f': letter ? (void)wq_edit_right(&a->edit, true) : type(a, ev); break;
    case 'd': letter ? (void)wq_edit_delete_right(&a->edit, true) : type(a, ev); break;
    default: type(a, ev); break;
    }
}

/* ---- keys ---- */

enum wq_match wq_app_next_match(enum wq_match match)
{
    static const enum wq_match next[] = {
        [WQ_MATCH_FOLDED] = WQ_MATCH_EXACT,
        [WQ_MATCH_EXACT] = WQ_MATCH_LOOSE,
        [WQ_MATCH_LOOSE] = WQ_MATCH_REGEX,
        [WQ_MATCH_REGEX] = WQ_MATCH_FOLDED,
    };
    return next[match];
}

/* Keys that a line editor does not know; false if it is none of them. */
static bool prompt_key(struct wq_app *a, const struct wq_event *ev)
{
    struct wq_history *history = &a->history[a->prompt];

    switch (ev->key) {
    case '\t':
        if (wq_app_inside_take_offer(a))
            a->overlay = WQ_OVER_NOTHING;
        else if (is_search(a))
            a->match = wq_app_next_match(a->match);
        else if (a->prompt == WQ_PROMPT_COMMAND)
            wq_app_command_complete(a);
        return true;
    case 15: /* ^O */ a->word = is_search(a) ? !a->word : a->word; return true;
    case WQ_KEY_UP:
    case 16: wq_history_older(history, &a->edit); return true;
    case WQ_KEY_DOWN:
    case 14: wq_history_newer(history, &a->edit); return true;
    case 12: a->wants |= WQ_WANTS_REDRAW; return true;
    case 26: a->wants |= WQ_WANTS_SUSPEND; return true;
    default: return false;
    }
}

/* True if the prompt is still there. */
static bool take(struct wq_app *a, const struct wq_event *ev)
{
    if (ev->type == WQ_EVENT_PASTE) {
        insert(a, ev->text, ev->len);
        return true;
    }
    if (ev->key == 27 || ev->key == 3 || ev->key == 7) {
        cancel(a);
        return false;
    }
    if (ev->key == '\r' || ev->key == '\n') {
        accept(a);
        return false;
    }
    if (!prompt_key(a, ev))
        edit_key(a, ev);
    return a->overlay == WQ_OVER_PROMPT;
}

void wq_app_prompt_event(struct wq_app *a, const struct wq_event *ev)
{
    struct wq_buf before = WQ_BUF_INIT;
    enum wq_match match = a->match;
    bool word = a->word;

    if (ev->type != WQ_EVENT_PASTE && ev->type != WQ_EVENT_KEY)
        return;
    wq_buf_clear(&a->message);
    wq_buf_add(&before, a->edit.text.data, a->edit.text.len);
    bool open = take(a, ev);
    bool changed = before.len != a->edit.text.len || match != a->match || word != a->word ||
                   (before.len && memcmp(before.data, a->edit.text.data, before.len) != 0);
    if (open && changed && kinds[a->prompt].typed && !a->quiet)
        kinds[a->prompt].typed(a);
    if (open)
        wq_app_inside_offer(a);
    wq_buf_release(&before);
}
