/* Giving the text to a program that has the terminal to itself meanwhile. */
#include "state.h"

#include <stdlib.h>

void wq_app_run_alone(struct wq_app *a, struct wq_command *command, struct wq_buf *input)
{
    struct wq_reach *r = &a->reach;

    wq_command_release(&r->command);
    wq_buf_release(&r->input);
    r->command = *command;
    r->input = *input;
    *command = (struct wq_command){NULL, 0};
    *input = (struct wq_buf)WQ_BUF_INIT;
    a->wants |= WQ_WANTS_RUN;
}

void wq_app_pipe_accept(struct wq_app *a)
{
    struct wq_command command = {NULL, 0};
    struct wq_buf text = WQ_BUF_INIT;
    const struct wq_buf *typed = &a->edit.text;

    wq_history_add(&a->history[WQ_PROMPT_PIPE], typed->data, typed->len);
    if (wq_command_split(&command, typed->data, typed->len) != WQ_OK) {
        wq_app_say(a, WQ_MSG_RUN_QUOTE);
    } else if (command.n) {
        wq_app_whole_text(a, &text);
        wq_app_run_alone(a, &command, &text);
    }
    wq_command_release(&command);
    wq_buf_release(&text);
}

void wq_app_run(struct wq_app *a)
{
    struct wq_reach *r = &a->reach;
    struct wq_command_end end;
    struct wq_error err;
    pid_t pid;

    wq_buf_clear(&a->message);
    if (r->command.n == 0)
        return;
    if (wq_command_start(r->command.argv, r->input.data, r->input.len, WQ_COMMAND_FOREGROUND, &pid, &err) ==
        WQ_OK) {
        wq_command_wait(pid, true, &end);
        wq_app_add_end(&a->message, r->command.argv[0], end);
    } else {
        wq_app_say_error(a, WQ_MSG_RUN_FAILED, &err);
    }
    wq_command_release(&r->command);
    wq_buf_release(&r->input);
}
