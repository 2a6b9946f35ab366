/* What terminal the screen is on, and switching it to the way it is written to. */
#include "giveback.h"
#include "remember.h"
#include "screen_inner.h"

#include "waraq/base/clock.h"

#include <string.h>
#include <term.h>
#include <unistd.h>

#define MOUSE_ON  "\033[?1000h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1000l"
#define DRAGS_ON  "\033[?1002h"
#define DRAGS_OFF "\033[?1002l\033[?1000h" /* xterm has one mode for all kinds of reports */
#define PASTE_ON  "\033[?2004h"
#define PASTE_OFF "\033[?2004l"
#define HOLD_ON   "\033[?2026h"
#define HOLD_OFF  "\033[?2026l"
/* Ends a control string that was cut; in any terminal that has none open it does nothing. */
#define STRING_END "\033\\"

static const struct wq_wishes no_wishes = {.shape = true};

/* Bytes that ncurses knows nothing of. It has written all it had, and does not go through stdio. */
static void send(const struct wq_buf *bytes)
{
    if (bytes->len)
        fwrite(bytes->data, 1, bytes->len, stdout);
    fflush(stdout);
}

/* ---- the time ---- */

static long (*clock_ms)(void) = wq_now_ms;

void wq_screen_set_clock(long (*now_ms)(void))
{
    clock_ms = now_ms ? now_ms : wq_now_ms;
}

/* ---- giving back ---- */

/* A capability without the delays for terminals on paper. */
static void add_string(const char *s, struct wq_buf *out)
{
    for (; s && *s; s++) {
        if (s[0] == '$' && s[1] == '<' && strchr(s, '>'))
            s = strchr(s, '>');
        else
            wq_buf_addc(out, *s);
    }
}

static void add_off(const struct wq_screen *s, struct wq_buf *out)
{
    if (!s->xterm_like)
        return;
    wq_terminal_leave(&s->terminal, s->was_off, out);
    wq_buf_adds(out, PASTE_OFF);
    if (s->drags)
        wq_buf_adds(out, DRAGS_OFF);
    if (s->mouse)
        wq_buf_adds(out, MOUSE_OFF);
}

/* All that endwin() would write, and what it does not know of. */
void wq_screen_prepare_giveback(const struct wq_screen *s)
{
    static const char *const last[] = {"sgr0", "op", "rmkx", "rmcup", "cnorm"};
    struct wq_buf bytes = WQ_BUF_INIT;

    if (s->xterm_like)
        wq_buf_adds(&bytes, STRING_END);
    if (s->terminal.links)
        wq_buf_adds(&bytes, WQ_WEAVE_END);
    if (s->answers.holds)
        wq_buf_adds(&bytes, HOLD_OFF);
    add_off(s, &bytes);
    const char *region = wq_screen_capability("csr");
    const char *move = wq_screen_capability("cup");
    if (region) /* a part of the screen may be scrolling */
        add_string(tiparm(region, 0, s->height - 1), &bytes);
    if (move)
        add_string(tiparm(move, s->height - 1, 0), &bytes);
    for (size_t i = 0; i < sizeof last / sizeof *last; i++)
        add_string(wq_screen_capability(last[i]), &bytes);
    wq_giveback_prepare(STDOUT_FILENO, bytes.data, bytes.len, &s->line);
    wq_buf_release(&bytes);
}

void wq_screen_switch_on(struct wq_screen *s)
{
    struct wq_buf bytes = WQ_BUF_INIT;

    if (s->xterm_like) {
        /* The questions first: one is about what was before us. */
        if (!s->asked && !wq_terminal_is_mute(&s->decided))
            wq_buf_adds(&bytes, WQ_QUESTIONS);
        s->asked = true;
        s->asked_at = clock_ms();
        wq_terminal_enter(&s->terminal, &bytes);
        wq_buf_adds(&bytes, PASTE_ON);
        if (s->mouse)
            wq_buf_adds(&bytes, MOUSE_ON);
        if (s->drags)
            wq_buf_adds(&bytes, DRAGS_ON);
    }
    wq_screen_prepare_giveback(s);
    send(&bytes);
    wq_buf_release(&bytes);
}

void wq_screen_switch_off(struct wq_screen *s)
{
    struct wq_buf bytes = WQ_BUF_INIT;

    add_off(s, &bytes);
    send(&bytes);
    wq_buf_release(&bytes);
}

/* Switches a kind of report on or off. We may be killed between any two writes: what is prepared knows of a
 * mode before it is on, and until it is off. */
static void switch_reports(struct wq_screen *s, bool *kind, bool on, const char *bytes)
{
    *kind = true;
    wq_screen_prepare_giveback(s);
    if (s->xterm_like)
        fputs(bytes, stdout);
    fflush(stdout);
    *kind = on;
    wq_screen_prepare_giveback(s);
}

void wq_screen_mouse(struct wq_screen *s, bool on)
{
    if (on == s->mouse)
        return;
    if (!on)
        wq_screen_drags(s, false);
    switch_reports(s, &s->mouse, on, on ? MOUSE_ON : MOUSE_OFF);
}

void wq_screen_hold(bool on)
{
    fputs(on ? HOLD_ON : HOLD_OFF, stdout);
    fflush(stdout);
}

void wq_screen_drags(struct wq_screen *s, bool on)
{
    on = on && s->mouse;
    if (on != s->drags)
        switch_reports(s, &s->drags, on, on ? DRAGS_ON : DRAGS_OFF);
}

struct wq_clipboard wq_screen_clipboard(const struct wq_screen *s)
{
    return wq_clipboard_known(&s->decided, &s->env, s->answers.version);
}

void wq_screen_send(struct wq_screen *s, const char *bytes, size_t len)
{
    (void)s;
    fwrite(bytes, 1, len, stdout);
    fflush(stdout);
}

/* ---- the way ---- */

/* Everything is painted anew: some terminals keep with a row what was switched when it was written. */
static bool change(struct wq_screen *s, const struct wq_terminal *to)
{
    struct wq_buf off = WQ_BUF_INIT;
    struct wq_buf on = WQ_BUF_INIT;
    bool same = wq_terminal_same(&s->terminal, to);
    bool links = s->terminal.links != to->links; /* which cells that have some will tell by themselves */

    if (!same && s->xterm_like) {
        wq_terminal_leave(&s->terminal, s->was_off, &off);
        wq_terminal_enter(to, &on);
    }
    send(&off); /* while what is prepared still leaves the old way */
    s->terminal = *to;
    if (!same || links) {
        wq_screen_prepare_giveback(s);
        send(&on);
    }
    wq_buf_release(&off);
    wq_buf_release(&on);
    if (!same)
        s->forgotten = true;
    return !same || links;
}

void wq_screen_unlink(struct wq_screen *s)
{
    s->wishes.links = s->decided.links = s->terminal.links = false;
}

void wq_screen_meet(struct wq_screen *s, const struct wq_wishes *wishes)
{
    s->wishes = *wishes;
    wq_environment_read(&s->env);
    wq_terminal_identity(&s->env, &s->identity);
    s->remembered = wq_remember_unasked(&s->env, s->identity.data);
    s->decided = wq_terminal_decide(&s->wishes, &s->env, NULL, &s->remembered);
    s->terminal = s->decided;
}

void wq_screen_part(struct wq_screen *s)
{
    wq_buf_release(&s->identity);
}

const struct wq_terminal *wq_screen_terminal(const struct wq_screen *s)
{
    return &s->terminal;
}

static void identify(const struct wq_screen *s, struct wq_buf *out)
{
    if (s->answers.complete)
        wq_answers_identity(&s->answers, out);
    else
        wq_buf_adds(out, WQ_NO_ANSWERS);
}

static enum wq_status remember(const struct wq_screen *s, const char *answers, const struct wq_remembered *r)
{
    return s->forgets ? WQ_EUSAGE : wq_remember_store(s->identity.data, answers, r, NULL);
}

/* What the environment did not tell is told the next first paint, unless that may be anybody's. Nothing
 * depends on whether it can be kept. */
static void learn(struct wq_screen *s)
{
    struct wq_terminal before = wq_terminal_decide(&no_wishes, &s->env, NULL, NULL);
    struct wq_terminal now = wq_terminal_decide(&no_wishes, &s->env, &s->answers, NULL);
    struct wq_remembered r = {.learnt = !wq_terminal_same(&before, &now) && !wq_terminal_is_anybody(&s->env),
                              .writing = now.writing,
                              .marks = now.marks};
    const struct wq_remembered *had = &s->remembered;
    struct wq_buf answers = WQ_BUF_INIT;

    identify(s, &answers);
    if (had->learnt != r.learnt || (r.learnt && (had->writing != r.writing || had->marks != r.marks)))
        if (!had->chosen)
            (void)!remember(s, answers.data, &r);
    s->remembered = wq_remember_find(s->identity.data, answers.data);
    wq_buf_release(&answers);
}

/* Behind the questions came the first paint, of three kilobytes or more: so the time has both the way there
 * and back and how much goes through. A terminal on the same machine may be busy, but is not far. */
enum { SLOW_MS = 500 };

bool wq_screen_slow(const struct wq_screen *s)
{
    return s->slow;
}

bool wq_screen_answer(struct wq_screen *s, const struct wq_event *ev)
{
    if (!s->asked || !wq_answers_take(&s->answers, ev->text, ev->len))
        return false;
    bool was_off = s->answers.has_support && s->answers.support == 2;
    s->was_off = s->was_off || (was_off && !s->asked_again); /* by then we have switched it off */
    wq_screen_prepare_giveback(s);
    if (s->asked_again && !s->answers.complete)
        return false; /* what it said the last time holds until it has said all */
    if (s->answers.complete) {
        learn(s);
        s->slow = s->slow || (s->env.ssh && clock_ms() - s->asked_at > SLOW_MS);
    }
    s->decided = wq_terminal_decide(&s->wishes, &s->env, &s->answers, &s->remembered);
    if (s->trying)
        return false;
    bool told = s->decided.reason != s->terminal.reason || s->decided.name != s->terminal.name;
    return change(s, &s->decided) || told;
}

void wq_screen_redraw(struct wq_screen *s)
{
    s->answers = (struct wq_answers){0};
    s->asked_again = true;
    s->asked = false;
    wq_screen_switch_on(s);
    s->forgotten = true;
}

void wq_screen_try(struct wq_screen *s, enum wq_writing writing, enum wq_marks marks)
{
    struct wq_terminal t = s->decided;

    s->trying = true;
    wq_terminal_try(&t, &s->wishes, writing, marks);
    change(s, &t);
}

bool wq_screen_try_end(struct wq_screen *s, bool keep)
{
    struct wq_buf answers = WQ_BUF_INIT;
    enum wq_status status = WQ_OK;

    s->trying = false;
    if (keep) {
        s->remembered = (struct wq_remembered){
            .chosen = true, .writing = s->terminal.writing, .marks = s->terminal.marks};
        identify(s, &answers);
        status = remember(s, answers.data, &s->remembered);
        s->decided = s->terminal;
        s->decided.reason = WQ_REASON_CHOSEN;
        wq_buf_release(&answers);
    }
    change(s, &s->decided);
    return status == WQ_OK;
}

void wq_screen_ending(int number)
{
    wq_giveback_ending(number);
}
