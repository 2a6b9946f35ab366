/* What is typed behind a colon: an action's name, with a number behind it, or a number alone. */
#include "state.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_NUMBER = 1000000 };

/* 12 goes to paragraph 12; `wider 3` is 3+; else an action's name. */
void wq_app_command_run(struct wq_app *a)
{
    wq_history_add(&a->history[WQ_PROMPT_COMMAND], a->edit.text.data, a->edit.text.len);
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
void wq_app_command_complete(struct wq_app *a)
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
