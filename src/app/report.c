/* --terminal: what terminal this is and how it is written to, to be pasted into a report of a bug. */
#include "messages.h"
#include "output.h"
#include "trial.h"

#include "waraq/app/commands.h"
#include "waraq/base/array.h"
#include "waraq/term/report.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>

enum { NAME_WIDTH = 22 };

/* value may be anybody's: what would act on a terminal is escaped. */
static void add_row(struct wq_buf *out, const char *name, const char *value)
{
    wq_buf_addf(out, "%-*s", NAME_WIDTH, name);
    wq_output_path(out, value);
    wq_buf_addc(out, '\n');
}

static void add_variables(struct wq_buf *out)
{
    static const char *const names[] = {
        "TERM",
        "COLORTERM",
        "NO_COLOR",
        "TERM_PROGRAM",
        "TERM_PROGRAM_VERSION",
        "TMUX",
        "STY",
        "SSH_TTY",
        "VTE_VERSION",
        "KONSOLE_VERSION",
        "XTERM_VERSION",
        "KITTY_WINDOW_ID",
        "ALACRITTY_WINDOW_ID",
        "MLTERM",
        "WT_SESSION",
        "LANG",
        "LC_ALL",
        "LC_CTYPE",
    };

    for (size_t i = 0; i < WQ_COUNT(names); i++)
        if (getenv(names[i]))
            add_row(out, names[i], getenv(names[i]));
}

static void add_answers(struct wq_buf *out, const struct wq_terminal_report *r)
{
    const char *none = !r->present     ? "not asked: there is no terminal"
                       : !r->described ? "not asked: TERM is not known"
                       : !r->asked     ? "not asked: such a terminal has none"
                                       : "none came";

    add_row(out, "answers", r->said.len ? r->said.data : none);
    if (r->said.len && !r->answers.complete)
        add_row(out, "", "the last one did not come");
}

static void add_terminal(struct wq_buf *out, const struct wq_terminal_report *r)
{
    static const char *const betweens[] = {"nothing", "tmux", "screen", "mosh"};
    const struct wq_terminal *t = &r->terminal;
    struct wq_buf text = WQ_BUF_INIT;

    add_row(out, "terminal", t->name ? t->name : "unknown");
    add_row(out, "between", betweens[t->between]);
    wq_buf_addf(&text, "%s: %s", wq_writing_info(t->writing)->name, wq_writing_text(t->writing));
    add_row(out, "way", text.data);
    add_row(out, "because", wq_reason_text(t->reason));
    add_row(out, "overrides", t->override ? "around rows" : "none");
    add_row(out, "vowel signs", wq_marks_name(t->marks));
    add_row(out, "letters", t->shape ? "joined by waraq" : "as they are written");
    add_row(out, "addresses", t->links ? "lead where they say" : "are text");
    add_row(out, "panes", t->one_pane ? "one" : "as many as fit");
    wq_buf_release(&text);
}

int wq_report(const struct wq_options *options)
{
    struct wq_output o;
    struct wq_terminal_report r;
    struct wq_wishes wishes = wq_options_wishes(options);
    struct wq_buf line = WQ_BUF_INIT;

    wq_output_init(&o, options, false);
    wq_terminal_report(&wishes, &r);
    wq_buf_addf(&line, "%s", WQ_VERSION);
    add_row(&o.out, "waraq", line.data);
    add_variables(&o.out);
    wq_buf_clear(&line);
    wq_buf_addf(&line, "%s, %s", setlocale(LC_CTYPE, NULL), nl_langinfo(CODESET));
    add_row(&o.out, "locale", line.data);
    if (r.present) {
        wq_buf_clear(&line);
        wq_buf_addf(&line, "%dx%d, %d colours", r.width, r.height, r.colors > 0 ? r.colors : 0);
        add_row(&o.out, "size", line.data);
    }
    wq_buf_clear(&line);
    wq_buf_addf(&line, "%s", options->config ? options->config : "none");
    if (options->config_errors)
        wq_buf_addf(&line, ", errors: %zu", options->config_errors);
    add_row(&o.out, "configuration", line.data);
    add_answers(&o.out, &r);
    add_terminal(&o.out, &r);
    wq_output_flush(&o);
    wq_buf_release(&line);
    wq_buf_release(&o.out);
    wq_terminal_report_release(&r);
    return WQ_EXIT_OK;
}
